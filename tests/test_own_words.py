"""What a translation has of its own (docs/own-words.md): blocks added and moved, fields of its own."""

import re
import shutil
import tarfile
from dataclasses import replace
from html import escape

import polib
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from textual.widgets import Static

from tests.conftest import Desk
from tests.test_catalog import run, segments, tools
from tests.test_catalog import units as sentences
from tests.test_formats import front_matters, markdown_texts, units
from transflow import catalog as catalogs
from transflow import checks, formats, own, workflow
from transflow.errors import ArticleError
from transflow.formats import Added, Moved
from transflow.newsroom.room import open_newsroom
from transflow.segment import Kind, Segment, Status
from transflow.tui.app import Transflow
from transflow.tui.editor.flow import paragraphs
from transflow.tui.editor.preview import PreviewScreen
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.editor.seen import cells
from transflow.tui.text.field import Field

KINDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM, Kind.QUOTE)
WORDS = st.one_of(
    st.sampled_from(("CERN is a *laboratory*.", "# no heading", "1. no list", "> x", "[r]: http://a.b", "“引”**号**", "<b>x</b>", "a | b", "- -", "---")),
    st.text("会ab 1.#-*_`[]<>&|!~\\", min_size=1, max_size=12).filter(str.strip),
)  # fmt: skip


def stretches(raw: str) -> list[tuple[int, str]]:
    """(first line in the file, HTML) of each top-level construct, as markdown-it renders it by itself."""
    start = formats_bounds(raw)
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    md, env = md.use(footnote_plugin, inline=False, move_to_end=False), {}
    groups: list[list] = []
    for token in md.parse(re.sub(r"\r\n|\r", "\n", raw[start:]), env):
        if token.level == 0 and token.nesting >= 0:
            groups.append([])
        groups[-1].append(token)
    before = len(re.findall(r"\r\n|\n|\r", raw[:start]))
    return [(1 + before + group[0].map[0], md.renderer.render(group, md.options, env)) for group in groups]


def formats_bounds(raw: str) -> int:
    from transflow.formats.matter import bounds

    return bounds("x", raw)[2]


def plain(pages: list[str]) -> list[str]:
    """HTML without the numbers of footnotes, which follow the order in which they are called, and the guards."""
    made = [re.sub(r"fn(ref)?\d+(:\d+)?|\[\d+(:\d+)?\]", "fn", page).replace("\u2060", "") for page in pages]
    return [page for page in made if page.strip() not in ("", "<!-- -->")]


@settings(max_examples=120, deadline=None)
@given(front_matters, markdown_texts, st.data())
def test_blocks_stand_where_they_are_put_and_nothing_else_changes(front: str, body: str, data: st.DataObject) -> None:
    raw = front + body
    try:
        article = formats.read("articles/x.md", "x", raw)
    except ArticleError:
        return
    blocks = [block for block in article.blocks if block.key is None]
    assume(blocks)
    there = stretches(raw)

    def home(index: int) -> int:
        return max(n for n, (line, _html) in enumerate(there) if line <= article.blocks[index].line)

    places = st.sampled_from([formats.START, *(block.index for block in blocks)])
    many = data.draw(st.lists(st.tuples(st.sampled_from(KINDS), WORDS, places), max_size=3))
    added = [Added(f"a{n}", kind, text, place) for n, (kind, text, place) in enumerate(many)]
    mover, goal = data.draw(st.sampled_from(blocks)).index, data.draw(places)
    moves = [Moved("m", mover, goal)] if data.draw(st.booleans()) else []
    cut = units(article)
    placed = formats.placed(article, cut, [*added, *moves], {})
    made, anew = placed.article, placed.units
    # Spaces in a row are one to whoever reads the page.
    shown = {" ".join(made.blocks[index].flat.split()) for index in placed.added}
    assert shown == {" ".join(one.text.split()) for one in added}
    assert [one.source for one in anew] == [one.source for one in cut]
    order: list[object] = [*range(len(there))]
    if moves and (goal == formats.START or home(goal) != home(mover)):
        order.remove(home(mover))
        order.insert(0 if goal == formats.START else order.index(home(goal)) + 1, home(mover))
    for one in reversed(added):
        order.insert(0 if one.behind == formats.START else order.index(home(one.behind)) + 1, one)
    if not added and order == [*range(len(there))]:
        assert made.raw == raw
    wanted: list[str] = []
    for one in order:
        wanted.append(html_of(one) if isinstance(one, Added) else there[one][1])
    found = re.sub(r"</ul>\s*<ul>", "", "".join(plain([html for _line, html in stretches(made.raw)])))
    assert said(found) == said(re.sub(r"</ul>\s*<ul>", "", "".join(plain(wanted))))
    text = formats.render(made, [(unit, unit.source) for unit in anew], article.meta.lang or "zh_CN")
    assert text == made.raw


