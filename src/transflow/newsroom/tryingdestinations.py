"""Whether each destination of the settings answers and would take an article. Nothing of an article is sent, and a
password only to the site that it is for."""

import threading
import time
from collections.abc import Iterator

from transflow import delivery
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import delivering
from transflow.newsroom.room import Newsroom
from transflow.newsroom.tryingengines import Condition

DEADLINE = 5.0  # seconds for all destinations together


def examine(room: Newsroom) -> Iterator[Condition]:
    """One condition a destination, in the order of the settings."""
    publishers: dict[str, delivery.Publisher | TransflowError] = {}
    for name in delivering.named(room):
        try:
            publishers[name] = delivering.destination(room, name)
        except TransflowError as error:
            publishers[name] = error
    answers = _asked([one for one in publishers.values() if not isinstance(one, TransflowError)])
    for name, one in publishers.items():
        label = _("destination {name}").format(name=name)
        if isinstance(one, TransflowError):
            yield Condition(label, False, _("{what}: {said}").format(what=one.where, said=one.problem), one.remedy)
        elif answers[name]:
            remedy = _("mend its table [deliver.{name}], or what it names").format(name=name)
            yield Condition(label, False, str(answers[name]), remedy)
        else:
            yield Condition(label, True, _("it answers, and would take an article"))


def _asked(publishers: list[delivery.Publisher]) -> dict[str, str | None]:
    """Of each: None if it would take an article, else why not. All at once, for `DEADLINE` seconds: a thread that still
    waits is left alone, and dies with the program."""
    answers: dict[str, str | None] = {}

    def reach(one: delivery.Publisher) -> None:
        try:
            answers[one.name] = one.reach(DEADLINE)
        except Exception as error:  # noqa: BLE001 - a publisher of another package may throw anything
            answers[one.name] = type(error).__name__

    threads = {one.name: threading.Thread(target=reach, args=(one,), daemon=True) for one in publishers}
    end = time.monotonic() + DEADLINE
    for thread in threads.values():
        thread.start()
    for thread in threads.values():
        thread.join(max(0.0, end - time.monotonic()))
    silence = _("no answer within {seconds} seconds").format(seconds=f"{DEADLINE:.0f}")
    return {name: answers.get(name, silence) for name in threads}
