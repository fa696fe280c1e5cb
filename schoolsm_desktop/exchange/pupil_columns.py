"""Which column of a list of pupils is what: names, days, classes, and the places for pictures that answers are about."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from .answer_words import is_answer
from .day_reader import read_day
from .heading_words import BIRTH_WORDS, STAFF_WORDS, Meaning, fold
from .records import Guess, PupilField
from .table_reader import UntrustedTable

P = PupilField
_SAMPLE_ROWS = 200
_ALL_OF_THEM = frozenset({P.ANSWER, P.REFUSAL})
_NAMES = frozenset({P.GIVEN_NAME, P.FAMILY_NAME, P.FULL_NAME})


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _meanings(*lines: tuple[PupilField, float, str]) -> dict[str, Meaning]:
    return {word: Meaning(field, sure) for field, sure, words in lines for word in words.split()}


_WORDS = _meanings(
    (P.UPN, 0.99, "upn uniquepupilnumber upnnumber pupilupn studentupn upncurrent currentupn upnno"),
    (P.BIRTH_DATE, 0.97, "born birth datebirth birthdate dobdate dateborn bday"),
    (P.GIVEN_NAME, 0.97, "legalforename legalfirstname legalgivenname"),
    (P.FAMILY_NAME, 0.97, "legalsurname legallastname legalfamilyname"),
    (P.FULL_NAME, 0.9, "pupil student child pupils children name fullname legalname legalfullname surnamefirstname"),
    (P.KNOWN_AS, 0.95, "preferredforename preferredfirstname preferredname knownas chosenforename chosenname nickname"),
    (P.KNOWN_AS, 0.9, "preferredgivenname likestobecalled goesby calledname calledby usualname knownasforename"),
    (P.KNOWN_FAMILY_NAME, 0.95, "preferredsurname preferredlastname knownassurname preferredfamilyname usualsurname"),
    (P.YEAR, 0.95, "year yeargroup yr yeargrp ncyear ncyearactual nationalcurriculumyear yrgroup schoolyear yrgrp"),
    (P.YEAR, 0.9, "nationalcurriculumyeargroup curriculumyear actualyear currentyear yearcode blwyddyn y ncy"),
    (P.CLASS_NAME, 0.95, "class reg regform registrationgroup registrationform reggroup regclass classname classgroup"),
    (P.CLASS_NAME, 0.9, "form tutorgroup registration currentclass mainclass formclass classform formgroup dosbarth"),
    (P.CLASS_NAME, 0.5, "tutor group teachinggroup"),
    (P.SECOND_CLASS, 0.9, "secondclass class2 secondaryclass otherclass alsoinclass"),
    (P.SIGNED_BY, 0.95, "consentfrom consentgivenby signedby givenby consentby answeredby completedby consentgiver"),
    (P.SIGNED_BY, 0.8, "relationship relationshiptochild relationshiptopupil respondent returnedby authorisedby"),
    (P.SIGNER_NAME, 0.9, "signername nameofsigner signatory signedbyname nameofsignatory nameofpersonsigning"),
    (P.SIGNED_ON, 0.95, "consentdate dateofconsent datesigned signedon signeddate dateconsentgiven consentgivenon"),
    (P.SIGNED_ON, 0.85, "dategiven formdate dateofform datereturned answeredon dateofsignature responsedate"),
)
_AREA = _words(
    "photo photos photograph photographs photography picture pictures image images consent consents permission permissions"
    " media publicity filming film video videos videoing videography"
)
_FILLING = _words(
    "parental parent use usage of for on in the our to may we be used allow allowed given - type name status response answer"
    " and or social taken taking"
)
_PLACES = _words(
    "website schoolwebsite site web facebook fb twitter xtwitter twitterx x instagram insta youtube tiktok threads bluesky"
    " linkedin snapchat whatsapp newsletter newsletters prospectus schoolprospectus brochure press localpress newspaper"
    " newspapers localnewspaper localnewspapers localmedia media television tv display displays displayinschool"
    " displaysinschool schooldisplay schooldisplays inschooldisplay noticeboard noticeboards classdojo dojo tapestry seesaw"
    " evidenceme weduc parentmail blog classblog schoolblog socialmedia video videos film filming photograph photographs"
    " photography photo photos photopermission picture pictures image images classphoto classphotos classphotograph"
    " schoolphotographer outsidephotographer externalphotographer individualphoto marketing advertising publicity flyers"
    " leaflets banner banners livestream livestreaming yearbook archive schoolapp learningjourney twitterfeed internaluse"
    " externaluse internal external printedmedia printed inschool trustwebsite closedplatform consent permission"
)
_OTHER_CONSENTS = re.compile(
    r"\btrips?\b|visit|outing|biometric|finger|medic|paracetamol|plaster|first ?aid|sun ?(?:cream|screen)|food|cook|tasting|"
    r"allerg|diet|\bmeals?\b|\bfsm\b|premium|internet|acceptable|e-?safety|walk|home ?alone|collect|swim|nasal|vaccin|nurse|"
    r"data|counsel|sex|relationship ed|\brse\b|worship|relig|ethnic|language|\beal\b|\bsen\b|send\b|ehcp|care\b|\blac\b|"
    r"looked|gender|disab|service|address|phone|mobile|mail\b|contact|\bnhs\b|admission|leav|attend|exclu|national(?!.*curr)|"
    r"country|safeguard|protect|traveller|refugee|asylum|local ?offer|payment|ticket|school lunch|milk|text messag|sms",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    r"parent|mother|father|mum|dad|guardian|carer|contact|emergency|teacher|tutor|staff|governor|doctor|sibling|brother|"
    r"sister|school|head|sign|former|previous|middle|next|colleague|employee|user|file|place|platform",
    re.IGNORECASE,
)
_CONSENT = re.compile(r"consent|permission", re.IGNORECASE)
_REFUSING = re.compile(
    r"\b(?:no|not|do not|don.?t|never|without|refus\w*|opt(?:ed|s)?[ -]?out|declin\w*|object\w*|withdraw\w*|exclude\w*)\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"\b(?:pupils?|students?|childs?|child['’]s|pupil['’]s|children|learners?|dd mm yyyy|of|the|date format|optional|"
    r"required)\b|[()\[\]*:.]|dd/mm/yyyy|yyyy-mm-dd",
    re.IGNORECASE,
)


_UPN_LIKE = re.compile(r"\s*[A-Z]\d{11}[0-9A-Z]\s*").fullmatch
_COMMA_NAME = re.compile(r"[^\W\d][^,\d]*,\s*[^\W\d][^,\d]*").fullmatch


@lru_cache(maxsize=4096)
def pupil_meaning(heading: str) -> Meaning | None:
    """What a heading means in a list of pupils, answers apart; None for what is not taken."""
    folded = fold(heading)
    found = _exact(folded)
    if found is not None or not folded or len(folded) > 60:
        return found
    bare = fold(_WHOSE.sub(" ", heading))
    found = _exact(bare) if bare and bare != folded else None
    return Meaning(found.field, found.sure * 0.95) if found is not None else None


def _exact(folded: str) -> Meaning | None:
    if folded in _WORDS:
        return _WORDS[folded]
    if folded in BIRTH_WORDS:
        return Meaning(P.BIRTH_DATE, 0.97)
    found = STAFF_WORDS.get(folded)
    if found is not None and found.field in _NAMES | {P.KNOWN_AS} and not _SOMEBODY_ELSE.search(folded):
        return found
    return None


@lru_cache(maxsize=4096)
def place_words(heading: str) -> str:
    """The place that a column of answers is about: `Photo - Website` and `Consent: Website` say Website."""
    words = re.sub(r"\s*\([^)]*\)", "", heading) or heading
    words = (
        re.split(r"\s*[:–—/>|]\s*|\s+-\s+|_+", words)[-1] if _says_area(re.split(r"[:–—/>|_-]", words)[0]) else words
    )
    parts = words.split()
    while len(parts) > 1 and parts[0].lower().strip(".,-") in _AREA | _FILLING:
        parts.pop(0)
    while len(parts) > 1 and parts[-1].lower().strip(".,-?") in _AREA | _FILLING:
        parts.pop()
    return " ".join(parts).strip(" -?") or heading


def _says_area(words: str) -> bool:
    return any(word in _AREA for word in re.findall(r"[a-z]+", words.lower()))


@lru_cache(maxsize=4096)
def answer_meaning(heading: str) -> Meaning | None:
    """Whether a heading asks about pictures: a place that schools ask about, or words about photographs and consent."""
    if not heading or len(heading) > 120 or _OTHER_CONSENTS.search(heading):
        return None
    known = fold(place_words(heading)) in _PLACES
    area = _says_area(heading)
    if not (known or area):
        return None
    field = P.REFUSAL if _REFUSING.search(heading) else P.ANSWER
    return Meaning(field, 0.95 if known and area else 0.85 if known else 0.75)


def guess_pupils(table: UntrustedTable) -> tuple[Guess, ...]:
    """Each column of a list of pupils; what is not asked for is not taken, and shows no sample."""
    chosen = _single_fields(table)
    for column, heading in enumerate(table.headings):
        meaning = answer_meaning(heading) if column not in chosen else None
        if meaning is not None and _holds_answers(table, column, 0.1 if _CONSENT.search(heading) else 0.5):
            chosen[column] = meaning
    _between_answers(table, chosen)
    return tuple(guess_of(table, column, chosen.get(column)) for column in range(len(table.headings)))


def guess_of(table: UntrustedTable, column: int, meaning: Meaning | None) -> Guess:
    """A column and its meaning, with up to three different samples of what is taken."""
    if meaning is None:
        return Guess(column, table.headings[column], None, 0.0)
    return Guess(column, table.headings[column], PupilField(meaning.field), meaning.sure, _samples(table, column))


def _samples(table: UntrustedTable, column: int) -> tuple[str, ...]:
    return tuple(text[:80] for text in dict.fromkeys(table.column(column, _SAMPLE_ROWS)))[:3]


def _single_fields(table: UntrustedTable) -> dict[int, Meaning]:
    """The surest column of each field; a second column for a name is the name the pupil is known by."""
    wanted: list[tuple[float, int, str]] = []
    for column, heading in enumerate(table.headings):
        meaning = _by_content(pupil_meaning(heading), table, column)
        if meaning is not None:
            wanted.append((meaning.sure, -column, meaning.field))
    chosen: dict[int, Meaning] = {}
    taken: set[str] = set()
    known = {P.GIVEN_NAME: P.KNOWN_AS, P.FAMILY_NAME: P.KNOWN_FAMILY_NAME, P.CLASS_NAME: P.SECOND_CLASS}
    for sure, negative, field in sorted(wanted, reverse=True):
        other = known.get(PupilField(field))
        if field not in taken:
            chosen[-negative] = Meaning(field, sure)
            taken.add(field)
        elif other is not None and other not in taken and _second(table.headings[-negative], other):
            chosen[-negative] = Meaning(other, 0.5)
            taken.add(other)
    if {P.GIVEN_NAME, P.FAMILY_NAME} <= taken:
        chosen = {column: meaning for column, meaning in chosen.items() if meaning.field != P.FULL_NAME}
    return chosen


def _second(heading: str, field: PupilField) -> bool:
    """`Form` beside `Class` is the same class in another word; only `Class (2)` is a second one."""
    return field is not P.SECOND_CLASS or heading.endswith("(2)")


def _by_content(meaning: Meaning | None, table: UntrustedTable, column: int) -> Meaning | None:
    """`Consent from` may be a person or a day; a heading over nothing is less sure."""
    if meaning is None:
        return None
    cells = table.column(column, _SAMPLE_ROWS)
    if not cells:
        return Meaning(meaning.field, meaning.sure / 2)
    if meaning.field in (P.SIGNED_BY, P.SIGNED_ON):
        days = sum(map(_is_day, cells))
        by_days = days > 0 if meaning.field == P.SIGNED_ON else days * 2 > len(cells)
        return Meaning(P.SIGNED_ON if by_days else P.SIGNED_BY, meaning.sure)
    return meaning


def guess_by_content(table: UntrustedTable) -> tuple[Guess, ...]:
    """Columns without headings, for a person to name: numbers, days and answers show what they are."""
    taken: set[str] = set()
    guesses = []
    for column in range(len(table.headings)):
        cells = table.column(column, _SAMPLE_ROWS)
        meaning = _looks_like(cells) if cells else None
        if meaning is not None and meaning.field in taken and meaning.field != P.ANSWER:
            meaning = None
        taken.add(meaning.field if meaning is not None else "")
        guess = guess_of(table, column, meaning)
        guesses.append(guess if meaning is not None else replace(guess, samples=_samples(table, column)))
    return tuple(guesses)


def _looks_like(cells: list[str]) -> Meaning | None:
    shapes = ((P.UPN, _UPN_LIKE), (P.BIRTH_DATE, _is_day), (P.ANSWER, is_answer), (P.FULL_NAME, _COMMA_NAME))
    for field, fits in shapes:
        if sum(map(bool, map(fits, cells))) >= 0.8 * len(cells):
            return Meaning(field, 0.5)
    return None


def _is_day(text: str) -> bool:
    try:
        return read_day(text) is not None
    except ValueError:
        return False


def _holds_answers(table: UntrustedTable, column: int, least: float) -> bool:
    cells = table.column(column, _SAMPLE_ROWS)
    return not cells or sum(map(is_answer, cells)) >= least * len(cells)


def _between_answers(table: UntrustedTable, chosen: dict[int, Meaning]) -> None:
    """A column of answers between two others is about a place that the school calls by a name of its own."""
    answers = [column for column, meaning in chosen.items() if meaning.field in _ALL_OF_THEM]
    if len(answers) < 2:
        return
    for column in range(min(answers) + 1, max(answers)):
        heading = table.headings[column]
        if column in chosen or column in table.blank_headings or _OTHER_CONSENTS.search(heading):
            continue
        if table.column(column, _SAMPLE_ROWS) and _holds_answers(table, column, 0.9):
            chosen[column] = Meaning(P.REFUSAL if _REFUSING.search(heading) else P.ANSWER, 0.5)
