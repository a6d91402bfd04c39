"""Formats: reading an article from its text and rendering it back. One lazy table, suffix by suffix.

Nothing here touches the disk, and no parser is loaded before the first article is read.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any

from transflow.article import Article, Meta, Unit
from transflow.errors import ArticleError
from transflow.formats.placings import START, Added, Front, Moved, Placed, Placing
from transflow.interface import gettext as _
from transflow.manuscript import Manuscript

__all__ = [
    "READERS", "START", "Added", "Front", "Moved", "Placed", "Placing", "add_correction", "body", "meta", "placed",
    "read", "render", "set_meta", "to_html", "write",
]  # fmt: skip

READERS: Mapping[str, str] = {
    ".md": "transflow.formats.markdown:read",
    ".markdown": "transflow.formats.markdown:read",
}
_RENDER = "transflow.formats.rendering:render"
_SET_META = "transflow.formats.matter:set_meta"
_ADD_CORRECTION = "transflow.formats.matter:add_correction"
_BOUNDS = "transflow.formats.matter:bounds"
_FRONT = "transflow.formats.matter:read"
_WRITE = "transflow.formats.writing:text"
_PLACED = "transflow.formats.placing:placed"
_TO_HTML = "transflow.formats.html:to_html"
_PORTABLE = "transflow.formats.porting:portable"


def _load(name: str) -> Callable[..., Any]:
    module, function = name.split(":")
    loaded: Callable[..., Any] = getattr(import_module(module), function)
    return loaded


def read(path: str, slug: str, raw: str, *, default_lang: str | None = None) -> Article:
    """The article in `raw`, the text of the file at `path` (relative to the workspace).

    `default_lang` becomes `meta.lang` where the front matter names no language. Raises ArticleError, naming path and
    line, for front matter that is broken (unclosed, not YAML, a key twice, a wrong type, date, language or mode), a NUL
    character, or a suffix that no reader is known for. A file without front matter, or empty, is an article.
    """
    reader = READERS.get(PurePosixPath(path).suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        remedy = _("use one of {known}").format(known=known)
        raise ArticleError(path, _("no reader for files of this kind"), remedy=remedy)
    article: Article = _load(reader)(path, slug, raw, default_lang=default_lang)
    return article


def render(
    article: Article, pieces: Sequence[tuple[Unit, str | None]], locale: str, *,
    source: str | None = None, shortcut: bool = True,
) -> str:  # fmt: skip
    """The text of `article` in `locale`: `pieces` are its units in order, each with its target.

    A target of None lets the source stand; an empty one leaves the unit out, and a block whose units are all left out
    goes without a trace. A target equal to the unit's source is emitted as its raw bytes, and the separator between
    two such neighbours too (`shortcut=False` generates even these). In the front matter, if there is any, `lang` says
    `locale` when that is another language than the article's; none is made for it. `source` is the article's language
    where its front matter names none: it says how sentences that were split are joined.
    """
    text: str = _load(_RENDER)(article, pieces, locale, source=source, shortcut=shortcut)
    return text


def placed(article: Article, units: Sequence[Unit], placings: Sequence[Placing], front: Front) -> Placed:
    """`article` with blocks added and moved and `front` in its front matter. `placings` are in the order in which they
    were made; of two behind the same block the first comes first. A text of `front` sets its key, a tuple adds to the
    list.

    What is not touched keeps its bytes. Lists, tables and quotes move as a whole, and nothing is added inside of them.
    Raises ArticleError where the result would be read as anything but these blocks in this order.
    """
    made: Placed = _load(_PLACED)(article, units, placings, front)
    return made


def write(manuscript: Manuscript) -> str:
    """The Markdown of `manuscript`, which `read` reads back as the same blocks, words, tags and pictures.

    Emphasis that CommonMark would not see (beside Chinese punctuation) is written as HTML, and so is a line break in a
    table's cell; text that looks like Markdown is escaped.
    """
    text: str = _load(_WRITE)(manuscript)
    return text


def meta(path: str, raw: str) -> Meta:
    """The front matter of `raw`, the text of the Markdown file at `path`, alone. Raises ArticleError as `read`."""
    found: Meta = _load(_FRONT)(path, raw).meta
    return found


def set_meta(article: Article, key: str, value: str | None) -> str:
    """The raw text of `article` with one front-matter key set, or removed (None), and nothing else changed.

    Front matter is created where there is none. Raises ArticleError where it is written as `{…}` on one line and
    the key would have to be added or removed.
    """
    text: str = _load(_SET_META)(article, key, value)
    return text


def add_correction(article: Article, day: str, note: str) -> str:
    """The raw text of `article` with one correction more in its front matter, and nothing else changed.

    Raises ArticleError where the corrections are written on one line, between brackets.
    """
    text: str = _load(_ADD_CORRECTION)(article, day, note)
    return text


def to_html(
    article_text: str,
    *,
    image: Callable[[str], str] | None = None,
    link: Callable[[str], str] | None = None,
    headline: str | None = None,
) -> str:
    """The body of a Markdown article as HTML5; front matter is left out, raw HTML passes through unsanitised.

    `image` and `link` turn addresses as written (see `Article.images`) into those of the page. A first heading of
    level 1 equal to `headline` is dropped, for the page has it already. A paragraph that is one image becomes a
    `<figure>`, its title the caption.
    """
    html: str = _load(_TO_HTML)(article_text, image=image, link=link, headline=headline)
    return html


def portable(article_text: str, *, address: Callable[[str], str], clean: Callable[[str], str], headline: str) -> str:
    """The body of a Markdown article as Markdown for programs other than ours; front matter is left out.

    `address` turns addresses as written (decoded) into those of the other place; raw HTML is made harmless: a block by
    `clean`, tags among words by leaving those alone that only dress them. A first heading of level 1 equal to
    `headline` is dropped. What another Markdown program could run or take for a link to a script is text.
    """
    text: str = _load(_PORTABLE)(article_text, address=address, clean=clean, headline=headline)
    return text


def body(path: str, raw: str) -> str:
    """What stands behind the front matter in `raw`, the text of the Markdown file at `path`. Raises ArticleError for
    front matter without an end."""
    start: int = _load(_BOUNDS)(path, raw)[2]
    return raw[start:]
