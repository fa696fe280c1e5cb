"""Your policy: which one the school follows, and its own settings."""

from __future__ import annotations

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import Profile, check_profile
from schoolsm_desktop.exchange.policy_file import read_profile
from schoolsm_desktop.paths import resource

from .changes import Noun
from .session import Session

SHIPPED = ("valence", "churchward", "kew-woods", "mill-lane", "bucklebury", "blank")


def shipped_profiles() -> tuple[Profile, ...]:
    """The policies that come with the program, the blank one last. Needs no store: the wizard shows them."""
    return tuple(shipped_profile(name) for name in SHIPPED)


def shipped_profile(name: str) -> Profile:
    """One policy that comes with the program."""
    return read_profile(resource(f"policies/{name}.toml").read_bytes())


class PolicyService:
    """Deeds and views of your policy."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def current(self) -> Profile:
        """The policy as it stands, the school's own settings in it."""
        with self._session.reading() as uow:
            return self._session.profile(uow)

    def choose(self, profile: Profile) -> Profile:
        """Follow this policy, with these settings, from now on; the former one is kept as it was."""
        checked = check_profile(profile)
        with self._session.work() as work:
            self._session.demand(work.uow, Action.CHOOSE_POLICY)
            work.uow.policies.add(checked, self._session.clock.now(), self._session.person_id)
            work.did(
                Did.POLICY_CHOSEN,
                Noun.POLICY,
                Noun.ACCOUNTS,
                Noun.ACCESS,
                subject_kind="policy",
                record=checked,
                policy=checked.id,
            )
            work.done()
        return checked
