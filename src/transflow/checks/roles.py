"""Who does it to whom: two countries or people that have changed places (Germany beat France for 法国战胜德国)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transflow.checks import countries
from transflow.checks.personal import spelt
from transflow.checks.plain import Plain, plain
from transflow.checks.port import Context, Finding, Severity
from transflow.checks.simplified import simplified
from transflow.interface import gettext as _
from transflow.language import base
from transflow.segment import Segment

# Whom both texts name is, in the text that is searched, a character of the private use area, the same in both, and as
# many of `_REST` as the name has more: the places stay.
_FIRST, _MOST = 0xE000, 0xFF
_REST = "\ue100"
_WHO = f"[\ue000-\ue0ff]{_REST}*"
_CHARS = "[^，。；：！？、“”\n\ue000-\ue0ff]"
_CLOSE = f"{_CHARS[:-1]}的]"  # 在伊朗访问的俄罗斯总统 visits Iran
_WORDS = r"[^,.;:!?“”\"()\n\ue000-\ue0ff]"
_Place = tuple[str, int, int]  # somebody, from where to where
_Role = tuple[str, str]  # who does it, and to whom

_ONE, _OTHER = f"(?P<one>{_WHO})", f"(?P<other>{_WHO})"
_WAS = r"(?:was|were|been|being|is|are|be|got|gets?)"


@dataclass(frozen=True, eq=False, slots=True)
class _Deed:
    """What one does to another: its Chinese verbs; what finds it in Chinese and in English, each with whether `one` is
    who does it."""

    verbs: Sequence[str]
    zh: Sequence[tuple[re.Pattern[str], bool]]
    en: Sequence[tuple[re.Pattern[str], bool]]


def _deed(done: str, latin: str, participle: str, *, towards: str = "", suffered: tuple[str, str] = ("", "")) -> _Deed:
    """A deed by its verbs: `done` and `latin` are those of who does it, `towards` those that have 对 or 向 and whom
    before them, `participle` is what “was … by” has, `suffered` what the other does (不敌, lost to)."""
    chinese, english = [], []
    doer = rf"{_ONE}(?:, wh[a-z]+)?"
    whom = rf"{_WORDS}{{0,20}}?{_OTHER}"
    if done:
        chinese.append((rf"{_ONE}{_CHARS}{{0,14}}?(?:{done}){_CLOSE}{{0,6}}?{_OTHER}(?!.?的)", True))
        chinese.append((rf"{_ONE}{_CHARS}{{0,8}}[被遭]{_CHARS}{{0,4}}{_OTHER}{_CHARS}{{0,8}}?(?:{done})", False))
    if towards:
        chinese.append((rf"{_ONE}{_CHARS}{{0,8}}[对向]{_CHARS}{{0,4}}{_OTHER}{_CHARS}{{0,8}}?(?:{towards})", True))
    if suffered[0]:
        chinese.append((rf"{_ONE}{_CHARS}{{0,14}}?(?:{suffered[0]}){_CLOSE}{{0,6}}?{_OTHER}(?!.?的)", False))
        english.append((rf"{doer}{_WORDS}{{0,40}}? (?:{suffered[1]}) {whom}", False))
    english.append((rf"{doer}{_WORDS}{{0,30}}? {_WAS} (?:\w+ )?(?:{participle}){_WORDS}{{0,30}}? by {whom}", False))
    english.append((rf"{doer}(?!{_WORDS}* by ){_WORDS}{{0,40}}? (?:{latin}) {whom}", True))
    verbs = [verb for verb in (done, towards, suffered[0]) if verb]
    return _Deed(verbs, *([(re.compile(one), does) for one, does in some] for some in (chinese, english)))


_DEEDS = (
    _deed(
        "击败|战胜|打败|力克|险胜|完胜|大胜|小胜|轻取|横扫|淘汰|击退",
        "beats?|defeat(?:s|ed)?|thrash(?:es|ed)?|edge[sd]?(?: past| out)?|overc[ao]mes?|upset|crush(?:es|ed)?"
        "|knock(?:s|ed) out|eliminate[sd]?|(?:win|victory|triumph|won) (?:over|against)",
        "beaten|defeated|thrashed|edged|upset|crushed|knocked out|eliminated|overcome",
        suffered=("不敌|负于|输给|惜败于?|惨败|败给|败于", r"(?:lost|loses?|fell|falls?)(?: [\d:–-]+)? to"),
    ),
    _deed(
        "指责|指控|谴责|抨击|批评|起诉|控告|状告|警告|威胁",
        "accuse[sd]?|blame[sd]?|condemn(?:s|ed)?|denounce[sd]?|critici[sz]e[sd]?|sue[sd]?|slam(?:s|med)"
        "|warn(?:s|ed)?|threaten(?:s|ed)?|accusing|blaming|warning|suing",
        "accused|blamed|condemned|denounced|critici[sz]ed|sued|slammed|warned|threatened",
    ),
    _deed(
        "访问|出访|到访|造访",
        "visit(?:s|ed|ing)?|visits? to|(?:trip|travel(?:s|led|ed)?) to|arrive[sd]? in",
        "visited",
    ),
    _deed(
        "袭击|攻击|入侵|侵略|轰炸|空袭|炮击",
        "attack(?:s|ed)?|invade[sd]?|bomb(?:s|ed)|shell(?:s|ed)",
        "attacked|invaded|bombed|shelled",
    ),
    _deed(
        "超过|超越|赶超|反超|领先于?|力压",
        "overt(?:ake|akes|ook|aken)|overtaking|surpass(?:es|ed|ing)?|exceed(?:s|ed)?|outpace[sd]?|outperform(?:s|ed)?"
        "|ahead of|past",
        "overtaken|surpassed|outpaced",
        suffered=("落后于|不及", "(?:behind|trail(?:s|ed|ing)?|lag(?:s|ged)?(?: behind)?)"),
    ),
    _deed(
        "接替|取代|顶替|继任",
        "succeed(?:s|ed|ing)?|replac(?:e|es|ed|ing)|t(?:ake|akes|ook) over from",
        "succeeded|replaced",
    ),
    _deed("感谢", "thank(?:s|ed|ing)?", "thanked"),
    _deed("祝贺|赞扬|称赞|表扬", "congratulat(?:e|es|ed|ing)|prais(?:e|es|ed|ing)", "congratulated|praised"),
    _deed("支持|声援", "support(?:s|ed|ing)?|back(?:s|ed|ing)?", "supported|backed"),
    _deed(
        "敦促|呼吁|要求",
        "urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|for)|ask(?:s|ed|ing)?|demand(?:s|ed|ing)?",
        "urged|asked|called on",
    ),
    _deed("邀请", "invit(?:e|es|ed|ing)", "invited"),
    _deed("杀害|杀死|谋杀", "kill(?:s|ed|ing)?|murder(?:s|ed|ing)?", "killed|murdered"),
    _deed(
        "逮捕|拘留|绑架", "arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|kidnap(?:s|ped|ping)?", "arrested|detained|kidnapped"
    ),
    _deed("击落|击沉", "sh(?:oot|oots|ooting|ot) down|s(?:ink|inks|ank)", "shot down|sunk"),
    _deed("驱逐|制裁", "expel(?:s|led|ling)?|sanction(?:s|ed|ing)", "expelled|sanctioned"),
    _deed("采访", "interview(?:s|ed|ing)?", "interviewed"),
    _deed(
        "",
        "(?:suppl(?:y|ies|ied|ying)|export(?:s|ed)?|s(?:ell|ells|old)|gives?|gave|provide[sd]?|deliver(?:s|ed)?"
        f"|donate[sd]?|sends?|sent){_WORDS}{{0,40}}? to",
        "supplied|provided",
        towards="提供|出口|出售|赠送|捐赠|援助|交付|派遣|派出|移交",
    ),
    _deed(
        "",
        f"(?:fire[sd]?|launch(?:es|ed)?){_WORDS}{{0,40}}? (?:at|on|against|into)|declare[sd]? war on",
        "fired",
        towards="发射|开火|开炮|宣战|发起|发动",
    ),
    _deed(
        "",
        f"impose[sd]?{_WORDS}{{0,40}}? (?:on|against)|lodge[sd]?{_WORDS}{{0,40}}? with",
        "imposed",
        towards="加征|实施|施加|提出",
    ),
)
_VERBS = re.compile("|".join(verb for deed in _DEEDS for verb in deed.verbs))  # quick to look for


def roles(segment: Segment, context: Context) -> Iterator[Finding]:
    """What one country or person does to another, the other does to the one in the translation.

    Judged where both texts say so with a verb of one kind (beating, accusing, visiting …) right between the two, or in
    the passive with *by* and 被; where either text has both directions, nothing is said.
    """
    languages = base(context.source_locale), base(context.target_locale)
    if set(languages) != {"zh", "en"}:
        return
    source, target = plain(segment.source), plain(segment.target)
    ours_chinese = languages[0] == "zh"
    chinese, english = (source.text, target.text) if ours_chinese else (target.text, source.text)
    chinese = simplified(chinese, context.source_locale if ours_chinese else context.target_locale)
    if not _VERBS.search(chinese):
        return
    who = _both(chinese, english, context)
    names = sorted({name for name, _start, _end in who["zh"]})
    if not 1 < len(names) <= _MOST:
        return
    signs = {name: chr(_FIRST + number) for number, name in enumerate(names)}
    han, latin = _masked(chinese, who["zh"], signs), _masked(english, who["en"], signs)
    for deed in _DEEDS:
        said = _done(han, deed.zh)
        if not said:
            continue
        written = _done(latin, deed.en)
        for one, other in said:
            turned = (other, one)
            if turned in written and turned not in said and (one, other) not in written:
                places = (said[one, other], written[turned])
                yield _finding(*(places if ours_chinese else places[::-1]), source, target)


def _both(chinese: str, english: str, context: Context) -> Mapping[str, Sequence[_Place]]:
    """The countries, the Chinese people and what the termbase knows that both texts name, where each does."""
    found: dict[str, list[_Place]] = {"zh": [], "en": []}
    ours, theirs = countries.named(chinese, "zh"), countries.named(english, "en")
    for code in ours.keys() & theirs.keys():
        for language, named in (("zh", ours), ("en", theirs)):
            found[language] += [(code, one.start, one.end) for one in named[code]]
    for name, _written, start, end in spelt(chinese, english, context.surnames) if context.surnames else ():
        found["zh"] += [(name, at.start(), at.end()) for at in re.finditer(name, chinese)]
        found["en"].append((name, start, end))
    if context.terms is not None:
        both = context.source_locale, context.target_locale
        han, latin = both if base(both[0]) == "zh" else both[::-1]
        standing = context.terms.standing(english, latin)
        for hit in context.terms.find(chinese, han):
            places = {place for text in hit.term.renderings(latin) for place in standing.get(text, ())}
            if places and not _taken(found["zh"], hit.start, hit.end):
                name = chinese[hit.start : hit.end]
                found["zh"].append((name, hit.start, hit.end))
                found["en"] += [(name, *place) for place in places if not _taken(found["en"], *place)]
    return found


def _taken(places: Sequence[_Place], start: int, end: int) -> bool:
    return any(first < end and start < last for _name, first, last in places)


def _masked(text: str, places: Sequence[_Place], signs: Mapping[str, str]) -> str:
    """A text in which those who are named are signs."""
    for name, start, end in places:
        text = text[:start] + signs[name] + _REST * (end - start - 1) + text[end:]
    return text


def _done(text: str, ways: Sequence[tuple[re.Pattern[str], bool]]) -> dict[_Role, tuple[int, int]]:
    """Who does it to whom in a text, and where it says so."""
    found: dict[_Role, tuple[int, int]] = {}
    for way, does in ways:
        for match in way.finditer(text):
            one, other = match["one"][0], match["other"][0]
            if one != other:
                found.setdefault((one, other) if does else (other, one), match.span())
    return found


def _finding(here: tuple[int, int], there: tuple[int, int], source: Plain, target: Plain) -> Finding:
    message = _("who does it to whom: “{ours}” in the source, “{theirs}” in the translation")
    said = message.format(ours=source.text[slice(*here)], theirs=target.text[slice(*there)])
    return Finding("roles", Severity.WARNING, said, target.span(*there), source.span(*here))
