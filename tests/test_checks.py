"""The checks of one segment: laws over random text, and what they must find and must leave alone in both directions."""

import importlib
import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.checked import found, judged
from tests.conftest import Desk
from transflow import checks
from transflow.checks import table
from transflow.checks.plain import plain
from transflow.checks.quantities import chinese as chinese_text
from transflow.checks.quantities import english as english_text
from transflow.checks.quantities import numerals
from transflow.checks.quantities.quantity import Kind
from transflow.errors import LanguageError, TransflowError, UsageError
from transflow.segment import Segment, Status

E, W, INFO = checks.Severity.ERROR, checks.Severity.WARNING, checks.Severity.INFO


# The same quantity in both languages: no finding either way.
SAME = [
    ("总投资3.5亿元。", "The total investment is 350 million yuan."),
    ("总投资3亿5000万元。", "The total investment is 350 million yuan."),
    ("总投资达4个亿。", "The total investment is RMB400 million."),
    ("共有1200万人参加。", "Some 12 million people took part."),
    ("共有1200多万人参加。", "More than 12 million people took part."),
    ("共有１２００万人参加。", "12,000,000 people took part."),
    ("共有五千二百多万人参加。", "More than 52 million people took part."),
    ("市值2.4万亿美元。", "It is worth $2.4tn."),
    ("总额达2百万亿元。", "The total is 200 trillion yuan."),
    ("占三成。", "They are 30% of all."),
    ("增长百分之五。", "It grew by five percent."),
    ("增长百分之二点五。", "It grew by 2.5 per cent."),
    ("下降0.2个百分点。", "It fell by 0.2 percentage points."),
    ("庆祝建校69周年。", "The university marked its 69th anniversary."),
    ("11月20日，会议在北京举行。", "The meeting was held in Beijing on November 20."),
    ("11月20日，会议在北京举行。", "The meeting was held in Beijing on 20 Nov."),
    ("二〇二六年三月，钢厂投产。", "The steel works opened in March 2026."),
    ("20世纪70年代建成。", "It was built in the 1970s."),
    ("上世纪九十年代建成。", "It was built in the 1990s."),
    ("会议15时30分开始。", "The meeting begins at 3:30 p.m."),
    ("下午3点开始。", "It begins at 3:00 p.m."),
    ("上午7时50分发生。", "It happened at 7.50 am."),
    ("约120名学者出席。", "Some 120 scholars attended."),
    ("十几名学生获奖。", "A dozen students won prizes."),
    ("二十余名学生获奖。", "More than twenty students won prizes."),
    ("两名学生获奖。", "Two students won prizes."),
    ("双方签署两项协议。", "The two sides signed two agreements."),
    ("第三次会议召开。", "The third meeting was held."),
    ("第一百零三次会议召开。", "The 103rd meeting was held."),
    ("三分之二的学生赞成。", "Two-thirds of the students agreed."),
    ("五分之一的学生赞成。", "One in five students agreed."),
    ("半数以上的学生赞成。", "More than 50% of the students agreed."),
    ("产量是去年的3倍。", "Output tripled from last year."),
    ("罚款三到十万元。", "The fine is 30,000 to 100,000 yuan."),
    ("人数为20至30万。", "The number is 200,000 to 300,000."),
    ("投资2至3亿美元。", "The investment is $200 million to $300 million."),
    ("十年来，共同努力。", "For a decade they worked together."),
    ("12个月后，工程完工。", "A year later the works were done."),
    ("半年后，工程完工。", "Six months later the works were done."),
    ("2022-2023赛季开始。", "The 2022-23 season began."),
    ("比赛以3比1结束。", "The match ended 3-1."),
    ("G20峰会和5G技术", "The G20 summit and 5G technology"),
    ("一百五十多个国家参加。", "More than a hundred and fifty countries took part."),
    ("1999年至2001年", "From 1999 to 2001"),
    ("9·11事件之后", "After 9/11"),
    ("周三（11月20日）举行。", "It will be held on Wednesday, November 20."),
    # words that hold numerals and count nothing
    ("共建“一带一路”倡议", "The Belt and Road Initiative"),
    ("“十四五”规划", "The 14th Five-Year Plan"),
    ("“十一五”规划", "The 11th Five-Year Plan"),
    ("“双一流”大学", "A Double First-Class university"),
    ("一些学生第一时间赶到现场。", "Some students rushed to the scene at once."),
    ("统一领导，千方百计完成任务。", "Under unified leadership they did all they could."),
    ("百姓十分满意。", "People are very satisfied."),
    ("四川大学与三星公司合作。", "Sichuan University works with Samsung."),
    ("第二天，他回到北京。", "The next day he went back to Beijing."),
]


