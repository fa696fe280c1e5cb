"""The phone answer: names typed one after the other, the answer read aloud, one key saves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from schoolsm_desktop.domain.check_book import CheckBook, place_choices
from schoolsm_desktop.domain.check_draft import PUT_TO_ASKER, CheckAnswer, CheckDraft, Why
from schoolsm_desktop.domain.check_questions import asked_questions
from schoolsm_desktop.domain.photo_checks import PhotoCheck
from schoolsm_desktop.domain.pupils import classes_of
from schoolsm_desktop.domain.spoken_names import Heard
from schoolsm_desktop.domain.wording import list_text, tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import State, set_state

from .check_answer import BigAnswer


class PhoneAnswerDialog(FormDialog):
    """Where, who, who asks; the rest is said. The questions before posting are read out to whoever asked."""

    def __init__(
        self, page: Page, book: CheckBook, colleagues: Sequence[str], place: str, said: Callable[[PhotoCheck], None]
    ) -> None:
        super().__init__(
            page,
            tr("Phone answer"),
            tr("Save this check"),
            self._save,
            sentence=tr(
                "Type the first names as they are said, with a comma between them. Then read the answer aloud."
            ),
            wide=True,
        )
        self._book, self._said = book, said
        self.names: QLineEdit = self.form.add_line("names", tr("Who can be seen"), needed=True, longest=1000)
        self.understood = words("", "quiet", self.form, wrap=True)
        self.form.add_widget(self.understood)
        self.big = BigAnswer(self.form, aloud=True)
        self.form.add_widget(self.big)
        self.ask_too = words("", "", self.form, wrap=True)
        self.form.add_widget(self.ask_too)
        self.place: QComboBox = self.form.add_choice("place", tr("Where"), place_choices(book.book.places), place)
        classes = [
            ("", tr("All classes")),
            *((name, name) for name in classes_of(book.book.pupils.values(), book.book.today)),
        ]
        self.in_class: QComboBox = self.form.add_choice("class", tr("Class"), classes)
        asked = self.form.add_line("asked_by", tr("Asked by"))
        asked.setCompleter(QCompleter(list(colleagues), asked))
        self.form.edited.connect(lambda _name: self._answer())
        self.names.setFocus()
        self._answer()

    def draft(self) -> CheckDraft:
        """The check as it was said, the questions put to whoever asked."""
        draft = CheckDraft(
            place=self.form.value("place"),
            pupils=tuple(dict.fromkeys(each.meant[0].id for each in self.heard() if each.is_clear)),
            asked_by=self.form.value("asked_by"),
        )
        questions = asked_questions(self._book.profile, draft)
        return replace(draft, answered=tuple((question.key, PUT_TO_ASKER) for question in questions))

    def heard(self) -> tuple[Heard, ...]:
        """The names as they were understood."""
        chosen = str(self.in_class.currentData() or "")
        return self._book.spoken.heard(self.names.text(), (chosen,) if chosen else ())

    def _unclear(self) -> list[str]:
        found = []
        for each in self.heard():
            if not each.meant:
                found.append(tr("“{name}”: nobody here is called so", name=each.typed))
            elif not each.is_clear:
                who = [tr("{name} ({class_name})", name=p.name, class_name=list_text(p.classes)) for p in each.meant]
                others = [tr("others")] if each.more else []
                either = list_text([*who, *others])
                found.append(
                    tr("“{name}” could be {who}: add the family name or the class", name=each.typed, who=either)
                )
        return found

    def _answer(self) -> None:
        """Runs at each key."""
        clear = [each.meant[0] for each in self.heard() if each.is_clear]
        unclear = self._unclear()
        said = [tr("{name} ({class_name})", name=p.name, class_name=list_text(p.classes)) for p in clear]
        self.understood.setText("\n".join([*([list_text(said)] if said else []), *unclear]))
        set_state(self.understood, State.WARN if unclear else None)
        draft = self.draft()
        answer = self._book.answer(draft)
        if unclear:
            answer = CheckAnswer(
                None, Why.NOBODY_YET, tr("Who is meant?"), tr("Ask for the family name or the class."), ""
            )
        elif not clear:
            answer = CheckAnswer(
                None, Why.NOBODY_YET, tr("Who can be seen?"), tr("The answer stands here as soon as the names do."), ""
            )
        self.big.show_answer(answer, why=answer.spoken if answer.outcome is not None else answer.why)
        asks = [question.words for question in answer.questions]
        self.ask_too.setText(tr("Ask too: {questions}", questions=" ".join(asks)) if answer.is_good else "")
        self.ask_too.setVisible(answer.is_good)

    def _save(self) -> None:
        unclear = self._unclear()
        if unclear:
            self.form.field("names").show_error(unclear[0])
            return
        draft = self.draft()

        def saved(check: PhotoCheck) -> None:
            self.form.saved()
            self._said(check)
            self.accept()

        self.work(lambda: self.page.desk.office.photo_checks.save(draft), saved)
