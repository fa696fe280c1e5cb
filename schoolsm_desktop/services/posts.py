"""What was published: written down, looked at again, corrected, taken down; and what was online before anybody wrote it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.letters import plain
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_checks import CheckedWhat, CheckOutcome, PhotoCheck, local_day
from schoolsm_desktop.domain.posts import (
    MOST_TITLE,
    WITHOUT_PICTURE,
    Post,
    PostCorrection,
    PostKind,
    PostReview,
    PostState,
    ReviewResult,
    check_post,
    first_review,
    has_to_be_out,
    read_addresses,
    short_title,
)
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .picture_books import picture_rules
from .post_keeping import (
    BroughtIn,
    CorrectionDraft,
    PostDraft,
    Posted,
    add_post,
    corrected,
    demand_known,
    look_again,
    say_corrected,
    title_of,
)
from .post_views import LeaverLine, PostLine, PostRights, PostView, read_leavers, read_lines, read_rights, read_view
from .published import keep_post, own_accounts, pupil_pairs, read_published, seen_post, take_down, without
from .removals import found_again
from .schools import home_school
from .session import Session

AS_CHECKED = Posted()
"""Posted today, where it was checked for."""
_WHAT = {
    CheckedWhat.PICTURE: PostKind.PICTURE,
    CheckedWhat.VIDEO: PostKind.VIDEO,
    CheckedWhat.WORDS: PostKind.WORDS,
}


__all__ = ("BroughtIn", "CorrectionDraft", "PostDraft", "PostService", "Posted")


class PostService:
    """Deeds and views of what was published."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- what is there

    def lines(self) -> tuple[PostLine, ...]:
        """What the person signed in sees, what waits first: everything, or own accounts. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RECORD_POSTS)
            return read_lines(self._session, uow)

    def view(self, post_id: UUID) -> PostView:
        """One with its looks, corrections and, for who sees the roll, who can be seen. Raises NotAllowedError."""
        with self._session.reading() as uow:
            return read_view(self._session, uow, seen_post(self._session, uow, post_id))

    def rights(self) -> PostRights:
        """What the person signed in may do here, and what the dialogs choose from."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RECORD_POSTS)
            return read_rights(self._session, uow)

    def leavers(self) -> tuple[LeaverLine, ...]:
        """Everything that is out and shows somebody who has left. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PUPILS)
            return read_leavers(self._session, uow)

    # --- writing down

    def record(self, draft: PostDraft) -> Post:
        """Keep something published or planned, printed or hung up. Raises NotAllowedError, FieldError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RECORD_POSTS)
            new = Post(
                id=uuid4(),
                school_id=home_school(work.uow).id,
                kind=draft.kind,
                title=draft.title,
                place=draft.place,
                recorded_by=session.person_id,
                recorded_at=session.clock.now(),
                pupils_marked=draft.kind in WITHOUT_PICTURE,
            )
            kept = add_post(work, self._filled(work.uow, new, draft))
            work.done()
        return kept

    def change(self, post_id: UUID, draft: PostDraft, seen: int) -> Post:
        """Change what is known of it; `seen` is its revision when it was opened. Raises ChangedMeanwhileError too."""
        with self._session.work() as work:
            before = seen_post(self._session, work.uow, post_id)
            if before.revision != seen:
                raise ChangedMeanwhileError(
                    tr(
                        "Somebody else changed this while you had it open. Nothing of yours was saved. Look at it again."
                    )
                )
            kept = keep_post(work, self._filled(work.uow, before, draft), Did.POST_CHANGED)
            found_again(work, kept)
            work.done()
        return kept

    def from_check(self, check_id: UUID, posted: Posted = AS_CHECKED) -> Post:
        """Keep what was posted after a saved check: its pupils, place and picture are those of the check.

        Raises RuleError where the check stopped it or no longer held on that day, FieldError, NotAllowedError.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RECORD_POSTS)
            check = work.uow.photo_checks.get(check_id)
            mine = own_accounts(session, work.uow)
            if mine is not None and check.by != session.person_id and check.account_id not in mine:
                raise NotAllowedError(tr("This check is not yours. Nothing was changed. Ask the school office."))
            self._demand_holds(check, posted)
            kept = add_post(work, self._of_check(work.uow, check, posted))
            work.done()
        return kept

    def came_out(self, post_id: UUID, on: date | None = None, address: str = "") -> Post:
        """What was planned is out now. Raises RuleError for what is out already, FieldError."""
        session = self._session
        with session.work() as work:
            before = seen_post(session, work.uow, post_id)
            if before.state is not PostState.PLANNED:
                raise RuleError(tr("This was not planned any more. Nothing was changed."))
            day = on or session.today
            out = replace(before, state=PostState.LIVE, published_on=day, address=address or before.address)
            months = picture_rules(work.uow).review_months
            out = replace(out, scheduled_for=None, review_on=before.review_on or first_review(day, months))
            kept = keep_post(work, check_post(out, session.today), Did.POST_CHANGED)
            found_again(work, kept)
            work.done()
        return kept

    def drop(self, post_id: UUID) -> Post:
        """What was planned is not posted. Raises RuleError for what is out already."""
        session = self._session
        with session.work() as work:
            before = seen_post(session, work.uow, post_id)
            if before.state is not PostState.PLANNED:
                raise RuleError(tr("This was not planned any more. Nothing was changed."))
            kept = take_down(work, before, session.today)
            work.done()
        return kept

    def give_copy(self, post_id: UUID, who: str, on: date | None = None) -> Post:
        """Somebody was given a copy: the press, the parents' association, a photographer. Raises FieldError."""
        session = self._session
        given = " ".join(plain(who).split())
        day = on or session.today
        if not given:
            raise FieldError("who", tr("Say who was given a copy."))
        if len(given) > MOST_TITLE:
            raise FieldError("who", tr("This name is far too long. Nothing was saved."))
        if day > session.today:
            raise FieldError("on", tr("That day is still to come."))
        with session.work() as work:
            before = seen_post(session, work.uow, post_id)
            copies = (*before.copies, (given, day.isoformat()))
            kept = keep_post(work, replace(before, copies=copies), Did.POST_CHANGED)
            found_again(work, kept)
            work.done()
        return kept

    # --- what was online before

    def bring_in(self, typed: str, place: str, account_id: UUID | None = None) -> BroughtIn:
        """Write down addresses of what is online already, one a line; nobody has looked who can be seen in them yet.

        Raises FieldError beside a list that holds none, NotAllowedError.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RECORD_POSTS)
            self._demand_place(work.uow, place, account_id)
            read = read_addresses(typed, (post.address for post in work.uow.posts.all() if post.is_out))
            kept = []
            for address in read.addresses:
                post = Post(
                    id=uuid4(),
                    school_id=home_school(work.uow).id,
                    kind=PostKind.PICTURE,
                    title=short_title(address),
                    place=place,
                    recorded_by=session.person_id,
                    recorded_at=session.clock.now(),
                    account_id=account_id,
                    address=address,
                    pupils_marked=False,
                    found_already=True,
                )
                kept.append(add_post(work, post))
            work.done()
        return BroughtIn(tuple(kept), tuple(said for _, said in read.left))

    def mark(self, post_id: UUID, pupil_ids: tuple[UUID, ...], title: str = "") -> Post:
        """Who can be seen in it, now that somebody has looked: nobody is an answer too. Searches go on for it."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.SEE_PUPILS)
            before = seen_post(session, work.uow, post_id)
            demand_known(work.uow, pupil_ids)
            day = before.published_on or session.today
            review = before.review_on or first_review(day, picture_rules(work.uow).review_months)
            marked = replace(
                before,
                pupils=pupil_pairs(pupil_ids),
                pupils_marked=True,
                title=title or before.title,
                review_on=max(review, session.today) if review is not None and before.is_out else before.review_on,
            )
            kept = keep_post(work, check_post(marked, session.today), Did.POST_CHANGED)
            found_again(work, kept)
            work.done()
        return kept

    # --- looking again

    def review(self, post_id: UUID, result: ReviewResult, note: str = "", next_on: date | None = None) -> PostReview:
        """Somebody has looked again: it stays, was blurred, or was removed today. Raises FieldError, RuleError."""
        session = self._session
        with session.work() as work:
            post = seen_post(session, work.uow, post_id)
            kept = look_again(work, post, result, note, next_on)
            work.done()
        return kept

    def decide_leavers(self, decisions: Mapping[UUID, ReviewResult]) -> int:
        """Keep, blur or remove, for each post that shows somebody who has left; says how many. In one unit of work."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.SEE_PUPILS)
            lines = {line.post.id: line for line in read_leavers(session, work.uow)}
            chosen = {post_id: result for post_id, result in decisions.items() if post_id in lines}
            for post_id, result in chosen.items():
                line = lines[post_id]
                post = line.post
                if result is ReviewResult.BLUR:
                    post = keep_post(work, without(post, [pupil for pupil, _ in line.leavers]), Did.POST_CHANGED)
                look_again(work, post, result, tr("Looked at because somebody in it has left the school."), None)
            if chosen:
                work.done()
        return len(chosen)

    # --- taking down, correcting

    def taken_down(self, post_id: UUID, proof: str, on: date | None = None) -> Post:
        """It is gone: who took it down, when, and how one knows. Open lines about it are done with it."""
        session = self._session
        day = on or session.today
        if day > session.today:
            raise FieldError("on", tr("That day is still to come. Enter it on the day it is done."))
        with session.work() as work:
            before = seen_post(session, work.uow, post_id)
            has_to_be_out(before)
            look_again(work, before, ReviewResult.REMOVE, proof, None, on=day)
            kept = work.uow.posts.get(post_id)
            work.done()
        return kept

    def correct(self, post_id: UUID, draft: CorrectionDraft) -> PostCorrection:
        """A mistake in it, and how it was put right if it was; the post's own words stay. Raises FieldError."""
        session = self._session
        with session.work() as work:
            post = seen_post(session, work.uow, post_id)
            new = PostCorrection(
                uuid4(), post.school_id, post.id, draft.wrong, draft.noticed_on or session.today, session.person_id
            )
            kept = work.uow.post_corrections.add(corrected(new, draft, session.today))
            say_corrected(work, kept)
            work.done()
        return kept

    def put_right(self, correction_id: UUID, draft: CorrectionDraft) -> PostCorrection:
        """A mistake that was noticed before has been put right, with these words. Raises FieldError, RuleError."""
        session = self._session
        with session.work() as work:
            before = work.uow.post_corrections.get(correction_id)
            seen_post(session, work.uow, before.post_id)
            if before.corrected_on is not None:
                raise RuleError(tr("This was put right before. A new mistake gets an entry of its own."))
            with_day = replace(draft, wrong=before.wrong, corrected_on=draft.corrected_on or session.today)
            kept = work.uow.post_corrections.save(corrected(before, with_day, session.today))
            say_corrected(work, kept)
            work.done()
        return kept

    # --- inside

    def _filled(self, uow: UnitOfWork, post: Post, draft: PostDraft) -> Post:
        session = self._session
        self._demand_place(uow, draft.place, draft.account_id)
        if draft.scheduled_for is not None and draft.published_on is not None:
            raise FieldError("scheduled_for", tr("It is out, or it is planned: enter one day of the two."))
        planned = draft.scheduled_for is not None
        if planned and draft.scheduled_for is not None and draft.scheduled_for < session.today:
            raise FieldError("scheduled_for", tr("That day has passed. If it came out, enter the day as published."))
        state = post.state
        if state in (PostState.LIVE, PostState.PLANNED):
            state = PostState.PLANNED if planned else PostState.LIVE
        pupils, marked = post.pupils, post.pupils_marked
        if draft.pupil_ids is not None:
            session.demand(uow, Action.SEE_PUPILS)
            demand_known(uow, draft.pupil_ids)
            pupils, marked = pupil_pairs(draft.pupil_ids), True
        on = draft.published_on if not planned else None
        review = draft.review_on or post.review_on
        if review is None and not planned and state is PostState.LIVE:
            review = first_review(on or session.today, picture_rules(uow).review_months)
        filled = replace(
            post,
            kind=draft.kind,
            title=draft.title,
            place=draft.place,
            account_id=draft.account_id,
            address=draft.address,
            published_on=on,
            scheduled_for=draft.scheduled_for,
            state=state,
            pupils=pupils,
            pupils_marked=marked,
            event_id=draft.event_id,
            copies=draft.copies or post.copies,
            originals=draft.originals,
            review_on=review,
            take_down_on=draft.take_down_on,
            note=draft.note,
        )
        return check_post(filled, session.today)

    def _of_check(self, uow: UnitOfWork, check: PhotoCheck, posted: Posted) -> Post:
        session = self._session
        planned = posted.scheduled_for is not None
        on = None if planned else (posted.on or session.today)
        account = posted.account_id or check.account_id
        self._demand_place(uow, "", account)
        printed = {"display": PostKind.DISPLAY, "newsletter": PostKind.PRINTED, "prospectus": PostKind.PRINTED}
        kind = _WHAT[check.what]
        kind = printed.get(check.place, kind) if kind is PostKind.PICTURE else kind
        post = Post(
            id=uuid4(),
            school_id=check.school_id,
            kind=kind,
            title=posted.title or title_of(check),
            place=check.place,
            recorded_by=session.person_id,
            recorded_at=session.clock.now(),
            state=PostState.PLANNED if planned else PostState.LIVE,
            account_id=account,
            address=posted.address,
            published_on=on,
            scheduled_for=posted.scheduled_for,
            pupils=pupil_pairs(check.pupils),
            check_id=check.id,
            event_id=check.event_id,
            picture=check.picture,
            originals=posted.originals,
            review_on=first_review(on, picture_rules(uow).review_months) if on is not None else None,
            take_down_on=posted.take_down_on,
        )
        return check_post(post, session.today)

    def _demand_holds(self, check: PhotoCheck, posted: Posted) -> None:
        """A check holds until midnight or until an answer changes (PRACTICE 19)."""
        session = self._session
        if check.outcome is CheckOutcome.WAITS:
            raise RuleError(tr("A second person has still to confirm this check. Nothing was saved."))
        if check.outcome is not CheckOutcome.MAY_POST:
            raise RuleError(tr("This check stopped the picture, so it is not posted. Nothing was saved."))
        same_day = (posted.on or session.today) == local_day(check.at) and posted.scheduled_for is None
        if check.ended_at is not None or not (check.holds(session.clock.now()) or same_day):
            raise RuleError(
                tr(
                    "This check held on {day} only, and until an answer changed. Check the picture again before it is "
                    "posted. If it came out that day, enter that day.",
                    day=day_text(local_day(check.at)),
                )
            )

    def _demand_place(self, uow: UnitOfWork, place: str, account_id: UUID | None) -> None:
        """A place of the school's, and an account that the person signed in posts on."""
        session = self._session
        mine = own_accounts(session, uow)
        if mine is not None and account_id not in mine:
            raise FieldError("place", tr("Choose one of your own accounts. For the rest, ask the school office."))
        if account_id is None and place and place not in read_published(session, uow, ()).names:
            raise FieldError("place", tr("There is no such place. Choose one of the list."))
