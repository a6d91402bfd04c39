"""The site as it would be if everything were published now, for the eyes of those who work on it: drafts and what is
under embargo are marked in the page's language. Made in memory; nothing of it is ever written to `public/`.

Article by article, as files change: what is live and says what it shall is taken from its record.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from transflow import catalog as catalogs
from transflow import language, publish
from transflow import pictures as scaling
from transflow.errors import LanguageError, TransflowError
from transflow.interface import mark as N_
from transflow.interface import translations
from transflow.newsroom import building, overview, site, withdrawing
from transflow.newsroom.rendition import locales, stage_of
from transflow.newsroom.room import Newsroom
from transflow.publish import addresses, bringing, files, ninjs
from transflow.publish.bringing import Work
from transflow.publish.released import Released
from transflow.workflow import Stage
from transflow.workspace import opening, scan

_PAGE = re.compile(r"([A-Za-z-]+)/([a-z0-9-]+)/(index\.html|ninjs\.json)")
_PICTURE = re.compile(r"images/([a-z0-9-]+)/[^/]+")
_KEPT = 64  # pictures and articles' records
Name = tuple[str, str]  # locale, slug


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something to be said of a page, in its language."""

    words: str
    time: str = ""

    def said(self, locale: str, title: str = "") -> str:
        """The words in `locale`."""
        return translations(locale).gettext(self.words).format(time=self.time, title=title)


