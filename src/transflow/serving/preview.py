"""The preview: the site as it would be, on this machine alone, and pages that load again when a segment changes."""

import asyncio
import hashlib
import mimetypes
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from html import escape
from pathlib import Path
from time import monotonic
from typing import TypeVar
from urllib.parse import quote

from aiohttp import web

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import previewing
from transflow.newsroom.mockup import Mockup
from transflow.newsroom.room import Newsroom
from transflow.serving.ending import asked_to_end, refusals
from transflow.serving.gate import Gate

HOST = "127.0.0.1"
_SCRIPT, _CHANGES = "/_preview/reload.js", "/_preview/changes"  # no language is called `_preview`
_LOOK = 0.3  # seconds between looks at the folder, and never more than a tenth of the time is spent in looking
_QUIET = 15.0  # seconds after which a browser that has heard nothing is told that we are there
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
T = TypeVar("T")
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """Serves the mock-up of one newsroom; all that reads the folder runs in one thread of its own."""

    def __init__(self, reopen: Callable[[], Newsroom], port: int = 0) -> None:
        self._reopen = reopen
        self._port = port
        self._gate = Gate()
        self._thread = ThreadPoolExecutor(1)
        self._news = asyncio.Condition()
        self._state = 0
        self._ended = False
        self._runner: web.AppRunner | None = None
        self._looking: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Makes the mock-up and listens. Raises TransflowError where the newsroom or the port will not do."""
        self._mockup = await self._run(lambda: Mockup(self._reopen))
        await self._look()
        app = web.Application(middlewares=[self._guard])
        app.router.add_get(_SCRIPT, self._script)
        app.router.add_get(_CHANGES, self._changes)
        app.router.add_get("/{path:.*}", self._file)
        app.on_response_prepare.append(_seal)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1.0)
        await self._runner.setup()
        with refusals(HOST, self._port):
            await web.TCPSite(self._runner, HOST, self._port).start()
        self._port = self._runner.addresses[0][1]
        self._looking = asyncio.create_task(self._keep_looking())

    async def close(self) -> None:
        """Stops listening, and lets go of the browsers that wait for news."""
        assert self._runner is not None
        assert self._looking is not None
        self._looking.cancel()
        self._ended = True
        async with self._news:
            self._news.notify_all()
        await self._runner.cleanup()
        self._thread.shutdown()

    def url(self, path: str = "") -> str:
        """Where a page is."""
        return f"http://{HOST}:{self._port}/{quote(path)}"

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    # ── what has changed ────────────────────────────────────────────────────────────────────────────────────────
    async def _look(self) -> None:
        for trouble in await self._run(self._mockup.refresh):
            print(_("transflow: {message}").format(message=trouble), file=sys.stderr, flush=True)
        if self._state != self._mockup.state:
            self._state = self._mockup.state
            async with self._news:
                self._news.notify_all()

    async def _keep_looking(self) -> None:
        while True:
            begun = monotonic()
            try:
                await self._look()
            except TransflowError as error:  # the folder is away for a moment: a git checkout, a network disk
                print(_("transflow: {message}").format(message=error), file=sys.stderr, flush=True)
            await asyncio.sleep(max(_LOOK, 9 * (monotonic() - begun)))

    async def _changes(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: one now, and one for each change."""
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        told = -1
        try:
            while not self._ended:
                await stream.write(b": here\n\n" if told == self._state else f"data: {self._state}\n\n".encode())
                told = self._state
                await self._heard(told)
        except ConnectionResetError:  # the browser has gone
            pass
        return stream

    async def _heard(self, told: int) -> None:
        """Waits until there is news for who was `told` of a state, or for so long that a word is due."""
        async with self._news:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait_for(lambda: self._ended or told != self._state), _QUIET)

    # ── what is asked for ───────────────────────────────────────────────────────────────────────────────────────
    @web.middleware
    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        if not self._gate.admits(request.host, ""):
            said = _("This server answers on this machine only, as 127.0.0.1 or localhost.")
            return web.Response(text=said, status=403)
        return await handler(request)

    async def _script(self, _request: web.Request) -> web.Response:
        text = (Path(__file__).parent / "preview.js").read_text(encoding="utf-8")
        return web.Response(text=text, content_type="text/javascript")

    async def _made(self, name: str) -> bytes | None:
        return await self._run(lambda: self._mockup.file(name))

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        name = f"{path}index.html" if not path or path.endswith("/") else path
        try:
            data = await self._made(name)
            if data is None and name == path and await self._made(f"{path}/index.html") is not None:
                return web.HTTPFound(f"/{quote(path)}/")
        except TransflowError as error:
            return _page(_plain(str(error)), 500)
        if data is None:
            return _page(_plain(_("There is no such page.")), 404)
        if name.endswith(".html"):
            return _page(data)
        kind = "application/xml" if name.endswith(".xml") else mimetypes.guess_type(name)[0]
        return web.Response(body=data, content_type=kind or "application/octet-stream")


def _plain(words: str) -> bytes:
    return f"<!DOCTYPE html>\n<title>transflow</title>\n<pre>{escape(words)}</pre>\n".encode()


def _page(data: bytes, status: int = 200) -> web.Response:
    """A page that loads again when it is another one."""
    digest = hashlib.sha256(data).hexdigest()[:16]
    script = f'<script src="{_SCRIPT}" data-digest="{digest}"></script>\n'.encode()
    head, mark, rest = data.partition(b"</head>")
    return web.Response(
        body=head + script + mark + rest if mark else data + script, status=status, content_type="text/html",
        charset="utf-8", headers={"X-Digest": digest},
    )  # fmt: skip


async def _seal(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)


def run(reopen: Callable[[], Newsroom], path: str, port: int, *, browser: bool) -> int:
    """Serves the preview until Ctrl+C, SIGTERM or the end of the terminal; `path` is the page to begin with. The exit
    code. Raises TransflowError where it cannot."""
    asyncio.run(_serve(Server(reopen, port), path, browser=browser))
    return 0


async def _serve(server: Server, path: str, *, browser: bool) -> None:
    stop = asked_to_end()
    await server.open()
    try:
        print(server.url(path))
        print(
            _("Drafts are shown too, for your eyes; pages load again as segments change. Ctrl+C ends it."), flush=True
        )
        if browser and not await asyncio.to_thread(previewing.visit, server.url(path)):
            print(_("no browser here; the page is {path}").format(path=server.url(path)), file=sys.stderr, flush=True)
        await stop.wait()
    finally:
        await server.close()
