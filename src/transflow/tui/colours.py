"""What the sixteen colours are in a theme.

Texts name colours as terminals do (“yellow”, “bold red”); here each becomes one that can be read on every ground of the
theme, dark or light.
"""

from collections.abc import Iterable

from rich.terminal_theme import TerminalTheme
from textual.color import Color
from textual.theme import Theme

CONTRAST = 4.5  # WCAG 2.2, 1.4.3: between a text and its ground
# red, green, yellow, blue, magenta, cyan
_ON_DARK = ("#ff7b72", "#5fd38d", "#e3b341", "#79b8ff", "#d2a8ff", "#56d4dd")
_ON_LIGHT = ("#b31d28", "#1a6e2e", "#7a5200", "#0b4fa8", "#7d2a9c", "#00646e")
BAR_CONTRAST = 3.0  # 1.4.11: between what is no text, as a bar, and its ground
_BARS_ON_DARK = ("#e5534b", "#3fb950", "#d29922", "#539bf5", "#b083f0", "#39a8b4")
_BARS_ON_LIGHT = ("#cf222e", "#1a8a37", "#a06c00", "#2a6fdb", "#a33bd1", "#00808f")
_QUIET = 0.55  # how much of the text's colour what is told by the way has
_REST = 0.25  # and how much the ground of what is not there yet
_HEAD = 0.2  # the board's heads are tinted so much with the first colour
_STEP = 0.02


def luminance(colour: Color) -> float:
    """Relative luminance by WCAG 2.2, from 0 (black) to 1 (white)."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio by WCAG 2.2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def grounds(theme: Theme) -> tuple[Color, ...]:
    """Every ground on which coloured texts stand in `theme` (which is not one of the terminal's own colours)."""
    named = {name: Color.parse(value) for name, value in theme.to_color_system().generate().items() if name in _GROUNDS}
    plain = (named["background"], named["surface"], named["panel"])
    head = named["surface"].blend(named["primary"], _HEAD)
    return (*plain, *(ground + named["boost"] for ground in plain), head)


_GROUNDS = ("background", "surface", "panel", "boost", "primary")
_ROWS = 3  # the first of them: bars stand in rows and on cards, not on heads


def readable(colour: Color, on: Iterable[Color], *, dark: bool, least: float = CONTRAST) -> Color:
    """`colour`, lighter (on dark grounds) or darker by no more than it takes to stand out from all of `on`."""
    below = tuple(on)
    end = Color(255, 255, 255) if dark else Color(0, 0, 0)
    step = 0
    while min(contrast(colour.blend(end, step * _STEP), one) for one in below) < least and step * _STEP < 1:
        step += 1
    return colour.blend(end, min(1.0, step * _STEP))


def terminal(theme: Theme) -> TerminalTheme | None:
    """The sixteen colours as `theme` wants them; None where they are the terminal's own."""
    if theme.ansi:
        return None
    system = theme.to_color_system().generate()
    text, surface = Color.parse(system["foreground"]), Color.parse(system["surface"])
    below = grounds(theme)
    texts, bars = (_ON_DARK, _BARS_ON_DARK) if theme.dark else (_ON_LIGHT, _BARS_ON_LIGHT)
    hues = [readable(Color.parse(one), below, dark=theme.dark).rgb for one in texts]
    rows = below[:_ROWS]
    bright = [readable(Color.parse(one), rows, dark=theme.dark, least=BAR_CONTRAST).rgb for one in bars]
    quiet = readable(surface.blend(text, _QUIET), below, dark=theme.dark).rgb
    rest = surface.blend(text, _REST).rgb
    return TerminalTheme(surface.rgb, text.rgb, [rest, *hues, text.rgb], [quiet, *bright, text.rgb])
