"""What is kept parsed is what the files say: after every act, by whomever, a fresh look at the disk sees the same."""

import os
import random
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Desk
from transflow import catalog as catalogs
from transflow.act import Act
from transflow.errors import TransflowError
from transflow.newsroom import editing, reading, regrouping, remembering
from transflow.newsroom.room import Newsroom, open_newsroom
from transflow.workspace import opening
from transflow.workspace.folder import Workspace
from transflow.workspace.opening import Opened

ARTICLE = (
    "---\ntitle: 临海大学\n---\n\n"
    + "\n\n".join(f"第{n}句话。又一句**重要**的话{n}。还有一句。" for n in range(1, 5))
    + "\n\n还有一句。\n"
)


def same(kept: Opened, fresh: Opened) -> None:
    """Whether both mean the same and would write the same."""
    for name in ("article", "source", "locale", "units", "po", "changed"):
        assert getattr(kept, name) == getattr(fresh, name), name
    assert kept.catalog.segments == fresh.catalog.segments
    assert kept.catalog.obsolete == fresh.catalog.obsolete
    assert {key: chunk.segment for key, chunk in kept.catalog.read.items()} == {
        key: chunk.segment for key, chunk in fresh.catalog.read.items()
    }
    for one in kept.catalog.segments[:3]:
        changed = replace(one, target=one.target + " x")
        edited = [
            replace(each, segments=tuple(changed if part == one else part for part in each.segments))
            for each in (kept.catalog, fresh.catalog)
        ]
        assert catalogs.serialize(edited[0]) == catalogs.serialize(edited[1])


