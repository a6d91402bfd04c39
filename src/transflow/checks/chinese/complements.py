"""得 that was written 的: in words that have it, and before a complement, which says how something is done."""

import re
from collections.abc import Iterator

from transflow.checks.chinese.lexicon import LISTS, WITH_DE, WITH_DE_NOT, one_of

_HAN = "[\u4e00-\u9fff]"
_NEXT = rf"(?={_HAN}|[0-9“《])"


def _word(head: str) -> str:
    """的 behind a character that makes a word with 得, and none with what stands before it."""
    but = WITH_DE_NOT.get(head, "")
    return rf"(?<![{WITH_DE[head]}]){head}(?P<{_name(head)}>的){_NEXT}" + (
        f"(?!{'|'.join(but.split())})" if but else ""
    )


def _name(head: str) -> str:
    return f"u{ord(head):x}"


_WORDS = re.compile(
    "|".join(map(_word, WITH_DE)) + rf"|(?<=[总都并从我他她你们人])不觉(的){_NEXT}"
    rf"|(?<=[很不更最也都才是分别常，。；然仍就还否])值(的)(?={_HAN})|值(的)(?={one_of('worth')})"
    r"|(?:舍不|恨不|巴不|怪不|由不|了不|免不|少不)(的)(?![地得])|来(的)及"
    rf"|(?<![目有要好差最])不(的)(?={one_of('forbidden')})(?={_HAN}{{2}})"
    rf"|(?<=[能会将想要以])[获夺赢](的)(?={_HAN})|懂(的)(?=如何|怎么|怎样)"
    rf"|(?<=[我你还不只们就也都])记(的)(?={_HAN})(?!账|事|笔记|日记)"
    r"|(?<![赌渊姆微广])博(的)(?=好评|喝彩|掌声|头筹|满堂)"
)
_BEHIND = ("how_much", "complements", "beside_oneself_so", "until")
_END = "(?=[，。！？；、”]|$)"
_DEGREES = re.compile(
    rf"(?<![所要想能该会样])(?:{one_of('done_somehow')})(的)(?:{one_of('how_much')})(?!满|同|安){_HAN}{{1,3}}(?<![的地得]){_END}"
    rf"|(?:表现|相处|做|打|玩|过|睡|干|说|长|吃|走|跑|唱|跳|学|写)(的)(?:{one_of('complements')}){_END}"
    rf"|(?:{one_of('beside_oneself')})(的)(?:{one_of('beside_oneself_so')})"
    r"|(?:要|会|更|还|比[^，。；]{1,12}?)(?:早|强|短|好|大|小|高|低|快|慢|难|长|远|便宜|严重|复杂|容易|乐观|糟糕)(的)多"
    + _END
    + r"|(?:搞|抓|做|办|干|进展|准备|落实|考虑|执行)(的)(?:怎么样|怎样|如何)(?=[，。？！]|$)"
    rf"|(?:{one_of('done_until')})(的)(?:{one_of('until')})"
)
# Cheap questions before the costly ones.
_HEADS = re.compile(f"[{''.join(WITH_DE)}值不来懂记博]的")
_TAILS = re.compile(f"的[{''.join(sorted({word[0] for name in _BEHIND for word in LISTS[name]}))}多怎如]")


def complements(text: str) -> Iterator[int]:
    """Where a 的 stands that should be 得."""
    for pattern, hint in ((_WORDS, _HEADS), (_DEGREES, _TAILS)):
        for found in pattern.finditer(text) if hint.search(text) else ():
            yield next(found.start(group) for group in range(1, len(found.groups()) + 1) if found[group])
