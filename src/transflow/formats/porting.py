"""A body as Markdown for other people's programs (see `formats.portable`).

They do not agree on what is HTML or a link: whatever one of them could take for more than this project's parser does is
written so that all take it for text.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import unquote

from markdown_it.token import Token

from transflow.formats import matter
from transflow.formats.html import headline_lines, parse

# Inline tags that dress words and can do nothing else; with attributes they are dropped.
_DRESS = "strong|em|b|i|u|s|del|ins|sub|sup|br|mark|small|kbd|abbr|cite|q|code|span|ruby|rt|rp|wbr"
_PIECE = re.compile(
    r"(?P<escaped>\\[\s\S])"
    r"|(?P<code>(?P<ticks>`+)(?!`)[\s\S]*?[^`](?P=ticks)(?!`))"
    r"|(?P<run>`+)"
    r"|\]\((?P<gap>[ \t\n]*)(?P<dest><[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)"
    rf"|(?P<dress></?(?:{_DRESS})[ \t]*/?>)"
    r"|(?P<auto><(?:https?://[^<>\s]*|mailto:[^<>\s]*|[\w.+-]+@[\w.-]+)>)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|<!--[\s\S]*?-->)"
    r"|(?P<less><(?=[A-Za-z/!?]))",
    re.IGNORECASE,
)
_DRESSED = re.compile(rf"</?(?:{_DRESS})[ \t]*/?>", re.IGNORECASE)
_DEFINITION = re.compile(r"^((?: {0,3}>)* {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*)(<[^<>\n]*>|\S+)", re.MULTILINE)
_ATTRIBUTE = re.compile(r'\b(src|href)="([^"]*)"')
_SUSPECT = re.compile(r"<[A-Za-z/!?]|\]\(|\]:")
_TAGS = re.compile(r"(<[^>]*>)")
_MARKS = re.compile(r"[\[\]`*_~!\\|]")
_BLANK = re.compile(r"[\s\\\x00-\x1f]+")
_ACTIVE = re.compile(r"(?:\]\(|\]:|<)<?(?:javascript|vbscript|data|file):", re.IGNORECASE)
_SHORTCODE = re.compile(r"\{(?=\{[<%])")  # Hugo runs these wherever they stand, in code too


def portable(article_text: str, *, address: Callable[[str], str], clean: Callable[[str], str], headline: str) -> str:
    """The body as Markdown (see `formats.portable`)."""
    body = re.sub(r"\r\n?", "\n", article_text[matter.bounds("", article_text)[2] :])
    if _ACTIVE.search(_BLANK.sub("", unescape(body))):  # where one program sees a link to a script, another sees none
        body = _inert(body)
    tokens = parse(body)
    lines = [0, *(match.end() for match in re.finditer("\n", body)), len(body)]
    dropped = headline_lines(tokens, headline)
    edits: dict[tuple[int, int], str] = {(lines[dropped[0]], lines[dropped[1]]): ""} if dropped else {}
    for first, last, kind, token in _regions(tokens):
        start, end = lines[first], lines[min(last, len(lines) - 1)]
        if any(start < stop and begin < end for begin, stop in edits):
            continue  # a row of a table, cell after cell
        text = body[start:end]
        if kind == "inline":
            edits[start, end] = _words(text, address)
        elif kind == "html":
            edits[start, end] = _html(clean(text), address)
        elif kind == "code":
            edits[start, end] = _fenced(token)
        elif kind == "nested" and _SUSPECT.search(text):  # code in a list is text to some programs
            edits[start, end] = _inert(text)
    found, at = [], 0
    for (start, end), text in sorted(edits.items()):
        found += [_between(body[at:start], address), text]
        at = end
    made = "".join((*found, _between(body[at:], address)))
    return _SHORTCODE.sub("{&#8203;", made if _harmless(made, clean) else _inert(body))


def _harmless(made: str, clean: Callable[[str], str]) -> bool:
    """Whether our own parser finds nothing in it but what was left in on purpose."""
    for token in parse(made):
        if any(one.type == "html_inline" and not _DRESSED.fullmatch(one.content) for one in token.children or ()):
            return False
        if token.type == "html_block" and _bare(clean(token.content)) != _bare(token.content):
            return False
    return True


def _bare(html: str) -> str:
    """The tags of clean HTML, whatever stands between them."""
    return "".join(_TAGS.findall(html))


def _regions(tokens: list[Token]) -> Iterator[tuple[int, int, str, Token]]:
    """(first line, line after the last, what stands there, its token) of what holds words, HTML or code."""
    row: list[int] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = token.map
        where = token.map or (row if token.type == "inline" else None)
        if where is None:
            continue
        if token.type == "inline":
            yield where[0], where[1], "inline", token
        elif token.type == "html_block":
            yield where[0], where[1], "nested" if token.level else "html", token
        elif token.type in ("fence", "code_block"):
            yield where[0], where[1], "nested" if token.level else "code", token


def _words(text: str, address: Callable[[str], str]) -> str:
    """A paragraph, a heading, a row of a table."""

    def one(match: re.Match[str]) -> str:
        if match["dest"] is not None:
            return f"]({match['gap']}{_rewritten(match['dest'], address)}"
        if match["tag"] is not None:  # what stands behind it must not begin a line, and so a block, in its place
            return "&#8203;" if text[: match.start()].rpartition("\n")[2].strip(" \t>") == "" else ""
        return "&lt;" if match["less"] or match["escaped"] == "\\<" else match[0]

    return _PIECE.sub(one, text)


def _inert(text: str) -> str:
    """Markdown without links, images, HTML and code."""
    return re.sub(r"[<\[\]`]", lambda match: f"&#{ord(match[0])};", text)


def _fenced(token: Token) -> str:
    """Code between fences that are closed, and longer than any in it: not all programs know the other ways."""
    code = token.content
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    kind = re.match(r"[\w+-]*", token.info)
    return f"{fence}{kind[0] if kind else ''}\n{code.rstrip()}\n{fence}\n"


def _between(text: str, address: Callable[[str], str]) -> str:
    """What our parser shows nowhere: definitions of links, notes that nothing leads to."""
    return _DEFINITION.sub(lambda match: match[1] + _rewritten(match[2], address), _words(text, address))


def _rewritten(written: str, address: Callable[[str], str]) -> str:
    """An address as written, where it is to go now; one that stays keeps its bytes."""
    plain = unquote(unescape(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", written.strip("<>"))))
    changed = address(plain)
    return written if changed == plain else changed


def _html(html: str, address: Callable[[str], str]) -> str:
    """A block of clean HTML. Its words are no Markdown, and stay none where the tags around them are gone."""
    parts = _TAGS.split(html)
    for number, part in enumerate(parts):
        if part.startswith("<"):
            parts[number] = _ATTRIBUTE.sub(lambda match: f'{match[1]}="{_rewritten(match[2], address)}"', part)
        else:
            parts[number] = _MARKS.sub(lambda match: f"&#{ord(match[0])};", part)
    return "".join(parts).rstrip("\n") + "\n"
