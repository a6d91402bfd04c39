"""The engine `offline`: translation on this machine, without a network. It needs a model, and none is installed."""

from collections.abc import Iterator, Sequence

from transflow.engines.options import read_options
from transflow.engines.port import Options, Outcome, Pair, Resources
from transflow.interface import gettext as _


class Offline:
    """Says that no model is there, for each source and to `doctor`."""

    name = "offline"
    local = True

    def translate(self, sources: Sequence[str], pair: Pair) -> Iterator[Outcome]:
        """A failure for every source, with the reason that `available` gives."""
        reason = self.available(pair)
        for index in range(len(sources)):
            yield Outcome(index, None, reason, "engine:offline")

    def available(self, pair: Pair) -> str | None:
        """Why it cannot work."""
        return _("no offline model for {source} → {target} is installed; the next engine takes its place").format(
            source=pair.source, target=pair.target
        )


def open_engine(name: str, options: Options, _resources: Resources) -> Offline:
    """The engine; it has no options yet."""
    read_options(name, options, {})
    return Offline()
