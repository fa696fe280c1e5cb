"""Policy and staff: who works here, what they have read, learnt and declared, and the policy that the program goes by."""

from __future__ import annotations

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.pages import Desk
from schoolsm_desktop.ui.parts import PartedPage, PartSpec

from .declarations_part import DeclarationsPart
from .declarations_part import is_wanted as declarations_wanted
from .health_part import HealthPart
from .house_part import HousePart
from .lessons_part import LessonsPart
from .lessons_part import is_wanted as lessons_wanted
from .mine_part import MinePart
from .policy_part import PolicyPart
from .school_requests_part import SchoolRequestsPart
from .staff_part import StaffPart
from .training_part import TrainingPart
from .versions_part import VersionsPart

PARTS = (
    PartSpec("staff", StaffPart, Action.SEE_PEOPLE),
    PartSpec("mine", MinePart),
    PartSpec("training", TrainingPart, Action.SEE_PEOPLE),
    PartSpec("declarations", DeclarationsPart, Action.SEE_PEOPLE, declarations_wanted),
    PartSpec("requests", SchoolRequestsPart),
    PartSpec("lessons", LessonsPart, Action.TICK_LESSONS, lessons_wanted),
    PartSpec("policy", PolicyPart, Action.SEE_PEOPLE),
    PartSpec("versions", VersionsPart, Action.SEE_PEOPLE),
    PartSpec("health", HealthPart, Action.SEE_PEOPLE),
    PartSpec("house", HousePart, Action.SEE_PEOPLE),
)

PART_WORDS = {
    "mine": "Yours",
    "staff": "Staff",
    "training": "Read and trained",
    "declarations": "Declarations",
    "requests": "Requests",
    "lessons": "Lessons",
    "policy": "Your policy",
    "versions": "Versions",
    "health": "To put right",
    "house": "House rules",
}


class PolicyPage(PartedPage):
    """One part at a time, under tabs."""

    NOUNS = frozenset(
        {
            "people",
            "sign-ins",
            "policy",
            "access",
            "accounts",
            "conditions",
            "school",
            "editions",
            "training",
            "declarations",
            "school-requests",
            "lessons",
            "letters",
            "house",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            title=tr("Policy and staff"),
            sentence=tr("Who works here, who signs in to this program, and the policy it goes by."),
            tabs=tr("Parts of policy and staff"),
            parts=PARTS,
            words=PART_WORDS,
        )
