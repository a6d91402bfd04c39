"""The command line as outside scripts rely on it (DESIGN §7): exit codes, JSON shapes, who may what."""

import json
import re
import subprocess
import sys
from datetime import datetime
from xml.etree import ElementTree

import pytest

from tests.conftest import Desk

STATUS_KEYS = {
    "slug", "title", "source", "target", "stage", "segments", "findings", "update_pending", "page_missing",
    "source_changed", "assignee", "due", "embargo", "published_at", "modified_at",
}  # fmt: skip
COUNTS = ["total", "untranslated", "machine", "stale", "returned", "translated", "approved"]
TOTALS = {"articles", "draft", "machine", "review", "approved", "published", "spiked", "killed"}
SHOW_KEYS = {
    "id", "source", "target", "status", "origin", "kind", "by", "approver", "notes", "places", "findings",
}  # fmt: skip


@pytest.fixture
def article(desk: Desk) -> Desk:
    desk.write(
        "a",
        "---\ntitle: 海洋研讨会\nassignee: li\ndue: 2026-12-01\n---\n\n共120人参加。会议很成功。\n\n共120人参加。\n",
    )
    desk("sync")
    return desk


def approve_all(desk: Desk, slug: str = "a") -> None:
    for number, one in enumerate(desk.segments(slug)):
        desk(
            "edit",
            slug,
            one["id"],
            "--text",
            "Some 120 people came." if "120" in one["source"] else f"Line {'abcd'[number]}.",
        )
    desk("approve", slug, "--all", by="wang")


def test_status_json(article: Desk) -> None:
    document = article("status", "--json").json
    assert set(document) == {"workspace", "articles", "totals"}
    (row,) = document["articles"]
    assert set(row) == STATUS_KEYS
    assert list(row["segments"]) == COUNTS
    assert row["segments"]["total"] == 3
    assert set(row["findings"]) == {"error", "warning"}
    assert set(document["totals"]) == TOTALS
    assert (row["assignee"], row["due"], row["embargo"], row["published_at"]) == ("li", "2026-12-01", None, None)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row["modified_at"])
    datetime.fromisoformat(row["modified_at"])


def test_status_selects_and_requires(article: Desk) -> None:
    article.write("b", "完。\n")
    assert [row["slug"] for row in article("status", "b", "--json").json["articles"]] == ["b"]
    assert article("status", "--stage", "review", "--json").json["articles"] == []
    article("status", "--require", "draft")
    article("status", "--require", "machine", code=1)
    article("translate", "--engine", "pseudo")
    article("status", "--require", "machine")
    article("status", "--require", "review", code=1)
    article("spike", "b")
    assert article.row("b")["stage"] == "spiked"
    approve_all(article)
    article("status", "--require", "approved")  # a spiked article holds nobody up …
    article("status", "b", "--require", "approved", code=1)  # … unless it is named
    article("unspike", "b")
    assert article.row("b")["stage"] == "machine"


def test_show_json(article: Desk) -> None:
    segments = article.segments("a")
    assert all(set(one) >= SHOW_KEYS for one in segments)
    assert [one["kind"] for one in segments] == ["title", "paragraph", "paragraph"]
    assert [one["source"] for one in segments] == ["海洋研讨会", "共120人参加。", "会议很成功。"]  # each entry once
    assert segments[1]["places"] == ["articles/a.md:7", "articles/a.md:9"]
    assert all(re.fullmatch("[0-9a-f]{10}", one["id"]) for one in segments)


def test_a_segment_says_its_own_line(desk: Desk) -> None:
    desk.write("a", "一。\n二。\n\n- 三。\n  四。\n")
    assert [one["places"] for one in desk.segments("a")] == [[f"articles/a.md:{n}"] for n in (1, 2, 4, 5)]


def test_add_prints_slugs_alone(desk: Desk) -> None:
    (desk.root / "x.md").write_text("---\ntitle: 大学新闻\n---\n\n正文。\n")
    (desk.root / "y.md").write_text("# English news here\n\nBody.\n")
    answer = desk("add", str(desk.root / "x.md"), str(desk.root / "y.md"), "--lang", "zh")
    assert answer.out == "da-xue-xin-wen\nenglish-news-here\n"
    assert desk("add", "-", "--lang", "en", "--slug", "piped", stdin="Hello world.\n").out == "piped\n"
    assert desk.row("piped")["target"] == "zh_CN"
    desk("add", str(desk.root / "x.md"), "--slug", "piped", code=3)


