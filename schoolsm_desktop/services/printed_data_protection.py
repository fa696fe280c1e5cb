"""The figures of the data protection pack, filled from the school's settings."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.contacts import in_use
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.processing import Processing, record_of_processing, risks
from schoolsm_desktop.domain.retention import RecordClass, RetentionPeriod
from schoolsm_desktop.domain.retention_rules import CHECKED_ON, class_words, period_words, rule_of
from schoolsm_desktop.domain.rules import ContactKind
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.exchange.spreadsheet_out import OutSheet, to_xlsx
from schoolsm_desktop.reports import data_protection_pack
from schoolsm_desktop.reports.blocks import Fact
from schoolsm_desktop.reports.data_protection_pack import ActivityFigures, PackFigures, RiskFigures
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .house import house_rules
from .paper_maker import PaperMaker, Printed
from .picture_books import read_places
from .printed_names import name_of
from .register import RegisterFacts, read_register
from .schools import home_school


class DataProtectionPapers(PaperMaker):
    """What a school shows to those who ask how it keeps what it knows about people."""

    def data_protection_pack(self) -> Printed:
        """Assessment, record of processing and a paragraph for the privacy notice; the record also as a table."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_REGISTER)
            facts = read_register(self._session, uow)
            title = tr("Data protection pack")
            page = self.page(uow, facts, title, tr("Assessment, record of processing, privacy notice"))
            periods, places = uow.retention_periods.all(), read_places(self._session, uow)
            officer = _officer(facts, uow)
            school, monitoring = home_school(uow), house_rules(uow).monitoring
        record = record_of_processing(facts.profile, places)
        activities = tuple(_activity(one, periods) for one in record)
        figures = PackFigures(
            page=page,
            about=(
                Fact(tr("Controller"), school.name),
                Fact(tr("Data protection officer"), officer or tr("not entered yet: duty, or “Whom to ring”")),
                Fact(tr("Policy"), facts.profile.name),
                Fact(tr("System"), tr("SchoolSM Desktop, on the school’s own PC; no cloud, no processor")),
            ),
            need=_need(),
            risks=tuple(RiskFigures(one.what, one.against, one.left) for one in risks()),
            activities=activities,
            notice=_notice(school.name, officer, record, periods, monitoring),
            measures=_measures(facts),
            checked=tr(
                "Law and usual periods were checked on {day}; check them with your adviser.", day=day_text(CHECKED_ON)
            ),
            signers=self.signers(facts, Duty.HEADTEACHER, Duty.DPO),
        )
        return self.made("data-protection-pack", title, data_protection_pack.render(figures), _table(title, activities))


def _officer(facts: RegisterFacts, uow: UnitOfWork) -> str:
    """Who is asked about data protection: whoever holds the duty, else the service that is rung for it."""
    holders = [name_of(facts, p) for p in holders_on(facts.duties, Duty.DPO, facts.today)]
    known = [c for c in in_use(uow.contacts.all()) if c.kind is ContactKind.DATA_PROTECTION]
    reach = next((" · ".join(filter(None, (c.title, c.number, c.email))) for c in known), "")
    return ", ".join(filter(None, (list_text([name for name in holders if name]), reach)))


def _activity(one: Processing, periods: Iterable[RetentionPeriod]) -> ActivityFigures:
    return ActivityFigures(
        one.name, one.why, one.whose, one.what, one.basis, one.sees, one.goes_to, _kept(one.classes, tuple(periods))
    )


def _kept(classes: Iterable[RecordClass], periods: tuple[RetentionPeriod, ...]) -> str:
    said = []
    for kind in classes:
        rule = rule_of(kind, periods)
        if rule.months is None:
            said.append(tr("{what}: for good", what=class_words(kind)))
        else:
            said.append(
                tr(
                    "{what}: {period} after {event}",
                    what=class_words(kind),
                    period=period_words(rule.months),
                    event=rule.after,
                )
            )
    return "; ".join(said)


def _need() -> tuple[str, ...]:
    return (
        tr(
            "The school has accounts online and a policy for them. To keep that policy it must know who may post, "
            "whose picture may be shown, and what was done when something went wrong."
        ),
        tr(
            "Nothing is kept that is not needed for this: no private account of anybody, no face, no birthday on any "
            "list. Safeguarding files lie in their own system; here stands only that, and when, something was entered "
            "there. Only what is needed to begin is asked for."
        ),
        tr(
            "Nobody is decided about by the program: it shows answers, rules and days. People decide, and their name "
            "stands beside the decision."
        ),
    )


def _measures(facts: RegisterFacts) -> tuple[str, ...]:
    return (
        tr(
            "The records lie encrypted on the school’s own PC and nowhere else. The program opens no connection to the "
            "internet. It closes after minutes without use, and one key covers the screen."
        ),
        tr(
            "Passwords, declarations, incidents and complaints are sealed once more, to named people. The {head} "
            "confirms each sign-in. Every opening of a password and every change is in a signed log.",
            head=duty_title(facts.profile, Duty.HEADTEACHER),
        ),
        tr(
            "Backups are encrypted as the records are. An older backup still holds what was destroyed until it rotates "
            "out of its place."
        ),
    )


def _notice(
    school: str, officer: str, record: Iterable[Processing], periods: Iterable[RetentionPeriod], monitoring: str
) -> tuple[str, ...]:
    """What a parent would read: plain words, no program's name."""
    pictures = next(one for one in record if RecordClass.PUPILS in one.classes)
    kept = period_words(rule_of(RecordClass.PUPILS, periods).months)
    said = [
        tr(
            "{school} shows school life online and on paper. Before a picture is posted we look up what you have "
            "answered for your child and for yourself. The basis is, place by place: {basis}.",
            school=school,
            basis=pictures.basis,
        ),
        tr(
            "For this we keep your child’s name and class, who answers for the child, each answer with its day, and "
            "where a picture was posted, until {period} after your child leaves. You can change an answer on any day; "
            "we then look for the pictures and take them down where we can.",
            period=kept,
        ),
        tr(
            "If something happens online that harms a child or a colleague, we keep what is needed to act on it. Only "
            "the people who deal with it can read it. Where the law asks us to, we tell the police, the local "
            "authority or the platform."
        ),
        tr(
            "You may ask what we hold about you or your child, have it put right, object, and complain to us or to the "
            "Information Commissioner. Ask {officer}.",
            officer=officer or tr("the school office"),
        ),
    ]
    if monitoring:
        said.append(tr("For staff: {words}", words=monitoring))
    return tuple(said)


def _table(title: str, activities: Iterable[ActivityFigures]) -> bytes:
    heads = (
        tr("What is done"),
        tr("Why"),
        tr("Whose data"),
        tr("What is kept"),
        tr("Lawful basis"),
        tr("Who sees it here"),
        tr("Given to"),
        tr("Kept for"),
    )
    rows = [(a.name, a.why, a.whose, a.what, a.basis, a.sees, a.goes_to, a.kept) for a in activities]
    return to_xlsx(OutSheet(title, heads, rows))
