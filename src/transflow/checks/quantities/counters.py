"""Whether a Han numeral counts something: before a measure word, behind 第, in a month; in most other places it is part
of a word."""

import re
from decimal import Decimal

from transflow.checks.quantities.sayings import in_a_saying

_MEASURE = re.compile(
    r"[多余来]?\s?(?:[个名位天次项座条台辆艘所张支岁倍届周月件起枚幅栋宗吨斤元块年人分家部场只种比点日号架集局枪票席篇粒颗匹棵株套批组队款层秒米杆章页届]"
    r"|间(?![接隔谍断歇])|[摄华]氏度"
    r"|小时|公里|英[里尺寸亩石]|公斤|美元|欧元|英镑|平方|立方|季(?![节候])|首(?![都相先位席次])|本(?!地|土|来|身|着|报)|回(?![家国归来应到])"
    r"|亩|公顷|(?<=[二三四五六七八九两几]十|[十百千万][多来余])[里尺](?![面边外头程])|[孩胎]|[毛角]钱|国(?=集团)|等(?=[奖功])"
    r"|期(?!间|待|望)|头(?!部|脑|衔|条)|代(?!表|理|码)|版(?!权)|轮(?![车胎毂])|线(?=城市))"
)
_LARGE = re.compile(
    "(?:[美欧日港澳加韩]?元|英镑|人次|人口|吨|辆|亩|件|户)(?!级)"
)  # 千亿美元 is a number, 千亿级 is not
_FIRST = re.compile("月(?!球)|号|(?<=月一)日(?![子常程])")  # 一月, 十二月一日; 前一日, 十年如一日


def counts(run: str, readings: tuple[Decimal, ...], text: str, start: int, end: int) -> bool:
    """Whether the numeral `run` between these places, worth one of `readings`, asks for its like in a translation."""
    if len(readings) > 1 or (run[0] in "十百千万亿" and text[start - 1 : start] in ("数", "几", "上", "成")):
        return False
    if run[0] in "百千万亿":
        return len(run) > 1 and bool(_LARGE.match(text, end))
    if readings[0] < 2 and not (run == "一" and _FIRST.match(text, end)):
        return False
    if text[end : end + 1] == "月" and text[end + 1 : end + 2] != "球" and readings[0] <= 12:
        return True
    if text[end : end + 1] == "几" or in_a_saying(text, start, end):
        return False
    if text[start - 1 : start] == "第":
        return True
    return bool(_MEASURE.match(text, end)) or len(run) >= 3 or run[-1] in "万亿"