def html_of(one: Added) -> str:
    text = escape(" ".join(one.text.split()), quote=False)
    tag = {
        Kind.PARAGRAPH: "<p>{}</p>",
        Kind.HEADING: "<h2>{}</h2>",
        Kind.ITEM: "<ul><li>{}</li></ul>",
        Kind.QUOTE: "<blockquote><p>{}</p></blockquote>",
    }
    return tag[one.kind].format(text)


def said(page: str) -> str:
    return re.sub(r"<(/?)h[2-6]>", r"<\1h2>", re.sub(r"\s+", "", page)).replace("&quot;", '"')


# ── the PO file ─────────────────────────────────────────────────────────────────────────────────────────────────────
SOURCES = (
    "会后双方签署了合作备忘录。",
    "谈判破裂。",
    "代表团参观了图书馆和实验室。",
    "The weather is fine.",
    "共120人参加。",
    "（完）",
)


@st.composite
def adapted(draw: st.DrawFn) -> catalogs.Catalog:
    """A catalog of some sources, with entries of its own behind them and behind each other."""
    sources = draw(st.lists(st.sampled_from(SOURCES), min_size=1, max_size=4, unique=True))
    made = replace(catalogs.new("en", "zh_CN", "a", "News"), segments=tuple(draw(segments(one)) for one in sources))
    entries: list[Segment] = []
    for number in range(draw(st.integers(1, 3))):
        anchors = [one.id for one in (*made.segments, *entries)]
        stamp = ("2026-11-24T08:00:00Z", f"{number:03d}-abcdef")
        if draw(st.booleans()):
            entry = own.added(draw(st.sampled_from(own.BLOCKS)), *stamp)
        else:
            entry = replace(own.moved(*stamp), moves=draw(st.sampled_from([one.id for one in made.segments])))
        entry = replace(entry, after=draw(st.sampled_from(anchors)))
        texts = draw(segments(entry.source))
        kept = {
            name: getattr(texts, name) for name in ("target", "status", "origin", "by", "approver", "at", "remarks")
        }
        entries.append(replace(entry, **kept) if texts.status is not Status.STALE else entry)
    entries.append(workflow.edited(own.field(draw(st.sampled_from(list(own.FIELDS)))), "x-y", "li", "2026"))
    made = replace(made, segments=(*made.segments, *entries))
    return catalogs.merge(made, sentences(sources), "articles/a.md").catalog


def entries(catalog: catalogs.Catalog) -> dict[str, Segment]:
    return {one.id: one for one in catalog.segments if one.own}


@settings(max_examples=50, deadline=None)
@given(adapted(), st.lists(st.sampled_from(SOURCES), max_size=6, unique=True), st.sampled_from(("", "再次", "，昨天")))
def test_no_entry_of_its_own_is_lost_or_moves_by_itself(
    catalog: catalogs.Catalog, sources: list[str], typed: str
) -> None:
    stored = catalogs.parse(catalogs.serialize(catalog), "a.po")
    assert stored.segments == catalog.segments  # what is written is read, in the article's order
    changed = [one[:2] + typed + one[2:] for one in sources]
    merged = catalogs.merge(stored, sentences(changed), "articles/a.md").catalog
    found, before = entries(merged), entries(catalog)
    assert found.keys() == before.keys()
    assert not [one for one in merged.obsolete if one.own]
    known = {one.id: one for one in merged.segments}
    for ident, one in found.items():
        assert replace(one, after="", moves="") == replace(before[ident], after="", moves="")
        was, now = before[ident].after, one.after
        if was in known:
            assert now == was
        elif now != was:  # it followed a source that was changed, to what that has become
            former = next(old for old in catalog.segments if old.id == was)
            assert known[now].source.replace(typed, "") == former.source
        else:
            assert not was or one in own.lost(merged.segments)
    assert catalogs.merge(merged, sentences(changed), "articles/a.md").catalog.segments == merged.segments
    back = catalogs.merge(merged, sentences([one.source for one in catalog.translations]), "articles/a.md").catalog
    assert {ident: one.after for ident, one in entries(back).items()} == {i: one.after for i, one in before.items()}