@pytest.mark.parametrize(("chinese", "english"), SAME, ids=[one[0] for one in SAME])
def test_the_same_quantity_is_no_finding_in_either_direction(chinese: str, english: str) -> None:
    assert ("numbers", E) not in judged(chinese, english) | judged(english, chinese, "en-zh")
    assert not [one for one in found(chinese, english) if one.check == "numbers"]
    assert not [one for one in found(english, chinese, "en-zh") if one.check == "numbers"]


# A wrong quantity: (Chinese, English, severity of the worst finding from Chinese, from English).
WRONG = [
    ("总投资3.5亿元。", "The total investment is 35 million yuan.", E, E),
    ("总投资3.5亿元。", "The total investment is 350 billion yuan.", E, E),
    ("共有1200万人参加。", "Some 1.2 million people took part.", E, E),
    ("共有120名学者出席。", "Scholars attended.", E, W),
    ("学者出席。", "Some 120 scholars attended.", W, E),
    ("占三成。", "They are 40% of all.", W, E),
    ("下降0.2个百分点。", "It fell by 0.2 percent.", W, W),
    ("增长5%。", "It grew by 5 percentage points.", W, W),
    ("11月20日举行。", "It was held on November 21.", E, E),
    ("11月20日举行。", "It was held on December 20.", E, E),
    ("周三举行。", "It was held on Thursday.", W, W),
    ("三名学生获奖。", "Four students won prizes.", W, W),
    ("第三次会议召开。", "The fourth meeting was held.", W, W),
    ("三分之二的学生赞成。", "Two-fifths of the students agreed.", W, W),
    ("庆祝建校69周年。", "The university marked its 70th anniversary.", E, E),
    ("投资3512万元。", "The investment is about 36 million yuan.", W, E),
]


@pytest.mark.parametrize(("chinese", "english", "from_chinese", "from_english"), WRONG)
def test_a_wrong_quantity_is_found_in_both_directions(
    chinese: str, english: str, from_chinese: checks.Severity, from_english: checks.Severity
) -> None:
    assert ("numbers", from_chinese) in judged(chinese, english)
    assert ("numbers", from_english) in judged(english, chinese, "en-zh")
    for severity, one in ((from_chinese, judged(chinese, english)), (from_english, judged(english, chinese, "en-zh"))):
        assert severity is E or ("numbers", E) not in one


def test_a_translator_may_add_the_month_and_the_year_to_a_day() -> None:
    assert not judged("25日，他抵达北京。", "He arrived in Beijing on July 25, 2020.")
    assert judged("6月25日，他抵达北京。", "He arrived in Beijing on July 25, 2020.")


def test_a_finding_names_both_places_and_what_is_expected() -> None:
    one = found("总投资<b1>3.5</b1>亿元。", "The total is <b1>35</b1> million yuan.")[0]
    assert (one.check, one.severity, one.expected) == ("numbers", E, "350 million")
    assert one.span is not None
    assert one.source_span is not None
    assert "The total is <b1>35</b1> million yuan."[slice(*one.span)] == "35</b1> million"
    assert "总投资<b1>3.5</b1>亿元。"[slice(*one.source_span)] == "3.5</b1>亿"
    assert found("The total is 350 million yuan.", "总投资35亿元。", "en-zh")[0].expected == "3.5亿"


