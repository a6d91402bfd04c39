"""The two lines above the desk: what there is by stage, what waits for the person, and how much is left to do."""

from collections import Counter
from collections.abc import Collection, Mapping

from rich.text import Text

from transflow.interface import gettext as _
from transflow.newsroom import overview
from transflow.newsroom.mywork import Reason
from transflow.tui.desk import lines
from transflow.tui.desk.listing import Entry

_NAME = 8  # cells that the newsroom's name needs at least


def stages(shown: Collection[Entry], everything: int) -> str:
    """How many of the articles shown there are of each stage; how many are shown, where that is not all."""
    counted = Counter(one.row.stage for one in shown)
    sums = [f"{_(stage)} {counted[stage]}" for stage in overview.STAGES if counted[stage]]
    if len(shown) < everything:
        sums.insert(0, _("{n} of {all}:").format(n=len(shown), all=everything))
    return "  ".join(sums)


def line(workspace: str, sums: str, width: int) -> Text:
    """Newsroom and sums in `width` cells; the newsroom's name gives way."""
    left = width - 3 - Text(sums).cell_len
    if left < _NAME:
        return Text(sums, no_wrap=True, overflow="ellipsis")
    name = Text(workspace)
    name.truncate(left, overflow="ellipsis")
    return name.append(f"   {sums}")


def mine(actor: str, tasks: Mapping[Reason, int], left: Mapping[str, int], width: int, *, only: bool) -> Text:
    """What waits for the person, and what is left to translate of the articles shown. `only`: nothing else is shown."""
    told = [f"{_(lines.REASONS[one])} {tasks[one]}" for one in Reason if tasks.get(one)]
    head = _("only my work:") if only else _("my work:")
    text = Text.assemble(actor, "  ", (head, "bold"), " ", no_wrap=True, overflow="ellipsis")
    text.append(" · ".join(told) or _("nothing waits for you"), "bold" if told else "")
    sizes = lines.sizes(left)
    ending = f"   {_('left: {size}').format(size=sizes)}" if sizes else ""
    return text.append(ending) if text.cell_len + Text(ending).cell_len <= width else text
