"""An article beside the others: one source with two translations, two sources with one, a name spelt otherwise."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Desk
from transflow import checks
from transflow.checks.port import FREE
from transflow.index import Index
from transflow.newsroom import comparing, gathering, judging, mending, reading
from transflow.newsroom.precedents import Precedents, number
from transflow.newsroom.room import open_newsroom
from transflow.segment import Kind, Segment, Status
from transflow.tui.editor import panels

Pair = tuple[str, str]
ZH = replace(judging.alone(None), source_locale="zh_CN", target_locale="en")
W, INFO = "warning", "info"
LONG, SAID = "学校将为每个学院配备专职辅导员。", "The University will give each school counsellors of its own."
OTHER = "Each school is going to have its own counsellors."


def index(*articles: Sequence[Pair], approved: bool = True, told: checks.Context = ZH) -> Index:
    """An index in memory that knows these articles (a0, a1, …)."""
    made = Index(Path("/dev/null/no"), "x")
    status = Status.APPROVED if approved else Status.TRANSLATED
    for name, pairs in zip(count(), articles, strict=False):
        segments = [Segment(source, target, status=status) for source, target in pairs]
        found = [gathering.findable(pair) for pair in gathering.pairs(segments)]
        names = gathering.spellings(segments, told.source_locale, told.target_locale)
        made.store_pairs(f"a{name}", told.target_locale, "sign", 1, told.source_locale, found, names)
    return made


def said(archive: Index, *pairs: Pair, told: checks.Context = ZH, **more: object) -> list[tuple[str, str]]:
    """(check, severity) of what is found in an article of these pairs."""
    segments = [Segment(source, target, status=Status.TRANSLATED, **more) for source, target in pairs]  # type: ignore[arg-type]
    found = comparing.against(Precedents(archive), "new", segments, told)
    return [(one.check, one.severity.value) for each in segments for one in found.get(each.id, ())]


@pytest.mark.parametrize(
    ("archive", "pair", "expected"),
    [
        ([[(LONG, SAID)]], (LONG, SAID), []),
        ([[(LONG, SAID)]], (LONG, OTHER), [("consistency", W)]),
        ([[(LONG, SAID)]], (LONG, SAID.upper()), []),  # case
        ([[(LONG, SAID)]], (LONG, SAID.replace(" ", "  ").replace(".", "")), []),  # spaces, marks
        ([[(LONG, SAID)]], (LONG.replace("。", "．"), OTHER), [("consistency", W)]),  # the same source but for a mark
        ([[(LONG, SAID)]], (f"<b1>{LONG}</b1>", f"<b1>{SAID}</b1>"), []),
        ([[("（完）", "(End)")]], ("（完）", "(Over)"), [("consistency", INFO)]),  # formulae
        ([[("记者张三", "By ZHANG San")]], ("记者张三", "ZHANG San reports"), [("consistency", INFO)]),
        ([[(LONG, SAID)], [(LONG, SAID)], [(LONG, OTHER)]], (LONG, SAID), []),  # the usual one
        ([[(LONG, SAID)], [(LONG, SAID)], [(LONG, SAID)], [(LONG, OTHER)]], (LONG, OTHER), [("consistency", INFO)]),
        ([[(LONG, SAID)], [(LONG, OTHER)]], (LONG, OTHER), []),  # as often as not
        ([[(LONG, SAID)], [(LONG, OTHER)]], (LONG, "Counsellors for all."), [("consistency", INFO)]),
        ([[(LONG, SAID)]], ("学校将为每个系配备专职辅导员。", OTHER), []),  # another source
        ([[("两校今天在临海签署合作协议。", SAID)]], (LONG, SAID), [("reuse", W)]),  # pasted into the wrong place
        ([[("学校将为各个学院配备专职辅导员。", SAID)]], (LONG, SAID), []),  # a synonym
        ([[("２０２５年学校新建三个学院。", "In 2025 the University opened three schools.")]],
         ("2025年学校新建三个学院。", "In 2025 the University opened three schools."), []),  # width
        ([[("2024年学校新建三个学院。", "In 2025 the University opened three schools.")]],
         ("2025年学校新建三个学院。", "In 2025 the University opened three schools."), [("reuse", W)]),  # a number
        ([[("他说。", "He said so.")]], ("他表示。", "He said so."), []),  # formulae
        ([[("王健来了。", "WANG Jian came.")]], ("王健走了。", "Jian Wang left."), [("usage", W)]),
        ([[("王健来了。", "WANG Jian came.")]], ("王健走了。", "Wang Jian left."), []),  # capitals are style
        ([[("单知远来了。", "SHAN Zhiyuan came.")]], ("单知远走了。", "DAN Zhiyuan left."), [("usage", W)]),  # both are read so
        ([[("王健来了。", "WANG Jian came.")], [("王健来了。", "Jian Wang came.")]], ("王健走了。", "Jian Wang left."), []),
        ([[("王健来了。", "WANG Jian came.")], [("王健也来了。", "WANG Jian came too.")], [("王健在。", "Jian Wang is here.")]],
         ("王健走了。", "Jian Wang left."), [("usage", INFO)]),
        ([[("王坚来了。", "WANG Jian came.")]], ("王健走了。", "Jian Wang left."), []),  # somebody else
    ],
)  # fmt: skip
def test_what_the_archive_shows(archive: Sequence[Sequence[Pair]], pair: Pair, expected: list[tuple[str, str]]) -> None:
    assert said(index(*archive), pair) == expected


def test_within_an_article_the_later_one_is_told() -> None:
    other = "两校今天在临海签署合作协议。"
    assert said(index(), (LONG, SAID), (other, SAID)) == [("reuse", W)]
    assert said(index(), (LONG, SAID), (LONG.replace("。", ""), OTHER)) == [("consistency", INFO)]  # nobody has signed


def test_what_nobody_has_signed_is_no_rule() -> None:
    assert said(index([(LONG, SAID)], approved=False), (LONG, OTHER)) == [("consistency", INFO)]


def test_what_is_signed_is_not_questioned_by_what_is_not() -> None:
    segment = Segment(LONG, OTHER, status=Status.APPROVED)
    for approved, expected in ((False, []), (True, ["consistency"])):
        found = comparing.against(Precedents(index([(LONG, SAID)], approved=approved)), "new", [segment], ZH)
        assert [one.check for one in found.get(segment.id, ())] == expected


def test_where_a_person_has_split_it_off_two_translations_are_meant() -> None:
    assert said(index([(LONG, SAID)]), (LONG, OTHER), context="0123456789") == [("consistency", INFO)]


@pytest.mark.parametrize("kind", list(Kind))
def test_headlines_captions_and_labels_are_free(kind: Kind) -> None:
    free = kind in FREE | {Kind.FIELD, Kind.CELL}
    archive = index([(LONG, SAID)])
    assert said(archive, (LONG, OTHER), kind=kind) == [("consistency", INFO if free else W)]
    assert said(archive, ("两校今天在临海签署合作协议。", SAID), kind=kind) == [("reuse", INFO if free else W)]


def test_what_is_left_out_or_empty_is_silent_and_what_is_turned_off_too() -> None:
    archive = index([(LONG, SAID)])
    assert said(archive, (LONG, OTHER), omitted="too long") == []
    assert said(archive, (LONG, " ")) == []
    assert said(archive, (LONG, OTHER), told=replace(ZH, disabled=frozenset({"consistency"}))) == []


def test_the_message_says_which_is_usual() -> None:
    archive = index([(LONG, SAID)], [(LONG, SAID)], [(LONG, OTHER)])
    segment = Segment(LONG, "Counsellors for all.", status=Status.TRANSLATED)
    (one,) = comparing.against(Precedents(archive), "new", [segment], ZH)[segment.id]
    assert f"2 times “{SAID}”" in one.message
    assert f"once “{OTHER}”" in one.message
    assert one.expected == SAID


TEXTS = st.text(st.sampled_from("abC 学校，。,.!'-"), max_size=12)


@given(TEXTS, st.data())
def test_texts_of_one_number_differ_in_style_alone(text: str, data: st.DataObject) -> None:
    def styled() -> Iterator[str]:
        for char in text:
            yield char.swapcase() if data.draw(st.booleans()) else char
            yield data.draw(st.sampled_from(["", " ", "\u3000", "，"]))

    assert number("".join(styled())) == number(text)
    assert (number(text) is None) == (not any(map(str.isalnum, text)))
    assert number(text) is None or number(text + "x") != number(text)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from([LONG, "王健来了。", "（完）"]), st.sampled_from([SAID, OTHER, "WANG Jian came."]))
    )
)
def test_an_article_is_never_held_against_itself(pairs: list[Pair]) -> None:
    known = Precedents(index(pairs))
    segments = [Segment(source, target, status=Status.APPROVED) for source, target in dict(pairs).items()]
    alone = comparing.against(Precedents(index()), "a0", segments, ZH)
    assert comparing.against(known, "a0", segments, ZH) == alone


def newsroom(desk: Desk, *articles: tuple[str, str]) -> None:
    """Articles of one sentence each, translated by li and signed by wang, but for the last, which waits."""
    for slug, (source, target) in zip("abcdef", articles, strict=False):
        desk.write(slug, source + "\n")
        desk("sync")
        ident = desk.segments(slug)[0]["id"]
        desk("edit", slug, ident, "--text", target)
        if (source, target) != articles[-1]:
            desk("approve", slug, "--all", by="wang", code=None)


def test_check_and_the_editor_say_it_and_the_desk_counts_what_the_article_itself_shows(desk: Desk) -> None:
    newsroom(desk, (LONG, SAID), (LONG, OTHER))
    (one,) = desk("check", "b", "--json").json
    assert (one["check"], one["severity"]) == ("consistency", W)
    assert desk.row("b")["findings"] == {"error": 0, "warning": 0}
    assert "0 errors, 1 warnings" in desk("check", "b").out
    shutil.rmtree(desk.root / ".transflow")  # all of it is derived
    assert desk("check", "b", "--json").json == [one]
    room = open_newsroom(desk.root, lambda: "li")
    sheet = reading.sheet(room, "b")
    assert [found.finding.check for found in sheet.views[0].findings] == ["consistency"]
    (fix,) = mending.offered(room, sheet, sheet.views[0], OTHER)
    assert fix.applied(OTHER) == SAID
    shown = panels.side(sheet.views[0], None, (), "en", str, fixes=[fix], fix_key="Alt+X").plain
    assert f"Alt+X: “{SAID}” in its place" in shown
    assert reading.as_typed(room, sheet, sheet.views[0].segment, SAID).findings == ()
    desk("waive", "b", one["id"], "consistency", "--why", "meant")
    assert "0 errors, 0 warnings" in desk("check", "b").out


def test_the_editor_hears_of_what_is_signed_meanwhile(desk: Desk) -> None:
    newsroom(desk, (LONG, OTHER))
    room = open_newsroom(desk.root, lambda: "li")
    sheet = reading.sheet(room, "a")
    assert sheet.views[0].findings == ()
    desk.write("b", LONG + "\n")
    desk("sync")
    desk("edit", "b", desk.segments("b")[0]["id"], "--text", SAID)
    gathering.refresh(open_newsroom(desk.root, lambda: "zhao"))  # as the thread of the memory does every few seconds
    assert [one.finding.check for one in reading.sheet(room, "a").views[0].findings] == ["consistency"]


def test_a_po_file_that_is_broken_costs_its_own_precedents_alone(desk: Desk) -> None:
    newsroom(desk, (LONG, SAID), ("两校今天签署协议。", "The two signed today."), (LONG, OTHER))
    path = desk.po("b")
    path.write_bytes(path.read_bytes() + b"\nmsgid broken\n")
    assert [one["check"] for one in desk("check", "c", "--json").json] == ["consistency"]
    everything = desk("check", "--json", code=3)
    assert "b.po" in everything.err
    assert [one["check"] for one in everything.json if one["slug"] == "c"] == ["consistency"]
