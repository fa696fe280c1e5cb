"""From an empty PC: every step of the first-run wizard with what can go wrong in it, and the empty school it makes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QRadioButton

from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.desk import Beside
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.unlock.wizard import FirstRunWizard

from .guide import Guide, TourError, fill
from .scene import FULL, NETWORK, READ_ONLY, Stage, TourDoorway, TourFirstRun, own_surroundings

HEAD = "walnut harbour lantern seventeen"
COORDINATOR = "copper meadow trumpet window"
_TERMS = (("3 Sep", "18 Dec", 0), ("5 Jan", "26 Mar", 1), ("12 Apr", "21 Jul", 1))


@dataclass
class EmptySchool:
    """What the first start left: the records of a school in which nothing was entered yet."""

    folder: Path
    beside: Beside
    clock: SetClock
    office: Office
    code: str
    recovery_code: str


def first_start(guide: Guide, folder: Path) -> EmptySchool:
    """Walk the wizard to its end. Raises TourError where it does not get there."""
    clock = guide.clock()
    beside = own_surroundings(guide, folder, clock=clock)
    run = TourFirstRun(beside, folder)
    wizard = FirstRunWizard(TourDoorway(run=run), guide.background, today=guide.on)
    opened: list[Office] = []
    wizard.opened.connect(opened.append)
    guide.show(wizard)
    _asked(guide, wizard)
    _people(guide, wizard)
    _this_pc(guide, wizard, folder)
    _made(guide, wizard, run)
    _sheet(guide, wizard, run)
    founded = run.founded
    if founded is None or not opened:
        raise TourError("the first start did not get to its end")
    return EmptySchool(folder / "records", beside, clock, opened[0], founded.code, founded.sheet.code)


def _next(guide: Guide, wizard: FirstRunWizard) -> None:
    wizard.next.click()
    guide.settle()


def _asked(guide: Guide, wizard: FirstRunWizard) -> None:
    with guide.step("wizard-school-needed"):
        _next(guide, wizard)
    with guide.step("wizard-school"):
        fill(wizard.school, {"name": "Fernhollow Primary School", "website": "www.fernhollow.example"})
    _next(guide, wizard)
    year = guide.on.year if guide.on.month >= 8 else guide.on.year - 1
    for form, (first, last, later) in zip(wizard.terms.forms.values(), _TERMS, strict=True):
        fill(form, {"starts": f"{first} {year + later}", "ends": f"{last} {year + later}"})
    with guide.step("wizard-terms-not-a-day"):
        fill(wizard.terms.forms["summer"], {"ends": "last Friday in July"})
        _next(guide, wizard)
    with guide.step("wizard-terms-overlap"):
        fill(wizard.terms.forms["summer"], {"ends": f"21 Jul {year + 1}"})
        fill(wizard.terms.forms["spring"], {"starts": f"7 Dec {year}"})
        _next(guide, wizard)
    with guide.step("wizard-terms"):
        fill(wizard.terms.forms["spring"], {"starts": f"5 Jan {year + 1}"})
    _next(guide, wizard)
    with guide.step("wizard-policy-needed"):
        _next(guide, wizard)
    with guide.step("wizard-policy"):
        guide.find(QRadioButton).setChecked(True)
        wizard.policy.check(lambda: None)
    _next(guide, wizard)


def _people(guide: Guide, wizard: FirstRunWizard) -> None:
    head, other = wizard.head, wizard.coordinator
    with guide.step("wizard-head-weak"):
        fill(head, {"given": "Miriam", "family": "Castellan"})
        fill(head.passphrase, {"passphrase": "fernhollow", "again": "fernhollow"})
        _next(guide, wizard)
    with guide.step("wizard-head-proposed"):
        head.passphrase.propose()
        guide.until(lambda: guide.reads("hard to guess"), "the judgement of a passphrase")
    with guide.step("wizard-head"):
        fill(head, {"typed": "other"})
        fill(head.passphrase, {"passphrase": HEAD, "again": HEAD + "!"})
        _next(guide, wizard)
        guide.until(lambda: guide.reads("hard to guess"), "the judgement of a passphrase")
    fill(head.passphrase, {"again": HEAD})
    _next(guide, wizard)
    with guide.step("wizard-coordinator-same"):
        other.same.setChecked(True)
    with guide.step("wizard-coordinator"):
        other.same.setChecked(False)
        fill(other, {"given": "Ravi", "family": "Sondhi"})
        fill(other.passphrase, {"passphrase": COORDINATOR, "again": COORDINATOR})
    _next(guide, wizard)


def _this_pc(guide: Guide, wizard: FirstRunWizard, folder: Path) -> None:
    with guide.step("wizard-code"):
        pass
    _next(guide, wizard)
    own = wizard.place.form.value("folder")
    refused = {
        "network": NETWORK,
        "synced": str(folder / "OneDrive" / "records"),
        "read-only": str(folder / READ_ONLY),
        "full": str(folder / FULL),
    }
    for why, chosen in refused.items():
        with guide.step(f"wizard-place-{why}"):
            fill(wizard.place, {"folder": chosen})
            _next(guide, wizard)
            if not wizard.place.isVisible():
                wizard.back.click()
                raise TourError("the folder was not refused")
    with guide.step("wizard-place"):
        fill(wizard.place, {"folder": own})
        wizard.place.form.clear_errors()
    _next(guide, wizard)


def _made(guide: Guide, wizard: FirstRunWizard, run: TourFirstRun) -> None:
    with guide.step("wizard-summary"):
        pass
    with guide.step("wizard-leave"):
        wizard.close()
    guide.press("Make the records")
    if run.founded is None:
        raise TourError("the records were not made")


def _sheet(guide: Guide, wizard: FirstRunWizard, run: TourFirstRun) -> None:
    founded = run.founded
    if founded is None:
        return
    with guide.step("wizard-sheet-preview"):
        guide.press("Look at the sheet and print it…")
        guide.dialog(PrintPreview)
    with guide.step("wizard-sheet-wrong"):
        for group in founded.sheet.TYPED_BACK:
            fill(wizard.sheet, {f"group{group}": "0000X"})
        _next(guide, wizard)
    groups = founded.sheet.code.replace("-", " ").split()
    with guide.step("wizard-sheet"):
        for group in founded.sheet.TYPED_BACK:
            fill(wizard.sheet, {f"group{group}": groups[group - 1]})
        wizard.sheet.form.clear_errors()
    _next(guide, wizard)


def without_key_ring(guide: Guide, folder: Path) -> None:
    """The step of the set-up code on a PC that has no key ring."""
    run = TourFirstRun(own_surroundings(guide, folder, key_ring=False), folder)
    wizard = FirstRunWizard(TourDoorway(run=run), guide.background, today=guide.on)
    guide.show(wizard)
    with guide.step("wizard-code-no-key-ring"):
        wizard.go_to([step for _, _, step in wizard.steps].index(wizard.code))


def empty_pages(guide: Guide, school: EmptySchool) -> None:
    """Every page of a school in which nothing was entered yet, as its coordinator sees it."""
    stage = Stage(guide, school.office, "coordinator", demo=False)
    try:
        for key in stage.pages:
            with guide.step(f"{key}-empty"):
                stage.page(key)
    finally:
        stage.close()
