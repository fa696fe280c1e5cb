"""The look: every colour and every length of the program, for light, dark and high contrast.

Nothing else in the program names a colour. A widget says what it is (`set_look(label, "quiet")`,
`set_state(frame, State.WARN)`) and the style sheet in `resources/style`, filled from the tokens here, does the rest.
Painted widgets ask `tokens()` and `px(36)`; lengths are given at the normal text size and grow with the system's font.
"""

from __future__ import annotations

import re
import sys
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.paths import resource

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

NORMAL_TEXT: Final = 13.0  # pixels of the text for which lengths are given
SIZES: Final = {"body": 1.0, "quiet": 0.92, "small": 0.85, "heading": 1.16, "title": 1.54, "answer": 1.9}


_EFFECTS: Final = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


class State(Enum):
    """How a thing stands. Colour never speaks alone: each state has a sign, and whoever shows it adds a word."""

    GOOD = "good"
    STOP = "stop"
    WARN = "warn"
    UNKNOWN = "unknown"

    @property
    def sign(self) -> str:
        """The sign that stands before the word."""
        return {"good": "✓", "stop": "✕", "warn": "!", "unknown": "?"}[self.value]

    @property
    def spoken(self) -> str:
        """The word a screen reader says in place of the sign."""
        return {
            "good": tr("in order"),
            "stop": tr("stop"),
            "warn": tr("attention"),
            "unknown": tr("not known"),
        }[self.value]


class Scheme(Enum):
    """Which set of tokens is in use."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Tokens(NamedTuple):
    """The colours of one scheme, as `#rrggbb`. (A named tuple: a dataclass of so many fields costs a start ten times more.)"""

    side: str = "#12303f"
    side_text: str = "#ffffff"
    side_quiet: str = "#d3dfe6"
    side_line: str = "#2c4a5a"
    side_hover: str = "#1a3d4f"
    side_current: str = "#1f4b61"
    accent: str = "#0f5c7a"
    accent_hover: str = "#0c4e68"
    accent_text: str = "#ffffff"
    focus_on_accent: str = "#1c2733"
    focus: str = "#0f5c7a"
    link: str = "#0f5c7a"
    crest: str = "#e2a93b"
    crest_text: str = "#12303f"
    page: str = "#f4f6f8"
    card: str = "#ffffff"
    head: str = "#fafbfc"
    field: str = "#fafbfc"
    line: str = "#dde3e8"
    edge: str = "#b4c0c9"
    outline: str = "#71808b"
    hover: str = "#eef3f6"
    pressed: str = "#e1e9ee"
    selected: str = "#e2eff6"
    text: str = "#1c2733"
    quiet: str = "#52616d"
    good: str = "#145a2e"
    good_ground: str = "#def3e4"
    good_edge: str = "#a9d8b7"
    stop: str = "#8f2410"
    stop_ground: str = "#fde3dc"
    stop_edge: str = "#e2a898"
    warn: str = "#6f4a00"
    warn_ground: str = "#fdf0cf"
    warn_edge: str = "#e6cf8f"
    unknown: str = "#45535f"
    unknown_ground: str = "#e8edf1"
    unknown_edge: str = "#c6d0d8"
    badge: str = "#b93c10"
    badge_quiet: str = "#3d5c6d"
    badge_text: str = "#ffffff"

    def outline_pairs(self) -> tuple[tuple[str, str], ...]:
        """What one must see to know that there is something to tick, against each ground; each holds 3 to 1."""
        grounds = ("page", "card", "head", "field", "hover", "selected")
        return tuple(("outline", ground) for ground in grounds)

    def state(self, state: State) -> tuple[str, str, str]:
        """Text, ground and edge of `state`."""
        key = state.value
        return getattr(self, key), getattr(self, f"{key}_ground"), getattr(self, f"{key}_edge")

    def text_pairs(self) -> tuple[tuple[str, str], ...]:
        """Every (text, ground) pair of token names that meets on a screen; each holds 4.5 to 1."""
        grounds = ("page", "card", "head", "field", "hover", "pressed", "selected")
        pairs = [(ink, ground) for ink in ("text", "quiet") for ground in grounds]
        pairs += [("link", "page"), ("link", "card"), ("stop", "card"), ("stop", "page")]
        pairs += [(key, f"{key}_ground") for key in ("good", "stop", "warn", "unknown")]
        pairs += [(key, "selected") for key in ("good", "stop", "warn", "unknown")]
        pairs += [(ink, ground) for ink in ("side_text", "side_quiet") for ground in ("side", "side_hover")]
        pairs += [("side_text", "side_current"), ("crest_text", "crest")]
        pairs += [("accent_text", "accent"), ("accent_text", "accent_hover")]
        pairs += [("badge_text", "badge"), ("badge_text", "badge_quiet")]
        return tuple(pairs)


LIGHT: Final = Tokens()
DARK: Final = Tokens(
    side="#0b1e28",
    side_quiet="#c3d1da",
    side_line="#233b48",
    side_hover="#14303e",
    side_current="#1c4256",
    accent="#1c6d90",
    accent_hover="#175d7b",
    focus_on_accent="#e6ecf1",
    focus="#6fbfe0",
    link="#85cbe9",
    page="#10181e",
    card="#182229",
    head="#1c272f",
    field="#131c22",
    line="#2b3944",
    edge="#51626f",
    outline="#8b9eab",
    hover="#22303a",
    pressed="#2a3944",
    selected="#1d3a4a",
    text="#e6ecf1",
    quiet="#adbac4",
    good="#9fe3b6",
    good_ground="#143520",
    good_edge="#2c6642",
    stop="#ffb7a6",
    stop_ground="#47190f",
    stop_edge="#8a3f2e",
    warn="#f3d481",
    warn_ground="#3f300a",
    warn_edge="#7b6021",
    unknown="#c4cfd8",
    unknown_ground="#293640",
    unknown_edge="#485965",
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_tokens(palette: QPalette) -> Tokens:
    """Tokens made only of the colours the person chose in the system's high-contrast setting."""
    ground, ink = (
        palette.color(QPalette.ColorRole.Window).name(),
        palette.color(QPalette.ColorRole.WindowText).name(),
    )
    chosen = palette.color(QPalette.ColorRole.Highlight).name()
    chosen_ink = palette.color(QPalette.ColorRole.HighlightedText).name()
    values = dict.fromkeys(Tokens._fields, ground)
    inks = ("text", "quiet", "link", "side_text", "side_quiet", "good", "stop", "warn", "unknown")
    edges = ("line", "edge", "outline", "side_line", "focus", "good_edge", "stop_edge", "warn_edge", "unknown_edge")
    values |= dict.fromkeys(inks + edges, ink)
    values |= dict.fromkeys(("accent", "accent_hover", "badge", "badge_quiet", "crest"), chosen)
    values |= dict.fromkeys(("accent_text", "badge_text", "crest_text", "focus_on_accent"), chosen_ink)
    return Tokens(**values)


