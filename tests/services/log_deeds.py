"""One call of every deed of every service, and the entry it leaves in the log: a deed without a line fails the test.

A subject's own deeds stand in `log_deeds_<subject>.py` and are gathered here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.account_check import CheckQuestion
from schoolsm_desktop.domain.accounts import Account, AccountState, Known, SecretField
from schoolsm_desktop.domain.approvals import Approval
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import LineKind
from schoolsm_desktop.domain.editions import LinkedPolicy, SignedLine
from schoolsm_desktop.domain.logins import NewLogin
from schoolsm_desktop.domain.people import Duty, Person, School
from schoolsm_desktop.domain.recovery import RecoveryWay
from schoolsm_desktop.domain.reviews import Decision, Verdict
from schoolsm_desktop.services.account_care import AccountCareService
from schoolsm_desktop.services.editions import NewEdition, PaperSignatures
from schoolsm_desktop.services.giving_back import FileFormat, SaveOrder
from schoolsm_desktop.services.papers import Scan
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.requests import OnPaper
from tests.exchange.scans import scan_pdf
from tests.services.log_deeds_answers import ANSWER_DEEDS
from tests.services.log_deeds_calendar import CALENDAR_DEEDS
from tests.services.log_deeds_case_paper import CASE_PAPER_DEEDS
from tests.services.log_deeds_checks import CHECK_DEEDS
from tests.services.log_deeds_complaints import COMPLAINT_DEEDS
from tests.services.log_deeds_declarations import DECLARATION_DEEDS
from tests.services.log_deeds_events import EVENT_DEEDS
from tests.services.log_deeds_evidence import EVIDENCE_DEEDS
from tests.services.log_deeds_forms import FORM_DEEDS
from tests.services.log_deeds_head import HEAD_DEEDS
from tests.services.log_deeds_health import HEALTH_DEEDS
from tests.services.log_deeds_house import HOUSE_DEEDS
from tests.services.log_deeds_incidents import INCIDENT_DEEDS
from tests.services.log_deeds_letters import LETTER_DEEDS
from tests.services.log_deeds_moderating import MODERATING_DEEDS
from tests.services.log_deeds_pictures import PICTURE_DEEDS
from tests.services.log_deeds_published import PUBLISHED_DEEDS
from tests.services.log_deeds_pupils import PUPIL_DEEDS
from tests.services.log_deeds_records import RECORD_DEEDS
from tests.services.log_deeds_removal import REMOVAL_DEEDS
from tests.services.log_deeds_reports import REPORT_DEEDS
from tests.services.log_deeds_requests import REQUEST_DEEDS
from tests.services.log_deeds_retention import RETENTION_DEEDS
from tests.services.log_deeds_roll import ROLL_DEEDS
from tests.services.log_deeds_steps import STEP_DEEDS
from tests.services.log_deeds_subjects import SUBJECT_DEEDS
from tests.services.log_deeds_training import TRAINING_DEEDS
from tests.services.school import OTHER
from tests.services.school_files import PASSWORDS_CSV, STAFF_CSV
from tests.services.stage import TEMPORARY, Stage

PASSWORD = SecretField.PASSWORD
NOT_IN_THE_LOG = {
    "drafts.keep": "what was typed and not saved is nobody's deed yet",
    "drafts.forget": "as above",
    "preferences.put": "how somebody likes their columns",
    "imports.remember_columns": "a help for the next file with the same headings",
    "printing.photo_slip": "only the number of the paper is kept; that it was printed is entered when it is printed",
    "secrets.refresh_health": "an observation, made anew whenever somebody looks",
}
"""What writes without an entry, and why that is right."""


def _bring_in_passwords(s: Stage) -> None:
    path = s.school.base / "passwords.csv"
    path.write_text(PASSWORDS_CSV, encoding="utf-8")
    preview = s.office.imports.passwords(path, s.office.imports.read(path))
    s.office.imports.bring_in_passwords(preview, {e.position: e.title for e in preview.entries})


def _bring_in_staff(s: Stage) -> None:
    path = s.school.base / "staff.csv"
    path.write_text(STAFF_CSV, encoding="utf-8")
    preview = s.office.imports.staff(path, s.office.imports.read(path))
    lines = [p.row.line for p in preview.people]
    s.office.imports.bring_in_staff(preview, lines, {lines[0]: [Duty.OFFICE_MANAGER]})


def _delete_file(s: Stage) -> None:
    path = s.school.base / "passwords.csv"
    path.write_text(PASSWORDS_CSV, encoding="utf-8")
    s.office.imports.delete_file(path)
    assert not path.exists()


def _waive(s: Stage) -> None:
    s.office.secrets.change(s.page.id, {PASSWORD: "nobody has seen it 6!"}, confirmed=True)
    s.office.access.end(s.access.id)
    s.office.access.waive(s.page.id, "never opened")


def _finish_list(s: Stage) -> None:
    checklist = s.office.checklists
    begun = s.list()
    s.office.secrets.change(s.page.id, {PASSWORD: "not known to the leaver 3!"}, confirmed=True)
    for row in checklist.view(begun.id).lines:
        if row.is_open:
            checklist.not_needed(row.line.id, "invented")
    checklist.finish(begun.id, date(2026, 11, 20))


def _open_line_again(s: Stage) -> None:
    line = s.line(LineKind.PICTURES)
    s.office.checklists.tick(line, "seen")
    s.office.checklists.reopen(line)


def _come_back(s: Stage) -> None:
    gone = s.school.add_person("Ada Gone", ends=date(2026, 11, 18))
    s.office.leaving.come_back(gone.id, date(2026, 11, 20))


def _put_in_force(s: Stage) -> None:
    s.office.printing.put_in_force(s.office.printing.recovery_sheet())


def _edition(s: Stage) -> UUID:
    return s.office.editions.add(NewEdition("Autumn 2026")).id


def _linked(s: Stage) -> LinkedPolicy:
    return s.office.editions.add_linked(["Acceptable use"])[0]


def _with_codes(s: Stage) -> AccountCareService:
    s.office.secrets.change(s.page.id, {SecretField.BACKUP_CODES: "1111\n2222"}, confirmed=True)
    return s.office.account_care


def _ask_alone(s: Stage) -> Approval:
    """The headteacher asks, whose coordinator's last day it was yesterday: nobody else could."""
    with s.office.session.reading() as uow:
        held = next(d for d in uow.duties.all() if d.duty is Duty.COORDINATOR)
    with s.office.session.work() as work:
        kept = work.uow.duties.save(replace(held, ends=date(2026, 11, 19)))
        work.did(Did.DUTY_ENDED, subject_kind="person", subject_id=kept.person_id, record=kept)
        work.done()
    return s.office.giving_back.ask("the records move to another program")


