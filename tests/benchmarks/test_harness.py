"""The judge of speed is judged: turns, tolerance, skipped peers, exit code."""

from __future__ import annotations

import itertools

import pytest

from tests.benchmarks.harness import Against, Contender, Line, Verdict, exit_code, measure_line, table


def _steady(name: str, *figures: float) -> Contender:
    following = itertools.cycle(figures)
    return Contender(name, lambda: next(following))


@pytest.mark.parametrize(
    ("ours", "verdict"),
    [(2.0, Verdict.MET), (2.29, Verdict.MET), (2.31, Verdict.MISSED), (0.5, Verdict.MET)],
)
def test_a_goal_is_missed_only_beyond_the_spread(ours: float, verdict: Verdict) -> None:
    line = Line("x", _steady("ours", ours), 2.0, Against.FLOOR, floor=_steady("floor", 1.0))
    result = measure_line(line)
    assert result.verdict is verdict
    assert exit_code([result]) == (1 if verdict is Verdict.MISSED else 0)


def test_the_ratio_is_that_of_the_same_round() -> None:
    # The machine slows down threefold from round to round; ours is always twice the floor.
    slower = [1.0, 1.0, 3.0, 9.0, 27.0, 81.0]
    line = Line(
        "x",
        _steady("ours", *[2 * figure for figure in slower]),
        2.0,
        Against.FLOOR,
        floor=_steady("floor", *slower),
        rounds=5,
    )
    assert measure_line(line).value == pytest.approx(2.0)


def test_contenders_take_turns_and_the_order_turns_round() -> None:
    order: list[str] = []

    def contender(name: str) -> Contender:
        def measure() -> float:
            order.append(name)
            return 1.0

        return Contender(name, measure)

    line = Line("x", contender("ours"), 1, Against.FLOOR, floor=contender("floor"), peer=contender("peer"), rounds=2)
    measure_line(line)
    assert order == ["floor", "peer", "ours", "floor", "peer", "ours", "ours", "peer", "floor"]


def test_a_missing_peer_is_skipped_with_its_reason_and_is_no_miss() -> None:
    line = Line("x", _steady("ours", 9.0), 1.0, Against.PEER, peer_missing="keepassxc-cli is not installed")
    result = measure_line(line)
    assert (result.verdict, result.reason) == (Verdict.SKIPPED, "keepassxc-cli is not installed")
    assert exit_code([result]) == 0
    assert "skipped: keepassxc-cli is not installed" in table([result])


def test_a_missing_peer_beside_a_floor_is_said_and_the_line_measured() -> None:
    line = Line("x", _steady("ours", 3.0), 2.0, Against.FLOOR, floor=_steady("floor", 1.0), peer_missing="no peer here")
    result = measure_line(line)
    assert (result.verdict, result.reason) == (Verdict.MISSED, "no peer here")


def test_a_figure_without_reference_is_compared_in_its_unit() -> None:
    met = measure_line(Line("frame", _steady("ours", 0.010), 0.016, Against.NOTHING))
    missed = measure_line(Line("modules", _steady("ours", 200), 160, Against.NOTHING, unit="modules"))
    assert (met.verdict, missed.verdict) == (Verdict.MET, Verdict.MISSED)
    shown = table([met, missed])
    assert "10.0 ms" in shown
    assert "<= 160 modules" in shown


def test_what_a_line_opened_is_closed_even_when_it_fails() -> None:
    closed: list[bool] = []

    def fail() -> float:
        raise RuntimeError("broken")

    line = Line("x", Contender("ours", fail), 1, Against.NOTHING, close=lambda: closed.append(True))
    with pytest.raises(RuntimeError, match="broken"):
        measure_line(line)
    assert closed == [True]
