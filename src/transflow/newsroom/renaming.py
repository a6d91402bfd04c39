"""An article under another slug: what readers have bookmarked leads on to it, and other articles' links follow.

The source's new name is the one step that counts. Whatever stops it, the newsroom has the article under one of the two
names, and the same command again finishes what is left: what was prepared under the new name before, what is left
under the old one after.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from transflow import catalog as catalogs
from transflow import formats
from transflow.act import Act, Verb
from transflow.article import Article
from transflow.catalog import Catalog
from transflow.errors import RefusedError, UsageError, WorkspaceError
from transflow.interface import gettext as _
from transflow.newsroom import building, site, succeeding, unsaved
from transflow.newsroom.acting import act, permit
from transflow.newsroom.rendition import digest_of, stage_of
from transflow.newsroom.room import Newsroom
from transflow.publish.record import Record
from transflow.segment import Kind, Segment, text_sum
from transflow.slug import SLUG
from transflow.workflow import Stage
from transflow.workspace import moving, opening
from transflow.workspace.folder import Commit, decode
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
        # The oldest stays the first, even where the article is called so again: its identifiers are made of that.
        text = formats.set_meta(article, "formerly", " ".join(dict.fromkeys((*article.meta.formerly, old))))
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
    """Brings what is live under the new address, with the words that are live; other pages link to it. In a language
    in which the article has an address of its own, it stays there."""
    new, first = renamed.slug, opening.every_target(room.workspace, renamed.slug)[0]
    chosen = {locale: site.chosen_in(room, first, locale) for locale in building.languages(room)}
    linked = [replace(one, body=_linked(one.body, old, new)) for slug in linking for one in _live(room, slug, chosen)]
    changed = [one for one in linked if not chosen[one.locale] and f'href="../{new}/' in one.body]
    carried = []
    for locale, own in chosen.items():
        places = (site.record(room, locale, slug) for slug in ([own] if own else [new, old]))
        one = next((one for one in places if one and not one.notice), None)
        if one is not None:
            _copy_pictures(room, one, old, new)
            carried.append(_carried(one, old, renamed, chosen))
    published = min((one.published for one in carried), default="")
    moved = [one for it in carried for one in site.moved(room, first, it.locale, published)]
    if chosen:
        building.bring(room, [*carried, *moved, *changed])
    for left in (room.workspace.root / "public" / "images" / old).glob("*"):
        room.workspace.remove(room.workspace.relative(left))


def _live(room: Newsroom, slug: str, languages: Iterable[str]) -> list[Record]:
    """The records of what is live of an article, in each language."""
    opened = opening.every_target(room.workspace, slug)[0]
    found = (site.record(room, locale, site.slug_in(room, opened, locale)) for locale in languages)
    return [one for one in found if one and not one.notice]


def _copy_pictures(room: Newsroom, one: Record, old: str, new: str) -> None:
    for path in one.pictures:
        data = room.workspace.read(f"public/{path}")
        if data is not None:
            room.workspace.write(f"public/{_picture(path, old, new)}", data, durable=False)


def _carried(one: Record, old: str, renamed: Article, chosen: Mapping[str, str]) -> Record:
    """A record of the article as it is under the new slug; `chosen` are its own addresses by language."""
    new, first = renamed.slug, (*renamed.meta.formerly, renamed.slug)[0]
    body = one.body if chosen[one.locale] else _linked(one.body, old, new)
    body = body.replace(f"../../images/{old}/", f"../../images/{new}/")
    made = replace(one, body=body, pictures=tuple(_picture(path, old, new) for path in one.pictures))
    own = {locale: chosen.get(locale) for locale in one.languages}
    places = {locale: (slug, slug) if slug else (new, first) for locale, slug in own.items()}
    return site.addressed(made, places, new)


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
    """The articles that link to `old`, in their source or in a text that was written beside it."""
    for slug in room.workspace.slugs():
        path = room.workspace.relative(room.workspace.article_path(slug))
        texts = [path, *(_po(room, slug, locale) for locale in moving.locales(room.workspace, slug))]
        for data in (room.workspace.read(one) or b"" for one in texts):
            if old.encode() in data and _links(old, folder=True).search(data.decode(errors="replace")):
                yield slug
                break


def _po(room: Newsroom, slug: str, locale: str) -> str:
    return room.workspace.relative(room.workspace.po_path(slug, locale))


def _relink(room: Newsroom, slug: str, old: str, new: str) -> bool:
    """Has the links of an article name the new slug, in its source and in the body of an adapted one. Whoever signed
    that signed its words. What was published as it stands is so still: the pages have been printed with the new link.
    """
    article = opening.article(room.workspace, slug)
    links = _links(old, folder=room.workspace.article_path(new).name == "index.md")

    def relinked(text: str) -> str:
        return links.sub(rf"\g<1>{new}", text)

    text = relinked(article.raw)
    before = opening.every_target(room.workspace, slug)
    # As they are on disk: a renaming that was stopped has written the source, and nobody's body is stale by that.
    known = [_on_disk(room, opened) for opened in before]
    after = [tuple(_relinked(one, relinked) for one in catalog.segments) for catalog in known]
    if text == article.raw and all(one.segments == two for one, two in zip(known, after, strict=True)):
        return False
    published = [opened.locale for opened in before if stage_of(room, opened) is Stage.PUBLISHED]
    if text != article.raw:
        room.workspace.write_article(slug, text)
    for opened, catalog, segments in zip(opening.every_target(room.workspace, slug), known, after, strict=True):
        done = act(room, Verb.RENAME, detail=succeeding.step(old, new))
        merged = catalogs.merge(replace(catalog, segments=segments), opened.units, opened.article.path)
        present = replace(opened, merged=merged)
        if opened.locale in published:
            room.workspace.commit(_still_published(room, present, done))
        elif segments != catalog.segments:
            po = catalogs.serialize(merged.catalog).encode()
            room.workspace.commit(Commit(slug, opened.locale, po, [done.to_json()]))
    return True


def _on_disk(room: Newsroom, opened: Opened) -> Catalog:
    name = room.workspace.relative(room.workspace.po_path(opened.article.slug, opened.locale))
    return opened.catalog if opened.po is None else catalogs.parse(decode(opened.po, name), name)


def _relinked(one: Segment, relinked: Callable[[str], str]) -> Segment:
    """A segment with its links renamed. Only a body has any: those of sentences are tags."""
    if one.kind is not Kind.BODY:
        return one
    made = replace(one, source=relinked(one.source), target=relinked(one.target))
    was, now = text_sum(one.source, one.target), text_sum(made.source, made.target)
    return replace(made, waivers=tuple(replace(each, sum=now) if each.sum == was else each for each in one.waivers))


def _still_published(room: Newsroom, opened: Opened, done: Act) -> Commit:
    at = catalogs.published_at(opened.catalog) or room.now()
    catalog = catalogs.with_published(opened.catalog, digest_of(room, opened), at)
    return Commit(opened.article.slug, opened.locale, catalogs.serialize(catalog).encode(), [done.to_json()])