@settings(max_examples=4, deadline=None)
@given(adapted())
def test_other_tools_keep_what_is_its_own(tmp_path_factory: pytest.TempPathFactory, catalog: catalogs.Catalog) -> None:
    text = catalogs.serialize(catalog)
    run("msgfmt", "-c", "-o", "/dev/null", "-", data=text)
    written = tools(text, tmp_path_factory.mktemp("po"))
    # A template made of the source alone knows nothing of them: msgmerge and Weblate make them obsolete.
    apart = polib.pofile(text, wrapwidth=78)
    for entry in apart:
        entry.obsolete = entry.msgctxt == "own"
    written["without them"] = str(apart)
    for tool, result in written.items():
        read = catalogs.parse(result, tool)
        merged = catalogs.merge(read, sentences([one.source for one in catalog.translations]), "articles/a.md")
        assert entries(merged.catalog) == entries(catalog), tool


def test_a_forged_entry_is_nobodys_approval() -> None:
    entry = workflow.edited(
        replace(own.added(Kind.PARAGRAPH, "2026", "000-a"), after="x"), "CERN is big.", "li", "2026"
    )
    signed = workflow.approved(entry, workflow.Reviewer("wang"), "2026")
    assert isinstance(signed, Segment)
    made = replace(catalogs.new("en", "zh_CN", "a", "N"), segments=(signed,))
    forged = catalogs.serialize(made).replace("CERN is big.", "CERN is small.")
    (read,) = catalogs.parse(forged, "a.po").segments
    assert (read.status, read.by, read.after, read.kind) == (Status.TRANSLATED, "?", "x", Kind.PARAGRAPH)
    assert isinstance(workflow.filled(own.field("tags"), "x", "engine:google", "2026"), workflow.Refusal)


def test_only_checks_of_the_target_look_at_it() -> None:
    told = checks.Context("zh_CN", "en")
    entry = workflow.edited(
        own.added(Kind.PARAGRAPH, "2026", "000-a"), "On May 3, the 代表团 (of 12 came，all of them.", "li", "2026"
    )
    assert {one.check for one in checks.run(entry, told)} == {"han", "brackets", "width"}
    assert not checks.run(workflow.edited(own.moved("2026", "000-a"), "移动", "li", "2026"), told)


# ── the desk ────────────────────────────────────────────────────────────────────────────────────────────────────────
STORY = "---\ntitle: 代表团访问\n---\n\n代表团参观了实验室。会后双方签署了备忘录。\n\n- 图书馆开放\n- 食堂关闭\n\n双方将继续合作。\n"


@pytest.fixture
def article(desk: Desk) -> Desk:
    desk.write("a", STORY)
    desk("sync")
    for number, one in enumerate(desk.segments("a")):
        desk("edit", "a", one["id"], "--text", f"Line {'abcdefg'[number]}.")
    desk("approve", "a", "--all", by="wang")
    return desk


def ident(desk: Desk, source: str) -> str:
    return str(next(one["id"] for one in desk.segments("a") if one["source"] == source))


def untimed(page: str) -> str:
    """A page without the instants at which it was published."""
    return re.sub(r"T\d\d:\d\d:\d\d", "", page)


def body(desk: Desk) -> str:
    return desk("export", "a", "--to", "en", "--format", "markdown").out.partition("---\n\n")[2]


