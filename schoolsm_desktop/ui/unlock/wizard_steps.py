"""The steps of the first run: what is asked, and when it may go on. Nothing is kept before the last of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.background import Background, sentence_of
from schoolsm_desktop.ui.common.card import rule, words
from schoolsm_desktop.ui.common.dates import day_typed
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.common.passphrase_fields import PassphraseFields
from schoolsm_desktop.ui.theme import State, px, set_state

if TYPE_CHECKING:
    from schoolsm_desktop.domain.policy import Profile
    from schoolsm_desktop.services.first_run import FirstPerson, FirstRun, NewTerm


class Step(QWidget):
    """One step: its title, one sentence, and `check`, which calls `good` when what it asks is answered."""

    TITLE = ""
    SENTENCE = ""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(10))

    def check(self, good: Callable[[], None]) -> None:
        """Call `good` if this step is answered; else say what is missing beside the field."""
        good()


def _option(column: QVBoxLayout, button: QAbstractButton, said: str) -> None:
    """A choice and, under it, what it means; the words wrap, which those of a button cannot."""
    button.setAccessibleDescription(said)
    meaning = words(said, "quiet", wrap=True)
    meaning.setContentsMargins(px(28), 0, 0, px(4))
    column.addWidget(button)
    column.addWidget(meaning)


class SchoolStep(Step):
    """The school's name and kind."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Form(self)
        self.form.add_line(
            "name", tr("Name of the school"), needed=True, longest=120, hint=tr("As it stands on letters.")
        )
        self.form.add_choice(
            "kind",
            tr("What is it?"),
            [
                ("school", tr("a school")),
                ("trust-office", tr("the office of a trust: accounts and access, no pupils")),
            ],
        )
        self.form.add_line("website", tr("Website, if there is one"), longest=300)
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def check(self, good: Callable[[], None]) -> None:
        """The name is needed."""
        if self.form.complete():
            good()


class TermsStep(Step):
    """The three terms of this school year; first and last day, typed as people type days."""

    NAMES = ("autumn", "spring", "summer")

    def __init__(self, background: Background, first_run: Callable[[], FirstRun], today: date) -> None:
        super().__init__()
        self._background, self._first_run = background, first_run
        year = today.year if today.month >= 8 else today.year - 1
        self._titles = {
            "autumn": tr("Autumn term {year}", year=year),
            "spring": tr("Spring term {year}", year=year + 1),
            "summer": tr("Summer term {year}", year=year + 1),
        }
        middles = {
            "autumn": date(year, 10, 25),
            "spring": date(year + 1, 2, 15),
            "summer": date(year + 1, 6, 1),
        }
        self.forms: dict[str, Form] = {}
        row = Flow(gap=20)
        for name in self.NAMES:
            form = self.forms[name] = Form(self)
            form.add_heading(self._titles[name])
            middle = middles[name]  # a day typed without its year is the one nearest to here
            form.add_day("starts", tr("First day"), needed=True, read=partial(day_typed, today=middle))
            form.add_day("ends", tr("Last day"), needed=True, read=partial(day_typed, today=middle))
            form.setFixedWidth(px(220))  # an error wraps and moves no other column
            row.addWidget(form)
        self.column.addLayout(row)
        self.column.addWidget(
            words(
                tr("Half-terms can be typed later, in Settings. Days can be typed like 3 Sep or 3/9."),
                "quiet",
                wrap=True,
            )
        )
        self.column.addStretch(1)

    def check(self, good: Callable[[], None]) -> None:
        """Every day can be read, and the terms follow one another."""
        wanting = [form for form in self.forms.values() if not form.complete()]
        if wanting:
            wanting[0].complete()  # each goes to its own first error; the first of all is where one begins
            return

        def wrong(error: Exception) -> None:
            field, _, name = (error.field if isinstance(error, FieldError) else "ends:").partition(":")
            found = [key for key, title in self._titles.items() if title == name] or ["summer"]
            self.forms[found[0]].show_error(field if field in {"starts", "ends"} else "ends", sentence_of(error))

        def call() -> None:
            self._first_run().check_terms(self.terms())

        self._background.run(call, lambda _none: good(), wrong, owner=self)

    def terms(self) -> tuple[NewTerm, ...]:
        """The terms as typed; every day is there once `check` has been good."""
        from schoolsm_desktop.services.first_run import NewTerm

        found = []
        for name in self.NAMES:
            starts, ends = self.forms[name].day("starts"), self.forms[name].day("ends")
            if starts is not None and ends is not None:
                found.append(NewTerm(self._titles[name], starts, ends))
        return tuple(found)


