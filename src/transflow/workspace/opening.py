"""An article and its translation, read and brought together: where the parsers are.

Apart from `folder`, so that a warm `transflow status` imports no parser (DESIGN §7).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from transflow import catalog as catalogs
from transflow import formats, language, segmentation
from transflow.article import Article, Unit
from transflow.catalog import Catalog, Merged
from transflow.errors import NoArticleError, UsageError
from transflow.interface import gettext as _
from transflow.segment import Segment
from transflow.settings.variants import REVIEWED
from transflow.workspace import disk, placing
from transflow.workspace.folder import ARTICLE_LIMIT, Workspace, decode


@dataclass(frozen=True)
class Opened:
    """An article and its translation into one language, as they stand together now.

    `merged` holds the catalog brought up to the present source, in memory; `po` are the bytes on disk (None: no
    file yet), `changed` whether the source's segments have changed since they were written.
    """

    article: Article
    source: str
    locale: str
    units: tuple[Unit, ...]
    merged: Merged
    po: bytes | None
    changed: bool

    @cached_property
    def as_read(self) -> bool:
        """Whether the catalog on disk says just what the present source needs, entry for entry and in its order."""
        return self.po is not None and not self.changed and catalogs.is_as_read(self.catalog)

    @property
    def catalog(self) -> Catalog:
        """The catalog of the present source."""
        return self.merged.catalog

    @cached_property
    def occurrences(self) -> tuple[Segment, ...]:
        """The segment of each unit: one segment may occur several times."""
        return catalogs.aligned(self.catalog, self.units)

    @cached_property
    def target_text(self) -> str:
        """The target article's Markdown: every non-empty target whatever its status, the source where it is empty."""
        return self.written(self.locale)

    @cached_property
    def placed(self) -> formats.Placed:
        """The article with what this translation adds and moves, still with the source's texts. Raises ArticleError
        where that cannot stand where it is put."""
        return self._placed(None)

    def _placed(self, say: Callable[[str], str] | None) -> formats.Placed:
        return placing.placed(self.article, self.units, self.occurrences, self.catalog.segments, say)

    def written(self, locale: str, say: Callable[[str], str] | None = None) -> str:
        """The target article's Markdown in `locale`, into which `say` turns the texts of the target. Raises
        ArticleError as `placed`."""
        made = self.placed if say is None else self._placed(say)
        texts = (_shown(segment) for segment in self.occurrences)
        pieces = [(unit, say(text) if say and text else text) for unit, text in zip(made.units, texts, strict=True)]
        return formats.render(made.article, pieces, locale, source=self.source)

    @cached_property
    def target_article(self) -> Article:
        """The target article, read back through the one parser."""
        if self.locale == self.source:
            return self.article
        return formats.read(self.article.path, self.article.slug, self.target_text)


def _shown(segment: Segment) -> str | None:
    """What stands in the place of a unit: None where there is no translation, nothing where it is left out."""
    if segment.omitted is not None:
        return ""
    return segment.target or None


def article(workspace: Workspace, slug: str) -> Article:
    """The article, read. Raises ArticleError if its file is no good."""
    path = workspace.article_path(slug)
    data = disk.read(path, ARTICLE_LIMIT)
    if data is None:
        raise NoArticleError(slug, _("there is no such article"), remedy=_("`transflow status` lists them"))
    name = workspace.relative(path)
    known: Article | None = workspace.kept.get(("article", slug), name, data)
    if known is None:
        known = formats.read(name, slug, decode(data, name))
        workspace.kept.put(("article", slug), known, name, data)
    return known


def languages(workspace: Workspace, present: Article) -> tuple[str, tuple[str, ...]]:
    """The source language of an article and the languages it goes to (DESIGN §3), with the kinds of Chinese that people
    review beside another one (`[variants]`), unless the article says for itself where it goes."""
    settings = workspace.settings
    known = (settings.source, *settings.targets)
    source = language.match(present.meta.lang, known) if present.meta.lang else settings.source
    if present.meta.targets is not None:
        wanted: Iterable[str] = (language.match(one, known) for one in present.meta.targets)
    elif source == settings.source:
        wanted = settings.targets
    else:
        wanted = (settings.source,)
    if present.meta.targets is None and settings.variants:
        there = (source, *wanted)
        reviewed = ((one, how.origin) for one, how in settings.variants.items() if how.publish == REVIEWED)
        wanted = (*wanted, *(one for one, origin in reviewed if origin in there))
    return source, tuple(dict.fromkeys(one for one in wanted if one != source))


def meant(tag: str, source: str, targets: tuple[str, ...]) -> str | None:
    """The one of an article's languages that `--to` means: `eng` is en in a newsroom of en. None where the article does
    not go there. Raises LanguageError for a tag of no language."""
    locale = language.match(language.parse(tag), (*targets, source))
    return locale if locale in (targets or (source,)) else None


