"""How the register says what stands in one of its cells (PRACTICE 14: the kind of access, never why it ended)."""

from __future__ import annotations

from schoolsm_desktop.domain.access import KIND_WORDS, LEVEL_WORDS, Access, AccessKind
from schoolsm_desktop.domain.conditions import Missing, Readiness
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.requests import RequestState
from schoolsm_desktop.domain.wording import day_text, list_text, ntr, short_day_text, tr
from schoolsm_desktop.services.matrix import Cell
from schoolsm_desktop.ui.theme import State

SHORT_KINDS = {
    AccessKind.OWN_LOGIN: "Own login",
    AccessKind.TOOL_SEAT: "Tool seat",
    AccessKind.KNOWS_PASSWORD: "Password",
    AccessKind.LESSON_USE: "In lessons",
}


MISSING_WORDS = {
    AccessCondition.POLICY_READ: "Policy not signed",
    AccessCondition.TRAINING: "No training",
    AccessCondition.UNDERTAKING: "No undertaking",
}
ENDED_WORDS = {
    AccessCondition.POLICY_READ: "Policy until {day}",
    AccessCondition.TRAINING: "Training ended {day}",
    AccessCondition.UNDERTAKING: "Undertaking ended {day}",
}


def cell_words(cell: Cell) -> str:
    """What the matrix writes into a cell; a dash where the two have nothing to do with each other."""
    if cell.must_change:
        return tr("New password needed")
    if cell.live:
        # Who knows the password matters most; the other ways stand in the hint and beside the list.
        first = min((access.kind for access in cell.live), key=lambda kind: kind is not AccessKind.KNOWS_PASSWORD)
        said, others = tr(SHORT_KINDS[first]), len({access.kind for access in cell.live}) - 1
        return tr("{kind} +{count}", kind=said, count=others) if others else said
    if cell.waiting is not None:
        given = cell.waiting.state is RequestState.AUTHORISED
        return tr("To be given") if given else tr("Asked for")
    if cell.keyholder:
        return tr("Keyholder")
    return tr("No access now") if cell.ended else "–"


def cell_state(cell: Cell) -> State | None:
    """How the cell stands; None for nothing to say."""
    if cell.must_change:
        return State.STOP
    if cell.live:
        waiting = any(access.already_had and access.authorised_by is None for access in cell.live)
        return State.WARN if waiting else State.GOOD
    return State.WARN if cell.waiting is not None else None


def cell_levels(cell: Cell) -> str:
    """What somebody may do there, under the kind; nothing where that is not the point."""
    if cell.must_change or not cell.live:
        return ""
    return list_text(list(dict.fromkeys(tr(LEVEL_WORDS[access.level]).lower() for access in cell.live)))


def cell_spoken(person: str, account: str, cell: Cell) -> str:
    """The cell as a screen reader says it: “J. Marsh, Facebook: Posts, knows the password”."""
    parts = [
        tr("{level}, {kind}", level=tr(LEVEL_WORDS[a.level]), kind=tr(KIND_WORDS[a.kind]).lower()) for a in cell.live
    ]
    if cell.must_change:
        parts.insert(0, tr("New password needed"))
    if cell.waiting is not None and not cell.live:
        parts.append(cell_words(cell))
    if cell.keyholder:
        parts.append(tr("Keyholder"))
    if not parts:
        parts.append(tr("No access now") if cell.ended else tr("No access"))
    if any(a.already_had and a.authorised_by is None for a in cell.live):
        parts.append(tr("not authorised yet"))
    return tr("{person}, {account}: {access}", person=person, account=account, access="; ".join(parts))


def readiness_words(readiness: Readiness | None) -> str:
    """Policy and training on one chip: “In date”, or the first thing that is missing."""
    if readiness is None:
        return ""
    if readiness.ok:
        return tr("In date")
    first = readiness.missing[0]
    if first.ended_on is not None:
        return tr(ENDED_WORDS[first.condition], day=short_day_text(first.ended_on))
    return tr(MISSING_WORDS[first.condition])


def readiness_more(readiness: Readiness | None) -> str:
    """What else is missing, under the chip."""
    if readiness is None or len(readiness.missing) < 2:
        return ""
    return ntr("and {count} more", "and {count} more", len(readiness.missing) - 1)


def readiness_state(readiness: Readiness | None) -> State | None:
    """As grave as the gravest thing that is missing."""
    if readiness is None:
        return None
    states = {missing_state(missing) for missing in readiness.missing}
    return State.STOP if State.STOP in states else State.WARN if states else State.GOOD


def missing_state(missing: Missing) -> State:
    """A policy that is not signed stops; the rest asks for attention."""
    return State.STOP if missing.condition is AccessCondition.POLICY_READ else State.WARN


def cell_icon(cell: Cell) -> str:
    """A key where somebody knows the password and all is well; else the state's own sign stands."""
    knows = any(access.kind is AccessKind.KNOWS_PASSWORD for access in cell.live)
    return "key-round" if knows and cell_state(cell) is State.GOOD else ""


def cell_hint(cell: Cell) -> str:
    """The cell in full, for the pointer and the screen reader."""
    lines = [access_words(access) for access in cell.live]
    if cell.keyholder:
        lines.append(tr("Keyholder: can open every password"))
    return "\n".join(lines)


def access_words(access: Access) -> str:
    """`Knows the password, posts`."""
    return tr("{kind}, {level}", kind=tr(KIND_WORDS[access.kind]), level=tr(LEVEL_WORDS[access.level]).lower())


def span_words(access: Access) -> str:
    """From when until when an access stands or stood."""
    last = access.last_day
    if last is None:
        return tr("since {day}", day=day_text(access.starts))
    return tr("{first} to {last}", first=day_text(access.starts), last=day_text(last))
