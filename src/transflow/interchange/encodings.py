"""What a file is encoded in: said by itself (XML), or found out by its bytes; in doubt the answer is no."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from transflow.errors import MemoryFileError
from transflow.interface import gettext as _

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,40})["']""")
# What calls itself GB2312 or GBK is often more than that; GB18030 reads all three.
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030", "euc-cn": "gb18030"}
_ENOUGH = 8  # Chinese characters below which another encoding may give as good a text
_SURE = 0.95  # of them that must be of those in daily use
# The commonest characters of Traditional Chinese make a quarter of running text; in bytes of other languages that Big5
# can read they are rare.
_COMMONEST = frozenset("的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子年月日")
_COMMON = 0.08


def known(name: str, where: str) -> str:
    """The codec for an encoding's name. Raises MemoryFileError where there is none."""
    plain = name.strip().lower()
    plain = _LARGER.get(plain, plain)
    try:
        b"text".decode(plain)
    except UnicodeError:  # one of several bytes a character
        return plain
    except (LookupError, ValueError) as error:
        raise MemoryFileError(
            where, _("“{name}” is no encoding that is known").format(name=name), remedy=_("save the file as UTF-8")
        ) from error
    return plain


def of_xml(head: bytes, path: str) -> str:
    """The encoding of an XML file by its first bytes: its byte order mark, or what its declaration names."""
    bom = _bom(head)
    if bom:
        return bom
    if head.startswith((b"<\x00", b"\x00<")):
        return "utf-16-le" if head[1:2] == b"\x00" else "utf-16-be"
    found = _DECLARED.match(head[:512])
    name = known(found[1].decode("ascii", "replace"), f"{path}:1") if found else "utf-8"
    # A declaration that can be read byte by byte is not in UTF-16 whatever it says: a text that was saved anew.
    return "utf-8" if name.replace("_", "-").startswith(("utf-16", "utf-32", "utf16", "utf32")) else name


def of_text(chunks: Callable[[], Iterable[bytes]], path: str) -> str:
    """The encoding of a text: a byte order mark, UTF-16 or UTF-8 by its bytes, else GB18030 or Big5, if nearly all of
    its Chinese characters are in daily use. Raises MemoryFileError in doubt. `chunks` is called again for each look."""
    head = b""
    for chunk in chunks():
        head += chunk
        if len(head) >= 512:
            break
    bom = _bom(head)
    if bom:
        return bom
    zeros = [head[start:512:2].count(0) for start in (0, 1)]
    if any(zeros):
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    line = _first_bad_line(chunks())
    if line is None:
        return "utf-8"
    if _is_gb18030(chunks()):
        return "gb18030"
    if _is_big5(chunks()):
        return "big5"
    raise MemoryFileError(
        f"{path}:{line}", _("neither UTF-8 nor surely GB18030"),
        remedy=_("save the file as UTF-8, or name its encoding: --encoding GB18030"),
    )  # fmt: skip


def decoded(chunks: Iterable[bytes], encoding: str, path: str) -> Iterator[str]:
    """The text in `chunks`. Raises MemoryFileError (`path:line`) where the bytes are none of that encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    for chunk, last in _with_last(chunks):
        try:
            text = decoder.decode(chunk, last)
        except UnicodeError as error:
            if isinstance(error, UnicodeDecodeError):
                good = bytes(error.object[: error.start])
                line += good.decode(error.encoding, "ignore").count("\n")
            raise MemoryFileError(
                f"{path}:{line}", _("not the {name} text that it should be").format(name=encoding),
                remedy=_("save the file as UTF-8"),
            ) from error  # fmt: skip
        line += text.count("\n")
        yield text


def _bom(head: bytes) -> str | None:
    return next((name for mark, name in _BOMS if head.startswith(mark)), None)


def _with_last(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    for chunk in chunks:
        yield chunk, False
    yield b"", True


def _first_bad_line(chunks: Iterable[bytes]) -> int | None:
    """The first line that is no UTF-8; None where all is."""
    decoder, line = codecs.getincrementaldecoder("utf-8")(), 1
    for chunk, last in _with_last(chunks):
        try:
            line += decoder.decode(chunk, last).count("\n")
        except UnicodeDecodeError as error:
            return line + bytes(error.object[: error.start]).count(b"\n")
    return None


def _is_gb18030(chunks: Iterable[bytes]) -> bool:
    decoder, daily, all_ = codecs.getincrementaldecoder("gb18030")(), 0, 0
    for chunk, last in _with_last(chunks):
        try:
            text = decoder.decode(chunk, last)
        except UnicodeDecodeError:
            return False
        foreign = [char for char in text if not char.isascii()]
        all_ += len(foreign)
        daily += sum(char in _daily() for char in foreign)
    return all_ >= _ENOUGH and daily >= _SURE * all_


def _is_big5(chunks: Iterable[bytes]) -> bool:
    """Whether nearly all is of Big5's first level and punctuation, and much of that the commonest characters."""
    decoder, daily, common, all_ = codecs.getincrementaldecoder("big5")(), 0, 0, 0
    for chunk, last in _with_last(chunks):
        try:
            text = decoder.decode(chunk, last)
        except UnicodeDecodeError:
            return False
        foreign = [char for char in text if not char.isascii()]
        all_ += len(foreign)
        daily += sum(0xA1 <= char.encode("big5")[0] <= 0xC6 for char in foreign)
        common += sum(char in _COMMONEST for char in foreign)
    return all_ >= _ENOUGH and daily >= _SURE * all_ and common >= _COMMON * all_


@cache
def _daily() -> frozenset[str]:
    """The characters and punctuation of GB2312: Big5, Shift-JIS and Latin-1 read as GB18030 give mostly others. Its
    kana, Greek and Cyrillic are left out: Japanese EUC shares those places."""
    rows = (*range(0xA1, 0xA4), *range(0xB0, 0xF8))
    return frozenset(bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in range(0xA1, 0xFF)) - {""}
