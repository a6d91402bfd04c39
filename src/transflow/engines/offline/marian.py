"""OPUS-MT's and Argos' models, by CTranslate2 with SentencePiece."""

import json
from collections.abc import Sequence
from typing import Any

from transflow.engines.offline.installed import Model

# OPUS-MT's models of several target scripts want the one that is meant at the beginning of the source.
_SCRIPTS = {"zh_CN": ">>cmn_Hans<<", "zh_TW": ">>cmn_Hant<<", "zh_HK": ">>cmn_Hant<<"}
_VOCABULARIES = ("source_vocabulary.json", "shared_vocabulary.json")
_BEAM = 4  # as Argos and OPUS-MT themselves decode
_LONGEST = 512  # pieces: what these models were trained on


class Marian:
    """A loaded model."""

    def __init__(self, translator: Any, source: Any, target: Any, prefix: Sequence[str] = ()) -> None:
        self._translator, self._source, self._target, self._prefix = translator, source, target, prefix

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """All of them at once."""
        pieces = self._source.encode(list(sentences), out_type=str)
        ended = [[*self._prefix, *one, "</s>"] for one in pieces]
        results = self._translator.translate_batch(
            ended, beam_size=_BEAM, max_input_length=_LONGEST, max_decoding_length=_LONGEST, replace_unknowns=True
        )
        return [str(self._target.decode([one for one in found.hypotheses[0] if one != "</s>"])) for found in results]


def load(model: Model) -> Marian:
    """Loads it. Raises RuntimeError or ValueError for what is no model, OSError, ImportError without the library."""
    import ctranslate2
    import sentencepiece

    translator = ctranslate2.Translator(
        str(model.part("model")), device="cpu", compute_type="default", inter_threads=1, intra_threads=1
    )
    source, target = (
        sentencepiece.SentencePieceProcessor(model_file=str(model.part(name)))
        for name in ("source_pieces", "target_pieces")
    )
    return Marian(translator, source, target, _prefix(model))


def _prefix(model: Model) -> Sequence[str]:
    """The token that names the target's script, where the model knows it."""
    wanted = _SCRIPTS.get(model.target, "")
    for name in _VOCABULARIES if wanted else ():
        path = model.part("model") / name
        if path.exists() and wanted in json.loads(path.read_text("utf-8")):
            return (wanted,)
    return ()
