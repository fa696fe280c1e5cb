"""The papers of our own pages: the moderation log of a period, who is blocked, what others were asked to remove.

Nothing of a sealed incident stands on them, not even for those who can read it: a paper lies about.
"""

from __future__ import annotations

from datetime import date

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.wording import day_text, moment_text, ntr, tr
from schoolsm_desktop.domain.year_turn import school_year_began
from schoolsm_desktop.reports import moderating_lists as paper
from schoolsm_desktop.reports.blocks import Count
from schoolsm_desktop.reports.moderating_lists import EntryRow, ListFigures
from schoolsm_desktop.reports.styles import Sign

from .blocks import BlockLine, read_blocks
from .moderation import ActLine, read_acts
from .paper_maker import PaperMaker, Printed
from .register import read_register
from .takedowns import TakedownLine, read_takedowns


class ModeratingPapers(PaperMaker):
    """Documents about comments, blocks and removals."""

    def moderation_log(self, since: date | None = None, until: date | None = None) -> Printed:
        """What was done about comments in a period; without days, in this school year. Raises NotAllowedError."""
        session = self._session
        first, last = since or school_year_began(session.today), until or session.today
        with session.reading() as uow:
            session.demand(uow, Action.PRINT_REGISTERS)
            facts = read_register(session, uow)
            title = tr("Moderation log")
            period = tr("{first} to {last}", first=day_text(first), last=day_text(last))
            page = self.page(uow, facts, title, period)
            lines = [x for x in read_acts(session, uow) if first <= x.act.at.astimezone().date() <= last]
        figures = ListFigures(
            page,
            tr("What was done about comments on our pages, {period}.", period=period),
            (tr("What it was about"), tr("Account"), tr("When, by whom"), tr("What was done")),
            tuple(_act_row(line) for line in lines),
            tr("In the order of their days, the newest first"),
            tr("Nothing was done about a comment in this time."),
            _act_counts(lines),
            clause_words(facts.profile, Subject.MODERATION),
            self.signers(facts, Duty.COORDINATOR, Duty.HEADTEACHER),
            tr("Looked through, with the screen prints kept beside it:"),
        )
        return self.made("moderation-log", title, paper.render(figures))

    def blocked_users(self) -> Printed:
        """Who is blocked, and who was let back in. Raises NotAllowedError."""
        session, today = self._session, self._session.today
        with session.reading() as uow:
            session.demand(uow, Action.PRINT_REGISTERS)
            session.demand(uow, Action.BLOCK_USERS)
            facts = read_register(session, uow)
            title = tr("Blocked users")
            page = self.page(uow, facts, title, tr("Who is kept out of our pages, and why"))
            lines = read_blocks(session, uow)
        standing = [line for line in lines if not line.is_over]
        waiting = [line for line in standing if line.waits(today)]
        figures = ListFigures(
            page,
            tr("Who cannot write on our pages, against whose rules, and when somebody looks again."),
            (tr("Who, and why"), tr("Account"), tr("Since, by whom"), tr("Stands")),
            tuple(_block_row(line, today) for line in lines),
            tr("Blocks"),
            tr("Nobody is blocked."),
            (
                Count(str(len(standing)), tr("blocked")),
                Count(str(len(waiting)), tr("to be looked at or answered"), Sign.WARN if waiting else None),
                Count(str(len(lines) - len(standing)), tr("let back in")),
            ),
            clause_words(facts.profile, Subject.MODERATION),
            self.signers(facts, Duty.HEADTEACHER),
        )
        return self.made("blocked-users", title, paper.render(figures))

    def removal_requests(self) -> Printed:
        """What others were asked to remove, and what came of it. Raises NotAllowedError."""
        session, today = self._session, self._session.today
        with session.reading() as uow:
            session.demand(uow, Action.PRINT_REGISTERS)
            session.demand(uow, Action.ASK_TO_REMOVE)
            facts = read_register(session, uow)
            title = tr("Requests to remove something")
            page = self.page(uow, facts, title, tr("Reports to platforms and letters to others"))
            lines = [line for line in read_takedowns(session, uow) if line.takedown is not None]
        open_ones = [line for line in lines if line.is_open]
        late = [line for line in lines if line.waits(today)]
        figures = ListFigures(
            page,
            tr("What the school asked others to take down, with reference, answer, and what followed."),
            (tr("What should go"), tr("Who was asked"), tr("Asked, by whom"), tr("Stands")),
            tuple(_request_row(line, today) for line in lines),
            tr("Requests"),
            tr("Nobody was asked to remove anything."),
            (
                Count(str(len(open_ones)), tr("wait for an answer")),
                Count(str(len(late)), tr("overdue, or to be decided"), Sign.STOP if late else None),
                Count(str(len(lines) - len(open_ones)), tr("answered")),
            ),
            clause_words(facts.profile, Subject.PLATFORM_REPORT),
            self.signers(facts, Duty.HEADTEACHER),
        )
        return self.made("removal-requests", title, paper.render(figures))


