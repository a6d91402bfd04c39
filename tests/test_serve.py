"""`transflow serve`: who comes in, what the page asks for, what ends with whom, and that what is typed is kept."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import polib
import pytest
from textual import events
from textual._xterm_parser import XTermParser

from tests import chromium
from tests.chromium import ALT, CTRL, until
from tests.conftest import Desk
from transflow.serving import server as serving
from transflow.serving import session as sessions
from transflow.serving.gate import Gate, is_own_page
from transflow.serving.server import Offer, Server
from transflow.tui import keys, terminal

needs_chromium = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium is installed")
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked for in /proc")

ARTICLE = "---\ntitle: 代表团访问本校\n---\n\n校长会见了来自德国的代表团。双方签署了合作协议。\n"

# An app that writes down what it is sent, one packet a line, and does what the test's name for it says.
STAND_IN = """
import os, signal, sys
how, log = sys.argv[1:]
def say(kind, data):
    sys.stdout.buffer.write(kind + len(data).to_bytes(4, "big") + data); sys.stdout.buffer.flush()
def note(text):
    with open(log, "a") as file: file.write(text + chr(10))
if how == "deaf": signal.signal(signal.SIGTERM, signal.SIG_IGN)
note("begun " + os.environ["COLUMNS"] + " " + os.environ["ROWS"])
sys.stdout.buffer.write(b"__GANGLION__" + bytes([10])); sys.stdout.buffer.flush()
say(b"D", b"a screen full of text")
if how == "crash": sys.exit("the app has fallen over")
while head := sys.stdin.buffer.read(5):
    data = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    note(chr(head[0]) + " " + data.hex())
    if b'"quit"' in data and how != "deaf":
        if how == "talker":
            for _ in range(64): say(b"D", bytes(65536))
        note("saved")
        break
"""


class Stand:
    """A server in this process with a stand-in for the app."""

    def __init__(self, server: Server, log: Path) -> None:
        self.server = server
        self._log = log
        self.url = server.url.replace(server.url.split("/")[2].rpartition(":")[0], "127.0.0.1")

    @property
    def log(self) -> str:
        """What the apps have written down; empty while none was started."""
        return self._log.read_text() if self._log.exists() else ""

    @property
    def own(self) -> dict[str, str]:
        """The headers of our own page's WebSocket."""
        return {"Origin": self.url.rstrip("/")}


@asynccontextmanager
async def stand(tmp_path: Path, how: str = "", limit: int = 20, **offer: Any) -> AsyncIterator[Stand]:
    log = tmp_path / "log"
    command = (sys.executable, "-c", STAND_IN, how, str(log))
    server = Server(Offer("University News", "li", command, dict(os.environ), port=0, **offer), limit)
    await server.open()
    try:
        yield Stand(server, log)
    finally:
        await server.close()


# ── who comes in ────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:9", "LOCALHOST", "[::1]:8000", "127.8.9.1:80"])
def test_this_machine_comes_in_by_its_own_names(host: str) -> None:
    assert Gate().admits(host, "")
    assert not Gate("t" * 16).admits(host, "")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "0.0.0.0",
        "",
        "[",
        "a@127.0.0.1.x",
    ],
)
def test_a_name_that_only_points_here_does_not(host: str) -> None:
    assert not Gate().admits(host, "")


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:9", "http://127.0.0.1:80001", "file://"]
)
def test_only_our_page_opens_a_websocket(origin: str | None) -> None:
    headers = {"Host": "127.0.0.1:8000"} | ({} if origin is None else {"Origin": origin})
    assert not is_own_page(headers)
    assert is_own_page(headers | {"Origin": "http://127.0.0.1:8000"})


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {}, {"Host": "evil.example", "Origin": "http://evil.example"}]
)
async def test_who_does_not_come_in_starts_no_process(tmp_path: Path, headers: dict[str, str]) -> None:
    async with stand(tmp_path) as there, aiohttp.ClientSession() as client:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await client.ws_connect(there.url + "ws", headers=headers)
        assert refused.value.status == 403
        assert not there.log
        assert not there.server.sessions


