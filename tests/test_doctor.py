"""`transflow doctor`: which engine works here and now, and what to do about the rest; engines of other packages."""

import os
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests import tinymodels
from tests.conftest import ROOT, Desk
from transflow.engines import ENGINES, Outcome, Pair, pretranslate
from transflow.newsroom import tryingengines


def conditions(desk: Desk) -> dict[str, dict[str, Any]]:
    return {one["what"]: one for one in desk("doctor", "--json", code=None).json}


def _settings(desk: Desk, engines: str, more: str = "") -> None:
    path = desk.root / "transflow.toml"
    text = re.sub(r"engines = \[.*\]", f"engines = [{engines}]", path.read_text())
    path.write_text(f"{text}\n{more}")


def test_every_engine_says_how_it_is_here_and_what_to_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [
        one for one in os.environ if re.search(r"_(API_?KEY|APPID|APPKEY|SECRET_KEY|SECRET_ID|CLIENT_ID)$", one)
    ]:
        monkeypatch.delenv(name)
    _settings(desk, '"memory", "offline", "google", "deepl"', '[variants]\nzh_TW = { from = "zh_CN" }\n')
    found = conditions(desk)
    assert {f"engine {name}" for name in ENGINES} <= found.keys()
    assert all(one["works"] or one["remedy"] for one in found.values())
    assert "transflow models add zh-en" in found["engine offline"]["detail"]
    assert found["engine google"]["detail"] == "no connection to the server"  # every test has a proxy that is not there
    assert "HTTPS_PROXY" in found["engine google"]["remedy"]
    assert "DEEPL_API_KEY" in found["engine deepl"]["detail"]
    assert "BAIDU_APPID" in found["engine baidu"]["detail"]
    assert "not in the settings" in found["engine baidu"]["detail"]
    assert found["engine opencc"]["works"]
    for pair in ("zh_CN → en", "en → zh_CN"):
        assert (found[pair]["works"], "transflow models add" in found[pair]["remedy"]) == (False, True)
    assert found["zh_CN → zh_TW"]["detail"] == "by opencc"
    assert "engines.llm.url" in found["engine llm"]["detail"]


def test_a_kind_of_chinese_that_is_made_of_another_wants_no_engine_that_translates(desk: Desk) -> None:
    path = desk.root / "transflow.toml"
    path.write_text(path.read_text().replace('targets = ["en"]', 'targets = ["en", "zh_TW"]'))
    _settings(desk, '"offline"', '[variants]\nzh_TW = { from = "zh_CN", publish = "reviewed" }\n')
    found = conditions(desk)
    assert [name for name in found if " → " in name] == ["zh_CN → en", "en → zh_CN", "zh_CN → zh_TW"]
    assert "zh_TW" not in found["engine offline"]["detail"]


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes a call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_a_service_that_says_nothing_keeps_nobody_waiting(
    desk: Desk, silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tryingengines, "DEADLINE", 0.2)
    _settings(desk, '"libre"', f'[engines.libre]\nurl = "{silent}"\n')
    found = conditions(desk)["engine libre"]
    assert not found["works"]
    assert re.search("did not answer in time|no answer within", found["detail"])


