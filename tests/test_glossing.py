"""Terms, names and tags through engines that know nothing of them: what is asked once more, which answer is kept, and
that neither a tag nor an error is lost without a word."""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import tinymodels
from tests.conftest import Desk
from tests.test_engines import KEYS, REPLIES, ZH_EN, Asked, Reply, Server, server  # noqa: F401
from transflow import checks
from transflow.engines import Occurrence, Outcome, Pair, Resources, SqliteCache, Terminology, Verdict, load, tags
from transflow.engines.aiding import Aided, apart, cased, marked, written
from transflow.engines.cache import cache_key, cached
from transflow.engines.glossing import glossed
from transflow.engines.offline import Offline
from transflow.errors import SettingsError
from transflow.newsroom import modelfiles, suggesting
from transflow.newsroom.room import open_newsroom
from transflow.newsroom.wording import Wording
from transflow.segment import Segment, Status

EN_ZH = Pair("en", "zh_CN")
TERMS = {"碳达峰": "carbon peaking", "高炉": "blast furnace", "单知远": "SHAN Zhiyuan"}


def known(text: str, _pair: Pair = ZH_EN) -> list[Occurrence]:
    """The terms above, where they stand in a text."""
    return [
        Occurrence(found.start(), found.end(), found[0], TERMS[found[0]], (TERMS[found[0]],),
                   kind="person" if found[0] == "单知远" else "term")
        for found in re.finditer("|".join(TERMS), text)
    ]  # fmt: skip


def judge(source: str, answer: str, pair: Pair = ZH_EN) -> Verdict:
    """Tags that are wrong are an error, terms that are not there a warning each."""
    lacking = frozenset(one for one in known(source, pair) if one.target.lower() not in answer.lower())
    return Verdict(int(not tags.whole(answer, source)), len(lacking), lacking)


@dataclass
class Service:
    """An engine that says what `says` says, in any order; what it was asked for is kept."""

    says: Callable[[str], str | None]
    name: str = "service"
    local: bool = False
    asked: list[str] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def translate(self, sources: Sequence[str], _pair: Pair) -> Iterator[Outcome]:
        order = list(range(len(sources)))
        self.chance.shuffle(order)
        for index in order:
            self.asked.append(sources[index])
            text = self.says(sources[index])
            yield Outcome(index, text, None if text else "nothing", "engine:service")

    def available(self, _pair: Pair) -> str | None:
        return None


def through(service: Service, sources: Sequence[str], how: Terminology = Terminology.WRITTEN) -> list[Outcome]:
    """The outcomes, in the order of the sources, each once."""
    outcomes = list(glossed(service, how, known, judge).translate(sources, ZH_EN))
    assert sorted(one.index for one in outcomes) == list(range(len(sources)))
    return sorted(outcomes, key=lambda one: one.index)


# ── what is asked ───────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("source", "text"), [
    ("实现碳达峰目标", "实现 carbon peaking 目标"),
    ("碳达峰，高炉。", "carbon peaking，blast furnace。"),
    ("碳达峰高炉2座", "carbon peaking blast furnace 2座"),
    ("<b1>碳达峰</b1>目标", "<b1>carbon peaking</b1>目标"),
    ("碳<b1>达峰</b1>目标", "碳<b1>达峰</b1>目标"),  # the tag would be lost
    ("没有", "没有"),
])  # fmt: skip
def test_renderings_are_written_with_the_spaces_of_words(source: str, text: str) -> None:
    found = [Occurrence(0, 12, "碳达峰", "carbon peaking")] if source.startswith("碳<") else known(source)
    assert written(source, found, ZH_EN).text == text


def test_into_chinese_no_space_is_left_beside_han() -> None:
    source = "We reach carbon peaking now"
    term = Occurrence(9, 23, "carbon peaking", "碳达峰")
    assert written(source, [term], EN_ZH).text == "We reach 碳达峰 now"
    aided = marked(source, [term], EN_ZH)
    assert aided.text == "We reach <t1/> now"
    assert aided.answer(["我们现在实现 <t1/> 。"], EN_ZH) == "我们现在实现碳达峰 。"  # beside a mark it is the engine's


