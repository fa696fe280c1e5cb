"""What the school's policy says of a request before anybody decides: the headteacher decides, never, advised against, declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .clauses import Subject
from .people import Duty
from .policy import GuidanceNote, Profile, clause, clause_words, duty_title, head_within
from .rules import (
    ContactExemption,
    FormerPupils,
    LessonNetworking,
    ParentFriends,
    PupilContact,
    RecruitmentSearch,
    Strength,
)
from .school_requests import RequestKind
from .wording import tr


class PolicyAnswer(StrEnum):
    """What follows from the policy for one request."""

    DECIDES = "decides"
    NEVER = "never"
    ADVISED_AGAINST = "advised-against"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class PolicyVerdict:
    """The answer, said in a sentence, with the clause beside it, and a note on guidance where the two conflict."""

    answer: PolicyAnswer
    sentence: str
    rests_on: str
    guidance: GuidanceNote | None = None
    tell_safeguarding: bool = False
    """Whether the safeguarding lead is named beside a refusal."""

    @property
    def is_refused(self) -> bool:
        """Whether nobody can allow it."""
        return self.answer is PolicyAnswer.NEVER


_SUBJECTS = {
    RequestKind.NAME_AND_LOGO: (Subject.NAME_AND_LOGO,),
    RequestKind.CLOSED_AREA: (Subject.CLOSED_AREA, Subject.LESSON_NETWORKING),
    RequestKind.NEW_ACCOUNT: (Subject.NEW_ACCOUNT, Subject.AUTHORISED_ACCOUNT),
    RequestKind.FRIEND_REQUEST: (Subject.PARENTS,),
    RequestKind.CONNECTION: (Subject.PUPILS, Subject.FORMER_PUPILS),
    RequestKind.RECRUITMENT_SEARCH: (Subject.RECRUITMENT,),
}


def subject_of(profile: Profile, kind: RequestKind) -> Subject:
    """The subject whose clause stands beside a kind: the first that the policy speaks about."""
    subjects = _SUBJECTS[kind]
    return next((s for s in subjects if clause(profile, s) is not None), subjects[0])


def uses_kind(profile: Profile, kind: RequestKind) -> bool:
    """Whether the policy leads to such requests, so that the kind is offered at once; the others stand one step away."""
    rules = profile.rules
    said = clause(profile, subject_of(profile, kind)) is not None
    return {
        RequestKind.NAME_AND_LOGO: rules.name_and_logo,
        RequestKind.CLOSED_AREA: said and rules.lesson_networking is not LessonNetworking.OFF,
        RequestKind.NEW_ACCOUNT: said,
        RequestKind.FRIEND_REQUEST: said and rules.parents in (ParentFriends.HEAD_APPROVES, ParentFriends.DECLARE),
        RequestKind.CONNECTION: said and rules.pupils.exemption is not ContactExemption.NONE,
        RequestKind.RECRUITMENT_SEARCH: rules.recruitment is RecruitmentSearch.EXPECTED
        or (said and rules.recruitment is RecruitmentSearch.ALLOWED),
    }[kind]


def kinds_of(profile: Profile) -> tuple[RequestKind, ...]:
    """The kinds that the policy uses, in their usual order; every kind where it leads to none."""
    return tuple(kind for kind in RequestKind if uses_kind(profile, kind)) or tuple(RequestKind)


def policy_says(profile: Profile, kind: RequestKind, answers: Mapping[str, str]) -> PolicyVerdict:
    """What the policy says of one request, from what was answered so far."""
    if kind is RequestKind.FRIEND_REQUEST:
        return _friend_request(profile, answers)
    if kind is RequestKind.CONNECTION:
        return _connection(profile, answers)
    if kind is RequestKind.RECRUITMENT_SEARCH:
        return _search(profile)
    if kind is RequestKind.CLOSED_AREA:
        return _closed_area(profile)
    return _verdict(profile, kind, PolicyAnswer.DECIDES, tr("The {head} decides.", head=head_within(profile)))


def _closed_area(profile: Profile) -> PolicyVerdict:
    kind = RequestKind.CLOSED_AREA
    if profile.rules.lesson_networking is LessonNetworking.OFF:
        return _verdict(
            profile, kind, PolicyAnswer.NEVER, tr("Your policy allows no social networking with pupils in lessons.")
        )
    if profile.rules.lesson_networking is LessonNetworking.GENERAL:
        said = tr(
            "Your policy allows such areas in general. The {head} agrees to each one here, so that it is on record."
        )
    else:
        said = tr("The {head} agrees beforehand, once it is arranged what keeps pupils and colleagues safe.")
    return _verdict(profile, kind, PolicyAnswer.DECIDES, said.format(head=head_within(profile)))


def _friend_request(profile: Profile, answers: Mapping[str, str]) -> PolicyVerdict:
    """kew-woods:5.4-d and -f, valence:private-2; where nothing was decided an incoming one can go to the headteacher."""
    kind, rules = RequestKind.FRIEND_REQUEST, profile.rules
    outgoing = answers.get("direction") == "outgoing"
    if rules.parents is ParentFriends.ADVISED_AGAINST:
        said = tr("Your policy strongly advises against it. It does not forbid it; the {head} hears of it here.")
        return _verdict(profile, kind, PolicyAnswer.ADVISED_AGAINST, said.format(head=head_within(profile)))
    if rules.parents is ParentFriends.DECLARE:
        said = tr("Your policy asks for a word where interests may conflict. The {head} takes note of it.")
        return _verdict(profile, kind, PolicyAnswer.DECLARED, said.format(head=head_within(profile)))
    if rules.parents is ParentFriends.FORBIDDEN:
        return _verdict(profile, kind, PolicyAnswer.NEVER, tr("Your policy never allows it."))
    if outgoing and not rules.parents_asking:
        return _verdict(
            profile,
            kind,
            PolicyAnswer.NEVER,
            tr(
                "Your policy never lets a colleague ask a parent. Only a request that comes from a parent can be decided."
            ),
        )
    said = tr("Not without the {head}, who decides before the colleague answers.")
    return _verdict(profile, kind, PolicyAnswer.DECIDES, said.format(head=head_within(profile)))


def _connection(profile: Profile, answers: Mapping[str, str]) -> PolicyVerdict:
    """churchward:1-student-friends, kew-woods:5.4-c, mill-lane:6.1-iv, valence:private-1a, bucklebury:staff-4a."""
    kind, rule = RequestKind.CONNECTION, profile.rules.pupils
    strength = _strength(rule, answers)
    if strength is None:
        said = tr("Your policy does not speak about a former pupil like this one. The {head} takes note of it.")
        return _verdict(profile, kind, PolicyAnswer.DECLARED, said.format(head=head_within(profile)))
    if _is_exempt(rule, answers.get("link", "")):
        said = tr("Your policy leaves room for such a link. The {head} decides, and it is looked at again.")
        return _verdict(profile, kind, PolicyAnswer.DECIDES, said.format(head=head_within(profile)))
    if strength is Strength.ADVISED:
        said = tr("Your policy advises against it. It does not forbid it; the {head} hears of it here.")
        return _verdict(
            profile, kind, PolicyAnswer.ADVISED_AGAINST, said.format(head=head_within(profile)), safeguarding=True
        )
    return _verdict(profile, kind, PolicyAnswer.NEVER, tr("Your policy never allows it."), safeguarding=True)


def _strength(rule: PupilContact, answers: Mapping[str, str]) -> Strength | None:
    """How strongly the policy speaks against it; None for a former pupil whom it does not mean."""
    if answers.get("whom") != "former":
        return rule.strength
    of_age = answers.get("of-age") == "yes"
    if rule.former is FormerPupils.NONE or (rule.former is FormerPupils.UNDER_AGE and of_age):
        return None
    return rule.former_strength


def _is_exempt(rule: PupilContact, link: str) -> bool:
    if rule.exemption is ContactExemption.OUTSIDE_LINK:
        return link in ("relative", "outside-link")
    return rule.exemption is ContactExemption.RELATIVES and link == "relative"


def _search(profile: Profile) -> PolicyVerdict:
    """kew-woods:6.1 forbids it, churchward:3-hr-recruitment allows it; guidance says to consider it (D1)."""
    kind, rule = RequestKind.RECRUITMENT_SEARCH, profile.rules.recruitment
    if rule is RecruitmentSearch.FORBIDDEN:
        said = tr("Your policy does not let recruiters look applicants up on social media.")
        return _verdict(profile, kind, PolicyAnswer.NEVER, said, guidance=recruitment_note())
    if rule is RecruitmentSearch.EXPECTED:
        said = tr(
            "Your policy expects it for shortlisted candidates, all alike. The {head} agrees, and it is recorded."
        )
    else:
        said = tr("Your policy allows it with a record. The {head} decides.")
    return _verdict(profile, kind, PolicyAnswer.DECIDES, said.format(head=head_within(profile)))


def recruitment_note() -> GuidanceNote:
    """What to read where a policy forbids searches that guidance speaks for."""
    return GuidanceNote(
        text=tr(
            "Your policy and the guidance differ. Since 2022 Keeping children safe in education says that schools should "
            "consider an online search of shortlisted candidates: tell them before, treat all alike, and let somebody "
            "search who is not on the panel. The policy holds until the school changes it. Check with your adviser."
        ),
        source=tr("Department for Education, Keeping children safe in education, part three"),
        checked_on=date(2026, 11, 21),
    )


def worth_a_look(profile: Profile, kind: RequestKind, answers: Mapping[str, str]) -> tuple[str, ...]:
    """What whoever decides should see before deciding; none of it stops them."""
    said: tuple[tuple[bool, str], ...] = ()
    if kind is RequestKind.CLOSED_AREA:
        said = (
            (answers.get("age-terms", "") == "too-young", tr("The class is too young for the platform’s terms.")),
            (
                answers.get("age-terms", "not-checked") == "not-checked",
                tr("Nobody has checked the platform’s age terms."),
            ),
            (answers.get("dpia", "") != "yes", tr("No data protection assessment has been made yet.")),
            (not answers.get("measures"), tr("Nothing is ticked yet that keeps it safe.")),
            (not answers.get("moderator"), tr("Nobody is named yet who looks after it.")),
        )
    elif kind is RequestKind.RECRUITMENT_SEARCH:
        said = (
            (not answers.get("told-on"), tr("Candidates have not been told yet.")),
            (answers.get("off-panel", "") != "yes", tr("Whoever searches should not be on the panel.")),
        )
    return tuple(words for missing, words in said if missing)


def lead_title(profile: Profile) -> str:
    """The safeguarding lead in the school's own words."""
    return duty_title(profile, Duty.DSL)


def _verdict(
    profile: Profile,
    kind: RequestKind,
    answer: PolicyAnswer,
    sentence: str,
    *,
    guidance: GuidanceNote | None = None,
    safeguarding: bool = False,
) -> PolicyVerdict:
    rests_on = clause_words(profile, subject_of(profile, kind))
    return PolicyVerdict(answer, sentence, rests_on, guidance, safeguarding)
