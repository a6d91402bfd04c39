"""What WordPress calls languages, and whether its posts can be linked across them (Polylang).

Polylang Pro adds the fields `lang` and `translations` to posts and terms (https://polylang.pro/doc/rest-api/); the free
Polylang has languages, but no such fields: to us it is a WordPress without.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from transflow import language
from transflow.delivery import options as opt
from transflow.delivery.port import DeliveryError
from transflow.delivery.wordpress.client import Client
from transflow.interface import gettext as _


@dataclass(frozen=True, slots=True)
class Tongues:
    """`linked`: posts have a language and translations; `known` are its codes by WordPress's locale (`en_US`); `given`
    are the settings'."""

    linked: bool
    known: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)

    def code(self, locale: str) -> str:
        """What `locale` is called there. Raises DeliveryError for a language that Polylang does not have."""
        if not self.linked:
            return opt.code(locale, self.given)
        if locale in self.given:
            found = self.given[locale] if self.given[locale] in self.known.values() else None
        else:
            found = self.known.get(locale) or next(
                (code for other, code in sorted(self.known.items()) if _same(locale, other)), None
            )
        if found is None:
            raise DeliveryError(
                _("Polylang has no language {locale} there").format(locale=self.given.get(locale, locale)),
                remedy=_("add it in WordPress under Languages, or name its code in `languages` of transflow.toml"),
            )
        return found


def _same(locale: str, other: str) -> bool:
    """Whether WordPress's `other` serves readers of `locale`: `en_US` those of `en`; a script is never exchanged."""
    if language.base(locale) != language.base(other):
        return False
    return not language.is_chinese(locale) or language.is_traditional(locale) == language.is_traditional(other)


def ask(client: Client, given: Mapping[str, str]) -> Tongues:
    """What the site has. Raises DeliveryError."""
    told = client.options("/wp/v2/posts")
    fields = told.get("schema", {}).get("properties", {}) if isinstance(told, dict) else {}
    if not {"lang", "translations"} <= set(fields):
        return Tongues(False, given=given)
    return Tongues(True, {str(one["locale"]): str(one["slug"]) for one in client.get("/pll/v1/languages")}, given)
