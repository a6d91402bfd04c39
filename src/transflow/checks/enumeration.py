"""The mark between the items of a list: 、 in Chinese, where GB/T 15834 has it, not the comma of English."""

import re
from collections.abc import Iterator
from functools import cache

from transflow.checks.alignment.words import meanings, stem
from transflow.checks.listing.naming import opens
from transflow.checks.listing.sound import likeness, sounding, spoken

_compiled = cache(re.compile)  # when first looked for: most texts have none, and starting must not wait
# Names in a row, each of one or two words: Lyon, Nantes and Lille.
_NAME = r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)?"
_NAMES = rf"({_NAME}(?:, {_NAME})+),? (?:and|or) (?=[A-Z])"
_ITEM = "[\u4e00-\u9fff·]{2,8}"
_LIST = rf"([\u4e00-\u9fff·]{{2,8}})((?:，{_ITEM}?)+)(?:[和与及或]|以及|，(?=[\u4e00-\u9fff]))"
_LIKE = 0.7  # of its consonants a name must share
_LONGEST = 6  # characters of a name that ends a clause


def commas(source: str, target: str) -> Iterator[int]:
    """Where a comma of the Chinese `target` stands between names of which the English `source` has a list, three or
    more, the target the same in a row, by their sound or the dictionary, and no 、."""
    if "、" in target or "，" not in target:
        return
    for row in _compiled(_NAMES).finditer(source):
        names = row[1].split(", ")
        if opens(names[0]):
            continue
        for found in _compiled(_LIST).finditer(target):
            items = found[2][1:].split("，")
            ends = (found[1][-size:] for size in range(2, _LONGEST + 1))
            alike = len(items) == len(names) - 1 and all(map(_same, items, names[1:]))
            if alike and any(_same(end, names[0]) for end in ends):
                yield from (at for at in range(found.start(2), found.end()) if target[at] == "，")
                return


def _same(han: str, name: str) -> bool:
    """Whether a word in Han characters is the English name, by the dictionary or by its sound."""
    if any(stem(word) in meanings(han) for word in name.split()):
        return True
    return likeness(spoken(han), sounding(name)) >= _LIKE
