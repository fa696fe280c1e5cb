"""What lies sealed beside a termly report: the words of a draft; of a final one the words, its figures and both parts as printed.

Three things together say that a final report is as it was made: the row is as the log's last entry left it, the entry that
made it final is signed by somebody who may, and what lies sealed has the digests which that entry names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.report_rules import replacements, standing
from schoolsm_desktop.domain.term_reports import ReportPart, ReportWords, TermReport
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.errors import SealBrokenError
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .sealed_words import TERM_REPORT, open_parts, readable, seal_parts, sealed_digest
from .session import Session, Work
from .signed import deeds_of, is_signed, last_deed, signed_by_duty

if TYPE_CHECKING:
    from schoolsm_desktop.domain.figures import TermFigures

WORDS, FIGURES = "words", "figures"
SEALED = "sealed"
"""The detail of the log that fixes everything sealed beside a report, as it lies in the records."""


def seal_draft(work: Work, report_id: UUID, words: ReportWords) -> None:
    """Keep the words of a draft. Raises RuleError where nobody who may read them has a sign-in."""
    seal_parts(work, TERM_REPORT, report_id, {WORDS: msgspec.json.encode(words)})


def seal_final(
    work: Work, report_id: UUID, words: ReportWords, figures: TermFigures, pages: Mapping[ReportPart, bytes]
) -> dict[str, str]:
    """Keep everything of a final report; what the log says of it."""
    parts = {WORDS: msgspec.json.encode(words), FIGURES: msgspec.json.encode(figures)}
    parts |= {part.value: pdf for part, pdf in pages.items()}
    seal_parts(work, TERM_REPORT, report_id, parts)
    digests = {part.value: hashlib.sha256(pdf).hexdigest() for part, pdf in pages.items()}
    return digests | {SEALED: sealed_digest(work.uow, TERM_REPORT, report_id)}


def has_key(session: Session, uow: UnitOfWork) -> frozenset[UUID]:
    """The reports that the person signed in can open."""
    return readable(session, uow, TERM_REPORT)


def read_words(session: Session, uow: UnitOfWork, report: TermReport) -> ReportWords:
    """The words of a draft or of a final report. Raises RuleError without a key, or where they were altered."""
    if report.finished_at is None:
        demand_never_final(session, uow, report)
        parts = _opened(session, uow, report)
    else:
        parts = proved_parts(session, uow, report)
    try:
        return msgspec.json.decode(parts[WORDS], type=ReportWords)
    except (KeyError, msgspec.DecodeError):
        raise altered() from None


def demand_never_final(session: Session, uow: UnitOfWork, report: TermReport) -> None:
    """Raise RuleError for a draft that is not as the log left it, or that was final once: a row alone makes no draft."""
    was_final = any(deed.did is Did.REPORT_FINISHED for deed in deeds_of(uow, report.id))
    if was_final or last_deed(session.keys, uow, report) is None:
        raise altered()


def kept_pdf(session: Session, uow: UnitOfWork, report: TermReport, part: ReportPart) -> bytes:
    """A part of a final report, byte for byte as it was made. Raises RuleError where it no longer is."""
    return proved_parts(session, uow, report)[part.value]


def kept_figures(session: Session, uow: UnitOfWork) -> Mapping[str, TermFigures]:
    """The figures of every final report that holds and that nothing replaced, by the first day of its term (2026-09-03).

    Records may have been destroyed since; what a report said then stays what later ones are held against. One that was
    altered, or that the person signed in has no key to, is left out.
    """
    from schoolsm_desktop.domain.figures import TermFigures  # a large module, and the finder needs none of it

    mine, replaced = has_key(session, uow), replacements(uow.term_reports.all())
    found = {}
    for report in standing(uow.term_reports.all()):
        if report.finished_at is None or report.id in replaced or report.id not in mine:
            continue
        try:
            content = proved_parts(session, uow, report)[FIGURES]
            found[f"{report.starts:%Y-%m-%d}"] = msgspec.json.decode(content, type=TermFigures)
        except (RuleError, msgspec.DecodeError):
            continue  # an altered one is said where it is opened, and not over the report that is drawn now
    return found


def proved_parts(session: Session, uow: UnitOfWork, report: TermReport) -> dict[str, bytes]:
    """Everything sealed beside a final report. Raises RuleError without a key, or where anything is not as it was made."""
    parts = _opened(session, uow, report)
    deed = _made_final(session, uow, report)
    if deed is None or deed.details.get(SEALED) != sealed_digest(uow, TERM_REPORT, report.id):
        raise altered()
    digests = {ReportPart.PUBLIC: report.public_digest, ReportPart.CONFIDENTIAL: report.confidential_digest}
    for part, digest in digests.items():
        here = hashlib.sha256(parts.get(part.value, b"")).digest()
        if here != digest or deed.details.get(part.value) != here.hex():
            raise altered()
    return parts


def seal_of_log(uow: UnitOfWork) -> str:
    """The seal number of the log as it ends now: the number of its last entry, and how that entry's digest begins."""
    last = uow.audit.last()
    if last is None:
        return ""
    digits = last.digest.hex()[:32]
    groups = " ".join(digits[at : at + 4] for at in range(0, 32, 4))
    return tr("{number} · {groups}", number=last.number, groups=groups)


def log_still_says(uow: UnitOfWork, report: TermReport) -> bool:
    """Whether the log still holds the entry whose seal number stands on the report's pages."""
    number, _, groups = report.log_seal.partition(" · ")
    if not number.isdigit():
        return False
    there = uow.audit.newest(1, before=int(number) + 1)
    return bool(there) and there[0].digest.hex().startswith(groups.replace(" ", ""))


def altered() -> RuleError:
    """What is said of a report that is not as the log says."""
    return RuleError(
        tr(
            "This report is no longer as the log says it was kept, so it is not shown. Nothing was changed. Check the records in "
            "Settings, bring back a backup from before, and look at the signed paper."
        )
    )


def _opened(session: Session, uow: UnitOfWork, report: TermReport) -> dict[str, bytes]:
    try:
        parts = open_parts(session, uow, TERM_REPORT, report.id)
    except SealBrokenError:
        raise altered() from None
    if parts is None:
        raise RuleError(
            tr(
                "What this report says is sealed, and your sign-in has no key to it yet. Nothing was changed. It gets one as "
                "soon as somebody who can read it signs in: the headteacher, a deputy or the chair."
            )
        )
    return parts


def _made_final(session: Session, uow: UnitOfWork, report: TermReport) -> AuditEntry | None:
    """The entry that made the report final, where it holds and the row is as the log left it."""
    if last_deed(session.keys, uow, report) is None or not log_still_says(uow, report):
        return None
    deeds = [deed for deed in deeds_of(uow, report.id) if deed.did is Did.REPORT_FINISHED]
    if len(deeds) != 1 or not is_signed(session.keys, deeds[0]):
        return None
    return deeds[0] if signed_by_duty(session.keys, uow, deeds[0], Action.MAKE_REPORTS) else None
