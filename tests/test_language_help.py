"""Help with the language of a translation: what it must find, how it is put right, and what it must leave alone."""

import importlib.util
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Desk
from transflow import checks
from transflow.checks import Severity
from transflow.checks.english import harper, spelling
from transflow.checks.mending import fixes
from transflow.checks.port import Remark
from transflow.checks.table import _loaded
from transflow.checks.wording import lists
from transflow.newsroom import mending, proofreading, reading
from transflow.newsroom.judging import alone
from transflow.newsroom.room import open_newsroom
from transflow.segment import Kind, Segment, Status

HELP = checks.Help()
needs_harper = pytest.mark.skipif(importlib.util.find_spec("harper") is None, reason="harper-py is not installed")


def helped(
    target: str, source: str = "", kind: Kind = Kind.PARAGRAPH, *, to: str = "en", **more: object
) -> tuple[checks.Finding, ...]:
    """What the checks of language find in a target."""
    told = checks.Help(**{key: more.pop(key) for key in ("english", "wording_off", "proofread") if key in more})  # type: ignore[arg-type]
    off = frozenset(checks.CHECKS)
    context = checks.Context("zh_CN" if to == "en" else "en", to, disabled=off, help=told, **more)  # type: ignore[arg-type]
    return checks.run(Segment(source=source, target=target, status=Status.TRANSLATED, kind=kind), context)


def put_right(text: str, found: Sequence[checks.Finding], severity: Severity = Severity.WARNING) -> str:
    """A text with the fix of every finding of that severity."""
    for one in sorted(found, key=lambda one: one.span or (0, 0), reverse=True):
        if one.severity is severity and one.span is not None and one.expected is not None:
            text = text[: one.span[0]] + one.expected + text[one.span[1] :]
    return text


