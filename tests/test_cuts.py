"""What a cut leaves behind, and marks that are turned: a row a lesson, the wrong text beside a right one near it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checked import LOCALES, found, judged
from transflow import checks
from transflow.checks import halves, turning
from transflow.checks.mending import fixes, mended
from transflow.segment import Kind, Segment, Status

E, W, INFO = checks.Severity.ERROR, checks.Severity.WARNING, checks.Severity.INFO
LONG = "图书馆每天都开门，不过没有带学生证的人都不能进去看书。"
CUT = "but nobody may come in and read there without the card of a student."

# (way, source, target, errors and warnings, the target after the safe fixes)
TABLE = [
    # a quotation mark that is turned, and the space before it
    ("zh-en", "他说：“会好的。”", "He said, “It will. “", {("quotes", W)}, "He said, “It will.”"),
    ("zh-en", "他说：“会好的。”", "He said, “It will.”", set(), "He said, “It will.”"),
    ("zh-en", "他说：“会好的。”", "He said, “It will.", {("brackets", E)}, "He said, “It will."),
    ("zh-en", "“规划”（二）已定。", "The “Plan“ (2) is made.", {("quotes", W)}, "The “Plan” (2) is made."),
    ("zh-en", "称之为“规划”。", "It is called the ”Plan”.", {("quotes", W)}, "It is called the “Plan”."),
    ("zh-en", "他说：“会好的。”", 'He said, “It will."', {("quotes", W)}, "He said, “It will.”"),
    ("zh-en", "按照“规划”行事。", 'They follow the "Plan”.', {("quotes", W)}, "They follow the “Plan”."),
    ("zh-en", "我们会赢。”", "We will win. “", {("quotes", W)}, "We will win.”"),
    ("zh-en", "我们会赢。”", "We will win.”", set(), "We will win.”"),
    ("zh-en", "我们会赢。”", "We will win.", {("brackets", W)}, "We will win."),
    ("zh-en", "我们会赢。", "We will win.", set(), "We will win."),
    ("zh-en", "“他说：“会赢。”", "“He said, “We will win.” “", {("brackets", E)}, "“He said, “We will win.” “"),
    ("en-zh", "The “plan” is made.", "”规划“已定。", {("quotes", W)}, "“规划”已定。"),
    ("en-zh", "“We will win,” he said.", "他说：“我们会赢。“", {("quotes", W)}, "他说：“我们会赢。”"),
    ("en-zh", "The “plan” and the “way”.", "“规划”和“道路”。", set(), "“规划”和“道路”。"),
    ("en-zh", "The “plan” and the “way”.", "“规划”和“道路。", {("brackets", E)}, "“规划”和“道路。"),
    ("en-tw", "“We will win,” he said.", "他說：「我們會贏。「", {("quotes", W)}, "他說：「我們會贏。」"),
    # half of a pair that the source has, too, but on the other side
    ("zh-en", "他说：“我们会赢。", "We will win,” he said.", {("brackets", W)}, "We will win,” he said."),
    ("zh-en", "”（完）", "\"(End)", set(), "\"(End)"),
    ("zh-en", "”王老师说。", "\"Mr. Wang said.", set(), "\"Mr. Wang said."),
    ("zh-en", "他说：“我们会赢。", "He said, “We will win.", set(), "He said, “We will win."),
    ("zh-en", "所谓”规划“项目", "The so-called plan” project", {("brackets", E)}, "The so-called plan” project"),
    # marks with nothing between them, at the beginning, in brackets
    ("zh-en", "学校的报纸。", ". School papers.", {("fragments", W)}, ". School papers."),
    ("zh-en", "……学校的报纸。", "… School papers.", set(), "… School papers."),
    ("zh-en", "——学校的报纸。", "- School papers.", set(), "- School papers."),
    ("zh-en", "摄于7月26日，上海。", "Photographed on July 26, .", {("repeats", W)}, "Photographed on July 26."),
    ("zh-en", "摄于7月26日……", "Photographed on July 26, ...", set(), "Photographed on July 26, ..."),
    ("zh-en", "他（王先生）来了。", "He () came.", {("brackets", W)}, "He () came."),
    ("zh-en", "调用print()。", "Call print().", set(), "Call print()."),
    ("zh-en", "他（王先生）来了。", "He ( Mr Wang) came.", {("spaces", W)}, "He (Mr Wang) came."),
    ("zh-en", "“好”，他说。", "“ Good,” he said.", {("spaces", W)}, "“Good,” he said."),
    ("en-zh", "After March, he left.", "，他离开了。", {("fragments", W)}, "，他离开了。"),
    ("en-zh", "The votes are in, he said.", "票数为 ，他说。", {("spaces", W)}, "票数为，他说。"),
    ("en-zh", "Lee (Kim) came.", "李（ 金）来了。", {("spaces", W)}, "李（金）来了。"),
    ("en-zh", "Good. Fine.", "很好。，不错。", {("repeats", W)}, "很好。不错。"),
    # a beginning that was cut, an end that was
    ("zh-en", LONG, CUT, {("fragments", W), ("omissions", W)}, CUT),
    ("zh-en", "，不过没有带学生证的人都不能进去看书。", CUT, set(), CUT),
    ("zh-en", LONG.replace("图书馆", "iLab"), "iLab" + CUT[3:], set(), "iLab" + CUT[3:]),
    ("zh-en", "我们谈了谈天气。学校很好。", "We talked about the weather. the school is good.", {("fragments", W)},
     "We talked about the weather. the school is good."),
    ("zh-en", "它在圣彼得堡。", "It is in St.", {("fragments", W)}, "It is in St."),
    ("zh-en", "它在华尔街。", "It is on Wall St.", set(), "It is on Wall St."),
    ("zh-en", "他说：“不。”", "He said, “No.”", set(), "He said, “No.”"),
    ("zh-en", "他把书还给了李先生。", "He gave the book back to Mr.", {("fragments", W)}, "He gave the book back to Mr."),
    ("zh-en", "这是大会的决定。", "It was decided by the.", {("fragments", W)}, "It was decided by the."),
    ("zh-en", "美国商务部的做法值得关注。", "What matters is a move of the U.S.", {("fragments", W)},
     "What matters is a move of the U.S."),
    ("zh-en", "值得关注的是来自美国。", "What matters is a move of the U.S.", set(), "What matters is a move of the U.S."),
    ("zh-en", "他答应了。", "It is what he agreed to.", set(), "It is what he agreed to."),
    ("en-zh", "He saw the school and more.", "他参观了学校以及。", {("fragments", W)}, "他参观了学校以及。"),
    ("zh-en", "他们占49%。", "They have 49%", {("ends", W)}, "They have 49%"),
    ("zh-en", "nubia手机很好。", "The nubia phone is good", {("ends", W)}, "The nubia phone is good"),
    # nothing but a mark or a number
    ("zh-en", "4、两块手表，很新", "4.", {("empty", E)}, "4."),
    ("zh-en", "我们明天见。”", "”", {("empty", E)}, "”"),
    ("zh-en", "二十三", "23", set(), "23"),
    ("en-zh", "10 million", "1000万", set(), "1000万"),
    # a question too few
    ("zh-en", "会议几点开始？我们在哪里见面？", "When does the meeting begin?", {("ends", W), ("omissions", W)},
     "When does the meeting begin?"),
    ("zh-en", "几点开始？在哪里见面？", "When does it begin? Where do we meet?", set(),
     "When does it begin? Where do we meet?"),
]  # fmt: skip


@pytest.mark.parametrize(("way", "source", "target", "expected", "after"), TABLE)
def test_a_row_a_lesson(
    way: str, source: str, target: str, expected: set[tuple[str, checks.Severity]], after: str
) -> None:
    assert judged(source, target, way) == expected
    ours, theirs = (LOCALES[language] for language in way.split("-"))
    segment = Segment(source=source, target=target, status=Status.TRANSLATED)
    assert mended(segment, checks.Context(ours, theirs)) == after


# What houses or translators do on purpose, or what tells of no loss: shown, with its fix if it has one.
INFOS = [
    ("zh-en", "他很高兴。", "they are rather happy about it all.", "fragments", "T"),
    ("zh-en", "“好。”", "“Good. ”", "spaces", ""),
    ("en-zh", "NHS (UK) said", "英国（NHS ）说", "spaces", ""),
    ("en-zh", "“But we have done that.", "但我们做到了。", "brackets", None),
    ("en-zh", 'It is around ten."', "大约是十。", "brackets", "。”"),
]


@pytest.mark.parametrize(("way", "source", "target", "check", "expected"), INFOS)
def test_what_tells_of_no_loss_is_an_info(way: str, source: str, target: str, check: str, expected: str) -> None:
    shown = [(one.severity, one.expected) for one in found(source, target, way) if one.check == check]
    assert shown == [(INFO, expected)]


def test_a_mark_that_is_turned_is_said_once_whatever_the_house_has() -> None:
    for quotes in ("any", "curly", "straight"):
        said = [one for one in found("他说：“会好的。”", 'He said, “It will."', quotes=quotes) if one.check == "quotes"]
        assert len(said) == 1, quotes
    assert judged("He said, “We will win.”", "他说：「我们会赢。「", "en-zh") == {("quotes", W)}
    segment = Segment(source="He said, “We win.”", target="他说：「我们会赢。「", status=Status.TRANSLATED)
    assert mended(segment, checks.Context("en", "zh_CN")) == "他说：“我们会赢。”"


def test_a_headline_may_begin_small_and_a_quotation_is_closed_by_one_key() -> None:
    assert not [one for one in found(LONG, CUT, kind=Kind.TITLE) if one.check == "fragments"]
    segment = Segment(source="我们会赢。”", target="We will <b1>win.</b1>", status=Status.TRANSLATED)
    context = checks.Context("zh_CN", "en")
    (fix,) = [fix for fix in fixes(segment, context, checks.run(segment, context)) if fix.finding.check == "brackets"]
    assert fix.applied(segment.target) == "We will <b1>win.”</b1>"


@given(st.text(alphabet='a好。., “”"「」', max_size=12), st.booleans())
def test_turning_keeps_the_text_and_leaves_fewer_halves_alone(text: str, spaced: bool) -> None:
    def alone(text: str) -> int:
        return sum(one.family == "quote" for one in halves.lone(text))

    turns = turning.turned(text, spaced)
    right = turning.righted(text, turns)
    assert [char for char in right if char not in halves.QUOTES] == [char for char in text if char not in halves.QUOTES]
    assert alone(right) <= alone(text)
    assert all(text[turn.at] == turn.mark != turn.put for turn in turns)
    assert bool(alone(text)) or not turns
