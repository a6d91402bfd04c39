"""MkDocs with the plug-in mkdocs-static-i18n, in its layout by suffix: `docs/news/SLUG.en.md` beside `SLUG.zh.md`.

https://ultrabug.github.io/mkdocs-static-i18n/ (docs_structure: suffix); pictures, which all languages share, are in
`docs/news/SLUG/`.
"""

import datetime as dt
from collections.abc import Mapping

from transflow.delivery import wording
from transflow.delivery.folder import Folder, Site, front, open_folder, plain
from transflow.delivery.port import Addresses, Edition, Options, Package, Resources


class MkDocs:
    """The layout of an MkDocs site."""

    # The plug-in takes a link to `other.md` to the page in the reader's language.
    addresses = Addresses(picture="{slug}/{name}", article="{slug}.md")

    def __init__(self, site: Site) -> None:
        self._site = site
        self.facts = site.facts("mkdocs 1")

    def pages(self, package: Package) -> Mapping[str, tuple[str, str]]:
        """The pages by locale. What was under a `former` slug goes: MkDocs knows no redirects of its own."""
        if package.withdrawn and not self._site.notices:
            return {}
        return {
            one.locale: (
                f"{self._site.section}/{package.slug}.{self._site.code(one.locale)}.md",
                _notice(one, package.withdrawn) if package.withdrawn else _page(one),
            )
            for one in package.editions
        }

    def picture(self, slug: str, name: str) -> str:
        """In a folder of the article's own: other articles may have pictures of the same name."""
        return f"{self._site.section}/{slug}/{name}"


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
    """An MkDocs site; its articles are in `docs/news` unless `section` says otherwise (see `open_folder`)."""
    return open_folder(name, options, resources, MkDocs, "docs/news")
