"""Your policy: which one the school follows, its own settings, how they came about, and the policy as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import Profile, check_profile
from schoolsm_desktop.domain.references import Reference
from schoolsm_desktop.domain.rule_settings import SettingChange, all_changes, changed_keys, put
from schoolsm_desktop.domain.rules import MeansOurAccounts
from schoolsm_desktop.domain.wording import moment_text, tr
from schoolsm_desktop.exchange.file_kind import read_bytes
from schoolsm_desktop.exchange.policy_file import read_profile, write_profile
from schoolsm_desktop.exchange.private_file import write_private
from schoolsm_desktop.exchange.reference_file import shipped_references
from schoolsm_desktop.paths import resource
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .session import Session, Work
from .signed import settings_are_signed

SHIPPED = ("valence", "churchward", "kew-woods", "mill-lane", "bucklebury", "blank")
FILE_BYTES = 1_000_000
"""More than this is never read of a file, whatever its size; a policy file is a hundred times smaller."""


def shipped_profiles() -> tuple[Profile, ...]:
    """The policies that come with the program, the blank one last. Needs no store: the wizard shows them."""
    return tuple(shipped_profile(name) for name in SHIPPED)


@cache
def shipped_profile(name: str) -> Profile:
    """One policy that comes with the program; its file is read once."""
    return read_profile(resource(f"policies/{name}.toml").read_bytes())


def known_references() -> tuple[Reference, ...]:
    """The laws and guidance that the program knows of, by title: for ticking what a policy's text names."""
    return tuple(sorted(shipped_references().values(), key=lambda reference: reference.title))


def names_of_references() -> dict[str, str]:
    """The titles of laws, guidance and services by the key that a policy has them under."""
    return {key: reference.title for key, reference in shipped_references().items()}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """The settings as they stood from one moment on: by whom, and what differed from those before."""

    number: int
    when: str
    who: str
    did: str
    changes: tuple[SettingChange, ...]
    profile: Profile
    is_current: bool


class PolicyService:
    """Deeds and views of your policy."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def current(self) -> Profile:
        """The policy as it stands, the school's own settings in it."""
        with self._session.reading() as uow:
            return self._session.profile(uow)

    def history(self) -> tuple[VersionLine, ...]:
        """Every version of the settings, the newest first, with what each changed. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PEOPLE)
            versions = uow.policies.versions()
            names = {person.id: person.name for person in uow.people.all()}
        before: Profile | None = None
        laws = names_of_references()
        lines: list[VersionLine] = []
        for version in versions:
            lines.append(
                VersionLine(
                    version.number,
                    moment_text(version.chosen_at),
                    names.get(version.chosen_by, tr("nobody known")),
                    _did_words(before, version.profile),
                    all_changes(before, version.profile, laws) if before is not None else (),
                    version.profile,
                    is_current=version is versions[-1],
                )
            )
            before = version.profile
        return tuple(reversed(lines))

    def choose(self, profile: Profile) -> Profile:
        """Follow this policy, with these settings, from now on; the former one is kept as it was.

        Whether a policy's “never” means the school's own accounts too is the headteacher's to say: chosen by anybody
        else, a policy does not say it.
        """
        checked = check_profile(profile)
        with self._session.work() as work:
            self._session.demand(work.uow, Action.CHOOSE_POLICY)
            checked = self._without_the_heads_word(work.uow, checked)
            return self._keep(work, checked)

    def change(self, values: Mapping[str, object]) -> Profile:
        """Put settings, by their keys, into the policy as it stands. Raises FieldError naming the setting.

        Whether “never post pupils” means the school's own accounts too is the headteacher's to say (PRACTICE 32).
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.CHOOSE_POLICY)
            if "means_our_accounts" in values:
                self._session.demand(work.uow, Action.SIGN_POLICY)
            profile = self._session.profile(work.uow)
            for key, value in values.items():
                profile = put(profile, key, value)
            return self._keep(work, check_profile(profile))

    def read_file(self, path: Path) -> Profile:
        """The policy in a file from outside; nothing is changed. Raises FaultyProfileError, FileUnusableError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.CHOOSE_POLICY)
        return check_profile(read_profile(read_bytes(path, FILE_BYTES)))

    def save_file(self, path: Path, *, replace: bool = False) -> None:
        """Write your policy as a file that can be read, changed and loaded again.

        Raises FileThereError unless `replace`, FileNotWrittenError.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.CHOOSE_POLICY)
            profile = self._session.profile(work.uow)
            write_private(path, write_profile(profile).encode("utf-8"), replace=replace)
            work.did(Did.SAVED_AS_FILE, subject_kind="policy", policy=profile.id)
            work.done()

    def _without_the_heads_word(self, uow: UnitOfWork, wanted: Profile) -> Profile:
        now = self._session.profile(uow).rules.means_our_accounts
        if wanted.rules.means_our_accounts is now or self._session.allows(uow, Action.SIGN_POLICY):
            return wanted
        return replace(wanted, rules=replace(wanted.rules, means_our_accounts=MeansOurAccounts.NOT_SAID))

    def _keep(self, work: Work, profile: Profile) -> Profile:
        """Put `profile` in force as a new version; settings that stand already, signed, are no version of their own."""
        before = self._session.profile(work.uow)
        if profile == before and settings_are_signed(self._session.keys, work.uow):
            return profile
        version = work.uow.policies.add(profile, self._session.clock.now(), self._session.person_id)
        work.did(
            Did.POLICY_CHANGED if profile.id == before.id else Did.POLICY_CHOSEN,
            Noun.POLICY,
            Noun.ACCOUNTS,
            Noun.ACCESS,
            Noun.PEOPLE,
            subject_kind="policy",
            record=version,
            policy=profile.id,
            settings=" ".join(changed_keys(before, profile)),
            version=str(version.number),
        )
        work.done()
        return profile


def _did_words(before: Profile | None, after: Profile) -> str:
    if before is None:
        return tr("Began with “{name}”", name=after.name)
    if before.id != after.id:
        return tr("Chose “{name}”", name=after.name)
    return tr("Changed settings")
