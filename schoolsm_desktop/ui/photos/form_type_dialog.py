"""What stands on a form, typed with its page beside: then the next one, until the pile is done."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.photo_answers import CAPACITY_WORDS, Capacity, Said
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.form_answers import AskedPlace, FormToType, TypedForm
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.common.scan_view import Picture
from schoolsm_desktop.ui.common.sheet import Sheet
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px, set_look

_PERSON, _AS = "person:", "as:"
_PAGE_ZOOM = 0.75


class PlaceTicks(OwnEditor):
    """Yes or no for each place, by the keys Y and N; its value is kept before the places are known."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QComboBox] = {}
        self._kept: dict[str, str] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(0, 1)

    def set_places(self, places: tuple[AskedPlace, ...]) -> None:
        """One line a place; where parents were told, they may have objected."""
        if list(self._boxes) == [place.key for place in places]:
            return
        for at, place in enumerate(places):
            label = words(place.name, "", self, wrap=True)
            box = QComboBox(self)
            box.setAccessibleName(place.name)
            choices: tuple[tuple[str, str], ...]
            if place.is_told:
                choices = (("", tr("No objection")), (Said.OBJECTED.value, tr("Objects")))
            else:
                choices = (("", tr("– (counts as no)")), (Said.YES.value, tr("Yes")), (Said.NO.value, tr("No")))
            for key, said in choices:
                box.addItem(said, key)
            box.setCurrentIndex(max(0, box.findData(self._kept.get(place.key, ""))))
            box.currentIndexChanged.connect(lambda _at: self._changed())
            label.setBuddy(box)
            self._grid.addWidget(label, at, 0)
            self._grid.addWidget(box, at, 1)
            self._boxes[place.key] = box
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def said(self) -> dict[str, Said]:
        """What is ticked by place."""
        return {key: Said(str(box.currentData())) for key, box in self._boxes.items() if box.currentData()}

    def value(self) -> str:
        if not self._boxes:
            return json.dumps(self._kept) if self._kept else ""
        said = self.said()
        return json.dumps({key: each.value for key, each in said.items()}) if said else ""

    def set_value(self, text: str) -> None:
        self._kept = {}
        with suppress(ValueError):
            read = json.loads(text or "{}")
            self._kept = {str(key): str(said) for key, said in read.items()} if isinstance(read, dict) else {}
        for key, box in self._boxes.items():
            box.setCurrentIndex(max(0, box.findData(self._kept.get(key, ""))))

    def _changed(self) -> None:
        self.edited.emit()


