"""The index of the memory: it finds what comparing with everything finds, and words wherever they stand."""

import random
import re
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transflow.memory import Memory, Unit, index, shelf

CHINESE = "会议在北京举行代表团访问大学123，。"
chinese = st.text(CHINESE, min_size=1, max_size=40)
words = st.sampled_from(
    [
        "the",
        "The",
        "school",
        "met",
        "met",
        "a",
        "delegation",
        "of",
        "12",
        "scholars",
        "in",
        "Beijing,",
        "and",
        "signed",
        "3",
        "…",
        "agreements.",
    ]
)
english = st.lists(words, min_size=1, max_size=14).map(" ".join)


def memories(sources: list[str], locale: str) -> tuple[Memory, Memory]:
    """The same memory twice: one that asks the index whenever it may, one that compares with every text."""
    units = [Unit(source, f"translation {n}", "memory/a.tmx") for n, source in enumerate(sources)]
    indexed, scanned = (Memory(units, locale, "en" if locale == "zh_CN" else "zh_CN") for _ in range(2))
    (plain,) = scanned._shelves
    plain._worth_comparing = lambda _text, _minimum, first, last: plain._texts[first:last]  # type: ignore[attr-defined]
    return indexed, scanned


@pytest.fixture(autouse=True)
def _always_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "SCANNED", -1)
    monkeypatch.setattr(shelf, "FEW", -1)


def edited(rng: random.Random, tokens: str | list[str], others: str | list[str], share: float) -> list[str]:
    """`tokens` with about `share` of them dropped, changed, or with another after them."""
    out = []
    for token in tokens:
        act = rng.random() / share
        out += (
            [token]
            if act >= 1
            else []
            if act < 0.3
            else [token, rng.choice(others)]
            if act < 0.6
            else [rng.choice(others)]
        )
    return out


@settings(max_examples=300, deadline=None)
@given(
    st.lists(chinese, max_size=20), chinese, st.integers(50, 101), st.integers(1, 6), st.randoms(use_true_random=False)
)
def test_in_chinese_the_index_finds_everything(
    sources: list[str], text: str, minimum: int, limit: int, rng: random.Random
) -> None:
    sources += ["".join(edited(rng, text, CHINESE, 0.3)) for _ in range(4)]
    indexed, scanned = memories(sources, "zh_CN")
    found, wanted = indexed.search(text, minimum, limit), scanned.search(text, minimum, limit)
    if minimum >= 60 or len(text) < 16:
        assert found == wanted
    else:  # half of the characters may be others with no pair left: what is found is right
        assert set(found[:1]) <= set(scanned.search(text, minimum, 99))


@settings(max_examples=300, deadline=None)
@given(st.lists(english, max_size=20), english, st.integers(50, 101), st.integers(1, 6))
def test_in_english_the_index_finds_whatever_shares_a_word(
    sources: list[str], text: str, minimum: int, limit: int
) -> None:
    def of(text: str) -> set[str]:
        return set(re.findall(r"\w+", text.lower()))

    indexed, scanned = memories(sources, "en")
    wanted = scanned.search(text, minimum, 99)
    if len(text) >= 16 and of(text):
        wanted = [match for match in wanted if match.score >= 100 or of(match.source) & of(text)]
    assert indexed.search(text, minimum, limit) == wanted[:limit]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(chinese, min_size=1, max_size=20),
    st.integers(1, 9),
    st.lists(st.integers(-1, 10**5), min_size=1).map(sorted),
)
def test_a_search_from_the_landmarks_ends_where_one_of_the_whole_does(
    sources: list[str], step: int, some: list[int]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "STEP", step)
        grams = index.build(sorted([*sources, "会议"], key=len), chinese=True)  # of an empty one nothing is asked
        for wanted in (np.array(some), grams.lists, grams.lists + 1):
            assert grams._places(wanted).tolist() == grams.lists.searchsorted(wanted).tolist()


