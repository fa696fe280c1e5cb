"""What must be so before access is asked for or given: holder, account, days, kind, and two pairs of hands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .access import Access, AccessKind
from .accounts import Account, AccountState, Platform, SignInKind
from .errors import FieldError, RuleError
from .people import ENDS_ON_A_DAY, Person, contract_words
from .wording import day_text, tr


@dataclass(frozen=True, slots=True)
class GiveRules:
    """What the school's policy says about giving access, as this decision needs it."""

    shared_passwords_allowed: bool
    shared_passwords_clause: str = ""
    lesson_clause: str = ""


def check_give(
    access: Access,
    person: Person,
    account: Account,
    platform: Platform | None,
    existing: Iterable[Access],
    rules: GiveRules,
    *,
    others_could_act: bool,
    today: date,
) -> None:
    """Refuse an access that must not be given; raises FieldError or RuleError with what to do instead.

    `others_could_act` says whether somebody else could authorise or give: where a small school has nobody else, the
    same person may do both and the register says so (PRACTICE 25).
    """
    check_terms(access, person, account, platform, existing, rules, today)
    if not access.already_had:
        _check_hands(access, others_could_act)


def check_terms(
    access: Access,
    person: Person,
    account: Account,
    platform: Platform | None,
    existing: Iterable[Access],
    rules: GiveRules,
    today: date,
) -> None:
    """What holds for an access that is asked for as for one that is given, whoever decides."""
    _check_holder(access, person, today)
    _check_account(access, account, platform)
    held = [a for a in existing if a.person_id == access.person_id and a.account_id == access.account_id]
    held = [a for a in held if a.id != access.id and not a.over_by(today)]
    if not access.already_had:
        _check_kind(access, held, rules, today)
    if any(other.kind is access.kind for other in held):
        raise RuleError(
            tr("This person already has this kind of access to this account. End or change that one first.")
        )


def _check_kind(access: Access, held: Iterable[Access], rules: GiveRules, today: date) -> None:
    if access.kind is AccessKind.KNOWS_PASSWORD and not rules.shared_passwords_allowed:
        raise FieldError(
            "kind",
            tr(
                "Your policy does not allow a password to be shared ({clause}). Give this person a login of their own instead.",
                clause=rules.shared_passwords_clause or tr("your policy"),
            ),
        )
    others = [a for a in held if a.kind is not AccessKind.LESSON_USE and a.live_on(max(today, access.starts))]
    if access.kind is AccessKind.LESSON_USE and not others:
        raise FieldError(
            "kind",
            tr(
                "Only somebody who has access to this account already may use it in lessons ({clause}). "
                "Give them a login or the password first.",
                clause=rules.lesson_clause or tr("usual practice"),
            ),
        )


def _check_holder(access: Access, person: Person, today: date) -> None:
    if person.left_by(today):
        raise RuleError(tr("This person no longer works here. Nobody who has left can be given access."))
    if person.contract in ENDS_ON_A_DAY and access.ends is None:
        raise FieldError(
            "ends",
            tr(
                "Access for this kind of contract ({contract}) always ends on a day. Enter the last day.",
                contract=contract_words(person.contract),
            ),
        )
    if access.ends is not None and access.ends < access.starts:
        raise FieldError("ends", tr("The last day lies before the first, {day}.", day=day_text(access.starts)))
    if access.ends is not None and person.ends is not None and access.ends > person.ends:
        raise FieldError(
            "ends",
            tr("This person's own last day is {day}: access cannot outlast it.", day=day_text(person.ends)),
        )
    if access.ends is not None and access.ends < today:
        raise FieldError("ends", tr("That day has passed. Enter a last day from today on."))


def _check_account(access: Access, account: Account, platform: Platform | None) -> None:
    if not account.is_ours:
        raise RuleError(tr("This account is not the school's, so the school cannot give access to it."))
    if account.state in (AccountState.CLOSED, AccountState.PROPOSED):
        raise RuleError(tr("This account is not in use, so no access can be given. Have it authorised first."))
    if account.opened_on is not None and access.starts < account.opened_on:
        raise FieldError(
            "starts",
            tr(
                "The account was opened on {day}. Access cannot begin earlier.",
                day=day_text(account.opened_on),
            ),
        )
    if access.kind is AccessKind.KNOWS_PASSWORD and platform is not None and platform.sign_in is SignInKind.OWN_LOGINS:
        raise FieldError(
            "kind",
            tr(
                "{platform} has no shared password: everybody signs in with a login of their own. Choose “Own login”.",
                platform=platform.name,
            ),
        )


def _check_hands(access: Access, others_could_act: bool) -> None:
    if access.authorised_by is None or access.authorised_on is None:
        raise FieldError(
            "authorised_by", tr("The headteacher authorises every access. Enter who authorised it and when.")
        )
    hands = {access.authorised_by, access.given_by}
    if hands == {access.person_id} and others_could_act:
        raise RuleError(
            tr("Nobody can authorise access for themself and give it too. Ask a colleague to do one of the two.")
        )
