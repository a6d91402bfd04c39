"""A server on this machine that behaves as WordPress does (with Polylang Pro or without), well or badly, as a test says.

What it imitates is in wp-includes/rest-api/endpoints and in Polylang Pro's modules/rest: who may do what, addresses that
are given once, terms that are there already, raw and rendered texts, drafts of the future, the trash, pages of lists,
`_fields`. It keeps what it is given in memory.
"""

import base64
import html
import json
import re
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

USER, PASSWORD = "newsdesk", "abcd EFGH ijkl MNOP qrst UVWX"
LANGUAGES = (("zh", "zh_CN"), ("en", "en_US"))
_EDITOR = ("publish_posts", "edit_others_posts", "upload_files", "manage_categories", "edit_posts", "delete_posts")
RIGHTS = {"editor": _EDITOR, "author": ("publish_posts", "upload_files", "edit_posts", "delete_posts")}


@dataclass
class Call:
    """A request as it came."""

    method: str
    path: str
    params: dict[str, Any]
    headers: dict[str, str]
    data: bytes = b""


@dataclass
class Told:
    """An answer."""

    status: int = 200
    value: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    text: str | None = None  # in the place of JSON


class RefusedError(Exception):
    """A WP_Error."""

    def __init__(self, status: int, code: str, **data: Any) -> None:
        super().__init__(code)
        self.told = Told(status, {"code": code, "message": code, "data": {"status": status, **data}})


HANG_UP = Told(0)


