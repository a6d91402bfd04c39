"""How wide a terminal draws “ ” … —: it is asked, nothing typed meanwhile is lost, and then everything fits.

The terminals are made of a pseudo-terminal and the few control sequences that the application writes; some of them
draw ambiguous characters two cells wide, which no terminal that tests can rely on does.
"""

import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.text import Text
from textual.content import Content

from tests.conftest import Desk
from transflow.newsroom.room import open_newsroom
from transflow.tui.app import Transflow
from transflow.tui.text import measuring
from transflow.tui.text.breaking import lines

WIDTH, HEIGHT = 100, 30
LINES = "".join(map(chr, range(0x2500, 0x25A0)))  # a terminal may draw these narrow among wide letters

# An application that tells what keys came, and at the end how wide it believes the samples to be.
ASKING = """
import json, sys
from textual.app import App
from transflow.tui import terminal
from transflow.tui.text import measuring
from rich.cells import cell_len

class Asking(App[None]):
    keys = []
    def on_ready(self): sys.__stderr__.write("READY"); sys.__stderr__.flush()
    def on_key(self, event):
        self.keys.append(event.character or event.key)
        if event.key == "f10": self.exit()

app = Asking()
terminal.measure(app, sys.argv[2])
app.run()
with open(sys.argv[1], "w") as out:
    json.dump({"wide": [one for one in measuring.SAMPLES if cell_len(one) == 2], "keys": app.keys}, out)
"""
WHOLE = """
import sys
from pathlib import Path
from transflow.newsroom.room import open_newsroom
from transflow.tui import terminal
from transflow.tui.app import Transflow

app = Transflow(open_newsroom(Path(sys.argv[1]), lambda: "li"), "a")
terminal.measure(app, "auto")
app.run()
"""


