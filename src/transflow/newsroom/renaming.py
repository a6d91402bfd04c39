"""An article under another slug: what readers have bookmarked leads on to it, and other articles' links follow.

The source's new name is the one step that counts. Whatever stops it, the newsroom has the article under one of the two
names, and the same command again finishes what is left: what was prepared under the new name before, what is left
under the old one after.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from transflow import catalog as catalogs
from transflow import formats
from transflow.article import Article
from transflow.errors import RefusedError, UsageError, WorkspaceError
from transflow.interface import gettext as _
from transflow.newsroom import building, site, succeeding, unsaved
from transflow.newsroom.acting import act, permit
from transflow.newsroom.rendition import digest_of, stage_of
from transflow.newsroom.room import Newsroom
from transflow.publish.record import Record
from transflow.workflow import Act, Stage, Verb
from transflow.workspace import moving, opening
from transflow.workspace.folder import SLUG, Commit
from transflow.workspace.opening import Opened


@dataclass(frozen=True, slots=True)
class Renaming:
    """What came of it: the articles whose links now name the new slug, and whether readers of the old address are sent
    on (nobody is where the article was never published)."""

    linking: tuple[str, ...]
    sent_on: bool


def rename(room: Newsroom, old: str, new: str) -> Renaming:
    """Gives the article `old` the slug `new`. What is live stays live, with the text that it has; its old address sends
    readers on, in every language.

    Raises UsageError where there is no such article, or `new` is no slug or taken; RefusedError where the article is
    withdrawn (its notice stays where it was), or `new` was the address of another article.
    """
    permit(room, Verb.RENAME)
    if not SLUG.fullmatch(new):
        remedy = _("a slug has small letters a–z, digits and single hyphens")
        raise UsageError(repr(new), _("this is no slug"), remedy=remedy)
    while True:
        linking = frozenset(_linking(room, old))
        with room.workspace.held(old, new, *linking):
            if frozenset(_linking(room, old)) <= linking:
                return _rename(room, old, new, sorted(linking - {old, new}))


def _rename(room: Newsroom, old: str, new: str, linking: Collection[str]) -> Renaming:
    there = set(room.workspace.slugs())
    if old in there:
        if new in there:
            raise UsageError(new, _("there is an article with this slug already"), remedy=_("choose another one"))
        _allowed(room, old, new)
        _prepare(room, old, new)
        moving.move(room.workspace, old, new)
    elif new not in there or not _begun(room, old, new):
        raise UsageError(old, _("there is no such article"), remedy=_("`transflow status` lists them"))
    renamed = opening.article(room.workspace, new)
    _publish(room, renamed, old, linking)
    linked = [slug for slug in (new, *linking) if _relink(room, slug, old, new)]
    unsaved.carry(room, old, new)
    moving.forget(room.workspace, old)
    return Renaming(tuple(linked), old in renamed.meta.formerly)


def _allowed(room: Newsroom, old: str, new: str) -> None:
    article = opening.article(room.workspace, old)
    if article.meta.killed:
        raise RefusedError(old, _("withdrawn: {why}").format(why=article.meta.killed))
    for locale in (room.settings.source, *room.settings.targets, *room.settings.variants):
        found = site.record(room, locale, new)
        owner = found.article or found.slug if found else old
        if found and found.moved and owner != old:
            raise RefusedError(
                new, _("readers of this address are sent on to {slug}").format(slug=found.moved),
                remedy=_("choose another one"),
            )  # fmt: skip
        if owner != old:
            raise UsageError(
                new, _("another article has the address “{slug}”").format(slug=new), remedy=_("choose another one")
            )
    strange = [one for one in moving.locales(room.workspace, new) if not _told(room, old, new, one)]
    if strange:
        raise WorkspaceError(
            room.workspace.relative(room.workspace.po_path(new, strange[0])),
            _("there is a translation of this name, but no article"),
            remedy=_("move it and its journal away, or choose another slug"),
        )


def _begun(room: Newsroom, old: str, new: str) -> bool:
    """Whether this very renaming was stopped after its one step."""
    return any(_told(room, old, new, locale) for locale in moving.locales(room.workspace, old))


def _told(room: Newsroom, old: str, new: str, locale: str) -> bool:
    """Whether the journal under the new name says where it comes from."""
    acts = [line.act for line in room.workspace.acts(new, locale)]
    return any(one.get("verb") == Verb.RENAME.value and one.get("detail") == succeeding.step(old, new) for one in acts)


# ── before the step ─────────────────────────────────────────────────────────────────────────────────────────────────
def _prepare(room: Newsroom, old: str, new: str) -> None:
    """Writes down where readers may come from, and puts translations and journals under the new name."""
    article = opening.article(room.workspace, old)
    targets = {one.locale: one for one in opening.every_target(room.workspace, old)}
    text = article.raw
    if any(catalogs.first_published_at(one.catalog) for one in targets.values()):
        former = [one for one in article.meta.formerly if one != new]
        text = formats.set_meta(article, "formerly", " ".join(dict.fromkeys((*former, old))))
    if article.meta.slug is not None:
        text = formats.set_meta(replace(article, raw=text), "slug", new)
    if text != article.raw:
        room.workspace.write_article(old, text)
        targets = {one.locale: one for one in opening.every_target(room.workspace, old)}
    done = act(room, Verb.RENAME, detail=succeeding.step(old, new)).to_json()
    for locale in moving.locales(room.workspace, old):
        po = room.workspace.read(room.workspace.relative(room.workspace.po_path(old, locale)))
        if po is not None:
            known = catalogs.serialize(targets[locale].catalog) if locale in targets else po.decode()
            po = catalogs.renamed(known, old, new).encode()
        moving.carry(room.workspace, old, new, locale, po, [done])


# ── what readers see ────────────────────────────────────────────────────────────────────────────────────────────────
def _publish(room: Newsroom, renamed: Article, old: str, linking: Collection[str]) -> None:
    """Brings what is live under the new address, with the words that are live; other pages link to it."""
    new = renamed.slug
    records = [one for slug in linking for one in _live(room, slug, slug)]
    records = [replace(one, body=_linked(one.body, old, new)) for one in records]
    changed = [one for one in records if f'href="../{new}/' in one.body]
    former = _live(room, new, old)
    for one in former:
        for path in one.pictures:
            data = room.workspace.read(f"public/{path}")
            if data is not None:
                room.workspace.write(f"public/{_picture(path, old, new)}", data, durable=False)
    carried = [_carried(one, old, new) for one in former]
    published = min((one.published for one in carried), default="")
    targets = opening.every_target(room.workspace, new)
    moved = [one for it in carried for one in site.moved(room, targets[0], it.locale, published)]
    if building.languages(room):
        building.bring(room, [*carried, *moved, *changed])
    for left in (room.workspace.root / "public" / "images" / old).glob("*"):
        room.workspace.remove(room.workspace.relative(left))


def _live(room: Newsroom, slug: str, known: str) -> list[Record]:
    """The records of what is live of the article `slug`, in each language; readers know it as `known`, but where a
    translation has an address of its own."""
    opened = opening.every_target(room.workspace, slug)[0]
    places = ((locale, site.slug_in(room, opened, locale)) for locale in building.languages(room))
    found = (site.record(room, locale, known if there == slug else there) for locale, there in places)
    return [one for one in found if one and not one.notice]


def _carried(one: Record, old: str, new: str) -> Record:
    body = _linked(one.body, old, new).replace(f"../../images/{old}/", f"../../images/{new}/")
    slug, article = (new if slug == old else slug for slug in (one.slug, one.article))
    slugs = tuple((locale, new if slug == old else slug) for locale, slug in one.slugs)
    pictures = tuple(_picture(path, old, new) for path in one.pictures)
    return replace(one, slug=slug, article=article, slugs=slugs, body=body, pictures=pictures)


def _picture(path: str, old: str, new: str) -> str:
    return path.replace(f"images/{old}/", f"images/{new}/", 1)


def _linked(body: str, old: str, new: str) -> str:
    return body.replace(f'href="../{old}/', f'href="../{new}/')


# ── links in articles ───────────────────────────────────────────────────────────────────────────────────────────────
def _links(old: str, *, folder: bool) -> "re.Pattern[str]":
    """Where a Markdown or HTML link names the source of `old`, or (`folder`) a file in the folder that it is."""
    inside = r"/" if folder else r"/index\.md"
    return re.compile(
        rf"""((?:\]\(\s*<?|^[ ]{{0,3}}\[[^\]\n]+\]:\s*<?|(?:href|src)=["'])(?:[^\s()<>"':]*/)?){re.escape(old)}"""
        rf"""(?=\.md[\s#?)>"']|\.md$|{inside})""",
        re.MULTILINE,
    )


def _linking(room: Newsroom, old: str) -> Iterator[str]:
    """The articles that link to `old`."""
    for slug in room.workspace.slugs():
        path = room.workspace.relative(room.workspace.article_path(slug))
        data = room.workspace.read(path) or b""
        if old.encode() in data and _links(old, folder=True).search(data.decode(errors="replace")):
            yield slug


def _relink(room: Newsroom, slug: str, old: str, new: str) -> bool:
    """Has the links of an article name the new slug. What was published as it stands is so still: the pages have been
    printed with the new link."""
    article = opening.article(room.workspace, slug)
    folder = room.workspace.article_path(new).name == "index.md"
    text = _links(old, folder=folder).sub(rf"\g<1>{new}", article.raw)
    if text == article.raw:
        return False
    before = [
        one.locale for one in opening.every_target(room.workspace, slug) if stage_of(room, one) is Stage.PUBLISHED
    ]
    room.workspace.write_article(slug, text)
    for one in opening.every_target(room.workspace, slug):
        if one.locale in before:
            room.workspace.commit(_still_published(room, one, act(room, Verb.RENAME, detail=succeeding.step(old, new))))
    return True


def _still_published(room: Newsroom, opened: Opened, done: Act) -> Commit:
    at = catalogs.published_at(opened.catalog) or room.now()
    catalog = catalogs.with_published(opened.catalog, digest_of(room, opened), at)
    return Commit(opened.article.slug, opened.locale, catalogs.serialize(catalog).encode(), [done.to_json()])
