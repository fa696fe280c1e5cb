"""`python -m tests.benchmarks [--json FILE] [--only NAME]`: floor, peer, ours, ratio and goal of every line."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.harness import NotHereError, Result, Verdict, exit_code, measure_line, table
from tests.benchmarks.lines import LINES


def main() -> int:
    """Measure the lines that were asked for; 1 while one misses its goal."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument("--only", action="append", metavar="NAME", help="lines whose name contains NAME")
    parser.add_argument("--list", action="store_true", help="the names of all lines")
    chosen = parser.parse_args()
    names = [name for name in LINES if not chosen.only or any(part in name for part in chosen.only)]
    if chosen.list or not names:
        sys.stdout.write("\n".join(names or LINES) + "\n")
        return 0 if names else 2
    results = []
    for name in names:
        sys.stderr.write(f"{name} ...\n")
        results.append(_result(name))
    sys.stdout.write(table(results) + "\n")
    if chosen.json:
        found = {
            "python": platform.python_version(),
            "system": platform.system(),
            "cores": os.cpu_count(),
            "lines": [dataclasses.asdict(result) for result in results],
        }
        chosen.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return exit_code(results)


def _result(name: str) -> Result:
    try:
        return measure_line(LINES[name](name))
    except NotHereError as reason:
        return Result(name, Verdict.SKIPPED, str(reason))


if __name__ == "__main__":
    sys.exit(main())
