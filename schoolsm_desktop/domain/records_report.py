"""What a check of the records found, in words: what it is, what it means, what to do (SECURITY, "Attacks")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .wording import list_text, ntr, tr


class Looked(StrEnum):
    """What is looked at, in the order in which it is looked at."""

    DATABASE = "database"
    LOG = "log"
    ROWS = "rows"
    SEALED = "sealed"
    EVIDENCE = "evidence"
    PC = "pc"


LOOKED_WORDS = {
    Looked.DATABASE: "The database itself",
    Looked.LOG: "Who did what",
    Looked.ROWS: "The records against who did what",
    Looked.SEALED: "What is sealed",
    Looked.EVIDENCE: "Evidence",
    Looked.PC: "What this PC has seen",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: in order or not, the sentence, and what to do where it is not."""

    looked: Looked
    is_good: bool
    said: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class RecordsReport:
    """Everything that was found; what is wrong stands first."""

    at: datetime
    by: str
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return all(finding.is_good for finding in self.findings)

    @property
    def verdict(self) -> str:
        """The whole in one sentence."""
        wrong = len([finding for finding in self.findings if not finding.is_good])
        if not wrong:
            return tr("Everything is as it was written here. Nobody has changed the records by other means.")
        return ntr("{count} thing is not in order.", "{count} things are not in order.", wrong)


def database_finding(is_whole: bool) -> Finding:
    """Whether every page of the database is there and sealed as it should be."""
    if is_whole:
        return Finding(Looked.DATABASE, True, tr("Every page can be read and is sealed as it should be."))
    return Finding(
        Looked.DATABASE,
        False,
        tr("The file of the records is damaged."),
        tr("Stop working in it. Keep the file, and open the newest backup on another PC."),
    )


def log_finding(count: int, first_fault: int | None) -> Finding:
    """`count` entries were read; `first_fault` is the number of the first that is not as it was written."""
    if first_fault is None:
        return Finding(Looked.LOG, True, tr("Every entry is signed by who acted, and stands in its place."))
    if first_fault > count:
        return Finding(
            Looked.LOG,
            False,
            tr("Entries are missing at the end: this PC has seen more than there is now."),
            tr("Older records were put in place of these. Find out who did it, and compare with a backup."),
        )
    return Finding(
        Looked.LOG,
        False,
        tr("The log is not as it was written from entry {number} on.", number=first_fault),
        tr(
            "Somebody has changed it outside this program. Keep the PC as it is, compare with a backup, and tell the "
            "headteacher and your data protection officer."
        ),
    )


def rows_finding(kinds: Sequence[str]) -> Finding:
    """`kinds` are the words of every record that is not as the log says, one for each."""
    if not kinds:
        return Finding(Looked.ROWS, True, tr("Every record is as the last entry about it says."))
    return Finding(
        Looked.ROWS,
        False,
        ntr(
            "{count} record is not as the log says: {kinds}.",
            "{count} records are not as the log says: {kinds}.",
            len(kinds),
            kinds=list_text(list(dict.fromkeys(kinds))),
        ),
        tr(
            "It was changed, put in or taken out outside this program. Compare with a backup before you rely on it, and "
            "tell the headteacher and your data protection officer."
        ),
    )


def sealed_finding(altered: int) -> Finding:
    """`altered` sealed records whose parts are not those that were kept."""
    if not altered:
        return Finding(Looked.SEALED, True, tr("Nothing that is sealed was exchanged, put back or taken out."))
    return Finding(
        Looked.SEALED,
        False,
        ntr(
            "{count} sealed record is not as it was kept: a part was exchanged, put back or taken out.",
            "{count} sealed records are not as they were kept: parts were exchanged, put back or taken out.",
            altered,
        ),
        tr("Whoever can read it compares it with a backup. What the log says of the moment stands."),
    )


def evidence_finding(missing: int, altered: int) -> Finding:
    """Files that are not there, and files that are not those that were kept."""
    if not missing and not altered:
        return Finding(Looked.EVIDENCE, True, tr("Every file is there, and unchanged since it was kept."))
    said = []
    if missing:
        said.append(ntr("{count} file of evidence is missing.", "{count} files of evidence are missing.", missing))
    if altered:
        said.append(ntr("{count} file of evidence was changed.", "{count} files of evidence were changed.", altered))
    return Finding(
        Looked.EVIDENCE,
        False,
        " ".join(said),
        tr("Do not rely on it. Look for the file in a backup, and tell a keyholder and whoever leads the incident."),
    )


def pc_finding(went_back: bool) -> Finding:
    """Whether this PC has seen newer records than these."""
    if not went_back:
        return Finding(Looked.PC, True, tr("These are the newest records that this PC has seen."))
    return Finding(
        Looked.PC,
        False,
        tr("These records end before what this PC has seen, or go on otherwise."),
        tr("A backup or a copy was put in their place. If nobody did that on purpose, tell the headteacher."),
    )
