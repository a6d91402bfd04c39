"""The rules of the house: patterns of the newsroom's settings."""

from collections.abc import Iterator

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.segment import Segment


def house(segment: Segment, context: Context) -> Iterator[Finding]:
    """What a rule of `[checks] patterns` finds in the target, as severe as the rule says."""
    for rule in context.patterns:
        if rule.locale not in (None, context.target_locale):
            continue
        if rule.source is not None and not rule.source.search(plain(segment.source).text):
            continue
        target = plain(segment.target)
        for found in rule.find.finditer(target.text):
            if found[0]:
                expected = None if rule.put is None else found.expand(rule.put)
                place = target.span(*found.span())
                yield Finding("house", Severity(rule.severity), rule.say, place, expected=expected)
