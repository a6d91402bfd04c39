"""Differences, and what a key writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transflow.difference import Change, difference
from transflow.terms import load
from transflow.tui.text.typing import composed, next_number, next_tag, next_term, typed


@given(st.text("会议word 12,<b1>/", max_size=20), st.text("会议word 12,<b1>/", max_size=20))
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(one.text for one in pieces if one.change is not Change.NEW) == old
    assert "".join(one.text for one in pieces if one.change is not Change.GONE) == new


def test_words_and_numbers_are_not_cut() -> None:
    pieces = difference("谈判破裂，1,200人", "谈判再次破裂，1,300人")
    assert [(one.change.value, one.text) for one in pieces] == [
        ("same", "谈判"), ("new", "再次"), ("same", "破裂，"), ("gone", "1,200"), ("new", "1,300"), ("same", "人"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("char", "before", "after", "locale", "written"),
    [
        (",", "会议", "", "zh_CN", "，"),
        (",", "会议", "2", "zh_CN", ","),
        (",", "1", "", "zh_CN", ","),
        (",", "meeting", "", "zh_CN", ","),
        (",", "the meeting", "", "en", ","),
        ("?", "吗", "", "zh_CN", "？"),
        ('"', "", "", "en", "“"),
        ('"', "He said, ", "", "en", "“"),
        ('"', "He said, “Yes.", "", "en", "”"),
        ('"', "他说：", "", "zh_CN", "“"),
        ('"', "他说：“好。", "", "zh_CN", "”"),
        ('"', "他说：“老师说：", "", "zh_CN", "‘"),
        ('"', "他说：“老师说：‘好", "", "zh_CN", "’"),
        ('"', "他说：“我想——", "", "zh_CN", "”"),
        ('"', "他說：", "", "zh_TW", "「"),
        ('"', "他說：「好。", "", "zh_TW", "」"),
        ('"', "他說：「老師說：", "", "zh_TW", "『"),
        ('"', "「所謂『十四五", "", "zh_HK", "』"),
        ("'", "所謂", "", "zh_TW", "『"),
        ("'", "don", "", "zh_TW", "’"),
        (",", "「好」", "", "zh_TW", "，"),
        ("'", "don", "", "en", "’"),
        ("a", "会", "", "zh_CN", "a"),
        (".", "会", "", "zh_CN", "."),
    ],
)
def test_punctuation_by_the_standard_of_the_target(
    char: str, before: str, after: str, locale: str, written: str
) -> None:
    assert typed(char, before, after, locale) == written


def test_a_quotation_of_the_sentence_before_is_closed() -> None:
    lead = "发言人说：“他承认了。"
    assert typed('"', "他们都喝醉了。", "", "zh_CN", lead) == "”"
    assert typed('"', "", "", "zh_CN", lead) == "”"
    assert typed('"', "他们都喝醉了。”她又说：", "", "zh_CN", lead) == "“"
    assert typed('"', "他们都喝醉了。", "", "zh_CN") == "“"


@pytest.mark.parametrize(
    ("keys", "locale", "written"),
    [
        ("买了iPhone,比例3:2,时间", "zh_CN", "买了iPhone，比例3:2，时间"),
        ("Deepak(狄帕克),于是", "zh_CN", "Deepak（狄帕克），于是"),
        ("1,200人", "zh_CN", "1,200人"),
        ("A, B", "zh_CN", "A, B"),
        ("in the '90s", "en", "in the ’90s"),
        ("don't say 'yes'", "en", "don’t say ‘yes’"),
    ],
)
def test_what_stands_between_two_scripts_is_known_when_the_second_comes(keys: str, locale: str, written: str) -> None:
    text = ""
    for char in keys:
        back, made = composed(char, text, locale) or (0, typed(char, text, "", locale))
        text = text[: len(text) - back] + made
    assert text == written


PAIRS = {"zh_CN": ("“”", "‘’"), "zh_TW": ("「」", "『』"), "zh_HK": ("「」", "『』"), "zh_Hant_MO": ("「」", "『』")}


@given(st.sampled_from(list(PAIRS)), st.text("会好，。！—1\"'：《》", max_size=40))
def test_quotation_marks_of_chinese_are_nested_and_of_the_script(locale: str, keys: str) -> None:
    """Whatever is typed: a mark closes the one that was opened last, and a second one begins only inside a first."""
    written = ""
    for key in keys:
        written += typed(key, written, "", locale)
    assert not set(written) & set("\"'“”‘’「」『』") - set("".join(PAIRS[locale]))
    inside: list[str] = []
    for char in written:
        for opening, closing in PAIRS[locale]:
            if char == opening:
                assert opening not in inside
                inside.append(opening)
            elif char == closing:
                assert inside.pop() == opening


@given(st.text("会好，。", min_size=1, max_size=8), st.sampled_from(list(PAIRS)))
def test_a_quotation_typed_within_a_quotation_comes_out_as_meant(said: str, locale: str) -> None:
    (one, two), (three, four) = PAIRS[locale]
    written = ""
    for key in f'他说："{said}："{said}"{said}"':
        written += typed(key, written, "", locale)
    assert written == f"他说：{one}{said}：{three}{said}{four}{said}{two}"


def test_what_the_source_still_has_to_give() -> None:
    assert next_tag("<b1>一</b1><fn2/>", "") == ("<b1>", "</b1>")
    assert next_tag("<b1>一</b1><fn2/>", "<b1>one</b1>") == ("<fn2/>", "")
    assert next_tag("<b1>一</b1>", "<b1>one") == ("", "</b1>")
    assert next_tag("<b1>一</b1>", "<b1>one</b1>") is None
    into_english, into_chinese = ("zh_CN", "en"), ("en", "zh_CN")
    assert next_number("120人，3.5亿元，120次", "120 people", *into_english) == "350 million"
    assert next_number("120人，3.5亿元", "120 people, 350 million yuan", *into_english) is None
    assert next_number("120人，120次", "120 people", *into_english) == "120"
    assert next_number("营收为158.41亿元", "", *into_english) == "15.841 billion"
    assert next_number("2月11日，65岁", "On Feb. 11", *into_english) == "65"
    assert next_number("增长37%，9400吨", "", *into_english) == "37%"
    assert next_number("9400吨，C919于14:30起飞", "", *into_english) == "9,400"
    assert next_number("C919于14:30起飞", "", *into_english) == "919"
    assert next_number("建校60周年", "", *into_english) == "60th"
    assert next_number("第3届研讨会", "", *into_english) == "3rd"
    assert next_number("第12次会议，共60人", "the 12th, of", *into_english) == "60"
    assert next_number("620,000 tonnes for 3.5 billion yuan", "62万吨", *into_chinese) == "35亿"
    assert next_number("On November 17, 7 people", "", *into_chinese) == "11月17日"
    assert next_number("1,234,567 readers", "", *into_chinese) == "1234567"
    base = load("zh_CN,en\n临海大学,Linhai University|LHU\n碳达峰,carbon peaking\n", "x")
    found = base.find("临海大学谈碳达峰", "zh_CN")
    assert next_term(found, base.standing("LHU on", "en"), "en") == "carbon peaking"
    assert next_term(found, base.standing("LHU on Carbon peaking", "en"), "en") is None
    assert next_term(found, base.standing("the carbon-peaking of LHUs", "en"), "en") is None
