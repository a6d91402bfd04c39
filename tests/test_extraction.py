"""Terms out of approved segments: laws of counting and linking, a table of fictional segments, and the command line."""

import csv
import gzip
import io
import json
import random
import shutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, SHARED, Desk, needs_shared
from transflow.terms import linking, load, phrases, tokens
from transflow.terms.extraction import Extracted, Sample, extract
from transflow.terms.known import Known

ZH = [
    "高炉",
    "转炉",
    "焦炭",
    "钢水",
    "铁矿",
    "代表团",
    "研讨会",
    "实验室",
    "奖学金",
    "图书馆",
    "，",
    "的",
    "在",
    "望潮市",
]
EN = ["furnace", "converters", "coke", "Steel", "ore", "delegation", "seminar", "laboratory", "the", "of", ",", "."]


def archive(rng: random.Random, size: int) -> list[Sample]:
    """Segments of words drawn at random."""
    return [
        Sample("".join(rng.choices(ZH, k=rng.randint(1, 8))), " ".join(rng.choices(EN, k=rng.randint(1, 8))), f"a{n % 7}")
        for n in range(size)
    ]  # fmt: skip


few = settings(max_examples=25)  # each is an archive of its own
archives = st.builds(lambda seed, size: archive(random.Random(seed), size), st.integers(0, 10**6), st.integers(1, 60))


def units(read: tokens.Tokens) -> list[list[int]]:
    """The ids of each text."""
    return [read.ids[a:b].tolist() for a, b in zip(read.bounds, read.bounds[1:], strict=False)]


# ── laws ────────────────────────────────────────────────────────────────────────────────────────────────────────
@few
@given(archives, st.integers(2, 4), st.booleans())
def test_phrases_are_counted_as_one_would_by_hand(samples: list[Sample], minimum: int, chinese: bool) -> None:
    texts = [one.source if chinese else one.target for one in samples]
    found = phrases.phrases(tokens.read(texts, "zh_CN" if chinese else "en"), minimum)
    whole = units(found.tokens)
    by_hand: Counter[tuple[int, ...]] = Counter()
    for text in whole:
        by_hand.update({tuple(text[a : a + n]) for n in range(1, 13) for a in range(len(text) - n + 1)})
    seen: dict[int, tuple[int, ...]] = {}
    for phrase, at in zip(found.phrase.tolist(), found.at.tolist(), strict=True):
        text = tuple(found.tokens.ids[at : at + int(found.lengths[phrase])].tolist())
        assert seen.setdefault(phrase, text) == text
        assert -1 not in text
    assert len(set(seen.values())) == len(seen) == len(found.counts)
    for phrase, text in seen.items():
        assert found.counts[phrase] == by_hand[text] >= minimum
        places = sum(tuple(whole_[a : a + len(text)]) == text for whole_ in whole for a in range(len(whole_)))
        assert (found.phrase == phrase).sum() == places


@few
@given(archives, st.integers(2, 4))
def test_pairs_that_stand_together_are_counted_as_one_would_by_hand(samples: list[Sample], minimum: int) -> None:
    one = phrases.phrases(tokens.read((each.source for each in samples), "zh_CN"), minimum)
    two = phrases.phrases(tokens.read((each.target for each in samples), "en"), minimum)
    by_hand: Counter[tuple[int, int]] = Counter()
    for segment in range(len(samples)):
        left, right = (set(side.phrase[side.segment == segment].tolist()) for side in (one, two))
        by_hand.update((a, b) for a in left for b in right)
    found = {
        (int(a), int(b)): int(count)
        for part in linking.cooccurrences(one, two, minimum, lambda _done, _all: None)
        for a, b, count in zip(*part, strict=True)
    }
    assert found == {pair: count for pair, count in by_hand.items() if count >= minimum}


