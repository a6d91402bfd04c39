"""PO files as the truth (DESIGN §4): laws of reading, writing and merging, and what other people's tools leave of them."""

import gettext
import subprocess
import sys
import uuid
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transflow import catalog as catalogs
from transflow import workflow
from transflow.act import Act, Verb
from transflow.article import Unit
from transflow.catalog import Catalog
from transflow.errors import CatalogError, ConflictError
from transflow.segment import HUMAN, Kind, Place, Return, Segment, Status, text_sum
from transflow.workflow import Reviewer

AT = "2026-11-24T08:00:00Z"
words = st.text(
    st.one_of(st.sampled_from("会后双方签署了合作备忘录。，“”abc \"\\<b1>/3.5亿\t%{}#~|"), st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])),
    min_size=1, max_size=24,
).map(lambda text: text.strip() or "词")  # fmt: skip


@st.composite
def segments(draw: st.DrawFn, source: str) -> Segment:
    """A segment of any status that the workflow can bring about."""
    base = Segment(
        source, kind=draw(st.sampled_from(Kind)), places=(Place("articles/a.md", draw(st.integers(1, 99))),),
        remarks=tuple(draw(st.lists(words, max_size=2))),
    )  # fmt: skip
    base = workflow.doubted(base, draw(st.lists(words, max_size=1)))
    status = draw(st.sampled_from(Status))
    if status is Status.UNTRANSLATED:
        return base
    if status is Status.MACHINE:
        filled = workflow.filled(base, draw(words), draw(st.sampled_from(["memory:87", "engine:google"])), AT)
        assert isinstance(filled, Segment)
        return filled
    translated = workflow.edited(base, draw(words), "li", AT)
    if draw(st.booleans()):
        translated = workflow.waived(translated, "numbers", draw(words), "wang")
    if status is Status.TRANSLATED:
        return translated
    if status is Status.RETURNED:
        return replace(translated, status=status, returned=Return("wang", AT, draw(words)))
    if status is Status.STALE:
        return replace(translated, status=status, previous=draw(words), waivers=())
    signed = workflow.approved(translated, Reviewer("wang"), AT)
    assert isinstance(signed, Segment)
    return signed


@st.composite
def catalog_values(draw: st.DrawFn) -> Catalog:
    sources = draw(st.lists(words, min_size=1, max_size=6, unique=True))
    made = catalogs.new("en", "zh_CN", "a", "News")
    return replace(made, segments=tuple(draw(segments(source)) for source in sources))


def units(sources: list[str]) -> list[Unit]:
    return [
        Unit(source, Kind.PARAGRAPH, n, n, 0, len(source), 0, len(source)) for n, source in enumerate(sources, start=1)
    ]


def plain(catalog: Catalog) -> list[Segment]:
    return list(catalog.segments)


@settings(max_examples=300, deadline=None)
@given(catalog_values())
def test_what_is_written_is_read(catalog: Catalog) -> None:
    text = catalogs.serialize(catalog)
    again = catalogs.parse(text, "a.po")
    assert plain(again) == plain(catalog)
    assert catalogs.serialize(again) == text


@settings(max_examples=100, deadline=None)
@given(catalog_values(), st.data())
def test_entries_nobody_changed_keep_their_bytes(catalog: Catalog, data: st.DataObject) -> None:
    read = catalogs.parse(catalogs.serialize(catalog), "a.po")
    number = data.draw(st.integers(0, len(read.segments) - 1))
    before = read.segments[number]
    after = workflow.edited(before, "Quite another text", "chen", AT)
    changed = replace(read, segments=tuple(after if one is before else one for one in read.segments))
    old, new = catalogs.serialize(read).split("\n\n"), catalogs.serialize(changed).split("\n\n")
    assert [a == b for a, b in zip(old, new, strict=True)].count(False) == 1


def run(*command: str, data: str) -> str:
    done = subprocess.run(command, input=data.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def tools(text: str, folder: Path) -> dict[str, str]:
    """The same file after each of GNU's tools, and Poedit's way of writing (polib at 80 columns)."""
    pot = folder / "a.pot"
    file = polib.pofile(text, wrapwidth=0)
    template = polib.POFile(wrapwidth=0)
    template.metadata = dict(file.metadata)
    for entry in file:
        if not entry.obsolete:
            template.append(polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, occurrences=entry.occurrences))
    pot.write_text(str(template), "utf-8")
    made = folder / "a.po"
    made.write_text(text, "utf-8")
    merged = subprocess.run(
        ["msgmerge", "-q", "--no-fuzzy-matching", str(made), str(pot)], capture_output=True, check=True
    )
    return {
        "msgcat": run("msgcat", "-", data=text),
        "msgcat --width": run("msgcat", "--width=60", "--no-location", "-", data=text),
        "msgattrib": run("msgattrib", "--no-obsolete", "-", data=text),
        "msgmerge": merged.stdout.decode(),
        "polib": str(polib.pofile(text, wrapwidth=78)),
    }


