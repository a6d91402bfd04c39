"""The desk's lines: which columns there are, what stands in them, and in which order the articles come."""

from collections.abc import Callable

from rich.text import Text

from transflow import language
from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.newsroom import overview
from transflow.newsroom.overview import ArticleRow
from transflow.tui.looks import STAGE_STYLE, bar

ORDERS = (N_("stage"), N_("title"), N_("due"), N_("modified"), N_("findings"))
COLUMNS = (  # key, heading, cells, the width of terminal from which it is shown; the title takes what is left
    ("stage", N_("stage"), 9, 0),
    ("approved", N_("approved"), 8, 0),
    ("progress", N_("progress"), 10, 112),
    ("findings", N_("findings"), 8, 0),
    ("to", N_("to"), 6, 72),
    ("title", N_("title"), 20, 0),
    ("due", N_("due"), 11, 104),
    ("assignee", N_("assignee"), 9, 132),
    ("remarks", N_("remarks"), 16, 92),
)
_STAGE_ORDER = {name: number for number, name in enumerate(overview.STAGES)}


def haystack(row: ArticleRow) -> str:
    """All that a filter looks at."""
    words = (row.slug, row.title, row.stage, _(row.stage), row.target, row.assignee or "", *remarks(row))
    return " ".join(words).casefold()


def remarks(row: ArticleRow) -> list[str]:
    """What an editor must know beside the stage."""
    told = (
        (_("update pending"), row.update_pending),
        (_("page missing"), row.page_missing),
        (_("source changed"), row.source_changed),
        (_("embargo {when}").format(when=row.embargo), row.embargo is not None),
    )
    return [word for word, on in told if on]


SORTS: dict[str, Callable[[ArticleRow], tuple[object, ...]]] = {
    "stage": lambda row: (_STAGE_ORDER[row.stage], row.due or "9", row.slug),
    "title": lambda row: (row.title.casefold(), row.slug),
    "due": lambda row: (row.due or "9", _STAGE_ORDER[row.stage], row.slug),
    "modified": lambda row: (-_instant(row.modified_at), row.slug),
    "findings": lambda row: (-(row.errors or 0), -(row.warnings or 0), row.slug),
}


def _instant(text: str | None) -> int:
    """An ISO 8601 instant in UTC as a number that grows with it."""
    return int("".join(char for char in text or "" if char.isdigit())[:14] or 0)


def cells(row: ArticleRow) -> dict[str, Text]:
    """What stands in each column."""
    counts = row.segments
    findings = Text()
    if row.errors:
        findings.append(f"{row.errors}✗ ", "bold red")
    if row.warnings:
        findings.append(f"{row.warnings}!", "yellow")
    due = row.due or ""
    return {
        "stage": Text(_(row.stage), STAGE_STYLE[row.stage]),
        "approved": Text(f"{counts['approved']}/{counts['total']}", justify="right"),
        "progress": bar(counts),
        "findings": findings,
        "to": Text(f"{language.base(row.source)}→{language.base(row.target)}"),
        "title": Text(row.title, overflow="ellipsis", no_wrap=True),
        "due": Text(due[5:16].replace("T", " ") if "T" in due else due),
        "assignee": Text(row.assignee or ""),
        "remarks": Text(", ".join(remarks(row)), "italic", overflow="ellipsis", no_wrap=True),
    }
