"""Where English sentences end: sentencex, fed what it can take."""

import re
from collections.abc import Iterator

# sentencex panics on these after an initial (FACTS): a space is as good, and as long.
_TROUBLESOME = re.compile(r"[\u3000\u2028\u2029\x0b\x0c\x85\x1c-\x1f\ufffc]")
_SIMPLE = re.compile(r"(?<=[.!?][\"”’)\]])\s+|(?<=[.!?])\s+(?=[\"“‘(\[A-Z0-9])")
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
    for end in ends:
        if plain[:end].strip() and plain[end:].strip():
            yield end
