"""Countries: one is named in the source, and another one in its place in the translation."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from transflow.checks.plain import plain
from transflow.checks.port import FREE, Context, Finding, Severity
from transflow.checks.simplified import simplified
from transflow.interface import gettext as _
from transflow.language import base, is_traditional
from transflow.segment import Segment

# Where the characters or the word are those of something else: 北美国家, 上海地区, New Mexico, British Columbia.
_ELSE = {
    "中国": "(?<!其)中国", "美国": "(?<![北南拉])美国", "印度": "印度(?!洋|教|支那|河|[-－—–]太平洋)",
    "蒙古": "(?<!内)蒙古",
    "爱尔兰": "(?<!北)爱尔兰", "约旦": "约旦(?!河)", "阿曼": "阿曼(?![达多])", "多哥": "多哥(?!哥)",
    "海地": "(?<![上沿青近北南东渤临珠公])海地(?![区带方])", "马里": "(?<!索)马里(?![兰奥亚布纳昂])",
    "巴西": "(?<!古)巴西", "南非": "南非(?!洲)", "加纳": "加纳(?!利)", "哥伦比亚": "(?<!不列颠)哥伦比亚",
    "British": "British(?! Columbia)", "Mexico": "(?<!New )Mexico", "Ireland": "(?<!Northern )Ireland",
    "Sudan": "(?<!South )Sudan", "Sudanese": "(?<!South )Sudanese", "US": r"US(?!\$)",
}  # fmt: skip
# One character stands for a country beside another such one (中日, 英、法), before its people and things (美军, 韩企)
# and behind what one does to countries (访日, 对美); not in 23日, 法院, 美元, 英里. No day of a month is Japan.
_PEERS = "中美英法德俄日韩朝澳加意印越欧巴"
_SHORT = (
    rf"(?:(?<=[{_PEERS}])|(?<=[{_PEERS}][、和与及－—-])|(?<=[驻访赴抵旅留援抗反亲对在来]))X"
    rf"|X(?=[、和与及－—-]?[{_PEERS}])|X(?=[方军媒企资裔籍商舰队股])"
)
_NO_DAY = "(?<![0-9０-９〇一二三四五六七八九十廿今昨明前后当次每近同期])"
_one = cache(re.compile)
_TABLE = "countries.txt"


@dataclass(frozen=True, slots=True)
class Named:
    """A country where a text names it; `form` says how: 0 as a noun, 1 as an adjective or by its people."""

    code: str
    start: int
    end: int
    form: int


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a language: what finds them, the country and form of each, what else answers for a country, and the
    first name in each form."""

    finder: re.Pattern[str]
    named: Mapping[str, tuple[str, int]]
    answers: Mapping[str, re.Pattern[str]]
    first: Mapping[tuple[str, int], str]


def countries(segment: Segment, context: Context) -> Iterator[Finding]:
    """A country of the source is not in the translation, or not as often, and another one is there in its place.

    An error: on 15,982 human translations it was never wrong. Only where both are so, for a country that is merely left
    out or added is what translators do (我国, the country, the capital for the state). What else stands for a country,
    its capital or 法 for France, answers for it. A warning in headlines, standfirsts and captions, which may look at a
    thing from its other side, and of Traditional Chinese, of which no news was measured.
    """
    languages = base(context.source_locale), base(context.target_locale)
    if set(languages) != {"zh", "en"}:
        return
    source, target = plain(segment.source), plain(segment.target)
    traditional = is_traditional(context.source_locale) or is_traditional(context.target_locale)
    sides = (source, context.source_locale), (target, context.target_locale)
    texts = [simplified(side.text, locale) for side, locale in sides]
    ours, theirs = (named(text, language) for text, language in zip(texts, languages, strict=True))
    if not ours or not theirs:
        return
    lost = list(_beyond(ours, theirs, texts[1], languages[1]))
    new = list(_beyond(theirs, ours, texts[0], languages[0])) if lost else []
    severity = Severity.WARNING if traditional or segment.kind in FREE else Severity.ERROR
    for one, other in zip(lost, new, strict=False):
        known = None if is_traditional(context.target_locale) else _names(languages[1]).first
        expected = known.get((one.code, other.form)) if known else None
        message = _("the source names {country}, the translation {other}").format(
            country=source.text[one.start : one.end], other=target.text[other.start : other.end]
        )
        there, here = target.span(other.start, other.end), source.span(one.start, one.end)
        yield Finding("countries", severity, message, there, here, expected)


def known(name: str) -> bool:
    """Whether a Chinese name is that of a country."""
    return name in _names("zh").named


@lru_cache(maxsize=1024)  # who does it to whom is asked of the same two texts
def named(text: str, language: str) -> Mapping[str, Sequence[Named]]:
    """The countries that a text in `language` (zh, en) names, by their ISO 3166 codes."""
    names = _names(language)
    found: dict[str, list[Named]] = {}
    for match in names.finder.finditer(text):
        if _itself(match, text, language):
            code, form = names.named[match[0]]
            found.setdefault(code, []).append(Named(code, *match.span(), form))
    return found


def _beyond(
    some: Mapping[str, Sequence[Named]], others: Mapping[str, Sequence[Named]], text: str, language: str
) -> Iterator[Named]:
    """The countries of `some` that are named more often there than in the other `text`, which names `others`."""
    for one in (one for own in others.values() for one in own):  # the 德 of 德国 says nothing more
        text = text[: one.start] + "_" * (one.end - one.start) + text[one.end :]
    for code, own in some.items():
        short = len(own) - len(others.get(code, ()))
        if short > 0 and short > _answering(code, text, language):
            yield own[0]


def _itself(match: re.Match[str], text: str, language: str) -> bool:
    """Whether a name that was found stands for itself, and is no part of another word."""
    start, end = match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    if language == "en" and (before.isalnum() or before == "-" or after.isalnum()):
        return False
    if language == "zh" and end - start == 1:
        return _one(_short(match[0])).match(text, start) is not None
    return match[0] not in _ELSE or _one(_ELSE[match[0]]).match(text, start) is not None


@cache
def _short(character: str) -> str:
    """What finds `character` where it stands for its country."""
    found = _SHORT.replace("X", character)
    return f"{_NO_DAY}(?:{found})" if character == "日" else found


def _answering(code: str, text: str, language: str) -> int:
    """How often something else of a text stands for a country."""
    answers = _names(language).answers.get(code)
    return sum(_itself(match, text, language) for match in answers.finditer(text)) if answers else 0


@cache
def _names(language: str) -> _Names:
    english = language == "en"
    named: dict[str, tuple[str, int]] = {}
    answers: dict[str, list[str]] = {}
    first: dict[tuple[str, int], str] = {}
    for line in (files("transflow.checks") / _TABLE).read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, han, nouns, people, other_han, other_latin = line.split("|")
        for form, words in enumerate((nouns, people) if english else (han,)):
            for word in filter(None, words.split(",")):
                named[word] = code, form
                first.setdefault((code, form), word)
                if form and word[-1] not in "he":  # Germans; not Frenchs, Chineses
                    named[word + "s"] = code, form
        answers[code] = [word for word in (other_latin if english else other_han).split(",") if word]
        if not english and (code, 0) in first:
            first[code, 1] = first[code, 0]  # of what is French in Chinese the name stands: 法国的
    others = {code: _pattern(words) for code, words in answers.items() if words}
    return _Names(_pattern(named), named, others, first)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of `words`, the longer before those that they begin with; plain, for that is quick."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
