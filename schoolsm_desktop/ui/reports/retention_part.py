"""How long records are kept, whose time is over, what must be kept, and what two people destroy."""

from __future__ import annotations

from schoolsm_desktop.ui.parts import Part


class RetentionPart(Part):
    """Nothing yet."""
