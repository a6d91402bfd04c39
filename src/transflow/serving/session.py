"""One person's app process, between its pipes and that person's WebSocket.

textual-serve's own service loses what is in the field (it tells the app to leave, and the app leaves), never reads on
when the browser has gone (so that an app with much to say waits for ever), and never ends an app that does not answer.
"""

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from transflow.interface import gettext as _

PATIENCE = 4.0  # seconds for an app to save and leave, before it is told more firmly
STUCK = 30.0  # seconds after which an app that takes no input is given up
_GREETING = b"__GANGLION__\n"  # what Textual's web driver says first
_TAIL = 16_384  # bytes of the app's last words that are kept
_LEAST, _MOST = 10, 2000  # cells: no screen is smaller or larger, whatever a client claims


class Session(AppService):
    """One app process. `environment` is that of the process, without the size of its screen."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], socket: web.WebSocketResponse) -> None:
        super().__init__(
            command[0],
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=socket.close,  # type: ignore[arg-type]  # that it answers whether it closed anything is no harm
            download_manager=DownloadManager(),
        )
        self._words = command
        self._environment = environment
        self._socket = socket

    @property
    def pid(self) -> int | None:
        """The app's process id, once it runs."""
        return self._process.pid if self._process else None

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        size = {"COLUMNS": str(width), "ROWS": str(height)}
        # No shell between us and the app, and a session of its own: Ctrl+C in our terminal is for us, who let it save.
        process = await asyncio.create_subprocess_exec(
            *self._words, stdin=PIPE, stdout=PIPE, stderr=PIPE,
            env={**self._environment, **size}, start_new_session=True,
        )  # fmt: skip
        assert process.stdin is not None
        self._process, self._stdin = process, process.stdin
        return process

    # ── from the browser ────────────────────────────────────────────────────────────────────────────────────────
    async def converse(self) -> None:
        """Hands the app what the browser sends, until either has gone."""
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            try:
                match json.loads(message.data):
                    case [str(kind), *rest]:
                        async with asyncio.timeout(STUCK):
                            await self._take(kind, rest[0] if rest else None)
            except (ValueError, TimeoutError):  # this is not our page, or the app takes nothing any more
                return

    async def _take(self, kind: str, what: Any) -> None:
        match kind, what:
            case "stdin", str(text):
                await self.send_bytes(text.encode("utf-8", "replace"))
            case "resize", {"width": int(width), "height": int(height)}:
                await self.set_terminal_size(cells(width), cells(height))
            case "ping", _data:
                await self._socket.send_json(["pong", what])
            case "focus", _data:
                await self.focus()
            case "blur", _data:
                await self.blur()

    # ── from the app ────────────────────────────────────────────────────────────────────────────────────────────
    async def run(self) -> None:
        """Hands the browser what the app says, until the app has ended; then closes."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        assert process.stderr is not None
        last_words = asyncio.create_task(_tail(process.stderr))
        with suppress(asyncio.IncompleteReadError):  # the app has ended, or never began
            await process.stdout.readuntil(_GREETING)
            while True:
                kind, size = await process.stdout.readexactly(1), await process.stdout.readexactly(4)
                payload = await process.stdout.readexactly(int.from_bytes(size, "big"))
                if kind == b"D":
                    await self.on_data(payload)
                elif kind == b"M":
                    await self.on_meta(payload)
        code, said = await process.wait(), await last_words
        if code:  # to the one whose session it was, and to nobody's log: a traceback may hold their text
            ended = _("transflow ended unexpectedly (exit code {code})").format(code=code)
            await self.on_data(f"\x1b[?1049l\x1b[2J\x1b[H{ended}\n\n{said}".replace("\n", "\r\n").encode())
        await self._socket.close()

    async def on_data(self, payload: bytes) -> None:
        """Drops what nobody is there to see: an app that is saving must not wait for a reader."""
        await _if_there(self.remote_write_bytes, payload)

    async def on_meta(self, data: bytes) -> None:
        """As textual-serve does, but for the app's “exit”: its last words come after that."""
        if json.loads(data).get("type") == "open_url":
            await _if_there(super().on_meta, data)

    # ── the end ─────────────────────────────────────────────────────────────────────────────────────────────────
    async def stop(self) -> None:
        """Lets the app save and leave: asks it, then tells it (it saves on that too), then ends it. May be called by
        several at once; each returns when the app has ended."""
        task, process = self._task, self._process
        if task is None or process is None:
            return
        for push in (self._ask, process.terminate, process.kill):
            if task.done():
                break
            with suppress(ProcessLookupError, TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    asked = push()
                    if asked is not None:
                        await asked
                    await asyncio.shield(task)
        await task

    async def _ask(self) -> None:
        await self.send_meta({"type": "quit"})


def cells(number: int) -> int:
    """A width or height that a screen can have."""
    return max(_LEAST, min(number, _MOST))


async def _if_there(send: Callable[[bytes], Awaitable[None]], what: bytes) -> None:
    with suppress(ConnectionError):  # the browser has gone
        await send(what)


async def _tail(stream: asyncio.StreamReader) -> str:
    """The last words of a stream."""
    kept = b""
    while piece := await stream.read(4096):
        kept = (kept + piece)[-_TAIL:]
    return kept.decode("utf-8", "replace")
