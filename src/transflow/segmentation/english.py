"""Where English sentences end: sentencex, fed what it can take."""

import re
from collections.abc import Iterator
from functools import partial

# sentencex panics on these after an initial (FACTS): a space is as good, and as long.
_TROUBLESOME = re.compile(r"[\u3000\u2028\u2029\x0b\x0c\x85\x1c-\x1f\ufffc]")
_SIMPLE = re.compile(r"(?<=[.!?][\"”’)\]])\s+|(?<=[.!?])\s+(?=[\"“‘(\[A-Z0-9])")
_OPENING = re.compile(r"(?<=\s)[\"'“‘(\[]+\s*$")
_CLOSERS = '”’")]'


def boundaries(text: str) -> Iterator[int]:
    """The offsets in `text` at which a new sentence begins; never 0 or the end."""
    import sentencex  # 10 ms

    plain = _TROUBLESOME.sub(" ", text)
    try:
        ends = [found["end_index"] for found in sentencex.get_sentence_boundaries("en", plain)]
    except BaseException as error:
        # A panic of its Rust core is no Exception. Nothing else may be taken for one.
        if type(error).__name__ != "PanicException":
            raise
        ends = [found.end() for found in _SIMPLE.finditer(plain)]
    last = 0
    for end in map(partial(_before_quotation, plain), ends):
        if end > last and plain[last:end].strip() and plain[end:].strip():
            yield end
            last = end


def _before_quotation(text: str, end: int) -> int:
    """`end`, or where the quotation begins that sentencex leaves with the sentence before: `he said. "|When`."""
    found = _OPENING.search(text, 0, end)
    return found.start() if found and text[end : end + 1].isalnum() else end
