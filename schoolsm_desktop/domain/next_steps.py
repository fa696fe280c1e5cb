"""What your policy says to do next about an incident: by type, by who it is said to be, and by the answers given."""

from __future__ import annotations

from .first_hour import FirstLine, first_hour

__all__ = ("FirstLine", "first_hour")
