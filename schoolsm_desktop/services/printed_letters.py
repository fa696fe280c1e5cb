"""The papers of letters and of whom to ring: a letter, a letter with example values, the page for the wall, the holiday card."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.calendar import next_term
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.contacts import Contact, checked_words, contact_words, is_checked
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause, duty_title
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.reports import letter as letter_paper
from schoolsm_desktop.reports import phone_page
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.letter import LetterFigures
from schoolsm_desktop.reports.page_frame import PageFacts
from schoolsm_desktop.reports.phone_page import AccountHelp, HolidayFigures, Number, PhoneFigures, Resetter
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .contacts import read_contacts
from .letters import LetterService, read_letter, shipped_letter
from .paper_maker import PaperMaker, Printed
from .printed_names import name_of
from .register import RegisterFacts, read_register
from .schools import home_school


class LetterPapers(PaperMaker):
    """Documents about letters and whom to ring."""

    def letter(self, letter_id: UUID) -> Printed:
        """A letter as it was made. A sealed one exists for its readers only. Raises NotAllowedError, RuleError."""
        with self._session.reading() as uow:
            made = read_letter(self._session, uow, letter_id)
            facts = read_register(self._session, uow)
            page = letterhead(
                self,
                uow,
                facts,
                made.title,
                tr("Confidential: for the person it is addressed to") if made.letter.sealed else "",
            )
        signs = Signer(tr("whoever gets this letter"), made.recipient) if made.signed_by_recipient else None
        figures = LetterFigures(
            page=page,
            day=day_text(made.letter.on),
            reference=_reference(made.letter.id, made.letter.on.year),
            addressed_to=made.addressed_to,
            title=made.title,
            paragraphs=paragraphs(made.text),
            signer=self._head(facts),
            countersigner=signs,
        )
        return self.made("letter", made.title, letter_paper.render(figures), on=made.letter.on)

    def letter_example(self, key: str, title: str, body: str) -> Printed:
        """How a wording looks on paper, with example values, before it is saved. Nothing is kept of it."""
        shipped, shown = shipped_letter(key), LetterService(self._session).example(key, title, body)
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            page = letterhead(self, uow, facts, shown.title or shipped.purpose)
        figures = LetterFigures(
            page=replace(page, confidentiality=tr("Example: not to be sent")),
            day=day_text(facts.today),
            reference=tr("example"),
            addressed_to=shown.addressed_to,
            title=shown.title,
            paragraphs=paragraphs(shown.text),
            signer=self._head(facts),
            countersigner=Signer(tr("whoever gets this letter")) if shipped.signed_by_recipient else None,
        )
        return self.made("letter-example", tr("Example of a letter"), letter_paper.render(figures))

    def whom_to_ring(self) -> Printed:
        """Every number for the wall, whoever is rung first on top; everybody may print it (mill-lane:hr-contacts)."""
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            view = read_contacts(self._session, uow)
            title = tr("Whom to ring")
            page = self.page(uow, facts, title, tr("Numbers for the wall"), tr("For everybody who works here"))
        figures = PhoneFigures(
            page=page,
            numbers=tuple(self._number(line.contact) for line in view.lines),
            missing=tuple(contact_words(kind) for kind in view.missing),
            clause=view.clause if clause(facts.profile, Subject.CONTACTS) is not None else "",
        )
        return self.made("whom-to-ring", title, phone_page.render(figures))

    def holiday_card(self) -> Printed:
        """One sheet for a holiday: who resets what, who looks after each account, and whom to ring (PRACTICE 25)."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts = read_register(self._session, uow)
            view = read_contacts(self._session, uow)
            title = tr("Holiday card")
            page = self.page(uow, facts, title, tr("Who resets what while most are away"))
            term = next_term(uow.terms.all(), facts.today)
        accounts = sorted((a for a in facts.accounts.values() if a.is_live), key=lambda a: a.name.casefold())
        until = tr("School begins again on {day}.", day=day_text(term.starts)) if term is not None else ""
        figures = HolidayFigures(
            page=page,
            until=until,
            resetters=_resetters(facts),
            accounts=tuple(
                AccountHelp(a.name, name_of(facts, a.owner_id), name_of(facts, a.deputy_owner_id)) for a in accounts
            ),
            numbers=tuple(self._number(line.contact) for line in view.lines),
        )
        return self.made("holiday-card", title, phone_page.render_holiday(figures))

    def _number(self, contact: Contact) -> Number:
        today = self._session.today
        more = " · ".join(
            part for part in (contact.email, contact.website, contact.address.replace("\n", ", "), contact.note) if part
        )
        named = [part for part in (contact.name, contact.organisation) if part]
        return Number(
            name=", ".join(named),
            kind=contact_words(contact.kind),
            number=contact.number,
            out_of_hours=contact.out_of_hours,
            more=more.replace("\n", ", "),
            checked=checked_words(contact, today),
            is_checked=is_checked(contact, today),
        )

    def _head(self, facts: RegisterFacts) -> Signer:
        return self.signers(facts, Duty.HEADTEACHER)[0]


