"""How long records are kept, whose time is over, and what must not be destroyed: periods, review list, keep orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.letters import plain
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.retention import SEALED_CLASSES, KeepOrder, RecordClass, RetentionPeriod
from schoolsm_desktop.domain.retention_review import (
    ClassCount,
    Ended,
    ReviewLine,
    counts,
    may_go,
    order_for,
    over_time,
    review,
    stands,
)
from schoolsm_desktop.domain.retention_rules import (
    MOST_MONTHS,
    NEVER_SHORTER,
    ClassRule,
    class_words,
    period_words,
    rule_of,
)
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.destroying import Rows, by_root
from schoolsm_desktop.storage.errors import RecordMissingError
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .destroyed_kinds import table_words
from .destruction_views import DestructionLine, destruction_lines
from .retention_facts import CLASS_ALONG, named_in_open_cases, read_ended, read_sealed
from .schools import home_school
from .session import Session

BACKUP_DAYS = 7
"""On how many later days a backup is made before an older one goes."""
MOST_REASON = 600
WRITE_OVER = "destroyed-not-written-over"
"""The setting that notes that pages of destroyed records wait to be written over."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The review list with what it was worked out from."""

    records: tuple[Ended, ...]
    lines: tuple[ReviewLine, ...]
    counts: tuple[ClassCount, ...]
    needed: Mapping[UUID, Collection[str]]


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One class: how long it is kept after what, why, how many records there are, and an order to keep all of it."""

    record_class: RecordClass
    title: str
    rule: ClassRule
    period: str
    is_own: bool
    is_fixed: bool
    there: int = 0
    over: int = 0
    next_on: date | None = None
    order: KeepOrder | None = None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order to keep something, in words."""

    order: KeepOrder
    what: str
    by: str
    stands: bool


@dataclass(frozen=True, slots=True)
class RetentionView:
    """Everything the part shows."""

    periods: tuple[PeriodLine, ...]
    lines: tuple[ReviewLine, ...]
    orders: tuple[OrderLine, ...]
    destructions: tuple[DestructionLine, ...]
    records: tuple[Ended, ...] = ()
    """Every record that could be ordered to be kept."""
    may_set: bool = False
    may_keep: bool = False
    may_destroy: bool = False
    backups: str = ""
    writes_over: bool = False
    """Whether pages of destroyed records wait to be written over."""


