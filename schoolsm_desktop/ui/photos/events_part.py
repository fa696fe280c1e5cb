"""Events and the numbered lists of children that leave the office: what comes next first, what is out until it is back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.events import CopyState, Event, EventBreach, EventState, ListCopy
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.event_views import CopyLine, EventLine, EventsView
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.deed_pane import DeedPane
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage, the_one
from schoolsm_desktop.ui.theme import px, set_look

from .event_dialogs import BreachDialog, EventDialog, ToldHeadDialog
from .event_words import copy_columns, copy_facts, event_columns, event_facts, untold
from .list_dialogs import CLASSES, LIST, PACK, ListDialog, LostDialog, wants_clearance

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.paper_maker import Printed

Act = tuple[str, Callable[[], object]]
EVENT, BROKEN, TOLD, LOST = "event-edit", "event-broken", "event-told", "list-lost"
SLIPS, NOTICE = "blank-slips", "event-notice"


class EventsPart(Part):
    """A record of this part is the id of an event or of a numbered list."""

    ACTS = frozenset({SLIPS, NOTICE})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._view: EventsView | None = None
        self._wanted = ""
        self._chosen: EventLine | CopyLine | None = None
        self.add_button(tr("Print blank slips"), self._slips)
        self.add_button(tr("New event…"), lambda: self.begin(EVENT, ""), main=True)
        self.events: ListPane[EventLine] = ListPane(
            "events",
            event_columns(),
            self.desk.views,
            Teaching(
                tr("No event yet"),
                tr(
                    "A fair, a trip, the photographer’s day: who may take pictures, who holds the list, what the door says."
                ),
                tr("New event…"),
                lambda: self.begin(EVENT, ""),
            ),
            name=tr("Events"),
            find=lambda x: f"{x.event.name} {x.kind} {x.classes} {x.holder}",
            identity=lambda x: x.event.id,
            two_line=True,
        )
        self.copies: ListPane[CopyLine] = ListPane(
            "list-copies",
            copy_columns(),
            self.desk.views,
            Teaching(
                tr("No list was printed yet"),
                tr("Each list of children has a number here until it is back or shredded."),
            ),
            name=tr("Numbered lists"),
            identity=lambda x: x.copy.id,
            two_line=True,
            filtered=False,
        )
        self.pane = DeedPane()
        self.events.picked.connect(lambda row, _key: self._picked(row, self.copies))
        self.copies.picked.connect(lambda row, _key: self._picked(row, self.events))
        self.column.addWidget(Split(self._lists(), self.pane), 1)
        self._show_chosen(None)

    def _lists(self) -> QWidget:
        both = QWidget(self)
        set_look(both, "body")
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.events, 3)
        column.addWidget(words(tr("Numbered lists"), "strong", both, wrap=True))
        column.addWidget(self.copies, 2)
        return both

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page = self.page
        return {
            EVENT: lambda record: EventDialog(
                page, self._read(), self._event(record).event if record else None, self._event_kept
            ),
            LIST: lambda record: self._list_dialog(LIST, record),
            PACK: lambda record: self._list_dialog(PACK, record),
            CLASSES: lambda record: self._list_dialog(CLASSES, record),
            BROKEN: lambda record: BreachDialog(page, self._event(record).event, self._read().head, self._breach_kept),
            TOLD: lambda record: ToldHeadDialog(page, self._breach(record), self._read().head, self._told_kept),
            LOST: lambda record: LostDialog(page, self._copy(record), self._lost_kept),
        }

    # Reading

    def reload(self) -> None:
        self.read(self.desk.office.events.view, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return office.events.view().waiting

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def begin(self, act: str, record: str) -> None:
        if act == SLIPS:
            self._slips()
        elif act == NOTICE:
            self.when_ready(lambda: self._notice(UUID(record)))
        else:
            if record:
                self.show_record(record)
            self.when_ready(lambda: self.page.open_dialog(act, record))

    def _show(self, view: EventsView) -> None:
        self._view = view
        self.events.set_rows(view.lines)
        self.copies.set_rows(view.copies)
        self.page.set_count(self, view.waiting)
        self._go_to_wanted()
        chosen = self._chosen
        if isinstance(chosen, EventLine):
            self._show_chosen(next((x for x in view.lines if x.event.id == chosen.event.id), None))
        elif isinstance(chosen, CopyLine):
            self._show_chosen(next((x for x in view.copies if x.copy.id == chosen.copy.id), None))
        elif view.lines:
            self.events.pick(view.lines[0].event.id)

    def _go_to_wanted(self) -> None:
        if not self._wanted or self._view is None:
            return
        event = next((x for x in self._view.lines if str(x.event.id) == self._wanted), None)
        copy = next((x for x in self._view.copies if str(x.copy.id) == self._wanted), None)
        if event is not None:
            self._wanted = ""
            self.events.pick(event.event.id)
            self._picked(event, self.copies)
        elif copy is not None:
            self._wanted = ""
            self.copies.pick(copy.copy.id)
            self._picked(copy, self.events)

    def _read(self) -> EventsView:
        if self._view is None:
            raise LookupError("nothing was read yet")
        return self._view

    def _event(self, record: str) -> EventLine:
        return the_one(x for x in self._read().lines if str(x.event.id) == record)

    def _copy(self, record: str) -> CopyLine:
        return the_one(x for x in self._read().copies if str(x.copy.id) == record)

    def _breach(self, record: str) -> EventBreach:
        return the_one(b for x in self._read().lines for b in untold(x) if str(b.id) == record)

    def _list_dialog(self, paper: str, record: str) -> ListDialog:
        view = self._read()
        copy = next((x for x in view.copies if str(x.copy.id) == record), None)
        line = next((x for x in view.lines if str(x.event.id) == record), None)
        if paper == LIST and not record:  # as a rule it is asked for because the next event is near
            near = [x for x in view.lines if x.state in (EventState.NOW, EventState.COMING)]
            line = min(near, key=lambda x: x.event.on, default=None)
        return ListDialog(self.page, view, paper, line, copy)

    # The pane

    def _picked(self, row: EventLine | CopyLine | None, other: ListPane[EventLine] | ListPane[CopyLine]) -> None:
        if row is not None:
            other.table.clearSelection()
            self._show_chosen(row)

    def _show_chosen(self, row: EventLine | CopyLine | None) -> None:
        self._chosen = row
        self._clear()
        if isinstance(row, EventLine):
            self.pane.heading.setText(row.event.name)
            self.pane.facts.show_facts(event_facts(row, self._read().head))
            acts = self._event_acts(row)
        elif isinstance(row, CopyLine):
            self.pane.heading.setText(tr("List no. {number}: {what}", number=str(row.copy.number), what=row.what))
            self.pane.facts.show_facts(copy_facts(row, self.desk.today()))
            acts = self._copy_acts(row)
        else:
            self.pane.heading.setText(tr("Choose an event or a list"))
            self.pane.facts.show_facts(())
            acts = []
        for said, act in acts:
            self._button(said, act)
        self.pane.buttons.setVisible(bool(acts))

    def _event_acts(self, line: EventLine) -> list[Act]:
        event, record = line.event, str(line.event.id)
        if line.state is EventState.CANCELLED:
            return []
        acts: list[Act] = []
        for breach in untold(line):
            told = tr("The {head} was told…", head=self._read().head)
            acts.append((told, partial(self.page.open_dialog, TOLD, str(breach.id))))
        if line.state is not EventState.OVER:
            acts += self._papers(event, record)
        if line.state is not EventState.COMING:
            acts.append((tr("The rule was broken…"), partial(self.page.open_dialog, BROKEN, record)))
        acts.append((tr("Change…"), partial(self.page.open_dialog, EVENT, record)))
        if line.state is not EventState.OVER:
            acts.append((tr("Cancel the event…"), partial(self._ask_cancel, event)))
        return acts

    def _papers(self, event: Event, record: str) -> list[Act]:
        acts: list[Act] = [(tr("Event pack…"), partial(self.page.open_dialog, PACK, record))]
        acts.append((tr("List alone…"), partial(self.page.open_dialog, LIST, record)))
        if wants_clearance(event):
            acts.append((tr("Class photograph…"), partial(self.page.open_dialog, CLASSES, record)))
        if event.wants_notice:
            acts.append((tr("Notice for the door"), partial(self._notice, event.id)))
        return acts

    def _copy_acts(self, line: CopyLine) -> list[Act]:
        copy, record = line.copy, str(line.copy.id)
        office = self.desk.office.list_copies
        back = partial(
            self._deed,
            partial(office.came_back, copy.id),
            tr("List no. {number} is back. Shred it now.", number=str(copy.number)),
        )
        shredded = partial(
            self._deed, partial(office.shredded, copy.id), tr("List no. {number} is shredded.", number=str(copy.number))
        )
        if copy.state is CopyState.OUT:
            return [
                (tr("It is back"), back),
                (tr("Shredded, or never printed"), shredded),
                (tr("Print it anew…"), partial(self.page.open_dialog, self._paper_of(line), record)),
                (tr("Lost…"), partial(self.page.open_dialog, LOST, record)),
            ]
        if copy.state is CopyState.BACK:
            return [(tr("Shredded"), shredded)]
        return [(tr("Found: it is back"), back)] if copy.state is CopyState.LOST else []

    @staticmethod
    def _paper_of(line: CopyLine) -> str:
        return CLASSES if line.copy.kind.value == "class-photograph" else LIST

    def _button(self, said: str, act: Callable[[], object]) -> None:
        button = QPushButton(said, self.pane.buttons)
        button.clicked.connect(lambda _on=False: act())
        self.pane.flow.addWidget(button)

    def _clear(self) -> None:
        while (item := self.pane.flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    # Deeds

    def _slips(self) -> None:
        def make() -> Printed:  # on the worker: what draws documents is loaded when it is first asked for
            return self.desk.office.printing.blank_slips()

        self.page.work(make, self.desk.preview)

    def _notice(self, event_id: UUID) -> None:
        self.page.work(lambda: self.desk.office.printing.event_notice(event_id), self.desk.preview)

    def _ask_cancel(self, event: Event) -> None:
        confirm.ask(
            self.page,
            title=tr("Cancel {event}?", event=event.name),
            consequence=tr(
                "It stays on the list as cancelled. Lists that were printed for it still have to come back."
            ),
            action=tr("Cancel the event"),
            yes=partial(
                self._deed,
                partial(self.desk.office.events.cancel, event.id),
                tr("{event} is cancelled.", event=event.name),
            ),
        )

    def _deed(self, deed: Callable[[], object], said: str) -> None:
        def done(_kept: object) -> None:
            self.page.messages.good(said)

        self.page.work(deed, done)

    def _event_kept(self, event: Event) -> None:
        self._wanted = str(event.id)
        self.page.messages.good(tr("{event} is saved.", event=event.name))

    def _breach_kept(self, breach: EventBreach) -> None:
        if breach.told_head_on is None:
            told = tr("It is written down. Tell the {head}: Today reminds of it.", head=self._read().head)
            self.page.messages.warn(told)
        else:
            self.page.messages.good(tr("It is written down."))

    def _told_kept(self, _breach: EventBreach) -> None:
        self.page.messages.good(tr("It is written down."))

    def _lost_kept(self, copy: ListCopy) -> None:
        self.page.messages.warn(
            tr("List no. {number} is lost. Tell the data protection officer today.", number=str(copy.number))
        )