TABLE = [
    # (way, source, target, expected errors and warnings)
    ("zh-en", "新闻", "  ", {("empty", E)}),
    ("zh-en", "<b1>重点</b1>内容", "The <b1>main</b1> content", set()),
    ("zh-en", "<b1>重</b1><i2>点</i2>", "<i2>main</i2> <b1>point</b1>", set()),
    ("zh-en", "<b1>重点</b1>内容", "The main content", {("tags", E)}),
    ("zh-en", "<b1>重点</b1>内容", "The <b1>main content", {("tags", E)}),
    ("zh-en", "内容", "The <b1>main</b1> content", {("tags", E)}),
    ("zh-en", "<b1>重</b1><i2>点</i2>", "<b1>main <i2>point</b1></i2>", {("tags", E)}),
    ("zh-en", "见<code1/>和<url2/>", "See <url2/> and <code1/>", set()),
    ("zh-en", "小李很高兴。", "Xiao 李 is happy.", {("han", E)}),
    ("zh-en", "小李很高兴。", "Xiao Li (小李) is happy.", set()),
    ("zh-en", "小李说“好”。", "Xiao Li said “好” with joy.", set()),
    ("zh-en", "“我们已经尽力买了。”", "“We have 尽力 tried our best to buy.”", {("han", E)}),
    ("zh-en", "他说：“我们会赢。”", "He said, “我们会赢。”", {("han", E)}),
    ("zh-en", "“关系和人脉都重要。”", "“Both guanxi (关系) and renmai (人脉) matter to us.”", set()),
    ("zh-en", "学生获奖", "学生获奖", {("han", E), ("copied", W)}),
    ("en-zh", "Students won prizes.", "Students won prizes.", {("copied", E)}),
    ("en-zh", "John Smith", "John Smith", set()),
    ("en-zh", "2026", "2026", set()),
    ("en-zh", "They were rather happy about it.", "他们rather happy about得到了。", {("copied", W)}),
    ("zh-en", "他说：“好。”", "He said, “Good.”", set()),
    ("zh-en", "他说：“好。”", "He said, “Good.", {("brackets", E)}),
    ("zh-en", "他说：“好。”", 'He said, "Good.', {("brackets", E)}),
    ("zh-en", "他说：“好。", "He said, “Good.", set()),
    ("zh-en", "他说：“好。”", "He said, “Good. “", {("quotes", W)}),
    ("zh-en", "他说好。", "He said it was good.”", {("brackets", W)}),
    ("zh-en", "大学（北京）", "The university (Beijing", {("brackets", E)}),
    ("zh-en", "1）大学", "1) The university", set()),
    ("zh-en", "身高6英尺", "He is 6'2\" tall", {("numbers", W)}),
    ("en-zh", "He read “Home”.", "他读了《家。", {("brackets", E)}),
    ("en-zh", "The university (Beijing)", "大学（北京", {("brackets", E)}),
    ("zh-en", "很好。", "Very  good.", {("spaces", W)}),
    ("zh-en", "很好。", " Very good.", {("spaces", W)}),
    ("zh-en", "很好。", "Very good. ", {("spaces", W)}),
    ("zh-en", "见<code1/>。", "See <code1/> now.", set()),
    ("zh-en", "很好，谢谢。", "Very good， thanks.", {("width", E)}),
    ("zh-en", "《家》很好。", "“Home” is good.", set()),
    ("en-zh", "Very good, thanks.", "很好,谢谢。", {("width", W)}),
    ("en-zh", "Very good, thanks.", "很好，谢谢。", set()),
    ("en-zh", "See https://example.org/a,b now.", "请看 https://example.org/a,b 。", set()),
    ("en-zh", "Li (Beijing) came.", "李(北京)来了。", {("width", W)}),
    ("en-zh", "Growth of 3.5%", "增长3.5%", set()),
]


