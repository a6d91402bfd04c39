"""How a server of ours begins and ends: what the system refuses, and what asks it to stop."""

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from transflow.errors import TransflowError
from transflow.interface import gettext as _


def asked_to_end() -> asyncio.Event:
    """What is set by Ctrl+C, SIGTERM or the end of the terminal."""
    stop = asyncio.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` means it
            with suppress(NotImplementedError):  # Windows: Ctrl+C alone, as an exception
                asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


@contextmanager
def refusals(host: str, port: int) -> Iterator[None]:
    """Turns the system's refusals to listen into TransflowErrors that name the place."""
    where = f"{host}:{port}"
    try:
        yield
    except socket.gaierror as error:
        raise TransflowError(
            host, _("this machine knows no such address"), remedy=_("give one of its own with --host")
        ) from error
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise TransflowError(
            where, _("cannot listen there: {reason}").format(reason=reason), remedy=_("choose another --port or --host")
        ) from error
