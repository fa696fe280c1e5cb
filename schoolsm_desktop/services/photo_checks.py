"""“May we post this picture?”: the answer, and the check as it is saved."""

from __future__ import annotations

from .ended_checks import end_checks

__all__ = ("end_checks",)
