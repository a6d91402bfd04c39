"""What engines are told of the house's terms and names, and what the checks say of their answers while they are asked.

What the termbase knows goes before. Of people whom it does not know, Chinese names that an article's own text proves
are romanised in the house style, as a machine's guess: never those near whom another country is named (DESIGN §8).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transflow import checks, engines
from transflow.checks.plain import plain
from transflow.newsroom import judging, naming
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment, Status
from transflow.terms import romanisation
from transflow.terms.romanisation import Doubt, Guess

_ELSEWHERE = frozenset({Doubt.NEAR, Doubt.ORIGIN, Doubt.FOREIGN})


@dataclass(frozen=True, slots=True)
class NewName:
    """A name that the termbase does not know, and how it may be romanised."""

    name: str
    guess: Guess

    @property
    def used(self) -> bool:
        """Whether engines are told so: not where the person may be of another country."""
        return bool(self.guess.text) and not self.guess.country and not _ELSEWHERE.intersection(self.guess.doubts)


class Wording:
    """The house's words from one language into another; `learn` takes up the new names of an article."""

    def __init__(self, room: Newsroom, source: str, target: str) -> None:
        self._room, self._base, self._style = room, room.terms, room.settings.name_style
        self._pair = engines.Pair(source, target)
        both = naming.pair_of(source, target)
        self._from_chinese = both is not None and both[0] == source
        self._told = judging.context(room, source, target, None)  # of several articles, each of another day
        self._articles: list[Sequence[Segment]] = []  # of which the names are not known yet
        self._names: dict[str, NewName] = {}

    def learn(self, segments: Sequence[Segment]) -> None:
        """Takes up an article, all of its segments in order; its names are looked for when an engine asks."""
        if self._from_chinese:
            self._articles.append(segments)

    def names(self, text: str) -> tuple[NewName, ...]:
        """The names in a source text that the termbase does not know."""
        bare = plain(text).text
        taken = [(hit.start, hit.end) for hit in self._base.find(bare, self._pair.source)]
        return tuple(dict.fromkeys(one for one, _start in self._new(bare, taken)))

    def occurrences(self, text: str) -> tuple["engines.Occurrence", ...]:
        """What is to be called in a certain way, or never in another, in a source text (with its tags), in order, none
        inside another."""
        bare, locale = plain(text), self._pair.target
        hits = self._base.find(bare.text, self._pair.source)
        found = [
            engines.Occurrence(
                *bare.span(one.start, one.end), bare.text[one.start : one.end], one.term.rendering(locale),
                one.term.renderings(locale), one.term.forbidden(locale), one.term.kind,
                pronoun=one.term.person.get("pronoun", ""), note=one.term.note,
            )
            for one in hits
        ]  # fmt: skip
        found = [one for one in found if one.accepted or one.forbidden]
        for one, start in self._new(bare.text, [(hit.start, hit.end) for hit in hits]):
            if one.used:
                place, ways = bare.span(start, start + len(one.name)), romanisation.spellings(one.name, self._style)
                found.append(engines.Occurrence(*place, one.name, one.guess.text, ways, kind="person", guess=True))
        return tuple(sorted(found, key=lambda one: one.start))

    def judge(self, source: str, answer: str) -> "engines.Verdict":
        """What the checks say of a machine's answer to a source text."""
        found = checks.run(Segment(source, answer, status=Status.MACHINE), self._told)
        known = self.occurrences(source)
        faulty = {one.source_span for one in found if one.check == "terms"}
        # The check speaks once of a term, however often it stands there.
        bad = {_called(one) for one in known if (one.start, one.end) in faulty}
        said = romanisation.fold(answer)
        lacking = {
            one for one in known if one.guess and not any(romanisation.fold(way) in said for way in one.accepted)
        }
        severities = [one.severity for one in found]
        return engines.Verdict(
            severities.count(checks.Severity.ERROR),
            severities.count(checks.Severity.WARNING) + len({one.source for one in lacking}),
            frozenset(lacking | {one for one in known if not one.guess and _called(one) in bad}),
        )

    def errors(self, segment: Segment) -> tuple[str, ...]:
        """The checks that find an error in a segment."""
        found = checks.run(segment, self._told)
        return tuple(dict.fromkeys(one.check for one in found if one.severity is checks.Severity.ERROR))

    def _new(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[NewName, int]]:
        """The new names in a plain text and where they begin, the longest at each place, none where it is `taken`."""
        self._look()
        places = list(taken)
        for name in sorted((one for one in self._names if one in text), key=len, reverse=True):
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                if all(end <= first or last <= start for first, last in places):
                    places.append((start, end))
                    yield self._names[name], start
                start = text.find(name, end)

    def _look(self) -> None:
        """Finds the names of the articles taken up since. A doubt in one article is a doubt in all."""
        while self._articles:
            for one in naming.new(self._room, self._pair.source, self._pair.target, self._articles.pop()):
                known = self._names.get(one.name)
                if known is None or known.used:
                    self._names[one.name] = NewName(one.name, one.guess)


def _called(one: "engines.Occurrence") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the check of terms tells terms apart by."""
    return one.accepted, one.forbidden
