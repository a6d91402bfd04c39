"""What stands before and behind the names of people in Chinese news, and which characters are in no given name."""

import re
from enum import Enum

from transflow.script import HAN
from transflow.terms.surnames import TRANSLITERATION


class Border(Enum):
    """What a name touches on one side."""

    TITLE = "title"
    SPEECH = "speech"
    EDGE = "edge"  # punctuation, the beginning, the end
    WEAK = "weak"  # a word that often stands beside names and beside much else
    NONE = "none"


_OFFICES = (
    "主席|总理|总统|国王|首相|部长|省长|市长|县长|区长|镇长|乡长|村长|州长|书记|校长|院长|所长|馆长|站长|台长|"
    "社长|团长|队长|组长|班长|局长|处长|科长|司长|厅长|署长|会长|行长|厂长|店长|主任|主编|主管|主持人|教授|"
    "研究员|院士|博士|博士后|硕士|记者|通讯员|编辑|摄影师|董事长|总经理|总裁|经理|总监|工程师|设计师|技术员|"
    "教练|主帅|选手|运动员|球员|队员|门将|前锋|名将|小将|老将|学生|同学|老师|教师|辅导员|医生|医师|大夫|护士|"
    "护士长|药师|律师|法官|检察官|警官|民警|交警|代表|议员|众议员|参议员|委员|常委|发言人|秘书长|理事长|理事|"
    "监事|大使|总领事|参赞|司令|司令员|政委|上将|中将|少将|将军|上校|导演|编剧|演员|歌手|作家|作者|诗人|画家|"
    "艺术家|书法家|企业家|科学家|经济学家|专家|学者|分析师|创始人|负责人|发起人|传承人|当事人|受访者|村民|居民|"
    "市民|工人|农民|渔民|司机|志愿者|患者|家长|妈妈|爸爸|母亲|父亲|儿子|女儿|妻子|丈夫|员工|职工|业主|店主|"
    "老板|顾问|研究生|本科生|毕业生|队友|女孩|男孩|女子|男子|姑娘|小伙|校友|飞行员|航天员|宇航员|战士|领班|"
    "青年|博士生|硕士生|监测员|老人|党员|女主角|男主角|主角|少年|武士|饰演的|执导|翻译|校对|责编|人士|领队|助理|指导|参谋长|主人公"
)
_HONORIFICS = (
    "先生|女士|小姐|同志|教授|老师|博士|院士|医生|律师|校长|主席|总理|总统|部长|书记|主任|院长|董事长|总裁|将军|"
    "导演|夫妇|总书记|总经理|总工程师"
)
_SPEECH = (
    "说|表示|称|指出|认为|介绍|强调|告诉|透露|坦言|回忆|解释|补充|写道|提到|宣布|呼吁|直言|谈到|谈及|感叹|感慨|"
    "笑言|坦承|承认|否认|建议|讲述|分享|回应|答道|问道|总结|分析|预计|预测|估计|相信|希望|期待|主持|出席|致辞|"
    "发表|会见|当选|获颁|毕业于|出生于|生于|告诉记者|提醒|摄|饰|执导|监制|领衔|报道|主演|讲话|逝世|去世|作报告|"
    "做报告|担任主持"
)
_WEAK_AFTER = (
    "在|对|向|等|与|和(?![、，。；）)]|$)|的|于|则|也|还|已|将|是|及|被|曾|就|为|从|以|不|又|并|率|把|给|因|"
    "近日|当天|今天|昨天|担任|任|获|作为|当时|一行|两|没有"
)
_WEAK_BEFORE = (
    "和|与|及|同|对|向|由|被|给|让|把|是|为|叫|名叫|以及|包括|其中|如|当|跟|像|到|以|但|而|因|即|分别为|据|问|使|令|派"
)
_TITLE_BEFORE = re.compile(rf"(?:{_OFFICES}|{_HONORIFICS}|摄|文/|图/|文／|图／)[:：\s]?$|[电讯]\s?[（(]$")
_WEAK_ONE = re.compile(rf"(?:{_WEAK_BEFORE})$")
_TITLE_AFTER = re.compile(rf"(?:{_HONORIFICS})")
_SPEECH_AFTER = re.compile(rf"(?:{_SPEECH})")
_WEAK_TWO = re.compile(rf"(?:{_WEAK_AFTER})")
_EDGE = re.compile(r"[\s，。；：、！？“”‘’（）()【】《》—…,.;:!\"'|/／丨—\-–]")
_NUMBER = re.compile(r"[0-9０-９A-Za-z]")  # no name goes on across a number or a Latin word

