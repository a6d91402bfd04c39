"""docs/key-strokes.md: our column names keys that there are, its sums are right, and its strokes do what it says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.conftest import ROOT, Desk
from tests.test_editor import engines
from tests.test_tui import SIZE, app, editor, until, write
from transflow.tui import keys
from transflow.tui.desk.board import Board
from transflow.tui.desk.screen import DeskScreen
from transflow.tui.editor.preview import PreviewScreen
from transflow.tui.editor.proofreading import ProofreadingScreen
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.helping import Help
from transflow.tui.prompts import Choose
from transflow.tui.rows import Rows
from transflow.tui.statistics import StatisticsScreen
from transflow.tui.text.field import Field

TEXT = (ROOT / "docs" / "key-strokes.md").read_text("utf-8")
HEAD = ["act", "on", "here", "OmegaT", "Weblate", "Poedit"]
TYPED, THEN = "…", "›"  # something is typed; the next screen
NOTE = re.compile(r"\[\^([\w-]+)\]")
_COUNT = re.compile(r"(?:(\d+)|(\d+) clicks?|(\d+) \+ (\d+) clicks?)(?: · (.+))?")
_TOKEN = re.compile(r"‹[^‹›]+›|[^\s]+")
_CHORD = re.compile(r"(?:Ctrl\+|Alt\+|Shift\+)*(?:F\d{1,2}|[A-Z0-9↑↓←→]|Enter|Tab|Esc|PgUp|PgDn)")


@dataclass(frozen=True)
class Cell:
    """What stands in one cell. `strokes` and `clicks` are as claimed, None where no number is; `tokens` what is pressed,
    clicked (in ‹›) and typed."""

    text: str
    strokes: int | None
    clicks: int | None
    tokens: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def total(self) -> int | None:
        return None if self.strokes is None or self.clicks is None else self.strokes + self.clicks

    @property
    def chords(self) -> list[str]:
        return [one for one in self.tokens if one not in (TYPED, THEN) and not one.startswith("‹")]


@dataclass(frozen=True)
class Row:
    """One act. `parts`: what is pressed here on each of the screens in `places`."""

    act: str
    places: tuple[str, ...]
    here: Cell
    others: Mapping[str, Cell]

    @property
    def parts(self) -> list[list[str]]:
        parts: list[list[str]] = [[]]
        for one in self.here.tokens:
            if one == THEN:
                parts.append([])
            else:
                parts[-1].append(one)
        return parts


def cell(text: str) -> Cell:
    notes = tuple(NOTE.findall(text))
    bare = NOTE.sub("", text).strip()
    if bare in ("–", "not documented"):
        return Cell(bare, None, None, (), notes)
    found = _COUNT.fullmatch(bare)
    assert found, f"{text!r} says no number of strokes"
    alone, clicked, both, and_clicks, tokens = found.groups()
    return Cell(
        bare, int(alone or both or 0), int(clicked or and_clicks or 0), tuple(_TOKEN.findall(tokens or "")), notes
    )


def rows() -> list[Row]:
    found = []
    for line in TEXT.splitlines():
        cells = [one.strip() for one in line.strip("|").split("|")]
        if not line.startswith("|") or cells == HEAD or set(line) <= set("|-"):
            continue
        assert len(cells) == len(HEAD), line
        act, on, here, *others = cells
        made = dict(zip(HEAD[3:], map(cell, others), strict=True))
        found.append(Row(act, tuple(on.split(f" {THEN} ")), cell(here), made))
    return found


ROWS = rows()
BY_ACT = {one.act: one for one in ROWS}


def pressed(place: str) -> dict[str, str]:
    """The keys of a screen as people write them, and as the library calls them. A choice is also made by a number."""
    table = (*keys.PLACES[place].keys, *keys.ANYWHERE)
    made = {keys.written(key): key for one in table for key in one.keys.split(",")}
    return made | ({number: number for number in "123456789"} if place == "choose" else {})


# ── the table ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_there_are_enough_acts_each_once_and_no_cell_is_empty() -> None:
    assert len(ROWS) >= 44
    assert len(BY_ACT) == len(ROWS)
    assert all(
        one.act and all(one.places) and one.here.text and all(each.text for each in one.others.values()) for one in ROWS
    )
    assert re.findall(r"^\|.*\| *\|", TEXT, re.MULTILINE) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.act)
def test_every_key_of_ours_is_a_key_of_the_screen_that_is_named(row: Row) -> None:
    assert row.here.total is not None, "what cannot be done here is no act of ours"
    assert not row.here.clicks
    assert len(row.parts) == len(row.places)
    for place, part in zip(row.places, row.parts, strict=True):
        assert {one for one in part if one != TYPED} <= pressed(place).keys()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.act)
def test_every_number_is_the_number_of_what_is_pressed_and_clicked(row: Row) -> None:
    for one in (row.here, *row.others.values()):
        if one.total is not None:
            assert one.strokes == len(one.chords), one.text
            assert one.clicks == sum(each.startswith("‹") for each in one.tokens), one.text
            assert all(_CHORD.fullmatch(each) for each in one.chords), one.text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.act)
def test_whatever_is_said_of_another_tool_has_a_source(row: Row) -> None:
    for name, one in row.others.items():
        assert one.notes or one.text == "not documented", f"{name}: {one.text}"


def test_every_note_is_defined_once_used_and_says_where_it_is_from() -> None:
    defined = re.findall(r"^\[\^([\w-]+)\]: (.+)$", TEXT, re.MULTILINE)
    names = [name for name, _said in defined]
    used = set(NOTE.findall(re.sub(r"^\[\^[\w-]+\]: ", "", TEXT, flags=re.MULTILINE)))
    assert len(names) == len(set(names))
    assert set(names) == used
    official = r"https://(?:github\.com/(?:omegat-org/omegat|WeblateOrg/weblate|vslavik/poedit)|docs\.weblate\.org|omegat\.sourceforge\.io|poedit\.net)/\S+"
    assert [name for name, said in defined if not re.search(rf": {official}$", said)] == []


def test_where_others_need_fewer_strokes_all_of_them_are_told() -> None:
    told = re.findall(r"^- \*\*(.+)\*\*: (\w+) (\d+), here (\d+)\.", TEXT, re.MULTILINE)
    fewer = [
        (row.act, name, str(one.total), str(row.here.total))
        for row in ROWS
        for name, one in row.others.items()
        if one.total is not None and row.here.total is not None and one.total < row.here.total
    ]
    assert sorted(told) == sorted(fewer)


# ── the strokes of the table, pressed ───────────────────────────────────────────────────────────────────────────────
Effect = Callable[[Pilot[int], Desk], bool]


@dataclass(frozen=True)
class Try:
    """How an act of the table is tried: in what newsroom, by whom, what is typed where it says `…`, and what must come
    of it. It begins on article `a`."""

    newsroom: Callable[[Desk], None]
    effect: Effect
    typed: tuple[str, ...] = ()
    by: str = "li"


def article(text: str, *targets: str, engine: str = "", waiting: bool = False) -> Callable[[Desk], None]:
    """Article `a`, translated by Li as far as `targets` go (nothing leaves a segment as it is); `engine` has filled it;
    `waiting`: there is a second one, `b3`, with the same text."""

    def made(desk: Desk) -> None:
        engines(desk, '["memory", "copy"]')
        for slug in ("a", "b3") if waiting else ("a",):
            desk.write(slug, text)
            desk("sync", slug)
            if engine:
                desk("translate", slug, "--engine", engine)
            for one, target in zip(desk.segments(slug), targets, strict=False):
                if target:
                    desk("edit", slug, one["id"], "--text", target)

    return made


def assigned(desk: Desk) -> None:
    article("---\ntitle: 甲\nassignee: li\n---\n\n一。\n")(desk)
    desk.write("b", "二。\n")


def remembered(desk: Desk) -> None:
    """`b` is signed and says what `a` says."""
    for slug in ("a", "b"):
        desk.write(slug, "会后签署了备忘录。\n")
    desk("sync")
    desk("edit", "b", desk.segments("b")[0]["id"], "--text", "They signed a memorandum.")
    desk("approve", "b", "--all", by="wang")


def terms(desk: Desk) -> None:
    (desk.root / "locales" / "terms.csv").write_text("zh_CN,en\n碳达峰,carbon peaking\n", encoding="utf-8")
    article("碳达峰。\n")(desk)


def pseudo(desk: Desk) -> None:
    article("一。\n")(desk)
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text().replace('["memory", "copy"]', '["memory", "pseudo"]'))


def earlier(desk: Desk) -> None:
    article("一。\n", "One.")(desk)
    desk("edit", "a", desk.segments("a")[0]["id"], "--text", "The one.")


def changed(*targets: str) -> Callable[[Desk], None]:
    """The last sentence's source has changed since it was translated; those before it say `targets`."""

    def made(desk: Desk) -> None:
        article("一。\n\n二。\n\n会后双方签署了合作备忘录。\n", *targets, "They signed a memorandum.")(desk)
        desk.write("a", "一。\n\n二。\n\n会后双方又签署了合作备忘录。\n")
        desk("sync")

    return made


