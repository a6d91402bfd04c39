"""Whether what is to be taken in is there already: an article whose body is the same, word for word."""

from datetime import date
from hashlib import blake2b

from transflow import formats
from transflow.article import Article
from transflow.errors import TransflowError
from transflow.newsroom.room import Newsroom


class Bodies:
    """The bodies of a newsroom's articles as they are now, read when the first is asked for."""

    def __init__(self, room: Newsroom) -> None:
        self._room = room
        self._slugs: dict[bytes, list[str]] | None = None

    def twin(self, article: Article) -> str | None:
        """The slug of an article with the body of `article`; None where there is none, or both are dated, and on
        different days: a notice that comes every year is another one each time."""
        if self._slugs is None:
            self._slugs = {}
            for slug in self._room.workspace.slugs():
                self.add(slug)
        key = _key(formats.body(article.path, article.raw))
        return next((slug for slug in self._slugs.get(key, ()) if key and self._same_day(slug, article)), None)

    def add(self, slug: str) -> None:
        """Takes an article up that has just appeared."""
        if self._slugs is None:
            return
        try:
            path, text = self._text(slug)
            key = _key(formats.body(path, text))
        except TransflowError:  # what is wrong with it is told where it is worked on
            return
        self._slugs.setdefault(key, []).append(slug)

    def _same_day(self, slug: str, article: Article) -> bool:
        try:
            known = formats.meta(*self._text(slug)).date
        except TransflowError:  # as above: nobody can say that it is of another day
            known = None
        ours = article.meta.date
        return known is None or ours is None or _day(known) == _day(ours)

    def _text(self, slug: str) -> tuple[str, str]:
        path = self._room.workspace.relative(self._room.workspace.article_path(slug))
        return path, (self._room.workspace.read(path) or b"").decode("utf-8", "replace")


def _key(body: str) -> bytes:
    """What two bodies have in common that differ in white space alone; of an empty one nothing."""
    words = "".join(body.split())
    return blake2b(words.encode(), digest_size=16).digest() if words else b""


def _day(moment: date) -> str:
    return moment.isoformat()[: len("2019-05-04")]
