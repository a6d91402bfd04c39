"""`[variants]`: kinds of Chinese that are made of another one, and whether people review them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from transflow import language
from transflow.errors import LanguageError
from transflow.interface import gettext as _
from transflow.settings import values

TABLE = "variants"
CONVERTED, REVIEWED = "converted", "reviewed"
# (from, to): the conversions that there are.
PAIRS = (("zh_CN", "zh_TW"), ("zh_CN", "zh_HK"), ("zh_TW", "zh_CN"), ("zh_HK", "zh_CN"))


@dataclass(frozen=True, slots=True)
class Variant:
    """How one kind of Chinese is made. `origin`: of which; `publish`: its pages are conversions of what is published in
    `origin`, or (`REVIEWED`) every article that is in `origin` goes to it too, and people sign each segment; `words`:
    the other region's words, too (軟體 for 软件), and not its characters alone."""

    origin: str
    publish: str = CONVERTED
    words: bool = False


_READERS: Mapping[str, tuple[str, values.Reader]] = {
    "from": ("origin", values.locale),
    "publish": ("publish", values.one_of(CONVERTED, REVIEWED)),
    "words": ("words", values.flag),
}


def read(content: Mapping[str, Any], path: str) -> Mapping[str, Variant]:
    """The table, by locale. Raises SettingsError naming the key that is wrong."""
    found: dict[str, Variant] = {}
    for name, said in content.items():
        where = f"{TABLE}.{name}"
        try:
            locale = language.parse(name)
        except LanguageError as error:
            raise values.wrong(path, where, name, error) from error
        if not isinstance(said, dict):
            raise values.wrong(
                path, where, said, _('a table is wanted, as {{ from = "{from_}" }}').format(from_="zh_CN")
            )
        facts: dict[str, Any] = {}
        for key, value in said.items():
            if key not in _READERS:
                raise values.unknown(path, f"{where}.{key}", [f"{where}.{one}" for one in _READERS])
            field, reader = _READERS[key]
            try:
                facts[field] = reader(value)
            except (TypeError, LanguageError) as error:
                raise values.wrong(path, f"{where}.{key}", value, error) from error
        if (facts.get("origin"), locale) not in PAIRS:
            known = ", ".join(f"{one} → {other}" for one, other in PAIRS)
            raise values.wrong(
                path, f"{where}.from", facts.get("origin", ""), _("one of {choices} is wanted").format(choices=known)
            )
        found[locale] = Variant(**facts)
    for locale, one in found.items():
        if one.origin in found:
            why = _("{language} is made of another kind itself").format(language=one.origin)
            raise values.wrong(path, f"{TABLE}.{locale}.from", one.origin, why)
    return MappingProxyType(found)
