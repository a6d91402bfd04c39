"""Passages in the other language marked with theirs, so that a reader's browser and screen reader take the right font
and voice (WCAG 2.2, 3.1.2 Language of Parts)."""

import re

from transflow import language
from transflow.script import HAN

_TAG = re.compile(r"(<[^>]*>)")  # nh3 and Jinja write `>` in attributes as an entity
_HAN = re.compile(rf"(?:{HAN.pattern}|[，。、；：！？“”‘’《》〈〉（）「」『』…—·](?={HAN.pattern}))+[》」』）]?")
# A passage of two words or more: names and abbreviations are read in a Chinese sentence as they stand.
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:,? (?:&amp; )?[A-Za-z][A-Za-z'’-]*)+")


def marked(html: str, locale: str) -> str:
    """`html` (a text whose `<`, `>` and `&` are markup) with passages of the other language in `<span lang>`."""
    pattern, other = (_LATIN, "en") if language.is_chinese(locale) else (_HAN, "zh")
    if not pattern.search(html):
        return html
    parts = _TAG.split(html)
    quiet = 0  # inside code, and inside what has a language of its own, nothing is marked
    for number, part in enumerate(parts):
        if not part.startswith("<"):
            if not quiet:
                parts[number] = pattern.sub(lambda found: f'<span lang="{other}">{found[0]}</span>', part)
        elif re.match(r"</?(?:code|pre|kbd|samp)\b", part):
            quiet += -1 if part.startswith("</") else 1
    return "".join(parts)
