"""Front matter: YAML between two `---` lines, read into `Meta`; its words are blocks like any other.

Values are changed in place by the marks of their YAML nodes, so comments, order and whatever else an editor wrote
stay byte for byte.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import yaml

from transflow.article import Article, Atom, Block, Meta, Remark, Role
from transflow.errors import ArticleError
from transflow.formats.fields import read_meta
from transflow.formats.inline import one_line
from transflow.formats.scalars import encode, loader
from transflow.interface import gettext as _
from transflow.interface import user_locale
from transflow.script import has_text
from transflow.segment import Kind

_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"(?P<before>\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
_WORDS = {
    "title": Kind.TITLE, "summary": Kind.SUMMARY, "byline": Kind.FIELD, "dateline": Kind.FIELD, "desk": Kind.FIELD,
    "credit": Kind.FIELD, "tags": Kind.FIELD, "corrections": Kind.FIELD,
}  # fmt: skip
_TYPED = ("date", "due", "embargo", "confidential")  # their values may stand bare though they are no strings
_ORDER = (Kind.TITLE, Kind.SUMMARY, Kind.FIELD)


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar of the front matter: where it stands in the raw text, what it says, and how it is written.

    `key` is the front-matter key, `tags.0` for the first of a list; `sequence` bounds the list it stands in and
    `flow` says that this is written `[…]`.
    """

    key: str
    text: str
    start: int
    end: int
    line: int
    style: str | None
    sequence: tuple[int, int] | None = None
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, by the lines they take up: `start` to `end` in the raw text, the line break included.

    `colon` is where the value may begin; `value` is None unless it is one scalar of this key's own.
    """

    key: str
    start: int
    end: int
    colon: int
    value: Value | None


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter of a raw text: its YAML from `start` to `stop`, and where the body begins (`end`).

    Without front matter all three are where the body begins.
    """

    start: int
    stop: int
    end: int
    meta: Meta
    values: tuple[Value, ...]
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    column: int = 0
    flow: bool = False


def bounds(path: str, raw: str) -> tuple[int, int, int]:
    """Where the YAML begins and ends, and where the body begins. Raises ArticleError if the YAML has no end."""
    opening = _OPENING.match(raw)
    if not opening:
        start = int(raw.startswith("\ufeff"))
        return start, start, start
    # The opening line's own break may be the one before the closing line.
    closing = _CLOSING.search(raw, opening.end() - (2 if raw[opening.end() - 2] == "\r" else 1))
    if not closing:
        raise ArticleError(
            f"{path}:1", _("the front matter has no end"),
            remedy=_("write a line of three hyphens, ---, after its last key (or take the first line out)"),
        )  # fmt: skip
    return opening.end(), max(opening.end(), closing.end("before")), closing.end()


def read(path: str, raw: str, default_lang: str | None = None) -> Front:
    """The front matter of `raw`, empty where there is none. Raises ArticleError naming the line."""
    return _read(path, raw, default_lang, user_locale())


@lru_cache(maxsize=4)  # an article is read, written in another language, and that is read: each front matter twice
def _read(path: str, raw: str, default_lang: str | None, _told: str) -> Front:
    """`_told` is the language of the remarks."""
    start, stop, end = bounds(path, raw)
    text = raw[start:stop]
    source = loader()(text)
    try:
        node = source.get_single_node()
        if node is not None and not isinstance(node, yaml.MappingNode):
            raise ArticleError(
                f"{path}:2", _("the front matter is no list of keys and values"),
                remedy=_("write one `key: value` a line, for example `title: …`"),
            )  # fmt: skip
        meta = read_meta(path, source, node, default_lang)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        raise ArticleError(
            f"{path}:{line}", _("the front matter is not valid YAML: {problem}").format(problem=error.problem),
            remedy=_("put a value with a colon, a quote or a # in it between quotation marks"),
        ) from error  # fmt: skip
    except yaml.YAMLError as error:  # a control character
        raise ArticleError(
            f"{path}:1", _("the front matter holds a character that YAML does not allow"),
            remedy=_("take the control character out"),
        ) from error  # fmt: skip
    finally:
        source.dispose()
    if node is None:
        return Front(start, stop, end, meta, (), (), ())
    entries, values, remarks = _entries(raw, start, node)
    return Front(start, stop, end, meta, values, entries, remarks, node.start_mark.column, bool(node.flow_style))


