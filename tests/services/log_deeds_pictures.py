"""The deeds of pictures that are to be posted, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from schoolsm_desktop.domain.audit import Did
from tests.services.stage import Stage

PICTURE_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "safe_copies.not_opened": (Did.PICTURE_NOT_OPENED, lambda s: s.office.safe_copies.not_opened()),
}
