"""A quantity read in a text: what it may be worth, where it stands, and whether a translation must carry it over."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# Addresses, and entities (&#39;), hold digits that are no quantities; a target may keep or drop them as a whole.
ADDRESS = re.compile(
    r"(?:https?://|www\.)[\w./?=&#%~:+-]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|&#x?[0-9a-fA-F]{2,5};", re.ASCII
)

# “7.19” may be July 19, “8.11” August 11; only in quotation marks, else it is a decimal.
DAY = re.compile(r"(?<=[“\"‘'「])(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9])", re.ASCII)


class Kind(StrEnum):
    """What a quantity counts, as far as it is written in the same way in both languages."""

    PLAIN = "plain"
    PART = "part"  # half, a quarter, 半, as a word
    PERCENT = "percent"
    POINTS = "points"  # percentage points: 0.3个百分点 is not 0.3%
    BASIS = "basis"  # basis points, a hundredth of those
    MILLE = "mille"  # 8‰, 千分之八
    TIMES = "times"  # 5倍, five times
    ORDINAL = "ordinal"
    DATE = "date"  # a day, a century, a decade
    YEAR = "year"
    MONTH = "month"
    MEASURE = "measure"  # in units that translators convert: miles, acres, 亩, 里
    TIME = "time"
    WEEKDAY = "weekday"  # worth 1 (Monday) to 7


@dataclass(frozen=True, slots=True)
class Quantity:
    """`readings` are all values it may have; the first is the likeliest. `start` and `end` are character offsets.

    `firm`: a translation without this value is suspect. What is not firm (an idiom, a part of a name, 一 and `one`)
    only answers for quantities of the other side. `digits`: written in digits. `word`: no numeral at all, but a word
    that is worth a number (both, a decade, 双). `lasts`: in minutes, where it counts units of time.
    """

    readings: tuple[Decimal, ...]
    start: int
    end: int
    kind: Kind = Kind.PLAIN
    firm: bool = True
    digits: bool = False
    word: bool = False
    lasts: Decimal | None = None

    @property
    def value(self) -> Decimal:
        """The likeliest value."""
        return self.readings[0]


# What translators write in other ways, so that a missing one is no sure mistake: 15日 may be Wednesday.
WRITTEN_OTHERWISE = (Kind.DATE, Kind.YEAR, Kind.MONTH, Kind.TIME, Kind.WEEKDAY, Kind.MEASURE)
RATES = (Kind.PERCENT, Kind.POINTS, Kind.BASIS)
# Shares of one and the same whole, which may be written as one another: how many of each are one percent.
SHARES = {Kind.PERCENT: Decimal(1), Kind.MILLE: Decimal(10), Kind.TIMES: Decimal("0.01")}
CALENDAR = (Kind.YEAR, Kind.MONTH, Kind.DATE)
DATED = (*CALENDAR, Kind.WEEKDAY)
