"""Typography by the standard of each language and by the house, and what a machine leaves behind: a row a lesson."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checked import LOCALES, found, judged
from tests.conftest import Desk
from transflow import checks
from transflow.article import TAG
from transflow.checks.mending import fixes, mended
from transflow.segment import Segment, Status

E, W, INFO = checks.Severity.ERROR, checks.Severity.WARNING, checks.Severity.INFO

# (way, source, target, errors and warnings, the target after the safe fixes)
TABLE = [
    # Chinese: quotation marks of its own, pair by pair, whatever is in them
    ("en-zh", "He said “yes”.", '他说"好"。', {("quotes", W)}, "他说“好”。"),
    ("en-zh", "He said “<b1>yes</b1>”.", '他说"<b1>好</b1>"。', {("quotes", W)}, "他说“<b1>好</b1>”。"),
    ("en-zh", "He said “‘yes’, he said”.", "他说“他说'好'”。", {("quotes", W)}, "他说“他说‘好’”。"),
    ("en-zh", "He said “yes”.", "他说「好」。", {("quotes", W)}, "他说“好”。"),
    ("en-zh", "He said “yes”.", "他说“好”。", set(), "他说“好”。"),
    ("en-zh", "It’s Xi’an.", "这是Xi'an，也写作Xi’an。", set(), "这是Xi'an，也写作Xi’an。"),
    ("en-zh", "A screen of 27\" or 32\"", '27"或32"的屏幕', set(), '27"或32"的屏幕'),
    ("en-tw", "He said “yes”.", "他說“好”。", {("quotes", W)}, "他說「好」。"),
    ("en-tw", "He said “‘yes’, he said”.", "他說「他說‘好’」。", {("quotes", W)}, "他說「他說『好』」。"),
    ("en-tw", "He said “yes”.", '他說"好"。', {("quotes", W)}, "他說「好」。"),
    ("en-tw", "It is Xi’an.", "這是Xi’an。", set(), "這是Xi’an。"),
    # English: nothing Chinese
    ("zh-en", "《家》很好。", "《Home》 is good.", {("width", E)}, "“Home” is good."),
    ("zh-en", "《<i1>家</i1>》很好。", "《<i1>Home</i1>》 is good.", {("width", E)}, "“<i1>Home</i1>” is good."),
    ("zh-en", "“家”很好。", "「Home」 is good.", {("width", E)}, "“Home” is good."),
    ("zh-en", "《家》很好。", "Home (《家》) is good.", set(), "Home (《家》) is good."),
    ("zh-en", "A类会议", "An Ａ-class meeting", {("width", W)}, "An A-class meeting"),
    ("zh-en", "学校", "The\u3000university", {("width", W)}, "The university"),
    # Chinese: no half-width katakana marks, no mark too many
    ("en-zh", "Good. Fine.", "很好｡不错。", {("width", W)}, "很好。不错。"),
    ("en-zh", "Good, fine.", "很好，，不错。", {("repeats", W)}, "很好，不错。"),
    ("en-zh", "Good, fine.", "很好，不错，。", {("repeats", W)}, "很好，不错。"),
    ("en-zh", "Good. Fine.", "很好。。不错。", {("repeats", W)}, "很好。不错。"),
    ("en-zh", "Really?!", "真的？！", set(), "真的？！"),
    ("en-tw", "It is really there.", "它實實在在走進了了生活。", {("repeats", W)}, "它實實在在走進了了生活。"),
    ("en-tw", "It is opposed to both.", "它與對方的目的的確不同。", set(), "它與對方的目的的確不同。"),
    ("zh-en", "产业和贸易。", "Industry,and trade.", {("spaces", W)}, "Industry, and trade."),
    ("zh-en", "学习。开始。", "We learn.Learning begins.", {("spaces", W)}, "We learn. Learning begins."),
    ("zh-en", "他用Asp.Net。", "He uses Asp.Net.", set(), "He uses Asp.Net."),
    ("zh-en", "很好，不错。", "Good,, fine.", {("repeats", W)}, "Good, fine."),
    ("zh-en", "很好，等等。", "Good, etc..", {("repeats", W)}, "Good, etc."),
    ("zh-en", "很好……不错。", "Good... fine.", set(), "Good... fine."),
    ("zh-en", "见“../a”。", "See “../a”.", set(), "See “../a”."),
    # a pair with spaces on both its sides
    ("zh-en", "6日（星期六）举行。", "It is on July 6 ( Saturday ).", {("spaces", W)}, "It is on July 6 (Saturday)."),
    # a space amid running Chinese; not where it keeps two things apart
    ("en-zh", "They vote on Friday.", "将于周五进行 投票。", {("spaces", W)}, "将于周五进行投票。"),
    ("en-tw", "They vote on Friday.", "將於週五進行 投票。", {("spaces", W)}, "將於週五進行投票。"),
    ("en-zh", "Growth slows, jobs hold", "增长放缓 就业稳定", set(), "增长放缓 就业稳定"),
    ("en-zh", "(Chen Yushan, Liu Jun) It opened.", "（记者陈毓珊 刘军）会议开幕。", set(), "（记者陈毓珊 刘军）会议开幕。"),
    ("en-zh", "Reporters Chen Yushan, Liu Jun", "记者陈毓珊 刘军报道如下。", set(), "记者陈毓珊 刘军报道如下。"),
    ("en-zh", "BEIJING, Nov. 7 (Xinhua) -- It opened.", "新华社北京11月7日电 会议开幕。", set(), "新华社北京11月7日电 会议开幕。"),
    ("en-zh", "<b1>Note</b1> It opened late.", "<b1>今天的说明</b1> 会议推迟开幕。", set(), "<b1>今天的说明</b1> 会议推迟开幕。"),
    ("en-zh", "Note: it opened late.", "说明 会议推迟开幕。", set(), "说明 会议推迟开幕。"),
    ("en-zh", "He visited Tesla.", "他参观了 Tesla 工厂。", set(), "他参观了 Tesla 工厂。"),
]  # fmt: skip


@pytest.mark.parametrize(("way", "source", "target", "expected", "after"), TABLE)
def test_a_row_a_lesson(
    way: str, source: str, target: str, expected: set[tuple[str, checks.Severity]], after: str
) -> None:
    assert judged(source, target, way) == expected
    ours, theirs = (LOCALES[language] for language in way.split("-"))
    assert (
        mended(Segment(source=source, target=target, status=Status.TRANSLATED), checks.Context(ours, theirs)) == after
    )


# What agencies and houses do in their own way is shown, with what the standard has, and never counted.
INFOS = [
    ("他说...好。", "...", "……"), ("他说…好。", "…", "……"), ("他说--好。", "--", "——"), ("天才—不是别的。", "—", "——"),
    ("天才 - 不是别的。", " - ", "——"), ("２０２６年", "２０２６", "2026"), ("ＡＢＣ公司", "ＡＢＣ", "ABC"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "old", "expected"), INFOS)
def test_what_houses_differ_in_is_an_info_with_its_fix(target: str, old: str, expected: str) -> None:
    shown = [one for one in found("Text", target, "en-zh") if one.check == "width"]
    assert [(one.severity, one.expected, target[slice(*one.span)]) for one in shown if one.span] == [
        (INFO, expected, old)
    ]


@pytest.mark.parametrize(
    "target", ["1949—2024年", "北京——上海", "他说……好。", "A—B型", "见 https://a.example/b--c...d"]
)
def test_what_joins_is_no_dash(target: str) -> None:
    assert not [one for one in found("Text", target, "en-zh") if one.check == "width"]


def test_english_has_one_kind_of_everything_and_is_told_so() -> None:
    (dash,) = (one for one in found("好", "Good -- fine", "zh-en") if one.check == "width")
    assert (dash.severity, dash.expected, "Good -- fine"[slice(*(dash.span or ()))]) == (INFO, "—", " -- ")
    assert not [one for one in found("好", "a --- b, --fix", "zh-en") if one.check == "width"]
    mixed = [one for one in found("“好”", '“Good” and "fine"', "zh-en") if one.check == "quotes"]
    assert [(one.severity, one.expected) for one in mixed] == [(INFO, "“"), (INFO, "”")]
    assert not [one for one in found("“好”", '"Good" and "fine"', "zh-en") if one.check == "quotes"]


@pytest.mark.parametrize(
    ("source", "target", "after"),
    [
        (
            "It has offices in Lyon, Nantes and Lille.",
            "它在里昂，南特，里尔设有办事处。",
            "它在里昂、南特、里尔设有办事处。",
        ),
        ("He visited Beijing, Tianjin and Hebei.", "他访问了北京，天津和河北。", "他访问了北京、天津和河北。"),
        ("Recently, Iran and Iraq met.", "近期，伊朗和伊拉克会晤。", None),  # no list
        ("In Lyon, Nantes and Lille, he won.", "在里昂，他赢了，在南特和里尔也是。", None),  # said in another way
        ("He visited Beijing, Tianjin and Hebei.", "他访问了北京、天津和河北。", None),
    ],
)
def test_commas_between_names_are_an_info_with_its_fix(source: str, target: str, after: str | None) -> None:
    some = [one for one in found(source, target, "en-zh") if one.check == "width"]
    assert {one.severity for one in some} == ({INFO} if after else set())
    text = target
    for one in some:
        assert one.span is not None
        assert one.expected is not None
        text = text[: one.span[0]] + one.expected + text[one.span[1] :]
    assert text == (after or target)


QUESTIONS = [
    ("谁来买单？", "Who will pay for it.", "zh-en", "Who will pay for it?"),
    ("“你报警了吗？”", "“Did you call the police.”", "zh-en", "“Did you call the police?”"),
    ("天热了，能不能取消？", "It is hot, can I cancel it.", "zh-en", "It is hot, can I cancel it?"),
    ("他问谁来买单？", "He asked who would pay for it.", "zh-en", None),
    ("中国的移动支付能否开拓欧洲？", "The question is whether it can grow in Europe.", "zh-en", None),
    ("还要等？", "Do not wait.", "zh-en", None),
    ("Who will pay for it?", "谁来买单。", "en-zh", "谁来买单？"),
    ("Is it open?", "它开门了吗。", "en-zh", "它开门了吗？"),
    ("Could you confirm the order number please?", "请确认订单号。", "en-zh", None),
]


@pytest.mark.parametrize(("source", "target", "way", "after"), QUESTIONS)
def test_a_question_that_ends_as_a_statement(source: str, target: str, way: str, after: str | None) -> None:
    some = [one for one in found(source, target, way) if one.check == "ends" and one.severity is W]
    assert bool(some) is (after is not None)
    if some and some[0].span is not None and some[0].expected is not None:
        start, end = some[0].span
        assert target[:start] + some[0].expected + target[end:] == after


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("The bank denied the report.", "银行denied了该报道。", True),
        ("The bank denied the report.", "银行 denied 了该报道。", True),
        ("He came with the mayor.", "他with市长一起来。", True),
        ("They performed the waita dance.", "他们跳着waita舞。", False),  # in no dictionary: a name
        ("The hotel has wifi and emails.", "酒店有wifi可用，emails也行。", False),  # loans
        ("The word “denied” is short.", "“denied”一词很短。", False),
        ("It is said (denied) here.", "这里说（denied）了。", False),
        ("The bank denied the report.", "银行否认了该报道。", False),
        ("He uses eBay.", "他用ebay购物。", False),  # not in the source
    ],
)
def test_an_english_word_alone_amid_chinese(source: str, target: str, wrong: bool) -> None:
    assert (("copied", W) in judged(source, target, "en-zh")) is wrong


HOUSE = [
    # (house, target, what it becomes)
    ("space", "共有3台iPhone手机，占5%。", "共有 3 台 iPhone 手机，占 5%。"),
    ("space", "用<b1>AI</b1>写作", "用 <b1>AI</b1> 写作"),
    ("space", "请看 https://example.org/a ，", "请看 https://example.org/a ，"),
    ("none", "共有 3 台 iPhone 手机", "共有3台iPhone手机"),
    ("none", "Windows 11 系统", "Windows 11系统"),
    ("any", "共有 3 台iPhone手机", "共有 3 台iPhone手机"),
]


@pytest.mark.parametrize(("house", "target", "after"), HOUSE)
def test_between_han_and_latin_as_the_house_decides(house: str, target: str, after: str) -> None:
    context = checks.Context("en", "zh_CN", han_latin=house)
    segment = Segment(source="Text 3 AI iPhone Windows 11", target=target, status=Status.TRANSLATED)
    assert mended(segment, context) == after
    assert bool([one for one in checks.run(segment, context) if one.check == "spaces"]) == (after != target)


ENGLISH = [
    ("curly", '"It\'s good," he said in \'98 ("Home").', "“It’s good,” he said in ’98 (“Home”)."),
    ("curly", "He is 6'2\" tall.", "He is 6'2\" tall."),
    ("straight", "“It’s good,” he said.", '"It\'s good," he said.'),
    ("any", "“It's good,” he said.", "“It's good,” he said."),
]


@pytest.mark.parametrize(("house", "target", "after"), ENGLISH)
def test_quotation_marks_of_english_as_the_house_decides(house: str, target: str, after: str) -> None:
    context = checks.Context("zh_CN", "en", quotes=house, disabled=frozenset({"numbers"}))
    assert mended(Segment(source="他说“好”（《家》）。", target=target, status=Status.TRANSLATED), context) == after


PIECES = [
    "好",
    "家",
    "A",
    "9",
    '"',
    "'",
    "“",
    "”",
    "「",
    "」",
    "《",
    "》",
    "，",
    "。",
    ",",
    ".",
    "—",
    "…",
    " ",
    "<b1>",
    "</b1>",
    "９",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.sampled_from(["zh-en", "en-zh", "en-tw"]),
    st.sampled_from(["any", "space", "none"]),
)
def test_safe_fixes_keep_every_letter_and_tag_and_settle(target: str, way: str, house: str) -> None:
    ours, theirs = (LOCALES[language] for language in way.split("-"))
    context = checks.Context(ours, theirs, han_latin=house, quotes="curly")
    segment = Segment(source="好", target=target, status=Status.TRANSLATED)
    after = mended(segment, context)
    assert [char.translate(_NARROW) for char in after if char.isalnum()] == [
        char.translate(_NARROW) for char in target if char.isalnum()
    ]
    assert [tag[0] for tag in TAG.finditer(after)] == [tag[0] for tag in TAG.finditer(target)]
    assert mended(replace(segment, target=after), context) == after


_NARROW = {ord("９"): "9"}


def test_a_pair_with_tags_is_mended_by_one_key() -> None:
    segment = Segment(source="He said “<b1>yes</b1>”.", target='他说"<b1>好</b1>"。', status=Status.TRANSLATED)
    context = checks.Context("en", "zh_CN")
    (fix,) = fixes(segment, context, checks.run(segment, context))
    assert fix.applied(segment.target) == "他说“<b1>好</b1>”。"


def test_the_settings_of_the_house_reach_the_command_line(desk: Desk) -> None:
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text() + '\n[checks]\nhan_latin = "space"\n')
    desk.write("a", "---\ntitle: Rooms\nlang: en\n---\nIt has 3 rooms.\n")
    desk("sync", "a")
    title, body = (one["id"] for one in desk.segments("a"))
    desk("edit", "a", title, "--text", "房间一")
    desk("edit", "a", body, "--text", "它有3个房间。")
    assert [one["check"] for one in desk("check", "a", "--json").json] == ["spaces", "spaces"]
    desk("check", "a", "--fix")
    assert desk.segments("a")[1]["target"] == "它有 3 个房间。"


MACHINE = [
    # (way, source, target, whether a machine's trick is found)
    ("zh-en", "他很高兴。", "Sure! Here is the translation: He is happy.", E),
    ("zh-en", "他很高兴。", "Sure, here's the English version: He is happy.", E),
    ("zh-en", "他很高兴。", "Certainly! I'd be happy to translate: He is happy.", E),
    ("zh-en", "他很高兴。", "**Translation:** He is happy.", E),
    ("zh-en", "他很高兴。", "English translation: He is happy.", E),
    ("zh-en", "他很高兴。", "```\nHe is happy.\n```", E),
    ("zh-en", "他很高兴。", "<think>hm</think>He is happy.", E),
    ("zh-en", "他很高兴。", "<translation>He is happy.</translation>", E),
    ("zh-en", "他很高兴。", "He is ⁇ happy.", E),
    ("zh-en", "他很高兴。", "He is happy.</s>", E),
    ("zh-en", "他很高兴。", "He is happy. Note: “happy” is a guess.", W),
    ("zh-en", "他很高兴。", "He is happy. (Note: the subject is implied.)", W),
    ("zh-en", "他很高兴。", "He is happy. Let me know if you need anything else!", W),
    ("zh-en", "他很高兴。", "I'm sorry, but I cannot translate this text.", E),
    ("zh-en", "他很高兴。", "彼はとても嬉しいです。", E),
    ("zh-en", "他很高兴。", "He is 그는 행복합니다.", E),
    ("zh-en", "他很高兴。", "YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY", E),
    ("zh-en", "他很高兴。", "Sure! He is happy.", W),
    ("zh-en", "他是医生。", "Okay! He is a doctor.", W),
    ("zh-en", "他说：“行！”", "“Okay!” he said.", None),
    ("zh-en", "他很高兴。", "Translate the following text into English: He is happy.", E),
    ("zh-en", "市议会将于周五投票。", "Le conseil municipal votera vendredi.", E),
    ("zh-en", "这场演出很成功。", "La función fue un éxito.", E),
    ("zh-en", "他去了蒙马特的咖啡馆", "Café culture in Montmartre, no résumé", None),
    ("zh-en", "圣保罗击败格雷米奥", "São Paulo beats Grêmio in no time", None),
    ("zh-en", "市议会将于周五投票。", "Der Stadtrat wird am Freitag abstimmen.", E),
    ("zh-en", "皇家马德里击败拉科鲁尼亚", "Real Madrid beat Deportivo La Coruña", None),
    ("zh-en", "戴高乐机场周一恢复运营。", "Charles de Gaulle airport reopens Monday.", None),
    ("zh-en", "当然可以！他来。", "Of course! He comes.", None),
    ("zh-en", "译者的译文如下。", "Here is the translation he made.", None),
    ("zh-en", "注：他很高兴。", "Note: He is happy.", None),
    ("zh-en", "当然，他很高兴。", "Of course, he is happy.", None),
    ("zh-en", "好的。", "Okay.", None),
    ("zh-en", "请告诉我。", "He said: please let me know.", None),
    ("zh-en", "他译出了“の”。", "He translated “の”.", None),
    ("en-zh", "He is happy.", "好的，以下是中文翻译：他很高兴。", E),
    ("en-zh", "He is happy.", "当然可以！他很高兴。", E),
    ("en-zh", "He is happy.", "译文：他很高兴。", E),
    ("en-zh", "He is happy.", "请将以下文字翻译成中文：他很高兴。", E),
    ("en-zh", "Sure! He is happy.", "当然！他很高兴。", None),
    ("en-zh", "He is happy.", "他很高兴。（注：主语为推测。）", W),
    ("en-zh", "He is happy.", "他很高兴。希望这个翻译对您有帮助！", W),
    ("en-zh", "He is happy.", "彼はとても嬉しいです。", E),
    ("en-zh", "He is happy.", "그는 행복합니다.", E),
    ("en-zh", "He is happy.", "我们优の良品很高兴。", None),
    ("en-zh", "Note: He is happy.", "注：他很高兴。", None),
    ("en-zh", "Taiwan Railway", "臺灣鐵路", W),
    ("en-zh", "Tao Zhe and Li Kun", "陶喆和李堃", None),
    ("en-tw", "Taiwan Railway", "台湾铁路", W),
    ("en-tw", "Taiwan Railway", "臺灣鐵路", None),
]  # fmt: skip


@pytest.mark.parametrize(("way", "source", "target", "severity"), MACHINE)
def test_a_machines_tricks(way: str, source: str, target: str, severity: checks.Severity | None) -> None:
    said = [one.severity for one in found(source, target, way) if one.check == "machine"]
    assert (said[:1] or [None]) == [severity]


def test_english_prose_in_chinese_is_seen_wherever_it_comes_from() -> None:
    assert ("copied", W) in judged("They were happy.", "他们 were all of them rather happy 了。", "en-zh")
    assert judged("They were happy.", "他们（in the end）很高兴。", "en-zh") == set()
    assert judged("Cameron van der Burgh won.", "卡梅伦（Cameron van der Burgh）赢了。", "en-zh") == set()
