"""Quantities, dates and currencies: what the checks learned from real news, a row a lesson, in both directions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checked import found, judged
from transflow import checks
from transflow.checks.quantities import money
from transflow.checks.quantities.measures import converted
from transflow.checks.quantities.quantity import Kind
from transflow.checks.quantities.reading import read, readable
from transflow.checks.quantities.stranded import stranded

E, W, INFO = checks.Severity.ERROR, checks.Severity.WARNING, checks.Severity.INFO
NUMBERS = ("numbers", "currencies")

# Right translations: neither `numbers` nor `currencies` says more than an info, in either direction.
RIGHT = [
    # one value, two ways of writing it
    ("今年有五万零三百人报名。", "This year 50,300 people signed up."),
    ("六O二厂建于1958年。", "Factory 602 was built in 1958."),
    ("预算是别人的五十分之一。", "The budget is one-fiftieth of theirs."),
    ("公司拿下第三个席位。", "The company took a third seat."),
    ("第三，要保护环境。", "Thirdly, the environment must be protected."),
    ("税率由14%降到3%至5%。", "The rate fell from 14% to 3-5%."),
    ("两项指数分别上升1.1个和0.2个百分点。", "The two indexes rose by 1.1 and 0.2 percentage points."),
    ("占全市GDP10%。", "It is 10% of the city's GDP."),
    ("成绩是1分57秒79。", "The time was 1:57.79."),
    ("运动员身高1米95。", "The athlete is 1.95 metres tall."),
    ("每股收益0.5美元。", "It earned 50 cents a share."),
    # dates and times
    ("九一八事变纪念日", "The anniversary of the September 18 Incident"),
    ("“7.19”暴雨过后，村民重建家园。", "After the storm of July 19 the villagers rebuilt their homes."),
    ("“8·11”汇改以来", "Since the exchange reform of “8.11”"),
    ("20世纪90年代的歌", "Songs of the 90s"),
    ("19世纪初，这里还是荒地。", "In the early 1800s this was waste land."),
    ("车辆于格林尼治时间12时被拖走。", "The car was towed away at 1200 GMT."),
    ("今天是农历九月十五。", "Today is the 15th day of the ninth month of the lunar calendar."),
    ("仪式在八一大楼举行。", "The ceremony was held in the August 1 Building."),
    ("2022-2023赛季开幕。", "The 2022-23 season opened."),
    ("一月十七日，学校放假。", "School broke up on January 17."),
    ("会议定于10日举行。", "The meeting will be held on Wednesday."),
    # measures are converted
    ("他每天走8公里。", "He walks five miles a day."),
    ("村里有30亩果园。", "The village has two hectares of orchards."),
    ("气温升到32摄氏度。", "It rose to 90 degrees Fahrenheit."),
    ("婴儿重7斤。", "The baby weighs 3.5 kg."),
    # what is no number
    ("“双11”当天订单大增。", "Orders soared on Singles’ Day."),
    ("两会代表热议一带一路和十四五规划。", "Delegates discussed the Belt and Road."),
    ("他在三亚纪念七七事变。", "In Sanya he marked the Marco Polo Bridge Incident."),
    ("双方一致同意。", "The two sides agreed."),
    ("一些国家表示欢迎。", "Some countries welcomed it."),
    # a pair in words comes and goes
    ("两国元首举行会谈。", "The heads of state held talks."),
    # money
    ("总投资5亿元人民币。", "The total investment is 500 million yuan."),
    ("票价60元（人民币，下同）。", "The fare is RMB60 (the same hereinafter)."),
    ("他捐了500万港元。", "He gave HK$5 million."),
    ("索契冬奥会耗资32亿英镑，比索契当年预算多。", "The Sochi Games cost £3.2 billion, above Sochi's budget."),
    ("他减了20磅，只花了50英镑。", "He lost 20 pounds and spent only £50."),
    ("欧元区经济增长。", "The eurozone economy grew."),
]


@pytest.mark.parametrize(("chinese", "english"), RIGHT, ids=[one[0] for one in RIGHT])
@pytest.mark.parametrize("way", ["zh-en", "en-zh"])
def test_a_right_translation_is_left_alone(chinese: str, english: str, way: str) -> None:
    source, target = (chinese, english) if way == "zh-en" else (english, chinese)
    loud = [one for one in found(source, target, way) if one.check in NUMBERS and one.severity is not INFO]
    assert loud == []


# Wrong translations: (check, its severity from Chinese, from English).
WRONG = [
    ("他生于2004年。", "He was born in 2504.", "numbers", E, E),
    ("他生于2004年。", "He was born in 2005.", "numbers", E, E),
    ("1月17日报道", "Report of February 17", "numbers", E, E),
    ("十一月三十日，会议闭幕。", "The meeting closed on December 30.", "numbers", E, E),
    ("在第二季度增长1.5%至2%", "It grew by 1.5% to 2% in the third quarter", "numbers", W, W),
    ("公司拿下第三个席位。", "The company took a fourth seat.", "numbers", W, W),
    ("增长3至5个百分点。", "It grew by 3 to 5 percent.", "numbers", W, W),
    ("同比分别为0.2%和0.2%", "It was 0.2 percentage points and 0.2%", "numbers", W, W),
    ("将三个权利落实到农户。", "The rights will reach the farmers.", "numbers", INFO, INFO),  # a small number in words
    ("将三个权利落实到农户。", "Their 12 rights will reach the farmers.", "numbers", W, E),  # in their place
    ("他等了三年。", "He waited.", "numbers", W, W),  # how long is said
    ("产量增至三倍。", "Output rose.", "numbers", W, W),
    ("将3个权利落实到农户。", "The rights will reach the farmers.", "numbers", W, W),
    ("2018年1月，他回到北京。", "In January he returned to Beijing.", "numbers", INFO, INFO),
    ("2018年，他回到北京。", "He returned to Beijing.", "numbers", W, INFO),
    ("他2018年1月毕业。", "He graduated in January 2019.", "numbers", E, E),
    ("2017年1月入学，2018年6月毕业。", "From January 2018 to June 2018 he studied.", "numbers", W, E),
    ("“十四五”规划开局良好。", "The 15th Five-Year Plan began well.", "numbers", W, W),
    ("周三（11月20日）举行", "It will be held on Wednesday, November 21", "numbers", E, E),
    ("他买了77英寸的屏幕。", "He bought a 78-inch screen.", "numbers", W, W),
    ("20世纪30年代的发现", "A discovery of the 2030s", "numbers", E, E),
    ("百分百依靠别国", "It depends 100 percentage points on others", "numbers", W, W),
    ("占GDP10个百分点", "It is 10% of GDP", "numbers", W, W),
    ("他们访问了两个国家。", "They visited three countries.", "numbers", W, W),
    ("他每天走8公里。", "He walks nine miles a day.", "numbers", W, W),
    ("他捐了500万美元。", "He gave 5 million euros.", "currencies", E, E),
    ("他捐了500万元。", "He gave $5 million.", "currencies", W, W),
    ("人民币汇率走强。", "The euro grew stronger.", "currencies", W, W),
    ("以美元计价的美元债", "Debts in dollars, priced in pounds", "currencies", W, W),
    ("日元对英镑汇率上升", "The yen rose against the yen", "currencies", W, W),
]


@pytest.mark.parametrize(("chinese", "english", "check", "from_chinese", "from_english"), WRONG)
def test_a_wrong_one_is_found(
    chinese: str, english: str, check: str, from_chinese: checks.Severity, from_english: checks.Severity
) -> None:
    for severity, way in ((from_chinese, "zh-en"), (from_english, "en-zh")):
        source, target = (chinese, english) if way == "zh-en" else (english, chinese)
        assert (check, severity) in {(one.check, one.severity) for one in found(source, target, way)}


# Units without their number, and right texts near them.
LOST = {
    "zh": (
        "在 世纪 70 年代研发", "正面：大口袋和 个拉链口袋", "在 7 - 个工作日内送到", "相距 85 英里（公里）", "店里有 ×8 拖车",
        "上午 10 点（ GMT）开始", "2016年月的通胀率", "1月日回应记者", "晚上 9 点分发生地震", "以2比，战胜对手", "为期天的活动",
        "只长约厘米", "贵州省-3季度增长", "每年大约 周。", "爆炸共致名工人受伤", "事故造成人受伤", "分成个小组", "于上午 点开始",
    ),
    "en": (
        "It costs over yuan.", "They raise hours per words.", "It is a -channel studio.", "He is a Level registered engineer.",
        "until 20: on the 26th", "some 50 to years ago", "In the morning of December all left.", "HONG KONG, July (Xinhua) -- He said",
        "It is 85 miles (kilometres) away.", "It fell to minus degrees Celsius.", "Profit rose by percent.", "It took more than years.",
        "the women's 4 × 200 m; the men's × 200 m", "They have % of it.", "It has been hour.", "It uses a by 6 cm format.", "They spent only yuan.",
    ),
}  # fmt: skip
WHOLE = {
    "zh": (
        "在 20 世纪 70 年代研发", "他 年轻时来过", "近年发展很快", "相距 85 英里（137 公里）", "5×8 拖车", "记者 陈岚", "2016年7月的通胀率",
        "身高（厘米）：170", "-3℃", "以2比1战胜对手", "约米兰时间八点", "超过个人能力", "疏忽致人死亡", "等名人出席", "他 点评了比赛",
    ),
    "en": (
        "It costs over 3 yuan.", "as per orders", "25 per cent", "a well-known 3-channel studio", "the Level one test", "in Grade three here",
        "20: the number of goals", "50 to 60 years ago", "On the morning of December 3 all left.", "HONG KONG, July 26 (Xinhua) -- He said",
        "product weight (kg): 3", "in degrees Celsius", "more than RMB 3 million", "It rose by 3 percent.", "4 × 200 m", "for years",
        "more than just years", "The Grand Prix of March in Paris", "It is in month-long talks.", "They came by 6.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in WHOLE.items() for text in texts])
def test_a_unit_that_needs_no_number_is_left_alone(language: str, text: str) -> None:
    assert not list(stranded(text, language))


@pytest.mark.parametrize(
    ("way", "source", "target"),
    [
        ("en-zh", "He left on May 15.", "他于月15日离开。"),
        ("en-zh", "In August 2014 she won.", "年8月，她获胜。"),
        ("en-zh", "It rose by 5%.", "增长了%。"),
        ("zh-en", "产量超过5亿吨。", "Output is more than billion tons."),
        ("zh-en", "一座300年的古宅", "A -year-old house"),
        ("zh-en", "十二月一日，他到了。", "On December he arrived."),
        *(("en-zh", "He has 3.", target) for target in LOST["zh"]),
        *(("zh-en", "他有三个。", target) for target in LOST["en"]),
    ],
)
def test_a_unit_that_lost_its_number_is_found(way: str, source: str, target: str) -> None:
    assert "a number is missing" in " ".join(one.message for one in found(source, target, way))
    assert ("numbers", W) in judged(source, target, way) | {
        (check, W) for check, severity in judged(source, target, way) if severity is E
    }


def test_what_one_side_adds_to_a_date_is_information() -> None:
    for source, target in (("6月25日开幕", "It opened on June 25, 2020"), ("25日开幕", "It opened on June 25")):
        assert [one.severity for one in found(source, target) if one.check == "numbers"] == [INFO]


def test_an_exchanged_currency_names_both_and_the_right_one() -> None:
    (one,) = (one for one in found("他捐了<b1>500万</b1>美元。", "He gave €5 million.") if one.check == "currencies")
    assert one.expected == "$"
    assert one.span == (8, 9)
    assert one.source_span is not None
    assert "他捐了<b1>500万</b1>美元。"[slice(*one.source_span)] == "美元"
    (one,) = (one for one in found("He gave $5 million.", "他捐了500万欧元。", "en-zh") if one.check == "currencies")
    assert one.expected == "美元"


@given(st.sampled_from(["zh", "en"]).flatmap(lambda it: st.tuples(st.from_regex(money._NAMED[it]), st.just(it))))
def test_what_names_a_currency_is_looked_at(named: tuple[str, str]) -> None:
    """The cheap question never says no where the dear one would find something."""
    assert money.hinted(*named)


@given(st.integers(1, 10**9), st.sampled_from(["美元", "欧元", "英镑", "日元", "韩元"]))
def test_an_amount_belongs_to_the_currency_beside_it(value: int, currency: str) -> None:
    text = f"共{value}{currency}"
    (amount,) = money.amounts(text, money.currencies(text, "zh"), read(text, "zh"))
    assert (amount.quantity.value, text[amount.currency.start : amount.currency.end]) == (value, currency)


@given(st.integers(2, 5000), st.sampled_from([("公里", "miles", "0.621371"), ("公顷", "acres", "2.471054")]))
def test_a_converted_measure_is_the_same_and_a_tenth_more_is_not(value: int, units: tuple[str, str, str]) -> None:
    exact = value * Decimal(units[2])
    one = read(f"共{value}{units[0]}", "zh")[0]
    for factor, same in (("1", True), ("1.1", False)):
        text = f"{exact * Decimal(factor):.2f} {units[1]}"
        assert converted(one, f"共{value}{units[0]}", read(text, "en")[0], text) is same


def test_a_month_is_a_month_in_every_writing() -> None:
    for text in ("一月", "1月", "十二月一日"):
        assert read(text, "zh")[0].kind is Kind.MONTH
        assert read(text, "zh")[0].firm
    assert readable("zh", "en")
    assert not readable("zh", "fr")
