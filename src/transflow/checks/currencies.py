"""Currencies: an amount in another currency, and a currency that stands in the place of another."""

import re
from collections.abc import Iterator, Sequence

from transflow.checks.plain import Plain, plain
from transflow.checks.port import Context, Finding, Severity
from transflow.checks.quantities import money
from transflow.checks.quantities.money import Amount, Currency
from transflow.checks.quantities.reading import read, readable
from transflow.interface import gettext as _
from transflow.language import base
from transflow.segment import Segment

_WEIGHED = re.compile("[斤磅吨]|千克|体重")


def currencies(segment: Segment, context: Context) -> Iterator[Finding]:
    """The same amount in another currency is an error, a currency in the place of another a warning.

    What the translator converts, with the original beside it or without its amount, is no finding; 元 and `$` are
    taken for what they usually stand for, and then the finding is a warning.
    """
    languages = base(context.source_locale), base(context.target_locale)
    if not readable(*languages):
        return
    source, target = plain(segment.source), plain(segment.target)
    theirs = money.currencies(target.text, languages[1])
    ours = money.currencies(source.text, languages[0]) if theirs else []
    if _WEIGHED.search(source.text if languages[0] == "zh" else target.text):
        ours, theirs = ([one for one in side if money.WEIGHT not in one.codes] for side in (ours, theirs))
    if not ours or not theirs:
        return
    told: set[Currency] = set()
    paid = money.amounts(target.text, theirs, read(target.text, languages[1]))
    owed = money.amounts(source.text, ours, read(source.text, languages[0]))
    for amount in owed:
        wrong = _exchanged(amount, paid, owed)
        if wrong is not None and wrong.currency not in told:
            told |= {wrong.currency, amount.currency}
            sure = not amount.currency.plain and not wrong.currency.plain
            severity = Severity.ERROR if sure else Severity.WARNING
            yield _finding(severity, source, target, amount.currency, wrong.currency, languages[1])
    if told:
        return
    lost = [one for one in ours if not _answered(one, theirs)]
    new = [one for one in theirs if not _answered(one, ours)]
    if not lost and not new and len(ours) == len(theirs):  # as many, and yet not the same ones
        lost, new = _beyond(ours, theirs), _beyond(theirs, ours)
        if lost and new:
            yield _finding(Severity.WARNING, source, target, lost[0], new[0], languages[1])
        return
    if lost:  # the euro in the place of the dollar; or the dollar twice, and no yuan
        new = new or _beyond(theirs, ours)
    else:  # what is converted has an amount, and a number that the source has not
        known = {value for one in read(source.text, languages[0]) if not one.word for value in one.readings}
        converted = {one.currency for one in paid if known.isdisjoint(one.quantity.readings)}
        new = [one for one in new if one not in converted]
        lost = ours
    if new:
        yield _finding(Severity.WARNING, source, target, lost[0], new[0], languages[1])


def _exchanged(amount: Amount, paid: Sequence[Amount], owed: Sequence[Amount]) -> Amount | None:
    """The amount of the target that is the same number in another currency, where no amount has the right one."""
    same = [other for other in paid if amount.quantity.value in other.quantity.readings]
    if any(amount.currency.codes & other.currency.codes for other in same):
        return None
    for other in same:
        rightly = (one for one in owed if one.currency.codes & other.currency.codes)
        if not any(one.quantity.value in other.quantity.readings for one in rightly):
            return other
    return None


def _answered(one: Currency, others: Sequence[Currency]) -> bool:
    return any(one.codes & other.codes for other in others)


def _beyond(some: Sequence[Currency], others: Sequence[Currency]) -> list[Currency]:
    """Those of `some` that have no partner of their own among `others`."""
    free = list(others)
    alone = []
    for one in some:
        partner = next((other for other in free if one.codes & other.codes), None)
        if partner is None:
            alone.append(one)
        else:
            free.remove(partner)
    return alone


def _finding(
    severity: Severity, source: Plain, target: Plain, ours: Currency, theirs: Currency, language: str
) -> Finding:
    text, other = source.text[ours.start : ours.end].strip(), target.text[theirs.start : theirs.end].strip()
    expected = money.name(ours, language, like=other)
    return Finding(
        "currencies",
        severity,
        _("the source says {text}, the translation {other}").format(text=text, other=other),
        target.span(theirs.start, theirs.end),
        source.span(ours.start, ours.end),
        expected,
    )
