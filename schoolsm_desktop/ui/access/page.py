"""Posting access: the register, requests, lists of leavers, and the termly review."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.pages import Desk
from schoolsm_desktop.ui.parts import Part, PartedPage, PartSpec

from .devices_part import DevicesPart
from .dialogs import Choices
from .lists_part import ListsPart
from .register_part import RegisterPart
from .requests_part import RequestsPart
from .review_part import ReviewPart

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import Printed

PART_WORDS = {
    "register": "Register",
    "requests": "Requests",
    "lists": "Leavers and lists",
    "review": "Termly review",
    "devices": "Devices",
}


class AccessPage(PartedPage):
    """Records and acts: see the parts; a record without an act is one of the register."""

    NOUNS = frozenset(
        {
            "access",
            "accounts",
            "people",
            "secrets",
            "sign-ins",
            "policy",
            "requests",
            "cover",
            "conditions",
            "checklists",
            "reviews",
            "house",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            title=tr("Posting access"),
            sentence=tr("Who may post on which account. Only whom the register names can open a password."),
            tabs=tr("Register, requests, leavers, review and devices"),
            words=PART_WORDS,
            parts=(
                PartSpec("register", self._register),
                PartSpec("requests", RequestsPart),
                PartSpec("lists", ListsPart, Action.WORK_OFF_LISTS),
                PartSpec("review", ReviewPart, Action.SEE_REGISTER),
                PartSpec("devices", DevicesPart, Action.SEE_REGISTER),
            ),
        )
        self.print = self.add_button(tr("Print register"), self._print)
        self.start_review = self.add_button(tr("Start termly review"), partial(self.begin, "start-review", ""))
        self.leaving = self.add_button(tr("Someone is leaving…"), partial(self.begin, "leaving", ""))
        self.give = self.add_button(tr("Give access…"), self._give, main=True)
        self._offer(Choices())

    def _register(self, page: PartedPage) -> Part:
        register = RegisterPart(page)
        register.was_read.connect(self._offer)
        return register

    def _offer(self, choices: Choices) -> None:
        """Show what the person signed in may do, as far as its part is there."""
        self.print.setVisible(choices.rights.print_it)
        self.start_review.setVisible(choices.rights.review and self.has("start-review"))
        self.leaving.setVisible(choices.rights.leaving and self.has("leaving"))
        self.give.setVisible(choices.rights.give)

    def _print(self) -> None:
        def make() -> Printed:
            # `printing` is asked for here, on the worker: the first document imports what draws it.
            return self.desk.office.printing.access_register()

        self.work(make, self.desk.preview)

    def _give(self) -> None:
        self.part(RegisterPart).give()