@pytest.mark.parametrize(("way", "source", "target", "expected"), TABLE)
def test_table(way: str, source: str, target: str, expected: set[tuple[str, checks.Severity]]) -> None:
    assert judged(source, target, way) == expected


def test_ends_is_an_info() -> None:
    assert [(one.check, one.severity) for one in found("你好吗？", "You are well.")] == [("ends", INFO)]
    assert not found("你好吗？”", "Are you well?”")[1:]


def test_untranslated_and_omitted_segments_have_no_findings() -> None:
    context = checks.Context("zh_CN", "en")
    assert checks.run(Segment(source="新闻"), context) == ()
    assert checks.run(Segment(source="新闻", omitted="old", status=Status.TRANSLATED), context) == ()


def test_a_disabled_check_finds_nothing() -> None:
    assert not found("很好。", "Very  good.", disabled=frozenset({"spaces"}))


@dataclass(frozen=True)
class Entry:
    texts: tuple[str, ...]
    banned: tuple[str, ...] = ()

    def rendering(self, locale: str) -> str:
        return self.texts[0] if locale == "en" else ""

    def renderings(self, locale: str) -> tuple[str, ...]:
        return self.texts if locale == "en" else ()

    def forbidden(self, locale: str) -> tuple[str, ...]:
        return self.banned if locale == "en" else ()


@dataclass(frozen=True)
class Place:
    term: Entry
    start: int
    end: int


class Terms:
    """A termbase of one term."""

    def find(self, text: str, _locale: str) -> Sequence[Place]:
        entry = Entry(("carbon peaking", "CP"), ("carbon summit", "carbon peak"))
        at = text.find("碳达峰")
        return [] if at < 0 else [Place(entry, at, at + 3)]

    def standing(self, text: str, _locale: str) -> Mapping[str, Sequence[tuple[int, int]]]:
        names = ("carbon peaking", "CP", "carbon summit", "carbon peak")
        places = {name: [one.span() for one in re.finditer(rf"(?i)\b{name}\b", text)] for name in names}
        return {name: own for name, own in places.items() if own}


@pytest.mark.parametrize(
    ("target", "severities"),
    [
        ("The goal of Carbon Peaking", []),
        ("The goal of <b1>carbon</b1> peaking", []),
        ("The CP goal", []),
        ("The goal of carbon neutrality", [W]),
        ("The carbon summit goal", [E]),
        ("Carbon peaking, not the carbon summit", [E]),
        ("The HCP goal", [W]),
    ],
)
def test_terms(target: str, severities: list[checks.Severity]) -> None:
    source = "<b1>碳达峰</b1>目标" if "<b1>" in target else "碳达峰目标"
    result = [one for one in found(source, target, terms=Terms()) if one.check == "terms"]
    assert [one.severity for one in result] == severities
    if severities == [E]:
        assert result[0].span is not None
        assert target[slice(*result[0].span)] == "carbon summit"


# Laws


@given(st.text(), st.text(), st.sampled_from(["zh-en", "en-zh"]))
def test_run_never_raises(source: str, target: str, way: str) -> None:
    found(source, target, way)


PIECES = st.lists(
    st.sampled_from(
        (
            *'一二两十百千万亿零〇点第%成倍年月日-周三“”"(）人名.?:至０５٣ ',
            *("分之", "百分之", "世纪", "年代", "星期天", "亿" * 9, "亿" * 2000),
            *(" to ", " and "),
            *("3.5", "1,200", "2026", " million", "m", "k", " a ", "half", " hundred", "twenty", "-one"),
            *("9" * 16, "o’clock", " trillion"),
            *(" thousand", "周年", "个百分点", "万亿", "第", "one in five", " percent"),
            *("美元", "元", "$", " €", "RMB", " pounds", "磅", "公里", " miles", "亩", "秒79", "“7.19”", "双11", "十四五"),
            *("first", " third", " quarter", " decades", "pm", "00", "<b1>", "</b1>", "<code1/>", "&lt;b1>", "1" * 40),
        )
    ),
    max_size=14,
).map("".join)  # fmt: skip


