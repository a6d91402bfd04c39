"""One request: the prompt filled with the segments, what stands around them, and what the house knows of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from transflow.engines.llm import prompts, tokens
from transflow.engines.llm.grouping import Asked
from transflow.engines.llm.prompts import Prompt
from transflow.engines.port import Occurrence
from transflow.engines.story import Sentence

_BEFORE, _AFTER = 4, 2  # sentences around the segments
_LONGEST = 400  # characters of a sentence around them, of which no more is sent
_EXAMPLES = 6  # of one request
_PLAIN_KINDS = ("paragraph", "item", "cell", "footnote", "field")

Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Again:
    """What was wrong with the last answer to a segment, and that answer as far as there was one."""

    problem: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """A request as it is sent, about how many tokens it is and its answer will be, and how many that may be."""

    messages: tuple[Message, ...]
    ids: Mapping[str, Asked]
    sent: int
    expected: int
    limit: int


@dataclass(frozen=True, slots=True)
class Asker:
    """Fills a prompt. `house` are its values that are the same for every request; `target` is the language."""

    prompt: Prompt
    house: Mapping[str, str]
    target: str

    def question(self, group: Sequence[Asked], room: int, again: Again | None = None) -> Question | None:
        """The request for a group of segments of one article; None where it does not fit into `room` tokens together
        with its answer. What stands around the segments, and the examples, are left out before that."""
        ids = {str(number): one for number, one in enumerate(group, 1)}
        expected = sum(tokens.expected(one.source, self.target) for one in group)
        for around, examples in ((True, True), (False, True), (False, False)):
            values = {**self.house, **_around(group, around), **_known(group, examples)}
            values["segments"] = _json(_segments(ids))
            user = prompts.fill(self.prompt.user, values)
            if again:
                said = {"problem": again.problem, "answer": _json(again.answer)}
                user += "\n" + prompts.fill(self.prompt.again, {**values, **said})
            messages = [{"role": "user", "content": user}]
            if self.prompt.system:
                messages.insert(0, {"role": "system", "content": prompts.fill(self.prompt.system, self.house)})
            sent = sum(tokens.count(one["content"]) for one in messages)
            if sent + expected <= room:
                # A model that repeats itself without end is stopped; a server refuses what passes its context.
                limit = min(3 * expected + 200, room - sent)
                return Question(tuple(messages), ids, sent, expected, limit)
        return None


def _known(group: Sequence[Asked], examples: bool) -> dict[str, str]:
    """The terms of a group, and the best of its examples."""
    terms = _unique(_term(one) for text in group for one in text.terms)
    found = [match for text in group for match in text.examples] if examples else []
    best = sorted(found, key=lambda match: -match.score)
    said = _unique({"source": match.source, "target": match.target} for match in best)
    return {"terms": _json(terms), "examples": _json(said[:_EXAMPLES])}


def _term(one: Occurrence) -> dict[str, object]:
    """What a model is told of a term: only what is known."""
    told: dict[str, object] = {"source": one.source, "target": one.target}
    others = [name for name in one.accepted if name != one.target]
    more: dict[str, object] = {
        "also": others, "never": list(one.forbidden), "kind": "" if one.kind == "term" else one.kind,
        "pronoun": one.pronoun, "note": one.note, "guess": one.guess,
    }  # fmt: skip
    return {name: value for name, value in {**told, **more}.items() if value}


def _unique(values: Iterable[dict[str, object] | dict[str, str]]) -> list[object]:
    return list({_json(value): value for value in values}.values())


def _around(group: Sequence[Asked], wanted: bool) -> dict[str, str]:
    """The headline, and the sentences before and after the group."""
    first, last = (group[0].place, group[-1].place) if group else (None, None)
    if first is None or last is None:
        return {"headline": '""', "before": "[]", "after": "[]"}
    sentences = first.story.sentences
    before = sentences[max(0, first.at - _BEFORE) : first.at] if wanted else ()
    after = sentences[last.at + 1 : last.at + 1 + _AFTER] if wanted else ()
    return {
        "headline": _json(first.story.headline),
        "before": _json([_shown(one) for one in before]),
        "after": _json([_shown(one) for one in after]),
    }


def _segments(ids: Mapping[str, Asked]) -> list[dict[str, str]]:
    """The segments in their order, each with its id, and what stands between them without one."""
    made: list[dict[str, str]] = []
    reached: int | None = None
    for ident, one in ids.items():
        place = one.place
        if place is not None:
            if reached is not None:
                made += [_shown(between) for between in place.story.sentences[reached + 1 : place.at]]
            reached = place.at
        kind = place.sentence.kind if place else ""
        told = {} if kind in ("", *_PLAIN_KINDS) else {"kind": kind}
        made.append({"id": ident, **told, "source": one.source})
    return made


def _shown(one: Sentence) -> dict[str, str]:
    """A sentence that is not to be translated, with its translation if there is one."""
    said = {"source": one.source} if one.target is None else {"source": one.source, "target": one.target}
    return {name: text if len(text) <= _LONGEST else text[:_LONGEST] + "…" for name, text in said.items()}


def _json(value: object) -> str:
    """JSON on one line. Whatever a text says, it cannot end the string in which it stands."""
    return json.dumps(value, ensure_ascii=False)
