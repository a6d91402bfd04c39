"""Writing TMX 1.4b as its DTD wants it and OmegaT reads it.

Our inline tags are written as plain text (`&lt;b1&gt;`), as OmegaT writes its own: it works on our PO files, where they
are plain text too, and finds the match. A character that XML cannot hold is a `<ph>` that names its number.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from transflow import __version__, language
from transflow.interchange import xml
from transflow.memory.codes import CHARACTER
from transflow.memory.entry import Entry
from transflow.memory.tmx import FILE, OWN, PENALTY

TAIL = b"</body>\n</tmx>\n"


def document(
    entries: Iterable[Entry], source_locale: str, segmentation: str, about: Mapping[str, str]
) -> Iterator[bytes]:
    """A whole file, piece by piece. `segmentation` is "sentence" or "paragraph", `about` the header's props."""
    yield head(source_locale, segmentation, about)
    for entry in entries:
        yield unit(entry)
    yield TAIL


def head(source_locale: str, segmentation: str, about: Mapping[str, str]) -> bytes:
    """What stands before the units."""
    props = "".join(f"<prop type={xml.value(name)}>{xml.plain(text)}</prop>\n" for name, text in about.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="{OWN}" creationtoolversion={xml.value(__version__)} segtype={xml.value(segmentation)}'
        f' o-tmf="PO" adminlang="en" srclang={xml.value(language.bcp47(source_locale))} datatype="plaintext">\n'
        f"{props}</header>\n<body>\n"
    ).encode()


def unit(entry: Entry) -> bytes:
    """One `<tu>`."""
    facts = {
        "changedate": _stamp(entry.at), "changeid": entry.by,
        "srclang": language.bcp47(entry.written_in) if entry.written_in else None,
    }  # fmt: skip
    attributes = "".join(f" {name}={xml.value(text)}" for name, text in facts.items() if text)
    before = entry.before if entry.before and not xml.BARRED.search(entry.before) else None
    penalty = str(entry.penalty) if entry.penalty else None
    props = "".join(
        f'<prop type="{name}">{xml.plain(text)}</prop>'
        for name, text in ((FILE, entry.file), ("x-context-pre", before), (PENALTY, penalty))
        if text
    )
    return (
        f"<tu{attributes}>{props}\n{_variant(entry.source_locale, entry.source)}\n"
        f"{_variant(entry.target_locale, entry.target)}\n</tu>\n"
    ).encode()


def _variant(locale: str, text: str) -> str:
    return f"<tuv xml:lang={xml.value(language.bcp47(locale))}><seg>{_segment(text)}</seg></tuv>"


def _segment(text: str) -> str:
    return xml.BARRED.sub(lambda found: f'<ph type="{CHARACTER}{ord(found[0]):x}"/>', text.translate(xml.TEXT))


def _stamp(at: str | None) -> str | None:
    """ISO 8601 as a TMX date; None for anything else."""
    try:
        moment = datetime.fromisoformat(at or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
