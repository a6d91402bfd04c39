"""Reading an engine's `[engines.NAME]` table: known keys, right kinds, and no secrets."""

from collections.abc import Callable, Mapping

from transflow.engines.port import Options
from transflow.errors import SettingsError
from transflow.interface import gettext as _

Reader = Callable[[object], object]


class SecretError(ValueError):
    """A value holds a key or a password: it is not shown again."""


_SECRETS = ("key", "secret", "token", "password", "appid")


def read_options(name: str, options: Options, known: Mapping[str, Reader]) -> dict[str, object]:
    """The values of `options`, each read by its reader in `known` (which raises ValueError saying what is wanted).

    Raises SettingsError for an unknown option (naming the nearest), a wrong value, and a key or password, whose
    place is not a file that is committed.
    """
    values: dict[str, object] = {}
    for option, value in options.items():
        where = f"engines.{name}.{option}"
        if option not in known:
            raise SettingsError(where, _("there is no such setting"), remedy=_remedy(option, list(known)))
        try:
            values[option] = known[option](value)
        except SecretError as error:
            raise SettingsError(where, str(error), remedy=_remedy("key", list(known))) from None
        except ValueError as error:
            raise SettingsError(where, _("{value} will not do").format(value=repr(value)), remedy=str(error)) from error
    return values


def _remedy(option: str, known: list[str]) -> str:
    if any(part in option.lower() for part in _SECRETS):
        return _("keys are kept in the environment or the keyring; `transflow doctor` names the variable")
    if not known:
        return _("this engine has no settings: take the line out")
    import difflib  # 5 ms, and only a mistake needs it

    near = difflib.get_close_matches(option, known, n=1, cutoff=0.0)
    return _("did you mean “{near}”?").format(near=near[0])


def whole(least: int, most: int) -> Reader:
    """A whole number from `least` to `most`."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(_("a whole number from {least} to {most} is wanted").format(least=least, most=most))
        return value

    return read


def seconds(value: object) -> float:
    """A number of seconds, 0 to 600."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 600:
        raise ValueError(_("a number of seconds from 0 to 600 is wanted"))
    return float(value)


def some_seconds(value: object) -> float:
    """A number of seconds, more than 0 and at most 600."""
    if seconds(value) <= 0:
        raise ValueError(_("a number of seconds from 0.01 to 600 is wanted"))
    return seconds(value)


def text(value: object) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(_("a text in quotes is wanted"))
    return value.strip()


def address(value: object) -> str:
    """The address of a server, `http://…` or `https://…`."""
    from urllib.parse import urlsplit  # 3 ms

    try:
        parts = urlsplit(text(value))
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise ValueError(_("an address like http://127.0.0.1:5000/ is wanted"))
    if parts.username or parts.password or any(part in parts.query.lower() for part in _SECRETS):
        raise SecretError(_("a key or a password stands in the address, and the file is committed"))
    return text(value)


def count(value: object) -> int:
    """A whole number from 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(_("a whole number from 1 is wanted"))
    return value


def amount(value: object) -> float:
    """A number greater than 0: a price, or so many a second."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
        raise ValueError(_("a number greater than 0 is wanted"))
    return float(value)
