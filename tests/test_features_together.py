"""Where features meet: what one of them writes, the others read, and nobody loses a sentence between them."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.conftest import Desk
from transflow.newsroom import reading, replacing
from transflow.newsroom.room import open_newsroom

STORY = (
    "---\ntitle: 代表团访问\n---\n\n代表团参观了实验室。会后双方签署了备忘录。\n\n- 图书馆开放\n\n双方将继续合作。\n"
)
ADAPTED = "---\ntitle: 甲\nmode: adapted\n---\n\n见[乙](b.md)。\n\n- 很好\n"
BODY = "See [yi](b.md).\n\n## Who came\n\n- One  of them\n- Two\n\nAll is well."


def fill(desk: Desk, slug: str) -> None:
    """Translates and approves what is not yet."""
    for number, one in enumerate(desk.segments(slug)):
        if not one["target"]:
            text = BODY if one["kind"] == "body" else f"Line {'abcdefg'[number]}."
            desk("edit", slug, one["id"], "--stdin", stdin=text)
    desk("approve", slug, "--all", by="wang")


def named(desk: Desk, slug: str, what: str) -> str:
    """The id of a segment, by its source, its kind, or what it is of the translation's own."""
    rows = desk.segments(slug)
    return str(next(one["id"] for one in rows if what in (one["source"], one["kind"], one["own"])))


def body(desk: Desk, slug: str) -> dict[str, object]:
    return next(one for one in desk.segments(slug) if one["kind"] == "body")


@pytest.fixture
def own(desk: Desk) -> Desk:
    """A live article that adds, moves, and has an address and tags of its own, and one that links to it."""
    desk.write("a", STORY)
    desk.write("b", "---\ntitle: 乙\n---\n\n[甲](a.md)\n")
    desk("sync")
    fill(desk, "a")
    desk("edit", "b", named(desk, "b", "<a1>甲</a1>"), "--text", "<a1>Jia</a1>.")
    fill(desk, "b")
    desk("insert", "a", "--after", named(desk, "a", "会后双方签署了备忘录。"), "--text", "CERN is a laboratory.")
    desk("move", "a", named(desk, "a", "双方将继续合作。"), "--after", named(desk, "a", "代表团访问"))
    desk("set", "a", "slug", "--text", "own-a")
    desk("set", "a", "tags", "--text", "Steel, Iron")
    desk("approve", "a", "--all", by="wang")
    desk("publish", "a", "b")
    return desk


def paragraphs(path: Path) -> list[str]:
    return [one.text for one in docx.Document(str(path)).paragraphs]


