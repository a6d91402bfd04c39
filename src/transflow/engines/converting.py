"""The engine `opencc`: one kind of Chinese out of another. The text never leaves this machine."""

from collections.abc import Callable, Iterator, Sequence

from transflow.engines.conversion import CONFIGURATIONS, Conversion
from transflow.engines.options import read_options
from transflow.engines.port import Options, Outcome, Pair, Resources
from transflow.interface import gettext as _


class Converting:
    """Converts; `conversion` makes what converts texts of a pair."""

    local = True

    def __init__(self, name: str, conversion: Callable[[Pair], Callable[[str], str]]) -> None:
        self.name = name
        self._conversion = conversion

    def translate(self, sources: Sequence[str], pair: Pair) -> Iterator[Outcome]:
        """Each source, in order."""
        reason = self.available(pair)
        convert = None if reason else self._conversion(pair)
        for index, source in enumerate(sources):
            yield Outcome(index, convert(source) if convert else None, reason, f"engine:{self.name}")

    def available(self, pair: Pair) -> str | None:
        """Whether there is such a conversion."""
        if (pair.source, pair.target) in CONFIGURATIONS:
            return None
        known = ", ".join(f"{one} → {other}" for one, other in CONFIGURATIONS)
        return _("it converts {known}, and translates nothing").format(known=known)


def open_engine(name: str, options: Options, resources: Resources) -> Converting:
    """The engine; it has no options: `[variants]` says how each kind is made."""
    read_options(name, options, {})
    return Converting(name, resources.conversion or Conversion)
