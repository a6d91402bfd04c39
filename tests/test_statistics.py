"""The newsroom's numbers: what the journals' acts add up to, and the pictures of them."""

import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot

from tests.conftest import Desk
from transflow.act import Verb
from transflow.difference import Edits, edits
from transflow.newsroom import counting, editing, statistics
from transflow.newsroom.counting import NOTHING, Size, State, Step, story
from transflow.newsroom.figures import Effort, Figures
from transflow.newsroom.room import Newsroom, open_newsroom
from transflow.segment import HUMAN
from transflow.tui import charts, drawings
from transflow.tui.charts import Column, Kind
from transflow.tui.statistics import StatisticsScreen, remarks

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # a Tuesday


# ── a newsroom's work, act by act ───────────────────────────────────────────────────────────────────────────────
def counted(desk: Desk, **options: Any) -> Figures:
    return statistics.figures(open_newsroom(desk.root, lambda: "wang"), **options)


def done(figures: Figures) -> tuple[Size, Size, int, int]:
    """Everything done, whatever the week: confirmed, approved, published, published again."""
    total = figures.earlier
    for week in figures.weeks:
        total = total.plus(week)
    return total.confirmed, total.approved, total.published, total.republished


def portions(figures: Figures) -> dict[str, tuple[int, int, int]]:
    return {
        one.origin: (one.size.segments, one.size.han, one.size.words) for one in figures.leverage if one.size.segments
    }


def test_every_number_of_a_small_newsroom(desk: Desk) -> None:
    desk.write("a", "---\ntitle: 新闻\n---\n一二三。\n\n四五六七。\n")
    desk("sync")
    desk("translate", "a", "--engine", "pseudo")
    machine = counted(desk)
    assert portions(machine) == {"engine": (3, 9, 0)}  # what nobody has confirmed counts as pretranslated, too
    assert (machine.effort, done(machine)) == ((), (NOTHING, NOTHING, 0, 0))
    assert {stage: one.number for stage, one in machine.waiting.items()} == {
        "draft": 0, "machine": 1, "review": 0, "approved": 0,
    }  # fmt: skip
    assert [one.slug for one in machine.slowest] == ["a"]

    title, first, second = desk.segments("a")
    desk("edit", "a", title["id"], "--text", title["target"])
    desk("edit", "a", first["id"], "--text", "Alpha beta")
    desk("edit", "a", second["id"], "--text", "Never mind")
    desk("undo", "a")
    assert done(counted(desk))[0] == Size(2, 5, 0)
    desk("edit", "a", second["id"], "--text", second["target"])
    desk("approve", "a", "--all", by="wang")
    desk("publish", "a", by="wang")

    figures = counted(desk)
    assert done(figures) == (Size(3, 9, 0), Size(3, 9, 0), 1, 0)
    assert figures.effort == (Effort("engine:pseudo", 3, 1 / 3, 2 / 3, 3, 1 / 3),)
    assert portions(figures) == {"engine": (3, 9, 0)}
    assert figures.publication.number == 1
    assert (figures.slowest, figures.read, figures.articles) == ((), 1, 1)

    # The next article knows the first one's sentence; its other sentence a person writes; and one the other way round.
    desk.write("b", "一二三。\n\n八九十。\n")
    desk.write("c", "---\nlang: en\n---\nOne two three four.\n")
    desk("sync")
    desk("translate", "b", "--engine", "memory")
    known, new = desk.segments("b")
    desk("edit", "b", known["id"], "--text", known["target"])
    desk("edit", "b", new["id"], "--text", "Eight, nine, ten.")
    desk("edit", "c", desk.segments("c")[0]["id"], "--text", "一二三四。")
    figures = counted(desk)
    assert done(figures)[0] == Size(6, 15, 4)
    assert portions(figures) == {"memory:100": (1, 3, 0), "engine": (3, 9, 0), "human": (2, 3, 4)}
    shares = {one.origin: (one.share, one.share_han, one.share_words) for one in figures.leverage}
    assert shares["human"] == (2 / 6, 3 / 15, 1.0)
    assert [(one.origin, one.segments, one.mean, one.approved) for one in figures.effort] == [
        ("memory:100", 1, 0.0, 0), ("engine:pseudo", 3, 1 / 3, 3),
    ]  # fmt: skip
    assert figures.waiting["review"].number == 2
    assert [one.name for one in figures.weeks][-1] == f"{figures.at.astimezone(SHANGHAI):%G-W%V}"


