"""The body of an article as clean HTML, for a page here or elsewhere: whoever shows it says where pictures and
neighbours are."""

import posixpath
import re
from collections.abc import Callable, Mapping

from transflow import formats, publish
from transflow.article import Article
from transflow.publish import mixed

_IMAGE = re.compile(r'<img\b[^>]*? src="\.\./\.\./([^"]+)"')


def sized(html: str, sizes: Mapping[str, tuple[int, int] | None]) -> str:
    """`html` in which pictures say how wide and high they are, so that no line moves when one comes. `sizes` are by the
    paths of pictures in `public/`."""

    def told(image: re.Match[str]) -> str:
        size = sizes.get(image[1])
        return image[0] if size is None else f'{image[0]} width="{size[0]}" height="{size[1]}"'

    return _IMAGE.sub(told, html)


def body(article: Article, locale: str, image: Callable[[str], str], link: Callable[[str], str]) -> str:
    """The body as clean HTML. `image` and `link` turn addresses as written into those of the page."""
    html = formats.to_html(article.raw, image=image, link=link, headline=article.title)
    return mixed.marked(publish.clean(html), locale)


def neighbour(address: str, place: Callable[[str], str]) -> str:
    """A link to another article's file becomes one to its page, which is where `place` says of its slug."""
    plain, hash_, fragment = address.partition("#")
    if "://" in plain or not plain.endswith(".md"):
        return address
    slug = posixpath.basename(plain.removesuffix("/index.md").removesuffix(".md"))
    return f"{place(slug)}{hash_}{fragment}"
