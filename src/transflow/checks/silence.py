"""What help with the language leaves unsaid: what the termbase wants so, and what another check has said."""

from collections.abc import Sequence

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding
from transflow.segment import Segment

_Place = tuple[int, int]


def heard(found: Sequence[Finding], segment: Segment, context: Context, house: Sequence[Finding] = ()) -> list[Finding]:
    """The findings but for those inside a name, term or abbreviation of the termbase, and those of a place that an
    earlier one is about, or one of the rules of the `house`."""
    if not found:
        return []
    terms = _terms(segment, context)
    kept: list[Finding] = []
    for one in found:
        known = one.span is not None and any(_within(one.span, place) for place in terms)
        said = any(one.span and other.span and _overlap(one.span, other.span) for other in (*house, *kept))
        if not known and not said:
            kept.append(one)
    return kept


def _terms(segment: Segment, context: Context) -> list[_Place]:
    """Where texts of the termbase stand in the target."""
    if context.terms is None:
        return []
    target = plain(segment.target)
    standing = context.terms.standing(target.text, context.target_locale).values()
    return [target.span(*place) for places in standing for place in places]


def _within(one: _Place, other: _Place) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _overlap(one: _Place, other: _Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]
