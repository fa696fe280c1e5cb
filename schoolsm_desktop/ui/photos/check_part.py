"""The photo check: where, and who can be seen; the answer changes with each key and each tick."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from schoolsm_desktop.domain.check_book import CheckBook, place_choices
from schoolsm_desktop.domain.check_draft import CheckAnswer, CheckDraft
from schoolsm_desktop.domain.photo_checks import CheckedWhat, CheckOutcome, PhotoCheck
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.background import show_failure
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Empty, Teaching
from schoolsm_desktop.ui.common.field import Field
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import px, set_look, theme

from .check_answer import AnswerPane
from .check_pupils import PupilPicker
from .check_words import WordsCard
from .phone_answer import PhoneAnswerDialog

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import Printed

KEPT = "photo-check"
CHOICE_WORDS = {
    CheckedWhat.PICTURE: "A picture",
    CheckedWhat.VIDEO: "A film",
    CheckedWhat.WORDS: "Words without a picture",
}


@dataclass(frozen=True, slots=True)
class _Read:
    """What the part shows, read in one go."""

    book: CheckBook
    colleagues: tuple[str, ...]
    me: str


class CheckPart(Part):
    """May we post this picture? A record of `check-for` is the key of a place."""

    ACTS: ClassVar[frozenset[str]] = frozenset({"check-for"})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self.book: CheckBook | None = None
        self._colleagues: tuple[str, ...] = ()
        self._unticked: dict[UUID, None] = {}
        self._answer: CheckAnswer | None = None
        self._saved: PhotoCheck | None = None
        self._event: UUID | None = None
        self._quiet = False
        self._place_wanted = ""
        self._build()
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Save), self.save),
            (QKeySequence(QKeySequence.StandardKey.Paste), self.words.picture.paste),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _build(self) -> None:
        self._stack = QStackedWidget(self)
        teaching = Teaching(
            tr("No pupils yet"),
            tr("Bring in the pupils and what was said about their pictures; then each picture is answered here."),
            tr("Bring in pupils…"),
            lambda: self.page.begin("roll-import", ""),
            icon="users",
        )
        self._stack.addWidget(Empty(teaching, self))
        whole = QWidget(self)
        set_look(whole, "body")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self._build_top(whole))
        left = QWidget(whole)
        set_look(left, "body")
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(12))
        self.pupils = PupilPicker()
        self.pupils.changed.connect(self._changed)
        self.pupils.asked_untick.connect(self.ask_untick)
        self.words = WordsCard(self.page)
        self.words.changed.connect(self._changed)
        self.words.picture.changed.connect(self._other_picture)
        self.words.others.editingFinished.connect(self._ask_others)
        self.words.picture.asked.connect(lambda: self._open_words(True))
        self.words.caption.textChanged.connect(lambda: self._open_words(self.words.caption.toPlainText()))
        self._show_words(False)
        inner.addWidget(self.words)
        inner.addWidget(self.pupils, 1)
        inner.addStretch()
        self.pane = AnswerPane()
        self.pane.changed.connect(self._changed)
        self.save_button = self._button(tr("Save this check"), self.save)
        set_look(self.save_button, "main")
        self.slip_button = self._button(tr("Print the slip"), self.print_slip)
        self.new_button = self._button(tr("New check"), self.start_anew)
        for button in (self.save_button, self.slip_button, self.new_button):
            self.pane.add_button(button)
        split = Split(left, self.pane, (8, 4), narrow=860)
        split.turned.connect(self.pane.stand)
        column.addWidget(split, 1)
        self._stack.addWidget(whole)
        self.column.addWidget(self._stack, 1)

    def _build_top(self, parent: QWidget) -> QWidget:
        top = QWidget(parent)
        set_look(top, "body")
        row = Flow(top, gap=12)
        self.place = QComboBox(top)
        self.place.setMinimumContentsLength(20)  # as wide as its label, which would wrap and put the row out of line
        self.what = QComboBox(top)
        for key in tuple(CHOICE_WORDS):
            self.what.addItem(tr(CHOICE_WORDS[key]), key)
        for label, box in ((tr("Where will it be posted?"), self.place), (tr("What is it?"), self.what)):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            row.addWidget(Field(label, box, "", needed=False, parent=top))
        self.with_words = QPushButton(tr("Caption and picture"), top)
        self.with_words.setCheckable(True)
        self.with_words.setToolTip(tr("Show or hide what goes with it: caption, picture, description."))
        self.with_words.setIconSize(QSize(px(16), px(16)))
        self.with_words.toggled.connect(self._show_words)
        row.addWidget(Field(tr("What goes with it"), self.with_words, "", needed=False, parent=top))
        self.place.currentIndexChanged.connect(self._other_place)
        self.what.currentIndexChanged.connect(self._other_what)
        return top

    def _button(self, said: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(said, self)
        button.clicked.connect(lambda _on=False: act())
        return button

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "phone-answer": lambda _record: PhoneAnswerDialog(
                self.page, self.book_now(), self._colleagues, self.chosen_place(), self._phone_saved
            )
        }

    # Reading

    def reload(self) -> None:
        office = self.desk.office

        def read() -> _Read:
            return _Read(office.photo_checks.book(), office.photo_checks.colleagues(), office.me().name)

        self.read(read, self._show)

    def begin(self, act: str, record: str) -> None:
        if act == "check-for":
            self._place_wanted = record
            self._choose_place()
            self.pupils.filter.setFocus()
        else:
            super().begin(act, record)

    def check_event(self, event_id: UUID) -> None:
        """What is saved next belongs to this event."""
        self._event = event_id

    def _show(self, read: _Read) -> None:
        self.book, self._colleagues = read.book, read.colleagues
        self._stack.setCurrentIndex(1 if read.book.book.pupils else 0)
        self._offer_places(read.book)
        self._choose_place()
        self.pane.offer_colleagues(read.colleagues)
        self.pane.checked_by.setText(tr("Checked by {name}", name=read.me))
        self.pupils.show_book(read.book, self.chosen_place())
        self._changed(same=True)

    def _offer_places(self, book: CheckBook) -> None:
        choices = (("", tr("Choose a place")), *place_choices(book.book.places))
        if choices == tuple((self.place.itemData(at), self.place.itemText(at)) for at in range(self.place.count())):
            return
        before = self.chosen_place() or str(self.desk.views.get(KEPT).get("place", ""))
        self.place.blockSignals(True)
        self.place.clear()
        for key, said in choices:
            self.place.addItem(said, key)
        self.place.setCurrentIndex(max(0, self.place.findData(before)))
        self.place.blockSignals(False)

    def _choose_place(self) -> None:
        at = self.place.findData(self._place_wanted) if self._place_wanted else -1
        if at >= 0:
            self._place_wanted = ""
            self.place.setCurrentIndex(at)

    def book_now(self) -> CheckBook:
        """What is answered from. Raises LookupError before it is read."""
        if self.book is None:
            raise LookupError("the roll is not read yet")
        return self.book

    # What survives a lock

    def typed(self) -> dict[str, Any] | None:
        """A check that is under way, without its picture: no picture is kept (INTERFACE rule 4)."""
        words = self.words
        picture = words.picture.picture is not None
        half = {
            "pupils": [pupil_id.hex for pupil_id in self.pupils.ticked()],
            "nobody": self.pupils.nobody.isChecked(),
            "caption": words.caption.toPlainText(),
            "description": words.description.text(),
            "others": words.others.text(),
            "asked_by": self.pane.asked_by.text(),
            "facts_by": self.pane.facts_by.text(),
            "picture": picture,
        }
        if self._saved is not None or self.book is None or not any(half.values()):
            return None
        return half | {
            "place": self.chosen_place(),
            "what": CheckedWhat(self.what.currentData()).value,
            "meant": dict(words.findings.meant),
            "answered": [key for key, _said in self.pane.questions.answered()],
            "unticked": [pupil_id.hex for pupil_id in self._unticked],
            "event": self._event.hex if self._event else "",
        }

    def bring_back(self, typed: Mapping[str, Any]) -> None:
        self._quiet = True
        self._place_wanted = str(typed.get("place", ""))
        self._choose_place()
        self.what.setCurrentIndex(max(0, self.what.findData(CheckedWhat(typed.get("what", CheckedWhat.PICTURE)))))
        self.words.findings.meant.update(typed.get("meant", {}))
        self.words.caption.setPlainText(str(typed.get("caption", "")))
        for line, key in (
            (self.words.description, "description"),
            (self.words.others, "others"),
            (self.pane.asked_by, "asked_by"),
            (self.pane.facts_by, "facts_by"),
        ):
            line.setText(str(typed.get(key, "")))
        self._unticked = dict.fromkeys(map(UUID, typed.get("unticked", [])))
        self._event = UUID(typed["event"]) if typed.get("event") else None
        self.pupils.tick([UUID(each) for each in typed.get("pupils", [])])
        self.pupils.nobody.setChecked(bool(typed.get("nobody")))
        self._quiet = False
        self._open_words(any(typed.get(key) for key in ("caption", "description", "others", "picture")))
        self._changed()
        # The questions stand there only once it has been answered which of them are asked.
        self.pane.questions.tick(typed.get("answered", ()))
        if typed.get("picture"):
            self.page.messages.inform(
                tr("The check is as you left it, without its picture: a picture is not kept. Drop it here again.")
            )

    # Answering

    def chosen_place(self) -> str:
        """The key of the place that is chosen; empty for none."""
        return str(self.place.currentData() or "")

    def draft(self) -> CheckDraft:
        """The check as it stands on the screen."""
        picture = self.words.picture.picture
        what = CheckedWhat(self.what.currentData())
        pictured = what is not CheckedWhat.WORDS
        return CheckDraft(
            place=self.chosen_place(),
            what=what,
            pupils=self.pupils.ticked() if pictured else (),
            nobody=pictured and self.pupils.nobody.isChecked(),
            others_in_it=self.words.others.text() if pictured else "",
            caption=self.words.caption.toPlainText(),
            file_name=picture.name if picture and pictured else "",
            description=self.words.description.text() if pictured else "",
            answered=self.pane.questions.answered(),
            words_meant=tuple(self.words.findings.meant.items()),
            facts_by=self.pane.facts_by.text(),
            picture=picture.copy.picture if picture and pictured else b"",
            safe_copy=picture.copy.copy if picture and pictured else b"",
            unticked=tuple(self._unticked) if pictured else (),
            asked_by=self.pane.asked_by.text(),
            event_id=self._event,
        )

    def _ask_others(self) -> None:
        """Look whether the colleagues and visitors who are in it have agreed, once their names are typed."""
        names, place = self.words.others.text().strip(), self.chosen_place()
        if names and place:
            self.page.work(lambda: self.desk.office.colleague_pictures.warnings(names, place), self.words.say_of_others)
        else:
            self.words.say_of_others(())

    def _changed(self, *, same: bool = False) -> None:
        """Answer anew; runs at each key, so that nothing in it waits for the records."""
        if self.book is None or self._quiet:
            return
        if not same:
            self._saved = None
        answer = self._answer = self.book.answer(self.draft())
        self.pane.show_answer(answer)
        self.words.findings.show_findings(answer.findings)
        there = answer.outcome is not None
        self.save_button.setEnabled(there and self._saved is None)
        self.slip_button.setEnabled(there)

    def _other_place(self) -> None:
        if self.book is not None:
            self.desk.views.put(KEPT, {"place": self.chosen_place()})
            self.pupils.show_book(self.book, self.chosen_place())
            self._ask_others()
            self._changed()

    def _other_what(self) -> None:
        what = CheckedWhat(self.what.currentData())
        self.pupils.setVisible(what is not CheckedWhat.WORDS)
        self.words.show_what(what)
        self._open_words(what is CheckedWhat.WORDS)
        self._changed()

    def _show_words(self, on: bool) -> None:
        self.with_words.setIcon(theme().icon("chevron-down" if on else "chevron-right"))
        self.words.setVisible(on)

    def _open_words(self, there: object) -> None:
        """What was pasted, or stopped by its words, is seen."""
        if there:
            self.with_words.setChecked(True)

    def _other_picture(self) -> None:
        """Whoever was ticked on this very file before is ticked again (PRACTICE 19)."""
        picture = self.words.picture.picture
        self._unticked.clear()
        self.pupils.asks_before_untick = picture is not None
        self._changed()
        if picture is None:
            return
        digest = picture.copy.picture

        def ticked(before: tuple[UUID, ...]) -> None:
            now = self.words.picture.picture
            if before and now is not None and now.copy.picture == digest:
                self.pupils.tick(before)
                self.page.messages.warn(tr("This picture was checked before: who was ticked then is ticked again."))

        self.page.work(lambda: self.desk.office.photo_checks.ticked_before(digest), ticked)

    def ask_untick(self, pupil_id: UUID) -> None:
        """On a picture a tick is taken away as a mistake alone, and that is kept (PRACTICE 19)."""
        if self.book is None:
            return
        name = self.book.book.pupils[pupil_id].name

        def yes() -> None:
            self._unticked[pupil_id] = None
            self.pupils.untick(pupil_id)

        confirm.ask(
            self.page,
            title=tr("Was {name} ticked by mistake?", name=name),
            consequence=tr(
                "Only if {name} is not in this picture. That it was a mistake is kept with the check. To leave somebody "
                "out who is in it, use another picture, or crop it and drop the new file.",
                name=name,
            ),
            action=tr("Ticked by mistake"),
            yes=yes,
        )

    # Saving

    def save(self) -> None:
        """Keep the check as it stands; Ctrl+S."""
        if self._answer is not None and self._answer.outcome is not None and self._saved is None:
            self._save(self._say_saved)

    def print_slip(self) -> None:
        """Print the slip of this check; it is saved first."""
        if self._saved is not None:
            self._print(self._saved)
        else:
            self._save(self._print)

    def start_anew(self) -> None:
        """The next picture: place, classes and who asked stay."""
        self._quiet = True
        self._unticked.clear()
        self.pupils.asks_before_untick = False
        self.words.forget()
        self.pupils.forget()
        self.pane.questions.tick_all(False)
        self.pane.facts_by.clear()
        self._event = None
        self.with_words.setChecked(self.what.currentData() == CheckedWhat.WORDS)
        self._quiet = False
        self._changed()
        self.pupils.filter.setFocus()

    def _save(self, then: Callable[[PhotoCheck], None]) -> None:
        draft = self.draft()
        self.save_button.setEnabled(False)

        def saved(check: PhotoCheck) -> None:
            if self.draft() == draft:
                self._saved = check
            then(check)

        self.page.work(lambda: self.desk.office.photo_checks.save(draft), saved, self._not_saved)

    def _not_saved(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        show_failure(self.page, error)

    def _say_saved(self, check: PhotoCheck) -> None:
        self._changed(same=True)
        said = {
            CheckOutcome.MAY_POST: tr("Check {number} is saved: post it today.", number=check.number),
            CheckOutcome.STOPPED: tr("Check {number} is saved: it is not to be posted.", number=check.number),
            CheckOutcome.WAITS: tr("Check {number} is saved and waits for a second person.", number=check.number),
        }[check.outcome]
        self.page.messages.good(said)

    def _phone_saved(self, check: PhotoCheck) -> None:
        self._say_saved(check)

    def _print(self, check: PhotoCheck) -> None:
        self._changed(same=True)

        def make() -> Printed:
            return self.desk.office.printing.photo_slip(check.id)

        self.page.work(make, self.desk.preview)
