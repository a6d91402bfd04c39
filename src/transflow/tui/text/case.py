"""Small letters, Sentence, Title, CAPITALS: one after the other. Names as people write them (pH, iPhone, NATO) stay."""

import re

from transflow.article import TAG

# What AP style leaves small inside a headline: articles, conjunctions and prepositions of up to three letters.
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "if", "in", "nor", "of", "off", "on", "or", "per", "so", "the",
     "to", "up", "via", "yet"}
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MARKS = re.compile(r"\x00(\d+)\x00")


def next_case(text: str) -> str:
    """`text` in the next case: small → Sentence → Title → CAPITALS → small; inline tags stand."""
    tags: list[str] = []

    def put_by(match: re.Match[str]) -> str:
        tags.append(match[0])
        return f"\x00{len(tags) - 1}\x00"

    plain = TAG.sub(put_by, text)
    order = (_small, _sentence, _title, str.upper)
    forms = [form(plain) for form in order]
    present = next((number for number, form in enumerate(forms) if form == plain), -1)
    turned = next((forms[(present + step) % 4] for step in range(1, 5) if forms[(present + step) % 4] != plain), plain)
    return _MARKS.sub(lambda match: tags[int(match[1])], turned)


def _own(word: str) -> bool:
    """Whether a word has capitals inside, which are its own: pH, NATO, McDonald."""
    return not word.isupper() and word[1:] != word[1:].lower()


def _small(text: str) -> str:
    return _WORD.sub(lambda match: match[0] if _own(match[0]) else match[0].lower(), text)


def _sentence(text: str) -> str:
    """The first word with a capital, the others small."""
    first = True

    def turned(match: re.Match[str]) -> str:
        nonlocal first
        word, begins = match[0], first
        first = False
        if _own(word):
            return word
        return word[:1].upper() + word[1:].lower() if begins else word.lower()

    return _WORD.sub(turned, text)


def _title(text: str) -> str:
    """A headline: every word with a capital but the small ones in the middle."""
    words = list(_WORD.finditer(text))

    def turned(match: re.Match[str]) -> str:
        word = match[0]
        edge = match.start() in (words[0].start(), words[-1].start())
        if _own(word):
            return word
        return word.lower() if word.lower() in _SMALL and not edge else word[:1].upper() + word[1:].lower()

    return _WORD.sub(turned, text)
