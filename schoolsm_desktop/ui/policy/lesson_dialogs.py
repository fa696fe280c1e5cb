"""What is typed of lessons and classes: an account used with a class, agreements that are back, the school's year groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.lessons import AGREEMENT_WORDS, ClassTick, ClassTickKind, LessonUse
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.lessons import InLesson, LessonsView, Tally, TallyLine
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.scan_field import ScanField
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page


class LessonUseDialog(FormDialog):
    """One tick: which account, which class or year group, which term, and the teacher responsible."""

    def __init__(self, page: Page, view: LessonsView, kept: Callable[[LessonUse], object]) -> None:
        super().__init__(page, tr("An account used in lessons"), tr("Tick"), self._save, sentence=view.rule)
        self._kept = kept
        form = self.form
        form.add_search("account", tr("Account"), view.accounts, needed=True)
        form.add_search("person", tr("Teacher responsible"), view.teachers, needed=True)
        _add_class(form.add_line("group", tr("Class or year group"), needed=True, longest=60), view.classes)
        terms = view.terms if view.term_now in view.terms else (view.term_now, *view.terms)
        form.add_choice("term", tr("Term"), [(name, name) for name in terms], view.term_now)
        form.add_line("purpose", tr("What for"), hint=tr("Optional, and never a pupil’s name."))

    def _save(self) -> None:
        form = self.form
        lesson = InLesson(
            UUID(form.value("account")),
            UUID(form.value("person")),
            form.value("group"),
            form.value("term"),
            self.page.desk.today(),
            form.value("purpose"),
        )

        def done(kept: LessonUse) -> None:
            self._kept(kept)
            self.accept()

        self.work(lambda: self.page.desk.office.lessons.record_use(lesson), done)


class TallyDialog(FormDialog):
    """How many agreements of a class are back; entered anew when more come in."""

    def __init__(
        self, page: Page, view: LessonsView, line: TallyLine | None, kept: Callable[[ClassTick], object]
    ) -> None:
        super().__init__(
            page,
            tr("Agreements of a class"),
            tr("Save"),
            self._save,
            sentence=tr("Only how many are back. The signed sheets stay in the office; no parent’s name is kept here."),
        )
        self._kept = kept
        form, tick = self.form, line.tick if line is not None else None
        kinds = [(kind.value, tr(AGREEMENT_WORDS[kind])) for kind in view.agreements]
        form.add_choice("kind", tr("Whose"), kinds, tick.kind.value if tick else "")
        _add_class(
            form.add_line("group", tr("Class"), tick.group if tick else "", needed=True, longest=60), view.classes
        )
        form.add_line("signed", tr("How many are back"), str(tick.signed) if tick else "", needed=True, longest=4)
        form.add_line("asked", tr("Of how many"), str(tick.asked) if tick else "", needed=True, longest=4)
        form.add_day("on", tr("Day"), page.desk.today(), needed=True)
        self.scan = ScanField(self)
        form.add_editor("scan", tr("Scan of the class sheet"), self.scan, hint=tr("Optional."))
        form.saved()

    def _save(self) -> None:
        form = self.form
        try:
            tally = Tally(
                ClassTickKind(form.value("kind")),
                form.value("group"),
                self._number("signed"),
                self._number("asked"),
                form.day("on") or self.page.desk.today(),
                scan=self.scan.scan,
            )
        except FieldError as error:
            self.show_failure(error)
            return

        def done(kept: ClassTick) -> None:
            self._kept(kept)
            self.accept()

        self.work(lambda: self.page.desk.office.lessons.keep_tally(tally), done)

    def _number(self, name: str) -> int:
        typed = self.form.value(name)
        if not (typed.isascii() and typed.isdigit()):
            raise FieldError(name, tr("This is not a number. Type it like 27."))
        return int(typed)


class YearGroupsDialog(FormDialog):
    """Which year groups the school has."""

    def __init__(self, page: Page, view: LessonsView, chosen: Callable[[Sequence[str]], object]) -> None:
        super().__init__(
            page,
            tr("Year groups"),
            tr("Save"),
            self._save,
            sentence=tr("Which year groups does your school have? What was ticked for others stays in the records."),
        )
        self._chosen = chosen
        self.groups = TickList(tr("Year groups"), self.form)
        # The keys of a list to tick hold no spaces: year groups do, so their places stand for them.
        self._names = view.all_groups
        self.groups.set_items([(str(at), name, "") for at, name in enumerate(view.all_groups)])
        for at, name in enumerate(view.all_groups):
            self.groups.tick(str(at), name in view.groups)
        self.form.add_editor("groups", tr("Year groups"), self.groups)
        self.form.saved()

    def _save(self) -> None:
        names = [self._names[int(key)] for key in self.groups.ticked()]

        def done(kept: Sequence[str]) -> None:
            self._chosen(kept)
            self.accept()

        self.work(lambda: self.page.desk.office.lessons.choose_groups(names), done)


def _add_class(line: QLineEdit, known: Sequence[str]) -> None:
    """Offer the classes that were typed before; any other may be typed."""
    completer = QCompleter(list(known), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(completer)