@pytest.mark.parametrize(("answer", "target"), [
    ("carbon peaking is near.", "Carbon peaking is near."), ("“carbon peaking” is near.", "“Carbon peaking” is near."),
    ("<b1>carbon peaking</b1>", "<b1>Carbon peaking</b1>"), ("The carbon peaking.", "The carbon peaking."),
    ("iron and carbon peaking", "iron and carbon peaking"), ("", ""),
])  # fmt: skip
def test_a_term_that_comes_to_stand_first_gets_a_large_letter(answer: str, target: str) -> None:
    assert Aided("", ("carbon peaking",)).answer([answer], ZH_EN) == target


def test_a_mark_is_no_tag_of_the_text() -> None:
    aided = marked("<t1/>碳达峰<t2/>高炉", known("<t1/>碳达峰<t2/>高炉"), ZH_EN)
    assert aided.text == "<t1/><t3/><t2/><t4/>"
    assert aided.answer([aided.text], ZH_EN) == "<t1/>Carbon peaking<t2/>blast furnace"


def test_names_get_the_capitals_of_the_house() -> None:
    source = "单知远说"
    assert cased("Shan Zhiyuan’s word, shan zhiyuans", known(source), ZH_EN) == "SHAN Zhiyuan’s word, shan zhiyuans"
    may = [Occurrence(0, 1, "梅", "May", ("May",), kind="person")]
    assert cased("May may, MAY", may, ZH_EN) == "May may, MAY"
    assert cased("SHAN ZHIYUAN", known(source), ZH_EN) == "SHAN ZHIYUAN"
    assert through(Service(lambda _text: "Shan Zhiyuan said"), [source])[0].text == "SHAN Zhiyuan said"


# ── laws ────────────────────────────────────────────────────────────────────────────────────────────────────────
def words(number: int, kinds: Sequence[str]) -> str:
    """A source that is told from all others by its number."""
    return f"第{number}号：" + "，".join(kinds)


kinds = st.lists(st.sampled_from([
    *TERMS, "代表团", "<b1>碳达峰</b1>", "<b1>代表团</b1>", "见<code1/>", "碳<i2>达</i2>峰",
]), max_size=4, unique_by=lambda one: re.sub("[^0-9]", "", one) or one)  # fmt: skip
lists = st.lists(kinds, min_size=1, max_size=40).map(lambda some: [words(n, one) for n, one in enumerate(some)])


@given(lists, st.sampled_from([Terminology.WRITTEN, Terminology.MARKED]), st.integers(0, 9))
def test_every_answer_stands_where_it_belongs(sources: list[str], how: Terminology, sick: int) -> None:
    """Whatever is written into texts, taken out of them, or asked again, and though one answer in ten fails."""

    def says(text: str) -> str | None:
        number = re.search(r"第([0-9]+)号", text)
        if number is None:  # the words inside of a tag, asked for by themselves
            return "delegation"
        return None if int(number[1]) % 10 == sick else f"Number {number[1]}: {''.join(tags.tags(text))}"

    for index, outcome in enumerate(through(Service(says), sources, how)):
        if index % 10 == sick:
            assert outcome.failure == "nothing"
        else:
            assert (outcome.text or "").startswith(f"Number {index}:")


@given(lists, st.sampled_from([Terminology.WRITTEN, Terminology.MARKED]))
def test_a_term_is_there_whenever_the_engine_leaves_what_it_was_given(sources: list[str], how: Terminology) -> None:
    """It has nothing right the first time; what has a term in it, or a mark, it then gives back unchanged."""
    plain = {text for text in sources if known(text)}
    service = Service(lambda text: "".join(tags.tags(text)) + "!" if text in plain else text)
    for source, outcome in zip(sources, through(service, sources, how), strict=True):
        for term in known(source):
            assert term.target.lower() in (outcome.text or "").lower()
        assert tags.whole(outcome.text or "", source)


