"""What is left: the frame itself and the settings."""

from __future__ import annotations

from schoolsm_desktop.ui.settings.school import SchoolDialog
from schoolsm_desktop.ui.settings.term_dialogs import TermDialog

from .guide import fill
from .samples import Samples
from .scene import Stage


def frame_round(stage: Stage) -> None:
    """The search over everything, the cover, and what a screen says before a lock."""
    guide, window = stage.guide, stage.window
    stage.page("settings")
    with guide.step("search-found"):
        window.top.search.setFocus()
        window.top.search.setText("blog")
        window.top.search.asked.emit("blog")
        guide.settle()
    window.top.search.clear()
    with guide.step("screen-covered"):
        window.cover.cover()
    window.cover.uncover()


def settings_round(stage: Stage) -> None:
    """Every part of the settings that the person has, and its dialogs."""
    guide = stage.guide
    page = stage.page("settings")
    for key in stage_parts(stage):
        with guide.step(f"settings-{key}-{stage.key}"):
            page.begin(key, "")


def stage_parts(stage: Stage) -> list[str]:
    """The keys of the parts of the settings that this person has."""
    from schoolsm_desktop.ui.settings.page import PARTS

    return [part.key for part in PARTS if part.needs is None or stage.office.may(part.needs)]


def settings_dialogs(stage: Stage, samples: Samples) -> None:
    """The dialogs of the settings, and the check of who did what."""
    guide = stage.guide
    page = stage.page("settings")
    with guide.step("settings-school-change", stay=True):
        page.begin("school", "")
        guide.settle()
        guide.press("Change…", page)
        school = guide.dialog(SchoolDialog)
    with guide.step("settings-school-crest-refused", stay=True):
        school.crest.take(samples.browser_again)
        guide.until(lambda: bool(school.form.field("crest").error), "the refusal")
    with guide.step("settings-school-crest", stay=True):
        school.crest.take(samples.no_code)
        guide.until(lambda: bool(school.crest.picture), "the crest")
        fill(school, {"kind": "trust-office"})
    with guide.step("settings-school-of-a-trust"):
        school.main.click()
    with guide.step("settings-school-add"):
        guide.press("Add a school of the trust…", page)
        guide.dialog(SchoolDialog)
    with guide.step("settings-school-as-before"):
        page.open_dialog("school")
        school = guide.dialog(SchoolDialog)
        school.crest.away.click()
        fill(school, {"kind": "school"})
        school.main.click()
    with guide.step("settings-term", stay=True):
        page.begin("terms", "")
        guide.settle()
        page.open_dialog("term")
        dialog = guide.dialog(TermDialog)
    with guide.step("settings-term-wrong"):
        fill(dialog, {"name": "Autumn term", "starts": "1 Sep 2026", "ends": "18 Dec 2025"})
        dialog.main.click()
    with guide.step("settings-log-checked"):
        page.begin("log", "")
        guide.settle()
        guide.press("Check every signature", page)
    with guide.step("settings-backup-made"):
        page.begin("backup", "")
        guide.settle()
        guide.press("Make a backup now", page)
