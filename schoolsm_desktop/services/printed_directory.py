"""The figures of the account directory: accounts as their cards show them, without a secret."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.reports.account_directory import DirectoryAccount, OutsideAccount, PasswordFacts, RecoveryLine

from .accounts import AccountLine, PasswordState
from .printed_names import name_of
from .register import RegisterFacts


def directory_account(facts: RegisterFacts, line: AccountLine, schools: dict[UUID, str]) -> DirectoryAccount:
    """One account of the school, as its card shows it."""
    account, known = line.account, line.account.recovery
    deputy = facts.people.get(account.deputy_owner_id) if account.deputy_owner_id else None
    state = line.password
    kept = state not in (PasswordState.NOT_KEPT, PasswordState.NONE_NEEDED)
    return DirectoryAccount(
        platform=line.platform.name,
        name=account.name,
        handle=account.handle,
        address=account.address,
        user_name=account.user_name,
        purpose=account.purpose,
        audience=account.audience,
        account_class=account.account_class,
        state=account.state,
        owner=line.owner.name if line.owner and line.owner_is_here else "",
        deputy_owner=deputy.name if deputy and not deputy.left_by(facts.today) else "",
        moderation=account.moderation,
        may_follow_individuals=account.may_follow_individuals,
        authorised_by=name_of(facts, account.authorised_by),
        authorised_on=account.authorised_on,
        closed_on=account.closed_on,
        recovery=RecoveryLine(
            known.mailbox,
            known.mailbox_is_schools,
            known.phone,
            known.phone_is_schools,
            known.second_administrator,
            known.second_factor,
            known.second_factor_where,
            known.backup_codes_where,
            known.last_tried,
            known.mailbox_tried,
            known.phone_tried,
            known.backup_codes_tried,
        ),
        password=PasswordFacts(
            kept=kept,
            own_logins=state is PasswordState.NONE_NEEDED,
            changed_on=line.password_changed_on,
            new_one_needed=state is PasswordState.NEW_ONE_NEEDED,
            weak=state is PasswordState.WEAK if kept else None,
            used_twice=state is PasswordState.USED_TWICE if kept else None,
        ),
        school=schools.get(account.school_id, ""),
    )


def outside_account(line: AccountLine) -> OutsideAccount:
    """One account that somebody else runs."""
    account = line.account
    return OutsideAccount(
        platform=line.platform.name,
        name=account.name,
        address=account.address,
        run_by=account.not_ours.run_by,
        uses_name_or_logo=account.not_ours.uses_name_or_logo,
        asked_to_close=account.not_ours.asked_to_close,
        reported_on=account.not_ours.reported_on,
        report_reference=account.not_ours.report_reference,
        gone_on=account.not_ours.gone_on,
        note=account.note,
    )