# Characters that are in hardly any given name: particles, pronouns, verbs, measures, suffixes of other words.
_NEVER = frozenset(
    "的了是在不这那我你他她它们个些吗呢吧啊也就还把被让但或因所已从此其及着过到说会要没很最更并且而于对向之以者与和"
    "时候日号点分秒角吨米里省市县区镇乡村街路校院系所部局处科室厅委会社团队组班级届次种类项件位名只条张块座栋"
    "地来去出上下内外前后左右里面间边际率性式型品物务员工人们家客商店厂司方案问题事情况称示指认告问答看听想做作用给"
    "等副曾有总公任兼奶爷叔伯婶姨妈爸姐弟妹哥嫂亲某氏死病毒药费价钱票款税额数据型号度量期初末底旁附将再又都只仅却即若如虽然则该各每某另同比较"
)  # fmt: skip
_PLACES = frozenset("省市县縣区區镇鎮乡鄉村街路站店厂廠")  # what ends in one is a place; as surnames they stand first
_FOREIGN = frozenset("斯尔姆兹赫蒂雷特普夫诺卡茨塔莱萨努奥菲尼妮娅黛纳巴利维娜")  # in Chinese given names they are rare
# Words that begin like names, gathered from real news (some are words only in these two characters).
_WORD_LIST = """
毕业 范围 马克龙 高校 高级 高等 高中 高考 高层 金融 金属 金牌 方面 方式 方法 方向 常务 常委 常规 常见 马上 马路
马来 白宫 白人 黄金 黄色 周年 周末 周围 江西 江苏 江南 江北 安全 安徽 安排 安置 石油 石家庄 石化 夏季 夏天 温度
温室 温暖 明星 明确 明显 明年 和平 和谐 平台 平均 平等 平安 成立 成功 成为 成员 成绩 成都 经济 经过 经验 国家
国际 国务 国内 国民 国防 文化 文明 文学 文章 关系 关注 关键 关于 万元 万人 万亿 东北 东南 东京 东部 海外 海南
海军 海关 林业 林区 牛奶 牛肉 牛年 宁波 宁夏 武汉 武器 武装 商务 商业 商品 单位 单一 解放 解决 解释 任务 任何
应急 应对 应用 应该 计划 计算 连续 连接 连云港 全国 全球 全面 全部 全省 全市 水利 水平 水稻 山东 山西 山区 乐观
乐园 车辆 车间 车站 党委 党组 党员 党中央 强调 强化 强大 满足 满意 通过 华人 华为 华盛顿 华侨 边境 边界 包括 包装
元首 元旦 冷静 冷空气 农业 农村 农民 居民 居住 代表 代替 付款 富裕 史上 沙特 沙漠 沙滩 养老 养殖 路透 路线 时代
时间 时任 时候 危险 危机 危害 项目 项链 相关 相信 相比 相当 相对 向前 从事 从而 从未 符合 宣布 宣传 宣言 支持
支付 支援 祝贺 祝福 祝愿 谢谢 盛会 盛大 盛宴 康复 康养 严重 严格 严肃 严峻 雷达 雷电 司令 尚未 习俗 习惯 凌晨
凌空 贝尔 巴西 巴黎 古巴 古代 游客 游戏 游泳 游览 龙头 龙舟 曲线 曲折 田径 田野 容易 容量 官方 官员 官兵 管理
舒适 屈指 幸福 幸运 甘肃 修改 修复 贡献 毛利 毛衣 罗马 罗斯 印度 印尼 苏联 苏州 滑雪 滑冰 花样 花园 花费 洪水
洪涝 红军 红色 红包 英国 英超 英雄 英语 云南 云端 孔子 童年 步行 步骤 冬奥 广州 广东 徐州 杭州 郑州 兰州 柳州
温州 常州 荆州 梅州 钟表 施工 施行 简单 简直 简称 钱币 金额 金砖 金正恩 查看 查询 查处 盖茨 强降雨 章程 雨水 房间
房屋 房产 家庭 余人 余名 余家 余万 余次 余件 余年 邮政 车主 党校 师生 师范 师傅 师兄 年轻 年度 年前 年初 年底
年龄 米饭 米兰 易于 易燃 厉害 左右 左侧 原因 原来 原本 原则 原定 权利 权力 权威 权益 战略 战争 战斗 战胜 池塘
母亲 公司 公里 公布 公开 公共 公安 公民 公园 公众 公交 公主 公告 公寓 公路 别人 别墅 别的 提出 提高 提供 提升
提前 提醒 提到 提名 提案 干部 干净 干预 干旱 改革 改变 改善 改造 家长 终于 终身 终端 但是 先后 先进 先生 来自
来到 来源 来说 首先 密切 赛季 许多 许可 何时 何况 任命 任期 任内 高调 高压 高温 高速 高铁 高清 阿姨 文汇报 纪念
卢旺达 文汇 孙阿姨 利比亚 乌克兰 沙发 伊朗 伊拉克 阿联酋 高尔夫 周一 周二 周三 周四 周五 周六 周日 严阵 黎巴 卢旺
卢森 马其 马耳 马尔 蒙古 孟加 莫桑 墨西 秘鲁 索马 苏丹 苏里 汤加 文莱 乌干 乌拉 乌兹 海地 洪都 冈比 吉布 安哥
利比 温哥 欧足 欧盟 欧元 欧洲 曾有 曾公 曾任 曾经 曾在 陆军 水晶 苏格 葛兰 华北 华东 华南 华中 毛里 时报 时评
"""
_WORDS = frozenset(_WORD_LIST.split())


