"""What the links of an article to others come to: they may tell of one before its time, or lead nowhere."""

import posixpath
import re
from collections.abc import Collection, Iterator

from transflow import catalog as catalogs
from transflow.article import Remark
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import deriving
from transflow.newsroom.rendition import stage_of
from transflow.newsroom.room import Newsroom
from transflow.workflow import Stage, reaches
from transflow.workspace import opening
from transflow.workspace.opening import Opened

_FILE = re.compile(r"[^\s()<>\"']+?\.md(?=[\s#?)>\"']|$)", re.MULTILINE)


_LINK = re.compile(rf"""(?:\]\(\s*<?|^[ ]{{0,3}}\[[^\]\n]+\]:\s*<?|href=["'])({_FILE.pattern})""", re.MULTILINE)


def links(opened: Opened) -> dict[str, int]:
    """The slugs of the articles to which an article links, each with the line of the source where it first does (1:
    only the translation links to it)."""
    found: dict[str, int] = {}
    for text in (opened.article.raw, opened.target_text):
        for one in _LINK.finditer(text) if ".md" in text else ():
            slug = _slug(one[1])
            if "://" not in one[1] and slug != opened.article.slug:
                line = text.count("\n", 0, one.start(1)) + 1 if text is opened.article.raw else 1
                found.setdefault(slug, line)
    return found


def unlinked(room: Newsroom, opened: Opened, *, coming: bool = False) -> Iterator[Remark]:
    """Links to articles that have no page in the languages of this publication: the words are published, and no link.
    `coming`: what is approved, or may not be named yet (`told`), is passed over."""
    known = {*room.workspace.slugs()} if (found := links(opened)) else set()
    for slug, line in found.items():
        try:
            there = opening.every_target(room.workspace, slug) if slug in known else []
        except TransflowError:  # said when that article itself is worked on
            continue
        ready = [one for one in there if catalogs.first_published_at(one.catalog) or (coming and _comes(room, one))]
        shown = {locale for one in ready for locale in _shown(room, one)}
        lacking = [locale for locale in dict.fromkeys((opened.source, opened.locale)) if locale not in shown]
        if lacking:
            said = _(
                "the link to {slug} leads nowhere ({why}): its words are published without it until there is a page"
            )
            yield Remark(line, said.format(slug=slug, why=_why(there, lacking if ready else ())))


def _why(there: Collection[Opened], lacking: Collection[str]) -> str:
    """Why there is no page; `lacking` are the languages in which there is none, where it is in others."""
    spiked = next((one.article.meta.spiked for one in there), None)
    if lacking:
        return _("no page in {languages}").format(languages=_(", ").join(lacking))
    if spiked:
        return _("spiked: {why}").format(why=spiked)
    return _("not published") if there else _("no such article")


def _shown(room: Newsroom, opened: Opened) -> Collection[str]:
    return (opened.source, opened.locale, *(locale for _origin, locale in deriving.pages(room, opened)))


def _comes(room: Newsroom, opened: Opened) -> bool:
    """Whether an article may well be live with what links to it."""
    until = opened.article.meta.embargo
    withheld = until is not None and room.instant(until) > room.clock()
    return withheld or reaches(stage_of(room, opened), Stage.APPROVED)


def _slug(name: str) -> str:
    """The slug of an article by the name of its file."""
    return posixpath.basename(name.removesuffix("/index.md").removesuffix(".md"))


def told(room: Newsroom, opened: Opened) -> str:
    """Why an article may not be published: it links to one that is under an embargo and that readers do not know yet.
    Empty where it may. One that cannot be read keeps nobody from publishing this."""
    texts = [one for one in (opened.article.raw, opened.target_text) if ".md" in one]
    names = dict.fromkeys(name for text in texts for name in _FILE.findall(text))
    slugs = map(_slug, names)
    known = {*room.workspace.slugs()} if names else set()
    for slug in dict.fromkeys(one for one in slugs if one in known and one != opened.article.slug):
        try:
            there = opening.every_target(room.workspace, slug)
        except TransflowError:
            continue
        embargo = there[0].article.meta.embargo
        if embargo is None or room.instant(embargo) <= room.clock():
            continue
        if not any(catalogs.first_published_at(one.catalog) for one in there):
            said = _("it links to {slug}, which is under embargo until {when}: publish it then, or take the link out")
            return said.format(slug=slug, when=room.local(room.instant(embargo).isoformat()))
    return ""
