"""A paragraph in lines: where they break, whose characters stand in them, how they are drawn. Pure, as `flow` is."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len
from rich.text import Text

from transflow.segment import Kind
from transflow.tui.editor.flow import Paragraph, Run
from transflow.tui.text.breaking import breaks

MEASURE = {True: 76, False: 75}  # cells: 38 Han characters, 75 letters; what the eye follows without losing the line
_LEAST = 4  # cells of a line, however narrow the screen is

_BLOCK_STYLES = {
    Kind.TITLE: "bold", Kind.HEADING: "bold", Kind.SUMMARY: "italic", Kind.CAPTION: "italic", Kind.ALT: "italic dim",
    Kind.FIELD: "dim",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one paragraph: which characters of it."""

    start: int
    end: int


def lay_out(paragraph: Paragraph, width: int) -> tuple[Line, ...]:
    """The lines of a paragraph in `width` cells; its lead hangs before the first. An empty one has one line."""
    room = max(_LEAST, width - cell_len(paragraph.lead))
    found: list[Line] = []
    at = 0
    for part in paragraph.text.split("\n"):
        after = min(at + len(part) + 1, len(paragraph.text))
        ends = [at, *(at + one for one in breaks(part, room)), after]
        found += [Line(start, end) for start, end in pairwise(ends)]
        at = after
    return tuple(found)


def drawn(paragraph: Paragraph, line: Line, present: int | None, looks: Mapping[str, str], ground: str) -> Text:
    """A line as it is shown: `ground` is the style of the run at the stop `present`, `looks` the style of each
    severity."""
    words = paragraph.text[line.start : line.end].rstrip()
    text = Text(words, _BLOCK_STYLES.get(paragraph.kind, ""), end="")

    def stylize(start: int, end: int, style: str) -> None:
        if start < line.end and end > line.start:
            text.stylize(style, max(start - line.start, 0), min(end, line.end) - line.start)

    for start, end, style in paragraph.spans:
        stylize(start, end, style)
    for run in runs_in(paragraph, line):
        if run.stop == present:
            stylize(run.start, run.end, ground)
    for start, end, severity in paragraph.findings:
        stylize(start, end, f"not dim {looks[severity]} underline")
    lead = paragraph.lead if line.start == 0 else " " * cell_len(paragraph.lead)
    return Text.assemble((lead, "dim"), text)


def begun_in(paragraph: Paragraph, line: Line) -> Sequence[Run]:
    """The runs that begin in a line (an empty one begins where it would stand)."""
    first = _before(paragraph, line.start)
    last = len(paragraph.runs) if line.end == len(paragraph.text) else _before(paragraph, line.end)
    return paragraph.runs[first:last]


def runs_in(paragraph: Paragraph, line: Line) -> Sequence[Run]:
    """The runs of which something stands in a line."""
    return paragraph.runs[max(0, _before(paragraph, line.start) - 1) : _before(paragraph, line.end)]


def _before(paragraph: Paragraph, offset: int) -> int:
    """How many runs begin before a character."""
    return bisect_right(paragraph.runs, offset - 1, key=lambda run: run.start)
