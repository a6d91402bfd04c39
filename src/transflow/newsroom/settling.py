"""What becomes of each segment of an article that was taken in with its translation: its text, whether it is approved,
and why not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from transflow import checks, workflow
from transflow.article import TAG, Article, unescape
from transflow.interface import gettext as _
from transflow.newsroom import facing, judging
from transflow.newsroom.carrying import carried
from transflow.newsroom.facing import Doubt, Faced, Facing
from transflow.newsroom.room import Newsroom
from transflow.newsroom.vouching import Voucher, absent, objection, signed, stated
from transflow.segment import Kind, Segment

_SPEAKING = frozenset({"numbers", "omissions"})  # checks whose warnings may mean that the sentences are not a pair


@dataclass(frozen=True, slots=True)
class Row:
    """One segment of a pair, as it is reported: how many sentences of either side it has, how sure the alignment is (0
    to 1), why it is left to a person (empty: it is approved, or may not be), and what else there is to say."""

    segment: Segment
    shape: tuple[int, int]
    confidence: float
    doubts: tuple[str, ...]
    notes: tuple[str, ...] = ()
    moved: bool = False


def settled(
    room: Newsroom, given: Facing, voucher: Voucher, article: Article, locales: tuple[str, str], file: str
) -> Iterator[Row]:
    """The segments with their translations. A sentence that is repeated and translated otherwise is a segment of its
    own, as if a person had split it off."""
    told = replace(judging.context(room, *locales, article), help=None)
    renderings = room.terms.names(*locales)

    def known(words: str) -> str:
        return next((rendering for name, rendering in renderings(words) if name == words), "")

    barred = objection(voucher)
    seen: dict[str, tuple[str, str | None]] = {}
    before = ""
    for one in given.segments:
        bare = Segment(one.unit.source, kind=one.unit.kind, joined=one.joined)
        made = carried(one.unit, [given.sentences[place] for place in one.targets], locales[1], known)
        reasons = [_doubt(doubt, one, given, file) for doubt in one.doubts]
        notes = [_("marks that the source has not: {marks}").format(marks=", ".join(made.lost))] if made.lost else []
        if made.text:
            taken = stated(bare, made.text, voucher, reasons, room.now())
            reasons += standing(taken, told)
            if not reasons and not barred:
                taken = signed(taken, voucher)
        elif one.unit.kind is Kind.FIELD:  # a page need not name its desk: that is nobody's decision to leave it out
            taken = bare
        else:
            taken = workflow.doubted(absent(bare, reasons[0], voucher, room.now()), reasons)
        said = taken.target, taken.omitted
        if seen.setdefault(taken.source, said) != said:
            taken = replace(taken, context=before)
        before = taken.id
        yield Row(
            taken, (max(1, one.joined), len(one.targets)), one.confidence, tuple(reasons), tuple(notes), moved=one.moved
        )


def standing(segment: Segment, told: checks.Context) -> list[str]:
    """What the checks find that keeps a segment from being approved: errors, as always; and what may mean that these
    sentences are no pair."""
    return [
        checks.told(one) for one in checks.run(segment, told)
        if one.severity is checks.Severity.ERROR
        or (one.severity is checks.Severity.WARNING and one.check in _SPEAKING)
    ]  # fmt: skip


def _doubt(doubt: Doubt, one: Faced, given: Facing, file: str) -> str:
    """A doubt in the user's language."""
    match doubt:
        case Doubt.UNSURE if one.confidence < facing.SURE:
            return _("is this its translation? ({percent} in 100)").format(percent=round(100 * one.confidence))
        case Doubt.UNSURE:
            return _("is this its translation? Its length and its words hardly speak for it")
        case Doubt.ABSENT:
            return _("not in {file}").format(file=file)
        case Doubt.ACROSS:
            return _("the paragraphs of {file} are divided otherwise: do all these words belong here?").format(
                file=file
            )
        case Doubt.BEFORE:
            return _("the paragraphs of {file} are divided otherwise: the words stand beside this").format(file=file)
        case Doubt.PARTLY:
            return _("a sentence of this is not in {file}").format(file=file)
        case Doubt.ADDED:
            own = [place for place in one.targets if place in given.added]
            return _("not in the source: “{text}”").format(text=_plain(own, given))
        case Doubt.BESIDE:
            return _("{file} says here, and the source does not: “{text}”").format(
                file=file, text=_plain(one.beside, given)
            )


def _plain(places: Iterable[int], given: Facing) -> str:
    """The words of sentences of the translation, without their tags."""
    return " / ".join(unescape(TAG.sub("", given.sentences[place].source)) for place in places)