@given(lists)
def test_an_answer_that_is_as_it_should_be_is_asked_for_once(sources: list[str]) -> None:
    def says(text: str) -> str:
        return "".join(tags.tags(text)) + re.sub(
            "|".join(TERMS), lambda found: TERMS[found[0]], re.sub("<[^>]*>", "", text)
        )

    service = Service(lambda text: says(text))
    for source, outcome in zip(sources, through(service, sources), strict=True):
        if tags.whole(says(source), source):
            assert outcome.text == says(source)
            assert service.asked.count(source) == sources.count(source)


@given(st.lists(st.sampled_from(["<b1>", "</b1>", "<i2>", "</i2>", "<code1/>", "<x9/>", "语"]), max_size=7))
def test_tags_are_never_lost_nor_crossed_without_a_word(pieces: list[str]) -> None:
    """What `whole` finds right the check of tags finds right, and nothing else."""
    source, answer = "<b1>文</b1>与<i2>字</i2><code1/>", "".join(pieces)
    found = [
        one for one in checks.run(Segment(source, answer or "-", status=Status.MACHINE), checks.Context("zh_CN", "en"))
        if one.check == "tags"
    ]  # fmt: skip
    assert tags.whole(answer, source) == (not found)


@given(lists, st.integers(0, 3))
def test_of_two_answers_the_better_one_is_kept(sources: list[str], luck: int) -> None:
    """The second answer is sometimes worse: then the first stays, to the letter."""
    first = {text: f"first {''.join(tags.tags(text))}" for text in sources}

    def says(text: str) -> str:
        return first[text] if text in first else ("<b1>worse" if len(text) % 4 == luck else text)

    for source, outcome in zip(sources, through(Service(says), sources), strict=True):
        assert judge(source, outcome.text or "").weight <= judge(source, first[source]).weight
        assert (
            outcome.text == first[source]
            or judge(source, outcome.text or "").weight < judge(source, first[source]).weight
        )


def test_a_second_question_that_fails_leaves_the_first_answer() -> None:
    service = Service(lambda text: "first" if "碳达峰" in text else None)
    assert through(service, ["第1号碳达峰"])[0].text == "first"
    assert service.asked == ["第1号碳达峰", "第1号 carbon peaking"]


def test_lost_tags_are_taken_out_and_put_back() -> None:
    """A service that loses every tag, and carries marks of capitals along."""
    said = {"请读": "Read", "这个": "this", "请读这个和QX1。": "Read this and QX1."}
    service = Service(lambda text: said.get(text, "Read this and that."))
    (outcome,) = through(service, ["请读<b1>这个</b1>和<code2/>。"])
    assert outcome.text == "Read <b1>this</b1> and <code2/>."


def test_models_are_given_marks() -> None:
    assert Offline.terminology is Terminology.MARKED
    service = Service(lambda text: "".join(tags.tags(text)) + " is near" if "<t1/>" in text else "peak carbon is near")
    (outcome,) = through(service, ["碳达峰在即"], Terminology.MARKED)
    assert outcome.text == "Carbon peaking is near"
    assert service.asked == ["碳达峰在即", "<t1/>在即"]


def test_apart_and_together_again() -> None:
    aided = apart(written("<b1>碳达峰</b1>是3 &lt;b1>的", known("<b1>碳达峰</b1>是3 &lt;b1>的"), ZH_EN))
    assert aided.asked == ("carbon peaking是3 &lt;b1>的", "carbon peaking")
    assert (
        aided.answer(["carbon peaking is 3 &lt;b1>", "carbon peaking"], ZH_EN) == "<b1>Carbon peaking</b1> is 3 &lt;b1>"
    )


