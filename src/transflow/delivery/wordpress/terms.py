"""Categories and tags of WordPress: each made once, found by its name ever after."""

from collections.abc import Mapping
from html import unescape
from typing import Any

from transflow.delivery.wordpress.client import Client
from transflow.delivery.wordpress.tongues import Tongues
from transflow.delivery.wordpress.trouble import ExistsError

CATEGORIES, TAGS = "/wp/v2/categories", "/wp/v2/tags"


class Terms:
    """The terms of one site, as far as one run has asked for them."""

    def __init__(self, client: Client, tongues: Tongues) -> None:
        self._client, self._tongues = client, tongues
        self._known: dict[tuple[str, str, str], int] = {}

    def number(self, kind: str, name: str, locale: str, others: Mapping[str, int] | None = None) -> int:
        """The number of the category or tag (`kind`) called `name` in `locale`; made if there is none, and then linked
        with `others`, the same in other languages, by Polylang's code. Raises DeliveryError."""
        code = self._tongues.code(locale) if self._tongues.linked else ""
        key = kind, " ".join(name.split()).casefold(), code
        if key not in self._known:
            found = self._found(kind, name, code)
            self._known[key] = self._made(kind, name, code, others or {}) if found is None else found
        return self._known[key]

    def _found(self, kind: str, name: str, code: str) -> int | None:
        wanted = " ".join(name.split()).casefold()
        limits = {"lang": code} if code else {}
        for one in self._client.every(kind, search=name, _fields="id,name", **limits):
            if " ".join(unescape(one["name"]).split()).casefold() == wanted:  # names come as HTML
                return int(one["id"])
        return None

    def _made(self, kind: str, name: str, code: str, others: Mapping[str, int]) -> int:
        value: dict[str, Any] = {"name": name}
        if code:
            value |= {"lang": code, "translations": dict(others)}

        def find() -> dict[str, int] | None:
            number = self._found(kind, name, code)
            return None if number is None else {"id": number}

        try:
            return int(self._client.make(kind, find, json=value)["id"])
        except ExistsError as error:  # somebody else was faster, or it is written a little differently
            return error.found
