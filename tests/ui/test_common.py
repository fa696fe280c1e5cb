"""The small parts: messages, questions, the worker, the change bus, the clipboard, the lock that watches, drops, previews."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.services.changes import Changes, Noun
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.background import Background, CancelledError, Progress
from schoolsm_desktop.ui.common.card import Card, FigureCard, words
from schoolsm_desktop.ui.common.change_bus import ChangeBus
from schoolsm_desktop.ui.common.chip import Chip
from schoolsm_desktop.ui.common.clipboard import CONCEALED, SecretClipboard
from schoolsm_desktop.ui.common.confirm import ask
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine, FactList
from schoolsm_desktop.ui.common.file_drop import FileDrop
from schoolsm_desktop.ui.common.messages import MessagePlace, message_place_of
from schoolsm_desktop.ui.common.progress_line import ProgressLine
from schoolsm_desktop.ui.theme import State
from tests.conftest import ExpectLog
from tests.ui.walk import faults_of

Look = Callable[..., looks.Theme]
SECRET = "kX9#mQ2$vL7&pT4w"


class Owner(QWidget):
    """Something with a message place."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.messages = MessagePlace(self)
        self.inner = QWidget(self)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.messages)
        self.column.addWidget(self.inner)
        self.resize(900, 400)


def shown(qtbot: QtBot, widget: QWidget) -> None:
    """Put it on the screen."""
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()


# Messages


def test_messages_stay_are_plain_and_can_be_copied_and_dismissed(qtbot: QtBot, look: Look) -> None:
    owner = Owner()
    shown(qtbot, owner)
    place = owner.messages
    assert place.isHidden()
    text = "<b>Saved</b> & <img src='x'>"
    message = place.good(text)
    assert message.label.textFormat() == Qt.TextFormat.PlainText
    place.warn("Look here")
    place.warn("Look here")
    assert [each.words for each in place.messages()] == ["Look here", text]
    assert faults_of(owner) == []
    message._copy()
    assert QGuiApplication.clipboard().text() == text
    message.dismiss()
    assert [each.words for each in place.messages()] == ["Look here"]
    for number in range(9):
        place.inform(f"Number {number}")
    assert len(place.messages()) == MessagePlace.MOST
    place.clear()
    assert place.isHidden()


def test_what_a_message_offers_is_done_and_takes_it_away(qtbot: QtBot, look: Look) -> None:
    owner, done = Owner(), list[str]()
    shown(qtbot, owner)
    owner.messages.good("Read 12 accounts.").offer("Delete the file", lambda: done.append("deleted")).click()
    assert (done, owner.messages.messages()) == (["deleted"], [])


def test_the_nearest_message_place_is_found(qtbot: QtBot, look: Look) -> None:
    owner = Owner()
    qtbot.addWidget(owner)
    assert message_place_of(QWidget(owner.inner)) is owner.messages


# Questions


def test_the_dangerous_question_has_cancel_as_its_default(qtbot: QtBot, look: Look) -> None:
    owner, done = Owner(), list[str]()
    shown(qtbot, owner)
    consequence = "They can no longer open the password here. It must be changed within 24 hours."
    question = ask(
        owner, title="End access?", consequence=consequence, action="End access", yes=lambda: done.append("x")
    )
    assert faults_of(question) == []
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert (question.result(), done) == (0, [])
    again = ask(owner, title="End access?", consequence=consequence, action="End access", yes=lambda: done.append("x"))
    again.go.click()
    assert done == ["x"]


# The worker


class NotAllowedHereError(OfficeError):
    """For the tests."""


def test_work_runs_on_one_thread_in_its_order_and_comes_back_to_the_window(
    qtbot: QtBot, background: Background
) -> None:
    threads: set[int] = set()
    results: list[tuple[int, bool]] = []
    window_thread = threading.get_ident()

    def call(number: int) -> int:
        threads.add(threading.get_ident())
        return number

    def done(result: int) -> None:
        results.append((result, threading.get_ident() == window_thread))

    for number in range(20):
        background.run(partial(call, number), done)
    qtbot.waitUntil(lambda: len(results) == 20)
    assert results == [(number, True) for number in range(20)]
    assert len(threads) == 1
    assert threads != {window_thread}


def test_a_known_failure_is_shown_in_its_own_sentence(qtbot: QtBot, look: Look, background: Background) -> None:
    owner = Owner()
    shown(qtbot, owner)

    def fails() -> None:
        raise NotAllowedHereError("The folder is full. Nothing was saved; free some room and try again.")

    background.run(fails, owner=owner.inner)
    qtbot.waitUntil(lambda: bool(owner.messages.messages()))
    assert owner.messages.messages()[0].words.startswith("The folder is full.")


def test_a_fault_of_ours_is_said_calmly_and_logged_without_its_text_on_the_screen(
    qtbot: QtBot, look: Look, background: Background, expect_log: ExpectLog
) -> None:
    expect_log("work for the window failed")
    owner = Owner()
    shown(qtbot, owner)
    background.run(lambda: 1 // 0, owner=owner)
    qtbot.waitUntil(lambda: bool(owner.messages.messages()))
    said = owner.messages.messages()[0].words
    assert "Nothing was saved by this step" in said
    assert "ZeroDivision" not in said
    assert "division" not in said


def test_nobody_is_called_who_is_gone(qtbot: QtBot, background: Background) -> None:
    owner, called, after = QWidget(), list[int](), list[int]()
    gate = threading.Event()
    background.run(gate.wait, lambda _result: called.append(1), owner=owner)
    background.run(lambda: 2, after.append)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    gate.set()
    qtbot.waitUntil(lambda: after == [2])
    assert called == []


def test_long_work_reports_and_is_cancelled_between_its_units(qtbot: QtBot, look: Look, background: Background) -> None:
    owner = Owner()
    line = ProgressLine(owner)
    owner.column.addWidget(line)
    shown(qtbot, owner)
    progress = line.begin("Reading the file")
    begun = threading.Event()

    def call() -> None:
        progress.report(0.5, "200 of 400")
        begun.set()
        while True:
            progress.report(0.5, "200 of 400")

    errors: list[Exception] = []
    background.run(call, None, errors.append, owner=owner, progress=progress)
    qtbot.waitUntil(lambda: line.label.text() == "Reading the file: 200 of 400")
    assert line.bar.value() == 500
    assert faults_of(owner) == []
    line.cancel.click()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], CancelledError)
    line.end()
    assert line.isHidden()


