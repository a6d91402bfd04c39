"""Writes the verbs that are hardly ever nouns, `checks/chinese/verbs.txt`: `uv run python tools/verbs_file.py TEXT…`.

Each TEXT is Chinese, a segment a line; of it nothing is kept but which of the words of jieba's dictionary (MIT) are
read as verbs nearly always and hardly ever stand behind 的.
"""

import sys
from collections import Counter
from pathlib import Path

import rjieba

from transflow.checks.chinese import adverbials

PLACE = Path(adverbials.__file__).with_name("verbs.txt")
HEAD = """\
# Verbs that are hardly ever nouns behind 的. Made by tools/verbs_file.py: the words are those of jieba's dictionary
# (MIT), which of them, was counted in news and other Chinese. Those after the blank line were added by hand.
"""
LEAST, VERB, BEHIND = 15, 0.9, 0.015  # times; share read as a verb, at least; share behind 的, at most


def main() -> None:
    """Reads, counts and writes; what was added by hand stays."""
    by_hand = PLACE.read_text("utf-8").partition("\n\n")[2] if PLACE.exists() else ""
    times, read, behind = Counter[str](), Counter[str](), Counter[str]()
    for text in map(Path, sys.argv[1:]):
        for line in dict.fromkeys(text.read_text("utf-8").splitlines()):
            before = ""
            for word, kind in rjieba.tag(line):
                times[word] += 1
                read[word] += kind == "v"
                behind[word] += before == "的"
                before = word
    kept = sorted(
        one
        for one, count in times.items()
        if count >= LEAST and read[one] >= VERB * count and behind[one] <= BEHIND * count and one not in by_hand.split()
    )
    lines = [" ".join(kept[at : at + 16]) for at in range(0, len(kept), 16)]
    PLACE.write_text(HEAD + "\n".join(lines) + "\n\n" + by_hand, "utf-8")
    print(len(kept))


if __name__ == "__main__":
    main()
