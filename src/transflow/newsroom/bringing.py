"""Taking in what was published before, both languages together (`add --pair`): the first file becomes the article, the
second its translation, aligned, approved where nothing is doubtful, and left to a person where something is."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from transflow import catalog as catalogs
from transflow import formats, language
from transflow.act import Verb
from transflow.article import Article
from transflow.catalog import Catalog
from transflow.errors import ArticleError, TransflowError, UsageError
from transflow.interface import gettext as _
from transflow.manuscript import Change, changed
from transflow.newsroom import dating, facing, intake, syncing
from transflow.newsroom.acting import act, may
from transflow.newsroom.arriving import Arrival, arrivals, spoken
from transflow.newsroom.facing import Facing
from transflow.newsroom.room import Newsroom, stamp
from transflow.newsroom.settling import Row, settled
from transflow.newsroom.twins import Bodies
from transflow.newsroom.vouching import Voucher, objection
from transflow.script import has_text
from transflow.segment import Segment, Status
from transflow.workflow import Reviewer
from transflow.workspace import opening
from transflow.workspace.folder import Commit


@dataclass(frozen=True, slots=True)
class Names:
    """What is said of a translation beside its words: who translated it, and who signed it where it was published."""

    translator: str | None = None
    reviewer: str | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """A pair of files that was taken in (or would be): the article, its languages, and its segments in order. `added`
    are sentences of the translation that have no source; `withheld` says why nothing could be approved (empty: it
    could)."""

    article: intake.Taken
    file: str
    source: str
    locale: str
    rows: tuple[Row, ...]
    added: tuple[str, ...]
    withheld: str = ""

    def of(self, status: Status) -> int:
        """How many segments have this status."""
        return sum(row.segment.status is status for row in self.rows)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an `add --pair` did."""

    brought: tuple[Brought, ...]
    refused: tuple[intake.Refused, ...] = ()


def bring(
    room: Newsroom, pairs: Collection[tuple[Path, Path]], names: Names, *, lang: str | None = None,
    slug: str | None = None, encoding: str | None = None, date: str | None = None, dry: bool = False,
) -> Outcome:  # fmt: skip
    """Takes pairs of files in. Each stands for itself, as in `intake.add`: one that is refused changes nothing on disk.
    `date` is that of both, whatever they say; `dry` writes nothing at all. Who gives no `slug` is refused a second
    article of the same body. Raises UsageError for one `slug` for several pairs and for what is no date, LanguageError
    for a `lang` that is none."""
    if slug is not None and len(pairs) > 1:
        raise UsageError("--slug", _("one slug cannot name several articles"))
    told = _Told(names, lang, slug, encoding, dating.given(date), dry)
    bodies = Bodies(room)
    brought: list[Brought] = []
    refused: list[intake.Refused] = []
    for one, other in pairs:
        try:
            brought.append(_brought(room, (one, other), told, bodies))
        except UsageError:
            raise
        except TransflowError as error:
            refused.append(intake.Refused(f"{one} + {other}", error))
        else:
            if not dry:
                bodies.add(brought[-1].article.slug)
    if brought and not dry:
        syncing.sync(room, [one.article.slug for one in brought])
    return Outcome(tuple(brought), tuple(refused))


@dataclass(frozen=True, slots=True)
class _Told:
    """What was said of all pairs on the command line."""

    names: Names
    lang: str | None
    slug: str | None
    encoding: str | None
    date: str | None
    dry: bool


def _brought(room: Newsroom, files: tuple[Path, Path], told: _Told, bodies: Bodies) -> Brought:
    one, two = (_arrival(room, path, told.encoding) for path in files)
    article, target = (formats.read(str(Path(each.name).with_suffix(".md")), "draft", each.text) for each in (one, two))
    _filled(article, files[0])
    _filled(target, files[1])
    lang = language.parse(told.lang) if told.lang else _language(room, article)
    article, text, date, changes = _dated(article, target, lang, told.date, room)
    _unknown(bodies, article, files, told)
    source, locale = _languages(room, article, target, files)
    given = facing.faced(
        article, target, (source, locale), opening.mode(room.workspace, article), room.terms.names(source, locale)
    )
    _alike(given, files)
    voucher = Voucher(
        told.names.translator or files[1].name, Reviewer(room.actor, room.names, room.settings.two_person),
        told.names.reviewer, may(room, Verb.APPROVE),
    )  # fmt: skip
    rows = tuple(settled(room, given, voucher, article, (source, locale), files[1].name))
    chosen = intake.wanted(article, told.slug)
    if not told.dry:
        paper = _Paper(text, (source, locale), tuple(row.segment for row in rows), date, files)
        chosen = intake.appeared(room, one, article, text, told.slug, lambda free: _commit(room, one, free, paper))
    said = [changed(_("{file}: {message}").format(file=files[1].name, message=each.message)) for each in two.changes]
    taken = intake.taken(one, chosen, text)
    return Brought(
        replace(taken, changes=(*taken.changes, *changes, *said)), str(files[1]), source, locale, rows,
        tuple(given.sentences[place].source for place in given.added), objection(voucher),
    )  # fmt: skip


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _arrival(room: Newsroom, path: Path, encoding: str | None) -> Arrival:
    """The one article in a file. Raises ArticleError for one that holds several."""
    found = list(arrivals(room, intake.draft(path), encoding))
    if len(found) != 1:
        raise ArticleError(
            path, _("it holds {n} articles, and a pair is of one").format(n=len(found)),
            remedy=_("save the article in a file of its own"),
        )  # fmt: skip
    return found[0]


