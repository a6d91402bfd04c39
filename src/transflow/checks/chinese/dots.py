"""The dot between the parts of a foreign name in Chinese: 约翰·史密斯 (GB/T 15834-2011, 4.14: U+00B7, no space)."""

import re
from collections.abc import Iterator

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import base, is_chinese, is_traditional
from transflow.segment import Segment

# The characters of transliterated names (those that Xinhua's tables use most).
SOUNDS = (
    "阿埃艾爱安昂奥巴白班邦保鲍贝本比彼毕宾波伯博布采蔡策查柴昌彻茨达戴丹当道德登邓迪蒂丁东杜顿多厄恩尔耳法凡范方菲费芬丰弗福"
    "富盖冈高戈格根贡古瓜圭哈海汉豪赫黑亨洪胡华怀惠霍基吉季加佳贾简江杰金津喀卡凯坎康考科可克肯孔库夸奎昆拉腊来莱赖兰朗劳勒雷"
    "蕾黎里理丽利莉莲林琳留柳龙卢鲁路吕伦罗洛马玛迈麦曼芒毛茅梅门蒙孟米密缪明摩莫默姆穆拿那娜纳乃奈南瑙内嫩能尼妮涅宁纽农努"
    "诺欧帕派潘庞培佩彭蓬皮匹平珀普奇恰钱强乔切钦琼丘屈让热仁日荣瑞若萨塞赛桑瑟森沙莎山珊尚绍舍申圣施什史士舒丝司思斯松苏索"
    "塔台泰坦汤唐陶特滕提田廷图托陀瓦万旺威韦维伟魏文翁沃乌武伍西希锡悉夏香肖谢欣辛兴休许逊雅亚延扬杨耶叶依伊宜因英永尤于约"
    "赞泽曾扎詹湛张哲珍真治朱祖佐兹翰姬琪"
)
_PART = f"[{SOUNDS}]{{2,6}}"
# Another dot between two sounds; a full stop only where there are two on either side; spaces around the right one.
_WRONG = re.compile(
    rf"(?<=[{SOUNDS}])(?: ?[．•・‧･∙●⋅] ?| · | ·|· )(?=[{SOUNDS}])|(?<=[{SOUNDS}]{{2}})\.(?=[{SOUNDS}]{{2}})"
)
_NAMED = re.compile(r"\b[A-Z][a-z’'-]+ (?:[A-Z]\. )?(?:de |van |von )?[A-Z][A-Za-z’'-]+")
_FIRST = re.compile(r"\b([A-Z][a-z]+) (?:[A-Z]\. )?(?=[A-Z])")

