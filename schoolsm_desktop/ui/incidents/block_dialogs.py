"""Somebody is blocked, looked at again, appeals, is answered, and let back in."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QTimer

from schoolsm_desktop.domain.letters import Letter
from schoolsm_desktop.domain.moderating import Block, Standard
from schoolsm_desktop.domain.moderating_rules import STANDARD_WORDS
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.blocks import BlockDraft, BlockLine, BlocksView
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

Done = Callable[[Block], object]


class BlockDialog(FormDialog):
    """Who is blocked where, against whose rules, warned or not; what is known of the same name is said."""

    def __init__(self, page: Page, view: BlocksView, record: str, done: Done) -> None:
        super().__init__(
            page,
            tr("Somebody is blocked"),
            tr("Save"),
            self._save,
            sentence=tr(
                "Block on the platform first, then write it down here. {clause}. A private account of a colleague is "
                "their own: only blocks on the school’s accounts stand here.",
                clause=view.clause,
            ),
        )
        self._view, self._done, act = view, done, view.act_of(record)
        self._act_id = act.id if act is not None else None
        self._asked = QTimer(self)
        self._asked.setSingleShot(True)
        self._asked.setInterval(300)
        self._asked.timeout.connect(self._look)
        form = self.form
        form.add_line("name", tr("Name or what they call themselves there"), act.author if act else "", needed=True)
        accounts = [(str(key), name) for key, name in view.accounts]
        form.add_choice("account_id", tr("On which account"), accounts, str(act.account_id) if act else "")
        standards = [(each.value, tr(STANDARD_WORDS[each])) for each in STANDARD_WORDS]
        form.add_choice("standard", tr("Whose rules were broken"), standards, act.standard.value if act else "school")
        form.add_lines("reason", tr("What was done against them"), act.what if act else "", needed=True, lines=2)
        breaches = [("", tr("Nothing in particular")), *view.breaches]
        form.add_choice("breach", tr("What your policy calls it"), breaches, act.breach if act else "")
        self._add_days()
        self.follows = self.add_what_follows()
        form.edited.connect(self._edited)
        self._edited("warned_on")
        self._look()
        form.saved()

    def _add_days(self) -> None:
        form, view = self.form, self._view
        form.add_day("blocked_on", tr("Blocked on"), self.page.desk.today(), needed=True)
        hint = tr("Your policy asks for a warning first.") if view.warns else tr("Optional.")
        form.add_day("warned_on", tr("Warned on"), hint=hint)
        form.add_search("warned_by", tr("Who warned them"), [(str(key), name, "") for key, name in view.people])
        form.add_line("not_warned", tr("Why there was no warning"), longest=2000)
        review = view.usual_review
        said = tr("Empty: {day}.", day=day_text(review)) if review else tr("Your policy asks for no day.")
        form.add_day("review_on", tr("Look at it again on"), hint=said)

    def _edited(self, name: str) -> None:
        if name == "warned_on":
            warned = bool(self.form.value("warned_on"))
            self.form.field("warned_by").setVisible(warned)
            self.form.field("not_warned").setVisible(self._view.warns and not warned)
        if name == "name":
            self._asked.start()

    def _look(self) -> None:
        name, blocks = self.form.value("name"), self.page.desk.office.blocks
        if name:
            self.follows.ask(lambda: blocks.seen_before(name))
        else:
            self.follows.show_sentences(())

    def _save(self) -> None:
        form, blocks = self.form, self.page.desk.office.blocks
        by = form.value("warned_by")
        draft = BlockDraft(
            UUID(form.value("account_id")),
            form.value("name"),
            form.value("reason"),
            Standard(form.value("standard")),
            form.value("breach"),
            form.day("blocked_on"),
            form.day("warned_on"),
            UUID(by) if by else None,
            form.value("not_warned"),
            form.day("review_on"),
            self._act_id,
        )
        self.work(lambda: blocks.block(draft), self._saved)

    def _saved(self, kept: Block) -> None:
        self.form.saved()
        self.accept()
        self._done(kept)


class ReviewBlockDialog(FormDialog):
    """It was looked at and stays."""

    def __init__(self, page: Page, line: BlockLine, view: BlocksView, done: Done) -> None:
        super().__init__(
            page,
            tr("Looked at again: it stays"),
            tr("Save"),
            self._save,
            sentence=tr("{name}, on {account}.", name=line.block.name, account=line.account),
        )
        self._id, self._done = line.block.id, done
        self.form.add_day("review_on", tr("Look at it again on"), view.usual_review)
        self.form.saved()

    def _save(self) -> None:
        day, blocks = self.form.day("review_on"), self.page.desk.office.blocks
        self.work(lambda: blocks.looked_again(self._id, day), self._saved)

    def _saved(self, kept: Block) -> None:
        self.form.saved()
        self.accept()
        self._done(kept)


class WordsAndDayDialog(FormDialog):
    """An appeal, its answer, or letting back in: some words and a day."""

    def __init__(
        self,
        page: Page,
        line: BlockLine,
        deed: Callable[..., Block],
        done: Done,
        *,
        says: tuple[str, str, str, str, str],
        fields: tuple[str, str],
    ) -> None:
        """`says` are title, button, sentence, and the labels of words and day; `fields` their names."""
        title, action, sentence, words, day = says
        super().__init__(page, title, action, self._save, sentence=sentence)
        self._id, self._deed, self._done, self._fields = line.block.id, deed, done, fields
        self.form.add_lines(fields[0], words, needed=True, lines=3)
        self.form.add_day(fields[1], day, page.desk.today(), needed=True)
        self.form.saved()

    def _save(self) -> None:
        said, day = self.form.value(self._fields[0]), self.form.day(self._fields[1])
        self.work(lambda: self._deed(self._id, said, day), self._saved)

    def _saved(self, kept: Block) -> None:
        self.form.saved()
        self.accept()
        self._done(kept)


class NoticeDialog(FormDialog):
    """Whom the notice of a block goes to."""

    def __init__(self, page: Page, line: BlockLine, made: Callable[[Letter], object]) -> None:
        super().__init__(
            page,
            tr("Letter about the block"),
            tr("Make the letter"),
            self._make,
            sentence=tr("It says why, until when, and how to appeal. It is printed and signed."),
        )
        self._id, self._made = line.block.id, made
        self.form.add_line("recipient", tr("To whom"), line.block.name, needed=True, longest=300)
        self.form.saved()

    def _make(self) -> None:
        to, blocks = self.form.value("recipient"), self.page.desk.office.blocks

        def made(letter: Letter) -> None:
            self.form.saved()
            self.accept()
            self._made(letter)

        self.work(lambda: blocks.notice(self._id, to), made)
