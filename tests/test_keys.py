"""The keys: one table for bindings, foot, help and palette; remapped by the settings, refused with a reason; themes that
can be read; the tour."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual import events
from textual.app import App
from textual.color import Color
from textual.command import CommandList
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input, Static

from tests.conftest import ROOT, Desk
from tests.test_tui import until, write
from transflow.cli import main
from transflow.errors import SettingsError
from transflow.newsroom import preferring
from transflow.newsroom.room import open_newsroom
from transflow.settings import chords, preferences
from transflow.tui import colours, keys, looks, remapping, tour
from transflow.tui.app import Transflow, run
from transflow.tui.desk.screen import DeskScreen
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.foot import Foot
from transflow.tui.helping import Help
from transflow.tui.keymap import Keymap, plain, written
from transflow.tui.palette import Palette, commands
from transflow.tui.prompts import Choose
from transflow.tui.statistics import StatisticsScreen
from transflow.tui.text.field import Field

SIZE = (120, 36)
SCREENS: dict[str, type[Screen[None]]] = {
    "desk": DeskScreen,
    "editor": EditorScreen,
    "statistics": StatisticsScreen,
}


def chosen(text: str) -> Keymap:
    return remapping.keymap(preferences.read(f"[keys]\n{text}\n", "own.toml"))


def settings(text: str) -> None:
    preferring.path().parent.mkdir(parents=True, exist_ok=True)
    preferring.path().write_text(text, encoding="utf-8")


def app(desk: Desk, slug: str | None = None) -> Transflow:
    return Transflow(open_newsroom(desk.root, lambda: "li"), slug)


@pytest.fixture
def article(desk: Desk) -> Desk:
    desk.write("a", "一。\n\n二。\n\n三。\n")
    desk("sync")
    return desk


async def opened(pilot: Pilot[int], kind: type[Screen[object]]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()


def command(ident: str) -> keys.Key:
    return keys.COMMANDS[ident]


# ── the table ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_no_key_means_two_things_as_delivered_and_every_one_can_be_chosen_in_the_settings() -> None:
    assert chosen("") == Keymap()
    for one in keys.COMMANDS.values():
        assert chosen(f'"{one.ident}" = "{one.keys}"').of(one) == tuple(one.keys.split(","))
        assert all(chords.chord(written(key)) == key for key in one.keys.split(","))


@pytest.mark.parametrize("name", SCREENS)
def test_every_command_of_a_table_is_an_action_of_its_screen(name: str) -> None:
    for one in keys.PLACES[name].keys:
        assert hasattr(SCREENS[name], f"action_{one.action.partition('(')[0]}"), one.ident


def test_the_settings_name_marks_as_the_library_does() -> None:
    assert all(_character_to_key(char) == name for name, char in chords.MARKS.items())


def test_what_an_ordinary_terminal_cannot_send_has_a_twin() -> None:
    def kitty(key: str) -> bool:
        modifiers, last = key.split("+")[:-1], key.split("+")[-1]
        return "ctrl" in modifiers and (last in ("enter", "tab") or last.isdigit() or last in chords.MARKS)

    for place in keys.PLACES.values():
        assert not [one.ident for one in place.keys if all(map(kitty, one.keys.split(",")))]


def test_the_page_of_keys_is_up_to_the_table() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "keys_page.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("character", "command"), [("？", "?"), ("／", "/"), ("：", ":"), ("１", "1"), ("?", "?"), ("中", "中"), ("\u3000", " "), (None, "")]
)  # fmt: skip
def test_full_width_is_the_same_command(character: str | None, command: str) -> None:
    assert plain(character) == command


# ── the settings choose ─────────────────────────────────────────────────────────────────────────────────────────────
def test_an_action_is_remapped_on_every_screen_or_on_one() -> None:
    both = chosen('approve = "f12"')
    assert {both.of(command(f"{one}.approve")) for one in ("desk", "editor", "proofreading")} == {("f12",)}
    one = chosen('approve = "f12"\neditor.approve = "f11"\n')
    assert one.of(command("editor.approve")) == ("f11",)
    assert one.of(command("desk.approve")) == ("f12",)


def test_two_actions_may_change_places() -> None:
    swapped = chosen('editor.confirm = "f4"\neditor.approve = "f2"')
    assert swapped.shown(command("editor.confirm")) == "F4"
    assert swapped.shown(command("editor.approve")) == "F2"


@pytest.mark.parametrize(
    ("text", "wrong", "remedy"),
    [
        ('confrim = "f12"', "keys.confrim", "keys.confirm"),
        ('editor.aprove = "f12"', "keys.editor.aprove", "keys.editor.approve"),
        ('editor.confirm = "f4"', "approve (editor.approve)", '"editor.approve" = "f12"'),
        ('editor.confirm = "f1"', "help (anywhere.help)", "f12"),
        ('help = "f2"', "board or list (desk.board)", '"desk.board" = "f12"'),
        ('editor.approve = "x"', "X writes", "Alt or Ctrl"),
        ('editor.approve = "enter"', "Enter writes", "function key"),
        ('approve = "space"', "Space writes", "function key"),
        ('editor.approve = "ctrl+c"', "Ctrl+C writes", "function key"),
        ('desk.mark = "?"', "? writes", "function key"),
        ('quit = "q"', "Q writes", "Alt or Ctrl"),
        ('editor.approve = "ctrl+space"', "ctrl+space", "input methods"),
        ('editor.approve = "shift"', "shift", "input methods"),
        ('quit = ""', "needs a key", "ctrl+q"),
        ('editor.confirm = ""', "needs a key", "f2"),
        ('back = ""', "needs a key", "escape"),
        ('choose = ""', "needs a key", "enter"),
    ],
)
def test_what_will_not_do_is_refused_with_the_file_and_the_reason(text: str, wrong: str, remedy: str) -> None:
    with pytest.raises(SettingsError) as caught:
        chosen(text)
    assert caught.value.where == "own.toml"
    assert caught.value.exit_code == 3
    assert wrong in str(caught.value)
    assert remedy in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        'publish = ""',
        'proofreading.approve = "a"',
        'reading.edit = "space, enter"',
        'editor.confirm = "ctrl+enter"',
        'tour = "f12"',
    ],
)
def test_what_does_no_harm_is_allowed(text: str) -> None:
    assert chosen(text).changed


@pytest.mark.parametrize(
    "text", ['[keys]\nconfrim = "f2"\n', '[interface]\ntheme = "textual-drak"\n', "[interface]\nx = 1\n"]
)
def test_a_mistake_is_told_before_the_screen_is_taken_over(
    article: Desk, text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(text)
    monkeypatch.setattr(App, "run", lambda _app: pytest.fail("it has opened"))
    with pytest.raises(SettingsError) as caught:
        run(open_newsroom(article.root, lambda: "li"))
    assert caught.value.where == str(preferring.path())
    monkeypatch.setattr("transflow.cli.desk.sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("transflow.cli.desk.sys.stdout.isatty", lambda: True, raising=False)
    assert main(["--workspace", str(article.root), "--as", "li", "ui"]) == 3
    assert str(preferring.path()) in capsys.readouterr().err


# ── on the screen ───────────────────────────────────────────────────────────────────────────────────────────────────
async def test_other_keys_take_effect_and_are_shown_wherever_keys_are(article: Desk) -> None:
    settings('[keys]\neditor.confirm = "f4"\neditor.approve = "f2"\nnext_open = ""\nhelp = "f12"\n')
    async with app(article, "a").run_test(size=(160, 45)) as pilot:
        await opened(pilot, EditorScreen)
        await write(pilot, "One.")
        await pilot.press("f2")  # approves now: it is one's own, and only typed
        await pilot.pause()
        assert article.segments("a")[0]["status"] != "translated"
        await pilot.press("ctrl+n", "ctrl+enter")  # no keys any more
        await pilot.pause()
        assert article.segments("a")[0]["status"] != "translated"
        await pilot.press("f4")
        await until(pilot, lambda: article.segments("a")[0]["status"] == "translated")
        foot = pilot.app.screen.query_one(Foot).line(158).plain
        assert "F12 help" in foot
        assert "F4 confirm and go on" in foot
        assert "F2 approve" in foot
        assert "next unfinished" not in foot
        assert keys.key(pilot.app, "editor.confirm") == "F4"
        assert keys.key(pilot.app, "editor.next_open") == "“next unfinished” (in Ctrl+P)"
        labels = {one.label: one.key for one in commands(pilot.app.screen)}
        assert labels["confirm and go on"] == "F4"
        assert labels["next unfinished"] == ""
        await pilot.press("f12")
        await opened(pilot, Help)
        told = "\n".join(str(one.content) for one in pilot.app.screen.query(Static))
        assert "F4" in told.split("confirm and go on")[0].splitlines()[-1]
        assert "(no key)" in told.split("next unfinished")[0].splitlines()[-1]
        await pilot.press("f12")
        await opened(pilot, EditorScreen)


async def test_every_command_of_the_foot_can_be_clicked(article: Desk) -> None:
    async with app(article, "a").run_test(size=SIZE) as pilot:
        await opened(pilot, EditorScreen)
        await write(pilot, "One.")
        foot = pilot.app.screen.query_one(Foot)
        line = foot.line(SIZE[0] - 2).plain
        assert await pilot.click(foot, offset=(line.index("confirm") + 1, 0))
        await until(pilot, lambda: article.segments("a")[0]["status"] == "translated")
        assert isinstance(pilot.app.screen.focused, Field)  # and one writes on
        assert await pilot.click(foot, offset=(line.index("help") + 1, 0))
        await opened(pilot, Help)


@pytest.mark.parametrize("width", [20, 60, 80, 160])
async def test_the_foot_holds_as_many_as_fit(article: Desk, width: int) -> None:
    async with app(article, "a").run_test(size=(width, 24)) as pilot:
        await opened(pilot, EditorScreen)
        foot = pilot.app.screen.query_one(Foot)
        assert 0 < cell_len(foot.line(width - 2).plain) <= width - 2
        assert width < 40 or "Alt+0 a one-minute tour" in foot.line(width - 2).plain


@pytest.mark.parametrize(
    ("pressed", "number"), [("2", 1), ("２", 1), ("enter", 0), ("９", None), ("²", None), ("escape", None)]
)
async def test_a_number_chooses_in_either_width(article: Desk, pressed: str, number: int | None) -> None:
    answers: list[int | None] = []
    async with app(article).run_test(size=SIZE) as pilot:
        await opened(pilot, DeskScreen)
        pilot.app.push_screen(Choose("Which?", ["a", "b", "c"]), answers.append)
        await opened(pilot, Choose)
        if len(pressed) == 1:
            pilot.app.post_message(events.Key(_character_to_key(pressed), pressed))
        else:
            await pilot.press(pressed)
        await pilot.pause()
        assert answers == ([] if number is None and pressed != "escape" else [number])


@pytest.mark.parametrize(("character", "kind"), [("？", Help), ("?", Help), ("：", Palette), (":", Palette)])
async def test_marks_are_commands_where_nothing_is_written(
    article: Desk, character: str, kind: type[Screen[object]]
) -> None:
    def press(pilot: Pilot[int]) -> None:
        pilot.app.post_message(events.Key(_character_to_key(character), character))

    async with app(article).run_test(size=SIZE) as pilot:
        await opened(pilot, DeskScreen)
        await pilot.press("f6")
        await opened(pilot, StatisticsScreen)
        press(pilot)
        await opened(pilot, kind)
    async with app(article, "a").run_test(size=SIZE) as pilot:
        await opened(pilot, EditorScreen)
        press(pilot)
        await pilot.pause()
        assert isinstance(pilot.app.screen, EditorScreen)
        assert pilot.app.screen.query_one(Field).text != ""


# ── help ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("size", "columns"), [((80, 24), 1), ((160, 45), 2)])
async def test_the_help_names_every_command_in_groups(article: Desk, size: tuple[int, int], columns: int) -> None:
    async with app(article, "a").run_test(size=size) as pilot:
        await opened(pilot, EditorScreen)
        await pilot.press("f1")
        await opened(pilot, Help)
        shown = [one for one in pilot.app.screen.query(".column").results(Static) if one.display]
        assert len(shown) == columns
        told = "\n".join(str(one.content) for one in shown)
        for one in keys.EDITOR:
            assert one.argument or one.told in told
        assert "Alt+1 … 9" in told
        for group in (
            "writing",
            "going about",
            "matches and terms",
            "review",
            "article",
            "everywhere",
            "in a text field",
        ):
            assert group in told
        await pilot.press("f1")  # the same key closes it
        await opened(pilot, EditorScreen)


# ── the palette ─────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("words", ["confirm", "and go", "CONFIRM AND"])
async def test_a_command_is_found_by_name_and_done(article: Desk, words: str) -> None:
    async with app(article, "a").run_test(size=SIZE) as pilot:
        await opened(pilot, EditorScreen)
        await write(pilot, "One.")
        await pilot.press("alt+p")
        await opened(pilot, Palette)
        pilot.app.screen.query_one(Input).value = words
        await pilot.press("enter")  # at once: what is found for these words is taken, not what was there before
        await until(pilot, lambda: article.segments("a")[0]["status"] == "translated")
        await opened(pilot, EditorScreen)


@pytest.mark.parametrize("words", ["next finding", "next_finding", "下一问题", "theme nord", "nothing is called that"])
async def test_it_is_found_in_either_language_and_by_the_actions_name(article: Desk, words: str) -> None:
    async with app(article, "a").run_test(size=SIZE) as pilot:
        await opened(pilot, EditorScreen)
        await pilot.press("ctrl+p")
        await opened(pilot, Palette)
        pilot.app.screen.query_one(Input).value = words
        found = pilot.app.screen.query_one(CommandList)
        others = {"theme nord": "theme: nord", "nothing is called that": "no command is called that"}
        begins = others.get(words, "next finding")
        await until(pilot, lambda: found.option_count > 0 and str(found.options[0].prompt).startswith(begins))


async def test_every_command_of_a_screen_is_in_its_palette(article: Desk) -> None:
    async with app(article, "a").run_test(size=SIZE) as pilot:
        await opened(pilot, EditorScreen)
        told = [one.label for one in commands(pilot.app.screen)]
        assert told[: len(keys.EDITOR)] == [one.told for one in keys.EDITOR]
        assert "theme: textual-light" in told
        await pilot.press("ctrl+p", "escape")
        await opened(pilot, EditorScreen)
        pilot.app.push_screen(Choose("Which?", ["a"]))
        await opened(pilot, Choose)
        await pilot.press("ctrl+p")  # a question is answered first
        await pilot.pause()
        assert isinstance(pilot.app.screen, Choose)


async def test_a_theme_that_is_chosen_is_remembered_and_nothing_else_of_the_file_changes(article: Desk) -> None:
    settings("# mine\n[interface]\ntypography = false # for now\n")
    async with app(article).run_test(size=SIZE) as pilot:
        await opened(pilot, DeskScreen)
        assert isinstance(pilot.app, Transflow)
        assert not pilot.app.preferences.typography
        await pilot.press("ctrl+p")
        await opened(pilot, Palette)
        pilot.app.screen.query_one(Input).value = "theme textual-light"
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.theme == "textual-light")
        await until(pilot, lambda: "textual-light" in preferring.path().read_text())
        wanted = colours.terminal(BUILTIN_THEMES["textual-light"])
        assert wanted is not None
        assert pilot.app.ansi_theme.ansi_colors._colors == wanted.ansi_colors._colors
    assert (
        preferring.path().read_text() == '# mine\n[interface]\ntheme = "textual-light"\ntypography = false # for now\n'
    )
    async with app(article).run_test(size=SIZE) as pilot:
        await opened(pilot, DeskScreen)
        assert pilot.app.theme == "textual-light"
        assert pilot.app.ansi_theme.ansi_colors._colors == wanted.ansi_colors._colors


# ── the tour ────────────────────────────────────────────────────────────────────────────────────────────────────────
async def test_the_tour_is_shown_to_who_asks_goes_both_ways_and_ends(article: Desk) -> None:
    async with app(article).run_test(size=(80, 24)) as pilot:
        await opened(pilot, DeskScreen)
        await pilot.press("alt+0")
        await opened(pilot, tour.Tour)

        def number() -> str:
            return str(pilot.app.screen.query_one("#title", Static).content)[:3]

        assert number() == "1/7"
        await pilot.press("left")
        assert number() == "1/7"
        await pilot.press("space", "right", "enter", "left")
        assert number() == "3/7"
        await pilot.press("escape")
        await opened(pilot, DeskScreen)
        await pilot.press("alt+0", *["space"] * 7)
        await opened(pilot, DeskScreen)


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
@pytest.mark.parametrize("number", range(len(tour.CARDS)))
def test_a_card_fits_an_ordinary_terminal_with_the_keys_as_they_are(
    locale: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSFLOW_LANG", locale)
    lines = tour.card(number, chosen('editor.publish = ""\neditor.approve = "f12"')).plain.split("\n")
    assert len(lines) <= tour.HEIGHT - 6  # border, padding, title, foot
    assert max(map(cell_len, lines)) <= tour.WIDTH - 6
    text = " ".join(lines)
    assert "{" not in text
    assert "F4" not in text
    assert number != 4 or "F12" in text


# ── colours ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def of(style: str, theme: TerminalTheme) -> Color:
    colour = Style.parse(style).color
    assert colour is not None
    assert colour.number is not None
    assert colour.number < 16, f"{style}: only the sixteen colours follow the theme"
    return Color(*theme.ansi_colors[colour.number])


NAMED = {name: theme for name, theme in BUILTIN_THEMES.items() if not theme.ansi}
STYLES = sorted({*looks.STATUS_STYLE.values(), *looks.STAGE_STYLE.values(), *looks.SEVERITY_STYLE.values()})


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("style", STYLES)
def test_every_colour_can_be_read_on_every_ground_of_every_theme(name: str, style: str) -> None:
    theme = colours.terminal(NAMED[name])
    assert theme is not None
    for ground in colours.grounds(NAMED[name]):
        assert colours.contrast(of(style, theme), ground) >= 4.5


@pytest.mark.parametrize("name", NAMED)
def test_the_parts_of_a_bar_can_be_told_from_the_row_and_from_each_other(name: str) -> None:
    theme = colours.terminal(NAMED[name])
    assert theme is not None
    parts = [of(colour, theme) for _status, colour in looks._GROUND]
    background, surface, panel = colours.grounds(NAMED[name])[:3]
    for part in parts:
        assert min(colours.contrast(part, one) for one in (background, surface, panel)) >= 3
    assert len({part.rgb for part in (*parts, surface)}) == len(parts) + 1


def test_contrast_is_that_of_wcag() -> None:
    assert colours.contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert colours.contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_texts_name_no_other_colours() -> None:
    """A colour with a number of its own (`dark_goldenrod`, `grey23`) is the same on every ground: it follows no theme."""
    from rich.color import ANSI_COLOR_NAMES

    fixed = {name for name, number in ANSI_COLOR_NAMES.items() if number >= 16}
    for path in sorted(Path(looks.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not fixed & set(node.value.split()), f"{path.name}:{node.lineno}"
