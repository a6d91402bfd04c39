"""Front matter with more in it than an article has (see `formats.placed`)."""

from collections.abc import Sequence
from dataclasses import replace

from transflow.article import Article
from transflow.formats import matter
from transflow.formats.placings import Front
from transflow.formats.scalars import encode


def with_front(article: Article, front: Front) -> str:
    """The raw text of `article` with these keys in its front matter; a list gets more items."""
    raw = article.raw
    for key, value in front.items():
        present = replace(article, raw=raw)
        raw = matter.set_meta(present, key, value) if isinstance(value, str) else _with_items(present, key, value)
    return raw


def _with_items(article: Article, key: str, more: Sequence[str]) -> str:
    """The raw text of `article` with these words at the end of the list `key`."""
    raw = article.raw
    front = matter.read(article.path, raw)
    entry = next((one for one in front.entries if one.key == key), None)
    items = [one for one in front.values if one.key.split(".")[0] == key]
    if entry is not None and items and items[-1].sequence is not None:
        last = items[-1]
        if last.flow or front.flow:
            return raw[: last.end] + "".join(f", {encode(one, flow=True)}" for one in more) + raw[last.end :]
        line = raw.rfind("\n", 0, last.start) + 1
        dash = raw[line : last.start]
        newline = "\r\n" if "\r\n" in raw else "\n"
        return raw[: last.end] + "".join(f"{newline}{dash}{encode(one)}" for one in more) + raw[last.end :]
    words = [*(one.text for one in items), *more]
    value = f"[{', '.join(encode(one, flow=True) for one in words)}]"
    if entry is not None:
        end = entry.start + len(raw[entry.start : entry.end].rstrip("\r\n"))
        return raw[: entry.start] + f"{' ' * front.column}{key}: {value}" + raw[end:]
    holder = "\ue000"  # set_meta writes a text; the list is put in its place
    text = matter.set_meta(article, key, holder)
    at = text.index(encode(holder))
    return text[:at] + value + text[at + len(encode(holder)) :]
