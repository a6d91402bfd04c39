"""Where a text stands: its article, sentence by sentence, as an engine that reads more than one sentence needs it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One segment where it occurs. `target`: what a person stands behind, None where nobody does. `paragraph` is the
    number of its block in the article; `kind` that of the segment (`title`, `paragraph`, `caption`, …)."""

    source: str
    target: str | None
    paragraph: int
    kind: str


@dataclass(frozen=True, slots=True, eq=False)  # two articles are two, whatever they say; and nobody compares the texts
class Story:
    """An article on its way into another language, in its order."""

    headline: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A text is `story.sentences[at]`."""

    story: Story
    at: int

    @property
    def sentence(self) -> Sentence:
        """What stands there."""
        return self.story.sentences[self.at]
