"""What came back of a Word file of ours: each segment's text as it reads now, and what cannot be placed, never guessed.

An edit belongs to a segment where the file shows that: it lies inside its anchor, or replaces its edge, or the anchor
is gone and all that stands in its place is between its neighbours. Anything else is a line of its own with the reason.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from transflow.errors import HandbackError
from transflow.handback import Handback, Line, Remark
from transflow.interchange import parts, worddocument, wordmark
from transflow.interchange.parts import named, value
from transflow.interface import gettext as _
from transflow.script import has_text
from transflow.segment import text_sum
from transflow.word import anchors, flow, placing
from transflow.word.anchors import NAMESPACE, OBJECT, Anchor, Sent, Side
from transflow.word.flow import NOTE, Bit, Edge, Hand, Note, Paragraph
from transflow.word.placing import Placed
from transflow.word.tagging import Stretch, TornError, letters, names, tagged


def read(data: bytes, name: str, kind: str) -> Handback:
    """What came back in the Word file `data`; `name` is its file's. Raises HandbackError for a file that is none of
    ours, ArticleError for one that is damaged or means harm."""
    there = parts.opened(data, name)
    mark = wordmark.of_parts(there, name)
    if mark is None:
        raise HandbackError(name, _("it is no file that was sent out from here"))
    main = worddocument.main(there, name)
    folder = main.rpartition("/")[0]
    known = flow.styles(parts.part(there, f"{folder}/styles.xml", name))
    found: list[Paragraph] = []
    for part in (main, f"{folder}/footnotes.xml", f"{folder}/endnotes.xml"):
        root = parts.part(there, part, name)
        if root is not None:
            worddocument.judge(root, name)
            found += flow.paragraphs(root, known, noted=part != main)
    sent = _sent(there, name)
    comments = _comments(parts.part(there, f"{folder}/comments.xml", name))
    lines = (*_Reading(sent, found, comments).lines(), *_margins(there, folder, sent, name))
    dropped = _("the program that saved it has dropped the texts as they were sent; what was deleted cannot be told")
    said = () if sent.lines else (dropped,)
    return Handback(name, kind, mark.slug, mark.to, lines, tuple(one.id for one in mark.sent), said)


def _sent(there: Mapping[str, bytes], name: str) -> Sent:
    """The texts as they went out; none where a program has dropped them."""
    for part in sorted(there):
        if part.startswith("customXml/item") and NAMESPACE.encode() in there[part] and "Props" not in part:
            root = parts.part(there, part, name)
            if root.tag == f"{{{NAMESPACE}}}sent":
                return anchors.sent(root.text or "")
    return Sent()


def _margins(there: Mapping[str, bytes], folder: str, sent: Sent, name: str) -> Iterator[Line]:
    """What somebody has written at the head or foot of the pages."""
    for part in sorted(one for one in there if re.fullmatch(rf"{re.escape(folder)}/(?:header|footer)\d*\.xml", one)):
        lines = flow.paragraphs(parts.part(there, part, name), {})
        text = "\n".join(one.text.strip() for one in lines if one.text.strip())
        if sent.head and text != sent.head and has_text(re.sub(r"[\d/]", "", text)):
            place = _("head of the pages") if "/header" in part else _("foot of the pages")
            yield Line(place, text=text, fault=_("it is no translation, and stays as it is"))


def _comments(root: object) -> dict[str, Remark]:
    """The comments of the file, by their ids."""
    found = {}
    for one in named(root, "comment") if root is not None else ():
        text = "\n".join("".join(part.text or "" for part in named(line, "t")) for line in named(one, "p"))
        found[value(one, "id")] = Remark(text.strip(), value(one, "author") or None, value(one, "date") or None)
    return found


@dataclass
class _Reading:
    """One file being read. `remarks` are the comments that are placed, by segment."""

    sent: Sent
    paragraphs: Sequence[Paragraph]
    comments: Mapping[str, Remark]
    remarks: dict[str, list[Remark]] = field(default_factory=dict)

    @cached_property
    def told(self) -> Mapping[str, tuple[str, str]]:
        """The text that went out at each anchor, and what its codes and addresses showed."""
        return {name: (text, shown) for line in self.sent.lines for name, text, shown in line if name}

    def lines(self) -> Iterator[Line]:
        """The lines of the hand-back, in the file's order; remarks that have no place last."""
        loose = list(self._placed_remarks())
        order = [one for placed in placing.Placing(self.paragraphs, self.sent).placed() for one in self._read(placed)]
        same: dict[str, list[_Read]] = {}
        for one in order:
            if one.line.id is not None:
                same.setdefault(one.line.id, []).append(one)
        for one in order:
            ident = one.line.id
            if ident is None:
                yield one.line
            elif one is same[ident][0]:
                yield replace(_one(same[ident]), remarks=tuple(self.remarks.pop(ident, ())))
        yield from loose
        yield from (_loose(remark) for remarks in self.remarks.values() for remark in remarks)

    # ── texts ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def _read(self, placed: Placed) -> Iterator["_Read"]:
        """What one placed text says: nothing, where it is as it was and no segment's."""
        anchor, place = placed.anchor, placed.place
        author, at = _hand(placed.bits)
        if anchor is None:
            yield _Read(Line(place, text=_plain(placed.bits), author=author, at=at, fault=placed.fault))
            return
        before, shown = self.told.get(anchor.name, ("", ""))
        here = _own([one.part for one in placed.bits if not one.gone], before)
        text = _tagged(here)
        segment = anchor.side in (Side.TRANSLATED, Side.UNTRANSLATED)
        if not placed.fault and text is not None and _as_sent(anchor, before, text):
            if segment:
                kept = before or text if anchor.side is Side.TRANSLATED else None
                yield _Read(Line(place, anchor.id, sent=anchor.sum, text=kept))
            elif anchor.side is Side.PART:  # a remark to it is one to the whole
                yield _Read(Line(place, anchor.id))
            return
        fault = placed.fault or _fault(text, here, before, shown)
        if fault or text is None or not segment:
            text = _plain(placed.bits)
        if segment:
            line = Line(place, anchor.id, sent=anchor.sum, text=text, author=author, at=at, fault=fault)
            yield _Read(line, amended=True)
        else:
            fault = placing.kept(anchor.side)
            yield _Read(Line(place, source=before or None, text=text, author=author, at=at, fault=fault))

    # ── remarks ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def _placed_remarks(self) -> Iterator[Line]:
        """Puts each comment to the first anchored text that it touches; the lines of those that touch none."""
        spans: list[tuple[int, int, Anchor]] = []
        ranges: dict[str, tuple[int, int]] = {}
        begun: dict[str, int] = {}
        at = 0
        for paragraph in self.paragraphs:
            for event in paragraph.events:
                at += 1
                if isinstance(event, Edge):
                    if event.opens:
                        begun[event.anchor.name] = at
                    elif event.anchor.name in begun:
                        spans.append((begun[event.anchor.name], at, event.anchor))
                elif isinstance(event, Note):
                    first, last = ranges.get(event.id, (at, at))
                    ranges[event.id] = (first, at if last < at else last)
        for ident, remark in self.comments.items():
            first, last = ranges.get(ident, (-1, -1))
            own = [one for one in spans if one[0] < last and first < one[1] and one[2].side is not Side.FIXED]
            if own:
                self.remarks.setdefault(own[0][2].id, []).append(remark)
            else:
                yield _loose(remark)