class Theme(QObject):
    """The look in use. One per application; follows the system's scheme, font and contrast until told otherwise."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._system_font = QFont(app.font())
        self._cursor_flash = app.cursorFlashTime()
        self._effects = {effect: app.isEffectEnabled(effect) for effect in _EFFECTS}
        self._fixed: Scheme | None = None
        self._factor = 1.0
        self.less_motion = False
        self._sheet = resource("style", "window.qss").read_text(encoding="utf-8")
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._fonts: dict[tuple[str, bool], tuple[QFont, QFontMetrics]] = {}
        self.mono = {"win32": "Consolas", "darwin": "Menlo"}.get(sys.platform, "monospace")
        self.scheme = Scheme.LIGHT
        self.tokens = LIGHT
        self.text_px = NORMAL_TEXT
        QDir.setSearchPaths("art", [str(resource("style"))])
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    def apply(self, scheme: Scheme | None = None, *, text_factor: float = 1.0) -> None:
        """Put the look on the whole application. `scheme` None follows the system; `text_factor` 2.0 is 200 %."""
        self._fixed, self._factor = scheme, text_factor
        self._follow()

    def set_less_motion(self, on: bool) -> None:
        """Let nothing blink or slide: a person's own wish, beside what the system does."""
        self.less_motion = on
        self._app.setCursorFlashTime(0 if on else self._cursor_flash)
        for effect in _EFFECTS:
            self._app.setEffectEnabled(effect, False if on else self._effects[effect])

    def px(self, normal: float) -> int:
        """A length given at the normal text size, in pixels of this screen's text; never below it."""
        return round(normal * max(1.0, self.text_px / NORMAL_TEXT))

    def font(self, size: str = "body", *, bold: bool = False) -> QFont:
        """The program's font at one of `SIZES`, the caller's own to change."""
        return QFont(self._measured(size, bold)[0])

    def metrics(self, size: str = "body", *, bold: bool = False) -> QFontMetrics:
        """How wide and high that font draws; kept, because a table asks for each of its cells."""
        return self._measured(size, bold)[1]

    def _measured(self, size: str, bold: bool) -> tuple[QFont, QFontMetrics]:
        key = (size, bold)
        if key not in self._fonts:
            font = QFont(self._app.font())
            font.setPixelSize(max(9, round(self.text_px * SIZES[size])))
            if bold:
                font.setWeight(QFont.Weight.Bold)
            self._fonts[key] = font, QFontMetrics(font)
        return self._fonts[key]

    def icon(self, name: str, ink: str = "text", side: int = 16) -> QIcon:
        """The icon `name` of `resources/icons`, drawn in the colour of the token `ink`; `side` at normal text size."""
        key = (name, getattr(self.tokens, ink), self.px(side))
        if key not in self._icons:
            self._icons[key] = _drawn(name, key[1], key[2])
        return self._icons[key]

    def _follow(self) -> None:
        self.scheme = self._fixed or _system_scheme()
        self._fonts.clear()
        if self.scheme is Scheme.CONTRAST:
            self._app.setPalette(QPalette())
            self.tokens = contrast_tokens(self._app.palette())
        else:
            self.tokens = DARK if self.scheme is Scheme.DARK else LIGHT
            self._app.setPalette(_palette(self.tokens))
        font = QFont(self._system_font)
        self.text_px = QFontInfo(font).pixelSize() * self._factor
        font.setPixelSize(round(self.text_px))
        self._app.setFont(font)
        sheet = self.style_sheet()
        if sheet != self._app.styleSheet():  # it dresses every widget anew, a second's work where many are open
            self._app.setStyleSheet(sheet)
        self.changed.emit()

    def use_font(self, family: str, pixels: float) -> None:
        """Take `family` at `pixels` in place of the system's font."""
        self._system_font = QFont(family)
        self._system_font.setPixelSize(round(pixels))

    def style_sheet(self) -> str:
        """The style sheet with every token and length filled in."""
        values: dict[str, str] = self.tokens._asdict()
        values |= {f"size_{name}": f"{max(9, round(self.text_px * factor))}px" for name, factor in SIZES.items()}
        values["tone"] = "light" if _luminance(self.tokens.card) < 0.4 else "dark"
        values["tick"] = "white" if _luminance(self.tokens.accent) < 0.4 else "dark"
        values["mono"] = self.mono
        filled = re.sub(r"@([a-z_]+)", lambda match: values[match.group(1)], self._sheet)
        return re.sub(r"\b(\d+)u\b", lambda match: f"{self.px(int(match.group(1)))}px", filled)


