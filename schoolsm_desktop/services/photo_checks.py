"""“May we post this picture?”: the answer, and the check as it is saved, confirmed and looked up again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from threading import Lock
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.caption_guard import Weight
from schoolsm_desktop.domain.caption_names import NameIndex, name_index
from schoolsm_desktop.domain.check_book import CheckBook, verdict_pairs
from schoolsm_desktop.domain.check_draft import DESCRIPTION, FACTS_BY, MISTAKE, CheckAnswer, CheckDraft, Why
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import School
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_checks import CheckOutcome, PhotoCheck, local_day
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.spoken_names import SpokenRoll
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .check_views import CheckLine, Looker, check_line, is_another
from .ended_checks import end_checks
from .picture_books import PictureBooks, read_book
from .schools import home_school
from .session import Session

__all__ = ("PhotoCheckService", "end_checks")

LONGEST = 5000
"""How long a caption can be; the longest that any platform takes is shorter."""
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE)
_KIND = "photo-check"


class PhotoCheckService:
    """Deeds and views of the photo check."""

    def __init__(self, session: Session, books: PictureBooks) -> None:
        self._session = session
        self._books = books
        self._lock = Lock()
        self._known: tuple[PictureBook, School, NameIndex, SpokenRoll] | None = None

    def book(self) -> CheckBook:
        """What a check is answered from until something changes: the window asks it at each key, without the records."""
        roll = self._books.today()
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.CHECK_PHOTOS)
            profile, school = session.profile(uow), home_school(uow)
            sees = session.allows(uow, Action.SEE_PUPILS)
        return CheckBook(roll, profile, *self._names(roll, school), sees, telephones)

    def answer(self, draft: CheckDraft) -> CheckAnswer:
        """What is said of `draft` now."""
        return self.book().answer(draft)

    def ticked_before(self, picture: bytes) -> tuple[UUID, ...]:
        """Who was ticked on this picture file before and not taken out as a mistake (PRACTICE 19)."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.CHECK_PHOTOS)
            return _ticked(uow.photo_checks.of_picture(picture)) if picture else ()

    def save(self, draft: CheckDraft) -> PhotoCheck:
        """Keep a check as it stands at this minute, whatever it came to. Raises FieldError, RuleError."""
        session, whole = self._session, self.book()
        draft = _tidied(draft)
        with session.work() as work:
            session.demand(work.uow, Action.CHECK_PHOTOS)
            _demand_all_ticked(work.uow, draft)
            roll = read_book(session, work.uow, draft.pupils)
            book = replace(whole, book=roll, profile=session.profile(work.uow))
            answer = book.answer(draft)
            if answer.outcome is None:
                raise FieldError("place" if answer.reason is Why.NO_PLACE else "pupils", answer.why)
            school_id = home_school(work.uow).id
            kept = work.uow.photo_checks.add(
                PhotoCheck(
                    id=uuid4(),
                    school_id=school_id,
                    number=work.uow.photo_checks.next_number(school_id),
                    at=session.clock.now(),
                    by=session.person_id,
                    what=draft.what,
                    outcome=answer.outcome,
                    place=draft.place,
                    place_name=book.place_name(draft.place),
                    asked_by=draft.asked_by,
                    verdicts=verdict_pairs(roll, draft),
                    unticked=tuple((pupil_id.hex, MISTAKE) for pupil_id in draft.unticked),
                    others_in_it=draft.others_in_it,
                    caption=draft.caption,
                    found=tuple(_found(answer, draft)),
                    questions=tuple(_questions(answer, draft, session.me(work.uow).name)),
                    picture=draft.picture,
                    picture_name=draft.file_name,
                    safe_copy=draft.safe_copy,
                    policy_version=len(work.uow.policies.versions()),
                    event_id=draft.event_id,
                    account_id=draft.account_id,
                )
            )
            work.did(Did.PHOTO_CHECKED, Noun.PHOTO_CHECKS, subject_kind=_KIND, subject_id=kept.id, record=kept)
            work.done()
        return kept

    def confirm(self, check_id: UUID) -> PhotoCheck:
        """Confirm a check as the second person. Raises RuleError for one's own, or one that no longer waits."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.CONFIRM_CHECKS)
            before = _waiting(work.uow, check_id)
            if local_day(before.at) != session.today:
                raise RuleError(tr("This check was of another day. Make it again; nothing was changed."))
            if not is_another(before, session.person_id, session.me(work.uow).name):
                raise RuleError(
                    tr(
                        "A second person is somebody else than who made the check or asked for it. Nothing was changed. "
                        "Is nobody else here? Print the slip, have a deputy or governor sign it, and type its day."
                    )
                )
            kept = work.uow.photo_checks.save(
                replace(
                    before, outcome=CheckOutcome.MAY_POST, second_by=session.person_id, second_at=session.clock.now()
                )
            )
            work.did(Did.CHECK_CONFIRMED, Noun.PHOTO_CHECKS, subject_kind=_KIND, subject_id=kept.id, record=kept)
            work.done()
        return kept

    def confirmed_on_paper(self, check_id: UUID, name: str, on: date) -> PhotoCheck:
        """Type in that a deputy or governor signed the printed slip (PRACTICE 25). Raises FieldError, RuleError."""
        session, name = self._session, " ".join(name.split())[:100]
        with session.work() as work:
            session.demand(work.uow, Action.CONFIRM_CHECKS)
            before = _waiting(work.uow, check_id)
            maker = work.uow.people.get(before.by).name
            if not name:
                raise FieldError("name", tr("Who signed the slip? Nothing was saved yet."))
            if name.casefold() in (maker.casefold(), before.asked_by.casefold()):
                raise FieldError(
                    "name", tr("Somebody else than who made or asked for the check signs. Nothing was saved.")
                )
            if not local_day(before.at) <= on <= session.today:
                raise FieldError(
                    "on",
                    tr(
                        "The slip was signed between {first} and today. Nothing was saved yet.",
                        first=day_text(local_day(before.at)),
                    ),
                )
            signed_at = datetime.combine(on, time(12)).astimezone()
            kept = work.uow.photo_checks.save(
                replace(before, outcome=CheckOutcome.MAY_POST, second_name=name, second_at=signed_at)
            )
            work.did(
                Did.CHECK_CONFIRMED,
                Noun.PHOTO_CHECKS,
                subject_kind=_KIND,
                subject_id=kept.id,
                record=kept,
                on_paper="yes",
            )
            work.done()
        return kept

    def lines(self) -> tuple[CheckLine, ...]:
        """The saved checks, the newest first: all for who may see pupils, else one's own (PRACTICE 13)."""
        session = self._session
        with session.reading() as uow:
            looker = _looker(session, uow)
            checks = [c for c in uow.photo_checks.all() if looker.sees or c.by == looker.me]
            wanted = {pupil_id for check in checks for pupil_id in check.pupils}
            wanted |= {UUID(pupil) for check in checks for pupil, _why in check.unticked}
            pupils = {pupil.id: pupil for pupil in uow.pupils.of(wanted)}
            people = {person.id: person for person in uow.people.all()}
            posted = {post.check_id for post in uow.posts.all() if post.check_id is not None}
            profile = session.profile(uow)
        checks.sort(key=lambda check: check.number, reverse=True)
        return tuple(check_line(check, looker, pupils, people, profile, posted) for check in checks)

    def waiting(self) -> int:
        """How many checks of today wait for the person signed in to be the second one."""
        return len([line for line in self.lines() if line.may_confirm])

    def colleagues(self) -> tuple[str, ...]:
        """Names of colleagues who can ask for a check, for the box “asked by”."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.CHECK_PHOTOS)
            people = [p for p in uow.people.all() if p.merged_into is None and p.here_on(self._session.today)]
        return tuple(sorted((p.name for p in people), key=str.casefold))

    def _names(self, roll: PictureBook, school: School) -> tuple[NameIndex, SpokenRoll]:
        """Everybody's names, folded once for each reading of the roll."""
        with self._lock:
            known = self._known
            if known is None or known[0] is not roll or known[1] != school:
                own = (
                    school.name,
                    school.short_name,
                    school.email,
                    school.telephone,
                    *_POSTCODE.findall(school.address),
                )
                here = [pupil for pupil in roll.pupils.values() if pupil.on_roll(roll.today)]
                known = self._known = (roll, school, name_index(here, roll.today, own), SpokenRoll(here))
            return known[2], known[3]


