"""Settings of the checks that no text would ever heed: a name of nothing, a language that no article goes to.

Reading the settings cannot know them: the checks say which of them and which lines of wording there are, and an article
may say for itself where it goes.
"""

import difflib
from collections.abc import Iterator
from importlib import import_module

from transflow import checks
from transflow.errors import SettingsError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom import choosing
from transflow.newsroom.room import Newsroom
from transflow.settings import FILE

# What knows the lines of wording brings a library that only who takes lines away needs.
_LISTS = "transflow.checks.wording.lists"


def found(room: Newsroom) -> Iterator[SettingsError]:
    """What is wrong in `[checks]`, each with its key and a remedy."""
    yield from _off(room)
    yield from _wording(room)
    yield from _patterns(room)


def _off(room: Newsroom) -> Iterator[SettingsError]:
    for name in sorted(room.settings.checks_off):
        try:
            checks.known(name)
        except UsageError as error:
            yield SettingsError(f"{FILE}: checks.off: {name}", error.problem, remedy=error.remedy)


def _wording(room: Newsroom) -> Iterator[SettingsError]:
    off = room.settings.wording_off
    known: frozenset[str] = import_module(_LISTS).names() if off else off
    for name in sorted(off - known):
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)[0]
        problem = _("no list of wordings has a line “{name}”").format(name=name)
        yield SettingsError(
            f"{FILE}: checks.wording_off: {name}", problem, remedy=_("did you mean “{near}”?").format(near=near)
        )


def _patterns(room: Newsroom) -> Iterator[SettingsError]:
    """Rules of the house in a language that no translation is in."""
    for rule in room.settings.checks_patterns:
        locale = rule.locale
        if locale and all(locale not in (source, *targets) for source, targets in choosing.pairs(room)):
            problem = _("no article goes to {language}").format(language=locale)
            remedy = _("they go to {languages}").format(languages=", ".join(choosing.spoken(room)))
            yield SettingsError(f"{FILE}: checks.patterns: {rule.find.pattern}", problem, remedy=remedy)
