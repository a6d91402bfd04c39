"""The engines of one run: made once for each pair of languages, with what they may use; and which article they get."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from transflow import engines, segmentation
from transflow.article import Article
from transflow.errors import TransflowError
from transflow.newsroom import accounts, deriving, leaving, modelkeeping, passages, remembering
from transflow.newsroom.room import Newsroom
from transflow.newsroom.wording import Wording
from transflow.settings.variants import Variant
from transflow.workspace.opening import Opened

if TYPE_CHECKING:
    from transflow.memory import Unit


def _never() -> bool:
    return False


class Staff:
    """The engines called `names`, in their order; `chosen` by somebody for this run, or as the settings have them.
    With `redo` kept answers are not used; `bills` is what they cost. What people have made of the article
    `leaving_out` they are not told: they are to be compared with it."""

    def __init__(
        self,
        room: Newsroom,
        names: Sequence[str],
        *,
        chosen: bool = False,
        redo: bool = False,
        cancelled: Callable[[], bool] = _never,
        leaving_out: str = "",
    ) -> None:
        self.room, self.names, self.redo, self.cancelled = room, tuple(names), redo, cancelled
        self.bills = engines.Bills()
        self._chosen, self._leaving_out = chosen, leaving_out
        self._made: dict[engines.Pair, list[engines.Engine]] = {}
        self._words: dict[tuple[str, str], Wording] = {}
        self._passages = passages.Passages()

    def variant(self, target: str) -> Variant | None:
        """How `target` is made, where it is a kind of Chinese made of another one and nobody chose engines that
        translate."""
        translated = self._chosen and deriving.ENGINE not in self.names
        return None if translated else self.room.settings.variants.get(target)

    def names_for(self, target: str) -> Sequence[str]:
        """The engines that fill `target`: what is made of another kind of Chinese is converted."""
        return (deriving.ENGINE,) if self.variant(target) else self.names

    def able(self, pair: "engines.Pair", article: Article) -> list["engines.Engine"]:
        """The engines that may have this article, in order. Raises SettingsError for a setting or a prompt that will
        not do."""
        if pair not in self._made:
            resources, options = self._resources(pair), self.room.settings.engine_options
            made = [
                engines.load(name, options.get(name, {}), resources, refresh=self.redo)
                for name in self.names_for(pair.target)
            ]
            for engine in made:
                engine.available(pair)  # a prompt that will not do is found before anything is sent or saved
            self._made[pair] = made
        return self._permitted(self._made[pair], article)

    def bare(self, pair: "engines.Pair", article: Article) -> list["engines.Engine"]:
        """The same engines as they are in themselves, without kept answers and what is done about terms: what they
        would cost is asked of these."""
        resources = replace(self._resources(pair), cache=None, judge=None)
        options = self.room.settings.engine_options
        made = [engines.load(name, options.get(name, {}), resources) for name in self.names_for(pair.target)]
        return self._permitted(made, article)

    def show(self, articles: Sequence[Opened]) -> None:
        """Takes up the articles that are now at work, in the place of former ones: their names, and what stands around
        a text. They must be articles that the same engines may have: a text that is in two of them is shown as it
        stands in one."""
        self._passages = passages.Passages(articles, self._leaving_out)
        for opened in articles:
            self.wording(opened.source, opened.locale).learn(opened.catalog.translations)

    def wording(self, source: str, target: str) -> Wording:
        """The house's words for these languages."""
        if (source, target) not in self._words:
            self._words[source, target] = Wording(self.room, source, target)
        return self._words[source, target]

    def held(self, pair: "engines.Pair", sources: Sequence[str]) -> dict[str, dict[str, str]]:
        """What is kept of each engine's answers, by source; none is asked."""
        resources, options = self._resources(pair), self.room.settings.engine_options
        found = {}
        for name in self.names:
            with suppress(TransflowError):  # what is wrong with its settings is said where it is to translate
                found[name] = engines.held(name, options.get(name, {}), resources, sources, pair)
        return found

    def _permitted(self, made: Sequence["engines.Engine"], article: Article) -> list["engines.Engine"]:
        """Those that may have the article."""
        return [engine for engine in made if engine.local or leaving.may(self.room, article)]

    def _resources(self, pair: "engines.Pair") -> "engines.Resources":
        """What the engines of one pair of languages may use."""
        room, settings = self.room, self.room.settings
        recall = cache(lambda: remembering.memory(room, pair.source, pair.target))  # read when it is first asked
        words = self.wording(pair.source, pair.target)
        examples = passages.Examples(recall, lambda slug: slug != self._leaving_out and leaving.may_slug(room, slug))
        return engines.Resources(
            memory=lambda texts, _pair, minimum: recall().search_batch(texts, minimum, 1, skip=self._left_out),
            conversion=lambda pair: deriving.conversion(room, pair),
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

    def _left_out(self, unit: "Unit") -> bool:
        return bool(self._leaving_out) and remembering.slug_of(unit.document) == self._leaving_out

    def _moment(self, seconds: float) -> str:
        """When so many seconds have passed, in the newsroom's time zone, to the minute that is then over."""
        now = self.room.clock().astimezone(self.room.settings.tz)
        then = now + timedelta(seconds=seconds + 60)
        return then.strftime("%H:%M" if then.date() == now.date() else "%Y-%m-%d %H:%M")


def called(
    room: Newsroom, chosen: Sequence[str], *, redo: bool = False, cancelled: Callable[[], bool] | None = None
) -> Staff:
    """The engines `chosen`, or (none chosen) those of the settings. Raises RefusedError for one that the settings do
    not name, UsageError for one that there is not."""
    names = tuple(chosen) or room.settings.engines
    leaving.permit(room, names, asked=bool(chosen))
    return Staff(room, names, chosen=bool(chosen), redo=redo, cancelled=cancelled or _never)
