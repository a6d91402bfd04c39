"""Glossaries that come and go: CSV, TSV and TBX as other tools write them, and the termbase given out.

The samples of other tools' files are our own text in the shape that each of them writes.
"""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.conftest import ROOT, Desk
from transflow import terms
from transflow.errors import MemoryFileError
from transflow.terms import glossary, lines, table, tbxreading, tbxwriting
from transflow.terms.concept import Concept, Name, Tally, enough, rows
from transflow.terms.row import CASES, FACTS, KINDS, PARTS_OF_SPEECH, PRONOUNS, STATUSES, Row, cells

KNOWN = ("zh_CN", "en")
XML = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff|") | st.sampled_from("\t\n\r")
ANY = st.characters(exclude_categories=["Cs"], exclude_characters="|")
MARKS = st.sampled_from("碳达峰大学 WHO,;\"'&<>#\n\r]]>\ufeff’")


def texts(chars: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[str]:
    """What may stand in a cell, where spaces at the ends say nothing. It may look like a note of ours."""
    plain = st.text(chars | MARKS, min_size=least, max_size=12).map(str.strip).filter(lambda one: len(one) >= least)
    sly = st.sampled_from(["transflow kind: person", "transflow note: x", "transflow colour: red"])
    return plain | sly


def tables(chars: st.SearchStrategy[str]) -> st.SearchStrategy[list[Row]]:
    """A termbase: lines of two languages, and some that say what others are (never) called."""
    own, fact = st.lists(texts(chars), min_size=1, max_size=3, unique=True).map(tuple), texts(chars, 0)

    @st.composite
    def row(draw: st.DrawFn) -> Row:
        names = {"zh_CN": draw(own), "en": draw(own)}
        said = {name: draw(fact) for name in ("abbreviation", "note", "domain", "definition", "honorific", "first",
                                              "short", "reference")}  # fmt: skip
        dnt = draw(st.booleans())
        if dnt and draw(st.booleans()):
            del names[draw(st.sampled_from(KNOWN))]
        return Row(
            names, kind=draw(st.sampled_from(KINDS)), status=draw(st.sampled_from(STATUSES)), dnt=dnt,
            pos=draw(st.sampled_from(["", *PARTS_OF_SPEECH])), pronoun=draw(st.sampled_from(["", *PRONOUNS])),
            case=draw(st.sampled_from(["", *CASES])), origin=draw(st.sampled_from(["", "CN", "VN"])),
            posts=draw(st.lists(texts(chars), max_size=2).map(tuple)), **said,
        )  # fmt: skip

    @st.composite
    def termbase(draw: st.DrawFn) -> list[Row]:
        made = draw(st.lists(row(), max_size=3))
        beside = [
            Row({"zh_CN": one.names["zh_CN"], "en": draw(own)}, kind=one.kind, note=draw(st.sampled_from(["", "no"])),
                status=draw(st.sampled_from(STATUSES[1:])), pos=draw(st.sampled_from(["", "phrase"])))
            for one in made * draw(st.integers(0, 2))
            if "zh_CN" in one.names
        ]  # fmt: skip
        return draw(st.permutations([*made, *beside]))

    return termbase()


def bag(found: list[Row]) -> Counter[tuple[object, ...]]:
    """Lines without their order and their places."""
    return Counter((frozenset(row.names.items()), *(getattr(row, name) for name in FACTS)) for row in found)


def read_tbx(data: bytes, tally: Tally | None = None, known: tuple[str, ...] = KNOWN) -> list[Row]:
    return list(tbxreading.stream([data], "a.tbx", known, tally or Tally()))


def read_table(
    data: str, tally: Tally | None = None, *, tabs: bool = False, pair: tuple[str, str] | None = None
) -> list[Row]:
    found = glossary.stream([data.encode()], "a.csv", KNOWN, tally or Tally(), "utf-8", tabs=tabs, pair=pair)
    return list(found)


def named(found: list[Row]) -> list[tuple[str, str, str]]:
    """Lines as (Chinese, English, status)."""
    return [("|".join(one.names.get("zh_CN", ())), "|".join(one.names.get("en", ())), one.status) for one in found]


# ── round trips ─────────────────────────────────────────────────────────────────────────────────────────────────
@settings(max_examples=50)
@given(tables(ANY))
def test_a_table_that_is_exported_comes_back_as_it_was(termbase: list[Row]) -> None:
    tally = Tally()
    assert read_table(lines.document(termbase, {"zh_CN": "zh-CN", "en": "en"}), tally) == termbase
    assert tally == Tally()


def schema(dialect: str) -> etree.RelaxNG:
    text = (ROOT / "tests" / "data" / "tbx.rng").read_text("utf-8").replace("DIALECT", dialect)
    return etree.RelaxNG(etree.fromstring(text.encode()))


SCHEMAS = {dialect: schema(dialect) for dialect in tbxwriting.DIALECTS}


@pytest.mark.parametrize("dialect", tbxwriting.DIALECTS)
@settings(max_examples=50)
@given(termbase=tables(XML))
def test_a_tbx_that_is_exported_is_valid_and_comes_back_as_it_was(dialect: str, termbase: list[Row]) -> None:
    data = b"".join(tbxwriting.document(termbase, KNOWN, dialect, "News & <Co>"))
    tally = Tally()
    assert bag(read_tbx(data, tally)) == bag(termbase)
    assert tally == Tally()
    if termbase:
        SCHEMAS[dialect].assertValid(etree.fromstring(data))


def test_what_is_said_of_a_term_stands_in_its_concept() -> None:
    """Two lines about one thing are one concept, as every other tool wants it: with a preferred and a deprecated name."""
    base = terms.load(
        "zh_CN,en,status,note\n碳达峰,carbon peaking,,policy\n碳达峰,carbon summit,forbidden,no summit\n", "x"
    )
    tree = etree.fromstring(b"".join(tbxwriting.document(base.rows, KNOWN, "basic", "x")))
    space = {"t": "urn:iso:std:iso:30042:ed-2"}
    assert len(tree.findall(".//t:conceptEntry", space)) == 1
    said = [
        (one.findtext("t:term", "", space), one.findtext("t:termNote", "", space), one.findtext("t:note", "", space))
        for one in tree.findall(".//t:termSec", space)
    ]
    assert said == [
        ("碳达峰", "preferredTerm-admn-sts", ""), ("carbon peaking", "preferredTerm-admn-sts", ""),
        ("carbon summit", "deprecatedTerm-admn-sts", "no summit"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dialect", "good", "bad"),
    [
        ("basic", "preferredTerm-admn-sts", "preferred"),
        ("min", "preferredTerm-admn-sts", "forbidden"),
        ("min", "<note>transflow definition: d</note>", '<descrip type="definition">d</descrip>'),
        ("basic", '<descrip type="definition">', '<descrip type="meaning">'),
        ("basic", 'id="c1"', ""),
        ("basic", 'type="TBX-Basic"', 'type="TBX"'),
    ],
)
def test_the_schema_finds_what_a_dialect_does_not_allow(dialect: str, good: str, bad: str) -> None:
    row = Row({"zh_CN": ("甲",), "en": ("a",)}, definition="d")
    data = b"".join(tbxwriting.document([row], KNOWN, dialect, "x")).decode()
    assert good in data
    assert SCHEMAS[dialect].validate(etree.fromstring(data.encode()))
    assert not SCHEMAS[dialect].validate(etree.fromstring(data.replace(good, bad).encode()))


names = st.lists(
    st.builds(
        Name, texts(XML), st.sampled_from(["", *STATUSES]), st.sampled_from(["", "noun"]), st.sampled_from(["", "n"]),
        st.booleans(),
    ),
    max_size=4,
).map(tuple)  # fmt: skip


@settings(max_examples=80)
@given(names, names)
def test_no_name_of_a_concept_in_two_languages_is_lost(chinese: tuple[Name, ...], english: tuple[Name, ...]) -> None:
    """And none that is deprecated is ever offered as a good one."""
    found = list(rows(Concept({"zh_CN": chinese, "en": english}, {"note": "house"})))
    assert all(enough(row) for row in found)
    usable = [any(one.status != "forbidden" for one in own) for own in (chinese, english)]
    if all(usable):
        kept = {name for row in found for own in row.names.values() for name in own} | {
            row.abbreviation for row in found
        }
        assert {one.text for one in (*chinese, *english)} <= kept
        assert any("house" in row.note for row in found)
    for locale, own in (("zh_CN", chinese), ("en", english)):
        good = {one.text for one in own if one.status != "forbidden"}
        bad = {one.text for one in own if one.status == "forbidden"} - good
        for row in found:
            if row.status != "forbidden":
                assert not bad & {*row.names.get(locale, ())}


# ── TBX as other tools write it ─────────────────────────────────────────────────────────────────────────────────
MULTITERM = """\ufeff<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en-US">
  <martifHeader><fileDesc><titleStmt><title>Steel</title></titleStmt><sourceDesc><p>From a MultiTerm termbase</p></sourceDesc>
  </fileDesc><encodingDesc><p type="XCSURI">http://www.lisa.org/TBX-Specification.33.0.html</p></encodingDesc></martifHeader>
  <text><body>
    <termEntry id="c5">
      <transacGrp><transac type="transactionType">origination</transac><date>2010-04-17</date>
        <transacNote type="responsibility" target="r1">Tao</transacNote></transacGrp>
      <descrip type="subjectField">Metallurgy</descrip>
      <langSet xml:lang="EN-US">
        <descripGrp><descrip type="definition">A furnace that melts
            scrap with an arc.</descrip><admin type="source">Handbook</admin></descripGrp>
        <tig><term>electric arc furnace</term><termNote type="partOfSpeech">noun</termNote>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
          <descripGrp><descrip type="context">The <hi>electric</hi> arc furnace was lit.</descrip>
          <admin type="source">A newspaper</admin></descripGrp></tig>
        <tig><term>EAF</term><termNote type="termType">acronym</termNote></tig>
        <tig><term>arc oven</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
          <note>Not used in the trade</note></tig>
      </langSet>
      <langSet xml:lang="zh-CN"><ntig><termGrp><term>电弧炉</term><termNote type="partOfSpeech">Noun</termNote></termGrp></ntig>
        <ntig><termGrp><term>电炉</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termGrp></ntig></langSet>
      <langSet xml:lang="de"><descripGrp><descrip type="definition">Ein Ofen</descrip></descripGrp><note>deutsch</note><tig><term>Lichtbogenofen</term></tig></langSet>
    </termEntry>
  </body></text>
</martif>"""

IATE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>IATE TBX</p></sourceDesc></fileDesc></martifHeader><text><body>
<termEntry id="IATE-1"><descripGrp><descrip type="subjectField">5211</descrip></descripGrp>
<langSet xml:lang="en"><tig><term>carbon neutrality</term><termNote type="termType">fullForm</termNote><descrip type="reliabilityCode">9</descrip></tig></langSet>
<langSet xml:lang="zh"><tig><term>碳中和</term><termNote type="termType">fullForm</termNote><descrip type="reliabilityCode">6</descrip></tig></langSet>
<langSet xml:lang="mul"><tig><term>C0</term></tig></langSet></termEntry>
<termEntry id="IATE-2"><langSet xml:lang="en"><tig><term>only here</term></tig></langSet></termEntry>
</body></text></martif>"""

WEBLATE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">
<martif type="TBX" xml:lang="zh_Hans">
<martifHeader><fileDesc><sourceDesc><p>Translate Toolkit</p></sourceDesc></fileDesc></martifHeader>
<text><body>
    <termEntry id="1"><langSet xml:lang="zh_Hans"><tig><term>双一流</term></tig></langSet><langSet xml:lang="en"><tig><term>Double First-Class</term></tig></langSet><note from="translator">An initiative</note></termEntry>
    <termEntry id="2"><termNote type="administrativeStatus">forbidden</termNote><langSet xml:lang="zh_Hans"><tig><term>双一流</term></tig></langSet><langSet xml:lang="en"><tig><term>Two First-Rate</term></tig></langSet></termEntry>
    <termEntry id="3"><langSet xml:lang="zh_Hans"><tig><term>空</term></tig></langSet><langSet xml:lang="en"><tig><term></term></tig></langSet></termEntry>
</body></text>
</martif>"""

TERMWEB = """<?xml version='1.0'?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
 <tbxHeader><fileDesc><sourceDesc><p>TermWeb</p></sourceDesc></fileDesc></tbxHeader>
 <text><body><conceptEntry id="c1"><min:subjectField>Universities</min:subjectField><basic:definition>A talk &amp; discussion</basic:definition>
  <basic:source>House style</basic:source>
  <langSec xml:lang="en"><termSec><term>sem<hi>in</hi>ar</term><min:partOfSpeech>noun</min:partOfSpeech>
    <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus><min:customerSubset>LHU</min:customerSubset></termSec></langSec>
  <langSec xml:lang="zh-Hans"><note>也作讨论会</note><termSec><term>研讨会</term></termSec></langSec></conceptEntry></body></text>
</tbx>"""

MIN_2013 = """<TBX dialect="TBX-Min"><header><id>x</id><languages source="zh" target="en"/></header><body>
<termEntry id="C1"><subjectField>steel</subjectField><langGroup xml:lang="zh"><termGroup><term>氢冶金</term></termGroup></langGroup>
<langGroup xml:lang="en"><termGroup><term>hydrogen metallurgy</term><termStatus>preferred</termStatus><noteGrp><note><noteKey>a</noteKey><noteValue>b</noteValue></note></noteGrp></termGroup>
<termGroup><term>H2 steelmaking</term><termStatus>notRecommended</termStatus></termGroup></langGroup></termEntry></body></TBX>"""


def test_multiterm_and_the_martif_of_2008() -> None:
    tally = Tally()
    found = read_tbx(MULTITERM.encode(), tally)
    assert named(found) == [
        ("电弧炉", "electric arc furnace", "preferred"), ("电弧炉", "arc oven", "forbidden"),
        ("电炉", "electric arc furnace", "allowed"),
    ]  # fmt: skip
    main = found[0]
    assert (main.abbreviation, main.pos, main.domain, main.line) == ("EAF", "noun", "Metallurgy", 7)
    assert (main.definition, main.reference) == ("A furnace that melts scrap with an arc.", "Handbook")
    assert found[1].note == "Not used in the trade"
    assert tally.passed == Counter(transactionType=1, date=1, responsibility=1, context=1, source=1)
    assert tally.languages == Counter(de=1)


def test_iate_and_a_concept_in_one_language() -> None:
    tally = Tally()
    assert named(read_tbx(IATE.encode(), tally)) == [("碳中和", "carbon neutrality", "preferred")]
    assert tally.languages == Counter(mul=1)
    assert tally.passed == Counter(reliabilityCode=2)
    assert tally.incomplete == [8]


def test_weblate_and_translate_toolkit() -> None:
    tally = Tally()
    found = read_tbx(WEBLATE.encode(), tally)
    assert named(found) == [("双一流", "Double First-Class", "preferred"), ("双一流", "Two First-Rate", "forbidden")]
    assert found[0].note == "An initiative"
    assert tally.incomplete == [8]


def test_data_categories_as_tags() -> None:
    tally = Tally()
    (row,) = read_tbx(TERMWEB.encode(), tally)
    assert dict(row.names) == {"en": ("seminar",), "zh_CN": ("研讨会",)}
    assert (row.domain, row.definition, row.reference) == ("Universities", "A talk & discussion", "House style")
    assert (row.pos, row.note) == ("noun", "也作讨论会")
    assert tally.passed == Counter(customerSubset=1)


def test_the_min_dialect_of_2013() -> None:
    found = read_tbx(MIN_2013.encode())
    assert named(found)[0] == ("氢冶金", "hydrogen metallurgy", "preferred")
    assert named(found)[1] == ("氢冶金", "H2 steelmaking", "forbidden")


def test_it_is_all_one_how_a_file_comes_in_pieces_and_in_which_encoding() -> None:
    whole = read_tbx(MULTITERM.encode())
    data = MULTITERM.encode()
    pieces = [data[start : start + 7] for start in range(0, len(data), 7)]
    assert list(tbxreading.stream(pieces, "a.tbx", KNOWN, Tally())) == whole
    other = MULTITERM.removeprefix("\ufeff").replace('"utf-8"', '"GBK"').encode("gb18030")
    assert read_tbx(other) == whole
    assert read_tbx(MULTITERM.encode("utf-16-le")) == whole


BOMB = '<?xml version="1.0"?>\n<!DOCTYPE tbx [\n<!ENTITY a "ha">\n<!ENTITY b "&a;&a;&a;">\n]>\n<tbx>&b;</tbx>'
GOOD = TERMWEB.replace("'", '"')


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (BOMB, 3, "entities"),
        (GOOD.replace("House style", "&house;"), 6, "not valid XML"),
        (GOOD.replace("<?xml version=\"1.0\"?>\n", '<!DOCTYPE tbx SYSTEM "file:///etc/passwd">\n').replace("House", "&x;"), 6, "entity"),
        (GOOD[:-30], 9, "not valid XML"),
        (GOOD.replace("</termSec></langSec>", "</langSec></termSec>", 1), 8, "mismatched"),
        ('<?xml version="1.0"?>\n<tmx version="1.4"><body/></tmx>', 2, "begins with <tmx>"),
        (GOOD.replace(' xml:lang="zh-Hans"', ""), 9, "without xml:lang"),
        (GOOD.replace("<termSec>", "<x/><term>y</term><termSec>", 1), 7, "outside"),
        (GOOD.replace("<basic:source>", '<descrip><a/></descrip><basic:source>'), 6, "without a type"),
        (GOOD.replace("<note>", '<conceptEntry id="c2"/><note>', 1), 9, "inside another"),
        ("<tbx><tbxHeader/>\n</tbx>", 2, "no <body>"),
        (GOOD.replace("<note>也作讨论会", "<note>transflow kind: animal"), 9, "animal"),
        ("", 1, "no element"),
    ],
)  # fmt: skip
def test_a_wrong_tbx_is_refused_with_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(MemoryFileError) as caught:
        read_tbx(text.encode())
    assert caught.value.where == f"a.tbx:{line}"
    assert problem in caught.value.problem
    assert caught.value.remedy