def test_added_and_moved_blocks_go_from_the_desk_to_the_page(article: Desk) -> None:
    before = body(article)
    article("publish", "a")
    chinese = untimed((article.root / "public/zh-CN/a/index.html").read_text("utf-8"))
    first = ident(article, "代表团参观了实验室。")
    one = article(
        "insert", "a", "--after", first, "--text", "CERN is a laboratory.", "--why", "读者不知道"
    ).out.split()[0]
    article("insert", "a", "--after", first, "--text", "Some 12,000 people work there.")
    article("insert", "a", "--after", one, "--text", "About CERN", "--kind", "heading")
    article("insert", "a", "--after", ident(article, "代表团访问"), "--text", "First of all.", "--kind", "quote")
    article("move", "a", ident(article, "图书馆开放"), "--after", ident(article, "双方将继续合作。"))
    assert body(article) == (
        "> First of all.\n\nLine b. Line c.\n\nCERN is a laboratory.\n\n## About CERN\n\nSome 12,000 people work there.\n\nLine f.\n\n"
        "- Line d.\n- Line e.\n"
    )
    rows = article.segments("a")
    assert [row["own"] for row in rows if row["own"]] == ["added", "added", "added", "added", "moved"]
    assert all(row["source"] == "" and row["id"] for row in rows if row["own"])
    assert not [one for row in rows if row["own"] for one in row["findings"]]  # there is no source to compare it with
    assert next(row["notes"] for row in rows if row["id"] == one) == ["读者不知道"]
    row = article.row("a")
    assert (row["stage"], row["segments"]["translated"], row["segments"]["total"]) == ("review", 5, 11)
    assert row["update_pending"] is True
    article("publish", "a", code=1)
    article("approve", "a", "--all", code=1)  # nobody signs what is their own
    article("translate", "a", "--engine", "pseudo", "--redo")  # and no machine writes there
    article("approve", "a", "--all", by="wang")
    article("publish", "a")
    assert article.row("a")["stage"] == "published"
    page = (article.root / "public/en/a/index.html").read_text("utf-8")
    assert re.search(r"CERN is a laboratory.*About CERN.*12,000 people.*Line f.*Line d", page, re.DOTALL)
    assert untimed((article.root / "public/zh-CN/a/index.html").read_text("utf-8")) == chinese
    run("msgfmt", "-c", "-o", "/dev/null", "-", data=article.po("a").read_text("utf-8"))
    assert article("memory", "search", "--lang", "en", "CERN is a laboratory.", "--json").json == []
    for left in [row["id"] for row in article.segments("a") if row["own"]]:
        article("omit", "a", left, "--why", "not needed")
    assert body(article) == before


def test_a_place_that_is_gone_is_told_and_comes_back(article: Desk) -> None:
    first, last = ident(article, "代表团参观了实验室。"), ident(article, "双方将继续合作。")
    added = article("insert", "a", "--after", last, "--text", "Watch this space.").out.split()[0]
    article("approve", "a", added, by="wang")
    article.write("a", STORY.replace("双方将继续合作", "双方将继续深入合作"))  # the same sentence, changed
    assert body(article).endswith("Line f.\n\nWatch this space.\n")
    article.write("a", STORY.replace("双方将继续合作。\n", ""))
    article("sync")
    (row,) = [row for row in article.segments("a") if row["id"] == added]
    assert (row["target"], row["status"]) == ("Watch this space.", "approved")
    assert [one["check"] for one in row["findings"]] == ["place"]
    assert "Watch" not in body(article)
    assert "1 error" in article("publish", "a", code=1).err
    article("move", "a", added, "--after", first)  # the remedy: where it stands now is to be signed
    assert article.row("a")["stage"] == "review"
    article("approve", "a", added, code=1)  # not by who put it there
    assert "Line b. Line c.\n\nWatch this space.\n" in body(article)
    article("undo", "a")
    article.write("a", STORY)
    assert body(article).endswith("Line f.\n\nWatch this space.\n")
    article.write("a", STORY.replace("title:", "segmentation: paragraph\ntitle:"))  # cut otherwise
    article("insert", "a", "--after", last, "--text", "Again.")
    assert body(article).endswith("Line f.\n\nWatch this space.\n\nAgain.\n")