def test_stopping_cancels_what_can_be_cancelled_and_takes_nothing_more() -> None:
    background, progress = Background(), Progress()
    begun = threading.Event()

    def endless() -> None:
        begun.set()
        while True:
            progress.report(-1)

    background.run(endless, progress=progress)
    assert begun.wait(5)
    assert background.stop(5)
    background.run(lambda: pytest.fail("nothing is taken after the stop"))


def test_work_that_does_not_end_is_told() -> None:
    background, gate = Background(), threading.Event()
    background.run(gate.wait)
    assert not background.stop(0.05)
    gate.set()
    assert background.stop(5)


# The change bus


class Listener(QObject):
    """Hears changes as a page does."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[frozenset[str], int]] = []

    def hear(self, nouns: frozenset[str], _by: object) -> None:
        """Note what changed and on which thread it was heard."""
        self.heard.append((nouns, threading.get_ident()))


def test_a_commit_on_the_worker_is_heard_on_the_window_s_thread(qtbot: QtBot, background: Background) -> None:
    bus, changes, listener = ChangeBus(), Changes(), Listener()
    bus.follow(changes)
    bus.changed.connect(listener.hear)
    background.run(lambda: changes.tell(frozenset({Noun.ACCOUNTS})))
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.heard == [(frozenset({"accounts"}), threading.get_ident())]
    bus.publish(())
    assert len(listener.heard) == 1


# The clipboard


def test_a_secret_is_marked_counted_down_and_cleared(qtbot: QtBot) -> None:
    clipboard = SecretClipboard(seconds=1)
    left: list[int] = []
    clipboard.left.connect(left.append)
    clipboard.copy(SECRET)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == SECRET
    for kind, value in CONCEALED.items():
        assert data.hasFormat(kind), kind
        assert bytes(data.data(kind).data()) == value
    qtbot.waitUntil(lambda: left[-1:] == [0])
    assert QGuiApplication.clipboard().text() == ""


def test_what_somebody_else_copied_is_left_alone(qtbot: QtBot) -> None:
    clipboard = SecretClipboard(seconds=20)
    clipboard.copy(SECRET)
    QGuiApplication.clipboard().setText("a shopping list")
    assert not clipboard.clear()
    assert QGuiApplication.clipboard().text() == "a shopping list"
    assert not clipboard.clear()


def test_the_clipboard_keeps_no_copy_of_the_secret(qtbot: QtBot) -> None:
    clipboard = SecretClipboard(seconds=20)
    clipboard.copy(SECRET)
    kept = [value for value in vars(clipboard).values() if isinstance(value, str | bytes)]
    assert SECRET not in kept
    assert SECRET.encode() not in kept
    assert clipboard.clear()


def test_the_clipboard_is_cleared_when_the_program_ends(qtbot: QtBot, qapp: QApplication) -> None:
    clipboard = SecretClipboard(seconds=20)
    clipboard.copy(SECRET)
    qapp.aboutToQuit.emit()
    assert QGuiApplication.clipboard().text() == ""


# Dropping a file


def test_one_file_is_taken_by_dropping_and_two_are_not(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    drop = FileDrop("Drop the file with the passwords here", "Tables (*.csv *.xlsx)")
    shown(qtbot, drop)
    assert faults_of(drop) == []
    files = [tmp_path / "one.csv", tmp_path / "two.csv"]
    chosen: list[Path] = []
    drop.chosen.connect(chosen.append)
    for count in (2, 1):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files[:count]])
        drop.dropEvent(
            QDropEvent(
                QPointF(QPoint(5, 5)),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
    assert chosen == [files[0]]


# Cards, chips and facts


def test_cards_chips_and_facts_can_be_read_and_heard(qtbot: QtBot, look: Look) -> None:
    for scheme, factor in ((looks.Scheme.LIGHT, 1.0), (looks.Scheme.DARK, 2.0)):
        look(scheme, text_factor=factor)
        card, facts, figure = Card("J. Marsh · Facebook"), FactList(), FigureCard("Backup")
        facts.show_facts(
            [
                Fact("Access", "Posts, knows the shared password"),
                Fact("Why", ""),
                Fact("Before posting", [FactLine("Policy signed", State.GOOD), FactLine("Training ended", State.WARN)]),
            ]
        )
        figure.show_figure("Today 08:02, checked", "Kept on the office drive")
        card.add(words("facebook.com/alderbrook", "quiet"))
        card.add(facts)
        for state in State:
            card.add(Chip(state, state.value))
        card.add(figure)
        shown(qtbot, card)
        card.resize(int(400 * factor), int(700 * factor))
        assert faults_of(card) == []
    assert Chip(State.GOOD, "Ready").text() == "✓ Ready"
    assert "not known yet" in [label.text() for label in facts.findChildren(type(words("")))]
