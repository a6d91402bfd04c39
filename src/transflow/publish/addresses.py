"""Where everything of the site is, relative to `public/`.

What is made of many articles are files with an extension, articles are folders: so no article's slug can ever be the
name of a list.
"""

import hashlib
import re
import unicodedata
from urllib.parse import quote

from transflow import language

STYLE = "assets/transflow.css"
SEARCH = "assets/search.js"
FRONT = "index.html"
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
NEWS = "news"  # the group of all articles; the others are `tag:NAME` and `desk:NAME`
_BREAK = re.compile(r"[^\w]+|_+")


def page(locale: str, slug: str) -> str:
    """The page of an article."""
    return f"{language.bcp47(locale)}/{slug}/index.html"


def record(locale: str, slug: str) -> str:
    """The record of an article, from which its page is printed."""
    return f"{language.bcp47(locale)}/{slug}/ninjs.json"


def home(locale: str) -> str:
    """The front page of a language."""
    return f"{language.bcp47(locale)}/index.html"


def listing(locale: str, group: str, number: int | None = None) -> str:
    """A page of a list: `news.html`, `news.3.html`, `tag-steel.html`; without a number the newest one."""
    kind, _colon, name = group.partition(":")
    stem = f"{kind}-{_file_name(name)}" if name else kind
    return f"{language.bcp47(locale)}/{stem}{'' if number is None else f'.{number}'}.html"


def feed(locale: str, kind: str) -> str:
    """A feed of a language: `feed.json` or `atom.xml`."""
    return f"{language.bcp47(locale)}/{'feed.json' if kind == 'json' else 'atom.xml'}"


def search(locale: str) -> str:
    """The page on which readers search."""
    return f"{language.bcp47(locale)}/search.html"


def shard(locale: str, number: int) -> str:
    """A part of what the search looks through."""
    return f"{language.bcp47(locale)}/search.{number}.json"


def sitemap(locale: str, number: int) -> str:
    """A part of the site map."""
    return f"sitemap-{language.bcp47(locale)}.{number}.xml"


def absolute(base_url: str, path: str) -> str:
    """The address of a file of the site on the net; `index.html` is left out of it."""
    return f"{base_url}/{quote(path.removesuffix('index.html'))}"


def _file_name(name: str) -> str:
    """A name as a file's: letters of any script and digits, in small letters. What two names would share is told
    apart by a digest."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    short = _BREAK.sub("-", plain).strip("-")[:60]
    if short == "-".join(plain.split()):
        return short
    return f"{short}-{hashlib.sha256(plain.encode()).hexdigest()[:6]}".lstrip("-")
