"""How the register says what stands in one of its cells (PRACTICE 14: the kind of access, never why it ended)."""

from __future__ import annotations

from schoolsm_desktop.domain.access import KIND_WORDS, LEVEL_WORDS, Access, AccessKind
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.services.matrix import Cell
from schoolsm_desktop.ui.theme import State

SHORT_KINDS = {
    AccessKind.OWN_LOGIN: "Own login",
    AccessKind.TOOL_SEAT: "Seat in a tool",
    AccessKind.KNOWS_PASSWORD: "Knows password",
    AccessKind.LESSON_USE: "In lessons",
}


def cell_words(cell: Cell) -> str:
    """What the matrix writes into a cell; a dash where the two have nothing to do with each other."""
    if cell.must_change:
        return tr("New password needed")
    if cell.live:
        return list_text([tr(SHORT_KINDS[access.kind]) for access in cell.live])
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
    return None


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
    last = access.ended_at.astimezone().date() if access.ended_at else access.ends
    if last is None:
        return tr("since {day}", day=day_text(access.starts))
    return tr("{first} to {last}", first=day_text(access.starts), last=day_text(last))
