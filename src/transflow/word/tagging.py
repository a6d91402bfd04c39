"""Tagged text as stretches of text in the same tags, and back: `<b1>new</b1> hall` is `new` in `b1` and ` hall`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transflow.article import TAG, escape, unescape

VOIDS = frozenset({"code", "img", "url", "fn", "br", "html"})  # letters of the tags that stand for something alone


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text in some tags, from the outside in. Where the last of them stands for something by itself, `text` is what is
    shown for it."""

    text: str
    tags: tuple[str, ...] = ()

    @property
    def void(self) -> str:
        """The tag that stands for something by itself; empty: this is text."""
        return self.tags[-1] if self.tags and letters(self.tags[-1]) in VOIDS else ""


class TornError(Exception):
    """Stretches that no tagged text can be made of: a tag twice, or two that cross."""


def letters(tag: str) -> str:
    """`b1` → `b`."""
    return tag.rstrip("0123456789")


def names(text: str) -> list[str]:
    """The tags of a text, sorted: closing ones and what they close are one."""
    return sorted(one[2] + one[3] for one in TAG.finditer(text) if not one[1])


def stretches(text: str) -> list[Stretch]:
    """The stretches of a text with tags. What does not pair is passed over: see `tagged`, which says whether all is
    there."""
    found: list[Stretch] = []
    stack: list[str] = []
    at = 0
    for match in TAG.finditer(text):
        if at < match.start():
            found.append(Stretch(unescape(text[at : match.start()]), tuple(stack)))
        at = match.end()
        name = match[2] + match[3]
        if match[4]:
            found.append(Stretch("", (*stack, name)))
        elif not match[1]:
            stack.append(name)
        elif stack and stack[-1] == name:
            stack.pop()
    if at < len(text):
        found.append(Stretch(unescape(text[at:]), tuple(stack)))
    return found


def tagged(parts: Iterable[Stretch]) -> str:
    """The text of some stretches, with its tags. A tag reaches from its first stretch to its last: text typed between
    two of them is in it.

    Raises TornError where a tag that stands by itself is there twice, or two tags cross.
    """
    merged = _merged(parts)
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for number, part in enumerate(merged):
        for tag in part.tags:
            first.setdefault(tag, number)
            last[tag] = number
    written: list[str] = []
    stack: list[str] = []
    plain: list[str] = []

    def flush() -> None:
        written.append(escape("".join(plain)))
        plain.clear()

    for number, part in enumerate(merged):
        pairs = part.tags[:-1] if part.void else part.tags
        opening = sorted((tag for tag in pairs if first[tag] == number), key=lambda tag: -last[tag])
        if opening or part.void:
            flush()
        written += [f"<{tag}>" for tag in opening]
        stack += opening
        if part.void:
            if first[part.void] != last[part.void]:
                raise TornError(part.void)
            written.append(f"<{part.void}/>")
        else:
            plain.append(part.text)
        closing = {tag for tag in stack if last[tag] == number}
        if closing:
            flush()
        while closing:
            tag = stack.pop()
            if tag not in closing:
                raise TornError(tag)
            closing.remove(tag)
            written.append(f"</{tag}>")
    flush()
    return "".join(written)


def _merged(parts: Iterable[Stretch]) -> Sequence[Stretch]:
    """Neighbours in the same tags in one; empty text goes."""
    merged: list[Stretch] = []
    for part in parts:
        if merged and merged[-1].tags == part.tags:
            merged[-1] = Stretch(merged[-1].text + part.text, part.tags)
        elif part.text or part.void:
            merged.append(part)
    return merged
