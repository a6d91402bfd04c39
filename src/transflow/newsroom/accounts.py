"""What a newsroom keeps of the services it asks: what they were sent, and until when they are not to be asked."""

from collections.abc import Mapping
from pathlib import Path

from transflow import engines
from transflow.newsroom.room import Newsroom

_STANDINGS: "dict[Path, engines.Standings]" = {}  # by newsroom, for as long as the process lives


def spending(room: Newsroom) -> "engines.Ledger":
    """The count of what the newsroom's engines were sent, by days of its time zone."""
    path = room.workspace.derived / "spending.sqlite"
    return engines.Ledger(path, lambda: room.clock().astimezone(room.settings.tz).date())


def standings(room: Newsroom) -> "engines.Standings":
    """How engines stand with their services: neither the next run nor the next process need find out again."""
    folder, clock = room.workspace.derived, room.clock
    return _STANDINGS.setdefault(
        folder, engines.Standings(engines.Falls(folder / "standings.sqlite", lambda: clock().timestamp()))
    )


def by_the_token(options: Mapping[str, object], name: str) -> bool:
    """Whether the table of an engine makes it a language model with a price."""
    priced = "per_million_sent" in options or "per_million_received" in options
    return priced and options.get("kind", name) == "llm"