def test_effort_is_measured_again_when_a_reviewer_mends_the_text(desk: Desk) -> None:
    desk.write("a", "一二三。\n")
    desk("sync")
    desk("translate", "a", "--engine", "pseudo")
    (segment,) = desk.segments("a")
    desk("edit", "a", segment["id"], "--text", segment["target"])
    editing.correct(open_newsroom(desk.root, lambda: "wang"), "a", segment["id"], "Alpha beta")
    (one,) = counted(desk).effort
    assert (one.mean, one.unchanged, one.final) == (0.0, 1.0, 1.0)


def test_rewriting_is_no_second_confirmation_and_a_return_asks_for_one(desk: Desk) -> None:
    desk.write("a", "一二三。\n")
    desk("sync")
    desk("translate", "a", "--engine", "pseudo")
    (segment,) = desk.segments("a")
    desk("edit", "a", segment["id"], "--text", segment["target"])
    desk("edit", "a", segment["id"], "--text", "Alpha beta")
    assert done(counted(desk))[0] == Size(1, 3, 0)
    desk("return", "a", segment["id"], "--note", "not this", by="wang")
    desk("edit", "a", segment["id"], "--text", segment["target"])
    figures = counted(desk)
    assert done(figures)[0] == Size(2, 6, 0)
    assert [(one.segments, one.mean) for one in figures.effort] == [(1, 0.0)]  # one text of a machine, judged once
    assert portions(figures) == {"engine": (1, 3, 0)}


def test_what_was_published_twice_is_one_article_published(desk: Desk) -> None:
    desk.write("a", "一二三。\n")
    desk("sync")
    for text in ("One, two, three.", "Three in a row."):
        desk("edit", "a", desk.segments("a")[0]["id"], "--text", text)
        desk("approve", "a", "--all", by="wang")
        desk("publish", "a", by="wang")
    figures = counted(desk)
    assert done(figures)[2:] == (1, 1)
    assert figures.publication.number == 1


def test_joined_segments_are_what_their_parts_were(desk: Desk) -> None:
    desk.write("a", "一二三。四五六七。\n")
    desk("sync")
    desk("translate", "a", "--engine", "pseudo")
    joined = editing_join(desk, "a")
    assert portions(counted(desk)) == {"engine": (1, 7, 0)}
    desk("edit", "a", joined, "--text", "Alpha beta")
    figures = counted(desk)
    assert portions(figures) == {"engine": (1, 7, 0)}
    assert [(one.origin, one.mean) for one in figures.effort] == [("engine:pseudo", 1.0)]


def editing_join(desk: Desk, slug: str) -> str:
    desk("join", slug, desk.segments(slug)[0]["id"])
    (segment,) = desk.segments(slug)
    return str(segment["id"])


def test_omissions_and_drafts_are_no_translations(desk: Desk) -> None:
    desk.write("a", "一二三。\n\n四五六七。\n")
    desk("sync")
    first, second = desk.segments("a")
    desk("omit", "a", first["id"], "--why", "said twice")
    editing.edit(open_newsroom(desk.root, lambda: "li"), "a", second["id"], "Four", confirm=False)
    figures = counted(desk)
    assert (done(figures)[0], portions(figures)) == (NOTHING, {})


