"""What the editor's keys do beyond the way from draft to page: terms, offers, review, search, sign-off."""

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import OptionList, Static
from textual.widgets._toast import Toast

from tests.conftest import Desk
from tests.test_tui import SIZE, app, editor, until, write
from transflow.newsroom import editing, record, unsaved
from transflow.newsroom.room import Newsroom, open_newsroom
from transflow.tui.editor.document import DocumentScreen
from transflow.tui.editor.proofreading import ProofreadingScreen
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.editor.seen import FILTERS
from transflow.tui.editor.signing import SignOffScreen
from transflow.tui.foot import Foot
from transflow.tui.forms import Form
from transflow.tui.prompts import Ask, Choose
from transflow.tui.rows import Rows
from transflow.tui.text.field import Field

pytestmark = pytest.mark.asyncio


def engines(desk: Desk, names: str) -> None:
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text().replace('["memory", "offline", "google"]', names))


async def test_a_term_is_added_from_the_editor_and_known_at_once(desk: Desk) -> None:
    desk.write("a", "碳达峰。\n")
    desk("sync")
    terms = desk.root / "locales" / "terms.csv"
    terms.write_bytes('\ufeffzh-Hans,en,kind,note\r\n碳中和,carbon neutrality,term,"a, b"'.encode())
    before = terms.read_bytes()
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        for _time in range(2):  # the second time it is there already
            await pilot.press("alt+a")
            await until(pilot, lambda: isinstance(pilot.app.screen, Form))
            await write(pilot, "碳达峰")
            await pilot.press("enter", "tab")
            await write(pilot, "carbon peaking")
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert terms.read_bytes() == before + "\r\n碳达峰,carbon peaking,term,\r\n".encode()
        await pilot.press("alt+t")
        assert pilot.app.screen.query_one(Field).text == "carbon peaking"
        assert "carbon peaking" in str(pilot.app.screen.query_one("#help", Static).render())


