"""Words that say how texts hang together and not what they are about: no term begins or ends with one.

The lists were made by hand for this program. The English one holds closed-class words, auxiliaries, days, months, and
such verbs, adverbs and adjectives of news as name nothing by themselves. The Chinese one is short: a segmenter gives
words with their parts of speech.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = _words(
    """
    a able about above according across actually added adding after afternoon again against ago all almost already
    also although always am amid among an and another any anyone anything apr april are aren't around as asked at
    aug august away back based be became because become been before began begin behind being believe below best
    better between beyond billion both bring brought but by called came can can't cannot certain come comes coming
    consider continue continued could couldn't currently day days dec december despite did didn't different do does
    doesn't doing don't done down dr due during e.g each earlier early either else end especially etc even evening
    ever every everyone everything far feb february feel few first five follow following for former found four
    friday from further gave generally get gets getting give given go goes going good got great had hadn't happen
    happened has hasn't have haven't having he he's held help her here hers herself him himself his hope hour hours
    how however hundred i i'll i'm i've i.e if important in including increase indeed inside instead into is isn't
    it it's its itself jan january jul july jun june just keep kept know known last late later latest least less let
    let's like likely little longer made mainly make makes making many mar march may maybe me mean means meanwhile
    might million minute minutes monday month months more moreover morning most mr mrs ms much must my myself near
    nearly need needs never next night no nobody none nor not nothing nov november now oct october of off often old
    on once one ones only onto or other others our ours out outside over own per perhaps pm possible prof put quite
    rather really recent recently right said same saturday saw say saying says second see seen sep sept september
    seven several she she's should shouldn't show shown since six so some someone something sometimes soon still
    such sunday take taken takes taking tell than thank that that's the their theirs them themselves then there
    there's therefore these they they're they've thing things third this those though thought thousand three through
    throughout thursday thus time times to today together told tomorrow too took toward towards tried trillion try
    trying tuesday two under until up upon us use used uses using usually various very via want wanted wants was
    wasn't ways we we'll we're we've wednesday week weeks well went were weren't what what's whatever when where
    whether which while who who's whole whom whose why will with within without wo won't would wouldn't year years
    yes yesterday yet you you'll you're your yours yourself
    """
)

# Verbs, nouns and numbers that a segmenter takes for content and that end no term.
CHINESE = _words(
    """
    号 是 有 在 为 将 会 能 可以 可能 要 说 表示 称 指出 认为 进行 使 让 被 把 对 从 向 到 于 以 等 人 年 月 日 时 个
    次 上 下 中 里 内 外 前 后 时候 时间 方面 问题 情况 东西 事情 部分 目前 今天 昨天 明天 今年 去年 明年 之一 其中
    来 去 做 看 想 用 给 没 没有 不 也 就 都 还 又 很 更 最 大 小 多 少 好 新
    """
)

# Function words that begin names when they have a capital: First Avenue.
NAMING = _words("First Second Third Little May March")

# What stands before the name of a person, and before that of a place.
TITLES = _words(
    """
    captain chairman chairwoman chancellor coach director dr general governor judge king lady lord mayor minister mr
    mrs ms officer pope president prince princess prof professor queen secretary senator sir
    """
)
WHERE = _words("in from near across outside")

# What may stand inside a term: research and development, the Port of Kestrel Bay; in names also the University for the
# Arts; in Chinese 发展和改革.
LINKS = _words("of and")
LINKS_IN_NAMES = LINKS | _words("the for in on to at with de la von van del al")
LINKS_ZH = frozenset("和与及暨第")

# By what names end in Chinese and hold in English. Guesses only: a person accepts each.
ORGANISATIONS_EN = _words(
    """
    academy administration agency airlines alliance association bank bureau center centre college commission
    committee company congress corp corporation council court daily department federation foundation group hospital
    inc institute laboratory league library ltd ministry museum news office organisation organization parliament
    party press school society television union university
    """
)
PLACES_EN = _words(
    """
    bay city county district island islands lake mountain mountains ocean peninsula port province republic river
    road sea state strait street town village
    """
)
_ORGANISATIONS = _words(
    """
    大学 学院 中学 小学 公司 集团 银行 委员会 组织 协会 学会 研究院 研究所 研究中心 实验室 联盟 基金会 联合会 医院
    图书馆 博物馆 出版社 通讯社 日报 电视台 法院 检察院 议会 国会 政府 党 部 局 厅 署 委 处 办公室 科学院 工程院
    联合国 欧盟
    """
)
_PLACES = _words(
    """
    省 市 县 州 区 镇 村 岛 半岛 海峡 海 洋 湾 河 江 湖 山 山脉 国 斯坦 港
    """
)
ORGANISATIONS_ZH, PLACES_ZH = tuple(sorted(_ORGANISATIONS)), tuple(sorted(_PLACES))  # as str.endswith wants them
