"""What was done about comments on our own accounts: hidden, deleted, reported, answered or left.

Whoever posts on an account enters it for that account alone. An entry is never changed: a second version stands in its
place and both are kept. Nothing here tells of a sealed incident.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from schoolsm_desktop.domain.accounts import MODERATION_WORDS, Account, Moderation
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.moderating import Moderated, ModerationAct, Standard
from schoolsm_desktop.domain.moderating_rules import (
    MODERATED_WORDS,
    STANDARD_WORDS,
    TAKES_AWAY,
    checked_act,
    latest_acts,
)
from schoolsm_desktop.domain.moderation import usual_moderation
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import Profile, clause_words
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_links import linked_incidents
from .changes import Noun
from .published import own_accounts
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class ActDraft:
    """One thing done about a comment, as it is typed. `at` None is now."""

    account_id: UUID
    did: Moderated
    what: str
    author: str = ""
    at: datetime | None = None
    standard: Standard = Standard.SCHOOL
    breach: str = ""
    printed: bool = False
    print_note: str = ""
    not_printed: str = ""
    post_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ActLine:
    """One entry with its words. `before` are the versions in whose place it stands, the newest first."""

    act: ModerationAct
    account: str
    did: str
    by: str
    standard: str
    breach: str
    print_words: str
    post: str = ""
    before: tuple[ModerationAct, ...] = ()
    incidents: tuple[tuple[UUID, str], ...] = ()
    """Incidents begun from it that the person signed in can read, by their reference."""

    @property
    def is_taken_away(self) -> bool:
        """Whether nobody can see it any more."""
        return self.act.did in TAKES_AWAY


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """An account that can be chosen, and how its comments are looked after."""

    id: UUID
    name: str
    mode: str


@dataclass(frozen=True, slots=True)
class ModerationView:
    """The log as the person signed in sees it, and what its form chooses from."""

    lines: tuple[ActLine, ...]
    accounts: tuple[OwnAccount, ...]
    breaches: tuple[tuple[str, str], ...]
    posts: tuple[tuple[UUID, UUID, str], ...]
    clause: str
    may_block: bool
    may_ask: bool
    may_print: bool
    may_complain: bool

    def mode_of(self, account_id: UUID) -> str:
        """How comments on an account are looked after; "" where that is not known."""
        return next((x.mode for x in self.accounts if x.id == account_id), "")


class ModerationService:
    """Deeds and views of the moderation log."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> ModerationView:
        """Everything, or what was done on own accounts, the newest first. Raises NotAllowedError."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.MODERATE)
            mine, profile = own_accounts(session, uow), session.profile(uow)
            ours = [a for a in uow.accounts.all() if a.is_live and (mine is None or a.id in mine)]
            shown = {account.id for account in ours}
            posts = [p for p in uow.posts.all() if p.is_out and p.account_id in shown]
            return ModerationView(
                read_acts(session, uow),
                tuple(OwnAccount(a.id, a.name, _mode(a, profile)) for a in sorted(ours, key=_name)),
                tuple((breach.key, breach.words) for breach in profile.rules.breaches),
                tuple((p.id, p.account_id, p.title) for p in posts if p.account_id is not None),
                clause_words(profile, Subject.MODERATION),
                session.allows(uow, Action.BLOCK_USERS),
                session.allows(uow, Action.ASK_TO_REMOVE),
                session.allows(uow, Action.PRINT_REGISTERS),
                session.allows(uow, Action.RECORD_COMPLAINTS),
            )

    def record(self, draft: ActDraft) -> ModerationAct:
        """Keep what was done. Raises FieldError, NotAllowedError for an account that is not one's own."""
        with self._session.work() as work:
            kept = record_act(work, draft)
            work.done()
        return kept

    def correct(self, act_id: UUID, draft: ActDraft, why: str) -> ModerationAct:
        """Put a second version in the place of an entry; both are kept. Raises FieldError, RuleError."""
        session = self._session
        with session.work() as work:
            before = _seen_act(session, work.uow, act_id)
            if any(act.corrects_id == act_id for act in work.uow.moderation_acts.all()):
                raise RuleError(
                    tr("A second version stands in its place already. Correct that one; nothing was saved.")
                )
            new = replace(_filled(session, work.uow, draft), block_id=before.block_id, corrects_id=act_id)
            if draft.at is None:
                new = replace(new, at=before.at)
            kept = work.uow.moderation_acts.add(checked_act(replace(new, correction=why), session.clock.now()))
            _say(work, kept, Did.MODERATION_CHANGED)
            work.done()
        return kept


def record_act(work: Work, draft: ActDraft) -> ModerationAct:
    """Keep what was done about a comment inside another deed. Raises as `ModerationService.record`."""
    session = work.session
    session.demand(work.uow, Action.MODERATE)
    kept = work.uow.moderation_acts.add(checked_act(_filled(session, work.uow, draft), session.clock.now()))
    _say(work, kept, Did.MODERATED)
    return kept


