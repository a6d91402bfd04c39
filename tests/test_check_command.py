"""`check` as a stranger's script meets it: a CI that should be red is, and what cannot be done is said and not shown
as a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Desk

PAIR = '{"id": "1", "source_lang": "zh", "target_lang": "en", "source": "来了120人。", "target": "Some 150 people came."}\n'
WRONG = {  # what is wrong in `[checks]` → what is said of it
    'off = ["number"]': ("checks.off: number", "numbers"),
    'wording_off = ["activly"]': ("checks.wording_off: activly", "did you mean"),
    'patterns = [{ find = "use", say = "no", lang = "eng" }]': ("checks.patterns: use", "no article goes to en_US"),
}
RIGHT = (
    'off = ["numbers"]',
    'patterns = [{ find = "use", say = "no", lang = "en" }, { find = "用", say = "no", lang = "zh_CN" }]',
    'patterns = [{ find = "use", say = "no", lang = "fr" }]',  # an article says that it goes there
)


@pytest.fixture
def wrong(desk: Desk) -> Desk:
    """A newsroom with an article whose translation has one error, and one that goes to French."""
    desk.write("a", "---\ntitle: 新闻\n---\n\n来了120人。\n")
    desk.write("french", "---\ntitle: 新闻\ntargets: [fr]\n---\n\n正文。\n")
    desk("sync")
    title, text = desk.segments("a")
    desk("edit", "a", title["id"], "--text", "News")
    desk("edit", "a", text["id"], "--text", "Some 150 people  came.")
    return desk


def settings(desk: Desk, checks: str) -> None:
    path = desk.root / "transflow.toml"
    path.write_text(f"{path.read_text('utf-8')}\n[checks]\n{checks}\n", encoding="utf-8")


# ── --to ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("slug", [["a"], []])
def test_a_language_is_meant_as_everywhere_else(wrong: Desk, slug: list[str]) -> None:
    for tag in ("en", "eng", "en_GB", "en-us"):
        assert "1 errors" in wrong("check", *slug, "--to", tag, code=1).out


@pytest.mark.parametrize(
    "command",
    [
        ["check"], ["check", "--fix"], ["translate", "--engine", "copy"], ["report", "--before"], ["report", "--after"],
        ["terms", "names"],
    ],
)  # fmt: skip
def test_a_language_without_translations_is_refused(wrong: Desk, command: list[str]) -> None:
    """As `approve` refuses it, whether an article is named or not; what cannot be a language, too."""
    before = wrong.files()
    slug = [] if command[0] == "terms" else ["a"]
    like = wrong("approve", "a", "--all", "--to", "fr", by="wang", code=2)
    for named in ([], slug):
        for tag in ("ja", *(["fr"] if named else [])):
            refused = wrong(*command, *named, "--to", tag, code=like.code)
            assert ("does not go to" if named else "no article goes to") in refused.err
            assert refused.out == ""
        assert wrong(*command, *named, "--to", "klingon", code=3).out == ""
    assert wrong.files() == before
    wrong(*command, "--to", "fr", code=None if command[0] == "check" else 0)  # one article goes there


def test_a_newsroom_without_articles_is_checked(desk: Desk) -> None:
    assert desk("check", "--to", "eng").out.startswith("0 errors")
    desk("check", "--to", "fr", code=2)


# ── streams that are closed or full ─────────────────────────────────────────────────────────────────────────────────
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize(
    "line",
    [
        "check --pairs <&-", "check --pairs >/dev/full", "status --json >/dev/full", "check >&-",
    ],
)  # fmt: skip
def test_a_stream_that_cannot_be_used_is_told(wrong: Desk, tmp_path: Path, line: str) -> None:
    (tmp_path / "pairs.jsonl").write_text(PAIR, encoding="utf-8")
    given = "" if "<" in line else f" <{tmp_path}/pairs.jsonl"
    done = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m transflow {line}{given}"],
        cwd=wrong.root, env={**os.environ, "TRANSFLOW_LANG": "en"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("transflow: ")
    assert len(done.stderr.splitlines()) == 2  # what is wrong, and the remedy; no traceback, nothing at exit


def test_a_fault_of_the_program_stays_one(wrong: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> int:
        raise OSError("not of writing")

    monkeypatch.setattr("transflow.cli.checking.check", fails)
    with pytest.raises(OSError, match="not of writing"):
        wrong("check")


# ── what means nothing together ─────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("more", [["--fix"], ["--json"], ["--format", "sarif"], ["a"], ["--to", "en"]])
def test_pairs_take_nothing_of_articles(wrong: Desk, more: list[str]) -> None:
    before = wrong.files()
    refused = wrong("check", "--pairs", *more, stdin=PAIR, code=2)
    assert (refused.out, (more[0] if more[0].startswith("-") else "SLUG") in refused.err) == ("", True)
    assert wrong.files() == before


def test_one_report_at_a_time(wrong: Desk) -> None:
    assert "--format" in wrong("check", "--json", "--format", "sarif", code=2).err


# ── settings ────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("line", WRONG)
def test_a_setting_that_nothing_heeds_is_told_before_anything_is_mended(wrong: Desk, line: str) -> None:
    settings(wrong, line)
    before, said = wrong.files(), WRONG[line]
    for words in (["check"], ["check", "--fix"]):
        told = wrong(*words, code=3).err
        assert [one for one in said if one not in told] == []
    assert [one for one in said if one not in wrong("doctor", code=None).out] == []
    assert wrong.files() == before


@pytest.mark.parametrize("line", RIGHT)
def test_a_setting_that_is_heeded_is_not(wrong: Desk, line: str) -> None:
    settings(wrong, line)
    assert "transflow.toml" not in wrong("check", "--fix", code=None).err


# ── SARIF ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_every_result_has_a_fingerprint_of_its_own_that_stays(wrong: Desk) -> None:
    text = wrong.segments("a")[1]
    wrong("edit", "a", text["id"], "--text", "Some 150  people  came,  all 9 million of them.")

    def prints() -> list[str]:
        (run,) = wrong("check", "--format", "sarif", code=1).json["runs"]
        return [one["partialFingerprints"]["segment/v2"] for one in run["results"]]

    first = prints()
    assert len([one for one in first if "/spaces/" in one]) > 1
    assert len(set(first)) == len(first)
    wrong("edit", "a", wrong.segments("a")[0]["id"], "--text", "Latest  news")  # elsewhere
    assert set(first) < set(prints())
