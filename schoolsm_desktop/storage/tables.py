"""Every table of the database, brought together once so that none is forgotten."""

from __future__ import annotations

from . import (
    access,
    account_checks,
    account_past,
    accounts,
    approvals,
    audit,
    checklists,
    conditions,
    cover,
    desk,
    papers,
    people,
    policies,
    requests,
    reviews,
    schools,
    secrets,
)
from .base import Base

ROOMS = (
    access,
    account_checks,
    account_past,
    accounts,
    approvals,
    audit,
    checklists,
    conditions,
    cover,
    desk,
    papers,
    people,
    policies,
    requests,
    reviews,
    schools,
    secrets,
)
METADATA = Base.metadata
