"""Requests: what somebody asks the school for, what the headteacher decided, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QWidget

from schoolsm_desktop.domain.accounts import AccountState
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequestState
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.school_request_views import SchoolRequestLine, SchoolRequestRights
from schoolsm_desktop.services.school_requests import Asked
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Pane, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.scan_view import show_scan
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage, the_one
from schoolsm_desktop.ui.theme import set_look

from .school_request_dialogs import (
    ASK,
    AllowSchoolDialog,
    AskSchoolDialog,
    LookAgainDialog,
    RefuseSchoolDialog,
    RequestAccountDialog,
    SchoolPaperDialog,
    SearchResultDialog,
)
from .school_request_words import asked_facts, decision_facts, school_request_columns, verdict_facts, warning_facts

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed

Act = tuple[str, Callable[[], object]]
_BINDS = (RequestKind.CLOSED_AREA, RequestKind.NEW_ACCOUNT)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the part shows, read in one go."""

    lines: tuple[SchoolRequestLine, ...]
    rights: SchoolRequestRights
    is_head: bool


class SchoolRequestsPart(Part):
    """A record of this part is the id of a request. A sealed one is read only when its reader asks for it."""

    ACTS = frozenset({"print-permissions"})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._lines: tuple[SchoolRequestLine, ...] = ()
        self._rights = SchoolRequestRights(Profile("", ""))
        self._is_head = False
        self._line: SchoolRequestLine | None = None
        self._wanted = ""
        self.register = self.add_button(tr("Print the register of permissions"), self._print_register)
        self.ask = self.add_button(tr("New request…"), lambda: self.begin(ASK, ""), main=True)
        teaching = Teaching(
            tr("Nobody has asked for anything"),
            tr(
                "Who would like to use the school’s name, open a closed area or a new account, or has something "
                "confidential to ask, asks here; the headteacher decides."
            ),
            tr("New request…"),
            lambda: self.begin(ASK, ""),
        )
        self.list: ListPane[SchoolRequestLine] = ListPane(
            "school-requests",
            school_request_columns(),
            self.desk.views,
            teaching,
            name=tr("Requests to the school"),
            find=lambda x: x.title if x.request.is_sealed else f"{x.title} {x.asker}",
            identity=lambda x: x.request.id,
            two_line=True,
        )
        self.list.picked.connect(lambda row, _key: self._show_line(row))
        self.column.addWidget(Split(self.list, self._pane()), 1)
        self._show_line(None)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page, of = self.page, self._of
        return {
            ASK: lambda _record: AskSchoolDialog(page, self._rights, self._asked),
            "change-school-request": lambda record: AskSchoolDialog(page, self._rights, self._asked, of(record)),
            "ask-school-again": lambda record: AskSchoolDialog(page, self._rights, self._asked, of(record), again=True),
            "allow-school-request": lambda record: AllowSchoolDialog(
                page,
                of(record),
                self._rights,
                under_cover=not self._is_head,
                said=partial(self._say, tr("The decision stands in the records, with its day.")),
            ),
            "refuse-school-request": lambda record: RefuseSchoolDialog(
                page, of(record), partial(self._say, tr("It is refused, and whoever asked reads why."))
            ),
            "paper-school-request": lambda record: SchoolPaperDialog(
                page,
                of(record),
                self._rights,
                partial(self._say, tr("The decision stands in the records, with its day.")),
            ),
            "look-again-at-request": lambda record: LookAgainDialog(
                page, of(record), partial(self._say, tr("It goes on. The decision stands with today’s day."))
            ),
            "search-result": lambda record: SearchResultDialog(
                page, of(record), partial(self._say, tr("The search is over, and its record is complete."))
            ),
            "request-account": lambda record: RequestAccountDialog(
                page, of(record), self._rights, partial(self._say, tr("The account stands with the request."))
            ),
        }

    # Reading

    def reload(self) -> None:
        self.read(self._read, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return len([x for x in office.school_requests.lines() if x.may_decide])

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def begin(self, act: str, record: str) -> None:
        if act == "print-permissions":
            self._print_register()
        elif act == ASK:
            self.when_ready(lambda: self.page.open_dialog(ASK, ""))
        elif any(str(x.request.id) == record for x in self._lines):
            self.show_record(record)
            self._with_words(record, lambda: self.page.open_dialog(act, record))

    def restore(self, draft: Mapping[str, Any]) -> None:
        record = str(draft.get("record", ""))
        if not record:
            super().restore(draft)
            return
        back = super().restore
        self.when_ready(lambda: self._with_words(record, lambda: back(draft)))

    def _read(self) -> _Read:
        office = self.desk.office
        requests = office.school_requests
        return _Read(requests.lines(), requests.rights(), Duty.HEADTEACHER in office.my_duties())

    def _show(self, read: _Read) -> None:
        self._lines, self._rights, self._is_head = read.lines, read.rights, read.is_head
        self.list.set_rows(read.lines)
        self.register.setVisible(read.rights.prints)
        self.page.set_count(self, len([x for x in read.lines if x.may_decide]))
        chosen = self._line
        if chosen is not None:
            self._show_line(next((x for x in read.lines if x.request.id == chosen.request.id), None))
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        found = next((x for x in self._lines if str(x.request.id) == self._wanted), None)
        if found is not None:
            self._wanted = ""
            self.list.pick(found.request.id)

    def _of(self, record: str) -> SchoolRequestLine:
        if self._line is not None and str(self._line.request.id) == record:
            return self._line
        return the_one(x for x in self._lines if str(x.request.id) == record)

    def _with_words(self, record: str, then: Callable[[], object]) -> None:
        """Go on with a request's words at hand: a sealed one is opened first."""
        line = next((x for x in self._lines if str(x.request.id) == record), None)
        if line is None:
            return
        if line.is_open or (self._line is not None and self._line.is_open and str(self._line.request.id) == record):
            then()
            return

        def opened(line: SchoolRequestLine) -> None:
            self._show_line(line)
            then()

        self.page.work(partial(self.desk.office.school_requests.open, UUID(record)), opened)

    # The pane

    def _pane(self) -> QWidget:
        pane = Pane()
        self._heading = words("", "heading", pane, wrap=True)
        self._facts = FactList(pane)
        buttons = QWidget(pane)
        set_look(buttons, "body")
        self._flow = Flow(buttons)
        for part in (self._heading, buttons, self._facts):
            pane.add(part)
        pane.fill()
        return pane

    def _show_line(self, line: SchoolRequestLine | None) -> None:
        self._line = line
        self._clear()
        if line is None:
            self._heading.setText(tr("Choose a request"))
            self._facts.show_facts(())
            return
        self._heading.setText(line.title)
        if not line.is_open:
            self._facts.show_facts(decision_facts(line)[:1])
            self._button(tr("Read it"), partial(self._open, line))
            return
        before = [*warning_facts(line), *verdict_facts(line.verdict, self._rights.lead)] if line.request.waits else []
        self._facts.show_facts([*decision_facts(line), *before, *asked_facts(line)])
        for said, act in self._acts(line):
            self._button(said, act)

    def _acts(self, line: SchoolRequestLine) -> list[Act]:
        if line.request.waits:
            return self._acts_before(line)
        acts: list[Act] = []
        allowed = line.request.state is SchoolRequestState.ALLOWED
        if allowed and line.is_proved:
            acts += self._acts_of_allowed(line)
        acts += self._letter_acts(line)
        if allowed and line.may_end:
            acts.append((tr("End it…"), partial(self._ask_end, line)))
        if not allowed and (line.is_own or self._rights.records):
            acts.append((tr("Ask again…"), self._opens("ask-school-again", line)))
        return [*acts, *self._papers(line)]

    def _acts_before(self, line: SchoolRequestLine) -> list[Act]:
        acts: list[Act] = []
        if line.may_decide:
            said = tr("Take note…") if line.is_declared else tr("Allow…")
            acts += [
                (said, self._opens("allow-school-request", line)),
                (tr("Refuse…"), self._opens("refuse-school-request", line)),
            ]
        if line.may_enter:
            acts.append((tr("Enter the paper…"), self._opens("paper-school-request", line)))
        if line.may_change:
            acts.append((tr("Change…"), self._opens("change-school-request", line)))
            acts.append((tr("Withdraw…"), partial(self._ask_withdraw, line)))
        return [*acts, *self._papers(line)]

    def _acts_of_allowed(self, line: SchoolRequestLine) -> list[Act]:
        acts: list[Act] = []
        makes = self._rights.makes_accounts and line.request.kind in _BINDS
        if line.request.kind is RequestKind.RECRUITMENT_SEARCH and (line.may_end or line.is_own):
            acts.append((tr("Enter the result…"), self._opens("search-result", line)))
        if makes and line.account is None:
            acts.append((tr("Its account…"), self._opens("request-account", line)))
        if makes and line.account is not None and line.account.state is AccountState.PROPOSED:
            acts.append((tr("Authorise the account"), partial(self._authorise, line)))
        if self._is_head and not line.is_own:
            acts.append((tr("Look again…"), self._opens("look-again-at-request", line)))
        return acts

    def _letter_acts(self, line: SchoolRequestLine) -> list[Act]:
        request = line.request
        decided = request.state in (SchoolRequestState.ALLOWED, SchoolRequestState.REFUSED)
        search = request.kind is RequestKind.RECRUITMENT_SEARCH and request.state is SchoolRequestState.REFUSED
        acts: list[Act] = []
        if decided and line.is_proved and not search and self._rights.records:
            said = tr("Make the letter anew") if request.letter_made_on else tr("Make the letter")
            acts.append((said, partial(self._make_letter, line)))
        if request.letter_made_on and self._rights.records:
            acts.append((tr("Look at the letter"), partial(self._show_letter, line)))
        return acts

    def _papers(self, line: SchoolRequestLine) -> list[Act]:
        acts: list[Act] = []
        if self._rights.prints or line.is_own:
            acts.append((tr("Print it"), partial(self._print_one, line)))
        paper = line.request.paper_id
        if paper is not None and self._rights.records:
            acts.append((tr("Look at the scan"), lambda: show_scan(self.page, paper)))
        return acts

    def _opens(self, act: str, line: SchoolRequestLine) -> Callable[[], object]:
        return partial(self.page.open_dialog, act, str(line.request.id))

    def _button(self, said: str, act: Callable[[], object]) -> None:
        button = QPushButton(said, self._flow.parentWidget())
        button.clicked.connect(lambda _on=False: act())
        self._flow.addWidget(button)

    def _clear(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    # Deeds

    def _open(self, line: SchoolRequestLine) -> None:
        self.page.work(partial(self.desk.office.school_requests.open, line.request.id), self._show_line)

    def _ask_withdraw(self, line: SchoolRequestLine) -> None:
        confirm.ask(
            self.page,
            title=tr("Withdraw this request?"),
            consequence=tr("{what}. It stays in the list as withdrawn, and nobody decides on it.", what=line.title),
            action=tr("Withdraw"),
            yes=partial(
                self._deed,
                partial(self.desk.office.school_requests.withdraw, line.request.id),
                tr("The request is withdrawn."),
            ),
        )

    def _ask_end(self, line: SchoolRequestLine) -> None:
        confirm.ask(
            self.page,
            title=tr("End what was allowed?"),
            consequence=tr(
                "{what}. From today it is no longer allowed. It stays in the list as ended. Tell whoever asked, and see "
                "that it is taken down or closed.",
                what=line.title,
            ),
            action=tr("End it"),
            yes=partial(
                self._deed, partial(self.desk.office.school_requests.end, line.request.id), tr("It has ended.")
            ),
        )

    def _authorise(self, line: SchoolRequestLine) -> None:
        self._deed(
            partial(self.desk.office.request_accounts.authorise, line.request.id),
            tr("The account is authorised by this decision."),
        )

    def _make_letter(self, line: SchoolRequestLine) -> None:
        office = self.desk.office

        def make() -> Printed:
            return office.printing.letter(office.request_letters.make(line.request.id).id)

        self.page.work(make, self.desk.preview)

    def _show_letter(self, line: SchoolRequestLine) -> None:
        office = self.desk.office

        def find() -> Printed:
            return office.printing.letter(office.letters.letters_about("school-request", line.request.id)[0].letter.id)

        self.page.work(find, self.desk.preview)

    def _print_one(self, line: SchoolRequestLine) -> None:
        def make() -> Printed:
            return self.desk.office.printing.school_request(line.request.id)

        self.page.work(make, self.desk.preview)

    def _print_register(self) -> None:
        def make() -> Printed:
            return self.desk.office.printing.permission_register()

        self.page.work(make, self.desk.preview)

    def _deed(self, call: Callable[[], object], said: str) -> None:
        self.page.work(call, lambda _kept: self._say(said))

    def _say(self, said: str) -> None:
        self.page.messages.good(said)

    def _asked(self, asked: Asked) -> None:
        self._wanted = str(asked.request.id)
        verdict = asked.verdict
        if verdict.is_refused:
            said = tr("{sentence} {clause}. It is kept as refused.", sentence=verdict.sentence, clause=verdict.rests_on)
            if verdict.tell_safeguarding:
                said = tr("{said} Speak to: {lead}.", said=said, lead=asked.lead)
            self.page.messages.warn(said)
        elif not asked.may_read:
            self._say(tr("It is kept and sealed. Whoever decides sees it on Today; you no longer do."))
        else:
            self._say(tr("It is kept. Whoever decides sees it on Today."))
