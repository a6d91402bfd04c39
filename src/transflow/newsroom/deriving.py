"""Kinds of Chinese that are made of another one (`[variants]`): what each text of theirs is made of, and how.

Only what a person stands behind in the other kind is converted: who corrects a machine does it once.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING

from transflow.newsroom.room import Newsroom
from transflow.segment import Segment, Status
from transflow.settings.variants import CONVERTED, PAIRS, Variant
from transflow.workflow import TRANSLATED
from transflow.workspace import opening
from transflow.workspace.opening import Opened

if TYPE_CHECKING:
    from transflow.engines import Conversion, Pair

ENGINE = "opencc"
# Imported when a text is converted: most newsrooms have one kind of Chinese, and publish without any engine.
_ENGINES = "transflow.engines"
ORIGIN = f"engine:{ENGINE}"

Work = Sequence[tuple[Opened, Segment]]
"""Segments of articles."""


def conversion(room: Newsroom, pair: "Pair") -> Callable[[str], str]:
    """What converts texts of `pair`, one that there is, as `[variants]` says; the termbase's renderings win."""
    made: type[Conversion] = import_module(_ENGINES).Conversion
    variant = room.settings.variants.get(pair.target)
    words = variant is not None and variant.origin == pair.source and variant.words
    terms = room.terms
    if not any(pair.source in row.names and pair.target in row.names for row in terms.rows):
        return made(pair, words=words)

    def house(text: str) -> Sequence[tuple[int, int, str]]:
        found = [(one.start, one.end, one.term.rendering(pair.target)) for one in terms.find(text, pair.source)]
        return [one for one in found if one[2]]

    return made(pair, words=words, house=house)


def pair(origin: str, kind: str) -> "Pair":
    """The two kinds of Chinese as an engine's languages."""
    found: Pair = import_module(_ENGINES).Pair(origin, kind)
    return found


def pages(room: Newsroom, opened: Opened) -> tuple[tuple[str, str], ...]:
    """(origin, kind) of what is published as converted beside this article in these two languages."""
    return tuple(
        (one.origin, locale)
        for locale, one in room.settings.variants.items()
        if one.publish == CONVERTED and (one.origin, locale) in _possible(room, opened)
    )


def stray_pages(room: Newsroom, opened: Opened) -> tuple[str, ...]:
    """The kinds of which converted pages may be there though the settings no longer say so."""
    wanted = {locale for _origin, locale in pages(room, opened)}
    return tuple(dict.fromkeys(locale for _origin, locale in _possible(room, opened) if locale not in wanted))


def _possible(room: Newsroom, opened: Opened) -> list[tuple[str, str]]:
    """The conversions of this article's two languages into what is none of its languages."""
    source, targets = opening.languages(room.workspace, opened.article)
    return [
        (origin, locale)
        for origin, locale in PAIRS
        if origin in (opened.source, opened.locale) and locale not in (source, *targets)
    ]


def made_of(room: Newsroom, opened: Opened, variant: Variant, segments: Sequence[Segment]) -> list[str | None]:
    """For each of `segments`, of an article in the kind `variant`, what it is made of: the source, or what a person
    stands behind in the origin; None where nobody does yet."""
    if opened.source == variant.origin:
        return [one.source for one in segments]
    _source, targets = opening.languages(room.workspace, opened.article)
    if variant.origin not in targets:
        return [None] * len(segments)
    origin = opening.opened(room.workspace, opened.article, opened.source, variant.origin)
    known = {one.id: one.target for one in origin.catalog.segments if one.status in TRANSLATED and one.target}
    return [known.get(one.id) for one in segments]


def ready(room: Newsroom, variant: Variant, work: Work) -> tuple[Work, list[str]]:
    """Those of `work`, segments in the kind `variant`, that can be converted, and what they are made of."""
    texts: list[str | None] = []
    for _slug, group in groupby(work, lambda one: one[0].article.slug):
        some = list(group)
        texts += made_of(room, some[0][0], variant, [segment for _opened, segment in some])
    found = [(one, text) for one, text in zip(work, texts, strict=True) if text is not None]
    return [one for one, _text in found], [text for _one, text in found]


def open_ones(room: Newsroom, opened: Opened, variant: Variant) -> list[Segment]:
    """The segments of an article in the kind `variant` that a conversion may fill: untranslated, or converted from a
    text that has changed since."""
    segments = [one for one in opened.catalog.translations if one.status in (Status.UNTRANSLATED, Status.MACHINE)]
    convert = conversion(room, pair(variant.origin, opened.locale))
    found = []
    for one, text in zip(segments, made_of(room, opened, variant, segments), strict=True):
        changed = one.origin == ORIGIN and text is not None and convert(text) != one.target
        if one.status is Status.UNTRANSLATED or changed:
            found.append(one)
    return found
