"""The media library: each picture once in each language, for its alternative text and caption are in one language."""

import mimetypes
import posixpath
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from transflow.delivery.port import Edition, Package, Picture, Record
from transflow.delivery.wordpress.client import Client
from transflow.delivery.wordpress.trouble import GoneError

_MEDIA = "/wp/v2/media"
_FIELDS = "id,source_url,alt_text,caption"
_FIGURE = re.compile(r"<figure\b[^>]*>.*?</figure>", re.DOTALL)
_CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.DOTALL)
_IMAGE = re.compile(r"<img\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(src|alt)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture in the library."""

    id: int
    url: str


def brought(client: Client, record: Record, package: Package, edition: Edition, code: str) -> dict[str, Medium]:
    """The article's pictures in the library of WordPress, by their names; those that are not there are uploaded, and
    each is in `record` before the next one goes. Raises DeliveryError."""
    return {one.name: _one(client, record, package.slug, one, code, edition.html) for one in package.pictures}


def _one(client: Client, record: Record, slug: str, picture: Picture, code: str, html: str) -> Medium:
    # The name of the file holds the content: the same picture is found again, whoever uploaded it.
    key, suffix = f"{picture.digest}-{code}", posixpath.splitext(picture.name)[1].lower()
    file = f"{slug}-{key}{suffix}".lower()
    known = record.part("media").get(key)
    found: Any = None
    if known:
        try:
            found = client.get(f"{_MEDIA}/{known['id']}", context="edit", _fields=_FIELDS)
        except GoneError:  # somebody took it out of the library
            found = None
    found = found or _there(client, file)
    if found is None:
        kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
        found = client.make(
            _MEDIA, lambda: _there(client, file), data=picture.load(),
            headers={"Content-Type": kind, "Content-Disposition": f'attachment; filename="{file}"'},
        )  # fmt: skip
    medium = Medium(int(found["id"]), str(found["source_url"]))
    record.part("media")[key] = {"id": medium.id, "url": medium.url}
    record.save()
    alt, caption = _words(html, picture.name)
    if found.get("alt_text", "") != alt or found.get("caption", {}).get("raw", "") != caption:
        client.change(f"{_MEDIA}/{medium.id}", {"alt_text": alt, "caption": caption})
    return medium


def _there(client: Client, file: str) -> Any:
    """The medium that was made of this file; None where there is none."""
    slug = posixpath.splitext(file)[0]
    return next(iter(client.get(_MEDIA, slug=slug, context="edit", _fields=_FIELDS)), None)


def _words(html: str, name: str) -> tuple[str, str]:
    """The alternative text and the caption of a picture in a body."""
    alt = caption = ""
    for image in _IMAGE.findall(html):
        read = {key: unescape(value) for key, value in _ATTRIBUTE.findall(image)}
        if read.get("src") == name:
            alt = read.get("alt", "")
            break
    for figure in _FIGURE.findall(html):
        if f'src="{name}"' in figure and (said := _CAPTION.search(figure)):
            caption = unescape(_TAG.sub("", said[1])).strip()
            break
    return alt, caption
