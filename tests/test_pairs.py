"""`add --pair`: nothing of either side is lost, what is doubtful is left to a person, and nobody signs their own work."""

import json
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, SHARED, Desk, needs_shared
from transflow import formats, segmentation
from transflow.article import Article
from transflow.checks.alignment.shared import shared
from transflow.language import joiner
from transflow.newsroom import facing
from transflow.newsroom.carrying import carried
from transflow.workspace.folder import Workspace

SAID = [
    ("临海大学与东海钢铁集团9月3日签署合作协议。", "Linhai University and Donghai Steel Group signed a cooperation agreement on September 3."),
    ("双方将共建氢冶金实验室，总投资3.5亿元。", "The two sides will build a laboratory for hydrogen metallurgy with an investment of 350 million yuan."),
    ("实验室明年6月投入使用，可容纳120名研究人员。", "The laboratory will open in June next year and hold 120 researchers."),
    ("校长单知远说，学校重视与企业的合作。", "President Shan Zhiyuan said the university values cooperation with companies."),
    ("“我们希望学生到工厂去学习。”他说。", "“We hope our students will go to the factories and learn,” he said."),
    ("过去五年，已有800多名学生在该集团实习。", "Over the past five years more than 800 students have worked there as interns."),
    ("集团董事长曾望海参观了图书馆和钢铁博物馆。", "Chairman Zeng Wanghai visited the library and the museum of steel."),
    ("代表团还与教师代表举行了座谈。", "The delegation also held a discussion with representatives of the teachers."),
]  # fmt: skip
HEAD = ("临海大学与东海钢铁集团合作", "Linhai University to Work with Donghai Steel")
ZH, EN = ("zh_CN", "en"), ("en", "zh_CN")


def written(sentences: list[str], locale: str, cuts: list[int], title: str = "") -> str:
    """Markdown of the sentences, in paragraphs that begin at `cuts`."""
    starts = [0, *sorted({one for one in cuts if 0 < one < len(sentences)}), len(sentences)]
    paragraphs = [joiner(locale).join(sentences[a:b]) for a, b in pairwise(starts)]
    front = f"---\ntitle: {title}\nlang: {locale}\n---\n\n" if title else ""
    return front + "\n\n".join(paragraphs) + "\n"


def read(text: str) -> Article:
    return formats.read("a.md", "a", text)


def none(_text: str) -> list[tuple[str, str]]:
    return []


# ── the laws ────────────────────────────────────────────────────────────────────────────────────────────────────────
@settings(max_examples=25, deadline=None)
@given(
    st.permutations(range(len(SAID))), st.lists(st.integers(0, 7), max_size=3), st.lists(st.integers(0, 7), max_size=3),
    st.lists(st.integers(1, 7), max_size=4), st.lists(st.integers(1, 7), max_size=4), st.booleans(),
    st.sampled_from(["sentence", "paragraph"]),
)  # fmt: skip
def test_nothing_of_either_side_is_lost(
    order: list[int], no_source: list[int], no_target: list[int], cuts: list[int], others: list[int], turned: bool, mode: str
) -> None:  # fmt: skip
    side = 1 if turned else 0
    locales = EN if turned else ZH
    ours = [SAID[n][side] for n in range(8) if n not in no_source]
    theirs = [SAID[n][1 - side] for n in order if n not in no_target]
    if not ours or not theirs:
        return
    source, target = read(written(ours, locales[0], cuts)), read(written(theirs, locales[1], others))
    found = facing.faced(source, target, locales, mode, none)
    # Every word of the article is in one segment, in order; every sentence of the translation in one place.
    units = segmentation.arrange(source.blocks, locales[0], mode)
    assert [(one.unit.block, one.unit.first) for one in found.segments] == sorted(
        (one.unit.block, one.unit.first) for one in found.segments
    )
    covered = [
        (one.unit.block, place) for one in found.segments for place in range(one.unit.first, one.unit.last)
    ]  # fmt: skip
    assert len(covered) == len(set(covered))
    assert {(unit.block, unit.first) for unit in units} <= set(covered)
    places = [place for one in found.segments for place in (*one.targets, *one.beside)]
    assert sorted(places) == list(range(len(found.sentences)))
    # What has no counterpart is never approved.
    for one in found.segments:
        assert one.doubts or (one.targets and not one.beside and not {*one.targets} & {*found.added})
    # A join is one that the rules of the article can record.
    rules = [segmentation.Rule(one.unit.source, one.joined) for one in found.segments if one.joined]
    cut = segmentation.arrange(source.blocks, locales[0], mode, rules)
    assert [unit.source for unit in cut] == [one.unit.source for one in found.segments]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(1, 7), max_size=4), st.lists(st.integers(1, 7), max_size=4), st.booleans())
