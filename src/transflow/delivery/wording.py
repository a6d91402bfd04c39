"""What a page elsewhere says in its own language beside the article: corrections, a withdrawal, the other languages."""

import re
from collections.abc import Callable
from html import escape

from transflow import language
from transflow.delivery.port import Edition
from transflow.interface import mark, translations

_CORRECTIONS = mark("Corrections")
_WITHDRAWN = mark("This article has been withdrawn")
_SINCE = mark("It was taken off this site on {date}.")
_READ = mark("Read this article in {language}")


_NEIGHBOUR = re.compile(r'<a\b([^>]*?)\bhref="\.\./([a-z0-9-]+)/((?:#[^"]*)?)"([^>]*)>(.*?)</a>', re.DOTALL)


def _said(message: str, locale: str) -> str:
    return translations(locale).gettext(message)


def corrections(edition: Edition) -> tuple[str, list[tuple[str, str]]]:
    """The heading, and (day as people write it, note) of each."""
    shown = [(language.day(day, edition.locale) if day else "", note) for day, note in edition.corrections]
    return _said(_CORRECTIONS, edition.locale), shown


def corrections_html(edition: Edition) -> str:
    """The corrections as a section; empty where there are none."""
    heading, notes = corrections(edition)
    lines = "".join(
        f"<p>{f'<strong>{escape(day, quote=False)}</strong> ' if day else ''}{escape(note, quote=False)}</p>\n"
        for day, note in notes
    )
    return f'<section class="corrections">\n<h2>{heading}</h2>\n{lines}</section>\n' if notes else ""


def withdrawn(locale: str, day: str) -> tuple[str, str]:
    """The headline and the text of the notice that stands in the place of an article."""
    return _said(_WITHDRAWN, locale), _said(_SINCE, locale).format(date=language.day(day, locale))


def read_in(locale: str, other: str) -> str:
    """What leads from a page in `locale` to the one in `other`."""
    return _said(_READ, locale).format(language=language.autonym(other))


def linked(html: str, neighbour: Callable[[str], str | None]) -> str:
    """`html` with links to other articles (`../SLUG/`) leading to where `neighbour` says they are; where it knows no
    place, the words alone are left."""

    def one(match: re.Match[str]) -> str:
        address = neighbour(match[2])
        return f'<a{match[1]}href="{escape(address)}{match[3]}"{match[4]}>{match[5]}</a>' if address else match[5]

    return _NEIGHBOUR.sub(one, html)


def on_site(base_url: str, locale: str, slug: str) -> str | None:
    """Where an article is on the newsroom's own site; None where that has no address."""
    return f"{base_url}/{language.bcp47(locale)}/{slug}/" if base_url else None
