"""One cell of the register in full, in the order in which a headteacher asks."""

from __future__ import annotations

from schoolsm_desktop.domain.access import Access, AuthorisedOn
from schoolsm_desktop.domain.conditions import Readiness
from schoolsm_desktop.domain.requests import AccessRequest, RequestState
from schoolsm_desktop.domain.wording import day_text, moment_text, ntr, tr
from schoolsm_desktop.services.cell_history import VERDICT_WORDS
from schoolsm_desktop.services.matrix import CellFacts
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.theme import State

from .words import access_words, missing_state, span_words


def cell_facts(facts: CellFacts) -> list[Fact]:
    """Everything that is shown of a cell."""
    shown: list[Fact] = []
    if facts.cell.must_change:
        shown.append(Fact(tr("Password"), [FactLine(tr("A new password is needed"), State.STOP)]))
    if facts.cell.waiting is not None:
        shown.append(_waiting(facts, facts.cell.waiting))
    for access in facts.cell.live:
        shown += _access_facts(facts, access)
    if facts.cell.live or facts.cell.waiting is not None:
        shown.append(before_posting(facts.readiness))
    if facts.cell.keyholder:
        shown.append(Fact(tr("Keyholder"), tr("Can open every password, as the recovery sheet can.")))
    openings = [k for k in facts.openings if k.how.value in ("opened", "copied")]
    if openings:
        times = ntr(
            "{count} time, last {when}", "{count} times, last {when}", len(openings), when=moment_text(openings[0].at)
        )
        shown.append(Fact(tr("Opened the password"), times))
    earlier = [a for a in facts.cell.ended if a.ended_at is not None or a.paused_at is None]
    if earlier:
        lines = [FactLine(f"{access_words(a)}, {span_words(a)}{_why_ended(facts, a)}") for a in earlier]
        shown.append(Fact(tr("Earlier"), lines))
    if shown:
        return shown
    # Paused and ended read alike (PRACTICE 14).
    return [Fact(tr("Access"), tr("No access now") if facts.cell.ended else tr("None"))]


def before_posting(readiness: Readiness) -> Fact:
    """A person's policy and training, line by line, each with the clause that asks for it."""
    lines = [FactLine(missing.words, missing_state(missing)) for missing in readiness.missing]
    return Fact(tr("Before posting"), lines or [FactLine(readiness.words, State.GOOD)])


def _waiting(facts: CellFacts, request: AccessRequest) -> Fact:
    asked = tr(
        "{name}, {day}",
        name=facts.names.get(request.asked_by, "–"),
        day=day_text(request.asked_at.astimezone().date()),
    )
    if request.state is RequestState.AUTHORISED:
        return Fact(tr("Authorised, and not given yet"), [FactLine(tr("Asked by {who}", who=asked), State.WARN)])
    return Fact(tr("Asked for by"), [FactLine(asked, State.WARN)])


def _access_facts(facts: CellFacts, access: Access) -> list[Fact]:
    until = day_text(access.ends) if access.ends else tr("its review on {day}", day=day_text(access.review_on))
    found = [
        Fact(tr("Access"), access_words(access)),
        Fact(tr("Authorised by"), _authorised(facts, access)),
        Fact(tr("Recorded by") if access.already_had else tr("Given by"), _given(facts, access)),
        Fact(tr("From, until"), tr("{first} until {last}", first=day_text(access.starts), last=until)),
    ]
    if access.reason:
        found.append(Fact(tr("Why"), access.reason))
    if access.override_reason:
        line = FactLine(tr("Given all the same: {why}", why=access.override_reason), State.WARN)
        found.append(Fact(tr("Although a condition was missing"), [line]))
    reviewed = facts.reviewed.get(access.id)
    if reviewed is not None:
        found.append(Fact(tr("Reviewed"), f"{day_text(reviewed.on)} · {tr(VERDICT_WORDS[reviewed.verdict])}"))
    return found


def _authorised(facts: CellFacts, access: Access) -> list[FactLine]:
    if access.authorised_by is None:
        return [FactLine(tr("Not yet: it was there before the register"), State.WARN)]
    name, day = facts.names.get(access.authorised_by, "–"), day_text(access.authorised_on)
    lines = [FactLine(tr("{name}, {day}", name=name, day=day))]
    if access.under_cover:
        lines.append(FactLine(tr("Under cover, for the headteacher")))
    if access.authorised_how is AuthorisedOn.PAPER:
        lines.append(FactLine(tr("On paper")))
    elif access.authorised_how is AuthorisedOn.SCREEN:
        lines.append(FactLine(tr("On screen, with their own sign-in")))
    return lines


def _given(facts: CellFacts, access: Access) -> str:
    name = facts.names.get(access.given_by, "–") if access.given_by else "–"
    return tr(
        "{name}, {day}", name=name, day=day_text(access.given_at.astimezone().date() if access.given_at else None)
    )


def _why_ended(facts: CellFacts, access: Access) -> str:
    if access.end_reason and (access.end_reason_shown or facts.end_reasons_shown):
        return f": {access.end_reason}"
    return ""
