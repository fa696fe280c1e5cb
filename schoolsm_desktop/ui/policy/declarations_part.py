"""What colleagues declared and who is still to be asked; each thing only where your policy asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.declarations import DeclarationKind
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.declarations import DeclarationsView, PersonLine
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.deed_pane import DeedPane
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage, the_one
from schoolsm_desktop.ui.theme import px, set_look

from .declaration_dialogs import DeclareDialog, MeetingDialog, ReadDeclarationDialog, TakeBackDeclarationDialog
from .declaration_words import columns, coverage_words, facts

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed, PrintingService


def is_wanted(office: Office) -> bool:
    """Whether your policy asks for any declaration."""
    return bool(office.declarations.asked())


class DeclarationsPart(Part):
    """A record of this part is the id of a person."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.pane = DeedPane()
        self._view = DeclarationsView()
        self._wanted = ""
        self.print_form = self.add_button(
            tr("Print the form"), partial(self._print, lambda papers: papers.declaration_form())
        )
        self.print_check = self.add_button(
            tr("Print the privacy check"), partial(self._print, lambda papers: papers.privacy_check())
        )
        self.print_coverage = self.add_button(
            tr("Print who has answered"), partial(self._print, lambda papers: papers.declaration_coverage())
        )
        self.meeting = self.add_button(tr("Enter a meeting…"), partial(self.begin, "declare-meeting", ""), main=True)
        self.list: ListPane[PersonLine] = ListPane(
            "declarations",
            columns(()),
            page.desk.views,
            Teaching(
                tr("Nobody is asked"),
                tr("Whoever is on the staff list and bound by your policy stands here."),
                icon="users",
            ),
            name=tr("Declarations"),
            find=lambda x: f"{x.person.name} {x.person.job_title}",
            identity=lambda x: x.person.id,
            two_line=True,
        )
        self.list.picked.connect(lambda row, _key: self._show_person(row))
        self.list.opened.connect(lambda row, _key: self.begin("declare", str(row.person.id)))
        self.column.addWidget(Split(self._left(), self.pane, (7, 4)), 1)
        self._show_person(None)

    def _left(self) -> QWidget:
        left = QWidget(self)
        set_look(left, "body")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self.covered = words("", "strong", left, wrap=True)
        column.addWidget(self.covered)
        column.addWidget(self.list, 1)
        return left

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "declare-meeting": lambda _record: MeetingDialog(
                self.page, self._view.asked, self._view.lines, self._meeting_kept
            ),
            "declare": lambda record: DeclareDialog(
                self.page,
                self._view.asked,
                self._of(record),
                lambda kept: self.page.messages.good(tr("It is entered for {day}.", day=day_text(kept.on))),
                disclaimer=self._view.disclaimer,
            ),
            "read-declaration": lambda record: ReadDeclarationDialog(self.page, record),
            "take-back-declaration": lambda record: TakeBackDeclarationDialog(
                self.page,
                self._of(record).person.name,
                self._of(record).declared,
                lambda _kept: self.page.messages.good(tr("It is taken back and counts no more.")),
            ),
        }

    # Reading

    def reload(self) -> None:
        self.read(self.page.desk.office.declarations.view, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return len([x for x in office.declarations.view().lines if x.missing])

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def begin(self, act: str, record: str) -> None:
        known = act in ("declare-meeting", "read-declaration") or any(
            str(x.person.id) == record for x in self._view.lines
        )
        if act == "read-declaration":
            self.page.open_dialog(act, record)
        elif known and (self._view.may_record or act not in self.dialogs()):
            super().begin(act, record)

    def _show(self, view: DeclarationsView) -> None:
        if view.asked != self._view.asked:
            self.list.set_columns(columns(view.asked))
        self._view = view
        self.list.set_rows(view.lines)
        self.covered.setText(coverage_words(view))
        self.page.set_count(self, len([x for x in view.lines if x.missing]))
        kinds = {each.kind for each in view.asked}
        self.print_check.setVisible(view.may_record and DeclarationKind.PRIVACY_CHECK in kinds)
        self.print_form.setVisible(view.may_record and bool(kinds - {DeclarationKind.PRIVACY_CHECK}))
        self.print_coverage.setVisible(view.may_record)
        self.meeting.setVisible(view.may_record and bool(view.lines))
        self._show_person(self.list.current())
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        found = next((x for x in self._view.lines if str(x.person.id) == self._wanted), None)
        if found is not None:
            self._wanted = ""
            self.list.pick(found.person.id)

    def _of(self, record: str) -> PersonLine:
        return the_one(x for x in self._view.lines if str(x.person.id) == record)

    # One person

    def _show_person(self, line: PersonLine | None) -> None:
        while (item := self.pane.flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if line is None:
            self.pane.heading.setText(tr("Choose a colleague"))
            self.pane.facts.show_facts(())
            return
        self.pane.heading.setText(line.person.name)
        self.pane.facts.show_facts(facts(self._view.asked, line))
        record = str(line.person.id)
        if self._view.may_record:
            self._button(tr("Enter a paper…"), partial(self.begin, "declare", record))
        for each in [x for x in line.declared if x.may_open and x.declaration.withdrawn_at is None]:
            said = tr("Read: {what}, {day}", what=each.short, day=day_text(each.declaration.on))
            self._button(said, partial(self.begin, "read-declaration", str(each.declaration.id)))
        if self._view.may_record and any(x.may_take_back for x in line.declared):
            self._button(tr("Take back…"), partial(self.begin, "take-back-declaration", record))

    def _button(self, said: str, act: Callable[[], object]) -> None:
        button = QPushButton(said, self.pane.buttons)
        button.clicked.connect(lambda _on=False: act())
        self.pane.flow.addWidget(button)

    # Deeds

    def _print(self, make: Callable[[PrintingService], Printed]) -> None:
        office = self.page.desk.office
        self.page.work(lambda: make(office.printing), self.page.desk.preview)

    def _meeting_kept(self, count: int) -> None:
        self.page.messages.good(ntr("Entered for {count} colleague.", "Entered for {count} colleagues.", count))
