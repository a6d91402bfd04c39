"""Rules of the house, written as patterns in the settings: what must not stand in a translation, and what should."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from transflow import language
from transflow.interface import gettext as _

_SEVERITIES = ("error", "warning", "info")
_KEYS = ("find", "say", "put", "source", "lang", "severity")


@dataclass(frozen=True, slots=True)
class Pattern:
    r"""One rule. `find`: what in the target it is about, or only its group `at`; `say`: the message (empty:
    what to write is message enough); `put`: what should stand in its place, with the groups of `find` (`\1`), or None;
    `source`: only where the source has this; `locale`: only in this language.
    """

    find: re.Pattern[str]
    say: str
    put: str | None = None
    source: re.Pattern[str] | None = None
    locale: str | None = None
    severity: str = "warning"


def patterns(value: Any) -> tuple[Pattern, ...]:
    """The rules of `[checks] patterns`. Raises TypeError with what is wanted, LanguageError for an unknown language."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise TypeError(_('a list of rules is wanted, as [{ find = "utilize", say = "write “use”", put = "use" }]'))
    return tuple(pattern(one) for one in value)


def pattern(rule: Mapping[str, Any]) -> Pattern:
    """One rule as it is written. Raises TypeError with what is wanted, LanguageError for an unknown language."""
    for key, content in rule.items():
        if key not in _KEYS:
            raise TypeError(_("“{key}” is none of {known}").format(key=key, known=", ".join(_KEYS)))
        if not isinstance(content, str):
            raise TypeError(_("“{key}”: a text in quotes is wanted").format(key=key))
    if not rule.get("find"):
        raise TypeError(_("a rule without “{key}”").format(key="find"))
    if not rule.get("say") and "put" not in rule:
        raise TypeError(_("a rule without “{key}”").format(key="say"))
    severity = rule.get("severity", "warning")
    if severity not in _SEVERITIES:
        raise TypeError(_("one of {choices} is wanted").format(choices=", ".join(_SEVERITIES)))
    find = _compiled(rule["find"])
    put = rule.get("put")
    if put is not None:
        _groups(find, put)
    source = _compiled(rule["source"]) if "source" in rule else None
    locale = language.parse(rule["lang"]) if "lang" in rule else None
    return Pattern(find, rule.get("say", ""), put, source, locale, severity)


def _compiled(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise TypeError(_("“{text}” is no pattern: {error}").format(text=text, error=error)) from None


def _groups(find: re.Pattern[str], put: str) -> None:
    """Raises TypeError where `put` names a group that `find` does not have."""
    try:
        re.compile(f"{find.pattern}|", find.flags).sub(put, "")  # matches nothing, and so has every group
    except (re.error, IndexError) as error:
        raise TypeError(_("“{text}” is no pattern: {error}").format(text=put, error=error)) from None
