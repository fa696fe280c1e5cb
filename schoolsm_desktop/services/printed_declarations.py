"""The papers of declarations: the blank form, the privacy check to tick, who has answered. What was declared is on none."""

from __future__ import annotations

from datetime import date

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.declarations import (
    KIND_WORDS,
    SEALED_KINDS,
    Declaration,
    DeclarationKind,
    asks_disclaimer,
    coverage,
    interval_words,
    kind_clause,
    kinds_asked,
    privacy_prompts,
    question_words,
    standing,
    who_is_asked,
)
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import Profile, clause_words
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.reports import declarations as paper
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.declarations import CheckFigures, CoverageFigures, CoveredKind, FormFigures, Question

from .paper_maker import PaperMaker, Printed
from .register import read_register


class DeclarationPapers(PaperMaker):
    """Documents about what colleagues declare."""

    def declaration_form(self) -> Printed:
        """The blank form with the school's wording, for whoever declares on paper. Raises RuleError where none is asked."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RECORD_DECLARATIONS)
            facts = read_register(self._session, uow)
            title = tr("Declaration")
            page = self.page(
                uow, facts, title, tr("What a colleague declares"), tr("Confidential: for the headteacher")
            )
        questions = _questions(facts.profile)
        if not questions:
            raise RuleError(tr("Your policy asks for no declaration on paper. Nothing was printed."))
        figures = FormFigures(page, facts.profile.name, questions, (Signer(tr("who declares it")),))
        return self.made("declaration-form", title, paper.render_form(figures))

    def privacy_check(self) -> Printed:
        """What to look at, and everybody who is asked, to tick on paper (valence:private-4). Raises RuleError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RECORD_DECLARATIONS)
            facts = read_register(self._session, uow)
            title = tr("Privacy check")
            page = self.page(uow, facts, title, tr("Everybody looks at their own accounts"))
            declared = uow.declarations.all()
        kind, profile = DeclarationKind.PRIVACY_CHECK, facts.profile
        if kind not in kinds_asked(profile.rules):
            raise RuleError(tr("Your policy asks for no privacy check. Nothing was printed."))
        people = who_is_asked(facts.people.values(), profile.rules, facts.today)
        last = [standing(declared, p.id, kind, profile.rules, facts.today).latest for p in people]
        figures = CheckFigures(
            page=page,
            interval=interval_words(profile.rules, kind),
            clause=clause_words(profile, Subject.PRIVACY),
            prompts=privacy_prompts(),
            people=tuple((p.name, _last(found)) for p, found in zip(people, last, strict=True)),
            signers=self.signers(facts, Duty.OFFICE_MANAGER),
        )
        return self.made("privacy-check", title, paper.render_check(figures))

    def declaration_coverage(self) -> Printed:
        """How many have answered, and which colleagues have not. Raises RuleError where nothing is asked."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RECORD_DECLARATIONS)
            facts = read_register(self._session, uow)
            title = tr("Who has answered")
            page = self.page(uow, facts, title, tr("Declarations and privacy check"))
            declared = uow.declarations.all()
        profile = facts.profile
        if not kinds_asked(profile.rules):
            raise RuleError(tr("Your policy asks for no declaration. Nothing was printed."))
        people = who_is_asked(facts.people.values(), profile.rules, facts.today)
        kinds = tuple(_covered(profile, kind, people, declared, facts.today) for kind in kinds_asked(profile.rules))
        figures = CoverageFigures(page, kinds, self.signers(facts, Duty.HEADTEACHER))
        return self.made("declaration-coverage", title, paper.render_coverage(figures))


def _questions(profile: Profile) -> tuple[Question, ...]:
    rules = profile.rules
    kinds = [kind for kind in kinds_asked(rules) if kind is not DeclarationKind.PRIVACY_CHECK]
    found = []
    for kind in kinds:
        label = kind_clause(profile, kind)
        about_account = kind is DeclarationKind.PRIVATE_ACCOUNT and asks_disclaimer(rules)
        found.append(
            Question(
                tr(KIND_WORDS[kind]),
                question_words(rules, kind),
                tr("Your policy: {clauses}", clauses=label) if label else "",
                kind in SEALED_KINDS,
                rules.disclaimer if about_account else "",
            )
        )
    return tuple(found)


def _covered(
    profile: Profile, kind: DeclarationKind, people: tuple[Person, ...], declared: tuple[Declaration, ...], today: date
) -> CoveredKind:
    found, label = coverage(kind, people, declared, profile.rules, today), kind_clause(profile, kind)
    return CoveredKind(
        heading=tr(KIND_WORDS[kind]),
        interval=interval_words(profile.rules, kind),
        clause=tr("Your policy: {clauses}", clauses=label) if label else "",
        answered=found.answered,
        asked=found.asked,
        per_cent=found.per_cent,
        missing=tuple(p.name for p in people if p.id in found.missing),
    )


def _last(found: Declaration | None) -> str:
    return day_text(found.on) if found is not None else tr("not yet")
