"""What is next with an incident: the card in each state, each dialog, and what only somebody else may decide."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.cases import CaseState
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.services.incident_step_views import CLOSE, DECIDE, REOPEN, REPLY, TICK
from schoolsm_desktop.ui.incidents.page import IncidentsPage
from schoolsm_desktop.ui.incidents.steps_dialogs import (
    CloseDialog,
    DecideDialog,
    ReopenDialog,
    ReplyDialog,
    TickStepDialog,
)

from .guide import TourError, fill
from .scene import Stage


class _Round:
    """The part as one person has it."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.guide = stage, stage.guide
        page = stage.page("incidents")
        if not isinstance(page, IncidentsPage):
            raise TourError("the page of incidents is another one")
        self.page = page
        self.lines = self.guide.ask(stage.office.incidents.lines)

    def choose(self, kind: IncidentKind, state: CaseState = CaseState.OPEN) -> UUID:
        """Show the incident of a kind and state; its id. Raises TourError."""
        found = next((x for x in self.lines if x.incident.kind is kind and x.incident.state is state), None)
        if found is None:
            raise TourError(f"no incident of the kind {kind} is {state}")
        self.page.begin("incidents", str(found.id))
        self.guide.settle()
        return found.id


def head_round(stage: Stage) -> None:
    """Comments half worked off, a wrong post with its clock, and one that is closed, as the headteacher has them."""
    walk = _Round(stage)
    guide, page = walk.guide, walk.page
    with guide.step("incident-steps-comments"):
        case = walk.choose(IncidentKind.PARENT_COMMENT)
    with guide.step("incident-step-done"):
        page.open_dialog(TICK, f"{case}/meeting")
        guide.settle()
        fill(guide.dialog(TickStepDialog), {"who": "Mr Osgood", "words": "Asked in for Thursday"})
    with guide.step("incident-step-not-needed"):
        page.open_dialog(TICK, f"{case}/ask-removal")
        fill(guide.dialog(TickStepDialog), {"answer": "not-needed", "reason": "They are gone already"})
    with guide.step("incident-decided-so-far"):
        page.open_dialog(DECIDE, f"{case}/scope")
        guide.dialog(DecideDialog)
    with guide.step("incident-reply-held"):
        page.open_dialog(REPLY, str(case))
        guide.settle()
        fill(guide.dialog(ReplyDialog), {"how": "never", "reason": "It would feed it"})
    with guide.step("incident-close-not-yet"):
        page.open_dialog(CLOSE, str(case))
        guide.dialog(CloseDialog)
    with guide.step("incident-steps-data"):
        post = walk.choose(IncidentKind.WRONG_POST)
    with guide.step("incident-decide-regulator"):
        page.open_dialog(DECIDE, f"{post}/regulator")
        fill(guide.dialog(DecideDialog), {"answer": "no", "reason": "First names alone, seen by eleven people"})
    with guide.step("incident-steps-closed"):
        closed = walk.choose(IncidentKind.NAME_OR_LOGO, CaseState.CLOSED)
    with guide.step("incident-reopen"):
        page.open_dialog(REOPEN, str(closed))
        guide.dialog(ReopenDialog)


def safeguarding_round(stage: Stage) -> None:
    """What only the safeguarding lead decides: a sealed allegation, and a message from a pupil."""
    walk = _Round(stage)
    guide, page = walk.guide, walk.page
    with guide.step("incident-steps-sealed"):
        case = walk.choose(IncidentKind.STAFF_CONTACTS_PUPIL)
    with guide.step("incident-officer-advised"):
        page.open_dialog(DECIDE, f"{case}/lado-advised")
        fill(guide.dialog(DecideDialog), {"answer": "advised", "reason": "Speak to nobody before Thursday"})
    with guide.step("incident-decide-police"):
        page.open_dialog(DECIDE, f"{case}/police")
        fill(guide.dialog(DecideDialog), {"answer": "yes", "reason": "Messages at night", "reference": "CRN 1182/26"})
    with guide.step("incident-steps-pupil"):
        walk.choose(IncidentKind.PUPIL_CONTACTS_STAFF)