MENDED = [
    # the issue's own
    ("agreement", "We honour individuals who has contributed.", "We honour individuals who have contributed."),
    ("clauses", "The Institute will be a centre, the Institute is in Beijing.", "The Institute will be a centre; the Institute is in Beijing."),
    # subject and verb
    ("agreement", "The students is working hard.", "The students are working hard."),
    ("agreement", "Students who works hard are rewarded.", "Students who work hard are rewarded."),
    ("agreement", "She is a student who have won.", "She is a student who has won."),
    ("agreement", "The policies that has been adopted are good.", "The policies that have been adopted are good."),
    ("agreement", "Both sides has agreed.", "Both sides have agreed."),
    ("agreement", "The two sides agrees to meet.", "The two sides agree to meet."),
    ("agreement", "They said that they was ready.", "They said that they were ready."),
    ("agreement", "She have been to Beijing.", "She has been to Beijing."),
    ("agreement", "The news are good.", "The news is good."),
    ("agreement", "Foreign students is welcome.", "Foreign students are welcome."),
    ("agreement", "There is many students.", "There are many students."),
    ("agreement", "The number of students are growing.", "The number of students is growing."),
    ("agreement", "A number of students is here.", "A number of students are here."),
    ("agreement", "The quality of products are good.", "The quality of products is good."),
    ("agreement", "He said that the results of the study was known.", "He said that the results of the study were known."),
    ("agreement", "Small firms in the north has grown.", "Small firms in the north have grown."),
    # nouns
    ("agreement", "They visited three modern factory in May.", "They visited three modern factories in May."),
    ("agreement", "Several library were closed.", "Several libraries were closed."),
    ("agreement", "The two student won prizes.", "The two students won prizes."),
    ("agreement", "It is one of the best university in China.", "It is one of the best universities in China."),
    ("agreement", "This policies are good.", "This policy are good."),
    ("agreement", "Every students was happy.", "Every student was happy."),
    ("agreement", "The university has many equipments.", "The university has many equipment."),
    ("agreement", "They made many researches on steel.", "They made many research on steel."),
    ("agreement", "They published a research on steel.", "They published a study on steel."),
    ("agreement", "They gave many advice to us.", "They gave much advice to us."),
    # verbs
    ("verbs", "He will attends the meeting.", "He will attend the meeting."),
    ("verbs", "He can speaks English.", "He can speak English."),
    ("verbs", "It will carries goods.", "It will carry goods."),
    ("verbs", "They did not went there.", "They did not go there."),
    ("verbs", "He has went to Beijing.", "He has gone to Beijing."),
    ("verbs", "The meeting will be hold in Beijing.", "The meeting will be held in Beijing."),
    ("verbs", "The plan was approve by the board.", "The plan was approved by the board."),
    ("verbs", "It play an important role.", "It plays an important role."),
    # articles
    ("articles", "An university was founded.", "A university was founded."),
    ("articles", "It took a hour.", "It took an hour."),
    ("articles", "It weighs a 800-ton load.", "It weighs an 800-ton load."),
    ("articles", "It is important part of the plan.", "It is an important part of the plan."),
    ("articles", "It is known as well known university.", "It is known as a well known university."),
    ("articles", "The company plays important role here.", "The company plays an important role here."),
    ("articles", "They signed agreement with a firm.", "They signed an agreement with a firm."),
    ("articles", "The firm has established new laboratory in Linhai.", "The firm has established a new laboratory in Linhai."),
    # a counted noun alone: behind a preposition, a verb, with words before it; of something; with *the*
    ("articles", "He drove to restaurant in Linhai.", "He drove to a restaurant in Linhai."),
    ("articles", "She won silver medal at the games.", "She won a silver medal at the games."),
    ("articles", "They want to found new museum here.", "They want to found a new museum here."),
    ("articles", "It is also local festival.", "It is also a local festival."),
    ("articles", "They took part in series of talks.", "They took part in a series of talks."),
    ("articles", "He has visited new factory and talked with its workers.", "He has visited a new factory and talked with its workers."),
    ("articles", "They set up large and modern laboratory.", "They set up a large and modern laboratory."),
    ("articles", "As result, it closed.", "As a result, it closed."),
    ("articles", "With total of 30 guests, he spoke at press conference.", "With a total of 30 guests, he spoke at a press conference."),
    ("articles", "It has highest level of all, and it is known in rest of the world.", "It has the highest level of all, and it is known in the rest of the world."),
    # two sentences
    ("clauses", "The report is long, it was published in May.", "The report is long; it was published in May."),
    ("clauses", "In May, the school was opened, the students were pleased.", "In May, the school was opened; the students were pleased."),
    ("clauses", "He said that the plan is good, it will be discussed soon.", "He said that the plan is good; it will be discussed soon."),
    ("clauses", "When it opened, the hall was small, it has grown since.", "When it opened, the hall was small; it has grown since."),
    ("clauses", "Li Wei visited the plant, he also announced that it would grow.", "Li Wei visited the plant; he also announced that it would grow."),
    ("clauses", "The plan was approved, however, it has not started.", "The plan was approved; however, it has not started."),
    ("clauses", "Liu Wei is 24 years old, he joined the team last year.", "Liu Wei is 24 years old; he joined the team last year."),
    ("clauses", "The line that was opened in May is long, the new trains of the firm are fast.", "The line that was opened in May is long; the new trains of the firm are fast."),
    ("clauses", "The firm makes steel (since 1958) because it has ore, its plants have grown.", "The firm makes steel (since 1958) because it has ore; its plants have grown."),
    ("clauses", "The hall is full, in addition, most of the rooms upstairs are let.", "The hall is full; in addition, most of the rooms upstairs are let."),
    # two conjunctions
    ("clauses", "Although it rained, but they went on.", "Although it rained, they went on."),
    ("clauses", "Because it rained, so they stayed.", "Because it rained, they stayed."),
]  # fmt: skip


@pytest.mark.parametrize(("check", "bad", "good"), MENDED, ids=[one[1] for one in MENDED])
def test_it_is_found_and_put_right(check: str, bad: str, good: str) -> None:
    found = helped(bad)
    assert {one.check for one in found if one.severity is Severity.WARNING} == {check}
    assert put_right(bad, found) == good


