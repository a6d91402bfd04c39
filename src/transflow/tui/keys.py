"""Every key of the terminal UI in one table: the bindings, the line at the foot and the help are made from it.

No key fights an input method: no Ctrl+Space, no Ctrl+., no bare Shift, and Enter does nothing in a text field (DESIGN
§8). What ordinary terminals cannot send (Ctrl+Enter, Ctrl+digit) has an F-key or an Alt twin.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.widgets import Static

from transflow.interface import gettext as _
from transflow.interface import mark as N_


@dataclass(frozen=True, slots=True)
class Key:
    """One command: its keys as Textual names them, the action, how the key is written, what it does. `foot`: whether
    it stands in the line at the foot."""

    keys: str
    action: str
    shown: str
    label: str
    foot: bool = True


ANYWHERE = (
    Key("f1", "help", "F1", N_("help")),
    Key("ctrl+p,alt+p", "palette", "Ctrl+P / Alt+P", N_("all commands"), False),
    Key("alt+0", "tour", "Alt+0", N_("a one-minute tour")),
    Key("ctrl+q", "quit", "Ctrl+Q", N_("quit"), False),
)

DESK = (
    Key("enter", "open", "Enter", N_("open")),
    Key("f2", "board", "F2", N_("board or list")),
    Key("f3", "mine", "F3", N_("my work")),
    Key("f4", "sort", "F4", N_("sort")),
    Key("f5", "reload", "F5", N_("look again"), False),
    Key("f6", "statistics", "F6", N_("statistics")),
    Key("f8", "mark", "F8", N_("mark")),
    Key("f9", "translate", "F9", N_("machine-translate")),
    Key("f10", "publish", "F10", N_("publish")),
    Key("alt+c", "claim", "Alt+C", N_("claim for oneself"), False),
    Key("alt+i", "assign", "Alt+I", N_("assign"), False),
    Key("alt+l", "approve", "Alt+L", N_("approve all that may be"), False),
    Key("up", "up", "↑", N_("article above"), False),
    Key("down", "down", "↓", N_("article below"), False),
    Key("alt+left", "left", "Alt+←", N_("stage before (board)"), False),
    Key("alt+right", "right", "Alt+→", N_("next stage (board)"), False),
    Key("pageup", "page_up", "PgUp", N_("a page up"), False),
    Key("pagedown", "page_down", "PgDn", N_("a page down"), False),
    Key("escape", "clear", "Esc", N_("stop what runs, clear the filter"), False),
)

EDITOR = (
    Key("f2,ctrl+enter", "confirm", "F2 / Ctrl+Enter", N_("confirm and go on")),
    Key("ctrl+n,alt+u", "next_open", "Ctrl+N / Alt+U", N_("next unfinished")),
    Key("pagedown,alt+down", "next", "PgDn / Alt+↓", N_("next segment"), False),
    Key("pageup,alt+up", "previous", "PgUp / Alt+↑", N_("segment before"), False),
    *(
        Key(f"alt+{n}", f"insert({n})", f"Alt+{n}", N_("insert match {n}").replace("{n}", str(n)), False)
        for n in range(1, 10)
    ),
    Key("alt+e", "suggest", "Alt+E", N_("ask the engines"), False),
    Key("f3", "concordance", "F3", N_("concordance"), False),
    Key("f4", "approve", "F4", N_("approve")),
    Key("alt+l", "approve_all", "Alt+L", N_("approve all that may be"), False),
    Key("f6", "correct", "F6", N_("correct and sign"), False),
    Key("f7", "send_back", "F7", N_("return")),
    Key("f8", "next_finding", "F8", N_("next finding")),
    Key("f9", "translate", "F9", N_("machine-translate the rest"), False),
    Key("f5", "preview", "F5", N_("preview")),
    Key("alt+r", "proofread", "Alt+R", N_("proofread")),
    Key("alt+v", "browse", "Alt+V", N_("see the page in a browser"), False),
    Key("f10", "publish", "F10", N_("publish"), False),
    Key("alt+t", "next_term", "Alt+T", N_("insert the next term"), False),
    Key("alt+g", "next_tag", "Alt+G", N_("insert the next tag"), False),
    Key("alt+n", "next_number", "Alt+N", N_("insert the next number"), False),
    Key("alt+s", "take_source", "Alt+S", N_("put the source into the field"), False),
    Key("alt+c", "change_case", "Alt+C", N_("change case"), False),
    Key("alt+y", "typography", "Alt+Y", N_("typography as one types: on, off"), False),
    Key("alt+a", "add_term", "Alt+A", N_("add a person or term"), False),
    Key("alt+o", "omit", "Alt+O", N_("leave out"), False),
    Key("alt+w", "waive", "Alt+W", N_("waive a finding"), False),
    Key("alt+m", "comment", "Alt+M", N_("remark"), False),
    Key("alt+j", "join", "Alt+J", N_("join with the next"), False),
    Key("alt+b", "join_block", "Alt+B", N_("join the whole paragraph"), False),
    Key("alt+k", "split", "Alt+K", N_("split"), False),
    Key("alt+f", "filter", "Alt+F", N_("show only some segments"), False),
    Key("ctrl+r", "replace", "Ctrl+R", N_("find and replace"), False),
    Key("alt+h", "earlier", "Alt+H", N_("earlier texts"), False),
    Key("alt+z", "undo", "Alt+Z", N_("take back one’s last act"), False),
    Key("escape", "back", "Esc", N_("save and go back")),
)

READING = (  # proofreading and preview: nothing is written there, so plain keys are commands
    Key("up", "up", "↑", N_("segment before"), False),
    Key("down", "down", "↓", N_("next segment"), False),
    Key("pageup", "page_up", "PgUp", N_("a page up"), False),
    Key("pagedown", "page_down", "PgDn", N_("a page down"), False),
    Key("enter,f2", "edit", "Enter", N_("edit this segment")),
    Key("f8", "next_finding", "F8", N_("next finding")),
    Key("alt+v", "browse", "Alt+V", N_("see the page in a browser")),
    Key("escape", "back", "Esc", N_("back")),
)

PROOFREADING = (
    Key("f4", "approve", "F4", N_("approve")),
    Key("f7", "send_back", "F7", N_("return")),
    *READING,
)

PROMPT = (
    Key("f2,ctrl+enter", "done", "F2 / Ctrl+Enter", N_("done")),
    Key("escape", "cancel", "Esc", N_("cancel")),
)


WRITING = (  # what every text field understands
    ("Ctrl+A", N_("select all")),
    ("Ctrl+X, Ctrl+C, Ctrl+V", N_("cut, copy, paste")),
    ("Ctrl+Z, Ctrl+Y", N_("take back typing, and again")),
)


def bindings(keys: Iterable[Key]) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """Textual's bindings for `keys`; they come before those of a text field."""
    return [Binding(one.keys, _in_order(one.action), one.label, show=False, priority=True) for one in keys]


