"""What speaks for a new name, and the values in which it is told."""

from dataclasses import dataclass
from enum import StrEnum

from transflow.terms.romanisation import Guess


class Evidence(StrEnum):
    """Why something is taken for a name, the strongest first."""

    ALIGNED = "aligned"  # its readings stand in the translation
    DOTTED = "dotted"  # the dot of foreign names
    OFFICE = "office"  # an office or title before or behind it
    SPEECH = "speech"  # it says something
    REPEATED = "repeated"  # it stands several times between borders
    LISTED = "listed"  # in one list with names


@dataclass(frozen=True, slots=True)
class Pair:
    """One segment: its id, its Chinese and its English text (empty where there is none yet)."""

    id: str
    chinese: str
    english: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that the termbase does not know. `spellings` are those in the translation with how often they stand
    there, the commonest first; `places` the ids of the segments, in order; `count` how often it stands in the
    Chinese text."""

    name: str
    guess: Guess
    evidence: tuple[Evidence, ...]
    spellings: tuple[tuple[str, int], ...]
    places: tuple[str, ...]
    count: int

    @property
    def rendering(self) -> str:
        """What to call the person, as far as is known: the guess, or else what the translation says."""
        return self.guess.text or (self.spellings[0][0] if self.spellings else "")


def rank(one: Candidate) -> tuple[int, int, str]:
    """The order of candidates: the surest evidence first, then the most frequent."""
    return min(list(Evidence).index(evidence) for evidence in one.evidence), -one.count, one.name
