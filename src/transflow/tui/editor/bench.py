"""The bench of the segment editor: saving, acting on the present segment, going about.

What is typed is on disk as soon as the cursor leaves the segment (DESIGN §6.3). Every act is a verb of the desk.
"""

from bisect import bisect
from collections.abc import Callable, Sequence

from transflow import workflow
from transflow.errors import ConflictError, NoArticleError, TransflowError, UsageError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import editing, judging, reading
from transflow.newsroom.reading import View
from transflow.segment import Segment, Status
from transflow.tui import keys
from transflow.tui.editor.newnames import NewNames
from transflow.tui.prompts import Ask, Choose
from transflow.tui.rows import Rows
from transflow.tui.text.field import Field


class Bench(NewNames):
    """The present segment as it is worked on; the keys are in `editor` and `reviewing`."""

    # ── saving ──────────────────────────────────────────────────────────────────────────────────────────────────
    def save(self) -> bool:
        """Writes what was typed; whether nothing of it is unsaved now."""
        typed = self.query_one(Field).text
        if self.view is None or self.typed == self.began:
            return True
        done = self.edit(typed, confirm=False)
        if done:
            self.present()  # who stays here sees the findings of what is saved
        return done

    def edit(self, typed: str, *, confirm: bool = True) -> bool:
        assert self.view is not None
        segment = self.view.segment
        try:
            done = editing.edit(
                self.room, self.slug, segment.id, typed, self.locale, expected=self.began, confirm=confirm
            )
        except ConflictError:
            self.settle(typed)
            return False
        except NoArticleError:
            return self.succeed() and self.edit(typed, confirm=confirm)
        except UsageError:
            self._homeless(typed)
            return False
        except TransflowError as error:
            self.refuse(error)
            return False
        if not confirm and segment.status is Status.TRANSLATED and segment.by not in (None, self.room.actor):
            said = _("this was {name}’s translation: Alt+Z gives it back, and then F6 mends and signs in one")
            self.notify(said.format(name=segment.by), severity="warning", markup=False)
        if segment.status is Status.APPROVED and done.status is not Status.APPROVED:
            self.notify(_("this was approved; the new text must be approved again (Alt+Z takes it back)"))
        self.began = done.target
        self.replaced(done)
        return True

    def _homeless(self, typed: str) -> None:
        """The segment is gone (joined, split, or its source changed by somebody else) while one was typing in it: the
        text is not lost, the person says where it goes."""

        def told(choice: int | None) -> None:
            self.reload()
            if choice == 0:
                self.query_one(Field).show(typed)  # unsaved: leaving saves it here
            elif choice == 1 and self.view is not None:
                ident = self.view.segment.id
                self.acted(lambda: editing.comment(self.room, self.slug, ident, typed, self.locale))
            elif choice is None:
                self.query_one(Field).show(typed)

        question = _("This segment is gone: somebody joined or split it, or its source has changed. What becomes of:")
        choices = [_("put it into the segment that stands here now"), _("keep it there as a remark"), _("drop it")]
        self.app.push_screen(Choose(f"{question}\n\n{typed}", choices), told)

    def may_leave(self) -> bool:
        """Whether one may go: nothing of what is typed is unsaved, or there is no article to save it in. That was said
        before, and what is typed is kept in case the article comes back."""
        gone = self.gone
        if self.save():
            return True
        self.keep()
        return gone and self.gone

    def settle(self, typed: str) -> None:
        """Somebody else wrote here meanwhile: shows both texts and lets the person choose."""
        try:
            sheet = reading.sheet(self.room, self.slug, self.locale)
        except TransflowError as error:
            self.refuse(error)
            return
        assert self.view is not None
        theirs = next((v.segment.target for v in sheet.views if v.segment.id == self.view.segment.id), "")

        def settled(choice: int | None) -> None:
            if choice is None:
                return
            self.began = theirs
            self.query_one(Field).show(typed if choice == 0 else theirs)
            if choice == 2 and self.view is not None:
                ident = self.view.segment.id
                self.acted(lambda: editing.comment(self.room, self.slug, ident, typed, self.locale))
            if self.save():
                self.reload(self.view.segment.id if self.view else None)

        question = _("Somebody else has changed this segment meanwhile. Which text shall stand?")
        choices = [
            _("mine: {text}").format(text=typed),
            _("theirs: {text}").format(text=theirs),
            _("theirs, and mine kept as a remark"),
        ]
        self.app.push_screen(Choose(question, choices), settled)

    def acted(self, work: Callable[[], Segment]) -> bool:
        """Saves what is typed, acts, and shows the segment as it is then; whether it was done."""
        if not self.save() or self.view is None:
            return False
        try:
            done = work()
        except TransflowError as error:
            self.refuse(error)
            return False
        self.began = done.target
        self.replaced(done)
        self.query_one(Field).show(done.target)
        self.present()
        self.lookup.ask(done.id, self._found)  # what was done here belongs to the history beside it
        return True

    def regroup(self, work: Callable[[str], Sequence[Segment]]) -> None:
        """Acts on the present segment where that changes which segments there are. What it gives stays shown, whatever
        the filter; the cursor goes to the first of it that is open."""
        if not self.save() or self.view is None:
            return
        approved = self._approved()
        try:
            made = work(self.view.segment.id)
        except TransflowError as error:
            self.refuse(error)
            return
        self.made |= {one.id for one in made}
        goal = next((one for one in made if one.status not in workflow.TRANSLATED), made[0])
        self.reload(goal.id)
        if self._approved() < approved and goal.status is not Status.APPROVED:
            said = _("what was approved here must be approved again ({key} takes it back)")
            self.notify(said.format(key=keys.key(self.app, "editor.undo")), severity="warning")

    def _approved(self) -> int:
        return sum(view.segment.status is Status.APPROVED for view in self.sheet.views)

    def ask(self, question: str, work: Callable[[str, str], Segment], after: Callable[[], None] | None = None) -> None:
        """Asks for a line of text, and acts on the present segment with it; `after` that was done."""
        if not self.save() or self.view is None:
            return
        ident = self.view.segment.id

        def answered(text: str | None) -> None:
            if text is not None and self.acted(lambda: work(ident, text)) and after is not None:
                after()

        self.app.push_screen(Ask(question), answered)

    # ── going about ─────────────────────────────────────────────────────────────────────────────────────────────
    def action_next(self) -> None:
        """The next segment."""
        if self.save():
            self._step(1)

    def action_previous(self) -> None:
        """The segment before."""
        if self.save():
            self._step(-1)

    def _step(self, direction: int) -> None:
        """To the next of the segments that are shown."""
        place = self.shown.index(self.place) + direction if self.place in self.shown else 0
        self.go(self.shown[max(0, min(place, len(self.shown) - 1))])

    def action_next_open(self) -> None:
        """The next segment that is not finished, from here around; where all are, the next that waits for one's
        signature."""
        if not self.save():
            return
        if any(self.mine_to_do(view) for view in self.sheet.views):
            self.seek(self.mine_to_do)
        else:
            self.seek(lambda view: view.segment.status is Status.TRANSLATED and view.segment.by != self.room.actor)

    def action_next_finding(self) -> None:
        """The next segment with a finding that stands."""
        if self.save():
            self.seek(lambda view: any(not one.waived for one in view.findings))

    def seek(self, wanted: Callable[[View], bool], *, done: bool = False) -> None:
        """To the next segment that is `wanted`, from here around. Where there is none, that is said; `done`: as the
        end of a work, and the cursor goes on by one, so that the next keys do not write over what was finished."""
        among = self.shown if self.filter else list(range(len(self.sheet.views)))
        after = among.index(self.place) + 1 if self.place in among else bisect(among, self.place)
        for place in (*among[after:], *among[:after]):
            if wanted(self.sheet.views[place]):
                self.go(place)
                return
        if done:
            self._step(1)
        else:
            self.present()
        self.app.clear_notifications()
        self.notify(self._all_done() if done else _("no other segment is like that"), timeout=3)

    def _all_done(self) -> str:
        """What to say when the last segment was finished."""
        wrong = sum(bool(judging.errors(view.findings)) for view in self.sheet.views)
        said = _("the last one: nothing else is unfinished")
        if not wrong:
            return said
        return said + "\n" + ngettext("{n} segment has an error", "{n} segments have errors", wrong).format(n=wrong)

    def on_rows_selected(self, event: Rows.Selected) -> None:
        """A click on the list."""
        if self.shown[event.index] != self.place and self.save():
            self.go(self.shown[event.index])
        self.query_one(Field).focus()
