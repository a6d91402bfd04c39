"""What a leader has done to a reading copy in Word (see `readingcopy`), as a hand-back to be merged."""

from collections.abc import Sequence

from transflow.handback import Handback
from transflow.newsroom.room import Newsroom
from transflow.word import reading

KIND = "docx:reading"


def read(_room: Newsroom, data: bytes, name: str) -> Sequence[Handback]:
    """The hand-back in the Word file `data`. Raises HandbackError or ArticleError for a file that is no good."""
    return (reading.read(data, name, KIND),)
