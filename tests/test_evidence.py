"""Choosing by evidence: engines compared, what people changed of machines' texts, and what is in doubt."""

import csv
import gzip
import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from tests.conftest import SHARED, Desk, needs_shared
from transflow import checks, engines, scoring
from transflow.act import Verb
from transflow.checks import doubts
from transflow.cli import comparing as face
from transflow.cli.table import GAP, PIPED, beside, table, width, wrapped
from transflow.engines.cache import cache_key
from transflow.newsroom import comparingengines, counting, estimating, judging, reading
from transflow.newsroom.counting import State, Step
from transflow.newsroom.room import open_newsroom
from transflow.segment import HUMAN, Segment, Status
from transflow.tui.app import Transflow

ARTICLE = "---\ntitle: 代表团来访\n---\n代表团昨日访问了我校。双方签署了3项协议。\n\n副校长林岚会见了客人。\n"
NONE_THERE = "http://127.0.0.1:9/"  # nobody listens at the discard port


@pytest.fixture
def news(desk: Desk) -> Desk:
    """One article, and an engine of services that the settings name."""
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text("utf-8") + f'[engines.libre]\nurl = "{NONE_THERE}"\nretries = 0\n', "utf-8")
    desk.write("a", ARTICLE)
    desk("sync")
    return desk


def keep(desk: Desk, engine: str, say: Callable[[str], str]) -> None:
    """Has the newsroom keep an engine's answers, as if it had been asked."""
    kept = engines.SqliteCache(desk.root / ".transflow" / "engines.sqlite")
    for one in desk.segments("a"):
        kept.put(cache_key(engine, engines.Pair("zh_CN", "en"), one["source"]), say(one["source"]))
    kept.close()


# ── compare ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_engines_stand_side_by_side_and_nothing_is_changed(news: Desk) -> None:
    before = news.files()
    found = news("compare", "a", "--engine", "pseudo", "--engine", "copy", "--json").json
    assert news.files() == before
    assert [one["engine"] for one in found["engines"]] == ["pseudo", "copy"]
    assert [one["id"] for one in found["segments"]] == [one["id"] for one in news.segments("a")]
    for one in found["segments"]:
        assert one["texts"]["copy"]["text"] == one["source"] != one["texts"]["pseudo"]["text"]
        assert {finding["check"] for finding in one["texts"]["copy"]["findings"]} >= {"copied"}
    assert [one["bleu"] for one in found["engines"]] == [None, None]  # nothing is approved: there is no reference


def test_what_is_approved_is_the_reference(news: Desk) -> None:
    news("translate", "a", "--engine", "pseudo")
    first, second, *others = news.segments("a")
    news("edit", "a", first["id"], "--text", first["target"])  # a reference made out of pseudo's own text
    news("edit", "a", second["id"], "--text", "A delegation visited the university yesterday.")
    for one in others:
        news("edit", "a", one["id"], "--text", "not approved")
    news("approve", "a", first["id"], second["id"], by="wang")
    found = news("compare", "a", "--engine", "pseudo", "--engine", "copy", "--json").json
    pseudo, copy = found["engines"]
    assert (pseudo["scored"], pseudo["own_references"], copy["own_references"]) == (2, 2, 0)
    texts = [one["texts"]["copy"]["text"] for one in found["segments"][:2]]
    references = [one["reference"] for one in found["segments"][:2]]
    assert copy["bleu"] == BLEU(tokenize="13a").corpus_score(texts, [references]).score
    assert copy["chrf"] == CHRF().corpus_score(texts, [references]).score
    assert found["segments"][0]["texts"]["pseudo"]["to_change"] == 0
    assert found["segments"][1]["texts"]["copy"]["to_change"] == 1
    assert "tok:13a" in copy["signatures"][0]


def test_an_engine_that_fails_costs_the_others_nothing(news: Desk) -> None:
    answer = news("compare", "a", "--engine", "libre", "--engine", "copy", "--json", code=4)
    libre, copy = answer.json["engines"]
    assert (libre["texts"], copy["texts"], copy["failures"]) == (0, 4, 0)
    assert libre["failures"] == 4
    assert "libre" in answer.err
    assert "–" in news("compare", "a", "--engine", "libre", "--engine", "copy", code=4).out


