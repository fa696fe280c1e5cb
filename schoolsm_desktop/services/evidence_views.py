"""What is shown of evidence: a line each, whether it is as it came in, and what a check of all of it found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from schoolsm_desktop.domain.cases import Entry, EntryKind, Evidence, EvidenceFile, EvidenceState
from schoolsm_desktop.domain.evidence import SOURCE_WORDS, media_words, short_fingerprint, size_text
from schoolsm_desktop.domain.wording import moment_text, ntr, tr
from schoolsm_desktop.exchange.evidence_view import can_show

REMOVAL = "evidence-removal"
"""What a decision entry is about in which the first of two people asks for a removal."""


class Standing(StrEnum):
    """How a sealed file stands against what was kept."""

    UNCHANGED = "unchanged"
    NOT_CHECKED = "not-checked"
    ALTERED = "altered"
    MISSING = "missing"
    SEALED_OFF = "sealed-off"
    REMOVED = "removed"


STANDING_WORDS = {
    Standing.UNCHANGED: "Unchanged since {moment}",
    Standing.NOT_CHECKED: "Not checked yet",
    Standing.ALTERED: "Changed outside the program",
    Standing.MISSING: "File missing",
    Standing.SEALED_OFF: "Sealed off",
    Standing.REMOVED: "Removed properly",
}


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence as it is shown to those who read its case."""

    evidence: Evidence
    standing: Standing
    copies: int
    removal_asked_by: UUID | None = None
    removal_reference: str = ""

    @property
    def id(self) -> UUID:
        """Its id."""
        return self.evidence.id

    @property
    def name(self) -> str:
        """Its name; of a file that was sealed off or removed nothing is repeated."""
        hidden = self.standing in (Standing.SEALED_OFF, Standing.REMOVED)
        return tr("A file that nobody opens") if hidden else self.evidence.name

    @property
    def kind(self) -> str:
        """What it is and how large."""
        return tr("{kind}, {size}", kind=media_words(self.evidence.media), size=size_text(self.evidence.size))

    @property
    def fingerprint(self) -> str:
        """The beginning of its fingerprint."""
        return short_fingerprint(self.evidence.digest)

    @property
    def standing_words(self) -> str:
        """How it stands, in words."""
        return tr(STANDING_WORDS[self.standing], moment=moment_text(self.evidence.added_at))

    @property
    def can_be_shown(self) -> bool:
        """Whether it can be looked at here."""
        return self.can_go_out and can_show(self.evidence.media, self.evidence.size)

    @property
    def can_go_out(self) -> bool:
        """Whether a copy can be given out."""
        return self.standing in (Standing.UNCHANGED, Standing.NOT_CHECKED)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is known of it, as (label, value); only what was written down."""
        one = self.evidence
        rows = (
            (tr("Where it comes from"), tr(SOURCE_WORDS[one.source])),
            (tr("Address"), one.address),
            (tr("Seen there"), moment_text(one.seen_at) if one.seen_at else ""),
            (tr("Captured"), _captured(one)),
            (tr("Sealed"), moment_text(one.added_at)),
            (tr("Seal number"), one.digest.hex()),
            (tr("Copies given out"), ntr("{count} copy", "{count} copies", self.copies) if self.copies else tr("none")),
            (tr("Note"), one.note),
        )
        return tuple((label, value) for label, value in rows if value)


def line_of(evidence: Evidence, standing: Standing, entries: tuple[Entry, ...]) -> EvidenceLine:
    """A piece of evidence as a line."""
    mine = [entry for entry in entries if entry.evidence_id == evidence.id]
    asked = removal_asked(mine)
    copies = len([entry for entry in mine if entry.kind is EntryKind.GIVEN_OUT])
    return EvidenceLine(evidence, standing, copies, asked.by if asked else None, asked.reference if asked else "")


def removal_asked(entries: list[Entry]) -> Entry | None:
    """The entry in which somebody asked for the removal, the last one."""
    return next((x for x in reversed(entries) if x.kind is EntryKind.DECISION and x.about == REMOVAL), None)


def state_standing(file: EvidenceFile) -> Standing | None:
    """How a file stands that nobody looks at any more; None where its bytes decide."""
    if file.state is EvidenceState.SEALED_OFF:
        return Standing.SEALED_OFF
    return Standing.REMOVED if file.state is EvidenceState.REMOVED else None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The evidence of one case with what the person signed in may do with it."""

    case_id: UUID
    lines: tuple[EvidenceLine, ...]
    me: UUID
    may_give_out: bool
    may_remove: bool

    def line(self, evidence_id: UUID) -> EvidenceLine:
        """One line. Raises LookupError."""
        return next(line for line in self.lines if line.id == evidence_id)


class FindingKind(StrEnum):
    """What a check of all sealed files can find."""

    MISSING = "missing"
    ALTERED = "altered"
    NOT_WHAT_CAME_IN = "not-what-came-in"
    PUT_BACK = "put-back"


@dataclass(frozen=True, slots=True)
class EvidenceFinding:
    """Something that is not right with a sealed file; `case_id` only where the person can read the case."""

    kind: FindingKind
    evidence_id: UUID
    case_id: UUID | None = None


def _captured(one: Evidence) -> str:
    if one.captured_at and one.captured_by:
        return tr("{moment} by {who}", moment=moment_text(one.captured_at), who=one.captured_by)
    return moment_text(one.captured_at) if one.captured_at else one.captured_by