# Given names in their settled Chinese forms, for a dot that is missing.
_NAMES = """
Adam 亚当 Ahmad 艾哈迈德 Ahmed 艾哈迈德 Alan 艾伦 Alan 阿兰 Albert 艾伯特 Albert 阿尔伯特 Alejandro 亚历杭德罗
Alex 亚历克斯 Alexander 亚历山大 Alexandre 亚历山大 Alexis 亚历克西斯 Alfred 阿尔弗雷德 Alice 爱丽丝 Amanda 阿曼达
Amelia 阿米莉亚 Amy 艾米 Andrea 安德烈娅 Andreas 安德烈亚斯 Andrei 安德烈 Andrew 安德鲁 Angela 安吉拉 Angela 安格拉
Angelina 安吉丽娜 Anna 安娜 Anne 安妮 Anthony 安东尼 Anton 安东 Antonio 安东尼奥 Ariana 阿丽亚娜 Arnold 阿诺德
Arthur 亚瑟 Arthur 阿瑟 Barack 巴拉克 Barbara 芭芭拉 Barry 巴里 Benjamin 本杰明 Bernard 伯纳德 Beth 贝丝 Betty 贝蒂
Bill 比尔 Bob 鲍勃 Boris 鲍里斯 Bradley 布拉德利 Brett 布雷特 Brian 布莱恩 Brian 布赖恩 Bruce 布鲁斯 Bruno 布鲁诺
Carl 卡尔 Carlos 卡洛斯 Carol 卡罗尔 Caroline 卡罗琳 Carolyn 卡罗琳 Casey 凯西 Catherine 凯瑟琳 Charles 查尔斯
Charlie 查理 Charlotte 夏洛特 Chelsea 切尔西 Chris 克里斯 Christian 克里斯蒂安 Christina 克里斯蒂娜
Christine 克里斯蒂娜 Christopher 克里斯托弗 Claire 克莱尔 Craig 克雷格 Cristiano 克里斯蒂亚诺 Cristina 克里斯蒂娜
Curtis 柯蒂斯 Daniel 丹尼尔 Danielle 丹妮尔 David 大卫 David 戴维 Deborah 德博拉 Dennis 丹尼斯 Diana 戴安娜
Diego 迭戈 Dmitry 德米特里 Dominic 多米尼克 Donald 唐纳德 Donna 唐娜 Dorothy 多萝西 Douglas 道格拉斯 Dustin 达斯廷
Eddie 埃迪 Edgar 埃德加 Edward 爱德华 Edwin 埃德温 Elena 叶莲娜 Elizabeth 伊丽莎白 Emily 埃米莉 Emily 艾米莉
Emma 埃玛 Emma 艾玛 Emmanuel 埃马纽埃尔 Eric 埃里克 Ernest 欧内斯特 Eva 伊娃 Felipe 费利佩 Fernando 费尔南多
Frances 弗朗西丝 Francis 弗朗西斯 Francisco 弗朗西斯科 Francois 弗朗索瓦 Frank 弗兰克 Franklin 富兰克林 Fred 弗雷德
Frederick 弗雷德里克 Friedrich 弗里德里希 Gabriel 加布里埃尔 Gary 加里 George 乔治 Gerald 杰拉尔德 Giorgio 乔治
Giovanni 乔瓦尼 Gloria 格洛丽亚 Gordon 戈登 Graham 格雷厄姆 Grant 格兰特 Greg 格雷格 Gregory 格雷戈里 Greta 格蕾塔
Guy 盖伊 Hans 汉斯 Harold 哈罗德 Harry 哈利 Harry 哈里 Hassan 哈桑 Heather 希瑟 Hector 赫克托 Helen 海伦 Henry 亨利
Hillary 希拉里 Holly 霍莉 Howard 霍华德 Hugo 乌戈 Ian 伊恩 Igor 伊戈尔 Isaac 艾萨克 Isabel 伊莎贝尔 Ivan 伊万
Jack 杰克 Jackie 杰基 Jacob 雅各布 Jake 杰克 James 詹姆士 James 詹姆斯 Janet 珍妮特 Jason 杰森 Jason 贾森
Javier 哈维尔 Jay 杰伊 Jeff 杰夫 Jeffrey 杰弗里 Jennifer 珍妮弗 Jennifer 詹妮弗 Jenny 珍妮 Jeremy 杰里米 Jerry 杰瑞
Jerry 杰里 Jessica 杰西卡 Jesus 赫苏斯 Jim 吉姆 Jimmy 吉米 Joe 乔 Johannes 约翰内斯 John 约翰 Johnny 约翰尼
Jonathan 乔纳森 Jordan 乔丹 Jorge 豪尔赫 Jose 何塞 Joseph 约瑟夫 Josh 乔希 Joshua 乔舒亚 Joshua 约书亚 Joyce 乔伊斯
Juan 胡安 Judith 朱迪思 Julia 朱莉娅 Julia 茱莉娅 Julian 朱利安 Julie 朱莉 Justin 贾斯廷 Justin 贾斯汀 Karen 凯伦
Karen 卡伦 Karl 卡尔 Kate 凯特 Katherine 凯瑟琳 Kathy 凯茜 Keith 基思 Kelly 凯利 Kenneth 肯尼思 Kevin 凯文
Kimberly 金伯利 Kofi 科菲 Kyle 凯尔 Larry 拉里 Laura 劳拉 Lauren 劳伦 Lawrence 劳伦斯 Leo 利奥 Leonard 伦纳德
Leonardo 莱昂纳多 Leslie 莱斯利 Lewis 刘易斯 Liam 利亚姆 Linda 琳达 Lionel 利昂内尔 Lisa 丽莎 Lisa 莉萨 Liz 利兹
Louis 路易斯 Louise 路易丝 Lucas 卢卡斯 Lucy 露西 Luis 路易斯 Luke 卢克 Lynn 林恩 Madeleine 马德琳 Malala 马拉拉
Manuel 曼努埃尔 Marco 马可 Marcus 马库斯 Margaret 玛格丽特 Maria 玛丽亚 Marie 玛丽 Marilyn 玛丽莲 Marine 马琳
Mario 马里奥 Mark 马克 Marta 玛尔塔 Martha 玛莎 Martin 马丁 Mary 玛丽 Matt 马特 Matthew 马修 Maurice 莫里斯
Max 马克斯 Megan 梅根 Melissa 梅利萨 Michael 迈克尔 Michel 米歇尔 Michelle 米歇尔 Miguel 米格尔 Mike 迈克
Mikhail 米哈伊尔 Milan 米兰 Mitch 米奇 Mitt 米特 Mohamed 穆罕默德 Mohammed 穆罕默德 Muammar 穆阿迈尔
Muhammad 穆罕默德 Nancy 南希 Naomi 娜奥米 Natalie 娜塔莉 Nathan 内森 Neil 尼尔 Nelson 纳尔逊 Nicholas 尼古拉斯
Nick 尼克 Nicola 尼古拉 Nicolas 尼古拉 Nicole 妮可 Nicole 妮科尔 Nigel 奈杰尔 Nikolai 尼古拉 Nina 妮娜 Noah 诺亚
Norman 诺曼 Oleg 奥列格 Olga 奥尔加 Oliver 奥利弗 Olivia 奥利维亚 Olivia 奥利维娅 Omar 奥马尔 Oscar 奥斯卡 Otto 奥托
Owen 欧文 Pablo 巴勃罗 Pamela 帕梅拉 Patricia 帕特丽夏 Patrick 帕特里克 Paul 保罗 Pedro 佩德罗 Penny 彭妮 Peter 彼得
Philip 菲利普 Philippe 菲利普 Pierre 皮埃尔 Rachel 蕾切尔 Rafael 拉斐尔 Ralph 拉尔夫 Raymond 雷蒙德 Rebecca 丽贝卡
Ricardo 里卡多 Richard 理查 Richard 理查德 Rishi 里希 Robert 罗伯特 Roberto 罗伯托 Robin 罗宾 Rodrigo 罗德里戈
Roger 罗杰 Romano 罗马诺 Ronald 罗纳德 Rose 罗丝 Ross 罗斯 Roy 罗伊 Rupert 鲁珀特 Ruth 露丝 Ryan 瑞恩 Sally 萨莉
Sam 山姆 Sam 萨姆 Samantha 萨曼莎 Samuel 塞缪尔 Sandra 桑德拉 Sara 萨拉 Sarah 莎拉 Sarah 萨拉 Scarlett 斯嘉丽
Scott 斯科特 Sean 肖恩 Sebastian 塞巴斯蒂安 Serena 塞雷娜 Sergei 谢尔盖 Shane 谢恩 Sharon 莎伦 Simon 西蒙
Simone 西蒙娜 Sofia 索菲娅 Sophie 索菲 Stefan 斯特凡 Stephanie 斯蒂芬妮 Stephen 史蒂芬 Stephen 斯蒂文 Stephen 斯蒂芬
Steve 史蒂夫 Steven 史蒂文 Stuart 斯图尔特 Susan 苏姗 Susan 苏珊 Sylvia 西尔维娅 Tara 塔拉 Taylor 泰勒 Ted 泰德
Ted 特德 Teresa 特雷莎 Theresa 特蕾莎 Theresa 特雷莎 Thomas 托马斯 Tim 蒂姆 Timothy 蒂莫西 Tina 蒂娜 Todd 托德
Tom 汤姆 Tony 托尼 Travis 特拉维斯 Tyler 泰勒 Ursula 乌尔苏拉 Vanessa 瓦妮莎 Venus 维纳斯 Victor 维克托
Victoria 维多利亚 Viktor 维克托 Vincent 文森特 Virginia 弗吉尼亚 Vladimir 弗拉基米尔 Volodymyr 弗拉基米尔
Walter 沃尔特 Warren 沃伦 Wayne 韦恩 Wendy 温迪 Will 威尔 William 威廉 Winston 温斯顿 Xavier 泽维尔 Yvonne 伊冯娜
Zoe 佐伊
"""
_GIVEN: dict[str, list[str]] = {}
for _english, _han in zip(*(iter(_NAMES.split()),) * 2, strict=True):
    _GIVEN.setdefault(_english, []).append(_han)
_DOTTED = re.compile(rf"{_PART}(?:·{_PART})+")
_CAPITALS = re.compile(r"(?<![\w.’'-])[A-Z][\w’'-]*[a-z][\w’'-]*(?: [A-Z][\w’'-]*[a-z][\w’'-]*)+")
_SURNAME = re.compile(rf"[{SOUNDS}]{{2}}")


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
