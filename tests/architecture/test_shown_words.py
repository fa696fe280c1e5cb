"""Every string that a person sees goes through `tr`, as a whole sentence that a translator can find."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.shown_words import own_widgets, sentence_errors, unheard_words

_ERRORS = frozenset({"OfficeError", "FullDiskError"})


@pytest.mark.parametrize(
    "planted",
    [
        'QLabel("Posting access")',
        'QPushButton(icon, "Give access")',
        'QtWidgets.QCheckBox("Remember")',
        'QRadioButton(text="Remember")',
        'QGroupBox("People")',
        'QAction(icon, "Lock now", parent)',
        'label.setText("Posting access")',
        'label.setText(f"{count} people")',
        'label.setText("People: " + name)',
        'label.setText("%d people" % count)',
        'label.setText("{} people".format(count))',
        'label.setText("Yes" if known else "No")',
        'label.setText(name or "nobody")',
        'window.setWindowTitle("Today")',
        'page.setTitle("Today")',
        'page.setSubTitle("What is due")',
        'box.setToolTip("Copy")',
        'box.setPlaceholderText("Search")',
        'box.setAccessibleName("Search")',
        'box.setAccessibleDescription("Search everything")',
        'combo.addItem("All")',
        'combo.addItems(["All", "None"])',
        'form.addRow("Name", field)',
        'tabs.addTab(page, "Secrets")',
        'model.setHeaderData(0, horizontal, "Name")',
        'bar.showMessage("Saved")',
        'QMessageBox.question(self, "Sure?", text)',
        'QFileDialog.getOpenFileName(self, "Choose a file", folder)',
        'raise OfficeError("The disk is full.")',
        'raise FullDiskError("The disk is full.")',
        'class FullDiskError(OfficeError):\n    def __init__(self):\n        super().__init__("The disk is full.")',
        'label.setText(tr(f"{count} people"))',
        "label.setText(tr(sentence))",
        "label.setText(tr(titles[kind]))",
        "label.setText(tr(STATE_WORDS.get(state, other)))",
        'STATE_WORDS = {State.OPEN: f"open {x}"}',
        "STATE_WORDS: Mapping[State, str] = made()",
        'label.setText(ntr("one", many, count))',
    ],
)
def test_a_planted_string_is_noticed(planted: str) -> None:
    assert unheard_words(ast.parse(planted), _ERRORS)


@pytest.mark.parametrize(
    "good",
    [
        'QLabel(tr("Posting access"))',
        'QLabel("✓")',
        'QLabel("i")',
        'STATE_WORDS: Mapping[State, str] = {State.OPEN: "In use"}',
        "label.setText(tr(STATE_WORDS[state]))",
        "label.setText(tr(SHORT[state][0]))",
        'label.setText(tr(STATE_WORDS.get(state, "not known")))',
        'QLabel("")',
        "label.setText(account.name)",
        'label.setText(tr("{count} people", count=count))',
        'label.setText(ntr("{count} person", "{count} people", count))',
        'label.setText(tr("Yes") if known else tr("No"))',
        'logger.warning("the log takes its own words")',
        'button.setObjectName("giveAccess")',
        'raise FullDiskError("records-folder")',
        'raise ValueError("a mistake of the program")',
        'combo.addItem(tr("All"), Kind.ALL)',
    ],
)
def test_what_is_right_is_left_alone(good: str) -> None:
    assert not unheard_words(ast.parse(good), _ERRORS)


def test_errors_are_known_by_their_descent() -> None:
    trees = [
        ast.parse("class DiskError(OfficeError): pass"),
        ast.parse("class FullError(errors.DiskError): pass\nclass Other(Exception): pass"),
    ]
    assert sentence_errors(trees) == {"OfficeError", "DiskError", "FullError"}


_OWN = """
def words(text, look): ...
class Teaching:
    title: str
    sentence: str
    button: str = ""
class Page:
    def __init__(self, desk, *, title, sentence): ...
    def add_button(self, words, act): ...
class Column:
    key: str
    title: str
class Field:
    def show_error(self, sentence): ...
class Form:
    def show_error(self, name, sentence): ...
"""


@pytest.mark.parametrize(
    ("called", "noticed"),
    [
        ('page.add_button("Print", act)', True),
        ('page.add_button(tr("Print"), act)', False),
        ('Teaching("No account yet", tr("Add one."))', True),
        ('Teaching(title=tr("None"), sentence="Add one.")', True),
        ('Column("name", "Name")', True),
        ('Column("name", tr("Name"))', False),
        ('Page(desk, title="Today", sentence=tr("What is due."))', True),
        ('form.show_error("reason", tr("Say why."))', False),
        ('form.show_error("reason", "Say why.")', True),
        ('field.show_error("Say why.")', False),  # could be the form's, whose first argument is a name
        ('ask(title="Sure?")', False),
    ],
)
def test_the_houses_own_widgets_are_known_by_the_names_of_their_parameters(called: str, noticed: bool) -> None:
    widgets = own_widgets([ast.parse(_OWN)])
    assert bool(unheard_words(ast.parse(called), _ERRORS, widgets)) is noticed


def test_every_shown_string_of_the_program_goes_through_tr(project_root: Path) -> None:
    trees = {
        path.relative_to(project_root).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((project_root / "schoolsm_desktop").rglob("*.py"))
        # What the tour types into a field is what a person would type, and shown to nobody.
        if path.name != "wording.py" and path.parent.name != "tour"
    }
    errors = sentence_errors(trees.values())
    assert len(errors) > 1, "the error classes were not found, so nothing would be checked"
    widgets = own_widgets(tree for name, tree in trees.items() if name.startswith("schoolsm_desktop/ui/"))
    found = [
        f"{name}:{fault.line} {fault.where}: {fault.why}"
        for name, tree in trees.items()
        for fault in unheard_words(
            tree,
            errors,
            widgets if name.startswith("schoolsm_desktop/ui/") else None,
            tables=not name.startswith("schoolsm_desktop/exchange/"),
        )
    ]
    assert found == []
