"""The desk under Textual's pilot: every key of its table, work on several articles at once, and nobody's key lost."""

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from rich.text import Text
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.conftest import Desk
from transflow.newsroom import overview, pretranslation, reading
from transflow.newsroom.pretranslated import Pretranslation
from transflow.newsroom.room import Newsroom, open_newsroom
from transflow.tui import keys
from transflow.tui.app import Transflow
from transflow.tui.desk import lines, looking, shown
from transflow.tui.desk.board import Board
from transflow.tui.desk.listing import ORDERS, Entry
from transflow.tui.desk.screen import DeskScreen
from transflow.tui.desk.waiting import Opening, Waiting
from transflow.tui.desk.work import JobBar, ShowReport
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.helping import Help
from transflow.tui.prompts import Ask, Choose
from transflow.tui.rows import Rows
from transflow.tui.statistics import StatisticsScreen
from transflow.tui.text.field import Field

pytestmark = pytest.mark.asyncio
SIZE = (160, 45)
PEOPLE = """
[people]
li = { zh_CN = "李", en = "LI", roles = ["translator"] }
wang = { zh_CN = "王", en = "WANG", roles = ["editor", "reviewer"] }
"""


@pytest.fixture
def news(desk: Desk) -> Desk:
    """Six articles, in which nothing is translated, and an engine that copies."""
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text().replace('["memory", "offline", "google"]', '["copy"]'))
    for number, (title, more) in enumerate(
        (
            ("港口开航", "tags: [port]\ndue: 2099-11-30"), ("Zinc 2030", "assignee: chen\ndue: 2020-11-29"),
            ("钢铁展", "tags: [steel, fair]"), ("高校合作", ""), ("冶金奖", "embargo: 2099-01-01"), ("访问团", ""),
        )
    ):  # fmt: skip
        desk.write(f"a{number}", f"---\ntitle: {title}\n{more}\n---\n\n正文{number}。\n")
    desk("sync")
    return desk


def app(desk: Desk, by: str = "li") -> Transflow:
    return Transflow(open_newsroom(desk.root, lambda: by))


async def until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    """Waits for what a thread beside the UI brings."""
    for _step in range(800):
        await pilot.pause(0.01)
        if true():
            return
    raise AssertionError(f"it never came; in front is {pilot.app.screen}")


async def loaded(pilot: Pilot[int]) -> DeskScreen:
    """The desk, once its articles are there."""
    screen = pilot.app.screen
    assert isinstance(screen, DeskScreen)
    await until(pilot, lambda: screen._listing is not None)
    return screen


async def in_front(pilot: Pilot[int], kind: type[object]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))


def slugs(screen: DeskScreen) -> list[str]:
    return [one.row.slug for one in screen._shown]


def chosen(screen: DeskScreen) -> str:
    entry = screen._chosen()
    assert entry is not None
    return entry.row.slug


def said(screen: object, where: str) -> str:
    """What stands in a line of the screen."""
    assert isinstance(screen, DeskScreen | ShowReport)
    return str(screen.query_one(where, Static).render())


def burst(pilot: Pilot[int], pressed: Sequence[str]) -> None:
    """Keys as they come from someone who waits for nothing."""
    for key in pressed:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


def translate(desk: Desk, slug: str, by: str) -> None:
    for one in desk.segments(slug):
        digits = "".join(char for char in one["source"] if char.isdigit())
        desk("edit", slug, one["id"], "--text", f"Text {digits}", by=by)


def outcomes(screen: object) -> list[tuple[str, bool, str]]:
    """Article, whether it is wholly done, and what is said of it, in the order of the report."""
    assert isinstance(screen, ShowReport)
    return [(slug, whole, text) for slug, _target, whole, text, _remedy in screen._lines]


# ── finding and going about ─────────────────────────────────────────────────────────────────────────────────────────
async def test_what_is_typed_finds_by_title_slug_person_stage_tag_in_any_case_and_width(news: Desk) -> None:
    translate(news, "a5", "sun")
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        for words, found in {
            "钢铁": {"a2"}, "zinc": {"a1"}, "ＺＩＮＣ 2030": {"a1"}, "a3": {"a3"}, "chen": {"a1"}, "sun": {"a5"},
            "review": {"a5"}, "#steel": {"a2"}, "#port draft": {"a0"}, "en draft #": {"a0", "a2"},
            "embargo": {"a4"}, "nothing is like this": set(), "": {f"a{n}" for n in range(6)},
        }.items():  # fmt: skip
            screen.query_one(Input).value = ""
            pilot.app.post_message(events.Paste(words))
            await until(pilot, lambda found=found: set(slugs(screen)) == found)  # type: ignore[misc]


