"""Languages: one spelling inside (Babel's identifiers: zh_CN, en), BCP 47 outside (HTML, the way in).

How sentences are joined in each stands here too; what letters a text is written in, in `script`.
"""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from transflow.errors import LanguageError
from transflow.interface import gettext as _

if TYPE_CHECKING:
    import babel

# Spellings met in the field, so that the common path imports no Babel (30 ms).
_KNOWN = {
    "zh": "zh_CN", "zh_cn": "zh_CN", "zh_hans": "zh_CN", "zh_hans_cn": "zh_CN", "zh_sg": "zh_CN", "cmn": "zh_CN",
    "zh_tw": "zh_TW", "zh_hant": "zh_TW", "zh_hant_tw": "zh_TW", "zh_hk": "zh_HK", "zh_hant_hk": "zh_HK",
    "en": "en", "en_us": "en_US", "en_gb": "en_GB",
}  # fmt: skip

_AUTONYMS = {"zh_CN": "中文", "zh_TW": "繁體中文", "zh_HK": "繁體中文（香港）", "en": "English"}


def parse(tag: str) -> str:
    """The Babel identifier of a language tag: `zh-Hans` → `zh_CN`, `en-us` → `en_US`.

    Raises LanguageError if no such language is known.
    """
    plain = tag.strip().replace("-", "_")
    known = _KNOWN.get(plain.lower())
    if known:
        return known
    import babel  # 30 ms: only for tags beyond the common ones

    try:
        if not plain.replace("_", "").isalnum():  # Babel passes over `.UTF-8` and the like
            raise ValueError(tag)
        return str(babel.Locale.parse(plain))
    except (ValueError, babel.UnknownLocaleError) as error:
        raise LanguageError(
            tag, _("no such language is known"), remedy=_("write a tag like zh_CN, zh-Hans, en or en-US")
        ) from error


def bcp47(locale: str) -> str:
    """The tag written in HTML and in addresses: `zh_CN` → `zh-CN`."""
    return locale.replace("_", "-")


@lru_cache(maxsize=256)  # asked some thirty times a segment
def base(locale: str) -> str:
    """The bare language: `zh_CN` → `zh`."""
    return locale.split("_")[0]


def is_chinese(locale: str) -> bool:
    """Whether `locale` is written in Han characters without spaces."""
    return base(locale) == "zh"


def is_traditional(locale: str) -> bool:
    """Whether `locale` is Chinese in Traditional characters."""
    return locale in ("zh_TW", "zh_HK", "zh_MO") or "Hant" in locale


def match(locale: str, known: Iterable[str]) -> str:
    """The one of `known` that `locale` means: itself, or (for English) the only one of the same language.

    `en_US` in a newsroom of `en` is `en`; `zh_TW` in a newsroom of `zh_CN` stays itself, being another script.
    """
    candidates = list(known)
    if locale in candidates or is_chinese(locale):
        return locale
    same = [one for one in candidates if base(one) == base(locale)]
    return same[0] if len(same) == 1 else locale


def joiner(locale: str) -> str:
    """What stands between two sentences: a space in English, nothing in Chinese."""
    return "" if is_chinese(locale) else " "


def autonym(locale: str) -> str:
    """What a language calls itself: 中文（中国）is 中文 to its readers, 繁體中文 where the script must be told."""
    if locale in _AUTONYMS:
        return _AUTONYMS[locale]
    import babel  # 30 ms: only for languages beyond the common ones

    return str(babel.Locale.parse(locale).get_display_name() or locale)


@lru_cache(maxsize=16)
def _spoken(locale: str) -> "babel.Locale":
    """Babel's locale, which it takes 100 µs to find."""
    import babel

    return babel.Locale.parse(locale)


@lru_cache(maxsize=16384)  # a list of twenty says twenty days, Babel takes 30 µs for each; twenty years of news in 3 MB
def day(date: str, locale: str) -> str:
    """An ISO day or instant in the language's form (2026年11月24日, November 24, 2026); what is none, as written."""
    from babel.dates import format_date  # 30 ms: only pages say days

    try:
        return format_date(dt.date.fromisoformat(date[:10]), format="long", locale=_spoken(locale))
    except ValueError:
        return date
