"""Names of Chinese people against the characters that they are spelt from: a row a lesson, and the laws."""

import json
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.checked import found
from transflow import checks
from transflow.checks.alignment.words import readings
from transflow.checks.pinyin import one_slip
from transflow.newsroom import judging
from transflow.newsroom.judging import SURNAMES
from transflow.terms import load, romanisation
from transflow.terms.surnames import COMMON, SINGLE

GIVEN = "健平强军伟芳静明华丽娟涛超霞刚杰磊洋勇艳敏志国建文海春晓东红玉英金山宁远思雨欣怡凯峰鹏飞龙"


def slips(source: str, target: str, way: str = "zh-en", **more: object) -> list[str | None]:
    """What is expected instead, of each finding of the check."""
    some = [one for one in found(source, target, way, surnames=SURNAMES, **more) if one.check == "names"]
    assert all(one.severity is checks.Severity.WARNING for one in some)
    return [one.expected for one in some]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("王健说，今天很好。", "Wang Jain said today was fine.", ["Wang Jian"]),
        ("王健说，今天很好。", "Wang Jian said today was fine.", []),
        ("王健说，今天很好。", "WANG Jain said today was fine.", ["WANG Jian"]),
        ("李克强会见了总统。", "Li Keqaing met the President.", ["Li Keqiang"]),
        ("李克敏会见了总统。", "Li Keming met the President.", ["Li Kemin"]),
        ("李克敏会见了总统。", "Li Keshan met the President.", ["Li Kemin"]),  # another syllable
        ("李克强会见了总统。", "Li Keshan met the President.", [None]),  # which reading of 强 was meant is not known
        ("李克强的话", "Li Keqiag’s words", ["Li Keqiang"]),
        ("李克强的话", "Li Ke-qiang’s words", []),
        ("李克强的话", "the words of Li Ke Qiang", []),
        ("李克强的话", "the words of Keqaing Li", ["Keqiang Li"]),  # the surname last
        ("仇知远", "Chou Zhiyuan", ["Qiu Zhiyuan"]),  # as dictionaries of words read it
        ("曾旺海", "CENG Wanghai", ["ZENG Wanghai"]),
        ("盖晓红和单知远", "Gai Xiaohong and Dan Zhiyuan", []),  # some families do read so
        ("吕志明和吕建国", "Lü Zhiming and LYU Jianguo", []),
        ("记者 王金跃", "reporter Wang Jinyue", []),  # n and yue, no ü
        ("记者王东远", "reporter Wang Donyuan", ["Wang Dongyuan"]),
        ("欧阳文华说", "Ouyang Wenhau said", ["Ouyang Wenhua"]),
        ("王健和王坚", "Wang Jian and Wang Jain", ["Wang Jian"]),
        ("李克强和李克明", "Li Keming and Li Keqiang", []),  # two people, both named
        ("李嘉诚的基金会", "the foundation of Li Ka-shing", []),  # not pinyin
        ("王先生来到华盛顿", "Mr Wang Went to Washington", []),
        ("王建国作报告。", "Li Jianguo made a report.", ["Wang Jianguo"]),  # of another family
        ("校长王健来了。", "President Li Jian came.", ["Wang Jian"]),
        ("李建国和王健来了。", "Wang Jian and Li Jianguo came.", []),
        ("加强管控措施。", "HONG KONG: more measures", []),  # 管控 is no name
        ("西安国勇车站", "Xi'an Guoyong station", []),
        ("王教授与李教授指导。", "Professor Wang and Professor Zeng taught.", ["Li"]),
        ("王女士没见过他。", "Ms. Li never met him.", ["Wang"]),
        ("王女士没见过他。", "She never met Mr. Li.", ["Wang"]),
        ("王先生见了李明。", "Mr Li met him.", []),  # somebody reads so
        ("史密斯王先生", "Mr. Smith", []),
    ],
)
def test_what_is_a_slip_and_what_is_none(source: str, target: str, expected: list[str]) -> None:
    assert slips(source, target) == expected


