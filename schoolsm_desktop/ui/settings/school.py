"""The school's own details; and the other schools of a trust."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from uuid import uuid4

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.people import NATION_WORDS, Nation, School, SchoolKind
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.side_bar import Crest
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import px, set_look

from .crest_field import CrestField

KIND_WORDS = {SchoolKind.SCHOOL: "School", SchoolKind.TRUST_OFFICE: "Office of a trust"}


@dataclass(frozen=True, slots=True)
class _Read:
    """The schools, the home school first, each with its crest."""

    schools: tuple[tuple[School, bytes], ...]
    may_edit: bool


class SchoolPart(Part):
    """A card for each school: names, crest, nation, how it is reached. A record of this part is a school's id."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._schools: tuple[tuple[School, bytes], ...] = ()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(px(12))
        self._said = words("", "quiet", self, wrap=True)
        self.add = self.add_button(tr("Add a school of the trust…"), partial(page.open_dialog, "add-school"))
        self.add.hide()
        self.column.addWidget(self._said)
        self.column.addLayout(self._cards)
        self.column.addStretch(1)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "school": lambda record: SchoolDialog(self.page, *self._school(record), new=False),
            "add-school": lambda _record: SchoolDialog(self.page, School(uuid4(), ""), b"", new=True),
        }

    def begin(self, act: str, record: str) -> None:
        if self._schools:
            self.page.open_dialog(act, record)

    def reload(self) -> None:
        office = self.page.desk.office

        def read() -> _Read:
            home = office.schools.school()
            others = sorted((s for s in office.schools.schools() if s.id != home.id), key=lambda s: s.name.casefold())
            every = tuple((school, office.schools.crest(school.id)) for school in (home, *others))
            return _Read(every, office.may(Action.EDIT_SCHOOL))

        self.read(read, self._show)

    def _school(self, record: str) -> tuple[School, bytes]:
        return next((each for each in self._schools if str(each[0].id) == record), self._schools[0])

    def _show(self, read: _Read) -> None:
        self._schools = read.schools
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for school, crest in read.schools:
            self._cards.addWidget(self._card(school, crest, may_edit=read.may_edit))
        is_trust = read.schools[0][0].kind is SchoolKind.TRUST_OFFICE or len(read.schools) > 1
        self.add.setVisible(read.may_edit and is_trust)
        self._said.setText(
            tr(
                "These records hold several schools: an account and a person each name their own. "
                "The office of a trust keeps accounts and access, and no pupils."
            )
            if is_trust
            else ""
        )
        self._said.setVisible(is_trust)

    def _card(self, school: School, crest: bytes, *, may_edit: bool) -> Card:
        card = Card(parent=self)
        top = QWidget(card)
        set_look(top, "body")
        row = Flow(top)
        row.addWidget(Crest(school.crest_letter, top, side=44, picture=crest))
        row.addWidget(words(school.name, "heading", top))
        card.add(top)
        facts = FactList(card)
        facts.show_facts(school_facts(school))
        card.add(facts)
        if may_edit:
            change = QPushButton(tr("Change…"), card)
            change.setAccessibleName(tr("Change {school}", school=school.name))
            change.clicked.connect(lambda _on=False: self.page.open_dialog("school", str(school.id)))
            buttons = QWidget(card)
            set_look(buttons, "body")
            Flow(buttons).addWidget(change)
            card.add(buttons)
        card.setAccessibleName(school.name)
        return card


def school_facts(school: School) -> list[Fact]:
    """What is known of a school."""
    return [
        Fact(tr("Short name"), school.short_name or "–"),
        Fact(tr("Kind"), tr(KIND_WORDS[school.kind])),
        Fact(tr("Nation"), tr(NATION_WORDS[school.nation])),
        Fact(tr("Address"), school.address),
        Fact(tr("Telephone"), school.telephone),
        Fact(tr("E-mail"), school.email),
        Fact(tr("Website"), school.website),
    ]


class SchoolDialog(FormDialog):
    """Change a school's details, or add one more school of a trust; only its name is needed."""

    def __init__(self, page: Page, school: School, crest: bytes, *, new: bool) -> None:
        title = tr("Add a school of the trust") if new else tr("The school")
        super().__init__(page, title, tr("Save"), self._save)
        self._school, self._new = school, new
        form = self.form
        form.add_line("name", tr("Name"), school.name, needed=True, longest=200)
        hint = tr("Its first letter stands on the drawn crest.")
        form.add_line("short_name", tr("Short name"), school.short_name, hint=hint, longest=60)
        self.crest = CrestField(self, school.crest_letter, crest)
        if not new:
            form.add_editor("crest", tr("Crest"), self.crest, hint=tr("On the side bar, and on every printed page."))
        else:
            self.crest.hide()
        kinds = [(kind.value, tr(KIND_WORDS[kind])) for kind in KIND_WORDS]
        about = tr("The office of a trust keeps accounts and access, and no pupils.")
        form.add_choice("kind", tr("Kind"), kinds, school.kind.value, hint=about)
        nations = [(nation.value, tr(NATION_WORDS[nation])) for nation in NATION_WORDS]
        why = tr("Bank holidays, names of the years and whom to ring differ.")
        form.add_choice("nation", tr("Nation"), nations, school.nation.value, hint=why)
        form.add_lines("address", tr("Address"), school.address, lines=3)
        form.add_line("telephone", tr("Telephone"), school.telephone, longest=60)
        form.add_line("email", tr("E-mail"), school.email, longest=200)
        form.add_line("website", tr("Website"), school.website)
        self._before = crest
        form.saved()

    def _save(self) -> None:
        form, schools = self.form, self.page.desk.office.schools
        changed = replace(
            self._school,
            name=form.value("name"),
            short_name=form.value("short_name"),
            kind=SchoolKind(form.value("kind")),
            nation=Nation(form.value("nation")),
            address=form.value("address"),
            telephone=form.value("telephone"),
            email=form.value("email"),
            website=form.value("website"),
        )
        crest = self.crest.picture if self.crest.picture != self._before else None

        def keep() -> School:
            return schools.add(changed) if self._new else schools.change(changed, crest)

        def saved(_school: School) -> None:
            self.page.messages.good(tr("The school’s details are saved."))
            self.accept()

        self.work(keep, saved)
