"""Whether the source text itself has been signed off: no edition is better cleared than what it is made of.

It is a decision on the article, so it stands in the front matter, in one line that people can read, with the digest of
what the source says: words, front matter that readers see, pictures. Any later change of these makes it void.
"""

import hashlib
import json
import re
from dataclasses import dataclass

from transflow import formats
from transflow.article import Article
from transflow.interface import gettext as _
from transflow.newsroom import rendition
from transflow.newsroom.room import Newsroom
from transflow.workspace.opening import Opened

KEY = "signed"  # of the front matter
_LINE = re.compile(r"(?P<digest>[0-9a-f]{16}) (?P<name>.+) via (?P<via>.+) \((?P<by>.+), (?P<at>\d{4}-[^ ,()]+)\)")


@dataclass(frozen=True, slots=True)
class SourceSigned:
    """Who signed the source off (`name`), how that came (`via`), who recorded it (`by`) and when (`at`, ISO 8601, UTC);
    `valid`: whether the source still says what it said then."""

    name: str
    via: str
    by: str
    at: str
    valid: bool


def line(room: Newsroom, article: Article, name: str, via: str) -> str:
    """The front matter's line for a sign-off, recorded now by the actor of `room`, of the source as it is."""
    return f"{_digest(room, article)} {name} via {via} ({room.actor}, {room.now()})"


def decision(room: Newsroom, article: Article) -> SourceSigned | None:
    """Who signed the source off; None where nobody did, or the line is none of ours."""
    found = _LINE.fullmatch(article.meta.signed or "")
    if found is None:
        return None
    valid = found["digest"] == _digest(room, article)
    return SourceSigned(found["name"], found["via"], found["by"], found["at"], valid)


def wanting(room: Newsroom, opened: Opened) -> str:
    """Why an article may not be published, where the settings want its source signed off (`review.source_signoff`);
    empty where it may."""
    if not room.settings.source_signoff:
        return ""
    found, slug = decision(room, opened.article), opened.article.slug
    if found is not None and found.valid:
        return ""
    if found is None:
        said = _("nobody has signed the source off: `transflow signoff {slug} --source --for NAME --via word`")
        return said.format(slug=slug)
    said = _("{said}; `transflow signoff {slug} --source --for NAME --via word` records it anew")
    return said.format(said=told(room, found), slug=slug)


def told(room: Newsroom, one: SourceSigned) -> str:
    """A sign-off of the source as people read it."""
    said = _("source signed off for {name} by {by} via {via}, {when}").format(
        name=one.name, by=one.by, via=one.via, when=room.local(one.at)
    )
    return said if one.valid else _("{said} (void: the source has changed since)").format(said=said)


def _digest(room: Newsroom, article: Article) -> str:
    """What the source says, as one number (16 hex digits): who works on it, and until when, is no part of that."""
    shown = [article.title, *rendition.front(article), formats.body(article.path, article.raw)]
    value = hashlib.sha256(json.dumps([str(one) for one in shown], ensure_ascii=False).encode())
    for address in dict.fromkeys(article.images):
        name = rendition.picture_name(article.path, address)
        if name is not None:
            value.update(hashlib.sha256(room.workspace.read(name) or b"").digest())
    return value.hexdigest()[:16]
