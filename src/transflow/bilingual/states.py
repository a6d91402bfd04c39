"""What a state in a file says that has changed since it went out."""

from transflow.handback import Sent, Verdict
from transflow.segment import Status

_LEVELS = {Status.TRANSLATED: Verdict.CONFIRMED, Status.APPROVED: Verdict.APPROVED}


def level(status: Status) -> Verdict:
    """What a status of ours amounts to in files that know fewer: work to do, translated, signed."""
    return _LEVELS.get(status, Verdict.OPEN)


def verdict(sent: Sent | None, now: Verdict | None, *, changed: bool) -> Verdict | None:
    """The decision that a state means, seen beside what went out; None where none was made.

    `now` is what the file's state amounts to (None: it says nothing); `changed` whether the text is another. A tool
    that leaves states as they are has decided nothing, whatever it did to the text.
    """
    before = level(sent.status) if sent else Verdict.OPEN
    if now is None or now is before:
        return None
    if before is Verdict.APPROVED:  # a lesser state than the one it had: for a text that is new, as it should be
        return None if changed and now is Verdict.CONFIRMED else Verdict.OPEN
    return now