async def test_one_key_switches_list_and_board_and_the_cursor_stays_on_its_article(news: Desk) -> None:
    translate(news, "a1", "chen")
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        rows, board = screen.query_one(Rows), screen.query_one(Board)
        await pilot.press("pagedown", "up")
        present = chosen(screen)
        assert (rows.display, board.display) == (True, False)
        await pilot.press("f2")
        assert (rows.display, board.display) == (False, True)
        assert chosen(screen) == present
        assert screen._shown[board.cursor_row].row.stage == "draft"
        await pilot.press("alt+right")  # over a stage where nothing stands
        assert chosen(screen) == "a1"
        await pilot.press("alt+left", "pageup")
        assert screen._shown[board.cursor_row].row.stage == "draft"
        first = chosen(screen)
        await pilot.press("down")
        assert chosen(screen) != first
        present = chosen(screen)
        await pilot.press("f2")
        assert chosen(screen) == present


async def test_sums_say_how_many_of_each_stage_and_how_much_is_left(news: Desk) -> None:
    translate(news, "a0", "chen")
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        assert "draft 5  review 1" in said(screen, "#masthead")
        left = sum(one.row.work.left for one in screen._shown)
        assert left > 0
        assert f"left: {left} chars" in said(screen, "#mine")
        await pilot.press("f2")
        heads = [(str(stack.head), stack.sums) for stack in screen.query_one(Board)._stacks]
        assert heads[0] == ("draft 5", f"{left} chars")
        assert heads[2] == ("review 1", f"{screen._shown[-1].row.work.awaiting} chars")


async def test_every_order_is_kept_and_the_key_goes_round_them(news: Desk) -> None:
    laws: dict[str, Callable[[Entry], object]] = {
        "stage": lambda one: overview.STAGES.index(one.row.stage),
        "title": lambda one: one.row.title.casefold(),
        "due": lambda one: one.row.due or "9",
        "modified": lambda one: [-ord(char) for char in one.row.modified_at or ""],
        "findings": lambda one: -(one.row.errors or 0),
    }
    translate(news, "a3", "chen")
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        seen = []
        for order in ORDERS:
            assert f"sorted by {order}" in said(screen, "#line")
            assert list(screen._shown) == sorted(screen._shown, key=laws[order])  # type: ignore[arg-type]
            seen.append(slugs(screen))
            await pilot.press("f4")
        assert slugs(screen) == seen[0]
        assert len({tuple(one) for one in seen}) > 1


async def test_what_one_looks_at_and_waits_for(news: Desk) -> None:
    """Statistics open and close; Escape empties the filter, then shows all again, then takes the marks away."""
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        await pilot.press("f6")
        await in_front(pilot, StatisticsScreen)
        await pilot.press("escape")
        await in_front(pilot, DeskScreen)
        await pilot.press("f8", "f3", "x")
        assert (len(screen._marked), screen._mine, screen.query_one(Input).value) == (1, True, "x")
        await pilot.press("escape")
        assert (len(screen._marked), screen._mine, screen.query_one(Input).value) == (1, True, "")
        await pilot.press("escape")
        assert (len(screen._marked), screen._mine) == (1, False)
        await pilot.press("escape")
        assert not screen._marked


async def test_a_row_and_a_card_say_what_an_editor_must_know(news: Desk) -> None:
    """Title, direction, progress, findings, assignee, due, embargo, update pending, age: in the list and on the board."""
    for slug in ("a1", "a4"):
        translate(news, slug, "chen")
        news("approve", slug, "--all", by="wang")
    news("publish", "a1")
    path = news.root / "articles" / "a1.md"
    path.write_text(path.read_text("utf-8").replace("正文1", "正文改1"), encoding="utf-8")
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        wanted = {
            "a1": ("Zinc 2030", "zh→en", "1/2", "chen", "11-29", "update pending", "overdue"),
            "a4": ("冶金奖", "zh→en", "2/2", "approved", "embargo 01-01", "now"),
        }
        for number, entry in enumerate(screen._shown):
            row = " ".join(cell.plain for cell in screen._cells(number))
            card = " ".join(text.plain for text in screen._card(number))
            for word in wanted.get(entry.row.slug, ()):
                assert word in row
                assert word in card or word == "approved"  # which the column says
        found = next(one for one in screen._shown if one.row.slug == "a4").row
        assert found.errors is not None