def test_a_concept_without_an_end_is_refused_before_it_fills_the_memory() -> None:
    def endless() -> "list[bytes]":
        term = b"<termSec><term>" + b"x" * 1000 + b"</term></termSec>"
        return [b'<tbx><text><body><conceptEntry><langSec xml:lang="en">', *([term * 100] * 100)]

    with pytest.raises(MemoryFileError, match="too long"):
        list(tbxreading.stream(endless(), "a.tbx", KNOWN, Tally()))


# ── tables of other tools ───────────────────────────────────────────────────────────────────────────────────────
def test_a_table_of_another_tool() -> None:
    tally = Tally()
    found = read_table(
        'ID;Chinese (Simplified);English;English;German;Part of speech;Status;Remarks\n'
        '1;电弧炉;electric arc furnace;EAF;Lichtbogenofen;Noun;preferredTerm;"in use; since 1990"\n'
        '2;电弧炉;arc oven;;;noun;notRecommended;\n3;钢;;;Stahl;;;\n4;;;;Eisen;;;\n5;渣;slag;;;particle;new;\n', tally
    )  # fmt: skip
    assert named(found) == [
        ("电弧炉", "electric arc furnace|EAF", "preferred"), ("电弧炉", "arc oven", "forbidden"), ("渣", "slag", "preferred"),
    ]  # fmt: skip
    assert (found[0].pos, found[0].note, found[0].line) == ("noun", "in use; since 1990", 2)
    assert tally.passed == Counter({"ID": 5, "German": 3, "pos=particle": 1, "status=new": 1})
    assert tally.incomplete == [4, 5]


