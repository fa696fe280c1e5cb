"""The schedule of how long records are kept, the slip for a second person, and the certificate of a destruction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.retention import Destruction, RecordClass
from schoolsm_desktop.domain.retention_rules import CHECKED_ON, class_words, period_words, rule_of
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.reports import disposal_certificate as certificate
from schoolsm_desktop.reports import retention_schedule as schedule
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.disposal_certificate import DisposalFigures, DisposalLine
from schoolsm_desktop.reports.page_frame import PageFacts
from schoolsm_desktop.reports.retention_schedule import ScheduleFigures, ScheduleLine
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .paper_maker import PaperMaker, Printed
from .register import RegisterFacts, read_register
from .retention import backups_rule, read_periods


class RetentionPapers(PaperMaker):
    """Documents about keeping and destroying."""

    def retention_schedule(self) -> Printed:
        """How long every class is kept, for the wall and for data protection. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_REPORTS)
            facts = read_register(self._session, uow)
            title = tr("How long we keep records")
            page = self.page(
                uow, facts, title, tr("For the wall and for data protection"), tr("May be shown to anybody")
            )
            periods = read_periods(self._session, uow, ())
            signers = self.signers(facts, Duty.HEADTEACHER, Duty.DPO)
        lines = tuple(
            ScheduleLine(
                one.title,
                one.period,
                one.rule.reason,
                one.rule.law,
                one.is_own,
                tr("Kept by order") if one.order else "",
            )
            for one in periods
        )
        figures = ScheduleFigures(page, lines, day_text(CHECKED_ON), backups_rule(facts.today), signers)
        return self.made("retention-schedule", title, schedule.render(figures))

    def disposal_certificate(self, destruction_id: UUID) -> Printed:
        """The certificate of what was destroyed; while it waits, the slip that a second person signs.

        Raises RuleError where it was refused, NotAllowedError.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.DESTROY_RECORDS)
            one = uow.destructions.get(destruction_id)
            if one.ended_at is not None:
                raise RuleError(tr("Nothing was destroyed: it was refused or taken back. There is no certificate."))
            facts = read_register(self._session, uow)
            done = one.done_at is not None
            title = tr("Certificate of destruction") if done else tr("Slip for a destruction")
            page = self.page(uow, facts, title, tr("For the file"))
            figures = _figures(uow, facts, one, page)
        key = "disposal-certificate" if done else "disposal-slip"
        return self.made(key, title, certificate.render(figures))


def _figures(uow: UnitOfWork, facts: RegisterFacts, one: Destruction, page: PageFacts) -> DisposalFigures:
    own = uow.retention_periods.all()
    lines = tuple(
        DisposalLine(class_words(kind), _period(kind, rule_of(kind, own).months), int(count))
        for kind, count in ((RecordClass(key), count) for key, count in one.counts)
    )
    asked, second = _name(facts, one.asked_by), one.second_name or _name(facts, one.agreed_by)
    agreed = ""
    if one.done_at is not None:
        on = day_text(one.second_on) if one.second_name else _day(one.agreed_at)
        agreed = tr("{name}, {day}", name=second, day=on)
    day = one.done_at.astimezone().date() if one.done_at is not None else facts.today
    return DisposalFigures(
        page,
        one.number,
        lines,
        tr("{name}, {day}", name=asked, day=_day(one.asked_at)),
        agreed,
        day_text(day) if one.done_at is not None else "",
        backups_rule(day),
        (Signer(tr("Who asked"), asked), Signer(tr("Who agreed"), second if one.done_at is not None else "")),
    )


def _period(kind: RecordClass, months: int | None) -> str:
    return tr("{period} after: {after}", period=period_words(months), after=rule_of(kind).after)


def _name(facts: RegisterFacts, person_id: UUID | None) -> str:
    person = facts.people.get(person_id) if person_id is not None else None
    return person.name if person is not None else "–"


def _day(moment: datetime | None) -> str:
    return day_text(moment.astimezone().date()) if moment is not None else "–"
