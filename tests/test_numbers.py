"""The check of numbers: every case of its specification as it is right and as it is wrong, both ways; dates by the dateline."""

import datetime as dt
import random
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.checked import found
from transflow import checks
from transflow.checks.quantities import clock, joined
from transflow.checks.quantities.datelines import dateline
from transflow.checks.quantities.durations import alike
from transflow.checks.quantities.items import item
from transflow.checks.quantities.matching import miscounted, unmatched
from transflow.checks.quantities.phrases import disagreeing, phrases
from transflow.checks.quantities.reading import read
from transflow.segment import Kind

E, W, INFO = checks.Severity.ERROR, checks.Severity.WARNING, checks.Severity.INFO
WAYS = ("zh-en", "en-zh")


def loud(source: str, target: str, way: str, **more: object) -> list[checks.Finding]:
    """What is found of numbers and currencies, and is no information."""
    some = found(source, target, way, **more)
    assert not [one for one in some if "broke" in one.message]
    return [one for one in some if one.check in ("numbers", "currencies") and one.severity is not INFO]


# (Chinese, English that is right, English that is wrong)
ROWS = [
    # Arabic and Chinese numerals
    ("死亡率为5‰。", "The death rate is 0.5%.", "The death rate is 0.05%."),
    ("死亡率为5‰。", "The death rate is 5 per mille.", "The death rate is 6%."),
    ("七国集团峰会闭幕。", "The G7 summit closed.", "The G20 summit closed."),
    (
        "政府推行三孩政策。",
        "The government adopted a three-child policy.",
        "The government adopted a two-child policy.",
    ),
    ("店里有上百家分店。", "It has more than a hundred branches.", "It has more than a thousand branches."),
    ("总投资3.5亿元。", "The total investment is 350 million yuan.", "The total investment is 35 million yuan."),
    ("总投资3.5亿元。", "The total investment is 350m yuan.", "The total investment is 3.5m yuan."),
    ("人口达1亿2000万。", "The population is 120 million.", "The population is 12 million."),
    ("规模达5.6万亿元。", "It amounts to 5.6 trillion yuan.", "It amounts to 5.6 billion yuan."),
    ("约有七点五万人参加。", "Some 75,000 people took part.", "Some 7,500 people took part."),
    ("十几名学生获奖。", "More than a dozen students won prizes.", "More than 30 students won prizes."),
    ("数万人参加了集会。", "Tens of thousands of people joined the rally.", "Hundreds of people joined the rally."),
    ("数百名学生获奖。", "Hundreds of students won prizes.", "Thousands of students won prizes."),
    ("几十名学生获奖。", "Dozens of students won prizes.", "Hundreds of students won prizes."),
    ("产量下降两成。", "Output fell by 20 percent.", "Output fell by 30 percent."),
    ("占三成。", "They are 30% of all.", "They are half of all."),
    ("半数学生赞成。", "Half of the students agreed.", "A third of the students agreed."),
    ("3分之2的学生赞成。", "Two-thirds of the students agreed.", "Three-quarters of the students agreed."),
    ("2/3的学生赞成。", "Two-thirds of the students agreed.", "Two-fifths of the students agreed."),
    ("增长百分之五。", "It grew by 5 percent.", "It grew by 6 percent."),
    (
        "签约20个亿元项目。",
        "Twenty projects of 100 million yuan each were signed.",
        "They signed 30 projects of 100 million yuan.",
    ),
    (
        "签约20个亿元项目。",
        "Projects worth two billion yuan were signed.",
        "Projects worth three billion yuan were signed.",
    ),
    ("公司市值2亿美元。", "The company is worth $200m.", "The company is worth $200bn."),
    ("市值千亿美元。", "It is worth $100 billion.", "It is worth a lot."),
    ("造成三人死亡，两人受伤。", "Three people died and two were hurt.", "Two people died and two were hurt."),
    (
        "此前三位阳性者，一亡两仍在治疗。",
        "Of the three, one is dead and two are treated.",
        "Of the three, one is dead and three are treated.",
    ),
    (
        "形成“三湘四水五彩茶”的格局。",
        "It formed “three Xiang, four rivers, five teas”.",
        "It formed “four Xiang, four rivers, five teas”.",
    ),
    (
        "第三次论坛期间举行两场会议，围绕两大主题。",
        "Two meetings on two topics were held during the third forum.",
        "Three meetings on two topics were held during the third forum.",
    ),
    (
        "三峡水库26日蓄水。",
        "The Three Gorges reservoir stored water on the 26th.",
        "The Four Gorges reservoir stored water on the 25th.",
    ),
    # more and less
    ("超5万人参加。", "More than 50,000 people took part.", "Nearly 50,000 people took part."),
    ("近5万人参加。", "Close to 50,000 people took part.", "More than 50,000 people took part."),
    ("30多名学生获奖。", "Over 30 students won prizes.", "Almost 30 students won prizes."),
    ("气温不超过30度。", "It is less than 30 degrees.", "It is less than 40 degrees."),
    ("企业不少于13家。", "There are no less than 13 firms.", "There are no less than 14 firms."),
    ("十年来，共同努力。", "For a decade they worked together.", "For two decades they worked together."),
    ("半个世纪过去了。", "Half a century has passed.", "Three centuries have passed."),
    # durations
    ("74年前的1946年，他牺牲了。", "He died in 1946, 74 years ago.", "He died in 1946, 73 years ago."),
    ("疗程为52周。", "The treatment takes a year.", "The treatment takes two years."),
    (
        "流血24小时，持续几十年。",
        "It bled for 24 hours, for dozens of years.",
        "It bled for hours, for dozens of years.",
    ),
    (
        "1-9月份，增速回升。",
        "In the first nine months growth recovered.",
        "In the first eight months growth recovered.",
    ),
    ("持续服用12个月。", "It is taken for a year.", "It is taken for a while."),
    ("24小时开放。", "It is open for a day.", "It is a place that is always open."),
    ("项目历时一年半。", "The project took a year and a half.", "The project took five years."),
    ("他用了90分钟。", "It took him an hour and a half.", "It took him two hours and a half."),
    ("他们被困40个小时。", "They were trapped for 40 hours.", "They were trapped for 40 days."),
    ("疗程为8周。", "It takes eight weeks.", "It takes eight months."),
    ("培训为期90天。", "The training takes three months.", "The training takes four months."),
    # ranges
    ("约有3-5万人参加。", "Some 30,000 to 50,000 people took part.", "Some 30,000 to 60,000 people took part."),
    ("增长5%至10%。", "It grew by 5 to 10 percent.", "It grew by 5 to 20 percent."),
    (
        "5至10年内上涨两到三成。",
        "It will rise by 20 to 30 percent in five to ten years.",
        "It will rise by 20 to 40 percent in five to ten years.",
    ),
    ("每股盈利0.35元。", "Earnings per share were 35 fen.", "Earnings per share were 45 fen."),
    ("成本降低五至七成。", "Costs fell by 50 to 70 percent.", "Costs fell by 40 to 70 percent."),
    ("他今年七八十岁。", "He is seventy or eighty.", "He is ninety."),
    ("会议在3月5日至11日举行。", "It was held from March 5 to 11.", "It was held from March 5 to 12."),
    (
        "谈判为期两周，两国参加。",
        "The talks last two weeks; the two countries take part.",
        "The talks of the two countries last two months.",
    ),
    # so many a year, a month
    ("年均培养400人。", "It trains 400 a year.", "It trains 400 a month."),
    ("每天发生3起。", "Three happen every day.", "Three happen every week."),
    # ages
    ("一名三十出头的男子走失。", "A man in his early thirties is missing.", "A man in his early fifties is missing."),
    ("七旬老人获救。", "A man in his seventies was saved.", "A man in his eighties was saved."),
    # percent, percentage points, basis points
    ("上调0.75个百分点。", "It rose by three quarters of a percentage point.", "It rose by half a percentage point."),
    ("两市下跌，沪指跌2%。", "Both markets fell, the index by 2%.", "The two markets fell, the index by 3%."),
    ("上升3个百分点。", "It rose by 3 percentage points.", "It rose by 3 percent."),
    ("央行降息25个基点。", "The bank cut rates by 25 basis points.", "The bank cut rates by 25 percentage points."),
    (
        "央行降息25个基点。",
        "The bank cut rates by 0.25 percentage points.",
        "The bank cut rates by 2.5 percentage points.",
    ),
    # multiples
    ("产量是去年的3倍。", "Output is three times that of last year.", "Output is four times that of last year."),
    ("产量是去年的五倍。", "Output is fivefold that of last year.", "Output is sixfold that of last year."),
    ("产量翻番。", "Output doubled.", "Output tripled."),
    ("产量翻了一番。", "Output doubled.", "Output quadrupled."),
    ("产量增长5倍。", "Output rose by 500%.", "Output rose by 5%."),
    ("产量增长五倍。", "Output rose fivefold.", "Output rose by 5 percent."),
    ("产量增长5%。", "Output rose by 5%.", "Output rose five times."),
    ("产量增长5%。", "Output rose by 5 percent.", "Output rose fivefold."),
    ("死亡率为千分之八。", "The death rate is 0.8%.", "The death rate is 8%."),
    ("死亡率为8‰。", "The death rate is 8 per thousand.", "The death rate is 8%."),
    ("死亡率为8%。", "The death rate is 8%.", "The death rate is 8 per mille."),
    # tens, dozens, and a dozen
    ("几十名学者出席。", "Dozens of scholars attended.", "A dozen scholars attended."),
    ("数十人受伤。", "Scores of people were injured.", "Another dozen people were injured."),
    ("十几名学者出席。", "More than a dozen scholars attended.", "Dozens of scholars attended."),
    # another unit of time, from today
    ("他上周抵达。", "He arrived last week.", "He arrived last month."),
    ("他昨天抵达。", "He arrived last night.", "He arrived last week."),
    ("他明年毕业。", "He graduates next year.", "He graduates next month."),
    # ordinals and anniversaries
    (
        "“长江2020年第3号洪水”26日形成。",
        "The No. 3 flood of 2020 formed on the 26th.",
        "The No. 3 flood of 2020 formed on the 25th.",
    ),
    ("第三届研讨会开幕。", "The third symposium opened.", "The fourth symposium opened."),
    ("第3届研讨会开幕。", "The 3rd symposium opened.", "The 4th symposium opened."),
    ("今年是建校六十周年。", "This year is its 60th anniversary.", "This year is its 61st anniversary."),
    (
        "第二季度好于第三季度。",
        "The second quarter was better than the third.",
        "The third quarter was better than the third.",
    ),
    ("他获第一名。", "He came first.", "He came second."),
    ("她获得二等奖。", "She won second prize.", "She won third prize."),
    ("一期工程完工。", "The first phase is complete.", "The second phase is complete."),
    ("4月第一个星期一开会。", "It meets on the first Monday of April.", "It meets on the second Monday of April."),
    # rounds and halves of a match
    ("球队晋级四分之一决赛。", "They are in the quarterfinals.", "They are in the semifinals."),
    ("上半场连进两球。", "They scored twice in the first half.", "They scored twice in the second half."),
    # dates
    ("6月25日开幕。", "It opened on June 25.", "It opened on July 25."),
    (
        "会议8月7日开幕，7月1日报名。",
        "It opens on August 7; register on July 1.",
        "It opens on August 1; register on July 7.",
    ),
    ("2020年1月1日起禁捕。", "Fishing is banned from January 1, 2020.", "Fishing is banned from January 2020."),
    ("当日8时出发，7日抵达。", "It left at 8:00, and arrived on the 7th.", "It left at 8:00, and arrived on the 8th."),
    (
        "7月25日，游客7月14日到达。",
        "On July 25 tourists arrived, as on July 14.",
        "On July 25 tourists arrived, as in July.",
    ),
    ("5 月 3 日开幕，6 月闭幕。", "It opened on May 3, and closed in June.", "It opened in May, and closed in June."),
    (
        "7日上午11时25分，13人被困。",
        "At 11:25 am on the 7th 13 were trapped.",
        "At 11:25 am on the 7th people were trapped.",
    ),
    (
        "二月二龙抬头。",
        "The dragon raises its head on the 2nd of February.",
        "The dragon raises its head on the 3rd of February.",
    ),
    (
        "今天农历十月十七，周一。",
        "Today is Monday, October 17 by the lunar calendar.",
        "Today is Monday, October 18 by the lunar calendar.",
    ),
    ("二月二龙抬头，三人出席。", "Three came on the 2nd of February.", "Three came on the 3rd of February."),
    ("十二月一号，他到了北京。", "He came to Beijing on December 1.", "He came to Beijing on December 2."),
    (
        "2017年报名，2017年开学，2018年毕业。",
        "Enrolment in 2017, school in 2017, graduation in 2018.",
        "Enrolment in 2017, school in 2018, graduation in 2018.",
    ),
    (
        "周三举行，周四结束。",
        "It is held on Wednesday and ends on Thursday.",
        "It is held on Thursday and ends on Thursday.",
    ),
    ("他昨天抵达。", "He arrived yesterday.", "He arrived today."),
    (
        "他去年毕业，今年工作。",
        "He graduated last year and works this year.",
        "He graduated this year and works this year.",
    ),
    ("上半年产量增长。", "Output grew in the first half of the year.", "Output grew in the second half of the year."),
    (
        "下周开学，本月放假。",
        "School starts next week; holidays are this month.",
        "School starts last week; holidays are this month.",
    ),
    # currencies, an amount each
    (
        "损失1100亿美元（约4765亿令吉）。",
        "It lost $110 billion (about 476.5 billion ringgit).",
        "It lost $110 billion (about 476.5 billion euros).",
    ),
    ("他花了500万美元和300万欧元。", "He spent $5 million and €3 million.", "He spent $5 million and $3 million."),
    ("他花了500万卢布。", "He spent 5 million rubles.", "He spent 5 million rupees."),
    ("罚款人民币3300余万元。", "The fine is more than 33 million yuan.", "The fine is more than 33 million dollars."),
    ("他捐了港币500万元。", "He gave HK$5 million.", "He gave 5 million yuan."),
    ("一次四元。", "It is 4 yuan each time.", "It is 4 euros each time."),
    (
        "人民币对美元、人民币对日元升值。",
        "The yuan rose against the dollar, and the yuan against the yen.",
        "The yuan rose against the dollar, and the dollar against the yen.",
    ),
    (
        "苏格兰投资数百万英镑。",
        "Scotland made a multi-million pound investment.",
        "Scotland made a multi-million euro investment.",
    ),
    # measures
    (
        "他跑了二十来里山路。",
        "He ran some ten kilometers of mountain paths.",
        "He ran some fifteen kilometers of mountain paths.",
    ),
    ("项目占地350亩。", "It covers 350 mu (about 23 hectares).", "It covers 350 hectares."),
    ("村里有30亩果园。", "The village has five acres of orchards.", "The village has 30 acres of orchards."),
    ("他买了3斤苹果。", "He bought 1.5 kg of apples.", "He bought 3 kg of apples."),
    ("离这里10里。", "It is 5 km from here.", "It is 10 km from here."),
    ("他跑了5英里。", "He ran 8 km.", "He ran 5 km."),
    ("桥长5公里。", "The bridge is 5 km long.", "The bridge is 5 miles long."),
    ("气温达32摄氏度。", "It reached 90°F.", "It reached 32°F."),
    # times, scores, versions, phone numbers, full-width digits
    ("会议两点半开始。", "The meeting starts at 2:30.", "The meeting starts at 3:30."),
    ("会议9时30分开始。", "The meeting starts at half past nine.", "The meeting starts at half past eight."),
    ("会议1点45分开始。", "The meeting starts at a quarter to two.", "The meeting starts at a quarter to four."),
    ("会议10时15分开始。", "The meeting starts at a quarter past ten.", "The meeting starts at a quarter past eleven."),
    ("会议8时30分开始。", "The meeting starts at 8:30.", "The meeting starts at 8:50."),
    ("会议下午3点开始。", "The meeting starts at 3 p.m.", "The meeting starts at 5 p.m."),
    ("主队3比2获胜，上轮2比1。", "They won 3-2, after 2-1 last time.", "They won 3-1, after 2-1 last time."),
    ("升级到iOS 15.4版本。", "Upgrade to iOS 15.4.", "Upgrade to iOS 15.2."),
    ("F-16战机和5G技术", "F-16 fighters and 5G technology", "F-15 fighters and 5G technology"),
    ("新冠肺炎Covid-19", "It is Covid-19.", "It is Covid-18."),
    ("G20峰会", "The G20 summit", "The G21 summit"),
    ("每周三集会。", "They meet on Wednesdays.", "They meet on Thursdays."),
    ("请拨打010-62511234。", "Call 010-62511234.", "Call 010-62511244."),
    ("共有１２００万人参加。", "Some 12 million people took part.", "Some 1.2 million people took part."),
    ("会议于２０２０年召开。", "It was held in 2020.", "It was held in 2021."),
    # Measures converted, in two units, per unit; numbers made of two
    (
        "年产苹果6万斤，果园占地30亩。",
        "The two-hectare orchard produces 30 metric tons of apples a year.",
        "The two-hectare orchard produces 60 metric tons of apples a year.",
    ),
    (
        "大米价格每斤上涨两毛钱。",
        "The price of rice rose by 0.4 yuan per kilogram.",
        "The price of rice rose by 0.8 yuan per kilogram.",
    ),
    ("大米价格每斤上涨两毛钱。", "Rice went up by 20 cents a jin.", "Rice went up by 30 cents a jin."),
    ("亩产500公斤。", "The yield is 7,500 kilograms per hectare.", "The yield is 4,500 kilograms per hectare."),
    (
        "每亩施肥50公斤。",
        "They used 750 kilograms of fertiliser per hectare.",
        "They used 950 kilograms of fertiliser per hectare.",
    ),
    (
        "约两百名抗议者封锁了道路。",
        "A couple of hundred protesters blocked the road.",
        "A couple of thousand protesters blocked the road.",
    ),
    ("这座约400米长的大桥通车。", "The quarter-mile bridge opened.", "The half-mile bridge opened."),
    (
        "这座约800米长的大桥通车。",
        "The bridge, half a mile long, opened.",
        "The bridge, a quarter of a mile long, opened.",
    ),
    ("距离约1.2公里。", "It is three-quarters of a mile away.", "It is two-thirds of a mile away."),
    (
        "该博物馆每年接待游客250万人次。",
        "The museum gets 2 1/2 million visitors a year.",
        "The museum gets 3 1/2 million visitors a year.",
    ),
    (
        "该博物馆每年接待游客250万人次。",
        "The museum gets 2½ million visitors a year.",
        "The museum gets 2¼ million visitors a year.",
    ),
    ("他被判缓刑两年半。", "He got 2½ years of probation.", "He got 3½ years of probation."),
    (
        "失业率下降了0.5个百分点。",
        "Unemployment fell by half a percentage point.",
        "Unemployment fell by a quarter of a percentage point.",
    ),
    ("失业率下降了半个百分点。", "Unemployment fell by 0.5 percentage points.", "Unemployment fell by 0.5%."),
    (
        "央行加息25个基点。",
        "The bank announced a quarter-point rate increase.",
        "The bank announced a half-point rate increase.",
    ),
    ("通胀率从4.2%回落至3.9%。", "Inflation eased to 3.9% from 4.2%.", "Inflation eased to 4.2% from 3.9%."),
    (
        "通胀率从5月的4.2%回落至6月的3.9%。",
        "Inflation eased from 4.2% in May to 3.9% in June.",
        "Inflation eased from 3.9% in May to 4.2% in June.",
    ),
    ("员工由120人增加到150人。", "The staff grew from 120 to 150.", "The staff grew from 150 to 120."),
    (
        "这几位二十多岁的工程师创办了公司。",
        "The twentysomething engineers founded the firm.",
        "The thirtysomething engineers founded the firm.",
    ),
    ("嫌疑人三十五岁左右。", "The suspect is in his mid-30s.", "The suspect is in his mid-40s."),
    ("嫌疑人三十五岁左右。", "The suspect is in his mid-thirties.", "The suspect is in his mid-forties."),
    (
        "一套约280平方米的房子售价110万美元。",
        "A 3,000-sq-ft house sells for $1.1m.",
        "A 4,000-sq-ft house sells for $1.1m.",
    ),
    ("一套3000平方英尺的房子", "A house of 3,000 sq. ft.", "A house of 3,000 square meters"),
    ("这位身高2.01米的中锋拿下31分。", "The 6ft 7in centre scored 31 points.", "The 5ft 7in centre scored 31 points."),
    (
        "风速达每小时100英里（161公里）。",
        "Winds reached 100 miles per hour (161 kilometers).",
        "Winds reached 100 miles per hour (164 kilometers).",
    ),
    ("他身高1.8米。", "He is 5'11\" tall.", "He is 5'1\" tall."),
    ("他体重78公斤。", "He weighs 12st 4lb.", "He weighs 14st 4lb."),
    ("他身高六英尺七英寸。", "He is 6-foot-7.", "He is 6-foot-5."),
    ("这是半个世纪以来最严重的一次。", "It was the worst in half a century.", "It was the worst in a century."),
    ("会议持续了半个小时。", "The meeting lasted half an hour.", "The meeting lasted an hour."),
    ("他等了半年。", "He waited for six months.", "He waited for one year."),
    ("会议下午3点半开始。", "The meeting starts at 3:30 p.m.", "The meeting starts at 3 p.m."),
    ("会议下午3点半开始。", "The meeting starts at half past three.", "The meeting starts at half past two."),
    (
        "昨天下午4时许，货轮搁浅。",
        "The freighter ran aground at around 4 p.m. yesterday.",
        "The freighter ran aground at around 4 a.m. yesterday.",
    ),
    (
        "昨晚8点，货轮搁浅。",
        "The freighter ran aground at 20:00 yesterday.",
        "The freighter ran aground at 8 a.m. yesterday.",
    ),
    (
        "凌晨两点发生火灾。",
        "The fire broke out at two o'clock in the morning.",
        "The fire broke out at two o'clock in the afternoon.",
    ),
    ("中午12点开门。", "It opens at noon.", "It opens at midnight."),
    (
        "1937年冬，学校西迁至重庆。",
        "In the winter of 1937 the school moved west to Chongqing.",
        "In the summer of 1937 the school moved west to Chongqing.",
    ),
    ("今年夏天多雨。", "It rained a lot this summer.", "It rained a lot this winter."),
    ("去年秋季开工。", "Work began last fall.", "Work began last spring."),
    # who is named is counted by 等, and not among the others
    ("王健等5人受伤。", "Wang Jian and four others were injured.", "Wang Jian and five others were injured."),
    ("王健等2人受伤。", "Wang Jian and one other were injured.", "Wang Jian and three others were injured."),
    (
        "耶鲁等3所大学被投诉。",
        "There are complaints about Yale and two other universities.",
        "Complaints about Yale and three other universities.",
    ),
    (
        "王健、李明等5人受伤。",
        "Wang Jian, Li Ming and three others were injured.",
        "Wang Jian, Li Ming and four others were injured.",
    ),
    (
        "王健、李明和赵刚等15人受伤。",
        "Wang Jian, Li Ming, Zhao Gang and 12 others were injured.",
        "Wang Jian, Li Ming, Zhao Gang and 15 others were injured.",
    ),
    (
        "记者、作家王健等5人受伤。",
        "The writer and journalist Wang Jian and four others were injured.",
        "The writer and journalist Wang Jian and five others were injured.",
    ),
    (
        "王健等5人受伤，另有4人死亡。",
        "Five people including Wang Jian were injured, and four others died.",
        "Five people including Wang Jian were injured, and three others died.",
    ),
    ("王健等另外5人受伤。", "Wang Jian and five others were injured.", "Wang Jian and six others were injured."),
    # dates with dots
    ("公司2021.6.11成立。", "The company was founded on June 11, 2021.", "The company was founded on June 12, 2021."),
    (
        "公司2023.02.10成立。",
        "The company was founded on February 10, 2023.",
        "The company was founded on March 10, 2023.",
    ),
    ("公司成立于2021年6月11日。", "The company was founded on 11.6.2021.", "The company was founded on 12.6.2021."),
    ("公司成立于2021年6月13日。", "The company was founded on 6.13.2021.", "The company was founded on 6.13.2020."),
    (
        "展期为2021.6.11-2021.7.15。",
        "It runs from June 11, 2021 to July 15, 2021.",
        "It runs from June 11, 2021 to July 16, 2021.",
    ),
    ("公司发布iOS 15.4.1。", "The company released iOS 15.4.1.", "The company released iOS 15.4.2."),
    ("见3.5.2节。", "See section 3.5.2.", "See section 3.5.3."),
    ("地址是192.168.1.12。", "The address is 192.168.1.12.", "The address is 192.168.1.13."),
    # digits in a row that are numbers each, and those that are one
    (
        "三四五六年级的学生参加。",
        "Pupils of grades three, four, five and six came.",
        "Pupils of grades three, four, five and seven came.",
    ),
    ("适合三四五六年级。", "For Grades 3 to 6.", "For Grades 3 to 5."),
    (
        "五六七八月最热。",
        "May, June, July and August are the hottest.",
        "May, June, July and September are the hottest.",
    ),
    ("三四五号楼停电。", "Buildings 3, 4 and 5 had no power.", "Buildings 3, 4 and 6 had no power."),
    ("密码是一二三四。", "The password is 1234.", "The password is 1235."),
    ("会议于二零二一年召开。", "The meeting was held in 2021.", "The meeting was held in 2022."),
    # 万 behind a digit is ten thousand, whatever follows
    (
        "万一生病，6万能做什么？",
        "In case of illness, what are 60,000 good for?",
        "In case of illness, what are 6,000 good for?",
    ),
    ("店面3万一个月。", "The shop costs 30,000 a month.", "The shop costs 3,000 a month."),
    # a tenth of a yuan
    ("这支笔卖五毛。", "The pen costs fifty cents.", "The pen costs sixty cents."),
    ("他给了5毛小费。", "He gave a fifty-cent tip.", "He gave a sixty-cent tip."),
]