def test_spoilt_lines_and_articles_are_told_and_the_rest_is_counted(desk: Desk) -> None:
    desk.write("a", "一二三。\n")
    desk("sync")
    desk("edit", "a", desk.segments("a")[0]["id"], "--text", "One, two, three.")
    journal = desk.root / "journal" / "en" / "a.jsonl"
    spoilt = [
        {"uuid": "1", "verb": "edit", "at": "yesterday"}, {"uuid": "2", "at": "2026-11-24T04:00:00Z"},
        {"uuid": "3", "verb": "edit", "at": "2026-11-24T04:00:00Z", "after": ["x"]},
        {"uuid": "4", "verb": "edit", "at": 5},
    ]  # fmt: skip
    lines = "".join(json.dumps({**one, "po": ["a", "a"]}) + "\n" for one in spoilt)
    journal.write_text(lines + "<<<<<<< ours\n" + journal.read_text("utf-8"), "utf-8")
    desk.root.joinpath("articles", "broken.md").write_bytes(b"\xff\xfe\xff")
    figures = counted(desk)
    assert (figures.spoilt, done(figures)[0], len(figures.troubles)) == (4, Size(1, 3, 0), 1)
    assert "articles/broken.md" in remarks(figures)
    assert "4 lines" in remarks(figures)
    json.dumps(figures.to_json())


def test_it_tells_how_far_it_is_and_can_be_stopped(desk: Desk) -> None:
    for slug in ("a", "b", "c"):
        desk.write(slug, "一二三。\n")
    desk("sync")
    told: list[tuple[int, int]] = []
    assert counted(desk, progress=lambda *way: told.append(way)).whole
    assert told == [(1, 3), (2, 3), (3, 3)]
    figures = counted(desk, cancelled=lambda: True)
    assert (figures.read, figures.articles, figures.whole) == (0, 3, False)


def test_the_sample_newsroom_adds_up() -> None:
    room = open_newsroom(Path(__file__).parents[1], lambda: "wang", lambda: NOW)
    figures = statistics.figures(room)
    everything = figures.to_json()
    assert json.loads(json.dumps(everything)) == everything
    assert (figures.troubles, figures.spoilt) == ((), 0)
    assert done(figures)[2] == figures.publication.number > 0
    assert sum(one.share for one in figures.leverage) == pytest.approx(1)
    assert statistics.figures(room, weeks=300).earlier.confirmed == NOTHING
    assert done(statistics.figures(room, weeks=1)) == done(statistics.figures(room, weeks=300))


# ── laws ────────────────────────────────────────────────────────────────────────────────────────────────────────
SOURCES = ("一二三。", "四五六七。", "十", "One two three.")
TEXTS = ("Alpha beta.", "Alpha gamma.", "甲乙丙。", "甲丁。")
ORIGINS = ("memory:100", "memory:97", "memory:88", "memory:76", "memory:60", "engine:google", "engine:pseudo")


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """What people and machines may have done to a few segments, each act a different number of seconds after another."""
    state = {source: State(source, "", "untranslated") for source in SOURCES}
    at = NOW - timedelta(days=draw(st.integers(0, 200)))
    steps: list[Step] = []
    for number in range(draw(st.integers(0, 25))):
        at += timedelta(seconds=draw(st.integers(1, 10**6)))
        verb = draw(st.sampled_from([Verb.FILL, Verb.EDIT, Verb.EDIT, Verb.APPROVE, Verb.RETURN, Verb.PUBLISH]))
        if verb is Verb.PUBLISH:
            steps.append(Step(str(number), at, verb))
            continue
        before = state[draw(st.sampled_from(SOURCES))]
        text = draw(st.sampled_from(TEXTS))
        after = {
            Verb.FILL: replace(before, target=text, status="machine", origin=draw(st.sampled_from(ORIGINS))),
            Verb.EDIT: replace(before, target=text, status="translated", origin=HUMAN),
            Verb.APPROVE: replace(before, status="approved"),
            Verb.RETURN: replace(before, status="returned"),
        }[verb]
        machine_may = before.status in ("untranslated", "machine")
        if (verb is Verb.FILL and not machine_may) or (verb in (Verb.APPROVE, Verb.RETURN) and not before.stands):
            continue
        state[before.source] = after
        steps.append(Step(str(number), at, verb, before.source, before, after))
    return steps


