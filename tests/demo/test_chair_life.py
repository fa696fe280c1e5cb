"""The demonstration has something that its chair alone reads, and a check of the records of this term."""

from __future__ import annotations

from schoolsm_desktop.demo.demonstration import Demonstration
from tests.services.demo_fixture import sign_in


def test_the_chair_alone_reads_what_is_about_the_headteacher(demo: Demonstration) -> None:
    office = sign_in(demo, "chair")
    (line,) = office.incidents.lines()
    assert "our headteacher" in line.incident.what
    assert [x for x in office.today.view().lines if str(line.id) in x.item.key]
    office.close(with_backup=False)
    for key in ("head", "deputy", "coordinator", "dsl", "teacher"):
        office = sign_in(demo, key)
        office.finder.read()
        assert line.id not in {each.id for each in office.incidents.lines()}, key
        assert not [x for x in office.today.view().lines if str(line.id) in x.item.key], key
        assert line.id not in {hit.id for hit in office.finder.find("headteacher sent")}, key
        office.close(with_backup=False)


def test_the_log_of_the_headteacher_says_nothing_of_it_and_the_records_were_checked(demo: Demonstration) -> None:
    office = sign_in(demo, "chair")
    (line,) = office.incidents.lines()
    office.close(with_backup=False)
    office = sign_in(demo, "head")
    assert line.id not in {each.entry.subject_id for each in office.log.lines()}
    assert office.log.check().sound
    assert office.records_check.last_on() is not None
    assert not [x for x in office.today.view().lines if x.item.key.startswith("records")]
    office.close(with_backup=False)
