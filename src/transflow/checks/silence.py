"""What is no matter of language: the names, terms and abbreviations of the termbase are as the house wants them."""

from collections.abc import Sequence

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding
from transflow.segment import Segment


def outside_terms(found: Sequence[Finding], segment: Segment, context: Context) -> list[Finding]:
    """The findings but for those that stand inside a text of the termbase."""
    if not found or context.terms is None:
        return list(found)
    target = plain(segment.target)
    standing = context.terms.standing(target.text, context.target_locale).values()
    places = [target.span(*place) for places in standing for place in places]
    return [
        one
        for one in found
        if one.span is None or not any(first <= one.span[0] and one.span[1] <= last for first, last in places)
    ]
