"""A new key for the whole database, so that a leaver's old copy of the key opens no later state of the records.

Two phases: the key file holds both keys until the database is proved to open with the new one, so that a power cut at
any moment leaves records that open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from schoolsm_desktop.storage.rekey import rekey

if TYPE_CHECKING:
    from schoolsm_desktop.security.unlocked import UnlockedVault

    from .session import Session


STORE_KEY_TO_RENEW = "store-key-to-renew"
"""Noted where somebody's sign-in ended through a person who is no keyholder: the next keyholder's sign-in renews it."""


def renew_store_key(session: Session) -> None:
    """Write every page under a new key. Nothing else may be at work in the records meanwhile; in a worker."""
    fresh = session.keys.begin_rekey()
    rekey(session.database, fresh)
    session.keys.finish_rekey()
    with session.work() as work:
        if work.uow.settings.get(STORE_KEY_TO_RENEW) == "true":
            work.uow.settings.put(STORE_KEY_TO_RENEW, "false")
            work.done()


def renew_if_noted(session: Session) -> None:
    """Renew the key where that waits for a keyholder, and this is one."""
    with session.reading() as uow:
        waits = uow.settings.get(STORE_KEY_TO_RENEW) == "true"
    if waits and session.keys.is_keyholder:
        renew_store_key(session)


def settle_rekey(keys: UnlockedVault, opens: bytes) -> None:
    """Settle a change of the key that was cut off: the key that `opens` the database is the one from now on."""
    if keys.next_store_key is None or not keys.is_keyholder:
        return
    if keys.next_store_key == opens:
        keys.finish_rekey()
    else:
        keys.cancel_rekey()
