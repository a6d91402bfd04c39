"""Memories that come and go: TMX, PO and tables as other tools write them, read and written; and the leverage report.

The samples of other tools' files are our own text in the shape that each of them writes.
"""

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tests.conftest import Desk
from tests.tmx14 import valid
from transflow import script
from transflow.article import TAG
from transflow.errors import MemoryFileError
from transflow.interchange import encodings
from transflow.memory import tables, tmx, tmxwriting
from transflow.memory.entry import Entry, Passed, Reason, objection, whole
from transflow.newsroom import exchanging, leverage
from transflow.workspace import folder
from transflow.workspace.folder import Workspace

PAIR = ("zh_CN", "en")
XML = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n\r")
MARKS = st.sampled_from("会议开始。<b1></b1>&lt;\"',;\t\r\n ]]>\u2028\x85\ufeff")
xml_texts = st.text(XML | MARKS, min_size=1, max_size=20).filter(lambda text: bool(text.strip()))
plain_texts = st.text(st.characters(exclude_categories=["Cs"]) | MARKS, min_size=1, max_size=20).filter(
    lambda text: bool(text.strip())
)
any_texts = st.text(st.characters() | MARKS, min_size=1, max_size=20).filter(lambda text: bool(text.strip()))
dates = st.datetimes().map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ")).filter(lambda at: len(at) == 20)


@st.composite
def own_entries(draw: st.DrawFn) -> Entry:
    """What the newsroom may hold: any text a person approved."""
    return Entry(
        draw(any_texts), draw(any_texts), *PAIR, by=draw(st.none() | xml_texts), at=draw(st.none() | dates),
        before=draw(st.none() | xml_texts), file=draw(st.none() | xml_texts),
        written_in=draw(st.sampled_from([None, *PAIR])), own=True,
    )  # fmt: skip


def read(data: bytes, name: str = "a.tmx", pair: tuple[str, str] = PAIR) -> list[Entry]:
    """The entries of a TMX, without their lines."""
    found = tmx.entries([data], name, [pair])
    return [replace(one, line=0) for one in found if isinstance(one, Entry)]


def written(entries: list[Entry]) -> bytes:
    return b"".join(tmxwriting.document(entries, "zh_CN", "sentence", {"x-note": 'a <b> & "c"'}))


# ── TMX ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@settings(max_examples=150, deadline=None)
@given(st.lists(own_entries(), max_size=4))
def test_what_is_exported_comes_back_as_it_was(entries: list[Entry]) -> None:
    data = written(entries)
    back = read(data)
    told = [replace(one, written_in=one.written_in or "zh_CN") for one in entries]  # the header names one for all
    assert back == told
    assert [objection(one) for one in back] == [None] * len(back)
    valid(data)


@settings(max_examples=60, deadline=None)
@given(st.lists(own_entries(), max_size=3), st.integers(1, 90))
def test_it_is_all_one_how_a_file_comes_in_pieces(entries: list[Entry], size: int) -> None:
    data = written(entries)
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    assert list(tmx.entries(pieces, "a", [PAIR])) == list(tmx.entries([data], "a", [PAIR]))


@st.composite
def coded(draw: st.DrawFn, depth: int = 0) -> tuple[str, str]:
    """The inside of a `<seg>` with codes in it, and its text."""
    inner, text = "", ""
    for _n in range(draw(st.integers(0, 3))):
        word = draw(st.text("会议ab ", max_size=3))
        kind = draw(st.sampled_from(["word", "bpt", "bpt", "hi", "ph", "it", "ut", "sub"]))
        if depth < 3 and kind in ("bpt", "hi"):
            body, said = draw(coded(depth + 1))
            number = draw(st.integers(1, 999))
            markup = draw(st.sampled_from(["&lt;b&gt;", "&lt;i class='x'&gt;", "{\\b ", "&lt;font&gt;", ""]))
            if kind == "bpt":
                inner += f'<bpt i="{number}">{markup}</bpt>{body}<ept i="{number}">&lt;/b&gt;</ept>'
            else:
                inner += f'<hi type="{draw(st.sampled_from(["bold", "x-own"]))}">{body}</hi>'
            text += said
        elif kind in ("ph", "it", "ut"):
            inner += f'<{kind} type="lb">&lt;br/&gt;</{kind}>'
        elif kind == "sub":
            inner += f"<ph>&lt;img alt='<sub>{word}</sub>'&gt;</ph>"
            text += word
        inner += word
        text += word
    return inner, text