def act(room: Newsroom, rng: random.Random) -> None:
    """One act of a person, as a key would do it; a refusal is an answer too."""
    views = reading.sheet(room, "a", "en").views
    one = rng.choice(views).segment
    with suppress(TransflowError):
        match rng.randrange(10):
            case 0 | 1 | 2:
                editing.edit(
                    room, "a", one.id, rng.choice(["One <b1>two</b1>.", "", 'A "quote" \\ and\ttab', one.source]), "en"
                )
            case 3:
                editing.edit(room, "a", one.id, "a draft", "en", confirm=False)
            case 4:
                editing.approve(room, "a", [one.id] if rng.random() < 0.7 else None, "en")
            case 5:
                editing.omit(room, "a", one.id, "no need", "en")
            case 6:
                editing.waive(room, "a", one.id, "numbers", "so it is", "en")
            case 7:
                editing.comment(room, "a", one.id, "a remark \\", "en")
            case 8:
                editing.send_back(room, "a", one.id, "mend it", "en")
            case _:
                (regrouping.join if rng.random() < 0.5 else lambda *a: regrouping.split(*a[:3], 4, "en"))(
                    room, "a", one.id, "en"
                )


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_what_is_kept_is_what_is_on_disk(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    rng = random.Random(seed)
    root = tmp_path_factory.mktemp("newsroom")
    (root / "articles").mkdir()
    (root / "transflow.toml").write_text('[newsroom]\nsource = "zh_CN"\ntargets = ["en"]\n')
    (root / "articles" / "a.md").write_text(ARTICLE)
    workspace = Workspace(root)
    people = [Newsroom(workspace, lambda name=name: name) for name in ("li", "wang")]
    for _step in range(12):
        act(rng.choice(people), rng)
        same(opening.open_target(workspace, "a"), opening.open_target(Workspace(root), "a"))


def test_another_hand_is_seen_at_once_whatever_the_clock_says(desk: Desk) -> None:
    desk.write("a", "一。\n\n二。\n")
    desk("sync")
    room = open_newsroom(desk.root, lambda: "li")
    before = reading.sheet(room, "a")
    path = desk.root / "locales" / "en" / "LC_MESSAGES" / "a.po"
    stat = path.stat()
    path.write_bytes(
        path.read_bytes().replace(
            b'msgid "\xe4\xb8\x80\xe3\x80\x82"\nmsgstr ""', b'msgid "\xe4\xb8\x80\xe3\x80\x82"\nmsgstr "1."'
        )
    )
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    after = reading.sheet(room, "a", "en", before)
    assert [view.segment.target for view in after.views] == ["1.", ""]
    assert after.views[1] is before.views[1]  # what has not changed is not looked at again


def test_a_long_journal_tells_of_a_crash_as_a_short_one_does(desk: Desk) -> None:
    desk.write("a", "\n\n".join(f"第{n}句。" for n in range(300)) + "\n")
    desk("sync")
    room = open_newsroom(desk.root, lambda: "li")
    po = desk.root / "locales" / "en" / "LC_MESSAGES" / "a.po"
    for view in reading.sheet(room, "a").views:
        editing.edit(room, "a", view.segment.id, "Sentence " + view.segment.source[1:-2] + ", and on and on" * 20, "en")
    editing.approve(open_newsroom(desk.root, lambda: "wang"), "a", None)
    assert room.workspace.journal_path("a", "en").stat().st_size > 1 << 17
    before = len(room.workspace.acts("a", "en"))
    signed = po.read_bytes()
    # A crash kept the approval (one commit of 300 acts) from the file.
    lines = room.workspace.acts("a", "en")
    assert lines[-1].act["verb"] == "approve"
    po.write_bytes(_before_approval(room, signed))
    again = open_newsroom(desk.root, lambda: "li")
    assert len(again.workspace.acts("a", "en")) == before - 300
    editing.comment(again, "a", reading.sheet(again, "a").views[0].segment.id, "and on")
    assert len(again.workspace.acts("a", "en")) == before - 300 + 1  # the lost ones are voided for good


def _before_approval(room: Newsroom, signed: bytes) -> bytes:
    """The PO file as it was before the approval."""
    catalog = catalogs.parse(signed.decode(), "a.po")
    acts = [line.act for line in room.workspace.acts("a", "en") if line.act["verb"] == "approve"]
    former = {act.after.source: act.before for act in map(Act.from_json, acts) if act.after and act.before}
    segments = tuple(replace(former[one.source], places=one.places, kind=one.kind) for one in catalog.segments)
    return catalogs.serialize(replace(catalog, segments=segments)).encode()


def test_what_is_confirmed_is_offered_at_once_and_penalised_until_it_is_approved(desk: Desk) -> None:
    desk.write("a", "今天双方签署了合作备忘录。\n\n昨天双方签署了合作备忘录。\n")
    desk.write("b", "今天双方签署了合作备忘录。\n")
    desk("sync")
    li, wang = (open_newsroom(desk.root, lambda name=name: name) for name in ("li", "wang"))
    growing = remembering.Growing(li, opening.open_target(li.workspace, "a"))
    first, second = (view.segment for view in reading.sheet(li, "a").views)

    def offered(text: str) -> list[tuple[int, bool]]:
        growing.take(opening.open_target(li.workspace, "a"))
        found = growing.now.search(text, skip=lambda unit: unit.source == second.source)
        return [(match.score, match.draft) for match in found]

    assert offered(first.source) == []
    editing.edit(li, "a", first.id, "A memorandum was signed today.", "en")
    assert offered(first.source) == [(100 - remembering.DRAFT_PENALTY, True)]
    assert offered(second.source)[0][1]
    editing.approve(wang, "a", [first.id], "en")
    assert offered(first.source) == [(100, False)]
    assert [unit.target for unit in growing.now.concordance("MEMORANDUM")] == ["A memorandum was signed today."]
    # Scripts and pretranslation get approved texts only, without a penalty.
    editing.edit(li, "a", second.id, "One was signed yesterday.", "en")
    assert [m.score for m in remembering.memory(li, "zh_CN", "en").search(second.source)] == [92]


def test_a_sentence_split_off_gets_its_twins_text_as_a_machines(desk: Desk) -> None:
    desk.write("a", "头一句。\n\n同一句话。\n\n另一句。\n\n同一句话。\n")
    desk("sync")
    po = desk.root / "locales" / "en" / "LC_MESSAGES" / "a.po"
    room = open_newsroom(desk.root, lambda: "li")
    other = next(view.segment for view in reading.sheet(room, "a").views if view.segment.source == "另一句。")
    po.write_text(po.read_text() + f'\nmsgctxt "{other.id}"\nmsgid "同一句话。"\nmsgstr ""\n')
    twins = [view.segment for view in reading.sheet(room, "a").views if view.segment.source == "同一句话。"]
    assert len(twins) == 2
    editing.edit(room, "a", twins[0].id, "The same sentence.", "en")
    now = [view.segment for view in reading.sheet(room, "a").views if view.segment.source == "同一句话。"]
    assert [(one.target, one.status.value, one.origin) for one in now] == [
        ("The same sentence.", "translated", "human"), ("The same sentence.", "machine", "memory:100"),
    ]  # fmt: skip
    editing.edit(room, "a", now[1].id, "The very same.", "en")
    editing.edit(room, "a", now[0].id, "Once more.", "en")
    assert reading.sheet(room, "a").views[-1].segment.target == "The very same."  # a person's is never overwritten
