"""The number words of English."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from transflow.checks.quantities.durations import BARE
from transflow.checks.quantities.quantity import Kind


def _table(words: str, values: Iterable[int]) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in zip(words.split(), values, strict=True)}


TENS: Mapping[str, Decimal] = _table("twenty thirty forty fifty sixty seventy eighty ninety", range(20, 100, 10))
CARDINALS: Mapping[str, Decimal] = _table(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    range(20),
) | dict(TENS)
# From three on: first and second count nothing more often than not.
ORDINALS: Mapping[str, Decimal] = _table(
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth thirtieth",
    (*range(3, 21), 30),
) | _table("thirdly fourthly fifthly sixthly seventhly", range(3, 8))
_LONG = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_SHORT = {
    "k": 1000, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
BIG = frozenset(_LONG)
SCALES: Mapping[str, Decimal] = {name: Decimal(value) for name, value in (_LONG | _SHORT).items()}

MONTHS = tuple(
    "january february march april may june july august september october november december".split(),  # noqa: SIM905
)
SHORT_MONTHS: Mapping[str, int] = {month[:3]: number for number, month in enumerate(MONTHS, 1)} | {"sept": 9}
DAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())  # noqa: SIM905

# The names of fractions; `quarter` is also a quarter of a year, `third` an ordinal.
PARTS: Mapping[str, int] = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "eighth": 8, "eighths": 8, "ninth": 9, "tenth": 10,
    "tenths": 10, "twentieth": 20, "fiftieth": 50, "hundredth": 100, "hundredths": 100, "thousandth": 1000,
    "thousandths": 1000,
}  # fmt: skip
ROMAN: Mapping[str, int] = {
    "II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12
}  # fmt: skip

# Words that are worth a number (one of those given) and never ask for one: half is 1/2 and 50%. How long a decade or a
# fortnight lasts is in `durations`.
_WORTH = {
    "0": "zero nil no midnight freezing",
    "1": "first firstly once single a an one sole only another double doubled doubling year yearly annual month day "
    "hour decade week",
    "2": "second secondly secondary both pair pairs couple couples twin twins twice double doubled doubles doubling "
    "dual bilateral either neither another twofold triple tripled tripling threefold fortnight duo half each",
    "3": "triple tripled tripling thrice trio trilateral triplets thirds quarter quarters quadruple quadrupled "
    "threefold fourfold trimester",
    "4": "quadruple quadrupled quarter quarters quarterly fourths fourfold fivefold quartet",
    "5": "fivefold quintuple half",
    "6": "sixfold sextuple",
    "7": "sevenfold",
    "8": "eightfold",
    "9": "ninefold tenfold",
    "10": "decades dozen dozens teens teenager teenage tenfold",
    "12": "dozen dozens noon midday midnight",
    "15": "quarter",
    "20": "twenties twentysomething twentysomethings",
    "24": "midnight clock",
    "25": "quarter quarters",
    "30": "thirties thirtysomething thirtysomethings",
    "40": "forties fortysomething fortysomethings",
    "50": "fifties fiftysomething fiftysomethings half halved majority",
    "60": "sixties",
    "70": "seventies",
    "75": "quarters",
    "80": "eighties",
    "90": "nineties",
    "100": "century centenary centennial hundred hundreds double doubled doubling",
    "200": "bicentenary bicentennial triple tripled tripling",
    "1000": "thousand thousands millennium",
    "10000": "thousands",
    "100000": "thousands",
    "1000000": "million millions",
    "10000000": "millions",
    "100000000": "millions",
    "1000000000": "billion billions",
    "1000000000000": "trillion trillions",
    "0.25": "quarter",
    "0.5": "half halved",
}


def _worth() -> dict[str, tuple[Decimal, ...]]:
    values: dict[str, tuple[Decimal, ...]] = {}
    for value, words in _WORTH.items():
        for word in words.split():
            values[word] = (*values.get(word, ()), Decimal(value))
    return values


WORTH: Mapping[str, tuple[Decimal, ...]] = _worth()

# What kind of number a word is, where it is not plain.
WORD_KINDS: Mapping[str, Kind] = {
    word: kind
    for kind, words in {
        Kind.ORDINAL: "first firstly second secondly centenary centennial",
        Kind.PART: "half halved majority quarter quarters",
        Kind.TIME: "noon midday midnight",
        Kind.TIMES: "twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold",
        Kind.DATE: "twenties thirties forties fifties sixties seventies eighties nineties "
        + " ".join(f"{tens}something {tens}somethings" for tens in ("twenty", "thirty", "forty", "fifty")),
    }.items()
    for word in words.split()
}

KNOWN = frozenset(
    {*BARE, *CARDINALS, *SCALES, *WORTH, *ORDINALS, *PARTS, *MONTHS, *SHORT_MONTHS, *DAYS, *(f"{day}s" for day in DAYS)}
)
