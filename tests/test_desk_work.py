"""What the desk says of work that waits, of pages that are out of date and of findings; who takes an article."""

import os
import time
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.conftest import Desk
from tests.test_desk import app, chosen, in_front, loaded, news, said, slugs, translate, until  # noqa: F401 (a fixture)
from transflow.newsroom import checking, overview
from transflow.newsroom.room import open_newsroom
from transflow.tui.app import Transflow
from transflow.tui.desk import lines, looking
from transflow.tui.desk.board import Board
from transflow.tui.desk.screen import DeskScreen
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.prompts import Ask, Choose
from transflow.tui.rows import Rows

pytestmark = pytest.mark.asyncio
SIZE = (120, 36)


def findings(screen: DeskScreen) -> dict[str, str]:
    """What stands in the column of findings, by slug."""
    return {one.row.slug: lines.findings(one).plain for one in screen._shown}


def standing(desk: Desk, slug: str) -> tuple[int, int]:
    """How many errors and warnings stand, as `check` counts them."""
    severities = [one["severity"] for one in desk("check", slug, "--json", code=None).json if not one["waived"]]
    return severities.count("error"), severities.count("warning")


def aged(desk: Desk) -> None:
    """Every file as old as a minute: one that was written a moment ago is read again at every look."""
    for path in desk.root.rglob("*"):
        if ".transflow" not in path.parts:
            os.utime(path, (time.time() - 60, time.time() - 60))


def toasts(pilot: Pilot[int]) -> str:
    return "\n".join(str(one.message) for one in pilot.app._notifications)


# ── the board ───────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_the_board_hides_no_card_while_it_has_room(news: Desk, size: tuple[int, int]) -> None:  # noqa: F811
    for slug in ("a0", "a2"):
        translate(news, slug, "chen")
        news("approve", slug, "--all", by="wang")
        news("publish", slug)
    async with app(news).run_test(size=size) as pilot:
        screen = await loaded(pilot)
        place = max(n for n, one in enumerate(screen._shown) if one.row.stage == "published")
        screen._view.move(place)
        await pilot.press("f2")
        await pilot.pause()
        board = screen.query_one(Board)
        column = next(n for n, stack in enumerate(board._stacks) if "published" in stack.head.plain)
        assert len(board._stacks[column].cards) == 2
        assert board._tops[column] == 0
        assert chosen(screen) == screen._shown[place].row.slug


