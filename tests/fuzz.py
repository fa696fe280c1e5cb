"""`python -m tests.fuzz [--rounds N] [--only NAME]`: the readers of files against made-up and spoiled ones, with figures.

The tests do the same with few rounds; this is the longer run. It ends with 1 where a reader failed, after the smallest
example that makes it fail.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Sequence

from tests.exchange.fuzz_rounds import TARGETS, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the targets that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--rounds", type=int, default=2_000, metavar="N", help="rounds for each target")
    parser.add_argument("--only", action="append", metavar="NAME", help="targets whose name contains NAME")
    chosen = parser.parse_args(arguments)
    failed = 0
    for name in TARGETS:
        if chosen.only and not any(part in name for part in chosen.only):
            continue
        started = time.perf_counter()
        try:
            tally = run(name, chosen.rounds)
        except Exception:  # the example is what a person needs to see; the other targets still run
            traceback.print_exc()
            sys.stdout.write(f"{name}: FAILED\n")
            failed += 1
            continue
        took = time.perf_counter() - started
        refused = sum(tally.refused.values())
        sys.stdout.write(
            f"{name}: {tally.rounds} rounds in {took:.1f} s, {tally.read} read with {tally.rows} rows, {refused} refused "
            f"in {len(tally.refused)} ways, 0 failed\n"
        )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
