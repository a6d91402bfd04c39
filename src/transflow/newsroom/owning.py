"""What people give a translation of its own: blocks added, blocks moved, fields (docs/own-words.md)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import uuid4

from transflow import catalog as catalogs
from transflow import language, own, workflow
from transflow.act import Act, Verb
from transflow.article import ADAPTED, TAG
from transflow.catalog import Catalog
from transflow.errors import RefusedError, UsageError
from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.newsroom import editing, standing
from transflow.newsroom.acting import act, permit, writing
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind, Segment
from transflow.workspace import placing
from transflow.workspace.opening import Opened

Save = Callable[[list[Act], Catalog], None]


def insert(
    room: Newsroom, slug: str, after: str, text: str, locale: str | None = None, *, kind: Kind = Kind.PARAGRAPH,
    why: str = "",
) -> Segment:  # fmt: skip
    """Adds a block that the source does not have, behind the block of the segment `after` (behind a field of the front
    matter: at the beginning); `why` is a remark for who reviews it. Raises UsageError without a text, ArticleError
    where it cannot stand there; then nothing has changed."""
    permit(room, Verb.INSERT)
    text = editing.one_line(text).strip()
    if not text:
        raise UsageError("insert", _("there is no text to add"), remedy=_("say it with --text or --stdin"))
    with writing(room, slug, locale) as (opened, save):
        entry = own.added(kind, *_stamp(room, opened))
        entry = replace(entry, after=_anchor(opened, catalogs.find(opened.catalog, after)))
        made = workflow.edited(workflow.commented(entry, editing.one_line(why)), text, room.actor, room.now())
        return _taken(room, opened, save, Verb.INSERT, None, made)


def move(room: Newsroom, slug: str, prefix: str, after: str, locale: str | None = None, *, why: str = "") -> Segment:
    """Puts the block of a segment, with all of its list, table or quote, behind the block of the segment `after` in the
    translation; or an added block behind another one. The entry that says so, to be approved like a text. Raises
    RefusedError where that changes nothing or cannot be."""
    permit(room, Verb.MOVE)
    with writing(room, slug, locale) as (opened, save):
        segment = catalogs.find(opened.catalog, prefix)
        behind = _anchor(opened, catalogs.find(opened.catalog, after))
        where = f"{slug} {segment.id}"
        former = segment if segment.own else _moved_already(opened, segment)
        if former is not None and not own.is_placed(former):
            raise _immovable(slug, segment)
        if former is not None:
            shifted = own.shifted(former, behind, room.actor, room.now())
            shifted = workflow.commented(shifted, editing.one_line(why))
            return _taken(room, opened, save, Verb.MOVE, former, shifted, where)
        block = placing.homes(opened.units, opened.occurrences)[segment.id]
        if opened.article.blocks[block].key is not None:
            raise _immovable(slug, segment)
        entry = replace(own.moved(*_stamp(room, opened)), after=behind, moves=_last(opened, block))
        made = workflow.edited(entry, editing.one_line(why).strip() or _MOVED, room.actor, room.now())
        return _taken(room, opened, save, Verb.MOVE, None, made, where)


_MOVED = "moved"  # a PO entry without a text is untranslated; this one says nothing to readers


def set_field(room: Newsroom, slug: str, name: str, text: str, locale: str | None = None) -> Segment:
    """Gives the translation a field of its own: one of `own.FIELDS`. Raises UsageError for a field that it cannot
    have, RefusedError for an address that is taken, or that readers know already."""
    permit(room, Verb.INSERT)
    text = editing.one_line(text).strip()
    if not text:
        raise UsageError(name, _("there is no text"), remedy=_("say it with --text; to take it away, `transflow omit`"))
    with writing(room, slug, locale) as (opened, save):
        if name == own.TAGS:
            text = ("、" if language.is_chinese(opened.locale) else ", ").join(own.tags(text))
        _fit(room, opened, name, text)
        former = next((one for one in opened.catalog.segments if one.own and one.source == name), None)
        made = workflow.edited(former or own.field(name), text, room.actor, room.now())
        if made == former:
            return made
        return _taken(room, opened, save, Verb.EDIT if former else Verb.INSERT, former, made)


def _fit(room: Newsroom, opened: Opened, name: str, text: str) -> None:
    slug = opened.article.slug
    if name == own.SUMMARY and opened.article.meta.summary:
        raise UsageError(
            f"{slug} {name}", _("the source has a standfirst, and its translation is the translation’s"),
            remedy=_("write what you like in that segment: `transflow show {slug}` has its id").format(slug=slug),
        )  # fmt: skip
    if name == own.TAGS and not text:
        raise UsageError(f"{slug} {name}", _("there is no tag in it"), remedy=_("write them with commas between"))
    if name == own.SLUG:
        problem = standing.unmoved(opened, text) or standing.unfit(room, slug, text, opened.locale)
        if problem:
            raise RefusedError(
                f"{slug} {name}", problem,
                remedy=_("choose an address that is free, before the article is published in this language"),
            )  # fmt: skip


def _stamp(room: Newsroom, opened: Opened) -> tuple[str, str]:
    """When an entry is made, and a token: entries of one second stay in their order, and those of two people apart."""
    count = sum(own.is_placed(one) for one in opened.catalog.segments)
    return room.now(), f"{count:03d}-{uuid4().hex[:6]}"


def _anchor(opened: Opened, segment: Segment) -> str:
    """The id that says “behind this”: of the last segment of its block; of an added block its own."""
    if opened.article.meta.mode == ADAPTED:
        raise RefusedError(
            opened.article.slug, _("an adapted article is written freely: its body has no places"),
            remedy=_("write into the body what you want to add, and where: `transflow edit`"),
        )  # fmt: skip
    if segment.own:
        if not own.is_placed(segment):
            raise UsageError(
                segment.id, _("nothing can stand behind this field"),
                remedy=_("name the headline’s segment to put it at the beginning"),
            )  # fmt: skip
        return segment.moves or segment.id
    return _last(opened, placing.homes(opened.units, opened.occurrences)[segment.id])


def _last(opened: Opened, block: int) -> str:
    pairs = zip(opened.units, opened.occurrences, strict=True)
    return [segment.id for unit, segment in pairs if unit.block == block][-1]


def _moved_already(opened: Opened, segment: Segment) -> Segment | None:
    """The entry by which the block of `segment` is moved, where it is."""
    blocks = placing.homes(opened.units, opened.occurrences)
    home = blocks[segment.id]
    return next((one for one in opened.catalog.segments if one.moves and blocks.get(one.moves) == home), None)


def _immovable(slug: str, segment: Segment) -> RefusedError:
    return RefusedError(f"{slug} {segment.id}", _("what stands in the front matter has no place in the text"))


def _taken(
    room: Newsroom, opened: Opened, save: Save, verb: Verb, before: Segment | None, after: Segment, where: str = "",
) -> Segment:  # fmt: skip
    """Saves an entry, new or in the place of `before`; first it is tried whether the article can be written so. `where`
    names it in a refusal."""
    catalog = _with(opened, [one for one in opened.catalog.segments if one is not before] + [after])
    made = replace(opened, merged=replace(opened.merged, catalog=catalog))
    placed = own.is_placed(after)
    if placed and (after in own.lost(catalog.segments) or made.target_text == opened.target_text):
        raise RefusedError(
            where, _("that changes nothing, or it would stand behind itself"),
            remedy=_("a list, a table or a quote moves as a whole, and behind another block"),
        )  # fmt: skip
    save([act(room, verb, before, after)], catalog)
    return next(one for one in catalog.segments if one.id == after.id)


def _with(opened: Opened, segments: Sequence[Segment]) -> Catalog:
    catalog = replace(opened.catalog, segments=tuple(segments))
    return catalogs.merge(catalog, opened.units, opened.article.path).catalog


def without(slug: str, opened: Opened, entries: Sequence[Segment]) -> Catalog:
    """The catalog without these own entries. Raises RefusedError where something else stands behind one of them."""
    gone = {one.id for one in entries}
    left = [one for one in opened.catalog.segments if one.id not in gone]
    waiting = next((one for one in left if one.after in gone), None)
    if waiting is not None:
        raise RefusedError(
            f"{slug} {waiting.after}", _("other added text stands behind this: {text}").format(text=waiting.target),
            remedy=_("move that first: `transflow move {slug} {id} --after ID`").format(slug=slug, id=waiting.id),
        )  # fmt: skip
    return _with(opened, left)


def told(opened: Opened, segment: Segment) -> str:
    """What people read in the place of a source: that there is none, or which block was moved; else the source."""
    if not segment.own:
        return segment.source
    if own.is_block(segment):
        return _("{kind}, not in the source").format(kind=_(segment.kind.value))
    if segment.kind is not Kind.MOVE:
        return _("{field}, of the translation alone").format(field=field_name(segment.source))
    block = placing.homes(opened.units, opened.occurrences).get(segment.moves)
    words = next((unit.source for unit in opened.units if unit.block == block), "?")
    return _("stands here: {words}").format(words=words)


def field_name(name: str) -> str:
    """What one of `own.FIELDS` is called where people read of it."""
    return _(_FIELDS[name])


_FIELDS = {own.SLUG: N_("address"), own.TAGS: N_("tags"), own.SUMMARY: N_("standfirst")}


def places(opened: Opened, segment: Segment) -> list[tuple[str, str]]:
    """Where the block of `segment` may be put: the id to name (`move`, its `after`), and the first words of what stands
    there, in the article's order. First the headline, which means the beginning."""
    blocks = placing.homes(opened.units, opened.occurrences)
    home = blocks.get(segment.id, -1)
    found: dict[str, str] = {}
    begun: set[int] = set()
    for one in opened.catalog.segments:
        words = TAG.sub("", one.target or one.source)
        if own.is_block(one) and one != segment:
            found[one.id] = words
        elif not one.own and one.kind not in (Kind.ALT, Kind.CAPTION) and blocks[one.id] not in {home, *begun}:
            block = blocks[one.id]
            begun.add(block)
            if not found or opened.article.blocks[block].key is None:
                found[_last(opened, block)] = words
    return list(found.items())
