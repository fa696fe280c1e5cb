"""The termly review: frozen lines, decisions saved at once, signed off by the headteacher, carried out, kept as evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.reviews import Decision, Review, Standing, Verdict, passwords_changed
from schoolsm_desktop.services.errors import NotOnRegisterError
from schoolsm_desktop.services.review_sheet import ReviewRow
from schoolsm_desktop.services.vouching import AlteredRow
from tests.services.school import InventedSchool

PASSWORD = SecretField.PASSWORD
KEEP, END, UNSURE = Decision(Verdict.KEEP), Decision(Verdict.END), Decision(Verdict.UNSURE)


class Reviewing:
    """A school with three accesses, and its coordinator signed in: Jo and Sam know a password, Kit has an own login."""

    def __init__(self, school: InventedSchool) -> None:
        self.school = school
        self.page = school.add_account("X page")
        self.site = school.add_account("Website", platform_id="website", password=None)
        self.jo, self.sam, self.kit = (school.add_person(n) for n in ("Jo Marsh", "Sam Adeyemi", "Kit Vale"))
        self.jos, self.sams = school.give(self.jo, self.page), school.give(self.sam, self.page)
        self.kits = school.give(self.kit, self.site, AccessKind.OWN_LOGIN)
        self.as_(school.coordinator.id)

    def as_(self, person_id: UUID) -> None:
        """Sign somebody in."""
        who = self.school.head if person_id == self.school.head.id else self.school.coordinator
        self.office = self.school.sign_in(who)
        self.reviews = self.office.reviews

    def as_head(self) -> None:
        """The headteacher signs in."""
        self.as_(self.school.head.id)

    def decide(self, review: Review, access: Access, decision: Decision = KEEP) -> None:
        """One decision."""
        self.reviews.decide(review.id, access.id, decision)

    def keep_all(self, review: Review) -> None:
        """Everything else stays."""
        for row in self.reviews.sheet().rows:
            if row.standing is Standing.OPEN:
                self.reviews.decide(review.id, row.access.id, KEEP)

    def row(self, access: Access) -> ReviewRow:
        """The line of one access."""
        return next(r for r in self.reviews.sheet().rows if r.access.id == access.id)

    def sign_off(self, review: Review) -> Review:
        """The headteacher reads what would follow and signs."""
        return self.reviews.sign_off(review.id, self.reviews.signing_off(review.id).seen)

    def access(self, access: Access) -> Access:
        """An access as it is now."""
        with self.office.session.reading() as uow:
            return uow.access.get(access.id)


@pytest.fixture
def at(school: InventedSchool) -> Reviewing:
    """A school to review."""
    return Reviewing(school)


def test_a_review_freezes_every_access_that_stands_also_a_paused_one(at: Reviewing) -> None:
    at.office.access.pause(at.sams.id)
    sheet = at.reviews.sheet()
    assert (sheet.review, sheet.period, sheet.due_on) == (None, "Autumn term 2026", date(2026, 12, 18))
    assert sheet.to_review == (3, 3, 2)
    review = at.reviews.start()
    assert (review.term, review.due_on) == ("Autumn term 2026", date(2026, 12, 18))
    rows = at.reviews.sheet().rows
    assert [(r.account.name, r.person.short_name) for r in rows] == [
        ("Website", "K. Vale"),
        ("X page", "S. Adeyemi"),
        ("X page", "J. Marsh"),
    ]
    assert at.reviews.sheet().keyholders == ("Anna Whitfield", "Rosa Okafor")
    with pytest.raises(RuleError, match="under way already"):
        at.reviews.start()


def test_nothing_to_review_begins_nothing(school: InventedSchool) -> None:
    with pytest.raises(RuleError, match="nothing to review"):
        school.office.reviews.start()
    assert school.office.reviews.sheet().review is None


def test_each_decision_is_kept_at_once_and_the_review_goes_on_where_it_stopped(at: Reviewing) -> None:
    review = at.reviews.start()
    at.decide(review, at.jos, Decision(Verdict.UNSURE, "Does Jo still do Year 4?"))
    at.decide(review, at.kits)
    at.as_head()
    progress = at.reviews.sheet().progress
    assert (progress.total, progress.decided, progress.unsure, progress.undecided) == (3, 1, 1, 1)
    row = at.row(at.jos)
    assert (row.verdict, row.note, row.names[at.school.coordinator.id]) == (
        Verdict.UNSURE,
        "Does Jo still do Year 4?",
        "R. Okafor",
    )


def test_the_latest_decision_is_taken_back_one_after_another_and_only_ones_own(at: Reviewing) -> None:
    review = at.reviews.start()
    at.decide(review, at.jos)
    at.decide(review, at.sams, END)
    at.as_head()
    assert at.reviews.take_back(review.id) is None
    at.as_(at.school.coordinator.id)
    assert at.reviews.take_back(review.id) == at.sams.id
    assert at.reviews.take_back(review.id) == at.jos.id
    assert at.reviews.take_back(review.id) is None
    assert at.reviews.sheet().progress.undecided == 3


@pytest.mark.clause("valence:use-11")
def test_nobody_reviews_their_own_access_where_others_could(at: Reviewing) -> None:
    own = at.school.give(at.school.coordinator, at.site, AccessKind.OWN_LOGIN)
    review = at.reviews.start()
    assert at.row(own).decides == "A. Whitfield"
    with pytest.raises(RuleError, match="Whitfield can decide this line"):
        at.decide(review, own)
    at.as_head()
    at.decide(review, own)
    assert at.row(own).verdict is Verdict.KEEP


def test_a_change_that_changes_nothing_or_ends_in_the_past_is_said_beside_its_field(at: Reviewing) -> None:
    review = at.reviews.start()
    with pytest.raises(FieldError, match="Nothing would change"):
        at.decide(review, at.jos, Decision(Verdict.CHANGE, to_level=at.jos.level))
    with pytest.raises(FieldError) as wrong:
        at.decide(review, at.jos, Decision(Verdict.CHANGE, to_ends=date(2026, 11, 1)))
    assert wrong.value.field == "to_ends"
    assert at.reviews.sheet().progress.decided == 0


def test_what_was_given_ended_or_changed_meanwhile_is_seen(at: Reviewing) -> None:
    review = at.reviews.start()
    at.keep_all(review)
    assert at.reviews.sheet().progress.is_ready
    new = at.school.give(at.jo, at.site, AccessKind.OWN_LOGIN)
    at.office.access.end(at.sams.id)
    at.office.access.change(replace(at.access(at.kits), level=AccessLevel.ADMINISTERS))
    assert at.row(new).standing is Standing.OPEN
    assert at.row(at.sams).standing is Standing.ENDED_SINCE
    assert at.row(at.kits).standing is Standing.LOOK_AGAIN
    progress = at.reviews.sheet().progress
    assert (progress.total, progress.decided, progress.undecided, progress.ended_since) == (3, 1, 2, 1)
    with pytest.raises(RuleError, match="needs no decision"):
        at.decide(review, at.sams)
    at.decide(review, at.kits)
    at.decide(review, new)
    assert at.reviews.sheet().progress.is_ready


def test_it_cannot_be_signed_off_while_lines_wait_and_says_how_many(at: Reviewing) -> None:
    review = at.reviews.start()
    at.decide(review, at.jos, UNSURE)
    at.decide(review, at.sams)
    at.as_head()
    before = at.reviews.signing_off(review.id)
    assert "1 access is not decided yet and 1 is “unsure”" in before.blocked
    assert before.waiting in (at.jos.id, at.kits.id)
    with pytest.raises(RuleError, match="cannot be signed off yet"):
        at.sign_off(review)
    assert at.reviews.sheet().review is not None


@pytest.mark.clause("valence:roles-1")
def test_only_the_headteacher_signs_off(at: Reviewing) -> None:
    review = at.reviews.start()
    at.keep_all(review)
    with pytest.raises(NotAllowedError):
        at.reviews.signing_off(review.id)
    with pytest.raises(NotAllowedError):
        at.reviews.sign_off(review.id, frozenset())
    at.as_head()
    signed = at.sign_off(review)
    assert (signed.signed_off_by, signed.under_cover) == (at.school.head.id, False)
    assert at.reviews.sheet().past[0].counts[Verdict.KEEP] == 3


@pytest.mark.clause("valence:use-11", "valence:roles-4")
def test_signing_off_says_and_then_does_what_was_decided(at: Reviewing) -> None:
    at.school.make_sign_in(at.jo)
    assert at.school.sign_in(at.jo).secrets.open(at.page.id, PASSWORD)
    at.as_head()
    review = at.reviews.start()
    at.decide(review, at.jos, Decision(Verdict.END, "Changed class"))
    at.decide(review, at.kits, Decision(Verdict.CHANGE, to_level=AccessLevel.REPLIES, to_ends=date(2027, 1, 31)))
    at.decide(review, at.sams)
    before = at.reviews.signing_off(review.id)
    assert not before.blocked
    assert before.sentences[:2] == (
        "1 access ends at once.",
        "1 password must become a new one within 24 hours.",
    )
    assert before.passwords == ("X page",)
    assert before.changes == ("K. Vale · Website: from “posts” to “replies” and last day 31 Jan 2027",)
    assert before.ends[0].startswith("J. Marsh · X page: J. Marsh can no longer open the password")
    at.sign_off(review)
    jos, kits, sams = (at.access(a) for a in (at.jos, at.kits, at.sams))
    assert jos.ended_at is not None
    assert jos.end_reason == "Termly review, Autumn term 2026: Changed class"
    assert not jos.end_reason_shown
    assert (kits.level, kits.ends, kits.review_on) == (AccessLevel.REPLIES, date(2027, 1, 31), date(2027, 3, 26))
    assert (sams.level, sams.review_on) == (AccessLevel.POSTS, date(2027, 3, 26))
    with at.office.session.reading() as uow:
        lines = uow.reviews.lines.of(review.id)
    assert all(line.carried_out_at is not None for line in lines)
    due = at.office.accounts.facts(at.page.id).due
    assert due is not None
    assert due.people == (at.jo.id,)
    assert at.office.log.altered_rows() == ()
    with pytest.raises(NotOnRegisterError):
        at.school.sign_in(at.jo).secrets.open(at.page.id, PASSWORD)


def test_another_decision_between_reading_and_signing_is_noticed(at: Reviewing) -> None:
    review = at.reviews.start()
    at.keep_all(review)
    at.as_head()
    seen = at.reviews.signing_off(review.id).seen
    at.decide(review, at.jos, END)
    with pytest.raises(ChangedMeanwhileError, match="read it once more"):
        at.reviews.sign_off(review.id, seen)
    assert at.access(at.jos).ended_at is None
    at.sign_off(review)
    with pytest.raises(RuleError, match="signed off meanwhile"):
        at.decide(review, at.sams, END)


def test_a_last_day_that_passed_before_signing_ends_the_access(at: Reviewing) -> None:
    review = at.reviews.start()
    at.keep_all(review)
    at.decide(review, at.kits, Decision(Verdict.CHANGE, to_ends=date(2026, 11, 25)))
    at.school.clock.set(datetime(2026, 12, 1, 9, tzinfo=UTC))
    at.as_head()
    assert "1 access ends at once." in at.reviews.signing_off(review.id).sentences
    at.sign_off(review)
    assert at.access(at.kits).ended_at is not None


def test_when_a_password_really_became_new_is_worked_out_later(at: Reviewing) -> None:
    review = at.reviews.start()
    at.keep_all(review)
    at.decide(review, at.jos, END)
    at.as_head()
    at.sign_off(review)

    def results() -> tuple[object, ...]:
        with at.office.session.reading() as uow:
            lines, versions = uow.reviews.lines.of(review.id), uow.secrets.versions()
            found = passwords_changed(lines, versions, uow.knowings.all())
        return tuple((r.account_id, r.people, r.must, r.changed_at is not None) for r in found)

    assert results() == ((at.page.id, (at.jo.id,), True, False),)
    at.office.secrets.change(at.page.id, {SecretField.NOTE: "a note is no new password"}, confirmed=False)
    assert results() == ((at.page.id, (at.jo.id,), True, False),)
    at.office.secrets.change(at.page.id, {PASSWORD: "another one 42 puffins"}, confirmed=True)
    assert results() == ((at.page.id, (at.jo.id,), True, True),)


def test_the_next_review_is_compared_with_the_last(at: Reviewing) -> None:
    first = at.reviews.start()
    assert at.reviews.sheet().compared == "There is no earlier review to compare with."
    at.keep_all(first)
    at.decide(first, at.jos, END)
    at.decide(first, at.kits, Decision(Verdict.CHANGE, to_level=AccessLevel.REPLIES))
    at.as_head()
    at.sign_off(first)
    at.school.clock.set(datetime(2027, 3, 10, 9, tzinfo=UTC))
    at.as_(at.school.coordinator.id)
    at.office.access.change(replace(at.access(at.sams), level=AccessLevel.ADMINISTERS))
    new = at.school.give(at.jo, at.site, AccessKind.OWN_LOGIN)
    second = at.reviews.start()
    assert second.term == "Spring term 2027"
    sheet = at.reviews.sheet()
    assert sheet.compared == ("Since the review of 20 Nov 2026: 1 as before, 1 changed, 1 new and 1 no longer there.")
    assert sheet.gone == ("J. Marsh · X page",)
    assert at.row(new).compared is not None
    assert at.row(new).compared.value == "new"  # type: ignore[union-attr]
    assert at.row(at.kits).last_time.verdict is Verdict.CHANGE  # type: ignore[union-attr]


def test_a_review_is_given_up_with_a_reason_and_stays_in_the_records(at: Reviewing) -> None:
    review = at.reviews.start()
    at.decide(review, at.jos, END)
    with pytest.raises(FieldError):
        at.reviews.cancel(review.id, " ")
    at.reviews.cancel(review.id, "Begun in the wrong term")
    sheet = at.reviews.sheet()
    assert sheet.review is None
    assert (sheet.past[0].review.note, sheet.past[0].counts[Verdict.END]) == ("Begun in the wrong term", 1)
    assert at.access(at.jos).ended_at is None
    with pytest.raises(RuleError, match="given up meanwhile"):
        at.decide(review, at.sams)
    at.reviews.start()


def test_a_deputy_under_cover_signs_off_and_the_register_still_opens_what_it_gave(school: InventedSchool) -> None:
    at = Reviewing(school)
    dep = school.add_person("Dee Puty", "Deputy headteacher")
    school.sign_in(school.head)
    school.office.people.give_duty(dep.id, Duty.DEPUTY_HEADTEACHER, date(2026, 11, 1))
    school.make_sign_in(dep)
    own = school.give(dep, at.site, AccessKind.OWN_LOGIN)
    knows = school.give(school.add_person("Lea Holder"), at.page)
    at.as_(school.coordinator.id)
    review = at.reviews.start()
    at.keep_all(review)
    at.decide(review, at.jos, END)
    at.office = school.sign_in(dep)
    at.reviews = at.office.reviews
    with pytest.raises(NotAllowedError):
        at.reviews.signing_off(review.id)
    school.office.cover.begin_alone(date(2026, 11, 27), "Ill")
    before = at.reviews.signing_off(review.id)
    assert "1 decision about your own access waits" in before.sentences[-1]
    signed = at.sign_off(review)
    assert signed.under_cover
    assert at.access(at.jos).ended_at is not None
    assert at.reviews.sheet().past[0].waiting == 1
    at.as_head()
    with at.office.session.reading() as uow:
        version = max(uow.secrets.versions(at.page.id), key=lambda v: v.number)
        readers = uow.secrets.readers(version.id)
    assert school.head.id in readers
    assert dep.id not in readers
    assert at.reviews.carry_out(review.id) == 1
    assert at.access(own).review_on == date(2027, 3, 26)
    assert at.access(knows).review_on == date(2027, 3, 26)
    assert at.office.log.altered_rows() == ()


def test_a_person_without_the_duty_sees_no_line_and_decides_nothing(at: Reviewing) -> None:
    review = at.reviews.start()
    clerk = at.school.add_person("Olu Clerk")
    at.office.people.give_duty(clerk.id, Duty.OFFICE_MANAGER, date(2026, 11, 1))
    at.school.make_sign_in(clerk)
    office = at.school.sign_in(clerk)
    sheet = office.reviews.sheet()
    assert (sheet.rows, sheet.progress.total, sheet.may_review) == ((), 3, False)
    for deed in (
        office.reviews.start,
        lambda: office.reviews.decide(review.id, at.jos.id, KEEP),
        lambda: office.reviews.take_back(review.id),
        lambda: office.reviews.cancel(review.id, "no"),
        lambda: office.reviews.carry_out(review.id),
    ):
        with pytest.raises(NotAllowedError):
            deed()


def test_a_holder_whose_access_the_review_keeps_still_opens_the_password(school: InventedSchool) -> None:
    at = Reviewing(school)
    school.make_sign_in(at.sam)
    at.as_(school.coordinator.id)
    review = at.reviews.start()
    at.keep_all(review)
    at.decide(review, at.jos, END)
    at.as_head()
    at.sign_off(review)
    office = school.sign_in(at.sam)
    assert office.secrets.open(at.page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"


def test_the_evidence_says_of_an_access_that_ended_meanwhile_that_it_had_ended(at: Reviewing) -> None:
    review = at.reviews.start()
    at.keep_all(review)
    at.decide(review, at.jos, END)
    at.office.access.end(at.jos.id)
    at.as_head()
    assert "1 access ends at once." not in at.reviews.signing_off(review.id).sentences
    at.sign_off(review)
    document = pypdfium2.PdfDocument(at.office.printing.review_evidence(review.id).pdf)
    words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    assert "had ended already" in words
    assert "not carried out yet" not in words


@pytest.mark.clause("valence:roles-4")
def test_a_decision_edited_by_other_means_is_named(at: Reviewing) -> None:
    review = at.reviews.start()
    at.decide(review, at.jos, END)
    assert at.school.sign_in(at.school.head).log.altered_rows() == ()
    opened = at.school.office.session.database.connection(foreign_keys=False)
    try:
        changed = opened.execute("UPDATE review_lines SET verdict = 'keep' WHERE verdict = 'end'")
        assert changed.rowcount == 1
    finally:
        opened.close()
    assert at.school.office.log.altered_rows() == (AlteredRow("review", review.id),)