def _act_counts(lines: list[ActLine]) -> tuple[Count, ...]:
    gone = [line for line in lines if line.is_taken_away]
    bare = [line for line in gone if not line.act.printed]
    return (
        Count(str(len(lines)), ntr("entry", "entries", len(lines))),
        Count(str(len(gone)), tr("hidden or deleted")),
        Count(str(len(bare)), tr("of them without a screen print"), Sign.WARN if bare else None),
    )


def _act_row(line: ActLine) -> EntryRow:
    act = line.act
    versions = ntr(
        "Entered anew: {why}", "Entered anew, {count} versions before: {why}", len(line.before), why=act.correction
    )
    more = (
        act.author,
        line.breach,
        tr("Under: {post}", post=line.post) if line.post else "",
        line.print_words,
        versions if line.before else "",
    )
    bare = line.is_taken_away and not act.printed
    return EntryRow(act.what, line.account, moment_text(act.at), line.by, line.did, Sign.WARN if bare else None, more)


def _block_row(line: BlockLine, today: date) -> EntryRow:
    block = line.block
    more = [block.reason, line.standard, line.breach, line.warned]
    if block.appealed_on is not None:
        more.append(tr("Appeal of {day}: {words}", day=day_text(block.appealed_on), words=block.appeal))
    if block.appeal_answered_on is not None:
        answered = day_text(block.appeal_answered_on)
        more.append(tr("Answered on {day}: {words}", day=answered, words=block.appeal_answer))
    stands, sign = tr("Blocked"), None
    if line.is_over:
        stands = tr("Let back in: {how}", how=line.unblocked)
    elif line.waits_for_answer:
        stands, sign = tr("Appeal waits for an answer"), Sign.WARN
    elif block.review_on is not None:
        late = line.waits(today)
        stands, sign = tr("Looked at again on {day}", day=day_text(block.review_on)), Sign.WARN if late else None
    return EntryRow(block.name, line.account, day_text(block.blocked_on), line.by, stands, sign, tuple(more))


def _request_row(line: TakedownLine, today: date) -> EntryRow:
    takedown = line.takedown
    more = [line.cause]
    if line.reference:
        more.append(tr("Reference {reference}", reference=line.reference))
    if takedown is not None and takedown.address:
        more.append(takedown.address)
    if line.answer:
        more.append(tr("Answer: {words}", words=line.answer))
    if takedown is not None and line.next_step:
        more.append(tr("Decided: {step}. {why}", step=line.next_step, why=takedown.next_why))
    stands, sign = line.outcome, Sign.STOP if line.waits(today) else None
    if line.is_open and line.due_on is not None:
        stands = tr("Answer by {day}", day=day_text(line.due_on))
    elif line.wants_decision:
        stands = tr("{outcome}: to be decided", outcome=line.outcome)
    return EntryRow(line.what, line.asked, day_text(line.asked_on), line.by, stands, sign, tuple(more))
