"""The dialogs of the policies that yours is read with: those it names, one of them, and its review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.editions import LinkedPolicy
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.edition_views import EditionsView, LinkedLine
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

Saved = Callable[[LinkedPolicy], object]
NOBODYS = UUID(int=0)
"""The school of a policy that is only typed yet: the service puts the right one in its place."""


class OfferedDialog(FormDialog):
    """The policies that yours names, to be put into the list at once; each may be left out."""

    def __init__(self, page: Page, view: EditionsView, saved: Callable[[int], object]) -> None:
        super().__init__(
            page,
            tr("Policies it is read with"),
            tr("Put into the list"),
            self._take,
            sentence=view.clauses[Subject.LINKED_POLICIES],
        )
        self._titles, self._saved = view.offered, saved
        for number, title in enumerate(view.offered):
            self.form.add_tick(f"title{number}", title, True)
        self.form.saved()

    def _take(self) -> None:
        chosen: Sequence[str] = [t for n, t in enumerate(self._titles) if self.form.ticked(f"title{n}")]
        if not chosen:
            self.messages.stop(tr("Nothing is ticked. Tick at least one policy, or cancel."))
            return

        def done(kept: tuple[LinkedPolicy, ...]) -> None:
            self._saved(len(kept))
            self.accept()

        self.work(lambda: self.page.desk.office.editions.add_linked(chosen), done)


class LinkedPolicyDialog(FormDialog):
    """Add a policy that yours is read with, or change what is known of it; only its title is needed."""

    def __init__(self, page: Page, line: LinkedLine | None, saved: Saved) -> None:
        title = tr("Change a linked policy") if line is not None else tr("Add a linked policy")
        super().__init__(page, title, tr("Save"), self._save)
        self._linked = line.linked if line is not None else None
        self._saved = saved
        known = self._linked or LinkedPolicy(uuid4(), NOBODYS, "")
        self.form.add_line("title", tr("Title"), known.title, needed=True, longest=200)
        self.form.add_line("looked_after_by", tr("Looked after by"), known.looked_after_by, longest=200)
        self.form.add_line("where", tr("Where it lies"), known.where, hint=tr("A shelf, a folder, an address."))
        self.form.add_day("review_on", tr("Next review"), known.review_on)
        self.form.saved()

    def _save(self) -> None:
        form, editions, before = self.form, self.page.desk.office.editions, self._linked
        typed = replace(
            before or LinkedPolicy(uuid4(), NOBODYS, ""),
            title=form.value("title"),
            looked_after_by=form.value("looked_after_by"),
            where=form.value("where"),
            review_on=form.day("review_on"),
        )

        def keep() -> LinkedPolicy:
            return editions.add_linked((), typed)[0] if before is None else editions.change_linked(typed)

        def done(kept: LinkedPolicy) -> None:
            self._saved(kept)
            self.accept()

        self.work(keep, done)


class ReviewedDialog(FormDialog):
    """A linked policy was looked at today; when is it looked at again?"""

    def __init__(self, page: Page, line: LinkedLine, view: EditionsView, saved: Saved) -> None:
        super().__init__(page, tr("Reviewed today"), tr("Save"), self._save, sentence=line.linked.title)
        self._linked, self._saved = line.linked, saved
        proposed = view.defaults.review_after(page.desk.today())
        self.form.add_day(
            "next_on", tr("Looked at again on"), proposed, hint=tr("Empty where the policy sets no day for it.")
        )
        self.form.saved()

    def _save(self) -> None:
        next_on = self.form.day("next_on")

        def done(kept: LinkedPolicy) -> None:
            self._saved(kept)
            self.accept()

        self.work(lambda: self.page.desk.office.editions.reviewed(self._linked.id, next_on), done)
