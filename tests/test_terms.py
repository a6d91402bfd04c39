"""The termbase: what stands in a text, what it is called, and files that are wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transflow.errors import MemoryFileError
from transflow.terms import Termbase, inflection, load
from transflow.terms.folding import fold

CSV = """\ufeffzh_CN,en,kind,status,abbreviation,pronoun,note
碳达峰,carbon peaking|peak carbon emissions,term,preferred,,,policy term
碳达峰,carbon summit,term,forbidden,,,
临海大学,Linhai University,organisation,preferred,LHU,,
大学,university,term,,,,
"王珂, 教授",Prof. WANG Ke,person,,,she,
世卫组织,World Health Organization|WHO,organisation,,WHO,,
"""


def base() -> Termbase:
    return load(CSV, "locales/terms.csv")


def test_the_longest_term_at_each_place_is_found() -> None:
    found = base().find("临海大学的碳达峰研究和大学生活", "zh_CN")
    assert [(one.term.text, one.start, one.end) for one in found] == [
        ("临海大学", 0, 4),
        ("碳达峰", 5, 8),
        ("大学", 11, 13),
    ]


def test_what_it_is_called_and_never_called() -> None:
    term = base().find("碳达峰", "zh_CN")[0].term
    assert term.rendering("en") == "carbon peaking"
    assert term.renderings("en") == ("carbon peaking", "peak carbon emissions")
    assert term.forbidden("en") == ("carbon summit",)
    assert base().find("临海大学", "zh_CN")[0].term.renderings("en") == ("Linhai University", "LHU")
    assert term.rendering("fr") == ""


def test_english_terms_are_whole_words_of_any_case_but_abbreviations_are_not() -> None:
    text = "Universities differ; a University, and the WHO; universityless"
    assert [(one.term.text, text[one.start : one.end]) for one in base().find(text, "en")] == [
        ("university", "Universities"),
        ("university", "University"),
        ("WHO", "WHO"),
    ]
    assert base().find("who said so?", "en") == ()


def test_names_for_the_memory() -> None:
    assert base().names("zh_CN", "en")("临海大学的碳达峰") == [("临海大学", "Linhai University")]
    assert base().names("zh_CN", "en")("臨海大學的") == [
        ("臨海大學", "Linhai University")
    ]  # to be found in the text again


@given(st.text("临海大學学碳达峰 universityWHOｗ’s", max_size=30))
def test_occurrences_stand_where_they_say(text: str) -> None:
    """What stands there is a form of the term; that it need not be spelled as in the termbase is its point."""
    for locale in ("zh_CN", "en"):
        end = 0
        for one in base().find(text, locale):
            forms = {fold(form).text for form in inflection.forms(one.term.text)}
            assert fold(text[one.start : one.end]).text in (forms if locale == "en" else {fold(one.term.text).text})
            assert one.start >= end
            end = one.end


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("zh_CN,en,colour\n", ":1"),
        ("zh_CN,en\n一,one\n二,two,three\n", ":3"),
        ("zh_CN,en,status\n一,one,liked\n", ":2"),
        ("zh_CN,en,kind\n\n一,one,animal\n", ":3"),
    ],
)
def test_a_wrong_file_names_its_line(text: str, line: str) -> None:
    with pytest.raises(MemoryFileError) as caught:
        load(text, "locales/terms.csv")
    assert caught.value.where == "locales/terms.csv" + line
    assert caught.value.remedy


def test_an_empty_file_is_an_empty_termbase() -> None:
    assert len(load("", "x")) == 0
    assert load("zh_CN,en\n", "x").find("一", "zh_CN") == ()