@pytest.mark.parametrize(("source", "target", "put"), [
    ("In November 1989 he was elected.", "他于1989年10月当选。", "他于1989年11月当选。"),
    ("It began in early December.", "始于11月初。", "始于12月初。"),
    ("飞行高度为1.2万米。", "It flew at 12 million meters.", "It flew at 12,000 meters."),
    ("两人遇难。", "Three people were killed.", "Two people were killed."),
    ("有两个大的战略方向。", "There are three big strategic directions.", "There are two big strategic directions."),
    ("Two people were killed.", "三人遇难。", "两人遇难。"),
    ("增长30%。", "It grew by 3 percent.", "It grew by 30%."),
])  # fmt: skip
def test_a_fix_stands_as_people_write_it(source: str, target: str, put: str) -> None:
    way = "zh-en" if put.isascii() else "en-zh"
    (one,) = loud(source, target, way)
    assert one.span is not None
    assert one.expected is not None
    assert target[: one.span[0]] + one.expected + target[one.span[1] :] == put
    assert not loud(source, put, way)


def test_the_pentagon_counts_nothing() -> None:
    assert not loud("五角大楼说，飞行高度为12公里。", "It was flying at 12 km, the Pentagon said.", "zh-en")


@pytest.mark.parametrize(("chinese", "right", "wrong"), ROWS)
@pytest.mark.parametrize("way", WAYS)
def test_what_is_right_is_left_alone_and_what_is_wrong_is_found(chinese: str, right: str, wrong: str, way: str) -> None:
    good, bad = ((chinese, right), (chinese, wrong)) if way == "zh-en" else ((right, chinese), (wrong, chinese))
    assert loud(*good, way) == []
    assert loud(*bad, way)


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("该市常住人口1,205.6万。", "The city has a population of 12.06 million.", INFO),
        ("该市常住人口1,205.6万。", "The city has a population of 12.16 million.", E),
        ("投资3512万元。", "The investment is about 35 million yuan.", INFO),
        ("增长12.3%。", "It grew by 12%.", INFO),
        ("增长12.6%。", "It grew by 12%.", W),  # cut off, not rounded
        ("增长3.5%。", "It grew by 4%.", W),  # one figure says too little
        ("共有35120人参加。", "35,000 people took part.", W),  # as many figures, and nobody says “about”
    ],
)
def test_a_number_that_is_rounded_to_fewer_figures_is_information(
    source: str, target: str, severity: checks.Severity
) -> None:
    assert {one.severity for one in found(source, target, "zh-en") if one.check == "numbers"} == {severity}
    if severity is INFO:  # what is more exact than its source is not rounded
        assert loud(target, source, "en-zh")


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("美东时间下午4点收盘（北京时间凌晨4点）。", "It closed at 4 p.m. ET."),  # another zone
        ("晚8点开演。", "It starts at 20:00."),
        ("夜里12点关门。", "It closes at midnight."),
        ("4点开会。", "They meet at 4 p.m."),
        ("上午9点到下午5点营业。", "It is open from 9 a.m. to 5 p.m."),
        ("三点差一刻出发。", "They leave at a quarter to three."),
        ("夏令营在冬奥会场馆举行。", "The summer camp is at the venue of the Winter Olympics."),
        ("春节期间，秋季学期结束。", "The autumn term ended during the Spring Festival."),
        ("今年秋冬季多雨。", "It rained a lot this autumn and winter."),
        ("一个半小时后，半小时的会议结束。", "An hour and a half later the half-hour meeting ended."),
        ("3比2，从2比3追回。", "It was 3-2, from 2-3 down."),
        ("从北京到上海1200公里，从上海到北京5小时。", "Beijing is 1,200 km from Shanghai, five hours away."),
        ("第三英里处，他领先。", "He led at the third mile."),
    ],
)
@pytest.mark.parametrize("way", WAYS)
def test_what_is_near_a_time_a_season_or_a_part_is_left_alone(chinese: str, english: str, way: str) -> None:
    assert loud(*((chinese, english) if way == "zh-en" else (english, chinese)), way) == []


