"""Someone leaves, changes job, comes back, or stands twice: one dialog each, with what follows under its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.leaving import Held, NextLine
from schoolsm_desktop.ui.common.card import selectable, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px, set_look

Choice = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Staff:
    """Whom the dialogs choose from, and what the person signed in may do; read together with the lists."""

    people: tuple[Person, ...] = ()
    left: tuple[Person, ...] = ()
    rights: frozenset[Action] = field(default_factory=frozenset)
    rule: str = ""
    """What your policy says of somebody who leaves, with its clause."""

    def here(self) -> list[Choice]:
        """Who is here, or will be."""
        return [(str(p.id), p.name, p.job_title) for p in self.people]

    def gone(self) -> list[Choice]:
        """Who left, with their last day."""
        return [(str(p.id), p.name, tr("left {day}", day=day_text(p.ends))) for p in self.left]

    def everybody(self) -> list[Choice]:
        """All of them."""
        return [*self.here(), *self.gone()]

    def told_apart(self) -> list[Choice]:
        """Everybody with what tells two records of one name apart: job, e-mail, first and last day."""
        return [(str(p.id), p.name, _told_apart(p)) for p in (*self.people, *self.left)]

    def person(self, person_id: str) -> Person | None:
        """Somebody that was chosen."""
        return next((p for p in (*self.people, *self.left) if str(p.id) == person_id), None)


def _told_apart(person: Person) -> str:
    days = (
        tr("since {day}", day=day_text(person.starts)) if person.starts else "",
        tr("until {day}", day=day_text(person.ends)) if person.ends else "",
    )
    return ", ".join(part for part in (person.job_title, person.email, *days) if part)


class EndsTicks(OwnEditor):
    """What a person holds, to tick what ends with the old job; as a field its value is the keys that are ticked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.list = TickList(tr("Ticked: it ends. Not ticked: the person keeps it."), self)
        column.addWidget(self.list)
        self.setFocusProxy(self.list.filter)
        self._wanted: list[str] = []
        self.list.changed.connect(self.edited)

    def show_held(self, held: Sequence[Held]) -> None:
        """Show what the person holds; what was ticked before stays ticked."""
        kept = self._wanted or self.list.ticked()
        self.list.set_items([(each.key, each.what, "") for each in held])
        for key in kept:
            self.list.tick(key)

    def value(self) -> str:
        """The keys that are ticked, a line each."""
        return "\n".join(self.list.ticked())

    def set_value(self, text: str) -> None:
        """Tick these keys, now or as soon as they are shown."""
        self._wanted = text.split("\n") if text else []
        for key in self._wanted:
            self.list.tick(key)


