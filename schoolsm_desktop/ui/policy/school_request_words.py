"""How requests and their decisions are said: in the list, in the pane beside it, and above the fields of a dialog."""

from __future__ import annotations

from schoolsm_desktop.domain.accounts import STATE_WORDS as ACCOUNT_STATE_WORDS
from schoolsm_desktop.domain.school_request_rules import PolicyAnswer, PolicyVerdict
from schoolsm_desktop.domain.school_requests import KIND_WORDS, SchoolRequestState
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.school_request_views import SchoolRequestLine, days_words, state_words
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State

STATES = {
    SchoolRequestState.ASKED: State.WARN,
    SchoolRequestState.ALLOWED: State.GOOD,
    SchoolRequestState.REFUSED: State.STOP,
    SchoolRequestState.WITHDRAWN: State.UNKNOWN,
    SchoolRequestState.ENDED: State.UNKNOWN,
}
ANSWER_STATES = {
    PolicyAnswer.DECIDES: None,
    PolicyAnswer.NEVER: State.STOP,
    PolicyAnswer.ADVISED_AGAINST: State.WARN,
    PolicyAnswer.DECLARED: None,
}


def verdict_facts(verdict: PolicyVerdict, lead: str = "") -> list[Fact]:
    """What the policy says, with its clause, the note on guidance, and whom to speak to."""
    lines = [FactLine(verdict.sentence, ANSWER_STATES[verdict.answer]), FactLine(verdict.rests_on)]
    facts = [Fact(tr("What your policy says"), lines)]
    if verdict.guidance is not None:
        source = tr(
            "{source}, looked up on {day}", source=verdict.guidance.source, day=day_text(verdict.guidance.checked_on)
        )
        facts.append(Fact(tr("Worth knowing"), [FactLine(verdict.guidance.text, State.WARN), FactLine(source)]))
    if verdict.tell_safeguarding and lead:
        facts.append(Fact(tr("Speak to"), lead))
    return facts


def asked_facts(line: SchoolRequestLine) -> list[Fact]:
    """Who asked, and everything that was answered."""
    request = line.request
    by = tr("{name}, {day}", name=line.asker, day=day_text(request.asked_on))
    facts = [Fact(tr("Asked by"), by)]
    if line.earlier:
        facts.append(Fact(tr("Before"), [FactLine(line.earlier, State.WARN)]))
    facts += [Fact(label, text) for label, text in line.answers]
    if days_words(request):
        facts.append(Fact(tr("From, until"), days_words(request)))
    return facts


def warning_facts(line: SchoolRequestLine) -> list[Fact]:
    """What is worth a look before deciding."""
    lines = [FactLine(said, State.WARN) for said in line.warnings]
    return [Fact(tr("Worth a look"), lines)] if lines else []


def decision_facts(line: SchoolRequestLine) -> list[Fact]:
    """How it stands: what was decided, by whom, on what conditions, and what came of it."""
    request = line.request
    facts = [Fact(tr("State"), [FactLine(state_words(line), STATES[request.state])])]
    if line.decided:
        facts.append(Fact(tr("Decided by"), _decided_lines(line)))
    if request.conditions:
        facts.append(Fact(tr("Conditions"), request.conditions))
    if request.note:
        facts.append(Fact(tr("Note"), request.note))
    if request.review_on and request.state is SchoolRequestState.ALLOWED:
        facts.append(Fact(tr("Looked at again"), day_text(request.review_on)))
    if request.letter_made_on:
        facts.append(Fact(tr("Letter"), tr("Made on {day}", day=day_text(request.letter_made_on))))
    if request.ended_on:
        facts.append(Fact(tr("Ended on"), day_text(request.ended_on)))
    if line.account is not None:
        facts.append(
            Fact(tr("Account"), [FactLine(line.account.name), FactLine(tr(ACCOUNT_STATE_WORDS[line.account.state]))])
        )
    return facts


def _decided_lines(line: SchoolRequestLine) -> list[FactLine]:
    request, lines = line.request, [FactLine(line.decided)]
    if request.under_cover:
        lines.append(FactLine(tr("As deputy, for the absent headteacher")))
    if line.entered_by:
        lines.append(FactLine(tr("Entered by {name}", name=line.entered_by)))
    decided = (
        request.state in (SchoolRequestState.ALLOWED, SchoolRequestState.REFUSED) and not request.refused_by_policy
    )
    if decided and not line.is_proved:
        lines.append(FactLine(tr("Nobody entitled signed this decision here: nothing follows from it."), State.STOP))
    return lines


def school_request_columns() -> tuple[Column[SchoolRequestLine], ...]:
    """The list of requests; a sealed one says nothing of what it is about."""
    return (
        Column(
            "what",
            tr("What"),
            lambda x: x.title,
            detail=lambda x: tr(KIND_WORDS[x.request.kind]) if not x.request.is_sealed else tr("Choose it to read it"),
            bold=True,
            grow=True,
        ),
        Column("asker", tr("Asked by"), lambda x: x.asker if not x.request.is_sealed else "–", width=170),
        Column(
            "asked",
            tr("Asked"),
            lambda x: day_text(x.request.asked_on),
            sort=lambda x: x.request.asked_on,
        ),
        Column(
            "state",
            tr("State"),
            state_words,
            state=lambda x: STATES[x.request.state],
            detail=lambda x: days_words(x.request) if x.request.state is SchoolRequestState.ALLOWED else "",
        ),
    )
