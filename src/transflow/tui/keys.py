"""Every key of the terminal UI in one table: the bindings, the line at the foot, the help and the palette are made
from it, and `docs/keys.md` too.

No key fights an input method: no Ctrl+Space, no Ctrl+., no bare Shift, and Enter does nothing in a text field (DESIGN
§8). What ordinary terminals cannot send (Ctrl+Enter, Ctrl+digit) has an F-key or an Alt twin. A person may choose other
keys in the settings (`remapping`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.tui import keymap
from transflow.tui.keymap import Key, Keymap, plain, written

__all__ = ["Key", "Keymap", "plain", "written"]  # what other modules call by this one's name

GOING, WRITE, HELPS = N_("going about"), N_("writing"), N_("matches and terms")
REVIEW, ARTICLE, EVERYWHERE = N_("review"), N_("article"), N_("everywhere")


def _screen(name: str, groups: Mapping[str, Iterable[Key]]) -> tuple[Key, ...]:
    """The commands of one screen; what is shared with another screen keeps that one's name."""
    return tuple(
        replace(one, screen=one.screen or name, group=one.group or group)
        for group, inside in groups.items()
        for one in inside
    )


ANYWHERE = _screen("anywhere", {EVERYWHERE: (
    Key("f1", "help", N_("help")),
    Key("ctrl+p,alt+p", "palette", N_("all commands"), foot=False),
    Key("alt+0", "tour", N_("a one-minute tour")),
    Key("ctrl+q", "quit", N_("quit"), foot=False),
)})  # fmt: skip

DESK = _screen("desk", {
    GOING: (
        Key("enter", "open", N_("open")),
        Key("f2", "board", N_("board or list")),
        Key("f3", "mine", N_("my work")),
        Key("f4", "sort", N_("sort")),
        Key("f5", "reload", N_("look again"), foot=False),
        Key("f6", "statistics", N_("statistics")),
        Key("up", "up", N_("article above"), foot=False),
        Key("down", "down", N_("article below"), foot=False),
        Key("alt+left", "left", N_("stage before (board)"), foot=False),
        Key("alt+right", "right", N_("next stage (board)"), foot=False),
        Key("pageup", "page_up", N_("a page up"), foot=False),
        Key("pagedown", "page_down", N_("a page down"), foot=False),
        Key("escape", "clear", N_("stop what runs, clear the filter"), foot=False),
    ),
    ARTICLE: (
        Key("f8", "mark", N_("mark")),
        Key("alt+m", "mark_all", N_("mark all that are shown"), foot=False),
        Key("f9", "translate", N_("machine-translate")),
        Key("f10", "publish", N_("publish")),
        Key("alt+c", "claim", N_("claim for oneself"), foot=False),
        Key("alt+i", "assign", N_("assign"), foot=False),
        Key("alt+l", "approve", N_("approve all that may be"), foot=False),
    ),
})  # fmt: skip

