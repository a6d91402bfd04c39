"""The field in which people write: one line of text, wrapped (or a text of lines), in which Enter confirms nothing and
a tag is one thing."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import Location, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.document._history import EditHistory
from textual.widgets import Input, TextArea

from transflow.article import TAG
from transflow.script import HAN
from transflow.tui.looks import SEVERITY_STYLE
from transflow.tui.order import own_key
from transflow.tui.text.case import next_case
from transflow.tui.text.typing import composed, one_line, typed
from transflow.tui.text.wrapping import Wrapped

_MARKS = frozenset("\"',;:?!()-.\\")
_CHIP = Style(reverse=True, dim=True)
_HISTORIES = 200  # segments whose typing can be taken back after one has come back to them
_CHECKPOINTS = 50

Span = tuple[int, int, str]  # from, to (characters), severity


class Field(TextArea):
    """A segment is one line, and an input method's Enter must never confirm anything: so Enter is passed over. With
    `lines` it holds a text of several, and Enter begins a new one.

    `typography`: whether the target's own marks are written for those of the keyboard.
    """

    BINDINGS: ClassVar[list[BindingType]] = [  # what every other text field does, and Textual's does not
        Binding("ctrl+home", "text_start", show=False),
        Binding("ctrl+end", "text_end", show=False),
        Binding("ctrl+shift+home", "text_start(True)", show=False),
        Binding("ctrl+shift+end", "text_end(True)", show=False),
        Binding("ctrl+delete", "delete_word_right", show=False),
    ]

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,
        locale: str | None = None,
        on_enter: Callable[[], Awaitable[None]] | None = None,
        lines: bool = False,
    ) -> None:
        self._lines = lines
        self._when_entered = on_enter  # for words that are looked for; None: Enter is passed over
        self._spans: tuple[Span, ...] = ()
        self._histories: dict[str, tuple[str, EditHistory]] = {}
        self._key: str | None = None
        self.typography = True
        self.lead = ""  # what stands before this text in its paragraph
        self._locale = locale  # whose typography is written; None: what is typed stands
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True)

    # ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document = Wrapped(self.document)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def rewrap(self) -> None:
        """Lays the text out for another width, of which Textual 8.2 tells too early."""
        self._rewrap_and_refresh_virtual_size()
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn: tags as chips, findings underlined."""
        line = super().get_line(line_index)
        for tag in TAG.finditer(line.plain):
            line.stylize(_CHIP, tag.start(), tag.end())
        first = self.offset_of((line_index, 0)) if self._spans else 0
        for start, end, severity in self._spans:
            if start - first < len(line.plain) and end > first:
                line.stylize(f"{SEVERITY_STYLE[severity]} underline", max(0, start - first), end - first)
        return line

    def mark(self, spans: Sequence[Span]) -> None:
        """Underlines what the findings are about, until the text changes."""
        if tuple(spans) != self._spans:
            self._spans = tuple(spans)
            self._line_cache.clear()
            self.refresh()

    def offset_of(self, location: Location) -> int:
        """How many characters of the text stand before a place, a line break counted as one."""
        row, column = location
        return column + sum(len(self.document.get_line(number)) + 1 for number in range(row))

    def location_of(self, offset: int) -> Location:
        """The inverse of `offset_of`."""
        row = 0
        while row + 1 < self.document.line_count and offset > len(self.document.get_line(row)):
            offset -= len(self.document.get_line(row)) + 1
            row += 1
        return row, offset

    # ── a tag is one thing ──────────────────────────────────────────────────────────────────────────────────────
    def _around(self, location: Location) -> tuple[int, int] | None:
        """Where the tag begins and ends that a place lies inside of; None where it lies in none."""
        row, column = location
        for tag in TAG.finditer(self.document.get_line(row)) if row < self.document.line_count else ():
            if tag.start() < column < tag.end():
                return tag.start(), tag.end()
        return None

    def _validate_selection(self, selection: Selection) -> Selection:
        """The cursor never stands inside a tag: it goes on to the edge in the direction it came from."""
        start, end = super()._validate_selection(selection)
        tag = self._around(end)
        if tag:
            onward = tag[1] if end > self.selection.end else tag[0]
            start, end = (start if start != end else (end[0], onward)), (end[0], onward)
        tag = self._around(start)
        if tag:
            start = (start[0], tag[0] if start < end else tag[1])
        return Selection(start, end)

    def edit(self, edit: Edit) -> object:  # type: ignore[override]
        """An edit that would cut a tag takes all of it."""
        top, bottom = sorted((edit.from_location, edit.to_location))
        if top != bottom:
            first, last = self._around(top), self._around(bottom)
            edit.from_location = (top[0], first[0]) if first else top
            edit.to_location = (bottom[0], last[1]) if last else bottom
        self._spans = ()
        return super().edit(edit)

    def get_cursor_left_location(self) -> Location:
        """One to the left, over a whole tag."""
        row, column = super().get_cursor_left_location()
        tag = self._around((row, column))
        return (row, tag[0]) if tag else (row, column)

    def get_cursor_right_location(self) -> Location:
        """One to the right, over a whole tag."""
        row, column = super().get_cursor_right_location()
        tag = self._around((row, column))
        return (row, tag[1]) if tag else (row, column)

    def get_cursor_word_left_location(self) -> Location:
        """A word to the left, over a whole tag."""
        row, column = super().get_cursor_word_left_location()
        tag = self._around((row, column))
        return (row, tag[0]) if tag else (row, column)

    def get_cursor_word_right_location(self) -> Location:
        """A word to the right, over a whole tag."""
        row, column = super().get_cursor_word_right_location()
        tag = self._around((row, column))
        return (row, tag[1]) if tag else (row, column)

    # ── keys ────────────────────────────────────────────────────────────────────────────────────────────────────
    async def _on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+a":  # everywhere but in a shell it selects all
            event.stop()
            event.prevent_default()
            self.select_all()
            return
        if event.key == "enter" and not self._lines:
            event.stop()
            event.prevent_default()
            if self._when_entered is not None:
                self.app.call_later(self._when_entered)  # not here: it waits for this very queue
            return
        if await own_key(self, event):
            return
        if event.key.startswith(("alt+", "ctrl+", "super+", "meta+")):  # a command that is none, not a letter
            event.stop()
            event.prevent_default()
            return
        char = event.character
        if self._locale and self.typography and char and self._may_change(char) and self._typeset(char):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)

    @staticmethod
    def _may_change(char: str) -> bool:
        """Whether typography may have to do with a key: its marks, and what may stand behind one."""
        return char in _MARKS or char.isdigit() or bool(HAN.match(char))

    def _typeset(self, char: str) -> bool:
        """Writes the mark that `char` stands for in this language; whether it is another than `char`.

        The key's own character is written first, so that Ctrl+Z takes back just the change, as word processors do.
        """
        assert self._locale is not None
        (row, column), _end = sorted(self.selection)
        line = self.document.get_line(row)
        before, after = line[:column], line[sorted(self.selection)[1][1] :]
        back, written = composed(char, before, self._locale) or (0, typed(char, before, after, self._locale, self.lead))
        if written == char:
            return False
        self.replace(char, *self.selection, maintain_selection_offset=False)
        self.history.checkpoint()
        self.replace(written, (row, column - back), (row, column + 1), maintain_selection_offset=False)
        self.history.checkpoint()
        return True

    async def _on_paste(self, event: events.Paste) -> None:
        """A pasted text is one line: a line break is a space, or nothing between Han. In a text of lines it stands."""
        text = event.text.replace("\r\n", "\n") if self._lines else one_line(event.text)
        await super()._on_paste(events.Paste(text))
        event.stop()
        event.prevent_default()

    def action_text_start(self, select: bool = False) -> None:
        """To the beginning of the text, however many lines it takes up."""
        self.move_cursor((0, 0), select=select)

    def action_text_end(self, select: bool = False) -> None:
        """To the end of the text."""
        self.move_cursor(self.document.end, select=select)

    # ── what the screen's keys do here ──────────────────────────────────────────────────────────────────────────
    @property
    def before_cursor(self) -> str:
        """What stands before the cursor, or before what is selected."""
        row, column = min(self.selection)
        return str(self.document.get_line(row)[:column])

    def put(self, before: str, after: str = "") -> None:
        """Writes `before` and `after` around what is selected, or at the cursor."""
        selected = self.selected_text
        start = min(self.selection)
        self.replace(f"{before}{selected}{after}", *self.selection, maintain_selection_offset=False)
        row, column = start
        self.move_cursor((row, column + len(before) + (len(selected) + len(after) if selected else 0)))

    def change_case(self) -> None:
        """The next case for what is selected, or for the word at the cursor, which is selected then."""
        start, end = sorted(self.selection)
        if start == end:
            line, column = self.document.get_line(start[0]), start[1]
            first, last = column, column
            while first and line[first - 1].isalpha():
                first -= 1
            while last < len(line) and line[last].isalpha():
                last += 1
            start, end = (start[0], first), (start[0], last)
        text = self.get_text_range(start, end)
        turned = next_case(text)
        if turned != text:
            self.replace(turned, start, end, maintain_selection_offset=False)
        self.selection = Selection(start, (end[0], start[1] + len(turned)))

    def show(self, text: str, key: str | None = None) -> None:
        """Puts `text` in place of what stands here, the cursor at its end, with nothing to take back; but where `key`
        (a segment's) was here before and was left with this text, what was typed then can still be taken back."""
        if self._key is not None:
            self._histories.pop(self._key, None)
            self._histories[self._key] = (self.text, self.history)
            while len(self._histories) > _HISTORIES:
                self._histories.pop(next(iter(self._histories)))
        former = self.history
        self.history = EditHistory(_CHECKPOINTS, former.checkpoint_timer, former.checkpoint_max_characters)
        self._spans = ()
        self.load_text(text)
        self.move_cursor(self.document.end)
        known = self._histories.get(key) if key is not None else None
        if known and known[0] == text:
            self.history = known[1]
        self._key = key


class FilterField(Input):
    """The desk's filter; Enter belongs to the desk."""

    async def _on_key(self, event: events.Key) -> None:
        if not await own_key(self, event):
            await super()._on_key(event)
