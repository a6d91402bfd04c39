"""What needs the pixels of a picture, or its EXIF read: Pillow, and nothing of it elsewhere."""

import struct
import warnings
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from transflow.errors import ArticleError
from transflow.interface import gettext as _

_QUALITY = 85  # of JPEG and WebP: what most photo desks publish with
_GPS = 0x8825
# EXIF 2.32, the tags that a newsroom needs: orientation, description, artist, date, copyright
_KEPT = (0x0112, 0x010E, 0x013B, 0x0132, 0x8298)
_OWNER = (0x013B, 0x8298)
_TROUBLE = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError, Warning,
)  # fmt: skip


def _damaged(name: str, error: BaseException) -> ArticleError:
    return ArticleError(
        name,
        _("the picture is damaged ({problem})").format(problem=error),
        remedy=_("get it once more, or save it anew"),
    )


def size(data: bytes, name: str) -> tuple[int, int]:
    """Width and height in pixels, by the file's head. Raises ArticleError for a picture that cannot be opened."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the caller judges the size
            with Image.open(BytesIO(data)) as image:
                return image.size
    except _TROUBLE as error:
        raise _damaged(name, error) from error


def proportions(data: bytes) -> tuple[int, int] | None:
    """Width and height as the picture is seen, upright, by the file's head; None for one that cannot be opened."""
    try:
        with Image.open(BytesIO(data)) as image:
            return image.size[::-1] if image.getexif().get(0x0112, 1) in (5, 6, 7, 8) else image.size
    except _TROUBLE:
        return None  # whoever scales it says so


def converted(data: bytes, name: str) -> bytes:
    """The picture as PNG. Raises ArticleError for one that is damaged."""
    try:
        with Image.open(BytesIO(data)) as image:
            out = BytesIO()
            upright = ImageOps.exif_transpose(image)
            upright.convert("RGBA" if "A" in upright.mode else "RGB").save(out, "PNG", optimize=True)
            return out.getvalue()
    except _TROUBLE as error:
        raise _damaged(name, error) from error


def scaled(data: bytes, width: int) -> bytes | None:
    """The picture `width` pixels wide and upright, of its own kind; None where it is not wider, or moves.

    Who made it and whose it is stay in it. Raises ArticleError for one that is damaged.
    """
    try:
        with Image.open(BytesIO(data)) as image:
            if getattr(image, "is_animated", False):
                return None
            turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
            wide, high = image.size[::-1] if turned else image.size
            if wide <= width:
                return None
            kind = image.format or "PNG"
            height = max(1, round(high * width / wide))
            exif = _only(image.getexif(), _OWNER)
            image.draft("RGB", (height * 2, width * 2) if turned else (width * 2, height * 2))
            profile = image.info.get("icc_profile")
            upright = ImageOps.exif_transpose(image)
            if upright.mode in ("P", "1", "I;16"):
                upright = upright.convert("RGBA" if "transparency" in image.info else "RGB")
            small = upright.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
            out = BytesIO()
            options: dict[str, Any] = {"icc_profile": profile} if profile else {}
            if len(exif):
                options["exif"] = exif.tobytes()
            if kind != "PNG":
                options["quality"] = _QUALITY
            small.save(out, kind, optimize=True, **options)
            return out.getvalue()
    except _TROUBLE as error:
        raise _damaged(_("a picture"), error) from error


def _only(exif: Image.Exif, tags: tuple[int, ...]) -> Image.Exif:
    kept = Image.Exif()
    for tag in tags:
        if tag in exif:
            kept[tag] = exif[tag]
    return kept


def reduced_exif(tiff: bytes) -> bytes | None:
    """EXIF (as TIFF) without the place; None where it names none, empty where nothing is left or it cannot be read."""
    exif = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow warns of a tag that is damaged, and goes on
            exif.load(b"Exif\0\0" + tiff)
            if _GPS not in exif:
                return None
            kept = _only(exif, _KEPT)
            return kept.tobytes().removeprefix(b"Exif\0\0") if len(kept) else b""
    except _TROUBLE:
        return b""
