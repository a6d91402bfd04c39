"""Which engines there are: one lazy table, open to other packages through the entry points `transflow.engines`."""

import importlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from transflow.engines.cache import cached, kept
from transflow.engines.glossing import glossed, terminology
from transflow.engines.port import Engine, Factory, Options, Pair, Resources, Terminology, TermSearch, no_terms
from transflow.errors import SettingsError
from transflow.interface import gettext as _

GROUP = "transflow.engines"

_WEB = "transflow.engines.web:open_engine"
ENGINES: Mapping[str, str] = {
    "memory": "transflow.engines.recall:open_engine",
    "copy": "transflow.engines.copying:open_engine",
    "pseudo": "transflow.engines.pseudo:open_engine",
    "opencc": "transflow.engines.converting:open_engine",
    "offline": "transflow.engines.offline:open_engine",
    "google": _WEB,
    "mymemory": _WEB,
    "libre": _WEB,
    "deepl": _WEB,
    "microsoft": _WEB,
    "baidu": _WEB,
    "tencent": _WEB,
    "papago": _WEB,
    "yandex": _WEB,
    "qcri": _WEB,
    "llm": "transflow.engines.llm.engine:open_engine",
}

# always allowed: no text leaves the machine (DESIGN §6.6)
LOCAL = frozenset({"memory", "copy", "pseudo", "opencc", "offline"})
_SEVERAL = frozenset({"llm"})  # of these a newsroom may have several: [engines.NAME] with `kind`
_KIND = "kind"
_TERMS = "terms"  # the option that every engine has
INSTANT = frozenset({"memory", "copy", "pseudo", "opencc"})  # no translators: nothing to keep, and no terms to be told


def names() -> tuple[str, ...]:
    """The names of all engines, those of other packages last."""
    return (*ENGINES, *sorted(set(_entry_points()) - set(ENGINES)))


def load(name: str, options: Options, resources: Resources, *, refresh: bool = False) -> Engine:
    """The engine called `name`, set up with its `[engines.NAME]` table.

    Its answers are kept in `resources.cache`, if there is one; with `refresh` kept ones are not used, only replaced.
    Where `resources.judge` can tell, the house's terms are seen to; `terms = false` in its table is for an engine that
    is to be left alone.
    Raises SettingsError for an unknown engine or option, naming the nearest, and for a value that will not do.
    """
    engine, left_alone = _opened(name, options, resources)
    if name in INSTANT:
        return engine
    how, judge = terminology(engine), resources.judge
    if resources.cache is not None:
        engine = cached(engine, resources.cache, refresh=refresh, terms=_told(how, left_alone, resources))
    if judge is None or left_alone or how is Terminology.OWN:
        return engine
    return glossed(engine, how, resources.terms, judge)


def held(name: str, options: Options, resources: Resources, sources: Iterable[str], pair: Pair) -> dict[str, str]:
    """What `resources.cache` holds of the answers of the engine called `name`, by source; the engine is not asked.
    Raises SettingsError like `load`."""
    if resources.cache is None or name in INSTANT:
        return {}
    engine, left_alone = _opened(name, options, resources)
    return kept(engine, sources, pair, resources.cache, _told(terminology(engine), left_alone, resources))


def _opened(name: str, options: Options, resources: Resources) -> tuple[Engine, bool]:
    """The engine as it is in itself, and whether it is to be left alone with the house's terms."""
    kind, options = _kind(name, options)
    where = ENGINES.get(kind)
    factory = _imported(where) if where else _foreign(name)
    left_alone = _left_alone(name, options)
    own = {option: value for option, value in options.items() if option != _TERMS}
    return factory(name, own, replace(resources, terms=no_terms) if left_alone else resources), left_alone


def _told(how: Terminology, left_alone: bool, resources: Resources) -> TermSearch:
    """The terms that an engine asks for itself, on which its answers depend."""
    return resources.terms if how is Terminology.OWN and not left_alone else no_terms


def _left_alone(name: str, options: Options) -> bool:
    """Whether the engine's table says `terms = false`."""
    wanted = options.get(_TERMS, True)
    if not isinstance(wanted, bool):
        raise SettingsError(
            f"engines.{name}.{_TERMS}", _("{value} will not do").format(value=repr(wanted)),
            remedy=_("true or false is wanted"),
        )  # fmt: skip
    return not wanted


def _kind(name: str, options: Options) -> tuple[str, Options]:
    """Which engine the table of `name` is one of, and the rest of its options. Raises SettingsError where it says that
    it is what it cannot be."""
    kind = options.get(_KIND, name)
    if _KIND in options and (kind not in _SEVERAL or (kind != name and name in names())):
        raise SettingsError(
            f"engines.{name}.{_KIND}", _("{value} will not do").format(value=repr(kind)),
            remedy=_("kind is {kinds}, in the table of a name that no engine has").format(kinds=", ".join(_SEVERAL)),
        )  # fmt: skip
    return str(kind), {option: value for option, value in options.items() if option != _KIND}


def _imported(where: str) -> Factory:
    module, attribute = where.split(":")
    factory: Factory = getattr(importlib.import_module(module), attribute)
    return factory


def _foreign(name: str) -> Factory:
    points = _entry_points()
    if name in points:
        try:
            return _imported(points[name])
        except Exception as error:  # whatever the package of somebody else may throw
            raise SettingsError(
                f"translate.engines: {name}", _("its package does not load ({error})").format(error=error),
                remedy=_("mend {where}, or take the package out").format(where=points[name]),
            ) from error  # fmt: skip
    import difflib  # 5 ms, and only a mistake needs it

    known = [*ENGINES, *points]
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    raise SettingsError(
        "translate.engines",
        _("there is no engine “{name}”").format(name=name),
        remedy=_("did you mean “{near}”? The engines are {names}").format(near=near[0], names=", ".join(known)),
    )


def _entry_points() -> dict[str, str]:
    from importlib.metadata import entry_points  # 20 ms, and only other packages need it

    return {point.name: point.value for point in entry_points(group=GROUP)}
