"""What the checks find only in a whole article: one person, one spelling; first mentions; words that guess a gender;
what stands too often."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from transflow import checks
from transflow.checks import Finding, Severity
from transflow.checks.chinese import dots, heavy, spelling
from transflow.checks.personal import spelt
from transflow.checks.plain import plain
from transflow.checks.port import FREE
from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.language import base, is_chinese
from transflow.newsroom.room import Newsroom
from transflow.script import HAN
from transflow.segment import Segment
from transflow.terms import Termbase, mentions, people
from transflow.terms.mentions import Fault
from transflow.terms.people import Organisation, Person
from transflow.terms.row import Row
from transflow.terms.spelling import plainly

_NEXT = re.compile(r"\.?\s+(\S+?)(?:['’]s)?[.,;:!?]?(?=\s|$)")  # the word behind a title

Placed = tuple[str, Finding]  # a segment's id, and what was found in it


def across(room: Newsroom, segments: Sequence[Segment], told: checks.Context) -> Mapping[str, tuple[Finding, ...]]:
    """What is found in the segments of one article, in their order, beyond each alone: by a segment's id."""
    judged = [one for one in segments if one.target.strip() and one.omitted is None]
    termbase = room.terms  # once: it looks at the file each time
    named = {one.id: _rows(termbase, one.source, told.source_locale) for one in judged}
    found: dict[str, tuple[Finding, ...]] = {}
    made = [_spellings(judged, told), _mentions(judged, named, told), _pronouns(judged, named, told)]
    if told.help is not None:
        made.append(_overused(judged, told))
    if room.settings.originals:
        made.append(_originals(judged, told))
    for ident, finding in chain.from_iterable(made):
        if finding.check not in told.disabled:
            found[ident] = (*found.get(ident, ()), finding)
    return found


@lru_cache(maxsize=10_000)  # an article that is being worked on is asked for at every change
def _rows(termbase: Termbase, source: str, locale: str) -> tuple[Row, ...]:
    """The lines of the termbase for the people and organisations that a source names."""
    rows = (row for hit in termbase.find(source, locale) for row in hit.term.rows)
    return tuple(row for row in rows if row.status != "forbidden" and row.kind in ("person", "organisation"))


def _spellings(segments: Sequence[Segment], told: checks.Context) -> Iterator[Placed]:
    """A person who is written in another way than before, where both ways are readings of the name (Jian Wang after
    Wang Jian). Capitals and the kind of apostrophe are style. Into Chinese a foreign name in other characters."""
    if base(told.source_locale) == "en" and is_chinese(told.target_locale):
        yield from _foreign(segments)
    if told.surnames is None or is_chinese(told.target_locale) or not is_chinese(told.source_locale):
        return
    first: dict[str, str] = {}
    for segment in segments:
        target = plain(segment.target)
        for name, written, start, end in spelt(plain(segment.source).text, target.text, told.surnames):
            before = first.setdefault(name, written)
            if plainly(before) != plainly(written):
                message = _("{name} is {before} earlier in the article, here {written}")
                said = message.format(name=name, before=before, written=written)
                yield segment.id, Finding("spelling", Severity.WARNING, said, target.span(start, end), expected=before)


def _foreign(segments: Sequence[Segment]) -> Iterator[Placed]:
    """A foreign name that is written in other characters than where it was introduced in full."""
    known: dict[str, str] = {}
    for segment in segments:
        source, target = plain(segment.source).text, plain(segment.target)
        for name, before in known.items():
            place = spelling.otherwise(name, before, source, target.text)
            if place is not None:
                message = _("{name} is {before} earlier in the article, here {written}")
                said = message.format(name=name, before=before, written=target.text[slice(*place)])
                yield segment.id, Finding("spelling", Severity.WARNING, said, target.span(*place), expected=before)
        for name, written in spelling.introduced(source, target.text):
            known.setdefault(name, written)


def _mentions(
    segments: Sequence[Segment], named: Mapping[str, Sequence[Row]], told: checks.Context
) -> Iterator[Placed]:
    """An organisation is written in full with its abbreviation once, and by the abbreviation after (DESIGN §8).
    Headlines, standfirsts and captions do as they like; so does an article that never abbreviates it. An abbreviation
    in Latin letters is none of a Chinese text's, nor the other way round."""
    body = [one for one in segments if one.kind not in FREE]
    texts = [plain(one.target) for one in body]
    for one in _organisations(body, named, told):
        if is_chinese(told.target_locale) != bool(HAN.search(one.abbreviation)):
            continue
        if not any(_abbreviated(text.text, one.abbreviation) for text in texts):
            continue
        for mention in mentions.faults([text.text for text in texts], one):
            place = texts[mention.text].span(mention.start, mention.end)
            severity = Severity.INFO if mention.fault is Fault.AGAIN else Severity.WARNING
            expected = one.abbreviation if mention.fault is Fault.AGAIN else one.first
            said = _(_FAULTS[mention.fault]).format(short=one.abbreviation, full=one.written, first=one.first)
            yield body[mention.text].id, Finding("mentions", severity, said, place, expected=expected)