def _entries(
    raw: str, base: int, node: yaml.MappingNode
) -> tuple[tuple[Entry, ...], tuple[Value, ...], tuple[Remark, ...]]:
    entries: list[Entry] = []
    values: list[Value] = []
    remarks: list[Remark] = []
    for key, value in node.value:
        floor = key.end_mark.index
        colon = raw.index(":", base + floor) + 1
        alias = value.start_mark.index < floor  # `*name`: the node stands where it was named
        last = colon + len(_alias(raw, colon)) if alias else max(colon, base + value.end_mark.index)
        end = _line_end(raw, colon + len(_without_comments(raw[colon:last]).rstrip()))
        single = None
        if isinstance(value, yaml.ScalarNode) and not alias:
            single = _value(raw, base, key.value, value)
        entries.append(Entry(str(key.value), _line_start(raw, base + key.start_mark.index), end, colon, single))
        if key.value in _WORDS:
            several = _notes if key.value == "corrections" else _items
            words = [single] if single else list(several(raw, base, key.value, value)) if not alias else []
            if alias or (isinstance(value, yaml.SequenceNode) and len(words) < len(value.value)):
                message = _("`{key}` names a value written elsewhere (`*…`) and is not translated; write it out here")
                remarks.append(Remark(key.start_mark.line + 2, message.format(key=key.value)))
            values.extend(one for one in words if has_text(one.text))
    return tuple(entries), tuple(values), tuple(remarks)


def _items(raw: str, base: int, key: str, node: yaml.Node) -> Iterator[Value]:
    if not isinstance(node, yaml.SequenceNode):
        return
    floor = node.start_mark.index
    where = (base + node.start_mark.index, base + node.end_mark.index)
    for number, item in enumerate(node.value):
        if item.start_mark.index >= floor:
            yield _value(raw, base, f"{key}.{number}", item, where, bool(node.flow_style))
            floor = item.end_mark.index


def _notes(raw: str, base: int, key: str, node: yaml.Node) -> Iterator[Value]:
    """What corrections tell readers: the `note` of each."""
    if not isinstance(node, yaml.SequenceNode):
        return
    for number, item in enumerate(node.value):
        for name, note in item.value if isinstance(item, yaml.MappingNode) else ():
            own = item.start_mark.index <= name.end_mark.index <= note.start_mark.index <= item.end_mark.index
            if name.value == "note" and isinstance(note, yaml.ScalarNode) and own:
                yield _value(raw, base, f"{key}.{number}.note", note, flow=bool(item.flow_style or node.flow_style))


def _value(
    raw: str, base: int, key: str, node: yaml.ScalarNode, sequence: tuple[int, int] | None = None, flow: bool = False
) -> Value:
    start, end = base + node.start_mark.index, base + node.end_mark.index
    properties = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]+)*").match(raw, start, end)  # `&name`, `!!str`
    start = properties.end() if properties else start
    if node.style in ("|", ">"):  # the node reaches to the next one; what is between stays
        end = start + len(raw[start:end].rstrip())
    return Value(key, one_line(node.value.strip()), start, end, node.start_mark.line + 2, node.style, sequence, flow)


def blocks(front: Front) -> tuple[Block, ...]:
    """The words of the front matter as blocks: title, summary, then the others as they stand."""
    ordered = sorted(front.values, key=lambda value: _ORDER.index(_WORDS[value.key.split(".")[0]]))
    return tuple(
        Block(
            _WORDS[value.key.split(".")[0]], index, value.line, value.start, value.end,
            (Atom(Role.TEXT, value.text, value.start, value.end),), key=value.key, whole=True,
        )
        for index, value in enumerate(ordered)
    )  # fmt: skip


