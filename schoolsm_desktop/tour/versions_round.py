"""Versions of the policy: one is added with its text, the headteacher signs, the chair's paper is entered, linked policies are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from schoolsm_desktop.domain.editions import EditionState
from schoolsm_desktop.domain.wording import day_text
from schoolsm_desktop.services.edition_views import EditionsView
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.policy.linked_dialogs import LinkedPolicyDialog, OfferedDialog, ReviewedDialog
from schoolsm_desktop.ui.policy.version_dialogs import (
    PublishedDialog,
    SignaturesDialog,
    SignVersionDialog,
    VersionDialog,
)
from schoolsm_desktop.ui.policy.versions_part import VersionsPart

from .guide import TourError, fill
from .paper_round import save_document
from .samples import Samples
from .scene import Stage

TOO_LARGE = 200 * 1024 * 1024


class Versions:
    """The part as one person has it."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.guide = stage, stage.guide
        page = stage.page("people")
        if not isinstance(page, PartedPage):
            raise TourError("a page of parts is another one")
        self.page = page
        page.begin("versions", "")
        self.guide.settle()

    @property
    def part(self) -> VersionsPart:
        """The part, once the page has made it."""
        return self.page.part(VersionsPart)

    @property
    def view(self) -> EditionsView:
        """What stands in it now."""
        return self.guide.ask(self.stage.office.editions.view)

    def version(self, state: EditionState) -> str:
        """The id of the first version in a state."""
        found = next((x for x in self.view.lines if x.state is state), None)
        if found is None:
            raise TourError("the demonstration has no such version")
        return str(found.edition.id)

    def begin(self, act: str, record: str = "") -> FormDialog:
        """Open one of the dialogs."""
        self.page.begin(act, record)
        self.guide.settle()
        return self.guide.dialog(FormDialog)


def sign_round(stage: Stage) -> None:
    """The headteacher signs the version that waits."""
    versions = Versions(stage)
    guide = versions.guide
    waiting = versions.version(EditionState.TO_BE_SIGNED)
    with guide.step("versions-sign", stay=True):
        dialog = versions.begin("sign-policy", waiting)
        guide.dialog(SignVersionDialog)
    with guide.step("versions-sign-not-read", stay=True):
        dialog.main.click()
    with guide.step("versions-signed"):
        fill(dialog, {"read": "1"})
        dialog.main.click()


def versions_round(stage: Stage, samples: Samples) -> None:
    """Everything in the part, as the coordinator has it."""
    versions = Versions(stage)
    with versions.guide.step("versions-in-force"):
        versions.part.show_record(versions.version(EditionState.IN_FORCE))
    _adopt(versions)
    _add(versions, samples)
    _look(versions)
    _linked(versions)
    _papers(versions)


def _adopt(versions: Versions) -> None:
    guide, waiting = versions.guide, versions.version(EditionState.TO_BE_SIGNED)
    with guide.step("versions-signatures-wrong", stay=True):
        dialog = versions.begin("enter-signatures", waiting)
        guide.dialog(SignaturesDialog)
        fill(dialog, {"chair_on": day_text(guide.on + timedelta(days=3))})
        dialog.main.click()
    with guide.step("versions-adopted"):
        fill(dialog, {"chair_on": day_text(guide.on - timedelta(days=1))})
        dialog.main.click()


def _add(versions: Versions, samples: Samples) -> None:
    guide = versions.guide
    huge = samples.no_code.parent / "policy.pdf"
    with huge.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(TOO_LARGE)
    with guide.step("versions-add-needed", stay=True):
        dialog = versions.begin("add-version")
        dialog.main.click()
    with guide.step("versions-add-text-too-large", stay=True):
        fill(dialog, {"label": "Summer draft", "note": "Typed in twice by mistake"})
        guide.dialog(VersionDialog).text.take(huge)
        guide.until(lambda: bool(dialog.form.field("text").error), "the refusal")
    huge.unlink()
    with guide.step("versions-added"):
        fill(dialog, {"in_force_from": day_text(guide.on + timedelta(days=60))})
        dialog.main.click()
    with guide.step("versions-correct"):
        versions.begin("change-version", versions.version(EditionState.TO_BE_SIGNED))
        guide.dialog(VersionDialog)
    with guide.step("versions-take-back", stay=True):
        versions.part.show_record(versions.version(EditionState.TO_BE_SIGNED))
        guide.settle()
        guide.press("Take back…", versions.part)
        question = guide.dialog(Question)
    with guide.step("versions-taken-back"):
        question.go.click()


def _look(versions: Versions) -> None:
    guide, part, standing = versions.guide, versions.part, versions.version(EditionState.IN_FORCE)
    with guide.step("versions-website"):
        versions.begin("policy-published", standing)
        guide.dialog(PublishedDialog)
    with guide.step("versions-text"):
        part.show_record(standing)
        guide.settle()
        guide.press("Look at the text", part)
        guide.dialog(ScanView)
    with guide.step("versions-copied"):
        part.show_record(standing)
        guide.settle()
        guide.press("Copy the address", part)


def _linked(versions: Versions) -> None:
    guide = versions.guide
    over = next((str(x.linked.id) for x in versions.view.linked if x.is_over), "")
    with guide.step("versions-linked"):
        versions.part.show_record(over)
    with guide.step("versions-linked-reviewed"):
        versions.begin("linked-reviewed", over)
        guide.dialog(ReviewedDialog)
    with guide.step("versions-linked-twice"):
        dialog = versions.begin("linked-policy")
        guide.dialog(LinkedPolicyDialog)
        fill(dialog, {"title": versions.view.linked[0].linked.title})
        dialog.main.click()
    with guide.step("versions-linked-end"):
        versions.part.show_record(over)
        guide.settle()
        guide.press("Take out of the list…", versions.part)
        guide.dialog(Question)
    _offered(versions)


def _offered(versions: Versions) -> None:
    """The demonstration's policy names what is in the list already: the dialog is shown with what it would offer."""
    guide, page = versions.guide, versions.page
    with guide.step("versions-linked-offered"):
        view = replace(versions.view, offered=("Internet use", "E-mail use", "Acceptable use"))
        OfferedDialog(page, view, lambda _count: None).open()
        guide.dialog(OfferedDialog)


def _papers(versions: Versions) -> None:
    guide, stage = versions.guide, versions.stage
    standing = versions.version(EditionState.IN_FORCE)
    with guide.step("versions-sign-off-preview"):
        versions.part.show_record(standing)
        guide.settle()
        guide.press("Print the sign-off sheet", versions.part)
        guide.dialog(PrintPreview)
    with guide.step("versions-schedule-preview"):
        guide.press("Print the review schedule", versions.part)
        guide.dialog(PrintPreview)
    edition = next(x.edition.id for x in versions.view.lines if str(x.edition.id) == standing)
    printing = stage.office.printing
    for document in (guide.ask(lambda: printing.policy_sign_off(edition)), guide.ask(printing.review_schedule)):
        save_document(guide, stage, document)
