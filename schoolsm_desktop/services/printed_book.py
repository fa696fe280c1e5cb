"""The figures of the coordinator's handover book: all that the next one has to know, and no secret."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind
from schoolsm_desktop.domain.due_facts import Place, Urgency
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.policy import Profile, duty_title
from schoolsm_desktop.domain.policy_words import other_lines, setting_lines
from schoolsm_desktop.domain.rule_settings import Group
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.reports.handover_book import Contact, OpenAction, OpenGroup, PrintedPaper, Round, Rule

from .printed_names import name_of
from .register import RegisterFacts
from .today import TodayLine

_GROUPS: Mapping[str, frozenset[Place]] = {
    "passwords": frozenset({Place.CHANGE_PASSWORD}),
    "access": frozenset({Place.ACCESS, Place.REQUEST, Place.COVER}),
    "lists": frozenset({Place.CHECKLIST}),
    "checks": frozenset({Place.REVIEW, Place.ACCOUNT_CHECK}),
    "accounts": frozenset({Place.ACCOUNT, Place.APPROVAL}),
}
_REST = "rest"
_GROUP_WORDS: Mapping[str, str] = {
    "passwords": "Passwords",
    "access": "Posting access",
    "lists": "Lists to work off",
    "checks": "Review and account check",
    "accounts": "Accounts",
    "rest": "Everything else",
}
_WORKED_BY = (Group.PASSWORDS, Group.PICTURES, Group.COMMENTS, Group.LESSONS)
"""What a coordinator works by; the rest of the policy is the headteacher's and stands on the screen."""
_ASKED_FIRST = (Duty.HEADTEACHER, Duty.DEPUTY_HEADTEACHER, Duty.COORDINATOR, Duty.OFFICE_MANAGER, Duty.DSL)
_ASKED_TOO = (Duty.DEPUTY_DSL, Duty.DPO, Duty.CHAIR, Duty.INCIDENT_LEAD)
_PAPER_WORDS: Mapping[str, str] = {
    "access-register": "Register of posting access",
    "account-directory": "Account directory",
    "review-evidence": "Access review evidence",
    "account-checks": "Account check",
    "leaver-list": "Lists of leavers and changed jobs",
    "undertaking": "Undertakings",
    "recovery-sheet": "Recovery sheet",
    "handover-book": "Handover book",
}


def open_groups(lines: Iterable[TodayLine]) -> tuple[OpenGroup, ...]:
    """The lines of Today under a few headings, in the order in which they are due."""
    groups: dict[str, list[OpenAction]] = {key: [] for key in (*_GROUPS, _REST)}
    for line in lines:
        key = next((key for key, places in _GROUPS.items() if line.item.place in places), _REST)
        late = line.urgency is Urgency.OVERDUE
        groups[key].append(OpenAction(line.when, line.item.title, line.item.detail, line.who, late))
    return tuple(OpenGroup(tr(_GROUP_WORDS[key]), tuple(found)) for key, found in groups.items() if found)


def rules(profile: Profile) -> tuple[Rule, ...]:
    """What is set about accounts, posts and lessons, and what else your policy says of them, each with its clause."""
    lines = [line for group in _WORKED_BY for line in setting_lines(profile, group)]
    settings = [Rule(line.title, line.value, line.clause) for line in lines]
    return (*settings, *(Rule(line.title, line.gist, line.clause) for line in other_lines(profile)))


def contacts(facts: RegisterFacts) -> tuple[Contact, ...]:
    """Who answers for what, the duties that every school needs also where nobody holds them, then other keyholders."""
    found: list[Contact] = []
    named: set[UUID] = set()
    for duty in (*_ASKED_FIRST, *_ASKED_TOO):
        title = duty_title(facts.profile, duty)
        holders = [p for p in holders_on(facts.duties, duty, facts.today) if p in facts.people]
        found += [_contact(facts, title, holder) for holder in holders]
        named.update(holders)
        if not holders and duty in _ASKED_FIRST:
            found.append(Contact(title))
    others = sorted(facts.keyholders - named, key=lambda p: facts.people[p].sort_name if p in facts.people else "")
    return (*found, *(_contact(facts, tr("Keyholder"), p) for p in others if p in facts.people))


def _contact(facts: RegisterFacts, title: str, person_id: UUID) -> Contact:
    person = facts.people[person_id]
    return Contact(title, person.name, person.email, person_id in facts.keyholders)


def rounds() -> tuple[Round, ...]:
    """What a coordinator does again and again with this program."""
    return (
        Round(
            tr("Each day that you are in"),
            (
                tr("Open the page “Today”. What is overdue comes first; each line leads to where it is done."),
                tr("Change every password that must become new, on the platform first and then here."),
                tr("Give what the headteacher has authorised, and end what has to end."),
            ),
        ),
        Round(
            tr("Each week"),
            (
                tr("See that somebody has looked at every account: comments, messages, and whether it is still ours."),
                tr("Go on with the open lists of leavers, changed jobs and accounts that close."),
                tr("See that the last backup is recent and lies away from this PC."),
            ),
        ),
        Round(
            tr("Each term"),
            (
                tr("Go through the register: keep, change or end each access. The headteacher signs the evidence."),
                tr("Check every account by the fixed questions, and try the way back into one of them."),
                tr("Print the register and the account directory anew. Destroy the copies they replace."),
                tr("Enter the dates of the next term."),
            ),
        ),
        Round(
            tr("When somebody leaves or changes jobs"),
            (
                tr("Begin the list on the page “Posting access” as soon as the day is known."),
                tr("Work it off with the person, print it and sign it together."),
            ),
        ),
    )


def papers(printed: Mapping[str, date]) -> tuple[PrintedPaper, ...]:
    """The printed lists with the day each was printed last."""
    return tuple(
        PrintedPaper(
            tr(_PAPER_WORDS[key]), printed.get(key), tr("in the school’s safe") if key == "recovery-sheet" else ""
        )
        for key in _PAPER_WORDS
    )


def hands(facts: RegisterFacts, lists: Iterable[Checklist]) -> tuple[str, str]:
    """Who hands over and who takes over: of the handover begun last, else the coordinator of today and nobody yet."""
    begun = [x for x in lists if x.kind is ChecklistKind.HANDOVER and x.is_open]
    if begun:
        last = max(begun, key=lambda x: x.started_at)
        return name_of(facts, last.person_id), name_of(facts, last.successor_id)
    holders = holders_on(facts.duties, Duty.COORDINATOR, facts.today)
    return name_of(facts, holders[0] if holders else None), ""
