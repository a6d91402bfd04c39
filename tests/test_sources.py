"""Where the memory comes from: paragraphs and the sentences in them, and what may be held against it or taken back."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Desk
from transflow.errors import SettingsError
from transflow.memory import Memory, Penalties, Selection, Unit, tmx, tmxwriting
from transflow.memory.entry import Entry
from transflow.newsroom import editing, forgetting, gathering, pairing, penalising, provenance, reading, remembering
from transflow.newsroom.recalling import Aid, Offer, Recall
from transflow.newsroom.room import Newsroom, open_newsroom
from transflow.settings import read
from transflow.tui.editor import panels
from transflow.workspace import opening

SENTENCES = ["2月3日，凯斯特湾代表团访问临海大学。", "双方签署了两项协议，涉及12个项目。", "校长王建致欢迎辞。"]
TARGETS = [
    "On February 3, a delegation from Kestrel Bay visited Linhai University.",
    "The two sides signed two agreements on 12 projects.", "President Wang Jian gave a speech of welcome.",
]  # fmt: skip
PARAGRAPH, TARGET = "".join(SENTENCES), " ".join(TARGETS)
ALIGNED = 100 - remembering.ALIGNED_PENALTY
PAIR = ("zh_CN", "en")


def put(place: Path, name: str, text: str | bytes) -> str:
    path = place / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def paragraph(desk: Desk, slug: str = "p") -> str:
    """An article of one paragraph, taken in as one segment; its id."""
    desk.write(slug, f"---\nsegmentation: paragraph\n---\n\n{PARAGRAPH}\n")
    desk("sync")
    (one,) = [row for row in desk.segments(slug) if row["source"] == PARAGRAPH]
    return str(one["id"])


def found(desk: Desk, text: str, *options: str) -> list[tuple[int, str, str]]:
    rows = desk("memory", "search", text, "--lang", "zh", "--json", *options).json
    return [(one["score"], one["from"], one["target"]) for one in rows]


# ── paragraphs ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_paragraph_is_in_the_memory_and_so_are_its_sentences_while_it_is_approved(desk: Desk) -> None:
    ident = paragraph(desk)
    desk("edit", "p", ident, "--text", TARGET)
    assert found(desk, SENTENCES[0]) == []
    desk("approve", "p", ident, by="wang")
    assert found(desk, PARAGRAPH)[0] == (100, "articles/p", TARGET)
    for source, target in zip(SENTENCES, TARGETS, strict=True):
        assert found(desk, source)[0] == (ALIGNED, "articles/p#aligned", target)
    (told,) = desk("memory", "search", SENTENCES[1], "--lang", "zh", "--json", "--provenance").json
    assert (told["aligned"], told["approved"], told["by"], told["penalty"]) == (True, False, "li", 2)
    # It can be chosen with its article, or by itself.
    assert found(desk, SENTENCES[0], "--from", "articles/p") == found(desk, SENTENCES[0], "--from", "*#aligned")
    assert found(desk, SENTENCES[0], "--from", "articles/q") == []
    desk("return", "p", ident, "--note", "no", by="wang")
    assert found(desk, SENTENCES[0]) == found(desk, PARAGRAPH) == []


def test_an_approved_sentence_stands_before_one_that_was_aligned(desk: Desk) -> None:
    desk.write("s", SENTENCES[1] + "\n")
    desk("sync")
    (one,) = [row for row in desk.segments("s") if row["source"] == SENTENCES[1]]
    desk("edit", "s", one["id"], "--text", "Two agreements on 12 projects.")
    desk("approve", "s", one["id"], by="wang")
    ident = paragraph(desk)
    desk("edit", "p", ident, "--text", TARGET)
    desk("approve", "p", ident, by="wang")
    assert found(desk, SENTENCES[1]) == [
        (100, "articles/s", "Two agreements on 12 projects."), (ALIGNED, "articles/p#aligned", TARGETS[1])
    ]  # fmt: skip


def test_sentences_that_were_joined_are_found_one_by_one_and_the_other_way_round(desk: Desk) -> None:
    desk.write("j", f"{SENTENCES[0]}{SENTENCES[1]}\n")
    desk("sync")
    first = next(row["id"] for row in desk.segments("j") if row["source"] == SENTENCES[0])
    desk("join", "j", first)
    (joined,) = [row["id"] for row in desk.segments("j") if row["source"].startswith("2月")]
    desk("edit", "j", joined, "--text", " ".join(TARGETS[:2]))
    desk("approve", "j", joined, by="wang")
    assert found(desk, SENTENCES[1])[0] == (ALIGNED, "articles/j#aligned", TARGETS[1])
    (back,) = desk("memory", "search", TARGETS[0], "--lang", "en", "--json").json
    assert (back["score"], back["target"]) == (ALIGNED, SENTENCES[0])


def test_the_editor_has_them_at_once_and_loses_them_at_once(desk: Desk) -> None:
    ident = paragraph(desk)
    li, wang = (open_newsroom(desk.root, lambda name=name: name) for name in ("li", "wang"))
    growing = remembering.Growing(li, opening.open_target(li.workspace, "p"))

    def offered() -> list[tuple[int, bool, bool, str]]:
        growing.take(opening.open_target(li.workspace, "p"))
        return [(one.score, one.draft, one.aligned, one.target) for one in growing.now.search(SENTENCES[0])]

    assert offered() == []
    editing.edit(li, "p", ident, TARGET, "en")
    assert offered() == [(ALIGNED - remembering.DRAFT_PENALTY, True, True, TARGETS[0])]
    editing.approve(wang, "p", [ident], "en")
    assert offered() == [(ALIGNED, False, True, TARGETS[0])]
    fresh = remembering.Growing(li, opening.open_target(li.workspace, "p"))  # whose large memory holds them
    assert [one.score for one in fresh.now.search(SENTENCES[0])] == [ALIGNED]
    editing.edit(li, "p", ident, "Something else.", "en")
    fresh.take(opening.open_target(li.workspace, "p"))
    assert offered() == fresh.now.search(SENTENCES[0]) == []


def test_what_was_spiked_is_not_remembered_and_what_was_withdrawn_is_remembered_last(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both at once, in the editor too; a spiked article comes back with `unspike`."""
    monkeypatch.setattr(remembering, "_LOOK", -1.0)
    ident = paragraph(desk)
    desk("edit", "p", ident, "--text", TARGET)
    desk("approve", "p", ident, by="wang")
    desk.write("q", f"---\nsegmentation: paragraph\n---\n\n{PARAGRAPH}\n\n{PARAGRAPH[:-1]}吗？\n")
    desk("sync")
    (other,) = [row["id"] for row in desk.segments("q") if row["source"] == PARAGRAPH]
    desk("edit", "q", other, "--text", "Another text.", by="zhao")
    li = open_newsroom(desk.root, lambda: "li")
    growing = remembering.Growing(li, opening.open_target(li.workspace, "q"))

    def offered(text: str) -> list[tuple[int, str, bool]]:
        growing.take(opening.open_target(li.workspace, "q"))
        known = growing.now.search(text, skip=lambda unit: unit.document == "articles/q")
        return [(one.score, one.origin, one.draft) for one in known]

    def checked() -> list[str]:
        """The articles that the checks beside the archive would name."""
        gathering.refresh(li)
        return [one.slug for one in li.precedents.translations(*PAIR, PARAGRAPH) if one.slug != "q"]

    there = found(desk, PARAGRAPH), found(desk, SENTENCES[0]), offered(PARAGRAPH), checked()
    assert [one[0][0] for one in there[:3]] == [100, ALIGNED, 100]
    assert there[3]
    desk("spike", "p")
    assert (found(desk, PARAGRAPH), found(desk, SENTENCES[0]), offered(PARAGRAPH), checked()) == ([], [], [], [])
    assert growing.now.concordance("delegation") == []
    assert TARGET not in desk("memory", "export", "--format", "tsv").out
    desk("unspike", "p")
    assert (found(desk, PARAGRAPH), found(desk, SENTENCES[0]), offered(PARAGRAPH), checked()) == there
    everything = [row["id"] for row in desk.segments("p") if row["status"] == "untranslated"]
    for one in everything:
        desk("edit", "p", one, "--text", "A headline")
        desk("approve", "p", one, by="wang")
    desk("publish", "p")
    desk("kill", "p", "--why", "the number was wrong")
    assert (found(desk, PARAGRAPH), found(desk, SENTENCES[0]), checked()) == ([], [], [])
    assert TARGET not in desk("memory", "export", "--format", "tsv").out
    assert offered(PARAGRAPH) == [(100 - remembering.WITHDRAWN_PENALTY, "articles/p#withdrawn", True)]
    assert offered(SENTENCES[0]) == offered(f"{PARAGRAPH[:-1]}吗？") == [], (
        "another text: the fact may be put right in it"
    )
    (unit,) = growing.now.concordance("delegation")
    assert panels.concordance(unit, "delegation", str).plain.endswith(" (withdrawn from readers)")


