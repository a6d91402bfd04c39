"""English read for spelling and grammar by Harper, where it is installed: at once for a command, beside the keyboard.

What one machine of a newsroom has installed and another has not is shown where it is found, and counted nowhere else:
the desk's row says the same on both (docs/decisions/0018-language-help-in-articles.md).
"""

from collections.abc import Iterable

from transflow.checks.english import harper
from transflow.checks.plain import plain
from transflow.language import base
from transflow.newsroom.room import Newsroom

CHECK = "harper"  # what depends on what is installed

_READER = harper.Reader()  # one a process: its dictionary takes 50 MB, and what it has said is remembered
read = _READER.read
known = _READER.known


def unread(room: Newsroom, locale: str, targets: Iterable[str]) -> tuple[str, ...]:
    """Those of the texts in `locale` that are still to be read, if anything is read here at all."""
    off = CHECK in room.settings.checks_off
    if off or base(locale) != "en" or not harper.installed():
        return ()
    texts = dict.fromkeys(plain(target).text for target in targets if target)
    return tuple(text for text in texts if not _READER.has_read(text, room.settings.english))


def read_all(room: Newsroom, texts: Iterable[str]) -> bool:
    """Reads `texts` (of `unread`), for a thread: `known` has the remarks on them then. Whether there are any."""
    remarked = [text for text in texts if read(text, room.settings.english)]
    return bool(remarked)
