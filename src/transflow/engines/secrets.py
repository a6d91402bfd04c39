"""The keys of services: from the environment, or from the system's keyring where the package `keyring` is installed."""

import importlib
from collections.abc import Callable, Mapping

SERVICE = "transflow"


def keys_from(environment: Mapping[str, str]) -> Callable[[str], str | None]:
    """Looks a key up by the name of its variable (`DEEPL_API_KEY`), first in `environment`, then in the keyring
    under the service `transflow`. A keyring that is locked or has no back end has no keys."""

    def key(name: str) -> str | None:
        return environment.get(name, "").strip() or _from_keyring(name)

    return key


def _from_keyring(name: str) -> str | None:
    try:
        keyring = importlib.import_module("keyring")
    except ModuleNotFoundError:
        return None
    try:
        value = keyring.get_password(SERVICE, name)
    except keyring.errors.KeyringError:
        return None
    return str(value) if value else None