# What counts nothing, or need not be counted.
QUIET = [
    ("共建“一带一路”。", "They build the Belt and Road together."),
    ("“十四五”规划开局良好。", "The 14th Five-Year Plan began well."),
    ("“双一流”大学名单公布。", "The list of Double First-Class universities is out."),
    ("他在三亚度假。", "He is on holiday in Sanya."),
    ("七七事变爆发。", "The Marco Polo Bridge Incident broke out."),
    ("一些学生赞成。", "Some students agreed."),
    ("两会在北京召开。", "The annual sessions were held in Beijing."),
    ("双方表示满意。", "Both were satisfied."),
    ("两人会面。", "The two met."),
    ("今天的世界与去年不同。", "The world is not what it was last year."),
    ("他昨天说上周已抵达。", "He said he had arrived last week."),
    ("三点五米七八，3.5秒79。", "3.5 and 3.5, 78 and 79."),  # it once broke
    ("昨晚冯小刚、宁浩、大鹏三位出席。", "Feng Xiaogang, Ning Hao and Da Peng attended last night."),
    ("六名苏格兰人参赛，另外四名来自西部。", "Six Scots play; the others are from the west."),
    ("经历三大时期。", "It went through three periods."),
    ("十一月三次开会。", "They met three times in November."),
    ("三月两会召开。", "The two sessions are held in March."),
    ("三月三，各族同乐。", "On the third day of the third lunar month all made merry."),
    ("她是2019级学生。", "She is of the Class of 2019."),
    ("三轮车非法营运。", "Tricycles run without permits."),
    ("从一号起集体备课。", "From the first day of the month they prepared together."),
    ("他第二天回家。", "He went home the next day."),
    ("他三番五次提醒，不怕一万，只怕万一。", "He warned again and again: better safe than sorry."),
    ("十年寒窗，十年如一日。", "He studied hard, day in and day out."),
    ("气温较前一日下降。", "It was colder than the day before."),
    ("她身高一米七八。", "She is 1.78 meters tall."),
    ("他已近古稀之年。", "He is almost seventy."),
    ("死亡率降至千分之三。", "Mortality fell to 0.3%."),
    ("气温降到0℃以下。", "It fell below freezing."),
    ("首相周一（6日）宣布。", "The prime minister announced it on Monday."),
    ("《七里香》发行。", "Common Jasmine Orange came out."),
    ("第一财经报道。", "Yicai reports."),
    ("成千上万名女孩报名。", "Thousands of girls signed up."),
    ("对会议十分重视", "They took the meeting seriously"),
    ("万一生病，6万元不够。", "Should you fall ill, 60,000 yuan will not do."),
    ("万一真生病，6万也不够，以后没有着落。", "If you do fall ill, even 60,000 is not enough to live on."),
    ("反对者骂他是五毛。", "His enemies call him a fifty-cent."),
]


