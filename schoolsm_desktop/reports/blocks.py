"""Smaller things that documents share: facts in columns, counts in a row, a legend, numbered steps, lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schoolsm_desktop.domain.wording import tr

from .fonts import width_of
from .paper import ASCENT, Paper
from .styles import (
    BODY,
    BODY_BOLD,
    BODY_QUIET,
    CELL,
    CELL_BOLD,
    INK,
    LABEL,
    PALE,
    Sign,
    Style,
    clipped,
    lines_of,
)

_GAP = 12.0
_SIGNER_HIGH = 42.0
_FIGURE = Style(BODY_BOLD.face, 17, 20)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is known, with a sign where it tells a state."""

    label: str
    text: str
    sign: Sign | None = None
    style: Style = BODY


@dataclass(frozen=True, slots=True)
class Count:
    """A figure that is read at a glance, with its words."""

    figure: str
    words: str
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the duty in the school's own words, and the name where it is known."""

    duty: str
    name: str = ""


class FactGrid:
    """Facts in columns, laid out once so that their height is known before anything is drawn."""

    def __init__(self, paper: Paper, facts: Sequence[Fact], columns: int, *, inset: float = 0.0) -> None:
        self._paper = paper
        self._inset = inset
        wide = paper.width - 2 * inset
        self._column = (wide - (columns - 1) * _GAP) / columns
        self._rows: list[list[tuple[Fact, tuple[str, ...]]]] = []
        facts = [_labelled(paper, fact, self._column) for fact in facts]
        for start in range(0, len(facts), columns):
            self._rows.append([(fact, self._lay(fact)) for fact in facts[start : start + columns]])
        self._heights = [max(self._high(laid) for laid in row) for row in self._rows]
        self.height = sum(self._heights)

    def _lay(self, fact: Fact) -> tuple[str, ...]:
        indent = fact.style.size + 3 if fact.sign else 0.0
        fitted = self._paper.lettering.fit(fact.text, 2000)  # clipped by its lines, below
        lines = lines_of(fitted, fact.style, self._column - indent)
        return clipped(lines, 8, fact.style, self._column - indent)

    def _high(self, laid: tuple[Fact, tuple[str, ...]]) -> float:
        fact, lines = laid
        return LABEL.leading + len(lines) * fact.style.leading + 5

    def draw(self) -> None:
        """Draw it at the paper's place; the caller has made room."""
        paper = self._paper
        for row, high in zip(self._rows, self._heights, strict=True):
            for at, (fact, lines) in enumerate(row):
                self._draw_fact(fact, lines, paper.left + self._inset + at * (self._column + _GAP))
            paper.y -= high

    def _draw_fact(self, fact: Fact, lines: tuple[str, ...], x: float) -> None:
        paper, y = self._paper, self._paper.y
        paper.pen.put(x, y - LABEL.leading * ASCENT, fact.label, LABEL)
        y -= LABEL.leading
        size = fact.style.size
        if fact.sign:
            paper.sign(fact.sign, x, y - fact.style.leading * ASCENT - size * 0.12, size)
            x += size + 3
        for line in lines:
            paper.pen.put(x, y - fact.style.leading * ASCENT, line, fact.style)
            y -= fact.style.leading


