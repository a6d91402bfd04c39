"""People: romanisation by GB/T 28039, what is never guessed, the forms of a name, new names, one spelling."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Desk
from transflow import checks, terms
from transflow.segment import Kind, Segment, Status
from transflow.terms import mentions, people, romanisation, spelling
from transflow.terms.discovery import candidates
from transflow.terms.evidence import Evidence, Pair
from transflow.terms.romanisation import Doubt, guess, romanise
from transflow.terms.row import Row
from transflow.terms.surnames import COMPOUND, OTHERWISE, SINGLE

STYLE = "WANG Jian"

# ── romanisation ─────────────────────────────────────────────────────────────────────────────────────────────────
READ = {
    # surnames that dictionaries of words read otherwise (FACTS, DESIGN §8)
    "单知远": "SHAN Zhiyuan", "解云岚": "XIE Yunlan", "曾望海": "ZENG Wanghai", "仇立川": "QIU Lichuan",
    "查静思": "ZHA Jingsi", "盖叫天": "GE Jiaotian", "区文澜": "OU Wenlan", "朴树": "PIAO Shu", "缪昌文": "MIAO Changwen",
    "乐小满": "YUE Xiaoman", "种师道": "CHONG Shidao", "翟一帆": "ZHAI Yifan", "任正": "REN Zheng", "华罗庚": "HUA Luogeng",
    "员力": "YUN Li", "黑明": "HE Ming", "繁茂": "PO Mao", "秘文": "BI Wen", "召云": "SHAO Yun", "折可": "SHE Ke",
    # compound surnames are written together
    "尉迟嘉禾": "YUCHI Jiahe", "万俟卨": "MOQI Xie", "长孙无忌": "ZHANGSUN Wuji", "欧阳文": "OUYANG Wen",
    "司马相南": "SIMA Xiangnan", "诸葛亮": "ZHUGE Liang", "澹台明": "TANTAI Ming", "令狐冲": "LINGHU Chong",
    "冼星海": "XIAN Xinghai",
    # two surnames with a hyphen: as the standard’s own examples (3.3, 5.1)
    "郑李淑芳": "ZHENG-LI Shufang", "项司徒文良": "XIANG-SITU Wenliang", "欧阳陈淑芳": "OUYANG-CHEN Shufang",
    # ü, and a syllable that begins with a vowel
    "吕略": "LYU Lue", "吕绿": "LYU Lyu", "于雨": "YU Yu", "徐女": "XU Nyu", "闾丘明": "LYUQIU Ming",
    "李安娥": "LI An’e", "李西安": "LI Xi’an", "宋小安": "SONG Xiao’an", "陈明尔": "CHEN Ming’er", "王安": "WANG An",
    # characters of given names that names read otherwise, traditional characters, a surname alone
    "汪曾祺": "WANG Zengqi", "李晟": "LI Sheng", "張偉": "ZHANG Wei", "單志遠": "SHAN Zhiyuan", "欧阳": "OUYANG",
}  # fmt: skip


@pytest.mark.parametrize(("name", "written"), READ.items())
def test_a_name_is_romanised_by_the_standard(name: str, written: str) -> None:
    assert romanise(name, STYLE) == written
    head, _space, rest = written.partition(" ")
    assert romanise(name, "Wang Jian") == f"{head.title()} {rest}".strip()


@pytest.mark.parametrize("name", ["", "A", "女", "埃莉诺·惠特科姆", "Wang", "李某某某某", "司马一二三四五"])
def test_what_is_no_han_name_is_not_romanised(name: str) -> None:
    assert romanise(name, STYLE) == ""
    assert not guess(name, STYLE).text


names = st.builds(
    lambda head, given: head + given,
    st.sampled_from([*SINGLE, *COMPOUND]),
    st.text("明华安娥略女长乐知远", min_size=1, max_size=2),
)


@given(names)
def test_surname_and_given_name_are_one_word_each(name: str) -> None:
    written = romanise(name, STYLE)
    surname, space, given_name = written.partition(" ")
    assert space
    assert surname.isupper()
    assert given_name == given_name.capitalize()
    assert " " not in given_name
    assert not {"ü", "v"} & set(written.lower())


@given(names, st.sampled_from(romanisation.STYLES))
def test_both_styles_are_one_spelling(name: str, style: str) -> None:
    assert romanisation.fold(romanise(name, style)) == romanisation.fold(romanise(name, STYLE))
    assert spelling.plainly(romanise(name, style)) == spelling.plainly(romanise(name, STYLE))


@given(names)
def test_the_first_spelling_is_the_one_that_is_guessed(name: str) -> None:
    assert romanisation.spellings(name, STYLE)[0] == romanise(name, STYLE)


def test_every_further_reading_belongs_to_a_surname() -> None:
    assert all(one in SINGLE or one in COMPOUND for one in OTHERWISE)
    assert all(reading != SINGLE.get(one) for one, readings in OTHERWISE.items() for reading in readings)


# ── what is never guessed in silence ─────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("name", "text", "country"),
    [
        ("范明政", "越南总理范明政抵达。", "VN"),  # Phạm Minh Chính
        ("岸田文雄", "岸田文雄发表讲话。", "JP"),  # Kishida Fumio, and no country is named at all
        ("尹锡悦", "韩国总统尹锡悦表示", "KR"),
        ("金正恩", "朝鲜最高领导人金正恩", "KP"),
        ("李家超", "香港行政长官李家超说", "HK"),
        ("陈建仁", "台湾学者陈建仁认为", "TW"),
        ("林芳正", "日本外相林芳正表示", "JP"),
    ],
)  # fmt: skip
def test_a_name_of_another_country_is_not_guessed(name: str, text: str, country: str) -> None:
    found = guess(name, STYLE, text=text)
    assert (found.text, found.country) == ("", country)
    assert Doubt.NEAR in found.doubts


def test_another_country_in_the_sentence_is_a_doubt_and_no_more() -> None:
    found = guess("王建", STYLE, text="校长王建上月访问了越南河内大学。")
    assert (found.text, found.doubts, found.country) == ("WANG Jian", (Doubt.NEAR,), "VN")
    assert not found.sure
    assert guess("王建", STYLE, text="校长王建上月访问了临海大学。").sure


def test_a_chinese_office_before_the_name_answers_for_it() -> None:
    assert guess("王毅", STYLE, text="日本外相林芳正与中国外交部长王毅会谈").sure
    assert guess("王建", STYLE, text="日本问题专家王建说").text == "WANG Jian"


def test_the_termbase_says_where_somebody_is_from() -> None:
    assert guess("范明政", STYLE, origin="VN") == romanisation.Guess("", (Doubt.ORIGIN,), "VN")
    assert guess("王毅", STYLE, text="王毅抵达越南", origin="CN").sure


def test_a_surname_with_two_readings_is_told() -> None:
    found = guess("单知远", STYLE)
    assert found.others == ("DAN Zhiyuan", "CHAN Zhiyuan")
    assert found.doubts == (Doubt.SURNAME,)
    assert guess("曾望海", STYLE).sure  # nobody of this surname is called Ceng
    assert guess("朴正", STYLE).country == "KR"


# ── a person, an organisation ────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "title", "since", "until"),
    [
        ("President of Linhai University 2021-", "President of Linhai University", "2021", ""),
        ("Dean (2015–2019)", "Dean", "2015", "2019"),
        ("Mayor 2020-03-01 to 2024", "Mayor", "2020-03-01", "2024"),
        ("Chief engineer of DSG, 2010-2012", "Chief engineer of DSG", "2010", "2012"),
        ("Director -2020", "Director", "", "2020"),
        ("Editor 2019", "Editor", "2019", ""),
        ("Head of the 2030 Office", "Head of the 2030 Office", "", ""),
        ("Professor", "Professor", "", ""),
    ],
)
def test_a_post_with_its_years(text: str, title: str, since: str, until: str) -> None:
    assert people.post(text) == people.Post(title, since, until)


def somebody(name: str, written: str = "", **facts: object) -> people.Person:
    row = Row({"zh_CN": (name,), "en": (written,) if written else ()}, kind="person", **facts)  # type: ignore[arg-type]
    return people.person(row, "zh_CN", "en", STYLE)


def test_the_forms_at_first_mention_and_after() -> None:
    rector = somebody("单知远", posts=("Dean 2010-2020", "President of Linhai University 2021-"), honorific="Prof.")
    assert (rector.first, rector.short) == ("President SHAN Zhiyuan", "Shan")
    assert people.mention(rector, first=True) == "President SHAN Zhiyuan"
    assert people.mention(rector, first=False) == "Shan"
    assert somebody("解云岚", honorific="Prof.").first == "Prof. XIE Yunlan"
    assert somebody("田大河", posts=("Furnace foreman 2001-",)).first == "TIAN Dahe, Furnace foreman"
    assert somebody("田大河", first="Old TIAN", short="Tian Dahe").first == "Old TIAN"


def test_a_post_of_its_day() -> None:
    row = Row({"zh_CN": ("王建",), "en": ()}, kind="person", posts=("Dean 2010-2020", "President 2021-"))
    assert people.person(row, "zh_CN", "en", STYLE, "2015-06-01").first == "Dean WANG Jian"
    assert people.person(row, "zh_CN", "en", STYLE, "2026-11-25").first == "President WANG Jian"
    assert people.person(row, "zh_CN", "en", STYLE, "2005-06-01").first == "WANG Jian"


@pytest.mark.parametrize(
    ("name", "written", "origin", "short"),
    [
        ("埃莉诺·惠特科姆", "Eleanor Whitcombe", "", "Whitcombe"),
        ("范明政", "Phạm Minh Chính", "VN", "Chính"),
        ("李家超", "John LEE Ka-chiu", "HK", "Lee"),
        ("文在寅", "Moon Jae-in", "KR", "Moon"),
        ("岸田文雄", "Kishida Fumio", "JP", "Kishida Fumio"),  # nobody knows in which order it stands
        ("单知远", "Shan Zhiyuan", "", "Shan"),
        ("欧阳修", "OUYANG Xiu", "CN", "Ouyang"),
        ("郑李淑芳", "ZHENG-LI Shufang", "", "Zheng-Li"),
        ("小禾", "Xiaohe", "", "Xiaohe"),
    ],
)
def test_the_short_form(name: str, written: str, origin: str, short: str) -> None:
    assert somebody(name, written, origin=origin).short == short


def test_the_persons_own_spelling_wins() -> None:
    assert somebody("乐嘉", "LE Jia").written == "LE Jia"
    assert somebody("乐嘉").written == "YUE Jia"
    assert somebody("范明政", origin="VN").written == ""


def test_two_of_one_surname_keep_their_full_names() -> None:
    both = [somebody("王建"), somebody("王伟"), somebody("单知远")]
    assert people.shorts(both) == {"王建": "WANG Jian", "王伟": "WANG Wei", "单知远": "Shan"}


def test_an_organisation_is_abbreviated_after_its_first_mention() -> None:
    row = Row({"zh_CN": ("临海大学",), "en": ("Linhai University",)}, kind="organisation", abbreviation="LHU")
    made = people.organisation(row, "zh_CN", "en")
    assert (made.first, made.short) == ("Linhai University (LHU)", "LHU")
    plain = people.organisation(Row({"zh_CN": ("望潮市",), "en": ("Wangchao",)}), "zh_CN", "en")
    assert (plain.first, plain.short) == ("Wangchao", "Wangchao")


def test_a_guessed_pronoun_is_seen() -> None:
    unknown, she = somebody("王建"), somebody("解云岚", pronoun="she")
    text = "Mr. Wang said his laboratory thanked her. MS Office, HIS and history are no people."
    assert [text[start:end] for start, end, _pronoun in people.presumed(text, [unknown, she])] == ["Mr.", "his"]
    assert people.presumed(text, [she]) == ()
    assert people.presumed("They said so.", [unknown]) == ()


# ── new names ────────────────────────────────────────────────────────────────────────────────────────────────────
def found(*pairs: tuple[str, str], known: str = "") -> dict[str, tuple[Evidence, ...]]:
    def masked(text: str) -> list[tuple[int, int]]:
        at = text.find(known) if known else -1
        return [(at, at + len(known))] if at >= 0 else []

    made = candidates([Pair(str(n), *pair) for n, pair in enumerate(pairs)], STYLE, masked)
    return {one.name: one.evidence for one in made}


def test_a_name_in_both_languages() -> None:
    assert Evidence.ALIGNED in found(("邻居单知远家在青屏县", "Shan Zhiyuan lives in Qingping"))["单知远"]
    assert "王建国" in found(("王建国来了", "Wang Jian-guo came"))
    assert "王建国" in found(("王建国来了", "Wang Jian Guo came"))
    assert "欧阳明" in found(("见到欧阳明", "met Ming Ouyang"))
    assert set(found(("见到王建国", "met Wang Jianguo"))) == {"王建国"}  # and no 王建


def test_a_wrong_reading_is_recognised_and_a_right_one_offered() -> None:
    (one,) = candidates([Pair("1", "见到单知远", "met Dan Zhiyuan")], STYLE)
    assert (one.spellings, one.rendering) == ((("Dan Zhiyuan", 1),), "SHAN Zhiyuan")


def test_a_name_in_chinese_alone_needs_a_title_or_speech() -> None:
    assert Evidence.OFFICE in found(("临海大学校长单知远在会上讲话。", ""))["单知远"]
    assert Evidence.SPEECH in found(("王建国说，今年不同。", ""))["王建国"]
    assert set(found(("记者王珂、李明月报道", ""))) == {"王珂", "李明月"}
    assert found(("高校教授表示，金融方面的石油问题周五说清。", "")) == {}
    assert found(("和女儿在一起，应对任何马路情况", "")) == {}


def test_what_is_known_is_not_new() -> None:
    assert found(("校长单知远说，王建国说", "Shan Zhiyuan"), known="单知远") == {"王建国": (Evidence.SPEECH,)}


def test_a_title_that_the_termbase_knows_still_bounds_a_name() -> None:
    assert set(found(("临海大学校长单知远在会上讲话。", ""), known="校长")) == {"单知远"}


def test_a_foreign_name_is_called_what_the_translation_says() -> None:
    (one,) = candidates([Pair("1", "校长埃莉诺·惠特科姆说", "President Eleanor Whitcombe said")], STYLE)
    assert (one.name, one.guess.text, one.rendering) == ("埃莉诺·惠特科姆", "", "Eleanor Whitcombe")
    (other,) = candidates([Pair("1", "他的妻子埃莉诺·惠特科姆来了", "")], STYLE)
    assert (other.name, other.rendering) == ("埃莉诺·惠特科姆", "")


def test_a_vietnamese_name_is_found_and_not_romanised() -> None:
    made = candidates([Pair("1", "越南总理范明政表示", ""), Pair("2", "范明政说", "")], STYLE)
    assert [(one.name, one.rendering, one.guess.country) for one in made] == [("范明政", "", "VN")]


@given(st.lists(st.text("单知远王建校长说，、· 明ZhiyuanShan", max_size=14), max_size=4))
def test_candidates_stand_where_they_say(texts: list[str]) -> None:
    pairs = [Pair(str(n), text, text[::-1]) for n, text in enumerate(texts)]
    for one in candidates(pairs, STYLE):
        assert one.count == sum(pair.chinese.count(one.name) for pair in pairs) > 0
        assert list(one.places) == [pair.id for pair in pairs if one.name in pair.chinese]
        assert one.evidence


# ── one person, one spelling ─────────────────────────────────────────────────────────────────────────────────────
PAIRS = (
    Pair("1", "单知远说", "Dan Zhiyuan said"),
    Pair("2", "单知远的讲话", "SHAN Zhi-yuan’s speech"),
    Pair("3", "单知远", "Shan Zhiyuan"),
    Pair("4", "单知远", "He, Shan, went to New York"),
    Pair("5", "别人", "Shan Zhiyun"),
)


def test_the_ways_in_which_a_person_is_written() -> None:
    used = spelling.uses(PAIRS, "单知远", "SHAN Zhiyuan")
    assert [(one.place, one.text) for one in used] == [
        ("1", "Dan Zhiyuan"),
        ("2", "SHAN Zhi-yuan"),
        ("3", "Shan Zhiyuan"),
    ]
    by_id = {pair.id: pair.english for pair in PAIRS}
    assert all(by_id[one.place][one.start : one.end] == one.text for one in used)
    assert len(spelling.ways(used)) == 3
    assert spelling.differing(PAIRS[2:], [("单知远", "SHAN Zhiyuan")]) == {}  # capitals are style
    assert list(spelling.differing(PAIRS, [("单知远", "SHAN Zhiyuan")])) == ["单知远"]


def test_somebody_elses_name_is_no_misspelling() -> None:
    sisters = Pair("1", "王小满的姐姐王小美", "Wang Xiaomei, the sister of Wang Xiaoman")
    assert [one.text for one in spelling.uses([sisters], "王小满", "WANG Xiaoman")] == ["Wang Xiaoman"]
    assert [one.text for one in spelling.uses([sisters], "王小美")] == ["Wang Xiaomei"]


def test_mending_leaves_one_way() -> None:
    mended = [Pair(one.id, one.chinese, spelling.mended(one, "单知远", "SHAN Zhiyuan")) for one in PAIRS[:4]]
    assert [one.english for one in mended] == [
        "SHAN Zhiyuan said", "SHAN Zhiyuan’s speech", "SHAN Zhiyuan", "He, Shan, went to New York",
    ]  # fmt: skip
    assert spelling.differing(mended, [("单知远", "SHAN Zhiyuan")]) == {}


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────
ARTICLE = """---
title: 临海大学校长单知远会见来宾
---
临海大学校长单知远说，合作很好。单知远介绍了学校的历史。

