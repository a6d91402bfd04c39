"""The desk's words: which columns there are, what stands in them, on a card and in the line at the foot."""

from collections.abc import Mapping
from datetime import UTC, datetime

from rich.text import Text

from transflow import language
from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.newsroom.mywork import Due, Reason, Task
from transflow.tui.desk.listing import Entry
from transflow.tui.looks import SEVERITY_STYLE, STAGE_STYLE, bar

COLUMNS: Mapping[str, tuple[str, int]] = {  # from left to right: heading, the cells that it needs
    "stage": (N_("stage"), 9),
    "why": (N_("why"), 22),  # in “my work” only
    "progress": (N_("progress"), 13),
    "findings": (N_("findings"), 8),
    "alert": (N_("alerts"), 8),  # the gravest one in a word, where there is no room for all
    "title": (N_("title"), 20),
    "age": (N_("age"), 4),
    "to": (N_("to"), 6),
    "due": (N_("due"), 11),
    "assignee": (N_("assignee"), 9),
    "alerts": (N_("alerts"), 20),
}
_ALWAYS = ("stage", "findings", "alert", "title")
# Then these in this order, as far as there is room; those behind the first two leave more of it to the title.
_THEN = (("progress", 0), ("age", 0), ("to", 10), ("due", 10), ("assignee", 10), ("alerts", 10))
_GAP, _EDGES = 2, 3  # cells: behind a column; padding and the scroll bar
_TITLE, _ALERTS = 60, 36  # cells that most titles need, and most alerts
REASONS: Mapping[Reason, str] = {
    Reason.RETURNED: N_("returned to me"),
    Reason.STALE: N_("source changed"),
    Reason.DUE: N_("due"),
    Reason.REVIEW: N_("awaiting my review"),
    Reason.ASSIGNED: N_("assigned to me"),
}
_DUE_STYLE = {Due.OVERDUE: SEVERITY_STYLE["error"], Due.SOON: SEVERITY_STYLE["warning"], Due.LATER: ""}
_AGES = (  # seconds, how many of them are written
    (31_557_600, N_("{n}y")), (604_800, N_("{n}w")), (86_400, N_("{n}d")), (3_600, N_("{n}h")), (60, N_("{n}m")),
)  # fmt: skip
_BAR = 6  # cells
_WEEKS = 9 * 604_800  # seconds: up to nine weeks are written as days


def columns(width: int, *, mine: bool) -> list[tuple[str, str, int]]:
    """(key, heading, cells) of the columns that a terminal `width` cells wide has room for, none of them cut. What is
    left goes to the title, to all alerts, and to the title again."""

    def left(keys: set[str]) -> int:
        return width - _EDGES - sum(COLUMNS[key][1] + _GAP for key in keys)

    shown = {*_ALWAYS, "why"} if mine else set(_ALWAYS)
    for key, spare in _THEN:
        more = {*shown, key} - ({"alert"} if key == "alerts" else set())
        if left(more) < spare:
            break
        shown = more
    cells = {key: wide for key, (_head, wide) in COLUMNS.items() if key in shown}
    rest = max(0, left(shown))
    for key, most in (("title", _TITLE), ("alerts", _ALERTS), ("title", width)):
        if key in cells:
            taken = min(rest, max(0, most - cells[key]))
            cells[key], rest = cells[key] + taken, rest - taken
    return [(key, COLUMNS[key][0], wide) for key, wide in cells.items()]


def why(task: Task | None) -> str:
    """Why an article is one's work, with how many segments it is about."""
    if task is None:
        return ""
    return _(REASONS[task.reason]) + (f" {task.segments}" if task.segments else "")


