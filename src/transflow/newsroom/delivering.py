"""Delivering: what has been published goes to the homes that the settings name, and the record of it is kept.

`deliveries/NAME/SLUG.json` says what of an article is where: it is committed, for a colleague's machine must know the
posts that this one made (docs/decisions/0027-what-is-where-is-committed.md). Order, article by article: what is about
to be sent is recorded, sent, and recorded as done; a run that is stopped anywhere goes on where it stopped.
"""

import json
import os
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from transflow import delivery, engines
from transflow.act import Verb
from transflow.errors import TransflowError, UsageError, WorkspaceError
from transflow.interface import gettext as _
from transflow.newsroom import packing, succeeding
from transflow.newsroom.acting import permit
from transflow.newsroom.room import Newsroom
from transflow.slug import SLUG
from transflow.workspace.elsewhere import elsewhere

FOLDER = "deliveries"
IN_A_ROW = 3  # articles that fail one after the other: then the rest is not tried


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of an article: `new`, `changed`, `withdrawn` or `unchanged`; where it is by language."""

    slug: str
    what: str
    places: tuple[delivery.Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An article that is not there as it should be, and why."""

    slug: str
    reason: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of a run to the destination `name`: what is there; what may not go (`refused`: a rule, or somebody's
    change there); where the other side `failed`; what stays there as it is, with an older text (`waiting`); articles
    that were not tried any more (`left`)."""

    name: str
    done: tuple[Delivered, ...]
    refused: tuple[Undelivered, ...]
    failed: tuple[Undelivered, ...]
    waiting: tuple[Undelivered, ...]
    left: tuple[str, ...]
    troubles: tuple[TransflowError, ...]


@dataclass(slots=True)
class _Run:
    """A run to one destination, and what has come of it so far."""

    room: Newsroom
    publisher: delivery.Publisher
    known: frozenset[str]  # the slugs of articles that there are
    named: bool
    dry: bool
    force: bool
    done: list[Delivered] = field(default_factory=list)
    refused: list[Undelivered] = field(default_factory=list)
    failed: list[Undelivered] = field(default_factory=list)
    waiting: list[Undelivered] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    troubles: list[TransflowError] = field(default_factory=list)


def deliver(
    room: Newsroom, name: str, slugs: Collection[str] = (), *, everything: bool = False, dry: bool = False,
    force: bool = False, progress: Callable[[int, int], None] | None = None,
) -> Delivery:  # fmt: skip
    """Brings the articles named, or (`everything`) all that are live or were delivered, to the destination `name`.

    With `everything`, what is not live is passed over; named, it is refused with the reason. `dry`: nothing is sent,
    and it is said what would be. `force`: over what somebody has changed there, and whether or not it is new.
    Raises UsageError for an unknown destination, SettingsError for a table that will not do.
    """
    permit(room, Verb.PUBLISH)
    run = _Run(room, destination(room, name), frozenset(room.workspace.slugs()), bool(slugs), dry, force)
    wanted = list(dict.fromkeys(slugs)) or (sorted({*run.known, *_recorded(room, name)}) if everything else [])
    row = 0
    with room.workspace.held(f"_deliver-{name}"):
        for number, slug in enumerate(wanted):
            failures, whole = len(run.failed), False
            try:
                whole = _one(run, slug)
            except TransflowError as error:
                if len(wanted) == 1:
                    raise
                run.troubles.append(error)
            row = row + 1 if len(run.failed) > failures else 0
            if progress:
                progress(number + 1, len(wanted))
            if whole or row >= IN_A_ROW:
                run.left += wanted[number + 1 :]
                break
    return Delivery(
        name, tuple(run.done), tuple(run.refused), tuple(run.failed), tuple(run.waiting), tuple(run.left),
        tuple(run.troubles),
    )  # fmt: skip


def destination(room: Newsroom, name: str) -> delivery.Publisher:
    """The destination called `name` by the settings. Raises UsageError, SettingsError; nothing is sent."""
    tables = room.settings.destinations
    if name not in tables or not SLUG.fullmatch(name):
        known = ", ".join(tables) or _("none")
        raise UsageError(
            name, _("there is no such destination"),
            remedy=_("transflow.toml names {names}; a table [deliver.NAME] (a–z, digits, hyphens) adds one").format(
                names=known),
        )  # fmt: skip

    def neighbour(slug: str, locale: str) -> str | None:
        where: str | None = _read(room, name, slug).get("places", {}).get(locale)
        return where

    resources = delivery.Resources(
        keys=engines.keys_from(os.environ), place=lambda path: elsewhere(room.workspace.root, path),
        neighbour=neighbour, sleep=time.sleep, base_url=room.settings.base_url.rstrip("/"),
    )  # fmt: skip
    return delivery.load(name, tables[name], resources)


def _one(run: _Run, slug: str) -> bool:
    """One article; whether the destination itself has failed, so that the rest need not be tried."""
    room, name = run.room, run.publisher.name
    if slug not in run.known and not run.named:
        _orphan(run, slug)
        return False
    room.workspace.article_path(slug)  # an unknown slug is refused before anything of its name is looked for
    facts = run.publisher.facts
    known = _read(room, name, slug)
    if not run.force and known.get("stamp") == packing.stamp(room, known.get("inputs", ()), facts):
        run.done.append(Delivered(slug, "unchanged", _places(known)))
        return False
    with room.workspace.held(slug):  # the article and its PO files belong together
        found = packing.packed(room, slug, run.publisher.addresses)
        inputs = packing.inputs(room, slug)
        stamp = packing.stamp(room, inputs, facts)
    package = found.package
    state, former = _state(run, slug, package.former if package else ())
    if not (run.named and package is None):
        run.waiting += [Undelivered(slug, f"{locale}: {reason}") for locale, reason in found.waiting]
    if package is None or (package.withdrawn and not state):
        if run.named:
            reason = found.reason or _("it is withdrawn, and was never delivered there")
            run.refused.append(Undelivered(slug, reason))
        return False
    digest = packing.digest(package, facts)
    same = state.get("digest") == digest and not run.force
    what = "withdrawn" if package.withdrawn else "changed" if state.get("digest") else "new"
    if same or run.dry:
        run.done.append(Delivered(slug, "unchanged" if same else what, _places(state)))
        return False
    record = delivery.Record(state, lambda value: _write(room, name, slug, value))
    state |= {"digest": "-", "stamp": ""}  # until it is all there, nobody knows how much of it is
    if former:  # it is this article's from now on
        record.save()
        room.workspace.remove(_path(name, former))
    try:
        places = run.publisher.put(package, record, force=run.force)
    except delivery.EditedError as error:
        run.refused.append(Undelivered(slug, error.reason, error.remedy))
        return False
    except delivery.DeliveryError as error:
        run.failed.append(Undelivered(slug, error.reason, error.remedy))
        return error.whole
    kept = {locale: where for locale, where in state.get("places", {}).items() if locale in package.kept}
    state |= {
        # What waits is told each time.
        "digest": digest, "inputs": inputs, "stamp": "" if package.kept else stamp, "at": room.now(), "by": room.actor,
        "places": {**kept, **{one.locale: one.where for one in places}},
    }  # fmt: skip
    record.save()
    run.done.append(Delivered(slug, what, tuple(places)))
    return False


def _orphan(run: _Run, slug: str) -> None:
    """Something is there of an article that is not here: its heir has taken it over, or somebody must decide."""
    heir = succeeding.formerly(run.room, slug)
    if heir is None:
        run.refused.append(Undelivered(
            slug, _("it is there, and its article is gone"),
            _("restore it and withdraw it, or name the slug under `formerly` in the article that it has become"),
        ))  # fmt: skip
    elif _read(run.room, run.publisher.name, heir) and not run.dry:
        run.room.workspace.remove(_path(run.publisher.name, slug))  # a run was stopped between the two


def _state(run: _Run, slug: str, former: Sequence[str]) -> tuple[dict[str, Any], str]:
    """What is known of an article, and the former slug under which it is known, if so."""
    state = _read(run.room, run.publisher.name, slug)
    for one in former if not state else ():
        if one not in run.known and (earlier := _read(run.room, run.publisher.name, one)):
            return {**earlier, "digest": "-"}, one
    return state, ""


def _places(state: dict[str, Any]) -> tuple[delivery.Placed, ...]:
    return tuple(delivery.Placed(locale, where) for locale, where in state.get("places", {}).items())


# ── the record ──────────────────────────────────────────────────────────────────────────────────────────────────────
def _path(name: str, slug: str) -> str:
    return f"{FOLDER}/{name}/{slug}.json"


def _recorded(room: Newsroom, name: str) -> Iterator[str]:
    """The slugs of which something is known."""
    yield from (
        one.removesuffix(".json")
        for one in room.workspace.texts(f"{FOLDER}/{name}", ".json")
        if not one.startswith(".")
    )


def _read(room: Newsroom, name: str, slug: str) -> dict[str, Any]:
    path = _path(name, slug)
    data = room.workspace.read(path)
    if data is None:
        return {}
    try:
        value = json.loads(data)
    except ValueError as error:
        raise WorkspaceError(
            path, _("this is no record of a delivery ({error})").format(error=error),
            remedy=_("settle the conflict, or take the file back from git"),
        ) from error  # fmt: skip
    return dict(value) if isinstance(value, dict) else {}


def _write(room: Newsroom, name: str, slug: str, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    room.workspace.write(_path(name, slug), text.encode())


def named(room: Newsroom) -> Sequence[str]:
    """The destinations of the settings, in their order."""
    return tuple(room.settings.destinations)