def before(text: str, at: int) -> Border:
    """What ends right before offset `at`; a title also with a space or colon behind it (记者 王建, 作者：王建)."""
    if _TITLE_BEFORE.search(text, max(0, at - 16), at):
        return Border.TITLE
    if at == 0 or _EDGE.match(text[at - 1]) or _NUMBER.match(text[at - 1]):
        return Border.EDGE
    return Border.WEAK if _WEAK_ONE.search(text, max(0, at - 3), at) else Border.NONE


def after(text: str, at: int) -> Border:
    """What begins at offset `at`."""
    if at == len(text) or _EDGE.match(text[at]) or _NUMBER.match(text[at]):
        return Border.EDGE
    if _TITLE_AFTER.match(text, at):
        return Border.TITLE
    if _SPEECH_AFTER.match(text, at):
        return Border.SPEECH
    return Border.WEAK if _WEAK_TWO.match(text, at) else Border.NONE


def goes_on(text: str, at: int) -> bool:
    """Whether a name of two characters that ends at offset `at` is the beginning of one of three: 王建 in 王建国说. So
    it is where a character that may be in a name comes between it and what stands behind names."""
    if not may_be_given(text[at : at + 1]) or not HAN.match(text, at) or after(text, at) is not Border.NONE:
        return False
    return after(text, at + 1) in (Border.SPEECH, Border.TITLE, Border.EDGE)


def may_be_given(char: str) -> bool:
    """Whether `char` can be in a given name, as far as a text without a translation lets one say."""
    return char not in _NEVER


def transliterated(given: str) -> bool:
    """Whether the characters behind a surname are those of foreign names (詹姆斯, 费雷尔)."""
    return any(char in _FOREIGN for char in given) and all(char in TRANSLITERATION for char in given)


def no_person(name: str) -> bool:
    """Whether it is a common word or a place as it stands, which a translation may have in capitals, too (文汇报 is Wen
    Hui Bao, 王家店 is Wang Jia Dian)."""
    return name in _WORDS or (len(name) > 2 and name[-1] in _PLACES) or name[1:] == "家"


def word(name: str) -> bool:
    """Whether it is, or begins as, a common word, or has a form of address for a given name (王先生)."""
    return name in _WORDS or name[:2] in _WORDS or bool(_TITLE_AFTER.fullmatch(name[1:]))
