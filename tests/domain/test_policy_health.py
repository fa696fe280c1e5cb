"""What is worth putting right in a policy: each rule finds what is wrong, says why, names the clause, and is silent else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.accounts import Account, AccountClass, AccountState, Known
from schoolsm_desktop.domain.clauses import ClauseRef, Subject
from schoolsm_desktop.domain.due_facts import BackupFacts, DueFacts, DueItem, Place
from schoolsm_desktop.domain.due_health import due_health
from schoolsm_desktop.domain.editions import Edition, LinkedPolicy
from schoolsm_desktop.domain.house import HouseRules
from schoolsm_desktop.domain.people import Duty, DutyHeld
from schoolsm_desktop.domain.policy import ChangeRule, Profile
from schoolsm_desktop.domain.policy_health import Finding, HealthFacts, Where, findings, naming_clause
from schoolsm_desktop.domain.references import Reference, ReferenceKind, Standing
from schoolsm_desktop.domain.rules import (
    MeansOurAccounts,
    Monitoring,
    NamedAccount,
    PostingPupils,
    RecruitmentSearch,
    Rules,
)
from schoolsm_desktop.exchange.platform_file import shipped_platforms
from schoolsm_desktop.exchange.reference_file import shipped_references
from schoolsm_desktop.services.policies import shipped_profile

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SCHOOL = uuid4()
PLATFORMS = {platform.id: platform for platform in shipped_platforms()}
OURS = Profile("ours", "Our policy")


def adopted(**more: object) -> Edition:
    whole = Edition(
        uuid4(),
        SCHOOL,
        "4",
        "ours",
        uuid4(),
        NOW,
        in_force_from=date(2026, 9, 1),
        head_signed_on=date(2026, 8, 1),
        chair_signed_on=date(2026, 8, 2),
        review_on=date(2027, 9, 1),
        published_checked_on=date(2026, 9, 2),
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def held(*duties: Duty) -> tuple[DutyHeld, ...]:
    return tuple(DutyHeld(uuid4(), SCHOOL, uuid4(), duty, date(2026, 1, 1)) for duty in duties)


EVERY_DUTY = held(*Duty)


def account(platform: str, name: str, account_class: AccountClass = AccountClass.OFFICIAL) -> Account:
    return Account(uuid4(), SCHOOL, platform, name, account_class=account_class)


def found_in(profile: Profile, **more: object) -> Mapping[str, Finding]:
    facts = HealthFacts(
        profile,
        shipped_references(),
        PLATFORMS,
        duties=EVERY_DUTY,
        editions=(adopted(),),
        linked=tuple(LinkedPolicy(uuid4(), SCHOOL, title) for title in profile.rules.linked_policies),
    )
    return {finding.key: finding for finding in findings(replace(facts, **more), TODAY)}  # type: ignore[arg-type]


def clause_of(finding: Finding) -> str:
    assert finding.clause is not None
    return finding.clause.id


def test_a_policy_in_order_has_nothing_to_put_right() -> None:
    assert found_in(OURS) == {}


@pytest.mark.clause("mill-lane:4.1", "mill-lane:4.3", "mill-lane:8.4", "mill-lane:9")
def test_laws_and_guidance_that_do_not_stand_are_found_with_the_clause_that_names_them() -> None:
    found = found_in(shipped_profile("mill-lane"))
    laws = {key.removeprefix("law:"): clause_of(f) for key, f in found.items() if key.startswith("law:")}
    assert laws == {
        "mca-1998": "mill-lane:4.3",
        "cdpa-1998": "mill-lane:4.3",
        "libel-1843": "mill-lane:4.3",
        "communications-2003": "mill-lane:4.3",
        "dpa-1998": "mill-lane:8.4",
        "gdpr-2018": "mill-lane:8.4",
        "dpa-undated": "mill-lane:6.1-viii",
        "kcsie-2018": "mill-lane:9",
    }
    wrong = found["law:mca-1998"]
    assert wrong.title == "There is no “Malicious Communication Act 1998”"
    assert "1988" in wrong.why
    assert "Online Safety Act 2023" in wrong.why
    assert "“Malicious Communications Act 1988” instead" in wrong.what_to_do
    assert wrong.checked == "Looked up on 21 Nov 2026; check with your adviser."
    assert wrong.weighty
    standing = {"hra-1998", "dpa-2018", "foia-2000", "cma-1990", "equality-2010"}
    assert standing <= set(shipped_profile("mill-lane").rules.references)
    assert not standing & set(laws)
    assert clause_naming("mill-lane", "equality-2010") == "mill-lane:4.1"


def clause_naming(policy: str, key: str) -> str:
    named = naming_clause(shipped_profile(policy), shipped_references()[key])
    assert named is not None
    return named.id


def test_the_right_year_is_only_told_that_a_part_has_moved() -> None:
    found = found_in(shipped_profile("bucklebury"))["law:mca-1988"]
    assert "a part of it no longer stands" in found.title
    assert "“Online Safety Act 2023” beside it" in found.what_to_do
    assert clause_of(found) == "bucklebury:parent-3"
    assert not found.weighty


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_its_words(standing: Standing) -> None:
    old = Reference("old", ReferenceKind.LAW, "Old Act", date(2026, 1, 1), standing)
    found = found_in(replace(OURS, rules=Rules(references=("old", "unheard-of"))), references={"old": old})
    assert list(found) == ([] if standing is Standing.STANDS else ["law:old"])
    assert all("Old Act" in finding.title and finding.what_to_do for finding in found.values())


@pytest.mark.clause("mill-lane:1.1", "churchward:1-definition", "kew-woods:2.2-b", "valence:technologies-class")
def test_services_that_have_closed_or_changed_their_name_are_found_with_their_clause() -> None:
    named = {
        policy: {
            key.removeprefix("service:"): clause_of(f)
            for key, f in found_in(shipped_profile(policy)).items()
            if key.startswith("service:")
        }
        for policy in ("mill-lane", "churchward", "kew-woods", "valence")
    }
    assert named["mill-lane"] == dict.fromkeys(("bebo", "msn", "windows-live-spaces"), "mill-lane:1.1")
    assert named["churchward"] == dict.fromkeys(("twitter", "skype"), "churchward:1-definition")
    assert named["kew-woods"] == {"twitter": "kew-woods:2.2-b"}
    assert named["valence"]["kidblog"] == "valence:technologies-class"
    skype = found_in(shipped_profile("churchward"))["service:skype"]
    assert skype.title == "Skype has closed"
    assert "5 May 2025" in skype.why


@pytest.mark.clause("kew-woods:2.2-b")
def test_two_clauses_with_one_number_are_found() -> None:
    found = found_in(shipped_profile("kew-woods"))
    numbers = {key: finding for key, finding in found.items() if key.startswith("number:")}
    assert sorted(numbers) == ["number:2.2", "number:7.1"]
    assert "Protecting Employees from Online Abuse and Disciplinary Action" in numbers["number:7.1"].why
    assert numbers["number:7.1"].where is Where.VERSIONS
    for policy in ("mill-lane", "churchward", "valence", "bucklebury", "blank"):
        assert not [key for key in found_in(shipped_profile(policy)) if key.startswith("number:")]


def test_a_policy_without_a_version_or_a_signature_is_a_draft() -> None:
    none = found_in(OURS, editions=())["adoption"]
    draft = adopted(chair_signed_on=None)
    half = found_in(OURS, editions=(draft,))["adoption"]
    assert "No version" in none.title
    assert "not signed by both" in half.title
    assert half.record == draft.id
    assert set(found_in(OURS, editions=(draft,))) == {"adoption"}
    withdrawn = adopted(withdrawn_at=NOW)
    assert "No version" in found_in(OURS, editions=(withdrawn,))["adoption"].title


@pytest.mark.clause("valence:signed-approved-review-march-2017")
def test_a_review_day_that_has_passed_or_is_missing_is_found() -> None:
    valence = shipped_profile("valence")
    over = found_in(valence, editions=(adopted(review_on=date(2017, 3, 1)),))["review-overdue"]
    assert "1 Mar 2017" in over.title
    assert clause_of(over) == "valence:signed-approved-review-march-2017"
    missing = found_in(valence, editions=(adopted(review_on=None),))["no-review-day"]
    assert "14 months" in missing.what_to_do
    assert "review-overdue" not in found_in(valence, editions=(adopted(review_on=TODAY),))


@pytest.mark.clause("valence:web-1")
def test_the_policy_is_looked_for_on_the_website_once_a_year() -> None:
    valence = shipped_profile("valence")
    never = found_in(valence, editions=(adopted(published_checked_on=None),))["website"]
    assert clause_of(never) == "valence:web-1"
    long_ago = TODAY - timedelta(days=400)
    assert "website" in found_in(valence, editions=(adopted(published_checked_on=long_ago),))
    assert "website" not in found_in(valence, editions=(adopted(published_checked_on=TODAY - timedelta(days=360)),))


@pytest.mark.clause("kew-woods:1.2", "mill-lane:1.5")
def test_a_policy_that_it_is_read_with_and_nobody_has_entered_is_found() -> None:
    kew = shipped_profile("kew-woods")
    found = found_in(kew, linked=(LinkedPolicy(uuid4(), SCHOOL, "E-mail policy"),))["linked-policies"]
    assert found.title == "Not entered: Internet policy and Acceptable use policy"
    assert clause_of(found) == "kew-woods:1.2"
    assert clause_of(found_in(shipped_profile("mill-lane"), linked=())["linked-policies"]) == "mill-lane:1.5"
    assert "linked-policies" not in found_in(kew)


def test_a_duty_that_the_policy_relies_on_and_nobody_holds_is_found() -> None:
    churchward = shipped_profile("churchward")
    found = found_in(churchward, duties=held(*[d for d in Duty if d is not Duty.INCIDENT_LEAD]))
    lead = found["nobody:incident-lead"]
    assert lead.title == "Nobody is recorded as Central Services"
    assert clause_of(lead).startswith("churchward:")
    ended = tuple(replace(duty, ends=TODAY - timedelta(days=1)) for duty in EVERY_DUTY)
    everybody = found_in(OURS, duties=ended)
    assert {"nobody:headteacher", "nobody:dsl", "nobody:dpo", "nobody:chair"} <= set(everybody)
    assert "nobody:class-teacher" not in everybody
    assert "nobody:incident-lead" not in everybody


@pytest.mark.clause("kew-woods:6.1")
def test_a_search_that_is_forbidden_is_held_against_the_guidance() -> None:
    found = found_in(shipped_profile("kew-woods"))["recruitment"]
    assert "Keeping children safe in education" in found.why
    assert "adviser" in found.checked
    assert clause_of(found) == "kew-woods:6.1"
    allowed = replace(OURS, rules=Rules(recruitment=RecruitmentSearch.EXPECTED))
    assert "recruitment" not in found_in(allowed)


@pytest.mark.clause("churchward:4-change-regularly")
def test_a_short_forced_interval_is_pointed_out() -> None:
    termly = found_in(shipped_profile("churchward"))["short-interval"]
    assert clause_of(termly) == "churchward:4-change-regularly"
    assert "every 90 days" in found_in(replace(OURS, change_days=90))["short-interval"].title
    assert "short-interval" not in found_in(replace(OURS, change_days=365))
    assert "short-interval" not in found_in(replace(OURS, change=ChangeRule.EVENT, change_days=90))


@pytest.mark.clause("mill-lane:7.1", "bucklebury:monitoring")
@pytest.mark.parametrize(("policy", "clause"), [("mill-lane", "7.1"), ("bucklebury", "monitoring")])
def test_monitoring_has_to_stand_in_the_privacy_notice(policy: str, clause: str) -> None:
    profile = shipped_profile(policy)
    asked = found_in(profile)["monitoring"]
    assert clause_of(asked) == f"{policy}:{clause}"
    assert asked.title.endswith("?")
    said_no = HouseRules(uuid4(), SCHOOL, monitoring_in_notice=Known.NO)
    assert found_in(profile, house=said_no)["monitoring"].title == "Monitoring is not in the privacy notice"
    assert "monitoring" not in found_in(profile, house=replace(said_no, monitoring_in_notice=Known.YES))
    assert "monitoring" not in found_in(replace(profile, rules=Rules(monitoring=Monitoring.NOTHING)))


@pytest.mark.clause("mill-lane:6.1-x", "bucklebury:staff-1")
@pytest.mark.parametrize(("policy", "clause"), [("mill-lane", "6.1-x"), ("bucklebury", "staff-1")])
def test_never_posting_pupils_asks_whether_our_own_accounts_are_meant(policy: str, clause: str) -> None:
    profile = shipped_profile(policy)
    found = found_in(profile)["means-our-accounts"]
    assert clause_of(found) == f"{policy}:{clause}"
    assert found.weighty
    said = replace(profile, rules=replace(profile.rules, means_our_accounts=MeansOurAccounts.NOT_MEANT))
    assert "means-our-accounts" not in found_in(said)
    assert "means-our-accounts" not in found_in(replace(OURS, rules=Rules(posting_pupils=PostingPupils.AFTER_CHECK)))


@pytest.mark.clause("valence:technologies-school")
def test_the_policy_s_own_list_of_accounts_is_held_against_the_register_both_ways() -> None:
    accounts = (
        account("facebook", "School Facebook"),
        account("x", "School X"),
        account("website", "Website", AccountClass.WEBSITE),
        account("instagram", "School Instagram"),
        account("seesaw", "Seesaw", AccountClass.LEARNER_PLATFORM),
        account("facebook", "Parents’ association", AccountClass.NOT_OURS),
        replace(account("youtube", "Old channel"), state=AccountState.CLOSED),
    )
    found = found_in(shipped_profile("valence"), accounts=accounts)
    listed = {key: f for key, f in found.items() if key.startswith(("named:", "account:"))}
    assert list(listed) == ["named:youtube", f"account:{accounts[3].id}"]
    assert "YouTube channel" in listed["named:youtube"].title
    assert listed[f"account:{accounts[3].id}"].record == accounts[3].id
    assert {clause_of(f) for f in listed.values()} == {"valence:technologies-school"}
    assert not [k for k in found_in(OURS, accounts=accounts) if k.startswith(("named:", "account:"))]


def test_a_clause_named_for_an_account_that_is_gone_from_the_policy_is_left_out() -> None:
    ours = replace(OURS, rules=Rules(named_accounts=(NamedAccount("x", "Our X account", "ours:9"),)))
    assert found_in(ours)["named:x"].clause is None


def test_the_clause_that_names_something_is_found_by_its_words() -> None:
    clauses = (ClauseRef("ours:1", "1", "", "About the law."), ClauseRef("ours:2", "2", "", "The Old Act’s rules."))
    ours = replace(OURS, clauses=clauses, rests_on={Subject.LAW: ("ours:1", "ours:2")})
    old = Reference("old", ReferenceKind.LAW, "Old Act", date(2026, 1, 1), words=("old act's",))
    assert naming_clause(ours, old) == clauses[1]
    assert naming_clause(ours, replace(old, words=())) == clauses[0]
    assert naming_clause(OURS, old) is None


def today_of(profile: Profile, left: frozenset[str] = frozenset(), on: date = TODAY) -> list[DueItem]:
    facts = DueFacts(
        people=(),
        duties=(),
        accounts=(),
        platforms=PLATFORMS,
        versions=(),
        accesses=(),
        password_due=(),
        sign_ins=(),
        terms=(),
        backup=BackupFacts(),
        keyholders=frozenset[UUID](),
        profile=profile,
        references=shipped_references(),
        left_findings=left,
    )
    return list(due_health(facts, on, NOW))


def test_today_says_what_is_weighty_in_one_line_and_nothing_of_the_rest() -> None:
    (line,) = today_of(shipped_profile("kew-woods"))
    assert line.title == "1 thing in your policy is worth putting right"
    assert line.detail == "Searches on applicants are forbidden."
    assert (line.place, line.duty, line.due) == (Place.POLICY_HEALTH, Duty.COORDINATOR, TODAY)
    (many,) = today_of(shipped_profile("mill-lane"), on=date(2026, 11, 23))
    assert many.title.startswith("5 things")
    assert many.detail.endswith("There is no “Copyright, Designs and Patents Act 1998”. And more.")
    assert many.due == date(2026, 11, 27)
    assert today_of(shipped_profile("churchward")) == []
    assert today_of(shipped_profile("kew-woods"), frozenset({"recruitment"})) == []