def _loose(remark: Remark) -> Line:
    fault = _("the remark is about no text of a segment")
    return Line(_("a comment"), remarks=(remark,), author=remark.author, at=remark.at, fault=fault)


@dataclass(frozen=True, slots=True)
class _Read:
    """A line, and whether its text is another than was sent."""

    line: Line
    amended: bool = False


def _one(same: Sequence[_Read]) -> Line:
    """One line of those of a segment that stands in several places. Where only some of them were amended, that is not
    taken: it would change the others too."""
    if len({(one.line.text, one.line.fault) for one in same}) == 1:
        return same[0].line
    amended = [one.line for one in same if one.amended]
    texts = _("; ").join(dict.fromkeys(line.text or "" for line in amended))
    fault = _("it stands in {n} places and was not amended alike in all of them: {texts}")
    return replace(amended[0], fault=fault.format(n=len(same), texts=texts))


def _as_sent(anchor: Anchor, before: str, text: str) -> bool:
    """Whether a text is the one that went out: by itself, or where a program has dropped it, by its sum."""
    if before.strip():
        return text == before.strip()
    return anchor.side is not Side.TRANSLATED and text_sum(text, "") == anchor.sum


def _tagged(here: Sequence[Stretch]) -> str | None:
    """What the stretches say, with tags; None where these cannot be told any more."""
    try:
        return tagged(here).strip()
    except TornError:
        return None


def _fault(text: str | None, here: Sequence[Stretch], before: str, shown: str) -> str:
    """Why an amended text cannot be taken; empty where it can."""
    if text == "":
        return ""
    if text is None:
        return _("its tags cannot be told any more: one is there twice, or two of them cross")
    if any(one in text for one in (OBJECT, "\n", "\t", f"<{NOTE}/>")):
        return _("something was put in that is no text (a picture, a note, a line break)")
    gone = sorted(set(names(before)) - set(names(text)))
    if gone:
        return _("what stands for {tags} was taken out with the text (emphasis, a link, a note)").format(
            tags=", ".join(f"<{tag}>" for tag in gone))  # fmt: skip
    if before and "".join(one.text for one in here if one.void) != shown:
        return _("a code or an address in it was amended, which is no text")
    return ""


def _own(here: Sequence[Stretch], before: str) -> list[Stretch]:
    """The stretches without emphasis that was not sent (what is typed over two sentences looks like the first), and
    with footnotes of which is not told which they are as those that are missing, in their order, if they are as
    many."""
    if not before:
        return list(here)
    known, there = set(names(before)), [one.void for one in here]
    missing = [one for one in names(before) if letters(one) == "fn" and one not in there]
    ids = iter(missing if len(missing) == there.count(NOTE) else [NOTE] * there.count(NOTE))
    found = []
    for one in here:
        pairs = tuple(tag for tag in (one.tags[:-1] if one.void else one.tags) if tag in known)
        void = next(ids) if one.void == NOTE else one.void
        found.append(replace(one, tags=(*pairs, void) if void else pairs))
    return found


def _plain(bits: Sequence[Bit]) -> str:
    text = "".join(one.part.text for one in bits if not one.gone).replace(OBJECT, "")
    return re.sub(r"\s*\n\s*", " ", text).strip()


def _hand(bits: Sequence[Bit]) -> tuple[str | None, str | None]:
    """Who changed something in these, and when last, where changes were tracked."""
    hands: dict[Hand, None] = dict.fromkeys(one.hand for one in bits if one.hand is not None)
    names_ = _(", ").join(dict.fromkeys(one.author for one in hands if one.author))
    return names_ or None, max((one.at for one in hands if one.at), default=None)
