"""From a leaf's inline tokens to atoms: text and tags, each with its place in the raw text.

Images carry words too: their alt text and title become blocks of their own (`Nested`), and the image's markup has a
hole for each.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from markdown_it.common.utils import unescapeAll
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from transflow.article import Atom, Role
from transflow.formats.grammar import AT
from transflow.formats.parsing import Leaf, Places
from transflow.script import HAN
from transflow.segment import Kind

_PAIRS = {
    "strong_open": "b", "strong_close": "b", "em_open": "i", "em_close": "i", "s_open": "s", "s_close": "s",
    "link_open": "a", "link_close": "a",
}  # fmt: skip
_VOIDS = {"code_inline": "code", "html_inline": "html", "footnote_ref": "fn", "image": "img"}
_HTML_LETTERS = {"strong": "b", "b": "b", "em": "i", "i": "i", "del": "s", "s": "s", "strike": "s"}
_HTML_PAIR = re.compile(r"<(/?)(strong|b|em|i|del|s|strike)\s*>", re.IGNORECASE)
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|\n")
_FULL_WIDTH = re.compile(r"[\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]")
_EITHER_WIDTH = frozenset("“”‘’—…·")  # of full width in Chinese, narrow in English
_SPACES = " \t\n"


@dataclass(frozen=True, slots=True)
class Nested:
    """The words of an image, a block of their own: where they stand in the raw text, and their atoms."""

    kind: Kind
    start: int
    end: int
    atoms: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Inline:
    """What a leaf says: its atoms, the blocks nested in its images (in order), and the images' addresses."""

    atoms: tuple[Atom, ...]
    nested: tuple[Nested, ...]
    images: tuple[str, ...]


def is_wide(char: str) -> bool:
    """Whether `char` is Han or full-width punctuation, beside which a line break means nothing."""
    return bool(HAN.match(char) or _FULL_WIDTH.match(char))


def tight(before: str, after: str) -> bool:
    """Whether a line broken between these two characters hides no space: both Chinese, or one and a quotation mark."""
    if is_wide(before):
        return is_wide(after) or after in _EITHER_WIDTH
    return is_wide(after) and before in _EITHER_WIDTH


def one_line(text: str) -> str:
    """`text` on one line: each line break, with the white space around it, is a space, or nothing between Han."""

    def joined(match: re.Match[str]) -> str:
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        return "" if not before or not after or tight(before, after) else " "

    return re.sub(r"[ \t]*[\r\n][ \t\r\n]*", joined, text)


def address(destination: str) -> str:
    """The file that a relative image address names (`%20` decoded); any other address as it stands."""
    return destination if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#", destination) else unquote(destination)


class Reader:
    """Reads one leaf. `first_index` is the number that its first nested block will have in the article."""

    def __init__(self, leaf: Leaf, places: Places, raw: str, first_index: int) -> None:
        self._content = leaf.content
        self._places = places
        self._raw = raw
        self._index = first_index
        self._nested: list[Nested] = []
        self._images: list[str] = []

    def read(self, tokens: Sequence[Token]) -> Inline:
        """The atoms of the leaf's tokens."""
        return Inline(self._atoms(tokens, 0), tuple(self._nested), tuple(self._images))

    def _atoms(self, tokens: Sequence[Token], shift: int, depth: int = 0) -> tuple[Atom, ...]:
        found: list[Atom] = []
        labels: list[int] = []  # where the texts of the open links begin
        autolink = False
        for token, first, last in _tiled(tokens, shift):
            kind = token.type
            if autolink:
                autolink = kind != "link_close"
            elif kind == "text":
                found.extend(self._text(first, last))
            elif kind in ("softbreak", "hardbreak"):
                found.append(self._break(kind, first, last))
            elif kind == "text_special":
                found.append(Atom(Role.TEXT, token.content, self._places.start(first), self._places.end(last)))
            elif kind == "link_open" and token.markup == "autolink":
                found.append(self._tag(Role.VOID, "url", first, last))
                autolink = True
            elif kind in _PAIRS:
                atom = self._tag(Role.OPEN if token.nesting > 0 else Role.CLOSE, _PAIRS[kind], first, last)
                if kind == "link_open":
                    labels.append(last)
                elif kind == "link_close":
                    atom = replace(atom, markup=_tail(atom.markup, self._clean(labels.pop(), first)))
                found.append(atom)
            elif kind == "image":
                found.append(self._image(token, first, last, depth))
            else:
                found.append(self._tag(Role.VOID, _VOIDS[kind], first, last))
        return tuple(_soft_breaks(_html_tags(_merged(found))))

    def _text(self, first: int, last: int) -> Iterator[Atom]:
        for start, end in self._places.literal(first, last):
            yield Atom(Role.TEXT, self._content[start:end], self._places.start(start), self._places.end(end))

    def _tag(self, role: Role, letters: str, first: int, last: int) -> Atom:
        return Atom(role, letters, self._places.start(first), self._places.end(last), self._clean(first, last))

    def _clean(self, first: int, last: int) -> str:
        return self._content[first:last].replace("\n", " ")

    def _break(self, kind: str, first: int, last: int) -> Atom:
        start = self._places.start(first)
        # Up to the next character: the break takes the next line's prefix (`> `) with it.
        end = self._places.start(last) if last < len(self._content) else self._places.end(last)
        if kind == "softbreak":
            return Atom(Role.TEXT, "\n", start, end)
        lines = self._raw[start:end]
        newline = min(at for at in (lines.find("\n"), lines.find("\r")) if at >= 0)
        return Atom(Role.VOID, "br", start, end, "\\" + lines[newline:])

    def _image(self, token: Token, first: int, last: int, depth: int) -> Atom:
        start, end = first + 2, first + 2 + len(token.content)
        alt = self._atoms(token.children or (), start, depth + 1)
        markup, at = "![", start
        if depth == 0 and alt:
            markup, at = markup + self._nest(Kind.ALT, start, end, alt), end
        if self._content[end : end + 2] == "](" and end + 1 < last:
            destination, title = _destination(self._content, end + 2, last)
            if depth == 0 and title and title[0] < title[1]:
                hole = self._nest(Kind.CAPTION, *title, self._title(*title))
                markup, at = markup + self._clean(at, title[0]) + hole, title[1]
            markup += self._clean(at, last)
        else:
            destination = unquote(str(token.attrGet("src") or ""))
            markup += self._clean(at, end) + _tail(self._clean(end, last), self._clean(start, end))
        self._images.append(address(destination))
        return Atom(Role.VOID, "img", self._places.start(first), self._places.end(last), markup)

    def _nest(self, kind: Kind, start: int, end: int, atoms: tuple[Atom, ...]) -> str:
        """Note a nested block; its hole in the image's markup."""
        self._nested.append(Nested(kind, self._places.start(start), self._places.end(end), atoms))
        self._index += 1
        return f"\x00{self._index - 1}\x00"

    def _title(self, first: int, last: int) -> tuple[Atom, ...]:
        """The text of an image's title, in which only escapes, entities and line breaks mean anything."""
        found: list[Atom] = []
        for match in [*_ESCAPE.finditer(self._content, first, last), None]:
            found.extend(self._text(first, match.start() if match else last))
            if match:
                first = match.end()
                text = unescapeAll(match[0])
                found.append(Atom(Role.TEXT, text, self._places.start(match.start()), self._places.start(first)))
        return tuple(_soft_breaks(_merged(found)))


