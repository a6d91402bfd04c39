"""Offline models: real libraries on tiny models, from adding one to the segment it fills; servers that cut the line."""

import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import threading
import time
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import tinymodels
from tests.conftest import ROOT, Desk
from transflow import segmentation
from transflow.engines import Pair, Resources, placing
from transflow.engines.offline import open_engine, running
from transflow.newsroom import modelfiles, modelkeeping

ZH_EN = Pair("zh_CN", "en")


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of models of these tests."""
    folder = tmp_path / "models"
    monkeypatch.setenv("TRANSFLOW_MODELS", str(folder))
    return folder


def folder_of(path: Path, files: dict[str, bytes]) -> Path:
    path.mkdir(parents=True)
    for name, data in files.items():
        (path / name).write_bytes(data)
    return path


def snapshot(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def said_by_fxtranslate(text: str, seed: int = 1) -> str:
    from fxtranslate import Translator

    translator = Translator(tinymodels.firefox(seed), tinymodels.pieces(), tinymodels.pieces())
    return " ".join(translator.translate_long(one.strip()).strip() for one in segmentation.sentences(text, "zh_CN"))


# ── from a file to a segment ────────────────────────────────────────────────────────────────────────────────────
def test_a_model_from_a_folder_fills_the_segments(desk: Desk, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "brought", tinymodels.firefox_files())
    told = desk("models", "add", "--from", str(source)).out
    assert told.startswith("zh-en: ")
    assert [one["model"] for one in desk("models", "list", "--json").json] == ["zh-en"]
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text().replace('["memory", "offline", "google"]', '["memory", "offline"]'))
    desk.write("a", "# 钢铁集团今年投产\n\n临海大学举办**研讨会**。\n")
    desk("sync")
    desk("translate", "a")
    first, second = desk.segments("a")
    assert (first["status"], first["origin"]) == ("machine", "engine:offline")
    assert first["target"] == said_by_fxtranslate("钢铁集团今年投产")
    assert second["target"]
    assert any(
        one.startswith("engine offline") and "on this machine" in one for one in _lines(desk("doctor", code=None).out)
    )
    assert desk("models", "remove", "zh-en").out.startswith("zh-en: removed")
    assert desk("models", "list").out.startswith("no model is here")


def _lines(text: str) -> list[str]:
    return [line.strip(" ✓✗!·•-") for line in text.splitlines()]


def test_every_answer_belongs_to_its_own_text(tmp_path: Path, models: Path) -> None:
    modelkeeping_add(tmp_path, tinymodels.firefox_files())
    texts = [
        f"{one}，{two}。{one}{n}"
        for n in range(20)
        for one, two in zip(tinymodels.TEXT, tinymodels.TEXT[1:], strict=False)
    ]
    engine = open_engine("offline", {"processes": 2}, Resources(models=models, sentences=segmentation.sentences))
    found = {one.index: one for one in engine.translate(texts, ZH_EN)}
    assert sorted(found) == list(range(len(texts)))
    for index, outcome in found.items():
        assert outcome.failure is not None or outcome.text == said_by_fxtranslate(texts[index])
    assert sum(one.text is not None for one in found.values()) > len(texts) // 2


def modelkeeping_add(tmp_path: Path, files: dict[str, bytes]) -> None:
    modelfiles.add(folder_of(tmp_path / "brought", files))


def test_a_converted_opus_model_runs_too(tmp_path: Path, models: Path, desk: Desk) -> None:
    import ctranslate2
    import sentencepiece

    tinymodels.opus(tmp_path / "opus")
    desk("models", "add", "zh-en", "--from", str(tmp_path / "opus"))
    texts = ["临海大学", "钢铁集团今年投产", "举办研讨会", *(f"临海大学举办研讨会{n}" for n in range(9))]
    words = sentencepiece.SentencePieceProcessor(model_proto=tinymodels.pieces())
    translator = ctranslate2.Translator(str(tmp_path / "opus"))
    said = []
    for text in texts:  # by the library itself, one by one
        pieces = [*words.encode(text, out_type=str), "</s>"]
        (result,) = translator.translate_batch([pieces], beam_size=4, max_decoding_length=512, replace_unknowns=True)
        said.append(words.decode([one for one in result.hypotheses[0] if one != "</s>"]))
    (model,) = modelkeeping.listed()
    answers = {
        number: answer
        for numbers, batch in running.Crew(model, 1).translate(texts)
        for number, answer in zip(numbers, batch, strict=True)
    }
    assert [answers[number] for number in range(len(texts))] == said
    assert len(set(said)) > 3
    # What a model of random numbers says is no translation, and is not taken for one.
    engine = open_engine("offline", {"processes": 1}, Resources(models=models))
    (outcome,) = engine.translate(["临海大学"], ZH_EN)
    assert outcome.text is None
    assert outcome.failure is not None
    assert "does not work" not in outcome.failure


def test_an_argos_package_says_its_own_languages(tmp_path: Path, models: Path, desk: Desk) -> None:
    tinymodels.opus(tmp_path / "opus")
    package = tmp_path / "translate-zh_en.argosmodel"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("translate-zh_en/metadata.json", json.dumps({"from_code": "zh", "to_code": "en"}))
        archive.writestr("translate-zh_en/sentencepiece.model", tinymodels.pieces())
        for name in ("model.bin", "config.json", "shared_vocabulary.json"):
            archive.write(tmp_path / "opus" / name, f"translate-zh_en/model/{name}")
    desk("models", "add", "--from", str(package))
    (model,) = desk("models", "list", "--json").json
    assert (model["model"], model["kind"], model["from"]) == ("zh-en", "ctranslate2", package.name)
    engine = open_engine("offline", {"processes": 1}, Resources(models=models))
    assert engine.available(ZH_EN) is None
    assert "models add en-zh" in (engine.available(Pair("en", "zh_CN")) or "")


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "zst"])
def test_archives_are_unpacked(tmp_path: Path, desk: Desk, kind: str) -> None:
    files = tinymodels.firefox_files(pair="enzh")
    path = tmp_path / f"models.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(f"some/folder/{name}", data)
    elif kind == "tar.gz":
        with tarfile.open(path, "w:gz") as packed:
            for name, data in files.items():
                member = tarfile.TarInfo(name)
                member.size = len(data)
                packed.addfile(member, io.BytesIO(data))
    else:
        path = folder_of(tmp_path / "zst", {f"{name}.zst": tinymodels.packed(data) for name, data in files.items()})
    assert desk("models", "add", "--from", str(path)).out.startswith("en-zh: ")
    assert desk("models", "list", "--check").code == 0


def test_what_is_no_model_changes_nothing(tmp_path: Path, models: Path, desk: Desk) -> None:
    good = folder_of(tmp_path / "good", tinymodels.firefox_files())
    desk("models", "add", "--from", str(good))
    before = snapshot(models)
    outside = tmp_path / "outside.zip"
    with zipfile.ZipFile(outside, "w") as archive:
        archive.writestr("../../evil.bin", b"x")
        archive.writestr("model.zhen.bin", b"x")
    cut = tmp_path / "cut.zip"
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("model.zhen.bin", os.urandom(5000))
        archive.writestr("vocab.zhen.spm", b"y")
    cut.write_bytes(
        whole.getvalue().replace(b"model.zhen.bin", b"model.zhen.bin", 1)[:40] + b"\0" * 400 + whole.getvalue()[440:]
    )
    text = tmp_path / "notes.txt"
    text.write_text("no archive")
    half = folder_of(tmp_path / "half", {"model.zhen.bin": b"x"})
    for path, code in ((outside, 1), (cut, 1), (text, 1), (half, 1), (tmp_path / "nothing", 3)):
        told = desk("models", "add", "zh-en", "--from", str(path), code=code)
        assert str(path) in told.err, path
        assert "Traceback" not in told.err
        assert snapshot(models) == before
    assert not (tmp_path / "evil.bin").exists()
    other = desk("models", "add", "en-zh", "--from", str(good), code=1)  # it says itself what it is
    assert "zh_CN" in other.err


def test_a_damaged_model_is_told_and_fails_by_segment(tmp_path: Path, models: Path, desk: Desk) -> None:
    desk("models", "add", "--from", str(folder_of(tmp_path / "good", tinymodels.firefox_files())))
    path = models / "zh-en" / "model.zhen.intgemm.alphas.bin"
    path.write_bytes(path.read_bytes()[:5000])
    assert "damaged: model.zhen" in desk("models", "list", "--check", code=1).out
    engine = open_engine("offline", {"processes": 1}, Resources(models=models))
    outcomes = list(engine.translate(["临海大学", "钢铁集团"], ZH_EN))
    assert [one.text for one in outcomes] == [None, None]
    assert all("zh-en does not work" in (one.failure or "") for one in outcomes)


# ── from a server ───────────────────────────────────────────────────────────────────────────────────────────────
class Server(ThreadingHTTPServer):
    """Plays the servers of Firefox's models: the list, the files, and cuts the line after `cut` bytes of a file."""

    def __init__(self, files: dict[str, bytes], records: list[dict[str, Any]]) -> None:
        self.files, self.records = files, records
        self.cut: int | None = None
        self.asked: list[tuple[str, str | None]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Range")))
        if self.path == "/v1/":
            base = f"{self.server.address}/attachments/"
            self._say(json.dumps({"capabilities": {"attachments": {"base_url": base}}}).encode())
        elif self.path.endswith(("/records", "/records.json")):
            self._say(json.dumps({"data": self.server.records}).encode())
        elif (name := self.path.rpartition("/")[2]) in self.server.files:
            data, start = self.server.files[name], 0
            if asked := self.headers.get("Range"):
                start = int(asked.removeprefix("bytes=").rstrip("-"))
            self.send_response(206 if asked else 200)
            self.send_header("Content-Length", str(len(data) - start))
            self.end_headers()
            piece = data[start:] if self.server.cut is None else data[start : start + self.server.cut]
            self.wfile.write(piece)
            self.close_connection = True
        else:
            self.send_error(404)

    def _say(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Nothing."""


def record(
    name: str, data: bytes, kind: str, version: str = "3.1", pair: tuple[str, str] = ("zh", "en")
) -> dict[str, Any]:
    frame = tinymodels.packed(data)
    return {
        "name": name, "fileType": kind, "sourceLanguage": pair[0], "targetLanguage": pair[1], "version": version,
        "decompressedHash": sha256(data).hexdigest(),
        "attachment": {"location": f"main/{version}-{name}.zst", "size": len(frame), "hash": sha256(frame).hexdigest()},
    }  # fmt: skip


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    model, vocabulary = tinymodels.firefox_files().items()
    older = tinymodels.firefox(seed=2)
    newer = b"of a version that nothing here can read"
    records = [
        record(model[0], older, "model", "3.0"), record(*model, "model"), record(model[0], newer, "model", "4.0"),
        record(*vocabulary, "vocab"), {"fileType": "model"}, "no record at all",
        record("lex.50.50.deen.s2t.bin", b"x", "lex", pair=("de", "en")),
    ]  # fmt: skip
    files = {f"3.1-{name}.zst": tinymodels.packed(data) for name, data in (model, vocabulary)}
    found = Server(files, records)  # type: ignore[arg-type]
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", f"{found.address}/v1/buckets/main/collections/models/records")
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()


@pytest.mark.usefixtures("server")
def test_a_model_is_fetched_and_checked(desk: Desk, models: Path) -> None:
    assert desk("models", "add", "zh-en").out.startswith("zh-en: ")
    (model,) = desk("models", "list", "--check", "--json").json
    assert (model["version"], model["damaged"]) == ("3.1", [])
    assert {one.name for one in (models / "zh-en").iterdir()} == {*tinymodels.firefox_files(), "model.json"}
    assert not list((models / ".fetched").iterdir())


def test_a_mirror_is_asked_for_everything(desk: Desk, server: Server) -> None:
    desk("models", "add", "zh-en", "--from", f"{server.address}/mirror/")
    assert all(path.startswith("/mirror/") for path, _range in server.asked)


def test_a_cut_line_is_gone_on_from(desk: Desk, server: Server, models: Path) -> None:
    server.cut = 20_000
    told = desk("models", "add", "zh-en", code=4)
    assert "--from" in told.err
    assert not (models / "zh-en").exists()
    kept = sum(one.stat().st_size for one in (models / ".fetched").iterdir())
    assert kept > 60_000  # several tries' worth, and far from all
    assert kept < sum(map(len, server.files.values()))
    server.cut = None
    server.asked.clear()
    desk("models", "add", "zh-en")
    assert desk("models", "list", "--check").code == 0
    assert any(asked for _path, asked in server.asked)  # not from the beginning


@pytest.mark.parametrize("wrong", ["attachment", "inside"])
def test_what_is_not_the_file_it_should_be_is_refused(desk: Desk, server: Server, models: Path, wrong: str) -> None:
    name = "3.1-model.zhen.intgemm.alphas.bin.zst"
    other = tinymodels.packed(tinymodels.firefox(seed=3))
    if wrong == "inside":  # the server vouches for the packed form of something else
        next(one for one in server.records if one.get("version") == "3.1")["attachment"]["hash"] = sha256(
            other
        ).hexdigest()
    server.files[name] = other
    told = desk("models", "add", "zh-en", code=4)
    assert "not the file it should be" in told.err
    assert not (models / "zh-en").exists()
    server.files[name] = tinymodels.packed(tinymodels.firefox())
    if wrong == "attachment":
        desk("models", "add", "zh-en")


@pytest.mark.parametrize("trouble", ["pair", "list", "file", "server"])
def test_each_trouble_of_a_server_is_told(desk: Desk, server: Server, models: Path, trouble: str) -> None:
    code = 4
    if trouble == "pair":
        server.records.clear()
        code = 2
    elif trouble == "list":
        server.records = "no list"  # type: ignore[assignment]
    elif trouble == "file":
        server.files.clear()
    else:
        server.shutdown()
        server.server_close()
    told = desk("models", "add", "zh-en", code=code)
    assert "Traceback" not in told.err
    assert "→" in told.err
    assert not (models / "zh-en").exists()
    if trouble == "server":
        server.socket = ThreadingHTTPServer(("127.0.0.1", 0), Handler).socket  # for the fixture to close


# ── processes ───────────────────────────────────────────────────────────────────────────────────────────────────
ASLEEP = """
import os, sys, time
from pathlib import Path
from transflow.engines import Pair, Resources
from transflow.engines.offline import open_engine

if __name__ == "__main__":
    engine = open_engine("offline", {"processes": 2}, Resources(models=Path(sys.argv[1])))
    list(engine.translate([f"临海大学{n}钢铁集团" for n in range(40)], Pair("zh_CN", "en")))
    for crew in engine._crews.values():
        print(*crew._pool._processes, flush=True)
    time.sleep(60)
"""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_the_processes_end_with_the_program(tmp_path: Path, models: Path, how: signal.Signals) -> None:
    modelkeeping_add(tmp_path, tinymodels.firefox_files())
    script = tmp_path / "asleep.py"
    script.write_text(ASLEEP)
    with subprocess.Popen(
        [sys.executable, str(script), str(models)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        children = [int(pid) for pid in process.stdout.readline().split()]
        assert len(children) == 2
        assert all(map(alive, children))
        process.send_signal(how)
        process.wait(30)
    for _step in range(300):
        if not any(map(alive, children)):
            break
        time.sleep(0.1)
    assert not any(map(alive, children))


# ── tags ────────────────────────────────────────────────────────────────────────────────────────────────────────
words = st.text(st.sampled_from("ab 海大，。"), min_size=1, max_size=6)


@st.composite
def tagged(draw: st.DrawFn) -> str:
    """A source with pairs and with tags that stand for something, numbered as in articles."""
    made = draw(words)
    for number in range(1, draw(st.integers(1, 5))):
        inside = draw(words)
        made += draw(st.sampled_from([f"<b{number}>{inside}</b{number}>", f"<code{number}/>"])) + draw(words)
    return made


@given(tagged())
def test_tags_come_back_where_a_model_says_everything_again(source: str) -> None:
    laid = placing.take_apart(source)
    back = placing.put_together(laid, laid.text, laid.inner)
    plain = placing.TAG.sub("", source)
    assert placing.TAG.sub("", back) == plain  # whatever becomes of the tags, no word is lost
    kept = [found[0] for found in placing.TAG.finditer(back)]
    all_of_them = [found[0] for found in placing.TAG.finditer(source)]
    assert set(kept) <= set(all_of_them)
    assert len(kept) == len(set(kept))  # none twice
    assert [one for one in all_of_them if one.endswith("/>")] == [one for one in kept if one.endswith("/>")]


@pytest.mark.parametrize(
    ("source", "translation", "inner", "target"),
    [
        ("<b1>全部</b1>", "All", {}, "<b1>All</b1>"),
        ("见<b1>研讨会</b1>通知", "See the seminar notice", {"<b1>": "Seminar."}, "See the <b1>seminar</b1> notice"),
        ("<b1>他</b1>与<b2>他</b2>", "He and he", {"<b1>": "he", "<b2>": "he"}, "He and he"),  # which is which?
        ("运行<code1/>后", "After running QX1", {}, "After running <code1/>"),
        ("运行<code1/>后", "After running it", {}, "After running it"),
        ("<img1/>图<fn1/>", "Figure", {}, "<img1/>Figure<fn1/>"),
        ("3 &lt; 4<b1>是</b1>的", "3 < 4 holds", {"<b1>": "holds"}, "3 < 4 <b1>holds</b1>"),
    ],
)
def test_where_tags_go(source: str, translation: str, inner: dict[str, str], target: str) -> None:
    assert placing.put_together(placing.take_apart(source), translation, inner) == target
