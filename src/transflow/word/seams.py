"""Text that stands between two anchored ones: which of them it belongs to, where the file shows that, and else nobody.

Word and its like put what is typed at the very edge of a bookmark outside of it: a full stop that became an exclamation
mark stands behind its sentence's anchor.
"""

import re
from dataclasses import dataclass

_END = re.compile(r"[.!?。！？…；;][”’」』）)\]】》\"']*\s*$")  # of a sentence
_OPENING = re.compile(r"\s*[（(\[【〔]")


@dataclass(frozen=True, slots=True)
class Beside:
    """A neighbour: its text as it was sent (empty: not known) and as it is; `whole`: it may take more text."""

    before: str
    now: str
    whole: bool

    def cut_at_end(self) -> bool:
        """Whether its end is not the one that was sent."""
        if not self.before or not self.now:
            return bool(self.before)
        return self.now[-1] != self.before[-1] or (self.now != self.before and self.before.startswith(self.now))

    def cut_at_start(self) -> bool:
        """Whether its beginning is not the one that was sent."""
        if not self.before or not self.now:
            return bool(self.before)
        return self.now[0] != self.before[0] or (self.now != self.before and self.before.endswith(self.now))


@dataclass(frozen=True, slots=True)
class Seam:
    """What stood there when it was sent, and the neighbours (None: the paragraph's end)."""

    expected: str
    left: Beside | None
    right: Beside | None


def side(text: str, seam: Seam) -> str:
    """`left` or `right`; empty where it cannot be told. At an end of the paragraph there is one neighbour alone;
    between two, it belongs to the one whose edge it replaces, or to which it is joined without the space that stood
    there; what stands behind a sentence's end and has none of its own begins the next."""
    left, right = seam.left, seam.right
    if left is None or right is None:
        alone = "left" if left is not None else "right"
        one = left or right
        return alone if one is not None and one.whole else ""
    cut = [name for name, yes in (("left", left.cut_at_end()), ("right", right.cut_at_start())) if yes]
    free = {"left": left.whole, "right": right.whole}
    if len(cut) == 1:
        return cut[0] if free[cut[0]] else ""
    if seam.expected:
        joined = [name for name, apart in (("left", text[0].isspace()), ("right", text[-1].isspace())) if not apart]
        if len(joined) == 1:
            return joined[0] if free[joined[0]] else ""
    begins = not cut and _END.search(left.now) and not _END.search(text) and not _OPENING.match(text)
    return "right" if begins and free["right"] else ""