@settings(max_examples=200, deadline=None)
@given(coded(), coded())
def test_no_text_is_lost_with_another_tools_codes_and_tags_match(
    source: tuple[str, str], target: tuple[str, str]
) -> None:
    body = "".join(
        f'<tuv xml:lang="{tag}"><seg>{inner}</seg></tuv>' for tag, (inner, _text) in (("zh", source), ("en", target))
    )
    (one,) = tmx.entries([f"<tmx><body><tu>{body}</tu></body></tmx>".encode()], "a", [PAIR])
    if not source[1].strip() or not target[1].strip():
        assert not isinstance(one, Entry) or (one.source and one.target)  # what was blank may hold a tag now
        return
    assert isinstance(one, Entry)
    for text, (_inner, said) in ((one.source, source), (one.target, target)):
        assert "".join(TAG.sub("", text).split()) == "".join(said.split())
    assert whole(one.source, one.target)


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ('<bpt i="1">&lt;b&gt;</bpt>粗', '<bpt i="1">&lt;b&gt;</bpt>bold', ("粗", "bold")),  # half of a pair is none
        (
            '<bpt i="1">&lt;b&gt;</bpt>一<bpt i="2">&lt;i&gt;</bpt>二<ept i="1"/>三<ept i="2"/>',
            '<bpt i="1">&lt;b&gt;</bpt>a<bpt i="2">&lt;i&gt;</bpt>b<ept i="1"/>c<ept i="2"/>', ("一二三", "abc"),
        ),
        ('<hi type="bold">一</hi>二', 'one <hi type="italic">two</hi>', ("一二", "one two")),
        (
            '<hi type="bold">一</hi><hi type="bold">二</hi><hi type="link">三</hi>',
            '<hi type="link">three</hi> <hi type="bold">one</hi> <hi type="bold">two</hi>',
            ("<b1>一</b1><b2>二</b2><a3>三</a3>", "<a3>three</a3> <b1>one</b1> <b2>two</b2>"),
        ),
        (
            '<bpt i="1" x="1" type="bold"/>一<ept i="1"/><bpt i="2" x="2" type="bold"/>二<ept i="2"/>',
            '<bpt i="1" x="2" type="bold"/>two<ept i="1"/> <bpt i="2" x="1" type="bold"/>one<ept i="2"/>',
            ("<b1>一</b1><b2>二</b2>", "<b2>two</b2> <b1>one</b1>"),
        ),
        ('见<ph>[<sub>注 1</sub>]</ph>图', 'see<ph>[<sub>Note 1</sub>]</ph>the picture', ("见注 1图", "see Note 1 the picture")),
        ('<ph>&lt;b1&gt;</ph>粗<ph>&lt;/b1&gt;</ph>', '<it pos="begin">&lt;b1&gt;</it>b<ut>&lt;/b1&gt;</ut>', ("<b1>粗</b1>", "<b1>b</b1>")),
        ('一<ph type="x-char-1b"/>', 'a<ph type="x-char-zz"/>', ("一\x1b", "a")),
    ],
)  # fmt: skip
def test_codes_become_tags_where_both_languages_have_them(source: str, target: str, wanted: tuple[str, str]) -> None:
    (one,) = read(file(tu(("zh", source), ("en", target))).encode())
    assert (one.source, one.target) == wanted


def test_tags_match_when_each_is_there_as_often_and_nested() -> None:
    assert whole("<b1>一</b1><i2>二</i2><br3/>", "<br3/><i2>b</i2><b1>a</b1>")
    assert not whole("<b1>一</b1>", "<b1>a")
    assert not whole("<b1>一</b1>", "</b1>a<b1>")
    assert not whole("<b1>一</b1><i2>二</i2>", "<b1>a<i2>b</b1></i2>")
    assert whole("<h1>一", "<h1>a"), "what is no pair in the source need be none in the translation"


def tu(*segs: tuple[str, str], props: str = "", attributes: str = "", lang: str = "xml:lang") -> str:
    variants = "".join(f'<tuv {lang}="{tag}"><seg>{seg}</seg></tuv>' for tag, seg in segs)
    return f"<tu{attributes}>{props}{variants}</tu>"


def file(*units: str, header: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header {header}/>\n<body>\n'
        + "\n".join(units)
        + "\n</body></tmx>"
    )