def test_a_service_is_knocked_at_without_text_or_key(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBRE_API_KEY", "SECRET")
    with socket.create_server(("127.0.0.1", 0)) as server:
        _settings(desk, '"libre"', f'[engines.libre]\nurl = "http://127.0.0.1:{server.getsockname()[1]}/translate"\n')
        monkeypatch.setattr(tryingengines, "DEADLINE", 3.0)
        process = desk.process("doctor", "--json", stdout=subprocess.PIPE)
        server.settimeout(20)
        call, _address = server.accept()
        with call:
            asked = call.recv(65536)
            call.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        out, _err = process.communicate(timeout=30)
    assert asked.startswith(b"GET / HTTP/1.1\r\n")
    assert b"SECRET" not in asked
    assert b"elsewhere; it answers" in out


def test_a_language_is_translated_by_whom_it_says(desk: Desk, tmp_path: Path) -> None:
    brought = tmp_path / "brought"
    brought.mkdir()
    for name, data in tinymodels.firefox_files().items():
        (brought / name).write_bytes(data)
    desk("models", "add", "--from", str(brought))
    _settings(desk, '"offline"')
    found = conditions(desk)
    assert (found["zh_CN → en"]["works"], found["zh_CN → en"]["detail"]) == (True, "by offline")
    assert not found["en → zh_CN"]["works"]
    assert found["engine offline"]["works"]
    assert "transflow models add en-zh" in found["engine offline"]["detail"]


class Broken:
    """An engine of another package that keeps none of its promises."""

    name, local = "broken", True

    def available(self, _pair: Pair) -> str | None:
        return None

    def translate(self, sources: Sequence[str], _pair: Pair) -> Iterator[Outcome]:
        yield Outcome(0, sources[0].upper(), None, "engine:broken")
        raise RuntimeError("the text: " + sources[1])


def test_an_engine_that_throws_costs_what_it_had_not_given() -> None:
    outcomes = {one.index: one for one in pretranslate([Broken()], ["a", "secret"], Pair("en", "zh_CN"))}
    assert outcomes[0].text == "A"
    assert "RuntimeError" in (outcomes[1].failure or "")
    assert "secret" not in (outcomes[1].failure or "")


PAGE = ROOT / "docs" / "writing-an-engine.md"


@pytest.fixture
def phrasebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the package of the page is installed: its files, and what an installer writes beside them."""
    site = tmp_path / "site"
    for name, text in re.findall(r"^```\w+ file=(\S+)\n(.*?)^```$", PAGE.read_text(), re.M | re.S):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    project = tomllib.loads((site / "pyproject.toml").read_text())["project"]
    info = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    points = project["entry-points"]["transflow.engines"]
    lines = "".join(f"{name} = {where}\n" for name, where in points.items())
    (info / "entry_points.txt").write_text(f"[transflow.engines]\n{lines}")
    monkeypatch.syspath_prepend(site)
    for name in [one for one in sys.modules if one.startswith("transflow_phrasebook")]:
        monkeypatch.delitem(sys.modules, name)
    return site


def test_the_engine_of_the_page_translates(desk: Desk, phrasebook: Path, tmp_path: Path) -> None:
    table = tmp_path / "phrases.csv"
    desk.write("a", "# 新闻\n\n版权所有。\n\n会议开幕。\n")
    desk("sync")
    assert "the settings do not name this engine" in desk("translate", "--engine", "phrasebook", code=1).err
    _settings(desk, '"phrasebook"', f'[engines.phrasebook]\npath = "{table}"\n')
    assert f"there is no {table}" in conditions(desk)["engine phrasebook"]["detail"]
    table.write_text("zh_CN,en\n新闻,News\n版权所有。,All rights reserved.\n")
    assert conditions(desk)["engine phrasebook"]["detail"] == "on this machine"
    command = [sys.executable, "-m", "transflow", "--workspace", str(desk.root), "translate"]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(phrasebook)}, capture_output=True, text=True, check=True
    )
    assert "2 of 3 segments translated (phrasebook 2)" in done.stdout
    rows = desk.segments("a")
    assert [(one["target"], one["origin"]) for one in rows[:2]] == [
        ("News", "engine:phrasebook"), ("All rights reserved.", "engine:phrasebook"),
    ]  # fmt: skip
    assert rows[2]["status"] == "untranslated"


def test_a_package_that_does_not_load_is_named(desk: Desk, phrasebook: Path) -> None:
    (phrasebook / "transflow_phrasebook" / "__init__.py").write_text("import nowhere\n")
    _settings(desk, '"phrasebook"')
    answer = desk("doctor", code=1)
    assert "its package does not load (No module named 'nowhere')" in answer.out