async def test_elsewhere_than_on_this_machine_a_token_is_made_and_wanted(tmp_path: Path) -> None:
    async with (
        stand(tmp_path, host="0.0.0.0") as there,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as client,
    ):
        token = there.server.gate.token
        assert token is not None
        assert len(token) >= 40

        async def status(path: str) -> int:
            async with client.get(there.url + path, headers=there.own, allow_redirects=False) as answer:
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
                return answer.status

        for path in ("", "ws", "page.js", "nothing", "?token=", f"?token={token}x", f"ws?token={token}"):
            assert await status(path) == 403, path
        assert not there.log

        async with client.get(f"{there.url}?token={token}") as answer:
            cookie = answer.headers["Set-Cookie"]
            assert answer.status == 200
            assert "HttpOnly" in cookie
            assert "SameSite=Strict" in cookie
            assert token not in cookie
            assert token not in await answer.text()
        assert await status("") == 200
        assert await status("nothing") == 404
        async with client.ws_connect(there.url + "ws?width=133&height=34", headers=there.own):
            await until(lambda: there.log == "begun 133 34\n")
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await client.ws_connect(there.url + "ws", headers={"Origin": "http://evil.example"})


async def test_a_chosen_token_is_wanted_on_this_machine_too(tmp_path: Path) -> None:
    async with stand(tmp_path, token="correct horse battery 马") as there, aiohttp.ClientSession() as client:
        async with client.get(there.url) as answer:
            assert answer.status == 403
        async with client.get(
            there.url,
            params={"token": "correct horse battery 马"},
            headers={"Host": "news.example.edu", "X-Forwarded-Proto": "https"},
        ) as answer:
            assert answer.status == 200
            assert "Secure" in answer.headers["Set-Cookie"]


async def test_the_page_names_the_newsroom_and_nothing_outside(tmp_path: Path) -> None:
    async with stand(tmp_path) as there, aiohttp.ClientSession() as client:
        for name in ("", "page.css", "page.js", "xterm.css"):
            async with client.get(there.url + name) as answer:
                text = re.sub(r"/\*.*?\*/", "", await answer.text(), flags=re.DOTALL)
                assert answer.status == 200
                assert not re.search(r"""(https?:|@import|url\(|["'(=]//)""", text)
                assert ("<title>University News</title>" in text) == (name == "")
                policy = answer.headers["Content-Security-Policy"]
                assert set(re.findall(r"[a-z]+://[^ ;]+", policy)) == {
                    f"{way}://{there.url.split('/')[2]}" for way in ("ws", "wss")
                }


# ── what ends with whom ─────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("how", ["", "talker"])
async def test_an_app_is_told_to_save_when_its_browser_leaves(tmp_path: Path, how: str) -> None:
    async with stand(tmp_path, how) as there, aiohttp.ClientSession() as client:
        async with client.ws_connect(there.url + "ws", headers=there.own) as stream:
            await stream.send_json(["resize", {"width": -5, "height": 99999}])
            await stream.send_json(["stdin", "中文\ud800"])
            await until(lambda: "中文".encode().hex() in there.log)
        await until(lambda: "saved" in there.log)
        await until(lambda: not there.server.sessions)
        assert b'"width": 10, "height": 2000'.hex() in there.log


async def test_a_browser_that_does_not_answer_has_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_HEARTBEAT", 0.2)
    async with (
        stand(tmp_path) as there,
        aiohttp.ClientSession() as client,
        client.ws_connect(there.url + "ws", headers=there.own, autoping=False),
    ):
        await until(lambda: "saved" in there.log)
        await until(lambda: not there.server.sessions)


async def test_an_app_that_does_not_answer_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "PATIENCE", 0.2)
    async with stand(tmp_path, "deaf") as there, aiohttp.ClientSession() as client:
        async with client.ws_connect(there.url + "ws", headers=there.own):
            await until(lambda: there.log)
            (session,) = there.server.sessions
        await until(lambda: not there.server.sessions)
        assert session.pid is not None
        assert not alive(session.pid)