class PolicyStep(Step):
    """Which policy the school works by, each with its gist."""

    def __init__(self, background: Background, first_run: Callable[[], FirstRun]) -> None:
        super().__init__()
        self._profiles: tuple[Profile, ...] = ()
        self._group = QButtonGroup(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(4))
        self.column.addLayout(self._list)
        self._error = words("", "error", self, wrap=True)
        self._error.setVisible(False)
        self.column.addWidget(self._error)
        self.column.addStretch(1)
        background.run(lambda: first_run().profiles(), self._show, owner=self)

    @property
    def profile(self) -> Profile | None:
        """The policy that is chosen."""
        number = self._group.checkedId()
        return self._profiles[number] if 0 <= number < len(self._profiles) else None

    def check(self, good: Callable[[], None]) -> None:
        """One is chosen."""
        self._error.setText(tr("Choose the policy that is nearest to yours; every setting can be changed later."))
        self._error.setVisible(self.profile is None)
        if self.profile is not None:
            good()

    def _show(self, profiles: Sequence[Profile]) -> None:
        self._profiles = tuple(profiles)
        before: QWidget = self
        for at, profile in enumerate(profiles):
            button = QRadioButton(profile.name, self)
            QWidget.setTabOrder(before, button)  # they come after the buttons of the window were made
            before = button
            self._group.addButton(button, at)
            _option(self._list, button, profile.about)


class PersonStep(Step):
    """One of the first two people: name, job and passphrase."""

    def __init__(self, background: Background, first_run: Callable[[], FirstRun], job: str, *, may_skip: bool) -> None:
        super().__init__()
        self._job = job
        self.same = QCheckBox(tr("The headteacher does this too"), self)
        self.same.setAccessibleDescription(tr("in small schools"))
        self.same.setVisible(may_skip)
        self.same.toggled.connect(self._skip)
        self.column.addWidget(self.same)
        self._rest = QWidget(self)
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(px(10))
        self.form = Form(self)
        self.form.add_line("given", tr("First name"), needed=True, longest=80)
        self.form.add_line("family", tr("Family name"), needed=True, longest=80)
        self.form.add_line("job", tr("Job title"), job, longest=120)
        self.form.add_choice(
            "typed",
            tr("Who types the passphrase below?"),
            [
                ("self", tr("this person: it is their own")),
                ("other", tr("somebody else: it is temporary and is changed at the first sign-in")),
            ],
        )
        rest.addWidget(self.form)
        self.passphrase = PassphraseFields(background, _FirstRunJudge(first_run), label=tr("Passphrase"))
        rest.addWidget(self.passphrase)
        self.column.addWidget(self._rest)
        self.column.addStretch(1)

    def check(self, good: Callable[[], None]) -> None:
        """Both names, and a passphrase that is hard to guess, twice alike."""
        if self.same.isChecked():
            good()
        elif self.form.complete():
            self.passphrase.check(good)

    def person(self) -> FirstPerson | None:
        """The person as typed; None where the headteacher is both."""
        from schoolsm_desktop.services.first_run import FirstPerson

        if self.same.isChecked():
            return None
        form = self.form
        own = form.value("typed") == "self"
        return FirstPerson(form.value("given"), form.value("family"), form.value("job"), self.passphrase.text(), own)

    def _skip(self, on: bool) -> None:
        self._rest.setVisible(not on)


class _FirstRunJudge:
    def __init__(self, first_run: Callable[[], FirstRun]) -> None:
        self._first_run = first_run

    def judge(self, text: str, /) -> _Verdict:
        return self._first_run().judge(text)

    def suggest_passphrase(self) -> str:
        return self._first_run().suggest_passphrase()


class _Verdict(Protocol):
    @property
    def weak(self) -> bool: ...
    @property
    def reasons(self) -> Sequence[str]: ...


class CodeStep(Step):
    """The set-up code: what it is for, what key ring there is, and whether the school uses it."""

    def __init__(self, background: Background, first_run: Callable[[], FirstRun]) -> None:
        super().__init__()
        for text in (
            tr(
                "A copy of the records alone must be of no use to a thief. So besides each passphrase a second thing is "
                "needed to open them: a set-up code that is not in the folder. It is printed on the recovery sheet."
            ),
        ):
            self.column.addWidget(words(text, "", self, wrap=True))
        self._ring = words("", "", self, wrap=True)
        self.column.addWidget(self._ring)
        self.use = QRadioButton(tr("Use a set-up code"), self)
        self.without = QRadioButton(tr("Go without"), self)
        self.use.setChecked(True)
        for button, said in (
            (self.use, tr("Recommended. Whoever steals the folder and a passphrase still cannot open it.")),
            (self.without, tr("The passphrase alone protects a stolen copy.")),
        ):
            _option(self.column, button, said)
        self.column.addStretch(1)
        background.run(lambda: _ring(first_run()), self._show, owner=self)

    def _show(self, ring: tuple[bool, str]) -> None:
        usable, name = ring
        state = State.GOOD if usable else State.WARN
        said = (
            tr("{ring} of this account keeps it, so it is typed once on each PC.", ring=name)
            if usable
            else tr(
                "This account has no key ring that can keep it, so it is asked for at each sign-in. It is never put into a file."
            )
        )
        self._ring.setText(f"{state.sign} {said}")
        set_state(self._ring, state)


