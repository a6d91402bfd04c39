"""Where the text of articles may go: to engines that the settings name, and of what is confidential or under embargo to
none that is elsewhere (DESIGN §6.6). Whether an engine is elsewhere it says itself (`local`)."""

from collections.abc import Sequence

from transflow import engines
from transflow.article import Article
from transflow.errors import RefusedError, TransflowError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom
from transflow.workspace import opening


def permit(room: Newsroom, names: Sequence[str], *, asked: bool) -> None:
    """Raises RefusedError for an engine that the settings do not name: text must not leave unasked; UsageError for one
    that there is not, where it was `asked` for."""
    known = dict.fromkeys((*engines.names(), *room.settings.engine_options))  # a table may give an engine its own name
    for name in names:
        if asked and name not in known:
            raise UsageError(
                "--engine",
                _("there is no engine “{name}”").format(name=name),
                remedy=_("the engines are {names}").format(names=", ".join(known)),
            )
        if name in known and name not in engines.LOCAL and name not in room.settings.named_engines:
            raise RefusedError(
                name, _("the settings do not name this engine, and it sends text out of this machine"),
                remedy=_("add it to translate.engines, or write a table [engines.{name}]").format(name=name),
            )  # fmt: skip


def may(room: Newsroom, article: Article) -> bool:
    """Whether the article's text may go to another machine: not while confidential or under embargo."""
    if room.settings.confidential == "any":
        return True
    embargo = article.meta.embargo
    return not article.meta.confidential and not (embargo and room.instant(embargo) > room.clock())


def may_slug(room: Newsroom, slug: str) -> bool:
    """The same of an article whose text would leave with that of another one, as an example."""
    try:
        return may(room, opening.article(room.workspace, slug))
    except TransflowError:  # taken away, or broken: nobody can say that it may
        return False


def withheld(article: Article) -> str:
    """Why the engines that are elsewhere did not get the text."""
    why = _("confidential") if article.meta.confidential else _("under embargo")
    return _('{why}: only engines on this machine get it (translate.confidential = "any" lets it out)').format(why=why)