def test_a_glossary_of_omegat_has_no_first_line_of_languages() -> None:
    text = (
        '# Glossary in tab-separated format -*- coding: utf-8 -*-\n碳达峰\tcarbon peaking\t"policy\n大学\tuniversity\n'
    )
    found = read_table(text, tabs=True, pair=KNOWN)
    assert named(found) == [("碳达峰", "carbon peaking", "preferred"), ("大学", "university", "preferred")]
    assert [one.note for one in found] == ['"policy', ""]
    with pytest.raises(MemoryFileError, match="two languages") as caught:
        read_table(text, tabs=True)
    assert caught.value.where == "a.csv:2"


def test_columns_that_are_called_source_and_target() -> None:
    tally = Tally()
    found = read_table("location,source,target,id,fuzzy\n,大学,university,7,\n", tally, pair=KNOWN)
    assert named(found) == [("大学", "university", "preferred")]
    assert tally.passed == Counter(id=1)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("zh-CN,en,status\n甲,a,\n乙,b,liked\n", 3, "liked"),
        ("zh-CN,en\n甲,a,b\n", 2, "3 values"),
        ('zh-CN,en\n甲,a\n乙,"b\n', 3, "CSV"),
        ("zh-CN,colour\n甲,red\n", 1, "two languages"),
        ("", 1, "two languages"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(MemoryFileError) as caught:
        read_table(text)
    assert caught.value.where == f"a.csv:{line}"
    assert problem in caught.value.problem
    assert caught.value.remedy


# ── one line at a time ──────────────────────────────────────────────────────────────────────────────────────────
@settings(max_examples=50)
@given(tables(ANY), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans(), tables(ANY), st.data())
def test_every_other_byte_of_the_termbase_stays(
    held: list[Row], ending: str, mark: bool, quoted: bool, added: list[Row], data: st.DataObject
) -> None:
    kept = [row for row in held if row.names]
    head = ["zh_CN", "en", *(name for name in FACTS if any(cells(row).get(name) for row in kept))]
    records = []
    for row in [None, *kept]:
        out = io.StringIO(newline="")
        values = head if row is None else [cells(row).get(name, "") for name in head]
        csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerow(values)
        records.append(out.getvalue().removesuffix("\r\n"))
    text = "\ufeff" * mark + ending.join(records) + ending * data.draw(st.booleans())
    before = list(table.rows(text, "x"))
    assert bag(before) == bag(kept)
    gone = data.draw(st.sets(st.sampled_from([row.line for row in before]))) if before else set()
    after = lines.edited(text, "x", KNOWN, added, dict.fromkeys(gone))
    assert list(table.rows(after, "x")) == [row for row in before if row.line not in gone] + added
    stay = [record for record, row in zip(records[1:], before, strict=True) if row.line not in gone]
    first, _ending, body = after.partition(ending)
    assert first.startswith("\ufeff" * mark + records[0])
    assert body.startswith(ending.join(stay))


def test_a_line_that_is_changed_keeps_its_place_and_a_new_column_is_in_the_first_line_alone() -> None:
    text = 'zh_CN,en\r\n"甲", a\r\n\r\n乙,b\r\n丙,c'
    changed: dict[int, Row | None] = {4: Row({"zh_CN": ("乙",), "en": ("b", "B")}, note="x,y")}
    assert lines.edited(text, "x", KNOWN, [], changed) == 'zh_CN,en,note\r\n"甲", a\r\n\r\n乙,b|B,"x,y"\r\n丙,c'
    more = lines.edited(text, "x", KNOWN, [Row({"zh_CN": ("丁",), "en": ("d",)}, kind="person")])
    assert more == 'zh_CN,en,kind\r\n"甲", a\r\n\r\n乙,b\r\n丙,c\r\n丁,d,person\r\n'


# ── the commands ────────────────────────────────────────────────────────────────────────────────────────────────
OURS = "zh_CN,en,kind,status,abbreviation,pronoun,note\n大学,university,term,,,,\n世卫组织|世界卫生组织,World Health Organization,organisation,,WHO,,a body\n碳达峰,carbon summit,term,forbidden,,,\n"


def termbase(desk: Desk, text: str | None = None) -> str:
    path = desk.root / "locales" / "terms.csv"
    if text is not None:
        path.write_bytes(text.encode())
    return path.read_bytes().decode()


def file(desk: Desk, name: str, text: str) -> str:
    path = desk.root.parent / name
    path.write_bytes(text.encode())
    return str(path)


@pytest.mark.parametrize(
    "arguments", [("--format", "csv"), ("--format", "tbx"), ("--format", "tbx", "--dialect", "min")]
)
def test_the_termbase_goes_into_an_empty_newsroom_and_is_the_same(
    desk: Desk, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    sample = (ROOT / "locales" / "terms.csv").read_text("utf-8")
    termbase(desk, sample)
    out = tmp_path / f"all.{arguments[1]}"
    desk("terms", "export", *arguments, "-o", str(out))
    other = Desk(tmp_path / "other")
    other("init", str(other.root), "--source", "zh_CN", "--target", "en")
    (other.root / "locales" / "terms.csv").write_bytes(b"")
    done = other("terms", "import", str(out), "--json").json
    back = list(terms.load((other.root / "locales" / "terms.csv").read_text("utf-8"), "x").rows)
    there = list(terms.load(sample, "x").rows)
    assert bag(back) == bag(there)
    assert (done["taken"], done["same"], done["contradictions"]) == (len(there), 0, [])
    again = other("terms", "import", str(out), "--json").json
    assert (again["taken"], again["same"], again["written"]) == (0, len(there), False)


def test_contradictions_are_told_with_both_lines_and_left_out(desk: Desk) -> None:
    termbase(desk, OURS)
    theirs = "zh-CN,en,note\n高校,college,\n大学,college,\n世卫组织,WHO,\n碳达峰,carbon summit,\n世界卫生组织,World Health Organization,UN\n碳中和,,\n"
    path = file(desk, "a.csv", theirs)
    dry = desk("terms", "import", path, "--dry-run", code=1)
    assert termbase(desk) == OURS
    assert "nothing was written" in dry.out
    said = desk("terms", "import", path, code=1)
    assert said.out == f"{path}: 1 entry taken, 2 there already\n"
    assert f"{path}:3 (大学 = college) contradicts locales/terms.csv:2 (大学 = university)\n" in said.err
    assert (
        f"{path}:5 (碳达峰 = carbon summit) contradicts locales/terms.csv:4 (碳达峰 = carbon summit, forbidden)"
        in said.err
    )
    assert "1 say more or other things of names that are there; --replace takes them (line 6)" in said.err
    assert "1 passed over: without names in two of the newsroom’s languages (line 7)" in said.err
    assert termbase(desk) == OURS + "高校,college,term,preferred,,,\n"


def test_replace_puts_the_files_in_the_place_of_ours_and_keeps_the_rest(desk: Desk) -> None:
    termbase(desk, OURS)
    theirs = (
        "zh-CN,en,note\n大学,college,\n大学,varsity,\n世卫组织,World Health Body,UN\n碳达峰,carbon summit,why not\n"
    )
    said = desk("terms", "import", file(desk, "a.csv", theirs), "--replace", "--json").json
    assert (said["taken"], said["written"], [one["replaced"] for one in said["contradictions"]]) == (
        4,
        True,
        [True] * 4,
    )
    assert named(list(terms.load(termbase(desk), "x").rows)) == [
        ("大学", "college", "preferred"), ("世界卫生组织", "World Health Organization", "preferred"),
        ("碳达峰", "carbon summit", "preferred"), ("大学", "varsity", "preferred"),
        ("世卫组织", "World Health Body", "preferred"),
    ]  # fmt: skip
    assert "世界卫生组织,World Health Organization,organisation,preferred,WHO,,a body\n" in termbase(desk)


def test_replace_fills_a_line_of_the_same_names(desk: Desk) -> None:
    termbase(desk, OURS)
    theirs = "zh-CN,en,note,domain\n大学,University,seat of learning,education\n"
    assert desk("terms", "import", file(desk, "a.csv", theirs), "--replace", "--json").json["taken"] == 0
    head, first, *rest = termbase(desk).splitlines()
    assert head == "zh_CN,en,kind,status,abbreviation,pronoun,note,domain"
    assert first == "大学,university,term,preferred,,,seat of learning,education"
    assert rest == OURS.splitlines()[2:]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("a.csv", "zh-CN,en\n甲,a\n乙,b,c\n", 3), ("a.tbx", GOOD[:-20], 3), ("a.tbx", BOMB, 3), ("a.docx", "x", 2)],
)
def test_a_bad_file_changes_nothing(desk: Desk, name: str, text: str, code: int) -> None:
    termbase(desk, OURS)
    before = desk.files()
    said = desk("terms", "import", file(desk, name, text), code=code)
    assert name in said.err
    assert "→" in said.err
    assert desk.files() == before


