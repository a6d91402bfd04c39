"""Han numerals that count nothing, though a measure word follows them: in words (一带一路, 三农, 两岸) and in sayings
(三番五次, 不怕一万, 十年寒窗)."""

import re

_IDIOM = re.compile(
    r"一带一路|五角大楼|双一流|十[一二三四五]五|第二[天年日]|[一二三四五六七八九十]家人|[二三四五六]年级|一[一二三四五六七八九]"
    r"|两[岸地国会者侧边]|二(?:次元|十四节气|[手维战])|三(?:[农峡亚星国角通明文]|[个位]一体|分五)|四(?:分[卫五]|[川季周处人帮起散面])"
    r"|五[四粮环星角花毛]|七[夕一]|八[一卦成]|九[一州江三]|十(?:[分字]|一(?![月日号个名位次项届年人家岁部条座所场件种台辆间处支起点时]))|七局|百[姓度年日货事科家]|千[年人方古]|万[一分里事人家众年]"
)
_SAYING = re.compile(
    "三番[五两]次|两次三番|三天两头|[三五]年[三五]载|一年半载|三年两年|三年五年|十年八年|三步并作?两步|三天打鱼|两天晒网"
    "|不怕一万|十年如一日|十年寒窗|十年树木|十年磨一剑|十年九旱|七年之痒|三岁看[大老]|[三两]句话不离|四座皆惊|五位一体"
    "|三百六十行|七十二变|三十六计|十万火急|十万八千里|[两三]点一线|八辈子|九天揽月|五十步笑百步"
)
# How far each is looked for around a numeral, in characters before and behind it.
_AROUND = ((_IDIOM, 3, 2), (_SAYING, 5, 4))


def in_a_saying(text: str, start: int, end: int) -> bool:
    """Whether the numeral between these places belongs to such a word or saying."""
    return any(
        found.start() <= start and end <= found.end()
        for pattern, before, behind in _AROUND
        for found in pattern.finditer(text, max(0, start - before), end + behind)
    )