def set_meta(article: Article, key: str, value: str | None) -> str:
    """The raw text of `article` with one front-matter key set (or removed: None), and nothing else changed.

    Front matter is created where there is none. Raises ArticleError where it is written as `{…}` on one line and
    the key would have to be added or removed.
    """
    raw = article.raw
    front = read(article.path, raw)
    for start, end, text in reversed(changes(article.path, raw, front, key, value)):
        raw = raw[:start] + text + raw[end:]
    return raw


def changes(path: str, raw: str, front: Front, key: str, value: str | None) -> list[tuple[int, int, str]]:
    """What to replace in `raw` so that `key` says `value`: start, end and new text."""
    entry = next((entry for entry in front.entries if entry.key == key), None)
    newline = "\r\n" if "\r\n" in raw else "\n"
    written = "" if value is None else encode(value, flow=front.flow, typed=key in _TYPED)
    if entry and value is not None:
        if entry.value and entry.value.start < entry.value.end:
            style = entry.value.style
            return [(entry.value.start, entry.value.end, encode(value, style, flow=front.flow, typed=key in _TYPED))]
        if entry.value:
            return [(entry.colon, entry.colon, f" {written}")]
    if front.flow and (entry or value is not None):
        raise _unwritable(path, key)
    if entry:
        line = f"{' ' * front.column}{key}: {written}{newline}" if value is not None else ""
        return [(entry.start, entry.end, line)]
    if value is None:
        return []
    if front.start == front.end:
        return [(front.end, front.end, f"---{newline}{key}: {written}{newline}---{newline}")]
    return [(front.stop, front.stop, f"{' ' * front.column}{key}: {written}{newline}")]


def add_correction(article: Article, day: str, note: str) -> str:
    """The raw text of `article` with one correction more, a `note` of a `day`, and nothing else changed.

    Raises ArticleError where the corrections are written between brackets, on one line.
    """
    raw, path = article.raw, article.path
    front = read(path, raw)
    newline = "\r\n" if "\r\n" in raw else "\n"
    entry = next((one for one in front.entries if one.key == "corrections"), None)
    written = raw[entry.colon : entry.end] if entry else ""
    dash = re.search(r"^([ \t]*)-[ \t]", written, re.MULTILINE)
    indent = dash[1] if dash else " " * front.column
    item = f"{indent}- date: {day}{newline}{indent}  note: {encode(note)}{newline}"
    if entry and dash:
        ended = raw[entry.start : entry.end].endswith(("\n", "\r"))
        return raw[: entry.end] + ("" if ended else newline) + item + raw[entry.end :]
    if front.flow or (entry and article.meta.corrections):
        raise _unwritable(path, "corrections")
    whole = f"{' ' * front.column}corrections:{newline}{item}"
    if entry:
        return raw[: entry.start] + whole + raw[entry.end :]
    if front.start == front.end:
        return raw[: front.end] + f"---{newline}{whole}---{newline}" + raw[front.end :]
    return raw[: front.stop] + whole + raw[front.stop :]


def _unwritable(path: str, key: str) -> ArticleError:
    return ArticleError(
        f"{path}:2", _("the front matter is written between braces and `{key}` cannot be changed").format(key=key),
        remedy=_("write one `key: value` a line"),
    )  # fmt: skip


def _alias(raw: str, start: int) -> str:
    match = re.compile(r"\s*\*\S+").match(raw, start)
    return match[0] if match else ""


def _without_comments(text: str) -> str:
    """`text` without the comment and blank lines at its end: those belong to what follows."""
    lines = text.splitlines(keepends=True)
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return "".join(lines)


def _line_start(raw: str, offset: int) -> int:
    return max(raw.rfind("\n", 0, offset), raw.rfind("\r", 0, offset), int(raw.startswith("\ufeff")) - 1) + 1


def _line_end(raw: str, offset: int) -> int:
    """Just after the line break that ends the line of `offset`."""
    match = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)").match(raw, offset)
    return match.end() if match else offset