LEFT_ALONE = [
    "He was the leader of the workers who was arrested.",
    "The United States is big, and the Philippines is not.",
    "The news is good; economics is a science.",
    "Hiring workers is hard, and among the teachers is a poet.",
    "All the company wants is time. What the company says is true.",
    "They asked that he have a word with the dean.",
    "If the committee are ready, the team have a plan.",  # British English
    "Many a student has tried. He won a students’ prize. A works outing is planned.",
    "The two student leaders met; three university students came.",
    "She did research on steel, and he researches iron. The study evidences this.",
    "I will spend that time as will others. Nor will prices. It will always work, and perhaps discuss this.",
    "What it does is make us think. What he has done is give hope.",
    "It was an hour, a unit, a unanimous vote, a European, a one-off, an MBA, a UN body, an honest 8-year-old, an 8-year plan.",
    "An Fengshan and Liu An met in Gui-An. Vitamin A is good; A is a letter.",
    "The approval is a “an historic mistake”, he said.",
    "He spoke as key speaker and served as general manager of the plant.",
    "It is not the end, it is the beginning.",
    "The man, who is 40, is a teacher, and the school is old.",
    "The plan is good, he said, and the minister has said so too.",
    "The deal is dead, the minister has said.",
    "When the school opened, it was small. The more it grew, the better it was.",
    "It was cold, it was dark, and it was late.",
    "The plan is good, the minister said on Monday. If it rains, the hall is used, and it is big.",
    "He said that when it rained, it was dark. The firm, which has grown, is here.",
    "In May, it opened. Speaking in Linhai, he praised the plan. After the war ended, it was sold.",
    "He lives in Linhai, a city that has grown. He works for Hebei Steel, the firm that has built the hall.",
    "It is no longer a dream, it is a plan. One has come, the other has not.",
    "Li said, “The hall is big”, and he smiled. It is in Linhai, but according to the mayor, it will move.",
    "He was elected chairman and became general manager. She works as head teacher.",
    "They went from door to door, year after year, with pen and paper. The kind of problem we have is new.",
    "The newly opened hall, the final unified version and an effective combined rate are known.",
    "The firm’s largest transport hub, three student teams, no other city and every new idea were named.",
    "It must yield to the demonstrated need, and may never match it.",
    "Although it was late, they went on, but slowly. Because of rain, so much was lost.",
    "On the other hand, they discussed the plan at length, in the morning of their lives.",
    "He emphasized on Monday that it was so. Look forward to meetings.",
    "Ten years is a long time. Fifty miles of road is much. A batch of samples were lost, and a number of plans are new.",
    "Throwing things from a height is wrong. Among the teachers is a poet. The team of workers are here.",
    "Seven dead were found, two percent of all. Both female and male students came on day one of the match.",
    "Straight A students came in various means of transport. The most violent two percent of storms last longer.",
    "It was made to order and let them to the firm. Trees were avoided to save time. He pays great attention to it.",
    "Worse was lack of rain. It is in the Internet Archive. On the occasion, the other two teams met between 2 and 5.",
    "It went from farm to table. The price fell and despite being late in May, the firm grew.",
    "They came by train, via satellite and per head, like father, like son. It is majority owned. Xerxes’s widowed mother came.",
    "She was head of the board and remains director of it. It was between teacher and pupil, and at school in case of fire.",
    "He met the mayor, the governor and the dean at the gate. It was so late, the guests had gone.",
    "It is said that, when it rains, the hall is used. He said the plan was good, the firm had grown.",
    "The hall, in the words of the dean, is used. If it rains, the hall is used, if it snows, the school is closed.",
    "Every time he came, the hall was full. In the end, the hall was sold. Not only is it big, it is old.",
    "They came from Paris, France has said. It was, however, the best. A minute later, the bell rang.",
]  # fmt: skip


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_no_word_of_what_may_be_right(text: str) -> None:
    assert [one for one in helped(text) if one.severity is not Severity.INFO] == []


INFOS = [
    ("agreement", "She is one of the students who has won."),
    ("tenses", "He said that he will come."),
    ("tenses", "The minister announced on Monday that the new plant can open."),
    ("tenses", "She told reporters the company will grow."),
    ("wording", "They vigorously promoted steel."),
]


@pytest.mark.parametrize(("check", "text"), INFOS)
def test_what_is_style_is_an_info(check: str, text: str) -> None:
    assert [(one.check, one.severity) for one in helped(text)] == [(check, Severity.INFO)]


def test_a_headline_is_written_in_another_way() -> None:
    for text in ("City is important part of plan, mayor says.", "Mayor said he will come."):
        assert helped(text)
        assert not helped(text, kind=Kind.TITLE)


