"""What is done to live pages: a typo mended, a fact corrected, an article withdrawn or due; and the site after each."""

import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Desk
from transflow import formats
from transflow.errors import ArticleError

ARTICLE = "---\ntitle: 研讨会\ndate: 2026-11-20\ndesk: 校园\n---\n\n代表团参观了校史馆。\n"


@pytest.fixture
def live(desk: Desk) -> Desk:
    """A newsroom with a live article `a`, translated by li and signed by wang."""
    desk.write("a", ARTICLE)
    desk("sync")
    for one, text in zip(desk.segments("a"), ("Seminar", "Campus", "The delegation visitted the museum."), strict=True):
        desk("edit", "a", one["id"], "--text", text)
    desk("approve", "a", "--all", by="wang")
    desk("publish", "a", by="wang")
    return desk


def page(desk: Desk, slug: str = "a", lang: str = "en") -> str:
    return (desk.root / "public" / lang / slug / "index.html").read_text("utf-8")


def public(desk: Desk) -> dict[str, bytes]:
    return {name: data for name, data in desk.files().items() if name.startswith("public/")}


def last(desk: Desk) -> str:
    return str(desk.segments("a")[-1]["id"])


# ── amend ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_typo_is_mended_in_one_command_by_a_second_person(live: Desk) -> None:
    before, old = page(live), live.row("a")
    live("amend", "a", last(live), "--text", "The delegation visited the museum.", by="zhao")
    assert page(live) == before.replace("visitted", "visited")  # no note, no other time
    row = live.row("a")
    assert (row["stage"], row["published_at"]) == ("published", old["published_at"])
    segment = live.segments("a")[-1]
    assert (segment["by"], segment["approver"]) == ("li", "zhao")
    assert live("history", "a", "--json").json[-1]["verb"] == "amend"


def test_nobody_amends_his_own_translation_alone(live: Desk) -> None:
    before = public(live)
    answer = live("amend", "a", last(live), "--text", "The delegation visited the museum.", code=1)
    assert "--as NAME" in answer.err
    assert public(live) == before
    assert live.row("a")["update_pending"]
    live("amend", "a", code=1)  # nor does he sign it
    assert public(live) == before
    live("amend", "a", by="wang")
    assert "visited the museum" in page(live)


def test_what_is_not_live_cannot_be_amended_or_corrected(desk: Desk) -> None:
    desk.write("a", ARTICLE)
    desk("sync")
    before = desk.files()
    assert "not published" in desk("amend", "a", code=1).err
    assert "not published" in desk("correct", "a", "--note", "更正", code=1).err
    assert desk.files() == before
    desk("amend", "a", "abc", code=2)


def test_an_approved_text_is_not_rewritten_by_its_own_translator(live: Desk) -> None:
    """The same rule in the editor: who translated it cannot sign a new wording of it, though it was signed before."""
    from transflow.errors import RefusedError
    from transflow.newsroom import editing
    from transflow.newsroom.room import open_newsroom

    with pytest.raises(RefusedError):
        editing.correct(open_newsroom(live.root, lambda: "li"), "a", last(live), "Another.")
    assert editing.correct(open_newsroom(live.root, lambda: "zhao"), "a", last(live), "Another.").approver == "zhao"


# ── correct ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_correction_is_dated_translated_and_approved(live: Desk) -> None:
    before = public(live)
    answer = live("correct", "a", "--note", "馆名有误。", by="wang")
    assert "transflow publish a" in answer.err
    assert public(live) == before  # what readers see waits for the second person too
    (note,) = [one for one in live.segments("a") if one["status"] == "untranslated"]
    assert (note["source"], note["kind"]) == ("馆名有误。", "field")
    live("edit", "a", note["id"], "--text", "The name of the museum was wrong.")
    live("approve", "a", "--all", by="wang")
    live("correct", "a", "--note", "馆名有误。", by="wang")  # the same note is not written twice
    assert page(live).count("</strong> The name of the museum was wrong.</p>") == 1
    assert page(live, lang="zh-CN").count("</strong> 馆名有误。</p>") == 1
    assert "November" in page(live).partition("corrections")[2]
    assert "correction" in [act["verb"] for act in live("history", "a", "--json").json]
    # A second one stands after the first.
    live("correct", "a", "--note", "人数有误。", by="wang")
    live(
        "correct", "a", "--note", "人数有误。", by="wang", code=1
    )  # the note is there: what is asked now is to publish
    article = (live.root / "articles" / "a.md").read_text("utf-8")
    assert article.index("馆名有误") < article.index("人数有误")
    assert [one["source"] for one in live.segments("a") if one["status"] == "untranslated"] == ["人数有误。"]