def link_block(work: Work, act_id: UUID, block_id: UUID) -> ModerationAct:
    """Note at an entry that its author was blocked for it."""
    act = _seen_act(work.session, work.uow, act_id)
    kept = work.uow.moderation_acts.save(replace(act, block_id=block_id))
    _say(work, kept, Did.MODERATION_CHANGED)
    return kept


def read_act(session: Session, uow: UnitOfWork, act_id: UUID) -> ModerationAct:
    """One entry, for a complaint made from it. Raises NotAllowedError, RecordMissingError."""
    return _seen_act(session, uow, act_id)


def read_acts(session: Session, uow: UnitOfWork) -> tuple[ActLine, ...]:
    """The entries that the person signed in sees, each in its last version, the newest first."""
    mine, profile = own_accounts(session, uow), session.profile(uow)
    acts = uow.moderation_acts.all()
    by_id = {act.id: act for act in acts}
    accounts = {account.id: account.name for account in uow.accounts.all()}
    people = {person.id: person.short_name for person in uow.people.all()}
    breaches = {breach.key: breach.words for breach in profile.rules.breaches}
    posts = {post.id: post.title for post in uow.posts.all()}
    linked = linked_incidents(session, uow)
    versions = {act.id: _before(act, by_id) for act in acts}
    lines = [
        ActLine(
            act,
            accounts.get(act.account_id, "–"),
            tr(MODERATED_WORDS[act.did]),
            people.get(act.by, "–"),
            tr(STANDARD_WORDS[act.standard]),
            breaches.get(act.breach, ""),
            print_words(act),
            posts.get(act.post_id, "") if act.post_id is not None else "",
            versions[act.id],
            tuple(one for each in (act, *versions[act.id]) for one in linked.get(f"moderation:{each.id}", ())),
        )
        for act in latest_acts(acts)
        if mine is None or act.account_id in mine
    ]
    return tuple(sorted(lines, key=lambda x: (x.act.at, str(x.act.id)), reverse=True))


def print_words(act: ModerationAct) -> str:
    """Whether a screen print is kept, and where; or why not."""
    if act.printed:
        return tr("Screen print kept: {where}", where=act.print_note) if act.print_note else tr("Screen print kept")
    if act.not_printed:
        return tr("No screen print: {why}", why=act.not_printed)
    return tr("No screen print")


def _before(act: ModerationAct, by_id: dict[UUID, ModerationAct]) -> tuple[ModerationAct, ...]:
    found: list[ModerationAct] = []
    at = by_id.get(act.corrects_id) if act.corrects_id is not None else None
    while at is not None and at not in found:
        found.append(at)
        at = by_id.get(at.corrects_id) if at.corrects_id is not None else None
    return tuple(found)


def _seen_act(session: Session, uow: UnitOfWork, act_id: UUID) -> ModerationAct:
    session.demand(uow, Action.MODERATE)
    act = uow.moderation_acts.get(act_id)
    _demand_own(session, uow, act.account_id)
    return act


def _demand_own(session: Session, uow: UnitOfWork, account_id: UUID) -> Account:
    account = uow.accounts.get(account_id)
    mine = own_accounts(session, uow)
    if mine is not None and account_id not in mine:
        raise NotAllowedError(tr("This is not on one of your accounts. Nothing was changed. Ask the school office."))
    if not account.is_ours:
        raise FieldError(
            "account_id",
            tr("The school does not run this account. Ask for a removal instead; nothing was saved."),
        )
    return account


def _filled(session: Session, uow: UnitOfWork, draft: ActDraft) -> ModerationAct:
    account, now = _demand_own(session, uow, draft.account_id), session.clock.now()
    post = uow.posts.find(draft.post_id) if draft.post_id is not None else None
    if draft.post_id is not None and (post is None or post.account_id != account.id):
        raise FieldError("post_id", tr("That post stands somewhere else. Choose one of this account."))
    if draft.breach and draft.breach not in {breach.key for breach in session.profile(uow).rules.breaches}:
        raise FieldError("breach", tr("Your policy does not have this any more. Choose again; nothing was saved."))
    return ModerationAct(
        uuid4(),
        account.school_id,
        account.id,
        draft.at or now,
        draft.did,
        session.person_id,
        draft.author,
        draft.what,
        draft.standard,
        draft.breach,
        draft.printed,
        draft.post_id,
        recorded_at=now,
        print_note=draft.print_note,
        not_printed=draft.not_printed,
    )


def _mode(account: Account, profile: Profile) -> str:
    """How its comments are looked after: as the account says, or as the policy has it for all."""
    own = account.moderation
    shown = own if own is not Moderation.NOT_KNOWN else usual_moderation(profile.rules)
    return tr(MODERATION_WORDS[shown]) if shown is not Moderation.NOT_KNOWN else ""


def _name(account: Account) -> str:
    return account.name.casefold()


def _say(work: Work, act: ModerationAct, did: Did) -> None:
    work.did(did, Noun.MODERATION, subject_kind="moderation", subject_id=act.id, record=act)
