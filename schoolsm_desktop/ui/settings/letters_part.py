"""Letters: what each is for, the school's own wording of it, and the versions before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from schoolsm_desktop.domain.letters import LetterTemplate
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.letters import Wording, WordingVersion
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Pane, selectable, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, set_look

from .letter_dialog import LetterDialog


class LettersPart(Part):
    """A record of this part is a letter's key."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._wordings: tuple[Wording, ...] = ()
        self._wanted = ""
        self.pane = _WordingPane(self._change, self._use, self._paper)
        self.list: ListPane[Wording] = ListPane(
            "letters",
            _columns(),
            page.desk.views,
            Teaching(tr("No letters"), tr("The letters of the program stand here.")),
            name=tr("Letters"),
            identity=lambda wording: wording.shipped.key,
            two_line=True,
        )
        self.list.picked.connect(lambda wording, _key: self.pane.show_wording(wording))
        self.list.opened.connect(lambda _wording, _key: self._change())
        self.column.addWidget(Split(self.list, self.pane, (5, 6)), 1)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {"letter": self._dialog}

    def reload(self) -> None:
        self.read(self.page.desk.office.letters.wordings, self._show)

    def show_record(self, record: str) -> None:
        self._wanted = record
        self.when_ready(self._go_to_wanted)

    def _show(self, wordings: tuple[Wording, ...]) -> None:
        self._wordings = wordings
        self.list.set_rows(wordings)
        self._go_to_wanted()
        current = self.list.current()
        if current is None and wordings:
            self.list.pick(wordings[0].shipped.key)
        else:
            self.pane.show_wording(current)

    def _go_to_wanted(self) -> None:
        if self._wanted and self.list.pick(self._wanted):
            self._wanted = ""

    def _dialog(self, record: str) -> FormDialog:
        wording = next((w for w in self._wordings if w.shipped.key == record), None)
        if wording is None:
            raise LookupError(record)
        return LetterDialog(self.page, wording, self._saved)

    def _saved(self, wording: Wording) -> None:
        self.show_record(wording.shipped.key)
        self.page.messages.good(
            tr("“{letter}”: version {number} is used from now on.", letter=wording.title, number=wording.number)
        )

    def _change(self) -> None:
        """From the version that is shown: an earlier one is where the next may begin."""
        wording = self.list.current()
        if wording is not None:
            title, body = self.pane.shown_words()
            typed = {} if (title, body) == (wording.title, wording.body) else {"title": title, "body": body}
            self.page.open_dialog("letter", wording.shipped.key, typed)

    def _paper(self) -> None:
        wording = self.list.current()
        if wording is not None:
            title, body = self.pane.shown_words()
            office, key = self.page.desk.office, wording.shipped.key
            self.page.work(lambda: office.printing.letter_example(key, title, body), self.page.desk.preview)

    def _use(self) -> None:
        """The version that is shown becomes the newest again."""
        wording = self.list.current()
        if wording is None:
            return
        letters, key, seen = self.page.desk.office.letters, wording.shipped.key, wording.number
        title, body = self.pane.shown_words()
        call = (
            partial(letters.use_shipped, key, seen)
            if self.pane.shows_shipped()
            else partial(letters.change_wording, key, title, body, seen)
        )
        confirm.ask(
            self.page,
            title=tr("Use this wording from now on?"),
            consequence=tr("It becomes a new version. The wording in use now stays among the earlier ones."),
            action=tr("Use it"),
            yes=lambda: self.page.work(call, self._saved),
            dangerous=False,
        )


