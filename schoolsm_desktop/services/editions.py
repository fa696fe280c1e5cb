"""The versions of the policy: added, signed by headteacher and chair, published, corrected; and the policies it is read with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.editions import (
    NOT_SIGNED,
    Edition,
    LinkedPolicy,
    SignedLine,
    check_address,
    check_edition,
    check_linked,
    check_not_withdrawn,
    check_signed_line,
    check_what_was_signed,
    current_edition,
    edition_to_read,
    offered_links,
    with_first_day,
    with_signatures,
)
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.papers import Paper
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .edition_views import EditionsView, of_school, read_editions
from .papers import Scan, keep_scan, open_paper
from .schools import home_school
from .session import Session, Work
from .signed import believed_editions


@dataclass(frozen=True, slots=True)
class NewEdition:
    """What is typed about a version; only its name is needed. `text` is the school's own document."""

    label: str
    in_force_from: date | None = None
    review_on: date | None = None
    read_again: bool = True
    note: str = ""
    parent_policy: str = ""
    local_changes: str = ""
    school_id: UUID | None = None
    """Which school of a trust adopts it; None for the home school, and not changed later."""
    text: Scan | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PaperSignatures:
    """What stands under the printed sheet: each signature with its day, and a scan of it. One may come later."""

    head: SignedLine = NOT_SIGNED
    chair: SignedLine = NOT_SIGNED
    scan: Scan | None = field(default=None, repr=False)