# ── the lists ───────────────────────────────────────────────────────────────────────────────────────────────────────
WORDED = [
    ("They discussed about the plan.", "They discussed the plan."),
    ("It plays a key role on improving health.", "It plays a key role in improving health."),
    ("The school is belong to the city.", "The school belong to the city."),
    ("They attach great importance on quality.", "They attach great importance to quality."),
    ("It is no doubt that it works.", "There is no doubt that it works."),
    ("Most of people came by train.", "Most people came by train."),
    ("The deal covers Anhui and other eight provinces.", "The deal covers Anhui and eight other provinces."),
    ("On the press conference, he spoke.", "At the press conference, he spoke."),
    ("He lives in campus.", "He lives on campus."),
    ("In recent five years, it has grown.", "In the past five years, it has grown."),
    ("It takes between 10 to 15 minutes.", "It takes between 10 and 15 minutes."),
    ("It made them to laugh.", "It made them laugh."),
    ("All staffs came.", "All staff came."),
    ("Under the background of the reform, it grew.", "Against the background of the reform, it grew."),
    ("He pays attention on quality.", "He pays attention to quality."),
    ("He married with a teacher.", "He married a teacher."),
    ("We look forward to meet you.", "We look forward to meeting you."),
    ("It is worth to visit the hall.", "It is worth visiting the hall."),
    ("In the morning of May 5, it opened.", "On the morning of May 5, it opened."),
    ("It opened in the evening of the 5th.", "It opened on the evening of the 5th."),
    ("The reason is because it is cold.", "The reason is that it is cold."),
    ("More easier methods were found.", "Easier methods were found."),
    ("In the other hand, it is cheap.", "On the other hand, it is cheap."),
    ("They sell fruit such as pears, plums, etc.", "They sell fruit such as pears, plums"),
    ("It was happened in 2010.", "It happened in 2010."),
    ("It depends of the weather.", "It depends on the weather."),
    ("Profits raised by 5 percent.", "Profits rose by 5 percent."),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "good"), WORDED, ids=[one[0] for one in WORDED])
def test_english_wording(bad: str, good: str) -> None:
    found = helped(bad)
    assert {one.check for one in found} == {"wording"}
    assert put_right(bad, found) == good


MORE_WORDED = """
He emphasized on quality. → He emphasized quality.
They mention about it. → They mention it.
It depends of us. → It depends on us.
The set contains of ten. → The set contains ten.
She returned back home. → She returned home.
They cooperate together. → They cooperate.
He contributed for the success. → He contributed to the success.
Please explain me the plan. → Please explain to me the plan.
They participate the games. → They participate in the games.
They listened the lecture. → They listened to the lecture.
They prevent people to go. → They prevent people from going.
They lack of time. → They lack time.
He is devoted to develop steel. → He is devoted to developing steel.
They comply to the law. → They comply with the law.
This is superior than that. → This is superior to that.
He is interesting in steel. → He is interested in steel.
It has a great affect on us. → It has a great effect on us.
They will loose the match. → They will lose the match.
Pens, paper and etc. were sold. → Pens, paper, etc. were sold.
There are all kind of pens. → There are all kinds of pens.
In the recent years it grew. → In recent years it grew.
In 19s century it grew. → In the 19th century it grew.
In the same time, it grew. → At the same time, it grew.
As whole, it is good. → As a whole, it is good.
It took place in last week. → It took place last week.
It is the most best plan. → It is the best plan.
There is no any doubt. → There is no doubt.
They can able to go. → They can go.
"""
MORE_CHINESE = """
做为一名教师，他很忙。 → 作为一名教师，他很忙。
学校座落在江边。 → 学校坐落在江边。
登陆学校网站。 → 登录学校网站。
注册帐号。 → 注册账号。
其它人都来了。 → 其他人都来了。
按装设备。 → 安装设备。
欢渡春节。 → 欢度春节。
度过难关。 → 渡过难关。
他名列前矛。 → 他名列前茅。
车辆穿流不息。 → 车辆川流不息。
令人震憾。 → 令人震撼。
超过三百人以上。 → 超过三百人。
悬殊很大。 → 悬殊。
"""
WORDED_RIGHT = (
    ("en", "They discuss it and pay attention to it. He married her with children. It consists of ten. He entered it."),
    ("en", "They emphasized on Monday that it depends on us. They look forward to meetings. It is worth visiting."),
    (
        "en",
        "In the 19th century, at the same time, it was the best plan of all kinds. On the morning of May 5, it opened.",
    ),
    ("en", "The reason is that it has an effect on us. They can go as a whole, in detail, with a number of people."),
    ("zh_CN", "截止日期是五月。登陆月球。他做为难的事。大约三百人，三百人左右。以既使用又保护的方式。其它学校。"),
    ("zh_CN", "以上三百人都来了。同学们来了。研究进行了三年。他度过了假期。学校坐落在江边。"),
)


