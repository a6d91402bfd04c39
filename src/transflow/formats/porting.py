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
    r"|\]\((?P<gap>[ \t\n]*)(?P<dest><[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)"
    rf"|(?P<dress></?(?:{_DRESS})[ \t]*/?>)"
    r"|(?P<auto><(?:https?://[^<>\s]*|mailto:[^<>\s]*|[\w.+-]+@[\w.-]+)>)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|<!--[\s\S]*?-->)"
    r"|(?P<less><(?=[A-Za-z/!?]))",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"^((?: {0,3}>)* {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*)(<[^<>\n]*>|\S+)", re.MULTILINE)
_ATTRIBUTE = re.compile(r'\b(src|href)="([^"]*)"')
_BLANK = re.compile(r"[\s\\\x00-\x1f]+")
_ACTIVE = re.compile(r"(?:\]\(|\]:|<)<?(?:javascript|vbscript|data|file):", re.IGNORECASE)
_SHORTCODE = re.compile(r"\{(?=\{[<%])")  # Hugo runs these wherever they stand, in code too


def portable(article_text: str, *, address: Callable[[str], str], clean: Callable[[str], str], headline: str) -> str:
    """The body as Markdown (see `formats.portable`)."""
    body = re.sub(r"\r\n?", "\n", article_text[matter.bounds("", article_text)[2] :])
    tokens = parse(body)
    lines = [0, *(match.end() for match in re.finditer("\n", body)), len(body)]
    dropped = headline_lines(tokens, headline)
    edits: dict[tuple[int, int], str] = {(lines[dropped[0]], lines[dropped[1]]): ""} if dropped else {}
    for first, last, kind in _regions(tokens):
        start, end = lines[first], lines[min(last, len(lines) - 1)]
        if any(start < stop and begin < end for begin, stop in edits):
            continue  # a row of a table, cell after cell
        text = body[start:end]
        if kind == "inline":
            edits[start, end] = _words(text, address)
        elif kind == "html":
            edits[start, end] = _addressed(clean(text), address).rstrip("\n") + "\n"
        elif kind == "nested":
            edits[start, end] = text.replace("<", "&lt;")
    found, at = [], 0
    for (start, end), text in sorted(edits.items()):
        found += [_defined(body[at:start], address), text]
        at = end
    return _SHORTCODE.sub("{&#8203;", "".join((*found, _defined(body[at:], address))))


def _regions(tokens: list[Token]) -> Iterator[tuple[int, int, str]]:
    """(first line, line after the last, what stands there) of what holds words or HTML."""
    row: list[int] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = token.map
        where = token.map or (row if token.type == "inline" else None)
        if where is None:
            continue
        if token.type == "inline":
            yield where[0], where[1], "inline"
        elif token.type == "html_block":
            yield where[0], where[1], "nested" if token.level else "html"
        elif token.type in ("fence", "code_block"):
            yield where[0], where[1], "code"


def _words(text: str, address: Callable[[str], str]) -> str:
    """A paragraph, a heading, a row of a table."""
    if _ACTIVE.search(_BLANK.sub("", unescape(text))):
        return text.replace("[", "\\[").replace("<", "&lt;")

    def one(match: re.Match[str]) -> str:
        if match["dest"] is not None:
            return f"]({match['gap']}{_rewritten(match['dest'], address)}"
        if match["tag"] is not None:
            return ""
        return "&lt;" if match["less"] else match[0]

    return _PIECE.sub(one, text)


def _defined(text: str, address: Callable[[str], str]) -> str:
    """What is neither words nor HTML: definitions of links among it."""
    if _ACTIVE.search(_BLANK.sub("", unescape(text))):
        return text.replace("]:", "]\\:")
    return _DEFINITION.sub(lambda match: match[1] + _rewritten(match[2], address), text)


def _rewritten(written: str, address: Callable[[str], str]) -> str:
    """An address as written, where it is to go now; one that stays keeps its bytes."""
    plain = unquote(unescape(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", written.strip("<>"))))
    changed = address(plain)
    return written if changed == plain else changed


def _addressed(html: str, address: Callable[[str], str]) -> str:
    return _ATTRIBUTE.sub(lambda match: f'{match[1]}="{_rewritten(match[2], address)}"', html)
