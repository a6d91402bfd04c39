"""The web server: one page, its WebSocket, and an app process for each that opens it."""

import asyncio
import socket
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import textual_serve
from aiohttp import web

from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.interface import user_locale
from transflow.language import is_chinese
from transflow.serving.ending import asked_to_end, refusals
from transflow.serving.gate import SHORTEST, Gate, is_loopback, is_own_page, new_token
from transflow.serving.session import Session, cells

LIMIT = 20  # sessions at once; each is a process of its own
_HEARTBEAT = 10.0  # seconds between looks at whether the browser is still there; half of it is the time to answer
_GRACE = 2.0  # seconds for open requests when the server ends
_HERE = Path(__file__).parent
_THERE = Path(textual_serve.__file__).parent / "static"
_FILES = {
    "page.css": _HERE / "page.css",
    "page.js": _HERE / "page.js",
    "xterm.css": _THERE / "css" / "xterm.css",
    "textual.js": _THERE / "js" / "textual.js",
}
# What no answer goes without. The page may ask this server alone: no font, picture or script of anybody else's.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self' ws://{host} wss://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Offer:
    """What is served: the newsroom's `title`, who acts, the `command` of an app process and its `environment`, and
    where. `port` 0 is any free one. `token` is the one that the person has chosen, None if none was."""

    title: str
    actor: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = field(default=None, repr=False)


class Server:
    """Serves one offer. Raises UsageError if its token will not do."""

    def __init__(self, offer: Offer, limit: int = LIMIT) -> None:
        if offer.token is not None and len(offer.token) < SHORTEST:
            raise UsageError(
                "--token", _("a token of fewer than {count} characters can be guessed").format(count=SHORTEST),
                remedy=_("leave it out, and one is made"),
            )  # fmt: skip
        self.offer = offer
        self.limit = limit
        self.gate = Gate(offer.token or (None if is_loopback(offer.host) else new_token()))
        self.sessions: set[Session] = set()
        self._runner: web.AppRunner | None = None
        self._port = offer.port

    # ── from beginning to end ───────────────────────────────────────────────────────────────────────────────────
    async def open(self) -> None:
        """Listens. Raises TransflowError if the host or the port will not do."""
        app = web.Application(middlewares=[self._guard])
        app.router.add_get("/", self._page)
        app.router.add_get("/ws", self._socket)
        app.router.add_get("/{name}", self._file)
        app.on_response_prepare.append(_seal)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=_GRACE)
        await self._runner.setup()
        with refusals(self.offer.host, self.offer.port):
            await web.TCPSite(self._runner, self.offer.host, self.offer.port).start()
        self._port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Ends every session, each with what stands in its fields saved, and stops listening."""
        assert self._runner is not None
        for site in list(self._runner.sites):
            await site.stop()
        await asyncio.gather(*(session.stop() for session in self.sessions))
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        """Where the page is, without a token. Of a server on every address: by the name of this machine."""
        host = socket.gethostname() if self.offer.host in ("0.0.0.0", "::") else self.offer.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self._port}/"

    # ── who comes in ────────────────────────────────────────────────────────────────────────────────────────────
    @web.middleware
    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Before anything is answered, and before any process is started."""
        if request.path == "/" and self.gate.is_token(request.query.get("token", "")):
            return self._welcome(request)
        if not self.gate.admits(request.host, request.cookies.get(self._cookie, "")):
            if self.gate.token is not None:
                said = _("The address that `transflow serve` has printed lets you in; it ends in ?token=…")
            else:
                said = _("This server answers on this machine only, as 127.0.0.1 or localhost.")
            return web.Response(text=said, status=403)
        if request.path == "/ws" and not is_own_page(request.headers):
            return web.Response(text=_("This page is not of this server."), status=403)
        return await handler(request)

    @property
    def _cookie(self) -> str:
        return f"transflow-{self._port}"  # browsers keep one jar for all ports of a host

    def _welcome(self, request: web.Request) -> web.Response:
        """Keeps the token in a cookie, out of the address and the history. Not a redirect: a browser that followed a
        link from elsewhere (a mail) would leave the strict cookie out."""
        answer = web.Response(
            text='<!doctype html><meta http-equiv="refresh" content="0;url=./"><title>transflow</title>',
            content_type="text/html",
        )
        secure = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
        answer.set_cookie(self._cookie, self.gate.cookie, httponly=True, samesite="Strict", secure=secure)
        return answer

    # ── what they get ───────────────────────────────────────────────────────────────────────────────────────────
    async def _page(self, _request: web.Request) -> web.Response:
        if len(self.sessions) >= self.limit:
            return self._full()
        words = {
            "lang": "zh-CN" if is_chinese(user_locale()) else "en",
            "title": self.offer.title,
            "ended": _("The session has ended; what was written is saved."),
            "again": _("Open again"),
        }
        page = Template((_HERE / "page.html").read_text(encoding="utf-8"))
        return web.Response(
            text=page.substitute({name: escape(word) for name, word in words.items()}), content_type="text/html"
        )

    async def _file(self, request: web.Request) -> web.FileResponse:
        path = _FILES.get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path)

    def _full(self) -> web.Response:
        said = _("{count} are at work here already, and there are no more places; close a tab and try again.")
        return web.Response(text=said.format(count=len(self.sessions)), status=503)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if len(self.sessions) >= self.limit:
            return self._full()
        stream = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        session = Session(self.offer.command, self.offer.environment, stream)
        self.sessions.add(session)
        try:
            await stream.prepare(request)
            await session.start(*(cells(_number(request.query.get(name))) for name in ("width", "height")))
            await session.converse()
        finally:
            await session.stop()
            self.sessions.discard(session)
            await stream.close()
        return stream


def run(**offer: Any) -> int:
    """Serves an `Offer` until Ctrl+C, SIGTERM or the end of the terminal; the exit code. Raises TransflowError if it
    cannot."""
    asyncio.run(_run(Server(Offer(**offer))))
    return 0


async def _run(server: Server) -> None:
    stop = asked_to_end()
    await server.open()
    try:
        _announce(server)
        await stop.wait()
    finally:
        await server.close()


def _announce(server: Server) -> None:
    """Where it is, who acts, and what whoever opens it should know."""
    made = server.gate.token is not None and server.offer.token is None
    print(server.url + (f"?token={server.gate.token}" if made else ""))
    print(_("Everyone who opens it works in “{title}” as {actor}.").format(
        title=server.offer.title, actor=server.offer.actor
    ))  # fmt: skip
    if made:
        print(_("This address lets in whoever has it, and is not shown again."))
    elif server.gate.token is not None:
        print(_("Add ?token= and your token to the address."))
    print(_("Ctrl+C ends it."), flush=True)
    if not is_loopback(server.offer.host):
        warning = _("texts go over the network unencrypted; docs/serve.md says how to put HTTPS or SSH in front")
        print(_("transflow: {message}").format(message=warning), file=sys.stderr, flush=True)


async def _seal(request: web.Request, response: web.StreamResponse) -> None:
    """Puts the headers on every answer, refusals too."""
    for name, value in _HEADERS.items():
        # A host that the gate has let in, or an answer without a page; never one that could add to the policy.
        host = request.host if all(char.isalnum() or char in ".-:[]" for char in request.host) else "localhost"
        response.headers[name] = value.replace("{host}", host)


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else 80
