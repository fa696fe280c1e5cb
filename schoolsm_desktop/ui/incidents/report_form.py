"""The fields of a report, and what was typed in them as a report: only what is known is asked, and most may stay empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from schoolsm_desktop.domain.cases import Source
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.evidence import SOURCE_WORDS
from schoolsm_desktop.domain.first_card import first_question
from schoolsm_desktop.domain.incident_kinds import INCIDENT_WORDS, IncidentKind
from schoolsm_desktop.domain.incident_words import MARK_WORDS, WHO_WORDS
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Mark, Part, Who
from schoolsm_desktop.domain.intake import time_typed
from schoolsm_desktop.domain.rules import Reporter
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.incidents import Report, ReportChoices
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.common.search_combo import SearchCombo
from schoolsm_desktop.ui.common.section import Section
from schoolsm_desktop.ui.common.tick_boxes import TickBoxes

from .evidence_drop import EvidenceDrop

ANSWER_WORDS = {
    Answer.NOT_ASKED: "Not answered yet",
    Answer.YES: "Yes",
    Answer.NOT_SURE: "Not sure",
    Answer.NO: "No",
}
_COLLEAGUES = (Who.STAFF.value, Who.GOVERNOR.value)
_WHO_FIELDS = ("said", "affected")
WEIGHS = frozenset(
    {"allegation", "type", "like", "data", "marks", "urgent", "told_who", "told_person", "told_name", "paper_on"}
    | {f"{part}_{field}" for part in _WHO_FIELDS for field in ("who", "person", "pupil", "name")}
)
"""Fields that change who reads it and who is told."""


def add_report_fields(form: Form, choices: ReportChoices, drop: EvidenceDrop) -> Section:
    """Every field of a report in its order: the question on an adult first, then what, who told us, and the rest."""
    answers = [(answer.value, tr(ANSWER_WORDS[answer])) for answer in ANSWER_WORDS]
    form.add_choice(
        "allegation",
        first_question(),
        answers,
        hint=tr("Yes or not sure: the safeguarding lead decides first, and nobody is questioned until then."),
    )
    form.add_lines(
        "what", tr("What happened"), needed=True, lines=4, hint=tr("What was seen or said, not what it means.")
    )
    _add_told_us(form, choices)
    types = [("", tr("Not known yet")), *choices.types]
    form.add_choice("type", tr("What kind of thing it is"), types)
    likes = [("", tr("Choose")), *((kind.value, tr(INCIDENT_WORDS[kind])) for kind in IncidentKind)]
    form.add_choice("like", tr("What it is most like"), likes, hint=tr("So that the right people are told."))
    form.add_choice(
        "data",
        tr("Could personal data have been seen, changed or lost?"),
        answers,
        hint=tr("Not answered counts as yes: there are 72 hours from when the school first knew."),
    )
    _add_person(form, choices, "said", tr("Who it is said to be"), tr("Their name, if known"))
    form.add_line("handle", tr("What they call themselves online"))
    _add_person(form, choices, "affected", tr("Who it happened to"), tr("Their name"))
    marks = TickBoxes([(mark.value, tr(MARK_WORDS[mark])) for mark in Mark])
    form.add_editor("marks", tr("Is there in it"), marks)
    form.add_tick("urgent", tr("It is urgent"), hint=tr("Urgent says how fast, and nothing about guilt."))
    form.add_editor("evidence", tr("What shows it"), drop)
    form.add_choice(
        "source",
        tr("Where that comes from"),
        [(one.value, tr(SOURCE_WORDS[one])) for one in SOURCE_WORDS],
        Source.NOT_KNOWN.value,
    )
    return _add_where_and_when(form, choices)


def show_what_matters(form: Form, choices: ReportChoices, *, asks_data: bool) -> None:
    """Show the fields that matter by what is chosen so far, and no others."""
    told = form.value("told_who")
    form.field("told_person").setVisible(told == Reporter.STAFF.value)
    form.field("told_name").setVisible(told not in (Reporter.STAFF.value, Who.UNKNOWN.value))
    form.field("like").setVisible(form.value("type") in choices.own_types)
    form.field("data").setVisible(asks_data)
    for part in _WHO_FIELDS:
        who = form.value(f"{part}_who")
        picks_pupil = who == Who.PUPIL.value and bool(choices.pupils)
        form.field(f"{part}_person").setVisible(who in _COLLEAGUES)
        form.field(f"{part}_pupil").setVisible(picks_pupil)
        form.field(f"{part}_name").setVisible(who not in (*_COLLEAGUES, "") and not picks_pupil)
    form.field("handle").setVisible(form.value("said_who") not in ("", *_COLLEAGUES))
    form.field("source").setVisible(bool(form.value("evidence")))


def report_of(form: Form, choices: ReportChoices, drop: EvidenceDrop) -> Report:
    """What was typed. Raises FieldError beside what cannot be read."""
    weighed = weighed_report(form, choices)
    return replace(
        weighed,
        what=form.value("what"),
        where=form.value("where"),
        account_id=_id(form.value("account")),
        address=form.value("address"),
        happened_on=form.day("happened_on"),
        happened_at=form.value("happened_at"),
        seen_at=_moment(form, "seen_on", "seen_at"),
        hold_reply=form.ticked("hold_reply"),
        staged=drop.staged,
        source=Source(form.value("source") or Source.NOT_KNOWN),
        gate_refused=drop.refused,
    )


def weighed_report(form: Form, choices: ReportChoices) -> Report:
    """What decides who reads it and who is told; nothing of what happened is in it."""
    chosen = form.value("type")
    kind = form.value("like") if chosen in choices.own_types else chosen
    marks = tuple(Mark(one) for one in form.value("marks").split())
    paper_on: date | None
    try:
        paper_on = form.day("paper_on")
    except FieldError:
        paper_on = None
    return Report(
        what="",
        people=(
            *_people(form, "said", Part.SAID_TO_BE),
            *_people(form, "affected", Part.AFFECTED),
            *_told_by(form, choices),
        ),
        kind=IncidentKind(kind) if kind else None,
        type_key=chosen,
        allegation=Answer(form.value("allegation") or Answer.NOT_ASKED),
        marks=marks,
        is_urgent=form.ticked("urgent"),
        data=Answer(form.value("data") or Answer.NOT_ASKED),
        paper_on=paper_on,
    )


def told_at(form: Form, today: date) -> datetime | None:
    """The moment since when those who are to be told know of it; None where they are still to be told."""
    if not form.ticked("all_told"):
        return None
    typed = form.value("told_at")
    found = time_typed(typed)
    if found is None:
        raise FieldError("told_at", tr("When were they told? Type it like 08:10."))
    return datetime.combine(today, found).astimezone()


def _add_told_us(form: Form, choices: ReportChoices) -> None:
    kinds = [(one.value, tr(WHO_WORDS[Who(one.value)])) for one in (*choices.reporters, *choices.others)]
    if not any(value == Reporter.STAFF.value for value, _said in kinds):
        kinds.insert(0, (Reporter.STAFF.value, tr(WHO_WORDS[Who.STAFF])))
    kinds.append((Who.UNKNOWN.value, tr("somebody who gives no name")))
    form.add_choice("told_who", tr("Who told us"), kinds, Reporter.STAFF.value)
    form.add_search("told_person", tr("Which colleague"), choices.people, str(choices.me))
    form.add_line("told_name", tr("Their name, if they gave it"))


def _add_person(form: Form, choices: ReportChoices, part: str, label: str, name: str) -> None:
    kinds = [("", tr("Not known yet")), *((who.value, tr(WHO_WORDS[who])) for who in Who if who is not Who.UNKNOWN)]
    form.add_choice(f"{part}_who", label, kinds)
    form.add_search(f"{part}_person", tr("Which colleague"), choices.people)
    form.add_search(f"{part}_pupil", tr("Which pupil"), choices.pupils)
    form.add_line(f"{part}_name", name)


def _add_where_and_when(form: Form, choices: ReportChoices) -> Section:
    section = Section(form, tr("Where and when, as far as it is known"))
    form.add_search("account", tr("On which of our pages"), choices.accounts)
    form.add_line("where", tr("Or where else"))
    form.add_line("address", tr("Address of the page"))
    form.add_day("happened_on", tr("Day it happened"))
    form.add_line("happened_at", tr("At what time"), hint=tr("Like 08:10."))
    form.add_day("seen_on", tr("Day it was seen"))
    form.add_line("seen_at", tr("Seen at"), hint=tr("Like 08:10."))
    form.add_tick("hold_reply", tr("Nobody answers it until it is released"))
    form.add_day("paper_on", tr("Day of the paper form this is typed in from"))
    section.take(
        "account", "where", "address", "happened_on", "happened_at", "seen_on", "seen_at", "hold_reply", "paper_on"
    )
    return section


def _people(form: Form, part: str, of: Part) -> tuple[CasePerson, ...]:
    chosen = form.value(f"{part}_who")
    handle = form.value("handle") if of is Part.SAID_TO_BE else ""
    if not chosen:
        return (CasePerson(of, Who.UNKNOWN, handle=handle),) if handle else ()
    who = Who(chosen)
    person = form.value(f"{part}_person") if chosen in _COLLEAGUES else ""
    pupil = form.value(f"{part}_pupil") if who is Who.PUPIL else ""
    name = "" if chosen in _COLLEAGUES else form.value(f"{part}_name")
    if chosen in _COLLEAGUES and not person:
        name = _typed_in(form, f"{part}_person")
    return (CasePerson(of, who, name, _id(person), _id(pupil), handle),)


def _told_by(form: Form, choices: ReportChoices) -> tuple[CasePerson, ...]:
    chosen = Who(form.value("told_who") or Who.STAFF)
    if chosen is not Who.STAFF:
        return (CasePerson(Part.REPORTED_BY, chosen, form.value("told_name")),)
    person = form.value("told_person")
    name = next((said for value, said, _detail in choices.people if value == person), "")
    return (CasePerson(Part.REPORTED_BY, Who.STAFF, name, _id(person)),) if person else ()


def _moment(form: Form, day: str, at: str) -> datetime | None:
    on, typed = form.day(day), form.value(at)
    found = time_typed(typed)
    if typed and found is None:
        raise FieldError(at, tr("This is not a time of day. Type it like 08:10, or leave it empty."))
    if on is None:
        if typed:
            raise FieldError(day, tr("On which day was it seen?"))
        return None
    return datetime.combine(on, found or time.min).astimezone()


def _typed_in(form: Form, name: str) -> str:
    """What stands in a box whose words are nobody of the staff list; the service may know the name again."""
    editor = form.field(name).editor
    return editor.currentText().strip() if isinstance(editor, SearchCombo) else ""


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None
