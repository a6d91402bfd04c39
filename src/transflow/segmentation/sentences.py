"""The sentences of a text that is one segment: a paragraph, sentences joined, a translation."""

from transflow.article import TAG, VOID_MARK
from transflow.segmentation.arranging import boundaries


def sentences(text: str, locale: str) -> tuple[str, ...]:
    """The sentences of `text` (plain text with our inline tags), without the white space around them. A boundary inside
    a pair of tags is none."""
    cuts = _cuts(text, locale) if TAG.search(text) else boundaries(text, locale, "sentence")
    parts = (text[first:last].strip() for first, last in zip([0, *cuts], [*cuts, len(text)], strict=True))
    return tuple(part for part in parts if part)


def _cuts(text: str, locale: str) -> list[int]:
    """Where the sentences of a text with tags begin; not 0."""
    flat: list[str] = []
    places: list[int] = []  # for every character of `flat`, where it begins in `text`
    depths: list[int] = []  # and how many pairs of tags are open there
    at = depth = 0
    for found in TAG.finditer(text):
        flat.append(text[at : found.start()])
        places.extend(range(at, found.start()))
        depths.extend([depth] * (found.start() - at))
        at = found.end()
        if found[4]:
            flat.append(VOID_MARK)
            places.append(found.start())
            depths.append(depth)
        else:
            depth = max(0, depth - 1) if found[1] else depth + 1
    flat.append(text[at:])
    places.extend(range(at, len(text)))
    depths.extend([depth] * (len(text) - at))
    cuts = []
    for offset in boundaries("".join(flat), locale, "sentence"):
        cut, inside = places[offset], depths[offset]
        for tag in reversed([one for one in TAG.finditer(text, places[offset - 1] + 1, cut) if not one[4]]):
            if tag[1]:  # a tag that closes here belongs to the sentence before
                break
            cut, inside = tag.start(), inside - 1
        if not inside:
            cuts.append(cut)
    return cuts
