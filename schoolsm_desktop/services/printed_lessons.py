"""The papers of lessons and classes: what is taught, agreements by class, a class's blank sheet."""

from __future__ import annotations

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.lessons import AGREEMENT_WORDS
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.reports import classes as paper
from schoolsm_desktop.reports.classes import ClassTally, SheetFigures, TallyFigures, TaughtFigures

from .lessons import LessonService, LessonsView
from .paper_maker import PaperMaker, Printed
from .register import read_register


class LessonPapers(PaperMaker):
    """Documents about lessons and classes."""

    def taught(self) -> Printed:
        """In which terms each year group was taught, for the governors (valence:curric-nc-ks1-ks2). Raises RuleError."""
        view = LessonService(self._session).view()
        if not view.has_curriculum:
            raise RuleError(tr("Your policy does not ask what is taught. Nothing was printed."))
        with self._session.reading() as uow:
            self._session.demand(uow, Action.TICK_LESSONS)
            facts = read_register(self._session, uow)
            title = tr("What is taught about social media")
            page = self.page(uow, facts, title, tr("Year groups by terms"))
        figures = TaughtFigures(
            page=page,
            clause=clause_words(facts.profile, Subject.CURRICULUM),
            terms=view.terms,
            rows=tuple((row.group, tuple(day_text(c.day) if c.day else "" for c in row.cells)) for row in view.taught),
            uses=tuple((x.account, x.use.group, x.use.term, x.teacher) for x in view.uses),
            rule=view.rule,
            signers=(*self.signers(facts, Duty.CHAIR), *self.signers(facts, Duty.COORDINATOR)),
        )
        return self.made("taught", title, paper.render_taught(figures))

    def agreement_tally(self) -> Printed:
        """How many agreements of each class are back (PRACTICE 32). Raises RuleError where none are asked for."""
        view = self._agreements()
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            title = tr("Agreements by class")
            page = self.page(uow, facts, title, tr("How many are back"))
        figures = TallyFigures(
            page=page,
            year=view.year,
            clause=clause_words(facts.profile, Subject.AGREEMENTS),
            classes=tuple(
                ClassTally(x.words, x.tick.group, x.tick.signed, x.tick.asked, day_text(x.tick.on))
                for x in view.tallies
            ),
            signers=self.signers(facts, Duty.HEADTEACHER),
        )
        return self.made("agreement-tally", title, paper.render_tally(figures))

    def agreement_sheet(self, group: str) -> Printed:
        """A class's sheet with blank lines; no name is printed on it. Raises RuleError where none are asked for."""
        view = self._agreements()
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            title = tr("Agreements of a class")
            page = self.page(uow, facts, title, tr("To be ticked off in the classroom"))
        whose = " · ".join(tr(AGREEMENT_WORDS[kind]) for kind in view.agreements)
        figures = SheetFigures(page, whose, clause_words(facts.profile, Subject.AGREEMENTS), group)
        return self.made("agreement-sheet", title, paper.render_sheet(figures))

    def _agreements(self) -> LessonsView:
        view = LessonService(self._session).view()
        if not view.agreements:
            raise RuleError(tr("Your policy does not ask for agreements of pupils or parents. Nothing was printed."))
        return view
