"""A web page of a news site: its article, without the site around it.

First the selectors that the newsroom has for this site; where there are none, what pages say of themselves (metadata,
`<article>`, the names that content management systems give to their text), and at last where most of the text is.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
from cssselect import SelectorError
from lxml.cssselect import CSSSelector

from transflow.errors import ArticleError, SettingsError
from transflow.intake import footnotes, markup, news, phrases
from transflow.intake.encoding import decoded
from transflow.intake.measuring import LEAST, Measured, brief
from transflow.intake.options import Options
from transflow.interface import gettext as _
from transflow.manuscript import Block, Change, Manuscript, changed, dropped, images, words
from transflow.script import has_text
from transflow.settings.sites import Site

# The text of an article, by content management system: WebPlus, Boda, TRS, government sites, WordPress, WeChat, …
_BODIES = (
    "[itemprop~=articleBody]", ".wp_articlecontent", "#vsb_content", "[id^=vsb_content]", ".v_news_content",
    ".TRS_Editor",
    "#UCAP-CONTENT", ".pages_content", "#zoom", "#js_content", ".entry-content", ".article-content", ".article_content",
    ".article-body", ".article__body", ".post-content", ".rm_txt_con", "#detailContent", "#artibody", ".main-article",
    ".news-content", ".news_content", ".field--name-body", "article",
)  # fmt: skip
_FRAMES = ("div", "section", "main", "article", "center", "form", "table", "tbody", "tr", "td")
_META = {
    "title": ("og:title", "twitter:title", "ArticleTitle"),
    "date": ("article:published_time", "datePublished", "PubDate", "pubdate", "publishdate", "date", "dc.date"),
    "byline": ("author", "article:author", "byl"),
    "source": ("ContentSource", "source"),
    "summary": ("og:description", "description", "Description"),
    "tags": ("news_keywords",),
}
_SAVED = re.compile(rb"<!-- saved from url=\(\d+\)(\S+) -->")
_SUFFIX = re.compile(r"\s*(?:[-_|–—·]|--|_)\s*[^-_|–—]{2,30}$")
_MOST = 0.8  # of the text of a page, that an element must hold to be the article


def read(data: bytes, name: str, options: Options) -> list[Manuscript]:
    """The article of the page `data`; `name` is its file's, for messages. Raises ArticleError where there is none,
    SettingsError for a selector that is none."""
    text, changes = decoded(data, name, options.encoding, markup=True)
    root = _parsed(text, name)
    address = _address(root, data)
    reading = markup.Reading(base=address, notes=footnotes.found_in(root), changes=changes)
    site = _site(root, address, options.sites)
    meta = _metadata(root, site)
    body = _selected(root, site, "body") if site else None
    measured = Measured(root.find("body"))
    if body is None:
        if site and "body" in site.parts:
            reading.change(
                changed(_("the selector intake.sites.“{host}”.body finds nothing here").format(host=site.host))
            )
        body = _body(root, measured)
    title = next((one for one in root.iter("h1") if has_text(one.text_content())), None)
    outside = _outside(root, body, title)
    _cleared(body, site, reading, measured)
    blocks = markup.blocks(body, reading)
    if not has_text(words(blocks)) and not any(True for _one in images(Manuscript(blocks))):
        raise ArticleError(
            name, _("there is no article on this page that could be found"),
            remedy=_('say where it is in transflow.toml: [intake.sites."HOST"] body = "CSS selector"'),
        )  # fmt: skip
    for key, value in outside.items():
        meta.setdefault(key, value)
    if _repeats(str(meta.get("summary", "")), blocks):  # a system that knows no standfirst gives the first sentences
        del meta["summary"]
    if body is not root.find("body"):
        reading.change(dropped(_("what stands on the page around the article: menus, lists, foot")))
    found = Manuscript(blocks, meta, markup.notes(reading), changes=tuple(reading.changes), base=address)
    return [news.shaped(found)]


def _repeats(summary: str, blocks: Sequence[Block]) -> bool:
    bare = re.sub(r"[\W_]+", "", summary)
    whole = [re.sub(r"[\W_]+", "", words((block,))) for block in blocks]
    return bool(bare) and bare not in whole[:5] and bare[:40] in "".join(whole)


def fragment(html: str, base: str) -> Manuscript:
    """The article of a piece of HTML (an entry of a feed)."""
    root = _parsed(f"<html><body>{html}</body></html>", base)
    reading = markup.Reading(base=base, notes=footnotes.found_in(root))
    body = root.find("body")
    _cleared(body, None, reading, Measured(body))
    return Manuscript(
        markup.blocks(body, reading), {}, markup.notes(reading), changes=tuple(reading.changes), base=base
    )


def _parsed(text: str, name: str) -> Any:
    # `huge_tree` is off: libxml2 refuses what is deeper than 256 elements or larger than 10 MB in one text.
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, encoding="utf-8")
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
        raise ArticleError(
            name, _("this is no page that could be read"), remedy=_("open it in a browser and save it again")
        ) from error
    if any("depth" in one.message for one in parser.error_log):  # it has left out what stands deeper
        raise ArticleError(
            name, _("elements stand too deep in one another"), remedy=_("open it in a browser and save it again")
        )
    if root.find("body") is None:
        raise ArticleError(
            name, _("there is no article on this page that could be found"),
            remedy=_("open it in a browser and save it again"),
        )  # fmt: skip
    return root


def _address(root: Any, data: bytes) -> str:
    """The page's own address, where it or the browser that saved it says one."""
    found = [
        *(one.get("href") for one in root.iter("base")),
        *(one.get("href") for one in root.iter("link") if (one.get("rel") or "").lower() == "canonical"),
        *(one.get("content") for one in root.iter("meta") if one.get("property") == "og:url"),
        *(match[1].decode("ascii", "replace") for match in _SAVED.finditer(data[:2000])),
    ]
    return next((one for one in found if one and re.match("https?://", one)), "")


