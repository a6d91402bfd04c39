"""New names, romanisation and spelling, measured on real news: `uv run python benchmarks/names.py` (ten seconds).

Reads `../shared/data`, which is not part of the repository: the news documents with their references and machine
translations, and the 2,001 sentences of wmt17 as a text that nobody looked at while the rules were written. What is a
person was judged by hand, and stands in `names_judged.txt` as digests of (text, name), so that no text of others is
kept here: `+` a person, `-` none. A name that nobody has judged is counted as such.
"""

import gzip
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from transflow.checks.port import Context
from transflow.checks.terms import terms
from transflow.segment import Segment
from transflow.terms import Termbase, load, romanisation, spelling
from transflow.terms.discovery import candidates
from transflow.terms.evidence import Candidate, Evidence, Pair
from transflow.terms.row import Row
from transflow.terms.surnames import COMPOUND, SINGLE

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "shared" / "data"
STARTER = HERE.parent / "src" / "transflow" / "starter" / "terms.csv"
STYLE = "WANG Jian"
CONFIRMED = 20
SURNAMES = {**SINGLE, **COMPOUND}
Document = tuple[str, list[Pair], dict[str, list[Pair]]]  # id, with the reference, with each system's translation


def digest(text: str, name: str) -> str:
    """How a judgement names its subject."""
    return hashlib.sha256(f"{text}\t{name}".encode()).hexdigest()[:12]


def judged() -> dict[str, bool]:
    """The judgements by digest."""
    lines = (HERE / "names_judged.txt").read_text("ascii").split()
    return {line[1:]: line[0] == "+" for line in lines}


