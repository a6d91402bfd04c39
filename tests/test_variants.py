"""Kinds of Chinese made of one another: the conversion's laws, and the way from an article to pages in each kind."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import Desk
from transflow.article import TAG
from transflow.engines import Conversion, Pair, Resources, Verdict, load
from transflow.engines.conversion import CONFIGURATIONS
from transflow.errors import SettingsError
from transflow.newsroom import overview, suggesting
from transflow.newsroom.room import open_newsroom
from transflow.settings import read
from transflow.settings.variants import PAIRS
from transflow.tui.desk import acts

TW, HK = Pair("zh_CN", "zh_TW"), Pair("zh_CN", "zh_HK")

CONVERTED = [
    # (pair, words, text, what it becomes)
    (TW, False, "头发与出发，皇后与后来，干燥与干部", "頭髮與出發，皇后與後來，乾燥與幹部"),
    (TW, False, "他说：“她说‘好’。”", "他說：「她說『好』。」"),
    (TW, False, "在西安（Xi’an）的’90年代", "在西安（Xi’an）的’90年代"),
    (TW, False, "新闻发布会支持这份声明", "新聞發佈會支持這份聲明"),
    (TW, True, "软件和网络", "軟體和網路"),
    (HK, False, "里面的群众", "裏面的羣眾"),
    (TW, False, "头<b1>发</b1>好<code1/>了", "頭<b1>髮</b1>好<code1/>了"),
    (TW, True, "<b1>互联网</b1>上", "<b1>網際網路</b1>上"),  # longer than it was
    (TW, False, "見網頁「公里」", "見網頁「公里」"),  # it is Traditional already
    (TW, False, "萬里之外的“里約”", "萬里之外的「里約」"),
    (TW, False, "See https://a.example/?q=1 & “x”", "See https://a.example/?q=1 & “x”"),  # no Chinese in it
    (Pair("zh_TW", "zh_CN"), False, "他說：「頭髮『好』」", "他说：“头发‘好’”"),
    (Pair("zh_HK", "zh_CN"), False, "裏面", "里面"),
]  # fmt: skip


@pytest.mark.parametrize(("pair", "words", "text", "after"), CONVERTED)
def test_a_text_in_the_other_kind(pair: Pair, words: bool, text: str, after: str) -> None:
    assert Conversion(pair, words=words)(text) == after


def test_every_conversion_of_the_settings_is_there() -> None:
    assert tuple(CONFIGURATIONS) == PAIRS
    assert all(Conversion(Pair(*pair), words=words)("好") == "好" for pair in PAIRS for words in (False, True))


TEXTS = st.lists(
    st.sampled_from([
        "头发", "软件", "互联网", "程序", "里", "后", "干", "只", "台湾", "公司", "说", "說", "萬", "里根", "得", "A", "3.5", "，", "“", "”",
        "’", "「", "」", " ", "<b1>", "</b1>", "<code1/>", "https://a.example/b",
    ]),
    max_size=12,
).map("".join)  # fmt: skip


@given(TEXTS, st.sampled_from([TW, HK]), st.booleans())
def test_tags_and_what_is_not_chinese_come_through(text: str, pair: Pair, words: bool) -> None:
    after = Conversion(pair, words=words)(text)
    assert [tag[0] for tag in TAG.finditer(after)] == [tag[0] for tag in TAG.finditer(text)]
    ascii_of = [[char for char in one if char.isascii()] for one in (text, after)]
    assert ascii_of[0] == ascii_of[1]
    assert bool(TAG.sub("", text)) == bool(TAG.sub("", after))


@given(TEXTS, st.sampled_from([TW, HK]), st.booleans())
@example("“<b1>互联网", TW, True)  # longer than it was, and a piece without Chinese
@example("后程序", TW, True)  # 后程式, which would be 後程式
def test_what_is_converted_stays_as_it_is(text: str, pair: Pair, words: bool) -> None:
    convert = Conversion(pair, words=words)
    after = convert(text)
    assert convert(after) == after


@given(TEXTS, st.sampled_from(["程序", "互联网", "公司"]))
def test_the_houses_word_stands_wherever_the_text_has_the_term(text: str, term: str) -> None:
    def house(some: str) -> list[tuple[int, int, str]]:
        return [(at, at + len(term), "※") for at in range(len(some)) if some.startswith(term, at)]

    assert Conversion(TW, words=True, house=house)(TAG.sub("", text)).count("※") == TAG.sub("", text).count(term)


def test_the_engine_says_what_it_cannot() -> None:
    engine = load("opencc", {}, Resources())
    assert engine.local
    assert engine.available(TW) is None
    assert "translates nothing" in (engine.available(Pair("en", "zh_TW")) or "")
    assert [one.text for one in engine.translate(["软件", "头发"], TW)] == ["軟件", "頭髮"]
    assert [one.text for one in engine.translate(["a"], Pair("en", "zh_TW"))] == [None]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[variants]\nzh_TW = "zh_CN"', "variants.zh_TW"),
        ("[variants]\nzh_TW = {}", "variants.zh_TW.from"),
        ('[variants]\nzh_TW = { from = "en" }', "variants.zh_TW.from"),
        ('[variants]\nen = { from = "zh_CN" }', "variants.en.from"),
        ('[variants]\nzh_TW = { from = "zh_CN", publish = "yes" }', "variants.zh_TW.publish"),
        ('[variants]\nzh_TW = { from = "zh_CN", word = true }', "variants.zh_TW.words"),
        ('[variants]\nzh_TW = { from = "zh_CN" }\nzh_CN = { from = "zh_TW" }', "variants.zh_TW.from"),
        ('[variants]\nklingon_X = { from = "zh_CN" }', "variants.klingon_X"),
    ],
)
def test_a_wrong_setting_names_its_key(text: str, key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(text)
    assert key in str(caught.value)


def _settings(desk: Desk, text: str) -> None:
    path = desk.root / "transflow.toml"
    path.write_text(path.read_text().split("[variants]")[0] + f"[variants]\n{text}\n")


ENGLISH = """---
title: Lab opens
lang: en
tags: [software]
---
He said, “The **internet** lab will open.”

