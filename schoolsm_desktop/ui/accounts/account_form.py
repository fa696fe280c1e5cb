"""The fields of an account and the way between them and the record; the dialog and its sections stand beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

from schoolsm_desktop.domain.accounts import (
    CLASS_WORDS,
    KNOWN_WORDS,
    MODERATION_WORDS,
    SECOND_FACTOR_WORDS,
    Account,
    AccountClass,
    AccountState,
    Known,
    Moderation,
    NotOurs,
    RecoveryFacts,
    SecondFactor,
)
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.accounts.book import Book
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.common.section import Section

E = TypeVar("E", bound=StrEnum)
NOT_OURS_FIELDS: Final = (
    "run_by",
    "uses_name_or_logo",
    "asked_to_close",
    "reported_on",
    "report_reference",
    "gone_on",
)
NOT_OURS: Final = (AccountClass.NOT_OURS.value, AccountClass.PRETENDS.value)
OURS_FIELDS: Final = ("moderation", "may_follow")


def choices(words: Mapping[E, str]) -> list[tuple[str, str]]:
    """The members of an enum as a form offers them."""
    return [(member.value, tr(words[member])) for member in words]


class AccountFields:
    """Adds the fields of `account` to `form` and reads them back."""

    def __init__(self, form: Form, book: Book, account: Account, *, new: bool) -> None:
        self._form, self._book, self._account, self._new = form, book, account, new
        self._begin()
        self.sections = (self._signing_in(), self._what_for(), self._getting_back(), self._life())
        self.show_class()

    def show_class(self) -> None:
        """Show the fields that matter for the chosen sort of account."""
        ours = self._form.value("account_class") not in NOT_OURS
        sort = self.sections[1]
        sort.set_relevant(NOT_OURS_FIELDS, not ours)
        sort.set_relevant(OURS_FIELDS, ours)
        self.sections[0].setVisible(ours)
        self.sections[2].setVisible(ours)
        if not ours:
            self.sections[0].setChecked(False)
            self.sections[2].setChecked(False)

    def name_guess(self) -> str:
        """What the account is called where nobody gives it a name: its platform, with the handle where there is one."""
        platform = self._book.platform(self._form.value("platform_id"))
        handle = self._form.value("handle")
        if platform is None:
            return ""
        return tr("{platform} {handle}", platform=platform.name, handle=handle) if handle else platform.name

    def account(self) -> Account:
        """The account as the fields say."""
        form = self._form
        value = form.value
        owner, deputy, school = value("owner_id"), value("deputy_owner_id"), self._school()
        return replace(
            self._account,
            school_id=school,
            platform_id=value("platform_id"),
            name=value("name") or self.name_guess(),
            handle=value("handle"),
            address=value("address"),
            user_name=value("user_name"),
            purpose=value("purpose"),
            audience=value("audience"),
            account_class=AccountClass(value("account_class")),
            state=AccountState(value("state")) if self._new else self._account.state,
            owner_id=UUID(owner) if owner else None,
            deputy_owner_id=UUID(deputy) if deputy else None,
            moderation=self._moderation(),
            may_follow_individuals=Known(value("may_follow")),
            opened_on=form.day("opened_on"),
            recovery=self._recovery(),
            not_ours=self._not_ours(),
            note=value("note"),
        )

    def _moderation(self) -> Moderation:
        """The policy's way begins on our own accounts only."""
        ours = self._form.value("account_class") not in NOT_OURS
        return Moderation(self._form.value("moderation")) if ours else self._account.moderation

    def _school(self) -> UUID:
        return UUID(self._form.value("school_id")) if len(self._book.schools) > 1 else self._account.school_id

    def _not_ours(self) -> NotOurs:
        value, day = self._form.value, self._form.day
        return NotOurs(
            run_by=value("run_by"),
            uses_name_or_logo=Known(value("uses_name_or_logo")),
            asked_to_close=day("asked_to_close"),
            reported_on=day("reported_on"),
            report_reference=value("report_reference"),
            gone_on=day("gone_on"),
        )

    def _recovery(self) -> RecoveryFacts:
        value = self._form.value
        return replace(
            self._account.recovery,
            mailbox=value("mailbox"),
            mailbox_is_schools=Known(value("mailbox_is_schools")),
            phone=value("phone"),
            phone_is_schools=Known(value("phone_is_schools")),
            second_administrator=value("second_administrator"),
            second_factor=SecondFactor(value("second_factor")),
            second_factor_where=value("second_factor_where"),
            backup_codes_where=value("backup_codes_where"),
            last_tried=self._form.day("last_tried"),
        )

    # The fields

    def _begin(self) -> None:
        """What is needed to begin: where it is, and who looks after it (PRACTICE 20)."""
        form, book, account = self._form, self._book, self._account
        form.add_line(
            "address",
            tr("Address"),
            account.address,
            hint=tr("Paste it from the browser: the platform is guessed from it."),
        )
        platforms = [(p.id, p.name, tr("closed") if p.closed_on else "") for p in book.platforms]
        form.add_search("platform_id", tr("Platform"), platforms, account.platform_id, needed=True)
        people = [(str(p.id), p.name, p.job_title) for p in book.people]
        clause = book.owner_clause if book.owner_required else ""
        form.add_search("owner_id", tr("Who looks after it"), people, str(account.owner_id or ""), hint=clause)
        form.add_line(
            "name", tr("What colleagues call it"), account.name, hint=tr("Empty: it is called after its platform.")
        )
        if len(book.schools) > 1:
            schools = [(str(s.id), s.name) for s in book.schools]
            form.add_choice("school_id", tr("School"), schools, str(account.school_id))

    def _signing_in(self) -> Section:
        form, account = self._form, self._account
        section = Section(form, tr("How it is entered"))
        form.add_line(
            "handle", tr("Handle or page name"), account.handle, hint=tr("As people see it, such as @oakfield.")
        )
        form.add_line("user_name", tr("User name or e-mail for signing in"), account.user_name)
        section.take("handle", "user_name")
        return section

    def _what_for(self) -> Section:
        form, account = self._form, self._account
        section = Section(form, tr("What it is for, and whose it is"))
        form.add_choice("account_class", tr("Kind of account"), choices(CLASS_WORDS), account.account_class.value)
        form.add_line(
            "run_by",
            tr("Who runs it"),
            account.not_ours.run_by,
            hint=tr("A parents’ association, a parent, a former colleague."),
        )
        form.add_choice(
            "uses_name_or_logo",
            tr("Does it use our name or logo?"),
            choices(KNOWN_WORDS),
            account.not_ours.uses_name_or_logo.value,
        )
        form.add_day(
            "asked_to_close", tr("Asked to close on"), account.not_ours.asked_to_close, hint=tr("Empty: not asked.")
        )
        form.add_day("reported_on", tr("Reported on"), account.not_ours.reported_on, hint=tr("Empty: not reported."))
        form.add_line("report_reference", tr("Reference of the report"), account.not_ours.report_reference)
        form.add_day("gone_on", tr("Gone on"), account.not_ours.gone_on, hint=tr("Empty: still there."))
        form.add_line("purpose", tr("What it is for"), account.purpose)
        form.add_line("audience", tr("Who it is for"), account.audience)
        comments = self._book.moderation if self._new else account.moderation
        form.add_choice(
            "moderation",
            tr("Comments"),
            choices(MODERATION_WORDS),
            comments.value,
            hint=self._book.moderation_clause,
        )
        form.add_choice(
            "may_follow", tr("Does it follow individuals?"), choices(KNOWN_WORDS), account.may_follow_individuals.value
        )
        section.take("account_class", *NOT_OURS_FIELDS, "purpose", "audience", *OURS_FIELDS)
        return section

    def _getting_back(self) -> Section:
        form, facts = self._form, self._account.recovery
        section = Section(form, tr("Getting back in when the password fails"))
        form.add_line("mailbox", tr("Recovery mailbox"), facts.mailbox)
        form.add_choice(
            "mailbox_is_schools",
            tr("Is that mailbox the school’s own?"),
            choices(KNOWN_WORDS),
            facts.mailbox_is_schools.value,
        )
        form.add_line("phone", tr("Recovery phone"), facts.phone)
        form.add_choice(
            "phone_is_schools",
            tr("Is that phone the school’s own?"),
            choices(KNOWN_WORDS),
            facts.phone_is_schools.value,
        )
        form.add_line("second_administrator", tr("Second administrator on the platform"), facts.second_administrator)
        form.add_choice("second_factor", tr("Second factor"), choices(SECOND_FACTOR_WORDS), facts.second_factor.value)
        form.add_line(
            "second_factor_where",
            tr("Where the second factor is"),
            facts.second_factor_where,
            hint=tr("Such as: office phone, key in the safe."),
        )
        form.add_line("backup_codes_where", tr("Where the backup codes are on paper"), facts.backup_codes_where)
        form.add_day("last_tried", tr("Recovery last tried on"), facts.last_tried)
        section.take(
            "mailbox",
            "mailbox_is_schools",
            "phone",
            "phone_is_schools",
            "second_administrator",
            "second_factor",
            "second_factor_where",
            "backup_codes_where",
            "last_tried",
        )
        return section

    def _life(self) -> Section:
        form, account = self._form, self._account
        section = Section(form, tr("Deputy, days and a note"))
        people = [(str(p.id), p.name, p.job_title) for p in self._book.people]
        form.add_search("deputy_owner_id", tr("Deputy who looks after it"), people, str(account.deputy_owner_id or ""))
        names = ["deputy_owner_id"]
        if self._new:
            form.add_choice(
                "state",
                tr("State"),
                [
                    (AccountState.IN_USE.value, tr("In use already")),
                    (AccountState.PROPOSED.value, tr("Proposed: waits for the headteacher’s authorisation")),
                ],
                account.state.value,
            )
            names.append("state")
        form.add_day("opened_on", tr("Opened on"), account.opened_on)
        form.add_lines(
            "note",
            tr("Note"),
            account.note,
            lines=2,
            hint=tr("Everybody who sees the account reads it. A secret belongs into the secret note."),
        )
        section.take(*names, "opened_on", "note")
        return section
