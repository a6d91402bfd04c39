"""What comes back is merged as its bringer's acts: nothing overwritten, nothing guessed, nothing signed against the rules."""

from pathlib import Path

import docx
import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Desk
from transflow.cli import grammar_handing, marking
from transflow.handback import Handback, Line, Remark, Verdict
from transflow.newsroom import bilingualfiles
from transflow.newsroom.merging import Fate, Merged, merge
from transflow.newsroom.room import open_newsroom
from transflow.segment import text_sum

ARTICLE = "---\ntitle: 海洋研讨会\n---\n\n共120人参加。会议很成功。\n\n大家都很高兴。\n"
TEXTS = {
    "海洋研讨会": "Seminar on the Ocean",
    "共120人参加。": "Some 120 people came.",
    "会议很成功。": "It went well.",
    "大家都很高兴。": "Everybody was pleased.",
}


@pytest.fixture
def sent(desk: Desk) -> Desk:
    """An article that li has translated; all that goes out below is that."""
    desk.write("a", ARTICLE)
    desk("sync")
    for one in desk.segments("a"):
        desk("edit", "a", one["id"], "--text", TEXTS[one["source"]])
    return desk


def line(desk: Desk, source: str, text: str | None = None, verdict: Verdict | None = None, *said: Remark) -> Line:
    """The line of `source` as it went out, with what somebody has changed in it."""
    ident = next(one["id"] for one in desk.segments("a") if one["source"] == source)
    whole = TEXTS[source] if text is None else text
    return Line("row 1", ident, source, text_sum(source, TEXTS[source]), whole, verdict, said)


def brought(desk: Desk, *lines: Line, by: str = "wang") -> Merged:
    return merge(open_newsroom(desk.root, lambda: by), Handback("f", "po", "a", "en", lines))


def shown(desk: Desk, source: str) -> dict[str, object]:
    return next(one for one in desk.segments("a") if one["source"] == source)


def test_every_line_has_one_fate(sent: Desk) -> None:
    title, first, second, last = TEXTS
    sent("edit", "a", shown(sent, second)["id"], "--text", "It was a success.")  # after it went out
    back = (
        line(sent, title, "Ocean Seminar", Verdict.APPROVED),
        line(sent, first, None, Verdict.RETURNED, Remark("How many?", "Ms Zhao")),
        line(sent, second, "It went very well.", None, Remark("Stronger?")),
        line(sent, last, "", None),
        Line("row 5", "0123456789", "没有这句。", None, "No such sentence."),
        Line("row 6", text="A paragraph of nobody's."),
    )
    before = sent.files()
    merged = brought(sent, *back)
    assert [one.fate for one in merged.outcomes] == [
        Fate.TAKEN, Fate.TAKEN, Fate.CONFLICT, Fate.REFUSED, Fate.UNPLACED, Fate.UNPLACED,
    ]  # fmt: skip
    assert not merged.placed
    mended = shown(sent, title)
    assert (mended["target"], mended["status"], mended["by"], mended["approver"]) == (
        "Ocean Seminar", "approved", "li", "wang",
    )  # fmt: skip
    assert (shown(sent, first)["status"], shown(sent, first)["notes"]) == ("returned", ["wang: Ms Zhao: How many?"])
    assert (shown(sent, second)["target"], shown(sent, second)["notes"]) == ("It was a success.", ["Stronger?"])
    assert shown(sent, last)["target"] == TEXTS[last]
    changed = {name for name, data in sent.files().items() if before.get(name) != data}
    assert changed == {"locales/en/LC_MESSAGES/a.po", "journal/en/a.jsonl"}
    after = sent.files()
    again = brought(sent, *back)
    assert [act for one in again.outcomes for act in one.acts] == []
    assert sent.files() == after, "the second time nothing is written"


