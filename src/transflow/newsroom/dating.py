"""The date that somebody gives to what is taken in: archives seldom have one, and what has none is news of the day on
which it is published."""

from datetime import date, datetime

from transflow import formats
from transflow.article import Article
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.manuscript import Change, changed

KEY = "date"


def given(text: str | None) -> str | None:
    """`--date` as the front matter has it (`2019-05-04`, `2019-05-04 09:30`). Raises UsageError for what is no date."""
    if text is None:
        return None
    try:
        found: date = date.fromisoformat(text) if len(text) <= len("2019-05-04") else datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError("--date", _("“{text}” is no date").format(text=text), remedy="2019-05-04") from error
    return str(found)


def dated(article: Article, day: str | None, theirs: date | None = None) -> tuple[str, tuple[Change, ...]]:
    """The text of `article` with the date `day` (None: with its own), and what that has changed: it may have a date
    of its own, or else its translation one (`theirs`)."""
    if day is None:
        return article.raw, ()
    own = str(article.meta.date or theirs or "")
    text = formats.set_meta(article, KEY, day)
    said = _("the date: {day} was said, the file has {own}").format(day=day, own=own)
    return text, (changed(said),) if own not in ("", day) else ()
