"""Posting access: the register, one cell of it in its states, and every dialog that changes it."""

from __future__ import annotations

from schoolsm_desktop.ui.access.dialogs import (
    AlreadyHadDialog,
    ChangeDialog,
    EndDialog,
    GiveDialog,
    LookThroughDialog,
)
from schoolsm_desktop.ui.access.page import AccessPage
from schoolsm_desktop.ui.access.register_dialogs import HistoryDialog, WhichAccountsDialog
from schoolsm_desktop.ui.access.register_part import RegisterPart
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.print_preview import PrintPreview

from .guide import TourError, fill
from .paper_round import save_document
from .scene import Stage


class Register:
    """The page of posting access as one person has it."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.guide = stage, stage.guide
        page = stage.page("access")
        if not isinstance(page, AccessPage):
            raise TourError("the page of posting access is another one")
        self.page = page
        self.matrix = stage.guide.ask(stage.office.access.matrix)

    def choose(self, person: str, account: str) -> None:
        """Go to one cell, by names."""
        row = next(row for row in self.matrix.rows if row.person.name == person)
        chosen = next(each for each in self.matrix.accounts if each.name == account)
        self.page.show_record(f"{row.person.id}|{chosen.id}")
        self.guide.settle()


def cell_pictures(stage: Stage) -> None:
    """One cell of each kind, in full."""
    register = Register(stage)
    for state, person, account in _cells(register):
        with stage.guide.step(f"access-cell-{state}"):
            register.choose(person, account)


def _cells(register: Register) -> list[tuple[str, str, str]]:
    """A cell of each kind that the demonstration has: (kind, person, account)."""
    found: dict[str, tuple[str, str]] = {}
    for row in register.matrix.rows:
        for account, cell in zip(register.matrix.accounts, row.cells, strict=True):
            where = (row.person.name, account.name)
            if cell.live:
                found.setdefault(cell.live[0].kind.value, where)
            elif any(access.paused_at for access in cell.ended):
                found.setdefault("paused", where)
            elif cell.must_change:
                found.setdefault("must-change", where)
            elif cell.waiting is not None:
                found.setdefault("asked-for", where)
            elif cell.ended:
                found.setdefault("ended", where)
            elif cell.keyholder:
                found.setdefault("keyholder", where)
            else:
                found.setdefault("none", where)
    return [(state, *where) for state, where in found.items()]


def access_round(stage: Stage) -> None:
    """Every dialog of the register, as the coordinator has it."""
    guide, register = stage.guide, Register(stage)
    with guide.step("access-give", stay=True):
        guide.press("Give access…", register.page.head)
        dialog = guide.dialog(GiveDialog)
    with guide.step("access-give-wrong", stay=True):
        fill(dialog, {"person": "", "starts": "next week"})
        dialog.main.click()
    with guide.step("access-give-supply"):
        supply = next(row.person for row in register.matrix.rows if row.person.name == "Sade Akindele")
        account = next(each for each in register.matrix.accounts if each.name == "X (Twitter)")
        fill(dialog, {"person": str(supply.id), "account": str(account.id), "starts": "", "ends": ""})
        dialog.form.clear_errors()
        fill(dialog, {"starts": dialog.form.value("authorised_on")})
        dialog.main.click()
    with guide.step("access-already-had"):
        guide.press("Already had it…", register.page.part(RegisterPart))
        guide.dialog(AlreadyHadDialog)
    register.choose("Joel Marchbanks", "Instagram")
    for name, button, kind in (
        ("change", "Change…", ChangeDialog),
        ("end", "End access…", EndDialog),
        ("pause", "Pause", Question),
    ):
        with guide.step(f"access-{name}"):
            guide.press(button, register.page.part(RegisterPart).card)
            guide.dialog(kind)
    with guide.step("access-ended"):
        guide.press("End access…", register.page.part(RegisterPart).card)
        fill(guide.dialog(EndDialog), {"reason": "now teaches Year 2"})
        guide.press("End access")


def register_round(stage: Stage) -> None:
    """The register as it is walked, marked, narrowed, printed in part, and one cell from its beginning."""
    guide, register = stage.guide, Register(stage)
    part = register.page.part(RegisterPart)
    with guide.step("access-far-right", stay=True):
        last = part.list.model.columnCount() - 1
        part.list.table.setCurrentIndex(part.list.model.index(1, last))
    with guide.step("access-marked", stay=True):
        for line in (0, 2):
            part.list.model.mark(line, True)
        part.list.narrowed.emit()
    with guide.step("access-selection-preview"):
        guide.press("Print the selection", part)
        guide.dialog(PrintPreview)
    with guide.step("access-which-accounts"):
        guide.press("Which accounts…", part)
        guide.dialog(WhichAccountsDialog)
    guide.press("Show everything", part)
    row = next(row for row in register.matrix.rows if row.person.name == "Joel Marchbanks")
    account = next(each for each in register.matrix.accounts if each.name == "Instagram")
    register.choose(row.person.name, account.name)
    with guide.step("access-history", stay=True):
        guide.press("History", part.card)
        dialog = guide.dialog(HistoryDialog)
    with guide.step("access-history-preview"):
        dialog.main.click()
        guide.dialog(PrintPreview)
    printing = stage.office.printing
    save_document(guide, stage, guide.ask(lambda: printing.access_history(row.person.id, account.id)))
    save_document(guide, stage, guide.ask(lambda: printing.access_register([row.person.id], None)))


def look_through(stage: Stage) -> None:
    """The headteacher authorises what was there before the register."""
    register = Register(stage)
    with stage.guide.step("access-look-through"):
        stage.guide.press("Look through…", register.page.part(RegisterPart))
        stage.guide.dialog(LookThroughDialog)
