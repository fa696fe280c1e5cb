"""What the school does with whose data in these records, and the risks of it: the ground of the data protection pack.

Record of processing: UK GDPR Article 30. Assessment: Article 35. Privacy notice: Articles 13 and 14.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .people import Duty
from .permissions import TABLE, Action
from .picture_places import BASIS_WORDS, Basis, PicturePlace
from .policy import Profile, duty_title
from .retention import RecordClass
from .wording import list_text, tr


class Activity(StrEnum):
    """One thing that is done with personal data."""

    PICTURES = "pictures"
    ACCESS = "access"
    POLICY = "policy"
    INCIDENTS = "incidents"
    COMPLAINTS = "complaints"
    PAGES = "pages"
    RIGHTS = "rights"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Processing:
    """One line of the record of processing, as it is shown. `sees` names duties, never people."""

    activity: Activity
    name: str
    why: str
    whose: str
    what: str
    basis: str
    sees: str
    goes_to: str
    classes: tuple[RecordClass, ...]


ACTIVITY_WORDS = {
    Activity.PICTURES: "Pictures of pupils, colleagues and visitors",
    Activity.ACCESS: "Who may post on the school’s accounts",
    Activity.POLICY: "Reading, signing, training and declarations",
    Activity.INCIDENTS: "Incidents online",
    Activity.COMPLAINTS: "Complaints",
    Activity.PAGES: "Comments on our pages, blocks and removals",
    Activity.RIGHTS: "Requests to the school and requests for one’s own data",
    Activity.LOG: "Who did what in these records",
}
_WHY = {
    Activity.PICTURES: "To show school life only where it is allowed, and to take a picture down when somebody asks.",
    Activity.ACCESS: "To know who can write in the school’s name, and to end it when somebody leaves.",
    Activity.POLICY: "To show that colleagues know the policy and keep to it.",
    Activity.INCIDENTS: "To protect children and colleagues, to do what is next, and to keep what shows it.",
    Activity.COMPLAINTS: "To answer a complaint in its time and by its stages.",
    Activity.PAGES: "To keep the school’s pages safe to read, and to be fair to whoever is blocked.",
    Activity.RIGHTS: "To decide what is asked, and to give people what is theirs.",
    Activity.LOG: "To prove who changed what, and that nothing was changed by other means.",
}
_WHOSE = {
    Activity.PICTURES: "Pupils, their parents, colleagues, visitors",
    Activity.ACCESS: "Colleagues, governors, contractors with access",
    Activity.POLICY: "Colleagues, governors, volunteers",
    Activity.INCIDENTS: "Pupils, parents, colleagues, others who are involved",
    Activity.COMPLAINTS: "Whoever complains, and whom it is about",
    Activity.PAGES: "People who write on the school’s pages",
    Activity.RIGHTS: "Whoever asks",
    Activity.LOG: "Everybody with a sign-in",
}
_WHAT = {
    Activity.PICTURES: "Name, class, who answers for the pupil, answers with their day, checks, where a picture was posted.",
    Activity.ACCESS: "Name, job, accounts, kind of access, dates, what was signed. Passwords lie sealed apart.",
    Activity.POLICY: "Name, day of reading and training, what was declared (sealed). Private accounts are never kept.",
    Activity.INCIDENTS: "What happened, who is said to be involved, evidence, decisions. Sealed to named people.",
    Activity.COMPLAINTS: "What is complained of, letters, answers. Sealed to named people.",
    Activity.PAGES: "The name somebody writes under, what was written, what was done about it and why.",
    Activity.RIGHTS: "Name, what is asked, decision. Who asked for their data, and what was found, lies sealed.",
    Activity.LOG: "Who, when, what was done; no words of what was read or written.",
}
_BASIS = {
    Activity.ACCESS: "Public task (Article 6(1)(e)); security of processing (Article 32)",
    Activity.POLICY: "Public task; employment contract for colleagues (Article 6(1)(b))",
    Activity.INCIDENTS: (
        "Public task and legal duty (Article 6(1)(c), (e)); special categories for safeguarding: Article 9(2)(g), Data "
        "Protection Act 2018 Schedule 1 paragraph 18"
    ),
    Activity.COMPLAINTS: "Legal duty (Education Act 2002 section 29, or the independent schools’ standards)",
    Activity.PAGES: "Legitimate interests, or public task: a page that can be read safely",
    Activity.RIGHTS: "Legal duty (Articles 12 and 15)",
    Activity.LOG: "Legal duty (Articles 5(2) and 32)",
}
_GOES = {
    Activity.PICTURES: "The platforms and papers where a picture is posted; press and photographers with a numbered list.",
    Activity.ACCESS: "Nobody outside the school.",
    Activity.POLICY: "Nobody outside the school.",
    Activity.INCIDENTS: "Police, local authority’s officer, children’s services, platform, insurer: each entered when it is.",
    Activity.COMPLAINTS: "Whoever complains; a panel; the local authority, where the stages ask for it.",
    Activity.PAGES: "The platform that is asked to remove something.",
    Activity.RIGHTS: "Whoever asked.",
    Activity.LOG: "Governors read its seal number; inspectors may see it.",
}
_SEEN_BY: Mapping[Activity, Action] = {
    Activity.PICTURES: Action.SEE_PUPILS,
    Activity.ACCESS: Action.SEE_REGISTER,
    Activity.POLICY: Action.SEE_PEOPLE,
    Activity.PAGES: Action.BLOCK_USERS,
    Activity.RIGHTS: Action.RECORD_SUBJECT_REQUESTS,
    Activity.LOG: Action.SEE_LOG,
}
_R = RecordClass
_CLASSES: Mapping[Activity, tuple[RecordClass, ...]] = {
    Activity.PICTURES: (_R.PUPILS, _R.PHOTO_CHECKS, _R.PUBLISHED, _R.REMOVALS, _R.EVENTS, _R.PHOTO_FORMS),
    Activity.ACCESS: (_R.ACCESS, _R.ACCOUNTS, _R.REVIEWS),
    Activity.POLICY: (_R.STAFF, _R.TRAINING, _R.DECLARATIONS),
    Activity.INCIDENTS: (_R.INCIDENTS, _R.ALLEGATIONS),
    Activity.COMPLAINTS: (_R.COMPLAINTS,),
    Activity.PAGES: (_R.MODERATION, _R.BLOCKS, _R.TAKEDOWNS),
    Activity.RIGHTS: (_R.SCHOOL_REQUESTS, _R.SUBJECT_REQUESTS),
    Activity.LOG: (_R.LOG,),
}


class Risk(StrEnum):
    """What could go wrong for a person."""

    WRONG_PICTURE = "wrong-picture"
    KNOWN_CHILD = "known-child"
    OPEN_PASSWORD = "open-password"
    LEAVER = "leaver"
    READ_BY_COLLEAGUE = "read-by-colleague"
    STOLEN_PC = "stolen-pc"
    LOST = "lost"
    CHANGED = "changed"
    PAPER = "paper"
    KEPT_TOO_LONG = "kept-too-long"


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A risk, what stands against it, and how much is left of it in the school's opinion: low unless it says otherwise."""

    risk: Risk
    what: str
    against: str
    left: str


