"""The words that the sentences of a Chinese and of an English text have in common, by the dictionary and by sound: what
an aligner of sentences goes by beside lengths and numbers."""

from collections.abc import Sequence

from transflow.checks.alignment import answered
from transflow.checks.alignment.words import GRAMMAR, longest, meanings, stem


def shared(
    chinese: Sequence[str], english: Sequence[str]
) -> tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]:
    """For every sentence of either side the Chinese words that stand in it, or that it answers for: an English sentence
    answers for a word by the stem of one of its meanings, and for a name by its sound in pinyin.

    A name is `~` and its sound. Words of one character, grammar and numbers are left out; the dictionary knows
    Simplified characters alone.
    """
    stems = [_stems(text) for text in english]
    spoken = [
        {word.lower() for word in answered.words(text) if word[0].isupper() and len(word) > 1} for text in english
    ]
    sounds = set().union(*spoken) if spoken else set()
    ours = [_words(text) for text in chinese]
    heard = [answered.heard(text, sounds) for text in chinese]
    answers = {word: _meant(word) for words in ours for word in words}
    theirs = []
    for words, names in zip(stems, spoken, strict=True):
        found = {word for word, meant in answers.items() if not words.isdisjoint(meant)}
        theirs.append(frozenset(found | {f"~{name}" for name in names}))
    mine = [
        words | {f"~{name}" for names in by_place.values() for name in names}
        for words, by_place in zip(ours, heard, strict=True)
    ]
    return tuple(map(frozenset, mine)), tuple(theirs)


def _stems(english: str) -> set[str]:
    return {stem(word) for word in answered.words(english) if len(word) > 1 and word.lower() not in GRAMMAR}


def _words(chinese: str) -> set[str]:
    """The words of a Chinese text that mean something: the longest that the dictionary has at each place."""
    found, at, last = set[str](), 0, len(chinese)
    while at < last:
        length = longest(chinese, at)
        word = chinese[at : at + length]
        if length > 1 and word not in answered.LIGHT:
            found.add(word)
        at += length
    return found


def _meant(word: str) -> frozenset[str]:
    """The stems of what a word means; of a longer one also what its parts do."""
    parts = (meanings(word[place : place + 2]) for place in range(len(word) - 1)) if len(word) > 2 else ()
    return meanings(word).union(*parts)
