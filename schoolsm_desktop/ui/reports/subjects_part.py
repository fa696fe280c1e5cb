"""Requests for everything about one person: by when each is due, its steps, and the next act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.subject_access import SubjectRequest
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.subject_access import SubjectChoices
from schoolsm_desktop.services.subject_views import SubjectLine
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Pane, words
from schoolsm_desktop.ui.common.deed_buttons import DeedButtons
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage, the_one

from .subjects_dialogs import (
    AdviceDialog,
    AgreeDialog,
    CloseSubjectDialog,
    ExtendDialog,
    IdentityDialog,
    NewSubjectDialog,
    ReleaseDialog,
    SubjectLetterDialog,
)
from .subjects_lines import SubjectHarmDialog, SubjectLinesDialog
from .subjects_words import subject_columns, subject_deeds, subject_facts

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed

NEW = "subject-new"
_AT_HAND = ("subject-gather", "subject-lines", "subject-look", "subject-release", "subject-close")


@dataclass(frozen=True, slots=True, repr=False)
class _Read:
    """What the part shows, read in one go."""

    lines: tuple[SubjectLine, ...]
    choices: SubjectChoices
    may_record: bool


class SubjectsPart(Part):
    """A record of this part is the id of a request; whoever does not read it does not learn that it is there."""

    ACTS: ClassVar[frozenset[str]] = frozenset(
        {"subject-gather", "subject-working", "subject-preview", "subject-look-letter"}
    )

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._lines: tuple[SubjectLine, ...] = ()
        self._choices = SubjectChoices((), ())
        self._wanted = ""
        self.new = self.add_button(tr("New request…"), partial(self.begin, NEW, ""), main=True)
        teaching = Teaching(
            tr("Nobody has asked for everything about them"),
            tr(
                "Whoever asks what the school holds about them gets a copy within a month. It is gathered here, the "
                "safeguarding lead and the data protection officer look at it, and names of others are taken out."
            ),
            tr("New request…"),
            partial(self.begin, NEW, ""),
        )
        self.list: ListPane[SubjectLine] = ListPane(
            "subject-requests",
            subject_columns(self.desk.today),
            self.desk.views,
            teaching,
            name=tr("Requests for everything about one person"),
            find=lambda x: f"{x.request.number} {x.name} {x.words.asked_by}",
            identity=lambda x: x.id,
            two_line=True,
        )
        self.list.picked.connect(lambda row, _key: self._show_line(row))
        self.list.opened.connect(lambda row, _key: self._show_line(row))
        self.pane = Pane()
        self.heading = words("", "heading", self.pane, wrap=True)
        self.buttons = DeedButtons(self.pane, _AT_HAND, tr("More to do"))
        self.facts = FactList(self.pane)
        for part in (self.heading, self.buttons, self.facts):
            self.pane.add(part)
        self.pane.fill()
        self.column.addWidget(Split(self.list, self.pane), 1)
        self._show_line(None)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page, of, kept, shown = self.page, self.of, self._kept, self.desk.preview
        return {
            NEW: lambda _record: NewSubjectDialog(
                page, self._choices, kept(tr("It is written down, and its month runs."))
            ),
            "subject-identity": lambda r: IdentityDialog(page, of(r), kept(tr("It is written down."))),
            "subject-extend": lambda r: ExtendDialog(
                page, of(r), kept(tr("It is put off. Tell whoever asked, and why."))
            ),
            "subject-lines": lambda r: SubjectLinesDialog(page, of(r).id, kept(tr("What goes out is chosen."))),
            "subject-look": lambda r: SubjectHarmDialog(
                page, of(r).id, kept(tr("It is written down that you looked."))
            ),
            "subject-agree": lambda r: AgreeDialog(page, of(r), kept(tr("You have agreed. The copy can be made."))),
            "subject-advice": lambda r: AdviceDialog(
                page, of(r), kept(tr("The advice is kept. The copy can be made."))
            ),
            "subject-release": lambda r: ReleaseDialog(page, of(r), shown),
            "subject-letter": lambda r: SubjectLetterDialog(page, of(r), shown),
            "subject-close": lambda r: CloseSubjectDialog(page, of(r), kept(tr("The request is closed."))),
        }

    # Reading

    def reload(self) -> None:
        self.read(self._read, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return office.subject_access.waiting()

    def _read(self) -> _Read:
        office = self.desk.office
        may = office.may(Action.RECORD_SUBJECT_REQUESTS)
        lines = office.subject_access.lines()
        return _Read(lines, office.subject_access.choices() if may else SubjectChoices((), ()), may)

    def _show(self, read: _Read) -> None:
        self._lines, self._choices = read.lines, read.choices
        self.new.setVisible(read.may_record)
        self.list.set_rows(read.lines)
        self.page.set_count(self, len([line for line in read.lines if line.request.is_open]))
        self._go_to_wanted()
        if self.list.current() is None and read.lines:
            self.list.pick(read.lines[0].id)
        self._show_line(self.list.current())

    def show_record(self, record: str) -> None:
        self._wanted = record
        self.when_ready(self._go_to_wanted)

    def of(self, record: str) -> SubjectLine:
        """The line of a request. Raises LookupError where it is not there any more."""
        return the_one(line for line in self._lines if str(line.id) == record)

    # Doing

    def begin(self, act: str, record: str) -> None:
        if act in self.ACTS:
            self.when_ready(lambda: self._do(act, record))
        elif act == NEW:
            self.when_ready(lambda: self.page.open_dialog(NEW, record))
        else:
            super().begin(act, record)

    def _do(self, act: str, record: str) -> None:
        line = self.of(record)
        if act == "subject-gather":
            self._gather(line)
        elif act == "subject-working":
            self._preview(lambda: self.desk.office.printing.subject_working_copy(line.id))
        elif act == "subject-preview":
            self._preview(lambda: self.desk.office.printing.subject_release_preview(line.id))
        elif act == "subject-look-letter":
            number = len(line.words.letters)
            self._preview(lambda: self.desk.office.printing.subject_letter(line.id, number))

    def _gather(self, line: SubjectLine) -> None:
        def gather() -> None:
            self.page.work(
                lambda: self.desk.office.subject_access.gather(line.id), self._kept(tr("The working copy is made."))
            )

        if line.request.working_at is None:
            gather()
            return
        confirm.ask(
            self,
            title=tr("Gather it anew?"),
            consequence=tr(
                "The working copy is replaced by what the records say now. The safeguarding lead and the data "
                "protection officer look at it again."
            ),
            action=tr("Gather anew"),
            yes=gather,
            dangerous=False,
        )

    def _preview(self, make: Callable[[], Printed]) -> None:
        self.page.work(make, self.desk.preview)

    def _kept(self, said: str) -> Callable[[SubjectRequest], None]:
        def done(request: SubjectRequest) -> None:
            self._wanted = str(request.id)
            self.page.messages.good(said)

        return done

    def _go_to_wanted(self) -> None:
        for line in self._lines if self._wanted else ():
            if str(line.id) == self._wanted:
                self._wanted = ""
                self.list.pick(line.id)
                return

    def _show_line(self, line: SubjectLine | None) -> None:
        if line is None:
            self.heading.setText(tr("Choose a request"))
            self.facts.show_facts(())
            self.buttons.show_deeds((), lambda _act: None)
            return
        record = str(line.id)
        today: date = self.desk.today()
        self.heading.setText(tr("Request {number}: {name}", number=line.request.number, name=line.name))
        self.facts.show_facts(subject_facts(line, today))
        self.buttons.show_deeds(subject_deeds(line), lambda act: self.begin(act, record))
