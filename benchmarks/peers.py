"""Other ways to find what was translated before, for `benchmarks/memory.py`: each takes texts and gives a look-up,
which gives the best scores. tantivy and translate-toolkit are no dependencies of ours: ImportError without them.
"""

import re
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

MINIMUM, LIMIT, COMPARED = 70, 5, 100
Look = Callable[[str], list[int]]


def scores(text: str, others: list[str]) -> list[int]:
    """The best scores of `text` against `others`, as the memory gives them."""
    found = process.extract(
        text, others, scorer=Levenshtein.normalized_similarity, score_cutoff=MINIMUM / 100 - 1e-4, limit=None
    )
    lengths = [(max(len(text), len(other)), likeness, other == text) for other, likeness, _number in found]
    exact = [100 if same else min(99, 100 * (n - round((1 - likeness) * n)) // n) for n, likeness, same in lengths]
    return sorted((score for score in exact if score >= MINIMUM), reverse=True)[:LIMIT]


def grams(text: str, chinese: bool) -> list[str]:
    """Bigrams of Chinese, lower-cased words of anything else, as `x` and hexadecimal digits: words to any tokenizer."""
    pairs = (a + b for a, b in pairwise(text)) if chinese else re.findall(r"\w+", text.lower())
    return ["x" + gram.encode().hex() for gram in pairs]


def window(texts: list[str], _chinese: bool) -> Look:
    """rapidfuzz over all texts of a length that can reach the minimum: exhaustive."""
    ordered = sorted(texts, key=len)
    lengths = [len(text) for text in ordered]

    def look(text: str) -> list[int]:
        first = bisect_left(lengths, -(-len(text) * MINIMUM // 100))
        return scores(text, ordered[first : bisect_right(lengths, len(text) * 100 // MINIMUM)])

    return look


def fts5(texts: list[str], chinese: bool) -> Look:
    """SQLite FTS5 over bigrams or words, any of them, by BM25; rapidfuzz on the best."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table t using fts5(g, content='', columnsize=1)")
    base.executemany(
        "insert into t(rowid, g) values (?, ?)", ((n, " ".join(grams(x, chinese))) for n, x in enumerate(texts))
    )

    def look(text: str) -> list[int]:
        wanted = " OR ".join(dict.fromkeys(grams(text, chinese)))
        rows = (
            base.execute("select rowid from t where t match ? order by rank limit ?", (wanted, COMPARED))
            if wanted
            else ()
        )
        return scores(text, [texts[number] for (number,) in rows])

    return look


def tantivy(texts: list[str], chinese: bool) -> Look:
    """tantivy over bigrams or words, any of them, by BM25; rapidfuzz on the best."""
    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_text_field("g", tokenizer_name="whitespace")
    builder.add_integer_field("n", stored=True, fast=True)
    schema = builder.build()
    store = library.Index(schema)
    writer = store.writer(200_000_000, 1)
    for number, text in enumerate(texts):
        writer.add_document(library.Document(g=[" ".join(grams(text, chinese))], n=number))
    writer.commit()
    writer.wait_merging_threads()
    store.reload()
    searcher, occur = store.searcher(), library.Occur.Should

    def look(text: str) -> list[int]:
        terms = [(occur, library.Query.term_query(schema, "g", gram)) for gram in dict.fromkeys(grams(text, chinese))]
        hits = searcher.search(library.Query.boolean_query(terms), COMPARED).hits
        return scores(text, [texts[searcher.doc(place)["n"][0]] for _score, place in hits])

    return look


def translate_toolkit(texts: list[str], _chinese: bool) -> Look:
    """translate-toolkit's matcher, with no bound on the length."""

    def before(one: object, other: object) -> bool:
        return id(one) < id(other)

    from translate.search import match
    from translate.storage import base

    base.TranslationUnit.__lt__ = before  # of equal scores it compares the units, and crashes
    store = base.TranslationStore()
    for text in texts:
        store.addsourceunit(text).target = "-"
    matcher = match.matcher(store, max_candidates=LIMIT, min_similarity=MINIMUM, max_length=10**6)

    def look(text: str) -> list[int]:
        found = matcher.matches(text)
        return scores(text, [unit.source for unit in found])

    return look
