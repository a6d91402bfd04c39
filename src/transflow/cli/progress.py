"""A bar on stderr for long work, where stderr is a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

Step = Callable[[int, int], None]


@contextmanager
def shown(what: str) -> Iterator[Step]:
    """Gives the function to call with (done, total); shows nothing where nobody looks, nor before its first call."""
    with ExitStack() as stack:
        bar: list[Step] = []

        def step(done: int, total: int) -> None:
            if not bar and sys.stderr.isatty():
                bar.append(_opened(what, stack))
            for one in bar:
                one(done, total)

        yield step


def _opened(what: str, stack: ExitStack) -> Step:
    """A bar that stands until `stack` is closed. Rich is loaded only here: most commands end before they need it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    task = progress.add_task(what, total=None)
    return lambda done, total: progress.update(task, completed=done, total=total)
