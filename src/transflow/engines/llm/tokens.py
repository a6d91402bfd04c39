"""How many tokens a text is, about: no model's own tokenizer is at hand, and none is downloaded for a guess.

A Han character (and any other beyond ASCII) counts one, an ASCII character 0.3. DeepSeek's documentation gives 0.6
and 0.3; tokenizers of older models need one or a little more for a Han character. The guess errs upwards: it decides
whether a request fits and whether a budget bears it. What was really used is what the server says.
"""

from math import ceil

from transflow import language

_ASCII = 0.3
# Median lengths of human news translations and of good engines' (WMT21–24, 15,000 and 12,000 segments): 4.0 characters
# of English for one of Chinese, 0.32 of Chinese for one of English; a little more is expected.
_INTO_ENGLISH = 4.5 * _ASCII
_INTO_CHINESE = 0.4
_FRAME = 28  # tokens of an id, the first words of the source, and the punctuation of the JSON


def count(text: str) -> int:
    """The tokens of `text`, about."""
    plain = sum(char < "\x80" for char in text)
    return ceil(plain * _ASCII + (len(text) - plain))


def least(text: str) -> int:
    """Fewer tokens than this no tokenizer makes of a text of some length: a server that counted fewer has cut it."""
    plain = sum(char < "\x80" for char in text)
    return int(plain * 0.17 + (len(text) - plain) * 0.45)


def expected(source: str, target_locale: str) -> int:
    """The tokens of the answer to one segment, about."""
    if language.is_chinese(target_locale):
        return ceil(len(source) * _INTO_CHINESE) + _FRAME
    han = sum(char >= "\u2e80" for char in source)
    return ceil(han * _INTO_ENGLISH + (len(source) - han) * _ASCII * 1.3) + _FRAME