_RISK_WORDS = {
    Risk.WRONG_PICTURE: "A picture is posted although somebody said no",
    Risk.KNOWN_CHILD: "A child who is looked for becomes known by a list or a gap",
    Risk.OPEN_PASSWORD: "A password of an account is read by somebody who has no access",
    Risk.LEAVER: "Somebody who left can still post",
    Risk.READ_BY_COLLEAGUE: "A colleague reads an incident that is none of theirs",
    Risk.STOLEN_PC: "The PC or a stick with a backup is stolen",
    Risk.LOST: "The records are lost",
    Risk.CHANGED: "Somebody changes a record and nobody notices",
    Risk.PAPER: "A printed list lies about",
    Risk.KEPT_TOO_LONG: "Records are kept for longer than anybody needs them",
}
_AGAINST_WORDS = {
    Risk.WRONG_PICTURE: "Each picture is checked against every answer before it is posted; no answer is no where consent counts.",
    Risk.KNOWN_CHILD: "A protection reads like any other no; only the safeguarding leads can open its reason.",
    Risk.OPEN_PASSWORD: "Passwords are sealed to the people in the register; each opening is recorded.",
    Risk.LEAVER: "A list of everything held and known; every password they knew is changed.",
    Risk.READ_BY_COLLEAGUE: "Incidents are sealed to named people; for others no line, count or gap shows.",
    Risk.STOLEN_PC: "Records, evidence and backups are encrypted; the passphrase is stretched and stands nowhere.",
    Risk.LOST: "Backups by themselves to a second place; a recovery sheet in the safe.",
    Risk.CHANGED: "Every change is signed and chained; the check of the records names what does not fit.",
    Risk.PAPER: "Numbered copies with the name of the holder and a day to shred them; nothing of why on any list.",
    Risk.KEPT_TOO_LONG: "A period for each class, a list of what is over it, destruction by two people.",
}


def record_of_processing(profile: Profile, places: Iterable[PicturePlace]) -> tuple[Processing, ...]:
    """What is done with whose data, filled from your policy's duties and the bases of the places for pictures."""
    bases = _picture_bases(places)
    return tuple(
        Processing(
            activity=one,
            name=tr(ACTIVITY_WORDS[one]),
            why=tr(_WHY[one]),
            whose=tr(_WHOSE[one]),
            what=tr(_WHAT[one]),
            basis=bases if one is Activity.PICTURES else tr(_BASIS[one]),
            sees=_seen_by(profile, one),
            goes_to=tr(_GOES[one]),
            classes=_CLASSES[one],
        )
        for one in Activity
    )


def risks() -> tuple[RiskLine, ...]:
    """The risks with what this program puts against each."""
    return tuple(RiskLine(one, tr(_RISK_WORDS[one]), tr(_AGAINST_WORDS[one]), tr("low")) for one in Risk)


def _picture_bases(places: Iterable[PicturePlace]) -> str:
    """Each basis with the places that rest on it."""
    by_basis: dict[Basis, list[str]] = {}
    for place in places:
        if place.terms is None or place.terms.in_use:
            by_basis.setdefault(place.terms.basis if place.terms else Basis.CONSENT, []).append(place.name)
    said = [
        tr("{basis}: {places}", basis=tr(BASIS_WORDS[basis]), places=list_text(by_basis[basis]))
        for basis in Basis
        if basis in by_basis
    ]
    return "; ".join(said) or tr(BASIS_WORDS[Basis.CONSENT])


def _seen_by(profile: Profile, activity: Activity) -> str:
    action = _SEEN_BY.get(activity)
    if action is None:
        return tr("Whoever it is sealed to; nobody by duty alone")
    return list_text([duty_title(profile, duty) for duty in Duty if duty in TABLE[action]])