def test_a_bad_termbase_is_not_written_over(desk: Desk) -> None:
    termbase(desk, "zh_CN,en,status\n甲,a,liked\n")
    said = desk("terms", "import", file(desk, "a.csv", "zh-CN,en\n乙,b\n"), code=3)
    assert "locales/terms.csv:2" in said.err
    assert termbase(desk) == "zh_CN,en,status\n甲,a,liked\n"


def test_nothing_is_no_tbx(desk: Desk) -> None:
    termbase(desk, "")
    assert "must hold one" in desk("terms", "export", "--format", "tbx", code=1).err
    assert desk("terms", "export").out == "zh-CN,en\r\n"


# ── terms add ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_term_is_added_with_all_that_is_said_of_it(desk: Desk) -> None:
    termbase(desk, "zh_CN,en,kind,note\n大学,university,,\n")
    desk(
        "terms", "add", "王珂", "WANG Ke|Wang Ke", "--kind", "person", "--pronoun", "she", "--honorific", "Prof.",
        "--post", "Dean 2020-", "--post", "Fellow 2015-2020", "--origin", "CN", "--first", "Professor WANG Ke",
        "--short", "Prof. Wang", "--reference", "her own card", "--never", "Ke Wang",
    )  # fmt: skip
    assert termbase(desk) == (
        "zh_CN,en,kind,note,status,pronoun,honorific,posts,origin,first,short,reference\n大学,university,,\n"
        "王珂,WANG Ke|Wang Ke,person,,preferred,she,Prof.,Dean 2020-|Fellow 2015-2020,CN,Professor WANG Ke,Prof. Wang,her own card\n"
        "王珂,Ke Wang,person,,forbidden,,,,,,,\n"
    )
    assert "was there already" in desk("terms", "add", "王珂", "Wang Ke", "--never", "Ke Wang").out