@pytest.mark.parametrize("width", [80, 100, 130, 131, 200])
async def test_no_alert_is_missing_at_any_width_and_the_line_says_the_words(news: Desk, width: int) -> None:
    (news.root / "articles" / "a5.md").write_text(
        "---\ntitle: 旧\nembargo: 2020-01-01\n---\n\n文。\n", encoding="utf-8"
    )
    async with app(news).run_test(size=(width, 24)) as pilot:
        screen = await loaded(pilot)
        told = {one.row.slug: [cell.plain for cell in screen._cells(n)] for n, one in enumerate(screen._shown)}
        words = width > 130
        assert "overdue" in told["a1"]
        assert ("embargo 01-01" if words else "embargo") in told["a4"]
        assert ("source changed" if words else "changed") in told["a5"]  # and its embargo is over
        assert chosen(screen) == "a1"
        assert "overdue" in said(screen, "#line")
        heads = {key for key, _head, _wide in screen._columns}
        assert len({"alert", "alerts"} & heads) == 1
        await pilot.press("f3")  # one more column
        wides = {key: wide for key, _head, wide in screen._columns}
        assert sum(wide + 2 for wide in wides.values()) <= width - 3  # none is cut
        assert all(wide >= lines.COLUMNS[key][1] for key, wide in wides.items())
        assert ("assignee" in wides) is (width == 200)
        await pilot.press("f3")
        wides = {key: wide for key, _head, wide in screen._columns}
        assert sum(wide + 2 for wide in wides.values()) <= width - 3
        assert width < 200 or wides["title"] > 80  # room is used


async def test_one_word_stands_for_several_alerts_and_says_so(news: Desk) -> None:
    path = news.root / "articles" / "a1.md"
    path.write_text(path.read_text("utf-8").replace("正文1", "正文改1"), encoding="utf-8")
    async with app(news).run_test(size=(80, 24)) as pilot:
        screen = await loaded(pilot)
        place = slugs(screen).index("a1")
        assert "overdue+" in [cell.plain for cell in screen._cells(place)]
        assert chosen(screen) == "a1"
        assert "overdue, source changed" in said(screen, "#line")


async def test_each_share_of_the_bar_is_as_long_as_its_part(news: Desk) -> None:
    translate(news, "a3", "chen")
    first, _second = news.segments("a3")
    news("approve", "a3", first["id"], by="wang")
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        place = slugs(screen).index("a3")
        bar: Text = screen._cells(place)[[key for key, _head, _wide in screen._columns].index("progress")]
        cells = {str(span.style): span.end - span.start for span in bar.spans}
        assert {style: length for style, length in cells.items() if length} == {
            "on bright_green": 3,
            "on bright_cyan": 3,
        }


# ── my work ─────────────────────────────────────────────────────────────────────────────────────────────────────────
async def test_my_work_is_what_was_returned_is_due_awaits_my_review_or_is_mine(desk: Desk) -> None:
    for slug, more in {
        "assigned": "assignee: li", "due": "assignee: li\ndue: 2020-01-01", "free": "", "mine": "", "returned": "",
        "review": "", "half": "", "others": "assignee: chen\ndue: 2020-01-01",
    }.items():  # fmt: skip
        desk.write(slug, f"---\ntitle: 新闻{slug}\n{more}\n---\n\n正文。\n")
    desk("sync")
    for slug, by in (("returned", "li"), ("mine", "li"), ("review", "chen")):
        translate(desk, slug, by)
    desk("return", "returned", desk.segments("returned")[0]["id"], "--note", "see the minutes", by="wang")
    desk("edit", "half", desk.segments("half")[0]["id"], "--text", "Half.", by="chen")  # its translator is still at it
    async with app(desk).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        told = "returned to me 1 · due 1 · awaiting my review 1 · assigned to me 1"
        assert told in said(screen, "#mine")  # on opening, before any key
        assert len(slugs(screen)) == 8
        await pilot.press("f3")
        assert slugs(screen) == ["returned", "due", "review", "assigned"]
        assert "returned to me 1" in " ".join(cell.plain for cell in screen._cells(0))
        assert "awaiting my review 2" in " ".join(cell.plain for cell in screen._cells(2))
        await pilot.press("f3")
        assert len(slugs(screen)) == 8


