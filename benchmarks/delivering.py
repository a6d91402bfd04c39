"""Measures delivery: `uv run python benchmarks/delivering.py [--articles 200] [--segments 20]`.

The newsroom of `benchmarks/site.py`, published; all of it goes to a folder of Hugo's and to a WordPress that answers
at once (`tests/wordpress.py`, in this process): articles a second, requests an article, and a run with nothing to do.
What a real site adds is its own time to answer, request by request.
"""

import argparse
import os
import runpy
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.wordpress import PASSWORD, USER, WordPress
from transflow.newsroom import delivering, publication
from transflow.newsroom.room import open_newsroom

# By its file: Python has a `site` of its own.
approved = runpy.run_path(str(Path(__file__).with_name("site.py")))["approved"]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--segments", type=int, default=20)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    root, site = folder / "newsroom", WordPress()
    os.environ |= {"TRANSFLOW_DELIVER_WEB_PASSWORD": PASSWORD, "NO_PROXY": "127.0.0.1"}
    approved(root, given.articles, given.segments)
    (folder / "hugo").mkdir()
    with open(root / "transflow.toml", "a") as file:
        file.write('\n[deliver.hugo]\nkind = "hugo"\npath = "../hugo"\n')
        file.write(f'\n[deliver.web]\nkind = "wordpress"\nurl = "{site.url}"\nuser = "{USER}"\n')
    room = open_newsroom(root, lambda: "wang")
    publication.publish(room, everything=True)
    print(f"{given.articles} articles of {given.segments} segments in two languages; load {os.getloadavg()[0]:.1f}")
    for name in ("hugo", "web"):
        for what in ("first", "nothing to do"):
            before, start = len(site.calls), time.perf_counter()
            done = delivering.deliver(open_newsroom(root, lambda: "wang"), name, everything=True)
            took = time.perf_counter() - start
            assert len(done.done) == given.articles, (done.refused[:3], done.failed[:3])
            asked = (len(site.calls) - before) / given.articles
            print(
                f"{name}, {what}: {took:.1f} s, {given.articles / took:.0f} a second, {asked:.1f} requests an article"
            )
    site.close()


if __name__ == "__main__":
    main()
