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

_REMARKS = 124  # cells: a terminal as wide as that shows remarks in words
COLUMNS = (  # key, heading, cells, the width of terminal from which it is shown; the title takes what is left
    ("stage", N_("stage"), 9, 0),
    ("why", N_("why"), 22, 0),  # in “my work” only
    ("progress", N_("progress"), 13, 0),
    ("findings", N_("findings"), 8, 0),
    ("marks", N_("note"), 4, 0),  # the remarks' first letters, where there is no room for the words
    ("title", N_("title"), 20, 0),
    ("age", N_("age"), 4, 78),
    ("to", N_("to"), 6, 88),
    ("due", N_("due"), 11, 98),
    ("assignee", N_("assignee"), 9, 112),
    ("remarks", N_("remarks"), 20, _REMARKS),
)
REASONS: Mapping[Reason, str] = {
    Reason.RETURNED: N_("returned to me"),
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
    """(key, heading, cells) of the columns that a terminal `width` cells wide shows."""
    hidden = {"marks"} if width >= _REMARKS else set()
    hidden |= {"why"} if not mine else {"progress"} if width < 100 else set()
    return [(key, head, wide) for key, head, wide, least in COLUMNS if width >= least and key not in hidden]


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


def _remarks(entry: Entry) -> list[Text]:
    """What an editor must know beside the stage: words, in the colour of how grave they are."""
    row, warning = entry.row, SEVERITY_STYLE["warning"]
    told = (
        (_("overdue"), SEVERITY_STYLE["error"], entry.due is Due.OVERDUE),
        (_("update pending"), warning, row.update_pending),
        (_("page missing"), warning, row.page_missing),
        (_("source changed"), warning, row.source_changed),
        (_("embargo {when}").format(when=when(row.embargo)), "bold", entry.embargoed),
    )
    return [Text(word, style) for word, style, on in told if on]


def remarks(entry: Entry) -> Text:
    """The remarks in words."""
    return Text(", ", end="", no_wrap=True, overflow="ellipsis").join(_remarks(entry))


def marks(entry: Entry) -> Text:
    """The remarks' first letters; the line at the foot has the words of the article under the cursor."""
    return Text("").join(Text(one.plain[:1].upper(), one.style) for one in _remarks(entry))


def findings(entry: Entry) -> Text:
    """How many errors and warnings stand."""
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
        "marks": marks(entry),
        "remarks": remarks(entry),
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
        remarks(entry),
    ]
    return [Text(row.title), facts, Text("  ").join(one for one in marks if one)]


def facts(entry: Entry, now: datetime) -> Text:
    """All that has no column on a narrow terminal, of the article under the cursor."""
    row = entry.row
    parts = [
        Text(row.slug, "bold"), Text(direction(entry)), Text(why(entry.task)), Text(row.assignee or ""),
        Text(_("due {when}").format(when=(row.due or "")[:16].replace("T", " ")) if row.due else ""), remarks(entry),
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
