"""Our mark in a Word file: a custom property (ECMA-376, 22.3), which Word, WPS and LibreOffice keep when they save.

It says which article in which language the file is of, so that it can come back under any name.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from transflow.interchange import parts

PROPERTY = "transflow"
_PART = "docProps/custom.xml"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # that of every custom property
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006"


@dataclass(frozen=True, slots=True)
class Mark:
    """The kind of file, the article and language it is of, and when it was written (ISO 8601)."""

    kind: str
    slug: str
    to: str
    at: str = ""


def marked(data: bytes, mark: Mark) -> bytes:
    """The Word file `data` (of our own writing, without custom properties) with `mark`."""
    value = escape(json.dumps(asdict(mark), ensure_ascii=False, separators=(",", ":")))
    properties = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{_NAMESPACE}/custom-properties" '
        f'xmlns:vt="{_NAMESPACE}/docPropsVTypes"><property fmtid="{_FMTID}" pid="2" name="{PROPERTY}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property></Properties>"
    )
    said = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/>'),
        "_rels/.rels": (
            "</Relationships>", f'<Relationship Id="rIdTransflow" Type="{_RELATION}" Target="{_PART}"/>'
        ),
    }  # fmt: skip
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename in said:
                end, more = said[info.filename]
                content = content.decode().replace(end, more + end).encode()
            new.writestr(info, content, ZIP_DEFLATED)
        new.writestr(_PART, properties)
    return made.getvalue()


def read(data: bytes, name: str) -> Mark | None:
    """The mark of the Word file `data`; None where it bears none. Raises ArticleError for a ZIP that means harm."""
    return of_parts(parts.opened(data, name), name)


def of_parts(opened: Mapping[str, bytes], name: str) -> Mark | None:
    """The same, of a file whose parts are `opened` already."""
    root = parts.part(opened, _PART, name)
    for one in parts.named(root, "property") if root is not None else ():
        if parts.value(one, "name") == PROPERTY:
            return _mark("".join(one.itertext()))
    return None


def _mark(text: str) -> Mark | None:
    """The mark that `text` is; None for what somebody else has written there."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    if not isinstance(value, dict) or not all(isinstance(value.get(key), str) for key in ("kind", "slug", "to")):
        return None
    return Mark(value["kind"], value["slug"], value["to"], str(value.get("at", "")))
