"""How requests and their decisions are said: in the list, in the pane beside it, and above the fields of a dialog."""

from __future__ import annotations

from schoolsm_desktop.domain.access import KIND_WORDS, LEVEL_WORDS, AuthorisedOn
from schoolsm_desktop.domain.conditions import Readiness
from schoolsm_desktop.domain.requests import STATE_WORDS, AccessRequest, RequestState
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.requests import RequestLine
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State

STATES = {
    RequestState.ASKED: State.WARN,
    RequestState.AUTHORISED: State.WARN,
    RequestState.REFUSED: State.STOP,
    RequestState.WITHDRAWN: State.UNKNOWN,
    RequestState.GIVEN: State.GOOD,
}


def pair_words(line: RequestLine) -> str:
    """Who and where."""
    return tr("{person} · {account}", person=line.person.name, account=line.account.name)


def wanted_words(request: AccessRequest) -> str:
    """`Own login, posts`."""
    return tr("{kind}, {level}", kind=tr(KIND_WORDS[request.kind]), level=tr(LEVEL_WORDS[request.level]).lower())


def asked_facts(line: RequestLine) -> list[Fact]:
    """What was asked for, by whom and why."""
    request = line.request
    until = day_text(request.ends) if request.ends else tr("its review on {day}", day=day_text(request.review_on))
    by = tr(
        "{name}, {day}",
        name=line.names.get(request.asked_by, "–"),
        day=day_text(request.asked_at.astimezone().date()),
    )
    facts = [
        Fact(tr("Access"), wanted_words(request)),
        Fact(tr("From, until"), tr("{first} until {last}", first=day_text(request.starts), last=until)),
        Fact(tr("Asked by"), by),
    ]
    return [*facts, Fact(tr("Why"), request.reason)] if request.reason else facts


def missing_facts(readiness: Readiness) -> Fact:
    """A person's policy and training, a line for each thing that is missing."""
    lines = [FactLine(each.words, State.STOP) for each in readiness.missing]
    return Fact(tr("Policy and training"), lines or [FactLine(readiness.words, State.GOOD)])


def decided_words(line: RequestLine) -> str:
    """Who decided, when and how."""
    request = line.request
    name = line.names.get(request.decided_by, "–") if request.decided_by is not None else "–"
    by = {"name": name, "day": day_text(request.decided_on)}
    if request.authorised_how is AuthorisedOn.SCREEN:
        return tr("{name}, {day}, with their own sign-in", **by)
    return tr("{name}, {day}, on paper", **by)


def decision_facts(line: RequestLine) -> list[Fact]:
    """What was decided, by whom, how, and with what words."""
    request = line.request
    facts = [Fact(tr("State"), [FactLine(tr(STATE_WORDS[request.state]), STATES[request.state])])]
    if request.decided_by is None:
        return facts
    on_screen = request.authorised_how is AuthorisedOn.SCREEN
    lines = [FactLine(decided_words(line))]
    if request.under_cover:
        lines.append(FactLine(tr("As deputy, for the absent headteacher")))
    if not on_screen and request.recorded_by is not None:
        lines.append(FactLine(tr("Entered by {name}", name=line.names.get(request.recorded_by, "–"))))
    facts.append(Fact(tr("Decided by"), lines))
    if request.decision_note:
        facts.append(Fact(tr("Note"), request.decision_note))
    if request.override_reason:
        facts.append(
            Fact(tr("May be given although something is missing"), [FactLine(request.override_reason, State.WARN)])
        )
    return facts


def request_columns() -> tuple[Column[RequestLine], ...]:
    """The list of requests."""
    return (
        Column(
            "person",
            tr("Person"),
            lambda x: x.person.name,
            sort=lambda x: x.person.sort_name.casefold(),
            detail=lambda x: x.person.job_title,
            bold=True,
            width=170,
        ),
        Column(
            "account",
            tr("Account"),
            lambda x: x.account.name,
            detail=lambda x: wanted_words(x.request),
            grow=True,
        ),
        Column(
            "asked",
            tr("Asked"),
            lambda x: day_text(x.request.asked_at.astimezone().date()),
            sort=lambda x: x.request.asked_at,
            detail=lambda x: x.names.get(x.request.asked_by, "–"),
        ),
        Column(
            "state",
            tr("State"),
            lambda x: tr(STATE_WORDS[x.request.state]),
            state=lambda x: STATES[x.request.state],
        ),
        Column(
            "ready",
            tr("Policy and training"),
            lambda x: (tr("In order") if x.readiness.ok else tr("Missing")) if x.request.waits else "–",
            state=lambda x: (State.GOOD if x.readiness.ok else State.STOP) if x.request.waits else None,
            hint=lambda x: x.readiness.words,
        ),
    )
