"""Printing pages: Jinja templates, ours or the newsroom's own, filled with the words of the page's language."""

import datetime as dt
import traceback
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from transflow import language
from transflow.errors import SettingsError
from transflow.interface import gettext as _
from transflow.interface import translations
from transflow.publish.pages import Entry, Link, Page
from transflow.publish.sanitising import clean

if TYPE_CHECKING:
    from jinja2 import Environment

NAMES = ("base.html", "article.html", "list.html", "front.html", "transflow.css")
_OPEN_GRAPH = {"zh": "zh_CN", "en": "en_US"}


class Printer:
    """The press of one newsroom. `templates` override ours, by file name."""

    def __init__(self, templates: Mapping[str, str] | None = None) -> None:
        self._texts = {**{name: _own(name) for name in NAMES}, **(templates or {})}
        self._foreign = frozenset(templates or ())

    def page(self, page: Page) -> str:
        """The page of an article. Raises SettingsError where a template of the newsroom's is broken."""
        return self._print(
            "article.html", page.locale, page=page, body=clean(page.body), date=_date(page.date, page.locale),
            iso=_iso(page.date), root="../../",
            here=f"{language.bcp47(page.locale)}/{page.slug}/",
            newsroom=page.newsroom, base=page.base_url.rstrip("/"), others=page.others,
            corrections=[(_day(day, page.locale), note) for day, note in page.corrections],
        )  # fmt: skip

    def list(self, locale: str, newsroom: str, base_url: str, entries: Sequence[Entry], others: Sequence[Link]) -> str:
        """The news list of one language."""
        dated = [(entry, _day(entry.date, locale) if entry.date else "") for entry in entries]
        return self._print(
            "list.html", locale, entries=dated, root="../", here=f"{language.bcp47(locale)}/", newsroom=newsroom,
            base=base_url.rstrip("/"), others=others,
        )  # fmt: skip

    def front(self, newsroom: str, links: Sequence[Link]) -> str:
        """The front page: the languages to choose from."""
        locale = links[0].locale if links else "en"
        return self._print("front.html", locale, newsroom=newsroom, links=links, root="", here="", base="", others=())

    def style(self) -> str:
        """The style sheet that all pages share."""
        return self._texts["transflow.css"]

    def _print(self, name: str, locale: str, **values: Any) -> str:
        from jinja2 import TemplateSyntaxError

        told = translations(locale)
        og = _OPEN_GRAPH.get(locale, locale if "_" in locale else "")
        try:
            template = self._press.get_template(name)
            return template.render(
                _=told.gettext, ngettext=told.ngettext, lang=language.bcp47(locale), og_locale=og,
                bcp47=language.bcp47, named=lambda other: _named(other, locale), **values,
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
        from jinja2 import FunctionLoader, StrictUndefined
        from jinja2.sandbox import SandboxedEnvironment  # templates come with a folder that somebody sent

        def load(name: str) -> tuple[str, str, None] | None:
            text = self._texts.get(name)
            return None if text is None else (text, f"templates/{name}", None)

        return SandboxedEnvironment(
            loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip


def _own(name: str) -> str:
    return (files("transflow.publish") / "templates" / name).read_text("utf-8")


def _where(error: BaseException, foreign: frozenset[str]) -> str | None:
    """`templates/NAME:LINE` of the innermost of the newsroom's own templates that the error passed through."""
    ours = {f"templates/{name}" for name in foreign}
    frames = traceback.extract_tb(error.__traceback__)
    return next((f"{one.filename}:{one.lineno}" for one in reversed(frames) if one.filename in ours), None)


def _date(date: dt.date | dt.datetime | None, locale: str) -> str:
    """A date in the language's own form: 2026年11月24日, November 24, 2026."""
    if date is None:
        return ""
    from babel.dates import format_date

    return format_date(date, format="long", locale=locale)


def _iso(date: dt.date | dt.datetime | None) -> str | None:
    """A date as HTML's `datetime` takes it: to the second at most."""
    if isinstance(date, dt.datetime):
        return date.isoformat(timespec="seconds")
    return None if date is None else date.isoformat()


def _day(day: str, locale: str) -> str:
    """An ISO date in the language's own form; what is none, as it was written."""
    try:
        return _date(dt.date.fromisoformat(day[:10]), locale)
    except ValueError:
        return day


def _named(link: Link, locale: str) -> str:
    """What a language is called on a page in `locale`: Chinese, 英语; its own name where that is not known, and of
    kinds of Chinese on a Chinese page, whose readers know it."""
    from babel import Locale

    if language.is_chinese(link.locale) and language.is_chinese(locale):
        return link.label
    if language.is_traditional(link.locale):  # Chinese (Traditional), Chinese (Traditional, Hong Kong SAR China)
        region = link.locale.partition("_")[2]
        found = Locale("zh", region if region in ("HK", "MO") else None, script="Hant").get_display_name(locale)
    else:
        found = Locale.parse(link.locale).get_language_name(locale)
    return found or link.label
