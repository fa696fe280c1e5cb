"""Requests for everything about one person."""

from __future__ import annotations

from schoolsm_desktop.ui.parts import Part


class SubjectsPart(Part):
    """Nothing yet."""
