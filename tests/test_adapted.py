"""Adapted articles (编译): the body is one segment, a text of its own beside the source."""

import json
import shutil
import subprocess

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import Desk
from tests.test_tui import until
from transflow import formats, segmentation
from transflow.article import ADAPTED, Article, Unit
from transflow.newsroom.room import open_newsroom
from transflow.segment import Kind, Segment, Status
from transflow.tui.app import Transflow
from transflow.tui.editor.document import DocumentScreen
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.text.field import Field

FRONT = "---\ntitle: 新闻\nmode: adapted\n---\n"
TEXT = FRONT + "\n甲公司投入3.5亿元。\n\n- 研究生80名；\n- 学生120名。\n\n林知远校长出席。\n"

LINES = st.lists(
    st.one_of(
        st.sampled_from(["", "- 一", "1. one", "> quote", "## 标题", "```", "| a | b |", "![图](a.jpg \"题\")", "<b1>", "&lt;b1>"]),
        st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12),
    ),
    max_size=8,
)  # fmt: skip


def read(raw: str) -> tuple[Article, tuple[Unit, ...]]:
    article = formats.read("articles/a.md", "a", raw)
    return article, segmentation.arrange(article.blocks, "zh_CN", "sentence")


def bodies(article: Article) -> list[str]:
    return [block.flat for block in article.blocks if block.kind is Kind.BODY]


# ── laws of the text ────────────────────────────────────────────────────────────────────────────────────────────────
@given(LINES, st.sampled_from(["\n", "\r\n"]))
@example(["#", "| a | b |", "- 一"], "\n")  # a heading that says nothing
def test_what_equals_its_source_is_the_file_byte_for_byte(lines: list[str], newline: str) -> None:
    raw = (FRONT + "\n".join(lines) + "\n").replace("\n", newline)
    article, units = read(raw)
    assert formats.render(article, [(unit, unit.source) for unit in units], "en") == raw
    assert formats.render(article, [(unit, unit.source) for unit in units], "en", shortcut=False) == raw


@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_any_text_takes_the_place_of_the_body_as_it_is(lines: list[str], newline: str) -> None:
    said = "\n".join(lines).strip()
    raw = TEXT.replace("\n", newline)
    article, units = read(raw)
    escaped = next((b.cut()[0].source for b in read(FRONT + "词\n\n" + said)[0].blocks if b.kind is Kind.BODY), "")
    target = escaped.removeprefix("词").strip("\n")
    made = formats.render(article, [(u, target if u.kind is Kind.BODY else u.source) for u in units], "en")
    assert made.removeprefix(FRONT.replace("\n", newline)).strip().replace("\r\n", "\n") == said


@pytest.mark.parametrize("heading", ["# 新闻", "新闻\n===="])
def test_a_heading_that_opens_the_body_is_the_headline(heading: str) -> None:
    article, units = read(f"---\nmode: adapted\n---\n\n{heading}\n\n正文。\n")
    assert article.title == "新闻"
    assert [(unit.kind, unit.source) for unit in units] == [(Kind.HEADING, "新闻"), (Kind.BODY, "正文。")]


# ── in the newsroom ─────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def adapted(desk: Desk) -> Desk:
    desk.write("a", TEXT)
    desk("sync")
    return desk


def body(desk: Desk, slug: str = "a") -> dict[str, object]:
    (found,) = [one for one in desk.segments(slug) if one["kind"] == "body"]
    return found


def write(desk: Desk, text: str, by: str = "li") -> None:
    desk("edit", "a", str(body(desk)["id"]), "--stdin", stdin=text, by=by)


@settings(max_examples=12)
@given(lines=LINES)
def test_every_text_stands_in_the_po_file_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    root = tmp_path_factory.mktemp("adapted") / "newsroom"
    desk = Desk(root)
    desk("init", str(root), "--source", "zh_CN", "--target", "en")
    desk.write("a", TEXT)
    desk("sync")
    said = "\n".join(lines)
    write(desk, said + "\n")
    wanted = said.strip("\n") if said.strip() else ""
    assert body(desk)["target"] == wanted
    assert body(desk)["status"] == ("translated" if wanted else "untranslated")
    if shutil.which("msgfmt"):
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(desk.po("a"))], check=True, stderr=subprocess.DEVNULL)


def test_from_draft_to_page_with_two_people(adapted: Desk) -> None:
    for one in adapted.segments("a"):
        if one["kind"] != "body":
            adapted("edit", "a", one["id"], "--text", "News")
    write(adapted, "Company Jia put in 350 million yuan.\n\n## Who came\n\nPresident LIN Zhiyuan attended.\n")
    assert adapted("approve", "a", "--all", code=1).code == 1  # one's own
    adapted("approve", "a", "--all", by="wang")
    adapted("publish", "a")
    page = (adapted.root / "public" / "en" / "a" / "index.html").read_text("utf-8")
    assert "<h2>Who came</h2>" in page
    assert "80名" in (adapted.root / "public" / "zh-CN" / "a" / "index.html").read_text("utf-8")
    write(adapted, "Company Jia put in 350 million yuan.\n")
    assert adapted.row("a")["stage"] == "review"  # another text is approved anew