@pytest.mark.parametrize(("chinese", "english"), QUIET)
def test_words_that_count_nothing_are_left_alone(chinese: str, english: str) -> None:
    assert loud(chinese, english, "zh-en") == []
    assert loud(english, chinese, "en-zh") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("万一生病，6万元不够。", [60000]),
        ("就怕万一", []),
        ("一万一，三万一千。", [11000, 31000]),
        ("6万能做什么，3万一个月。", [60000, 30000]),
        ("三四五六年级", [3, 4, 5, 6]),
        ("四五六期，七八九版，一二三线城市", [4, 5, 6, 7, 8, 9, 1, 2, 3]),
        ("一二三四五六七号，二零二一年", [1234567, 2021]),
    ],
)
def test_which_numbers_a_chinese_text_has(text: str, values: list[int]) -> None:
    assert [one.value for one in read(text, "zh")] == values


@pytest.mark.parametrize(
    ("chinese", "english", "right"),
    [
        ("第3届研讨会开幕。", "The 3 symposium opened.", "3rd"),
        ("今年是建校六十周年。", "This year is its 60 anniversary.", "60th"),
        ("学校迎来22周年。", "The university marked 22 glorious anniversary.", "22nd"),
        ("党的十九大召开。", "The 19 National Congress was held.", "19th"),
        ("第13届会议闭幕。", "The 13 meeting closed.", "13th"),
    ],
)
def test_a_cardinal_where_an_ordinal_must_stand_has_a_fix(chinese: str, english: str, right: str) -> None:
    (one,) = loud(chinese, english, "zh-en")
    assert one.severity is W
    assert one.expected == right
    assert one.span is not None
    assert english[slice(*one.span)] == right[:-2]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("三届冠军", "The 3 meetings"),
        ("第3届会议有3名代表", "The 3 delegates of the third meeting"),
        ("3天会议", "The 3-day meeting"),
    ],
)
def test_a_number_of_several_is_no_ordinal(chinese: str, english: str) -> None:
    assert not [one for one in found(chinese, english) if one.expected is not None and one.expected[-1] in "dht"]


