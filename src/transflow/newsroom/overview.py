"""The desk at a glance: one row an article and target, from the index where its files have not changed.

Warm, this imports no polib, YAML or Babel (DESIGN §7): what reads articles is imported when a row must be made anew.
"""

import json
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from transflow import __version__
from transflow import index as indexes
from transflow.errors import TransflowError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom
from transflow.workspace import scan as scans

STAGES = ("draft", "machine", "review", "approved", "published", "spiked", "killed")
CHUNK = 500  # rows: so many are made between two savings, so that who does not wait for the first look loses little
EAGER = 50  # articles: so many changed ones are also checked at once (12 ms a row), more wait (see `checking`)

Told = Callable[[int, int], None]  # hears (articles done, articles to do)

# Making a row needs every trade; a reader of rows needs none (the one lazy table of this module).
MAKER = {"row": "transflow.newsroom.rowmaking:make"}


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose segments, and how many: `by` and `recorded_by` are those of a segment (see `segment.Segment`)."""

    by: str | None
    recorded_by: str | None
    segments: int


@dataclass(frozen=True, slots=True)
class Work:
    """What the terminal's desk knows of a row beyond `status --json`: the tags, and what is to be done by whom.

    `left` is the size of the source that a translator has yet to work on, `awaiting` of what waits for a signature:
    Han characters of a Chinese source, words of another (`script.count`). `last_translator` is the PO's.
    """

    tags: tuple[str, ...] = ()
    left: int = 0
    awaiting: int = 0
    returned: tuple[Hand, ...] = ()  # who translated what was sent back
    stale: tuple[Hand, ...] = ()  # who translated what has another source now
    translated: tuple[Hand, ...] = ()  # who translated what waits for a signature
    last_translator: str | None = None
    people: tuple[str, ...] = ()  # who has translated or signed here


_NOTHING = Work()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article going to one language, as `status --json` gives it. Counts by status in `segments`.

    `errors` and `warnings` are None where findings have not been computed for this text, checks and terms. `work` is
    filled only where it was asked for. `signed_off` are leaders' decisions by proxy: name, by, via, at, valid.
    """

    slug: str
    title: str
    source: str
    target: str
    stage: str
    segments: Mapping[str, int]
    errors: int | None
    warnings: int | None
    update_pending: bool
    page_missing: bool
    source_changed: bool
    assignee: str | None
    due: str | None
    embargo: str | None
    published_at: str | None
    modified_at: str | None
    signed_off: Sequence[Mapping[str, Any]] = ()
    work: Work = _NOTHING

    @property
    def signed(self) -> bool | None:
        """Whether a leader's sign-off holds for the present text; None where there is none."""
        return any(one["valid"] for one in self.signed_off) if self.signed_off else None


@dataclass(frozen=True, slots=True)
class Desk:
    """Every article that could be read, the sums by stage, and the trouble of those that could not.

    `known` holds each row by the text it was made from (of a desk with work): the next desk takes it over.
    """

    workspace: str
    articles: tuple[ArticleRow, ...]
    totals: Mapping[str, int]
    troubles: tuple[TransflowError, ...]
    known: Mapping[str, ArticleRow] = field(default_factory=dict, repr=False, compare=False)


def desk(room: Newsroom, slugs: Collection[str] = (), stages: Collection[str] = (), told: Told | None = None) -> Desk:
    """The desk, or the part of it that is asked for. Raises UsageError for a slug that is not there."""
    lines, troubles = _lines(room, slugs, stages, told)
    rows = tuple(_article_row(json.loads(_whole(line, findings, missing))) for line, findings, missing in lines)
    return Desk(room.settings.name, rows, _totals(line for line, _f, _m in lines), troubles)


def working_desk(room: Newsroom, before: Desk | None = None, told: Told | None = None) -> Desk:
    """The whole desk with what is to be done. A row that says the same as in `before` is that very value, so that who
    looks every few seconds sees by `is` what has changed. `told` hears how many of the articles that must be read
    again have been."""
    lines, troubles = _lines(room, (), (), told)
    work = room.index.work()
    old = before.known if before else {}
    bodies = [_whole(line, findings, missing) for line, findings, missing in lines]
    more = [work.get((line.slug, line.target)) or "{}" for line, _findings, _missing in lines]
    known = {text: old.get(text) for text in map(str.__add__, bodies, more)}
    fresh = [number for number, row in enumerate(known.values()) if row is None]
    values, works = _parsed(bodies[number] for number in fresh), _parsed(more[number] for number in fresh)
    made = iter([_article_row(value, _work(what)) for value, what in zip(values, works, strict=True)])
    rows = {text: row or next(made) for text, row in known.items()}
    return Desk(room.settings.name, tuple(rows.values()), _totals(line for line, _f, _m in lines), troubles, rows)


def _parsed(texts: Iterable[str]) -> list[dict[str, Any]]:
    """Many JSON objects; read as one list, which takes a third of the time."""
    values: list[dict[str, Any]] = json.loads(f"[{','.join(texts)}]")
    return values


