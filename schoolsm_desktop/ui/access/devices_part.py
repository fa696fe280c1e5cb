"""Devices of those with access: whose they are, and whether they are up to date and lock themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from schoolsm_desktop.domain.accounts import KNOWN_WORDS, Known
from schoolsm_desktop.domain.house import Device
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.house import DeviceLine, DevicesView
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office

OK_KEY, END_KEY = "in-order", "end"


class DevicesPart(Part):
    """A record of this part is a device's id."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view = DevicesView((), (), "", False)
        self._school_id: UUID | None = None
        self.add = self.add_button(tr("Add a device…"), partial(self._open, ""), main=True)
        self.summary = words("", "", self, wrap=True)
        self.column.addWidget(self.summary)
        self.list: ListPane[DeviceLine] = ListPane(
            "devices",
            _columns(),
            page.desk.views,
            Teaching(
                tr("No device is entered yet"),
                tr(
                    "Laptops, tablets and telephones from which our accounts are used. Once a term: up to date, locked?"
                ),
                tr("Add a device…"),
                partial(self._open, ""),
            ),
            name=tr("Devices of those with access"),
            find=lambda x: f"{x.device.name} {x.person.name if x.person else ''}",
            identity=lambda x: x.device.id,
            two_line=True,
        )
        self.list.opened.connect(lambda line, _key: self._open(str(line.device.id)))
        self.list.pressed_button.connect(self._pressed)
        self.column.addWidget(self.list, 1)
        self.add.setVisible(False)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {"device": lambda record: DeviceDialog(self.page, self._device(record), self._view.people, self._saved)}

    def reload(self) -> None:
        office = self.page.desk.office
        self.read(lambda: (office.house.devices(), office.schools.school().id), self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return office.house.devices().waiting

    def show_record(self, record: str) -> None:
        self.when_ready(lambda: self.list.pick(UUID(record)))

    def _open(self, record: str) -> None:
        if self._view.may_edit:
            self.page.open_dialog("device", record)

    def _device(self, record: str) -> Device:
        found = next((x.device for x in self._view.lines if str(x.device.id) == record), None)
        if found is not None:
            return found
        if self._school_id is None:
            raise KeyError(record)
        return Device(uuid4(), self._school_id, "")

    def _show(self, read: tuple[DevicesView, UUID]) -> None:
        self._view, self._school_id = read
        waiting = self._view.waiting
        said = (
            ntr("{count} device is to be looked at.", "{count} devices are to be looked at.", waiting)
            if waiting
            else tr("Every device was seen up to date and locked this term.")
        )
        self.summary.setText(tr("{said} {clause}.", said=said, clause=self._view.clause))
        self.summary.setVisible(bool(self._view.lines))
        self.page.set_count(self, waiting)
        self.add.setVisible(self._view.may_edit)
        self.list.set_rows(self._view.lines)

    def _pressed(self, line: DeviceLine, key: str) -> None:
        if not self._view.may_edit:
            return
        house, device = self.page.desk.office.house, line.device
        if key == OK_KEY:
            self.page.work(
                lambda: house.device_in_order(device.id),
                lambda _kept: self._said(tr("{name}: up to date and locked today.", name=device.name)),
            )
            return

        def end() -> None:
            self.page.work(
                lambda: house.end_device(device.id),
                lambda _kept: self._said(tr("{name} is no longer in use.", name=device.name)),
            )

        confirm.ask(
            self.page,
            title=tr("Take {name} out of use?", name=device.name),
            consequence=tr("It leaves the list and stays in the records. Are the school’s accounts signed out on it?"),
            action=tr("Take out of use"),
            yes=end,
        )

    def _said(self, sentence: str) -> None:
        self.page.messages.good(sentence)

    def _saved(self, name: str) -> None:
        self._said(tr("{name} is saved.", name=name))


class DeviceDialog(FormDialog):
    """One device; only its name is needed to begin."""

    def __init__(self, page: Page, device: Device, people: Sequence[Person], saved: Callable[[str], object]) -> None:
        super().__init__(page, device.name or tr("A device"), tr("Save"), self._save)
        self._before, self._saved = device, saved
        form = self.form
        known = [(k.value, tr(KNOWN_WORDS[k])) for k in Known]
        form.add_line("name", tr("Name"), device.name, needed=True, hint=tr("As on its label: Office laptop 2"))
        form.add_search(
            "person_id",
            tr("Used by"),
            [(str(p.id), p.name, p.job_title) for p in people],
            str(device.person_id) if device.person_id else "",
            hint=tr("Whoever has access to our accounts on it. Empty: several people."),
        )
        form.add_choice(
            "owner",
            tr("Whose it is"),
            [("school", tr("The school’s")), ("own", tr("Their own"))],
            "school" if device.is_schools else "own",
        )
        form.add_choice("updated", tr("Kept up to date"), known, device.updated.value)
        form.add_choice("locked", tr("Locks itself"), known, device.locked.value)
        form.add_day("checked_on", tr("Looked at on"), device.checked_on)
        form.add_line("note", tr("Note"), device.note)
        form.saved()

    def _save(self) -> None:
        form = self.form
        person = form.value("person_id")
        changed = replace(
            self._before,
            name=form.value("name"),
            person_id=UUID(person) if person else None,
            is_schools=form.value("owner") == "school",
            updated=Known(form.value("updated")),
            locked=Known(form.value("locked")),
            checked_on=form.day("checked_on"),
            note=form.value("note"),
        )

        def done(kept: Device) -> None:
            form.saved()
            self.accept()
            self._saved(kept.name)

        self.work(lambda: self.page.desk.office.house.save_device(changed), done)


def _columns() -> tuple[Column[DeviceLine], ...]:
    return (
        Column(
            "name",
            tr("Device"),
            lambda x: x.device.name,
            detail=lambda x: tr("The school’s") if x.device.is_schools else tr("Their own"),
            bold=True,
            grow=True,
            width=200,
        ),
        Column("person", tr("Used by"), lambda x: x.person.short_name if x.person else tr("Several people"), width=140),
        Column(
            "state",
            tr("In order"),
            _state_words,
            state=lambda x: State.GOOD if x.in_order else State.WARN,
            sort=lambda x: x.in_order,
            width=190,
        ),
        Column(
            "checked",
            tr("Looked at"),
            lambda x: day_text(x.device.checked_on) if x.device.checked_on else tr("Never yet"),
            sort=lambda x: x.device.checked_on or date.min,
            width=120,
        ),
        Column(OK_KEY, tr("Today"), lambda _x: tr("In order today"), look=Look.BUTTON, width=130),
        Column(END_KEY, tr("No longer"), lambda _x: tr("Take out…"), look=Look.BUTTON, width=110),
    )


def _state_words(line: DeviceLine) -> str:
    if line.in_order:
        return tr("Up to date and locked")
    if line.device.updated is Known.NO:
        return tr("Not up to date")
    if line.device.locked is Known.NO:
        return tr("Does not lock itself")
    if Known.NOT_KNOWN in (line.device.updated, line.device.locked):
        return tr("Not known yet")
    return tr("To be looked at again")