async def test_who_is_no_reviewer_has_nothing_to_review(news: Desk) -> None:
    translate(news, "a0", "chen")
    settings = news.root / "transflow.toml"
    settings.write_text(settings.read_text() + PEOPLE)
    for by, reviews in (("li", False), ("wang", True)):
        async with app(news, by).run_test(size=SIZE) as pilot:
            screen = await loaded(pilot)
            assert ("awaiting my review 1" in said(screen, "#mine")) is reviews


# ── work on several ─────────────────────────────────────────────────────────────────────────────────────────────────
async def test_marked_articles_are_translated_claimed_and_given_away(news: Desk) -> None:
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        await pilot.press("a", "0")
        await pilot.press("alt+m", "escape")
        assert {name for name, _target in screen._marked} == {"a0"}
        await pilot.press("alt+m")
        assert len(screen._marked) == 6
        await pilot.press("alt+m")  # once more, and none is
        assert not screen._marked
        first, second = slugs(screen)[:2]
        await pilot.press("pageup", "f8", "f8")
        assert {name for name, _target in screen._marked} == {first, second}
        assert "2 marked" in said(screen, "#line")
        await pilot.press("f9")
        await until(
            pilot, lambda: {one.row.slug for one in screen._shown if one.row.stage == "machine"} == {first, second}
        )
        await pilot.press("alt+c")
        await until(
            pilot, lambda: {one.row.slug for one in screen._shown if one.row.assignee == "li"} == {first, second}
        )
        await pilot.press("alt+i")
        await in_front(pilot, Choose)
        await pilot.press("up", "up", "enter")  # the last but one: somebody else
        await in_front(pilot, Ask)
        burst(pilot, ["h", "e", "f2"])
        await until(
            pilot, lambda: {one.row.slug for one in screen._shown if one.row.assignee == "he"} == {first, second}
        )
        await pilot.press("alt+i")
        await in_front(pilot, Choose)
        await pilot.press("up", "enter")  # the last one: nobody
        await until(pilot, lambda: [news.row(slug)["assignee"] for slug in (first, second)] == [None, None])


async def test_marks_that_the_filter_hides_are_told_and_left_alone(news: Desk) -> None:
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        await pilot.press("alt+m", "a", "3")
        assert "6 marked" in said(screen, "#line")
        assert "5 of them not shown" in said(screen, "#line")
        await pilot.press("f9")
        await until(pilot, lambda: [one.row.stage for one in screen._shown] == ["machine"])
    assert [news.row(f"a{n}")["stage"] for n in range(6)] == ["draft"] * 3 + ["machine"] + ["draft"] * 2


async def test_a_translator_claims_and_an_editor_assigns_out_of_the_people(news: Desk) -> None:
    settings = news.root / "transflow.toml"
    settings.write_text(settings.read_text() + PEOPLE)
    async with app(news, "li").run_test(size=SIZE) as pilot:
        await loaded(pilot)
        await pilot.press("a", "3", "alt+c")
        await until(pilot, lambda: news.row("a3")["assignee"] == "li")
    async with app(news, "wang").run_test(size=SIZE) as pilot:
        await loaded(pilot)
        await pilot.press("a", "5", "alt+i")
        await in_front(pilot, Choose)
        await pilot.press("1")
        await until(pilot, lambda: news.row("a5")["assignee"] == "li")


async def test_what_only_others_may_do_is_refused_once_and_nothing_is_begun(news: Desk) -> None:
    settings = news.root / "transflow.toml"
    settings.write_text(settings.read_text() + PEOPLE)
    async with app(news, "li").run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        for key in ("f10", "alt+l"):
            before = len(pilot.app._notifications)
            await pilot.press("alt+m", key)
            assert len(pilot.app._notifications) == before + 1
            assert not screen.query_one(JobBar).running


