"""Writing a number, date or name into a translation in the manner of the one that stood there."""

from decimal import Decimal

from transflow import language
from transflow.memory.places import MONTHS, SCALES, SHORT, Place

_ENGLISH_SCALES = ("trillion", "billion", "million")
_CHINESE_SCALES = (("万亿", "亿", "万"), ("萬億", "億", "萬"))


def word(old: Place, new: Place, locale: str) -> str | None:
    """The text for `new` (a place of another text) where `old` stood in a text of `locale`; None if in doubt."""
    if new.kind == "name":
        return str(new.value)
    chinese = language.is_chinese(locale)
    if new.kind == "date":
        return _date(old, new, chinese)
    if new.kind == "percent":
        return _plain(new, grouped=not chinese) + old.suffix
    if new.year or old.year:
        return new.digits if new.year and old.text.isdigit() else None
    value = new.value
    assert isinstance(value, Decimal)
    assert isinstance(old.value, Decimal)
    if chinese:
        return _chinese(old, new, value)
    return _english(old, new, value, old.value)


def anew(new: Place, locale: str) -> str:
    """The text for `new` where nothing stood before in a text of `locale`: 158.41亿 is 15.841 billion."""
    chinese = language.is_chinese(locale)
    if new.kind == "date":
        assert isinstance(new.value, tuple)
        month, day = new.value
        if chinese:
            return f"{month}月" + (f"{day}日" if day else "")
        return MONTHS[month - 1] + (f" {day}" if day else "")
    if new.kind == "percent":
        return _plain(new, grouped=not chinese) + "%"
    if new.kind == "name" or new.year or new.suffix:
        return new.digits or str(new.value)
    value = new.value
    assert isinstance(value, Decimal)
    scales = _CHINESE_SCALES[locale.endswith(("TW", "HK"))] if chinese else _ENGLISH_SCALES if new.scale else ()
    scale = next((name for name in scales if value >= SCALES[name]), "")
    short = _short(value / SCALES[scale]) if scale else ""
    if scale and (new.scale or len(short.partition(".")[2]) <= 2):
        return f"{short}{'' if chinese else ' '}{scale}"
    return _plain(new, grouped=not chinese and value >= 1000)


def _date(old: Place, new: Place, chinese: bool) -> str | None:
    assert isinstance(old.value, tuple)
    assert isinstance(new.value, tuple)
    month, day = new.value
    if (day is None) != (old.value[1] is None):
        return None
    if chinese:
        return f"{month}月" if day is None else f"{month}月{day}{old.suffix}"
    name = MONTHS[month - 1]
    if old.digits not in MONTHS:
        name = SHORT[month - 1] if old.digits.endswith(".") else name[:3]
    if day is None:
        return name
    return f"{day} {name}" if old.suffix == "day first" else f"{name} {day}"


def _english(old: Place, new: Place, value: Decimal, before: Decimal) -> str | None:
    if old.suffix:
        return f"{value}{nth(int(value))}" if new.digits.isdigit() and not new.scale and value > 0 else None
    if (value == 1) != (before == 1):  # one student, two students
        return None
    if old.scale or new.scale:
        scale = next((name for name in _ENGLISH_SCALES if value >= SCALES[name]), "")
        if not scale and old.scale == "thousand" and value >= 1000:
            scale = "thousand"
        if scale:
            return f"{_short(value / SCALES[scale])} {scale}"
    grouped = "," in old.text or value >= 10_000 or before < 1000
    return _plain(new, grouped=grouped)


def _chinese(old: Place, new: Place, value: Decimal) -> str:
    if old.scale or new.scale:
        traditional = any(char in "萬億" for char in old.scale)
        for scale in _CHINESE_SCALES[traditional]:
            if value >= SCALES[scale]:
                return f"{_short(value / SCALES[scale])}{scale}"
    return _plain(new, grouped="," in old.text)


def _plain(new: Place, *, grouped: bool) -> str:
    """The value in digits, with the decimals that the text asked for has (3.50 stays 3.50)."""
    assert isinstance(new.value, Decimal)
    if new.scale:
        whole, _dot, part = _short(new.value).partition(".")
    else:
        whole, _dot, part = new.digits.replace(",", "").partition(".")
    return (f"{int(whole):,}" if grouped else whole) + (f".{part}" if part else "")


def _short(value: Decimal) -> str:
    """A number without an exponent and without trailing zeros."""
    return format(value.normalize(), "f")


def nth(number: int) -> str:
    """The ending of an English ordinal: 60th, 23rd."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
