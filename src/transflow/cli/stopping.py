"""Ctrl+C as a request: long work ends in order and says how far it came."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def asked() -> Iterator[Callable[[], bool]]:
    """Gives the function that says whether somebody wants the work to end: by Ctrl+C, or SIGTERM (`timeout`, a service
    manager). The second such signal does what it always does."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():  # only the main thread may listen to signals
        yield stop.is_set
        return
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}

    def listen(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, before[signal.Signals(number)])
        stop.set()

    for one in before:
        signal.signal(one, listen)
    try:
        yield stop.is_set
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
