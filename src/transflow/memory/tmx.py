"""Reading TMX 1.4b (Translation Memory eXchange), one unit at a time, without trusting the file.

Entity declarations are refused (a "billion laughs" file grows without end in memory), and so are references that
only an outside file could resolve; the DTD that a DOCTYPE names is never fetched.
"""

import re
from collections.abc import Iterator
from xml.parsers import expat

from transflow import language
from transflow.errors import LanguageError, MemoryFileError
from transflow.interface import gettext as _
from transflow.memory.matching import Unit

_CHUNK = 1 << 16
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})  # what they hold is the markup of another tool, not text
_BEFORE = frozenset({"prev", "x-context-pre"})  # the text before: OmegaT's name, and the one most others write
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


def read_tmx(data: bytes, path: str, source_locale: str, target_locale: str) -> Iterator[Unit]:
    """The units of a TMX file in one pair of languages, whichever of the two was its source.

    Language tags are compared as `transflow.language` does: `en-GB` serves `en`, `zh-Hans` is `zh_CN`, `zh-TW` is
    not. Inline codes are left out, the text inside `hi` is kept. Raises MemoryFileError (`path:line`) for a file that
    is not well-formed TMX or declares entities; what was read before that line has been handed out already.
    """
    reader = _Reader(path, source_locale, target_locale)
    parser = reader.parser
    for start in range(0, len(data) or 1, _CHUNK):
        try:
            parser.Parse(data[start : start + _CHUNK], start + _CHUNK >= len(data))
        except expat.ExpatError as error:
            raise MemoryFileError(
                f"{path}:{error.lineno}",
                _("not valid XML: {problem}").format(problem=expat.errors.messages.get(error.code, "?")),
                remedy=_("export the memory again from the tool that wrote it"),
            ) from error
        except (LookupError, ValueError) as error:  # an encoding that Python does not know, or that it cannot map
            raise MemoryFileError(
                path, _("written in an unknown encoding"), remedy=_("save the file as UTF-8")
            ) from error
        yield from reader.taken()


class _Reader:
    """The state of one reading: which element we are in, and what has been gathered of the present unit."""

    def __init__(self, path: str, source_locale: str, target_locale: str) -> None:
        self.path, self.source_locale, self.target_locale = path, source_locale, target_locale
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.ExternalEntityRefHandler = self._outside
        self.parser.SkippedEntityHandler = self._outside
        self._ready: list[Unit] = []
        self._open: list[str] = []
        self._words: list[str] | None = None  # of the seg or prop being read
        self._codes = 0  # how deep inside inline codes
        self._unit: dict[str, str] = {}  # attributes of the tu
        self._variants: list[tuple[str, str, dict[str, str]]] = []  # (locale, text, attributes) of each tuv
        self._variant: dict[str, str] = {}
        self._before: str | None = None
        self._prop = ""

    def taken(self) -> list[Unit]:
        """The units finished since the last call."""
        ready, self._ready = self._ready, []
        return ready

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open and name != "tmx":
            raise self._refusal(_("not a TMX file: it begins with <{name}>").format(name=name))
        self._open.append(name)
        if name == "tu":
            self._unit, self._variants, self._before = attributes, [], None
        elif name == "tuv":
            self._variant = attributes
        elif name == "seg":
            self._words, self._codes = [], 0
        elif name == "prop" and self._words is None:
            self._words, self._prop = [], attributes.get("type", "").lower()
        elif name in _CODES:
            self._codes += 1

    def _end(self, name: str) -> None:
        self._open.pop()
        if name in _CODES:
            self._codes -= 1
        elif name == "prop" and "seg" not in self._open:
            if self._prop in _BEFORE:
                self._before = "".join(self._words or ()).strip() or None
            self._words = None
        elif name == "seg":
            locale = _locale(self._variant)
            if locale:
                self._variants.append((locale, "".join(self._words or ()).strip(), self._variant))
            self._words = None
        elif name == "tu":
            self._finish()

    def _text(self, text: str) -> None:
        if self._words is not None and not self._codes:
            self._words.append(text)

    def _finish(self) -> None:
        sources = [text for locale, text, _a in self._variants if _serves(locale, self.source_locale)]
        targets = [(text, own) for locale, text, own in self._variants if _serves(locale, self.target_locale)]
        for source in sources[:1]:
            for target, own in targets:
                if source and target:
                    facts = {**self._unit, **own}
                    by = facts.get("changeid") or facts.get("creationid")
                    at = _stamp(facts.get("changedate") or facts.get("creationdate") or "")
                    self._ready.append(Unit(source, target, self.path, by, at, False, self._before))

    def _entity(self, *_declaration: object) -> None:
        raise self._refusal(_("it declares entities, which no translation memory needs"))

    def _outside(self, *_reference: object) -> int:
        raise self._refusal(_("it refers to an entity that it does not hold"))

    def _refusal(self, problem: str) -> MemoryFileError:
        where = f"{self.path}:{self.parser.CurrentLineNumber}"
        return MemoryFileError(where, problem, remedy=_("export the memory again as TMX 1.4"))


def _locale(attributes: dict[str, str]) -> str | None:
    """The language of a tuv; None where it has none that we know (its other languages may still be of use)."""
    try:
        return language.parse(attributes.get("xml:lang") or attributes.get("lang") or "")
    except LanguageError:
        return None


def _serves(locale: str, wanted: str) -> bool:
    """Whether a text in `locale` is one in `wanted`: the scripts of Chinese are kept apart, varieties are not."""
    return locale == wanted or (not language.is_chinese(locale) and language.base(locale) == language.base(wanted))


def _stamp(text: str) -> str | None:
    """A TMX date (`20261123T102000Z`) as ISO 8601; None for anything else."""
    found = _STAMP.fullmatch(text.strip())
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else None
