"""The style of names: a row a lesson."""

import pytest

from tests.checked import found
from tests.conftest import Desk
from transflow.checks import Severity
from transflow.newsroom.judging import SURNAMES
from transflow.segment import Kind
from transflow.terms import load

CAPITALS, SMALL = "WANG Jian", "Wang Jian"


def told(source: str, target: str, style: str, **more: object) -> list[tuple[str, str | None]]:
    """What stands there, and what the house writes."""
    some = found(source, target, surnames=SURNAMES, name_style=style, **more)
    return [(target[slice(*one.span)], one.expected) for one in some if one.check == "capitals" and one.span]


@pytest.mark.parametrize(
    ("source", "target", "style", "expected"),
    [
        ("郑浩说好。", "ZHENG Hao agreed.", SMALL, [("ZHENG Hao", "Zheng Hao")]),
        ("郑浩说好。", "Zheng Hao agreed.", CAPITALS, [("Zheng Hao", "ZHENG Hao")]),
        ("郑浩说好。", "ZHENG Hao agreed.", CAPITALS, []),
        ("郑浩说好。", "Zheng Hao agreed.", SMALL, []),
        ("郑浩说好。", "Zheng Hao agreed.", "", []),
        ("郑浩说好。", "Zheng Hao’s word counts.", CAPITALS, [("Zheng Hao", "ZHENG Hao")]),
        ("郑浩说好。", "ZHENG HAO AGREED", SMALL, []),  # a line of capitals
        ("欧阳文华说好。", "OUYANG Wenhua agreed.", SMALL, [("OUYANG Wenhua", "Ouyang Wenhua")]),
        ("吕志明说好。", "Lyu Zhiming agreed.", CAPITALS, [("Lyu Zhiming", "LYU Zhiming")]),
        ("王健说好。", "Jian Wang agreed.", CAPITALS, []),  # in the order of the West: another matter
        ("鲁迅公园开放。", "Lu Xun Park opens.", CAPITALS, []),  # no person
        ("李嘉诚来了。", "Li Ka-shing came.", CAPITALS, []),  # no pinyin
    ],
)
def test_the_style_of_names(source: str, target: str, style: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(source, target, style) == expected


def test_the_termbase_knows_better() -> None:
    known = load("zh_CN,en,kind\n郑浩,Zheng Hao,person\n", "terms.csv")
    assert told("郑浩说好。", "Zheng Hao agreed.", CAPITALS, terms=known) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_in_what_is_free_it_is_information(kind: Kind) -> None:
    (one,) = (
        one
        for one in found("郑浩说好。", "ZHENG Hao agreed.", surnames=SURNAMES, name_style=SMALL, kind=kind)
        if one.check == "capitals"
    )
    free = kind in (Kind.TITLE, Kind.SUMMARY, Kind.HEADING, Kind.CAPTION, Kind.ALT)
    assert one.severity is (Severity.INFO if free else Severity.WARNING)


def test_the_style_is_that_of_the_settings(desk: Desk) -> None:
    desk.write("a", "郑浩说好。\n")
    desk("sync")
    desk("edit", "a", desk.segments("a")[0]["id"], "--text", "Zheng Hao agreed.")
    assert [one["check"] for one in desk.segments("a")[0]["findings"]] == ["capitals"]
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text("utf-8").replace("WANG Jian", "Wang Jian"), encoding="utf-8")
    assert desk.segments("a")[0]["findings"] == []
