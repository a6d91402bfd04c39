"""The translation memory: what is found, how it scores, what is put in place of numbers and names; and TMX."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from transflow.errors import MemoryFileError
from transflow.memory import Memory, Unit, places, read_tmx, repair

texts = st.text("会议在北京举行代表团123，。", min_size=1, max_size=14)


@settings(max_examples=200, deadline=None)
@given(st.lists(texts, max_size=12), texts, st.integers(1, 101), st.integers(1, 5))
def test_a_search_is_what_comparing_with_everything_finds(
    sources: list[str], text: str, minimum: int, limit: int
) -> None:
    units = [Unit(source, f"translation {n}", "memory/a.tmx") for n, source in enumerate(sources)]
    found = Memory(units, "zh_CN", "en").search(text, minimum, limit)

    def score(source: str) -> int:
        if source == text:
            return 100
        longer = max(len(source), len(text))
        return min(99, 100 * (longer - Levenshtein.distance(source, text)) // longer)

    wanted = sorted((score(one) for one in sources if score(one) >= minimum), reverse=True)[:limit]
    assert [match.score for match in found] == wanted
    assert all(score(match.source) == match.score for match in found)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 5), st.sampled_from("abc"), st.sampled_from([None, "2025", "2026"]), st.booleans(),
            st.sampled_from([0, 5]),
        ),
        max_size=12,
    ),
    st.integers(1, 3),
)  # fmt: skip
def test_of_what_is_as_near_the_newest_comes_first_then_the_approved_then_the_first(
    facts: list[tuple[int, str, str | None, bool, int]], limit: int
) -> None:
    units = [
        Unit(f"会议于第{n}日在大学举行{'，'[: n // 5]}。", target, "a", None, at, approved, None, penalty)
        for n, target, at, approved, penalty in facts
    ]
    asked = "会议于第9日在大学举行。"

    def rank(unit: Unit) -> tuple[float, ...]:
        longer, distance = max(len(asked), len(unit.source)), Levenshtein.distance(asked, unit.source)
        score = 100 * (longer - distance) // longer - unit.penalty
        return -score, -int(unit.at or 0), -unit.approved, distance / longer

    pairs = dict.fromkeys((unit.source, unit.target) for unit in sorted(units, key=rank))
    found = Memory(units, "zh_CN", "en").search(asked, limit=limit)
    assert [match.source for match in found] == [source for source, _target in pairs][:limit]
    assert [match.target for match in found] == [target for _source, target in pairs][:limit]


@pytest.mark.parametrize(
    ("query", "source", "target", "wanted"),
    [
        ("来自300名学者", "来自120名学者", "some 120 scholars", "some 300 scholars"),
        ("投资3.5亿元", "投资1.2亿元", "an investment of 120 million yuan", "an investment of 350 million yuan"),
        ("11月20日开会", "9月3日开会", "The meeting was held on September 3", "The meeting was held on November 20"),
        ("增长12%", "增长8%", "up 8%", "up 12%"),
        (
            "来自5个国家的300名学者",
            "来自5个国家的120名学者",
            "120 scholars from five countries",
            "300 scholars from five countries",
        ),
        ("来自6个国家的300名学者", "来自5个国家的120名学者", "120 scholars from five countries", None),
        ("1名学生", "2名学生", "2 students", None),
        ("9月3日星期四", "9月2日星期四", "Thursday, September 2", None),
    ],
)
def test_numbers_and_dates_are_put_in_or_left_alone(query: str, source: str, target: str, wanted: str | None) -> None:
    assert repair(query, source, target, "zh_CN", "en") == wanted


def test_known_names_are_put_in_but_no_pronoun_is_left_behind() -> None:
    names = {"王珂": "WANG Ke", "陈默": "CHEN Mo"}

    def known(text: str) -> list[tuple[str, str]]:
        return [(name, one) for name, one in names.items() if name in text]

    assert (
        repair("陈默会见了代表团", "王珂会见了代表团", "WANG Ke met the delegation", "zh_CN", "en", known)
        == "CHEN Mo met the delegation"
    )
    assert repair("陈默会见了代表团", "王珂会见了代表团", "WANG Ke met her delegation", "zh_CN", "en", known) is None


def test_a_text_that_holds_a_mark_of_a_place_is_left_alone() -> None:
    assert repair("第\ue000次", "第5次", "No. 5", "zh_CN", "en") is None
    assert repair("第5次、\ue000次、第7次", "第6次、8次、第9次", "No. 6, 8, 9", "zh_CN", "en") is None


PIECES = {
    "en": ["March", "May", " in May", "Sept. 3", "3 Sept.", "1,200", " 3.5 million", "12th", "8%", " 8 per cent", "the ",
           "WANG Ke", "WANG", " of ", "-", "2023", "J", "5G", ".", ":", "3:30", "January 12", "Dec"],
    "zh_CN": ["9月3日", "9月", "2023年", "12%", "3.5亿", "5千", "5千米", "王珂", "王", "会议", "，", "2", "0.", "1,200", "3万",
              "年", "-", "a1", "陈", "１"],
}  # fmt: skip
NAMES = {
    "en": ["WANG Ke", "WANG", "May", "1", "12th", " ", "Sept. 3"],
    "zh_CN": ["王珂", "王", "9月", "a1", "", "2023年"],
}


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
def test_places_are_those_of_one_pattern_with_all_names_in_it(locale: str) -> None:
    fixed = (places._CHINESE if locale == "zh_CN" else places._ENGLISH).pattern

    def bounded(name: str) -> str:
        latin = [char.isascii() and char.isalnum() for char in (name[0], name[-1])]
        before, after = "(?<![A-Za-z0-9])" * latin[0], "(?![A-Za-z0-9])" * latin[1]
        return before + re.escape(name) + after

    @settings(max_examples=300)
    @given(st.lists(st.sampled_from(PIECES[locale]), max_size=9).map("".join), st.sets(st.sampled_from(NAMES[locale])))
    def law(text: str, known: set[str]) -> None:
        names = "|".join(bounded(name) for name in sorted(known, key=len, reverse=True) if name.strip())
        wanted = re.compile(f"(?P<name>{names})|{fixed}" if names else fixed).finditer(text)
        found = places.places(text, locale, known).spots
        assert [(spot.start, spot.end, spot.kind == "name") for spot in found] == [
            (*one.span(), "name" in one.groupdict() and one["name"] is not None) for one in wanted
        ]

    law()


def test_of_equal_matches_the_newest_comes_first_and_context_beats_both() -> None:
    units = [
        Unit("会议开始。", "old", "a", at="2020-01-01T00:00:00Z"), Unit("会议开始。", "new", "b", at="2026-01-01T00:00:00Z"),
        Unit("会议开始。", "after the prelude", "c", at="2010-01-01T00:00:00Z", context_before="前奏。"),
    ]  # fmt: skip
    memory = Memory(units, "zh_CN", "en")
    assert [match.target for match in memory.search("会议开始。")] == ["new", "old", "after the prelude"]
    (first, *_rest) = memory.search("会议开始。", context_before="前奏。")
    assert (first.target, first.score) == ("after the prelude", 101)
    assert memory.search("  ") == []
    assert memory.search("会议开始。", skip=lambda _unit: True) == []


TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" segtype="sentence" adminlang="en" srclang="zh-CN" datatype="plaintext"/>
<body>
<tu changedate="20260102T030405Z" changeid="li"><prop type="x-context-pre">前一句。</prop>
<tuv xml:lang="zh-CN"><seg>会议<bpt i="1">&lt;b&gt;</bpt>开始<ept i="1">&lt;/b&gt;</ept>。</seg></tuv>
<tuv xml:lang="en-GB"><seg>The <hi>meeting</hi> began.</seg></tuv></tu>
<tu><tuv xml:lang="zh-TW"><seg>會議開始。</seg></tuv><tuv xml:lang="en"><seg>Not for us.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Reversed.</seg></tuv><tuv xml:lang="zh-Hans"><seg>反过来。</seg></tuv></tu>
</body></tmx>
"""


def test_tmx_is_read_both_ways_without_foreign_markup() -> None:
    units = list(read_tmx(TMX.encode(), "memory/a.tmx", "zh_CN", "en"))
    assert [(unit.source, unit.target) for unit in units] == [
        ("会议开始。", "The meeting began."),
        ("反过来。", "Reversed."),
    ]
    assert (units[0].by, units[0].at, units[0].context_before) == ("li", "2026-01-02T03:04:05Z", "前一句。")
    back = list(read_tmx(TMX.encode(), "memory/a.tmx", "en", "zh_CN"))
    assert [unit.source for unit in back] == ["The meeting began.", "Reversed."]


@pytest.mark.parametrize(
    "text",
    [
        "<tmx><body><tu>", "<html></html>", "",
        '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tmx><body><tu><tuv><seg>&b;</seg></tuv></tu></body></tmx>',
    ],
)  # fmt: skip
def test_a_bad_tmx_names_its_line(text: str) -> None:
    with pytest.raises(MemoryFileError) as caught:
        list(read_tmx(text.encode(), "memory/bad.tmx", "zh_CN", "en"))
    assert caught.value.where.startswith("memory/bad.tmx")
    assert caught.value.remedy
