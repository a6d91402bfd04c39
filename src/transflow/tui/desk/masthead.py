"""The two lines above the desk: what there is by stage, what waits for the person, and how much is left to do."""

from collections import Counter
from collections.abc import Collection, Mapping

from rich.text import Text

from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import overview
from transflow.newsroom.mywork import Reason
from transflow.tui.desk import lines
from transflow.tui.desk.listing import Entry, Listing
from transflow.tui.looks import SEVERITY_STYLE

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


def mine(actor: str, listing: Listing, left: Mapping[str, int], width: int, *, only: bool, claim: str) -> Text:
    """What waits for the person, which pages are out of date, and what is left to translate of the articles shown.
    `only`: nothing else is shown; `claim`: the key by which one takes what nobody has."""
    tasks = listing.tasks
    told = [f"{_(lines.REASONS[one])} {tasks[one]}" for one in Reason if tasks.get(one)]
    head = _("only my work:") if only else _("my work:")
    text = Text.assemble(actor, "  ", (head, "bold"), " ", no_wrap=True, overflow="ellipsis")
    text.append(" · ".join(told) or nothing(listing, claim), "bold" if told else "")
    parts = [Text(outdated(listing.outdated), SEVERITY_STYLE["error"]) if listing.outdated else Text("")]
    sizes = lines.sizes(left)
    parts.append(Text(_("left: {size}").format(size=sizes) if sizes else ""))
    for part in parts:
        if part and text.cell_len + 3 + part.cell_len <= width:
            text.append("   ").append_text(part)
    return text


def nothing(listing: Listing, claim: str) -> str:
    """That nothing waits for the person, and what nobody has taken yet."""
    if not listing.unassigned or not claim:
        return _("nothing waits for you")
    return _("nothing waits for you; {n} unassigned ({key} claims one)").format(n=listing.unassigned, key=claim)


def outdated(number: int) -> str:
    """How many live pages are not what stands here."""
    return ngettext("{n} live page is out of date", "{n} live pages are out of date", number).format(n=number)


def empty(listing: Listing, words: str, *, only: bool, claim: str, back: str) -> str:
    """Why no article is shown, and what to do about it (`back`: the key that shows more)."""
    if not listing.by_name:
        return _("no articles here; `transflow add FILE` takes one in")
    said = _("no article fits “{words}”").format(words=words) if words else _("nothing waits for you") if only else ""
    if only and not words and listing.unassigned and back and claim:
        more = _("{n} unassigned: {back} shows every article, {claim} claims the one under the cursor")
        return f"{said}\n{more.format(n=listing.unassigned, back=back, claim=claim)}"
    return "\n".join(filter(None, (said, _("{key} shows the others").format(key=back) if back else "")))
