"""Who is kept out of one of our accounts: against which standard, warned or not, looked at again, appealed, let back in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.letters import Letter, plain
from schoolsm_desktop.domain.moderating import Block, ModerationAct, Standard
from schoolsm_desktop.domain.moderating_rules import (
    APPEAL_WITHIN,
    MOST_TEXT,
    STANDARD_WORDS,
    check_review_day,
    checked_block,
    is_same,
    latest_acts,
    review_day,
)
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .letters import make_letter
from .moderation import link_block
from .session import Session, Work

NOTICE = "block-notice"


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A block as it is typed. `moderation_id` is the comment it was made for."""

    account_id: UUID
    name: str
    reason: str
    standard: Standard = Standard.SCHOOL
    breach: str = ""
    blocked_on: date | None = None
    warned_on: date | None = None
    warned_by: UUID | None = None
    not_warned: str = ""
    review_on: date | None = None
    moderation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One block with its words."""

    block: Block
    account: str
    standard: str
    breach: str
    by: str
    warned: str
    unblocked: str
    seen_before: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether they were let back in."""
        return self.block.unblocked_on is not None

    @property
    def waits_for_answer(self) -> bool:
        """Whether somebody asked for it to be ended and has no answer."""
        return self.block.appealed_on is not None and self.block.appeal_answered_on is None and not self.is_over

    def waits(self, today: date) -> bool:
        """Whether something is to be done about it now."""
        review = self.block.review_on
        return self.waits_for_answer or (not self.is_over and review is not None and review <= today)


@dataclass(frozen=True, slots=True)
class BlocksView:
    """Who is blocked, and what the forms choose from."""

    lines: tuple[BlockLine, ...]
    accounts: tuple[tuple[UUID, str], ...]
    breaches: tuple[tuple[str, str], ...]
    people: tuple[tuple[UUID, str], ...]
    clause: str
    warns: bool
    usual_review: date | None
    may_print: bool
    acts: tuple[ModerationAct, ...] = ()
    """Entries of the moderation log that it can be begun from."""

    def act_of(self, record: str) -> ModerationAct | None:
        """The entry that a record `moderation:<id>` means."""
        kind, _, key = record.partition(":")
        return next((act for act in self.acts if kind == "moderation" and str(act.id) == key), None)