@settings(max_examples=25, deadline=None)
@given(catalog_values())
def test_other_tools_keep_every_status(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog) -> None:
    folder = tmp_path_factory.mktemp("po")
    text = catalogs.serialize(catalog)
    run("msgfmt", "-c", "-o", "/dev/null", "-", data=text)

    def told(one: Catalog) -> dict[str, tuple[str, Status, str | None, str | None]]:
        return {s.source: (s.target, s.status, s.by, s.approver) for s in one.segments}

    for tool, result in tools(text, folder).items():
        assert told(catalogs.parse(result, tool)) == told(catalog), tool


@settings(max_examples=25, deadline=None)
@given(catalog_values())
def test_a_compiled_catalogue_ships_no_unreviewed_machine_text(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog
) -> None:
    folder = tmp_path_factory.mktemp("mo") / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "a.po").write_text(catalogs.serialize(catalog), "utf-8")
    subprocess.run(["msgfmt", "-o", str(folder / "a.mo"), str(folder / "a.po")], check=True)
    told = gettext.translation("a", str(folder.parents[1]), ["en"])
    shipped = (Status.TRANSLATED, Status.APPROVED)
    for one in catalog.segments:
        assert told.gettext(one.source) == (one.target if one.status in shipped and one.target else one.source)
    command = [sys.executable, "-m", "babel.messages.frontend", "compile", "-d", str(folder.parents[1]), "-D", "a"]
    subprocess.run(command, check=True, capture_output=True)


# ── the table of DESIGN §4, as other people's edits bring it about ──────────────────────────────────────────────────
def entry(target: str, *, fuzzy: bool = False, previous: str | None = None, **record: object) -> str:
    import json

    record.setdefault("sum", text_sum("源", target))
    flag = "#, fuzzy\n" if fuzzy else ""
    was = f'#| msgid "{previous}"\n' if previous else ""
    said = f"# transflow: {json.dumps(record)}\n" if "status" in record else ""
    return f'msgid ""\nmsgstr ""\n"Language: en\\n"\n\n{said}{flag}{was}msgid "源"\nmsgstr "{target}"\n'


@pytest.mark.parametrize(
    ("text", "status", "by"),
    [
        (entry(""), "untranslated", None),
        (entry("", fuzzy=True, status="approved", by="li", approver="wang"), "untranslated", None),
        (entry("T", fuzzy=True, status="stale", by="li"), "stale", "li"),
        (
            entry("T", fuzzy=True, status="returned", by="li", returned={"by": "w", "at": "", "note": "n"}),
            "returned",
            "li",
        ),
        (entry("T", fuzzy=True, previous="旧"), "stale", None),
        (entry("T", fuzzy=True), "machine", None),
        (entry("T", fuzzy=True, status="approved", by="li", approver="wang"), "machine", None),
        (entry("T"), "translated", "?"),
        (entry("T", status="approved", by="li", approver="wang", sum="forged"), "translated", "?"),
        (entry("T", status="machine", origin="engine:google"), "translated", "?"),
        (entry("T", status="stale", by="li"), "translated", "?"),
        (entry("T", status="translated", by="li", origin="human"), "translated", "li"),
        (entry("T", status="approved", by="li", approver="wang", origin="human"), "approved", "li"),
        (entry("T", status="approved", by="li"), "translated", "?"),
    ],
)
def test_the_status_is_read_by_the_table(text: str, status: str, by: str | None) -> None:
    (segment,) = catalogs.parse(text, "a.po").segments
    assert segment.status == status
    assert segment.by == by


def test_an_unknown_hand_is_approved_by_anyone_but_the_last_known_ones() -> None:
    text = entry("T edited in Poedit", status="translated", by="li", origin="human", sum="of another text")
    (segment,) = catalogs.parse(text, "a.po").segments
    assert (segment.by, segment.recorded_by) == ("?", "li")
    assert isinstance(workflow.approved(segment, Reviewer("li", last_translator="chen"), AT), workflow.Refusal)
    assert isinstance(workflow.approved(segment, Reviewer("chen", last_translator="chen"), AT), workflow.Refusal)
    assert isinstance(workflow.approved(segment, Reviewer("wang", last_translator="chen"), AT), Segment)


def test_bad_files_name_their_line() -> None:
    for text, line in (
        ('msgid ""\nmsgstr ""\n\n<<<<<<< a\nmsgid "x"\nmsgstr ""\n', ":4"),
        ('msgid "x"\nmsgstr ""\n\nmsgid "x"\nmsgstr "y"\n', ":4"),
        ('msgid "x\nmsgstr', ":1"),
        ('msgid "x', ":1"),
        ('msgid "x"\nmsgstr "abc\n', ":2"),
        ('msgid ""\nmsgstr ""\n\nmsgid "x"\n', ":4"),
    ):
        with pytest.raises(CatalogError) as caught:
            catalogs.parse(text, "a.po")
        assert caught.value.where == "a.po" + line
        assert caught.value.remedy