SAMPLES = {
    "OmegaT": (
        file(
            tu(
                ("zh-CN", "&lt;b1&gt;会议&lt;/b1&gt;开始。"), ("en-GB", "The &lt;b1&gt;meeting&lt;/b1&gt; began."),
                props='<note>seen</note><prop type="file">a.po</prop><prop type="prev">前一句。</prop><prop type="next">后一句。</prop>',
            ).replace("<tuv xml:lang=\"en-GB\"", '<tuv xml:lang="en-GB" changeid="li" changedate="20260102T030405Z" creationid="wu" creationdate="20250101T000000Z"'),
            header='creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="6.0.0_0" segtype="sentence" srclang="zh-CN"',
        ),
        [("<b1>会议</b1>开始。", "The <b1>meeting</b1> began.", "li", "2026-01-02T03:04:05Z", "前一句。", "a.po")],
    ),
    "Trados Studio": (
        file(
            tu(
                ("en-US", 'The <bpt i="1" type="1" x="1" /><bpt i="2" type="bold" x="2" />meeting<ept i="2" /><ept i="1" /> began<ph x="3" type="lb" />.'),
                ("zh-CN", '<bpt i="5" type="1" x="1" />会议<ept i="5" /><bpt i="1" type="bold" x="2" />开始<ept i="1" /><ph x="3" type="lb"/>。'),
                props='<prop type="x-LastUsedBy">DESK\\li</prop><prop type="x-Context">0, 0</prop><prop type="x-ConfirmationLevel">ApprovedTranslation</prop>',
                attributes=' creationdate="20240903T145309Z" creationid="DESK\\li" usagecount="5"',
            ),
            header='creationtool="SDL Language Platform" creationtoolversion="8.1" o-tmf="SDL TM8 Format" datatype="xml" segtype="sentence" adminlang="en-US" srclang="en-US"',
        ),
        [("会议<b1>开始</b1><br2/>。", "The <b1>meeting</b1> began<br2/>.", "DESK\\li", "2024-09-03T14:53:09Z", None, None)],
    ),
    "Trados Workbench": (
        file(
            tu(
                ("EN-US", "<ut>{\\f1 </ut>The meeting<ut>}</ut> began."), ("ZH_cn", "<ut>{\\cs6 </ut>会议<ut>}</ut>开始。"),
                lang="lang", props='<prop type="Txt::Client">News</prop>', attributes=' creationdate="20010203T040506Z" changeid="WU"',
            ),
            header='creationtool="TRADOS Translator&apos;s Workbench for Windows" srclang="EN-US"',
        ),
        [("会议开始。", "The meeting began.", "WU", "2001-02-03T04:05:06Z", None, None)],
    ),
    "memoQ": (
        file(
            tu(
                ("zh", '看<bpt i="1">&lt;a href="x"&gt;</bpt>这里<ept i="1">&lt;/a&gt;</ept>。'),
                ("en", 'See <bpt i="1">&lt;a href="x"&gt;</bpt>here<ept i="1">&lt;/a&gt;</ept>.'),
                props='<prop type="client">N</prop><prop type="project"/><prop type="x-document">b.docx</prop>'
                '<prop type="x-context-pre">&lt;seg&gt;前一&lt;bpt i="1"&gt;b&lt;/bpt&gt;句 &amp;amp; 后。&lt;/seg&gt;</prop>',
                attributes=' changedate="20240102T030405Z" changeid="wang"',
            ),
            header='creationtool="MemoQ" o-tmf="MemoQTM" segtype="sentence" srclang="zh"',
        ),
        [("看<a1>这里</a1>。", "See <a1>here</a1>.", "wang", "2024-01-02T03:04:05Z", "前一b句 & 后。", "b.docx")],
    ),
    "Weblate": (
        file(
            tu(("en", "Save"), ("zh_Hans", "保存")), tu(("en", "Open"), ("zh_Hans", "打开")), tu(("en", "Nothing"), ("zh_Hans", "")),
            header='creationtool="Translate Toolkit" creationtoolversion="3.20.4" segtype="sentence" o-tmf="UTF-8" adminlang="en" srclang="en" datatype="PlainText"',
        ),
        [("保存", "Save", None, None, None, None), ("打开", "Open", None, None, None, None)],
    ),
    "several variants, notes and unknown elements": (
        file(
            tu(("de-DE", "Die Sitzung"), ("zh-Hans", "会议"), ("en-US", "The meeting"), ("en-GB", "The session"), props='<note xml:lang="de">x</note>'),
            tu(("zh-TW", "會議"), ("en", "not ours")), tu(("zh-CN", "会<x>议</x>"), ("en", "The <mrk>meeting</mrk>")),
        ),
        [("会议", "The meeting", *[None] * 4), ("会议", "The session", *[None] * 4), ("会议", "The meeting", *[None] * 4)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("tool", SAMPLES)
def test_other_tools_files(tool: str) -> None:
    text, wanted = SAMPLES[tool]
    found = read(text.encode())
    assert [(one.source, one.target, one.by, one.at, one.before, one.file) for one in found] == wanted
    units = list(tmx.read_tmx(text.encode(), "memory/a.tmx", *PAIR))
    assert [(one.source, one.target, one.by, one.at, one.context_before) for one in units] == [
        one[:5] for one in wanted
    ]
    assert {one.origin for one in units} == {"memory/a.tmx"}
    back = read(text.encode(), pair=("en", "zh_CN"))
    assert sorted((one.target, one.source) for one in back) == sorted(one[:2] for one in wanted)


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("UTF-8", "utf-8"), ("UTF-8", "utf-8-sig"), ("utf8", "utf-8"), ("UTF-16", "utf-16"), ("UTF-16LE", "utf-16-le"),
        ("UTF-16BE", "utf-16-be"), ("UTF-32", "utf-32"), ("GB2312", "gb18030"), ("gbk", "gbk"), ("GB18030", "gb18030"),
        ("Big5", "big5"), ("UTF-16", "utf-8"),
    ],
)  # fmt: skip
def test_a_file_is_read_in_the_encoding_it_names(declared: str, codec: str) -> None:
    text = file(tu(("zh", "中文文本很好"), ("en", "Text")), tu(("zh", "好"), ("en", "OK"))).replace("UTF-8", declared)
    data = text.encode(codec)
    for size in (7, 1000):  # no piece need end where a character ends
        pieces = [data[start : start + 4000 // size * size] for start in range(0, len(data), 4000 // size * size)]
        found = tmx.entries(pieces, "a", [PAIR])
        assert [(one.source, one.line) for one in found if isinstance(one, Entry)] == [("中文文本很好", 4), ("好", 5)]


BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
BAD = {
    "bomb": (BOMB + "<tmx>&b;</tmx>", 1),
    "parameter entity": ('<!DOCTYPE tmx [<!ENTITY % a SYSTEM "file:///etc/passwd">%a;]><tmx/>', 1),
    "outside entity": ('<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx>&a;</tmx>', 1),
    "unknown entity": ("<tmx>\n<body>&nbsp;</body></tmx>", 2),
    "unknown entity with a DTD": ('<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx>\n<body>&nbsp;</body></tmx>', 3),
    "no end": ("<tmx>\n<body>\n<tu>", 3),
    "not TMX": ("\n<html/>", 2),
    "empty": ("", 1),
    "too deep": ("<tmx>\n" + "<a>" * 200 + "\n", 2),
    "no encoding": ('<?xml version="1.0" encoding="klingon"?><tmx/>', 1),
    "no text encoding": ('<?xml version="1.0" encoding="zlib"?><tmx/>', 1),
    "other bytes than it says": ('<?xml version="1.0" encoding="big5"?>\n<tmx>\n<body>\udcff\udcff', 3),
    "a control character": ("<tmx>\n<body>\x01</body></tmx>", 2),
    "a long unit": ("<tmx>\n<tu><tuv><seg>" + "好" * 5_000_000 + "\n\n", 2),
    "a unit of many parts": ("<tmx>\n<tu>" + "<tuv/>" * 50_000 + "\n\n", 2),
    "a long comment": ("<tmx>\n<!--" + "x" * 17_000_000 + "\n--></tmx>", 2),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_names_its_line_and_a_remedy(kind: str) -> None:
    text, line = BAD[kind]
    data = text.encode("utf-8", "surrogateescape")
    pieces = [data[start : start + 65536] for start in range(0, len(data), 65536)]
    with pytest.raises(MemoryFileError) as caught:
        list(tmx.entries(pieces, "memory/bad.tmx", [PAIR]))
    assert caught.value.where == f"memory/bad.tmx:{line}"
    assert caught.value.remedy


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────
@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(plain_texts, plain_texts), max_size=4), st.booleans())
def test_tables_come_back_as_they_were(rows: list[tuple[str, str]], tabs: bool) -> None:
    entries = [Entry(*row, *PAIR) for row in rows]
    if tabs:
        entries = [one for one in entries if not tables.is_bent(one)]
    data = b"".join(tables.document(entries, *PAIR, tabs=tabs))
    found = list(tables.entries([data], "a", [PAIR], "utf-8", tabs=tabs))
    assert [replace(one, line=0) for one in found if isinstance(one, Entry)] == entries


def test_a_quotation_mark_is_a_character_in_tsv_and_a_quotation_in_csv() -> None:
    tsv = 'en\tid\tzh-Hans\n"Go," he said\t1\t"去，"他说\n"\t2\t\n'
    assert list(tables.entries([tsv.encode()], "a", [PAIR], "utf-8", tabs=True)) == [
        Entry('"去，"他说', '"Go," he said', *PAIR, 2), Passed(3, Reason.EMPTY),
    ]  # fmt: skip
    semicolons = 'zh;en\r\n"一;\n二";a\r\n三;b;c\r\n'
    assert list(tables.entries([semicolons.encode()], "a", [PAIR], "utf-8", tabs=False)) == [
        Entry("一;\n二", "a", *PAIR, 2), Passed(4, Reason.COLUMNS),
    ]  # fmt: skip
    with pytest.raises(MemoryFileError) as caught:
        list(tables.entries([b'zh,en\n"a,b\n'], "a.csv", [PAIR], "utf-8", tabs=False))
    assert caught.value.where == "a.csv:2"


CHINESE = "zh-CN\ten\n代表团参观了校史馆，双方签署合作备忘录。\tThe delegation visited.\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_encodings_of_tables_are_found_out(codec: str) -> None:
    data = CHINESE.encode(codec)
    found = encodings.of_text(lambda: iter([data[:11], data[11:]]), "a")
    assert "".join(encodings.decoded([data], found, "a")).removeprefix("\ufeff") == CHINESE


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("zh\ten\n代表團參觀了校史館，雙方簽署合作備忘錄。\tx", "big5"), ("zh\ten\n代表团\tx", "gbk"),
        ("zh\ten\nこんにちは、ありがとうございます\tx", "euc_jp"), ("zh\ten\n会議が開かれました。出席者は多い\tx", "shift_jis"),
        ("zh\ten\nà côté d’un été très âgé, naïf\tx", "cp1252"),
    ],
)  # fmt: skip
def test_in_doubt_an_encoding_is_asked_for(text: str, codec: str) -> None:
    data = text.encode(codec)
    with pytest.raises(MemoryFileError) as caught:
        encodings.of_text(lambda: iter([data]), "a.tsv")
    assert caught.value.where == "a.tsv:2"
    assert "--encoding" in caught.value.remedy


