"""What the checks find when an article is laid beside the others of the newsroom: one source with two translations, two
sources with one translation, a person who is spelt otherwise elsewhere.

What is usual is told, never decided: none of this blocks anything.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transflow import checks
from transflow.article import TAG
from transflow.checks import Finding, Severity
from transflow.checks.personal import spelt
from transflow.checks.plain import plain
from transflow.checks.port import FREE
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.language import is_chinese
from transflow.newsroom import precedents
from transflow.newsroom.precedents import Precedent, Precedents
from transflow.script import count
from transflow.segment import Kind, Segment, Status
from transflow.terms.spelling import plainly

Placed = tuple[str, Finding]  # a segment's id, and what was found in it
_HERE = ""  # in the place of a slug: the article itself

# What is a label rather than a sentence: bylines, cells, and what is rewritten freely.
_LABELS = FREE | {Kind.FIELD, Kind.CELL}
_FORMULA = {True: 8, False: 5}  # Han characters (Chinese: True) or words, below which a text is a formula
_LIKE = 0.5  # share of characters in common from which two sources may say the same in other words
_QUOTED = 60  # characters of another text that a message quotes
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class _Way:
    """One translation of a source: as it is written, how often, in which articles, and whether it was ever signed."""

    text: str
    times: int
    places: tuple[str, ...]
    approved: bool


def against(
    known: Precedents, slug: str, segments: Sequence[Segment], told: checks.Context
) -> Mapping[str, tuple[Finding, ...]]:
    """What is found in the segments of the article `slug`, in their order, beside all that is known: by a segment's
    id. What stands earlier in the article itself counts as known."""
    judged = [one for one in segments if one.target.strip() and one.omitted is None]
    found: dict[str, tuple[Finding, ...]] = {}
    for made in (
        _translations(known, slug, judged, told),
        _sources(known, slug, judged, told),
        _usage(known, slug, judged, told),
    ):
        for ident, finding in made:
            if finding.check not in told.disabled:
                found[ident] = (*found.get(ident, ()), finding)
    return found


def _translations(known: Precedents, slug: str, segments: Sequence[Segment], told: checks.Context) -> Iterator[Placed]:
    """A source that has another translation elsewhere, or earlier here: a warning where one translation was signed and
    the source is more than a formula; an info for what depends on its place (labels, headlines, what a person has
    split off) and where the others are not at one."""
    earlier: dict[int, list[Precedent]] = {}
    for segment in segments:
        wanted = precedents.number(segment.source)
        if wanted is None:
            continue
        elsewhere = known.translations(told.source_locale, told.target_locale, segment.source)
        ways = _ways([*(one for one in elsewhere if one.slug != slug), *earlier.get(wanted, ())])
        earlier.setdefault(wanted, []).append(_own(segment))
        finding = _otherwise(segment, ways, told) if ways else None
        if finding is not None:
            yield segment.id, finding


def _otherwise(segment: Segment, ways: Mapping[str, _Way], told: checks.Context) -> Finding | None:
    """What to say of a segment beside the `ways` in which its source is translated, the usual one first."""
    usual = next(iter(ways.values()))
    present = ways.get(precedents.bare(segment.target))
    if present is not None and (present.times + 1 >= usual.times):
        return None
    if segment.status is Status.APPROVED and not usual.approved:
        return None  # what is signed is not questioned by what is not
    loose = segment.kind in _LABELS or segment.context is not None or _formula(segment.source, told.source_locale)
    sure = present is None and len(ways) == 1 and usual.approved and not loose
    return Finding(
        "consistency", Severity.WARNING if sure else Severity.INFO, _said(ways),
        (0, len(segment.target)), (0, len(segment.source)), usual.text,
    )  # fmt: skip


def _said(ways: Mapping[str, _Way]) -> str:
    """How a source is translated elsewhere, in words."""
    if len(ways) == 1:
        (one,) = ways.values()
        return _("this is translated as “{text}” in {where}").format(text=_short(one.text), where=_where(one.places))
    times = _(", ").join(
        ngettext("once “{text}”", "{n} times “{text}”", one.times).format(n=one.times, text=_short(one.text))
        for one in ways.values()
    )
    return _("this is translated in several ways: {times}").format(times=times)


def _sources(known: Precedents, slug: str, segments: Sequence[Segment], told: checks.Context) -> Iterator[Placed]:
    """A translation that another source has, too: a warning where these sources have little in common, or other
    numbers, and the text is more than a formula."""
    earlier: dict[int, list[Precedent]] = {}
    for segment in segments:
        wanted = precedents.number(segment.target)
        if wanted is None:
            continue
        elsewhere = known.sources(told.source_locale, told.target_locale, segment.target)
        others = [*earlier.get(wanted, ()), *(one for one in elsewhere if one.slug != slug)]
        earlier.setdefault(wanted, []).append(_own(segment))
        same = precedents.number(segment.source)
        if not others or any(precedents.number(one.source) == same for one in others):
            continue
        if _formula(segment.target, told.target_locale):
            continue
        other = next((one for one in others if _another(segment.source, one.source)), None)
        if other is not None:
            severity = Severity.INFO if segment.kind in _LABELS else Severity.WARNING
            message = _("the same text stands for “{source}” in {where}").format(
                source=_short(other.source), where=_where([other.slug])
            )
            yield segment.id, Finding("reuse", severity, message, (0, len(segment.target)), (0, len(segment.source)))


def _another(one: str, other: str) -> bool:
    """Whether two sources that are not the same cannot mean the same: other numbers, or other words."""
    if _digits(one) != _digits(other):
        return True
    from rapidfuzz.distance import Levenshtein  # 97 ms, and only comparing sources needs it

    return Levenshtein.normalized_similarity(precedents.bare(one), precedents.bare(other)) < _LIKE


def _digits(text: str) -> list[str]:
    return sorted(_DIGITS.findall(unicodedata.normalize("NFKC", TAG.sub("", text))))


def _usage(known: Precedents, slug: str, segments: Sequence[Segment], told: checks.Context) -> Iterator[Placed]:
    """A person who is spelt in another way than in other articles, where both ways are readings of the name: a warning
    where these are at one. Whom the termbase knows is left to it."""
    if told.surnames is None or is_chinese(told.target_locale) or not is_chinese(told.source_locale):
        return
    locales = (told.source_locale, told.target_locale)
    for segment in segments:
        target = plain(segment.target)
        for name, written, start, end in spelt(plain(segment.source).text, target.text, told.surnames):
            elsewhere = [text for where, text in known.spellings(name, locales).items() if where != slug]
            times = Counter(map(plainly, elsewhere))
            if not times or times[plainly(written)] >= max(times.values()):
                continue
            if told.terms is not None and told.terms.find(name, told.source_locale):
                continue
            usual = next(text for text in elsewhere if times[plainly(text)] == max(times.values()))
            said = ngettext(
                "{name} is {usual} in {n} other article, here {written}",
                "{name} is {usual} in {n} other articles, here {written}",
                times[plainly(usual)],
            ).format(name=name, usual=usual, n=times[plainly(usual)], written=written)
            severity = Severity.WARNING if len(times) == 1 else Severity.INFO
            yield segment.id, Finding("usage", severity, said, target.span(start, end), expected=usual)


def _own(segment: Segment) -> Precedent:
    return Precedent(_HERE, segment.source, segment.target, approved=False)


def _ways(found: Iterable[Precedent]) -> Mapping[str, _Way]:
    """The translations in `found` by what they say, the commonest first."""
    groups: dict[str, list[Precedent]] = {}
    for one in found:
        groups.setdefault(precedents.bare(one.target), []).append(one)
    made = {said: _way(same) for said, same in groups.items()}
    return dict(sorted(made.items(), key=lambda item: (-item[1].times, not item[1].approved)))


def _way(same: Sequence[Precedent]) -> _Way:
    places = tuple(dict.fromkeys(one.slug for one in same))
    return _Way(same[-1].target, len(same), places, any(one.approved for one in same))


def _formula(text: str, locale: str) -> bool:
    """Whether a text is so short that its translation depends on where it stands."""
    return count(text, locale) < _FORMULA[is_chinese(locale)]


def _short(text: str) -> str:
    shown = plain(text).text
    return shown if len(shown) <= _QUOTED else shown[:_QUOTED].rstrip() + "…"


def _where(places: Sequence[str]) -> str:
    first = places[0] if places[0] != _HERE else _("this article")
    return first if len(places) == 1 else _("{first} and {n} more").format(first=first, n=len(places) - 1)
