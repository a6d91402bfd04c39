"""The engines of one run: made once for each pair of languages, with what they may use; and which article they get."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from transflow import engines, segmentation
from transflow.article import Article
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import accounts, modelkeeping, passages, remembering
from transflow.newsroom.room import Newsroom
from transflow.newsroom.wording import Wording
from transflow.workspace import opening
from transflow.workspace.opening import Opened


class Staff:
    """The engines called `names`, in their order. With `redo` kept answers are not used; `bills` is what they cost."""

    def __init__(self, room: Newsroom, names: Sequence[str], redo: bool, cancelled: Callable[[], bool]) -> None:
        self.room, self.names, self.redo, self.cancelled = room, names, redo, cancelled
        self.bills = engines.Bills()
        self._made: dict[tuple[str, str], list[engines.Engine]] = {}
        self._words: dict[tuple[str, str], Wording] = {}
        self._passages = passages.Passages()

    def able(self, source: str, target: str, article: Article) -> list["engines.Engine"]:
        """The engines that may have this article, in order. Raises SettingsError for a setting or a prompt that will
        not do."""
        key = (source, target)
        if key not in self._made:
            resources = self._resources(source, target)
            options, pair = self.room.settings.engine_options, engines.Pair(source, target)
            made = [engines.load(name, options.get(name, {}), resources, refresh=self.redo) for name in self.names]
            for engine in made:
                engine.available(pair)  # a prompt that will not do is found before anything is sent or saved
            self._made[key] = made
        return [engine for engine in self._made[key] if engine.local or self.may_leave(article)]

    def bare(self, source: str, target: str, article: Article) -> list["engines.Engine"]:
        """The same engines as they are in themselves, without kept answers and what is done about terms: what they
        would cost is asked of these."""
        resources = replace(self._resources(source, target), cache=None, judge=None)
        options = self.room.settings.engine_options
        made = [engines.load(name, options.get(name, {}), resources) for name in self.names]
        return [engine for engine in made if engine.local or self.may_leave(article)]

    def show(self, articles: Sequence[Opened]) -> None:
        """Takes up the articles that are now at work, in the place of former ones: their names, and what stands around
        a text. They must be articles that the same engines may have: a text that is in two of them is shown as it
        stands in one."""
        self._passages = passages.Passages(articles)
        for opened in articles:
            self.wording(opened.source, opened.locale).learn(opened.catalog.segments)

    def wording(self, source: str, target: str) -> Wording:
        """The house's words for these languages."""
        if (source, target) not in self._words:
            self._words[source, target] = Wording(self.room, source, target)
        return self._words[source, target]

    def withheld(self, article: Article) -> str:
        """Why the engines that are elsewhere did not get the text."""
        why = _("confidential") if article.meta.confidential else _("under embargo")
        return _('{why}: only engines on this machine get it (translate.confidential = "any" lets it out)').format(
            why=why
        )

    def may_leave(self, article: Article) -> bool:
        """Whether the article's text may go to another machine: not while confidential or under embargo."""
        if self.room.settings.confidential == "any":
            return True
        embargo = article.meta.embargo
        return not article.meta.confidential and not (embargo and self.room.instant(embargo) > self.room.clock())

    def _resources(self, source: str, target: str) -> "engines.Resources":
        """What the engines of one pair of languages may use."""
        room, settings = self.room, self.room.settings
        recall = cache(lambda: remembering.memory(room, source, target))  # read when it is first asked
        words = self.wording(source, target)
        examples = passages.Examples(recall, self._slug_may_leave)
        return engines.Resources(
            memory=lambda texts, _pair, minimum: recall().search_batch(texts, minimum, 1),
            terms=lambda text, _pair: words.occurrences(text),
            judge=lambda text, answer, _pair: words.judge(text, answer),
            cache=engines.SqliteCache(room.workspace.derived / "engines.sqlite"),
            keys=engines.keys_from(os.environ),
            models=modelkeeping.folder(),
            sentences=segmentation.sentences,
            ledger=accounts.spending(room),
            standings=accounts.standings(room),
            moment=self._moment,
            cancelled=self.cancelled,
            examples=examples.search,
            places=lambda text, pair: self._passages.place(text, pair),
            read=passages.reader(room),
            house={"newsroom": settings.name, "name_style": settings.name_style},
            bills=self.bills,
        )

    def _slug_may_leave(self, slug: str) -> bool:
        """Whether an article that is looked at for examples may be shown to others."""
        try:
            return self.may_leave(opening.article(self.room.workspace, slug))
        except TransflowError:  # taken away, or broken: nobody can say that it may
            return False

    def _moment(self, seconds: float) -> str:
        """When so many seconds have passed, in the newsroom's time zone, to the minute that is then over."""
        now = self.room.clock().astimezone(self.room.settings.tz)
        then = now + timedelta(seconds=seconds + 60)
        return then.strftime("%H:%M" if then.date() == now.date() else "%Y-%m-%d %H:%M")
