"""Proofreading and preview: what they say is what the page would say, in lines that can be read; and the page itself."""

import random
import re
import webbrowser
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Static

from tests.conftest import ROOT, Desk
from tests.frames import copied, frame
from tests.test_tui import app, editor, until, write
from transflow.article import TAG, VOID_MARK, Block
from transflow.formats.pieces import atom_pieces
from transflow.newsroom import previewing, reading, rendition
from transflow.newsroom.room import open_newsroom
from transflow.script import has_text
from transflow.segment import Kind
from transflow.tui.editor import flow
from transflow.tui.editor.flow import Paragraph, paragraphs
from transflow.tui.editor.lines import lay_out
from transflow.tui.editor.pages import Pages, lay_out_all
from transflow.tui.editor.preview import PreviewScreen
from transflow.tui.editor.proofreading import ProofreadingScreen
from transflow.tui.editor.readers import Reader
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.helping import Help
from transflow.tui.prompts import Ask

NARROW, WIDE = (80, 24), (160, 45)
SLUGS = sorted(path.stem if path.suffix else path.name for path in (ROOT / "articles").iterdir())
MIXED = (
    "---\ntitle: 标题\nlang: zh_CN\nsummary: 摘要。\ntags: [甲, 乙]\n---\n\n# 小标题 `x y`\n\n> 引文。第二句。\n\n- 项**一**\n- 项二 <http://a.example>\n"
    "  1. 里面\n\n| 甲 | 乙 |\n|-|-|\n| 丙 | 丁 |\n\n![替代](p.png \"说明\")\n\n👍 正文&lt;b1>[^1]。—— \n又一句。  \n断行。不译。末句。\n\n[^1]: 脚注。\n"
)  # fmt: skip


# ── what is read ────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(ROOT, tmp_path_factory.mktemp("sample") / "newsroom")


def said_by_the_page(sheet: reading.Sheet) -> list[str]:
    """The texts of the target article's blocks, read back from what the renderer writes."""
    blocks = rendition.target_article(sheet.opened).blocks
    return [flow._set(atom_pieces(block.atoms))[0].strip() for block in blocks if worded(block)]


def worded(block: Block) -> bool:
    """Whether there is more in a block than an image."""
    return has_text(block.flat.replace(VOID_MARK, ""))


def said_by_us(sheet: reading.Sheet) -> list[str]:
    return [one.text for one in paragraphs(sheet, target=True) if has_text(one.text)]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_screens_say_what_the_page_says(sample: Path, slug: str) -> None:
    sheet = reading.sheet(open_newsroom(sample, lambda: "li"), slug)
    assert said_by_us(sheet) == said_by_the_page(sheet)
    source = [one.text for one in paragraphs(sheet, target=False)]
    assert source == [flow._set(atom_pieces(one.atoms))[0].strip() for one in sheet.article.blocks if worded(one)]


@pytest.mark.parametrize("translated", [0, 1, 2])
def test_whatever_a_block_holds_is_shown_as_the_page_has_it(desk: Desk, translated: int) -> None:
    desk.write("a", MIXED)
    (desk.root / "articles" / "p.png").write_bytes(b"x")
    desk("sync")
    for number, one in enumerate(desk.segments("a")):
        if number % 3 < translated:
            tags = "".join(tag[0] for tag in TAG.finditer(one["source"]))
            desk("edit", "a", one["id"], "--text", f"Number {number} {tags}.".replace("<b1></b1>", "<b1>bold</b1>"))
        if one["source"] == "不译。":
            desk("omit", "a", one["id"], "--why", "for readers at home")
    sheet = reading.sheet(open_newsroom(desk.root, lambda: "li"), "a")
    ours, page = said_by_us(sheet), said_by_the_page(sheet)
    if translated == 0:  # the renderer may have to write raw text anew, with other spaces around a lone mark
        assert [re.sub(r"\s", "", one) for one in ours] == [re.sub(r"\s", "", one) for one in page]
    else:
        assert ours == page
    marked = [one.text for one in paragraphs(sheet, target=True, gaps=True)]
    assert sum(one.count(flow.OMITTED) for one in marked) == 1
    assert not any(flow.OMITTED in one for one in ours)
    assert not any(TAG.search(one.replace("<b1>[1]", "")) for one in (*ours, *marked))  # the one the writer wrote


