"""The house's terms and names, and inline tags, through an engine that knows nothing of them.

An engine is asked for a text as it is: most of what it says has the right terms and all tags. What has not is asked for
once more, with the missing terms written into the text or behind marks (`Terminology`), and with tags that were lost or
crossed taken out of it. Of the two answers the one is kept in which the checks find less; the first, where they find
as much (docs/decisions/0015-asked-again-only-for-what-is-missing.md).
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from transflow.article import TAG
from transflow.engines import tags
from transflow.engines.aiding import Aided, apart, cased, foreign, marked, written
from transflow.engines.port import Engine, Judge, Occurrence, Outcome, Pair, Terminology, TermSearch, Verdict, closable

BUNCH = 16  # texts asked for once more together: enough to keep a service busy, few enough to be saved soon


def terminology(engine: Engine) -> Terminology:
    """How the house's terms reach `engine`."""
    return Terminology(getattr(engine, "terminology", Terminology.WRITTEN))


def glossed(engine: Engine, how: Terminology, terms: TermSearch, judge: Judge) -> Engine:
    """`engine`, with the terms that `terms` finds in a text, and with its tags, as far as `judge` can tell."""
    return _Glossed(engine, how, terms, judge)


@dataclass(frozen=True, slots=True)
class _Poor:
    """A first answer that lacks something, what the checks say of it, and how its source is asked for once more."""

    outcome: Outcome
    verdict: Verdict
    aided: Aided


class _Glossed:
    def __init__(self, engine: Engine, how: Terminology, terms: TermSearch, judge: Judge) -> None:
        self.name, self.local = engine.name, engine.local
        self._engine, self._how, self._terms, self._judge = engine, how, terms, judge

    def available(self, pair: Pair) -> str | None:
        return self._engine.available(pair)

    def translate(self, sources: Sequence[str], pair: Pair) -> Iterator[Outcome]:
        poor: list[_Poor] = []
        with closing(closable(self._engine.translate(sources, pair))) as outcomes:
            for outcome in outcomes:
                source = sources[outcome.index]
                known = self._terms(source, pair)
                if outcome.text is None or not (known or TAG.search(source)):
                    yield outcome
                    continue
                first = replace(outcome, text=cased(outcome.text, known, pair))
                lacking = self._poor(source, first, known, pair)
                if lacking is None:
                    yield first
                    continue
                poor.append(lacking)
                if len(poor) == BUNCH:
                    yield from self._again(sources, poor, pair)
                    poor = []
        yield from self._again(sources, poor, pair)

    def _poor(self, source: str, first: Outcome, known: Sequence[Occurrence], pair: Pair) -> _Poor | None:
        """What another question may mend in a first answer; None where that is nothing."""
        verdict = self._judge(source, first.text or "", pair)
        wanted = [one for one in known if one in verdict.missing]
        aid = (marked if self._how is Terminology.MARKED else written)(source, wanted, pair)
        if self._how is not Terminology.MARKED and not tags.whole(first.text or "", source):
            aid = apart(aid)  # who carries marks has had the tags as marks before
        return None if aid.asked == (source,) else _Poor(first, verdict, aid)

    def _again(self, sources: Sequence[str], poor: Sequence[_Poor], pair: Pair) -> Iterator[Outcome]:
        """One outcome for each of `poor`: the better of its two answers."""
        said = [[text if foreign(text, pair.source) else None for text in one.aided.asked] for one in poor]
        places = [(number, part) for number, some in enumerate(said) for part, text in enumerate(some) if text is None]
        texts = [poor[number].aided.asked[part] for number, part in places]
        waiting = dict(enumerate(poor))
        with closing(closable(self._engine.translate(texts, pair))) as outcomes:
            for outcome in outcomes:
                number, part = places[outcome.index]
                said[number][part] = outcome.text
                if None not in said[number] and number in waiting:
                    yield self._better(sources, waiting.pop(number), said[number], pair)
        for number, one in waiting.items():
            yield self._better(sources, one, said[number], pair)

    def _better(self, sources: Sequence[str], poor: _Poor, said: Sequence[str | None], pair: Pair) -> Outcome:
        """The better of two answers; the first, where there is no second."""
        source, parts = sources[poor.outcome.index], [text for text in said if text is not None]
        if len(parts) < len(said):
            return poor.outcome
        answer = cased(poor.aided.answer(parts, pair), self._terms(source, pair), pair)
        better = self._judge(source, answer, pair).weight < poor.verdict.weight
        return replace(poor.outcome, text=answer) if better else poor.outcome