# ── the command line ────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def article(desk: Desk) -> Desk:
    """A newsroom in which one article is approved."""
    desk.write("a", "---\ntitle: 海洋研讨会\n---\n\n会议**很**成功。共有120人参加会议。谢谢大家！\n\n谢谢大家！\n")
    desk("sync")
    texts = {
        "海": "Seminar on Oceans",
        "会": "A <b1>very</b1> good meeting.",
        "共": "Some 120 people came.",
        "谢": "Thank you!",
    }
    for one in desk.segments("a"):
        desk("edit", "a", one["id"], "--text", texts[one["source"][0]])
    desk("approve", "a", "--all", by="wang")
    return desk


def put(place: Path, name: str, text: str | bytes) -> str:
    path = place / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def units(desk: Desk) -> list[tuple[object, ...]]:
    """What the memory has, by who and when."""
    return sorted((one["source"], one["target"]) for one in memory_json(desk))


def memory_json(desk: Desk) -> list[dict[str, str]]:
    found = tables.entries([desk("memory", "export", "--format", "csv").out.encode()], "-", [PAIR], "utf-8", tabs=False)
    return [{"source": one.source, "target": one.target} for one in found if isinstance(one, Entry)]


def test_import_says_what_it_took_and_what_not(desk: Desk, tmp_path: Path) -> None:
    data = file(
        tu(("zh", "会议"), ("en", "meeting")), tu(("zh", "NBA"), ("en", "NBA")), tu(("zh", "空"), ("en", " ")),
        tu(("zh", "&lt;b1&gt;粗&lt;/b1&gt;"), ("en", "bold")), tu(("de", "eins"), ("fr", "un")),
    )  # fmt: skip
    path = put(tmp_path, "old.tmx", data)
    answer = desk("memory", "import", path, "--person", "wu", "--date", "2026-01-02", "--json").json
    assert answer == [
        {"file": path, "memory": "memory/old.tmx", "units": 1, "passed": [
            {"reason": "same", "count": 1, "lines": [5]}, {"reason": "empty", "count": 1, "lines": [6]},
            {"reason": "tags", "count": 1, "lines": [7]}, {"reason": "language", "count": 1, "lines": [8]},
        ]}
    ]  # fmt: skip
    (origin,) = desk("memory", "stats", "--origins", "--json").json
    assert origin == {
        "source": "zh_CN", "target": "en", "from": "memory/old.tmx", "units": 1, "people": {"wu": 1}, "files": {"old.tmx": 1},
        "first": "2026-01-01T16:00:00Z", "last": "2026-01-01T16:00:00Z",
    }  # fmt: skip
    (match,) = desk("memory", "search", "会议", "--lang", "zh", "--json").json
    assert match == {"source": "会议", "target": "meeting", "score": 100, "from": "memory/old.tmx"}
    valid((desk.root / "memory" / "old.tmx").read_bytes())
    told = desk("memory", "import", path, "--replace")
    assert told.out == f"{path} → memory/old.tmx: 1 pair taken\n"
    named = put(tmp_path, "named.tmx", SAMPLES["OmegaT"][0])
    desk("memory", "import", named, "--person", "wu", "--date", "2020-01-02")
    one = next(row for row in desk("memory", "stats", "--origins", "--json").json if row["from"] == "memory/named.tmx")
    assert (one["people"], one["first"]) == ({"li": 1}, "2026-01-02T03:04:05Z"), "what a unit says itself stays"
    assert f"{path}: 1 passed over, in other languages (line 8)" in told.err


