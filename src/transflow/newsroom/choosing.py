"""Which translations a command over many articles is about: what `--to` means there.

Of one article `opening.open_target` says it; here stands what keeps a command over many from looking at nothing, and
calling that good.
"""

from collections.abc import Collection, Iterator

from transflow import language
from transflow.article import Article
from transflow.errors import TransflowError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom
from transflow.settings.variants import REVIEWED
from transflow.workspace import opening


def languages(room: Newsroom, article: Article, to: str | None) -> tuple[str, tuple[str, ...]]:
    """The source language of an article and those of its targets that `to` means (None: all)."""
    source, targets = opening.languages(room.workspace, article)
    if to is None:
        return source, targets
    wanted = opening.meant(to, source, targets)
    return source, tuple(one for one in targets if one == wanted)


def refuse(room: Newsroom, slugs: Collection[str], to: str | None) -> None:
    """Raises UsageError where an article of `slugs` does not go to the language that `to` means, or, where none is
    named, the newsroom has no translation into it; LanguageError where it means no language."""
    if to is None:
        return
    if not slugs and all(opening.meant(to, source, targets) is None for source, targets in pairs(room)):
        raise UsageError(
            "--to", _("no article goes to {language}").format(language=language.parse(to)),
            remedy=_("they go to {languages}").format(languages=", ".join(spoken(room))),
        )  # fmt: skip
    for slug in slugs:
        source, targets = opening.languages(room.workspace, opening.article(room.workspace, slug))
        opening.named(slug, to, source, targets)


def spoken(room: Newsroom) -> tuple[str, ...]:
    """The languages that the settings have articles translated into, whether or not one is there yet."""
    kinds = (one for one, how in room.settings.variants.items() if how.publish == REVIEWED)
    return tuple(dict.fromkeys((*room.settings.targets, *kinds)))


def pairs(room: Newsroom) -> Iterator[tuple[str, tuple[str, ...]]]:
    """From which language into which the newsroom translates: by its settings, then article for article, which may say
    otherwise. One that cannot be read says nothing here: it is told of where it is read."""
    yield room.settings.source, spoken(room)
    for slug in room.workspace.slugs():
        try:
            present = opening.article(room.workspace, slug)
        except TransflowError:
            continue
        yield opening.languages(room.workspace, present)