def test_every_kind_of_block_has_a_mark_of_its_own(desk: Desk) -> None:
    desk.write("a", MIXED)
    desk("sync")
    made = paragraphs(reading.sheet(open_newsroom(desk.root, lambda: "li"), "a"), target=True)
    leads = {one.text.strip(): one.lead for one in made}
    assert leads["标题"] == leads["小标题 x y"] == "# "
    assert (leads["摘要。"], leads["甲"], leads["引文。第二句。"]) == ("~ ", "| ", "> ")
    assert (leads["项一"], leads["里面"], leads["脚注。"]) == ("- ", "  1. ", "^ ")
    assert {one.lead for one in made if one.kind is Kind.FIELD} == {"tag: "}
    item = next(one for one in made if one.text == "项一")
    assert (1, 2, "bold") in item.spans


# ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────────
_TEXTS = st.lists(
    st.sampled_from(["钢", "铁", "，", "。", "”", "“", "——", "steel", "Harbor Line", " ", "\n", "35亿", "（", "）", "12.5%", "https://news.example.edu/a"])
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Mn", "Me", "Cf"]), max_size=4),
    max_size=60,
).map(lambda parts: "".join(parts).strip())  # fmt: skip


@given(_TEXTS, st.integers(10, 90), st.sampled_from(["", "- ", "  1. ", "tags.0: "]))
def test_lines_hold_the_whole_text_within_the_measure(text: str, width: int, lead: str) -> None:
    paragraph = Paragraph(Kind.PARAGRAPH, lead, text, (), (), (), ())
    lines = lay_out(paragraph, width)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert lines
    for line in lines:
        assert cell_len(lead) + cell_len(text[line.start : line.end].rstrip()) <= max(width, cell_len(lead) + 4)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("width", [24, 75, 76])
def test_an_article_in_lines(sample: Path, slug: str, width: int) -> None:
    sheet = reading.sheet(open_newsroom(sample, lambda: "li"), slug)
    right, left = paragraphs(sheet, target=True), paragraphs(sheet, target=False)
    laid = lay_out_all(left, right, width, 24)
    for column, side in ((right, "right"), (left, "left")):
        text = dict.fromkeys(range(len(column)), "")
        for row in filter(None, laid.rows):
            line = getattr(row, side)
            if line is not None:
                shown = column[row.number].text[line.start : line.end]
                text[row.number] += shown
                assert not (line.start and shown.startswith(tuple("，。、；：？！”’）》」")))
                assert cell_len(column[row.number].lead + shown.rstrip()) <= width
        assert list(text.values()) == [one.text for one in column]
    # Every segment stands somewhere, in reading order, within its own lines.
    assert len(laid.first) == len(laid.last) == len(sheet.opened.units)
    assert list(laid.first) == sorted(laid.first)
    assert all(first <= last for first, last in zip(laid.first, laid.last, strict=True))
    assert all(cell_len(note.plain) <= 24 for note in laid.notes.values())
    assert lay_out_all(left, right, width, 24, laid) == laid  # what is kept of the last time changes nothing


def test_a_layout_that_nobody_waits_for_stops(sample: Path) -> None:
    right = paragraphs(reading.sheet(open_newsroom(sample, lambda: "li"), SLUGS[0]), target=True)
    assert lay_out_all([], right, 70, stopped=lambda: True).rows == ()


# ── the screens ─────────────────────────────────────────────────────────────────────────────────────────────────────
def drafted(
    desk: Desk, *texts: str, source: str = "一句话。\n\n又一句。\n\n第三句。\n\n末句。\n", by: str = "li"
) -> list[str]:
    """An article with these translations; the ids of its segments."""
    desk.write("a", source)
    desk("sync")
    ids = [one["id"] for one in desk.segments("a")]
    for ident, text in zip(ids, texts, strict=False):
        if text:
            desk("edit", "a", ident, "--text", text, by=by)
    return ids


def reader(pilot: Pilot[int]) -> Reader:
    screen = pilot.app.screen
    assert isinstance(screen, Reader)
    return screen


async def opened(pilot: Pilot[int], key: str, kind: type[Reader] = ProofreadingScreen) -> Reader:
    await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and bool(pilot.app.screen.query(Pages)))
    await until(pilot, lambda: bool(pilot.app.screen.query_one(Pages).laid.rows))
    return reader(pilot)


def present(screen: Reader) -> str:
    assert screen.view is not None
    return screen.view.segment.id


def in_sight(screen: Reader) -> bool:
    """Whether the segment under the cursor begins on the screen."""
    pages = screen.query_one(Pages)
    top = pages.scroll_offset.y
    return top <= pages.laid.first[screen.stop] < top + pages.size.height


def lines_of(screen: Reader) -> list[str]:
    pages = screen.query_one(Pages)
    return [pages.render_line(y).text.rstrip() for y in range(pages.size.height)]