def test_edit_takes_stdin_less_one_newline_and_any_text(article: Desk) -> None:
    ident = article.segments("a")[1]["id"]
    article("edit", "a", ident[:6], "--stdin", stdin="No number here.\n")
    (one,) = [s for s in article.segments("a") if s["id"] == ident]
    assert (one["target"], one["status"], one["by"], one["origin"]) == ("No number here.", "translated", "li", "human")
    assert any(f["check"] == "numbers" for f in one["findings"])
    article("edit", "a", ident, "--text", "a", "--stdin", code=2)
    article("edit", "a", "zzzz", "--text", "a", code=2)


def test_the_same_text_confirms_a_machines(article: Desk) -> None:
    article("translate", "a", "--engine", "copy")
    one = article.segments("a")[1]
    assert (one["status"], one["origin"]) == ("machine", "engine:copy")
    article("edit", "a", one["id"], "--text", one["target"])
    assert article.segments("a")[1]["status"] == "translated"
    # A machine never overwrites a person, even when told to do it again.
    article("translate", "a", "--engine", "pseudo", "--redo")
    assert article.segments("a")[1]["target"] == one["target"]


def test_approve_names_what_it_refuses(article: Desk) -> None:
    title, numbers, plain = (one["id"] for one in article.segments("a"))
    article("edit", "a", title, "--text", "Seminar")
    article("edit", "a", numbers, "--text", "Many came.")
    article("translate", "a", "--engine", "pseudo")
    answer = article("approve", "a", "--all", by="wang", code=1)
    assert numbers in answer.err
    assert plain in answer.err
    assert title not in answer.err
    assert [one["status"] for one in article.segments("a")] == ["approved", "translated", "machine"]
    article("approve", "a", title, by="wang")  # already: 0
    article("approve", "a", code=2)
    # A waiver makes it approvable; repeating it is 0; a new text ends it.
    article("waive", "a", numbers, "numbers", "--why", "the number is in the headline", by="wang")
    article("waive", "a", numbers, "numbers", "--why", "the number is in the headline", by="wang")
    article("check", "a", code=0)
    article("approve", "a", numbers, by="wang")
    article("edit", "a", numbers, "--text", "A great many came.")
    article("approve", "a", numbers, by="wang", code=1)
    article("waive", "a", numbers, "nubmers", "--why", "x", code=2)


def test_check_json_and_pairs(article: Desk) -> None:
    ident = article.segments("a")[1]["id"]
    article("edit", "a", ident, "--text", "Some 150 people came.")
    answer = article("check", "a", "--json", code=1)
    found = [one for one in answer.json if one["severity"] == "error"]
    assert set(found[0]) == {"slug", "target", "id", "check", "severity", "message", "span", "waived"}
    assert (found[0]["slug"], found[0]["id"], found[0]["check"]) == ("a", ident, "numbers")
    line = {
        "id": 7,
        "source_lang": "zh",
        "target_lang": "en",
        "source": "投资3.5亿元。",
        "target": "It cost 35 million yuan.",
    }
    pairs = article("check", "--pairs", stdin=json.dumps(line, ensure_ascii=False) + "\n")
    assert json.loads(pairs.out)["id"] == 7
    assert "numbers" in json.loads(pairs.out)["checks"]


