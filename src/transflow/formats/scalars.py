"""YAML scalars: one string written so that it reads back exactly, in the style its editor chose where that can be."""

import re
from functools import cache

import yaml

_UNPRINTABLE = re.compile("[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_NEEDS_ESCAPE = re.compile(rf'["\\\t]|{_UNPRINTABLE.pattern}')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
STRING_TAG = "tag:yaml.org,2002:str"


@cache
def loader() -> type[yaml.SafeLoader]:
    """The loader to read with: libyaml's where it is compiled in (ten times faster), else Python's."""
    fast: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return fast


def encode(text: str, style: str | None = None, *, flow: bool = False, typed: bool = False) -> str:
    """`text` as a YAML scalar on one line.

    `style` is the mark of the scalar it replaces: a quotation mark is kept where `text` allows, otherwise the text
    stands bare if it can. `flow` says that it stands inside `[…]`; `typed` that it may read as another type (a date).
    """
    printable = not _UNPRINTABLE.search(text)
    if style not in ("'", '"') and printable and _reads_back(text, flow=flow, typed=typed):
        return text
    if style != '"' and printable and "\t" not in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + _NEEDS_ESCAPE.sub(_escaped, text) + '"'


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def _reads_back(text: str, *, flow: bool, typed: bool) -> bool:
    """Whether `text`, written bare, reads as itself."""
    try:
        node = yaml.compose(f"[{text}]" if flow else f"k: {text}\n", loader())
    except yaml.YAMLError:
        return False
    if not isinstance(node, yaml.CollectionNode):
        return False
    values = node.value if isinstance(node, yaml.SequenceNode) else [value for _key, value in node.value]
    return (
        len(values) == 1 and isinstance(values[0], yaml.ScalarNode) and values[0].value == text
        and not values[0].style and values[0].start_mark.index == (1 if flow else 3)
        and (typed or values[0].tag == STRING_TAG)
    )  # fmt: skip