def summed(stories: list[counting.Story], weeks: int = 12) -> Figures:
    sums = statistics.Sums(SHANGHAI, NOW)
    for number, one in enumerate(stories):
        row: Any = SimpleNamespace(
            slug=f"a{number}", title="", target="en", stage="draft", assignee=None, modified_at=None
        )
        sums.add(row, one, 1)
    return sums.figures(weeks, articles=len(stories), read=len(stories))


@given(histories(), st.integers(), st.sampled_from(["zh_CN", "en"]))
def test_only_time_orders_acts(steps: list[Step], seed: int, source: str) -> None:
    mixed = [*steps, *steps[::2]]  # git's union merge may keep a line of both sides
    random.Random(seed).shuffle(mixed)
    assert story(mixed, source) == story(steps, source)


@given(histories())
def test_what_was_undone_was_never_done(steps: list[Step]) -> None:
    at = steps[-1].at if steps else NOW
    done_at, undone_at = at + timedelta(seconds=1), at + timedelta(seconds=2)
    before, after = State("新", "", "untranslated"), State("新", "New", "translated", HUMAN)
    extra = Step("extra", done_at, Verb.EDIT, "新", before, after)
    undo = Step("undo", undone_at, Verb.UNDO, "新", after, before, detail="extra")
    plain, undone = story(steps, "zh_CN"), story([*steps, extra, undo], "zh_CN")
    assert replace(undone, first=plain.first, last=plain.last) == plain
    assert undone.last == undone_at  # somebody has been at it, though
    assert len(story([*steps, extra], "zh_CN").confirmed) == len(plain.confirmed) + 1


@given(st.lists(histories(), max_size=4), st.integers(1, 60))
def test_weeks_add_up_to_everything(several: list[list[Step]], weeks: int) -> None:
    stories = [story(one, "zh_CN" if number % 2 else "en") for number, one in enumerate(several)]
    figures = summed(stories, weeks)
    confirmed = sum((one.size for each in stories for one in each.confirmed), NOTHING)
    approved = sum((one.size for each in stories for one in each.approved), NOTHING)
    published = sum(len(one.published) for one in stories)
    total = done(figures)
    assert total[:2] == (confirmed, approved)
    assert total[2] + total[3] == published
    assert total[2] == figures.publication.number
    assert len(figures.weeks) == weeks
    begins = [one.begins for one in figures.weeks]
    assert all(later - earlier == timedelta(7) for earlier, later in pairwise(begins))
    assert begins[-1] == date(2026, 11, 23)


@given(st.lists(histories(), max_size=4), st.randoms())
def test_the_order_of_articles_does_not_matter(several: list[list[Step]], dice: random.Random) -> None:
    stories = [story(one, "zh_CN") for one in several]
    mixed = list(stories)
    dice.shuffle(mixed)
    one, other = summed(stories), summed(mixed)
    assert (one.weeks, one.earlier, one.leverage, one.publication) == (
        other.weeks, other.earlier, other.leverage, other.publication,
    )  # fmt: skip
    assert [(each.origin, each.segments) for each in one.effort] == [
        (each.origin, each.segments) for each in other.effort
    ]


@given(st.lists(histories(), max_size=3))
def test_shares_sum_to_one_or_to_nothing(several: list[list[Step]]) -> None:
    stories = [story(one, "zh_CN" if number % 2 else "en") for number, one in enumerate(several)]
    figures = summed(stories)
    sizes = [size for one in stories for _origin, size in one.origins]
    assert sum((one.size for one in figures.leverage), NOTHING) == sum(sizes, NOTHING)
    for share, size in (("share", "segments"), ("share_han", "han"), ("share_words", "words")):
        there = any(getattr(one, size) for one in sizes)
        assert sum(getattr(one, share) for one in figures.leverage) == pytest.approx(1 if there else 0)
    for one in figures.effort:
        assert 0 <= one.mean <= 1
        assert 0 <= one.unchanged <= 1
        assert one.approved <= one.segments
        assert (one.final is None) == (one.approved == 0)


