"""The school's own details."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.people import School, SchoolKind
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import Card
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.parts import Part, PartedPage

KINDS = {SchoolKind.SCHOOL: "School", SchoolKind.TRUST_OFFICE: "Office of a trust"}


class SchoolPart(Part):
    """Name, short name on the crest, kind, website; the other schools of a trust."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._schools: tuple[School, ...] = ()
        self.card = Card()
        self._facts = FactList(self.card)
        self.card.add(self._facts)
        flow = Flow()
        self.change = QPushButton(tr("Change…"), self.card)
        self.change.clicked.connect(lambda _on=False: page.open_dialog("school"))
        self.add = QPushButton(tr("Add a school of the trust…"), self.card)
        self.add.clicked.connect(lambda _on=False: page.open_dialog("add-school"))
        flow.addWidget(self.change)
        flow.addWidget(self.add)
        self.card.add(flow)
        self.card.fill()
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "school": lambda _record: SchoolDialog(self.page, self._schools[0], new=False),
            "add-school": lambda _record: SchoolDialog(
                self.page, replace(self._schools[0], name="", short_name="", website=""), new=True
            ),
        }

    def reload(self) -> None:
        office = self.page.desk.office

        def read() -> tuple[tuple[School, ...], bool]:
            return office.schools.schools(), office.may(Action.EDIT_SCHOOL)

        self.page.work(read, self._show)

    def _show(self, read: tuple[tuple[School, ...], bool]) -> None:
        self._schools, may = read
        first, others = self._schools[0], self._schools[1:]
        facts = [
            Fact(tr("Name"), first.name),
            Fact(tr("Short name"), first.short_name or "–"),
            Fact(tr("Kind"), tr(KINDS[first.kind])),
            Fact(tr("Website"), first.website),
        ]
        if others:
            facts.append(Fact(tr("Other schools of the trust"), "\n".join(school.name for school in others)))
        self._facts.show_facts(facts)
        self.change.setVisible(may)
        self.add.setVisible(may and first.kind is SchoolKind.TRUST_OFFICE)


class SchoolDialog(FormDialog):
    """Change the school's details, or add one more school of a trust."""

    def __init__(self, page: Page, school: School, *, new: bool) -> None:
        title = tr("Add a school of the trust") if new else tr("The school")
        super().__init__(page, title, tr("Save"), self._save)
        self._school = school
        self._new = new
        self.form.add_line("name", tr("Name"), school.name, needed=True)
        self.form.add_line(
            "short_name", tr("Short name"), school.short_name, hint=tr("Its first letter stands on the crest.")
        )
        if not new:
            kinds = [(kind.value, tr(KINDS[kind])) for kind in KINDS]
            self.form.add_choice("kind", tr("Kind"), kinds, school.kind.value)
        self.form.add_line("website", tr("Website"), school.website)
        self.form.saved()

    def _save(self) -> None:
        form, schools = self.form, self.page.desk.office.schools
        changed = replace(
            self._school,
            name=form.value("name"),
            short_name=form.value("short_name"),
            website=form.value("website"),
            kind=SchoolKind.SCHOOL if self._new else SchoolKind(form.value("kind")),
        )

        def saved(_school: School) -> None:
            self.page.messages.good(tr("The school’s details are saved."))
            self.accept()

        self.work(lambda: schools.add(changed) if self._new else schools.change(changed), saved)
