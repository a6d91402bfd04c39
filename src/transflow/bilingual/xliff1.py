"""Writing XLIFF 1.2 (OASIS Standard, 1 February 2008), valid against its strict schema.

A block of the article is a `<group>`, a segment a `<trans-unit>` whose id is ours; `extradata` says what went out. A
sentence that stands in the article again is there too, and is not to be translated: its number follows the id. The
target of what is untranslated is the source: OmegaT (3.6 to 6) shows nothing of a unit whose target is empty.
"""

from collections.abc import Mapping, Sequence

from transflow import __version__, language
from transflow.article import Role
from transflow.bilingual import codes
from transflow.bilingual.parcel import Parcel, Piece, notes
from transflow.handback import Sent
from transflow.interchange import xml
from transflow.segment import Segment, Status

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
OWN = "transflow"  # the notes from here
CHARACTER = "x-char-"  # the ctype of an `<x>` that stands for a character which XML cannot hold (its number, in hex)
_TYPES = {"b": "bold", "i": "italic", "a": "link", "br": "lb", "img": "image"}
_STATES: Mapping[Status, str] = {
    Status.UNTRANSLATED: "needs-translation", Status.MACHINE: "needs-review-translation",
    Status.STALE: "needs-adaptation", Status.RETURNED: "needs-translation", Status.TRANSLATED: "translated",
    Status.APPROVED: "signed-off",
}  # fmt: skip


def document(parcel: Parcel) -> bytes:
    """The whole file."""
    body = "".join(_group(parcel, block, pieces) for block, pieces in parcel.blocks())
    tool = f'<tool tool-id="{OWN}" tool-name="{OWN}" tool-version={xml.value(__version__)}/>'
    note = f'<note from="{OWN}">{xml.plain(f"{parcel.title} · {parcel.version} · {parcel.day}")}</note>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{NAMESPACE}">\n'
        f"<file original={xml.value(parcel.path)} source-language={xml.value(language.bcp47(parcel.source))}"
        f" target-language={xml.value(language.bcp47(parcel.target))} datatype=\"x-markdown\" tool-id=\"{OWN}\""
        f" date={xml.value(parcel.at)} product-name={xml.value(parcel.newsroom)} xml:space=\"preserve\">\n"
        f"<header>{tool}{note}</header>\n<body>\n{body}</body>\n</file>\n</xliff>\n"
    ).encode()  # fmt: skip


def _group(parcel: Parcel, block: int, pieces: Sequence[Piece]) -> str:
    units = "".join(_unit(parcel, number, piece) for number, piece in enumerate(pieces, 1))
    return f'<group id="b{block}" restype="x-{pieces[0].segment.kind.value}">\n{units}</group>\n'


def _unit(parcel: Parcel, number: int, piece: Piece) -> str:
    segment = piece.segment
    ident = f"{segment.id}-b{piece.block}-{number}" if piece.again else segment.id
    facts = "" if piece.again else f' extradata="{OWN} {Sent.of(segment)}"'
    facts += ' translate="no"' if piece.fixed else ""
    facts += ' approved="yes"' if segment.status is Status.APPROVED else ""
    source = f"<source xml:lang={xml.value(language.bcp47(parcel.source))}>{_inline(segment.source)}</source>"
    text = segment.source if segment.status is Status.UNTRANSLATED else segment.target
    target = f"<target xml:lang={xml.value(language.bcp47(parcel.target))}{_state(segment)}>{_inline(text)}</target>"
    said = [] if piece.again else [*notes(segment), *piece.findings]
    told = "".join(f'<note from="{OWN}">{xml.plain(one)}</note>' for one in said)
    return f'<trans-unit id="{ident}"{facts}>\n{source}\n{target}\n{told}</trans-unit>\n'


def _state(segment: Segment) -> str:
    """The state of a target, and where a machine's text is from."""
    kind, _colon, score = (segment.origin or "").partition(":")
    qualifier = ""
    if segment.status is Status.MACHINE and kind == "memory":
        qualifier = "exact-match" if score.isdecimal() and int(score) >= 100 else "fuzzy-match"
    elif segment.status is Status.MACHINE and kind == "engine":
        qualifier = "mt-suggestion"
    return f' state="{_STATES[segment.status]}"' + (f' state-qualifier="{qualifier}"' if qualifier else "")


def _inline(text: str) -> str:
    made: list[str] = []
    for token in codes.tokens(text):
        if token.barred:
            made.append(f'<x id="c{len(made)}" ctype="{CHARACTER}{ord(token.text):x}"/>')
        elif token.role is Role.TEXT:
            made.append(xml.plain(token.text))
        elif token.paired and token.role is Role.CLOSE:
            made.append("</g>")
        else:
            made.append(_code(token))
    return "".join(made)


def _code(token: codes.Token) -> str:
    ident = token.text if token.number == 1 else f"{token.text}-{token.number}"
    kind = codes.letters(token.text)
    facts = f' id="{ident}" equiv-text={xml.value(token.tag)}'
    if token.role is Role.CLOSE:
        return f"<ex{facts}/>"
    facts += f' ctype="{_TYPES.get(kind, f"x-{kind}")}"'
    return f"<g{facts}>" if token.paired else f"<x{facts}/>" if token.role is Role.VOID else f"<bx{facts}/>"
