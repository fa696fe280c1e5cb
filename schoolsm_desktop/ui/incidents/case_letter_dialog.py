"""A letter out of a sealed record: chosen, filled in, put right by hand, made, and printed again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import QTimer

from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.case_letters import LETTERS, CaseLetter, LetterDraft, LetterOffer
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import State, set_state

LETTER_WORDS = {
    "meeting-invitation": "Invitation to a meeting",
    "removal-request": "Please take this down",
    "case-outcome": "What came of it",
    "report-acknowledged": "Thank you for telling us",
    "complaint-acknowledged": "The complaint has arrived",
    "complaint-signpost": "How a complaint is made",
    "pupil-under-age": "To the home: too young for a site",
    "pupil-misuse": "To the home: what their child did online",
}
FIELD_WORDS = {
    "item": "What it is about, in a few neutral words",
    "account": "The site or page",
    "appointment": "Day, time and place of the meeting",
    "meets": "Whom to meet or ask for",
    "starts": "Came in on",
    "ends": "By when",
    "decision": "What was decided, as far as they may know",
    "least-age": "The site’s least age",
    "route": "How a complaint is made",
}
_AGAIN = "again:"
_PAUSE = 350


class CaseLetterDialog(FormDialog):
    """Begins with which letter; the fields it does not ask for are hidden, and how it reads stands under them."""

    def __init__(self, page: Page, case_id: UUID, *, is_complaint: bool = False) -> None:
        super().__init__(
            page,
            tr("Letter"),
            tr("Make the letter"),
            self._make,
            sentence=tr(
                "It is kept whole in this record and nowhere else. It names no other child, and no reason that it need not."
            ),
            wide=True,
        )
        self._case_id, self._offer, self._merged = case_id, LetterOffer((), (), (), {}), ("", "")
        self._keys = LETTERS[CaseSort.COMPLAINT if is_complaint else CaseSort.INCIDENT]
        form = self.form
        form.add_choice("letter", tr("Which letter"), self._choices(()))
        form.add_line("recipient", tr("To whom"), needed=True, longest=300)
        self._home = words("", "quiet", form, wrap=True)
        form.add_widget(self._home)
        for key in tuple(FIELD_WORDS):
            form.add_line(key, tr(FIELD_WORDS[key]))
        form.add_line("title", tr("Title"))
        form.add_lines("text", tr("How it reads; put right here what should read differently"), lines=12)
        self._asks = words("", "", form, wrap=True)
        form.add_widget(self._asks)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self._look)
        form.edited.connect(self._edited)
        self._show_fields()
        form.saved()
        office = page.desk.office
        self.work(lambda: (office.case_letters.offer(case_id), office.case_letters.letters(case_id)), self._offered)

    # What is known

    def _offered(self, read: tuple[LetterOffer, tuple[CaseLetter, ...]]) -> None:
        form, (self._offer, letters) = self.form, read
        chosen, was_clean = form.value("letter"), not form.dirty
        form.add_options("letter", self._choices(letters))
        form.set_value("letter", chosen)
        for key, value in self._offer.values.items():
            if key in FIELD_WORDS and not form.value(key):
                form.set_value(key, value)
        self._fill_recipient()
        if was_clean:
            form.saved()
        self._look()

    def _choices(self, letters: tuple[CaseLetter, ...]) -> list[tuple[str, str]]:
        again = [
            (f"{_AGAIN}{x.number}", tr("Print again: {title}, {day}", title=x.title, day=day_text(x.on)))
            for x in letters
        ]
        return [*((key, tr(LETTER_WORDS[key])) for key in self._keys), *again]

    def _fill_recipient(self) -> None:
        """The only one it can be for stands there; what somebody typed stays."""
        to = self._offer.children if self._to_home() else self._offer.recipients
        others = (*self._offer.children, *self._offer.recipients)
        if len(to) == 1 and self.form.value("recipient") in ("", *others):
            self.form.set_value("recipient", to[0])

    def _to_home(self) -> bool:
        return any(x.key == self.form.value("letter") and x.to_home for x in self._offer.letters)

    # What is typed

    def _edited(self, name: str) -> None:
        if name == "letter":
            self._show_fields()
            self._fill_recipient()
        if name not in ("title", "text"):
            self._wait.start()

    def _show_fields(self) -> None:
        form, key = self.form, self.form.value("letter")
        is_again = key.startswith(_AGAIN)
        asked = {f.key for x in self._offer.letters if x.key == key for f in x.fields}
        for name in FIELD_WORDS:
            form.field(name).setVisible(name in asked)
        for name in ("recipient", "title", "text"):
            form.field(name).setVisible(not is_again)
        self._home.setText(tr("The child’s name: the letter goes to the parent or carer.") if self._to_home() else "")
        self._home.setVisible(self._to_home())
        self._asks.setVisible(False)
        self.main.setText(tr("Print again") if is_again else tr("Make the letter"))

    def _look(self) -> None:
        """Merge anew; words that were put right by hand stay."""
        form, key = self.form, self.form.value("letter")
        self._show_fields()
        if not key or key.startswith(_AGAIN):
            return
        to, values, letters = form.value("recipient"), self._values(), self.page.desk.office.case_letters

        def shown(draft: LetterDraft) -> None:
            if (form.value("letter"), form.value("recipient")) != (key, to):
                return
            clean = not form.dirty
            if (form.value("title"), form.value("text")) in (("", ""), self._merged):
                form.set_value("title", draft.preview.title)
                form.set_value("text", draft.preview.text)
                self._merged = (form.value("title"), form.value("text"))
            if clean:
                form.saved()
            self._asks.setText(draft.asks)
            self._asks.setVisible(bool(draft.asks))
            set_state(self._asks, State.WARN)
            QTimer.singleShot(0, self, self._grow)

        self.page.desk.background.run(
            lambda: letters.preview(self._case_id, key, to, values), shown, self.show_failure, owner=self
        )

    def _values(self) -> Mapping[str, str]:
        shown = [name for name in FIELD_WORDS if not self.form.field(name).isHidden()]
        return {name: self.form.value(name) for name in shown}

    # Deeds

    def _make(self) -> None:
        form, key, office, case_id = self.form, self.form.value("letter"), self.page.desk.office, self._case_id
        if key.startswith(_AGAIN):
            number = int(key.removeprefix(_AGAIN))
            self.work(lambda: office.printing.case_letter(case_id, number), self._printed)
            return
        to, values, by_hand = form.value("recipient"), self._values(), (form.value("title"), form.value("text"))
        title, text = ("", "") if by_hand == self._merged else by_hand

        def make() -> object:
            made = office.case_letters.make(case_id, key, to, values, title=title, text=text)
            return office.printing.case_letter(case_id, made.number)

        self.work(make, self._printed)

    def _printed(self, document: object) -> None:
        self.form.saved()
        self.accept()
        self.page.desk.preview(document)  # type: ignore[arg-type]


def letter_dialogs(page: Page) -> Mapping[str, Callable[[str], FormDialog]]:
    """The dialog of letters for the record of an incident, whose id is its record."""
    return {"case-letter": lambda record: CaseLetterDialog(page, UUID(record))}
