"""An article packed for another home: only what is live and says what was published, in all its languages.

What may be published may go elsewhere, and nothing else: approved by a second person, out of embargo, without errors
(all of which the stage says), as the PO files have it. `public/` is output and is not looked at.
"""

import hashlib
import json
import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial
from urllib.parse import unquote

from transflow import __version__, delivery, formats, publish
from transflow import catalog as catalogs
from transflow import pictures as scaling
from transflow.article import Article
from transflow.interface import gettext as _
from transflow.newsroom import bodies, hindering, site, withdrawing
from transflow.newsroom.rendition import edition, locales, pictures, stage_of
from transflow.newsroom.room import TERMS, Newsroom
from transflow.settings import FILE
from transflow.workflow import Stage
from transflow.workspace import opening
from transflow.workspace.opening import Opened

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Packed:
    """What of an article may go: a package, or the reason why there is none; `waiting` are languages that stay as they
    are elsewhere, (locale, reason): they are live with an older text."""

    package: delivery.Package | None
    reason: str = ""
    waiting: tuple[tuple[str, str], ...] = ()


def packed(room: Newsroom, slug: str, addresses: delivery.Addresses) -> Packed:
    """The article `slug` with `addresses` in its texts. Raises TransflowError for one that cannot be read."""
    targets = opening.every_target(room.workspace, slug)
    stages = [(opened, stage_of(room, opened)) for opened in targets]
    if any(stage is Stage.KILLED for _opened, stage in stages):
        return Packed(_withdrawn(room, targets))
    goings, waiting, reasons = [], [], []
    for opened, stage in stages:
        reason = _reason(room, opened, stage)
        first, at = catalogs.first_published_at(opened.catalog), catalogs.published_at(opened.catalog)
        if reason and catalogs.published(opened.catalog) is not None:
            waiting.append((opened.locale, reason))
        if reason:
            reasons.append(f"{opened.locale}: {reason}")
        else:
            goings.append(site.Going(opened, first or at or room.now(), at or room.now()))
    if not goings:
        return Packed(None, "; ".join(reasons), tuple(waiting))
    kept = tuple(locale for locale, _reason in waiting)
    return Packed(_package(room, goings, addresses, kept), waiting=tuple(waiting))


def _reason(room: Newsroom, opened: Opened, stage: Stage) -> str:
    """Why the article may not go in this language; empty where it may."""
    barred = hindering.barred(room, opened)
    if barred or stage is Stage.PUBLISHED:
        return barred
    if catalogs.published(opened.catalog) is None:
        return _("it is not published")
    return _("what is live is older than the text here, which is not published yet")


def present(room: Newsroom, opened: Opened, locale: str) -> tuple[delivery.Edition, tuple[delivery.Picture, ...]]:
    """The article as it stands now in one of the languages of its publication, whatever its stage; its pictures."""
    now = room.now()
    record = next(one for one in site.records(room, [site.Going(opened, now, now)]) if one.locale == locale)
    names, addresses = _names(room, [opened]), delivery.Addresses()
    places = _places(room, [opened], names, addresses)
    return _edition(room, edition(room, opened, locale), record, places, addresses), tuple(names.values())


def digest(package: delivery.Package, facts: str) -> str:
    """A package and what else is seen in what is made of it as one number (16 hex digits)."""
    value = [
        facts, package.slug, package.former, package.kept, package.withdrawn, [asdict(one) for one in package.editions],
        [(one.name, one.digest) for one in package.pictures],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:16]


def inputs(room: Newsroom, slug: str) -> list[str]:
    """The files that a package is made of, by their names in the newsroom's folder, whether they are there or not."""
    article, settings = opening.article(room.workspace, slug), room.settings
    locales_known = dict.fromkeys((settings.source, *settings.targets, *settings.variants))
    pos = (room.workspace.relative(room.workspace.po_path(slug, locale)) for locale in locales_known)
    shown = (one.name for opened in opening.every_target(room.workspace, slug) for one in pictures(room, opened))
    return list(dict.fromkeys((FILE, TERMS, article.path, *pos, *shown)))