def named(slug: str, tag: str, source: str, targets: tuple[str, ...]) -> str:
    """As `meant`, of the article `slug`, which must go there. Raises UsageError where it does not."""
    locale = meant(tag, source, targets)
    if locale is None:
        raise UsageError(
            slug, _("this article does not go to {language}").format(language=language.parse(tag)),
            remedy=_("it goes to {languages}").format(languages=", ".join(targets) or source),
        )  # fmt: skip
    return locale


def open_target(workspace: Workspace, slug: str, locale: str | None = None) -> Opened:
    """The article with its translation into `locale` (None: its only target), brought together in memory.

    Raises UsageError if `locale` is none of its languages, or None where it has several.
    """
    present = article(workspace, slug)
    source, targets = languages(workspace, present)
    if locale is None:
        if len(targets) > 1:
            raise UsageError(
                slug, _("this article goes to {languages}").format(languages=", ".join(targets)),
                remedy=_("say which with --to"),
            )  # fmt: skip
        locale = targets[0] if targets else source
    else:
        locale = named(slug, locale, source, targets)
    return opened(workspace, present, source, locale)


def every_target(workspace: Workspace, slug: str) -> list[Opened]:
    """The article with its translation into each of its languages (an article of one language: with itself)."""
    present = article(workspace, slug)
    source, targets = languages(workspace, present)
    return [opened(workspace, present, source, one) for one in targets or (source,)]


def opened(workspace: Workspace, present: Article, source: str, locale: str) -> Opened:
    """An article with its translation into `locale`; `locale == source` is an article of one language."""
    path = workspace.po_path(present.slug, locale)
    po = disk.read(workspace.inside(path))
    known: Opened | None = workspace.kept.get(("target", present.slug, locale), present, source, po)
    if known is None:
        known = _brought_together(workspace, present, source, locale, po)
        workspace.kept.put(("target", present.slug, locale), known, present, source, po)
    return known


def keep(workspace: Workspace, opened: Opened, catalog: Catalog, po: bytes) -> None:
    """Takes up what was just written: `opened` with `catalog`, whose PO text is `po`, need not be parsed again.

    `opened` was `as_read`, and `catalog` is what parsing `po` gives (`catalogs.splice`).
    """
    now = replace(opened, merged=replace(opened.merged, catalog=catalog), po=po)
    vars(now)["as_read"] = True
    workspace.kept.put(("target", now.article.slug, now.locale), now, now.article, now.source, po)


def _brought_together(workspace: Workspace, present: Article, source: str, locale: str, po: bytes | None) -> Opened:
    name = workspace.relative(workspace.po_path(present.slug, locale))
    if po is None:
        catalog = catalogs.new(locale, source, present.slug, workspace.settings.name)
    else:
        catalog = catalogs.parse(decode(po, name), name)
    if locale == source:
        merged = catalogs.merge(catalog, (), present.path)
        return Opened(present, source, locale, (), merged, po, po is None or bool(merged.gone))
    units, moved = arranged(workspace, present, source, catalog)
    merged = catalogs.merge(catalog, units, present.path)
    if moved:
        merged = replace(merged, catalog=catalogs.ruled(merged.catalog, moved))
    changed = po is None or bool(merged.stale or merged.new or merged.gone or merged.revived or moved)
    return Opened(present, source, locale, units, merged, po, changed)


def mode(workspace: Workspace, present: Article) -> str:
    """How the article is cut: its own front matter's word, else the newsroom's."""
    return present.meta.segmentation or workspace.settings.segmentation


def rules(segments: Iterable[Segment]) -> list[segmentation.Rule]:
    """The joins and splits that segments record."""
    return [
        segmentation.Rule(one.source, one.joined, one.split, one.whole)
        for one in segments
        if one.joined > 1 or one.split
    ]


def arranged(
    workspace: Workspace, present: Article, source: str, catalog: Catalog
) -> tuple[tuple[Unit, ...], tuple[segmentation.Rule, ...]]:
    """The article's units with the joins and splits that the catalog records, and those rules that had to be put to
    a changed text."""
    live, dead = rules(catalog.segments), rules(catalog.obsolete)
    cut = mode(workspace, present)
    units = segmentation.arrange(present.blocks, source, cut, (*live, *dead))
    there = {unit.source for unit in units}
    lost = [rule for rule in live if rule.source not in there]
    moved = segmentation.changed(present.blocks, source, cut, lost) if lost else ()
    if moved:
        units = segmentation.arrange(present.blocks, source, cut, (*live, *dead, *moved))
    return _lined(present, units), moved


def _lined(present: Article, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """`units` with the line on which each begins, not that of its block."""
    lined = []
    for unit in units:
        below = present.raw.count("\n", present.blocks[unit.block].start, unit.start)
        lined.append(replace(unit, line=unit.line + below) if below else unit)
    return tuple(lined)