# ── where things stand ──────────────────────────────────────────────────────────────────────────────────────────────
def _site(root: Any, address: str, sites: Mapping[str, Site]) -> Site | None:
    """The rules for this page: those of its host, else of the only site all of whose rules find something."""
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        host = ""
    for suffix in (host, host.partition(".")[2]):
        if suffix in sites:
            return sites[suffix]
    if host:
        return None
    fitting = [
        one for one in sites.values()
        if "body" in one.parts
        and all(_selected(root, one, key) is not None for key in ("body", "title") if key in one.parts)
    ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


def _select(root: Any, selector: str, where: str) -> list[Any]:
    try:
        return [one for one in CSSSelector(selector, translator="html")(root) if isinstance(one.tag, str)]
    except SelectorError as error:
        raise SettingsError(
            "transflow.toml", _("{key}: {value} will not do").format(key=where, value=repr(selector)), remedy=str(error)
        ) from error


def _selected(root: Any, site: Site, key: str) -> Any:
    selector = site.parts.get(key)
    return next(iter(_select(root, selector, f"intake.sites.{site.host}.{key}")), None) if selector else None


def _metadata(root: Any, site: Site | None) -> dict[str, str | tuple[str, ...]]:
    found: dict[str, str | tuple[str, ...]] = {}
    said = {
        (one.get("property") or one.get("name") or one.get("itemprop") or ""): (one.get("content") or "").strip()
        for one in reversed(list(root.iter("meta")))
    }
    for key, names in _META.items():
        value = next((said[name] for name in names if said.get(name)), "")
        if key == "date":
            value = phrases.date(value) or ""
        if key == "tags":
            tags = tuple(one.strip() for one in re.split("[,，;；、]", value) if one.strip())
            if 0 < len(tags) <= 10:
                found[key] = tags
        elif value:
            found[key] = " ".join(value.split())
    headline = next((_plain(one) for one in root.iter("h1") if has_text(_plain(one))), "")
    named = next((_plain(one) for one in root.iter("title") if has_text(_plain(one))), "")
    if headline or named or "title" in found:
        found["title"] = headline or str(found.get("title", "")) or named
        found["title"] = headline or _without_site(str(found["title"]), named)
    if "date" not in found:
        times = (phrases.date(one.get("datetime") or "") for one in root.iter("time"))
        if when := next(filter(None, times), None):
            found["date"] = when
    for key in site.parts if site else ():
        element = _selected(root, site, key) if site and key != "body" else None
        if element is not None and has_text(_plain(element)):
            value = phrases.date(_plain(element)) if key == "date" else _plain(element)
            if value:
                found[key] = value
    if lang := root.get("lang"):
        found["lang"] = lang
    return found


def _without_site(title: str, named: str) -> str:
    """A page's title without the name of the site behind it."""
    bare = title
    while (shorter := _SUFFIX.sub("", bare)) != bare and len(shorter) >= 4:
        bare = shorter
    return bare if title == named or title.startswith(bare) else title


def _plain(element: Any) -> str:
    return " ".join(element.text_content().split())


def _body(root: Any, measured: Measured) -> Any:
    """The element that holds the article: by what it is called, else the deepest with nearly all of the sentences."""
    page = root.find("body")
    total = measured[page]
    for selector in _BODIES:
        found = [one for one in _select(page, selector, "") if measured[one]]
        if len(found) == 1 and (measured[found[0]] >= total * LEAST or selector != "article"):
            return found[0]
    best = page
    while True:
        inner = [child for child in best if isinstance(child.tag, str) and child not in measured.furniture]
        whole = [one for one in inner if measured[one] >= _MOST * total]
        # Paragraphs that are children of one element belong together: it is the article, not the longest of them.
        if len(whole) != 1 or whole[0].tag not in _FRAMES:
            return best
        best = whole[0]


def _outside(root: Any, body: Any, title: Any) -> dict[str, str]:
    """What the lines around the headline say of date, source and author, where they stand outside the text."""
    inside = set(body.iter())
    near = list(title.getparent().iter()) if title is not None and title.getparent() is not None else []
    around = [
        *near,
        *(
            one
            for one in root.iter("time", "span", "div", "p", "td", "li", "h5", "h6")
            if len(one.text_content()) < 200
        ),
    ]
    found: dict[str, str] = {}
    for one in around:
        if one in inside or not isinstance(one.tag, str) or one.tag in ("script", "style", "html", "body", "head"):
            continue
        text = brief(one, 200)
        if not text or one is title:
            continue
        stamp = one.get("datetime") if one.tag == "time" else None
        if stamp or phrases.information(text) or re.fullmatch(r"[\d\s:年月日/.-]{8,25}", text):
            if when := phrases.date(stamp or text):
                found.setdefault("date", when)
            if origin := phrases.source(text):
                found.setdefault("source", origin)
        if writer := phrases.byline(text):
            found.setdefault("byline", writer)
    return found


# ── what is not the article ─────────────────────────────────────────────────────────────────────────────────────────
def _cleared(body: Any, site: Site | None, reading: markup.Reading, measured: Measured) -> None:
    """Takes out of `body` what is the site's and not the article's, and says what of it had words."""
    unwanted: list[Any] = []
    for number, selector in enumerate(site.drop if site else ()):
        unwanted += _select(body, selector, f"intake.sites.{site.host if site else ''}.drop.{number}")
    unwanted += [one for one in body.iter() if one in measured.furniture]
    gone: set[Any] = set()
    for one in unwanted:
        if one is body or any(parent in gone for parent in one.iterancestors()) or one in gone:
            continue
        gone.add(one)
        said = _plain(one)
        if has_text(said):
            reading.change(_told(said))
    for one in gone:
        one.drop_tree()


def _told(said: str) -> Change:
    return dropped(_("the site’s own “{text}”").format(text=said if len(said) <= 50 else f"{said[:49]}…"))
