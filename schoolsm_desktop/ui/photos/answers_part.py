"""Photo answers: how far each class is, typing a class in, conditions to settle, what another system is still to be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.photo_answers import Capacity
from schoolsm_desktop.domain.picture_places import Master
from schoolsm_desktop.domain.wording import list_text, ntr, tr
from schoolsm_desktop.services.answer_views import AnswerRights, ClassLine, ConditionLine, PupilSaid, TellLine
from schoolsm_desktop.services.photo_answers import FormRow
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage, the_one
from schoolsm_desktop.ui.theme import State, px, set_look

from .answer_dialogs import (
    ANSWERS,
    PHONE,
    WITHDRAW,
    ByClassDialog,
    OtherSystemDialog,
    PupilAnswersDialog,
    SettleDialog,
    names_of,
)
from .answers_editor import REFUSALS
from .grid_dialog import NO_CLASS_RECORD, ClassGridDialog

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.ui.common.search_combo import Choice

GRID, BY_CLASS, OTHER_SYSTEM, SETTLE = "class-grid", "by-class", "other-system", "condition-settle"


@dataclass(frozen=True, slots=True)
class _Read:
    """What the part shows, read in one go."""

    classes: tuple[ClassLine, ...] = ()
    conditions: tuple[ConditionLine, ...] = ()
    to_tell: tuple[TellLine, ...] = ()
    names: tuple[Choice, ...] = ()
    rights: AnswerRights = field(default_factory=AnswerRights)


class AnswersPart(Part):
    """A record of this part is a class."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._read_now = _Read()
        self.tell = self.add_button(tr("Change in the other system…"), partial(self.begin, OTHER_SYSTEM, ""))
        self.print_tell = self.add_button(tr("Print these changes"), self._print_to_tell)
        self.phone = self.add_button(tr("A parent rings…"), partial(self.begin, PHONE, ""))
        self.withdraw = self.add_button(tr("Withdraw a yes…"), partial(self.begin, WITHDRAW, ""))
        self.type_in = self.add_button(tr("Type in answers…"), self._type_in, main=True)
        self.said = words("", "quiet", self, wrap=True)
        self.column.addWidget(self.said)
        self.classes: ListPane[ClassLine] = ListPane(
            "answer-classes",
            _class_columns(),
            page.desk.views,
            Teaching(
                tr("No pupils yet"),
                tr("Bring the pupils in; then their forms are typed in class by class."),
                tr("Bring in pupils…"),
                lambda: page.begin("roll-import", ""),
            ),
            name=tr("Answers by class"),
            identity=lambda row: row.class_name,
            filtered=False,
        )
        self.classes.opened.connect(lambda row, _key: self._open_grid(row))
        self.column.addWidget(self.classes, 3)
        self.column.addWidget(self._conditions(), 2)

    def _conditions(self) -> QWidget:
        self.below = QWidget(self)
        set_look(self.below, "body")
        column = QVBoxLayout(self.below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(words(tr("Conditions to turn into yes or no"), "strong", self.below, wrap=True))
        self.conditions: ListPane[ConditionLine] = ListPane(
            "answer-conditions",
            _condition_columns(),
            self.page.desk.views,
            Teaching(tr("No condition waits"), tr("A form with a condition stops until the office decides per place.")),
            name=tr("Conditions to turn into yes or no"),
            identity=lambda row: row.answer.id,
            filtered=False,
            two_line=True,
        )
        self.conditions.pressed_button.connect(lambda row, _key: self.begin(SETTLE, str(row.answer.id)))
        self.conditions.opened.connect(lambda row, _key: self.begin(SETTLE, str(row.answer.id)))
        column.addWidget(self.conditions)
        return self.below

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page = self.page
        return {
            GRID: lambda record: ClassGridDialog(page, record),
            ANSWERS: partial(self._answers_dialog, ANSWERS),
            PHONE: partial(self._answers_dialog, PHONE),
            WITHDRAW: partial(self._answers_dialog, WITHDRAW),
            SETTLE: lambda record: SettleDialog(page, self._condition(record), self._settled),
            OTHER_SYSTEM: lambda _record: OtherSystemDialog(
                page, self._read_now.rights.master_name, self._read_now.to_tell, self._told
            ),
            BY_CLASS: lambda record: ByClassDialog(
                page, [line.class_name for line in self._read_now.classes], [record] if record else []
            ),
        }

    def _answers_dialog(self, kind: str, record: str) -> PupilAnswersDialog:
        return PupilAnswersDialog(self.page, kind, record, self._read_now.names, self._was_kept)

    def begin(self, act: str, record: str) -> None:
        """Open the dialog of an act; its record is a pupil or a condition, and not a line of this part."""
        if act in self.dialogs():
            self.page.open_dialog(act, record)
        elif record:
            self.show_record(record)

    # Reading

    def reload(self) -> None:
        office = self.page.desk.office.photo_answers

        def read() -> _Read:
            return _Read(office.classes(), office.conditions(), office.to_tell(), office.names(), office.rights())

        self.read(read, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return len(office.photo_answers.conditions())

    def show_record(self, record: str) -> None:
        self.classes.pick(record)

    def _show(self, read: _Read) -> None:
        self._read_now = read
        self.classes.set_rows(read.classes)
        self.conditions.set_rows(read.conditions)
        self.below.setVisible(bool(read.conditions))
        self.page.set_count(self, len(read.conditions))
        rights, has_pupils = read.rights, bool(read.classes)
        self._offer(self.tell, rights.may_record and bool(read.to_tell))
        self._offer(self.print_tell, rights.may_print and bool(read.to_tell))
        for button in (self.phone, self.withdraw, self.type_in):
            self._offer(button, rights.may_record and has_pupils)
        self.said.setText(_words(read))

    @staticmethod
    def _offer(button: QPushButton, on: bool) -> None:
        button.setVisible(on)

    def _condition(self, record: str) -> ConditionLine:
        return the_one(line for line in self._read_now.conditions if str(line.answer.id) == record)

    # Deeds

    def _type_in(self) -> None:
        row = self.classes.current()
        if row is None:
            self.page.open_dialog(GRID, "")
        else:
            self._open_grid(row)

    def _open_grid(self, row: ClassLine) -> None:
        if self._read_now.rights.may_record:
            self.page.open_dialog(GRID, row.class_name or NO_CLASS_RECORD)

    def _print_to_tell(self) -> None:
        self.page.work(self.page.desk.office.printing.other_system_list, self.page.desk.preview)

    def _was_kept(self, said: PupilSaid, row: FormRow) -> None:
        message = self.page.messages.good(tr("The answers of {name} are saved.", name=said.name))
        if any(each in REFUSALS for each in row.said.values()):
            self.page.messages.inform(tr("Pictures that are out stand under “Take down”, with the reply to sign."))
        if said.siblings:
            message.offer(
                tr("The same for {names}?", names=names_of(said.siblings)), partial(self._same_for, said, row)
            )

    def _same_for(self, said: PupilSaid, row: FormRow) -> None:
        by: UUID | Capacity | None = row.by
        name = ""
        if isinstance(by, UUID):
            signs = next((each for each in said.signs if each.id == by), None)
            by, name = (Capacity(signs.capacity), signs.name) if signs else (Capacity.NOT_KNOWN, "")
        rows = [replace(row, pupil_id=other, by=by, signer_name=name, form_id=None) for other, _ in said.siblings]

        def kept(_answers: object) -> None:
            self.page.messages.good(tr("The same is saved for {names}.", names=names_of(said.siblings)))

        self.page.work(lambda: self.page.desk.office.photo_answers.record_forms(rows), kept)

    def _settled(self, line: ConditionLine) -> None:
        self.page.messages.good(tr("The condition of {name} is settled.", name=line.pupil))

    def _told(self, count: int) -> None:
        self.page.messages.good(
            ntr("{count} answer is ticked as changed there.", "{count} answers are ticked as changed there.", count)
        )


def _words(read: _Read) -> str:
    if not read.classes:
        return ""
    pupils = sum(line.pupils for line in read.classes)
    answered = sum(line.answered for line in read.classes)
    said = ntr(
        "{answered} of {count} pupil answered.", "{answered} of {count} pupils answered.", pupils, answered=answered
    )
    if read.rights.never_asked:
        places = list_text(read.rights.never_asked)
        said = tr("{said} No home was asked about: {places}.", said=said, places=places)
    if read.rights.master is Master.ELSEWHERE:
        name = read.rights.master_name
        more = ntr(
            "{count} change is still to be made in {name}.",
            "{count} changes are still to be made in {name}.",
            len(read.to_tell),
            name=name,
        )
        return tr("{said} Answers are kept first in {name}. {more}", said=said, name=name, more=more)
    return said


def _class_columns() -> tuple[Column[ClassLine], ...]:
    return (
        Column("class", tr("Class"), lambda row: row.name, bold=True, sort=lambda _row: None, grow=True),
        _count_column("pupils", tr("Pupils"), lambda row: row.pupils),
        Column(
            "answered",
            tr("Answered"),
            lambda row: tr("{part} of {whole}", part=row.answered, whole=row.pupils),
            sort=lambda row: row.answered / max(1, row.pupils),
            state=lambda row: State.GOOD if row.answered == row.pupils else State.WARN,
        ),
        _count_column("asked", tr("Form not returned"), lambda row: row.asked),
        _count_column("not-asked", tr("Not asked, or run out"), lambda row: row.not_asked),
        _count_column("signer", tr("Check who signed"), lambda row: row.check_signer),
        _count_column("conditions", tr("Conditions"), lambda row: row.conditions),
    )


def _count_column(key: str, title: str, count: Callable[[ClassLine], int]) -> Column[ClassLine]:
    return Column(key, title, lambda row: str(count(row) or "–"), sort=count)


def _condition_columns() -> tuple[Column[ConditionLine], ...]:
    return (
        Column("pupil", tr("Pupil"), lambda row: row.pupil, detail=lambda row: row.class_name, bold=True, width=190),
        Column(
            "words",
            tr("What the form says"),
            lambda row: tr("“{words}”", words=row.answer.condition),
            detail=lambda row: row.who,
            grow=True,
        ),
        Column("places", tr("Places"), lambda row: ", ".join(name for _key, name in row.places)),
        Column("settle", "", lambda _row: tr("Settle…"), look=Look.BUTTON),
    )