def test_more_lines_of_the_lists() -> None:
    for to, table in (("en", MORE_WORDED), ("zh_CN", MORE_CHINESE)):
        for line in table.strip().splitlines():
            bad, good = line.split(" → ")
            assert put_right(bad, helped(bad, to=to)) == good, line
    for to, text in WORDED_RIGHT:
        assert [one for one in helped(text, to=to) if one.check == "wording"] == [], text


CHINESE = [
    ("wording", "截止目前，共有三人。", "截至目前，共有三人。"),
    ("wording", "既使下雨也去。", "即使下雨也去。"),
    ("wording", "大约三百人左右。", "大约三百人。"),
    ("wording", "三名学生们来了。", "三名学生来了。"),
    ("wording", "他再接再励。", "他再接再厉。"),
    ("particles", "项目取的了成功。", "项目取得了成功。"),
    ("particles", "我觉的很好。", "我觉得很好。"),
    ("particles", "这很值的学习。", "这很值得学习。"),
    ("particles", "工作进展的很顺利。", "工作进展得很顺利。"),
    ("particles", "他激动的说不出话来。", "他激动得说不出话来。"),
    ("particles", "他认真的把书看完。", "他认真地把书看完。"),
    ("particles", "她慢慢的走了。", "她慢慢地走了。"),
    ("particles", "这有重要地意义。", "这有重要的意义。"),
    ("particles", "大家能更有效的治疗病人。", "大家能更有效地治疗病人。"),
    ("particles", "他成功的将问题解决。", "他成功地将问题解决。"),
    ("particles", "他仔仔细细的看了一遍。", "他仔仔细细地看了一遍。"),
    ("particles", "这是学校地老师。", "这是学校的老师。"),
    ("particles", "这是上月批准地法案。", "这是上月批准的法案。"),
    ("particles", "他有18岁地孩子。", "他有18岁的孩子。"),
    ("particles", "这是“双11”地快件。", "这是“双11”的快件。"),
    ("particles", "人类地发展很快。", "人类的发展很快。"),
    ("particles", "他跑的很快。", "他跑得很快。"),
    ("particles", "她唱的非常好听，大家鼓掌。", "她唱得非常好听，大家鼓掌。"),
    ("particles", "生活变的更加方便。", "生活变得更加方便。"),
    ("particles", "他获的一等奖。", "他获得一等奖。"),
    ("particles", "这使的大家很高兴。", "这使得大家很高兴。"),
    ("dots", "约翰•史密斯说。", "约翰·史密斯说。"),
    ("dots", "约翰 · 史密斯说。", "约翰·史密斯说。"),
    ("dots", "总统约翰史密斯说。", "总统约翰·史密斯说。"),
    ("dots", "约翰.史密斯说。", "约翰·史密斯说。"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "bad", "good"), CHINESE, ids=[one[1] for one in CHINESE])
def test_chinese(check: str, bad: str, good: str) -> None:
    found = helped(bad, "President John Smith said so.", to="zh_CN")
    assert {one.check for one in found} == {check}
    assert put_right(bad, found) == good
    assert not helped(good, "President John Smith said so.", to="zh_CN")


@pytest.mark.parametrize(
    "text",
    [
        "他考取的大学很好，所取的成果不少，感觉的确不错。",
        "这是重要地位，也是主要地区。",
        "他是成功的向导，有深刻的对话。",
        "不断的努力带来认真的态度。",
        "他说的很对的话不多，大使的夫人来了。",
        "这是积极的参与、更好的服务、有效的预防和不断的努力。",
        "捕获的鱼、采取的措施、改变的内容、可变的世界、特使的任命。",
        "所做的更多。未处理的异常，真值的条件。形形色色的走来走去。",
        "巧妙地利用空间，很礼貌地评论道，源源不断地产生。",
        "举办地政府和出访地媒体，喀什地区委书记，北京地铁。他放心地信任大家，遗憾地无缘决赛，坚定地致力于服务。",
        "五个月我们都在，三个他们。",
        "约翰逊说，目的的确如此。",
        "以既使用又保护的方式。",
    ],
)
def test_chinese_that_may_be_right(text: str) -> None:
    assert helped(text, "John Smith said Johnson is here.", to="zh_CN") == ()


def test_too_many_passives_are_an_info() -> None:
    text = "他被选为主席，又被任命为校长，还被评为先进。"
    assert [(one.check, one.severity) for one in helped(text, to="zh_CN")] == [("heavy", Severity.INFO)]
    assert not helped("原告和被告都来了，被子、棉被、被告都在。", to="zh_CN")


