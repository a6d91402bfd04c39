"""Chinese surnames and how they are read, as data.

A character that is a surname may be read otherwise than it is elsewhere (单 Shan, not dan), and dictionaries of words
do not say so. The table is our own, from general knowledge: the surnames of the *Hundred Family Surnames* (百家姓),
the four hundred commonest of the household registers, and the compound ones still in use; where a surname has two
readings, the one that more of its bearers use stands in `SINGLE` and the other in `OTHERWISE`. Readings are pinyin
without tones, ü written `v`; traditional forms stand beside the simplified ones.
"""

from collections.abc import Mapping

_SINGLE = """
ai:艾 an:安 ao:敖 ba:巴 bai:白柏 ban:班 bao:包鲍鮑暴 bei:贝貝 bi:毕畢秘 bian:边邊卞 bie:别別 bin:宾賓 bing:邴
bo:薄 bu:卜步 cai:蔡 cang:苍蒼 cao:曹 cen:岑 chai:柴 chang:常昌 chao:晁巢 che:车車 chen:陈陳谌諶 cheng:程成承
chi:池迟遲 chong:种 chu:储儲楚褚 cong:从從 cui:崔 da:答 dai:戴代 dan:但 dang:党黨 deng:邓鄧 di:狄邸 diao:刁
ding:丁 dong:董东東 dou:窦竇 du:杜都堵 duan:段 e:鄂 fan:范樊 fang:方房 fei:费費 feng:冯馮封丰豐凤鳳
fu:傅付符扶伏富 gai:改 gan:甘干 gao:高郜 ge:葛盖蓋戈 geng:耿 gong:龚龔宫宮弓巩鞏贡貢公 gou:苟勾缑緱 gu:顾顧古谷辜
guan:关關管官 gui:桂 gun:衮 guo:郭国國 ha:哈 hai:海 han:韩韓 hang:杭 hao:郝 he:何贺賀和赫黑 heng:衡 hong:洪红紅弘
hou:侯後 hu:胡扈呼虎 hua:华華花滑 huai:怀懷 huan:桓 huang:黄黃 hui:惠 huo:霍 ji:纪紀季吉姬嵇汲籍计計冀蓟薊
jia:贾賈郏郟 jian:简簡蹇 jiang:江姜蒋蔣 jiao:焦矫矯 jin:金靳晋晉 jing:荆荊景井敬经經 jiu:酒 ju:居鞠 juan:隽雋
kan:阚闞 kang:康 ke:柯 kong:孔 kou:寇 ku:库庫 kuai:蒯 kuang:邝鄺匡况況 kui:隗 lai:赖賴来來 lan:兰蘭蓝藍 lang:郎
lao:劳勞 lei:雷 leng:冷 li:李黎厉厲郦酈利栗 lian:连連廉练練 liang:梁 liao:廖 lin:林蔺藺 ling:凌 liu:刘劉柳留
long:龙龍隆 lou:娄婁楼樓 lu:陆陸卢盧鲁魯路逯芦蘆 luan:栾欒 luo:罗羅骆駱洛 lv:吕呂闾閭 ma:马馬麻 mai:麦麥买買
man:满滿 mang:莽 mao:毛茅 mei:梅 meng:孟蒙 mi:米糜宓 miao:苗缪繆 min:闵閔 ming:明 mo:莫墨 mou:牟 mu:穆慕木母
na:那 nai:佴 ni:倪 nian:年 nie:聂聶乜 ning:宁寧甯 niu:牛钮鈕 nong:农農 ou:欧歐区區 pan:潘 pang:庞龐逄 pei:裴
peng:彭 pi:皮 piao:朴 ping:平 po:繁 pu:蒲浦濮 qi:齐齊戚祁亓漆 qian:钱錢 qiang:强強 qiao:乔喬谯譙 qin:秦覃
qing:青卿 qiu:邱丘仇裘 qu:曲屈瞿渠璩 quan:全权權 que:阙闕 ran:冉 rao:饶饒 ren:任 rong:荣榮容戎 rou:柔 ru:茹汝
ruan:阮 rui:芮 sa:萨薩撒 sang:桑 sha:沙 shan:单單山 shang:尚商 shao:邵召 she:佘舍折厍 shen:沈申慎 sheng:盛
shi:石施史时時师師 shou:寿壽 shu:舒束殳 shuai:帅帥 shui:水 song:宋松 su:苏蘇宿粟 sui:隋眭 sun:孙孫 suo:索 tai:邰
tan:谭譚谈談檀 tang:唐汤湯 tao:陶 teng:滕 ti:提 tian:田 tong:童佟仝同 tou:钭 tu:涂塗屠 tuo:庹 wan:万萬 wang:王汪
wei:魏韦韋卫衛尉危 wen:文温溫闻聞 weng:翁 wo:沃 wu:吴吳武伍邬鄔乌烏巫毋 xi:习習奚席郤西 xia:夏 xian:冼咸鲜鮮先
xiang:向项項相 xiao:肖萧蕭校 xie:谢謝解 xin:辛忻 xing:邢幸 xiong:熊 xiu:修 xu:徐许許胥须須 xuan:宣 xue:薛
xun:荀寻尋郇 yan:严嚴颜顏闫閆阎閻燕言晏鄢 yang:杨楊阳陽羊仰养養 yao:姚幺 ye:叶葉 yi:易伊衣羿 yin:尹殷阴陰印
ying:应應英 yong:雍 you:尤游由 yu:于余俞虞郁喻於庾鱼魚禹宇玉 yuan:袁苑元原 yue:岳乐樂越 yun:云雲员員贠郧恽惲
zai:宰 zan:昝 zang:臧 zao:枣棗 ze:泽澤 zeng:曾 zha:查 zhai:翟祭 zhan:詹占战戰湛 zhang:张張章仉 zhao:赵趙 zhen:甄
zheng:郑鄭 zhi:支 zhong:钟鍾鐘仲终終 zhou:周 zhu:朱祝竺诸諸 zhuang:庄莊 zhuo:卓 zi:訾 zong:宗 zou:邹鄒 zu:祖
zuo:左
"""

