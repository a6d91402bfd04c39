"""Sentences rejoin exactly, joins and splits are found again, and a changed text keeps them (DESIGN §4, §6)."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_formats import markdown_texts
from transflow import formats
from transflow.article import Block, Unit
from transflow.errors import ArticleError, UsageError
from transflow.segmentation import Part, Rule, arrange, boundaries, changed, join_next, split_at

texts = st.text(
    st.one_of(st.sampled_from("他说“。！？”……他们（《》）：；，.!?\"' 1aA\u3000\u2028\ufffc"), st.characters(exclude_categories=["Cs"])), max_size=60
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(texts, st.sampled_from(["zh_CN", "en"]))
def test_sentences_rejoin_exactly(text: str, locale: str) -> None:
    cuts = [0, *boundaries(text, locale, "sentence"), len(text)]
    assert cuts == sorted(set(cuts)) or not text
    assert "".join(text[a:b] for a, b in pairwise(cuts)) == text
    assert boundaries(text, locale, "paragraph") == ()


@pytest.mark.parametrize(
    ("locale", "sentences"),
    [
        ("zh_CN", ["11月20日，大学开会。", "校长说：“海洋是我们的未来。”", "会后签约。"]),
        ("zh_CN", ["“很好。”他说。", "会议结束。"]),
        ("zh_CN", ["“很好。”校长周文远说，“我们继续。”", "然后散会。"]),
        ("zh_CN", ["展出“你好！”展览。", "共3天。", "2023年开始。"]),
        ("zh_CN", ["他提出“为什么？”的问题。", "没有人回答。"]),
        ("zh_CN", ["他（张三。李四）走了。", "好！"]),
        ("zh_CN", ["真的吗？！", "是的……", "也许。"]),
        ("zh_CN", ["他说：“一。", "二。", "三。”", "然后走了。"]),
        ("zh_CN", ["版本v1.2发布。", "iPhone好。"]),
        ("zh_CN", ["去www.a.cn?x=1看。"]),
        ("en", ["He met U.S. officials.", "“It works,” she said.", "“Really.”", "It cost $3.5 million."]),
        ("en", ["He left, the spokesperson said.", '"During the probe, we found it."', "It ended."]),
        ("en", ["He left, she said.", "“When he came, it rained.”", "They said.", '("No.") So.']),
        ("en", ["Dr. ZHOU Wenyuan spoke.", "See p. 5.", "He left at 5 p.m. on Jan. 5."]),
    ],
)
def test_where_sentences_end(locale: str, sentences: list[str]) -> None:
    text = ("" if locale == "zh_CN" else " ").join(sentences)
    cuts = [0, *boundaries(text, locale, "sentence"), len(text)]
    assert [text[a:b].strip() for a, b in pairwise(cuts)] == sentences


def blocks_of(raw: str) -> tuple[Block, ...]:
    return formats.read("articles/x.md", "x", raw).blocks


def rules_of(parts: tuple[Part, ...]) -> list[Rule]:
    return [Rule(part.unit.source, part.joined, part.split, part.whole) for part in parts if part.joined or part.split]


def spans(units: tuple[Unit, ...]) -> list[tuple[int, int, int]]:
    return [(unit.block, unit.first, unit.last) for unit in units]


@settings(max_examples=200, deadline=None)
@given(markdown_texts, st.data())
def test_what_a_person_joins_and_splits_is_found_again(raw: str, data: st.DataObject) -> None:
    try:
        blocks = blocks_of(raw)
    except ArticleError:
        return
    rules: list[Rule] = []
    units = arrange(blocks, "zh_CN", "sentence", rules)
    for _step in range(data.draw(st.integers(1, 4))):
        if not units:
            return
        unit = data.draw(st.sampled_from(units))
        try:
            if data.draw(st.booleans()):
                before, parts = join_next(blocks, "zh_CN", "sentence", units, unit)
            else:
                offset = data.draw(st.integers(0, len(unit.source) + 1))
                before, parts = split_at(blocks, "zh_CN", "sentence", units, unit, offset)
        except UsageError:
            continue
        if len({one.source for one in units}) < len(units):
            return  # a repeated sentence is one segment: what is done to it is done to all its places
        sources = {one.source for one in before}
        rules = [rule for rule in rules if rule.source not in sources] + rules_of(parts)
        wanted = [one for one in units if one not in before] + [part.unit for part in parts]
        wanted.sort(key=lambda one: (one.block, one.first))
        if len({one.source for one in wanted}) < len(wanted):
            return
        units = arrange(blocks, "zh_CN", "sentence", rules)
        assert spans(units) == spans(tuple(wanted))


def test_joins_and_splits_survive_a_changed_text() -> None:
    before = blocks_of("他来了。他看见了许多人，很高兴。然后他走了。\n")
    units = arrange(before, "zh_CN", "sentence")
    _old, parts = join_next(before, "zh_CN", "sentence", units, units[0])
    joined = rules_of(parts)
    after = blocks_of("新的一段。\n\n他终于来了。他看见了许多人，很高兴。然后他走了。\n")
    moved = changed(after, "zh_CN", "sentence", joined)
    sources = [one.source for one in arrange(after, "zh_CN", "sentence", moved)]
    assert sources == ["新的一段。", "他终于来了。他看见了许多人，很高兴。", "然后他走了。"]

    units = arrange(before, "zh_CN", "sentence")
    _old, parts = split_at(before, "zh_CN", "sentence", units, units[1], units[1].source.index("，") + 1)
    moved = changed(after := blocks_of("他看见了许多老朋友，很高兴。\n"), "zh_CN", "sentence", rules_of(parts))
    assert [one.source for one in arrange(after, "zh_CN", "sentence", moved)] == ["他看见了许多老朋友，", "很高兴。"]


def test_what_cannot_be_joined_or_split_says_why() -> None:
    blocks = blocks_of("---\ntitle: 一。二。\n---\n\n他说**很好。真的**。\n")
    units = arrange(blocks, "zh_CN", "sentence")
    with pytest.raises(UsageError, match="last segment"):
        join_next(blocks, "zh_CN", "sentence", units, units[-1])
    with pytest.raises(UsageError, match="headline"):
        split_at(blocks, "zh_CN", "sentence", units, units[0], 2)
    body = units[-1]
    with pytest.raises(UsageError, match="pair of tags"):
        split_at(blocks, "zh_CN", "sentence", units, body, body.source.index("。") + 1)
    with pytest.raises(UsageError, match="offset"):
        split_at(blocks, "zh_CN", "sentence", units, body, 99)
