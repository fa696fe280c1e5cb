"""Trying the ways back into an account: each with the day on which it was tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from .accounts import Account
from .wording import day_text, tr


class RecoveryWay(StrEnum):
    """What can be tried: one way, or the whole of it as on the day it is needed."""

    MAILBOX = "mailbox"
    PHONE = "phone"
    BACKUP_CODES = "backup-codes"
    WHOLE = "whole"


WAY_WORDS: Mapping[RecoveryWay, str] = {
    RecoveryWay.MAILBOX: "Recovery mailbox",
    RecoveryWay.PHONE: "Recovery phone",
    RecoveryWay.BACKUP_CODES: "Backup codes",
    RecoveryWay.WHOLE: "The whole way back in",
}


def tried(account: Account, way: RecoveryWay, on: date, *, worked: bool, what_happened: str = "") -> Account:
    """The account after a way was tried. One that worked is also the last day on which any way was tried.

    One that failed counts as not tried; what happened is added to the account's note in either case.
    """
    day, facts = (on if worked else None), account.recovery
    if way is RecoveryWay.MAILBOX:
        facts = replace(facts, mailbox_tried=day)
    elif way is RecoveryWay.PHONE:
        facts = replace(facts, phone_tried=day)
    elif way is RecoveryWay.BACKUP_CODES:
        facts = replace(facts, backup_codes_tried=day)
    if worked:
        facts = replace(facts, last_tried=max(on, facts.last_tried or on))
    elif way is RecoveryWay.WHOLE:
        facts = replace(facts, last_tried=None)
    else:
        left = (facts.mailbox_tried, facts.phone_tried, facts.backup_codes_tried)
        facts = replace(facts, last_tried=max((d for d in left if d is not None), default=None))
    return replace(account, recovery=facts, note=_note(account.note, way, on, worked, what_happened))


def _note(note: str, way: RecoveryWay, on: date, worked: bool, what_happened: str) -> str:
    if not what_happened:
        return note
    said = tr("worked") if worked else tr("did not work")
    line = tr(
        "{day}, {way} tried, {said}: {what}", day=day_text(on), way=tr(WAY_WORDS[way]), said=said, what=what_happened
    )
    return f"{note}\n{line}" if note else line