PO = """msgid ""
msgstr ""
"Language: zh_Hans\\n"
"Content-Type: text/plain; charset={charset}\\n"

msgid "Save"
msgstr "保存"

#, fuzzy
msgid "Open"
msgstr "打开"

msgid "Close"
msgstr ""

msgid "file"
msgid_plural "files"
msgstr[0] "文件"

#~ msgid "Gone"
#~ msgstr "没了"
"""


@pytest.mark.parametrize("charset", ["UTF-8", "GBK"])
def test_of_a_po_file_what_is_translated_is_taken(desk: Desk, tmp_path: Path, charset: str) -> None:
    path = put(tmp_path, "ui.po", PO.format(charset=charset).encode(charset))
    (answer,) = desk("memory", "import", path, "--json").json
    assert answer["units"] == 1
    assert {one["reason"]: (one["count"], one["lines"]) for one in answer["passed"]} == {
        "fuzzy": (1, [9]), "empty": (1, [13]), "plural": (1, [])
    }  # fmt: skip
    assert units(desk) == [("保存", "Save")]


def test_an_articles_own_po_gives_what_it_gave(article: Desk, tmp_path: Path) -> None:
    before = units(article)
    path = put(tmp_path, "a.po", article.po("a").read_bytes())
    for name in ("articles/a.md", "locales/en/LC_MESSAGES/a.po"):
        (article.root / name).unlink()
    assert units(article) == []
    article("memory", "import", path)
    assert units(article) == before


