"""Measures publishing: `uv run python benchmarks/site.py [--articles 10000] [--segments 20] [--folder DIR]`.

A newsroom of approved articles is made (one approved by its own commands, then copied under other names and dates), and
printed: pages a second when all of it is published for the first time, when `public/` is gone and made again, and when
only the lists are (from the records); how long one changed article takes to be published again, as a command and in a
running program; the size of its page; memory. One process, one core.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newsroom import make

from transflow.newsroom import building, publication
from transflow.newsroom.room import open_newsroom


def run(root: Path, *words: str) -> None:
    subprocess.run([sys.executable, "-m", "transflow", "--workspace", root, *words], check=True, capture_output=True)


def approved(root: Path, articles: int, segments: int) -> None:
    """A newsroom with `articles` approved articles."""
    make(root, 1, segments)
    (source,) = (root / "articles").glob("*.md")
    first = source.stem
    source.write_text(source.read_text("utf-8").replace("date: ", "tags: [钢铁, 合作]\ndesk: 校园\ndate: ", 1), "utf-8")
    run(root, "--as", "li", "sync")
    run(root, "--as", "li", "translate", "--engine", "pseudo")
    room = open_newsroom(root, lambda: "li")
    from transflow.newsroom import editing, reading

    sheet = reading.sheet(room, first)
    for view in sheet.views:
        editing.edit(room, first, view.segment.id, view.segment.target)
        editing.waive(room, first, view.segment.id, "numbers", "a benchmark")
    room = open_newsroom(root, lambda: "wang")
    refused = editing.approve(room, first, None).refused
    for one in refused:
        for check in ("tags", "han", "copied", "machine", "empty", "brackets"):
            editing.waive(room, first, one.segment.id, check, "a benchmark")
    editing.approve(room, first, None)
    text = (root / "articles" / f"{first}.md").read_text("utf-8")
    po = root / "locales" / "en" / "LC_MESSAGES" / f"{first}.po"
    entries = po.read_text("utf-8")
    for number in range(1, articles):
        slug = f"news-{number:05}"
        day = f"20{10 + number % 16}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        (root / "articles" / f"{slug}.md").write_text(text.replace("date: 2026-11-01", f"date: {day}"), "utf-8")
        po.with_name(f"{slug}.po").write_text(entries.replace(first, slug), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--segments", type=int, default=20)
    parser.add_argument("--folder", type=Path)
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

    timed("published for the first time")
    timed("nothing to do", pages=False)
    shutil.rmtree(root / "public")
    timed("made again from nothing")
    (root / ".transflow" / "site.sqlite").unlink()
    start = time.perf_counter()
    building.bring(room)
    print(f"all pages, lists and feeds from the records: {time.perf_counter() - start:.1f} s")
    inside, outside, spent = [], [], []
    slugs = room.workspace.slugs()
    for number in range(7):
        slug = slugs[len(slugs) // 2 + number]
        path = root / "articles" / f"{slug}.md"
        path.write_text(path.read_text("utf-8").replace("date: ", f"credit: '{number}'\ndate: ", 1), "utf-8")
        run(root, "--as", "li", "sync", slug)
        for one in ("edit", "approve"):
            from transflow.newsroom import editing, reading

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