def test_the_rules_of_translate_hold(news: Desk) -> None:
    assert news("compare", "a", "--engine", "google", "--engine", "deepl", code=1).out == ""  # not named: refused
    assert "liber" in news("compare", "a", "--engine", "liber", code=2).err
    keep(news, "libre", lambda _source: "A text that was kept.")
    assert news("compare", "a", "--engine", "libre", "--json").json["engines"][0]["texts"] == 4  # not paid for twice
    news.write("a", ARTICLE.replace("---\ntitle", "---\nconfidential: true\ntitle"))
    answer = news("compare", "a", "--engine", "libre", "--engine", "copy", "--json", code=4)
    assert [one["texts"] for one in answer.json["engines"]] == [0, 4]
    assert "confidential" in answer.err


def test_the_memory_does_not_tell_what_it_has_from_the_article(news: Desk) -> None:
    for one in news.segments("a"):
        news("edit", "a", one["id"], "--text", f"Text of {one['id']}.")
    news("approve", "a", "--all", by="wang")
    assert news("compare", "a", "--engine", "memory", "--json").json["engines"][0]["texts"] == 0
    news.write("b", "代表团昨日访问了我校。\n")
    news("sync")
    assert news("compare", "b", "--engine", "memory", "--json").json["engines"][0]["texts"] == 1


