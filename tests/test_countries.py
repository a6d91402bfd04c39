"""Countries and posts: a row for each country and each rank, as it is right and as it is wrong, both ways."""

import pytest

from tests.checked import found
from transflow import checks
from transflow.segment import Kind
from transflow.terms import load

E, W, INFO = checks.Severity.ERROR, checks.Severity.WARNING, checks.Severity.INFO


def said(check: str, source: str, target: str, way: str) -> list[tuple[checks.Severity, str | None]]:
    """(severity, what should stand there) of the findings of one check."""
    return [(one.severity, one.expected) for one in found(source, target, way) if one.check == check]


# (Chinese, English that is right, English that is wrong)
COUNTRIES = [
    ("法国队获胜。", "France won.", "Germany won."),
    ("法国总统访问德国。", "The French president visited Germany.", "The German president visited Germany."),
    ("印度尼西亚发生地震。", "A quake hit Indonesia.", "A quake hit India."),
    ("阿联酋宣布。", "The UAE announced it.", "Qatar announced it."),
    ("法国和法国人都喜欢它。", "France and the French like it.", "France and the Germans like it."),
    ("韩国选手获胜。", "A South Korean won.", "A Japanese won."),
    ("朝鲜发表声明。", "The DPRK made a statement.", "Vietnam made a statement."),
    ("美国宣布征税。", "The U.S. announced tariffs.", "Canada announced tariffs."),
    (
        "11月23日，日本将派外长访问。",
        "On Nov. 23 Japan will send its foreign minister.",
        "On Nov. 23 South Korea will send its foreign minister.",
    ),
    ("星期日，日本宣布停火。", "Japan announced it on Sunday.", "China announced it on Sunday."),
    ("法国法院裁定。", "A French court ruled.", "A German court ruled."),
    ("美国给了500万美元。", "The United States gave $5 million.", "Britain gave $5 million."),
    ("英国脱欧。", "Britain leaves.", "Ireland leaves."),
    ("刚果河流经赞比亚。", "It runs through Zambia.", "It runs through Zimbabwe."),
]
# What stands for a country, or is none.
NO_COUNTRIES = [
    ("我国与法国签约。", "China and France signed."),
    ("中法关系发展。", "Relations between China and France developed."),
    ("北京与巴黎签约。", "China signed with France."),
    ("莫斯科对伊朗表示不满。", "Russia is unhappy with Iran."),
    ("法国获胜，法国庆祝。", "France won and celebrates."),
    ("不列颠哥伦比亚省道歉。", "British Columbia apologised."),
    ("沿海地区受灾，古巴西部也受灾。", "The coast was hit, and so was the west of Cuba."),
    ("印度洋上的马尔代夫。", "The Maldives in the Indian Ocean."),
    ("内蒙古的煤卖给日本。", "Coal from Inner Mongolia goes to Japan."),
    ("她叫阿曼达，来自加拿大。", "Amanda is from Canada."),
    ("英、法会见了日方。", "Britain and France met Japan."),
    ("巴中经济走廊在巴基斯坦建设。", "Pakistan builds the corridor of Pakistan and China."),
    ("他访日后赴美。", "He visited Japan and then the United States."),
    ("10美元，约合70元人民币。", "US$10, or about 70 Chinese yuan."),
    ("北爱尔兰议会。", "The British province's assembly: Northern Ireland."),
    ("新墨西哥州的美国人。", "Americans in New Mexico."),
    ("中新网报道，飓风登陆美国得州。", "A hurricane has landed in Texas, China News reports."),
    ("美舰驶往印度-太平洋地区。", "US ships are on their way to the Indo-Pacific."),
]


@pytest.mark.parametrize(("chinese", "right", "wrong"), COUNTRIES)
def test_another_country_is_an_error(chinese: str, right: str, wrong: str) -> None:
    for source, target, way in ((chinese, right, "zh-en"), (right, chinese, "en-zh")):
        assert said("countries", source, target, way) == []
    for source, target, way in ((chinese, wrong, "zh-en"), (wrong, chinese, "en-zh")):
        ((severity, expected),) = said("countries", source, target, way)
        assert severity is E
        assert expected


@pytest.mark.parametrize(("chinese", "english"), NO_COUNTRIES)
def test_what_stands_for_a_country_answers_for_it(chinese: str, english: str) -> None:
    assert said("countries", chinese, english, "zh-en") == said("countries", english, chinese, "en-zh") == []


