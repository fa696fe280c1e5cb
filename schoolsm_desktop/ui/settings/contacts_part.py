"""Whom to ring: the numbers in the order in which they are rung, those your policy names and nobody entered, the September check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QWidget

from schoolsm_desktop.domain.contacts import Contact, contact_words
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.rules import ContactKind
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.contacts import ContactLine, ContactsView
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Pane, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.list_keys import ListKeys
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, set_look

from .contact_dialogs import ContactDialog

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed


@dataclass(frozen=True, slots=True)
class _Row:
    """A number, or (without a line) a kind that your policy names and nobody entered."""

    kind: ContactKind
    line: ContactLine | None = None

    @property
    def key(self) -> str:
        return str(self.line.contact.id) if self.line is not None else self.kind.value


class ContactsPart(Part):
    """A record of this part is a contact's id, or the key of a kind that is missing."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view: ContactsView | None = None
        self._school_id: UUID | None = None
        self._wanted = ""
        self.print = self.add_button(tr("Print for the wall"), self._print)
        self.holiday = self.add_button(tr("Print a holiday card"), self._print_holiday)
        self.add = self.add_button(tr("Add a number…"), self._add, main=True)
        self.how = words("", "quiet", self, wrap=True)
        self.column.addWidget(self.how)
        self.pane = _ContactPane(self)
        self.list: ListPane[_Row] = ListPane(
            "contacts",
            _columns(),
            page.desk.views,
            Teaching(
                tr("No number yet"),
                tr("Whom does the school ring when something happens? The first on the list is rung first."),
                tr("Add a number…"),
                self._add,
            ),
            name=tr("Whom to ring"),
            identity=lambda row: row.key,
            two_line=True,
            filtered=False,
        )
        self.list.picked.connect(lambda row, _key: self._show_row(row))
        self.list.opened.connect(lambda _row, _key: self.change())
        ListKeys(
            self.list.table,
            {"c": self.checked_today, "+": partial(self.reorder, -1), "-": partial(self.reorder, 1)},
        )
        self.column.addWidget(Split(self.list, self.pane, (7, 4)), 1)
        for button in (self.holiday, self.add):
            button.hide()

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {"contact": self._dialog}

    @staticmethod
    def waiting(office: Office) -> int:
        view = office.contacts.view()
        return view.unchecked + len(view.missing)

    def reload(self) -> None:
        office = self.page.desk.office

        def read() -> tuple[ContactsView, UUID, bool]:
            return office.contacts.view(), office.schools.school().id, office.may(Action.PRINT_REGISTERS)

        self.read(read, self._show)

    def show_record(self, record: str) -> None:
        self._wanted = record
        self.when_ready(self._go_to_wanted)

    # What can be done

    def change(self) -> None:
        """Open the chosen number; for a kind that is missing the empty form of its kind."""
        row = self.list.current()
        if row is not None and self._may:
            self.page.open_dialog("contact", row.key)

    def checked_today(self) -> None:
        """The chosen number was rung today; the next one that waits is chosen, so that one goes on by the same key."""
        row = self.list.current()
        if row is None or row.line is None or not self._may:
            return
        contact_id = row.line.contact.id
        shown = self.list.model.shown_rows()
        at = shown.index(row)
        after = [x for x in (*shown[at + 1 :], *shown[:at]) if x.line is not None and not x.line.is_checked]
        self._wanted = after[0].key if after else ""
        self._work(partial(self.page.desk.office.contacts.checked_today, contact_id))

    def reorder(self, steps: int) -> None:
        """Ring the chosen number earlier or later."""
        row = self.list.current()
        if row is not None and row.line is not None and self._may:
            self._work(partial(self.page.desk.office.contacts.move, row.line.contact.id, steps))

    def end(self) -> None:
        """Ask, then take the chosen number off the list."""
        row = self.list.current()
        if row is None or row.line is None or not self._may:
            return
        contact = row.line.contact
        contacts = self.page.desk.office.contacts

        def ended(_kept: Contact) -> None:
            said = self.page.messages.inform(tr("{name} is off the list.", name=contact.title))
            said.offer(tr("Put it back"), lambda: self._work(lambda: contacts.bring_back(contact.id)))

        confirm.ask(
            self.page,
            title=tr("Ring {name} no more?", name=contact.title),
            consequence=tr("It leaves the list and the page for the wall. It stays in the records."),
            action=tr("Take off the list"),
            yes=lambda: self.page.work(lambda: contacts.end(contact.id), ended),
        )

    @property
    def _may(self) -> bool:
        return self._view is not None and self._view.may_edit

    def _work(self, call: Callable[[], object]) -> None:
        self.page.work(call)

    def _add(self) -> None:
        if self._may:
            self.page.open_dialog("contact")

    def _dialog(self, record: str) -> FormDialog:
        view = self._view
        if view is None or self._school_id is None:
            raise LookupError(record)
        found = next((x.contact for x in view.lines if str(x.contact.id) == record), None)
        kinds = tuple(dict.fromkeys((*view.missing, *view.named, *ContactKind)))
        kind = next((k for k in ContactKind if k.value == record), kinds[0] if view.missing else ContactKind.OTHER)
        return ContactDialog(self.page, found, kinds, self._school_id, self._saved, kind)

    def _saved(self, contact: Contact) -> None:
        self._wanted = str(contact.id)
        self.page.messages.good(tr("{name} is saved.", name=contact.title))

    def _print(self) -> None:
        def make() -> Printed:  # on the worker: what draws documents is brought in there
            return self.page.desk.office.printing.whom_to_ring()

        self.page.work(make, self.page.desk.preview)

    def _print_holiday(self) -> None:
        def make() -> Printed:
            return self.page.desk.office.printing.holiday_card()

        self.page.work(make, self.page.desk.preview)

    # Showing

    def _show(self, read: tuple[ContactsView, UUID, bool]) -> None:
        view, self._school_id, may_print = read
        self._view = view
        self.add.setVisible(view.may_edit)
        self.holiday.setVisible(may_print)
        self.print.setVisible(bool(view.lines))
        self.how.setText(_how(view))
        rows = [*(_Row(line.contact.kind, line) for line in view.lines), *(_Row(kind) for kind in view.missing)]
        self.list.set_rows(rows)
        self.page.set_count(self, view.unchecked + len(view.missing))
        self._go_to_wanted()
        current = self.list.current()
        if current is None and rows:
            self.list.pick(rows[0].key)
        else:
            self._show_row(current)

    def _go_to_wanted(self) -> None:
        if self._wanted and self.list.pick(self._wanted):
            self._wanted = ""

    def _show_row(self, row: _Row | None) -> None:
        self.pane.show_row(row, self._view)


