"""The one question that stands before every picture and file that comes in (PRACTICE 8), in the same words everywhere."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from schoolsm_desktop.domain.wording import tr


def gate_question() -> str:
    """What is asked before anything is opened or taken in."""
    return tr("Before it is opened: could this be a sexual picture of somebody under 18?")


def gate_yes() -> str:
    """The answer that stops it, also for whoever is not sure."""
    return tr("Yes, or not sure")


def as_png(image: QImage) -> bytes:
    """A picture from the clipboard as the bytes of a file; in memory alone."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # a buffer is a device
    return bytes(buffer.data().data())
