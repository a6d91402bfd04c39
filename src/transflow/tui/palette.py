"""The command palette: every command of the screen below it, and the themes, found by what they are called in either
language or by the action's name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from rich.text import Text
from textual.app import App
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.screen import Screen
from textual.widgets import Input

from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.interface import translations
from transflow.tui import keymap, keys

_THEME = N_("theme: {name}")
_LABEL = 44  # cells before the key
_LANGUAGES = ("zh_CN",)  # whose words find a command, beside English and the person's own


@dataclass(frozen=True, slots=True)
class Command:
    """What may be chosen: how it is shown, its key, all words that find it, and what it does."""

    label: str
    key: str
    words: tuple[str, ...]
    run: Callable[[], object]


def commands(screen: Screen[object]) -> Iterator[Command]:
    """Everything that can be done on `screen`, in the order of its table, then what can be done anywhere."""
    app, chosen = screen.app, keymap.of(screen.app)
    own = keys.table(screen)
    for one in (*own, *keys.ANYWHERE):
        if one.name != "palette":
            owner: Screen[object] | App[object] = app if one in keys.ANYWHERE else screen
            words = (one.told, one.name.replace("_", " "), *_named(one.label, "{n}", one.argument))
            yield Command(one.told, chosen.shown(one), words, partial(owner.run_action, one.call))
    for name in sorted(app.available_themes):
        words = (_(_THEME).replace("{name}", name), *_named(_THEME, "{name}", name))
        yield Command(words[0], "", words, partial(app.run_action, f"wear({name!r})"))


def _named(message: str, place: str, argument: str) -> tuple[str, ...]:
    return tuple(
        text.replace(place, argument)
        for text in (message, *(translations(locale).gettext(message) for locale in _LANGUAGES))
    )


class Commands(Provider):
    """What the palette finds on the screen from which it was called."""

    async def discover(self) -> Hits:
        """All of them."""
        for one in commands(self.screen):
            yield DiscoveryHit(_shown(Text(one.label), one.key), one.run, text=one.label)

    async def search(self, query: str) -> Hits:
        """Those whose words are like the query, the likest first."""
        matcher, none = self.matcher(query.replace("_", " ")), True
        for one in commands(self.screen):
            score = max(matcher.match(words) for words in one.words)
            if score > 0:
                none = False
                yield Hit(score, _shown(Text(one.label), one.key), one.run, text=one.label)
        if none:
            yield Hit(0.0, _shown(Text(_("no command is called that"), "italic"), ""), lambda: None, text="")


def _shown(label: Text, key: str) -> Text:
    return label.append(" " * max(2, _LABEL - label.cell_len)).append(key, "not bold") if key else label


class Palette(CommandPalette):
    """Textual's palette with our commands. Enter takes the first line of what was found for all that is typed: it
    waits until the search for the last letter is done."""

    def __init__(self) -> None:
        super().__init__([Commands], placeholder=_("a command, in English or Chinese …"))

    def on_mount(self) -> None:
        """A sign that every terminal has."""
        self.query_one(SearchIcon).icon = ">"

    async def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Before Textual's own handler, which would take the line that the letter before had found."""
        searches = [one for one in self.workers if one.group == self._GATHER_COMMANDS_GROUP and not one.is_finished]
        if searches:
            await self.workers.wait_for_complete(searches)
