"""Word files taken in: what they say is kept, what they are is checked first, and what is left out is said."""

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SHARED, Desk, needs_shared
from tests.wordfiles import picture, repacked, replaced, saved, word
from transflow import formats, intake
from transflow.errors import ArticleError, TransflowError
from transflow.intake.options import Options
from transflow.intake.wordnumbers import written
from transflow.manuscript import Fate, Manuscript

BLANK = "<w:p><w:r><w:t>新闻</w:t></w:r></w:p>"


def read(data: bytes) -> Manuscript:
    (found,) = intake.read(data, "report.docx", Options())
    return found


def body(data: bytes) -> str:
    """The Markdown of a Word file without its front matter."""
    text = formats.write(read(data))
    return text.split("---\n\n", 1)[1] if text.startswith("---\n") else text


def said(data: bytes, fate: Fate) -> str:
    return "\n".join(one.message for one in read(data).changes if one.fate is fate)


def test_a_report_as_a_newsroom_gets_it() -> None:
    document = Document()
    properties = document.core_properties
    properties.author, properties.created = "Administrator", dt.datetime(2026, 11, 23, 20, 0)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("临海大学举行新年音乐会").bold = True
    document.add_paragraph("新华社望潮11月23日电（记者 林汐然）23日晚，临海大学举行新年音乐会。")
    document.add_picture(BytesIO(picture()))
    document.add_paragraph("音乐会现场。（摄影：赵敏）", style="Caption")
    document.add_heading("从“听得见”到“听得懂”", 1)
    line = document.add_paragraph("他说：“")
    line.add_run("重点。").bold = True
    line.add_run("”a*b_c 1. 然后")
    for style, text in (("List Number", "一"), ("List Number", "二"), ("List Bullet", "甲"), ("List Bullet 2", "乙")):
        document.add_paragraph(text, style=style)
    document.add_paragraph("引用的话。", style="Quote")
    table = document.add_table(2, 2)
    for row, texts in zip(table.rows, (("指标|单位", "数"), ("产量", "350万吨")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("（责任编辑：王建）")
    data = saved(document)
    (found,) = intake.read(data, "report.docx", Options(zone=dt.timezone(dt.timedelta(hours=8))))
    assert formats.write(found) == (
        "---\ntitle: 临海大学举行新年音乐会\nbyline: 记者 林汐然\ndateline: 新华社望潮11月23日电\ncreated: '2026-11-24'\n---\n\n"
        "23日晚，临海大学举行新年音乐会。\n\n"
        '![](picture-1.png "音乐会现场。（摄影：赵敏）")\n\n'
        "## 从“听得见”到“听得懂”\n\n"
        "他说：“**重点。**”a\\*b_c 1. 然后\n\n"
        "1. 一\n2. 二\n\n- 甲\n  - 乙\n\n> 引用的话。\n\n"
        "| 指标\\|单位 | 数 |\n| --- | --- |\n| 产量 | 350万吨 |\n"
    )
    dropped = said(data, Fate.DROPPED)
    assert "责任编辑：王建" in dropped
    assert "Administrator" in dropped


@pytest.mark.parametrize(
    ("style", "start"),
    [
        ("标题 1", "## "), ("标题1", "## "), ("标题 3", "### "), ("引用", "> "), ("题注", ""), ("正文", ""),
        ("我的标题", "## "), ("明显引用", "> "), ("没有见过的样式", ""),
    ],
)  # fmt: skip
def test_styles_mean_what_they_are_called_or_based_on(style: str, start: str) -> None:
    document = Document()
    document.add_paragraph("新闻", style="Title")
    made = document.styles.add_style(style, 1)
    made.base_style = document.styles["Heading 1" if style == "我的标题" else "Normal"]
    document.add_paragraph("一句话", style=style)
    assert f"\n{start}一句话\n" in "\n" + body(saved(document))


def test_what_mammoth_would_lose_is_kept() -> None:
    box = (
        '<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        '<a:graphicData uri="x"><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p><w:p><w:r><w:t>第二段</w:t>'
        "</w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>"
    )
    alone = (
        '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r>'
        "<w:t>没有后备的框</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</w:r></w:p>"
    )
    caption = '<w:p><w:r><w:t>图 </w:t></w:r><w:fldSimple w:instr="SEQ 图"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t> 高炉</w:t></w:r></w:p>'
    ruby = "<w:p><w:r><w:ruby><w:rt><w:r><w:t>shàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>单</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>知远</w:t></w:r></w:p>"
    formula = "<w:p><w:r><w:t>有</w:t></w:r><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></w:p>"
    data = word("新闻。", body="\n".join((box, alone, caption, ruby, formula)))
    assert body(data) == "新闻。\n\n前后\n\n框里的话\n\n第二段\n\n没有后备的框\n\n图 1 高炉\n\n单知远\n\n有E=mc\n"
    assert "2 text boxes" in said(data, Fate.CHANGED)
    assert "E=mc" in said(data, Fate.CHANGED)
    assert said(data, Fate.DROPPED) == ""


def test_tracked_changes_are_accepted_with_a_word() -> None:
    changed = (
        '<w:p><w:r><w:t>产量</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>减</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>增</w:t></w:r></w:ins><w:r><w:t>长</w:t></w:r></w:p>'
    )
    joined = '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>\n<w:p><w:r><w:t>后半</w:t></w:r></w:p>'
    row = (
        '<w:tbl><w:tr><w:trPr><w:del w:id="4" w:author="a"/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc></w:tr>'
        "<w:tr><w:tc><w:p><w:r><w:t>留</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>下</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    data = word("新闻。", body="\n".join((changed, joined, row)))
    assert body(data) == "新闻。\n\n产量增长\n\n前半后半\n\n| 留 | 下 |\n| --- | --- |\n"
    assert "3 tracked changes" in said(data, Fate.CHANGED)


def test_what_is_beside_the_text_is_named() -> None:
    document = Document()
    paragraph = document.add_paragraph("正文一段。")
    document.add_comment(paragraph.runs, "这里要核实", author="王建")
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    hidden = document.add_paragraph().add_run("不打印的话")
    hidden.font.hidden = True
    dropped = said(saved(document), Fate.DROPPED)
    assert "1 comment of 王建" in dropped
    assert "内部资料" in dropped
    assert "第 1 页" not in dropped
    assert "不打印的话" in dropped
    assert body(saved(document)) == "正文一段。\n"


def test_footnotes_and_links() -> None:
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>据东钢统计。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )

    def with_notes(parts: dict[str, bytes]) -> dict[str, bytes]:
        relation = b'<Relationship Id="rId91" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
        link = b'<Relationship Id="rId92" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://e.example/a_b(c)" TargetMode="External"/>'
        rels = "word/_rels/document.xml.rels"
        kind = b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>'
        return {
            **parts, "word/footnotes.xml": notes.encode(),
            rels: parts[rels].replace(b"</Relationships>", relation + link + b"</Relationships>"),
            "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", kind + b"</Types>"),
        }  # fmt: skip

    call = (
        '<w:p><w:r><w:t>产量350万吨</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t>，见</w:t></w:r>'
        '<w:hyperlink r:id="rId92"><w:r><w:t>网页</w:t></w:r></w:hyperlink><w:r><w:t>。</w:t></w:r></w:p>'
    )
    text = body(repacked(word("新闻。", body=call), with_notes))
    assert text == "新闻。\n\n产量350万吨[^1]，见[网页](https://e.example/a_b%28c%29)。\n\n[^1]: 据东钢统计。\n"


def test_numbers_that_word_counts_are_written_out() -> None:
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="1">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    )

    def numbered(text: str, ident: int) -> str:
        return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{ident}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'

    lines = [
        numbered("甲", 1),
        numbered("乙", 1),
        numbered("丙", 2),
        "<w:p><w:r><w:t>话</w:t></w:r></w:p>",
        numbered("丁", 2),
    ]
    data = repacked(
        word("新闻。", body="\n".join(lines)), lambda parts: {**parts, "word/numbering.xml": numbering.encode()}
    )
    assert body(data) == "新闻。\n\n一、甲\n\n二、乙\n\n4. 丙\n\n话\n\n5. 丁\n"


