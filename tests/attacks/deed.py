"""One line of the table of deeds: what a method needs, and how it is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from schoolsm_desktop.domain.permissions import Action

from .stage import Stage

EVERYBODY: Final = "everybody"
REGISTER: Final = "register"


@dataclass(frozen=True)
class Deed:
    """What one method needs and how it is called."""

    needs: Action | str
    call: Callable[[Stage], object]
