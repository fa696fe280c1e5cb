"""Whom a letter names that it need not: a letter to one home names no child of another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .folding import folded

_WORD = re.compile(r"\w+")


def named_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that stand in `text` in full, each once, whatever their marks and capitals."""
    said = f" {_spaced(text)} "
    return tuple(name for name in dict.fromkeys(names) if _spaced(name) and f" {_spaced(name)} " in said)


def perhaps_named(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those whose first name alone stands in `text`: it may be another person, so it is only asked about."""
    said = f" {_spaced(text)} "
    firsts = {name: _spaced(name).partition(" ")[0] for name in dict.fromkeys(names)}
    return tuple(name for name, first in firsts.items() if len(first) > 1 and f" {first} " in said)


def _spaced(text: str) -> str:
    return " ".join(_WORD.findall(folded(text)))
