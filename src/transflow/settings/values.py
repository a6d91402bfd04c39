"""Reading single values of a settings file; each raises TypeError with what is wanted."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from transflow import language
from transflow.errors import SettingsError
from transflow.interface import gettext as _

Reader = Callable[[Any], Any]


def text(value: Any) -> str:
    """A text."""
    if not isinstance(value, str):
        raise TypeError(_("a text in quotes is wanted"))
    return value


def address(value: Any) -> str:
    """The address of a site, or nothing."""
    if not isinstance(value, str) or (value and not re.fullmatch(r"https?://[^\s/?#]+(?:/[^\s?#]*)?", value)):
        raise TypeError(_("an address like https://news.example.edu is wanted"))
    return value


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise TypeError(_("true or false is wanted, without quotes"))
    return value


def number(least: int, most: int) -> Callable[[Any], int]:
    """A reader of a whole number from `least` to `most`."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise TypeError(_("a whole number from {least} to {most} is wanted").format(least=least, most=most))
        return value

    return read


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError(_('a list of texts is wanted, as ["en"]'))
    return tuple(value)


def one_of(*choices: str) -> Callable[[Any], str]:
    """A reader of one of `choices`."""

    def read(value: Any) -> str:
        if value not in choices:
            raise TypeError(_("one of {choices} is wanted").format(choices=", ".join(choices)))
        return str(value)

    return read


def locale(value: Any) -> str:
    """A language, as Babel's identifier. Raises LanguageError too."""
    return language.parse(text(value))


def locales(value: Any) -> tuple[str, ...]:
    """A list of languages. Raises LanguageError too."""
    return tuple(language.parse(one) for one in texts(value))


def wrong(path: str, key: str, value: Any, why: object) -> SettingsError:
    """The error of a setting whose value will not do."""
    return SettingsError(path, _("{key}: {value} will not do").format(key=key, value=repr(value)), remedy=str(why))


def unknown(path: str, key: str, known: Iterable[str]) -> SettingsError:
    """The error of a setting that is not there, with the nearest one that is."""
    import difflib  # 5 ms, and only a mistake needs it

    near = difflib.get_close_matches(key, list(known), n=1, cutoff=0.0)
    return SettingsError(
        path,
        _("there is no setting “{key}”").format(key=key),
        remedy=_("did you mean “{near}”?").format(near=near[0]) if near else "",
    )
