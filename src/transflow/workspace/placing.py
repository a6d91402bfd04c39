"""What a translation has of its own, put into its article: values in, values out (see `own` and `formats.placed`)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from transflow import formats, own
from transflow.article import ADAPTED, Article, Unit
from transflow.segment import Segment

Say = Callable[[str], str]


def placed(
    article: Article, units: Sequence[Unit], occurrences: Sequence[Segment], segments: Sequence[Segment],
    say: Say | None = None,
) -> formats.Placed:  # fmt: skip
    """`article` with what the `segments` of a translation have of their own; what is new in it is named by the id of
    its entry. `occurrences` are the segments of the `units`; `say` turns a text into what is written.

    Without anything of its own it is what was given. Raises ArticleError as `formats.placed`.
    """
    adapted = article.meta.mode == ADAPTED  # its body is written freely, and has no places
    entries = sorted((one for one in segments if own.is_placed(one) and not adapted), key=own.stamp)
    front = _front(article, segments, say)
    if not entries and not front:
        return formats.Placed(article, tuple(units), {})
    made = formats.placed(article, units, list(_placings(entries, homes(units, occurrences), say)), front)
    fields = {one.source: one.id for one in segments if one.own}
    return replace(made, added={index: fields.get(name, name) for index, name in made.added.items()})


def homes(units: Sequence[Unit], occurrences: Sequence[Segment]) -> dict[str, int]:
    """The block in which each segment stands, by its id: of several, the first that it ends, else the first."""
    first: dict[str, int] = {}
    ends: dict[int, str] = {}
    for unit, segment in zip(units, occurrences, strict=True):
        first.setdefault(segment.id, unit.block)
        ends[unit.block] = segment.id
    last = {ident: block for block, ident in sorted(ends.items(), reverse=True)}
    return first | last


def _placings(entries: Sequence[Segment], blocks: dict[str, int], say: Say | None) -> Iterator[formats.Placing]:
    for one in entries:
        behind = blocks.get(one.after, one.after)
        text = one.target.strip() if one.omitted is None else ""
        if own.is_block(one):
            yield formats.Added(one.id, one.kind, say(text) if say and text else text, behind)
        elif text and one.moves in blocks:
            yield formats.Moved(one.id, blocks[one.moves], behind)


def _front(article: Article, segments: Sequence[Segment], say: Say | None) -> formats.Front:
    """The front matter's own fields. A standfirst of its own is for an article that has none: else it is translated."""
    front: dict[str, str | tuple[str, ...]] = {}
    summary, tags, slug = (own.text(segments, name) for name in (own.SUMMARY, own.TAGS, own.SLUG))
    if summary and not article.meta.summary:
        front["summary"] = say(summary) if say else summary
    there = {*article.meta.tags}
    more = tuple(one for one in own.tags(say(tags) if say else tags) if one not in there)
    if more:
        front["tags"] = more
    if slug:
        front["slug"] = slug
    return front
