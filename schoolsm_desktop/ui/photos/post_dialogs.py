"""What is done with something published: checked and posted, looked at again, corrected, taken down, brought in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QTimer

from schoolsm_desktop.domain.posts import REVIEW_WORDS, Post, PostReview, ReviewResult
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.post_views import LeaverLine, PostLine, PostRights
from schoolsm_desktop.services.posts import BroughtIn, CorrectionDraft, Posted
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page

from .post_form import fill_pupils, where_choices, where_chosen

Said = Callable[[str], object]


class FromCheckDialog(FormDialog):
    """What was posted after a saved check: pupils, place and picture are those of the check."""

    def __init__(self, page: Page, rights: PostRights, record: str, kept: Said) -> None:
        super().__init__(
            page,
            tr("It was posted"),
            tr("Save"),
            self._save,
            sentence=tr("Who can be seen, where it went and the picture’s seal are taken from the check."),
        )
        self._kept = kept
        form = self.form
        checks = [(str(key), said) for key, said in rights.checks]
        form.add_choice("check_id", tr("Which check"), checks, record)
        accounts = [("", tr("As checked")), *((str(key), name) for key, name, _ in rights.accounts)]
        form.add_choice("account_id", tr("Account"), accounts)
        form.add_line(
            "title", tr("What it is"), hint=tr("Without words the caption’s first line is taken."), longest=200
        )
        form.add_line("address", tr("Address"), hint=tr("Optional."), longest=2000)
        form.add_day("on", tr("Out since"), page.desk.today())
        form.add_day("scheduled_for", tr("Or planned for"), hint=tr("For what goes out by itself later."))
        form.add_line("originals", tr("Where the originals lie"), hint=tr("Optional."))
        self.main.setEnabled(bool(checks))
        form.saved()

    def _save(self) -> None:
        form = self.form
        account = form.value("account_id")
        posted = Posted(
            form.value("title"),
            UUID(account) if account else None,
            form.value("address"),
            form.day("on"),
            form.day("scheduled_for"),
            form.value("originals"),
        )
        check_id, posts = UUID(form.value("check_id")), self.page.desk.office.posts

        def done(kept: Post) -> None:
            form.saved()
            self.accept()
            self._kept(str(kept.id))

        self.work(lambda: posts.from_check(check_id, posted), done)


class CameOutDialog(FormDialog):
    """What was planned is out."""

    def __init__(self, page: Page, line: PostLine, said: Said) -> None:
        super().__init__(page, tr("It came out: “{title}”", title=line.post.title), tr("It is out"), self._save)
        self._post_id, self._said = line.post.id, said
        self.form.add_day("on", tr("On"), page.desk.today(), needed=True)
        self.form.add_line("address", tr("Address"), line.post.address, hint=tr("Optional."), longest=2000)
        self.form.saved()

    def _save(self) -> None:
        on, address, posts = self.form.day("on"), self.form.value("address"), self.page.desk.office.posts
        self.work(lambda: posts.came_out(self._post_id, on, address), self._done)

    def _done(self, _kept: Post) -> None:
        self.form.saved()
        self.accept()
        self._said(tr("It is out, and is looked at again when its day comes."))


class WhoIsSeenDialog(FormDialog):
    """Somebody has looked: who can be seen. Nobody is an answer too."""

    def __init__(self, page: Page, line: PostLine, rights: PostRights, said: Said) -> None:
        super().__init__(
            page,
            tr("Who can be seen: “{title}”", title=line.post.title),
            tr("Save"),
            self._save,
            sentence=line.post.address or line.where,
            wide=True,
        )
        self._post_id, self._said = line.post.id, said
        self.form.add_line("title", tr("What it is"), line.post.title, needed=True, longest=200)
        self.pupils = TickList(tr("Who can be seen"), self.form)
        fill_pupils(self.pupils, rights, line.post)
        self.form.add_editor("pupils", tr("Who can be seen"), self.pupils, hint=tr("Without a tick: no pupil."))
        self.form.saved()

    def _save(self) -> None:
        chosen = tuple(UUID(key) for key in self.pupils.ticked())
        title, posts = self.form.value("title"), self.page.desk.office.posts

        def done(kept: Post) -> None:
            self.form.saved()
            self.accept()
            self._said(
                ntr("{count} pupil can be seen in it.", "{count} pupils can be seen in it.", len(kept.pupils))
                if kept.pupils
                else tr("No pupil can be seen in it.")
            )

        self.work(lambda: posts.mark(self._post_id, chosen, title), done)


class LookAgainDialog(FormDialog):
    """Keep, blur or remove, and when one looks next."""

    def __init__(self, page: Page, line: PostLine, said: Said) -> None:
        super().__init__(
            page,
            tr("Look again: “{title}”", title=line.post.title),
            tr("Save"),
            self._save,
            sentence=tr("Is it still wanted, still right, and may everybody in it still be seen?"),
        )
        self._post_id, self._said = line.post.id, said
        choices = [(each.value, tr(REVIEW_WORDS[each])) for each in REVIEW_WORDS]
        self.form.add_choice("result", tr("What becomes of it"), choices)
        self.form.add_lines("note", tr("What was done, and how one can see it"), hint=tr("Needed for blur and remove."))
        self.form.add_day(
            "next_on", tr("Next look on"), hint=tr("Optional. Without a day it is as the school’s rules say.")
        )
        self.form.edited.connect(lambda _name: self._fit_fields())
        self._fit_fields()
        self.form.saved()

    def _fit_fields(self) -> None:
        self.form.field("next_on").setVisible(self.form.value("result") != ReviewResult.REMOVE)

    def _save(self) -> None:
        result, note = ReviewResult(self.form.value("result")), self.form.value("note")
        next_on = self.form.day("next_on") if result is not ReviewResult.REMOVE else None
        posts = self.page.desk.office.posts

        def done(kept: PostReview) -> None:
            self.form.saved()
            self.accept()
            self._said(
                tr("It is taken down.")
                if kept.result is ReviewResult.REMOVE
                else tr("The look is saved. The next one is on {day}.", day=day_text(kept.next_on))
                if kept.next_on
                else tr("The look is saved.")
            )

        self.work(lambda: posts.review(self._post_id, result, note, next_on), done)


class TakenDownDialog(FormDialog):
    """It is gone, when, and how one knows."""

    def __init__(self, page: Page, line: PostLine, said: Said) -> None:
        super().__init__(
            page,
            tr("Taken down: “{title}”", title=line.post.title),
            tr("It is gone"),
            self._save,
            sentence=tr("Where a child may be at risk, take a screen print first, and tell the safeguarding lead."),
        )
        self._post_id, self._said = line.post.id, said
        self.form.add_lines(
            "note",
            tr("How one can see that it is gone"),
            needed=True,
            hint=tr("The page opened signed out; the print shredded."),
        )
        self.form.add_day("on", tr("On"), page.desk.today(), needed=True)
        self.form.saved()

    def _save(self) -> None:
        note, on, posts = self.form.value("note"), self.form.day("on"), self.page.desk.office.posts
        self.work(lambda: posts.taken_down(self._post_id, note, on), self._done)

    def _done(self, _kept: Post) -> None:
        self.form.saved()
        self.accept()
        self._said(tr("It is taken down."))


class CopyDialog(FormDialog):
    """Somebody was given a copy."""

    def __init__(self, page: Page, line: PostLine, said: Said) -> None:
        super().__init__(
            page,
            tr("A copy was given: “{title}”", title=line.post.title),
            tr("Save"),
            self._save,
            sentence=tr("A copy is found again when somebody withdraws, and asked back."),
        )
        self._post_id, self._said = line.post.id, said
        self.form.add_line(
            "who",
            tr("To whom"),
            needed=True,
            hint=tr("A newspaper, the parents’ association, a photographer."),
            longest=200,
        )
        self.form.add_day("on", tr("On"), page.desk.today(), needed=True)
        self.form.saved()

    def _save(self) -> None:
        who, on, posts = self.form.value("who"), self.form.day("on"), self.page.desk.office.posts
        self.work(lambda: posts.give_copy(self._post_id, who, on), self._done)

    def _done(self, _kept: Post) -> None:
        self.form.saved()
        self.accept()
        self._said(tr("It is written down who has a copy."))


class MistakeDialog(FormDialog):
    """A mistake that was noticed, put right already or not; or the putting right of one that was noticed before."""

    def __init__(
        self, page: Page, line: PostLine, rights: PostRights, said: Said, *, open_one: tuple[UUID, str] | None = None
    ) -> None:
        super().__init__(
            page,
            tr("A mistake in “{title}”", title=line.post.title),
            tr("Save"),
            self._save,
            sentence=rights.corrects
            or tr("What was posted stays as it was written down; the correction stands beside it."),
        )
        self._post_id, self._said, self._open = line.post.id, said, open_one
        form, today = self.form, page.desk.today()
        if open_one is not None:
            form.add_widget(words(tr("What was wrong: {words}", words=open_one[1]), "", form, wrap=True))
        else:
            form.add_lines("wrong", tr("What was wrong"), needed=True, lines=2)
            form.add_day("noticed_on", tr("Noticed on"), today, needed=True)
        form.add_lines(
            "wording",
            tr("How it reads now"),
            needed=open_one is not None,
            hint="" if open_one is not None else tr("Leave it empty while it is not put right yet."),
            lines=2,
        )
        form.add_day("corrected_on", tr("Put right on"), today if open_one is not None else None)
        form.add_line("apology", tr("Apology"), hint=tr("Optional: where and how the school said sorry."))
        form.add_line("told", tr("Who was told"), hint=tr("Optional."))
        form.saved()

    def _save(self) -> None:
        form, posts = self.form, self.page.desk.office.posts
        wording, on = form.value("wording"), form.day("corrected_on")
        if wording and on is None:
            on = self.page.desk.today()
        before = self._open
        draft = CorrectionDraft(
            form.value("wrong") if before is None else before[1],
            form.day("noticed_on") if before is None else None,
            wording,
            on,
            form.value("apology"),
            form.value("told"),
        )

        def keep() -> object:
            return posts.correct(self._post_id, draft) if before is None else posts.put_right(before[0], draft)

        def done(_kept: object) -> None:
            form.saved()
            self.accept()
            self._said(
                tr("The correction stands beside the post.") if on else tr("It is kept, and waits to be put right.")
            )

        self.work(keep, done)


class OnlineAlreadyDialog(FormDialog):
    """Addresses of what was online before, many at once, one a line."""

    def __init__(self, page: Page, rights: PostRights, came: Callable[[BroughtIn], object]) -> None:
        super().__init__(
            page,
            tr("What is online already"),
            tr("Write them down"),
            self._save,
            sentence=tr(
                "Copy the addresses from the page or from your browser. Afterwards somebody looks through them one by "
                "one and says which pupils can be seen."
            ),
            wide=True,
        )
        self._rights, self._came = rights, came
        self.form.add_choice("place", tr("Where it is"), where_choices(rights))
        self.form.add_lines("addresses", tr("Addresses, one a line"), needed=True, lines=8)
        self.form.saved()

    def _save(self) -> None:
        account_id, place = where_chosen(self.form, self._rights)
        typed, posts = self.form.value("addresses"), self.page.desk.office.posts

        def done(kept: BroughtIn) -> None:
            self.form.saved()
            self.accept()
            self._came(kept)

        self.work(lambda: posts.bring_in(typed, place, account_id), done)


class LeaversDialog(FormDialog):
    """Everything that is out and shows somebody who has left: keep, blur or remove, in one go."""

    def __init__(self, page: Page, said: Said) -> None:
        super().__init__(
            page,
            tr("Who has left and can still be seen"),
            tr("Save all"),
            self._save,
            sentence=tr("What the terms of each place say stands there already. Blur and remove first, then save."),
            wide=True,
        )
        self._said = said
        self._ids: dict[str, UUID] = {}
        self.none = words(tr("Nobody who has left can be seen in anything that is out."), "", self.form, wrap=True)
        self.none.hide()
        self.form.add_widget(self.none)
        self.main.setEnabled(False)
        self.work(page.desk.office.posts.leavers, self._show)

    def _show(self, lines: Sequence[LeaverLine]) -> None:
        choices = [("", tr("Later")), *((each.value, tr(REVIEW_WORDS[each])) for each in REVIEW_WORDS)]
        for at, line in enumerate(lines[:MOST_AT_ONCE]):
            name = f"leaver-{at}"
            self._ids[name] = line.post.id
            title = tr("“{title}”, {where}", title=line.post.title, where=line.where)
            day = day_text(line.post.published_on) if line.post.published_on else tr("day not known")
            hint = tr("{who}. Out since {day}.", who=line.words, day=day)
            self.form.add_choice(name, title, choices, line.advice.value, hint=hint)
        self.none.setVisible(not lines)
        self.main.setEnabled(bool(lines))
        self.form.saved()
        QTimer.singleShot(0, self, self._grow)

    def _save(self) -> None:
        chosen = {key: self.form.value(name) for name, key in self._ids.items()}
        decisions = {key: ReviewResult(value) for key, value in chosen.items() if value}
        posts = self.page.desk.office.posts

        def done(count: int) -> None:
            self.form.saved()
            self.accept()
            self._said(ntr("{count} post was gone through.", "{count} posts were gone through.", count))

        self.work(lambda: posts.decide_leavers(decisions), done)


MOST_AT_ONCE = 40
"""How many stand in the dialog; the rest comes when these are saved."""
