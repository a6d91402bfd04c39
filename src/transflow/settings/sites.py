"""Where the parts of a news page stand on the sites that a newsroom takes articles from: CSS selectors."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from transflow.interface import gettext as _

_ONE = ("title", "body", "summary", "byline", "date", "source", "desk")


@dataclass(frozen=True, slots=True)
class Site:
    """The selectors of one site, by what they find; `drop` are what is taken out of the body."""

    host: str
    parts: Mapping[str, str]
    drop: tuple[str, ...] = ()


def sites(value: Any) -> Mapping[str, Site]:
    """The tables `[intake.sites."HOST"]`, by host. Raises TypeError with what is wanted."""
    if not isinstance(value, dict):
        raise TypeError(_('a table a site is wanted, as [intake.sites."news.example.edu"]'))
    return MappingProxyType({host.lower(): _site(host, content) for host, content in value.items()})


def _site(host: str, content: Any) -> Site:
    if not isinstance(content, dict):
        raise TypeError(_('a table a site is wanted, as [intake.sites."news.example.edu"]'))
    parts: dict[str, str] = {}
    drop: tuple[str, ...] = ()
    for key, selector in content.items():
        if key == "drop":
            drop = tuple([selector] if isinstance(selector, str) else selector)
            if not all(isinstance(one, str) for one in drop):
                raise TypeError(_("“{key}”: a text in quotes is wanted").format(key=f"{host}.{key}"))
        elif key not in _ONE:
            raise TypeError(
                _("“{key}” is none of {known}").format(key=f"{host}.{key}", known=", ".join((*_ONE, "drop")))
            )
        elif not isinstance(selector, str) or not selector.strip():
            raise TypeError(_("“{key}”: a text in quotes is wanted").format(key=f"{host}.{key}"))
        else:
            parts[key] = selector
    return Site(host.lower(), MappingProxyType(parts), drop)
