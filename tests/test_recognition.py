"""Terms as they stand in a text: Chinese without spaces, English with its forms, and places that are exact."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
import rjieba
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import Desk
from transflow import checks
from transflow.segment import Segment, Status
from transflow.terms import Termbase, inflection, load
from transflow.terms.folding import cased, fold
from transflow.terms.row import NAMES, Row


def base(*lines: str, head: str = "zh_CN,en,kind,status,abbreviation,pos,case") -> Termbase:
    return load("\n".join([head, *lines]), "terms.csv")


def found(known: Termbase, text: str, locale: str, overlapping: bool = False) -> list[tuple[str, str]]:
    """(the term, what stands in the text) for each."""
    return [(one.term.text, text[one.start : one.end]) for one in known.find(text, locale, overlapping)]


# Chinese


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        ("临海大学|大学|大学生", "临海大学的大学生", ["临海大学", "大学生"]),  # the longest at each place
        ("研究生院|院长", "研究生院长", ["研究生院"]),  # read from the left
        ("医院", "這所醫院", ["醫院"]),  # Traditional text, Simplified term
        ("醫學院", "医学院的学生", ["医学院"]),  # and the other way round
        ("里程碑", "新的裡程碑，新的裏程碑", ["裡程碑", "裏程碑"]),
        ("C919大型客机", "Ｃ９１９大型客机和c919大型客機", ["Ｃ９１９大型客机", "c919大型客機"]),
        ("NASA", "在NASA工作的人，不在NASAX，也不在nasa", ["NASA"]),
        ("詹姆斯·韦伯", "詹姆斯・韦伯", ["詹姆斯・韦伯"]),
        ("碳达峰", "<b1>碳</b1>达峰", ["碳</b1>达峰"]),
        ("碳达峰", "碳<br1/>达峰", []),  # a void tag is a thing of its own
        ("碳达峰", "碳\u200b达峰", ["碳\u200b达峰"]),
        ("钢", "钢铁", []),  # a single character stands in every other word
        ("大学", "大学生", ["大学"]),  # inside a word: most that stand so are meant
        ("院长", "医院长期合作，院长到场", ["院长"]),  # across two words: not this one
        ("党委书记", "校党委书记处", ["党委书记"]),  # nothing but two characters is doubted
    ],
)  # fmt: skip
def test_in_chinese(terms: str, text: str, expected: list[str]) -> None:
    known = base(*(f"{one},x,term,,,," for one in terms.split("|")))
    assert [text for _term, text in found(known, text, "zh_CN")] == expected


def test_a_name_is_never_lost_to_a_segmenter() -> None:
    assert found(base("院长,DEAN,person,,,,"), "医院长期合作", "zh_CN") == [("院长", "院长")]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("王建国说好。", False), ("校长王建国，", False), ("王建国教授来了", False), ("王建華表示", False), ("和王建国", False),
        ("王建说好。", True), ("王建强调", True), ("王建教授来了", True), ("王建在会上说", True), ("王建、李岚", True), ("王建", True),
        ("王建主持会议", True), ("感谢王建支持", True), ("王建家", True), ("王建今年毕业", True), ("王建 国", True),
    ],
)  # fmt: skip
def test_a_person_is_not_found_inside_a_longer_name(text: str, there: bool) -> None:
    known = base("王建,WANG Jian,person")
    assert [one.term.text for one in known.find(text, "zh_CN")] == ["王建"] * there
    assert bool(known.standing(text, "zh_CN")) is there
    both = base("王建,WANG Jian,person", "王建国,WANG Jianguo,person")
    assert [one.term.text for one in both.find("王建国说，王建也说", "zh_CN")] == ["王建国", "王建"]


def test_overlapping_ones_are_told_where_they_are_asked_for() -> None:
    known = base(*(f"{one},x,term,,,," for one in ("临海大学", "大学", "大学校长", "海大")))
    assert [text for _term, text in found(known, "临海大学校长", "zh_CN", overlapping=True)] == [
        "临海大学", "大学校长", "大学",
    ]  # fmt: skip


def test_a_termbase_of_one_chinese_serves_the_other() -> None:
    known = load("zh_CN,en\n碳达峰,carbon peaking\n", "terms.csv")
    assert found(known, "碳達峰", "zh_TW") == [("碳达峰", "碳達峰")]


def test_spellings_that_fold_to_one_are_one_term_with_all_its_rows() -> None:
    (one,) = base("碳达峰,carbon peaking,term,,,,", "碳達峰,carbon summit,term,forbidden,,,").find("碳達峰", "zh_CN")
    assert (one.term.renderings("en"), one.term.forbidden("en")) == (("carbon peaking",), ("carbon summit",))


# English


@pytest.mark.parametrize(
    ("row", "text", "expected"),
    [
        ("university,term,,", "Universities, a university’s, two universities' and multiuniversity", ["Universities", "university", "universities"]),
        ("analysis,term,,", "three analyses of one analysis", ["analyses", "analysis"]),
        ("spokesperson,title,,", "spokespeople and spokespersons", ["spokespeople", "spokespersons"]),
        ("spokeswoman,title,,", "Spokeswomen said", ["Spokeswomen"]),
        ("German,term,,", "Germans, no Germen", ["Germans"]),
        ("chief of staff,title,,", "both chiefs of staff", ["chiefs of staff"]),
        ("director general,title,,", "the Directors-General", ["Directors-General"]),
        ("lieutenant general,title,,", "two lieutenant generals", ["lieutenant generals"]),
        ("sister-in-law,term,,", "sisters-in-law", ["sisters-in-law"]),
        ("memorandum of understanding,term,,", "memoranda of understanding", ["memoranda of understanding"]),
        ("new energy vehicles,term,,", "a new-energy vehicle", ["new-energy vehicle"]),
        ("low-carbon,term,adjective,", "low carbon, low‑carbon, lowcarbon, Low\u00a0Carbon, low - carbon, low carbons", ["low carbon", "low‑carbon", "lowcarbon", "Low\u00a0Carbon"]),
        ("co-operation,term,,", "cooperation", ["cooperation"]),
        ("policy maker,term,,", "policy-makers", ["policy-makers"]),
        ("master’s degree,term,,", "master's degrees, masters’ degree, masters degree", ["master's degrees", "masters’ degree", "masters degree"]),
        ("hold talks,term,verb,", "held talks, holding talks, holds talks, holder talks", ["held talks", "holding talks", "holds talks"]),
        ("carry out,term,verb,", "carried out", ["carried out"]),
        ("open up,term,verb,", "opening up; opened up", ["opening up", "opened up"]),
        ("plan,term,verb,", "planned, planning", ["planned", "planning"]),
        ("green,term,adjective,", "greens are green", ["green"]),
        ("WHO,organisation,,", "who says WHO and Who, WHO’s", ["WHO", "WHO"]),
        ("NGO,term,,", "NGOs and NGO, not ngos", ["NGOs", "NGO"]),
        ("Party,term,,exact", "a party of the Party; the PARTY", ["Party"]),
        ("Turkey,place,,", "turkey is not Turkey", ["Turkey"]),
        ("WANG Jian,person,,", "Wang Jian’s and WANG Jian and Wang Jians", ["Wang Jian", "WANG Jian"]),
        ("carbon peaking,term,,", "Carbon Peaking. CARBON PEAKING; carbon\n  peaking", ["Carbon Peaking", "CARBON PEAKING", "carbon\n  peaking"]),
        ("steel,term,,", "steel¹ 在steel工作 steels, stainlesssteel, éstee, steelé", ["steel", "steel", "steels"]),
        ("China–US relations,term,,", "China-US relations", ["China-US relations"]),
        ("cafe,term,,", "café", []),
        ("A,term,,", "A", []),
    ],
)  # fmt: skip
def test_in_english(row: str, text: str, expected: list[str]) -> None:
    known = load(f"en,kind,pos,case,zh_CN\n{row},词\n", "terms.csv")
    assert [text for _term, text in found(known, text, "en")] == expected


def test_what_is_spelled_so_is_no_plural_of_another() -> None:
    known = base("甲,analysis,term,,,,", "乙,analyses,term,,,,", "丙,who,term,,,,", "丁,WHO,organisation,,,,")
    assert found(known, "Analyses: WHO, who", "en") == [("analyses", "Analyses"), ("WHO", "WHO"), ("who", "who")]


def test_a_name_has_no_singular() -> None:
    known = base("科学院,Academy of Sciences,organisation,,,,")
    assert found(known, "the Academy of Science", "en") == []


def test_an_abbreviation_is_a_rendering_and_no_term() -> None:
    known = base("世卫组织,World Health Organization,organisation,,WHO,,")
    assert known.find("WHO", "en") == ()
    assert known.standing("the WHO’s, who", "en") == {"WHO": [(4, 7)]}


def test_the_check_asks_the_same_rule_of_the_target() -> None:
    """The plural is no missing rendering; what is forbidden is found in each of its forms."""
    known = base("论文,thesis,term,,,,", "论文,graduation paper,term,forbidden,,,")

    def findings(target: str) -> list[tuple[str, str]]:
        segment = Segment("两篇论文", target, status=Status.TRANSLATED)
        context = checks.Context("zh_CN", "en", known)
        spans = [(one.severity.value, one.span) for one in checks.run(segment, context) if one.check == "terms"]
        return [(severity, target[slice(*span)] if span else "") for severity, span in spans]

    assert findings("two theses") == []
    assert findings("two hypotheses") == [("warning", "")]
    assert findings("two Graduation-Papers") == [("error", "Graduation-Papers")]


# Laws

LETTERS = "医院长期学學乾ＡaAbBsS 　\u00a0-–'’\u00ad<1>"


@given(st.text(LETTERS) | st.text())
@example("<b1>A\u00ad</b1>")
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    places = range(len(text)) if folded.places is None else folded.places
    assert len(places) == len(folded.text)
    assert list(places) == sorted(set(places))
    for at, char in zip(places, folded.text, strict=True):  # each character comes from its own place
        assert fold(text[at]).text == char or (char == " " and fold(text[at]).text == "-")


@given(st.text(LETTERS) | st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text).text).text == fold(text).text
    assert fold(cased(text)).text == fold(text).text


def test_every_character_folds_to_one() -> None:
    for char in map(chr, (*range(0xD800), *range(0xE000, 0x10000))):
        assert len(fold(f"a{char}a").text) in (2, 3)  # 2: it is passed over
        assert len(fold(char).text) <= 1


def reference(rows: tuple[Row, ...], text: str, locale: str, overlapping: bool) -> list[tuple[int, int]]:
    """Every form of every term tried at every place of a text."""
    plain = fold(text).text
    words = [0]
    for word in rjieba.cut(plain):
        words.append(words[-1] + len(word))

    def forms() -> Iterator[tuple[str, bool, bool, bool]]:
        for row in rows:
            for name in row.names.get(locale, ()):
                exact = name.isupper() and " " not in name and row.kind != "person"
                capital = row.kind in NAMES and " " not in fold(name).text and name[0].isupper() and not exact
                doubt = row.kind not in NAMES and len(name) == 2 and not fold(name).text.isascii()
                texts = [cased(name)]
                if locale == "en":
                    told = ("", row.kind not in ("person", "place"), row.kind not in NAMES)
                    texts += inflection.forms(cased(name), *told)
                    texts += inflection.forms(cased(name.replace("-", "")), *told) if "-" in name else ()
                if len(texts[0]) > 1:
                    yield from ((one, exact, capital, doubt) for one in texts)

    def letter(char: str) -> bool:
        return bool(re.match(r"[^\W_]", char)) and not "\u4e00" <= char <= "\u9fff"

    places = set()
    for form, exact, capital, doubt in forms():
        for start in range(len(plain) - len(form) + 1):
            end = start + len(form)
            across = start + 1 in words and not (start in words and end in words)
            if (
                plain[start:end] == fold(form).text
                and not (start and letter(plain[start - 1]) and letter(plain[start]))
                and not (end < len(plain) and letter(plain[end - 1]) and letter(plain[end]))
                and not (exact and cased(text[start:end]) != form)
                and not (capital and not text[start].isupper())
                and not (doubt and across)
            ):
                places.add((start, end))
    order = sorted(places, key=lambda place: (place[0], -place[1]))
    if overlapping:
        return order
    left, at = [], 0
    for start, end in order:
        if start >= at:
            left.append((start, end))
            at = end
    return left


KINDS = st.sampled_from(["term", "person", "organisation", "place", "title"])
CHINESE = st.text("医院长期学學大国國", min_size=1, max_size=4)
ENGLISH = st.lists(st.sampled_from(["a", "Bus", "city", "WHO", "man", "of", "low"]), min_size=1, max_size=3)


@given(st.lists(st.tuples(CHINESE, KINDS), max_size=8), st.text("医院長长期学學大国國aＡ", max_size=16), st.booleans())
def test_it_finds_what_trying_everything_finds_in_chinese(
    terms: list[tuple[str, str]], text: str, overlapping: bool
) -> None:
    rows = tuple(Row({"zh_CN": (name,)}, kind=kind) for name, kind in terms)
    hits = Termbase(rows).find(text, "zh_CN", overlapping)
    # Terms of a name and of a word in one are doubted as names are, so one of each is kept apart here.
    kinds = {fold(name).text: {kind in NAMES for other, kind in terms if fold(other).text == fold(name).text} for name, _kind in terms}  # fmt: skip
    if all(len(own) == 1 for own in kinds.values()):
        assert [(one.start, one.end) for one in hits] == reference(rows, text, "zh_CN", overlapping)


@given(
    st.lists(st.tuples(ENGLISH, st.sampled_from(" -"), KINDS), max_size=6, unique_by=lambda one: " ".join(one[0]).lower()),
    st.lists(st.sampled_from(["a", "A", "bus", "buses", "Bus", "cities", "City", "WHO", "who", "men", "man", "of", "low", "lows", "的"]), max_size=8),
    st.lists(st.sampled_from([" ", "-", "", "’s ", ", "]), min_size=8, max_size=8),
    st.booleans(),
)  # fmt: skip
def test_it_finds_what_trying_everything_finds_in_english(
    terms: list[tuple[list[str], str, str]], words: list[str], between: list[str], overlapping: bool
) -> None:
    rows = tuple(Row({"en": (joint.join(name),)}, kind=kind) for name, joint, kind in terms)
    text = "".join(word + gap for word, gap in zip(words, between, strict=False))
    hits = Termbase(rows).find(text, "en", overlapping)
    places = list(dict.fromkeys((one.start, one.end) for one in hits))
    assert places == reference(rows, text, "en", overlapping)


@given(
    st.lists(st.sampled_from(["临海大学", "大學", "low-carbon", "WHO", "医院", "院长"]), unique=True),
    st.lists(st.sampled_from(["临", "海大", "学", "學", "<b1>", "</b1>", "\u200b", "low", "-", "Carbon", "WHO", " ", "医院", "长"]), max_size=14),
    st.sampled_from(["zh_CN", "en"]),
)  # fmt: skip
def test_a_place_holds_what_was_found_and_no_other_overlaps_it(
    names: list[str], pieces: list[str], locale: str
) -> None:
    text, end = "".join(pieces), 0
    for one in Termbase(tuple(Row({locale: (name,)}) for name in names)).find(text, locale):
        there = text[one.start : one.end]
        assert fold(there).text in {fold(form).text for name in (one.term.text, one.term.text.replace("-", "")) for form in inflection.forms(fold(name).text)}  # fmt: skip
        assert (
            len(fold(there[0]).text) == len(fold(there[-1]).text) == 1
        )  # it begins and ends with a character of its own
        assert not re.match(r"</?b1>", there)
        assert one.start >= end
        end = one.end


@given(st.text(st.characters(exclude_categories=())) | st.text("院长a\ud800 "))
@example("\ud800院长\udcff")
def test_no_text_breaks_it(text: str) -> None:
    known = base("院长,dean,title,,,,", "学,a b,term,,,,")
    for locale in ("zh_CN", "en"):
        for one in known.find(f"{text}院长{text}", locale, overlapping=True):
            assert one.start < one.end


# Nothing heavy is imported before it is needed


HEAVY = """
import sys
from transflow.cli import main
code = main(sys.argv[1:])
print([name for name in ("ahocorasick_rs", "opencc", "rjieba") if name in sys.modules])
"""


def imported(desk: Desk, command: str) -> str:
    """The libraries of recognition that a cold `transflow COMMAND` has imported."""
    run = [sys.executable, "-c", HEAVY, "--workspace", str(desk.root), "--as", "li", command]
    done = subprocess.run(run, capture_output=True, text=True, env={**os.environ, "TRANSFLOW_LANG": "en"}, check=True)
    return done.stdout.splitlines()[-1]


def test_no_library_is_imported_before_it_is_needed(desk: Desk) -> None:
    desk.write("a", "# 题目\n\n医院长期合作。\n")
    (desk.root / "locales" / "terms.csv").unlink(missing_ok=True)
    desk("sync")
    assert imported(desk, "check") == "[]"  # no terms
    (desk.root / "locales" / "terms.csv").write_text("zh_CN,en\n碳达峰,carbon peaking\n", "utf-8")
    desk("status")
    assert imported(desk, "status") == "[]"  # warm
    assert "rjieba" not in imported(desk, "check")  # no term of two characters stands in it


def test_what_is_prepared_is_loaded_before_the_first_text() -> None:
    program = (
        "import sys; from transflow.terms import Termbase; from transflow.terms.row import Row; "
        "loaded = lambda: [one for one in ('ahocorasick_rs', 'opencc', 'rjieba') if one in sys.modules]; "
        "Termbase().prepare('zh_CN', 'en'); empty = loaded(); "
        "Termbase((Row({'zh_CN': ('院长',), 'en': ('dean',)}),)).prepare('zh_CN', 'en'); print(empty, loaded())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[] ['ahocorasick_rs', 'opencc', 'rjieba']\n"
