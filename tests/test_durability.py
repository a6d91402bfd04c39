"""Nothing that was typed is lost: `kill -9` at any instant, and two people in one article (DESIGN §6.3)."""

import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests import warm
from tests.conftest import Desk

TEXT = "---\ntitle: 新闻\n---\n\n" + "\n\n".join(f"第{n}段。还有一句。" for n in range(12)) + "\n"
KILLS = 50  # of each verb: 200 in all


@pytest.fixture
def article(desk: Desk) -> Desk:
    desk.write("a", TEXT)
    desk("sync")
    return desk


class Killer:
    """Runs commands in processes of their own and kills them: every other one at any instant of its work, and the rest
    before each of their steps on the disk in turn, since two writes may be too near for chance to come between.

    They are forked from a process that has all modules loaded: the instants then lie within the work itself, while of
    a fresh interpreter's time nine tenths are imports, at which there is nothing to lose.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.usual, self.steps = 0.0, 0  # seconds and steps on the disk of the last run that was not killed
        self.turn = 0
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["tests.warm"])

    def __call__(self, *arguments: str, by: str = "li") -> tuple[int | None, bytes]:
        """The exit code, if the command was faster than the kill (the first is never killed), and what it printed."""
        words = ["--workspace", str(self.desk.root), "--as", by, *arguments]
        told = self.desk.root.parent / "told"
        self.turn += 1
        step = 1 + self.turn // 2 % self.steps if self.turn % 2 and self.steps else 0
        mine, others = multiprocessing.Pipe(duplex=False)
        process = self.context.Process(target=warm.run, args=(words, str(told), str(self.desk.root), step, others))
        process.start()
        others.close()
        mine.recv()
        begun = time.monotonic()
        if self.usual and not step:
            process.join(timeout=random.uniform(0, 1.2 * self.usual))
            process.kill()
        process.join()
        if process.exitcode == -signal.SIGKILL:
            return None, told.read_bytes()
        self.usual, self.steps = time.monotonic() - begun, mine.recv()
        return process.exitcode, told.read_bytes()


@pytest.fixture
def killed(desk: Desk) -> Killer:
    return Killer(desk)


def acts(desk: Desk) -> list[dict[str, object]]:
    found: list[dict[str, object]] = desk("history", "a", "--json").json
    return found


def test_kill_9_during_edit(article: Desk, killed: Killer) -> None:
    ids = [one["id"] for one in article.segments("a")]
    done: dict[str, str] = {}
    for number in range(KILLS):
        ident, text, before = ids[number % len(ids)], f"Text {number}.", article.po("a").read_bytes()
        code, out = killed("edit", "a", ident, "--text", text)
        present = {one["id"]: one["target"] for one in article.segments("a")}
        reported = code == 0 or ident.encode() in out
        if reported:
            assert present[ident] == text
        if article.po("a").read_bytes() == before:
            assert not reported
        else:
            assert present[ident] == text
            done[ident] = text
        assert {key: one for key, one in present.items() if one} == done
        # What the journal tells is what is in the file, whatever the crash left in it.
        told = {act["id"]: act["after"]["target"] for act in acts(article) if act["verb"] == "edit"}  # type: ignore[index]
        assert told == done


def test_kill_9_during_translate(article: Desk, killed: Killer) -> None:
    for number in range(KILLS):
        engine = ("pseudo", "copy")[number % 2]
        before = {one["id"]: one for one in article.segments("a")}
        code, _out = killed("translate", "a", "--engine", engine, "--redo")
        after = article.segments("a")
        assert [one["id"] for one in after] == list(before)
        for one in after:
            assert one["status"] in ("machine", "untranslated")
            assert one["target"] == before[one["id"]]["target"] or one["origin"] == f"engine:{engine}"
        if code == 0:
            assert all(one["origin"] == f"engine:{engine}" for one in after)
        acts(article)


def test_kill_9_during_approve(article: Desk, killed: Killer) -> None:
    segments = article.segments("a")
    for number in range(KILLS):
        ident = segments[number % len(segments)]["id"]
        article("edit", "a", ident, "--text", f"Paragraph {number}.")
        code, _out = killed("approve", "a", ident, by="wang")
        (present,) = [one for one in article.segments("a") if one["id"] == ident]
        assert present["target"] == f"Paragraph {number}."
        assert (present["status"], present["approver"]) in (("approved", "wang"), ("translated", None))
        if code == 0:
            assert present["status"] == "approved"


def test_kill_9_during_publish(desk: Desk, killed: Killer) -> None:
    desk.write("a", TEXT.replace("title: 新闻", "title: 新闻0"))
    pages = [desk.root / "public" / lang / "a" / "index.html" for lang in ("zh-CN", "en")]
    for number in range(KILLS):
        source = desk.root / "articles" / "a.md"
        source.write_text(source.read_text().replace(f"新闻{number}", f"新闻{number + 1}"))
        for one in desk.segments("a"):
            if one["status"] != "approved":
                desk("edit", "a", one["id"], "--text", f"English {number}: {one['id']}.")
                desk("waive", "a", one["id"], "numbers", "--why", "a test")
        desk("approve", "a", "--all", by="wang")
        assert desk.row("a")["stage"] == "approved"
        before = [page.read_bytes() if page.exists() else b"" for page in pages]
        code, _out = killed("publish", "a")
        row = desk.row("a")
        now = [page.read_bytes() if page.exists() else b"" for page in pages]
        for old, new, headline in zip(before, now, (f"新闻{number + 1}", f"English {number}:"), strict=True):
            assert new == old or (headline.encode() in new and new.rstrip().endswith(b"</html>"))
        if code == 0 or row["stage"] == "published":
            assert row["stage"] == "published"
            assert all(
                headline.encode() in page
                for page, headline in zip(now, (f"新闻{number + 1}", f"English {number}:"), strict=True)
            )
        for feed in desk.root.glob("public/*/feed.json"):
            json.loads(feed.read_text())
    desk("publish", "a")
    assert desk.row("a")["stage"] == "published"
    assert not desk.row("a")["page_missing"]
    assert not list(desk.root.glob("public/**/*.tmp*"))


WORKER = """
import random, sys, time
from pathlib import Path
from transflow.newsroom import editing
from transflow.newsroom.room import open_newsroom
from transflow.newsroom import reading
root, name, seconds = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
room = open_newsroom(root, lambda: name)
ids = [view.segment.id for view in reading.sheet(room, "a").views]
end, number = time.monotonic() + seconds, 0
while time.monotonic() < end:
    number += 1
    ident, text = random.choice(ids), f"{name} {number}"
    editing.edit(room, "a", ident, text)
    print(ident, text, flush=True)
