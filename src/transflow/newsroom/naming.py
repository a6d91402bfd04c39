"""New names of articles, offered for confirmation; names that are written in two ways; declared abbreviations."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transflow import language
from transflow.errors import TransflowError, UsageError
from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.newsroom import choosing
from transflow.newsroom.room import Newsroom
from transflow.terms import discovery, mentions, spelling
from transflow.terms.evidence import Candidate, Pair, rank
from transflow.terms.mentions import Declared
from transflow.terms.romanisation import Doubt, Guess
from transflow.terms.row import Row
from transflow.workspace import opening

if TYPE_CHECKING:
    from transflow.segment import Segment

_TAG = re.compile(r"</?[a-z]+[0-9]+/?>")
_UNSURE = frozenset({Doubt.NEAR, Doubt.ORIGIN, Doubt.FOREIGN})  # a person must look before it is kept
_COUNTRIES = {
    "VN": N_("Vietnam"), "KR": N_("South Korea"), "KP": N_("North Korea"), "JP": N_("Japan"), "HK": N_("Hong Kong"),
    "MO": N_("Macao"), "TW": N_("Taiwan"), "SG": N_("Singapore"), "MY": N_("Malaysia"), "US": N_("the United States"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A new name, the locales of the articles it stands in (Chinese, English), and where: (slug, segment id)."""

    candidate: Candidate
    chinese: str
    english: str
    places: tuple[tuple[str, str], ...]

    @property
    def sure(self) -> bool:
        """Whether the name and its rendering may be kept without anybody's look at it."""
        guess = self.candidate.guess
        return bool(self.candidate.rendering) and not guess.country and not _UNSURE.intersection(guess.doubts)