越南总理范明政表示感谢。记者王珂报道。
"""


@pytest.fixture
def room(desk: Desk) -> Desk:
    path = desk.root.parent / "visit.md"
    path.write_text(ARTICLE, "utf-8")
    desk("add", str(path), "--slug", "visit")
    return desk


def test_the_names_of_an_article_are_listed(room: Desk) -> None:
    before = room.files()
    told = {one["name"]: one for one in room("terms", "names", "visit", "--json").json["candidates"]}
    assert set(told) == {"单知远", "范明政", "王珂"}
    assert told["单知远"]["guess"] == "SHAN Zhiyuan"
    assert told["单知远"]["count"] == 3
    assert [one["slug"] for one in told["单知远"]["places"]] == ["visit"] * 3
    assert (told["范明政"]["guess"], told["范明政"]["country"], told["范明政"]["sure"]) == ("", "VN", False)
    shown = room("terms", "names").out
    assert "SHAN Zhiyuan" in shown
    assert "Vietnam" in shown
    assert room.files() == before


def test_names_are_kept_by_name_and_number(room: Desk) -> None:
    room("terms", "names", "--add", "单知远", "范明政=Phạm Minh Chính", "--pronoun", "he")
    lines = (room.root / "locales/terms.csv").read_text("utf-8").splitlines()
    assert lines[0].endswith(",origin")  # it says that he is Chính after the first mention
    assert lines[-2:] == [
        "单知远,SHAN Zhiyuan,person,preferred,,he,,",
        "范明政,Phạm Minh Chính,person,preferred,,he,,VN",
    ]
    left = room("terms", "names", "--json").json["candidates"]
    assert [one["name"] for one in left] == ["王珂"]
    room("terms", "names", "--add", str(left[0]["n"]))
    assert room("terms", "names", "--json").json["candidates"] == []
    found = room("terms", "find", "单知远", "--json").json
    assert found[0]["renderings"] == ["SHAN Zhiyuan"]


def test_all_keeps_what_is_sure_and_names_the_rest(room: Desk) -> None:
    room.write("visit", ARTICLE + "\n记者朴珍珠报道。\n")
    room("sync")
    answer = room("terms", "names", "--all", code=1)
    assert "范明政" in answer.err
    assert "朴珍珠" in answer.err  # a surname of Korea
    assert "DAN Zhiyuan" in answer.err  # kept, and said that it may be another
    text = (room.root / "locales/terms.csv").read_text("utf-8")
    assert "单知远" in text
    assert "范明政" not in text
    assert "朴珍珠" not in text


@pytest.mark.parametrize("arguments", [["--add", "9"], ["--add", "范明政"], ["--add", "单知远", "--pronoun", "it"]])
def test_what_cannot_be_kept_changes_nothing(room: Desk, arguments: list[str]) -> None:
    before = room.files()
    answer = room("terms", "names", *arguments, code=None)
    assert answer.code in (2, 3)
    assert answer.err
    assert room.files() == before


def test_the_house_style_is_kept(room: Desk) -> None:
    settings = room.root / "transflow.toml"
    settings.write_text(settings.read_text("utf-8").replace('style = "WANG Jian"', 'style = "Wang Jian"'), "utf-8")
    told = {one["name"]: one["guess"] for one in room("terms", "names", "--json").json["candidates"]}
    assert told["单知远"] == "Shan Zhiyuan"


def test_two_spellings_are_told(room: Desk) -> None:
    first, second = (
        one["id"] for one in room.segments("visit") if "单知远" in one["source"] and one["kind"] != "title"
    )
    room("edit", "visit", first, "--text", "Dan Zhiyuan, president of Linhai University, said so.")
    room("edit", "visit", second, "--text", "Shan Zhiyuan told the history.")
    (told,) = room("terms", "names", "--json").json["differing"]
    assert told["name"] == "单知远"
    assert {one["text"] for one in told["ways"]} == {"Dan Zhiyuan", "Shan Zhiyuan"}
    assert "Dan Zhiyuan (1)" in room("terms", "names").out


def test_abbreviations_of_an_article_are_told(room: Desk) -> None:
    room.write("visit", ARTICLE + "\n低碳冶金研究院（以下简称“低碳院”）成立。\n")
    room("sync")
    (told,) = room("terms", "names", "--json").json["declared"]
    assert (told["short"], told["full"], told["slug"]) == ("低碳院", "低碳冶金研究院", "visit")
    assert "低碳院" in room("terms", "names").out


def test_a_table_without_a_column_for_the_pronoun_is_given_one(room: Desk) -> None:
    (room.root / "locales/terms.csv").write_text("zh_CN,en,kind\n大学,university,term\n", "utf-8")
    room("terms", "names", "--add", "王珂")
    assert (room.root / "locales/terms.csv").read_text("utf-8") == (
        "zh_CN,en,kind\n大学,university,term\n王珂,WANG Ke,person\n"
    )
    room("terms", "names", "--add", "单知远", "--pronoun", "he")
    assert (room.root / "locales/terms.csv").read_text("utf-8") == (
        "zh_CN,en,kind,pronoun\n大学,university,term\n王珂,WANG Ke,person\n单知远,SHAN Zhiyuan,person,he\n"
    )


def test_a_rendering_that_the_termbase_forbids_is_not_kept(room: Desk) -> None:
    (room.root / "locales/terms.csv").write_text("zh_CN,en,kind,status\n单知远,DAN Zhiyuan,person,forbidden\n", "utf-8")
    before = room.files()
    answer = room("terms", "names", "--add", "王珂", "单知远=DAN Zhiyuan", code=None)
    assert answer.code in (2, 3)
    assert ":2" in answer.err
    assert room.files() == before


def test_a_chinese_translation_of_somebody_known_is_no_new_name(desk: Desk) -> None:
    (desk.root / "locales/terms.csv").write_text("zh_CN,en,kind\n曾望海,ZENG Wanghai,person\n", "utf-8")
    path = desk.root.parent / "note.md"
    path.write_text("---\ntitle: A note\nlang: en\n---\nZENG Wanghai came.\n", "utf-8")
    desk("add", str(path), "--slug", "note")
    ident = next(one["id"] for one in desk.segments("note") if "ZENG" in one["source"])
    desk("edit", "note", ident, "--text", "曾旺海来了。")
    told = desk("terms", "names", "--json").json
    assert told["candidates"] == []
    assert json.dumps(told["differing"], ensure_ascii=False).count("曾旺海") == 1


# ── first mentions ───────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("近日，临海大学低碳冶金研究院（以下简称“低碳院”）成立。", "低碳冶金研究院", "低碳院"),
        ("东海钢铁集团(简称东钢)宣布", "东海钢铁集团", "东钢"),
        ("望潮市科学技术协会（以下简称：市科协）", "市科学技术协会", "市科协"),
        ("诺斯米尔大学（以下简称“NU”）", "诺斯米尔大学", "NU"),
        ("the Institute for Low-Carbon Metallurgy (ILCM) opened", "Institute for Low-Carbon Metallurgy", "ILCM"),
        ("Donghai Steel Group (hereinafter “DSG”) said", "Donghai Steel Group", "DSG"),
    ],
)
def test_an_article_declares_its_own_abbreviations(text: str, full: str, short: str) -> None:
    (one,) = mentions.declared(text)
    assert (one.full, one.short) == (full, short)
    assert text[one.start : one.end].startswith(full)
    assert short in text[one.start : one.end]


@pytest.mark.parametrize("text", ["他来了（见图）。", "Wang (left) and Li", "a rise (10%)", "China (CN)", ""])
def test_brackets_that_declare_nothing(text: str) -> None:
    assert list(mentions.declared(text)) == []


LHU = people.Organisation("临海大学", "Linhai University", "LHU", "Linhai University (LHU)", "LHU")


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Linhai University (LHU) won.", "LHU said so."], []),
        (["Linhai University won."], []),  # it is named once: no abbreviation is needed
        (["LHU won.", "Linhai University (LHU) said so."], [(0, "LHU", "early")]),
        (["Linhai University won.", "LHU said so."], [(0, "Linhai University", "bare")]),
        (["Linhai University (LHU) won.", "Linhai University said so."], [(1, "Linhai University", "again")]),
        (["ALHU and LHUs are others; Linhai Universityless too"], []),
    ],
)
def test_an_organisation_in_full_once_and_abbreviated_after(
    texts: list[str], found: list[tuple[int, str, str]]
) -> None:
    told = [(one.text, texts[one.text][one.start : one.end], one.fault.value) for one in mentions.faults(texts, LHU)]
    assert told == found


PEOPLE_CSV = "zh_CN,en,kind\n单知远,SHAN Zhiyuan,person\n托马斯·林德瓦尔,Tomas Lindqvar,person\n"


@pytest.mark.parametrize(
    ("source", "target", "kind", "warned"),
    [
        ("单知远说，项目已完成。", "Shan said the project was complete.", Kind.PARAGRAPH, False),
        ("单知远说，项目已完成。", "President Shan said the project was complete.", Kind.PARAGRAPH, False),
        ("单知远说，项目已完成。", "Shan Zhiyuen said the project was complete.", Kind.PARAGRAPH, True),
        ("单知远说，项目已完成。", "Shan Peng said the project was complete.", Kind.PARAGRAPH, True),
        ("单知远说，项目已完成。", "Dan said the project was complete.", Kind.PARAGRAPH, True),
        ("单知远访问港口", "Shan Visits Port", Kind.TITLE, False),
        ("单知远访问港口", "Shan Zhiyuen Visits Port", Kind.TITLE, True),
        ("林德瓦尔；托马斯·林德瓦尔说。", "Lindqvar said so.", Kind.PARAGRAPH, False),
        ("托马斯·林德瓦尔说。", "Mr. Lindqvar said so.", Kind.PARAGRAPH, False),
        ("托马斯·林德瓦尔说。", "Thomas Lindqvar said so.", Kind.PARAGRAPH, True),
    ],
)
def test_a_person_may_go_by_the_surname_but_not_by_another_name(
    source: str, target: str, kind: Kind, warned: bool
) -> None:
    context = checks.Context("zh_CN", "en", terms.load(PEOPLE_CSV, "x"))
    segment = Segment(source=source, target=target, kind=kind, status=Status.TRANSLATED)
    assert bool([one for one in checks.run(segment, context) if one.check == "terms"]) is warned