class _ContactPane(Pane):
    """One number in full, and what can be done with it."""

    def __init__(self, part: ContactsPart) -> None:
        super().__init__()
        self.title = words("", "heading", self, wrap=True)
        self.facts = FactList(self)
        self._buttons = QWidget(self)
        set_look(self._buttons, "body")
        flow = Flow(self._buttons)
        self.checked = _button(tr("Checked today (C)"), part.checked_today, self._buttons, flow)
        self.change = _button(tr("Change…"), part.change, self._buttons, flow)
        self.up = _button(tr("Ring earlier (+)"), partial(part.reorder, -1), self._buttons, flow)
        self.down = _button(tr("Ring later (−)"), partial(part.reorder, 1), self._buttons, flow)
        self.end = _button(tr("Ring no more…"), part.end, self._buttons, flow)
        for each in (self.title, self.facts, self._buttons):
            self.add(each)
        self.fill()

    def show_row(self, row: _Row | None, view: ContactsView | None) -> None:
        """Show one number, or what is missing."""
        line = row.line if row is not None else None
        may = view is not None and view.may_edit
        self._buttons.setVisible(may and row is not None)
        for button in (self.checked, self.up, self.down, self.end):
            button.setVisible(line is not None)
        if row is None or view is None:
            self.title.setText(tr("Choose a number"))
            self.facts.show_facts(())
            return
        self.change.setText(tr("Change…") if line is not None else tr("Enter it…"))
        set_look(self.checked, "main" if line is not None and not line.is_checked else "")
        self.checked.setEnabled(line is None or line.checked != tr("Checked today"))
        if line is None:
            self.title.setText(contact_words(row.kind))
            self.facts.show_facts([Fact(tr("Not entered yet"), view.clause)])
            return
        self.title.setText(line.contact.title)
        self.up.setEnabled(line.contact.id != view.lines[0].contact.id)
        self.down.setEnabled(line.contact.id != view.lines[-1].contact.id)
        self.facts.show_facts(_facts(line, view))


def _button(said: str, act: Callable[[], object], place: QWidget, flow: Flow) -> QPushButton:
    button = QPushButton(said, place)
    button.clicked.connect(lambda _on=False: act())
    flow.addWidget(button)
    return button


def _facts(line: ContactLine, view: ContactsView) -> list[Fact]:
    contact = line.contact
    state = State.GOOD if line.is_checked else State.WARN
    known = [
        (tr("Organisation"), contact.organisation if contact.name else ""),
        (tr("Number"), contact.number),
        (tr("Out of hours"), contact.out_of_hours),
        (tr("E-mail"), contact.email),
        (tr("Page on the internet"), contact.website),
        (tr("Address"), contact.address),
        (tr("Note"), contact.note),
    ]
    facts = [Fact(tr("What for"), line.kind)]
    facts += [Fact(label, said) for label, said in known if said]
    facts.append(Fact(tr("Is it still right?"), (FactLine(line.checked, state),)))
    if line.is_named:
        facts.append(Fact(tr("Clause"), view.clause))
    return facts


def _how(view: ContactsView) -> str:
    if view.unchecked:
        return ntr(
            "{count} number is still to be checked for this school year (since {day}). Choose it, ring or look it up, press C.",
            "{count} numbers are still to be checked for this school year (since {day}). Choose one, ring or look it up, press C.",
            view.unchecked,
            day=day_text(view.since),
        )
    return tr("The first on the list is rung first. Numbers are checked once a year, in September.")


def _columns() -> tuple[Column[_Row], ...]:
    return (
        Column(
            "whom",
            tr("Whom"),
            lambda row: row.line.contact.title if row.line is not None else contact_words(row.kind),
            detail=lambda row: row.line.kind if row.line is not None else tr("your policy names it"),
            sort=lambda row: row.line.contact.position if row.line is not None else None,
            bold=True,
            grow=True,
        ),
        Column(
            "number",
            tr("Number"),
            lambda row: (row.line.contact.number or "–") if row.line is not None else "",
            detail=_late_words,
        ),
        Column(
            "checked",
            tr("Still right?"),
            lambda row: row.line.checked if row.line is not None else tr("Not entered yet"),
            state=_state,
            sort=lambda row: row.line.contact.checked_on if row.line is not None else None,
        ),
    )


def _late_words(row: _Row) -> str:
    late = row.line.contact.out_of_hours if row.line is not None else ""
    return tr("out of hours {number}", number=late) if late else ""


def _state(row: _Row) -> State:
    return State.GOOD if row.line is not None and row.line.is_checked else State.WARN
