"""A human translation of an article, from a file: which of its sentences belong to which segment.

The file is an article in the target language with the same blocks (`NAME.ref.md`); within a block the sentences are
aligned. A segment that cannot be told apart from its neighbours there has no reference.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from transflow import alignment, formats, segmentation
from transflow.article import Block
from transflow.errors import ArticleError, WorkspaceError
from transflow.interface import gettext as _
from transflow.language import joiner
from transflow.newsroom.pairing import SURE
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment
from transflow.workspace import disk, opening
from transflow.workspace.folder import ARTICLE_LIMIT, decode
from transflow.workspace.opening import Opened


def references(room: Newsroom, slug: str, locale: str | None, path: Path) -> Mapping[str, str]:
    """The reference of each segment that has one, by its id. Raises WorkspaceError for a file that is not there,
    ArticleError for one that is no article or has other blocks than the article."""
    opened = opening.open_target(room.workspace, slug, locale)
    data = disk.read(path, ARTICLE_LIMIT)
    if data is None:
        raise WorkspaceError(path, _("there is no such file"), remedy=_("look at the name"))
    there = formats.read(str(path), slug, decode(data, str(path)))
    found: dict[str, str] = {}
    for ours, block in zip(_segments(opened), _blocks(opened.article.blocks, there.blocks, path), strict=True):
        if block is not None:
            found |= _aligned(ours, block, opened.source, opened.locale)
    return found


def _segments(opened: Opened) -> list[list[Segment]]:
    """The segments of each block of the article."""
    inside: dict[int, list[Segment]] = defaultdict(list)
    for unit, segment in zip(opened.units, opened.occurrences, strict=True):
        inside[unit.block].append(segment)
    return [inside[number] for number in range(len(opened.article.blocks))]


def _blocks(ours: Sequence[Block], theirs: Sequence[Block], path: Path) -> list[Block | None]:
    """The reference's block for each of the article's: front matter by its key, the text in its order."""
    fields = {block.key: block for block in theirs if block.key}
    text = iter([block for block in theirs if not block.key])
    here, there = (sum(not block.key for block in blocks) for blocks in (ours, theirs))
    if here != there:
        raise ArticleError(
            path, _("it has {there} blocks of text, the article {here}").format(there=there, here=here),
            remedy=_("a reference translates the article paragraph for paragraph"),
        )  # fmt: skip
    return [fields.get(block.key) if block.key else next(text) for block in ours]


def _aligned(segments: Sequence[Segment], block: Block, source: str, target: str) -> dict[str, str]:
    """The reference of each segment of one block, by its id."""
    cut = segmentation.arrange([block], target, "paragraph" if len(segments) == 1 else "sentence")
    sentences = [unit.source for unit in cut]
    if len(segments) == 1 and sentences:
        return {segments[0].id: joiner(target).join(sentences)}
    if not segments or not sentences:
        return {}
    beads = alignment.align([one.source for one in segments], sentences, source, target)
    return {
        segments[bead.source.start].id: joiner(target).join(sentences[place] for place in bead.target)
        for bead in beads
        if len(bead.source) == 1 and bead.target and bead.confidence >= SURE
    }