@pytest.mark.asyncio
async def test_a_reviewer_reads_signs_and_sends_back(desk: Desk) -> None:
    ids = drafted(desk, "One sentence.", "Another one.", "", "The end.")
    async with app(desk, "wang", "a").run_test(size=NARROW) as pilot:
        screen = await opened(pilot, "alt+r")
        assert present(screen) == ids[0]  # where the editor stood: at what waits for a signature
        await pilot.press("down", "down")
        await until(pilot, lambda: present(reader(pilot)) == ids[2])
        await pilot.press("up", "up", "f4")
        await until(pilot, lambda: desk.segments("a")[0]["status"] == "approved")
        await until(pilot, lambda: present(reader(pilot)) == ids[1])  # the next that waits
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await write(pilot, "which one?")
        await pilot.press("f2")
        await until(pilot, lambda: desk.segments("a")[1]["status"] == "returned")
        assert "wang: which one?" in desk.segments("a")[1]["notes"]
        await until(pilot, lambda: "which one?" in str(reader(pilot).query_one("#told", Static).render()))
        await pilot.press("f7", "escape", "f4")  # thinking better of it; what is returned cannot be signed
        await pilot.pause()
        assert [one["status"] for one in desk.segments("a")] == ["approved", "returned", "untranslated", "translated"]
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert editor(pilot).view.segment.id == ids[3]  # type: ignore[union-attr]


@pytest.mark.asyncio
async def test_nobody_signs_or_returns_their_own_work(desk: Desk) -> None:
    drafted(desk, "One.", "Two.", "Three.", "Four.")
    before = desk.po("a").read_bytes()
    async with app(desk, "li", "a").run_test(size=NARROW) as pilot:
        await opened(pilot, "alt+r")
        await pilot.press("f4")
        await until(pilot, lambda: bool(pilot.app._notifications))
    assert desk.po("a").read_bytes() == before


@pytest.mark.asyncio
@pytest.mark.parametrize(("key", "kind"), [("alt+r", ProofreadingScreen), ("f5", PreviewScreen)])
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_cursor_is_always_on_the_screen(
    sample: Path, key: str, kind: type[Reader], size: tuple[int, int]
) -> None:
    chance = random.Random(8)
    async with app(Desk(sample), "wang", "shiban-ao-classroom").run_test(size=size) as pilot:
        screen = await opened(pilot, key, kind)
        assert in_sight(screen)
        for _press in range(40):
            await pilot.press(chance.choice(["up", "down", "down", "pageup", "pagedown", "pagedown", "f8"]))
            assert in_sight(screen)
            bars = [line for line in lines_of(screen) if ">" in line]
            assert any(line.lstrip(" ").startswith(">") or kind is PreviewScreen for line in bars)
        await pilot.press(*["pagedown"] * 30)
        assert screen.stop == len(screen.stops) - 1
        await pilot.press(*["pageup"] * 30)
        assert screen.stop == 0
        last = len(screen.stops) - 1
        screen.go(last)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        await until(pilot, lambda: in_sight(screen) and screen.stop == last)


@pytest.mark.asyncio
async def test_a_segment_longer_than_the_screen_is_read_to_its_end(desk: Desk) -> None:
    long = " ".join(f"word{n}" for n in range(600))
    drafted(desk, "First.", long, "Third.", "Last.")
    async with app(desk, "wang", "a").run_test(size=NARROW) as pilot:
        screen = await opened(pilot, "alt+r")
        screen.go(1)
        seen = set[str]()
        while screen.stop == 1:
            seen |= set(re.findall(r"word\d+", "\n".join(lines_of(screen))))
            await pilot.press("pagedown")
        assert len(seen) == 600
        assert screen.stop == 2


@pytest.mark.asyncio
async def test_a_sentence_that_is_said_twice_is_come_to_twice(desk: Desk) -> None:
    ids = drafted(desk, "Applause.", "Then a speech.", source="掌声。\n\n然后是讲话。\n\n掌声。\n")
    assert len(ids) == 2
    async with app(desk, "wang", "a").run_test(size=NARROW) as pilot:
        screen = await opened(pilot, "alt+r")
        screen.go(0)
        found = []
        for _step in range(3):
            found.append(present(screen))
            await pilot.press("down")
        assert found == [ids[0], ids[1], ids[0]]
        assert sum("Applause." in line for line in lines_of(screen)) == 2


