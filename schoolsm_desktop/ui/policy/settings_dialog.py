"""Changing the settings of your policy: the clause stands beside each, and each duty gets the school's own title."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import (
    CHANGE_DAYS,
    HOURS_UNTIL_CHANGE,
    AccessCondition,
    AccountRules,
    ChangeRule,
    Profile,
    SharedPasswords,
    clause_words,
    duty_title,
    regular_change_note,
    with_titles,
)
from schoolsm_desktop.domain.policy_words import CONDITION_SUBJECTS, condition_words, usual_title
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.section import Section
from schoolsm_desktop.ui.pages import Page

from .book import Book


class SettingsDialog(FormDialog):
    """`saved` gets the policy as it stands afterwards."""

    def __init__(self, page: Page, book: Book, saved: Callable[[Profile], object]) -> None:
        super().__init__(
            page,
            tr("Change settings of your policy"),
            tr("Save"),
            self._save,
            sentence=tr("They count from now on. What was done under the former ones stays as it was."),
            wide=True,
        )
        self._profile, self._saved = book.profile, saved
        self.form.add_line("name", tr("Name of your policy"), book.profile.name, needed=True, longest=120)
        self._add_passwords()
        self._add_conditions()
        self._add_accounts()
        self._add_titles()
        self.form.saved()
        self.form.edited.connect(self._edited)
        self._edited("change")

    def showEvent(self, event: Any) -> None:
        self._titles.open_if_typed()
        super().showEvent(event)

    def show_failure(self, error: Exception) -> None:
        """Beside its field, with the section around it opened."""
        super().show_failure(error)
        self._titles.open_if_wrong()

    def _clause(self, subject: Subject) -> str:
        return clause_words(self._profile, subject)

    def _add_passwords(self) -> None:
        form, profile = self.form, self._profile
        form.add_heading(tr("Passwords"))
        shared = [
            (SharedPasswords.NAMED_HOLDERS.value, tr("Named people may know one password together")),
            (SharedPasswords.NOT_ALLOWED.value, tr("Not allowed: everybody has a login of their own")),
        ]
        hint = self._clause(Subject.SHARED_PASSWORDS)
        form.add_choice(
            "shared", tr("Passwords more than one person knows"), shared, profile.shared_passwords.value, hint=hint
        )
        rules = [
            (ChangeRule.EVENT.value, tr("Whenever somebody who knows it loses access")),
            (ChangeRule.DAYS.value, tr("Whenever somebody loses access, and after a number of days")),
            (ChangeRule.TERM.value, tr("Whenever somebody loses access, and each term")),
        ]
        hint = self._clause(Subject.PASSWORD_CHANGE)
        form.add_choice("change", tr("When a password is changed"), rules, profile.change.value, hint=hint)
        span = tr("Between {low} and {high}.", low=CHANGE_DAYS[0], high=CHANGE_DAYS[-1])
        form.add_line("change_days", tr("Days between changes"), str(profile.change_days), hint=span, longest=5)
        note = regular_change_note()
        form.add_widget(
            words(
                tr(
                    "{text} ({source}; looked up on {day})",
                    text=note.text,
                    source=note.source,
                    day=day_text(note.checked_on),
                ),
                "quiet",
                form,
                wrap=True,
            )
        )
        hint = tr(
            "Between {low} and {high}. {clause}",
            low=HOURS_UNTIL_CHANGE[0],
            high=HOURS_UNTIL_CHANGE[-1],
            clause=self._clause(Subject.MUST_CHANGE),
        )
        hours = str(profile.hours_until_change)
        form.add_line(
            "hours_until_change",
            tr("Hours allowed for a change that is needed"),
            hours,
            hint=hint,
            longest=5,
            needed=True,
        )
        hint = self._clause(Subject.REVEAL_REASON)
        form.add_tick("reveal", tr("Whoever opens or copies a password says why"), profile.reveal_reason, hint=hint)

    def _add_conditions(self) -> None:
        self.form.add_heading(tr("Asked before access is given"))
        for condition, subject in CONDITION_SUBJECTS.items():
            on = condition in self._profile.conditions
            self.form.add_tick(condition.value, condition_words(condition), on, hint=self._clause(subject))

    def _add_accounts(self) -> None:
        form, profile, rules = self.form, self._profile, self._profile.account_rules
        form.add_heading(tr("Accounts"))
        owner = self._clause(Subject.OWNER)
        form.add_tick(
            "owner", tr("Every account names somebody who looks after it"), profile.owner_required, hint=owner
        )
        form.add_tick("deputy", tr("And somebody who stands in"), profile.deputy_owner_required)
        hint = self._clause(Subject.ACCOUNT_RULES)
        form.add_tick(
            "like", tr("Our accounts may like the posts of individuals"), rules.may_like_individuals, hint=hint
        )
        form.add_tick("follow", tr("Our accounts may follow individuals"), rules.may_follow_individuals)
        form.add_tick(
            "comment", tr("Our accounts may comment on the pages of individuals"), rules.may_comment_on_individuals
        )

    def _add_titles(self) -> None:
        self._titles = Section(self.form, tr("Your own titles for duties"))
        for duty in Duty:
            usual = usual_title(duty)
            own = duty_title(self._profile, duty)
            self.form.add_line(
                duty.value, usual, own, hint=tr("Empty: “{title}”.", title=usual) if own != usual else "", longest=80
            )
        self._titles.take(*(duty.value for duty in Duty))

    def _edited(self, name: str) -> None:
        if name == "change":
            days = self.form.value("change") == ChangeRule.DAYS.value
            self.form.field("change_days").setVisible(days)

    def _number(self, name: str, usual: int) -> int:
        field = self.form.field(name)
        typed = self.form.value(name)
        if field.isHidden():
            return usual
        if not (typed.isascii() and typed.isdigit()):
            raise FieldError(name, tr("A whole number is needed here. Nothing was saved yet."))
        return int(typed)

    def _typed(self) -> Profile:
        """The policy as it stands in the fields. Raises FieldError."""
        form = self.form
        profile = replace(
            self._profile,
            name=form.value("name"),
            shared_passwords=SharedPasswords(form.value("shared")),
            change=ChangeRule(form.value("change")),
            change_days=self._number("change_days", self._profile.change_days),
            hours_until_change=self._number("hours_until_change", self._profile.hours_until_change),
            reveal_reason=form.ticked("reveal"),
            conditions=frozenset(c for c in AccessCondition if form.ticked(c.value)),
            owner_required=form.ticked("owner"),
            deputy_owner_required=form.ticked("deputy"),
            account_rules=AccountRules(form.ticked("like"), form.ticked("follow"), form.ticked("comment")),
        )
        return with_titles(profile, {duty: form.value(duty.value) for duty in Duty})

    def _save(self) -> None:
        try:
            profile = self._typed()
        except FieldError as error:
            self.show_failure(error)
            return

        def saved(kept: Profile) -> None:
            self._saved(kept)
            self.form.saved()
            self.accept()

        self.work(lambda: self.page.desk.office.policies.choose(profile), saved)
