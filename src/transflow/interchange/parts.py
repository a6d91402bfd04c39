"""The parts of a Word file (a ZIP of XML), opened without trust, and XML without trust.

A ZIP says how large its parts are and may lie: each is read up to a bound. No name in it is ever a name on disk.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any

import lxml.etree

from transflow.errors import ArticleError
from transflow.interface import gettext as _

XML_LIMIT = 24_000_000  # bytes of one part: the text of 1,000 pages has about half
TOTAL_LIMIT = 400_000_000  # bytes of all parts together
_PARTS = 4_000
_OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\\|[\0-\x1f]")


def opened(data: bytes, name: str) -> Mapping[str, bytes]:
    """The parts of the ZIP `data`, by name. Raises ArticleError, naming the file, for one that is damaged, protected,
    larger than it may be, or holds names that lead out of it or macros."""
    again = _("get the file once more, or open it in Word and save it as a new .docx")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = [one for one in archive.infolist() if not one.is_dir()]
            _judge(infos, name, again)
            parts = {one.filename: _part(archive, one, name) for one in infos}
    # What `zipfile` lets out of a damaged or foreign file: its own errors, zlib's, an end too soon, a compression that
    # it does not know (NotImplementedError), a seek before the beginning (OSError, ValueError).
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise ArticleError(
            name, _("the file is damaged or breaks off ({problem})").format(problem=error), remedy=again
        ) from error
    types = parts.get("[Content_Types].xml", b"")
    if any(one.lower().endswith("vbaproject.bin") for one in parts) or b"macroEnabled" in types:
        raise ArticleError(
            name, _("the file holds macros, which are programs"),
            remedy=_("open it in Word or WPS and save it as a Word document (.docx)"),
        )  # fmt: skip
    return MappingProxyType(parts)


def _judge(infos: list[zipfile.ZipInfo], name: str, again: str) -> None:
    total = sum(one.file_size for one in infos)
    if total > TOTAL_LIMIT or len(infos) > _PARTS:
        raise ArticleError(
            name, _("unpacked it would be {size} bytes in {n} parts, more than a document has").format(
                size=total, n=len(infos)),
            remedy=_("do not open it, and ask the sender what it is"),
        )  # fmt: skip
    for one in infos:
        if one.flag_bits & 1:
            raise ArticleError(
                name, _("the file is protected by a password"),
                remedy=_("open it in Word, take the password out, and save it"),
            )  # fmt: skip
        if _OUTSIDE.search(one.filename):
            raise ArticleError(
                name, _("it holds a part whose name leads out of it: {part}").format(part=repr(one.filename)),
                remedy=_("do not open it, and ask the sender what it is"),
            )  # fmt: skip
    names = [one.filename for one in infos]
    if len(set(names)) < len(names):
        raise ArticleError(name, _("the file is damaged or breaks off ({problem})").format(
            problem=_("a part is there twice")), remedy=again)  # fmt: skip


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    limit = XML_LIMIT if info.filename.lower().endswith((".xml", ".rels")) else TOTAL_LIMIT
    with archive.open(info) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ArticleError(
            name, _("its part {part} has more than {limit} bytes, more than any article").format(
                part=info.filename, limit=limit),
            remedy=_("take out what is not text, or make several articles of it"),
        )  # fmt: skip
    return data


def xml(data: bytes, name: str) -> Any:
    """The root of the XML `data`, of the file `name`. Raises ArticleError for entity declarations, which may grow
    without end in memory or name other files, and for what is not well-formed."""
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise ArticleError(
            name, _("it declares entities, which no file of this kind needs"),
            remedy=_("do not open it, and ask the sender what it is"),
        )  # fmt: skip
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return lxml.etree.fromstring(data, parser)
    except lxml.etree.XMLSyntaxError as error:
        raise ArticleError(
            name, _("not valid XML: {problem}").format(problem=error.msg),
            remedy=_("get the file once more, or have the program that wrote it write it anew"),
        ) from error  # fmt: skip


def part(parts: Mapping[str, bytes], called: str, name: str) -> Any:
    """The root of the XML part `called` of the file `name`; None where there is none. Raises ArticleError as `xml`."""
    return xml(parts[called], f"{name} ({called})") if called in parts else None


def local(element: Any) -> str:
    """The name of `element` without its namespace; "" for what is no element. Word writes two sets of namespaces."""
    return lxml.etree.QName(element).localname if isinstance(element.tag, str) else ""


def named(root: Any, *names: str) -> Iterator[Any]:
    """The elements below `root` called one of `names`, in order; safe against changes while going through them."""
    yield from [one for one in root.iter() if local(one) in names]


def value(element: Any, attribute: str) -> str:
    """An attribute of `element` in whatever namespace; "" where there is none, or no element."""
    if element is None:
        return ""
    return next((text for key, text in element.attrib.items() if lxml.etree.QName(key).localname == attribute), "")


def child(element: Any, *path: str) -> Any:
    """The first element at `path` below `element`; None where there is none."""
    for step in path:
        element = next((one for one in element if local(one) == step), None) if element is not None else None
    return element


def namespace(element: Any) -> str:
    """The namespace in which `element` stands."""
    return lxml.etree.QName(element).namespace or ""