EDITOR = _screen("editor", {
    WRITE: (
        Key("f2,ctrl+enter", "confirm", N_("confirm and go on")),
        Key("alt+s", "take_source", N_("put the source into the field"), foot=False),
        Key("alt+g", "next_tag", N_("insert the next tag"), foot=False),
        Key("alt+n", "next_number", N_("insert the next number"), foot=False),
        Key("alt+c", "change_case", N_("change case"), foot=False),
        Key("alt+y", "typography", N_("typography as one types: on, off"), foot=False),
        Key("alt+h", "earlier", N_("earlier texts"), foot=False),
        Key("alt+z", "undo", N_("take back one’s last act"), foot=False),
        Key("ctrl+r", "replace", N_("find and replace"), foot=False),
    ),
    GOING: (
        Key("ctrl+n,alt+u", "next_open", N_("next unfinished")),
        Key("pagedown,alt+down", "next", N_("next segment"), foot=False),
        Key("pageup,alt+up", "previous", N_("segment before"), foot=False),
        Key("alt+d", "worst_first", N_("the most doubtful first"), foot=False),
        Key("alt+f", "filter", N_("show only some segments"), foot=False),
        Key("escape", "back", N_("save and go back")),
    ),
    HELPS: (
        *(Key(f"alt+{n}", f"insert({n})", N_("put match {n} into the field"), foot=False) for n in range(1, 10)),
        Key("alt+e", "suggest", N_("ask the engines"), foot=False),
        Key("f3", "concordance", N_("concordance"), foot=False),
        Key("alt+t", "next_term", N_("insert the next term"), foot=False),
        Key("alt+a", "add_term", N_("add a person or term"), foot=False),
        Key("f9", "translate", N_("machine-translate the rest"), foot=False),
    ),
    REVIEW: (
        Key("f4", "approve", N_("approve")),
        Key("f7", "send_back", N_("return")),
        Key("f8", "next_finding", N_("next finding")),
        Key("alt+x", "fix", N_("apply the fix of a finding"), foot=False),
        Key("alt+l", "approve_all", N_("approve all that may be"), foot=False),
        Key("f6", "correct", N_("correct and sign"), foot=False),
        Key("alt+w", "waive", N_("waive a finding"), foot=False),
        Key("alt+m", "comment", N_("remark"), foot=False),
    ),
    ARTICLE: (
        Key("f5", "preview", N_("preview")),
        Key("alt+r", "proofread", N_("proofread")),
        Key("alt+v", "browse", N_("see the page in a browser"), foot=False),
        Key("f10", "publish", N_("publish"), foot=False),
        Key("alt+o", "omit", N_("leave out"), foot=False),
        Key("alt+j", "join", N_("join with the next"), foot=False),
        Key("alt+b", "join_block", N_("join the whole paragraph"), foot=False),
        Key("alt+k", "split", N_("split"), foot=False),
        Key("alt+i", "add", N_("add what the source does not have"), foot=False),
        Key("alt+q", "move", N_("put the block elsewhere"), foot=False),
    ),
})  # fmt: skip

DOCUMENT = _screen("document", {  # the body of an adapted article
    WRITE: (
        Key("f2,ctrl+enter", "confirm", N_("confirm and go back")),
        Key("escape", "back", N_("save and go back")),
    ),
    REVIEW: (
        Key("f6", "correct", N_("correct and sign")),
        Key("f8", "next_finding", N_("next finding")),
        Key("alt+x", "fix", N_("apply the fix of a finding")),
    ),
})  # fmt: skip

READING = _screen("reading", {  # preview and proofreading: nothing is written there
    GOING: (
        Key("up", "up", N_("segment before"), foot=False),
        Key("down", "down", N_("next segment"), foot=False),
        Key("pageup", "page_up", N_("a page up"), foot=False),
        Key("pagedown", "page_down", N_("a page down"), foot=False),
        Key("enter,f2", "edit", N_("edit this segment")),
        Key("escape", "back", N_("back")),
    ),
    REVIEW: (Key("f8", "next_finding", N_("next finding")),),
    ARTICLE: (Key("alt+v", "browse", N_("see the page in a browser")),),
})  # fmt: skip

PROOFREADING = (
    *_screen("proofreading", {REVIEW: (Key("f4", "approve", N_("approve")), Key("f7", "send_back", N_("return")))}),
    *READING,
)

STATISTICS = _screen("statistics", {GOING: (
    Key("up", "up", N_("a line up"), foot=False),
    Key("down", "down", N_("a line down"), foot=False),
    Key("pageup", "page_up", N_("a page up")),
    Key("pagedown", "page_down", N_("a page down")),
    Key("f5", "reload", N_("look again")),
    Key("escape", "back", N_("back")),
)})  # fmt: skip

PROMPT = _screen("prompt", {GOING: (
    Key("f2,ctrl+enter", "done", N_("done")),
    Key("escape", "cancel", N_("cancel")),
)})  # fmt: skip

FORM = (*PROMPT, *_screen("form", {GOING: (Key("tab", "ahead", N_("next field")),)}))

CHOOSE = _screen("choose", {GOING: (
    Key("enter", "choose", N_("choose, or by its number")),
    Key("escape", "cancel", N_("cancel")),
)})  # fmt: skip

