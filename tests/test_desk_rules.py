"""What holds on the desk without a screen: no card is hidden where there is room, whom a name means, what is called how."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from tests.conftest import Desk
from transflow import checks
from transflow.errors import UsageError
from transflow.interface import translations
from transflow.newsroom import assigning
from transflow.newsroom.room import open_newsroom
from transflow.tui.desk.board import Board, Stack

PEOPLE = """
[people]
li = { zh_CN = "李岚", en = "LI Lan", roles = ["translator"] }
wang = { zh_CN = "王珂", en = "WANG Ke", roles = ["editor", "reviewer"] }
zhang = { zh_CN = "王珂", en = "ZHANG Ke", roles = ["translator"] }
"""


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(3, 60), st.integers(3, 60),
    st.lists(st.integers(0, 200), max_size=8),
)  # fmt: skip
def test_no_column_wastes_room_whatever_is_done(columns: list[int], before: int, after: int, moves: list[int]) -> None:
    class Sized(Board):
        """A board without a terminal around it."""

        height = before
        cards_seen = property(lambda self: max(1, (self.height - 1) // 5))  # type: ignore[assignment]
        columns_seen = property(lambda _self: 2)  # type: ignore[assignment]

        def refresh(self, *_args: object, **_more: object) -> "Sized":  # type: ignore[override]
            return self

        def post_message(self, _message: object) -> bool:  # type: ignore[override]
            return True

    board, total = Sized(), sum(columns)
    ends = [sum(columns[: n + 1]) for n in range(len(columns))]
    stacks = [Stack(Text(""), "", range(end - size, end)) for end, size in zip(ends, columns, strict=True)]
    board.show(stacks, lambda _n: ())
    for move in moves:
        board.move(move % total if total else 0)
    board.height = after
    board.on_resize()
    for column, stack in enumerate(stacks):
        seen = len(stack.cards[board._tops[column] : board._tops[column] + board.cards_seen])
        assert seen == min(board.cards_seen, len(stack.cards))
    place = board.place(board.cursor_row)
    if place and moves:
        assert board._tops[place[0]] <= place[1] < board._tops[place[0]] + board.cards_seen


def with_people(desk: Desk) -> None:
    settings = desk.root / "transflow.toml"
    settings.write_text(settings.read_text() + PEOPLE, "utf-8")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("li", "li"), ("LI", "li"), (" 李岚 ", "li"), ("li  lan", "li"), ("wang ke", "wang"), ("", ""), ("sub", "sub")],
)
def test_a_name_is_that_of_a_person_who_is_there(desk: Desk, name: str, meant: str) -> None:
    with_people(desk)
    assert assigning.colleague(open_newsroom(desk.root, lambda: "sub"), name) == meant


@pytest.mark.parametrize(("name", "why"), [("李兰", "nobody"), ("l", "nobody"), ("王珂", "several")])
def test_another_name_is_refused_naming_who_is_there(desk: Desk, name: str, why: str) -> None:
    with_people(desk)
    room = open_newsroom(desk.root, lambda: "wang")
    before = desk.files()
    with pytest.raises(UsageError) as refused:
        assigning.assign(room, "a3", name)
    assert why in refused.value.problem
    assert all(person in refused.value.remedy for person in ("li 李岚 LI Lan", "wang 王珂", "zhang"))
    assert desk.files() == before


def test_every_check_has_a_name_in_both_languages() -> None:
    chinese = translations("zh_CN").gettext
    assert set(checks.NAMES) == {*checks.CHECKS, *checks.LANGUAGE, *checks.ARTICLE, *checks.ARCHIVE}
    for name in checks.NAMES.values():
        assert chinese(name) != name
    assert len({chinese(name) for name in checks.NAMES.values()}) == len(checks.NAMES)
    assert checks.named("of-another-package") == "of-another-package"
