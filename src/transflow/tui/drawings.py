"""The pictures of the statistics screen, each a text for a given width."""

from collections.abc import Callable, Sequence
from datetime import date

from rich.text import Text

from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.newsroom.figures import Effort, Figures, Portion, Times, Week
from transflow.tui.charts import Column, Kind, table
from transflow.tui.looks import STAGE_STYLE

Draw = Callable[[Figures, int], Text]

_WEEKS = 4  # so many are shown at least
_NAMES = {  # of the origins that are not one engine's
    "memory:100": N_("memory 100–101%"), "memory:95": N_("memory 95–99%"), "memory:85": N_("memory 85–94%"),
    "memory:75": N_("memory 75–84%"), "memory:0": N_("memory below 75%"), "engine": N_("engines"),
    "human": N_("from scratch"),
}  # fmt: skip


def columns(figures: Figures) -> Sequence[Sequence[Draw]]:
    """The pictures there are something to draw of, in two columns."""
    if not figures.acts:
        return [[waiting]] if any(one.number for one in figures.waiting.values()) else []
    return [[throughput, waiting], [effort, leverage]]


def throughput(figures: Figures, width: int) -> Text:
    """What was done week by week: segments confirmed and approved, the size confirmed, articles published."""
    shown = _begun(figures)
    most = max(1, *(one.confirmed.segments for one in shown), *(one.approved.segments for one in shown))
    total = figures.earlier
    for one in shown:
        total = total.plus(one)
    rows = [
        (_monday(one.begins), one.confirmed.segments / most, *_done(one, one.approved.segments / most)) for one in shown
    ]
    sums = [(_("earlier"), "", *_done(figures.earlier, ""))] if _any(figures.earlier) else []
    lines = table(
        [
            Column(_("week of"), Kind.TEXT), Column(_("confirmed"), Kind.BAR, "cyan"), Column(""),
            Column(_("chars")), Column(_("words")),
            Column(_("approved"), Kind.BAR, "green"), Column(""), Column(_("published")),
        ],
        [*sums, *rows, (Text(_("in all"), "bold"), "", *_done(total, ""))],
        width,
    )  # fmt: skip
    notes = [_("Segments, and the size of their sources: Han characters of Chinese ones, words of others.")]
    if total.republished:
        notes.append(_("+n: published again."))
    return _drawing(_("Throughput by week"), lines, notes)


def _begun(figures: Figures) -> Sequence[Week]:
    """The weeks without those at the beginning in which the newsroom was not yet at work."""
    if _any(figures.earlier):
        return figures.weeks
    first = next((number for number, week in enumerate(figures.weeks) if _any(week)), len(figures.weeks))
    return figures.weeks[min(first, max(0, len(figures.weeks) - _WEEKS)) :]


def _any(week: Week) -> bool:
    return bool(week.confirmed.segments or week.approved.segments or week.published or week.republished)


def _done(week: Week, approved: float | str) -> tuple[str | float, ...]:
    again = f" +{week.republished}" if week.republished else ""
    sizes = (_number(week.confirmed.segments), _number(week.confirmed.han), _number(week.confirmed.words))
    return (*sizes, approved, _number(week.approved.segments), _number(week.published) + again)


def waiting(figures: Figures, width: int) -> Text:
    """How many articles wait in each stage, for how long nobody has done anything to them, and which ones longest."""
    most = max(1, *(one.number for one in figures.waiting.values()))
    lines = table(
        [
            Column(_("stage"), Kind.TEXT), Column(_("articles"), Kind.BAR, "yellow"), Column(""),
            Column(_("median days")), Column(_("longest")),
        ],
        [
            (_stage(stage), one.number / most, str(one.number), _days(one.median), _days(one.longest))
            for stage, one in figures.waiting.items()
        ],
        width,
    )  # fmt: skip
    if figures.slowest:
        lines += [Text(""), *_slowest(figures, width)]
    notes = [_("Days since anybody did anything to the article."), _published(figures.publication)]
    return _drawing(_("Where articles wait"), lines, notes)


def _slowest(figures: Figures, width: int) -> list[Text]:
    return table(
        [
            Column(_("waiting longest"), Kind.TEXT, gives=True), Column(_("to"), Kind.TEXT),
            Column(_("stage"), Kind.TEXT), Column(_("assignee"), Kind.TEXT), Column(_("days")),
        ],
        [
            (one.title, one.target, _stage(one.stage), one.assignee or "", _days(one.days))
            for one in figures.slowest
        ],
        width,
    )  # fmt: skip


def _published(times: Times) -> str:
    if not times.number:
        return _("No article has been published yet.")
    return _("From the first act to publication: median {median} days, longest {longest} ({n} published).").format(
        median=_days(times.median), longest=_days(times.longest), n=times.number
    )


def effort(figures: Figures, width: int) -> Text:
    """How much of the machines' texts people changed."""
    title = _("Post-editing effort")
    if not figures.effort:
        return _drawing(title, [], [_("Nobody has confirmed a machine’s text yet.")])
    lines = table(
        [
            Column(_("origin"), Kind.TEXT, gives=True), Column(_("changed"), Kind.BAR, "magenta"), Column(""),
            Column(_("at approval")), Column(_("kept as is")), Column(_("segments")),
        ],
        [_effort(one) for one in figures.effort],
        width,
    )  # fmt: skip
    note = _(
        "The mean share of a machine’s text that people changed until they confirmed it, and until it was approved: "
        "edit distance in characters (into Chinese) or words, as in HTER."
    )
    return _drawing(title, lines, [note])


def _effort(one: Effort) -> tuple[str | float, ...]:
    final = "–" if one.final is None else _percent(one.final)
    return _name(one.origin), one.mean, _percent(one.mean), final, _percent(one.unchanged), _number(one.segments)


def leverage(figures: Figures, width: int) -> Text:
    """Where the texts came from."""
    title = _("Leverage")
    if not any(one.size.segments for one in figures.leverage):
        return _drawing(title, [], [_("No segment has a text yet.")])
    lines = table(
        [
            Column(_("origin"), Kind.TEXT, gives=True), Column(_("segments"), Kind.BAR, "blue"), Column(""), Column(""),
            Column(_("chars")), Column(""), Column(_("words")), Column(""),
        ],
        [_portion(one) for one in figures.leverage],
        width,
    )  # fmt: skip
    note = _(
        "What each segment’s text was made from. From scratch: no machine’s text stood there first, "
        "though a match may have been put in by hand."
    )
    return _drawing(title, lines, [note])


def _portion(one: Portion) -> tuple[str | float, ...]:
    size = one.size
    return (
        _name(one.origin), one.share, _number(size.segments), _percent(one.share),
        _number(size.han), _percent(one.share_han), _number(size.words), _percent(one.share_words),
    )  # fmt: skip


def _name(origin: str) -> str:
    return _(_NAMES[origin]) if origin in _NAMES else origin.removeprefix("engine:")


def _drawing(title: str, lines: Sequence[Text], notes: Sequence[str]) -> Text:
    """Title, lines and notes."""
    return Text("\n").join([Text(title, "bold underline"), *lines, *(Text(one, "dim") for one in notes)])


def _stage(stage: str) -> Text:
    return Text(_(stage), STAGE_STYLE[stage])


def _monday(day: date) -> str:
    _year, week, _weekday = day.isocalendar()
    return f"{day:%m-%d} W{week:02}"


def _number(number: int) -> str:
    return f"{number:,}" if number else "·"


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _days(days: float | None) -> str:
    if days is None:
        return "·"
    return f"{days:.0f}" if days >= 10 else f"{days:.1f}"
