"""A whole meeting in one entry: everyone but a few read and signed, were trained, looked at their privacy settings."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QWidget

from schoolsm_desktop.domain.training import TrainingSession
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.training import Meeting, SessionLine, TrainingView
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.scan_field import ScanField
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import set_look

GENERAL = "-"
"""The choice of training that is none of the policy's courses."""


class MeetingDialog(FormDialog):
    """Everybody of whom something is asked is ticked at first: those who were not there are unticked. One sheet, filed once (PRACTICE 21)."""

    def __init__(self, page: Page, view: TrainingView, record: str, entered: Callable[[int], object]) -> None:
        super().__init__(
            page,
            tr("Enter a meeting or training"),
            tr("Enter it"),
            self._enter,
            sentence=tr("One entry for everybody who was there. Take the tick away from those who were not."),
            wide=True,
        )
        self._view, self._entered = view, entered
        form = self.form
        form.add_day("on", tr("On which day"), page.desk.today(), needed=True)
        said = tr("Everybody read and signed the policy")
        if view.version is not None:
            said = tr("Everybody read and signed version “{version}” of the policy", version=view.version.label)
        form.add_tick("read", said, hint=view.read_clause)
        form.add_tick("trained", tr("It was training"), hint=view.training_clause)
        courses = [(need.topic, need.title) for need in view.needs]
        form.add_choice("topic", tr("Which course"), [*courses, (GENERAL, tr("Another one"))])
        form.add_line("title", tr("What it was about"), hint=tr("For example: online safety, whole staff."))
        form.add_line("led_by", tr("Who led it"))
        if view.asks_privacy_check and view.may_check_privacy:
            form.add_tick("privacy", tr("Everybody looked at the privacy settings of their own accounts"))
        self.people = TickList(tr("Who was there"), form)
        here = [x for x in view.lines if not x.starts_later]
        self.people.set_items([(str(x.person.id), x.person.name, x.person.job_title) for x in here])
        self.people.set_value(record or " ".join(str(x.person.id) for x in here if x.is_asked))
        form.add_widget(everybody_or_nobody(self.people, form))
        form.add_editor("people", tr("Who was there"), self.people)
        self.scan = ScanField(self)
        form.add_editor(
            "scan", tr("Scan of the sheet"), self.scan, hint=tr("Optional. It is filed once for everybody.")
        )
        form.edited.connect(self._edited)
        self._edited("trained")
        form.saved()

    def _edited(self, name: str) -> None:
        if name not in ("trained", "topic"):
            return
        trained = self.form.ticked("trained")
        self.form.field("topic").setVisible(trained and bool(self._view.needs))
        label = self._view.course_clauses.get(self._topic(), "")
        self.form.field("topic").set_hint(tr("Your policy: {clause}", clause=label) if label else "")
        self.form.field("title").setVisible(trained and self._topic() == "")
        self.form.field("led_by").setVisible(trained)

    def _topic(self) -> str:
        chosen = self.form.value("topic")
        return "" if chosen == GENERAL else chosen

    def _enter(self) -> None:
        form = self.form
        meeting = Meeting(
            on=form.day("on") or self.page.desk.today(),
            people=tuple(UUID(key) for key in self.people.ticked()),
            read=form.ticked("read"),
            trained=form.ticked("trained"),
            topic=self._topic() if form.ticked("trained") else "",
            title=form.value("title"),
            privacy_check="privacy" in form.draft() and form.ticked("privacy"),
            led_by=form.value("led_by"),
            edition_id=self._view.version.id if self._view.version is not None else None,
            scan=self.scan.scan,
        )

        def done(_held: TrainingSession | None) -> None:
            self._entered(len(meeting.people))
            self.accept()

        self.work(lambda: self.page.desk.office.training.meeting(meeting), done)


class CameTooDialog(FormDialog):
    """Whoever came later, or was forgotten, is added to a session that stands already."""

    def __init__(self, page: Page, view: TrainingView, record: str, added: Callable[[int], object]) -> None:
        super().__init__(
            page,
            tr("Add people to a training"),
            tr("Add them"),
            self._add,
            sentence=tr("Who came later, or was left out by mistake. It counts from the day of the training."),
            wide=True,
        )
        self._view, self._added = view, added
        self.form.add_choice("session", tr("Which training"), session_choices(view), record)
        self.people = TickList(tr("Who"), self.form)
        self.form.add_editor("people", tr("Who"), self.people)
        self.scan = ScanField(self)
        self.form.add_editor("scan", tr("Scan of the sheet"), self.scan, hint=tr("Optional."))
        self.form.edited.connect(lambda name: self._offer() if name == "session" else None)
        self._offer()
        self.main.setEnabled(bool(session_choices(view)))
        self.form.saved()

    def _offer(self) -> None:
        """Those who do not stand on it yet."""
        held = next((s for s in self._view.sessions if str(s.session.id) == self.form.value("session")), None)
        there = held.person_ids if held is not None else frozenset()
        self.people.set_items(
            [
                (str(x.person.id), x.person.name, x.person.job_title)
                for x in self._view.lines
                if x.person.id not in there and not x.starts_later
            ]
        )

    def _add(self) -> None:
        session_id, people = UUID(self.form.value("session")), [UUID(key) for key in self.people.ticked()]

        def done(kept: tuple[object, ...]) -> None:
            self._added(len(kept))
            self.accept()

        self.work(lambda: self.page.desk.office.training.came_too(session_id, people, self.scan.scan), done)


class TakeBackTrainingDialog(FormDialog):
    """A training that was entered by mistake: nobody's attendance counts any more, and all of it stays visible."""

    def __init__(self, page: Page, view: TrainingView, record: str, taken: Callable[[], object]) -> None:
        super().__init__(
            page,
            tr("Take back a training"),
            tr("Take it back"),
            self._take_back,
            sentence=tr("It stays in the records as taken back, and counts for nobody."),
        )
        self._view, self._taken = view, taken
        self.form.add_choice("session", tr("Which training"), session_choices(view), record)
        self.main.setEnabled(bool(session_choices(view)))
        self.form.edited.connect(lambda _name: self._say())
        self._say()
        self.form.saved()

    def _say(self) -> None:
        held = next((s for s in self._view.sessions if str(s.session.id) == self.form.value("session")), None)
        count = len(held.people) if held is not None else 0
        self.form.field("session").set_hint(
            ntr("{count} person’s attendance goes with it.", "{count} people’s attendance goes with it.", count)
        )

    def _take_back(self) -> None:
        session_id = UUID(self.form.value("session"))

        def done(_held: TrainingSession) -> None:
            self._taken()
            self.accept()

        self.work(lambda: self.page.desk.office.training.take_back(session_id), done)


def session_choices(view: TrainingView) -> list[tuple[str, str]]:
    """The sessions that stand, the newest first."""
    return [(str(s.session.id), session_words(s)) for s in view.sessions if not s.is_over]


def session_words(line: SessionLine) -> str:
    """A session with its day."""
    return tr("{title}, {day}", title=line.session.title, day=day_text(line.session.on))


def everybody_or_nobody(people: TickList, parent: QWidget) -> QWidget:
    """Two buttons that tick, or untick, everybody the filter shows."""
    place = QWidget(parent)
    set_look(place, "body")
    flow = Flow(place)
    for said, on in ((tr("Everybody shown"), True), (tr("Nobody"), False)):
        button = QPushButton(said, place)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False, on=on: people.tick_shown(on))
        flow.addWidget(button)
    return place
