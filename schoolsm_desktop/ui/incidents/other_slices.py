"""What the other parts of the work on an incident put into its record: their dialogs."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping

from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.parts import PartedPage

_DIALOGS = (
    ("report_dialog", "report_dialogs"),
    ("report_dialogs", "report_dialogs"),
    ("share_dialogs", "share_dialogs"),
    ("share_dialog", "share_dialogs"),
    ("steps_pane", "steps_dialogs"),
    ("evidence_dialogs", "evidence_dialogs"),
    ("letter_dialogs", "letter_dialogs"),
    ("complaint_letter_dialogs", "letter_dialogs"),
    ("print_dialogs", "print_dialogs"),
)


def dialogs_of_slices(page: PartedPage) -> Mapping[str, Callable[[str], FormDialog]]:
    """Every dialog about a case that is there."""
    found: dict[str, Callable[[str], FormDialog]] = {}
    for module, name in _DIALOGS:
        try:
            made = getattr(importlib.import_module(f"schoolsm_desktop.ui.incidents.{module}"), name)
        except (ImportError, AttributeError):
            continue
        found.update(made(page))
    return found
