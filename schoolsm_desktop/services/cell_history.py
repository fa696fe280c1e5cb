"""Everything that happened between one person and one account, in order, with who and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schoolsm_desktop.domain.access import KIND_WORDS, KNOWN_BY_WORDS, LEVEL_WORDS, Access, Knowing
from schoolsm_desktop.domain.access_changes import change_words
from schoolsm_desktop.domain.accounts import SECRET_WORDS
from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.requests import AccessRequest
from schoolsm_desktop.domain.reviews import Review, ReviewLine, Verdict
from schoolsm_desktop.domain.wording import day_text, moment_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .session import Session

HISTORY_WORDS = {
    Did.ACCESS_ASKED: "Asked for",
    Did.ACCESS_AUTHORISED: "Authorised",
    Did.ACCESS_REFUSED: "Not authorised",
    Did.REQUEST_WITHDRAWN: "Request withdrawn",
    Did.ACCESS_GIVEN: "Given",
    Did.ACCESS_RECORDED: "Recorded: it was there before the register",
    Did.ACCESS_CHANGED: "Changed",
    Did.ACCESS_PAUSED: "Paused",
    Did.ACCESS_RESUMED: "Stands again",
    Did.ACCESS_ENDED: "Ended",
    Did.ACCESS_EXPIRED: "Ended: its last day had passed",
}
VERDICT_WORDS = {
    Verdict.KEEP: "Termly review: keep",
    Verdict.CHANGE: "Termly review: change",
    Verdict.END: "Termly review: end",
    Verdict.UNSURE: "Termly review: unsure",
}
_STOPS = (Did.ACCESS_PAUSED, Did.ACCESS_ENDED, Did.ACCESS_EXPIRED)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened: when, who did it, what it was, and what more is known of it."""

    at: datetime
    who: str
    what: str
    more: str = ""

    @property
    def when(self) -> str:
        """The moment in words."""
        return moment_text(self.at)


@dataclass(frozen=True, slots=True)
class CellHistory:
    """One cell of the register from its beginning, oldest first."""

    person: str
    account: str
    lines: tuple[HistoryLine, ...]


def read_history(session: Session, uow: UnitOfWork, person_id: UUID, account_id: UUID) -> CellHistory:
    """What happened; who may ask was demanded before.

    Openings of the password are shown to the person and to those who may see who did what. Whoever neither ends access
    nor may read why reads “Access stopped” for a pause and an end alike (PRACTICE 14).
    """
    duties = session.duties(uow)
    names = {p.id: p.short_name for p in uow.people.all()}
    reader = _Reader(
        names,
        sees_reasons=allows(duties, Action.SEE_END_REASONS),
        sees_stops=allows(duties, Action.END_ACCESS) or allows(duties, Action.SEE_END_REASONS),
    )
    accesses = [a for a in uow.access.all() if a.person_id == person_id and a.account_id == account_id]
    requests = [r for r in uow.requests.all() if r.person_id == person_id and r.account_id == account_id]
    lines: list[HistoryLine] = []
    for access in accesses:
        entries = uow.audit.of_subject(access.id)
        lines += [line for entry in entries if (line := reader.of_access(entry, access)) is not None]
    for request in requests:
        entries = uow.audit.of_subject(request.id)
        lines += [line for entry in entries if (line := reader.of_request(entry, request)) is not None]
    reviews = {r.id: r for r in uow.reviews.all()}
    theirs = {a.id for a in accesses}
    for decided in uow.reviews.lines.all() if reviews and theirs else ():
        if decided.access_id in theirs and decided.decided_at is not None and decided.review_id in reviews:
            lines.append(reader.of_review(decided, decided.decided_at, reviews[decided.review_id]))
    if person_id == session.person_id or allows(duties, Action.SEE_LOG):
        known = (k for k in uow.knowings.all() if k.person_id == person_id and k.account_id == account_id)
        lines += [reader.of_opening(knowing) for knowing in known]
    person, account = uow.people.get(person_id), uow.accounts.get(account_id)
    return CellHistory(person.name, account.name, tuple(sorted(lines, key=lambda line: line.at)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Puts records and entries of the log into words for one reader."""

    names: dict[UUID, str]
    sees_reasons: bool
    sees_stops: bool

    def of_access(self, entry: AuditEntry, access: Access) -> HistoryLine | None:
        if entry.did not in HISTORY_WORDS:
            return None
        if entry.did in _STOPS and not self.sees_stops:
            what, more = tr("Access stopped"), ""
        elif entry.did is Did.ACCESS_RESUMED and not self.sees_stops:
            what, more = tr("Given again"), ""
        else:
            what, more = tr(HISTORY_WORDS[entry.did]), self._about(entry, access)
        return HistoryLine(entry.at, self._name(entry.person_id), what, more)

    def of_request(self, entry: AuditEntry, request: AccessRequest) -> HistoryLine | None:
        if entry.did not in HISTORY_WORDS:
            return None
        more = [_kind(request)]
        if entry.did is Did.ACCESS_ASKED:
            more.append(request.reason)
        else:
            decider = request.decided_by if entry.did is not Did.REQUEST_WITHDRAWN else None
            if decider is not None and decider != entry.person_id:
                more.append(tr("by {name} on {day}", name=self._name(decider), day=day_text(request.decided_on)))
            more += [tr("under cover") if request.under_cover else "", request.override_reason, request.decision_note]
        return HistoryLine(
            entry.at, self._name(entry.person_id), tr(HISTORY_WORDS[entry.did]), ". ".join(m for m in more if m)
        )

    def of_review(self, line: ReviewLine, at: datetime, review: Review) -> HistoryLine:
        verdict = line.verdict or Verdict.UNSURE
        more = ". ".join(part for part in (review.term, line.note) if part)
        return HistoryLine(at, self._name(line.decided_by), tr(VERDICT_WORDS[verdict]), more)

    def of_opening(self, knowing: Knowing) -> HistoryLine:
        how = tr(KNOWN_BY_WORDS[knowing.how])
        what = tr("{secret}: {how}", secret=tr(SECRET_WORDS[knowing.field]), how=how)
        return HistoryLine(knowing.at, self._name(knowing.person_id), what, knowing.reason)

    def _about(self, entry: AuditEntry, access: Access) -> str:
        did = entry.did
        if did is Did.ACCESS_CHANGED:
            return change_words(entry.details)
        if did in (Did.ACCESS_GIVEN, Did.ACCESS_RECORDED):
            more = [_kind(access), access.reason]
            if access.authorised_by is not None and did is Did.ACCESS_GIVEN:
                day = day_text(access.authorised_on)
                more.append(tr("authorised by {name} on {day}", name=self._name(access.authorised_by), day=day))
            return ". ".join(m for m in more if m)
        if did is Did.ACCESS_ENDED and (self.sees_reasons or access.end_reason_shown):
            return access.end_reason
        return ""

    def _name(self, person_id: UUID | None) -> str:
        return self.names.get(person_id, "–") if person_id else "–"


def _kind(of: Access | AccessRequest) -> str:
    return tr("{kind}, {level}", kind=tr(KIND_WORDS[of.kind]), level=tr(LEVEL_WORDS[of.level]).lower())
