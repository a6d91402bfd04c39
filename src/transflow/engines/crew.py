"""The workers of one run of a web service: each thread has a connection and a translator of its own."""

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from transflow import language, script
from transflow.engines import tags, trouble, wire
from transflow.engines.budget import Budget
from transflow.engines.judging import judge, page
from transflow.engines.lengths import pieces
from transflow.engines.port import Pair, Resources
from transflow.engines.services import Service
from transflow.engines.standing import Standing
from transflow.engines.trouble import Blow, TroubleError
from transflow.engines.workers import Answer, Job, Patience, Settled, Workers

Equip = Callable[[], tuple[wire.Line, Any]]


class Crew(Workers):
    """The workers of one run for the engine called `name`, on `sources`: each is a job of its own."""

    def __init__(
        self, name: str, service: Service, patience: Patience, budget: Budget, standing: Standing, pair: Pair,
        resources: Resources, equip: Equip, sources: Sequence[str],
    ) -> None:  # fmt: skip
        super().__init__(name, patience, standing, resources)
        self._service, self._budget, self._pair, self._equip, self._sources = service, budget, pair, equip, sources
        self._own = threading.local()
        self._lines: list[wire.Line] = []

    def made(self, job: Job) -> Iterable[Settled]:
        """The translation of each source, or what went wrong."""
        return ((index, self._translated(self._sources[index])) for index in job)

    def hang_up(self) -> None:
        """Closes the connections of all threads."""
        for line in list(self._lines):
            line.close()

    def _translated(self, source: str) -> Answer:
        """The source piece by piece, where it is too long for the service."""
        made = []
        for piece in pieces(source, self._service.fits):
            if not script.has_text(tags.stripped(piece)):
                made.append(piece.strip())
                continue
            answer = self.patiently(partial(self._paid, piece))
            if isinstance(answer, Blow):
                return answer
            made.append(answer)
        return language.joiner(self._pair.target).join(filter(None, made))

    def _paid(self, piece: str) -> Answer:
        """One question within the budget. What the service refused as a whole it did not translate."""
        answer = self._refusal(piece) or self._ask(piece)
        if isinstance(answer, Blow) and answer.whole and self._resources.ledger and self._budget.counted:
            self._resources.ledger.give_back(self._name, len(piece))
        return answer

    def _refusal(self, piece: str) -> Blow | None:
        """What the newsroom's own budget says against sending."""
        if not self._budget.counted or self._resources.ledger is None:
            return None
        return self._resources.ledger.take(self._name, len(piece), self._budget)

    def _ask(self, piece: str) -> Answer:
        """One question, one judged answer."""
        line: wire.Line | None = None
        try:
            line, translator = self._equipment()
            with wire.using(line):
                answer = translator.translate(piece, **self._service.options)
        except TroubleError as error:
            return error.blow
        except StopIteration:  # MyMemory's null without matches
            return trouble.empty()
        except Exception:  # noqa: BLE001 - whatever the library's own code trips over (KeyError, JSONDecodeError, …)
            # Its words hold the text or the key: it becomes the failure of this segment, in words of our own.
            return (line and page(line.body)) or trouble.garbled()
        if isinstance(answer, list):  # Yandex
            answer = "".join(map(str, answer))
        if answer is None:  # Google: nothing in it, or nothing but signs
            return trouble.empty()
        if not isinstance(answer, str):
            return trouble.garbled()
        target = tags.from_plain(answer, piece).strip()
        return judge(target, piece, self._pair) or target

    def _equipment(self) -> tuple[wire.Line, Any]:
        if not hasattr(self._own, "equipment"):
            self._own.equipment = self._equip()
            self._lines.append(self._own.equipment[0])
        equipment: tuple[wire.Line, Any] = self._own.equipment
        return equipment
