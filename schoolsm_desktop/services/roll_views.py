"""What a list of pupils would do to the roll, ready to be shown: nothing is stored by looking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from schoolsm_desktop.domain.photo_answers import Capacity
from schoolsm_desktop.domain.pupils import Pupil, RollBatch, RollBatchKind
from schoolsm_desktop.domain.roll_answers import AnswerPlan
from schoolsm_desktop.domain.roll_matching import (
    Chosen,
    ClassMove,
    Doubt,
    Matching,
    MissingGroup,
    RowIs,
    RowMatch,
)
from schoolsm_desktop.domain.wording import day_text, list_text, ntr, tr
from schoolsm_desktop.exchange.reasons import reason_text
from schoolsm_desktop.exchange.records import PupilRow, ReadFile

FACT_WORDS: Mapping[str, str] = {
    "given_name": "first name",
    "family_name": "family name",
    "known_as": "known as",
    "known_family_name": "known family name",
    "upn": "UPN",
    "birth_date": "birth date",
    "year": "year group",
    "class_name": "class",
    "second_class": "second class",
    "on_roll_to": "came back after leaving",
}
DOUBT_WORDS: Mapping[Doubt, str] = {
    Doubt.OTHER_UPN: "somebody with this name and birth date is here under another UPN",
    Doubt.OTHER_CHILD: "this UPN is here under another name and another birth date",
    Doubt.SEVERAL: "more than one pupil here could be meant",
    Doubt.TWICE: "a line above speaks of the same pupil",
    Doubt.SAME_NAME: "somebody of this name is here with another birth date or UPN",
    Doubt.LETTER_LOST: "a letter of the name was lost on the way to this file",
    Doubt.NAME_ALONE: "found by the name alone",
    Doubt.BIRTH_DATE: "the birth date differs",
    Doubt.NAME_CHANGED: "the name differs; the old one stays findable",
    Doubt.CAME_BACK: "had left and is back",
}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it is shown: what it becomes, in words, and why it is worth a look."""

    line: int
    name: str
    class_name: str
    kind: RowIs
    changes: str = ""
    doubts: tuple[str, ...] = ()
    meant: str = ""
    """Whom a row that asks may mean; empty where nobody."""
    meant_id: UUID | None = None
    answers: int = 0
    """How many photo answers of it would be recorded."""

    @property
    def is_changed(self) -> bool:
        """Whether somebody who is here would change, or only their photo answers."""
        return self.kind is RowIs.CHANGED or (self.kind is RowIs.SAME and self.answers > 0)


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A row that is not taken, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class YesQuestion:
    """A yes in the file where a refusal stands here: it is left unless the person agrees for this child."""

    line: int
    pupil_id: UUID
    name: str
    class_name: str
    place: str
    place_name: str
    standing: str
    """What the office reads here; of a pupil on hold that and nothing more."""


@dataclass(frozen=True, slots=True)
class MissingQuestion:
    """Pupils on the roll who are not in the file, one question for all of them."""

    key: str
    sentence: str
    pupils: tuple[Pupil, ...]


@dataclass(frozen=True, slots=True)
class RollPreview:
    """What a file holds and what it would do. `file` holds the rows, out of every repr."""

    file: ReadFile
    path: Path
    places: Mapping[str, str]
    """The place of each column of answers by its heading; empty where the column is left."""
    place_names: Mapping[str, str]
    """Every place that a column can be about, by key."""
    rows: tuple[PreviewRow, ...] = field(repr=False)
    left: tuple[LeftLine, ...] = ()
    moves: tuple[ClassMove, ...] = ()
    missing: tuple[MissingQuestion, ...] = field(default=(), repr=False)
    is_part: bool = False
    yes_questions: tuple[YesQuestion, ...] = field(default=(), repr=False)
    unsigned: int = 0
    """How many rows have answers and do not say who gave them."""
    answers: int = 0
    """How many answers would be recorded without asking."""
    older: int = 0
    """How many answers are left because what is here is newer."""
    named: int = 0
    """Of how many pupils the file says who signed, where that was not known."""
    is_transfer: bool = False
    places_are_chosen: bool = False
    """Whether a person said what the columns are about, so that it is remembered."""

    def count(self, kind: RowIs) -> int:
        """How many rows are of a kind."""
        return sum(row.kind is kind for row in self.rows)

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in the file is here already."""
        kinds = {row.kind for row in self.rows}
        return not (kinds - {RowIs.SAME} or self.answers or self.named or self.yes_questions or self.missing)

    @property
    def doubtful(self) -> tuple[PreviewRow, ...]:
        """The rows that are worth a look."""
        return tuple(row for row in self.rows if row.doubts)


@dataclass(frozen=True, slots=True)
class RollChoices:
    """What the person said of a preview; saying nothing is the careful choice."""

    left_out: frozenset[int] = frozenset()
    """Lines that are not taken."""
    meant: Mapping[int, Chosen] = field(default_factory=dict)
    """Who is meant by rows that ask."""
    leavers: Mapping[UUID, date] = field(default_factory=dict)
    """The last day of pupils who are missing from the file because they left."""
    yes: frozenset[tuple[int, str]] = frozenset()
    """Lines and places where a yes takes the place of a refusal."""
    unsigned: Capacity = Capacity.NOT_KNOWN
    """Who gave the answers of rows that do not say; a yes counts only from parents with responsibility."""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One import or turn of the year in the history. `held` says why it cannot be undone; empty where it can."""

    batch: RollBatch
    title: str
    by: str
    sentence: str
    held: str = ""