def test_paragraphs_may_be_divided_otherwise(cuts: list[int], others: list[int], turned: bool) -> None:
    side, locales = (1, EN) if turned else (0, ZH)
    source = read(written([one[side] for one in SAID], locales[0], cuts))
    target = read(written([one[1 - side] for one in SAID], locales[1], others))
    found = facing.faced(source, target, locales, "sentence", none)
    assert [one.targets for one in found.segments] == [(n,) for n in range(8)]
    assert found.likeness > 1


def test_a_paragraph_that_has_moved_is_found() -> None:
    order = [0, 3, 4, 5, 1, 2, 6, 7]
    source = read(written([one[0] for one in SAID], "zh_CN", [1, 3, 6]))
    target = read(written([SAID[n][1] for n in order], "en", [4, 6]))
    found = facing.faced(source, target, ZH, "sentence", none)
    paired = {(n, order[place]) for n, one in enumerate(found.segments) for place in one.targets if not one.doubts}
    assert all(one == other for one, other in paired)
    assert len(paired) >= 6
    assert any(one.moved for one in found.segments)


def test_words_and_sounds_are_shared() -> None:
    ours, theirs = shared(
        ["实验室明年投入使用。", "单知远参观了图书馆。"], ["The laboratory will open.", "Shan visited the library."]
    )
    assert "实验室" in ours[0] & theirs[0]
    assert {"图书馆", "~shan"} <= ours[1] & theirs[1]
    assert not ours[0] & theirs[1]


@pytest.mark.parametrize(
    ("source", "targets", "text", "lost"),
    [
        ("**重点**和*次要*内容", ["*minor* and **major** matter"], "<i2>minor</i2> and <b1>major</b1> matter", ()),
        ("[甲](https://a.cn)与[乙](https://b.cn)合作", ["[B](https://b.cn) and [A](https://a.cn) work"],
         "<a2>B</a2> and <a1>A</a1> work", ()),
        ("甲与乙合作", ["**A** and [B](https://b.cn) work"], "A and B work", ("b", "a")),
        ("**甲与乙合作**", ["A and B work"], "<b1>A and B work</b1>", ()),
        ("见[临海大学](https://a.cn)主页", ["See Linhai University online"], "See <a1>Linhai University</a1> online", ()),
        ("运行`make`即可", ["Run `make` now", "Then `go`."], "Run <code1/> now Then go.", ("code",)),
    ],
)  # fmt: skip
def test_tags_stand_where_they_match(source: str, targets: list[str], text: str, lost: tuple[str, ...]) -> None:
    (unit,) = segmentation.arrange(read(source).blocks, "zh_CN", "paragraph")
    sentences = [unit for one in targets for unit in segmentation.arrange(read(one).blocks, "en", "paragraph")]
    made = carried(unit, sentences, "en", lambda words: {"临海大学": "Linhai University"}.get(words, ""))
    assert (made.text, made.lost) == (text, lost)


