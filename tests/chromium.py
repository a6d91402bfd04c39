"""A headless Chromium, driven through its DevTools protocol: a page as a person at a keyboard has it."""

import asyncio
import base64
import itertools
import json
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PROGRAM = next((path for name in NAMES if (path := shutil.which(name))), None)

ALT, CTRL, META, SHIFT = 1, 2, 4, 8  # DevTools' modifiers
_CODES = {
    "Enter": 13, "Escape": 27, "Tab": 9, "Backspace": 8, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40,
    "PageUp": 33, "PageDown": 34, "Home": 36, "End": 35, "Delete": 46,
}  # fmt: skip


class Page:
    """One tab. `asked` are the addresses that its browser has asked for since the page was opened, `said` is what it has
    complained of, `shown` what its WebSocket has received."""

    def __init__(self, stream: aiohttp.ClientWebSocketResponse) -> None:
        self._stream = stream
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.asked: list[str] = []
        self.said: list[str] = []
        self.shown = bytearray()
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._stream:
            one = json.loads(message.data)
            if "id" in one:
                self._waiting.pop(one["id"]).set_result(one)
            elif one["method"] == "Network.requestWillBeSent":
                self.asked.append(one["params"]["request"]["url"])
            elif one["method"] == "Network.webSocketCreated":
                self.asked.append(one["params"]["url"])
            elif one["method"] == "Network.webSocketFrameReceived":
                frame = one["params"]["response"]
                self.shown += (
                    base64.b64decode(frame["payloadData"]) if frame["opcode"] == 2 else frame["payloadData"].encode()
                )
            elif one["method"] == "Log.entryAdded":
                self.said.append(one["params"]["entry"]["text"])
            elif one["method"] == "Runtime.exceptionThrown":
                self.said.append(json.dumps(one["params"]["exceptionDetails"]))

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol; its result."""
        number = next(self._numbers)
        future = self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._stream.send_json({"id": number, "method": method, "params": parameters})
        answer = await asyncio.wait_for(future, 30)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    async def run(self, script: str) -> Any:
        """The value of a JavaScript expression in the page."""
        answer = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return answer["result"].get("value")

    async def press(self, key: str, modifiers: int = 0, code: str = "") -> None:
        """A key, down and up, as the keyboard sends it: `F2`, `Enter`, `a`, `1`."""
        if len(key) == 1 and not code:
            code = f"Key{key.upper()}" if key.isalpha() else f"Digit{key}" if key.isdigit() else ""
        number = _CODES.get(key) or (111 + int(key[1:]) if key[0] == "F" and key[1:] else ord(code[-1]) if code else 0)
        one = {"key": key, "code": code or key, "windowsVirtualKeyCode": number, "modifiers": modifiers}
        text = {"text": key} if len(key) == 1 and not modifiers & ~SHIFT else {"text": "\r"} if key == "Enter" else {}
        await self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **one, **text)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **one)

    async def compose(self, steps: list[str], text: str) -> None:
        """What an input method does: shows each of `steps` under the cursor, then commits `text`."""
        for step in steps:
            await self.call("Input.imeSetComposition", text=step, selectionStart=len(step), selectionEnd=len(step))
        await self.call("Input.insertText", text=text)

    async def picture(self, path: Path) -> None:
        """Saves what the tab shows as a PNG."""
        path.write_bytes(base64.b64decode((await self.call("Page.captureScreenshot"))["data"]))


@asynccontextmanager
async def browser(
    folder: Path, url: str, *, size: str = "1200,800", flags: tuple[str, ...] = ()
) -> AsyncIterator[Page]:
    """A Chromium with its profile in `folder` that opens `url`, with every request of its tab recorded."""
    assert PROGRAM
    process = subprocess.Popen(
        [PROGRAM, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder}",
         f"--window-size={size}", *flags, "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        port_file = folder / "DevToolsActivePort"
        await until(lambda: port_file.exists() and len(port_file.read_text().splitlines()) == 2)
        port = port_file.read_text().splitlines()[0]
        async with aiohttp.ClientSession() as client:
            async with client.get(f"http://127.0.0.1:{port}/json/list") as answer:
                (tab,) = [one for one in await answer.json() if one["type"] == "page"]
            async with client.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as stream:
                page = Page(stream)
                for domain in ("Network", "Page", "Runtime", "Log"):
                    await page.call(f"{domain}.enable")
                await page.call("Page.navigate", url=url)
                yield page
    finally:
        process.terminate()
        process.wait(20)


async def until(holds: Callable[[], Any], seconds: float = 30.0) -> Any:
    """Waits until `holds()` is true; its value. Fails if it never is."""
    for _look in range(round(seconds / 0.05)):
        if value := holds():
            return value
        await asyncio.sleep(0.05)
    raise AssertionError("it never came about")
