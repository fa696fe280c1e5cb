"""Everything about one person: the list with its clocks, each dialog for whoever has it, both copies and a letter."""

from __future__ import annotations

from schoolsm_desktop.domain.subject_access import Waits
from schoolsm_desktop.services.subject_views import SubjectLine
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.reports.subjects_dialogs import NewSubjectDialog
from schoolsm_desktop.ui.reports.subjects_lines import SubjectHarmDialog, SubjectLinesDialog

from .guide import TourError
from .paper_round import save_document
from .scene import Stage

_DIALOGS = (
    "subject-identity",
    "subject-extend",
    "subject-lines",
    "subject-letter",
    "subject-release",
    "subject-agree",
    "subject-close",
)


def _begin(stage: Stage) -> tuple[PartedPage, tuple[SubjectLine, ...]]:
    page = stage.page("reports")
    if not isinstance(page, PartedPage):
        raise TourError("a page of parts is another one")
    lines = stage.guide.ask(stage.office.subject_access.lines)
    if not lines:
        raise TourError("nobody asked for everything about them")
    return page, lines


def _open(stage: Stage, page: PartedPage, line: SubjectLine) -> str:
    page.begin("subjects", str(line.id))
    stage.guide.settle()
    return str(line.id)


def subjects_round(stage: Stage) -> None:
    """As the office has it: a new one, its steps, what goes out, and the papers."""
    guide = stage.guide
    page, lines = _begin(stage)
    for line in lines:
        with guide.step(f"subject-{line.request.number}"):
            _open(stage, page, line)
    with guide.step("subject-new"):
        page.begin("subject-new", "")
        dialog = guide.dialog(NewSubjectDialog)
        dialog.form.set_value("sort", "outside")
    record = _open(stage, page, lines[0])
    for name in _DIALOGS:
        with guide.step(name):
            page.open_dialog(name, record)
            guide.dialog(FormDialog)
            guide.settle()
    with guide.step("subject-lines-no-reason"):
        page.open_dialog("subject-lines", record)
        ticks = guide.dialog(SubjectLinesDialog)
        guide.settle()
        ticks.lines.tick(ticks.lines.ticked()[0], on=False)
        ticks.main.click()
        guide.settle()
    printing = stage.office.printing
    waiting = next((line for line in lines if line.request.waits is Waits.HARM), lines[0])
    save_document(guide, stage, guide.ask(lambda: printing.subject_working_copy(waiting.id)))
    letter = next((line for line in lines if line.words.letters), None)
    if letter is not None:
        save_document(guide, stage, guide.ask(lambda: printing.subject_letter(letter.id, 1)))


def harm_round(stage: Stage) -> None:
    """As the safeguarding lead has it."""
    guide = stage.guide
    page, lines = _begin(stage)
    waiting = next((line for line in lines if line.request.waits is Waits.HARM), lines[0])
    with guide.step("subject-look"):
        page.open_dialog("subject-look", _open(stage, page, waiting))
        dialog = guide.dialog(SubjectHarmDialog)
        guide.settle()
        dialog.form.set_value("finding", "Nothing that could harm anybody.")


def release_round(stage: Stage) -> None:
    """As the headteacher has it: the advice on paper, and the copy that goes out."""
    guide = stage.guide
    page, lines = _begin(stage)
    ready = next((line for line in lines if line.request.waits is Waits.RELEASE), None)
    if ready is None:
        raise TourError("no request is ready to go out")
    record = _open(stage, page, ready)
    with guide.step("subject-advice"):
        page.open_dialog("subject-advice", record)
        guide.dialog(FormDialog)
    printing = stage.office.printing
    copy = guide.ask(lambda: printing.subject_release_copy(ready.id, ready.name))
    save_document(guide, stage, copy)
    with guide.step("subject-released"):
        _open(stage, page, ready)