@example("", "5 o’clock to " + "1" * 40, "zh-en")  # beyond exact arithmetic
@example("", "3.5十万亿" + "亿" * 9, "en-zh")
@given(PIECES, PIECES, st.sampled_from(["zh-en", "en-zh"]))
def test_no_check_breaks_on_numbers_in_any_order(source: str, target: str, way: str) -> None:
    """`run` turns a broken check into a warning, so the checks themselves are called here."""
    context = checks.Context(*(("zh_CN", "en") if way == "zh-en" else ("en", "zh_CN")))
    segment = Segment(source=source, target=target, status=Status.TRANSLATED)
    for where in checks.CHECKS.values():
        for one in table._loaded(where)(segment, context):
            assert one.span is None or 0 <= one.span[0] <= one.span[1] <= len(target)
            assert one.source_span is None or 0 <= one.source_span[0] <= one.source_span[1] <= len(source)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_number_in_the_others_place_is_found(one: int, other: int) -> None:
    checks_of = {code for code, _severity in judged(f"共{one}。", f"In all {other}.")}
    years = {one, other} <= set(range(1900, 2101)) or one % 100 == other or other % 100 == one
    if one == other:
        assert "numbers" not in checks_of
    elif not years and min(one, other) > 0:
        assert "numbers" in checks_of


DIGITS = "零一二三四五六七八九"


def han(value: int) -> str:
    """`value` in Chinese numerals, as it is read aloud."""
    if value == 0:
        return "零"
    groups = [(value // 10**8, "亿"), (value // 10**4 % 10**4, "万"), (value % 10**4, "")]
    text, gap = "", False
    for group, name in groups:
        if not group:
            gap = bool(text)
            continue
        text += ("零" if text and (gap or group < 1000) else "") + section(group) + name
        gap = False
    return text.removeprefix("一") if text.startswith("一十") else text


def section(value: int) -> str:
    text, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // size % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
        gap = not digit
    return text


@given(st.integers(0, 10**12 - 1))
def test_han_numerals_are_read_as_written(value: int) -> None:
    assert numerals.numeral(han(value))[0] == value
    assert numerals.numeral(han(value).replace("二千", "两千").replace("二万", "两万"))[0] == value


@given(st.integers(1, 10**12 - 1), st.sampled_from(["", "万", "亿"]), st.integers(0, 3))
def test_digits_with_units_are_read_as_written(value: int, unit: str, decimals: int) -> None:
    scale = {"": 1, "万": 10**4, "亿": 10**8}[unit]
    number = Decimal(value).scaleb(-decimals)
    for text in (f"{number:f}", f"{number:,f}"):
        for written in (text, text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))):
            read = chinese_text.read(f"共{written}{unit}元")
            assert read[0].value == number * scale
            assert (read[0].start, read[0].end) == (1, 1 + len(written + unit))


@given(st.integers(1, 99), st.sampled_from(["百分之{}", "{}%", "{}％", "{} %"]))
def test_percentages_are_read_as_written(value: int, form: str) -> None:
    for written in {str(value), han(value)} if form.startswith("百") else {str(value)}:
        one = chinese_text.read("增长" + form.format(written))[0]
        assert one.value == value
        assert one.kind is Kind.PERCENT


@given(st.integers(1, 9999), st.sampled_from(["thousand", "million", "billion", "trillion"]))
def test_english_quantities_are_read_as_written(value: int, scale: str) -> None:
    size = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}[scale]
    for text in (f"{value} {scale}", f"${value:,} {scale}", f"{value}-{scale}", f"{value * size:,}", f"{value * size}"):
        assert value * size in english_text.read(f"It is {text} in all.")[0].readings


@given(PIECES)
def test_places_in_plain_text_lead_back(text: str) -> None:
    bare = plain(text)
    for at, char in enumerate(bare.text):
        start, end = bare.span(at, at + 1)
        assert text[start:end] == char or char == "\ufffc"


# The table


