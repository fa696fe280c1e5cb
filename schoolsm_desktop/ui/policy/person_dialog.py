"""Adding a person, or changing what is known of one: name and job first, everything else when it is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.people import CONTRACT_WORDS, ENDS_ON_A_DAY, Contract, Person, contract_words
from schoolsm_desktop.domain.wording import list_text, tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.section import Section
from schoolsm_desktop.ui.pages import Page

from .book import Book

_NO_ID = UUID(int=0)  # a new person gets an id where it is kept
_WIDE_NAMES = ("given_name", "family_name")


class PersonDialog(FormDialog):
    """`person` None adds one. `saved` gets the person as kept."""

    def __init__(self, page: Page, book: Book, person: Person | None, saved: Callable[[Person], object]) -> None:
        super().__init__(
            page,
            tr("Add person") if person is None else tr("Change person"),
            tr("Add person") if person is None else tr("Save"),
            self._save,
            sentence=tr("Name and job are enough to begin. The rest can follow.") if person is None else person.name,
        )
        self._book, self._saved, self._new = book, saved, person is None
        self._person = person or Person(_NO_ID, book.school_id, "", "")
        self._agreed = ""  # the name that is to be kept although somebody else has it too
        self._add_fields()
        self.form.saved()
        self.form.edited.connect(self._edited)
        self._explain()

    def showEvent(self, event: Any) -> None:
        self._more.open_if_typed()
        super().showEvent(event)

    def _add_fields(self) -> None:
        form, person = self.form, self._person
        form.add_line("given_name", tr("First name"), person.given_name, longest=80)
        form.add_line("family_name", tr("Family name"), person.family_name, longest=80)
        form.add_line("job_title", tr("Job"), person.job_title, needed=self._new, longest=120)
        if len(self._book.schools) > 1:
            schools = sorted(((str(s.id), s.name) for s in self._book.schools), key=lambda pair: pair[1].casefold())
            form.add_choice("school_id", tr("School"), schools, str(person.school_id))
        self._more = Section(form, tr("More about this person"))
        form.add_line("known_as", tr("Known as"), person.known_as, hint=tr("If not by the first name."), longest=80)
        kinds = [(kind.value, contract_words(kind).capitalize()) for kind in CONTRACT_WORDS]
        form.add_choice("contract", tr("Contract"), kinds, person.contract.value)
        form.add_line("agency", tr("Agency or firm"), person.agency, longest=120)
        form.add_day("starts", tr("First day here"), person.starts)
        form.add_day("ends", tr("Last day here"), person.ends)
        form.add_line("email", tr("Work e-mail"), person.email, longest=200)
        manager = str(person.manager_id) if person.manager_id else ""
        form.add_search("manager_id", tr("Line manager"), self._book.people_choices(person.id), manager)
        form.add_lines("note", tr("Note"), person.note, lines=2)
        self.follows = self.add_what_follows()
        self._more.take("known_as", "contract", "agency", "starts", "ends", "email", "manager_id", "note")
        if not self._new:
            self._more.setChecked(True)

    def show_failure(self, error: Exception) -> None:
        """Beside its field, with the section around it opened."""
        super().show_failure(error)
        self._more.open_if_wrong()

    def _edited(self, name: str) -> None:
        if name in (*_WIDE_NAMES, "known_as"):
            self._agreed = ""
            self._name_main()
        if name == "contract":
            self._explain()
        if name == "ends":
            self._say_what_follows()

    def _explain(self) -> None:
        """Say what the contract means before anything is saved."""
        contract = Contract(self.form.value("contract"))
        self.form.field("ends").set_hint(
            tr("For this kind of contract access always ends on a day.")
            if contract in ENDS_ON_A_DAY
            else tr("Empty while no day is known. Access and sign-in are ended by you; Today reminds you.")
        )

    def _say_what_follows(self) -> None:
        """What a last day that was typed anew would mean."""
        try:
            last = self.form.day("ends")
        except FieldError:
            last = None  # half typed
        person_id = self._person.id
        if self._new or last is None or last == self._person.ends:
            self.follows.show_sentences(())
        else:
            self.follows.ask(lambda: self.page.desk.office.what_if.person_leaves(person_id, last))

    def _name_main(self) -> None:
        if self._new:
            self.main.setText(tr("Add all the same") if self._agreed else tr("Add person"))
        else:
            self.main.setText(tr("Save all the same") if self._agreed else tr("Save"))

    def _typed(self) -> Person:
        form, before = self.form, self._person
        manager = form.value("manager_id")
        return Person(
            id=before.id,
            school_id=UUID(form.value("school_id")) if len(self._book.schools) > 1 else before.school_id,
            given_name=form.value("given_name"),
            family_name=form.value("family_name"),
            job_title=form.value("job_title"),
            known_as=form.value("known_as"),
            contract=Contract(form.value("contract")),
            email=form.value("email"),
            starts=form.day("starts"),
            ends=form.day("ends"),
            manager_id=UUID(manager) if manager else None,
            agency=form.value("agency"),
            note=form.value("note"),
            revision=before.revision,
        )

    def _save(self) -> None:
        if self._unknown_manager():
            return
        person, people = self._typed(), self.page.desk.office.people
        if person.name and person.name != self._agreed and person.name != self._person.name:
            self.work(lambda: people.alike(person), lambda alike: self._looked(person, alike))
        else:
            self._keep(person)

    def _unknown_manager(self) -> bool:
        """A name that is nobody's would otherwise be lost unseen."""
        editor = self.form.field("manager_id").editor
        typed = getattr(editor, "currentText", str)().strip()
        if not typed or self.form.value("manager_id"):
            return False
        self.form.show_error(
            "manager_id", tr("Nobody on the staff list has this name. Choose a name, or empty the field.")
        )
        self._more.open_if_wrong()
        return True

    def _looked(self, person: Person, alike: Sequence[Person]) -> None:
        if not alike:
            self._keep(person)
            return
        self._agreed = person.name
        self._name_main()
        known = [tr("{name} ({job})", name=one.name, job=one.job_title or tr("job not known")) for one in alike]
        self.messages.warn(
            tr(
                "Somebody of this name is already on the list: {people}. Nothing was saved yet. If this is another "
                "person, press “{button}”; if not, cancel and change the one on the list.",
                people=list_text(known),
                button=self.main.text(),
            )
        )

    def _keep(self, person: Person) -> None:
        people = self.page.desk.office.people

        def kept(saved: Person) -> None:
            self._saved(saved)
            self.form.saved()
            self.accept()

        self.work(lambda: people.add(person) if self._new else people.change(person), kept)
