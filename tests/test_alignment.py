"""Sentence alignment: every sentence is somewhere, once and in order; what is known of a text decides; a confidence
says how often such a bead is right."""

import gzip
import json
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SHARED, needs_shared
from transflow.alignment import Bead, align, aligning, clues, path
from transflow.article import TAG
from transflow.segmentation import boundaries, sentences

zh = st.text("代表团访问大学，2023年3.5亿万人（Ａ）“NATO”？!", max_size=25)
en = st.text("The delegation of 350 million (NATO) visited? ", max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.lists(zh, max_size=9), st.lists(en, max_size=9), st.booleans(), st.integers(1, 5))
def test_every_sentence_is_in_one_bead_in_order(ours: list[str], theirs: list[str], turned: bool, most: int) -> None:
    sides, locales = ((theirs, ours), ("en", "zh_CN")) if turned else ((ours, theirs), ("zh_CN", "en"))
    beads = align(*sides, *locales, names=[("大学", "university")], most=most)
    assert [place for bead in beads for place in bead.source] == list(range(len(sides[0])))
    assert [place for bead in beads for place in bead.target] == list(range(len(sides[1])))
    for bead in beads:
        assert 0 <= bead.confidence < 1
        one, two = sorted((len(bead.source), len(bead.target)))
        assert (one, two) in {(0, 1), (1, 1), (2, 2)} or (one == 1 and two <= most)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["school", "met", "12", "scholars", "of", "Linhai", "signed"]), min_size=4), max_size=8
    )
)
def test_a_text_beside_itself_is_itself(words: list[list[str]]) -> None:
    text = [" ".join(one) + "." for one in words]
    expected = [(range(n, n + 1), range(n, n + 1)) for n in range(len(text))]
    assert [(bead.source, bead.target) for bead in align(text, text, "en", "en")] == expected


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(100, 9999), unique=True, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_numbers_lead_through_what_is_left_out(numbers: list[int], rng: random.Random) -> None:
    source = [f"学校今年共录取了来自各地的{n}名新生，比去年有所增加。" for n in numbers]
    kept = [n for n in numbers if rng.random() < 0.7]
    target = [f"This year the school admitted {n:,} new students from all places, more than last year." for n in kept]
    pairs = {
        (*bead.source, *bead.target) for bead in align(source, target, "zh_CN", "en") if bead.source and bead.target
    }
    assert pairs == {(numbers.index(n), kept.index(n)) for n in kept}


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("总投资3.5亿元", "a total of 350 million yuan"), ("1200万人", "12 million people"), ("１２，０００吨", "12,000 tons"),
        ("7月11日", "on July 11"), ("周二", "on Tuesday"), ("星期日", "Sunday"), ("三名学者", "three scholars"),
        ("两艘船", "two ships"), ("增长5.60%", "up 5.6%"), ("44万", "440,000"), ("1.2万亿", "1.2 trillion"), ("3.5億元", "350 million"), ("禮拜三", "Wednesday"),
    ],
)  # fmt: skip
def test_numbers_are_the_same_by_value(chinese: str, english: str) -> None:
    one, two = clues.clues(chinese, "zh_CN"), clues.clues(english, "en")
    assert one
    assert one <= two


def test_what_is_no_number_is_none() -> None:
    assert not clues.clues("一带一路，十四五规划，双一流，第三届。", "zh_CN")
    assert not clues.clues("They may march in may.", "en") - {"n:m3"}
    assert clues.clues("<b12>Words</b12>", "en") == frozenset()


def test_known_names_decide() -> None:
    source = ["王建访问了临海大学。", "李明访问了石板坳小学。"]
    target = ["LI Ming visited a school in the hills."]
    (left,) = [bead for bead in align(source, target, "zh_CN", "en", names=[("李明", "LI Ming")]) if bead.target]
    assert left.source == range(1, 2)
    other = align(source, target, "zh_CN", "en", names=[("王建", "LI Ming")])
    assert [bead.source for bead in other if bead.target] == [range(1)]


def test_sentences_that_were_merged_and_cut_are_together() -> None:
    source = ["会议于2月3日在北京举行，有120人参加。", "会上签署了5项协议。", "协议涉及钢铁、能源和教育。"]
    target = [
        "The meeting was held in Beijing on February 3.", "120 people took part.",
        "Five agreements were signed, on steel, energy and education.",
    ]  # fmt: skip
    found = [(bead.source, bead.target) for bead in align(source, target, "zh_CN", "en")]
    assert found == [(range(1), range(2)), (range(1, 3), range(2, 3))]


