"""One number to ring: who, how to reach them, and whether it was checked today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from schoolsm_desktop.domain.contacts import Contact, contact_words
from schoolsm_desktop.domain.rules import ContactKind
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.section import Section
from schoolsm_desktop.ui.pages import Page

MORE = ("website", "address", "note")


class ContactDialog(FormDialog):
    """Adds a number, or changes one. Kind and a name or organisation are all that is needed, with one way to reach them."""

    def __init__(
        self,
        page: Page,
        contact: Contact | None,
        kinds: Sequence[ContactKind],
        school_id: UUID,
        saved: Callable[[Contact], None],
        kind: ContactKind | None = None,
    ) -> None:
        """`kinds` in the order in which they are offered: those your policy names first."""
        super().__init__(
            page,
            tr("Change whom to ring") if contact else tr("Whom to ring"),
            tr("Save"),
            self._save,
            sentence=tr("Advisers, services and offices. No parents and no pupils."),
        )
        self._contact = contact or Contact(uuid4(), school_id, kind or ContactKind.OTHER, "")
        self._is_new, self._saved = contact is None, saved
        before, form = self._contact, self.form
        form.add_choice("kind", tr("What for"), [(k.value, contact_words(k)) for k in kinds], before.kind.value)
        form.add_line("name", tr("Name"), before.name, hint=tr("Or the organisation alone."))
        form.add_line("organisation", tr("Organisation"), before.organisation)
        form.add_line("number", tr("Number"), before.number, longest=80)
        form.add_line("out_of_hours", tr("Number out of hours"), before.out_of_hours, longest=80)
        form.add_line("email", tr("E-mail"), before.email)
        more = Section(form, tr("Page, address and note"))
        form.add_line("website", tr("Page on the internet"), before.website)
        form.add_lines("address", tr("Address"), before.address, lines=2)
        form.add_lines("note", tr("Note"), before.note, lines=2, hint=tr("For example: ask for the duty officer."))
        more.take(*MORE)
        form.add_tick("checked", tr("I rang it or looked it up today, and it is right"), self._is_new)
        if any(getattr(before, name) for name in MORE):
            more.setChecked(True)
        form.saved()

    def _save(self) -> None:
        form = self.form
        contact = replace(
            self._contact,
            kind=ContactKind(form.value("kind")),
            name=form.value("name"),
            organisation=form.value("organisation"),
            number=form.value("number"),
            out_of_hours=form.value("out_of_hours"),
            email=form.value("email"),
            website=form.value("website"),
            address=form.value("address"),
            note=form.value("note"),
        )
        checked, contacts = form.ticked("checked"), self.page.desk.office.contacts

        def saved(kept: Contact) -> None:
            self._saved(kept)
            self.accept()

        self.work(lambda: contacts.save(contact, checked=checked), saved)
