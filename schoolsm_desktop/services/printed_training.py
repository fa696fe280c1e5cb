"""The papers of reading, signing and training: sheets to sign, who is missing, the numbers, what a starter is handed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.editions import Edition
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import ENDS_ON_A_DAY, Duty, contract_words
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words, duty_title
from schoolsm_desktop.domain.read_and_signed import Count as Counted
from schoolsm_desktop.domain.read_and_signed import Coverage, Group, Signed, coverage, is_asked
from schoolsm_desktop.domain.rules import Monitoring
from schoolsm_desktop.domain.training import Trained, TrainingSession
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.exchange.spreadsheet_out import OutSheet, to_xlsx
from schoolsm_desktop.reports import missing_list, sheet_to_sign, training_coverage
from schoolsm_desktop.reports.blocks import Count, Fact, Signer
from schoolsm_desktop.reports.missing_list import MissingFigures, MissingGroup, MissingPerson
from schoolsm_desktop.reports.sheet_to_sign import SheetFigures, SheetPerson
from schoolsm_desktop.reports.styles import Sign
from schoolsm_desktop.reports.training_coverage import CoverageFigures, CoverageRow, HeldRow
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .house import house_rules
from .paper_maker import PaperMaker, Printed
from .register import read_register
from .schools import home_school
from .training_facts import (
    TrainingFacts,
    TrainingLine,
    group_words,
    notes,
    read_training,
    stands_of,
    training_lines,
)

SHORT_LINES = 8
"""How many people sign one short sheet."""
BACK_IN = timedelta(weeks=1)
"""Until when the list of who is missing is to be brought back."""


class TrainingPapers(PaperMaker):
    """Documents about who has read, signed and been trained."""

    def signing_sheet(self) -> Printed:
        """Everybody of whom it is asked, with a line to sign each, the version and what is said about monitoring."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts, register = read_training(self._session, uow), read_register(self._session, uow)
            title = tr("Read and signed")
            page = self.page(uow, register, title, tr("The school’s policy on social media"))
            edition, monitoring = _edition(facts, uow), _monitoring(facts, uow)
        asked = [x for x in training_lines(facts) if is_asked(facts.profile, x.person, facts.today)]
        figures = SheetFigures(
            page=page,
            lead=tr("For everybody who works here. Sign once you have read the policy and have been able to ask."),
            facts=_policy_facts(facts, edition),
            note_heading=tr("Monitoring"),
            note=monitoring,
            rests_on=clause_words(facts.profile, Subject.POLICY_READ),
            statement=_statement(edition),
            people=tuple(_signs(x) for x in asked),
            blank=3,
        )
        return self.made("signing-sheet", title, sheet_to_sign.render(figures), _people_table(title, facts, asked))

    def short_stay_sheet(self) -> Printed:
        """Half a page for agency staff, contractors and visitors, with a few lines to sign (kew-woods:3.2, mill-lane:2.1)."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts, register = read_training(self._session, uow), read_register(self._session, uow)
            title = tr("While you are at our school")
            page = self.page(
                uow, register, title, tr("For those who are here for a few days"), tr("For everybody who works here")
            )
            edition, monitoring = _edition(facts, uow), _monitoring(facts, uow)
        figures = SheetFigures(
            page=page,
            lead=tr(
                "For agency staff, contractors, drivers, trainees, volunteers and visitors. Please read it and sign below."
            ),
            points=short_points(facts, monitoring),
            rests_on=clause_words(facts.profile, Subject.WHO_IS_BOUND),
            statement=_statement(edition, short=True),
            blank=SHORT_LINES,
            job_heading=tr("Agency or firm"),
        )
        return self.made("short-stay-sheet", title, sheet_to_sign.render(figures))

    def attendance_sheet(self, session_id: UUID | None = None) -> Printed:
        """Who was at a training; without one a sheet for the next, with everybody's name and a line to sign."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts, register = read_training(self._session, uow), read_register(self._session, uow)
            title = tr("Attendance at a training")
            page = self.page(uow, register, title, tr("Who was there"))
            held = uow.training.find(session_id) if session_id is not None else None
            there = {m.person_id: m.recorded_at for m in uow.conditions.all() if held and m.session_id == held.id}
        lines = [x for x in training_lines(facts) if not x.starts_later]
        people = tuple(
            SheetPerson(x.person.name, x.person.job_title, tr("was there") if x.person.id in there else "")
            for x in lines
        )
        figures = SheetFigures(
            page=page,
            lead=tr("Sign beside your name. The office enters the sheet once for everybody and files it."),
            facts=_session_facts(held),
            rests_on=clause_words(facts.profile, Subject.TRAINING),
            statement=tr("I was there"),
            people=people,
            blank=3,
        )
        table = OutSheet(title, (tr("Name"), tr("Job"), tr("Attended")), [(p.name, p.job, p.done) for p in people])
        return self.made("attendance-sheet", title, sheet_to_sign.render(figures), to_xlsx(table))

    def chase_list(self, *, by_group: bool = False) -> Printed:
        """Who has something to do, since when, a page for each line manager or each kind of people, to bring back."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts, register = read_training(self._session, uow), read_register(self._session, uow)
            title = tr("Who is still to read, sign and be trained")
            page = self.page(uow, register, title, tr("To go through, and bring back"))
        waiting = [x for x in training_lines(facts) if x.missing and not x.starts_later]
        figures = MissingFigures(
            page=page,
            lead=tr("What your policy asks for and is not done. Tick the box and write the day; the office enters it."),
            groups=_groups(waiting, by_group=by_group),
            bring_back=tr("Please bring this page back to the office by {day}.", day=day_text(facts.today + BACK_IN)),
            rests_on=clause_words(facts.profile, Subject.POLICY_READ),
            by_manager=not by_group,
        )
        return self.made("chase-list", title, missing_list.render(figures), _people_table(title, facts, waiting))

    def training_coverage(self) -> Printed:
        """How many have read, signed and been trained, by kind of people, and what was held (mill-lane:5.2-risks)."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts, register = read_training(self._session, uow), read_register(self._session, uow)
            title = tr("Read, signed and trained in numbers")
            page = self.page(uow, register, title, tr("For the headteacher, governors and inspectors"))
            since = facts.today - timedelta(days=365)
            held = [s for s in uow.training.all() if s.withdrawn_at is None and s.on >= since]
            there = [m.session_id for m in uow.conditions.all() if m.withdrawn_at is None]
        lines = training_lines(facts)
        found = coverage(stands_of(lines))
        figures = CoverageFigures(
            page=page,
            lead=_coverage_lead(facts),
            counts=_whole_counts(found, lines),
            columns=(tr("Policy read and signed"), *(n.title for n in facts.needs)),
            rows=tuple(CoverageRow(group_words(c.group), _cells(c)) for c in found),
            held=tuple(
                HeldRow(day_text(s.on), s.title, s.led_by, str(there.count(s.id)))
                for s in sorted(held, key=lambda s: s.on, reverse=True)
            ),
            notes=notes(facts),
            rests_on=(
                " · ".join((tr("Policy read and signed"), clause_words(facts.profile, Subject.POLICY_READ))),
                " · ".join((tr("Training"), clause_words(facts.profile, Subject.TRAINING))),
            ),
            signers=self.signers(register, Duty.HEADTEACHER),
        )
        table = OutSheet(
            title, (tr("Kind of people"), *figures.columns), [(row.group, *row.counts) for row in figures.rows]
        )
        return self.made("training-coverage", title, training_coverage.render(figures), to_xlsx(table))

    def starter_sheet(self, person_id: UUID) -> Printed:
        """What somebody new is handed on the first day: what to read, sign and attend (mill-lane:5.1-access-new-staff)."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts, register = read_training(self._session, uow, person_id), read_register(self._session, uow)
            if not facts.people:
                raise RuleError(tr("This person is not on the staff list today. Nothing was printed."))
            title = tr("For your first day")
            page = self.page(uow, register, title, tr("What you read, sign and attend"))
            edition, monitoring = _edition(facts, uow), _monitoring(facts, uow)
        (line,) = training_lines(facts)
        figures = SheetFigures(
            page=page,
            lead=tr("Welcome. This is what our policy on social media asks of you; the office answers every question."),
            facts=(Fact(tr("Name"), line.person.name), Fact(tr("Job"), _job(line)), *_policy_facts(facts, edition)),
            boxes_heading=tr("To do"),
            boxes=_starter_boxes(facts, line),
            points_heading=tr("In short"),
            points=short_points(facts, ""),
            note_heading=tr("Monitoring"),
            note=monitoring,
            rests_on=clause_words(facts.profile, Subject.POLICY_READ),
            signed_statement=tr("I was handed a copy of the policy, I have read it, and I keep to it."),
            signers=(Signer(tr("who starts"), line.person.name), Signer(tr("for the office"))),
        )
        return self.made("starter-sheet", title, sheet_to_sign.render(figures))


def _edition(facts: TrainingFacts, uow: UnitOfWork) -> Edition | None:
    wanted = facts.wanted.get(home_school(uow).id)
    return wanted.edition if wanted is not None else None


def _monitoring(facts: TrainingFacts, uow: UnitOfWork) -> str:
    """What the school says about monitoring, where its policy speaks of it (PRACTICE 29)."""
    return house_rules(uow).monitoring if facts.profile.rules.monitoring is not Monitoring.NOTHING else ""


def _policy_facts(facts: TrainingFacts, edition: Edition | None) -> tuple[Fact, ...]:
    found = [Fact(tr("Policy"), facts.profile.name)]
    if edition is not None:
        words = tr("“{version}”, in force from {day}", version=edition.label, day=day_text(edition.in_force_from))
        found.append(Fact(tr("Version"), words))
    return tuple(found)


def _statement(edition: Edition | None, *, short: bool = False) -> str:
    if short:
        return tr("I have read this and keep to it")
    if edition is None:
        return tr("I have read the policy and keep to it")
    return tr("I have read version “{version}” of the policy and keep to it", version=edition.label)


def _signs(line: TrainingLine) -> SheetPerson:
    done = line.read.words if line.read.state is Signed.YES else ""
    return SheetPerson(line.person.name, _job(line), done)


def _job(line: TrainingLine) -> str:
    person = line.person
    parts = [person.job_title or contract_words(person.contract)]
    if person.contract in ENDS_ON_A_DAY:
        parts += [person.agency, tr("until {day}", day=day_text(person.ends)) if person.ends else ""]
    return " · ".join(part for part in parts if part)


def short_points(facts: TrainingFacts, monitoring: str) -> tuple[str, ...]:
    """The few rules that hold for everybody, in our own words."""
    head, dsl = (duty_title(facts.profile, duty) for duty in (Duty.HEADTEACHER, Duty.DSL))
    points = (
        tr("Take no picture or recording of pupils, and post nothing about pupils, families or colleagues."),
        tr("Do not follow, befriend or write to pupils on private accounts, now or afterwards."),
        tr(
            "Do not write in the school’s name and do not use its name or logo, unless the {head} has agreed.",
            head=head,
        ),
        tr("Keep what you see and hear here to yourself; no passwords of the school on a device of your own."),
        tr("If something online worries you about a pupil, tell the {dsl} at once; do not ask around.", dsl=dsl),
        monitoring,
    )
    return tuple(point for point in points if point)


def _starter_boxes(facts: TrainingFacts, line: TrainingLine) -> tuple[str, ...]:
    """What is still to be done, whether or not it is asked from today on."""
    boxes = (
        [tr("Read the policy and sign it: here, or in the program under “Yours”")]
        if line.read.state is not Signed.YES
        else []
    )
    boxes += [
        tr("Attend: {course}", course=need.title)
        for need, state in zip(facts.needs, line.courses, strict=True)
        if state.is_lacking or (line.starts_later and not need.duties)
    ]
    if line.undertaking.is_lacking:
        boxes.append(tr("Sign the undertaking for posting access"))
    return tuple(boxes) or (tr("Nothing is left to do. Keep this page."),)


def _session_facts(held: TrainingSession | None) -> tuple[Fact, ...]:
    if held is None:
        return tuple(Fact(label, "……………………………………………") for label in (tr("Training"), tr("Day"), tr("Led by")))
    return (
        Fact(tr("Training"), held.title),
        Fact(tr("Day"), day_text(held.on)),
        Fact(tr("Led by"), held.led_by or "–"),
    )


def _groups(lines: Sequence[TrainingLine], *, by_group: bool) -> tuple[MissingGroup, ...]:
    """By line manager, those without one last; or by kind of people."""
    named: dict[str, list[TrainingLine]] = {}
    for line in lines:
        named.setdefault(group_words(line.group) if by_group else line.manager, []).append(line)
    order = [group_words(g) for g in Group] if by_group else sorted(named, key=lambda name: (not name, name.casefold()))
    return tuple(
        MissingGroup(_group_title(name, by_group=by_group), tuple(_missing(x, by_group) for x in named[name]))
        for name in order
        if name in named
    )


def _group_title(name: str, *, by_group: bool) -> str:
    if by_group:
        return name
    return tr("For {manager}", manager=name) if name else tr("No line manager is entered")


def _missing(line: TrainingLine, by_group: bool) -> MissingPerson:
    since = day_text(line.since) if line.since is not None else ""
    manager = line.manager if by_group else ""
    return MissingPerson(line.person.name, _job(line), line.missing, since, line.is_overdue, manager)


def _people_table(title: str, facts: TrainingFacts, lines: Sequence[TrainingLine]) -> bytes:
    """One row a person, for whoever wants to sort them."""
    headings = (
        tr("Name"),
        tr("Job"),
        tr("Line manager"),
        tr("Kind of people"),
        tr("Read and signed"),
        *(n.title for n in facts.needs),
        tr("Undertaking"),
        tr("What is missing"),
        tr("Since"),
    )
    rows = [
        (
            x.person.name,
            x.person.job_title,
            x.manager,
            group_words(x.group),
            x.read.words,
            *(c.words if c.state is not Trained.NOT_ASKED or c.on else "" for c in x.courses),
            x.undertaking.words if x.undertaking.state is not Trained.NOT_ASKED else "",
            "; ".join(x.missing),
            x.since if x.missing else None,
        )
        for x in lines
    ]
    return to_xlsx(OutSheet(title, headings, rows))


def _cells(found: Coverage) -> tuple[str, ...]:
    return (found.read.words, *(count.words for count in found.courses))


def _coverage_lead(facts: TrainingFacts) -> str:
    return tr(
        "Policy followed: {policy}. As of {day}. Counted are those who are here today and of whom it is asked.",
        policy=facts.profile.name,
        day=day_text(facts.today),
    )


def _whole_counts(found: Sequence[Coverage], lines: Sequence[TrainingLine]) -> tuple[Count, ...]:
    read = Counted(sum(c.read.asked for c in found), sum(c.read.done for c in found))
    late = len([x for x in lines if x.missing and x.is_overdue])
    lacking = read.asked - read.done
    return (
        Count(read.words, tr("have read and signed the policy"), Sign.WAITING if lacking else Sign.GOOD),
        Count(
            str(late),
            ntr("person is overdue with something", "people are overdue with something", late),
            Sign.STOP if late else Sign.GOOD,
        ),
    )
