"""What of a page is the article and what is the site: by how much reads as sentences, and by names of elements."""

import re
from typing import Any

# Not the article: what a class, an id or a role says of an element.
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|share|sharing|social|bdshare\w*|sidebar|aside|"
    r"related|recommend\w*|comments?|pagination|pager|footer|copyright|toolbar|print|login|search|qrcode|advert\w*|ads?|banner|"
    r"subscribe|newsletter|cookie|popup|modal|foot|top|bottom|links?|tags?|keywords|friendlink\w*|copy|position|dqwz|weizhi|fenxiang|zebian|"
    r"editor-?name|xgxw|prev-?next|toplink)(?:$|[-_ ])",
    re.IGNORECASE,
)
_HARD = ("nav", "footer", "aside", "button", "dialog")
_WORDLESS = ("script", "style", "a", "option", "noscript", "title")
_ROLES = ("navigation", "search", "complementary", "contentinfo", "dialog", "banner")
_ROAD = re.compile(r"(?:您?当前(?:的)?位置|现在位置|You are here|Home)\s*[：:>»/]|(?:首页|Home)\s*[>»＞›/]")
_BUTTONS = re.compile(
    r"(?:[\s：:|丨【】\[\]]*(?:打印(?:本[页文]|正文)?|关闭(?:窗口|本页)?|加入收藏|收藏(?:本[页文])?|返回(?:顶部|首页|列表|上一页)|分享|扫一扫|字[体号]|"
    r"[大中小]|Share|Print|Email|Tweet|Back to top))+[\s：:|丨【】\[\]]*"
    r"|(?:上一[篇条]|下一[篇条]|Previous|Next)\s*[：:].*|分享(?:到|至)\s*[：:].{0,40}"
    r"|.{0,40}(?:版权所有|All rights reserved|ICP备).{0,80}"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
LEAST = 0.25  # of the text of a page, that nothing has which is not the article


class Measured:
    """How much of a page reads as sentences, element by element, and which elements are not the article.

    What is called by the name of a menu is none if it holds a quarter of the text: names lie, text does not.
    """

    def __init__(self, page: Any) -> None:
        self._elements = [one for one in page.iter() if isinstance(one.tag, str)]
        whole = self._summed(frozenset())
        self.furniture = frozenset(
            one for one in self._elements
            if one is not page and (_is_hard(one) or (_is_named(one) and whole[one] < LEAST * whole[page]))
        )  # fmt: skip
        self._lengths = self._summed(self.furniture)

    def __getitem__(self, element: Any) -> int:
        return self._lengths.get(element, 0)

    def _summed(self, left_out: frozenset[Any]) -> dict[Any, int]:
        lengths = {one: 0 if one.tag in _WORDLESS else _sentence(one.text) for one in self._elements}
        for one in reversed(self._elements):
            parent = one.getparent()
            if parent in lengths:
                lengths[parent] += _sentence(one.tail) + (0 if one in left_out else lengths[one])
        return lengths


def brief(element: Any, most: int) -> str:
    """What `element` says, a space between its parts; "" if that is more than `most` characters."""
    parts: list[str] = []
    size = 0
    for text in element.itertext():
        words = text.split()
        size += sum(map(len, words))
        if size > most:
            return ""
        parts += words
    return " ".join(parts)


def _sentence(text: str | None) -> int:
    """The length of `text` if it reads as a sentence: long enough, with a full stop or comma."""
    return len(text) if text and len(text) > 10 and re.search("[，。；？！,.;?!]", text) else 0


def _is_hard(element: Any) -> bool:
    return element.tag in _HARD or element.get("role") in _ROLES or _is_hidden(element) or _is_button(element)


def _is_named(element: Any) -> bool:
    if element.tag == "form":
        return True
    if element.tag in ("p", "img", "a", "strong", "em", "b", "i", "td", "tr", "tbody", "article", "main"):
        return False
    return bool(_FURNITURE.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_button(element: Any) -> bool:
    """Whether all that `element` says is a way to other pages, or `[责编：…]` in an element of its own."""
    if element.tag == "time" and element.get("datetime") and element.getparent().tag not in ("p", "li", "td", "span"):
        return True  # it is in the front matter
    if element.tag not in ("p", "div", "span", "ul", "td", "h5", "h6"):
        return False
    text = brief(element, 120)
    if not text or next(element.iter("img"), None) is not None:
        return False
    if element.tag in ("div", "p", "td") and _ROAD.match(text):
        return True
    return bool(_BUTTONS.fullmatch(text)) and len(text) > 1
