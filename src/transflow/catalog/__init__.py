"""The catalog: the segments of one article in one language, as a gettext PO file (DESIGN §4)."""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from transflow import __version__, own
from transflow.act import Act
from transflow.catalog.merging import Merged, aligned, merge, regrouped
from transflow.catalog.moving import renamed
from transflow.catalog.po import Catalog, is_as_read, parse, serialize, splice, with_header
from transflow.catalog.signed import SignedOff, signed_off, with_signed_off
from transflow.errors import ConflictError, UsageError
from transflow.interface import gettext as _
from transflow.segment import Segment

__all__ = [
    "Catalog", "Merged", "SignedOff", "address", "aligned", "apply", "changes", "find", "first_published_at",
    "is_as_read", "last_translator", "merge", "new", "parse", "published", "published_at", "regrouped", "renamed",
    "ruled", "seems_published", "serialize", "signed_off", "source_locale", "splice", "with_first_published",
    "with_published", "with_signed_off",
]  # fmt: skip

_NOBODY = "Automatically generated"  # what msginit writes for nobody in particular
# gettext's own rules for the languages we know best; another language's header is left for its tools to fill.
_PLURALS = {"zh": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}


def new(locale: str, source: str, slug: str, project: str) -> Catalog:
    """An empty catalog with a header that every gettext tool accepts; dates only once a person has worked in it."""
    header = {
        "Project-Id-Version": " ".join(f"{project} {slug}".split()),
        "Language": locale,
        # Who translated a segment stands with the segment, and a header that every save changed would conflict in
        # every git merge of two people's work.
        "Last-Translator": _NOBODY,
        "Language-Team": "none",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _PLURALS.get(locale.split("_")[0], ""),
        "X-Source-Language": source,
        "X-Generator": f"transflow {__version__}",
    }
    return Catalog(locale, MappingProxyType({key: value for key, value in header.items() if value}))


def source_locale(catalog: Catalog) -> str:
    """The language that the catalog translates from; empty where no tool has said."""
    return catalog.header.get("X-Source-Language", "")


def last_translator(catalog: Catalog) -> str | None:
    """The PO's Last-Translator as it stands: a name, a mail address in angle brackets, or both; None where no person
    is named (msginit's words for that are `Automatically generated`)."""
    named = catalog.header.get("Last-Translator", "").strip()
    return None if named in ("", _NOBODY) else named


def published(catalog: Catalog) -> str | None:
    """The digest of what was published; None where nothing is."""
    return catalog.header.get("X-Transflow-Published")


def published_at(catalog: Catalog) -> str | None:
    """When what is live was published (ISO 8601, UTC)."""
    return catalog.header.get("X-Transflow-Published-At")


def seems_published(po: bytes) -> bool:
    """Whether a PO file says that its article was ever published, as far as its head shows without being parsed."""
    return b"X-Transflow-First-Published-At" in po.partition(b"\n\n")[0]


def first_published_at(catalog: Catalog) -> str | None:
    """When the article was first published (ISO 8601, UTC)."""
    return catalog.header.get("X-Transflow-First-Published-At")


def address(catalog: Catalog) -> str:
    """The slug that the translation has for itself in its language: the one under which readers know it already, else
    the one that was chosen; empty where it has the article's."""
    if first_published_at(catalog):
        return catalog.header.get("X-Transflow-Published-Slug", "")
    return own.text(catalog.segments, own.SLUG)


def with_published(catalog: Catalog, digest: str | None, at: str) -> Catalog:
    """`catalog` with its publication recorded; None: nothing is live any more."""
    if digest is None:
        return with_header(catalog, X_Transflow_Published=None, X_Transflow_Published_At=None)
    return with_header(
        catalog, X_Transflow_Published=digest, X_Transflow_Published_At=at,
        X_Transflow_First_Published_At=first_published_at(catalog) or at,
        X_Transflow_Published_Slug=address(catalog) or None,
    )  # fmt: skip


def with_first_published(catalog: Catalog, at: str) -> Catalog:
    """`catalog` of an article that was first published elsewhere, at `at` (ISO 8601, UTC)."""
    return with_header(catalog, X_Transflow_First_Published_At=at)


def find(catalog: Catalog, prefix: str) -> Segment:
    """The segment whose id begins with `prefix`. Raises UsageError if there is none, or more than one."""
    place = catalog.ids.get(prefix)
    if place is not None:
        return catalog.segments[place]
    found = [one for one in catalog.segments if one.id.startswith(prefix.lower())] if prefix else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(prefix, _("no segment has this id"), remedy=_("`transflow show SLUG` lists them"))
    raise UsageError(
        prefix, _("several segments have ids that begin so: {ids}").format(ids=", ".join(one.id for one in found)),
        remedy=_("write more of the id"),
    )  # fmt: skip


class _Rule(Protocol):
    @property
    def source(self) -> str: ...
    @property
    def joined(self) -> int: ...
    @property
    def split(self) -> tuple[int, ...]: ...
    @property
    def whole(self) -> str: ...


def ruled(catalog: Catalog, rules: Iterable[_Rule]) -> Catalog:
    """`catalog` with joins and splits recorded on the segments of these sources."""
    said = {rule.source: rule for rule in rules}
    segments = (
        replace(one, joined=said[one.source].joined, split=said[one.source].split, whole=said[one.source].whole)
        if one.source in said
        else one
        for one in catalog.segments
    )
    return replace(catalog, segments=tuple(segments))


def apply(catalog: Catalog, *acts: Act) -> Catalog:
    """`catalog` after `acts`, in their order: pure, and applying them twice is applying them once.

    Raises ConflictError if a segment is neither as the act found it nor as it left it.
    """
    segments = list(catalog.segments)
    for place, segment in changes(catalog, acts).items():
        segments[place] = segment
    return replace(catalog, segments=tuple(segments))


def changes(catalog: Catalog, acts: Iterable[Act]) -> dict[int, Segment]:
    """The segments that `acts` change, by their places, as they are afterwards. Raises ConflictError as `apply`."""
    now: dict[int, Segment] = {}
    for act in acts:
        if act.after is None:
            continue
        place = catalog.places.get((act.after.context, act.after.source))
        if place is None:
            raise ConflictError(
                act.segment, _("the segment is no longer in the article"), remedy=_("run `transflow sync`")
            )
        present = now.get(place, catalog.segments[place])
        if (_text(present) == _text(act.after) and present.status == act.after.status) or (
            act.before is not None and _text(present) == _text(act.before) and present.status == act.before.status
        ):
            now[place] = replace(act.after, places=present.places, kind=present.kind)
        else:
            raise ConflictError(
                act.segment, _("somebody else has changed this segment: {text}").format(text=present.target),
                remedy=_("look at their text, and do it again"),
            )  # fmt: skip
    return now


def _text(segment: Segment) -> tuple[str, str | None]:
    return segment.target, segment.omitted
