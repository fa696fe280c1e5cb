"""The dialogs of complaints: one is taken in, an appointment is made, a stage is taken, something is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from schoolsm_desktop.domain.cases import ENTRY_WORDS, EntryKind
from schoolsm_desktop.domain.complaint_stages import ABOUT_WORDS, CAME_WORDS, STAGE_WORDS
from schoolsm_desktop.domain.complaints import CameBy, ComplaintAbout, Stage
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.incident_words import WHO_WORDS
from schoolsm_desktop.domain.incidents import Who
from schoolsm_desktop.domain.intake import time_typed
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.complaint_views import ComplaintView
from schoolsm_desktop.services.complaints import ADDED, Added, ComplaintChoices, NewComplaint, ReadBy, TakenIn
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import State, px, set_state

from .evidence_drop import EvidenceDrop

Said = Callable[[str], object]
_MIDDAY = time(12)


class _Dialog(FormDialog):
    """What stands in a field and cannot be read is said beside it, whoever finds it."""

    def _try(self) -> None:
        try:
            self._save()
        except FieldError as error:
            self.show_failure(error)

    def _save(self) -> None:
        raise NotImplementedError


class NewComplaintDialog(_Dialog):
    """Only what it is about is needed; who will read it stands there before a word of it is saved."""

    def __init__(self, page: Page, choices: ComplaintChoices, taken: Callable[[TakenIn], object]) -> None:
        super().__init__(
            page,
            tr("New complaint"),
            tr("Take it in"),
            self._try,
            sentence=tr("Write down what is known. Everything else can be added later."),
            wide=True,
        )
        self._taken, self._asked = taken, ("", "")
        form = self.form
        form.add_lines("what", tr("What the complaint is"), needed=True, lines=4)
        form.add_line("name", tr("Who complains"), hint=tr("Empty: nobody named."))
        form.add_day("received_on", tr("Came in on"), page.desk.today(), needed=True)
        subjects = TickList(tr("Colleagues it is about"))
        subjects.set_items(choices.people)
        subjects.list.setFixedHeight(px(120))
        form.add_editor(
            "person_ids", tr("Colleagues it is about"), subjects, hint=tr("They never read it, whatever their duty.")
        )
        form.add_search("lead_id", tr("Who leads it"), choices.leads, choices.me)
        self._readers = words("", "", form, wrap=True)
        form.add_widget(self._readers)
        form.add_choice("who", tr("Who that is"), [(x.value, tr(WHO_WORDS[x])) for x in Who], Who.PARENT.value)
        form.add_line("contact", tr("How they are reached"))
        form.add_choice("came_by", tr("By"), [(x.value, tr(CAME_WORDS[x])) for x in CameBy], CameBy.OTHER.value)
        about = [(x.value, tr(ABOUT_WORDS[x])) for x in ComplaintAbout]
        form.add_choice(
            "about",
            tr("What it is about"),
            about,
            ComplaintAbout.OTHER.value,
            hint=tr("One about personal data is acknowledged within 30 days by law, any other within 5 school days."),
        )
        form.add_search("account_id", tr("On which of our pages"), choices.accounts)
        form.add_line("address", tr("Address of the page"))
        self._drop = EvidenceDrop(page)
        form.add_editor("evidence", tr("What shows it"), self._drop)
        form.add_day("paper_on", tr("Day of the paper it is typed in from"), hint=tr("Empty where there is no paper."))
        form.edited.connect(self._edited)
        self._look()
        form.saved()

    def _edited(self, name: str) -> None:
        if name in ("person_ids", "lead_id"):
            self._look()

    def _look(self) -> None:
        """Say anew who would read it."""
        chosen = (self.form.value("person_ids"), self.form.value("lead_id"))
        self._asked = chosen
        people, lead = _ids(chosen[0]), UUID(chosen[1]) if chosen[1] else None

        def shown(read_by: ReadBy) -> None:
            if chosen == self._asked:
                self._readers.setText(read_by.words)
                set_state(self._readers, State.GOOD if read_by.may else State.STOP)

        def failed(error: Exception) -> None:
            if isinstance(error, FieldError):
                self._readers.setText("")
                self.form.show_field_error(error)
            else:
                self.show_failure(error)

        complaints = self.page.desk.office.complaints
        self.page.desk.background.run(lambda: complaints.read_by(people, lead), shown, failed, owner=self)

    def _save(self) -> None:
        form, office = self.form, self.page.desk.office
        if self._drop.busy:
            raise FieldError(
                "evidence",
                tr("A file is still being asked about or sealed. Answer, or wait until it stands in the list."),
            )
        account, lead = form.value("account_id"), form.value("lead_id")
        new = NewComplaint(
            form.value("what"),
            form.day("received_on") or self.page.desk.today(),
            CameBy(form.value("came_by")),
            ComplaintAbout(form.value("about")),
            Who(form.value("who")),
            form.value("name"),
            form.value("contact"),
            _ids(form.value("person_ids")),
            UUID(account) if account else None,
            form.value("address"),
            UUID(lead) if lead else None,
            form.day("paper_on"),
            self._drop.staged,
            self._drop.refused,
        )

        def done(taken: TakenIn) -> None:
            form.saved()
            self.accept()
            self._taken(taken)

        self.work(lambda: office.complaints.record(new), done)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a dialog with one field of words says: its title, its button, its field, what is said afterwards."""

    title: str
    action: str
    field: str
    label: str
    hint: str
    said: str


