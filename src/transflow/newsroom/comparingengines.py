"""Engines side by side on one article (`compare`): what each says of every segment, what the checks find in it, and how
near it comes to a person's translation. Nothing of the article is changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from transflow import checks, difference, scoring
from transflow.article import TAG, unescape
from transflow.difference import Edits
from transflow.engines import Outcome
from transflow.newsroom import judging, recalling, suggesting
from transflow.newsroom.room import Newsroom
from transflow.scoring import Scores
from transflow.segment import Segment, Status
from transflow.workspace import opening

_NONE = Edits()


@dataclass(frozen=True, slots=True)
class Said:
    """What one engine says of a segment: a text with its findings, or why there is none (neither: it has nothing to
    offer). `edits`: how much a person would change up to the reference (None: there is none)."""

    text: str | None
    failure: str | None = None
    origin: str = ""
    findings: tuple[judging.Judged, ...] = ()
    edits: Edits | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One segment: its reference (None: there is none), and what each engine says, in the engines' order."""

    segment: Segment
    reference: str | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One engine over the whole article: segments with a text and failed ones, errors and warnings of the checks. Over
    the `scored` segments, those with a reference and a text of every engine: BLEU and chrF (None: nothing to count, or
    sacrebleu is not here) and what a person would change. `own`: how many of those references a person has made out
    of this very engine's text, which speaks for it."""

    engine: str
    texts: int
    failures: int
    errors: int
    warnings: int
    scored: int
    scores: Scores | None
    edits: Edits
    own: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """An article from `source` into `target` as several engines translate it."""

    slug: str
    source: str
    target: str
    engines: tuple[Standing, ...]
    rows: tuple[Row, ...]

    @property
    def failed(self) -> bool:
        """Whether a segment has failed anywhere."""
        return any(one.failures for one in self.engines)


def compare(
    room: Newsroom,
    slug: str,
    names: Sequence[str],
    locale: str | None = None,
    references: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Comparison:
    """The engines called, by segment and over the article. `references` are by segment id; without, what is approved is
    the reference. Raises RefusedError for an engine that the settings do not name, UsageError for one there is not."""
    opened = opening.open_target(room.workspace, slug, locale)
    segments = opened.catalog.translations
    answers = suggesting.answers(room, opened, names, progress, cancelled)
    machine: Mapping[str, str] = {}
    if references is None:
        machine = recalling.machine_texts(room, slug, opened.locale)
        references = {one.id: one.target for one in segments if one.status is Status.APPROVED and one.target}
    told = judging.context(room, opened.source, opened.locale, opened.article)
    rows = tuple(
        Row(one, references.get(one.id), tuple(
            _said(name, one, answers[name][place], references.get(one.id), told) for name in names))
        for place, one in enumerate(segments)
    )  # fmt: skip
    standings = (_standing(name, place, rows, opened.locale, machine) for place, name in enumerate(names))
    return Comparison(slug, opened.source, opened.locale, tuple(standings), rows)


def plain(text: str) -> str:
    """A text as it is scored: without inline tags."""
    return unescape(TAG.sub("", text))


def _said(engine: str, segment: Segment, outcome: Outcome, reference: str | None, told: checks.Context) -> Said:
    if outcome.text is None:  # the engine's name stands beside it anyway
        return Said(None, outcome.failure and outcome.failure.removeprefix(f"{engine}: "), outcome.origin)
    draft = replace(segment, target=outcome.text, status=Status.MACHINE, omitted=None, waivers=())
    edits = None if reference is None else difference.edits(plain(outcome.text), plain(reference))
    return Said(outcome.text, None, outcome.origin, judging.judge_segment(draft, told), edits)


def _standing(engine: str, place: int, rows: Sequence[Row], locale: str, machine: Mapping[str, str]) -> Standing:
    mine = [row.said[place] for row in rows]
    pairs = [
        (plain(row.said[place].text or ""), plain(row.reference or ""))
        for row in rows
        if row.reference is not None and all(one.text is not None for one in row.said)
    ]
    own = sum(
        row.reference is not None and row.said[place].text is not None
        and machine.get(row.segment.id) == row.said[place].text
        for row in rows
    )  # fmt: skip
    errors, warnings = judging.tally({str(number): one.findings for number, one in enumerate(mine)})
    return Standing(
        engine, sum(one.text is not None for one in mine), sum(one.failure is not None for one in mine), errors,
        warnings, len(pairs), scoring.scores([one for one, _two in pairs], [two for _one, two in pairs], locale),
        sum((difference.edits(*pair) for pair in pairs), _NONE), own,
    )  # fmt: skip
