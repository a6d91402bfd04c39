"""Which kinds of destination there are: one lazy table, open to other packages through `transflow.publishers`."""

import importlib
from collections.abc import Callable, Mapping

from transflow.delivery.port import Options, Publisher, Resources
from transflow.errors import SettingsError
from transflow.interface import gettext as _

GROUP = "transflow.publishers"
PUBLISHERS: Mapping[str, str] = {
    "hugo": "transflow.delivery.hugo:open_publisher",
    "mkdocs": "transflow.delivery.mkdocs:open_publisher",
    "wordpress": "transflow.delivery.wordpress:open_publisher",
}
_KIND = "kind"

Factory = Callable[[str, Options, Resources], Publisher]


def names() -> tuple[str, ...]:
    """The kinds of destination, those of other packages last."""
    return (*PUBLISHERS, *sorted(set(_entry_points()) - set(PUBLISHERS)))


def load(name: str, options: Options, resources: Resources) -> Publisher:
    """The destination called `name`, set up with its `[deliver.NAME]` table.

    Raises SettingsError for a kind or an option that is not known (naming the nearest), or a value that will not do.
    """
    kind = options.get(_KIND)
    where = PUBLISHERS.get(str(kind)) or _entry_points().get(str(kind))
    if where is None:
        raise SettingsError(
            f"deliver.{name}.{_KIND}", _("{value} will not do").format(value=repr(kind)),
            remedy=_("one of {choices} is wanted").format(choices=", ".join(names())),
        )  # fmt: skip
    module, attribute = where.split(":")
    try:
        factory: Factory = getattr(importlib.import_module(module), attribute)
    except Exception as error:  # whatever the package of somebody else may throw
        if str(kind) in PUBLISHERS:
            raise  # ours: a mistake of ours, not a setting
        raise SettingsError(
            f"deliver.{name}.{_KIND}", _("its package does not load ({error})").format(error=error),
            remedy=_("mend {where}, or take the package out").format(where=where),
        ) from error  # fmt: skip
    return factory(name, {key: value for key, value in options.items() if key != _KIND}, resources)


def _entry_points() -> dict[str, str]:
    from importlib.metadata import entry_points  # 20 ms, and only other packages need it

    return {point.name: point.value for point in entry_points(group=GROUP)}