@pytest.mark.parametrize(
    ("number", "style", "label"),
    [(10, "chineseCounting", "十"), (11, "chineseCounting", "十一"), (20, "chineseCounting", "二十"), (105, "chineseCounting", "一百〇五"),
     (110, "chineseCounting", "一百一十"), (4, "lowerRoman", "iv"), (27, "upperLetter", "AA"), (3, "decimalEnclosedCircleChinese", "③"),
     (7, "unheard-of", "7")],
)  # fmt: skip
def test_number_formats(number: int, style: str, label: str) -> None:
    assert written(number, style) == label


TEXTS = st.text(st.sampled_from("临海，。“”《》（）1a b.*_|\\[]<>&#+-=！"), min_size=1, max_size=12).filter(
    lambda text: any(char.isalnum() for char in text)
)


@settings(max_examples=8)
@given(
    st.lists(
        st.tuples(st.sampled_from(["Normal", "Heading 2", "List Bullet", "List Number", "Quote", "cell"]), TEXTS),
        min_size=1,
        max_size=6,
    )
)
def test_no_word_is_lost(lines: list[tuple[str, str]]) -> None:
    document = Document()
    document.core_properties.author = ""
    document.add_paragraph("标题在此", style="Title")
    for style, text in lines:
        if style == "cell":
            table = document.add_table(1, 2)
            table.cell(0, 0).text, table.cell(0, 1).text = text, "格"
        else:
            document.add_paragraph(text, style=style)
    found = read(saved(document))
    article = formats.read("articles/a.md", "a", formats.write(found))
    texts = ["".join(block.flat.replace("\u2060", "").split()) for block in article.blocks]
    wanted = [
        "标题在此",
        *(
            one
            for style, text in lines
            for one in (["".join(text.split()), "格"] if style == "cell" else ["".join(text.split())])
        ),
    ]
    assert texts == wanted
    assert not [one for one in found.changes if one.fate is Fate.DROPPED]


