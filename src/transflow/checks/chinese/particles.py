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
    r"|[取获赢博](的)了(?!解)|赢(的)(?=尊重|掌声|好评|信任|赞誉|赞扬|比赛|冠军|胜利)"
    r"|(?<=[我你他她们都也会总就还人家])觉(的)(?=[\u4e00-\u9fff])"
    r"|(?<=[很不更最也都真才是分别常，。；然仍就还])值(的)(?=[\u4e00-\u9fff])"
    r"|值(的)(?=一提|关注|注意|信赖|学习|肯定|称赞|骄傲|期待|庆祝|思考|推广|借鉴|警惕|我们|大家)"
    r"|(?:舍不|恨不|巴不|怪不|由不|了不|免不|少不)(的)(?![地得])|来(的)及|(?<![目有])不(的)不(?=[\u4e00-\u9fff])"
    r"|(?<![明凸彰浅])显(的)(?=格外|十分|非常|特别|尤为|更加|越发|很)"
    r"|(?<=[能会将想要以])[获夺赢](的)(?=[\u4e00-\u9fff])|懂(的)(?=如何|怎么|怎样)"
    r"|(?<![要好差])不(的)(?=超过|低于|少于|擅自|随意|进入|从事|转让|有任何|再)"
    r"|(?<![大天公特行驱促即假致迫役诱支指唆信出纵差主来密学任])使(的)(?=[我你他她它这那人们])"
)
# A complement of degree that ends its clause; and what is said of somebody who is beside himself.
_DEGREE = re.compile(
    r"(?:进展|进行|表现|准备|组织|发展|增长|恢复|相处|配合|掌握|控制|执行|运行|保存|建设|变|跑|飞|长|做|干|办|打|睡|过|活|唱|跳|学|卖"
    r"|玩|吃|看|走|站|搞)(的)"
    r"(?:很|非常|十分|特别|相当|越来越|更加|更|极其|如此|太|这么|那么|比较)"
    r"(?:好|快|慢|高|远|多|棒|差|出色|顺利|成功|充分|漂亮|精彩|开心|愉快|幸福|优秀|完美|强大|困难|美丽|认真|努力|仔细|重要|复杂|严重|清楚|清晰"
    r"|明白|完好|近|热闹|拥挤|坚强|彻底|透彻|久|深)"
    r"(?=[，。！？；、”]|$)"
    r"|(?:高兴|激动|兴奋|累|忙|冻|吓|气|急|疼|热|饿)(的)(?:说不出话|跳了?起来|不可开交|发抖|喘不过气|团团转|睡不着|哭了?起来|不知所措"
    r"|浑身发抖|满头大汗)"
    r"|(?:要|会|更|还|比[^，。；]{1,12}?)(?:早|强|短|好|大|小|高|低|快|慢|难|长|远|便宜|严重|复杂|容易)(的)多(?=[。，！？；”]|$)"
    r"|(?:搞|抓|做|办|干|进展|准备|落实|考虑|执行)(的)(?:怎么样|怎样|如何)(?=[，。？！]|$)"
    r"|(?:打|做|逼|写|演|搞|办|吃|听|说|堵|吓|问|描绘|展现|表现|体现|发挥|刻画|安排|收拾|弄|变)(的)(?:淋漓尽致|栩栩如生|走投无路|千疮百孔"
    r"|遍体鳞伤|井井有条|热火朝天|一干二净|恰到好处|水泄不通|目瞪口呆|哑口无言|有声有色|津津有味|落花流水|一塌糊涂|面目全非|头头是道|满地都是)"
)
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
