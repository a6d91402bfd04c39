"""What is left out, doubled, left by a machine, or lost: a row a lesson; and the typography that goes with it."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.checked import found, judged
from transflow import checks, settings
from transflow.article import TAG
from transflow.checks.alignment.answered import align
from transflow.checks.alignment.words import meanings, readings, stem
from transflow.checks.mending import SAFE, fixes, mended
from transflow.errors import SettingsError
from transflow.segment import Kind, Segment, Status

E, W, INFO = checks.Severity.ERROR, checks.Severity.WARNING, checks.Severity.INFO

CHINESE = "学校与钢铁公司签署合作协议，双方将共同建设实验室，并为学生提供实习机会，首批学生将于明年春天前往车间学习。"
ENGLISH = (
    "The university signed a cooperation agreement with the steel company; the two will build a laboratory together "
    "and offer students internships, and the first students will go to the workshops next spring."
)


def test_a_whole_translation_is_not_short() -> None:
    assert not judged(CHINESE, ENGLISH)
    assert not judged(ENGLISH, CHINESE, "en-zh")


def test_a_clause_left_out_is_found_and_shown() -> None:
    short = "The university signed a cooperation agreement with the steel company."
    (one,) = (one for one in found(CHINESE, short) if one.check == "omissions")
    assert one.severity is W
    assert one.source_span is not None
    assert "实习" in CHINESE[slice(*one.source_span)]
    assert "签署" not in CHINESE[slice(*one.source_span)]
    assert ("omissions", W) in judged(ENGLISH, "学校与钢铁公司签署合作协议。", "en-zh")


def test_traditional_characters_are_not_judged_by_a_simplified_dictionary() -> None:
    source = "學校與鋼鐵公司簽署合作協議，雙方將共同建設實驗室，並為學生提供實習機會。"
    assert not [one for one in found(source, "They signed it.", "tw-en") if one.check == "omissions"]


def test_a_headline_is_rewritten_freely() -> None:
    short = "University and steel company to cooperate"
    assert [one.severity for one in found(CHINESE, short, kind=Kind.TITLE) if one.check == "omissions"] == [INFO]


def test_a_foreign_name_is_long_in_chinese_and_means_nothing() -> None:
    source = "弗拉基米尔·亚历山德罗维奇·别尔卡耶夫 (Vladimir Belkayev) 会见了克里斯蒂安·费尔南德斯·马丁内斯。"
    assert not judged(source, "Vladimir Belkayev met with Cristian Fernandez Martinez.")


TABLE = [
    # doubled
    ("zh-en", "他很高兴。", "He is is happy.", {("repeats", W)}),
    ("zh-en", "他说那本书很好。", "He said that that book was good.", set()),
    ("zh-en", "他喜欢杜兰杜兰乐队。", "He likes Duran Duran.", set()),
    ("en-zh", "He lives in Beijing.", "他住在在北京。", {("repeats", W)}),
    ("en-zh", "Confidence is returning.", "信心正在正在恢复。", {("repeats", W)}),
    ("en-zh", "What had not been observed.", "以前没有观察到观察到的。", {("repeats", W)}),
    ("en-zh", "They discussed it for a while.", "他们讨论讨论了一会儿。", set()),
    ("en-zh", "He lives in Ngorongoro.", "他住在恩戈罗恩戈罗。", set()),
    ("en-zh", "To learn the truth he reads on.", "为了了解真相，他现在在看书，实实在在。", set()),
    ("en-zh", "The purpose is clear.", "目的的确很清楚。", set()),
    ("en-zh", "We hope for peace.", "我们希望和和平平，不了了之不行。", set()),
    (
        "zh-en",
        "新的实验室周一开放。",
        "The new laboratory opens on Monday. The new laboratory opens on Monday.",
        {("repeats", W)},
    ),
    ("en-zh", "Grain output is stable again", "粮食产量再次保持稳定粮食产量再次保持稳定", {("repeats", W)}),
    # a machine's
    ("zh-en", "他很高兴。", "Here is the translation: He is happy.", {("machine", E)}),
    ("en-zh", "He is happy.", "以下是翻译：他很高兴。", {("machine", E)}),
    (
        "zh-en",
        "他很高兴。",
        "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS",
        {("machine", E), ("ends", W)},
    ),
    ("zh-en", "这是译文：他很高兴。", "Here is the translation of his words: he is happy.", set()),
    ("zh-en", "他说“好”。", "He said &quot;fine&quot; and it&#39;s good.", {("machine", W)}),
    ("zh-en", "他得到5000英镑。", "He got &pound;5,000.", {("machine", W)}),
    ("zh-en", "美国电话电报公司的报告", "A report of AT&T; more follows", set()),
    ("zh-en", "他很高兴。", "He is happy happy happy happy happy happy.", {("machine", W), ("repeats", W)}),
    ("zh-en", "哈哈哈哈！", "Ha ha ha ha!", set()),
    ("en-zh", "He came to the party.", "他來參加黨的會議。", {("machine", W)}),
    ("en-tw", "He came to the party.", "他来参加党的会议。", {("machine", W)}),
    ("en-tw", "The software came out in Taipei.", "软件在台北发布。", {("machine", W)}),
    ("en-zh", "The Institute will be moved.", "研究所將搬遷到大樓裡。", {("machine", W)}),
    ("en-zh", "We must all go home now.", "we should all go back home now", {("machine", E), ("ends", W)}),
    # addresses
    ("zh-en", "请看https://news.example.org/a。", "See https://news.example.org/a.", set()),
    ("zh-en", "请看https://news.example.org/ab。", "See https://news.example.org/a.", {("addresses", E)}),
    ("zh-en", "请写信至li@example.org。", "Please write to us.", {("addresses", W)}),
    # marks
    ("zh-en", "他很高兴。", "He is happy", {("ends", W)}),
    ("en-zh", "and so it went on.", "就这样继续下去", set()),  # a part of a sentence
    ("zh-en", "他很高兴。", "He is , they say, happy.", {("spaces", W)}),
    ("zh-en", "他（小李）很高兴。", "He （Xiao Li） is happy.", {("width", W)}),
    ("zh-en", "他很高兴……", "He is happy……", {("width", W)}),
    ("en-zh", "John Smith came.", "约翰·史密斯(John Smith)来了。", set()),  # a house may well do so
]


@pytest.mark.parametrize(("way", "source", "target", "expected"), TABLE)
def test_table(way: str, source: str, target: str, expected: set[tuple[str, checks.Severity]]) -> None:
    assert judged(source, target, way) == expected


FIXED = [
    ("zh-en", "他很高兴。", "He is  happy.", "He is happy."),
    ("zh-en", "他很高兴。", "He is is happy.", "He is happy."),
    ("zh-en", "他很高兴。", "He is happy .", "He is happy."),
    ("zh-en", "他很高兴。", "He is happy", "He is happy."),
    ("zh-en", "他很高兴，对。", "He is happy， yes.", "He is happy, yes."),
    ("zh-en", "他说“好”。", 'He said &quot;fine".', 'He said "fine".'),
    ("en-zh", "He is happy, yes.", "他很高兴,对。", "他很高兴，对。"),
    ("en-zh", "He is happy.", "他很高兴", "他很高兴。"),
    ("en-zh", "He is happy...", "他很高兴...", "他很高兴……"),
    (
        "zh-en",
        "请看https://news.example.org/ab。",
        "See https://news.example.org/a.",
        "See https://news.example.org/ab.",
    ),
]


@pytest.mark.parametrize(("way", "source", "target", "right"), FIXED)
def test_a_finding_says_what_to_put_in_its_place(way: str, source: str, target: str, right: str) -> None:
    one = next(one for one in found(source, target, way) if one.span is not None and one.expected is not None)
    assert one.span is not None
    assert one.expected is not None
    assert target[: one.span[0]] + one.expected + target[one.span[1] :] == right


def test_the_dictionary_knows_words_readings_and_stems() -> None:
    assert stem("University") in meanings("大学")
    assert readings("李") == ("li",)
    assert stem("investors") == stem("investment")
    assert meanings("无此词语") == frozenset()


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_stand_in_their_order_inside_their_text(chinese: str, english: str) -> None:
    for words, text in zip(align(chinese, english), (chinese, english), strict=True):
        ends = [0]
        for word in words:
            assert ends[-1] <= word.start < word.end <= len(text)
            ends.append(word.end)


@given(st.sampled_from(CHINESE.split("，")), st.sampled_from(CHINESE.split("，")))
def test_more_translation_never_makes_a_word_unanswered(one: str, other: str) -> None:
    """Every word that a text answers, the same text with something added answers too."""
    before, _words = align(one, ENGLISH[:60])
    after, _words = align(one, ENGLISH)
    assert all(word in after for word in before if word.answered)
    assert len(align(one + "，" + other, ENGLISH)[0]) >= len(after)


MARKS = st.lists(
    st.sampled_from([*"，。？！；：（）,.?!;:() ", "  ", "……", "--", "&quot;", "&#39;", "学校", "钢铁", "news", "3", "<b1>", "</b1>", "“", "”"]),
    max_size=14,
).map("".join)  # fmt: skip


@example("&quot;，，，，，", "zh-en")
@example("，，，，，，，。", "en-zh")
@example("&quot;。，，。", "zh-en")
@given(MARKS, st.sampled_from(["zh-en", "en-zh"]))
def test_safe_fixes_settle_and_touch_marks_and_spaces_alone(target: str, way: str) -> None:
    ours, theirs = ("zh_CN", "en") if way == "zh-en" else ("en", "zh_CN")
    context = checks.Context(ours, theirs)
    segment = Segment(source="新闻 news 3", target=target, status=Status.TRANSLATED)
    text = mended(segment, context)
    assert mended(replace(segment, target=text), context) == text
    plain = target.replace("&quot;", "").replace("&#39;", "")
    assert [char for char in text if char.isalnum()] == [char for char in plain if char.isalnum()]
    assert TAG.findall(text) == TAG.findall(target)
    before, after = (
        [one for one in checks.run(replace(segment, target=some), context) if one.check in SAFE]
        for some in (target, text)
    )
    assert len(after) <= len(before) or text == target


def test_the_safe_fixes_of_a_sentence() -> None:
    context = checks.Context("en", "zh_CN")
    segment = Segment(source="He said: “Yes, we can.”", target="他说:“是的, 我们可以.”", status=Status.TRANSLATED)
    assert mended(segment, context) == "他说：“是的，我们可以。”"
    assert mended(replace(segment, target="他说：&quot;好"), context) == '他说："好'  # its `;` is no mark
    segment = replace(segment, target="约翰.史密斯和迈克?泰森来了")  # a dot that was lost is not to be guessed
    assert mended(segment, context) == segment.target
    assert mended(replace(segment, target="&quot;学校&quot;"), context) == "“学校”"  # not “&quot；”
    english = Segment(source="他说，好。", target="He said，fine  （really） .", status=Status.TRANSLATED)
    assert mended(english, checks.Context("zh_CN", "en")) == "He said, fine (really)."


@given(MARKS, st.sampled_from(["zh-en", "en-zh"]))
def test_a_fix_leaves_fewer_findings_and_every_tag(target: str, way: str) -> None:
    ours, theirs = ("zh_CN", "en") if way == "zh-en" else ("en", "zh_CN")
    context = checks.Context(ours, theirs)
    segment = Segment(source="新闻 news 3", target=target, status=Status.TRANSLATED)
    found = checks.run(segment, context)
    for fix in fixes(segment, context, found):
        after = fix.applied(target)
        assert len(checks.run(replace(segment, target=after), context)) < len(found)
        assert TAG.findall(after) == TAG.findall(target)


HOUSE = """
[checks]
patterns = [
  { find = "(?i)\\\\butiliz(e[ds]?)\\\\b", say = "write “use”", put = "us\\\\1", lang = "en" },
  { find = "headmaster", source = "校长", say = "校长 is the President", severity = "error" },
]
"""


def test_the_house_adds_its_own_rules() -> None:
    rules = settings.read(HOUSE).checks_patterns
    one, two = (
        [one for one in found(source, "The headmaster utilized it.", patterns=rules) if one.check == "house"]
        for source in ("他用了。", "校长用了。")
    )
    assert [(one.severity, one.expected) for one in one] == [(W, "used")]
    assert [one.severity for one in two] == [W, E]
    assert not [one for one in found("use", "utilize", "en-zh", patterns=rules) if one.check == "house"]


@pytest.mark.parametrize(
    "rule",
    [
        '"utilize"', '{ find = "utilize" }', '{ find = "(", say = "x" }', '{ find = "a", say = "x", put = "\\\\1" }',
        '{ find = "a", say = "x", colour = "red" }', '{ find = "a", say = "x", severity = "bad" }',
        '{ find = "a", say = 3 }',
    ],
)  # fmt: skip
def test_a_rule_that_will_not_do_is_refused(rule: str) -> None:
    with pytest.raises(SettingsError, match=r"checks\.patterns"):
        settings.read(f"[checks]\npatterns = [{rule}]")
