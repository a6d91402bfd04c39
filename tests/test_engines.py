"""The web engines against a server on this machine: each way deep-translator and services let one down."""

import html
import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from deep_translator.base import BaseTranslator

from transflow.engines import Outcome, Pair, Resources, load, pretranslate, workers
from transflow.engines.services import SERVICES
from transflow.errors import SettingsError

ZH_EN = Pair("zh_CN", "en")
EN_ZH = Pair("en", "zh_CN")
KEYS = {
    name: f"SECRET-{name}"
    for name in (
        "DEEPL_API_KEY", "MICROSOFT_API_KEY", "BAIDU_APPID", "BAIDU_APPKEY", "PAPAGO_CLIENT_ID", "PAPAGO_SECRET_KEY",
        "YANDEX_API_KEY", "QCRI_API_KEY", "TENCENT_SECRET_ID", "TENCENT_SECRET_KEY",
    )
}  # fmt: skip
TEXT = "代表团昨日访问了我校的新实验室。"


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    body: dict[str, str]
    headers: dict[str, str]

    @property
    def text(self) -> str:
        both = {**self.query, **self.body}
        return both.get("q") or both.get("text") or ""


@dataclass
class Reply:
    """What the server says; a `str` body is HTML, anything else is written as JSON."""

    body: Any = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Server:
    """A service on this machine; `answer` makes the reply to each request."""

    def __init__(self) -> None:
        self.answer: Callable[[Asked], Reply | None] = lambda asked: google(asked.text.upper())
        self.seen: list[Asked] = []
        self.over = threading.Event()  # ends whatever a silent server is waiting for
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def respond(self) -> None:
                parts = urlsplit(self.path)
                sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                body = {"text": json.loads(sent)[0]["text"]} if sent.startswith("[") else dict(parse_qsl(sent))
                asked = Asked(self.command, parts.path, dict(parse_qsl(parts.query)), body, dict(self.headers))
                outer.seen.append(asked)
                reply = outer.answer(asked)
                if reply is None:  # hang up without a word
                    self.close_connection = True
                    return
                data = (reply.body if isinstance(reply.body, str) else json.dumps(reply.body)).encode()
                self.send_response(reply.status)
                for name, value in {"Content-Type": "text/html", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = respond  # noqa: N815 - the names of http.server

            def log_message(self, *_arguments: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._http.handle_error = lambda *_arguments: None  # type: ignore[method-assign]
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/"
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.over.set()
        self._http.shutdown()
        self._http.server_close()


def google(text: str) -> Reply:
    """Google's page for telephones."""
    return Reply(f'<html><div class="result-container">{html.escape(text)}</div></html>')


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server at which all services are aimed; no test waits for a second try."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(workers, "REST", 0.0)
    made = Server()
    tails = {"yandex": "{endpoint}", "qcri": "{endpoint}"}
    aimed = {
        name: service if name == "libre" else replace(service, address=made.url + tails.get(name, ""))
        for name, service in SERVICES.items()
    }
    monkeypatch.setattr("transflow.engines.web.SERVICES", aimed)
    yield made
    made.close()


def run(
    name: str, sources: list[str], pair: Pair = ZH_EN, keys: dict[str, str] | None = None, **options: object
) -> list[Outcome]:
    """The outcomes of an engine, in the order of the sources, each once."""
    engine = load(name, options, Resources(keys=(KEYS if keys is None else keys).get))
    outcomes = sorted(engine.translate(sources, pair), key=lambda outcome: outcome.index)
    assert [outcome.index for outcome in outcomes] == list(range(len(sources)))
    assert all(outcome.origin == f"engine:{name}" for outcome in outcomes)
    assert all((outcome.text is None) != (outcome.failure is None) for outcome in outcomes)
    return outcomes


def only(name: str, source: str = TEXT, pair: Pair = ZH_EN, **options: Any) -> Outcome:
    (outcome,) = run(name, [source], pair, **options)
    return outcome


REPLIES: dict[str, Callable[[str], Any]] = {
    "google": lambda text: google(text).body,
    "mymemory": lambda text: {"responseData": {"translatedText": text}, "responseStatus": 200, "matches": []},
    "libre": lambda text: {"translatedText": text},
    "deepl": lambda text: {"translations": [{"text": text}]},
    "microsoft": lambda text: [{"translations": [{"text": text, "to": "en"}]}],
    "baidu": lambda text: {"from": "zh", "trans_result": [{"dst": text}]},
    "papago": lambda text: {"message": {"result": {"translatedText": text}}},
    "yandex": lambda text: {"code": 200, "text": [text]},
    "qcri": lambda text: {"translatedText": text},
}
CHINESE = [name for name in REPLIES if name != "qcri"]


def options_of(name: str, server: Server) -> dict[str, Any]:
    return {"url": server.url} if name == "libre" else {}


# --- Each service as it should be


@pytest.mark.parametrize("name", CHINESE)
def test_every_service_translates(name: str, server: Server) -> None:
    server.answer = lambda _asked: Reply(REPLIES[name]("The delegation visited."))
    assert only(name, **options_of(name, server)).text == "The delegation visited."
    assert [asked.text for asked in server.seen] == [TEXT]


def test_qcri_has_no_chinese_but_works(server: Server) -> None:
    assert "pair of languages" in (only("qcri").failure or "")
    assert not server.seen
    server.answer = lambda _asked: Reply(REPLIES["qcri"]("النص"))
    assert only("qcri", "The text.", Pair("en", "ar")).text == "النص"
    assert server.seen[0].query["domain"] == "general"


def test_a_service_the_library_lacks_says_so(server: Server) -> None:
    from importlib.util import find_spec

    if find_spec("deep_translator.tencent") is not None:
        pytest.skip("this deep-translator has it")
    assert "deep-translator" in (only("tencent").failure or "")
    assert not server.seen


CODES = [
    ("google", "zh_CN", "en", "zh-CN", "en"), ("google", "en_US", "zh_TW", "en", "zh-TW"),
    ("google", "en", "zh_HK", "en", "zh-TW"), ("google", "fr", "zh_CN", "fr", "zh-CN"),
    ("mymemory", "zh_CN", "en", "zh-CN", "en-GB"), ("mymemory", "en_US", "zh_HK", "en-US", "zh-HK"),
    ("libre", "zh_CN", "en", "zh", "en"), ("deepl", "zh_CN", "en", "zh", "en"),
    ("deepl", "en_US", "zh_TW", "en", "zh-Hant"), ("microsoft", "zh_CN", "en", "zh-Hans", "en"),
    ("microsoft", "en", "zh_TW", "en", "zh-Hant"), ("baidu", "zh_CN", "en", "zh", "en"),
    ("baidu", "en", "zh_TW", "en", "cht"), ("papago", "zh_CN", "en", "zh-CN", "en"),
    ("yandex", "zh_CN", "en", "zh", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "target", "source_code", "target_code"), CODES)
def test_codes(name: str, source: str, target: str, source_code: str, target_code: str, server: Server) -> None:
    server.answer = lambda _asked: Reply(REPLIES[name]("译文 words"))
    assert only(name, "原文 text", Pair(source, target), **options_of(name, server)).text == "译文 words"
    sent = {**server.seen[0].query, **server.seen[0].body}
    spelled = {f"{source_code}{between}{target_code}" for between in "|-"}
    named = {sent.get(key) for key in ("sl", "source", "source_lang", "from")} & {source_code}
    aimed = {sent.get(key) for key in ("tl", "target", "target_lang", "to")} & {target_code}
    assert (named and aimed) or {sent.get("langpair"), sent.get("lang")} & spelled


@pytest.mark.parametrize(("name", "pair"), [("libre", Pair("en", "zh_TW")), ("google", Pair("en_US", "en_GB"))])
def test_pairs_that_do_not_exist(name: str, pair: Pair, server: Server) -> None:
    assert "pair of languages" in (only(name, "Text", pair, **options_of(name, server)).failure or "")
    assert not server.seen


def test_a_language_unknown_to_the_library_is_never_sent(server: Server) -> None:
    assert [one.failure for one in run("google", ["Text one", "Text two"], Pair("en", "tlh"))] == [
        "the service does not know this pair of languages"
    ] * 2
    assert not server.seen


# --- Settings and keys


def test_options() -> None:
    with pytest.raises(SettingsError, match="threads"):
        load("google", {"threads": 65}, Resources())
    with pytest.raises(SettingsError, match="url"):
        load("google", {"url": "http://127.0.0.1/"}, Resources())
    with pytest.raises(SettingsError, match="keyring"):
        load("deepl", {"api_key": "x"}, Resources())
    assert load("libre", {"url": "http://127.0.0.1:5000", "timeout": 5, "pause": 1}, Resources()).local is False


def test_missing_keys_and_addresses_are_named(server: Server) -> None:
    assert "BAIDU_APPID, BAIDU_APPKEY" in (only("baidu", keys={}).failure or "")
    assert "[engines.libre]" in (only("libre").failure or "")
    assert not server.seen


@pytest.mark.parametrize("tail", ["", "translate", "translate/"])
def test_libre_address_needs_no_slash_and_no_key(tail: str, server: Server) -> None:
    server.answer = lambda _asked: Reply(REPLIES["libre"]("Fine words"))
    assert only("libre", url=(server.url + tail).rstrip("/") if not tail else server.url + tail).text == "Fine words"
    assert server.seen[0].path == "/translate"
    assert "api_key" not in server.seen[0].query  # the library demands one, a keyless server is not shown it


def test_libre_sends_the_key_there_is(server: Server) -> None:
    server.answer = lambda _asked: Reply(REPLIES["libre"]("Fine words"))
    only("libre", url=server.url, keys={"LIBRE_API_KEY": "mine"})
    assert server.seen[0].query["api_key"] == "mine"


def test_deepl_key_and_text_are_not_in_the_address(server: Server) -> None:
    server.answer = lambda _asked: Reply(REPLIES["deepl"]("Fine words"))
    only("deepl")
    (asked,) = server.seen
    assert (asked.method, asked.query) == ("POST", {})
    assert asked.headers["Authorization"] == "DeepL-Auth-Key SECRET-DEEPL_API_KEY"
    assert "auth_key" not in asked.body


def test_microsoft_makes_no_call_when_built(server: Server) -> None:
    server.answer = lambda _asked: Reply(REPLIES["microsoft"]("Fine words"))
    only("microsoft")
    assert [asked.method for asked in server.seen] == ["POST"]


# --- Time


def test_a_silent_server_does_not_hang_us(server: Server) -> None:
    server.answer = lambda _asked: Reply("") if server.over.wait(20) else None
    begun = time.monotonic()
    assert only("google", timeout=0.2, retries=0).failure == "the server did not answer in time"
    assert time.monotonic() - begun < 10


def test_a_server_that_drips_does_not_hang_us(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        aimed = replace(SERVICES["google"], address=f"http://127.0.0.1:{listening.getsockname()[1]}/")
        monkeypatch.setattr("transflow.engines.web.SERVICES", {"google": aimed})

        def drip() -> None:
            talk, _address = listening.accept()
            with talk:
                talk.recv(4096)
                try:
                    talk.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
                    while not server.over.wait(0.05):
                        talk.sendall(b"x")
                except OSError:  # it was hung up on: what the test is about
                    return

        threading.Thread(target=drip, daemon=True).start()
        assert only("google", timeout=0.4, retries=0).failure == "the server did not answer in time"


def test_no_connection_ends_the_run_with_one_reason(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    aimed = replace(SERVICES["google"], address=f"http://127.0.0.1:{free}/")
    monkeypatch.setattr("transflow.engines.web.SERVICES", {"google": aimed})
    outcomes = run("google", [f"{TEXT}{number}" for number in range(30)])
    assert {outcome.failure for outcome in outcomes} == {"no connection to the server"}
    assert not server.seen


def test_a_cut_connection_is_tried_again(server: Server) -> None:
    numbers = count()
    server.answer = lambda _asked: None if next(numbers) == 0 else google("Fine words")
    assert only("google", threads=1).text == "Fine words"


# --- Threads


def test_each_thread_has_its_own_translator(server: Server) -> None:
    """A shared translator gave 59 of 400 answers to the wrong text: its parameters are kept in the object."""
    server.answer = lambda asked: google(f"words {asked.text[2:]}")
    outcomes = run("google", [f"文本{number}" for number in range(200)], threads=8)
    assert [outcome.text for outcome in outcomes] == [f"words {number}" for number in range(200)]


def test_translate_batch_is_never_used(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    def forbidden(*_arguments: object, **_named: object) -> None:
        raise AssertionError("translate_batch")

    monkeypatch.setattr(BaseTranslator, "_translate_batch", forbidden)
    assert all(outcome.text for outcome in run("google", ["文本a", "文本b"], EN_ZH))
    assert len(server.seen) == 2


def test_outcomes_stream_and_closing_cancels(server: Server) -> None:
    def answer(asked: Asked) -> Reply | None:
        if asked.text != "文本0":
            server.over.wait(20)
        return google("words")

    server.answer = answer
    engine = load("google", {"threads": 2}, Resources())
    outcomes = engine.translate([f"文本{number}" for number in range(50)], ZH_EN)
    assert next(iter(outcomes)) == Outcome(0, "words", None, "engine:google")  # though the others hang
    begun = time.monotonic()
    outcomes.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 10  # it does not wait for them
    server.over.set()
    time.sleep(0.1)
    assert len(server.seen) <= 3


def test_one_failure_costs_one_text(server: Server) -> None:
    server.answer = lambda asked: Reply("", 400) if "3" in asked.text else google("words")
    outcomes = run("google", [f"文本{number}" for number in range(8)])
    assert [outcome.index for outcome in outcomes if outcome.failure] == [3]


# --- Lengths


def test_google_is_sent_no_address_that_is_too_long(server: Server) -> None:
    server.answer = lambda asked: google(f"{len(asked.text)} characters" + " and more" * 20)
    text = "今天上午代表团访问了新建的实验室，" * 170 + "。"
    outcome = only("google", text, threads=1)
    sizes = [len(asked.text) for asked in server.seen]
    assert sum(sizes) == len(text)
    assert len(sizes) == 2
    assert max(sizes) <= 1800
    assert outcome.text == " ".join(f"{size} characters" + " and more" * 20 for size in sizes)


@pytest.mark.parametrize(("name", "most"), [("mymemory", 499), ("libre", 410)])
def test_short_services_get_short_pieces(name: str, most: int, server: Server) -> None:
    server.answer = lambda _asked: Reply(REPLIES[name]("Some good words of a fair length for the piece, at any rate."))
    outcome = only(name, "校长在仪式上致辞。" * 100, threads=1, **options_of(name, server))
    assert outcome.text
    assert outcome.text.count("Some good") == len(server.seen) > 1
    assert all(len(asked.text) <= most and asked.text.endswith("。") for asked in server.seen)


def test_pieces_of_chinese_are_joined_without_spaces(server: Server) -> None:
    long = "这一段译文的长度说得过去，因为原文也相当长，检查的时候不会被误认为是残缺。"
    server.answer = lambda _asked: Reply(REPLIES["mymemory"](long))
    outcome = only("mymemory", "The president spoke at the ceremony. " * 20, EN_ZH)
    assert outcome.text
    assert " " not in outcome.text


# --- What comes back


@pytest.mark.parametrize("source", ["——", "😀", "……", "<b1>——</b1>", "<img1/>"])
def test_what_has_no_words_is_not_sent(source: str, server: Server) -> None:
    """Google's None for `——` is no failure of a text: there is nothing to translate."""
    assert only("google", source).text == source
    assert not server.seen


def test_google_none(server: Server) -> None:
    """The library says None for an answer equal to the text without letters; `strip` makes them equal."""
    server.answer = lambda _asked: google("")
    assert only("google").failure == "an empty answer"


def test_untranslated_text_is_no_translation(server: Server) -> None:
    server.answer = lambda asked: google(asked.text)
    assert only("google").failure == "the text came back untranslated"
    assert only("google", "2023", ZH_EN).text == "2023"
    assert only("google", "Alphatech", EN_ZH).text == "Alphatech"


WARNING = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN 10 HOURS"


@pytest.mark.parametrize("status", [200, 429])
def test_mymemory_quota_is_no_translation(status: int, server: Server) -> None:
    server.answer = lambda _asked: Reply(REPLIES["mymemory"](WARNING), status)
    outcomes = run("mymemory", [f"文本{number}" for number in range(20)], threads=2)
    assert {outcome.failure for outcome in outcomes} == {"the quota of this service is used up"}
    assert len(server.seen) <= 3


@pytest.mark.parametrize("body", [
    {"responseData": {"translatedText": None}, "matches": []}, {"responseData": None}, None, [], "null",
])  # fmt: skip
def test_mymemory_null(body: Any, server: Server) -> None:
    """StopIteration in the library must not end our generator."""
    server.answer = lambda _asked: Reply(body)
    assert len(run("mymemory", ["文本a", "文本b"])) == 2
    assert only("mymemory").failure in ("an empty answer", "an answer that cannot be read (a web page, or another "
                                        "program's)")  # fmt: skip


def test_mymemory_null_without_matches_is_an_empty_answer(server: Server) -> None:
    server.answer = lambda _asked: Reply({"responseData": {"translatedText": None}, "matches": []})
    assert only("mymemory").failure == "an empty answer"


@pytest.mark.parametrize("name", CHINESE)
@pytest.mark.parametrize("body", ["", "{", "<!doctype html><html><h1>It works!</h1></html>", {}, {"x": 1}, [], "null"])
def test_what_is_no_answer_at_all(name: str, body: Any, server: Server) -> None:
    server.answer = lambda _asked: Reply(body)
    outcome = only(name, retries=0, **options_of(name, server))
    assert outcome.failure in ("an answer that cannot be read (a web page, or another program's)", "an empty answer")


@pytest.mark.parametrize("name", CHINESE)
def test_silent_empty_answers_end_the_run(name: str, server: Server) -> None:
    """A lockout that says nothing: success, and no words in it."""
    server.answer = lambda _asked: Reply(REPLIES[name](""))
    outcomes = run(name, [f"文本{number}" for number in range(40)], threads=2, **options_of(name, server))
    assert len({outcome.failure for outcome in outcomes}) == 1
    assert len(server.seen) < 12  # four texts twice, and what the other thread has begun


@pytest.mark.parametrize(("name", "reply", "reason", "whole"), [
    ("libre", Reply({"error": "zh is not supported"}, 400), "the service does not know this pair of languages", True),
    ("libre", Reply({"error": "Invalid API key"}, 403), "the service refused the key or the request", True),
    ("libre", Reply({"error": "Invalid API key"}), "the service refused the key or the request", True),
    ("libre", Reply("gone", 404), "there is no translation service at this address", True),
    ("libre", Reply("", 308, {"Location": "https://127.0.0.1:1/"}), "there is no translation service at this address",
     True),
    ("deepl", Reply({"message": "Quota exceeded"}, 456), "the quota of this service is used up", True),
    ("deepl", Reply({"message": "Wrong key"}, 403), "the service refused the key or the request", True),
    ("baidu", Reply({"error_code": "54004", "error_msg": "x"}), "the quota of this service is used up", True),
    ("microsoft", Reply({"error": {"code": 403001, "message": "x"}}, 403), "the quota of this service is used up",
     True),
    ("microsoft", Reply({"error": {"code": 401000, "message": "x"}}, 401), "the service refused the key or the request",
     True),
    ("yandex", Reply({"code": 401, "message": "x"}), "the service refused the key or the request", True),
    ("papago", Reply({"errorCode": "024"}, 401), "the service refused the key or the request", True),
    ("google", Reply("", 302, {"Location": "https://127.0.0.1:1/sorry/index"}),
     "the service asks for a captcha; try again in an hour", True),
    ("google", Reply('<form><div class="g-recaptcha"></div></form>'),
     "the service asks for a captcha; try again in an hour", True),
    ("google", Reply("", 400), "the service rejected this text (HTTP 400)", False),
    ("google", Reply("", 503), "the server failed (HTTP 503)", False),
])  # fmt: skip
def test_refusals(name: str, reply: Reply, reason: str, whole: bool, server: Server) -> None:
    server.answer = lambda _asked: reply
    sources = [f"文本{number}" for number in range(12)]
    outcomes = run(name, sources, threads=1, **options_of(name, server))
    assert {outcome.failure for outcome in outcomes} == {reason}
    if whole:
        assert len(server.seen) == 1


def test_too_many_requests_is_tried_once_more_and_then_ends_the_run(server: Server) -> None:
    server.answer = lambda _asked: Reply("", 429, {"Retry-After": "0"})
    outcomes = run("google", [f"文本{number}" for number in range(30)], threads=1)
    assert {outcome.failure for outcome in outcomes} == {"too many requests"}
    assert len(server.seen) == 2
    numbers = count()
    server.answer = lambda _asked: Reply("", 429, {"Retry-After": "0"}) if next(numbers) == 0 else google("words")
    assert [outcome.text for outcome in run("google", ["文本a", "文本b"], threads=1)] == ["words"] * 2


def test_a_rest_that_is_too_long_is_not_taken(server: Server) -> None:
    server.answer = lambda _asked: Reply("", 429, {"Retry-After": "3600"})
    assert only("google").failure == "too many requests"
    assert len(server.seen) == 1


def test_an_engine_that_fell_stays_down_for_a_while(server: Server) -> None:
    now = [1000.0]
    engine = load("google", {"threads": 1}, Resources(clock=lambda: now[0]))
    server.answer = lambda _asked: Reply("", 403)
    first = [outcome.failure for outcome in engine.translate([TEXT], ZH_EN)]
    server.answer = lambda _asked: google("words")
    assert [outcome.failure for outcome in engine.translate([TEXT], ZH_EN)] == first
    assert len(server.seen) == 1
    now[0] += 61
    assert [outcome.text for outcome in engine.translate([TEXT], ZH_EN)] == ["words"]


def test_the_next_engine_takes_over(server: Server) -> None:
    server.answer = lambda asked: Reply("", 403) if asked.path == "/" else Reply(REPLIES["libre"]("words"))
    engines = [load("google", {}, Resources()), load("libre", {"url": server.url}, Resources())]
    (outcome,) = pretranslate(engines, [TEXT], ZH_EN)
    assert (outcome.text, outcome.origin) == ("words", "engine:libre")


# --- Secrets


@pytest.mark.parametrize("name", CHINESE)
@pytest.mark.parametrize("reply", [
    Reply("", 403), Reply("", 500), Reply({"error": TEXT, "error_code": "1", "error_msg": TEXT}, 200), Reply("{"), None,
])  # fmt: skip
def test_no_reason_and_no_log_holds_the_text_or_a_key(
    name: str, reply: Reply | None, server: Server, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer = lambda _asked: reply
    keys = {**KEYS, "LIBRE_API_KEY": "SECRET-LIBRE"}
    reason = only(name, keys=keys, retries=0, **options_of(name, server)).failure or ""
    told = reason + caplog.text + "".join(capfd.readouterr())
    assert reason
    assert "SECRET" not in told
    assert TEXT[:3] not in told
    assert "%E4%BB%A3" not in told
    assert "127.0.0.1" not in told


# --- Inline tags


@pytest.mark.parametrize(("answer", "target"), [
    ("Read <b1>this</b1> and <code2/>.", "Read <b1>this</b1> and <code2/>."),
    ("Read < b1 > this </ b1 > and <code2 />.", "Read <b1> this </b1> and <code2/>."),
    ("Read ＜B1＞this＜/b1＞ and &lt;code2/&gt;.", "Read <b1>this</b1> and <code2/>."),
    ("Read this and that.", "Read this and that."),
    ("Read <b1>this</b1> &quot;again&quot;.", 'Read <b1>this</b1> "again".'),
])  # fmt: skip
def test_inline_tags(answer: str, target: str, server: Server) -> None:
    """Mended where they can be; lost ones are left to the checks, and nothing is asked twice."""
    server.answer = lambda _asked: google(answer)
    assert only("google", "请读<b1>这个</b1>和<code2/>。").text == target
    assert len(server.seen) == 1


def test_tags_alone_are_an_empty_answer(server: Server) -> None:
    server.answer = lambda _asked: google("<b1></b1>")
    assert only("google", "<b1>这个</b1>").failure == "an empty answer"
