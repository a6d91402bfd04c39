"""What of an article has changed since it was signed off or published, segment by segment.

That it has changed is told by the digest in the PO file; what it was before, by the journal, which is made to be
complete but need not be: where the two do not agree, that is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from transflow import catalog as catalogs
from transflow import own
from transflow.act import Act, Verb
from transflow.errors import RefusedError
from transflow.interface import gettext as _
from transflow.newsroom import owning, record, rendition, syncing
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind, Segment
from transflow.workspace import opening
from transflow.workspace.opening import Opened


class Since(StrEnum):
    """From when on."""

    SIGNOFF = "signoff"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Changed:
    """A segment with another text than it had: `before` is empty where it had none, `now` where it is left out. `what`
    says what it translates, or what it is. Of a block that stands elsewhere, the two say where."""

    segment: Segment
    what: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since `at` (ISO 8601, UTC), when `name` signed it off (empty: it was published). `same`: nothing
    at all has. `whole`: the changes are all there is; else the source, the front matter, a picture or a hand outside of
    transflow has changed something more. `source` are the changes of the source that the journal tells, each with its
    instant (empty: it is in the file, and `sync` has not taken it up) and the journal's words (`syncing.counted`);
    `stale` are segments that translate another source than they have now."""

    slug: str
    locale: str
    since: Since
    name: str
    at: str
    digest: str
    changed: tuple[Changed, ...]
    same: bool
    whole: bool
    source: tuple[tuple[str, str], ...] = ()
    stale: tuple[Segment, ...] = ()


def changes(room: Newsroom, slug: str, since: Since, name: str | None = None, locale: str | None = None) -> Changes:
    """What has changed. Raises RefusedError where nobody (or not `name`) has signed it off, or it is not published."""
    opened = opening.open_target(room.workspace, slug, locale)
    who, at, digest = _mark(opened, since, name)
    acts = record.history(room, slug, None, opened.locale)
    verb = Verb.SIGNOFF if since is Since.SIGNOFF else Verb.PUBLISH
    mark = _place_of(acts, at, verb)
    before = _before(acts, at, mark)
    then = _as_before(opened, before)
    changed = list(_changed(opened, then))
    same = rendition.digest_of(room, opened) == digest
    whole = same or rendition.digest_of(room, then) == digest
    return Changes(
        slug, opened.locale, since, who, at, digest, () if same else tuple(changed), same, whole,
        tuple(_resourced(opened, acts, at, mark)), tuple(one for one in opened.catalog.segments if one.previous),
    )  # fmt: skip


def _resourced(opened: Opened, acts: Sequence[Act], at: str, mark: int) -> Iterator[tuple[str, str]]:
    """When the source has changed since, and what that did to segments, in the journal's words."""
    for number, one in enumerate(acts):
        if one.verb is Verb.SYNC and not _until(one, number, at, mark):
            yield one.at, one.detail
    if opened.changed:
        yield "", syncing.worded(opened)


def _mark(opened: Opened, since: Since, name: str | None) -> tuple[str, str, str]:
    """Who, when, and the digest of what was."""
    slug = opened.article.slug
    if since is Since.SIGNOFF:
        found = [one for one in catalogs.signed_off(opened.catalog) if name in (None, one.name)]
        if not found:
            problem = _("nobody has signed it off") if name is None else _("{name} has not signed it off")
            raise RefusedError(
                slug, problem.format(name=name),
                remedy=_("`transflow signoff {slug} --for NAME --via word` records it").format(slug=slug),
            )  # fmt: skip
        return found[-1].name, found[-1].at, found[-1].digest
    digest, at = catalogs.published(opened.catalog), catalogs.published_at(opened.catalog)
    if digest is None or at is None:
        raise RefusedError(
            slug, _("it is not published"), remedy=_("`transflow publish {slug}` publishes it").format(slug=slug)
        )
    return "", at, digest


def _place_of(acts: Sequence[Act], at: str, verb: Verb) -> int:
    """Where in the journal the mark of that instant stands."""
    return max((n for n, one in enumerate(acts) if one.verb is verb and one.at == at), default=len(acts))


def _until(one: Act, number: int, at: str, mark: int) -> bool:
    """Whether an act came before: of those in the same second, the ones in the journal before the mark did."""
    return one.at < at or (one.at == at and number <= mark)


def _before(acts: Sequence[Act], at: str, mark: int) -> Mapping[str, Segment | None]:
    """Each segment as it was at that instant, by its id, as far as acts tell: what the last act until then left, else
    what the first one after it found; None where it was not there."""
    found: dict[str, Segment | None] = {}
    later: dict[str, Segment | None] = {}
    for number, one in enumerate(acts):
        segment = one.after or one.before
        if segment is not None:
            if _until(one, number, at, mark):
                found[segment.id] = one.after
            else:
                later.setdefault(segment.id, one.before)
    return {**later, **found}


def _said(segment: Segment) -> str:
    return "" if segment.omitted is not None else segment.target


def _as_before(opened: Opened, before: Mapping[str, Segment | None]) -> Opened:
    """The article with the texts that its segments had, and with what it had of its own, where that stood."""
    here = {one.id for one in opened.catalog.segments}
    segments = [_as_it_was(one, before[one.id]) if one.id in before else one for one in opened.catalog.segments]
    gone = [one for ident, one in before.items() if one is not None and one.own and ident not in here]
    kept = (one for one in (*segments, *gone) if one is not None)
    return replace(opened, merged=replace(opened.merged, catalog=replace(opened.catalog, segments=tuple(kept))))


def _as_it_was(one: Segment, former: Segment | None) -> Segment | None:
    if former is None:  # of its own only: what translates a source is there as long as that is
        return None if one.own else one
    return replace(one, target=former.target, omitted=former.omitted, after=former.after, moves=former.moves)


def _changed(opened: Opened, then: Opened) -> Iterator[Changed]:
    """The segments that said something else, or stood elsewhere, in the present order; then those that are gone."""
    known = {one.id: one for one in then.catalog.segments}
    now = {one.id: one for one in opened.catalog.segments}
    for ident, one in {**now, **known}.items():
        old, new = (there.get(ident) for there in (known, now))
        said = [_said(each) if each else "" for each in (old, new)]
        if own.is_placed(one) and (one.kind is Kind.MOVE or said[0] == said[1]):
            said = [_place(there, each) for there, each in ((then, old), (opened, new))]
        if said[0] != said[1]:
            segment = now.get(ident, one)
            yield Changed(segment, owning.told(opened, segment), *said)


def _place(opened: Opened, one: Segment | None) -> str:
    """Where an added or moved block stands, as people read it; empty where it does not."""
    if one is None or one.omitted is not None:
        return ""
    anchor = next((each for each in opened.catalog.segments if each.id == one.after), None)
    return _("behind: {words}").format(words=(anchor.target or anchor.source) if anchor else "?")