def test_the_right_country_is_offered_as_the_wrong_one_is_said() -> None:
    assert said("countries", "法国总统来访。", "The German president came.", "zh-en") == [(E, "French")]
    assert said("countries", "He is from Germany.", "他来自法国。", "en-zh") == [(E, "德国")]
    free = [one.severity for one in found("法国获胜", "Germany wins", kind=Kind.TITLE) if one.check == "countries"]
    assert free == [W]


def test_countries_are_read_in_traditional_characters_and_by_their_names_in_taiwan() -> None:
    for chinese, right, wrong in (
        ("法國隊獲勝。", "France won.", "Germany won."),
        ("義大利與紐西蘭簽約。", "Italy signed with New Zealand.", "Italy signed with Australia."),
    ):
        assert said("countries", chinese, right, "tw-en") == said("countries", right, chinese, "en-tw") == []
        ((severity, _expected),) = said("countries", chinese, wrong, "tw-en")
        assert severity is W
        assert said("countries", wrong, chinese, "en-tw") == [(W, None)]  # no Simplified name is offered
    assert said("posts", "副總統來訪。", "The president came.", "tw-en") == [(W, None)]


# (Chinese, English that is right, English in which the two have changed places)
ROLES = [
    ("法国队2比0击败德国队。", "France beat Germany 2-0.", "Germany beat France 2-0."),
    ("法国队不敌德国队。", "France lost to Germany.", "France defeated Germany."),
    ("法国队被德国队淘汰。", "Germany knocked out France.", "France knocked out Germany."),
    ("德国队负于法国队。", "Germany were beaten 2-0 by France.", "France were beaten 2-0 by Germany."),
    (
        "日本首相访问韩国。",
        "The Japanese prime minister visited South Korea.",
        "South Korea's president visited Japan.",
    ),
    ("埃及指责肯尼亚违约。", "Egypt accused Kenya.", "Kenya accused Egypt."),
    ("波兰向乌克兰提供了坦克。", "Poland supplied its tanks to Ukraine.", "Ukraine supplied its tanks to Poland."),
    ("美国对墨西哥加征关税。", "The US imposed new tariffs on Mexico.", "Mexico imposed new tariffs on the US."),
    ("肯尼亚邀请乌干达参加。", "Uganda was invited by Kenya.", "Uganda invited Kenya."),
    (
        "印度的产量已超过中国。",
        "India's output has overtaken that of China.",
        "China's output has overtaken that of India.",
    ),
    ("李立接替张军任校长。", "Li Li succeeded Zhang Jun as president.", "Zhang Jun succeeded Li Li as president."),
    ("俄罗斯驱逐两名芬兰外交官。", "Russia expelled two Finnish diplomats.", "Finland expelled two Russian diplomats."),
    ("伊朗周日向以色列发射了导弹。", "Iran fired missiles at Israel.", "Israel fired missiles at Iran."),
    ("李立感谢张军。", "Zhang Jun was thanked by Li Li.", "Zhang Jun thanked Li Li."),
    ("李娜战胜张帅晋级。", "Li Na, who beat Zhang Shuai, goes on.", "Zhang Shuai, who beat Li Na, goes on."),
]
NO_ROLES = [
    ("在伊朗访问的俄罗斯总统说。", "Russia's president, who visits Iran, said so."),
    ("击败德国的法国队将对阵西班牙队。", "France, who beat Germany, will meet Spain."),
    ("法国与德国签约。", "Germany and France signed."),
    ("中国感谢俄罗斯的支持。", "Russia supports China, which is grateful."),
    ("法国支持德国，德国支持法国。", "Germany supports France."),
    ("中国对日本提出交涉，日本指责中国。", "China lodged a protest with Japan, and Japan accused China."),
]


@pytest.mark.parametrize(("chinese", "right", "wrong"), ROLES)
def test_two_that_have_changed_places_are_a_warning(chinese: str, right: str, wrong: str) -> None:
    surnames = checks.Surnames({"李": ["Li"], "张": ["Zhang"]})

    def turned(source: str, target: str, way: str) -> int:
        return sum(one.check == "roles" for one in found(source, target, way, surnames=surnames))

    assert turned(chinese, right, "zh-en") == turned(right, chinese, "en-zh") == 0
    assert turned(chinese, wrong, "zh-en") == turned(wrong, chinese, "en-zh") == 1