@few
@given(archives)
def test_nothing_is_given_away_twice_and_no_count_exceeds_another(samples: list[Sample]) -> None:
    one = phrases.phrases(tokens.read((each.source for each in samples), "zh_CN"), 2)
    two = phrases.phrases(tokens.read((each.target for each in samples), "en"), 2)
    pairs = linking.link(one, two, 2)
    assert (pairs.linked <= np.minimum(pairs.free_one, pairs.free_two)).all()
    assert (pairs.free_one <= one.counts[pairs.one]).all()
    assert (pairs.free_two <= two.counts[pairs.two]).all()
    assert np.bincount(pairs.wins // len(samples), minlength=len(pairs.one)).tolist() == pairs.linked.tolist()


@few
@given(archives, st.randoms(use_true_random=False))
def test_the_order_of_segments_does_not_matter(samples: list[Sample], rng: random.Random) -> None:
    other = list(samples)
    rng.shuffle(other)
    assert extract(samples, "zh_CN", "en", minimum=2, limit=0) == extract(other, "zh_CN", "en", minimum=2, limit=0)


@few
@given(archives, st.integers(1, 3))
def test_repeating_the_archive_changes_nothing(samples: list[Sample], times: int) -> None:
    assert extract(samples * times, "zh_CN", "en", minimum=2) == extract(samples, "zh_CN", "en", minimum=2)


@few
@given(st.integers(0, 10**6))
def test_a_planted_pair_is_found_among_noise(seed: int) -> None:
    rng = random.Random(seed)
    samples = archive(rng, 120)
    for number in rng.sample(range(120), 12):
        one = samples[number]
        left, right = rng.choice(ZH), rng.choice(EN)
        samples[number] = Sample(
            f"{one.source}{left}氢基竖炉{rng.choice(ZH)}", f"{one.target} {right} hydrogen-based shaft unit the", one.origin
        )  # fmt: skip
    best = extract(samples, "zh_CN", "en", limit=5).new
    assert ("氢基竖炉", "hydrogen-based shaft unit") in [(one.source, one.target) for one in best]


@given(st.integers(0, 300), st.integers(1, 300))
def test_the_lower_bound_is_below_the_share_and_nears_it(part: int, whole: int) -> None:
    share = min(part, whole) / whole
    low, high = (float(linking.lower(np.float64(share), np.float64(n))) for n in (whole, 100 * whole))
    assert -1e-9 <= low <= high + 1e-9
    assert high <= share + 1e-9


@pytest.mark.parametrize(
    ("both", "one", "two", "all_", "ratio"),
    [(110, 2552, 221, 31777, 270.72), (10, 100, 100, 1000, 0.0), (5, 5, 5, 10, 13.86)],
)  # the first is “the swiss” of Dunning’s table
def test_the_log_likelihood_ratio_is_dunnings(both: int, one: int, two: int, all_: int, ratio: float) -> None:
    assert float(linking.likelihood(*(np.float64(n) for n in (both, one, two)), all_)) == pytest.approx(ratio, abs=0.2)


# ── a table of fictional segments ───────────────────────────────────────────────────────────────────────────────
NEWS = [
    ("临海大学与东海钢铁集团签署合作协议。", "Linhai University and Donghai Steel Group signed a cooperation agreement."),
    ("临海大学校长单知远出席仪式。", "SHAN Zhiyuan, President of Linhai University, attended the ceremony."),
    ("记者在望潮市采访了单知远。", "In Wangchao, our reporter spoke to SHAN Zhiyuan."),
    ("东海钢铁集团的高炉昨日点火。", "The blast furnace of Donghai Steel Group was lit yesterday."),
    ("这座高炉位于望潮市。", "This blast furnace stands in Wangchao."),
    ("单知远说，高炉将为临海大学提供数据。", "The blast furnace will give Linhai University data, said SHAN Zhiyuan."),
    ("代表团昨日抵达望潮市。", "The delegation arrived in Wangchao yesterday."),
    ("来自东海钢铁集团的代表团参观了实验室。", "A delegation from Donghai Steel Group saw the laboratory."),
    ("学生们欢迎代表团。", "Students welcomed the delegation."),
    ("世界卫生组织的专家访问了临海大学。", "Experts of the World Health Organization visited Linhai University."),
    ("专家来自世界卫生组织。", "These experts come from the World Health Organization."),
    ("世界卫生组织上月发布报告。", "The World Health Organization published a report last month."),
]  # fmt: skip


def found(rows: str = "", **options: int) -> Extracted:
    samples = [Sample(one, two, f"articles/n{number // 3}", str(number)) for number, (one, two) in enumerate(NEWS)]
    return extract(samples, "zh_CN", "en", load(rows, "terms.csv").rows, **{"limit": 20, **options})


@pytest.mark.parametrize(
    ("source", "target", "kind", "count", "origins"),
    [
        ("临海大学", "Linhai University", "organisation", 4, 3),
        ("东海钢铁集团", "Donghai Steel Group", "organisation", 3, 3),
        ("世界卫生组织", "World Health Organization", "organisation", 3, 1),
        ("单知远", "SHAN Zhiyuan", "person", 3, 2),
        ("望潮市", "Wangchao", "place", 3, 3),
        ("高炉", "blast furnace", "term", 3, 1),
        ("代表团", "delegation", "term", 3, 1),
    ],
)
def test_what_stands_in_news_is_found(source: str, target: str, kind: str, count: int, origins: int) -> None:
    (one,) = [one for one in found().new if one.source == source]
    assert (one.target, one.count, one.origins) == (target, count, origins)
    assert one.kind in (kind, "term")
    assert 0 < one.score <= 100
    assert len(one.examples) == 2
    for example in one.examples:
        assert source in example.source
        assert target in example.target
        assert (example.source, example.target) == NEWS[int(example.place)]


def test_no_piece_of_a_term_stands_beside_it() -> None:
    texts = {one.source for one in found(minimum=2).new}
    assert not texts & {"世界", "卫生", "卫生组织", "钢铁", "集团", "临海"}


def test_the_other_way_round_the_same_pairs_are_found() -> None:
    samples = [Sample(two, one, "a") for one, two in NEWS]
    back = {(one.target, one.source) for one in extract(samples, "en", "zh_CN", limit=0).new}
    assert {(one.source, one.target) for one in found(limit=0).new} == back


def test_best_first_and_no_more_than_asked() -> None:
    all_ = found(limit=0).new
    assert [one.score for one in all_] == sorted((one.score for one in all_), reverse=True)
    assert found(limit=3).new == all_[:3]


HEAD = "zh_CN,en,kind,status,abbreviation\n"


def test_what_is_known_is_left_out_and_what_contradicts_stands_apart() -> None:
    known = found(
        HEAD + "临海大学,Linhai University,organisation,,LHU\n高炉,smelter,term,,\n代表团,delegation,term,forbidden,\n"
    )
    texts = {one.source for one in known.new}
    assert not texts & {"临海大学", "高炉", "代表团"}
    assert {(one.source, one.target, one.known) for one in known.differing} == {
        ("高炉", "blast furnace", ("smelter",)), ("代表团", "delegation", ("–",)),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("高炉", "blast furnaces", None),  # as it is known, but for its number
        ("高炉", "Blast Furnace", None),
        ("高炉", "furnace", None),  # a piece of the rendering
        ("新高炉", "blast furnace", None),  # more than the term
        ("炉", "furnace", None),  # a piece of both
        ("高炉", "converter", ("blast furnace", "BF")),
        ("转炉", "converter", ()),
        ("炉", "stove", ()),
    ],
)
def test_what_the_termbase_says_of_a_pair(source: str, target: str, said: tuple[str, ...] | None) -> None:
    rows = load(HEAD + "高炉,blast furnace,term,,BF\n", "terms.csv").rows
    assert Known(rows, "zh_CN", "en").other(source, target) == said


