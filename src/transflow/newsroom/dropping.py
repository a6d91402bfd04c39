"""Which articles are dropped or withdrawn, as their front matter says, for those who ask of thousands: the text behind
it is not parsed."""

from transflow import formats
from transflow.errors import TransflowError
from transflow.newsroom.room import Newsroom
from transflow.workflow import Stage

_KEYS = (b"spiked", b"killed")


def dropped(room: Newsroom, slug: str) -> Stage | None:
    """SPIKED or KILLED where the article says so, else None. One that cannot be read says nothing: what is wrong with
    it is told wherever the article itself is read."""
    try:
        path = room.workspace.relative(room.workspace.article_path(slug))
        data = room.workspace.read(path) or b""
        if not any(key in data for key in _KEYS):  # of nearly all articles: no YAML is read
            return None
        meta = formats.meta(path, data.decode("utf-8", "replace"))
    except TransflowError:
        return None
    return Stage.KILLED if meta.killed else Stage.SPIKED if meta.spiked else None
