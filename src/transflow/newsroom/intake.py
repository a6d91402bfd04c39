"""Taking articles in, and taking their changed sources up."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from transflow import catalog as catalogs
from transflow import formats, language, script
from transflow.article import Article
from transflow.errors import ArticleError, TransflowError, UsageError, WorkspaceError
from transflow.interface import gettext as _
from transflow.newsroom.acting import act
from transflow.newsroom.rendition import picture_name
from transflow.newsroom.room import Newsroom
from transflow.workflow import Verb
from transflow.workspace import disk, opening
from transflow.workspace.folder import ARTICLE_LIMIT, RESERVED, SLUG, Commit, decode
from transflow.workspace.opening import Opened

CHUNK = 64  # articles held and written together


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be taken in: where it came from (for messages), its bytes, and the folder its images are in."""

    name: str
    data: bytes
    folder: Path | None


@dataclass(frozen=True, slots=True)
class Synced:
    """What a changed source did to one article and target: numbers of segments."""

    slug: str
    locale: str
    kept: int
    stale: int
    new: int
    gone: int

    @property
    def quiet(self) -> bool:
        """Whether nothing has changed."""
        return not (self.stale or self.new or self.gone)


def draft(path: Path) -> Draft:
    """The file at `path` as a draft. Raises WorkspaceError if it cannot be read."""
    data = disk.read(path, ARTICLE_LIMIT)
    if data is None:
        raise WorkspaceError(path, _("there is no such file"), remedy=_("look at the name"))
    return Draft(str(path), data, path.parent)


def add(room: Newsroom, drafts: Collection[Draft], lang: str | None = None, slug: str | None = None) -> tuple[str, ...]:
    """Takes files in as drafts and extracts their segments; their slugs.

    All are read and judged before the first is written: a bad one changes nothing.
    """
    if slug is not None and len(drafts) > 1:
        raise UsageError("--slug", _("one slug cannot name several files"))
    taken: set[str] = set()
    ready = []
    for one in drafts:
        article, text = _read(room, one, lang, slug, taken)
        taken.add(article.slug)
        ready.append((one, article, text, _images(one, article)))
    for _one, article, text, images in ready:
        with room.workspace.held(article.slug):
            base = f"articles/{article.slug}"
            for name, data in images:
                room.workspace.write(f"{base}/{name}", data)
            # The text comes last: until it is there, there is no article.
            room.workspace.write(f"{base}/index.md" if images else f"{base}.md", text.encode())
    slugs = tuple(article.slug for _one, article, _text, _images_ in ready)
    sync(room, slugs)
    return slugs


def _read(room: Newsroom, one: Draft, lang: str | None, slug: str | None, taken: set[str]) -> tuple[Article, str]:
    text = decode(one.data, one.name)
    article = formats.read(one.name, slug or "draft", text)
    chosen = slug or article.meta.slug or _slug_of(article)
    if not SLUG.fullmatch(chosen) or chosen in RESERVED:
        raise WorkspaceError(
            f"{one.name}: {chosen!r}", _("this cannot be an article’s slug"),
            remedy=_("a slug has small letters a–z, digits and single hyphens; give one with --slug"),
        )  # fmt: skip
    if slug is None and article.meta.slug is None:
        chosen = _free(room, chosen, taken)
    elif chosen in taken or _exists(room, chosen):
        raise WorkspaceError(
            f"{one.name}: {chosen}", _("there is an article of this slug already"),
            remedy=_("give another one with --slug; to change an article, edit its file and run `transflow sync`"),
        )  # fmt: skip
    if lang is not None:
        text = formats.set_meta(article, "lang", language.parse(lang))
    return formats.read(one.name, chosen, text), text


def _exists(room: Newsroom, slug: str) -> bool:
    folder = room.workspace.root / "articles"
    return (folder / f"{slug}.md").exists() or (folder / slug).exists()


def _free(room: Newsroom, slug: str, taken: set[str]) -> str:
    """`slug`, with a number behind it if it is in use."""
    number, chosen = 1, slug
    while chosen in taken or chosen in RESERVED or _exists(room, chosen):
        number += 1
        chosen = f"{slug}-{number}"
    return chosen


