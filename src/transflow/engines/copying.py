"""The engine `copy`: the target is the source. For layout work, and for texts that need no translation."""

from collections.abc import Iterator, Sequence

from transflow.engines.options import read_options
from transflow.engines.port import Options, Outcome, Pair, Resources


class Copy:
    """Gives every source back as it is."""

    name = "copy"
    local = True

    def translate(self, sources: Sequence[str], _pair: Pair) -> Iterator[Outcome]:
        """Each source, in order."""
        for index, source in enumerate(sources):
            yield Outcome(index, source, None, "engine:copy")

    def available(self, _pair: Pair) -> str | None:
        """Always."""
        return None


def open_engine(name: str, options: Options, _resources: Resources) -> Copy:
    """The engine; it has no options."""
    read_options(name, options, {})
    return Copy()
