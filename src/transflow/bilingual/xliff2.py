"""Writing XLIFF 2.1 (OASIS Standard, 13 February 2018), valid against the schema of its core.

A block of the article is a `<unit>`, a sentence a `<segment>` whose id is ours, and what stands between two sentences
an `<ignorable>`; so is one that is left out, or was translated before. Tools are asked not to cut segments anew. What
went out is told by the metadata module: one `<mda:meta>` a segment.
"""

from collections.abc import Iterator, Mapping, Sequence

from transflow import language
from transflow.article import Role
from transflow.bilingual import codes
from transflow.bilingual.parcel import Parcel, Piece, notes
from transflow.handback import Sent
from transflow.interchange import xml
from transflow.interchange.xml import BARRED
from transflow.segment import Status

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # that of all 2.x
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
OWN = "transflow"
# By kind of tag: type and subType of the codes (5.1.1 and 5.1.2 of the standard; `x-` values need a prefix of ours).
_TYPES = {
    "b": ("fmt", "xlf:b"), "i": ("fmt", "xlf:i"), "br": ("fmt", "xlf:lb"), "s": ("fmt", f"{OWN}:s"),
    "a": ("link", f"{OWN}:a"), "url": ("link", f"{OWN}:url"), "img": ("image", f"{OWN}:img"),
}  # fmt: skip
_STATES: Mapping[Status, str] = {Status.TRANSLATED: "translated", Status.APPROVED: "final"}


def document(parcel: Parcel) -> bytes:
    """The whole file."""
    told = _metadata("file", [("version", parcel.version), ("at", parcel.at), ("newsroom", parcel.newsroom)])
    units = "".join(_Unit(block, pieces).text() for block, pieces in parcel.blocks())
    if not units:  # a file holds one unit at least; this article has nothing to translate
        units = '<unit id="b0" translate="no"><segment><source/></segment></unit>\n'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="2.1" xmlns="{NAMESPACE}" xmlns:mda="{METADATA}"'
        f" srcLang={xml.value(language.bcp47(parcel.source))} trgLang={xml.value(language.bcp47(parcel.target))}>\n"
        f'<file id="f1" original={xml.value(parcel.path)} canResegment="no" xml:space="preserve">\n{told}\n'
        f"{units}</file>\n</xliff>\n"
    ).encode()


def _metadata(what: str, values: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f"<mda:meta type={xml.value(name)}>{xml.plain(value)}</mda:meta>" for name, value in values)
    return f'<mda:metadata><mda:metaGroup category="{OWN}:{what}">{rows}</mda:metaGroup></mda:metadata>'


class _Unit:
    """One block while it is written; `data` are the raw texts of its codes, by their ids."""

    def __init__(self, block: int, pieces: Sequence[Piece]) -> None:
        self.block, self.pieces = block, pieces
        self.data: dict[str, str] = {}

    def text(self) -> str:
        """The `<unit>`."""
        asked = [piece for piece in self.pieces if not piece.fixed]
        body = "".join(self._body(bool(asked)))
        sent = [
            (piece.segment.id, str(Sent.of(piece.segment)))
            for piece in self.pieces
            if not piece.again and not (piece.fixed and asked)
        ]
        said = "".join(
            f'<note id="n{number}" category="{OWN}" appliesTo="target">{xml.plain(note)}</note>'
            for number, note in enumerate(self._notes(), 1)
        )
        data = "".join(f'<data id="{ident}">{_points(raw)}</data>' for raw, ident in self.data.items())
        return (
            f'<unit id="b{self.block}" type="{OWN}:{self.pieces[0].segment.kind.value}"'
            + ("" if asked else ' translate="no"')
            + ">\n"
            + (f"{_metadata('sent', sent)}\n" if sent else "")
            + (f"<notes>{said}</notes>\n" if said else "")
            + (f"<originalData>{data}</originalData>\n" if data else "")
            + f"{body}</unit>\n"
        )

    def _notes(self) -> Iterator[str]:
        """What is said of each segment; in a unit of several, beginning with its id."""
        for piece in self.pieces:
            for note in [] if piece.again else [*notes(piece.segment), *piece.findings]:
                yield f"{piece.segment.id}: {note}" if len(self.pieces) > 1 else note

    def _body(self, several: bool) -> Iterator[str]:
        for number, piece in enumerate(self.pieces, 1):
            segment = piece.segment
            if piece.gap:
                yield f"<ignorable><source>{_points(piece.gap)}</source></ignorable>\n"
            both = f"<source>{self._inline(segment.source, number, piece.codes)}</source>"
            if segment.target:
                both += f"<target>{self._inline(segment.target, number, piece.codes)}</target>"
            if piece.fixed and several:
                yield f"<ignorable>{both}</ignorable>\n"
            else:
                ident = f"{segment.id}-{self.block}" if piece.again else segment.id
                yield f'<segment id="{ident}"{_state(segment.status)}>{both}</segment>\n'

    def _inline(self, text: str, number: int, raw: Mapping[str, tuple[str, str]]) -> str:
        """The text of the `number`th segment; `raw` is what its codes stand for."""
        made = []
        for token in codes.tokens(text):
            if token.role is Role.TEXT:
                made.append(_points(token.text))
            elif token.paired and token.role is Role.CLOSE:
                made.append("</pc>")
            else:
                made.append(self._code(token, number, raw.get(token.text, (token.tag, token.tag))))
        return "".join(made)

    def _code(self, token: codes.Token, number: int, raw: tuple[str, str]) -> str:
        ident = f"{token.text}-{number}" + (f"-{token.number}" if token.number > 1 else "")
        kind, sub = _TYPES.get(codes.letters(token.text), ("other", f"{OWN}:{codes.letters(token.text)}"))
        facts = f' id="{ident}" type="{kind}" subType="{sub}"'
        if token.paired:
            shown = f" dispStart={xml.value(token.tag)} dispEnd={xml.value(f'</{token.text}>')}"
            return f'<pc{facts}{shown} dataRefStart="{self._ref(raw[0])}" dataRefEnd="{self._ref(raw[1])}">'
        end = token.role is Role.CLOSE
        facts += f' disp={xml.value(token.tag)} dataRef="{self._ref(raw[end])}"'
        if token.role is Role.VOID:
            return f"<ph{facts}/>"
        return f'<ec{facts} isolated="yes"/>' if end else f'<sc{facts} isolated="yes"/>'

    def _ref(self, raw: str) -> str:
        return self.data.setdefault(raw, f"d{len(self.data) + 1}")


def _state(status: Status) -> str:
    state = _STATES.get(status, "initial")
    return f' state="{state}"' + (f' subState="{OWN}:{status.value}"' if state == "initial" else "")


def _points(text: str) -> str:
    """Text, with `<cp>` for each character that XML cannot hold."""
    start, made = 0, []
    for found in BARRED.finditer(text):
        made += [xml.plain(text[start : found.start()]), f'<cp hex="{ord(found[0]):04x}"/>']
        start = found.end()
    return "".join((*made, xml.plain(text[start:])))
