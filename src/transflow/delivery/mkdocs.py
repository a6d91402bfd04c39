"""MkDocs with the plug-in mkdocs-static-i18n, in its layout by suffix: `docs/news/SLUG.en.md` beside `SLUG.zh.md`.

https://ultrabug.github.io/mkdocs-static-i18n/ (docs_structure: suffix); pictures, which all languages share, are in
`docs/news/SLUG/`.
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from transflow.delivery import options as opt
from transflow.delivery import wording
from transflow.delivery.folder import Folder, front, plain
from transflow.delivery.port import Addresses, Edition, Options, Package, Resources
from transflow.settings import values


class MkDocs:
    """The layout of an MkDocs site; `options` are those of `open_publisher`."""

    # The plug-in takes a link to `other.md` to the page in the reader's language.
    addresses = Addresses(picture="{slug}/{name}", article="{slug}.md")

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._section: str = options.get("section", "docs/news")
        self._codes: Mapping[str, str] = options.get("languages", {})
        self._withdrawn: str = options.get("withdrawn", "notice")
        self.facts = json.dumps(["mkdocs 1", self._section, sorted(self._codes.items()), self._withdrawn])

    def pages(self, package: Package) -> Mapping[str, tuple[str, str]]:
        """The pages by locale. What was under a `former` slug goes: MkDocs knows no redirects of its own."""
        if package.withdrawn and self._withdrawn == "remove":
            return {}
        return {
            one.locale: (
                f"{self._section}/{package.slug}.{opt.code(one.locale, self._codes)}.md",
                _notice(one, package.withdrawn) if package.withdrawn else _page(one),
            )
            for one in package.editions
        }

    def picture(self, slug: str, name: str) -> str:
        """In a folder of the article's own: other articles may have pictures of the same name."""
        return f"{self._section}/{slug}/{name}"


def _page(one: Edition) -> str:
    """MkDocs' themes show nothing but the title of the front matter: headline and standfirst stand in the text."""
    heading, notes = wording.corrections(one)
    head = front({
        "title": one.title, "description": one.summary, "date": dt.date.fromisoformat(one.date[:10]),
        "author": one.byline, "tags": list(one.tags),
    })  # fmt: skip
    facts = " · ".join(plain(part) for part in (one.byline, one.dateline, one.date[:10]) if part)
    parts = [f"# {plain(one.title)}", f"**{plain(one.summary)}**" if one.summary else "", facts]
    parts += [one.markdown.strip("\n"), plain(one.credit) if one.credit else ""]
    if notes:
        parts.append(f"## {heading}")
        parts += [f"{f'**{day}** ' if day else ''}{plain(note)}" for day, note in notes]
    return f"{head}\n" + "\n\n".join(part for part in parts if part) + "\n"


def _notice(one: Edition, day: str) -> str:
    title, text = wording.withdrawn(one.locale, day)
    head = front({"title": title, "search": {"exclude": True}})  # the key of Material for MkDocs
    return f"{head}\n# {title}\n\n{text}\n"


def open_publisher(name: str, options: Options, resources: Resources) -> Folder:
    """`path` (the site's folder), `section` (default `docs/news`), `languages`, `withdrawn`: `notice` or `remove`.

    Raises SettingsError for an option that is not known or will not do.
    """
    known: dict[str, values.Reader] = {
        "path": values.text, "section": opt.folder, "languages": opt.codes,
        "withdrawn": values.one_of(*opt.WITHDRAWALS),
    }  # fmt: skip
    read = opt.read(name, options, known, ("path",))
    return Folder(name, resources.place(read["path"]), MkDocs(read))
