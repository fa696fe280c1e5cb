"""Paper out of an incident: a numbered copy, whole or with things removed, and the first-hour cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit

from schoolsm_desktop.domain.case_copies import COPY_WORDS, CopyChoices, CopyKind, CopyOrder, CopyPreview
from schoolsm_desktop.domain.first_card import FirstCard
from schoolsm_desktop.domain.wording import list_text, ntr, tr
from schoolsm_desktop.services.printing import Printed
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px

ALL_TYPES = "all"
_PAUSE = 350
_REMOVING = ("people", "words", "left_out", "ways")


class _LateTicks(TickList):
    """A list to tick whose lines are read after what was ticked before a lock has come back."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.list.setMinimumHeight(px(104))
        self.list.setMaximumHeight(px(150))
        self._wanted: str | None = None

    def set_value(self, text: str) -> None:
        if self.list.count():
            super().set_value(text)
        else:
            self._wanted = text

    def offer(self, items: Sequence[tuple[str, str, str]], *, ticked: bool) -> None:
        """Show these lines, ticked as they were before the lock, or all or none of them."""
        self.set_items(items, ticked=ticked)
        if self._wanted is not None:
            super().set_value(self._wanted)


class CasePrintDialog(FormDialog):
    """For whom and why; with things removed, what: and how it would read, before anything is printed."""

    def __init__(self, page: Page, case_id: UUID) -> None:
        super().__init__(
            page,
            tr("Print, or give out a copy"),
            tr("Make the copy"),
            self._make,
            sentence=tr("Every copy has a number, and the record keeps who was given it and why."),
            wide=True,
        )
        self._case_id = case_id
        form = self.form
        form.add_choice("kind", tr("What goes out"), _kinds(advice=False))
        form.add_line("recipient", tr("Who gets it"), needed=True, longest=200)
        form.add_line("reason", tr("Why"), longest=1000)
        form.add_tick("evidence", tr("With the list of evidence and its seal numbers"), True)
        self._people = _LateTicks(tr("Whose names are removed, in every form"))
        form.add_editor("people", tr("Whose names are removed, in every form"), self._people)
        form.add_lines(
            "words", tr("Other words to remove"), hint=tr("one a line, or with commas between them"), lines=2
        )
        form.add_tick("ways", tr("Also every e-mail address, user name with @, and telephone number"), True)
        self._entries = _LateTicks(tr("Entries that are left out"))
        form.add_editor("left_out", tr("Entries that are left out"), self._entries)
        self._sum = words("", "strong", form, wrap=True)
        self._left = words("", "", form, wrap=True)
        self._passages = QPlainTextEdit(form)
        self._passages.setReadOnly(True)
        self._passages.setTabChangesFocus(True)
        self._passages.setAccessibleName(tr("How it will read where something is removed"))
        self._passages.setFixedHeight(px(150))
        for part in (self._sum, self._left, self._passages):
            form.add_widget(part)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self.look)
        form.edited.connect(self._edited)
        self._show_fields()
        form.saved()
        self.work(lambda: page.desk.office.printing.copy_choices(case_id), self._offered)

    def order(self) -> CopyOrder:
        """What is asked for now."""
        form = self.form
        return CopyOrder(
            CopyKind(form.value("kind")),
            form.value("recipient"),
            form.value("reason"),
            form.ticked("evidence"),
            tuple(self._people.ticked()),
            form.value("words"),
            tuple(int(number) for number in self._entries.ticked()),
            form.ticked("ways"),
        )

    def _offered(self, choices: CopyChoices) -> None:
        form, was_clean, kind = self.form, not self.form.dirty, self.form.value("kind")
        self._people.offer([(p.key, p.name, p.detail) for p in choices.people], ticked=True)
        self._entries.offer([(str(number), said, "") for number, said in choices.entries], ticked=False)
        form.add_options("kind", _kinds(advice=choices.advice > 0))
        form.set_value("kind", kind)
        self.sentence.setText(
            tr(
                "{reference}, copy {number}. Every copy has a number, and the record keeps who was given it and why.",
                reference=choices.reference,
                number=choices.number,
            )
        )
        if was_clean:
            form.saved()
        self._show_fields()
        self.look()

    def _edited(self, name: str) -> None:
        if name == "kind":
            self._show_fields()
        if name not in ("recipient", "reason"):
            self._wait.start()

    def _show_fields(self) -> None:
        kind = self.form.value("kind")
        removing = kind == CopyKind.REDACTED.value
        for name in _REMOVING:
            self.form.field(name).setVisible(removing)
        self.form.field("evidence").setVisible(kind != CopyKind.ADVICE.value)
        for part in (self._sum, self._left, self._passages):
            part.setVisible(removing and bool(self._sum.text()))
        self._left.setVisible(removing and bool(self._left.text()))

    def look(self) -> None:
        """What would be removed, worked out anew; nothing is printed for it."""
        order, office = self.order(), self.page.desk.office
        if order.kind is not CopyKind.REDACTED:
            return

        def shown(found: CopyPreview) -> None:
            if order.kind.value == self.form.value("kind"):
                self._show_preview(found)

        self.page.desk.background.run(
            lambda: office.printing.copy_preview(self._case_id, order), shown, self.show_failure, owner=self
        )

    def show_end(self) -> None:
        """Scroll to what is removed."""
        self.bring_into_view(self._passages)

    def _show_preview(self, found: CopyPreview) -> None:
        said = [ntr("{count} passage is removed", "{count} passages are removed", found.removed)]
        if found.left_out:
            said.append(ntr("{count} entry is left out", "{count} entries are left out", found.left_out))
        self._sum.setText(tr("{what}. So it will read:", what=list_text(said)))
        left = tr(
            "Left, because they read as everyday words: {words}. Type them above to remove them too.",
            words=", ".join(found.left),
        )
        self._left.setText(left if found.left else "")
        self._passages.setPlainText("\n\n".join(found.passages) or tr("Nothing that was chosen stands in this record."))
        self._show_fields()
        QTimer.singleShot(0, self, self._grow)

    def _make(self) -> None:
        order, office = self.order(), self.page.desk.office
        self.work(lambda: office.printing.chronology(self._case_id, order), self._printed)

    def _printed(self, document: Printed) -> None:
        self.form.saved()
        self.accept()
        self.page.desk.preview(document)


