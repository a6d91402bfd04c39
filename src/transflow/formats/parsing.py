"""The body of an article as leaves of inline text and what is none, with their places in the raw text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from markdown_it.token import Token

from transflow.formats.grammar import PLACES, Run, parser

_CONTAINERS = {"list_item_open": "item", "blockquote_open": "quote", "footnote_reference_open": "footnote"}
_LEAVES = {"paragraph_open": "paragraph", "heading_open": "heading", "th_open": "cell", "td_open": "cell"}
_OTHERS = ("html_block", "code_block", "fence", "hr")


@dataclass(frozen=True, slots=True)
class Container:
    """A list item, quote or footnote, by its lines in the body (from 0, end excluded)."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block of inline text: `kind` is paragraph, heading or cell, `content` what its inline tokens stand in.

    `first` and `last` are its lines in the body, a setext underline included. `containers` runs from the outside in.
    """

    kind: str
    first: int
    last: int
    content: str
    runs: tuple[Run, ...]
    tokens: tuple[Token, ...]
    containers: tuple[Container, ...]
    markup: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """A block without translatable text: html_block, code_block, fence, hr, or reference (a link's definition)."""

    kind: str
    first: int
    last: int
    content: str
    containers: tuple[Container, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed body. `places` turns an offset of the normalised text into one of the raw text."""

    leaves: tuple[Leaf, ...]
    others: tuple[Other, ...]
    base: int
    breaks: tuple[int, ...] = field(default=())  # where a CR went missing before the LF

    def raw(self, offset: int) -> int:
        """The offset in the raw text of an offset in the normalised body."""
        return self.base + offset + bisect_left(self.breaks, offset)


def parse(raw: str, base: int = 0) -> Document:
    """The body of `raw`, which starts at `base`, as leaves with their places."""
    return replace(_parsed(raw[base:]), base=base)


@lru_cache(maxsize=2)  # what was written is read back to be proven, and then to be published: the same body twice
def _parsed(body: str) -> Document:
    """`body` as it is by itself; nobody changes its tokens."""
    breaks: list[int] = []
    if "\r" in body:
        at = body.find("\r\n")
        while at >= 0:
            breaks.append(at - len(breaks))
            at = body.find("\r\n", at + 2)
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    env: dict[str, Any] = {}
    tokens = parser().parse(body, env)
    leaves: list[Leaf] = []
    others: list[Other] = []
    containers: list[Container] = []
    opened: list[Token] = []
    for token in tokens:
        first, last = token.map or (0, 0)
        if token.type in _CONTAINERS:
            containers.append(Container(_CONTAINERS[token.type], first, last))
        elif token.type.replace("_close", "_open") in _CONTAINERS:
            containers.pop()
        elif token.type in _LEAVES:
            opened.append(token)
        elif token.type == "inline":
            opener = opened.pop()
            if opener.map:
                first, last = opener.map
            kind = _LEAVES[opener.type]
            leaves.append(
                Leaf(kind, first, last, token.content, token.meta.get(PLACES, ()), tuple(token.children or ()),
                     tuple(containers), opener.markup)
            )  # fmt: skip
        elif token.type in _OTHERS:
            others.append(Other(token.type, first, last, token.content, tuple(containers)))
    for reference in [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]:
        first, last = reference["map"]
        others.append(Other("reference", first, last, reference["title"]))
    return Document(tuple(leaves), tuple(others), 0, tuple(breaks))


class Places:
    """Where the characters of a leaf's content stand in the raw text."""

    def __init__(self, leaf: Leaf, document: Document) -> None:
        self._runs = leaf.runs
        self._starts = [run.content for run in leaf.runs]
        self._raw = document.raw

    def start(self, offset: int) -> int:
        """Where the character at `offset` begins in the raw text."""
        run = self._runs[bisect_right(self._starts, offset) - 1]
        inside = offset - run.content
        return self._raw(run.source + (inside if run.width == run.count else 0))

    def end(self, offset: int) -> int:
        """Where the character before `offset` ends in the raw text."""
        run = self._runs[bisect_right(self._starts, offset - 1) - 1]
        inside = offset - run.content
        return self._raw(run.source + (inside if run.width == run.count else run.width))

    def literal(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretch from `start` to `end` cut where its raw text stops being the same text."""
        while start < end:
            run = self._runs[bisect_right(self._starts, start) - 1]
            stop = min(end, run.content + run.count)
            yield start, stop
            start = stop
