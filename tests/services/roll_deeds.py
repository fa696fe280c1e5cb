"""What the tables of deeds need of the roll: a preview and a batch, made whoever is signed in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.pupils import RollBatch, RollBatchKind
from schoolsm_desktop.domain.year_turn import ClassGoes, TurnPlan
from schoolsm_desktop.exchange.records import Kind, PupilRow, ReadFile
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.roll import RollPreview
from schoolsm_desktop.services.schools import home_school

from .roll import add_pupil


def one_row() -> RollPreview:
    """A preview of a list with one new pupil."""
    rows = (PupilRow(2, "Ines", "Marsh", birth_date=date(2019, 3, 4), class_name="4B"),)
    return RollPreview(ReadFile(Kind.PUPILS, "pupils-csv", pupils=rows), Path("pupils.csv"), {}, {}, ())


def add_batch(office: Office, kind: RollBatchKind = RollBatchKind.IMPORT) -> RollBatch:
    """A batch that changed nobody."""
    session = office.session
    with session.work() as work:
        school_id = home_school(work.uow).id
        batch = RollBatch(uuid4(), school_id, kind, "", session.person_id, session.clock.now())
        work.uow.roll_batches.add(batch)
        work.did(Did.ROLL_IMPORTED, Noun.PUPILS, subject_kind="roll-batch", subject_id=batch.id)
        work.done()
    return batch


def turn_of_4b(office: Office) -> TurnPlan:
    """A pupil in 4B, and the plan that moves the class up."""
    add_pupil(office, "Ada Bell", "4B")
    return TurnPlan((ClassGoes("4B", "4", 1, "5B", "5"),), date(2026, 8, 31))
