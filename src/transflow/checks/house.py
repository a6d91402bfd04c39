"""The rules of the house: patterns of the newsroom's settings."""

from collections.abc import Iterator

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.segment import Segment
from transflow.settings.patterns import Pattern


def house(segment: Segment, context: Context) -> Iterator[Finding]:
    """What a rule of `[checks] patterns` finds in the target, as severe as the rule says."""
    for rule in context.patterns:
        if rule.locale in (None, context.target_locale):
            yield from ruled("house", rule, segment)


def ruled(check: str, rule: Pattern, segment: Segment) -> Iterator[Finding]:
    """What one rule finds in the target. Where a sentence begins, what it puts there begins as the sentence does."""
    if rule.source is not None and not rule.source.search(plain(segment.source).text):
        return
    target = plain(segment.target)
    for found in rule.find.finditer(target.text):
        if not found[0]:
            continue
        start, end = found.span("at" if "at" in rule.find.groupindex else 0)
        expected = None if rule.put is None else _opened(found.expand(rule.put), target.text, start)
        message = rule.say if expected is None or rule.say else _instead(target.text[start:end], expected)
        yield Finding(check, Severity(rule.severity), message, target.span(start, end), expected=expected)


def _opened(put: str, text: str, at: int) -> str:
    """`put` with a capital where a sentence that begins with one begins at `at`."""
    opens = at == 0 or text[at - 2 : at] in (". ", "! ", "? ")
    return put[:1].upper() + put[1:] if opens and text[at].isupper() else put


def _instead(text: str, expected: str) -> str:
    if not expected.strip():
        return _("“{text}” can be left out").format(text=text.strip())
    return _("“{text}”: write “{put}”").format(text=text.strip(), put=expected.strip())