# ── hostile files ───────────────────────────────────────────────────────────────────────────────────────────────────
def bomb() -> bytes:
    data = word("新闻")
    return repacked(data, lambda parts: {**parts, "word/media/x.xml": b"\0" * 25_000_000})


def liar() -> bytes:
    """A part that is far larger than the ZIP says."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(word("新闻"))) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in archive.namelist():
            packed.writestr(name, archive.read(name))
        packed.writestr("word/media/x.xml", b"\0" * 25_000_000)
    data = out.getvalue()
    size = (25_000_000).to_bytes(4, "little")
    assert data.count(size) == 2
    return data.replace(size, (10).to_bytes(4, "little"))


def traversal() -> bytes:
    return repacked(word("新闻"), lambda parts: {**parts, "../../../etc/cron.d/x": b"x"})


def entities() -> bytes:
    return replaced(
        word("新闻"),
        "word/document.xml",
        b"<w:document",
        b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document',
    )


def outside() -> bytes:
    return replaced(
        word("新闻"),
        "word/document.xml",
        b"<w:document",
        b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document',
    )


def pieces() -> bytes:
    run = b"<w:r><w:t>\xe5\xad\x97</w:t></w:r>"
    return replaced(word(""), "word/document.xml", b"<w:sectPr", b"<w:p>" + run * 160_000 + b"</w:p><w:sectPr")


def macros() -> bytes:
    return repacked(word("新闻"), lambda parts: {**parts, "word/vbaProject.bin": b"x"})


def locked() -> bytes:
    data = bytearray(word("新闻"))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(sign, place + 1)
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
HOSTILE = {
    "a zip bomb": (bomb, "more than 24000000 bytes"),
    "a zip that lies": (liar, "damaged"),
    "a part that leads out": (traversal, "leads out"),
    "an entity bomb": (entities, "declares entities"),
    "an outside entity": (outside, "declares entities"),
    "macros": (macros, "macros"),
    "a renamed .doc": (lambda: OLE, "old kind"),
    "a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "an encrypted zip": (locked, "password"),
    "a truncated zip": (lambda: word("新闻")[:-300], "damaged"),
    "a damaged part": (lambda: replaced(word("新闻"), "word/document.xml", b"</w:body>", b""), "not valid XML"),
    "a paragraph without an end": (lambda: word("字" * 300_000), "a paragraph of 300000 characters"),
    "pieces without number": (pieces, "pieces"),
    "another ZIP": (lambda: repacked(word("新闻"), lambda _parts: {"a.txt": b"x"}), "no Word document"),
    "a page": (lambda: b"<html><body>x</body></html>", "no Word document"),
    "an RTF file": (lambda: b"{\\rtf1 x}", "RTF"),
    "a PDF file": (lambda: b"%PDF-1.7", "PDF"),
    "nothing": (lambda: b"", "empty"),
    "no words": (lambda: word(""), "no text"),
}  # fmt: skip


def test_hostile_files_are_refused_and_nothing_changes(desk: Desk) -> None:
    before = desk.files()
    for number, (make, problem) in enumerate(HOSTILE.values()):
        path = desk.root.parent / f"bad-{number}.docx"
        path.write_bytes(make())
        answer = desk("add", str(path), code=3)
        assert problem in answer.err
        assert path.name in answer.err
        assert "→" in answer.err
        assert answer.out == ""
        path.unlink()
    assert desk.files() == before


@settings(max_examples=25)
@given(st.integers(0, 1_000_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused(place: int, noise: bytes) -> None:
    data = bytearray(DAMAGED)
    at = place % len(data)
    data[at : at + len(noise)] = noise
    error = refusal(bytes(data))
    assert error is None or (error.where.startswith("report.docx") and error.remedy)


def refusal(data: bytes) -> TransflowError | None:
    """Why a file is not read; None where it is. Anything but a refusal is a fault of ours."""
    try:
        intake.read(data, "report.docx", Options())
    except TransflowError as error:
        return error
    return None


DAMAGED = repacked(word("新闻", "一段话。"), lambda parts: {name: parts[name] for name in sorted(parts)})


def test_other_kinds_are_refused_with_what_to_do() -> None:
    for suffix in (".doc", ".docm", ".odt", ".wps", ".rtf", ".pdf", ".mht", ".xlsx"):
        with pytest.raises(ArticleError, match=f"report{suffix}") as found:
            intake.read(OLE if suffix == ".doc" else b"x", f"report{suffix}", Options())
        assert found.value.remedy


def test_a_linked_picture_is_never_fetched(desk: Desk) -> None:
    secret = desk.root.parent / "secret.png"
    secret.write_bytes(picture())
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill>'
        '<a:blip r:link="rId77"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    relation = f'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file://{secret}" TargetMode="External"/></Relationships>'
    data = replaced(
        word("新闻。", body=drawing), "word/_rels/document.xml.rels", b"</Relationships>", relation.encode()
    )
    path = desk.root.parent / "linked.docx"
    path.write_bytes(data)
    answer = desk("add", str(path))
    assert "linked to it; it is not fetched" in answer.err
    assert not [name for name in desk.files() if name.endswith(".png")]


def test_pictures_come_along_once_and_by_what_they_are(desk: Desk) -> None:
    document = Document()
    document.add_paragraph("两张图", style="Title")
    for _twice in range(2):
        document.add_picture(BytesIO(picture("JPEG")))
    data = repacked(
        saved(document),
        lambda parts: {name: (picture("BMP") if name.endswith(".jpg") else one) for name, one in parts.items()},
    )
    path = desk.root.parent / "pictures.docx"
    path.write_bytes(data)
    answer = desk("add", str(path), "--json")
    (added,) = answer.json["added"]
    assert added["kept"]["pictures"] == 1
    assert any("is PNG now" in one for one in added["changed"])
    files = desk.files()
    assert files["articles/liang-zhang-tu/picture-1.png"].startswith(b"\x89PNG")
    assert files["articles/liang-zhang-tu/index.md"].count(b"![](picture-1.png)") == 2


@needs_shared
def test_real_articles_come_through_word_whole() -> None:
    paths = sorted((SHARED / "data" / "articles").glob("*/*.md"))[::5]  # all take ten seconds, and all hold
    assert paths
    for path in paths:
        article = formats.read(path.name, path.stem, path.read_text("utf-8"))
        document = Document()
        document.add_paragraph(article.title, style="Title")
        texts = [" ".join(one.flat.split()) for one in article.blocks if one.key is None]
        for text in texts:
            document.add_paragraph(text)
        found = read(saved(document))
        again = formats.read("articles/a.md", "a", formats.write(found))
        written_ = "".join("".join(one.flat.split()) for one in again.blocks)
        for text in texts[1:]:  # the first may give up its dateline to the front matter
            assert "".join(text.split()) in written_ or any(
                "".join(text.split())[:10] in one.message.replace(" ", "") for one in found.changes
            )
