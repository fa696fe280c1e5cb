"""The next steps of an account's life that the person signed in may take, and what each one means."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.accounts import ALLOWED_MOVES, AccountState
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.accounts import AccountFacts

AUTHORISE, CLOSE = "authorise", "close-account"
BY_LIST = frozenset({AccountState.AUTHORISED, AccountState.IN_USE, AccountState.SUSPENDED})
"""What is closed by a list that is worked off; an account that never began is closed by a click."""
REPORT, GONE, SEEN = "report", "gone", "seen-in-use"


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
    if not facts.may_edit:
        return ()
    if not account.is_ours:
        return _outside_steps(facts)
    found = []
    standing = account.state in (AccountState.IN_USE, AccountState.SUSPENDED)
    if account.state is AccountState.PROPOSED or (standing and account.authorised_on is None):
        found.append(Step(AUTHORISE, tr("Authorise…") if facts.may_authorise else tr("Record the authorisation…")))
    found += [
        _step(facts, state)
        for state in (AccountState.IN_USE, AccountState.SUSPENDED, AccountState.CLOSED, AccountState.PROPOSED)
        if state in ALLOWED_MOVES[account.state] and not _lacks_authorisation(facts, state)
        if not (state is AccountState.CLOSED and account.state in BY_LIST)
    ]
    if account.state in BY_LIST and facts.closing is None:
        found.append(Step(CLOSE, tr("Close…")))
    return tuple(found)


def care_of(facts: AccountFacts) -> tuple[Step, ...]:
    """What is done now and then to a live account, for the menu beside the steps; closing that is under way first."""
    account = facts.line.account
    found = [Step("list", tr("List for closing it…"))] if facts.closing is not None else []
    if facts.may_edit and account.is_live:
        found += [
            Step("tried", tr("Way back in tried…")),
            Step("hand-on", tr("Handed to another login…")),
            Step("new-owner", tr("New owner…")),
        ]
    return tuple(found)


def _outside_steps(facts: AccountFacts) -> tuple[Step, ...]:
    """An account that others run under our name is reported, and one day gone."""
    outside = facts.line.account.not_ours
    if outside.gone_on is not None:
        return ()
    said = tr("Report it…") if outside.reported_on is None else tr("Report it again…")
    return (Step(REPORT, said), Step(GONE, tr("It is gone…")))


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
