"""The figures of a printed list: a leaver's, a changed job's, an account's that closes, a handover's."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.cards import CardTask, card_for
from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind, LineKind
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import clause_words, duty_title
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.exchange.card_file import shipped_cards
from schoolsm_desktop.exchange.platform_file import OTHER
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.leaver_list import ListFigures, ListLine
from schoolsm_desktop.reports.page_frame import PageFacts
from schoolsm_desktop.reports.platform_cards import PlatformSteps

from .checklist_views import LineView, ListView
from .printed_names import name_of
from .register import RegisterFacts

_TITLE_WORDS = {
    ChecklistKind.LEAVES: "Leaver list",
    ChecklistKind.CHANGES_JOB: "List for a changed job",
    ChecklistKind.CLOSES_ACCOUNT: "List for an account that closes",
    ChecklistKind.HANDOVER: "Handover list",
}
_TASKS = {
    LineKind.PASSWORD_KNOWN: CardTask.CHANGE_PASSWORD,
    LineKind.PLATFORM_ROLE: CardTask.REMOVE_ADMINISTRATOR,
    LineKind.LAST_ADMINISTRATOR: CardTask.REMOVE_ADMINISTRATOR,
    LineKind.SIGNED_OUT: CardTask.SIGN_OUT_EVERYWHERE,
}
_TELLS_WHY = frozenset({LineKind.FORMER_PUPILS})
"""Lines that would say on a quiet list that somebody leaves."""


def list_title(checklist: Checklist) -> str:
    """What the paper is called; a quiet one does not say why it was begun (PRACTICE 14)."""
    return tr("List to work off") if checklist.quiet else tr(_TITLE_WORDS[checklist.kind])


def has_goodbye(checklist: Checklist) -> bool:
    """Whether a list ends with a page that both sign: a leaver's that everybody may know of."""
    return checklist.kind is ChecklistKind.LEAVES and not checklist.quiet and checklist.cancelled_at is None


def list_figures(facts: RegisterFacts, page: PageFacts, view: ListView, second: Signer) -> ListFigures:
    """What the list shows; `second` signs below whoever the list is about."""
    checklist = view.head.checklist
    shown = [one for one in view.lines if not (checklist.quiet and one.line.kind in _TELLS_WHY)]
    goodbye = checklist.kind is ChecklistKind.LEAVES and not checklist.quiet
    return ListFigures(
        page=page,
        lead=_lead(facts, checklist),
        lines=tuple(_line(one) for one in sorted(shown, key=lambda x: x.line.position)),
        reminder=_reminder() if goodbye else "",
        rests_on=clause_words(facts.profile, Subject.LEAVING) if goodbye else "",
        statement=_statement(checklist),
        signers=_signers(facts, checklist, second),
        cards=_cards(facts, shown),
    )


def _lead(facts: RegisterFacts, checklist: Checklist) -> str:
    person, day = name_of(facts, checklist.person_id), day_text(checklist.day)
    if checklist.quiet:
        return tr("{person}: what is to be done, by {day}.", person=person, day=day)
    if checklist.kind is ChecklistKind.CHANGES_JOB:
        return tr(
            "{person} changes to another job on {day}: {job}. What ends with the old one stands below.",
            person=person,
            day=day,
            job=checklist.new_job or tr("not known yet"),
        )
    if checklist.kind is ChecklistKind.CLOSES_ACCOUNT:
        account = facts.accounts.get(checklist.account_id) if checklist.account_id else None
        name = account.name if account is not None else tr("An account")
        return tr("{account} is to be closed on {day}. Until every line is done it is not.", account=name, day=day)
    if checklist.kind is ChecklistKind.HANDOVER:
        return tr(
            "{person} hands over to {other} as {title} on {day}.",
            person=person,
            other=name_of(facts, checklist.successor_id) or tr("the next one"),
            title=duty_title(facts.profile, Duty.COORDINATOR),
            day=day,
        )
    return tr(
        "{person} leaves; the last day is {day}. All that was held and known stands below.", person=person, day=day
    )


def _line(one: LineView) -> ListLine:
    return ListLine(
        what=one.what,
        to_do=one.step,
        due=one.due if one.line.due_at else "",
        is_open=one.is_open,
        is_late=one.is_overdue,
        done=one.done,
        proof=one.proof,
        not_needed=one.not_needed,
    )


def _reminder() -> str:
    return tr(
        "What was true at work stays true after the last day. Pupils and former pupils of this school are not "
        "contacted, followed or accepted as friends on private accounts, however well you know them, and what you "
        "know of pupils, families and colleagues stays in the school. Pictures of pupils, printed lists and passwords "
        "on paper, phones and computers of your own are given back or deleted by today. If somebody from the school "
        "writes to you, tell the headteacher and do not answer."
    )


def _statement(checklist: Checklist) -> str:
    if checklist.quiet or checklist.kind is ChecklistKind.CLOSES_ACCOUNT:
        return tr("What is ticked above was done, and I have seen it.")
    if checklist.kind is ChecklistKind.HANDOVER:
        return tr("We have gone through this list together, and what is ticked above was done.")
    return tr("We have gone through this list together. What is ticked above was done, and nothing was kept back.")


def _signers(facts: RegisterFacts, checklist: Checklist, second: Signer) -> tuple[Signer, ...]:
    person = name_of(facts, checklist.person_id)
    if checklist.quiet or checklist.kind is ChecklistKind.CLOSES_ACCOUNT:
        return (second,)
    if checklist.kind is ChecklistKind.HANDOVER:
        return (
            Signer(tr("hands over"), person),
            Signer(tr("takes over"), name_of(facts, checklist.successor_id)),
        )
    who = tr("who leaves") if checklist.kind is ChecklistKind.LEAVES else tr("who changes jobs")
    return (Signer(who, person), second)


def _cards(facts: RegisterFacts, lines: Iterable[LineView]) -> tuple[PlatformSteps, ...]:
    """The steps of the platforms on which something is still to be done."""
    wanted: dict[str, set[CardTask]] = {}
    for one in lines:
        task = _TASKS.get(one.line.kind)
        if one.is_open and task is not None and one.platform_id:
            wanted.setdefault(one.platform_id, set()).add(task)
    cards = shipped_cards()
    found = []
    for platform_id, tasks in wanted.items():
        mine = (card_for(cards, platform_id, task, otherwise=OTHER) for task in CardTask if task in tasks)
        name = facts.platforms[platform_id].name if platform_id in facts.platforms else tr("Other platform")
        found.append(PlatformSteps(name, tuple(card for card in mine if card is not None)))
    return tuple(sorted(found, key=lambda one: one.platform.casefold()))