def preview_rows(file: ReadFile, matching: Matching, plans: Sequence[AnswerPlan]) -> tuple[PreviewRow, ...]:
    """Every row in words."""
    faults: dict[int, list[str]] = {}
    for fault in file.faults:
        said = reason_text(fault.reason)
        faults.setdefault(fault.line, []).append(
            tr("“{column}”: {why}", column=fault.column, why=said) if fault.column else said
        )
    return tuple(
        _row(row, match, len(plan.taken), faults.get(row.line, ()))
        for row, match, plan in zip(file.pupils, matching.rows, plans, strict=True)
    )


def left_lines(file: ReadFile) -> tuple[LeftLine, ...]:
    """The rows that are not taken."""
    return tuple(LeftLine(row.position, reason_text(row.reason)) for row in file.left_rows)


def _row(row: PupilRow, match: RowMatch, answers: int, faults: Sequence[str]) -> PreviewRow:
    asks = match.kind is RowIs.ASK and match.pupil is not None
    doubts = [tr(DOUBT_WORDS[doubt]) for doubt in match.doubts if doubt is not Doubt.LETTER_LOST or not faults]
    return PreviewRow(
        row.line,
        match.after.name if match.pupil is None or asks else match.pupil.name,
        row.class_name or match.after.class_name,
        match.kind,
        changed_words(match),
        (*doubts, *faults),
        _meant(match.pupil) if asks and match.pupil is not None else "",
        match.pupil.id if asks and match.pupil is not None else None,
        answers,
    )


def _meant(pupil: Pupil) -> str:
    parts = [pupil.name, *pupil.classes]
    return ", ".join(parts)


def changed_words(match: RowMatch) -> str:
    """What a row changes of somebody who is here: names and classes with their values, the rest by what it is."""
    if match.pupil is None or not match.changes:
        return ""
    said = []
    for fact in match.changes:
        old, new = getattr(match.pupil, fact), getattr(match.after, fact)
        if fact in ("upn", "birth_date", "on_roll_to"):
            said.append(tr(FACT_WORDS[fact]))
        elif old:
            said.append(tr("{fact}: {old} becomes {new}", fact=tr(FACT_WORDS[fact]), old=old, new=new or "–"))
        else:
            said.append(tr("{fact}: {new}", fact=tr(FACT_WORDS[fact]), new=new))
    return "; ".join(said)


def missing_question(at: int, group: MissingGroup) -> MissingQuestion:
    """What is asked about pupils who are not in the file."""
    count = len(group.pupils)
    if group.year:
        said = ntr(
            "{count} pupil is not in the file, of year {year}: left?",
            "{count} pupils are not in the file, all year {year}: left?",
            count,
            year=group.year,
        )
    else:
        classes = list_text(list(group.classes)) or tr("no class")
        said = ntr(
            "{count} pupil is not in the file ({classes}): left?",
            "{count} pupils are not in the file ({classes}): left?",
            count,
            classes=classes,
        )
    return MissingQuestion(group.year or f"rest-{at}", said, group.pupils)


def batch_title(batch: RollBatch) -> str:
    """What a line of the history is about."""
    if batch.kind is RollBatchKind.YEAR_TURN:
        return tr("The year turned")
    return tr("Pupils brought in: {file}", file=batch.title) if batch.title else tr("Pupils brought in")


def batch_sentence(batch: RollBatch) -> str:
    """What it did, in numbers."""
    counts = {key: int(count) for key, count in batch.counts if count.isdecimal()}
    parts = [
        said
        for count, said in (
            (counts.get("new", 0), ntr("{count} new", "{count} new", counts.get("new", 0))),
            (counts.get("changed", 0), ntr("{count} changed", "{count} changed", counts.get("changed", 0))),
            (counts.get("moved", 0), ntr("{count} moved up", "{count} moved up", counts.get("moved", 0))),
            (counts.get("left", 0), ntr("{count} left the school", "{count} left the school", counts.get("left", 0))),
            (counts.get("answers", 0), ntr("{count} photo answer", "{count} photo answers", counts.get("answers", 0))),
        )
        if count
    ]
    said = ", ".join(parts) or tr("nothing changed")
    if batch.undone_at is not None:
        return tr("{what}; undone on {day}", what=said, day=day_text(batch.undone_at.astimezone().date()))
    return said