def replaced(desk: Desk) -> None:
    """The source of `a` has changed, and nobody has looked yet."""
    article("一。\n", "One.")(desk)
    desk.write("a", "全新的一句话。\n\n二。\n")


def signed(desk: Desk) -> None:
    article("一。\n", "One.")(desk)
    desk("approve", "a", "--all", by="wang")


def on(kind: type[object]) -> Effect:
    return lambda pilot, _desk: isinstance(pilot.app.screen, kind)


def field(text: str) -> Effect:
    return lambda pilot, _desk: pilot.app.screen.query_one(Field).text == text


def said(*targets: str) -> Effect:
    return lambda _pilot, desk: [one["target"] for one in desk.segments("a")] == list(targets)


def statuses(*wanted: str) -> Effect:
    return lambda _pilot, desk: [one["status"] for one in desk.segments("a")] == list(wanted)


def at(place: int) -> Effect:
    return lambda pilot, _desk: editor(pilot).place == place


def shows(*places: int) -> Effect:
    return lambda pilot, _desk: isinstance(pilot.app.screen, EditorScreen) and editor(pilot).shown == list(places)


def stages(**wanted: str) -> Effect:
    return lambda _pilot, desk: all(desk.row(slug)["stage"] == stage for slug, stage in wanted.items())


