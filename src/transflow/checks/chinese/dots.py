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

# Given names in their settled Chinese forms, for a dot that is missing.
_NAMES = """
Adam 亚当 Alan 艾伦 Alexander 亚历山大 Amy 艾米 Andrew 安德鲁 Angela 安格拉 Anna 安娜 Anne 安妮 Anthony 安东尼
Barack 巴拉克 Bill 比尔 Boris 鲍里斯 Brian 布莱恩 Brian 布赖恩 Carlos 卡洛斯 Catherine 凯瑟琳 Charles 查尔斯
Charlotte 夏洛特 Chris 克里斯 Christopher 克里斯托弗 Daniel 丹尼尔 David 大卫 David 戴维 Donald 唐纳德
Edward 爱德华 Elizabeth 伊丽莎白 Emma 艾玛 Emmanuel 埃马纽埃尔 Eric 埃里克 Francisco 弗朗西斯科 George 乔治
Harry 哈里 Helen 海伦 Henry 亨利 Hillary 希拉里 Jack 杰克 James 詹姆斯 Jason 杰森 Jennifer 詹妮弗 Jessica 杰西卡
Jim 吉姆 Joe 乔 John 约翰 Joseph 约瑟夫 Juan 胡安 Justin 贾斯汀 Karen 凯伦 Kate 凯特 Kevin 凯文
Leonardo 莱昂纳多 Linda 琳达 Lisa 丽莎 Lucy 露西 Margaret 玛格丽特 Mark 马克 Martin 马丁 Mary 玛丽 Matthew 马修
Michael 迈克尔 Mike 迈克 Nancy 南希 Nick 尼克 Nicolas 尼古拉 Patrick 帕特里克 Paul 保罗 Peter 彼得 Philip 菲利普
Rachel 蕾切尔 Richard 理查德 Robert 罗伯特 Ryan 瑞恩 Sarah 莎拉 Scott 斯科特 Simon 西蒙 Stephen 斯蒂芬
Stephen 史蒂芬 Steve 史蒂夫 Steven 史蒂文 Susan 苏珊 Theresa 特蕾莎 Thomas 托马斯 Tim 蒂姆 Tom 汤姆
Victoria 维多利亚 Vladimir 弗拉基米尔 William 威廉
"""
_GIVEN: dict[str, list[str]] = {}
for _english, _han in zip(*(iter(_NAMES.split()),) * 2, strict=True):
    _GIVEN.setdefault(_english, []).append(_han)
_DOTTED = re.compile(rf"{_PART}(?:·{_PART})+")
_CAPITALS = re.compile(r"(?<![\w.’'-])[A-Z][\w’'-]*[a-z][\w’'-]*(?: [A-Z][\w’'-]*[a-z][\w’'-]*)+")
_SURNAME = re.compile(rf"[{_SOUNDS}]{{2}}")


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
        for han in _GIVEN[given]:
            start = target.text.find(han) if len(han) > 1 else -1  # 乔 may be anything
            at = start + len(han) - 1
            if start >= 0 and _SURNAME.match(target.text, at + 1):
                said = _("between the parts of a foreign name stands “·”")
                put = f"{han[-1]}·"
                yield Finding("dots", Severity.WARNING, said, target.span(at, at + 1), expected=put)


def names(text: str) -> Iterator[re.Match[str]]:
    """The foreign names with their dots that stand in a Chinese text."""
    return _DOTTED.finditer(text) if "·" in text else iter(())


def original(name: str, english: str) -> str:
    """What `name` (约翰·史密斯) is called in the English text; empty where that is not sure: another name has as many
    parts."""
    parts = name.count("·") + 1
    candidates = {one[0] for one in _CAPITALS.finditer(english) if len(one[0].split()) == parts}
    return candidates.pop() if len(candidates) == 1 else ""
