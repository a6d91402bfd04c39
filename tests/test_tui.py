"""The terminal UI under Textual's pilot: articles carried through every stage by keyboard alone."""

from collections.abc import Callable

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from tests.conftest import Desk
from tests.test_walk import WAY
from transflow.newsroom.room import open_newsroom
from transflow.tui.app import Transflow
from transflow.tui.desk.screen import DeskScreen
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.editor.signing import SignOffScreen
from transflow.tui.forms import Form
from transflow.tui.helping import Help
from transflow.tui.prompts import Ask, Choose
from transflow.tui.rows import Rows
from transflow.tui.text.field import Field

pytestmark = pytest.mark.asyncio
SIZE = (120, 36)


def app(desk: Desk, by: str, slug: str | None = None) -> Transflow:
    return Transflow(open_newsroom(desk.root, lambda: by), slug)


async def until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    """Waits for what a thread beside the UI brings."""
    for _step in range(400):
        await pilot.pause(0.02)
        if true():
            return
    raise AssertionError("it never came")


async def write(pilot: Pilot[int], text: str) -> None:
    """Empties the field that has the focus and types `text` into it; what a pilot cannot press (Chinese) comes as an
    input method sends it, in one piece."""
    await pilot.press("ctrl+a", "delete")
    for char in text[:3] if text.isascii() else "":
        await pilot.press("space" if char == " " else char)
    pilot.app.post_message(events.Paste(text[3:] if text.isascii() else text))
    await pilot.pause()


def editor(pilot: Pilot[int]) -> EditorScreen:
    screen = pilot.app.screen
    assert isinstance(screen, EditorScreen)
    return screen


@pytest.mark.parametrize("way", WAY)
async def test_an_article_goes_from_draft_to_page_by_keyboard(desk: Desk, way: str) -> None:
    name, text, target, translation, on_page = WAY[way]
    (desk.root / name).write_text(text, encoding="utf-8")
    slug = desk("add", str(desk.root / name)).out.strip()
    desk.root.joinpath("transflow.toml").write_text(
        desk.root.joinpath("transflow.toml")
        .read_text()
        .replace('["memory", "offline", "google"]', '["memory", "pseudo"]')
    )

    # Li: a machine fills the article from the desk; she opens it and mends it segment by segment.
    async with app(desk, "li").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: pilot.app.screen.query_one(Rows).row_count == 1)
        await pilot.press("f9")
        await until(pilot, lambda: desk.row(slug)["stage"] == "machine")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        for line in translation:
            await write(pilot, line)
            await pilot.press("f2")
        assert desk.row(slug)["stage"] == "review"
        await pilot.press("f4")  # her own work she cannot sign
        await pilot.pause()
        assert desk.row(slug)["segments"]["approved"] == 0
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))

    # Wang returns one with a note, and signs the rest.
    async with app(desk, "wang", slug).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        pilot.app.screen.query_one(Field).focus()
        await pilot.press("e", "enter", "x", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("alt+l")
        await pilot.pause()
    assert desk.row(slug)["segments"] | {"total": 0} == {
        "total": 0, "untranslated": 0, "machine": 0, "stale": 0, "returned": 1, "translated": 0, "approved": len(translation) - 1,
    }  # fmt: skip
    assert "wang: ex" in desk.segments(slug)[0]["notes"]

    # Li confirms the returned one, Wang signs it and publishes.
    async with app(desk, "li", slug).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("f2", "escape")
        await pilot.pause()
    async with app(desk, "wang", slug).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(pilot.app.screen, SignOffScreen))
        await pilot.press("f2")
        await until(pilot, lambda: desk.row(slug)["stage"] == "published")
    page = desk.root / "public" / target.replace("_", "-") / slug / "index.html"
    assert on_page in page.read_text("utf-8")