THREE, PLAIN, NUMBERS = "一。\n\n二。\n\n三。\n", article("一。\n\n二。\n\n三。\n"), "一。\n\n二。\n\n3人。\n"
DONE = article(THREE, "One.", "Two.", "Three.")
FOUND = article(NUMBERS, "One.", "Two.", "Four people.")
ALONE = article("3人。\n", "Four people.")

TRIES: Mapping[str, Try] = {
    "Open the article under the cursor": Try(PLAIN, on(EditorScreen)),
    "Find an article by a piece of its name, and open it": Try(
        article(THREE, waiting=True), lambda pilot, _d: isinstance(pilot.app.screen, EditorScreen) and editor(pilot).slug == "b3", ("b3",)
    ),
    "Show only what waits for me": Try(assigned, lambda pilot, _d: pilot.app.screen.query_one(Rows).row_count == 1),
    "See the articles as a board, by stage": Try(PLAIN, lambda pilot, _d: pilot.app.screen.query_one(Board).display),
    "See how far every article is, from inside one": Try(PLAIN, on(DeskScreen)),
    "See the numbers of the whole house": Try(PLAIN, on(StatisticsScreen)),
    "Machine-translate an article": Try(article(THREE, waiting=True), stages(a="machine", b3="draft")),
    "Machine-translate two articles at once": Try(article(THREE, waiting=True), stages(a="machine", b3="machine")),
    "Take an article for oneself": Try(PLAIN, lambda _p, desk: desk.row("a")["assignee"] == "li"),
    "Give an article to somebody": Try(PLAIN, lambda _p, desk: desk.row("a")["assignee"] == "chen", ("chen",)),
    "Look up the keys": Try(PLAIN, on(Help)),
    "Confirm what is typed and go on to the next unfinished segment": Try(
        article(THREE, "", "Two."),
        lambda pilot, desk: statuses("translated", "translated", "untranslated")(pilot, desk) and at(2)(pilot, desk), ("One.",),
    ),
    "Accept a machine's text as it stands, and go on": Try(article(THREE, engine="copy"), statuses("translated", "machine", "machine")),
    "Go to the next segment": Try(PLAIN, at(1)),
    "Go to the segment before": Try(article(THREE, "One."), at(0)),
    "Go to the next unfinished segment": Try(article(THREE, "", "Two."), at(2)),
    "Have what is typed on the disk": Try(PLAIN, said("One.", "", ""), ("One.",)),
    "Put the source into the field": Try(PLAIN, field("一。")),
    "Change the case of the word at the cursor": Try(article("元\n", "one dollar"), field("one Dollar")),
    "Take back one's last act, after it was confirmed": Try(article("一。\n", "One."), said("")),
    "Take up an earlier text of the segment": Try(earlier, field("One.")),
    "Replace words in all translations of the article": Try(
        article(THREE, "LHU won.", "Two.", "The LHU."), said("Linhai won.", "Two.", "The Linhai."), ("LHU", "Linhai")
    ),
    "Leave a segment out, with a reason": Try(PLAIN, lambda _p, desk: desk.segments("a")[0]["omitted"] == "said before", ("said before",)),
    "Join a sentence with the next": Try(article("他来了。他看见。他胜利了。\n"), lambda _p, desk: desk.segments("a")[0]["source"] == "他来了。他看见。"),
    "Join a whole paragraph, to order it anew": Try(article("他来了。他看见。他胜利了。\n"), lambda _p, desk: len(desk.segments("a")) == 1),
    "Cut a sentence in two": Try(article("他看见，他胜利了。\n"), lambda _p, desk: [one["source"] for one in desk.segments("a")] == ["他看见，", "他胜利了。"]),
    "Take the best match": Try(remembered, field("They signed a memorandum.")),
    "Take the best match, confirm it, go on": Try(remembered, statuses("translated")),
    "Ask the engines, and take what they say": Try(pseudo, lambda pilot, _d: pilot.app.screen.query_one(Field).text != ""),
    "Look words up in all that was translated": Try(
        remembered, lambda pilot, _d: isinstance(pilot.app.screen, Choose) and pilot.app.screen.query_one(OptionList).option_count == 1, ("备忘录",)
    ),
    "Look words up, and write the translation that is found": Try(remembered, field("They signed a memorandum."), ("备忘录",)),
    "Write the next term of the source": Try(terms, field("carbon peaking")),
    "Add a term to the termbase": Try(
        article("碳中和。\n"), lambda _p, desk: "碳中和,carbon neutrality" in (desk.root / "locales" / "terms.csv").read_text("utf-8"), ("碳中和", "carbon neutrality")
    ),
    "Write the next tag of the source": Try(article("谈**钢**。\n"), field("<b1></b1>")),
    "Write both of two tags that stand alone": Try(article("运行`a`和`b`。\n"), field("<code1/><code2/>")),
    "Write the next number of the source": Try(article("120人。\n"), field("120")),
    "Write a word in typographic quotation marks": Try(PLAIN, field("“a”"), ('"a"',)),
    "Go to the next segment with a finding": Try(FOUND, at(2)),
    "Accept a finding, with a reason": Try(
        ALONE, lambda _p, desk: all(one["waived"] for one in desk.segments("a")[0]["findings"] if one["check"] == "numbers"), ("by phone",)
    ),
    "Show only the segments with findings": Try(FOUND, lambda pilot, _d: 2 in editor(pilot).shown and 0 not in editor(pilot).shown),
    "Show only the segments with certain words": Try(DONE, shows(1), ("Two",)),
    "Show only the unfinished segments": Try(article(THREE, "One.", "", "Three."), shows(1)),
    "Approve, and go on to the next that waits": Try(
        DONE, lambda pilot, desk: statuses("approved", "translated", "translated")(pilot, desk) and at(1)(pilot, desk), by="wang"
    ),
    "Approve all that may be in the article": Try(DONE, stages(a="approved"), by="wang"),
    "Approve all that may be in every article shown": Try(article(THREE, "One.", "Two.", "Three.", waiting=True), stages(a="approved", b3="approved"), by="wang"),
    "Mend a translator's text, and sign it": Try(
        DONE, lambda _p, desk: [desk.segments("a")[0][name] for name in ("target", "status", "by", "approver")] == ["The one.", "approved", "li", "wang"],
        ("The one.",), "wang",
    ),
    "Send a segment back with a note": Try(DONE, statuses("returned", "translated", "translated"), ("too long",), "wang"),
    "Leave a remark": Try(PLAIN, lambda _p, desk: desk.segments("a")[0]["notes"] == ["ask Chen"], ("ask Chen",)),
    "Show only what waits for approval": Try(article(THREE, "", "Two."), lambda pilot, _d: editor(pilot).shown == [1], by="wang"),
    "Read the translation as one running text": Try(DONE, on(ProofreadingScreen)),
    "Approve a sentence while reading": Try(DONE, statuses("approved", "translated", "translated"), by="wang"),
    "Send a sentence back while reading": Try(DONE, statuses("returned", "translated", "translated"), ("too long",), "wang"),
    "Go from reading to writing, at the same sentence": Try(DONE, on(EditorScreen)),
    "Read source and translation beside one another": Try(PLAIN, on(PreviewScreen)),
    "Machine-translate what is left of the article": Try(article(THREE, "One."), statuses("translated", "machine", "machine")),
    "Publish, after seeing what one signs for": Try(signed, stages(a="published"), by="wang"),
    "Publish from the list of articles": Try(signed, stages(a="published"), by="wang"),
    "Take in a source file that has changed": Try(replaced, lambda pilot, _d: isinstance(pilot.app.screen, EditorScreen) and len(editor(pilot).sheet.views) == 2),
    "Go to the next segment whose source has changed": Try(changed("", "Two."), lambda pilot, _d: editor(pilot).sheet.views[editor(pilot).place].segment.status == "stale"),
    "Keep its translation as it stands, and go on": Try(changed("One.", "Two."), statuses("translated", "translated", "translated")),
}  # fmt: skip


