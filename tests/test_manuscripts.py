"""The law of taking in: what a manuscript says, its Markdown says, and so does the page made of that Markdown."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

import lxml.html
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from transflow import formats
from transflow.article import Role
from transflow.formats.pieces import stream
from transflow.intake import footnotes, markup
from transflow.manuscript import (
    Block,
    Break,
    Code,
    Heading,
    Image,
    Inline,
    Listing,
    Manuscript,
    Note,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Span,
    Table,
    Text,
    words,
)

# What news holds, and what Markdown, YAML and HTML would take for something else.
WORDS = st.text(
    st.sampled_from("临海大学，。“”《》（）—…·1 2a b.*_~`|\\[]()<>&;:#+-=!'\"{}$%^@/　x"), min_size=1, max_size=8
) | st.sampled_from(
    [
        "1.",
        "2)",
        "-",
        "+",
        "#",
        ">",
        "***",
        "---",
        "===",
        "```",
        "~~~",
        "|",
        ":-",
        "[x]",
        "[^1]",
        "[a](b)",
        "![a](b)",
        "<b>",
        "</b>",
        "<div>",
        "<!--",
        "&amp;",
        "&#42;",
        "http://a.b",
        "<http://a.b>",
        "\\",
        "**重点。**",
        "__init__",
        "[1]:",
        "3.5亿",
        "2023.",
        "~~",
        "*",
    ]
)
TEXT = WORDS.map(Text)
HREF = st.sampled_from(["https://news.example.edu/a_b*c?x=1&copy=2&y;z#f", "https://e.org/维基_(x)", "mailto:a@e.org"])
ADDRESS = st.sampled_from(["a.png", "图 1.png", "p(1).jpg", "https://e.org/x.png"])


def spans(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    run = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.builds(Span, st.sampled_from("bis"), run) | st.builds(Span, st.just("a"), run, HREF)


PICTURES = st.builds(Image, ADDRESS, WORDS | st.just(""), WORDS | st.just(""))
CODE = WORDS.filter(str.strip).map(lambda text: Code(" ".join(text.split())))
INLINES = st.recursive(TEXT | st.just(Break()) | CODE | PICTURES, spans, max_leaves=4)
RUN = st.lists(INLINES | TEXT, min_size=1, max_size=5)


def blocks_of(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.builds(Quote, some) | st.builds(
        Listing, st.booleans(), st.lists(some, min_size=1, max_size=3).map(tuple), st.sampled_from([1, 1, 3, 0])
    )


LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join).filter(str.strip)
LEAF = (
    RUN.map(lambda run: Paragraph(tuple(run)))
    | st.builds(Heading, st.integers(1, 6), RUN.map(tuple))
    | st.builds(lambda rows: Table(tuple(rows)), st.integers(1, 3).flatmap(
        lambda width: st.lists(st.lists(RUN.map(tuple), min_size=width, max_size=width).map(tuple), min_size=2, max_size=3)))
    | LINES.map(Preformatted)
    | st.just(Rule())
)  # fmt: skip
BLOCKS = st.lists(st.recursive(LEAF, blocks_of, max_leaves=4), min_size=1, max_size=4)


# ── a page that says what a manuscript says ─────────────────────────────────────────────────────────────────────────
def page(blocks: tuple[Block, ...] | list[Block]) -> str:
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading(level, content):
            return f"<h{level}>{_run(content)}</h{level}>"
        case Paragraph((Image(address, alt, caption),)) if caption:
            return f"<figure>{_run((Image(address, alt),))}<figcaption>{escape(caption)}</figcaption></figure>"
        case Paragraph(content):
            return f"<p>{_run(content)}</p>"
        case Listing(ordered, items, start):
            inner = "".join(f"<li>{page(item)}</li>" for item in items)
            return f'<ol start="{start}">{inner}</ol>' if ordered else f"<ul>{inner}</ul>"
        case Quote(inner_blocks):
            return f"<blockquote>{page(inner_blocks)}</blockquote>"
        case Table(rows):
            cells = ["".join(f"<td>{_run(cell)}</td>" for cell in row) for row in rows]
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
        case Preformatted(text):
            return f"<pre>\n{escape(text)}</pre>"
        case Rule():
            return "<hr>"


def _run(run: tuple[Inline, ...]) -> str:
    return "".join(map(_one, run))


def _one(one: Inline) -> str:
    match one:
        case Text(text):
            return escape(text)
        case Span(letters, content, href):
            tag = {"b": "strong", "i": "em"}.get(letters, letters)
            return f"<{tag}" + (f' href="{escape(href)}"' if href else "") + f">{_run(content)}</{tag}>"
        case Code(text):
            return f"<code>{escape(text)}</code>"
        case Image(address, alt, _caption):
            return f'<img src="{escape(address)}" alt="{escape(alt)}">'
        case Note(number):
            return f'<sup><a href="#fn{number}" id="fnref{number}">[{number}]</a></sup>'
        case Break():
            return "<br>"


def read(html: str) -> Manuscript:
    root = lxml.html.document_fromstring(f"<html><body>{html}</body></html>")
    reading = markup.Reading(notes=footnotes.found_in(root))
    blocks = markup.blocks(root.find("body"), reading)
    return Manuscript(blocks, notes=markup.notes(reading))


def again(manuscript: Manuscript) -> Manuscript:
    """What a reader of the page finds that is made of the manuscript's Markdown. WORD JOINER shows nothing."""
    return read(formats.to_html(formats.write(manuscript)).replace('<hr class="footnotes-sep" />', ""))


def comparable(value: Any) -> Any:
    """Addresses as a browser reads them; a table's first row is its head."""
    return re.sub(r"(?:address|href)='[^']*'|href=\"[^\"]*\"", "address", repr(value))