def _slug_of(article: Article) -> str:
    """A slug from the headline: English as it is, Chinese by pinyin, at most ten words (DESIGN §3)."""
    title = article.title
    if title == article.slug:
        title = Path(article.path).stem
    if script.HAN.search(title):
        from pypinyin import lazy_pinyin  # 440 ms, and only a Chinese headline without a slug needs it

        title = " ".join(lazy_pinyin(title))
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", title.lower()))
    return "-".join(words[:10]) or "article"


def _images(one: Draft, article: Article) -> list[tuple[str, bytes]]:
    """The article's own images, to be copied beside it. Raises ArticleError for one outside the file's folder."""
    found = []
    for address in dict.fromkeys(article.images):
        name = picture_name(f"articles/{article.slug}/index.md", address, where=one.name)
        if name is None:
            continue
        name = name.removeprefix(f"articles/{article.slug}/")
        source = one.folder / name if one.folder else None
        if name.startswith("articles/") or (source and one.folder and not _within(source, one.folder)):
            raise ArticleError(
                one.name, _("the image {address} is outside the folder of the file").format(address=address),
                remedy=_("copy the image beside the file and name it without a folder"),
            )  # fmt: skip
        data = disk.read(source) if source else None
        if data is None:
            raise ArticleError(
                one.name, _("the image {address} is not there").format(address=address),
                remedy=_("put the image beside the file, or take it out of the text"),
            )  # fmt: skip
        found.append((name, data))
    return found


def _within(path: Path, folder: Path) -> bool:
    return folder.resolve() in path.resolve().parents


@dataclass(frozen=True, slots=True)
class Report:
    """What a `sync` did, article by article, and the trouble of those that could not be read."""

    done: tuple[Synced, ...]
    troubles: tuple[TransflowError, ...] = ()


def sync(room: Newsroom, slugs: Collection[str] = (), progress: Callable[[int, int], None] | None = None) -> Report:
    """Re-reads changed sources (all, if no slug is named) and writes what has become of their segments.

    One article that cannot be read costs that article alone.
    """
    wanted = list(dict.fromkeys(slugs)) or room.workspace.slugs()
    for slug in slugs:
        room.workspace.article_path(slug)
    report: list[Synced] = []
    troubles: list[TransflowError] = [] if slugs else room.workspace.misnamed()
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        with room.workspace.held(*chunk):
            commits = []
            for slug in chunk:
                try:
                    targets = opening.every_target(room.workspace, slug)
                except TransflowError as error:
                    troubles.append(error)
                    continue
                for opened in targets:
                    done = _synced(opened)
                    report.append(done)
                    acts = [] if done.quiet else [act(room, Verb.SYNC, detail=_words(done)).to_json()]
                    commits.append(Commit(slug, opened.locale, catalogs.serialize(opened.catalog).encode(), acts))
            room.workspace.commit(*commits)
        if progress:
            progress(min(start + CHUNK, len(wanted)), len(wanted))
    return Report(tuple(report), tuple(troubles))


def _synced(opened: Opened) -> Synced:
    merged = opened.merged
    return Synced(
        opened.article.slug, opened.locale, len(merged.kept) + len(merged.revived), len(merged.stale),
        len(merged.new), len(merged.gone),
    )  # fmt: skip


def _words(done: Synced) -> str:
    """What the journal says of a sync: data, and so in no reader's language."""
    return f"kept {done.kept}, stale {done.stale}, new {done.new}, gone {done.gone}"


def counted(detail: str) -> str:
    """What the journal says of a sync, in the language of the person at the terminal."""
    counts = re.fullmatch(r"kept (\d+), stale (\d+), new (\d+), gone (\d+)", detail)
    if counts is None:  # of another version of transflow
        return detail
    kept, stale, new, gone = counts.groups()
    return _("{kept} kept, {stale} stale, {new} new, {gone} gone").format(kept=kept, stale=stale, new=new, gone=gone)