def age(at: str | None, now: datetime) -> str:
    """How long ago something was, in its largest unit: `3h`, `2d`; `at` is ISO 8601."""
    if at is None:
        return ""
    moment = datetime.fromisoformat(at)
    gone = (now - (moment if moment.tzinfo else moment.replace(tzinfo=UTC))).total_seconds()
    for size, unit in _AGES:
        if gone >= size and not (size == 604_800 and gone < _WEEKS):
            return _(unit).format(n=int(gone // size))
    return _("now")


def when(moment: str | None) -> str:
    """A date or instant of the front matter as it is shown: without year and zone."""
    return (moment or "")[5:16].replace("T", " ")


def _alerts(entry: Entry) -> list[tuple[str, str, str]]:
    """What an editor must know beside the stage, the gravest first: in one word, in full, in which colour."""
    row, error, warning = entry.row, SEVERITY_STYLE["error"], SEVERITY_STYLE["warning"]
    told = (
        (_("overdue"), _("overdue"), error, entry.due is Due.OVERDUE),
        (_("update"), _("update pending"), error, row.update_pending),  # what people read is not what stands here
        (_("changed"), _("source changed"), warning, row.source_changed),
        (_("no page"), _("page missing"), warning, row.page_missing),
        (_("void"), _("sign-off void"), warning, row.signed is False),
        (_("signed"), _("signed off"), "bold", row.signed is True),
        (_("embargo"), _("embargo {when}").format(when=when(row.embargo)), "bold", entry.embargoed),
    )
    return [(short, full, style) for short, full, style, on in told if on]


def alerts(entry: Entry) -> Text:
    """All alerts in full."""
    between = Text(_(", "), end="", no_wrap=True, overflow="ellipsis")
    return between.join(Text(full, style) for _short, full, style in _alerts(entry))


def alert(entry: Entry) -> Text:
    """The gravest alert in a word, `+` where it is not the only one; the line at the foot has those of the article
    under the cursor in full."""
    first, *others = *_alerts(entry), None
    return Text(f"{first[0]}{'+' if others[:-1] else ''}", first[2]) if first else Text("")


def findings(entry: Entry) -> Text:
    """How many errors and warnings stand; `…` where that is not known yet."""
    if entry.row.errors is None:
        return Text("…", "dim")
    text = Text()
    if entry.row.errors:
        text.append(f"{entry.row.errors}✗ ", SEVERITY_STYLE["error"])
    if entry.row.warnings:
        text.append(f"{entry.row.warnings}!", SEVERITY_STYLE["warning"])
    return text


def direction(entry: Entry) -> str:
    """`zh→en`; two varieties of one language are told apart."""
    source, target = entry.row.source, entry.row.target
    short = language.base(source), language.base(target)
    return "→".join(short if short[0] != short[1] else (source, target)) if source != target else source


def progress(entry: Entry, cells: int = 0) -> Text:
    """A bar by status, and how many segments are approved; in `cells` cells at least."""
    counts = entry.row.segments
    done = f"{counts['approved']}/{counts['total']}"
    return bar(counts, _BAR).append(f" {done:>{max(0, cells - _BAR - 1)}}")


def cells(entry: Entry, now: datetime) -> dict[str, Text]:
    """What stands in each column."""
    row = entry.row
    return {
        "stage": Text(_(row.stage), STAGE_STYLE[row.stage]),
        "why": Text(why(entry.task)),
        "progress": progress(entry, 13),
        "findings": findings(entry),
        "to": Text(direction(entry)),
        "title": Text(row.title, overflow="ellipsis", no_wrap=True),
        "age": Text(age(row.modified_at, now), justify="right"),
        "due": Text(when(row.due), _DUE_STYLE.get(entry.due, "") if entry.due else ""),
        "assignee": Text(row.assignee or ""),
        "alert": alert(entry),
        "alerts": alerts(entry),
    }


def card(entry: Entry, now: datetime, *, mine: bool) -> list[Text]:
    """An article on the board: the title, how far it is, and what must be known of it (three texts; the first one may
    be broken into two lines)."""
    row = entry.row
    facts = Text(direction(entry)).append(" ").append_text(progress(entry))
    facts.append(" ").append_text(findings(entry))
    marks = [
        Text(why(entry.task), "bold") if mine else Text(""),
        Text(_(row.stage), STAGE_STYLE[row.stage]) if row.stage in ("spiked", "killed") else Text(""),
        Text(row.assignee or ""),
        Text(when(row.due), _DUE_STYLE[entry.due] if entry.due else ""),
        Text(age(row.modified_at, now), "dim"),
        alerts(entry),
    ]
    return [Text(row.title), facts, Text("  ").join(one for one in marks if one)]


def facts(entry: Entry, now: datetime) -> Text:
    """All that has no column on a narrow terminal, of the article under the cursor."""
    row = entry.row
    parts = [
        Text(row.slug, "bold"), alerts(entry), Text(direction(entry)), Text(why(entry.task)), Text(row.assignee or ""),
        Text(_("due {when}").format(when=(row.due or "")[:16].replace("T", " ")) if row.due else ""),
        Text("" if row.errors is not None else _("looking for findings …")),
        Text(_("left: {size}").format(size=size(row.source, row.work.left)) if row.work.left else ""),
        Text(" ".join(f"#{tag}" for tag in row.work.tags)),
        Text(_changed(age(row.modified_at, now)) if row.modified_at else ""),
    ]  # fmt: skip
    return Text("  ").join(one for one in parts if one)


def size(source: str, left: int) -> str:
    """How much text in the language `source` that is: Han characters or words; nothing where it is nothing."""
    if not left:
        return ""
    return (_("{n} chars") if language.is_chinese(source) else _("{n} words")).format(n=f"{left:,}")


def sizes(left: Mapping[str, int]) -> str:
    """How much text that is by source language: Han characters and words, which are never added up."""
    han = sum(n for source, n in left.items() if language.is_chinese(source))
    words = sum(n for source, n in left.items() if not language.is_chinese(source))
    return " + ".join(filter(None, (size("zh", han), size("en", words))))


def _changed(told: str) -> str:
    return _("changed just now") if told == _("now") else _("changed {age} ago").format(age=told)
