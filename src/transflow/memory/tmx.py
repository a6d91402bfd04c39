"""Reading TMX 1.4b (Translation Memory eXchange), one unit at a time, without trusting the file (`interchange.xml`)."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from transflow import language
from transflow.errors import LanguageError, MemoryFileError
from transflow.interchange import encodings, xml
from transflow.interface import gettext as _
from transflow.memory.codes import Frame, texts
from transflow.memory.entry import Entry, Passed, Reason, serves
from transflow.memory.files import CHUNK
from transflow.memory.matching import Unit

OWN = "transflow"  # the creationtool of what this program writes
FILE = "x-transflow-file"  # the prop that says where a unit came from first
PENALTY = "x-transflow-penalty"  # and the one that says what is taken off its scores
_BEFORE = frozenset({"prev", "x-context-pre"})  # the text before: OmegaT's name, and the one most others write
_FILES = frozenset({FILE, "file", "x-document", "x-filename"})
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")
_WRAPPED = re.compile(r"<seg>(.*)</seg>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Located:
    """A `<tu>` and what was found in it: its first byte in the file, and the first one of its end tag."""

    start: int
    end: int
    found: list[Entry | Passed]


def read_tmx(data: bytes, path: str, source_locale: str, target_locale: str) -> Iterator[Unit]:
    """`stream_tmx` of a file that is in memory already."""
    pieces = (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
    return stream_tmx(pieces, path, source_locale, target_locale)


def stream_tmx(chunks: Iterable[bytes], path: str, source_locale: str, target_locale: str) -> Iterator[Unit]:
    """The units of a TMX file in one pair of languages, whichever of the two was its source.

    Language tags are compared as `transflow.language` does: `en-GB` serves `en`, `zh-Hans` is `zh_CN`, `zh-TW` is
    not. Inline codes become our tags where they can (`codes`). Raises MemoryFileError (`path:line`) for a file that
    is not well-formed TMX or declares entities; what was read before that line has been handed out already.
    """
    for one in entries(chunks, path, [(source_locale, target_locale)]):
        if isinstance(one, Entry):
            yield Unit(one.source, one.target, path, one.by, one.at, False, one.before, one.penalty)


def entries(chunks: Iterable[bytes], path: str, pairs: Sequence[tuple[str, str]]) -> Iterator[Entry | Passed]:
    """The units of a TMX file in each of the `pairs` of languages, and those in none of them or without text.
    Raises MemoryFileError as `stream_tmx`."""
    for one in _units(chunks, path, pairs):
        yield from one.found


def located(chunks: Iterable[bytes], path: str, pairs: Sequence[tuple[str, str]]) -> Iterator[Located]:
    """`entries`, unit by unit, with the place of each unit in the file. Raises MemoryFileError also for a file that is
    not in UTF-8."""
    return _units(chunks, path, pairs, only_utf8=True)


def _units(
    chunks: Iterable[bytes], path: str, pairs: Sequence[tuple[str, str]], *, only_utf8: bool = False
) -> Iterator[Located]:
    rest = iter(chunks)
    head = next(rest, b"")
    encoding = encodings.of_xml(head, path)
    if only_utf8 and encoding not in ("utf-8", "utf-8-sig"):
        raise MemoryFileError(
            path, _("it is in {encoding}: no part of it can be taken out").format(encoding=encoding),
            remedy=_("take it out as a whole, or bring it with `memory import`, which writes it in UTF-8"),
        )  # fmt: skip
    reader = _Reader(path, pairs)
    for piece in xml.utf8(chain((head,), rest), path):
        reader.feed(piece)
        yield from reader.taken()
    reader.feed(b"", last=True)
    yield from reader.taken()


@dataclass(slots=True)
class _Variant:
    """A tuv: its attributes, what its props say, and its text in parts."""

    attributes: dict[str, str]
    line: int
    before: str | None = None
    frame: Frame | None = None


class _Reader(xml.Reader):
    """The state of one reading: which element we are in, and what has been gathered of the present unit."""

    def __init__(self, path: str, pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__(
            path, _("export the memory again from the tool that wrote it"), _("export the memory again as TMX 1.4")
        )
        self._pairs = pairs
        self._ready: list[Located] = []
        self._frames: list[Frame] = []  # the seg being read, and the inline elements that are open in it
        self._words: list[str] | None = None  # of the prop being read
        self._prop = ""
        self._header: dict[str, str] = {}
        self._begin({}, 1)

    def taken(self) -> list[Located]:
        """What has been finished since the last call."""
        ready, self._ready = self._ready, []
        return ready

    def _begin(self, attributes: dict[str, str], line: int) -> None:
        self._unit, self._line, self._at = attributes, line, self.place
        self._variants: list[_Variant] = []
        self._before: str | None = None
        self._file: str | None = None
        self._penalty = 0
        self.weight = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if len(self.open) == 1 and name != "tmx":
            raise self.refusal(_("not a TMX file: it begins with <{name}>").format(name=name))
        if self._frames:
            self._frames.append(Frame(name, attributes))
        elif name == "header":
            self._header = attributes
        elif name == "tu":
            self._begin(attributes, self.line)
        elif name == "tuv":
            self._variants.append(_Variant(attributes, self.line))
        elif name == "seg" and self._variants:
            self._frames.append(Frame(name, attributes))
        elif name == "prop":
            self._words, self._prop = [], attributes.get("type", "").lower().split(":")[0]

    def closed(self, name: str) -> None:
        """An element has ended."""
        if self._frames:
            frame = self._frames.pop()
            if self._frames:
                self._frames[-1].closed(frame)
            else:
                self._variants[-1].frame = frame
        elif name == "prop":
            self._noted("".join(self._words or ()))
            self._words = None
        elif name == "tu":
            self._finish()

    def said(self, text: str) -> None:
        """Text of a seg or a prop."""
        if self._frames:
            self._frames[-1].text(text)
        elif self._words is not None:
            self._words.append(text)

    def gathering(self) -> bool:
        """Between units nothing is kept."""
        return self._words is not None or "tu" in self.open

    def _noted(self, text: str) -> None:
        """What a prop says, of the unit or of one of its texts."""
        if "tu" not in self.open:
            return
        if self._prop in _FILES:
            self._file = (text if self._own else text.strip()) or self._file
        elif self._prop == PENALTY:
            self._penalty = min(100, int(text)) if re.fullmatch(r"[0-9]{1,3}", text.strip()) else 0
        elif self._prop in _BEFORE:
            said = (text if self._own else _unwrapped(text)) or None
            if "tuv" in self.open:
                self._variants[-1].before = said
            else:
                self._before = said

    @property
    def _own(self) -> bool:
        return self._header.get("creationtool") == OWN

    def _finish(self) -> None:
        read = [(_locale(one.attributes), one) for one in self._variants if one.frame is not None]
        written = self._unit.get("srclang") or self._header.get("srclang") or ""
        found: list[Entry | Passed] = []
        for source, target in self._pairs:
            ours = [one for locale, one in read if locale and serves(locale, source)]
            theirs = [one for locale, one in read if locale and serves(locale, target)]
            for one in ours:
                for two in theirs:
                    found.append(self._entry(one, two, source, target, _known(written)))
        if not found:
            tags = dict.fromkeys(_tag(one.attributes) for one in self._variants)
            found.append(Passed(self._line, Reason.LANGUAGE, tuple(tags)[:10]))
        self._ready.append(Located(self._at, self.place, found))
        self._begin({}, self._line)

    def _entry(self, one: _Variant, two: _Variant, source: str, target: str, written_in: str | None) -> Entry | Passed:
        assert one.frame is not None
        assert two.frame is not None
        text, translation = texts(one.frame.parts, two.frame.parts, source, target)
        if not self._own:  # what other tools write is often laid out for the eye
            text, translation = text.strip(), translation.strip()
        if not text.strip() or not translation.strip():
            return Passed(self._line, Reason.EMPTY)
        facts = {**self._unit, **two.attributes}
        by = facts.get("changeid") or facts.get("creationid")
        at = _stamp(facts.get("changedate") or facts.get("creationdate") or "")
        if written_in is not None:
            written_in = next((locale for locale in (source, target) if serves(written_in, locale)), None)
        before = self._before or one.before
        return Entry(
            text, translation, source, target, self._line, by, at, before, self._file, written_in, self._own,
            self._penalty,
        )  # fmt: skip


def _unwrapped(text: str) -> str:
    """The text of a prop that gives a segment; memoQ puts the whole element into it."""
    found = _WRAPPED.fullmatch(text.strip())
    return html.unescape(re.sub(r"<[^<>]*>", "", found[1])) if found else text.strip()


def _tag(attributes: dict[str, str]) -> str:
    return attributes.get("xml:lang") or attributes.get("lang") or "?"


def _locale(attributes: dict[str, str]) -> str | None:
    """The language of a tuv; None where it has none that we know (its other languages may still be of use)."""
    return _known(_tag(attributes))


@lru_cache(maxsize=1000)  # the same few in every unit
def _known(tag: str) -> str | None:
    try:
        return language.parse(tag)
    except LanguageError:
        return None


def _stamp(text: str) -> str | None:
    """A TMX date (`20261123T102000Z`) as ISO 8601; None for anything else."""
    found = _STAMP.fullmatch(text.strip())
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else None
