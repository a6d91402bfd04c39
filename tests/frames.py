"""A screen of the terminal UI as text that a person can read and a test can hold: what stands where, and how it looks."""

import io
import shutil
import string
from pathlib import Path

from rich.console import Console
from rich.style import Style
from rich.text import Text
from textual.app import App

_NAMES = string.ascii_letters + string.digits


def frame(app: "App[int]") -> str:
    """The characters of the screen, line by line; then the same shape with a letter for each style; then the styles.

    A wide character has one letter of style, as it is one character.
    """
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True,
        legacy_windows=False, safe_box=False,
    )  # fmt: skip
    console.print(app.screen._compositor.render_update(full=True, screen_stack=app._background_screens))
    lines = [Text.from_ansi(line) for line in console.export_text(styles=True).splitlines()][:height]
    styles: dict[str, str] = {}

    def letter(style: Style) -> str:
        told = str(style)
        return styles.setdefault(told, _NAMES[len(styles)] if len(styles) < len(_NAMES) else "?")

    shape = []
    for line in lines:
        chars = [letter(Style.null())] * len(line.plain)
        for span in line.spans:
            style = span.style if isinstance(span.style, Style) else Style.parse(span.style)
            chars[span.start : span.end] = letter(style) * (min(span.end, len(line.plain)) - span.start)
        shape.append("".join(chars).rstrip())
    text = "\n".join(line.plain.rstrip() for line in lines)
    legend = "\n".join(f"{name} = {told}" for told, name in styles.items())
    return f"{text}\n{'─' * width}\n" + "\n".join(shape) + f"\n{'─' * width}\n{legend}\n"


def copied(root: Path, to: Path) -> Path:
    """The newsroom in `root` without what is derived, as a folder of its own."""
    for name in ("transflow.toml", "articles", "locales", "journal", "memory", "templates"):
        place = root / name
        if place.is_dir():
            shutil.copytree(place, to / name)
        elif place.is_file():
            to.mkdir(parents=True, exist_ok=True)
            shutil.copy(place, to / name)
    return to