def _tiled(tokens: Sequence[Token], at: int) -> Iterable[tuple[Token, int, int]]:
    """Each token with its place, in order, without a gap.

    Places are summed from widths, because strikethrough lets a lone `~` change places with its neighbour. A strong
    delimiter is two tokens of which one is left empty: the one before an opening, the one after a closing.
    """
    placed: list[tuple[Token, int, int]] = []
    start, owed = at, False
    for token in tokens:
        first, last = token.meta[AT]
        at += last - first
        if token.type == "text" and not token.content:
            if owed:
                placed[-1] = (placed[-1][0], placed[-1][1], at)
                start, owed = at, False
            continue
        placed.append((token, start, at))
        start, owed = at, token.type == "strong_close"
    return placed


def _destination(content: str, at: int, end: int) -> tuple[str, tuple[int, int] | None]:
    """An inline image's address, unescaped, and where its title stands between its quotes."""
    while content[at] in _SPACES:
        at += 1
    found = parseLinkDestination(content, at, end)
    if found.ok:
        at = found.pos
    while content[at] in _SPACES:
        at += 1
    title = parseLinkTitle(content, at, end)
    return found.str if found.ok else "", (at + 1, title.pos - 1) if title.ok else None


def _tail(markup: str, label: str) -> str:
    """The end of a link or image. One that names itself (`[text]`, `[text][]`) names its reference, for its text
    will change."""
    return f"][{label}]" if markup in ("]", "][]") else markup


def _merged(atoms: Sequence[Atom]) -> list[Atom]:
    """`atoms` with neighbouring literal text in one."""
    merged: list[Atom] = []
    for atom in atoms:
        last = merged[-1] if merged else None
        if last and atom.literal and last.literal and last.end == atom.start and "\n" not in last.text + atom.text:
            merged[-1] = Atom(Role.TEXT, last.text + atom.text, last.start, atom.end)
        elif atom.role is not Role.TEXT or atom.text:
            merged.append(atom)
    return merged


def _html_tags(atoms: list[Atom]) -> list[Atom]:
    """`<strong>…</strong>` and the like, well nested, are the pair they mean, and `<br>` is a line break."""
    stack: list[tuple[int, str]] = []
    for index, atom in enumerate(atoms):
        if atom.role is Role.OPEN:
            stack.append((index, ""))
        elif atom.role is Role.CLOSE:
            while stack and stack[-1][1]:
                stack.pop()
            stack.pop()
        elif atom.role is Role.VOID and atom.text == "html":
            if _HTML_BREAK.fullmatch(atom.markup):
                atoms[index] = replace(atom, text="br")
            elif match := _HTML_PAIR.fullmatch(atom.markup):
                name = match[2].lower()
                if not match[1]:
                    stack.append((index, name))
                elif stack and stack[-1][1] == name:
                    opening = stack.pop()[0]
                    atoms[opening] = replace(atoms[opening], role=Role.OPEN, text=_HTML_LETTERS[name])
                    atoms[index] = replace(atom, role=Role.CLOSE, text=_HTML_LETTERS[name])
    return atoms


def _soft_breaks(atoms: list[Atom]) -> list[Atom]:
    """A soft break is a space, or nothing between two Han characters (tags that only wrap text do not count)."""
    for index, atom in enumerate(atoms):
        if atom.role is Role.TEXT and atom.text == "\n":
            before = next((one.text[-1:] for one in reversed(atoms[:index]) if _solid(one)), "")
            after = next((one.text[:1] for one in atoms[index + 1 :] if _solid(one)), "")
            atoms[index] = replace(atom, text="" if before and after and tight(before, after) else " ")
    return atoms


def _solid(atom: Atom) -> bool:
    return atom.role is Role.VOID or (atom.role is Role.TEXT and atom.text != "")
