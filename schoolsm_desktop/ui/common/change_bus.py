"""What changed: every commit is told here, and every page that shows such things reads anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QObject, Signal


class Teller(Protocol):
    """Where commits are told: the session's `Changes`. It calls its listeners on the worker thread."""

    def listen(self, listener: Callable[[frozenset[str]], None]) -> None:
        """Have `listener` told of every change from now on."""


class ChangeBus(QObject):
    """Carries the nouns that a commit changed (`accounts`, `access`, `people`, ...) and who changed them.

    `changed` gives a frozenset of nouns and the object that published (None for a commit). Connect methods of widgets, not
    lambdas: only they are called on the window's thread.
    """

    changed = Signal(object, object)

    def follow(self, changes: Teller) -> None:
        """Pass on whatever `changes` tells; receivers are called on their own thread, the window's."""
        changes.listen(self.publish)

    def publish(self, nouns: Iterable[str], by: object = None) -> None:
        """Tell everyone that `nouns` changed; nothing is sent for an empty set."""
        names = frozenset(nouns)
        if names:
            self.changed.emit(names, by)
