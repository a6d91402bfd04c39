"""Chinese sayings whose numerals count nothing, though a measure word follows them: 三番五次, 不怕一万, 十年寒窗."""

import re

_BEFORE, _BEHIND = 5, 4  # characters: no saying reaches further around one of its numerals
_SAYING = re.compile(
    "三番[五两]次|两次三番|三天两头|[三五]年[三五]载|一年半载|三年两年|三年五年|十年八年|三步并作?两步|三天打鱼|两天晒网"
    "|不怕一万|十年如一日|十年寒窗|十年树木|十年磨一剑|十年九旱|七年之痒|三岁看[大老]|[三三两]句话不离|四座皆惊"
    "|五位一体|三百六十行|七十二变|三十六计|十万火急|十万八千里|[两三]点一线|八辈子|三百六十五里路|九天揽月|五十步笑百步"
)


def in_a_saying(text: str, start: int, end: int) -> bool:
    """Whether the numeral between these places belongs to a saying."""
    around = _SAYING.finditer(text, max(0, start - _BEFORE), end + _BEHIND)
    return any(found.start() <= start and end <= found.end() for found in around)
