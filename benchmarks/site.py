"""Measures publishing: `uv run python benchmarks/site.py [--articles 10000] [--segments 20] [--folder DIR]`.

A newsroom of approved articles is made (one approved by its own commands, then copied under other names and dates), and
printed: pages a second when all of it is published for the first time, when `public/` is gone and made again, and when
only the lists are (from the records); how long one changed article takes to be published again, as a command and in a
running program; the size of its page; memory. One process, one core.
"""

import argparse
import datetime as dt
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newsroom import make

from transflow.newsroom import building, editing, publication, reading
from transflow.newsroom.room import open_newsroom


def run(root: Path, *words: str) -> None:
    """Runs a command, with modules compiled as installed ones are."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "transflow", "--workspace", root, *words]
    subprocess.run(command, check=True, capture_output=True, env=environment)


KINDS = 24  # different articles; the others are copies of them under other names, dates, tags and desks
TAGS = [
    "钢铁",
    "合作",
    "科研",
    "获奖",
    "讲座",
    "国际",
    "学生",
    "体育",
    "校友",
    "材料",
    "能源",
    "艺术",
    "医学",
    "环境",
    "经济",
]
TAGS += [
    "法律",
    "历史",
    "数学",
    "物理",
    "化学",
    "机械",
    "建筑",
    "教育",
    "出版",
    "志愿",
    "安全",
    "招生",
    "就业",
    "智能",
    "图书",
]
DESKS = ("校园", "科研", "钢铁", "国际", "人物", "文化")


def approved(root: Path, articles: int, segments: int) -> None:
    """A newsroom with `articles` approved articles: `KINDS` texts, each with two or three of thirty tags and on one of
    six desks, in copies on days of sixteen years."""
    kinds = min(KINDS, articles)
    make(root, kinds, segments)
    settings = (root / "transflow.toml").read_text("utf-8")
    (root / "transflow.toml").write_text(re.sub(r'base_url = ".*"', 'base_url = "https://news.example.edu"', settings))
    rng = random.Random(1)
    for source in sorted((root / "articles").glob("*.md")):
        tags, desk = ", ".join(rng.sample(TAGS, rng.choice((2, 3)))), rng.choice(DESKS)
        text = source.read_text("utf-8")
        source.write_text(text.replace("date: ", f"tags: [{tags}]\ndesk: {desk}\ndate: ", 1), "utf-8")
    run(root, "--as", "li", "sync")
    run(root, "--as", "li", "translate", "--engine", "pseudo")
    li, wang = open_newsroom(root, lambda: "li"), open_newsroom(root, lambda: "wang")
    texts = []
    for slug in li.workspace.slugs():
        for view in reading.sheet(li, slug).views:
            editing.edit(li, slug, view.segment.id, view.segment.target)
            editing.waive(li, slug, view.segment.id, "numbers", "a benchmark")
        for one in editing.approve(wang, slug, None).refused:
            for check in ("tags", "han", "copied", "machine", "empty", "brackets"):
                editing.waive(wang, slug, one.segment.id, check, "a benchmark")
        assert not editing.approve(wang, slug, None).refused, slug
        po = root / "locales" / "en" / "LC_MESSAGES" / f"{slug}.po"
        texts.append((slug, (root / "articles" / f"{slug}.md").read_text("utf-8"), po.read_text("utf-8")))
    for number in range(kinds, articles):
        name, text, entries = texts[number % kinds]
        slug = f"news-{number:05}"
        day = f"20{10 + rng.randrange(16)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        text = re.sub(r"date: .*", f"date: {day}", text, count=1)
        (root / "articles" / f"{slug}.md").write_text(text, "utf-8")
        po.with_name(f"{slug}.po").write_text(entries.replace(name, slug), "utf-8")


def shuffled(root: Path) -> None:
    """Says of each article that it was first published at some time of the year after its date: not in that order."""
    rng = random.Random(2)
    for po in sorted((root / "locales" / "en" / "LC_MESSAGES").glob("*.po")):
        day = dt.date(2010, 1, 1) + dt.timedelta(days=rng.randrange(16 * 365))
        first = rf"\g<1>{day}T08:00:00Z"
        head = r'("X-Transflow-First-Published-At: )[^\\]*'
        po.write_text(re.sub(head, first, po.read_text("utf-8"), count=1), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--segments", type=int, default=20)
    parser.add_argument("--folder", type=Path)
    parser.add_argument(
        "--again", action="store_true", help="only make the published site in FOLDER again from nothing"
    )
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())
    root = folder / "newsroom"
    if not root.exists():
        approved(root, given.articles, given.segments)
    room = open_newsroom(root, lambda: "wang")
    shutil.rmtree(root / "public", ignore_errors=True)
    shutil.rmtree(root / ".transflow", ignore_errors=True)
    print(f"{given.articles} articles of {given.segments} segments; load {os.getloadavg()[0]:.1f}")

    def timed(what: str, pages: bool = True) -> None:
        start, cpu = time.perf_counter(), time.process_time()
        done = publication.publish(room, everything=True)
        took, used = time.perf_counter() - start, time.process_time() - cpu
        assert not done.refused, done.refused[:3]
        assert not done.troubles, done.troubles[:3]
        count = sum(1 for _ in root.glob("public/*/*/index.html"))
        rate = f", {count / took:.0f} pages a second, {count / used:.0f} a second of CPU" if pages else ""
        print(f"{what}: {count} pages in {took:.1f} s ({used:.1f} s of CPU){rate}")

    if given.again:
        timed("made again from nothing")
        print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB; load {os.getloadavg()[0]:.1f}")
        return
    timed("published for the first time")
    timed("nothing to do", pages=False)
    shuffled(root)
    shutil.rmtree(root / "public")
    timed("made again from nothing")
    (root / ".transflow" / "site.sqlite").unlink()
    start = time.perf_counter()
    building.bring(room)
    print(f"all pages, lists and feeds from the records: {time.perf_counter() - start:.1f} s")
    inside, outside, spent = [], [], []
    slugs = room.workspace.slugs()
    run(root, "status")  # compiled
    for number in range(9):
        slug = slugs[len(slugs) // 2 + number]
        path = root / "articles" / f"{slug}.md"
        path.write_text(path.read_text("utf-8").replace("date: ", f"credit: '{number}'\ndate: ", 1), "utf-8")
        run(root, "--as", "li", "sync", slug)
        for one in ("edit", "approve"):
            for view in reading.sheet(room, slug).views:
                if view.segment.source == str(number):
                    if one == "edit":
                        editing.edit(open_newsroom(root, lambda: "li"), slug, view.segment.id, str(number))
                    else:
                        editing.approve(room, slug, [view.segment.id])
        start = time.perf_counter()
        if number < 4:
            publication.publish(room, [slug])
            inside.append(time.perf_counter() - start)
        else:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            run(root, "--as", "wang", "publish", slug)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            outside.append(time.perf_counter() - start)
            spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(f"one changed article: {statistics.median(inside):.3f} s (n {len(inside)}), "
          f"as a command {statistics.median(outside):.3f} s ({statistics.median(spent):.3f} s of CPU; "
          f"n {len(outside)}); load {os.getloadavg()[0]:.1f}")  # fmt: skip
    page = root / "public" / "en" / slugs[0] / "index.html"
    print(
        f"a page: {page.stat().st_size} bytes; memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )
    if given.folder is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
