"""The field in which people write: lines that end where they may, tags that stay whole, typing that can be taken back."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from transflow.article import TAG
from transflow.tui.text.breaking import breaks, lines
from transflow.tui.text.case import next_case
from transflow.tui.text.field import Field

TEXT = "“The sea is <b1>our</b1> future <img1/>,” said <i2>海大</i2>校长。"


class Alone(App[None]):
    """A field and nothing else."""

    def __init__(self, locale: str = "en", *, lines: bool = False) -> None:
        super().__init__()
        self._locale, self._lines = locale, lines

    def compose(self) -> ComposeResult:
        yield Field("", locale=self._locale, lines=self._lines)


def field(pilot: Pilot[None]) -> Field:
    found = pilot.app.query_one(Field)
    found.focus()
    return found


# ── where a line may end ────────────────────────────────────────────────────────────────────────────────────────────
news = st.text("会议，。“”（）——……Aa1 b%./<b1></b1><img1/>'’ ,-《》、", max_size=80)


@settings(max_examples=500, deadline=None)
@given(news, st.integers(2, 40))
def test_lines_are_the_text_and_none_is_too_wide(text: str, width: int) -> None:
    found = lines(text, width)
    assert "".join(found) == text
    assert all(cell_len(line.rstrip(" ")) <= width for line in found)
    assert all(0 < one < two < len(text) for one, two in pairwise(breaks(text, width)))


@settings(max_examples=300, deadline=None)
@given(st.text("会议开海钢，。！（）“”《》、", max_size=80), st.integers(12, 40))
def test_no_line_of_chinese_begins_or_ends_with_the_wrong_mark(text: str, width: int) -> None:
    found = lines(text, width)
    for before, after in pairwise(found):
        if (
            sum(not char.isalpha() for char in before[-3:] + after[:3]) <= 1
        ):  # a row of marks alone must be cut somewhere
            assert after[0] not in "，。！）”》、"
            assert before[-1] not in "（“《"


def test_words_numbers_dashes_and_tags_stay_whole() -> None:
    text = "他说——投资3.5%与<b1>carbon</b1> peaking……好"
    for width in range(10, 40):
        for line in lines(text, width):
            assert line.count("—") in (0, 2)
            assert line.count("…") in (0, 2)
            assert "3.5%" in line or not set("35%") & set(line.replace("<b1>", "").replace("</b1>", ""))
            assert TAG.sub("", line).count("<") == 0


# ── tags ────────────────────────────────────────────────────────────────────────────────────────────────────────────
KEYS = [
    "left",
    "right",
    "up",
    "down",
    "home",
    "end",
    "shift+left",
    "shift+right",
    "shift+home",
    "backspace",
    "delete",
    "ctrl+w",
    "ctrl+left",
    "ctrl+right",
    "ctrl+home",
    "ctrl+end",
    "ctrl+shift+home",
    "ctrl+delete",
    "ctrl+k",
    "ctrl+u",
    "a",
    "b",
    "ctrl+z",
    "ctrl+y",
    "space",
    "ctrl+x",
    "ctrl+v",
    "shift+ctrl+left",
]


@pytest.mark.asyncio
@pytest.mark.parametrize("seed", range(4))
async def test_a_tag_is_whole_or_gone_whatever_is_pressed(seed: int) -> None:
    rng = random.Random(seed)
    async with Alone().run_test(size=(30, 10)) as pilot:
        one = field(pilot)
        for _round in range(3):
            one.show(TEXT)
            for _press in range(40):
                await pilot.press(rng.choice(KEYS))
                assert not set("<>/") & set(TAG.sub("", one.text)), one.text
                column = one.cursor_location[1]
                assert all(not tag.start() < column < tag.end() for tag in TAG.finditer(one.text))


@pytest.mark.asyncio
async def test_one_key_goes_over_a_tag_and_one_takes_it_out() -> None:
    async with Alone().run_test(size=(60, 10)) as pilot:
        one = field(pilot)
        one.show("a<b1>b</b1>")
        await pilot.press("left")
        assert one.cursor_location == (0, 6)
        await pilot.press("end", "backspace")
        assert one.text == "a<b1>b"
        await pilot.press("home", "right", "delete")
        assert one.text == "ab"
        await pilot.press("ctrl+z", "ctrl+z")
        assert one.text == "a<b1>b</b1>"


@pytest.mark.asyncio
@pytest.mark.parametrize("lines", [False, True])
async def test_the_usual_keys_go_to_either_end_of_a_text_of_several_lines(lines: bool) -> None:
    text = f"one two three{chr(10) if lines else ' '}four five six seven eight nine"
    async with Alone(lines=lines).run_test(size=(24, 10)) as pilot:
        one = field(pilot)
        one.load_text(text)
        end = one.document.end
        await pilot.press("ctrl+end")
        assert one.cursor_location == end
        await pilot.press("a", "ctrl+home", "b", "ctrl+end", "c")  # none overtakes what is typed
        assert one.text == f"b{text}ac"
        await pilot.press("ctrl+shift+home")
        assert one.selected_text == f"b{text}ac"
        await pilot.press("left", "ctrl+shift+end", "x", "ctrl+home", "ctrl+delete")
        assert one.text == ""


# ── typing ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("locale", "text", "keys", "written", "undone"),
    [
        ("zh_CN", "会议", ["comma"], "会议，", "会议,"),
        ("zh_CN", "会议", ["minus", "minus"], "会议——", "会议--"),
        ("zh_CN", "会议", ["full_stop", "full_stop", "full_stop"], "会议……", "会议..."),
        ("zh_CN", "会议（5G", ["right_parenthesis"], "会议（5G）", "会议（5G)"),
        ("en", "He said ", ["quotation_mark"], "He said “", 'He said "'),
        ("en", "so", ["minus", "minus"], "so—", "so--"),
        ("en", "so", ["full_stop", "full_stop", "full_stop"], "so...", ""),
    ],
)
async def test_a_key_writes_the_languages_own_mark_and_undo_gives_the_keys(
    locale: str, text: str, keys: list[str], written: str, undone: str
) -> None:
    async with Alone(locale).run_test(size=(60, 10)) as pilot:
        one = field(pilot)
        one.show(text)
        await pilot.press(*keys)
        assert one.text == written
        if undone:
            await pilot.press("ctrl+z")
            assert one.text == undone
        one.show(text)
        one.typography = False
        await pilot.press(*keys)
        assert one.text == (undone or written)


@pytest.mark.asyncio
async def test_what_was_typed_in_a_segment_can_be_taken_back_after_coming_back_to_it() -> None:
    async with Alone().run_test(size=(60, 10)) as pilot:
        one = field(pilot)
        one.show("first", key="a")
        await pilot.press("x")
        one.show("second", key="b")
        await pilot.press("y", "ctrl+z", "ctrl+z")
        assert one.text == "second"
        one.show("firstx", key="a")
        await pilot.press("ctrl+z")
        assert one.text == "first"
        await pilot.press("ctrl+y")
        assert one.text == "firstx"
        one.show("changed by somebody else", key="a")
        await pilot.press("ctrl+z")
        assert one.text == "changed by somebody else"


@pytest.mark.asyncio
async def test_findings_are_underlined_until_the_text_changes() -> None:
    async with Alone().run_test(size=(60, 10)) as pilot:
        one = field(pilot)
        one.show("12 people")

        def underlined() -> str:
            return "".join(part.text for part in one.render_line(0) if part.style and part.style.underline)

        one.mark([(0, 2, "error")])
        assert underlined() == "12"
        await pilot.press("x")
        assert underlined() == ""


# ── case ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_case_goes_round_and_leaves_names_and_tags() -> None:
    text = "the <b1>sea</b1> of pH and steel"
    seen = [text]
    for _turn in range(4):
        seen.append(next_case(seen[-1]))
    assert seen[1:4] == [
        "The <b1>sea</b1> of pH and steel", "The <b1>Sea</b1> of pH and Steel", "THE <b1>SEA</b1> OF PH AND STEEL",
    ]  # fmt: skip
    assert next_case("中文") == "中文"


@pytest.mark.asyncio
async def test_the_word_at_the_cursor_changes_its_case_again_and_again() -> None:
    async with Alone().run_test(size=(60, 10)) as pilot:
        one = field(pilot)
        one.show("linhai university")
        seen = []
        for _turn in range(3):
            one.change_case()
            seen.append(one.text)
        assert seen == ["linhai University", "linhai UNIVERSITY", "linhai university"]