def test_joined_split_and_taken_back(article: Desk) -> None:
    first, second = ident(article, "代表团参观了实验室。"), ident(article, "会后双方签署了备忘录。")
    added = article("insert", "a", "--after", first, "--text", "CERN is a laboratory.").out.split()[0]
    before = article.po("a").read_bytes()
    article("join", "a", first)
    assert "Line b. Line c.\n\nCERN is a laboratory." in body(article)
    article("undo", "a")
    assert [one["after"] for one in article.segments("a") if one["own"]] == [second]
    article("split", "a", second, "3")
    assert "Line c. 方签署了备忘录。\n\nCERN is a laboratory." in body(article)
    for refused in (("join", "a", added), ("split", "a", added, "3"), ("move", "a", first, "--after", first)):
        article(*refused, code=1)
    article("move", "a", ident(article, "代表团访问"), "--after", first, code=1)
    article("undo", "a")
    article("undo", "a")
    assert not [one for one in article.segments("a") if one["own"]]
    assert article.po("a").read_bytes() != before
    assert "CERN" not in article.po("a").read_text("utf-8")


def test_fields_of_its_own(article: Desk) -> None:
    article.write("b", "完。\n")
    article("set", "a", "slug", "--text", "Visit", code=1)
    article("set", "a", "slug", "--text", "b", code=1)
    article("set", "a", "slug", "--text", "delegation-visit")
    article("set", "a", "tags", "--text", "CERN，Visits")
    article("set", "a", "summary", "--text", "What readers abroad should know.")
    article("edit", "a", ident_of(article, "slug"), "--text", "a b")  # as Poedit would: nothing stops it but the check
    assert "address" in [one["check"] for row in article.segments("a") for one in row["findings"]]
    assert "address" in article("approve", "a", "--all", by="wang", code=1).err
    article("set", "a", "slug", "--text", "delegation-visit")
    front = article("export", "a", "--to", "en", "--format", "markdown").out.partition("---\n\n")[0]
    assert "summary: What readers abroad should know.\n" in front
    assert "tags: [CERN, Visits]\n" in front
    assert "slug: delegation-visit\n" in front
    article("approve", "a", "--all", by="wang")
    assert article.row("a")["stage"] == "approved"


def test_a_translation_lives_at_its_own_address(article: Desk) -> None:
    settings_file = article.root / "transflow.toml"
    settings_file.write_text(
        settings_file.read_text("utf-8").replace("https://news.example.edu", "https://n.example"), "utf-8"
    )
    article.write("b", "---\ntitle: 回访\n---\n\n[上次](a.md)的访问。\n")
    article("sync")
    for one in article.segments("b"):
        article("edit", "b", one["id"], "--text", "The <a1>last</a1> visit." if "<a1>" in one["source"] else "Again.")
    for slug in ("a", "b"):
        article("set", slug, "slug", "--text", "delegation-visit")
        article("approve", slug, "--all", by="wang")
    assert "delegation-visit" in article("publish", "a", "b", code=1).err  # one address is one article's
    public = article.root / "public"
    english, chinese = ((public / one / "index.html").read_text("utf-8") for one in ("en/delegation-visit", "zh-CN/a"))
    assert 'href="https://n.example/zh-CN/a/"' in english
    assert 'href="https://n.example/en/delegation-visit/"' in english
    assert "../../en/delegation-visit/" in chinese
    assert not (public / "en/a").exists()
    packed = article.root.parent / "a.tar.gz"
    article("export", "a", "--format", "tar", "-o", str(packed))
    with tarfile.open(packed) as tar:
        assert {"public/en/delegation-visit/index.html", "public/zh-CN/a/index.html"} <= set(tar.getnames())
    assert '"delegation-visit/"' not in (public / "sitemap-zh-CN.1.xml").read_text("utf-8")
    assert 'href="https://n.example/en/delegation-visit/"' in (public / "sitemap-zh-CN.1.xml").read_text("utf-8")
    article("set", "b", "slug", "--text", "delegation-visit", code=1)
    article("set", "b", "slug", "--text", "b")
    article("approve", "b", "--all", by="wang")
    article("publish", "b")
    assert 'href="../delegation-visit/"' in (public / "en/b/index.html").read_text("utf-8")
    assert 'href="../a/"' in (public / "zh-CN/b/index.html").read_text("utf-8")
    assert article("publish", "a").out == article("publish", "a").out
    assert article.row("a")["page_missing"] is False
    article("set", "a", "slug", "--text", "elsewhere", code=1)  # readers know where it is
    article("edit", "a", ident_of(article, "slug"), "--text", "elsewhere")
    article("approve", "a", "--all", by="wang")
    assert "delegation-visit" in article("publish", "a", code=1).err
    shutil.rmtree(public)
    article("edit", "a", ident_of(article, "slug"), "--text", "delegation-visit")
    article("approve", "a", "--all", by="wang")
    article("publish", "a")
    article("kill", "a", "--why", "wrong")
    assert "CERN" not in (public / "en/delegation-visit/index.html").read_text("utf-8")
    assert "../../zh-CN/a/" in (public / "en/delegation-visit/index.html").read_text("utf-8")