def test_what_a_line_does_not_say_yet_is_put_in_and_the_opposite_is_refused(desk: Desk) -> None:
    termbase(desk, "zh_CN,en,pronoun,note\n王珂,WANG Ke,,a person\n单知远,SHAN Zhiyuan,he,\n")
    desk("terms", "add", "王珂", "WANG Ke", "--pronoun", "she")
    held = termbase(desk)
    assert held == "zh_CN,en,pronoun,note\n王珂,WANG Ke,she,a person\n单知远,SHAN Zhiyuan,he,\n"
    said = desk("terms", "add", "单知远", "SHAN Zhiyuan", "--pronoun", "she", code=1)
    assert "locales/terms.csv:3: there its pronoun is “he”, not “she”" in said.err
    said = desk("terms", "add", "王珂", "Ke WANG", "--never", "WANG Ke", code=1)
    assert "locales/terms.csv:2: it says that this is called “WANG Ke”" in said.err
    assert termbase(desk) == held


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--kind", "animal"),
        ("--status", "liked"),
        ("--pos", "particle"),
        ("--case", "upper"),
        ("--pronoun", "it"),
        ("--origin", "china"),
    ],
)
def test_a_wrong_value_is_refused_and_the_right_ones_are_told(desk: Desk, option: str, value: str) -> None:
    before = desk.files()
    said = desk("terms", "add", "甲", "a", option, value, code=2)
    assert f"{option}: “{value}” will not do" in said.err
    assert "wanted" in said.err
    assert desk.files() == before


