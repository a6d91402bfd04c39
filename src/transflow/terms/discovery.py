"""New names in an article: people whom the termbase does not know yet.

Two kinds of evidence. **In both languages**: a surname and one or two characters whose readings stand as capitalised
words in the translation of the same segment (单知远 … Shan Zhiyuan). This is nearly proof. **In Chinese alone**, for a
text that has no translation yet: a surname with a given name between a title and a verb of speech, or again and again
between such borders. Chinese words begin with surnames so often (高校, 方面, 金融) that one border is not enough.
A name with · is a foreign one; what it is called is read off the translation, never romanised.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from transflow.terms import romanisation
from transflow.terms.alignment import DOT, aligned, called, dotted
from transflow.terms.borders import Border, after, before, may_be_given
from transflow.terms.evidence import Candidate, Evidence, Pair, rank
from transflow.terms.monolingual import bordered

Known = Callable[[str], Iterable[tuple[int, int]]]


def candidates(pairs: Sequence[Pair], style: str, known: Known = lambda _text: ()) -> tuple[Candidate, ...]:
    """The new names of an article (its segments in order), the surest first. `known` gives the places (start, end) in
    a Chinese text of what the termbase knows: no name is looked for there. `style` is the house's (`WANG Jian`)."""
    free = [(pair, _masked(pair.chinese, known(pair.chinese))) for pair in pairs]
    found: dict[str, _Found] = {}
    for pair, text in free:
        for name, spelling in aligned(text, pair.english):
            found.setdefault(name, _Found()).add(Evidence.ALIGNED, spelling)
        for name in dotted(text):
            found.setdefault(name, _Found()).add(Evidence.DOTTED, called(name, pair.english))
    for name, evidence in bordered([(pair.chinese, text) for pair, text in free], frozenset(found)):
        found.setdefault(name, _Found()).evidence.update(evidence)
    country = _country(pairs)
    made = [_candidate(name, one, free, style, country) for name, one in _longest(found, free)]
    return tuple(sorted(made, key=rank))


class _Found:
    """What is gathered for one name."""

    def __init__(self) -> None:
        self.evidence: set[Evidence] = set()
        self.spellings: Counter[str] = Counter()

    def add(self, evidence: Evidence, spelling: str = "") -> None:
        self.evidence.add(evidence)
        if spelling:
            self.spellings[spelling] += 1


def _country(pairs: Sequence[Pair]) -> str:
    """The country other than China that an article is about: in its headline, or in a third of its segments."""
    named = Counter(filter(None, (romanisation.named(pair.chinese) for pair in pairs)))
    headline = romanisation.named(pairs[0].chinese) if pairs else ""
    return headline or next((country for country, count in named.most_common(1) if count * 3 >= len(pairs)), "")


def _masked(text: str, places: Iterable[tuple[int, int]]) -> str:
    """`text` with what is known blotted out; all else stays where it is."""
    for start, end in places:
        text = text[:start] + "□" * (end - start) + text[end:]
    return text


def _longest(found: Mapping[str, _Found], free: Sequence[tuple[Pair, str]]) -> Iterator[tuple[str, _Found]]:
    """Without those that stand only inside another name (王建 in 王建国), or are the second mention of a foreign one
    (惠特科姆 after 埃莉诺·惠特科姆)."""
    foreign = {part for name in found for part in re.split(DOT, name) if part != name}
    for name, one in found.items():
        longer = [other for other in found if name != other and name in other]
        alone = any(name in _without(text, longer) for _pair, text in free)
        if alone and name not in foreign and not _cut(name, free):
            yield name, one


def _cut(name: str, free: Sequence[tuple[Pair, str]]) -> bool:
    """Whether a name of two characters always has a third behind it that ends it (王海 in “编辑:王海峰】”)."""
    if len(name) > 2:
        return False
    places = [(text, one.start()) for _pair, text in free for one in re.finditer(re.escape(name), text)]
    return all(
        before(text, at) is not Border.NONE and after(text, at + 2) is Border.NONE
        and after(text, at + 3) is Border.EDGE and may_be_given(text[at + 2])
        for text, at in places
    )  # fmt: skip


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, "□" * len(name))
    return text


def _candidate(name: str, one: _Found, free: Sequence[tuple[Pair, str]], style: str, article: str) -> Candidate:
    places = [(pair, text.count(name)) for pair, text in free if name in text]
    guesses = [romanisation.guess(name, style, text=pair.chinese) for pair, _count in places]
    withheld = next((guess for guess in guesses if not guess.text), None)
    doubtful = next((guess for guess in guesses if guess.country), guesses[0])
    guess = withheld or romanisation.doubtful(doubtful, article)
    return Candidate(
        name, guess, tuple(sorted(one.evidence, key=list(Evidence).index)), tuple(one.spellings.most_common()),
        tuple(pair.id for pair, _count in places), sum(count for _pair, count in places),
    )  # fmt: skip
