"""How near translations come to others of the same texts: BLEU and chrF, as sacrebleu counts them.

BLEU (Papineni et al., 2002) with sacrebleu's tokenizer of the language, chrF (Popović, 2015) as it is by default; both
of a whole collection, from 0 to 100. sacrebleu is the extra `transflow[evidence]`, and imported where a score is asked
for (0.1 s).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.machinery import PathFinder

from transflow import language

LIBRARY = "sacrebleu"


@dataclass(frozen=True, slots=True)
class Scores:
    """BLEU and chrF, with sacrebleu's signatures: how each was counted, for whoever counts again."""

    bleu: float
    chrf: float
    signatures: tuple[str, str]


def available() -> bool:
    """Whether sacrebleu is installed."""
    return PathFinder.find_spec(LIBRARY) is not None


def scores(texts: Sequence[str], references: Sequence[str], locale: str) -> Scores | None:
    """The scores of `texts` in `locale` against as many `references`, text for text; None where there are none, or
    sacrebleu is not installed. Raises ValueError for unequal numbers."""
    if len(texts) != len(references):
        raise ValueError(f"{len(texts)} texts, {len(references)} references")
    if not texts or not available():
        return None
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    bleu, chrf = BLEU(tokenize="zh" if language.is_chinese(locale) else "13a"), CHRF()
    one, other = (metric.corpus_score(list(texts), [list(references)]).score for metric in (bleu, chrf))
    return Scores(one, other, (str(bleu.get_signature()), str(chrf.get_signature())))
