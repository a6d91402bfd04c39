"""Pictures: what they are by their bytes, without the place where they were taken, no larger than a page shows.

What reads pixels (Pillow) is imported when a picture must really be opened.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from transflow.errors import ArticleError
from transflow.interface import gettext as _
from transflow.pictures import metadata

LIMIT = 50_000_000  # bytes
PIXELS = 89_000_000  # what Pillow opens without a warning; a small file may claim more and fill the memory

_SCALED = "transflow.pictures.scaling:scaled"
_CONVERTED = "transflow.pictures.scaling:converted"
_SIZE = "transflow.pictures.scaling:size"
_PROPORTIONS = "transflow.pictures.scaling:proportions"
_EXIF = "transflow.pictures.scaling:reduced_exif"

_MAGIC = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"), (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"), (re.compile(rb"....ftyp(?:avif|avis)", re.DOTALL), "avif"),
    (re.compile(rb"(?:II\*\0|MM\0\*)"), "tiff"), (re.compile(rb"BM....\0\0\0\0", re.DOTALL), "bmp"),
    (re.compile(rb"\x01\0\0\0.{36} EMF", re.DOTALL), "emf"), (re.compile(rb"\xd7\xcd\xc6\x9a|\x01\0\x09\0"), "wmf"),
    (re.compile(rb"....ftyp(?:heic|heix|mif1|msf1)", re.DOTALL), "heic"),
    (re.compile(
        rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b", re.DOTALL
    ), "svg"),
)  # fmt: skip
_SHOWN = ("png", "jpg", "gif", "webp", "avif", "svg")  # what browsers show
_CONVERTIBLE = ("tiff", "bmp")
_ACTIVE = re.compile(
    rb"<script|<foreignObject|<!ENTITY|\son\w+\s*=|javascript:|@import|(?:href|src)\s*=\s*[\"']\s*(?:https?:)?//|url\(\s*[\"']?\s*(?:https?:)?//",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture as it is kept: its bytes, the suffix of its kind, and whether its place or its kind was changed."""

    data: bytes
    suffix: str
    located: bool = False
    converted: str = ""


def _load(name: str) -> Callable[..., Any]:
    module, function = name.split(":")
    loaded: Callable[..., Any] = getattr(import_module(module), function)
    return loaded


def kind(data: bytes) -> str | None:
    """What a picture is by its bytes: `png`, `jpg`, `gif`, …; None for what is no picture."""
    head = data[:2000]
    return next((name for pattern, name in _MAGIC if pattern.match(head)), None)


def taken(data: bytes, name: str) -> Taken:
    """The picture `data` as it is taken in: without the place where it was taken, BMP and TIFF as PNG, pixel for pixel.

    Raises ArticleError, naming `name`, for what is no picture, cannot be shown in a browser, is larger than it may be,
    damaged, or a program (SVG).
    """
    found = kind(data)
    if found is None:
        raise ArticleError(
            name, _("this is no picture"), remedy=_("look at the file; PNG, JPEG, GIF, WebP, AVIF and SVG are shown")
        )
    if len(data) > LIMIT:
        raise ArticleError(
            name, _("the picture has {size} bytes, more than {limit}").format(size=len(data), limit=LIMIT),
            remedy=_("save it smaller"),
        )  # fmt: skip
    if found not in _SHOWN + _CONVERTIBLE:
        raise ArticleError(
            name, _("no browser shows a picture of this kind ({kind})").format(kind=found.upper()),
            remedy=_("save it as PNG or JPEG"),
        )  # fmt: skip
    if found == "svg":
        if _ACTIVE.search(data.replace(b"\0", b"")):
            raise ArticleError(
                name, _("the drawing holds a program or calls another site"), remedy=_("save it as PNG or JPEG")
            )
        return Taken(data, found)
    width, height = _load(_SIZE)(data, name)
    if width * height > PIXELS:
        raise ArticleError(
            name, _("the picture has {width} × {height} pixels, more than any screen").format(
                width=width, height=height),
            remedy=_("save it smaller"),
        )  # fmt: skip
    if found in _CONVERTIBLE:
        return Taken(_load(_CONVERTED)(data, name), "png", converted=found.upper())
    clean = metadata.without_place(data, found, _load(_EXIF))
    return Taken(clean, found, located=clean != data)


def published(data: bytes, width: int) -> bytes:
    """The picture as a page shows it: at most `width` pixels wide, upright, without the place where it was taken.

    What cannot be scaled (a drawing, a moving picture) stays as it is.
    """
    found = kind(data)
    if found not in ("png", "jpg", "webp"):
        return data
    scaled: bytes | None = _load(_SCALED)(data, width)
    return metadata.without_place(data, found, _load(_EXIF)) if scaled is None else scaled


def proportions(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture as a browser shows it, in pixels before it is scaled; None for a drawing (SVG) and
    for what cannot be opened."""
    if kind(data) not in ("png", "jpg", "gif", "webp", "avif"):
        return None
    size: tuple[int, int] | None = _load(_PROPORTIONS)(data)
    return size


def printed(data: bytes, width: int) -> bytes | None:
    """The picture as a document holds it that is printed: PNG or JPEG, as `published`; None for a drawing (SVG) and
    what is no picture. Raises ArticleError for one that is damaged."""
    found = kind(data)
    if found in ("png", "jpg"):
        return published(data, width)
    if found not in ("gif", "webp", "avif"):
        return None
    still: bytes = _load(_CONVERTED)(data, _("a picture"))
    return published(still, width)