class WordPress:
    """`fault` sees each call before it is carried out (`after`: behind), and may give another answer (HANG_UP: none)."""

    def __init__(self, *, polylang: bool = True, role: str = "editor") -> None:
        self.polylang, self.role = polylang, role
        self.now = datetime(2026, 11, 26, 8, 0, 0, tzinfo=UTC)
        self.objects: dict[str, dict[int, dict[str, Any]]] = {"posts": {}, "media": {}, "categories": {}, "tags": {}}
        self.files: dict[int, bytes] = {}
        self.groups: dict[tuple[str, int], dict[str, int]] = {}  # of Polylang: (kind, id) → translations
        self.users = {1: "Editor-in-chief", 2: USER}
        self.editors: dict[int, int] = {}  # who changed a post last
        self.taken: set[str] = set()  # addresses of pages
        self.largest = 2_000_000
        self.calls: list[Call] = []
        self.fault: Callable[[Call], Told | None] = lambda _call: None
        self.after: Callable[[Call], Told | None] = lambda _call: None
        self._lock = threading.Lock()
        self._next = 10
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 1 << 16

            def serve(self) -> None:
                data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                parts = urlsplit(self.path)
                params: dict[str, Any] = dict(parse_qsl(parts.query, keep_blank_values=True))
                if data and "json" in self.headers.get("Content-Type", ""):
                    params |= json.loads(data)
                call = Call(self.command, parts.path, params, dict(self.headers), data)
                with outer._lock:
                    outer.calls.append(call)
                    told = outer.fault(call)
                    if told is None:
                        try:
                            told = outer.answer(call)
                        except RefusedError as error:
                            told = error.told
                        told = outer.after(call) or told
                if told is HANG_UP:
                    self.close_connection = True
                    return
                body = told.text.encode() if told.text is not None else json.dumps(told.value).encode()
                self.send_response(told.status)
                kind = "text/html" if told.text is not None else "application/json; charset=UTF-8"
                for name, value in {"Content-Type": kind, **told.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_DELETE = do_OPTIONS = serve  # noqa: N815 - the library’s names

            def log_message(self, *_arguments: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._http.handle_error = lambda *_arguments: None  # type: ignore[method-assign]
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """Ends it."""
        self._http.shutdown()
        self._http.server_close()

    # ── what a test looks at ────────────────────────────────────────────────────────────────────────────────────────
    def posts(self) -> dict[str, dict[str, Any]]:
        """The posts by their addresses."""
        return {one["slug"]: one for one in self.objects["posts"].values()}

    def edit(self, slug: str, **fields: Any) -> None:
        """Somebody changes a post in the browser."""
        post = self.posts()[slug]
        post.update(fields, modified_gmt=_stamp(self.now))
        self.editors[post["id"]] = 1

    def state(self) -> dict[str, Any]:
        """All that there is but the numbers and times: what two histories that end alike have in common."""

        def named(kind: str, ids: list[int]) -> list[str]:
            return sorted(self.objects[kind][one]["name"] for one in ids)

        def shown(text: str) -> str:
            return re.sub(r"wp-image-\d+", "", text.replace(self.url, ""))

        return {
            "posts": {
                slug: (post["status"], post["title"], shown(post["content"]), post["excerpt"], post["date_gmt"],
                       named("tags", post["tags"]), named("categories", post["categories"]),
                       self.objects["media"].get(post["featured_media"], {}).get("slug"), post.get("lang"),
                       sorted(self.objects["posts"][one]["slug"] for one in self._group("posts", post["id"]).values()))
                for slug, post in self.posts().items()
            },
            "media": {one["slug"]: (one["alt_text"], one["caption"]) for one in self.objects["media"].values()},
            "terms": sorted((kind, one["name"], one.get("lang")) for kind in ("categories", "tags") for one in self.objects[kind].values()),
        }  # fmt: skip

    # ── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def answer(self, call: Call) -> Told:
        """Carries a request out. Raises RefusedError."""
        self.now += timedelta(seconds=1)
        route = call.path.removeprefix("/wp-json")
        if route == call.path:
            return Told(404, text="<html><body>Not found</body></html>")
        signed = self._signed(call)
        if route == "/pll/v1/languages" and self.polylang:
            return Told(value=[{"slug": slug, "locale": locale} for slug, locale in LANGUAGES])
        found = re.fullmatch(r"/wp/v2/(posts|media|categories|tags|users)(?:/(\d+|me))?(/revisions)?", route)
        if not found:
            raise RefusedError(404, "rest_no_route")
        if call.params.get("context") == "edit" and not signed:
            raise RefusedError(401, "rest_forbidden_context")
        kind, ident, revisions = found.groups()
        if kind == "users":
            return Told(value=self._user(ident))
        if revisions:
            return Told(value=[{"author": self.editors.get(int(ident), 2)}])
        if call.method == "OPTIONS":
            names = ["id", "title", *(["lang", "translations"] if self.polylang else [])]
            return Told(value={"schema": {"properties": {name: {} for name in names}}})
        if call.method == "GET" and ident is None:
            return self._listed(kind, call)
        if ident is not None and int(ident) not in self.objects[kind]:
            raise RefusedError(404, "rest_term_invalid" if kind in ("categories", "tags") else "rest_post_invalid_id")
        if call.method != "GET":
            if not signed:
                raise RefusedError(401, "rest_cannot_create")
            if kind in ("categories", "tags") and "manage_categories" not in RIGHTS[self.role]:
                raise RefusedError(403, "rest_cannot_create")
        if call.method == "DELETE":
            return self._deleted(kind, int(ident), call)
        if call.method == "POST":
            made = self._changed(kind, int(ident), call) if ident else self._made(kind, call)
            return Told(200 if ident else 201, self._view(kind, made, call))
        return Told(value=self._view(kind, self.objects[kind][int(ident)], call))

    def _signed(self, call: Call) -> bool:
        header = call.headers.get("Authorization", "")
        if not header:
            return False
        user, _colon, password = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
        if (user, password.replace(" ", "")) != (USER, PASSWORD.replace(" ", "")):
            raise RefusedError(401, "incorrect_password")
        return True

    def _user(self, ident: str | None) -> Any:
        if ident == "me":
            return {"id": 2, "name": USER, "capabilities": dict.fromkeys(RIGHTS[self.role], True)}
        return {"id": int(ident or 0), "name": self.users[int(ident or 0)]}

    def _listed(self, kind: str, call: Call) -> Told:
        ask = call.params
        statuses = set(ask.get("status", "publish").split(","))
        found = []
        for one in self.objects[kind].values():
            if (
                kind == "posts"
                and ("any" not in statuses or one["status"] == "trash")
                and one["status"] not in statuses
            ):
                continue
            if "slug" in ask and one["slug"] not in ask["slug"].split(","):
                continue
            if self.polylang and ask.get("lang") and one.get("lang") != ask["lang"]:
                continue
            words = " ".join(str(one.get(name, "")) for name in ("name", "title", "content")).casefold()
            if "search" in ask and not all(word in words for word in ask["search"].casefold().split()):
                continue
            found.append(one)
        size, page = int(ask.get("per_page", 10)), int(ask.get("page", 1))
        if not 1 <= size <= 100:
            raise RefusedError(400, "rest_invalid_param")
        pages = max(1, -(-len(found) // size))
        if page > pages:
            raise RefusedError(400, "rest_post_invalid_page_number")
        shown = [self._view(kind, one, call) for one in found[(page - 1) * size : page * size]]
        return Told(value=shown, headers={"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)})

    def _view(self, kind: str, one: dict[str, Any], call: Call) -> dict[str, Any]:
        """An object as WordPress shows it."""
        value = dict(one)
        if kind in ("posts", "media"):
            value["link"] = f"{self.url}/{one['slug']}/"
            raw = call.params.get("context") == "edit" or call.method == "POST"
            for name in ("title", "content", "excerpt", "caption"):
                if name in one:
                    value[name] = {"rendered": f"<p>{one[name]}</p>"} | ({"raw": one[name]} if raw else {})
        else:
            value["name"] = html.escape(one["name"])
        if self.polylang:
            value["translations"] = self._group(kind, one["id"])
        wanted = call.params.get("_fields")
        if wanted is None:
            return value
        picked: dict[str, Any] = {}
        for name in wanted.split(","):
            first, _dot, second = name.partition(".")
            if first in value:
                if second:
                    picked.setdefault(first, {}).update(
                        {second: value[first][second]} if second in value[first] else {}
                    )
                else:
                    picked[first] = value[first]
        return picked

    def _group(self, kind: str, ident: int) -> dict[str, int]:
        there = self.objects[kind]
        return {code: one for code, one in self.groups.get((kind, ident), {}).items() if one in there}

    def _made(self, kind: str, call: Call) -> dict[str, Any]:
        ident = self._next
        self._next += 1
        ask = call.params
        if kind in ("categories", "tags"):
            lang = ask.get("lang", "zh") if self.polylang else None
            twin = next((one for one in self.objects[kind].values()
                         if one["name"].casefold() == ask["name"].casefold() and one.get("lang") == lang), None)  # fmt: skip
            if twin:
                raise RefusedError(400, "term_exists", term_id=twin["id"])
            made = {"id": ident, "name": ask["name"], "slug": _slug(ask["name"])}
        elif kind == "media":
            name = re.search(r'filename="([^"]+)"', call.headers.get("Content-Disposition", ""))
            if not name:
                raise RefusedError(400, "rest_upload_no_content_disposition")
            if len(call.data) > self.largest:
                return_page = Told(413, text="<html><h1>413 Request Entity Too Large</h1></html>")
                error = RefusedError(413, "")
                error.told = return_page
                raise error
            if name[1].endswith(".svg"):
                raise RefusedError(500, "rest_upload_sideload_error")
            slug = self._once(_slug(name[1].rpartition(".")[0]))
            made = {"id": ident, "slug": slug, "title": slug, "alt_text": "", "caption": "",
                    "source_url": f"{self.url}/wp-content/uploads/2026/11/{quote(name[1])}"}  # fmt: skip
            self.files[ident] = call.data
        else:
            made = {"id": ident, "slug": "", "status": "draft", "title": "", "content": "", "excerpt": "", "tags": [],
                    "categories": [1], "featured_media": 0, "date_gmt": _stamp(self.now)}  # fmt: skip
        self.objects[kind][ident] = made
        return self._changed(kind, ident, call)

    def _changed(self, kind: str, ident: int, call: Call) -> dict[str, Any]:
        ask, one = call.params, self.objects[kind][ident]
        for name in ("title", "excerpt", "content", "caption", "alt_text"):
            if name in ask and name in one:
                text = ask[name].strip() if name == "title" else ask[name]
                # Who may not write any HTML gets it filtered.
                one[name] = (
                    text.replace("<section", "<div").replace("</section", "</div") if self.role == "author" else text
                )
        for name in ("tags", "categories", "featured_media", "date_gmt", "status"):
            if name in ask and name in one:
                one[name] = ask[name]
        if kind == "posts":
            if "slug" in ask or not one["slug"]:
                one["slug"] = self._once(_slug(ask.get("slug") or one["title"]), ident)
            if one["status"] == "publish" and one["date_gmt"] > _stamp(self.now):
                one["status"] = "future"
            one["modified_gmt"] = _stamp(self.now)
            self.editors[ident] = 2
        if self.polylang and kind != "media":
            one["lang"] = ask.get("lang", one.get("lang", "zh"))
            if "translations" in ask:
                group = {**ask["translations"], one["lang"]: ident}
                for other in group.values():
                    self.groups[kind, other] = group
            self.groups.setdefault((kind, ident), {one["lang"]: ident})
        return one

    def _once(self, slug: str, ident: int | None = None) -> str:
        """wp_unique_post_slug: an address that no post, page or medium has."""
        taken = self.taken | {
            one["slug"] for kind in ("posts", "media") for one in self.objects[kind].values() if one["id"] != ident
        }
        found, number = slug, 2
        while found in taken:
            found, number = f"{slug}-{number}", number + 1
        return found

    def _deleted(self, kind: str, ident: int, call: Call) -> Told:
        one = self.objects[kind][ident]
        if call.params.get("force") == "true":
            del self.objects[kind][ident]
            return Told(value={"deleted": True, "previous": {"id": ident}})
        if kind != "posts":
            raise RefusedError(501, "rest_trash_not_supported")
        if one["status"] == "trash":
            raise RefusedError(410, "rest_already_trashed")
        one["status"], one["slug"] = "trash", f"{one['slug']}__trashed"
        return Told(value={"id": ident, "status": "trash"})


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _slug(text: str) -> str:
    """sanitize_title, roughly: what is not ASCII is percent-encoded."""
    plain = "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower()))
    return quote(plain).lower()