class FactList:
    """Facts below a heading in one column, each label beside what is known; its height is known before it is drawn."""

    def __init__(
        self, paper: Paper, heading: str, facts: Sequence[Fact], left: float, width: float, label_width: float
    ) -> None:
        self._paper, self._left, self._width = paper, left, width
        self._heading = _one_line(paper, heading, CELL_BOLD, width)
        self._indent = label_width + 6
        self._laid = [(fact, self._labels(fact, label_width), self._lay(fact)) for fact in facts]
        self._heights = [max(len(a) * LABEL.leading, len(b) * fact.style.leading) + 2.4 for fact, a, b in self._laid]
        self.height = CELL_BOLD.leading + 5 + sum(self._heights)

    def _labels(self, fact: Fact, width: float) -> tuple[str, ...]:
        return clipped(lines_of(self._paper.lettering.fit(fact.label, 200), LABEL, width), 3, LABEL, width)

    def _lay(self, fact: Fact) -> tuple[str, ...]:
        room = self._width - self._indent - (fact.style.size + 3 if fact.sign else 0.0)
        return clipped(lines_of(self._paper.lettering.fit(fact.text), fact.style, room), 6, fact.style, room)

    def draw(self, top: float) -> None:
        """Draw it with its heading at `top`; the paper's own place is left alone."""
        paper = self._paper
        paper.pen.put(self._left, top - CELL_BOLD.leading * ASCENT, self._heading, CELL_BOLD)
        paper.rule(self._left, self._left + self._width, top - CELL_BOLD.leading - 1)
        y = top - CELL_BOLD.leading - 5
        for (fact, labels, lines), high in zip(self._laid, self._heights, strict=True):
            self._draw_fact(fact, labels, lines, y)
            y -= high

    def _draw_fact(self, fact: Fact, labels: tuple[str, ...], lines: tuple[str, ...], y: float) -> None:
        paper, baseline = self._paper, y - fact.style.leading * ASCENT
        for number, label in enumerate(labels):
            paper.pen.put(self._left, baseline - number * LABEL.leading, label, LABEL)
        x, size = self._left + self._indent, fact.style.size
        if fact.sign:
            paper.sign(fact.sign, x, baseline - size * 0.12, size)
            x += size + 3
        for number, line in enumerate(lines):
            paper.pen.put(x, baseline - number * fact.style.leading, line, fact.style)


def _labelled(paper: Paper, fact: Fact, width: float) -> Fact:
    """`fact` with its label fit to stand on one line."""
    return replace(fact, label=_one_line(paper, fact.label, LABEL, width))


def _one_line(paper: Paper, text: str, style: Style, width: float) -> str:
    """`text` as it can be set, on one line of `width` points."""
    return "".join(clipped(lines_of(paper.lettering.fit(text, 200), style, width), 1, style, width))


def draw_counts(paper: Paper, counts: Sequence[Count]) -> None:
    """Figures side by side in pale boxes, each with its words below it."""
    if not counts:
        return
    wide = (paper.width - (len(counts) - 1) * 8) / len(counts)
    figures = [_one_line(paper, count.figure, _FIGURE, wide - 35) for count in counts]
    fitted = [lines_of(paper.lettering.fit(count.words), CELL, wide - 20) for count in counts]
    laid = [clipped(lines, 3, CELL, wide - 20) for lines in fitted]
    high = 12 + _FIGURE.leading + max(len(lines) for lines in laid) * CELL.leading
    paper.need(high)
    for at, (count, figure, lines) in enumerate(zip(counts, figures, laid, strict=True)):
        x, y = paper.left + at * (wide + 8), paper.y
        paper.canvas.setFillColor(PALE)
        paper.canvas.roundRect(x, y - high, wide, high, 4, stroke=0, fill=1)
        baseline = y - 6 - _FIGURE.leading * ASCENT
        paper.pen.put(x + 10, baseline, figure, _FIGURE)
        if count.sign:
            after = x + 10 + width_of(figure, _FIGURE.face, _FIGURE.size) + 5
            paper.sign(count.sign, after, baseline + 1, 10)
        y -= 6 + _FIGURE.leading
        for line in lines:
            paper.pen.put(x + 10, y - CELL.leading * ASCENT, line, CELL)
            y -= CELL.leading
    paper.y -= high
    paper.skip(12)


def draw_legend(paper: Paper, entries: Sequence[tuple[Sign, str]]) -> None:
    """What the signs mean, on as few lines as they need."""
    size, x = CELL.size, paper.left
    paper.need(CELL.leading + 2)
    for sign, entry in entries:
        words = _one_line(paper, entry, CELL, paper.width - size - 3)
        wide = size + 3 + width_of(words, CELL.face, CELL.size)
        if x + wide > paper.right and x > paper.left:
            paper.y -= CELL.leading + 2
            x = paper.left
        baseline = paper.y - CELL.leading * ASCENT
        paper.sign(sign, x, baseline - size * 0.12, size)
        paper.pen.put(x + size + 3, baseline, words, CELL)
        x += wide + 16
    paper.y -= CELL.leading + 6


