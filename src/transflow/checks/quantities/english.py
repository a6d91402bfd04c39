"""Quantities of English text: 350 million, $3.5bn, 12,000, three-quarters, the 69th, November 20, 3 p.m., a dozen.

Spelled-out numbers count from two on; `one`, `first`, `second`, `half`, `both`, `dozens` merely answer for a number of
the other side, because English writes them where Chinese counts nothing.
"""

import re
from dataclasses import replace
from decimal import Decimal

from transflow.checks.quantities import mixed
from transflow.checks.quantities.durations import BARE, half, lasting
from transflow.checks.quantities.english_dates import LUNAR, SUFFIX, named, of_a_month, suffixed
from transflow.checks.quantities.quantity import ADDRESS, CALENDAR, DAY, RATES, Kind, Quantity
from transflow.checks.quantities.words import (
    BIG,
    CARDINALS,
    KNOWN,
    ORDINALS,
    PARTS,
    ROMAN,
    SCALES,
    TENS,
    WORD_KINDS,
    WORTH,
)

_ATOM = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z]+", re.ASCII)
_MEASURES = re.compile(
    r"(?:km|kg|kph|mph|g|cm|mm|ft|in|lbs?|am|pm|mg|ml|gw|mw|kw|kwh|c|f|yrs?|hrs?|mins?|p|a|t)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"(?:RMB|CNY|USD|EUR|GBP|US|HK|NT|Rs|AU|CA)[ .]?$")
_AFTER = re.compile(
    r"[ \u00a0-]?(?P<points>percent(?:age)?[ -]points?|pp\b|ppts?\b)|[ \u00a0-]?(?P<percent>%|per ?cent|pct)"
    r"|[ \u00a0]?(?P<mille>‰|per (?:mille|thousand)\b)"
    r"|[ -](?P<basis>basis[ -]points?|bps?\b)|(?P<half> and[ -]a[ -]half|-and-a-half)"
    r"|[ -]?(?P<cents>cents?|pence|fen)\b"
    r"|[ -](?:(?:square|sq\.?)[ -])?(?P<measure>miles?|acres?|f(?:oo|ee)?t|inch(?:es)?|yards?|pounds?(?= of)"
    r"|ounces?|degrees?|gallons?|hectares?)\b"
    r"|(?P<time>:\d\d|\s?[ap]\.?m\b|\s?o['’]clock)|(?P<times>[ -]?(?:times|fold))",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"[ -](?:times|fold)[ -](?:more|less|fewer|[a-z]+er(?= than)|higher|larger|greater|increase|rise|jump|growth)\b",
    re.IGNORECASE,
)
_ROSE = re.compile(r"\b(?:ros[ei]|rise|rising|increas|grew|grow|jump|surg|soar|climb|multipl|expand)", re.IGNORECASE)
# Half-hearted, half-life, half-time are no halves.
_HALF_LIKE = re.compile(
    r"-(?!(?:an?|hour|day|year|month|century|price|marathon|million|billion|dozen|point|percent)\b)[a-z]"
)
_QUARTERS = re.compile(r"\b(?:first|last|past|previous|next|other|these|those|all) $", re.IGNORECASE)
_PART_OF = re.compile(r" of (?!its|their|his|her|a kind)")
# Three quarters of a percentage point.
_POINT = re.compile(r"(?: of)? an? percent(?:age)? point| percent(?:age)? points?")
# Half past nine, a quarter to ten: the minutes.
_PAST = {"half": (Decimal(30),), "quarter": (Decimal(15), Decimal(45))}
_PAST_THE_HOUR = re.compile(
    r"[ -](?:past|to) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\b"
)
_RANGE = re.compile(r"[ \u00a0]?(?:-|–|—|to|and|or|-to-|-or-)[ \u00a0]?(?:US)?[$€£¥]?")
_CLOCK = re.compile(r"\s?(?:GMT|BST|UTC|hours|hrs|local time)\b")

_LONGEST = 16  # characters; what is longer is the number of a file or an account
_OUT_OF = (" in ", " out of ", " in every ", " out of every ", "-in-")

Atom = tuple[str, int, int]


def read(text: str) -> list[Quantity]:
    """The quantities of an English text, in its order."""
    hidden = [found.span() for found in ADDRESS.finditer(text)] if "." in text or "&#" in text else []
    atoms = [
        (found[0] if found[0][0].isdigit() else found[0].lower(), *found.span())
        for found in _ATOM.finditer(text)
        if found[0][0].isdigit() or found[0].lower() in KNOWN or found[0] in ROMAN
    ]
    found: list[Quantity] = []
    at = 0
    while at < len(atoms):
        one, at = _next(atoms, at, text)
        if one is None or (one.word and found and found[-1].lasts and one.start == found[-1].end + 1):
            continue  # the decades of two decades are counted already
        if any(first <= one.start < last for first, last in hidden):
            one = replace(one, firm=False)
        if found and found[-1].kind is Kind.TIME and found[-1].word and text[found[-1].end : one.start] == " to ":
            one = replace(one, readings=(one.value, (one.value - 1) or Decimal(12), one.value + 11), kind=Kind.TIME)
        if found and _RANGE.fullmatch(text, found[-1].end, one.start):
            found[-1], one = _ranged(found[-1], one)
        elif found and one.value > found[-1].value and text[found[-1].end : one.start] in _OUT_OF:  # one in five
            ratio = found[-1].value / one.value
            found.append(Quantity((ratio, ratio * 100), found[-1].start, one.end, firm=False))
        found.append(one)
    return found


def _next(atoms: list[Atom], at: int, text: str) -> tuple[Quantity | None, int]:
    """The quantity that begins at `atoms[at]` (or none) and the index of the first atom after it."""
    word, start, end = atoms[at]
    follower = atoms[at + 1] if at + 1 < len(atoms) else None
    if word[0].isdigit() or word in CARDINALS:
        return _phrase(atoms, at, text)
    if word in _PAST and _PAST_THE_HOUR.match(text, end):
        return Quantity(_PAST[word], start, end, Kind.TIME, firm=False, word=True), at + 1
    near = follower is not None and text[end : follower[1]] in (" ", "-", " a ", " an ")
    if follower and near and word == "a" and follower[0] in _PAST and _PAST_THE_HOUR.match(text, follower[2]):
        return _next(atoms, at + 1, text)
    measured = mixed.part(word, start, end, text)
    if measured is not None:
        return measured, at + 1
    if follower and word in ("a", "an") and mixed.part(*follower, text) and text[end : follower[1]] == " ":
        return _next(atoms, at + 1, text)
    if follower and word == "couple" and follower[0] in BIG and text[end : follower[1]] in (" ", " of "):
        one, after = _phrase(atoms, at + 1, text)
        if one is not None:  # 约两百
            values = tuple(value * 2 for value in one.readings)
            return replace(one, readings=values, start=start, firm=False), after
    if follower and near and word in ("a", "an", "half"):
        if follower[0] in SCALES and follower[0] in BIG:
            one, after = _phrase(atoms, at + 1, text)
            if one is not None:
                values = one.readings if word != "half" else tuple(value / 2 for value in one.readings)
                return replace(one, readings=values, start=start, firm=False), after
        if word == "half" and follower[0] in ("a", "an") and at + 2 < len(atoms) and atoms[at + 2][0] in BIG:
            one, after = _phrase(atoms, at + 2, text)
            if one is not None:
                return replace(one, readings=tuple(v / 2 for v in one.readings), start=start, firm=False), after
        if word != "half" and follower[0] in PARTS:
            ratio = Decimal(1) / PARTS[follower[0]]
            values = (ratio, ratio * 100)
            if not _PART_OF.match(text, follower[2]):  # a third of all, a third seat
                values = (*values, *WORTH.get(follower[0], ()), Decimal(PARTS[follower[0]]))
            lasts = half(text, follower[1], follower[2]) if follower[0] == "half" else None
            return Quantity(values, start, follower[2], firm=follower[0] in ORDINALS, lasts=lasts), at + 2
    if word in ORDINALS:
        kind = Kind.MONTH if LUNAR.match(text, end) else Kind.ORDINAL
        return Quantity((Decimal(ORDINALS[word]),), start, end, kind), at + 1
    dated = named(word, start, end, text)
    if dated is not None:
        return dated, at + 1
    if text[start:end] in ROMAN:
        return Quantity((Decimal(ROMAN[text[start:end]]),), start, end, firm=False), at + 1
    worth = WORTH.get(word)
    if worth is not None and WORD_KINDS.get(word) is Kind.DATE:
        worth = (*worth, *mixed.years_into(worth[0], text, start))
    if worth is None or (word == "half" and _HALF_LIKE.match(text, end)):
        return None, at + 1
    lasts = half(text, start, end) if word == "half" else BARE.get(word) or lasting(Decimal(1), text, end, "en")
    return Quantity(worth, start, end, WORD_KINDS.get(word, Kind.PLAIN), firm=False, word=True, lasts=lasts), at + 1


def _phrase(atoms: list[Atom], at: int, text: str) -> tuple[Quantity | None, int]:
    """A number of several words: three hundred and fifty, 3.5 million, twenty-first, two-thirds."""
    word, start, end = atoms[at]
    digits = word[0].isdigit()
    total, now, whole, ambiguous = Decimal(0), Decimal(0), None, False
    if word in BIG:
        now = Decimal(1)
    else:
        now = Decimal(word.replace(",", "")) if digits else CARDINALS[word]
        at += 1
    scaled, last = False, word
    if digits and len(word) > _LONGEST:
        return Quantity((now,), start, end, firm=False, digits=True), at
    if digits:
        suffix = SUFFIX.match(text, end)
        if suffix:
            return suffixed(now, suffix, start, text), at + (1 if at < len(atoms) and atoms[at][1] == end else 0)
        more = mixed.fraction(text, end)
        if more is not None:
            whole, now, end = now, now + more[0], more[1]
            while at < len(atoms) and atoms[at][1] < end:
                at += 1
    while at < len(atoms):
        word, first, after = atoms[at]
        gap = text[end:first] if end <= first else ""
        if word in SCALES and (
            gap in (" ", "-", "\u00a0") or (gap == "" and last[0].isdigit()) or (last in BIG and not scaled)
        ):
            short = word not in BIG
            if short and (not last[0].isdigit() or gap not in ("", " ")):
                break
            ambiguous = word in ("m", "k", "b") or ambiguous
            size = SCALES[word]
            if size == 100 and not digits:
                now = (now or Decimal(1)) * 100
            else:
                total, now = total + (now or Decimal(1)) * size, Decimal(0)
            scaled = True
        elif word in CARDINALS and not digits | ambiguous and _joins(now, CARDINALS[word], gap, last, scaled):
            now += CARDINALS[word]
        elif (
            word in ORDINALS
            and not digits
            and gap in (" ", "-", " and ")
            and _joins(now, Decimal(ORDINALS[word]), gap, last, scaled)
        ):
            return Quantity((total + now + ORDINALS[word],), start, after, Kind.ORDINAL), at + 1
        elif word in ("first", "second") and gap == "-" and last in TENS:
            return Quantity((total + now + (1 if word == "first" else 2),), start, after, Kind.ORDINAL), at + 1
        elif word in PARTS and gap in (" ", "-") and not digits and not scaled and now < 20:
            ratio = now / PARTS[word]
            if word == "quarters" and _QUARTERS.search(text, max(0, start - 12), start):
                return Quantity((now,), start, end, lasts=lasting(now, text, end, "en")), at
            kind = Kind.POINTS if _POINT.match(text, after) else Kind.PLAIN
            after = mixed.of_a_unit(text, after)
            return Quantity((ratio, ratio * 100), start, after, kind, firm=now > 1), at + 1
        else:
            break
        end, last, at = after, word, at + 1
    one = _finished(total + now, start, end, text, digits=digits, scaled=scaled, ambiguous=ambiguous)
    if whole is not None and not scaled:  # 2½ years are 两年半
        one = replace(one, readings=(*one.readings, whole))
    return one, at


def _joins(now: Decimal, value: Decimal, gap: str, last: str, scaled: bool) -> bool:
    """Whether the number word worth `value` goes on with the number `now`: twenty-five, three hundred and five."""
    if last in TENS:
        return gap in (" ", "-") and 0 < value < 10
    if last in BIG and scaled:
        return gap in (" ", " and ", "-", ", ") and value < 100 and (now == 0 or now % 100 == 0)
    return False


def _finished(
    value: Decimal, start: int, end: int, text: str, *, digits: bool, scaled: bool, ambiguous: bool
) -> Quantity:
    """The quantity, with what the words around it say of its kind and its other readings."""
    readings: tuple[Decimal, ...] = (value,)
    kind, firm = Kind.PLAIN, value > 0 if digits else value >= 2  # 3:00 is 3点
    if ambiguous:
        readings = (value, value / 1000, value / 10**6, value / 10**9)
    before, after = text[start - 1 : start], text[end : end + 1]
    if digits and not scaled:
        currency = _CURRENCY.search(text, max(0, start - 5), start)
        if before.isalnum() or (before in ("-", ".") and text[start - 2 : start - 1].isalpha()):
            firm = bool(currency)  # G20, Covid-19, RMB30
        elif after.isalpha() and not _MEASURES.match(text, end):
            firm = False  # 5G, 4x4
        elif 1900 <= value <= 2100 and end - start == 4 and before not in ("$", "€", "£", "¥"):
            kind, readings = Kind.YEAR, (value, value % 100)
    found = _AFTER.match(text, end)
    name = found.lastgroup if found else None
    if name in ("percent", "points"):
        kind = Kind.PERCENT if name == "percent" else Kind.POINTS
    elif name == "mille":
        kind = Kind.MILLE
    elif name == "basis":
        readings, kind = (value, value / 100), Kind.BASIS
    elif name == "half":
        readings = (value + Decimal("0.5"), *readings)
    elif name == "cents":
        readings = (*readings, value / 100)
    elif name == "measure":
        kind = Kind.MEASURE
    elif name == "time":
        hour = value.to_integral_value("ROUND_FLOOR")  # 7.50 am is 7:50
        kind, readings = Kind.TIME, (hour, hour + 12 if hour < 12 else hour - 12, value)
        if before == ":":  # the minutes of 11:25 am
            readings = (value,)
        if hour != value:
            readings = (*readings, *(Decimal(part) for part in str(value).split(".")))
    elif name == "times":
        kind = Kind.TIMES
        if _MORE.match(text, end) or _ROSE.search(text, max(0, start - 30), start):  # 增长2倍 is three times more
            readings = (*readings, value - 1)
    elif digits and not scaled and value <= 31 and of_a_month(text, start, end):
        kind = Kind.DATE
    elif digits and end - start == 4 and value <= 2400 and _CLOCK.match(text, end):  # 1200 GMT
        hour = value // 100
        kind, readings = Kind.TIME, (value, hour, hour + 12 if hour < 12 else hour - 12, value % 100)
    else:
        day = DAY.match(text, start)
        if day and day.end() == end:
            readings = (value, *map(Decimal, day.groups()))
    lasts = None
    if not scaled and kind in (Kind.PLAIN, Kind.YEAR):
        lasts = lasting(readings[0], text, found.end() if found and name == "half" else end, "en")
    return Quantity(readings, start, end, kind, firm, digits, lasts=lasts)


def _ranged(first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """In 20 to 30 million the first number may be 20 million, in 2019-20 the second may be 2020."""
    low, high = first.value, second.value
    if second.kind in RATES and first.kind is Kind.PLAIN:
        first = replace(first, kind=second.kind)
    if first.kind not in (*CALENDAR, Kind.WEEKDAY) and 1000 <= high < 10**20 and 0 < low < 1000 and not high % 100:
        for size in (10**12, 10**9, 10**6, 1000, 100):
            if high >= size and not high % (size // 100):
                first = replace(first, readings=(low * size, *first.readings))
                break
    elif first.kind is Kind.DATE and low >= 1000 and high < 100:
        second = replace(second, readings=(high, low - low % 100 + high))
    return first, second
