"""The terminal UI in a real terminal (tmux) with real keys: Chinese typed as an input method sends it."""

import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Desk

# A machine without tmux can still run the rest, and the pilot walks the same ways; `.ci/run` installs tmux.
pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    """One tmux session, 120 × 40."""

    def __init__(self) -> None:
        self._closed = False
        self.name = f"transflow-{uuid.uuid4().hex[:8]}"
        self._tmux("new-session", "-d", "-s", self.name, "-x", "120", "-y", "40", "sh")

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-u", "-f", "/dev/null", "-L", self.name, *arguments]  # a server of its own, in UTF-8
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def run(self, command: str) -> None:
        self._tmux("send-keys", "-t", self.name, "-l", command)
        self._tmux("send-keys", "-t", self.name, "Enter")

    def type(self, text: str) -> None:
        """Types `text` character by character, as a keyboard or an input method does."""
        self._tmux("send-keys", "-t", self.name, "-l", text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._tmux("send-keys", "-t", self.name, key)

    @property
    def screen(self) -> str:
        return self._tmux("capture-pane", "-p", "-t", self.name)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's own cursor, from 0."""
        column, row = self._tmux("display-message", "-p", "-t", self.name, "#{cursor_x} #{cursor_y}").split()
        return int(column), int(row)

    def see(self, text: str, seconds: float = 20) -> str:
        """Waits until `text` is on the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            screen = self.screen
            if text in screen:
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{text!r} is not on the screen:\n{self.screen}")

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._tmux("kill-server")


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    made = Terminal()
    yield made
    made.close()


def transflow(desk: Desk, by: str, *arguments: str) -> str:
    """The command that a person types."""
    path = f"PATH={Path(sys.executable).parent}:$PATH"
    words = " ".join(arguments)
    return f"clear; {path} TRANSFLOW_LANG=en transflow --workspace {desk.root} --as {by} {words}; echo left with $?"


def until(true: object, desk: Desk | None = None, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, desk.segments("a") if desk else "it never came"
        time.sleep(0.05)


WAYS = {
    "en→zh": ("---\ntitle: Donghai Steel opens furnace\nlang: en\n---\n\nIt cost 350 million yuan.\n", "Donghai Steel opens",
              ("东海钢铁新高炉投产", "项目投资3.5亿元。"), "zh-CN"),
    "zh→en": ("---\ntitle: 东海钢铁新高炉投产\nlang: zh\n---\n\n项目投资3.5亿元。\n", "东海钢铁新高炉",
              ("Donghai Steel Opens New Furnace", "It cost 350 million yuan."), "en"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_an_article_goes_from_draft_to_page_in_a_terminal(desk: Desk, terminal: Terminal, way: str) -> None:
    text, seen, (headline, body), lang = WAYS[way]
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text().replace('["memory", "offline", "google"]', '["memory", "pseudo"]'))
    desk.write("steel", text)

    terminal.run(transflow(desk, "li"))
    terminal.see(seen)
    terminal.press("F9")
    terminal.see("2 of 2 segments translated")
    terminal.press("Enter")
    terminal.see("1/2")
    terminal.press("C-a", "BSpace")
    terminal.type(headline)
    terminal.see(headline)
    terminal.press("Enter")  # as at the end of an input method's candidate: nothing is confirmed by it
    terminal.press("F2")
    terminal.see("2/2")
    terminal.press("C-a", "BSpace")
    terminal.type(body)
    terminal.press("F2")
    until(lambda: desk.row("steel")["stage"] == "review")
    terminal.press("Escape")
    terminal.see("type to filter")
    terminal.press("C-q")
    terminal.see("left with 0")

    terminal.run(transflow(desk, "wang", "ui", "steel"))
    terminal.see("1/2")
    terminal.press("F4")
    terminal.press("F4")
    until(lambda: desk.row("steel")["stage"] == "approved")
    terminal.press("F10")
    terminal.see("Before it is published")
    terminal.press("F2")
    terminal.see("steel: published")
    terminal.press("C-q")
    terminal.see("left with 0")
    assert body in (desk.root / "public" / lang / "steel" / "index.html").read_text("utf-8")


def test_no_key_is_lost_or_misplaced_at_any_speed(desk: Desk, terminal: Terminal) -> None:
    """Whole sentences and the keys between them arrive at once, as from a fast typist or an input method."""
    lines = [f"Sentence number {n} about 海洋 and steel, typed at full speed." for n in range(12)]
    erased = "\x7f"  # Backspace
    left, right = "\x1b[D", "\x1b[C"
    desk.write("a", "\n\n".join(f"第{n}句。" for n in range(len(lines))) + "\n")
    desk("sync")
    terminal.run(transflow(desk, "li", "ui", "a"))
    terminal.see("1/12")
    keys: list[str] = []
    for line in lines:
        slips = line.replace("about", f"abX{erased}out").replace("full", f"ull{left * 3}f{right * 3}")
        keys += [slips, "\x1b[6~"]  # PageDown as a terminal sends it
    terminal.type("".join(keys))
    until(lambda: desk.segments("a")[-1]["target"] == lines[-1], desk)
    assert [one["target"] for one in desk.segments("a")] == lines
    terminal.press("C-q")
    terminal.see("left with 0")


def test_alt_keys_reach_the_editor(desk: Desk, terminal: Terminal) -> None:
    desk.write("a", "他来了。他看见，他胜利了。\n")
    desk("sync")
    terminal.run(transflow(desk, "li", "ui", "a"))
    terminal.see("1/2")
    terminal.press("M-j")
    terminal.see("1/1")
    terminal.press("M-z")
    until(lambda: [one["source"] for one in desk.segments("a")] == ["他来了。", "他看见，他胜利了。"])
    terminal.see("1/2")
    terminal.press("M-m")
    terminal.see("Remark")
    terminal.type("凯撒说的")
    terminal.press("F2")
    until(lambda: any("凯撒说的" in one["notes"] for one in desk.segments("a")))
    terminal.press("C-q")
    terminal.see("left with 0")


def test_alt_and_a_digit_inserts_a_match_and_alt_and_a_stray_key_nothing(desk: Desk, terminal: Terminal) -> None:
    for slug in ("a", "b"):
        desk.write(slug, "会后，双方签署了合作备忘录。\n")
    desk("sync")
    desk("edit", "a", desk.segments("a")[0]["id"], "--text", "The two sides then signed.")
    desk("approve", "a", "--all", by="wang")
    terminal.run(transflow(desk, "li", "ui", "b"))
    terminal.see("100% articles/a")
    terminal.press("M-=", "M-1", "F2")
    until(lambda: desk.segments("b")[0]["target"] == "The two sides then signed.")
    terminal.press("C-q")
    terminal.see("left with 0")


def test_a_closed_terminal_saves_what_is_in_the_field(desk: Desk, terminal: Terminal) -> None:
    desk.write("a", "一。\n")
    desk("sync")
    terminal.run(transflow(desk, "li", "ui", "a"))
    terminal.see("1/1")
    terminal.type("Typed before the window was closed")
    terminal.see("was closed")
    terminal.close()
    until(lambda: desk.segments("a")[0]["target"] == "Typed before the window was closed", desk)


def test_a_killed_terminal_loses_only_what_is_in_the_field(desk: Desk, terminal: Terminal) -> None:
    desk.write("a", "一。\n\n二。\n")
    desk("sync")
    terminal.run(transflow(desk, "li", "ui", "a"))
    terminal.see("1/2")
    terminal.type("One.")
    terminal.press("PageDown")
    terminal.see("2/2")
    until(lambda: desk.segments("a")[0]["target"] == "One.", desk)
    terminal.type("Two")
    terminal.press("C-z")
    subprocess.run(["pkill", "-9", "-f", f"--workspace {desk.root} "], check=False)
    assert desk.segments("a")[0]["target"] == "One."


def test_without_a_terminal_the_ui_says_so(desk: Desk) -> None:
    process = desk.process("ui", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _out, err = process.communicate()
    assert process.returncode == 2
    assert b"terminal" in err


def test_the_terminals_cursor_stands_where_the_next_character_will(desk: Desk, terminal: Terminal) -> None:
    """An input method opens its candidates at the terminal's own cursor."""
    desk.write("a", "一。\n\n二。\n")
    desk("sync")
    terminal.run(transflow(desk, "li", "ui", "a"))
    terminal.see("1/2")
    until(lambda: terminal.screen.splitlines()[terminal.cursor[1]].startswith("│"))  # it is in the field
    begin, row = terminal.cursor
    for text, after in (("Steel", 5), ("“", 6), ("钢铁", 10), ("，", 12)):
        terminal.type(text)
        until(lambda after=after: terminal.cursor == (begin + after, row))
    assert "Steel“钢铁，" in terminal.screen.splitlines()[row]
    terminal.press("Left", "Left")
    until(lambda: terminal.cursor == (begin + 8, row))


def test_what_cannot_be_opened_is_said_in_the_ordinary_terminal(desk: Desk, terminal: Terminal) -> None:
    desk.write("a", "一。\n")
    desk("sync")
    desk.po("a").write_bytes(desk.po("a").read_bytes().rstrip()[:-1])
    terminal.run(transflow(desk, "li", "ui", "a"))
    screen = terminal.see("left with 3")
    assert "a.po" in screen
    assert "Traceback" not in screen
    assert len([line for line in screen.splitlines() if line.strip()]) <= 5