def test_a_leader_reads_what_readers_will_and_may_amend_it(own: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "a.docx"
    own("export", "a", "--format", "docx", "-o", str(copy))
    wanted = ["Line a.", "Line e.", "Line b. Line c.", "CERN is a laboratory.", "Line d.", "tags: Steel · Iron"]
    assert paragraphs(copy) == wanted
    assert "unchanged" in own("import", str(copy)).out
    file = docx.Document(str(copy))
    for run in (run for one in file.paragraphs for run in one.runs):
        run.text = run.text.replace("laboratory", "laboratory in Geneva").replace("Iron", "Coal")
    file.save(str(copy))
    said = own("import", str(copy), code=1).err
    assert "Coal" in said  # a part of a text is listed, never lost and never guessed
    rows = {one["own"]: (one["target"], one["status"]) for one in own.segments("a")}
    assert rows["added"] == ("CERN is a laboratory in Geneva.", "translated")
    assert rows["tags"] == ("Steel, Iron", "approved")


def test_what_was_added_moved_or_taken_away_since_a_signature_is_told(own: Desk) -> None:
    own("signoff", "a", "--for", "Wang", "--via", "word")

    def told() -> dict[str, tuple[str, str]]:
        found = own("diff", "a", "--json").json
        assert found["complete"]
        return {one["own"]: (one["before"], one["now"]) for one in found["changes"]}

    own("insert", "a", "--after", named(own, "a", "图书馆开放"), "--text", "Readers came.", "--kind", "heading")
    assert told() == {"added": ("", "Readers came.")}
    own("undo", "a")
    assert own("diff", "a", "--json").json["unchanged"]
    own("move", "a", named(own, "a", "moved"), "--after", named(own, "a", "图书馆开放"))
    assert told() == {"moved": ("behind: Line a.", "behind: Line d.")}
    own("omit", "a", named(own, "a", "added"), "--why", "too long")
    assert told()["added"] == ("CERN is a laboratory.", "")


def test_find_and_replace_reads_what_readers_read(own: Desk) -> None:
    present = reading.sheet(open_newsroom(own.root, lambda: "li"), "a")
    assert not replacing.proposals(present, "moved", "shifted")
    assert not replacing.proposals(present, "own-a", "their-a")
    assert [one.text for one in replacing.proposals(present, "CERN", "It")] == ["It is a laboratory."]


def site(desk: Desk) -> dict[str, bytes]:
    public = desk.root / "public"
    return {
        path.relative_to(public).as_posix(): path.read_bytes()
        for path in sorted(public.rglob("*"))
        if path.is_file() and path.name != ".transflow"
    }


def test_a_translation_stays_at_its_own_address_however_the_article_is_called(own: Desk, tmp_path: Path) -> None:
    public = own.root / "public"

    def again() -> dict[str, bytes]:
        """The site made from nothing."""
        copy = Path(shutil.copytree(own.root, tmp_path / "again", symlinks=True))
        shutil.rmtree(copy / "public")
        shutil.rmtree(copy / ".transflow")
        made = Desk(copy)
        made("publish", "--all", code=None)
        found = site(made)
        shutil.rmtree(copy)
        return found

    for old, new in (("a", "c"), ("c", "a"), ("a", "own-a"), ("own-a", "d")):
        own("rename", old, new)
        page = (public / "en/own-a/index.html").read_text("utf-8")
        assert "CERN is a laboratory." in page
        assert f'href="../../zh-CN/{new}/"' in page
        assert "CERN" not in (public / f"zh-CN/{new}/index.html").read_text("utf-8")
        assert 'href="../own-a/"' in (public / "en/b/index.html").read_text("utf-8")
        assert f'href="../{new}/"' in (public / "zh-CN/b/index.html").read_text("utf-8")
        assert site(own) == again(), new
    own("kill", "d", "--why", "wrong")
    assert 'href="../../zh-CN/d/"' in (public / "en/own-a/index.html").read_text("utf-8")
    assert site(own) == again()


def test_a_kind_of_chinese_more_leaves_the_times_of_the_others(own: Desk) -> None:
    def times() -> list[str]:
        pages = sorted((own.root / "public").glob("*/*a/index.html"))
        return re.findall(r'modified_time" content="([^"]*)"', "".join(page.read_text("utf-8") for page in pages))

    po = own.po("a")  # published long ago
    po.write_text(re.sub(r"(Published-At: )\d{4}", r"\g<1>2020", po.read_text("utf-8")), "utf-8")
    shutil.rmtree(own.root / "public")
    own("publish", "--all")
    (before,) = {*times()}
    toml = own.root / "transflow.toml"
    toml.write_text(toml.read_text("utf-8") + '\n[variants]\nzh_TW = { from = "zh_CN" }\n', "utf-8")
    assert "published" in own("publish", "a").out
    assert times() == [before] * 3
    own("edit", "a", named(own, "a", "added"), "--text", "CERN is in Geneva.")
    own("approve", "a", "--all", by="wang")
    own("publish", "a")
    assert before not in times()


# ── adapted articles ────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def adapted(desk: Desk) -> Desk:
    desk.write("a", ADAPTED)
    desk.write("b", "---\ntitle: 乙\n---\n\n词。\n")
    desk("sync")
    fill(desk, "a")
    fill(desk, "b")
    return desk


@pytest.mark.parametrize("kind", ["xliff", "xliff2", "po", "review"])
def test_a_body_keeps_its_lines_on_its_way_out_and_back(adapted: Desk, tmp_path: Path, kind: str) -> None:
    path, before = tmp_path / f"a.{kind}", adapted.files()
    adapted("export", "a", "--format", kind, "-o", str(path))
    adapted("import", str(path), by="chen")
    assert adapted.files() == before
    change: Callable[[str], str] = lambda text: text.replace("All is well", "All was well")  # noqa: E731
    if kind == "review":
        file = docx.Document(str(path))
        for run in (run for one in file.tables[0]._cells for line in one.paragraphs for run in line.runs):
            for text in run._r.t_lst:
                text.text = change(text.text)
        file.save(str(path))
    else:
        path.write_text(change(path.read_text("utf-8")), "utf-8")
    adapted("import", str(path), by="chen")
    assert (body(adapted, "a")["target"], body(adapted, "a")["status"]) == (change(BODY), "translated")


def test_a_body_is_read_in_word_and_what_is_amended_there_is_listed(adapted: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    adapted("export", "a", "--format", "docx", "--both", "-o", str(path))
    wanted = ["Line a.", "甲", "See yi.", "Who came", "One  of them", "Two", "All is well.", "见乙。", "很好"]
    assert paragraphs(path) == wanted
    assert "unchanged" in adapted("import", str(path)).out
    file = docx.Document(str(path))
    last = next(one for one in file.paragraphs if "All" in one.text)
    file.add_comment(last.runs, "Is it?", "Boss", "B")
    last.runs[0].text = "Little is well."
    file.save(str(path))
    assert "Little is well." in adapted("import", str(path), code=1).err
    assert body(adapted, "a")["target"] == BODY
    assert "Boss: Is it?" in str(body(adapted, "a")["notes"])


def test_no_page_names_what_is_under_an_embargo(adapted: Desk) -> None:
    other = adapted.root / "articles/b.md"
    text = other.read_text("utf-8")
    other.write_text(text.replace("title:", "embargo: 2099-01-01\ntitle:"), "utf-8")
    assert "it links to b, which is under embargo until 2099" in adapted("publish", "a", code=1).err
    assert not list((adapted.root / "public").glob("*/*/index.html"))
    other.write_text(text, "utf-8")
    adapted("publish", "a")


def test_links_of_a_body_follow_a_renaming_and_it_stays_signed_and_live(adapted: Desk) -> None:
    adapted("publish", "a", "b")
    assert "its links follow" in adapted("rename", "b", "c").out
    assert body(adapted, "a")["source"] == "见[乙](c.md)。\n\n- 很好"
    assert (body(adapted, "a")["target"], body(adapted, "a")["status"]) == (BODY.replace("b.md", "c.md"), "approved")
    assert adapted.row("a")["stage"] == "published"
    assert 'href="../c/"' in (adapted.root / "public/en/a/index.html").read_text("utf-8")
