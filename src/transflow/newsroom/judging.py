"""What the checks find in an article, with what was waived."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from transflow import checks
from transflow.article import Article
from transflow.checks.quantities.datelines import dateline
from transflow.language import base
from transflow.newsroom import standing
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind, Segment, Waiver, text_sum
from transflow.terms import surnames

if TYPE_CHECKING:
    from transflow.workspace.opening import Opened


SURNAMES = checks.Surnames(surnames.READINGS)
_WITHIN = ("transflow.newsroom.mentioning", "across")  # imported where a whole article is judged
_BESIDE = ("transflow.newsroom.comparing", "against")  # imported where an article is laid beside the others
_Found = Mapping[str, tuple[checks.Finding, ...]]  # by a segment's id


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, and who has accepted it for this very text, and why (None: nobody)."""

    finding: checks.Finding
    waiver: Waiver | None = None

    @property
    def waived(self) -> bool:
        """Whether it no longer counts."""
        return self.waiver is not None


def context(
    room: Newsroom, source: str, target: str, article: Article | None, proofread: checks.Proofread | None = None
) -> checks.Context:
    """What the checks are told beside the segment: of an `article` (None: of several), from which day it counts.
    `proofread` reads English for spelling (see `proofreading`): nobody does where it is None, as where findings are
    counted, alike on every machine."""
    settings = room.settings
    day, line = counting(article, source) if article is not None else (None, "")
    help_ = checks.Help(settings.english, settings.wording_off, proofread)
    return replace(
        alone(room), source_locale=source, target_locale=target, date=day, dateline=line,
        name_style=settings.name_style, help=help_,
    )  # fmt: skip


def counting(article: Article, locale: str) -> tuple[dt.date | None, str]:
    """From which day an article in the language of `locale` counts (yesterday, last year): its date, and what goes
    before that, the dateline of its front matter or of its first paragraph (empty where it has none with a date)."""
    date = article.meta.date
    day = date.date() if isinstance(date, dt.datetime) else date
    first = next((block.flat for block in article.blocks if block.kind is Kind.PARAGRAPH), "")
    for text in (article.meta.dateline or "", first):
        line = dateline(text, base(locale))
        if line is not None:
            return day, text[: line.end]
    return day, ""


def alone(room: Newsroom | None) -> checks.Context:
    """What the checks are told of pairs that come from outside, in a newsroom or in none; the locales are empty. How
    the house writes names (`name_style`) is no matter of theirs."""
    if room is None:
        return checks.Context("", "", surnames=SURNAMES)
    settings = room.settings
    return checks.Context(
        "", "", room.terms, settings.checks_off, settings.checks_patterns, SURNAMES,
        han_latin=settings.han_latin, quotes=settings.quotes,
    )  # fmt: skip


def judge_segment(segment: Segment, told: checks.Context, more: Iterable[checks.Finding] = ()) -> tuple[Judged, ...]:
    """The findings of one segment; `more` are those that only its whole article shows."""
    return _judged(segment, (*checks.run(segment, told), *more))


def _judged(segment: Segment, found: Iterable[checks.Finding]) -> tuple[Judged, ...]:
    text = text_sum(segment.source, segment.target)
    waived = {waiver.check: waiver for waiver in segment.waivers if waiver.sum in ("", text)}
    return tuple(Judged(finding, waived.get(finding.check)) for finding in found)


def judge(
    room: Newsroom, opened: "Opened", proofread: checks.Proofread | None = None, *, archive: bool = True
) -> dict[str, tuple[Judged, ...]]:
    """The findings of every segment, by its id; `proofread` as in `context`; without `archive`, only what the article
    itself shows."""
    told = context(room, opened.source, opened.locale, opened.article, proofread)
    segments = opened.catalog.segments
    more = whole(room, opened.article.slug, segments, told, archive=archive)
    return {segment.id: judge_segment(segment, told, more.get(segment.id, ())) for segment in segments}


def barring(room: Newsroom, opened: "Opened") -> int:
    """How many errors stand: what keeps an article from being published. Help with the language, and what is seen only
    in a whole article or beside others, are never errors, nor is what `ADVISORY` checks find: they are not looked for
    (half of the time); but places that are gone are."""
    told = context(room, opened.source, opened.locale, opened.article)
    told = replace(told, help=None, disabled=told.disabled | checks.ADVISORY)
    segments = opened.catalog.segments
    own = any(one.own for one in segments)
    lost: _Found = standing.misplaced(room, opened.article.slug, segments, told) if own else {}
    return sum(len(errors(judge_segment(one, told, lost.get(one.id, ())))) for one in segments)


def whole(
    room: Newsroom, slug: str, segments: Sequence[Segment], told: checks.Context, *, archive: bool = True
) -> _Found:
    """What is found in the segments of the article `slug` beyond each alone: in the whole of it, and (with `archive`)
    beside the other articles as far as the index knows them."""
    texts = [one for one in segments if not one.own]
    found: list[_Found] = [getattr(import_module(_WITHIN[0]), _WITHIN[1])(room, texts, told)]
    if len(texts) < len(segments):
        found.append(standing.misplaced(room, slug, segments, told))
    if archive:
        found.append(getattr(import_module(_BESIDE[0]), _BESIDE[1])(room.precedents, slug, texts, told))
    idents = dict.fromkeys(ident for one in found for ident in one)
    return {ident: tuple(each for one in found for each in one.get(ident, ())) for ident in idents}


def with_article(segment: Segment, alone: Sequence[Judged], more: Iterable[checks.Finding]) -> tuple[Judged, ...]:
    """`alone`, the findings of a segment, with those of its whole article as they are now (`more`)."""
    own = [one for one in alone if one.finding.check not in (*checks.ARTICLE, *checks.ARCHIVE)]
    return (*own, *_judged(segment, more))


def tally(judged: Mapping[str, tuple[Judged, ...]], leaving: Collection[str] = ()) -> tuple[int, int]:
    """How many errors and warnings stand, waived ones and those of the checks in `leaving` not counted."""
    standing = [
        one.finding.severity
        for found in judged.values()
        for one in found
        if not one.waived and one.finding.check not in leaving
    ]
    return standing.count(checks.Severity.ERROR), standing.count(checks.Severity.WARNING)


def errors(found: Iterable[Judged]) -> Sequence[checks.Finding]:
    """The errors that stand."""
    return [one.finding for one in found if not one.waived and one.finding.severity is checks.Severity.ERROR]
