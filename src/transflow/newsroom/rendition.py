"""The target article: the source with its translations in place, as text and as what a page shows."""

import hashlib
import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from transflow import catalog as catalogs
from transflow import formats, language, own, workflow
from transflow.article import ADAPTED, Article
from transflow.errors import ArticleError
from transflow.interface import gettext as _
from transflow.newsroom import deriving
from transflow.newsroom.room import Newsroom
from transflow.segment import Status
from transflow.workspace import opening
from transflow.workspace.opening import Opened


def open_edition(room: Newsroom, slug: str, locale: str | None) -> tuple[Opened, str]:
    """The publication of an article that shows it in `locale`, a target (None: its only one) or a kind of Chinese that
    is converted, and that language. Raises UsageError as `opening.open_target` does."""
    wanted = None if locale is None else language.parse(locale)
    for opened in opening.every_target(room.workspace, slug) if room.settings.variants else ():
        if any(kind == wanted for _origin, kind in deriving.pages(room, opened)):
            return opened, wanted or opened.locale
    opened = opening.open_target(room.workspace, slug, locale)
    return opened, opened.locale


def target_text(opened: Opened) -> str:
    """The target article's Markdown: every non-empty target whatever its status, the source where it is empty."""
    return opened.target_text


def target_article(opened: Opened) -> Article:
    """The target article, read back through the one parser."""
    return opened.target_article


def edition_text(room: Newsroom, opened: Opened, locale: str) -> str:
    """The article's Markdown in one of the languages of its publication (`locales`)."""
    made = {kind: origin for origin, kind in deriving.pages(room, opened)}
    if locale not in made:
        return opened.article.raw if locale == opened.source else opened.target_text
    convert = deriving.conversion(room, deriving.pair(made[locale], locale))
    if made[locale] != opened.source:
        return opened.written(locale, convert)
    pieces = [(unit, convert(unit.source)) for unit in opened.units]
    return formats.render(opened.article, pieces, locale, source=opened.source)


def edition(room: Newsroom, opened: Opened, locale: str) -> Article:
    """The same, read back through the one parser."""
    if locale in (opened.source, opened.locale):
        return opened.target_article if locale == opened.locale else opened.article
    return formats.read(opened.article.path, opened.article.slug, edition_text(room, opened, locale))


def locales(room: Newsroom, opened: Opened) -> list[str]:
    """The languages that a publication shows: the source, the target, and what is converted."""
    made = (kind for _origin, kind in deriving.pages(room, opened))
    return list(dict.fromkeys((opened.source, opened.locale, *made)))


def editions(room: Newsroom, opened: Opened) -> Iterator[tuple[Article, str]]:
    """The article in each of these languages."""
    return ((edition(room, opened, locale), locale) for locale in locales(room, opened))


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of an article: its address as written, its file relative to the root, its bytes (None: not there)."""

    address: str
    name: str
    data: bytes | None


def pictures(room: Newsroom, opened: Opened) -> tuple[Picture, ...]:
    """The article's own images, those included that an adapted target alone shows.

    Raises ArticleError for one outside the articles' folder. An address with a scheme (`https:`) is no file of ours and
    is passed over here.
    """
    found, own = [], opened.target_article.images if opened.article.meta.mode == ADAPTED else ()
    for address in dict.fromkeys((*opened.article.images, *own)):
        name = picture_name(opened.article.path, address)
        if name is not None:
            found.append(Picture(address, name, room.workspace.read(name)))
    return tuple(found)


def picture_name(path: str, address: str, *, where: str | None = None) -> str | None:
    """Where the image `address` of the article at `path` is, relative to the root; None for another site's.

    Raises ArticleError, naming `where` (else `path`), if it is outside `articles/`.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    plain = unquote(parts.path)
    name = posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))
    if plain.startswith("/") or "\\" in plain or not name.startswith("articles/"):
        raise ArticleError(
            where or path, _("the image {address} is outside the articles’ folder").format(address=address),
            remedy=_("copy the image beside the article and name it without a folder"),
        )  # fmt: skip
    return name


def stage_of(room: Newsroom, opened: Opened) -> workflow.Stage:
    """The stage of the present text, derived (DESIGN §4)."""
    meta = opened.article.meta
    recorded = catalogs.published(opened.catalog)
    current = None
    if recorded and all(segment.status == Status.APPROVED for segment in opened.catalog.segments):
        current = digest_of(room, opened)
    return workflow.stage(
        opened.catalog.segments, spiked=bool(meta.spiked), killed=bool(meta.killed),
        published_digest=recorded, current_digest=current,
    )  # fmt: skip


def digest_of(room: Newsroom, opened: Opened) -> str:
    """What would be published now, as one number: the words of all its editions, the front matter that a page shows,
    the address, and the images (16 hex digits). Who works on it, and until when, is no part of that."""
    value = hashlib.sha256()
    for article, _locale in editions(room, opened):
        shown = [article.title, *(str(one) for one in front(article)), formats.body(article.path, article.raw)]
        value.update(json.dumps(shown, ensure_ascii=False).encode())
    value.update(own.text(opened.catalog.segments, own.SLUG).encode())
    for picture in pictures(room, opened):
        value.update(hashlib.sha256(picture.data or b"").digest())
    return value.hexdigest()[:16]


def front(article: Article) -> tuple[object, ...]:
    """The front matter that a page shows."""
    meta = article.meta
    corrections = [sorted((key, str(one)) for key, one in correction.items()) for correction in meta.corrections]
    return (
        meta.title, meta.summary, meta.byline, meta.dateline, meta.desk, meta.extra.get("credit"), meta.date, meta.tags,
        corrections,
    )  # fmt: skip