def test_facts_are_checked_over_the_whole_wherever_they_stand(adapted: Desk) -> None:
    write(adapted, "President LIN Zhiyuan came , too.\n\n- 120 students\n\nCompany Jia put in 35 million yuan.\n")
    found = body(adapted)["findings"]
    assert isinstance(found, list)
    told = {(one["check"], one["severity"]): one for one in found}
    text = str(body(adapted)["target"])
    wrong = told["numbers", "error"]["span"]
    assert text[slice(*wrong)] == "35 million"
    assert ("numbers", "info") in told  # 80 is left out, as an adaptation may
    assert text[slice(*told["spaces", "warning"]["span"])] == " "
    assert not [one for one in found if one["check"] in ("omissions", "ends", "lists", "positions", "tags")]


@pytest.mark.parametrize(
    ("right", "wrong", "severity"),
    [
        ("利率为16%。", "利率为17%。", "error"),
        ("他1996年上任。", "他1991年上任。", "error"),
        ("她工作了九个月。", "她工作了七个月。", "warning"),
    ],
)
def test_a_wrong_number_is_not_put_beside_an_unlike_one(desk: Desk, right: str, wrong: str, severity: str) -> None:
    text = "The rate is 16 percent. He took office in 1996. She worked for nine months. The wall fell in December."
    desk.write("a", f"---\ntitle: News\nlang: en\nmode: adapted\n---\n\n{text}\n")
    desk("sync")
    said = "利率为16%。他1996年上任。她工作了九个月。"
    for target in (said, said.replace(right, wrong)):
        write(desk, target)
        found = body(desk)["findings"]
        assert isinstance(found, list)
        told = [one for one in found if one["check"] == "numbers" and one["severity"] != "info"]
        assert [one["severity"] for one in told] == ([severity] if target != said else [])
        assert all("December" not in one["message"] for one in told)


def test_small_numbers_are_said_as_often_as_one_likes(desk: Desk) -> None:
    text = "Three labs took part for three months, and three firms paid."
    desk.write("a", f"---\ntitle: News\nlang: en\nmode: adapted\n---\n\n{text}\n")
    desk("sync")
    write(desk, "三家企业出资，两位校友到场，两位老师致辞。")
    found = body(desk)["findings"]
    assert isinstance(found, list)
    assert {one["severity"] for one in found if one["check"] == "numbers"} == {"info"}


def test_no_safe_fix_touches_code(adapted: Desk) -> None:
    code = "```\na  b\n```\n\n~~~ x\n```\n~~~"
    write(adapted, f"LIN Zhiyuan came  , too.\n\n{code}\n")
    adapted("check", "a", "--fix", code=None)
    assert body(adapted)["target"] == f"LIN Zhiyuan came, too.\n\n{code}"


def test_however_much_the_source_changes_the_text_is_kept_as_stale(adapted: Desk) -> None:
    write(adapted, "Everything.\n")
    adapted.write("a", FRONT + "\n全都换了，一个字也没有留下来。\n")
    adapted("sync")
    assert (body(adapted)["target"], body(adapted)["status"]) == ("Everything.", "stale")


def test_no_machine_writes_it_and_no_memory_holds_it(adapted: Desk) -> None:
    adapted("translate", "a", "--engine", "pseudo")
    assert body(adapted)["status"] == "untranslated"
    write(adapted, "Company Jia put in 350 million yuan.\n")
    adapted("approve", "a", str(body(adapted)["id"]), by="wang")
    assert adapted("memory", "search", "--lang", "zh", str(body(adapted)["source"]), "--json").json == []


def test_a_translation_becomes_an_adaptation_and_back_and_loses_nothing(desk: Desk) -> None:
    desk.write("a", TEXT.replace("mode: adapted\n", ""))
    desk("sync")
    before = desk.segments("a")
    for number, one in enumerate(before):
        desk("edit", "a", one["id"], "--text", f"Text {number}.")
    desk("adapt", "a")
    assert formats.read("articles/a.md", "a", (desk.root / "articles/a.md").read_text("utf-8")).meta.mode == ADAPTED
    assert body(desk)["target"] == "Text 1.\n\n- Text 2.\n- Text 3.\n\nText 4."
    assert body(desk)["status"] == "machine"  # a draft: nobody stands behind it
    assert desk("adapt", "a", code=1).out == ""
    desk.write("a", (desk.root / "articles/a.md").read_text("utf-8").replace("mode: adapted\n", ""))
    desk("sync")
    assert [(one["source"], one["target"], one["status"]) for one in desk.segments("a")] == [
        (one["source"], f"Text {number}.", "translated") for number, one in enumerate(before)
    ]


