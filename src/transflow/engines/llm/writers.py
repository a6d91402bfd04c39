"""The workers of one run of a language model: what a group of segments was answered, and another try for what was
broken.

A group that is too long for the model, or whose answer broke off, is asked for in halves. A segment whose answer is no
translation is asked for alone, with what was wrong; where it is still none it is refused.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transflow.engines import tags, trouble, wire
from transflow.engines.aiding import cased
from transflow.engines.llm import answers, chat
from transflow.engines.llm.asking import Again, Asker, Question
from transflow.engines.llm.faults import called, fault
from transflow.engines.llm.grouping import Asked
from transflow.engines.port import Pair, Resources
from transflow.engines.standing import Standing
from transflow.engines.tariff import Tariff, Tokens
from transflow.engines.trouble import Blow
from transflow.engines.workers import Answer, Job, Patience, Settled, Workers


@dataclass(frozen=True, slots=True)
class Told:
    """A segment and what became of it. `problem` is what the model is to be told, where another try may help; `said` is
    what it had answered."""

    one: Asked
    answer: Answer
    problem: str | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What a run is about: the texts by their index, in which languages, how they are asked for, how many tokens fit,
    how often a broken answer is asked for again, and what it costs."""

    texts: Mapping[int, Asked]
    pair: Pair
    asker: Asker
    room: int
    mends: int
    tariff: Tariff


class Writers(Workers):
    """The workers of one run for the engine called `name`."""

    def __init__(
        self, name: str, endpoint: chat.Endpoint, abilities: chat.Abilities, timeout: float, own: bool,
        patience: Patience, standing: Standing, resources: Resources, work: Work,
    ) -> None:  # fmt: skip
        super().__init__(name, patience, standing, resources)
        self._endpoint, self._abilities, self._work = endpoint, abilities, work
        self._timeout, self._house = timeout, own
        self._own = threading.local()
        self._lines: list[wire.Line] = []

    def hang_up(self) -> None:
        """Closes the connections of all threads."""
        for line in list(self._lines):
            line.close()

    def made(self, job: Job) -> Iterator[Settled]:
        """What became of each segment of a group, the good ones first."""
        poor: list[Told] = []
        for told in self._group([self._work.texts[index] for index in job]):
            if told.problem is None:
                yield told.one.index, told.answer
            else:
                poor.append(told)
        for told in poor:
            yield told.one.index, self._alone(told)

    def _group(self, group: Sequence[Asked]) -> Iterator[Told]:
        """What became of each segment of a group, in halves where it is too much at once."""
        reply = self._asked(group, None)
        if isinstance(reply, Blow):
            if len(group) > 1 and self._divisible(reply):
                half = len(group) // 2
                yield from self._group(group[:half])
                yield from self._group(group[half:])
            else:
                # One that broke off alone may have repeated itself without end: told so, it may not.
                problem = reply.reason if reply == chat.cut_off() else None
                yield from (Told(one, reply, problem) for one in group)
            return
        yield from reply

    def _divisible(self, blow: Blow) -> bool:
        """Whether fewer segments may fare better: too long, cut off; or refused, by a server that takes others."""
        refused = blow == trouble.rejected(400) or blow == trouble.rejected(422) or blow == chat.declined()
        return blow in (chat.too_long(), chat.cut_off()) or (refused and self._standing.answers > 0)

    def _alone(self, first: Told) -> Answer:
        """A segment asked for again by itself: up to `mends` times while there is no translation, once where it only
        lacks a term. A translation that was had is kept where nothing better comes."""
        told, best = first, first.answer
        for _try in range(self._work.mends):
            if self.run.closed.is_set():
                break
            reply = self._asked([told.one], Again(told.problem or "", told.said))
            if isinstance(reply, Blow) and reply != chat.cut_off():
                return best if isinstance(best, str) else reply
            (told,) = [Told(told.one, reply, reply.reason)] if isinstance(reply, Blow) else reply
            if told.problem is None:
                return told.answer
            best = best if isinstance(best, str) else told.answer
            if isinstance(best, str):
                break
        return best

    def _asked(self, group: Sequence[Asked], again: Again | None) -> list[Told] | Blow:
        """One request: for each segment its judged answer, or what went wrong with all."""
        question = self._work.asker.question(group, self._work.room, again)
        if question is None:
            return chat.too_long()
        reply = self.patiently(lambda: self._paid(question))
        if isinstance(reply, Blow):
            return reply
        found = answers.read(reply.content, {ident: one.source for ident, one in question.ids.items()})
        return [self._judged(one, found[ident]) for ident, one in question.ids.items()]

    def _judged(self, one: Asked, said: Answer) -> Told:
        if isinstance(said, Blow):
            return Told(one, said, said.reason)
        target = cased(tags.from_plain(said, one.source).strip(), one.terms, self._work.pair)
        broken = fault(target, one.source, self._work.pair)
        wrong = broken or called(target, one.terms)
        return Told(one, broken or target, wrong.reason if wrong else None, said)

    def _paid(self, question: Question) -> "chat.Reply | Blow":
        """One question within the budget: the most that it may cost is reserved; what is counted in the end is what the
        server says it was."""
        ledger, tariff = self._resources.ledger, self._work.tariff
        reserved = Tokens(question.sent, self._endpoint.answer_tokens or question.limit)
        counted = ledger is not None and tariff.counted
        if ledger is not None and counted:
            refusal = ledger.reserve(self._name, reserved, tariff)
            if refusal:
                return refusal
        reply = chat.ask(self._endpoint, self._abilities, self._line(), question)
        used = self._used(reply, question)
        if ledger is not None and counted and used != reserved:
            ledger.settle(self._name, reserved, used, tariff)
        if used.all:
            estimated = isinstance(reply, Blow) or reply.tokens is None
            self._resources.bills.add(self._name, used, tariff, estimated=estimated)
        if isinstance(reply, chat.Reply) and reply.cut:
            return chat.cut_off()
        return reply

    def _used(self, reply: "chat.Reply | Blow", question: Question) -> Tokens:
        """What a request has cost: as the server says; nothing where it refused; else, as was thought."""
        thought = Tokens(question.sent, question.expected)
        if isinstance(reply, chat.Reply):
            return reply.tokens or thought
        worked = reply.shaky and not reply.whole  # silent, cut, garbled: it may well have been worked on
        return thought if worked else Tokens()

    def _line(self) -> wire.Line:
        if not hasattr(self._own, "line"):
            # A proxy of the environment would carry out of the house what is to stay in it.
            self._own.line = wire.Line(chat.Talk(), self._timeout, self._resources.clock, proxied=not self._house)
            self._lines.append(self._own.line)
        line: wire.Line = self._own.line
        return line