def letterhead(maker: PaperMaker, uow: UnitOfWork, facts: RegisterFacts, title: str, mark: str = "") -> PageFacts:
    """The school's own frame, with address and numbers in place of the term."""
    school = home_school(uow)
    address = ", ".join(line.strip() for line in school.address.split("\n") if line.strip())
    reach = " · ".join(part for part in (address, school.telephone, school.email, school.website) if part)
    page = maker.page(uow, facts, title, tr("Letter"))
    return replace(page, period=reach or page.period, confidentiality=mark)


def paragraphs(text: str) -> tuple[str, ...]:
    """A letter's text parted where an empty line stands."""
    return tuple(part.strip("\n") for part in text.split("\n\n") if part.strip())


def _reference(letter_id: UUID, year: int) -> str:
    """Short enough to be read out on the telephone, and no number that would show a gap (PRACTICE 3)."""
    return f"{year}-{letter_id.hex[:8].upper()}"


def _resetters(facts: RegisterFacts) -> tuple[Resetter, ...]:
    """What goes wrong in a holiday, and who can put it right."""
    keyholders = list_text(sorted(facts.people[p].name for p in facts.keyholders if p in facts.people))
    return (
        Resetter(
            tr("A password must be changed, or nobody can open it"),
            keyholders,
            tr("Any keyholder opens and changes every password here, then tells who works with it."),
        ),
        Resetter(
            tr("Somebody cannot sign in here any more"),
            _holders(facts, Duty.COORDINATOR, Duty.HEADTEACHER),
            tr("Settings on “Policy and staff”: a temporary passphrase, changed at the first sign-in."),
        ),
        Resetter(
            tr("Access must end at once"),
            _holders(facts, Duty.COORDINATOR, Duty.HEADTEACHER),
            tr("Pause or end it on “Posting access”; then change what the person knew."),
        ),
        Resetter(
            tr("All passphrases are forgotten, or this PC is gone"),
            _holders(facts, Duty.HEADTEACHER, Duty.DEPUTY_HEADTEACHER),
            tr("The recovery sheet in the school’s safe, and the last backup."),
        ),
        Resetter(
            tr("A child may be at risk, or a colleague is accused"),
            _holders(facts, Duty.DSL, Duty.DEPUTY_DSL),
            tr("Ring first and ask nobody anything. Nothing is hidden or deleted before a screen print."),
        ),
    )


def _holders(facts: RegisterFacts, *duties: Duty) -> str:
    """Who holds these duties, each with its title; the duty alone where nobody holds it."""
    found = []
    for duty in duties:
        title = duty_title(facts.profile, duty)
        holders = [name_of(facts, p) for p in holders_on(facts.duties, duty, facts.today)]
        if holders:
            found.append(tr("{names} ({title})", names=list_text(holders), title=title))
    return "; ".join(found) or duty_title(facts.profile, duties[0])
