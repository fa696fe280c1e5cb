"""What a cell of a list says about one place for pictures: ticks, crosses, letters, numbers, words, whole sentences."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from schoolsm_desktop.domain.photo_answers import Capacity, Said

MOST_WORDS = 500
HAS_CONDITION = "has-condition"
UNKNOWN_ANSWER = "unknown-answer"
UNCLEAR_CROSS = "unclear-cross"


class AnswerRead(NamedTuple):
    """An answer, the cell's own words where they say more, and what is doubtful about it."""

    said: Said | None
    words: str = ""
    doubt: str = ""


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split("|"))


_YES = _all(
    "y|yes|true|t|1|1.0|ok|okay|agreed|agree|i agree|agrees|granted|given|allowed|permitted|accepted|accept|approved|"
    "consent|consents|consented|i consent|consent given|consent granted|consent received|consent obtained|full consent|"
    "permission given|permission granted|has consent|has permission|yes please|yes to all|opt in|opted in|opt-in|opted-in|"
    "ie|oes|ydw|ydyn|gellir|on|ticked|selected|may|can|i do|✓|✔|☑|✅|√|🗸|👍|ü"
)
_NO = _all(
    "n|no|false|f|0|0.0|refused|refuse|declined|decline|denied|not given|not granted|not agreed|not allowed|not permitted|"
    "withheld|disagree|disagreed|i disagree|do not agree|i do not agree|rejected|not approved|does not consent|"
    "do not consent|i do not consent|did not consent|not consented|consent refused|consent declined|consent denied|"
    "consent not given|consent not granted|consent withheld|no consent|no consent given|no permission|permission refused|"
    "permission denied|permission not given|no thank you|no thanks|opt out|opted out|opt-out|opted-out|nac oes|nac ydw|"
    "nage|off|may not|cannot|can not|i do not|never|none of these|✗|✘|✕|✖|❌|☒|⛔|🚫|👎|×|û"
)
_NONE = _all(
    "|-|--|---|–|—|.|?|??|n/a|na|none|nil|null|tbc|tba|unknown|not known|no response|no answer|no reply|not answered|"
    "not returned|not yet returned|not received|form not returned|no form|no form returned|awaiting|awaiting response|"
    "awaiting reply|awaiting form|pending|outstanding|unanswered|blank|empty|not asked|not set|undecided|not recorded|"
    "unspecified|not specified|not stated|expired|consent expired|no data|(blank)|☐|□|#n/a|#ref!|#value!|#name?"
)
_WITHDRAWN = re.compile(r"(?:consent |permission |now |has been |was )*(?:withdrawn|withdrew|revoked|withdraw)")
_OBJECTED = re.compile(r"(?:has |parent )*(?:objected|objects|objection|object)")
_CROSSES = _all("x|xx|xxx")
_BEGINS = re.compile(r"(?:yes|no|y|n|consent(?: given| refused)?|only|not|ok|agreed|refused)\b|✓|✔|✗|✘")
_LEAD_DASH = re.compile(r"\s+")


def read_answer(cell: str | date, *, cross_is_no: bool) -> AnswerRead:
    """What one cell says. Whatever is not plainly an answer keeps its words as a condition, and so stops a picture."""
    if not isinstance(cell, str):
        return AnswerRead(Said.CONDITION, cell.strftime("%d/%m/%Y"), UNKNOWN_ANSWER)
    return _of_text(cell, cross_is_no)


@lru_cache(maxsize=4096)
def _of_text(cell: str, cross_is_no: bool) -> AnswerRead:
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in cell[: MOST_WORDS * 4]).split())
    plain = words.lower().replace("’", "'").replace("don't", "do not").replace("\ufe0f", "").strip(" .!,;:'\"")
    plain = _LEAD_DASH.sub(" ", plain)
    if plain in _CROSSES:
        return AnswerRead(Said.NO) if cross_is_no else AnswerRead(Said.CONDITION, words, UNCLEAR_CROSS)
    if plain in _NONE or words in _NONE:
        return AnswerRead(None)
    if plain in _YES:
        return AnswerRead(Said.YES)
    if plain in _NO:
        return AnswerRead(Said.NO)
    if _WITHDRAWN.fullmatch(plain):
        return AnswerRead(Said.WITHDRAWN)
    if _OBJECTED.fullmatch(plain):
        return AnswerRead(Said.OBJECTED)
    return AnswerRead(Said.CONDITION, words[:MOST_WORDS], HAS_CONDITION if _BEGINS.match(plain) else UNKNOWN_ANSWER)


def is_answer(cell: str) -> bool:
    """Whether a cell is one that a column of answers has."""
    read = read_answer(cell, cross_is_no=True)
    return read.doubt != UNKNOWN_ANSWER


def refusal_of(read: AnswerRead) -> AnswerRead:
    """The same cell under a heading that asks for refusals: a yes is a no, a plain no says nothing about a yes."""
    if read.said is Said.YES:
        return AnswerRead(Said.NO)
    return AnswerRead(None) if read.said is Said.NO else read


# -------- who signed

_CAPACITIES: tuple[tuple[Capacity, str], ...] = (
    (
        Capacity.OTHER,
        r"\bstep|\baunt|\buncle|\bsister\b|\bbrother\b|\bsibling|\bcousin|\bfriend\b|\bself\b|\bpupil\b|\bother\b",
    ),
    (Capacity.GRANDPARENT, r"\bgrand\w*|\bgran\b|\bnan(?:na|a|ny)?\b|\bgrampa\b|\bgrandad\b"),
    (Capacity.LOCAL_AUTHORITY, r"\blocal authority\b|\bsocial (?:worker|services)\b|\bcouncil\b|^la$"),
    (Capacity.NOT_KNOWN, r"\bparents?\s*(?:/|or|&)\s*carers?\b|\bunknown\b"),
    (Capacity.GUARDIAN, r"\bguardian"),
    (Capacity.CARER, r"\bcarer|\bfoster"),
    (Capacity.MOTHER, r"\bmother\b|\bmum(?:my)?\b|\bmam\b|\bmom\b|\bmam\b"),
    (Capacity.FATHER, r"\bfather\b|\bdad(?:dy)?\b|\btad\b"),
    (Capacity.PARENT, r"\bparents?\b"),
)
_MARKS_AROUND = re.compile(r"^[\s,;:()/\-–]+|[\s,;:()/\-–]+$")


def _is_a_name(text: str) -> bool:
    """Two words at least, and none that says as what somebody signs."""
    spoken = re.search(r"['’]s\b|\band\b", text, re.IGNORECASE)
    return len(text.split()) > 1 and not spoken and not any(re.search(p, text, re.IGNORECASE) for _, p in _CAPACITIES)


@lru_cache(maxsize=16_384)
def read_signer(cell: str) -> tuple[Capacity | None, str]:
    """As what somebody signed, and the name where the cell gives one: `Mother`, `Mrs Ada Dent (mother)`."""
    text = " ".join(cell.split())[:200]
    if not any(map(str.isalpha, text)) or text.lower() in {"n/a", "na", "none", "unknown", "not known", "tbc"}:
        return None, ""
    for capacity, pattern in _CAPACITIES:
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            rest = _MARKS_AROUND.sub("", text[: found.start()] + " " + text[found.end() :])
            return capacity, rest if _is_a_name(rest) else ""
    return Capacity.NOT_KNOWN, text[:100]
