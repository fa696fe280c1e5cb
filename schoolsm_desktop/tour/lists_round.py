"""Leavers and lists: the dialog that makes one, a list in its states, a line of each sort, and every dialog of both."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TypeVar
from uuid import uuid4

from PySide6.QtCore import Qt

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import Account, AccountState, SignInKind
from schoolsm_desktop.domain.checklists import LineKind
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.services.giving import GiveRequest
from schoolsm_desktop.ui.access.leaving_dialogs import CameBackDialog, LeavingDialog, SamePersonDialog
from schoolsm_desktop.ui.access.list_dialogs import (
    AddLineDialog,
    FinishDialog,
    LooksAfterDialog,
    MoveDialog,
    NotNeededDialog,
    ProofDialog,
)
from schoolsm_desktop.ui.access.lists_part import ListsPart
from schoolsm_desktop.ui.access.page import AccessPage
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.dialogs import FormDialog

from .guide import TourError, fill
from .scene import Stage

D = TypeVar("D", bound=FormDialog)


class Lists:
    """The part of the page with its lists, and a colleague made for this round who leaves."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.guide, self.office = stage, stage.guide, stage.office
        page = stage.page("access")
        if not isinstance(page, AccessPage):
            raise TourError("the page of posting access is another one")
        self.page = page
        self.leaver = self.guide.ask(self._leaver)
        self.gone = self.guide.ask(lambda: self._add("Gwen Early", ends=self.guide.on - timedelta(days=60)))
        self.doubled = self.guide.ask(lambda: self._add("Ivo Larkin"))
        self.guide.settle()

    @property
    def part(self) -> ListsPart:
        """The part, once the page has made it."""
        return self.page.part(ListsPart)

    def begin(self, act: str, record: str, kind: type[D]) -> D:
        """What a button elsewhere begins."""
        self.page.begin(act, record)
        return self.guide.dialog(kind)

    def choose(self, kind: LineKind) -> None:
        """Choose a line of the list that is shown."""
        row = next(row for row in self.part.lines.model.shown_rows() if row.line.kind is kind)
        self.part.lines.pick(row.line.id)
        self.guide.settle()

    def press(self, kind: LineKind, words: str, dialog: type[FormDialog] | type[Question]) -> None:
        """Press a button beside a line."""
        self.choose(kind)
        self.guide.press(words, self.part.pane)
        self.guide.dialog(dialog)

    def _add(self, name: str, **more: object) -> Person:
        given, _, family = name.partition(" ")
        school = self.office.schools.school().id
        return self.office.people.add(Person(uuid4(), school, given, family, "Teacher, Year 5", **more))  # type: ignore[arg-type]  # a few fields of it

    def _leaver(self) -> Person:
        """Somebody who holds and knows one thing of each kind."""
        ivo = self._add("Ivo Larkin", email="ivo.larkin@school.example")
        lines = [line for line in self.office.accounts.lines() if line.account.state is AccountState.IN_USE]
        shared = [line.account for line in lines if line.platform.sign_in is not SignInKind.OWN_LOGINS]
        kept = shared[0]
        other = next(
            line.account
            for line in lines
            if line.platform.sign_in is not SignInKind.SHARED_PASSWORD and line.account.id != kept.id
        )
        self._had(ivo, other, AccessKind.OWN_LOGIN, AccessLevel.ADMINISTERS)
        self._had(ivo, kept, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS)
        self.office.people.give_duty(ivo.id, Duty.CLASS_TEACHER, self.guide.on)
        self.office.account_care.new_owner([other.id], ivo.id)
        return ivo

    def _had(self, who: Person, account: Account, kind: AccessKind, level: AccessLevel) -> None:
        self.office.access.already_had([GiveRequest(who.id, account.id, kind, level, self.guide.on)])


def lists_round(stage: Stage) -> None:
    """From the dialog to the signed list, as the coordinator has it."""
    lists = Lists(stage)
    _begins(lists)
    _lines(lists)
    _dialogs(lists)
    _ends(lists)


def _begins(lists: Lists) -> None:
    guide, who = lists.guide, str(lists.leaver.id)
    with guide.step("lists-changed-job"):
        dialog = lists.begin("changed-job", who, LeavingDialog)
        guide.until(lambda: bool(dialog.ends.list.list.count()), "what the person holds")
        dialog.ends.list.list.item(0).setCheckState(Qt.CheckState.Checked)
        fill(dialog, {"new_job": "School librarian"})
    with guide.step("lists-leaving-wrong"):
        dialog = lists.begin("leaving", who, LeavingDialog)
        fill(dialog, {"person": "", "ends": "next week"})
        dialog.main.click()
    with guide.step("lists-leaving", stay=True):
        dialog = lists.begin("leaving", who, LeavingDialog)
    with guide.step("lists-made"):
        dialog.main.click()


def _lines(lists: Lists) -> None:
    for kind in (LineKind.PASSWORD_KNOWN, LineKind.SIGNED_OUT, LineKind.FORMER_PUPILS):
        with lists.guide.step(f"lists-line-{kind.value}"):
            lists.choose(kind)


def _dialogs(lists: Lists) -> None:
    guide = lists.guide
    for name, kind, words, dialog in (
        ("looks-after", LineKind.OWNED_ACCOUNT, "Do it…", LooksAfterDialog),
        ("end-duty", LineKind.DUTY, "Do it…", Question),
        ("not-needed", LineKind.PICTURES, "Not needed…", NotNeededDialog),
    ):
        with guide.step(f"lists-{name}"):
            lists.press(kind, words, dialog)
    with guide.step("lists-line-done", stay=True):
        lists.press(LineKind.PRINTED_LISTS, "Done…", ProofDialog)
        fill(guide.dialog(ProofDialog), {"proof": "handed in and shredded"})
    with guide.step("lists-line-is-done"):
        guide.dialog(ProofDialog).main.click()
        guide.settle()
        lists.choose(LineKind.PRINTED_LISTS)
    for name, words, opens in (
        ("add-line", "Add a line…", AddLineDialog),
        ("another-day", "Another last day…", MoveDialog),
        ("cancel", "Cancel the list…", Question),
    ):
        with guide.step(f"lists-{name}"):
            guide.press(words, lists.part)
            guide.dialog(opens)
    with guide.step("lists-came-back"):
        lists.begin("came-back", str(lists.gone.id), CameBackDialog)
    with guide.step("lists-same-person"):
        same = lists.begin("same-person", str(lists.leaver.id), SamePersonDialog)
        fill(same, {"doubled": str(lists.doubled.id)})


def _ends(lists: Lists) -> None:
    """The list of somebody who held nothing is soon done; it is signed."""
    guide, checklists = lists.guide, lists.office.checklists
    begun = guide.ask(lambda: lists.office.leaving.prepare(lists.doubled.id, guide.on))
    for row in guide.ask(lambda: checklists.view(begun.id)).lines:
        guide.ask(partial(checklists.tick, row.line.id, "seen"))
    with guide.step("lists-to-be-signed", stay=True):
        lists.page.begin("lists", str(begun.id))
    with guide.step("lists-finish", stay=True):
        guide.press("Signed and finished…", lists.part)
        guide.dialog(FinishDialog)
    with guide.step("lists-signed"):
        guide.dialog(FinishDialog).main.click()
