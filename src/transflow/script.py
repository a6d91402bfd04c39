"""What a text is written in: what a Han character is, whether there are words at all, how a text is counted.

Apart from `language`, because compiling HAN takes 3 ms that a warm `transflow status` need not spend.
"""

import re

from transflow.language import is_chinese

HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003134F〇]")
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_TAG = re.compile(r"</?[a-z]+[0-9]+/?>")


def count(text: str, locale: str) -> int:
    """The size of `text`: Han characters for Chinese, words for other languages, never mixed (DESIGN §8).

    Inline tags count nothing.
    """
    plain = _TAG.sub(" ", text)
    return len(HAN.findall(plain)) if is_chinese(locale) else len(_WORD.findall(plain))


def has_text(text: str) -> bool:
    """Whether `text` holds a letter or a digit: without one there is nothing to translate (DESIGN §4)."""
    return any(char.isalnum() for char in text)