def ident_of(desk: Desk, name: str) -> str:
    return str(next(one["id"] for one in desk.segments("a") if one["own"] == name))


@pytest.mark.asyncio
async def test_the_editor_adds_moves_and_takes_back(article: Desk) -> None:
    app = Transflow(open_newsroom(article.root, lambda: "li"), "a")
    async with app.run_test(size=(80, 24)) as pilot:
        editor = app.screen
        assert isinstance(editor, EditorScreen)
        editor.go(1)
        await pilot.press("alt+i")
        await pilot.pause()
        app.screen.query(Field).first().load_text("CERN is a laboratory.")
        await pilot.press("f2")
        await pilot.pause()
        assert editor.view is not None
        assert (editor.view.segment.target, editor.view.segment.own) == ("CERN is a laboratory.", True)
        assert cells(editor.view, "")[0].plain == "+"
        assert "not in the source" in str(editor.query_one("#source", Static).content)
        await pilot.press("alt+s", "alt+n", "alt+g")  # there is no source of which anything could be taken
        assert editor.query_one(Field).text == "CERN is a laboratory."
        await pilot.press("alt+q", "1")
        await pilot.pause()
        assert body(article).startswith("CERN is a laboratory.\n\nLine b.")
        await pilot.press("f5")
        await pilot.pause()
        reader = app.screen
        assert isinstance(reader, PreviewScreen)
        assert [one.text for one in paragraphs(reader.sheet, target=True)][1] == "CERN is a laboratory."
        assert [one.text for one in paragraphs(reader.sheet, target=False)][1] == ""
        assert reader.view is not None
        assert reader.view.segment.own  # the cursor stands on it there too
        await pilot.press("escape", "alt+z")
        editor.go(0)
        await pilot.press("alt+z")
        await pilot.pause()
        assert not [view for view in editor.sheet.views if view.segment.own]
        assert editor.view.source == "会后双方签署了备忘录。"  # behind which it stood; not the headline
        editor.go(place := len(editor.sheet.views) - 1)  # the last block, put behind the first
        moved, former = editor.view.source, body(article)
        await pilot.press("alt+q", "1")
        await pilot.pause()
        assert body(article) != former
        assert editor.place != place
        editor.go(0)
        await pilot.press("alt+z")
        await pilot.pause()
        assert (body(article), editor.view.source, editor.place) == (former, moved, place)


def test_an_adapted_article_has_fields_of_its_own_and_no_places(article: Desk) -> None:
    title = ident(article, "代表团访问")
    article("insert", "a", "--after", title, "--text", "First of all.")
    article("set", "a", "slug", "--text", "delegation-visit")
    article("adapt", "a")
    article("insert", "a", "--after", title, "--text", "Second.", code=1)
    text = article("export", "a", "--to", "en", "--format", "markdown").out
    assert "slug: delegation-visit\n" in text
    rows = [row for row in article.segments("a") if row["own"] == "added"]
    assert [one["check"] for row in rows for one in row["findings"]] == ["place"]