_NOTES = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=20)
    .map(str.strip)
    .filter(lambda text: any(char.isalnum() for char in text))
)
_FRONTS = st.sampled_from([
    "", "---\n---\n", "---\ntitle: 新闻\n---\n", "---\r\ntitle: 新闻\r\n---\r\n", "---\ncorrections:\ntitle: x\n---\n",
    "---\ncorrections: []\n---\n", "---\ncorrections:\n  - date: 2026-01-01\n    note: 旧\n# after\ntitle: y\n---\n",
    "---\ncorrections:\n- note: 旧\n  date: 2026-01-01\n...\n", "---\ncorrections:\n-   {date: 2026-01-01, note: 旧}\nx: 1\n---\n",
])  # fmt: skip


@given(_FRONTS, st.lists(_NOTES, min_size=1, max_size=3))
def test_a_note_is_read_as_it_was_said_and_nothing_else_changes(front: str, notes: list[str]) -> None:
    raw = front + "正文。\n"
    article = formats.read("articles/a.md", "a", raw)
    known = [one["note"] for one in article.meta.corrections]
    for note in notes:
        raw = formats.add_correction(article, "2026-11-25", note)
        article = formats.read("articles/a.md", "a", raw)
    wanted = [*known, *notes]
    assert [one["note"] for one in article.meta.corrections] == wanted
    assert [block.flat for block in article.blocks if (block.key or "").startswith("corrections")] == wanted
    assert raw.endswith("正文。\n")
    assert article.meta.title == formats.read("articles/a.md", "a", front).meta.title


def test_a_decision_that_readers_see_needs_words(live: Desk) -> None:
    before = live.files()
    for words in (("correct", "a", "--note", " "), ("kill", "a", "--why", "  ")):
        assert live(*words, by="wang", code=2).err
    ident = last(live)
    live("waive", "a", ident, "numbers", "--why", " ", code=1)
    assert live.files() == before


def test_a_source_that_was_mended_says_how_its_page_is(live: Desk) -> None:
    path = live.root / "articles" / "a.md"
    path.write_text(path.read_text("utf-8").replace("参观了", "参观"), "utf-8")
    live("sync")
    ident = last(live)
    answer = live("amend", "a", ident, "--text", "The delegation visited the museum.", by="wang", code=1)
    assert f"transflow edit a {ident}" in answer.err
    # What is live and waits is named, not passed over in silence.
    assert "live with an older text" in live("publish", "--all", by="wang").err


def test_a_damaged_record_is_made_again(live: Desk) -> None:
    wanted = public(live)
    (live.root / "public/en/a/ninjs.json").write_text("junk")
    live("publish", "--all", by="wang")
    assert {**public(live), "public/.transflow": b""} == {**wanted, "public/.transflow": b""}


def test_a_notice_bears_the_day_of_the_withdrawal(live: Desk) -> None:
    live("kill", "a", "--why", "x", by="wang")
    path = live.root / "articles" / "a.md"
    path.write_text(re.sub(r"20\d\d-\d\d-\d\dT", "2026-11-05T", path.read_text("utf-8")), "utf-8")
    shutil.rmtree(live.root / "public")
    live("publish", "--all", by="wang")
    assert "November 5, 2026" in page(live)
    assert 'href="../../zh-CN/a/"' in page(live)


def test_corrections_on_one_line_are_refused() -> None:
    article = formats.read("articles/a.md", "a", "---\ncorrections: [{date: 2026-01-01, note: 旧}]\n---\n")
    with pytest.raises(ArticleError):
        formats.add_correction(article, "2026-11-25", "新")


# ── due ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_what_is_due_is_published_and_nothing_leaks_before(desk: Desk) -> None:
    for slug, when in (("over", "2026-01-01T08:00:00"), ("later", "2099-01-01T08:00:00"), ("never", None)):
        embargo = f"embargo: {when}\n" if when else ""
        desk.write(slug, f"---\ntitle: 标题{slug}\n{embargo}---\n\n![图](secret-{slug}.png)\n")
        (desk.root / "articles" / f"secret-{slug}.png").write_bytes(b"\x89PNG" + slug.encode())
        desk("sync", slug)
        for one in desk.segments(slug):
            desk("edit", slug, one["id"], "--text", f"Headline {slug}")
        desk("approve", slug, "--all", by="wang")
    assert desk("publish", "--due", by="wang").out.split() == ["over:", "published"]
    assert desk("publish", "--due", by="wang").out == ""
    desk("publish", "--all", by="wang", code=1)  # the embargoed one is refused by name
    names, texts = public(desk), b"".join(public(desk).values()).decode("utf-8", "replace")
    assert "later" not in texts
    assert not [name for name in names if "later" in name]
    assert "Headline never" in texts


