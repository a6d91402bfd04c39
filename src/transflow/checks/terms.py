"""Terms of the termbase: whether the target has their renderings, and none of the forbidden ones."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.script import HAN
from transflow.segment import Segment


def terms(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for a term of the source whose rendering is absent, an error for a forbidden rendering."""
    if context.terms is None:
        return
    source, target = plain(segment.source), plain(segment.target)
    locale = context.target_locale
    seen: set[tuple[str, ...]] = set()
    for found in context.terms.find(source.text, context.source_locale):
        allowed = tuple(text for text in (found.term.rendering(locale), *found.term.renderings(locale)) if text)
        forbidden = found.term.forbidden(locale)
        key = (*allowed, "", *forbidden)
        if key in seen:  # one finding a term, however often it stands in the source
            continue
        seen.add(key)
        good = _places(allowed, target.text)
        term = source.text[found.start : found.end]
        place = source.span(found.start, found.end)
        bad = [
            span
            for span in _places(forbidden, target.text)
            if not any(first <= span[0] and span[1] <= last for first, last in good)  # part of a good rendering
        ]
        for start, end in bad:
            message = _("“{text}” must not be used for “{term}”").format(text=target.text[start:end], term=term)
            expected = allowed[0] if allowed else None
            yield Finding("terms", Severity.ERROR, message, target.span(start, end), place, expected)
        if allowed and not good and not bad:
            message = _("“{term}” is “{rendering}” in the termbase").format(term=term, rendering=allowed[0])
            yield Finding("terms", Severity.WARNING, message, None, place, allowed[0])


def _places(texts: Iterable[str], text: str) -> list[tuple[int, int]]:
    return sorted({found.span() for one in texts if one.strip() for found in _pattern(one).finditer(text)})


@lru_cache(maxsize=4096)
def _pattern(rendering: str) -> re.Pattern[str]:
    """How `rendering` may stand in a text: any case and spacing, a plural or possessive ending, whole words."""
    body = r"[\s\u00a0]+".join(re.escape(word) for word in rendering.split())
    body = re.sub("[’']", "['’]", body)
    last = rendering.rstrip()[-1]
    before = "" if HAN.match(rendering.lstrip()) or not rendering.lstrip()[0].isalnum() else r"(?<![^\W_])"
    plural = r"(?:e?s)?"
    after = "" if HAN.match(last) or not last.isalnum() else rf"{plural}(?![^\W_])"
    # Beside Han there are no word boundaries: 在NASA工作 holds NASA.
    before = before and rf"(?:{before}|(?<={HAN.pattern}))"
    after = after and (after if not after.startswith(plural) else rf"{plural}(?:(?![^\W_])|(?={HAN.pattern}))")
    return re.compile(before + body + after, re.IGNORECASE)
