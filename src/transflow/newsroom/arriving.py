"""A file from elsewhere as what will be written: its Markdown, its pictures, and what became of the rest."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from transflow import formats, intake, language, pictures, script
from transflow.article import Article
from transflow.errors import ArticleError, LanguageError
from transflow.intake.options import Options
from transflow.interface import gettext as _
from transflow.manuscript import Change, Manuscript, changed, dropped, images, plain, replaced, runs, words
from transflow.newsroom.rendition import picture_name
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind
from transflow.workspace import disk
from transflow.workspace.folder import ARTICLE_LIMIT, IMAGE_LIMIT, decode

MARKDOWN = (".md", ".markdown")
PARAGRAPH_LIMIT = 200_000  # characters: nobody reads, and no screen edits, a longer one
_COUNTED = {
    "headings": (Kind.HEADING,), "paragraphs": (Kind.PARAGRAPH,), "items": (Kind.ITEM,), "cells": (Kind.CELL,),
    "footnotes": (Kind.FOOTNOTE,), "captions": (Kind.CAPTION,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be taken in: where it came from (for messages), its bytes, and the folder its images are in."""

    name: str
    data: bytes
    folder: Path | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that a file holds, as it will be written: `text` is its Markdown, `images` are the files beside it."""

    name: str
    text: str
    images: Mapping[str, bytes]
    changes: tuple[Change, ...] = ()


def limit(name: str) -> int:
    """How many bytes a file of this name may have."""
    suffix = Path(name).suffix.lower()
    if suffix in MARKDOWN or suffix in (".txt", ".text"):
        return ARTICLE_LIMIT
    return intake.LIMIT if suffix in (".docx", ".doc") else intake.TEXT_LIMIT


def arrivals(room: Newsroom, one: Draft, encoding: str | None) -> Iterator[Arrival]:
    """The articles in a file. Raises ArticleError (or MemoryFileError, of its encoding) naming it and what to do."""
    if Path(one.name).suffix.lower() in MARKDOWN:
        yield _markdown(one, encoding)
        return
    options = Options(encoding, room.settings.sites, room.settings.tz)
    for manuscript in intake.read(one.data, one.name, options):
        yield _written(room, one, manuscript)


def kept(article: Article) -> dict[str, int]:
    """How much of what an article has, by its name in the report; pictures too."""
    counts = {name: sum(block.kind in kinds for block in article.blocks) for name, kinds in _COUNTED.items()}
    return {**counts, "pictures": len(set(article.images))}


# ── Markdown ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _markdown(one: Draft, encoding: str | None) -> Arrival:
    if encoding:
        text, changes = intake.decoded(one.data, one.name, encoding)
    else:
        text, changes = decode(one.data, one.name), []
    article = formats.read(one.name, "draft", text)
    files: dict[str, bytes] = {}
    for name, data in _beside(one, article):
        taken = pictures.taken(data, f"{one.name}: {name}")
        if taken.converted:
            raise ArticleError(
                f"{one.name}: {name}",
                _("no browser shows a picture of this kind ({kind})").format(kind=taken.converted),
                remedy=_("save it as PNG or JPEG"),
            )  # fmt: skip
        files[name] = taken.data
        if taken.located:
            changes.append(_unplaced(name))
    return Arrival(one.name, text, files, tuple(changes))


def _beside(one: Draft, article: Article) -> Iterator[tuple[str, bytes]]:
    """The article's own images, to be copied beside it. Raises ArticleError for one outside the file's folder."""
    for address in dict.fromkeys(article.images):
        name = picture_name("articles/draft/index.md", address, where=one.name)
        if name is None:
            continue
        name = name.removeprefix("articles/draft/")
        source = one.folder / name if one.folder else None
        if name.startswith("articles/") or (source and one.folder and not _within(source, one.folder)):
            raise ArticleError(
                one.name, _("the image {address} is outside the folder of the file").format(address=address),
                remedy=_("copy the image beside the file and name it without a folder"),
            )  # fmt: skip
        data = disk.read(source, IMAGE_LIMIT) if source else None
        if data is None:
            raise ArticleError(
                one.name, _("the image {address} is not there").format(address=address),
                remedy=_("put the image beside the file, or take it out of the text"),
            )  # fmt: skip
        yield name, data


def _within(path: Path, folder: Path) -> bool:
    return folder.resolve() in path.resolve().parents


# ── other files ─────────────────────────────────────────────────────────────────────────────────────────────────────
def _written(room: Newsroom, one: Draft, manuscript: Manuscript) -> Arrival:
    longest = max((len(plain(run)) for run in runs(manuscript.blocks)), default=0)
    if longest > PARAGRAPH_LIMIT:
        raise ArticleError(
            one.name, _("it holds {what}, longer than any article").format(
                what=_("a paragraph of {n} characters").format(n=longest)),
            remedy=_("look whether it is the right file, or make several articles of it"),
        )  # fmt: skip
    changes = list(manuscript.changes)
    places, files = _pictures(one, manuscript, changes)
    meta = dict(manuscript.meta)
    if not meta.get("title"):
        meta = {"title": " ".join(Path(one.name).stem.replace("_", " ").split()), **meta}
        changes.append(changed(_("no headline was found: the file’s name is it")))
    meta.pop("lang", None)
    if lang := _language(room, manuscript):
        meta["lang"] = lang
    final = replace(
        manuscript, blocks=replaced(manuscript.blocks, places), meta=meta,
        notes=tuple(replaced(note, places) for note in manuscript.notes),
    )  # fmt: skip
    text = formats.write(final)
    if len(text.encode()) > ARTICLE_LIMIT:
        raise ArticleError(
            one.name, _("the file has {size} bytes, more than the {limit} an article may have").format(
                size=len(text.encode()), limit=ARTICLE_LIMIT),
            remedy=_("take out what is not text, or make several articles of it"),
        )  # fmt: skip
    return Arrival(one.name, text, files, tuple(changes))


def _language(room: Newsroom, manuscript: Manuscript) -> str | None:
    """The language of the text where it is not the newsroom's own."""
    text = f"{manuscript.meta.get('title', '')}\n{words(manuscript.blocks)}"
    found = spoken(room, str(manuscript.meta.get("lang", "")), text)
    known = (room.settings.source, *room.settings.targets)
    if (
        found not in known
        and language.base(found) == language.base(room.settings.source)
        and not language.is_chinese(found)
    ):
        return None
    return None if found == room.settings.source else found