def _abbreviated(text: str, short: str) -> bool:
    """Whether an abbreviation stands in a text for itself, not in another word (WTO in WTOs)."""
    return short in text and bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(short)}(?![A-Za-z0-9])", text))


_FAULTS = {
    Fault.EARLY: N_("{short} stands before it was introduced: write “{first}” here"),
    Fault.BARE: N_("the first mention is without the abbreviation that is used later: write “{first}”"),
    Fault.AGAIN: N_("{full} was introduced as {short} before"),
}


def _organisations(
    segments: Sequence[Segment], named: Mapping[str, Sequence[Row]], told: checks.Context
) -> Iterator[Organisation]:
    rows = (row for one in segments for row in named[one.id] if row.kind == "organisation" and row.abbreviation)
    for row in {row.line or id(row): row for row in rows}.values():  # a line once, however often it is named
        yield people.organisation(row, told.source_locale, told.target_locale)


def _pronouns(
    segments: Sequence[Segment], named: Mapping[str, Sequence[Row]], told: checks.Context
) -> Iterator[Placed]:
    """He, she, Mr or Ms of somebody whose pronoun the house does not know: the translator has guessed. Where it knows
    that of everybody whom the segment names, a word that none of them has: information, for somebody else may be meant;
    a warning of a title before the very name (Mr MA)."""
    for segment in segments:
        somebody = [
            Person(next(iter(row.names.get(told.source_locale, ())), ""), "", pronoun=row.pronoun)
            for row in named[segment.id]
            if row.kind == "person"
        ]
        unknown = ", ".join(dict.fromkeys(one.name for one in somebody if not one.known_pronoun))
        text = plain(segment.target)
        for start, end, _pronoun in people.presumed(text.text, somebody) if somebody else ():
            word = text.text[start:end]
            said = _("“{word}”: the termbase does not know the pronoun of {names}").format(word=word, names=unknown)
            yield segment.id, Finding("pronouns", Severity.INFO, said, text.span(start, end))
        if somebody and not unknown and not is_chinese(told.target_locale):
            yield from ((segment.id, one) for one in _contradicted(segment, named[segment.id], told))


def _contradicted(segment: Segment, rows: Sequence[Row], told: checks.Context) -> Iterator[Finding]:
    """The words of a translation that say *he* where all people of the segment are *she*, and the reverse."""
    text = plain(segment.target)
    written = {
        word.casefold(): row.pronoun
        for row in rows
        if row.kind == "person"
        for name in row.names.get(told.target_locale, ())
        for word in name.split()
    }
    for start, end, pronoun in people.gendered(text.text):
        following = _NEXT.match(text.text, end)
        meant = written.get(following[1].casefold()) if following else None
        pronouns = {meant} if meant else set(written.values())
        if pronoun not in pronouns:
            word = text.text[start:end]
            said = _("“{word}”: the pronoun is “{pronoun}” in the termbase")
            severity = Severity.WARNING if meant else Severity.INFO
            known = ", ".join(sorted(pronouns))
            yield Finding("pronouns", severity, said.format(word=word, pronoun=known), text.span(start, end))


def _originals(segments: Sequence[Segment], told: checks.Context) -> Iterator[Placed]:
    """A foreign name with a dot that stands for the first time without its original in brackets, where the house wants
    that (`[checks] originals`): 约翰·史密斯（John Smith）. Headlines, standfirsts and captions do as they like."""
    if not is_chinese(told.target_locale) or base(told.source_locale) != "en":
        return
    seen: set[str] = set()
    for segment in segments:
        if segment.kind in FREE:
            continue
        target = plain(segment.target)
        for name in dots.names(target.text):
            written = name[0]
            if written in seen:
                continue
            seen.add(written)
            if not target.text[name.end() :].lstrip(" ").startswith(("（", "(")):
                original = dots.original(written, plain(segment.source).text)
                expected = f"{written}（{original}）" if original else None
                said = _("{name} stands here for the first time: the original follows in brackets")
                place = target.span(*name.span())
                yield (
                    segment.id,
                    Finding("originals", Severity.INFO, said.format(name=written), place, expected=expected),
                )


def _overused(segments: Sequence[Segment], told: checks.Context) -> Iterator[Placed]:
    """被 or 一个 oftener in the whole article than native writers put it: an info at the last of them."""
    if not is_chinese(told.target_locale):
        return
    targets = [plain(segment.target) for segment in segments]
    for word, times, number, place in heavy.overused([target.text for target in targets]):
        said = _("“{word}” stands {n} times in this article").format(word=word, n=times)
        yield segments[number].id, Finding("overused", Severity.INFO, said, targets[number].span(*place))
