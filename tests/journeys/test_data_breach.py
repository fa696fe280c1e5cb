"""A data breach on a Friday: its 72 hours run over the weekend, and the screen print is on Monday what it was on Friday."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from schoolsm_desktop.domain.evidence import short_fingerprint
from schoolsm_desktop.domain.incident_clocks import ClockKind
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.services.evidence_views import Standing
from schoolsm_desktop.services.incident_step_views import ClockLine
from schoolsm_desktop.services.incident_steps import Decision
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder
from tests.journeys.steps import Seat
from tests.services.cases import filed
from tests.services.school import COORDINATOR, InventedSchool

FRIDAY = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
WHAT = "The list of who stays late was on the open website since Thursday."


@pytest.fixture
def kew(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school under that policy, on a Friday afternoon."""
    school = InventedSchool(tmp_path, "kew-woods")
    school.clock.set(FRIDAY)
    school.sign_out()
    yield school
    school.sign_out()


def screen_print() -> QImage:
    """What Print Screen leaves on the clipboard."""
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor("#f4f6f8"))
    for x in range(0, 320, 3):
        image.setPixelColor(x, x % 180, QColor(Qt.GlobalColor.darkBlue))
    return image


def data_clock(office: Office) -> ClockLine:
    """The clock of the only incident's breach."""
    (line,) = office.incidents.lines()
    return next(one for one in office.incident_steps.view(line.id).clocks if one.clock.kind is ClockKind.DATA)


@pytest.mark.clause("kew-woods:8-7.2-a", "kew-woods:app1-evidence")
def test_72_hours_over_a_weekend_and_a_screen_print_that_does_not_change(seat: Seat, kew: InventedSchool) -> None:
    seat.start(kew)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Incidents")
    seat.press("Write down what happened…")
    seat.type_into("What happened", WHAT)
    seat.choose("What kind of thing it is", "Personal data seen, changed or lost")
    QGuiApplication.clipboard().setImage(screen_print())
    seat.press("Paste")
    seat.sees("could this be a sexual picture of somebody under 18?")
    seat.press("No: seal it")
    seat.sees("Screen print 1.png", "seal number")
    QGuiApplication.clipboard().clear()
    seat.press("Give it to them")
    seat.sees("Evidence", "Unchanged since 20 Nov 2026", "under 18: no")
    seat.lock_now()
    seat.leave_it()

    office = kew.sign_in_again()
    kew.office = office
    (line,) = office.incidents.lines()
    (kept,) = office.evidence.lines(line.id)
    assert kept.standing is Standing.UNCHANGED
    content = office.evidence.content(line.id, kept.id)
    assert hashlib.sha256(content).digest() == kept.evidence.digest

    began = data_clock(office)
    assert began.clock.due - began.clock.began == timedelta(hours=72)
    assert began.clock.due.weekday() == 0, "nights and the weekend count: it is over on Monday"
    assert began.clock.clause == "kew-woods:8-7.2-a"

    kew.clock.set(datetime(2026, 11, 22, 20, tzinfo=UTC))
    assert "19 hours" in data_clock(office).clock.left(kew.clock.now())
    kew.clock.set(datetime(2026, 11, 23, 8, 30, tzinfo=UTC))
    assert not data_clock(office).is_over
    office = kew.sign_in(kew.head)
    steps = office.incident_steps
    steps.decide(line.id, Decision("data", "yes"))
    steps.decide(line.id, Decision("data-advice", "advised", "Report it today; tell the parents"))
    steps.decide(line.id, Decision("regulator", "yes", reference="IC-2291-26"))
    steps.decide(line.id, Decision("people-told", "yes"))
    answered = data_clock(office).clock
    assert not answered.runs
    assert answered.left(kew.clock.now()) == "in time"

    (monday,) = office.evidence.lines(line.id)
    assert monday.standing is Standing.UNCHANGED
    assert monday.fingerprint == short_fingerprint(hashlib.sha256(content).digest())
    assert office.evidence.content(line.id, monday.id) == content
    sealed = EvidenceFolder(office.folder).file(monday.id)
    sealed.write_bytes(sealed.read_bytes()[:-1])
    assert office.evidence.lines(line.id)[0].standing is Standing.ALTERED


@pytest.mark.clause("kew-woods:8-7.2-a")
def test_nobody_decides_and_it_says_by_how_long_it_is_over(kew: InventedSchool) -> None:
    office = kew.office = kew.sign_in_again()
    session = office.session
    filed(session, {kew.coordinator.id}, kind=IncidentKind.DATA_BREACH, known_at=FRIDAY, seen_at=FRIDAY)
    kew.clock.set(FRIDAY + timedelta(hours=75))
    late = data_clock(office)
    assert late.is_over
    assert late.clock.left(FRIDAY + timedelta(hours=75)) == "over by 3 hours"
