"""Reading TBX, one concept at a time, without trusting the file (`interchange.xml`).

ISO 30042:2019 in both of its styles (data categories as attributes or as tags), whatever its dialect; the `martif` of
2008 that most tools still write (`termEntry`, `langSet`, `tig` or `ntig`); and the TBX-Min of 2013 (`langGroup`,
`termGroup`). Elements are known by their names without namespace: a data category has no name of the core structure.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transflow.interchange import xml
from transflow.interface import gettext as _
from transflow.terms import table, tbx
from transflow.terms.concept import Concept, Name, Tally, locale, rows
from transflow.terms.row import Row

_CONCEPT = frozenset({"conceptEntry", "termEntry"})
_LANGUAGE = frozenset({"langSec", "langSet", "langGroup"})
_NAME = frozenset({"termSec", "tig", "ntig", "termGroup"})
_GROUPS = frozenset({
    "termGrp", "termNoteGrp", "descripGrp", "adminGrp", "transacGrp", "termCompList", "termCompGrp", "noteGrp", "note",
})  # fmt: skip
_META = frozenset({"admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref"})
_CODES = frozenset({"bpt", "ept", "it", "ph", "sc", "ec", "ut"})  # layout, not text
_STATUS = frozenset({"administrativeStatus", "normativeAuthorization", "termStatus"})


def stream(chunks: Iterable[bytes], path: str, known: tuple[str, ...], tally: Tally) -> Iterator[Row]:
    """The lines that the concepts of a TBX file are, in the languages `known`; what else it holds is counted.

    Raises MemoryFileError (`path:line`) for a file that is not well-formed TBX, declares entities, or says of a term
    what cannot be; what was read before that line has been handed out already.
    """
    reader = _Reader(path, known, tally)
    for piece in xml.utf8(chunks, path):
        reader.feed(piece)
        yield from reader.taken()
    reader.feed(b"", last=True)
    if not reader.has_body:
        raise reader.refusal(_("it has no <body> with concepts"))
    yield from reader.taken()


class _Gathered:
    """What has been read of the present concept."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.names: dict[str, list[Name]] = {}  # by language tag
        self.notes: list[str] = []
        self.domains: list[str] = []
        self.sources: list[str] = []
        self.definitions: list[tuple[bool, str]] = []  # whether it stands on the concept
        self.facts: dict[str, str] = {}
        self.status = self.pos = ""  # of the whole concept: Weblate says them there