def test_every_file_that_will_not_do_changes_nothing(article: Desk, tmp_path: Path) -> None:
    good = put(tmp_path, "good.tmx", file(tu(("zh", "会议"), ("en", "meeting"))))
    article("memory", "import", good, "--name", "there")
    before = article.files()
    cases = {
        "broken.tmx": ("<tmx>\n<body>", 3, ":2"), "bomb.tmx": (BOMB + "<tmx/>", 3, ":1"),
        "broken.po": ('msgid "a"\nmsgstr "b\n', 3, ":2"), "head.csv": ("a,b\n1,2\n", 3, ":1"),
        "quotes.csv": ('zh,en\n会,"x\n', 3, ":2"), "big5.tsv": ("zh\ten\n代表團參觀\tx".encode("big5"), 3, ":2"),
        "german.tmx": (file(tu(("de", "a"), ("en", "b"))), 1, "de, en"), "empty.tsv": ("zh\ten\n", 1, ""),
        "what.docx": ("", 2, ".tmx"), "none.tmx": (None, 3, ""), "bytes.csv": (b"zh,en\n\xff\xff\xff,x\n", 3, ":2"),
    }  # fmt: skip
    for name, (content, code, said) in cases.items():
        path = str(tmp_path / name) if content is None else put(tmp_path, name, content)
        answer = article("memory", "import", good, path, code=code)
        assert name in answer.err
        assert said in answer.err
        assert "→" in answer.err, "a remedy"
        assert answer.out == ""
        assert article.files() == before, name
    article("memory", "import", good, "--name", "there", code=1)
    article("memory", "import", good, good, code=2)
    for arguments in (["--name", "../x"], ["--lang", "fr"], ["--lang", "en", "--to", "en"], ["--date", "soon"]):
        article("memory", "import", good, *arguments, code=2)
    article("memory", "import", good, "--encoding", "utf-8", "--lang", "xx-yy-zz", code=3)
    assert article.files() == before


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_everything_as_it_was(
    article: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = put(tmp_path, "a.tsv", "zh\ten\n代表团\tdelegation\n")
    out = Path(put(tmp_path, "out.tmx", "old"))
    before = article.files()

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, step, full)
        assert "the disk is full" in article("memory", "import", path, code=3).err
        assert "the disk is full" in article("memory", "export", "-o", str(out), code=3).err
    assert article.files() == before
    assert out.read_text() == "old"
    assert not list(tmp_path.glob(".*.new"))


def test_two_who_bring_at_once_wait_for_each_other(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "LOCK_SECONDS", 0.1)
    path = put(tmp_path, "a.tsv", "zh\ten\n代表团\tdelegation\n")
    with Workspace.find(desk.root).held(exchanging.LOCK):
        desk("memory", "import", path, code=3)
    desk("memory", "import", path)


def test_a_doubtful_encoding_can_be_named(desk: Desk, tmp_path: Path) -> None:
    path = put(tmp_path, "a.tsv", "zh\ten\n代表团\tdelegation".encode("gbk"))
    desk("memory", "import", path, code=3)
    desk("memory", "import", path, "--encoding", "GBK")
    assert units(desk) == [("代表团", "delegation")]