def real(char: str, wide: Callable[[str], bool]) -> int:
    """How many cells a terminal gives to a character; `wide`: whether an ambiguous one gets two."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Cc"):
        return 0
    kind = unicodedata.east_asian_width(char)
    return 2 if kind in "WF" or (kind == "A" and wide(char)) else 1


class Glass:
    """A terminal on which a program runs. `answers` is called with the number of the question (from 0) when the cursor's
    place is asked for; it may type, and says whether there is an answer."""

    def __init__(
        self,
        program: str,
        *arguments: str,
        wide: Callable[[str], bool] = lambda _char: True,
        answers: "Callable[[Glass, int], bool]" = lambda _glass, _number: True,
    ) -> None:
        self.wide, self.answers = wide, answers
        self.cells = [[" "] * WIDTH for _row in range(HEIGHT)]
        self.row = self.column = 0
        self.over: list[str] = []  # what was drawn beyond the edge
        self.seen = ""
        self._asked = 0
        self._master, self._slave = pty.openpty()
        termios.tcsetwinsize(self._slave, (HEIGHT, WIDTH))
        self.modes = termios.tcgetattr(self._slave)
        variables = {
            key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES", "TEXTUAL_DRIVER")
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            stdin=self._slave, stdout=self._slave, stderr=self._slave, start_new_session=True,
            env={**variables, "TERM": "xterm-256color", "TRANSFLOW_LANG": "en"},
        )  # fmt: skip
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def reply(self) -> None:
        """Tells where the cursor is."""
        self.type(f"\x1b[{self.row + 1};{self.column + 1}R")

    def _read(self) -> None:
        rest = b""
        while not self._closing.is_set():
            if not select.select([self._master], [], [], 0.05)[0]:
                continue
            data = rest + os.read(self._master, 65536)
            text = data.decode("utf-8", "ignore")
            whole = re.sub("\x1b(?:\\[[0-9;?<>=$]*)?$", "", text)  # the beginning of a sequence waits for its end
            rest = data[len(whole.encode()) :]
            self.seen += whole
            for found in re.finditer("\x1b\\[([0-9;?<>=]*\\$?)([@-~])|\x1b.|([\\s\\S])", whole):
                if found[2]:
                    self._control(found[1], found[2])
                elif found[3]:
                    self._draw(found[3])

    def _control(self, parameters: str, kind: str) -> None:
        if kind == "H":
            row, column = (int(one or 1) - 1 for one in f"{parameters};".split(";")[:2])
            self.row, self.column = min(row, HEIGHT - 1), min(column, WIDTH - 1)
        elif kind == "n" and parameters == "6":
            self._asked += 1
            if self.answers(self, self._asked - 1):
                self.reply()
        elif kind == "K" and parameters == "2":
            self.cells[self.row] = [" "] * WIDTH

    def _draw(self, char: str) -> None:
        if char == "\n":  # within an update, before the cursor is moved
            self.row = min(self.row + 1, HEIGHT - 1)
        elif char == "\r":
            self.column = 0
        else:
            width = real(char, self.wide)
            if width and self.column + width > WIDTH:
                self.over.append(char)
                return
            for place in range(width):
                self.cells[self.row][self.column + place] = char if place == 0 else ""
            self.column += width

    def until(self, true: Callable[[], bool], seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, "\n".join("".join(row) for row in self.cells)
            time.sleep(0.02)

    def close(self) -> None:
        """Waits for the program to end, and the thread that reads what it draws."""
        try:
            self.until(lambda: self.process.poll() is not None)
        finally:
            self.process.kill()
            self.process.wait()
            self.modes_after = termios.tcgetattr(self._slave)
            self._closing.set()
            self._thread.join()
            os.close(self._master)
            os.close(self._slave)


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    measuring.use("")


# ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def asked(tmp_path: Path, setting: str = "auto", **options: object) -> dict[str, list[str]]:
    """What an application in a terminal believes, and the keys it got; F10 ends it."""
    out = tmp_path / "out.json"
    glass = Glass(ASKING, str(out), setting, **options)  # type: ignore[arg-type]
    try:
        glass.until(lambda: "READY" in glass.seen)
        glass.type("\x1b[21~")
    finally:
        glass.close()
    assert glass.modes_after == glass.modes
    found: dict[str, list[str]] = json.loads(out.read_text("utf-8"))
    assert found["keys"].pop() == "f10"
    return found


def test_a_terminal_that_draws_them_wide_is_believed(tmp_path: Path) -> None:
    assert asked(tmp_path) == {"wide": list(measuring.SAMPLES), "keys": []}


def test_a_terminal_that_draws_them_narrow_is_believed(tmp_path: Path) -> None:
    assert asked(tmp_path, wide=lambda _char: False) == {"wide": [], "keys": []}


def test_each_kind_is_believed_for_itself(tmp_path: Path) -> None:
    found = asked(tmp_path, wide=lambda char: char not in LINES)["wide"]
    assert found == [one for one in measuring.SAMPLES if one not in LINES]


def test_what_is_typed_meanwhile_arrives_in_order(tmp_path: Path) -> None:
    """Before the first answer, between two, and Shift+F3, which looks like one (and is none to Textual 8.2)."""

    def typing(glass: Glass, number: int) -> bool:
        glass.type(
            {0: "ab会", 3: "c\x1b[A", 5: "\x1b[1;2R", 7: "议", len(measuring.SAMPLES) - 1: "\x1b[5~d"}.get(number, "")
        )
        return True

    found = asked(tmp_path, answers=typing)
    assert found == {"wide": list(measuring.SAMPLES), "keys": ["a", "b", "会", "c", "up", "议", "pageup", "d"]}


def test_a_terminal_that_does_not_answer_is_narrow_and_loses_nothing(tmp_path: Path) -> None:
    def silent(glass: Glass, number: int) -> bool:
        glass.type("k" if number == 0 else "")
        return False

    assert asked(tmp_path, answers=silent) == {"wide": [], "keys": ["k"]}


def test_an_answer_that_comes_too_late_or_in_part_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    glass = Glass(ASKING, str(out), "auto", answers=lambda _glass, number: number < 3)
    try:
        glass.until(lambda: "READY" in glass.seen)
        glass.type("\x1b[2;3R" * len(measuring.SAMPLES) + "z\x1b[21~")
    finally:
        glass.close()
    assert json.loads(out.read_text("utf-8")) == {"wide": [], "keys": ["z", "f10"]}


@pytest.mark.parametrize(("setting", "wide"), [("narrow", ""), ("wide", measuring.SAMPLES)])
def test_who_has_set_it_is_not_asked(tmp_path: Path, setting: str, wide: str) -> None:
    questions: list[int] = []
    found = asked(tmp_path, setting, answers=lambda _glass, number: bool(questions.append(number)))
    assert found == {"wide": list(wide), "keys": []}
    assert not questions


# ── measuring ───────────────────────────────────────────────────────────────────────────────────────────────────────
KINDS = st.sampled_from(["", measuring.SAMPLES, "“—…", "─█", "“"])
texts = st.text("会议，。“”‘’（）——……·×°α①─█→ab 1e\u0301", max_size=60)


@given(st.characters(exclude_categories=["Cs", "Cn", "Cc", "Mn", "Me", "Cf"]))
def test_only_ambiguous_characters_change_their_width(char: str) -> None:
    measuring.use("")
    before = cell_len(char)
    measuring.use(measuring.SAMPLES)
    private = ord(char) > 0xF0000
    ambiguous = unicodedata.east_asian_width(char) == "A" and not private and before == 1
    assert cell_len(char) == (2 if ambiguous else before)


@settings(max_examples=200, deadline=None)
@given(texts, st.integers(1, 40), KINDS)
def test_what_is_cut_padded_split_and_wrapped_fits(text: str, width: int, wide: str) -> None:
    measuring.use(wide)
    assert cell_len(text) == sum(cell_len(char) for char in text)
    assert cell_len(set_cell_size(text, width)) == width
    left, right = Segment(text).split_cells(min(width, cell_len(text)))
    assert (cell_len(left.text), cell_len(left.text + right.text)) == (min(width, cell_len(text)), cell_len(text))
    cut = Text(text)
    cut.truncate(width, overflow="ellipsis", pad=True)
    assert cut.cell_len == width
    content = Content(text).truncate(width, ellipsis=True, pad=True)
    assert content.cell_length == cell_len(content.plain) == width
    assert all(cell_len(line.rstrip(" ")) <= max(width, 2) for line in lines(text, width))


# ── where a line may end ────────────────────────────────────────────────────────────────────────────────────────────
BEGINS_NO_LINE = "，。、；：？！）〕】〗」』》〉”’·‧・％%‰℃℉°′″—–…～々"
ENDS_NO_LINE = "（〔【〖「『《〈“‘¥￥$€£№"
WHOLE_THINGS = [
    "会", "carbon", "don’t", "COVID-19", "3.5%", "1,200", "35％", "5‰", "25℃", "25 °C", "30°N", "−5%", "-5%", "+3.5", "3.5亿", "100kg", "1200万", "——", "……",
    "<b1>", "10:30",
]  # fmt: skip
sentences = st.lists(
    st.tuples(
        st.sampled_from(["海", "钢", "海 "]),
        st.text(ENDS_NO_LINE, max_size=2),
        st.sampled_from(WHOLE_THINGS),
        st.text(BEGINS_NO_LINE.replace("—", "").replace("…", ""), max_size=2),
    ),
    max_size=12,
)


@settings(max_examples=400, deadline=None)
@given(sentences, st.integers(36, 60), KINDS)
def test_marks_stand_where_the_standards_have_them(
    sentence: list[tuple[str, str, str, str]], width: int, wide: str
) -> None:
    """Nothing here that must not be parted is wider than a line: so there is no exception."""
    measuring.use(wide)
    text, whole = "", []
    for before, opening, thing, closing in sentence:
        begin = len(text) + len(before) + len(opening)
        whole.append((begin, begin + len(thing)))
        text += before + opening + thing + closing
    found = lines(text, width)
    assert "".join(found) == text
    assert all(cell_len(line.rstrip(" ")) <= width for line in found)
    at = 0
    for line, after in pairwise(found):
        at += len(line)
        assert after[0] not in BEGINS_NO_LINE or (line[-1] == " " and after[0] in "—…")
        assert line.rstrip(" ")[-1] not in ENDS_NO_LINE
        assert not any(start < at < end for start, end in whole)


@given(st.integers(8, 30), st.sampled_from("，。！）》,;:!?)"), st.sampled_from("（《“「(["))
def test_a_stray_space_does_not_part_a_mark_from_its_text(width: int, closing: str, opening: str) -> None:
    for line in lines(f"会议{closing} 开 {closing}会 {opening} 海洋 {closing}材料", width):
        assert line.lstrip(" ")[0] != closing
        assert line.rstrip(" ")[-1] != opening


def test_what_was_changed_is_put_back() -> None:
    def state() -> object:
        framed = measuring._border.BORDER_CHARS, measuring._border.BORDER_LOCATIONS
        bars = measuring.ScrollBarRender.VERTICAL_BARS, measuring.ScrollBarRender.HORIZONTAL_BARS
        return [cell_len(chr(point)) for point in range(0x300, 0x3000)], str(framed), bars, Text.truncate

    before = state()
    measuring.use(measuring.SAMPLES)
    assert state() != before
    measuring.use("")
    assert state() == before


# ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────────
NEWS = "---\ntitle: “Blue” report — a summary…\nlang: en\n---\n\n“It cost — as planned — 350 million yuan,” she said…\n"


def written(desk: Desk) -> None:
    desk.write("a", NEWS)
    desk.write("b", "---\nlang: zh\n---\n\n# “十四五”规划——海洋·材料…\n\n" + "他说：“好……”——αβγ。" * 12 + "\n")
    desk("sync")


@pytest.mark.parametrize("wide", [measuring.SAMPLES, "“—…·", "─█"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_line_of_every_screen_is_as_wide_as_the_screen(
    desk: Desk, wide: str, size: tuple[int, int]
) -> None:
    written(desk)
    measuring.use(wide)
    async with Transflow(open_newsroom(desk.root, lambda: "li")).run_test(size=size) as pilot:
        for key in ("f1", "escape", "ctrl+p", "escape", "enter", "f1", "escape", "alt+m", "escape", "alt+v"):
            await pilot.press(key)
            await pilot.pause()
            for number, strip in enumerate(pilot.app.screen._compositor.render_strips()):
                drawn = "".join(one.text for one in strip)
                cells = sum(real(char, lambda one: cell_len(one) == 2) for char in drawn)
                assert cells == size[0], f"{key}, line {number}: {drawn}"


@pytest.mark.parametrize("wide", [lambda _char: True, lambda char: char not in LINES, lambda _char: False])
def test_the_cursor_is_where_the_terminal_has_drawn_the_text(desk: Desk, wide: Callable[[str], bool]) -> None:
    written(desk)
    glass = Glass(WHOLE, str(desk.root), wide=wide)
    line = "“蓝色”报告——摘要……α"

    def place() -> tuple[int, int]:
        """Where the text that was typed ends on the glass."""
        for number, row in enumerate(glass.cells):
            found = "".join(row).find(line)
            if found >= 0:
                drawn = "".join(row)[: found + len(line)]
                return number, sum(real(char, wide) for char in drawn)
        return -1, -1

    try:
        glass.until(lambda: "1/2" in "\n".join("".join(row) for row in glass.cells))
        glass.type(line)
        glass.until(lambda: (glass.row, glass.column) == place())
        glass.type("\x11")  # Ctrl+Q
    finally:
        glass.close()
    assert not glass.over
    assert desk.segments("a")[0]["target"] == line
