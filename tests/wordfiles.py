"""Word files made for tests: by python-docx, and by hand where it has no word for something."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from PIL import Image

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ALL = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    """A picture of one colour."""
    out = BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, **options)
    return out.getvalue()


def saved(document: Document) -> bytes:
    """The bytes of a python-docx document."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def word(*paragraphs: str, body: str = "") -> bytes:
    """A Word file with some paragraphs, and `body`, the XML of others."""
    document = Document()
    document.core_properties.author = ""
    for text in paragraphs:
        document.add_paragraph(text)
    for xml in filter(None, body.split("\n")):
        document.element.body.insert(len(document.element.body) - 1, parse_xml(xml.replace(">", f" {_ALL}>", 1)))
    return saved(document)


def repacked(data: bytes, change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> bytes:
    """A Word file with its parts changed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in change(parts).items():
            archive.writestr(name, content)
    return out.getvalue()


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A Word file with some bytes of one part replaced."""

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        assert old in parts[part]
        return {**parts, part: parts[part].replace(old, new, 1)}

    return repacked(data, change)