"""


def test_two_people_in_one_article_lose_nothing(article: Desk) -> None:
    seconds = os.environ.get("TRANSFLOW_TEST_SECONDS", "6")
    workers = {
        name: subprocess.Popen(
            [sys.executable, "-c", WORKER, str(article.root), name, seconds], stdout=subprocess.PIPE, text=True
        )
        for name in ("li", "chen")
    }
    said = {name: worker.communicate()[0].splitlines() for name, worker in workers.items()}
    assert all(worker.returncode == 0 for worker in workers.values())
    assert all(len(lines) > 20 for lines in said.values())
    told = [(act["id"], act["after"]["target"]) for act in acts(article) if act["verb"] == "edit"]  # type: ignore[index]
    reported = [tuple(line.split(" ", 1)) for lines in said.values() for line in lines]
    assert sorted(told) == sorted(reported)  # every edit that was reported is recorded, and no other
    last = dict(told)
    assert {one["id"]: one["target"] for one in article.segments("a") if one["target"]} == last


def test_a_torn_last_line_of_the_journal_is_dropped(article: Desk) -> None:
    ident = article.segments("a")[0]["id"]
    article("edit", "a", ident, "--text", "One.")
    journal = article.root / "journal" / "en" / "a.jsonl"
    with journal.open("ab") as file:
        file.write(b'{"uuid": "torn')
    assert [act["verb"] for act in acts(article)] == ["sync", "edit"]
    article("edit", "a", ident, "--text", "Two.")
    assert [act["verb"] for act in acts(article)] == ["sync", "edit", "edit"]


def test_the_index_may_always_be_deleted(article: Desk) -> None:
    import shutil

    before = article("status", "--json").out
    shutil.rmtree(article.root / ".transflow")
    assert article("status", "--json").out == before
    (article.root / ".transflow").mkdir(exist_ok=True)
    (article.root / ".transflow" / "index.sqlite").write_bytes(b"no database" * 100)
    assert article("status", "--json").out == before