# ── the desk ────────────────────────────────────────────────────────────────────────────────────────────────────────
def pair(folder: Path, theirs: list[str], others: list[int], title: str = HEAD[1], extra: str = "") -> tuple[str, str]:
    """The article and a translation of it as two files."""
    one, two = folder / "news.zh.md", folder / "news.en.md"
    one.write_text(written([text for text, _ in SAID], "zh_CN", [3, 6], HEAD[0]))
    two.write_text(written(theirs, "en", others, title).replace("lang: en", f"lang: en\ndate: 2020-09-04{extra}"))
    return str(one), str(two)


def test_a_pair_is_an_article_signed_published_and_remembered(desk: Desk, tmp_path: Path) -> None:
    files = pair(tmp_path, [one[1] for one in SAID], [2, 5])
    before = desk.files()
    shown = desk("add", "--slug", "news", "--dry-run", "--json", "--pair", *files, by="wang").json
    assert desk.files() == before
    assert shown["written"] is False
    report = desk("add", "--slug", "news", "--json", "--pair", *files, "--translator", "li", by="wang").json
    assert report["pairs"][0]["segments"] == {"approved": 9, "translated": 0, "untranslated": 0}
    assert report["pairs"][0]["rows"] == shown["pairs"][0]["rows"]
    segments = desk.segments("news")
    assert [one["target"] for one in segments] == [HEAD[1], *(one[1] for one in SAID)]
    assert {(one["by"], one["approver"], one["origin"]) for one in segments} == {("li", "wang", "human")}
    assert "2020-09-04" in (desk.root / "articles/news.md").read_text()
    po = desk.po("news").read_bytes()
    assert b"X-Transflow-First-Published-At: 2020-09-03T16:00:00Z" in po  # the day begins in Shanghai
    desk("sync")
    assert desk.po("news").read_bytes() == po
    found = desk("memory", "search", "--lang", "zh", SAID[2][0], "--json").json
    assert found[0]["target"] == SAID[2][1]
    desk("publish", "news", by="wang")
    assert SAID[5][1] in (desk.root / "public/en/news/index.html").read_text()
    assert {line["verb"] for line in desk("history", "news", "--json").json if "before" in line} == {"take in"}
    desk("undo", "news", by="wang")
    assert desk.row("news")["segments"]["untranslated"] == 9


def test_what_is_doubtful_is_left_to_a_person_and_nothing_is_lost(desk: Desk, tmp_path: Path) -> None:
    theirs = [one[1] for one in SAID]
    added = "Visitors from abroad will find the campus a short walk from the harbour."
    theirs[4:4] = [added]
    del theirs[7]  # the chairman's visit
    theirs[1] = theirs[1].replace("350", "530")
    files = pair(tmp_path, theirs, [4, 7])
    desk("add", "--slug", "news", "--pair", *files, by="wang")
    shown = {one["source"]: one for one in desk.segments("news")}
    assert [shown[SAID[n][0]]["status"] for n in (0, 2, 5)] == ["approved"] * 3
    wrong = shown[SAID[1][0]]
    assert wrong["status"] == "translated"
    assert "numbers" in {one["check"] for one in wrong["findings"]}
    assert shown[SAID[6][0]]["status"] == "translated"
    assert not shown[SAID[6][0]]["target"]  # left out, for a person to say yes to
    text = desk("export", "news", "--to", "en", "--format", "markdown").out
    assert added in text
    (doubted,) = [one for one in shown.values() if added in one["target"]]
    assert doubted["status"] == "translated"
    assert doubted["notes"]
    assert desk.row("news")["stage"] == "review"
    desk("publish", "news", by="wang", code=1)
    # Who signs all of it answers none of these questions, and is told which they are (the chairman's too).
    asked = {one["id"]: one["notes"] for one in shown.values() if one["status"] == "translated"}
    refused = desk("approve", "news", "--all", by="zhao", code=1)
    assert {line[:10] for line in refused.err.splitlines()} == {*asked}
    for ident, said in asked.items():
        assert next(line for line in refused.err.splitlines() if line.startswith(ident)).count(said[0]) == 1
    assert {one["id"] for one in desk.segments("news") if one["status"] == "translated"} == {*asked}
    # The doubt outlives an edit and goes with the answer; a person's remark stays, and `undo` brings the doubt back.
    sent = tmp_path / "sent.po"
    sent.write_bytes(desk.po("news").read_bytes())
    desk("comment", "news", doubted["id"], "A remark.", by="li")
    desk("edit", "news", doubted["id"], "--text", theirs[3], by="li")

    def notes() -> list[str]:
        return next(list(one["notes"]) for one in desk.segments("news") if one["id"] == doubted["id"])

    assert notes() == [*doubted["notes"], "A remark."]
    for verb in ("approve", "undo", "approve"):
        desk(verb, "news", *([doubted["id"]] if verb == "approve" else []), by="zhao")
        assert notes() == (["A remark."] if verb == "approve" else [*doubted["notes"], "A remark."])
    desk("import", str(sent), by="zhao", code=None)  # went out before the answer
    assert notes() == ["A remark."]


