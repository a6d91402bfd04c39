"""The settings of one newsroom, read once from `transflow.toml` into frozen values (DESIGN §3).

An unknown key is an error that names the nearest known one: a misspelt `two_persons` must not quietly mean "off".
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from types import MappingProxyType
from typing import Any

from transflow.errors import LanguageError, SettingsError
from transflow.interface import gettext as _
from transflow.settings import patterns, preferences, values, variants
from transflow.settings.patterns import Pattern
from transflow.settings.preferences import Preferences
from transflow.settings.reserving import Reserve, reserves
from transflow.settings.sites import Site, sites
from transflow.settings.variants import Variant

FILE = "transflow.toml"
SEGMENTATIONS = ("sentence", "paragraph")
ROLES = ("translator", "reviewer", "editor")
NAME_STYLES = ("WANG Jian", "Wang Jian")
HAN_LATIN = ("any", "space", "none")  # what stands between Chinese and Latin letters or digits
QUOTES = ("any", "curly", "straight")  # quotation marks and apostrophes of English
DIALECTS = ("either", "american", "british")

TEMPLATE = """\
[newsroom]
name = "{name}"
source = "{source}"
targets = [{targets}]
timezone = "Asia/Shanghai"

[articles]
segmentation = "sentence"

[review]
two_person = true

[names]
style = "WANG Jian"

[translate]
engines = ["memory", "offline", "google"]