def draw_signed_lines(
    paper: Paper, entries: Sequence[tuple[Sign, str]], style: Style = BODY, *, below: float = 0.0
) -> None:
    """Sentences one below the other, each after its sign; the last one leaves `below` points for what goes with it."""
    for number, (sign, words) in enumerate(entries, 1):
        indent = style.size + 5
        lines = lines_of(paper.lettering.fit(words, 1000), style, paper.width - indent)
        last = number == len(entries)
        paper.need(len(lines) * style.leading + 3 + below if last else min(len(lines), 2) * style.leading)
        paper.sign(sign, paper.left, paper.y - style.leading * ASCENT - style.size * 0.12, style.size)
        for line in lines:
            paper.need(style.leading)
            paper.pen.put(paper.left + indent, paper.y - style.leading * ASCENT, line, style)
            paper.y -= style.leading
        paper.y -= 3


def draw_steps(paper: Paper, steps: Sequence[str], style: Style = BODY) -> None:
    """Numbered steps; a step is never torn."""
    bold = replace(style, face=BODY_BOLD.face)
    for number, step in enumerate(steps, 1):
        lines = lines_of(paper.lettering.fit(step, 1000), style, paper.width - 18)
        paper.need(len(lines) * style.leading)
        paper.pen.put(paper.left, paper.y - style.leading * ASCENT, f"{number}.", bold)
        for line in lines:
            paper.pen.put(paper.left + 18, paper.y - style.leading * ASCENT, line, style)
            paper.y -= style.leading
        paper.y -= 3


def sign_off_height(paper: Paper, signers: Sequence[Signer]) -> float:
    """Points that `draw_sign_off` takes with a statement of one line."""
    return 10 + BODY.leading + -(-len(signers) // _signers_across(paper)) * _SIGNER_HIGH if signers else 0.0


def draw_sign_off(paper: Paper, statement: str, signers: Sequence[Signer]) -> None:
    """A statement and a line for each signer: signature, name, day. It stays together on one page."""
    if not signers:
        return
    lines = lines_of(paper.lettering.fit(statement, 1000), BODY, paper.width)
    paper.need(sign_off_height(paper, signers) + (len(lines) - 1) * BODY.leading)
    paper.skip(10)
    for line in lines:
        paper.pen.put(paper.left, paper.y - BODY.leading * ASCENT, line, BODY)
        paper.y -= BODY.leading
    across = _signers_across(paper)
    wide = (paper.width - (across - 1) * 30) / across
    for start in range(0, len(signers), across):
        for at, signer in enumerate(signers[start : start + across]):
            _draw_signer(paper, signer, paper.left + at * (wide + 30), wide)
        paper.y -= _SIGNER_HIGH


def _signers_across(paper: Paper) -> int:
    """On a sheet that lies two sign side by side."""
    return 2 if paper.width > 600 else 1


def _draw_signer(paper: Paper, signer: Signer, left: float, wide: float) -> None:
    y = paper.y - 28
    spans = ((0.0, 0.44), (0.48, 0.78), (0.82, 1.0))
    duty = paper.lettering.fit(signer.duty, 80)
    name = paper.lettering.fit(signer.name, 120)
    labels = (tr("Signature: {duty}", duty=duty), tr("Name"), tr("Day"))
    for (start, end), label, text in zip(spans, labels, ("", name, ""), strict=True):
        x1, x2 = left + start * wide, left + end * wide
        paper.rule(x1, x2, y, 0.7, INK)
        paper.pen.put(x1, y - 9.5, clipped(lines_of(label, LABEL, x2 - x1), 1, LABEL, x2 - x1)[0], LABEL)
        if text:
            paper.pen.put(x1, y + 4, clipped(lines_of(text, BODY, x2 - x1), 1, BODY, x2 - x1)[0], BODY)


def draw_nothing(paper: Paper, text: str) -> None:
    """A quiet sentence where a list would stand."""
    paper.flow(text, BODY_QUIET)
    paper.skip(8)
