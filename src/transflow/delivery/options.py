"""Reading a destination's `[deliver.NAME]` table: known keys, right kinds, and no secrets."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from transflow import language
from transflow.delivery.port import Options
from transflow.errors import LanguageError, SettingsError
from transflow.interface import gettext as _
from transflow.settings import FILE, values

_SECRETS = ("password", "secret", "token", "key")
WITHDRAWALS = ("notice", "remove")


def read(name: str, options: Options, known: Mapping[str, values.Reader], needed: tuple[str, ...]) -> dict[str, Any]:
    """The values of `options`, each read by its reader in `known`; those `needed` must be there.

    Raises SettingsError for an unknown option (naming the nearest), a wrong or missing value, and a password, whose
    place is not a file that is committed.
    """
    found: dict[str, Any] = {}
    for option, value in options.items():
        where = f"deliver.{name}.{option}"
        if option not in known:
            if any(part in option.lower() for part in _SECRETS):
                raise SettingsError(
                    FILE, _("{key}: a password does not belong in a file that is committed").format(key=where),
                    remedy=_("put it into the environment or the keyring as {name}").format(name=variable(name)),
                )  # fmt: skip
            raise values.unknown(FILE, where, [f"deliver.{name}.{one}" for one in known])
        try:
            found[option] = known[option](value)
        except (TypeError, LanguageError) as error:
            raise values.wrong(FILE, where, value, error) from error
    for option in needed:
        if option not in found:
            raise SettingsError(
                FILE, _("deliver.{name}: {option} is missing").format(name=name, option=option),
                remedy=_("write it into the table [deliver.{name}]").format(name=name),
            )  # fmt: skip
    return found


def variable(name: str) -> str:
    """The environment variable (and the name in the keyring) of a destination's password."""
    return f"TRANSFLOW_DELIVER_{name.upper().replace('-', '_')}_PASSWORD"


def codes(value: Any) -> Mapping[str, str]:
    """What the other side calls languages: `{ zh_CN = "zh" }`. Raises TypeError, LanguageError."""
    if not isinstance(value, dict) or not all(isinstance(one, str) and one for one in value.values()):
        raise TypeError(_('a table of languages is wanted, as { zh_CN = "zh" }'))
    return {language.parse(locale): code for locale, code in value.items()}


def code(locale: str, given: Mapping[str, str]) -> str:
    """What the other side calls `locale`: what is `given`, else `en`, `zh`, and `zh-tw` for Traditional characters."""
    return given.get(locale) or (
        language.bcp47(locale).lower() if language.is_traditional(locale) else language.base(locale)
    )


def folder(value: Any) -> str:
    """A path inside another folder: no way up, and no root. Raises TypeError."""
    text = values.text(value).strip("/")
    if not text or text.startswith("~") or ":" in text or "\\" in text or ".." in text.split("/"):
        raise TypeError(_("the name of a folder inside the other one is wanted, as content/posts"))
    return text


def server(value: Any) -> str:
    """The address of a server to which a password may be sent: `https://…`, or `http://` in the house. Raises
    TypeError."""
    address = values.address(value).rstrip("/")
    parts = urlsplit(address)
    if parts.username or parts.password:
        raise TypeError(_("a name or a password stands in the address"))
    if parts.scheme != "https" and not _nearby(parts.hostname or ""):
        raise TypeError(_("an address with https:// is wanted: the password would cross the network in the clear"))
    return address


def _nearby(host: str) -> bool:
    try:
        number = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
    return number.is_loopback or number.is_private