def test_known_names_the_nearest() -> None:
    assert checks.known("numbers") == "numbers"
    with pytest.raises(UsageError, match="numbers"):
        checks.known("nubmers")


def test_a_broken_check_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_table", lambda: {"odd": "no.such.module:check"})
    assert [(one.check, one.severity) for one in found("好", "Good")] == [("odd", W)]


TOLD = checks.Context("", "")  # each line says its languages


def test_pairs_answers_line_by_line() -> None:
    def row(name: object, source: str, target: str) -> str:
        return json.dumps({"id": name, "source_lang": "zh", "target_lang": "en", "source": source, "target": target})

    lines = iter([row(1, "很好。", "Very  good."), "\n", row("b", "你好吗？", "You are well."), "{", row(3, "", "")])
    wrong: list[TransflowError] = []
    answers = checks.pairs(lines, TOLD, wrong=wrong.append)
    assert json.loads(next(answers)) == {"id": 1, "checks": ["spaces"]}
    assert json.loads(next(answers)) == {"id": "b", "checks": []}
    assert json.loads(next(answers))["id"] == 3  # a bad line costs that line alone
    assert [type(one) for one in wrong] == [UsageError]
    assert "4" in wrong[0].where
    twice = row(1, "3.5亿和1200万", "35 and 12  a  b")
    (answer,) = checks.pairs([twice], replace(TOLD, disabled=frozenset({"spaces"})), wrong=wrong.append)
    assert json.loads(answer)["checks"] == ["numbers", "numbers"]
    for line in ('{"id": 1}', twice.replace('"en"', '"??"')):
        assert list(checks.pairs([line], TOLD, wrong=wrong.append)) == []
    assert [type(one) for one in wrong[1:]] == [UsageError, LanguageError]
    for line in (twice.replace("35", "\\ud800"), twice.replace("35", "\udcff")):  # half a character, a byte of no UTF-8
        assert list(checks.pairs(["", line], TOLD, wrong=wrong.append)) == []
    assert [one.where.split(":")[0] for one in wrong[1:]] == ["line 1", "line 1", "line 2", "line 2"]


def test_the_import_is_cheap() -> None:
    code = "import sys, transflow.checks; print({'babel', 'rapidfuzz', 'transflow.checks.numbers'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_a_fix_by_rule_makes_nobody_a_translator(desk: Desk) -> None:
    desk.write("a", "学校迎来60周年。\n\n会议召开。\n")
    desk("sync")
    first, second = desk.segments("a")
    desk("edit", "a", first["id"], "--text", "The school  marks its 60th anniversary.")
    desk("edit", "a", second["id"], "--text", "The meeting  was held.")
    desk("approve", "a", second["id"], by="wang")
    desk("check", "--fix", "a", by="wang", code=None)
    first, second = desk.segments("a")
    assert (first["target"], first["by"], first["status"]) == (
        "The school marks its 60th anniversary.", "li", "translated",
    )  # fmt: skip
    assert second["target"] == "The meeting  was held."  # what is signed stays as it was signed
    desk("approve", "a", first["id"], by="li", code=1)  # her own, whoever asked for the fix
    desk("approve", "a", first["id"], by="wang")


def test_the_end_is_told_by_the_marks_that_stand_there() -> None:
    context = checks.Context("zh_CN", "en")
    segment = Segment(source="会议召开。", target="The meeting was held", status=Status.TRANSLATED)
    (found,) = [one for one in checks.run(segment, context) if one.check == "ends"]
    assert "“。”" in found.message


def test_what_only_advises_knows_no_error() -> None:
    """Publishing does not ask these checks, so none of them may be able to make one."""
    assert set(checks.CHECKS) >= checks.ADVISORY
    for name in checks.ADVISORY:
        module = Path(importlib.import_module(checks.CHECKS[name].partition(":")[0]).__file__ or "")
        made = re.findall(r"\bSeverity\b(?!\.WARNING|\.INFO)[.(]\w*", module.read_text("utf-8"))
        assert not made, (name, made)