def test_a_memory_goes_to_another_newsroom_and_back_whole(article: Desk, tmp_path: Path) -> None:
    out = str(tmp_path / "all.tmx")
    article("memory", "export", "-o", out)
    valid(Path(out).read_bytes())
    other = Desk(tmp_path / "other")
    other("init", str(other.root), "--source", "zh_CN", "--target", "en")
    other("memory", "import", out)
    assert other("memory", "export").out.split("<body>")[1] == Path(out).read_text("utf-8").split("<body>")[1]
    (origin,) = other("memory", "stats", "--origins", "--json").json
    assert (origin["units"], origin["people"], origin["files"]) == (4, {"li": 4}, {"articles/a": 4})
    assert other("memory", "search", "会议<b1>很</b1>成功。", "--lang", "zh", "--json").json[0]["score"] == 100
    for kind in ("csv", "tsv"):
        third = Desk(tmp_path / kind)
        third("init", str(third.root), "--source", "zh_CN", "--target", "en")
        third("memory", "import", put(tmp_path, f"t.{kind}", article("memory", "export", "--format", kind).out))
        assert units(third) == units(article)


def test_an_export_can_be_chosen_by_where_and_who(article: Desk, tmp_path: Path) -> None:
    article("memory", "import", put(tmp_path, "b.tsv", "zh\ten\n图书馆\tlibrary\n"), "--person", "wu")

    def count(*arguments: str) -> int:
        return article("memory", "export", *arguments).out.count("</tu>")

    assert [count(), count("--only", "approved"), count("--only", "brought")] == [5, 4, 1]
    assert [
        count("--person", "wu"),
        count("--person", "li"),
        count("--from", "articles/*"),
        count("--from", "b.tsv"),
    ] == [1, 4, 4, 1]


def test_a_search_can_be_narrowed_to_where_and_who(article: Desk, tmp_path: Path) -> None:
    article("memory", "import", put(tmp_path, "b.tsv", "zh\ten\n谢谢大家！\tThanks, all!\n"), "--person", "wu")

    def found(*arguments: str) -> list[str]:
        rows = article("memory", "search", "谢谢大家！", "--lang", "zh", "--json", *arguments).json
        (same,) = article(
            "memory", "lookup", "--lang", "zh", "--json", *arguments, stdin="谢谢大家！\n"
        ).out.splitlines()
        assert [one["target"] for one in json.loads(same)] == [one["target"] for one in rows]
        return sorted(one["target"] for one in rows)

    assert found() == ["Thank you!", "Thanks, all!"]
    assert found("--person", "wu") == found("--from", "memory/*") == ["Thanks, all!"]
    assert found("--person", "li") == found("--from", "articles/a") == ["Thank you!"]
    assert found("--person", "li", "--from", "memory/*") == []


def test_what_tsv_cannot_hold_is_said(desk: Desk, tmp_path: Path) -> None:
    desk("memory", "import", put(tmp_path, "b.csv", 'zh,en\n"一\n二","a\tb"\n'))
    answer = desk("memory", "export", "--format", "tsv")
    assert answer.out == "zh-CN\ten\n一 二\ta b\n"
    assert "1 text had a tab or a line break" in answer.err


def test_a_brought_file_is_taken_back_in_one_command(article: Desk, tmp_path: Path) -> None:
    before = units(article)
    article("memory", "import", put(tmp_path, "wrong.tsv", "zh\ten\n谢谢大家！\tGo away!\n再见\tBye\n"))
    assert len(units(article)) == len(before) + 2
    for name in ("wrong", "wrong.tmx", "memory/wrong.tmx"):
        assert article("memory", "forget", name, "--dry-run", "--json").json == {
            "memory": "memory/wrong.tmx", "units": 2, "forgotten": False
        }  # fmt: skip
    assert article("memory", "forget", "wrong").out.startswith("memory/wrong.tmx: 2 pairs\n")
    assert units(article) == before
    assert article("memory", "search", "再见", "--lang", "zh", "--json").json == []
    assert (article.root / ".transflow" / "forgotten" / "wrong.tmx").exists()
    assert "those that were: –" in article("memory", "forget", "wrong", code=2).err
    (article.root / "memory" / "broken.tmx").write_text("<tmx>")
    assert article("memory", "forget", "broken", "--json").json["units"] is None
    assert units(article) == before


# ── leverage ────────────────────────────────────────────────────────────────────────────────────────────────────
def test_every_score_is_in_one_band() -> None:
    assert [leverage.banded(score) for score in (101, 100, 99, 95, 94, 85, 84, 75, 74, 50, 49, 0)] == [
        "context", "exact", "95-99", "95-99", "85-94", "85-94", "75-84", "75-84", "50-74", "50-74", "new", "new"
    ]  # fmt: skip