# ── findings ────────────────────────────────────────────────────────────────────────────────────────────────────────
async def test_findings_come_back_by_themselves_when_the_termbase_changes(
    news: Desk,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So many articles a look, those in progress first; until then they are not known, which is not none."""
    monkeypatch.setattr(looking, "WATCH", 0.05)
    monkeypatch.setattr(looking, "SOON", 0.05)
    translate(news, "a2", "chen")
    aged(news)
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        assert "…" not in findings(screen).values()
        monkeypatch.setattr(overview, "EAGER", 1)
        news("terms", "add", "正文", "body")
        seen: list[int] = []

        def none_is_missing() -> bool:
            seen.append(list(findings(screen).values()).count("…"))
            return seen[-1] == 0 and max(seen) > 0

        await until(pilot, none_is_missing)
        assert seen == sorted(seen[: seen.index(max(seen))]) + sorted(seen[seen.index(max(seen)) :], reverse=True)
        assert findings(screen)["a2"] == f"{standing(news, 'a2')[1]}!"
    errors, warnings = standing(news, "a2")
    assert news.row("a2")["findings"] == {"error": errors, "warning": warnings}  # kept for `status`


async def test_findings_are_not_looked_for_while_keys_are_pressed(
    news: Desk,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(looking, "REST", 3600.0)
    aged(news)
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        news("terms", "add", "正文", "body")
        for _look in range(3):
            seen = screen._listing
            await pilot.press("f5")  # a key, too
            await until(pilot, lambda seen=seen: screen._listing is not seen)  # type: ignore[misc]
        assert set(findings(screen).values()) == {"…"}
        monkeypatch.setattr(looking, "REST", 0.05)
        await pilot.press("down")
        await pilot.pause(0.1)
        await pilot.press("f5")
        await until(pilot, lambda: "…" not in findings(screen).values())


async def test_check_is_remembered_and_status_says_what_is_not_known(news: Desk) -> None:  # noqa: F811
    translate(news, "a2", "chen")
    aged(news)
    before = news.row("a2")["findings"]["warning"]
    news("terms", "add", "正文", "body")
    assert news.row("a2")["findings"] == {"error": None, "warning": None}
    (line,) = [line for line in news("status").out.splitlines() if line.startswith("a2 ")]
    assert " ? " in line
    errors, warnings = standing(news, "a2")
    assert warnings > before
    assert news.row("a2")["findings"] == {"error": errors, "warning": warnings}


async def test_what_was_found_is_not_put_down_to_a_text_that_somebody_has_written_meanwhile(
    news: Desk,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    translate(news, "a2", "chen")
    aged(news)
    room = open_newsroom(news.root, lambda: "li")
    overview.working_desk(room)
    news("terms", "add", "正文", "body")
    before = overview.working_desk(room)
    assert {row.errors for row in before.articles} == {None}
    mine = tuple(row for row in before.articles if row.slug == "a2")
    judge, first = checking.judging.judge, news.segments("a2")[1]

    def meanwhile(*arguments: object, **more: object) -> object:
        judged = judge(*arguments, **more)  # type: ignore[arg-type]
        news("edit", "a2", first["id"], "--text", "The body 2.", by="chen")
        os.utime(news.po("a2"), (time.time() - 30, time.time() - 30))
        with monkeypatch.context() as other:
            other.setattr(overview, "EAGER", 0)  # the other one's desk has too much to read to look for findings
            overview.working_desk(open_newsroom(news.root, lambda: "chen"))
        return judged

    monkeypatch.setattr(checking.judging, "judge", meanwhile)
    assert checking.complete(room, replace(before, articles=mine)) == ()
    (row,) = [row for row in overview.working_desk(room).articles if row.slug == "a2"]
    assert row.errors is None


async def test_a_termbase_that_cannot_be_read_is_named_and_no_article_is_lost(news: Desk) -> None:  # noqa: F811
    aged(news)
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        (news.root / "locales" / "terms.csv").write_text("zh_CN,en,kind\n正文,body,thing\n", encoding="utf-8")
        await pilot.press("f5")
        await until(pilot, lambda: "terms.csv" in said(screen, "#line"))
        assert len(slugs(screen)) == 6
        assert set(findings(screen).values()) == {"…"}


# ── what waits ──────────────────────────────────────────────────────────────────────────────────────────────────────
def change_source(desk: Desk, slug: str, old: str, new: str) -> None:
    path = desk.root / "articles" / f"{slug}.md"
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    desk("sync")


def live(desk: Desk, slug: str, by: str) -> None:
    translate(desk, slug, by)
    desk("approve", slug, "--all", by="wang")
    desk("publish", slug, by="wang")


async def test_a_changed_source_waits_for_its_translator_and_the_desk_says_that_a_page_is_out_of_date(
    news: Desk,  # noqa: F811
) -> None:
    live(news, "a2", "li")
    change_source(news, "a2", "正文2", "新正文2")
    assert news.row("a2")["stage"] == "draft"
    for by, mine in (("li", True), ("wang", False), ("chen", False)):
        async with app(news, by).run_test(size=SIZE) as pilot:
            screen = await loaded(pilot)
            assert ("source changed 1" in said(screen, "#mine")) is mine
            assert "1 live page is out of date" in said(screen, "#mine")
            place = slugs(screen).index("a2")
            assert "update" in [cell.plain for cell in screen._cells(place)]
            await pilot.press("f3")
            assert ("a2" in slugs(screen)) is mine
    (news.root / "articles" / "a2.md").write_text(
        (news.root / "articles" / "a2.md").read_text("utf-8").replace("title:", "assignee: chen\ntitle:"), "utf-8"
    )
    for by, mine in (("li", False), ("chen", True)):  # it is whose article it is
        async with app(news, by).run_test(size=SIZE) as pilot:
            assert ("source changed 1" in said(await loaded(pilot), "#mine")) is mine


async def test_a_text_of_an_unknown_hand_waits_for_the_last_translator(news: Desk) -> None:  # noqa: F811
    live(news, "a2", "chen")
    path = news.po("a2")
    text = path.read_text("utf-8").replace("Text 2", "Words 2")  # another tool's: the sum is not that of the record
    head, _nl, body = text.partition('"Content-Type')
    path.write_text(f'{head}"Last-Translator: Sun <sun@example.org>\\n"\n"Content-Type{body}', "utf-8")
    change_source(news, "a2", "正文2", "新正文2")
    room = open_newsroom(news.root, lambda: "sun")
    (row,) = [row for row in overview.working_desk(room).articles if row.slug == "a2"]
    assert row.segments["stale"] == 1
    async with app(news, "sun").run_test(size=SIZE) as pilot:
        assert "source changed 1" in said(await loaded(pilot), "#mine")


async def test_who_has_nothing_to_do_is_told_what_nobody_has_taken(news: Desk) -> None:  # noqa: F811
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        assert "nothing waits for you; 5 unassigned (Alt+C claims one)" in said(screen, "#mine")
        await pilot.press("f3")
        nothing = screen.query_one("#nothing", Static)
        assert nothing.display
        assert not screen.query_one(Rows).display
        assert "5 unassigned" in str(nothing.render())
        await pilot.press("f2")
        assert not screen.query_one(Board).display
        await pilot.press("f3")
        assert not nothing.display
        assert screen.query_one(Board).display
        await pilot.press("q", "q")
        assert "no article fits “qq”" in str(nothing.render())
        await pilot.press("escape", "f2")
        await pilot.press("alt+c")
        await until(pilot, lambda: "unassigned" not in said(screen, "#mine"))
        assert "due 1" in said(screen, "#mine")


async def test_an_empty_newsroom_says_how_an_article_comes_in(desk: Desk) -> None:
    async with app(desk).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        assert "transflow add" in str(screen.query_one("#nothing", Static).render())


# ── the cursor ──────────────────────────────────────────────────────────────────────────────────────────────────────
async def test_back_from_an_article_the_cursor_is_on_it(news: Desk) -> None:  # noqa: F811
    async with Transflow(open_newsroom(news.root, lambda: "li"), "a3").run_test(size=SIZE) as pilot:
        await in_front(pilot, EditorScreen)
        await pilot.press("escape")
        await in_front(pilot, DeskScreen)
        screen = await loaded(pilot)
        assert chosen(screen) == "a3" != slugs(screen)[0]
        await pilot.press("f3", "f3")
        assert chosen(screen) == "a3"


async def test_my_work_and_back_is_where_one_was_unless_one_has_gone_on(news: Desk) -> None:  # noqa: F811
    for slug in ("a3", "a4"):
        translate(news, slug, "chen")
    async with app(news, "wang").run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        await pilot.press("down", "down")
        was = chosen(screen)
        assert was not in ("a3", "a4")
        await pilot.press("f3")
        assert slugs(screen) == ["a3", "a4"]
        await pilot.press("f3")
        assert chosen(screen) == was
        await pilot.press("f3", "down", "f3")
        assert chosen(screen) == "a4"


async def test_a_message_covers_no_title_of_the_first_rows(news: Desk) -> None:  # noqa: F811
    async with app(news).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await loaded(pilot)
        screen.notify("something was done")
        await until(pilot, lambda: any(one.region.height for one in screen.query("Toast")))
        (toast,) = screen.query("Toast")
        assert toast.region.y > screen.query_one(Rows).region.y + 10
        assert toast.region.bottom <= screen.query_one("#line").region.y  # nor what is said of the one under the cursor


# ── who takes it ────────────────────────────────────────────────────────────────────────────────────────────────────────
async def test_without_a_table_those_who_have_worked_here_are_offered_and_another_name_is_told(
    news: Desk,  # noqa: F811
) -> None:
    live(news, "a2", "sun")  # and wang has signed it
    async with app(news).run_test(size=SIZE) as pilot:
        screen = await loaded(pilot)
        assert list(screen._listing.people) == ["chen", "sun", "wang"]  # type: ignore[union-attr]
        for letters, name, new in (("SUN", "sun", False), ("zoe", "zoe", True)):
            await pilot.press("a", "5", "alt+i")
            await in_front(pilot, Choose)
            await pilot.press("4")
            await in_front(pilot, Ask)
            await pilot.press(*letters, "f2")
            await until(pilot, lambda name=name: news.row("a5")["assignee"] == name)  # type: ignore[misc]
            await until(pilot, lambda name=name: f"a5: assigned to {name}" in toasts(pilot))  # type: ignore[misc]
            assert ("nobody of that name has worked here" in toasts(pilot)) is new
            await pilot.press("escape")


async def test_nobody_is_offered_where_nobody_has_worked(desk: Desk) -> None:
    desk.write("one", "---\ntitle: 新闻\n---\n\n正文。\n")
    desk("sync")
    async with app(desk).run_test(size=SIZE) as pilot:
        await loaded(pilot)
        await pilot.press("alt+i")
        await in_front(pilot, Ask)


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────
async def test_chinese_sums_are_written_with_chinese_marks(news: Desk, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setenv("TRANSFLOW_LANG", "zh_CN")
    async with app(news).run_test(size=SIZE) as pilot:
        await loaded(pilot)
        await pilot.press("alt+m", "alt+c")
        await until(pilot, lambda: "分配：" in toasts(pilot) or "认领：" in toasts(pilot))
        assert not set(":,;") & set(toasts(pilot))