@given(histories())
def test_a_post_edit_is_of_a_machines_text_that_was_confirmed(steps: list[Step]) -> None:
    told = story(steps, "zh_CN")
    fills = sum(one.verb is Verb.FILL for one in steps)
    assert len(told.edits) <= min(fills, len(told.confirmed))
    touched = {one.segment for one in steps if one.verb in (Verb.FILL, Verb.EDIT)}
    assert len(told.origins) == len(touched)


WORDS = st.text(st.sampled_from("ab .,'甲乙<b1>/"), max_size=12)


@given(WORDS, WORDS)
def test_edits_are_a_share_and_nothing_only_where_nothing_was_changed(said: str, made: str) -> None:
    value = edits(said, made)
    assert 0 <= value.share <= 1
    assert (value.share == 0) == (said == made)
    assert value == edits(made, said)


@given(WORDS, st.text(st.sampled_from("xyz丙丁0;"), min_size=1, max_size=12))
def test_replacing_everything_changes_all_of_it(said: str, other: str) -> None:
    assert edits(said, other).share == 1


def test_edits_are_counted_by_word_and_han_character() -> None:
    assert edits("The cat sat on the mat.", "The cat sat on a mat.") == Edits(1, 7)
    assert edits("The <b1>cat</b1> sat", "The <i1>cat</i1> sat") == Edits(2, 5)
    assert edits("甲乙丙丁。", "甲乙丁。") == Edits(1, 5)
    assert edits("用AI技术，共1,200吨", "用GPU技术，共1,300吨") == Edits(
        2, 8
    )  # a foreign word and a number are one part
    assert edits("a  b", "a b") == Edits(1, 2)
    assert edits("alpha beta", "gamma").share == 1


@given(st.integers(0, 101))
def test_every_score_is_in_one_band(score: int) -> None:
    low = int(counting.banded(f"memory:{score}").removeprefix("memory:"))
    assert low <= score < next((one for one in reversed(counting.BANDS) if one > low), 102)


def test_the_week_is_the_newsrooms() -> None:
    sunday_in_london = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)  # Monday, one o'clock, in Shanghai
    one = counting.Story(sunday_in_london, sunday_in_london, published=(sunday_in_london,))
    assert summed([one]).weeks[-1].published == 1
    ahead = NOW + timedelta(days=30)  # another machine's clock
    assert summed([counting.Story(ahead, ahead, published=(ahead,))]).weeks[-1].published == 1


def test_the_slowest_are_told() -> None:
    last = [NOW - timedelta(days=days) for days in (3, 9, 1, 7, 2, 8, 5)]
    figures = summed([counting.Story(one, one) for one in last])
    assert [one.days for one in figures.slowest] == [9, 8, 7, 5, 3]
    waits = figures.waiting["draft"]
    assert (waits.number, waits.median, waits.longest) == (7, 5, 9)


# ── pictures ────────────────────────────────────────────────────────────────────────────────────────────────────
@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 60))
def test_bars_are_as_long_as_their_shares(one: float, other: float, cells: int) -> None:
    short, long = (charts.bar(share, cells) for share in sorted((one, other)))
    assert cell_len(short) <= cell_len(long) <= cells
    assert (long == "") == (one == other == 0)
    assert charts.bar(1, cells) == "█" * cells


