"""Another slug: nothing of the article is lost, readers arrive, and whatever stops it, there is one article."""

import json
import os
import random
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Desk
from transflow.newsroom import renaming
from transflow.newsroom.mockup import Mockup
from transflow.newsroom.room import open_newsroom
from transflow.workspace import disk

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
ROOM = "---\ntitle: 实验室开放\ntags: [开放]\ndate: 2026-11-20\n---\n\n![门](door.png)\n\n参观者很多。\n"
STRIDE = 12  # every twelfth touch of the disk, from another one each time; all forty take a quarter of a minute
LINKING = "---\ntitle: 参观\ndate: 2026-11-21\n---\n\n见[实验室](../lab/index.md#fn)和[其他](other.md)。\n"


def approved(desk: Desk, slug: str) -> None:
    desk("sync", slug)
    for number, one in enumerate(desk.segments(slug)):
        if one["status"] != "approved":
            tags = "".join(re.findall(r"<[^>]*>", one["source"]))
            desk("edit", slug, one["id"], "--text", f"Words {number} {tags}".strip())
            for check in ("numbers", "tags", "copied"):
                desk("waive", slug, one["id"], check, "--why", "a test")
    desk("approve", slug, "--all", by="wang")


@pytest.fixture
def lab(desk: Desk) -> Desk:
    """Two live articles, one with a picture, to which the other one links."""
    folder = desk.root / "articles" / "lab"
    folder.mkdir()
    (folder / "index.md").write_text(ROOM)
    (folder / "door.png").write_bytes(PNG)
    desk.write("visit", LINKING)
    for slug in ("lab", "visit"):
        approved(desk, slug)
    desk("publish", "--all")
    return desk


def addresses(desk: Desk) -> dict[str, str]:
    """Every article's address, with its page, or where it sends readers on to."""
    found = {}
    for page in sorted(desk.root.glob("public/*/*/index.html")):
        text = page.read_text()
        onward = re.search(r'http-equiv="refresh" content="0; url=\.\./([^/]+)/"', text)
        found[f"{page.parent.parent.name}/{page.parent.name}"] = f"→ {onward[1]}" if onward else text
    return found


def words(page: str) -> str:
    """What a reader reads of an article."""
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    assert main
    return re.sub(r"<[^>]*>", "", main[0])


def onward(desk: Desk) -> dict[str, str]:
    return {name: text for name, text in addresses(desk).items() if text.startswith("→")}


def test_the_preview_sends_readers_on_as_the_site_does(lab: Desk) -> None:
    lab("rename", "lab", "open-day")
    lab("rename", "open-day", "opening")
    live = {name: page for name, page in addresses(lab).items() if page.startswith("→")}
    assert len(live) == 4
    path = lab.root / "articles" / "opening" / "index.md"
    for edited in (False, True):
        if edited:  # what is newer than what is published has them too
            path.write_text(path.read_text("utf-8").replace("参观者很多", "参观者不少"), "utf-8")
        mockup = Mockup(lambda: open_newsroom(lab.root, lambda: "li"))
        assert mockup.refresh() == []
        for name, onward_to in live.items():
            page = (mockup.file(f"{name}/index.html") or b"").decode()
            assert f'content="0; url=../{onward_to.removeprefix("→ ")}/"' in page


