"""XML of other tools, read a piece at a time without trusting it, and text as XML holds it.

Entity declarations are refused (a "billion laughs" file grows without end in memory), and so are references that
only an outside file could resolve; the DTD that a DOCTYPE names is never fetched. What is gathered is bounded: a tag,
comment or unit without an end is refused, so that reading a file takes the memory of one unit whatever it holds.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from itertools import chain
from xml.parsers import expat

from transflow.errors import MemoryFileError
from transflow.interchange import encodings
from transflow.interface import gettext as _

BARRED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold
TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}
)
_LONGEST = 4_000_000  # characters of a unit, each of its elements counted as a hundred
_DEEPEST = 100  # elements in one another
_UNREAD = 16_000_000  # bytes of one tag or comment


def plain(text: str) -> str:
    """`text` as it stands between tags; what XML cannot hold becomes U+FFFD."""
    return BARRED.sub("\ufffd", text.translate(TEXT))


def value(text: str) -> str:
    """`text` as the value of an attribute, in its quotation marks."""
    return f'"{BARRED.sub(chr(0xFFFD), text.translate(_VALUE))}"'


def utf8(chunks: Iterable[bytes], path: str) -> Iterator[bytes]:
    """The bytes of an XML file in UTF-8, whatever encoding it names. Raises MemoryFileError (`path:line`)."""
    rest = iter(chunks)
    head = next(rest, b"")
    encoding = encodings.of_xml(head, path)
    pieces: Iterable[bytes] = chain((head,), rest)
    if encoding in ("utf-8", "utf-8-sig"):
        yield from pieces
    else:
        for text in encodings.decoded(pieces, encoding, path):
            yield text.encode("utf-8", "surrogatepass")


class Reader(ABC):
    """The state of one reading. A format says what its elements mean: `opened`, `closed`, `said`, and when something
    is being gathered (`gathering`), which is then kept within bounds."""

    def __init__(self, path: str, broken: str, wrong: str) -> None:
        """`broken` and `wrong`: the remedies for a file that is not well-formed, and for one that is something else."""
        self._path, self._broken, self._wrong = path, broken, wrong
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity
        self._parser.ExternalEntityRefHandler = self._outside
        self._parser.SkippedEntityHandler = self._outside
        self._fed = self.weight = 0
        self.open: list[str] = []  # the elements that we are in

    def feed(self, data: bytes, last: bool = False) -> None:
        """Parses the next piece (UTF-8). Raises MemoryFileError."""
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            raise MemoryFileError(
                f"{self._path}:{error.lineno}",
                _("not valid XML: {problem}").format(problem=expat.errors.messages.get(error.code, "?")),
                remedy=self._broken,
            ) from error
        self._fed += len(data)
        if self._fed - max(0, self._parser.CurrentByteIndex) > _UNREAD:
            raise self.refusal(_("a tag or comment without an end"))

    @property
    def line(self) -> int:
        """Where we are, from 1."""
        return self._parser.CurrentLineNumber

    @property
    def place(self) -> int:
        """Where we are, in bytes of what was fed."""
        return self._parser.CurrentByteIndex

    @abstractmethod
    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; it is the last of `open`."""

    @abstractmethod
    def closed(self, name: str) -> None:
        """An element has ended, and is no more among `open`."""

    @abstractmethod
    def said(self, text: str) -> None:
        """Text, perhaps a part of what stands between two tags."""

    @abstractmethod
    def gathering(self) -> bool:
        """Whether what comes is kept."""

    def refusal(self, problem: str) -> MemoryFileError:
        """An error at the present line."""
        return MemoryFileError(f"{self._path}:{self.line}", problem, remedy=self._wrong)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.open.append(name)
        if len(self.open) > _DEEPEST:
            raise self.refusal(_("elements stand too deep in one another"))
        self._weigh(100 + sum(map(len, attributes.values())))
        self.opened(name, attributes)

    def _end(self, name: str) -> None:
        self.open.pop()
        self.closed(name)

    def _text(self, text: str) -> None:
        self._weigh(len(text))
        self.said(text)

    def _weigh(self, weight: int) -> None:
        if not self.gathering():
            return
        self.weight += weight
        if self.weight > _LONGEST:
            raise self.refusal(_("a unit that is too long: no sentence has {n} characters").format(n=_LONGEST))

    def _entity(self, *_declaration: object) -> None:
        raise self.refusal(_("it declares entities, which no file of this kind needs"))

    def _outside(self, *_reference: object) -> int:
        raise self.refusal(_("it refers to an entity that it does not hold"))
