"""A folder of another program's site: what an article gives to it, written file by file, and nothing of others touched.

A file that somebody has changed since it was written there is not overwritten unless that is wanted.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from transflow.delivery import options as opt
from transflow.delivery.port import Addresses, EditedError, Options, Package, Place, Placed, Record, Resources
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.settings import values


@dataclass(frozen=True, slots=True)
class Site:
    """What the table of a destination says of a site made of files: the folder of its articles, what it calls languages
    (`codes`, by locale), and whether a withdrawn article leaves a notice."""

    section: str
    codes: Mapping[str, str]
    notices: bool

    def code(self, locale: str) -> str:
        """What the site calls `locale`."""
        return opt.code(locale, self.codes)

    def facts(self, layout: str) -> str:
        """All that the files of a `layout` depend on beside the articles (see `port.Publisher.facts`)."""
        withdrawn = "notice" if self.notices else "remove"
        return json.dumps([layout, self.section, sorted(self.codes.items()), withdrawn])


class Layout(Protocol):
    """How a program wants its files."""

    @property
    def addresses(self) -> Addresses: ...

    @property
    def facts(self) -> str: ...

    def pages(self, package: Package) -> Mapping[str, tuple[str, str]]:
        """By locale, the file of each page of `package` and its text; none of one that is to be taken away."""
        ...

    def picture(self, slug: str, name: str) -> str:
        """The file of a picture."""
        ...


def open_folder(
    name: str, options: Options, resources: Resources, layout: Callable[[Site], Layout], section: str
) -> "Folder":
    """The destination of the table [deliver.`name`]: `path` (the site's folder), `section` (where in it
    the articles are; else the one given here), `languages`, `withdrawn`: `notice` (else) or `remove`.

    Raises SettingsError for an option that is not known or will not do.
    """
    known: dict[str, values.Reader] = {
        "path": values.text, "section": opt.folder, "languages": opt.codes,
        "withdrawn": values.one_of(*opt.WITHDRAWALS),
    }  # fmt: skip
    read = opt.read(name, options, known, ("path",))
    notices = read.get("withdrawn", "notice") == "notice"
    site = Site(read.get("section", section), read.get("languages", {}), notices)
    return Folder(name, resources.place(read["path"]), layout(site))


class Folder:
    """The destination called `name`, in `place`, laid out as `layout` says."""

    def __init__(self, name: str, place: Place, layout: Layout) -> None:
        self.name = name
        self._place = place
        self._layout = layout
        self.addresses = layout.addresses
        self.facts = layout.facts

    def put(self, package: Package, record: Record, *, force: bool) -> Sequence[Placed]:
        """Pictures, then pages, then what is no longer wanted goes (see `port.Publisher.put`)."""
        pages = self._layout.pages(package)
        wanted = {self._layout.picture(package.slug, one.name): one.load() for one in package.pictures if pages}
        wanted |= {path: text.encode() for path, text in pages.values()}
        digests = {path: _digest(data) for path, data in wanted.items()}
        ours = {path: set(known) for path, known in record.part("files").items()}
        there = {path: self._place.read(path) for path in {*wanted, *ours}}
        edited = sorted(
            path
            for path, data in there.items()
            if data is not None and _digest(data) not in ours.get(path, set()) | {digests.get(path, "")}
        )
        if edited and not force and not package.withdrawn:  # a withdrawal waits for nobody
            raise EditedError(
                ngettext("{n} file was changed there: {names}", "{n} files were changed there: {names}", len(edited))
                .format(n=len(edited), names=", ".join(edited)),
                remedy=_("take the change into the article, then --force writes over it"),
            )  # fmt: skip
        # Both digests while it is being written: whoever is stopped in the middle knows its own files again.
        record.value["files"] = {
            path: sorted(ours.get(path, set()) | ({digests[path]} if path in digests else set())) for path in there
        }
        record.save()
        for path, data in wanted.items():
            if there[path] != data:
                self._place.write(path, data)
        # What a language that stays as it is may show is not taken away.
        left = {} if not package.kept else {path: known for path, known in ours.items() if path not in wanted}
        for path in sorted(set(ours) - set(wanted) - set(left)):
            if there[path] is not None:
                self._place.remove(path)
        record.value["files"] = {path: [digest] for path, digest in digests.items()} | {
            path: sorted(known) for path, known in left.items()
        }
        return [Placed(locale, path) for locale, (path, _text) in pages.items()]

    def reach(self, seconds: float) -> str | None:  # noqa: ARG002 - a folder answers at once
        """Whether the folder is there and can be written."""
        return self._place.trouble()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def front(values: Mapping[str, Any]) -> str:
    """Front matter as YAML between two lines of hyphens; what is empty is left out."""
    import yaml

    kept = {key: value for key, value in values.items() if value not in (None, "", [], {}, ())}
    text = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{text}---\n"


def plain(text: str) -> str:
    """A text of one line as Markdown that says the same: what could be markup is escaped."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|~&!" else char for char in " ".join(text.split()))
