"""What can go wrong with WordPress, in the user's words, and what to do."""

import json
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from transflow.delivery.port import DeliveryError
from transflow.interface import gettext as _

if TYPE_CHECKING:
    import requests


class UncertainError(DeliveryError):
    """Nobody knows whether the request was carried out."""


class BusyError(DeliveryError):
    """The request was not carried out; after `wait` seconds (None: not said) it may be."""

    def __init__(self, reason: str, wait: float | None) -> None:
        super().__init__(reason, remedy=_again(), whole=True)
        self.wait = wait


class GoneError(DeliveryError):
    """What was asked for is not there (any more)."""


class ExistsError(DeliveryError):
    """A category or tag of this name is there, with the number `found`."""

    def __init__(self, found: int) -> None:
        super().__init__(_("it is there already"))
        self.found = found


def judged(response: "requests.Response", body: bytes, asked: SplitResult) -> Any:
    """The JSON value of an answer of success. Raises DeliveryError for anything else."""
    status = response.status_code
    if 300 <= status < 400:
        raise _redirected(response.headers.get("Location", ""), asked)
    try:
        value: Any = json.loads(body)
    except ValueError:
        value = None
    if 200 <= status < 300:
        if value is None:
            raise DeliveryError(
                _("a web page came instead of an answer (a login page, or a firewall’s)"),
                remedy=_("open the site’s address in a browser; its firewall must let /wp-json/ through"), whole=True,
            )  # fmt: skip
        return value
    code = str(value.get("code", "")) if isinstance(value, dict) else ""
    data = value.get("data") if isinstance(value, dict) else None
    if code == "term_exists" and isinstance(data, dict) and isinstance(data.get("term_id"), int):
        raise ExistsError(data["term_id"])
    raise _refused(status, code, response.headers)


def _refused(status: int, code: str, headers: Any) -> DeliveryError:
    told = f"HTTP {status}, {code}" if code else f"HTTP {status}"
    if status == 401:
        return DeliveryError(
            _("WordPress does not know this user and application password ({told})").format(told=told),
            remedy=_(
                "make a new one in WordPress under Users → Profile → Application Passwords; if it is right, the web "
                "server swallows the header Authorization"
            ),
            whole=True,
        )  # fmt: skip
    if status == 403:
        if not code:
            return DeliveryError(
                _("the site turned the request away before WordPress saw it ({told})").format(told=told),
                remedy=_("its firewall or security plug-in must let the REST API through for this user"), whole=True,
            )  # fmt: skip
        return DeliveryError(
            _("the user may not do this in WordPress ({told})").format(told=told),
            remedy=_("give the user the role of an Editor there"), whole=True,
        )  # fmt: skip
    if status in (404, 410):
        if code and code != "rest_no_route":
            return GoneError(_("it is not there any more ({told})").format(told=told))
        return DeliveryError(
            _("there is no REST API of WordPress at this address ({told})").format(told=told),
            remedy=_("mend the url; in WordPress, Settings → Permalinks must not be “Plain”"), whole=True,
        )  # fmt: skip
    if code.startswith("rest_upload_"):  # of a kind that the site does not take, some of them with status 500
        return DeliveryError(
            _("WordPress does not take this picture ({told})").format(told=told),
            remedy=_("save it as PNG or JPEG, or have the site allow its kind"),
        )
    if status == 413:
        return DeliveryError(
            _("too large for the server ({told})").format(told=told),
            remedy=_("raise its limit for uploads, or lower publish.picture_width"),
        )
    if status == 429 or (status == 503 and headers.get("Retry-After")):
        return BusyError(_("the server asks for a rest ({told})").format(told=told), _wait(headers))
    if status == 408 or status >= 500:
        return UncertainError(_("the server failed ({told})").format(told=told), remedy=_again())
    return DeliveryError(
        _("WordPress did not accept it ({told})").format(told=told),
        remedy=_("the site’s log of errors says more; what was delivered is saved"),
    )


def _wait(headers: Any) -> float | None:
    """The seconds of a Retry-After header (RFC 9110 §10.2.3: seconds or a date); None for nothing or nonsense."""
    header = headers.get("Retry-After", "").strip()
    if header.isdecimal() and header.isascii():
        return float(header)
    try:
        until, now = (parsedate_to_datetime(one).timestamp() for one in (header, headers.get("Date", "")))
    except (TypeError, ValueError, OverflowError):
        return None
    return max(0.0, until - now)


def _redirected(location: str, asked: SplitResult) -> DeliveryError:
    parts = urlsplit(location)
    if "wp-login" in parts.path or "login" in parts.path.lower():
        return DeliveryError(
            _("the site asks to log in before anything is answered"),
            remedy=_("it is closed to outsiders: its login plug-in must let the REST API through"), whole=True,
        )  # fmt: skip
    where = f"{parts.scheme or asked.scheme}://{parts.netloc or asked.netloc}"
    return DeliveryError(
        _("the site sends us on to {where}").format(where=where),
        remedy=_("if that is right, write it as url in transflow.toml"), whole=True,
    )  # fmt: skip


def silent() -> DeliveryError:
    """The server did not answer in time."""
    return UncertainError(_("the server did not answer in time"), remedy=_again())


def _again() -> str:
    return _("do it again later; what was delivered is saved")


def no_password(variable: str) -> DeliveryError:
    """There is nothing to sign in with."""
    return DeliveryError(
        _("no password"), remedy=_("set {names} in the environment or the keyring").format(names=variable), whole=True
    )


def of_network(error: Exception) -> DeliveryError:
    """What a failure of the network means."""
    from requests import exceptions
    from urllib3.exceptions import NewConnectionError, ReadTimeoutError

    reason = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(error, exceptions.SSLError):
        return DeliveryError(
            _("its certificate does not hold"),
            remedy=_("look at the address and the clock of this machine"),
            whole=True,
        )
    if isinstance(error, exceptions.ConnectTimeout | exceptions.ProxyError) or isinstance(reason, NewConnectionError):
        remedy = _("look at the address, the network and the proxy (HTTPS_PROXY)")
        return DeliveryError(_("no connection to the server"), remedy=remedy, whole=True)
    if isinstance(error, exceptions.Timeout | ReadTimeoutError | TimeoutError):
        return silent()
    return UncertainError(_("the connection was cut"), remedy=_again())
