"""Destroying what stands over its time: one person asks, another agrees, and nothing of it stays in the database.

Agreeing destroys, in one unit of work: everything or nothing. What stays is a row with the number of each class, and
signed entries with the ids, so that the records check knows that it went properly.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, OfficeError, RuleError
from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.letters import plain
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.retention import Destruction, RecordClass
from schoolsm_desktop.domain.retention_review import Ended, goes_from, order_for
from schoolsm_desktop.domain.retention_rules import class_words
from schoolsm_desktop.domain.wording import list_text, tr
from schoolsm_desktop.storage.errors import StorageError
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .destroyed_kinds import KIND_OF_TABLE, NOUNS
from .destruction_views import is_same_person, who_could_agree
from .papers import Scan, keep_scan
from .retention import WRITE_OVER, needed_by
from .retention_facts import read_ended
from .schools import home_school
from .session import Session, Work
from .signed import last_deed

IDS_AN_ENTRY = 200
MOST_NAME = 120


class DestructionService:
    """Deeds of destroying."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def waiting(self) -> int:
        """How many wait for the person signed in to agree."""
        session = self._session
        with session.reading() as uow:
            if not session.allows(uow, Action.DESTROY_RECORDS):
                return 0
            return len([x for x in uow.destructions.all() if x.is_open and x.asked_by != session.person_id])

    def ask(self, records: Sequence[tuple[RecordClass, UUID]], reason: str = "") -> Destruction:
        """Ask that these records are destroyed; a second person decides. Raises RuleError, NotAllowedError."""
        session = self._session
        with session.work() as work:
            uow = work.uow
            session.demand(uow, Action.DESTROY_RECORDS)
            if not records:
                raise FieldError("records", tr("Choose at least one record of the list. Nothing was saved yet."))
            waiting = {key for one in uow.destructions.all() if one.is_open for _kind, key in one.records}
            if waiting & {key.hex for _kind, key in records}:
                raise RuleError(tr("Some of these wait for a second person already. Nothing was changed."))
            _demand_free(session, uow, records)
            number = max((one.number for one in uow.destructions.all()), default=0) + 1
            asked = Destruction(
                uuid4(),
                home_school(uow).id,
                number,
                tuple((kind.value, key.hex) for kind, key in records),
                session.person_id,
                session.clock.now(),
                plain(reason).strip()[: MOST_NAME * 5],
                counts=_counted(records),
            )
            kept = uow.destructions.add(asked)
            work.did(Did.DESTRUCTION_ASKED, Noun.RETENTION, subject_kind="destruction", subject_id=kept.id, record=kept)
            work.done()
        session.to_destroy = None
        return kept

    def agree(self, destruction_id: UUID) -> Destruction:
        """Agree, and destroy: only another person than who asked. Everything is looked at again first.

        Raises RuleError where something is kept or needed by now: then nothing was destroyed. Raises NotAllowedError.
        """
        session = self._session
        with session.work() as work:
            asked = self._as_asked(work, destruction_id)
            if is_same_person(work.uow, asked.asked_by, session.person_id):
                raise RuleError(tr("You asked for it yourself: another person agrees. Nothing was destroyed."))
            kept = _destroy(work, replace(asked, agreed_by=session.person_id, agreed_at=session.clock.now()), "")
            work.done()
        self._after()
        return kept

    def agree_on_paper(self, destruction_id: UUID, name: str, on: date, scan: Scan | None) -> Destruction:
        """Destroy on a slip that a governor or the deputy signed, where nobody else could agree (PRACTICE 25).

        Raises FieldError, RuleError, NotAllowedError.
        """
        session = self._session
        with session.work() as work:
            asked = self._as_asked(work, destruction_id)
            others = who_could_agree(session, work.uow, asked)
            if others:
                raise RuleError(
                    tr(
                        "{name} has a sign-in and can agree here. Nothing was destroyed.",
                        name=list_text(sorted(others)),
                    )
                )
            signed = plain(name).strip()
            if not signed or len(signed) > MOST_NAME:
                raise FieldError("second_name", tr("Write down who signed the slip. Nothing was destroyed yet."))
            if _is_named(session.me(work.uow), signed):
                raise FieldError("second_name", tr("The slip is signed by somebody else than who asked."))
            if not asked.asked_at.astimezone().date() <= on <= session.today:
                raise FieldError("second_on", tr("The slip was signed between the day it was asked for and today."))
            if scan is None:
                raise FieldError("scan", tr("Add the scan of the signed slip: it is the second signature."))
            paper = keep_scan(work, scan)
            moment = session.clock.now()
            agreed = replace(asked, second_name=signed, second_on=on, paper_id=paper, agreed_at=moment)
            kept = _destroy(work, agreed, str(paper))
            work.done()
        self._after()
        return kept

    def refuse(self, destruction_id: UUID, why: str) -> Destruction:
        """Say no: everything stays. Raises FieldError without a reason, RuleError, NotAllowedError."""
        said = plain(why).strip()
        if not said:
            raise FieldError("why", tr("Write down why it stays. Nothing was saved yet."))
        return self._end(destruction_id, said)

    def take_back(self, destruction_id: UUID) -> Destruction:
        """Take back what one asked for oneself. Raises RuleError, NotAllowedError."""
        session = self._session
        with session.reading() as uow:
            if uow.destructions.get(destruction_id).asked_by != session.person_id:
                raise RuleError(tr("Somebody else asked for it: refuse it with a reason. Nothing was changed."))
        return self._end(destruction_id, tr("Taken back"))

    def write_over(self) -> None:
        """Write over the pages of what was destroyed, where that was cut off or something had the records open.

        Raises NotAllowedError, and the typed errors of the database.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.DESTROY_RECORDS)
        write_over(self._session)
        self._session.changes.tell(frozenset({Noun.RETENTION}))

    def _after(self) -> None:
        self._session.to_destroy = None
        with contextlib.suppress(StorageError):  # the part says that pages wait, and offers to try again
            write_over(self._session)
        self._session.changes.tell(frozenset({Noun.RETENTION}))

    def _end(self, destruction_id: UUID, why: str) -> Destruction:
        session = self._session
        with session.work() as work:
            asked = self._open(work, destruction_id)
            ended = replace(asked, ended_at=session.clock.now(), ended_why=why, records=())
            kept = work.uow.destructions.save(ended)
            work.did(Did.DESTRUCTION_ENDED, Noun.RETENTION, subject_kind="destruction", subject_id=kept.id, record=kept)
            work.done()
        session.to_destroy = None
        return kept

    def _as_asked(self, work: Work, destruction_id: UUID) -> Destruction:
        """One that is open and as whoever asked for it signed it: a row alone destroys nothing."""
        asked = self._open(work, destruction_id)
        deed = last_deed(self._session.keys, work.uow, asked)
        if deed is None or deed.did is not Did.DESTRUCTION_ASKED or deed.person_id != asked.asked_by:
            raise RuleError(
                tr(
                    "This is not as the log says it was asked for. Nothing was destroyed. Refuse it, check the records in "
                    "Settings, and ask for it anew."
                )
            )
        return asked

    def _open(self, work: Work, destruction_id: UUID) -> Destruction:
        self._session.demand(work.uow, Action.DESTROY_RECORDS)
        asked = work.uow.destructions.get(destruction_id)
        if not asked.is_open:
            raise RuleError(tr("It was decided meanwhile. Nothing more was changed; look at the list again."))
        return asked


def write_over(session: Session) -> None:
    """Leave nothing of what was destroyed in the file: every page is written anew, and the log of writing emptied."""
    session.database.leave_no_trace()
    with session.work() as work:
        if work.uow.settings.get(WRITE_OVER) == "true":
            work.uow.settings.put(WRITE_OVER, "false")
            work.done()


def _is_named(person: Person, typed: str) -> bool:
    """Whether a typed name is this person's, as the records or as everybody says it, in whatever order."""
    said = set(folded(typed).replace(",", " ").split())
    full = (person.name, f"{person.given_name} {person.family_name}", f"{person.known_as} {person.family_name}")
    return any(said == set(folded(name).split()) for name in full if len(name.split()) > 1)


