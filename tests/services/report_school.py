"""A school with a chair, a deputy and a termly report to write; the headteacher is signed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.term_reports import PlannedAction, ReportWords, TermReport
from schoolsm_desktop.services.office import Office
from tests.services.school import InventedSchool, KeptRecords

AUTUMN = "2026-09-03"
TODAY = date(2026, 11, 20)
WORDS = ReportWords(
    "A quiet term with two new accounts.",
    "To note the figures and to agree the plan.",
    (
        PlannedAction("Train the colleagues who joined in September", "Headteacher", date(2027, 1, 29)),
        PlannedAction("Close the blog of Year 6", "Computing Coordinator", date(2026, 12, 18)),
    ),
    "One matter is with the authority.",
)

_KEPT: dict[str, tuple[KeptRecords, Person, Person]] = {}


class ReportSchool(InventedSchool):
    """`chair` and `deputy` have a sign-in; `sign_in` brings one of them in."""

    chair: Person
    deputy: Person

    @classmethod
    def made(cls, base: Path, policy: str = "mill-lane") -> ReportSchool:
        """The school as it is on 20 November 2026; built once in each process and put back from memory."""
        school = cls(base, policy)
        if policy in _KEPT:
            records, school.chair, school.deputy = _KEPT[policy]
            school.put_back(records)
        else:
            school._build()
            _KEPT[policy] = school.keep(), school.chair, school.deputy
        school.office = school.sign_in_again(school.head)
        return school

    def _build(self) -> None:
        self.chair = self.add_person("Edith Wainford", "Chair of governors")
        self.deputy = self.add_person("Dee Putty", "Deputy headteacher")
        self.office.people.give_duty(self.chair.id, Duty.CHAIR, TODAY)
        self.sign_in(self.head).people.give_duty(self.deputy.id, Duty.DEPUTY_HEADTEACHER, TODAY)
        for person in (self.chair, self.deputy):
            self.make_sign_in(person)
        for person in (self.chair, self.deputy):
            self.sign_in(person)  # each has chosen a passphrase, and reads what is sealed from now on

    def later(self, **more: int) -> Office:
        """Some time goes by; the headteacher signs in again."""
        self.clock.set(self.clock.now() + timedelta(**more))
        return self.sign_in(self.head)

    def draft(self, key: str = AUTUMN, words: ReportWords = WORDS) -> TermReport:
        """A draft with its words, by the headteacher."""
        report = self.office.term_reports.begin(key)
        return self.office.term_reports.write(report.id, words)

    def final(self, key: str = AUTUMN, words: ReportWords = WORDS) -> TermReport:
        """A final report."""
        return self.office.term_reports.finish(self.draft(key, words).id)


def done(words: ReportWords, what: str, on: date) -> ReportWords:
    """The words with one line of the plan done."""
    return replace(words, plan=tuple(replace(a, done_on=on) if a.what == what else a for a in words.plan))
