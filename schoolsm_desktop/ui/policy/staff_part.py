"""Who works here, what they answer for, and with what sign-in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from schoolsm_desktop.domain.checklists import Checklist
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.imports import Brought
from schoolsm_desktop.services.people import PersonLine
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.change_passphrase import ChangePassphraseDialog
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.parts import Part, PartedPage

from .book import Book, read_book
from .duty_dialogs import EndDutyDialog, GiveDutyDialog
from .handover_dialog import HandoverDialog
from .import_dialog import BringInStaffDialog, brought_words
from .person_dialog import PersonDialog
from .sign_in_dialogs import TemporaryPassphraseDialog, ask_confirm, ask_end, ask_keyholder
from .staff_list import staff_columns
from .staff_pane import StaffPane, person_deeds, sign_in_deeds
from .tick_dialog import TakeBackDialog, TickDialog


class StaffPart(Part):
    """A record of this part is the id of a person. Acts: its dialogs, and the questions in `ACTS`."""

    ACTS = frozenset(
        {
            "confirm-sign-in",
            "end-sign-in",
            "make-keyholder",
            "no-keyholder",
            "undertaking",
            "see-access",
            "leaving",
            "changed-job",
            "came-back",
            "same-person",
        }
    )

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._book: Book | None = None
        self.tick_many = self.add_button(tr("Tick off for many…"), partial(self.begin, "tick-condition", ""))
        self.bring_in = self.add_button(tr("Bring in a staff list…"), partial(self.begin, "bring-in-staff", ""))
        self.add_person = self.add_button(tr("Add person…"), partial(self.begin, "add-person", ""), main=True)
        self._fill()
        self._dialogs = self._named_dialogs()
        self._questions = self._named_questions()

    # What it is made of

    def _fill(self) -> None:
        teaching = Teaching(
            tr("Nobody is on the staff list yet"),
            tr("Bring in the list that your school’s system exports, or add people one by one."),
            tr("Bring in a staff list…"),
            partial(self.begin, "bring-in-staff", ""),
            icon="users",
        )
        self.list: ListPane[PersonLine] = ListPane(
            "people",
            staff_columns(self.desk.today),
            self.desk.views,
            teaching,
            name=tr("Staff list"),
            find=lambda line: (
                f"{line.person.name} {line.person.given_name} {line.person.job_title} {line.duties_text} {line.school}"
            ),
            identity=lambda line: line.person.id,
            two_line=True,
        )
        self.list.picked.connect(lambda line, _key: self._show_person(line))
        self.list.opened.connect(lambda line, _key: self._opened(line))
        self.pane = StaffPane()
        self.pane.wanted.connect(self._wanted)
        self._lost = Card(tr("Worth knowing"))
        self._lost_words = words("", "", self._lost, wrap=True)
        self._lost.add(self._lost_words)
        self._lost.setVisible(False)
        self.column.addWidget(self._lost)
        self.column.addWidget(Split(self.list, self.pane), 1)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return self._dialogs

    def _named_dialogs(self) -> dict[str, Callable[[str], FormDialog]]:
        page = self.page
        return {
            "add-person": lambda _record: PersonDialog(page, self.book, None, self._added),
            "change-person": lambda record: PersonDialog(page, self.book, self._line(record).person, self._changed),
            "give-duty": lambda record: GiveDutyDialog(page, self.book, self._line(record), self._duty_given),
            "end-duty": lambda record: EndDutyDialog(page, self.book, self._line(record), self._duty_ended),
            "hand-over": lambda record: HandoverDialog(page, self.book, self._line(record), self._handed_over),
            "make-sign-in": partial(self._passphrase_dialog, renew=False),
            "reset-sign-in": partial(self._passphrase_dialog, renew=True),
            "change-passphrase": lambda _record: ChangePassphraseDialog(page, self._passphrase_changed),
            "bring-in-staff": lambda _record: BringInStaffDialog(page, self.book, self._brought),
            "tick-condition": lambda record: TickDialog(page, self.book, record, self._ticked),
            "take-back-tick": self._take_back_dialog,
        }

    def _named_questions(self) -> dict[str, Callable[[PersonLine], object]]:
        questions: dict[str, Callable[[PersonLine], object]] = {
            "confirm-sign-in": self._ask_confirm,
            "end-sign-in": self._ask_end,
            "make-keyholder": self._ask_keyholder,
            "no-keyholder": self._ask_keyholder,
            "undertaking": self._print_undertaking,
            "see-access": lambda line: self.desk.go(Target("access", str(line.person.id))),
        }
        for act in ("leaving", "changed-job", "came-back", "same-person"):
            questions[act] = partial(self._at_access, act)
        return questions

    def _at_access(self, act: str, line: PersonLine) -> None:
        """Whoever leaves or comes back is dealt with where lists are worked off."""
        self.desk.go(Target("access", str(line.person.id), act))

    @property
    def book(self) -> Book:
        """What was read last; the dialogs are opened after the first reading only."""
        if self._book is None:
            message = "nothing was read yet"
            raise RuntimeError(message)
        return self._book

    # Reading

    def reload(self) -> None:
        office = self.desk.office
        self.read(lambda: read_book(office), self._show)

    def show_record(self, record: str) -> None:
        def pick() -> None:
            line = self.book.line(record)
            if line is not None:
                self.list.filter.clear()
                self.list.pick(line.person.id)

        self.when_ready(pick)

    def begin(self, act: str, record: str) -> None:
        self.when_ready(lambda: self._begin(act, record))

    def _begin(self, act: str, record: str = "") -> None:
        if record:
            self.show_record(record)
        line = self.book.line(record) if record else None
        if act not in self._open_to(line):
            return
        if act in self._questions and line is not None:
            self._questions[act](line)
        elif act in self._dialogs:
            self.page.open_dialog(act, record)

    def _open_to(self, line: PersonLine | None) -> set[str]:
        """What may be begun, for a person or on the page itself: a button elsewhere may lead somebody here who may not."""
        if line is not None:
            return {act for act, _words, _look in (*person_deeds(self.book, line), *sign_in_deeds(self.book, line))}
        rights = self.book.rights
        acts = {"add-person", "bring-in-staff"} if rights.edit else set()
        return acts | ({"tick-condition"} if rights.tick else set())

    def _show(self, book: Book) -> None:
        self._book = book
        self.list.set_rows(book.lines)
        self._lost_words.setText("\n".join(book.lost))
        self._lost.setVisible(bool(book.lost))
        self._show_person(self.list.current())
        for button in (self.bring_in, self.add_person):
            button.setVisible(book.rights.edit)
        self.tick_many.setVisible(book.rights.tick)

    def _show_person(self, line: PersonLine | None) -> None:
        if line is None or self._book is None:
            self.pane.show_nobody()
        else:
            self.pane.show_person(self._book, line)

    def _opened(self, line: PersonLine) -> None:
        if self.book.rights.edit:
            self.page.open_dialog("change-person", str(line.person.id))

    def _wanted(self, act: str) -> None:
        line = self.list.current()
        if line is not None:
            self._begin(act, str(line.person.id))

    def _line(self, record: str) -> PersonLine:
        line = self.book.line(record)
        if line is None:
            raise KeyError(record)
        return line

    # Dialogs that have done their work

    def _passphrase_dialog(self, record: str, *, renew: bool) -> FormDialog:
        return TemporaryPassphraseDialog(
            self.page,
            self.book,
            self._line(record),
            self._sign_in_renewed if renew else self._sign_in_made,
            renew=renew,
        )

    def _added(self, person: Person) -> None:
        self.page.messages.good(tr("{person} is on the staff list.", person=person.name))
        self._pick_when_there(str(person.id))

    def _pick_when_there(self, record: str) -> None:
        """The list is read anew after a change; the new person is chosen in it."""
        self.page.work(lambda: None, lambda _none: self.show_record(record))

    def _changed(self, person: Person) -> None:
        self.page.messages.good(tr("What is known of {person} is saved.", person=person.name))

    def _duty_given(self, title: str) -> None:
        self.page.messages.good(tr("The duty {title} is given.", title=title))

    def _duty_ended(self, title: str, day: str) -> None:
        self.page.messages.good(tr("The duty {title} ends on {day}.", title=title, day=day))

    def _handed_over(self, _list: Checklist) -> None:
        where = tr("The list stands on “Posting access”, under leavers and lists; the handover book is on “Reports”.")
        if self.book.rights.confirm:
            self.page.messages.good(tr("The handover is begun.") + " " + where)
        else:
            self.page.messages.warn(
                tr("The list is made. Duty and keys are still the headteacher’s to hand over.") + " " + where
            )

    def _print_undertaking(self, line: PersonLine) -> None:
        person_id = line.person.id
        self.page.work(lambda: self.desk.office.printing.undertaking(person_id), self.desk.preview)

    def _sign_in_made(self, waits: bool) -> None:
        if waits:
            self.page.messages.warn(
                tr("The sign-in is made. It opens nothing until the headteacher has confirmed it here.")
            )
        else:
            self.page.messages.good(tr("The sign-in is made. Hand over the passphrase on paper."))

    def _sign_in_renewed(self, waits: bool) -> None:
        if waits:
            self.page.messages.warn(
                tr("The sign-in is reset. It opens nothing until the headteacher has confirmed it here.")
            )
        else:
            self.page.messages.good(tr("The sign-in is reset. Hand over the new passphrase on paper."))

    def _ticked(self, count: int) -> None:
        self.page.messages.good(ntr("It is ticked for {count} person.", "It is ticked for {count} people.", count))

    def _take_back_dialog(self, record: str) -> FormDialog:
        person = self._line(record).person
        return TakeBackDialog(
            self.page,
            person.id,
            person.name,
            lambda _met: self.page.messages.good(tr("The tick is taken back and counts no more.")),
        )

    def _passphrase_changed(self) -> None:
        self.page.messages.good(tr("Your passphrase is changed. The former one no longer opens anything."))

    def _brought(self, brought: Brought) -> None:
        self.page.messages.good(brought_words(brought))

    # Questions

    def _ask_confirm(self, line: PersonLine) -> None:
        sign_ins, person_id = self.desk.office.sign_ins, line.person.id
        said = tr("The sign-in is confirmed. What the register gives is open to them now.")
        ask_confirm(self.page, line, lambda: self._do(lambda: sign_ins.confirm(person_id), said))

    def _ask_end(self, line: PersonLine) -> None:
        sign_ins, person_id = self.desk.office.sign_ins, line.person.id
        said = tr("The sign-in has ended. Access in the register is ended on the page “Posting access”.")

        def ask(follows: Sequence[str]) -> None:
            ask_end(self.page, line, follows, lambda: self._do(lambda: sign_ins.end(person_id), said))

        self.page.work(lambda: self.desk.office.what_if.sign_in_ends(person_id), ask)

    def _ask_keyholder(self, line: PersonLine) -> None:
        sign_ins, person_id, keyholder = self.desk.office.sign_ins, line.person.id, not line.is_keyholder
        said = (
            tr("This person is a keyholder now and can open every password.")
            if keyholder
            else tr("This person is no longer a keyholder.")
        )

        def ask(follows: Sequence[str]) -> None:
            ask_keyholder(
                self.page,
                self.book,
                line,
                follows,
                lambda: self._do(lambda: sign_ins.set_keyholder(person_id, keyholder), said),
            )

        self.page.work(lambda: self.desk.office.what_if.keyholder_goes(person_id), ask)

    def _do(self, deed: Callable[[], None], said: str) -> None:
        def done(_none: None) -> None:
            self.page.messages.good(said)

        self.page.work(deed, done)