SEVERE = [
    # a date that became another one, though its numbers stand elsewhere too
    ("会议8月7日开幕，7月1日报名。", "It opens on August 1; register on July 7.", E),
    ("2017年报名，2017年开学。", "Enrolment in 2017, school in 2018.", E),
    ("他昨天抵达。", "He arrived today.", W),
    ("桥长5公里。", "The bridge is 5 miles long.", W),
    ("主队3比2获胜，上轮2比1。", "They won 3-1, after 2-1 last time.", W),
]


@pytest.mark.parametrize(("chinese", "english", "severity"), SEVERE)
def test_how_bad_it_is(chinese: str, english: str, severity: checks.Severity) -> None:
    assert max((one.severity for one in loud(chinese, english, "zh-en")), key=[W, E].index) is severity


# Both sides differ in several numbers: the one may not hide the other.
TWICE = [
    ("I drink little: it helps on Monday.", "周日晚上少喝，这样周二清醒。", "en-zh", 2),
    ("I drink little: it helps on Monday.", "周日晚上少喝，这样周一清醒。", "en-zh", 1),
    ("三峡水库26日蓄水。", "The Four Gorges reservoir stored water.", "zh-en", 2),
    ("7月25日12时20分抵达。", "They arrived on August 25.", "zh-en", 3),
    ("举办论坛150次。", "It held the 19th and the 20th forum.", "zh-en", 3),
    ("占地18亩。", "It covers 19 mu.", "zh-en", 1),
    ("共有7人。", "There are 15.", "zh-en", 2),
    ("共有7人。", "There are 8.", "zh-en", 1),
    ("共有70万人。", "There are 700 million.", "zh-en", 1),
]


