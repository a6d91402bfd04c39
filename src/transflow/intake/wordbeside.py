"""What a Word file holds beside its text: comments, what stands at the head and foot of pages, its properties."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from transflow.intake import news
from transflow.intake.options import Options
from transflow.intake.wordtree import short, text_of
from transflow.interchange import parts
from transflow.interchange.parts import local, named, value
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.manuscript import Change, Manuscript, changed, dropped
from transflow.script import has_text

# What Word writes as the author where nobody has said a name: the machine's, its maker's, a template's.
_NOBODY = re.compile(
    r"(?:administrator|admin|users?|guest|owner|pc|home|office|microsoft(?: office)?(?: user| 用户)?|"
    r"windows(?: user| 用户)?|微软用户|微软中国|用户|作者|author|unknown|未知|未定义|lenovo|"
    r"dell|hp|asus|acer|thinkpad|huawei|xiaomi|"
    r"python-docx|wps(?: office)?|apache poi|.*\d{3,}.*|.{0,1})",
    re.IGNORECASE,
)


def remarks(there: Mapping[str, bytes], folder: str, name: str) -> list[Change]:
    """What a file holds beside its text: comments, headers and footers."""
    found: list[Change] = []
    comments = parts.part(there, f"{folder}/comments.xml", name)
    notes = list(named(comments, "comment")) if comments is not None else []
    if notes:
        people = _(", ").join(dict.fromkeys(value(one, "author") for one in notes if value(one, "author"))) or "?"
        said = ngettext("{n} comment of {people}", "{n} comments of {people}", len(notes))
        found.append(dropped(said.format(n=len(notes), people=people)))
    for part in sorted(there):
        if re.fullmatch(rf"{re.escape(folder)}/(?:header|footer)\d*\.xml", part):
            text = text_of([parts.part(there, part, name)]).strip()
            if has_text(text) and not re.fullmatch(r"[\W\d第页共pageof]+", text, re.IGNORECASE):
                said = _("the page’s head: “{text}”") if "/header" in part else _("the page’s foot: “{text}”")
                change = dropped(said.format(text=short(text)))
                if change not in found:
                    found.append(change)
    return found


def described(manuscript: Manuscript, properties: Any, options: Options) -> Manuscript:
    """Title and author of the file's properties, where the text itself does not say them. When the file was made is
    kept as `created` and is no date of the article: many a report is a template of years ago under a new name."""
    said = {local(one): (one.text or "").strip() for one in properties} if properties is not None else {}
    meta, changes = dict(manuscript.meta), list[Change]()
    author = said.get("creator", "")
    if "byline" not in meta and author and not _NOBODY.fullmatch(author):
        meta["byline"] = author
        changes.append(changed(_("the byline is the author that the file names: {text}").format(text=author)))
    elif author and _NOBODY.fullmatch(author):
        changes.append(dropped(_("the author that the file names, “{text}”, who is nobody").format(text=author)))
    if "title" not in meta and said.get("title") and has_text(said["title"]):
        meta["title"] = said["title"]
        changes.append(changed(_("the headline is the title that the file names: {text}").format(text=said["title"])))
    if "date" not in meta and (when := _instant(said.get("created", ""))):
        meta["created"] = options.date(when)[:10]
        message = _("the text names no date; the file was made on {text}, which is kept as `created`")
        changes.append(changed(message.format(text=meta["created"])))
    return news.with_change(replace(manuscript, meta=meta), *changes)


def _instant(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None
