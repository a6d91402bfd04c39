"""What deep-translator uses in the place of `requests`, and language models are asked by: every request ends in time,
and every trouble is a Blow.

The library imports `requests` into each of its modules and gives no timeout. `install` puts a stand-in there once; a
thread that is `using` a Line speaks through it, all others through `requests` itself.
"""

import importlib
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from transflow.engines import trouble
from transflow.engines.judging import page
from transflow.engines.services import Request, Service
from transflow.engines.trouble import Blow, TroubleError

if TYPE_CHECKING:
    import requests

CONNECT = 3.0  # seconds; a server that is there answers a knock at once
_LARGEST = 4_000_000  # bytes of an answer
_PART = 65_536
_LOUD = ("urllib3.connectionpool", "urllib3.connection")  # they write addresses, and so texts and keys, to the log
_here = threading.local()


class Spoken(Protocol):
    """What a line must know of a service: whether it answers in JSON, what an error in it means, and what is to be put
    right in a request."""

    @property
    def json(self) -> bool: ...

    @property
    def told(self) -> Callable[[Any], Blow | None]: ...

    @property
    def amend(self) -> Callable[[Request], None]: ...


class Line:
    """One thread's connection to a service: `timeout` is in seconds, for each wait and again for the whole answer.

    `proxied`: by the proxy of the environment, if there is one."""

    def __init__(self, service: Spoken, timeout: float, clock: Callable[[], float], *, proxied: bool = True) -> None:
        self._service = service
        self._timeout = timeout
        self._clock = clock
        import requests  # 400 ms, and only a run that really asks needs it

        self._session = requests.Session()
        self._session.trust_env = proxied
        self.body = ""  # of the last answer: what the library could not read may be a captcha

    def send(self, request: Request) -> "requests.Response":
        """The answer to a request, complete and of success. Raises TroubleError for anything else."""
        self.body = ""
        self._service.amend(request)
        request["timeout"] = (min(CONNECT, self._timeout), self._timeout)
        # A redirect would carry text and key to an address nobody named.
        request.update(stream=True, allow_redirects=False)
        try:
            with self._session.request(**request) as response:
                self._read(response)
        except TroubleError:
            raise
        except Exception as error:  # noqa: BLE001 - of requests, urllib3, http.client, ssl, idna
            raise TroubleError(_meaning(error)) from None  # its words hold the address, and so the text
        blow = self._refusal(response)
        if blow:
            raise TroubleError(blow)
        return response

    def close(self) -> None:
        """Hangs up."""
        self._session.close()

    def _read(self, response: "requests.Response") -> None:
        """Takes the whole body in: a server that sends a byte now and then never trips the timeout of one wait."""
        end = self._clock() + self._timeout
        body = bytearray()
        while part := response.raw.read1(_PART, decode_content=True):
            body += part
            if len(body) > _LARGEST:
                raise TroubleError(trouble.garbled())
            if self._clock() > end:
                raise TroubleError(trouble.silent())
        response._content = bytes(body)
        if "charset" not in response.headers.get("Content-Type", "").lower():
            response.encoding = "utf-8"  # `requests` would take it for Latin-1
        self.body = response.text

    def _refusal(self, response: "requests.Response") -> Blow | None:
        """What the answer says against us."""
        blow = trouble.of_status(response.status_code, _rest(response.headers))
        if 300 <= response.status_code < 400:
            elsewhere = response.headers.get("Location", "")
            return trouble.captcha() if "/sorry/" in elsewhere or "//consent." in elsewhere else blow
        data: object = None
        if self._service.json:
            try:
                data = response.json()
            except ValueError:
                return page(self.body) or blow or trouble.garbled()
        said = self._service.told(data)
        if blow is None:
            return said
        # 429 for a quota, 400 for a language, 403 for a day's allowance: the words know better.
        return page(self.body) or (said if said and said.whole and not said.again else blow)


