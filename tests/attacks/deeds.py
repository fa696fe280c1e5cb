"""Every public method of every service, what it needs, and one call of it: a method without an entry fails the test.

`EVERYBODY` may be called by anyone with a sign-in and gives only what is theirs; `REGISTER` needs to be named by the
register for the account. Everything else needs the duty that `domain.permissions.TABLE` gives the action to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import Access
from schoolsm_desktop.domain.account_check import CheckQuestion
from schoolsm_desktop.domain.accounts import Account, AccountState, Known, SecretField
from schoolsm_desktop.domain.approvals import GIVE_BACK, Approval
from schoolsm_desktop.domain.cards import CardTask
from schoolsm_desktop.domain.checklists import ChecklistKind
from schoolsm_desktop.domain.logins import NewLogin
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.recovery import RecoveryWay
from schoolsm_desktop.domain.reviews import Decision, Verdict
from schoolsm_desktop.paths import resource
from schoolsm_desktop.services.conditions import Tick
from schoolsm_desktop.services.giving_back import FileFormat, SaveOrder
from schoolsm_desktop.services.imports import Kind
from schoolsm_desktop.services.requests import OnPaper
from tests.exchange.scans import scan_pdf

from .deed import EVERYBODY, REGISTER, Deed
from .deeds_answers import DEEDS as ANSWER_DEEDS
from .deeds_calendar import DEEDS as CALENDAR_DEEDS
from .deeds_case_paper import DEEDS as CASE_PAPER_DEEDS
from .deeds_checks import DEEDS as CHECK_DEEDS
from .deeds_complaints import DEEDS as COMPLAINT_DEEDS
from .deeds_declarations import DEEDS as DECLARATION_DEEDS
from .deeds_editions import DEEDS as EDITION_DEEDS
from .deeds_events import DEEDS as EVENT_DEEDS
from .deeds_evidence import DEEDS as EVIDENCE_DEEDS
from .deeds_forms import DEEDS as FORM_DEEDS
from .deeds_head import DEEDS as HEAD_DEEDS
from .deeds_health import DEEDS as HEALTH_DEEDS
from .deeds_house import DEEDS as HOUSE_DEEDS
from .deeds_incidents import DEEDS as INCIDENT_DEEDS
from .deeds_letters import DEEDS as LETTER_DEEDS
from .deeds_moderating import DEEDS as MODERATING_DEEDS
from .deeds_pages import DEEDS as PAGE_DEEDS
from .deeds_pictures import DEEDS as PICTURE_DEEDS
from .deeds_published import DEEDS as PUBLISHED_DEEDS
from .deeds_pupils import DEEDS as PUPIL_DEEDS
from .deeds_records import RECORD_DEEDS
from .deeds_reports import DEEDS as REPORT_DEEDS
from .deeds_requests import DEEDS as REQUEST_DEEDS
from .deeds_roll import DEEDS as ROLL_DEEDS
from .deeds_school import DEEDS as SCHOOL_DEEDS
from .deeds_steps import DEEDS as STEP_DEEDS
from .deeds_subjects import DEEDS as SUBJECT_DEEDS
from .deeds_training import DEEDS as TRAINING_DEEDS
from .stage import Stage

__all__ = ("DEEDS", "EVERYBODY", "REGISTER", "Deed")
PASSWORD = SecretField.PASSWORD


def _read(stage: Stage, path: Path) -> object:
    return stage.office.imports.read(path)


def _passwords(s: Stage) -> object:
    path = s.passwords_file()
    return s.office.imports.passwords(path, s.office.imports.read(path))


def _bring_in_passwords(s: Stage) -> object:
    from schoolsm_desktop.services.imports import PasswordPreview

    path = s.passwords_file()
    return s.office.imports.bring_in_passwords(PasswordPreview(s.office.imports.read(path), path, ()), {})


def _staff(s: Stage) -> object:
    path = s.staff_file()
    return s.office.imports.staff(path, s.office.imports.read(path))


def _bring_in_staff(s: Stage) -> object:
    from schoolsm_desktop.services.imports import StaffPreview

    path = s.staff_file()
    return s.office.imports.bring_in_staff(StaffPreview(s.office.imports.read(path), path, ()), (), {})


def _remember(s: Stage) -> None:
    file = s.office.imports.read(s.passwords_file())
    assert file.kind is Kind.PASSWORDS
    assert file.headings_digest
    s.office.imports.remember_columns(file)


def _end_duty(s: Stage) -> object:
    with s.office.session.reading() as uow:
        held = next(d for d in uow.duties.all() if d.duty is Duty.CLASS_TEACHER)
    return s.office.people.end_duty(held.id, s.school.clock.today())


def _what_if_duty_ends(s: Stage) -> object:
    with s.office.session.reading() as uow:
        held = uow.duties.all()[0]
    return s.office.what_if.duty_ends(held.id)


def _account(s: Stage) -> Account:
    with s.office.session.reading() as uow:
        return uow.accounts.get(s.elsewhere.id)


def _colleague(s: Stage) -> Person:
    with s.office.session.reading() as uow:
        return uow.people.get(s.colleague.id)


def _access(s: Stage) -> Access:
    with s.office.session.reading() as uow:
        return next(a for a in uow.access.all() if a.id == s.access.id)


def _sheet(s: Stage) -> None:
    from schoolsm_desktop.services.printing import NewRecoverySheet, Printed

    s.office.printing.put_in_force(NewRecoverySheet(Printed("recovery-sheet", "", "", b""), "0" * 40))


def _printed(s: Stage) -> None:
    from schoolsm_desktop.services.printing import Printed

    s.office.printing.was_printed(Printed("access-register", "", "", b""))


def _saved(s: Stage) -> None:
    from schoolsm_desktop.services.printing import Printed

    s.office.printing.was_saved(Printed("access-register", "", "", b""), "pdf")


def _approval(s: Stage) -> UUID:
    """A question that waits, as if a colleague had asked; asking is a deed of its own."""
    asked = Approval(
        uuid4(), s.school.head.school_id, GIVE_BACK, s.school.coordinator.id, s.school.clock.now(), "new PC"
    )
    with s.office.session.work() as work:
        work.uow.approvals.add(asked)
        work.done()
    return asked.id


def _save_passwords(s: Stage) -> object:
    path, own = s.files / "given.csv", s.school.words[s.me]
    return s.office.giving_back.save(SaveOrder((s.page.id,), FileFormat.CSV, path, own))


def _review(s: Stage) -> UUID:
    """A review's id; where none was begun the deed is refused, or says that there is none."""
    with s.office.session.reading() as uow:
        return next((r.id for r in uow.reviews.all()), uuid4())


