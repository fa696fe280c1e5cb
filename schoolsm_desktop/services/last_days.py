"""Last days: who may set them, what ends by itself when one has passed, and what becomes of it when somebody comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from schoolsm_desktop.domain.access import Access, AccessKind, end_of, lessons_alone
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind, ChecklistLine, LineKind
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.leaving import ABOUT_ACCESS, due_on
from schoolsm_desktop.domain.people import Duty, DutyHeld, Person, duties_on
from schoolsm_desktop.domain.permissions import OPENS_PASSWORDS, Action
from schoolsm_desktop.domain.wording import tr

from .changes import Noun
from .secrets import reseal_for_register
from .session import Session, Work


def demand_last_day(work: Work, before: Person, after: Person) -> None:
    """Ask for the headteacher where the last day of somebody who opens passwords is changed: it ends what they may do."""
    if before.ends == after.ends:
        return
    if duties_on(work.uow.duties.all(), before.id, work.session.today) & OPENS_PASSWORDS:
        work.session.demand(work.uow, Action.CONFIRM_SIGN_INS)


def check_may_leave(work: Work, person: Person, last_day: date) -> None:
    """Refuse a last day after which nobody could authorise, or nobody could open the passwords, with what to do first."""
    people = {p.id: p for p in work.uow.people.all()}
    after = last_day + timedelta(days=1)
    keyholders = work.session.keys.keyholders()
    stay = [k for k in keyholders if k != person.id and k in people and not people[k].left_by(after)]
    if person.id in keyholders and not stay:
        raise RuleError(
            tr(
                "{person} is the last keyholder: nobody could open the passwords any more. "
                "Nothing was changed. Let the headteacher make somebody else a keyholder first.",
                person=person.short_name,
            )
        )
    heads = {
        d.person_id for d in work.uow.duties.all() if d.duty is Duty.HEADTEACHER and (d.ends is None or d.ends >= after)
    }
    if person.id in heads and not any(h != person.id and not people[h].left_by(after) for h in heads):
        raise RuleError(
            tr(
                "{person} is the only headteacher: nobody could authorise access any more. "
                "Nothing was changed. Enter the new headteacher first, on “Policy and staff”.",
                person=person.short_name,
            )
        )


def end_what_passed(work: Work) -> None:
    """End every access whose last day, or whose person's, has passed, and the duties of those who left; seal without them.

    An access is ended with the moment its last day was over, by nobody. It never stands again by itself: not when the
    person comes back, and not when the last day is changed. Use in lessons ends with the last other access.
    """
    people = {p.id: p for p in work.uow.people.all()}
    moved = _moved(work)
    touched: set[UUID] = set()
    ended: dict[tuple[UUID, UUID], date] = {}
    for access in work.uow.access.all():
        over = _over_since(access, people.get(access.person_id), moved, work.session.today)
        if access.ended_at is None and over is not None:
            _expire(work, access, over)
            pair = (access.person_id, access.account_id)
            ended[pair] = max(over, ended.get(pair, over))
            if access.kind is AccessKind.KNOWS_PASSWORD:
                touched.add(access.account_id)
    for lesson in lessons_alone(work.uow.access.all() if ended else (), ended, work.session.today):
        _expire(work, lesson, ended[lesson.person_id, lesson.account_id])
    for account_id in touched:
        reseal_for_register(work, account_id)
    _end_duties(work, people, moved)


def put_day_right(session: Session) -> None:
    """End what passed since the program was opened, once a day: a PC that stays on over midnight is none the wiser."""
    if session.righted_on == session.today or session.is_closed:
        return
    session.righted_on = session.today
    with session.reading() as uow:
        due = _anything_passed(session, uow.access.all(), uow.people.all(), uow.checklists.all())
    if due:
        with session.work() as work:
            end_what_passed(work)
            work.done()


def check_last_day(work: Work, before: Person, after: Person) -> None:
    """Before a person is saved: refuse a last day that may not be set so, and end what the former one had ended anyway.

    Somebody whose last day had passed and who is here again comes back: what they held stays ended.
    """
    demand_last_day(work, before, after)
    if after.ends is not None and after.ends != before.ends:
        check_may_leave(work, before, after.ends)
    if came_back(work, before, after):
        end_what_passed(work)
        _refuse_duties_back(work, before)


def _refuse_duties_back(work: Work, person: Person) -> None:
    """A duty that nobody could end yet would count again with the return: it is ended first."""
    today, duties = work.session.today, work.uow.duties.all()
    people = {p.id: p for p in work.uow.people.all()}
    open_ones = [d for d in duties if d.person_id == person.id and (d.ends is None or d.ends >= today)]
    # Where no other headteacher is left, the return is how the school gets its headteacher back.
    if any(d.duty is not Duty.HEADTEACHER or _another_head(d, duties, people, today) for d in open_ones):
        raise RuleError(
            tr(
                "{person} still holds a duty from before, which would count again at once. Nothing was changed. "
                "End that duty first, on “Policy and staff”, or let the headteacher enter the return.",
                person=person.short_name,
            )
        )


def keep_last_day(work: Work, before: Person, after: Person) -> None:
    """After a person was saved: let an open list follow, and what follows from the day happen at once."""
    today = work.session.today
    if came_back(work, before, after):
        work.did(
            Did.PERSON_RETURNED,
            Noun.PEOPLE,
            subject_kind="person",
            subject_id=after.id,
            record=after,
            was_from=before.starts.isoformat() if before.starts else "",
            was_until=before.ends.isoformat() if before.ends else "",
        )
    elif before.ends != after.ends:
        _follow_last_day(work, after)
        if after.left_by(today):
            end_what_passed(work)
    if before.ends != after.ends:
        _reseal_for_person(work, after.id)


def _reseal_for_person(work: Work, person_id: UUID) -> None:
    """Bring the wraps of somebody's accounts in line with the register; a keyholder's are all."""
    given = {a.account_id for a in work.uow.access.of_person(person_id) if a.kind is AccessKind.KNOWS_PASSWORD}
    if person_id in work.session.keys.keyholders():
        given = {account.id for account in work.uow.accounts.all()}
    for account_id in sorted(given):
        reseal_for_register(work, account_id)


def came_back(work: Work, before: Person, after: Person) -> bool:
    """Whether somebody who had left is here again, or will be."""
    return before.left_by(work.session.today) and not after.left_by(work.session.today)


def _follow_last_day(work: Work, after: Person) -> None:
    """Let an open list of a leaver keep the last day that now stands in the person's record; none means they stay."""
    for checklist in work.uow.checklists.of_person(after.id):
        if checklist.kind is not ChecklistKind.LEAVES or not checklist.is_open:
            continue
        if after.ends is None:
            kept = work.uow.checklists.save(replace(checklist, cancelled_at=work.session.clock.now()))
            work.did(Did.LIST_CANCELLED, Noun.CHECKLISTS, subject_kind="list", subject_id=kept.id, record=kept)
        elif after.ends != checklist.day:
            move_list(work, checklist, after.ends)


