"""The keys of the front matter that mean something here, read and checked; everything else is kept as `extra`."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import yaml

from transflow.article import ADAPTED, Meta
from transflow.errors import ArticleError, LanguageError
from transflow.formats.inline import one_line
from transflow.interface import gettext as _
from transflow.language import parse
from transflow.slug import SLUG

_SEGMENTATIONS = ("sentence", "paragraph")
_YAML = "tag:yaml.org,2002:"


def read_meta(path: str, source: yaml.SafeLoader, node: yaml.MappingNode | None, default_lang: str | None) -> Meta:
    """The front matter in `node`. Raises ArticleError for a repeated key, a wrong type, date, language or mode."""
    known: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    lines: dict[str, int] = {}
    if node is not None:
        _no_twins(path, node, set())
    for key, value in node.value if node is not None else ():
        if not isinstance(key, yaml.ScalarNode):
            raise _wrong(path, key, "?", _("a key must be a word"))
        lines[key.value] = key.start_mark.line + 2
        reader = _READERS.get(key.value)
        if reader is None:
            extra[key.value] = _anything(path, key.value, value, source)
        else:
            known[key.value] = reader(path, key.value, value, source)
    if known.get("lang") is None and default_lang is not None:
        known["lang"] = parse(default_lang)
    return Meta(**known, extra=extra, lines=lines)


def _no_twins(path: str, node: yaml.Node, seen: set[int]) -> None:
    """Raise ArticleError if some mapping says one key twice: YAML would silently keep the last."""
    if id(node) in seen or not isinstance(node, yaml.CollectionNode):
        return
    seen.add(id(node))
    keys: set[str] = set()
    for child in node.value:
        for one in child if isinstance(child, tuple) else (child,):
            _no_twins(path, one, seen)
        if isinstance(child, tuple) and isinstance(child[0], yaml.ScalarNode):
            if child[0].value in keys:
                raise ArticleError(
                    f"{path}:{child[0].start_mark.line + 2}",
                    _("the key `{key}` is written twice").format(key=child[0].value),
                    remedy=_("take one of the two out"),
                )
            keys.add(child[0].value)


def _wrong(path: str, node: yaml.Node, key: str, wanted: str) -> ArticleError:
    return ArticleError(
        f"{path}:{node.start_mark.line + 2}", _("the value of `{key}` is not what it should be").format(key=key),
        remedy=wanted,
    )  # fmt: skip


def _anything(path: str, key: str, node: yaml.Node, source: yaml.SafeLoader) -> Any:
    try:
        return source.construct_object(node, deep=True)
    except (ValueError, TypeError) as error:
        raise _wrong(path, node, key, _("put the value between quotation marks")) from error


def _is_null(node: yaml.Node) -> bool:
    return node.tag == f"{_YAML}null"


def _text(path: str, key: str, node: yaml.Node, source: yaml.SafeLoader) -> str | None:
    """A line of text; a bare number, date or `yes` is the text it looks like."""
    if not isinstance(node, yaml.ScalarNode):
        raise _wrong(path, node, key, _("write one line of text"))
    return None if _is_null(node) else one_line(node.value.strip())


def _reason(path: str, key: str, node: yaml.Node, source: yaml.SafeLoader) -> str | None:
    """A decision's reason; `false` is none."""
    text = _text(path, key, node, source)
    return None if node.tag == f"{_YAML}bool" and not _anything(path, key, node, source) else text


def _texts(path: str, key: str, node: yaml.Node, source: yaml.SafeLoader) -> tuple[str, ...]:
    """A list of lines; one line alone is a list of one."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found = [_text(path, key, one, source) for one in nodes]
    return tuple(one for one in found if one)


def _language(path: str, key: str, node: yaml.Node, source: yaml.SafeLoader) -> str | None:
    text = _text(path, key, node, source)
    return None if text is None else _parsed(path, node, text)


def _languages(path: str, key: str, node: yaml.Node, source: yaml.SafeLoader) -> tuple[str, ...] | None:
    return None if _is_null(node) else tuple(_parsed(path, node, one) for one in _texts(path, key, node, source))


def _parsed(path: str, node: yaml.Node, tag: str) -> str:
    try:
        return parse(tag)
    except LanguageError as error:
        where = f"{path}:{node.start_mark.line + 2}"
        raise ArticleError(where, f"{tag}: {error.problem}", remedy=error.remedy) from error


def _segmentation(path: str, key: str, node: yaml.Node, source: yaml.SafeLoader) -> str | None:
    text = _text(path, key, node, source)
    if text is not None and text not in _SEGMENTATIONS:
        raise _wrong(path, node, key, _("write sentence or paragraph"))
    return text


def _mode(path: str, key: str, node: yaml.Node, source: yaml.SafeLoader) -> str | None:
    text = _text(path, key, node, source)
    if text not in (None, ADAPTED):
        raise _wrong(path, node, key, _("write adapted, or leave the key out"))
    return text


def _date(path: str, key: str, node: yaml.Node, source: yaml.SafeLoader) -> date | datetime | None:
    text = _text(path, key, node, source)
    if text is None:
        return None
    try:
        if node.tag == f"{_YAML}timestamp":
            found = source.construct_object(node, deep=True)
            if isinstance(found, date):  # a datetime is one too
                return found
        return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
    except ValueError as error:
        where = f"{path}:{node.start_mark.line + 2}"
        problem = _("`{key}` is no date: {text}").format(key=key, text=text)
        raise ArticleError(where, problem, remedy=_("write 2026-11-23 or 2026-11-23 09:30")) from error


def _flag(path: str, key: str, node: yaml.Node, source: yaml.SafeLoader) -> bool:
    if _is_null(node):
        return False
    if node.tag != f"{_YAML}bool":
        raise _wrong(path, node, key, _("write true or false"))
    return bool(_anything(path, key, node, source))


def _corrections(path: str, key: str, node: yaml.Node, source: yaml.SafeLoader) -> tuple[Mapping[str, Any], ...]:
    if _is_null(node):
        return ()
    found = _anything(path, key, node, source)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise _wrong(path, node, key, _("write a list of corrections, each with a date and a note"))
    return tuple(found)


def _slugs(path: str, key: str, node: yaml.Node, source: yaml.SafeLoader) -> tuple[str, ...]:
    """Slugs, with spaces between them or as a list."""
    found = [one for line in _texts(path, key, node, source) for one in line.split()]
    if not all(SLUG.fullmatch(one) for one in found):
        raise _wrong(path, node, key, _("a slug has small letters a–z, digits and single hyphens"))
    return tuple(dict.fromkeys(found))


_READERS: Mapping[str, Callable[[str, str, Any, yaml.SafeLoader], Any]] = {
    "title": _text, "summary": _text, "byline": _text, "dateline": _text, "desk": _text, "slug": _text,
    "assignee": _text, "lang": _language, "targets": _languages, "segmentation": _segmentation, "mode": _mode,
    "date": _date, "due": _date, "embargo": _date, "spiked": _reason, "killed": _reason, "signed": _reason,
    "confidential": _flag, "tags": _texts, "corrections": _corrections, "formerly": _slugs,
}  # fmt: skip
