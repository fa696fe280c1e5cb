"""The roll: every pupil with what stands in short, and beside it one of them in full."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from schoolsm_desktop.domain.photo_answers import Adult
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.pupil_holds import HoldKept, HoldReason
from schoolsm_desktop.services.pupil_views import PupilLine, PupilRights, PupilView
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import FactLine
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import px, set_look

from .pupil_dialogs import (
    AddPupilDialog,
    AdultDialog,
    ChangePupilDialog,
    HoldDialog,
    LeaveDialog,
    NameDialog,
    ReasonDialog,
    SiblingDialog,
)
from .pupil_pane import PupilPane
from .pupil_words import pupil_columns
from .roll_acts import IMPORT, ROLL_ACTS, FileCatcher, roll_dialogs

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office

HERE, NO_CLASS, LEFT, OF_CLASS = "here", "no-class", "left", "class:"
Opened = tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """What the part shows, read in one go."""

    lines: tuple[PupilLine, ...]
    classes: tuple[str, ...]
    rights: PupilRights
    dsl_reads: bool


class PupilsPart(Part):
    """A record is the id of a pupil; of a dialog about who answers, that of the pupil and of the adult."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._read_last = _Read((), (), PupilRights(), dsl_reads=True)
        self._view: PupilView | None = None
        self._wanted = ""
        self._shown: tuple[tuple[PupilLine, ...], str] = ((), "")
        self._in_parts = {
            act: self.add_button(said, partial(self._begin_elsewhere, act))
            for act, said in (
                ("year-turn", tr("The year turns…")),
                ("class-grid", tr("Answers of a class…")),
            )
        }
        self.add = self.add_button(tr("Add a pupil…"), partial(self.begin, "pupil-add", ""), main=True)
        self.column.addWidget(Split(self._left(), self._right(), (6, 5), narrow=820), 1)
        self.catcher = FileCatcher(self, lambda path: self.page.begin(IMPORT, str(path)))

    def _left(self) -> QWidget:
        left = QWidget(self)
        set_look(left, "body")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        label = words(tr("Show"), "quiet", left)
        self.which = QComboBox(left)
        self.which.setAccessibleName(tr("Which pupils are shown"))
        label.setBuddy(self.which)
        row.addWidget(label)
        row.addWidget(self.which)
        row.addStretch(1)
        column.addLayout(row)
        self.list: ListPane[PupilLine] = ListPane(
            "pupils",
            pupil_columns(),
            self.desk.views,
            Teaching(
                tr("No pupils yet"),
                tr("Bring them in from a list of your school’s system, or add them by hand. A name is enough."),
                tr("Bring in pupils…"),
                partial(self._begin_elsewhere, "roll-import"),
            ),
            name=tr("Pupils"),
            find=lambda x: x.key,
            identity=lambda x: x.pupil.id,
            two_line=True,
        )
        self.list.picked.connect(lambda row, _key: self._picked(row))
        self.list.opened.connect(lambda row, _key: self._open(row))
        column.addWidget(self.list, 1)
        self._offer_classes(())
        self.which.currentIndexChanged.connect(lambda _at: self._chose_class())
        return left

    def _right(self) -> QWidget:
        self.pane = PupilPane(self.page.has, self)
        self.pane.wanted.connect(self._deed)
        self.pane.wanted_adult.connect(self._adult_deed)
        return self.pane

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page, of = self.page, self._of
        return {
            "pupil-add": lambda _r: AddPupilDialog(page, self._read_last.classes, self._added),
            "pupil-edit": lambda r: ChangePupilDialog(page, self._read_last.classes, of(r), self._saved),
            "pupil-name": lambda r: NameDialog(page, of(r), self._saved),
            "pupil-name-corrected": lambda r: NameDialog(page, of(r), self._saved, throughout=True),
            "pupil-sibling": lambda r: SiblingDialog(page, of(r), self._choices(), self._linked),
            "pupil-leaves": lambda r: LeaveDialog(page, of(r), self._saved),
            "pupil-back": lambda r: LeaveDialog(page, of(r), self._saved, back=True),
            "pupil-hold": lambda r: HoldDialog(page, of(r), dsl_reads=self._read_last.dsl_reads, saved=self._held),
            "pupil-end-hold": self._end_hold_dialog,
            "adult-add": lambda r: AdultDialog(page, of(r), None, self._adult_saved),
            "adult-edit": lambda r: AdultDialog(page, of(r), self._adult(r), self._adult_saved),
            "adult-end-say": lambda r: self._say_dialog(r, ends=True),
            "adult-give-say": lambda r: self._say_dialog(r, ends=False),
            **roll_dialogs(page),
        }

    # Reading

    def reload(self) -> None:
        self.read(self._read, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return len(office.pupils.to_decide())

    def show_record(self, record: str) -> None:
        self._wanted = record.partition(" ")[0]
        self.when_ready(self._go_to_wanted)

    def begin(self, act: str, record: str) -> None:
        if not record or act in ROLL_ACTS:
            self.when_ready(lambda: self.page.open_dialog(act, record))
            return
        self.show_record(record)
        self._with_view(record, lambda: self.page.open_dialog(act, record))

    def restore(self, draft: Mapping[str, Any]) -> None:
        record, back = str(draft.get("record", "")), super().restore
        if record and draft.get("dialog") not in ROLL_ACTS:
            self.when_ready(lambda: self._with_view(record, lambda: back(draft)))
        else:
            back(draft)

    def _read(self) -> _Read:
        """On the worker."""
        pupils = self.desk.office.pupils
        return _Read(pupils.lines(), pupils.classes(), pupils.rights(), pupils.dsl_reads())

    def _show(self, read: _Read) -> None:
        self._read_last = read
        self._offer_classes(read.classes)
        self.add.setVisible(read.rights.edit)
        may = {"year-turn": read.rights.import_roll}
        for act, button in self._in_parts.items():
            button.setVisible(may.get(act, read.rights.record) and self.page.has(act))
        self._show_rows()
        self._go_to_wanted()
        current = self.list.current()
        if current is not None:
            self._read_pupil(current.pupil.id)
        else:
            self._show_view(None)

    def _offer_classes(self, classes: tuple[str, ...]) -> None:
        """The classes of today beside everybody on the roll; what was chosen stays, as each person left it."""
        choices = [(HERE, tr("On the roll"))]
        choices += [(OF_CLASS + name, tr("Class {name}", name=name)) for name in classes]
        choices += [(NO_CLASS, tr("Without a class")), (LEFT, tr("Have left"))]
        if [self.which.itemData(at) for at in range(self.which.count())] == [key for key, _ in choices]:
            return
        chosen = str(self.desk.views.get("pupils-shown").get("which", HERE))
        self.which.blockSignals(True)
        self.which.clear()
        for key, said in choices:
            self.which.addItem(said, key)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self.which.blockSignals(False)

    def _chose_class(self) -> None:
        self.desk.views.put("pupils-shown", {"which": self._which()})
        self._show_rows()

    def _which(self) -> str:
        return str(self.which.currentData() or HERE)

    def _show_rows(self) -> None:
        """Lay the rows anew only where they are others: at 20,000 it is the one costly step."""
        lines, which = self._read_last.lines, self._which()
        if self._shown[0] is lines and self._shown[1] == which:
            return
        self._shown = (lines, which)
        self.list.set_rows(lines if not lines else [x for x in lines if _is_shown(x, which)])

    def _go_to_wanted(self) -> None:
        line = next((x for x in self._read_last.lines if str(x.pupil.id) == self._wanted), None)
        if line is None:
            return
        self._wanted = ""
        if not _is_shown(line, self._which()):
            self.which.setCurrentIndex(self.which.findData(LEFT if line.has_left else HERE))
        if not self.list.pick(line.pupil.id):
            self.list.filter.clear()
            self.list.pick(line.pupil.id)

    # One pupil

    def _picked(self, row: PupilLine | None) -> None:
        if row is None:
            self._show_view(None)
        elif self._view is None or self._view.pupil.id != row.pupil.id:
            self._read_pupil(row.pupil.id)

    def _open(self, row: PupilLine) -> None:
        act = "pupil-answers" if self._read_last.rights.record and self.page.has("pupil-answers") else "pupil-edit"
        if act == "pupil-answers" or self._read_last.rights.edit:
            self._begin_elsewhere(act, str(row.pupil.id))

    def _read_pupil(self, pupil_id: UUID) -> None:
        def came(view: PupilView) -> None:
            current = self.list.current()
            if current is not None and current.pupil.id == view.pupil.id:
                self._show_view(view)

        self.page.work(lambda: self.desk.office.pupils.pupil(pupil_id), came)

    def _show_view(self, view: PupilView | None, opened: Opened = ()) -> None:
        self._view = view
        if view is None:
            self.pane.show_nobody()
        else:
            self.pane.show_pupil(view, self.desk.today(), opened)

    def _with_view(self, record: str, then: Callable[[], object]) -> None:
        """Go on with the pupil that a record names, read anew."""
        pupil_id = UUID(record.partition(" ")[0])

        def came(view: PupilView) -> None:
            self._show_view(view)
            then()

        self.page.work(lambda: self.desk.office.pupils.pupil(pupil_id), came)

    def _of(self, record: str) -> PupilView:
        if self._view is None or str(self._view.pupil.id) != record.partition(" ")[0]:
            raise LookupError("no such pupil")
        return self._view

    def _adult(self, record: str) -> Adult:
        adults = (x.adult for x in self._of(record).adults)
        found = next((a for a in adults if str(a.id) == record.partition(" ")[2]), None)
        if found is None:
            raise LookupError("no such adult")
        return found

    def _choices(self) -> list[tuple[str, str, str]]:
        return [(str(x.pupil.id), x.pupil.name, x.classes) for x in self._read_last.lines if not x.has_left]

    # Deeds

    def _begin_elsewhere(self, act: str, record: str = "") -> None:
        """Begin what may be another part's; a class goes along where one is chosen."""
        which = self._which()
        if act == "class-grid" and which.startswith(OF_CLASS):
            record = which.removeprefix(OF_CLASS)
        self.page.begin(act, record)

    def _deed(self, act: str) -> None:
        view, pupils = self._view, self.desk.office.pupils
        if view is None:
            return
        pupil_id = view.pupil.id
        if act == "hold-reasons":
            self._open_sealed(view, lambda: _reason_lines(pupils.hold_reasons(pupil_id)))
        elif act == "sealed-names":
            self._open_sealed(view, lambda: tuple(FactLine(said) for said in pupils.sealed_names(pupil_id)))
        elif act == "pupil-unlink":
            self._ask_unlink(view)
        else:
            self._begin_elsewhere(act, str(pupil_id))

    def _adult_deed(self, act: str, adult_id: str) -> None:
        view, pupils = self._view, self.desk.office.pupils
        if view is None:
            return
        if act == "adult-responsible":
            self.page.work(lambda: pupils.record_responsibility(UUID(adult_id)), self._adult_saved)
        elif act == "say-reasons":
            self._open_sealed(view, lambda: tuple(FactLine(said) for said in pupils.say_reasons(UUID(adult_id))))
        else:
            self.begin(act, f"{view.pupil.id} {adult_id}")

    def _open_sealed(self, view: PupilView, call: Callable[[], Opened]) -> None:
        def read() -> tuple[PupilView, Opened]:
            found = call()
            return self.desk.office.pupils.pupil(view.pupil.id), found

        def came(result: tuple[PupilView, Opened]) -> None:
            now, found = result
            self._show_view(now, found or (FactLine(tr("Nothing is kept here that you can read.")),))
            self.page.set_count(self, 0)
            self.page.work(lambda: self.waiting(self.desk.office), lambda count: self.page.set_count(self, count))

        self.page.work(read, came)

    def _ask_unlink(self, view: PupilView) -> None:
        pupil_id = view.pupil.id
        confirm.ask(
            self.page,
            title=tr("Take {name} out of this family?", name=view.pupil.name),
            consequence=tr("Forms and answers are no longer offered together. The others stay linked."),
            action=tr("Take out"),
            yes=lambda: self.page.work(lambda: self.desk.office.pupils.unlink(pupil_id), self._unlinked),
        )

    def _end_hold_dialog(self, record: str) -> FormDialog:
        view = self._of(record)
        return ReasonDialog(
            self.page,
            tr("End the hold of {name}", name=view.pupil.name),
            tr("End the hold"),
            tr("From then on the answers of the adults decide again."),
            lambda reason: self.desk.office.pupils.end_hold(view.pupil.id, reason),
            lambda: self._say(tr("The hold has ended. What was answered decides again.")),
        )

    def _say_dialog(self, record: str, *, ends: bool) -> FormDialog:
        adult, pupils = self._adult(record), self.desk.office.pupils
        return ReasonDialog(
            self.page,
            tr("End this person’s say") if ends else tr("Give the say back"),
            tr("End the say") if ends else tr("Give it back"),
            tr("No answer of this person counts from then on, neither yes nor no.")
            if ends
            else tr("What this person answered last counts again."),
            lambda reason: (pupils.end_say if ends else pupils.give_say_back)(adult.id, reason),
            lambda: self._say(tr("It is recorded. Only the DSL and deputy DSL can read why.")),
        )

    # What was done

    def _say(self, said: str) -> None:
        self.page.messages.good(said)

    def _added(self, pupil: Pupil) -> None:
        self._wanted = str(pupil.id)
        self._say(tr("{name} is on the roll.", name=pupil.name))
        self._go_to_wanted()

    def _saved(self, pupil: Pupil) -> None:
        self._say(tr("{name} is saved.", name=pupil.name))

    def _linked(self) -> None:
        self._say(tr("They are linked as brothers and sisters."))

    def _unlinked(self, _none: None) -> None:
        self._say(tr("The link is taken away."))

    def _adult_saved(self, adult: Adult) -> None:
        if adult.counts_for_yes:
            self._say(tr("It is saved. A yes of this person counts."))
        else:
            self._say(tr("It is saved. A yes of this person does not count; a no does."))

    def _held(self, kept: HoldKept) -> None:
        if kept.sealed:
            self._say(tr("On hold. The DSL sees it on Today; what you wrote is sealed."))
        else:
            self._say(tr("On hold, without words: tell the DSL why, on paper."))


def _is_shown(line: PupilLine, which: str) -> bool:
    if which == LEFT:
        return line.has_left
    if line.has_left:
        return False
    if which == NO_CLASS:
        return not line.classes
    return which == HERE or which.removeprefix(OF_CLASS) in line.pupil.classes


def _reason_lines(reasons: tuple[HoldReason, ...]) -> Opened:
    """Each hold with who wrote what; one without words says whom to ask."""
    lines = []
    for each in reasons:
        said = each.reason or tr("no words are kept: ask {name}", name=each.by)
        text = tr("{day}, {name}: {said}", day=day_text(each.since), name=each.by, said=said)
        lines.append(FactLine(tr("{text}. Ended: {why}", text=text, why=each.ended) if each.ended else text))
    return tuple(lines)
