"""Keep and destroy: the classes with their time, an order to keep, the two steps of a destruction, and their papers."""

from __future__ import annotations

from functools import partial

from schoolsm_desktop.services.destruction_views import AGREE, ON_PAPER, REFUSE
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.reports.retention_dialogs import (
    ASK,
    END_KEEP,
    KEEP,
    PERIOD,
    AgreeDialog,
    AskDialog,
    EndKeepDialog,
    KeepDialog,
    OnPaperDialog,
    PeriodDialog,
    RefuseDialog,
)
from schoolsm_desktop.ui.reports.retention_part import RetentionPart

from .guide import TourError
from .paper_round import save_document
from .scene import Stage

_OF_PUPILS: tuple[tuple[str, type[FormDialog]], ...] = (
    (ASK, AskDialog),
    (KEEP, KeepDialog),
    (END_KEEP, EndKeepDialog),
    (PERIOD, PeriodDialog),
)
_OF_THE_SECOND: tuple[tuple[str, type[FormDialog]], ...] = (
    (AGREE, AgreeDialog),
    (ON_PAPER, OnPaperDialog),
    (REFUSE, RefuseDialog),
)


def retention_round(stage: Stage) -> None:
    """As the headteacher: what waits, each class, each dialog, slip, certificate and schedule."""
    guide, page = stage.guide, stage.page("reports")
    if not isinstance(page, PartedPage):
        raise TourError("a page of parts is another one")
    with guide.step("reports-retention"):
        page.begin("retention", "")
    part = page.part(RetentionPart)
    lines = part.list.model.all_rows()
    with guide.step("reports-retention-pupils"):
        part.list.pick("pupils")
    with guide.step("reports-retention-own-time"):
        part.list.pick("school-requests")
    for key, kind in _OF_PUPILS:
        with guide.step(f"reports-{key}"):
            page.open_dialog(key, "pupils")
            guide.dialog(kind)
    waits = next(x.destruction for x in lines if x.destruction is not None and x.destruction.destruction.is_open)
    done = next(x.destruction for x in lines if x.destruction is not None and not x.destruction.destruction.is_open)
    for key, kind in _OF_THE_SECOND:
        with guide.step(f"reports-{key}"):
            page.open_dialog(key, str(waits.destruction.id))
            guide.dialog(kind)
    with guide.step("reports-retention-destroyed"):
        part.list.pick(str(done.destruction.id))
    printing = stage.office.printing
    save_document(guide, stage, guide.ask(printing.retention_schedule))
    for one in (waits, done):
        save_document(guide, stage, guide.ask(partial(printing.disposal_certificate, one.destruction.id)))