def test_what_an_article_says_too_often_is_an_info_at_its_last_place(desk: Desk) -> None:
    settings = desk.root / "transflow.toml"
    text = settings.read_text("utf-8").replace('"zh_CN"', '"en"', 1).replace('targets = ["en"]', 'targets = ["zh_CN"]')
    settings.write_text(text, encoding="utf-8")
    desk.write("a", "He was chosen.\n\nShe was named.\n\nThey were sent.\n\nIt was sold.\n")
    desk("sync")
    rows = desk.segments("a")
    for row, target in zip(rows, ("他被选中。", "她被任命。", "他们被派去。", "它被卖掉。"), strict=True):
        desk("edit", "a", row["id"], "--text", target)
    (one,) = desk("check", "a", "--json").json
    assert (one["check"], one["severity"], one["id"], one["span"]) == ("overused", "info", rows[-1]["id"], [1, 2])
    desk("edit", "a", rows[0]["id"], "--text", "他当选。")
    assert desk("check", "a", "--json").json == []


@pytest.mark.parametrize("language", lists.LANGUAGES)
def test_every_line_of_a_list_is_a_rule_and_can_be_taken_away(language: str) -> None:
    for name in lists.lines(language):
        rule = lists.rule(language, name)  # raises where it is none
        assert rule.say or rule.put is not None
        assert name == name.lower()
    assert helped("They discussed about it.", wording_off=frozenset(("discuss about",))) == ()


def test_a_newsroom_adds_its_own_lines_without_code(desk: Desk) -> None:
    settings = desk.root / "transflow.toml"
    rule = '{ find = "\\\\bpay (?P<at>more attention on)\\\\b", put = "more attention to", lang = "en" }'
    settings.write_text(settings.read_text("utf-8") + f"\n[checks]\npatterns = [{rule}]\n", encoding="utf-8")
    ident = translated(desk, "我们更加重视质量。", "We pay more attention on quality.")
    (one,) = desk("check", "a", "--json").json  # and the shipped line says nothing of the same words
    assert (one["check"], one["id"], one["severity"]) == ("house", ident, "warning")
    room = open_newsroom(desk.root, lambda: "li")
    sheet = reading.sheet(room, "a")
    (fix,) = mending.offered(room, sheet, sheet.views[0], sheet.views[0].segment.target)
    assert fix.applied("We pay more attention on quality.") == "We pay more attention to quality."


