"""Every printed document: figures gathered, PDF made, and that it was printed kept in the log."""

from __future__ import annotations

import json
from collections.abc import Collection
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.documents_due import DueDocument, WaitingLine, documents_due
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.periods import period_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.reports import (
    access_history,
    access_register,
    account_check_sheet,
    account_directory,
    chair_code_sheet,
    handover_book,
    leaver_list,
    platform_cards,
    recovery_sheet,
    review_evidence,
    undertaking,
)
from schoolsm_desktop.reports.access_history import HistoryFigures, PastDeed
from schoolsm_desktop.reports.account_directory import DirectoryFigures
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.chair_code_sheet import ChairCodeFigures
from schoolsm_desktop.reports.handover_book import BookFigures
from schoolsm_desktop.reports.platform_cards import CardFigures, PlatformSteps
from schoolsm_desktop.reports.recovery_sheet import RecoveryFigures
from schoolsm_desktop.security.recovery import format_school_key, new_recovery_code, same_group
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .accounts import account_line
from .cards import CardService
from .cell_history import read_history
from .changes import Noun
from .checklist_views import read_list
from .conditions import read_readiness
from .last_out import last_printed
from .paper_maker import PaperMaker, Printed
from .picture_books import PictureBooks
from .printed_book import contacts, hands, open_groups, papers, rounds, rules
from .printed_case_letters import CaseLetterPapers
from .printed_cases import CASE_COPY, CasePapers
from .printed_checks import CheckPapers
from .printed_data_protection import DataProtectionPapers
from .printed_declarations import DeclarationPapers
from .printed_directory import directory_account, outside_account
from .printed_events import EventPapers
from .printed_forms import FormPapers
from .printed_friday import FridayPapers
from .printed_health import HealthPapers
from .printed_house import HousePapers
from .printed_lessons import LessonPapers
from .printed_letters import LetterPapers
from .printed_list import list_figures, list_title
from .printed_moderating import ModeratingPapers
from .printed_pages import PagePapers
from .printed_permissions import PermissionPapers
from .printed_policy import PolicyPapers
from .printed_published import PublishedPapers
from .printed_records import RecordsPapers
from .printed_register import REGISTER, Selection, register_figures, with_changes
from .printed_requests import RequestPapers
from .printed_retention import RetentionPapers
from .printed_review import check_figures, evidence_figures
from .printed_shelf import Shelf, read_shelf
from .printed_subjects import SubjectPapers
from .printed_tables import check_table, directory_table, evidence_table, list_table, register_table
from .printed_term import TermPapers
from .printed_training import TrainingPapers
from .printed_undertaking import undertaking_figures
from .register import read_register
from .schools import school_names
from .secrets import RECOVERY_SHEETS, RECOVERY_TO_SEAL, seal_to_recovery
from .session import Session, Work
from .today import TodayService

__all__ = ("NewChairCode", "NewRecoverySheet", "Printed", "PrintingService")


class NewRecoverySheet:
    """A recovery sheet made and not yet in force; it is, once a part of its code was typed back.

    The code lives in this object alone, for as long as the wizard or dialog is open.
    """

    TYPED_BACK = (2, 7)
    """Which groups of the code (counted from 1) are asked back."""

    def __init__(self, document: Printed, code: str) -> None:
        self.document = document
        self._code = code

    def fits(self, group: int, typed: str) -> bool:
        """Whether `typed` is the group of that number."""
        return same_group(self._code, group, typed)

    @property
    def code(self) -> str:
        """The code as printed, for the deed that puts it in force and for copying by hand."""
        return self._code


class NewChairCode(NewRecoverySheet):
    """A code for the chair made and not yet in force; it works together with one deputy."""

    def __init__(self, document: Printed, code: str, deputy_id: UUID) -> None:
        super().__init__(document, code)
        self.deputy_id = deputy_id


