"""Han numerals: 三百五十, 两千零五, 一万二千亿, 二〇二六, 三点五, and loose ones: 七八十."""

import re
from decimal import Decimal

from transflow.checks.quantities.rows import ascending

DIGITS = "零〇一二两三四五六七八九"
_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_BIG = {"万": 10**4, "亿": 10**8}
_HIGHEST = 10**20
_LONGEST = 40  # characters: no numeral is longer, and the reading is recursive
_LOOSE = re.compile(rf"(.*?)([{DIGITS[2:]}])([{DIGITS[2:]}])([十百千万亿]*)")  # 七八十, 十七八, 三四百万
_SECTION = re.compile(
    rf"(?:(?P<n1000>[{DIGITS[2:]}]?)千)?[零〇]?(?:(?P<n100>[{DIGITS[2:]}]?)百)?[零〇]?"
    rf"(?:(?P<n10>[{DIGITS[2:]}]?)十)?[零〇]?(?P<n1>[{DIGITS[2:]}])?"
)
_MORE = re.compile("[多余几来]")


def numeral(run: str) -> tuple[Decimal, ...]:
    """The values of a Han numeral: one if it is well formed, several if it is loose (七八十), none if it is no number.

    `run` holds nothing but the characters of numerals, with at most one 点. What is above 10^20 is no number: below
    it arithmetic is exact.
    """
    values = _values(run)
    return values if all(value < _HIGHEST for value in values) else ()


def _values(run: str) -> tuple[Decimal, ...]:
    run = _MORE.sub("", run)
    if len(run) > _LONGEST:
        return ()
    whole, _dot, part = run.partition("点")
    if part:
        scale = 1
        while part and part[-1] in _BIG:
            scale *= _BIG[part[-1]]
            part = part[:-1]
        head = _whole(whole)
        if head is None or not part:
            return ()
        return (Decimal(f"{head}.{''.join(str(_DIGIT[char]) for char in part)}") * scale,)
    if all(char in _DIGIT for char in whole):
        if len(whole) == 1:
            return (Decimal(_DIGIT[whole]),)
        digits = Decimal("".join(str(_DIGIT[char]) for char in whole))
        # 二〇二六 is a year, 三五 is a few, 八一 is a day, 三四五六 are four
        apart = ascending(whole) or (len(whole) < 4 and "〇" not in whole and "零" not in whole)
        return (digits, *_apart(whole)) if apart else (digits,)
    value = _whole(whole)
    if value is not None:
        return (Decimal(value),)
    pair = _LOOSE.fullmatch(whole)
    if pair:
        both = [_whole(pair[1] + digit + pair[4]) for digit in (pair[2], pair[3])]
        if None not in both:
            return (*(Decimal(one) for one in both if one is not None), *digits_of(whole))
    return ()


def _whole(run: str) -> int | None:
    """The value of a well-formed whole numeral, None for any other."""
    for char, unit in (("亿", 10**8), ("万", 10**4)):
        if char in run:
            head, _char, tail = run.rpartition(char)
            times, rest = (_whole(head) if head else 1), _rest(tail, unit)
            return None if times is None or rest is None else times * unit + rest
    return _section(run)


def _rest(tail: str, unit: int) -> int | None:
    """The value of what stands after 万 or 亿: 三万五 is 35,000, 三万零五 is 30,005."""
    if not tail:
        return 0
    if len(tail) == 1 and tail in _DIGIT:
        return _DIGIT[tail] * unit // 10
    value = _whole(tail.lstrip("零〇"))
    return value if value is not None and value < unit else None


def _section(run: str) -> int | None:
    """The value of a numeral below 10,000."""
    found = _SECTION.fullmatch(run)
    if not found or not run:
        return None
    value, unit = 0, 0
    for size in (1000, 100, 10):
        digit = found[f"n{size}"]
        if digit is None:
            continue
        if not digit and value and size != 10:  # 三千百
            return None
        value, unit = value + (_DIGIT[digit] if digit else 1) * size, size
    last = found["n1"]
    if last:
        omitted = unit > 10 and run[-2] not in "零〇"  # 一百二 is 120, 一百零二 is 102
        value += _DIGIT[last] * (unit // 10 if omitted else 1)
    return value


def _apart(run: str) -> tuple[Decimal, ...]:
    """What the digits of `run` may mean apart: 九一八 is the 18th of September, 一二九 the 9th of December."""
    both = (run[1:], run[:2]) if len(run) == 3 else ()
    return (*digits_of(run), *(Decimal("".join(str(_DIGIT[char]) for char in part)) for part in both))


def digits_of(run: str) -> tuple[Decimal, ...]:
    """The values of the single digits of `run`, 十 as 10."""
    return tuple(Decimal(_DIGIT.get(char, 10)) for char in run if char in _DIGIT or char == "十")
