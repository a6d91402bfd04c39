"""Reading copies for leaders: what goes out in Word comes back exactly, or is listed."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, Desk
from tests.wordedits import Edit, document, edited, saying, text_of, typed, w
from tests.wordfiles import picture, replaced, saved, word
from transflow import formats
from transflow.article import ADAPTED
from transflow.formats.outline import Grid, Row, outline
from transflow.newsroom import editing
from transflow.newsroom.room import open_newsroom
from transflow.segment import Kind, Segment
from transflow.word import reading
from transflow.word.tagging import Stretch, TornError, stretches, tagged
from transflow.workspace import opening

SOURCE = """---
title: 海洋研讨会
summary: 共有120人参加。
byline: 记者 林汐然
tags: [海洋]
embargo: 2099-01-01T08:00:00+08:00
---

![会场](hall.png "会场全景。")

研讨会在**临海大学**举行。[校方](https://sea.example.org/)介绍了情况。晚上放映了电影。

会议很成功。

## 安排

1. 上午参观。
2. 下午座谈`A-7`室[^1]。

| 项目 | 人数 |
| --- | --- |
| 学生 | 80 |

会议很成功。

> 海洋很大。

[^1]: 座谈不公开。
"""
TEXTS = {
    "海洋研讨会": "Ocean Seminar",
    "共有120人参加。": "Some 120 people came.",
    "记者 林汐然": "By LIN Xiran",
    "会场": "The hall",
    "会场全景。": "A view of the hall.",
    "研讨会在<b1>临海大学</b1>举行。": "The seminar took place at <b1>Linhai University</b1>.",
    "<a1>校方</a1>介绍了情况。": "The <a1>university</a1> explained its plans.",
    "晚上放映了电影。": "A film was shown.",
    "会议很成功。": "The meeting was a success.",
    "安排": "Programme",
    "上午参观。": "A tour in the morning.",
    "下午座谈<code1/>室<fn2/>。": "A talk in room <code1/> in the afternoon.<fn2/>",
    "项目": "Item",
    "人数": "Number",
    "学生": "Students",
    "海洋很大。": "The ocean is large.",
}
PARAGRAPH = "The seminar took place at Linhai University. The university explained its plans. A film was shown."


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom with one article, translated: made once, and copied for each test."""
    root = tmp_path_factory.mktemp("sea") / "newsroom"
    desk = Desk(root)
    desk("init", str(root), "--source", "zh_CN", "--target", "en", "--name", "University News")
    folder = root / "articles" / "sea"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(SOURCE, encoding="utf-8")
    (folder / "hall.png").write_bytes(picture(size=(400, 300)))
    desk("sync")
    room = open_newsroom(root, lambda: "li")
    for one in opening.open_target(room.workspace, "sea").catalog.segments:
        if one.source in TEXTS:  # the tag and the note are left untranslated
            editing.edit(room, "sea", one.id, TEXTS[one.source])
    return root


@pytest.fixture
def sea(translated: Path, tmp_path: Path) -> Desk:
    return Desk(Path(shutil.copytree(translated, tmp_path / "newsroom", symlinks=True)))


def out(desk: Desk, *how: str) -> bytes:
    path = desk.root.parent / "copy.docx"
    desk("export", "sea", "--format", "docx", "-o", str(path), *how)
    return path.read_bytes()


def back(desk: Desk, data: bytes, *how: str, by: str = "boss", code: int | None = 0) -> dict[str, Any]:
    path = desk.root.parent / "back.docx"
    path.write_bytes(data)
    (file,) = desk("import", str(path), "--json", *how, by=by, code=code).json["files"]
    return dict(file)


def target(desk: Desk, source: str) -> Segment:
    """The segment of a source as it is on disk now."""
    opened = opening.open_target(open_newsroom(desk.root, lambda: "").workspace, "sea")
    return next(one for one in opened.catalog.segments if one.source == source)


def left(file: dict[str, Any]) -> str:
    """All that was listed, as one text to look in."""
    return json.dumps(file["left"], ensure_ascii=False)


def test_outline_names_every_block_once() -> None:
    for path in sorted(ROOT.glob("articles/**/*.md")):
        article = formats.read(path.as_posix(), path.stem, path.read_text(encoding="utf-8"))
        if article.meta.mode == ADAPTED:  # its body is one block, and it has no reading copy
            continue
        parts = outline(article)
        rows = [
            row
            for part in parts
            for row in (
                [part]
                if isinstance(part, Row)
                else [cell for line in part.rows for cell in line]
                if isinstance(part, Grid)
                else []
            )
        ]
        body = [one.index for one in article.blocks if one.key is None and one.kind not in (Kind.ALT, Kind.CAPTION)]
        assert [row.block for row in rows if row.block is not None] == body


NAMES = st.sampled_from(["b1", "i2", "a3"])


@given(st.recursive(
    st.text(alphabet="ab &<l>t;1/海", min_size=1, max_size=6),
    lambda inner: st.lists(st.one_of(inner, st.tuples(NAMES, inner)), max_size=4),
    max_leaves=8,
))  # fmt: skip
@settings(max_examples=60)
def test_tagged_text_is_itself_again(tree: Any) -> None:
    """Whatever can be said with stretches is said the same after it was taken apart and put together."""

    def flat(one: Any, tags: tuple[str, ...]) -> list[Stretch]:
        if isinstance(one, str):
            return [Stretch(one, tags)]
        if isinstance(one, tuple):
            return flat(one[1], (*tags, one[0])) if one[0] not in tags else flat(one[1], tags)
        return [part for inner in one for part in flat(inner, tags)]

    try:
        text = tagged(flat(tree, ()))
    except TornError:  # two tags cross
        return
    assert tagged(stretches(text)) == text
    assert "".join(part.text for part in stretches(text)) == "".join(part.text for part in flat(tree, ()))


def test_the_file_as_it_went_out_changes_nothing(sea: Desk) -> None:
    before = sea.files()
    for how in ([], ["--both"]):
        file = back(sea, out(sea, *how))
        assert (file["done"], file["left"], file["missing"]) == ([], [], [])
    assert sea.files() == before


def test_what_is_on_the_pages(sea: Desk) -> None:
    data = out(sea, "--both")
    made, root = docx.Document(sea.root.parent / "copy.docx"), document(data)
    styles = {one.text: one.style.name for one in made.paragraphs}
    assert styles["Ocean Seminar"] == "Title"
    assert styles["Programme"] == "Heading 2"
    assert styles[PARAGRAPH] == "Body Text"
    assert styles["A view of the hall."] == "Caption"
    assert styles["海洋研讨会"] == "transflow Source"
    assert [[cell.paragraphs[0].text for cell in row.cells] for row in made.tables[0].rows] == [
        ["Item", "Number"],
        ["Students", "80"],
    ]
    assert len(made.inline_shapes) == 1
    assert made.inline_shapes[0].width <= docx.shared.Cm(16)
    head = "\n".join(one.text for one in made.sections[0].header.paragraphs)
    assert "sea · zh_CN → en" in head
    assert "EMBARGO until 2099-01-01 08:00" in head
    assert "DRAFT" in head
    assert re.search(r"version [0-9a-f]{8}", head)
    han = next(run for run in saying(root, "海洋很大").iter(w("r")))
    properties = han.find(w("rPr"))
    assert properties.find(w("lang")).get(w("eastAsia")) == "zh-CN"
    assert properties.find(w("rFonts")).get(w("hint")) == "eastAsia"
    assert made.styles["Body Text"].element.rPr.rFonts.get(w("eastAsia")) == "SimSun"
    names = [one.get(w("name")) for one in root.iter(w("bookmarkStart"))]
    assert len(set(names)) == len(names)
    assert all(len(one) <= 40 and one.startswith("_") for one in names)
    links = [one.target_ref for one in made.part.rels.values() if one.is_external]
    assert "https://sea.example.org/" in links
    assert "座谈不公开。" in text_of(document(data, "word/footnotes.xml"))


SPANS = [(match.start(), match.end()) for match in re.finditer(r"\S.*?\.", PARAGRAPH)]
EDITS = st.lists(
    st.tuples(
        st.integers(0, len(PARAGRAPH)), st.integers(0, 12), st.text("new海，.! ", max_size=8),
        st.sampled_from(["", "Li"]), st.booleans(),
    ),
    min_size=1, max_size=2,
)  # fmt: skip


def test_an_edit_is_taken_exactly_or_listed(sea: Desk) -> None:
    """Whatever is typed or struck out in a paragraph, tracked or not: its segments say together just what it says now, or
    what was typed is listed; inside one segment it is that segment's; and what was not touched is as it was."""
    data = out(sea)
    sent = {line.id: line for line in reading.read(data, "sent.docx", "k").lines}
    ids = [target(sea, source).id for source, text in TEXTS.items() if _plain(text) in PARAGRAPH and len(text) > 16]
    assert [_plain(sent[ident].text) for ident in ids] == [PARAGRAPH[a:b] for a, b in SPANS]

    @given(EDITS)
    @settings(max_examples=40)
    def law(wanted: list[tuple[int, int, str, str, bool]]) -> None:
        steps: list[Edit] = []
        now, end = PARAGRAPH, len(PARAGRAPH) + 1
        for start, size, text, author, outside in sorted(wanted, key=lambda one: -one[0]):  # from the end on
            if start < end:
                steps.append(Edit(start, min(start + size, end - 1), text, author, outside))
                now, end = now[:start] + text + now[steps[-1].end :], start

        def change(root: Any) -> None:
            paragraph = saying(root, "The seminar took place")
            for step in steps:
                typed(paragraph, step)
            assert text_of(paragraph) == now

        lines = reading.read(edited(data, change), "back.docx", "k").lines
        came = {line.id: line for line in lines}
        assert [came[ident] for ident in sent if ident not in ids] == [
            sent[ident] for ident in sent if ident not in ids
        ]
        for ident, (first, last) in zip(ids, SPANS, strict=True):
            line = came[ident]
            near = [step for step in steps if step.start <= last and step.end >= first]
            inside = [step for step in near if first < step.start and step.end < last]
            if not near:
                assert line == sent[ident]
            elif line.fault:
                assert _tags(line.fault)  # emphasis or a link is gone with all of its text
            elif line.text:
                assert _tags(line.text) == _tags(sent[ident].text)
                if inside == near == steps and len(steps) == 1:
                    (step,) = steps
                    assert (
                        _plain(line.text)
                        == (PARAGRAPH[first : step.start] + step.text + PARAGRAPH[step.end : last]).strip()
                    )
                    assert line == sent[ident] or line.author == (step.author or None)
        loose = [line for line in lines if line.id is None]
        if not loose:
            assert _bare("".join(_plain(came[ident].text) for ident in ids)) == _bare(now)
        for step in steps:
            if _bare(step.text) and step.text in now:
                assert _bare(step.text) in _bare("\n".join(_plain(line.text) for line in lines))

    law()


def _plain(text: str | None) -> str:
    return "".join(part.text for part in stretches(text or ""))


def _tags(text: str | None) -> list[str]:
    return sorted(re.findall(r"</?[a-z]+[0-9]+/?>", text or ""))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def struck(text: str) -> Any:
    """Takes out the paragraph that says `text`, with its bookmarks."""

    def change(root: Any) -> None:
        one = saying(root, text)
        one.getparent().remove(one)

    return change


def test_a_leader_works_in_word(sea: Desk) -> None:
    """Edits, remarks, deletions, additions and conflicts of one file, once and again."""
    approved = [target(sea, source).id for source in TEXTS]
    editing.approve(open_newsroom(sea.root, lambda: "wang"), "sea", approved)
    path = sea.root.parent / "copy.docx"
    out(sea)
    made = docx.Document(str(path))
    by_text = {one.text: one for one in made.paragraphs}
    made.add_comment(by_text["A tour in the morning."].runs, "Which tour?", author="Dean Wu")
    made.add_comment(by_text["Ocean Seminar"].runs, "", author="Nobody")
    by_text["The ocean is large."].insert_paragraph_before("A new thought.")
    data = saved(made)

    def change(root: Any) -> None:
        lead = saying(root, "The seminar took place")
        at = text_of(lead).index("explained its plans")
        typed(lead, Edit(at, at + len("explained"), "set out", "Dean Wu"))
        film = text_of(lead).index("A film")
        typed(lead, Edit(film, len(text_of(lead)), "Fireworks were seen."))  # a whole sentence typed anew
        tour = saying(root, "A tour in the morning.")
        typed(tour, Edit(0, len(text_of(tour)), "Sightseeing in the morning."))  # all typed anew, its bookmark gone
        typed(saying(root, "A talk in room"), Edit(2, 6, "debate"))
        typed(saying(root, "Some 120 people came."), Edit(0, 4, "About", "Dean Wu"))
        struck("A view of the hall.")(root)

    data = edited(data, change)
    sea("edit", "sea", target(sea, "共有120人参加。").id, "--text", "120 people took part.", by="li")  # here, meanwhile
    before = sea.files()
    assert back(sea, data, "--dry-run", code=1)["left"]
    assert sea.files() == before
    file = back(sea, data, code=1)
    university = target(sea, "<a1>校方</a1>介绍了情况。")
    assert (university.target, university.status, university.by) == (
        "The <a1>university</a1> set out its plans.",
        "translated",
        "boss",
    )
    assert target(sea, "晚上放映了电影。").target == "Fireworks were seen."
    assert target(sea, "上午参观。").target == "Sightseeing in the morning."
    assert target(sea, "上午参观。").remarks == ("Dean Wu: Which tour?",)
    assert target(sea, "下午座谈<code1/>室<fn2/>。").target == "A debate in room <code1/> in the afternoon.<fn2/>"
    assert target(sea, "共有120人参加。").target == "120 people took part."
    assert target(sea, "会场全景。").status == "approved"
    assert "Dean Wu" in sea("history", "sea", university.id).out
    kinds = sorted((one["what"], one["text"] or "") for one in file["left"])
    assert kinds == [("conflict", "About 120 people came."), ("refused", ""), ("unplaced", "A new thought.")]
    done = sea.files()
    again = back(sea, data, code=1)
    assert again["done"] == []
    assert sorted((one["what"], one["text"] or "") for one in again["left"]) == kinds
    assert sea.files() == done


def test_what_cannot_be_placed_is_listed(sea: Desk) -> None:
    """Moved and joined paragraphs, text between sentences, an amended source, a sentence of two places, a lost link."""

    def change(root: Any) -> None:
        lead = saying(root, "The seminar took place")
        typed(lead, Edit(45, 45, "Rain fell. "))
        link = text_of(lead).index("The university")
        typed(lead, Edit(link, link + len("The university"), "It"))  # and with it the link
        typed(saying(root, "介绍了情况"), Edit(0, 3, "论坛"))
        typed(saying(root, "The meeting was a success."), Edit(4, 11, "talk"))
        first, second = saying(root, "Some 120 people"), saying(root, "The ocean")
        second.addnext(first)
        table = next(root.iter(w("tbl")))
        typed(saying(table, "Students"), Edit(0, 8, "All students"))

    data = edited(out(sea, "--both"), change)
    data = edited(data, lambda root: typed(root[0], Edit(0, 0, "Seen by Dean Wu. ")), "word/header1.xml")
    file = back(sea, data, code=1)
    said = left(file)
    for expected in (
        "Seen by Dean Wu.",
        "Rain fell.",
        "It explained its plans.",
        "<a1>",
        "论坛",
        "The talk was a success.",
        "Some 120 people came.",
    ):
        assert expected in said
    assert target(sea, "学生").target == "All students"
    assert [one["acts"] for one in file["done"]] == [["edit"]]
    assert target(sea, "会议很成功。").target == "The meeting was a success."


def test_other_programs(sea: Desk) -> None:
    """LibreOffice begins the next bookmark before it ends the last one, gives styles other ids and footnotes a style of its
    own; a program that drops our part leaves the sums, which still tell what was amended."""

    def change(root: Any) -> None:
        for end in list(root.iter(w("bookmarkEnd"))):
            after = end.getnext()
            if after is not None and after.tag == w("bookmarkStart"):
                after.addnext(end)
        for reference in root.iter(w("footnoteReference")):
            reference.getparent().find(w("rPr")).find(w("rStyle")).set(w("val"), "FootnoteAnchor")

    data = edited(out(sea), change)
    data = edited(
        data,
        lambda root: [one.set(w("styleId"), one.get(w("styleId")) + "x") for one in root.iter(w("style"))],
        "word/styles.xml",
    )
    data = edited(data, lambda root: [one.set(w("val"), one.get(w("val")) + "x") for one in root.iter(w("rStyle"))])
    assert back(sea, data)["done"] == []
    bare = replaced(out(sea), "word/_rels/document.xml.rels", b"relationships/customXml", b"relationships/other")
    bare = edited(bare, lambda root: setattr(root, "text", ""), "customXml/item2.xml")
    bare = edited(bare, lambda root: typed(saying(root, "Programme"), Edit(7, 9, "")))
    file = back(sea, bare)
    assert [one["acts"] for one in file["done"]] == [["edit"]]
    assert file["said"]
    assert target(sea, "安排").target == "Program"


def test_files_that_are_none_of_ours_or_mean_harm(sea: Desk, tmp_path: Path) -> None:
    data, before = out(sea), sea.files()
    entity = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]>'
    bad = {
        "foreign": word("Hello."),
        "entity": replaced(
            data, "word/document.xml", b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>", entity
        ),
        "long": edited(data, lambda root: typed(saying(root, "Programme"), Edit(0, 0, "x" * 200_001))),
        "torn": data[: len(data) // 2],
    }
    for name, content in bad.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(content)
        assert sea("import", str(path), code=3).err.startswith(f"transflow: {path}")
    assert sea.files() == before
    sea("export", "sea", "--both", code=2)
    source = sea.root / "articles" / "sea" / "index.md"
    source.write_text(source.read_text("utf-8").replace("embargo:", "mode: adapted\nembargo:"), "utf-8")
    assert "adapted" in sea("export", "sea", "--format", "docx", code=1).err  # it has no segments