def test_check_fix_puts_right_what_is_safe(article: Desk) -> None:
    title, numbers, plain = (one["id"] for one in article.segments("a"))
    article("edit", "a", title, "--text", "Seminar  here")
    article("edit", "a", numbers, "--text", "Many  came， they say.")
    article("translate", "a", "--engine", "pseudo")
    article("approve", "a", title, by="wang")
    before = {one["id"]: one["target"] for one in article.segments("a")}
    answer = article("check", "a", "--fix", code=1)  # the number that is missing stays an error
    assert "1 segments put right" in answer.err
    assert "1 approved segments left" in answer.err
    after = {one["id"]: one for one in article.segments("a")}
    assert after[numbers]["target"] == "Many came, they say."
    assert (after[numbers]["status"], after[numbers]["by"]) == ("translated", "li")
    assert (after[title]["target"], after[title]["status"]) == ("Seminar  here", "approved")
    assert (after[plain]["target"], after[plain]["status"]) == (before[plain], "machine")
    files = article.files()
    article("check", "a", "--fix", code=1)
    assert article.files() == files


def test_check_writes_reports_for_a_ci(article: Desk) -> None:
    ident = article.segments("a")[1]["id"]
    article("edit", "a", ident, "--text", "Some 150 people  came.")
    log = article("check", "a", "--format", "sarif", code=1).json
    (run,) = log["runs"]
    rules = [one["id"] for one in run["tool"]["driver"]["rules"]]
    results = {one["ruleId"]: one for one in run["results"]}
    assert (results["numbers"]["level"], results["spaces"]["level"]) == ("error", "warning")
    assert rules[results["numbers"]["ruleIndex"]] == "numbers"
    place = results["numbers"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "articles/a.md"
    assert place["region"]["startLine"] > 1
    told = results["numbers"]["properties"]
    assert ("Some 150 people  came."[slice(*told["span"])], told["expected"]) == ("150", "120")
    suites = ElementTree.fromstring(article("check", "a", "--format", "junit", code=1).out)
    (case,) = suites.findall("testsuite/testcase")
    assert case.get("name") == ident
    assert (case.find("failure") is not None, "spaces" in (case.findtext("system-out") or "")) == (True, True)
    article("waive", "a", ident, "numbers", "--why", "as agreed")
    log = article("check", "a", "--format", "sarif", code=0).json
    waived = [one for one in log["runs"][0]["results"] if one["ruleId"] == "numbers"]
    assert [one["suppressions"][0]["justification"] for one in waived] == ["as agreed"] * len(waived)
    assert waived
    settings = article.root / "transflow.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[checks]\noff = ["number"]\n', encoding="utf-8")
    said = article("check", "a", code=3).err
    assert "checks.off: number: there is no such check" in said
    assert "numbers" in said
    assert "checks.off" in article("doctor", code=None).out


# What the schema of SARIF 2.1.0 allows and (in the second place) requires of the objects that we write: no other keys.
SARIF = {
    "log": ({"$schema", "version", "runs"}, {"version", "runs"}),
    "run": ({"tool", "results", "artifacts", "columnKind"}, {"tool"}),
    "driver": ({"name", "version", "informationUri", "rules"}, {"name"}),
    "rule": ({"id", "name", "shortDescription"}, {"id"}),
    "result": (
        {"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "suppressions",
         "properties"}, {"message"},
    ),
    "physicalLocation": ({"artifactLocation", "region"}, set()),
    "region": ({"startLine", "startColumn"}, set()),
    "suppression": ({"kind", "justification"}, {"kind"}),
}  # fmt: skip


def _conforms(kind: str, value: dict[str, object]) -> bool:
    allowed, required = SARIF[kind]
    return required <= value.keys() <= allowed


def test_sarif_keeps_to_its_schema_and_junit_names_what_is_clean(article: Desk) -> None:
    ident = article.segments("a")[1]["id"]
    article.write("b", "# 页\n\n<div>块</div>\n\n正文。\n")  # an HTML block: a remark about the source
    article("sync")
    article("edit", "a", ident, "--text", "Some 150 people  came.")
    article("waive", "a", ident, "numbers", "--why", "as agreed")
    log = article("check", "--format", "sarif", code=0).json
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (log["version"], _conforms("log", log), _conforms("run", run)) == ("2.1.0", True, True)
    assert _conforms("driver", driver)
    assert all(_conforms("rule", one) and one["shortDescription"]["text"] for one in driver["rules"])
    assert {one["ruleId"] for one in run["results"]} >= {"numbers", "spaces", "source"}
    for one in run["results"]:
        assert _conforms("result", one)
        assert one["level"] in {"none", "note", "warning", "error"}
        assert one["message"]["text"]
        assert driver["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        for place in one["locations"]:
            assert place.keys() <= {"physicalLocation", "logicalLocations"}
            physical = place.get("physicalLocation", {})
            assert _conforms("physicalLocation", physical)
            assert physical.get("artifactLocation", {"uri": ""})["uri"].isascii()  # a URI reference
            assert physical.get("region", {"startLine": 1})["startLine"] >= 1
        assert all(
            _conforms("suppression", some) and some["kind"] == "external" for some in one.get("suppressions", ())
        )
    suites = ElementTree.fromstring(article("check", "--format", "junit", code=0).out)
    assert {one.get("name"): one.get("tests") for one in suites} == {"a → en": "1", "b → en": "1", "b": "1"}
    assert [one.get("failures") for one in suites] == ["0", "0", "0"]


def test_check_pairs_needs_no_newsroom() -> None:
    line = {
        "id": "x",
        "source_lang": "zh",
        "target_lang": "en",
        "source": "共3.5亿元。",
        "target": "It cost 350 million yuan.",
    }
    command = [sys.executable, "-m", "transflow", "check", "--pairs"]
    done = subprocess.run(command, input=json.dumps(line) + "\n", capture_output=True, text=True, cwd="/", check=True)
    assert json.loads(done.stdout) == {"id": "x", "checks": []}


def test_publish_refuses_by_name(article: Desk) -> None:
    assert "a" in article("publish", "a", code=1).err
    approve_all(article)
    path = article.root / "articles" / "a.md"
    path.write_text(path.read_text().replace("assignee: li", "assignee: chen\nembargo: 2099-01-01T08:00:00"))
    row = article.row("a")
    assert (row["stage"], row["source_changed"], row["embargo"]) == ("approved", False, "2099-01-01T08:00:00+08:00")
    assert "2099" in article("publish", "a", code=1).err
    path.write_text(path.read_text().replace("2099", "2020"))
    article("publish", "a")
    assert article("publish", "a").out.strip().endswith("unchanged")
    row = article.row("a")
    assert (row["stage"], row["update_pending"], row["page_missing"]) == ("published", False, False)
    assert row["published_at"]
    # A page that is gone is missing, not a stage; publishing writes it again.
    (article.root / "public" / "en" / "a" / "index.html").unlink()
    assert article.row("a") | {"modified_at": 0} == row | {"page_missing": True, "modified_at": 0}
    article("publish", "--all")
    assert not article.row("a")["page_missing"]


def test_kill_takes_the_page_away(article: Desk) -> None:
    article("kill", "a", "--why", "x", code=1)
    approve_all(article)
    article("publish", "a")
    article("spike", "a", code=1)
    assert "a" in (article.root / "public" / "en" / "feed.json").read_text()
    article("kill", "a", "--why", "a wrong name")
    row = article.row("a")
    assert (row["stage"], row["update_pending"], row["published_at"], row["source_changed"]) == (
        "killed",
        False,
        None,
        False,
    )
    page = (article.root / "public" / "en" / "a" / "index.html").read_text()
    assert "This article has been withdrawn" in page
    site = [path.read_text() for path in (article.root / "public").rglob("*") if path.is_file()]
    assert not [text for text in site if "海洋" in text or "Some 120 people" in text]
    assert json.loads((article.root / "public" / "en" / "feed.json").read_text())["items"] == []
    article("publish", "a", code=1)
    assert "a wrong name" in (article.root / "articles" / "a.md").read_text()


def test_export_gives_bytes_as_they_are(article: Desk) -> None:
    source = (article.root / "articles" / "a.md").read_bytes()
    assert article("export", "a", "--to", "en", "--format", "markdown").out.encode() == source
    article("edit", "a", article.segments("a")[0]["id"], "--text", "Seminar: the sea")
    text = article("export", "a").out
    assert "title: 'Seminar: the sea'" in text
    assert "共120人参加。" in text
    assert article("export", "a", "--format", "html").out.startswith("<!DOCTYPE html>")


def test_history_and_undo(article: Desk) -> None:
    ident = article.segments("a")[0]["id"]
    article("edit", "a", ident, "--text", "One")
    article("edit", "a", ident, "--text", "Two", by="chen")
    acts = article("history", "a", ident, "--json").json
    assert [(act["actor"], act["verb"], act["after"]["target"]) for act in acts] == [
        ("li", "edit", "One"),
        ("chen", "edit", "Two"),
    ]
    article("undo", "a", by="li", code=1)  # chen has been there since
    article("undo", "a", by="chen")
    assert article.segments("a")[0]["target"] == "One"
    article("undo", "a", by="li")
    assert article.segments("a")[0]["status"] == "untranslated"
    article("undo", "a", by="li", code=1)
    # `approve --all` is one act.
    approve_all(article)
    article("undo", "a", by="wang")
    assert {one["status"] for one in article.segments("a")} == {"translated"}


def test_people_read_counts_and_times_in_their_own_language(article: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    article.write("b", "---\ntitle: 通知\nembargo: 2027-02-01T08:00:00+08:00\n---\n\n明日停课。\n")
    article("sync")
    article.write("b", "---\ntitle: 通知\nembargo: 2027-02-01T08:00:00+08:00\n---\n\n今日停课。\n")
    article("sync")
    monkeypatch.setenv("TRANSFLOW_LANG", "zh_CN")
    assert "新增 2" in article("history", "b").out
    assert "新增" in article("history", "b").out.splitlines()[-1]
    table = article("status").out
    assert "禁发至 2027-02-01 08:00 +08:00" in table
    assert "2026-12-01 " in table


def test_omission_is_approved_by_a_second_person_and_leaves_no_trace(article: Desk) -> None:
    approve_all(article)
    ident = article.segments("a")[2]["id"]
    article("omit", "a", ident, "--why", "of no interest abroad")
    assert article.row("a")["stage"] == "review"
    article("approve", "a", ident, code=1)
    article("approve", "a", ident, by="wang")
    assert "会议很成功" not in article("export", "a").out
    article("omit", "a", ident, "--why", "  ", code=1)


def test_people_and_roles(article: Desk) -> None:
    with (article.root / "transflow.toml").open("a") as file:
        file.write('\n[people.li]\nzh_CN = "李岚"\nroles = ["translator"]\n[people.wang]\nroles = ["reviewer"]\n'
                   '[people.zhou]\nroles = ["editor"]\n')  # fmt: skip
    ident = article.segments("a")[0]["id"]
    article("edit", "a", ident, "--text", "Seminar", by="zhou")
    article("approve", "a", ident, by="li", code=1)
    article("approve", "a", ident, by="stranger", code=1)
    article("approve", "a", ident, by="wang")
    article("publish", "a", by="wang", code=1)


def test_one_person_newsrooms_may_sign_their_own(article: Desk) -> None:
    path = article.root / "transflow.toml"
    path.write_text(path.read_text().replace("two_person = true", "two_person = false"))
    ident = article.segments("a")[0]["id"]
    article("edit", "a", ident, "--text", "Seminar")
    article("approve", "a", ident)


def test_an_article_in_one_language_only(desk: Desk) -> None:
    desk.write("solo", "---\ntitle: 通知\ntargets: []\n---\n\n放假。\n")
    assert desk.row("solo")["target"] == "zh_CN"
    desk("publish", "solo")
    assert desk.row("solo")["stage"] == "published"
    assert (desk.root / "public" / "zh-CN" / "solo" / "index.html").exists()
    assert not (desk.root / "public" / "en").exists()


def test_no_network_keeps_what_the_memory_knows(article: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_address: object, **_options: object) -> None:
        raise OSError("no network in this test")

    approve_all(article)
    article.write("b", "会议很成功。\n\n一句新话。\n")
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    answer = article("translate", "b", code=4)
    first, second = article.segments("b")
    assert (first["origin"], second["status"]) == ("memory:100", "untranslated")
    assert len([line for line in answer.err.splitlines() if "untranslated" in line]) == 1
    assert "新话" not in answer.err


def test_text_leaves_only_to_engines_that_are_named(article: Desk) -> None:
    answer = article("translate", "a", "--engine", "deepl", code=1)
    assert "deepl" in answer.err
    article("translate", "a", "--engine", "gogle", code=2)


def test_help_and_usage() -> None:
    for arguments, code in ((["--help"], 0), (["frobnicate"], 2), (["status", "--frobnicate"], 2), (["--version"], 0)):
        done = subprocess.run(
            [sys.executable, "-m", "transflow", *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stderr


def test_a_warm_status_imports_no_parser(article: Desk) -> None:
    for _run in range(2):
        article("status")
    code = (
        "import sys; from transflow.cli import main; "
        f"main(['--workspace', {str(article.root)!r}, 'status', '--json']); "
        "heavy = {'polib', 'babel', 'yaml', 'markdown_it', 'textual', 'rapidfuzz', 'jinja2'} & set(sys.modules); "
        "sys.exit(str(heavy) if heavy else 0)"
    )
    import time

    time.sleep(0.1)  # the files must be older than the clock's grain when the index reads them
    for _run in range(2):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# ── what an outside tester found ────────────────────────────────────────────────────────────────────────────────────
def test_a_hand_of_another_tool_cannot_sign_its_own_text(article: Desk) -> None:
    po = article.po("a")
    text = po.read_text().replace("Automatically generated", "Zhang San <z@x.cn>")
    po.write_text(text.replace('msgid "海洋研讨会"\nmsgstr ""', 'msgid "海洋研讨会"\nmsgstr "Seminar"'))
    title, other, _plain = (one["id"] for one in article.segments("a"))
    article("edit", "a", other, "--text", "120 came.", by="li")
    for name in ("Zhang San", "zhang san", "z@x.cn", "Zhang San <z@x.cn>"):
        article("approve", "a", title, by=name, code=1)
    article("approve", "a", title, by="wang")


def test_a_name_of_the_people_table_is_the_same_person(article: Desk) -> None:
    with (article.root / "transflow.toml").open("a") as file:
        file.write('\n[people.li]\nen = "LI Lan"\nroles = ["translator", "reviewer"]\n')
    ident = article.segments("a")[0]["id"]
    po = article.po("a")
    text = po.read_text().replace("Automatically generated", "LI Lan <l@x.cn>")
    po.write_text(text.replace('msgid "海洋研讨会"\nmsgstr ""', 'msgid "海洋研讨会"\nmsgstr "Seminar"'))
    article("approve", "a", ident, by="li", code=1)


def test_one_bad_article_costs_that_article_alone(desk: Desk) -> None:
    desk.write("bad", "---\ntitle: [\n---\n")
    desk.write("good", "好。\n")
    (desk.root / "articles" / "Bad_Name.md").write_text("x\n")
    (desk.root / "articles" / ".#good.md").write_text("x\n")
    for command in (["sync"], ["check"], ["translate", "--engine", "copy"], ["publish", "--all"], ["status"]):
        answer = desk(*command, code=3)
        assert "bad.md" in answer.err
        assert ".#good" not in answer.err
    assert "Bad_Name" in desk("sync", code=3).err
    assert desk.po("good").exists()
    assert desk.segments("good")[0]["status"] == "machine"


def test_a_repeated_sentence_that_was_split_off_follows_its_neighbour(desk: Desk) -> None:
    desk.write("a", "谢谢。\n\n第三段的话。\n\n谢谢。\n")
    desk("sync")
    first, third = desk.segments("a")
    desk("edit", "a", first["id"], "--text", "Thanks.")
    desk("edit", "a", third["id"], "--text", "The third.")
    with desk.po("a").open("a") as file:
        file.write(f'\nmsgctxt "{third["id"]}"\nmsgid "谢谢。"\nmsgstr "Cheers."\n')
    desk("sync")
    desk("approve", "a", "--all", by="wang")
    source = desk.root / "articles" / "a.md"
    source.write_text(source.read_text().replace("第三段的话", "第三段话"))
    text = desk("export", "a").out
    assert text.index("Thanks.") < text.index("Cheers.")
    assert [one["status"] for one in desk.segments("a")] == ["approved", "stale", "approved"]


def test_a_page_that_is_live_is_never_hidden(article: Desk) -> None:
    approve_all(article)
    article("publish", "a")
    path = article.root / "articles" / "a.md"
    path.write_text(path.read_text().replace("assignee: li", "killed: wrong"))
    row = article.row("a")
    assert (row["stage"], row["update_pending"]) == ("killed", True)
    article("kill", "a", "--why", "wrong")
    assert not article.row("a")["update_pending"]


def test_undo_passes_over_what_is_no_act_on_a_text(article: Desk) -> None:
    ident = article.segments("a")[0]["id"]
    article("edit", "a", ident, "--text", "Seminar")
    path = article.root / "articles" / "a.md"
    path.write_text(path.read_text() + "\n新的一句。\n")
    article("sync")
    article("undo", "a")
    assert article.segments("a")[0]["target"] == ""


def test_a_missing_page_comes_back_as_it_was(article: Desk) -> None:
    approve_all(article)
    article("publish", "a")
    po, row = article.po("a").read_bytes(), article.row("a")
    feed = (article.root / "public" / "en" / "feed.json").read_bytes()
    (article.root / "public" / "en" / "a" / "index.html").unlink()
    article("publish", "a")
    assert article.po("a").read_bytes() == po
    assert (article.root / "public" / "en" / "feed.json").read_bytes() == feed
    assert article.row("a")["published_at"] == row["published_at"]


def test_text_in_another_encoding_changes_nothing(article: Desk) -> None:
    ident = article.segments("a")[0]["id"]
    article("edit", "a", ident, "--text", "Seminar")
    command = [sys.executable, "-m", "transflow", "--workspace", str(article.root), "edit", "a", ident, "--text"]
    done = subprocess.run([*map(str.encode, command), "你".encode("gbk")], capture_output=True, check=False)
    assert done.returncode == 2
    assert article.segments("a")[0]["target"] == "Seminar"


def test_an_answer_in_chinese_on_a_stream_without_it(article: Desk) -> None:
    import os

    process = article.process("show", "a", stdout=subprocess.PIPE)
    process.communicate()
    command = [sys.executable, "-m", "transflow", "--workspace", str(article.root), "show", "a"]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=True)
    assert "海洋研讨会" in done.stdout.decode()


def test_confidential_text_says_why_it_stays(article: Desk) -> None:
    path = article.root / "articles" / "a.md"
    path.write_text(path.read_text().replace("assignee: li", "confidential: true"))
    answer = article("translate", "a", "--engine", "google", code=4)
    assert "confidential" in answer.err


def test_what_is_wrong_with_a_source_is_a_finding(desk: Desk) -> None:
    desk.write("a", "---\nslug: other\n---\n\n<div>没有人会翻译</div>\n")
    found = [one for one in desk("check", "a", "--json").json if one["check"] == "source"]
    assert len(found) == 2


def test_nothing_is_published_out_of_an_empty_file(desk: Desk) -> None:
    desk.write("a", "")
    desk("publish", "a", code=1)
    assert not (desk.root / "public" / "en").exists()


def test_an_empty_po_file_is_no_untranslated_one(article: Desk) -> None:
    article.po("a").write_bytes(b"")
    assert "empty" in article("show", "a", code=3).err


def test_two_branches_of_one_article_merge(desk: Desk) -> None:
    def git(*arguments: str) -> None:
        command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
        subprocess.run(command, cwd=desk.root, check=True, capture_output=True)

    desk.write("a", "\n\n".join(f"第{n}段。" for n in range(8)) + "\n")
    desk("sync")
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "start")
    first, *_between, last = (one["id"] for one in desk.segments("a"))
    git("switch", "-qc", "chen")
    desk("edit", "a", first, "--text", "The first.", by="chen")
    git("add", "-A")
    git("commit", "-qm", "chen")
    git("switch", "-q", "main")
    desk("edit", "a", last, "--text", "The last.", by="li")
    git("add", "-A")
    git("commit", "-qam", "li")
    git("merge", "-q", "chen")
    segments = desk.segments("a")
    assert (segments[0]["target"], segments[0]["by"]) == ("The first.", "chen")
    assert (segments[-1]["target"], segments[-1]["by"]) == ("The last.", "li")
    assert {act["actor"] for act in desk("history", "a", "--json").json if act["verb"] == "edit"} == {"li", "chen"}
    desk("undo", "a", by="li")
    assert desk.segments("a")[0]["target"] == "The first."


def test_memory_search_and_lookup(article: Desk) -> None:
    approve_all(article)
    lang = ["--lang", "zh", "--json"]
    (match,) = article("memory", "search", "会议很成功。", *lang).json
    assert match == {"source": "会议很成功。", "target": "Line c.", "score": 100, "from": "articles/a"}
    assert article("memory", "search", "完全不同的话", *lang).json == []
    lines = article("memory", "lookup", *lang, stdin="会议很成功。\n\n会议不很成功。\n").out.splitlines()
    assert [len(json.loads(line)) for line in lines] == [1, 0, 1]
    assert json.loads(lines[2])[0]["score"] == 85
    back, *_others = article("memory", "search", "Line c.", "--lang", "en", "--json").json
    assert back["target"] == "会议很成功。"
    assert article("memory", "stats", "--json").json[0] == {"source": "zh_CN", "target": "en", "units": 3}
    article("memory", "search", "x", "--lang", "fr", code=2)
    article("memory", code=2)


def test_replacing_is_one_act_and_answers_no_return(article: Desk) -> None:
    from transflow.newsroom import reading, replacing
    from transflow.newsroom.room import open_newsroom

    ids = [one["id"] for one in article.segments("a")]
    for ident, text in zip(ids, ("The sea", "Some 120 saw the sea.", "The sea, again."), strict=True):
        article("edit", "a", ident, "--text", text)
    article("approve", "a", ids[0], ids[1], by="wang")
    article("return", "a", ids[2], "--note", "which sea?", by="wang")
    room = open_newsroom(article.root, lambda: "li")
    found = replacing.proposals(reading.sheet(room, "a"), "sea", "ocean")
    assert replacing.carry_out(room, "a", found) == 3
    segments = article.segments("a")
    assert [one["target"] for one in segments] == ["The ocean", "Some 120 saw the ocean.", "The ocean, again."]
    assert [one["status"] for one in segments] == ["translated", "translated", "returned"]
    assert "wang: which sea?" in segments[2]["notes"]
    article("undo", "a", by="li")
    assert [one["status"] for one in article.segments("a")] == ["approved", "approved", "returned"]
    assert "which sea?" in article("history", "a").out


def test_a_withdrawal_is_not_repeated(article: Desk) -> None:
    approve_all(article)
    article("publish", "a")
    article("kill", "a", "--why", "first")
    assert "first" in article("kill", "a", "--why", "second", code=1).err
    article("spike", "a", code=1)
    assert "withdrawn" in (article.root / "public" / "en" / "a" / "index.html").read_text()


def test_doctor_names_a_page_whose_article_is_gone(article: Desk) -> None:
    approve_all(article)
    article("publish", "a")
    article("doctor", code=0)
    (article.root / "articles" / "a.md").unlink()
    assert "public/zh-CN/a/index.html" in article("doctor", code=1).out


def test_doctor_names_what_a_cut_file_has_lost(article: Desk) -> None:
    for one in article.segments("a"):
        article("edit", "a", one["id"], "--text", f"Text of {one['id']}.")
    article("doctor", code=0)
    whole = article.po("a").read_bytes()
    cut = whole.index(b"\n\n#", whole.index(b"\n\n#") + 1)  # between two entries: a good file
    article.po("a").write_bytes(whole[: cut + 1])
    told = article("doctor", code=1).out
    assert "locales/en/LC_MESSAGES/a.po" in told
    assert f"{len(article.segments('a')) - 1} segment" in told
    article.po("a").write_bytes(whole)
    article("doctor", code=0)


def test_what_a_person_emptied_is_not_lost(article: Desk) -> None:
    one = article.segments("a")[0]
    article("edit", "a", one["id"], "--text", "Text.")
    article("undo", "a")
    assert article.segments("a")[0]["target"] == ""
    article("doctor", code=0)
