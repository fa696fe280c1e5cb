"""Somebody is asked to remove something, asked again, answers, refuses; and what the school does then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from schoolsm_desktop.domain.letters import Letter
from schoolsm_desktop.domain.moderating import AskedOf, NextStep, Takedown, TakedownCause, TakedownOutcome
from schoolsm_desktop.domain.moderating_rules import ASKED_OF_WORDS, CAUSE_WORDS, NEXT_WORDS, OUTCOME_WORDS
from schoolsm_desktop.domain.rules import PlatformReporter
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.takedowns import NewTakedown, TakedownLine, TakedownsView
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

Done = Callable[[Takedown], object]
WEEK = timedelta(days=7)


class TakedownDialog(FormDialog):
    """A report to a platform, or a request to a person or a provider."""

    def __init__(self, page: Page, view: TakedownsView, record: str, done: Done) -> None:
        super().__init__(
            page,
            tr("Somebody is asked to remove something"),
            tr("Save"),
            self._save,
            sentence=tr(
                "For our own pages, name, logo and pictures. Where a child or a colleague was harmed, write it down as "
                "an incident, and ask from there: nothing sealed belongs into this list."
            ),
        )
        self._view, self._done, act = view, done, view.act_of(record)
        form = self.form
        asked = [(each.value, tr(ASKED_OF_WORDS[each])) for each in ASKED_OF_WORDS]
        form.add_choice("asked_of", tr("Who is asked"), asked, AskedOf.PLATFORM.value)
        causes = [(each.value, tr(CAUSE_WORDS[each])) for each in CAUSE_WORDS]
        form.add_choice("cause", tr("Why"), causes, TakedownCause.ABUSE.value)
        form.add_lines("what", tr("What should go"), act.what if act else "", needed=True, lines=2)
        form.add_line(
            "address", tr("Its address"), hint=tr("The page’s own address, as the browser shows it."), longest=2000
        )
        form.add_line("platform", tr("Which platform"))
        form.add_line("who", tr("Who, and how they can be reached"))
        accounts = [("", tr("None of ours")), *((str(key), name) for key, name in view.accounts)]
        form.add_choice("account_id", tr("On our account"), accounts, str(act.account_id) if act else "")
        self._add_reporter()
        form.add_line("reference", tr("Reference"), hint=tr("What the platform or the other side calls it."))
        form.add_day("asked_on", tr("Asked on"), page.desk.today(), needed=True)
        form.add_day("due_on", tr("Answer by"), hint=tr("Empty: in 14 days."))
        form.edited.connect(self._follow)
        self._follow("asked_of")
        form.saved()

    def _add_reporter(self) -> None:
        view, people = self._view, [(str(key), name, "") for key, name in self._view.people]
        self.form.add_search(
            "reporter_id", tr("A colleague reports it in their own name"), people, hint=view.reporter_words
        )
        self.form.add_search("reporter_by", tr("Who decided on that"), people)

    def _follow(self, name: str) -> None:
        form, view = self.form, self._view
        if name in ("asked_of", "reporter_id"):
            platform = form.value("asked_of") == AskedOf.PLATFORM
            own = platform and view.reporter is not PlatformReporter.SCHOOL
            form.field("platform").setVisible(platform)
            form.field("who").setVisible(not platform)
            form.field("reporter_id").setVisible(own)
            named = own and bool(form.value("reporter_id"))
            decides = view.reporter is PlatformReporter.LEAD_DECIDES and not view.leads
            form.field("reporter_by").setVisible(named and decides)
            form.field("reporter_id").set_hint(self._privacy() if named else view.reporter_words)

    def _privacy(self) -> str:
        return tr(
            "A report in their own name can show the platform, and sometimes the other side, who they are. From an "
            "account of the school it does not. Their own account is never entered here."
        )

    def _save(self) -> None:
        form, takedowns = self.form, self.page.desk.office.takedowns
        platform = form.value("asked_of") == AskedOf.PLATFORM
        account, reporter, by = form.value("account_id"), form.value("reporter_id"), form.value("reporter_by")
        new = NewTakedown(
            AskedOf(form.value("asked_of")),
            TakedownCause(form.value("cause")),
            form.value("what"),
            form.day("asked_on"),
            "" if platform else form.value("who"),
            form.value("platform") if platform else "",
            form.value("address"),
            UUID(account) if account else None,
            form.value("reference"),
            form.day("due_on"),
            UUID(reporter) if reporter and platform else None,
            UUID(by) if by and reporter and platform else None,
        )
        self.work(lambda: takedowns.ask(new), self._saved)

    def _saved(self, kept: Takedown) -> None:
        self.form.saved()
        self.accept()
        self._done(kept)


class _OneDialog(FormDialog):
    """A deed about one request that is there."""

    def __init__(self, page: Page, line: TakedownLine, done: Done, title: str, action: str = "") -> None:
        super().__init__(page, title, action or tr("Save"), self._save, sentence=line.what)
        self._id, self._done = line.id, done
        self.takedowns = page.desk.office.takedowns

    def _save(self) -> None:
        raise NotImplementedError

    def _saved(self, kept: Takedown) -> None:
        self.form.saved()
        self.accept()
        self._done(kept)


class AnswerDialog(_OneDialog):
    """What came of it."""

    def __init__(self, page: Page, line: TakedownLine, done: Done) -> None:
        super().__init__(page, line, done, tr("What came of it"))
        over = [each for each in TakedownOutcome if each is not TakedownOutcome.OPEN]
        self.form.add_choice("outcome", tr("Outcome"), [(each.value, tr(OUTCOME_WORDS[each])) for each in over])
        self.form.add_lines("answer", tr("What they answered, or how one sees it"), lines=2)
        self.form.add_line("reference", tr("Reference"), line.reference)
        self.form.add_day("answered_on", tr("On"), page.desk.today(), needed=True)
        self.form.saved()

    def _save(self) -> None:
        form, key = self.form, self._id
        outcome, answer = TakedownOutcome(form.value("outcome")), form.value("answer")
        day, reference = form.day("answered_on"), form.value("reference")
        self.work(lambda: self.takedowns.answered(key, outcome, answer, day, reference), self._saved)


class RemindDialog(_OneDialog):
    """It was asked for again."""

    def __init__(self, page: Page, line: TakedownLine, done: Done) -> None:
        super().__init__(page, line, done, tr("Asked again"))
        self.form.add_day("due_on", tr("Answer by"), page.desk.today() + WEEK, needed=True)
        self.form.add_line("reference", tr("Reference"), line.reference)
        self.form.saved()

    def _save(self) -> None:
        day, reference, key = self.form.day("due_on"), self.form.value("reference"), self._id
        if day is not None:
            self.work(lambda: self.takedowns.remind(key, day, reference), self._saved)


class NextStepDialog(_OneDialog):
    """Nobody took it down: what the school does."""

    def __init__(self, page: Page, line: TakedownLine, done: Done) -> None:
        super().__init__(page, line, done, tr("It was not removed: what follows?"), tr("Decide"))
        steps = [(each.value, tr(NEXT_WORDS[each])) for each in NEXT_WORDS]
        self.form.add_choice("next_step", tr("What the school does"), steps)
        self.form.add_lines("next_why", tr("Why"), needed=True, lines=2)
        self.form.saved()

    def _save(self) -> None:
        step, why, key = NextStep(self.form.value("next_step")), self.form.value("next_why"), self._id
        self.work(lambda: self.takedowns.decide(key, step, why), self._saved)


class RequestLetterDialog(FormDialog):
    """Whom the request goes to."""

    def __init__(self, page: Page, line: TakedownLine, made: Callable[[Letter], object]) -> None:
        due = day_text(line.due_on) if line.due_on else ""
        super().__init__(
            page,
            tr("Letter: please take this down"),
            tr("Make the letter"),
            self._make,
            sentence=tr("It asks for an answer by {day}, and names nobody else.", day=due) if due else line.what,
        )
        self._id, self._made = line.id, made
        to = line.takedown.who if line.takedown is not None else ""
        self.form.add_line("recipient", tr("To whom"), to, needed=True, longest=300)
        self.form.saved()

    def _make(self) -> None:
        to, takedowns = self.form.value("recipient"), self.page.desk.office.takedowns

        def made(letter: Letter) -> None:
            self.form.saved()
            self.accept()
            self._made(letter)

        self.work(lambda: takedowns.letter(self._id, to), made)