def spoken(room: Newsroom, said: str, text: str) -> str:
    """The language that `text` is in: what its file has `said` ("": nothing) if its letters agree, else the newsroom's
    own of these letters."""
    chinese = len(script.HAN.findall(text)) >= len(re.findall("[A-Za-z]+", text))
    known = (room.settings.source, *room.settings.targets)
    try:
        declared = language.parse(said) if said else ""
    except LanguageError:
        declared = ""
    if declared and language.is_chinese(declared) == chinese:
        return language.match(declared, known)
    return next((one for one in known if language.is_chinese(one) == chinese), "zh_CN" if chinese else "en")


def _pictures(
    one: Draft, manuscript: Manuscript, changes: list[Change]
) -> tuple[dict[str, str | None], dict[str, bytes]]:
    """Where each picture will be (None: it is left out, with a word), and the files."""
    places: dict[str, str | None] = {}
    files: dict[str, bytes] = {}
    for address in dict.fromkeys(image.address for image in images(manuscript)):
        data = manuscript.pictures.get(address)
        if data is None and not _elsewhere(address):
            data = _local(one, address)
            if data is None and not manuscript.base:
                places[address] = None
                changes.append(
                    dropped(_("the picture {address}, which is not beside the file").format(address=address))
                )
                continue
        if data is None:
            places[address] = urljoin(manuscript.base, address) if manuscript.base else address
            changes.append(changed(_(
                "the picture {address} is another site’s and was not fetched: put it beside the article and name it"
            ).format(address=places[address])))  # fmt: skip
            continue
        try:
            taken = pictures.taken(data, address)
        except ArticleError as error:
            places[address] = None
            changes.append(dropped(_("the picture {address}: {problem}; {remedy}").format(
                address=address, problem=error.problem, remedy=error.remedy)))  # fmt: skip
            continue
        name = _name(address, taken.suffix, files, taken.data)
        places[address], files[name] = name, taken.data
        if taken.located:
            changes.append(_unplaced(name))
        if taken.converted:
            changes.append(changed(_("the picture {address} was {kind} and is PNG now").format(
                address=address, kind=taken.converted)))  # fmt: skip
    return places, files


def _unplaced(name: str) -> Change:
    return changed(_("data that tell where {name} was taken were removed from it").format(name=name))


def _elsewhere(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def _local(one: Draft, address: str) -> bytes | None:
    """The file beside the one that was read, if it is in its folder."""
    name = unquote(urlsplit(address).path)
    if one.folder is None or not name or name.startswith("/") or "\0" in name:
        return None
    path = one.folder / name
    return disk.read(path, IMAGE_LIMIT) if _within(path, one.folder) and path.is_file() else None


def _name(address: str, suffix: str, files: Mapping[str, bytes], data: bytes) -> str:
    """A name for the picture beside the article: as it was called, with the suffix of what it is."""
    bare = Path(unquote(urlsplit(address).path)).stem
    stem = re.sub(r"[^\w-]+", "-", bare).strip("-_")[:60] or "picture"
    number, name = 1, f"{stem}.{suffix}"
    while name in files and files[name] != data:
        number += 1
        name = f"{stem}-{number}.{suffix}"
    return name
