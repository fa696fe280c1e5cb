"""What the registers beside the incidents share: a list, the pane of what is chosen with its deeds, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import Pane, words
from schoolsm_desktop.ui.common.deed_buttons import Deed, DeedButtons
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import Printed

L = TypeVar("L")


class RegisterPart(Part, Generic[L]):
    """A part whose records are lines of one register. `heading_of`, `facts_of` and `deeds_of` say what is chosen."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self.lines: Sequence[L] = ()
        self._wanted = ""

    def build(self, rows: ListPane[L], at_hand: Sequence[str]) -> None:
        """Put list and pane beside one another."""
        self.list = rows
        self.pane = Pane()
        self.heading = words("", "heading", self.pane, wrap=True)
        self.buttons = DeedButtons(self.pane, at_hand, tr("More to do"))
        self.facts = FactList(self.pane)
        for part in (self.heading, self.buttons, self.facts):
            self.pane.add(part)
        self.pane.fill()
        self.list.picked.connect(lambda line, _key: self._show(line))
        self.list.opened.connect(lambda line, _key: self._show(line))
        self.column.addWidget(Split(self.list, self.pane), 1)
        self._show(None)

    def show_lines(self, lines: Sequence[L], waiting: int) -> None:
        """Show what was read; what was chosen stays chosen."""
        self.lines = lines
        self.list.set_rows(lines)
        self.page.set_count(self, waiting)
        self._go_to_wanted()
        if self.list.current() is None and lines:
            self.list.pick(self.key_of(lines[0]))
        self._show(self.list.current())

    def none_chosen(self) -> str:
        """What stands over the pane while nothing is chosen."""
        return tr("Choose an entry")

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def of(self, record: str) -> L:
        """The line of a record. Raises LookupError where it is not there any more."""
        for line in self.lines:
            if str(self.key_of(line)) == record:
                return line
        raise LookupError(record)

    # What each register says

    def key_of(self, line: L) -> UUID:
        """The id of a line."""
        raise NotImplementedError

    def heading_of(self, line: L) -> str:
        """What a line is called."""
        raise NotImplementedError

    def facts_of(self, line: L) -> Sequence[Fact]:
        """What is known of it."""
        raise NotImplementedError

    def deeds_of(self, line: L) -> Sequence[Deed]:
        """What can be done with it."""
        raise NotImplementedError

    def deed(self, act: str, record: str) -> None:
        """Begin a deed: by default its dialog."""
        self.page.open_dialog(act, record)

    # Deeds they share

    def say(self, said: str) -> None:
        """Tell what was done."""
        self.page.messages.good(said)

    def kept(self, said: str) -> Callable[[Any], object]:
        """What a dialog calls with the record that was kept: it is said, and shown."""

        def done(record: Any) -> None:
            self._wanted = str(record.id)
            self.say(said)

        return done

    def preview(self, make: Callable[[], Printed]) -> None:
        """Make a paper on the worker and show it."""
        self.page.work(make, self.desk.preview)

    def _go_to_wanted(self) -> None:
        for line in self.lines if self._wanted else ():
            if str(self.key_of(line)) == self._wanted:
                self._wanted = ""
                self.list.pick(self.key_of(line))
                return

    def _show(self, line: L | None) -> None:
        if line is None:
            self.heading.setText(self.none_chosen())
            self.facts.show_facts(())
            self.buttons.show_deeds((), self._nothing)
            return
        record = str(self.key_of(line))
        self.heading.setText(self.heading_of(line))
        self.facts.show_facts(self.facts_of(line))
        self.buttons.show_deeds(self.deeds_of(line), lambda act: self.deed(act, record))

    @staticmethod
    def _nothing(_act: str) -> None:
        """No deed without a line."""