class LeavingDialog(FormDialog):
    """Who leaves or changes job, and when; at once under it what follows, and the list that will be worked off."""

    def __init__(
        self,
        page: Page,
        staff: Staff,
        person_id: str,
        kind: ChecklistKind,
        done: Callable[[Checklist], object],
    ) -> None:
        super().__init__(
            page,
            tr("Someone leaves or changes job"),
            tr("Make the list"),
            self._save,
            sentence="\n".join(
                (tr("One list of all they hold and know. It stays on Today until every line is done."), staff.rule)
            ).strip(),
            wide=True,
        )
        self._staff, self._done = staff, done
        self._asked = 0
        form, today = self.form, page.desk.today()
        person = staff.person(person_id)
        gone = person is not None and person.left_by(today)
        form.add_search("person", tr("Who"), staff.everybody() if gone else staff.here(), person_id, needed=True)
        kinds = [
            (ChecklistKind.LEAVES.value, tr("Leaves the school")),
            (ChecklistKind.CHANGES_JOB.value, tr("Changes job and stays")),
        ]
        form.add_choice("kind", tr("What happens"), kinds, kind.value)
        form.add_line("new_job", tr("New job"), hint=tr("For example: Teaching assistant, Year 2"))
        last = person.ends if person is not None and person.ends is not None else today
        form.add_day(
            "ends", tr("Last day"), last, needed=True, hint=tr("A day still to come prepares the list in advance.")
        )
        form.add_tick(
            "quiet",
            tr("Quiet: others read neither that somebody leaves nor why"),
            hint=tr("Only the headteacher and you see the list, until one of you says otherwise."),
        )
        self.ends = EndsTicks(form)
        form.add_editor("held", tr("What ends with the old job"), self.ends)
        self.follows = self.add_what_follows()
        self.preview = QWidget(form)
        set_look(self.preview, "body")
        column = QVBoxLayout(self.preview)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(3))
        self._count = words("", "strong", self.preview, wrap=True)
        self.lines = selectable(words("", "", self.preview, wrap=True))
        self.lines.setAccessibleName(tr("The list that is made"))
        column.addWidget(self._count)
        column.addWidget(self.lines)
        form.add_widget(self.preview)
        form.edited.connect(self._edited)
        form.saved()
        self._edited("person")

    @property
    def kind(self) -> ChecklistKind:
        """What was chosen to happen."""
        return ChecklistKind(self.form.value("kind"))

    def _edited(self, name: str) -> None:
        if name not in ("person", "kind", "ends", "held"):
            return
        moves = self.kind is ChecklistKind.CHANGES_JOB
        self.form.field("new_job").setVisible(moves)
        self.form.field("held").setVisible(moves)
        self.form.field("quiet").setVisible(not moves)
        asked = tr("The last day in the old job.") if moves else tr("A day still to come prepares the list in advance.")
        self.form.field("ends").set_hint(asked)
        if name in ("person", "kind") and moves and self.form.value("person"):
            person = UUID(self.form.value("person"))
            office = self.page.desk.office
            self.page.desk.background.run(lambda: office.leaving.holdings(person), self._show_held, owner=self)
        self._ask()

    def _show_held(self, held: Sequence[Held]) -> None:
        self.ends.show_held(held)
        self.form.field("held").setVisible(self.kind is ChecklistKind.CHANGES_JOB)
        self._ask()
        self.fit()

    def _ask(self) -> None:
        """Show what follows and the list, as far as who and when are known."""
        try:
            day = self.form.day("ends")
        except FieldError:
            day = None
        if day is None or not self.form.value("person"):
            self.follows.show_sentences(())
            self._show_lines(())
            return
        last, person, kind, office = day, UUID(self.form.value("person")), self.kind, self.page.desk.office
        ends = self.ends.list.ticked()
        if kind is ChecklistKind.LEAVES:
            self.follows.ask(lambda: office.what_if.person_leaves(person, last))
        else:
            self.follows.show_sentences(())
        self._asked += 1
        asked = self._asked

        def came(lines: Sequence[NextLine]) -> None:
            if asked == self._asked:
                self._show_lines(lines)

        self.page.desk.background.run(
            lambda: office.leaving.preview(person, last, kind, ends), came, lambda _error: came(()), owner=self
        )

    def _show_lines(self, lines: Sequence[NextLine]) -> None:
        self.preview.setVisible(bool(lines))
        self._count.setText(ntr("{count} line on the list", "{count} lines on the list", len(lines)))
        self.lines.setText("\n".join(tr("{what}, by {due}", what=line.what, due=line.due) for line in lines))
        self.fit()

    def _save(self) -> None:
        form = self.form
        person, day, kind = UUID(form.value("person")), form.day("ends"), self.kind
        if day is None:
            return
        moves = kind is ChecklistKind.CHANGES_JOB
        quiet, job, ends = form.ticked("quiet") and not moves, form.value("new_job"), self.ends.list.ticked()

        def saved(checklist: Checklist) -> None:
            self._done(checklist)
            self.accept()

        self.work(
            lambda: self.page.desk.office.leaving.prepare(
                person, day, kind, quiet=quiet, new_job=job if moves else "", ends=ends if moves else None
            ),
            saved,
        )


class CameBackDialog(FormDialog):
    """Somebody who left is here again: what they held before stays ended."""

    def __init__(self, page: Page, staff: Staff, person_id: str, done: Callable[[Person], object]) -> None:
        super().__init__(
            page,
            tr("Somebody came back"),
            tr("They are back"),
            self._save,
            sentence=tr("What they held before stays ended: access, duties and the sign-in are given anew."),
        )
        self._done = done
        self.form.add_search("person", tr("Who"), staff.gone(), person_id, needed=True)
        self.form.add_day("starts", tr("Back from"), page.desk.today(), needed=True)
        self.form.add_day("ends", tr("Last day"), hint=tr("Empty where none is known."))
        self.form.saved()

    def _save(self) -> None:
        person, starts, ends = UUID(self.form.value("person")), self.form.day("starts"), self.form.day("ends")
        if starts is None:
            return

        def saved(kept: Person) -> None:
            self._done(kept)
            self.accept()

        self.work(lambda: self.page.desk.office.leaving.come_back(person, starts, ends), saved)


class SamePersonDialog(FormDialog):
    """One person stands twice: choose which record is kept."""

    def __init__(self, page: Page, staff: Staff, person_id: str, done: Callable[[Person], object]) -> None:
        super().__init__(
            page,
            tr("The same person twice"),
            tr("Make them one"),
            self._save,
            sentence=tr(
                "Choose the record to keep. Everything in the other record moves to it. Nothing is lost, and “who did what” keeps both."
            ),
            wide=True,
        )
        self._done = done
        choices = staff.told_apart()
        self.form.add_search("kept", tr("Keep this record"), choices, person_id, needed=True)
        self.form.add_search("doubled", tr("It is the same as"), choices, needed=True)
        self.follows = self.add_what_follows()
        self.form.edited.connect(lambda _name: self._ask())
        self.form.saved()

    def _ask(self) -> None:
        if not self.form.value("kept") or not self.form.value("doubled"):
            self.follows.show_sentences(())
            return
        kept, doubled = UUID(self.form.value("kept")), UUID(self.form.value("doubled"))
        self.follows.ask(lambda: self.page.desk.office.people.merge_follows(kept, doubled))

    def _save(self) -> None:
        kept, doubled = UUID(self.form.value("kept")), UUID(self.form.value("doubled"))

        def saved(person: Person) -> None:
            self._done(person)
            self.accept()

        self.work(lambda: self.page.desk.office.people.merge(kept, doubled), saved)
