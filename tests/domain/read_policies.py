"""The policies that come with the program, read once for the tests of what each decides."""

from __future__ import annotations

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.people import Contract
from schoolsm_desktop.domain.policy import Profile, clauses_for
from schoolsm_desktop.domain.rules import is_bound
from schoolsm_desktop.exchange.policy_file import read_profile
from schoolsm_desktop.paths import resource

SCHOOLS = ("kew-woods", "churchward", "mill-lane", "valence", "bucklebury")
ALL = (*SCHOOLS, "blank")


def profile_of(name: str) -> Profile:
    return read_profile(resource("policies", f"{name}.toml").read_bytes())


KEW, CHURCHWARD, MILL, VALENCE, BUCKLEBURY, BLANK = (profile_of(name) for name in ALL)


def rests(profile: Profile, subject: Subject, *suffixes: str) -> bool:
    """Whether the rules about `subject` rest on these clauses of the policy, among others."""
    found = [clause.id for clause in clauses_for(profile, subject)]
    return all(f"{profile.id}:{suffix}" in found for suffix in suffixes)


def bound(profile: Profile) -> set[Contract]:
    return {contract for contract in Contract if is_bound(profile.rules, contract)}
