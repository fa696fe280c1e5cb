"""What an import asks: who is missing, who gave the answers, whom a line means, and each yes where a no stands here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from schoolsm_desktop.domain.photo_answers import Capacity
from schoolsm_desktop.domain.roll_matching import Chosen, RowIs
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.domain.year_turn import last_day_of
from schoolsm_desktop.services.roll import RollChoices, RollPreview
from schoolsm_desktop.services.roll_views import MissingQuestion
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dates import day_typed
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.theme import px

STAY, LEFT, SOME = "stay", "left", "some"
SIGNER, YES, LAST_DAY = "unsigned", "yes", "last_day"
MOST_NAMED = 8


def has_questions(preview: RollPreview) -> bool:
    """Whether a preview asks anything."""
    return bool(preview.missing or preview.yes_questions or preview.unsigned or preview.count(RowIs.ASK))


class QuestionsStep(QWidget):
    """The questions of one preview; saying nothing is the careful answer. `changed` tells of each answer."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.body = QWidget(self)
        self._rows = QVBoxLayout(self.body)
        self._rows.setContentsMargins(0, 0, px(8), 0)
        column.addWidget(Scroll(self.body, self), 1)
        self.form = Form(self.body)
        self._rows.addWidget(self.form)
        self._rows.addStretch(1)
        self.some: dict[str, TickList] = {}
        self.yes: TickList | None = None
        self._preview: RollPreview | None = None

    def show_questions(self, preview: RollPreview, today: date, kept: str = "") -> None:
        """Ask what this preview asks; `kept` is what `kept_answers` gave."""
        self._preview, self.some, self.yes = preview, {}, None
        old, self.form = self.form, Form(self.body)
        self._rows.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        if preview.unsigned:
            self._ask_signer(preview.unsigned)
        if preview.missing:
            self._ask_missing(preview, last_day_of(today))
        for row in preview.rows:
            if row.kind is RowIs.ASK:
                self._ask_meant(row.line, row.name, row.meant, row.meant_id, "; ".join(row.doubts))
        if preview.yes_questions:
            self._ask_yes(preview)
        self._put_back(kept)
        self._show_some()
        self.form.edited.connect(self._edited)

    def choices(self, left_out: frozenset[int], today: date) -> RollChoices:
        """What the person said."""
        preview = self._preview
        if preview is None:
            return RollChoices(left_out)
        last = day_typed(self.form.value(LAST_DAY), today) if preview.missing else None
        leavers = {
            pupil.id: last or last_day_of(today)
            for question in preview.missing
            for pupil in question.pupils
            if self._has_left(question, pupil.id)
        }
        unsigned = Capacity(self.form.value(SIGNER)) if preview.unsigned else Capacity.NOT_KNOWN
        return RollChoices(left_out, self._meant(preview), leavers, self._agreed(), unsigned)

    def kept_answers(self) -> str:
        """Everything that was said, to come back after a lock."""
        preview = self._preview
        if preview is None:
            return ""
        names = [SIGNER] if preview.unsigned else []
        names += [LAST_DAY] if preview.missing else []
        names += [f"missing-{q.key}" for q in preview.missing]
        names += [f"meant-{row.line}" for row in preview.rows if row.kind is RowIs.ASK]
        kept: dict[str, object] = {name: self.form.value(name) for name in names}
        kept["some"] = {key: ticks.ticked() for key, ticks in self.some.items()}
        kept[YES] = self.yes.ticked() if self.yes is not None else []
        return json.dumps(kept)

    # The questions

    def _ask_signer(self, count: int) -> None:
        self.form.add_heading(tr("Who gave these answers?"))
        self.form.add_choice(
            SIGNER,
            ntr(
                "{count} line has answers and does not say who gave them",
                "{count} lines have answers and do not say who gave them",
                count,
            ),
            [
                (Capacity.NOT_KNOWN.value, tr("It is not known: a yes then reads “check who signed”")),
                (Capacity.PARENT.value, tr("Parents with responsibility gave every one of them")),
            ],
            Capacity.NOT_KNOWN.value,
            hint=tr("A no counts in either case."),
        )

    def _ask_missing(self, preview: RollPreview, last: date) -> None:
        self.form.add_heading(tr("Who is not in the file"))
        for question in preview.missing:
            names = [f"{p.name} ({', '.join(p.classes)})" if p.classes else p.name for p in question.pupils]
            over = len(names) - MOST_NAMED
            shown = ", ".join(names[:MOST_NAMED])
            self.form.add_choice(
                f"missing-{question.key}",
                question.sentence,
                [
                    (STAY, tr("They stay on the roll")),
                    (LEFT, tr("They have left")),
                    (SOME, tr("Some have left: choose them")),
                ],
                STAY,
                hint=ntr("{names} and {count} more", "{names} and {count} more", over, names=shown)
                if over > 0
                else shown,
            )
            ticks = TickList(tr("Who has left?"), self.form)
            ticks.set_items([(str(p.id), p.name, ", ".join(p.classes)) for p in question.pupils])
            ticks.changed.connect(self.changed)
            self.form.add_widget(ticks)
            self.some[question.key] = ticks
        self.form.add_day(LAST_DAY, tr("Last day on the roll of those who left"), last)

    def _ask_meant(self, line: int, name: str, meant: str, meant_id: UUID | None, why: str) -> None:
        choices = [("", tr("Leave this line out"))]
        if meant_id is not None:
            choices.append((str(meant_id), tr("It is {pupil}", pupil=meant)))
        choices.append(("new", tr("It is a new pupil")))
        self.form.add_choice(
            f"meant-{line}", tr("Line {line}: who is {name}?", line=line, name=name), choices, "", hint=why
        )

    def _ask_yes(self, preview: RollPreview) -> None:
        self.form.add_heading(tr("A yes in the file where a no stands here"))
        self.form.add_widget(
            words(
                tr("Tick a child and place only where you know of the new yes. Without a tick it stays as it is here."),
                "quiet",
                self.form,
                wrap=True,
            )
        )
        self.yes = TickList(tr("Which of these are now a yes?"), self.form)
        self.yes.set_items(
            [
                (
                    f"{q.line}|{q.place}",
                    tr("{name}, {class_name}: {place}", name=q.name, class_name=q.class_name, place=q.place_name),
                    tr("here: {standing}", standing=q.standing),
                )
                for q in preview.yes_questions
            ]
        )
        self.yes.changed.connect(self.changed)
        self.form.add_widget(self.yes)

    # The answers

    def _edited(self, _name: str) -> None:
        self._show_some()
        self.changed.emit()

    def _show_some(self) -> None:
        for key, ticks in self.some.items():
            ticks.setVisible(self.form.value(f"missing-{key}") == SOME)

    def _has_left(self, question: MissingQuestion, pupil_id: UUID) -> bool:
        said = self.form.value(f"missing-{question.key}")
        return said == LEFT or (said == SOME and str(pupil_id) in self.some[question.key].ticked())

    def _meant(self, preview: RollPreview) -> dict[int, Chosen]:
        meant = {}
        for row in preview.rows:
            said = self.form.value(f"meant-{row.line}") if row.kind is RowIs.ASK else ""
            if said:
                meant[row.line] = Chosen(None if said == "new" else UUID(said))
        return meant

    def _agreed(self) -> frozenset[tuple[int, str]]:
        ticked = self.yes.ticked() if self.yes is not None else []
        pairs = (key.partition("|") for key in ticked)
        return frozenset((int(line), place) for line, _bar, place in pairs)

    def _put_back(self, kept: str) -> None:
        with suppress(ValueError, KeyError):
            said = json.loads(kept) if kept else None
            if not isinstance(said, Mapping):
                return
            for key, ticks in self.some.items():
                for ticked in said.get("some", {}).get(key, []):
                    ticks.tick(str(ticked), True)
            if self.yes is not None:
                for ticked in said.get(YES, []):
                    self.yes.tick(str(ticked), True)
            for name, value in said.items():
                if isinstance(value, str):
                    self.form.set_value(name, value)