def _system_scheme() -> Scheme:
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return Scheme.CONTRAST
    return Scheme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT


def _palette(use: Tokens) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, use.page),
        (roles.WindowText, use.text),
        (roles.Base, use.card),
        (roles.AlternateBase, use.head),
        (roles.Text, use.text),
        (roles.PlaceholderText, use.quiet),
        (roles.Button, use.card),
        (roles.ButtonText, use.text),
        (roles.ToolTipBase, use.card),
        (roles.ToolTipText, use.text),
        (roles.Highlight, use.accent),
        (roles.HighlightedText, use.accent_text),
        (roles.Link, use.link),
        (roles.LinkVisited, use.link),
        (roles.Mid, use.line),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(use.quiet))
    return palette


def _drawn(name: str, colour: str, side: int) -> QIcon:
    # Late: the first picture has no icon, and a start should not pay for what it does not show.
    from PySide6.QtCore import QByteArray, QRectF, QSize
    from PySide6.QtGui import QIcon, QPainter, QPixmap
    from PySide6.QtSvg import QSvgRenderer

    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    icon = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(QSize(side * ratio, side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def application() -> QApplication:
    """The application of this process, made at the first call, in the one style that the style sheet is written for.

    Its style is named as on a command line: an application that stands already learns all about styles to change it,
    and that is a tenth of a start.
    """
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication(["schoolsm-desktop", "-style", "fusion"])


class _Kept:
    """The one look of the application; it ends with the application, and the next one makes its own."""

    theme: Theme | None = None


def theme() -> Theme:
    """The look of the running application; made at the first call."""
    kept = _Kept.theme
    if kept is not None and isValid(kept):
        return kept
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a look needs an application")
    _Kept.theme = Theme(app)
    return _Kept.theme


def tokens() -> Tokens:
    """The colours in use."""
    return theme().tokens


def px(normal: float) -> int:
    """A length given at the normal text size, in pixels."""
    return theme().px(normal)


def use_shipped_font(pixels: float = NORMAL_TEXT) -> None:
    """Draw with the fonts the program ships, so that a picture is the same on every machine. Call before `apply`."""
    from PySide6.QtGui import QFontDatabase

    families: list[str] = []
    for file in sorted(resource("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if families:
        theme().use_font(families[0], pixels)
        theme().mono = next((family for family in families if "Mono" in family), theme().mono)


def set_look(widget: QWidget, look: str) -> None:
    """Say what `widget` is (`title`, `quiet`, `card`, `main`, `danger`, ...); see `resources/style/window.qss`."""
    set_mark(widget, "look", look)


def set_state(widget: QWidget, state: State | None) -> None:
    """Say how the thing that `widget` shows stands."""
    set_mark(widget, "state", state.value if state else "")


def set_mark(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet reads, and draw the widget again if it is already styled."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
