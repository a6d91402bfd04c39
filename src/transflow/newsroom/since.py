"""What of an article has changed since it was signed off or published, segment by segment.

That it has changed is told by the digest in the PO file; what it was before, by the journal, which is made to be
complete but need not be: where the two do not agree, that is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from transflow import catalog as catalogs
from transflow.act import Act, Verb
from transflow.errors import RefusedError
from transflow.interface import gettext as _
from transflow.newsroom import record, rendition
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment
from transflow.workspace import opening
from transflow.workspace.opening import Opened


class Since(StrEnum):
    """From when on."""

    SIGNOFF = "signoff"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Changed:
    """A segment with another text than it had: `before` is empty where it had none, `now` where it is left out."""

    segment: Segment
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since `at` (ISO 8601, UTC), when `name` signed it off (empty: it was published). `same`: nothing
    at all has. `whole`: the changes are all there is; else the source, the front matter, a picture or a hand outside of
    transflow has changed something more."""

    slug: str
    locale: str
    since: Since
    name: str
    at: str
    digest: str
    changed: tuple[Changed, ...]
    same: bool
    whole: bool


def changes(room: Newsroom, slug: str, since: Since, name: str | None = None, locale: str | None = None) -> Changes:
    """What has changed. Raises RefusedError where nobody (or not `name`) has signed it off, or it is not published."""
    opened = opening.open_target(room.workspace, slug, locale)
    who, at, digest = _mark(opened, since, name)
    acts = record.history(room, slug, None, opened.locale)
    verb = Verb.SIGNOFF if since is Since.SIGNOFF else Verb.PUBLISH
    before = _before(acts, at, verb)
    changed = list(_changed(opened, before))
    same = rendition.digest_of(room, opened) == digest
    whole = same or rendition.digest_of(room, _as_before(opened, before)) == digest
    return Changes(slug, opened.locale, since, who, at, digest, () if same else tuple(changed), same, whole)


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


def _before(acts: Sequence[Act], at: str, verb: Verb) -> Mapping[str, str]:
    """The text of each segment at that instant, by its id, as far as acts tell: what the last act until then left, else
    what the first one after it found. Of acts in the same second, those in the journal before the mark came before."""
    mark = max((n for n, one in enumerate(acts) if one.verb is verb and one.at == at), default=len(acts))
    found: dict[str, str] = {}
    later: dict[str, str] = {}
    for number, one in enumerate(acts):
        if one.at < at or (one.at == at and number <= mark):
            if one.after is not None:
                found[one.after.id] = _said(one.after)
        elif one.before is not None:
            later.setdefault(one.before.id, _said(one.before))
    return {**later, **found}


def _said(segment: Segment) -> str:
    return "" if segment.omitted is not None else segment.target


def _changed(opened: Opened, before: Mapping[str, str]) -> Iterator[Changed]:
    """The segments of the present text that said something else."""
    for one in opened.catalog.segments:
        old = before.get(one.id, _said(one))
        if old != _said(one):
            yield Changed(one, old, _said(one))


def _as_before(opened: Opened, before: Mapping[str, str]) -> Opened:
    """The article with the texts that its segments had."""
    segments = tuple(
        replace(one, target=before[one.id], omitted=None) if one.id in before and before[one.id] != _said(one) else one
        for one in opened.catalog.segments
    )
    return replace(opened, merged=replace(opened.merged, catalog=replace(opened.catalog, segments=segments)))