def test_an_article_of_paragraphs_is_no_leverage_for_itself(desk: Desk) -> None:
    ident = paragraph(desk)
    desk("edit", "p", ident, "--text", TARGET)
    desk("approve", "p", ident, by="wang")
    desk.write("q", "".join(f"{one}\n\n" for one in SENTENCES))
    desk("sync")
    bands = desk("report", "--before", "p", "--json").json["total"]["bands"]
    assert bands["new"]["segments"] == sum(band["segments"] for band in bands.values())
    assert desk("report", "--before", "q", "--json").json["total"]["bands"]["95-99"]["segments"] == 3


def test_a_pair_has_all_tags_or_is_none_and_numbers_them_anew() -> None:
    source = "代表团<b1>两次</b1>访问了临海大学。校长<i2>王建</i2>在12号楼会见了代表团。"
    target = (
        "The delegation visited Linhai University <b1>twice</b1>. President <i2>Wang Jian</i2> met them in Building 12."
    )
    assert dict(pairing.aligned(source, target, *PAIR)) == {
        "代表团<b1>两次</b1>访问了临海大学。": "The delegation visited Linhai University <b1>twice</b1>.",
        "校长<i1>王建</i1>在12号楼会见了代表团。": "President <i1>Wang Jian</i1> met them in Building 12.",
    }
    crossed = target.replace("<b1>twice</b1>", "twice").replace("Building 12", "<b1>Building 12</b1>")
    assert pairing.aligned(source, crossed, *PAIR) == ()
    assert pairing.aligned(SENTENCES[0], TARGETS[0], *PAIR) == ()
    assert pairing.aligned(PARAGRAPH, TARGETS[0], *PAIR) == ()


