"""What a segment is worth that was published elsewhere, before it came here: a pure decision.

The person who takes a pair of files in says that the one is the published translation of the other, and so stands for
the second person who signed it there. That is a signature like any other: it is given under the actor's own name, by
those who may approve, and never for a text of one's own (docs/decisions/0028-taken-in-is-vouched-for.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transflow import workflow
from transflow.interface import gettext as _
from transflow.segment import HUMAN, Segment, Status
from transflow.workflow import Reviewer


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who answers for a translation that was published elsewhere: `by` translated it (a person, else the file it came
    from), `actor` takes it in, `reviewer` is who signed it there, where that is said. `may` says whether the house lets
    the actor approve."""

    by: str
    actor: Reviewer
    reviewer: str | None = None
    may: bool = True

    @property
    def approver(self) -> str:
        """Who is recorded to have signed: the actor, or another's signature on the actor's word, shown as such."""
        return f"{self.reviewer} via {self.actor.actor}" if self.reviewer else self.actor.actor


def objection(voucher: Voucher) -> str:
    """Why nothing that `voucher` brings can be approved; empty where it can."""
    theirs = Segment("", by=voucher.by)
    if not voucher.may:
        return _("{name} may not approve here").format(name=voucher.actor.actor)
    if voucher.actor.owns(theirs):
        return _("{name} translated it; another person must approve it").format(name=voucher.actor.actor)
    if voucher.reviewer and replace(voucher.actor, actor=voucher.reviewer, also=()).owns(theirs):
        return _("{name} translated it; another person must approve it").format(name=voucher.reviewer)
    return ""


def stated(segment: Segment, text: str, voucher: Voucher, remarks: Sequence[str], at: str) -> Segment:
    """`segment` with the `text` that was published for it, as its translator's, and what there is to say of it."""
    taken = workflow.edited(segment, text, voucher.by, at)
    return workflow.doubted(taken, remarks)


def signed(segment: Segment, voucher: Voucher) -> Segment:
    """`segment` with the signature that `voucher` answers for. The caller has asked for an `objection`."""
    return replace(segment, status=Status.APPROVED, approver=voucher.approver)


def absent(segment: Segment, why: str, voucher: Voucher, at: str) -> Segment:
    """`segment`, for which nothing was published: left out on purpose, as far as anybody knows. A person approves that.
    `why` may not be empty."""
    return replace(segment, status=Status.TRANSLATED, origin=HUMAN, by=voucher.by, omitted=why, at=at)
