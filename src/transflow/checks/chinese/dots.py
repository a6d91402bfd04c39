"""The dot between the parts of a foreign name in Chinese: 约翰·史密斯 (GB/T 15834-2011, 4.14: U+00B7, no space)."""

import re
from collections.abc import Iterator

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import base, is_chinese, is_traditional
from transflow.segment import Segment

# The characters of transliterated names (those that Xinhua's tables use most).
_SOUNDS = (
    "阿埃艾爱安昂奥巴白班邦保鲍贝本比彼毕宾波伯博布采蔡策查柴昌彻茨达戴丹当道德登邓迪蒂丁东杜顿多厄恩尔耳法凡范方菲费芬丰弗福"
    "富盖冈高戈格根贡古瓜圭哈海汉豪赫黑亨洪胡华怀惠霍基吉季加佳贾简江杰金津喀卡凯坎康考科可克肯孔库夸奎昆拉腊来莱赖兰朗劳勒雷"
    "蕾黎里理丽利莉莲林琳留柳龙卢鲁路吕伦罗洛马玛迈麦曼芒毛茅梅门蒙孟米密缪明摩莫默姆穆拿那娜纳乃奈南瑙内嫩能尼妮涅宁纽农努"
    "诺欧帕派潘庞培佩彭蓬皮匹平珀普奇恰钱强乔切钦琼丘屈让热仁日荣瑞若萨塞赛桑瑟森沙莎山珊尚绍舍申圣施什史士舒丝司思斯松苏索"
    "塔台泰坦汤唐陶特滕提田廷图托陀瓦万旺威韦维伟魏文翁沃乌武伍西希锡悉夏香肖谢欣辛兴休许逊雅亚延扬杨耶叶依伊宜因英永尤于约"
    "赞泽曾扎詹湛张哲珍真治朱祖佐兹翰姬琪"
)
_PART = f"[{_SOUNDS}]{{2,6}}"
# Another dot between two sounds; a full stop only where there are two on either side; spaces around the right one.
_WRONG = re.compile(
    rf"(?<=[{_SOUNDS}])(?: ?[．•・‧･∙●⋅] ?| · | ·|· )(?=[{_SOUNDS}])|(?<=[{_SOUNDS}]{{2}})\.(?=[{_SOUNDS}]{{2}})"
)
_NAMED = re.compile(r"\b[A-Z][a-z’'-]+ (?:[A-Z]\. )?(?:de |van |von )?[A-Z][A-Za-z’'-]+")
_FIRST = re.compile(r"\b([A-Z][a-z]+) (?:[A-Z]\. )?(?=[A-Z])")

# Given names whose Chinese form is settled, for a dot that is missing.
_GIVEN = {
    "John": "约翰", "Michael": "迈克尔", "David": "大卫", "James": "詹姆斯", "Robert": "罗伯特",
    "William": "威廉", "Mary": "玛丽", "Anna": "安娜", "Peter": "彼得", "Paul": "保罗", "George": "乔治",
    "Thomas": "托马斯", "Richard": "理查德", "Joseph": "约瑟夫", "Charles": "查尔斯", "Daniel": "丹尼尔",
    "Mark": "马克", "Donald": "唐纳德", "Steven": "史蒂文", "Andrew": "安德鲁", "Kevin": "凯文",
    "Brian": "布莱恩", "Edward": "爱德华", "Barack": "巴拉克", "Joe": "乔", "Elizabeth": "伊丽莎白",
    "Jennifer": "詹妮弗", "Linda": "琳达", "Susan": "苏珊", "Jessica": "杰西卡", "Sarah": "莎拉",
    "Karen": "凯伦", "Nancy": "南希", "Margaret": "玛格丽特", "Alexander": "亚历山大", "Martin": "马丁",
    "Anthony": "安东尼", "Christopher": "克里斯托弗", "Matthew": "马修", "Simon": "西蒙", "Emma": "艾玛",
    "Boris": "鲍里斯", "Angela": "安格拉", "Vladimir": "弗拉基米尔", "Emmanuel": "埃马纽埃尔",
    "Hillary": "希拉里", "Nicolas": "尼古拉",
}  # fmt: skip
_DOTTED = re.compile(rf"{_PART}(?:·{_PART})+")
_CAPITALS = re.compile(r"(?<![\w.’'-])[A-Z][\w’'-]*[a-z][\w’'-]*(?: [A-Z][\w’'-]*[a-z][\w’'-]*)+")
_HAN_PART = re.compile(rf"[{_SOUNDS}]{{2,6}}")


def dots(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for another mark, or none, between the parts of a foreign name in a translation from English."""
    if not is_chinese(context.target_locale) or is_traditional(context.target_locale):
        return
    if base(context.source_locale) != "en":
        return
    source = plain(segment.source).text
    if not _NAMED.search(source):
        return
    target = plain(segment.target)
    for found in _WRONG.finditer(target.text):
        said = _("between the parts of a foreign name stands “·”")
        yield Finding("dots", Severity.WARNING, said, target.span(*found.span()), expected="·")
    for given in {one[1] for one in _FIRST.finditer(source)} & _GIVEN.keys():
        han = _GIVEN[given]
        at = target.text.find(han) if len(han) > 1 else -1
        rest = _HAN_PART.match(target.text, at + len(han)) if at >= 0 else None
        if rest and len(han) + len(rest[0]) >= 4 and _ends(target.text, rest.end()):
            name = f"{han}·{rest[0]}"
            said = _("between the parts of a foreign name stands “·”")
            yield Finding("dots", Severity.WARNING, said, target.span(at, rest.end()), expected=name)


def names(text: str) -> Iterator[re.Match[str]]:
    """The foreign names with their dots that stand in a Chinese text."""
    return _DOTTED.finditer(text) if "·" in text else iter(())


def original(name: str, english: str) -> str:
    """What `name` (约翰·史密斯) is called in the English text; empty where that is not sure: another name has as many
    parts."""
    parts = name.count("·") + 1
    candidates = {one[0] for one in _CAPITALS.finditer(english) if len(one[0].split()) == parts}
    return candidates.pop() if len(candidates) == 1 else ""


def _ends(text: str, at: int) -> bool:
    """Whether a name may end at `at`: behind it stands no further Han character but one that names are followed by."""
    return at >= len(text) or not "\u4e00" <= text[at] <= "\u9fff" or text[at] in "说在是的和与于也则曾将向对表称为以从"