async def test_an_app_that_falls_over_says_so_to_its_own_browser(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async with (
        stand(tmp_path, "crash") as there,
        aiohttp.ClientSession() as client,
        client.ws_connect(there.url + "ws", headers=there.own) as stream,
    ):
        said = b"".join([message.data async for message in stream]).decode()
    assert "exit code 1" in said
    assert "the app has fallen over" in said
    assert "fallen" not in "".join(capfd.readouterr())  # it may hold somebody's text: it is in no log


@pytest.mark.parametrize("sent", ["no JSON", "{}", "[]", '["stdin", 3]', '["resize", {"width": "x"}]', '["unknown"]'])
async def test_what_no_page_of_ours_sends_does_no_harm(tmp_path: Path, sent: str) -> None:
    async with stand(tmp_path) as there, aiohttp.ClientSession() as client:
        async with client.ws_connect(there.url + "ws?width=x&height=", headers=there.own) as stream:
            await until(lambda: there.log == "begun 80 80\n")
            await stream.send_str(sent)
        await until(lambda: not there.server.sessions)
        assert "saved" in there.log


async def test_there_are_only_so_many_places(tmp_path: Path) -> None:
    async with stand(tmp_path, limit=1) as there, aiohttp.ClientSession() as client:
        async with client.ws_connect(there.url + "ws", headers=there.own):
            async with client.get(there.url) as answer:
                assert answer.status == 503
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await client.ws_connect(there.url + "ws", headers=there.own)
        await until(lambda: not there.server.sessions)
        async with client.get(there.url) as answer:
            assert answer.status == 200
        assert there.log.count("begun") == 1


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_where_it_cannot_listen_it_says_so(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"127.0.0.1:{port}" in desk("serve", "--port", port, code=3).err
    assert "203.0.113.7" in desk("serve", "--host", "203.0.113.7", code=3).err
    assert "nowhere.invalid" in desk("serve", "--host", "nowhere.invalid", code=3).err
    for wrong in ("65536", "-1", "http", ""):
        desk("serve", f"--port={wrong}", code=2)
    assert "16" in desk("serve", "--token", "short", code=2).err


def test_the_ui_still_wants_a_terminal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    desk("ui", code=2)


@contextmanager
def served(desk: Desk, *arguments: str) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """A real `transflow serve`, and its address."""
    process = desk.process("serve", "--port", "0", *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().decode().strip()
    finally:
        process.terminate()
        process.communicate(timeout=30)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue
        if parent == pid:
            found.append(int(path.parent.name))
    return found


@needs_proc
@pytest.mark.parametrize("end", ["the tab is closed", "the server is told to end", "the server is killed"])
async def test_however_it_ends_what_was_typed_is_saved_and_no_process_is_left(desk: Desk, end: str) -> None:
    desk.write("visit", ARTICLE)
    desk("sync")
    with served(desk) as (server, url):
        async with aiohttp.ClientSession() as client:
            async with client.ws_connect(url + "ws?width=100&height=30", headers={"Origin": url.rstrip("/")}) as stream:
                seen = bytearray()

                async def read() -> None:
                    async for message in stream:
                        seen.extend(message.data)

                reader = asyncio.create_task(read())
                await until(lambda: "代表团".encode() in seen)
                (app,) = children(server.pid)
                await stream.send_json(["stdin", "\r"])
                await until(lambda: b"untranslated" in seen)
                await stream.send_json(["stdin", "Delegation 代表团 visits"])
                await until(lambda: b"visits" in seen)
                assert "visits" not in desk.po("visit").read_text()
                if end == "the server is told to end":
                    server.send_signal(signal.SIGTERM)
                elif end == "the server is killed":
                    server.kill()
            await until(lambda: not alive(app))
            await reader
        if end == "the tab is closed":
            assert server.poll() is None
        else:
            assert await asyncio.to_thread(server.wait, 30) == (0 if "told" in end else -signal.SIGKILL)
    assert polib.pofile(str(desk.po("visit")))[0].msgstr == "Delegation 代表团 visits"


# ── in a browser ────────────────────────────────────────────────────────────────────────────────────────────────────
@needs_chromium
async def test_english_and_chinese_typed_in_a_browser_are_in_the_po_file(desk: Desk, tmp_path: Path) -> None:
    desk.write("visit", ARTICLE)
    desk("sync")
    with served(desk) as (_server, url):
        async with chromium.browser(tmp_path / "profile", url) as page:
            await until(lambda: "代表团访问本校".encode() in page.shown)
            await focused(page)
            await page.press("Enter")
            await until(lambda: b"untranslated" in page.shown)
            for letter in "Delegation":
                await page.press(letter)
            await page.call("Input.insertText", text=" visits ")
            await until(lambda: b"visits" in page.shown)
            await page.compose(["d", "dai", "daibiao"], "德国代表")
            await until(lambda: "德国代表".encode() in page.shown)
            await page.press("F2")
            await until(lambda: polib.pofile(str(desk.po("visit")))[0].msgstr == "Delegation visits 德国代表")
            outside = [
                one for one in page.asked if not re.match(rf"(http|ws)://{re.escape(url.split('/')[2])}/|data:,$", one)
            ]
            assert len(page.asked) >= 6
            assert outside == []
            assert await page.run("document.title") == "University News"
            assert [one for one in page.said if "WebGL" not in one] == []
    (first,) = [row for row in desk.segments("visit") if row["kind"] == "title"]
    assert (first["status"], first["by"]) == ("translated", "li")


async def focused(page: chromium.Page) -> None:
    """Waits until the terminal has the keyboard, which it takes by itself."""
    for _look in range(300):
        if await page.run("document.activeElement.className") == "xterm-helper-textarea":
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the terminal never has the keyboard")


# Chromium keeps these to itself, whatever a page says (DevTools hand them to the page all the same).
RESERVED = {"ctrl+n", "ctrl+t", "ctrl+w"}
_NAMES = {
    "up": "ArrowUp", "down": "ArrowDown", "left": "ArrowLeft", "right": "ArrowRight", "pageup": "PageUp", "pagedown": "PageDown",
    "enter": "Enter", "escape": "Escape", "tab": "Tab", "backspace": "Backspace", "space": " ",
}  # fmt: skip
EVERY = [one for place in keys.PLACES.values() for one in (*keys.ANYWHERE, *place.keys)]


def test_every_command_has_a_key_that_a_browser_hands_on() -> None:
    assert [one.ident for one in EVERY if set(one.keys.split(",")) <= RESERVED] == []


@needs_chromium
@pytest.mark.parametrize("mac", [False, True], ids=["pc", "mac"])
async def test_every_key_arrives_as_what_it_is(tmp_path: Path, mac: bool) -> None:
    wanted = sorted({key for one in EVERY for key in one.keys.split(",")})
    terminal.prepare()
    async with stand(tmp_path) as there, chromium.browser(tmp_path / "profile", "about:blank") as page:
        if mac:
            agent = await page.run("navigator.userAgent")
            await page.call("Network.setUserAgentOverride", userAgent=agent, platform="MacIntel")
        await page.call("Page.navigate", url=there.url)
        await focused(page)
        await until(lambda: "begun" in there.log)
        for number, name in enumerate(wanted):
            *held, key = name.split("+")
            modifiers = sum({"alt": ALT, "ctrl": CTRL}[one] for one in held)
            code = f"Key{key.upper()}" if key.isalpha() and len(key) == 1 else f"Digit{key}" if key.isdigit() else ""
            option = mac and modifiers == ALT and len(key) == 1  # types a character of its own there
            await page.press(
                "ß" if option else _NAMES.get(key, key.upper() if key[0] == "f" and key[1:] else key), modifiers, code
            )
            await until(lambda count=number + 1: len(received(there.log)) >= count)
        assert await page.run("performance.getEntriesByType('navigation').length") == 1
    assert [key for data in received(there.log) for key in read(data)] == wanted


def received(log: str) -> list[str]:
    """What the app was sent as its input, one string a packet."""
    return [bytes.fromhex(line[2:]).decode() for line in log.splitlines() if line.startswith("D ")]


def read(data: str) -> list[str]:
    """The keys that Textual reads in `data`, at once and when nothing follows."""
    parser = XTermParser()
    found = [*parser.feed(data), *parser.feed("")]
    return [one.key for one in found if isinstance(one, events.Key)]