def test_into_chinese_it_is_the_characters_that_are_wrong() -> None:
    (one,) = (
        one
        for one in found("Premier Li Keqiang said so.", "李克敏总理这样说。", "en-zh", surnames=SURNAMES)
        if one.check == "names"
    )
    assert one.span == (0, 3)
    assert one.source_span == (8, 18)
    assert one.expected is None  # many characters read qiang


def test_into_chinese_a_surname_is_another_one() -> None:
    assert slips("Wang Jianguo spoke.", "李建国讲话。", "en-zh") == [None]
    assert slips("Ms. Wang never met him.", "李女士没见过他。", "en-zh") == [None]


def test_traditional_names_and_a_context_without_surnames_are_left_alone() -> None:
    assert slips("李克强說", "Li Keqaing said", "tw-en") == []
    assert not [one for one in found("李克强说", "Li Keqaing said") if one.check == "names"]


def test_the_termbase_says_how_its_people_are_written() -> None:
    known = load("zh_CN,en,kind\n王健,Wang Jain,person\n", "terms.csv")
    assert slips("王健说", "Wang Jain said", terms=known) == []
    assert slips("李健说", "Li Jain said", terms=known) == ["Li Jian"]


def test_tags_do_not_move_the_place() -> None:
    target = "<b1>Prof.</b1> Wang <b2>Jain</b2> said"
    (one,) = (one for one in found("<b1>教授</b1>王<b2>健</b2>说", target, surnames=SURNAMES) if one.check == "names")
    assert one.span is not None
    assert target[slice(*one.span)] == "Wang <b2>Jain"


NAMES = st.builds(
    str.__add__,
    st.sampled_from(sorted(COMMON & SINGLE.keys())),
    st.text(st.sampled_from(GIVEN), min_size=1, max_size=2),
)


@given(NAMES, st.sampled_from(romanisation.STYLES), st.sampled_from(["记者{}报道", "{}说", "校长{}、主任", "（{}）"]))
def test_a_name_as_the_house_romanises_it_is_right(name: str, style: str, around: str) -> None:
    written = romanisation.romanise(name, style)
    assert slips(around.format(name), f"As {written} reports, it is so.") == []
    assert slips(f"As {written} reports, it is so.", around.format(name), "en-zh") == []


@given(
    st.builds(
        str.__add__, st.sampled_from("王李张刘陈杨赵黄周吴"), st.text(st.sampled_from(GIVEN), min_size=1, max_size=2)
    ),
    st.data(),
)
def test_a_letter_too_few_is_found_unless_that_is_a_reading_too(name: str, data: st.DataObject) -> None:
    written = romanisation.romanise(name, "Wang Jian")
    surname, _space, own = written.partition(" ")
    assume(len(own) > 2 and "’" not in own)
    at = data.draw(st.integers(1, len(own) - 1))
    wrong = own[:at] + own[at + 1 :]
    ways = {"".join(way) for chars in (name[1:2], name[1:]) for way in product(*map(readings, chars))}
    assume(wrong.lower() not in ways)
    assert len(slips(f"记者{name}报道", f"as {surname} {wrong} reports")) == 1


@given(st.text("abc", max_size=6), st.data())
def test_one_slip_is_symmetrical_and_no_slip_is_none(word: str, data: st.DataObject) -> None:
    other = data.draw(st.text("abc", max_size=6))
    assert one_slip(word, other) == one_slip(other, word)
    assert not one_slip(word, word)
    at = data.draw(st.integers(0, len(word)))
    assert one_slip(word, word[:at] + "z" + word[at:])


def test_pairs_are_judged_so_without_a_newsroom() -> None:
    line = {"id": 1, "source_lang": "zh", "target_lang": "en", "source": "王健来了。", "target": "Wang Jain has come."}
    (answer,) = checks.pairs([json.dumps(line)], judging.alone(None), wrong=pytest.fail)
    assert json.loads(answer)["checks"] == ["names"]
