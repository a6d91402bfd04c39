"""的, 地, 得 where there is no doubt: 的 before an attribute’s noun, 地 behind an adverbial, 得 before a complement.

Closed lists: a rule is silent where another reading is possible (取的 in 考取的, 地 in 重要地位, 的 before 向导).
"""

import re
from collections.abc import Iterator

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import is_chinese, is_traditional
from transflow.segment import Segment

# Words that have 得 in them.
_FIXED = re.compile(
    r"(?<![所选争夺骗赚摄汲吸收领换考窃盗榨索提录听采智])取(的)(?=[了重大显著良好新一定可喜积极阶段性的]{0,6}(?:进展|成绩|成就|胜利|突破|成果|成效|冠军))"
    r"|(?<![感知视听嗅味触幻直错自惊警睡午一])觉(的)(?=[我你他她它这那很非自有没])"
    r"|(?<![价产总数市峰阈均增贬升面净估币])值(的)(?=一提|关注|注意|信赖|学习|肯定|称赞|骄傲|期待|庆祝|研究|思考|推广|借鉴|警惕|我们|大家)"
    r"|(?:舍不|恨不|巴不|怪不|由不|了不|免不|少不)(的)(?![地得])|来(的)及|(?<![目有])不(的)不(?=[\u4e00-\u9fff])"
    r"|(?<![明凸彰浅])显(的)(?=格外|十分|非常|特别|尤为|更加|越发|很)"
)
# A complement of degree that ends its clause.
_DEGREE = re.compile(
    r"(?:进展|进行|表现|准备|组织|变|跑|飞|长|做|干|办|打|睡|过|活|唱|跳)(的)(?:很|非常|十分|特别|相当|越来越|更加|更|极其)"
    r"(?:好|快|慢|高|远|多|棒|差|出色|顺利|成功|充分|漂亮|精彩|开心|愉快|幸福|优秀|完美|强大|困难|美丽|认真|努力|仔细)(?=[，。！？；、”]|$)"
)
_REDOUBLED = (
    "慢慢|渐渐|悄悄|轻轻|默默|静静|缓缓|偷偷|匆匆|牢牢|紧紧|高高兴兴|开开心心|认认真真|踏踏实实|扎扎实实|仔仔细细|快快乐乐"
    "|平平安安|顺顺利利|清清楚楚|原原本本|完完整整|老老实实"
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
    rf"(?:{_REDOUBLED})(的)(?:{_VERBS})"
    rf"|(?<![\u4e00-\u9fff]不)(?:{_ADVERBS})(的)(?:把(?![手握关戏柄])|将(?![来军士领帅])|向(?![导往心日])|告诉|投入到|参与到|感受到|认识到|意识到"
    r"|表示|指出|说道)"
)
# An attribute: 地 where the noun that follows can be no verb.
_ATTRIBUTE = re.compile(
    r"(?:美丽|重要|伟大|巨大|优秀|良好|重大|著名|主要|幸福|光荣|宝贵|美好|强大|先进|古老|年轻|辉煌|丰富|独特|严重|基本|新)"
    r"(地)(?=城市|国家|意义|作用|成绩|成就|问题|学校|大学|企业|老师|同学|朋友|时代|精神|传统|历史|文化|环境|条件|基础|机会|机遇|挑战)"
)
_RULES = ((_FIXED, "得"), (_DEGREE, "得"), (_ADVERBIAL, "地"), (_ATTRIBUTE, "的"))


def particles(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for 的, 地 or 得 in the place of another of the three, with the right one."""
    if not is_chinese(context.target_locale) or is_traditional(context.target_locale):
        return
    target = plain(segment.target)
    for pattern, put in _RULES:
        for found in pattern.finditer(target.text):
            start, end = next(found.span(group) for group in range(1, len(found.groups()) + 1) if found[group])
            said = _("“{text}”: “{put}” is written here").format(text=found[0], put=put)
            yield Finding("particles", Severity.WARNING, said, target.span(start, end), expected=put)