SHEET = _screen("sheet", {GOING: (Key("escape", "close", N_("close")),)})

SIGNING = _screen("signing", {GOING: (
    Key("f2,f10,ctrl+enter", "publish", N_("publish")),
    Key("escape", "cancel", N_("not yet")),
)})  # fmt: skip

REPORT = _screen("report", {GOING: (
    Key("up", "up", N_("article above"), foot=False),
    Key("down", "down", N_("article below"), foot=False),
    Key("pageup", "page_up", N_("a page up"), foot=False),
    Key("pagedown", "page_down", N_("a page down"), foot=False),
    Key("escape", "close", N_("close")),
)})  # fmt: skip

TOUR = _screen("tour", {GOING: (
    Key("space,right,enter", "next", N_("next")),
    Key("left,backspace", "previous", N_("back")),
    Key("escape", "close", N_("end")),
)})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A screen: what it is called, its commands, whether one writes there (then plain keys are text), and whether it
    stands in front of another (then the palette does not reach it)."""

    title: str
    keys: tuple[Key, ...]
    writes: bool = False
    modal: bool = False


PLACES: Mapping[str, Place] = {
    "desk": Place(N_("The desk"), DESK, writes=True),
    "editor": Place(N_("The editor"), EDITOR, writes=True),
    "document": Place(N_("A whole text"), DOCUMENT, writes=True),
    "proofreading": Place(N_("Proofreading"), PROOFREADING),
    "reading": Place(N_("The preview"), READING),
    "statistics": Place(N_("Statistics"), STATISTICS),
    "prompt": Place(N_("A question"), PROMPT, writes=True, modal=True),
    "form": Place(N_("A form"), FORM, writes=True, modal=True),
    "choose": Place(N_("A choice"), CHOOSE, modal=True),
    "signing": Place(N_("Before it is published"), SIGNING, modal=True),
    "report": Place(N_("What came of it"), REPORT, modal=True),
    "sheet": Place(N_("A text to read"), SHEET, modal=True),
    "tour": Place(N_("The tour"), TOUR, modal=True),
}

WRITING = (  # what every text field understands
    ("Ctrl+A", N_("select all")),
    ("Shift+← / Shift+→", N_("select")),
    ("Ctrl+← / Ctrl+→", N_("a word to the left, to the right")),
    ("Ctrl+Home / Ctrl+End", N_("start, end of text")),
    ("Ctrl+X / Ctrl+C / Ctrl+V", N_("cut, copy, paste")),
    ("Ctrl+Z / Ctrl+Y", N_("take back typing, and again")),
)


class Bindings(list[BindingType]):
    """Textual's bindings, with the table they were made of."""

    def __init__(self, table: Iterable[Key]) -> None:
        self.table = tuple(table)
        super().__init__(
            Binding(one.keys, one.call, one.label, show=False, priority=True, id=one.ident or None)
            for one in self.table
        )


def bindings(table: Iterable[Key]) -> Bindings:
    """Textual's bindings for a table, as a screen's BINDINGS; they come before those of a text field."""
    return Bindings(table)


def table(screen: Screen[object]) -> tuple[Key, ...]:
    """The commands of a screen; none if its bindings were not made here."""
    made = type(screen).BINDINGS
    return made.table if isinstance(made, Bindings) else ()


def place(screen: Screen[object]) -> Place | None:
    """Which of `PLACES` a screen is."""
    own = table(screen)
    return next((one for one in PLACES.values() if own and one.keys == own), None)


COMMANDS: Mapping[str, Key] = {one.ident: one for each in PLACES.values() for one in (*ANYWHERE, *each.keys)}


def key(app: App[object], ident: str) -> str:
    """The key of a command (`editor.omit`) as messages name it; where it has none, how else it is found."""
    chosen, one = keymap.of(app), COMMANDS[ident]
    palette = chosen.first(COMMANDS["anywhere.palette"])
    return chosen.first(one) or _("“{label}” (in {palette})").format(label=one.told, palette=palette)