@pytest.mark.parametrize(("source", "target", "way", "number"), TWICE)
def test_a_wrong_number_hides_no_other(source: str, target: str, way: str, number: int) -> None:
    assert len(loud(source, target, way)) == number


# The number of an item: (source, target that kept it, target that lost it).
ITEMS = [
    ("三、就我而言，我很在意。", "3. For me, I do care.", "For me, I do care."),
    ("（四）学习期限为四年。", "(iv) It takes four years.", "The period of all of the studies here is four years."),
    ("(七)公开发表的论文。", "Seventh, published papers.", ". Published papers."),
    ("一、改变要有耐心。", "First, change takes patience.", "Change takes a lot of patience."),
    ("（二）本店支持退换。", "B. Our store takes things back.", "Our store takes things back."),
    ("③报名", "3) Registration", "Registration"),
    ("五、会议结束。", "V. The meeting closed.", "The meeting closed."),
]


@pytest.mark.parametrize(("source", "kept", "lost"), ITEMS)
def test_an_item_keeps_its_number(source: str, kept: str, lost: str) -> None:
    assert loud(source, kept, "zh-en") == []
    (one,) = loud(source, lost, "zh-en")
    assert (one.severity, one.span) == (W, None)
    assert one.source_span is not None
    assert found(source, lost, kind=Kind.HEADING)[0].severity is INFO  # a heading may do without


@pytest.mark.parametrize("source", ["三、四年级的学生", "1.5倍", "2026.6.1 开幕", "一九九八年", "百、千"])
def test_what_is_no_item_needs_no_number(source: str) -> None:
    assert item(source) is None


FIXED = [
    ("会议8月7日开幕，7月1日报名。", "It opens on August 1; register on July 7.", "7"),
    ("主队3比2获胜，上轮2比1。", "They won 3-1, after 2-1 last time.", "2"),
    ("他昨天抵达。", "He arrived today.", "yesterday"),
    ("他去年毕业。", "He graduated this year.", "last year"),
    ("央行降息25个基点。", "The bank cut rates by 25 percentage points.", "25 basis points"),
    ("王健、李明等5人受伤。", "Wang Jian, Li Ming and five others were injured.", "3"),
]


@pytest.mark.parametrize(("chinese", "english", "right"), FIXED)
def test_what_must_stand_there_is_offered(chinese: str, english: str, right: str) -> None:
    (one,) = loud(chinese, english, "zh-en")
    assert one.expected == right
    assert one.span is not None


MONDAY = dt.date(2026, 3, 2)
DATED = [
    # (source, target, way, whether something is found) in an article of Monday, March 2, 2026
    ("他昨天抵达。", "He arrived on Sunday.", "zh-en", False),
    ("他昨天抵达。", "He arrived on Monday.", "zh-en", True),
    ("他昨天抵达。", "He arrived on March 1.", "zh-en", False),
    ("他昨天抵达。", "He arrived on March 2.", "zh-en", True),
    ("他昨天说，周五开会。", "He said on Sunday that they meet on Friday.", "zh-en", False),
    ("他去年毕业。", "He graduated in 2025.", "zh-en", False),
    ("他去年毕业。", "He graduated in 2024.", "zh-en", True),
    ("上个月开学。", "School began in February.", "zh-en", False),
    ("上个月开学。", "School began in March.", "zh-en", True),
    ("会议4日开幕。", "It opens on Wednesday.", "zh-en", False),
    ("会议4日开幕。", "It opens on Thursday.", "zh-en", True),
    ("会议26日开幕。", "It opened on Thursday.", "zh-en", False),
    ("He arrived on Sunday.", "他昨天抵达。", "en-zh", False),
    ("He arrived on Sunday.", "他今天抵达。", "en-zh", True),
    ("He graduates next year.", "他2027年毕业。", "en-zh", False),
    ("He graduates next year.", "他2026年毕业。", "en-zh", True),
]


@pytest.mark.parametrize(("source", "target", "way", "wrong"), DATED)
def test_what_is_counted_from_today_is_held_against_the_date_of_the_article(
    source: str, target: str, way: str, wrong: bool
) -> None:
    def by_date(**more: object) -> list[checks.Finding]:
        return [one for one in loud(source, target, way, **more) if "date of the article" in one.message]

    assert [one.severity for one in by_date(date=MONDAY)] == [W] * wrong
    assert by_date() == []


ADDED = [
    # what a date is completed with: (source, target, way, whether something is found in an article of March 2, 2026)
    ("他28日抵达，4日离开。", "He arrived on February 28 and leaves on March 4.", "zh-en", False),
    ("他28日抵达，4日离开。", "He arrived on February 28 and leaves on April 4.", "zh-en", True),
    ("他上个月4日抵达。", "He arrived on February 4.", "zh-en", False),
    ("He leaves on the 4th and the 5th.", "他4月4日和4月5日离开。", "en-zh", True),
    ("He leaves on the 4th and the 5th.", "他3月4日和3月5日离开。", "en-zh", False),
    ("奥运会开幕。", "The 2026 Olympics opened.", "zh-en", False),
    ("奥运会开幕。", "The 2027 Olympics opened.", "zh-en", False),  # one beside it
    ("奥运会开幕。", "The 2036 Olympics opened.", "zh-en", True),
    ("去年入学，前年报名。", "School in 2025, enrolment in 2024.", "zh-en", False),
]


@pytest.mark.parametrize(("source", "target", "way", "wrong"), ADDED)
def test_what_is_added_to_a_date_is_held_against_the_date_of_the_article(
    source: str, target: str, way: str, wrong: bool
) -> None:
    assert bool(loud(source, target, way, date=MONDAY)) is wrong


def test_two_months_that_are_added_are_of_one_time() -> None:
    source = "他6日受检，14日再次受检。"
    for target, wrong in (
        ("He was tested on June 6 and again on June 14.", False),
        ("He was tested on June 6 and again on July 14.", True),
    ):
        assert bool(loud(source, target, "zh-en")) is wrong
    assert loud("他30日出发，2日抵达。", "He left on June 30 and arrived on July 2.", "zh-en") == []