def test_its_own_pictures_are_published_with_it(adapted: Desk) -> None:
    from PIL import Image

    Image.new("RGB", (8, 8), "red").save(adapted.root / "articles" / "own.png")
    for one in adapted.segments("a"):
        if one["kind"] != "body":
            adapted("edit", "a", one["id"], "--text", "News")
    write(adapted, "One.\n\n![A square](own.png)\n")
    adapted("approve", "a", "--all", by="wang")
    adapted("publish", "a")
    assert list((adapted.root / "public").rglob("*-own.png"))


def test_a_mode_that_is_none_is_named(desk: Desk) -> None:
    desk.write("a", "---\nmode: freely\n---\n\n词。\n")
    said = desk("sync", code=3)
    assert "a.md:2" in said.err


def test_it_is_neither_joined_nor_split(adapted: Desk) -> None:
    assert adapted("split", "a", str(body(adapted)["id"]), "--at", "3", code=2).err


# ── at the keyboard ─────────────────────────────────────────────────────────────────────────────────────────────────
def app(desk: Desk, actor: str = "li") -> Transflow:
    return Transflow(open_newsroom(desk.root, lambda: actor), "a")


@pytest.mark.asyncio
async def test_enter_begins_a_line_and_f2_confirms_the_whole(adapted: Desk) -> None:
    async with app(adapted).run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: bool(pilot.app.screen.query("#segments")))
        await pilot.press("pagedown", "pagedown", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, DocumentScreen))
        await pilot.press(*"One.", "enter", "enter", *"Two.", "f2")
        await until(pilot, lambda: not isinstance(pilot.app.screen, DocumentScreen))
    assert (body(adapted)["target"], body(adapted)["status"]) == ("One.\n\nTwo.", "translated")


@pytest.mark.asyncio
async def test_what_is_typed_is_a_draft_when_one_leaves_and_comes_back_after_a_crash(adapted: Desk) -> None:
    async with app(adapted).run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: bool(pilot.app.screen.query("#segments")))
        await pilot.press("pagedown", "pagedown", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, DocumentScreen))
        await pilot.press(*"One.", "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, DocumentScreen))
        assert (body(adapted)["target"], body(adapted)["status"]) == ("One.", "machine")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, DocumentScreen))
        await pilot.press("end", "enter", *"Two.")
        kept = adapted.root / ".transflow" / "typing"
        await until(pilot, lambda: any("Two." in json.loads(one.read_bytes())["text"] for one in kept.glob("*.json")))
    async with app(adapted).run_test(size=(100, 30)) as pilot:  # as after a crash: the last was not left
        await until(pilot, lambda: isinstance(pilot.app.screen, DocumentScreen))
        assert pilot.app.screen.query_one(Field).text == "One.\nTwo."


@pytest.mark.asyncio
@pytest.mark.parametrize("end", ["ctrl+q", "the terminal is closed"])
async def test_however_one_leaves_the_program_the_text_is_a_draft(adapted: Desk, end: str) -> None:
    async with app(adapted).run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: bool(pilot.app.screen.query("#segments")))
        await pilot.press("pagedown", "pagedown", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, DocumentScreen))
        await pilot.press(*"One.")
        if end == "ctrl+q":
            await pilot.press(end)
        else:
            await pilot.app.leave()  # type: ignore[attr-defined]
    assert (body(adapted)["target"], body(adapted)["status"]) == ("One.", "machine")


@pytest.mark.asyncio
async def test_a_text_is_saved_under_the_slug_that_its_article_has_now(adapted: Desk) -> None:
    async with app(adapted).run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: bool(pilot.app.screen.query("#segments")))
        editor = pilot.app.screen
        assert isinstance(editor, EditorScreen)
        editor.write_document("One.")
        await until(pilot, lambda: isinstance(pilot.app.screen, DocumentScreen))
        adapted("rename", "a", "b", by="wang")
        await pilot.press("f2")
        await until(pilot, lambda: pilot.app.screen is editor and editor.slug == "b")
        saved = adapted.segments("b")
        assert "One." in [one["target"] for one in saved]
        editor.write_document("Two.")
        await until(pilot, lambda: isinstance(pilot.app.screen, DocumentScreen))
        (adapted.root / "articles" / "b.md").unlink()
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, DocumentScreen)  # it is said first
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is editor)
    (kept,) = (adapted.root / ".transflow" / "typing").glob("b.*.json")
    assert json.loads(kept.read_bytes())["text"] == "Two."


def test_places_in_a_text_of_lines() -> None:
    segment = Segment("", "a\n\nbc", status=Status.TRANSLATED, kind=Kind.BODY)
    field = Field(segment.target, lines=True)
    for offset in range(len(segment.target) + 1):
        assert field.offset_of(field.location_of(offset)) == offset
