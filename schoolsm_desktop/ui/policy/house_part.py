"""House rules: how colleagues write to parents and pupils, what may stand on our pages, and what is monitored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from schoolsm_desktop.domain.accounts import KNOWN_WORDS, Known
from schoolsm_desktop.domain.house import CHANNEL_FOR_WORDS, Channel, ChannelFor, HouseRules
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.house import HouseView
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Card, selectable, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, px, set_look

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import Printed

END_KEY = "end"


class HousePart(Part):
    """A record of this part is a channel's id."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view: HouseView | None = None
        self.print = self.add_button(tr("Print house rules"), self._print)
        self.texts = self.add_button(tr("Change the texts…"), partial(self._open, "house-rules"))
        self.add = self.add_button(tr("Add a way to write…"), partial(self._open, "channel"), main=True)
        self.list: ListPane[Channel] = ListPane(
            "channels",
            _columns(),
            page.desk.views,
            Teaching(
                tr("No way to write is entered yet"),
                tr("School e-mail, a parents’ app, a class blog: which may colleagues use, and which not?"),
                tr("Add a way to write…"),
                partial(self._open, "channel"),
            ),
            name=tr("Ways to write to parents and pupils"),
            identity=lambda channel: channel.id,
            two_line=True,
            filtered=False,
        )
        self.list.opened.connect(lambda channel, _key: self._open("channel", str(channel.id)))
        self.list.pressed_button.connect(self._ask_end)
        self.clause = words("", "quiet", self, wrap=True)
        left = QWidget(self)
        set_look(left, "body")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.list, 1)
        column.addWidget(self.clause)
        self._pages = _Text(tr("On our pages"))
        self._monitoring = _Text(tr("What is monitored"))
        side = QWidget()
        set_look(side, "body")
        stack = QVBoxLayout(side)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(px(12))
        stack.addWidget(self._pages)
        stack.addWidget(self._monitoring)
        stack.addStretch(1)
        self.column.addWidget(Split(left, Scroll(side, self), (7, 4)), 1)
        for button in (self.texts, self.add):
            button.setVisible(False)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "house-rules": lambda _record: TextsDialog(self.page, self.view, self._texts_saved),
            "channel": lambda record: ChannelDialog(self.page, self._channel(record), self._saved),
        }

    @property
    def view(self) -> HouseView:
        """What was read last."""
        if self._view is None:
            message = "nothing was read yet"
            raise RuntimeError(message)
        return self._view

    def reload(self) -> None:
        self.read(self.page.desk.office.house.view, self._show)

    def show_record(self, record: str) -> None:
        self.when_ready(lambda: self.list.pick(self._channel(record).id))

    def _open(self, dialog: str, record: str = "") -> None:
        if self._view is not None and self._view.may_edit:
            self.page.open_dialog(dialog, record)

    def _channel(self, record: str) -> Channel:
        found = next((c for c in self.view.channels if str(c.id) == record), None)
        if found is not None:
            return found
        return Channel(uuid4(), self.view.rules.school_id, "", ChannelFor.PARENTS, allowed=True)

    def _show(self, view: HouseView) -> None:
        self._view = view
        self.list.set_rows(view.channels)
        self.clause.setText(view.channel_clause)
        for button in (self.texts, self.add):
            button.setVisible(view.may_edit)
        self._pages.show_text(
            view.rules.page_rules,
            tr("Nothing is written here yet. What may anybody write on our pages, and what is taken away?"),
            view.comment_clause,
        )
        self._monitoring.show_text(
            view.rules.monitoring,
            tr("Nothing is written here yet. It stands on the sheet that colleagues sign."),
            view.monitoring_clause,
            _notice_words(view.rules),
        )
        self._monitoring.setVisible(view.monitors or bool(view.rules.monitoring))

    def _ask_end(self, channel: Channel, _key: str) -> None:
        if not self.view.may_edit:
            return

        def end() -> None:
            self.page.work(
                lambda: self.page.desk.office.house.end_channel(channel.id),
                lambda _kept: self._said(tr("{name} is no longer in use.", name=channel.name)),
            )

        confirm.ask(
            self.page,
            title=tr("Take {name} out of use?", name=channel.name),
            consequence=tr("It leaves the list and the printed house rules. It stays in the records."),
            action=tr("Take out of use"),
            yes=end,
        )

    def _said(self, sentence: str) -> None:
        self.page.messages.good(sentence)

    def _texts_saved(self) -> None:
        self._said(tr("The house rules are saved."))

    def _saved(self, name: str) -> None:
        self._said(tr("{name} is saved.", name=name))

    def _print(self) -> None:
        def make() -> Printed:
            return self.page.desk.office.printing.house_rules()

        self.page.work(make, self.page.desk.preview)