def test_what_is_the_same_in_both_is_no_candidate() -> None:
    samples = [
        Sample(f"{word}采用Octopus系统", f"Octopus is used by {word}") for word in ("甲厂", "乙厂", "丙厂", "丁厂")
    ]
    assert "Octopus" not in [one.source for one in extract(samples, "zh_CN", "en", limit=0).new]


@pytest.mark.parametrize("texts", [[], [("", "")], [("，。", "...")], [("高", "a")]])
def test_there_may_be_nothing(texts: list[tuple[str, str]]) -> None:
    assert extract([Sample(*pair) for pair in texts], "zh_CN", "en", minimum=2).new == ()


def test_tags_are_no_text() -> None:
    samples = [Sample(f"<b1>{one}</b1>", f"<b1>{two}</b1>") for one, two in NEWS]
    bare = [Sample(one, two) for one, two in NEWS]
    assert [(one.source, one.target) for one in extract(samples, "zh_CN", "en").new] == [
        (one.source, one.target) for one in extract(bare, "zh_CN", "en").new
    ]


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def newsroom(desk: Desk) -> Desk:
    """Three articles, approved."""
    for number in range(3):
        lines = NEWS[4 * number : 4 * number + 4]
        desk.write(f"n{number}", "\n\n".join(one for one, _two in lines) + "\n")
        desk("sync")
        said = dict(lines)
        for segment in desk.segments(f"n{number}"):
            if segment["source"] in said:
                desk("edit", f"n{number}", segment["id"], "--text", said[segment["source"]], code=None)
        desk("approve", f"n{number}", "--all", by="wang", code=None)
    return desk


def test_listing_and_accepting(newsroom: Desk) -> None:
    listed = newsroom("terms", "extract", "--json").json
    assert listed["differing"] == []
    names = [(one["source"], one["target"]) for one in listed["new"]]
    assert ("东海钢铁集团", "Donghai Steel Group") in names
    number = names.index(("东海钢铁集团", "Donghai Steel Group")) + 1
    for example in listed["new"][number - 1]["examples"]:
        shown = {one["id"]: one for one in newsroom.segments(example["from"].removeprefix("articles/"))}
        assert shown[example["place"]]["source"] == example["source"]
    table = newsroom("terms", "extract").out.splitlines()
    assert len(table) == 1 + len(names)
    assert "Donghai Steel Group" in table[number]

    assert newsroom("terms", "extract", "--accept", str(number)).out == (
        "东海钢铁集团 = Donghai Steel Group: in the termbase\n"
    )
    again = newsroom("terms", "extract", "--accept", str(number), "--json").json  # the numbers are still those
    assert again == [{"source": "东海钢铁集团", "target": "Donghai Steel Group", "kind": "organisation", "new": False}]
    assert newsroom("terms", "find", "东海钢铁集团", "--json").json[0]["renderings"] == ["Donghai Steel Group"]
    left = newsroom("terms", "extract", "--json").json["new"]
    assert [(one["source"], one["target"]) for one in left] == [one for one in names if one != names[number - 1]]


