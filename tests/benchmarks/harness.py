"""Measures one line of speed: the contenders take turns, and medians of what they took in the same round are compared."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

# Single rounds spread by a quarter on the machines this runs on: a line is missed only above its goal by this factor.
TOLERANCE = 1.15

Measure = Callable[[], float]


class NotHereError(Exception):
    """What a line needs is not on this machine, or not yet in the program; the reason is its text."""


class Against(StrEnum):
    """What the goal is a multiple of."""

    FLOOR = "floor"
    PEER = "peer"
    NOTHING = "nothing"  # the goal is a figure in the line's own unit


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do it. `measure` does it once and gives what it took, in the line's unit."""

    name: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Line:
    """What is compared, and how good ours must be. `unit` is `s`, `MB` or a plain count."""

    name: str
    ours: Contender
    goal: float
    against: Against
    floor: Contender | None = None
    peer: Contender | None = None
    peer_missing: str = ""
    rounds: int = 7
    unit: str = "s"
    close: Callable[[], None] = lambda: None


class Verdict(StrEnum):
    """What became of a line."""

    MET = "met"
    MISSED = "missed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Result:
    """A measured line: medians in its unit, `value` is what is compared with `goal`."""

    name: str
    verdict: Verdict
    reason: str = ""
    unit: str = "s"
    floor: float | None = None
    peer: float | None = None
    ours: float | None = None
    value: float | None = None
    goal: float | None = None
    against: Against = Against.NOTHING
    rounds: int = 0
    names: dict[str, str] = field(default_factory=dict)


def timed(work: Callable[[], object]) -> Measure:
    """The seconds that `work` takes, without what the collector of garbage would add by chance."""

    def measure() -> float:
        gc.collect()
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return measure


def measure_line(line: Line) -> Result:
    """Run the contenders in turns, one warm round before; a reference that is missing skips the line, with why."""
    contenders = {"floor": line.floor, "peer": line.peer, "ours": line.ours}
    present = {role: contender for role, contender in contenders.items() if contender is not None}
    names = {role: contender.name for role, contender in present.items()}
    if line.against is not Against.NOTHING and line.against.value not in present:
        line.close()
        return Result(line.name, Verdict.SKIPPED, line.peer_missing or f"no {line.against.value}", names=names)
    took: dict[str, list[float]] = {role: [] for role in present}
    try:
        for contender in present.values():
            contender.measure()
        for number in range(line.rounds):
            # The order turns round each time, so that none always runs on the heels of the same other.
            order = list(present.items()) if number % 2 == 0 else list(present.items())[::-1]
            for role, contender in order:
                took[role].append(contender.measure())
    finally:
        line.close()
    return _judge(line, took, names)


def _judge(line: Line, took: dict[str, list[float]], names: dict[str, str]) -> Result:
    ours = took["ours"]
    if line.against is Against.NOTHING:
        value = statistics.median(ours)
    else:
        value = statistics.median(mine / theirs for mine, theirs in zip(ours, took[line.against.value], strict=True))
    return Result(
        name=line.name,
        verdict=Verdict.MET if value <= line.goal * TOLERANCE else Verdict.MISSED,
        reason=line.peer_missing if line.peer is None else "",
        unit=line.unit,
        floor=statistics.median(took["floor"]) if "floor" in took else None,
        peer=statistics.median(took["peer"]) if "peer" in took else None,
        ours=statistics.median(ours),
        value=value,
        goal=line.goal,
        against=line.against,
        rounds=line.rounds,
        names=names,
    )


def exit_code(results: Iterable[Result]) -> int:
    """1 while a goal is missed; a line that could not be measured here is no miss."""
    return int(any(result.verdict is Verdict.MISSED for result in results))


def table(results: Iterable[Result]) -> str:
    """The results as aligned plain text."""
    head = ("line", "floor", "peer", "ours", "ratio", "goal", "")
    rows = [head]
    for result in results:
        ratio = result.against is not Against.NOTHING
        rows.append(
            (
                result.name,
                _amount(result.floor, result.unit),
                _amount(result.peer, result.unit),
                _amount(result.ours, result.unit),
                f"{result.value:.2f} x {result.against}" if ratio and result.value is not None else "",
                _goal(result, ratio=ratio),
                f"{result.verdict}: {result.reason}" if result.reason else str(result.verdict),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _goal(result: Result, *, ratio: bool) -> str:
    if result.goal is None:
        return ""
    return f"<= {result.goal:g}" if ratio else f"<= {_amount(result.goal, result.unit)}"


def _amount(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    if unit == "s":
        return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"
    return f"{value:.0f} {unit}".strip()
