"""Hugo: a page bundle an article, `content/posts/SLUG/index.en.md` beside `index.zh.md` and the pictures.

https://gohugo.io/content-management/page-bundles/, …/multilingual/ (translation by file name), …/front-matter/
(the keys that Hugo knows; all others stand under `params`).
"""

from collections.abc import Mapping

from transflow.delivery import wording
from transflow.delivery.folder import Folder, Site, front, open_folder, plain
from transflow.delivery.port import Addresses, Edition, Options, Package, Resources


class Hugo:
    """The layout of a Hugo site."""

    addresses = Addresses(picture="{name}", article="../{slug}/")

    def __init__(self, site: Site) -> None:
        self._site = site
        self.facts = site.facts("hugo 1")

    def pages(self, package: Package) -> Mapping[str, tuple[str, str]]:
        """The bundle's pages by locale. A withdrawn article leaves a notice that no list of Hugo's shows."""
        if package.withdrawn and not self._site.notices:
            return {}
        found = {}
        for one in package.editions:
            text = _notice(package, one, package.withdrawn) if package.withdrawn else self._page(package, one)
            found[one.locale] = f"{self._site.section}/{package.slug}/index.{self._site.code(one.locale)}.md", text
        return found

    def picture(self, slug: str, name: str) -> str:
        """Beside the pages of the bundle, which share it."""
        return f"{self._site.section}/{slug}/{name}"

    def _page(self, package: Package, one: Edition) -> str:
        heading, notes = wording.corrections(one)
        section = self._site.section.removeprefix("content").strip("/")
        params = {
            "byline": one.byline, "dateline": one.dateline, "credit": one.credit,
            "corrections": [{"date": day, "note": note} for day, note in one.corrections],
        }  # fmt: skip
        head = front({
            "title": one.title, "date": one.date, "lastmod": one.modified, "description": one.summary,
            "slug": package.slug, "translationKey": package.slug, "tags": list(one.tags),
            "categories": [one.desk] if one.desk else [], "draft": False,
            "aliases": [f"/{section}/{former}/".replace("//", "/") for former in package.former],
            "images": [picture.name for picture in package.pictures],
            "params": {key: value for key, value in params.items() if value},
        })  # fmt: skip
        body = one.markdown.strip("\n") + "\n"
        if notes:
            lines = "".join(f"\n{f'**{day}** ' if day else ''}{plain(note)}\n" for day, note in notes)
            body += f"\n## {heading}\n{lines}"
        return f"{head}\n{body}"


def _notice(package: Package, one: Edition, day: str) -> str:
    title, text = wording.withdrawn(one.locale, day)
    head = front({
        "title": title, "date": one.date, "lastmod": one.modified, "slug": package.slug,
        "translationKey": package.slug, "draft": False, "build": {"list": "never"}, "sitemap": {"disable": True},
        "params": {"withdrawn": day, "robots": "noindex"},
    })  # fmt: skip
    return f"{head}\n{text}\n"


def open_publisher(name: str, options: Options, resources: Resources) -> Folder:
    """A Hugo site; its articles are in `content/posts` unless `section` says otherwise (see `open_folder`)."""
    return open_folder(name, options, resources, Hugo, "content/posts")