def test_a_range_is_accepted_and_a_wrong_number_changes_nothing(newsroom: Desk) -> None:
    count = len(newsroom("terms", "extract", "--json").json["new"])
    before = newsroom.files()
    for wrong in ("0", str(count + 1), f"2-{count + 1}", "3-2", "x", "1-"):
        answer = newsroom("terms", "extract", "--accept", "1", wrong, code=2)
        assert "no such candidate" in answer.err
        assert newsroom.files() == before
    assert len(newsroom("terms", "extract", "--accept", "1-2", "2", "3").out.splitlines()) == 3


def test_the_csv_is_a_termbase(newsroom: Desk) -> None:
    text = newsroom("terms", "extract", "--csv").out
    rows = load(text, "new.csv").rows
    listed = newsroom("terms", "extract", "--json").json["new"]
    assert [(row.names["zh_CN"], row.names["en"], row.kind) for row in rows] == [
        ((one["source"],), (one["target"],), one["kind"]) for one in listed
    ]
    assert all("articles/n" in row["reference"] for row in csv.DictReader(io.StringIO(text)))


def test_what_was_brought_is_asked_for(newsroom: Desk) -> None:
    assert newsroom("terms", "extract", "--from", "memory", "--json").json["segments"] == 0
    lines = "".join(f"{one},{two!r}\n".replace("'", '"') for one, two in NEWS)
    (newsroom.root / "brought.csv").write_text(f"zh_CN,en\n{lines}", encoding="utf-8")
    newsroom("memory", "import", str(newsroom.root / "brought.csv"))
    listed = newsroom("terms", "extract", "--from", "memory", "--json").json
    assert listed["segments"] == len(NEWS)
    (one,) = [one for one in listed["new"] if one["source"] == "望潮市"]
    assert (one["articles"], one["examples"][0]["from"]) == (1, "memory/brought.tmx")
    assert one["examples"][0]["place"].isdigit()
    both = newsroom("terms", "extract", "--from", "all", "--json").json
    (same,) = [each for each in both["new"] if each["source"] == "望潮市"]
    assert (same["count"], same["articles"]) == (one["count"], 3)  # the same pairs of segments, in two articles too


def test_what_will_not_do_is_said(desk: Desk) -> None:
    assert "nothing is approved yet" in desk("terms", "extract").out
    assert "1 to 0" in desk("terms", "extract", "--accept", "1", code=2).err
    listed = desk.root / ".transflow" / "candidates.json"
    for spoil in (lambda: listed.write_text("{"), listed.unlink):
        spoil()
        assert "run `transflow terms extract` first" in desk("terms", "extract", "--accept", "1", code=2).err
    assert "--min-count" in desk("terms", "extract", "--min-count", "1", code=2).err
    assert "--limit" in desk("terms", "extract", "--limit", "-1", code=2).err


# ── real files ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_sample_newsroom_gives_back_its_own_termbase(tmp_path: Path) -> None:
    for name in ("articles", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "transflow.toml", tmp_path)
    desk = Desk(tmp_path)
    terms = tmp_path / "locales" / "terms.csv"
    known = terms.read_text(encoding="utf-8")
    told = {(one["source"], one["target"]) for one in desk("terms", "extract", "--json").json["new"]}
    terms.write_text(known.splitlines()[0] + "\n", encoding="utf-8")
    found_ = {(one["source"], one["target"]) for one in desk("terms", "extract", "--json").json["new"]}
    own = {
        ("临海大学", "Linhai University"),
        ("碳达峰", "carbon peaking"),
        ("仇立川", "QIU Lichuan"),
        ("望潮市", "Wangchao"),
    }
    assert own <= found_
    assert not own & told


@needs_shared
def test_real_news_gives_names_that_everybody_knows() -> None:
    with gzip.open(SHARED / "data/news/news.zh-en.jsonl.gz", "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    samples = [
        Sample(part["source"], part["reference"], document["id"])
        for document in map(json.loads, lines)
        for part in document["segments"]
    ]
    found_ = {one.source: one.target for one in extract(samples, "zh_CN", "en", limit=200).new}
    for source, target in (
        ("上海", "Shanghai"),
        ("人权", "human rights"),
        ("黄河", "Yellow River"),
        ("白宫", "White House"),
    ):
        assert found_[source] == target