def test_an_article_moves_with_all_that_is_its(lab: Desk) -> None:
    before, segments, history = addresses(lab), lab.segments("lab"), lab("history", "lab", "--json").json
    said = lab("rename", "lab", "open-day").out
    assert "visit: its links follow" in said
    row = lab.row("open-day")
    assert (row["stage"], row["update_pending"], row["page_missing"], row["source_changed"]) == (
        "published",
        False,
        False,
        False,
    )
    assert lab.row("visit")["stage"] == "published"
    moved = lab.segments("open-day")
    assert [{**one, "places": 0} for one in moved] == [{**one, "places": 0} for one in segments]
    assert {place.partition(":")[0] for one in moved for place in one["places"]} == {"articles/open-day/index.md"}
    assert (
        lab("history", "open-day", "--json").json[1:] == history
        or lab("history", "open-day", "--json").json[:-1] == history
    )
    assert not [name for name in lab.files() if re.search(r"\blab\b", name) and not name.startswith("public/")]
    assert onward(lab) == {"en/lab": "→ open-day", "zh-CN/lab": "→ open-day"}
    now = addresses(lab)
    for tongue in ("en", "zh-CN"):
        assert now[f"{tongue}/open-day"] == before[f"{tongue}/lab"].replace("/lab/", "/open-day/")
        assert 'href="../open-day/#fn"' in now[f"{tongue}/visit"]
        page = (lab.root / "public" / tongue / "lab" / "index.html").read_text()
        assert f'rel="canonical" href="https://news.example.edu/{tongue}/open-day/"' in page
    for name, data in lab.files().items():  # no list, feed, search or site map has the old address
        if name.startswith("public/") and not re.match(r"public/[^/]+/lab/", name):
            assert b"/lab/" not in re.sub(rb"<id>.*?</id>|\"(uri|id)\": \".*?\"", b"", data), name
    assert "(../open-day/index.md#fn)" in (lab.root / "articles" / "visit.md").read_text()
    po = lab.po("open-day").read_bytes()
    lab("sync")
    assert lab.po("open-day").read_bytes() == po
    assert lab("publish", "--all").out.count("unchanged") == 2
    printed = {name: data for name, data in lab.files().items() if name.startswith("public/")}
    for path in lab.root.glob("public/*"):
        os.rename(path, lab.root / ".transflow" / path.name)
    lab("publish", "--all")  # a `public/` made again has the redirects too
    again = {name: data for name, data in lab.files().items() if name.startswith("public/")}
    assert {name: data for name, data in again.items() if name != "public/.transflow"} == {
        name: data for name, data in printed.items() if name != "public/.transflow"
    }


def test_every_address_leads_to_the_last_one_and_none_in_a_circle(lab: Desk) -> None:
    lab("rename", "lab", "b")
    lab("rename", "b", "c")
    assert onward(lab) == {f"{tongue}/{one}": "→ c" for tongue in ("en", "zh-CN") for one in ("b", "lab")}
    lab("rename", "c", "lab")
    assert onward(lab) == {f"{tongue}/{one}": "→ lab" for tongue in ("en", "zh-CN") for one in ("b", "c")}
    assert lab.row("lab")["stage"] == "published"
    assert lab("rename", "visit", "b", code=1).err.count("sent on to lab") == 1
    assert lab("rename", "visit", "lab", code=2).err
    assert lab("rename", "nothing", "x", code=2).err
    assert lab("rename", "visit", "Not A Slug", code=2).err
    lab("kill", "lab", "--why", "a test")
    assert lab("rename", "lab", "d", code=1).err


def ids(desk: Desk, slug: str) -> list[str]:
    """What identifies the entries of all that is live, in each language: Atom, JSON Feed, ninjs and its translations."""
    found = []
    for tongue in ("en", "zh-CN"):
        public = desk.root / "public" / tongue
        item = json.loads((public / slug / "ninjs.json").read_text())
        found += [item["uri"], *(one["uri"] for one in item["associations"] if one["name"] == "translation")]
        found += sorted(one["id"] for one in json.loads((public / "feed.json").read_text())["items"])
        found += sorted(re.findall(r"<entry>\s*<id>(.*?)</id>", (public / "atom.xml").read_text()))
    return found


def test_an_identifier_is_the_same_after_any_number_of_renamings(lab: Desk) -> None:
    before = ids(lab, "lab")
    assert len(before) == 12
    slug = "lab"
    for other in ("b", "c", "lab", "d"):  # back to the first too, and away again
        lab("rename", slug, other)
        slug = other
        assert ids(lab, slug) == before
    own = lab.root / "public" / "en" / "lab" / "ninjs.json"
    assert json.loads(own.read_text())["uri"] not in before  # the notice cancels nothing
    shutil.rmtree(lab.root / "public")
    lab("publish", "--all")
    assert ids(lab, slug) == before
    page = (lab.root / "public/en/feed.json").read_text()
    assert "/en/d/" in page
    assert '"url": "https://news.example.edu/en/lab/"' not in page