@settings(max_examples=30)
@given(BLOCKS)
@example([Paragraph((Text("他说"), Span("b", (Text("重点。"),)), Text("然后")))])
@example([Paragraph((Span("b", (Text("“重点”"),)), Text("内容")))])
@example([Table((((Text("a|b"),), (Code("x|y"),)), ((), (Span("b", (Text("\\|"),)), Break(), Text("c")))))])
@example([Listing(False, ((Paragraph((Text("a"),)),),)), Listing(False, ((Paragraph((Text("b"),)),),))])
@example([Listing(False, ((Paragraph((Text("a"),)), Listing(True, ((Paragraph((Text("b"),)),),), 3)),))])
@example([Paragraph((Text("<div>"),)), Heading(2, (Text("a #"),)), Preformatted("```\n~~~")])
@example([Table((((Break(),),), ((Text("1"), Break(), Image("a.png")),)))])
def test_nothing_is_lost_and_nothing_invented(found: list[Block]) -> None:
    first = read(page(found))
    assert comparable(again(first)) == comparable(first)


@settings(max_examples=20)
@given(BLOCKS)
def test_every_word_of_a_page_is_in_the_manuscript(found: list[Block]) -> None:
    html = page(found)
    root = lxml.html.document_fromstring(f"<html><body>{html}</body></html>")
    said = "".join(root.text_content().split()) + "".join("".join(one.get("alt").split()) for one in root.iter("img"))
    kept = "".join(words(read(html).blocks).split())
    assert sorted(kept) == sorted(said)


@settings(max_examples=20)
@given(BLOCKS)
def test_the_segments_say_what_the_manuscript_says(found: list[Block]) -> None:
    manuscript = read(page(found))
    article = formats.read("articles/a.md", "a", formats.write(manuscript))
    said = "".join(block.flat for block in article.blocks).replace("￼", "").replace("\u2060", "")
    code = "".join("".join(_codes(manuscript.blocks)).split())
    preformatted = "".join("".join(one.text for one in _preformatted(manuscript.blocks)).split())
    assert sorted("".join(said.split()) + code + preformatted) == sorted("".join(words(manuscript.blocks).split()))


def _codes(blocks: tuple[Block, ...]) -> Iterator[str]:
    from transflow.manuscript import inlines, runs

    for run in runs(blocks):
        yield from (one.text for one in inlines(run) if isinstance(one, Code))


def _preformatted(blocks: tuple[Block, ...]) -> Iterator[Preformatted]:
    for block in blocks:
        if isinstance(block, Preformatted):
            yield block
        elif isinstance(block, Quote):
            yield from _preformatted(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _preformatted(item)


@given(st.dictionaries(st.sampled_from(["title", "summary", "byline", "dateline", "source"]), WORDS.filter(str.strip)))
def test_front_matter_reads_back(meta: dict[str, str]) -> None:
    meta = {key: " ".join(value.split()) for key, value in meta.items()}
    text = formats.write(Manuscript((Paragraph((Text("x"),)),), meta))
    article = formats.read("articles/a.md", "a", text)
    found = {key: getattr(article.meta, key, None) or article.meta.extra.get(key) for key in meta}
    assert found == meta


def test_footnotes_are_called_and_kept() -> None:
    html = (
        '<p>产量增长<sup><a href="#n1" id="r1">[1]</a></sup>(同比)，据说<a id="r2" href="#n2">2</a>。</p>'
        '<ol><li id="n1"><p>数据来自<b>东钢</b>。<a href="#r1">↑</a></p></li><li id="n2">[未核实]<a href="#r2">↑</a></li></ol>'
    )
    manuscript = read(html)
    assert manuscript.notes == (
        (Paragraph((Text("数据来自"), Span("b", (Text("东钢"),)), Text("。"))),),
        (Paragraph((Text("[未核实]"),)),),
    )
    text = formats.write(manuscript)
    assert "[^1]: 数据来自**东钢**。" in text
    assert comparable(again(manuscript)) == comparable(manuscript)
    article = formats.read("articles/a.md", "a", text)
    kinds = [stream(block.atoms) for block in article.blocks]
    assert kinds[0][1] == (Role.VOID, "fn")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>面积100m<sup>2</sup>，约10<sup>6</sup>吨CO<sub>2</sub></p>", "面积100m²，约10⁶吨CO₂\n"),
        ("<div>第一段<br>　　第二段<br>接着</div>", "第一段\n\n第二段\\\n接着\n"),
        ("<p>网页\n换行  多空格&nbsp;&nbsp;x</p>", "网页换行 多空格 x\n"),
        ('<p><a href="javascript:alert(1)">点这里</a></p>', "点这里\n"),
        (
            "<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
            "| a |  |\n| --- | --- |\n| b | c |\n",
        ),
        (
            '<a href="big.jpg"><img src="a.jpg" alt="图"></a><p class=x><strong> 重 </strong>点</p>',
            "![图](a.jpg)\n\n**重** 点\n",
        ),
        (
            '<p><a id="t" href="#s">第一节</a></p><h2 id="s">第一节<a href="#t">回目录</a></h2>',
            "第一节\n\n## 第一节回目录\n",
        ),
        ('<p>前<img src="file:///C:/a.png" alt="图">后<img src="data:image/png;base64,AA"></p>', "前图后\n"),
        ("<ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul>", "- 甲\n  - 乙\n- 丙\n"),
        ("<b>一<div>二</div>三</b>", "**一**\n\n**二**\n\n**三**\n"),
    ],
)
def test_what_a_page_becomes(html: str, text: str) -> None:
    assert formats.write(read(html)) == text
