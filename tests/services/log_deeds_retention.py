"""The deeds of keeping and destroying, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.retention import RecordClass
from schoolsm_desktop.services.papers import Scan
from tests.exchange.scans import scan_pdf
from tests.services.old_records import plant_pupil
from tests.services.stage import Stage

PUPILS = RecordClass.PUPILS


def _asked(s: Stage) -> UUID:
    return s.office.destruction.ask([(PUPILS, plant_pupil(s.office, "Ada"))]).id


def _kept(s: Stage) -> UUID:
    return s.office.retention.keep(PUPILS, None, "A claim was announced").id


def _asked_by_the_office(s: Stage) -> UUID:
    """Jo, who keeps the office, asks; the headteacher is signed in then."""
    s.office.people.give_duty(s.jo.id, Duty.OFFICE_MANAGER, s.school.clock.today())
    asked = s.school.sign_in(s.jo).destruction.ask([(PUPILS, plant_pupil(s.school.office, "Ada"))]).id
    s.office = s.school.sign_in(s.school.head)
    return asked


def _agree(s: Stage) -> None:
    asked = _asked_by_the_office(s)
    s.office.destruction.agree(asked)


def _refuse(s: Stage) -> None:
    asked = _asked_by_the_office(s)
    s.office.destruction.refuse(asked, "An inspection")


def _on_paper(s: Stage) -> None:
    asked, today = _asked(s), s.office.session.today
    scan = Scan("slip.pdf", "application/pdf", scan_pdf("signed"))
    s.office.destruction.agree_on_paper(asked, "Gil Chair", today, scan)


RETENTION_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "retention.set_period": (
        Did.RETENTION_CHANGED, lambda s: s.office.retention.set_period(PUPILS, 24, "Our adviser"),
    ),
    "retention.keep": (Did.KEEP_ORDERED, _kept),
    "retention.end_keep": (Did.KEEP_ENDED, lambda s: s.office.retention.end_keep(_kept(s), "It is settled")),
    "destruction.ask": (Did.DESTRUCTION_ASKED, _asked),
    "destruction.agree": (Did.DESTROYED, _agree),
    "destruction.agree_on_paper": (Did.DESTROYED, _on_paper),
    "destruction.refuse": (
        Did.DESTRUCTION_ENDED, _refuse,
    ),
    "destruction.take_back": (Did.DESTRUCTION_ENDED, lambda s: s.office.destruction.take_back(_asked(s))),
}  # fmt: skip