def _decide_alone(s: Stage) -> None:
    s.office.giving_back.decide(_ask_alone(s).id, allow=True)


def _save_alone(s: Stage) -> None:
    _decide_alone(s)
    own = s.school.words[s.school.head.id]
    order = SaveOrder((s.page.id,), FileFormat.CSV, s.school.base / "given.csv", own)
    assert s.office.giving_back.save(order).passwords == 1


def _decide(s: Stage) -> UUID:
    review = s.office.reviews.start()
    s.office.reviews.decide(review.id, s.access.id, Decision(Verdict.KEEP))
    return review.id


def _sign_off(s: Stage) -> UUID:
    review = s.office.reviews.start()
    for row in s.office.reviews.sheet().rows:
        s.office.reviews.decide(review.id, row.access.id, Decision(Verdict.KEEP))
    return s.office.reviews.sign_off(review.id, s.office.reviews.signing_off(review.id).seen).id


def _give_what_was_asked(s: Stage) -> None:
    asked = s.asked()
    s.office.requests.authorise(asked.id)
    s.office.requests.give(asked.id)


def _end_cover(s: Stage) -> None:
    cover = s.cover()
    s.office.cover.end(cover.id)


def _told(s: Stage) -> None:
    cover = s.cover_alone()
    s.office.cover.told(cover.id)