@pytest.mark.asyncio
async def test_findings_stand_in_the_line_and_their_words_beside_it(desk: Desk) -> None:
    drafted(desk, "There were four of 3 people.", "Right.", source="5人。\n\n对。\n")
    for size in (NARROW, WIDE):
        async with app(desk, "wang", "a").run_test(size=size) as pilot:
            screen = await opened(pilot, "alt+r")
            await pilot.press("f8")
            assert screen.view is not None
            finding = next(one.finding for one in screen.view.findings)
            said = str(screen.query_one("#told", Static).render())
            assert finding.message in said  # at the foot, whatever the width
            beside = any(finding.message[:16] in line and "There were" in line for line in lines_of(screen))
            assert beside == (size == WIDE)
            assert finding.span is not None
            (start, end, severity) = paragraphs(screen.sheet, target=True)[0].findings[0]
            assert (start, end, severity) == (*finding.span, finding.severity.value)
            picture = frame(pilot.app)
            assert "underline" in picture


@pytest.mark.asyncio
async def test_what_others_do_shows_up_by_itself(desk: Desk) -> None:
    ids = drafted(desk, "One.", "Two.", "Three.", "Four.")
    async with app(desk, "wang", "a").run_test(size=NARROW) as pilot:
        screen = await opened(pilot, "alt+r")
        screen.go(2)
        desk("edit", "a", ids[3], "--text", "Finished.", by="chen")
        await until(pilot, lambda: any("Finished." in line for line in lines_of(screen)))
        assert present(screen) == ids[2]
        desk.write("a", "新的一句。\n\n一句话。\n\n又一句。\n\n第三句。\n\n末句。\n")
        await until(pilot, lambda: any("新的一句。" in line for line in lines_of(screen)))
        assert present(screen) == ids[2]  # the cursor stays on its segment, not on its number
        desk.write("a", "---\ntitle: x\n")  # a broken file is said, and the screen stays as it was
        await until(pilot, lambda: bool(pilot.app._notifications))
        assert any("Finished." in line for line in lines_of(screen))
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ProofreadingScreen)


@pytest.mark.asyncio
async def test_the_preview_sets_paragraph_beside_paragraph(desk: Desk) -> None:
    ids = drafted(desk, "One sentence.", "<b1>Loud</b1> words.", source="一句话。\n\n**大声**的话。\n\n第三句。\n")
    async with app(desk, "wang", "a").run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "f5", PreviewScreen)
        shown = [line for line in lines_of(screen) if line]
        assert [("一句话。" in one, "One sentence." in one) for one in shown[:1]] == [(True, True)]
        assert any("大声的话。" in one and "Loud words." in one for one in shown)
        row = next(y for y, line in enumerate(lines_of(screen)) if "Loud" in line)
        pages = screen.query_one(Pages)
        for text in ("大声", "Loud"):  # a click on either side
            screen.go(0)
            line = lines_of(screen)[row]
            await pilot.click(pages, offset=(cell_len(line[: line.index(text)]) + 2, row))
            await until(pilot, lambda: present(screen) == ids[1])
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        assert editor(pilot).view.segment.id == ids[1]  # type: ignore[union-attr]
    async with app(desk, "wang", "a").run_test(size=NARROW) as pilot:
        screen = await opened(pilot, "f5", PreviewScreen)
        screen.go(1)
        assert not any("大声" in line for line in lines_of(screen))
        assert str(screen.query_one("#told", Static).render()) == "大声的话。"


@pytest.mark.asyncio
async def test_a_click_inside_a_paragraph_finds_the_sentence(desk: Desk) -> None:
    ids = drafted(desk, "One sentence.", "And the other.", source="一句话。另一句。\n")
    async with app(desk, "wang", "a").run_test(size=NARROW) as pilot:
        screen = await opened(pilot, "alt+r")
        line = lines_of(screen)[0]
        for word, ident in (("other", ids[1]), ("sentence", ids[0]), ("And", ids[1])):
            await pilot.click(Pages, offset=(line.index(word) + 1, 0))
            await until(pilot, lambda ident=ident: present(screen) == ident)  # type: ignore[misc]


@pytest.mark.asyncio
async def test_plain_keys_are_free_where_nothing_is_written(desk: Desk) -> None:
    drafted(desk, "One.")
    async with app(desk, "wang", "a").run_test(size=NARROW) as pilot:
        await opened(pilot, "alt+r")
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))


@pytest.mark.asyncio
async def test_an_article_with_nothing_to_read(desk: Desk) -> None:
    drafted(desk, source="![](p.png)\n")
    room = open_newsroom(desk.root, lambda: "wang")
    program = app(desk, "wang")
    async with program.run_test(size=NARROW) as pilot:
        for kind in (ProofreadingScreen, PreviewScreen):
            await pilot.app.push_screen(kind(room, program.background, "a", "en", ""))
            await pilot.press("down", "pagedown", "f8", "f4", "f7", "enter")
            await until(pilot, lambda kind=kind: not isinstance(pilot.app.screen, kind))  # type: ignore[misc]