[publish]
base_url = "https://news.example.edu"
"""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here: login, names by locale, roles out of `ROLES`."""

    login: str
    names: Mapping[str, str]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything `transflow.toml` can say, with the defaults of DESIGN §3."""

    name: str = "Newsroom"
    source: str = "zh_CN"
    targets: tuple[str, ...] = ("en",)
    timezone: str = "Asia/Shanghai"
    segmentation: str = "sentence"
    two_person: bool = True
    signoff: bool = False  # whether a leader must have signed off what is published
    source_signoff: bool = False  # whether the source of what is published must have been signed off
    name_style: str = "WANG Jian"
    engines: tuple[str, ...] = ("memory", "offline", "google")
    confidential: str = "local"  # where confidential and embargoed text may go: "local" engines, or "any"
    base_url: str = ""
    picture_width: int = 1600  # pixels: a wider picture is scaled down when it is published
    sites: Mapping[str, Site] = field(default_factory=lambda: MappingProxyType({}))  # those that articles come from
    checks_off: frozenset[str] = frozenset()
    memory_penalties: tuple[Reserve, ...] = ()  # points off the scores of some units of the memory
    memory_excluded: tuple[Reserve, ...] = ()  # units of the memory that are not offered
    checks_patterns: tuple[Pattern, ...] = ()  # rules of the house
    han_latin: str = "any"
    quotes: str = "any"
    wording_off: frozenset[str] = frozenset()  # lines of the shipped lists of wordings that are taken away
    english: str = "either"  # the spelling of English
    originals: bool = False  # whether a foreign name stands with its original where it is first mentioned
    engine_options: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    destinations: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))  # by name
    people: Mapping[str, Person] = field(default_factory=lambda: MappingProxyType({}))
    variants: Mapping[str, Variant] = field(default_factory=lambda: MappingProxyType({}))  # by locale
    preferences: Preferences = field(default_factory=Preferences)  # the house's; a person's own come after them

    @property
    def tz(self) -> tzinfo:
        """The time zone of due dates and embargoes. Raises SettingsError if the name is unknown."""
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # 5 ms, and only dates need it

        try:
            return ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise SettingsError(
                FILE,
                _("newsroom.timezone: no time zone is called “{name}”").format(name=self.timezone),
                remedy=_("write one like Asia/Shanghai or Europe/London"),
            ) from error

    @property
    def named_engines(self) -> frozenset[str]:
        """The engines to which text may go: those in `translate.engines` or with a table of their own (DESIGN §6.6)."""
        return frozenset(self.engines) | frozenset(self.engine_options)


# table → key → (field of Settings, reader); the one place that knows which keys there are.
_KEYS: Mapping[str, Mapping[str, tuple[str, values.Reader]]] = {
    "newsroom": {
        "name": ("name", values.text),
        "source": ("source", values.locale),
        "targets": ("targets", values.locales),
        "timezone": ("timezone", values.text),
    },
    "articles": {"segmentation": ("segmentation", values.one_of(*SEGMENTATIONS))},
    "review": {
        "two_person": ("two_person", values.flag),
        "signoff": ("signoff", values.flag),
        "source_signoff": ("source_signoff", values.flag),
    },
    "names": {"style": ("name_style", values.one_of(*NAME_STYLES))},
    "translate": {
        "engines": ("engines", values.texts),
        "confidential": ("confidential", values.one_of("local", "any")),
    },
    "publish": {
        "base_url": ("base_url", values.address),
        "picture_width": ("picture_width", values.number(100, 10_000)),
    },
    "intake": {"sites": ("sites", sites)},
    "memory": {
        "penalties": ("memory_penalties", reserves(points=True)),
        "exclude": ("memory_excluded", reserves(points=False)),
    },
    "checks": {
        "off": ("checks_off", lambda value: frozenset(values.texts(value))),
        "patterns": ("checks_patterns", patterns.patterns),
        "han_latin": ("han_latin", values.one_of(*HAN_LATIN)),
        "quotes": ("quotes", values.one_of(*QUOTES)),
        "wording_off": ("wording_off", lambda value: frozenset(values.texts(value))),
        "english": ("english", values.one_of(*DIALECTS)),
        "originals": ("originals", values.flag),
    },
}
_FREE_TABLES = ("engines", "deliver", "people", variants.TABLE)


def read(text: str, path: str = FILE) -> Settings:
    """The settings that `text` (TOML) gives. Raises SettingsError naming the table and key that is wrong."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(path, str(error), remedy=_("mend the file; it is TOML")) from error
    found: dict[str, Any] = {}
    known = (*_KEYS, *_FREE_TABLES, *preferences.TABLES)
    for table, content in document.items():
        if table not in known:
            raise values.unknown(path, table, known)
        if not isinstance(content, dict):
            raise SettingsError(path, _("“{key}” stands outside a table").format(key=table), remedy=f"[{table}]")
        if table == "engines":
            found["engine_options"] = _tables(path, table, content)
        elif table == "deliver":
            found["destinations"] = _tables(path, table, content)
        elif table == "people":
            found["people"] = MappingProxyType(_people(path, content))
        elif table == variants.TABLE:
            found["variants"] = variants.read(content, path)
        elif table in _KEYS:
            for key, value in content.items():
                if key not in _KEYS[table]:
                    raise values.unknown(path, f"{table}.{key}", [f"{table}.{one}" for one in _KEYS[table]])
                name, reader = _KEYS[table][key]
                try:
                    found[name] = reader(value)
                except (TypeError, LanguageError) as error:
                    raise values.wrong(path, f"{table}.{key}", value, error) from error
    return Settings(**found, preferences=preferences.of(document, path))


def _tables(path: str, table: str, content: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    for name, options in content.items():
        if not isinstance(options, dict):
            raise SettingsError(
                path, _("“{key}” is not a table").format(key=f"{table}.{name}"), remedy=f"[{table}.{name}]"
            )
    return MappingProxyType({name: MappingProxyType(options) for name, options in content.items()})


def _people(path: str, content: Mapping[str, Any]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for login, person in _tables(path, "people", content).items():
        roles = person.get("roles", [])
        if not isinstance(roles, list) or not set(roles) <= set(ROLES):
            raise SettingsError(
                path,
                _("people.{login}.roles: {value} will not do").format(login=login, value=repr(roles)),
                remedy=_("a list out of {choices} is wanted").format(choices=", ".join(ROLES)),
            )
        names = {key: value for key, value in person.items() if key != "roles"}
        for key, value in names.items():
            if not isinstance(value, str):
                raise SettingsError(path, _("people.{login}.{key}: a name is wanted").format(login=login, key=key))
        people[login] = Person(login, MappingProxyType(names), frozenset(roles))
    return people
