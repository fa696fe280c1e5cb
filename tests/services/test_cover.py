"""Head absent: the deputy decides under cover in a sign-in of their own, for stated days, and it opens nothing else."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel, ChangeNeed
from schoolsm_desktop.domain.accounts import Account, AccountState, SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cover import Cover
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.requests import AccessRequest
from schoolsm_desktop.services.errors import NotOnRegisterError
from schoolsm_desktop.services.giving import GiveRequest
from schoolsm_desktop.services.requests import Asking
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
PASSWORD = SecretField.PASSWORD


@pytest.fixture
def page(school: InventedSchool) -> Account:
    return school.add_account()


@pytest.fixture
def deputy(school: InventedSchool) -> Person:
    """A deputy headteacher with a sign-in; the headteacher is signed in."""
    person = school.add_person("Dee Putty", "Deputy head")
    school.office.people.give_duty(person.id, Duty.DEPUTY_HEADTEACHER, TODAY)
    school.make_sign_in(person)
    return person


def arranged(school: InventedSchool, deputy: Person, starts: date = TODAY, ends: date = TODAY) -> Cover:
    return school.sign_in(school.head).cover.begin(deputy.id, starts, ends, "course")


def asked(school: InventedSchool, person: Person, account: Account) -> AccessRequest:
    school.sign_in(school.coordinator)
    asking = Asking(person.id, account.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, TODAY)
    return school.office.requests.ask(asking)


@pytest.mark.clause("valence:roles-1")
def test_the_deputy_authorises_under_cover_and_the_access_opens_the_password(
    school: InventedSchool, deputy: Person, page: Account
) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    request = asked(school, jo, page)
    office = school.sign_in(deputy)
    with pytest.raises(NotAllowedError):
        office.requests.authorise(request.id)
    arranged(school, deputy)
    (line,) = [x for x in school.sign_in(deputy).today.view().lines if x.item.key.startswith("request-decide")]
    assert (line.who, line.is_mine, line.may_begin) == ("D. Putty", True, True)
    decided = school.office.requests.authorise(request.id)
    assert (decided.decided_by, decided.under_cover) == (deputy.id, True)
    office = school.sign_in(school.coordinator)
    school.ready(jo)
    access = office.requests.give(request.id)
    assert (access.under_cover, access.authorised_by) == (True, deputy.id)
    assert school.sign_in(jo).secrets.open(page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"


def test_cover_begins_on_its_day_and_ends_by_itself(school: InventedSchool, deputy: Person, page: Account) -> None:
    jo = school.add_person("Jo Marsh")
    request = asked(school, jo, page)
    arranged(school, deputy, date(2026, 11, 23), date(2026, 11, 24))
    for moment, may in (("2026-11-22", False), ("2026-11-24", True), ("2026-11-25", False)):
        school.clock.set(datetime.fromisoformat(f"{moment}T09:00:00+00:00"))
        office = school.sign_in(deputy)
        assert office.requests.rights().decide is may, moment
    with pytest.raises(NotAllowedError):
        office.requests.authorise(request.id)


def test_cover_opens_no_password_and_makes_nobody_a_keyholder(
    school: InventedSchool, deputy: Person, page: Account
) -> None:
    arranged(school, deputy)
    office = school.sign_in(deputy)
    with pytest.raises(NotOnRegisterError):
        office.secrets.open(page.id, PASSWORD)
    with pytest.raises(NotAllowedError):
        office.sign_ins.set_keyholder(deputy.id, True)
    with pytest.raises(NotAllowedError):
        office.people.give_duty(deputy.id, Duty.HEADTEACHER, TODAY)
    own = GiveRequest(deputy.id, page.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, TODAY)
    with pytest.raises(NotAllowedError):
        office.access.give(own)


def test_nobody_decides_about_themself_under_cover(school: InventedSchool, deputy: Person, page: Account) -> None:
    request = asked(school, deputy, page)
    before = GiveRequest(deputy.id, page.id, AccessKind.OWN_LOGIN, AccessLevel.POSTS, TODAY)
    (had,) = school.office.access.already_had([before])
    arranged(school, deputy)
    office = school.sign_in(deputy)
    with pytest.raises(RuleError, match="their own access"):
        office.requests.authorise(request.id)
    with pytest.raises(RuleError, match="their own access"):
        office.access.authorise([had.id], TODAY)


def test_the_other_deeds_of_an_acting_head_work_with_real_sign_ins(
    school: InventedSchool, deputy: Person, page: Account
) -> None:
    """Authorise an account, look through what was there before, end access, decide on a change that is only advised."""
    jo, sam = school.add_person("Jo Marsh"), school.add_person("Sam Adeyemi")
    school.make_sign_in(jo)
    office = school.sign_in(school.coordinator)
    proposed = school.add_account("New page", password=None)
    office.accounts.move(proposed.id, AccountState.SUSPENDED)
    (had,) = office.access.already_had(
        [GiveRequest(jo.id, page.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, TODAY)]
    )
    school.make_sign_in(sam)
    school.sign_in(school.coordinator)
    seen = school.give(sam, page)
    arranged(school, deputy)
    office = school.sign_in(deputy)
    office.access.authorise([had.id], TODAY)
    office.accounts.authorise(proposed.id, deputy.id, TODAY)
    assert office.access.end(seen.id, "moved on") is not None
    due = [x.item.key for x in office.today.view().lines if x.item.key.startswith("password")]
    assert due
    looked = _access(school, had)
    assert (looked.authorised_by, looked.under_cover) == (deputy.id, True)


def test_what_the_deputy_signed_still_opens_what_the_coordinator_gave_and_ends_what_was_ended(
    school: InventedSchool, deputy: Person, page: Account
) -> None:
    """A key is sealed to whoever the register names: a decision of the deputy takes none away, an end takes it for good."""
    jo, sam = school.add_person("Jo Marsh"), school.add_person("Sam Adeyemi")
    for person in (jo, sam):
        school.make_sign_in(person)
    school.sign_in(school.coordinator)
    (had,) = school.office.access.already_had(
        [GiveRequest(jo.id, page.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, TODAY)]
    )
    ended = school.give(sam, page)
    arranged(school, deputy)
    office = school.sign_in(deputy)
    office.access.authorise([had.id], TODAY)
    office.access.end(ended.id)
    for keyholder in (school.coordinator, school.head):
        school.sign_in(keyholder).secrets.change(
            page.id, {PASSWORD: f"another {keyholder.given_name} 91!"}, confirmed=True
        )
        assert school.sign_in(jo).secrets.open(page.id, PASSWORD) == f"another {keyholder.given_name} 91!"
        with pytest.raises(NotOnRegisterError):
            school.sign_in(sam).secrets.open(page.id, PASSWORD)


def test_a_change_about_themself_is_not_waived_by_the_acting_head(
    school: InventedSchool, deputy: Person, page: Account
) -> None:
    school.sign_in(school.coordinator)
    access = school.give(deputy, page)
    school.office.access.end(access.id)
    arranged(school, deputy)
    office = school.sign_in(deputy)
    with office.session.reading() as uow:
        from schoolsm_desktop.services.register import read_register

        due = read_register(office.session, uow).due[page.id]
    assert due.need is ChangeNeed.ADVISED
    with pytest.raises(RuleError, match="Under cover nobody decides about themself"):
        office.access.waive(page.id, "I never opened it")
    school.sign_in(school.head).access.waive(page.id, "never opened")


def test_in_an_emergency_the_deputy_begins_alone_and_the_head_is_told(school: InventedSchool, deputy: Person) -> None:
    office = school.sign_in(deputy)
    with pytest.raises(FieldError) as caught:
        office.cover.begin_alone(date(2026, 11, 23), " ")
    assert caught.value.field == "reason"
    with pytest.raises(FieldError):
        office.cover.begin_alone(date(2027, 1, 30), "ill")
    with pytest.raises(RuleError, match="Only the headteacher arranges"):
        office.cover.begin(deputy.id, TODAY, TODAY)
    cover = office.cover.begin_alone(date(2026, 11, 23), "taken ill")
    assert (cover.in_emergency, cover.absent_id, cover.starts) == (True, school.head.id, TODAY)
    assert office.requests.rights().decide
    with pytest.raises(RuleError, match="Only the headteacher can say"):
        office.cover.told(cover.id)
    assert _lines(school, "cover-told") == ["D. Putty began cover for the headteacher alone"]
    school.clock.set(datetime.fromisoformat("2026-11-26T09:00:00+00:00"))
    office = school.sign_in(school.head)
    assert _lines(school, "cover-told") != []
    (line,) = office.cover.view().lines
    assert (line.may_be_told, line.may_end) == (True, False)
    assert office.cover.told(cover.id).told_on == date(2026, 11, 26)
    assert _lines(school, "cover") == []
    assert office.cover.view().lines == ()
    with pytest.raises(RuleError):
        office.cover.told(cover.id)


def test_cover_ends_early_by_the_head_or_the_deputy_and_by_nobody_else(school: InventedSchool, deputy: Person) -> None:
    other = school.add_person("Ola Brand", "Deputy head")
    school.office.people.give_duty(other.id, Duty.DEPUTY_HEADTEACHER, TODAY)
    school.make_sign_in(other)
    cover = arranged(school, deputy, ends=date(2026, 11, 27))
    with pytest.raises(FieldError, match="cover already"):
        school.office.cover.begin(other.id, date(2026, 11, 27), date(2026, 11, 28))
    with pytest.raises(RuleError, match="Only the headteacher or the deputy"):
        school.sign_in(other).cover.end(cover.id)
    office = school.sign_in(deputy)
    assert office.requests.rights().decide
    office.cover.end(cover.id)
    assert not office.requests.rights().decide
    with pytest.raises(RuleError, match="ended already"):
        office.cover.end(cover.id)
    with office.session.reading() as uow:
        assert [e.did for e in uow.audit.of_subject(cover.id)] == [Did.COVER_STARTED, Did.COVER_ENDED]


def test_only_the_head_and_deputies_begin_cover_and_only_a_deputy_covers(
    school: InventedSchool, deputy: Person
) -> None:
    with pytest.raises(FieldError) as caught:
        school.office.cover.begin(school.coordinator.id, TODAY, TODAY)
    assert caught.value.field == "deputy_id"
    office = school.sign_in(school.coordinator)
    with pytest.raises(NotAllowedError):
        office.cover.begin(deputy.id, TODAY, TODAY)
    with pytest.raises(NotAllowedError):
        office.cover.begin_alone(TODAY, "ill")
    assert not office.cover.view().may_begin


def test_today_says_when_cover_ends_and_whose_place_it_is(school: InventedSchool, deputy: Person) -> None:
    arranged(school, deputy, ends=date(2026, 11, 21))
    assert _lines(school, "cover-ends") == ["Cover by D. Putty ends"]
    arranged(school, deputy, date(2026, 11, 23), date(2026, 12, 23))
    school.clock.set(datetime.fromisoformat("2026-11-24T09:00:00+00:00"))
    assert _lines(school, "cover-ends") == []


def _lines(school: InventedSchool, start: str) -> list[str]:
    return [x.item.title for x in school.office.today.view().lines if x.item.key.startswith(start)]


def _access(school: InventedSchool, access: Access) -> Access:
    with school.office.session.reading() as uow:
        return next(a for a in uow.access.all() if a.id == access.id)
