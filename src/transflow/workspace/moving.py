"""An article under another slug: its files, and what stands beside them by its name.

Each step leaves one article under one of its two names, whatever stops it: what is made under the new name before the
source moves belongs to no article yet, and what is left under the old one after it belongs to none any more.
"""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from transflow import journal
from transflow.workspace import disk
from transflow.workspace.folder import Workspace


def locales(workspace: Workspace, slug: str) -> list[str]:
    """The languages in which there is a PO file or a journal of `slug`."""
    found: set[str] = set()
    for folder, path in (("locales", workspace.po_path), ("journal", workspace.journal_path)):
        base = workspace.root / folder
        if base.is_dir():
            found |= {one.name for one in disk.entries(base) if path(slug, one.name).is_file()}
    return sorted(found)


def carry(
    workspace: Workspace, old: str, new: str, locale: str, po: bytes | None, acts: Sequence[Mapping[str, Any]]
) -> None:
    """Puts the journal of `old`, with `acts` at its end, and the PO file `po` under the name `new`. On return both are
    on the disk."""
    before = disk.read(workspace.inside(workspace.po_path(old, locale)))
    told = disk.read(workspace.inside(workspace.journal_path(old, locale))) or b""
    if told and not told.endswith(b"\n"):  # torn by a crash: closed, so that it spoils nothing but itself
        told += b"\n"
    told += journal.encode((dict(one) for one in acts), journal.digest(before), journal.digest(po))
    disk.replace(workspace.inside(workspace.journal_path(new, locale)), told)
    if po is not None:
        disk.replace(workspace.inside(workspace.po_path(new, locale)), po)


def move(workspace: Workspace, old: str, new: str) -> None:
    """Gives the source of the article `old` (a file, or a folder with its images) the name `new`: in one step, after
    which the article is the other one."""
    source = workspace.article_path(old)
    there = source.parent if source.name == "index.md" else source
    here = workspace.inside(there.with_name(new if there.is_dir() else f"{new}.md"))
    with disk.trouble(here):
        os.rename(there, here)
    disk.sync_folder(here.parent)


def forget(workspace: Workspace, slug: str) -> None:
    """Removes the PO files and journals of a slug that no article has any more."""
    for locale in locales(workspace, slug):
        for path in (workspace.po_path(slug, locale), workspace.journal_path(slug, locale)):
            disk.remove(workspace.inside(path))
