"""Taking articles in."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from transflow import formats, intake, language, script
from transflow.article import Article
from transflow.errors import TransflowError, UsageError, WorkspaceError
from transflow.interface import gettext as _
from transflow.manuscript import Change, changed
from transflow.newsroom import dating, succeeding, syncing
from transflow.newsroom.arriving import MARKDOWN, Arrival, Draft, arrivals, kept, limit
from transflow.newsroom.room import Newsroom
from transflow.newsroom.twins import Bodies
from transflow.slug import RESERVED, SLUG
from transflow.workspace import disk


@dataclass(frozen=True, slots=True)
class Taken:
    """An article that was taken in: the file it came from, how much of what it has, and what became of the rest; its
    date ("": none), and the article that had the same body already ("": none)."""

    name: str
    slug: str
    title: str
    kept: Mapping[str, int]
    changes: tuple[Change, ...]
    date: str = ""
    twin: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in, and why."""

    name: str
    error: TransflowError


@dataclass(frozen=True, slots=True)
class Intake:
    """What an `add` did, file by file. `passed` are files of a folder that are no articles."""

    taken: tuple[Taken, ...]
    refused: tuple[Refused, ...] = ()
    passed: tuple[str, ...] = ()


def sources(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """The files at `paths`, those directly in a folder in the order of their names; and what a folder holds that is no
    article. Raises WorkspaceError if a folder cannot be read."""
    found: list[Path] = []
    passed: list[str] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        for one in disk.entries(path):
            if one.name.startswith((".", "~$")):  # hidden, or the mark of a Word that has the file open
                continue
            known = one.suffix.lower() in MARKDOWN or intake.reads(one.name) or intake.refused(one.name)
            if known and not one.is_dir():
                found.append(one)
            else:
                passed.append(str(one))
    return tuple(found), tuple(passed)


def draft(path: Path) -> Draft:
    """The file at `path` as a draft. Raises WorkspaceError if it cannot be read."""
    data = disk.read(path, limit(path.name))
    if data is None:
        raise WorkspaceError(path, _("there is no such file"), remedy=_("look at the name"))
    return Draft(str(path), data, path.parent)


def add(
    room: Newsroom, files: Collection[Path | Draft], lang: str | None = None, slug: str | None = None,
    encoding: str | None = None, progress: Callable[[int, int], None] | None = None, date: str | None = None,
) -> Intake:  # fmt: skip
    """Takes files in as drafts and extracts their segments.

    Each file stands for itself (DESIGN §6.4): one that is refused changes nothing and costs no other. An article
    appears on disk whole, with its pictures, or not at all. `encoding` is that of texts and pages, where they do not
    say it themselves; `date` is that of the articles, whatever they say.
    """
    if slug is not None and len(files) > 1:
        raise UsageError("--slug", _("one slug cannot name several files"))
    wanted, day = language.parse(lang) if lang is not None else None, dating.given(date)
    bodies = Bodies(room)
    taken: list[Taken] = []
    refused: list[Refused] = []
    for number, one in enumerate(files):
        name = one.name if isinstance(one, Draft) else str(one)
        try:
            found = list(arrivals(room, one if isinstance(one, Draft) else draft(one), encoding))
            if slug is not None and len(found) > 1:
                raise UsageError("--slug", _("one slug cannot name several articles"))
        except UsageError:
            raise
        except TransflowError as error:
            refused.append(Refused(name, error))
            found = []
        for arrival in found:
            try:
                taken.append(_taken(room, arrival, wanted, slug, day, bodies))
            except TransflowError as error:
                refused.append(Refused(name, error))
        if progress:
            progress(number + 1, len(files))
    if taken:
        syncing.sync(room, [one.slug for one in taken])
    return Intake(tuple(taken), tuple(refused))


def _taken(
    room: Newsroom, arrival: Arrival, lang: str | None, slug: str | None, day: str | None, bodies: Bodies
) -> Taken:
    path = str(Path(arrival.name).with_suffix(".md"))
    article = formats.read(path, slug or "draft", arrival.text)
    text = formats.set_meta(article, "lang", lang) if lang is not None else arrival.text
    article = formats.read(path, article.slug, text)
    text, changes = dating.dated(article, day)
    twin = bodies.twin(formats.read(path, article.slug, text))
    chosen = appeared(room, arrival, article, text, slug)
    bodies.add(chosen)
    return replace(taken(replace(arrival, changes=(*arrival.changes, *changes)), chosen, text), twin=twin or "")


def taken(arrival: Arrival, slug: str, text: str) -> Taken:
    """What an arrival became under `slug`: `text` is its Markdown."""
    article = formats.read(str(Path(arrival.name).with_suffix(".md")), slug, text)
    remarks = tuple(
        changed(_("line {line}: {message}").format(line=one.line, message=one.message)) for one in article.remarks
    )
    changes = (*arrival.changes, *remarks)
    return Taken(arrival.name, slug, article.title, kept(article), changes, str(article.meta.date or ""))


def _exists(room: Newsroom, slug: str) -> bool:
    folder = room.workspace.root / "articles"
    return (folder / f"{slug}.md").exists() or (folder / slug).exists()


def _in_use(room: Newsroom, slug: str) -> str:
    """Why no new article can have `slug`; empty where one can. Readers of an old address are sent on to its heir, and
    what was sent out under it comes back to that."""
    if _exists(room, slug):
        return _("there is an article of this slug already")
    heir = succeeding.formerly(room, slug)
    return _("the article {slug} had this slug before").format(slug=heir) if heir else ""


def appeared(
    room: Newsroom, arrival: Arrival, article: Article, text: str, slug: str | None,
    before: Callable[[str], None] = lambda _slug: None,
) -> str:  # fmt: skip
    """Makes the files of an article of which `text` is the Markdown; its slug: the one that is `wanted`, or where
    nobody has given that, a free one like it.

    `before` writes, under the article's lock, what must be there when it appears. Raises WorkspaceError for what can be
    no slug, or is in use and was given.
    """
    chosen = wanted(article, slug)
    given = bool(slug or article.meta.slug)
    if not SLUG.fullmatch(chosen) or chosen in RESERVED:
        raise WorkspaceError(
            f"{arrival.name}: {chosen!r}", _("this cannot be an article’s slug"),
            remedy=_("a slug has small letters a–z, digits and single hyphens; give one with --slug"),
        )  # fmt: skip
    while True:
        free = chosen if given else _free(room, chosen)
        with room.workspace.held(free):
            reason = _in_use(room, free)
            if not reason:  # nobody was quicker
                before(free)
                room.workspace.create_article(free, text, arrival.images)
                return free
        if given:
            raise WorkspaceError(
                f"{arrival.name}: {free}", reason,
                remedy=_("give another one with --slug; to change an article, edit its file and run `transflow sync`"),
            )  # fmt: skip


def _free(room: Newsroom, slug: str) -> str:
    """`slug`, with a number behind it if it is in use."""
    number, chosen = 1, slug
    while chosen in RESERVED or _in_use(room, chosen):
        number += 1
        chosen = f"{slug}-{number}"
    return chosen


def wanted(article: Article, slug: str | None) -> str:
    """The slug that an article shall have: `slug`, its own, or one from its headline."""
    return slug or article.meta.slug or _slug_of(article)


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
