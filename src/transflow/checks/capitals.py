"""The house's style of Chinese names in English: WANG Jian, or Wang Jian."""

import re
from collections.abc import Iterator

from transflow.checks.personal import spelt
from transflow.checks.plain import plain
from transflow.checks.port import FREE, Context, Finding, Severity, Surnames
from transflow.interface import gettext as _
from transflow.language import base, is_traditional
from transflow.segment import Segment

_GOES_ON = re.compile(r"(?:['’]s)? (?:[A-Z]|&)")  # Lu Xun Park is no person


def capitals(segment: Segment, context: Context) -> Iterator[Finding]:
    """A Chinese name with its surname in capitals where the house writes it small, or the other way round.

    Names are those that are spelt as their characters read, surname first; what the termbase knows is written as it
    says. An info in headlines, standfirsts and captions. Without a style nothing is said.
    """
    if context.surnames is None or not context.name_style or base(context.target_locale) != "en":
        return
    if base(context.source_locale) != "zh" or is_traditional(context.source_locale):
        return
    source, target = plain(segment.source), plain(segment.target)
    capital = context.name_style.split()[0].isupper()
    known: list[tuple[int, int]] | None = None
    for name, written, start, end in spelt(source.text, target.text, context.surnames):
        expected = _styled(written, capital=capital)
        if (
            expected == written
            or not _surname_first(name, written, context.surnames)
            or _GOES_ON.match(target.text, end)
        ):
            continue
        if known is None:
            known = _standing(target.text, context)
        if any(first < end and start < last for first, last in known):
            continue
        message = _("the house writes {expected}, not {written}").format(expected=expected, written=written)
        severity = Severity.INFO if segment.kind in FREE else Severity.WARNING
        at = source.text.find(name)
        places = target.span(start, end), source.span(at, at + len(name))
        yield Finding("capitals", severity, message, *places, expected)


def _styled(written: str, *, capital: bool) -> str:
    """A name with its first word in capitals, or with a capital only. One that is all in capitals stays: it stands in
    a line of capitals."""
    head, space, rest = written.partition(" ")
    if rest.isupper() and len(rest) > 1:
        return written
    small = "-".join(part[:1].upper() + part[1:].lower() for part in head.split("-"))
    return (head.upper() if capital else small) + space + rest


def _surname_first(name: str, written: str, surnames: Surnames) -> bool:
    """Whether the first word is what the surname of `name` (in Han characters) reads."""
    head = _letters(written.partition(" ")[0])
    return any(head == _letters(one) for size in (2, 1) for one in surnames.readings.get(name[:size], ()))


def _letters(word: str) -> str:
    return re.sub(r"yu|ü|v", "u", re.sub(r"[-’']", "", word).lower())


def _standing(text: str, context: Context) -> list[tuple[int, int]]:
    """Where the termbase knows something in the English text."""
    if context.terms is None:
        return []
    return [place for places in context.terms.standing(text, context.target_locale).values() for place in places]