# ── what is left unsaid ─────────────────────────────────────────────────────────────────────────────────────────────
class Named:
    """A termbase of one name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def find(self, _text: str, _locale: str) -> Sequence[object]:
        return ()

    def standing(self, text: str, _locale: str) -> Mapping[str, Sequence[tuple[int, int]]]:
        at = text.find(self.name)
        return {self.name: [(at, at + len(self.name))]} if at >= 0 else {}


def test_a_name_of_the_termbase_is_as_the_house_wants_it() -> None:
    text = "The Discuss about Steel forum opened; they discuss about it."
    (one,) = helped(text, terms=Named("Discuss about Steel"))
    assert one.span is not None
    assert one.span[0] > text.index("forum")


def test_pairs_and_contexts_without_help_are_not_looked_at() -> None:
    segment = Segment(source="学生获奖。", target="Individuals who has won came.", status=Status.TRANSLATED)
    told = replace(alone(None), source_locale="zh_CN", target_locale="en")
    assert not checks.run(segment, told)
    assert [one.check for one in checks.run(segment, replace(told, help=HELP))] == ["agreement"]


def test_nothing_of_it_blocks() -> None:
    for text in [*(bad for _check, bad, _good in MENDED), *(bad for bad, _good in WORDED)]:
        assert all(one.severity is not Severity.ERROR for one in helped(text))


_WORDS = (
    "The These students who has have is are will attends a an university hour important part of . , ; although but because "
    "so discussed about number news 800 A An <b1> </b1> 的 地 得 取 被 一个 · 约翰 史密斯 . “ ” they said he 截止 目前"
)
WORDS = st.sampled_from(_WORDS.split())


@given(st.lists(WORDS, max_size=14).map(" ".join), st.sampled_from(["en", "zh_CN"]))
def test_findings_stand_in_the_text_and_no_check_breaks(text: str, to: str) -> None:
    segment = Segment(source="John Smith", target=text, status=Status.TRANSLATED)
    told = checks.Context("en" if to != "en" else "zh_CN", to, help=HELP)
    for where in checks.LANGUAGE.values():
        for one in _loaded(where)(segment, told):
            assert one.span is not None
            assert 0 <= one.span[0] <= one.span[1] <= len(text)
            assert one.expected is None or one.expected != text[slice(*one.span)]


# ── spelling ────────────────────────────────────────────────────────────────────────────────────────────────────────
_KNOWN = "government commit committed farm worker workers into the arms race cast mates receive will guarantee"
KNOWN = frozenset(_KNOWN.split())


@pytest.mark.parametrize(
    ("word", "suggested", "meant"),
    [
        ("goverment", ("government",), ("government",)),
        ("recieve", ("relieve", "receive"), ("receive", "relieve")),  # letters changed over come first
        ("commited", ("committed", "commuted"), ("committed", "commuted")),
        ("intothe", (), ("into the",)),
        ("ofarms", ("farms",), ("of arms",)),
        ("farmworkers", ("farm workers",), ()),
        ("castmates", ("castrates",), ()),
        ("catastrophising", ("catastrophizing",), ()),  # the other dialect
        ("doppelganger", ("doppelgänger",), ()),
        ("hutong", ("hurting",), ()),  # too far
        ("rex", ("red", "rec"), ()),
        ("teh", ("the", "tea"), ("the",)),
    ],
)
def test_which_unknown_words_are_slips(word: str, suggested: tuple[str, ...], meant: tuple[str, ...]) -> None:
    assert spelling.slip(word, suggested, KNOWN.__contains__) == meant


@given(st.from_regex("[a-z]{2,9}", fullmatch=True), st.data())
def test_one_slip_is_one_slip_either_way(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    for other in (
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + "q" + word[at:],
    ):
        if other != word:
            assert spelling.distance_one(word, other)
            assert spelling.distance_one(other, word)
    assert not spelling.distance_one(word, word)


@dataclass(frozen=True)
class Reader:
    """A proofreader who marks one word."""

    word: str

    def __call__(self, text: str, _dialect: str) -> Sequence[Remark]:
        at = text.find(self.word)
        return (Remark(at, at + len(self.word), harper.SPELLING, "?", "right"),) if at >= 0 else ()


def test_who_proofreads_is_asked_and_words_of_the_source_and_in_quotes_are_let_stand() -> None:
    told = {"proofread": Reader("wrold")}
    (one,) = helped("The <b1>wrold</b1> is big.", **told)
    assert (one.check, one.severity, one.span, one.expected) == ("harper", Severity.WARNING, (8, 13), "right")
    assert not helped("The “wrold” is big.", **told)
    assert not helped("The wrold is big.", "wrold 很大。", **told)
    assert not helped("世界 wrold 很大。", to="zh_CN", **told)
    assert not helped("The wrold is big.", terms=Named("wrold"), **told)


@needs_harper
def test_harper_reads_for_spelling_and_grammar() -> None:
    reader = harper.Reader()
    text = "The goverment of Zhangjiagang will recieve the 22th prize in the centre of Linhai."
    assert reader.known(text, "either") == ()
    found = {text[one.start : one.end]: one.put for one in reader.read(text, "either")}
    assert found == {"goverment": "government", "recieve": "receive", "th": "nd"}
    assert reader.known(text, "either") == reader.read(text, "either")
    other = {text[one.start : one.end]: one.put for one in reader.read(text, "american")}
    assert other == found | {"centre": "center"}
    assert "centre" not in {text[one.start : one.end] for one in reader.read(text, "british")}
    assert reader.read("The castmates ate foie gras with President Daniel arap Moi in the hutong.", "either") == ()


def test_harper_is_not_loaded_before_somebody_reads() -> None:
    code = "import sys, transflow.newsroom.checking, transflow.newsroom.reading; print('harper' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


# ── in the newsroom ─────────────────────────────────────────────────────────────────────────────────────────────────
def translated(desk: Desk, source: str, target: str) -> str:
    """An article of one translated sentence: the id of its segment."""
    desk.write("a", source + "\n")
    desk("sync")
    (one,) = desk.segments("a")
    desk("edit", "a", one["id"], "--text", target)
    return str(one["id"])


def test_check_says_it_with_its_fix_and_it_is_turned_off_and_waived_as_any_check(desk: Desk) -> None:
    ident = translated(desk, "获奖者来了。", "Individuals who has won came.")
    (one,) = [row for row in desk("check", "a", "--json").json if row["check"] == "agreement"]
    assert (one["severity"], one["span"]) == ("warning", [16, 19])
    assert desk.row("a")["findings"] == {"error": 0, "warning": 1}
    desk("approve", "a", ident, by="wang")  # it blocks nothing
    settings = desk.root / "transflow.toml"
    before = settings.read_text("utf-8")
    settings.write_text(before + '\n[checks]\noff = ["agreement"]\n', encoding="utf-8")
    assert "agreement" not in desk("check", "a").out
    settings.write_text(before, encoding="utf-8")
    desk("waive", "a", ident, "agreement", "--why", "a quotation")
    assert desk("check", "a").out.endswith("0 errors, 0 warnings\n")


def test_the_editor_offers_the_fix(desk: Desk) -> None:
    translated(desk, "获奖者讨论了计划。", "Individuals who has won discussed about the plan.")
    room = open_newsroom(desk.root, lambda: "li")
    sheet = reading.sheet(room, "a")
    view = sheet.views[0]
    offered = mending.offered(room, sheet, view, view.segment.target)
    assert [one.applied(view.segment.target) for one in offered] == [
        "Individuals who have won discussed about the plan.",
        "Individuals who has won discussed the plan.",
    ]


@needs_harper
def test_spelling_is_counted_where_it_is_shown_and_nowhere_else(desk: Desk) -> None:
    translated(desk, "政府来了。", "The goverment came.")
    room = open_newsroom(desk.root, lambda: "li")
    sheet = reading.sheet(room, "a")
    assert [one.finding.check for one in sheet.views[0].findings] == []  # nobody has read it yet, and nobody waits
    assert reading.proofread(room, sheet) is sheet
    texts = proofreading.unread(room, "en", ["The goverment came."])
    assert texts == ("The goverment came.",)
    proofreading.read_all(room, texts)
    assert proofreading.unread(room, "en", texts) == ()
    after = reading.proofread(room, sheet)
    assert [one.finding.check for one in after.views[0].findings] == ["harper"]
    (fix,) = mending.offered(room, after, after.views[0], "The goverment came.")
    assert fix.applied("The goverment came.") == "The government came."
    assert "goverment" in desk("check", "a").out
    assert desk("check", "a").out.endswith("0 errors, 1 warnings\n")
    assert desk.row("a")["findings"] == {"error": 0, "warning": 0}


def test_without_harper_all_else_works_and_doctor_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harper, "installed", lambda: "")
    translated(desk, "政府和获奖者来了。", "The goverment honoured individuals who has won.")
    assert harper.Reader().read("The goverment came.", "either") == ()
    assert [row["check"] for row in desk("check", "a", "--json").json] == ["agreement"]
    assert "transflow[english]" in desk("doctor", code=None).out


def test_doctor_names_a_line_that_no_list_has(desk: Desk) -> None:
    settings = desk.root / "transflow.toml"
    text = settings.read_text("utf-8") + '\n[checks]\nwording_off = ["discuss abuot"]\n'
    settings.write_text(text, encoding="utf-8")
    assert "discuss about" in desk("doctor", code=1).out


def test_an_original_name_is_wanted_once_and_only_where_the_house_asks(desk: Desk) -> None:
    settings = desk.root / "transflow.toml"
    before = (
        settings.read_text("utf-8").replace('"zh_CN"', '"en"', 1).replace('targets = ["en"]', 'targets = ["zh_CN"]')
    )
    settings.write_text(before, encoding="utf-8")
    desk.write("a", "The award went to John Smith.\n\nThen John Smith spoke.\n")
    desk("sync")
    first, second = desk.segments("a")
    desk("edit", "a", first["id"], "--text", "获奖者是约翰·史密斯。")
    desk("edit", "a", second["id"], "--text", "随后约翰·史密斯讲话。")
    assert desk("check", "a", "--json").json == []
    settings.write_text(before + "\n[checks]\noriginals = true\n", encoding="utf-8")
    (one,) = desk("check", "a", "--json").json
    assert (one["check"], one["severity"], one["id"]) == ("originals", "info", first["id"])


def test_a_fix_is_offered_only_where_less_is_found_after_it() -> None:
    context = checks.Context("zh_CN", "en", help=HELP)
    segment = Segment(source="获奖者来了。", target="Individuals who has won came.", status=Status.TRANSLATED)
    (fix,) = fixes(segment, context, checks.run(segment, context))
    assert not checks.run(replace(segment, target=fix.applied(segment.target)), context)
