"""What the person signed in is asked to declare: answered here, read here, taken back here; hidden where nothing is asked.

Shown by the part of what is one's own. Its dialogs belong to the part that shows it: `dialogs()` goes into that part's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.declarations import MyDeclarations
from schoolsm_desktop.ui.common.card import Card, selectable, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.theme import set_look

from .declaration_dialogs import DeclareDialog, ReadDeclarationDialog, TakeBackDeclarationDialog
from .declaration_words import facts


class MineDeclarations(QWidget):
    """A card with what is asked, the answers, and what can be done. `reload` reads it anew."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__()
        self._page = page
        self._mine = MyDeclarations()
        set_look(self, "body")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.card = Card(tr("What you declare"), self)
        self._said = words(
            tr(
                "Only what your policy asks. What you say of relatives, connections and families is sealed: only you, "
                "the headteacher and the safeguarding lead can read it."
            ),
            "quiet",
            self.card,
            wrap=True,
        )
        self._facts = FactList(self.card)
        self._wording = selectable(words("", "quiet", self.card, wrap=True))
        self._buttons = QWidget(self.card)
        set_look(self._buttons, "body")
        self._flow = Flow(self._buttons)
        for part in (self._said, self._facts, self._wording, self._buttons):
            self.card.add(part)
        column.addWidget(self.card)
        self.setVisible(False)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        """The dialogs that the part which shows this opens, by name."""
        return {
            "declare-mine": self._declare_dialog,
            "read-mine": lambda record: ReadDeclarationDialog(self._page, record),
            "take-back-mine": self._take_back_dialog,
        }

    def reload(self) -> None:
        """Read what is asked and said."""
        self._page.work(self._page.desk.office.declarations.mine, self.show_mine)

    def show_mine(self, mine: MyDeclarations) -> None:
        """Show it; nothing is shown where nothing is asked."""
        self._mine = mine
        line = mine.line
        self.setVisible(bool(mine.asked) and line is not None)
        self._clear()
        if line is None:
            return
        self._facts.show_facts(facts(mine.asked, line))
        asks_wording = any(each.asks_disclaimer for each in mine.asked)
        self._wording.setVisible(asks_wording and bool(mine.disclaimer))
        self._wording.setText(tr("The school’s wording for a private account: “{words}”", words=mine.disclaimer))
        if mine.asked:
            self._button(tr("Declare…"), partial(self._page.open_dialog, "declare-mine"), main=True)
        for each in [x for x in line.declared if x.may_open and x.declaration.withdrawn_at is None]:
            said = tr("Read: {what}, {day}", what=each.short, day=day_text(each.declaration.on))
            self._button(said, partial(self._page.open_dialog, "read-mine", str(each.declaration.id)))
        if any(x.may_take_back for x in line.declared):
            self._button(tr("Take back…"), partial(self._page.open_dialog, "take-back-mine"))

    def _declare_dialog(self, record: str) -> FormDialog:
        line = self._mine.line
        open_kinds = [s.kind.value for s in line.standings if not s.counts_on(line.today)] if line is not None else []
        return DeclareDialog(
            self._page,
            self._mine.asked,
            None,
            lambda _kept: self._say(tr("It is kept, with today’s day.")),
            disclaimer=self._mine.disclaimer,
            kind=record or (open_kinds[0] if open_kinds else ""),
        )

    def _take_back_dialog(self, _record: str) -> FormDialog:
        line = self._mine.line
        return TakeBackDeclarationDialog(
            self._page,
            line.person.name if line is not None else "",
            line.declared if line is not None else (),
            lambda _kept: self._say(tr("It is taken back and counts no more.")),
        )

    def _say(self, said: str) -> None:
        self._page.messages.good(said)

    def _clear(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _button(self, said: str, act: Callable[[], object], *, main: bool = False) -> None:
        button = QPushButton(said, self._buttons)
        if main:
            set_look(button, "main")
        button.clicked.connect(lambda _on=False: act())
        self._flow.addWidget(button)
