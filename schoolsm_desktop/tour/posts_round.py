"""What was published and taking it down: both parts, every dialog, the letters and the papers."""

from __future__ import annotations

from schoolsm_desktop.domain.posts import PostState
from schoolsm_desktop.domain.removals import RemovalKind
from schoolsm_desktop.services.removal_views import TaskView
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.photos.post_dialogs import (
    CameOutDialog,
    CopyDialog,
    FromCheckDialog,
    LeaversDialog,
    LookAgainDialog,
    MistakeDialog,
    OnlineAlreadyDialog,
    TakenDownDialog,
    WhoIsSeenDialog,
)
from schoolsm_desktop.ui.photos.post_form import PostDialog
from schoolsm_desktop.ui.photos.posts_part import PostsPart
from schoolsm_desktop.ui.photos.removal_dialogs import AskForCopyDialog, FindPicturesDialog, LineDoneDialog
from schoolsm_desktop.ui.photos.removals_part import RemovalsPart

from .guide import TourError, fill
from .scene import Stage

_WITH_A_MISTAKE = "We came first in the village quiz"
_ALONE: tuple[tuple[str, type[FormDialog]], ...] = (
    ("post-leavers", LeaversDialog),
    ("post-online", OnlineAlreadyDialog),
    ("post-check", FromCheckDialog),
)
_OF_A_POST: tuple[tuple[str, type[FormDialog]], ...] = (
    ("post-edit", PostDialog),
    ("post-review", LookAgainDialog),
    ("post-taken-down", TakenDownDialog),
    ("post-wrong", MistakeDialog),
    ("post-copy", CopyDialog),
    ("post-pupils", WhoIsSeenDialog),
)


def posts_round(stage: Stage) -> None:
    """Everything of what is out, as the office has it."""
    page = stage.page("photos")
    if not isinstance(page, PartedPage):
        raise TourError("a page of parts is another one")
    _posts(stage, page)
    _removals(stage, page)


def _posts(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    with guide.step("photos-posts"):
        page.begin("posts", "")
    part = page.part(PostsPart)
    lines = part.list.model.all_rows()
    with guide.step("photos-posts-new", stay=True):
        page.open_dialog("post-new", "")
        dialog = guide.dialog(PostDialog)
    with guide.step("photos-posts-new-needed"):
        dialog.main.click()
    for key, kind in _ALONE:
        with guide.step(f"photos-{key}"):
            page.open_dialog(key, "")
            guide.dialog(kind)
    out = next(x for x in lines if x.post.state is PostState.LIVE and x.post.pupils)
    with guide.step("photos-posts-one"):
        part.list.pick(out.post.id)
    for key, kind in _OF_A_POST:
        with guide.step(f"photos-{key}"):
            page.open_dialog(key, str(out.post.id))
            guide.dialog(kind)
    with guide.step("photos-posts-mistake"):
        part.list.pick(next(x for x in lines if x.post.title == _WITH_A_MISTAKE).post.id)
    with guide.step("photos-post-right"):
        guide.press("Put the mistake right…", part)
        guide.dialog(MistakeDialog)
    planned = next(x for x in lines if x.post.state is PostState.PLANNED)
    with guide.step("photos-post-came-out"):
        page.open_dialog("post-came-out", str(planned.post.id))
        guide.dialog(CameOutDialog)
    with guide.step("photos-posts-not-posted"):
        part.list.pick(planned.post.id)
        guide.settle()
        guide.press("Not posted…", part)
        guide.dialog(Question)
    with guide.step("photos-posts-printed"):
        guide.press("Print the list", part)
        guide.dialog(PrintPreview)


def _removals(stage: Stage, page: PartedPage) -> None:
    guide = stage.guide
    with guide.step("photos-removals"):
        page.begin("removals", "")
    part = page.part(RemovalsPart)
    removal = part.list.model.all_rows()[0].removal
    with guide.step("photos-removal-find"):
        page.begin("find-pictures", str(removal.pupil_id))
        guide.dialog(FindPicturesDialog)
    tasks = part.pane.lines.model.all_rows()
    waits = _open(tasks)
    with guide.step("photos-removal-done", stay=True):
        page.open_dialog("removal-done", str(waits.task.id))
        dialog = guide.dialog(LineDoneDialog)
    with guide.step("photos-removal-kept-needs-a-reason"):
        fill(dialog, {"how": "kept", "note": ""})
        dialog.main.click()
    copy = next((t for t in tasks if t.is_open and t.task.kind is RemovalKind.COPY), None)
    if copy is None:
        raise TourError("no copy was given away")
    with guide.step("photos-removal-copy", stay=True):
        page.open_dialog("removal-copy", str(copy.task.id))
        asking = guide.dialog(AskForCopyDialog)
    with guide.step("photos-removal-copy-letter"):
        fill(asking, {"recipient": "The Fernhollow Gazette"})
        asking.main.click()
        guide.settle()
        guide.dialog(PrintPreview)
    with guide.step("photos-removal-reply"):
        guide.press("Make the reply", part)
        guide.settle()
        guide.dialog(PrintPreview)
    with guide.step("photos-removal-printed"):
        guide.press("Print this page", part)
        guide.settle()
        guide.dialog(PrintPreview)


def _open(tasks: list[TaskView]) -> TaskView:
    return next(task for task in tasks if task.is_open)
