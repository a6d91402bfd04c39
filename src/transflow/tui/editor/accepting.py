"""What a person is asked before findings are accepted: a waiver covers all that a check finds in a segment, so that
each of them is named, the errors first."""

from collections.abc import Iterable, Sequence

from transflow import checks
from transflow.checks import Finding, Severity
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.tui.looks import MARKS

_SHOWN = 7  # findings named in the question: a small screen has no room for more
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def accepting(check: str, found: Iterable[Finding]) -> str:
    """The question why all that `check` has found is accepted, with what that is."""
    theirs = _of(check, found)
    lines = [f"{MARKS[one.severity.value]} {one.message}" for one in theirs[:_SHOWN]]
    if len(theirs) > _SHOWN:
        more = len(theirs) - _SHOWN
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    question = ngettext("Why is this accepted here?", "Why are all of these accepted here?", len(theirs))
    return "\n".join((_("{what}: {said}").format(what=checks.named(check), said=question), *lines))


def counted(check: str, found: Iterable[Finding]) -> str:
    """A check by its name, with how many findings of each severity it has."""
    theirs = [one.severity for one in _of(check, found)]
    sums = " ".join(f"{theirs.count(one)}{MARKS[one.value]}" for one in _ORDER if one in theirs)
    return f"{checks.named(check)}  {sums}"


def _of(check: str, found: Iterable[Finding]) -> Sequence[Finding]:
    return sorted((one for one in found if one.check == check), key=lambda one: _ORDER.index(one.severity))
