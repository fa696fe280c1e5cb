"""The papers of what was published: the list, and one search for a pupil's pictures to be ticked off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.posts import PostCorrection, PostState
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.reports import published_list as list_paper
from schoolsm_desktop.reports import removal_sheet as sheet_paper
from schoolsm_desktop.reports.blocks import Count, Fact
from schoolsm_desktop.reports.published_list import CorrectedRow, PublishedFigures, PublishedRow
from schoolsm_desktop.reports.removal_sheet import RemovalFigures, RemovalRow
from schoolsm_desktop.reports.styles import Sign

from .paper_maker import PaperMaker, Printed
from .post_views import PostLine, read_lines
from .register import read_register
from .removal_views import RemovalView, TaskView, read_view

LONG_AGO = timedelta(days=365)


class PublishedPapers(PaperMaker):
    """Documents about what is out, and about taking it down."""

    def published_list(self) -> Printed:
        """What is out, by place, and in the last year taken down and put right; pupils are counted, not named."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_PUPIL_LISTS)
            facts = read_register(self._session, uow)
            title = tr("What we have published")
            page = self.page(uow, facts, title, tr("Pictures, posts, prints and displays"))
            lines = read_lines(self._session, uow)
            corrections = uow.post_corrections.all()
        today, corrects = self._session.today, facts.profile.rules.correct_own_errors
        figures = PublishedFigures(
            page,
            _by_place(lines),
            _counts(lines, today),
            tuple(_gone(x) for x in lines if _went(x, today)),
            _corrected(lines, corrections, today),
            clause_words(facts.profile, Subject.REPLYING) if corrects else "",
        )
        return self.made("published-list", title, list_paper.render(figures))

    def removal_sheet(self, removal_id: UUID) -> Printed:
        """One search for a pupil's pictures, to be ticked off. Raises NotAllowedError, RecordMissingError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_PUPIL_LISTS)
            facts = read_register(self._session, uow)
            view = read_view(self._session, uow, removal_id)
            title = tr("Pictures to take down")
            page = self.page(uow, facts, title, tr("To be ticked off, place by place"))
        figures = RemovalFigures(
            page,
            _removal_facts(view),
            tuple(_task(task) for task in view.tasks),
            self.signers(facts, Duty.OFFICE_MANAGER),
        )
        return self.made("removal-sheet", title, sheet_paper.render(figures))


def _by_place(lines: Sequence[PostLine]) -> tuple[tuple[str, tuple[PublishedRow, ...]], ...]:
    places: dict[str, list[PostLine]] = {}
    for line in lines:
        if line.post.is_out:
            places.setdefault(line.where, []).append(line)
    found = []
    for place in sorted(places, key=str.casefold):
        there = sorted(places[place], key=lambda x: x.post.published_on or date.min, reverse=True)
        found.append((place, tuple(_row(line) for line in there)))
    return tuple(found)


def _row(line: PostLine) -> PublishedRow:
    post = line.post
    since = day_text(post.published_on) if post.published_on else tr("day not known")
    if post.state is PostState.PLANNED:
        since = tr("planned for {day}", day=day_text(post.scheduled_for))
    wants = ntr("{count} must come off", "{count} must come off", line.to_come_off) if line.to_come_off else ""
    next_look = day_text(post.review_on) if post.review_on else "–"
    return PublishedRow(post.title, line.kind, since, line.seen or "–", next_look, post.address, wants)


def _counts(lines: Sequence[PostLine], today: date) -> tuple[Count, ...]:
    out = [line for line in lines if line.post.is_out]
    late = len([x for x in out if x.post.review_on is not None and x.post.review_on <= today])
    unseen = len([x for x in out if not x.post.pupils_marked])
    off = len([x for x in out if x.to_come_off])
    return (
        Count(str(len(out)), tr("out or planned")),
        Count(str(late), tr("to be looked at again"), Sign.WARN if late else None),
        Count(str(unseen), tr("not looked at yet"), Sign.WARN if unseen else None),
        Count(str(off), tr("with somebody who must come off"), Sign.STOP if off else None),
    )


def _went(line: PostLine, today: date) -> bool:
    day = line.post.taken_down_on
    return line.post.state is PostState.TAKEN_DOWN and day is not None and day >= today - LONG_AGO


def _gone(line: PostLine) -> PublishedRow:
    return PublishedRow(line.post.title, line.kind, "", line.where, day_text(line.post.taken_down_on))


def _corrected(
    lines: Sequence[PostLine], corrections: Sequence[PostCorrection], today: date
) -> tuple[CorrectedRow, ...]:
    titles = {line.post.id: line.post.title for line in lines}
    shown = [c for c in corrections if c.post_id in titles and c.noticed_on >= today - LONG_AGO]
    shown.sort(key=lambda c: c.noticed_on, reverse=True)
    return tuple(_correction(c, titles[c.post_id]) for c in shown)


def _correction(correction: PostCorrection, title: str) -> CorrectedRow:
    right = tr("not put right yet")
    if correction.corrected_on is not None:
        right = tr("{day}: {words}", day=day_text(correction.corrected_on), words=correction.wording)
    more = [text for text in (correction.apology, correction.told) if text]
    wrong = tr("{day}: {words}", day=day_text(correction.noticed_on), words=correction.wrong)
    return CorrectedRow(title, wrong, right, "; ".join(more))


def _removal_facts(view: RemovalView) -> tuple[Fact, ...]:
    removal = view.line.removal
    facts = [
        Fact(tr("Pictures of"), view.line.title),
        Fact(tr("Where"), view.line.where),
        Fact(tr("Begun on"), day_text(removal.begun_at.astimezone().date())),
        Fact(tr("To be done by"), day_text(removal.due_on) if removal.due_on else "–"),
        Fact(tr("So far"), view.line.progress),
    ]
    if view.reply:
        facts.append(Fact(tr("Reply"), view.reply))
    return tuple(facts)


def _task(task: TaskView) -> RemovalRow:
    others = ntr("{count} other pupil is in it", "{count} other pupils are in it", task.others) if task.others else ""
    done = "" if task.is_open else tr("{how}. {detail}", how=task.state, detail=task.detail)
    by = day_text(task.task.due_on) if task.task.due_on and task.is_open else ""
    return RemovalRow(task.what, task.kind, by, task.address, others if task.is_open else "", done)