class PrintingService(
    CaseLetterPapers,
    CasePapers,
    CheckPapers,
    DataProtectionPapers,
    DeclarationPapers,
    EventPapers,
    FormPapers,
    FridayPapers,
    HealthPapers,
    HousePapers,
    LessonPapers,
    LetterPapers,
    ModeratingPapers,
    PagePapers,
    PermissionPapers,
    PolicyPapers,
    PublishedPapers,
    RecordsPapers,
    RequestPapers,
    RetentionPapers,
    SubjectPapers,
    TermPapers,
    TrainingPapers,
    PaperMaker,
):
    """Makes documents. Making is not printing: `was_printed` and `was_saved` leave the trace."""

    def __init__(self, session: Session, books: PictureBooks, today: TodayService) -> None:
        super().__init__(session)
        self._books = books
        self._today = today

    def shelf(self) -> Shelf:
        """When each document went out last and by whom, and what those can be made of that are made of one thing."""
        with self._session.reading() as uow:
            return read_shelf(self._session, uow)

    def due(self, shelf: Shelf, offered: Collection[str]) -> tuple[DueDocument, ...]:
        """Which of the documents `offered` are to be printed now, and why; what waits on Today counts with the rest.

        What is printed each week, term or September is asked of those who print the registers.
        """
        with self._session.reading() as uow:
            by_rhythm = self._session.allows(uow, Action.PRINT_REGISTERS)
        lines = [WaitingLine(line.item.key, line.item.title) for line in self._today.view().lines if line.may_begin]
        last = {key: out.on for key, out in shelf.last.items()}
        return documents_due(offered, last, lines, shelf.period, self._session.today, by_rhythm=by_rhythm)

    def account_directory(self) -> Printed:
        """Every account, owner, purpose, state and recovery facts; no secret (churchward:2-mk-directory)."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts = read_register(self._session, uow)
            title = tr("Account directory")
            page = self.page(uow, facts, title, tr("The school’s accounts and who looks after them"))
            schools = school_names(uow.schools.all())
        lines = [account_line(facts, a, self._session.person_id) for a in facts.accounts.values()]
        lines.sort(key=lambda x: (not x.account.is_live, x.account.name.casefold()))
        figures = DirectoryFigures(
            page=page,
            as_of=facts.today,
            accounts=tuple(directory_account(facts, x, schools) for x in lines if x.account.is_ours),
            outside=tuple(outside_account(x) for x in lines if not x.account.is_ours),
            signers=self.signers(facts, Duty.COORDINATOR),
        )
        return Printed(
            "account-directory",
            title,
            f"{title} {facts.today:%Y-%m-%d}",
            account_directory.render(figures),
            table=directory_table(title, facts, lines),
        )

    def access_register(
        self, person_ids: Collection[UUID] | None = None, account_ids: Collection[UUID] | None = None
    ) -> Printed:
        """The register of posting access, person by account, with the details and sign-off lines (valence:roles-1).

        With ids given, only those people and accounts; the whole one tells what changed since it was last printed.
        """
        selection = Selection(
            frozenset(person_ids) if person_ids is not None else None,
            frozenset(account_ids) if account_ids is not None else None,
        )
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts = read_register(self._session, uow)
            whole = not selection.is_part
            title = tr("Register of posting access") if whole else tr("Part of the register of posting access")
            page = self.page(uow, facts, title, tr("Who may post on which account"))
            schools = school_names(uow.schools.all())
            met = read_readiness(self._session, uow, tuple(facts.people.values()))
            entries = uow.audit.all() if whole else ()
        signers = self.signers(facts, Duty.HEADTEACHER, Duty.COORDINATOR)
        figures = register_figures(facts, page, schools, signers, selection, met)
        figures = with_changes(figures, facts, entries)
        key = REGISTER if whole else "access-selection"
        return self.made(key, title, access_register.render(figures), register_table(title, figures))

    def access_history(self, person_id: UUID, account_id: UUID) -> Printed:
        """Everything that happened between one person and one account, as the reader may see it."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts = read_register(self._session, uow)
            title = tr("History of an access")
            page = self.page(uow, facts, title, tr("One person and one account"))
            history = read_history(self._session, uow, person_id, account_id)
        deeds = tuple(PastDeed(line.at, line.what, line.who, line.more) for line in history.lines)
        figures = HistoryFigures(page, history.person, history.account, deeds)
        return self.made("access-history", title, access_history.render(figures))

    def leaver_list(self, list_id: UUID) -> Printed:
        """A list of what is to be done for a leaver, a changed job, an account that closes or a handover, to sign.

        A quiet one shows nothing of its reason, whoever prints it (PRACTICE 14).
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.WORK_OFF_LISTS)
            facts = read_register(self._session, uow)
            view = read_list(self._session, uow, list_id)
            title = list_title(view.head.checklist)
            page = self.page(uow, facts, title, tr("What is to be done, by whom, and how it was proved"))
            second = self.signers(facts, Duty.COORDINATOR)[0]
            figures = list_figures(facts, page, view, second)
        return self.made(
            "leaver-list", title, leaver_list.render(figures), list_table(title, figures), on=view.head.checklist.day
        )

    def review_evidence(self, review_id: UUID) -> Printed:
        """A termly review on paper: each decision, what followed from it, the comparison, who signed it off."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts = read_register(self._session, uow)
            title = tr("Access review evidence")
            page = self.page(uow, facts, title, tr("Who decided what of each access, and what followed"))
            signers = self.signers(facts, Duty.HEADTEACHER, Duty.COORDINATOR)
            review = uow.reviews.find(review_id)
            if review is None:
                raise RuleError(tr("There is no such review. Nothing was printed."))
            figures = evidence_figures(uow, facts, page, review, signers)
        return self.made("review-evidence", title, review_evidence.render(figures), evidence_table(title, figures))

    def account_checks(self, term: str) -> Printed:
        """The termly account check: every account by the fixed questions, and what is still open.

        `term` is its name; empty for the one that today lies in.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts = read_register(self._session, uow)
            title = tr("Account check")
            page = self.page(uow, facts, title, tr("Every account by the fixed questions"))
            named = term or period_on(uow.terms.all(), facts.today).name
            signers = self.signers(facts, Duty.COORDINATOR, Duty.HEADTEACHER)
            figures = check_figures(facts, page, named, uow.account_checks.all(), signers)
        return self.made("account-checks", title, account_check_sheet.render(figures), check_table(title, figures))

    def handover_book(self) -> Printed:
        """All that the next computing coordinator has to know; no secret."""
        waiting = open_groups(self._today.view().lines)
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts = read_register(self._session, uow)
            title = tr("Coordinator’s handover book")
            page = self.page(uow, facts, title, tr("Accounts, access, rules, open actions and people to ask"))
            schools = school_names(uow.schools.all())
            met = read_readiness(self._session, uow, tuple(facts.people.values()))
            outgoing, incoming = hands(facts, uow.checklists.all())
            printed_papers = papers(last_printed(uow))
        lines = [account_line(facts, a, self._session.person_id) for a in facts.accounts.values() if a.is_live]
        lines.sort(key=lambda x: x.account.name.casefold())
        figures = BookFigures(
            page=page,
            as_of=facts.today,
            policy=facts.profile.name,
            outgoing=outgoing,
            incoming=incoming,
            accounts=tuple(directory_account(facts, x, schools) for x in lines if x.account.is_ours),
            register=register_figures(facts, page, schools, (), Selection(), met),
            rules=rules(facts.profile),
            waiting=waiting,
            contacts=contacts(facts),
            rounds=rounds(),
            papers=printed_papers,
            signers=(Signer(tr("hands over"), outgoing), Signer(tr("takes over"), incoming)),
        )
        return self.made("handover-book", title, handover_book.render(figures))

    def undertaking(self, person_id: UUID | None) -> Printed:
        """What a person with access undertakes, to sign; without a person a blank sheet."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts = read_register(self._session, uow)
            if person_id is not None and person_id not in facts.people:
                raise RuleError(tr("There is no such person. Nothing was printed."))
            title = tr("Undertaking for posting access")
            page = self.page(uow, facts, title, tr("What whoever has access to an account undertakes"))
        return self.made("undertaking", title, undertaking.render(undertaking_figures(facts, page, person_id)))

    def platform_cards(self, platform_id: str) -> Printed:
        """The steps of one platform for each task, with the day they were checked; everybody may print them."""
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            title = tr("How it is done")
            page = self.page(
                uow, facts, title, tr("Steps on one platform"), confidentiality=tr("For the school’s own use")
            )
        named = facts.platforms[platform_id].name if platform_id in facts.platforms else tr("Other platform")
        steps = PlatformSteps(named, CardService(self._session).cards(platform_id))
        return self.made("platform-cards", title, platform_cards.render(CardFigures(page, steps)))

    def recovery_sheet(self) -> NewRecoverySheet:
        """A new recovery sheet with a new code, by the headteacher. It is in force only after `put_in_force`."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_RECOVERY_SHEET)
        return self._recovery_sheet(new_recovery_code(), self._session.school_key)

    def first_recovery_sheet(self, code: str, school_key: bytes | None) -> NewRecoverySheet:
        """The sheet of a school that was just set up: its code is in force already."""
        with self._session.reading() as uow:
            self._demand_sheet(uow)
        return self._recovery_sheet(code, school_key)

    def recovery_confirmed(self) -> None:
        """Two groups of the sheet's code were typed back: it was printed and can be read."""
        with self._session.work() as work:
            self._demand_sheet(work.uow)
            self._confirm_sheet(work)
            work.done()

    def put_in_force(self, sheet: NewRecoverySheet) -> None:
        """From now on this sheet opens the records and the one before does not.

        That the passwords are still to be sealed to it is noted first: cut off in between, the next sign-in of a
        keyholder does it.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.PRINT_RECOVERY_SHEET)
            work.uow.settings.put(RECOVERY_TO_SEAL, "true")
            work.done()
        self._session.keys.new_recovery_code(sheet.code)
        with self._session.work() as work:
            seal_to_recovery(work)
            self._confirm_sheet(work)
            work.done()

    def _demand_sheet(self, uow: UnitOfWork) -> None:
        """The first sheet is the keyholder's who sets the school up; every later one is the headteacher's."""
        if not self._session.keys.is_keyholder or uow.settings.get(RECOVERY_SHEETS) is not None:
            self._session.demand(uow, Action.PRINT_RECOVERY_SHEET)

    def _confirm_sheet(self, work: Work) -> None:
        number = self._sheets_made(work.uow) + 1
        work.uow.settings.put(RECOVERY_SHEETS, json.dumps(number))
        work.did(Did.PRINTED, Noun.SIGN_INS, subject_kind="document", document="recovery-sheet", number=str(number))

    def _sheets_made(self, uow: UnitOfWork) -> int:
        return int(json.loads(uow.settings.get(RECOVERY_SHEETS) or "0"))

    def _recovery_sheet(self, code: str, school_key: bytes | None) -> NewRecoverySheet:
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            title = tr("Recovery sheet")
            page = self.page(uow, facts, title, tr("For the safe"), confidentiality=tr("Secret: for the school’s safe"))
            number = self._sheets_made(uow) + 1
        figures = RecoveryFigures(
            page=page,
            records_name=page.letterhead.school,
            recovery_code=code,
            setup_code=format_school_key(school_key) if school_key else "",
            keyholders=tuple(facts.people[p].name for p in facts.keyholders if p in facts.people),
            seal_number=self._session.keys.root_fingerprint,
            made_on=facts.today,
            sheet=number,
            signers=self.signers(facts, Duty.HEADTEACHER, Duty.COORDINATOR),
        )
        document = Printed("recovery-sheet", title, title, recovery_sheet.render(figures), may_save=False)
        return NewRecoverySheet(document, code)

    def chair_code(self, deputy_id: UUID) -> NewChairCode:
        """A new code for the chair, to be used with one deputy; in force only after `put_chair_code_in_force`."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_RECOVERY_SHEET)
            facts = read_register(self._session, uow)
            title = tr("The chair’s code")
            page = self.page(
                uow, facts, title, tr("For the chair of governors"), confidentiality=tr("Secret: for the chair alone")
            )
        code = new_recovery_code()
        figures = ChairCodeFigures(
            page, code, facts.people[deputy_id].name, facts.today, self.signers(facts, Duty.CHAIR, Duty.HEADTEACHER)
        )
        document = Printed("chair-code", title, title, chair_code_sheet.render(figures), may_save=False)
        return NewChairCode(document, code, deputy_id)

    def put_chair_code_in_force(self, sheet: NewChairCode) -> None:
        """Two groups were typed back: from now on this code is good, and no older one."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.PRINT_RECOVERY_SHEET)
            self._session.keys.set_chair_code(sheet.deputy_id, sheet.code)
            work.did(Did.PRINTED, Noun.SIGN_INS, subject_kind="document", document="chair-code")
            work.done()

    def was_printed(self, document: Printed) -> None:
        """Leave in the log that it went to a printer; of a case only the case itself says so, when its copy is made."""
        if document.key == CASE_COPY:
            return
        with self._session.work() as work:
            work.did(Did.PRINTED, subject_kind="document", document=document.key)
            self._note_notice(work, document)
            work.done()

    def was_saved(self, document: Printed, as_what: str) -> None:
        """Leave in the log that it was saved as a file (`pdf` or `xlsx`); the path is not kept.

        Raises RuleError for a document that is never saved.
        """
        if not document.may_save:
            raise RuleError(tr("This sheet is only printed, never saved as a file."))
        if document.key == CASE_COPY:
            return
        with self._session.work() as work:
            work.did(Did.SAVED_AS_FILE, subject_kind="document", document=document.key, kind=as_what)
            work.done()
