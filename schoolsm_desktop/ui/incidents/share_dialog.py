"""Who reads it: let somebody read a case, end somebody’s reading, take it out of the office’s view; each with why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.case_sharing import SharingView
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.theme import px

SHARE = "case-share"
ADD, END, NAMED = "add", "end", "named"
Said = Callable[[str], object]


class _People(TickList):
    """Ticks that come back after a lock before the people among whom they are set have been read."""

    _kept = ""

    def value(self) -> str:
        return super().value() or self._kept

    def set_value(self, text: str) -> None:
        self._kept = "" if self.list.count() else text
        super().set_value(text)


class ShareDialog(FormDialog):
    """The record text is the id of an incident or a complaint."""

    def __init__(self, page: Page, case_id: UUID, said: Said) -> None:
        super().__init__(page, tr("Who reads it"), tr("Change who reads it"), self._save, wide=True)
        self._case_id, self._said = case_id, said
        self._view: SharingView | None = None
        form = self.form
        self.readers = FactList(form)
        self.lead = words("", "quiet", form, wrap=True)
        form.add_widget(self.readers)
        form.add_widget(self.lead)
        form.add_choice("deed", tr("What is to change"), self._deeds(None))
        self.people = _People(tr("Who"))
        self.people.list.setMinimumHeight(px(150))
        form.add_editor("people", tr("Who"), self.people, hint=tr("Whom it is about is never among them."))
        form.add_lines("reason", tr("Why"), lines=2, needed=True, hint=tr("It stands in the record."))
        form.edited.connect(self._edited)
        form.saved()
        self.main.setEnabled(False)
        self._read()

    def _read(self) -> None:
        sharing, case_id = self.page.desk.office.case_sharing, self._case_id
        self.page.desk.background.run(lambda: sharing.view(case_id), self._show, self.show_failure, owner=self)

    def _show(self, view: SharingView) -> None:
        self._view = view
        readers = [Fact(one.duty or tr("Colleague"), _reader_words(one.name, is_me=one.is_me)) for one in view.readers]
        self.readers.show_facts(readers)
        self.lead.setText(view.sentence)
        typed = self.form.draft()
        self.form.add_options("deed", self._deeds(view))
        self.form.restore({"deed": typed["deed"]})
        self._offer()
        self.form.restore({name: typed[name] for name in ("people", "reason")})
        for name in ("deed", "people", "reason"):
            self.form.field(name).setVisible(view.may_change)
        self.main.setEnabled(view.may_change)
        if not any(typed[name] for name in ("people", "reason")):
            self.form.saved()

    def _edited(self, name: str) -> None:
        if name == "deed":
            self._offer()

    def _offer(self) -> None:
        """The people among whom the deed chooses."""
        view, deed = self._view, self.form.value("deed")
        if view is None:
            return
        if deed == ADD:
            self.people.set_items(view.choices)
        else:
            ends = [one for one in view.readers if deed == NAMED or one.may_end]
            self.people.set_items([(str(one.person_id), one.name, one.duty) for one in ends])

    @staticmethod
    def _deeds(view: SharingView | None) -> list[tuple[str, str]]:
        deeds = [(ADD, tr("Let somebody read it from now on")), (END, tr("End somebody’s reading"))]
        if view is not None and view.is_office:
            deeds.append((NAMED, tr("Take it out of the office’s view: only those ticked go on reading it")))
        return deeds

    def _save(self) -> None:
        sharing, case_id, reason = self.page.desk.office.case_sharing, self._case_id, self.form.value("reason")
        chosen = [UUID(one) for one in self.form.value("people").split()]
        deed = {ADD: sharing.add, END: sharing.end, NAMED: sharing.make_named}[self.form.value("deed")]
        said = self._done_words(len(chosen))

        def done(_nothing: object) -> None:
            self.form.saved()
            self.accept()
            self._said(said)

        self.work(lambda: deed(case_id, chosen, reason), done)

    def _done_words(self, count: int) -> str:
        deed = self.form.value("deed")
        if deed == ADD:
            return ntr("{count} more person may read it.", "{count} more people may read it.", count)
        if deed == END:
            return tr("It is sealed anew. What they have read stays read.")
        return ntr(
            "It is for {count} named person now, and gone for everybody else.",
            "It is for {count} named people now, and gone for everybody else.",
            count,
        )

    def show_failure(self, error: Exception) -> None:
        if isinstance(error, OfficeError) and error.key == "record-missing":
            self.main.setEnabled(False)
        super().show_failure(error)


def share_dialogs(page: PartedPage) -> Mapping[str, Callable[[str], FormDialog]]:
    """Who reads a case: its dialog by the id of the case."""

    def share(record: str) -> FormDialog:
        try:
            case_id = UUID(record.partition("/")[0])
        except ValueError as error:
            raise LookupError(record) from error
        return ShareDialog(page, case_id, page.messages.good)

    return {SHARE: share}


def _reader_words(name: str, *, is_me: bool) -> str:
    return tr("{name} (you)", name=name) if is_me else name