async def test_the_kind_of_a_term_is_chosen_by_going_there(desk: Desk) -> None:
    desk.write("a", "海洋公司。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("alt+a")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        await write(pilot, "海洋公司")
        await pilot.press("tab")
        await write(pilot, "Ocean Co.")
        await pilot.press("tab", "tab", "down", "down", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
    assert "海洋公司,Ocean Co.,organisation," in (desk.root / "locales" / "terms.csv").read_text("utf-8")


async def test_what_is_typed_is_checked_once_the_fingers_rest(desk: Desk) -> None:
    desk.write("a", "投资3.5亿元。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        panel = pilot.app.screen.query_one("#help", Static)
        await write(pilot, "It cost 35 million yuan.")
        await until(pilot, lambda: "numbers:" in str(panel.render()))
        assert desk.segments("a")[0]["target"] == ""  # looking saves nothing
        pilot.app.screen.query_one(Field).replace("350", (0, 8), (0, 10))
        await until(pilot, lambda: "numbers:" not in str(panel.render()))


async def test_a_return_takes_the_reviewer_on_and_is_not_undone_by_a_second_f2(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n\n三。\n")
    desk("sync")
    for one in desk.segments("a")[:2]:
        desk("edit", "a", one["id"], "--text", "Text.")
    async with app(desk, "wang", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        screen = editor(pilot)
        screen.go(0)
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await write(pilot, "Mend it.")
        await pilot.press("f2")
        await until(pilot, lambda: screen.place == 1)
        await pilot.press("pageup", "f2")
        await pilot.pause()
        assert screen.place == 0
    first = desk.segments("a")[0]
    assert (first["status"], first["by"]) == ("returned", "li")


async def test_each_line_of_a_choice_has_one_key(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n")
    desk("sync")
    desk("omit", "a", desk.segments("a")[1]["id"], "--why", "no")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("alt+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("f")  # the fifteenth: what is left out
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert editor(pilot).filter is FILTERS[-1]
        assert editor(pilot).shown == [1]


async def test_a_source_that_changes_somewhere_else_in_the_article_is_announced(desk: Desk) -> None:
    desk.write("a", "第一句话在这里。\n\n第二句话也在这里。\n")
    desk("sync")
    desk("edit", "a", desk.segments("a")[1]["id"], "--text", "The second one is here too.")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        desk.write("a", "第一句话在这里。\n\n第二句话还在这里。\n")
        await until(pilot, lambda: any("1 segment has changed" in one.message for one in pilot.app._notifications))
        assert editor(pilot).sheet.views[1].segment.status.value == "stale"


async def test_engines_are_asked_by_a_key_and_their_words_inserted_by_number(desk: Desk) -> None:
    engines(desk, '["memory", "pseudo", "offline"]')
    desk.write("a", "一。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        screen = editor(pilot)
        await until(pilot, lambda: screen.aid is not None)
        assert screen.aid is not None
        assert screen.aid.offers == ()
        await pilot.press("alt+e")
        await until(pilot, lambda: screen.aid is not None and bool(screen.aid.offers))
        (offer,) = screen.aid.offers
        assert offer.origin == "engine:pseudo"
        assert any("offline" in one for one in screen.aid.failures)  # who has nothing to say tells why
        await pilot.press("alt+1")
        assert screen.query_one(Field).text == offer.target
        assert desk.segments("a")[0]["status"] == "untranslated"  # asking saves nothing


async def test_a_paragraph_is_joined_by_one_key_and_taken_apart_by_another(desk: Desk) -> None:
    desk.write("a", "他来了。他看见。他胜利了。\n\n末段。\n")
    desk("sync")
    first, _second, third, _last = desk.segments("a")
    for one, text in ((first, "He came."), (third, "He won.")):
        desk("edit", "a", one["id"], "--text", text)
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("alt+b")
        await until(pilot, lambda: len(desk.segments("a")) == 2)
        whole = desk.segments("a")[0]
        assert (whole["source"], whole["target"]) == ("他来了。他看见。他胜利了。", "He came. He won.")
        assert pilot.app.screen.query_one(Field).text == "He came. He won."
        await pilot.press("alt+z")
        await until(pilot, lambda: len(desk.segments("a")) == 4)
    assert [one["target"] for one in desk.segments("a")] == ["He came.", "", "He won.", ""]


async def test_the_list_shows_what_became_of_the_machines_texts(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n\n三。\n\n四。\n")
    desk("sync")
    desk("translate", "a", "--engine", "copy")
    one, two, three, _four = desk.segments("a")
    desk("edit", "a", one["id"], "--text", one["target"])
    desk("edit", "a", two["id"], "--text", "Two.")
    desk("approve", "a", two["id"], by="wang")
    desk("edit", "a", three["id"], "--text", "")
    desk("edit", "a", three["id"], "--text", "Three things")
    names = [each.name for each in FILTERS]
    async with app(desk, "wang", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        table = pilot.app.screen.query_one(Rows)

        async def shown(name: str) -> list[int]:
            await pilot.press("alt+f")
            await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
            pilot.app.screen.query_one(OptionList).highlighted = names.index(name) + 2
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
            await pilot.pause()
            assert table.row_count == len(editor(pilot).shown)
            return editor(pilot).shown

        assert await shown("machine’s text, accepted unchanged") == [0]
        assert await shown("differs from the machine") == [1, 2]
        assert await shown("machine’s text") == [3]
        assert await shown("approved") == [1]
        await pilot.press("alt+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await write(pilot, "things")
        await pilot.press("f2")
        await until(pilot, lambda: editor(pilot).shown == [2])


async def test_words_are_replaced_whole_and_in_any_case_if_asked(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n\n三。\n")
    desk("sync")
    for one, text in zip(desk.segments("a"), ("Art for art.", "The artist’s party.", "中art文"), strict=True):
        desk("edit", "a", one["id"], "--text", text)
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        await write(pilot, "art")
        await pilot.press("tab")
        await write(pilot, "craft")
        await pilot.press("tab", "space", "tab", "space", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("1")
        await until(pilot, lambda: desk.segments("a")[0]["target"] == "craft for craft.")
    assert [one["target"] for one in desk.segments("a")][1:] == ["The artist’s party.", "中craft文"]


async def test_the_translator_is_shown_what_the_reviewer_made_of_it(desk: Desk) -> None:
    desk.write("a", "一。\n")
    desk("sync")
    desk("edit", "a", desk.segments("a")[0]["id"], "--text", "Won dollar.")
    async with app(desk, "wang", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await write(pilot, "One dollar.")
        await pilot.press("f6")
        await until(pilot, lambda: desk.segments("a")[0]["status"] == "approved")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        side = pilot.app.screen.query_one("#help", Static)
        await until(pilot, lambda: "Corrected by wang" in str(side.render()))
        said = str(side.render())
        assert "WonOne dollar." in said  # what went and what came, side by side
        assert said.index("correct") < said.rindex("edit")  # the record, newest first


async def test_an_editor_signs_for_what_is_published(desk: Desk) -> None:
    desk.write("a", "3人。\n\n不译。\n\n末句。\n")
    desk("sync")
    one, two, three = desk.segments("a")
    desk("edit", "a", one["id"], "--text", "Four people.")
    desk("omit", "a", two["id"], "--why", "for readers at home only")
    desk("edit", "a", three["id"], "--text", "The end.", by="chen")
    desk("waive", "a", one["id"], "numbers", "--why", "the reporter corrected it by phone")
    async with app(desk, "wang", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(pilot.app.screen, SignOffScreen))
        said = str(pilot.app.screen.query(Static)[1].render())
        assert said.lstrip().startswith("It cannot be published")  # what follows may be longer than the screen
        await pilot.press("f2")  # there is nothing to sign yet
        await pilot.pause()
        assert isinstance(pilot.app.screen, SignOffScreen)
        await pilot.press("escape", "alt+l", "f10")
        await until(pilot, lambda: isinstance(pilot.app.screen, SignOffScreen))
        said = str(pilot.app.screen.query(Static)[1].render())
        for words in ("li (2)", "chen (1)", "wang (3)", "for readers at home only", "corrected it by phone"):
            assert words in said
        assert "cannot be published" not in said
        await pilot.press("escape")
        await pilot.pause()
        assert desk.row("a")["stage"] == "approved"
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(pilot.app.screen, SignOffScreen))
        await pilot.press("f2")
        await until(pilot, lambda: desk.row("a")["stage"] == "published")


async def test_a_click_on_a_match_inserts_it(desk: Desk) -> None:
    for slug in ("a", "b"):
        desk.write(slug, "会后签署了备忘录。\n")
    desk("sync")
    desk("edit", "a", desk.segments("a")[0]["id"], "--text", "They signed.")
    desk("approve", "a", "--all", by="wang")
    async with app(desk, "li", "b").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        screen = editor(pilot)
        await until(pilot, lambda: screen.aid is not None and bool(screen.aid.offers))
        side = screen.query_one("#help", Static)
        await pilot.pause()
        line = next(y for y in range(side.size.height) if "They signed." in side.render_line(y).text)
        await pilot.click(side, offset=(4, line))
        await until(pilot, lambda: screen.query_one(Field).text == "They signed.")


async def test_a_new_name_is_offered_beside_its_segment_and_kept_by_two_keys(desk: Desk) -> None:
    desk.write("a", "临海大学校长单知远说，合作很好。\n\n雨停了。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: editor(pilot).names is not None)
        at = next(n for n, view in enumerate(editor(pilot).sheet.views) if "单知远" in view.segment.source)
        editor(pilot).go(at)

        def beside() -> str:
            return str(editor(pilot).query_one("#help", Static).render())

        assert "单知远 = SHAN Zhiyuan?  or DAN Zhiyuan" in beside()
        await pilot.press("alt+a")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await until(pilot, lambda: not editor(pilot).names)
        assert "SHAN Zhiyuan?" not in beside()
        assert "SHAN Zhiyuan (pronoun unknown)" in beside()  # among the terms
        await pilot.press("alt+t")
        assert editor(pilot).query_one(Field).text == "SHAN Zhiyuan"
    assert "单知远,SHAN Zhiyuan,person,preferred,,," in (desk.root / "locales" / "terms.csv").read_text("utf-8")


async def test_a_name_within_a_longer_one_is_not_offered_in_its_place(desk: Desk) -> None:
    desk.write("a", "记者王建报道。\n\n校长王建国说，合作很好。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: editor(pilot).names is not None)
        offered = []
        for place, view in enumerate(editor(pilot).sheet.views):
            editor(pilot).go(place)
            offered.append((view.segment.source, [one.name for one in editor(pilot).new_names()]))
    assert ("校长王建国说，合作很好。", ["王建国"]) in offered


async def test_the_pronoun_of_a_new_name_is_kept_and_a_wrong_one_refused(desk: Desk) -> None:
    desk.write("a", "临海大学校长单知远说，合作很好。\n")
    desk("sync")
    terms = desk.root / "locales" / "terms.csv"
    before = terms.read_bytes()
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(editor(pilot).names))
        for pronoun in ("it", "he"):
            await pilot.press("alt+a")
            await until(pilot, lambda: isinstance(pilot.app.screen, Form))
            await write(pilot, pronoun)
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
            if pronoun == "it":
                assert terms.read_bytes() == before
    assert "单知远,SHAN Zhiyuan,person,preferred,,he," in terms.read_text("utf-8")


async def test_the_foot_leads_with_what_lies_before_the_person(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n")
    desk("sync")
    desk("edit", "a", desk.segments("a")[0]["id"], "--text", "One.")
    async with app(desk, "wang", "a").run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        foot = pilot.app.screen.query_one(Foot)
        await until(pilot, lambda: "F4 approve" in str(foot.render()))
        assert editor(pilot).place == 0  # who has translated nothing here begins with what waits for a signature
        line = str(foot.render())
        assert line.index("F4 approve") < line.index("F6 correct and sign") < line.index("F7 return")
        assert "F1 help" in line
        await pilot.press("pagedown")  # nobody’s yet: it may be translated
        assert "F2 confirm" in str(foot.render())
        assert "F4 approve" not in str(foot.render())


async def test_a_waiver_shows_its_reason_beside_the_segment(desk: Desk) -> None:
    desk.write("a", "3人。\n")
    desk("sync")
    one = desk.segments("a")[0]
    desk("edit", "a", one["id"], "--text", "Four people.")
    desk("waive", "a", one["id"], "numbers", "--why", "the reporter corrected it by phone")
    async with app(desk, "wang", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        side = pilot.app.screen.query_one("#help", Static)
        assert "waived by li: the reporter corrected it by phone" in str(side.render())
        pilot.app.screen.query_one(Field).replace("Five", (0, 0), (0, 4))  # another text: the waiver is void
        await until(pilot, lambda: "waived" not in str(side.render()) and "numbers:" in str(side.render()))


async def test_all_that_a_waiver_accepts_is_named_before(desk: Desk) -> None:
    """A waiver is for all that a check finds in the segment: an error may hide behind the warning that one means."""
    desk.write("a", "共2.9亿元，60人参加。\n")
    desk("sync")
    one = desk.segments("a")[0]
    desk("edit", "a", one["id"], "--text", "It cost 2.9 million yuan; 70 people came.")
    said = [found["message"] for found in desk.segments("a")[0]["findings"] if found["check"] == "numbers"]
    assert len(said) == 2
    async with app(desk, "wang", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("alt+w")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        question = str(pilot.app.screen.query_one(".question", Static).render())
        assert all(message in question for message in said)
        assert question.count("✗") == 2
        await pilot.press("escape")
    told = desk("waive", "a", one["id"], "numbers", "--why", "the reporter corrected it by phone").err
    assert all(message in told for message in said)


async def test_one_key_applies_the_fix_of_the_finding_at_the_cursor(desk: Desk) -> None:
    desk.write("a", "产量达2.5亿吨，4月1日公布。\n")
    desk("sync")
    wrong = "Output was  25 million tonnes, released on 1 May."
    desk("edit", "a", desk.segments("a")[0]["id"], "--text", wrong)
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        field, side = pilot.app.screen.query_one(Field), pilot.app.screen.query_one("#help", Static)
        assert "Alt+X: “25 million” → “250 million”" in " ".join(str(side.render()).split())
        field.move_cursor((0, wrong.index("million")))
        await pilot.press("alt+x")
        assert field.text == "Output was  250 million tonnes, released on 1 May."
        assert "→ “250 million”" not in str(side.render())
        await pilot.press("alt+x")  # no finding is at the cursor: the first that has a fix
        assert field.text == "Output was  250 million tonnes, released on 1 April."
        assert desk.segments("a")[0]["target"] == wrong, "nothing is saved before the segment is left"
        await pilot.press("ctrl+z")
        assert field.text == "Output was  250 million tonnes, released on 1 May."
        await pilot.press("ctrl+z")
        assert field.text == wrong
        await pilot.press("alt+x", "alt+x", "alt+x", "alt+x")  # the fourth has nothing to do
        assert field.text == "Output was 250 million tonnes, released on 1 April."


async def test_what_a_cut_file_has_lost_is_said_at_opening(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n")
    desk("sync")
    for one in desk.segments("a"):
        desk("edit", "a", one["id"], "--text", f"Text of {one['source']}")
    whole = desk.po("a").read_bytes()
    desk.po("a").write_bytes(whole[: whole.rindex(b"\n\n#") + 1])
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await until(pilot, lambda: any("lost outside transflow" in one.message for one in pilot.app._notifications))
        assert editor(pilot).place == 1  # the one without a text
        await pilot.press("alt+h")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert pilot.app.screen.query_one(Field).text == "Text of 二。"


async def type_in(pilot: Pilot[int], text: str) -> None:
    """Keys as a terminal sends what an input method has composed."""
    field = pilot.app.screen.query_one(Field)
    for char in text:
        field.post_message(events.Key(char, char))
    await pilot.pause()


async def test_a_quotation_goes_over_two_segments(desk: Desk) -> None:
    desk.write("a", "---\nlang: en\n---\n\n“He did it,” she said. “He told us so. They were drunk.” It ended.\n")
    desk("sync")
    whole = next(one for one in desk.segments("a") if "He told" in one["source"])
    desk("split", "a", whole["id"], str(whole["source"].index("They were")))
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        for number, view in enumerate(editor(pilot).sheet.views):
            if view.segment.source.startswith("“He told us"):
                editor(pilot).go(number)
        await type_in(pilot, '"他告诉我们了。')
        await pilot.press("f2")
        await until(pilot, lambda: editor(pilot).view.segment.source.startswith("They were"))  # type: ignore[union-attr]
        await type_in(pilot, '他们喝醉了。"发言人说。')
        assert pilot.app.screen.query_one(Field).text == "他们喝醉了。”发言人说。"


async def test_of_two_texts_one_is_kept_as_a_remark(desk: Desk) -> None:
    desk.write("a", "一。\n")
    desk("sync")
    one = desk.segments("a")[0]["id"]
    desk("edit", "a", one, "--text", "One.")
    async with app(desk, "wang", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        desk("edit", "a", one, "--text", "One, by li.")
        await write(pilot, "One, by wang.")
        await pilot.press("f6")  # mends and signs: but what is signed there is another text by now
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("3")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await until(pilot, lambda: desk.segments("a")[0]["notes"] == ["One, by wang."])
    now = desk.segments("a")[0]
    assert (now["target"], now["status"], now["by"]) == ("One, by li.", "translated", "li")


async def test_joining_says_that_an_approval_is_gone(desk: Desk) -> None:
    desk.write("a", "一。二。\n")
    desk("sync")
    for one in desk.segments("a"):
        desk("edit", "a", one["id"], "--text", "Text.")
    desk("approve", "a", "--all", by="wang")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("alt+j")
        await until(pilot, lambda: any("must be approved again" in one.message for one in pilot.app._notifications))
        await pilot.press("alt+z")
        await until(pilot, lambda: {one["status"] for one in desk.segments("a")} == {"approved"})


async def test_a_reviewer_is_not_led_to_what_he_has_returned(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n\n三。\n")
    desk("sync")
    for one in desk.segments("a"):
        desk("edit", "a", one["id"], "--text", "Text.")
    desk("return", "a", desk.segments("a")[0]["id"], "--note", "mend it", by="wang")
    async with app(desk, "wang", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert editor(pilot).place == 1
        await pilot.press("ctrl+n")
        await until(pilot, lambda: editor(pilot).place == 2)
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert editor(pilot).place == 0


async def test_escape_shows_all_segments_again_before_it_goes_back(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        screen = editor(pilot)
        screen.narrow(FILTERS[0])
        await pilot.press("escape")
        await until(pilot, lambda: screen.filter is None)
        assert pilot.app.screen is screen
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not screen)


async def test_a_text_goes_by_the_name_of_who_wrote_it(desk: Desk) -> None:
    desk.write("a", "一。\n")
    desk("sync")
    one = desk.segments("a")[0]["id"]
    desk("edit", "a", one, "--text", "By li.")
    room = open_newsroom(desk.root, lambda: "wang")
    editing.correct(room, "a", one, "By wang.", "en")
    desk("undo", "a", by="wang")
    assert [(found.text, found.by) for found in record.earlier(room, "a", one, "en")] == [("By wang.", "wang")]
    desk("edit", "a", one, "--text", "Again.")
    assert ("By li.", "li") in [(found.text, found.by) for found in record.earlier(room, "a", one, "en")]


async def test_the_sentence_of_a_crash_comes_back(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("pagedown")
        await write(pilot, "The second, half wri")
        room = open_newsroom(desk.root, lambda: "li")
        await until(pilot, lambda: kept_text(room, "a") == "The second, half wri")
    assert [one["target"] for one in desk.segments("a")] == ["", ""]  # it ended without a word
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(Field).text == "The second, half wri")
        assert editor(pilot).place == 1
        await pilot.press("pageup")
        assert [one["target"] for one in desk.segments("a")] == ["", "The second, half wri"]
        await until(pilot, lambda: unsaved.kept(room, "a", "en") is None)


async def test_what_somebody_else_has_written_since_is_not_covered(desk: Desk) -> None:
    desk.write("a", "一。\n")
    desk("sync")
    one = desk.segments("a")[0]["id"]
    room = open_newsroom(desk.root, lambda: "li")
    unsaved.keep(room, "a", "en", unsaved.Unsaved(one, "", "Old."))
    desk("edit", "a", one, "--text", "New.", by="chen")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await until(pilot, lambda: unsaved.kept(room, "a", "en") is None)
        assert pilot.app.screen.query_one(Field).text == "New."


async def test_enter_looks_for_words_and_writes_nothing(desk: Desk) -> None:
    desk.write("a", "会议召开。\n\n会议结束。\n")
    desk("sync")
    one = desk.segments("a")[0]["id"]
    desk("edit", "a", one, "--text", "The meeting was held.")
    desk("approve", "a", one, by="wang")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await write(pilot, "会议")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        assert "The meeting was held." in str(pilot.app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("alt+o")  # a reason is a text: Enter does nothing there
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await write(pilot, "why")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Ask)


async def test_what_is_known_of_a_person_stands_beside_the_name(desk: Desk) -> None:
    desk.write("a", "王珂说。\n")
    desk("sync")
    desk("terms", "add", "王珂", "WANG Ke", "--kind", "person", "--honorific", "Prof.", "--post", "Dean 2021-")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        side = pilot.app.screen.query_one("#help", Static)
        await until(pilot, lambda: "WANG Ke (pronoun unknown)  Prof.  Dean 2021-" in str(side.render()))


def toasts(pilot: Pilot[int]) -> str:
    return "\n".join(one.message for one in pilot.app._notifications)


def kept_text(room: Newsroom, slug: str) -> str:
    found = unsaved.kept(room, slug, "en")
    return found.text if found else ""


async def test_a_renaming_is_followed_with_what_is_typed(desk: Desk) -> None:
    """In the editor whether the watch or a save finds it first; two renamings at once lead on as one does."""
    desk.write("old", "一。\n\n二。\n")
    desk.write("link", "见[它](old.md)。\n")
    desk("sync")
    desk("edit", "old", desk.segments("old")[1]["id"], "--text", "Two.")
    room = open_newsroom(desk.root, lambda: "li")
    async with app(desk, "li", "old").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        screen = editor(pilot)
        await write(pilot, "Half a sent")
        screen.keep()  # what another timer does
        assert kept_text(room, "old") == "Half a sent"
        desk("rename", "old", "middle", by="wang")
        assert unsaved.kept(room, "old", "en") is None
        desk("rename", "middle", "new", by="wang")
        assert kept_text(room, "new") == "Half a sent"
        screen._watch()  # what the timer does
        await until(pilot, lambda: screen.slug == "new")
        assert screen.query_one(Field).text == "Half a sent"
        assert "old is called new now" in toasts(pilot)
        desk("rename", "new", "newest", by="wang")
        await pilot.press("f2")
        await until(pilot, lambda: screen.slug == "newest")
        assert [one["target"] for one in desk.segments("newest")] == ["Half a sent", "Two."]
        screen.keep()
    assert not list((desk.root / ".transflow" / "typing").glob("*.json"))


async def test_an_article_that_is_gone_takes_nothing_that_is_typed_with_it(desk: Desk) -> None:
    desk.write("a", "一。\n")
    desk("sync")
    source = desk.root / "articles" / "a.md"
    text = source.read_text()
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        screen = editor(pilot)
        await write(pilot, "Half a sent")
        source.unlink()
        screen._watch()  # what the timer does
        await until(pilot, lambda: screen.gone)
        assert "a: this article is gone" in toasts(pilot)
        for key in ("pagedown", "f2", "alt+m", "f5", "f10", "f6", "alt+z"):
            await pilot.press(key)
        assert pilot.app.screen is screen
        assert screen.query_one(Field).text == "Half a sent"
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not screen)
    source.write_text(text)
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(Field).text == "Half a sent")


async def test_what_is_read_is_followed_and_says_that_it_is_gone(desk: Desk) -> None:
    desk.write("old", "一。\n")
    desk("sync")
    desk("edit", "old", desk.segments("old")[0]["id"], "--text", "One.")
    async with app(desk, "wang", "old").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        screen = editor(pilot)
        await pilot.press("alt+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProofreadingScreen))
        reader = pilot.app.screen
        assert isinstance(reader, ProofreadingScreen)
        desk("rename", "old", "new", by="wang")
        reader._watch()
        await until(pilot, lambda: reader.slug == "new")
        await pilot.press("f4")
        await until(pilot, lambda: desk.segments("new")[0]["status"] == "approved")
        (desk.root / "articles" / "new.md").unlink()
        await pilot.press("f4")
        assert "new: this article is gone" in toasts(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen and screen.gone)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not screen)


async def test_confirming_goes_on_where_nothing_else_is_unfinished(desk: Desk) -> None:
    """So that the next keys do not write over what was just confirmed; behind the last there is nothing to go to."""
    desk.write("a", "一。\n\n二。\n\n三。\n")
    desk("sync")
    for number in (1, 2):
        desk("edit", "a", desk.segments("a")[number]["id"], "--text", f"Sentence {number}.")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        screen = editor(pilot)
        await write(pilot, "One.")
        await pilot.press("f2")
        await until(pilot, lambda: screen.place == 1)
        assert "nothing else is unfinished" in toasts(pilot)
        assert screen.query_one(Field).text == "Sentence 1."
        await pilot.press("f2", "f2", "f2")
        assert screen.place == 2
    assert [one["target"] for one in desk.segments("a")] == ["One.", "Sentence 1.", "Sentence 2."]


async def test_what_one_has_made_stays_shown_whatever_the_filter(desk: Desk) -> None:
    desk.write("a", "他看见，他胜利了。\n\n末句。\n\n再末。\n")
    desk("sync")
    for one in desk.segments("a")[:2]:
        desk("edit", "a", one["id"], "--text", "Words.")
    async with app(desk, "li", "a").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        screen = editor(pilot)
        screen.narrow(FILTERS[1])  # waiting for approval
        screen.go(0)
        assert screen.shown == [0, 1]
        await pilot.press("alt+k")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("1")
        await until(pilot, lambda: screen.shown == [0, 1, 2])
        assert screen.place == 0
        await pilot.press("f2")  # the whole text stays with the first half; the second is next
        await until(pilot, lambda: screen.place == 1)
        await write(pilot, "He won.")
        await pilot.press("f2")
        await until(pilot, lambda: screen.place == 2)
        screen.narrow(None)
        screen.narrow(FILTERS[0])
        assert screen.shown == [3]
    assert [one["target"] for one in desk.segments("a")] == ["Words.", "He won.", "Words.", ""]


@pytest.mark.parametrize("adapted", [False, True])
async def test_what_is_said_covers_neither_what_is_read_nor_what_is_written(desk: Desk, adapted: bool) -> None:
    desk.write("a", f"---\n{'mode: adapted' if adapted else 'date: 2026-11-20'}\n---\n\n甲。\n")
    desk("sync")
    async with app(desk, "li", "a").run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        if adapted:
            await pilot.press("end", "f2")
            await until(pilot, lambda: isinstance(pilot.app.screen, DocumentScreen))
        screen = pilot.app.screen
        for said in ("the last one: nothing else is unfinished\n3 segments have errors", "what was approved here " * 3):
            screen.notify(said)
        await until(pilot, lambda: len(screen.query(Toast)) == 2)
        await pilot.pause()
        for toast in screen.query(Toast):
            assert toast.region.area
            assert screen.region.contains_region(toast.region)
            for name in ("#text", "#told") if adapted else ("#target", "#source", "#segments"):
                assert not screen.query_one(name).region.overlaps(toast.region)
