"""Bilingual files: what goes out comes back as it was, whatever its texts hold; what tools do to them is understood."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xliffschemas import valid
from transflow.bilingual import codes, review, reviewreading, reviewwords, xliff1, xliff2, xliffreading
from transflow.bilingual.parcel import Parcel, Piece
from transflow.errors import ArticleError
from transflow.handback import Handback, Remark, Verdict
from transflow.segment import Return, Segment, Status, text_sum

PIECES = (
    "<b1>", "</b1>", "<i2>", "</i2>", "<code3/>", "</x9/>", "<b1", "&lt;b1>", "&amp;", "<", ">", "]]>", "<![CDATA[", "&",
    "\x1b", "\x00", "\ufffe", "\u2028", "\u202e", "\t", "\r", "\n", " ", "  ", '"', "'", "中文，", "𠮷", "עברית", "عربي", "a",
    "1.", "x-char-1b", "-->",
)  # fmt: skip
texts = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=("Cs",)), max_size=4), max_size=9
).map("".join)
segments = st.builds(
    Segment, source=texts.map("中".__add__), target=texts, status=st.sampled_from(Status), remarks=st.tuples(texts),
    returned=st.none() | st.builds(Return, st.just("wang"), st.just(""), texts), omitted=st.none() | st.just("twice"),
    origin=st.sampled_from(["human", "memory:87", "memory:100", "engine:x", None]),
).map(lambda one: one if one.status is not Status.UNTRANSLATED else replace(one, target=""))  # fmt: skip


def parcel(*made: Segment, blocks: Sequence[int] = ()) -> Parcel:
    pieces = [
        Piece(one, block, " " if number and block == (blocks or range(99))[number - 1] else "", one in made[:number])
        for number, (one, block) in enumerate(zip(made, blocks or range(99), strict=False))
    ]
    return Parcel(
        "News & \x01", "a-b", "articles/a-b.md", "题 <1>\x1b", "zh_CN", "en", "2026-11-26T03:00:00Z", "2026-11-26", "01234567",
        tuple(pieces),
    )  # fmt: skip


def lines(back: Sequence[Handback]) -> dict[str | None, tuple[object, ...]]:
    (one,) = back
    assert (one.slug, one.locale) == ("a-b", "en")
    assert len({line.id for line in one.lines}) == len(one.lines)
    return {line.id: (line.source, line.text, line.sent, line.verdict, line.remarks, line.fault) for line in one.lines}


def sent(made: Segment) -> tuple[object, ...]:
    return (made.source, made.target, text_sum(made.source, made.target), None, (), "")


WRITERS = {"xliff": xliff1.document, "xliff2": xliff2.document, "review": review.document}
READERS = {"xliff": xliffreading.read, "xliff2": xliffreading.read, "review": reviewreading.read}
Writer = Callable[[Parcel], bytes]


@given(texts)
def test_a_text_is_its_tokens(text: str) -> None:
    assert "".join(token.text if token.role.value == "text" else token.tag for token in codes.tokens(text)) == text


@settings(max_examples=25)
@given(st.lists(segments, min_size=1, max_size=5, unique_by=lambda one: one.id), st.sampled_from(sorted(WRITERS)))
def test_a_file_is_valid_and_comes_back_as_it_went(made: list[Segment], kind: str) -> None:
    again = [*made, made[0]]
    data = WRITERS[kind](parcel(*again, blocks=[number // 2 for number in range(len(again))]))
    if kind != "review":
        valid(data)
    back = READERS[kind](data, "a.file")
    found = lines(back)
    for one in made:
        if one.omitted is None or one.id in found:
            assert found[one.id] == sent(one)
    assert back[0].kind == kind


SAID = [
    Segment("标题", "Headline", status=Status.TRANSLATED), Segment("<b1>好</b1>。", "<b1>Good</b1>.", status=Status.TRANSLATED),
    Segment("三。", "Three.", status=Status.MACHINE), Segment("四。", "Four.", status=Status.APPROVED),
    Segment("五。", "Five.", status=Status.TRANSLATED), Segment("六。", "Six.", status=Status.TRANSLATED),
]  # fmt: skip
BY = 'w:author="Zhao Min" w:date="2026-11-27T09:00:00Z"'


def run(text: str, kind: str = "t") -> str:
    return f'<w:r><w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'


def edited(change: Callable[[Any, list[Any]], None]) -> Handback:
    """The review table of SAID, which `change` was let at in Word: (document, its rows)."""
    document = docx.Document(BytesIO(review.document(parcel(*SAID))))
    change(document, list(document.tables[0].rows)[1:])
    out = BytesIO()
    document.save(out)
    (back,) = reviewreading.read(out.getvalue(), "back.docx")
    assert back.ids == tuple(one.id for one in SAID)
    return back


def test_the_table_is_made_for_paper() -> None:
    data = review.document(replace(parcel(*SAID), embargo="2027-02-01 08:00"))
    document = docx.Document(BytesIO(data))
    (section,) = document.sections
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    header, footer = section.header.paragraphs[0].text, section.footer._element.xml
    assert "01234567" in header
    assert "禁发至 2027-02-01 08:00" in header
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    table, signatures = document.tables
    head, *rows = table._tbl.tr_lst
    assert [cell.text for cell in table.rows[0].cells] == list(reviewwords.HEADINGS)
    assert head.xpath("./w:trPr/w:tblHeader")
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in (head, *rows))
    assert [cell.text for cell in signatures.rows[0].cells] == list(reviewwords.SIGN_OFF)
    styles = document.styles["Normal"].element
    assert styles.xpath(".//w:rFonts/@w:eastAsia") == ["SimSun"]
    assert styles.xpath(".//w:lang/@w:val | .//w:lang/@w:eastAsia") == ["en", "zh-CN"]
    tags = rows[1].xpath("./w:tc[3]//w:sdt[w:sdtPr/w:lock/@w:val='contentLocked']//w:t/text()")
    assert tags == ["<b1>", "</b1>"]
    assert rows[1].xpath("./w:tc[3]//w:r[w:rPr/w:b]/w:t/text()") == ["Good"]


def test_what_a_reviewer_does_to_the_table_is_read() -> None:
    def change(document: Any, rows: list[Any]) -> None:
        rows[0].cells[2].text = "A Headline"
        rows[0].cells[3].text = "通过"
        rows[1].cells[5].text = "数字不对"
        rows[1].cells[3].paragraphs[1].add_run("退回")
        tracked = f"<w:p {nsdecls('w')}>{run('Three ')}<w:ins w:id='1' {BY}>{run('or four')}</w:ins>"
        tracked += f"<w:del w:id='2' {BY}>{run('things', 'delText')}</w:del>{run('.')}</w:p>"
        rows[2].cells[2]._tc.replace(rows[2].cells[2]._tc.p_lst[0], parse_xml(tracked))
        document.add_comment(rows[3].cells[2].paragraphs[0].runs[0], "Which four?", author="Qian")
        rows[4].cells[3].text = "translated 已译 well, perhaps"
        rows[5].cells[4].paragraphs[0].add_run("Too long.")
        document.add_paragraph("All in all a good text.")
        rows[5]._tr.getparent().insert(4, rows[5]._tr)  # moved up: it says who it is

    lines = {line.id: line for line in edited(change).lines}
    one, two, three, four, five, six = (lines[segment.id] for segment in SAID)
    assert (one.text, one.verdict) == ("A Headline", Verdict.APPROVED)
    assert (two.text, two.verdict, two.remarks) == (SAID[1].target, Verdict.RETURNED, (Remark("数字不对"),))
    assert (three.text, three.author, three.at) == ("Three or four.", "Zhao Min", "2026-11-27T09:00:00Z")
    assert (four.text, four.verdict, four.remarks[0].text, four.remarks[0].author) == (
        "Four.",
        None,
        "Which four?",
        "Qian",
    )
    assert (five.text, five.verdict) == ("Five.", None)
    assert six.remarks == (Remark("Too long."),)
    loose = [line for line in edited(change).lines if line.id is None]
    assert "well, perhaps" in loose[0].fault
    assert [line.remarks for line in loose[1:]] == [(Remark("All in all a good text."),)]
    assert (six.text, six.verdict, six.place) == ("Six.", None, "row 2")


def test_a_table_that_was_taken_apart_is_said() -> None:
    def change(document: Any, rows: list[Any]) -> None:
        rows[0]._tr.getparent().remove(rows[0]._tr)
        properties = rows[1]._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:del {nsdecls('w')} w:id='3' {BY}/>"))  # a deletion that is tracked
        rows[2].cells[1].text = "三三。"
        copy = deepcopy(rows[3]._tr)
        rows[3]._tr.addnext(copy)
        document.tables[0].add_row().cells[2].text = "A sentence more."
        rows[4].cells[0].text = ""

    back = edited(change)
    ids = [line.id for line in back.lines]
    assert ids == [SAID[2].id, SAID[3].id, SAID[3].id, None, SAID[5].id, None]
    assert back.lines[0].source == "三三。"
    assert [(line.text, bool(line.fault)) for line in back.lines if line.id is None] == [
        ("Five.", True), ("A sentence more.", True),
    ]  # fmt: skip
    assert set(back.ids) - set(ids) == {SAID[0].id, SAID[1].id, SAID[4].id}


@pytest.mark.parametrize(
    ("cell", "verdict"),
    [
        ("translated 已译\n—", None), ("translated 已译\napproved 通过", Verdict.APPROVED), ("Approved.", Verdict.APPROVED),
        ("同意！", Verdict.APPROVED), ("不通过", Verdict.RETURNED), ("not approved", "?"), ("通过？", "?"),
        ("退回：数字不对", Verdict.RETURNED), ("returned 退回", Verdict.RETURNED), ("", None),
    ],
)  # fmt: skip
def test_a_decision_is_understood_or_asked_about(cell: str, verdict: Verdict | str | None) -> None:
    decided, said, known = reviewwords.decision(cell, Status.TRANSLATED)
    assert (decided if known else "?") == verdict
    assert said == ("数字不对" if "：" in cell else "" if known else cell)


def test_tools_that_change_states_notes_and_segments() -> None:
    data = xliff1.document(parcel(*SAID)).decode()
    unit = data.index(SAID[2].id)
    data = data[:unit] + data[unit:].replace('state="needs-review-translation"', 'state="final"', 1).replace(
        "</target>", '</target><note from="Qian">Which?</note>', 1
    )
    data = data.replace("Five.", '<ph id="1">{\\b}</ph>Five!').replace(
        "Good", '<mrk mtype="seg" mid="0">Very</mrk> good'
    )
    found = {line.id: line for line in xliffreading.read(data.encode("utf-8"), "a")[0].lines}
    assert (found[SAID[2].id].verdict, found[SAID[2].id].remarks) == (Verdict.APPROVED, (Remark("Which?", "Qian"),))
    assert (found[SAID[1].id].text, found[SAID[1].id].fault) == ("<b1>Very good</b1>.", "")
    assert "<ph>" in found[SAID[4].id].fault

    paragraph = xliff2.document(parcel(*SAID, blocks=[0, 1, 1, 2, 2, 2])).decode()
    joined = paragraph.replace(
        f'</target></segment>\n<ignorable><source> </source></ignorable>\n<segment id="{SAID[2].id}"', "", 1
    )
    assert joined != paragraph
    cut = joined.replace(' state="initial" subState="transflow:machine"><source>三。</source><target>', "三。", 1)
    faults = [line.fault for line in xliffreading.read(cut.encode(), "a")[0].lines]
    assert "joined" in faults.pop(1)
    assert faults == [""] * 4
    states = paragraph.replace('state="translated"', 'state="reviewed"').replace('"UTF-8"', '"UTF-16"').encode("utf-16")
    assert [line.verdict for line in xliffreading.read(states, "a")[0].lines] == [
        Verdict.APPROVED, Verdict.APPROVED, None, None, Verdict.APPROVED, Verdict.APPROVED,
    ]  # fmt: skip


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_a_file_that_means_harm_is_refused(kind: str) -> None:
    data = WRITERS[kind](parcel(*SAID))
    if kind != "review":
        with pytest.raises(ArticleError):
            READERS[kind](data.replace(b"?>\n", b"?>\n" + BOMB, 1), "a")
        with pytest.raises(ArticleError):
            READERS[kind](data[: len(data) // 2], "a")
        return
    for name, wrong in (("word/document.xml", BOMB + b"<a>&b;</a>"), ("word/comments.xml", b"<a"), ("../evil", b"")):
        out = BytesIO()
        with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
            for info in old.infolist():
                if info.filename != name:
                    new.writestr(info, old.read(info))
            new.writestr(name, wrong)
        with pytest.raises(ArticleError):
            READERS[kind](out.getvalue(), "a")
