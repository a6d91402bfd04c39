"""The stops of an article as it is read: every occurrence of a segment in the order of the translation, with what it
adds and moves. Pure: values in, values out."""

from dataclasses import dataclass

from transflow.article import Block, Unit
from transflow.newsroom.reading import Sheet


@dataclass(frozen=True, slots=True)
class Stop:
    """One occurrence: where its segment stands in the sheet, its block and its unit in the article as it is read
    (`Opened.placed`). What is the translation's own has a unit without a source."""

    place: int
    block: Block
    unit: Unit


def stops(sheet: Sheet) -> list[Stop]:
    """The stops in reading order. Raises ArticleError as `Opened.placed`."""
    placed = sheet.opened.placed
    places = {view.segment.id: place for place, view in enumerate(sheet.views)}
    inside: dict[int, list[Stop]] = {}
    for unit, segment in zip(placed.units, sheet.opened.occurrences, strict=True):
        inside.setdefault(unit.block, []).append(Stop(places[segment.id], placed.article.blocks[unit.block], unit))
    for index, ident in placed.added.items():
        block = placed.article.blocks[index]
        whole = Unit("", block.kind, block.line, index, 0, len(block.flat), block.start, block.end)
        inside[index] = [Stop(places[ident], block, whole)]
    return [stop for index in sorted(inside) for stop in inside[index]]
