"""Every deed of every service leaves a signed entry; one that was tampered with is found."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.services.office import Office
from tests.services.log_deeds import DEEDS, NOT_IN_THE_LOG
from tests.services.school import InventedSchool
from tests.services.stage import stage_in


def _calls_of(function: Callable[..., Any]) -> set[str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return {n.func.attr for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)}


def _writes(service: type, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a method, or one of its own that it calls, begins a unit of work."""
    calls = _calls_of(getattr(service, name))
    if "work" in calls:
        return True
    own = {call for call in calls if inspect.isfunction(getattr(service, call, None))}
    return any(_writes(service, call, seen | {name}) for call in own - seen)


def test_no_deed_is_forgotten_here(school: InventedSchool) -> None:
    """A new public method that writes must be given its place in the table above, or a reason to be out of it."""
    found = set()
    for place, service in vars(school.office).items():
        if place.startswith("_"):
            continue
        names = [name for name, _ in inspect.getmembers(type(service), inspect.isfunction) if not name.startswith("_")]
        found |= {f"{place}.{name}" for name in names if _writes(type(service), name)}
    assert found == set(DEEDS) | set(NOT_IN_THE_LOG)


def _entries(office: Office) -> tuple[AuditEntry, ...]:
    with office.session.reading() as uow:
        return uow.audit.all()


BY_DEPUTY = frozenset({"cover.begin_alone", "head_replacement.replace"})
"""Deeds of the table that the deputy does; all others are the headteacher’s."""


@pytest.mark.clause("valence:roles-4")
@pytest.mark.parametrize("deed", sorted(DEEDS))
def test_a_deed_leaves_a_signed_entry(school: InventedSchool, deed: str) -> None:
    stage = stage_in(school)
    before = len(_entries(stage.office))
    did, act = DEEDS[deed]
    act(stage)
    entries = _entries(stage.office)[before:]
    assert did in [entry.did for entry in entries]
    by = stage.deputy.id if deed in BY_DEPUTY else school.head.id
    assert {entry.person_id for entry in entries if entry.did is did} == {by}
    check = stage.office.log.check()
    assert check.sound, check


def test_the_setting_up_itself_is_in_the_log_record_by_record(school: InventedSchool) -> None:
    entries = _entries(school.office)
    assert [e.did for e in entries[:6]] == [
        Did.SCHOOL_SET_UP,
        Did.PERSON_ADDED,
        Did.PERSON_ADDED,
        Did.DUTY_GIVEN,
        Did.DUTY_GIVEN,
        Did.SIGNED_IN,
    ]
    assert school.office.log.altered_rows() == ()


def test_the_lines_say_who_did_what_to_whom_and_hold_no_secret(school: InventedSchool) -> None:
    page, jo = school.add_account(password="never in the log 5!"), school.add_person("Jo Marsh")
    school.give(jo, page)
    school.office.secrets.open(page.id, SecretField.PASSWORD)
    newest, given = school.office.log.lines()[0], school.office.log.lines()[1]
    assert (newest.who, newest.did, newest.about) == ("Rosa Okafor", "opened a secret", "X page")
    assert (given.did, given.about) == ("gave access", "Jo Marsh · X page")
    assert not any("never in the log" in repr(line) for line in school.office.log.lines())


def test_without_the_duty_nobody_reads_or_checks_the_log(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    for ask in (office.log.lines, office.log.check, office.log.altered_rows):
        with pytest.raises(NotAllowedError):
            ask()
