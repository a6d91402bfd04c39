"""The starter termbase: a list that people build on, so what it says must be whole, and what it enforces true.

Its last test reads real news: there the list may object to what good translators wrote only now and then.
"""

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checked import found
from tests.conftest import SHARED, Desk, needs_shared
from transflow import terms
from transflow.checks import Severity
from transflow.checks.port import Context, Finding
from transflow.checks.terms import terms as check
from transflow.script import HAN
from transflow.segment import Segment, Status
from transflow.terms.row import KINDS, STATUSES, Row
from transflow.terms.termbase import Termbase

FILE = Path(terms.__file__).parents[1] / "starter" / "terms.csv"
HALF_WIDTH = re.compile(r"[,;:!?()\"'<>]")


@pytest.fixture(scope="module")
def base() -> Termbase:
    return terms.load(FILE.read_text("utf-8"), FILE.name)


def sources(row: Row) -> tuple[str, ...]:
    return row.names.get("zh_CN", ())


def renderings(row: Row) -> tuple[str, ...]:
    return row.names.get("en", ())


def test_it_is_a_list_of_some_size_and_every_row_names_both_sides_and_its_reason(base: Termbase) -> None:
    assert sum(row.status == "preferred" for row in base.rows) >= 280
    assert {row.kind for row in base.rows} == {"organisation", "title", "term"}  # no persons: those are of a newsroom
    assert [row for row in base.rows if not (sources(row) and renderings(row) and row.note)] == []


def test_its_columns_are_those_that_a_newsroom_keeps() -> None:
    head = (Path(__file__).parents[1] / "locales" / "terms.csv").read_text("utf-8-sig").splitlines()[0]
    assert FILE.read_text("utf-8").splitlines()[0] == head


def test_it_is_written_as_a_program_writes_csv() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        text = file.read()
    cells = list(csv.reader(text.splitlines()))
    assert "\r" not in text
    assert text.endswith("\n")
    assert {len(line) for line in cells} == {len(cells[0])}
    assert [cell for line in cells for cell in line if cell != " ".join(cell.split())] == []
    assert [line for line in cells for cell in line if "" in cell.split("|") and "|" in cell] == []


def test_no_source_is_listed_twice(base: Termbase) -> None:
    listed = Counter((source, row.status) for row in base.rows for source in sources(row))
    assert [key for key, times in listed.items() if times > 1] == []
    preferred = {source for source, status in listed if status == "preferred"}
    assert {source for source, _status in listed} == preferred


def test_no_rendering_is_listed_twice_in_a_row(base: Termbase) -> None:
    assert [row for row in base.rows if len(set(renderings(row))) < len(renderings(row))] == []


def test_what_is_forbidden_is_right_nowhere_in_the_list(base: Termbase) -> None:
    """A sentence may hold several terms: the right word for one of them must not be an error for another."""
    good = {name.casefold() for row in base.rows if row.status != "forbidden" for name in renderings(row)}
    bad = {name.casefold() for row in base.rows if row.status == "forbidden" for name in renderings(row)}
    assert good & bad == set()


def test_chinese_is_simplified_and_typed_as_chinese(base: Termbase) -> None:
    for source in (source for row in base.rows for source in sources(row)):
        assert HAN.search(source), source
        assert not re.search(r"\s", source), source
        assert not HALF_WIDTH.search(source), source
        source.encode("gb2312")  # the Simplified character set: it raises for 鋼 and 學


def test_english_is_free_of_han(base: Termbase) -> None:
    assert [row for row in base.rows for name in (*renderings(row), row.abbreviation) if HAN.search(name)] == []
    assert [row for row in base.rows if not row.abbreviation.isascii() or " " in row.abbreviation] == []


def test_it_is_sorted_by_kind_then_source_then_status(base: Termbase) -> None:
    order = [(row.kind, sources(row)[0], STATUSES.index(row.status)) for row in base.rows]
    assert order == sorted(order)
    assert {row.kind for row in base.rows} <= set(KINDS)


def test_each_term_is_found_and_accepts_each_of_its_renderings(base: Termbase) -> None:
    """The check that enforces the list is content with the list itself, both ways."""
    for row in base.rows:
        for source in sources(row):
            for name in renderings(row):
                wanted = Severity.ERROR if row.status == "forbidden" else None
                found = {one.severity for one in findings(base, "zh_CN", "en", source, name)}
                assert found == ({wanted} if wanted else set()), (source, name)
                if not wanted:
                    assert findings(base, "en", "zh_CN", name, source) == [], (source, name)


def findings(base: Termbase, source: str, target: str, text: str, translation: str) -> list[Finding]:
    segment = Segment(text, translation, status=Status.TRANSLATED)
    return list(check(segment, Context(source, target, base)))


def references(way: str) -> Iterator[tuple[str, str]]:
    with gzip.open(SHARED / "data" / "news" / f"news.{way}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            for segment in json.loads(line)["segments"]:
                if segment["reference"]:
                    yield segment["source"], segment["reference"]


@needs_shared
@pytest.mark.parametrize(
    ("way", "source", "target", "per_hundred", "recognised"),
    [("zh-en", "zh_CN", "en", 4.0, 300), ("en-zh", "en", "zh_CN", 1.0, 60)],
)
def test_on_real_news_it_seldom_objects_to_what_a_translator_wrote(
    base: Termbase, way: str, source: str, target: str, per_hundred: float, recognised: int
) -> None:
    """No forbidden rendering (which would block approval), few warnings, though many terms are met."""
    pairs = list(references(way))
    found = [one for text, translation in pairs for one in findings(base, source, target, text, translation)]
    assert [one.message for one in found if one.severity is Severity.ERROR] == []
    assert len(found) <= per_hundred * len(pairs) / 100
    assert sum(len(base.find(text, source)) for text, _translation in pairs) >= recognised


@pytest.mark.parametrize(("source", "target"), [("zh_CN", "en"), ("en", "zh_CN")])
def test_a_new_newsroom_may_begin_with_it(tmp_path: Path, source: str, target: str) -> None:
    desk = Desk(tmp_path / "newsroom")
    desk("init", str(desk.root), "--source", source, "--target", target, "--starter-terms")
    assert (desk.root / "locales" / "terms.csv").read_bytes() == FILE.read_bytes()
    assert desk("status", code=0).err == ""


def test_it_is_not_given_to_other_languages(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "newsroom")
    answer = desk("init", str(desk.root), "--source", "zh_TW", "--target", "en", "--starter-terms", code=2)
    assert "--starter-terms" in answer.err
    assert not desk.root.exists()


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("外交部副部长马朝旭出席。", "MA Zhaoxu, vice minister of foreign affairs, attended.", 0),
        ("教育部副部长吴岩讲话。", "Vice Education Minister WU Yan spoke.", 0),
        ("商务部部长王文涛讲话。", "Commerce Minister WANG Wentao spoke.", 0),
        ("教育部和商务部发布通知。", "The ministries of education and commerce issued a notice.", 0),
        ("教育部发布通知。", "The Education Bureau issued a notice.", 1),
        ("教育部部长讲话。", "The Minister of Commerce spoke of schools.", 1),
    ],
)
def test_a_ministry_may_be_named_by_its_minister(base: Termbase, source: str, target: str, said: int) -> None:
    findings = [one for one in found(source, target, terms=base) if one.check == "terms"]
    ministries = [one for one in findings if "Ministry" in (one.expected or "")]
    assert len(ministries) == said, [one.message for one in findings]
