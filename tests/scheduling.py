"""Which tests go to one process where several work (`-n 2 --dist loadgroup`): those of one file, in the order they stand in.

What a file makes once for all its tests is then made once, and not in each process. xdist's own way, the mark
`xdist_group`, is lost with pytest 9.2 without a word (pytest-xdist issue 1386): the walk through the program, eight minutes,
was taken twice. Files come in the order they are found, so that the walks do not come last, when one process would wait.
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # it ships no types

ALONE = ("[dark-200]",)
"""Ends of the names of tests that share nothing with the others of their file, and take as long as all of them."""


def group_of(nodeid: str) -> str:
    """The group that a test runs with, by its name: its file, or itself where it stands `ALONE`."""
    return nodeid if nodeid.endswith(ALONE) else nodeid.split("::", 1)[0]


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # the same
    """Gives out file after file, each to whichever process has next to nothing left."""

    def __init__(self, config: pytest.Config, log: Any = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
