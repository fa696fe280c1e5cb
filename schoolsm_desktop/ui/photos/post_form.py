"""The fields of something published: what, where, when, who can be seen; the rest is optional."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QTimer

from schoolsm_desktop.domain.posts import PLACELESS, POST_KIND_WORDS, WITHOUT_PICTURE, Post, PostKind, PostState
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.post_views import PostRights
from schoolsm_desktop.services.posts import PostDraft
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page

ON_ACCOUNT = "on:"
LOOKED, NOBODY_YET = "looked", ""


class PostDialog(FormDialog):
    """Write something down, or change what is known of it."""

    def __init__(self, page: Page, rights: PostRights, kept: Callable[[str], object], post: Post | None = None) -> None:
        super().__init__(
            page,
            tr("Change what is known of it") if post else tr("Write down what was published"),
            tr("Save"),
            self._save,
            sentence=tr("In a few words, and without a child’s name."),
            wide=True,
        )
        self._rights, self._kept, self._post = rights, kept, post
        form = self.form
        form.add_line("title", tr("What it is"), post.title if post else "", needed=True, longest=200)
        form.add_choice(
            "kind",
            tr("Kind"),
            [(kind.value, tr(POST_KIND_WORDS[kind])) for kind in POST_KIND_WORDS],
            post.kind.value if post else "",
        )
        form.add_choice("place", tr("Where it is"), where_choices(rights), where_of(post) if post else "")
        form.add_line("address", tr("Address"), post.address if post else "", hint=tr("Optional."), longest=2000)
        form.add_day("published_on", tr("Out since"), post.published_on if post else page.desk.today())
        form.add_day(
            "scheduled_for",
            tr("Or planned for"),
            post.scheduled_for if post else None,
            hint=tr("For what is not out yet. Then leave the day above empty."),
        )
        self.pupils = TickList(tr("Who can be seen"), form)
        self._add_pupils(post)
        self._add_rest(post)
        form.edited.connect(self._edited)
        self._fit_fields()
        form.saved()

    def _add_pupils(self, post: Post | None) -> None:
        form, rights = self.form, self._rights
        looked = LOOKED if post is None or post.pupils_marked else NOBODY_YET
        form.add_choice(
            "looked",
            tr("Has somebody looked who can be seen?"),
            [(LOOKED, tr("Yes: those ticked below, or nobody")), (NOBODY_YET, tr("Not yet"))],
            looked,
        )
        fill_pupils(self.pupils, rights, post)
        form.add_editor("pupils", tr("Who can be seen"), self.pupils)

    def _add_rest(self, post: Post | None) -> None:
        form = self.form
        events = [("", tr("None")), *((str(key), name) for key, name in self._rights.events)]
        form.add_choice("event_id", tr("Event"), events, str(post.event_id or "") if post else "")
        form.add_line(
            "originals",
            tr("Where the originals lie"),
            post.originals if post else "",
            hint=tr("Optional: which device, card or folder."),
        )
        form.add_day("take_down_on", tr("Comes off on"), post.take_down_on if post else None, hint=tr("Optional."))
        form.add_day(
            "review_on",
            tr("Looked at again on"),
            post.review_on if post else None,
            hint=tr("Optional. Without a day it is as the school’s rules say."),
        )
        form.add_lines("note", tr("Note"), post.note if post else "", hint=tr("Optional."), lines=2)

    def _edited(self, name: str) -> None:
        if name in ("kind", "looked"):
            self._fit_fields()
            QTimer.singleShot(0, self, self._grow)

    def _fit_fields(self) -> None:
        form, kind = self.form, PostKind(self.form.value("kind") or PostKind.PICTURE)
        picture = kind not in WITHOUT_PICTURE and self._rights.sees_pupils
        form.field("place").setVisible(kind not in PLACELESS)
        form.field("looked").setVisible(picture)
        form.field("pupils").setVisible(picture and form.value("looked") == LOOKED)
        form.field("event_id").setVisible(len(self._rights.events) > 0)

    def _pupil_ids(self, kind: PostKind) -> tuple[UUID, ...] | None:
        """None leaves them as they are: nobody has looked, or names are not for whoever writes."""
        if not self._rights.sees_pupils or kind in WITHOUT_PICTURE or self.form.value("looked") == NOBODY_YET:
            return None
        return tuple(UUID(key) for key in self.pupils.ticked())

    def _save(self) -> None:
        form, office = self.form, self.page.desk.office
        kind = PostKind(form.value("kind"))
        account_id, place = where_chosen(form, self._rights) if kind not in PLACELESS else (None, "")
        draft = PostDraft(
            kind,
            form.value("title"),
            place,
            account_id,
            form.value("address"),
            form.day("published_on") if form.day("scheduled_for") is None else self._out_day(),
            form.day("scheduled_for"),
            self._pupil_ids(kind),
            UUID(form.value("event_id")) if form.value("event_id") else None,
            originals=form.value("originals"),
            review_on=form.day("review_on"),
            take_down_on=form.day("take_down_on"),
            note=form.value("note"),
        )
        before = self._post

        def keep() -> Post:
            if before is None:
                return office.posts.record(draft)
            return office.posts.change(before.id, draft, before.revision)

        def done(kept: Post) -> None:
            form.saved()
            self.accept()
            self._kept(str(kept.id))

        self.work(keep, done)

    def _out_day(self) -> date | None:
        """The day that stands there from the beginning gives way to a day that was planned."""
        day = self.form.day("published_on")
        was_planned = self._post is None or self._post.state is PostState.PLANNED
        return None if day == self.page.desk.today() and was_planned else day


def where_choices(rights: PostRights) -> list[tuple[str, str]]:
    """Accounts by name, then, for who sees the roll, the places that are none."""
    accounts = [(f"{ON_ACCOUNT}{key}", name) for key, name, _ in rights.accounts]
    taken = {place for _, _, place in rights.accounts}
    others = [(key, name) for key, name in rights.places if key not in taken] if rights.sees_pupils else []
    return [("", tr("Choose")), *accounts, *others]


def where_of(post: Post) -> str:
    """The choice that a post stands under."""
    return f"{ON_ACCOUNT}{post.account_id}" if post.account_id is not None else post.place


def where_chosen(form: Form, rights: PostRights) -> tuple[UUID | None, str]:
    """Account and place that were chosen; no place where nothing was, which is said when it is saved."""
    chosen = form.value("place")
    if chosen.startswith(ON_ACCOUNT):
        account_id = UUID(chosen.removeprefix(ON_ACCOUNT))
        return account_id, next((place for key, _, place in rights.accounts if key == account_id), "")
    return None, chosen


def fill_pupils(ticks: TickList, rights: PostRights, post: Post | None) -> None:
    """The roll to tick, those who can be seen ticked and on top."""
    seen = {str(pupil) for pupil in post.pupil_ids} if post else set()
    roll = sorted(((str(key), name, in_class) for key, name, in_class in rights.pupils), key=lambda x: x[0] not in seen)
    ticks.set_items(roll)
    ticks.set_value(" ".join(seen))
