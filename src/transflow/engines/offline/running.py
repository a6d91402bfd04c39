"""Models at work, each in processes of its own: `fxtranslate` holds Python's lock while it translates, and its models
belong to one thread, so that in the program's own process a long sentence would hold up every key press.
"""

import multiprocessing
import os
import signal
import threading
import weakref
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from multiprocessing import connection
from typing import Protocol

from transflow.engines.offline import firefox, marian
from transflow.engines.offline.installed import FIREFOX, Model

BATCH = 8  # sentences handed to a process at a time: few enough that what is ready is saved soon
_MB = 1024 * 1024
Answers = list[str | None]
_BASE, _GROWTH = 60, 5  # MB of a process; of a loading model for each MB of its files (docs/offline.md)


class Backend(Protocol):
    """A loaded model."""

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """The translation of each."""
        ...


def processes(model: Model, memory: int, most: int | None = None) -> int:
    """How many processes run a model at once: one a core, within `memory` MB, at least one."""
    each = _BASE + _GROWTH * model.size // _MB
    return max(1, min(most or os.cpu_count() or 1, memory // each))


class Crew:
    """The processes that run one model; they end with this object, and with the process that made it."""

    def __init__(self, model: Model, count: int) -> None:
        self._model = model
        self._pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), initializer=_settle)
        weakref.finalize(self, self._pool.shutdown, wait=False, cancel_futures=True)

    def translate(self, texts: Sequence[str]) -> Generator[tuple[Sequence[int], Answers], None, None]:
        """The numbers of some texts and their translations, batch by batch as they come; None for a text that the
        model fell over. Raises ModelError where the model cannot be loaded or its processes die."""
        numbers = sorted(range(len(texts)), key=lambda one: len(texts[one]), reverse=True)  # the longest first
        batches = [numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)]
        futures: dict[Future[Answers], Sequence[int]] = {}
        try:
            futures = {self._pool.submit(_work, self._model, [texts[n] for n in batch]): batch for batch in batches}
            for future in as_completed(futures):
                yield futures[future], future.result()
        except BrokenProcessPool as error:
            raise ModelError("died") from error
        finally:
            for future in futures:
                future.cancel()


class ModelError(Exception):
    """A model does not work at all: `args[0]` is `died` (out of memory, killed), or why it cannot be loaded."""


def _settle() -> None:
    """In a new process: an interrupted command is ended by its own process, and with that one this one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A pool's process waits for work on a pipe of which it holds both ends, so it would outlive a killed program."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(model: Model, sentences: Sequence[str]) -> Answers:
    """In a process of the crew. A text that the library falls over costs itself alone."""
    backend = _loaded(model)
    try:
        return list(backend.translate(sentences))
    except BaseException as error:
        # A panic of a Rust core is no Exception. Nothing else may be taken for one.
        if not isinstance(error, (RuntimeError, ValueError)) and type(error).__name__ != "PanicException":
            raise
    return [None] if len(sentences) == 1 else [answer for one in sentences for answer in _work(model, [one])]


@lru_cache(maxsize=1)
def _loaded(model: Model) -> Backend:
    try:
        return firefox.load(model) if model.kind == FIREFOX else marian.load(model)
    except ImportError as error:
        raise ModelError(f"{error.name} is not installed") from error
    except (ValueError, RuntimeError, OSError) as error:
        raise ModelError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ModelError("the model is damaged") from error
