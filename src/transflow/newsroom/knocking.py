"""Who answers: several asked at once, none of whom may keep anybody waiting."""

import threading
import time
from collections.abc import Callable, Mapping

from transflow.interface import gettext as _

Knock = Callable[[float], str | None]  # given seconds; None: it answers, else why it does not


def answers(knocks: Mapping[str, Knock], seconds: float) -> dict[str, str | None]:
    """What came of each of `knocks`, by its name: None where it answers, else why not. All at once, for `seconds`: a
    thread that still waits for a name to be found is left alone, and dies with the program."""
    said: dict[str, str | None] = {}

    def knock(name: str, one: Knock) -> None:
        try:
            said[name] = one(seconds)
        except Exception as error:  # noqa: BLE001 - what another package brought may throw anything
            said[name] = type(error).__name__

    threads = {name: threading.Thread(target=knock, args=(name, one), daemon=True) for name, one in knocks.items()}
    end = time.monotonic() + seconds
    for thread in threads.values():
        thread.start()
    for thread in threads.values():
        thread.join(max(0.0, end - time.monotonic()))
    silence = _("no answer within {seconds} seconds").format(seconds=f"{seconds:.0f}")
    return {name: said.get(name, silence) for name in threads}
