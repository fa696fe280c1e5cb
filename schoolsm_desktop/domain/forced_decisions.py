"""Decisions that an incident forces: which questions are open, whose they are, by when, and what an answer begins.

Nobody is judged here: a question is forced by what was reported, never by a guess (PRACTICE 1, 10 to 12).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import assert_never

from .case_look import CaseLook, Decider, Wrongdoer, decision, last_of, latest
from .cases import Entry, EntryKind
from .decision_words import CLAUSES, HINT_WORDS, QUESTION_WORDS, Choice, Question, choices
from .errors import FieldError, RuleError
from .first_hour import first_clause, rests_on, title_within
from .incident_kinds import Concerned, IncidentKind
from .incidents import Answer, Incident, Mark
from .people import Duty
from .rules import ContactKind, TellParents
from .school_days import after_hours
from .wording import tr

BREACH_HOURS = 72
FORCES_POLICE = frozenset({Mark.THREAT, Mark.HATE, Mark.SEXUAL, Mark.CHILD_AT_RISK, Mark.ILLEGAL})
PUPIL_CONTACT = frozenset({IncidentKind.PUPIL_CONTACTS_STAFF, IncidentKind.STAFF_CONTACTS_PUPIL})
_ANSWERS = {Answer.YES: "yes", Answer.NO: "no", Answer.NOT_SURE: "not-sure"}
_ALSO: Mapping[Question, tuple[EntryKind, frozenset[str]]] = {
    Question.DATA_ADVICE: (EntryKind.ADVICE, frozenset({ContactKind.DATA_PROTECTION.value, Duty.DPO.value})),
    Question.PARENTS: (EntryKind.TOLD, frozenset({"parents"})),
    Question.SCOPE: (EntryKind.DECISION, frozenset({"first-look"})),
}
"""What in the record answers a question although nobody was asked it."""
_ALSO_ANSWERS = {
    (Question.DATA_ADVICE, ""): "advised",
    (Question.PARENTS, ""): "yes",
    (Question.SCOPE, "within"): "inside",
}


@dataclass(frozen=True, slots=True)
class Forced:
    """One question. `answer` is "" where nobody has answered; `duties` are whose decision it is, empty for whoever leads."""

    question: Question
    words: str
    hint: str
    choices: tuple[Choice, ...]
    decider: Decider
    duties: frozenset[Duty] = frozenset()
    clause: str = ""
    rests_on: str = ""
    due: datetime | None = None
    answer: str = ""
    entry: Entry | None = None
    """The decision that holds; None where it was answered when it was reported."""

    @property
    def chosen(self) -> Choice | None:
        """The answer that holds, None where nobody has answered."""
        return next((one for one in self.choices if one.answer == self.answer), None)

    @property
    def is_open(self) -> bool:
        """Whether it still wants an answer: closing waits for it."""
        chosen = self.chosen
        return chosen is None or chosen.is_open


def _asks_safeguarding(look: CaseLook) -> bool:
    said = look.incident.allegation in (Answer.YES, Answer.NOT_SURE)
    blackmailed = look.incident.kind is IncidentKind.BLACKMAIL and look.has_pupil
    return said or blackmailed or look.incident.kind in PUPIL_CONTACT or look.child_at_risk


def _asks_parents(look: CaseLook) -> bool:
    if look.child_at_risk:
        return True
    if not look.has_pupil:
        return False
    wanted = look.profile.rules.tell_parents
    match wanted:
        case TellParents.ALWAYS | TellParents.DECIDE:
            return True
        case TellParents.SERIOUS:
            return look.is_serious
        case _:
            assert_never(wanted)


_FORCED_WHEN: Mapping[Question, Callable[[CaseLook], bool]] = {
    Question.ALLEGATION: lambda look: True,
    Question.SAFEGUARDING: _asks_safeguarding,
    Question.OFFICER: lambda look: look.allegation_stands,
    Question.OFFICER_ADVISED: lambda look: look.allegation_stands and decision(look.case, Question.OFFICER) == "yes",
    Question.POLICE: lambda look: bool(FORCES_POLICE & set(look.incident.marks)),
    Question.CARE: lambda look: look.child_at_risk,
    Question.PARENTS: _asks_parents,
    Question.SCOPE: lambda look: True,
    Question.LEGALITY: lambda look: look.is_serious or bool(look.incident.marks),
    Question.HEAD: lambda look: look.is_serious,
    Question.DATA: lambda look: look.data_counts or look.incident.data is not Answer.NOT_ASKED,
    Question.DATA_ADVICE: lambda look: look.data_counts,
    Question.REGULATOR: lambda look: look.data_counts,
    Question.PEOPLE_TOLD: lambda look: look.data_counts,
    Question.REMOVED: lambda look: any(e.kind is EntryKind.ASKED_TO_REMOVE for e in look.case.entries),
    Question.REFUSED: lambda look: decision(look.case, Question.REMOVED) == "no",
}
_DECIDERS: Mapping[Question, Decider] = {
    Question.SAFEGUARDING: Decider.SAFEGUARDING,
    Question.OFFICER: Decider.SAFEGUARDING,
    Question.OFFICER_ADVISED: Decider.SAFEGUARDING,
    Question.CARE: Decider.SAFEGUARDING,
    Question.HEAD: Decider.HEAD,
}


def forced_decisions(look: CaseLook) -> tuple[Forced, ...]:
    """Every question this incident asks, answered or not, the allegation first."""
    return tuple(_forced(look, question) for question in Question if _FORCED_WHEN[question](look))


def open_decisions(look: CaseLook) -> tuple[Forced, ...]:
    """Those that still want an answer."""
    return tuple(one for one in forced_decisions(look) if one.is_open)


def check_answer(forced: Forced, answer: str, reason: str, reference: str) -> Choice:
    """The choice. Raises FieldError naming the field that is missing."""
    chosen = next((one for one in forced.choices if one.answer == answer), None)
    if chosen is None:
        raise FieldError("answer", tr("Choose an answer. Nothing was saved yet."))
    if chosen.needs_reason and not reason.strip():
        raise FieldError("reason", tr("Write the reason down: whoever reads this later asks for it first."))
    if chosen.reference_words and not reference.strip():
        raise FieldError("reference", tr("“{what}” is needed with this answer.", what=chosen.reference_words))
    return chosen


def check_not_decided(forced: Forced, seen: int | None, by: str) -> None:
    """Raise RuleError where somebody decided while the dialog was open; `seen` is the number of the decision shown in it."""
    if forced.entry is not None and forced.entry.number != seen:
        raise RuleError(
            tr(
                "{by} decided this while you were writing: “{answer}”. Nothing of yours was saved; look at their decision "
                "first, then decide again if it has to change.",
                by=by,
                answer=forced.chosen.words if forced.chosen is not None else forced.answer,
            )
        )


def facts_after(incident: Incident, question: Question, answer: str) -> Incident:
    """The facts as an answer leaves them; the same where it changes none."""
    if question is Question.ALLEGATION:
        return replace(incident, allegation=_answer(answer))
    if question is Question.DATA:
        return replace(incident, data=_answer(answer))
    if question is Question.SAFEGUARDING:
        return _marked(incident, Mark.CHILD_AT_RISK, answer == "risk")
    if question is Question.LEGALITY:
        return _marked(incident, Mark.ILLEGAL, answer == "illegal")
    return incident


def working_day_after(look: CaseLook, count: int = 1) -> datetime:
    """The end of the working day after anybody first knew; bank holidays do not count."""
    day = look.calendar.after_working_days(look.knew.astimezone().date(), count) + timedelta(days=1)
    return datetime.combine(day, time.min).astimezone()


def _forced(look: CaseLook, question: Question) -> Forced:
    decider = _DECIDERS.get(question, Decider.LEAD)
    if question in (Question.POLICE, Question.PARENTS) and look.child_at_risk:
        decider = Decider.SAFEGUARDING
    entry = _decided_by(look, question)
    clause = _clause(look, question)
    return Forced(
        question,
        _words(look, question),
        tr(HINT_WORDS[question]),
        choices(question),
        decider,
        look.deciders(decider),
        clause,
        rests_on(look.profile, clause),
        _due(look, question),
        _given(look, question, entry),
        entry,
    )


def _words(look: CaseLook, question: Question) -> str:
    if question is Question.HEAD:
        duty = Duty.CHAIR if Duty.CHAIR in look.deciders(Decider.HEAD) else Duty.HEADTEACHER
        return tr("Serious: what does the {who} say?", who=title_within(look.profile, duty))
    return tr(QUESTION_WORDS[question])


def _decided_by(look: CaseLook, question: Question) -> Entry | None:
    decided = latest(look.case, EntryKind.DECISION, question.value)
    if decided is None and question in _ALSO:
        kind, abouts = _ALSO[question]
        return last_of(e for e in look.case.entries if e.kind is kind and e.about in abouts)
    return decided


def _given(look: CaseLook, question: Question, entry: Entry | None) -> str:
    """The answer that holds. What was answered when it was reported, or changed since in the facts, counts too."""
    if question is Question.ALLEGATION:
        return _ANSWERS.get(look.incident.allegation, "")
    if question is Question.DATA:
        return _ANSWERS.get(look.incident.data, "")
    if question is Question.OFFICER_ADVISED and entry is None and look.is_advised:
        return "advised"
    if entry is None:
        return ""
    return _ALSO_ANSWERS.get((question, entry.answer), entry.answer)


def _clause(look: CaseLook, question: Question) -> str:
    if question is Question.SAFEGUARDING:
        routes = (r.clause for r in look.profile.rules.routes if r.kind is look.incident.kind and Duty.DSL in r.tell)
        return next((clause for clause in routes if clause), first_clause(look.profile, CLAUSES[question]))
    if question is Question.SCOPE and look.incident.is_private_account:
        return first_clause(look.profile, ("churchward:1-private-life", *CLAUSES[question]))
    return first_clause(look.profile, CLAUSES.get(question, ()))


def _due(look: CaseLook, question: Question) -> datetime | None:
    if question is Question.OFFICER:
        return working_day_after(look)
    if question is Question.REGULATOR:
        return after_hours(look.knew, BREACH_HOURS)
    return None


def _answer(answer: str) -> Answer:
    return next((one for one, said in _ANSWERS.items() if said == answer), Answer.NOT_ASKED)


def _marked(incident: Incident, mark: Mark, wanted: bool) -> Incident:
    marks = tuple(one for one in incident.marks if one is not mark)
    return replace(incident, marks=(*marks, mark) if wanted else marks)


def concerns_colleague(look: CaseLook) -> bool:
    """Whether a colleague is said to be the one: an outcome for adults is asked for."""
    return Concerned.STAFF in look.concerned and Wrongdoer.COLLEAGUE in look.wrongdoers