def telephones(text: str) -> Iterator[str]:
    """What reads as a telephone number, as it is dialled here or with its country's prefix."""
    if sum(sign.isdigit() for sign in text) < 7:
        return
    import phonenumbers  # its tables weigh 5 MB, and most captions hold no number

    for match in phonenumbers.PhoneNumberMatcher(text, "GB", phonenumbers.Leniency.POSSIBLE):
        bare = match.raw_string.lstrip("( ")
        if bare.startswith(("0", "+")):
            yield match.raw_string


def _looker(session: Session, uow: UnitOfWork) -> Looker:
    session.demand(uow, Action.CHECK_PHOTOS)
    return Looker(
        session.person_id,
        session.me(uow).name,
        session.allows(uow, Action.SEE_PUPILS),
        session.allows(uow, Action.CONFIRM_CHECKS),
        session.allows(uow, Action.RECORD_POSTS),
        session.clock.now(),
    )


def _tidied(draft: CheckDraft) -> CheckDraft:
    """Each pupil once, words without spaces around them. Raises FieldError for words that are too long."""
    for field in ("caption", "description"):
        if len(getattr(draft, field)) > LONGEST:
            raise FieldError(
                field,
                tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=LONGEST),
            )
    pupils = tuple(dict.fromkeys(draft.pupils))
    return replace(
        draft,
        pupils=pupils,
        unticked=tuple(each for each in dict.fromkeys(draft.unticked) if each not in pupils),
        asked_by=" ".join(draft.asked_by.split())[:100],
        others_in_it=draft.others_in_it.strip()[:400],
        caption=draft.caption.strip(),
        description=draft.description.strip(),
        facts_by=" ".join(draft.facts_by.split())[:100],
        file_name=draft.file_name[:255],
    )


