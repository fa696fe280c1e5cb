"""What guidance says about some settings: it ages, so that each note carries the day it was last looked up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .policy import GuidanceNote, Profile, regular_change_note
from .rules import Monitoring, RecruitmentSearch
from .wording import tr

CHECKED_ON = date(2026, 11, 21)


def guidance(key: str) -> GuidanceNote | None:
    """What to read beside a setting; None where no guidance speaks about it."""
    return _notes().get(key)


def is_against_guidance(key: str, profile: Profile) -> bool:
    """Whether the setting as it stands says the opposite of what guidance asks (difference D1)."""
    return key == "recruitment" and profile.rules.recruitment is RecruitmentSearch.FORBIDDEN


def applies(key: str, profile: Profile) -> bool:
    """Whether a note is worth reading with the settings as they stand."""
    if key == "recruitment":
        return is_against_guidance(key, profile)
    if key == "monitoring":
        return profile.rules.monitoring is not Monitoring.NOTHING
    return key in _notes()


def _notes() -> Mapping[str, GuidanceNote]:
    return {
        "change": regular_change_note(),
        "recruitment": GuidanceNote(
            tr(
                "Statutory guidance for schools in England asks them to consider an online search of shortlisted "
                "applicants, and to tell them beforehand. A policy that forbids it stands against that advice. Usual "
                "practice: for everybody on the shortlist or nobody, by somebody off the panel, and only what bears "
                "on the post is passed on. Check with your adviser."
            ),
            tr("Department for Education, Keeping children safe in education, part three"),
            CHECKED_ON,
        ),
        "events.visitors": GuidanceNote(
            tr(
                "Pictures that families take for themselves are as a rule outside data protection law. To forbid them is the "
                "school’s own rule: say so on the notice, and do not call it the law. Check with your adviser."
            ),
            tr("Information Commissioner’s Office, advice on photographs in schools"),
            CHECKED_ON,
        ),
        "monitoring": GuidanceNote(
            tr(
                "People are told what is watched, why, and by whom: the privacy notice for staff says the same as the "
                "policy. This program watches nobody’s private account. Check with your adviser."
            ),
            tr("Information Commissioner’s Office, advice on monitoring workers"),
            CHECKED_ON,
        ),
        "references": GuidanceNote(
            tr(
                "Laws are replaced and guidance is reissued each year: an Act of 1998 may be one of 2018 by now. "
                "“Worth putting right” says what your policy names that is out of date. Check with your adviser."
            ),
            tr("List of laws and guidance that comes with the program"),
            CHECKED_ON,
        ),
    }
