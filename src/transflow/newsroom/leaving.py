"""Where the text of articles may go: to engines that the settings name, and of what is confidential or under embargo to
none that is elsewhere (DESIGN §6.6)."""

from collections.abc import Sequence

from transflow import engines
from transflow.article import Article
from transflow.errors import RefusedError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom


def permit(room: Newsroom, names: Sequence[str], *, asked: bool) -> None:
    """Raises RefusedError for an engine that the settings do not name: text must not leave unasked."""
    known = engines.names()
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


def withheld(article: Article) -> str:
    """Why the engines that are elsewhere did not get the text."""
    why = _("confidential") if article.meta.confidential else _("under embargo")
    return _('{why}: only engines on this machine get it (translate.confidential = "any" lets it out)').format(why=why)
