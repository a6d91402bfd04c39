"""Links from an article to its neighbours on the site: none leads to a page that is not there.

What is published keeps them all; a page is printed with those that lead somewhere, and printed again when one more does
(`bringing`).
"""

import re
from collections.abc import Callable

_REST = r'(?:[^>"]|"[^"]*")*?'
_LINK = re.compile(rf'<a\b{_REST}\shref="\.\./([^"/#?.][^"/#?]*)/(?:#[^"]*)?"{_REST}>(.*?)</a>', re.DOTALL)


def named(body: str) -> tuple[str, ...]:
    """The addresses (slugs) of the articles to which a clean body links, each once, in order."""
    return tuple(dict.fromkeys(found[1] for found in _LINK.finditer(body)))


def linked(body: str, there: Callable[[str], bool]) -> str:
    """The body with its links to those neighbours that are `there`, and the words alone of the others."""
    return _LINK.sub(lambda found: found[0] if there(found[1]) else found[2], body)
