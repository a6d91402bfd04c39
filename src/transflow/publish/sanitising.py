"""HTML of unknown origin made harmless: what a news article needs is kept, what runs or calls out is not.

A reader's browser must not be sent to another host by opening a page: images and frames of other sites become links.
"""

import re
from html import escape, unescape

_TAGS = frozenset(
    re.findall(
        r"\w+",
        """a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3
        h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table
        tbody td tfoot th thead time tr u ul var wbr""",
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
_IMAGE = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
_ALT = re.compile(r'\balt="([^"]*)"')
_ELSEWHERE = re.compile(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.\-]*:|//|\\\\)")
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
    return _once(_IMAGE.sub(_own_image, safe))


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return value if _ALIGN.fullmatch(value.strip().rstrip(";")) else None
    if name in ("id", "datetime", "scope") and (not value or " " in value):
        return None
    if name in ("width", "height", "colspan", "rowspan", "span", "start", "value") and not value.lstrip("-").isdigit():
        return None
    if tag == "img" and name == "src" and not value.strip():
        return None
    return value


def _own_image(match: re.Match[str]) -> str:
    """An image beside the page stays; one of another site becomes a link to it; one without an address goes."""
    source = _SOURCE.search(match[0])
    alt = _ALT.search(match[0])
    if source is None:
        return alt[1] if alt else ""
    if _ELSEWHERE.match(unescape(source[1])):
        label = alt[1] if alt and alt[1] else escape(unescape(source[1]), quote=False)
        return f'<a href="{source[1]}">{label}</a>'
    tag = match[0] if alt else match[0].replace("<img", '<img alt=""', 1)
    return tag.replace("<img", '<img loading="lazy"', 1)


def _once(html: str) -> str:
    """An id names one place: a second one of the same name is dropped."""
    seen: set[str] = set()

    def kept(match: re.Match[str]) -> str:
        if match[1] in seen:
            return ""
        seen.add(match[1])
        return match[0]

    return re.sub(r"(?<=<)[^<>]*(?=>)", lambda tag: _ID.sub(kept, tag[0]), html)
