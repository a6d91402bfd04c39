"""Pretranslation: several engines one after the other, segment by segment."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from transflow.engines.port import Engine, Outcome, Pair, closable
from transflow.errors import TransflowError
from transflow.interface import gettext as _


def pretranslate(
    engines: Sequence[Engine],
    sources: Sequence[str],
    pair: Pair,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    asking: Callable[[str], None] | None = None,
) -> Iterator[Outcome]:
    """One outcome for each of `sources`, in any order, each as soon as it is settled.

    What one engine does not deliver goes to the next; what none delivers comes last, with the reason of the last
    engine that tried and failed (`None` if none failed: there was merely nothing to offer). `progress` is told how
    many of how many are settled. Once `cancelled` answers true no more is asked for or handed out.
    `asking` is told the name of each engine as its turn begins.
    """
    settled = 0
    left = list(range(len(sources)))
    failures: dict[int, Outcome] = {}
    for engine in engines:
        if not left:
            break
        missing = dict.fromkeys(left)
        reason = engine.available(pair)
        if reason is not None:
            for index in left:  # a real failure says more than an engine that never tried
                failures.setdefault(index, Outcome(index, None, f"{engine.name}: {reason}", f"engine:{engine.name}"))
            continue
        if asking:
            asking(engine.name)
        for outcome in _answers(engine, sources, left, pair, cancelled):
            if outcome.text is not None:
                settled += 1
                missing.pop(outcome.index, None)
                if progress:
                    progress(settled, len(sources))
                yield outcome
            elif outcome.failure is not None:
                failures[outcome.index] = outcome
        if cancelled and cancelled():
            return
        left = list(missing)
    for index in left:
        settled += 1
        if progress:
            progress(settled, len(sources))
        yield failures.get(index, Outcome(index, None, None, ""))


def _answers(
    engine: Engine, sources: Sequence[str], left: Sequence[int], pair: Pair, cancelled: Callable[[], bool] | None
) -> Iterator[Outcome]:
    """The outcomes of `engine` for the sources at `left`, each index once, in terms of all `sources`."""
    origin = f"engine:{engine.name}"
    waiting = set(range(len(left)))
    try:
        # A generator that is closed stops its requests: no text is sent for a run that has been cancelled.
        with closing(closable(engine.translate([sources[index] for index in left], pair))) as outcomes:
            for outcome in outcomes:
                if cancelled and cancelled():
                    return
                if outcome.index in waiting:
                    waiting.discard(outcome.index)
                    failure = outcome.failure and f"{engine.name}: {outcome.failure}"
                    yield Outcome(left[outcome.index], outcome.text, failure, outcome.origin)
    except Exception as error:  # noqa: BLE001 - an engine of another package may throw anything
        # Its words may hold the text: only ours, which do not, are shown.
        problem = error.problem if isinstance(error, TransflowError) else _broke(error)
        for index in sorted(waiting):
            yield Outcome(left[index], None, f"{engine.name}: {problem}", origin)


def _broke(error: Exception) -> str:
    return _("it broke ({error}): ask who wrote it").format(error=type(error).__name__)
