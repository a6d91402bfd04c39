"""A real article carried through every stage in a real terminal, its Chinese typed in. Runs where the shared data is."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import SHARED, Desk, needs_shared
from tests.test_shared_articles import blocks
from tests.test_terminal import Terminal, terminal, transflow, until

__all__ = ["terminal"]  # a fixture
pytestmark = [needs_shared, pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")]
ARTICLES = SHARED / "data" / "articles"


def smallest(way: str) -> Path:
    """The shortest article of a language: a terminal types it whole."""
    paths = [path for path in (ARTICLES / way).glob("*.md") if not path.name.endswith(".ref.md")]
    return min(paths, key=lambda path: path.stat().st_size)


@pytest.mark.parametrize(("way", "lang"), [("en", "zh-CN"), ("zh", "en")])
def test_a_real_article_from_draft_to_page(desk: Desk, terminal: Terminal, way: str, lang: str) -> None:
    path = smallest(way)
    settings = desk.root / "transflow.toml"
    text = settings.read_text().replace('["memory", "offline", "google"]', '["memory", "pseudo"]')
    settings.write_text(text.replace('"sentence"', '"paragraph"'))
    source, reference = path.read_text("utf-8"), path.with_name(path.name.replace(".md", ".ref.md")).read_text("utf-8")
    wanted = dict(zip(blocks(source), blocks(reference), strict=True))
    slug = desk("add", str(path), "--lang", way).out.strip()

    # Draft and machine: from the desk, one key.
    terminal.run(transflow(desk, "li"))
    terminal.see("0/")  # the article is there
    terminal.press("F9")
    until(lambda: desk.row(slug)["stage"] == "machine")
    terminal.press("Enter")
    terminal.see("1/")

    # Human: every paragraph typed over the machine's, the field's own smart punctuation off, for the reference is given.
    terminal.press("M-y")
    segments = desk.segments(slug)
    for number, one in enumerate(segments, start=1):
        terminal.see(f"{number}/{len(segments)}")
        terminal.press("C-a", "BSpace")
        terminal.type(wanted[one["source"]])
        terminal.press("F2")
        until(lambda number=number: desk.segments(slug)[number - 1]["status"] == "translated")
    assert [one["target"] for one in desk.segments(slug)] == [wanted[one["source"]] for one in segments]
    terminal.press("Escape")
    terminal.see("type to filter")
    terminal.press("C-q")
    terminal.see("left with 0")

    # Review: a second person returns one, accepts what the checks say of the reference, and signs the rest.
    terminal.run(transflow(desk, "wang", "ui", slug))
    terminal.see("1/")
    terminal.press("F7")
    terminal.see("What is to be mended?")
    terminal.type("请再看一遍")
    terminal.press("F2")
    until(lambda: desk.segments(slug)[0]["status"] == "returned")
    for one in desk.segments(slug)[1:]:
        for finding in one["findings"]:
            if finding["severity"] == "error":
                desk("waive", slug, one["id"], finding["check"], "--why", "as the reference has it", by="wang")
    terminal.press("M-l")
    until(lambda: desk.row(slug)["segments"]["approved"] == len(segments) - 1)
    terminal.press("C-q")
    terminal.see("left with 0")
    terminal.run(transflow(desk, "li", "ui", slug))
    terminal.see("请再看一遍")
    terminal.press("F2")
    until(lambda: desk.row(slug)["stage"] == "review")
    terminal.press("C-q")
    terminal.see("left with 0")
    for finding in desk.segments(slug)[0]["findings"]:
        if finding["severity"] == "error":
            desk("waive", slug, segments[0]["id"], finding["check"], "--why", "as the reference has it", by="wang")

    # Sign-off and page.
    terminal.run(transflow(desk, "wang", "ui", slug))
    terminal.see("1/")
    terminal.press("M-l")
    until(lambda: desk.row(slug)["stage"] == "approved")
    terminal.press("F10")
    terminal.see("Before it is published")
    terminal.press("F2")
    until(lambda: desk.row(slug)["stage"] == "published")
    terminal.press("C-q")
    terminal.see("left with 0")
    page = (desk.root / "public" / lang / slug / "index.html").read_text("utf-8")
    assert list(wanted.values())[-1][:12] in page