async def test_what_is_typed_is_on_disk_when_the_cursor_leaves_the_segment(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n\n三。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        for keys in ("pagedown", "pageup", "ctrl+n", "escape"):
            await write(pilot, f"One {keys}.")
            present = editor(pilot).view
            assert present is not None
            await pilot.press(keys)
            await pilot.pause()
            assert f"One {keys}." in [one["target"] for one in desk.segments("a")]


async def test_leaving_altogether_saves_too(desk: Desk) -> None:
    desk.write("a", "一。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await write(pilot, "One.")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert desk.segments("a")[0]["target"] == "One."


async def test_enter_and_digits_only_write(desk: Desk) -> None:
    desk.write("a", "一。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("a", "enter", "b", "1", ".", "comma")
        assert pilot.app.screen.query_one(Field).text == "ab1.,"
        assert desk.segments("a")[0]["target"] == ""


async def test_two_people_in_one_segment_see_both_texts(desk: Desk) -> None:
    desk.write("a", "一。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await write(pilot, "Mine.")
        desk("edit", "a", desk.segments("a")[0]["id"], "--text", "Theirs.", by="chen")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        assert pilot.app.screen.query_one(OptionList).option_count == 3
        assert desk.segments("a")[0]["target"] == "Theirs."
        await pilot.press("1")
        await until(pilot, lambda: desk.segments("a")[0]["target"] == "Mine.")
    assert any(one["actor"] == "chen" for one in desk("history", "a", "--json").json)


async def test_a_match_is_inserted_by_its_number(desk: Desk) -> None:
    for slug in ("a", "b"):
        desk.write(slug, "会后，双方签署了合作备忘录。\n")
    desk("sync")
    desk("edit", "a", desk.segments("a")[0]["id"], "--text", "The two sides then signed a memorandum.")
    desk("approve", "a", "--all", by="wang")
    async with app(desk, "li", "b").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await until(pilot, lambda: bool(editor(pilot).aid and editor(pilot).aid.offers))
        await pilot.press("alt+1", "f2")
        await pilot.pause()
    assert desk.segments("b")[0]["target"] == "The two sides then signed a memorandum."
    assert desk.segments("b")[0]["status"] == "translated"


async def test_leave_out_remark_waive_join_split_undo(desk: Desk) -> None:
    desk.write("a", "他来了。他看见，他胜利了。\n")
    desk("sync")

    async def ask(pilot: Pilot[int], key: str, text: str) -> None:
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await write(pilot, text)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))

    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await ask(pilot, "alt+m", "Caesar said it")
        assert desk.segments("a")[0]["notes"] == ["Caesar said it"]
        await pilot.press("alt+j")
        await pilot.pause()
        assert [one["source"] for one in desk.segments("a")] == ["他来了。他看见，他胜利了。"]
        await pilot.press("alt+z")
        await pilot.pause()
        assert [one["source"] for one in desk.segments("a")] == ["他来了。", "他看见，他胜利了。"]
        await pilot.press("pagedown", "alt+k")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("1")
        await pilot.pause()
        assert [one["source"] for one in desk.segments("a")] == ["他来了。", "他看见，", "他胜利了。"]
        await ask(pilot, "alt+o", "said already")
        assert [one["omitted"] for one in desk.segments("a")].count("said already") == 1


async def test_the_desk_filters_sorts_and_helps(desk: Desk) -> None:
    for number in range(5):
        desk.write(f"a{number}", f"---\ntitle: 新闻{number}\n---\n\n正文。\n")
    async with app(desk, "li").run_test(size=SIZE) as pilot:
        table = pilot.app.screen.query_one(Rows)
        await until(pilot, lambda: table.row_count == 5)
        await pilot.press("a", "3")
        assert table.row_count == 1
        await pilot.press("escape")
        assert table.row_count == 5
        assert pilot.app.screen.query_one(Input).value == ""
        await pilot.press("f4", "f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        await pilot.press("escape", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert editor(pilot).slug == "a4"  # the cursor had stayed on a3
        await pilot.press("f5")  # the preview
        await until(pilot, lambda: not isinstance(pilot.app.screen, EditorScreen))


async def test_a_broken_article_says_so_and_the_rest_goes_on(desk: Desk) -> None:
    desk.write("good", "好。\n")
    desk.write("bad", "---\ntitle: x\n")
    async with app(desk, "li").run_test(size=SIZE) as pilot:
        table = pilot.app.screen.query_one(Rows)
        await until(pilot, lambda: table.row_count == 1)
        assert "bad.md:1" in str(pilot.app.screen.query_one("#line").render())


async def test_what_the_source_gives_is_inserted_by_a_key(desk: Desk) -> None:
    (desk.root / "locales" / "terms.csv").write_text("zh_CN,en\n碳达峰,carbon peaking\n", encoding="utf-8")
    desk.write("a", "120人谈**碳达峰**。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("alt+n", "space", "alt+g", "alt+t")
        assert pilot.app.screen.query_one(Field).text == "120 <b1>carbon peaking</b1>"
        await pilot.press("quotation_mark")
        assert pilot.app.screen.query_one(Field).text == "120 <b1>carbon peaking”</b1>"


async def test_several_articles_are_marked_and_done_at_once(desk: Desk) -> None:
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text().replace('["memory", "offline", "google"]', '["memory", "copy"]'))
    for number in range(4):
        desk.write(f"a{number}", f"---\ntitle: Number {number}\n---\n\nBody {number}.\n")
    desk("sync")
    async with app(desk, "li").run_test(size=SIZE) as pilot:
        table = pilot.app.screen.query_one(Rows)
        await until(pilot, lambda: table.row_count == 4)
        await pilot.press("f8", "f8", "f9")
        await until(pilot, lambda: [desk.row(f"a{n}")["stage"] for n in range(4)] == ["machine"] * 2 + ["draft"] * 2)
        await pilot.press("alt+c")
        await until(pilot, lambda: [desk.row(f"a{n}")["assignee"] for n in range(4)] == ["li", "li", None, None])
        assert desk.row("a0")["stage"] == "machine"  # assigning makes nothing stale
        await pilot.press("f8", "f8", "alt+i")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("2")  # not li: somebody else
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await write(pilot, "chen")
        await pilot.press("f2")
        await until(pilot, lambda: desk.row("a2")["assignee"] == "chen")
    assert not any(row["source_changed"] for row in desk("status", "--json").json["articles"])


async def test_what_others_do_shows_up_by_itself(desk: Desk) -> None:
    desk.write("a", "一。\n")
    async with app(desk, "li").run_test(size=SIZE) as pilot:
        table = pilot.app.screen.query_one(Rows)
        await until(pilot, lambda: table.row_count == 1)
        desk.write("b", "二。\n")
        await until(pilot, lambda: table.row_count == 2)


async def test_the_list_is_narrowed_and_keys_go_among_what_is_left(desk: Desk) -> None:
    desk.write("a", "\n\n".join(f"第{n}句。" for n in range(1, 7)) + "\n")
    desk("sync")
    for number, one in enumerate(desk.segments("a")):
        if number % 2:
            desk("edit", "a", one["id"], "--text", f"Sentence {number + 1}.", by="chen" if number == 3 else "li")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        screen, table = editor(pilot), pilot.app.screen.query_one(Rows)
        assert table.row_count == 6
        await pilot.press("alt+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("8")  # my own
        await until(pilot, lambda: table.row_count == 2)
        await pilot.press("pagedown", "pagedown")
        assert screen.place == 5
        await pilot.press("alt+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("1")
        await until(pilot, lambda: table.row_count == 6)


async def test_an_earlier_text_can_be_taken_back(desk: Desk) -> None:
    desk.write("a", "一。\n")
    desk("sync")
    ident = desk.segments("a")[0]["id"]
    for text in ("One.", "The one.", "This one."):
        desk("edit", "a", ident, "--text", text)
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("alt+h")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        assert pilot.app.screen.query_one(OptionList).option_count == 2
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert pilot.app.screen.query_one(Field).text == "One."
        await pilot.press("f2")
        await until(pilot, lambda: desk.segments("a")[0]["target"] == "One.")


async def test_a_reviewer_sees_what_the_machine_said(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n")
    desk("sync")
    desk("translate", "a", "--engine", "copy")
    first, second = desk.segments("a")
    desk("edit", "a", first["id"], "--text", first["target"])
    desk("edit", "a", second["id"], "--text", "Two.")
    async with app(desk, "wang", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        side = pilot.app.screen.query_one("#help", Static)
        await until(pilot, lambda: "accepted unchanged" in str(side.render()))
        await pilot.press("pagedown")
        await until(pilot, lambda: "The machine said" in str(side.render()) and "二。" in str(side.render()))


async def test_find_and_replace_shows_first_and_does_then(desk: Desk) -> None:
    desk.write("a", "**一**。\n\n二。\n\n三。\n")
    desk("sync")
    for one, text in zip(desk.segments("a"), ("<b1>LHU</b1> won.", "The LHU team.", "Nothing."), strict=True):
        desk("edit", "a", one["id"], "--text", text)
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        await write(pilot, "LHU")
        await pilot.press("tab")
        await write(pilot, "Linhai University")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        assert pilot.app.screen.query_one(OptionList).option_count == 3
        await pilot.press("1")
        await until(
            pilot,
            lambda: (
                [one["target"] for one in desk.segments("a")]
                == ["<b1>Linhai University</b1> won.", "The Linhai University team.", "Nothing."]
            ),
        )


async def test_a_text_left_unconfirmed_is_kept_and_is_no_translation_yet(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await write(pilot, "Half a sent")
        await pilot.press("pagedown")
        await until(pilot, lambda: desk.segments("a")[0]["target"] == "Half a sent")
        one = desk.segments("a")[0]
        assert (one["status"], one["origin"], one["by"]) == ("machine", "human", "li")
        desk("approve", "a", one["id"], by="wang", code=1)
        desk("translate", "a", "--engine", "copy", "--redo")
        assert desk.segments("a")[0]["target"] == "Half a sent"  # no machine overwrites it
        await pilot.press("pageup", "f2")
        await until(pilot, lambda: desk.segments("a")[0]["status"] == "translated")


async def test_what_is_typed_survives_its_segment(desk: Desk) -> None:
    desk.write("a", "他来了。他看见。\n\n末句。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await write(pilot, "Precious words")
        desk("join", "a", desk.segments("a")[0]["id"], by="chen")
        await pilot.pause(2.5)  # the editor has looked at the folder meanwhile
        assert pilot.app.screen.query_one(Field).text == "Precious words"
        await pilot.press("pagedown")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("f2")
        await until(pilot, lambda: "Precious words" in [one["target"] for one in desk.segments("a")])


async def test_a_reviewer_who_mends_and_signs_is_the_approver(desk: Desk) -> None:
    desk.write("a", "一。\n")
    desk("sync")
    desk("edit", "a", desk.segments("a")[0]["id"], "--text", "Won.")
    async with app(desk, "wang", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await write(pilot, "One.")
        await pilot.press("f4")
        await until(pilot, lambda: desk.segments("a")[0]["status"] == "approved")
    one = desk.segments("a")[0]
    assert (one["target"], one["by"], one["approver"]) == ("One.", "li", "wang")


async def test_concordance_finds_words_in_either_language_and_writes_them(desk: Desk) -> None:
    for slug, text in (("a", "双方签署了合作备忘录。"), ("b", "另一句。")):
        desk.write(slug, f"{text}\n")
    desk("sync")
    desk("edit", "a", desk.segments("a")[0]["id"], "--text", "The two sides signed a memorandum.")
    desk("approve", "a", "--all", by="wang")
    async with app(desk, "li", "b").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        for words in ("MEMORANDUM", "备忘录"):
            await pilot.press("f3")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await write(pilot, words)
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
            assert pilot.app.screen.query_one(OptionList).option_count == 1
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await write(pilot, "sides")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert pilot.app.screen.query_one(Field).text == "The two sides signed a memorandum."