def _ring(first_run: FirstRun) -> tuple[bool, str]:
    state = first_run.ring_state()
    return state.usable, state.name


@dataclass(frozen=True, slots=True)
class Proposed:
    """The folders proposed for records and backups, for this account and for everybody on this PC."""

    mine: tuple[Path, Path]
    everyone: tuple[Path, Path]


class PlaceStep(Step):
    """Who uses this PC, where the records lie, and where backups go."""

    def __init__(self, background: Background, first_run: Callable[[], FirstRun], folder: Path | None) -> None:
        super().__init__()
        self._background, self._first_run, self._fixed = background, first_run, folder
        self._proposed: Proposed | None = None
        self.mine = QRadioButton(tr("Only this account"), self)
        self.everyone = QRadioButton(tr("Everybody on this PC"), self)
        self.mine.setChecked(True)
        self.mine.toggled.connect(lambda _on: self._propose())
        self.column.addWidget(words(tr("Who uses the records on this PC?"), "strong", self))
        _option(self.column, self.mine, tr("The records belong to the account you are signed in to on this PC."))
        _option(self.column, self.everyone, tr("A shared office PC: each colleague signs in to the same records."))
        self.column.addWidget(rule(self))
        self.form = Form(self)
        self.form.add_line("folder", tr("The records lie in"), needed=True, longest=500)
        self.form.add_widget(self._chooser("folder", tr("Choose another folder…")))
        self.form.add_line(
            "backups",
            tr("Backups go to"),
            longest=500,
            hint=tr(
                "Best on another disk, a stick or the office drive. A backup is made and checked each time the program closes."
            ),
        )
        self.form.add_widget(self._chooser("backups", tr("Choose a folder for backups…")))
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        background.run(lambda: _proposed(first_run()), self._got, owner=self)

    def check(self, good: Callable[[], None]) -> None:
        """The folder for the records can be used; one for backups is named."""
        if not self.form.complete():
            return
        folder, backups = Path(self.form.value("folder")), self.form.value("backups")
        if backups and Path(backups) == folder:
            self.form.show_error("backups", tr("A backup in the same folder would be lost together with the records."))
            return

        def wrong(error: Exception) -> None:
            self.form.show_error("folder", sentence_of(error))

        self._background.run(lambda: self._first_run().check_folder(folder), lambda _none: good(), wrong, owner=self)

    @property
    def folder(self) -> Path:
        """Where the records will lie."""
        return Path(self.form.value("folder"))

    @property
    def backup_places(self) -> tuple[Path, ...]:
        """Where backups will go; empty where none is named yet."""
        named = self.form.value("backups")
        return (Path(named),) if named else ()

    def _got(self, proposed: Proposed) -> None:
        self._proposed = proposed
        self._propose()

    def _propose(self) -> None:
        if self._proposed is None:
            return
        folder, backups = self._proposed.mine if self.mine.isChecked() else self._proposed.everyone
        self.form.set_value("folder", str(self._fixed or folder))
        self.form.set_value("backups", str(backups))

    def _chooser(self, name: str, text: str) -> QWidget:
        place = QWidget(self)
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        button = QPushButton(text, place)
        button.setAutoDefault(False)

        def choose(_on: bool = False) -> None:
            dialog = QFileDialog(self, text, self.form.value(name))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.fileSelected.connect(lambda chosen: self.form.set_value(name, chosen))
            dialog.open()

        button.clicked.connect(choose)
        row.addWidget(button)
        row.addStretch(1)
        return place


def _proposed(first_run: FirstRun) -> Proposed:
    from schoolsm_desktop.paths import Reach

    def pair(reach: Reach) -> tuple[Path, Path]:
        return first_run.proposed_folder(reach), first_run.proposed_backups(reach)

    return Proposed(pair(Reach.ONE_ACCOUNT), pair(Reach.ALL_ACCOUNTS))


class SummaryStep(Step):
    """What will be made now; nothing was kept so far."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = FactList(self)
        self.column.addWidget(self.facts)
        self.column.addStretch(1)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show what was answered: (what it is about, the answer)."""
        self.facts.show_facts([Fact(about, answer) for about, answer in lines])
