"""Making the demonstration: set up, lived through, backed up, and left as somebody would find it today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import Profile, duty_title
from schoolsm_desktop.security.kdf import STANDARD_LIMITS, KdfParameters
from schoolsm_desktop.security.os_keyring import MemoryKeyRing
from schoolsm_desktop.security.vault import Vault
from schoolsm_desktop.services.backups import BackupService
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.first_run import Answers, FirstPerson, FirstRun, NewTerm
from schoolsm_desktop.services.policies import SHIPPED, shipped_profile
from schoolsm_desktop.services.session import Session
from schoolsm_desktop.services.sign_ins import SignInService

from .build import Performer, temporary_passphrase
from .cast import ADDRESS, EMAIL, SCHOOL, TELEPHONE
from .demonstration import Demonstration, DemoSignIn, write_facts
from .folder import DemoFolder
from .history import SEED, plan_school
from .plan import DemoPlan

COST = KdfParameters(STANDARD_LIMITS.memory_kib[0], STANDARD_LIMITS.iterations[0], lanes=4)
"""The least the program accepts: these passphrases are shown on the screen, so nothing is gained by waiting."""
_PASSPHRASES = {
    "head": "walnut harbour lantern seventeen",
    "coordinator": "copper meadow trumpet window",
    "office": "velvet orchard pencil monday",
    "teacher": "silver canal biscuit thunder",
    "deputy": "amber saddle whistle garden",
    "dsl": "ivory lantern thicket sunday",
    "chair": "cobalt ladder saffron drum",
}
_DUTIES = {
    "head": Duty.HEADTEACHER,
    "coordinator": Duty.COORDINATOR,
    "office": Duty.OFFICE_MANAGER,
    "teacher": Duty.CLASS_TEACHER,
    "deputy": Duty.DEPUTY_HEADTEACHER,
    "dsl": Duty.DSL,
    "chair": Duty.CHAIR,
}

FOLLOWED = "valence"
"""Whose rules the invented school follows, under its own name, where no policy is asked for."""


def build_demo(place: DemoFolder, on: date, policy: str | None = None, *, seed: int = SEED) -> Demonstration:
    """Make the invented school as it stands on `on`, under its own policy or one that comes with the program.

    Takes a few seconds. Raises KeyError for a policy that does not exist.
    """
    profile = _profile(policy)
    whole = _titled(plan_school(on, seed), profile)
    clock = SetClock(whole.begun)
    beside = Demonstration(place, on, profile.id, (), MemoryKeyRing()).beside(clock)
    founded = FirstRun(beside, COST).set_up(_answers(place, whole, profile))
    schools = founded.office.schools
    schools.change(
        replace(schools.school(), short_name=whole.short_name, address=ADDRESS, telephone=TELEPHONE, email=EMAIL)
    )
    founded.office.printing.recovery_confirmed()
    performer = _live(place, whole, clock, founded.office.session)
    clock.set(datetime.combine(on, time(6, 30)).astimezone())
    BackupService(founded.office.session, beside.this_pc).make()
    founded.office.close()
    found = tuple(_sign_in(whole, profile, key, performer.people[key]) for key in _PASSPHRASES)
    demonstration = Demonstration(place, on, profile.id, found, MemoryKeyRing())
    write_facts(demonstration)
    return demonstration


def _profile(policy: str | None) -> Profile:
    """One of the shipped policies as it is; or the invented school's own, which began from Valence's."""
    if policy is None:
        return replace(shipped_profile(FOLLOWED), name=SCHOOL)
    if policy not in SHIPPED:
        raise KeyError(policy)
    return shipped_profile(policy)


def _titled(whole: DemoPlan, profile: Profile) -> DemoPlan:
    """Who leads the school is called what the policy calls them: a principal is no headteacher on the staff list."""
    leads = {key: duty_title(profile, _DUTIES[key]) for key in ("head", "deputy")}
    people = tuple(replace(p, job_title=leads.get(p.key, p.job_title)) for p in whole.people)
    return replace(whole, people=people)


def _sign_in(whole: DemoPlan, profile: Profile, key: str, person_id: UUID) -> DemoSignIn:
    person = whole.person(key)
    title = duty_title(profile, _DUTIES[key])
    return DemoSignIn(key, person_id, f"{person.given_name} {person.family_name}", title, _PASSPHRASES[key])


def _answers(place: DemoFolder, whole: DemoPlan, profile: Profile) -> Answers:
    head, coordinator = (
        FirstPerson(p.given_name, p.family_name, p.job_title, _PASSPHRASES[p.key])
        for p in (whole.person("head"), whole.person("coordinator"))
    )
    return Answers(
        school_name=whole.school_name,
        terms=[NewTerm(t.name, t.starts, t.ends, t.half_term_starts, t.half_term_ends) for t in whole.terms],
        profile=profile,
        head=head,
        coordinator=coordinator,
        folder=place.records,
        backup_places=(place.backups,),
        use_code=False,
        website=whole.website,
    )


def _live(place: DemoFolder, whole: DemoPlan, clock: SetClock, first: Session) -> Performer:
    """Everybody works on the coordinator's open records, each with their own keys."""

    at_home = {"head", "coordinator"}

    def enter(key: str, person_id: UUID) -> Session:
        passphrase = _PASSPHRASES[key] if key in at_home else temporary_passphrase(key)
        keys = Vault(place.records, clock=clock.now).unlock(person_id, passphrase)
        session = Session(keys, first.database, clock, place.records, first.lock, first.heads, is_demo=True)
        if key not in at_home:
            SignInService(session).change_passphrase(passphrase, _PASSPHRASES[key])
            at_home.add(key)
        return session

    with first.reading() as uow:
        head_id = next(d.person_id for d in uow.duties.all() if d.duty is Duty.HEADTEACHER)
    performer = Performer(whole, clock, {"coordinator": first, "head": enter("head", head_id)}, enter)
    performer.live()
    return performer