@settings(max_examples=60)
@given(st.text("aB|甲 ’", max_size=4))
def test_an_abbreviation_is_a_name_where_it_can_be_one_and_comes_back_either_way(text: str) -> None:
    row = Row({"zh_CN": ("甲",), "en": ("a",)}, abbreviation=text.strip())
    data = b"".join(tbxwriting.document([row], KNOWN, "basic", "x"))
    assert read_tbx(data) == [row]


def test_a_glossary_without_a_first_line_needs_to_be_told_its_languages(desk: Desk) -> None:
    termbase(desk, "")
    path = file(desk, "glossary.txt", "carbon neutrality\t碳中和\tpolicy\nslag\t渣\n")
    assert "--lang and --to" in desk("terms", "import", path, code=3).err
    assert termbase(desk) == ""
    desk("terms", "import", path, "--lang", "en", "--to", "zh_CN")
    assert termbase(desk) == (
        "zh_CN,en,kind,status,abbreviation,pronoun,note\n碳中和,carbon neutrality,term,preferred,,,policy\n渣,slag,term,preferred,,,\n"
    )


def test_what_is_asked_in_vain_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert "only TBX has dialects" in desk("terms", "export", "--dialect", "min", code=2).err
    assert "CSV or TBX" in desk("terms", "export", "-o", str(tmp_path / "a.tsv"), code=2).err
    assert desk("terms", "import", str(tmp_path / "none.csv"), code=3).err
    termbase(desk, "zh_CN,en,note\n甲,a,\x07bell\n,,nothing\n")
    said = desk("terms", "export", "-o", str(tmp_path / "a.tbx"))
    assert said.err.splitlines() == [
        "1 entry", "1 passed over: without a name in any language",
        "1 hold characters that XML cannot hold: U+FFFD stands there",
    ]  # fmt: skip
    assert "\ufffdbell" in (tmp_path / "a.tbx").read_text("utf-8")


