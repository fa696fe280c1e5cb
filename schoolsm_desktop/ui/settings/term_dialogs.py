"""One term, and days without school inside one, as they are typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

from schoolsm_desktop.domain.calendar import CLOSURE_WORDS, Closure, ClosureKind, Term
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page


class TermDialog(FormDialog):
    """One term: its name, first and last day, and the half-term holiday."""

    def __init__(
        self, page: Page, terms: tuple[Term, ...], term: Term | None, school_id: UUID, saved: Callable[[Term], object]
    ) -> None:
        super().__init__(page, tr("Term"), tr("Save"), self._save)
        self._terms, self._term, self._school_id, self._saved = terms, term, school_id, saved
        form = self.form
        form.add_line(
            "name", tr("Name"), term.name if term else "", needed=True, hint=tr("For example: Spring term 2027.")
        )
        form.add_day("starts", tr("First day"), term.starts if term else None, needed=True)
        form.add_day("ends", tr("Last day"), term.ends if term else None, needed=True)
        form.add_day("half_starts", tr("Half-term holiday from"), term.half_term_starts if term else None)
        form.add_day("half_ends", tr("Half-term holiday until"), term.half_term_ends if term else None)
        form.saved()

    def _save(self) -> None:
        form = self.form
        starts, ends = form.day("starts"), form.day("ends")
        half_starts, half_ends = form.day("half_starts"), form.day("half_ends")
        if starts is None or ends is None:
            return
        if (half_starts is None) != (half_ends is None):
            missing = "half_ends" if half_ends is None else "half_starts"
            form.show_error(missing, tr("A half-term holiday needs both days. Nothing was saved."))
            return
        fresh = Term(uuid4(), self._school_id, "", starts, ends)
        term = replace(
            self._term or fresh,
            name=form.value("name"),
            starts=starts,
            ends=ends,
            half_term_starts=half_starts,
            half_term_ends=half_ends,
        )
        others = [t for t in self._terms if t.id != term.id]

        def saved(_terms: tuple[Term, ...]) -> None:
            self._saved(term)
            self.accept()

        self.work(lambda: self.page.desk.office.schools.change_terms([*others, term]), saved, self._wrong)

    def _wrong(self, error: Exception) -> None:
        """The rule names a term and a day; this form has only the day."""
        if isinstance(error, FieldError):
            kind = error.field.partition(":")[0]
            self.form.show_error({"half": "half_starts"}.get(kind, kind), error.sentence)
        else:
            self.show_failure(error)


class ClosureDialog(FormDialog):
    """A training day, or days on which the school is closed."""

    def __init__(
        self,
        page: Page,
        closures: tuple[Closure, ...],
        closure: Closure | None,
        school_id: UUID,
        saved: Callable[[Closure], object],
    ) -> None:
        super().__init__(
            page,
            tr("Days without school"),
            tr("Save"),
            self._save,
            sentence=tr("They are left out where school days are counted. Bank holidays are known already."),
        )
        self._closures, self._closure, self._school_id, self._saved = closures, closure, school_id, saved
        form = self.form
        kinds = [(kind.value, tr(CLOSURE_WORDS[kind])) for kind in ClosureKind]
        form.add_choice(
            "kind", tr("What it is"), kinds, closure.kind.value if closure else ClosureKind.TRAINING_DAY.value
        )
        form.add_line("name", tr("Name"), closure.name if closure else "", hint=tr("Empty: what it is."), longest=80)
        form.add_day("starts", tr("First day"), closure.starts if closure else None, needed=True)
        form.add_day("ends", tr("Last day"), closure.ends if closure else None, hint=tr("Empty: one day."))
        form.saved()

    def _save(self) -> None:
        form = self.form
        starts = form.day("starts")
        if starts is None:
            return
        kind = ClosureKind(form.value("kind"))
        fresh = Closure(uuid4(), self._school_id, "", starts, starts)
        closure = replace(
            self._closure or fresh,
            name=form.value("name") or tr(CLOSURE_WORDS[kind]),
            starts=starts,
            ends=form.day("ends") or starts,
            kind=kind,
        )
        others = [c for c in self._closures if c.id != closure.id]

        def saved(_kept: object) -> None:
            self._saved(closure)
            self.accept()

        self.work(lambda: self.page.desk.office.school_days.change_closures([*others, closure]), saved)
