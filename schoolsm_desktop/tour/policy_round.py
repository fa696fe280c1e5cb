"""Your policy: every group of settings, the dialogs that change them, the lists, the history, and the policy as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QRadioButton

from schoolsm_desktop.domain.rule_lines import LINE_KINDS
from schoolsm_desktop.domain.rule_settings import Group
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.policy.choose_dialog import ChoosePolicyDialog
from schoolsm_desktop.ui.policy.history_dialog import PolicyHistoryDialog
from schoolsm_desktop.ui.policy.lines_dialog import LinesDialog
from schoolsm_desktop.ui.policy.load_dialog import LoadPolicyDialog
from schoolsm_desktop.ui.policy.page import PolicyPage
from schoolsm_desktop.ui.policy.policy_part import PolicyPart
from schoolsm_desktop.ui.policy.settings_dialog import SettingsDialog

from .guide import Guide, TourError, fill
from .samples import Samples
from .scene import Stage


class Policy:
    """The part of the page that shows your policy, as one person has it."""

    def __init__(self, stage: Stage) -> None:
        self.guide = stage.guide
        page = stage.page("people")
        if not isinstance(page, PolicyPage):
            raise TourError("the page of policy and staff is another one")
        self.page = page
        self.guide.choose_tab("Your policy")
        self.part = page.part(PolicyPart)

    def turn(self, group: Group) -> None:
        """Show a group of settings."""
        self.part.view.show_group(group)
        self.guide.settle()

    def change(self, group: Group) -> SettingsDialog:
        """Open the dialog of a group."""
        self.turn(group)
        self.guide.press("Change settings…", self.page)
        return self.guide.dialog(SettingsDialog)


def policy_round(stage: Stage, samples: Samples) -> None:
    """Everything that the headteacher sees and does with the policy."""
    guide, policy = stage.guide, Policy(stage)
    for group in Group:
        with guide.step(f"policy-{group.value}"):
            policy.turn(group)
        with guide.step(f"policy-{group.value}-change"):
            policy.change(group)
    with guide.step("policy-settings-wrong"):
        dialog = policy.change(Group.PASSWORDS)
        fill(dialog, {"hours_until_change": "a day"})
        dialog.main.click()
    _lists(guide, policy)
    _other_policies(guide, policy)
    _as_a_file(guide, policy, samples)


def _lists(guide: Guide, policy: Policy) -> None:
    with guide.step("policy-list-whole"):
        policy.turn(Group.TOLD)
        for more in policy.part.view.findChildren(QPushButton):
            if more.isVisible() and more.text().startswith("Show "):
                more.click()
    for key in LINE_KINDS:
        with guide.step(f"policy-list-{key.replace('_', '-')}"):
            policy.page.begin("change-list", key)
            guide.settle()
            guide.dialog(LinesDialog)
    with guide.step("policy-list-line-wrong"):
        policy.page.begin("change-list", "breaches")
        guide.settle()
        dialog = guide.dialog(LinesDialog)
        dialog.lines.add.click()
        dialog.main.click()


def _other_policies(guide: Guide, policy: Policy) -> None:
    with guide.step("policy-choose", stay=True):
        guide.press("Choose another policy…", policy.page)
        chooser = guide.dialog(ChoosePolicyDialog)
    with guide.step("policy-consequences"):
        chooser.findChildren(QRadioButton)[-1].click()
    with guide.step("policy-changed"):
        dialog = policy.change(Group.POLICY)
        fill(dialog, {"review_lead_days": "75"})
        dialog.main.click()
    with guide.step("policy-history", stay=True):
        guide.press("Earlier settings…", policy.page)
        history = guide.dialog(PolicyHistoryDialog)
    with guide.step("policy-history-first", stay=True):
        history.list.setCurrentRow(history.list.count() - 1)
    with guide.step("policy-go-back"):
        history.main.click()
        guide.dialog(Question)


def _as_a_file(guide: Guide, policy: Policy, samples: Samples) -> None:
    place = samples.staff.with_name("our-policy.toml")
    with guide.step("policy-saved"):
        policy.part.save_to(place, replace=True)
    with guide.step("policy-load", stay=True):
        guide.press("Load from a file…", policy.page)
        dialog = guide.dialog(LoadPolicyDialog)
    with guide.step("policy-load-changes", stay=True):
        _spoil(place, "review-lead-days = 75", "review-lead-days = 30")
        dialog.take_file(place)
    with guide.step("policy-load-faulty"):
        _spoil(place, "review-lead-days = 30", "review-lead-days = soon")
        dialog.take_file(place)


def _spoil(place: Path, old: str, new: str) -> None:
    place.write_text(place.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def want_reasons(stage: Stage) -> None:
    """The headteacher sets that whoever opens a password says why."""
    guide, policy = stage.guide, Policy(stage)
    with guide.step("policy-reason-wanted"):
        dialog = policy.change(Group.PASSWORDS)
        fill(dialog, {"reveal_reason": "1"})
        dialog.main.click()
