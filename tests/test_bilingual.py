"""Bilingual files: what goes out comes back as it was, whatever its texts hold; what tools do to them is understood."""

from collections.abc import Callable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xliffschemas import valid
from transflow.bilingual import codes, xliff1, xliff2, xliffreading
from transflow.bilingual.parcel import Parcel, Piece
from transflow.handback import Handback
from transflow.segment import Return, Segment, Status, text_sum

PIECES = (
    "<b1>", "</b1>", "<i2>", "</i2>", "<code3/>", "</x9/>", "<b1", "&lt;b1>", "&amp;", "<", ">", "]]>", "<![CDATA[", "&",
    "\x1b", "\x00", "\ufffe", "\u2028", "\u202e", "\t", "\r", "\n", " ", "  ", '"', "'", "中文，", "𠮷", "עברית", "عربي", "a",
    "1.", "x-char-1b", "-->",
)  # fmt: skip
texts = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=("Cs",)), max_size=4), max_size=9
).map("".join)
segments = st.builds(
    Segment, source=texts.map("中".__add__), target=texts, status=st.sampled_from(Status), remarks=st.tuples(texts),
    returned=st.none() | st.builds(Return, st.just("wang"), st.just(""), texts), omitted=st.none() | st.just("twice"),
    origin=st.sampled_from(["human", "memory:87", "memory:100", "engine:x", None]),
)  # fmt: skip


def parcel(*made: Segment, blocks: Sequence[int] = ()) -> Parcel:
    pieces = [
        Piece(one, block, " " if number and block == (blocks or range(99))[number - 1] else "", one in made[:number])
        for number, (one, block) in enumerate(zip(made, blocks or range(99), strict=False))
    ]
    return Parcel(
        "News & More", "a-b", "articles/a-b.md", "题 <1>", "zh_CN", "en", "2026-11-26T03:00:00Z", "2026-11-26", "01234567",
        tuple(pieces),
    )  # fmt: skip


def lines(back: Sequence[Handback]) -> dict[str | None, tuple[object, ...]]:
    (one,) = back
    assert (one.slug, one.locale) == ("a-b", "en")
    assert len({line.id for line in one.lines}) == len(one.lines)
    return {line.id: (line.source, line.text, line.sent, line.verdict, line.remarks, line.fault) for line in one.lines}


def sent(made: Segment) -> tuple[object, ...]:
    return (made.source, made.target, text_sum(made.source, made.target), None, (), "")


WRITERS = {"xliff": xliff1.document, "xliff2": xliff2.document}
Writer = Callable[[Parcel], bytes]


@given(texts)
def test_a_text_is_its_tokens(text: str) -> None:
    assert "".join(token.text if token.role.value == "text" else token.tag for token in codes.tokens(text)) == text


@settings(max_examples=60)
@given(st.lists(segments, min_size=1, max_size=5, unique_by=lambda one: one.id), st.sampled_from(sorted(WRITERS)))
def test_xliff_is_valid_and_comes_back_as_it_went(made: list[Segment], kind: str) -> None:
    again = [*made, made[0]]
    data = WRITERS[kind](parcel(*again, blocks=[number // 2 for number in range(len(again))]))
    valid(data)
    back = xliffreading.read(data, "a.xlf")
    found = lines(back)
    for one in made:
        if one.omitted is None or one.id in found:
            assert found[one.id] == sent(one)
    assert back[0].kind == kind