# ── the page ────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass
class Browser:
    """A browser that notes what it is asked to open."""

    opens: bool = True
    basename: str = "firefox"
    asked: list[str] = field(default_factory=list)

    def open(self, url: str) -> bool:
        self.asked.append(url)
        return self.opens


def test_a_draft_page_is_a_page_and_never_in_public(desk: Desk) -> None:
    drafted(desk, "One & only.", "", source="一句话。\n\n未译的**一句**。![图](p.png)\n")
    (desk.root / "articles" / "p.png").write_bytes(b"picture")
    before = desk.files()
    path = Path(desk("preview", "--once", "a").out.strip())
    assert desk("preview", "a").out.strip() == str(path)  # a script that names no port does not wait for ever
    assert path == desk.root / ".transflow/preview/en/a/index.html"
    assert desk.files() == before  # nothing in public/, no PO file touched
    page = path.read_text("utf-8")
    assert page.index('name="robots" content="noindex"') < page.index("</head>") < page.index("draft, not published")
    assert "One &amp; only." in page
    said = '<span lang="zh">未译的</span><strong><span lang="zh">一句</span></strong>。'
    assert said in page  # what nobody has translated
    for address in re.findall(r'(?:src|href)="(\.\.[^"#]*)"', page):  # style, pictures, the other language
        if "/images/" in address or "assets" in address or "zh-CN" in address:
            found = path.parent / address
            assert (found / "index.html" if found.is_dir() else found).is_file(), address
    assert len(list((desk.root / ".transflow/preview/images/a").iterdir())) == 1
    assert desk("preview", "--once", "a", "--to", "fr", code=None).code in (2, 3)


def test_a_draft_says_so_in_the_newsrooms_own_templates_too(desk: Desk) -> None:
    drafted(desk, "One.")
    (desk.root / "templates").mkdir()
    own = desk.root / "templates" / "base.html"
    for text in (
        "<HTML><Head data-x='1'></Head><body class='x'>{% block content %}{% endblock %}</body></HTML>",
        "{% block content %}{% endblock %}",
    ):
        own.write_text(text)
        page = Path(desk("preview", "--once", "a").out.strip()).read_text("utf-8")
        assert page.count("noindex") == page.count("draft, not published") == 1


def test_what_is_live_and_the_same_is_shown_as_it_is(desk: Desk) -> None:
    ids = drafted(desk, "One.", "Two.", "Three.", "Four.")
    desk("approve", "a", "--all", by="wang")
    assert ".transflow/preview" in desk("preview", "--once", "a").out  # approved is not published
    desk("publish", "a", by="wang")
    live = desk.root / "public/en/a/index.html"
    assert Path(desk("preview", "--once", "a").out.strip()) == live
    text = live.read_text("utf-8")
    desk("edit", "a", ids[0], "--text", "Anew.")
    draft = Path(desk("preview", "--once", "a").out.strip())
    assert ".transflow" in draft.parts
    assert "Anew." in draft.read_text("utf-8")
    assert live.read_text("utf-8") == text


def test_a_page_is_opened_where_there_is_a_browser(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    drafted(desk, "One.")
    browser = Browser()
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    path = Path(desk("preview", "--once", "a", "--open").out.strip())
    assert browser.asked == [path.as_uri()]
    browser.opens = False
    assert desk("preview", "--once", "a", "--open", code=1).out.strip() == str(path)  # the path is said in any case
    browser.opens, browser.basename = True, "w3m"  # it would write over the terminal UI
    assert not previewing.show(path)

    def none() -> Browser:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    assert not previewing.show(path)
    assert len(browser.asked) == 2


@pytest.mark.asyncio
async def test_the_page_is_opened_by_a_key(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    drafted(desk, "One.")
    browser = Browser()
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    page = desk.root / ".transflow/preview/en/a/index.html"
    async with app(desk, "wang", "a").run_test(size=WIDE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EditorScreen))
        await pilot.press("alt+v")
        await until(pilot, lambda: browser.asked == [page.as_uri()])
        await opened(pilot, "f5", PreviewScreen)
        browser.opens = False
        await pilot.press("alt+v")
        await until(pilot, lambda: len(browser.asked) == 2)
        await until(pilot, lambda: any(f"the page is {page}" in one.message for one in pilot.app._notifications))
    assert not (desk.root / "public").exists() or not list((desk.root / "public").rglob("index.html"))