def test_a_reference_comes_from_a_file(news: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.ref.md"
    path.write_text(
        "---\ntitle: A delegation visits\n---\nA delegation visited the university yesterday. The two sides signed 3 "
        "agreements.\n\nVice President LIN Lan met the guests.\n", "utf-8",
    )  # fmt: skip
    found = news("compare", "a", "--engine", "copy", "--reference", str(path), "--json").json
    assert [one["reference"] for one in found["segments"]] == [
        "A delegation visits", "A delegation visited the university yesterday.", "The two sides signed 3 agreements.",
        "Vice President LIN Lan met the guests.",
    ]  # fmt: skip
    path.write_text("One paragraph.\n", "utf-8")
    assert "1 blocks" in news("compare", "a", "--engine", "copy", "--reference", str(path), code=3).err
    assert news("compare", "a", "--engine", "copy", "--reference", str(tmp_path / "none.md"), code=3).out == ""


def test_without_sacrebleu_the_rest_is_there(news: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    news("translate", "a", "--engine", "pseudo")
    for one in news.segments("a"):
        news("edit", "a", one["id"], "--text", one["target"])
    news("approve", "a", "--all", by="wang", code=None)
    monkeypatch.setattr(scoring, "LIBRARY", "no_such_library")
    answer = news("compare", "a", "--engine", "copy")
    assert "transflow[evidence]" in answer.err
    assert "copy" in answer.out


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
def test_the_table_fits_eighty_columns(news: Desk, monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    monkeypatch.setenv("TRANSFLOW_LANG", locale)
    for chosen in (("copy", "pseudo"), ("copy", "pseudo", "memory", "libre")):
        words = [word for one in chosen for word in ("--engine", one)]
        out = news("compare", "a", *words, code=None).out
        assert max(cell_len(line) for line in out.split("\n")) <= 80
        for one in news.segments("a"):
            assert one["source"] in re.sub(r"\s", "", out)


@given(st.text(st.sampled_from("甲乙丙，。“”（） ab c,.—1"), max_size=60), st.integers(2, 20))
def test_a_wrapped_text_loses_nothing_and_fits(text: str, cells: int) -> None:
    lines = wrapped(text, cells)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= cells for line in lines)
    assert all(width(line) <= 2 * cells + 3 for line in beside([lines, lines], cells, " │ "))


def test_a_line_does_not_begin_with_a_closing_mark() -> None:
    assert wrapped("甲乙丙丁，戊己。", 8) == ["甲乙丙", "丁，戊", "己。"]
    assert wrapped("他说“好”。", 6) == ["他说", "“好”。"]
    assert wrapped("a word and another", 10) == ["a word and", "another"]


TEXTS = st.text(st.sampled_from("甲乙 ab，."), max_size=20)


@given(TEXTS, TEXTS)
def test_the_marks_stand_around_what_differs_and_only_there(one: str, other: str) -> None:
    row = comparingengines.Row(Segment("源"), None, (comparingengines.Said(one), comparingengines.Said(other)))
    marked = [face._marked(row, place) for place in (0, 1)]
    assert [re.sub("[⟦⟧]", "", text) for text in marked] == [one, other]
    assert ("⟦" in "".join(marked)) == (one.split() != other.split() and "".join(one.split()) != "".join(other.split()))


# ── report --after ──────────────────────────────────────────────────────────────────────────────────────────────
def after(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = desk("report", "--after", "--json").json
    return found


def test_what_people_changed_is_counted_by_machine_and_month(news: Desk) -> None:
    assert "nobody" in news("report", "--after").out
    news("translate", "a", "--engine", "pseudo")
    title, first, second, third = news.segments("a")
    assert after(news)["months"] == []  # what nobody has confirmed is not counted
    news("edit", "a", title["id"], "--text", title["target"], by="li")
    news("edit", "a", first["id"], "--text", "Quite other words.", by="chen")
    news("edit", "a", second["id"], "--text", second["target"], by="li")
    news("edit", "a", third["id"], "--text", third["target"] + " 3", by="chen")
    news("undo", "a", by="chen")
    news("approve", "a", title["id"], by="wang")
    (month,) = after(news)["months"]
    assert (month["month"], month["origin"]) == (
        f"{datetime.now(UTC):%Y-%m}",
        "engine:pseudo",
    ) or datetime.now().day == 1
    assert (month["segments"], month["kept"], month["signed"]) == (3, 2, 1)
    assert month["changed_until_signed"] == 0
    assert 0 < month["changed"] < 1
    kinds = {one["kind"]: one for one in after(news)["kinds"]}
    assert (kinds["title"]["changed"], kinds["title"]["segments"], kinds["paragraph"]["segments"]) == (0, 1, 2)
    assert month["timed"] == 1  # li's second text: who does something here for the first time has no act before
    warned = {one["warned"]: one["segments"] for one in after(news)["checks_warn"]}
    assert sum(warned.values()) == 3
    assert month["warned"] == warned.get(True, 0)


def test_git_may_put_the_lines_of_two_people_in_any_order(news: Desk) -> None:
    news("translate", "a", "--engine", "pseudo")
    for number, one in enumerate(news.segments("a")):
        news("edit", "a", one["id"], "--text", one["target"] + "x" * number, by=("li", "chen")[number % 2])
    news("approve", "a", "--all", by="wang", code=None)
    expected = after(news)
    assert expected["months"][0]["segments"] == 4
    path = next((news.root / "journal").rglob("a.jsonl"))
    lines = path.read_bytes().splitlines(keepends=True)
    for seed in range(5):
        mixed = [*lines, lines[0]]
        random.Random(seed).shuffle(mixed)
        path.write_bytes(b"".join(mixed))
        assert after(news)["months"] == expected["months"]


STATUSES = (("machine", "engine:google"), ("translated", HUMAN), ("approved", HUMAN))


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=3, unique=True), st.randoms())
def test_acts_of_one_second_stand_behind_what_they_found(names: list[int], dice: random.Random) -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    states = [State("甲", "", "untranslated"), *(State("甲", "A.", *one) for one in STATUSES)]
    verbs = (Verb.FILL, Verb.EDIT, Verb.APPROVE)
    steps = [
        Step(str(names[place]), at, verbs[place], "1", states[place], states[place + 1], actor="li")
        for place in range(3)
    ]
    mixed = list(steps)
    dice.shuffle(mixed)
    assert counting.in_order(mixed) == steps
    (edit,) = counting.story(mixed, "zh_CN").edits
    assert (edit.first.share, edit.final and edit.final.share) == (0, 0)


# ── the estimate ────────────────────────────────────────────────────────────────────────────────────────────────
PAIR = ("zh_CN", "en")
PLAIN = st.text(st.sampled_from("代表团访问李克敏a1，。 “"), max_size=20)
ENGLISH = st.text(st.sampled_from("the delegation Li visited, 1."), max_size=40)


@given(PLAIN, ENGLISH, st.none() | st.floats(0, 1))
def test_an_estimate_is_a_likelihood_and_findings_and_distance_raise_it(
    source: str, target: str, apart: float | None
) -> None:
    found = checks.Finding("numbers", checks.Severity.ERROR, "")
    values = doubts.doubt(source, target, PAIR, (), apart)
    worse = doubts.doubt(source, target, PAIR, (found,), apart)
    assert values is not None
    assert worse is not None
    assert 0 < values < worse < 1
    info = replace(found, severity=checks.Severity.INFO)
    assert doubts.doubt(source, target, PAIR, (info,), apart) == values
    if apart is not None:
        further = doubts.doubt(source, target, PAIR, (), apart + 0.1)
        assert further is not None
        assert further > values


def test_what_the_estimate_weighs() -> None:
    def signs(source: str, target: str, way: tuple[str, str] = ("zh", "en")) -> tuple[float, ...]:
        return doubts.signs(source, target, way, ())

    good = signs("代表团访问了大学。", "The delegation visited the university.")
    other = signs("代表团访问了大学。", "The weather was fine in the morning.")
    assert other[1] > good[1]  # words of the source that nothing answers
    assert signs("张继科林小宅组队", "Zhang Jike and Lin Xiaozhai team up")[7] == 1  # a headline: no end mark
    assert good[7] == 0
    turned = signs("The delegation visited the university.", "代表团访问了大学。", ("en", "zh"))
    assert turned[:4] == good[:4]  # the signs are of the two texts, whichever is the source


def test_there_is_no_estimate_where_nothing_was_measured() -> None:
    assert doubts.doubt("代表團訪問了大學。", "The delegation", ("zh_TW", "en"), ()) is None
    assert doubts.doubt("Le chat.", "The cat.", ("fr", "en"), ()) is None
    assert doubts.doubt("The cat.", "猫。", ("en", "zh_CN"), ()) is None  # into Chinese: beside another engine alone
    near, far = (doubts.doubt("The cat sat.", "猫坐着。", ("en", "zh_CN"), (), apart) for apart in (0.1, 0.9))
    assert near is not None
    assert far is not None
    assert near < far


def test_machines_texts_alone_are_in_doubt_and_come_worst_first(news: Desk) -> None:
    keep(news, "libre", lambda source: "The two sides signed agreements." if "3" in source else "A delegation came.")
    news("translate", "a", "--engine", "libre")
    title = news.segments("a")[0]
    news("edit", "a", title["id"], "--text", title["target"])
    shown = news.segments("a")
    assert shown[0]["doubt"] is None  # a person stands behind it
    assert all(0 < one["doubt"] < 1 for one in shown[1:])
    worst = news.segments("a", "--worst-first")
    assert [one["doubt"] for one in worst] == sorted((one["doubt"] for one in shown[1:]), reverse=True)
    assert sorted(one["id"] for one in worst) == sorted(one["id"] for one in shown[1:])


def test_another_engines_text_stands_beside_it_where_it_is_kept(news: Desk) -> None:
    settings = news.root / "transflow.toml"
    keep(news, "libre", lambda _source: "A delegation visited the university yesterday.")
    news("translate", "a", "--engine", "libre")
    alone = [one["doubt"] for one in news.segments("a")]
    settings.write_text(settings.read_text("utf-8").replace('"google"]', '"google", "deepl"]'), "utf-8")
    keep(news, "deepl", lambda _source: "A delegation visited the university yesterday.")
    agreeing = [one["doubt"] for one in news.segments("a")]
    keep(news, "deepl", lambda _source: "Nothing of the kind has ever happened here at all.")
    differing = [one["doubt"] for one in news.segments("a")]
    assert alone != agreeing
    assert all(one < two for one, two in zip(agreeing, differing, strict=True))


def test_a_match_is_the_more_in_doubt_the_further_it_is() -> None:
    said = [estimating._with_distance(0.3, origin) for origin in ("memory:100", "memory:90", "memory:75")]
    assert said[0] == pytest.approx(0.3) == estimating._with_distance(0.3, "engine:google")
    assert said == sorted(said)
    assert said[2] < 1


@needs_shared
def test_the_estimate_finds_marked_errors_of_talks_that_it_was_not_fitted_on() -> None:
    told = replace(judging.alone(None), source_locale=PAIR[0], target_locale=PAIR[1])
    bad: list[float] = []
    good: list[float] = []
    texts: dict[tuple[str, str], tuple[str, str, bool]] = {}
    with gzip.open(SHARED / "data/mqm/ted.zh-en.tsv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["doc"] == "talk.2" and row["system"] in ("Facebook-AI", "Online-W", "SMU"):
                key = row["seg"], row["system"]
                major = row["severity"] == "Major" or (key in texts and texts[key][2])
                texts[key] = row["source"], row["target"], major
    for source, target, major in texts.values():
        found = checks.run(Segment(source=source, target=target, status=Status.TRANSLATED), told)
        estimate = doubts.doubt(source, target, PAIR, found)
        assert estimate is not None
        (bad if major else good).append(estimate)
    assert min(len(bad), len(good)) > 20
    above = sum((one > two) + (one == two) / 2 for one in bad for two in good) / (len(bad) * len(good))
    assert above > 0.55


# ── the editor ──────────────────────────────────────────────────────────────────────────────────────────────────
async def test_a_key_puts_the_most_doubtful_first_and_a_mark_stands_there(news: Desk) -> None:
    keep(news, "libre", lambda source: "He said that 7 billion Sparrows flew." if "林岚" in source else "A delegation.")
    news("translate", "a", "--engine", "libre")
    order = [one["id"] for one in news.segments("a", "--worst-first")]
    app = Transflow(open_newsroom(news.root, lambda: "li"), "a")
    async with app.run_test(size=(80, 24)) as pilot:
        screen: Any = app.screen
        for _look in range(100):
            if screen.doubts:
                break
            await pilot.pause(0.02)
        await pilot.press("alt+d")
        ids = [view.segment.id for view in screen.sheet.views]
        assert [ids[place] for place in screen.shown] == order
        marked = {view.segment.id: "?" in screen._cells(view)[2].plain for view in screen.sheet.views}
        assert marked == {ident: doubt >= estimating.DOUBTFUL for ident, doubt in screen.doubts.items()}
        assert any(marked.values())
        for number, ident in enumerate(order[:-1]):
            assert screen.view.segment.id == ident
            await pilot.press("f2")  # confirmed, and on to the next in doubt
            assert ident not in screen.doubts
            assert screen.view.segment.id == order[number + 1]
        await pilot.press("alt+d")
        assert screen.shown == list(range(len(ids)))


def test_estimates_are_of_the_sheet_that_is_shown(news: Desk) -> None:
    news("translate", "a", "--engine", "pseudo")
    room = open_newsroom(news.root, lambda: "li")
    present = reading.sheet(room, "a")
    found = estimating.estimates(room, present)
    assert set(found) == {view.segment.id for view in present.views}
    assert [present.views[place].segment.id for place in estimating.worst_first(present, found)] == sorted(
        found, key=lambda ident: -found[ident]
    )
    assert json.loads(json.dumps(found)) == found


_CELL = st.text("甲乙，。ab ", max_size=90).map(lambda text: " ".join(text.split()))


@given(st.integers(1, 4).flatmap(lambda size: st.lists(st.tuples(*[_CELL] * size), min_size=1, max_size=5)))
def test_in_a_pipe_a_row_is_a_line_with_all_it_says_and_no_longer(rows: list[tuple[str, ...]]) -> None:
    lines = table([""] * len(rows[0]), rows).split("\n")[1:]
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        place = 0
        for number, cell in enumerate(row):
            found = line.index(cell, place)
            aligned = sum(min(PIPED, max(width(one[n]) for one in rows)) + len(GAP) for n in range(number))
            if all(width(one) <= PIPED for one in row[:number]) and cell:
                assert width(line[:found]) == aligned
            place = found + len(cell)
        assert width(line) <= sum(max(width(cell), PIPED) for cell in row) + len(GAP) * (len(row) - 1)
