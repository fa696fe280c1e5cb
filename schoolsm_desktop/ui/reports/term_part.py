"""Termly reports to governors: drafts, final ones, and how the board took them."""

from __future__ import annotations

from schoolsm_desktop.ui.parts import Part


class TermReportsPart(Part):
    """Nothing yet."""
