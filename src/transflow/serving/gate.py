"""Who may come in.

A server that only this machine reaches is still reached by every page that its browsers have open: one may name us by a
domain of its own that points here (DNS rebinding), or open a WebSocket to us, which no same-origin rule forbids. So a
request must name us as this machine (or show the token), and a WebSocket must come from our own page.
"""

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

SHORTEST = 16  # characters of a token that somebody else has chosen; fewer can be guessed


def new_token() -> str:
    """A token that nobody guesses: 256 bits, for a URL."""
    return secrets.token_urlsafe(32)


def is_loopback(name: str) -> bool:
    """Whether `name` (a host's name or address, without port) is this machine and nothing else."""
    if name.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Gate:
    """The rule of one server. Without a `token` only those come in who name this machine as itself; with one, those
    who show it, by whatever name they reach us (a proxy, another machine)."""

    token: str | None = None

    @property
    def cookie(self) -> str:
        """What a browser that has shown the token is given to show from then on: the token cannot be read from it."""
        assert self.token is not None
        return hashlib.sha256(b"transflow serve\0" + self.token.encode()).hexdigest()

    def is_token(self, given: str) -> bool:
        """Whether `given` is the token; takes as long whatever is wrong with it."""
        return self.token is not None and hmac.compare_digest(self.token.encode(), given.encode("utf-8", "replace"))

    def admits(self, host: str, cookie: str) -> bool:
        """Whether a request with this `Host` header and this cookie comes in."""
        if self.token is not None:
            return hmac.compare_digest(self.cookie.encode(), cookie.encode("utf-8", "replace"))
        return is_loopback(_name(host))


def is_own_page(headers: Mapping[str, str]) -> bool:
    """Whether a WebSocket was opened by a page that came from us: its origin is the host that it asked for."""
    host = headers.get("Host", "")
    return bool(host) and headers.get("Origin", "") in (f"http://{host}", f"https://{host}")


def _name(host: str) -> str:
    """`127.0.0.1:8000` → `127.0.0.1`, `[::1]:8000` → `::1`; "" for what is no host."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