The procedure is `code`.
"""
CHINESE = {
    "Lab opens": "实验室开放",
    "software": "软件",
    "He said, “The <b1>internet</b1> lab will open.”": "他说：“<b1>互联网</b1>实验室将开放。”",
    "The procedure is <code1/>.": "程序是<code1/>。",
}


@pytest.fixture
def lab(desk: Desk) -> Desk:
    """A newsroom with an English article that a person has translated into zh_CN."""
    (desk.root / "locales" / "terms.csv").write_text("zh_CN,zh_TW\n程序,程序\n互联网,網際網路\n")
    desk.write("lab", ENGLISH)
    desk("sync")
    for one in desk.segments("lab", "--to", "zh_CN"):
        desk("edit", "lab", one["id"], "--to", "zh_CN", "--text", CHINESE[one["source"]])
    return desk


def _page(desk: Desk, locale: str) -> str:
    return (desk.root / "public" / locale / "lab" / "index.html").read_text()


def _live(desk: Desk, locale: str) -> bool:
    return (desk.root / "public" / locale / "lab" / "index.html").exists()


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("比签多少份文件都重要。", "比簽多少份文件都重要。"), ("双方已签合同。", "雙方已簽合同。"), ("续签协议。", "續簽協議。"),
        ("贴上电子标签。", "貼上電子標籤。"), ("抽签结果公布。", "抽籤結果公佈。"), ("上上签", "上上籤"), ("胡同里", "胡同裡"),
        ("王冬冬获奖。", "王冬冬獲獎。"),
    ],
)  # fmt: skip
def test_of_two_words_news_means_the_commoner(simplified: str, traditional: str) -> None:
    assert Conversion(Pair("zh_CN", "zh_TW"))(simplified) == traditional


def test_converted_pages_follow_what_is_approved(lab: Desk) -> None:
    _settings(lab, 'zh_TW = { from = "zh_CN", words = true }\nzh_HK = { from = "zh_CN" }')
    lab("publish", "lab", by="ed", code=1)  # not approved yet: in no kind of Chinese
    assert not _live(lab, "zh-TW")
    lab("approve", "lab", "--all", by="wang")
    lab("publish", "lab", by="ed")
    page = _page(lab, "zh-TW")
    assert 'lang="zh-TW"' in page
    assert "他說：「<strong>網際網路</strong>實驗室將開放。」" in page
    assert "程序是<code>code</code>。" in page  # the termbase's word, and not 程式
    assert "軟體" in page
    assert "語言" in page or "標籤" in page  # the page's own words
    assert "互聯網" in _page(lab, "zh-HK")
    assert "Read this article in Chinese (Traditional)</a>" in _page(lab, "en")
    assert "繁體中文（香港）</a>" in page
    assert "實驗室開放" in (lab.root / "public/zh-TW/feed.json").read_text()
    assert not lab.po("lab", "zh_TW").exists()
    assert lab("publish", "lab", by="ed").out.strip().endswith("unchanged")
    # a text that is not approved stands on no page, and no new one is made
    (ident,) = [one["id"] for one in lab.segments("lab") if one["source"] == "Lab opens"]
    lab("edit", "lab", ident, "--text", "实验室开门")
    lab("publish", "lab", by="ed", code=1)
    assert "實驗室開放" in _page(lab, "zh-TW")
    lab("approve", "lab", "--all", by="wang")
    lab("publish", "lab", by="ed")
    assert "實驗室開門" in _page(lab, "zh-TW")
    # a page that was lost comes back, and a kill takes all away
    (lab.root / "public/zh-TW/lab/index.html").unlink()
    lab("publish", "lab", by="ed")
    assert _live(lab, "zh-TW")
    _settings(lab, "")  # the settings forget them, the kill does not
    lab("kill", "lab", "--why", "wrong", by="ed")
    assert not any(_live(lab, one) for one in ("zh-TW", "zh-HK"))
    assert "withdrawn" in _page(lab, "en")
    assert "撤下" in _page(lab, "zh-CN")
    assert "實驗室" not in (lab.root / "public/zh-TW/feed.json").read_text()


def test_a_term_or_a_setting_that_changes_makes_pages_out_of_date(lab: Desk) -> None:
    _settings(lab, 'zh_TW = { from = "zh_CN" }\nzh_HK = { from = "zh_CN" }')
    lab("approve", "lab", "--all", by="wang")
    lab("publish", "lab", by="ed")
    assert lab.row("lab")["stage"] == "published"
    terms = lab.root / "locales" / "terms.csv"
    terms.write_text(terms.read_text() + "实验室,研究室\n")
    assert lab.row("lab")["update_pending"]
    lab("publish", "lab", by="ed")
    assert "研究室將開放" in _page(lab, "zh-TW")
    assert lab.row("lab")["stage"] == "published"
    _settings(lab, 'zh_TW = { from = "zh_CN" }')
    assert lab.row("lab")["update_pending"]
    lab("publish", "lab", by="ed")
    assert (_live(lab, "zh-TW"), _live(lab, "zh-HK")) == (True, False)


def test_reviewed_ones_are_segments_that_people_sign(lab: Desk) -> None:
    _settings(lab, 'zh_TW = { from = "zh_CN", publish = "reviewed" }')
    first = lab.segments("lab", "--to", "zh_CN")[0]["id"]
    lab("return", "lab", first, "--to", "zh_CN", "--note", "shorter", by="wang")
    done = lab("translate", "lab", "--to", "zh_TW")
    assert "3 of 4 segments translated (opencc 3)" in done.out
    assert "1 segment waits until a person stands behind it in zh_CN" in done.err
    rows = {one["source"]: one for one in lab.segments("lab", "--to", "zh_TW")}
    body = rows["He said, “The <b1>internet</b1> lab will open.”"]
    assert (body["target"], body["status"], body["origin"]) == (
        "他說：「<b1>網際網路</b1>實驗室將開放。」", "machine", "engine:opencc",
    )  # fmt: skip
    assert rows["Lab opens"]["status"] == "untranslated"
    assert lab("check", "lab", "--to", "zh_TW", "--json", code=None).json == []
    # what a person signed stays; what nobody signed follows the other kind
    lab("edit", "lab", body["id"], "--to", "zh_TW", "--text", "他說：「<b1>網路</b1>實驗室要開了。」")
    lab("approve", "lab", body["id"], "--to", "zh_TW", by="wang")
    for ident, text in (
        (first, "实验室开门"),
        (body["id"], "他说：“<b1>网</b1>开了。”"),
        (rows["software"]["id"], "软件学"),
    ):
        lab("edit", "lab", ident, "--to", "zh_CN", "--text", text)
    assert "2 of 2 segments translated (opencc 2)" in lab("translate", "lab", "--to", "zh_TW").out
    after = {one["source"]: one for one in lab.segments("lab", "--to", "zh_TW")}
    assert after[body["source"]]["target"] == "他說：「<b1>網路</b1>實驗室要開了。」"
    assert after[body["source"]]["status"] == "approved"
    assert [after[one]["target"] for one in ("Lab opens", "software")] == ["實驗室開門", "軟件學"]
    assert "0 of 0 segments translated" in lab("translate", "lab", "--to", "zh_TW").out
    # it is published on its own approval, as its own language
    for one in lab.segments("lab", "--to", "zh_TW"):
        if one["status"] == "machine":
            lab("edit", "lab", one["id"], "--to", "zh_TW", "--text", one["target"])
    for locale in ("zh_CN", "zh_TW"):
        lab("approve", "lab", "--all", "--to", locale, by="wang")
    lab("publish", "lab", by="ed")
    assert "他說：「<strong>網路</strong>實驗室要開了。」" in _page(lab, "zh-TW")
    assert "实验室开门" in _page(lab, "zh-CN")


def test_a_chinese_source_is_converted_as_it_stands(desk: Desk) -> None:
    _settings(desk, 'zh_TW = { from = "zh_CN", publish = "reviewed" }\nzh_HK = { from = "zh_CN" }')
    desk.write("lab", "# 实验室开放\n\n**软件**很好，见[网页](https://a.example/)。\n")
    desk("sync")
    desk("translate", "lab", "--engine", "opencc", "--to", "zh_TW")
    assert [one["target"] for one in desk.segments("lab", "--to", "zh_TW")] == [
        "實驗室開放", "<b1>軟件</b1>很好，見<a2>網頁</a2>。",
    ]  # fmt: skip
    assert desk("check", "lab", "--to", "zh_TW", "--json", code=None).json == []
    for locale, texts in (
        ("en", ["Lab opens", "The <b1>software</b1> is good; see the <a2>page</a2>."]),
        ("zh_TW", None),
    ):
        for number, one in enumerate(desk.segments("lab", "--to", locale)):
            desk("edit", "lab", one["id"], "--to", locale, "--text", texts[number] if texts else one["target"])
        desk("approve", "lab", "--all", "--to", locale, by="wang")
    desk("publish", "lab", by="ed")
    assert '<strong>軟件</strong>很好，見<a href="https://a.example/"' in _page(desk, "zh-HK")
    assert all(_live(desk, one) for one in ("zh-CN", "en", "zh-TW", "zh-HK"))


def test_the_desk_says_what_waits_and_for_what(lab: Desk) -> None:
    _settings(lab, 'zh_TW = { from = "zh_CN", publish = "reviewed" }')
    first = lab.segments("lab", "--to", "zh_CN")[0]["id"]
    lab("return", "lab", first, "--to", "zh_CN", "--note", "shorter", by="wang")
    room = open_newsroom(lab.root, lambda: "li")
    (row,) = [one for one in overview.desk(room).articles if one.target == "zh_TW"]
    (made,) = acts.translate(room, [row], acts.Way(lambda: False, lambda *_said: None))
    assert "3 of 4 segments translated" in made.said
    assert "1 segment waits until a person stands behind it in zh_CN" in made.said
    assert "confirm them there" in made.remedy


def test_what_a_run_would_do_counts_what_waits(lab: Desk) -> None:
    _settings(lab, 'zh_TW = { from = "zh_CN", publish = "reviewed" }')
    first = lab.segments("lab", "--to", "zh_CN")[0]["id"]
    lab("return", "lab", first, "--to", "zh_CN", "--note", "shorter", by="wang")
    plan = lab("translate", "--dry-run", "--to", "zh_TW", "--json").json
    assert (plan["total"], plan["left"], plan["waiting"]) == (4, 0, {"zh_CN": 1})
    assert [(one["engine"], one["segments"]) for one in plan["engines"]] == [("opencc", 3)]
    said = lab("translate", "--dry-run", "--to", "zh_TW").out
    assert "1 segment waits until a person stands behind it in zh_CN" in said
    done = lab("translate", "--to", "zh_TW", "--json").json
    assert (done["filled"], done["waiting"]) == (3, plan["waiting"])


def test_a_conversion_is_compared_as_what_it_is(lab: Desk) -> None:
    _settings(lab, 'zh_TW = { from = "zh_CN", publish = "reviewed" }')
    first = lab.segments("lab", "--to", "zh_CN")[0]["id"]
    lab("return", "lab", first, "--to", "zh_CN", "--note", "shorter", by="wang")
    found = lab("compare", "lab", "--to", "zh_TW", "--engine", "opencc", "--engine", "copy", "--json", code=4).json
    converted = [one["texts"]["opencc"] for one in found["segments"]]
    assert [one["text"] is None for one in converted] == [True, False, False, False]
    assert converted[0]["failure"] == "nobody stands behind its text in zh_CN yet"
    assert all(one["texts"]["copy"]["text"] == one["source"] for one in found["segments"])  # it translates
    lab("translate", "lab", "--to", "zh_TW")
    filled = [one["target"] for one in lab.segments("lab", "--to", "zh_TW")[1:]]
    assert [one["text"] for one in converted[1:]] == filled


def test_a_conversion_is_not_asked_again_for_terms() -> None:
    def judge(_source: str, _answer: str, _pair: Pair) -> Verdict:
        raise AssertionError("what is approved is converted and no more")

    engine = load("opencc", {}, Resources(judge=judge))
    assert [one.text for one in engine.translate(["头<b1>发</b1>"], TW)] == ["頭<b1>髮</b1>"]


def test_an_article_says_for_itself_where_it_goes(desk: Desk) -> None:
    _settings(desk, 'zh_TW = { from = "zh_CN", publish = "reviewed" }')
    desk.write("lab", ENGLISH.replace("lang: en", "lang: en\ntargets: [zh_CN]"))
    desk("sync")
    assert {row["target"] for row in desk("status", "--json", code=None).json["articles"]} == {"zh_CN"}


def test_what_is_converted_can_be_looked_at_before(lab: Desk) -> None:
    _settings(lab, 'zh_TW = { from = "zh_CN" }')
    text = lab("export", "lab", "--to", "zh_TW", "--format", "markdown").out
    assert "他說：「<strong>網際網路</strong>實驗室將開放。」" in text or "他說：「**網際網路**實驗室將開放。」" in text
    assert 'lang="zh-TW"' in lab("export", "lab", "--to", "zh-Hant", "--format", "html").out
    assert "實驗室開放" in Path(lab("preview", "--once", "lab", "--to", "zh_TW").out.strip()).read_text()
    assert "实验室开放" in lab("export", "lab", "--format", "markdown").out
    lab("export", "lab", "--to", "zh_HK", "--format", "markdown", code=2)


def test_the_editor_is_offered_the_conversion_of_what_a_person_said(lab: Desk) -> None:
    _settings(lab, 'zh_TW = { from = "zh_CN", publish = "reviewed" }')
    room = open_newsroom(lab.root, lambda: "li")
    for one in lab.segments("lab", "--to", "zh_CN")[:1]:
        (offer,) = suggesting.suggest(room, "lab", "zh_TW", one["id"])
        assert (offer.text, offer.origin) == ("實驗室開放", "engine:opencc")


def test_an_engine_that_is_asked_for_translates(lab: Desk) -> None:
    _settings(lab, 'zh_TW = { from = "zh_CN", publish = "reviewed" }')
    lab("translate", "lab", "--to", "zh_TW", "--engine", "copy")
    assert {one["origin"] for one in lab.segments("lab", "--to", "zh_TW")} == {"engine:copy"}
