"""The text of a page or a file: its encoding by what it says of itself and by its bytes; in doubt the answer is no."""

import re

from transflow.interchange import encodings
from transflow.interface import gettext as _
from transflow.manuscript import Change, changed

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page must say its encoding (the standard says 1024; pages do not keep to it)


def decoded(data: bytes, name: str, encoding: str | None, *, markup: bool = False) -> tuple[str, list[Change]]:
    """The text of `data` and what is to be said about it. `encoding` is what the user says it is.

    Raises MemoryFileError, naming the line, where the bytes are not in the encoding they claim, or claim none and
    might be in several.
    """
    codec = encodings.known(encoding, name) if encoding else _found(data, name, markup=markup)
    text = "".join(encodings.decoded([data], codec, name)).removeprefix("\ufeff")
    if codec.replace("-", "").startswith("utf8"):
        return text, []
    return text, [changed(_("{encoding} is UTF-8 now").format(encoding=codec.upper()))]


def _found(data: bytes, name: str, *, markup: bool) -> str:
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return encodings.of_text(lambda: [data], name)
    said = _DECLARED.search(data[:_HEAD]) if markup else None
    if said is None or _is_utf8(data):
        return encodings.of_text(lambda: [data], name)
    return encodings.known(said[1].decode("ascii"), name)


def _is_utf8(data: bytes) -> bool:
    """A page that its browser saved anew is in UTF-8 whatever it says."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False