_COMPOUND = """
ouyang:欧阳歐陽 shangguan:上官 huangfu:皇甫 linghu:令狐 zhuge:诸葛諸葛 situ:司徒 sima:司马司馬 shentu:申屠
xiahou:夏侯 helan:贺兰賀蘭 wanyan:完颜完顏 murong:慕容 yuchi:尉迟尉遲 zhangsun:长孙長孫 yuwen:宇文 chunyu:淳于
nangong:南宫南宮 dongfang:东方東方 dugu:独孤獨孤 ximen:西门西門 baili:百里 gongsun:公孙公孫 duanmu:端木
tantai:澹台澹臺 moqi:万俟萬俟 wenren:闻人聞人 dongguo:东郭東郭 nanmen:南门南門 huyan:呼延 yangshe:羊舌
weisheng:微生 liangqiu:梁丘 zuoqiu:左丘 dongmen:东门東門 helian:赫连赫連 puyang:濮阳濮陽 tuoba:拓跋 qidiao:漆雕
zhongli:钟离鍾離 taishu:太叔 shentu:申徒 zongzheng:宗政 gongliang:公良 gongye:公冶 sikong:司空 sikou:司寇
qiguan:亓官 xianyu:鲜于鮮于 lvqiu:闾丘閭丘 zhongsun:仲孙仲孫 guliang:谷梁穀梁 gongxi:公西 yuezheng:乐正樂正
rangsi:壤驷壤駟 tuobo:拓拔 jiagu:夹谷夾谷 zaifu:宰父 duangan:段干 ruyan:汝鄢 yelv:耶律 nalan:纳兰納蘭
yehe:叶赫葉赫
"""

# Readings that some families use (`shen` of 谌, `gai` of 盖): a guess is then in doubt, the person's own spelling wins.
_OTHERWISE = """
单:dan,chan 單:dan,chan 盖:gai 蓋:gai 朴:pu 缪:mou,mu 繆:mou,mu 乐:le 樂:le 翟:di 谌:shen 諶:shen 覃:tan,xun
牟:mu 柏:bo 隗:wei 郇:huan 郗:chi 那:nuo 尉:yu 折:zhe 召:zhao 郄:xi 员:yuan 种:zhong
"""

