"""Plain text written so that it means itself in Markdown (CommonMark 0.31, GFM tables and strikethrough, footnotes)."""

import re
import unicodedata

from markdown_it.rules_block.html_block import HTML_SEQUENCES

# An entity, or what the next character may make one.
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]*(?:;|$))")
_SPECIAL = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?![\s\d])|~(?=~|$)|(?<=~)~|(?<!.)~|!$", re.DOTALL)
_BRACES = {"\\": "&#92;", "|": "&#124;"}
_LINE_START = re.compile(
    r"#{1,6}(?=[ \t]|$)|>|[-+](?=[ \t]|$)|-+(?=[-\s|:]*$)|=+(?=[ \t]*$)|[|:](?=[-:|\s]*$)|[0-9]{1,9}(?=[.)](?:[ \t]|$))"
)
_FOOTNOTE_START = re.compile(r"\[\^[^\]\s]+\](?=:)")
_CLOSING_HASHES = re.compile(r"(?:(?<=[ \t])|^)#+$")
# Stands before inline HTML that would open an HTML block if it began the line: WORD JOINER, which shows nothing.
GUARD = "&#8288;"
GUARD_TEXT = "\u2060"
DELIMITERS = {"b": "**", "i": "*", "s": "~~"}


def escape_text(text: str, *, setext: bool = False, cell: bool = False) -> str:
    """`text` escaped for anywhere inside a block, whatever stands before and after it.

    In a `cell` a backslash is written as an entity, for it would escape the `|` after it; in a `setext` heading `|`
    is, for one there makes a table of heading and underline. (A cell's own `|` is escaped last, with its tags.)
    """
    escaped = _SPECIAL.sub(lambda m: "&#92;" if cell and m[0] == "\\" else f"\\{m[0]}", _ENTITY.sub("\x00", text))
    if setext:
        escaped = escaped.replace("|", _BRACES["|"])
    return escaped.replace("\x00", "\\&")


def escape_title(text: str, delimiter: str) -> str:
    """`text` as an image's title, which ends at `delimiter` (`"`, `'` or `)`)."""
    special = "()" if delimiter == ")" else delimiter
    escaped = re.sub(rf"[\\{re.escape(special)}]", lambda m: f"\\{m[0]}", _ENTITY.sub("\x00", text))
    return escaped.replace("\x00", "&amp;")


def line_start(line: str, *, continues: bool) -> tuple[int, str]:
    """What to insert into `line`, and where, so that it opens no block; nothing at 0 if it opens none.

    `continues` says that a line of the same paragraph stands before it.
    """
    if match := _LINE_START.match(line):
        return (match.end() if match[0][0].isdigit() else 0), "\\"
    if match := _FOOTNOTE_START.match(line):
        return match.end(), "\\"
    if line.startswith("<"):
        for opening, _closing, interrupts in HTML_SEQUENCES:
            if opening.search(line) and (interrupts or not continues):
                return 0, GUARD
    return 0, ""


def line_end(line: str) -> str:
    """`line`, the text of an ATX heading, with the hashes at its end kept from closing it."""
    return _CLOSING_HASHES.sub(lambda m: f"\\{m[0]}", line)


def flanks(before: str, after: str, delimiter: str, *, opens: bool) -> bool:
    """Whether `delimiter` between these characters ("" at an edge) can open, or close, emphasis (CommonMark 6.2)."""
    if delimiter[0] in (before, after):
        return False  # the two runs would be read as one
    space_before, space_after = _is_space(before), _is_space(after)
    mark_before, mark_after = _is_mark(before), _is_mark(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    if delimiter[0] != "_":
        return left if opens else right
    return left and (not right or mark_before) if opens else right and (not left or mark_after)


def _is_space(char: str) -> bool:
    return not char or char in "\t\n\f\r\v" or unicodedata.category(char) == "Zs"


def _is_mark(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in "PS"
