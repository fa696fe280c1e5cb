"""How the facts of an incident read: who, in what part, and what it is marked as."""

from __future__ import annotations

from collections.abc import Mapping

from .incidents import Answer, DeviceOwner, Duties, Harm, LegalMark, Mark, Part, Visibility, Who

WHO_WORDS: Mapping[Who, str] = {
    Who.PUPIL: "a pupil",
    Who.FORMER_PUPIL: "a former pupil",
    Who.PARENT: "a parent",
    Who.STAFF: "a colleague",
    Who.FORMER_STAFF: "a former colleague",
    Who.GOVERNOR: "a governor",
    Who.PUBLIC: "somebody outside school",
    Who.UNKNOWN: "not known",
}
PART_WORDS: Mapping[Part, str] = {
    Part.SAID_TO_BE: "Said to be",
    Part.AFFECTED: "Affected",
    Part.REPORTED_BY: "Told by",
    Part.WITNESS: "Saw it",
}
ANSWER_WORDS: Mapping[Answer, str] = {
    Answer.NOT_ASKED: "not answered",
    Answer.YES: "yes",
    Answer.NO: "no",
    Answer.NOT_SURE: "not sure",
}
MARK_WORDS: Mapping[Mark, str] = {
    Mark.THREAT: "a threat",
    Mark.HATE: "hate",
    Mark.SEXUAL: "sexual content",
    Mark.CHILD_AT_RISK: "a child may be at risk",
    Mark.ILLEGAL: "may be illegal",
}
LEGAL_WORDS: Mapping[LegalMark, str] = {
    LegalMark.DEFAMATION: "defamation",
    LegalMark.HARASSMENT: "harassment or bullying",
    LegalMark.DISCRIMINATION: "discrimination",
    LegalMark.COPYRIGHT: "copyright",
    LegalMark.CONFIDENTIALITY: "confidential information",
    LegalMark.MALICIOUS_COMMUNICATION: "malicious communication",
    LegalMark.EMPLOYER_LIABILITY: "the employer could be liable",
}
HARM_WORDS: Mapping[Harm, str] = {
    Harm.PERSON: "a person",
    Harm.REPUTATION: "the school’s good name",
    Harm.SECURITY: "security",
    Harm.AUTHORITY: "the local authority or trust",
}
DUTY_WORDS: Mapping[Duties, str] = {
    Duties.NOT_KNOWN: "not known yet",
    Duties.ON_DUTY: "at work",
    Duties.OFF_DUTY: "in private time",
}
DEVICE_WORDS: Mapping[DeviceOwner, str] = {
    DeviceOwner.NOT_KNOWN: "not known yet",
    DeviceOwner.SCHOOL: "the school’s",
    DeviceOwner.OWN: "their own",
}
VISIBILITY_WORDS: Mapping[Visibility, str] = {
    Visibility.NOT_KNOWN: "not known yet",
    Visibility.ONE: "one person",
    Visibility.GROUP: "a group",
    Visibility.PUBLIC: "everybody",
}