def move_list(work: Work, checklist: Checklist, day: date) -> Checklist:
    """Another last day: what is still open is due by it."""
    hours = work.session.profile(work.uow).hours_until_change
    for line in work.uow.checklists.lines.of(checklist.id):
        if line.is_open and line.due_at is not None:
            work.uow.checklists.lines.save(replace(line, due_at=due_on(day, line.kind, hours)))
    kept = work.uow.checklists.save(replace(checklist, day=day))
    work.did(Did.LIST_CHANGED, Noun.CHECKLISTS, subject_kind="list", subject_id=kept.id, record=kept)
    return kept


def _anything_passed(
    session: Session, accesses: Iterable[Access], people: Iterable[Person], lists: Iterable[Checklist]
) -> bool:
    today = session.today
    known = {p.id: p for p in people}
    passed = any(a.ended_at is None and _over_since(a, known.get(a.person_id), {}, today) for a in accesses)
    return passed or any(c.is_open and c.kind is ChecklistKind.CHANGES_JOB and c.day < today for c in lists)


def _moved(work: Work) -> Mapping[UUID, date]:
    """What a changed job ends: the accesses and duties on lists whose day has passed, by their id."""
    ended: dict[UUID, date] = {}
    for checklist in work.uow.checklists.all():
        if (
            checklist.kind is not ChecklistKind.CHANGES_JOB
            or not checklist.is_open
            or checklist.day >= work.session.today
        ):
            continue
        for line in work.uow.checklists.lines.of(checklist.id):
            if line.subject_id is not None and _ends_with_job(line):
                ended[line.subject_id] = checklist.day
    return ended


def _ends_with_job(line: ChecklistLine) -> bool:
    return not line.not_needed and (line.kind in ABOUT_ACCESS or line.kind is LineKind.DUTY)


def _over_since(access: Access, person: Person | None, moved: Mapping[UUID, date], today: date) -> date | None:
    days = (access.ends, person.ends if person else None, moved.get(access.id))
    return min((day for day in days if day is not None and day < today), default=None)


def _expire(work: Work, access: Access, last_day: date) -> None:
    over: datetime = end_of(last_day)
    kept = work.uow.access.save(replace(access, ended_at=over))
    work.did(Did.ACCESS_EXPIRED, Noun.ACCESS, Noun.SECRETS, subject_kind="access", subject_id=kept.id, record=kept)


def _end_duties(work: Work, people: Mapping[UUID, Person], moved: Mapping[UUID, date]) -> None:
    """End the duties of those who left, as far as whoever is signed in may sign for it; the next one does the rest."""
    today = work.session.today
    duties = work.uow.duties.all()
    for held in duties:
        person = people.get(held.person_id)
        last = person.ends if person and person.left_by(today) and person.ends else moved.get(held.id)
        if last is None or (held.ends is not None and held.ends <= last) or not _may_sign_for(work, held):
            continue
        if held.duty is Duty.HEADTEACHER and not _another_head(held, duties, people, today):
            continue  # Today says that a headteacher is missing once somebody ends it knowingly
        kept = work.uow.duties.save(replace(held, ends=max(last, held.starts)))
        work.did(
            Did.DUTY_ENDED,
            Noun.PEOPLE,
            subject_kind="person",
            subject_id=kept.person_id,
            record=kept,
            duty=kept.duty.value,
        )


def _may_sign_for(work: Work, held: DutyHeld) -> bool:
    """Whether the end of a duty is believed when the person signed in signs it: the past decisions of its holder rest on it."""
    keys = work.session.keys
    if held.person_id == keys.person_id:
        return False
    return keys.person_id in (keys.once_heads() if held.duty in OPENS_PASSWORDS else keys.once_keyholders())


def _another_head(held: DutyHeld, duties: Iterable[DutyHeld], people: Mapping[UUID, Person], today: date) -> bool:
    return any(
        d.duty is Duty.HEADTEACHER
        and d.person_id != held.person_id
        and d.held_on(today)
        and not people[d.person_id].left_by(today)
        for d in duties
    )