class RetentionService:
    """Deeds and views of what is kept how long."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> RetentionView:
        """The part, read in one go. Raises NotAllowedError."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.KEEP_RECORDS)
            found = review_list(session, uow)
            return RetentionView(
                read_periods(session, uow, found.counts),
                found.lines,
                _orders(session, uow, found.records),
                destruction_lines(session, uow, found.records),
                found.records,
                session.allows(uow, Action.SET_RETENTION),
                True,
                session.allows(uow, Action.DESTROY_RECORDS),
                backups_rule(session.today),
                uow.settings.get(WRITE_OVER) == "true",
            )

    def periods(self) -> tuple[PeriodLine, ...]:
        """Every class with the period that holds; for paper. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_REPORTS)
            return read_periods(self._session, uow, ())

    def review(self) -> tuple[ReviewLine, ...]:
        """The review list. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.KEEP_RECORDS)
            return review_list(self._session, uow).lines

    def set_period(self, record_class: RecordClass, months: int | None, reason: str) -> RetentionPeriod:
        """Keep a class for another time than the usual; None for good. Raises FieldError, RuleError, NotAllowedError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.SET_RETENTION)
            if record_class in NEVER_SHORTER:
                raise RuleError(
                    tr(
                        "{what} is kept for good: it proves the rest. Nothing was changed.",
                        what=class_words(record_class),
                    )
                )
            if months is not None and not 1 <= months <= MOST_MONTHS:
                raise FieldError("months", tr("Choose between one month and 100 years. Nothing was saved yet."))
            said = _reason(reason, tr("Write down why the school keeps it so long: your adviser’s word, a decision."))
            now, uow = session.clock.now(), work.uow
            before = next((p for p in uow.retention_periods.all() if p.record_class is record_class), None)
            if before is None:
                school = home_school(uow).id
                kept = uow.retention_periods.add(
                    RetentionPeriod(uuid4(), school, record_class, months, said, session.person_id, now)
                )
            else:
                kept = uow.retention_periods.save(
                    replace(before, months=months, reason=said, decided_by=session.person_id, decided_at=now)
                )
            work.did(
                Did.RETENTION_CHANGED,
                Noun.RETENTION,
                subject_kind="retention-period",
                subject_id=kept.id,
                record=kept,
                months="" if months is None else str(months),
            )
            work.done()
        session.to_destroy = None
        return kept

    def keep(
        self, record_class: RecordClass, record_id: UUID | None, reason: str, until: date | None = None
    ) -> KeepOrder:
        """Order that a record, or with None the whole class, is not destroyed. Raises FieldError, NotAllowedError.

        Raises RecordMissingError for a record that is not there, or not for the person signed in: both read alike.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.KEEP_RECORDS)
            said = _reason(reason, tr("Write down why it must be kept: a claim, an inquiry, a request."))
            if until is not None and until < session.today:
                raise FieldError("until", tr("That day is over. Leave it empty where no end is known."))
            if record_id is not None:
                _demand_there(session, work.uow, record_class, record_id)
                if record_class in SEALED_CLASSES:
                    said = tr("By somebody who reads this record")  # its own words stay sealed
            order = KeepOrder(
                uuid4(),
                home_school(work.uow).id,
                record_class,
                record_id,
                said,
                session.today,
                session.person_id,
                until,
            )
            kept = work.uow.keep_orders.add(order)
            work.did(Did.KEEP_ORDERED, Noun.RETENTION, subject_kind="keep-order", subject_id=kept.id, record=kept)
            work.done()
        session.to_destroy = None
        return kept

    def end_keep(self, order_id: UUID, why: str) -> KeepOrder:
        """End an order with a reason: from now on the rule of the class holds again. Raises FieldError, RuleError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.KEEP_RECORDS)
            order = work.uow.keep_orders.get(order_id)
            sealed = order.record_id is not None and order.record_class in SEALED_CLASSES
            if sealed and order.record_id is not None:
                _demand_there(session, work.uow, order.record_class, order.record_id)
            if order.ended_on is not None:
                raise RuleError(tr("This order was ended already. Nothing was changed."))
            said = _reason(why, tr("Write down why it need not be kept any longer."))
            if sealed:
                said = tr("By somebody who reads this record")
            kept = work.uow.keep_orders.save(
                replace(order, ended_on=session.today, ended_by=session.person_id, ended_why=said)
            )
            work.did(Did.KEEP_ENDED, Noun.RETENTION, subject_kind="keep-order", subject_id=kept.id, record=kept)
            work.done()
        session.to_destroy = None
        return kept


def review_list(session: Session, uow: UnitOfWork) -> Reviewed:
    """What stands over its time today, as far as the person signed in may know of it."""
    periods, orders, today = uow.retention_periods.all(), uow.keep_orders.all(), session.today
    records = (*read_ended(session, uow), *read_sealed(session, uow))
    over = over_time(records, periods, today)
    needed = needed_records(session, uow, (x for x in over if not x.sealed and not _is_kept(orders, x, today)))
    asked = {UUID(key) for one in uow.destructions.all() if one.is_open for _kind, key in one.records}
    lines = review(over, periods, orders, needed, asked, today)
    return Reviewed(records, lines, counts(records, periods, today), needed)


def needed_records(session: Session, uow: UnitOfWork, records: Iterable[Ended]) -> dict[UUID, set[str]]:
    """Which of these records something that stays still needs, in words; what they need of each other counts only then."""
    going = {record.id: record for record in records}
    needed: dict[UUID, set[str]] = {}
    while going:
        rows = uow.destroying.rows((record.table, record.id) for record in going.values())
        held = needed_by(session, uow, rows)
        if not held:
            break
        for root, words in held.items():
            needed[root] = words
            going.pop(root, None)
    return needed


def needed_by(session: Session, uow: UnitOfWork, rows: Rows) -> dict[UUID, set[str]]:
    """For each record that cannot go what needs it, in words: a row that stays, an order to keep something that would go
    along with it, or an open incident that the person signed in reads."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for root, tables in by_root(rows, uow.destroying.pointers(rows)).items():
        found[root] |= {table_words(table) for table in tables}
    orders = [order for order in uow.keep_orders.all() if stands(order, session.today)]
    kept = {order.record_id for order in orders if order.record_id is not None}
    whole = {order.record_class for order in orders if order.record_id is None}
    named = named_in_open_cases(session, uow)
    for table, owners in rows.items():
        for row_id, roots in owners.items():
            along = roots - {row_id}
            if row_id in kept or CLASS_ALONG.get(table) in whole:
                for root in along:
                    found[root].add(tr("an order to keep something that would go along with it"))
            if row_id in named:
                for root in roots:
                    found[root].add(tr("an incident or complaint that is open"))
    return dict(found)


