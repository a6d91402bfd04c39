"""Whether each destination of the settings answers and would take an article. Nothing of an article is sent, and a
password only to the site that it is for."""

from collections.abc import Iterator

from transflow import delivery
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import delivering, knocking
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
    there = {name: one.reach for name, one in publishers.items() if not isinstance(one, TransflowError)}
    answers = knocking.answers(there, DEADLINE)
    for name, one in publishers.items():
        label = _("destination {name}").format(name=name)
        if isinstance(one, TransflowError):
            yield Condition(label, False, _("{what}: {said}").format(what=one.where, said=one.problem), one.remedy)
        elif answers[name]:
            remedy = _("mend its table [deliver.{name}], or what it names").format(name=name)
            yield Condition(label, False, str(answers[name]), remedy)
        else:
            yield Condition(label, True, _("it answers, and would take an article"))