DEEDS: dict[str, tuple[Did, Callable[[Stage], object]]] = {
    "access.already_had": (Did.ACCESS_RECORDED, lambda s: s.office.access.already_had([s.request(s.waiting)])),
    "access.authorise": (Did.ACCESS_CHANGED, lambda s: s.office.access.authorise([s.before.id], date(2026, 11, 20))),
    "access.change": (Did.ACCESS_CHANGED, lambda s: s.office.access.change(replace(s.access, reason="other"))),
    "access.end": (Did.ACCESS_ENDED, lambda s: s.office.access.end(s.access.id, "moved")),
    "access.give": (Did.ACCESS_GIVEN, lambda s: s.office.access.give(s.request(s.waiting))),
    "access.pause": (Did.ACCESS_PAUSED, lambda s: s.office.access.pause(s.access.id)),
    "access.resume": (Did.ACCESS_RESUMED, lambda s: s.office.access.resume(s.paused.id)),
    "access.waive": (Did.CHANGE_WAIVED, _waive),
    "account_care.backup_codes": (Did.SECRET_OPENED, lambda s: _with_codes(s).backup_codes(s.page.id)),
    "account_care.begin_closing": (
        Did.LIST_STARTED,
        lambda s: s.office.account_care.begin_closing(s.page.id, date(2026, 11, 27)),
    ),
    "account_care.hand_to_login": (
        Did.LOGIN_HANDED_ON,
        lambda s: s.office.account_care.hand_to_login(
            s.page.id, NewLogin("news@alder.example", "", "", date(2026, 11, 20))
        ),
    ),
    "account_care.new_owner": (
        Did.ACCOUNT_CHANGED,
        lambda s: s.office.account_care.new_owner([s.page.id], s.school.head.id),
    ),
    "account_care.seen_in_use": (Did.ACCOUNT_CHANGED, lambda s: s.office.account_care.seen_in_use(s.page.id)),
    "account_care.tick_code": (
        Did.CODE_TICKED,
        lambda s: _with_codes(s).tick_code(s.page.id, 1, date(2026, 11, 20)),
    ),
    "account_care.tried": (
        Did.ACCOUNT_CHANGED,
        lambda s: s.office.account_care.tried(s.page.id, RecoveryWay.PHONE, date(2026, 11, 20), worked=True),
    ),
    "account_checks.answer": (
        Did.ACCOUNT_CHECKED,
        lambda s: s.office.account_checks.answer(s.page.id, CheckQuestion.STILL_NEEDED, Known.YES),
    ),
    "account_checks.note": (Did.ACCOUNT_CHECKED, lambda s: s.office.account_checks.note(s.page.id, "looked at")),
    "accounts.add": (
        Did.ACCOUNT_ADDED,
        lambda s: s.office.accounts.add(Account(uuid4(), s.page.school_id, "x", "Another")),
    ),
    "accounts.authorise": (
        Did.ACCOUNT_MOVED,
        lambda s: s.office.accounts.authorise(s.proposed.id, s.school.head.id, date(2026, 11, 20)),
    ),
    "accounts.change": (Did.ACCOUNT_CHANGED, lambda s: s.office.accounts.change(replace(s.page, purpose="news"))),
    "accounts.move": (Did.ACCOUNT_MOVED, lambda s: s.office.accounts.move(s.page.id, AccountState.SUSPENDED)),
    "backups.choose_places": (
        Did.SETTING_CHANGED,
        lambda s: s.office.backups.choose_places((s.school.base / "second",)),
    ),
    "backups.make": (Did.BACKUP_MADE, lambda s: s.office.backups.make()),
    "checklists.add_line": (Did.LIST_LINE_ADDED, lambda s: s.office.checklists.add_line(s.list().id, "the camera")),
    "checklists.cancel": (Did.LIST_CANCELLED, lambda s: s.office.checklists.cancel(s.list().id)),
    "checklists.finish": (Did.LIST_FINISHED, _finish_list),
    "checklists.not_needed": (
        Did.LIST_LINE_DONE,
        lambda s: s.office.checklists.not_needed(s.line(LineKind.PICTURES), "no device"),
    ),
    "checklists.reopen": (Did.LIST_LINE_OPENED, _open_line_again),
    "checklists.tick": (Did.LIST_LINE_DONE, lambda s: s.office.checklists.tick(s.line(LineKind.PICTURES), "seen")),
    "editions.add": (Did.EDITION_ADDED, lambda s: s.office.editions.add(NewEdition("Autumn 2026"))),
    "editions.add_linked": (Did.LINKED_POLICY_CHANGED, lambda s: s.office.editions.add_linked(["Behaviour"])),
    "editions.change": (
        Did.EDITION_CHANGED,
        lambda s: s.office.editions.change(_edition(s), NewEdition("Autumn 2026, corrected")),
    ),
    "editions.change_linked": (
        Did.LINKED_POLICY_CHANGED,
        lambda s: s.office.editions.change_linked(replace(_linked(s), where="website")),
    ),
    "editions.end_linked": (Did.LINKED_POLICY_CHANGED, lambda s: s.office.editions.end_linked(_linked(s).id)),
    "editions.enter_signatures": (
        Did.POLICY_SIGNED,
        lambda s: s.office.editions.enter_signatures(
            _edition(s), PaperSignatures(chair=SignedLine("Edith Wainford", date(2026, 11, 19)))
        ),
    ),
    "editions.published": (
        Did.EDITION_CHANGED,
        lambda s: s.office.editions.published(_edition(s), "https://alder.example/policy"),
    ),
    "editions.reviewed": (
        Did.LINKED_POLICY_CHANGED,
        lambda s: s.office.editions.reviewed(_linked(s).id, date(2027, 11, 20)),
    ),
    "editions.sign": (Did.POLICY_SIGNED, lambda s: s.office.editions.sign(_edition(s))),
    "editions.take_back": (Did.EDITION_WITHDRAWN, lambda s: s.office.editions.take_back(_edition(s))),
    "editions.text": (
        Did.PAPER_OPENED,
        lambda s: s.office.editions.text(
            s.office.editions.add(NewEdition("With text", text=Scan("policy.pdf", "application/pdf", scan_pdf()))).id
        ),
    ),
    "giving_back.ask": (Did.GIVING_BACK_ASKED, _ask_alone),
    "giving_back.decide": (Did.GIVING_BACK_DECIDED, _decide_alone),
    "giving_back.save": (Did.SECRETS_GIVEN_BACK, _save_alone),
    "handover.begin": (
        Did.LIST_STARTED,
        lambda s: s.office.handover.begin(s.school.coordinator.id, s.waiting.id, date(2027, 1, 5)),
    ),
    "conditions.take_back": (
        Did.CONDITION_WITHDRAWN,
        lambda s: s.office.conditions.take_back(s.office.conditions.tick(s.tick())[0].id),
    ),
    "conditions.tick": (Did.CONDITION_MET, lambda s: s.office.conditions.tick(s.tick())),
    "cover.begin": (Did.COVER_STARTED, lambda s: s.cover()),
    "cover.begin_alone": (Did.COVER_STARTED, lambda s: s.cover_alone()),
    "cover.end": (Did.COVER_ENDED, _end_cover),
    "cover.told": (Did.COVER_TOLD, _told),
    "imports.bring_in_passwords": (Did.ACCOUNTS_IMPORTED, _bring_in_passwords),
    "imports.bring_in_staff": (Did.PEOPLE_IMPORTED, _bring_in_staff),
    "imports.delete_file": (Did.IMPORT_FILE_DELETED, _delete_file),
    "papers.keep": (Did.PAPER_KEPT, lambda s: s.office.papers.keep("signed.pdf", scan_pdf())),
    "papers.open": (
        Did.PAPER_OPENED,
        lambda s: s.office.papers.open(s.office.papers.keep("signed.pdf", scan_pdf()).id),
    ),
    "leaving.carry_out": (Did.DUTY_ENDED, lambda s: s.office.leaving.carry_out(s.line(LineKind.DUTY))),
    "leaving.come_back": (Did.PERSON_RETURNED, _come_back),
    "leaving.hand_on": (
        Did.ACCOUNT_CHANGED,
        lambda s: s.office.leaving.hand_on(s.line(LineKind.OWNED_ACCOUNT), s.school.head.id),
    ),
    "leaving.move": (Did.LIST_CHANGED, lambda s: s.office.leaving.move(s.list().id, date(2026, 11, 25))),
    "leaving.no_longer_quiet": (
        Did.LIST_CHANGED,
        lambda s: s.office.leaving.no_longer_quiet(s.list(quiet=True).id),
    ),
    "leaving.prepare": (Did.LIST_STARTED, lambda s: s.list()),
    "people.add": (
        Did.PERSON_ADDED,
        lambda s: s.office.people.add(Person(uuid4(), s.page.school_id, "Ada", "Lark"), [Duty.DSL]),
    ),
    "people.change": (Did.PERSON_CHANGED, lambda s: s.office.people.change(replace(s.sam, job_title="Caretaker"))),
    "people.end_duty": (Did.DUTY_ENDED, lambda s: s.office.people.end_duty(s.duty.id, date(2026, 11, 21))),
    "people.give_duty": (
        Did.DUTY_GIVEN,
        lambda s: s.office.people.give_duty(s.jo.id, Duty.DPO, date(2026, 11, 20)),
    ),
    "people.merge": (Did.PEOPLE_MERGED, lambda s: s.office.people.merge(s.jo.id, s.school.add_person("J Marsh").id)),
    "policies.choose": (Did.POLICY_CHOSEN, lambda s: s.office.policies.choose(shipped_profile("kew-woods"))),
    "policies.change": (Did.POLICY_CHANGED, lambda s: s.office.policies.change({"review_months": 24})),
    "policies.save_file": (
        Did.SAVED_AS_FILE,
        lambda s: s.office.policies.save_file(s.school.base / "ours.toml", replace=True),
    ),
    "printing.put_in_force": (Did.PRINTED, _put_in_force),
    "printing.recovery_confirmed": (Did.PRINTED, lambda s: s.office.printing.recovery_confirmed()),
    "printing.was_printed": (
        Did.PRINTED,
        lambda s: s.office.printing.was_printed(s.office.printing.access_register()),
    ),
    "printing.was_saved": (
        Did.SAVED_AS_FILE,
        lambda s: s.office.printing.was_saved(s.office.printing.account_directory(), "pdf"),
    ),
    "reviews.start": (Did.REVIEW_STARTED, lambda s: s.office.reviews.start()),
    "reviews.decide": (Did.REVIEW_DECIDED, _decide),
    "reviews.take_back": (Did.REVIEW_DECIDED, lambda s: s.office.reviews.take_back(_decide(s))),
    "reviews.sign_off": (Did.REVIEW_SIGNED_OFF, _sign_off),
    "reviews.carry_out": (Did.REVIEW_STARTED, lambda s: s.office.reviews.carry_out(_sign_off(s))),
    "reviews.cancel": (
        Did.REVIEW_CANCELLED,
        lambda s: s.office.reviews.cancel(s.office.reviews.start().id, "wrong term"),
    ),
    "requests.ask": (Did.ACCESS_ASKED, lambda s: s.asked()),
    "requests.authorise": (Did.ACCESS_AUTHORISED, lambda s: s.office.requests.authorise(s.asked().id)),
    "requests.enter_paper": (
        Did.ACCESS_AUTHORISED,
        lambda s: s.office.requests.enter_paper(s.asked().id, OnPaper(True, s.school.head.id, date(2026, 11, 19))),
    ),
    "requests.give": (Did.REQUEST_GIVEN, _give_what_was_asked),
    "requests.refuse": (Did.ACCESS_REFUSED, lambda s: s.office.requests.refuse(s.asked().id, "not this term")),
    "requests.withdraw": (Did.REQUEST_WITHDRAWN, lambda s: s.office.requests.withdraw(s.asked().id)),
    "schools.add": (Did.SCHOOL_CHANGED, lambda s: s.office.schools.add(School(uuid4(), "Second School"))),
    "schools.change": (
        Did.SCHOOL_CHANGED,
        lambda s: s.office.schools.change(replace(s.office.schools.school(), website="https://alder.example")),
    ),
    "schools.change_terms": (Did.TERMS_CHANGED, lambda s: s.office.schools.change_terms(s.office.schools.terms())),
    "secrets.change": (
        Did.SECRET_CHANGED,
        lambda s: s.office.secrets.change(s.page.id, {PASSWORD: "newest 9!"}, confirmed=True),
    ),
    "secrets.code_source": (Did.CODE_OPENED, lambda s: s.office.secrets.code_source(s.page.id)),
    "secrets.confirm": (Did.SECRET_CONFIRMED, lambda s: s.office.secrets.confirm(s.page.id)),
    "secrets.copy": (Did.SECRET_COPIED, lambda s: s.office.secrets.copy(s.page.id, PASSWORD)),
    "secrets.open": (Did.SECRET_OPENED, lambda s: s.office.secrets.open(s.page.id, PASSWORD)),
    "secrets.open_previous": (Did.SECRET_OPENED, lambda s: s.office.secrets.open_previous(s.page.id)),
    "secrets.record_reset": (Did.SECRET_RESET_RECORDED, lambda s: s.office.secrets.record_reset(s.page.id)),
    "sign_ins.change_passphrase": (
        Did.PASSPHRASE_CHANGED,
        lambda s: s.office.sign_ins.change_passphrase(s.school.words[s.school.head.id], OTHER),
    ),
    "sign_ins.confirm": (Did.SIGN_IN_CONFIRMED, lambda s: s.office.sign_ins.confirm(s.waiting.id)),
    "sign_ins.end": (Did.SIGN_IN_ENDED, lambda s: s.office.sign_ins.end(s.jo.id)),
    "sign_ins.make": (Did.SIGN_IN_MADE, lambda s: s.office.sign_ins.make(s.sam.id, TEMPORARY)),
    "sign_ins.reset": (Did.SIGN_IN_RESET, lambda s: s.office.sign_ins.reset(s.jo.id, TEMPORARY)),
    "sign_ins.set_keyholder": (Did.KEYHOLDER_SET, lambda s: s.office.sign_ins.set_keyholder(s.jo.id, True)),
    **ANSWER_DEEDS,
    **CALENDAR_DEEDS,
    **CHECK_DEEDS,
    **COMPLAINT_DEEDS,
    **DECLARATION_DEEDS,
    **FORM_DEEDS,
    **HEALTH_DEEDS,
    **EVENT_DEEDS,
    **EVIDENCE_DEEDS,
    **HEAD_DEEDS,
    **HOUSE_DEEDS,
    **INCIDENT_DEEDS,
    **LETTER_DEEDS,
    **MODERATING_DEEDS,
    **SUBJECT_DEEDS,
    **REPORT_DEEDS,
    **RETENTION_DEEDS,
    **PICTURE_DEEDS,
    **PUBLISHED_DEEDS,
    **PUPIL_DEEDS,
    **REMOVAL_DEEDS,
    **RECORD_DEEDS,
    **REQUEST_DEEDS,
    **ROLL_DEEDS,
    **STEP_DEEDS,
    **CASE_PAPER_DEEDS,
    **TRAINING_DEEDS,
}
