"""What the signed log says of your policy's settings: whether each version is as somebody chose it here.

The settings decide what the program asks and stops, so that a row put in or edited by other means must not be followed
in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from schoolsm_desktop.domain.audit import AuditEntry, Did, row_digest
from schoolsm_desktop.storage.policies import PolicyVersion

VERSION = "version"
"""The detail that names the version a deed made."""
FIXED = "settings_digest"
"""The detail that fixes the first settings: the digest of the deed that set the school up is the school's."""
_DEEDS = frozenset({Did.POLICY_CHOSEN, Did.POLICY_CHANGED})
_BESIDE = timedelta(minutes=1)
"""Release 0.2.0 read the clock twice, and fixed the settings but not their moment."""


def deeds_by_version(entries: Iterable[AuditEntry]) -> Mapping[int, AuditEntry]:
    """The deed that made each version; `entries`, oldest first, may be the whole log.

    Until release 0.2.0 they named no number: the school was set up with the first, and each deed made the next. A version
    is never written twice, so that the first deed that names it is the one that counts.
    """
    found: dict[int, AuditEntry] = {}
    last = 0
    for entry in entries:
        if entry.did is Did.SCHOOL_SET_UP:
            last = 1
        elif entry.did in _DEEDS:
            named = entry.details.get(VERSION, "")
            last = int(named) if named.isdecimal() else last + 1
        else:
            continue
        found.setdefault(last, entry)
    return found


def is_as_chosen(version: PolicyVersion, deed: AuditEntry | None) -> bool:
    """Whether a version stands as its deed says, with who chose it and when."""
    if deed is None:
        return False
    if VERSION in deed.details:
        fixed = deed.details.get(FIXED) or deed.row_digest.hex()
        return fixed == row_digest(version).hex()
    if version.chosen_by != deed.person_id or abs(version.chosen_at - deed.at) > _BESIDE:
        return False
    if deed.did is Did.SCHOOL_SET_UP:
        return deed.details.get("policy") == version.profile.id
    return deed.row_digest == row_digest(version.profile)


def altered_versions(versions: Iterable[PolicyVersion], entries: Iterable[AuditEntry]) -> dict[int, bool]:
    """The numbers of versions that are not as the log says, with whether each is gone."""
    deeds = deeds_by_version(entries)
    there = {version.number: version for version in versions}
    altered = {number: False for number, version in there.items() if not is_as_chosen(version, deeds.get(number))}
    return altered | {number: True for number in deeds if number not in there}
