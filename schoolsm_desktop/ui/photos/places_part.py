"""Places and rules: where pictures may go and on what terms, with the wording parents saw, and the school's rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.picture_places import BASIS_WORDS, Master, PictureRules, PlaceTerms
from schoolsm_desktop.domain.place_changes import BASIS_MEANS, MASTER_MEANS
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.picture_places import PlaceLine, PlacesView
from schoolsm_desktop.ui.common.deed_pane import DeedPane
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import Fact
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage, the_one
from schoolsm_desktop.ui.theme import State, set_look

from .place_dialogs import MONTH_WORDS, OwnPlaceDialog, RulesDialog, TermsDialog

TERMS, RULES, OWN = "place-terms", "picture-rules", "place-own"


class PlacesPart(Part):
    """A record of this part is the key of a place."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view: PlacesView | None = None
        self.list: ListPane[PlaceLine] = ListPane(
            "picture-places",
            _columns(),
            page.desk.views,
            Teaching(tr("No place yet"), tr("Places for pictures stand in the settings, under “Lists”.")),
            name=tr("Where pictures may go"),
            identity=lambda line: line.key,
            two_line=True,
        )
        self.list.picked.connect(lambda row, _key: self._picked(row))
        self.list.opened.connect(lambda row, _key: self._change(row))
        self.pane = DeedPane()
        self.change = self._button(tr("Change the terms…"), lambda: self._change(self.list.current()), main=True)
        self.rules = self._button(tr("Rules for pictures…"), partial(self.begin, RULES, ""))
        self.own = self._button(tr("Ask about an account by itself…"), partial(self.begin, OWN, ""))
        self.column.addWidget(Split(self.list, self.pane, (7, 5), narrow=860), 1)

    def _button(self, said: str, act: Callable[[], object], *, main: bool = False) -> QPushButton:
        button = QPushButton(said, self.pane.buttons)
        if main:
            set_look(button, "main")
        button.clicked.connect(lambda _on=False: act())
        self.pane.flow.addWidget(button)
        return button

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page = self.page
        return {
            TERMS: lambda record: TermsDialog(page, self._line(record), self._seen().lines, self._was_changed),
            RULES: lambda _record: RulesDialog(
                page, self._seen().rules, lambda: page.messages.good(tr("The rules are saved."))
            ),
            OWN: lambda _record: OwnPlaceDialog(page, self._seen(), self._was_changed),
        }

    # Reading

    def reload(self) -> None:
        self.read(self.page.desk.office.picture_places.view, self._show)

    def show_record(self, record: str) -> None:
        self.list.pick(record)

    def _show(self, view: PlacesView) -> None:
        self._view = view
        self.list.set_rows(view.lines)
        for button in (self.change, self.rules):
            button.setVisible(view.may_change)
        self.own.setVisible(view.may_change and bool(view.accounts))
        if self.list.current() is None and view.lines:
            self.list.pick(view.lines[0].key)
        self._picked(self.list.current())

    def _seen(self) -> PlacesView:
        if self._view is None:
            raise LookupError("the places are not read yet")
        return self._view

    def _line(self, record: str) -> PlaceLine:
        return the_one(line for line in self._seen().lines if line.key == record)

    def _picked(self, row: PlaceLine | None) -> None:
        self.change.setEnabled(row is not None)
        if row is None or self._view is None:
            self.pane.heading.setText(tr("Where pictures may go"))
            self.pane.facts.show_facts([])
            return
        view = self._view
        self.pane.heading.setText(row.name)
        self.pane.facts.show_facts([*_facts(row, view), *_rule_facts(view.rules)])
        places = self.page.desk.office.picture_places

        def came(versions: tuple[PlaceTerms, ...]) -> None:
            now = self.list.current()
            if now is not None and now.key == row.key:
                self.pane.facts.show_facts([*_facts(row, view), *_past(versions), *_rule_facts(view.rules)])

        if row.version > 1:
            self.page.work(lambda: places.versions(row.key), came)

    # Deeds

    def _change(self, row: PlaceLine | None) -> None:
        if row is not None and self._seen().may_change:
            self.page.open_dialog(TERMS, row.key)

    def _was_changed(self, name: str) -> None:
        self.page.messages.good(tr("The terms of {name} hold from today on.", name=name))


def _facts(row: PlaceLine, view: PlacesView) -> list[Fact]:
    terms = row.terms
    shown = ntr("{may} of {count} pupil", "{may} of {count} pupils", view.pupils, may=row.may)
    facts: list[Fact] = [
        Fact(tr("Basis"), tr("{basis}: {means}", basis=row.basis, means=tr(BASIS_MEANS[terms.basis]))),
        Fact(tr("May be shown"), shown if terms.in_use else tr("Not in use")),
        Fact(tr("A yes lasts"), row.lasting),
        Fact(tr("What parents read"), terms.wording or tr("No wording yet")),
    ]
    if row.also:
        facts.append(Fact(tr("Also goes to"), row.also))
    if terms.second_person:
        facts.append(Fact(tr("Second person"), tr("Confirms each photo check")))
    if row.note:
        facts.append(Fact(tr("Note"), row.note))
    return facts


def _past(versions: tuple[PlaceTerms, ...]) -> list[Fact]:
    """Wordings of before."""
    return [
        Fact(
            tr("From {day}", day=day_text(each.from_day)),
            tr("{basis}: {wording}", basis=tr(BASIS_WORDS[each.basis]), wording=each.wording or tr("No wording yet")),
        )
        for each in versions[1:]
    ]


def _rule_facts(rules: PictureRules) -> list[Fact]:
    master = tr(MASTER_MEANS[rules.master])
    if rules.master is Master.ELSEWHERE:
        master = tr("{name}. {means}", name=rules.master_name, means=master)
    day = tr("{day} {month}", day=rules.answers_end_day, month=tr(MONTH_WORDS[rules.answers_end_month]))
    age = (
        tr("From {age}", age=rules.own_answer_age) if rules.own_answer_age else tr("Never; a child’s no always counts")
    )
    minutes = ntr("{count} minute", "{count} minutes", rules.stay_open_minutes)
    return [
        Fact(tr("Answers are kept"), master),
        Fact(tr("Answers of a school year end"), day),
        Fact(tr("The pupil’s own yes counts"), age),
        Fact(tr("The photo check stays open"), minutes if rules.stay_open_minutes else tr("No longer than the rest")),
    ]


def _columns() -> tuple[Column[PlaceLine], ...]:
    return (
        Column(
            "place",
            tr("Place"),
            lambda row: row.name,
            detail=lambda row: (
                tr("asked about by itself") if row.by_itself else row.also and tr("also {places}", places=row.also)
            ),
            bold=True,
            grow=True,
        ),
        Column("basis", tr("Basis"), lambda row: row.basis),
        Column("lasting", tr("A yes lasts"), lambda row: row.lasting),
        Column(
            "may",
            tr("May be shown"),
            lambda row: str(row.may) if row.terms.in_use else tr("Not in use"),
            sort=lambda row: row.may,
            state=lambda row: None if row.terms.in_use else State.UNKNOWN,
        ),
        Column("second", tr("Second person"), lambda row: tr("Yes") if row.terms.second_person else "–"),
    )
