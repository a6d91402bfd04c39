"""Asking WordPress: every request ends in time, and every trouble is told in words that hold neither key nor text.

https://developer.wordpress.org/rest-api/ ; application passwords are Basic authentication (RFC 7617, in UTF-8).
"""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from transflow.delivery.port import DeliveryError
from transflow.delivery.wordpress import trouble
from transflow.delivery.wordpress.trouble import UncertainError

if TYPE_CHECKING:
    import requests

CONNECT = 5.0  # seconds
REST = (1.0, 4.0)  # seconds before the second and the third try
LONGEST = 60.0  # seconds that the server may ask us to wait
PAGE = 100  # the most that WordPress gives at once
_LARGEST = 20_000_000  # bytes of an answer
_PART = 65_536


class Client:
    """One WordPress at `url`. `password` is looked up when the first request is made."""

    def __init__(
        self, url: str, user: str, password: Callable[[], str | None], variable: str, sleep: Callable[[float], None],
        *, timeout: float,
    ) -> None:  # fmt: skip
        self.url = url
        self._user, self._password, self._variable = user, password, variable
        self._sleep, self._timeout = sleep, timeout
        self._session: requests.Session | None = None

    def get(self, path: str, **params: Any) -> Any:
        """The JSON value at `path` (`/wp/v2/posts`). Raises DeliveryError."""
        return self._call("GET", path, params=params)[0]

    def options(self, path: str) -> Any:
        """What may be asked of `path`."""
        return self._call("OPTIONS", path)[0]

    def every(self, path: str, **params: Any) -> Iterator[Any]:
        """The objects of a collection, page after page."""
        page = 1
        while True:
            found, headers = self._call("GET", path, params={**params, "per_page": PAGE, "page": page})
            yield from found
            pages = headers.get("X-WP-TotalPages", "1")
            if not pages.isdecimal() or page >= int(pages):
                return
            page += 1

    def change(self, path: str, value: Mapping[str, Any]) -> Any:
        """Changes what is at `path`; to do it twice is to do it once."""
        return self._call("POST", path, json=dict(value))[0]

    def make(self, path: str, find: Callable[[], Any], **request: Any) -> Any:
        """Makes something new at `path`, once: where nobody knows whether a request arrived, `find` looks whether it is
        there (None: no) before it is sent again."""
        for pause in REST:
            try:
                return self._call("POST", path, sure=False, **request)[0]
            except UncertainError:
                self._sleep(pause)
            found = find()
            if found is not None:
                return found
        return self._call("POST", path, sure=False, **request)[0]

    def delete(self, path: str, *, force: bool = False) -> None:
        """Puts what is at `path` into the trash, or (`force`) takes it away; what is not there is gone already."""
        try:
            self._call("DELETE", path, params={"force": "true"} if force else {})
        except trouble.GoneError:
            return

    def reach(self, path: str, seconds: float, **params: Any) -> Any:
        """The same as `get`, once, within `seconds`."""
        return self._once("GET", path, min(seconds, self._timeout), {"params": params})[0]

    def _call(self, method: str, path: str, *, sure: bool = True, **request: Any) -> tuple[Any, Mapping[str, str]]:
        """An answer of success. `sure`: what nobody knows of may be sent again."""
        for pause in (*REST, None):
            try:
                return self._once(method, path, self._timeout, request)
            except trouble.BusyError as error:
                wait = error.wait if error.wait is not None else pause
                if pause is None or wait is None or wait > LONGEST:
                    raise
                self._sleep(wait)
            except UncertainError:
                if pause is None or not sure:
                    raise
                self._sleep(pause)
        raise AssertionError("unreachable")

    def _once(
        self, method: str, path: str, timeout: float, request: Mapping[str, Any]
    ) -> tuple[Any, Mapping[str, str]]:
        session = self._open()
        try:
            # A redirect would carry the password to an address nobody named.
            with session.request(
                method, f"{self.url}/wp-json{path}", timeout=(min(CONNECT, timeout), timeout), stream=True,
                allow_redirects=False, **request,
            ) as response:  # fmt: skip
                body = _whole(response, timeout)
                return trouble.judged(response, body, urlsplit(self.url)), response.headers
        except DeliveryError:
            raise
        except Exception as error:  # noqa: BLE001 - of requests, urllib3, http.client, ssl, idna
            raise trouble.of_network(error) from None  # its words hold the address

    def _open(self) -> "requests.Session":
        if self._session is None:
            password = self._password()
            if not password:
                raise trouble.no_password(self._variable)
            import requests  # 400 ms, and only a run that really asks needs it
            from requests.auth import HTTPBasicAuth

            self._session = requests.Session()
            self._session.auth = HTTPBasicAuth(self._user.encode(), password.encode())
            self._session.headers["Accept"] = "application/json"
        return self._session


def _whole(response: "requests.Response", timeout: float) -> bytes:
    """The body: a server that sends a byte now and then never trips the timeout of one wait."""
    end = time.monotonic() + timeout
    body = bytearray()
    while part := response.raw.read1(_PART, decode_content=True):
        body += part
        if len(body) > _LARGEST or time.monotonic() > end:
            raise trouble.silent()
    return bytes(body)