def test_what_was_never_published_leaves_no_trace(desk: Desk) -> None:
    desk.write("secret-merger", "---\ntitle: 合并\nembargo: 2099-01-01\n---\n\n正文。\n")
    desk("sync")
    desk("rename", "secret-merger", "news")
    assert "sent on" not in desk("status").out
    assert "formerly" not in (desk.root / "articles" / "news.md").read_text()
    assert not [name for name in desk.files() if "secret" in name]
    assert not (desk.root / "public").exists()


def test_a_newer_text_that_is_not_approved_stays_unread(lab: Desk) -> None:
    lab.write("visit", LINKING.replace("和", "与"))
    lab("sync")
    before = addresses(lab)
    lab("rename", "visit", "tour")
    assert addresses(lab)["en/tour"] == before["en/visit"].replace("/visit/", "/tour/")
    assert lab.row("tour")["update_pending"]


def killed_at(step: int, run: Callable[[], object]) -> bool:
    """Runs something in a process that is killed at its `step`th touch of the disk; whether it came that far."""
    child = os.fork()
    if child == 0:
        left = [step]

        def counting(kept: Callable[..., object]) -> Callable[..., object]:
            def touch(*arguments: object, **named: object) -> object:
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return kept(*arguments, **named)

            return touch

        disk.replace, disk.remove, os.rename = map(counting, (disk.replace, disk.remove, os.rename))  # type: ignore[assignment]
        try:
            run()
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_killed_at_any_step_there_is_one_article_and_every_address_leads_to_it(lab: Desk, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(lab.root, kept)
    said = {tongue: words(addresses(lab)[f"{tongue}/lab"]) for tongue in ("en", "zh-CN")}
    step, died = random.randrange(STRIDE), True
    while died:
        shutil.rmtree(lab.root)
        shutil.copytree(kept, lab.root)

        def rename() -> object:
            return renaming.rename(open_newsroom(lab.root, lambda: "li"), "lab", "open-day")

        died = killed_at(step, rename)
        there = {one["slug"] for one in lab("status", "--json").json["articles"]} - {"visit"}
        assert there in ({"lab"}, {"open-day"})
        (slug,) = there
        assert lab.row(slug)["segments"]["approved"] == lab.row(slug)["segments"]["total"]
        now = addresses(lab)
        for tongue in ("en", "zh-CN"):
            page = now[f"{tongue}/lab"]
            page = now[f"{tongue}/open-day"] if page == "→ open-day" else page
            assert words(page) == said[tongue], f"step {step}"
        if died:
            rename()
        assert onward(lab) == {"en/lab": "→ open-day", "zh-CN/lab": "→ open-day"}
        assert lab.row("open-day")["stage"] == "published"
        assert not [name for name in lab.files() if re.search(r"\blab\b", name) and not name.startswith("public/")]
        step += STRIDE
    assert step > 30


def test_what_went_out_under_the_old_slug_comes_back_and_nobody_else_gets_it(lab: Desk, tmp_path: Path) -> None:
    out = tmp_path / "lab.xlf"
    lab("export", "lab", "--to", "en", "--format", "xliff", "-o", str(out))
    lab("rename", "lab", "opening")
    out.write_text(out.read_text("utf-8").replace("Words 0", "Words nought"), "utf-8")
    lab("import", str(out), by="chen")
    assert "Words nought" in lab.segments("opening")[0]["target"]
    new = tmp_path / "lab.md"
    new.write_text("# Lab\n\nAnother.\n", "utf-8")
    assert lab("add", str(new), "--lang", "en").out.split() == ["lab-2"]
    assert "opening" in lab("add", str(new), "--lang", "en", "--slug", "lab", code=3).err
