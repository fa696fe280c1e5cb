"""Finds words that reach a person without passing through `tr`, where a translator would never see them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# Widgets whose text is an argument of their making, and methods that show what they are given. A set of
# argument places says which arguments are words; None stands for all of them.
_MADE_WITH_WORDS = {
    "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMenu", "QCommandLinkButton",
    "QDockWidget", "QListWidgetItem", "QTableWidgetItem", "QTreeWidgetItem", "QStandardItem", "QMessageBox",
    "QProgressDialog", "QErrorMessage",
}  # fmt: skip
_SHOWS: dict[str, frozenset[int] | None] = dict.fromkeys((
    "setText", "setWindowTitle", "setTitle", "setSubTitle", "setToolTip", "setStatusTip", "setWhatsThis",
    "setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setDescription", "setPrefix",
    "setSuffix", "setSpecialValueText", "setInformativeText", "setLabelText", "setButtonText", "addItem",
    "addItems", "insertItem", "insertItems", "setItemText", "addRow", "insertRow", "addTab", "insertTab",
    "setTabText", "setHeaderData", "setHeaderLabels", "setHorizontalHeaderLabels", "setVerticalHeaderLabels",
    "showMessage", "addAction", "addMenu", "addButton", "setHtml", "setPlainText", "setMarkdown",
    "setCancelButtonText", "setNameFilter", "setNameFilters",
))  # fmt: skip
_SHOWS |= {name: frozenset({1, 2}) for name in ("question", "information", "warning", "critical", "about")}
_SHOWS |= {
    name: frozenset({1, 3})
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory")
}
# The house's own widgets: a parameter of one of these names is shown to a person.
_SHOWN_PARAMETERS = frozenset(
    {"words", "title", "sentence", "label", "hint", "heading", "about", "remark", "consequence", "action", "caption"}
)
_DIALOGUES = {"QMessageBox", "QFileDialog"}
_STATIC_DIALOGUE_CALLS = {"question", "information", "warning", "critical", "about"}
_TRANSLATES = {"tr": 1, "ntr": 2}


@dataclass(frozen=True, slots=True)
class Unheard:
    """A shown string that no translator can find."""

    line: int
    where: str
    why: str


Signature = tuple[tuple[str, ...], frozenset[str]]
Widgets = Mapping[str, Sequence[Signature]]


def unheard_words(
    tree: ast.Module, errors: frozenset[str], widgets: Widgets | None = None, *, tables: bool = True
) -> list[Unheard]:
    """Every fault of one module.

    `errors` are the names of all classes whose sentences are shown; `widgets` what `own_widgets` found; without
    `tables` a name that ends in _WORDS means nothing (the headings that files have are no words of ours).
    """
    found: list[Unheard] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found.extend(_of_call(node, errors))
            found.extend(_of_own_widget(node, widgets or {}))
        elif isinstance(node, ast.ClassDef) and node.name in errors:
            found.extend(_of_error_class(node))
        elif tables and isinstance(node, ast.Assign | ast.AnnAssign):
            found.extend(_of_table(node))
    return found


def sentence_errors(trees: Iterable[ast.Module], root: str = "OfficeError") -> frozenset[str]:
    """The names of `root` and of every class that comes from it in `trees`."""
    bases: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases.setdefault(node.name, set()).update(_name(base) for base in node.bases)
    known = {root}
    while more := {name for name, above in bases.items() if above & known} - known:
        known |= more
    return frozenset(known)


def own_widgets(trees: Iterable[ast.Module]) -> Widgets:
    """The window's own functions, methods and classes of which at least one form takes words."""
    found: dict[str, list[Signature]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, []).append(_signature(node))
            elif isinstance(node, ast.ClassDef):
                made = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
                fields = tuple(_name(part.target) for part in node.body if isinstance(part, ast.AnnAssign))
                found.setdefault(node.name, []).append(_signature(made[0]) if made else (fields, frozenset()))
    return {
        name: forms for name, forms in found.items() if any(_SHOWN_PARAMETERS & {*one, *more} for one, more in forms)
    }


def _signature(function: ast.FunctionDef) -> Signature:
    names = tuple(argument.arg for argument in function.args.posonlyargs + function.args.args)
    return names[1:] if names[:1] == ("self",) else names, frozenset(each.arg for each in function.args.kwonlyargs)


def _of_own_widget(call: ast.Call, widgets: Widgets) -> Iterator[Unheard]:
    name = _name(call.func)
    if name in _TRANSLATES:
        return
    # Two things of one name (a form's and a field's show_error): only those are meant that take as many arguments.
    forms = [places for places, _ in widgets.get(name, ()) if len(places) >= len(call.args)]
    given = [
        value
        for place, value in enumerate(call.args)
        if forms and all(places[place] in _SHOWN_PARAMETERS for places in forms)
    ]
    if name in widgets:
        given += [keyword.value for keyword in call.keywords if keyword.arg in _SHOWN_PARAMETERS]
    yield from _words(name, given)


