"""Who did what: the signed log, shown and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from schoolsm_desktop.domain.audit import AuditEntry, canonical, did_words
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.rule_settings import BY_KEY
from schoolsm_desktop.domain.wording import moment_text, ntr, tr
from schoolsm_desktop.security.chain import ChainEntry, verify_chain
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .log_sight import log_sight
from .session import Session
from .vouching import AlteredRow, altered_rows


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log as it is shown."""

    entry: AuditEntry
    when: str
    who: str
    did: str
    about: str


@dataclass(frozen=True, slots=True)
class LogCheck:
    """What a check of the whole log found; `first_fault` is the number of the first entry that is not in order.

    `altered` are records that are not as the log says, as far as the person signed in knows of them. `count` is for tests
    and is not shown: beside the lines of the list it would tell how many of them somebody is not shown.
    """

    count: int
    first_fault: int | None = None
    altered: tuple[AlteredRow, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.first_fault is None and not self.altered


class LogService:
    """The log, for those whose duties include it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lines(self, most: int = 2000) -> tuple[LogLine, ...]:
        """The newest `most` entries, newest first; those of sealed records only for who can read them."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_LOG)
            entries = log_sight(self._session, uow).entries(uow.audit.newest(most))
            names = _names(uow)
        return tuple(
            LogLine(
                entry,
                moment_text(entry.at),
                names.get(entry.person_id, tr("The recovery sheet")),
                did_words(entry.did),
                _about(entry, names),
            )
            for entry in entries
        )

    def check(self) -> LogCheck:
        """Read the whole log, check each signature and link, and hold the records against it; in a worker.

        Half a second for some thousands of entries.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_LOG)
            found = check_log(self._session, uow)
            return replace(found, altered=log_sight(self._session, uow).rows(found.altered))

    def altered_rows(self) -> tuple[AlteredRow, ...]:
        """The people, duties, accounts and accesses that are not as the log says; see `check` for the log itself."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_LOG)
            return log_sight(self._session, uow).rows(altered_rows(uow, uow.audit.all()))


def check_log(session: Session, uow: UnitOfWork) -> LogCheck:
    """The whole log with each signature and link, and the records held against it."""
    entries = uow.audit.all()
    result = verify_chain(
        session.keys.store_id,
        [ChainEntry(e.number, e.person_id, canonical(e), e.digest, e.signature) for e in entries],
        session.keys.signing_keys(),
        remembered=session.heads.last(session.keys.store_id),
    )
    first = min((fault.number for fault in result.faults), default=None)
    return LogCheck(result.count, first, altered_rows(uow, entries))


def _about(entry: AuditEntry, names: Mapping[UUID, str]) -> str:
    """Whom or what an entry is about, by name; of a file of passwords, how much it holds and what kind it is."""
    if entry.subject_kind == "approval":
        return _about_file(entry.details)
    if entry.subject_kind == "policy":
        return _about_settings(entry.details)
    return names.get(entry.subject_id, "") if entry.subject_id else ""


def _about_file(details: Mapping[str, str]) -> str:
    said = []
    if "count" in details:
        said.append(ntr("{count} account", "{count} accounts", int(details["count"])))
        said.append(tr("CSV, open to whoever has it") if details.get("format") == "csv" else tr("KeePass file"))
    if "allowed" in details:
        said.append(tr("allowed") if details["allowed"] == "yes" else tr("not allowed"))
    if "alone" in details:
        said.append(tr("asked and allowed by one person, since nobody else could"))
    return " · ".join(said)


def _about_settings(details: Mapping[str, str]) -> str:
    """Which settings of the policy were changed, by name; one that a later version no longer has is passed over."""
    return " · ".join(BY_KEY[key].title for key in details.get("settings", "").split() if key in BY_KEY)


def _names(uow: UnitOfWork) -> dict[UUID, str]:
    names = {p.id: p.name for p in uow.people.all()}
    names |= {a.id: a.name for a in uow.accounts.all()}
    people, accounts = dict(names), dict(names)
    names |= {r.id: r.term for r in uow.term_reports.all()}
    for access in uow.access.all():
        person, account = people.get(access.person_id, ""), accounts.get(access.account_id, "")
        names[access.id] = f"{person} · {account}"
    return names
