"""A text that is shown and not edited, in lines that end where lines may end (`breaking`): no number is cut in two."""

from collections.abc import Iterator
from itertools import pairwise

from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.text import Text

from transflow.tui.text.breaking import breaks


class Typeset:
    """`text` with its styles, as Rich and Textual show it at whatever width there is."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text.plain

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[Text]:
        start = 0
        for part in self._text.plain.split("\n"):
            ends = [0, *breaks(part, options.max_width), len(part)]
            for first, end in pairwise(ends):
                line = self._text[start + first : start + end]
                line.rstrip()
                line.no_wrap, line.overflow = True, "ignore"
                yield line
            start += len(part) + 1

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._text)
