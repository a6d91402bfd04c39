"""的, 地, 得 where there is no doubt: 的 before an attribute’s noun, 地 behind an adverbial, 得 before a complement.

Closed lists: a rule is silent where another reading is possible (取的 in 考取的, 地 in 重要地位, 的 before 向导).
"""

import re
from collections.abc import Iterator

from transflow.checks.chinese.adverbials import adverbials
from transflow.checks.chinese.complements import complements
from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import is_chinese, is_traditional
from transflow.segment import Segment

_REDOUBLED = (
    "慢慢|渐渐|悄悄|轻轻|默默|静静|缓缓|偷偷|匆匆|牢牢|紧紧|高高兴兴|开开心心|认认真真|踏踏实实|扎扎实实|仔仔细细|快快乐乐"
    "|平平安安|顺顺利利|清清楚楚|原原本本|完完整整|老老实实"
)
_IDIOMS = (
    "不停|不时|一味|一再|时不时|自然而然|不由自主|情不自禁|不知不觉|目不转睛|小心翼翼|迫不及待|毫不犹豫|马不停蹄|义无反顾|坚定不移"
    "|毫不动摇|潜移默化|不约而同|争先恐后|兴高采烈|兴致勃勃|理所当然|出人意料|越来越紧密"
)
_DONE = (
    "发现|擦拭|联系在一起|进行|打开|选择了|投入|参加|加入|成为|推进|贯彻|落实|走向|走进|奔向|告诉|表示|认识到|融入|冲向|望着"
    "|看着|跟着|问|跑|拿起|说(?!法)"
)
_ADVERBS = (
    "积极|认真|努力|不断|充分|深入|主动|自觉|热情|仔细|严格|顺利|成功|迅速|快速|有效|坚定|深刻|广泛|切实|科学|合理|全面"
    "|更好|更快|很好|及时|准确|公平|共同|亲切|激动|高兴|兴奋|自豪|明确|具体|大力|坚决"
)
_VERBS = (
    "走|说(?!法)|看(?!法)|变成|变得|形成|离开|走进|走出|发现|接受|恢复|消失|改变了|站在|坐在|等待|告诉|打开|关上|学会|适应|靠近"
    "|度过|完成|落实|推进|开展|回到|把|将(?![来军士领])"
)
_ADVERBIAL = re.compile(
    rf"(?:{_REDOUBLED})(的)(?:{_VERBS})|(?:{_IDIOMS})(的)(?:{_DONE})"
    rf"|(?<![\u4e00-\u9fff]不)(?:{_ADVERBS})(的)(?:把(?![手握关戏柄])|将(?![来军士领帅])|向(?![导往心日])|告诉|投入到|参与到|感受到|认识到|意识到"
    r"|表示|指出|说道|走进|走上)"
    rf"|(?:{_ADVERBS})(的)(?!作用|影响|意义|效果|成绩|进展|态度|生活|关系|结果|信息|例子)[\u4e00-\u9fff]{{1,2}}(?:[了着](?!解|眼|手|力))"
)
# An attribute: 地 where the noun that follows can be no verb.
_ATTRIBUTE = re.compile(
    r"(?:美丽|重要|伟大|巨大|优秀|良好|重大|著名|主要|幸福|光荣|宝贵|美好|强大|先进|古老|年轻|辉煌|丰富|独特|严重|基本|新|大|小|好"
    r"|高|不同|特殊|复杂|简单|有效|关键|传统|现代|普通|真正|共同|相关|具体|直接|有趣|漂亮|聪明|知名|庞大|坚实|稳定)"
    r"(地)(?=城市|国家|意义|作用|成绩|成就|问题|学校|大学|企业|老师|同学|朋友|时代|精神|传统|历史|文化|环境|条件|基础|机会"
    r"|机遇|挑战|方式|方法|原因|因素|措施|结果|经验|资源|技术|产品|市场|人才|队伍|经济|政策|力量|信心|关系|事情|东西|地方|孩子)"
)
_AROUND = 2  # characters that are shown on either side
_RULES = ((_ADVERBIAL, "地"), (_ATTRIBUTE, "的"))


def particles(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for 的, 地 or 得 in the place of another of the three, with the right one."""
    if not is_chinese(context.target_locale) or is_traditional(context.target_locale):
        return
    target = plain(segment.target)
    for start, put in sorted(dict.fromkeys(_wrong(target.text))):
        around = target.text[max(0, start - _AROUND) : start + 1 + _AROUND]
        said = _("“{text}”: “{put}” is written here").format(text=around, put=put)
        yield Finding("particles", Severity.WARNING, said, target.span(start, start + 1), expected=put)


def _wrong(text: str) -> Iterator[tuple[int, str]]:
    """Where one of the three stands for another, and which should stand there."""
    for pattern, put in _RULES:
        for found in pattern.finditer(text):
            yield next(found.start(group) for group in range(1, len(found.groups()) + 1) if found[group]), put
    yield from adverbials(text)
    for at in complements(text):
        yield at, "得"
