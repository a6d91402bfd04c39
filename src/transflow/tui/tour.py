"""A one-minute tour: seven short cards, shown only to who asks for them."""

import re

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.tui import keymap, keys
from transflow.tui.foot import Foot
from transflow.tui.order import InOrder
from transflow.tui.text.breaking import lines

# (title, text); `{editor.confirm}` is the key of that command as the person has it.
CARDS: tuple[tuple[str, str], ...] = (
    (
        N_("The desk"),
        N_(
            "Every article stands here with its stage, from draft to published, and its progress as a bar. The second "
            "line tells what waits for you; {desk.mine} shows that alone.\n\n"
            "Type to filter, by title, person, stage or tag. {desk.board} turns the list into a board, {desk.open} "
            "opens the article under the cursor."
        ),
    ),
    (
        N_("Writing a segment"),
        N_(
            "Above stand all segments, below on the left the source and the field for your text. Whatever you type is "
            "saved when you leave the segment, even if you only move on.\n\n"
            "{editor.confirm} says that you stand behind the text and goes to the next unfinished segment. "
            "{editor.next} and {editor.previous} only move. Enter does nothing, so that input methods may have it."
        ),
    ),
    (
        N_("Matches and terms"),
        N_(
            "On the right stand translations of similar sentences from the memory, and the terms and names of the "
            "source with their renderings.\n\n"
            "{editor.insert_1} puts match 1 into the field, {editor.next_term} the next term. {editor.suggest} asks "
            "the engines. {editor.concordance} looks for words in everything that was ever translated here."
        ),
    ),
    (
        N_("Findings"),
        N_(
            "What looks wrong is marked: ✗ for an error, ! for a warning, with the reason on the right. Numbers, "
            "names, terms, tags and punctuation are looked at as you go on.\n\n"
            "{editor.next_finding} goes to the next one. Mend it, or say with {editor.waive} why it is right as it is. "
            "A segment with an error cannot be approved."
        ),
    ),
    (
        N_("Review"),
        N_(
            "A second person reads what the first one confirmed: nobody approves a text of their own.\n\n"
            "{editor.approve} approves and goes on, {editor.send_back} returns the segment with a note, "
            "{editor.correct} signs your correction of it. {editor.proofread} shows the translation alone, to be "
            "read as a reader will."
        ),
    ),
    (
        N_("Publishing"),
        N_(
            "{editor.preview} shows the article as it will look, {editor.browse} opens the page in a browser.\n\n"
            "When everything is approved, {editor.publish} shows what you sign for, and publishes. If the source "
            "changes afterwards, only what has changed must be done again."
        ),
    ),
    (
        N_("Help"),
        N_(
            "{anywhere.help} lists every key of the screen you are on, {anywhere.palette} finds any command by its "
            "name, and a click on the line at the foot does what it says.\n\n"
            "Other keys and colours can be chosen in the settings. {editor.undo} takes back your last act: nothing is "
            "lost. {anywhere.quit} leaves, with everything saved."
        ),
    ),
)
_PLACE = re.compile(r"\{([a-z_]+\.[a-z_0-9]+)\}")
WIDTH, HEIGHT = 76, 18  # cells: the cards fit into an ordinary terminal
_INSIDE = WIDTH - 6  # without border and padding


class Tour(InOrder, ModalScreen[None]):
    """One card at a time."""

    BINDINGS = keys.bindings(keys.TOUR)
    DEFAULT_CSS = f"""
    Tour {{ align: center middle; }}
    Tour > Vertical {{
        width: {WIDTH}; height: {HEIGHT}; border: round $accent; background: $surface; padding: 1 2 0 2;
    }}
    Tour #card {{ height: 1fr; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._number = 0

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("", classes="question", id="title", markup=False)
            yield Static("", id="card", markup=False)
            yield Foot(keys.TOUR)

    def on_mount(self) -> None:
        """The first card."""
        self._show()

    def _show(self) -> None:
        title, _body = CARDS[self._number]
        self.query_one("#title", Static).update(f"{self._number + 1}/{len(CARDS)}  {_(title)}")
        self.query_one("#card", Static).update(card(self._number, keymap.of(self.app)))

    def action_next(self) -> None:
        """The next card; after the last one, the end."""
        if self._number + 1 < len(CARDS):
            self._number += 1
            self._show()
        else:
            self.dismiss(None)

    def action_previous(self) -> None:
        """The card before."""
        self._number = max(0, self._number - 1)
        self._show()

    def action_close(self) -> None:
        """Enough seen."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click on a card is the next one; the line at the foot has its own."""
        if not isinstance(event.widget, Foot):
            self.action_next()


def card(number: int, chosen: keymap.Keymap) -> Text:
    """The text of a card, its keys in bold, broken into lines by the rules of either language."""
    shown: list[str] = []

    def key(match: re.Match[str]) -> str:
        shown.append(chosen.first(keys.COMMANDS[match[1]]) or _("(no key)"))
        return shown[-1]

    said = _PLACE.sub(key, _(CARDS[number][1]))
    broken = "\n".join("\n".join(line.rstrip() for line in lines(one, _INSIDE)) for one in said.split("\n"))
    text = Text(broken, no_wrap=True)
    text.highlight_words(set(shown), "bold")
    return text