def test_nobody_signs_their_own_work(desk: Desk, tmp_path: Path) -> None:
    files = pair(tmp_path, [one[1] for one in SAID], [2, 5])

    def statuses(*options: str, by: str) -> set[tuple[str, str | None]]:
        desk("add", "--slug", options[0], "--pair", *files, *options[1:], by=by)
        return {(one["status"], one["approver"]) for one in desk.segments(options[0])}

    assert statuses("own", "--translator", "li", by="li") == {("translated", None)}
    assert statuses("own-signed", "--translator", "li", "--reviewer", "wang", by="li") == {("translated", None)}
    assert statuses("same", "--translator", "li", "--reviewer", "Li", by="wang") == {("translated", None)}
    assert statuses("theirs", "--translator", "li", "--reviewer", "zhang", by="wang") == {
        ("approved", "zhang via wang")
    }
    assert desk("approve", "own", "--all", by="li", code=1)
    assert desk("approve", "own", "--all", by="wang")
    # What was signed elsewhere and is written anew here needs a second person like any other text.
    one = desk.segments("theirs")[3]
    desk("edit", "theirs", one["id"], "--text", "Another text.", by="wang")
    desk("approve", "theirs", one["id"], by="wang", code=1)
    # An article that is there is never touched.
    before = desk.files()
    refused = desk("add", "--slug", "theirs", "--pair", *files, by="wang", code=3)
    assert "there is an article of this slug already" in refused.err
    assert desk.files() == before
    with (desk.root / "transflow.toml").open("a") as file:
        file.write('\n[people.chen]\nen = "Chen"\nroles = ["translator"]\n')
    assert statuses("role", by="chen") == {("translated", None)}


def test_what_is_no_pair_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    files = pair(tmp_path, [one[1] for one in SAID], [2])
    other, empty, feed = tmp_path / "other.md", tmp_path / "empty.md", tmp_path / "feed.xml"
    other.write_text(
        "The orchestra played three symphonies in the rain.\n\nCritics praised the violins above all.\n\n"
        "Tickets for spring concerts sell out within hours, and a second hall is being planned by the city.\n"
    )
    empty.write_text("---\ntitle: Nothing\nlang: en\n---\n")
    entry = "<item><title>A title</title><description>Some words of it.</description></item>"
    feed.write_text(f'<rss version="2.0"><channel><title>T</title>{entry}{entry}</channel></rss>')
    before = desk.files()
    for two, words in (
        (other, "no translation of the first"), (Path(files[0]), "both files are in"), (empty, "no text in it"),
        (feed, "2 articles"), (tmp_path / "gone.md", "no such file"),
    ):  # fmt: skip
        answer = desk("add", "--pair", files[0], str(two), by="wang", code=3)
        assert words in answer.err
        assert not answer.out
    desk("add", "--pair", files[0], by="wang", code=2)
    desk("add", files[0], "--translator", "li", by="wang", code=2)
    assert desk.files() == before


