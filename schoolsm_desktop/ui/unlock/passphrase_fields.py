"""The fields of a passphrase, as the sign-in window and the first-run wizard use them."""

from __future__ import annotations

from schoolsm_desktop.ui.common.passphrase_fields import Judge, Judged, PassphraseFields

__all__ = ["Judge", "Judged", "PassphraseFields"]