def wordings() -> dict[str, Wording]:
    """The dialogs that ask for one thing, by their keys."""
    return {
        "complaint-acknowledge": Wording(
            tr("It is acknowledged"),
            tr("Save"),
            "how",
            tr("How they were told that it has arrived"),
            tr("A letter from here that acknowledges it counts by itself."),
            tr("It stands in the record; this clock has stopped."),
        ),
        "complaint-answer": Wording(
            tr("It is answered"),
            tr("Save"),
            "words",
            tr("What they were answered"),
            tr("The answer at this stage. Whoever is not content can go on to the next."),
            tr("The answer stands in the record; this clock has stopped."),
        ),
        "complaint-close": Wording(
            tr("Close the complaint"),
            tr("Close it"),
            "outcome",
            tr("What came of it"),
            tr("It can be opened again."),
            tr("The complaint is closed."),
        ),
        "complaint-reopen": Wording(
            tr("Open the complaint again"),
            tr("Open it again"),
            "reason",
            tr("Why"),
            "",
            tr("The complaint is open again."),
        ),
    }


class OneThingDialog(_Dialog):
    """One field of words, and for what has happened already its day."""

    def __init__(self, page: Page, key: str, view: ComplaintView, said: Said) -> None:
        wording = wordings()[key]
        super().__init__(page, wording.title, wording.action, self._try, sentence=view.line.title)
        self._key, self._wording, self._view, self._said = key, wording, view, said
        self.form.add_lines(wording.field, wording.label, needed=True, lines=4, hint=wording.hint)
        self._has_day = key in ("complaint-acknowledge", "complaint-answer")
        if self._has_day:
            self.form.add_day("at", tr("On"), hint=tr("Empty: now."))
        self.form.saved()

    def _save(self) -> None:
        complaints, case_id = self.page.desk.office.complaints, self._view.complaint.id
        said = self.form.value(self._wording.field)
        at = _moment(self.form.day("at"), "") if self._has_day else None
        deeds: dict[str, Callable[[], None]] = {
            "complaint-acknowledge": lambda: complaints.acknowledge(case_id, said, at),
            "complaint-answer": lambda: complaints.answer(case_id, said, at),
            "complaint-close": lambda: complaints.close(case_id, said),
            "complaint-reopen": lambda: complaints.reopen(case_id, said),
        }
        self.work(deeds[self._key], lambda _none: _done(self, self._said, self._wording.said))


class AppointmentDialog(_Dialog):
    """When and with whom they are heard (valence:complaints-1)."""

    def __init__(self, page: Page, view: ComplaintView, choices: ComplaintChoices, said: Said) -> None:
        super().__init__(
            page,
            tr("Appointment"),
            tr("Save"),
            self._try,
            sentence=tr("With the coordinator or a leader, who listens first. The invitation is written as a letter."),
        )
        self._view, self._said = view, said
        form = self.form
        form.add_day("day", tr("Day"), needed=True)
        form.add_line("time", tr("Time"), needed=True, hint=tr("Like 15:30."))
        form.add_search("with_id", tr("With whom"), choices.leads, str(view.complaint.lead_id or ""))
        form.add_line("place", tr("Where"))
        form.saved()

    def _save(self) -> None:
        form, complaints, case_id = self.form, self.page.desk.office.complaints, self._view.complaint.id
        at, with_id, place = _moment(form.day("day"), form.value("time")), form.value("with_id"), form.value("place")
        if at is None:
            return
        self.work(
            lambda: complaints.appoint(case_id, at, UUID(with_id) if with_id else None, place),
            lambda _none: _done(self, self._said, tr("The appointment stands in the record, and on Today.")),
        )


