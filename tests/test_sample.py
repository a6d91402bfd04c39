"""The sample newsroom of this repository: what a visitor finds in a fresh checkout."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, Desk
from transflow.newsroom import judging
from transflow.newsroom.room import open_newsroom
from transflow.workflow import Stage
from transflow.workspace import opening


@pytest.fixture
def sample(tmp_path: Path) -> Desk:
    """A copy of it, as a fresh checkout is: nothing derived, nothing published."""
    root = tmp_path / "checkout"
    root.mkdir()
    for name in ("articles", "journal", "memory", "locales"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "transflow.toml", root)
    return Desk(root)


def test_it_shows_every_stage_in_both_directions(sample: Desk) -> None:
    rows = sample("status", "--json").json["articles"]
    assert {row["stage"] for row in rows} == set(Stage)
    assert {(row["source"], row["target"]) for row in rows} == {("zh_CN", "en"), ("en", "zh_CN")}
    assert len(rows) >= 8
    assert any(row["update_pending"] for row in rows)
    assert any(row["embargo"] for row in rows)
    assert not any(row["source_changed"] for row in rows)


def test_nothing_in_it_is_out_of_date(sample: Desk) -> None:
    before = sample.files()
    sample("sync")
    assert sample.files() == before


def test_every_po_file_is_good_gettext(sample: Desk) -> None:
    for path in sample.root.glob("locales/*/LC_MESSAGES/*.po"):
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], check=True, capture_output=True)


def test_what_is_signed_holds_no_error_and_can_be_published(sample: Desk) -> None:
    sample("publish", "--all", by="zhou", code=None)
    rows = {row["slug"]: row for row in sample("status", "--json").json["articles"]}
    live = [slug for slug, row in rows.items() if row["stage"] == "published"]
    assert live
    for slug in live:
        assert rows[slug]["findings"]["error"] == 0
        assert not rows[slug]["page_missing"]
    room = open_newsroom(sample.root, lambda: "zhou")
    for slug, row in rows.items():  # what bars a publication is what the desk counts as errors
        found = sum(judging.barring(room, opened) for opened in opening.every_target(room.workspace, slug))
        assert found == row["findings"]["error"]
    embargoed = next(slug for slug, row in rows.items() if row["embargo"])
    assert "2027" in sample("publish", embargoed, by="zhou", code=1).err


def test_the_next_draft_is_made_easy(sample: Desk) -> None:
    """The memory and the machine's mistakes are there to learn from."""
    slug = next(row["slug"] for row in sample("status", "--stage", "machine", "--json").json["articles"])
    assert any(
        one["check"] == "numbers" and one["severity"] == "error" for one in sample("check", slug, "--json", code=1).json
    )
    sample.write(
        "next",
        "---\ntitle: 代表团来访\n---\n\n会后，双方签署了合作备忘录。\n\n9月30日，临海大学校长单知远会见了代表团。\n",
    )
    sample("translate", "next", "--engine", "memory")
    assert any((one["origin"] or "").startswith("memory:") for one in sample.segments("next"))
