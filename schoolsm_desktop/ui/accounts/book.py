"""What the accounts page has read beside its lines: whom and what its dialogs can offer, and what the person may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.accounts import Moderation, Platform
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.moderation import usual_moderation
from schoolsm_desktop.domain.people import Person, School
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import Profile, clause_words, clauses_for, reveal_needs_reason
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.accounts import AccountFacts, AccountLine
from schoolsm_desktop.services.secrets import KnowerLine

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Book:
    """One reading; empty until the first one is done."""

    lines: tuple[AccountLine, ...] = ()
    platforms: tuple[Platform, ...] = ()
    people: tuple[Person, ...] = ()
    schools: tuple[School, ...] = ()
    headteacher: Person | None = None
    me: UUID | None = None
    reason_needed: bool = False
    reason_clause: str = ""
    owner_required: bool = False
    owner_clause: str = ""
    moderation: Moderation = Moderation.NOT_KNOWN
    moderation_clause: str = ""
    may_edit: bool = False
    may_bring_in: bool = False
    may_print: bool = False
    may_give_back: bool = False
    sees_all: bool = True

    def line(self, account_id: UUID) -> AccountLine | None:
        """The line of an account, if the person may see it."""
        return next((line for line in self.lines if line.account.id == account_id), None)

    def platform(self, platform_id: str) -> Platform | None:
        """The platform with that id."""
        return next((platform for platform in self.platforms if platform.id == platform_id), None)


def read_book(office: Office) -> Book:
    """Read it; on the worker."""
    profile = office.policies.current()
    return Book(
        lines=office.accounts.lines(),
        platforms=office.accounts.platforms(),
        people=office.people.choices(),
        schools=office.schools.schools(),
        headteacher=office.access.default_authoriser(),
        me=office.person_id,
        reason_needed=reveal_needs_reason(profile),
        reason_clause=_why_asked(profile),
        owner_required=profile.owner_required,
        owner_clause=clause_words(profile, Subject.OWNER),
        moderation=usual_moderation(profile.rules),
        moderation_clause=clause_words(profile, Subject.MODERATION),
        may_edit=office.may(Action.EDIT_ACCOUNTS),
        may_bring_in=office.may(Action.BRING_IN_PASSWORDS),
        may_print=office.may(Action.PRINT_REGISTERS),
        may_give_back=office.may(Action.GIVE_BACK_PASSWORDS) or office.may(Action.ALLOW_GIVING_BACK),
        sees_all=office.may(Action.SEE_ALL_ACCOUNTS),
    )


def _why_asked(profile: Profile) -> str:
    """The clause that asks for reasons, or that the school set it so of its own accord."""
    if clauses_for(profile, Subject.REVEAL_REASON):
        return clause_words(profile, Subject.REVEAL_REASON)
    return tr("Your school asks for a reason")


@dataclass(frozen=True, slots=True)
class PaneFacts:
    """What the pane shows of one account, as it stood at one moment."""

    facts: AccountFacts
    knowers: tuple[KnowerLine, ...]
    now: datetime


def read_pane(office: Office, account_id: UUID) -> PaneFacts:
    """Read one account; on the worker. Raises NotAllowedError where the person may not see it."""
    return PaneFacts(office.accounts.facts(account_id), office.secrets.who_knows(account_id), office.clock.now())