# ── what is kept ────────────────────────────────────────────────────────────────────────────────────────────────
def test_kept_answers_are_those_of_a_version_and_of_its_terms(tmp_path: Path) -> None:
    @dataclass
    class Model(Service):
        model: str = "1"

        def version(self, _pair: Pair) -> str:
            return self.model

    cache, model = SqliteCache(tmp_path / "engines.sqlite"), Model(lambda text: f"said of {len(text)}")
    for version, terms, asked in (
        ("1", known, 1), ("1", known, 1), ("2", known, 2), ("2", lambda _text, _pair: (), 3), ("1", known, 3),
    ):  # fmt: skip
        model.model = version
        (outcome,) = cached(model, cache, terms=terms).translate(["碳达峰"], ZH_EN)
        assert (outcome.text, len(model.asked)) == ("said of 3", asked)
    assert cache_key("google", ZH_EN, "碳达峰") != cache_key("google", ZH_EN, "碳达峰", "1")
    cache.close()


def test_a_model_that_was_replaced_is_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of a kept answer holds the digests of the model's files."""
    monkeypatch.setenv("TRANSFLOW_MODELS", str(tmp_path / "models"))
    versions = []
    for seed in (1, 2, 1):
        folder = tmp_path / f"brought{len(versions)}"
        folder.mkdir()
        for name, data in tinymodels.firefox_files(seed).items():
            (folder / name).write_bytes(data)
        modelfiles.add(folder)
        versions.append(Offline(tmp_path / "models", Resources()).version(ZH_EN))
    assert versions[0] == versions[2] != versions[1]


def test_deepl_is_told_of_a_glossary_that_is_kept_there(tmp_path: Path, server: Server) -> None:  # noqa: F811
    """With each text, and beside the source language, without which it takes none; an answer with it is another one."""
    server.answer = lambda _asked: Reply(REPLIES["deepl"]("The goal of carbon peaking"))
    cache = SqliteCache(tmp_path / "engines.sqlite")
    for options, asked in (({"glossary": "7d-11"}, 1), ({"glossary": "7d-11"}, 1), ({}, 2)):
        list(load("deepl", options, Resources(keys=KEYS.get, cache=cache)).translate(["碳达峰目标"], ZH_EN))
        assert len(server.seen) == asked
    cache.close()
    first, second = (one.body for one in server.seen)
    assert (first["glossary_id"], first["source_lang"], first["target_lang"]) == ("7d-11", "zh", "en")
    assert "glossary_id" not in second
    with pytest.raises(SettingsError, match="glossary"):
        load("google", {"glossary": "7d-11"}, Resources())


def test_an_engine_may_be_left_alone(server: Server) -> None:  # noqa: F811
    server.answer = lambda _asked: Reply(REPLIES["libre"]("The carbon summit is near."))
    resources = Resources(terms=known, judge=judge)
    for options, asked in (({"terms": False}, 1), ({}, 2), ({"terms": True}, 2)):
        server.seen.clear()
        list(load("libre", {"url": server.url, **options}, resources).translate(["碳达峰在即。"], ZH_EN))
        assert len(server.seen) == asked
    with pytest.raises(SettingsError, match=r"engines\.libre\.terms"):
        load("libre", {"url": server.url, "terms": "no"}, resources)


# ── in the newsroom ─────────────────────────────────────────────────────────────────────────────────────────────
ARTICLE = """# 临海大学公布行动方案

校长李克敏表示，学校将在<!-- 年内 -->2030年前实现碳达峰。

李克敏说，**高炉**要改造3座。

越南总理范明政表示欢迎。

共有350人参加。
"""
ROWS = """zh_CN,en,kind,status
临海大学,Linhai University,organisation,preferred
碳达峰,carbon peaking,term,preferred
碳达峰,carbon summit,term,forbidden
高炉,blast furnace,term,preferred
"""


PLAIN = {
    "公布行动方案": "publishes its action plan", "校长": "President", "表示，学校将在": "said the school will by",
    "年前实现": "achieve", "说，": "said that ", "要改造": "will be rebuilt: ", "座。": ".", "。": ".",
    "越南总理": "Vietnamese Prime Minister", "表示欢迎": "welcomed it", "人参加": "people took part", "共有35": "As many as 53",
    "临海大学": "Linhai University", "李克敏": "Li Kemeng", "碳达峰": "the carbon summit", "高炉": "high oven",
    "范明政": "Pham Minh Chinh",
}  # fmt: skip


