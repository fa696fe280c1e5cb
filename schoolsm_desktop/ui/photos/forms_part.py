"""Photo forms: rounds, what is back per class, letters, chase list, and the pile that comes home."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.photo_forms import FormRound
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.photo_forms import ClassLine, FormLine, RoundChoices, RoundLine, RoundView
from schoolsm_desktop.services.printed_forms import LetterOrder
from schoolsm_desktop.services.scanned_pile import ReadPile, SortedPile, page_of_pile
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.scan_view import show_kept
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import px, set_look

from .form_dialogs import LettersDialog, NewRoundDialog, RoundDaysDialog, printed_words
from .form_type_dialog import TypeFormsDialog
from .form_words import BACK, BarPainter, class_columns, close_words, form_columns, round_columns, round_words
from .pile_dialog import PileDialog

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed
    from schoolsm_desktop.ui.common.background import Progress

NEW, DAYS, PRINT, PILE, TYPE = "forms-new", "forms-days", "forms-print", "forms-pile", "forms-type"


@dataclass(frozen=True, slots=True)
class _Read:
    """What the part shows, read in one go."""

    rounds: tuple[RoundLine, ...]
    choices: RoundChoices
    view: RoundView | None
    to_type: int = 0


class FormsPart(Part):
    """A record of this part is the id of a round."""

    ACTS = frozenset({"forms-chase"})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._choices = RoundChoices((), (), "")
        self._view: RoundView | None = None
        self._wanted = ""
        self._to_type = 0
        self._pages: dict[UUID, bytes] = {}
        self.pile = self.add_button(tr("Sort a scanned pile…"), lambda: page.open_dialog(PILE))
        self.new = self.add_button(tr("New photo forms…"), lambda: page.open_dialog(NEW), main=True)
        self._make_lists()
        inner = Split(self._middle(), self._right(), (5, 4), narrow=640)
        self.column.addWidget(Split(self.rounds, inner, (3, 9), narrow=900), 1)
        self._show_view(None)

    def _make_lists(self) -> None:
        views = self.desk.views
        teaching = Teaching(
            tr("No photo forms went out yet"),
            tr("Letters and forms are printed by class, what is back is counted, and it is shown whom to chase."),
            tr("New photo forms…"),
            lambda: self.begin(NEW, ""),
        )
        self.rounds: ListPane[RoundLine] = ListPane(
            "form-rounds",
            round_columns(),
            views,
            teaching,
            name=tr("Photo forms"),
            identity=lambda x: x.round.id,
            two_line=True,
            filtered=False,
        )
        self.rounds.picked.connect(lambda row, _key: self._picked(row))
        self.classes: ListPane[ClassLine] = ListPane(
            "form-classes",
            class_columns(),
            views,
            Teaching(tr("Choose photo forms"), tr("Its classes stand here with what is back of each.")),
            name=tr("Classes of these forms"),
            identity=lambda x: x.name,
            two_line=True,
            filtered=False,
        )
        self.classes.table.setItemDelegate(BarPainter(self.classes.table))
        self.classes.picked.connect(lambda _row, _key: self._show_forms())
        self.forms: ListPane[FormLine] = ListPane(
            "form-lines",
            form_columns(is_open=True),
            views,
            Teaching(tr("Choose a class"), tr("Its pupils stand here, each with where the form is.")),
            name=tr("Forms of the class"),
            find=lambda x: " ".join(x.pupil.all_names),
            identity=lambda x: x.form.id,
            two_line=True,
        )
        self.forms.pressed_button.connect(lambda row, key: self._tick(row) if key == BACK else None)
        self.forms.opened.connect(lambda row, key: None if key == BACK else self._tick(row))
        self.forms.picked.connect(lambda row, _key: self._form_picked(row))

    def _middle(self) -> QWidget:
        middle = QWidget(self)
        set_look(middle, "body")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self.heading = words("", "heading", middle, wrap=True)
        self.under = words("", "quiet", middle, wrap=True)
        self._buttons = QWidget(middle)
        set_look(self._buttons, "body")
        flow = Flow(self._buttons)
        self.letters = self._button(flow, tr("Print letters…"), partial(self._open, PRINT))
        self.enter = self._button(flow, tr("Enter what came back…"), self._enter)
        self.type = self._button(flow, "", partial(self._open, TYPE))
        self.chase = self._button(flow, tr("Chase list"), self._print_chase)
        self.newcomers = self._button(flow, "", self._add_newcomers)
        self.days = self._button(flow, tr("Other days…"), partial(self._open, DAYS))
        self.close_round = self._button(flow, tr("Close these forms…"), self._ask_close)
        for part in (self.heading, self.under, self._buttons):
            column.addWidget(part)
        column.addWidget(self.classes, 1)
        return middle

    def _right(self) -> QWidget:
        right = QWidget(self)
        set_look(right, "body")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self._form_buttons = QWidget(right)
        set_look(self._form_buttons, "body")
        flow = Flow(self._form_buttons)
        self.again = self._button(flow, tr("Print this form again"), self._print_again)
        self.look = self._button(flow, tr("Look at the page"), self._look)
        column.addWidget(self.forms, 1)
        column.addWidget(self._form_buttons)
        return right

    def _button(self, flow: Flow, said: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(said, flow.parentWidget())
        button.clicked.connect(lambda _on=False: act())
        flow.addWidget(button)
        return button

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page = self.page
        return {
            NEW: lambda _record: NewRoundDialog(page, self._choices, self._begun),
            DAYS: lambda record: RoundDaysDialog(page, self._of(record)),
            PRINT: lambda record: LettersDialog(page, self._of(record), self._class_name(), self._print),
            PILE: lambda _record: PileDialog(page, self._sorted),
            TYPE: lambda record: TypeFormsDialog(page, record, self._pages, self._typed),
        }

    # Reading

    def reload(self) -> None:
        self.read(self._read, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return len([x for x in office.photo_forms.lines() if x.round.closed_on is None and x.tally.missing])

    def show_record(self, record: str) -> None:
        self._wanted = record
        self.reload()

    def begin(self, act: str, record: str) -> None:
        if act in (NEW, PILE):
            self.page.open_dialog(act)
            return
        if record:
            self.show_record(record)
        if act == "forms-chase":
            self.when_ready(self._print_chase)
        elif act in self.dialogs():
            self.when_ready(partial(self._open, act))

    def _read(self) -> _Read:
        """On the worker."""
        office = self.desk.office
        rounds = office.photo_forms.lines()
        ids = [str(x.round.id) for x in rounds]
        shown = str(self._view.line.round.id) if self._view is not None else ""
        chosen = next((x for x in (self._wanted, shown) if x in ids), ids[0] if ids else "")
        view = office.photo_forms.view(UUID(chosen)) if chosen else None
        to_type = len(office.form_answers.waiting(UUID(chosen))) if chosen else 0
        return _Read(rounds, office.photo_forms.choices(), view, to_type)

    def _show(self, read: _Read) -> None:
        self._choices, self._wanted, self._to_type = read.choices, "", read.to_type
        self.rounds.set_rows(read.rounds)
        self.page.set_count(self, len([x for x in read.rounds if x.round.closed_on is None and x.tally.missing]))
        self._show_view(read.view)
        if read.view is not None:
            self.rounds.pick(read.view.line.round.id)

    def _picked(self, row: RoundLine | None) -> None:
        if row is not None and (self._view is None or row.round.id != self._view.line.round.id):
            self.show_record(str(row.round.id))

    def _of(self, record: str) -> RoundView:
        if self._view is None or str(self._view.line.round.id) != record:
            raise LookupError("no such round")
        return self._view

    def _show_view(self, view: RoundView | None) -> None:
        self._view = view
        is_open = view is not None and view.line.round.closed_on is None
        self.heading.setText(view.line.round.name if view else tr("Choose photo forms"))
        self.under.setText(f"{view.line.tally.words} · {round_words(view)}" if view else "")
        for button in (self.letters, self.enter, self.days, self.close_round):
            button.setVisible(is_open)
        self.chase.setVisible(view is not None and view.line.tally.missing > 0)
        self.type.setVisible(is_open and self._to_type > 0)
        self.type.setText(ntr("Type {count} form that is back…", "Type {count} forms that are back…", self._to_type))
        new = view.newcomers if view else 0
        self.newcomers.setVisible(is_open and new > 0)
        self.newcomers.setText(ntr("Add {count} who came since", "Add {count} who came since", new))
        set_look(self.close_round, "main" if is_open and view is not None and not view.line.tally.missing else "")
        self.forms.set_columns(form_columns(is_open=is_open))
        self.classes.set_rows(view.classes if view else ())
        if view is not None and view.classes and self.classes.current() is None:
            first = next((x for x in view.classes if x.tally.missing), view.classes[0])
            self.classes.pick(first.name)
        self._show_forms()

    def _class_name(self) -> str | None:
        row = self.classes.current()
        return row.name if row is not None else None

    def _show_forms(self) -> None:
        name = self._class_name()
        lines = self._view.forms if self._view is not None and name is not None else ()
        self.forms.set_rows([x for x in lines if x.class_name == name])
        self._form_picked(self.forms.current())

    def _form_picked(self, row: FormLine | None) -> None:
        is_open = self._view is not None and self._view.line.round.closed_on is None
        self.again.setVisible(row is not None and is_open and not row.is_back)
        self.look.setVisible(row is not None and row.form.paper_id is not None)

    # Deeds

    def _open(self, dialog: str) -> None:
        if self._view is not None:
            self.page.open_dialog(dialog, str(self._view.line.round.id))

    def _begun(self, begun: FormRound) -> None:
        self._wanted = str(begun.id)
        self.page.messages.good(tr("These photo forms have begun. Print their letters by class next."))

    def _tick(self, row: FormLine) -> None:
        forms, form_id = self.desk.office.photo_forms, row.form.id
        if self._view is None or self._view.line.round.closed_on is not None:
            return
        if row.is_back:
            self.page.work(lambda: forms.not_back(form_id), lambda _kept: None)
        else:
            self.page.work(lambda: forms.back((form_id,)), lambda _kept: None)

    def _enter(self) -> None:
        """To the grid of the class, where the answers are typed; forms typed there are back."""
        name = self._class_name()
        self.page.begin("class-grid", name or ("-" if name is not None else ""))

    def _print(self, order: LetterOrder) -> None:
        office = self.desk.office

        def make(progress: Progress) -> tuple[Printed, int]:
            printed = office.printing.photo_letters(order, progress.report)
            return printed, office.photo_forms.send(order.form_ids, again=order.second)

        def made(done: tuple[Printed, int]) -> None:
            printed, sent = done
            if sent:
                self.page.messages.good(printed_words(sent))
            self.desk.preview(printed)

        self.page.long_work(tr("Making the letters"), make, made)

    def _print_again(self) -> None:
        row = self.forms.current()
        if row is not None:
            self._print(LetterOrder((row.form.id,)))

    def _print_chase(self) -> None:
        if self._view is not None:
            round_id = self._view.line.round.id
            self.page.work(lambda: self.desk.office.printing.form_chase_list(round_id), self.desk.preview)

    def _look(self) -> None:
        row = self.forms.current()
        paper = row.form.paper_id if row is not None else None
        if paper is not None:
            show_kept(self.page, lambda: self.desk.office.papers.open(paper))

    def _add_newcomers(self) -> None:
        if self._view is None:
            return
        round_id = self._view.line.round.id

        def added(new: int) -> None:
            said = ntr(
                "{count} form was added. Print its letter.", "{count} forms were added. Print their letters.", new
            )
            self.page.messages.good(said)

        self.page.work(lambda: self.desk.office.photo_forms.add_newcomers(round_id), added)

    def _ask_close(self) -> None:
        if self._view is None:
            return
        view = self._view

        def closed(_kept: FormRound) -> None:
            self.page.messages.good(tr("These photo forms are closed."))

        confirm.ask(
            self.page,
            title=tr("Close “{round}”?", round=view.line.round.name),
            consequence=close_words(view),
            action=tr("Close these forms"),
            yes=lambda: self.page.work(lambda: self.desk.office.photo_forms.close(view.line.round.id), closed),
        )

    def _sorted(self, pile: ReadPile, done: SortedPile) -> None:
        self._pages = {form_id: page_of_pile(pile, form_id) for form_id in done.form_ids}
        said = [ntr("{count} form is back", "{count} forms are back", len(done.form_ids))]
        if done.lists:
            said.append(ntr("{count} list came back", "{count} lists came back", done.lists))
        message = self.page.messages.good(
            tr("{what}. What is ticked on them is still to be typed.", what=", ".join(said))
        )
        if done.round_id is not None:
            message.offer(tr("Type the answers…"), partial(self.begin, TYPE, str(done.round_id)))

    def _typed(self, count: int) -> None:
        if count:
            self.page.messages.good(ntr("{count} form is typed.", "{count} forms are typed.", count))