def test_whom_the_termbase_knows_changes_places_too() -> None:
    known = load("zh_CN,en,kind\n莎拉波娃,Maria Sharapova|Sharapova,person\n东钢,Donghai Steel,organisation\n", "t.csv")
    for chinese, right, wrong in (
        ("俄罗斯感谢莎拉波娃。", "Russia thanked Sharapova.", "Sharapova thanked Russia."),
        ("莎拉波娃感谢东钢。", "Maria Sharapova thanked Donghai Steel.", "Donghai Steel thanked Maria Sharapova."),
    ):
        assert [one for one in found(chinese, right, terms=known) if one.check == "roles"] == []
        assert [one.severity for one in found(chinese, wrong, terms=known) if one.check == "roles"] == [W]


@pytest.mark.parametrize(("chinese", "english"), NO_ROLES)
def test_what_says_the_same_in_another_order_is_silent(chinese: str, english: str) -> None:
    assert said("roles", chinese, english, "zh-en") == said("roles", english, chinese, "en-zh") == []


# (Chinese, English that is right, English that is wrong)
POSTS = [
    ("副部长李伟出席。", "Vice Minister Li Wei attended.", "Minister Li Wei attended."),
    ("副校长张丽致辞。", "Zhang Li, deputy president of the university, spoke.", "Zhang Li, president of the university, spoke."),
    ("他是一名副教授。", "He is an associate professor.", "He is a professor."),
    ("美国副国务卿来访。", "The US under secretary of state came.", "The US secretary of state came."),
    ("他是集团副总裁。", "He is an executive VP of the group.", "He is the president of the group."),
    ("前总统卡特去世。", "Former president Carter died.", "President Carter died."),
    ("前美国总统卡特来访。", "The ex-president of the US, Carter, came.", "The president of the US, Carter, came."),
    ("时任市长王健签署。", "Wang Jian, then mayor, signed.", "Mayor Wang Jian signed."),
    ("代省长王健讲话。", "Acting governor Wang Jian spoke.", "Governor Wang Jian spoke."),
    ("代理市长王健讲话。", "Interim mayor Wang Jian spoke.", "Mayor Wang Jian spoke."),
    ("候任总统下月就职。", "The incoming president takes office next month.", "The president takes office next month."),
    ("当选总统卢拉发言。", "President-elect Lula spoke.", "President Lula spoke."),
    ("部长李伟出席。", "Minister Li Wei attended.", "Deputy Minister Li Wei attended."),
    ("校长王健退场。", "President Wang Jian left.", "Former president Wang Jian left."),
    ("市长王健讲话。", "Mayor Wang Jian spoke.", "Acting mayor Wang Jian spoke."),
]  # fmt: skip
NO_RANKS = [
    ("此前总统说过。", "The president said so."),
    ("三年前校长来过。", "The president came three years ago."),
    ("他的副手来了。", "His aide came."),  # no post
    ("副主席李伟、副主席王健出席。", "Vice chairmen Li Wei and Wang Jian attended."),
    ("前总统奥巴马在任时赦免了她。", "Barack Obama commuted her sentence."),  # the post is left out altogether
    ("他代表总统发言。", "He spoke for the president."),
    ("当代校长论坛。", "A forum of university presidents of today."),
    ("人大代表王健说。", "NPC deputy Wang Jian said."),
    ("他当选总统。", "He was elected president."),
    ("他曾任校长。", "He is a former president of the university."),
    ("总统助理抵达。", "An assistant to the president arrived."),
]


@pytest.mark.parametrize(("chinese", "right", "wrong"), POSTS)
def test_a_rank_that_is_lost_or_new_is_a_warning(chinese: str, right: str, wrong: str) -> None:
    for source, target, way in ((chinese, right, "zh-en"), (right, chinese, "en-zh")):
        assert said("posts", source, target, way) == []
    for source, target, way in ((chinese, wrong, "zh-en"), (wrong, chinese, "en-zh")):
        assert said("posts", source, target, way) == [(W, None)]


@pytest.mark.parametrize(("chinese", "english"), NO_RANKS)
def test_what_is_no_rank_or_is_said_otherwise_is_silent(chinese: str, english: str) -> None:
    assert said("posts", chinese, english, "zh-en") == said("posts", english, chinese, "en-zh") == []


def test_a_headline_may_leave_a_rank_out_and_not_make_one_up() -> None:
    for source, target, severity in (("副部长来访", "Minister visits", INFO), ("部长来访", "Vice minister visits", W)):
        some = [one.severity for one in found(source, target, kind=Kind.TITLE) if one.check == "posts"]
        assert some == [severity]