def test_what_is_under_embargo_changes_nothing_that_readers_get(live: Desk) -> None:
    """Whatever it shares with what is live (tags, a desk, a place among neighbours), whatever is done to it."""

    def got() -> dict[str, tuple[bytes, int]]:
        return {
            name: (data, (live.root / name).stat().st_mtime_ns)
            for name, data in public(live).items()
            if name != "public/.transflow"
        }

    before = got()
    for slug, day in (("earlier", "2026-11-01"), ("newest", "2026-12-01")):
        folder = live.root / "articles" / slug
        folder.mkdir()
        (folder / "a.png").write_bytes(b"\x89PNG" + slug.encode())
        text = ARTICLE.replace("研讨会", f"密{slug}").replace("2026-11-20", f"{day}\nembargo: 2099-01-01\ntags: [机密]")
        (folder / "index.md").write_text(f"{text}\n![图](a.png)\n")
        live("sync", slug)
        for number, one in enumerate(live.segments(slug)):
            live("edit", slug, one["id"], "--text", f"Secret {number}" if one["target"] != "Campus" else "Campus")
        live("approve", slug, "--all", by="wang")
        live("publish", "--all", by="wang", code=1)
        live("publish", slug, by="wang", code=1)
        live("publish", "--due", by="wang")
        live("preview", "--once", slug, "--to", "en")
    live("rename", "earlier", "earlier-still", by="wang")
    assert got() == before  # names, bytes, and when they were written
    shutil.rmtree(live.root / "public")
    shutil.rmtree(live.root / ".transflow")
    live("publish", "--all", by="wang", code=1)
    assert {name: data for name, (data, _at) in got().items()} == {name: data for name, (data, _at) in before.items()}


# ── the site after each ─────────────────────────────────────────────────────────────────────────────────────────────
def test_what_keeps_a_due_article_back_is_said(desk: Desk) -> None:
    over = "embargo: 2026-01-01T08:00:00\n"
    desk.write("waits", f"---\ntitle: 标题\n{over}---\n\n正文。\n")
    desk("sync")
    assert "waits" in desk("publish", "--due", by="wang", code=1).err
    desk.write("broken", "---\ntitle: 标题\nembargo: tomorrow\n---\n\n正文。\n")
    assert "articles/broken.md" in desk("publish", "--due", by="wang", code=3).err
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text("utf-8").replace("Asia/Shanghai", "Asia/Shanghigh"), "utf-8")
    assert "Asia/Shanghigh" in desk("publish", "--due", by="wang", code=3).err


def test_a_site_made_anew_is_the_site_as_it_was(live: Desk) -> None:
    for number in range(3):
        slug = f"b{number}"
        live.write(slug, ARTICLE.replace("研讨会", f"研讨会{number}"))
        live("sync", slug)
        for one, text in zip(live.segments(slug), (f"Seminar {number}", "Campus", "They came."), strict=True):
            live("edit", slug, one["id"], "--text", text)
        live("approve", slug, "--all", by="wang")
        live("publish", slug, by="wang")
    live("kill", "b1", "--why", "wrong", by="wang")
    before = {name: data for name, data in public(live).items() if name != "public/.transflow"}
    (live.root / ".transflow" / "site.sqlite").write_bytes(
        b"no database at all, though long enough to be taken for one" * 99
    )
    (live.root / "public" / "en" / "tag-gone.html").write_text("left from an earlier site")
    live("publish", "--all", by="wang")
    assert {name: data for name, data in public(live).items() if name != "public/.transflow"} == before
    # What follows from the settings follows them everywhere.
    settings = live.root / "transflow.toml"
    settings.write_text(settings.read_text("utf-8").replace("University News", "News of the House"), "utf-8")
    live("publish", "--all", by="wang")
    assert "News of the House" in page(live)
    assert "University News" not in b"".join(public(live).values()).decode()


def test_a_killed_site_writer_is_made_good(live: Desk) -> None:
    """Whoever stops in the middle leaves a site that the next one makes again, whole."""
    wanted = public(live)
    for name in ("news.html", "index.html", "feed.json"):
        (live.root / "public" / "en" / name).write_text("half")
    (live.root / "public" / ".transflow").unlink()  # it is written last
    live("publish", "--all", by="wang")
    assert {**public(live), "public/.transflow": b""} == {**wanted, "public/.transflow": b""}


def test_what_was_withdrawn_or_dropped_is_neither_mended_nor_said_to_be_publishable(live: Desk) -> None:
    live.write("b", ARTICLE)
    live("sync", "b")
    live("spike", "b", "--why", "no news", by="wang")
    live("kill", "a", "--why", "a lawyer called", by="wang")
    for slug, why in (("a", "withdrawn: a lawyer called"), ("b", "spiked: no news")):
        for words in (["amend", slug], ["correct", slug, "--note", "不是正文。"]):
            said = live(*words, by="zhao", code=1).err
            assert (why in said, "transflow publish" in said) == (True, False)


def test_a_withdrawn_record_says_so_to_machines(live: Desk) -> None:
    live("kill", "a", "--why", "a lawyer called", by="wang")
    value = json.loads((live.root / "public/en/a/ninjs.json").read_text("utf-8"))
    assert value["pubstatus"] == "canceled"
    site = b"".join(data for name, data in public(live).items()).decode("utf-8", "replace")
    for words in ("lawyer", "Seminar", "museum", "wang"):
        assert words not in site
    assert Path(live.root / "public/en/a/index.html").exists()