def test_a_file_in_gb18030_is_read_and_one_in_doubt_is_refused(desk: Desk) -> None:
    termbase(desk, "")
    path = Path(file(desk, "a.csv", ""))
    path.write_bytes("中文,英文\n电弧炉,electric arc furnace\n研讨会,seminar\n大学,university\n".encode("gb18030"))
    desk("terms", "import", str(path))
    assert named(list(terms.load(termbase(desk), "x").rows))[0] == ("电弧炉", "electric arc furnace", "preferred")
    path.write_bytes("zh,en\n渣,slag\n".encode("gb18030"))
    assert "--encoding" in desk("terms", "import", str(path), code=3).err
    desk("terms", "import", str(path), "--encoding", "gbk")
    assert termbase(desk).endswith("渣,slag,term,preferred,,,\n")


def test_what_is_known_of_a_person_is_found_with_the_name(desk: Desk) -> None:
    desk(
        "terms", "add", "王珂", "WANG Ke", "--kind", "person", "--pronoun", "she", "--honorific", "Prof.", "--post",
        "Dean of Materials Science 2021-",
    )  # fmt: skip
    (found,) = desk("terms", "find", "王珂教授说", "--json").json
    assert found["person"] == {"pronoun": "she", "honorific": "Prof.", "posts": "Dean of Materials Science 2021-"}
    desk("terms", "add", "碳达峰", "carbon peaking")
    (term,) = desk("terms", "find", "碳达峰", "--json").json
    assert "person" not in term
