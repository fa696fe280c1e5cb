"""Lists that are worked off: read, ticked, proved, finished and signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import (
    Checklist,
    ChecklistKind,
    ChecklistLine,
    LineKind,
    NewLine,
    Settled,
    check_finish,
    check_open,
)
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.leaving import LeavingFacts, settled
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.wording import tr

from .access import stop_access
from .changes import Noun
from .checklist_views import (
    ListLine,
    ListView,
    decided_by_records,
    find_list,
    hidden_lists,
    leaving_facts,
    list_line,
    read_list,
    still_knows,
)
from .closing import carry_out, check_skip, finish_closing
from .papers import Scan, keep_scan
from .register import read_register
from .session import Session, Work


def start_list(work: Work, checklist: Checklist, lines: Sequence[NewLine]) -> Checklist:
    """Begin a list with its lines inside another unit of work; its id, who began it and when are set here."""
    session = work.session
    begun = replace(checklist, id=uuid4(), started_by=session.person_id, started_at=session.clock.now(), revision=1)
    work.uow.checklists.add(begun)
    for position, line in enumerate(lines, start=1):
        _add(work, begun, position, line)
    work.did(
        Did.LIST_STARTED, Noun.CHECKLISTS, subject_kind="list", subject_id=begun.id, record=begun, kind=begun.kind.value
    )
    return begun


def settle_line(work: Work, line: ChecklistLine, proof: str) -> ChecklistLine:
    """Keep that a line was done now by the person signed in, inside another unit of work."""
    done = replace(
        line, done_at=work.session.clock.now(), done_by=work.session.person_id, proof=proof.strip(), not_needed=""
    )
    kept = work.uow.checklists.lines.save(done)
    _did(work, Did.LIST_LINE_DONE, kept)
    return kept


class ChecklistService:
    """Lists that are worked off: read, ticked, proved, finished and signed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- what is there

    def open_lists(self) -> tuple[ListLine, ...]:
        """Lists still to be worked off or signed, the most urgent first."""
        return tuple(line for line in self.lists() if line.checklist.is_open)

    def lists(self) -> tuple[ListLine, ...]:
        """Every list that exists for the person signed in: open ones first, then the newest."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.WORK_OFF_LISTS)
            hidden = hidden_lists(self._session, uow)
            facts = leaving_facts(self._session, read_register(self._session, uow))
            there = [c for c in uow.checklists.all() if c.id not in hidden]
            lines = uow.checklists.lines.all()
        found = [list_line(c, [x for x in lines if x.checklist_id == c.id], facts) for c in there]
        found.sort(key=lambda h: h.checklist.started_at, reverse=True)
        return tuple(
            sorted(found, key=lambda h: (not h.checklist.is_open, h.checklist.day if h.checklist.is_open else date.min))
        )

    def view(self, list_id: UUID) -> ListView:
        """One list in full."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.WORK_OFF_LISTS)
            return read_list(self._session, uow, list_id)

    # --- deeds

    def tick(self, line_id: UUID, proof: str) -> ChecklistLine:
        """A line is done, and this is how it is known. Raises FieldError without proof, RuleError where records decide."""
        if not proof.strip():
            raise FieldError("proof", tr("Write how you know: what you saw, who confirmed it, and when."))
        with self._session.work() as work:
            line, checklist, facts = self._open_line(work, line_id)
            if decided_by_records(line, checklist):
                raise RuleError(_not_by_hand(line))
            if settled(line, checklist, facts) is not None:
                raise RuleError(tr("The records show this line as done already. Nothing was changed."))
            carry_out(work, checklist, line)
            _end_in_register(work, line)
            kept = settle_line(work, line, proof)
            work.done()
        return kept

    def not_needed(self, line_id: UUID, why: str) -> ChecklistLine:
        """A line does not have to be done, for this reason. Not for a password that must be changed."""
        if not why.strip():
            raise FieldError("why", tr("Write why it is not needed: the signed list shows it."))
        with self._session.work() as work:
            line, checklist, facts = self._open_line(work, line_id)
            if line.kind is LineKind.PASSWORD_KNOWN and still_knows(line, checklist, facts):
                raise RuleError(_not_by_hand(line))
            check_skip(work, checklist, line)
            now, me = self._session.clock.now(), self._session.person_id
            kept = work.uow.checklists.lines.save(
                replace(line, done_at=now, done_by=me, proof="", not_needed=why.strip())
            )
            _did(work, Did.LIST_LINE_DONE, kept, needed="no")
            work.done()
        return kept

    def reopen(self, line_id: UUID) -> ChecklistLine:
        """A line that was ticked is open again; that it was ticked stays in the log."""
        with self._session.work() as work:
            line, _, _ = self._line(work, line_id)
            if line.is_open:
                raise RuleError(tr("This line is open already. Nothing was changed."))
            kept = work.uow.checklists.lines.save(replace(line, done_at=None, done_by=None, proof="", not_needed=""))
            _did(work, Did.LIST_LINE_OPENED, kept)
            work.done()
        return kept

    def add_line(self, list_id: UUID, about: str) -> ChecklistLine:
        """One more thing to do, in the school's own words."""
        if not about.strip():
            raise FieldError("about", tr("Write what is to be done."))
        with self._session.work() as work:
            checklist = self._list(work, list_id)
            check_open(checklist)
            there = work.uow.checklists.lines.of(list_id)
            due = max((x.due_at for x in there if x.due_at and x.kind is not LineKind.PASSWORD_KNOWN), default=None)
            new = NewLine(LineKind.OTHER, about.strip(), None, due)
            kept = _add(work, checklist, max((x.position for x in there), default=0) + 1, new)
            _did(work, Did.LIST_LINE_ADDED, kept)
            work.done()
        return kept

    def finish(
        self, list_id: UUID, signed_on: date, paper_id: UUID | None = None, *, scan: Scan | None = None
    ) -> Checklist:
        """Every line is done or not needed and the print is signed (`scan` of it). What the records showed is written down."""
        with self._session.work() as work:
            checklist = self._list(work, list_id)
            facts = leaving_facts(self._session, read_register(self._session, work.uow))
            lines = work.uow.checklists.lines.of(list_id)
            shown = {line.id: settled(line, checklist, facts) for line in lines if line.is_open}
            check_finish(checklist, sum(found is None for found in shown.values()), signed_on, self._session.today)
            for line in lines:
                found = shown.get(line.id)
                if found is not None:
                    self._write_down(work, line, found)
            kept = work.uow.checklists.save(
                replace(
                    checklist,
                    finished_at=self._session.clock.now(),
                    finished_by=self._session.person_id,
                    signed_on=signed_on,
                    paper_id=keep_scan(work, scan) or paper_id,
                )
            )
            finish_closing(work, kept)
            _take_new_job(work, kept)
            work.did(Did.LIST_FINISHED, Noun.CHECKLISTS, subject_kind="list", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def cancel(self, list_id: UUID) -> Checklist:
        """The list is not needed after all. Somebody who was to leave stays: a last day still to come is taken back.

        What has ended by then stays ended; every line keeps what was done.
        """
        with self._session.work() as work:
            checklist = self._list(work, list_id)
            check_open(checklist)
            kept = work.uow.checklists.save(replace(checklist, cancelled_at=self._session.clock.now()))
            work.did(Did.LIST_CANCELLED, Noun.CHECKLISTS, subject_kind="list", subject_id=kept.id, record=kept)
            self._take_back_last_day(work, kept)
            work.done()
        return kept

    # --- inside

    def _take_back_last_day(self, work: Work, checklist: Checklist) -> None:
        person = work.uow.people.find(checklist.person_id) if checklist.person_id else None
        if checklist.kind is not ChecklistKind.LEAVES or person is None or person.ends != checklist.day:
            return
        if person.left_by(self._session.today):
            return  # who has left comes back by a deed of its own
        kept = work.uow.people.save(replace(person, ends=None))
        work.did(Did.PERSON_CHANGED, Noun.PEOPLE, Noun.ACCESS, subject_kind="person", subject_id=kept.id, record=kept)

    def _write_down(self, work: Work, line: ChecklistLine, found: Settled) -> None:
        now = self._session.clock.now()
        kept = work.uow.checklists.lines.save(
            replace(line, done_at=found.at or now, done_by=found.by, proof=found.proof)
        )
        _did(work, Did.LIST_LINE_DONE, kept)

    def _list(self, work: Work, list_id: UUID) -> Checklist:
        self._session.demand(work.uow, Action.WORK_OFF_LISTS)
        return find_list(self._session, work.uow, list_id)

    def _line(self, work: Work, line_id: UUID) -> tuple[ChecklistLine, Checklist, LeavingFacts]:
        self._session.demand(work.uow, Action.WORK_OFF_LISTS)
        line = work.uow.checklists.lines.find(line_id)
        if line is None:
            raise RuleError(tr("There is no such line. Nothing was changed."))
        checklist = find_list(self._session, work.uow, line.checklist_id)
        check_open(checklist)
        return line, checklist, leaving_facts(self._session, read_register(self._session, work.uow))

    def _open_line(self, work: Work, line_id: UUID) -> tuple[ChecklistLine, Checklist, LeavingFacts]:
        line, checklist, facts = self._line(work, line_id)
        if not line.is_open:
            raise RuleError(tr("Somebody has worked this line off already. Look at what stands there now."))
        return line, checklist, facts


def _add(work: Work, checklist: Checklist, position: int, new: NewLine) -> ChecklistLine:
    line = ChecklistLine(uuid4(), checklist.id, position, new.kind, new.about, new.subject_id, new.due_at)
    return work.uow.checklists.lines.add(line)


def _did(work: Work, did: Did, line: ChecklistLine, **details: str) -> None:
    """Leave in the log what was done to a line; its list is fixed by digest, with every line."""
    work.did(
        did,
        Noun.CHECKLISTS,
        subject_kind="list",
        subject_id=line.checklist_id,
        record=line,
        kind=line.kind.value,
        **details,
    )


def _end_in_register(work: Work, line: ChecklistLine) -> None:
    """Whoever was taken out on the platform has no access in the register either, where the person ticking may end it."""
    if line.kind not in (LineKind.PLATFORM_ROLE, LineKind.TOOL_SEAT) or line.subject_id is None:
        return
    access = work.uow.access.find(line.subject_id)
    may = allows(work.session.duties(work.uow), Action.END_ACCESS)
    if access is not None and may and not access.over_by(work.session.today):
        stop_access(work, access.id, Did.ACCESS_ENDED)


def _take_new_job(work: Work, checklist: Checklist) -> None:
    """With the list of a changed job signed, the person's record says the new job."""
    person = work.uow.people.find(checklist.person_id) if checklist.person_id else None
    if checklist.kind is not ChecklistKind.CHANGES_JOB or person is None or person.job_title == checklist.new_job:
        return
    kept = work.uow.people.save(replace(person, job_title=checklist.new_job))
    work.did(Did.PERSON_CHANGED, Noun.PEOPLE, subject_kind="person", subject_id=kept.id, record=kept)


def _not_by_hand(line: ChecklistLine) -> str:
    if line.kind is LineKind.PASSWORD_KNOWN:
        return tr(
            "Only another password ends what this person knows, so this line is not ticked by hand. "
            "Change the password, or record that it was reset on the platform."
        )
    return tr("The program sees for itself when this is done, so it is not ticked by hand. Choose “Do it”.")
