"""Every table of the database, brought together once so that none is forgotten."""

from __future__ import annotations

from . import access, accounts, audit, desk, people, policies, schools, secrets
from .base import Base

ROOMS = (access, accounts, audit, desk, people, policies, schools, secrets)
METADATA = Base.metadata