def _ticked(checks: tuple[PhotoCheck, ...]) -> tuple[UUID, ...]:
    found: dict[UUID, None] = {}
    for check in checks:
        found |= dict.fromkeys(check.pupils)
        for pupil, _why in check.unticked:
            found.pop(UUID(pupil), None)
    return tuple(found)


def _demand_all_ticked(uow: UnitOfWork, draft: CheckDraft) -> None:
    if not draft.picture:
        return
    before = uow.photo_checks.of_picture(draft.picture, draft.safe_copy)
    missing = set(_ticked(before)) - set(draft.pupils) - set(draft.unticked)
    if missing:
        raise RuleError(
            ntr(
                "{count} pupil was ticked on this same picture before. Tick them again, or say “ticked by mistake”, which is "
                "kept. To leave somebody out, crop the picture and drop the new file. Nothing was saved.",
                "{count} pupils were ticked on this same picture before. Tick them again, or say “ticked by mistake”, which "
                "is kept. To leave somebody out, crop the picture and drop the new file. Nothing was saved.",
                len(missing),
            )
        )


def _waiting(uow: UnitOfWork, check_id: UUID) -> PhotoCheck:
    check = uow.photo_checks.get(check_id)
    if check.outcome is not CheckOutcome.WAITS:
        raise RuleError(tr("This check does not wait for a second person. Nothing was changed."))
    if check.ended_at is not None:
        raise RuleError(tr("An answer has changed since this check. Make it again; nothing was changed."))
    return check


def _found(answer: CheckAnswer, draft: CheckDraft) -> Iterator[tuple[str, str]]:
    meant = dict(draft.words_meant)
    for finding in answer.findings:
        said = meant.get(finding.key, "") if finding.weight is Weight.ASK else ""
        yield finding.key, said or finding.weight.value


def _questions(answer: CheckAnswer, draft: CheckDraft, me: str) -> Iterator[tuple[str, str]]:
    for question in answer.questions:
        yield question.key, question.answer
    if any(question.key == "facts" and question.answer for question in answer.questions):
        yield FACTS_BY, draft.facts_by or me
    if draft.description:
        yield DESCRIPTION, draft.description