class ChannelDialog(FormDialog):
    """One way to write: with whom, and whether colleagues may use it."""

    def __init__(self, page: Page, channel: Channel, saved: Callable[[str], object]) -> None:
        title = channel.name or tr("A way to write to parents or pupils")
        super().__init__(page, title, tr("Save"), self._save)
        self._before, self._saved = channel, saved
        form = self.form
        form.add_line(
            "name", tr("Name"), channel.name, needed=True, hint=tr("School e-mail, parents’ app, private messages")
        )
        form.add_choice(
            "used_with",
            tr("Used with"),
            [(f.value, tr(CHANNEL_FOR_WORDS[f])) for f in ChannelFor],
            channel.used_with.value,
        )
        form.add_choice(
            "allowed",
            tr("For colleagues"),
            [("yes", tr("They may use it")), ("no", tr("They do not use it"))],
            "yes" if channel.allowed else "no",
        )
        form.add_line("note", tr("Note"), channel.note, hint=tr("For example: from school devices only"))
        form.saved()

    def _save(self) -> None:
        form = self.form
        changed = replace(
            self._before,
            name=form.value("name"),
            used_with=ChannelFor(form.value("used_with")),
            allowed=form.value("allowed") == "yes",
            note=form.value("note"),
        )

        def done(kept: Channel) -> None:
            form.saved()
            self.accept()
            self._saved(kept.name)

        self.work(lambda: self.page.desk.office.house.save_channel(changed), done)


class TextsDialog(FormDialog):
    """What may be written on our pages, what is said about monitoring, and whether the privacy notice says so too."""

    def __init__(self, page: Page, view: HouseView, saved: Callable[[], object]) -> None:
        super().__init__(page, tr("The texts of the house"), tr("Save"), self._save, wide=True)
        self._before, self._saved = view.rules, saved
        form, rules = self.form, view.rules
        form.add_lines(
            "page_rules",
            tr("On our pages"),
            rules.page_rules,
            hint=tr(
                "Printed for the staff room, and what you can put on the pages themselves. {clause}",
                clause=view.comment_clause,
            ),
        )
        form.add_lines(
            "monitoring",
            tr("What is monitored"),
            rules.monitoring,
            hint=tr(
                "Stands on the sheet that colleagues sign. This program itself watches nobody. {clause}",
                clause=view.monitoring_clause,
            ),
        )
        form.add_choice(
            "in_notice",
            tr("Is it in our privacy notice?"),
            [(known.value, tr(KNOWN_WORDS[known])) for known in Known],
            rules.monitoring_in_notice.value,
        )
        form.add_day("notice_checked_on", tr("Looked up on"), rules.notice_checked_on)
        form.saved()

    def _save(self) -> None:
        form = self.form
        changed = replace(
            self._before,
            page_rules=form.value("page_rules"),
            monitoring=form.value("monitoring"),
            monitoring_in_notice=Known(form.value("in_notice")),
            notice_checked_on=form.day("notice_checked_on"),
        )

        def done(_kept: HouseRules) -> None:
            form.saved()
            self.accept()
            self._saved()

        self.work(lambda: self.page.desk.office.house.change(changed), done)


class _Text(Card):
    """A text of the house with the clause it rests on."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self.text = selectable(words("", "", self, wrap=True))
        self.more = words("", "quiet", self, wrap=True)
        for part in (self.text, self.more):
            self.add(part)

    def show_text(self, text: str, missing: str, clause: str, more: str = "") -> None:
        """Show the text, or what is missing."""
        self.text.setText(text or missing)
        self.more.setText("\n".join(part for part in (more, clause) if part))


def _notice_words(rules: HouseRules) -> str:
    if rules.monitoring_in_notice is Known.NOT_KNOWN:
        return tr("Is it in our privacy notice? Nobody has looked yet.")
    day = day_text(rules.notice_checked_on) if rules.notice_checked_on else tr("no day given")
    if rules.monitoring_in_notice is Known.YES:
        return tr("It is in our privacy notice ({day}).", day=day)
    return tr("It is not in our privacy notice ({day}). Add it there.", day=day)


def _columns() -> tuple[Column[Channel], ...]:
    return (
        Column("name", tr("Way to write"), lambda c: c.name, detail=lambda c: c.note, bold=True, grow=True, width=220),
        Column("with", tr("Used with"), lambda c: tr(CHANNEL_FOR_WORDS[c.used_with]), width=160),
        Column(
            "allowed",
            tr("For colleagues"),
            lambda c: tr("Use it") if c.allowed else tr("Do not use it"),
            state=lambda c: State.GOOD if c.allowed else State.STOP,
            width=150,
        ),
        Column(END_KEY, tr("No longer"), lambda _c: tr("Take out…"), look=Look.BUTTON, width=120),
    )