def test_nobody_signs_their_own_nor_an_error(sent: Desk) -> None:
    _title, first, second, last = TEXTS
    own = brought(sent, line(sent, last, None, Verdict.APPROVED), by="li")
    assert (own.outcomes[0].fate, shown(sent, last)["status"]) == (Fate.REFUSED, "translated")
    wrong = brought(sent, line(sent, first, "Some 210 people came.", Verdict.APPROVED))
    assert (wrong.outcomes[0].fate, [act.verb.value for act in wrong.outcomes[0].acts]) == (Fate.REFUSED, ["edit"])
    assert (shown(sent, first)["status"], shown(sent, first)["by"]) == ("translated", "wang"), "kept, not signed"
    sent("edit", "a", shown(sent, second)["id"], "--text", "It was a success.")
    late = brought(sent, line(sent, second, None, Verdict.APPROVED))
    assert (late.outcomes[0].fate, shown(sent, second)["status"]) == (Fate.CONFLICT, "translated")


def test_roles_hold(sent: Desk) -> None:
    settings = sent.root / "transflow.toml"
    settings.write_text(
        settings.read_text() + '\n[people.li]\nroles = ["translator"]\n[people.wang]\nroles = ["editor"]\n'
    )
    last = list(TEXTS)[-1]
    for verdict in (Verdict.APPROVED, Verdict.RETURNED):
        (one,) = brought(sent, line(sent, last, None, verdict, Remark("Why?"))).outcomes
        assert one.fate is Fate.REFUSED
    assert shown(sent, last)["status"] == "translated"


def test_a_line_twice_and_a_source_edited(sent: Desk) -> None:
    _title, first, second, _last = TEXTS
    one, other = line(sent, first, "Some 120 came."), line(sent, first, "120 people came.")
    merged = brought(sent, one, other)
    assert [found.fate for found in merged.outcomes] == [Fate.UNPLACED, Fate.UNPLACED]
    merged = brought(sent, one, one)
    assert [found.fate for found in merged.outcomes] == [Fate.TAKEN]
    edited = line(sent, second, "It did not go well.")
    (found,) = brought(sent, Line("row 2", edited.id, "会议不成功。", edited.sent, edited.text)).outcomes
    assert (found.fate, shown(sent, second)["target"]) == (Fate.REFUSED, TEXTS[second])


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "H", "Same"]), st.sampled_from(["", "T", "Same"]), st.none() | st.sampled_from(Verdict),
            st.sampled_from([(), (Remark("Why?"),)]),
        ),
        min_size=4, max_size=4,
    ),
    st.sampled_from(["li", "wang"]),
)  # fmt: skip
def test_nothing_of_either_side_is_lost(
    sent: Desk, drawn: list[tuple[str, str, Verdict | None, tuple[Remark, ...]]], by: str
) -> None:
    """Whatever is done here (`H`) and in the file (`T`) to each segment, by whoever brings it."""
    po, first = sent.po("a"), sent.po("a").read_bytes()
    try:
        back = []
        for (source, text), (here, there, verdict, remarks) in zip(TEXTS.items(), drawn, strict=True):
            back.append(line(sent, source, f"{text} {there}".strip(), verdict, *remarks))
            if here:
                sent("edit", "a", back[-1].id or "", "--text", f"{text} {here}")
        merged = brought(sent, *back, by=by)
        for one, (here, there, verdict, _remarks), (source, text) in zip(
            merged.outcomes, drawn, TEXTS.items(), strict=True
        ):
            now = shown(sent, source)
            proposed = verdict is Verdict.RETURNED
            expected = here or ("" if proposed else there)
            assert now["target"] == f"{text} {expected}".strip()
            assert (one.fate is Fate.CONFLICT) == (here != there and bool(here and (there or verdict)))
            assert now["status"] != "approved" or now["approver"] == by != now["by"]
        after = sent.files()
        brought(sent, *back, by=by)
        assert sent.files() == after, "the second time nothing is done"
    finally:
        po.write_bytes(first)


