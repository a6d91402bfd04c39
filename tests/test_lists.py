"""Lists of people and bodies: a row a lesson, and the laws."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checked import found
from transflow.checks import Context, Finding, Severity
from transflow.checks.capitals import capitals
from transflow.checks.listing.pieces import lists, pieces
from transflow.checks.lists import lists as of_lists
from transflow.checks.positions import positions
from transflow.newsroom.judging import SURNAMES
from transflow.segment import Kind, Segment, Status
from transflow.terms import load, romanisation


def told(source: str, target: str, way: str = "zh-en", **more: object) -> list[Finding]:
    """What the check says of a pair."""
    return [one for one in found(source, target, way, surnames=SURNAMES, **more) if one.check == "lists"]


HIGH = "中共中央政治局委员、国务院副总理张三丰，教育部部长李伟，校长王健出席开幕式。"
THREE = "校长王健、副校长李明、院长张强出席开幕式。"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (THREE, "President Wang Jian, Vice President Li Ming and Dean Zhang Qiang attended the opening.", []),
        (THREE, "President Wang Jian and Dean Zhang Qiang attended the opening.", ["“李明”"]),
        (THREE, "Vice President Li Ming and Dean Zhang Qiang attended the opening.", ["“王健”"]),
        (THREE, "President Wang Jian and Vice President Li Ming attended the opening.", ["“张强”"]),
        (THREE, "Vice President Li Ming, President Wang Jian and Dean Zhang Qiang attended the opening.", ["王健", "李明"]),
        (THREE, "President Wang Jian, Dean Zhang Qiang and Vice President Li Ming attended the opening.", ["李明", "张强"]),
        (THREE, "President Wang Jian, Vice President Li Ming, Vice President Li Ming and Dean Zhang Qiang came.", ["Li Ming"]),
        (THREE, "Wang Jian, President, Li Ming, Vice President, and Zhang Qiang, Dean, attended.", []),  # posts behind
        (THREE, "Wang Jian, President, and Zhang Qiang, Dean, attended.", ["“李明”"]),
        (THREE, "The leaders of the University attended the opening.", []),  # not a list any more
        (THREE, "President Wang Jian, Vice President Lee Ming and Dean Zhang Qiang attended.", []),  # spelt otherwise
        ("王健（校长）、李明（副校长）和张强（院长）出席。", "Wang Jian (President) and Zhang Qiang (Dean) attended.", ["李明"]),
        ("魏凤和、李作成、苗华参加。", "Wei Fenghe, Li Zuocheng and Miao Hua took part.", []),  # 和 of a name
        ("郭涛、大鹏、张嘉译主演。", "Guo Tao, Da Peng and Zhang Jiayi star in it.", []),
        ("冯小刚、宁浩、大鹏三位嘉宾出席。", "Feng Xiaogang, Ning Hao and Da Peng attended.", []),
        ("总书记特使王健、部长李明和院长张强到访。", "Li Ming, the envoy of Wang Jian, and Zhang Qiang came.", []),
        ("北京、上海、广州三地", "Beijing, Shanghai and Guangzhou", []),
        ("座谈会现场（左起：李强、王芳、赵磊）", "The symposium (from left: Li Qiang, Wang Fang and Zhao Lei)", []),
        ("座谈会现场（左起：李强、王芳、赵磊）", "The symposium (from left: Wang Fang, Li Qiang and Zhao Lei)", ["李强", "王芳"]),
        ("北京、上海、广州三地", "Beijing, Guangzhou and Shanghai", ["上海", "广州"]),
        ("伊朗、伊拉克和土耳其", "Iran, Iraq and Turkey", []),
        ("伊朗、伊拉克和土耳其", "Iran and Turkey", ["伊拉克"]),
        ("公司在越南、泰国、印度尼西亚和菲律宾设厂。", "It has plants in Vietnam, Thailand and the Philippines.", ["印度尼西亚"]),
        ("德国、法国和英国的选手参赛。", "Athletes from Germany and Britain took part.", ["法国"]),
        ("五大联赛（英超、西甲、意甲、德甲、法甲）之一", "one of five (Premier League, La Liga, Serie A, Bundesliga)", []),
        ("她买了苹果、香蕉、葡萄和西瓜。", "She bought apples, bananas, grapes and watermelons.", []),
        ("她买了苹果、香蕉、葡萄和西瓜。", "She bought apples, bananas and watermelons.", ["葡萄"]),
        ("她买了苹果、香蕉、葡萄和西瓜。", "She bought fruit.", []),  # no list any more
        ("展会有服装、家具、玩具、食品等。", "There are clothes, furniture and food.", ["玩具"]),  # not 具 alone
        ("景点有古镇、地下长河和博物馆。", "The sights are the old town, Dixia Changhe and the museum.", []),  # a name
        ("结合了游泳、爬山和跳跃。", "It combines swimming, climbing and jumping.", []),
        ("陈宝国、黄磊、孙红雷都是演员，张若昀也是。", "Huang Lei and Sun Honglei are actors, so is Zhang Ruoyun.", ["陈宝国"]),
        ("田亮、刘璇、杨威等人引退。", "Moreover, Tian Liang and Liu Xuan, etc. retired.", ["杨威"]),
        ("孙俪、黄磊、雷佳音获男女演员奖，海清获新人奖。", "Sun Li and Huang Lei won, Hai Qing is the best newcomer.", ["雷佳音"]),
        (HIGH, "Zhang Sanfeng, member of the Political Bureau of the CPC Central Committee and Vice Premier of the State "
         "Council, Li Wei, Minister of Education, and Wang Jian, President, attended the opening.", []),
        (HIGH, "Vice Premier Zhang Sanfeng, President Wang Jian and Minister Li Wei attended.", ["李伟", "王健"]),
        (HIGH, "Vice Premier Zhang Sanfeng and President Wang Jian attended the opening.", ["“李伟”"]),
        ("部长李伟会见了校长王健，副校长李明。", "Minister Li Wei met President Wang Jian.", []),  # no list
        ("西蒙·拜尔斯 (Simone Biles)、加布丽埃勒 (Gabby)和劳瑞 (Laurie)", "Gabby, Simone Biles and Laurie", ["拜尔斯", "加布"]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_list(source: str, target: str, expected: Sequence[str]) -> None:
    said = told(source, target)
    assert len(said) == bool(expected)
    assert all(name in one.message for one in said for name in expected)
    assert all(one.severity is Severity.WARNING for one in said)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("She bought bread, milk, rice and candles.", "她买了面包、牛奶、大米和蜡烛。", []),
        ("She bought bread, milk, rice and candles.", "她买了面包、大米和蜡烛。", ["milk"]),
        ("It fell in three regions, namely Kashi, Hotan and Aksu.", "喀什、和田、阿克苏三地下雨。", []),
        ("Wang Jian, Li Ming and Zhang Qiang attended.", "王健、李明和张强出席。", []),
        ("Wang Jian, Li Ming and Zhang Qiang attended.", "王健和张强出席。", ["Li Ming"]),
        ("Wang Jian, Li Ming and Zhang Qiang attended.", "王健、张强和李明出席。", ["Li Ming", "Zhang Qiang"]),
        (
            "Wang Jian, Li Ming, Zhao Yun and Zhang Qiang attended.",
            "王健、李明、李明、张强出席。",
            ["李明", "Zhao Yun"],
        ),
        ("XU Hualei, ZHANG Yong and SUN Zhi attended.", "教授徐华磊和校长孙志出席。", ["ZHANG Yong"]),  # 长 reads zhang
        ("Wang Jian, President of Linhai University, and Li Ming attended.", "临海大学校长王健和李明出席。", []),
    ],
)
def test_into_chinese(source: str, target: str, expected: Sequence[str]) -> None:
    text = " ".join(one.message for one in told(source, target, "en-zh"))
    assert bool(text) == bool(expected)
    assert all(name in text for name in expected)


def test_the_termbase_says_who_is_who() -> None:
    base = load("zh_CN,en,kind\n范明政,Phạm Minh Chính,person\n临海大学,Linhai University,organisation\n", "terms.csv")
    source = "范明政、王健和李明出席。"
    assert told(source, "Phạm Minh Chính, Wang Jian and Li Ming attended.", terms=base) == []
    (one,) = told(source, "Wang Jian, Phạm Minh Chính and Li Ming attended.", terms=base)
    assert "范明政" in one.message


def test_other_languages_and_traditional_characters_are_left_alone() -> None:
    assert told(THREE, "President Wang Jian and Dean Zhang Qiang attended.", "tw-en") == []


GIVEN = "健明强伟芳静娟涛超霞刚杰磊勇艳敏"  # none reads as a surname: Li Yang may be Yang Li turned round
PEOPLE = st.lists(
    st.builds(str.__add__, st.sampled_from("王李张刘陈杨赵黄周吴徐孙马朱胡"), st.sampled_from(GIVEN)),
    min_size=3, max_size=6, unique_by=(lambda name: name[0], lambda name: name[1]),
)  # fmt: skip


def english(names: Sequence[str], style: str = "WANG Jian") -> str:
    written = [romanisation.romanise(name, style) for name in names]
    return f"{', '.join(written[:-1])} and {written[-1]} attended the opening."


@settings(max_examples=25)
@given(PEOPLE, st.sampled_from(romanisation.STYLES))
def test_a_list_that_is_kept_is_right(names: list[str], style: str) -> None:
    assert told("、".join(names) + "出席开幕式。", english(names, style)) == []
    assert told(english(names, style), "、".join(names[:-1]) + f"和{names[-1]}出席开幕式。", "en-zh") == []


@settings(max_examples=25)
@given(PEOPLE, st.data(), st.sampled_from([Kind.PARAGRAPH, Kind.TITLE, Kind.SUMMARY, Kind.CAPTION]))
def test_whoever_is_dropped_is_missed_and_in_what_is_free_that_is_information(
    names: list[str], data: st.DataObject, kind: Kind
) -> None:
    out = data.draw(st.integers(0, len(names) - 1))
    rest = [*names[:out], *names[out + 1 :]]
    (one,) = told("、".join(names) + "出席开幕式。", english(rest), kind=kind)
    assert names[out] in one.message
    assert one.severity is (Severity.WARNING if kind is Kind.PARAGRAPH else Severity.INFO)
    (other,) = told(english(names), "、".join(rest[:-1]) + f"和{rest[-1]}出席开幕式。", "en-zh", kind=kind)
    assert other.severity is one.severity


@settings(max_examples=25)
@given(PEOPLE, st.data())
def test_whoever_changes_places_is_found_where_both_stand(names: list[str], data: st.DataObject) -> None:
    one, other = data.draw(st.lists(st.integers(0, len(names) - 1), min_size=2, max_size=2, unique=True))
    moved = list(names)
    moved[one], moved[other] = moved[other], moved[one]
    source, target = "、".join(names) + "出席开幕式。", english(moved)
    (said,) = told(source, target)
    assert said.span is not None
    assert said.source_span is not None
    assert said.severity is Severity.WARNING
    assert all(romanisation.romanise(name) in english(moved) for name in names)
    assert target[slice(*said.span)].count(" ") >= 3  # from one name to the other
    assert told(source, target, kind=Kind.TITLE)[0].severity is Severity.INFO
    assert told(source, target, kind=Kind.CAPTION)[0].severity is Severity.WARNING


@given(st.text(st.sampled_from("王健李明、和，。（）a ，"), max_size=20))
def test_items_and_pieces_stand_where_they_are_said_to(text: str) -> None:
    for some in [*lists(text), pieces(text)]:
        assert all(text[one.start : one.end].strip() == text[one.start : one.end] for one in some)
        assert all(one.end <= other.start for one, other in pairwise(some))


PIECES = st.lists(
    st.sampled_from(
        [*"、，和。：3“”（）", "王健", "李明", "校长", "委员", "等", "（左）", "左二", "右", "前排", "埃莉诺·惠特科姆", "<b1>", "</b1>", "<br1/>",
         "Wang Jian", "Li Ming", ", ", " and ", "(left)", "second from left", "President ", "front row", "; ", "Co., Ltd. ", "’s "]
    ),
    max_size=20,
).map("".join)  # fmt: skip


@settings(max_examples=60)
@given(PIECES, PIECES, st.sampled_from(["zh-en", "en-zh"]))
def test_nothing_breaks_them_and_what_is_found_stands_in_the_texts(source: str, target: str, way: str) -> None:
    locales = ("zh_CN", "en") if way == "zh-en" else ("en", "zh_CN")
    context = Context(*locales, surnames=SURNAMES, name_style="WANG Jian")
    segment = Segment(source, target, status=Status.TRANSLATED)
    for check in (of_lists, positions, capitals):
        for one in check(segment, context):
            for span, text in ((one.span, target), (one.source_span, source)):
                assert span is None or 0 <= span[0] < span[1] <= len(text)