def _counted(records: Iterable[tuple[RecordClass, UUID]]) -> tuple[tuple[str, str], ...]:
    counted = Counter(kind for kind, _key in records)
    return tuple((kind.value, str(counted[kind])) for kind in RecordClass if counted[kind])


def _demand_free(
    session: Session, uow: UnitOfWork, records: Sequence[tuple[RecordClass, UUID]]
) -> dict[tuple[RecordClass, UUID], Ended]:
    """The records with their facts. Raises RuleError unless each is there, over its time, and free to go with the others."""
    known = {(x.record_class, x.id): x for x in read_ended(session, uow)}
    periods, orders, today = uow.retention_periods.all(), uow.keep_orders.all(), session.today
    found = {key: known[key] for key in records if key in known}
    if len(found) < len(records):
        raise RuleError(
            tr("Some of these are no longer in the records. Look at the list again. Nothing was destroyed.")
        )
    for key, record in found.items():
        day = goes_from(record, periods)
        if day is None or day > today:
            raise _stays(record, tr("its time is not over"))
        if order_for(orders, key[0], key[1], today) is not None:
            raise _stays(record, tr("somebody ordered: keep, do not destroy"))
    rows = uow.destroying.rows((record.table, record.id) for record in found.values())
    held = needed_by(session, uow, rows)
    for record in found.values():
        if record.id in held:
            what = list_text(sorted(held[record.id]))
            raise _stays(record, tr("something that stays still needs it ({what})", what=what))
    return found


def _stays(record: Ended, why: str) -> OfficeError:
    what = class_words(record.record_class)
    return RuleError(
        tr("One of these cannot be destroyed, of “{what}”: {why}. Nothing at all was destroyed.", what=what, why=why)
    )


def _destroy(work: Work, agreed: Destruction, slip: str) -> Destruction:
    """Take the records out and leave the counts, the proof and the note that pages are to be written over."""
    uow = work.uow
    records = tuple((RecordClass(kind), UUID(key)) for kind, key in agreed.records)
    found = _demand_free(work.session, uow, records)
    rows = uow.destroying.rows((record.table, record.id) for record in found.values())
    gone = uow.destroying.remove(rows)
    kept = uow.destructions.save(
        replace(agreed, records=(), counts=_counted(records), done_at=work.session.clock.now(), reason="")
    )
    ids = [
        f"{KIND_OF_TABLE[table]}:{key.hex}"
        for table in sorted(gone)
        if table in KIND_OF_TABLE
        for key in sorted(gone[table])
    ]
    nouns = {noun for kind, _key in records for noun in NOUNS.get(kind, ())}
    for first in range(0, len(ids), IDS_AN_ENTRY):
        some = " ".join(ids[first : first + IDS_AN_ENTRY])
        more = {"slip": slip} if slip else {}
        work.did(Did.DESTROYED, subject_kind="destruction", subject_id=kept.id, records=some, **more)
    work.did(
        Did.DESTROYED, Noun.RETENTION, *nouns, subject_kind="destruction", subject_id=kept.id, record=kept,
    )  # fmt: skip
    uow.settings.put(WRITE_OVER, "true")
    return kept
