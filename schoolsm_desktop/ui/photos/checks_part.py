"""Saved checks: what each came to, whether it still holds, who is the second person; and on to what was published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.photo_checks import PhotoCheck
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.check_views import STATE_WORDS, WHAT_WORDS, CheckLine, CheckState, names_in
from schoolsm_desktop.ui.common.deed_pane import DeedPane
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.parts import Part, PartedPage, the_one
from schoolsm_desktop.ui.theme import State, set_look

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed

STATES = {
    CheckState.HOLDS: State.GOOD,
    CheckState.WAITS: State.WARN,
    CheckState.STOPPED: State.STOP,
    CheckState.OVER: State.UNKNOWN,
    CheckState.ENDED: State.STOP,
}


class ChecksPart(Part):
    """A record of this part is the id of a saved check."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._wanted = ""
        teaching = Teaching(
            tr("No check was saved yet"),
            tr("Each photo check that is saved stands here as it was at that minute: the proof that somebody looked."),
            tr("Check a picture"),
            lambda: self.page.begin("check", ""),
        )
        self.list: ListPane[CheckLine] = ListPane(
            "photo-checks",
            _columns(),
            self.desk.views,
            teaching,
            name=tr("Saved checks"),
            find=lambda x: f"{x.check.number} {x.check.place_name} {x.by} {x.check.asked_by} {names_in(x)}",
            identity=lambda x: x.check.id,
            two_line=True,
        )
        self.list.picked.connect(lambda row, _key: self._show_line(row))
        self.pane = DeedPane()
        self.confirm = self._button(tr("I have looked: confirm"), self._confirm, main=True)
        self.on_paper = self._button(tr("The slip is signed…"), partial(self._open, "check-on-paper"))
        self.to_post = self._button(tr("It is posted…"), self._to_post)
        self.print = self._button(tr("Print the slip"), self._print)
        self.column.addWidget(Split(self.list, self.pane), 1)
        self._show_line(None)

    def _button(self, said: str, act: Callable[[], object], *, main: bool = False) -> QPushButton:
        button = QPushButton(said, self.pane.buttons)
        if main:
            set_look(button, "main")
        button.clicked.connect(lambda _on=False: act())
        self.pane.flow.addWidget(button)
        return button

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {"check-on-paper": lambda record: SlipSignedDialog(self.page, self._of(record), self._confirmed)}

    def reload(self) -> None:
        self.read(self.desk.office.photo_checks.lines, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return office.photo_checks.waiting()

    def show_record(self, record: str) -> None:
        self._wanted = record
        self._go_to_wanted()

    def _show(self, lines: tuple[CheckLine, ...]) -> None:
        self.list.set_rows(lines)
        self.page.set_count(self, len([line for line in lines if line.may_confirm]))
        self._go_to_wanted()
        if self.list.current() is None and lines:
            self.list.pick(lines[0].check.id)
        self._show_line(self.list.current())

    def _go_to_wanted(self) -> None:
        found = next((x for x in self.list.model.all_rows() if str(x.check.id) == self._wanted), None)
        if found is not None:
            self._wanted = ""
            self.list.pick(found.check.id)

    def _of(self, record: str) -> CheckLine:
        return the_one(x for x in self.list.model.all_rows() if str(x.check.id) == record)

    def _show_line(self, line: CheckLine | None) -> None:
        self.pane.heading.setText(
            tr("{check}: {place}", check=line.title, place=line.check.place_name) if line else tr("Choose a check")
        )
        self.confirm.setVisible(line is not None and line.may_confirm)
        self.on_paper.setVisible(line is not None and line.may_confirm_paper)
        self.to_post.setVisible(line is not None and line.may_post)
        self.print.setVisible(line is not None)
        self.pane.facts.show_facts(_facts(line) if line else ())

    def _open(self, dialog: str) -> None:
        line = self.list.current()
        if line is not None:
            self.page.open_dialog(dialog, str(line.check.id))

    def _confirm(self) -> None:
        line = self.list.current()
        if line is not None:
            check_id = line.check.id
            self.page.work(lambda: self.desk.office.photo_checks.confirm(check_id), self._confirmed)

    def _confirmed(self, check: PhotoCheck) -> None:
        self.page.messages.good(tr("Check {number} is confirmed.", number=check.number))

    def _to_post(self) -> None:
        """What is posted is kept among what was published, with this check."""
        line = self.list.current()
        if line is None:
            return
        check_id = line.check.id

        def make() -> UUID:
            return self.desk.office.posts.from_check(check_id).id

        self.page.work(make, lambda post_id: self.page.begin("posts", str(post_id)))

    def _print(self) -> None:
        line = self.list.current()
        if line is None:
            return
        check_id = line.check.id

        def make() -> Printed:
            return self.desk.office.printing.photo_slip(check_id)

        self.page.work(make, self.desk.preview)


class SlipSignedDialog(FormDialog):
    """A deputy or governor without a sign-in signed the printed slip: who, and on which day."""

    def __init__(self, page: Page, line: CheckLine, said: Callable[[PhotoCheck], None]) -> None:
        super().__init__(
            page,
            tr("The slip is signed"),
            tr("Save"),
            self._save,
            sentence=tr(
                "For {check}: a deputy or governor looked at the picture and signed the slip.", check=line.title
            ),
        )
        self._check_id, self._said = line.check.id, said
        self.form.add_line("name", tr("Signed by"), needed=True, longest=100)
        self.form.add_day("on", tr("On"), page.desk.today(), needed=True)

    def _save(self) -> None:
        name, on = self.form.value("name"), self.form.day("on")
        if on is None:
            return

        def saved(check: PhotoCheck) -> None:
            self.form.saved()
            self._said(check)
            self.accept()

        self.work(lambda: self.page.desk.office.photo_checks.confirmed_on_paper(self._check_id, name, on), saved)


def _columns() -> tuple[Column[CheckLine], ...]:
    return (
        Column(
            "number",
            tr("Check"),
            lambda x: x.title,
            sort=lambda x: x.check.number,
            detail=lambda x: x.when_words,
            bold=True,
        ),
        Column("place", tr("Where"), lambda x: x.check.place_name, detail=lambda x: x.who_words, grow=True),
        Column("state", tr("State"), lambda x: tr(STATE_WORDS[x.state]), state=lambda x: STATES[x.state], width=210),
        Column("by", tr("Checked by"), lambda x: x.by, detail=_asked, width=170),
    )


def _asked(line: CheckLine) -> str:
    return tr("asked by {name}", name=line.check.asked_by) if line.check.asked_by else ""


def _facts(line: CheckLine) -> tuple[Fact, ...]:
    check = line.check
    facts = [
        Fact(tr("State"), [FactLine(tr(STATE_WORDS[line.state]), STATES[line.state])]),
        Fact(tr("What"), tr(WHAT_WORDS[check.what])),
        Fact(
            tr("Who can be seen"),
            [FactLine(f"{p.name}: {p.words}", State.GOOD if p.may else State.STOP) for p in line.pupils]
            or [FactLine(line.who_words)],
        ),
        Fact(tr("Ticked by mistake and taken out"), [FactLine(name) for name in line.unticked]),
        Fact(tr("The words"), check.caption),
        Fact(tr("Description"), line.description),
        Fact(tr("File"), check.picture_name),
        Fact(tr("Also in it"), check.others_in_it),
        Fact(
            tr("Also looked at"),
            [
                FactLine(q.words if q.given else f"{q.words} {q.answer}", State.GOOD if q.given else State.WARN)
                for q in line.questions
            ],
        ),
        Fact(tr("Facts checked by"), line.facts_by),
        Fact(tr("Checked by"), tr("{name}, {moment}", name=line.by, moment=line.when_words)),
        Fact(tr("Asked by"), check.asked_by),
        Fact(tr("Second person"), line.second),
        Fact(tr("Version of your policy"), str(check.policy_version)),
    ]
    return tuple(fact for fact in facts if fact.value)