async def test_what_may_be_is_signed_and_published_and_the_rest_is_named_with_its_reason(news: Desk) -> None:
    translate(news, "a0", "chen")
    translate(news, "a1", "li")  # one's own: two persons are wanted
    translate(news, "a4", "chen")  # under embargo
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        await pilot.press("alt+m", "alt+l")
        await in_front(pilot, ShowReport)
        told = {slug: (whole, text) for slug, whole, text in outcomes(pilot.app.screen)}
        assert (told["a0"], told["a4"]) == ((True, "3 approved"), (True, "2 approved"))
        assert told["a1"][0] is False
        assert "2 ×" in told["a1"][1]
        wholes = [whole for _slug, whole, _text in outcomes(pilot.app.screen)]
        assert wholes == sorted(wholes)  # those that need a look come first
        first = outcomes(pilot.app.screen)[0][2]
        assert first in said(pilot.app.screen, "#said")
        await pilot.press("down", "pagedown", "pageup", "up", "escape")
        await until(
            pilot, lambda: {one.row.slug for one in screen._shown if one.row.stage == "approved"} == {"a0", "a4"}
        )

        await pilot.press("f10")
        await in_front(pilot, ShowReport)
        told = {slug: (whole, text) for slug, whole, text in outcomes(pilot.app.screen)}
        assert told["a0"] == (True, "published")
        assert "embargo" in told["a4"][1]
        assert not any(told[slug][0] for slug in told if slug != "a0")
        assert all(text for _whole, text in told.values())
        assert "1 done, 5 not, or not wholly" in str(pilot.app.screen.query_one(".question", Static).render())
    assert [news.row(f"a{n}")["stage"] == "published" for n in range(6)] == [True] + [False] * 5


async def test_an_article_that_cannot_be_read_any_more_does_not_stop_the_others(
    news: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "WATCH", 3600.0)  # the desk does not notice before
    async with app(news).run_test(size=SIZE) as pilot:
        await loaded(pilot)
        (news.root / "articles" / "a2.md").write_text("---\ntitle: x\n", encoding="utf-8")
        await pilot.press("alt+m", "f9")
        await in_front(pilot, ShowReport)
        told = outcomes(pilot.app.screen)
        assert told[0][:2] == ("a2", False)
        assert "front matter" in told[0][2]
        assert [whole for _slug, whole, _text in told] == [False] + [True] * 5


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Event, Event]]:
    """Translating comes into its third article and waits there until it is stopped or the second event is set."""
    come, free, real = Event(), Event(), pretranslation.translate

    def gated(
        room: Newsroom, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool], **more: Any
    ) -> Pretranslation:
        def told(number: int, total: int) -> None:
            progress(number, total)
            if number == 6:  # two, three, and the first of four
                come.set()
                while not (cancelled() or free.wait(0.005)):
                    pass

        return real(room, progress=told, cancelled=cancelled, **more)

    monkeypatch.setattr(pretranslation, "translate", gated)
    yield come, free
    free.set()


async def test_keys_are_answered_while_work_goes_on_and_it_can_be_stopped_in_the_middle(
    news: Desk, gate: tuple[Event, Event]
) -> None:
    come, _free = gate
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        bar = screen.query_one(JobBar)
        order = slugs(screen)
        await pilot.press("alt+m", "f9")
        await until(pilot, come.is_set)
        await until(pilot, lambda: "6/15 segments  Esc stops" in str(bar.render()))
        assert bar.display
        await pilot.press("down", "down")
        assert chosen(screen) == order[2]
        await pilot.press("a", "4")
        assert slugs(screen) == ["a4"]
        await pilot.press("f10")  # another work has to wait
        assert "still running" in [one.message for one in pilot.app._notifications][-1]
        await pilot.press("escape")
        await in_front(pilot, ShowReport)
        told = outcomes(pilot.app.screen)
        assert {slug for slug, whole, _text in told if whole} == set(order[:2])
        assert [(slug, text) for slug, _whole, text in told if text == "not begun"] == [
            (slug, "not begun") for slug in order[3:]
        ]
        said = next(text for slug, _whole, text in told if slug == order[2])
        assert re.match(
            rf"stopped at 1 of 4 segments, in {order[2]} → en \(3 left of it\), while copy was at work", said
        )
        assert "2 done, 1 not, or not wholly, 3 not begun" in str(
            pilot.app.screen.query_one(".question", Static).render()
        )
        assert not bar.display
    stages = {slug: news.row(slug)["stage"] for slug in order}
    assert stages == {slug: "machine" if slug in order[:2] else "draft" for slug in order}


