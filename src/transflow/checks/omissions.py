"""A clause or a sentence of the source that is not in the translation, judged by length and by words."""

from collections.abc import Iterator

from transflow.checks.alignment import proportion
from transflow.checks.plain import plain
from transflow.checks.port import FREE, Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import base, is_traditional
from transflow.script import HAN
from transflow.segment import Segment

_AROUND = " ，、；：,;:"  # marks around a clause
_LONGEST_SHOWN = 40  # characters of the source that a message quotes


def omissions(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning where the translation is so short, and so many words of the source have no counterpart in it, that
    something is likely to be left out; an info in a headline, standfirst or caption, which are rewritten freely."""
    pair = base(context.source_locale), base(context.target_locale)
    if pair not in proportion.MODELS or is_traditional(context.source_locale) or is_traditional(context.target_locale):
        return  # the dictionary has Simplified characters alone
    source, target = plain(segment.source), plain(segment.target)
    untouched = pair[1] == "en" and HAN.search(target.text)  # what is still Chinese is the matter of `han`
    if untouched or target.text == source.text or not any(map(str.isalpha, target.text)):  # not a word: `empty`
        return
    if not proportion.worth(source.text, target.text, pair):
        return
    odds, place = proportion.left_out(source.text, target.text, pair)
    if odds <= 0:
        return
    message = _("the translation is short for this source: is something left out?")
    if place is not None:
        text = source.text[slice(*place)].strip(_AROUND)
        shown = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN].rstrip() + "…"
        message = _("the translation is short for this source: is “{text}” left out?").format(text=shown)
    severity = Severity.INFO if segment.kind in FREE else Severity.WARNING
    yield Finding("omissions", severity, message, None, source.span(*place) if place else None)