# ── penalties ───────────────────────────────────────────────────────────────────────────────────────────────────────
origins = st.sampled_from(["articles/a", "articles/b", "articles/a#aligned", "memory/old.tmx"])
people = st.sampled_from([None, "li", "wu"])
stamps = st.sampled_from([None, "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"])
texts = st.text("会议在北京举行12。", min_size=1, max_size=9)
unit_lists = st.lists(
    st.builds(Unit, texts, st.sampled_from(["A.", "B.", "C."]), origins, people, stamps, penalty=st.integers(0, 9)),
    max_size=6,
)
selections = st.builds(
    Selection, st.sampled_from([None, "articles/*", "memory/old.tmx", "*#aligned"]), people, stamps, stamps
)


def meant(one: Unit, by: Selection) -> bool:
    """The same in another way."""
    places = {
        "articles/*": one.origin[0] == "a",
        "memory/old.tmx": one.origin[0] == "m",
        "*#aligned": "#" in one.origin,
    }
    return (
        (by.pattern is None or places[by.pattern])
        and (by.person is None or by.person == one.by)
        and (by.after is None or (one.at is not None and by.after <= one.at))
        and (by.before is None or (one.at is not None and by.before > one.at))
    )


@settings(max_examples=200, deadline=None)
@given(
    unit_lists, st.lists(st.tuples(selections, st.integers(1, 100)), max_size=3), st.lists(selections, max_size=1), texts,
    st.sampled_from([None, "前"]),
)  # fmt: skip
def test_a_penalty_is_taken_off_every_score_and_an_exact_match_is_no_more(
    some: list[Unit], taken_off: list[tuple[Selection, int]], excluded: list[Selection], text: str, before: str | None
) -> None:
    some = [replace(one, context_before="前") if number % 2 else one for number, one in enumerate(some)]
    held = Memory(some, *PAIR, penalties=Penalties(tuple(taken_off), tuple(excluded)))
    matches = held.search(text, 1, 99, context_before=before)
    best: dict[tuple[str, str], int] = {}
    for one in some:
        if any(meant(one, by) for by in excluded):
            continue
        (raw,) = [match.score for match in Memory([replace(one, penalty=0)], *PAIR).search(
            text, 0, 1, context_before=before)]  # fmt: skip
        penalty = one.penalty + sum(points for by, points in taken_off if meant(one, by))
        score = min(99, raw - penalty) if penalty else raw
        best[one.source, one.target] = max(score, best.get((one.source, one.target), -1000))
    assert {(one.source, one.target): one.score for one in matches} == {k: v for k, v in best.items() if v >= 1}
    assert all(one.score < 100 for one in matches if one.penalty)
    assert [one.score for one in matches] == sorted((one.score for one in matches), reverse=True)


