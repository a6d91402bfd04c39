"""Draws the pictures of the README from the sample newsroom: `uv run python tools/picture.py`."""

import asyncio
import os
import re
import unicodedata
from html import escape, unescape
from itertools import groupby
from pathlib import Path

os.environ.setdefault("TRANSFLOW_LANG", "en")

from transflow.newsroom.room import open_newsroom
from transflow.tui.app import Transflow

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
SIZE = (132, 34)
CELL = 12.2  # the width of a cell in Rich's drawing, in its own units
_TEXT = re.compile(
    r'<text (class="[^"]*") x="([0-9.]+)" y="([0-9.]+)" textLength="[0-9.]+" (clip-path="[^"]*")>([^<]*)</text>'
)
_FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)


def wide(char: str) -> bool:
    """Whether a terminal gives `char` two cells."""
    return unicodedata.east_asian_width(char) in "WF"


def placed(match: re.Match[str]) -> str:
    """A text as one element for each run of characters of one width, each where its cells are: a viewer's font
    gives neither Han nor Latin exactly the width that a terminal does."""
    style, x, y, clip, text = match.groups()
    at, parts = float(x), []
    for is_wide, chars in groupby(unescape(text), wide):
        run = "".join(chars)
        room = len(run) * CELL * (2 if is_wide else 1)
        words = run.replace("\u00a0", " ").rstrip()
        if words.strip():
            lead = len(words) - len(words.lstrip())
            size = len(words.strip()) * CELL * (2 if is_wide else 1)
            begin = f'x="{at + lead * CELL:g}" y="{y}" textLength="{size:g}"'
            shown = escape(words.strip()).replace(" ", "&#160;")
            parts.append(f"<text {style} {begin} {clip}>{shown}</text>")
        at += room
    return "".join(parts)


def own(svg: str) -> str:
    """The drawing without fonts of other hosts, and every character in its cell."""
    svg = _FONT.sub("", svg)
    svg = svg.replace("Fira Code", "Sarasa Mono SC, ui-monospace, Consolas, DejaVu Sans Mono, Noto Sans Mono CJK SC")
    return _TEXT.sub(placed, svg)


async def draw() -> None:
    """The desk, and the editor on an article that was returned."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    app = Transflow(open_newsroom(ROOT, lambda: "wang"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(2)
        (PICTURES / "desk.svg").write_text(own(app.export_screenshot(title="transflow")), "utf-8")
    app = Transflow(open_newsroom(ROOT, lambda: "chen"), "kestrel-bay-visit")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f8", "f8", "f8")
        await pilot.pause(2)
        (PICTURES / "editor.svg").write_text(own(app.export_screenshot(title="transflow")), "utf-8")


if __name__ == "__main__":
    asyncio.run(draw())
