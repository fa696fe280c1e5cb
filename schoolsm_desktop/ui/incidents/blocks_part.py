"""Who is blocked on our accounts, what waits with each, and how they come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from schoolsm_desktop.domain.letters import Letter
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.blocks import BlockLine, BlocksView
from schoolsm_desktop.ui.common.deed_buttons import Deed
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.theme import State

from .block_dialogs import BlockDialog, NoticeDialog, ReviewBlockDialog, WordsAndDayDialog
from .register_part import RegisterPart

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office

NEW = "block-new"


class BlocksPart(RegisterPart[BlockLine]):
    """A record of this part is the id of a block; a new one may begin from an entry, as `moderation:<id>`."""

    ACTS: ClassVar[frozenset[str]] = frozenset({"print-blocks"})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view = BlocksView((), (), (), (), "", False, None, False)
        self.print = self.add_button(tr("Print the list"), self._print)
        self.new = self.add_button(tr("Somebody is blocked…"), partial(self.begin, NEW, ""), main=True)
        teaching = Teaching(
            tr("Nobody is blocked"),
            tr(
                "Who is kept out of one of our pages stands here: against whose rules, warned or not, and when somebody "
                "looks at it again, so that nobody stays out by being forgotten."
            ),
            tr("Somebody is blocked…"),
            partial(self.begin, NEW, ""),
        )
        rows: ListPane[BlockLine] = ListPane(
            "blocks",
            block_columns(self.desk.today),
            self.desk.views,
            teaching,
            name=tr("Who is blocked"),
            find=lambda x: f"{x.block.name} {x.account} {x.block.reason} {x.standard}",
            identity=lambda x: x.block.id,
            two_line=True,
        )
        self.build(rows, ("block-appeal", "block-answer", "block-review"))

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page, of, kept = self.page, self.of, self.kept
        return {
            NEW: lambda record: BlockDialog(page, self._view, record, kept(tr("The block is written down."))),
            "block-review": lambda record: ReviewBlockDialog(
                page, of(record), self._view, kept(tr("It stays. The next look has its day."))
            ),
            "block-appeal": self._appeal,
            "block-answer": self._answer,
            "block-end": self._end,
            "block-notice": lambda record: NoticeDialog(page, of(record), self._letter),
        }

    def reload(self) -> None:
        self.read(self.desk.office.blocks.view, self._show_view)

    @staticmethod
    def waiting(office: Office) -> int:
        return office.blocks.waiting()

    def begin(self, act: str, record: str) -> None:
        if act == "print-blocks":
            self._print()
        elif act == NEW:
            self.when_ready(lambda: self.page.open_dialog(NEW, record))
        else:
            super().begin(act, record)

    def key_of(self, line: BlockLine) -> UUID:
        return line.block.id

    def none_chosen(self) -> str:
        return tr("Choose a block")

    def heading_of(self, line: BlockLine) -> str:
        return line.block.name

    def facts_of(self, line: BlockLine) -> Sequence[Fact]:
        return block_facts(line, self.desk.today())

    def deeds_of(self, line: BlockLine) -> Sequence[Deed]:
        if line.is_over:
            return []
        answer = ("block-answer", tr("Answer the appeal…"), "main")
        appeal = ("block-appeal", tr("They appeal…"), "")
        return [
            answer if line.waits_for_answer else appeal,
            ("block-review", tr("It stays…"), ""),
            ("block-end", tr("Let back in…"), ""),
            ("block-notice", tr("Letter…"), ""),
        ]

    def _appeal(self, record: str) -> FormDialog:
        return WordsAndDayDialog(
            self.page,
            self.of(record),
            self.desk.office.blocks.appealed,
            self.kept(tr("The appeal is written down. It waits for its answer.")),
            says=(
                tr("They ask to be let back in"),
                tr("Save"),
                tr("Somebody who did not block them looks at it."),
                tr("What they wrote"),
                tr("On"),
            ),
            fields=("appeal", "appealed_on"),
        )

    def _answer(self, record: str) -> FormDialog:
        line = self.of(record)
        return WordsAndDayDialog(
            self.page,
            line,
            self.desk.office.blocks.answered,
            self.kept(tr("The answer is written down.")),
            says=(
                tr("Answer to the appeal"),
                tr("Save"),
                tr("They wrote on {day}: {words}", day=day_text(line.block.appealed_on), words=line.block.appeal),
                tr("What they were told"),
                tr("On"),
            ),
            fields=("appeal_answer", "appeal_answered_on"),
        )

    def _end(self, record: str) -> FormDialog:
        return WordsAndDayDialog(
            self.page,
            self.of(record),
            self.desk.office.blocks.unblock,
            self.kept(tr("They are let back in. End it on the platform too.")),
            says=(
                tr("Let back in"),
                tr("Let back in"),
                tr("End the block on the platform, then write it down here."),
                tr("Why"),
                tr("On"),
            ),
            fields=("unblocked_why", "unblocked_on"),
        )

    def _show_view(self, view: BlocksView) -> None:
        self._view = view
        today = self.desk.today()
        self.print.setVisible(view.may_print and bool(view.lines))
        self.show_lines(view.lines, len([line for line in view.lines if line.waits(today)]))

    def _letter(self, letter: Letter) -> None:
        self.say(tr("The letter is made. It is printed and signed."))
        self.preview(lambda: self.desk.office.printing.letter(letter.id))

    def _print(self) -> None:
        self.preview(self.desk.office.printing.blocked_users)


def block_columns(today: Callable[[], date]) -> tuple[Column[BlockLine], ...]:
    """Who, where, and what waits."""

    def state(line: BlockLine) -> State:
        if line.is_over:
            return State.GOOD
        return State.WARN if line.waits(today()) else State.STOP

    return (
        Column(
            "name",
            tr("Who"),
            lambda x: x.block.name,
            detail=lambda x: x.account,
            bold=True,
            grow=True,
            width=180,
        ),
        Column(
            "since",
            tr("Since"),
            lambda x: day_text(x.block.blocked_on),
            detail=lambda x: x.standard,
            sort=lambda x: x.block.blocked_on,
            width=210,
        ),
        Column("state", tr("Stands"), lambda x: stands(x, today()), state=state, width=150),
    )


def stands(line: BlockLine, today: date) -> str:
    """What a block waits for, in two words."""
    if line.is_over:
        return tr("Let back in")
    if line.waits_for_answer:
        return tr("Appeal waits")
    if line.waits(today):
        return tr("Look again")
    return tr("Blocked")


def block_facts(line: BlockLine, today: date) -> list[Fact]:
    """Everything known of a block."""
    block = line.block
    facts = [
        Fact(tr("Account"), line.account),
        Fact(tr("Why"), block.reason),
        Fact(tr("Whose rules"), line.standard),
        Fact(tr("Blocked"), tr("{day}, by {name}", day=day_text(block.blocked_on), name=line.by)),
        Fact(tr("Warned first"), line.warned),
    ]
    if line.breach:
        facts.insert(3, Fact(tr("What your policy calls it"), line.breach))
    if not line.is_over:
        late = block.review_on is not None and block.review_on <= today
        said = day_text(block.review_on) if block.review_on else tr("Your policy asks for no day")
        facts.append(Fact(tr("Looked at again"), [FactLine(said, State.WARN if late else None)]))
    if block.appealed_on is not None:
        facts.append(Fact(tr("Appeal of {day}", day=day_text(block.appealed_on)), block.appeal))
        answer = block.appeal_answer
        if block.appeal_answered_on is not None:
            answer = tr("{day}: {words}", day=day_text(block.appeal_answered_on), words=answer)
        facts.append(Fact(tr("Answer"), answer))
    if line.unblocked:
        facts.append(Fact(tr("Let back in"), line.unblocked))
    if line.seen_before:
        facts.append(Fact(tr("Seen before"), [FactLine(said) for said in line.seen_before]))
    return facts