@settings(max_examples=100, deadline=None)
@given(catalog_values(), st.data())
def test_a_file_that_was_cut_short_loses_no_text_in_silence(catalog: Catalog, data: st.DataObject) -> None:
    whole = catalogs.serialize(catalog)
    short = whole[: data.draw(st.integers(0, len(whole) - 1))]
    try:
        read = catalogs.parse(short, "a.po")
    except CatalogError:
        return
    known = {(one.context, one.source): one for one in (*catalog.segments, *catalog.obsolete)}
    for one in (*read.segments, *read.obsolete):  # a text may lack its last lines, never a part of one
        assert known[one.context, one.source].target.startswith(one.target)
        if one.target != known[one.context, one.source].target:
            assert one.target == "" or one.target.endswith("\n")


# ── a changed source keeps the work ─────────────────────────────────────────────────────────────────────────────────
@settings(max_examples=200, deadline=None)
@given(catalog_values(), st.lists(words, max_size=6), st.data())
def test_no_text_of_a_person_is_lost_by_a_merge(catalog: Catalog, others: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from([one.source for one in catalog.segments]), max_size=6))
    sources = data.draw(st.permutations([*kept, *others]))
    merged = catalogs.merge(catalog, units(list(sources)), "articles/a.md")
    assert [one.source for one in merged.catalog.segments] == list(dict.fromkeys(sources))
    left = [(one.target, one.omitted) for one in (*merged.catalog.segments, *merged.catalog.obsolete)]
    for one in catalog.segments:
        if one.target and (one.status is not Status.MACHINE or one.origin == HUMAN):
            assert (one.target, one.omitted) in left
    for one in merged.catalog.segments:  # what stands unchanged keeps everything
        former = next((old for old in catalog.segments if old.source == one.source), None)
        if former is not None:
            assert replace(one, places=(), kind=former.kind) == replace(former, places=())
    again = catalogs.merge(merged.catalog, units(list(sources)), "articles/a.md")
    assert again.catalog.segments == merged.catalog.segments
    assert (again.stale, again.new, again.gone, again.revived) == ((), (), (), ())
    text = catalogs.serialize(merged.catalog)
    run("msgfmt", "-c", "-o", "/dev/null", "-", data=text)


@settings(max_examples=100, deadline=None)
@given(catalog_values(), st.lists(words, max_size=4))
def test_a_source_that_comes_back_brings_its_translation_back(catalog: Catalog, others: list[str]) -> None:
    sources = [one.source for one in catalog.segments]
    away = catalogs.merge(catalog, units(others), "a.md").catalog
    stored = catalogs.parse(catalogs.serialize(away), "a.po")
    back = catalogs.merge(stored, units(sources), "a.md").catalog
    for old, new in zip(catalog.segments, back.segments, strict=True):
        if old.target and old.status in (Status.TRANSLATED, Status.APPROVED):
            assert (new.target, new.status, new.approver) == (old.target, old.status, old.approver)


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("谈判破裂", "谈判再次破裂", "stale"),
        ("会议在北京举行。", "会议在北京举行.", "approved"),
        ("He said: “yes”.", 'He  said: "yes".', "approved"),
        ("完全不同的一句话", "The weather is fine", "untranslated"),
    ],
)
def test_near_matches(old: str, new: str, status: str) -> None:
    signed = replace(Segment(old), target="T", status=Status.APPROVED, origin=HUMAN, by="li", approver="wang", at=AT)
    before = replace(catalogs.new("en", "zh_CN", "a", "N"), segments=(signed,))
    merged = catalogs.merge(before, units([new]), "a.md").catalog
    (segment,) = merged.segments
    assert segment.status == status
    if status == "stale":
        assert segment.previous == old
        assert segment.target == "T"


@settings(max_examples=100, deadline=None)
@given(catalog_values(), words)
def test_an_act_applied_twice_is_an_act_applied_once(catalog: Catalog, text: str) -> None:
    before = catalog.segments[0]
    after = workflow.edited(before, text, "chen", AT)
    act = Act(str(uuid.uuid4()), Verb.EDIT, AT, "chen", after.id, before, after)
    once = catalogs.apply(catalog, act)
    assert catalogs.apply(once, act) == once
    assert Act.from_json(act.to_json()) == act
    third = replace(once, segments=(replace(after, target="somebody else's"), *once.segments[1:]))
    if before != after and before.target != "somebody else's":
        with pytest.raises(ConflictError):
            catalogs.apply(third, act)


def test_the_same_source_twice_is_one_entry_with_two_places() -> None:
    merged = catalogs.merge(catalogs.new("en", "zh_CN", "a", "N"), units(["一", "二", "一"]), "a.md").catalog
    assert [one.source for one in merged.segments] == ["一", "二"]
    assert [place.line for place in merged.segments[0].places] == [1, 3]
    # A person splits the second off: its context is the id of the segment before it.
    apart = Segment(
        "一", context=merged.segments[1].id, target="One again", status=Status.TRANSLATED, origin=HUMAN, by="li"
    )
    merged = catalogs.merge(
        replace(merged, segments=(*merged.segments, apart)), units(["一", "二", "一"]), "a.md"
    ).catalog
    assert [(one.source, one.target) for one in merged.segments] == [("一", ""), ("二", ""), ("一", "One again")]
