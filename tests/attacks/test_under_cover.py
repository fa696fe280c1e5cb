"""Cover lets a deputy authorise, pause and end: what they sign for makes no access another one, whatever tool they use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel
from schoolsm_desktop.domain.access_changes import AUTHORISED, change_words
from schoolsm_desktop.domain.accounts import Account, SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.services.errors import NotOnRegisterError
from schoolsm_desktop.services.giving import GiveRequest
from tests.services.school import NOW, InventedSchool

PASSWORD = SecretField.PASSWORD
TODAY = NOW.date()


@dataclass
class Staged:
    """A school whose deputy covers today, and a teacher with a login of their own that was there before."""

    school: InventedSchool
    deputy: Person
    teacher: Person
    page: Account
    other: Account
    login: Access

    def forge(self, did: Did, after: Access, **details: str) -> None:
        """The deputy writes the row with a tool and signs an entry for it."""
        with self.school.sign_in(self.deputy).session.work() as work:
            kept = work.uow.access.save(after)
            work.did(did, subject_kind="access", subject_id=kept.id, record=kept, **details)
            work.done()

    def no_key(self) -> None:
        """Nothing opens to the teacher or the deputy after both keyholders signed in and changed the passwords."""
        for keyholder in (self.school.head, self.school.coordinator):
            office = self.school.sign_in(keyholder)
            for account in (self.page, self.other):
                office.secrets.change(account.id, {PASSWORD: f"by {keyholder.given_name} 77!"}, confirmed=True)
            with office.session.reading() as uow:
                assert uow.secrets.wraps_for(self.teacher.id) == uow.secrets.wraps_for(self.deputy.id) == ()
        with pytest.raises(NotOnRegisterError):
            self.school.sign_in(self.teacher).secrets.open(self.page.id, PASSWORD)


@pytest.fixture
def staged(tmp_path: Path) -> Iterator[Staged]:
    school = InventedSchool(tmp_path)
    deputy, teacher = school.add_person("Dee Putty", "Deputy head"), school.add_person("Jo Marsh")
    school.office.people.give_duty(deputy.id, Duty.DEPUTY_HEADTEACHER, TODAY)
    for person in (deputy, teacher):
        school.make_sign_in(person)
    school.sign_in(school.coordinator)
    page, other = school.add_account(), school.add_account("Y page")
    asking = GiveRequest(teacher.id, page.id, AccessKind.OWN_LOGIN, AccessLevel.LOOKS, TODAY)
    (login,) = school.office.access.already_had([asking])
    school.sign_in(school.head).cover.begin(deputy.id, TODAY, TODAY + timedelta(days=5), "course")
    yield Staged(school, deputy, teacher, page, other, login)
    school.sign_out()


FORGED: dict[str, Callable[[Staged, Access], Access]] = {
    "another kind": lambda s, a: replace(a, kind=AccessKind.KNOWS_PASSWORD),
    "another account too": lambda s, a: replace(a, kind=AccessKind.KNOWS_PASSWORD, account_id=s.other.id),
    "another person too": lambda s, a: replace(a, kind=AccessKind.KNOWS_PASSWORD, person_id=s.deputy.id),
}


@pytest.mark.clause("valence:roles-1")
@pytest.mark.parametrize("details", [{}, {AUTHORISED: "yes"}, {"kind": "knows-password", "was_kind": "own-login"}])
@pytest.mark.parametrize("how", sorted(FORGED))
def test_cover_makes_no_access_another_one(staged: Staged, how: str, details: dict[str, str]) -> None:
    forged = FORGED[how](staged, staged.login)
    signed = replace(forged, authorised_by=staged.deputy.id, authorised_on=TODAY, under_cover=True)
    staged.forge(Did.ACCESS_CHANGED, signed if details else forged, **details)
    staged.no_key()


def test_facts_of_a_change_that_are_none_are_not_believed(staged: Staged) -> None:
    forged = replace(staged.login, kind=AccessKind.KNOWS_PASSWORD)
    staged.forge(Did.ACCESS_CHANGED, forged, level="posts", was_level="rules the world")
    staged.no_key()


@pytest.mark.parametrize("deed", ["resume", "change"])
def test_nobody_signs_for_what_was_forged_in_a_pause(staged: Staged, deed: str) -> None:
    """The coordinator lets a paused login stand again; they would sign for a password with it."""
    staged.forge(Did.ACCESS_PAUSED, replace(staged.login, kind=AccessKind.KNOWS_PASSWORD, paused_at=NOW))
    office = staged.school.sign_in(staged.school.coordinator)
    with office.session.reading() as uow:
        forged = uow.access.get(staged.login.id)
    with pytest.raises(RuleError, match="not as somebody signed it"):
        office.access.resume(forged.id) if deed == "resume" else office.access.change(replace(forged, reason="x"))
    staged.no_key()
    staged.school.sign_in(staged.school.coordinator).access.end(staged.login.id)


def test_a_row_edited_without_a_word_is_not_signed_for_by_the_headteacher_either(staged: Staged) -> None:
    office = staged.school.sign_in(staged.school.head)
    with office.session.database.unit_of_work() as uow:
        uow.access.save(replace(staged.login, kind=AccessKind.KNOWS_PASSWORD))
        uow.commit()
    with pytest.raises(RuleError, match="not as somebody signed it"):
        office.access.authorise([staged.login.id], TODAY)
    staged.no_key()


def test_what_cover_may_do_is_believed(staged: Staged) -> None:
    """The attacks above are refused for what they are: the same deeds done in the program leave the password open."""
    school = staged.school
    school.sign_in(school.coordinator)
    asking = GiveRequest(staged.teacher.id, staged.other.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, TODAY)
    (had,) = school.office.access.already_had([asking])
    office = school.sign_in(staged.deputy)
    office.access.authorise([had.id], TODAY)
    with pytest.raises(RuleError, match="authorised meanwhile"):
        office.access.authorise([had.id], TODAY)
    school.sign_in(school.coordinator).secrets.change(staged.other.id, {PASSWORD: "first 55 change!"}, confirmed=True)
    assert school.sign_in(staged.teacher).secrets.open(staged.other.id, PASSWORD) == "first 55 change!"
    school.sign_in(staged.deputy).access.pause(had.id)
    school.sign_in(school.coordinator).access.resume(had.id)
    assert school.sign_in(staged.teacher).secrets.open(staged.other.id, PASSWORD) == "first 55 change!"


def test_a_change_says_from_what_to_what_and_never_why(staged: Staged) -> None:
    office = staged.school.sign_in(staged.school.coordinator)
    last, review = TODAY + timedelta(days=30), TODAY + timedelta(days=20)
    changed = replace(staged.login, level=AccessLevel.POSTS, ends=last, review_on=review, reason="a private matter")
    office.access.change(changed)
    (line,) = [x for x in office.access.history(staged.teacher.id, staged.page.id).lines if x.what == "Changed"]
    assert line.more.startswith("from looks to posts; last day from none to 20 Dec 2026; review from ")
    assert line.more.endswith("to 10 Dec 2026")
    with office.session.reading() as uow:
        entry = uow.audit.of_subject(staged.login.id)[-1]
    assert set(entry.details) == {n for f in ("level", "ends", "review_on") for n in (f, f"was_{f}")}
    assert change_words({}) == ""
