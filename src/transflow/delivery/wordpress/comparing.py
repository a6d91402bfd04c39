"""Whether what stands in WordPress is what was written there, field by field: only digests are kept of it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

GROUPS = ("tags", "categories")  # both sides see to these: what the web desk adds or takes away stays so


def digest(value: Any) -> str:
    """12 hex digits; WordPress trims texts, and gives numbers in no order."""
    plain = value.strip() if isinstance(value, str) else sorted(value, key=str) if isinstance(value, list) else value
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def digests(fields: Mapping[str, Any]) -> dict[str, str]:
    """Those of what is to be sent."""
    return {field: digest(value) for field, value in fields.items()}


def digests_there(there: Mapping[str, Any], fields: Iterable[str]) -> dict[str, str]:
    """Those of what a post has in `fields`."""
    return {field: digest(_value(there, field)) for field in fields}


def changed(
    there: Mapping[str, Any],
    fields: Mapping[str, Any],
    written: Mapping[str, str],
    sending: Iterable[Mapping[str, str]],
) -> list[str]:
    """The fields in which a post has neither what is to be there, nor what was `written` last, nor anything that was on
    its way when somebody stopped it (`sending`, one value a try)."""
    wanted = (digests(fields), written, *sending)
    return [
        name
        for name, found in digests_there(there, fields).items()
        if name not in GROUPS and all(one.get(name) != found for one in wanted)
    ]


def joined(there: Mapping[str, Any], fields: Mapping[str, Any], before: Mapping[str, list[int]]) -> dict[str, Any]:
    """`fields` with the tags and categories of a post, in which only what has changed here since `before` changes."""
    made = dict(fields)
    for name in GROUPS:
        if name in fields:
            last, now, found = set(before.get(name, ())), set(fields[name]), set(there.get(name) or ())
            made[name] = sorted((found - (last - now)) | (now - last))
    return made


def marked(there: Mapping[str, Any], mark: str) -> bool:
    """Whether a post has our marker."""
    return f'"{mark}"' in str(_value(there, "content"))


def _value(there: Mapping[str, Any], field: str) -> Any:
    found = there.get(field)
    return found.get("raw", "") if isinstance(found, dict) else found