def _in_order(action: str) -> str:
    """`insert(1)` as `do('insert', 1)` (see `order`)."""
    name, _bracket, arguments = action.rstrip(")").partition("(")
    return f"do('{name}', {arguments})" if arguments else f"do('{name}')"


def foot(keys: Iterable[Key], width: int) -> Text:
    """The line at the foot of a screen: as many keys as `width` cells hold, the first ones first."""
    line = Text()
    for one in keys:
        if one.foot:
            part = Text.assemble((one.shown.split(" / ")[0], "bold"), f" {_(one.label)}  ")
            if line.cell_len + part.cell_len - 2 <= width:
                line.append_text(part)
    return line


class Foot(Static):
    """The keys that matter most, in one line."""

    def __init__(self, keys: Iterable[Key]) -> None:
        super().__init__("", classes="foot")
        self._keys = tuple(keys)

    def on_resize(self, event: events.Resize) -> None:
        """As many as the line holds."""
        self.update(foot(self._keys, event.size.width - 2))


def lines(keys: Iterable[Key]) -> list[tuple[str, str]]:
    """(key, what it does) of every command, the nine of Alt+digit as one."""
    found: list[tuple[str, str]] = []
    for one in keys:
        if one.action == "insert(1)":
            found.append(("Alt+1 … 9", _("insert match 1 … 9")))
        elif not one.action.startswith("insert("):
            found.append((one.shown, _(one.label)))
    return found
