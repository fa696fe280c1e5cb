"""Complaints: taken in with only what is known, sealed to the headteacher and who leads them, stage by stage to an end.

Whoever takes one in for somebody else to lead does not read it afterwards. One about the headteacher is taken only where
the chair has a sign-in, and then for the chair alone (PRACTICE 2, 13).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from schoolsm_desktop.domain.case_readers import FirstReaders
from schoolsm_desktop.domain.cases import CaseLevel, CaseSort, CaseState, Entry, EntryKind
from schoolsm_desktop.domain.complaint_stages import (
    ACKNOWLEDGED,
    HELD,
    INVITED,
    check_appointment,
    check_received,
    check_stage,
    complaint_readers,
    demand_open,
)
from schoolsm_desktop.domain.complaints import CameBy, Complaint, ComplaintAbout, Stage
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.evidence import StagedEvidence
from schoolsm_desktop.domain.incidents import Who
from schoolsm_desktop.domain.people import Duty, duties_on, holders_on
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.wording import day_text, list_text, moment_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened, add_to_case, file_case, new_entry, new_reference, open_case, open_cases, share_case
from .case_letters import case_letter_entry
from .complaint_views import ComplaintLine, ComplaintView, complaint_line, complaint_view
from .evidence_taking import claim, evidence_entry
from .schools import home_school
from .session import Session, Work

LONGEST = 20_000
ADDED = (EntryKind.NOTE, EntryKind.MEETING, EntryKind.TOLD, EntryKind.ADVICE, EntryKind.AGENCY, EntryKind.CORRECTION)
"""What somebody adds to the record of a complaint by hand; everything else is the trace of a deed."""


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """What is known when a complaint comes in; only what it is about is needed."""

    what: str
    received_on: date
    came_by: CameBy = CameBy.OTHER
    about: ComplaintAbout = ComplaintAbout.OTHER
    who: Who = Who.PARENT
    name: str = ""
    contact: str = ""
    person_ids: tuple[UUID, ...] = ()
    account_id: UUID | None = None
    address: str = ""
    lead_id: UUID | None = None
    """Who leads it; by default whoever takes it in, or the chair where it is about the headteacher."""
    paper_on: date | None = None
    staged: tuple[StagedEvidence, ...] = ()
    not_taken: bool = False
    """Whether a file was not taken in because it may show a child in a sexual way (PRACTICE 8)."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A complaint that was taken in: what it is called, whether whoever took it in reads it, and what to tell them."""

    id: UUID
    reference: str
    readable: bool
    words: str


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Whom a complaint would be sealed to. Where `may` is False no words of it are taken, and `words` say what to do."""

    may: bool
    words: str


@dataclass(frozen=True, slots=True)
class Added:
    """Something added to the record by hand; `at` is when it happened, `of` the entry that it corrects."""

    kind: EntryKind
    words: str
    at: datetime | None = None
    who: str = ""
    of: int | None = None


@dataclass(frozen=True, slots=True)
class ComplaintChoices:
    """What the forms offer: (id, name, quiet detail). `leads` may enter complaints and can be given one."""

    people: tuple[tuple[str, str, str], ...] = ()
    leads: tuple[tuple[str, str, str], ...] = ()
    accounts: tuple[tuple[str, str, str], ...] = ()
    me: str = ""


class ComplaintService:
    """Deeds and views of complaints; whoever has no key to one is told nothing of it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # Views

    def lines(self) -> tuple[ComplaintLine, ...]:
        """Every complaint that the person signed in can read: the open ones first, by what they wait for."""
        with self._session.reading() as uow:
            opened = open_cases(self._session, uow, CaseSort.COMPLAINT)
            lines = [complaint_line(self._session, uow, one) for one in opened]
        return tuple(sorted(lines, key=lambda x: (x.is_closed, x.due or date.max, x.reference)))

    def view(self, case_id: UUID) -> ComplaintView:
        """One complaint with its whole record. Raises RecordMissingError for whoever it does not exist for."""
        with self._session.reading() as uow:
            return complaint_view(self._session, uow, self._open(uow, case_id))

    def is_asked(self) -> bool:
        """Whether the person signed in enters complaints, or reads one: for everybody else there are none."""
        with self._session.reading() as uow:
            if self._session.allows(uow, Action.RECORD_COMPLAINTS):
                return True
            return bool(open_cases(self._session, uow, CaseSort.COMPLAINT))

    def read_by(self, person_ids: tuple[UUID, ...], lead_id: UUID | None) -> ReadBy:
        """Who would read a complaint about these colleagues, before a word of it is written down."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RECORD_COMPLAINTS)
            asked = NewComplaint("", self._session.today, person_ids=person_ids, lead_id=lead_id)
            _, first = self._first(uow, self._facts(uow, asked))
            readers = first.people & self._session.keys.recipients()
            if not readers:
                return ReadBy(False, _nobody(first))
            names = [uow.people.get(p).short_name for p in readers]
        return ReadBy(
            True, tr("Sealed to {names}. Nobody else learns that it is there.", names=list_text(sorted(names)))
        )

    def choices(self) -> ComplaintChoices:
        """Colleagues, who may lead a complaint, and our accounts; nothing for whoever enters no complaints."""
        session = self._session
        with session.reading() as uow:
            if not session.allows(uow, Action.RECORD_COMPLAINTS):
                return ComplaintChoices()
            today, held = session.today, tuple(uow.duties.standing(session.today))
            every = [p for p in uow.people.all() if not p.left_by(today) and p.merged_into is None]
            accounts = [(str(a.id), a.name, "") for a in uow.accounts.all() if a.is_live]
        people = sorted(every, key=lambda p: p.sort_name.casefold())
        may = session.keys.recipients()
        leads = [p for p in people if p.id in may and allows(duties_on(held, p.id, today), Action.RECORD_COMPLAINTS)]
        return ComplaintChoices(
            tuple((str(p.id), p.name, p.job_title) for p in people),
            tuple((str(p.id), p.name, p.job_title) for p in leads),
            tuple(sorted(accounts, key=lambda x: x[1].casefold())),
            str(session.person_id),
        )

    # Deeds

    def record(self, new: NewComplaint) -> TakenIn:
        """Take a complaint in. Raises NotAllowedError, FieldError, and RuleError where nobody may read it."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RECORD_COMPLAINTS)
            taken = self._file(work, new, ())
            work.done()
        return taken

    def from_comment(self, moderation_id: UUID, lead_id: UUID | None = None) -> TakenIn:
        """Make a complaint of a public comment, with the letter that names the way to complain (bucklebury:parent-2).

        The link and the letter lie in the sealed complaint alone; the moderation log says nothing of either.
        Raises NotAllowedError, RuleError for a comment that was made into one before, as far as one may know of it.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RECORD_COMPLAINTS)
            act = work.uow.moderation_acts.get(moderation_id)
            link = f"moderation:{act.id}"
            for one in open_cases(self._session, work.uow, CaseSort.COMPLAINT):
                if any(entry.link == link for entry in one.entries):
                    raise RuleError(
                        tr(
                            "This comment is a complaint already: {reference}. Nothing was changed.",
                            reference=one.facts.reference,
                        )
                    )
            account = work.uow.accounts.find(act.account_id)
            page = account.name if account is not None else ""
            new = NewComplaint(
                act.what or tr("A comment on {page}", page=page or tr("a public page")),
                act.at.astimezone().date(),
                CameBy.COMMENT,
                ComplaintAbout.ONLINE,
                Who.UNKNOWN,
                act.author,
                account_id=act.account_id,
                lead_id=lead_id,
            )
            letter = case_letter_entry(work, "complaint-signpost", act.author, {"account": page})
            linked = new_entry(work, EntryKind.LINK, tr("Made of a public comment"), at=act.at, link=link)
            taken = self._file(work, new, (linked, letter))
            work.done()
        return taken

    def acknowledge(self, case_id: UUID, how: str, at: datetime | None = None) -> None:
        """Keep that whoever complained was told that it arrived. Raises RuleError where that was done before."""

        def deed(work: Work, opened: Opened) -> None:
            if any(x.kind is EntryKind.ANSWER and x.about == ACKNOWLEDGED for x in opened.entries):
                raise RuleError(tr("It was acknowledged already. Nothing was changed; what you wrote is still here."))
            words = _needed("how", how)
            add_to_case(work, opened, self._entry(work, EntryKind.ANSWER, words, at, about=ACKNOWLEDGED))

        self._do(case_id, deed)

    def appoint(self, case_id: UUID, at: datetime, with_id: UUID | None, place: str = "") -> None:
        """Keep an appointment with the coordinator or a leader (valence:complaints-1). Raises FieldError for a past one."""

        def deed(work: Work, opened: Opened) -> None:
            check_appointment(at, self._session.clock.now())
            complaint = opened.complaint.complaint
            who = work.uow.people.get(with_id).name if with_id is not None else ""
            words = ", ".join(part for part in (moment_text(at), place.strip()) if part)
            entry = new_entry(work, EntryKind.MEETING, words, about=INVITED, due=at, who=who, person_id=with_id)
            add_to_case(work, opened, entry, facts=replace(complaint, appointment_at=at))

        self._do(case_id, deed)

    def take_stage(self, case_id: UUID, to: Stage, advice: str, advised_by: UUID | None = None) -> None:
        """Go on to the next stage, with who advised what about it (valence:complaints-2).

        Raises RuleError for a stage that was taken already, FieldError without a word of what was advised.
        """

        def deed(work: Work, opened: Opened) -> None:
            case = opened.complaint
            check_stage(case, to)
            words, by = _needed("advice", advice), advised_by or self._session.person_id
            entry = new_entry(
                work, EntryKind.STAGE, words, about=to.value, person_id=by, who=work.uow.people.get(by).name
            )
            add_to_case(work, opened, entry, facts=replace(case.complaint, stage=to))

        self._do(case_id, deed)

    def answer(self, case_id: UUID, words: str, at: datetime | None = None) -> None:
        """Keep what whoever complained was answered at the present stage."""

        def deed(work: Work, opened: Opened) -> None:
            said, stage = _needed("words", words), opened.complaint.complaint.stage.value
            add_to_case(work, opened, self._entry(work, EntryKind.ANSWER, said, at, about=stage))

        self._do(case_id, deed)

    def add(self, case_id: UUID, new: Added) -> None:
        """Add to the record; a correction stands beside what it corrects. Works for a closed complaint as well."""
        if new.kind not in ADDED:
            raise RuleError(tr("This is written down by its own deed. Nothing was added."))

        def deed(work: Work, opened: Opened) -> None:
            if new.kind is EntryKind.CORRECTION and new.of not in range(1, len(opened.entries) + 1):
                raise FieldError("of", tr("Choose the entry that this corrects. Nothing was added yet."))
            of = new.of if new.kind is EntryKind.CORRECTION else None
            about = HELD if new.kind is EntryKind.MEETING else ""
            words = _needed("words", new.words)
            entry = self._entry(work, new.kind, words, new.at, about=about, who=new.who.strip(), of=of)
            add_to_case(work, opened, entry)

        self._do(case_id, deed, closed=True)

    def change(self, case_id: UUID, name: str, contact: str, about: ComplaintAbout, lead_id: UUID | None) -> None:
        """Put right who complained, how they are reached, what it is about and who leads it; each change is an entry."""

        def deed(work: Work, opened: Opened) -> None:
            before = opened.complaint.complaint
            after = replace(before, name=name.strip(), contact=contact.strip(), about=about, lead_id=lead_id)
            if after == before:
                return
            now = opened
            if lead_id is not None and lead_id not in opened.readers:
                now = share_case(work, opened, (lead_id,))
            add_to_case(work, now, new_entry(work, EntryKind.CHANGED, _changed(work.uow, before, after)), facts=after)

        self._do(case_id, deed, closed=True)

    def close(self, case_id: UUID, outcome: str) -> None:
        """Close it with what came of it. Raises RuleError where somebody closed it meanwhile."""

        def deed(work: Work, opened: Opened) -> None:
            words, now = _needed("outcome", outcome), self._session.clock.now()
            facts = replace(opened.complaint.complaint, state=CaseState.CLOSED, outcome=words, closed_at=now)
            add_to_case(work, opened, new_entry(work, EntryKind.CLOSED, words), facts=facts)

        self._do(case_id, deed)

    def reopen(self, case_id: UUID, reason: str) -> None:
        """Open it again, with the reason. Raises RuleError where it is open."""

        def deed(work: Work, opened: Opened) -> None:
            complaint = opened.complaint.complaint
            if complaint.state is CaseState.OPEN:
                raise RuleError(tr("It is open already. Nothing was changed; what you wrote is still here."))
            facts = replace(complaint, state=CaseState.OPEN, closed_at=None)
            add_to_case(work, opened, new_entry(work, EntryKind.REOPENED, _needed("reason", reason)), facts=facts)

        self._do(case_id, deed, closed=True)

    # What they share

    def _do(self, case_id: UUID, deed: Callable[[Work, Opened], None], *, closed: bool = False) -> None:
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RECORD_COMPLAINTS)
            opened = self._open(work.uow, case_id)
            if not closed:
                demand_open(opened.complaint)
            deed(work, opened)
            work.done()

    def _open(self, uow: UnitOfWork, case_id: UUID) -> Opened:
        return open_case(self._session, uow, CaseSort.COMPLAINT, case_id)

    def _entry(
        self,
        work: Work,
        kind: EntryKind,
        words: str,
        at: datetime | None,
        *,
        about: str = "",
        who: str = "",
        of: int | None = None,
    ) -> Entry:
        if at is not None and at > self._session.clock.now():
            raise FieldError("at", tr("This is still to come. Write down what has happened. Nothing was saved yet."))
        return new_entry(work, kind, words, at=at, about=about, who=who, of=of)

    def _facts(self, uow: UnitOfWork, new: NewComplaint) -> Complaint:
        return Complaint(
            uuid4(),
            home_school(uow).id,
            "",
            CaseLevel.NAMED,
            self._session.clock.now(),
            self._session.person_id,
            new.what.strip(),
            new.received_on,
            new.came_by,
            new.about,
            new.who,
            new.name.strip(),
            new.contact.strip(),
            new.person_ids,
            new.account_id,
            new.address.strip(),
            lead_id=new.lead_id,
            paper_on=new.paper_on,
        )

    def _first(self, uow: UnitOfWork, complaint: Complaint) -> tuple[Complaint, FirstReaders]:
        """The complaint with who leads it, and whom it is sealed to."""
        session = self._session
        duties = uow.duties.standing(session.today)
        first = complaint_readers(complaint, duties, session.today)
        if first.only_chair:
            return replace(complaint, lead_id=next(iter(first.people & session.keys.recipients()), None)), first
        if complaint.lead_id in complaint.subject_ids:
            raise FieldError("lead_id", tr("Somebody it is about cannot lead it. Nothing was saved yet."))
        if complaint.lead_id is None:
            heads = holders_on(duties, Duty.HEADTEACHER, session.today)
            about_me = session.person_id in complaint.subject_ids
            complaint = replace(complaint, lead_id=(heads[0] if heads else None) if about_me else session.person_id)
            first = complaint_readers(complaint, duties, session.today)
        return complaint, first

    def _file(self, work: Work, new: NewComplaint, more: tuple[Entry, ...]) -> TakenIn:
        check_received(new.received_on, self._session.today, new.paper_on)
        _needed("what", new.what)
        complaint, first = self._first(work.uow, self._facts(work.uow, new))
        if not first.people & self._session.keys.recipients():
            raise RuleError(_nobody(first))
        reference = new_reference(self._session, work.uow, CaseSort.COMPLAINT, first.level)
        complaint = replace(complaint, reference=reference.words)
        reported = new_entry(
            work, EntryKind.REPORTED, _came(complaint), who=complaint.name, from_paper=bool(new.paper_on)
        )
        evidence = [claim(work, complaint.id, one) for one in new.staged]
        kept = [evidence_entry(work, one) for one in evidence]
        if new.not_taken:
            kept.append(new_entry(work, EntryKind.GATE, tr("A file that may be illegal was not taken in.")))
        file_case(work, complaint, first.people, (reported, *more, *kept), reference=reference, evidence=evidence)
        readable = self._session.person_id in first.people
        words = (
            tr("It is kept as {reference}.", reference=reference.words)
            if readable
            else tr("It is kept and sealed. You no longer read it; whoever leads it sees it on Today.")
        )
        return TakenIn(complaint.id, reference.words if readable else "", readable, words)


def _nobody(first: FirstReaders) -> str:
    if first.only_chair:
        return tr(
            "It is about the headteacher, and the chair of governors has no confirmed sign-in here. No words of it are "
            "taken: ring the chair today, and hand the complaint over on paper. Nothing was saved."
        )
    return tr("Nobody who may read this has a confirmed sign-in, so it cannot be sealed. Nothing was saved.")


def _needed(field: str, words: str) -> str:
    said = words.strip()
    if not said:
        raise FieldError(field, tr("Say it in a few words. Nothing was saved yet."))
    if len(said) > LONGEST:
        raise FieldError(
            field,
            tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=LONGEST),
        )
    return said


def _came(complaint: Complaint) -> str:
    return tr("It came in on {day}.", day=day_text(complaint.received_on))


def _changed(uow: UnitOfWork, before: Complaint, after: Complaint) -> str:
    def leads(complaint: Complaint) -> str:
        return uow.people.get(complaint.lead_id).name if complaint.lead_id is not None else ""

    pairs = (
        (tr("Who complains"), before.name, after.name),
        (tr("Reached by"), before.contact, after.contact),
        (tr("About"), before.about.value, after.about.value),
        (tr("Led by"), leads(before), leads(after)),
    )
    return "; ".join(
        tr("{what}: {old} → {new}", what=what, old=old or "–", new=new or "–") for what, old, new in pairs if old != new
    )
