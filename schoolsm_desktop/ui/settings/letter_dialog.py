"""A letter's wording: title and text, what can be filled in beside them, and how it reads with example values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from schoolsm_desktop.domain.letters import MOST_TITLE, MergeField, WrongField
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.letters import LetterPreview, Wording
from schoolsm_desktop.ui.common.card import Card, selectable, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px, set_look

PAUSE = 300
"""Milliseconds without a key before the preview is made anew."""
LEAST, MOST = 320, 460
"""How high title and text stand together."""
WIDE = 1180
HIGH = 640


class LetterDialog(FormDialog):
    """Saving makes a new version; the earlier ones stay."""

    def __init__(self, page: Page, wording: Wording, saved: Callable[[Wording], None]) -> None:
        super().__init__(
            page,
            tr("Wording: {letter}", letter=wording.shipped.purpose),
            tr("Save as a new version"),
            self._save,
            sentence=tr("What stands in curly brackets is filled in for each letter."),
            wide=True,
        )
        self._wording, self._saved = wording, saved
        self._asked = 0
        self.form.setMinimumWidth(px(340))
        self.title = self.form.add_line("title", tr("Title"), wording.title, needed=True, longest=MOST_TITLE)
        self.text = self.form.add_lines(
            "body",
            tr("Text"),
            wording.body,
            needed=True,
            hint=tr("An empty line begins a new paragraph. Address, day and signature are added by themselves."),
        )
        self._give_room_to_the_text()
        self.form.saved()
        self.fields = FieldList(wording.fields, self._insert)
        self.reads = _Reads(self._put_right)
        # Taken out of the column of fields, so that the three parts stand beside each other where there is room.
        beside = Split(self.fields, self.reads, (5, 7), narrow=420)
        self.rows.insertWidget(0, Split(_at_the_top(self.form), beside, (5, 8), narrow=860))
        self.reads.paper.clicked.connect(lambda _on=False: self._on_paper())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.read_anew)
        self.form.edited.connect(lambda _name: self._pause.start())
        self.read_anew()

    def fit(self) -> None:
        """As wide as the window allows, so that the text, the fields and the letter stand beside each other."""
        super().fit()
        room = self.page.window().width() - px(40)
        self.resize(max(self.width(), min(px(WIDE), room)), min(self.height(), px(HIGH)))

    def _give_room_to_the_text(self) -> None:
        """The style sheet gives every editor its least height; the text takes what its column has beyond that."""
        grows = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.form.field("title").setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.form.field("body").setSizePolicy(grows)
        self.text.setSizePolicy(grows)
        self.text.setMaximumHeight(px(HIGH))
        self.form.setMinimumHeight(px(LEAST))
        self.form.setMaximumHeight(px(MOST))

    def _insert(self, field: MergeField) -> None:
        """At the cursor of the text, or of the title where that is being written."""
        if self.title.hasFocus():
            self.title.insert(field.written)
            return
        self.text.insertPlainText(field.written)
        self.text.setFocus()

    def _put_right(self, wrong: WrongField) -> None:
        for name in ("title", "body"):
            before = self.form.value(name)
            if wrong.written in before:
                self.form.set_value(name, before.replace(wrong.written, wrong.nearest))

    def read_anew(self) -> None:
        """On the worker; what comes after a later question was asked is dropped."""
        self._asked += 1
        asked, office = self._asked, self.page.desk.office
        key, title, body = self._wording.shipped.key, self.form.value("title"), self.form.value("body")

        def came(shown: LetterPreview) -> None:
            if asked == self._asked:
                self.reads.show_letter(shown)

        self.page.desk.background.run(
            lambda: office.letters.example(key, title, body), came, self.show_failure, owner=self
        )

    def _on_paper(self) -> None:
        office, key = self.page.desk.office, self._wording.shipped.key
        title, body = self.form.value("title"), self.form.value("body")
        self.work(lambda: office.printing.letter_example(key, title, body), self.page.desk.preview)

    def _save(self) -> None:
        office, wording = self.page.desk.office, self._wording
        title, body = self.form.value("title"), self.form.value("body")

        def saved(kept: Wording) -> None:
            self._saved(kept)
            self.accept()

        self.work(lambda: office.letters.change_wording(wording.shipped.key, title, body, wording.number), saved)


class FieldList(QWidget):
    """What the letter can fill in: a button that puts the field into the text, and what it is."""

    def __init__(self, fields: Sequence[MergeField], insert: Callable[[MergeField], None]) -> None:
        super().__init__()
        set_look(self, "body")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(words(tr("What can be filled in"), "strong", self, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(3))
        grid.setColumnStretch(1, 1)
        self.buttons: dict[str, QPushButton] = {}
        for row, field in enumerate(fields):
            button = self.buttons[field.key] = QPushButton(field.written, self)
            button.setAutoDefault(False)
            button.setAccessibleName(tr("Put in {field}: {what}", field=field.written, what=field.words))
            button.clicked.connect(lambda _on=False, field=field: insert(field))
            grid.addWidget(button, row, 0)
            grid.addWidget(words(field.words, "quiet", self, wrap=True), row, 1)
        column.addLayout(grid)
        column.addStretch(1)


class _Reads(Card):
    """The letter with example values, and under it what is wrong."""

    def __init__(self, put_right: Callable[[WrongField], None]) -> None:
        super().__init__(tr("How it reads, with examples"))
        self._put_right = put_right
        self.paper = QPushButton(tr("See it on paper"), self)
        self.paper.setAutoDefault(False)
        self.to = words("", "quiet", self, wrap=True)
        self.letter_title = selectable(words("", "strong", self, wrap=True))
        self.text = selectable(words("", "", self, wrap=True))
        self.text.setAccessibleName(tr("The letter with example values"))
        self._wrong = QWidget(self)
        set_look(self._wrong, "body")
        self._wrong_rows = QVBoxLayout(self._wrong)
        self._wrong_rows.setContentsMargins(0, 0, 0, 0)
        for part in (self._wrong, self.to, self.letter_title, self.text, self.paper):
            self.add(part)
        self.fill()

    def show_letter(self, shown: LetterPreview) -> None:
        """Show how it reads now."""
        self.to.setText(shown.addressed_to)
        self.letter_title.setText(shown.title)
        self.text.setText(shown.text)
        while (item := self._wrong_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for wrong in shown.wrong[:4]:
            self._wrong_rows.addWidget(words(wrong.sentence, "error", self._wrong, wrap=True))
            if wrong.nearest:
                self._wrong_rows.addWidget(self._mend(wrong))
        self._wrong.setVisible(bool(shown.wrong))

    def _mend(self, wrong: WrongField) -> QWidget:
        place = QWidget(self._wrong)
        set_look(place, "body")
        button = QPushButton(tr("Write {field} instead", field=wrong.nearest), place)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: partial(self._put_right, wrong)())
        Flow(place).addWidget(button)
        return place


def _at_the_top(form: QWidget) -> QWidget:
    """The fields keep their own height, however high what stands beside them is."""
    place = QWidget()
    set_look(place, "body")
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(form, 1)
    column.addStretch()
    return place
