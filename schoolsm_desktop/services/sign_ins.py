"""Who signs in to the program: sign-ins made, confirmed, reset and ended; keyholders; one's own passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.passphrase import Strength, judge, new_passphrase
from schoolsm_desktop.security.vault import SlotState

from .case_files import share_with_office
from .changes import Noun
from .rekeying import renew_store_key
from .sealed_words import rewrap_sealed, share_sealed
from .secrets import reseal_for_register, wrap_for
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One sign-in: whose, in what state, and whether it is a keyholder's."""

    person: Person
    state: SlotState
    is_keyholder: bool
    is_head: bool
    is_me: bool


@dataclass(frozen=True, slots=True)
class SignInSeen:
    """One sign-in as the settings show it; `last_seen` is when somebody last signed in with it."""

    person: Person
    state: str
    is_keyholder: bool
    last_seen: datetime | None


class SignInService:
    """Deeds and views of sign-ins."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lines(self) -> tuple[SignInLine, ...]:
        """Every sign-in, those to confirm first."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PEOPLE)
            people = {p.id: p for p in uow.people.all()}
        lines = [
            SignInLine(people[k.person_id], k.state, k.is_keyholder, k.is_head, k.person_id == self._session.person_id)
            for k in self._session.keys.people()
            if k.person_id in people
        ]
        order = {SlotState.UNCONFIRMED: 0, SlotState.TEMPORARY: 1, SlotState.ACTIVE: 2, SlotState.ENDED: 3}
        return tuple(sorted(lines, key=lambda x: (order[x.state], x.person.sort_name.casefold())))

    def seen(self) -> tuple[SignInSeen, ...]:
        """Every sign-in and when it was last used, by name; those that have ended stand last."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.MAKE_SIGN_INS)
            people = {p.id: p for p in uow.people.all()}
            last = {entry.person_id: entry.at for entry in uow.audit.of_deed(Did.SIGNED_IN)}
        lines = [
            SignInSeen(people[k.person_id], k.state.value, k.is_keyholder, last.get(k.person_id))
            for k in self._session.keys.people()
            if k.person_id in people
        ]
        return tuple(sorted(lines, key=lambda x: (x.state == SlotState.ENDED.value, x.person.sort_name.casefold())))

    def suggest_passphrase(self) -> str:
        """A passphrase of several words."""
        return new_passphrase()

    def judge(self, text: str) -> Strength:
        """How strong a typed passphrase is, with reasons in plain words."""
        return judge(text)

    def make(self, person_id: UUID, temporary_passphrase: str) -> SlotState:
        """Make a sign-in with a temporary passphrase. One made by the coordinator waits for the headteacher."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.MAKE_SIGN_INS)
            person = work.uow.people.get(person_id)
            if person.left_by(self._session.today):
                raise RuleError(tr("This person no longer works here, so no sign-in can be made."))
            state = self._session.keys.invite(person_id, person.name, temporary_passphrase)
            work.did(Did.SIGN_IN_MADE, Noun.SIGN_INS, subject_kind="person", subject_id=person_id, state=state.value)
            _seal_what_is_theirs(work)
            work.done()
        return state

    def confirm(self, person_id: UUID) -> None:
        """The headteacher confirms a sign-in; what the register gives the person is sealed to them."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.CONFIRM_SIGN_INS)
            self._session.keys.confirm(person_id)
            work.did(Did.SIGN_IN_CONFIRMED, Noun.SIGN_INS, subject_kind="person", subject_id=person_id)
            _seal_what_is_theirs(work)
            share_sealed(work)
            share_with_office(work)
            work.done()

    def reset(self, person_id: UUID, temporary_passphrase: str) -> SlotState:
        """New keys and a temporary passphrase for somebody who forgot theirs.

        What was sealed to the old keys goes first: cut off in between, the person has nothing, and not something dead.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.MAKE_SIGN_INS)
            self._session.keys.check_reset(person_id, temporary_passphrase)  # or what is sealed would go for nothing
            forget_dead_wraps(work, person_id)
            work.did(Did.SIGN_IN_RESET, Noun.SIGN_INS, subject_kind="person", subject_id=person_id)
            work.done()
        state = self._session.keys.reset(person_id, temporary_passphrase)
        with self._session.work() as work:
            _seal_what_is_theirs(work)
            share_sealed(work)
            share_with_office(work)
            work.done()
        return state

    def end(self, person_id: UUID) -> None:
        """End a sign-in: its keys are destroyed, what was sealed to it is sealed anew, and the database gets a new key.

        In a worker: every page of the records is written once.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.MAKE_SIGN_INS)
            if person_id == self._session.person_id:
                raise RuleError(
                    tr("You cannot end your own sign-in. Ask the headteacher or the computing coordinator.")
                )
            was_keyholder = person_id in self._session.keys.keyholders()
            self._session.keys.end(person_id)
            work.uow.drafts.remove_all(person_id)
            work.uow.sealed.drop_wraps([person_id])
            work.did(Did.SIGN_IN_ENDED, Noun.SIGN_INS, Noun.SECRETS, subject_kind="person", subject_id=person_id)
            _seal_what_is_theirs(work, anew=was_keyholder)
            work.done()
        renew_store_key(self._session)

    def set_keyholder(self, person_id: UUID, keyholder: bool) -> None:
        """The headteacher makes somebody a keyholder, or no longer one."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.CONFIRM_SIGN_INS)
            if not keyholder and len(self._session.keys.keyholders()) <= 1:
                raise RuleError(tr("The last keyholder cannot be taken off: nobody could open the passwords any more."))
            self._session.keys.set_keyholder(person_id, keyholder)
            work.did(
                Did.KEYHOLDER_SET,
                Noun.SIGN_INS,
                Noun.SECRETS,
                subject_kind="person",
                subject_id=person_id,
                keyholder="yes" if keyholder else "no",
            )
            _seal_what_is_theirs(work, anew=not keyholder)
            work.done()

    def change_passphrase(self, old: str, new: str) -> None:
        """One's own passphrase; also the way out of a temporary one. Takes half a second or more: in a worker."""
        self._session.keys.change_passphrase(old, new)
        with self._session.work() as work:
            rewrap_own(work)
            work.did(Did.PASSPHRASE_CHANGED, Noun.SIGN_INS, subject_kind="person", subject_id=self._session.person_id)
            work.done()
        if self._session.keys.needs_rewrap:
            self._session.keys.forget_past_keys()


def rewrap_own(work: Work) -> None:
    """Move the person's own wraps to their present key, where their keys were renewed."""
    keys = work.session.keys
    if not keys.needs_rewrap:
        return
    versions = {v.id: v for v in work.uow.secrets.versions()}
    for version in versions.values():
        wrap = wrap_for(work, version.id, keys.person_id)
        if wrap is not None:
            fresh = keys.rewrap(wrap, maker_id=version.made_by)
            work.uow.secrets.remove_wraps(version.id, {keys.person_id})
            work.uow.secrets.add_wraps([fresh])
    rewrap_sealed(work)


def forget_dead_wraps(work: Work, person_id: UUID) -> None:
    """Take from the records what is sealed to keys that are about to be replaced."""
    for wrap in work.uow.secrets.wraps_for(person_id):
        work.uow.secrets.remove_wraps(wrap.version_id, {person_id})
    work.uow.sealed.drop_wraps([person_id])
    work.uow.drafts.remove_all(person_id)


def _seal_what_is_theirs(work: Work, *, anew: bool = False) -> None:
    """Every account's wraps brought in line with the register; `anew` where a former keyholder could have kept a key."""
    for account in work.uow.accounts.all():
        reseal_for_register(work, account.id, anew=anew)