def test_what_is_tried_is_in_the_table() -> None:
    assert TRIES.keys() <= BY_ACT.keys()
    untried = {"Take the third match", "See the page in a browser", "See what has changed in the source"}
    assert BY_ACT.keys() - TRIES.keys() == untried


def there(pilot: Pilot[int], place: str) -> bool:
    """Whether the screen is one of the table's, with all on it that a person would wait for."""
    if keys.place(pilot.app.screen) is not keys.PLACES[place]:
        return False
    return place != "desk" or pilot.app.screen.query_one(Rows).row_count > 0


def offered(pilot: Pilot[int]) -> bool:
    aid = editor(pilot).aid
    return aid is not None and bool(aid.offers)


@pytest.mark.parametrize("act", TRIES)
async def test_these_strokes_and_no_others_do_it(desk: Desk, act: str) -> None:
    row, one = BY_ACT[act], TRIES[act]
    one.newsroom(desk)
    texts = list(one.typed)
    first = row.places[0]
    async with app(desk, one.by, None if first == "desk" else "a").run_test(size=SIZE) as pilot:
        if first == "proofreading":
            await until(pilot, partial(there, pilot, "editor"))
            await pilot.press("alt+r")
        await until(pilot, partial(there, pilot, first))
        assert not one.effect(pilot, desk), "it was so before"
        for place, part in zip(row.places, row.parts, strict=True):
            await until(pilot, partial(there, pilot, place))
            for token in part:
                if token == TYPED:
                    await write(pilot, texts.pop(0))
                else:
                    if re.fullmatch(r"Alt\+\d", token):
                        await until(pilot, partial(offered, pilot))
                    await pilot.press(pressed(place)[token])
                await pilot.pause()
        assert texts == []
        await until(pilot, lambda: one.effect(pilot, desk))
