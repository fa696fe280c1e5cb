"""The termly check: the same few questions for every account, answered with one key each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.account_check import FOLLOW_UP_WORDS, AccountCheck, CheckQuestion
from schoolsm_desktop.domain.accounts import KNOWN_WORDS, Known, beside_name
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.account_checks import Asked, CheckSheet
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.background import show_failure
from schoolsm_desktop.ui.common.card import Pane, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.list_keys import ListKeys
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Page, Target
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, px, set_look

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed

STATES = {Known.YES: State.GOOD, Known.NO: State.STOP, Known.NOT_KNOWN: State.UNKNOWN}
OVERWRITES = (CheckQuestion.SECOND_FACTOR, CheckQuestion.TWO_ADMINISTRATORS)
"""Questions whose “no” takes back what the account’s facts say."""


class CheckPart(Part):
    """A record of this part is an account."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self.sheet: CheckSheet | None = None
        self._wanted = ""
        self._saving = 0
        self.column.addWidget(self._build_top())
        teaching = Teaching(
            tr("No account to check yet"),
            tr(
                "Each term every account of the school is asked the same few questions. Bring in or add accounts first."
            ),
        )
        self.list: ListPane[Asked] = ListPane(
            "account-check",
            _columns(),
            self.desk.views,
            teaching,
            name=tr("Questions of the check"),
            identity=lambda asked: (asked.account.id, asked.question),
            find=lambda asked: f"{asked.account.name} {asked.platform} {asked.words}",
            two_line=True,
        )
        self.list.picked.connect(lambda asked, _key: self._show_asked(asked))
        self.list.opened.connect(lambda asked, _key: self._take_proposal(asked))
        self.column.addWidget(Split(self.list, self._build_pane()), 1)
        ListKeys(
            self.list.table,
            {
                "y": partial(self.answer, Known.YES),
                "n": partial(self.answer, Known.NO),
                "?": partial(self.answer, Known.NOT_KNOWN),
                "t": self.tried_today,
                "m": self._note,
            },
        )

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {"check-note": lambda record: CheckNoteDialog(self.page, UUID(record), self._of(record), self._noted)}

    # Building

    def _build_top(self) -> QWidget:
        top = QWidget(self)
        set_look(top, "body")
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        said = QVBoxLayout()
        said.setSpacing(px(4))
        self.progress = words("", "strong", top, wrap=True)
        self.keys = words(
            tr("Y yes · N no · ? not known · T tried today · Enter as its facts say · M note"), "quiet", top, wrap=True
        )
        said.addWidget(self.progress)
        said.addWidget(self.keys)
        row.addLayout(said, 1)
        self.print_button = _button(tr("Print the check"), self.print_check, top)
        row.addWidget(self.print_button)
        return top

    def _build_pane(self) -> Pane:
        self.card = Pane()
        self._heading = words("", "heading", self.card, wrap=True)
        self._question = words("", "strong", self.card, wrap=True)
        self._help = words("", "", self.card, wrap=True)
        self._buttons = QWidget(self.card)
        set_look(self._buttons, "body")
        flow = Flow(self._buttons)
        self.tried_button = _button(tr("Yes, tried today"), self.tried_today, self._buttons)
        for button in (
            _button(tr("Yes"), partial(self.answer, Known.YES), self._buttons),
            self.tried_button,
            _button(tr("No"), partial(self.answer, Known.NO), self._buttons),
            _button(tr("Not known"), partial(self.answer, Known.NOT_KNOWN), self._buttons),
            _button(tr("Note…"), self._note, self._buttons),
        ):
            flow.addWidget(button)
        self._facts = FactList(self.card)
        more = QWidget(self.card)
        set_look(more, "body")
        flow = Flow(more)
        self.open_button = _button(tr("Open the account"), self._open_account, more)
        self.close_button = _button(tr("Close this account…"), self._close_account, more)
        flow.addWidget(self.open_button)
        flow.addWidget(self.close_button)
        for part in (self._heading, self._question, self._help, self._buttons, self._facts, more):
            self.card.add(part)
        self.card.fill()
        return self.card

    # Reading

    def reload(self) -> None:
        if not self._saving:  # what is being saved is read once, at the end
            self.read(self.desk.office.account_checks.sheet, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        sheet = office.account_checks.sheet()
        return sheet.total - sheet.done

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def _show(self, sheet: CheckSheet) -> None:
        first = self.sheet is None
        self.sheet = sheet
        parts = [tr("{done} of {total} accounts checked", done=sheet.done, total=sheet.total)]
        if sheet.noes:
            parts.append(ntr("{count} “no” to put right", "{count} “no” to put right", sheet.noes))
        self.progress.setText(tr("{term}: {progress}", term=sheet.period, progress=", ".join(parts)))
        self.keys.setVisible(sheet.may_check)
        self._buttons.setVisible(sheet.may_check)
        self.print_button.setVisible(sheet.may_print and bool(sheet.asked))
        self.list.set_rows(sheet.asked)
        self.page.set_count(self, sheet.total - sheet.done)
        self._go_to_wanted()
        if first and self.list.current() is None:
            self.next_open()
            self.list.table.setFocus()
        self._show_asked(self.list.current())

    def _go_to_wanted(self) -> None:
        """The first question of the account that is open: unanswered, or a “no” to put right."""
        if not self._wanted or self.sheet is None:
            return
        its = [a for a in self.sheet.asked if str(a.account.id) == self._wanted]
        self._wanted = ""
        waiting = [a for a in its if a.answer is None] if not any(a.open_since for a in its) else []
        chosen = next((a for a in its if a.open_since), waiting[0] if waiting else its[0] if its else None)
        if chosen is not None:
            self.list.pick((chosen.account.id, chosen.question))
            self.list.table.setFocus()

    def _show_asked(self, asked: Asked | None) -> None:
        self._heading.setText(asked.account.name if asked else tr("Choose a question"))
        self._question.setText(asked.words if asked else "")
        self._help.setText(asked.help if asked else "")
        self._facts.show_facts(_facts(asked) if asked else ())
        self.tried_button.setVisible(asked is not None and asked.question is CheckQuestion.RECOVERY_TRIED)
        unneeded = asked is not None and asked.question is CheckQuestion.STILL_NEEDED and asked.answer is Known.NO
        self.close_button.setVisible(unneeded)
        self.open_button.setVisible(asked is not None)

    def _of(self, account_id: str) -> Asked | None:
        asked = self.sheet.asked if self.sheet is not None else ()
        return next((a for a in asked if str(a.account.id) == account_id), None)

    # Answering

    def answer(self, answer: Known) -> None:
        """Answer the current question and go to the next; facts that say otherwise are named first."""
        asked = self.list.current()
        if asked is None or self.sheet is None or not self.sheet.may_check:
            return
        known = asked.proposed is not None and asked.proposed.answer is Known.YES and not asked.open_since
        if answer is Known.NO and known and asked.question in OVERWRITES:
            confirm.ask(
                self.page,
                title=tr("Its facts say otherwise"),
                consequence=tr(
                    "{account}: {question} Its facts say yes ({why}). “No” takes that out of its facts.",
                    account=asked.account.name,
                    question=asked.words,
                    why=asked.proposed.why if asked.proposed else "",
                ),
                action=tr("No, take it back"),
                yes=lambda: self._send(asked, answer),
            )
        else:
            self._send(asked, answer)

    def tried_today(self) -> None:
        """Yes, and it was tried just now: the day is kept with the account."""
        asked = self.list.current()
        if asked is not None and asked.question is CheckQuestion.RECOVERY_TRIED:
            self._send(asked, Known.YES, tried_today=True)

    def _take_proposal(self, asked: Asked) -> None:
        """What the facts say becomes the answer; where they say nothing, on to the next open question."""
        if asked.proposed is not None and asked.answer is None:
            self._send(asked, asked.proposed.answer)
        else:
            self.next_open()

    def _send(self, asked: Asked, answer: Known, *, tried_today: bool = False) -> None:
        if self.sheet is None or not self.sheet.may_check:
            return
        account_id, question = asked.account.id, asked.question
        checks = self.desk.office.account_checks
        self._saving += 1
        self.page.work(
            lambda: checks.answer(account_id, question, answer, tried_today=tried_today),
            partial(self._saved, asked),
            self._failed,
        )
        at = self.list.table.currentIndex().row() + 1
        if at < self.list.model.rowCount():
            self.list.table.setCurrentIndex(self.list.model.index(at, 0))

    def _saved(self, asked: Asked, check: AccountCheck) -> None:
        self._saving -= 1
        if asked.question is CheckQuestion.STILL_NEEDED and check.answers.get(asked.question) is Known.NO:
            said = tr(
                "{account} is no longer needed. It stays on Today until it is closed.", account=asked.account.name
            )
            self.page.messages.inform(said).offer(tr("Close it…"), partial(self._go_to_close, asked.account.id))
        self.reload()

    def _failed(self, error: Exception) -> None:
        self._saving -= 1
        show_failure(self.page, error)
        self.reload()

    def next_open(self) -> None:
        """The next question without an answer, from the current one on and round again."""
        model, at = self.list.model, self.list.table.currentIndex().row()
        count = model.rowCount()
        for step in range(1, count + 1):
            asked = model.row_at((at + step) % count)
            if asked is not None and asked.answer is None:
                self.list.pick((asked.account.id, asked.question))
                return
        if at < 0 and count:
            self.list.table.setCurrentIndex(model.index(0, 0))

    def _note(self) -> None:
        asked = self.list.current()
        if asked is not None and self.sheet is not None and self.sheet.may_check:
            self.page.open_dialog("check-note", str(asked.account.id))

    def _noted(self) -> None:
        self.list.table.setFocus()

    # Elsewhere

    def _open_account(self) -> None:
        asked = self.list.current()
        if asked is not None:
            self.desk.go(Target("accounts", str(asked.account.id)))

    def _close_account(self) -> None:
        asked = self.list.current()
        if asked is not None:
            self._go_to_close(asked.account.id)

    def _go_to_close(self, account_id: UUID) -> None:
        self.desk.go(Target("accounts", str(account_id), "close-account"))

    def print_check(self) -> None:
        """Show the check of this term, to print; before the first answer, that of the last term."""
        sheet = self.sheet
        if sheet is None:
            return
        begun = sheet.period in sheet.printable or not sheet.printable
        term = sheet.period if begun else sheet.printable[0]

        def make() -> Printed:
            return self.desk.office.printing.account_checks(term)

        self.page.work(make, self.desk.preview)


class CheckNoteDialog(FormDialog):
    """A note to this term’s check of one account."""

    def __init__(self, page: Page, account_id: UUID, asked: Asked | None, saved: Callable[[], object]) -> None:
        sentence = asked.account.name if asked else ""
        super().__init__(page, tr("Note to the check"), tr("Save"), self._save, sentence=sentence)
        self._account_id, self._saved = account_id, saved
        self.form.add_lines("note", tr("Note"), asked.note if asked else "", hint=tr("It is printed with the check."))
        self.form.saved()

    def _save(self) -> None:
        note, checks = self.form.value("note"), self.page.desk.office.account_checks

        def saved(_check: AccountCheck) -> None:
            self.accept()
            self._saved()

        self.work(lambda: checks.note(self._account_id, note), saved)


def _columns() -> tuple[Column[Asked], ...]:
    return (
        Column(
            "account",
            tr("Account"),
            lambda a: a.account.name,
            detail=lambda a: beside_name(a.platform, a.account.name),
            bold=True,
            width=140,
        ),
        Column("question", tr("Question"), lambda a: a.words, grow=True, hint=lambda a: a.help),
        Column("facts", tr("Its facts say"), _proposed),
        Column("answer", tr("Answer"), _answer, state=_state, detail=_open_since, width=130),
    )


def _proposed(asked: Asked) -> str:
    if asked.proposed is None:
        return "–"
    return tr("{answer}: {why}", answer=tr(KNOWN_WORDS[asked.proposed.answer]), why=asked.proposed.why)


def _answer(asked: Asked) -> str:
    if asked.answer is None:
        return ""
    return tr("Not known") if asked.answer is Known.NOT_KNOWN else tr(KNOWN_WORDS[asked.answer])


def _state(asked: Asked) -> State | None:
    return STATES[asked.answer] if asked.answer is not None else None


def _open_since(asked: Asked) -> str:
    return tr("since {day}", day=day_text(asked.open_since)) if asked.open_since else ""


def _facts(asked: Asked) -> list[Fact]:
    """What stands beside the question."""
    owner = asked.owner or [FactLine(tr("nobody looks after it"), State.WARN)]
    shown = [Fact(tr("Its facts say"), _proposed(asked) if asked.proposed else tr("nothing about this question"))]
    if asked.open_since:
        since = tr("{fault}, since {day}", fault=tr(FOLLOW_UP_WORDS[asked.question]), day=day_text(asked.open_since))
        shown.append(Fact(tr("To put right"), [FactLine(since, State.STOP)]))
    shown.append(Fact(tr("Looked after by"), owner))
    if asked.account.purpose:
        shown.append(Fact(tr("Purpose"), asked.account.purpose))
    if asked.account.address:
        shown.append(Fact(tr("Address"), asked.account.address))
    if asked.checked_by:
        shown.append(Fact(tr("Checked by"), asked.checked_by))
    return [*shown, Fact(tr("Note"), asked.note)] if asked.note else shown


def _button(said: str, act: Callable[[], object], parent: QWidget) -> QPushButton:
    button = QPushButton(said, parent)
    button.clicked.connect(lambda _on=False: act())
    return button
