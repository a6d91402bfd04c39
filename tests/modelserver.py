"""A server on this machine that plays an OpenAI-compatible endpoint, well or badly, as a test says."""

import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Call:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def user(self) -> str:
        """What the model reads last."""
        return str(self.body["messages"][-1]["content"])

    def part(self, name: str) -> Any:
        """What stands in the shipped prompt after `name (JSON): `."""
        return json.loads(re.findall(rf"^{name}.*?[（(]JSON[)）][:：] ?(.*)$", self.user, re.MULTILINE)[0])

    @property
    def segments(self) -> dict[str, str]:
        """id → source of what is to be translated."""
        items = self.part("Segments") if "Segments (JSON)" in self.user else self.part("各段")
        return {one["id"]: one["source"] for one in items if "id" in one}

    @property
    def again(self) -> bool:
        """Whether it is another try, with what was wrong."""
        return "was refused" in self.user or "不合格" in self.user


@dataclass
class Said:
    """What the server says: `content` is the model's, a `body` stands for the whole answer (a `str` is sent as it is);
    `usage` is what it counts."""

    content: Any = ""
    finish: str = "stop"
    usage: dict[str, int] | None = field(default_factory=lambda: {"prompt_tokens": 1000, "completion_tokens": 100})
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    message: dict[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        if isinstance(self.body, str):
            return self.body.encode()
        content = self.content if isinstance(self.content, str) else json.dumps(self.content, ensure_ascii=False)
        message = {"role": "assistant", "content": content, **self.message}
        whole = {"choices": [{"index": 0, "message": message, "finish_reason": self.finish}], "usage": self.usage}
        return json.dumps(self.body if self.body is not None else whole).encode()


def english(source: str) -> str:
    """A translation that shows whose it is, tags and all."""
    number = re.sub(r"[^0-9]", "", re.sub(r"<[^>]*>", "", source))
    tags = "".join(re.findall(r"</?[a-z]+[0-9]+/?>", source))
    return f"The delegation visited laboratory number {number} of the university yesterday{tags}."


def item(source: str, target: str | None = None) -> dict[str, str]:
    """The answer to one segment."""
    return {
        "source_start": re.sub(r"<[^>]*>", "", source)[:12],
        "target": english(source) if target is None else target,
    }


def good(call: Call) -> dict[str, Any]:
    """A right answer to a request."""
    return {ident: item(source) for ident, source in call.segments.items()}


class ModelServer:
    """`answer` makes what is said to each call; None hangs up without a word."""

    def __init__(self) -> None:
        self.answer: Callable[[Call], Said | None] = lambda call: Said(good(call))
        self.models = ["m"]
        self.seen: list[Call] = []
        self.over = threading.Event()  # ends whatever a silent server is waiting for
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 1 << 16  # head and body in one packet: two would wait for an acknowledgement

            def do_GET(self) -> None:
                self.tell(Said(body={"object": "list", "data": [{"id": name} for name in outer.models]}))

            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                call = Call(self.path, dict(self.headers), json.loads(sent))
                outer.seen.append(call)
                said = outer.answer(call)
                if said is None:
                    self.close_connection = True
                else:
                    self.tell(said)

            def tell(self, said: Said) -> None:
                self.send_response(said.status)
                for name, value in {"Content-Type": "application/json", **said.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said.data)))
                self.end_headers()
                self.wfile.write(said.data)

            def log_message(self, *_arguments: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._http.handle_error = lambda *_arguments: None  # type: ignore[method-assign]
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """Ends it."""
        self.over.set()
        self._http.shutdown()
        self._http.server_close()
