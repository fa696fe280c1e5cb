"""The dialogs of a record: add to it, how grave it is, who it is about, who leads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from uuid import UUID

from PySide6.QtCore import Qt

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.incident_kinds import SEVERITY_WORDS, Severity
from schoolsm_desktop.domain.incident_words import (
    DEVICE_WORDS,
    DUTY_WORDS,
    HARM_WORDS,
    LEGAL_WORDS,
    MARK_WORDS,
    PART_WORDS,
    VISIBILITY_WORDS,
    WHO_WORDS,
)
from schoolsm_desktop.domain.incidents import (
    CasePerson,
    DeviceOwner,
    Duties,
    Harm,
    LegalMark,
    Mark,
    Part,
    Visibility,
    Who,
)
from schoolsm_desktop.domain.intake import time_typed
from schoolsm_desktop.domain.record_changes import FactChange
from schoolsm_desktop.domain.record_entries import ADDING_WORDS, Adding, NewEntry
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.incident_record_views import RecordChoices
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.tick_boxes import TickBoxes
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page

from .record_fields import FIELDS, LABELS, NEEDED, about_options, chosen_options, hint_of, of_options, offered

Said = Callable[[str], object]
END_OF_DAY = time(17)


class AddToRecordDialog(FormDialog):
    """Begins with the kind of entry and shows only its fields."""

    def __init__(
        self, page: Page, choices: RecordChoices, said: Said, adding: Adding = Adding.NOTE, of: str = ""
    ) -> None:
        super().__init__(page, tr("Add to the record"), tr("Add"), self._save, sentence=choices.view.title)
        self._choices, self._said = choices, said
        form = self.form
        kinds = [(x.value, tr(ADDING_WORDS[x])) for x in ADDING_WORDS if x in offered(choices)]
        form.add_choice("adding", tr("What is added"), kinds, adding.value)
        self._hint = words("", "quiet", form, wrap=True)
        form.add_widget(self._hint)
        form.add_choice("about", tr("What it was"), ())
        form.add_choice("of", tr("Which entry"), ())
        form.add_search("link", tr("Which record"), choices.links)
        form.add_search("person_id", tr("Which colleague"), choices.people)
        form.add_line("who", tr("Who"))
        form.add_choice("chosen", tr("Answer"), ())
        form.add_lines("words", tr("What"), lines=4)
        form.add_line("answer", tr("Answer"))
        form.add_lines("reason", tr("Why"), lines=2)
        form.add_line("reference", tr("Reference"))
        form.add_day("due", tr("By when"))
        form.add_tick("printed", tr("A screen print was kept first"))
        form.add_day("day", tr("When it happened"), hint=tr("Empty: now. What is entered late says so in the record."))
        form.add_line("time", tr("At what time"), hint=tr("Like 08:10. Empty where it is not known."))
        form.add_tick("from_paper", tr("Typed in from paper"))
        form.edited.connect(self._chosen)
        self._explain()
        if of:
            form.set_value("of", of)
        form.saved()

    def adding(self) -> Adding:
        """The kind that is chosen."""
        return Adding(self.form.value("adding"))

    def _chosen(self, name: str) -> None:
        if name == "adding":
            self._explain()

    def _explain(self) -> None:
        adding, form = self.adding(), self.form
        labels = LABELS[adding]
        hint = hint_of(adding, self._choices)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        form.add_options("about", about_options(adding, self._choices))
        form.add_options("of", of_options(adding, self._choices))
        form.add_options("chosen", chosen_options(adding))
        form.clear_errors()
        for name in FIELDS:
            field = form.field(name)
            wanted = name in labels and not (adding is Adding.TOLD and name == "of" and not self._choices.view.actions)
            field.setVisible(wanted)
            if wanted and name != "printed":
                field.set_label(tr(LABELS[adding][name]), needed=name in NEEDED.get(adding, frozenset()))

    def _value(self, name: str) -> str:
        """What stands in a field that this kind asks for; what was typed for another kind is left out."""
        return self.form.value(name) if name in LABELS[self.adding()] else ""

    def _new(self) -> NewEntry:
        person, of = self._value("person_id"), self._value("of")
        return NewEntry(
            self.adding(),
            self._value("words"),
            self._moment(),
            self._value("about"),
            self._value("chosen") or self._value("answer"),
            self._value("reason"),
            self._value("reference"),
            self._value("who"),
            UUID(person) if person else None,
            self._due(),
            int(of) if of else None,
            self._value("link"),
            bool(self._value("printed")),
            self.form.ticked("from_paper"),
            self._choices.view.revision,
        )

    def _moment(self) -> datetime | None:
        """When it happened; None for now. A day without a time stands at its beginning."""
        day, typed = self.form.day("day"), self.form.value("time")
        at = time_typed(typed) if typed else None
        if typed and at is None:
            raise FieldError("time", tr("This is not a time. Type it like 08:10."))
        today = self._choices.today
        if at is None and day in (None, today):
            return None
        return datetime.combine(day or today, at or time.min).astimezone()

    def _due(self) -> datetime | None:
        day = self.form.day("due") if self._value("due") else None
        return datetime.combine(day, END_OF_DAY).astimezone() if day is not None else None

    def _save(self) -> None:
        try:
            new = self._new()
        except FieldError as error:
            self.show_failure(error)
            return
        case_id = self._choices.view.id
        self.work(lambda: self.page.desk.office.incident_records.add(case_id, new), self._kept)

    def _kept(self, _number: int) -> None:
        self.form.saved()
        self._said(tr("It stands in the record."))
        self.accept()


class FactsDialog(FormDialog):
    """How grave it is, which clauses it may concern, and what it is marked as: for whoever leads it."""

    def __init__(self, page: Page, choices: RecordChoices, said: Said) -> None:
        super().__init__(
            page,
            tr("How grave, and what it may concern"),
            tr("Save"),
            self._save,
            sentence=tr("How urgent it is says nothing about guilt. The record says what was otherwise before."),
            wide=True,
        )
        self._choices, self._said = choices, said
        form, incident = self.form, choices.view.incident
        grave = [("", tr("not said yet")), *((x.value, tr(SEVERITY_WORDS[x])) for x in Severity)]
        form.add_choice("severity", tr("How grave"), grave, incident.severity.value if incident.severity else "")
        form.add_tick("is_urgent", tr("Urgent"), incident.is_urgent)
        clauses = TickList(tr("What of your policy it may concern"))
        clauses.list.setMinimumHeight(clauses.fontMetrics().height() * 8)
        clauses.list.setWordWrap(True)
        clauses.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        clauses.set_items(choices.clauses)
        form.add_editor("clauses", tr("What of your policy it may concern"), clauses)
        form.set_value("clauses", " ".join(incident.clauses))
        marks = TickBoxes([(x.value, tr(MARK_WORDS[x])) for x in Mark], [x.value for x in incident.marks])
        form.add_editor("marks", tr("What it contains"), marks)
        legal = TickBoxes([(x.value, tr(LEGAL_WORDS[x])) for x in LegalMark], [x.value for x in incident.legal_marks])
        form.add_editor(
            "legal_marks",
            tr("What a lawyer or the insurer would want to know"),
            legal,
            hint=tr("Where the employer could be liable, telling the insurer is put on the list at once."),
        )
        harms = TickBoxes([(x.value, tr(HARM_WORDS[x])) for x in Harm], [x.value for x in incident.harms])
        form.add_editor("harms", tr("What it may harm"), harms)
        form.add_choice(
            "duty", tr("A colleague was"), [(x.value, tr(DUTY_WORDS[x])) for x in Duties], incident.duty.value
        )
        form.add_choice(
            "device",
            tr("Whose device it was"),
            [(x.value, tr(DEVICE_WORDS[x])) for x in DeviceOwner],
            incident.device.value,
        )
        form.add_choice(
            "visibility",
            tr("Who could see it"),
            [(x.value, tr(VISIBILITY_WORDS[x])) for x in Visibility],
            incident.visibility.value,
        )
        form.add_tick("is_private_account", tr("It is a private account"), incident.is_private_account)
        form.add_lines("why", tr("Why it is changed"), lines=2)
        form.saved()

    def _save(self) -> None:
        form = self.form
        change = FactChange(
            Severity(form.value("severity")) if form.value("severity") else None,
            tuple(form.value("clauses").split()),
            tuple(Mark(x) for x in form.value("marks").split()),
            tuple(LegalMark(x) for x in form.value("legal_marks").split()),
            tuple(Harm(x) for x in form.value("harms").split()),
            Duties(form.value("duty")),
            DeviceOwner(form.value("device")),
            Visibility(form.value("visibility")),
            form.ticked("is_private_account"),
            form.ticked("is_urgent"),
            form.value("why"),
            self._choices.view.revision,
        )
        case_id = self._choices.view.id
        self.work(lambda: self.page.desk.office.incident_records.change(case_id, change), self._kept)

    def _kept(self, _done: object) -> None:
        self.form.saved()
        self._said(tr("The record says what was changed."))
        self.accept()


class PeopleDialog(FormDialog):
    """Who is in it: take somebody out, put somebody in. Nobody is judged by standing here."""

    def __init__(self, page: Page, choices: RecordChoices, said: Said) -> None:
        super().__init__(
            page,
            tr("Who it is about"),
            tr("Save"),
            self._save,
            sentence=tr("“Said to be” is not “found to be”. Whoever is named there cannot read this record."),
        )
        self._choices, self._said = choices, said
        self._people = choices.view.incident.people
        form = self.form
        known = [(str(at), label) for at, label in enumerate(choices.present)]
        kept = TickBoxes(known, [key for key, _ in known])
        form.add_editor("kept", tr("Who stands there now: untick whoever is there by mistake"), kept)
        form.field("kept").setVisible(bool(known))
        form.add_heading(tr("Somebody else"))
        form.add_choice("part", tr("Their part"), [(x.value, tr(PART_WORDS[x])) for x in Part])
        form.add_choice("kind", tr("Who it is"), [(x.value, tr(WHO_WORDS[x])) for x in Who], Who.UNKNOWN.value)
        form.add_search("person_id", tr("Which colleague"), choices.people)
        form.add_search("pupil_id", tr("Which pupil"), choices.pupils)
        form.add_line("name", tr("Name, if it is known"))
        form.add_line("handle", tr("What they call themselves there"))
        form.add_lines("why", tr("What it rests on"), lines=2)
        form.edited.connect(lambda _name: self._explain())
        self._explain()
        form.saved()

    def _explain(self) -> None:
        who = Who(self.form.value("kind"))
        colleague = who in (Who.STAFF, Who.GOVERNOR)
        pupil = who is Who.PUPIL and bool(self._choices.pupils)
        self.form.field("person_id").setVisible(colleague)
        self.form.field("pupil_id").setVisible(pupil)
        self.form.field("name").setVisible(not pupil)

    def _added(self) -> tuple[CasePerson, ...]:
        form, who = self.form, Who(self.form.value("kind"))
        person = form.value("person_id") if who in (Who.STAFF, Who.GOVERNOR) else ""
        pupil = form.value("pupil_id") if who is Who.PUPIL else ""
        name = "" if person or pupil else form.value("name")
        if who is Who.UNKNOWN and not (name or form.value("handle")):
            return ()
        one = CasePerson(
            Part(form.value("part")),
            who,
            name,
            UUID(person) if person else None,
            UUID(pupil) if pupil else None,
            form.value("handle"),
        )
        return (one,)

    def _save(self) -> None:
        kept = {int(at) for at in self.form.value("kept").split()}
        people = (*(one for at, one in enumerate(self._people) if at in kept), *self._added())
        view, why = self._choices.view, self.form.value("why")
        office = self.page.desk.office
        self.work(lambda: office.incident_records.name_people(view.id, people, why, view.revision), self._kept)

    def _kept(self, _done: object) -> None:
        self.form.saved()
        self._said(tr("The record says who it is about."))
        self.accept()


class LeadDialog(FormDialog):
    """Who leads it, among those who can read it."""

    def __init__(self, page: Page, choices: RecordChoices, said: Said) -> None:
        super().__init__(page, tr("Who leads it"), tr("Save"), self._save)
        self._choices, self._said = choices, said
        lead = choices.view.incident.lead_id
        self.form.add_choice("lead", tr("Who leads it"), choices.leads, str(lead) if lead else "")
        self.form.saved()

    def _save(self) -> None:
        view, lead = self._choices.view, UUID(self.form.value("lead"))
        self.work(lambda: self.page.desk.office.incident_records.lead(view.id, lead, view.revision), self._kept)

    def _kept(self, _done: object) -> None:
        self._said(tr("The record says who leads it."))
        self.accept()
