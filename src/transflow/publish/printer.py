"""Printing pages: Jinja templates, ours or the newsroom's own, filled with the words of the page's language."""

import json
import traceback
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from transflow import language
from transflow.errors import SettingsError
from transflow.interface import gettext as _
from transflow.interface import translations
from transflow.publish import addresses
from transflow.publish.linked import news_article
from transflow.publish.lists import Listing
from transflow.publish.mixed import marked
from transflow.publish.record import Around, House, Link, Record
from transflow.publish.released import Entry

if TYPE_CHECKING:
    from jinja2 import Environment

NAMES = (
    "base.html", "article.html", "home.html", "list.html", "entries.html", "search.html", "front.html",
    "withdrawn.html", "moved.html", "transflow.css", "search.js",
)  # fmt: skip
_OPEN_GRAPH = {"zh": "zh_CN", "en": "en_US"}
_ARTICLE, _LIST, _FRONT = "../../", "../", ""  # from a page to `public/`


class Printer:
    """The press of one newsroom. `templates` override ours, by file name. Every page raises SettingsError where a
    template of the newsroom's is broken."""

    def __init__(self, house: House, templates: Mapping[str, str] | None = None) -> None:
        self.house = house
        self._texts = {**{name: _own(name) for name in NAMES}, **(templates or {})}
        self._foreign = frozenset(templates or ())

    @property
    def templates(self) -> Mapping[str, str]:
        """What is printed with, by file name."""
        return self._texts

    def page(self, record: Record, around: Around) -> str:
        """The page of an article."""
        return self._print(
            "article.html", record.locale, _ARTICLE, addresses.page(record.locale, record.slug), article=record,
            around=around, others=around.others, alternates=self._alternates(record),
            headline=marked(escape(record.title, quote=False), record.locale), linked=news_article(record, self.house),
            standfirst=marked(escape(record.summary or "", quote=False), record.locale),
            date=language.day(record.date, record.locale), iso=record.date,
            image=self._absolute(record.pictures[0]) if record.pictures else "",
            corrections=[(language.day(day, record.locale), note) for day, note in record.corrections],
            tags=[(tag, _up(addresses.listing(record.locale, f"tag:{tag}"))) for tag in record.tags],
            desk=_up(addresses.listing(record.locale, f"desk:{record.desk}")) if record.desk else "",
        )  # fmt: skip

    def notice(self, record: Record) -> str:
        """What stands where an article was withdrawn (nothing of what it said), or from where it has moved."""
        return self._moved(record.locale, record.moved) if record.moved else self._withdrawn(record)

    def _withdrawn(self, record: Record) -> str:
        others = [
            Link(one, f"../../{language.bcp47(one)}/{record.slug_in(one)}/", language.autonym(one))
            for one in record.languages
            if one != record.locale
        ]
        return self._print(
            "withdrawn.html", record.locale, _ARTICLE, "", date=language.day(record.withdrawn or "", record.locale),
            others=others,
        )  # fmt: skip

    def _moved(self, locale: str, slug: str) -> str:
        path = addresses.page(locale, slug)
        return self._print("moved.html", locale, _ARTICLE, path, target=f"../{slug}/", others=())

    def listing(self, shown: Listing, others: Sequence[Link]) -> str:
        """A page of a list. `others` are the same list in other languages."""
        return self._print(
            "list.html", shown.locale, _LIST, addresses.listing(shown.locale, shown.group, shown.number),
            listing=shown, entries=self._entries(shown.entries), others=others,
        )  # fmt: skip

    def home(
        self, locale: str, newest: Sequence[Entry], desks: Iterable[tuple[str, Sequence[Entry]]], others: Sequence[Link]
    ) -> str:
        """The front page of a language: the newest articles, and the newest of each desk."""
        shown = [(name, _up(addresses.listing(locale, f"desk:{name}")), self._entries(ones)) for name, ones in desks]
        return self._print(
            "home.html", locale, _LIST, addresses.home(locale), entries=self._entries(newest), desks=shown,
            others=others,
        )  # fmt: skip

    def search(self, locale: str, parts: Mapping[str, int], others: Sequence[Link]) -> str:
        """The page on which readers search. `parts` says how many parts there are of each language."""
        ordered = sorted(parts.items(), key=lambda one: (one[0] != locale, one[0]))
        sources = [
            {"lang": language.bcp47(one), "name": language.autonym(one), "parts": number} for one, number in ordered
        ]
        return self._print(
            "search.html", locale, _LIST, addresses.search(locale), sources=json.dumps(sources, ensure_ascii=False),
            others=others,
        )  # fmt: skip

    def front(self, links: Sequence[Link]) -> str:
        """The front page: the languages to choose from."""
        return self._print("front.html", links[0].locale if links else "en", _FRONT, "", links=links, others=())

    def style(self) -> str:
        """The style sheet that all pages share."""
        return self._texts["transflow.css"]

    def script(self) -> str:
        """The script of the search page; no other page has one."""
        return self._texts["search.js"]

    def _entries(self, entries: Iterable[Entry]) -> list[tuple[Entry, str]]:
        return [(one, language.day(one.date, one.locale)) for one in entries]

    def _absolute(self, path: str) -> str:
        return addresses.absolute(self.house.base_url, path) if self.house.base_url else ""

    def _alternates(self, record: Record) -> list[tuple[str, str]]:
        """The page in each of its languages, and for readers of any other the one in which it was written."""
        if not self.house.base_url or len(record.languages) < 2:
            return []
        tongues = [(language.bcp47(one), one) for one in record.languages]
        if record.source in record.languages:
            tongues.append(("x-default", record.source))
        return [(tag, self._absolute(addresses.page(one, record.slug_in(one)))) for tag, one in tongues]

    def _print(self, name: str, locale: str, root: str, here: str, **values: Any) -> str:
        from jinja2 import TemplateSyntaxError

        told = translations(locale)
        og = _OPEN_GRAPH.get(locale, locale if "_" in locale else "")
        try:
            template = self._press.get_template(name)
            return template.render(
                _=told.gettext, ngettext=told.ngettext, lang=language.bcp47(locale), og_locale=og, root=root,
                canonical=self._absolute(here) if here else "", bcp47=language.bcp47,
                named=lambda other: _named(other.locale, other.label, locale), newsroom=self.house.name,
                base=self.house.base_url, **values,
            ).rstrip() + "\n"  # fmt: skip
        except TemplateSyntaxError as error:
            where = f"templates/{error.name or name}:{error.lineno}"
            raise SettingsError(where, str(error.message), remedy=_("mend the template, or take it out")) from error
        # A template is a program of the newsroom's: whatever it raises (1 / 0 too) is said with its line.
        except Exception as error:
            if not self._foreign:
                raise  # our own templates: a mistake of ours, not a setting
            where = _where(error, self._foreign) or f"templates/{name}"
            problem = str(error) or type(error).__name__
            raise SettingsError(where, problem, remedy=_("mend the template, or take it out")) from error

    @cached_property
    def _press(self) -> "Environment":
        from jinja2 import Environment, FunctionLoader, StrictUndefined
        from jinja2.sandbox import SandboxedEnvironment

        def load(name: str) -> tuple[str, str, None] | None:
            text = self._texts.get(name)
            return None if text is None else (text, f"templates/{name}", None)

        # Templates come with a folder that somebody sent; ours alone need no sand, which takes a third of the time.
        return (SandboxedEnvironment if self._foreign else Environment)(
            loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip


def _own(name: str) -> str:
    return (files("transflow.publish") / "templates" / name).read_text("utf-8")


def _up(path: str) -> str:
    """A list, from the page of an article."""
    return f"../{path.rpartition('/')[2]}"


def _where(error: BaseException, foreign: frozenset[str]) -> str | None:
    """`templates/NAME:LINE` of the innermost of the newsroom's own templates that the error passed through."""
    ours = {f"templates/{name}" for name in foreign}
    frames = traceback.extract_tb(error.__traceback__)
    return next((f"{one.filename}:{one.lineno}" for one in reversed(frames) if one.filename in ours), None)


@lru_cache(maxsize=64)  # Babel takes 150 µs, and every page says it
def _named(tongue: str, own: str, locale: str) -> str:
    """What a language is called on a page in `locale`: Chinese, 英语; by its `own` name where that is not known, and
    so are kinds of Chinese on a Chinese page, whose readers know it."""
    from babel import Locale

    if language.is_chinese(tongue) and language.is_chinese(locale):
        return own
    if language.is_traditional(tongue):  # Chinese (Traditional), Chinese (Traditional, Hong Kong SAR China)
        region = tongue.partition("_")[2]
        found = Locale("zh", region if region in ("HK", "MO") else None, script="Hant").get_display_name(locale)
    else:
        found = Locale.parse(tongue).get_language_name(locale)
    return found or own
