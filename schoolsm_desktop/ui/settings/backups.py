"""Backups: where they go, when the last good one was made, and making one now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton

from schoolsm_desktop.domain.wording import moment_text, ntr, tr
from schoolsm_desktop.services.backups import BackupPlace
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, set_look


class BackupsPart(Part):
    """The places for backups. One is made at each closing, and before each new version changes the records."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._places: tuple[BackupPlace, ...] = ()
        self.column.addWidget(
            words(
                tr(
                    "A backup is made and checked each time the program is closed. Choose a place that is not inside this "
                    "PC, such as a stick or the school’s server; it stays sealed there."
                ),
                "quiet",
                self,
                wrap=True,
            )
        )
        teaching = Teaching(
            tr("No place for backups yet"),
            tr("Without one, a broken PC takes every record with it."),
            tr("Choose a place…"),
            self._choose,
        )
        self.list: ListPane[BackupPlace] = ListPane(
            "backups",
            _columns(),
            page.desk.views,
            teaching,
            name=tr("Places for backups"),
            identity=lambda place: place.folder,
            filtered=False,
        )
        self.list.picked.connect(lambda _row, _key: self._offer())
        row = QHBoxLayout()
        self.make = QPushButton(tr("Make a backup now"), self)
        set_look(self.make, "main")
        self.make.clicked.connect(lambda _on=False: self._make())
        self.choose = QPushButton(tr("Add a place…"), self)
        self.choose.clicked.connect(lambda _on=False: self._choose())
        self.remove = QPushButton(tr("Use this place no longer"), self)
        self.remove.clicked.connect(lambda _on=False: self._remove())
        for button in (self.make, self.choose, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addWidget(self.list, 1)
        self.column.addLayout(row)

    def reload(self) -> None:
        self.page.work(self.page.desk.office.backups.places, self._show)

    def add_place(self, folder: Path) -> None:
        """Keep backups in `folder` too, from now on."""
        places = tuple(dict.fromkeys((*(place.folder for place in self._places), folder)))
        self._keep(places)

    def _show(self, places: tuple[BackupPlace, ...]) -> None:
        self._places = places
        self.list.set_rows(places)
        self._offer()

    def _offer(self) -> None:
        self.make.setVisible(bool(self._places))
        self.remove.setVisible(bool(self._places))
        self.remove.setEnabled(self.list.current() is not None)
        self.choose.setVisible(bool(self._places))

    def _make(self) -> None:
        self.make.setEnabled(False)

        def done(made: tuple[object, ...]) -> None:
            self.make.setEnabled(True)
            said = ntr(
                "A backup was made and checked in {count} place.",
                "A backup was made and checked in {count} places.",
                len(made),
            )
            if made:
                self.page.messages.good(said)
            else:
                self.page.messages.warn(
                    tr("No backup was made: none of the places is there. Plug the stick or drive in.")
                )
            self.reload()

        def failed(error: Exception) -> None:
            from schoolsm_desktop.ui.common.background import show_failure

            self.make.setEnabled(True)
            show_failure(self.page, error)

        self.page.long_work(tr("Making a backup"), lambda _progress: self.page.desk.office.backups.make(), done, failed)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Where shall backups go?"))
        if chosen:
            self.add_place(Path(chosen))

    def _remove(self) -> None:
        place = self.list.current()
        if place is not None:
            self._keep(tuple(each.folder for each in self._places if each.folder != place.folder))

    def _keep(self, folders: tuple[Path, ...]) -> None:
        def kept(_none: None) -> None:
            self.page.messages.good(tr("The places for backups are saved."))
            self.reload()

        self.page.work(lambda: self.page.desk.office.backups.choose_places(folders), kept)


def _columns() -> tuple[Column[BackupPlace], ...]:
    return (
        Column("folder", tr("Folder"), lambda place: str(place.folder), bold=True, grow=True),
        Column("there", tr("Now"), _there, state=lambda place: State.GOOD if place.is_there else State.WARN),
        Column("good", tr("Last good backup"), _last, sort=lambda place: place.last_good),
    )


def _there(place: BackupPlace) -> str:
    return tr("There") if place.is_there else tr("Not there")


def _last(place: BackupPlace) -> str:
    return moment_text(place.last_good) if place.last_good else tr("None yet")
