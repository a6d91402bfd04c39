"""The program's own words in the reader's language: gettext, loaded when the first word is asked for.

Messages are marked with `_("…")` from here; the catalogue is `locales/<locale>/LC_MESSAGES/transflow.po`, compiled
into `transflow/locales/` when the package is built.
"""

import gettext as _gettext
import os
from functools import cache
from pathlib import Path

DOMAIN = "transflow"
_COMPILED = Path(__file__).parent / "locales"


def user_locale() -> str:
    """The locale of the person at the terminal: `TRANSFLOW_LANG`, then the POSIX variables; `en` if none is set."""
    for name in ("TRANSFLOW_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").split(":")[0].split(".")[0].split("@")[0].replace("-", "_")
        if value:
            return "en" if value in ("C", "POSIX") else value
    return "en"


@cache
def translations(locale: str) -> _gettext.NullTranslations:
    """The interface catalogue of `locale`; the source words (English) where there is none.

    A Chinese locale without a catalogue of its own reads the zh_TW one (zh_Hant, zh_MO) or the zh_CN one (zh, zh_Hans,
    zh_SG). Those of zh_TW and zh_HK are made of the zh_CN one when the package is built.
    """
    wanted = [locale]
    if locale.split("_")[0] == "zh":
        wanted += ["zh_TW", "zh_CN"] if "Hant" in locale or locale.endswith("_MO") else ["zh_CN"]
    return _gettext.translation(DOMAIN, str(_COMPILED), wanted, fallback=True)


def gettext(message: str) -> str:
    """`message` in the language of the person at the terminal."""
    return translations(user_locale()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """`singular` or `plural` for `number`, in the language of the person at the terminal."""
    return translations(user_locale()).ngettext(singular, plural, number)


def mark(message: str) -> str:
    """`message` itself: marks a text for the catalogue where it stands in a table and is translated when shown."""
    return message