def stamp(room: Newsroom, files: Iterable[str], facts: str) -> str:
    """What tells one state of these `inputs` from another (16 hex digits): where it is the same, so is the package, and
    an article of the archive need not be read again."""
    value = hashlib.sha256(f"{__version__} {facts}".encode())
    for name in files:
        value.update(hashlib.sha256(room.workspace.read(name) or b"").digest())
    return value.hexdigest()[:16]


def _withdrawn(room: Newsroom, targets: Sequence[Opened]) -> delivery.Package:
    slug = targets[0].article.slug
    records = {one.locale: one for opened in targets for one in withdrawing.notices(room, opened)}
    editions = tuple(
        delivery.Edition(one.locale, "", *(_instant(room, one.date),) * 2, _instant(room, one.withdrawn or one.date))
        for one in records.values()
    )
    day = next(iter(records.values())).withdrawn
    return delivery.Package(slug, editions, former=_former(targets[0].article), withdrawn=day)


def _former(article: Article) -> tuple[str, ...]:
    return tuple(one for one in article.meta.formerly if one != article.slug)


def _package(
    room: Newsroom, goings: Sequence[site.Going], addresses: delivery.Addresses, kept: tuple[str, ...]
) -> delivery.Package:
    targets = [one.opened for one in goings]
    slug = targets[0].article.slug
    names = _names(room, targets)
    by_address = _places(room, targets, names, addresses)
    made: dict[str, delivery.Edition] = {}
    for record in site.records(room, goings):
        if record.notice:  # where it was before is told by `former`
            continue
        opened = next((one.opened for one in goings if record.locale in locales(room, one.opened)), None)
        if opened is not None:  # records of what stays as it is only link here
            article = edition(room, opened, record.locale)
            made[record.locale] = _edition(room, article, record, by_address, addresses)
    return delivery.Package(slug, tuple(made.values()), tuple(names.values()), _former(targets[0].article), kept)


def _edition(
    room: Newsroom, article: Article, record: publish.Record, places: dict[str, str], addresses: delivery.Addresses
) -> delivery.Edition:
    def image(address: str) -> str:
        return places.get(unquote(address), address)

    def anywhere(address: str) -> str:
        return places.get(address) or bodies.neighbour(address, addresses.place)

    return delivery.Edition(
        record.locale, record.title, _instant(room, record.date), record.published, record.modified,
        html=bodies.body(article, record.locale, image, lambda address: bodies.neighbour(address, addresses.place)),
        markdown=formats.portable(article.raw, address=anywhere, clean=publish.clean, headline=article.title),
        summary=record.summary, byline=record.byline, dateline=record.dateline, desk=record.desk, credit=record.credit,
        tags=record.tags, corrections=record.corrections,
    )  # fmt: skip


def _places(
    room: Newsroom, targets: Sequence[Opened], names: dict[str, delivery.Picture], addresses: delivery.Addresses
) -> dict[str, str]:
    """Where each picture is, by its address as written (decoded). One that is not there keeps its address."""
    return {
        unquote(one.address): addresses.picture.format(slug=opened.article.slug, name=names[one.name].name)
        for opened in targets
        for one in pictures(room, opened)
        if one.name in names
    }


def _names(room: Newsroom, targets: Sequence[Opened]) -> dict[str, delivery.Picture]:
    """The article's pictures by their files, each with a name that is good anywhere."""
    found: dict[str, delivery.Picture] = {}
    taken: set[str] = set()
    for one in (picture for opened in targets for picture in pictures(room, opened)):
        if one.name in found or one.data is None:
            continue
        width = room.settings.picture_width
        told = hashlib.sha256(b"%d:%b" % (width, one.data)).hexdigest()[:12]
        name = posixpath.basename(one.name)
        if not _PLAIN.fullmatch(name):
            name = f"picture-{told[:8]}{posixpath.splitext(name)[1].lower()}"
        if name.lower() in taken:  # two folders of an article may each have a photo.png
            name = f"{told[:8]}-{name}"
        taken.add(name.lower())
        found[one.name] = delivery.Picture(name, told, partial(scaling.published, one.data, width))
    return found


def _instant(room: Newsroom, written: str) -> str:
    """A day or an instant of a record as an instant with a zone."""
    moment = datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
    return room.instant(moment).isoformat(timespec="seconds")
