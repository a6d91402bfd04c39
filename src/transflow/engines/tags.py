"""Inline tags and escapes on their way to a service and back.

The tags are sent as plain text, which most services carry along, if not always unharmed: `< b1 >`, `＜/b1＞`, `<B1>`
are mended; tags that are lost are not invented.
"""

import html
import re
from collections import Counter
from collections.abc import Callable

from transflow.article import TAG, escape, unescape

_LOOSE = re.compile(r"[<＜]\s*([/／]?)\s*([A-Za-z]+)\s?([0-9]+)\s*([/／]?)\s*[>＞]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")


def tags(text: str) -> Counter[str]:
    """The inline tags of a text, each with how often it stands there."""
    return Counter(found[0] for found in TAG.finditer(text))


def whole(answer: str, source: str) -> bool:
    """Whether `answer` holds the tags of `source`, no more and no fewer, none crossed with another."""
    if tags(answer) != tags(source):
        return False
    opened: list[str] = []
    for found in TAG.finditer(answer):
        name = found[2] + found[3]
        if not found[1] and not found[4]:
            opened.append(name)
        elif found[1] and (not opened or opened.pop() != name):
            return False
    return not opened


def stripped(source: str) -> str:
    """The plain text of a source: without its tags, and with what was escaped as it is."""
    return unescape(TAG.sub("", source))


def from_plain(answer: str, source: str) -> str:
    """The service's answer to a source sent as it is: tags mended, entities that the service put in taken out."""
    return _rebuilt(_decoded(answer, source), set(tags(source)), unescape)


def _rebuilt(answer: str, known: set[str], read: Callable[[str], str]) -> str:
    """`answer` with the `known` tags in our spelling and the text between them read, then escaped our way."""
    made, at = [], 0
    for found in _LOOSE.finditer(answer):
        tag = f"<{'/' if found[1] else ''}{found[2].lower()}{found[3]}{'/' if found[4] else ''}>"
        if tag in known:
            made += [escape(read(answer[at : found.start()])), tag]
            at = found.end()
    return "".join([*made, escape(read(answer[at:]))])


def _decoded(answer: str, source: str) -> str:
    """`answer` without the entities that `source` does not have: `&quot;`, `&#39;`, and those escaped twice."""
    for _round in range(2):
        plain = _ENTITY.sub(lambda found: found[0] if found[0] in source else html.unescape(found[0]), answer)
        if plain == answer:
            break
        answer = plain
    return answer
