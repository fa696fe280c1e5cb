"""The tokens hold their contrast, lengths follow the text, and the system's wishes are followed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from schoolsm_desktop.paths import resource
from schoolsm_desktop.ui import theme as looks

Look = Callable[..., looks.Theme]


@pytest.mark.parametrize("tokens", [looks.LIGHT, looks.DARK], ids=["light", "dark"])
def test_every_text_holds_four_and_a_half_to_one(tokens: looks.Tokens) -> None:
    weak = {
        pair: round(looks.contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])), 2)
        for pair in tokens.text_pairs()
        if looks.contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("tokens", [looks.LIGHT, looks.DARK], ids=["light", "dark"])
def test_the_outline_of_a_box_to_tick_holds_three_to_one(tokens: looks.Tokens) -> None:
    """WCAG 2.2, 1.4.11: an empty box must be seen, on every ground that it stands on."""
    weak = {
        pair: round(looks.contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])), 2)
        for pair in tokens.outline_pairs()
        if looks.contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) < 3
    }
    assert weak == {}


def test_contrast_is_that_of_the_standard() -> None:
    assert looks.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert looks.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_state_has_a_sign_and_a_word_of_its_own() -> None:
    assert len({state.sign for state in looks.State}) == len(looks.State)
    assert len({state.spoken for state in looks.State}) == len(looks.State)


def test_the_style_sheet_uses_only_tokens_that_exist_and_no_colour_of_its_own(look: Look) -> None:
    sheet = resource("style", "window.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,])", sheet) == []
    filled = look().style_sheet()
    assert "@" not in filled.split("*/", 1)[1]
    assert not re.search(r"\d+u\b", filled)


def test_no_other_file_of_the_window_names_a_colour() -> None:
    ui = resource("style").parent.parent / "schoolsm_desktop" / "ui"
    named = {
        path.name: found
        for path in ui.rglob("*.py")
        if path.name != "theme.py" and (found := re.findall(r'"#[0-9a-fA-F]{6}"', path.read_text(encoding="utf-8")))
    }
    assert named == {}


def test_lengths_grow_with_the_text_and_never_shrink_below_the_normal(look: Look) -> None:
    assert look(text_factor=1.0).px(36) == 36
    assert look(text_factor=2.0).px(36) == 72
    assert look(text_factor=0.5).px(36) == 36


@pytest.mark.parametrize("scheme", [looks.Scheme.LIGHT, looks.Scheme.DARK])
def test_a_label_is_drawn_in_the_colours_of_the_scheme(qtbot: QtBot, look: Look, scheme: looks.Scheme) -> None:
    tokens = look(scheme).tokens
    label = QLabel("Today")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(tokens.text)


def test_high_contrast_uses_only_the_colours_the_person_chose() -> None:
    palette = QPalette()
    chosen = {
        QPalette.ColorRole.Window: "#000000",
        QPalette.ColorRole.WindowText: "#ffff00",
        QPalette.ColorRole.Highlight: "#00ff00",
        QPalette.ColorRole.HighlightedText: "#000000",
    }
    for role, colour in chosen.items():
        palette.setColor(role, QColor(colour))
    tokens = looks.contrast_tokens(palette)
    assert set(tokens) == set(chosen.values())
    assert all(
        looks.contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5 for ink, ground in tokens.text_pairs()
    )


def test_a_change_of_look_is_told(qtbot: QtBot, look: Look, qapp: QApplication) -> None:
    theme = look()
    with qtbot.waitSignal(theme.changed):
        theme.apply(looks.Scheme.DARK)
    assert looks.tokens() is looks.DARK


def test_every_icon_is_drawn_in_the_colour_of_the_text(look: Look) -> None:
    for scheme in (looks.Scheme.LIGHT, looks.Scheme.DARK):
        theme = look(scheme)
        for file in sorted(resource("icons").glob("*.svg")):
            picture = theme.icon(file.stem).pixmap(16, 16).toImage()
            places = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
            dots = [picture.pixelColor(x, y) for x, y in places]
            inked = [dot for dot in dots if dot.alpha() > 120]
            assert inked, f"{file.name} is empty"
            text = QColor(theme.tokens.text)
            assert all(_near(dot, text) for dot in inked), file.name


def _near(one: QColor, other: QColor) -> bool:
    # half-covered dots are rounded when their alpha is taken out again
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(a - b) <= 3 for a, b in parts)


def test_every_icon_ships_with_its_licence_and_is_used() -> None:
    assert "ISC License" in resource("icons", "LICENSE").read_text(encoding="utf-8")
    ui = resource("style").parent.parent / "schoolsm_desktop"
    sources = "\n".join(path.read_text(encoding="utf-8") for path in ui.rglob("*.py"))
    unused = [file.stem for file in resource("icons").glob("*.svg") if f'"{file.stem}"' not in sources]
    assert unused == []


def test_a_font_that_was_asked_for_can_be_changed_without_changing_the_next_one(look: Look) -> None:
    theme = look()
    mine = theme.font("heading", bold=True)
    before = mine.pixelSize()
    mine.setPixelSize(before * 3)
    assert theme.font("heading", bold=True).pixelSize() == before
