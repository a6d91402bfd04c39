"""Writing TBX (ISO 30042:2019) in its dialects Basic and Min, data categories as attributes ("DCA" style).

The levels and values are those of the dialects' module descriptions (github.com/LTAC-Global: TBX_basic_module,
TBX_min_module): a subject field stands on the concept, a definition too (Min has none), a status and a part of speech
on a term. What a dialect has no category for is a note (`tbx`).
"""

from collections.abc import Iterator, Mapping, Sequence

from transflow import __version__, language
from transflow.interchange.xml import BARRED, plain, value
from transflow.terms.concept import Concept, Name, concepts
from transflow.terms.row import Row, cells
from transflow.terms.tbx import NAMESPACE, OWN, TERM_TYPE, WRITTEN, noted, written_note

DIALECTS = ("basic", "min")
_TITLES = {"basic": "TBX-Basic", "min": "TBX-Min"}
_FACTS = {  # of the concept: the element that says it, and in which dialects
    "domain": ('<descrip type="subjectField">{}</descrip>', DIALECTS),
    "definition": ('<descrip type="definition">{}</descrip>', ("basic",)),
    "reference": ('<admin type="source">{}</admin>', ("basic",)),
}


def document(rows: Sequence[Row], order: Sequence[str], dialect: str, about: str) -> Iterator[bytes]:
    """A whole file, piece by piece: `rows` with their languages in `order`, in one of `DIALECTS`. `about` says whose
    termbase it is. Lines without a name are left out; a file must have at least one that has (the dialects' rule)."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<tbx type="{_TITLES[dialect]}" style="dca" xml:lang={value(language.bcp47(order[0]))} xmlns="{NAMESPACE}">\n'
        "<tbxHeader>\n<fileDesc>\n<sourceDesc>\n"
        f"<p>{plain(f'{OWN}{__version__}: {about}')}</p>\n</sourceDesc>\n</fileDesc>\n</tbxHeader>\n<text>\n<body>\n"
    ).encode()
    for number, concept in enumerate(concepts(rows, order), start=1):
        yield "\n".join(_concept(concept, number, dialect)).encode() + b"\n"
    yield b"</body>\n</text>\n</tbx>\n"


def is_bent(row: Row) -> bool:
    """Whether XML cannot hold `row` as it is (control characters become U+FFFD)."""
    return any(BARRED.search(text) for text in cells(row).values())


def _concept(concept: Concept, number: int, dialect: str) -> Iterator[str]:
    yield f'<conceptEntry id="c{number}">'
    yield from _facts(concept.facts, dialect)
    for locale, names in concept.names.items():
        yield f"<langSec xml:lang={value(language.bcp47(locale))}>"
        for name in names:
            yield from _name(name, dialect)
        yield "</langSec>"
    yield "</conceptEntry>"


def _facts(facts: Mapping[str, str], dialect: str) -> Iterator[str]:
    for fact, (element, dialects) in _FACTS.items():
        if facts.get(fact) and dialect in dialects:
            yield element.format(plain(facts[fact]))
    for fact, text in facts.items():
        if fact == "note":
            yield f"<note>{plain(written_note(text))}</note>"
        elif (fact, text) != ("kind", "term") and dialect not in _FACTS.get(fact, ("", ()))[1]:
            yield f"<note>{plain(noted(fact, text))}</note>"


def _name(name: Name, dialect: str) -> Iterator[str]:
    kind = "abbreviation" if name.abbreviation else "phrase" if name.pos == "phrase" else ""
    yield f"<termSec>\n<term>{plain(name.text)}</term>"
    if name.pos:
        yield f'<termNote type="partOfSpeech">{"other" if name.pos == "phrase" else name.pos}</termNote>'
    if name.status:
        yield f'<termNote type="administrativeStatus">{WRITTEN[name.status]}</termNote>'
    if kind and dialect == "basic":
        yield f'<termNote type="{TERM_TYPE}">{kind}</termNote>'
    elif kind:
        yield f"<note>{noted(TERM_TYPE, kind)}</note>"
    if name.note:
        yield f"<note>{plain(written_note(name.note))}</note>"
    yield "</termSec>"