def news() -> Iterator[Document]:
    """Every document of both directions."""
    for direction in ("zh-en", "en-zh"):
        with gzip.open(DATA / "news" / f"news.{direction}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                one = json.loads(line)
                chinese = one["source_lang"].startswith("zh")
                reference, systems = [], {}
                for number, segment in enumerate(one["segments"]):
                    texts = {"": segment["reference"] or "", **(segment.get("mt") or {})}
                    for system, text in texts.items():
                        pair = (segment["source"], text) if chinese else (text, segment["source"])
                        found = Pair(str(number), *pair)
                        reference.append(found) if not system else systems.setdefault(system, []).append(found)
                yield one["id"], reference, systems if chinese else {}


def sentences(name: str, size: int = 15) -> Iterator[Document]:
    """A line-aligned test set, `size` lines taken for an article."""
    with gzip.open(DATA / "segments" / f"{name}.zh-en.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines][1:]
    rows = [row for row in rows if len(row) > 2 and row[2]]
    for at in range(0, len(rows), size):
        yield f"{name}.{at // size}", [Pair(row[0], row[1], row[2]) for row in rows[at : at + size]], {}


def alone(pairs: Iterable[Pair]) -> list[Pair]:
    """The same as drafts without a translation."""
    return [replace(pair, english="") for pair in pairs]


def people(found: Iterable[Candidate]) -> list[Candidate]:
    """Without foreign names, which their dot gives away."""
    return [one for one in found if Evidence.DOTTED not in one.evidence]


def discovery(title: str, documents: Sequence[Document], known: dict[str, bool]) -> None:
    """Recall, precision and false alarms, with a translation and without."""
    total = sum(len(pairs) for _id, pairs, _systems in documents)
    gold = {key for key, person in known.items() if person}
    mine = set()
    for ident, pairs, _systems in documents:  # of the unseen text, people are those that were found: no true recall
        text = "\n".join(pair.chinese for pair in pairs).replace(" ", "")
        mine |= {key for at in range(len(text)) for n in (2, 3, 4) if (key := digest(ident, text[at : at + n])) in gold}
    for label, change in (("with the translation", list), ("Chinese alone", alone)):
        start = time.process_time()
        found = [
            (ident, one.name) for ident, pairs, _s in documents for one in people(candidates(change(pairs), STYLE))
        ]
        spent = time.process_time() - start
        keys = [digest(*one) for one in found]
        right = sum(known.get(key, False) for key in keys)
        wrong = sum(key in known and not known[key] for key in keys)
        unjudged = sum(key not in known for key in keys)
        print(
            f"| {title} | {label} | {total} | {len(mine)} | {len(found)} | {right / max(1, len(mine)):.3f} "
            f"| {right / max(1, right + wrong):.3f} | {wrong} | {100 * wrong / total:.2f} | {unjudged} "
            f"| {1000 * spent / total:.2f} |"
        )


def dotted(documents: Sequence[Document]) -> None:
    """Foreign names with ·, and how many of them the translation gives a rendering."""
    found = [one for _i, pairs, _s in documents for one in candidates(pairs, STYLE) if Evidence.DOTTED in one.evidence]
    called = sum(bool(one.rendering) for one in found)
    print(f"\nForeign names with ·: {len(found)}, of which the translation says {called} ({called / len(found):.2f})")


def readings(documents: Iterable[Document]) -> None:
    """Romanisation against what the translators wrote: our readings, and a dictionary's without surnames."""
    ours = plain = withheld = 0
    seen = set()
    for _ident, pairs, _systems in documents:
        for one in people(candidates(pairs, STYLE)):
            used = {romanisation.fold(use.text) for use in spelling.uses(pairs, one.name)}
            if one.name in seen or not used:
                continue
            if not one.guess.text:
                withheld += 1
                continue
            seen.add(one.name)
            ours += romanisation.fold(one.guess.text) in used
            plain += _dictionary(one.name) in used
    total = len(seen)
    print(
        f"\nRomanisation, news, wmt17 and wmt18: {total} people whom the translators wrote in pinyin ({withheld} more "
        f"are withheld); ours as theirs {ours} ({ours / total:.3f}), pypinyin alone {plain} ({plain / total:.3f})"
    )
    other = sum(_dictionary(one) != reading.replace("v", "yu") for one, reading in SURNAMES.items())
    print(f"Surnames in the table: {len(SURNAMES)}; pypinyin reads {other} of them otherwise")


def _dictionary(name: str) -> str:
    return "".join(lazy_pinyin(name, style=Style.NORMAL, v_to_u=False)).replace("v", "yu")


def recall(documents: Sequence[Document], known: dict[str, bool]) -> list[tuple[str, str]]:
    """How many mentions of people the termbase knows: by the starter list, with 20 people, with all. Gives the 20."""
    count: Counter[str] = Counter()
    guesses = {}
    texts = [pair.chinese for _id, pairs, _s in documents for pair in pairs]
    for ident, pairs, _systems in documents:
        for one in people(candidates(pairs, STYLE)):
            if known.get(digest(ident, one.name)) and one.rendering:
                guesses[one.name] = one.rendering
    for name in guesses:
        count[name] = sum(text.count(name) for text in texts)
    top = [(name, guesses[name]) for name, _n in count.most_common(CONFIRMED)]
    starter = load(STARTER.read_text("utf-8"), STARTER.name)
    print("\n| termbase | people | mentions known | of | recall |\n|---|---|---|---|---|")
    for label, added in (
        ("starter list", []),
        (f"with {CONFIRMED} confirmed", top),
        ("with all", list(guesses.items())),
    ):
        rows = (*starter.rows, *(Row({"zh_CN": (name,), "en": (text,)}, kind="person") for name, text in added))
        base = Termbase(tuple(rows))
        hits = sum(one.term.text in guesses for text in texts for one in base.find(text, "zh_CN"))
        total = sum(count.values())
        print(f"| {label} | {len(added)} | {hits} | {total} | {hits / total:.3f} |")
    return top


def starter_terms(documents: Sequence[Document]) -> None:
    """How often a translator used a rendering that the starter list has, where the Chinese has the term."""
    base = load(STARTER.read_text("utf-8"), STARTER.name)
    stands: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for _id, pairs, _systems in documents:
        for pair in pairs:
            for one in {found.term.text: found.term for found in base.find(pair.chinese, "zh_CN")}.values():
                stands[one.kind] += 1
                said[one.kind] += any(text.casefold() in pair.english.casefold() for text in one.renderings("en"))
    print("\n| starter list, by kind | in a segment | a rendering of the list in the reference |\n|---|---|---|")
    for kind, number in stands.most_common():
        print(f"| {kind} | {number} | {said[kind]} ({said[kind] / number:.2f}) |")


def two_ways(documents: Sequence[Document], known: dict[str, bool], top: Sequence[tuple[str, str]]) -> None:
    """How many people are written in two ways in one text, before and after the 20 are enforced."""
    confirmed = dict(top)
    counts: dict[str, list[int]] = {}
    for ident, pairs, systems in documents:
        names = [one.name for one in people(candidates(pairs, STYLE)) if known.get(digest(ident, one.name))]
        for label, texts in {"reference": pairs, **systems}.items():
            row = counts.setdefault(label, [0, 0, 0, 0, 0])
            for name in names:
                before = spelling.uses(texts, name)
                if len(before) < 2:
                    continue
                row[0] += 1
                row[1] += len(spelling.ways(before)) > 1
                after = texts
                if name in confirmed:
                    after = [
                        replace(pair, english=spelling.mended(pair, name, confirmed[name]))
                        if name in pair.chinese else pair
                        for pair in texts
                    ]  # fmt: skip
                    row[3] += 1
                    row[4] += len(spelling.ways(before)) > 1
                row[2] += len(spelling.ways(spelling.uses(after, name))) > 1
    print(
        "\n| translation | people written twice or more in an article | in two ways | after 20 are enforced "
        "| of these 20: articles | in two ways before |\n|---|---|---|---|---|---|"
    )
    for label, row in counts.items():
        print(f"| {label} | {row[0]} | {row[1]} ({row[1] / max(1, row[0]):.2f}) | {row[2]} | {row[3]} | {row[4]} |")


def warnings(documents: Sequence[Document], top: Sequence[tuple[str, str]]) -> None:
    """What the check of terms says of human translations, before the 20 are in the termbase and after."""
    starter = load(STARTER.read_text("utf-8"), STARTER.name).rows
    confirmed = tuple(Row({"zh_CN": (name,), "en": (text,)}, kind="person") for name, text in top)
    segments = [Segment(pair.chinese, pair.english) for _id, pairs, _systems in documents for pair in pairs]
    found = []
    for rows in (starter, (*starter, *confirmed)):
        told = Context("zh_CN", "en", Termbase(rows))
        found.append(sum(1 for one in segments for _finding in terms(one, told)))
    print(f"\nWarnings of the check of terms in {len(segments)} segments: {found[0]}, with the 20 {found[1]}")


def main() -> None:
    """Prints tables in Markdown."""
    if not DATA.exists():
        sys.exit(f"{DATA} is not here: this measures on texts that are not ours to copy")
    known, documents, unseen = judged(), list(news()), list(sentences("wmt17"))
    print(
        "| text | | segments | people | found | recall | precision | false | false in 100 | unjudged | ms a segment |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    discovery("news", documents, known)
    discovery("wmt17, unseen", unseen, known)
    dotted(documents)
    readings((*documents, *unseen, *sentences("wmt18")))
    top = recall(documents, known)
    chinese = [one for one in documents if ".zh-en." in one[0]]
    starter_terms(chinese)
    two_ways(chinese, known, top)
    warnings(chinese, top)


if __name__ == "__main__":
    main()