_DRAFT, _NEWER = _Mark(N_("draft, not published")), _Mark(N_("newer than what is published"))
_CONFIDENTIAL, _EMBARGO = _Mark(N_("confidential")), N_("under embargo until {time}")
_TITLE, _PREVIEW = _Mark(N_("[Draft] {title}")), _Mark(N_("preview; what is not published is marked"))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the mock-up has of an article in one language: its record, and what is to be said of it."""

    record: publish.Record
    marks: tuple[_Mark, ...] = ()


class Mockup:
    """The mock-up of one newsroom, for one thread. `reopen` opens the newsroom anew when its settings have changed."""

    def __init__(self, reopen: Callable[[], Newsroom]) -> None:
        self._reopen = reopen
        self._room = reopen()
        self._at = self._room.now()  # what is not live is dated as if it went live when the preview was begun
        self._index = Released(None)
        self._press = site.press(self._room)
        self._house = ""
        self._signs: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}  # of pages, by slug
        self._kept: dict[str, dict[Name, _Shown]] = {}
        self._pictures: dict[str, bytes] = {}
        self._broken: dict[str, TransflowError] = {}
        self.state = 0  # another number whenever something has changed

    # ── what has changed ────────────────────────────────────────────────────────────────────────────────────────
    def refresh(self) -> list[TransflowError]:
        """Looks at the folder, and takes up what has changed; what cannot be read, once."""
        troubles: list[TransflowError] = []
        house = self._stamps("transflow.toml", "locales/terms.csv", "templates")
        if house != self._house:
            self._house = house
            try:
                self._room = self._reopen()
                self._press = site.press(self._room)
            except TransflowError as error:
                return [error]  # as it was, until the settings are mended
            self._signs.clear()
            self._pictures.clear()
            self.state += 1
        seen = scan.scan(self._room.workspace.root)
        slugs = self._room.workspace.slugs()
        wanted = {slug: seen.signature(slug)[0] for slug in slugs if slug in seen.articles}
        for slug in seen.folders & wanted.keys():
            wanted[slug] += self._stamps(f"articles/{slug}")
        changed = [slug for slug in {*wanted, *self._signs} if wanted.get(slug) != self._signs.get(slug)]
        if changed:
            live = self._live() if len(changed) > 1 else frozenset()
            work = Work()
            for slug in sorted(changed):
                try:
                    self._take(slug, work, there=slug in wanted, live=slug in live)
                except TransflowError as error:
                    self._broken[slug] = error
                    troubles.append(error)
            bringing.settle(self._index, work)
            self._signs = wanted
            self.state += 1
        return troubles

    def _stamps(self, *names: str) -> str:
        """The stamps of files, and of the files in folders."""
        found: list[Path] = []
        for path in (self._room.workspace.root / name for name in names):
            found += sorted(path.iterdir()) if path.is_dir() else [path]
        stamps = [(path.name, scan.stamp(str(path))) for path in found]
        return "|".join(f"{name}:{one.sign if one else '-'}" for name, one in stamps)

    def _live(self) -> frozenset[str]:
        """The articles that are live with the very text that they have now, by the desk's index."""
        rows = overview.desk(self._room).articles
        behind = {row.slug for row in rows if row.stage != Stage.PUBLISHED or row.page_missing}
        return frozenset(row.slug for row in rows) - behind

    def _take(self, slug: str, work: Work, *, there: bool, live: bool) -> None:
        self._broken.pop(slug, None)
        self._kept.pop(slug, None)
        shown = (self._published(slug) if live else self._unpublished(slug)) if there else {}
        for locale, name in self._names.get(slug, ()):
            if (locale, name) not in shown or shown[locale, name].record.notice:
                bringing.drop(self._index, locale, name, work)
        self._names[slug] = tuple(shown)
        if not there:
            del self._names[slug]
        for (locale, _name), one in shown.items():
            if not one.record.notice:
                entry = files.entry(one.record)
                if _DRAFT in one.marks:
                    entry = replace(entry, title=_TITLE.said(locale, entry.title))
                bringing.put(self._index, entry, work)

    # ── articles ────────────────────────────────────────────────────────────────────────────────────────────────
    def _published(self, slug: str) -> dict[Name, _Shown]:
        """An article that is live as it is, taken from its records; one that had other addresses is read itself, for
        these have none that say whose they are."""
        room, spoken = self._room, building.languages(self._room)
        if b"formerly" in (room.workspace.read(room.workspace.relative(room.workspace.article_path(slug))) or b""):
            return self._unpublished(slug)
        found = [site.record(room, locale, slug) for locale in spoken]
        if not all(found):  # a translation with an address of its own, or a language that it is not in
            opened = opening.every_target(room.workspace, slug)[0]
            found = [site.record(room, locale, site.slug_in(room, opened, locale)) for locale in spoken]
        return {(one.locale, one.slug): _Shown(one) for one in found if one}

    def _unpublished(self, slug: str) -> dict[Name, _Shown]:
        """An article as it would be published now, with what is to be said of it."""
        room, goings, notices = self._room, list[site.Going](), list[publish.Record]()
        marks: dict[str, tuple[_Mark, ...]] = {}
        for opened in opening.every_target(room.workspace, slug):
            stage, first = stage_of(room, opened), catalogs.first_published_at(opened.catalog)
            if stage is Stage.KILLED and first:
                notices += withdrawing.notices(room, opened)
            if stage in (Stage.KILLED, Stage.SPIKED):
                continue
            live = catalogs.published(opened.catalog) is not None
            at = (stage is Stage.PUBLISHED and catalogs.published_at(opened.catalog)) or self._at
            goings.append(site.Going(opened, first or at, at))
            standing: tuple[_Mark, ...] = () if stage is Stage.PUBLISHED else (_NEWER,) if live else (_DRAFT,)
            for locale in locales(room, opened):
                # A page that several publications show is as good as the best of them.
                marks[locale] = min(marks.get(locale, standing), standing, key=((), (_NEWER,), (_DRAFT,)).index)
        records = [*notices, *(site.records(room, goings) if goings else ())]
        kept = self._withheld(goings[0]) if goings else ()
        return {
            (one.locale, one.slug): _Shown(one, () if one.notice else (*marks.get(one.locale, ()), *kept))
            for one in records
        }

    def _withheld(self, going: site.Going) -> tuple[_Mark, ...]:
        """Why the article may not be read by others yet."""
        meta, room = going.opened.article.meta, self._room
        until = room.instant(meta.embargo) if meta.embargo else None
        embargo = (_Mark(_EMBARGO, room.local(until.isoformat())),) if until and until > room.clock() else ()
        return (*embargo, *((_CONFIDENTIAL,) if meta.confidential else ()))

    def _article(self, slug: str) -> Mapping[Name, _Shown]:
        if slug in self._broken:
            raise self._broken[slug]
        if slug not in self._kept:
            _make_room(self._kept)
            self._kept[slug] = self._unpublished(slug)
        return self._kept[slug]

    # ── files ───────────────────────────────────────────────────────────────────────────────────────────────────
    def file(self, path: str) -> bytes | None:
        """What is at a path of the site (as in `public/`); None where there is nothing.

        Raises TransflowError where an article or a template is broken.
        """
        page, picture = _PAGE.fullmatch(path), _PICTURE.fullmatch(path)
        if page:
            return self._page(page[1], page[2], record=page[3] == "ninjs.json")
        if picture:
            return self._picture(picture[1], path)
        if path == addresses.ROBOTS:
            return b"User-agent: *\nDisallow: /\n"
        for name, text in self._made(path):
            if name == path:
                return self._banded(path, text).encode() if name.endswith(".html") else text.encode()
        return None

    def _made(self, path: str) -> Iterator[tuple[str, str]]:
        """The files among which `path` may be."""
        printing = files.Files(self._press, self._index, self._there)
        lists = printing.lists()
        if path in lists:
            yield from lists[path]()
            return
        yield from printing.of_site()
        for locale in self._index.locales():
            yield from printing.of_language(locale)

    def _page(self, tag: str, slug: str, *, record: bool) -> bytes | None:
        try:
            locale = language.parse(tag)
        except LanguageError:
            return None
        owner = next((one for one, names in self._names.items() if (locale, slug) in names), slug)
        if owner not in self._names and owner not in self._broken:
            return None
        one = self._article(owner).get((locale, slug))
        if one is None:
            return None
        if record:
            return ninjs.write(one.record, self._press.house, building.offset(self._room, one.record))
        if one.record.notice:
            return self._press.notice(one.record).encode()
        text = files.Files(self._press, self._index, self._there).article(one.record)
        words = [mark.said(locale) for mark in one.marks]
        return site.banded(text, " · ".join(words)).encode() if words else site.unindexed(text).encode()

    def _there(self, locale: str, slug: str) -> bool:
        return any((locale, slug) in names for names in self._names.values())

    def _banded(self, path: str, text: str) -> str:
        tag = path.partition("/")[0]
        locale = next((one for one in self._index.locales() if language.bcp47(one) == tag), self._room.settings.source)
        return site.banded(text, _PREVIEW.said(locale))

    def _picture(self, slug: str, path: str) -> bytes | None:
        if path not in self._pictures:
            if slug not in self._names:
                return None
            opened = opening.every_target(self._room.workspace, slug)[0]
            data = site.photographs(self._room, opened).get(path)
            if data is None:
                return None
            _make_room(self._pictures)
            self._pictures[path] = scaling.published(data, self._room.settings.picture_width)
        return self._pictures[path]


def _make_room(kept: dict[str, Any]) -> None:
    while len(kept) >= _KEPT:
        kept.pop(next(iter(kept)))
