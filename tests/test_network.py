"""The whole flow without any network, and with one that is cut in the middle: real processes, as a person runs them."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import count
from pathlib import Path

import polib
import pytest

from tests import tinymodels
from tests.conftest import Desk
from tests.test_engines import REPLIES, Asked, Reply, Server, server  # noqa: F401
from transflow.newsroom import modelfiles

# What Python loads before anything else: no connection leaves this process, by name or by number, and each try is told.
NO_NETWORK = """
import errno, os, socket
def refuse(*arguments, **more):
    open(os.environ["TRIED"], "a").write("x")
    raise OSError(errno.ENETUNREACH, "Network is unreachable")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
"""
ARTICLE = "---\ntitle: 临海大学举办研讨会\n---\n\n代表团访问了**实验室**。\n\n共有350人参加。\n"


FLOW = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from transflow.cli import main
said = []
def run(*arguments, by="li"):
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["--workspace", sys.argv[1], "--as", by, *arguments])
    said.append((arguments[0], code, err.getvalue()))
    return out.getvalue()
slug = run("add", sys.argv[2]).strip()
run("translate", "--engine", "google")
run("translate")
shown = json.loads(run("show", slug, "--json"))
for one, text in zip(shown, json.loads(sys.argv[3]), strict=True):
    run("edit", slug, one["id"], "--text", text)
run("approve", slug, "--all", by="wang")
run("publish", slug, by="wang")
stage = json.loads(run("status", "--json"))["articles"][0]["stage"]
print(json.dumps({"said": said, "origins": [one["origin"] for one in shown], "stage": stage}))
"""
TEXTS = ("A Seminar at Linhai", "They saw the <b1>laboratory</b1>.", "In all 350 came.")


def test_the_whole_flow_without_any_network(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has no network, from the draft to the page with a model of this machine; a service that is named
    says why it did nothing."""
    monkeypatch.setenv("TRANSFLOW_MODELS", str(tmp_path / "models"))
    brought, alone, tried = (tmp_path / name for name in ("brought", "alone", "tried"))
    brought.mkdir()
    for name, data in tinymodels.firefox_files().items():
        (brought / name).write_bytes(data)
    modelfiles.add(brought)
    draft = tmp_path / "draft.md"
    draft.write_text(ARTICLE, encoding="utf-8")
    alone.mkdir()
    (alone / "sitecustomize.py").write_text(NO_NETWORK)
    process = subprocess.run(
        [sys.executable, "-c", FLOW, str(desk.root), str(draft), json.dumps(TEXTS)],
        env={**os.environ, "PYTHONPATH": str(alone), "TRIED": str(tried), "TRANSFLOW_LANG": "en"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert process.returncode == 0, process.stderr
    done = json.loads(process.stdout)
    assert tried.read_text()  # it is the network that is missing, not the wish
    (_add, google, translate, *others) = done["said"]
    assert google[:2] == ["translate", 4]
    assert "google: no connection to the server" in google[2]
    assert translate[:2] == ["translate", 0]
    assert {code for _command, code, _err in others} == {0}
    assert (set(done["origins"]), done["stage"]) == ({"engine:offline"}, "published")
    (page,) = [path for path in desk.root.glob("public/**/*.html") if TEXTS[2] in path.read_text("utf-8")]
    assert "<strong>laboratory</strong>" in page.read_text("utf-8")


def test_a_network_that_is_cut_in_the_middle(desk: Desk, server: Server) -> None:  # noqa: F811
    """What had come is saved, what had not is told by article, and the same command goes on when it is back."""
    settings = desk.root / "transflow.toml"
    text = settings.read_text("utf-8").replace('["memory", "offline", "google"]', '["libre"]')
    settings.write_text(f'{text}\n[engines.libre]\nurl = "{server.url}"\nthreads = 4\nretries = 0\n', encoding="utf-8")
    for number in range(8):
        desk.write(f"a{number}", "".join(f"第{number}号报告的第{n}段。\n\n" for n in range(5)))
    desk("sync")
    numbers, line = count(), [True]

    def answer(asked: Asked) -> Reply | None:
        if next(numbers) == 17:
            line[0] = False  # from now on nothing comes through
        return Reply(REPLIES["libre"](english(asked.text))) if line[0] else None

    server.answer = answer
    process = desk.process("translate", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = (said.decode() for said in process.communicate(timeout=60))
    assert process.returncode == 4, err
    kept = targets(desk)
    assert len(kept) == int(re.findall(r"(\d+) of 40", out)[0]) >= 14
    assert "libre: the connection was cut" in err
    assert sum(map(int, re.findall(r"(\d+) segments? untranslated in", err))) == 40 - len(kept)
    line[0] = True
    before = Counter(asked.text for asked in server.seen)
    assert "0 segments" not in desk("translate").out
    done = targets(desk)
    assert len(done) == 40
    assert all(target == english(source) for source, target in done)
    after = Counter(asked.text for asked in server.seen)
    assert all(after[source] == before[source] for source, _target in kept)  # nothing is asked, or paid, twice


def english(source: str) -> str:
    """A translation that shows whose it is."""
    return "Report {} part {}.".format(*re.findall(r"[0-9]+", source))


def targets(desk: Desk) -> list[tuple[str, str]]:
    """(source, target) of every segment that has one, from the PO files themselves."""
    files = sorted((desk.root / "locales" / "en" / "LC_MESSAGES").glob("a*.po"))
    return [(one.msgid, one.msgstr) for file in files for one in polib.pofile(str(file), wrapwidth=0) if one.msgstr]
