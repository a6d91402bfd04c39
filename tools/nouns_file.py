"""Writes the nouns that need a determiner, `checks/english/nouns.txt`: `tools/nouns_file.py DICTIONARY TEXT…`.

DICTIONARY is `harper-core/dictionary.dict` of [Harper](https://github.com/Automattic/harper) (Apache-2.0): a word a
line, with flags behind it (N, 0: a noun; m, w: not counted, or not always). Each TEXT is English, a segment a line; of
it nothing is kept but which of the words nearly always have a determiner before them.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from transflow.checks.english import missing

PLACE = Path(missing.__file__).with_name("nouns.txt")
HEAD = """\
# Nouns that in the singular are nearly never without a determiner. Made by tools/nouns_file.py: the words are those of
# Harper's dictionary (Apache-2.0, see NOTICE); which of them, and where, was counted in news and other English.
"""
# How often with a determiner, at least, and share without one, at most: with a word before it, behind a verb, behind
# a preposition. Of what may be a verb, eight times as many and three fifths of the share.
PLACES = ((3, 0.025), (5, 0.01), (15, 0.007))
_ABSTRACT = re.compile("(?:ness|ity|ism|ance|ence|ation|hood|ship|acy|ure|ery)$")  # counted at times only
TITLES = ("with a word before it", "behind a verb, too", "behind a preposition, too")

# Counted, but idioms, adjectives or verbs too often: what reading the alarms taught.
_LEFT_OUT = """
week weekend month year
percent set born full wide back well way question system phone head floor god thing son father mother total row woman
man child south north east west lower upper other own past light rest present average record route word native pad
spirit possibility plant season script scene process use open corner heart mind husband wife brother sister kid face
top hand foot eye door one two won lot most less more first second third tenth ninth half quarter dozen page step
side turn break part kind sort type form line mass host guest star point beginning ending look match call earth
series number range variety majority couple handful morning sense effect area day strike result privilege counsel bed
function shelter protest headquarters dollar channel pursuit constraint removal injection assessment extension opener
truth ideology concept phase course order place person people staff
"""
# Counted by any newsroom; the texts have too few, or too many mistakes, to show it. With a word before them alone.
_ADDED = """
achievement agency agreement artist campus center champion child classroom commission company component contract country
county dancer delegation designer device district engineer entrepreneur expert factory festival firm foundation game
garden governor guest institute invention juror learner loan man miner musician newspaper novel organisation participant
partnership patient peasant person pilot port prize problem programme pupil question recipient recommendation
resident resource result reviewer road solution stakeholder statement subsidiary technician theater topic way
woman
"""
ADDED = frozenset(_ADDED.split())
LEFT_OUT = frozenset(_LEFT_OUT.split())


def listed(lines: Iterable[str]) -> tuple[set[str], set[str]]:
    """The words of a dictionary that are nouns, always counted: those that are no verbs, and those that are."""
    found, verbs, never = set(), set(), set()
    for line in lines:
        entry = re.match(r"([a-z]{3,})/([^\s#]+)", line)
        if entry:
            flags = set(entry[2])
            if not flags & {"N", "0"} or flags & set("mw9PDCRJ") or _ABSTRACT.search(entry[1]):
                never.add(entry[1])
            else:
                (verbs if flags & set("VdGt") else found).add(entry[1])
    return found - verbs - never, verbs - never


def main() -> None:
    """Reads, counts and writes."""
    dictionary, *texts = map(Path, sys.argv[1:])
    counted, others = listed(dictionary.read_text("utf-8").splitlines())
    nouns = (counted | others) - LEFT_OUT
    known = Counter[str]()
    bare: tuple[Counter[str], ...] = tuple(Counter[str]() for _place in PLACES)
    for text in texts:
        for line in dict.fromkeys(text.read_text("utf-8").splitlines()):
            for phrase in missing.phrases(line, nouns):
                known[phrase.noun] += phrase.determined
                if phrase.opening is not None:
                    bare[missing.place(phrase)][phrase.noun] += 1
    written, kept = [], nouns
    for title, (least, most), without in zip(TITLES, PLACES, bare, strict=True):
        kept = {one for one in kept if _kept(known[one], without[one], least, most, sure=one in counted)}
        if not written:
            kept |= ADDED
        written.append((title, kept))
        print(title, len(kept))
    parts = [
        f"# {title}\n" + _wrapped(sorted(kept - (written[at + 1][1] if at + 1 < len(written) else set())))
        for at, (title, kept) in enumerate(written)
    ]
    PLACE.write_text(HEAD + "".join(parts), "utf-8")


def _kept(known: int, bare: int, least: int, most: float, *, sure: bool) -> bool:
    """Whether a noun has a determiner often enough."""
    if not sure:
        least, most = 8 * least, most * 0.6
    return known >= least and bare <= most * (known + bare)


def _wrapped(words: Iterable[str]) -> str:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 118:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