@given(
    st.lists(st.tuples(st.text("a甲", max_size=40), st.floats(0, 1), st.integers(0, 10**9)), max_size=5),
    st.integers(60, 200),
)
def test_no_line_is_longer_than_there_is_room(rows: list[tuple[str, float, int]], width: int) -> None:
    columns = [Column("name", Kind.TEXT, gives=True), Column("how much", Kind.BAR), Column("")]
    lines = charts.table(columns, [(name, share, f"{number:,}") for name, share, number in rows], width)
    assert len(lines) == len(rows) + 1
    assert all(line.cell_len <= width for line in lines)
    assert [line.plain.split()[-1] for line in lines[1:]] == [f"{number:,}" for _name, _share, number in rows]


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
@pytest.mark.parametrize("width", [76, 78, 120])
def test_the_tables_of_a_large_newsroom_fit(locale: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSFLOW_LANG", locale)
    large = Size(12_345, 1_234_567, 654_321)
    at = NOW - timedelta(days=3)
    told = counting.Story(
        NOW - timedelta(days=400), at, (counting.Done(at, large),), (counting.Done(at, large),), (at, at),
        (
            counting.PostEdit("engine:google", State("甲", "a b", "machine"), State("甲", "a c", "translated"), at),
            counting.PostEdit("memory:85", State("甲", "a", "machine"), State("甲", "a", "translated"), at),
        ),
        (("engine", large), ("human", large), ("memory:0", large)),
    )  # fmt: skip
    figures = summed([told] * 3)
    for draw in (one for column in drawings.columns(figures) for one in column):
        picture = draw(figures, width)
        notes = [one for one in picture.split("\n") if "dim" not in {str(span.style) for span in one.spans}]
        assert all(line.cell_len <= width for line in notes)
        assert "…" not in picture.plain


class Host(App[None]):
    """An application that shows one screen."""

    def __init__(self, room: Newsroom) -> None:
        super().__init__()
        self._room = room

    def on_mount(self) -> None:
        background = partial(Newsroom, self._room.workspace, lambda: "wang", self._room.clock)
        self.push_screen(StatisticsScreen(self._room, background))


async def pictures(pilot: Pilot[None]) -> StatisticsScreen:
    """The screen when it has counted and drawn."""
    for _step in range(400):
        await pilot.pause(0.02)
        screen = pilot.app.screen
        if isinstance(screen, StatisticsScreen) and screen.figures and not screen.counting:
            await pilot.pause()
            return screen
    raise AssertionError("it never came")


def shown(screen: StatisticsScreen) -> str:
    return "\n".join("".join(segment.text for segment in strip) for strip in screen._compositor.render_strips())


@pytest.mark.parametrize(("size", "columns"), [((80, 24), 1), ((160, 45), 2)])
async def test_the_screen_draws_and_goes_back(desk: Desk, size: tuple[int, int], columns: int) -> None:
    desk.write("a", "一二三。\n")
    desk("sync")
    desk("edit", "a", desk.segments("a")[0]["id"], "--text", "One, two, three.")
    host = Host(open_newsroom(desk.root, lambda: "wang"))
    async with host.run_test(size=size) as pilot:
        screen = await pictures(pilot)
        text = shown(screen)
        assert "Throughput by week" in text
        assert any("Throughput" in line and "Post-editing" in line for line in text.split("\n")) == (columns == 2)
        if columns == 1:
            for _page in range(4):
                await pilot.press("pagedown")
            assert "Leverage" in shown(screen)
        desk("approve", "a", "--all", by="wang")
        await pilot.press("f5")
        again = await pictures(pilot)
        assert again.figures
        assert done(again.figures)[1].segments == 1
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(host.screen, StatisticsScreen)


async def test_an_empty_newsroom_says_so(desk: Desk) -> None:
    async with Host(open_newsroom(desk.root, lambda: "wang")).run_test(size=(80, 24)) as pilot:
        assert "nothing has been done" in shown(await pictures(pilot))


async def test_what_cannot_be_counted_is_said(desk: Desk) -> None:
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text("utf-8").replace("Asia/Shanghai", "Mars/Olympus"), "utf-8")
    host = Host(open_newsroom(desk.root, lambda: "wang"))
    async with host.run_test(size=(80, 24)) as pilot:
        for _step in range(400):
            await pilot.pause(0.02)
            screen = host.screen
            if isinstance(screen, StatisticsScreen) and not screen.counting:
                break
        await pilot.pause()
        assert "Mars/Olympus" in shown(screen)
