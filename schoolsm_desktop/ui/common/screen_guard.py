"""Keeps a window out of screen recordings while a secret is shown. A courtesy, not a guarantee; Windows only."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget


class _Guard:
    """Off where a screen reader or somebody helping from afar needs to see the window."""

    on = True


def use_screen_guard(on: bool) -> None:
    """Switch the guard on or off for this process (a setting, for those who work with a screen reader)."""
    _Guard.on = on


def guard_screen(widget: QWidget, shown: bool) -> None:
    """Say that `widget` shows (or no longer shows) a secret; its window is guarded while any of its widgets does."""
    if not _Guard.on or platform() != "win32":
        return
    from schoolsm_desktop.ui.common.screen_guard_windows import keep_out_of_recordings

    keep_out_of_recordings(int(widget.window().winId()), shown)


def platform() -> str:
    """The system this runs on."""
    return sys.platform
