"""Policy and staff: people, duties, sign-ins, the policy, and bringing a staff list in."""

from __future__ import annotations

from schoolsm_desktop.ui.common.change_passphrase import ChangePassphraseDialog
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.policy.duty_dialogs import EndDutyDialog, GiveDutyDialog
from schoolsm_desktop.ui.policy.import_dialog import BringInStaffDialog
from schoolsm_desktop.ui.policy.page import PolicyPage
from schoolsm_desktop.ui.policy.person_dialog import PersonDialog
from schoolsm_desktop.ui.policy.sign_in_dialogs import TemporaryPassphraseDialog
from schoolsm_desktop.ui.policy.staff_part import StaffPart

from .guide import Guide, TourError, fill
from .samples import Samples
from .scene import Stage


class Staff:
    """The page of policy and staff as one person has it."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.guide = stage, stage.guide
        page = stage.page("people")
        if not isinstance(page, PolicyPage):
            raise TourError("the page of policy and staff is another one")
        self.page = page
        self.ids = {line.person.name: str(line.person.id) for line in page.part(StaffPart).book.lines}

    def choose(self, name: str) -> str:
        """Choose a person; the id as text."""
        self.page.show_record(self.ids[name])
        self.guide.settle()
        return self.ids[name]


def staff_round(stage: Stage, samples: Samples) -> None:
    """Everything on the page of policy and staff, as the coordinator has it."""
    guide, staff = stage.guide, Staff(stage)
    for name, state in (
        ("Ravi Sondhi", "self"),
        ("Bronwen Tallis", "sign-in-waits"),
        ("Sade Akindele", "agency"),
        ("Dylan Prowse", "no-longer-here"),
    ):
        with guide.step(f"people-{state}"):
            staff.choose(name)
    _people(guide, staff)
    _sign_ins(guide, staff)
    _bring_in(guide, staff, samples)


def _people(guide: Guide, staff: Staff) -> None:
    with guide.step("people-add", stay=True):
        guide.press("Add person…", staff.page)
        dialog = guide.dialog(PersonDialog)
    with guide.step("people-add-needed", stay=True):
        dialog.main.click()
    with guide.step("people-add-same-name"):
        fill(dialog, {"given_name": "Joel", "family_name": "Marchbanks", "job_title": "Teacher, Year 1"})
        dialog.main.click()
    with guide.step("people-change"):
        staff.choose("Tobias Carradine")
        guide.press("Change person…", staff.page)
        guide.dialog(PersonDialog)
    with guide.step("people-give-duty"):
        staff.choose("Joel Marchbanks")
        guide.press("Give a duty…", staff.page)
        guide.dialog(GiveDutyDialog)
    with guide.step("people-end-duty"):
        staff.choose("Joel Marchbanks")
        guide.press("End duty…", staff.page)
        guide.dialog(EndDutyDialog)


def _sign_ins(guide: Guide, staff: Staff) -> None:
    with guide.step("people-make-sign-in"):
        staff.choose("Tobias Carradine")
        guide.press("Make a sign-in…", staff.page)
        guide.dialog(TemporaryPassphraseDialog)
    with guide.step("people-reset-sign-in"):
        staff.choose("Joel Marchbanks")
        guide.press("Reset…", staff.page)
        guide.dialog(TemporaryPassphraseDialog)
    with guide.step("people-end-sign-in"):
        staff.choose("Joel Marchbanks")
        guide.press("End sign-in…", staff.page)
        guide.dialog(Question)
    with guide.step("people-change-my-passphrase", stay=True):
        staff.choose("Ravi Sondhi")
        guide.press("Change my passphrase…", staff.page)
        dialog = guide.dialog(ChangePassphraseDialog)
    with guide.step("people-change-my-passphrase-wrong"):
        fill(dialog, {"old": "not what it is at all"})
        fresh = "gravel spoon thistle banjo kettle"
        fill(dialog.fields, {"passphrase": fresh, "again": fresh})
        dialog.main.click()


def _bring_in(guide: Guide, staff: Staff, samples: Samples) -> None:
    with guide.step("staff-import-choose", stay=True):
        guide.press("Bring in a staff list…", staff.page)
        dialog = guide.dialog(BringInStaffDialog)
    with guide.step("staff-import-columns", stay=True):
        dialog.take_file(samples.staff)
    with guide.step("staff-import-rows", stay=True):
        dialog.main.click()
    with guide.step("staff-import-duties", stay=True):
        guide.press("On to duties", dialog)
    with guide.step("staff-import-result"):
        dialog.main.click()
    for name, file in (
        ("passwords", samples.browser_again),
        ("columns-not-recognised", samples.nameless),
        ("not-what-it-says", samples.not_what_it_says),
    ):
        with guide.step(f"staff-import-{name}"):
            guide.press("Bring in a staff list…", staff.page)
            guide.dialog(BringInStaffDialog).take_file(file)


def head_round(stage: Stage) -> None:
    """What only the headteacher does on this page: sign-ins confirmed, keyholders."""
    guide, staff = stage.guide, Staff(stage)
    for name, person, button in (
        ("confirm-sign-in", "Bronwen Tallis", "Confirm…"),
        ("make-keyholder", "Petra Lindholm", "Make a keyholder…"),
        ("no-keyholder", "Ravi Sondhi", "No longer a keyholder…"),
    ):
        with guide.step(f"people-{name}"):
            staff.choose(person)
            guide.press(button, staff.page)
            guide.dialog(Question)