async def test_a_report_does_not_come_between_a_writer_and_the_field(news: Desk, gate: tuple[Event, Event]) -> None:
    come, free = gate
    (news.root / "articles" / "zz.md").write_text("---\ntitle: 甲\nspiked: yes\n---\n\n乙。\n", encoding="utf-8")
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        await pilot.press("alt+m", "f9")
        await until(pilot, come.is_set)
        (news.root / "articles" / f"{slugs(screen)[-2]}.md").write_text("---\n", encoding="utf-8")
        await pilot.press("enter")
        await in_front(pilot, EditorScreen)
        free.set()
        await until(pilot, lambda: not screen.query_one(JobBar).running)
        assert isinstance(pilot.app.screen, EditorScreen)
        await pilot.press("escape")
        await in_front(pilot, ShowReport)


# ── what others do ──────────────────────────────────────────────────────────────────────────────────────────────────
async def test_what_another_process_does_shows_up_by_itself(news: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "WATCH", 0.05)
    monkeypatch.setattr(looking, "SHARE", 1)
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        await pilot.press("down", "down")
        present = chosen(screen)
        news.write("b", "---\ntitle: 新来\n---\n\n新。\n")
        with news.process("translate", "a5", "--engine", "pseudo", by="chen") as process:
            await until(pilot, lambda: [one.row.stage for one in screen._shown if one.row.slug == "a5"] == ["machine"])
            assert process.wait() == 0
        await until(pilot, lambda: "b" in slugs(screen))
        assert chosen(screen) == present
        (news.root / "articles" / "a4.md").unlink()
        await until(pilot, lambda: "a4" not in slugs(screen))
        assert chosen(screen) == present
        place = slugs(screen).index(present)
        following = slugs(screen)[place + 1]
        (news.root / "articles" / f"{present}.md").unlink()
        await until(pilot, lambda: present not in slugs(screen))
        assert chosen(screen) == following


async def test_who_cannot_wait_looks_again_by_a_key(news: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "WATCH", 3600.0)
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        news.write("b", "---\ntitle: 新来\n---\n\n新。\n")
        await pilot.press("f5")
        await until(pilot, lambda: "b" in slugs(screen))


# ── no key is lost ──────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """The first look at the folder, and each opening of an article, take until the event is set."""
    ready, look, read = Event(), overview.working_desk, reading.sheet

    def looked(*arguments: object) -> overview.Desk:
        assert ready.wait(30)
        return look(*arguments)  # type: ignore[arg-type]

    def opened(*arguments: object, **options: object) -> reading.Sheet:
        assert ready.wait(30)
        return read(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(overview, "working_desk", looked)
    monkeypatch.setattr(reading, "sheet", opened)
    yield ready
    ready.set()


async def test_a_command_before_the_articles_are_there_is_done_when_they_are(news: Desk, slow: Event) -> None:
    async with app(news).run_test(size=SIZE) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, DeskScreen)
        burst(pilot, ["a", "3", "f9"])
        await in_front(pilot, Waiting)
        burst(pilot, ["backspace", "1"])  # after the command: they neither change what it is done to nor get lost
        slow.set()
        await until(pilot, lambda: screen.query_one(Input).value == "a1" and slugs(screen) == ["a1"])
        await until(pilot, lambda: news.row("a3")["stage"] == "machine")
        assert pilot.app.screen is screen
    assert {news.row(f"a{n}")["stage"] for n in (0, 1, 2, 4, 5)} == {"draft"}


async def test_enter_and_what_is_typed_then_before_anything_is_there_goes_into_the_article(
    news: Desk, slow: Event
) -> None:
    async with app(news).run_test(size=SIZE) as pilot:
        burst(pilot, ["a", "3", "enter"])
        await in_front(pilot, Waiting)
        burst(pilot, ["H", "i", "f2"])
        pilot.app.post_message(events.Paste("正文译文"))
        burst(pilot, ["backspace", "f2", "escape"])
        slow.set()
        await until(pilot, lambda: news.row("a3")["stage"] == "review")
        await in_front(pilot, DeskScreen)
    assert [one["target"] for one in news.segments("a3")] == ["Hi", "正文译"]


async def test_keys_pressed_while_an_article_is_opened_go_to_the_editor_in_order(news: Desk, slow: Event) -> None:
    slow.set()
    async with app(news).run_test(size=SIZE) as pilot:
        await loaded(pilot)
        slow.clear()
        burst(pilot, ["a", "3", "enter", "O", "n"])
        await in_front(pilot, Opening)
        burst(pilot, ["e", "f2", "T", "w"])
        slow.set()
        await in_front(pilot, EditorScreen)
        await until(
            pilot, lambda: pilot.app.screen.query_one(Field).text == "Tw" if pilot.app.screen.query(Field) else False
        )
        assert news.segments("a3")[0]["target"] == "One"


