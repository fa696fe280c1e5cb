"""Who decides on what somebody asks the school for, who may not, and what happens where two act at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from schoolsm_desktop.domain.access import AuthorisedOn
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.requests import DecidedAlreadyError
from schoolsm_desktop.domain.rules import ParentFriends
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequestState
from schoolsm_desktop.services.papers import Scan
from schoolsm_desktop.services.school_requests import DecisionPaper, Terms
from tests.exchange.scans import scan_pdf
from tests.services.school import InventedSchool

from .test_school_requests import AREA, LOGO, TODAY, ask, asking, at, line, made, teacher

__all__ = ["made"]


def test_nobody_decides_on_their_own_and_somebody_else_signs_for_the_head(
    made: list[InventedSchool], tmp_path: Path
) -> None:
    school = at(made, tmp_path, "bucklebury")
    deputy = school.add_person("Dee Putty", "Deputy head")
    school.office.people.give_duty(deputy.id, Duty.DEPUTY_HEADTEACHER, TODAY)
    asked = ask(school, LOGO, asker_id=school.head.id)
    school.sign_in(school.head)
    requests = school.office.school_requests
    assert not line(school, asked.request).may_decide
    deeds: tuple[Callable[[], object], ...] = (
        lambda: requests.allow(asked.request.id, Terms(), 1),
        lambda: requests.refuse(asked.request.id, "no", 1),
        lambda: requests.enter_paper(asked.request.id, DecisionPaper(True, school.head.id, TODAY), 1),
    )
    for deed in deeds:
        with pytest.raises((RuleError, FieldError)):
            deed()
    school.sign_in(school.coordinator)
    kept = school.office.school_requests.enter_paper(
        asked.request.id, DecisionPaper(True, deputy.id, TODAY, scan=Scan("signed.pdf", "pdf", scan_pdf())), 1
    )
    assert (kept.decided_how, kept.decided_by) == (AuthorisedOn.PAPER, deputy.id)
    assert kept.paper_id is not None
    assert line(school, kept).is_proved


def test_a_paper_has_a_day_and_a_signer_who_could_sign(made: list[InventedSchool], tmp_path: Path) -> None:
    school = at(made, tmp_path, "bucklebury")
    deputy = school.add_person("Dee Putty", "Deputy head")
    school.office.people.give_duty(deputy.id, Duty.DEPUTY_HEADTEACHER, TODAY)
    asked = ask(school, LOGO)
    requests = school.office.school_requests
    for paper, wrong in (
        (DecisionPaper(True, school.head.id, TODAY + timedelta(days=1)), "on"),
        (DecisionPaper(True, deputy.id, TODAY), "by"),
        (DecisionPaper(True, school.coordinator.id, TODAY), "by"),
        (DecisionPaper(False, school.head.id, TODAY), "note"),
    ):
        with pytest.raises(FieldError) as caught:
            requests.enter_paper(asked.request.id, paper, 1)
        assert caught.value.field == wrong
    kept = requests.enter_paper(asked.request.id, DecisionPaper(True, school.head.id, date(2026, 11, 18)), 1)
    assert (kept.decided_on, kept.under_cover) == (date(2026, 11, 18), False)


def test_a_deputy_decides_under_cover_and_reads_nothing_sealed(made: list[InventedSchool], tmp_path: Path) -> None:
    school = at(made, tmp_path, "kew-woods")
    deputy = school.add_person("Dee Putty", "Deputy head")
    school.office.people.give_duty(deputy.id, Duty.DEPUTY_HEADTEACHER, TODAY)
    school.make_sign_in(deputy)
    school.sign_in(school.coordinator)
    plain, sealed = ask(school, AREA), ask(school, RequestKind.FRIEND_REQUEST)
    school.sign_in(deputy)
    with pytest.raises(NotAllowedError):
        school.office.school_requests.allow(plain.request.id, Terms(), 1)
    school.office.cover.begin_alone(TODAY + timedelta(days=2), "The headteacher is ill.")
    kept = school.office.school_requests.allow(plain.request.id, Terms(), 1)
    assert kept.under_cover
    assert line(school, kept).is_proved
    assert [x.request.id for x in school.office.school_requests.lines()] == [plain.request.id]
    with pytest.raises(RuleError, match="no such request"):
        school.office.school_requests.allow(sealed.request.id, Terms(), 1)


def test_two_at_once_and_the_second_is_told(made: list[InventedSchool], tmp_path: Path) -> None:
    school = at(made, tmp_path, "bucklebury")
    asked = ask(school, LOGO)
    requests = school.office.school_requests
    requests.change(asked.request.id, asking(LOGO, asker_name="Friends of the school"), 1)
    with pytest.raises(DecidedAlreadyError, match="changed since you opened it"):
        requests.change(asked.request.id, asking(LOGO), 1)
    school.sign_in(school.head)
    requests = school.office.school_requests
    with pytest.raises(DecidedAlreadyError, match="changed since you opened it"):
        requests.allow(asked.request.id, Terms(), 1)
    requests.refuse(asked.request.id, "It advertises a shop.", 2)
    with pytest.raises(DecidedAlreadyError, match="refused it on 20 Nov 2026"):
        requests.allow(asked.request.id, Terms(), 3)
    with pytest.raises(DecidedAlreadyError):
        requests.withdraw(asked.request.id)
    again = ask(school, LOGO, asker_name="Friends of the School")
    assert "It advertises a shop." in line(school, again.request).earlier
    assert requests.withdraw(again.request.id).state is SchoolRequestState.WITHDRAWN


def test_a_review_lets_it_go_on_until_another_day(made: list[InventedSchool], tmp_path: Path) -> None:
    school = at(made, tmp_path, "bucklebury")
    asked = ask(school, LOGO)
    school.sign_in(school.head)
    requests = school.office.school_requests
    requests.allow(asked.request.id, Terms("Crest unchanged", ends=date(2027, 1, 1)), 1)
    school.office.request_letters.make(asked.request.id)
    with pytest.raises(FieldError):
        requests.review(asked.request.id, date(2026, 1, 1), None, 3)
    kept = requests.review(asked.request.id, date(2028, 1, 1), date(2027, 6, 1), 3)
    assert (kept.ends, kept.review_on, kept.conditions) == (date(2028, 1, 1), date(2027, 6, 1), "Crest unchanged")
    assert kept.letter_made_on is None, "another last day is said in another letter"
    assert line(school, kept).is_proved


def test_everybody_asks_for_themself_and_sees_their_own_alone(made: list[InventedSchool], tmp_path: Path) -> None:
    school = at(made, tmp_path, "bucklebury")
    jo = teacher(school)
    other = ask(school, LOGO)
    school.sign_in(jo)
    mine = ask(school, LOGO, asker_id=jo.id)
    assert [x.request.id for x in school.office.school_requests.lines()] == [mine.request.id]
    assert [p.id for p in school.office.school_requests.rights().people] == [jo.id]
    for deed in (
        lambda: ask(school, LOGO),
        lambda: school.office.school_requests.change(other.request.id, asking(LOGO, asker_id=jo.id), 1),
        lambda: school.office.school_requests.withdraw(other.request.id),
        lambda: school.office.school_requests.end(other.request.id),
    ):
        with pytest.raises(NotAllowedError):
            deed()
    assert school.office.school_requests.withdraw(mine.request.id).state is SchoolRequestState.WITHDRAWN


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"asker_name": " "}, "asker_name"),
        ({"asker_name": "x" * 201}, "asker_name"),
        ({"asked_on": TODAY + timedelta(days=1)}, "asked_on"),
        ({"starts": TODAY, "ends": TODAY - timedelta(days=1)}, "ends"),
        ({"answers": {"item": "Banner"}}, "use"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_is_kept(
    school: InventedSchool, more: dict[str, object], field: str
) -> None:
    with pytest.raises(FieldError) as caught:
        ask(school, LOGO, **more)
    assert caught.value.field == field
    assert school.office.school_requests.lines() == ()


def test_what_the_policy_came_to_forbid_can_no_longer_be_allowed(made: list[InventedSchool], tmp_path: Path) -> None:
    school = at(made, tmp_path, "kew-woods")
    school.sign_in(school.head)
    asked = ask(school, RequestKind.FRIEND_REQUEST)
    with school.office.session.work() as work:
        profile = work.uow.policies.current()
        rules = replace(profile.rules, parents=ParentFriends.FORBIDDEN)
        work.uow.policies.add(replace(profile, rules=rules), school.clock.now(), school.head.id)
        work.done()
    with pytest.raises(RuleError, match="Nobody can allow it"):
        school.office.school_requests.allow(asked.request.id, Terms(), 1)