def test_a_long_text_with_a_hole_is_found_through_and_little_is_kept() -> None:
    numbers = random.Random(4).sample(range(1000, 9999), 120)
    source = [f"这一句里有{n}这个数，别的都一样。" for n in numbers]
    kept = numbers[:40] + numbers[75:]  # far more is missing than the band is wide
    target = [f"In this sentence there is {n}, and all else is the same." for n in kept]
    assert path.BAND < 35
    beads = align(source, target, "zh_CN", "en")
    pairs = {(*bead.source, *bead.target) for bead in beads if bead.source and bead.target}
    assert pairs == {(numbers.index(n), place) for place, n in enumerate(kept)}
    widths = path._Band((1000, 1000), [(1, 1)], lambda *_: 0.0, path.BAND)._sums
    assert max(map(len, widths)) <= 2 * (path.BAND + 1) + 1, "what is kept grows with the length, not with its square"


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_is_likelier_is_trusted_no_less(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert 0 <= aligning.trust(low) <= aligning.trust(high) < 1


# ── the sentences of a longer text ──────────────────────────────────────────────────────────────────────────────────
@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["会议开始。", "他说：“好！”", "人来了。", "<b1>", "</b1>", "<i2>", "</i2>", "<br3/>", "A. ", "B? "]
        )
    ),
    st.sampled_from(["zh_CN", "en"]),
)
def test_sentences_are_the_text_and_cut_no_pair_of_tags(parts: list[str], locale: str) -> None:
    text = "".join(parts)
    found = sentences(text, locale)
    assert "".join("".join(found).split()) == "".join(text.split())
    if not TAG.search(text):
        cuts = [0, *boundaries(text, locale, "sentence"), len(text)]
        whole = [text[first:last].strip() for first, last in pairwise(cuts)]
        assert list(found) == [one for one in whole if one]
    opened = sum(text.count(f"<{name}>") for name in ("b1", "i2"))
    if opened == 1 and text.find("</") > text.find("<b1>") >= 0 and text.count("</b1>") == text.count("</") == 1:
        assert all(one.count("<b1>") == one.count("</b1>") for one in found)


def test_a_tag_goes_with_its_sentence() -> None:
    assert sentences("<b1>会议开始。</b1>人来了。", "zh_CN") == ("<b1>会议开始。</b1>", "人来了。")
    assert sentences("会议开始。<b1>人来了。</b1>", "zh_CN") == ("会议开始。", "<b1>人来了。</b1>")
    assert sentences("<b1>会议开始。人来了。</b1>散了。", "zh_CN") == ("<b1>会议开始。人来了。</b1>", "散了。")
    assert sentences("It began. <i1>They came.</i1> It ended.", "en") == (
        "It began.",
        "<i1>They came.</i1>",
        "It ended.",
    )


# ── real news ───────────────────────────────────────────────────────────────────────────────────────────────────────
@needs_shared
@pytest.mark.parametrize("direction", ["zh-en", "en-zh"])
def test_a_confidence_is_how_often_it_is_right(direction: str) -> None:
    lines = gzip.decompress((SHARED / "data" / "news" / f"news.{direction}.jsonl.gz").read_bytes()).splitlines()
    locales = ("zh_CN", "en") if direction == "zh-en" else ("en", "zh_CN")
    rng = random.Random(1)
    beads: list[tuple[float, bool]] = []
    for line in lines[::3]:
        pairs = [(one["source"], one["reference"]) for one in json.loads(line)["segments"] if one["reference"]]
        kept = [(n, pair) for n, pair in enumerate(pairs) if rng.random() > 0.04]  # left out in the translation
        sides = [source for source, _ in pairs], [target for _, (_, target) in kept]
        for bead in align(*sides, *locales):
            if bead.source and bead.target:
                beads.append((bead.confidence, _right(bead, [n for n, _ in kept])))
    sure = [right for confidence, right in beads if confidence >= 0.9]
    assert len(sure) > 0.75 * len(beads)
    assert sum(sure) / len(sure) > 0.97
    unsure = [right for confidence, right in beads if confidence < 0.7]
    assert sum(unsure) / len(unsure) < 0.8


def _right(bead: Bead, numbers: list[int]) -> bool:
    return list(bead.source) == [numbers[place] for place in bead.target]
