"""Numbers that are made of two, most of them English: 2 1/2 million, half a mile, half a percentage point, mid-30s."""

import re
from decimal import Decimal

from transflow.checks.quantities.quantity import Kind, Quantity

_GLYPHS = {
    sign: Decimal(over) / under
    for sign, over, under in (("½", 1, 2), ("¼", 1, 4), ("¾", 3, 4), ("⅓", 1, 3), ("⅔", 2, 3), ("⅛", 1, 8), ("⅝", 5, 8))
}
_FRACTION = re.compile(
    rf"[ \u00a0-]?(?:(?P<over>[1-9])/(?P<under>2|3|4|5|8|16)(?![\d/])|(?P<glyph>[{''.join(_GLYPHS)}]))"
)

_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": 1 / Decimal(3)}
# What is halved, up to its unit: half a mile, a quarter-mile, a third of an acre.
_MEASURED = re.compile(
    r"(?P<of> of an?| an?)?(?=[ -](?:miles?|kilomet(?:re|er)s?|met(?:re|er)s?|yards?|inch|foot|acres?|hectares?"
    r"|tonn?es?|tons?|pounds?|ounces?|kilos?|kilograms?|gallons?|lit(?:re|er)s?)\b)"
)
_POINT = re.compile(
    r"(?P<of> of an?| an?)? percent(?:age)? point\b"
    r"|-(?:percentage-)?point(?= (?:rate|interest|cut|increase|hike|reduc))"
)

# How far into a decade one is: mid-30s may be 35, late 30s 38.
_INTO = {"early": (1, 2, 3), "mid": (4, 5, 6), "late": (7, 8, 9)}
_DECADE = re.compile(r"\b(?P<early>[Ee]arly)[ -]$|\b(?P<mid>[Mm]id(?:dle)?)[ -]$|\b(?P<late>[Ll]ate)[ -]$")


def fraction(text: str, end: int) -> tuple[Decimal, int] | None:
    """What is added to the whole number that ends at `end`, and where it ends: the 1/2 of 2 1/2, the ½ of 2½."""
    found = _FRACTION.match(text, end)
    if found is None:
        return None
    value = _GLYPHS[found["glyph"]] if found["glyph"] else Decimal(found["over"]) / Decimal(found["under"])
    return (value, found.end()) if value < 1 else None


def glyph(text: str, end: int) -> Decimal | None:
    """What the one character at `end` adds to a whole number before it: the ¾ of 29¾."""
    return _GLYPHS.get(text[end : end + 1])


def part(word: str, start: int, end: int, text: str) -> Quantity | None:
    """The part of a unit of measure or of a percentage point that `word` names: half a mile, a quarter-point cut."""
    ratio = _PARTS.get(word)
    if ratio is None:
        return None
    for pattern, kind in ((_POINT, Kind.POINTS), (_MEASURED, Kind.MEASURE)):
        found = pattern.match(text, end)
        if found is not None and (word != "third" or (found["of"] or "").startswith(" of")):  # the third mile
            points = kind is Kind.POINTS
            return Quantity((ratio,), start, end if points else found.end(), kind, firm=points, word=not points)
    return None


def of_a_unit(text: str, end: int) -> int:
    """Where the unit begins of which a fraction that ends at `end` is: three-quarters of a mile; else `end` itself."""
    found = _MEASURED.match(text, end)
    return found.end() if found else end


def years_into(decade: Decimal, text: str, start: int) -> tuple[Decimal, ...]:
    """The numbers that a decade which begins at `start` may mean by what stands before it: mid-30s, the late eighties.
    Of years it is the middle alone: 1935年前后 is the mid-1930s."""
    found = _DECADE.search(text, max(0, start - 8), start)
    if found is None:
        return ()
    years = _INTO[found.lastgroup or ""]
    if decade < 100:
        return tuple(decade + year for year in years)
    return (decade + years[1],) if found["mid"] else ()
