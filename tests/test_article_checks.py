"""What the checks find only in a whole article, on the command line, in the desk's row and in the editor's sheet."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Desk
from transflow.checks.chinese import spelling
from transflow.checks.personal import spelt
from transflow.newsroom import reading
from transflow.newsroom.judging import SURNAMES
from transflow.newsroom.room import open_newsroom

TERMS = (
    "zh_CN,en,kind,abbreviation,pronoun\n临海大学,Linhai University,organisation,LHU,\n"
    "单知远,SHAN Zhiyuan,person,,\n谢云兰,XIE Yunlan,person,,she\n"
)


def article(desk: Desk, *sentences: tuple[str, str]) -> list[list[tuple[str, str]]]:
    """An article of these paragraphs and translations: (check, severity) of what only the whole of it shows, by segment."""
    (desk.root / "locales" / "terms.csv").write_text(TERMS, encoding="utf-8")
    desk.write("a", "\n\n".join(source for source, _target in sentences) + "\n")
    desk("sync")
    for segment, (_source, target) in zip(desk.segments("a"), sentences, strict=True):
        desk("edit", "a", segment["id"], "--text", target)
    return [across(one["findings"]) for one in desk.segments("a")]


def across(findings: list[dict[str, Any]]) -> list[tuple[str, str]]:
    own = ("spelling", "mentions", "pronouns")
    return [(one["check"], one["severity"]) for one in findings if one["check"] in own]


W, INFO = "warning", "info"


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([("王健来了。", "Wang Jian came."), ("王健说好。", "Jian Wang agreed.")], [[], [("spelling", W)]]),
        ([("王健来了。", "WANG Jian came."), ("王健说好。", "Wang Jian agreed.")], [[], []]),  # capitals are style
        ([("王健来了。", "Wang Jian came."), ("王坚说好。", "Jian Wang agreed.")], [[], []]),  # somebody else
        (
            [("临海大学开学。", "LHU opens."), ("临海大学很大。", "Linhai University (LHU) is big.")],
            [[("mentions", W)], []],
        ),
        (
            [("临海大学开学。", "Linhai University opens."), ("临海大学很大。", "LHU is big.")],
            [[("mentions", W)], []],
        ),
        (
            [("临海大学开学。", "Linhai University (LHU) opens."), ("临海大学很大。", "Linhai University is big.")],
            [[], [("mentions", INFO)]],
        ),
        ([("临海大学开学。", "Linhai University opens."), ("临海大学很大。", "Linhai University is big.")], [[], []]),
        ([("单知远来了。", "SHAN Zhiyuan came with his book.")], [[("pronouns", INFO)]]),
        ([("谢云兰来了。", "XIE Yunlan came with her book.")], [[]]),
        ([("谢云兰来了。", "XIE Yunlan came with his book.")], [[("pronouns", INFO)]]),  # somebody else’s, perhaps
        ([("谢云兰来了。", "Mr. XIE came.")], [[("pronouns", W)]]),
        ([("谢云兰来了。", "Ms. XIE came with Mr. Smith.")], [[("pronouns", INFO)]]),
    ],
)
def test_what_an_article_shows(
    desk: Desk, sentences: list[tuple[str, str]], expected: list[list[tuple[str, str]]]
) -> None:
    assert article(desk, *sentences) == expected


def test_every_face_says_the_same_and_it_is_turned_off_and_waived_as_any_check(desk: Desk) -> None:
    article(desk, ("王健来了。", "WANG Jian came."), ("王健说好。", "Jian Wang agreed."))
    (one,) = [row for row in desk("check", "a", "--json").json if row["check"] == "spelling"]
    assert "WANG Jian" in one["message"]
    assert one["span"] == [0, 9]
    assert desk.row("a")["findings"] == {"error": 0, "warning": 1}
    desk("waive", "a", one["id"], "spelling", "--why", "as signed")
    assert desk.row("a")["findings"] is None or desk("check", "a").out.endswith("0 errors, 0 warnings\n")
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[checks]\noff = ["spelling"]\n', encoding="utf-8")
    assert "spelling" not in desk("check", "a").out


def test_the_sheet_of_the_editor_follows_what_is_typed_and_done(desk: Desk) -> None:
    article(desk, ("王健来了。", "WANG Jian came."), ("王健说好。", "Jian Wang agreed."))
    room = open_newsroom(desk.root, lambda: "li")
    sheet = reading.sheet(room, "a")

    def found(view: reading.View) -> list[str]:
        return [one.finding.check for one in view.findings]

    assert [found(view) for view in sheet.views] == [[], ["spelling"]]
    assert found(reading.as_typed(room, sheet, sheet.views[1].segment, "WANG Jian agreed.")) == []
    typed = replace(sheet.views[0].segment, target="Jian Wang came.")
    after = reading.with_segment(room, sheet, 0, typed)
    assert [found(view) for view in after.views] == [[], []]  # the later one was right to say so
    again = reading.sheet(room, "a", None, after)
    assert [found(view) for view in again.views] == [[], ["spelling"]]
    assert again.views == sheet.views


@given(
    st.lists(st.sampled_from(["Wang Jian", "Jian Wang", "said", "The", "WANG Jian", ",", "and", "Jain"]), max_size=8)
)
def test_what_is_spelt_stands_where_it_is_said_to(words: list[str]) -> None:
    english = " ".join(words)
    found = spelt("王健说", english, SURNAMES)
    assert all(english[start:end] == written and name == "王健" for name, written, start, end in found)
    assert all(one[3] <= other[2] for one, other in pairwise(found))


def test_a_relative_day_is_held_against_the_date_of_the_article(desk: Desk) -> None:
    """In the desk, on the command line and as one types: all of them know the front matter."""
    desk.write("a", "---\ndate: 2026-03-02\n---\n\n他昨天抵达。\n")  # a Monday
    desk("sync")
    (segment,) = desk.segments("a")
    for target, wrong in (("He arrived on Sunday.", False), ("He arrived on Friday.", True)):
        desk("edit", "a", segment["id"], "--text", target)
        (told,) = desk.segments("a")
        assert ["numbers"] * wrong == [one["check"] for one in told["findings"]]
    room = open_newsroom(desk.root, lambda: "li")
    sheet = reading.sheet(room, "a")
    for target, wrong in (("He arrived on Sunday.", False), ("He arrived on Friday.", True)):
        view = reading.as_typed(room, sheet, sheet.views[0].segment, target)
        assert ["Sunday"] * wrong == [one.finding.expected for one in view.findings]
    desk.write("a", "---\ndate: 2026-03-07\n---\n\n他昨天抵达。\n")  # yesterday is a Friday now
    assert [one.finding.check for one in sheet.views[0].findings] == ["numbers"]
    assert reading.sheet(room, "a", None, sheet).views[0].findings == ()


def test_an_article_counts_its_days_from_its_dateline_and_then_from_its_date(desk: Desk) -> None:
    desk.write("a", "---\ndate: 2026-03-04\n---\n\n新华社北京3月2日电 会议召开。\n\n他昨天抵达。\n")
    desk("sync")
    first, second = desk.segments("a")
    desk("edit", "a", first["id"], "--text", "BEIJING, March 2 (Xinhua) -- The meeting opened.")
    for text, wrong in (("He arrived on Sunday.", 0), ("He arrived on Tuesday.", 1), ("He arrived on March 3.", 1)):
        desk("edit", "a", second["id"], "--text", text)
        counted = [one for one in desk.segments("a")[1]["findings"] if "date of the article" in one["message"]]
        assert len(counted) == wrong
    desk.write("a", "---\ndate: 2026-03-04\ndateline: 新华社北京3月2日电\n---\n\n会议召开。\n\n他昨天抵达。\n")
    desk("sync")
    assert {one["check"] for one in desk.segments("a")[-1]["findings"]} == {"numbers"}
    desk.write("a", "---\ndate: 2026-03-04\n---\n\n会议召开。\n\n他昨天抵达。\n")
    desk("sync")
    assert desk.segments("a")[-1]["findings"] == []


@pytest.mark.parametrize(
    ("sentences", "wrong"),
    [
        ((("John Keller won the prize.", "约翰·凯勒获奖。"), ("Keller thanked them.", "科勒感谢他们。")), "科勒"),
        ((("John Keller won the prize.", "约翰·凯勒获奖。"), ("Keller thanked them.", "凯勒感谢他们。")), ""),
        (
            (("John Keller won the prize.", "约翰·凯勒获奖。"), ("Killer bees came.", "杀人蜂来了，科勒市遭殃。")),
            "",
        ),  # not named
        (
            (("Ann Carbery kicked.", "安·卡伯里踢球。"), ("Carbery missed.", "卡贝里踢偏了。")),
            "",
        ),  # two characters: no proof
        ((("Maria Carbery kicked.", "玛丽亚·卡伯里踢球。"), ("Carbery missed.", "卡贝里踢偏了。")), "卡贝里"),
    ],
)
def test_a_foreign_name_is_written_in_one_way_through_an_article(
    sentences: tuple[tuple[str, str], ...], wrong: str
) -> None:
    known: dict[str, str] = {}
    places = []
    for source, target in sentences:
        places += [spelling.otherwise(name, before, source, target) for name, before in known.items()]
        known |= dict(spelling.introduced(source, target))
    found = {sentences[-1][1][slice(*place)] for place in places if place is not None}
    assert found == ({wrong} if wrong else set())
