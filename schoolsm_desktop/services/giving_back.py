"""Passwords given back as a file, with the headteacher's leave: asked, allowed, written once, and remembered for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import Knowing, KnownBy, current_version
from schoolsm_desktop.domain.accounts import SECRET_WORDS, SecretField
from schoolsm_desktop.domain.approvals import GIVE_BACK, Approval, ApprovalState, check_asking, decide, use
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import holders_on
from schoolsm_desktop.domain.permissions import TABLE, Action, allows
from schoolsm_desktop.domain.wording import list_text, moment_text, tr
from schoolsm_desktop.exchange.kdbx_out import to_kdbx
from schoolsm_desktop.exchange.passwords_out import OutEntry, to_password_csv
from schoolsm_desktop.exchange.private_file import remove_private, write_private
from schoolsm_desktop.security.errors import WeakPassphraseError
from schoolsm_desktop.security.passphrase import require_strong
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .giving_out import Given, give_out
from .register import read_register
from .schools import home_school
from .session import Session, Work
from .signed import is_head, last_deed


class FileFormat(StrEnum):
    """What the file is: sealed with a passphrase of its own, or open to whoever has it."""

    KDBX = "kdbx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Choice:
    """An account that can go into the file, and what of it would."""

    account_id: UUID
    name: str
    platform: str
    holds: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits for the headteacher; `may_decide` is False for one's own."""

    approval: Approval
    who: str
    when: str
    may_decide: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands who would have the passwords as a file."""

    approval: Approval | None
    state: ApprovalState | None
    words: str
    choices: tuple[Choice, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class SaveOrder:
    """What goes where. `passphrase` is that of the person's own sign-in, `file_passphrase` the file's, for KDBX."""

    account_ids: Sequence[UUID]
    format: FileFormat
    path: Path
    passphrase: str = field(repr=False)
    file_passphrase: str = field(default="", repr=False)
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """How many accounts and passwords the file holds."""

    accounts: int
    passwords: int


class GivingBackService:
    """Passwords given back as a file, with the headteacher's leave."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def standing(self) -> Standing:
        """What the person signed in asked for, what came of it, and what could go into the file."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.GIVE_BACK_PASSWORDS)
            mine = self._mine(uow)
            approval = mine[-1] if mine else None
            choices = self._choices(uow)
            alone = not self._others_could_act(uow)
        state = approval.state(self._session.clock.now()) if approval else None
        return Standing(approval, state, _standing_words(approval, state), choices, alone)

    def question(self, approval_id: UUID) -> Asked:
        """What the headteacher is asked."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.ALLOW_GIVING_BACK)
            approval = uow.approvals.get(approval_id)
            who = next((p.name for p in uow.people.all() if p.id == approval.asked_by), "")
            own = approval.asked_by == self._session.person_id and self._others_could_act(uow)
        return Asked(approval, who, moment_text(approval.asked_at), approval.allowed is None and not own)

    def ask(self, reason: str) -> Approval:
        """Ask the headteacher. Raises FieldError without a reason, RuleError where nobody could answer."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.GIVE_BACK_PASSWORDS)
            self._demand_somebody_to_allow(work)
            now = self._session.clock.now()
            tidy = check_asking(reason, self._mine(work.uow), now)
            school = home_school(work.uow)
            asked = Approval(uuid4(), school.id, GIVE_BACK, self._session.person_id, now, tidy)
            work.uow.approvals.add(asked)
            self._did(work, Did.GIVING_BACK_ASKED, asked)
            work.done()
        return asked

    def decide(self, approval_id: UUID, *, allow: bool) -> Approval:
        """The headteacher's answer on their own sign-in. Raises RuleError for one's own, and for one decided already."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.ALLOW_GIVING_BACK)
            approval, me = work.uow.approvals.get(approval_id), self._session.person_id
            others = self._others_could_act(work.uow)
            decided = decide(approval, me, self._session.clock.now(), allow=allow, others_could_act=others)
            kept = work.uow.approvals.save(decided)
            details = {"allowed": "yes" if allow else "no"}
            if kept.asked_by == me:
                details["alone"] = "yes"
            self._did(work, Did.GIVING_BACK_DECIDED, kept, **details)
            work.done()
        return kept

    def save(self, order: SaveOrder) -> Saved:
        """Write the file, once, and remember what was given out. In a worker: both passphrases take their time.

        Raises FieldError (`accounts`, `path`, `passphrase`, `file_passphrase`), RuleError without a good leave, what
        the passphrase check and the disk say. Where it raises, no file is left and nothing is recorded.
        """
        self._check(order)
        self._session.keys.check_passphrase(order.passphrase)
        with self._session.work() as work:
            self._session.demand(work.uow, Action.GIVE_BACK_PASSWORDS)
            used = work.uow.approvals.save(self._used(work.uow))
            given = give_out(work, order.account_ids)
            self._know(work, given, used.reason)
            saved = Saved(len(given), sum(each.has_password for each in given))
            self._did(
                work,
                Did.SECRETS_GIVEN_BACK,
                used,
                format=order.format.value,
                count=str(saved.accounts),
                passwords=str(saved.passwords),
                accounts=" ".join(str(each.account_id) for each in given),
                **({"alone": "yes"} if used.asked_by == used.decided_by else {}),
            )
            contents = self._contents(work, order, [each.entry for each in given])
            write_private(order.path, contents, replace=order.replace)
            try:
                work.done()
            except BaseException:
                remove_private(order.path)  # nothing leaves that the log does not know of
                raise
        return saved

    # --- what stands behind

    def _check(self, order: SaveOrder) -> None:
        """Everything that can be said before a passphrase is tried."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.GIVE_BACK_PASSWORDS)
            self._used(uow)
        if not order.account_ids:
            raise FieldError("accounts", tr("Tick at least one account."))
        if order.path.resolve().is_relative_to(self._session.folder.resolve()):
            raise FieldError("path", tr("That is the folder of the school’s records. Choose another place."))
        if order.format is FileFormat.KDBX:
            try:
                require_strong(order.file_passphrase)
            except WeakPassphraseError as weak:
                raise FieldError("file_passphrase", " ".join((weak.sentence, *weak.reasons))) from None
            if order.file_passphrase == order.passphrase:
                raise FieldError("file_passphrase", tr("That is your own passphrase. The file needs one of its own."))

    def _contents(self, work: Work, order: SaveOrder, entries: Sequence[OutEntry]) -> bytes:
        if order.format is FileFormat.CSV:
            return to_password_csv(entries)
        return to_kdbx(entries, order.file_passphrase, name=home_school(work.uow).name)

    def _know(self, work: Work, given: Sequence[Given], reason: str) -> None:
        """Whoever has the file knows every password in it, and goes on knowing it after they have left."""
        me, now = self._session.person_id, self._session.clock.now()
        for each in given:
            if each.has_password:
                work.uow.knowings.add(
                    Knowing(uuid4(), each.account_id, each.version_id, me, now, KnownBy.GIVEN_OUT, reason=reason)
                )

    def _used(self, uow: UnitOfWork) -> Approval:
        """The newest leave used up, if it is good and a headteacher signed it. Raises RuleError."""
        mine, me = self._mine(uow), self._session.person_id
        if not mine:
            raise RuleError(tr("The headteacher has not allowed you this. No file was written. Ask first."))
        used = use(mine[-1], me, self._session.clock.now())
        deed = last_deed(self._session.keys, uow, mine[-1])
        if deed is None or not is_head(self._session.keys, uow, deed.person_id, deed.at.astimezone().date()):
            raise RuleError(
                tr(
                    "This leave is not signed by the headteacher. No file was written. Tell the headteacher, and ask again."
                )
            )
        return used

    def _mine(self, uow: UnitOfWork) -> tuple[Approval, ...]:
        mine = [a for a in uow.approvals.all() if a.what == GIVE_BACK and a.asked_by == self._session.person_id]
        return tuple(sorted(mine, key=lambda a: a.asked_at))

    def _choices(self, uow: UnitOfWork) -> tuple[Choice, ...]:
        facts, me = read_register(self._session, uow), self._session.person_id
        found = []
        for account in sorted(facts.accounts.values(), key=lambda a: a.name.casefold()):
            version = current_version(facts.versions, account.id)
            if version is None or not version.fields or me not in facts.readers(account.id):
                continue
            platform = facts.platforms.get(account.platform_id)
            holds = list_text([tr(SECRET_WORDS[secret]).lower() for secret in SecretField if secret in version.fields])
            found.append(Choice(account.id, account.name, platform.name if platform else "", holds))
        return tuple(found)

    def _able(self, uow: UnitOfWork, *actions: Action) -> set[UUID]:
        """Who else could take one of the two steps: holds the duty, and has a sign-in."""
        duties = uow.duties.standing(self._session.today)
        able = {p for a in actions for duty in TABLE[a] for p in holders_on(duties, duty, self._session.today)}
        return (able & self._session.with_sign_in()) - {self._session.person_id}

    def _others_could_act(self, uow: UnitOfWork) -> bool:
        return bool(self._able(uow, Action.GIVE_BACK_PASSWORDS, Action.ALLOW_GIVING_BACK))

    def _demand_somebody_to_allow(self, work: Work) -> None:
        """Whoever alone may allow it asks in vain while a colleague is there who could ask."""
        if self._able(work.uow, Action.ALLOW_GIVING_BACK) or not self._others_could_act(work.uow):
            return
        if allows(self._session.duties(work.uow), Action.ALLOW_GIVING_BACK):
            raise RuleError(
                tr(
                    "Nobody allows what they asked for themself, and nobody else here may allow it. Let the computing "
                    "coordinator ask, and allow it then."
                )
            )

    def _did(self, work: Work, did: Did, approval: Approval, **details: str) -> None:
        nouns = (Noun.APPROVALS, Noun.SECRETS) if did is Did.SECRETS_GIVEN_BACK else (Noun.APPROVALS,)
        work.did(did, *nouns, subject_kind="approval", subject_id=approval.id, record=approval, **details)


def _standing_words(approval: Approval | None, state: ApprovalState | None) -> str:
    if approval is None or state is None or state is ApprovalState.USED:
        return tr("The headteacher allows it first, on their own sign-in. It is good for one file, within 24 hours.")
    if state is ApprovalState.WAITING:
        return tr("You asked on {moment}. The headteacher has not answered yet.", moment=moment_text(approval.asked_at))
    if state is ApprovalState.REFUSED:
        return tr(
            "The headteacher did not allow it on {moment}. You can ask again.", moment=moment_text(approval.decided_at)
        )
    if state is ApprovalState.OVER:
        return tr(
            "The leave was good until {moment} and was not used. Ask again.", moment=moment_text(approval.good_until)
        )
    return tr(
        "The headteacher allowed it. It is good for one file until {moment}.", moment=moment_text(approval.good_until)
    )
