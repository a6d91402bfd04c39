"""The journal loses nothing that happened and shows nothing that did not."""

import json

from hypothesis import given
from hypothesis import strategies as st

from transflow import journal

ACT = st.fixed_dictionaries({"uuid": st.uuids().map(str), "actor": st.text(), "text": st.text()})


@given(st.lists(ACT, max_size=5), st.text("0123456789abcdef", min_size=1), st.text("ghij", min_size=1))
def test_what_is_written_is_read(acts: list[dict[str, str]], before: str, after: str) -> None:
    lines = journal.decode(journal.encode(acts, before, after))
    assert [line.act for line in lines] == acts
    assert {(line.before, line.after) for line in lines} <= {(before, after)}


@given(st.lists(ACT, min_size=1, max_size=5, unique_by=lambda act: act["uuid"]), st.data())
def test_a_torn_last_line_costs_only_itself(acts: list[dict[str, str]], data: st.DataObject) -> None:
    whole = journal.encode(acts, "a", "b")
    last = len(journal.encode(acts[-1:], "a", "b"))
    torn = whole[: len(whole) - data.draw(st.integers(2, last))]
    assert [line.act for line in journal.decode(torn)] == acts[:-1]
    # What is appended after the tear (on a line of its own, as the folder does) is read.
    more = torn + b"\n" + journal.encode([{"uuid": "next"}], "b", "c")
    assert journal.decode(more)[-1].act == {"uuid": "next"}


def lines(*commits: tuple[str, str, str]) -> tuple[journal.Line, ...]:
    return journal.decode(b"".join(journal.encode([{"uuid": name}], old, new) for name, old, new in commits))


def test_an_act_whose_file_was_never_written_is_unfinished() -> None:
    record = lines(("1", "a", "b"), ("2", "b", "c"))
    assert [line.act["uuid"] for line in journal.unfinished(record, "b")] == ["2"]


def test_a_done_act_and_a_file_edited_elsewhere_are_not_unfinished() -> None:
    record = lines(("1", "a", "b"), ("2", "b", "c"))
    assert journal.unfinished(record, "c") == ()
    assert journal.unfinished(record, "elsewhere") == ()


def test_only_the_last_commit_can_be_unfinished() -> None:
    record = lines(("1", "a", "b"), ("2", "b", "a"), ("3", "a", "b"))
    assert [line.act["uuid"] for line in journal.unfinished(record, "a")] == ["3"]


def test_acts_that_change_no_file_are_never_unfinished() -> None:
    assert journal.unfinished(lines(("1", "a", "a")), "a") == ()


def test_voided_acts_are_gone_wherever_the_line_stands() -> None:
    record = lines(("1", "a", "b"), ("2", "b", "c"))
    data = (
        journal.void(record[1:]) + journal.encode([{"uuid": "1"}], "a", "b") + journal.encode([{"uuid": "2"}], "b", "c")
    )
    assert [line.act["uuid"] for line in journal.decode(data)] == ["1"]


def test_merge_markers_and_strange_lines_are_passed_over() -> None:
    good = journal.encode([{"uuid": "1"}], "a", "b")
    strange = b"<<<<<<< ours\n[]\n{}\n" + json.dumps({"po": 3, "uuid": "x"}).encode() + b"\n\xff\xfe\n"
    assert [line.act["uuid"] for line in journal.decode(strange + good)] == ["1"]
