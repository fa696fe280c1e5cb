"""Whether colleagues and visitors agree to be pictured: the staff list and the visitors, with what each said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.colleague_pictures import ColleagueAnswer
from schoolsm_desktop.domain.photo_answers import Said, Verdict
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.colleague_pictures import (
    ColleagueLine,
    ColleaguesView,
    NewColleagueAnswer,
    answer_words,
)
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.deed_pane import DeedPane
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, set_look

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office

ANSWER = "colleague-answer"
SAID_WORDS = {Said.YES: "Yes, may be pictured", Said.NO: "No", Said.WITHDRAWN: "Withdraws what was said before"}


class ColleaguesPart(Part):
    """A record of this part is a colleague’s id, or the key of a visitor’s line."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._view = ColleaguesView(())
        self._wanted = ""
        self.enter = self.add_button(tr("Enter an answer…"), partial(self.begin, ANSWER, ""), main=True)
        self.list: ListPane[ColleagueLine] = ListPane(
            "colleague-pictures",
            _columns(),
            self.desk.views,
            Teaching(
                tr("Nobody on the staff list yet"),
                tr("Colleagues stand here once they are on the staff list; visitors once they have answered."),
                tr("Enter an answer…"),
                partial(self.begin, ANSWER, ""),
            ),
            name=tr("Colleagues and visitors"),
            find=lambda x: f"{x.name} {x.detail} {x.words}",
            identity=lambda x: x.key,
            two_line=True,
        )
        self.list.picked.connect(lambda row, _key: self._show_line(row))
        self.list.opened.connect(lambda row, _key: self._answer_for(row))
        self.pane = DeedPane()
        self.answer = QPushButton(tr("Enter an answer…"), self.pane.buttons)
        self.answer.clicked.connect(lambda _on=False: self._answer_for(self.list.current()))
        set_look(self.answer, "main")
        self.mistaken = QPushButton(tr("The last one was a mistake…"), self.pane.buttons)
        self.mistaken.clicked.connect(lambda _on=False: self._ask_mistaken())
        self.pane.flow.addWidget(self.answer)
        self.pane.flow.addWidget(self.mistaken)
        self.column.addWidget(Split(self.list, self.pane, (7, 4)), 1)
        self._show_line(None)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {ANSWER: lambda record: ColleagueAnswerDialog(self.page, self._view, record, self._kept)}

    # Reading

    def reload(self) -> None:
        self.read(self.desk.office.colleague_pictures.view, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        del office
        return 0

    def show_record(self, record: str) -> None:
        self._wanted = record
        self.when_ready(self._go_to_wanted)

    def begin(self, act: str, record: str) -> None:
        if record:
            self.show_record(record)
        self.when_ready(lambda: self.page.open_dialog(act, record))

    def _show(self, view: ColleaguesView) -> None:
        self._view = view
        self.enter.setVisible(view.may_record)
        self.list.set_rows(view.lines)
        self._go_to_wanted()
        self._show_line(self.list.current())

    def _go_to_wanted(self) -> None:
        if self._wanted and self.list.pick(self._wanted):
            self._wanted = ""

    def _show_line(self, line: ColleagueLine | None) -> None:
        self.pane.heading.setText(line.name if line else tr("Choose a colleague or visitor"))
        self.pane.buttons.setVisible(line is not None and self._view.may_record)
        if line is None:
            self.pane.facts.show_facts(())
            return
        self.mistaken.setVisible(self._last(line) is not None)
        places = dict(self._view.places)
        said = [FactLine(answer_words(each, places)) for each in line.answers]
        stands = [FactLine(line.words, _state(line.verdict))]
        if line.elsewhere:
            stands.append(FactLine(line.elsewhere))
        facts = [
            Fact(tr("Who"), line.detail or tr("Colleague")),
            Fact(tr("What stands"), stands),
            Fact(tr("What was answered"), said or tr("Nothing yet")),
        ]
        self.pane.facts.show_facts(facts)

    def _last(self, line: ColleagueLine) -> ColleagueAnswer | None:
        return next((each for each in line.answers if each.mistaken_at is None), None)

    # Deeds

    def _answer_for(self, line: ColleagueLine | None) -> None:
        if line is not None and self._view.may_record:
            self.begin(ANSWER, line.key)

    def _ask_mistaken(self) -> None:
        line = self.list.current()
        last = self._last(line) if line is not None else None
        if line is None or last is None:
            return
        answer_id = last.id
        confirm.ask(
            self.page,
            title=tr("Entered by mistake?"),
            consequence=tr(
                "{name}, {day}: it stays in the records and counts no more.", name=line.name, day=day_text(last.on)
            ),
            action=tr("Mark as a mistake"),
            yes=lambda: self._mark(answer_id),
        )

    def _mark(self, answer_id: UUID) -> None:
        def done(_kept: ColleagueAnswer) -> None:
            self.page.messages.good(tr("It counts no more."))

        self.page.work(lambda: self.desk.office.colleague_pictures.mistaken(answer_id), done)

    def _kept(self, answer: ColleagueAnswer) -> None:
        yes = answer.said is Said.YES
        self.page.messages.good(
            tr("The answer is saved: may be pictured.") if yes else tr("The answer is saved: not to be pictured.")
        )


class ColleagueAnswerDialog(FormDialog):
    """What a colleague or a visitor said."""

    def __init__(
        self, page: Page, view: ColleaguesView, record: str, kept: Callable[[ColleagueAnswer], object]
    ) -> None:
        super().__init__(
            page,
            tr("May this person be pictured?"),
            tr("Save"),
            self._save,
            sentence=tr("The latest answer counts, and the strictest of those for everywhere and for a place."),
        )
        self._kept = kept
        form, line = self.form, next((x for x in view.lines if x.key == record), None)
        staff = [(str(x.person_id), x.name, x.detail) for x in view.lines if x.person_id is not None]
        staff.sort(key=lambda choice: choice[1].casefold())
        chosen = str(line.person_id) if line is not None and line.person_id is not None else ""
        form.add_search("person", tr("A colleague"), staff, chosen)
        visitor = line.name if line is not None and line.person_id is None else ""
        form.add_line("visitor_name", tr("Or a visitor"), visitor, hint=tr("For example the author who comes to read."))
        form.add_choice("said", tr("Answer"), [(each.value, tr(SAID_WORDS[each])) for each in SAID_WORDS])
        form.add_choice("place", tr("Where"), [("", tr("Everywhere")), *view.places])
        form.add_day("on", tr("Said on"), page.desk.today(), needed=True)
        form.add_day("until", tr("Until"), hint=tr("Empty for a colleague: until they say otherwise."))
        form.add_line("note", tr("Note"))
        form.edited.connect(self._edited)
        self._edited("said")
        form.saved()

    def _edited(self, name: str) -> None:
        if name == "said":
            self.form.field("until").setVisible(self.form.value("said") == Said.YES.value)
        if name in ("person", "visitor_name"):
            hint = tr("Empty for a colleague: until they say otherwise.")
            if self.form.value("visitor_name") and not self.form.value("person"):
                hint = tr("Needed for a visitor.")
            self.form.field("until").set_hint(hint)

    def _save(self) -> None:
        form, office = self.form, self.page.desk.office
        person = form.value("person")
        new = NewColleagueAnswer(
            Said(form.value("said")),
            UUID(person) if person else None,
            "" if person else form.value("visitor_name"),
            form.value("place"),
            form.day("on"),
            form.day("until"),
            form.value("note"),
        )
        self.work(lambda: office.colleague_pictures.record(new), self._done)

    def _done(self, answer: ColleagueAnswer) -> None:
        self.accept()
        self._kept(answer)


def _state(verdict: Verdict) -> State:
    if verdict is Verdict.YES:
        return State.GOOD
    return State.UNKNOWN if verdict in (Verdict.NOT_ASKED, Verdict.EXPIRED) else State.STOP


def _columns() -> tuple[Column[ColleagueLine], ...]:
    return (
        Column("name", tr("Who"), lambda x: x.name, detail=lambda x: x.detail, bold=True, grow=True),
        Column(
            "stands",
            tr("May be pictured"),
            lambda x: x.words,
            detail=lambda x: x.elsewhere,
            state=lambda x: _state(x.verdict),
            width=230,
        ),
        Column(
            "until",
            tr("Until"),
            lambda x: day_text(x.until) if x.until else "",
            sort=lambda x: x.until,
            width=120,
        ),
    )
