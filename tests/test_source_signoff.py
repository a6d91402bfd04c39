"""The source text itself signed off before anything made of it goes live (`review.source_signoff`)."""

import pytest

from tests.conftest import Desk
from transflow.newsroom import sourcesigning
from transflow.newsroom.room import open_newsroom
from transflow.workspace import opening

TEXT = "---\ntitle: 新闻\nassignee: li\n---\n\n研究生80名。\n\n![图](a.png)\n"
SIGN = ("signoff", "a", "--source", "--for", "林主任", "--via", "word")


@pytest.fixture
def approved(desk: Desk) -> Desk:
    """An article that would be published, but that the newsroom wants its source signed off."""
    from PIL import Image

    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text("utf-8").replace("[review]\n", "[review]\nsource_signoff = true\n"), "utf-8")
    Image.new("RGB", (8, 8), "red").save(desk.root / "articles" / "a.png")
    desk.write("a", TEXT)
    desk("sync")
    for one in desk.segments("a"):
        desk("edit", "a", one["id"], "--text", "Eighty of 80." if "80" in one["source"] else "News")
    desk("approve", "a", "--all", by="wang")
    return desk


def test_nothing_goes_live_before_and_all_after(approved: Desk) -> None:
    assert "--source" in approved("publish", "a", code=1).err
    assert not list(approved.root.glob("public/*/a"))
    approved(*SIGN)
    assert "林主任" in (approved.root / "articles" / "a.md").read_text("utf-8")
    approved("publish", "a")
    assert approved.row("a")["stage"] == "published"


def test_it_is_said_once(approved: Desk) -> None:
    approved(*SIGN)
    before = approved.files()
    approved(*SIGN)
    assert approved.files() == before


def test_it_makes_nothing_stale(approved: Desk) -> None:
    approved(*SIGN)
    assert {one["status"] for one in approved.segments("a")} == {"approved"}
    assert approved("history", "a", "--json").json[-1]["verb"] == "signoff"


@pytest.mark.parametrize(
    ("change", "void"),
    [
        (("研究生80名", "研究生90名"), True),
        (("title: 新闻", "title: 新闻！"), True),
        (("assignee: li", "assignee: chen"), False),
        (("assignee: li", "due: 2026-12-01"), False),
    ],
)
def test_what_readers_see_makes_it_void_and_what_they_do_not_see_does_not(
    approved: Desk, change: tuple[str, str], void: bool
) -> None:
    approved(*SIGN)
    path = approved.root / "articles" / "a.md"
    path.write_text(path.read_text("utf-8").replace(*change), "utf-8")
    room = open_newsroom(approved.root, lambda: "li")
    found = sourcesigning.decision(room, opening.article(room.workspace, "a"))
    assert found is not None
    assert found.valid is not void


def test_another_picture_makes_it_void(approved: Desk) -> None:
    from PIL import Image

    approved(*SIGN)
    Image.new("RGB", (8, 8), "blue").save(approved.root / "articles" / "a.png")
    assert "void" in approved("publish", "a", code=1).err


def test_a_line_that_is_none_of_ours_is_no_signature(approved: Desk) -> None:
    approved.write("a", TEXT.replace("assignee: li", "signed: yes, by me"))
    approved("sync")
    assert "--source" in approved("publish", "a", code=1).err


def test_who_may_not_is_refused(approved: Desk) -> None:
    settings = approved.root / "transflow.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[people]\nli = { roles = ["translator"] }\n', "utf-8")
    before = approved.files()
    assert approved(*SIGN, code=1).err
    assert approved.files() == before