class EditionService:
    """Deeds and views of the policy's versions and of the policies it is read with."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> EditionsView:
        """Everything about versions and linked policies, as the person signed in may see it."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PEOPLE)
            return read_editions(self._session, uow)

    def current(self) -> Edition | None:
        """The version in force today; None where none was adopted. One that nobody entitled signed here does not count."""
        with self._session.reading() as uow:
            return current_edition(self._as_adopted(uow), self._session.today)

    def to_read(self) -> Edition | None:
        """The version that everybody reads and signs; None where none was adopted."""
        with self._session.reading() as uow:
            return edition_to_read(self._as_adopted(uow), self._session.today)

    def text(self, edition_id: UUID) -> tuple[Paper, bytes]:
        """The school's own text of a version, for everybody; that somebody looked is recorded. Raises RuleError."""
        with self._session.work() as work:
            text_id = work.uow.editions.get(edition_id).text_id
            if text_id is None:
                raise RuleError(tr("The text of this version is not kept here. Ask for the printed policy."))
            opened = open_paper(work, text_id)
            work.done()
        return opened

    # --- versions

    def add(self, new: NewEdition) -> Edition:
        """Keep a new version, not adopted yet. Raises FieldError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.EDIT_POLICY_PAPERS)
            school_id = work.uow.schools.get(new.school_id or home_school(work.uow).id).id
            edition = Edition(
                id=uuid4(),
                school_id=school_id,
                label=new.label,
                profile_id=session.profile(work.uow).id,
                made_by=session.person_id,
                made_at=session.clock.now(),
                published_at=_address_before(work.uow, school_id, session.today),
            )
            checked = check_edition(_filled(edition, new), work.uow.editions.all())
            kept = work.uow.editions.add(replace(checked, text_id=keep_scan(work, new.text)))
            _did(work, Did.EDITION_ADDED, kept)
            work.done()
        return kept

    def change(self, edition_id: UUID, new: NewEdition) -> Edition:
        """Correct what is known of a version; what was signed stays as it was signed. Raises FieldError or RuleError.

        Without a new text the kept one stays.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_POLICY_PAPERS)
            before = self._standing(work, edition_id)
            changed = check_edition(_filled(before, new), work.uow.editions.all())
            if new.text is not None:
                if before.text_id is not None:
                    check_what_was_signed(before, replace(changed, text_id=None))
                changed = replace(changed, text_id=keep_scan(work, new.text))
            check_what_was_signed(before, changed)
            kept = work.uow.editions.save(with_first_day(changed))
            _did(work, Did.EDITION_CHANGED, kept)
            work.done()
        return kept

    def sign(self, edition_id: UUID) -> Edition:
        """The headteacher signs with their own sign-in. Raises RuleError where a signature stands already."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.SIGN_POLICY)
            before = self._standing(work, edition_id)
            if before.head_signed_on is not None:
                raise RuleError(
                    tr(
                        "{name} signed this version on {day}. Nothing was added.",
                        name=before.head_name,
                        day=day_text(before.head_signed_on),
                    )
                )
            me = session.me(work.uow)
            signed = replace(before, head_id=me.id, head_name=me.name, head_signed_on=session.today)
            kept = work.uow.editions.save(with_first_day(signed))
            _did(work, Did.POLICY_SIGNED, kept, signature="headteacher", how="screen")
            work.done()
        return kept

    def enter_signatures(self, edition_id: UUID, signed: PaperSignatures) -> Edition:
        """Type in who signed the printed sheet and when. A mistyped line is put right the same way.

        Raises FieldError, and RuleError for the headteacher's line where the headteacher has signed on screen.
        """
        today = self._session.today
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_POLICY_PAPERS)
            before = self._standing(work, edition_id)
            head = check_signed_line(signed.head, "head_name", "head_on", today)
            chair = check_signed_line(signed.chair, "chair_name", "chair_on", today)
            if head.is_empty and chair.is_empty:
                raise FieldError("chair_name", tr("Nothing is typed. Enter at least one signature with its day."))
            if before.head_id is not None and not head.is_empty:
                raise FieldError("head_name", tr("The headteacher has signed on screen. Leave this line empty."))
            paper_id = keep_scan(work, signed.scan) or before.adoption_paper_id
            kept = work.uow.editions.save(replace(with_signatures(before, head, chair), adoption_paper_id=paper_id))
            _did(work, Did.POLICY_SIGNED, kept, signature=_whose(head, chair), how="paper")
            work.done()
        return kept

    def take_back(self, edition_id: UUID) -> Edition:
        """Mark a version as entered by mistake. It stays in the records and counts no more."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_POLICY_PAPERS)
            before = self._standing(work, edition_id)
            kept = work.uow.editions.save(replace(before, withdrawn_at=self._session.clock.now()))
            _did(work, Did.EDITION_WITHDRAWN, kept)
            work.done()
        return kept

    def published(self, edition_id: UUID, address: str) -> Edition:
        """Where this version stands on the website, looked at today. Empty: nowhere. Raises FieldError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_POLICY_PAPERS)
            before = self._standing(work, edition_id)
            check_address("published_at", address.strip())
            checked = self._session.today if address.strip() else None
            kept = work.uow.editions.save(
                replace(before, published_at=address.strip(), published_checked_on=checked),
            )
            _did(work, Did.EDITION_CHANGED, kept)
            work.done()
        return kept

    # --- policies it is read with

    def add_linked(self, titles: Sequence[str], linked: LinkedPolicy | None = None) -> tuple[LinkedPolicy, ...]:
        """Put policies into the list: `titles` alone, as your policy names them, or one with all its facts. Raises FieldError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_POLICY_PAPERS)
            school_id = home_school(work.uow).id
            new = [LinkedPolicy(uuid4(), school_id, title) for title in titles]
            if linked is not None:
                new.append(replace(linked, id=uuid4(), school_id=school_id, revision=1))
            kept = []
            for each in new:
                kept.append(work.uow.linked_policies.add(check_linked(each, work.uow.linked_policies.all())))
                _did_linked(work, kept[-1])
            work.done()
        return tuple(kept)

    def change_linked(self, linked: LinkedPolicy) -> LinkedPolicy:
        """Save what is known of a linked policy. Raises FieldError or ChangedMeanwhileError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_POLICY_PAPERS)
            kept = work.uow.linked_policies.save(check_linked(linked, work.uow.linked_policies.all()))
            _did_linked(work, kept)
            work.done()
        return kept

    def reviewed(self, linked_id: UUID, next_on: date | None) -> LinkedPolicy:
        """A linked policy was looked at today, and is looked at again on `next_on`. Raises FieldError."""
        today = self._session.today
        if next_on is not None and next_on <= today:
            raise FieldError("next_on", tr("The next review lies after today."))
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_POLICY_PAPERS)
            before = work.uow.linked_policies.get(linked_id)
            kept = work.uow.linked_policies.save(replace(before, review_on=next_on))
            _did_linked(work, kept, reviewed=today.isoformat())
            work.done()
        return kept

    def end_linked(self, linked_id: UUID) -> LinkedPolicy:
        """Your policy is no longer read with this one. It stays in the records."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_POLICY_PAPERS)
            before = work.uow.linked_policies.get(linked_id)
            if before.ended_at is not None:
                raise RuleError(tr("This policy was taken out of the list already. Nothing was changed."))
            kept = work.uow.linked_policies.save(replace(before, ended_at=self._session.clock.now()))
            _did_linked(work, kept)
            work.done()
        return kept

    def offered(self) -> tuple[str, ...]:
        """The policies that yours names and that are not in the list."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PEOPLE)
            return offered_links(self._session.profile(uow).rules.linked_policies, uow.linked_policies.all())

    # --- inside

    def _standing(self, work: Work, edition_id: UUID) -> Edition:
        edition = work.uow.editions.get(edition_id)
        check_not_withdrawn(edition)
        return edition

    def _as_adopted(self, uow: UnitOfWork) -> tuple[Edition, ...]:
        return of_school(believed_editions(self._session.keys, uow), home_school(uow).id)


def _filled(edition: Edition, new: NewEdition) -> Edition:
    """The version with what was typed; its text is kept apart."""
    return replace(
        edition,
        label=new.label,
        in_force_from=new.in_force_from,
        review_on=new.review_on,
        read_again=new.read_again,
        note=new.note,
        parent_policy=new.parent_policy,
        local_changes=new.local_changes,
    )


def _whose(head: SignedLine, chair: SignedLine) -> str:
    return " ".join(who for who, line in (("headteacher", head), ("chair", chair)) if not line.is_empty)


def _did(work: Work, did: Did, edition: Edition, **details: str) -> None:
    work.did(
        did,
        Noun.EDITIONS,
        Noun.CONDITIONS,
        subject_kind="edition",
        subject_id=edition.id,
        record=edition,
        **details,
    )


def _did_linked(work: Work, linked: LinkedPolicy, **details: str) -> None:
    work.did(
        Did.LINKED_POLICY_CHANGED,
        Noun.EDITIONS,
        subject_kind="linked-policy",
        subject_id=linked.id,
        record=linked,
        **details,
    )


def _address_before(uow: UnitOfWork, school_id: UUID, today: date) -> str:
    """A new version usually goes to the address of the one before; nobody has looked yet whether it stands there."""
    before = current_edition(of_school(uow.editions.all(), school_id), today)
    return before.published_at if before is not None else ""