def test_a_pair_is_taken_in_once_unless_somebody_insists(desk: Desk, tmp_path: Path) -> None:
    files = pair(tmp_path, [one[1] for one in SAID], [2])
    (first,) = desk("add", "--json", "--pair", *files, by="wang").json["pairs"]
    before = desk.files()
    answer = desk("add", "--pair", *files, by="wang", code=3)
    assert f"the article {first['slug']} has this text already" in answer.err
    desk("add", "--pair", *files, "--dry-run", by="wang", code=3)
    assert desk.files() == before
    assert desk("add", "--pair", *files, "--slug", "twice", by="wang").out.startswith("twice: ")
    # The notice of another year is another one; a draft may be there twice, and that is said.
    notice = desk("add", "--json", "--pair", *files, "--date", "2021-09-03", by="wang").json["pairs"][0]
    assert notice["slug"] not in (first["slug"], "twice")
    assert f"the article {first['slug']} has this text already" in desk("add", files[0]).err


@pytest.mark.parametrize("own", ["", "2020-09-03"])
def test_an_archive_is_dated_by_who_takes_it_in(desk: Desk, tmp_path: Path, own: str) -> None:
    files = pair(tmp_path, [one[1] for one in SAID], [2])
    for name in files:
        text = Path(name).read_text("utf-8")
        dated = re.sub(r"(?m)^date: .*\n", f"date: {own}\n" if own else "", text)
        Path(name).write_text(dated, "utf-8")
    if not own:
        assert "no date" in desk("add", "--dry-run", "--pair", *files, by="wang").err
    answer = desk("add", "--slug", "news", "--date", "2019-05-04", "--pair", *files, by="wang")
    assert "dated 2019-05-04\n" in answer.err
    assert ("the file has 2020-09-03" in answer.err) is bool(own)
    assert b"X-Transflow-First-Published-At: 2019-05-03T16:00:00Z" in desk.po("news").read_bytes()
    desk("publish", "news", by="wang")
    for tongue in ("en", "zh-CN"):
        page = (desk.root / f"public/{tongue}/news/index.html").read_text()
        assert "2019-05-04" in page
        assert "2026" not in page.split("</header>")[0].split("<header")[-1]
    done = desk("add", "--slug", "alone", "--date", "2019-05-04 09:30", "--json", files[0]).json
    assert done["added"][0]["date"] == "2019-05-04 09:30:00"
    before = desk.files()
    for wrong in ("May 4", "2019-13-01", ""):
        assert "is no date" in desk("add", "--date", wrong, files[0], code=2).err
    assert desk.files() == before


