"""Taking the place out of a picture without touching a pixel: JPEG, PNG and WebP are rows of pieces; some say where.

A camera writes the place into EXIF (its GPS part, and makers' notes that nobody can read), programs into XMP, and
telephones put whole films with a place of their own behind the picture. What remains of EXIF where there was a place:
which way is up, what is shown, by whom, when, and whose it is.
"""

import zlib
from collections.abc import Callable, Iterator

Reduce = Callable[[bytes], bytes | None]  # TIFF of EXIF → without the place; None where it names none

_EXIF, _XMP, _XMP_MORE = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"


def without_place(data: bytes, kind: str, reduce: Reduce) -> bytes:
    """`data` without the place it names; the same bytes where it names none or is of a kind that has none.

    `reduce` takes the place out of EXIF. What cannot be followed (a damaged file) stays as it is: Pillow has opened it.
    """
    cleaner = {"jpg": _jpeg, "png": _png, "webp": _webp}.get(kind)
    return cleaner(data, reduce) if cleaner else data


def _names_place(xmp: bytes) -> bool:
    return b"GPS" in xmp.replace(b"\0", b"")


# ── JPEG (ITU T.81, annex B) ────────────────────────────────────────────────────────────────────────────────────────
def _jpeg(data: bytes, reduce: Reduce) -> bytes:
    pieces = [data[:2]]
    more = False  # whether a place was found: then what stands behind the picture goes too
    end = 2
    for marker, start, stop in _segments(data):
        segment, end = data[start:stop], stop
        body = segment[4:]
        if marker == 0xE1 and body.startswith(_EXIF):
            reduced = reduce(body[len(_EXIF) :])
            if reduced is not None:
                more = True
                segment = _app1(_EXIF + reduced) if reduced else b""
        elif marker == 0xE1 and (body.startswith((_XMP, _XMP_MORE))) and _names_place(body):
            more, segment = True, b""
        pieces.append(segment)
    rest = data[end:]
    if rest.strip(b"\0"):  # another picture, or a film: it has metadata of its own
        more = True
    if not more:
        return data
    return b"".join(
        piece for piece in pieces if not piece.startswith(b"\xff\xe2") or not piece[4:].startswith(b"MPF\0")
    )


def _app1(body: bytes) -> bytes:
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each segment's marker and place, a scan's data with the segment that begins it, up to the end of the image."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a filling byte
            at += 1
            continue
        if marker == 0xD9:
            yield marker, at, at + 2
            return
        stop = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            stop = _after_scan(data, stop)
        yield marker, at, min(stop, len(data))
        at = stop
    if data[at : at + 2] == b"\xff\xd9":
        yield 0xD9, at, at + 2


def _after_scan(data: bytes, at: int) -> int:
    """Where the next marker stands behind the coded data of a scan: `FF` and neither `00` nor a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        else:
            return at
    return len(data)


# ── PNG (ISO 15948) ─────────────────────────────────────────────────────────────────────────────────────────────────
def _png(data: bytes, reduce: Reduce) -> bytes:
    pieces = [data[:8]]
    at, more = 8, False
    while at + 12 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        chunk, body = data[at : at + 12 + size], data[at + 8 : at + 8 + size]
        at += 12 + size
        if name == b"eXIf":
            reduced = reduce(body)
            if reduced is not None:
                more, chunk = True, _chunk(name, reduced) if reduced else b""
        elif name in (b"iTXt", b"tEXt", b"zTXt") and _text_names_place(name, body):
            more, chunk = True, b""
        pieces.append(chunk)
        if name == b"IEND":
            break
    more = more or bool(data[at:].strip(b"\0"))
    return b"".join(pieces) if more else data


def _text_names_place(name: bytes, body: bytes) -> bool:
    """Whether a text chunk holds XMP or EXIF that names a place (`Raw profile type exif` is EXIF in hexadecimal)."""
    key, _nul, text = body.partition(b"\0")
    if b"exif" in key.lower() or b"APP1" in key:
        return True
    packed = name == b"zTXt" or (name == b"iTXt" and text[:1] == b"\1")
    if not packed:
        return _names_place(text)
    start = 1 if name == b"zTXt" else text.find(b"\0", text.find(b"\0", 2) + 1) + 1
    try:
        return _names_place(zlib.decompressobj().decompress(text[start:], 4_000_000))
    except zlib.error:
        return True  # unreadable: no reader misses it


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


# ── WebP (RFC 9649) ─────────────────────────────────────────────────────────────────────────────────────────────────
_FLAGS = {b"EXIF": 0x08, b"XMP ": 0x04}


def _webp(data: bytes, reduce: Reduce) -> bytes:
    pieces: list[bytes] = []
    whole = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    at, more, gone = 12, bool(data[whole:].strip(b"\0")), 0
    while at + 8 <= whole:
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        chunk, body = data[at : at + 8 + size + size % 2], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
        if name == b"EXIF":
            reduced = reduce(body.removeprefix(_EXIF))
            if reduced is not None:
                more, chunk = True, b""
                if reduced:
                    chunk = name + len(reduced).to_bytes(4, "little") + reduced + b"\0" * (len(reduced) % 2)
                else:
                    gone |= _FLAGS[name]
        elif name == b"XMP " and _names_place(body):
            more, chunk, gone = True, b"", gone | _FLAGS[name]
        pieces.append(chunk)
    if not more:
        return data
    if pieces and pieces[0].startswith(b"VP8X"):
        pieces[0] = pieces[0][:8] + bytes([pieces[0][8] & ~gone]) + pieces[0][9:]
    inner = b"WEBP" + b"".join(pieces)
    return b"RIFF" + len(inner).to_bytes(4, "little") + inner
