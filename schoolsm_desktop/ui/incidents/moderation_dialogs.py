"""One thing done about a comment: entered in half a minute, or corrected by a second version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from uuid import UUID

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.intake import time_typed
from schoolsm_desktop.domain.moderating import Moderated, ModerationAct, Standard
from schoolsm_desktop.domain.moderating_rules import MODERATED_WORDS, STANDARD_WORDS, TAKES_AWAY
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.moderation import ActDraft, ActLine, ModerationView
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

_MIDDAY = time(12)


class ModerationDialog(FormDialog):
    """A new entry, or with `line` the version that comes in its place. The screen print comes first (PRACTICE 1)."""

    def __init__(
        self, page: Page, view: ModerationView, done: Callable[[ModerationAct], object], line: ActLine | None = None
    ) -> None:
        super().__init__(
            page,
            tr("What was done about a comment") if line is None else tr("Correct an entry"),
            tr("Save"),
            self._save,
            sentence=tr(
                "Keep a screen print before anything is hidden or deleted. Where a child or a colleague may be harmed, "
                "write nothing here: use “Write down what happened…”."
            ),
        )
        self._view, self._done, self._line = view, done, line
        act = line.act if line is not None else None
        self._add_what(act)
        self._add_print(act)
        self._add_more(act)
        if act is not None:
            self.form.add_line("correction", tr("What was wrong in the entry before"), needed=True, longest=2000)
        self.form.edited.connect(self._edited)
        self._follow()
        self.form.saved()

    def _add_what(self, act: ModerationAct | None) -> None:
        form, view = self.form, self._view
        accounts = [(str(account.id), account.name) for account in view.accounts]
        form.add_choice("account_id", tr("Account"), accounts, str(act.account_id) if act else "", hint=" ")
        did = [(did.value, tr(MODERATED_WORDS[did])) for did in MODERATED_WORDS]
        form.add_choice("did", tr("What was done"), did, act.did.value if act else Moderated.HIDDEN.value)
        form.add_lines("what", tr("What it was about"), act.what if act else "", needed=True, lines=2)
        form.add_line(
            "author", tr("Who wrote it"), act.author if act else "", hint=tr("As it stands there; may stay empty.")
        )

    def _add_print(self, act: ModerationAct | None) -> None:
        form = self.form
        form.add_tick("printed", tr("A screen print is kept"), act.printed if act else False)
        form.add_line(
            "print_note",
            tr("Where it lies"),
            act.print_note if act else "",
            hint=tr("The number of the sheet, a folder. Pictures themselves are kept with incidents only."),
        )
        form.add_line("not_printed", tr("Why there is none"), act.not_printed if act else "", longest=2000)

    def _add_more(self, act: ModerationAct | None) -> None:
        form, view = self.form, self._view
        at = act.at.astimezone() if act else None
        standards = [(each.value, tr(STANDARD_WORDS[each])) for each in STANDARD_WORDS]
        form.add_choice("standard", tr("Against"), standards, act.standard.value if act else Standard.SCHOOL.value)
        breaches = [("", tr("Nothing in particular")), *view.breaches]
        form.add_choice("breach", tr("What your policy calls it"), breaches, act.breach if act else "")
        form.add_choice("post_id", tr("Under which post"), [("", tr("None, or not written down"))])
        day = at.date() if at else self.page.desk.today()
        form.add_day("on", tr("Done on"), day, needed=True)
        form.add_line("at", tr("At"), f"{at:%H:%M}" if at else "", hint=tr("Like 14:05; empty for now."), longest=8)
        self._posts(str(act.post_id) if act and act.post_id else "")

    def _edited(self, name: str) -> None:
        if name == "account_id":
            self._posts("")
        if name in ("account_id", "did", "printed"):
            self._follow()

    def _posts(self, chosen: str) -> None:
        account = self.form.value("account_id")
        posts = [(str(key), title) for key, where, title in self._view.posts if str(where) == account]
        self.form.add_options("post_id", [("", tr("None, or not written down")), *posts])
        self.form.set_value("post_id", chosen)

    def _follow(self) -> None:
        form = self.form
        account = form.value("account_id")
        mode = self._view.mode_of(UUID(account)) if account else ""
        form.field("account_id").set_hint(mode or self._view.clause)
        gone = Moderated(form.value("did") or Moderated.LEFT.value) in TAKES_AWAY
        form.field("not_printed").setVisible(gone and not form.ticked("printed"))
        form.field("print_note").setVisible(form.ticked("printed"))

    def _save(self) -> None:
        form, moderation, line = self.form, self.page.desk.office.moderation, self._line
        if not form.value("account_id"):
            form.show_error("account_id", tr("None of the accounts in use is yours. Ask the school office."))
            return
        post = form.value("post_id")
        try:
            at = self._at()
        except FieldError as error:
            self.show_failure(error)
            return
        draft = ActDraft(
            UUID(form.value("account_id")),
            Moderated(form.value("did")),
            form.value("what"),
            form.value("author"),
            at,
            Standard(form.value("standard")),
            form.value("breach"),
            form.ticked("printed"),
            form.value("print_note"),
            form.value("not_printed"),
            UUID(post) if post else None,
        )

        def saved(kept: ModerationAct) -> None:
            form.saved()
            self.accept()
            self._done(kept)

        if line is None:
            self.work(lambda: moderation.record(draft), saved)
        else:
            act_id, why = line.act.id, form.value("correction")
            self.work(lambda: moderation.correct(act_id, draft, why), saved)

    def _at(self) -> datetime | None:
        """The moment; None for now. Raises FieldError where the time cannot be read."""
        typed, day = self.form.value("at"), self.form.day("on")
        if not typed:
            today = self.page.desk.today()
            return None if day is None or day == today else datetime.combine(day, _MIDDAY).astimezone()
        found = time_typed(typed)
        if found is None:
            raise FieldError("at", tr("This is not a time. Type it like 14:05."))
        return datetime.combine(day or self.page.desk.today(), found).astimezone()