def configured(desk: Desk, text: str) -> None:
    path = desk.root / "transflow.toml"
    path.write_text(path.read_text("utf-8").split("\n[memory]")[0] + f"\n[memory]\n{text}\n", "utf-8")


def test_the_settings_penalise_and_exclude_by_file_article_person_and_date(desk: Desk, tmp_path: Path) -> None:
    ident = paragraph(desk)
    desk("edit", "p", ident, "--text", TARGET)
    desk("approve", "p", ident, by="wang")
    old = put(tmp_path, "old.tsv", f"zh\ten\n{PARAGRAPH}\tThe old one.\n")
    desk("memory", "import", old, "--person", "wu", "--date", "2020-05-01")

    def scores() -> dict[str, int]:
        return {place: score for score, place, _target in found(desk, PARAGRAPH)}

    assert scores() == {"articles/p": 100, "memory/old.tmx": 100}
    configured(desk, 'penalties = [{ from = "memory/old.tmx", points = 10 }]')
    assert scores() == {"articles/p": 100, "memory/old.tmx": 90}
    table = desk("memory", "search", PARAGRAPH, "--lang", "zh").out
    assert "90% (−10)" in table
    assert "100%  " in table
    assert all(word in table for word in ("wu", "2020-05-01", "li"))
    lines = desk("memory", "lookup", "--lang", "zh", "--json", stdin=PARAGRAPH + "\n").json
    assert [set(one) for one in lines] == [{"source", "target", "score", "from"}] * 2
    configured(desk, 'penalties = [{ person = "wu", points = 10 }, { before = 2021-01-01, points = 5 }]')
    assert scores() == {"articles/p": 100, "memory/old.tmx": 85}
    configured(desk, 'penalties = [{ from = "articles/p", after = "2020-01-01", points = 1 }]')
    assert scores() == {"articles/p": 99, "memory/old.tmx": 100}
    assert found(desk, SENTENCES[0])[0][0] == ALIGNED - 1, "what is aligned in an article goes with it"
    configured(desk, 'exclude = [{ from = "articles/p" }]')
    assert scores() == {"memory/old.tmx": 100}
    assert found(desk, SENTENCES[0]) == []
    assert "The old one." in desk("memory", "export", "--format", "tsv").out
    assert TARGET not in desk("memory", "export", "--format", "tsv").out
    growing = remembering.Growing(open_newsroom(desk.root, lambda: "li"), opened(desk))
    assert [match.origin for match in growing.now.search(PARAGRAPH)] == ["memory/old.tmx"]
    assert growing.now.concordance("Kestrel") == []


