"""What the desk does to several articles, and what is said of each afterwards."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    """What an act is told while it works: whether to stop, and whom to tell which share (0 to 1) is done, with what is
    said of that, and at which article (empty: at several)."""

    stopped: Callable[[], bool]
    told: Callable[[float, str, str], None]


Act = Callable[[Newsroom, Sequence[ArticleRow], Way], Iterator[Outcome]]
"""One outcome for each article that was begun, as they come."""

One = Callable[[Newsroom, ArticleRow], Outcome]


def each(act: One) -> Act:
    """`act` on one article after the other; what cannot be done is an outcome like any other."""

    def acts(room: Newsroom, rows: Sequence[ArticleRow], way: Way) -> Iterator[Outcome]:
        for number, row in enumerate(rows):
            if way.stopped():
                return
            way.told(number / len(rows), f"{number}/{len(rows)}", row.slug)
            try:
                yield act(room, row)
            except TransflowError as error:
                yield failed(row, error)

    return acts


def failed(row: ArticleRow, error: TransflowError) -> Outcome:
    """What could not be done at all."""
    elsewhere = error.where not in ("", row.slug)
    said = _("{what}: {said}").format(what=error.where, said=error.problem) if elsewhere else error.problem
    return Outcome(row, False, said, error.remedy)


def translate(room: Newsroom, rows: Sequence[ArticleRow], way: Way) -> Iterator[Outcome]:
    """Machine-translates what is untranslated in all of the articles at once, as `transflow translate` does."""

    def told(number: int, total: int) -> None:
        said = _("{n}/{total} segments").format(n=f"{number:,}", total=f"{total:,}")
        way.told(number / total if total else 1.0, said, rows[0].slug if len(rows) == 1 else "")

    try:
        made = pretranslation.translate(
            room, progress=told, cancelled=way.stopped, pairs=[(row.slug, row.target) for row in rows]
        )
    except TransflowError as error:  # of none of them alone: an engine's settings, the termbase
        yield from (failed(row, error) for row in rows)
        return
    # What a run over several has cost is not told of one of them; `doctor` tells what the month has.
    cost = quoting.used(room, made.paid) if len(rows) == 1 else ()
    for row in rows:
        own = made.of(row.slug, row.target)
        if own.stop is None or own.filled or own.failures:
            lost = made.lost.get(row.slug)
            yield _translated(row, own, cost) if lost is None or own.filled else failed(row, lost)


def _translated(row: ArticleRow, made: pretranslated.Pretranslation, cost: Sequence[str]) -> Outcome:
    if not made.total:
        return Outcome(row, True, _("nothing was left to translate"))
    said = _("{n} of {total} segments translated").format(n=made.filled, total=made.total)
    reasons = _counted([*(one.reason for one in made.failures), *(str(one) for one in made.troubles)])
    if made.stop:
        where = pretranslated.stopped(made)
        return Outcome(row, False, _join(where, *reasons), _("translate it again: it goes on where it stopped"))
    if reasons:
        return Outcome(row, False, _join(said, *reasons), _("`transflow doctor` says which engines work here"))
    if made.waiting:
        return Outcome(
            row, False, _join(said, *pretranslated.waiting(made.waiting)), _("confirm them there, then translate again")
        )
    if made.left:
        return Outcome(
            row,
            False,
            _join(said, _("no engine had anything for the rest")),
            _("name more engines in translate.engines"),
        )
    return Outcome(row, True, _join(said, *cost, pretranslated.faulty(made)))


def publish(room: Newsroom, row: ArticleRow) -> Outcome:
    """Publishes the article in all its languages."""
    made = publication.publish(room, [row.slug])
    refused = [
        one.reason if one.target == row.target else _("{what}: {said}").format(what=one.target, said=one.reason)
        for one in made.refused
    ]
    said = _("published") if made.published else "" if refused else _("unchanged")
    return Outcome(row, not refused, _join(said, *refused))


def approve(room: Newsroom, row: ArticleRow) -> Outcome:
    """Signs what the person may sign."""
    made = editing.approve(room, row.slug, None, row.target)
    said = _("{n} approved").format(n=made.signed)
    reasons = _counted(one.reason for one in made.refused)
    remedy = _("open it to see which segments these are") if reasons else ""
    return Outcome(row, not reasons, _join(said, *reasons), remedy)


def assign(name: str | None, *, new: bool = False) -> One:
    """Gives the article to `name`, or (None) takes it from whoever has it. `new`: nobody of that name has worked here,
    which is said, for it may be a slip."""

    def given(room: Newsroom, row: ArticleRow) -> Outcome:
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
