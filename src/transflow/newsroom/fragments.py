"""The text of an article for another program's editor: HTML without a page around it, pictures beside."""

from dataclasses import dataclass
from html import escape

from transflow import delivery, language
from transflow.delivery import wording
from transflow.newsroom import packing
from transflow.newsroom.rendition import open_edition
from transflow.newsroom.room import Newsroom
from transflow.workspace import opening
from transflow.workspace.opening import Opened


@dataclass(frozen=True, slots=True)
class Fragment:
    """Clean HTML with the bare names of `pictures` in it."""

    html: str
    pictures: tuple[delivery.Picture, ...]


def open_any(room: Newsroom, slug: str, locale: str | None) -> tuple[Opened, str]:
    """As `rendition.open_edition`, and the language too in which the article was written: another program wants both.
    Raises UsageError."""
    if locale is not None:
        for opened in opening.every_target(room.workspace, slug):
            if language.match(language.parse(locale), (opened.source,)) == opened.source:
                return opened, opened.source
    return open_edition(room, slug, locale)


def fragment(
    room: Newsroom, opened: Opened, locale: str, *, headline: bool = False, standfirst: bool = False
) -> Fragment:
    """The article as it stands now in one of the languages of its publication, whatever its stage: its body, credit and
    corrections; the headline and the standfirst before them where they are wanted.

    Links to other articles lead to this newsroom's site; without a `base_url` their words alone are left.
    """
    base = room.settings.base_url.rstrip("/")
    edition, pictures = packing.present(room, opened, locale)
    parts = [
        f"<h1>{escape(edition.title, quote=False)}</h1>" if headline else "",
        f'<p class="standfirst">{escape(edition.summary, quote=False)}</p>' if standfirst and edition.summary else "",
        wording.linked(edition.html, lambda slug: wording.on_site(base, edition.locale, slug)).strip(),
        f'<p class="credit">{escape(edition.credit, quote=False)}</p>' if edition.credit else "",
        wording.corrections_html(edition).strip(),
    ]
    return Fragment("\n".join(part for part in parts if part) + "\n", pictures)
