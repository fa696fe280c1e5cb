"""How long records are kept, whose time is over, what must be kept, and what two people destroy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from schoolsm_desktop.domain.retention import SEALED_CLASSES, RecordClass
from schoolsm_desktop.domain.retention_review import Ended, ReviewLine, ReviewState
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.destruction_views import AGREE, ON_PAPER, REFUSE, TAKE_BACK, DestructionLine
from schoolsm_desktop.services.retention import PeriodLine, RetentionView
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Pane, words
from schoolsm_desktop.ui.common.deed_buttons import Deed, DeedButtons
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.parts import Part, PartedPage, the_one

from .retention_dialogs import (
    ASK,
    END_KEEP,
    KEEP,
    PERIOD,
    AgreeDialog,
    AskDialog,
    EndKeepDialog,
    KeepDialog,
    OnPaperDialog,
    PeriodDialog,
    RefuseDialog,
)
from .retention_words import Line, facts_of, lines_of, retention_columns

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed

SLIP, CERTIFICATE = "print-slip", "print-certificate"
CASES = "open-incidents"
_AT_HAND = (ASK, KEEP, AGREE, REFUSE, ON_PAPER, SLIP, CERTIFICATE)


class RetentionPart(Part):
    """A record of this part is a class of records, or the id of a destruction."""

    ACTS: ClassVar[frozenset[str]] = frozenset({ASK})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._view = RetentionView((), (), (), ())
        self._lines: tuple[Line, ...] = ()
        self._wanted = ""
        self.print = self.add_button(tr("Print the schedule"), self._print_schedule)
        self.over = self.add_button(tr("Write over what was destroyed"), self._write_over)
        self.ask = self.add_button(tr("Ask to destroy…"), partial(self.begin, ASK, ""), main=True)
        teaching = Teaching(tr("Nothing is kept yet"), tr("Each kind of record stands here with the time it is kept."))
        self.list: ListPane[Line] = ListPane(
            "retention",
            retention_columns(),
            self.desk.views,
            teaching,
            name=tr("What is kept, and how long"),
            find=lambda x: " ".join((x.title, x.detail, x.stands, *(y.record.label for y in x.reviewed))),
            identity=lambda x: x.key,
            two_line=True,
        )
        self.list.picked.connect(lambda line, _key: self._show_line(line))
        self.column.addWidget(Split(self.list, self._pane()), 1)
        self._show_line(None)
        self.over.hide()

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page, said = self.page, self._say
        return {
            ASK: lambda record: AskDialog(page, self._free(), self._class_of(record), said),
            KEEP: lambda record: KeepDialog(page, self._period(record).record_class, self._records(record), said),
            END_KEEP: lambda record: EndKeepDialog(page, self._of(record).orders, said),
            PERIOD: lambda record: PeriodDialog(page, self._period(record), said),
            AGREE: lambda record: AgreeDialog(page, self._destruction(record), self._view.backups, said),
            ON_PAPER: lambda record: OnPaperDialog(page, self._destruction(record), said),
            REFUSE: lambda record: RefuseDialog(page, self._destruction(record), said),
        }

    def reload(self) -> None:
        self.read(self.desk.office.retention.view, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return office.destruction.waiting()

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def begin(self, act: str, record: str) -> None:
        if act == ASK:
            self.when_ready(lambda: self._begin_to_ask(record))
        else:
            self.show_record(record)

    def _begin_to_ask(self, record: str) -> None:
        if self._view.may_destroy and self._free():
            self.page.open_dialog(ASK, record)
        else:
            self.page.messages.inform(tr("Nothing that you may destroy is over its time."))

    def _show(self, view: RetentionView) -> None:
        self._view, self._lines = view, lines_of(view)
        self.list.set_rows(self._lines)
        self.over.setVisible(view.writes_over and view.may_destroy)
        self.ask.setVisible(view.may_destroy and bool(self._free()))
        self.page.set_count(self, len([x for x in view.destructions if {AGREE, ON_PAPER} & x.may]))
        self._go_to_wanted()
        if self.list.current() is None and self._lines:
            self.list.pick(self._lines[0].key)
        self._show_line(self.list.current())

    def _go_to_wanted(self) -> None:
        if any(line.key == self._wanted for line in self._lines):
            self.list.pick(self._wanted)
            self._wanted = ""

    # What a record means

    def _of(self, record: str) -> Line:
        return the_one(line for line in self._lines if line.key == record)

    def _period(self, record: str) -> PeriodLine:
        return the_one(line.period for line in self._lines if line.key == record and line.period is not None)

    def _destruction(self, record: str) -> DestructionLine:
        found = (x.destruction for x in self._lines if x.key == record and x.destruction is not None)
        return the_one(found)

    def _class_of(self, record: str) -> RecordClass | None:
        line = next((x for x in self._lines if x.key == record), None)
        return line.period.record_class if line is not None and line.period is not None else None

    def _free(self) -> list[ReviewLine]:
        return [x for x in self._view.lines if x.state is ReviewState.MAY_GO and not x.record.sealed]

    def _records(self, record: str) -> list[Ended]:
        kind = self._period(record).record_class
        return [x for x in self._view.records if x.record_class is kind]

    # The pane

    def _pane(self) -> Pane:
        self.pane = Pane()
        self.heading = words("", "heading", self.pane, wrap=True)
        self.buttons = DeedButtons(self.pane, _AT_HAND, tr("More to do"))
        self.facts = FactList(self.pane)
        for part in (self.heading, self.buttons, self.facts):
            self.pane.add(part)
        self.pane.fill()
        return self.pane

    def _show_line(self, line: Line | None) -> None:
        if line is None:
            self.heading.setText(tr("Choose a line"))
            self.facts.show_facts(())
            self.buttons.show_deeds((), lambda _act: None)
            return
        self.heading.setText(line.title)
        self.facts.show_facts(facts_of(line, self._view.backups))
        self.buttons.show_deeds(self._deeds(line), partial(self._deed, line))

    def _deeds(self, line: Line) -> Sequence[Deed]:
        if line.destruction is not None:
            return _destruction_deeds(line.destruction)
        period, deeds = line.period, list[Deed]()
        if period is None:
            return deeds
        free = [x for x in line.reviewed if x.state is ReviewState.MAY_GO]
        if free and period.record_class in SEALED_CLASSES:
            deeds.append((CASES, tr("Open the records"), ""))
        elif free and self._view.may_destroy:
            deeds.append((ASK, tr("Ask to destroy…"), "main"))
        if not period.is_fixed:
            deeds.append((KEEP, tr("Keep, do not destroy…"), ""))
            if line.orders:
                deeds.append((END_KEEP, tr("End an order…"), ""))
            if self._view.may_set:
                deeds.append((PERIOD, tr("Change how long…"), ""))
        return deeds

    def _deed(self, line: Line, act: str) -> None:
        printing = self.desk.office.printing
        if line.destruction is not None:
            key = line.destruction.destruction.id
            if act in (SLIP, CERTIFICATE):
                self._preview(partial(printing.disposal_certificate, key))
                return
            if act == TAKE_BACK:
                self._ask_take_back(line.destruction)
                return
        if act == CASES:
            self.desk.go(self._cases(line))
            return
        self.page.open_dialog(act, line.key)

    @staticmethod
    def _cases(line: Line) -> Target:
        """Where the records of a sealed class are read: the one that is over its time, or the list they stand in."""
        free = [x.record.id for x in line.reviewed if x.state is ReviewState.MAY_GO]
        part = "complaints" if line.key == RecordClass.COMPLAINTS.value else "incidents"
        return Target("incidents", str(free[0]) if len(free) == 1 else "", part)

    # Deeds

    def _preview(self, make: Callable[[], Printed]) -> None:
        self.page.work(make, self.desk.preview)

    def _print_schedule(self) -> None:
        self._preview(self.desk.office.printing.retention_schedule)

    def _ask_take_back(self, line: DestructionLine) -> None:
        confirm.ask(
            self.page,
            title=tr("Take it back?"),
            consequence=tr("Everything stays in the list, and nobody is asked any more."),
            action=tr("Take it back"),
            yes=partial(self._take_back, line),
            dangerous=False,
        )

    def _take_back(self, line: DestructionLine) -> None:
        key = line.destruction.id
        self.page.work(
            lambda: self.desk.office.destruction.take_back(key),
            lambda _kept: self._say(tr("It is taken back. Nothing was destroyed.")),
        )

    def _say(self, said: str) -> None:
        self.page.messages.good(said)

    def _write_over(self) -> None:
        self.page.work(
            self.desk.office.destruction.write_over,
            lambda _done: self._say(tr("Nothing of what was destroyed is left in the file.")),
        )


def _destruction_deeds(line: DestructionLine) -> list[Deed]:
    if line.destruction.done_at is not None:
        return [(CERTIFICATE, tr("Print the certificate"), "main")]
    deeds: list[Deed] = []
    if AGREE in line.may:
        deeds.append((AGREE, tr("Agree, and destroy…"), "main"))
    if REFUSE in line.may:
        deeds.append((REFUSE, tr("Refuse…"), ""))
    if ON_PAPER in line.may:
        deeds += [(SLIP, tr("Print the slip"), ""), (ON_PAPER, tr("The slip is signed…"), "")]
    if TAKE_BACK in line.may:
        deeds.append((TAKE_BACK, tr("Take it back…"), ""))
    return deeds
