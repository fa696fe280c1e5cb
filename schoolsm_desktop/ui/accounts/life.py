"""The next steps of an account's life that the person signed in may take, and what each one means."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.accounts import ALLOWED_MOVES, AccountState
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.accounts import AccountFacts

AUTHORISE = "authorise"


@dataclass(frozen=True, slots=True)
class Step:
    """A button: its key, its words, and the question asked first; without a question it is done at once."""

    key: str
    words: str
    question: str = ""
    consequence: str = ""
    action: str = ""


def steps_of(facts: AccountFacts) -> tuple[Step, ...]:
    """What can be done next, the likeliest first; nothing for somebody who may not change accounts."""
    account = facts.line.account
    if not facts.may_edit or not account.is_ours:
        return ()
    found = []
    standing = account.state in (AccountState.IN_USE, AccountState.SUSPENDED)
    if account.state is AccountState.PROPOSED or (standing and account.authorised_on is None):
        found.append(Step(AUTHORISE, tr("Authorise…") if facts.may_authorise else tr("Record the authorisation…")))
    found += [
        _step(facts, state)
        for state in (AccountState.IN_USE, AccountState.SUSPENDED, AccountState.CLOSED, AccountState.PROPOSED)
        if state in ALLOWED_MOVES[account.state] and not _lacks_authorisation(facts, state)
    ]
    return tuple(found)


def _lacks_authorisation(facts: AccountFacts, state: AccountState) -> bool:
    return state is AccountState.IN_USE and facts.line.account.authorised_on is None


def _step(facts: AccountFacts, to: AccountState) -> Step:
    name = facts.line.account.name
    if to is AccountState.IN_USE:
        return Step(to.value, tr("Put in use"))
    if to is AccountState.PROPOSED:
        return Step(to.value, tr("Propose again"))
    if to is AccountState.SUSPENDED:
        return Step(
            to.value,
            tr("Pause…"),
            tr("Pause {account}?", account=name),
            tr("Nobody posts until it is put in use again. Passwords and access stay as they are.")
            + " "
            + _people(facts),
            tr("Pause"),
        )
    return Step(
        to.value,
        tr("Close…"),
        tr("Close {account}?", account=name),
        tr(
            "It leaves the list of our accounts and no access can be given to it. Close it on {platform} too: "
            "closing it here does not do that. Its history stays.",
            platform=facts.line.platform.name,
        )
        + " "
        + _people(facts),
        tr("Close the account"),
    )


def _people(facts: AccountFacts) -> str:
    count = facts.line.posting
    if not count:
        return tr("Nobody has posting access to it.")
    return ntr("{count} person has posting access to it.", "{count} people have posting access to it.", count)
