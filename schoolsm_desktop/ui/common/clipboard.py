"""Secrets on the clipboard: kept out of its history, gone after 20 seconds, on lock and on quit, if still ours."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS: Final = 20
_ZERO: Final = (0).to_bytes(4, "little")  # a DWORD 0: "no"

# Windows: ExcludeClipboardContentFromMonitorProcessing, CanIncludeInClipboardHistory, CanUploadToCloudClipboard
# (learn.microsoft.com, "Clipboard Formats"); KDE Klipper; nspasteboard.org for macOS.
CONCEALED: Final[dict[str, bytes]] = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': _ZERO,
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': _ZERO,
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"",
}


def concealed(text: str) -> QMimeData:
    """`text` with every mark that asks clipboard histories to leave it alone."""
    data = QMimeData()
    data.setText(text)
    for kind, value in CONCEALED.items():
        data.setData(kind, value)
    return data


class SecretClipboard(QObject):
    """The only way a secret reaches the clipboard. `left` gives the seconds until it is cleared, 0 when it is gone."""

    left = Signal(int)

    def __init__(self, parent: QObject | None = None, *, seconds: int = SECONDS) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._salt = secrets.token_bytes(16)
        self._ours: bytes | None = None
        self._to_go = 0
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._second)
        app = QGuiApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.clear)

    def copy(self, secret: str) -> None:
        """Put `secret` on the clipboard for the seconds set."""
        QGuiApplication.clipboard().setMimeData(concealed(secret), QClipboard.Mode.Clipboard)
        self._ours = self._mark(secret)
        self._to_go = self._seconds
        self._tick.start()
        self.left.emit(self._to_go)

    def clear(self) -> bool:
        """Empty the clipboard if what stands there is still ours; says whether it was."""
        ours, self._ours = self._ours, None
        self._tick.stop()
        if ours is None:
            return False
        clipboard = QGuiApplication.clipboard()
        still = hmac.compare_digest(ours, self._mark(clipboard.text(QClipboard.Mode.Clipboard)))
        if still:
            clipboard.clear(QClipboard.Mode.Clipboard)
        self.left.emit(0)
        return still

    def _second(self) -> None:
        self._to_go -= 1
        if self._to_go <= 0:
            self.clear()
        else:
            self.left.emit(self._to_go)

    def _mark(self, text: str) -> bytes:
        return hmac.new(self._salt, text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
