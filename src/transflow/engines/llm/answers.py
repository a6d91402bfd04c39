"""Reading what a model sent: the JSON in it, whatever stands around, and for each segment the text that is tied to it.

An answer belongs to a segment only if it says so twice: by its id, and by the first words of the source, copied. Models
that slip by one sentence, or mix two up, keep the ids in order.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from transflow.engines import tags
from transflow.engines.trouble import Blow
from transflow.interface import gettext as _

START = 4  # letters of the source that an answer must begin with, at the least
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_TWICE = object()  # stands for a member that an object has twice: nobody knows which is meant


def schema(ids: Iterable[str]) -> dict[str, Any]:
    """The JSON schema of the answer to these ids, within what strict modes allow: every member required, no others."""
    item = {
        "type": "object",
        "properties": {"source_start": {"type": "string"}, "target": {"type": "string"}},
        "required": ["source_start", "target"],
        "additionalProperties": False,
    }
    names = list(ids)
    return {
        "type": "object",
        "properties": dict.fromkeys(names, item),
        "required": names,
        "additionalProperties": False,
    }


def read(content: str, sources: Mapping[str, str]) -> dict[str, str | Blow]:
    """What an answer holds for each id of `sources`: the target as it was written, or why there is none.

    Ids that nobody asked for are passed over.
    """
    found = _object(_THOUGHT.sub("", content), sources)
    if found is None:
        return dict.fromkeys(sources, unreadable())
    return {ident: _item(found.get(ident), ident, sources) for ident in sources}


def _item(item: object, ident: str, sources: Mapping[str, str]) -> str | Blow:
    if item is None:
        return Blow(_("the answer leaves this segment out"), shaky=True)
    if item is _TWICE:
        return Blow(_("the answer holds this segment twice"))
    if isinstance(item, str) and len(sources) == 1:  # there is nothing to mix it up with
        return item
    if not isinstance(item, dict) or not isinstance(item.get("target"), str):
        return unreadable()
    target: str = item["target"]
    start = item.get("source_start")
    if len(sources) == 1 or (isinstance(start, str) and _begins(start, ident, sources)):
        return target
    return Blow(_("the answer does not say of which segment it is, or names another"))


def _begins(start: str, ident: str, sources: Mapping[str, str]) -> bool:
    """Whether `start` begins the source of `ident`, and is long enough to tell it from the others."""
    said, own = _letters(start), _letters(sources[ident])
    shared = max((_common(own, _letters(text)) for other, text in sources.items() if other != ident), default=0)
    return _common(said, own) >= min(len(own), max(START, shared + 1))


def _letters(text: str) -> str:
    """Letters and digits alone, in one width and case: what is left of a text that was copied carelessly."""
    plain = unicodedata.normalize("NFKC", tags.stripped(text)).casefold()
    return "".join(char for char in plain if char.isalnum())


def _common(one: str, two: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _both in takewhile(lambda both: both[0] == both[1], zip(one, two, strict=False)))


def _object(content: str, sources: Mapping[str, str]) -> dict[str, Any] | None:
    """The first JSON object in `content` that has one of the ids, itself or as its only member; an empty one, where
    there are others only."""
    decoder = json.JSONDecoder(object_pairs_hook=_members)
    at = content.find("{")
    other: dict[str, Any] | None = None
    while at >= 0:
        try:
            value, end = decoder.raw_decode(content, at)
        except (ValueError, RecursionError):
            at = content.find("{", at + 1)
            continue
        for inner in (value, *(value.values() if len(value) == 1 else ())):
            if isinstance(inner, dict) and inner.keys() & sources.keys():
                return inner
        at, other = content.find("{", end), {}
    return other


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        made[name] = _TWICE if name in made else value
    return made


def unreadable() -> Blow:
    """There is an answer, and no JSON in it that says anything of the segment."""
    return Blow(_("the answer is not the JSON that was asked for"), shaky=True)