HERE, THERE = "新华社北京3月2日电 ", "BEIJING, March 2 (Xinhua) -- "
OWN = [
    # (source, target, way, whether something is found, whether that takes a year) behind a dateline of their own
    (HERE + "他昨天抵达。", THERE + "He arrived on March 1.", "zh-en", False, False),
    (HERE + "他6日抵达。", THERE + "He arrives on March 6.", "zh-en", False, False),
    (HERE + "他6日抵达。", THERE + "He arrives on April 6.", "zh-en", True, False),
    ("新华社北京12月30日电 他3日抵达。", "BEIJING, Dec. 30 (Xinhua) -- He arrives on January 3.", "zh-en", False, False),
    ("新华社北京12月30日电 他3日抵达。", "BEIJING, Dec. 30 (Xinhua) -- He arrives on December 3.", "zh-en", True, False),
    (HERE + "上个月开学。", THERE + "School began in February.", "zh-en", False, False),
    (HERE + "上个月开学。", THERE + "School began in January.", "zh-en", True, False),
    (HERE + "他明天抵达。", "Beijing, 2 March (Xinhua) - He arrives on the 3rd.", "zh-en", False, False),
    (HERE + "他明天抵达。", "Xinhua News Agency, Beijing, March 2: He arrives on March 5.", "zh-en", True, False),
    (HERE + "他昨天抵达。", THERE + "He arrived on Sunday.", "zh-en", False, False),
    (HERE + "他昨天抵达。", THERE + "He arrived on Friday.", "zh-en", True, True),
    (HERE + "他去年毕业。", THERE + "He graduated in 2024.", "zh-en", True, True),
    ("新华社北京2026年3月2日电 他去年毕业。", "BEIJING, March 2, 2026 (Xinhua) -- He graduated in 2024.", "zh-en", True, False),
    (THERE + "He arrived yesterday.", HERE + "他1日抵达。", "en-zh", False, False),
    ("新华社北京3月1日电 他昨天抵达。", "BEIJING, March 1 (Xinhua) -- He arrived on February 29.", "zh-en", True, True),
    (THERE + "He arrived yesterday.", HERE + "他3月4日抵达。", "en-zh", True, False),
]  # fmt: skip


def _counted(source: str, target: str, way: str, **more: object) -> list[checks.Severity]:
    return [one.severity for one in loud(source, target, way, **more) if "date of the article" in one.message]


@pytest.mark.parametrize(("source", "target", "way", "wrong", "takes"), OWN)
def test_a_dateline_in_the_text_says_from_which_day_it_counts(
    source: str, target: str, way: str, wrong: bool, takes: bool
) -> None:
    assert _counted(source, target, way) == [W] * (wrong and not takes)
    for day in (MONDAY, MONDAY + dt.timedelta(days=1)):  # the front matter's is that of the day after, or so
        assert _counted(source, target, way, date=day) == [W] * wrong


def test_a_day_that_is_counted_rightly_is_no_number_too_many() -> None:
    for source, target, way in (
        ("他昨天抵达。", "He arrived on March 1.", "zh-en"), ("他昨天抵达。", "He arrived on Sunday, March 1.", "zh-en"),
        ("他上个月毕业。", "He graduated in February.", "zh-en"), ("He arrived yesterday.", "他3月1日抵达。", "en-zh"),
        ("He arrived on March 1.", "他昨天抵达。", "en-zh"), ("他去年毕业。", "He graduated in 2025.", "zh-en"),
    ):  # fmt: skip
        assert loud(source, target, way, date=MONDAY) == []
    assert loud("他昨天抵达。", "He arrived on April 1.", "zh-en", date=MONDAY) != []


def test_the_year_of_the_article_may_go_unsaid() -> None:
    source, target = "2026年，他抵达。", "He arrived."
    assert [one.severity for one in found(source, target, date=MONDAY) if one.check == "numbers"] == [INFO]
    assert [one.severity for one in loud(source, target, "zh-en")] == [W]  # nobody knows the year
    assert [one.severity for one in loud(source.replace("2026", "2024"), target, "zh-en", date=MONDAY)] == [W]
    for day in (MONDAY, None):  # the month is still there
        assert loud("2024年3月5日，他抵达。", "He arrived on March 5.", "zh-en", date=day) == []
    assert (
        loud("新华社北京2026年3月2日电 2026年他抵达。", "BEIJING, March 2, 2026 (Xinhua) -- He arrived.", "zh-en") == []
    )


def test_the_dateline_of_an_article_goes_before_its_date() -> None:
    pair = "他昨天抵达。", "He arrived on Monday."
    tuesday = MONDAY + dt.timedelta(days=1)
    assert _counted(*pair, "zh-en", date=MONDAY) == [W]
    assert _counted(*pair, "zh-en", date=tuesday) == []
    assert _counted(*pair, "zh-en", date=tuesday, dateline=HERE) == [W]
    assert _counted("他昨天抵达。", "He arrived on March 4.", "zh-en", dateline=HERE) == [W]
    assert _counted("他昨天抵达。", "He arrived on March 1.", "zh-en", dateline=HERE) == []


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("新华社北京11月23日电（记者李岚）会议", "zh", (11, 23, None)), ("（中新网12月29日电）", "zh", (12, 29, None)),
        ("据新华社伦敦2025年1月9日电 ", "zh", (1, 9, 2025)), ("本报上海2月30日讯", "zh", None), ("本报讯 ", "zh", None),
        ("他在新华社工作到11月23日", "zh", None), ("新华社将于11月23日电视直播", "zh", None),
        ("BEIJING, Nov. 23 (Xinhua) -- It", "en", (11, 23, None)), ("LINHAI, China, November 23, 2026 (Reuters) — It", "en", (11, 23, 2026)),
        ("BEIJING (Xinhua), 23 May -- It", "en", (5, 23, None)), ("BEIJING -- On May 5 it", "en", None),
        ("In Beijing, May 5 - a Friday - is a holiday.", "en", None), ("On Monday, Nov. 23: It", "en", None),
    ],
)  # fmt: skip
def test_what_is_a_dateline(text: str, language: str, said: tuple[int, int, int | None] | None) -> None:
    line = dateline(text, language)
    assert (line and (line.month, line.day, line.year)) == said


def test_what_a_headline_leaves_out_is_information_and_what_it_gets_wrong_is_not() -> None:
    for english, severity in (("Scholars attend", INFO), ("130 scholars attend", E)):
        some = found("120名学者出席", english, kind=Kind.TITLE)
        assert [one.severity for one in some if one.check == "numbers"] == [severity]
    assert [one.severity for one in loud("120名学者出席", "Scholars attend", "zh-en")] == [E]


def test_a_number_that_is_said_twice_may_not_be_lost_once() -> None:
    (one,) = loud("70公里外是锦州，70公里外是盘锦。", "Jinzhou is 70 km away, and Panjin is near.", "zh-en")
    assert (one.severity, one.span) == (W, None)
    assert "more often in the source" in one.message
    assert loud("9日开会，9日闭会。", "It opened and closed on the 9th.", "zh-en") == []


def test_a_converted_amount_is_a_new_number_and_another_currency_of_a_known_one_is_wrong() -> None:
    source = "投资5亿，均以美元结算。"
    for target, wrong in (
        ("The investment is 500 million (3.5 billion yuan), all settled in dollars.", False),
        ("The investment is 500 million euros, all settled in dollars.", True),
    ):
        some = [one.severity for one in loud(source, target, "zh-en") if one.check == "currencies"]
        assert some == [W] * wrong


CHINESE = ["8月7日", "3比2", "5公里", "昨天", "数百人", "第三届", "2020年", "三成", "12个月", "翻番"]
ENGLISH = ["August 7", "3-2", "5 km", "yesterday", "hundreds", "the 3rd", "2020", "30%", "a year", "doubled"]