class BlockService:
    """Deeds and views of blocked users."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> BlocksView:
        """Who is and was blocked, what waits first. Raises NotAllowedError."""
        session, today = self._session, self._session.today
        with session.reading() as uow:
            session.demand(uow, Action.BLOCK_USERS)
            profile = session.profile(uow)
            ours = sorted((a for a in uow.accounts.all() if a.is_live), key=lambda a: a.name.casefold())
            return BlocksView(
                read_blocks(session, uow),
                tuple((account.id, account.name) for account in ours),
                tuple((breach.key, breach.words) for breach in profile.rules.breaches),
                tuple((p.id, p.name) for p in uow.people.all() if p.merged_into is None and p.here_on(today)),
                clause_words(profile, Subject.MODERATION),
                profile.rules.warn_before_block,
                review_day(today, profile.rules),
                session.allows(uow, Action.PRINT_REGISTERS),
                latest_acts(uow.moderation_acts.all()),
            )

    def waiting(self) -> int:
        """How many blocks are to be looked at again, or have an appeal without an answer."""
        return len([line for line in self.view().lines if line.waits(self._session.today)])

    def seen_before(self, name: str) -> tuple[str, ...]:
        """What is known here of the same name or handle. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.BLOCK_USERS)
            return _seen_before(uow, name, None)

    def block(self, draft: BlockDraft) -> Block:
        """Keep that somebody was blocked. Raises FieldError, RuleError where they are blocked there already."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.BLOCK_USERS)
            account = work.uow.accounts.get(draft.account_id)
            if not account.is_ours:
                raise FieldError("account_id", tr("The school does not run this account. Nothing was saved."))
            standing = [b for b in work.uow.blocks.all() if b.account_id == account.id and b.unblocked_on is None]
            if any(is_same(block.name, draft.name) for block in standing):
                raise RuleError(tr("They are blocked there already. Nothing was saved; look at the block that stands."))
            warned_by = draft.warned_by or (session.person_id if draft.warned_on is not None else None)
            new = Block(
                uuid4(),
                account.school_id,
                account.id,
                draft.name,
                draft.standard,
                draft.reason,
                draft.blocked_on or session.today,
                session.person_id,
                draft.breach,
                draft.warned_on,
                warned_by,
                draft.not_warned,
                draft.review_on,
            )
            kept = work.uow.blocks.add(checked_block(new, session.profile(work.uow).rules, session.today))
            _say(work, kept, Did.BLOCKED)
            if draft.moderation_id is not None:
                link_block(work, draft.moderation_id, kept.id)
            work.done()
        return kept

    def looked_again(self, block_id: UUID, next_on: date | None = None) -> Block:
        """It was looked at and stays; without a day the next look is as far off as your policy says."""
        session = self._session
        with session.work() as work:
            block = self._standing(work, block_id)
            again = next_on or review_day(session.today, session.profile(work.uow).rules)
            if again is not None:
                check_review_day(block, again, session.today)
            kept = _keep(work, replace(block, reviewed_on=session.today, review_on=again), Did.BLOCK_CHANGED)
            work.done()
        return kept

    def appealed(self, block_id: UUID, words: str, on: date | None = None) -> Block:
        """They ask to be let back in. Raises FieldError for a day before the block or still to come, RuleError."""
        session = self._session
        with session.work() as work:
            block = self._standing(work, block_id)
            if block.appealed_on is not None and block.appeal_answered_on is None:
                raise RuleError(tr("An appeal waits for its answer already. Nothing was saved."))
            said, day = _needed("appeal", words, tr("Say what they wrote, in a few words.")), on or session.today
            _check_day("appealed_on", day, block.blocked_on, session.today)
            changed = replace(block, appeal=said, appealed_on=day, appeal_answer="", appeal_answered_on=None)
            kept = _keep(work, changed, Did.BLOCK_CHANGED)
            work.done()
        return kept

    def answered(self, block_id: UUID, words: str, on: date | None = None) -> Block:
        """The appeal was answered. Raises FieldError for a day before the appeal, RuleError where there is none."""
        session = self._session
        with session.work() as work:
            block = self._standing(work, block_id)
            if block.appealed_on is None or block.appeal_answered_on is not None:
                raise RuleError(tr("No appeal waits for an answer. Nothing was saved."))
            said, day = _needed("appeal_answer", words, tr("Say what they were told.")), on or session.today
            _check_day("appeal_answered_on", day, block.appealed_on, session.today)
            kept = _keep(work, replace(block, appeal_answer=said, appeal_answered_on=day), Did.BLOCK_CHANGED)
            work.done()
        return kept

    def unblock(self, block_id: UUID, why: str, on: date | None = None) -> Block:
        """They are let back in. Raises FieldError without a reason or for a day before the block, RuleError."""
        session = self._session
        with session.work() as work:
            block = self._standing(work, block_id)
            said, day = _needed("unblocked_why", why, tr("Say why they are let back in.")), on or session.today
            _check_day("unblocked_on", day, block.blocked_on, session.today)
            over = replace(block, unblocked_on=day, unblocked_by=session.person_id, unblocked_why=said)
            kept = _keep(work, over, Did.UNBLOCKED)
            work.done()
        return kept

    def notice(self, block_id: UUID, recipient: str = "") -> Letter:
        """The letter that tells somebody they are blocked, for how long and how to appeal. Raises NotAllowedError."""
        session = self._session
        with session.work() as work:
            block = self._standing(work, block_id)
            account = work.uow.accounts.get(block.account_id)
            fields = {
                "item": account.name,
                "reason": block.reason,
                "starts": day_text(block.blocked_on),
                "ends": day_text(block.review_on) if block.review_on is not None else "",
            }
            letter = make_letter(work, NOTICE, "block", block.id, recipient or block.name, fields)
            work.done()
        return letter

    def _standing(self, work: Work, block_id: UUID) -> Block:
        self._session.demand(work.uow, Action.BLOCK_USERS)
        block = work.uow.blocks.get(block_id)
        if block.unblocked_on is not None:
            raise RuleError(tr("They were let back in already. Nothing was changed."))
        return block


def read_blocks(session: Session, uow: UnitOfWork) -> tuple[BlockLine, ...]:
    """Every block, what waits first, then those that stand, the newest first."""
    today = session.today
    accounts = {account.id: account.name for account in uow.accounts.all()}
    people = {person.id: person.short_name for person in uow.people.all()}
    breaches = {breach.key: breach.words for breach in session.profile(uow).rules.breaches}
    lines = [
        BlockLine(
            block,
            accounts.get(block.account_id, "–"),
            tr(STANDARD_WORDS[block.standard]),
            breaches.get(block.breach, ""),
            people.get(block.by, "–"),
            _warned(block, people),
            _unblocked(block, people),
            _seen_before(uow, block.name, block),
        )
        for block in uow.blocks.all()
    ]
    return tuple(sorted(lines, key=lambda x: (not x.waits(today), x.is_over, -x.block.blocked_on.toordinal())))


def answer_due(block: Block) -> date | None:
    """By when an appeal is answered; None where none waits."""
    waits = block.appealed_on is not None and block.appeal_answered_on is None and block.unblocked_on is None
    return block.appealed_on + APPEAL_WITHIN if waits and block.appealed_on is not None else None


def _seen_before(uow: UnitOfWork, name: str, but: Block | None) -> tuple[str, ...]:
    """Other blocks and comments of the same name; what is sealed is not looked at."""
    accounts = {account.id: account.name for account in uow.accounts.all()}
    others = [b for b in uow.blocks.all() if b != but and is_same(b.name, name)]
    said = [
        tr(
            "{name} was blocked on {account} on {day}.",
            name=other.name,
            account=accounts.get(other.account_id, "–"),
            day=day_text(other.blocked_on),
        )
        for other in sorted(others, key=lambda b: b.blocked_on, reverse=True)
    ]
    count = len([act for act in latest_acts(uow.moderation_acts.all()) if is_same(act.author, name)])
    if count:
        said.append(
            ntr(
                "{count} entry of the moderation log is about the same name.",
                "{count} entries of the moderation log are about the same name.",
                count,
            )
        )
    return tuple(said)


def _warned(block: Block, people: dict[UUID, str]) -> str:
    if block.warned_on is None:
        return tr("Not warned: {why}", why=block.not_warned) if block.not_warned else tr("Not warned")
    who = people.get(block.warned_by, "–") if block.warned_by is not None else "–"
    return tr("Warned on {day} by {name}", day=day_text(block.warned_on), name=who)


def _unblocked(block: Block, people: dict[UUID, str]) -> str:
    if block.unblocked_on is None:
        return ""
    who = people.get(block.unblocked_by, "–") if block.unblocked_by is not None else "–"
    return tr("{day} by {name}: {why}", day=day_text(block.unblocked_on), name=who, why=block.unblocked_why)


def _needed(field: str, typed: str, empty: str) -> str:
    said = plain(typed).strip()
    if not said:
        raise FieldError(field, empty)
    if len(said) > MOST_TEXT:
        raise FieldError(field, tr("This is longer than {longest} characters. Shorten it.", longest=MOST_TEXT))
    return said


def _check_day(field: str, day: date, first: date, today: date) -> None:
    if day > today:
        raise FieldError(field, tr("That day is still to come. Enter it once it is done; nothing was saved."))
    if day < first:
        raise FieldError(field, tr("That lies before {day}. Look at the days; nothing was saved.", day=day_text(first)))


def _keep(work: Work, block: Block, did: Did) -> Block:
    kept = work.uow.blocks.save(block)
    _say(work, kept, did)
    return kept


def _say(work: Work, block: Block, did: Did) -> None:
    work.did(did, Noun.BLOCKS, subject_kind="block", subject_id=block.id, record=block)