@dataclass(frozen=True, slots=True)
class Differing:
    """A name written in more than one way, or otherwise than the termbase has it; the ways with how often."""

    name: str
    rendering: str
    ways: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in articles, and the articles that could not be read."""

    found: tuple[Found, ...]
    differing: tuple[Differing, ...]
    declared: tuple[tuple[str, str, Declared], ...]  # (slug, segment id, an abbreviation that the text declares itself)
    troubles: tuple[TransflowError, ...]


def pair_of(source: str, target: str) -> tuple[str, str] | None:
    """The Chinese and the English one of two locales; None where they are not one of each: names are found between
    these languages only."""
    for one, other in ((source, target), (target, source)):
        if language.is_chinese(one) and language.base(other) == "en":
            return one, other
    return None


def pairs(segments: "Iterable[Segment]", *, chinese_source: bool) -> list[Pair]:
    """Segments as names are looked for in them: without tags, and without those left out on purpose."""
    found = []
    for one in segments:
        source, target = _TAG.sub("", one.source), _TAG.sub("", one.target)
        if one.omitted is None:
            found.append(Pair(one.id, *((source, target) if chinese_source else (target, source))))
    return found


def candidates(room: Newsroom, slug: str, locale: str) -> tuple[Candidate, ...]:
    """The new names of one article and target, the surest first; none where it is not of Chinese and English."""
    opened = opening.open_target(room.workspace, slug, locale)
    return new(room, opened.source, opened.locale, opened.catalog.translations)


def new(room: Newsroom, source: str, target: str, segments: "Sequence[Segment]") -> tuple[Candidate, ...]:
    """The new names in the segments of one article, in order, the surest first."""
    return _candidates(room, source, target, segments)[0]


def look(room: Newsroom, slugs: Collection[str] = (), locale: str | None = None) -> Looked:
    """The new names of the articles named, or of all that are neither spiked nor killed, those of most evidence first;
    and the known and new names that are written in more than one way across these articles."""
    choosing.refuse(room, slugs, locale)
    merged: dict[tuple[str, str, str], Found] = {}
    read: dict[tuple[str, str], list[Pair]] = {}
    astray: list[Differing] = []
    declared: dict[tuple[str, str, Declared], None] = {}
    troubles: list[TransflowError] = [] if slugs else room.workspace.misnamed()
    for slug in dict.fromkeys(slugs) or room.workspace.slugs():
        try:
            article = opening.article(room.workspace, slug)
            if not slugs and (article.meta.spiked or article.meta.killed):
                continue
            source, targets = choosing.languages(room, article, locale)
            for target in targets:
                both = pair_of(source, target)
                if both is None:
                    continue
                segments = opening.opened(room.workspace, article, source, target).catalog.translations
                declared.update(dict.fromkeys(_declared(room, slug, source, segments)))
                read.setdefault(both, []).extend(pairs(segments, chinese_source=both[0] == source))
                new, strays = _candidates(room, source, target, segments)
                for one in new:
                    _merge(merged, Found(one, *both, tuple((slug, place) for place in one.places)))
                astray.extend(strays)
        except TransflowError as error:
            if slugs:
                raise
            troubles.append(error)
    found = sorted(merged.values(), key=lambda one: (rank(one.candidate), one.english))
    return Looked(tuple(found), (*_differing(room, found, read), *astray), tuple(declared), tuple(troubles))


def _candidates(
    room: Newsroom, source: str, target: str, segments: "Sequence[Segment]"
) -> tuple[tuple[Candidate, ...], tuple[Differing, ...]]:
    """The new names; and, in a translation into Chinese, names that stand there for somebody whom the termbase knows:
    who is ZENG Wanghai in the source is 曾望海 and not 曾旺海."""
    both = pair_of(source, target)
    if both is None:
        return (), ()
    base, (chinese, english) = room.terms, both
    found = discovery.candidates(
        pairs(segments, chinese_source=chinese == source), room.settings.name_style,
        lambda text: [(one.start, one.end) for one in base.find(text, chinese)],
    )  # fmt: skip
    if chinese == source:
        return found, ()
    known = {spelling.plainly(rendering): name for name, rendering in _people(room, chinese, english).items()}
    astray = {
        one.name: known[key] for one in found for text, _n in one.spellings if (key := spelling.plainly(text)) in known
    }
    strays = (
        Differing(astray[one.name], one.rendering, ((one.name, one.count),)) for one in found if one.name in astray
    )
    return tuple(one for one in found if one.name not in astray), tuple(strays)


def _declared(
    room: Newsroom, slug: str, source: str, segments: "Iterable[Segment]"
) -> Iterator[tuple[str, str, Declared]]:
    """The abbreviations that an article declares and the termbase does not know."""
    for segment in segments:
        for one in mentions.declared(_TAG.sub("", segment.source)):
            if all(known.term.text != one.short for known in room.terms.find(one.short, source)):
                yield slug, segment.id, one


def _people(room: Newsroom, chinese: str, english: str) -> dict[str, str]:
    """The people of the termbase: name → rendering ("" where it does not say)."""
    return {
        name: next(iter(row.names.get(english, ())), "")
        for row in room.terms.rows
        if row.kind == "person" and row.status != "forbidden"
        for name in row.names.get(chinese, ())
    }


def _merge(merged: dict[tuple[str, str, str], Found], new: Found) -> None:
    """Takes up a name of one more article; a doubt of one article is a doubt of all."""
    key = (new.candidate.name, new.chinese, new.english)
    old = merged.get(key)
    if old is None:
        merged[key] = new
        return
    one, other = old.candidate, new.candidate
    counts = dict(one.spellings)
    for text, count in other.spellings:
        counts[text] = counts.get(text, 0) + count
    doubtful = one if not one.guess.text or (one.guess.doubts and other.guess.text) else other
    candidate = replace(
        one, guess=doubtful.guess, evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
        spellings=tuple(sorted(counts.items(), key=lambda item: -item[1])), places=(*one.places, *other.places),
        count=one.count + other.count,
    )  # fmt: skip
    merged[key] = replace(old, candidate=candidate, places=(*old.places, *new.places))


def _differing(
    room: Newsroom, found: Iterable[Found], read: Mapping[tuple[str, str], Sequence[Pair]]
) -> Iterable[Differing]:
    for (chinese, english), texts in read.items():
        known = _people(room, chinese, english)
        new = {one.candidate.name: "" for one in found if (one.chinese, one.english) == (chinese, english)}
        for name, ways in spelling.differing(texts, {**new, **known}.items()).items():
            yield Differing(name, known.get(name, ""), ways)


def why(guess: Guess) -> str:
    """What speaks against a guess, in the reader's words; empty where nothing does."""
    country = _(_COUNTRIES.get(guess.country, guess.country)) if guess.country else ""
    others = _("or {names}").format(names=", ".join(guess.others)) if guess.others else ""
    elsewhere = country and Doubt.NEAR not in guess.doubts
    abroad = _("also a surname of {country}").format(country=country) if elsewhere else ""
    said = {
        Doubt.NEAR: _("{country} is named near it: it may not be pinyin").format(country=country),
        Doubt.ORIGIN: _("from {country}: it is not pinyin").format(country=country),
        Doubt.SURNAME: "; ".join(filter(None, (others, abroad))),
        Doubt.GIVEN: others,
        Doubt.DOUBLE: _("two surnames, or a long given name"),
        Doubt.FOREIGN: _("a foreign name: not romanised"),
    }
    return "; ".join(filter(None, dict.fromkeys(said[doubt] for doubt in guess.doubts)))


def chosen(found: Sequence[Found], wanted: Iterable[str]) -> list[tuple[Found, str]]:
    """Those of `found` that `wanted` names, each with its rendering: by number (from 1, as they are listed) or by the
    name itself, and with `=` another rendering behind it (`3=Phạm Minh Chính`).

    Raises UsageError for one that is not there, and for one whose rendering nobody knows yet.
    """
    taken = []
    for said in wanted:
        which, _equals, rendering = (part.strip() for part in said.partition("="))
        one = next((one for one in found if one.candidate.name == which), None)
        if one is None and which.isdecimal() and 1 <= int(which) <= len(found):
            one = found[int(which) - 1]
        if one is None:
            raise UsageError(
                which, _("no new name is called so or has this number"),
                remedy=_("`transflow terms names` lists them; several may be named at once"),
            )  # fmt: skip
        text = " ".join((rendering or one.candidate.rendering).split())
        if not text:
            raise UsageError(
                one.candidate.name, _("nobody knows yet what it is called in {language}").format(language=one.english),
                remedy=_("say it: --add “{name}=…”").format(name=one.candidate.name),
            )  # fmt: skip
        taken.append((one, text))
    return taken


def person(one: Found, rendering: str, pronoun: str = "") -> Row:
    """A new name as a line of the termbase. Where no pinyin was guessed because of a country, that is the origin: it
    says how the person is called after the first mention."""
    names, guess = {one.chinese: (one.candidate.name,), one.english: (rendering,)}, one.candidate.guess
    return Row(names, kind="person", pronoun=pronoun, origin="" if guess.text else guess.country)