def _work(value: dict[str, Any]) -> Work:
    if not value:
        return _NOTHING
    for name in ("returned", "stale", "translated"):
        if name in value:
            value[name] = tuple(Hand(*one) for one in value[name])
    for name in ("tags", "people"):
        if name in value:
            value[name] = tuple(value[name])
    return Work(**value)


def desk_json(
    room: Newsroom, slugs: Collection[str] = (), stages: Collection[str] = (), told: Told | None = None
) -> tuple[str, Desk]:
    """The document of `status --json`, and the same desk without its rows (their JSON is never taken apart)."""
    lines, troubles = _lines(room, slugs, stages, told)
    totals = _totals(line for line, _f, _m in lines)
    articles = ",\n".join(_whole(line, findings, missing) for line, findings, missing in lines)
    name, sums = json.dumps(room.settings.name, ensure_ascii=False), json.dumps(totals)
    document = f'{{"workspace": {name},\n"articles": [{articles}],\n"totals": {sums}}}'
    return document, Desk(room.settings.name, (), totals, troubles)


def _whole(row: indexes.Row, findings: str, missing: bool) -> str:
    return f'{row.body[:-1]}, "findings": {findings}, "page_missing": {"true" if missing else "false"}}}'


def _article_row(value: dict[str, Any], work: Work = _NOTHING) -> ArticleRow:
    findings = value.pop("findings")
    return ArticleRow(errors=findings["error"], warnings=findings["warning"], work=work, **value)


def _totals(rows: Iterable[indexes.Row]) -> dict[str, int]:
    totals = dict.fromkeys(("articles", *STAGES), 0)
    for row in rows:
        totals["articles"] += 1
        totals[row.stage] += 1
    return totals


def findings_json(errors: int | None, warnings: int | None) -> str:
    """The `findings` value of a row."""
    return json.dumps({"error": errors, "warning": warnings})


def _lines(
    room: Newsroom, slugs: Collection[str], stages: Collection[str], told: Told | None = None
) -> tuple[list[tuple[indexes.Row, str, bool]], tuple[TransflowError, ...]]:
    rows, troubles = current(room, slugs, told)
    terms = scans.stamp(f"{room.workspace.root}/locales/terms.csv")
    key = findings_key(terms)
    lines = []
    pages = _Pages(f"{room.workspace.root}/public")
    for row in rows:
        if stages and row.stage not in stages:
            continue
        known = row.findings_key == key
        findings = findings_json(row.errors, row.warnings) if known else '{"error": null, "warning": null}'
        lines.append((row, findings, bool(row.page) and not pages.has(row.page)))
    return lines, troubles


def findings_key(terms: scans.Stamp | None) -> str:
    """What a row's findings depend on beside its text: the program's checks and the termbase."""
    return f"{__version__}:{terms.sign if terms else '-'}"


class _Pages:
    """Which pages exist, one look at a folder for all of a language."""

    def __init__(self, public: str) -> None:
        self._public = public

    def has(self, page: str) -> bool:
        return scans.stamp(f"{self._public}/{page}") is not None


def current(
    room: Newsroom, slugs: Collection[str] = (), told: Told | None = None
) -> tuple[list[indexes.Row], tuple[TransflowError, ...]]:
    """The rows of the articles named (all, if none is), made anew where their files have changed; `told` hears how far
    that is."""
    seen = scans.scan(room.workspace.root)
    for slug in slugs:
        if slug not in seen.articles:
            room.workspace.article_path(slug)  # raises the fitting error
            raise UsageError(slug, _("there is no such article"))
    known = room.index.known()
    stale = [slug for slug in sorted(slugs or seen.articles) if not good(room, seen, slug, known.get(slug))]
    gone = [slug for slug in known if slug not in seen.articles]
    troubles: list[TransflowError] = []
    if stale or gone:
        make = _maker("row")
        made = []
        for done, slug in enumerate(stale):
            if told:
                told(done, len(stale))
            read_at = time.time_ns()
            try:
                rows, images = make(room, slug, check=len(stale) <= EAGER)
            except TransflowError as error:
                troubles.append(error)
                gone.append(slug)
                continue
            stamps = [scans.stamp(f"{room.workspace.root}/{image}") for image in images]
            signature, _newest = seen.signature(slug, stamps)
            made.append((slug, indexes.Known(signature, read_at, tuple(images)), rows))
            if len(made) == CHUNK:
                room.index.store(made)
                made = []
        room.index.store(made, gone)
    wanted = frozenset(slugs)
    return [row for row in room.index.rows() if not wanted or row.slug in wanted], tuple(troubles)


def _maker(name: str) -> Any:
    module, function = MAKER[name].split(":")
    return getattr(import_module(module), function)


def good(room: Newsroom, seen: scans.Scan, slug: str, known: indexes.Known | None) -> bool:
    """Whether what is known of an article was made from the files that were `seen`."""
    if known is None:
        return False
    images = [scans.stamp(f"{room.workspace.root}/{image}") for image in known.images]
    signature, newest = seen.signature(slug, images)
    return signature == known.signature and indexes.fresh(known.read_at, newest)