class StageDialog(_Dialog):
    """The next stage, with who advised what (valence:complaints-2)."""

    def __init__(self, page: Page, view: ComplaintView, choices: ComplaintChoices, said: Said) -> None:
        to = view.next_stage or Stage.PANEL
        super().__init__(
            page,
            tr("Next stage"),
            tr("Go on"),
            self._try,
            sentence=tr("{now} → {next}", now=tr(STAGE_WORDS[view.complaint.stage]), next=tr(STAGE_WORDS[to])),
        )
        self._view, self._said, self._to = view, said, to
        form = self.form
        form.add_lines(
            "advice",
            tr("What was advised"),
            needed=True,
            lines=4,
            hint=tr("What looking into it brought so far, and what they were told about the way on."),
        )
        form.add_search("advised_by", tr("Who advised them"), choices.leads, choices.me)
        form.saved()

    def _save(self) -> None:
        form, complaints, case_id = self.form, self.page.desk.office.complaints, self._view.complaint.id
        advice, by = form.value("advice"), form.value("advised_by")
        self.work(
            lambda: complaints.take_stage(case_id, self._to, advice, UUID(by) if by else None),
            lambda _none: _done(self, self._said, tr("The next stage has begun, with its own days.")),
        )


class ComplaintEntryDialog(_Dialog):
    """Add to the record: a note, a meeting, advice, a correction."""

    def __init__(self, page: Page, view: ComplaintView, said: Said) -> None:
        super().__init__(page, tr("Add to the record"), tr("Add"), self._try, sentence=view.line.title)
        self._view, self._said = view, said
        form = self.form
        form.add_choice("kind", tr("What is added"), [(kind.value, tr(ENTRY_WORDS[kind])) for kind in ADDED])
        entries = [(str(number), text) for number, text in view.entries]
        form.add_choice("of", tr("Which entry it corrects"), entries)
        form.add_line("who", tr("With whom, or whose"))
        form.add_lines("words", tr("What is to stand in the record"), needed=True, lines=4)
        form.add_day("day", tr("When it happened"), hint=tr("Empty: now. What is entered late says so in the record."))
        form.add_line("time", tr("At what time"), hint=tr("Like 08:10. Empty where it is not known."))
        form.edited.connect(self._edited)
        self._edited("kind")
        form.saved()

    def _edited(self, name: str) -> None:
        if name == "kind":
            is_correction = self.form.value("kind") == EntryKind.CORRECTION.value
            self.form.field("of").setVisible(is_correction)
            self.form.field("who").setVisible(not is_correction)

    def _save(self) -> None:
        form, complaints, case_id = self.form, self.page.desk.office.complaints, self._view.complaint.id
        kind, of = EntryKind(form.value("kind")), form.value("of")
        at = _moment(form.day("day"), form.value("time"))
        new = Added(kind, form.value("words"), at, form.value("who"), int(of) if of else None)
        self.work(
            lambda: complaints.add(case_id, new), lambda _none: _done(self, self._said, tr("It stands in the record."))
        )


class ComplaintFactsDialog(_Dialog):
    """Who complained, how they are reached, what it is about, and who leads it."""

    def __init__(self, page: Page, view: ComplaintView, choices: ComplaintChoices, said: Said) -> None:
        super().__init__(
            page,
            tr("Put the facts right"),
            tr("Save"),
            self._try,
            sentence=tr("What stood there before stays in the record."),
        )
        self._view, self._said, complaint = view, said, view.complaint
        form = self.form
        form.add_line("name", tr("Who complains"), complaint.name)
        form.add_line("contact", tr("How they are reached"), complaint.contact)
        about = [(x.value, tr(ABOUT_WORDS[x])) for x in ComplaintAbout]
        form.add_choice("about", tr("What it is about"), about, complaint.about.value)
        form.add_search(
            "lead_id",
            tr("Who leads it"),
            choices.leads,
            str(complaint.lead_id or ""),
            hint=tr("Whoever leads it can read everything in it."),
        )
        form.saved()

    def _save(self) -> None:
        form, complaints, case_id = self.form, self.page.desk.office.complaints, self._view.complaint.id
        name, contact, lead = form.value("name"), form.value("contact"), form.value("lead_id")
        about = ComplaintAbout(form.value("about"))
        self.work(
            lambda: complaints.change(case_id, name, contact, about, UUID(lead) if lead else None),
            lambda _none: _done(self, self._said, tr("It is put right, and the record says so.")),
        )


def _ids(value: str) -> tuple[UUID, ...]:
    return tuple(UUID(key) for key in value.split())


def _moment(day: date | None, typed: str) -> datetime | None:
    """The day with its time, or its midday; None without a day. Raises FieldError for a time that is none."""
    at = time_typed(typed) if typed else _MIDDAY
    if at is None:
        raise FieldError("time", tr("This is not a time. Type it like 08:10 or 3.30pm."))
    return datetime.combine(day, at).astimezone() if day is not None else None


def _done(dialog: FormDialog, said: Said, sentence: str) -> None:
    dialog.form.saved()
    dialog.accept()
    said(sentence)