class TypeFormsDialog(FormDialog):
    """Form after form of a round; `pages` are pictures at hand that were not kept. The record is the id of the round."""

    def __init__(self, page: Page, record: str, pages: Mapping[UUID, bytes], all_done: Callable[[int], object]) -> None:
        super().__init__(page, tr("Type the answers"), tr("Save, next form"), self._save, wide=True)
        self._round_id, self._pages, self._all_done = UUID(record), pages, all_done
        self._queue: tuple[UUID, ...] = ()
        self._shown: FormToType | None = None
        self._done = 0
        self._filling = False
        self._picture: Picture | None = None
        self.cancel.setText(tr("Close"))
        self._add_fields()
        self._lay_out()
        self.skip = QPushButton(tr("Leave this one for later"), self)
        self.skip.setAutoDefault(False)
        self.skip.clicked.connect(lambda _on=False: self._next_form())
        self.form.add_widget(self.skip)
        self.work(lambda: page.desk.office.form_answers.waiting(self._round_id, tuple(pages)), self._begin)

    def _add_fields(self) -> None:
        form = self.form
        for name in ("at", "signer"):  # what comes back after a lock
            form.add_line(name, name)
            form.field(name).setVisible(False)
        self.places = PlaceTicks(form)
        form.add_editor(
            "places", tr("What is ticked"), self.places, hint=tr("Press Y or N, Tab goes to the next place.")
        )
        by = form.add_choice("by", tr("Who signed"), self._signers(()))
        by.currentIndexChanged.connect(lambda _at: self._by_chosen())
        form.add_line(
            "name", tr("Name"), hint=tr("Only where somebody signed who is not in the list yet."), longest=100
        )
        form.add_choice(
            "responsible",
            tr("Parental responsibility"),
            [
                (Known.NOT_KNOWN.value, tr("Not ticked")),
                (Known.YES.value, tr("Ticked: yes")),
                (Known.NO.value, tr("Ticked: no")),
            ],
        )
        form.add_day("on", tr("Day on the form"), hint=tr("Empty: today."))
        form.add_lines(
            "condition",
            tr("Words on the form"),
            hint=tr("A condition, as it is written. Each yes then waits until the office has decided."),
            lines=2,
        )
        form.add_choice(
            "own",
            tr("The pupil’s own line"),
            [("", tr("Not filled in")), ("yes", tr("Agrees")), ("no", tr("Does not agree"))],
        )
        form.field("own").setVisible(False)
        form.saved()

    def _signers(self, adults: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
        known = list(adults)
        new = [(f"{_AS}{c.value}", tr(CAPACITY_WORDS[c])) for c in Capacity if c is not Capacity.NOT_KNOWN]
        return [("", tr("Choose who signed")), *known, *new]

    def _lay_out(self) -> None:
        self.rows.removeWidget(self.form)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(tr("The page"))
        self._area.setMinimumHeight(px(360))
        right = QWidget(self)
        set_look(right, "body")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        self.rows.insertWidget(0, Split(self._area, right, (7, 5), narrow=700), 1)

    def fit(self) -> None:
        """As wide as the screen has room for: the page is read beside the fields."""
        room = self.screen().availableGeometry().size().expandedTo(self.page.window().size())
        self.resize(min(px(1120), room.width() - px(40)), min(px(760), room.height() - px(40)))

    # From form to form

    def _begin(self, waiting: tuple[UUID, ...]) -> None:
        in_pile = tuple(form_id for form_id in self._pages if form_id in waiting)
        self._queue = waiting = (*in_pile, *(form_id for form_id in waiting if form_id not in in_pile))
        at = self.form.value("at")
        kept = next((form_id for form_id in waiting if str(form_id) == at), None)
        self._read(kept or (waiting[0] if waiting else None))

    def _read(self, form_id: UUID | None) -> None:
        if form_id is None:
            self._finish()
            return
        self.work(lambda: self.page.desk.office.form_answers.form(form_id), self._show)

    def _finish(self) -> None:
        self.form.saved()
        self.accept()
        self._all_done(self._done)

    def _by_chosen(self) -> None:
        """Kept beside the choice: whoever is entered for the pupil is known only once the form was read again."""
        if not self._filling:
            self.form.set_value("signer", self.form.value("by"))

    def _show(self, found: FormToType) -> None:
        fresh = not self.form.dirty
        self._shown = found
        self.form.set_value("at", str(found.form.id))
        self.heading.setText(f"{found.pupil.name}, {found.class_name}" if found.class_name else found.pupil.name)
        left = ntr("{count} form to type", "{count} forms to type", len(self._queue))
        self.sentence.setText(tr("{round} · {left}", round=found.round.name, left=left))
        self.sentence.setVisible(True)
        self.places.set_places(found.places)
        adults = tuple(
            (
                f"{_PERSON}{a.id}",
                f"{a.name}, {tr(CAPACITY_WORDS[a.capacity])}" if a.name else tr(CAPACITY_WORDS[a.capacity]),
            )
            for a in found.adults
        )
        self._filling = True
        self.form.add_options("by", self._signers(adults))
        self.form.set_value("by", self.form.value("signer"))
        self._filling = False
        self.form.field("own").setVisible(found.signs_too)
        self._show_page(found.page or self._pages.get(found.form.id, b""))
        if fresh:
            self.form.saved()
        self.places.setFocus()

    def _show_page(self, picture: bytes) -> None:
        sheet = QWidget(self._area)
        set_look(sheet, "body")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        if self._picture is not None:
            self._picture.close()
        self._picture = Picture(picture, "image/jpeg") if picture else None
        if self._picture is None:
            column.addWidget(words(tr("No page was kept. Type from the paper."), "quiet", sheet, wrap=True))
            column.addStretch(1)
        else:
            shown = Sheet(self._picture, 0, sheet)
            shown.zoom(_PAGE_ZOOM)
            column.addWidget(shown, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addStretch(1)
        self._area.setWidget(sheet)

    def _save(self) -> None:
        found = self._shown
        if found is None:
            return
        try:
            typed = self._typed(found)
        except FieldError as error:
            self.show_failure(error)
            return

        def kept(_answers: object) -> None:
            self._done += 1
            self._queue = tuple(form_id for form_id in self._queue if form_id != found.form.id)
            self._clear()
            self._read(self._queue[0] if self._queue else None)

        self.work(lambda: self.page.desk.office.form_answers.typed(typed), kept)

    def _typed(self, found: FormToType) -> TypedForm:
        value = self.form.value
        by = value("by")
        if not by:
            raise FieldError("by", tr("Choose who signed. Nothing was saved yet."))
        own = value("own")
        return TypedForm(
            found.form.id,
            self.places.said(),
            UUID(by.removeprefix(_PERSON)) if by.startswith(_PERSON) else Capacity(by.removeprefix(_AS)),
            value("name"),
            Known(value("responsible") or Known.NOT_KNOWN.value),
            self.form.day("on"),
            value("condition"),
            own == "yes" if own else None,
        )

    def _next_form(self) -> None:
        """The one after this; the last one leads back to the first that was left."""
        if self._shown is None or not self._queue:
            return
        at = self._queue.index(self._shown.form.id) if self._shown.form.id in self._queue else -1
        self._clear()
        self._read(self._queue[(at + 1) % len(self._queue)])

    def _clear(self) -> None:
        for name in ("places", "by", "name", "responsible", "on", "condition", "own", "signer"):
            self.form.set_value(name, "")
        self.form.saved()
        self.messages.clear()