class _WordingPane(Pane):
    """One letter: the wording in use, or an earlier one that is chosen."""

    def __init__(self, change: Callable[[], None], use: Callable[[], None], paper: Callable[[], None]) -> None:
        super().__init__()
        self._wording: Wording | None = None
        self._versions: list[LetterTemplate | None] = []
        self.heading_words = words("", "heading", self, wrap=True)
        self.state = words("", "quiet", self, wrap=True)
        self.version = QComboBox(self)
        self.which = words(tr("Version shown"), "quiet", self)
        self.which.setBuddy(self.version)
        self.version.setAccessibleName(tr("Version shown"))
        self.version.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.version.setMinimumContentsLength(20)
        self.version.currentIndexChanged.connect(lambda _at: self._show_version())
        self.letter_title = selectable(words("", "strong", self, wrap=True))
        self.text = selectable(words("", "", self, wrap=True))
        self.text.setAccessibleName(tr("The wording"))
        buttons = QWidget(self)
        set_look(buttons, "body")
        flow = Flow(buttons)
        self.change = _button(tr("Change the wording…"), change, buttons, flow, look="main")
        self.use = _button(tr("Use this wording again…"), use, buttons, flow)
        self.paper = _button(tr("See it on paper"), paper, buttons, flow)
        for part in (self.heading_words, self.state, self.which, self.version, buttons, self.letter_title, self.text):
            self.add(part)
        self.fill()
        self.show_wording(None)

    def show_wording(self, wording: Wording | None) -> None:
        """Show one letter as it is used now."""
        self._wording = wording
        for part in (self.which, self.version, self.change, self.paper):
            part.setVisible(wording is not None)
        if wording is None:
            self.heading_words.setText(tr("Choose a letter"))
            for label in (self.state, self.letter_title, self.text):
                label.setText("")
            self.use.hide()
            return
        self.heading_words.setText(wording.shipped.purpose)
        self._versions = [v.template for v in wording.versions if not v.template.is_shipped]
        self.version.blockSignals(True)
        self.version.clear()
        for version in wording.versions:
            if not version.template.is_shipped:
                self.version.addItem(_version_words(version, wording.number))
        self._versions.append(None)
        self.version.addItem(
            tr("As it came with the program") if wording.is_own else tr("As it came with the program, in use")
        )
        self.version.setCurrentIndex(0 if wording.is_own else len(self._versions) - 1)
        self.version.blockSignals(False)
        self._show_version()

    def shown_words(self) -> tuple[str, str]:
        """Title and text of the version that is shown."""
        if self._wording is None:
            return "", ""
        template = self._shown()
        shipped = self._wording.shipped
        return (template.title, template.body) if template is not None else (shipped.title, shipped.body)

    def shows_shipped(self) -> bool:
        """Whether the wording that came with the program is shown."""
        return self._shown() is None

    def _shown(self) -> LetterTemplate | None:
        at = self.version.currentIndex()
        return self._versions[at] if 0 <= at < len(self._versions) else None

    def _show_version(self) -> None:
        wording = self._wording
        if wording is None:
            return
        title, body = self.shown_words()
        in_use = (title, body) == (wording.title, wording.body) and self.shows_shipped() is not wording.is_own
        self.use.setVisible(not in_use)
        self.state.setText(_to_words(wording))
        self.letter_title.setText(title)
        self.text.setText(body)


def _button(said: str, act: Callable[[], None], place: QWidget, flow: Flow, look: str = "") -> QPushButton:
    button = QPushButton(said, place)
    if look:
        set_look(button, look)
    button.clicked.connect(lambda _on=False: act())
    flow.addWidget(button)
    return button


def _version_words(version: WordingVersion, newest: int) -> str:
    template = version.template
    day = day_text(template.made_at.astimezone().date())
    if template.number == newest:
        return tr("Version {number}, in use: {who}, {day}", number=template.number, who=version.made_by, day=day)
    return tr("Version {number}: {who}, {day}", number=template.number, who=version.made_by, day=day)


def _to_words(wording: Wording) -> str:
    if wording.shipped.to_home:
        return tr("To homes. It opens “To the parent or carer of”; no names of parents are kept.")
    if wording.shipped.signed_by_recipient:
        return tr("Whoever gets it signs a copy and gives it back.")
    return tr("To one person or organisation.")


def _columns() -> tuple[Column[Wording], ...]:
    return (
        Column("purpose", tr("For what"), lambda w: w.shipped.purpose, detail=lambda w: w.title, bold=True, grow=True),
        Column(
            "own",
            tr("Wording"),
            lambda w: tr("own, version {number}", number=w.number) if w.is_own else tr("of the program"),
            state=lambda w: State.GOOD if w.is_own else None,
        ),
    )