def test_folders_and_lists_of_pairs(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    pair(folder, [one[1] for one in SAID], [2])
    (folder / "alone.zh.md").write_text("没有译文。\n")
    (folder / "notes.txt").write_text("Notes.\n")
    done = desk("add", "--json", "--pair", str(folder), by="wang").json
    assert [Path(one).name for one in done["pairs"][0]["files"]] == ["news.zh.md", "news.en.md"]
    assert sorted(Path(one).name for one in done["passed_over"]) == ["alone.zh.md", "notes.txt"]
    table = folder / "list.csv"
    table.write_text("news.en.md,news.zh.md\nnews.zh.md,gone.md\n")
    done = desk("add", "--json", "--pair", str(table), by="wang", code=3).json
    (one,) = done["pairs"]
    assert (one["source"], one["target"], one["segments"]["approved"]) == ("en", "zh_CN", 9)
    assert [Path(each["where"]).name for each in done["refused"]] == ["gone.md"]


class Crash(BaseException):
    """The power goes."""


def test_a_crash_leaves_no_article_or_a_whole_one(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = pair(tmp_path, [one[1] for one in SAID], [2])

    def crash(*_arguments: object) -> None:
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(Workspace, "create_article", crash)
        with pytest.raises(Crash):
            desk("add", "--slug", "news", "--pair", *files, by="wang")
    assert desk("status", "--json").json["articles"] == []
    desk("add", "--slug", "news", "--pair", *files, by="wang")
    assert desk.row("news")["segments"]["approved"] == 9


def test_an_article_of_the_sample_comes_back_as_it_was(desk: Desk, tmp_path: Path) -> None:
    """Table, footnote, picture, list, bold and links: the exported translation, aligned, is the PO it came from."""
    sample = Desk(ROOT)
    there = {one["source"]: one["target"] for one in sample.segments("donghai-blast-furnace")}
    text = sample("export", "donghai-blast-furnace", "--to", "en", "--format", "markdown").out
    source = ROOT / "articles/donghai-blast-furnace/index.md"
    for picture in source.parent.iterdir():
        (tmp_path / picture.name).write_bytes(picture.read_bytes())
    (tmp_path / "english.md").write_text(text)
    report = desk("add", "--json", "--pair", str(tmp_path / "index.md"), str(tmp_path / "english.md"), by="wang").json
    rows = {row["source"]: row["target"] for row in report["pairs"][0]["rows"]}
    assert rows == there
    assert report["pairs"][0]["segments"]["approved"] == len(there)
    assert text == desk("export", report["pairs"][0]["slug"], "--to", "en", "--format", "markdown").out


@needs_shared
def test_real_articles_are_known_for_what_they_are() -> None:
    files = sorted((SHARED / "data/articles").glob("*/*.ref.md"))[::2]
    both = [(read(path.with_name(path.name.replace(".ref", "")).read_text()), read(path.read_text())) for path in files]
    locales = [ZH if path.parent.name == "zh" else EN for path in files]
    order = list(range(len(files)))
    random.Random(7).shuffle(order)
    left = size = 0
    for n, m in zip(range(len(files)), order, strict=True):
        found = facing.faced(*both[n], locales[n], "sentence", none)
        assert found.likeness > facing.UNLIKE + 2
        left += sum(bool(one.doubts) for one in found.segments)
        size += len(found.segments)
        if n != m and locales[n] == locales[m]:
            assert facing.faced(both[n][0], both[m][1], locales[n], "sentence", none).likeness < facing.UNLIKE
    assert left < 0.2 * size


def test_a_sentence_said_twice_keeps_both_translations(desk: Desk, tmp_path: Path) -> None:
    twice = [
        *SAID[:3],
        SAID[7],
        *SAID[3:7],
        (SAID[7][0], "A discussion with representatives of the teachers was held by the delegation."),
    ]
    one, two = tmp_path / "a.md", tmp_path / "b.md"
    one.write_text(written([text for text, _ in twice], "zh_CN", [4], HEAD[0]))
    two.write_text(written([text for _, text in twice], "en", [4], HEAD[1]))
    desk("add", "--slug", "twice", "--pair", str(one), str(two), by="wang")
    assert [row["target"] for row in desk.segments("twice") if row["source"] == SAID[7][0]] == [
        SAID[7][1],
        twice[-1][1],
    ]
    text = desk("export", "twice", "--to", "en", "--format", "markdown").out
    assert text.index(SAID[7][1]) < text.index(SAID[3][1]) < text.index(twice[-1][1])


def test_the_report_is_a_table(desk: Desk, tmp_path: Path) -> None:
    files = pair(tmp_path, [one[1] for one in SAID[:-1]], [2])
    answer = desk("add", "--slug", "news", "--pair", *files, by="wang")
    lines = answer.out.splitlines()
    assert lines[0] == "news: 8 of 9 segments approved, 1 left to a person"
    assert "1:0" in lines[10]
    assert "not in news.en.md" in lines[10]
    assert json.loads(desk("show", "news", "--json").out)[-1]["status"] == "translated"
