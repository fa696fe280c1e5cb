"""The moderation log, who is blocked and what others were asked to remove: each part, dialog and paper."""

from __future__ import annotations

from schoolsm_desktop.services.blocks import BlockLine
from schoolsm_desktop.services.takedowns import TakedownLine
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.incidents.block_dialogs import (
    BlockDialog,
    NoticeDialog,
    ReviewBlockDialog,
    WordsAndDayDialog,
)
from schoolsm_desktop.ui.incidents.blocks_part import BlocksPart
from schoolsm_desktop.ui.incidents.moderation_dialogs import ModerationDialog
from schoolsm_desktop.ui.incidents.moderation_part import ModerationPart
from schoolsm_desktop.ui.incidents.takedown_dialogs import (
    AnswerDialog,
    NextStepDialog,
    RemindDialog,
    RequestLetterDialog,
    TakedownDialog,
)
from schoolsm_desktop.ui.incidents.takedowns_part import TakedownsPart
from schoolsm_desktop.ui.parts import PartedPage

from .guide import TourError
from .scene import Stage

_BLOCKED: tuple[tuple[str, type[FormDialog]], ...] = (
    ("block-review", ReviewBlockDialog),
    ("block-answer", WordsAndDayDialog),
    ("block-end", WordsAndDayDialog),
    ("block-notice", NoticeDialog),
)
_ASKED: tuple[tuple[str, type[FormDialog]], ...] = (
    ("takedown-answer", AnswerDialog),
    ("takedown-remind", RemindDialog),
)


def moderating_round(stage: Stage) -> None:
    """Everything of the three registers, as the office has it."""
    page = stage.page("incidents")
    if not isinstance(page, PartedPage):
        raise TourError("a page of parts is another one")
    _moderation(stage, page)
    _blocks(stage, page)
    _removals(stage, page)


def _moderation(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    with guide.step("incidents-moderation"):
        page.begin("moderation", "")
    part = page.part(ModerationPart)
    lines = part.list.model.all_rows()
    with guide.step("incidents-moderation-new", stay=True):
        page.open_dialog("moderation-new", "")
        dialog = guide.dialog(ModerationDialog)
    with guide.step("incidents-moderation-no-print"):
        dialog.form.set_value("what", "Rude about a colleague")
        dialog.main.click()
    corrected = next(line for line in lines if line.before)
    with guide.step("incidents-moderation-corrected"):
        part.list.pick(corrected.act.id)
    with guide.step("incidents-moderation-correct"):
        page.open_dialog("moderation-correct", str(corrected.act.id))
        guide.dialog(ModerationDialog)
    with guide.step("incidents-moderation-complaint"):
        part.deed("complaint", str(corrected.act.id))
        guide.dialog(Question)
    with guide.step("incidents-moderation-printed"):
        guide.press("Print the log", part)
        guide.dialog(PrintPreview)


def _blocks(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    with guide.step("incidents-blocks"):
        page.begin("blocks", "")
    part = page.part(BlocksPart)
    lines: list[BlockLine] = part.list.model.all_rows()
    waits = next(line for line in lines if line.waits_for_answer)
    with guide.step("incidents-block-new"):
        page.open_dialog("block-new", "")
        guide.dialog(BlockDialog)
    for key, kind in _BLOCKED:
        with guide.step(f"incidents-{key}"):
            page.open_dialog(key, str(waits.block.id))
            guide.dialog(kind)
    other = next(line for line in lines if not line.is_over and not line.waits_for_answer)
    with guide.step("incidents-block-appeal"):
        page.open_dialog("block-appeal", str(other.block.id))
        guide.dialog(WordsAndDayDialog)
    with guide.step("incidents-block-over"):
        part.list.pick(next(line for line in lines if line.is_over).block.id)
    with guide.step("incidents-blocks-printed"):
        guide.press("Print the list", part)
        guide.dialog(PrintPreview)


def _removals(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    with guide.step("incidents-takedowns"):
        page.begin("takedowns", "")
    part = page.part(TakedownsPart)
    lines: list[TakedownLine] = part.list.model.all_rows()
    late = next(line for line in lines if line.takedown is not None and line.waits(guide.on) and line.is_open)
    with guide.step("incidents-takedown-new"):
        page.open_dialog("takedown-new", "")
        guide.dialog(TakedownDialog)
    for key, kind in _ASKED:
        with guide.step(f"incidents-{key}"):
            page.open_dialog(key, str(late.id))
            guide.dialog(kind)
    refused = next(line for line in lines if line.wants_decision)
    with guide.step("incidents-takedown-refused"):
        part.list.pick(refused.id)
    with guide.step("incidents-takedown-decide"):
        page.open_dialog("takedown-decide", str(refused.id))
        guide.dialog(NextStepDialog)
    asked = next(line for line in lines if line.takedown is not None and line.takedown.letter_id is not None)
    with guide.step("incidents-takedown-letter"):
        part.list.pick(asked.id)
        page.open_dialog("takedown-letter", str(asked.id))
        guide.dialog(RequestLetterDialog)
    with guide.step("incidents-takedown-letter-made"):
        guide.press("Look at the letter", part)
        guide.dialog(PrintPreview)
    with guide.step("incidents-takedowns-printed"):
        guide.press("Print the list", part)
        guide.dialog(PrintPreview)