def test_the_report_counts_every_sentence_once_in_the_band_of_its_best_match(article: Desk) -> None:
    article.write(
        "b",
        "---\ntitle: 海洋研讨会\n---\n\n会议**很**成功。谢谢大家！\n\n共有130人参加会议。共有一百多位来宾参加了会议。\n\n完全不同的话题。完全不同的话题。\n",
    )
    article.write("c", "---\nlang: en\n---\n\nThank you! Some 120 people came. A new thing.\n")
    article("sync")
    document = article("report", "--before", "b", "c", "--json").json
    assert set(document) == {"articles", "total"}
    one, two = document["articles"]
    assert (one["slug"], one["title"], one["source"], one["target"]) == ("b", "海洋研讨会", "zh_CN", "en")
    sources = [part["source"] for part in article.segments("b")]
    known = ["海洋研讨会", "会议<b1>很</b1>成功。", "共有120人参加会议。", "谢谢大家！"]
    wanted: dict[str, list[str]] = {band: [] for band in leverage.BANDS}
    before = None
    for text in sources:
        score = max(
            100 * (max(len(text), len(k)) - Levenshtein.distance(text, k)) // max(len(text), len(k)) for k in known
        )
        context = text in known and before in known and known.index(text) == known.index(before) + 1
        wanted[leverage.banded(101 if context else score)].append(text)
        before = text
    wanted["repetitions"].append("完全不同的话题。")
    for band, texts in wanted.items():
        size = {"segments": len(texts), "han": sum(script.count(text, "zh_CN") for text in texts), "words": 0}
        assert one["bands"][band] == size, band
    assert [bool(one["bands"][band]["segments"]) for band in ("context", "exact", "85-94", "repetitions", "new")] == [
        True
    ] * 5
    assert two["bands"]["exact"] == {"segments": 2, "han": 0, "words": 6}
    assert two["all"] == {"segments": len(article.segments("c")), "han": 0, "words": two["all"]["words"]}
    for band, size in document["total"]["bands"].items():
        assert size == {key: one["bands"][band][key] + two["bands"][band][key] for key in size}


def test_an_article_is_no_help_to_itself_and_repetitions_run_through_all(article: Desk) -> None:
    (alone,) = article("report", "--before", "a", "--json").json["articles"]
    assert alone["bands"]["new"]["segments"] == 4
    assert alone["bands"]["repetitions"]["segments"] == 1  # 谢谢大家！ stands there twice
    article.write("b", "谢谢大家！\n")
    article("sync")
    document = article("report", "--before", "--json").json
    assert [one["slug"] for one in document["articles"]] == ["a", "b"]
    assert document["articles"][1]["bands"]["repetitions"]["segments"] >= 1
    assert document["total"]["all"]["segments"] == sum(one["all"]["segments"] for one in document["articles"])


def test_the_report_for_people_and_its_exit_codes(article: Desk) -> None:
    text = article("report", "--before").out
    assert text.splitlines()[0].split()[:4] == ["slug", "to", "counted", "in"]
    assert "Han characters" in text
    article("report", code=2)
    article("report", "--before", "nobody", code=2)
    article("report", "--before", "a", "--to", "fr", code=2)
    article("spike", "a")
    assert "no articles" in article("report", "--before").out
    article.write("bad", "---\ntitle: [\n---\n")
    assert "bad" in article("report", "--before", code=3).err


def test_reading_writes_nothing(article: Desk) -> None:
    before = article.files()
    for arguments in (
        ["report", "--before"],
        ["memory", "export"],
        ["memory", "stats", "--origins"],
        ["memory", "stats"],
    ):
        article(*arguments)
    assert article.files() == before


def test_a_table_with_its_languages_swapped_is_not_taken(desk: Desk, tmp_path: Path) -> None:
    table = tmp_path / "swapped.csv"
    table.write_text("zh,en\nThe meeting was held.,会议召开。\nTwo plans were adopted.,通过两项方案。\n", "utf-8")
    told = desk("memory", "import", str(table), code=1)
    assert "are the languages swapped?" in told.err
    assert not (desk.root / "memory").exists() or not list((desk.root / "memory").iterdir())
    table.write_text("en,zh\nThe meeting was held.,会议召开。\nGDP,GDP 2024\n", "utf-8")
    assert desk("memory", "import", str(table), "--json").json[0]["units"] == 2


def test_a_memory_is_meant_by_its_name(desk: Desk, tmp_path: Path) -> None:
    table = tmp_path / "old.csv"
    table.write_text("zh,en\n会议召开。,The meeting was held.\n", "utf-8")
    desk("memory", "import", str(table))
    for name in ("old", "memory/old.tmx", "o*"):
        assert "1 pair" in desk("memory", "export", "--from", name, "-o", str(tmp_path / "out.tmx")).err
