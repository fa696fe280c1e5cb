"""What somebody needs in the first minutes, without filling in anything: the question, five steps, whom to tell and to ring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .contacts import Contact, contact_words, in_use
from .first_hour import ALLEGATION, MOST_ON_CARD, FirstLine, first_hour
from .incident_kinds import IncidentKind
from .people import Duty
from .policy import Profile, duty_title, head_within
from .rule_lines import time_words
from .rules import ContactKind
from .wording import list_text, tr

_ALWAYS_TOLD = (Duty.DSL, Duty.HEADTEACHER, Duty.COORDINATOR)
_ABOUT_HEAD = (ContactKind.CHAIR, ContactKind.LADO)
_C = ContactKind
NUMBERS: Mapping[IncidentKind, tuple[ContactKind, ...]] = {
    IncidentKind.ABUSE_OF_STAFF: (_C.POLICE, _C.PROFESSIONALS_HELPLINE, _C.REPORT_HARMFUL_CONTENT, _C.UNION),
    IncidentKind.PARENT_COMMENT: (_C.PROFESSIONALS_HELPLINE, _C.POLICE, _C.LEGAL_ADVICE),
    IncidentKind.PUPIL_CONTACTS_STAFF: (_C.CHILDRENS_SERVICES, _C.IT_PROVIDER, _C.PROFESSIONALS_HELPLINE),
    IncidentKind.STAFF_CONTACTS_PUPIL: (_C.LADO, _C.CHILDRENS_SERVICES, _C.POLICE, _C.HR_ADVICE),
    IncidentKind.PUPIL_MISUSE: (_C.CHILDRENS_SERVICES, _C.POLICE, _C.REPORT_HARMFUL_CONTENT),
    IncidentKind.PUPIL_UNDER_AGE: (_C.CHILDRENS_SERVICES, _C.PLATFORM, _C.PROFESSIONALS_HELPLINE),
    IncidentKind.STAFF_BREACH: (_C.LADO, _C.HR_ADVICE, _C.LEGAL_ADVICE),
    IncidentKind.PHOTO_WITHOUT_PERMISSION: (_C.DATA_PROTECTION, _C.PLATFORM),
    IncidentKind.VISITOR_RECORDING: (_C.DATA_PROTECTION, _C.POLICE),
    IncidentKind.NAME_OR_LOGO: (_C.PLATFORM, _C.LOCAL_AUTHORITY, _C.LEGAL_ADVICE, _C.TRUST),
    IncidentKind.DATA_BREACH: (_C.DATA_PROTECTION, _C.REGULATOR, _C.IT_PROVIDER, _C.INSURER),
    IncidentKind.ACCOUNT_COMPROMISED: (_C.IT_PROVIDER, _C.DATA_PROTECTION, _C.PLATFORM),
    IncidentKind.IMPERSONATION: (_C.PROFESSIONALS_HELPLINE, _C.REPORT_HARMFUL_CONTENT, _C.PLATFORM, _C.POLICE),
    IncidentKind.BLACKMAIL: (_C.POLICE, _C.CHILDRENS_SERVICES, _C.PROFESSIONALS_HELPLINE, _C.REPORT_HARMFUL_CONTENT),
    IncidentKind.PUBLIC_COMPLAINT: (_C.PROFESSIONALS_HELPLINE, _C.LOCAL_AUTHORITY, _C.TRUST),
    IncidentKind.LOST_DEVICE: (_C.IT_PROVIDER, _C.DATA_PROTECTION, _C.POLICE),
    IncidentKind.WRONG_POST: (_C.DATA_PROTECTION, _C.PROFESSIONALS_HELPLINE, _C.PLATFORM),
    IncidentKind.LOW_LEVEL_CONCERN: (_C.LADO, _C.HR_ADVICE),
}
"""Whom a type may need, the likeliest first; a kind that your policy does not name and nobody entered is left out."""
USUAL_NUMBERS = (_C.POLICE, _C.PROFESSIONALS_HELPLINE)
"""For a type of the school's own."""


@dataclass(frozen=True, slots=True)
class CardPerson:
    """Whom to tell: the duty in the school's own words, who holds it today, and how soon your policy wants it."""

    title: str
    names: str
    soon: str = ""


@dataclass(frozen=True, slots=True)
class CardNumber:
    """Whom to ring: what it is, who answers, and the numbers. Without any of them it is not known yet."""

    kind: ContactKind
    what: str
    who: str = ""
    number: str = ""
    out_of_hours: str = ""
    page: str = ""
    """Where there is no number: the page or the e-mail address."""

    @property
    def is_known(self) -> bool:
        """Whether there is any way to reach them."""
        return bool(self.number or self.out_of_hours or self.page)

    @property
    def words(self) -> str:
        """How to reach them, or that it is not known yet."""
        later = tr("out of hours {number}", number=self.out_of_hours) if self.out_of_hours else ""
        missing = tr("number not known yet") if self.who else tr("not known yet")
        return " · ".join(filter(None, (self.number, later))) or self.page or missing


