"""Markdown tokens that know where they stand: markdown-it-py with every character of inline text accounted for.

markdown-it keeps lines for blocks and nothing for inline tokens. Here the block rules note, while they still know it,
from where each character of a block's text came (quote prefixes, lazy lines, table cells with `\\|` included), and the
inline tokenizer notes which characters each token consumed. Tokens tile their block's text without a gap.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, heading, lheading, paragraph, table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

AT = "at"  # token.meta[AT]: the (start, end) of a token in its block's content
PLACES = "places"  # token.meta[PLACES]: the runs of a block's text

BlockRule = Callable[[StateBlock, int, int, bool], bool]


@dataclass(frozen=True, slots=True)
class Run:
    """`count` characters of content from `content` on stand at `source`, where they take `width` characters."""

    content: int
    source: int
    count: int
    width: int


class PlacedInline(ParserInline):
    """The inline tokenizer, noting in `token.meta[AT]` which characters each token consumed."""

    def tokenize(self, state: StateInline) -> None:
        """As `ParserInline.tokenize`; the loop is the same, the notes are ours."""
        rules = self.ruler.getRules("")
        end, nesting = state.posMax, state.md.options["maxNesting"]
        mark = state.pos  # end of the last token; what lies between it and `pos` is pending literal text
        while state.pos < end:
            pos, count = state.pos, len(state.tokens)
            if state.level < nesting and any(rule(state, False) for rule in rules):
                if len(state.tokens) > count:
                    _place(state.tokens[count:], mark, pos, state.pos)
                    mark = state.pos
                continue
            state.append_pending(state.src[pos])
            state.pos += 1
        if state.pending:
            state.pushPending().meta[AT] = (mark, end)


def _place(tokens: list[Token], mark: int, pos: int, end: int) -> None:
    """Note the places of `tokens`, which one rule made of the characters from `pos` (text from `mark`) to `end`."""
    if mark < pos and tokens[0].type == "text":
        text = tokens.pop(0)
        text.meta[AT] = (mark, mark + len(text.content))
        mark += len(text.content)
    if tokens[0].type == "link_open" and tokens[0].markup != "autolink":
        inner = tokens[-2].meta[AT][1] if len(tokens) > 2 else mark + 1
        tokens[0].meta[AT] = (mark, mark + 1)
        tokens[-1].meta[AT] = (inner, end)
    elif tokens[0].type == "text":  # a run of delimiters, a token each
        for token in tokens:
            token.meta[AT] = (mark, mark + len(token.content))
            mark += len(token.content)
    else:
        tokens[0].meta[AT] = (mark, end)
        for token in tokens[1:]:  # the text and the end of an autolink
            token.meta[AT] = (end, end)


def _noting(rule: BlockRule, note: Callable[[StateBlock, list[Token]], None]) -> BlockRule:
    """`rule`, which notes the runs of the inline tokens it makes while the block's line marks still hold."""

    def noted(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        done = rule(state, start, end, silent)
        if done and not silent:
            note(state, state.tokens[count:])
        return done

    return noted


def _note_lines(state: StateBlock, tokens: list[Token]) -> None:
    """Runs of a paragraph or setext heading: as `StateBlock.getLines`, with the offsets it forgets."""
    token = tokens[1]
    first, last = token.map or (0, 0)
    runs: list[Run] = []
    text = ""
    for line in range(first, last):
        start = at = state.bMarks[line]
        stop = state.eMarks[line] + (line + 1 < last)
        width = 0
        while at < stop and width < state.blkIndent:
            char = state.src[at]
            if char == "\t":
                width += 4 - (width + state.bsCount[line]) % 4
            elif char == " " or at - start < state.tShift[line]:
                width += 1
            else:
                break
            at += 1
        padding = max(0, width - state.blkIndent)  # what is left of a tab that reaches over the indent
        if padding:
            runs.append(Run(len(text), at, padding, 0))
        runs.append(Run(len(text) + padding, at, stop - at, stop - at))
        text += " " * padding + state.src[at:stop]
    token.meta[PLACES] = _trimmed(text, runs)


def _note_atx(state: StateBlock, tokens: list[Token]) -> None:
    """Runs of an ATX heading: its text is the first thing after the hashes."""
    line = (tokens[1].map or (0, 0))[0]
    start = state.bMarks[line] + state.tShift[line] + len(tokens[0].markup)
    content = tokens[1].content
    tokens[1].meta[PLACES] = (Run(0, state.src.index(content, start), len(content), len(content)),)


def _note_cells(state: StateBlock, tokens: list[Token]) -> None:
    """Runs of a table's cells, row by row."""
    cells: Iterator[tuple[Run, ...]] = iter(())
    for token in tokens:
        if token.type == "tr_open" and token.map:
            cells = _cells(state, token.map[0])
        elif token.type == "inline":
            token.meta[PLACES] = next(cells, ())


def _cells(state: StateBlock, line: int) -> Iterator[tuple[Run, ...]]:
    """The runs of each cell of a row, cut as markdown-it's `escapedSplit` cuts it: `\\|` gives `|`."""
    start = state.bMarks[line] + state.tShift[line]
    text = state.src[start : state.eMarks[line]]
    start += len(text) - len(text.lstrip(MD_TRIM_CHARS))
    text = text.strip(MD_TRIM_CHARS)
    columns: list[tuple[str, list[Run]]] = [("", [])]
    last = 0
    for at in [index for index, char in enumerate(text) if char == "|"] + [len(text)]:
        escaped = 0 < at < len(text) and text[at - 1] == "\\"
        content, runs = columns[-1]
        piece = text[last : at - escaped]
        if piece:
            runs.append(Run(len(content), start + last, len(piece), len(piece)))
            content += piece
        if escaped:
            runs.append(Run(len(content), start + at - 1, 1, 2))
            content += "|"
        columns[-1] = (content, runs)
        last = at + 1
        if not escaped and at < len(text):
            columns.append(("", []))
    if columns[0][0] == "":
        del columns[0]
    if columns and columns[-1][0] == "":
        del columns[-1]
    for content, runs in columns:
        yield _trimmed(content, runs)


def _trimmed(text: str, runs: list[Run]) -> tuple[Run, ...]:
    """`runs` without the white space at the ends of `text`, which markdown-it trims."""
    lead = len(text) - len(text.lstrip(MD_TRIM_CHARS))
    size = len(text.strip(MD_TRIM_CHARS))
    trimmed: list[Run] = []
    for run in runs:
        low, high = max(run.content, lead), min(run.content + run.count, lead + size)
        if low >= high:
            continue
        if run.width == run.count:
            trimmed.append(Run(low - lead, run.source + low - run.content, high - low, high - low))
        else:
            trimmed.append(Run(low - lead, run.source, high - low, run.width))
    return tuple(trimmed)


@cache
def parser() -> MarkdownIt:
    """The Markdown we read: CommonMark, tables, strikethrough and footnotes, with places."""
    md = MarkdownIt("commonmark")
    md.inline = PlacedInline()
    md.configure("commonmark").enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.inline.ruler2.disable("fragments_join")  # it would merge tokens whose places differ
    md.core.ruler.disable("text_join")
    # `at` forgets what a rule may interrupt, so it is said again, as in markdown_it.parser_block.
    md.block.ruler.at("table", _noting(table, _note_cells), {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("heading", _noting(heading, _note_atx), {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("lheading", _noting(lheading, _note_lines))
    md.block.ruler.at("paragraph", _noting(paragraph, _note_lines))
    return md
