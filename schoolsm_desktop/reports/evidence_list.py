"""The list of evidence: what it is, where it came from, and its seal number, by which a copy is known to be the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import draw_nothing
from .fonts import Face
from .page_frame import PageFacts
from .paper import Paper
from .styles import CELL, CELL_BOLD, CELL_QUIET, LABEL, Sign, Style
from .tables import Column, Piece, Row, draw_table

_PIECE = 380
_SEAL = Style(Face.MONO, 7.5, 10)


@dataclass(frozen=True, slots=True)
class ListedEvidence:
    """One file. `seal` is SHA-256 of what came in, in groups of four; `state` only where it is not simply kept."""

    number: int
    name: str
    kind: str
    source: str
    seen: str
    captured: str
    kept: str
    seal: tuple[str, ...]
    note: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceFigures:
    """Everything the list shows when it is a document of its own."""

    page: PageFacts
    lead: str
    evidence: tuple[ListedEvidence, ...]


def render(figures: EvidenceFigures) -> bytes:
    """The list as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(figures.lead)
    draw_evidence(paper, figures.evidence)
    return paper.finish()


def draw_evidence(paper: Paper, evidence: Sequence[ListedEvidence]) -> None:
    """The table, and below it how a copy is held against its seal number."""
    if not evidence:
        draw_nothing(paper, tr("No file is kept with it."))
        return
    columns = (
        Column(tr("No."), 0.4),
        Column(tr("File"), 2.2),
        Column(tr("Where from"), 2.4),
        Column(tr("Seal number"), 2.0),
    )
    draw_table(paper, columns, [_row(one) for one in evidence])
    paper.flow(
        tr(
            "The seal number is the file’s SHA-256, taken when it came in. A copy whose SHA-256 is the same was not changed."
        ),
        LABEL,
    )


def _row(one: ListedEvidence) -> Row:
    file = [Piece(one.name, CELL_BOLD), Piece(one.kind, CELL_QUIET)]
    if one.state:
        file.append(Piece(one.state, CELL_BOLD, Sign.STOP))
    file += _whole(one.note)
    where = [piece for text in (one.source, one.seen, one.captured) for piece in _whole(text)]
    where.append(Piece(one.kept, CELL_QUIET))
    return (str(one.number), tuple(file), tuple(where), tuple(Piece(group, _SEAL) for group in one.seal))


def _whole(text: str) -> list[Piece]:
    """A long text in pieces, each short enough for a cell to take it uncut."""
    return [Piece(text[at : at + _PIECE], CELL) for at in range(0, len(text), _PIECE)]
