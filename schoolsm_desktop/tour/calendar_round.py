"""The school year with its dialogs, how the window looks, what is put off, and the calendar file."""

from __future__ import annotations

from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.settings.count_dialog import CountDialog
from schoolsm_desktop.ui.settings.term_dialogs import ClosureDialog
from schoolsm_desktop.ui.settings.terms_file_dialog import TermsFileDialog
from schoolsm_desktop.ui.today.calendar_dialog import CalendarFileDialog
from schoolsm_desktop.ui.today.page import TodayPage
from schoolsm_desktop.ui.today.put_off_dialogs import PutOffDialog, PutOffListDialog

from .guide import TourError, fill
from .samples import Samples
from .scene import Stage


def calendar_round(stage: Stage, samples: Samples) -> None:
    """Settings first, then Today."""
    _settings(stage, samples)
    _today(stage)
    _search(stage)


def _settings(stage: Stage, samples: Samples) -> None:
    guide, page = stage.guide, stage.page("settings")
    if not isinstance(page, PartedPage):
        raise TourError("the settings are another page")
    for part in ("appearance", "sign-ins", "terms"):
        with guide.step(f"settings-{part}"):
            page.begin(part, "")
    with guide.step("settings-days-without-school"):
        page.open_dialog("closure")
        guide.dialog(ClosureDialog)
    with guide.step("settings-count", stay=True):
        page.open_dialog("count-days")
        count = guide.dialog(CountDialog)
    with guide.step("settings-counted"):
        count.main.click()
        guide.settle()
    with guide.step("settings-terms-file", stay=True):
        page.open_dialog("terms-file")
        terms = guide.dialog(TermsFileDialog)
    with guide.step("settings-terms-no-calendar", stay=True):
        terms.take_file(samples.no_code)
        guide.settle()
    with guide.step("settings-terms-understood", stay=True):
        terms.take_file(samples.terms)
        guide.settle()
    with guide.step("settings-terms-corrected"):
        terms.line_form.set_value("starts", "4 Jan 2028")
        terms.line_form.set_value("ends", "31 Mar 2028")
        guide.settle()


def _today(stage: Stage) -> None:
    guide, page = stage.guide, stage.page("today")
    if not isinstance(page, TodayPage):
        raise TourError("Today is another page")
    line = next(line for line in page.list.model.all_rows() if not line.held)
    with guide.step("today-put-off", stay=True):
        page.open_dialog("put-off", line.item.key)
        dialog = guide.dialog(PutOffDialog)
    with guide.step("today-put-off-too-long"):
        fill(dialog, {"until": "1 Jan 2030", "reason": "It can wait"})
        dialog.main.click()
        guide.settle()
    with guide.step("today-what-is-put-off"):
        page.open_dialog("put-off-list")
        guide.dialog(PutOffListDialog)
    with guide.step("today-for-a-calendar"):
        page.open_dialog("calendar-file")
        guide.dialog(CalendarFileDialog)
    held = next((line for line in page.list.model.all_rows() if line.held), None)
    if held is not None:
        with guide.step("today-cannot-wait"):
            page.list.pick(held.item.key)
            guide.press("Put off…", page)


def _search(stage: Stage) -> None:
    guide, search = stage.guide, stage.window.top.search
    stage.page("settings")
    for name, typed in (("act", "give access"), ("kinds", "an")):
        with guide.step(f"search-{name}"):
            search.setFocus()
            search.setText(typed)
            guide.settle()
        search.clear()
