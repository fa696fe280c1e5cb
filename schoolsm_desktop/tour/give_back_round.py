"""Passwords saved as a file: the coordinator asks, the headteacher allows it, and the coordinator saves them."""

from __future__ import annotations

from schoolsm_desktop.demo.demonstration import Demonstration
from schoolsm_desktop.services.giving_back import FileFormat
from schoolsm_desktop.ui.accounts.allow_dialog import AllowGivingBackDialog
from schoolsm_desktop.ui.accounts.give_back_dialog import ALL, TICKED, GiveBackDialog
from schoolsm_desktop.ui.common.confirm import Question

from .guide import Guide, fill
from .scene import Stage, enter_as


def ask_first(guide: Guide, demonstration: Demonstration) -> None:
    """The coordinator asks, before anybody else comes in: the headteacher then finds it on Today."""
    coordinator = next(each for each in demonstration.sign_ins if each.key == "coordinator")
    stage = enter_as(guide, demonstration, coordinator)
    try:
        with guide.step("give-back-ask", stay=True):
            dialog = _open(stage)
            fill(dialog, {"reason": "The passwords go into the password program that the trust has bought"})
        with guide.step("give-back-waits"):
            guide.press("Ask the headteacher", dialog)
    finally:
        stage.close()


def allow(stage: Stage) -> None:
    """The headteacher reads what it is for, and allows it once."""
    guide = stage.guide
    approval = guide.ask(stage.office.today.view)
    line = next(each for each in approval.lines if each.item.key.startswith("approval:"))
    with guide.step("give-back-allow", stay=True):
        stage.page("accounts").begin("allow-giving-back", str(line.item.subject_id))
        guide.settle()
        dialog = guide.dialog(AllowGivingBackDialog)
    with guide.step("give-back-allowed"):
        guide.press("Allow it once", dialog)


def save(stage: Stage) -> None:
    """The coordinator chooses what goes into the file, and is asked twice where nothing locks it."""
    guide = stage.guide
    with guide.step("give-back-locked", stay=True):
        dialog = _open(stage)
    with guide.step("give-back-open", stay=True):
        fill(dialog, {"format": FileFormat.CSV.value, "which": TICKED})
    with guide.step("give-back-open-asked", stay=True):
        fill(dialog, {"which": ALL, "path": "/media/stick/passwords.csv", "passphrase": "not pressed any further"})
        dialog.main.click()
        question = guide.dialog(Question)
    question.reject()
    dialog.form.saved()
    dialog.reject()
    guide.tidy()


def _open(stage: Stage) -> GiveBackDialog:
    stage.page("accounts").begin("give-back", "")
    stage.guide.settle()
    return stage.guide.dialog(GiveBackDialog)
