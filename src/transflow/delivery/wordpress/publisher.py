"""Posts of WordPress: one a language, made once, changed where the article has changed, never over somebody's work.

What is about to be sent is in the record before it is sent, and what came of it after: a run that was stopped anywhere
goes on where it stopped, and finds a post that it made but could not write down by its address and its marker.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from html import escape
from typing import Any

from transflow.delivery import options as opt
from transflow.delivery import wording
from transflow.delivery.port import (
    Addresses,
    DeliveryError,
    EditedError,
    Edition,
    Package,
    Placed,
    Record,
    Resources,
)
from transflow.delivery.wordpress import body, comparing, media, tongues
from transflow.delivery.wordpress.client import Client
from transflow.delivery.wordpress.posts import Posts
from transflow.delivery.wordpress.terms import CATEGORIES, TAGS, Terms
from transflow.delivery.wordpress.tongues import Tongues
from transflow.delivery.wordpress.trouble import GoneError
from transflow.interface import gettext as _

_RIGHTS = ("publish_posts", "edit_others_posts", "upload_files", "manage_categories")  # of an Editor


@dataclass(frozen=True, slots=True)
class Manner:
    """What the settings say: the status of new posts, the codes of languages, whether the first picture is the featured
    one, and what becomes of a withdrawn article."""

    status: str = "publish"
    languages: Mapping[str, str] = field(default_factory=dict)
    featured: bool = True
    withdrawn: str = "notice"


class WordPress:
    """One WordPress site."""

    addresses = Addresses(picture="{name}", article="../{slug}/")

    def __init__(self, name: str, client: Client, manner: Manner, resources: Resources) -> None:
        self.name = name
        self._client, self._manner, self._resources = client, manner, resources
        self._posts = Posts(client)
        codes = sorted(manner.languages.items())
        self.facts = json.dumps(["wordpress 1", client.url, codes, manner.featured, manner.withdrawn])

    def put(self, package: Package, record: Record, *, force: bool) -> Sequence[Placed]:
        """Makes the posts that are missing, then brings each up to date (see `port.Publisher.put`)."""
        if package.withdrawn:
            self._withdraw(package, record, package.withdrawn)
        else:
            self._deliver(package, record, force=force)
        return [Placed(locale, str(known["link"])) for locale, known in record.part("posts").items()]

    @cached_property
    def _site(self) -> tuple[Tongues, Terms]:
        """The site's languages, its categories and tags: asked once a run, when the first article goes there."""
        known = tongues.ask(self._client, self._manner.languages)
        return known, Terms(self._client, known)

    def _deliver(self, package: Package, record: Record, *, force: bool) -> None:
        posts, editions = record.part("posts"), package.editions
        known, _terms = self._site
        for one in editions:
            known.code(one.locale)  # a language that is not there is said before anything is sent
        library = {
            one.locale: media.brought(self._client, record, package, one, opt.code(one.locale, {})) for one in editions
        }
        groups = self._groups(package)
        for number, one in enumerate(editions):
            if one.locale not in posts:
                fields = self._fields(package, one, library[one.locale], groups[one.locale], posts)
                self._make(package, one, number, fields, record, force=force)
        for number, one in enumerate(editions):
            fields = self._fields(package, one, library[one.locale], groups[one.locale], posts)
            self._bring(package, one, number, fields, record, force=force)
        for locale in sorted(set(posts) - {one.locale for one in editions} - set(package.kept)):
            self._posts.trash(posts[locale]["id"])  # a language that it no longer has
            del posts[locale]
            record.save()

    def reach(self, seconds: float) -> str | None:
        """Whether the user may do all that is needed. The password goes to the site that it is for."""
        try:
            me = self._client.reach("/wp/v2/users/me", seconds, context="edit", _fields="capabilities")
        except DeliveryError as error:
            return f"{error.reason}; {error.remedy}" if error.remedy else error.reason
        held = me.get("capabilities", {}) if isinstance(me, dict) else {}
        missing = [right for right in _RIGHTS if not (isinstance(held, dict) and held.get(right))]
        if missing:
            told = _("the user may not {rights}: give it the role of an Editor there")
            return told.format(rights=", ".join(missing))
        return None

    # ── what is sent ────────────────────────────────────────────────────────────────────────────────────────────────
    def _groups(self, package: Package) -> dict[str, dict[str, list[int]]]:
        """By locale, the numbers of its category and tags. The desk is one thing in all languages."""
        known, terms = self._site
        desks: dict[str, int] = {}
        found: dict[str, dict[str, list[int]]] = {}
        for one in package.editions:
            numbers = {"tags": [terms.number(TAGS, tag, one.locale) for tag in one.tags]}
            if one.desk:
                desk = terms.number(CATEGORIES, one.desk, one.locale, desks)
                numbers["categories"] = [desk]
                if known.linked:
                    desks[known.code(one.locale)] = desk
            found[one.locale] = numbers
        return found

    def _fields(
        self, package: Package, one: Edition, pictures: Mapping[str, media.Medium],
        groups: Mapping[str, list[int]], posts: Mapping[str, Any],
    ) -> dict[str, Any]:  # fmt: skip
        """What a post says, as WordPress takes it."""
        others = [] if self._site[0].linked else [
            (locale, str(known["link"])) for locale, known in sorted(posts.items()) if locale != one.locale
        ]  # fmt: skip
        html = body.content(one, pictures, lambda slug: self._neighbour(slug, one.locale), others)
        first = next(iter(pictures.values()), None) if self._manner.featured else None
        return {
            "title": escape(one.title, quote=False),
            "content": body.block(html, body.marker(package.slug, one.locale)),
            "excerpt": escape(one.summary or "", quote=False), "featured_media": first.id if first else 0, **groups,
        }  # fmt: skip

    def _neighbour(self, slug: str, locale: str) -> str | None:
        there = self._resources.neighbour(slug, locale)
        return there or wording.on_site(self._resources.base_url, locale, slug)

    def _translations(self, one: Edition, posts: Mapping[str, Any]) -> dict[str, Any]:
        """The language, and the posts that say the same in others, as Polylang reads them."""
        known = self._site[0]
        if not known.linked:
            return {}
        ids = {known.code(locale): there["id"] for locale, there in posts.items()}
        return {"lang": known.code(one.locale), "translations": ids}

    # ── making and changing ─────────────────────────────────────────────────────────────────────────────────────────
    def _make(
        self, package: Package, one: Edition, number: int, fields: Mapping[str, Any], record: Record, *, force: bool
    ) -> None:
        posts, sending = record.part("posts"), record.part("sending")
        before = sending.get(one.locale, [])
        slug, mark = _slug(package, one, number), body.marker(package.slug, one.locale)
        found = self._posts.found(slug, mark, searching=bool(before))
        if found is not None and not force and comparing.changed(found, fields, {}, before):
            raise EditedError(
                _("{locale}: there is a post {link} already that this newsroom did not make").format(
                    locale=one.locale, link=found["link"]),
                remedy=_("rename one of the two, or take it over with --force"),
            )  # fmt: skip
        _intend(record, one.locale, fields)
        value = {**fields, **self._translations(one, posts), "slug": slug, "date_gmt": _gmt(one.date)}
        if found is not None:
            value |= comparing.joined(found, fields, {})
            made = self._posts.changed(found["id"], value)
        else:
            made = self._posts.made(slug, mark, {**value, "status": self._manner.status})
        self._note(record, one, slug, fields, made)

    def _bring(
        self, package: Package, one: Edition, number: int, fields: Mapping[str, Any], record: Record, *, force: bool
    ) -> None:
        posts, sending = record.part("posts"), record.part("sending")
        known = posts[one.locale]
        slug = _slug(package, one, number)
        if not force and known.get("sent") == comparing.digest([comparing.digests(fields), slug, one.date]):
            return  # made a moment ago, or a language that has not changed
        there = self._posts.there(known["id"])
        if there is None or there["status"] == "trash":
            if not force:
                raise EditedError(
                    _("{locale}: the post was deleted in WordPress").format(locale=one.locale),
                    remedy=_("withdraw the article with `transflow kill`, or --force puts it there again"),
                )
            del posts[one.locale]
            self._make(package, one, number, fields, record, force=force)
            return
        changed = comparing.changed(there, fields, known.get("fields", {}), sending.get(one.locale, []))
        if changed and not force:
            raise EditedError(self._edited(one.locale, there, changed), remedy=_(
                "take the change into the article, or give it up there; --force writes over it"
            ))  # fmt: skip
        links = self._translations(one, posts)
        linked = all(
            there.get("translations", {}).get(code) == ident for code, ident in links.get("translations", {}).items()
        )
        value = {**comparing.joined(there, fields, known.get("groups", {})), **links}
        if known.get("slug") != slug:
            value["slug"] = slug
        if known.get("date") != one.date:
            value["date_gmt"] = _gmt(one.date)
        same = comparing.digests_there(there, fields) == comparing.digests({field: value[field] for field in fields})
        if not same or not linked or len(value) > len(fields) + len(links):
            _intend(record, one.locale, fields)
            there = self._posts.changed(known["id"], value)
        self._note(record, one, slug, fields, there)

    def _note(self, record: Record, one: Edition, slug: str, fields: Mapping[str, Any], there: Any) -> None:
        """Writes down what came of it: what WordPress says it has, which may be less than it was given."""
        record.part("posts")[one.locale] = {
            "id": int(there["id"]), "link": str(there["link"]), "slug": slug, "date": one.date,
            "modified": there["modified_gmt"], "sent": comparing.digest([comparing.digests(fields), slug, one.date]),
            "fields": comparing.digests_there(there, fields),
            "groups": {name: fields[name] for name in comparing.GROUPS if name in fields},
        }  # fmt: skip
        record.part("sending").pop(one.locale, None)
        record.save()

    def _withdraw(self, package: Package, record: Record, day: str) -> None:
        """The notice in the place of each post, or the trash; then the pictures go out of the library. That somebody
        has changed a post meanwhile does not keep it there."""
        posts, pictures = record.part("posts"), record.part("media")
        for locale, known in sorted(posts.items()):
            try:
                if self._manner.withdrawn == "remove":
                    self._posts.trash(known["id"])
                    del posts[locale]
                else:
                    title, text = wording.withdrawn(locale, day)
                    content = body.block(f"<p>{escape(text)}</p>", body.marker(package.slug, locale))
                    fields = {"title": title, "content": content, "excerpt": "", "tags": [], "featured_media": 0}
                    there = self._posts.changed(known["id"], fields)
                    known["fields"] = comparing.digests_there(there, fields)
                    known["sent"], known["groups"] = "", {}
            except GoneError:  # somebody was faster
                del posts[locale]
            record.save()
        for file, known in sorted(pictures.items()):
            self._client.delete(f"/wp/v2/media/{known['id']}", force=True)
            del pictures[file]
            record.save()

    def _edited(self, locale: str, there: Any, changed: Sequence[str]) -> str:
        who = self._posts.editor(there["id"])
        told = (
            _("{locale}: {fields} changed in WordPress ({when} UTC, by {who})")
            if who
            else _("{locale}: {fields} changed in WordPress ({when} UTC)")
        )
        when = str(there["modified_gmt"]).replace("T", " ")[:16]
        return told.format(locale=locale, fields=", ".join(changed), when=when, who=who)


def _intend(record: Record, locale: str, fields: Mapping[str, Any]) -> None:
    """Writes down what is about to be sent, beside what earlier tries were about to send."""
    tries, wanted = record.part("sending").setdefault(locale, []), comparing.digests(fields)
    if wanted not in tries:
        tries.append(wanted)
    record.save()


def _slug(package: Package, one: Edition, number: int) -> str:
    """The address of a post: the article's own in the language that it was written in, with the language in the others.
    WordPress has one address once, whatever the language."""
    return package.slug if number == 0 else f"{package.slug}-{opt.code(one.locale, {})}"


def _gmt(date: str) -> str:
    return datetime.fromisoformat(date).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