class Machine:
    """What a service of no great learning says: it copies Latin words, and knows no terms of this house."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, asked: Asked) -> Reply:
        self.asked.append(asked.text)
        text = asked.text
        for chinese, english in PLAIN.items():
            text = text.replace(chinese, f" {english} ")
        return Reply(REPLIES["libre"](re.sub(r" +(?=[.,<])|(?<=>) +", "", " ".join(text.split()))))


@pytest.fixture
def machine(desk: Desk, server: Server) -> Machine:  # noqa: F811
    settings = desk.root / "transflow.toml"
    text = settings.read_text(encoding="utf-8").replace('["memory", "offline", "google"]', '["libre"]')
    settings.write_text(f'{text}\n[engines.libre]\nurl = "{server.url}"\n', encoding="utf-8")
    (desk.root / "locales" / "terms.csv").write_text(ROWS, encoding="utf-8")
    desk.write("a", ARTICLE.replace("<!-- 年内 -->", ""))
    desk("sync")
    server.answer = made = Machine()
    return made


def test_terms_and_names_reach_a_service_and_errors_are_told(desk: Desk, machine: Machine) -> None:
    told = desk("translate")
    title, peaking, furnaces, vietnam, numbers = desk.segments("a")
    assert peaking["target"] == "President LI Kemin said the school will by 2030 achieve carbon peaking."
    assert "LI Kemin said that<b1>blast furnace</b1>" in furnaces["target"]
    assert vietnam["target"] == "Vietnamese Prime Minister Pham Minh Chinh welcomed it."  # never pinyin
    assert [text for text in machine.asked if "Kemin" in text or "carbon" in text or "furnace" in text] == [
        text for text in machine.asked if text not in {one["source"] for one in desk.segments("a")}
    ]
    assert len(machine.asked) == 5 + 2
    assert title["target"] == "Linhai University publishes its action plan"
    # What is wrong and cannot be mended is on the segment, and said at once.
    wrong = {one["id"] for one in desk.segments("a") if any(f["severity"] == "error" for f in one["findings"])}
    assert wrong == {numbers["id"]}
    assert "1 segment has errors the checks found: numbers" in told.err
    assert "2 names that the termbase does not know: 李克敏 (LI Kemin); 范明政: Vietnam is named near it" in told.err


def test_nothing_of_error_severity_is_silent(desk: Desk, machine: Machine, server: Server) -> None:  # noqa: F811
    """Whatever a service says: the segments that `translate` names are those on which `check` finds an error."""
    chance = random.Random(3)
    spoilt: list[Callable[[str], str]] = [
        lambda text: text, lambda text: re.sub("<[^>]*>", "", text), lambda text: f"{text} 是",
        lambda text: f"The carbon summit {text}", lambda text: text.replace("<b1>", "").replace("2030", "2130"),
    ]  # fmt: skip

    def answer(asked: Asked) -> Reply:
        said = json.loads(json.dumps(machine(asked).body))["translatedText"]
        return Reply(REPLIES["libre"](chance.choice(spoilt)(said)))

    server.answer = answer
    for n in range(6):
        desk.write(f"b{n}", ARTICLE.replace("350", f"35{n}").replace("3座", f"{n}座"))
    desk("sync")
    done = json.loads(desk("translate", "--json").out)
    named = {(one["slug"], one["id"]): set(one["checks"]) for one in done["errors"]}
    found: dict[tuple[str, str], set[str]] = {}
    for one in desk("check", "--json", code=None).json:
        if one["severity"] == "error":
            found.setdefault((one["slug"], one["id"]), set()).add(one["check"])
    assert named == found
    assert len(found) > 3


@pytest.mark.usefixtures("machine")
def test_replayed_answers_stand_where_they_belong_though_one_in_ten_fails(
    desk: Desk,
    server: Server,  # noqa: F811
) -> None:
    """`benchmarks/replay.py` in small: a service that drops tags now and then, copies no term, and fails in every way."""
    desk.write("a", "".join(
        f"第{n}号报告谈到**高炉{n}**与碳达峰。\n\n" if n % 3 else f"**第{n}号报告谈到碳达峰。**\n\n" for n in range(100, 160)
    ))  # fmt: skip
    desk("sync")
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text("utf-8") + "retries = 5\ntimeout = 1\n", encoding="utf-8")
    numbers, kinds = count(), [
        lambda: None, lambda: Reply("", 500), lambda: Reply("", 429, {"Retry-After": "0"}),
        lambda: Reply("<html>It works!</html>"), lambda: Reply(REPLIES["libre"]("")),
    ]  # fmt: skip

    def said(text: str) -> str:
        """The recorded answer: with tags where the text has them, but of every fifth text."""
        (number,) = set(re.findall(r"[0-9]{3}", text))
        whole, word = "<b1>" in text, "高炉" in text or "blast furnace" in text
        left, right = ("<b1>", "</b1>") if whole and int(number) % 5 else ("", "")
        if text in (f"高炉{number}", f"blast furnace {number}"):
            return f"blast furnace {number}"
        if word:
            return f"Report {number} speaks of {left}blast furnace {number}{right} and carbon peaking."
        return f"{left}Report {number} speaks of carbon peaking.{right}"

    def answer(asked: Asked) -> Reply | None:
        number = next(numbers)
        if number == 7:  # too late
            server.over.wait(1.5)
        return kinds[number // 10 % 5]() if number % 10 == 9 else Reply(REPLIES["libre"](said(asked.text)))

    server.answer = answer
    desk("translate", "a")
    segments = [one for one in desk.segments("a") if one["source"].startswith(("第", "<b1>第"))]
    assert len(segments) == 60
    for one in segments:
        (number,) = set(re.findall(r"[0-9]{3}", one["source"]))
        word = f"Report {number} speaks of <b1>blast furnace {number}</b1> and carbon peaking."
        assert one["target"] == (word if int(number) % 3 else f"<b1>Report {number} speaks of carbon peaking.</b1>")
    assert not any(found["severity"] == "error" for one in segments for found in one["findings"])


def test_another_termbase_is_another_question(desk: Desk, machine: Machine) -> None:
    desk("translate")
    before = len(machine.asked)
    terms = desk.root / "locales" / "terms.csv"
    terms.write_text(ROWS.replace("carbon peaking", "peak carbon"), encoding="utf-8")
    made = open_newsroom(desk.root, lambda: "li")
    words = Wording(made, "zh_CN", "en")
    assert words.occurrences("碳达峰")[0].target == "peak carbon"
    (outcome,) = [
        one for one in suggesting.suggest(made, "a", "en", desk.segments("a")[1]["id"]) if one.text
    ]  # fmt: skip
    assert outcome.text == "President LI Kemin said the school will by 2030 achieve peak carbon."
    assert len(machine.asked) == before + 1  # the first answer was kept; that with another term in the text was not


def test_names_near_other_countries_are_never_guessed(desk: Desk, machine: Machine) -> None:
    desk.write("korea", "校长王建华表示，将访问韩国。\n")
    desk("sync")
    told = desk("translate", "korea")
    assert "王建华: South Korea is named near it: it may not be pinyin" in told.err
    assert not any("Jianhua" in text for text in machine.asked)


def test_a_model_of_this_machine_with_terms(
    desk: Desk, machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real library on a tiny model that says anything: every segment is filled or told, every error is told."""
    monkeypatch.setenv("TRANSFLOW_MODELS", str(tmp_path / "models"))
    folder = tmp_path / "brought"
    folder.mkdir()
    for name, data in tinymodels.firefox_files().items():
        (folder / name).write_bytes(data)
    modelfiles.add(folder)
    done = json.loads(desk("translate", "--engine", "offline", "--json", code=None).out)
    filled = [one for one in desk.segments("a") if one["target"]]
    assert len(filled) + len(done["failures"]) == 5
    assert filled
    errors = {one["id"] for one in filled if any(found["severity"] == "error" for found in one["findings"])}
    assert errors == {one["id"] for one in done.get("errors", [])}
    assert not machine.asked
