"""A leader's decision by proxy: who has signed the text off outside of transflow, and whether it is still that text.

It is in the PO file's header, with the digest of what would have been published. Any later change of the text, the
front matter or a picture makes another digest, and the sign-off void: that is derived, never stored.
"""

from dataclasses import dataclass

from transflow import catalog as catalogs
from transflow.act import Verb
from transflow.catalog import SignedOff
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import rendition
from transflow.newsroom.acting import act, permit, writing
from transflow.newsroom.editing import one_line
from transflow.newsroom.room import Newsroom
from transflow.workspace.opening import Opened

SHOWN = 8  # hex digits of a version as people see it


@dataclass(frozen=True, slots=True)
class Decision:
    """A sign-off, and whether it holds for the present text."""

    signed: SignedOff
    valid: bool


def sign_off(room: Newsroom, slug: str, name: str, via: str, note: str = "", locale: str | None = None) -> Decision:
    """Records that `name` has signed the present text off; the same once more changes nothing.

    Raises UsageError where nobody is named, RefusedError for who may not record it.
    """
    name, via, note = (one_line(text).strip() for text in (name, via, note))
    if not name or not via:
        raise UsageError("signoff", _("say who has signed it off, and how"), remedy="--for NAME --via word")
    permit(room, Verb.SIGNOFF)
    with writing(room, slug, locale) as (opened, save):
        digest = rendition.digest_of(room, opened)
        for one in catalogs.signed_off(opened.catalog):
            if (one.name, one.via, one.note, one.digest) == (name, via, note, digest):
                return Decision(one, valid=True)
        signed = SignedOff(name, room.actor, via, room.now(), digest, note)
        detail = _("{name}, via {via}, version {version}").format(name=name, via=via, version=digest[:SHOWN])
        said = _("{what}: {said}").format(what=detail, said=note) if note else detail
        save([act(room, Verb.SIGNOFF, detail=said)], catalogs.with_signed_off(opened.catalog, signed))
        return Decision(signed, valid=True)


def decisions(room: Newsroom, opened: Opened) -> tuple[Decision, ...]:
    """The sign-offs of an article in one language, the newest last."""
    signed = catalogs.signed_off(opened.catalog)
    digest = rendition.digest_of(room, opened) if signed else ""
    return tuple(Decision(one, one.digest == digest) for one in signed)


def wanting(room: Newsroom, opened: Opened) -> str:
    """Why an article may not be published, where the settings want a sign-off (`review.signoff`); empty if it may."""
    if not room.settings.signoff:
        return ""
    found = decisions(room, opened)
    if any(one.valid for one in found):
        return ""
    slug = opened.article.slug
    if not found:
        return _("nobody has signed it off: `transflow signoff {slug} --for NAME --via word`").format(slug=slug)
    return _("{said}; `transflow diff {slug}` shows what has changed since").format(
        said=told(room, found[-1]), slug=slug
    )


def told(room: Newsroom, decision: Decision) -> str:
    """A sign-off as people read it."""
    one = decision.signed
    said = _("signed off for {name} by {by} via {via}, {when}, version {version}").format(
        name=one.name, by=one.by, via=one.via, when=room.local(one.at), version=one.digest[:SHOWN]
    )
    if one.note:
        said = _("{what}: {said}").format(what=said, said=one.note)
    return said if decision.valid else _("{said} (void: the text has changed since)").format(said=said)