def opened(desk: Desk) -> opening.Opened:
    return opening.open_target(open_newsroom(desk.root, lambda: "li").workspace, "p")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("penalties = 5", "list of tables"), ('penalties = [{ points = 5 }]', "from, person, after, before"),
        ('penalties = [{ person = "li" }]', "points"), ('penalties = [{ person = "li", points = 0 }]', "points"),
        ('penalties = [{ person = "li", points = true }]', "points"),
        ('penalties = [{ persons = "li", points = 5 }]', "persons"), ('exclude = [{ from = "a", points = 5 }]', "points"),
        ('exclude = [{ before = "yesterday" }]', "yesterday"), ('exclude = [{ person = 5 }]', "quotes"),
        ('excluded = []', "memory.exclude"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named(text: str, named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(f"[memory]\n{text}\n")
    assert named in f"{caught.value} {caught.value.remedy}"


def test_a_bare_day_begins_in_the_newsrooms_time_zone(desk: Desk) -> None:
    room = open_newsroom(desk.root, lambda: "li")
    assert room.day("2026-01-01T16:00:00Z") == "2026-01-02"
    assert room.day(None) == room.day("20260101T") == ""
    meant = penalising.selection(room, None, None, "2026-01-02", "2026-01-03T00:00:00+00:00")
    assert (meant.after, meant.before) == ("2026-01-01T16:00:00Z", "2026-01-03T00:00:00Z")
    for option in ("--after", "--before"):
        answer = desk("memory", "search", "会", "--lang", "zh", option, "soon", code=2)
        assert option in answer.err
        assert "soon" in answer.err


def test_a_penalty_comes_in_with_a_file_and_stays_with_it(desk: Desk, tmp_path: Path) -> None:
    desk("memory", "import", put(tmp_path, "old.tsv", "zh\ten\n谢谢大家！\tThanks!\n"), "--penalty", "15")
    assert found(desk, "谢谢大家！") == [(85, "memory/old.tmx", "Thanks!")]
    out = tmp_path / "all.tmx"
    desk("memory", "export", "-o", str(out))
    desk("memory", "forget", "old")
    desk("memory", "import", str(out), "--name", "again")
    assert found(desk, "谢谢大家！") == [(85, "memory/again.tmx", "Thanks!")]
    desk("memory", "import", str(out), "--name", "again", "--replace", "--penalty", "0")
    assert found(desk, "谢谢大家！") == [(100, "memory/again.tmx", "Thanks!")]
    assert "0 to 100" in desk("memory", "import", str(out), "--penalty", "101", code=2).err


@given(st.integers(0, 100))
def test_a_penalty_is_kept_in_tmx(points: int) -> None:
    one = Entry("会议", "meeting", *PAIR, own=True, written_in="zh_CN", penalty=points)
    data = b"".join(tmxwriting.document([one], "zh_CN", "sentence", {}))
    (back,) = tmx.entries([data], "a.tmx", [PAIR])
    assert isinstance(back, Entry)
    assert replace(back, line=0) == one
    (unit,) = tmx.read_tmx(data, "a.tmx", *PAIR)
    assert (unit.penalty, unit.draft) == (points, False)


# ── taking back ─────────────────────────────────────────────────────────────────────────────────────────────────────
entries = st.lists(
    st.builds(
        Entry, texts, st.sampled_from(["A.", "B > C.", "<b1>D</b1>"]), st.just("zh_CN"), st.just("en"), by=people,
        at=stamps, file=st.sampled_from([None, "first.csv"]), written_in=st.just("zh_CN"), own=st.just(True),
        penalty=st.sampled_from([0, 3]),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


def held(room: Newsroom) -> list[Entry]:
    return [replace(one, line=0) for _origin, one in provenance.held(room, *PAIR, provenance.Choice(approved=False))]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    root = tmp_path_factory.mktemp("newsroom")
    (root / "memory").mkdir()
    (root / "articles").mkdir()
    (root / "transflow.toml").write_text('[newsroom]\nsource = "zh_CN"\ntargets = ["en"]\n')
    return open_newsroom(root, lambda: "li")


@settings(max_examples=60, deadline=None)
@given(st.lists(entries, min_size=1, max_size=3), selections, st.sampled_from(["", "\r\n", "\ufeff"]))
def test_what_is_taken_back_is_what_was_meant_and_comes_in_again(
    newsroom: Newsroom, some: list[list[Entry]], which: Selection, odd: str
) -> None:
    root = newsroom.workspace.root
    for path in [*(root / "memory").iterdir(), *(root / ".transflow" / "forgotten").glob("*")]:
        path.unlink()
    for number, part in enumerate(some):
        data = b"".join(tmxwriting.document(part, "zh_CN", "sentence", {"x-note": "<tu>"})).decode()
        data = data.replace("\n", "\r\n") if odd == "\r\n" else odd + data
        (root / "memory" / f"{number}.tmx").write_bytes(data.encode())
    before = held(newsroom)
    files = {path.name: path.read_bytes() for path in (root / "memory").iterdir()}

    def fits(one: Entry, number: int) -> bool:
        return which.fits(f"memory/{number}.tmx", one.by, one.at, one.file)

    gone = [one for number, part in enumerate(some) for one in part if fits(one, number)]
    stay = [one for number, part in enumerate(some) for one in part if not fits(one, number)]
    counted, approved = forgetting.forget_some(newsroom, which, dry=True)
    assert (sum(one.units for one in counted), approved) == (len(gone), 0)
    assert {path.name: path.read_bytes() for path in (root / "memory").iterdir()} == files
    taken, _approved = forgetting.forget_some(newsroom, which)
    assert taken == counted
    assert held(newsroom) == stay
    for name, former in files.items():
        path = root / "memory" / name
        if name not in {Path(one.memory).name for one in taken}:
            assert path.read_bytes() == former
    away = [root / one.away for one in taken]
    back = [one for path in away for one in tmx.entries([path.read_bytes()], path.name, [PAIR])]
    assert [replace(one, line=0) for one in back if isinstance(one, Entry)] == gone
    for number, path in enumerate(away):
        (root / "memory" / f"back{number}.tmx").write_bytes(path.read_bytes())
    assert sorted(map(repr, held(newsroom))) == sorted(map(repr, before))


def test_one_persons_work_is_taken_back_from_every_file(desk: Desk, tmp_path: Path) -> None:
    ident = paragraph(desk)
    desk("edit", "p", ident, "--text", TARGET, by="wu")
    desk("approve", "p", ident, by="wang")
    one = put(tmp_path, "one.tsv", "zh\ten\n谢谢大家！\tThanks!\n")
    two = put(tmp_path, "two.tsv", "zh\ten\n再见。\tBye.\n你好。\tHello.\n")
    desk("memory", "import", one, "--person", "wu")
    desk("memory", "import", two, "--person", "li", "--date", "2024-05-01")
    before = desk.files()
    told = desk("memory", "forget", "--person", "wu", "--dry-run").out
    assert "memory/one.tmx: 1 pair, 0 stay" in told
    assert "1 approved pair of an article is meant too" in told
    assert "transflow.toml" in told
    assert desk.files() == before
    answer = desk("memory", "forget", "--person", "wu", "--json").json
    assert answer == {
        "memories": [{"memory": "memory/one.tmx", "units": 1, "left": 0, "path": ".transflow/forgotten/one.tmx"}],
        "approved": 1, "forgotten": True,
    }  # fmt: skip
    assert {name for name in desk.files() if name.startswith("memory/")} == {"memory/two.tmx"}
    assert found(desk, PARAGRAPH)[0][0] == 100
    assert desk("memory", "forget", "--person", "wu", code=1).out.startswith("nothing that was brought is meant\n")
    desk("memory", "import", str(desk.root / ".transflow" / "forgotten" / "one.tmx"))
    assert found(desk, "谢谢大家！") == [(100, "memory/one.tmx", "Thanks!")]
    # By date, and of one file; what was in the way before stays there.
    assert desk("memory", "forget", "two", "--after", "2024-05-02", "--json", code=1).json["memories"] == []
    assert desk("memory", "search", "再见。", "--lang", "zh", "--json", "--before", "2024-05-02").json
    assert not desk("memory", "search", "再见。", "--lang", "zh", "--json", "--after", "2024-05-02").json
    assert "再见。" not in desk("memory", "export", "--format", "tsv", "--after", "2024-05-02").out
    assert desk("memory", "forget", "two", "--before", "2024-05-02", "--json").json["memories"][0]["units"] == 2
    again = desk("memory", "forget", "--from", "one.tsv", "--json").json["memories"][0]
    assert again["path"] == ".transflow/forgotten/one.2.tmx", "what lies there is not written over"
    assert "--person" in desk("memory", "forget", code=2).err


def test_a_file_that_cannot_be_rewritten_is_named_and_nothing_is_changed(desk: Desk, tmp_path: Path) -> None:
    desk("memory", "import", put(tmp_path, "one.tsv", "zh\ten\n谢谢大家！\tThanks!\n"), "--person", "wu")
    body = '<tu changeid="wu"><tuv xml:lang="zh"><seg>会议</seg></tuv><tuv xml:lang="en"><seg>meeting</seg></tuv></tu>'
    head = '<?xml version="1.0" encoding="GB18030"?><tmx version="1.4"><header srclang="zh"/><body>'
    path = desk.root / "memory" / "z.tmx"
    for data in ((head + body + "</body></tmx>").encode("gb18030"), b"", b"<tmx>"):
        path.write_bytes(data)
        before = desk.files()
        answer = desk("memory", "forget", "--person", "wu", code=3)
        assert "memory/z.tmx" in answer.err
        assert desk.files() == before
        assert not (desk.root / ".transflow" / "forgotten").exists()
    path.write_bytes((head.replace("GB18030", "UTF-8") + body + "<!-- kept --></body></tmx>").encode())
    assert len(desk("memory", "forget", "--person", "wu", "--json").json["memories"]) == 2


def test_a_file_that_is_read_in_many_pieces_is_parted_rightly(desk: Desk) -> None:
    some = [Entry(f"第{n}次会议。", f"Meeting {n}.", *PAIR, by="wu" if n % 3 else "li") for n in range(2000)]
    path = desk.root / "memory" / "long.tmx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"".join(tmxwriting.document(some, "zh_CN", "sentence", {})))
    assert path.stat().st_size > 4 * (1 << 16)
    (taken,) = desk("memory", "forget", "--person", "wu", "--json").json["memories"]
    assert (taken["units"], taken["left"]) == (1333, 667)
    wanted = b"".join(tmxwriting.document([one for one in some if one.by == "li"], "zh_CN", "sentence", {}))
    assert path.read_bytes() == wanted
    gone = b"".join(tmxwriting.document([one for one in some if one.by == "wu"], "zh_CN", "sentence", {}))
    assert (desk.root / taken["path"]).read_bytes() == gone


def test_another_tools_file_keeps_all_it_has_but_what_was_meant(desk: Desk) -> None:
    one = '<tu tuid="1" changeid="wu"><note>x</note><tuv xml:lang="zh"><seg>会议</seg></tuv><tuv xml:lang="en"><seg>one</seg></tuv></tu>'
    two, three = one.replace("wu", "li").replace("one", "a<ph>&lt;br/></ph>b"), one.replace('"en"', '"fr"')
    path = desk.root / "memory" / "other.tmx"
    path.parent.mkdir(exist_ok=True)
    shell = '<?xml version="1.0"?><tmx version="1.4"><header srclang="zh" o-tmf="x"/><body>\n  {}\n</body></tmx>'
    path.write_text(shell.format(f"{two} <!-- c -->{one}\n{three}"), "utf-8")
    taken = desk("memory", "forget", "--person", "wu", "--json").json["memories"]
    assert [(row["units"], row["left"]) for row in taken] == [(1, 1)]
    assert path.read_text("utf-8") == shell.format(f"{two} <!-- c -->{three}")
    assert (desk.root / taken[0]["path"]).read_text("utf-8").count("<tu ") == 1


# ── shown ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_panel_says_who_when_where_from_and_what_was_taken_off(desk: Desk) -> None:
    ident = paragraph(desk)
    desk("edit", "p", ident, "--text", TARGET)
    desk("approve", "p", ident, by="wang")
    desk.write("s", SENTENCES[0] + "\n")
    desk("sync")
    room = open_newsroom(desk.root, lambda: "li")
    (view,) = [one for one in reading.sheet(room, "s").views if one.segment.source == SENTENCES[0]]
    aid = Recall(room, "s", "en").aid(view.segment.id)
    day = room.day(opened(desk).catalog.segments[-1].at)
    assert f"98% articles/p#aligned li {day} (−2)\n" in panels.side(view, aid, (), "en", str).plain
    brought = Offer("T", "memory/a.tmx", 70, SENTENCES[0], penalty=0)
    assert "70% memory/a.tmx\n" in panels.side(view, Aid((brought,)), (), "en", str).plain


def test_a_lookup_can_say_where_each_came_from(desk: Desk, tmp_path: Path) -> None:
    desk("memory", "import", put(tmp_path, "a.tsv", "zh\ten\n共3人。\tThere are 3 of them.\n"), "--person", "wu")

    def said(*options: str) -> Sequence[dict[str, object]]:
        (line,) = desk("memory", "lookup", "--lang", "zh", "--json", *options, stdin="共3人。\n").out.splitlines()
        rows: list[dict[str, object]] = json.loads(line)
        return rows

    plain = {"source": "共3人。", "target": "There are 3 of them.", "score": 100, "from": "memory/a.tmx"}
    assert said() == [plain]
    assert said("--provenance") == [
        {**plain, "by": "wu", "at": None, "approved": False, "aligned": False, "penalty": 0, "repaired": False}
    ]
