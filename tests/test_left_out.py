"""What is left out, doubled, left by a machine, or lost: a row a lesson; and the typography that goes with it."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.checked import found, judged
from transflow import checks, settings
from transflow.article import TAG
from transflow.checks.alignment.answered import align
from transflow.checks.alignment.holes import evidence, matched
from transflow.checks.alignment.lengths import sizes
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


LOST = [
    # way, source, what is left of its translation, what is said to be left out (None: nothing is)
    ("zh-en", CHINESE, ENGLISH.replace("the two will build a laboratory together and", "and"), "双方将共同建设实验室"),
    ("zh-en", CHINESE, ENGLISH.replace(" and offer students internships", ""), "并为学生提供实习机会"),
    ("zh-en", "我现在要重新报名吗？以前交的费用不用管了吗？", "Do I need to register again now?", "以前交的费用不用管了吗？"),
    ("zh-en", "我现在要重新报名吗？以前交的费用不用管了吗？", "Do I need to register again now? Can I forget the fee that I paid before?", None),
    ("zh-en", "昨天晚上，消防人员赶到现场，两名工人获救，随后被送往医院。", "Firefighters arrived last night and rescued two workers.", "随后被送往医院。"),
    ("zh-en", "昨天晚上，消防人员赶到现场，两名工人获救，随后被送往医院。", "Firefighters arrived last night and rescued two workers, who were taken to hospital.", None),
    ("en-zh", "Visitors are asked to wear a helmet. Photographs may not be taken in the workshop.", "参观者请戴好安全帽。", "Photographs may not be taken in the work…"),
    ("en-zh", "Visitors are asked to wear a helmet. Photographs may not be taken in the workshop.", "参观者请戴好安全帽，车间内禁止拍照。", None),
    # who writes briefly leaves nothing out; 2.8 is no place where a part ends
    ("zh-en", "他说，临大现有在校生2.8万人，其中国际学生1360人，来自73个国家。", "LHU, he said, has 28,000 students, of whom 1,360 are international students from 73 countries.", None),
    ("zh-en", "每年举办一次青年学者论坛，首届论坛将于2027年5月在望潮市举行。", "They will hold a forum for young scholars every year, the first in Wangchao in May 2027.", None),
]  # fmt: skip


@pytest.mark.parametrize(("way", "source", "target", "shown"), LOST)
def test_the_clause_that_is_left_out_is_named(way: str, source: str, target: str, shown: str | None) -> None:
    said = [one.message for one in found(source, target, way) if one.check == "omissions"]
    assert len(said) == (shown is not None)
    assert not said or f"“{shown}”" in said[0]


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


@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 6))))
def test_words_are_matched_one_to_one(links: set[tuple[int, int]]) -> None:
    """No word twice, none without a link, and none alone that could have a partner who is alone, too."""
    found = matched(list(links), (9, 7))
    assert set(found.items()) <= links
    assert len(set(found.values())) == len(found)
    assert all(one in found or other in found.values() for one, other in links)


@given(st.text("学校与钢铁公司的了，。3NATO约翰逊 ", max_size=30), st.text("学校两名工人，。 5", max_size=30))
def test_more_text_is_never_smaller(one: str, more: str) -> None:
    """What stands before an offset rises from nothing to the size of the text, in either language."""
    for text, language in ((one + more, "zh"), (f"The {one}, {more}.", "en")):
        before = sizes(text, align(text, "")[0], language)
        assert before[0] == 0
        assert before == sorted(before)
        assert len(before) == len(text) + 2


def test_a_word_that_is_nearly_always_answered_weighs_most() -> None:
    sure, free = (evidence(word, "zh", answered=False) for word in ("警方", "思考"))
    assert sure > 1 > free > 0
    assert evidence("警方", "zh", answered=True) < 0


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
