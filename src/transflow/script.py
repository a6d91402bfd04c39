"""What a text is written in: what a Han character is, whether there are words at all, how a text is counted.

Apart from `language`, because compiling HAN takes 3 ms that a warm `transflow status` need not spend.
"""

import re
from functools import cache

from transflow.language import is_chinese

HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003134F〇]")
# Quotation marks of Mainland Chinese and of Taiwan and Hong Kong. An apostrophe is none: Xi’an, the ’90s.
CORNERS = dict(zip("“”‘’", "「」『』", strict=True))
CURLY = re.compile(r"[“”]|(?<![A-Za-z])‘(?=[^’]*’)|(?<![A-Za-z])’(?![A-Za-z0-9])|(?<=[A-Za-z])’(?![A-Za-z])")
CORNER = re.compile("[「」『』]")
# The standards that say which characters a kind of Chinese has.
_CHARSETS = {"zh_CN": "gb2312", "zh_TW": "big5", "zh_HK": "big5hkscs"}
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


def written(text: str, locale: str) -> bool:
    """Whether `locale` (a kind of Chinese; Big5 stands for one that is not known) has every Han character of `text`."""
    try:
        "".join(HAN.findall(text)).encode(_CHARSETS.get(locale, "big5"))
    except UnicodeEncodeError:
        return False
    return True


def told_apart(text: str, locale: str, other: str) -> tuple[list[int], list[int]]:
    """The places in `text` of Han characters that only `locale` has, and of those that only `other` has (kinds of
    Chinese). A rare name may be in neither."""
    own: list[int] = []
    theirs: list[int] = []
    for at, char in enumerate(text):
        if char >= "\u3400":
            ours = _has(locale, char)
            if ours != _has(other, char):
                (own if ours else theirs).append(at)
    return own, theirs


@cache  # some thousands of characters and a few locales
def _has(locale: str, char: str) -> bool:
    return not HAN.match(char) or written(char, locale)