def test_a_po_file_comes_back(sent: Desk, tmp_path: Path) -> None:
    path = tmp_path / "anything.bin"
    path.write_bytes(sent.po("a").read_bytes())
    before = sent.files()
    assert "4 unchanged" in sent("import", str(path), by="wang").out
    assert sent.files() == before
    po = polib.pofile(str(path), wrapwidth=0)
    po[1].msgstr = "As many as 120 people came."
    po[2].flags.append("fuzzy")
    po[3].tcomment += "\nReally?"
    po.save(str(path))
    ident = shown(sent, "共120人参加。")["id"]
    said = sent("import", str(path), "--dry-run", by="wang", code=1).out
    assert f"a → en  {ident}  edit\n    [-Some-]{{+As many as+}} 120 people came." in said
    dry = sent("import", str(path), "--dry-run", "--json", by="wang", code=1).json
    assert sent.files() == before
    assert dry["files"][0]["done"][0]["now"] == "As many as 120 people came."
    (file,) = dry["files"]
    assert [one["acts"] for one in file["done"]] == [["edit"], ["comment"]]
    assert [(one["what"], one["here"]) for one in file["left"]] == [("refused", "It went well.")]
    assert "a return needs a note" in sent("import", str(path), by="wang", code=1).err
    assert [one["target"] for one in sent.segments("a")][1] == "As many as 120 people came."
    assert shown(sent, "大家都很高兴。")["notes"] == ["Really?"]


LONG = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (LONG, LONG + ".", "…seven eight nine ten{+.+}"),
        (LONG, "0 " + LONG, "{+0 +}one two three four f…"),
        (f"a {LONG} b", f"c {LONG} d", "[-a-]{+c+} one two three four …even eight nine ten [-b-]{+d+}"),
        ("", LONG, "{+" + LONG + "+}"),
    ],
)
def test_of_what_stays_only_the_words_around_a_change_are_shown(before: str, now: str, said: str) -> None:
    assert marking.marked(before, now, marking.PLAIN, short=True) == said


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04broken", b"plain text", b"<html></html>", b'msgid "a"\nmsgstr "b"\n']
)
def test_a_bad_file_changes_nothing(sent: Desk, tmp_path: Path, data: bytes) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(sent.po("a").read_bytes().replace(b"Some 120", b"About 120"))
    bad.write_bytes(data)
    before = sent.files()
    assert "bad" in sent("import", str(good), str(bad), code=3).err
    assert sent.files() == before


def test_what_went_out_comes_back_and_changes_nothing(sent: Desk, tmp_path: Path) -> None:
    assert grammar_handing.FORMATS == bilingualfiles.FORMATS
    sent("approve", "a", shown(sent, "会议很成功。")["id"], by="wang")
    before = sent.files()
    for kind in ("review", "xliff", "xliff2", "po", "tmx"):
        path = tmp_path / f"{kind}.file"
        sent("export", "a", "--format", kind, "-o", str(path))
        if kind == "po":
            assert path.read_bytes() == sent.po("a").read_bytes()
        answer = sent("import", str(path), by="zhao", code=3 if kind == "tmx" else 0)
        assert ("memory import" in answer.err) if kind == "tmx" else ("4 unchanged" in answer.out)
    assert sent.files() == before


def test_a_reviewed_table_becomes_the_acts_of_its_reviewer(sent: Desk, tmp_path: Path) -> None:
    path = tmp_path / "review.docx"
    sent("export", "a", "--format", "review", "-o", str(path))
    sent("edit", "a", shown(sent, "大家都很高兴。")["id"], "--text", "All were pleased.")
    document = docx.Document(str(path))
    rows = document.tables[0].rows
    rows[1].cells[3].text = "approved"
    rows[2].cells[2].text, rows[2].cells[3].text = "As many as 120 people came.", "approved 通过"
    rows[3].cells[3].text, rows[3].cells[5].text = "退回", "Who says so?"
    rows[4].cells[2].text = "Everyone was happy."
    document.tables[1].rows[2].cells[1].text = "WANG Ke"
    document.save(str(path))
    answer = sent("import", str(path), by="wang", code=1)
    assert "1 text, 2 approved, 1 returned" in answer.out
    assert "here:   All were pleased.\n  there:  Everyone was happy." in answer.err
    assert "WANG Ke" in answer.err
    found = [(one["target"], one["status"], one["by"], one["approver"]) for one in sent.segments("a")]
    assert found == [
        ("Seminar on the Ocean", "approved", "li", "wang"), ("As many as 120 people came.", "approved", "li", "wang"),
        ("It went well.", "returned", "li", None), ("All were pleased.", "translated", "li", None),
    ]  # fmt: skip
