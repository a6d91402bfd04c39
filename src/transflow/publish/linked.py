"""What search engines and other sites read on a page: JSON-LD (schema.org `NewsArticle`)."""

import json
from typing import Any

from transflow import language
from transflow.publish import addresses
from transflow.publish.record import House, Record

_HEADLINE = 110  # characters; https://developers.google.com/search/docs/appearance/structured-data/article


def news_article(record: Record, house: House) -> str:
    """The record as JSON-LD, fit to stand in a `<script>`: no text can end the element. Empty without a `base_url`:
    everything in it is an address."""
    if not house.base_url:
        return ""
    here = addresses.absolute(house.base_url, addresses.page(record.locale, record.slug))
    author = {"@type": "Person", "name": record.byline}
    publisher = {"@type": "Organization", "name": house.name, "url": f"{house.base_url}/"}
    value: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "NewsArticle", "@id": here, "mainEntityOfPage": here,
        "headline": record.title[:_HEADLINE], "description": record.summary,
        "inLanguage": language.bcp47(record.locale), "datePublished": record.published,
        "dateModified": record.modified, "author": author if record.byline else publisher,
        "publisher": publisher, "articleSection": record.desk, "keywords": list(record.tags),
        "image": [addresses.absolute(house.base_url, path) for path in record.pictures],
        "about": [_thing(one.kind, one.name) for one in record.subjects],
        "correction": [note for _day, note in record.corrections], "isAccessibleForFree": True,
    }  # fmt: skip
    others = [
        addresses.absolute(house.base_url, addresses.page(one, record.slug_in(one)))
        for one in record.languages
        if one != record.locale
    ]
    if record.source != record.locale and record.source in record.languages:
        source = addresses.absolute(house.base_url, addresses.page(record.source, record.slug_in(record.source)))
        value["translationOfWork"] = {"@id": source}
    elif record.source == record.locale:
        value["workTranslation"] = [{"@id": one} for one in others]
    text = json.dumps({key: one for key, one in value.items() if one not in (None, [])}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _thing(kind: str, name: str) -> dict[str, str]:
    return {
        "@type": {"person": "Person", "organisation": "Organization", "place": "Place"}.get(kind, "Thing"),
        "name": name,
    }
