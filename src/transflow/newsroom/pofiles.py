"""An article's PO file that comes back from Poedit, Weblate, OmegaT or an editor: what was changed in it.

Our own record in each entry (DESIGN §4) says which text went out and where it stood, so that nothing beside the file is
needed to tell what its reader has changed.
"""

from collections import Counter
from collections.abc import Sequence

from transflow import workflow
from transflow.catalog import Catalog, record
from transflow.catalog.po import Chunk
from transflow.errors import HandbackError
from transflow.handback import Handback, Line, Remark, Verdict, article_slug
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import popairs
from transflow.newsroom.room import Newsroom
from transflow.segment import text_sum


def read(_room: Newsroom, data: bytes, name: str) -> Sequence[Handback]:
    """The one article that the PO file is of. Raises CatalogError, MemoryFileError or HandbackError."""
    catalog = popairs.parsed(data, name)
    chunks = [chunk for (obsolete, _context, _source), chunk in catalog.read.items() if not obsolete]
    said = []
    if catalog.foreign:
        line = ngettext(
            "{n} entry with plural forms is none of an article", "{n} entries with plural forms are none of an article",
            len(catalog.foreign),
        )  # fmt: skip
        said.append(line.format(n=len(catalog.foreign)))
    lines = tuple(map(_line, chunks))
    return [Handback(name, "po", _slug(catalog, name), catalog.locale, lines, said=tuple(said))]


def _slug(catalog: Catalog, name: str) -> str:
    """The article whose file most entries name (`articles/SLUG.md`, `articles/SLUG/index.md`)."""
    paths = Counter(place.path for segment in catalog.segments for place in segment.places)
    for path, _count in paths.most_common(1):
        if slug := article_slug(path):
            return slug
    raise HandbackError(
        name, _("its entries do not say which article they are of"),
        remedy=_("each names it in a line like `#: articles/SLUG.md:1`; some tools can be told to keep those"),
    )  # fmt: skip


def _line(chunk: Chunk) -> Line:
    segment = chunk.segment
    told = record.split_comment(chunk.entry.tcomment or "")[0] or {}
    sent = told.get("sum") if isinstance(told.get("sum"), str) else None
    fuzzy = "fuzzy" in chunk.entry.flags
    was_fuzzy = told.get("status") in record.FUZZY if sent else None
    changed = sent != text_sum(segment.source, segment.target)
    verdict = None
    if segment.target and (changed or fuzzy != was_fuzzy):
        verdict = Verdict.OPEN if fuzzy else Verdict.CONFIRMED
    place = _("line {n}").format(n=chunk.entry.linenum)
    remarks = tuple(map(Remark, workflow.answered(segment).remarks))  # what the program asked went out with the file
    return Line(place, segment.id, segment.source, sent, segment.target, verdict, remarks)
