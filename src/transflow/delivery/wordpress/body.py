"""What WordPress is given as the content of a post."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from transflow import language
from transflow.delivery import wording
from transflow.delivery.port import Edition
from transflow.delivery.wordpress.media import Medium

_IMAGE = re.compile(r'<img\b([^>]*?)\bsrc="([^"]*)"([^>]*)>')
_SHORTCODE = re.compile(r"\[(?=/?[A-Za-z_])")


def marker(slug: str, locale: str) -> str:
    """The one word by which a post of ours is known; people see it in WordPress as the name of the block."""
    return f"transflow:{slug}:{language.bcp47(locale)}"


def block(html: str, mark: str) -> str:
    """`html` as one block of the block editor: without a block, WordPress would turn line breaks into `<br>`, and an
    editor there could not see whose text it is."""
    return f'<!-- wp:html {{"metadata":{{"name":"{mark}"}}}} -->\n{html.strip()}\n<!-- /wp:html -->'


def content(
    edition: Edition, media: Mapping[str, Medium], neighbour: Callable[[str], str | None],
    others: Sequence[tuple[str, str]],
) -> str:  # fmt: skip
    """The body with pictures of the media library, byline, credit, corrections and links to the article in `others`
    (locale, address). `neighbour` says where another article is; where nobody knows, its link is left out."""

    def image(match: re.Match[str]) -> str:
        medium = media.get(match[2])
        if medium is None:
            return match[0]
        # By this class WordPress finds the smaller versions that it has made (srcset).
        return f'<img{match[1]}class="wp-image-{medium.id}" src="{escape(medium.url)}"{match[3]}>'

    facts = " ".join(
        f'<span class="{name}">{escape(text, quote=False)}</span>'
        for name, text in (("byline", edition.byline), ("dateline", edition.dateline))
        if text
    )
    parts = [
        f'<p class="facts">{facts}</p>' if facts else "",
        wording.linked(_IMAGE.sub(image, edition.html), neighbour).strip(),
        f'<p class="credit">{escape(edition.credit, quote=False)}</p>' if edition.credit else "",
        wording.corrections_html(edition).strip(),
        *(
            f'<p class="other"><a href="{escape(address)}" hreflang="{language.bcp47(other)}">'
            f"{wording.read_in(edition.locale, other)}</a></p>"
            for other, address in others
        ),
    ]
    # What stands in square brackets would be run, if some plug-in has a shortcode of that name.
    return _SHORTCODE.sub("&#91;", "\n".join(part for part in parts if part))
