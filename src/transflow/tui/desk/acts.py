"""What the desk does to one article of several, and what is said of it afterwards."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import assigning, editing, pretranslated, pretranslation, publication, quoting
from transflow.newsroom.overview import ArticleRow
from transflow.newsroom.room import Newsroom

_REASONS = 4  # so many different reasons are told of one article, with how many more there are


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one article. `whole`: all that was asked for is done; else `remedy` says what to do now."""

    row: ArticleRow
    whole: bool
    said: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """What an act is told while it works: whether to stop, and whom to tell which share (0 to 1) is done."""

    stopped: Callable[[], bool]
    told: Callable[[float], None]


Act = Callable[[Newsroom, ArticleRow, Way], Outcome]


def done(room: Newsroom, row: ArticleRow, act: Act, way: Way) -> Outcome:
    """`act` on one article; what cannot be done is an outcome like any other."""
    try:
        return act(room, row, way)
    except TransflowError as error:
        elsewhere = error.where not in ("", row.slug)
        said = _("{what}: {said}").format(what=error.where, said=error.problem) if elsewhere else error.problem
        return Outcome(row, False, said, error.remedy)


def translate(room: Newsroom, row: ArticleRow, way: Way) -> Outcome:
    """Machine-translates what is untranslated."""
    made = pretranslation.translate(
        room, [row.slug], row.target, cancelled=way.stopped,
        progress=lambda number, total: way.told(number / total if total else 1.0),
    )  # fmt: skip
    if not made.total:
        return Outcome(row, True, _("nothing was left to translate"))
    said = _("{n} of {total} segments translated").format(n=made.filled, total=made.total)
    reasons = _counted([*(one.reason for one in made.failures), *(str(one) for one in made.troubles)])
    if made.stop:
        where = pretranslated.stopped(made)
        return Outcome(row, False, _join(where, *reasons), _("translate it again: it goes on where it stopped"))
    if reasons:
        return Outcome(row, False, _join(said, *reasons), _("`transflow doctor` says which engines work here"))
    if made.left:
        return Outcome(
            row,
            False,
            _join(said, _("no engine had anything for the rest")),
            _("name more engines in translate.engines"),
        )
    # What went wrong has the three lines of a small terminal to itself; `doctor` tells what the month has cost.
    return Outcome(row, True, _join(said, *quoting.used(room, made.paid)))


def publish(room: Newsroom, row: ArticleRow, _way: Way) -> Outcome:
    """Publishes the article in all its languages."""
    made = publication.publish(room, [row.slug])
    refused = [
        one.reason if one.target == row.target else _("{what}: {said}").format(what=one.target, said=one.reason)
        for one in made.refused
    ]
    said = _("published") if made.published else "" if refused else _("unchanged")
    return Outcome(row, not refused, _join(said, *refused))


def approve(room: Newsroom, row: ArticleRow, _way: Way) -> Outcome:
    """Signs what the person may sign."""
    made = editing.approve(room, row.slug, None, row.target)
    said = _("{n} approved").format(n=made.signed)
    reasons = _counted(one.reason for one in made.refused)
    remedy = _("open it to see which segments these are") if reasons else ""
    return Outcome(row, not reasons, _join(said, *reasons), remedy)


def assign(name: str | None, *, new: bool = False) -> Act:
    """Gives the article to `name`, or (None) takes it from whoever has it. `new`: nobody of that name has worked here,
    which is said, for it may be a slip."""

    def given(room: Newsroom, row: ArticleRow, _way: Way) -> Outcome:
        assigning.assign(room, row.slug, name)
        if not name:
            return Outcome(row, True, _("assigned to nobody"))
        said = _("assigned to {name}").format(name=name)
        return Outcome(row, True, _join(said, _("nobody of that name has worked here yet") if new else ""))

    return given


def _join(*parts: str) -> str:
    return _("; ").join(filter(None, parts))


def _counted(reasons: Iterable[str]) -> list[str]:
    """Each reason once with how often it was given, the most frequent first."""
    counted = Counter(" ".join(one.split()) for one in reasons).most_common()
    told = [f"{number} × {reason}" if number > 1 else reason for reason, number in counted[:_REASONS]]
    more = sum(number for _reason, number in counted[_REASONS:])
    return [*told, _("{n} more").format(n=more)] if more else told
