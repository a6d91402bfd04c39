"""Firefox's models, by `fxtranslate`."""

from collections.abc import Sequence
from typing import Any

from transflow.engines.offline.installed import Model


class Firefox:
    """A loaded model of Firefox."""

    def __init__(self, translator: Any) -> None:
        self._translator = translator

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Each by itself. What is longer than the model's window is cut by the library at sentence ends of its own."""
        return [str(self._translator.translate_long(one)) for one in sentences]


def load(model: Model) -> Firefox:
    """Loads it. Raises ValueError for what is no model, OSError, ImportError without the library."""
    from fxtranslate import Translator

    parts = {name: model.part(name).read_bytes() for name in model.parts}
    return Firefox(
        Translator(parts["model"], parts["source_vocabulary"], parts["target_vocabulary"], parts.get("shortlist"))
    )


def inflate(data: bytes, digest: str | None = None) -> bytes:
    """A file as Firefox's servers give it, unpacked (zstd). Raises ValueError if it is damaged or, unpacked, has not
    the SHA-256 `digest`; ImportError without the library."""
    from fxtranslate import discovery

    return bytes(discovery.verify_and_decompress(data, digest))


def records_address() -> str:
    """Where Firefox's list of models is; `$FXTRANSLATE_RECORDS_URL` names another. ImportError without the library."""
    from fxtranslate import discovery

    return str(discovery.records_url())