@given(st.lists(st.integers(0, 9), max_size=6), st.randoms(use_true_random=False))
def test_the_same_said_in_another_order_agrees(chosen: list[int], chance: random.Random) -> None:
    """One to one, in any order: nothing is missing, miscounted or at odds."""
    other = list(chosen)
    chance.shuffle(other)
    texts = "，".join(CHINESE[one] for one in chosen), ", ".join(ENGLISH[one] for one in other)
    ours, theirs = read(texts[0], "zh"), read(texts[1], "en")
    assert unmatched(ours, theirs) == unmatched(theirs, ours) == []
    assert miscounted(ours, theirs) == miscounted(theirs, ours) == []
    assert joined.disagreeing(joined.pairs(ours, texts[0]), joined.pairs(theirs, texts[1])) == []
    assert disagreeing(phrases(texts[0], "zh"), phrases(texts[1], "en")) == []


@settings(max_examples=30)
@given(st.integers(0, 23), st.integers(0, 59), st.integers(1, 11))
def test_a_time_is_the_same_in_every_writing_and_no_other(hour: int, minute: int, later: int) -> None:
    part, meridiem = ("上午", "a.m.") if hour < 12 else ("下午", "p.m.")
    dial, wrong = hour % 12 or 12, "p.m." if hour < 12 else "a.m."
    chinese, digits = clock.times(f"{part}{dial}点{minute}分", "zh"), clock.times(f"{hour}:{minute:02}", "zh")
    english = clock.times(f"{dial}:{minute:02} {meridiem}", "en")
    assert clock.disagreeing(chinese, english) is None
    assert clock.disagreeing(digits, english) is None
    other = clock.times(f"{dial}:{minute:02} {wrong}", "en")
    assert (clock.disagreeing(chinese, other) is None) is (hour == 0)  # 上午12点 is either
    elsewhere = clock.times(f"{(dial + later - 1) % 12 + 1}:{minute:02} {meridiem}", "en")
    assert clock.disagreeing(chinese, elsewhere) is None  # another hour: another zone, or for the numbers to tell


@settings(max_examples=30)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_a_date_with_dots_is_the_same_in_every_writing(day: dt.date) -> None:
    wanted = read(f"{day.year}年{day.month}月{day.day}日", "zh")
    for dotted in (f"{day:%Y.%m.%d}", f"{day.year}.{day.month}.{day.day}", f"{day:%d.%m.%Y}", f"{day:%m.%d.%Y}"):
        for language in ("zh", "en"):
            parts = read(dotted, language)
            assert sorted(one.kind for one in parts) == sorted(one.kind for one in wanted)
            assert not unmatched(wanted, parts)
            assert all(one.value == int(dotted[one.start : one.end]) for one in parts)
    assert not any(one.kind == "month" for one in read(f"{day.year}.13.{day.day}", "zh"))


@settings(max_examples=15)
@given(st.integers(4, 9), st.integers(0, 11), st.integers(3, 11))
def test_feet_and_inches_are_one_measure(feet: int, inches: int, more: int) -> None:
    metres = round((feet * 12 + inches) * 0.0254, 2)
    for written in (
        f"{feet}ft {inches}in",
        f"{feet}'{inches}\"",
        f"{feet} feet {inches} inches",
        f"{feet}-foot-{inches}",
    ):
        assert loud(f"He is {written} tall.", f"他身高{metres}米。", "en-zh") == []
        assert loud(f"He is {written} tall.", f"他身高{metres + more / 10:.2f}米。", "en-zh")


@given(st.integers(1, 90), st.sampled_from([("小时", "hours", 60), ("天", "days", 1440), ("个月", "months", 43200)]))
def test_a_duration_is_its_number_of_minutes(value: int, unit: tuple[str, str, int]) -> None:
    ours, theirs = read(f"{value}{unit[0]}", "zh")[0], read(f"{value} {unit[1]}", "en")[0]
    assert ours.lasts == theirs.lasts == value * unit[2]
    assert alike(ours, theirs)
    longer = read(f"{value * 2} {unit[1]}", "en")[0]
    assert not alike(ours, longer)


HAN = "3 2018 年 月 日 第 三 万 亿 半 个 周年 昨天 数 % 个百分点 美元 人民币 公里 倍 比 - 至 / F-16 周三 小时 世纪 零 点 成".split()  # noqa: SIM905
_LATIN = (
    "3 2018 third a half quarters of years million billion hundreds 19th the Wednesdays May - : / to % percentage points "
    "$ RMB yuan km doubled times more than yesterday F-16 1990s 12:30 p.m. and-a-half ,"
)
LATIN = _LATIN.split()


@given(
    st.lists(st.sampled_from(HAN), max_size=10), st.lists(st.sampled_from(LATIN), max_size=10), st.sampled_from(WAYS)
)
@example(["星期天", "首"], ["Wednesdays", "-", "billion", "million"], "en-zh")
def test_whatever_stands_beside_a_number_every_finding_stands_in_its_text(
    chinese: list[str], english: list[str], way: str
) -> None:
    texts = "".join(chinese), " ".join(english)
    source, target = texts if way == "zh-en" else (texts[1], texts[0])
    for one in loud(source, target, way, date=MONDAY):
        for span, text in ((one.span, target), (one.source_span, source)):
            assert span is None or 0 <= span[0] <= span[1] <= len(text)


# ── fixes ───────────────────────────────────────────────────────────────────────────────────────────────────────────
_UNIT = r"(?:[%％]|per ?cent|percentage points?|basis points?|个百分点|个基点)"
_DOUBLED = re.compile(rf"{_UNIT}\s*{_UNIT}|(?:million|billion|万|亿)\s*(?:million|billion|万|亿)", re.IGNORECASE)


@pytest.mark.parametrize(
    ("source", "target", "way", "wanted"),
    [
        (
            "利润同比提高3.5个百分点。",
            "Profit was 3.5 percent higher.",
            "zh-en",
            "Profit was 3.5 percentage points higher.",
        ),
        ("利润同比提高3.5个百分点。", "Profit was 3.5% higher.", "zh-en", "Profit was 3.5 percentage points higher."),
        (
            "利润同比提高3.5个百分点。",
            "Profit was 3.5 per cent higher.",
            "zh-en",
            "Profit was 3.5 percentage points higher.",
        ),
        ("32%", "23%", "zh-en", "32%"),
        ("Profit rose 3.5 percentage points.", "利润增长3.5%。", "en-zh", "利润增长3.5个百分点。"),
        ("Profit rose 3.5 percent.", "利润增长3.5个百分点。", "en-zh", "利润增长3.5%。"),
        ("利率下降30个基点。", "Rates fell by 30 percentage points.", "zh-en", "Rates fell by 30 basis points."),
    ],
)
def test_a_fix_takes_the_unit_with_it(source: str, target: str, way: str, wanted: str) -> None:
    fixed = {
        one.span and target[: one.span[0]] + str(one.expected) + target[one.span[1] :]
        for one in loud(source, target, way)
    }
    assert wanted in fixed


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_no_fix_leaves_a_unit_twice(row: tuple[str, str, str]) -> None:
    chinese, right, wrong = row
    for source, target, way in ((chinese, wrong, "zh-en"), (wrong, chinese, "en-zh"), (right, chinese, "en-zh")):
        for one in loud(source, target, way):
            if one.span and one.expected:
                text = target[: one.span[0]] + one.expected + target[one.span[1] :]
                assert not _DOUBLED.search(text) or _DOUBLED.search(target), text
