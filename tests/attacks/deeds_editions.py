"""The deeds of the policy's versions, of the policies it is read with, and of crests, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from schoolsm_desktop.domain.editions import Edition, LinkedPolicy, SignedLine
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.services.editions import NewEdition, PaperSignatures

from .deed import EVERYBODY, Deed
from .stage import Stage


def _edition(s: Stage) -> UUID:
    """A version that waits for its signatures, as if a colleague had entered it."""
    edition = Edition(
        uuid4(),
        s.school.head.school_id,
        f"V {uuid4().hex[:6]}",
        "valence",
        s.school.coordinator.id,
        s.school.clock.now(),
    )
    with s.office.session.work() as work:
        work.uow.editions.add(edition)
        work.done()
    return edition.id


def _linked(s: Stage) -> LinkedPolicy:
    linked = LinkedPolicy(uuid4(), s.school.head.school_id, f"Policy {uuid4().hex[:6]}")
    with s.office.session.work() as work:
        work.uow.linked_policies.add(linked)
        work.done()
    return linked


def _enter(s: Stage) -> object:
    chair = SignedLine("Edith Wainford", s.school.clock.today())
    return s.office.editions.enter_signatures(_edition(s), PaperSignatures(chair=chair))


A = Action
DEEDS: Mapping[str, Deed] = {
    "EditionService.view": Deed(A.SEE_PEOPLE, lambda s: s.office.editions.view()),
    "EditionService.current": Deed(EVERYBODY, lambda s: s.office.editions.current()),
    "EditionService.to_read": Deed(EVERYBODY, lambda s: s.office.editions.to_read()),
    "EditionService.text": Deed(EVERYBODY, lambda s: s.office.editions.text(_edition(s))),
    "EditionService.offered": Deed(A.SEE_PEOPLE, lambda s: s.office.editions.offered()),
    "EditionService.add": Deed(
        A.EDIT_POLICY_PAPERS, lambda s: s.office.editions.add(NewEdition(f"New {uuid4().hex[:6]}"))
    ),
    "EditionService.change": Deed(
        A.EDIT_POLICY_PAPERS, lambda s: s.office.editions.change(_edition(s), NewEdition(f"Else {uuid4().hex[:6]}"))
    ),
    "EditionService.sign": Deed(A.SIGN_POLICY, lambda s: s.office.editions.sign(_edition(s))),
    "EditionService.enter_signatures": Deed(A.EDIT_POLICY_PAPERS, _enter),
    "EditionService.take_back": Deed(A.EDIT_POLICY_PAPERS, lambda s: s.office.editions.take_back(_edition(s))),
    "EditionService.published": Deed(
        A.EDIT_POLICY_PAPERS, lambda s: s.office.editions.published(_edition(s), "https://alder.example/policy")
    ),
    "EditionService.add_linked": Deed(
        A.EDIT_POLICY_PAPERS, lambda s: s.office.editions.add_linked([f"Policy {uuid4().hex[:6]}"])
    ),
    "EditionService.change_linked": Deed(A.EDIT_POLICY_PAPERS, lambda s: s.office.editions.change_linked(_linked(s))),
    "EditionService.reviewed": Deed(A.EDIT_POLICY_PAPERS, lambda s: s.office.editions.reviewed(_linked(s).id, None)),
    "PrintingService.policy_sign_off": Deed(
        A.PRINT_REGISTERS, lambda s: s.office.printing.policy_sign_off(_edition(s))
    ),
    "PrintingService.review_schedule": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.review_schedule()),
    "SchoolService.crest": Deed(EVERYBODY, lambda s: s.office.schools.crest()),
    "SchoolService.read_crest": Deed(EVERYBODY, lambda s: s.office.schools.read_crest(s.scan_file())),
    "EditionService.end_linked": Deed(A.EDIT_POLICY_PAPERS, lambda s: s.office.editions.end_linked(_linked(s).id)),
}
