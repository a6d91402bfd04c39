"""Elements of Word's XML made, moved and read."""

from collections.abc import Iterable
from typing import Any

import lxml.etree

from transflow.interchange.parts import named, namespace

_SHORT = 60  # characters of a text that a report quotes


def element(near: Any, name: str, /, **attributes: str) -> Any:
    """A new element in the namespace of `near`, with its attributes in the same."""
    space = namespace(near)
    made = lxml.etree.Element(f"{{{space}}}{name}")
    for key, text in attributes.items():
        made.set(f"{{{space}}}{key}", text)
    return made


def text_run(near: Any, text: str) -> Any:
    """A new run of `text`."""
    made, inner = element(near, "r"), element(near, "t")
    inner.text = text
    inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(inner)
    return made


def remove(element: Any) -> None:
    """Takes `element` out, with all that is in it."""
    if element.getparent() is not None:
        element.getparent().remove(element)  # no tail: between Word's elements stands nothing


def unwrap(element: Any) -> None:
    """Puts what is in `element` in its place."""
    if element.getparent() is None:
        return
    for inner in list(element):
        element.addprevious(inner)
    remove(element)


def short(text: str) -> str:
    """`text` as it is quoted in a report."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHORT else f"{plain[: _SHORT - 1]}…"


def text_of(parts: Iterable[Any]) -> str:
    """The words below some elements."""
    return "".join(one.text or "" for part in parts for one in named(part, "t"))