def count_to_destroy(session: Session, uow: UnitOfWork) -> int:
    """How many records stand over their time and could be looked at, for Today; worked out once a day and after a deed."""
    if not session.allows(uow, Action.DESTROY_RECORDS):
        return 0
    kept = session.to_destroy
    if kept is None or kept[0] != session.today:
        periods, orders = uow.retention_periods.all(), uow.keep_orders.all()
        over = over_time(read_ended(session, uow), periods, session.today)
        free = may_go(over, orders, {}, session.today)
        needed = needed_records(session, uow, free) if free else {}
        kept = session.to_destroy = (session.today, len([one for one in free if one.id not in needed]))
    return kept[1]


def is_kept(uow: UnitOfWork, record_class: RecordClass, record_id: UUID, today: date) -> bool:
    """Whether somebody ordered that this record is not destroyed."""
    return order_for(uow.keep_orders.all(), record_class, record_id, today) is not None


def record_is_kept(uow: UnitOfWork, record: Ended, today: date) -> bool:
    """Like `is_kept`, of a record with its facts."""
    return is_kept(uow, record.record_class, record.id, today)


def backups_rule(day: date) -> str:
    """What becomes of the copies in older backups, with the day by which they are gone."""
    return tr(
        "Backups made before {day} still hold what was destroyed. The program lets them go once backups were made on "
        "{count} later days: with one a school day by about {gone}. Copies on other discs are the school’s to destroy.",
        day=day_text(day),
        count=BACKUP_DAYS,
        gone=day_text(day + timedelta(days=BACKUP_DAYS + 4)),
    )


def _is_kept(orders: Iterable[KeepOrder], record: Ended, today: date) -> bool:
    return order_for(orders, record.record_class, record.id, today) is not None


def _demand_there(session: Session, uow: UnitOfWork, kind: RecordClass, record_id: UUID) -> None:
    records = read_sealed(session, uow) if kind in SEALED_CLASSES else read_ended(session, uow)
    if not any(x.id == record_id and x.record_class is kind for x in records):
        raise RecordMissingError


def _reason(typed: str, missing: str) -> str:
    said = plain(typed).strip()
    if not said:
        raise FieldError("reason", missing)
    if len(said) > MOST_REASON:
        raise FieldError("reason", tr("Keep it under {count} letters. Nothing was saved yet.", count=MOST_REASON))
    return said


def read_periods(session: Session, uow: UnitOfWork, found: Iterable[ClassCount]) -> tuple[PeriodLine, ...]:
    """Every class in its order with the period that holds, and the counts that are given."""
    own, orders = uow.retention_periods.all(), uow.keep_orders.all()
    there = {count.record_class: count for count in found}
    lines = []
    for kind in RecordClass:
        rule = rule_of(kind, own)
        count = there.get(kind, ClassCount(kind, 0, 0, 0))
        order = next(
            (o for o in orders if o.record_id is None and o.record_class is kind and stands(o, session.today)), None
        )
        said = (
            tr("{period} after: {after}", period=period_words(rule.months), after=rule.after)
            if rule.months is not None
            else tr("For good")
        )
        is_own = any(one.record_class is kind for one in own)
        lines.append(
            PeriodLine(
                kind,
                class_words(kind),
                rule,
                said,
                is_own,
                kind in NEVER_SHORTER,
                count.there,
                count.over,
                count.next_on,
                order,
            )
        )
    return tuple(lines)


def _orders(session: Session, uow: UnitOfWork, records: Iterable[Ended]) -> tuple[OrderLine, ...]:
    names = {person.id: person.name for person in uow.people.all()}
    known = {record.id: record for record in records}
    lines = []
    for order in uow.keep_orders.all():
        record = known.get(order.record_id) if order.record_id else None
        if order.record_id is not None and record is None and order.record_class in SEALED_CLASSES:
            continue  # whoever cannot open it is not told that it is there
        what = class_words(order.record_class)
        if order.record_id is not None:
            what = f"{what}: {record.label if record else '–'}"
        lines.append(OrderLine(order, what, names.get(order.by, "–"), stands(order, session.today)))
    lines.sort(key=lambda x: (not x.stands, x.order.since, x.what))
    return tuple(lines)