class _Reader(xml.Reader):
    """The state of one reading: which element we are in, and what has been gathered of the present concept."""

    def __init__(self, path: str, known: tuple[str, ...], tally: Tally) -> None:
        super().__init__(
            path, _("export the termbase again from the tool that wrote it"),
            _("export the termbase again as TBX (TBX-Basic, if there is a choice)"),
        )  # fmt: skip
        self.has_body = False
        self._known, self._tally = known, tally
        self._ready: list[Row] = []
        self._own = False  # a file of ours: its texts stand as they are
        self._concept: _Gathered | None = None
        self._tag: str | None = None  # the language we are in
        self._name: Name | None = None  # the term we are in
        self._category = ""  # of the text that is being read
        self._words: list[str] | None = None
        self._depth = 0  # of the element whose text is being read
        self._about = ""  # the description whose group we are in

    def taken(self) -> list[Row]:
        """What has been finished since the last call."""
        ready, self._ready = self._ready, []
        return ready

    def gathering(self) -> bool:
        """Between concepts nothing is kept."""
        return self._concept is not None or self._words is not None

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        plain = name.rpartition(":")[2]
        if len(self.open) == 1 and plain.lower() not in ("tbx", "martif"):
            raise self.refusal(_("not a TBX file: it begins with <{name}>").format(name=name))
        if self._words is not None:
            return
        if plain == "body":
            self.has_body = True
        if plain in _CONCEPT:
            if self._concept is not None:
                raise self.refusal(_("a concept inside another"))
            self._concept, self.weight = _Gathered(self.line), 0
        elif self._concept is None:
            if plain == "p":
                self._begin("p")
        elif plain in _LANGUAGE:
            self._tag = attributes.get("xml:lang") or attributes.get("lang")
            if not self._tag:
                raise self.refusal(_("<{name}> without xml:lang").format(name=name))
            self._concept.names.setdefault(self._tag, [])
        elif plain in _NAME:
            if self._tag is None:
                raise self.refusal(_("a term outside of a language"))
            self._name = Name("")
        elif plain == "term":
            if self._name is None:
                raise self.refusal(_("a term outside of a language"))
            self._begin(plain)
        elif plain in _META:
            if not attributes.get("type"):
                raise self.refusal(_("<{name}> without a type").format(name=name))
            self._begin(attributes["type"])
        elif plain == "note" or plain not in _GROUPS:
            self._begin(plain)

    def closed(self, name: str) -> None:
        """An element has ended."""
        plain = name.rpartition(":")[2]
        if self._words is not None:
            if len(self.open) < self._depth:
                text, self._words = "".join(self._words), None
                self._take(text if self._own else " ".join(text.split()))
        elif self._concept is None:
            return
        elif plain == "descripGrp":
            self._about = ""
        elif plain in _NAME and self._tag is not None and self._name is not None:
            self._finish_name(self._name)
        elif plain in _LANGUAGE:
            self._tag = None
        elif plain in _CONCEPT:
            self._finish(self._concept)

    def said(self, text: str) -> None:
        """Text; that of codes inside of it is layout."""
        if self._words is not None and not _CODES & {one.rpartition(":")[2] for one in self.open[self._depth :]}:
            self._words.append(text)

    def _begin(self, category: str) -> None:
        self._category, self._words, self._depth = category, [], len(self.open)

    def _take(self, text: str) -> None:
        """The text of an element, by its category and where it stands."""
        gathered = self._concept
        if gathered is None:
            self._own = self._own or text.startswith(tbx.OWN)
        elif not text.strip() or (self._category != "term" and not self._is_wanted):
            return
        elif self._category == "note":
            self._note(gathered, text)
        elif self._category in _STATUS:
            self._status(gathered, text)
        elif self._category == "partOfSpeech":
            self._part(gathered, text)
        elif self._category == "termType":
            self._type(text)
        elif self._category == "term" and self._name is not None:
            self._name = replace(self._name, text=text)
        elif self._category == "definition":
            self._describe()
            gathered.definitions.append((self._tag is None, text))
        elif self._category == "subjectField":
            gathered.domains.append(text)
        elif self._category == "source" and self._about in ("", "definition"):
            gathered.sources.append(text)
        else:
            self._describe()
            self._pass(self._category)

    def _pass(self, what: str) -> None:
        """Counts what there is no place for."""
        if self._is_wanted:
            self._tally.passed[what] += 1

    @property
    def _is_wanted(self) -> bool:
        """Whether we are in a language of ours, or outside of all."""
        return self._tag is None or locale(self._tag, self._known) is not None

    def _describe(self) -> None:
        """Remembers what a group is about: the source of a context is no source of the term."""
        if self.open[-1].rpartition(":")[2] == "descripGrp":
            self._about = self._category

    def _note(self, gathered: _Gathered, text: str) -> None:
        fact, said = tbx.read_note(text)
        if fact == tbx.TERM_TYPE:
            self._type(said)
        elif fact != "note":
            table.check(f"{self._path}:{self.line}", {fact: said})
            gathered.facts[fact] = said
        elif self._name is not None:
            self._name = replace(self._name, note="; ".join(filter(None, (self._name.note, said))))
        else:
            gathered.notes.append(said)

    def _status(self, gathered: _Gathered, text: str) -> None:
        status = tbx.status(text)
        if status is None:
            self._pass(f"{self._category}={text}")
        elif self._name is not None:
            self._name = replace(self._name, status=status)
        else:
            gathered.status = status

    def _part(self, gathered: _Gathered, text: str) -> None:
        part = tbx.part_of_speech(text)
        if part is None:
            self._pass(f"{self._category}={text}")
        elif self._name is not None:
            self._name = replace(self._name, pos=part or self._name.pos)
        else:
            gathered.pos = part

    def _type(self, text: str) -> None:
        kind = tbx.term_type(text)
        if kind is None or self._name is None:
            self._pass(f"{tbx.TERM_TYPE}={text}")
        elif kind == "short":
            self._name = replace(self._name, abbreviation=True)
        elif kind == "phrase":
            self._name = replace(self._name, pos=self._name.pos or "phrase")

    def _finish_name(self, name: Name) -> None:
        assert self._concept is not None
        assert self._tag is not None
        self._name = None
        if "|" in name.text:  # which parts spellings in a cell
            self._pass("term with |")
        elif name.text.strip():
            self._concept.names[self._tag].append(name)

    def _finish(self, gathered: _Gathered) -> None:
        self._concept = None
        names: dict[str, list[Name]] = {}
        for tag, own in gathered.names.items():
            if found := locale(tag, self._known):
                names.setdefault(found, []).extend(own)
            elif own:
                self._tally.languages[tag] += len(own)
        for number, own in enumerate(names.values()):
            own[:] = [replace(one, pos=one.pos or gathered.pos) for one in own]
            if number:  # the first language is what the others are the names of
                own[:] = [replace(one, status=one.status or gathered.status) for one in own]
        concept = Concept({one: tuple(own) for one, own in names.items()}, self._facts(gathered), gathered.line)
        found_rows = list(rows(concept))
        if not found_rows and (any(names.values()) or not any(gathered.names.values())):
            self._tally.incomplete.append(gathered.line)
        self._ready.extend(found_rows)

    def _facts(self, gathered: _Gathered) -> dict[str, str]:
        definitions = [text for _high, text in sorted(gathered.definitions, key=lambda one: not one[0])]
        self._tally.passed += Counter({"definition": len(definitions[1:])})
        said = {
            "note": _joined(gathered.notes), "domain": _joined(gathered.domains),
            "reference": _joined(gathered.sources), "definition": "".join(definitions[:1]),
        }  # fmt: skip
        return {name: text for name, text in {**said, **gathered.facts}.items() if text}


def _joined(texts: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(texts))