# Readings that machines give and nobody bears: by these a name is recognised where it is written wrongly.
_MISREAD = """
解:jie 曾:ceng 仇:chou 查:cha 区:qu 區:qu 朴:po 薄:bao 冼:xi 纪:ji 华:hua 葛:ge 黑:hei 繁:fan 秘:mi 祭:ji 贾:gu
车:ju 俞:shu 尉迟:weichi 万俟:wanqi,wansi 长孙:changsun 澹台:dantai 乜:mie 阚:han 佴:er 卜:bo 都:dou
"""


def _table(text: str, width: int) -> dict[str, str]:
    """Surname → reading; `width` is how many characters a surname of this table has."""
    found = {}
    for entry in text.split():
        reading, _colon, chars = entry.partition(":")
        for at in range(0, len(chars), width):
            found[chars[at : at + width]] = reading
    return found


SINGLE: Mapping[str, str] = {**_table(_SINGLE, 1), "郗": "xi", "郄": "qie"}
COMPOUND: Mapping[str, str] = _table(_COMPOUND, 2)


def _readings(text: str) -> dict[str, tuple[str, ...]]:
    """Surname → its further readings."""
    pairs = (one.split(":") for one in text.split())
    return {surname: tuple(readings.split(",")) for surname, readings in pairs}


OTHERWISE: Mapping[str, tuple[str, ...]] = _readings(_OTHERWISE)
MISREAD: Mapping[str, tuple[str, ...]] = _readings(_MISREAD)

# Every surname with all readings that its families use, the likeliest first.
READINGS: Mapping[str, tuple[str, ...]] = {
    surname: (reading, *OTHERWISE.get(surname, ())) for surname, reading in {**SINGLE, **COMPOUND}.items()
}

# Borne by two of three people in China: before a given name these alone are evidence of one.
COMMON = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮董萧蕭肖程曹袁邓鄧许許傅"
    "沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻闫閆余潘杜戴夏钟鍾汪田任姜范石姚谭譚廖邹鄒熊金陆陸郝孔崔康毛邱秦"
    "江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔庞龐樊殷施翟倪严嚴牛陶俞章鲁魯葛韦韋毕畢聂聶焦"
    "习習柳邢岳骆駱祝左涂祁耿詹关關费費纪紀靳童欧歐甄裴温溫"
)

# Also everyday words: without other evidence a person is not meant. PARTICLES stand before anything at all.
PARTICLES = frozenset("和時时于从從向全都同成由国國经經年来來先相应應别別同後但终終当曾强強将连連满滿母明")
WORDS = PARTICLES | frozenset(
    "公提库庫校答水山木花海西东東红紅云雲英青黑鱼魚车車党黨宾賓干改平安元原计計米文关關常方高金石万萬任解单單查种盖蓋"
    "区區乐樂员員权權战戰商师師言养養路简簡步利留隆包边邊田古管官代富付武史马馬温溫汤湯冷农農居越召舍折买買修洛沙井敬占"
    "支祖左宗"
)

# Surnames of Korea and Vietnam that hardly anybody in China has: pinyin is then a guess about another country.
ABROAD: Mapping[str, str] = {"朴": "KR", "阮": "VN"}

