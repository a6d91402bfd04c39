"""A Markdown article's body as HTML5 (see `formats.to_html`)."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from transflow.formats import matter
from transflow.formats.inline import tight

_BARE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin, inline=False)


def parse(body: str) -> list[Token]:
    """The tokens of a body, as the one parser of articles sees them."""
    return _parser().parse(body, {})


def to_html(
    article_text: str,
    *,
    image: Callable[[str], str] | None = None,
    link: Callable[[str], str] | None = None,
    headline: str | None = None,
) -> str:
    """The body as HTML, unsanitised (see `formats.to_html`)."""
    body = article_text[matter.bounds("", article_text)[2] :]
    md, env = _parser(), dict[str, Any]()
    tokens = md.parse(body, env)
    if headline is not None:
        tokens = _without_headline(tokens, headline)
    for token in tokens:
        _tighten(token.children or [])
        for inner in token.children or ():
            if inner.type == "image" and image:
                inner.attrSet("src", image(str(inner.attrGet("src") or "")))
            elif inner.type == "link_open" and link:
                inner.attrSet("href", link(str(inner.attrGet("href") or "")))
    return str(md.renderer.render(_figures(md, tokens, env), md.options, env))


def _tighten(children: list[Token]) -> None:
    """Takes out the line breaks that mean nothing: between two Chinese characters a browser would show a space."""
    for number, token in enumerate(children):
        if token.type == "softbreak":
            before = next((one.content[-1] for one in reversed(children[:number]) if _solid(one)), "")
            after = next((one.content[0] for one in children[number + 1 :] if _solid(one)), "")
            if before and after and tight(before, after):
                token.type, token.content = "text", ""


def _solid(token: Token) -> bool:
    return bool(token.content) and token.type in ("text", "text_special", "code_inline", "image", "html_inline")


def _without_headline(tokens: list[Token], headline: str) -> list[Token]:
    number = _headline(tokens, headline)
    return tokens if number is None else tokens[:number] + tokens[number + 3 :]


def headline_lines(tokens: list[Token], headline: str) -> list[int] | None:
    """The lines (first, one after the last) of a first heading that only repeats the headline; None without one."""
    number = _headline(tokens, headline)
    return None if number is None else tokens[number].map


def _headline(tokens: list[Token], headline: str) -> int | None:
    """Which token opens it."""
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            inner = tokens[number + 1].children or ()
            words = "".join(one.content for one in inner if one.type in ("text", "code_inline"))
            return number if token.tag == "h1" and words.strip() == headline.strip() else None
    return None


def _figures(md: MarkdownIt, tokens: Sequence[Token], env: dict[str, Any]) -> list[Token]:
    """A paragraph that is one image (or an image and what is written under it, line by line) becomes a figure."""
    found: list[Token] = []
    number = 0
    while number < len(tokens):
        alone = _lone_image(tokens, number)
        if alone is None:
            found.append(tokens[number])
            number += 1
            continue
        picture = alone
        title = str(picture.attrs.pop("title", "") or "")
        caption = f"<figcaption>{escape(title, quote=False)}</figcaption>" if title else ""
        made = Token("html_block", "", 0)
        made.content = f"<figure>{md.renderer.render([_inline(picture)], md.options, env)}{caption}</figure>\n"
        found.append(made)
        number += 3
    return found


def _lone_image(tokens: Sequence[Token], number: int) -> Token | None:
    """The image that is all of the paragraph at `number` (in a line of a list: if it has a caption to be shown)."""
    if tokens[number].type != "paragraph_open":
        return None
    inner = [one for one in tokens[number + 1].children or () if one.type != "text" or one.content.strip()]
    if len(inner) != 1 or inner[0].type != "image" or (tokens[number].hidden and not inner[0].attrGet("title")):
        return None
    return inner[0]


def _inline(picture: Token) -> Token:
    token = Token("inline", "", 0)
    token.children = [picture]
    return token
