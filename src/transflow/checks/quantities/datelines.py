"""The date in a dateline, from which a text counts its days: 新华社北京11月23日电, BEIJING, Nov. 23 (Xinhua) --."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from transflow.checks.quantities.words import MONTHS, SHORT_MONTHS

_LEAP = 2000  # a year that has every day
_CHINESE = re.compile(
    r"[\s（(【\[据]*(?:[\u4e00-\u9fff]{1,8}(?:社|网|报|台|新闻))[\u4e00-\u9fff/、·]{0,16}?"
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:专?电(?![视话影台脑力车动池])|讯|消息)",
    re.ASCII,
)
_MONTH = rf"(?P<{{}}>{'|'.join(MONTHS)}|(?:{'|'.join(SHORT_MONTHS)})\.?)"
_ENGLISH = re.compile(
    r"[\s(\[]*[A-Z][\w.'’/ -]{2,40}(?:, [A-Z][\w.'’ -]{1,30})?(?: \([A-Z][^()]{1,30}\))?"
    rf"(?:,| [-–—]+) (?:{_MONTH.format('first')} (?P<after>\d{{1,2}})|(?P<before>\d{{1,2}}) {_MONTH.format('last')})"
    r"(?:,? (?P<year>\d{4}))?(?: ?\([^()]{2,40}\)\s*(?:-(?= )|:)|(?: ?\([^()]{2,40}\))?\s*(?:--+|[–—]+))",
    re.ASCII | re.IGNORECASE,
)
# BEIJING, or Beijing, and no sentence (On Monday, …)
_PLACE = re.compile(
    r"[\s(\[]*(?!(?:In|On|At|By|From|Since|Until|For|After|Before)\b)(?:[A-Z]{3,}|[A-Z][a-z]+(?: [A-Z][a-z]+)*,)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline that a text begins with: it is the first `end` characters. `year` is None where it names none."""

    end: int
    month: int
    day: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Today:
    """The day that a text counts from. Where `whole` is false its year is unknown, and so is the day of the week."""

    date: dt.date
    whole: bool = True


@lru_cache(maxsize=256)
def dateline(text: str, language: str) -> Dateline | None:
    """The dateline of a Chinese (`zh`) or English (`en`) text; None where it begins with none that has a date."""
    if language == "zh":
        found = _CHINESE.match(text)
        month = int(found["month"]) if found else 0
    else:
        found = _ENGLISH.match(text) if _PLACE.match(text) else None
        month = SHORT_MONTHS[(found["first"] or found["last"])[:3].lower()] if found else 0
    if found is None:
        return None
    day = int(found["day"] if language == "zh" else found["after"] or found["before"])
    try:
        dt.date(_LEAP, month, day)
    except ValueError:
        return None
    return Dateline(found.end(), month, day, int(found["year"]) if found["year"] else None)


def today(line: Dateline, near: dt.date | None) -> Today | None:
    """The day of a dateline; without a year the one that is nearest to `near`, the date of the article. None for a day
    that its year does not have."""
    years = [line.year] if line.year else [near.year - 1, near.year, near.year + 1] if near else [_LEAP]
    days = []
    for year in years:
        try:
            days.append(dt.date(year, line.month, line.day))
        except ValueError:  # February 29
            continue
    if not days:
        return None
    if near is None or line.year:
        return Today(days[0], whole=bool(line.year))
    return Today(min(days, key=lambda day: abs(day - near)))
