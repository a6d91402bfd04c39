"""The line above the editor: the article, how far it is, and what is wrong in it."""

from rich.text import Text

from transflow import workflow
from transflow.interface import gettext as _
from transflow.newsroom import judging
from transflow.newsroom.reading import Sheet
from transflow.segment import Status
from transflow.tui.editor.seen import Filter

_LEAST = 12  # cells of the headline, however narrow the screen


def masthead(sheet: Sheet, narrowed: Filter | None, who: str, cells: int) -> Text:
    """The line in `cells`: the headline gives way to what is said behind it. `narrowed` is the filter of the list,
    `who` acts."""
    counts = workflow.counts(view.segment for view in sheet.views)
    total = len(sheet.views)
    errors = sum(len(judging.errors(view.findings)) for view in sheet.views if view.findings)
    wrong = f"   {errors}✗" if errors else ""
    done = _("approved {n}/{total}").format(n=counts[Status.APPROVED], total=total)
    if counts[Status.APPROVED] < total:
        behind = sum(counts[status] for status in workflow.TRANSLATED)
        done = _("translated {n}/{total}").format(n=behind, total=total) + "   " + done
    chosen = f"   [{_(narrowed.name)}]" if narrowed else ""
    facts = f"{chosen}   {sheet.source} → {sheet.locale}   {_(sheet.stage.value)}   {done}{wrong}   {who}"
    title = Text(sheet.article.title)
    title.truncate(max(_LEAST, cells - Text(facts).cell_len), overflow="ellipsis")
    return title.append(facts)