def _language(room: Newsroom, article: Article) -> str:
    text = "\n".join(block.flat for block in article.blocks)
    return spoken(room, article.meta.lang or "", text)


def _dated(
    article: Article, target: Article, lang: str, day: str | None, room: Newsroom
) -> tuple[Article, str, str | None, tuple[Change, ...]]:
    """The article with its language and a date (`day`, its own, or that of the translation), its text, when its
    translation was published (ISO 8601, UTC), and what has changed by that."""
    text = article.raw
    if lang != room.settings.source and lang != article.meta.lang:
        text = formats.set_meta(article, "lang", lang)
    theirs = target.meta.date
    lent = str(theirs) if theirs is not None and article.meta.date is None else None
    text, changes = dating.dated(formats.read(article.path, article.slug, text), day or lent, theirs)
    made = formats.read(article.path, article.slug, text)
    first = made.meta.date if day else theirs
    return made, text, None if first is None else stamp(room.instant(first)), changes


def _languages(room: Newsroom, article: Article, target: Article, files: tuple[Path, Path]) -> tuple[str, str]:
    """The languages of the two files. Raises ArticleError where they are one, or the article does not go to the
    second."""
    where = f"{files[0]} + {files[1]}"
    source, targets = opening.languages(room.workspace, article)
    locale = language.match(_language(room, target), targets)
    if language.base(source) == language.base(locale):
        raise ArticleError(
            where, _("both files are in {language}").format(language=language.autonym(source)),
            remedy=_("the first is the article, the second its translation"),
        )  # fmt: skip
    if locale not in targets:
        raise ArticleError(
            where, _("this article does not go to {language}").format(language=language.autonym(locale)),
            remedy=_("name the language in `targets` of transflow.toml, or of the article"),
        )  # fmt: skip
    return source, locale


def _filled(article: Article, path: Path) -> None:
    """Raises ArticleError where a file has no text beside its front matter."""
    if not any(block.key is None and has_text(block.flat) for block in article.blocks):
        raise ArticleError(
            path, _("there is no text in it beside its headline"), remedy=_("look whether it is the right file")
        )


def _unknown(bodies: Bodies, article: Article, files: tuple[Path, Path], told: _Told) -> None:
    """Raises ArticleError where the article is there already and nobody says that it shall be there twice."""
    twin = None if told.slug else bodies.twin(article)
    if twin:
        raise ArticleError(
            f"{files[0]} + {files[1]}", _("the article {slug} has this text already").format(slug=twin),
            remedy=_("to take it in once more all the same, give it a slug of its own with --slug"),
        )  # fmt: skip


def _alike(given: Facing, files: tuple[Path, Path]) -> None:
    """Raises ArticleError where the two texts have nothing to do with each other."""
    if given.likeness < facing.UNLIKE:
        raise ArticleError(
            f"{files[0]} + {files[1]}",
            _("the second is no translation of the first, by its lengths, numbers, names and words"),
            remedy=_("look whether these are the right two files"),
        )  # fmt: skip


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class _Paper:
    """What is to be written: the article's Markdown, its languages, its segments with their translations, when these
    were published (ISO 8601, UTC), and the files that all of it is from."""

    text: str
    locales: tuple[str, str]
    segments: tuple[Segment, ...]
    published: str | None
    files: tuple[Path, Path]


def _commit(room: Newsroom, arrival: Arrival, slug: str, paper: _Paper) -> None:
    """Writes the translation of an article that is not there yet. The article itself appears last, so that a crash in
    between leaves none."""
    name = f"articles/{slug}/index.md" if arrival.images else f"articles/{slug}.md"
    catalog = _catalog(room, formats.read(name, slug, paper.text), paper)
    detail = " + ".join(path.name for path in paper.files)
    acts = [
        act(room, Verb.TAKE_IN, _bare(segment), segment, detail=detail)
        for segment in catalog.segments
        if segment.status is not Status.UNTRANSLATED
    ]
    po = catalogs.serialize(catalog).encode()
    room.workspace.commit(Commit(slug, paper.locales[1], po, [one.to_json() for one in acts]))


def _catalog(room: Newsroom, article: Article, paper: _Paper) -> Catalog:
    """The catalog of the article with these segments, and the joins that they record."""
    source, locale = paper.locales
    empty = catalogs.new(locale, source, article.slug, room.settings.name)
    once = {(one.context, one.source): one for one in reversed(paper.segments)}
    order = dict.fromkeys((one.context, one.source) for one in paper.segments)
    prepared = replace(empty, segments=tuple(once[key] for key in order))
    units, _moved = opening.arranged(room.workspace, article, source, prepared)
    catalog = catalogs.merge(prepared, units, article.path).catalog
    return catalogs.with_first_published(catalog, paper.published) if paper.published else catalog


def _bare(segment: Segment) -> Segment:
    """The segment as it would have been without a translation."""
    return replace(
        segment, target="", status=Status.UNTRANSLATED, origin=None, by=None, approver=None, at=None, omitted=None,
        remarks=(), doubts=(),
    )  # fmt: skip
