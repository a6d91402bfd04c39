"""Turning a translation into an adaptation (编译): the body becomes one text beside the source
(docs/decisions/0021-an-adapted-body-is-one-segment.md)."""

from transflow import catalog as catalogs
from transflow import formats, workflow
from transflow.act import Verb
from transflow.article import ADAPTED, Article
from transflow.errors import RefusedError
from transflow.interface import gettext as _
from transflow.newsroom.acting import act, permit
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind
from transflow.workspace import opening
from transflow.workspace.folder import Commit
from transflow.workspace.opening import Opened


def adapt(room: Newsroom, slug: str) -> None:
    """Makes the article an adapted one. What of it was translated so far is what its writers begin with, as a draft;
    the sentences stay in the PO file (`#~`), and come back if `mode` is taken out of the front matter again.

    Raises RefusedError where it is adapted already.
    """
    permit(room, Verb.ADAPT)
    with room.workspace.held(slug):
        article = opening.article(room.workspace, slug)
        if article.meta.mode == ADAPTED:
            raise RefusedError(
                slug, _("it is adapted already"),
                remedy=_("take `mode` out of its front matter to translate it sentence by sentence again"),
            )  # fmt: skip
        so_far = {opened.locale: _body(opened) for opened in opening.every_target(room.workspace, slug)}
        room.workspace.write_article(slug, formats.set_meta(article, "mode", ADAPTED))
        for opened in opening.every_target(room.workspace, slug):
            acts = [act(room, Verb.ADAPT)]
            for segment in opened.catalog.segments:
                if segment.kind is Kind.BODY and not segment.target:
                    drafted = workflow.drafted(segment, so_far[opened.locale], room.actor, room.now())
                    acts += [act(room, Verb.EDIT, segment, drafted)] if drafted != segment else []
            po = catalogs.serialize(catalogs.apply(opened.catalog, *acts)).encode()
            room.workspace.commit(Commit(slug, opened.locale, po, [one.to_json() for one in acts]))


def _body(opened: Opened) -> str:
    """The body of the target article as far as it is translated; empty where nothing of it is."""
    if not any(segment.target for segment in opened.catalog.segments):
        return ""
    target = opened.target_article
    adapted: Article = formats.read(target.path, target.slug, formats.set_meta(target, "mode", ADAPTED))
    return next((block.cut()[0].source for block in adapted.blocks if block.kind is Kind.BODY), "")