def _of_call(call: ast.Call, errors: frozenset[str]) -> Iterator[Unheard]:
    name = _name(call.func)
    if name in _TRANSLATES:
        yield from _of_translation(call, name)
    elif name in errors:
        yield from _words(name, _arguments(call, None), sentences_only=True)
    elif name in _MADE_WITH_WORDS:
        yield from _words(name, _arguments(call, None))
    elif name in _SHOWS and isinstance(call.func, ast.Attribute):
        if name in _STATIC_DIALOGUE_CALLS and _name(call.func.value) not in _DIALOGUES:
            return  # logging has a warning() too
        yield from _words(name, _arguments(call, _SHOWS[name]))


def _of_error_class(node: ast.ClassDef) -> Iterator[Unheard]:
    """`super().__init__("...")` inside an error class is where its sentence is made."""
    for inner in ast.walk(node):
        if (
            isinstance(inner, ast.Call)
            and isinstance(inner.func, ast.Attribute)
            and inner.func.attr == "__init__"
            and isinstance(inner.func.value, ast.Call)
            and _name(inner.func.value.func) == "super"
        ):
            yield from _words(node.name, _arguments(inner, None), sentences_only=True)


def _of_translation(call: ast.Call, name: str) -> Iterator[Unheard]:
    for argument in call.args[: _TRANSLATES[name]]:
        if _is_table_of_words(argument) or (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            continue
        yield Unheard(argument.lineno, name, f"{name}() wants the words themselves, not something made of them")


def _is_table_of_words(argument: ast.expr) -> bool:
    """`SOME_WORDS[key]`, `SHORT[key][0]` or `SOME_WORDS.get(key, "...")`: a constant table, in which a translator looks."""
    if (
        isinstance(argument, ast.Call)
        and isinstance(argument.func, ast.Attribute)
        and argument.func.attr == "get"
        and all(isinstance(default, ast.Constant) for default in argument.args[1:])
    ):
        return _name(argument.func.value).isupper()
    if not isinstance(argument, ast.Subscript):
        return False
    base = argument.value
    while isinstance(base, ast.Subscript):
        base = base.value
    name = _name(base)
    return name.isupper() or name.endswith("words")


def _of_table(node: ast.Assign | ast.AnnAssign) -> Iterator[Unheard]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    for name in (_name(target) for target in targets):
        if not name.endswith("_WORDS"):
            continue
        values = node.value.values if isinstance(node.value, ast.Dict) else []
        if not values or not all(isinstance(value, ast.Constant) and isinstance(value.value, str) for value in values):
            yield Unheard(node.lineno, name, "a table of words is a dictionary of the words themselves")


def _arguments(call: ast.Call, places: frozenset[int] | None) -> list[ast.expr]:
    chosen = [value for place, value in enumerate(call.args) if places is None or place in places]
    return chosen + [keyword.value for keyword in call.keywords if keyword.arg not in {"objectName", "key"}]


def _words(where: str, values: Iterable[ast.expr], *, sentences_only: bool = False) -> Iterator[Unheard]:
    for value in values:
        for line, text in _literals(value):
            if _is_words(text, sentences_only=sentences_only):
                yield Unheard(line, where, f"shown without tr(): {text[:40]!r}")


def _literals(value: ast.expr) -> Iterator[tuple[int, str]]:
    """The strings an expression is made of; what a call gives back is that call's own business."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.lineno, value.value
    elif isinstance(value, ast.JoinedStr):
        text = "".join(str(part.value) for part in value.values if isinstance(part, ast.Constant))
        yield value.lineno, text
    else:
        for part in _parts(value):
            yield from _literals(part)


def _parts(value: ast.expr) -> list[ast.expr]:
    match value:
        case ast.BinOp():
            return [value.left, value.right]
        case ast.IfExp():
            return [value.body, value.orelse]
        case ast.BoolOp():
            return value.values
        case ast.List() | ast.Tuple() | ast.Set():
            return value.elts
        case ast.Call(func=ast.Attribute(attr="format" | "join") as made):
            return [made.value, *value.args]
    return []


def _is_words(text: str, *, sentences_only: bool) -> bool:
    # One letter alone is a sign (an "i" in a circle), not a word.
    if sum(character.isalpha() for character in text) < 2:
        return False
    # An error also takes settled keys and field names, which are single words in small letters.
    return not sentences_only or " " in text.strip() or text[:1].isupper()


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    return ""