class FirstCardDialog(FormDialog):
    """Which card: the type that is wanted, or all of them for the staff room."""

    def __init__(self, page: Page, key: str = "") -> None:
        super().__init__(
            page,
            tr("First-hour card"),
            tr("Print"),
            self._make,
            sentence=tr(
                "What to do first, whom to tell and whom to ring, from your policy. Two to a page, to be cut apart."
            ),
        )
        self._key = key
        self.form.add_choice("type", tr("Which card"), [(ALL_TYPES, _all_types())])
        self.form.saved()
        self.work(page.desk.office.first_cards.cards, self._offered)

    def _offered(self, cards: tuple[FirstCard, ...]) -> None:
        self.form.add_options("type", [(ALL_TYPES, _all_types()), *((card.key, card.title) for card in cards)])
        self.form.set_value("type", self._key or ALL_TYPES)
        self.form.saved()

    def _make(self) -> None:
        office, key = self.page.desk.office, self.form.value("type")

        def make() -> Printed:
            return office.printing.first_hour_cards() if key == ALL_TYPES else office.printing.first_hour_card(key)

        self.work(make, self._printed)

    def _printed(self, document: Printed) -> None:
        self.form.saved()
        self.accept()
        self.page.desk.preview(document)


def print_dialogs(page: Page) -> Mapping[str, Callable[[str], FormDialog]]:
    """The dialogs of paper; the record of the first is the id of a case, of the second the key of a type."""
    return {
        "case-print": lambda record: CasePrintDialog(page, UUID(record)),
        "first-hour-card": lambda record: FirstCardDialog(page, record),
    }


def print_form(page: Page) -> None:
    """The blank form, at once: there is nothing to ask."""
    office = page.desk.office

    def make() -> Printed:  # what draws documents is imported on the worker
        return office.printing.incident_form()

    page.work(make, page.desk.preview)


def _kinds(*, advice: bool) -> list[tuple[str, str]]:
    return [(kind.value, tr(COPY_WORDS[kind])) for kind in CopyKind if advice or kind is not CopyKind.ADVICE]


def _all_types() -> str:
    return tr("All types, with the blank form: for the staff room")