# The commonest Japanese surnames of two characters (in simplified and Japanese forms). With a given name behind them
# a name is read in Japanese, not in pinyin (岸田文雄 is Kishida Fumio).
_JAPANESE = """
佐藤 铃木 鈴木 高桥 高橋 田中 伊藤 渡边 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐佐 山口 松本 井上 木村 清水
山崎 阿部 池田 桥本 橋本 山下 石川 中岛 中島 前田 藤田 小川 后藤 後藤 冈田 岡田 长谷 長谷 村上 近藤 石井 斋藤
斎藤 齋藤 齐藤 坂本 远藤 遠藤 青木 藤井 西村 福田 太田 三浦 藤原 冈本 岡本 松田 中野 原田 小野 田村 竹内 中山
石田 上田 森田 柴田 酒井 工藤 横山 宫崎 宮崎 宫本 宮本 内田 高木 安藤 岛田 島田 谷口 大野 今井 高田 丸山 河野
藤本 小岛 小島 村田 武田 上野 杉山 增田 増田 平野 大塚 千叶 千葉 久保 松井 小山 岩崎 樱井 桜井 野口 松尾 野村
木下 菊地 佐野 大西 杉本 新井 滨田 浜田 市川 古川 水野 小泉 岸田 安倍 石破 菅义 菅義 麻生 茂木 羽生 福岛 福島
鸠山 鳩山 黑田 黒田 植田 萩生 加纳 高市 上川 宇野 羽田 细川 細川 宫泽 宮澤 竹下 中曾 大平 三木 吉村 小池 村山
河村 山中 大谷 锦织 大坂 坂口 平山 盛田 柳井 稻盛 松下 本田 丰田 豊田
"""
JAPANESE = frozenset(_JAPANESE.split())

# Given names: how a character is read in names where dictionaries give another reading first, and the other readings
# that parents choose as well (a guess with one of these is marked as unsure).
GIVEN: Mapping[str, str] = {
    "晟": "sheng", "长": "chang", "長": "chang", "亘": "gen", "曾": "zeng", "翟": "zhai", "厦": "xia", "单": "dan",
    "行": "xing", "中": "zhong", "传": "chuan", "盖": "gai", "解": "jie", "兴": "xing", "地": "di", "得": "de",
    "隽": "jun",
}  # fmt: skip
UNSURE: Mapping[str, tuple[str, ...]] = {
    "晟": ("cheng",), "长": ("zhang",), "朝": ("zhao",), "乐": ("yue",), "重": ("chong",), "茜": ("xi",),
    "柏": ("bo",), "隽": ("juan",), "莘": ("xin",), "行": ("hang", "heng"), "颉": ("xie",), "单": ("shan",),
    "少": ("shao",), "娜": ("nuo",), "藏": ("zang",), "贾": ("gu",), "卜": ("bu",), "识": ("zhi",), "禅": ("shan",),
}  # fmt: skip

# The characters of which Xinhua's tables make foreign names; they bound a name with · where Chinese has no spaces.
TRANSLITERATION = (
    "阿埃艾翰理保罕末略爱安昂奥巴芭拜班邦包鲍贝本比彼边宾波伯博柏布卜采查察茨慈达大戴黛丹当道德登邓迪蒂丁东冬杜顿多朵厄恩尔法凡范菲费芬丰佛夫弗福富"
    "芙伏盖甘冈高戈哥格葛根耿贡古谷瓜圭桂哈海汉汗杭豪赫黑亨洪胡华怀惠霍基吉季加嘉贾简江杰捷金津京鸠卡凯坎康考柯科可克肯孔库夸奎"
    "昆坤喀拉莱赖兰朗劳勒雷蕾里利丽莉连莲良列烈林琳隆龙娄卢路鲁露伦罗洛吕马玛麦迈曼芒毛梅门蒙孟米弥密闵明缪摩莫墨默姆木穆纳娜"
    "奈南瑙内嫩尼妮年涅宁纽农侬努诺欧帕派潘庞培佩彭蓬丕皮匹平珀珊普奇齐契恰钱倩乔切钦琴青琼丘邱曲让热仁日荣茹儒瑞若萨塞赛三桑"
    "瑟森沙莎山尚绍舍申生盛圣施什诗史士舒朔斯思丝松苏素孙索塔泰坦汤唐特滕提廷婷通图土托瓦万旺威韦维卫魏温文翁沃乌吾伍武西希锡席夏香"
    "肖谢辛欣星雄休许旭雪逊雅娅亚延扬杨耶叶伊依易义因英永尤雨约云赞泽扎詹张珍哲芝治朱卓兹子宗祖佐"
)
