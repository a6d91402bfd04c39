"""A feed as a file (RSS 2.0 and 1.0, Atom): each entry is an article."""

import datetime as dt
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

import lxml.etree

from transflow.errors import ArticleError
from transflow.intake import news, page, phrases
from transflow.intake.options import Options
from transflow.interchange import parts
from transflow.interface import gettext as _
from transflow.manuscript import Manuscript, changed
from transflow.script import has_text

_MOST = 1_000  # entries: a feed has some twenty, an export a few hundred
_CONTENT = ("{http://purl.org/rss/1.0/modules/content/}encoded", "content", "description", "summary")


def read(data: bytes, name: str, options: Options) -> list[Manuscript]:
    """The articles of the feed `data`; `name` is its file's, for messages. Raises ArticleError for a file that is none.

    Nothing that it names is fetched: an entry that has only a standfirst is an article of that.
    """
    root = parts.xml(data, name)
    entries = [one for one in root.iter() if isinstance(one.tag, str) and parts.local(one) in ("item", "entry")]
    if parts.local(root) not in ("rss", "feed", "RDF") or not entries:
        raise ArticleError(
            name,
            _("this is no feed with entries in it"),
            remedy=_("an RSS or Atom file is wanted; save a page as .html"),
        )
    if len(entries) > _MOST:
        raise ArticleError(
            name, _("the feed has {n} entries, more than the {most} that are taken at once").format(
                n=len(entries), most=_MOST),
            remedy=_("make several files of it"),
        )  # fmt: skip
    language = next(
        (one.text or "" for one in root.iter() if isinstance(one.tag, str) and parts.local(one) == "language"), ""
    )
    language = language or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    found = [one for one in (_entry(entry, language.strip(), options) for entry in entries) if one is not None]
    if not found:
        raise ArticleError(name, _("there is no text in this file"), remedy=_("look whether it is the right file"))
    return found


def _entry(entry: Any, language: str, options: Options) -> Manuscript | None:
    said: dict[str, list[Any]] = {}
    for child in entry:
        if isinstance(child.tag, str):
            said.setdefault(child.tag if child.tag == _CONTENT[0] else parts.local(child), []).append(child)
    link = _link(said.get("link", ()))
    html, summary = _texts(said)
    read = page.fragment(html, link)
    meta: dict[str, str | tuple[str, ...]] = {}
    values = {
        "title": _first(said, "title"), "date": _date(_first(said, "pubDate", "published", "date", "updated"), options),
        "summary": summary, "byline": _first(said, "creator", "author"), "lang": language,
    }  # fmt: skip
    meta.update({key: value for key, value in values.items() if value})
    tags = tuple(
        dict.fromkeys(" ".join((one.get("term") or one.text or "").split()) for one in said.get("category", ()))
    )
    if any(tags):
        meta["tags"] = tuple(one for one in tags if one)[:10]
    if link:
        meta["origin"] = link
    if not read.blocks and not values["title"]:
        return None
    manuscript = Manuscript(read.blocks, meta, read.notes, changes=read.changes, base=link)
    pictures = [one.get("url") for one in said.get("enclosure", ()) if (one.get("type") or "").startswith("image/")]
    if pictures:
        told = _("the picture {address} is another site’s and was not fetched: put it beside the article and name it")
        manuscript = news.with_change(manuscript, *(changed(told.format(address=one)) for one in pictures if one))
    return news.shaped(manuscript)


def _texts(said: Mapping[str, list[Any]]) -> tuple[str, str]:
    """The HTML of an entry's text, and its standfirst where it has both."""
    found = [_html(said[name][0]) for name in _CONTENT if name in said]
    found = [one for one in found if has_text(re.sub("<[^>]*>", "", one))]
    if not found:
        return "", ""
    summary = " ".join(unescape(re.sub("<[^>]*>", " ", found[1])).split()) if len(found) > 1 else ""
    return found[0], summary if len(summary) <= 300 else ""


def _html(element: Any) -> str:
    if len(element):  # XHTML written out (Atom's `type="xhtml"`)
        text = lxml.etree.tostring(element, encoding="unicode", method="html", with_tail=False)
        return re.sub(r"</?(?:\w+:)?(?:content|summary|description)\b[^>]*>", "", text)
    text = element.text or ""
    if (element.get("type") or "html") == "text":
        return "".join(f"<p>{line}</p>" for line in text.replace("&", "&amp;").replace("<", "&lt;").split("\n") if line)
    return text


def _first(said: Mapping[str, list[Any]], *names: str) -> str:
    for name in names:
        for one in said.get(name, ()):
            text = " ".join(unescape("".join(one.itertext())).split())
            if text:
                return re.sub("<[^>]*>", "", text)
    return ""


def _link(links: list[Any] | tuple[()]) -> str:
    found = [(one.get("rel") or "alternate", (one.get("href") or one.text or "").strip()) for one in links]
    return next((address for rel, address in found if rel == "alternate" and re.match("https?://", address)), "")


def _date(text: str, options: Options) -> str:
    """RFC 3339 (Atom) or RFC 822 (RSS) as the front matter writes it; what is neither, if it is a date at all."""
    for parse in (dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            return options.date(parse(text))
        except (ValueError, IndexError, TypeError):
            continue
    return phrases.date(text) or ""