async def test_what_is_still_on_its_way_when_the_waiting_is_over_comes_too(news: Desk) -> None:
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        waiting = Waiting("so long")
        await pilot.app.push_screen(waiting)

        async def back() -> None:
            pilot.app.pop_screen()

        burst(pilot, ["a", "3"])
        waiting.go_on(back)
        burst(pilot, ["x", "backspace"])
        await until(pilot, lambda: screen.query_one(Input).value == "a3")
        assert pilot.app.screen is screen


@pytest.mark.parametrize("key", ["f1", "alt+m"])
async def test_a_key_pressed_while_an_article_is_opened_means_what_it_means_in_the_editor(
    news: Desk, slow: Event, key: str
) -> None:
    slow.set()
    async with app(news).run_test(size=SIZE) as pilot:
        await loaded(pilot)
        slow.clear()
        burst(pilot, ["a", "3", "enter", key, "n", "o"])
        await in_front(pilot, Opening)
        slow.set()
        if key == "f1":
            await in_front(pilot, Help)
            assert isinstance(pilot.app.screen_stack[-2], EditorScreen)
        else:  # a remark is asked for, and the letters are the remark
            await in_front(pilot, Ask)
            await until(pilot, lambda: [one.text for one in pilot.app.screen.query(Field)] == ["no"])


async def test_who_waits_may_give_up_or_leave(news: Desk, slow: Event) -> None:
    slow.set()
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        slow.clear()
        await pilot.press("enter")
        await in_front(pilot, Opening)
        await pilot.press("escape")
        await in_front(pilot, DeskScreen)
        slow.set()
        await pilot.press("f2")
        assert screen.query_one(Board).display
        assert pilot.app.screen is screen
        slow.clear()
        await pilot.press("enter")
        await in_front(pilot, Opening)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: pilot.app._exit)
        slow.set()


async def test_an_article_that_cannot_be_opened_says_why_and_the_desk_goes_on(
    news: Desk, slow: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "WATCH", 3600.0)
    slow.set()
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        slow.clear()
        await pilot.press("a", "2", "enter")
        await in_front(pilot, Opening)
        burst(pilot, ["f10", "x"])  # meant for the editor: not for the desk
        await pilot.pause()
        (news.root / "articles" / "a2.md").write_text("---\ntitle: x\n", encoding="utf-8")
        slow.set()
        await in_front(pilot, DeskScreen)
        assert "a2.md" in [one.message for one in pilot.app._notifications][-1]
        assert screen.query_one(Input).value == "a2"
        assert not screen.query_one(JobBar).running


async def test_enter_right_behind_the_letters_opens_what_they_find(news: Desk) -> None:
    for letters, found in (("a4", "a4"), ("a1", "a1"), ("#p", "a0")):
        async with app(news).run_test(size=SIZE) as pilot:
            await loaded(pilot)
            burst(pilot, [*letters, "enter"])
            await in_front(pilot, EditorScreen)
            screen = pilot.app.screen
            assert isinstance(screen, EditorScreen)
            assert screen.slug == found
            await until(pilot, lambda screen=screen: isinstance(screen.focused, Field))  # type: ignore[misc]


async def test_every_command_of_the_desk_is_pressed_here() -> None:
    """So that a new key does not come without a test."""
    text = Path(__file__).read_text("utf-8")
    missing = [one.ident for one in keys.DESK if not any(f'"{key}"' in text for key in one.keys.split(","))]
    assert not missing


async def test_a_first_look_says_how_far_it_is(news: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(news.root / ".transflow")
    monkeypatch.setattr(shown, "_STEP", 4)
    seen, goes_on, make = Event(), Event(), overview._maker("row")

    def slowly(room: object, slug: str, *, check: bool) -> object:
        if slug == "a4":  # four have been read
            seen.set()
            assert goes_on.wait(30)
        return make(room, slug, check=check)

    monkeypatch.setattr(overview, "_maker", lambda _name: slowly)
    async with app(news).run_test(size=SIZE) as pilot:
        await until(pilot, seen.is_set)
        await until(pilot, lambda: "reading the newsroom: 4 of 6 articles" in said(pilot.app.screen, "#line"))
        goes_on.set()
        screen = await loaded(pilot)
        assert "reading" not in said(screen, "#line")
        assert len(slugs(screen)) == 6