A = Action
DEEDS: Mapping[str, Deed] = {
    "AccessService.matrix": Deed(EVERYBODY, lambda s: s.office.access.matrix()),
    "AccessService.cell": Deed(A.SEE_REGISTER, lambda s: s.office.access.cell(s.colleague.id, s.page.id)),
    "AccessService.history": Deed(A.SEE_REGISTER, lambda s: s.office.access.history(s.colleague.id, s.page.id)),
    "AccessService.rights": Deed(EVERYBODY, lambda s: s.office.access.rights()),
    "AccessService.conditions": Deed(EVERYBODY, lambda s: s.office.access.conditions()),
    "AccessService.rule_words": Deed(EVERYBODY, lambda s: s.office.access.rule_words()),
    "AccessService.default_review": Deed(EVERYBODY, lambda s: s.office.access.default_review(s.school.clock.today())),
    "AccessService.default_authoriser": Deed(EVERYBODY, lambda s: s.office.access.default_authoriser()),
    "AccessService.waiting_from_before": Deed(A.SEE_REGISTER, lambda s: s.office.access.waiting_from_before()),
    "AccessService.give": Deed(A.GIVE_ACCESS, lambda s: s.office.access.give(s.request())),
    "AccessService.already_had": Deed(A.GIVE_ACCESS, lambda s: s.office.access.already_had([s.request()])),
    "AccessService.authorise": Deed(
        A.AUTHORISE_ACCESS, lambda s: s.office.access.authorise([s.access.id], s.school.clock.today())
    ),
    "AccessService.change": Deed(A.GIVE_ACCESS, lambda s: s.office.access.change(_access(s))),
    "AccessService.end": Deed(A.END_ACCESS, lambda s: s.office.access.end(s.spare[0].id, "moved")),
    "AccessService.pause": Deed(A.END_ACCESS, lambda s: s.office.access.pause(s.spare[1].id)),
    "AccessService.resume": Deed(A.GIVE_ACCESS, lambda s: s.office.access.resume(s.spare[1].id)),
    "AccessService.waive": Deed(A.WAIVE_CHANGE, lambda s: s.office.access.waive(s.page.id, "seen together")),
    "AccountCareService.health": Deed(A.SEE_REGISTER, lambda s: s.office.account_care.health()),
    "AccountCareService.owners": Deed(A.EDIT_ACCOUNTS, lambda s: s.office.account_care.owners()),
    "AccountCareService.seen_in_use": Deed(
        A.EDIT_ACCOUNTS, lambda s: s.office.account_care.seen_in_use(s.elsewhere.id)
    ),
    "AccountCareService.backup_codes": Deed(REGISTER, lambda s: s.office.account_care.backup_codes(s.page.id)),
    "AccountCareService.tick_code": Deed(
        REGISTER, lambda s: s.office.account_care.tick_code(s.page.id, 1, s.school.clock.today())
    ),
    "AccountCareService.tried": Deed(
        A.EDIT_ACCOUNTS,
        lambda s: s.office.account_care.tried(s.elsewhere.id, RecoveryWay.MAILBOX, s.school.clock.today(), worked=True),
    ),
    "AccountCareService.hand_to_login": Deed(
        A.EDIT_ACCOUNTS,
        lambda s: s.office.account_care.hand_to_login(
            s.elsewhere.id, NewLogin(f"{uuid4().hex[:6]}@a.example", "", "", s.school.clock.today())
        ),
    ),
    "AccountCareService.begin_closing": Deed(
        A.EDIT_ACCOUNTS, lambda s: s.office.account_care.begin_closing(s.elsewhere.id, s.school.clock.today())
    ),
    "AccountCareService.new_owner": Deed(
        A.EDIT_ACCOUNTS, lambda s: s.office.account_care.new_owner([s.elsewhere.id], s.school.coordinator.id)
    ),
    "AccountCheckService.sheet": Deed(A.SEE_ALL_ACCOUNTS, lambda s: s.office.account_checks.sheet()),
    "AccountCheckService.answer": Deed(
        A.CHECK_ACCOUNTS,
        lambda s: s.office.account_checks.answer(s.elsewhere.id, CheckQuestion.STILL_NEEDED, Known.YES),
    ),
    "AccountCheckService.note": Deed(
        A.CHECK_ACCOUNTS, lambda s: s.office.account_checks.note(s.elsewhere.id, "looked at")
    ),
    "AccountService.platforms": Deed(EVERYBODY, lambda s: s.office.accounts.platforms()),
    "AccountService.platform_for": Deed(EVERYBODY, lambda s: s.office.accounts.platform_for("https://x.com/a")),
    "AccountService.lines": Deed(EVERYBODY, lambda s: s.office.accounts.lines()),
    "AccountService.facts": Deed(A.SEE_ALL_ACCOUNTS, lambda s: s.office.accounts.facts(s.elsewhere.id)),
    "AccountService.add": Deed(
        A.EDIT_ACCOUNTS, lambda s: s.office.accounts.add(replace(s.elsewhere, name=f"N {uuid4().hex[:6]}"))
    ),
    "AccountService.change": Deed(A.EDIT_ACCOUNTS, lambda s: s.office.accounts.change(_account(s))),
    "AccountService.authorise": Deed(
        A.AUTHORISE_ACCOUNTS, lambda s: s.office.accounts.authorise(s.elsewhere.id, s.me, s.school.clock.today())
    ),
    "AccountService.move": Deed(
        A.EDIT_ACCOUNTS, lambda s: s.office.accounts.move(s.elsewhere.id, AccountState.SUSPENDED)
    ),
    "BackupService.places": Deed(EVERYBODY, lambda s: s.office.backups.places()),
    "BackupService.choose_places": Deed(
        A.MAKE_BACKUP, lambda s: s.office.backups.choose_places((s.files / "backups",))
    ),
    "BackupService.make": Deed(A.MAKE_BACKUP, lambda s: s.office.backups.make()),
    "CardService.card": Deed(EVERYBODY, lambda s: s.office.cards.card("x", CardTask.REPORT)),
    "CardService.cards": Deed(EVERYBODY, lambda s: s.office.cards.cards("x")),
    "CardService.platform_name": Deed(EVERYBODY, lambda s: s.office.cards.platform_name("x")),
    "ChecklistService.open_lists": Deed(A.WORK_OFF_LISTS, lambda s: s.office.checklists.open_lists()),
    "ChecklistService.lists": Deed(A.WORK_OFF_LISTS, lambda s: s.office.checklists.lists()),
    "ChecklistService.view": Deed(A.WORK_OFF_LISTS, lambda s: s.office.checklists.view(uuid4())),
    "ChecklistService.tick": Deed(A.WORK_OFF_LISTS, lambda s: s.office.checklists.tick(uuid4(), "seen")),
    "ChecklistService.not_needed": Deed(A.WORK_OFF_LISTS, lambda s: s.office.checklists.not_needed(uuid4(), "why")),
    "ChecklistService.reopen": Deed(A.WORK_OFF_LISTS, lambda s: s.office.checklists.reopen(uuid4())),
    "ChecklistService.add_line": Deed(A.WORK_OFF_LISTS, lambda s: s.office.checklists.add_line(uuid4(), "more")),
    "ChecklistService.finish": Deed(
        A.WORK_OFF_LISTS, lambda s: s.office.checklists.finish(uuid4(), s.school.clock.today())
    ),
    "ChecklistService.cancel": Deed(A.WORK_OFF_LISTS, lambda s: s.office.checklists.cancel(uuid4())),
    "ConditionService.asked": Deed(EVERYBODY, lambda s: s.office.conditions.asked()),
    "ConditionService.readiness": Deed(EVERYBODY, lambda s: s.office.conditions.readiness()),
    "ConditionService.of_person": Deed(A.SEE_REGISTER, lambda s: s.office.conditions.of_person(s.colleague.id)),
    "ConditionService.tick": Deed(
        A.TICK_CONDITIONS,
        lambda s: s.office.conditions.tick(
            Tick((s.colleague.id,), AccessCondition.POLICY_READ, s.school.clock.today())
        ),
    ),
    "ConditionService.take_back": Deed(A.TICK_CONDITIONS, lambda s: s.office.conditions.take_back(uuid4())),
    "CoverService.view": Deed(A.SEE_REGISTER, lambda s: s.office.cover.view()),
    "CoverService.begin": Deed(
        A.START_COVER, lambda s: s.office.cover.begin(s.colleague.id, s.school.clock.today(), s.school.clock.today())
    ),
    "CoverService.begin_alone": Deed(
        A.START_COVER, lambda s: s.office.cover.begin_alone(s.school.clock.today(), "taken ill")
    ),
    "CoverService.end": Deed(A.START_COVER, lambda s: s.office.cover.end(uuid4())),
    "CoverService.told": Deed(A.START_COVER, lambda s: s.office.cover.told(uuid4())),
    "DraftService.keep": Deed(EVERYBODY, lambda s: s.office.drafts.keep({"page:x": {"a": "b"}})),
    "DraftService.all": Deed(EVERYBODY, lambda s: s.office.drafts.all()),
    "DraftService.forget": Deed(EVERYBODY, lambda s: s.office.drafts.forget("page:x")),
    "Finder.read": Deed(EVERYBODY, lambda s: s.office.finder.read()),
    "Finder.find": Deed(EVERYBODY, lambda s: s.office.finder.find("a")),
    "GivingBackService.standing": Deed(A.GIVE_BACK_PASSWORDS, lambda s: s.office.giving_back.standing()),
    "GivingBackService.question": Deed(A.ALLOW_GIVING_BACK, lambda s: s.office.giving_back.question(_approval(s))),
    "GivingBackService.ask": Deed(A.GIVE_BACK_PASSWORDS, lambda s: s.office.giving_back.ask("a new PC")),
    "GivingBackService.decide": Deed(
        A.ALLOW_GIVING_BACK, lambda s: s.office.giving_back.decide(_approval(s), allow=True)
    ),
    "GivingBackService.save": Deed(A.GIVE_BACK_PASSWORDS, _save_passwords),
    "HandoverService.plan": Deed(
        A.MAKE_SIGN_INS,
        lambda s: s.office.handover.plan(s.school.coordinator.id, s.colleague.id, s.school.clock.today()),
    ),
    "HandoverService.begin": Deed(
        A.MAKE_SIGN_INS,
        lambda s: s.office.handover.begin(s.school.coordinator.id, s.colleague.id, s.school.clock.today()),
    ),
    "ImportService.read": Deed(EVERYBODY, lambda s: _read(s, s.passwords_file())),
    "ImportService.passwords": Deed(A.BRING_IN_PASSWORDS, _passwords),
    "ImportService.bring_in_passwords": Deed(A.BRING_IN_PASSWORDS, _bring_in_passwords),
    "ImportService.staff": Deed(A.EDIT_PEOPLE, _staff),
    "ImportService.bring_in_staff": Deed(A.EDIT_PEOPLE, _bring_in_staff),
    "ImportService.remember_columns": Deed(A.BRING_IN_PASSWORDS, _remember),
    "ImportService.delete_file": Deed(EVERYBODY, lambda s: s.office.imports.delete_file(s.passwords_file())),
    "LeavingService.rule_words": Deed(EVERYBODY, lambda s: s.office.leaving.rule_words()),
    "LeavingService.holdings": Deed(A.WORK_OFF_LISTS, lambda s: s.office.leaving.holdings(s.colleague.id)),
    "LeavingService.preview": Deed(
        A.WORK_OFF_LISTS,
        lambda s: s.office.leaving.preview(s.colleague.id, s.school.clock.today(), ChecklistKind.LEAVES),
    ),
    "LeavingService.prepare": Deed(
        A.WORK_OFF_LISTS,
        lambda s: s.office.leaving.prepare(s.colleague.id, s.school.clock.today(), ChecklistKind.CHANGES_JOB),
    ),
    "LeavingService.move": Deed(A.WORK_OFF_LISTS, lambda s: s.office.leaving.move(uuid4(), s.school.clock.today())),
    "LeavingService.no_longer_quiet": Deed(A.WORK_OFF_LISTS, lambda s: s.office.leaving.no_longer_quiet(uuid4())),
    "LeavingService.carry_out": Deed(A.WORK_OFF_LISTS, lambda s: s.office.leaving.carry_out(uuid4())),
    "LeavingService.hand_on": Deed(A.EDIT_ACCOUNTS, lambda s: s.office.leaving.hand_on(uuid4(), s.colleague.id)),
    "LeavingService.come_back": Deed(
        A.EDIT_PEOPLE, lambda s: s.office.leaving.come_back(s.colleague.id, s.school.clock.today())
    ),
    "LogService.lines": Deed(A.SEE_LOG, lambda s: s.office.log.lines()),
    "LogService.check": Deed(A.SEE_LOG, lambda s: s.office.log.check()),
    "LogService.altered_rows": Deed(A.SEE_LOG, lambda s: s.office.log.altered_rows()),
    "PaperService.read": Deed(EVERYBODY, lambda s: s.office.papers.read(s.scan_file())),
    "PaperService.keep": Deed(A.SEE_REGISTER, lambda s: s.office.papers.keep("signed.pdf", scan_pdf())),
    "PaperService.open": Deed(A.SEE_REGISTER, lambda s: s.office.papers.open(uuid4())),
    "PeopleService.lines": Deed(A.SEE_PEOPLE, lambda s: s.office.people.lines()),
    "PeopleService.choices": Deed(EVERYBODY, lambda s: s.office.people.choices()),
    "PeopleService.holders": Deed(EVERYBODY, lambda s: s.office.people.holders(Duty.HEADTEACHER)),
    "PeopleService.duty_titles": Deed(EVERYBODY, lambda s: s.office.people.duty_titles()),
    "PeopleService.lost_separations": Deed(A.SEE_PEOPLE, lambda s: s.office.people.lost_separations()),
    "PeopleService.alike": Deed(A.SEE_PEOPLE, lambda s: s.office.people.alike(s.person())),
    "PeopleService.add": Deed(A.EDIT_PEOPLE, lambda s: s.office.people.add(s.person())),
    "PeopleService.change": Deed(A.EDIT_PEOPLE, lambda s: s.office.people.change(_colleague(s))),
    "PeopleService.merge_follows": Deed(
        A.GIVE_ACCESS, lambda s: s.office.people.merge_follows(s.colleague.id, s.school.head.id)
    ),
    "PeopleService.merge": Deed(A.GIVE_ACCESS, lambda s: s.office.people.merge(s.colleague.id, s.school.head.id)),
    "PeopleService.give_duty": Deed(
        A.MAKE_SIGN_INS, lambda s: s.office.people.give_duty(s.colleague.id, Duty.DSL, s.school.clock.today())
    ),
    "PeopleService.end_duty": Deed(A.EDIT_PEOPLE, _end_duty),
    "PolicyService.current": Deed(EVERYBODY, lambda s: s.office.policies.current()),
    "PolicyService.history": Deed(A.SEE_PEOPLE, lambda s: s.office.policies.history()),
    "PolicyService.change": Deed(A.CHOOSE_POLICY, lambda s: s.office.policies.change({"review_months": 24})),
    "PolicyService.read_file": Deed(
        A.CHOOSE_POLICY, lambda s: s.office.policies.read_file(resource("policies/blank.toml"))
    ),
    "PolicyService.save_file": Deed(
        A.CHOOSE_POLICY, lambda s: s.office.policies.save_file(s.school.base / "ours.toml", replace=True)
    ),
    "PolicyService.choose": Deed(A.CHOOSE_POLICY, lambda s: s.office.policies.choose(s.office.policies.current())),
    "PreferenceService.all": Deed(EVERYBODY, lambda s: s.office.preferences.all()),
    "PreferenceService.put": Deed(EVERYBODY, lambda s: s.office.preferences.put({"page": "today"})),
    "PrintingService.account_directory": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.account_directory()),
    "PrintingService.access_history": Deed(
        A.PRINT_REGISTERS, lambda s: s.office.printing.access_history(s.colleague.id, s.page.id)
    ),
    "PrintingService.access_register": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.access_register()),
    "PrintingService.shelf": Deed(EVERYBODY, lambda s: s.office.printing.shelf()),
    "PrintingService.leaver_list": Deed(A.WORK_OFF_LISTS, lambda s: s.office.printing.leaver_list(uuid4())),
    "PrintingService.review_evidence": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.review_evidence(uuid4())),
    "PrintingService.account_checks": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.account_checks("")),
    "PrintingService.handover_book": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.handover_book()),
    "PrintingService.undertaking": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.undertaking(s.colleague.id)),
    "PrintingService.platform_cards": Deed(EVERYBODY, lambda s: s.office.printing.platform_cards("x")),
    "PrintingService.recovery_sheet": Deed(A.PRINT_RECOVERY_SHEET, lambda s: s.office.printing.recovery_sheet()),
    "PrintingService.first_recovery_sheet": Deed(
        A.PRINT_RECOVERY_SHEET, lambda s: s.office.printing.first_recovery_sheet("0" * 40, None)
    ),
    "PrintingService.recovery_confirmed": Deed(
        A.PRINT_RECOVERY_SHEET, lambda s: s.office.printing.recovery_confirmed()
    ),
    "PrintingService.put_in_force": Deed(A.PRINT_RECOVERY_SHEET, _sheet),
    "PrintingService.was_printed": Deed(EVERYBODY, _printed),
    "PrintingService.was_saved": Deed(EVERYBODY, _saved),
    "ReviewService.sheet": Deed(A.SEE_REGISTER, lambda s: s.office.reviews.sheet()),
    "ReviewService.start": Deed(A.REVIEW_ACCESS, lambda s: s.office.reviews.start()),
    "ReviewService.decide": Deed(
        A.REVIEW_ACCESS, lambda s: s.office.reviews.decide(_review(s), s.access.id, Decision(Verdict.KEEP))
    ),
    "ReviewService.take_back": Deed(A.REVIEW_ACCESS, lambda s: s.office.reviews.take_back(_review(s))),
    "ReviewService.cancel": Deed(A.REVIEW_ACCESS, lambda s: s.office.reviews.cancel(_review(s), "wrong term")),
    "ReviewService.signing_off": Deed(A.SIGN_OFF_REVIEW, lambda s: s.office.reviews.signing_off(_review(s))),
    "ReviewService.sign_off": Deed(A.SIGN_OFF_REVIEW, lambda s: s.office.reviews.sign_off(_review(s), frozenset())),
    "ReviewService.carry_out": Deed(A.GIVE_ACCESS, lambda s: s.office.reviews.carry_out(_review(s))),
    "RequestService.lines": Deed(EVERYBODY, lambda s: s.office.requests.lines()),
    "RequestService.rights": Deed(EVERYBODY, lambda s: s.office.requests.rights()),
    "RequestService.ask": Deed(A.RECORD_DECISIONS, lambda s: s.office.requests.ask(s.asking())),
    "RequestService.authorise": Deed(A.AUTHORISE_ACCESS, lambda s: s.office.requests.authorise(uuid4())),
    "RequestService.refuse": Deed(A.AUTHORISE_ACCESS, lambda s: s.office.requests.refuse(uuid4(), "not now")),
    "RequestService.enter_paper": Deed(
        A.RECORD_DECISIONS,
        lambda s: s.office.requests.enter_paper(uuid4(), OnPaper(True, s.school.head.id, s.school.clock.today())),
    ),
    "RequestService.withdraw": Deed(A.RECORD_DECISIONS, lambda s: s.office.requests.withdraw(s.asked)),
    "RequestService.give": Deed(A.GIVE_ACCESS, lambda s: s.office.requests.give(uuid4())),
    "SecretService.needs_reason": Deed(EVERYBODY, lambda s: s.office.secrets.needs_reason()),
    "SecretService.open": Deed(REGISTER, lambda s: s.office.secrets.open(s.page.id, PASSWORD)),
    "SecretService.copy": Deed(REGISTER, lambda s: s.office.secrets.copy(s.page.id, PASSWORD)),
    "SecretService.open_previous": Deed(REGISTER, lambda s: s.office.secrets.open_previous(s.page.id)),
    "SecretService.code_source": Deed(REGISTER, lambda s: s.office.secrets.code_source(s.page.id).now()),
    "SecretService.who_knows": Deed(EVERYBODY, lambda s: s.office.secrets.who_knows(s.page.id)),
    "SecretService.judge": Deed(EVERYBODY, lambda s: s.office.secrets.judge("football1")),
    "SecretService.seed_from_picture": Deed(EVERYBODY, lambda s: s.office.secrets.seed_from_picture(b"none")),
    "SecretService.generate": Deed(EVERYBODY, lambda s: s.office.secrets.generate()),
    "SecretService.change": Deed(
        REGISTER, lambda s: s.office.secrets.change(s.page.id, {SecretField.NOTE: "line"}, confirmed=False)
    ),
    "SecretService.confirm": Deed(REGISTER, lambda s: s.office.secrets.confirm(s.page.id)),
    "SecretService.record_reset": Deed(REGISTER, lambda s: s.office.secrets.record_reset(s.page.id)),
    "SecretService.refresh_health": Deed(EVERYBODY, lambda s: s.office.secrets.refresh_health()),
    "TodayService.view": Deed(EVERYBODY, lambda s: s.office.today.view()),
    "WhatIfService.person_leaves": Deed(
        A.SEE_REGISTER, lambda s: s.office.what_if.person_leaves(s.colleague.id, s.school.clock.today())
    ),
    "WhatIfService.access_ends": Deed(A.SEE_REGISTER, lambda s: s.office.what_if.access_ends(s.access.id)),
    "WhatIfService.keyholder_goes": Deed(A.SEE_REGISTER, lambda s: s.office.what_if.keyholder_goes(s.colleague.id)),
    "WhatIfService.duty_ends": Deed(A.SEE_REGISTER, _what_if_duty_ends),
    "WhatIfService.account_closes": Deed(A.SEE_REGISTER, lambda s: s.office.what_if.account_closes(s.elsewhere.id)),
    "WhatIfService.sign_in_ends": Deed(A.SEE_REGISTER, lambda s: s.office.what_if.sign_in_ends(s.colleague.id)),
    **ANSWER_DEEDS,
    **CALENDAR_DEEDS,
    **CHECK_DEEDS,
    **COMPLAINT_DEEDS,
    **DECLARATION_DEEDS,
    **EDITION_DEEDS,
    **SCHOOL_DEEDS,
    **STEP_DEEDS,
    **CASE_PAPER_DEEDS,
    **TRAINING_DEEDS,
    **ROLL_DEEDS,
    **FORM_DEEDS,
    **HEALTH_DEEDS,
    **EVENT_DEEDS,
    **EVIDENCE_DEEDS,
    **HEAD_DEEDS,
    **HOUSE_DEEDS,
    **MODERATING_DEEDS,
    **SUBJECT_DEEDS,
    **REPORT_DEEDS,
    **PAGE_DEEDS,
    **PICTURE_DEEDS,
    **INCIDENT_DEEDS,
    **LETTER_DEEDS,
    **PUBLISHED_DEEDS,
    **PUPIL_DEEDS,
    **RECORD_DEEDS,
    **REQUEST_DEEDS,
}