@dataclass(frozen=True, slots=True)
class FirstCard:
    """Everything for one type. `kind` is None for a type of the school's own; `key` is its key in the list of types."""

    key: str
    title: str
    kind: IncidentKind | None
    question: str
    decides: str
    steps: tuple[FirstLine, ...]
    people: tuple[CardPerson, ...]
    numbers: tuple[CardNumber, ...]
    about_head: str
    head_numbers: tuple[CardNumber, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every number and every name on it is known."""
        return all(n.is_known for n in (*self.numbers, *self.head_numbers)) and all(p.names for p in self.people)


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What all cards of a school share: its policy, who holds each duty today, and the numbers in use."""

    profile: Profile
    holders: Mapping[Duty, tuple[str, ...]]
    contacts: tuple[Contact, ...]


def first_card(facts: CardFacts, key: str, title: str, kind: IncidentKind | None) -> FirstCard:
    """The card of one type; a type of the school's own gets the usual steps."""
    profile = facts.profile
    if kind is None:
        bare = replace(profile, rules=replace(profile.rules, first_steps=()))
        lines = first_hour(bare, IncidentKind.ABUSE_OF_STAFF, MOST_ON_CARD + 1)
    else:
        lines = first_hour(profile, kind, MOST_ON_CARD + 1)
    wanted = NUMBERS[kind] if kind is not None else USUAL_NUMBERS
    return FirstCard(
        key=key,
        title=title,
        kind=kind,
        question=first_question(),
        decides=who_decides(profile),
        steps=tuple(line for line in lines if line.key != ALLEGATION)[:MOST_ON_CARD],
        people=_people(facts, kind),
        numbers=tuple(_number(facts, one) for one in wanted if _is_shown(facts, one)),
        about_head=about_head(profile),
        head_numbers=tuple(_number(facts, one) for one in _ABOUT_HEAD),
    )


def first_question() -> str:
    """What is asked before anything else, whatever happened (PRACTICE 1)."""
    return tr("If this is true, did an adult harm a child or put one at risk?")


def who_decides(profile: Profile) -> str:
    """What follows from yes and from not sure, in the school's own titles."""
    lead = _within(duty_title(profile, Duty.DSL))
    return tr(
        "Yes, or not sure: the {lead} decides first. About the {lead}: the {head}. Until the local authority’s officer "
        "has advised, nobody questions child, colleague or parent.",
        lead=lead,
        head=head_within(profile),
    )


def about_head(profile: Profile) -> str:
    """What is done where it is about the headteacher: not this program first, but two calls (PRACTICE 2)."""
    return tr(
        "About the {head}: ring the {chair} and the local authority’s officer today, and tell nobody else.",
        head=head_within(profile),
        chair=_within(duty_title(profile, Duty.CHAIR)),
    )


def danger_words() -> str:
    """What comes before the first question."""
    return tr("Somebody is in danger now: 999.")


def gate_words(profile: Profile) -> str:
    """What is done with a picture that may be illegal (PRACTICE 8)."""
    return tr(
        "It may show somebody under 18 sexually: do not look at it, copy it, print it or send it on. Describe it in "
        "words. Tell the {lead} and the police.",
        lead=_within(duty_title(profile, Duty.DSL)),
    )


def _within(title: str) -> str:
    """A title as it stands inside a sentence; one with a capital of its own keeps them all."""
    return title[:1].lower() + title[1:] if title[1:].islower() else title


def _people(facts: CardFacts, kind: IncidentKind | None) -> tuple[CardPerson, ...]:
    """Whom the policy names for this type, how soon, then the three who are always right."""
    soon: dict[Duty, int | None] = {}
    for route in facts.profile.rules.routes:
        if route.kind is kind:
            for duty in route.tell:
                before = soon.get(duty)
                soon[duty] = route.within_minutes if before is None else min(before, route.within_minutes)
    for duty in _ALWAYS_TOLD:
        soon.setdefault(duty, None)
    return tuple(
        CardPerson(
            duty_title(facts.profile, duty),
            list_text(facts.holders.get(duty, ())),
            time_words(minutes) if minutes is not None else "",
        )
        for duty, minutes in soon.items()
    )


def _is_shown(facts: CardFacts, kind: ContactKind) -> bool:
    return kind in facts.profile.rules.contacts or _found(facts.contacts, kind) is not None


def _number(facts: CardFacts, kind: ContactKind) -> CardNumber:
    contact = _found(facts.contacts, kind)
    holder = list_text(facts.holders.get(Duty.CHAIR, ())) if kind is ContactKind.CHAIR else ""
    if contact is None:
        return CardNumber(kind, contact_words(kind), holder)
    who = contact.title if contact.title != contact_words(kind) else holder
    page = contact.website or contact.email
    return CardNumber(kind, contact_words(kind), who, contact.number, contact.out_of_hours, page)


def _found(contacts: Iterable[Contact], kind: ContactKind) -> Contact | None:
    """Whoever of this kind is rung first and has a number; else whoever is rung first."""
    alike = [contact for contact in in_use(contacts) if contact.kind is kind]
    return next((c for c in alike if c.number or c.out_of_hours), alike[0] if alike else None)
