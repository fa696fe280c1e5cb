"""What others were asked to take off the internet, what they answered, and what the school decided then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from schoolsm_desktop.domain.letters import Letter
from schoolsm_desktop.domain.moderating import AskedOf, TakedownOutcome
from schoolsm_desktop.domain.rules import PlatformReporter
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.takedowns import TakedownLine, TakedownsView
from schoolsm_desktop.ui.common.deed_buttons import Deed
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.theme import State

from .register_part import RegisterPart
from .takedown_dialogs import AnswerDialog, NextStepDialog, RemindDialog, RequestLetterDialog, TakedownDialog

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office

NEW = "takedown-new"


class TakedownsPart(RegisterPart[TakedownLine]):
    """A record of this part is the id of a request; a new one may begin from an entry, as `moderation:<id>`."""

    ACTS: ClassVar[frozenset[str]] = frozenset({"print-takedowns"})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view = TakedownsView((), (), (), PlatformReporter.LEAD_DECIDES, "", "", False, False)
        self.print = self.add_button(tr("Print the list"), self._print)
        self.new = self.add_button(tr("Ask for removal…"), partial(self.begin, NEW, ""), main=True)
        teaching = Teaching(
            tr("Nobody was asked to remove anything"),
            tr(
                "Reports to platforms and letters to people stand here with their reference, the day an answer is due, "
                "and what the school decides where it is refused."
            ),
            tr("Ask for removal…"),
            partial(self.begin, NEW, ""),
        )
        rows: ListPane[TakedownLine] = ListPane(
            "takedowns",
            takedown_columns(self.desk.today),
            self.desk.views,
            teaching,
            name=tr("What others were asked to remove"),
            find=lambda x: f"{x.what} {x.asked} {x.cause} {x.reference} {x.outcome}",
            identity=lambda x: x.id,
            two_line=True,
        )
        self.build(rows, ("takedown-answer", "takedown-decide", "takedown-letter", "incident"))

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page, of, kept = self.page, self.of, self.kept
        return {
            NEW: lambda record: TakedownDialog(page, self._view, record, kept(tr("The request is written down."))),
            "takedown-answer": lambda record: AnswerDialog(
                page, of(record), kept(tr("What came of it is written down."))
            ),
            "takedown-remind": lambda record: RemindDialog(page, of(record), kept(tr("An answer is looked for anew."))),
            "takedown-decide": lambda record: NextStepDialog(
                page, of(record), kept(tr("It is decided, with the reason."))
            ),
            "takedown-letter": lambda record: RequestLetterDialog(page, of(record), self._letter),
        }

    def reload(self) -> None:
        self.read(self.desk.office.takedowns.view, self._show_view)

    @staticmethod
    def waiting(office: Office) -> int:
        return office.takedowns.waiting()

    def begin(self, act: str, record: str) -> None:
        if act == "print-takedowns":
            self._print()
        elif act == NEW:
            self.when_ready(lambda: self.page.open_dialog(NEW, record))
        else:
            super().begin(act, record)

    def key_of(self, line: TakedownLine) -> UUID:
        return line.id

    def none_chosen(self) -> str:
        return tr("Choose a request")

    def heading_of(self, line: TakedownLine) -> str:
        return tr("{cause}: {asked}", cause=line.cause, asked=line.asked)

    def facts_of(self, line: TakedownLine) -> Sequence[Fact]:
        return takedown_facts(line, self.desk.today())

    def deeds_of(self, line: TakedownLine) -> Sequence[Deed]:
        if line.takedown is None:
            return [("incident", tr("Open the incident"), "")]
        deeds: list[Deed] = []
        if line.is_open:
            deeds += [
                ("takedown-answer", tr("What came of it…"), "main"),
                ("takedown-remind", tr("Asked again…"), ""),
            ]
            if line.takedown.asked_of is not AskedOf.PLATFORM:
                deeds.append(("takedown-letter", tr("Letter…"), ""))
        if line.wants_decision:
            deeds.append(("takedown-decide", tr("Decide what follows…"), "main"))
        if line.takedown.letter_id is not None:
            deeds.append(("look-letter", tr("Look at the letter"), ""))
        return deeds

    def deed(self, act: str, record: str) -> None:
        line = self.of(record)
        if act == "incident" and line.case_id is not None:
            self.page.begin("incidents", str(line.case_id))
        elif act == "look-letter" and line.takedown is not None and line.takedown.letter_id is not None:
            letter_id = line.takedown.letter_id
            self.preview(lambda: self.desk.office.printing.letter(letter_id))
        else:
            super().deed(act, record)

    def _show_view(self, view: TakedownsView) -> None:
        self._view = view
        today = self.desk.today()
        self.print.setVisible(view.may_print and any(line.takedown is not None for line in view.lines))
        self.show_lines(view.lines, len([line for line in view.lines if line.waits(today)]))

    def _letter(self, letter: Letter) -> None:
        self.say(tr("The letter is made. It is printed and signed."))
        self.preview(lambda: self.desk.office.printing.letter(letter.id))

    def _print(self) -> None:
        self.preview(self.desk.office.printing.removal_requests)


def takedown_columns(today: Callable[[], date]) -> tuple[Column[TakedownLine], ...]:
    """What should go, whom was asked, and how it stands."""

    def state(line: TakedownLine) -> State:
        if line.waits(today()):
            return State.STOP
        return State.WARN if line.is_open else State.GOOD

    return (
        Column(
            "what",
            tr("What should go"),
            lambda x: x.what,
            detail=lambda x: x.cause,
            bold=True,
            grow=True,
            width=200,
        ),
        Column(
            "asked",
            tr("Asked"),
            lambda x: x.asked,
            detail=lambda x: day_text(x.asked_on),
            sort=lambda x: x.asked_on,
            width=150,
        ),
        Column("state", tr("Stands"), lambda x: stands(x, today()), state=state, width=170),
    )


def stands(line: TakedownLine, today: date) -> str:
    """How a request stands, in a few words."""
    if line.wants_decision:
        return tr("Refused: decide")
    if line.is_open and line.takedown is not None and line.due_on is not None and line.due_on < today:
        late = (today - line.due_on).days
        return ntr("Overdue {count} day", "Overdue {count} days", late)
    return line.outcome


def takedown_facts(line: TakedownLine, today: date) -> list[Fact]:
    """Everything known of a request."""
    late = line.waits(today) and line.is_open
    facts = [
        Fact(tr("What should go"), line.what),
        Fact(tr("Asked"), tr("{day}, by {name}", day=day_text(line.asked_on), name=line.by)),
    ]
    takedown = line.takedown
    if takedown is None:
        said = tr("It belongs to incident {reference} and is worked on there.", reference=line.reference_of_case)
        facts.append(Fact(tr("Part of"), said))
    elif takedown.reporter_id is not None:
        facts.append(Fact(tr("In whose name"), tr("A colleague’s own")))
    if takedown is not None and takedown.address:
        facts.append(Fact(tr("Address"), takedown.address))
    facts.append(Fact(tr("Reference"), line.reference))
    if line.due_on is not None and line.is_open:
        facts.append(Fact(tr("Answer by"), [FactLine(day_text(line.due_on), State.STOP if late else None)]))
    facts.append(Fact(tr("Outcome"), line.outcome))
    if line.answer:
        facts.append(Fact(tr("Answer"), line.answer))
    if takedown is not None and takedown.outcome is TakedownOutcome.REFUSED and not line.next_step:
        facts.append(Fact(tr("What follows"), [FactLine(tr("To be decided"), State.STOP)]))
    if takedown is not None and line.next_step:
        said = tr("{step}: {why}", step=line.next_step, why=takedown.next_why)
        facts.append(Fact(tr("What follows"), said))
    return facts
