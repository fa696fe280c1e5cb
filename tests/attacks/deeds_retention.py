"""The deeds of keeping and destroying, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.retention import Destruction, KeepOrder, RecordClass
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.papers import Scan
from tests.exchange.scans import scan_pdf
from tests.services.old_records import plant_pupil

from .deed import EVERYBODY, Deed
from .stage import Stage

A = Action
PUPILS = RecordClass.PUPILS


def _asked(s: Stage, by: UUID | None = None) -> UUID:
    """A destruction that somebody else asked for, unless `by` says who."""
    pupil, session = plant_pupil(s.office, "Ada"), s.office.session
    by = by or s.colleague.id
    with session.work() as work:
        number = max((one.number for one in work.uow.destructions.all()), default=0) + 1
        asked = Destruction(
            uuid4(), s.school.head.school_id, number, ((PUPILS.value, pupil.hex),), by, s.school.clock.now(),
            counts=((PUPILS.value, "1"),),
        )  # fmt: skip
        work.uow.destructions.add(asked)
        work.did(Did.DESTRUCTION_ASKED, Noun.RETENTION, subject_kind="destruction", subject_id=asked.id, record=asked)
        work.done()
    return asked.id


def _order(s: Stage) -> UUID:
    session = s.office.session
    order = KeepOrder(uuid4(), s.school.head.school_id, PUPILS, None, "A claim", session.today, s.colleague.id)
    with session.work() as work:
        work.uow.keep_orders.add(order)
        work.did(Did.KEEP_ORDERED, Noun.RETENTION, subject_kind="keep-order", subject_id=order.id, record=order)
        work.done()
    _end_orders(s, but=order.id)
    return order.id


def _end_orders(s: Stage, but: UUID | None = None) -> None:
    """Orders of deeds that ran before keep nothing here."""
    with s.office.session.work() as work:
        for order in work.uow.keep_orders.all():
            if order.ended_on is None and order.id != but:
                ended = work.uow.keep_orders.save(replace(order, ended_on=s.office.session.today))
                work.did(Did.KEEP_ENDED, Noun.RETENTION, subject_kind="keep-order", subject_id=order.id, record=ended)
        work.done()


def _free(s: Stage, by: UUID | None = None) -> UUID:
    _end_orders(s)
    return _asked(s, by)


def _ask(s: Stage) -> object:
    _end_orders(s)
    return s.office.destruction.ask([(PUPILS, plant_pupil(s.office, "Ada"))])


def _on_paper(s: Stage) -> object:
    scan = Scan("slip.pdf", "application/pdf", scan_pdf("signed"))
    return s.office.destruction.agree_on_paper(_free(s, s.me), "Gil Chair", s.school.clock.today(), scan)


DEEDS: Mapping[str, Deed] = {
    "RetentionService.view": Deed(A.KEEP_RECORDS, lambda s: s.office.retention.view()),
    "RetentionService.review": Deed(A.KEEP_RECORDS, lambda s: s.office.retention.review()),
    "RetentionService.periods": Deed(A.SEE_REPORTS, lambda s: s.office.retention.periods()),
    "RetentionService.set_period": Deed(
        A.SET_RETENTION, lambda s: s.office.retention.set_period(RecordClass.LETTERS, 24, "Our adviser")
    ),
    "RetentionService.keep": Deed(A.KEEP_RECORDS, lambda s: s.office.retention.keep(PUPILS, None, "A claim")),
    "RetentionService.end_keep": Deed(A.KEEP_RECORDS, lambda s: s.office.retention.end_keep(_order(s), "Settled")),
    "DestructionService.waiting": Deed(EVERYBODY, lambda s: s.office.destruction.waiting()),
    "DestructionService.ask": Deed(A.DESTROY_RECORDS, _ask),
    "DestructionService.agree": Deed(A.DESTROY_RECORDS, lambda s: s.office.destruction.agree(_free(s))),
    "DestructionService.agree_on_paper": Deed(A.DESTROY_RECORDS, _on_paper),
    "DestructionService.refuse": Deed(
        A.DESTROY_RECORDS, lambda s: s.office.destruction.refuse(_asked(s), "An inspection")
    ),
    "DestructionService.take_back": Deed(A.DESTROY_RECORDS, lambda s: s.office.destruction.take_back(_asked(s, s.me))),
    "DestructionService.write_over": Deed(A.DESTROY_RECORDS, lambda s: s.office.destruction.write_over()),
    "PrintingService.retention_schedule": Deed(A.SEE_REPORTS, lambda s: s.office.printing.retention_schedule()),
    "PrintingService.disposal_certificate": Deed(
        A.DESTROY_RECORDS, lambda s: s.office.printing.disposal_certificate(_asked(s))
    ),
}
