"""Left and right in captions: a row a lesson, and the laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checked import found
from transflow.checks import Finding, Severity
from transflow.newsroom.judging import SURNAMES
from transflow.segment import Kind
from transflow.terms import romanisation

W, INFO = Severity.WARNING, Severity.INFO


def told(source: str, target: str, way: str = "zh-en") -> list[Finding]:
    """What the check says of a caption."""
    some = found(source, target, way, surnames=SURNAMES, kind=Kind.CAPTION)
    return [one for one in some if one.check == "positions"]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("王健（左）与李明（右）握手。", "Wang Jian (left) and Li Ming (right) shake hands.", []),
        ("王健（左）与李明（右）握手。", "Wang Jian, left, and Li Ming, right, shake hands.", []),
        ("王健（左）与李明（右）握手。", "Li Ming (right) shakes hands with Wang Jian (left).", []),
        ("王健（左）与李明（右）握手。", "Wang Jian (right) and Li Ming (left) shake hands.", [W, W]),
        ("王健（左）与李明握手。", "Wang Jian (right) shakes hands with Li Ming.", [W]),
        ("王健（左）与李明握手。", "Wang Jian shakes hands with Li Ming.", []),  # captions are free
        ("王健（左二）在讲话。", "Wang Jian (second from left) speaks.", []),
        ("王健（左二）在讲话。", "Wang Jian, second from the right, speaks.", [W]),
        ("王健（左二）在讲话。", "Wang Jian, third from left, speaks.", [W]),
        ("王健（左一）在讲话。", "Wang Jian (left) speaks.", []),
        ("王健（左一）在讲话。", "Wang Jian, far left, speaks.", []),
        ("前排左二为王健。", "Wang Jian is second from left in the front row.", []),
        ("前排左二为王健。", "Wang Jian is second from left in the back row.", [W]),
        ("前排左二为王健。", "Wang Jian is second from left.", [INFO]),
        ("从左至右：王健、李明、张强。", "From left: Wang Jian, Li Ming and Zhang Qiang.", []),
        ("左起：王健、李明、张强。", "Left to right: Wang Jian, Li Ming and Zhang Qiang.", []),
        ("左起：王健、李明、张强。", "From right: Wang Jian, Li Ming and Zhang Qiang.", [W]),
        ("王健（中）在比赛中。", "Wang Jian (the one in the middle) during the game.", []),
        ("王健（中）在比赛中。", "Wang Jian (C) during the game.", []),
        ("上交所在全球交易所中排第四位。", "The exchange is fourth in the world.", []),
        ("三十人左右到场。", "About thirty people left early; the right people came.", []),
        ("他左转后离开。", "He turned left, right, and left.", []),
        ("校园左一路开通。", "A road opens on the campus.", []),
    ],
)
def test_where_people_stand(source: str, target: str, expected: list[Severity]) -> None:
    assert [one.severity for one in told(source, target)] == expected


def test_the_right_side_is_offered_in_the_place_of_the_wrong_one() -> None:
    target = "Wang Jian (<b1>right</b1>) and Li Ming shake hands."
    (one,) = told("王健（左）与李明握手。", target)
    assert one.span is not None
    assert (target[slice(*one.span)], one.expected) == ("right", "left")


def test_into_chinese() -> None:
    assert told("Wang Jian (left) and Li Ming", "王健（左）和李明", "en-zh") == []
    (one,) = told("Wang Jian (left) and Li Ming", "王健（右）和李明", "en-zh")
    assert one.span == (2, 5)


SIDES = st.permutations([("左", "left"), ("右", "right"), ("中", "center")])


@given(SIDES, SIDES, st.sampled_from(romanisation.STYLES))
def test_a_position_is_that_of_its_person(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]], style: str
) -> None:
    people = ["王健", "李明", "张强"]
    source = "、".join(f"{name}（{han}）" for name, (han, _latin) in zip(people, ours, strict=True))
    words = [
        f"{romanisation.romanise(name, style)} ({latin})" for name, (_han, latin) in zip(people, theirs, strict=True)
    ]
    wrong = sum(one != other for one, other in zip(ours, theirs, strict=True))
    assert len(told(source, f"{words[0]}, {words[1]} and {words[2]}")) == wrong
