"""A look at the folder, beside the keyboard: what there is, what is found in it, and when to look again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from transflow.errors import TransflowError
from transflow.newsroom import checking, mywork, overview
from transflow.newsroom.room import Newsroom
from transflow.tui.desk.listing import Listing

WATCH = 3.0  # seconds between looks at the folder
SHARE = 10  # a look at a large folder is followed by so many times as long a pause
SOON = 0.3  # seconds at least, and as long as a look takes, where findings have yet to be looked for
REST = 1.0  # seconds without a key: then findings are looked for, which would make keys slower


@dataclass(frozen=True, slots=True)
class Look:
    """The desk as it is now, or why it cannot be seen; `took` in seconds. `more`: the next look will know more, even if
    nothing is changed."""

    found: Listing | TransflowError
    took: float
    more: bool = False

    @property
    def pause(self) -> float:
        """Seconds until the next look."""
        return max(SOON, self.took) if self.more else max(WATCH, SHARE * self.took)


def look(room: Newsroom, before: Listing | None, order: str, told: overview.Told, busy: Callable[[], bool]) -> Look:
    """Looks at the folder; takes a second where much has changed. Articles come first: what is in them is looked for
    from the second look on, and not while the person is `busy`."""
    began = time.monotonic()
    try:
        troubles = checking.complete(room, before.desk, busy) if before and before.unknown else ()
        desk = overview.working_desk(room, before.desk if before else None, told)
        found = Listing(replace(desk, troubles=(*desk.troubles, *troubles)), mywork.MyWork(room), before)
        found.ordered(order)
    except TransflowError as error:
        return Look(error, time.monotonic() - began)
    return Look(found, time.monotonic() - began, found.unknown and not troubles)
