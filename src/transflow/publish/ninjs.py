"""A record as ninjs 2.1, the JSON that news agencies exchange (https://iptc.org/standards/ninjs/), and back.

ninjs allows no properties of one's own; what it has no property for stands in a description or an alternative id with a
role, as the standard means roles to be used.
"""

import datetime as dt
import json
import re
from typing import Any

from transflow import language
from transflow.publish import addresses
from transflow.publish.record import House, Record, Subject

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"
_ARTICLE = "article"  # the slug of an article whose address in this language is another one
_KINDS = {"person": "people", "organisation": "organisations", "place": "places"}  # terms are subjects


def write(record: Record, house: House, offset: dt.timedelta = dt.timedelta()) -> bytes:
    """The record as a file. `offset` is the newsroom's from UTC: a day is written as the instant when it begins.

    Without a `base_url` the item's own identifier is a URN, and pictures are named by their path in `public/`.
    """
    return (json.dumps(_item(record, house, offset), ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes, locale: str, slug: str) -> Record:
    """The record in a file that `write` made. Raises ValueError for anything else."""
    try:
        return _record(json.loads(data), locale, slug)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def _item(record: Record, house: House, offset: dt.timedelta) -> dict[str, Any]:
    value: dict[str, Any] = {
        "uri": _own(house, record), "type": "text", "representationtype": "full",
        "language": language.bcp47(record.locale), "slugline": record.slug,
        "pubstatus": "canceled" if record.notice else "usable",
        "firstcreated": record.published, "versioncreated": record.modified,
        "contentcreated": _instant(record.date, offset),
        "headlines": [{"role": "main", "value": record.title}],
        "by": record.byline, "located": record.dateline,
        "descriptions": [{"role": role, "value": text} for role, text in _descriptions(record) if text],
        "bodies": [{"role": "main", "contenttype": "text/html", "value": record.body}] if record.body else [],
        "subjects": [
            *([{"name": record.desk, "rel": "desk"}] if record.desk else ()),
            *({"name": tag, "rel": "tag"} for tag in record.tags),
            *({"name": one.name, "rel": "about"} for one in record.subjects if one.kind == "term"),
        ],
        **{
            key: [{"name": one.name, "rel": "about"} for one in record.subjects if one.kind == kind]
            for kind, key in _KINDS.items()
        },
        "altids": [
            {"role": "source-language", "value": language.bcp47(record.source)},
            *([{"role": _ARTICLE, "value": record.article}] if record.article else ()),
        ],
        "associations": [
            *(
                {
                    "name": "translation", "uri": _uri(house, one, record.first_in(one)),
                    "language": language.bcp47(one), "slugline": record.slug_in(one),
                }
                for one in record.languages
                if one != record.locale
            ),
            *(_picture(house, path, number) for number, path in enumerate(record.pictures, start=1)),
        ],
        "standard": {"name": "ninjs", "version": "2.1", "schema": SCHEMA},
    }  # fmt: skip
    return {key: one for key, one in value.items() if one not in (None, [])}


def _descriptions(record: Record) -> list[tuple[str, str | None]]:
    return [
        ("summary", record.summary),
        ("credit", record.credit),
        *((f"correction {day}".rstrip(), note) for day, note in record.corrections),
        ("withdrawn", record.withdrawn),
        ("moved", record.moved),
    ]


def _own(house: House, record: Record) -> str:
    """What identifies the item, whatever its address is now. A notice that it has moved is no item, and must not cancel
    the one that began at this address."""
    return f"{_uri(house, record.locale, record.first_in(record.locale))}{'#moved' if record.moved else ''}"


def _uri(house: House, locale: str, slug: str) -> str:
    if house.base_url:
        return addresses.absolute(house.base_url, addresses.page(locale, slug))
    return f"urn:x-transflow:{language.bcp47(locale)}:{slug}"


def _slug(uri: str) -> str:
    """The slug in what `_uri` made."""
    return re.split(r"[/:]", uri.rstrip("/"))[-1]


def _picture(house: House, path: str, number: int) -> dict[str, Any]:
    address = addresses.absolute(house.base_url, path) if house.base_url else path
    rendition = {"name": "original", "href": address, "title": path}
    return {"name": f"picture {number}", "uri": address, "type": "picture", "renditions": [rendition]}


def _instant(date: str, offset: dt.timedelta) -> str:
    """An instant as it is; a day as the instant when it begins."""
    if "T" in date:
        return date
    return dt.datetime.fromisoformat(date).replace(tzinfo=dt.timezone(offset)).isoformat()


def _day(instant: str) -> str:
    """The inverse: what begins with a day is that day."""
    day, _mark, time = instant.partition("T")
    return day if time.startswith("00:00:00") else instant


def _record(value: dict[str, Any], locale: str, slug: str) -> Record:
    described: list[tuple[str, str]] = [(one["role"], one["value"]) for one in value.get("descriptions", ())]
    said = dict(reversed(described))
    subjects = [(one["name"], one["rel"]) for one in value.get("subjects", ())]
    associations = value.get("associations", ())
    translations = [(language.parse(one["language"]), one) for one in associations if one["name"] == "translation"]
    elsewhere = [(one, item.get("slugline") or _slug(item["uri"])) for one, item in translations]
    firsts = [(one, _slug(item["uri"]), now) for (one, item), (_one, now) in zip(translations, elsewhere, strict=True)]
    if "moved" not in said:
        firsts.append((locale, _slug(value["uri"]), slug))
    named = {kind: value.get(key, ()) for kind, key in _KINDS.items()}
    return Record(
        locale=locale, slug=slug, source=language.parse(value["altids"][0]["value"]),
        title=value["headlines"][0]["value"], date=_day(value["contentcreated"]),
        published=value["firstcreated"], modified=value["versioncreated"],
        body=value["bodies"][0]["value"] if "bodies" in value else "",
        summary=said.get("summary"), byline=value.get("by"), dateline=value.get("located"), credit=said.get("credit"),
        desk=next((name for name, rel in subjects if rel == "desk"), None),
        tags=tuple(name for name, rel in subjects if rel == "tag"),
        subjects=(
            *(Subject(name) for name, rel in subjects if rel == "about"),
            *(Subject(one["name"], kind) for kind, ones in named.items() for one in ones),
        ),
        corrections=tuple(
            (role.removeprefix("correction").strip(), note) for role, note in described if role.startswith("correction")
        ),
        pictures=tuple(one["renditions"][0]["title"] for one in associations if one.get("type") == "picture"),
        languages=(locale, *(one for one, _item in translations)), withdrawn=said.get("withdrawn"),
        moved=said.get("moved"), slugs=tuple((one, other) for one, other in elsewhere if other != slug),
        firsts=tuple((one, first) for one, first, now in firsts if first != now),
        article=next((one["value"] for one in value["altids"] if one["role"] == _ARTICLE), ""),
    )  # fmt: skip