@pytest.mark.parametrize(("locale", "between"), [("zh_CN", ""), ("en", " ")])
def test_recall_on_a_memory_of_formulae_and_their_variants(locale: str, between: str) -> None:
    rng = random.Random(4)
    alphabet = "一丁七万丈三上下不与" if locale == "zh_CN" else "abcdeghinorst"
    stock = ["".join(rng.choices(alphabet, k=rng.randint(1, 6))) for _ in range(600)]
    formulae = [rng.choices(stock, k=rng.randint(3, 14)) for _ in range(1500)]
    formulae += [edited(rng, rng.choice(formulae[:200]), stock, rng.uniform(0.02, 0.4)) for _ in range(2500)]
    indexed, scanned = memories([between.join(formula) for formula in formulae], locale)
    hits = wanted = 0
    for _ in range(250):
        text = between.join(edited(rng, rng.choice(formulae), stock, rng.uniform(0.02, 0.4)))
        one, other = (Counter(match.score for match in memory.search(text)) for memory in (indexed, scanned))
        hits, wanted = hits + (one & other).total(), wanted + other.total()
    assert wanted > 300
    assert hits / wanted >= 0.995, f"{hits} of {wanted}"


def test_many_equally_near_texts_hide_no_nearer_one() -> None:
    sources = [f"会议于{n:04}年在北京的大学举行。" for n in range(3000)]
    indexed, _scanned = memories([*sources, "会议于9999日在北京的大学举行。"], "zh_CN")
    assert [match.score for match in indexed.search("会议于9999年在北京的大学举行。", limit=1)] == [94]


def test_a_text_that_scores_the_very_minimum_is_found() -> None:
    for minimum in range(1, 100):
        for length in range(1, 100, 3):
            edits = length * (100 - minimum) // 100
            if edits < length:
                (match,) = Memory([Unit("一" * (length - edits), "-", "a")], "zh_CN", "en").search(
                    "一" * length, minimum
                )
                assert match.score >= minimum


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_odd_texts_are_no_trouble(locale: str) -> None:
    odd = ["!", "。" * 40, "a" * 300, "\ud800 lone", "𠮷野家" * 9, "İstanbul " * 4, "1" * 20, "… — … — … — … —"]
    for some in (odd, odd[:1], []):
        indexed, scanned = memories(some, locale)
        for text in [*odd, "…" * 20, "nothing like it in the whole memory", "  "]:
            assert indexed.search(text) == scanned.search(text)


def test_a_small_memory_imports_no_numpy() -> None:
    code = (
        "import sys; from transflow.memory import Memory, Unit;"
        "Memory([Unit('会议开始了。', 'It began.', 'a')], 'zh_CN', 'en').search('会议开始。'); assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.text("aBİß会é", min_size=1, max_size=6), english), max_size=8),
    st.text("aBiSßİ会É ", max_size=3),
)
def test_a_concordance_holds_every_unit_with_the_words(pairs: list[tuple[str, str]], wanted: str) -> None:
    units = [Unit(source, target, "a", at=f"2026-01-{n:02}") for n, (source, target) in enumerate(pairs)]
    here = wanted.casefold()
    holding = [unit for unit in units if here in unit.source.casefold() or here in unit.target.casefold()]
    found = Memory(units, "zh_CN", "en").concordance(wanted)
    assert found == (holding[::-1] if wanted.strip() else [])


def test_a_concordance_stops_at_its_limit_and_at_the_end_of_a_text() -> None:
    units = [Unit(f"会议{n}", "The Meeting", "a", at=str(n)) for n in range(9)]
    memory = Memory(units, "zh_CN", "en")
    assert [unit.source for unit in memory.concordance("MEETING", 3)] == ["会议8", "会议7", "会议6"]
    assert memory.concordance("meeting会议") == memory.concordance("8the") == memory.concordance("会议", 0) == []
