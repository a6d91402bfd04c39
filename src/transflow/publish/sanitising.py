"""HTML of unknown origin made harmless: what a news article needs is kept, what runs or calls out is not.

A reader's browser must not be sent to another host by opening a page: images and frames of other sites become links.
"""

import re
from html import escape, unescape

_TAGS = frozenset(
    re.findall(
        r"\w+",
        """a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2
        h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup
        table tbody td tfoot th thead time tr u ul var wbr""",
    )
)
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "time": {"datetime"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "details": {"open"},
}
_ALIGN = re.compile(r"text-align:\s*(?:left|right|center)")
_LINKS_AND_IMAGES = re.compile(r"<(?:a\b[^>]*|/a|img\b[^>]*)>")  # nh3 writes `>` in attributes as an entity
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
_ALT = re.compile(r'\balt="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|//")
_EDGE = "".join(map(chr, range(0x21)))  # what browsers strip from an address: C0 controls and space (WHATWG URL, 4.4)
_DATETIME = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?)?")
_CLASS = re.compile(r"(?:footnote|language-)[\w-]*")  # others would be dressed, or hidden, by our style sheet
_OURS = frozenset({"content"})  # ids of the page itself
_SCOPES = ("row", "col", "rowgroup", "colgroup")
_ID = re.compile(r'\bid="([^"]*)"')


def clean(html: str) -> str:
    """`html` without scripts, handlers, styles, frames, dangerous addresses and images of other sites."""
    import nh3

    safe = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return _once(_own_images(re.sub(r"(?<=<)(/?)h1\b", r"\1h2", safe)))  # the headline is the page's only h1


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return value if _ALIGN.fullmatch(value.strip().rstrip(";")) else None
    if name == "class":
        return " ".join(one for one in value.split() if _CLASS.fullmatch(one)) or None
    if name == "id" and (not value or value in _OURS or any(char.isspace() for char in value)):
        return None
    if name == "datetime" and not _DATETIME.fullmatch(value):
        return None
    if (name == "dir" and value not in ("ltr", "rtl", "auto")) or (name == "scope" and value not in _SCOPES):
        return None
    if name in ("start", "value") and not re.fullmatch(r"-?[0-9]{1,9}", value):
        return None
    if name in ("width", "height", "colspan", "rowspan", "span") and not re.fullmatch(r"[1-9][0-9]{0,3}", value):
        return None
    if tag == "img" and name == "src" and not value.strip():
        return None
    return value


def _own_images(html: str) -> str:
    """An image beside the page stays; one of another site becomes a link to it; one without an address goes."""
    linked = False  # inside a link no other may stand: there an image of another site leaves its words alone

    def one(match: re.Match[str]) -> str:
        nonlocal linked
        if not match[0].startswith("<img"):
            linked = match[0] != "</a>"
            return match[0]
        source, alt = _SOURCE.search(match[0]), _ALT.search(match[0])
        if source is None:
            return alt[1] if alt else ""
        if elsewhere(unescape(source[1])):
            label = alt[1] if alt and alt[1] else escape(unescape(source[1]), quote=False)
            return label if linked else f'<a href="{source[1]}">{label}</a>'
        tag = match[0] if alt else match[0].replace("<img", '<img alt=""', 1)
        return tag.replace("<img", '<img loading="lazy"', 1)

    return _LINKS_AND_IMAGES.sub(one, html)


def elsewhere(address: str) -> bool:
    """Whether a browser would ask another host for `address`: it reads `\\` as `/`, and skips tabs and line breaks."""
    read = re.sub(r"[\t\n\r]", "", address.strip(_EDGE)).replace("\\", "/")
    return _ELSEWHERE.match(read) is not None


def _once(html: str) -> str:
    """An id names one place: a second one of the same name is dropped."""
    seen: set[str] = set()

    def kept(match: re.Match[str]) -> str:
        if match[1] in seen:
            return ""
        seen.add(match[1])
        return match[0]

    return re.sub(r"(?<=<)[^<>]*(?=>)", lambda tag: _ID.sub(kept, tag[0]), html)