def _rest(headers: Mapping[str, str]) -> float | None:
    """The seconds of a Retry-After header (RFC 9110 §10.2.3: seconds or a date); None for nothing or nonsense.

    A date is read by the server's own clock, where it says what that shows.
    """
    header = headers.get("Retry-After", "").strip()
    if header.isdecimal() and header.isascii():
        return float(header)
    until, now = _instant(header), _instant(headers.get("Date", ""))
    return None if until is None else max(0.0, until - (time.time() if now is None else now))


def _instant(header: str) -> float | None:
    """An HTTP date as seconds since 1970."""
    try:
        return parsedate_to_datetime(header).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None


def _meaning(error: Exception) -> Blow:
    """What a failure of the network means."""
    from requests import exceptions
    from urllib3.exceptions import NewConnectionError, ReadTimeoutError

    if isinstance(error, exceptions.ConnectTimeout | exceptions.SSLError | exceptions.ProxyError):
        return trouble.unreachable()
    if isinstance(error, exceptions.Timeout | ReadTimeoutError | TimeoutError):
        return trouble.silent()
    if isinstance(error, exceptions.ConnectionError):
        reason = getattr(error.args[0], "reason", None) if error.args else None
        return trouble.unreachable() if isinstance(reason, NewConnectionError) else trouble.cut()
    if isinstance(error, exceptions.InvalidURL | exceptions.InvalidSchema | exceptions.MissingSchema | UnicodeError):
        return trouble.astray()
    return trouble.cut()


def knock(address: str, seconds: float) -> Blow | None:
    """Why nobody answers at the host of `address`; None if anybody does, whatever it says. Its root is asked for, and
    neither a text nor a key is sent. Finding the host's number may take longer than `seconds`."""
    import requests

    parts = urlsplit(address)
    try:
        with requests.get(f"{parts.scheme}://{parts.netloc}/", timeout=seconds, stream=True, allow_redirects=False):
            return None
    except Exception as error:  # noqa: BLE001 - of requests, urllib3, http.client, ssl, idna
        return _meaning(error)


class _Requests:
    """The stand-in: `get` and `post` of this thread's Line, and the rest of the real one."""

    def get(self, url: str, **request: Any) -> "requests.Response":
        """`requests.get`, on the Line."""
        return _request("get", url, request)

    def post(self, url: str, **request: Any) -> "requests.Response":
        """`requests.post`, on the Line."""
        return _request("post", url, request)

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module("requests"), name)


_STAND_IN = _Requests()


def _request(method: str, url: str, request: Request) -> "requests.Response":
    line: Line | None = getattr(_here, "line", None)
    if line is None:  # somebody else's use of the library
        import requests

        return requests.request(method, url, **request)
    return line.send({"method": method, "url": url, **request})


def _is_others(_record: logging.LogRecord) -> bool:
    return getattr(_here, "line", None) is None


def _install(module: Any) -> None:
    """Puts the stand-in into a module of the library, and keeps the loggers quiet on our lines."""
    module.requests = _STAND_IN
    for name in _LOUD:
        logging.getLogger(name).addFilter(_is_others)  # adding the same one again does nothing


@contextmanager
def using(line: Line) -> Iterator[None]:
    """This thread's requests go through `line`."""
    _here.line = line
    try:
        yield
    finally:
        _here.line = None


def build(service: Service, source: str, target: str, keys: Mapping[str, str], address: str | None, line: Line) -> Any:
    """A translator of the library for two of the service's codes. Raises TroubleError if it does not know them."""
    module = importlib.import_module(f"deep_translator.{service.where[0]}")
    _install(module)
    kind = getattr(module, service.where[1])
    if service.where[0] == "microsoft":  # its constructor fetches a list of languages
        kind = type("Quiet", (kind,), {"_get_supported_languages": lambda _self: {"english": "en"}})
    with using(line):
        translator = kind(source="auto", target=service.default, **keys)
    for code in {source, target} - {*service.codes.values(), *service.targets.values()}:
        if code not in translator._languages and code not in translator._languages.values():
            raise TroubleError(trouble.unsupported())
    translator._source, translator._target = source, target  # past its tables: they refuse or alter good codes
    if address:
        translator._base_url = address
    return translator
