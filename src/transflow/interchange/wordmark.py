"""Our mark in a Word file: a custom property (ECMA-376, 22.3), which Word, WPS and LibreOffice keep when they save.

It says which article in which language the file is of, so that it can come back under any name, and what went out of
each segment, so that what was changed in the file can be told from what was changed here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from transflow.handback import Sent
from transflow.interchange import parts
from transflow.interchange.xml import plain

PROPERTY = "transflow"
_PART = "docProps/custom.xml"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # that of every custom property
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_ROW = 11  # segments in a property: programs let one have 255 characters
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006"


@dataclass(frozen=True, slots=True)
class Mark:
    """The kind of file, the article and language it is of, when it was written (ISO 8601), and what went out of each
    segment."""

    kind: str
    slug: str
    to: str
    at: str = ""
    sent: tuple[Sent, ...] = ()


def marked(data: bytes, mark: Mark) -> bytes:
    """The Word file `data` (of our own writing, without custom properties) with `mark`."""
    head = json.dumps({"kind": mark.kind, "slug": mark.slug, "to": mark.to, "at": mark.at}, ensure_ascii=False)
    rows = [head, *(" ".join(map(str, mark.sent[at : at + _ROW])) for at in range(0, len(mark.sent), _ROW))]
    made = "".join(
        f'<property fmtid="{_FMTID}" pid="{number + 2}" name="{PROPERTY}{number or ""}">'
        f"<vt:lpwstr>{plain(row)}</vt:lpwstr></property>"
        for number, row in enumerate(rows)
    )
    properties = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{_NAMESPACE}/custom-properties" '
        f'xmlns:vt="{_NAMESPACE}/docPropsVTypes">{made}</Properties>'
    )
    said = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/>'),
        "_rels/.rels": (
            "</Relationships>", f'<Relationship Id="rIdTransflow" Type="{_RELATION}" Target="{_PART}"/>'
        ),
    }  # fmt: skip
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename in said:
                end, more = said[info.filename]
                content = content.decode().replace(end, more + end).encode()
            new.writestr(info, content, ZIP_DEFLATED)
        new.writestr(_PART, properties)
    return out.getvalue()


def read(data: bytes, name: str) -> Mark | None:
    """The mark of the Word file `data`; None where it bears none. Raises ArticleError for a ZIP that means harm."""
    return of_parts(parts.opened(data, name), name)


def of_parts(opened: Mapping[str, bytes], name: str) -> Mark | None:
    """The same, of a file whose parts are `opened` already."""
    root = parts.part(opened, _PART, name)
    values = {
        parts.value(one, "name"): "".join(one.itertext())
        for one in (parts.named(root, "property") if root is not None else ())
        if parts.value(one, "name").startswith(PROPERTY)
    }
    head = _head(values.pop(PROPERTY, ""))
    if head is None:
        return None
    sent = [Sent.parse(token) for row in values.values() for token in row.split()]
    return Mark(head["kind"], head["slug"], head["to"], str(head.get("at", "")), tuple(one for one in sent if one))


def _head(text: str) -> dict[str, str] | None:
    """The first property of a mark; None for what somebody else has written there."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    good = isinstance(value, dict) and all(isinstance(value.get(key), str) for key in ("kind", "slug", "to"))
    return value if good else None
