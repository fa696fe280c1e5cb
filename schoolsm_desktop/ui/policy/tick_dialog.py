"""Tick off who has read and signed, been trained or signed the undertaking: one person, or everyone at a meeting but a few."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.conditions import ConditionMet, usual_until
from schoolsm_desktop.domain.editions import Edition
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.training import counts_until
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.conditions import Asked, MetLine, Tick
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.scan_field import ScanField
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page

from .book import Book
from .meeting_dialog import GENERAL, everybody_or_nobody

ABOUT_HINT_WORDS = {
    AccessCondition.POLICY_READ: "Empty: the policy that the school follows.",
    AccessCondition.TRAINING: "For example: online safety course, whole staff.",
    AccessCondition.UNDERTAKING: "Empty: the undertaking on access that this program prints.",
}


class TickDialog(FormDialog):
    """What was done, on which day, by whom: one entry for a whole meeting, one sheet filed once (PRACTICE 21)."""

    def __init__(self, page: Page, book: Book, record: str, ticked: Callable[[int], object]) -> None:
        super().__init__(
            page,
            tr("Tick off policy and training"),
            tr("Tick off"),
            self._tick,
            sentence=tr(
                "What was signed or attended on paper. A line entered by mistake can be taken back, and stays visible."
            ),
            wide=True,
        )
        self._asked, self._ticked, self._needs = book.asked, ticked, book.profile.rules.training
        self._offered, self._versions = "", book.versions
        form, today = self.form, page.desk.today()
        line = book.line(record) if record else None
        lacking = (
            [m.condition for m in book.ready[line.person.id].missing] if line and line.person.id in book.ready else []
        )
        first = lacking[0] if lacking else book.asked[0].condition
        choices = [(each.condition.value, each.words) for each in book.asked]
        form.add_choice("condition", tr("What was done"), choices, first.value)
        courses = [(need.topic, need.title) for need in self._needs]
        form.add_choice("topic", tr("Which course"), [*courses, (GENERAL, tr("Training in general"))])
        form.add_choice("edition", tr("Which version"), [(str(e.id), version_words(e)) for e in book.versions])
        form.add_day("on", tr("On which day"), today, needed=True)
        form.add_day("until", tr("Counts until"))
        form.add_line("about", tr("Which one"))
        self.people = TickList(tr("Who"), form)
        self.people.set_items(book.people_choices())
        form.add_widget(everybody_or_nobody(self.people, form))
        form.add_editor("people", tr("Who"), self.people)
        if line is not None:
            self.people.tick(str(line.person.id))
        self.scan = ScanField(self)
        form.add_editor(
            "scan", tr("Scan of the sheet"), self.scan, hint=tr("Optional. It is filed once for everybody.")
        )
        form.edited.connect(self._edited)
        self._explain()
        form.saved()

    def _edited(self, name: str) -> None:
        if name in ("condition", "on", "topic"):
            self._explain()

    def _explain(self) -> None:
        """Which clause asks for it, and how long it usually counts."""
        condition = AccessCondition(self.form.value("condition"))
        asked = next(each for each in self._asked if each.condition is condition)
        self.form.field("condition").set_hint(asked_words(asked))
        self.form.field("about").set_hint(tr(ABOUT_HINT_WORDS[condition]))
        trained = condition is AccessCondition.TRAINING
        self.form.field("topic").setVisible(trained and bool(self._needs))
        self.form.field("edition").setVisible(condition is AccessCondition.POLICY_READ and bool(self._versions))
        self.form.field("about").setVisible(not (trained and self._topic()))
        try:
            on = self.form.day("on")
        except FieldError:  # said beside its own field when it is left
            return
        until = self._usual(condition, on) if on is not None else None
        if self.form.value("until") in ("", self._offered):
            self._offered = day_text(until) if until else ""
            self.form.set_value("until", self._offered)
        self.form.field("until").set_hint(self._until_hint(condition, until))

    def _topic(self) -> str:
        """The topic of the course that is ticked off; "" for training in general and everything else."""
        chosen = self.form.value("topic")
        return "" if chosen == GENERAL or self.form.value("condition") != AccessCondition.TRAINING.value else chosen

    def _usual(self, condition: AccessCondition, on: date) -> date | None:
        need = next((n for n in self._needs if n.topic == self._topic()), None)
        return counts_until(need, on) if need is not None else usual_until(condition, on)

    def _until_hint(self, condition: AccessCondition, until: date | None) -> str:
        if condition is AccessCondition.POLICY_READ:
            return tr("Empty: until another version or policy is to be read.")
        if self._topic():
            return tr("As your policy says of this course.") if until else tr("Empty: this course does not run out.")
        return tr("Usually a year. Empty: it does not run out.")

    def _is_of_version(self) -> bool:
        return bool(self._versions) and self.form.value("condition") == AccessCondition.POLICY_READ.value

    def _tick(self) -> None:
        form = self.form
        tick = Tick(
            people=tuple(UUID(key) for key in self.people.ticked()),
            condition=AccessCondition(form.value("condition")),
            on=form.day("on") or self.page.desk.today(),
            about=form.value("about"),
            until=form.day("until"),
            scan=self.scan.scan,
            topic=self._topic(),
            edition_id=UUID(form.value("edition")) if self._is_of_version() else None,
        )

        def done(kept: Sequence[ConditionMet]) -> None:
            self._ticked(len(kept))
            self.accept()

        self.work(lambda: self.page.desk.office.conditions.tick(tick), done)


class TakeBackDialog(FormDialog):
    """Take back a tick that was entered by mistake; it stays in the records as taken back."""

    def __init__(self, page: Page, person_id: UUID, name: str, taken: Callable[[ConditionMet], object]) -> None:
        super().__init__(
            page,
            tr("Take back a tick"),
            tr("Take it back"),
            self._take_back,
            sentence=tr("{name}: what was entered by mistake no longer counts. It stays in the records.", name=name),
            wide=True,
        )
        self._taken = taken
        self.form.add_choice("met", tr("Which one"), [])
        self.work(lambda: page.desk.office.conditions.of_person(person_id), self._show)

    def _show(self, lines: Sequence[MetLine]) -> None:
        editor = self.form.add_options(
            "met", [(str(x.met.id), met_words(x)) for x in lines if x.met.withdrawn_at is None]
        )
        self.main.setEnabled(editor.count() > 0)
        self.form.field("met").set_hint("" if editor.count() else tr("Nothing is ticked off for this person."))
        self.form.saved()

    def _take_back(self) -> None:
        met = UUID(self.form.value("met"))

        def done(kept: ConditionMet) -> None:
            self._taken(kept)
            self.accept()

        self.work(lambda: self.page.desk.office.conditions.take_back(met), done)


def asked_words(asked: Asked) -> str:
    """Whether your policy asks for it before access, and where."""
    if not asked.needed:
        return tr("Your policy does not ask for it before access.")
    if not asked.clause:
        return tr("Your policy asks for it before access.")
    return tr("Your policy asks for it before access: {clause}.", clause=asked.clause)


def version_words(edition: Edition) -> str:
    """A version with the day from which it is in force."""
    if edition.in_force_from is None:
        return tr("{version}, not in force yet", version=edition.label)
    return tr("{version}, from {day}", version=edition.label, day=day_text(edition.in_force_from))


def met_words(line: MetLine) -> str:
    """One tick in a line."""
    met = line.met
    said = {"what": line.words, "day": day_text(met.on), "name": line.recorded_by}
    if met.about:
        return tr("{what}: {about}, {day}, entered by {name}", about=met.about, **said)
    return tr("{what}, {day}, entered by {name}", **said)
