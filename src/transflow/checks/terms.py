"""Terms of the termbase: whether the target has their renderings, and none of the forbidden ones."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from transflow.checks.mentions import called
from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity, Term
from transflow.checks.wordorder import reordered
from transflow.interface import gettext as _
from transflow.language import base
from transflow.segment import Kind, Segment


def terms(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for a term of the source whose rendering is absent, an error for a forbidden rendering."""
    if context.terms is None:
        return
    source, target = plain(segment.source), plain(segment.target)
    locale = context.target_locale
    seen: set[tuple[str, ...]] = set()
    occurrences = context.terms.find(source.text, context.source_locale)
    # What counts as a term in a text is the termbase's rule, in the target as in the source.
    standing = context.terms.standing(target.text, locale) if occurrences else {}
    for found in occurrences:
        allowed = tuple(text for text in (found.term.rendering(locale), *found.term.renderings(locale)) if text)
        forbidden = found.term.forbidden(locale)
        key = (*allowed, "", *forbidden)
        if key in seen:  # one finding a term, however often it stands in the source
            continue
        seen.add(key)
        good = _places(allowed, standing)
        term = source.text[found.start : found.end]
        place = source.span(found.start, found.end)
        bad = [
            span
            for span in _places(forbidden, standing)
            if not any(first <= span[0] and span[1] <= last for first, last in good)  # part of a good rendering
        ]
        for start, end in bad:
            message = _("“{text}” must not be used for “{term}”").format(text=target.text[start:end], term=term)
            expected = allowed[0] if allowed else None
            yield Finding("terms", Severity.ERROR, message, target.span(start, end), place, expected)
        named = good or bad or _by_surname(found.term, context, target.text, segment.kind)
        if allowed and not named and not _otherwise(allowed, target.text, locale):
            message = _("“{term}” is “{rendering}” in the termbase").format(term=term, rendering=allowed[0])
            yield Finding("terms", Severity.WARNING, message, None, place, allowed[0])


def _by_surname(term: Term, context: Context, text: str, kind: Kind) -> bool:
    """Whether a person is named by the short form that goes with the name."""
    pair = context.source_locale, context.target_locale
    return any(called(short, full, text, kind) for full, short in term.shorts(*pair))


def _otherwise(allowed: Iterable[str], text: str, locale: str) -> bool:
    """Whether a rendering stands in an English text in other words or in another order."""
    return base(locale) == "en" and (_by_office(allowed, text) or any(reordered(one, text) for one in allowed))


_MINISTRY = re.compile(r"Ministry of (?P<of>.+)|(?P<before>.+) Ministry")


def _by_office(allowed: Iterable[str], text: str) -> bool:
    """Whether a ministry is named by who heads it, or with others: vice minister of foreign affairs, the commerce
    minister, the ministries of finance and education."""
    if "inist" not in text:
        return False
    for one in allowed:
        ministry = _MINISTRY.fullmatch(one)
        field = re.escape((ministry["of"] or ministry["before"]) if ministry else "")
        if field and re.search(rf"\bminist(?:er|ers|ries)\b[^.;:]{{0,60}}\b{field}\b|\b{field} minister", text, re.I):
            return True
    return False


def _places(texts: Iterable[str], standing: Mapping[str, Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    return sorted({place for text in texts for place in standing.get(text, ())})
