"""What is typed of declarations: one colleague's answer, a whole meeting, and what is read or taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from schoolsm_desktop.domain.declarations import (
    Answer,
    Declaration,
    DeclarationKind,
    needs_words,
    privacy_prompts,
)
from schoolsm_desktop.domain.periods import months_later
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.declarations import (
    AskedKind,
    DeclaredLine,
    DeclaredWords,
    Declaring,
    Meeting,
    PersonLine,
)
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.scan_field import ScanField
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import set_look

from .declaration_words import declared_words


class DeclareDialog(FormDialog):
    """One answer of one colleague, by themself on screen or from their paper."""

    def __init__(
        self,
        page: Page,
        asked: Sequence[AskedKind],
        line: PersonLine | None,
        declared: Callable[[Declaration], object],
        *,
        disclaimer: str = "",
        kind: str = "",
    ) -> None:
        """Without `line` the person signed in declares, today and on screen."""
        who = line.person.name if line is not None else ""
        super().__init__(
            page,
            tr("Enter what {name} declared", name=who) if line is not None else tr("Declare something"),
            tr("Save"),
            self._save,
            sentence=tr("What stands on the paper, and no more. Private accounts themselves are never kept.")
            if line is not None
            else tr("Yes or no, with today’s day. Private accounts themselves are never kept."),
        )
        self._asked = {each.kind.value: each for each in asked}
        self._person_id, self._declared = (line.person.id if line is not None else None), declared
        form, today = self.form, page.desk.today()
        form.add_choice("kind", tr("What it is about"), [(k, x.words) for k, x in self._asked.items()], kind)
        form.add_choice("answer", tr("Answer"), [("", tr("Choose")), ("yes", tr("Yes")), ("no", tr("No"))])
        self.prompts = words("\n".join(f"• {each}" for each in privacy_prompts()), "quiet", form, wrap=True)
        form.add_widget(self.prompts)
        form.add_choice(
            "disclaimer",
            tr("Does the school’s wording stand there?"),
            [("", tr("Choose")), ("yes", tr("Yes")), ("no", tr("Not yet"))],
            hint=tr("The wording: “{words}”", words=disclaimer) if disclaimer else "",
        )
        form.add_line(
            "who",
            tr("Who it is, and the link"),
            needed=True,
            hint=tr(
                "Sealed before it is saved: only the colleague, the headteacher and the safeguarding lead read it."
            ),
        )
        form.add_lines("how", tr("More"), hint=tr("Optional: since when, in what way."))
        form.add_day(
            "again_on",
            tr("The headteacher looks at it again on"),
            months_later(today, 12),
            hint=tr("Usually after a year."),
        )
        form.add_day("on", tr("Day on the paper"), today, needed=line is not None)
        self.scan = ScanField(self)
        form.add_editor("scan", tr("Scan of the paper"), self.scan, hint=tr("Optional."))
        form.edited.connect(self._edited)
        self._fit_fields()
        form.saved()

    def _edited(self, name: str) -> None:
        self._fit_fields()
        if name in ("kind", "answer"):
            QTimer.singleShot(0, self, self._grow)  # other fields came: they must not be squeezed

    def _fit_fields(self) -> None:
        """Only what the question needs is there to be filled in."""
        form, each = self.form, self._asked.get(self.form.value("kind"))
        if each is None:
            return
        form.field("answer").set_hint(question_hint(each))
        answer = Answer(form.value("answer") or "not-said")
        sealed = needs_words(each.kind, answer)
        self.prompts.setVisible(each.kind is DeclarationKind.PRIVACY_CHECK)
        for name, on in (
            ("disclaimer", each.asks_disclaimer and answer is Answer.YES),
            ("who", sealed),
            ("how", sealed),
            ("again_on", sealed),
            ("on", self._person_id is not None),
            ("scan", self._person_id is not None and not each.is_sealed),
        ):
            form.field(name).setVisible(on)

    def _save(self) -> None:
        form, today = self.form, self.page.desk.today()
        kind = DeclarationKind(form.value("kind"))
        answer = Answer(form.value("answer") or "not-said")
        sealed = needs_words(kind, answer)
        said = Declaring(
            kind=kind,
            answer=answer,
            on=(form.day("on") or today) if self._person_id is not None else today,
            disclaimer=Answer(form.value("disclaimer") or "not-said"),
            who=form.value("who") if sealed else "",
            how=form.value("how") if sealed else "",
            again_on=form.day("again_on") if sealed else None,
            scan=self.scan.scan if self._person_id is not None and not self._asked[kind.value].is_sealed else None,
        )

        def done(kept: Declaration) -> None:
            self._declared(kept)
            self.accept()

        self.work(lambda: self.page.desk.office.declarations.declare(said, self._person_id), done)


class MeetingDialog(FormDialog):
    """Everybody at a meeting but a few, in one entry, with one sheet (PRACTICE 21)."""

    def __init__(
        self,
        page: Page,
        asked: Sequence[AskedKind],
        lines: Sequence[PersonLine],
        kept: Callable[[int], object],
    ) -> None:
        super().__init__(
            page,
            tr("Enter a meeting"),
            tr("Enter"),
            self._save,
            sentence=tr("Everybody is ticked. Take the tick from whoever was not there or has something to declare."),
            wide=True,
        )
        self._kept = kept
        form = self.form
        first = next((x for x in asked if x.kind is DeclarationKind.PRIVACY_CHECK), asked[0] if asked else None)
        form.add_choice(
            "kind", tr("What was said"), [(x.kind.value, _alike(x)) for x in asked], first.kind.value if first else ""
        )
        form.add_day("on", tr("On which day"), page.desk.today(), needed=True)
        self.people = TickList(tr("Who"), form)
        self.people.set_items([(str(x.person.id), x.person.name, x.person.job_title) for x in lines], ticked=True)
        form.add_widget(self._all_or_none())
        form.add_editor("people", tr("Who"), self.people)
        self.scan = ScanField(self)
        form.add_editor(
            "scan", tr("Scan of the sheet"), self.scan, hint=tr("Optional. It is filed once for everybody.")
        )
        form.saved()

    def _all_or_none(self) -> QWidget:
        place = QWidget(self.form)
        set_look(place, "body")
        flow = Flow(place)
        for said, on in ((tr("Everybody shown"), True), (tr("Nobody"), False)):
            button = QPushButton(said, place)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, on=on: self.people.tick_shown(on))
            flow.addWidget(button)
        return place

    def _save(self) -> None:
        meeting = Meeting(
            DeclarationKind(self.form.value("kind")),
            tuple(UUID(key) for key in self.people.ticked()),
            self.form.day("on") or self.page.desk.today(),
            self.scan.scan,
        )

        def done(kept: Sequence[Declaration]) -> None:
            self._kept(len(kept))
            self.accept()

        self.work(lambda: self.page.desk.office.declarations.declare_meeting(meeting), done)


class TakeBackDeclarationDialog(FormDialog):
    """Take back what was entered by mistake or is no longer so; it stays in the records."""

    def __init__(
        self, page: Page, name: str, lines: Sequence[DeclaredLine], taken: Callable[[Declaration], object]
    ) -> None:
        super().__init__(
            page,
            tr("Take back a declaration"),
            tr("Take it back"),
            self._take_back,
            sentence=tr("{name}: what is taken back counts no more. It stays in the records.", name=name),
            wide=True,
        )
        self._taken = taken
        choices = [
            (str(x.declaration.id), tr("{what}, {said}", what=x.words, said=declared_words(x)))
            for x in lines
            if x.may_take_back
        ]
        self.form.add_choice("which", tr("Which one"), choices)
        self.main.setEnabled(bool(choices))

    def _take_back(self) -> None:
        which = UUID(self.form.value("which"))

        def done(kept: Declaration) -> None:
            self._taken(kept)
            self.accept()

        self.work(lambda: self.page.desk.office.declarations.take_back(which), done)


class ReadDeclarationDialog(FormDialog):
    """What somebody declared, opened for one who may read it; that it was opened stands in “who did what”."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__(
            page,
            tr("What was declared"),
            tr("Close"),
            self.accept,
            sentence=tr("Sealed to the colleague, the headteacher and the safeguarding lead. Opening it is recorded."),
        )
        self.facts = FactList(self.form)
        self.form.add_widget(self.facts)
        self.cancel.hide()
        self.work(lambda: page.desk.office.declarations.open(UUID(record)), self._show)

    def _show(self, found: DeclaredWords) -> None:
        again = found.declaration.ends_on
        self.facts.show_facts(
            [
                Fact(tr("Colleague"), found.person),
                Fact(tr("About"), found.words),
                Fact(tr("Declared on"), day_text(found.declaration.on)),
                Fact(tr("Who it is, and the link"), found.who),
                *([Fact(tr("More"), found.how)] if found.how else []),
                Fact(tr("Looked at again on"), day_text(again) if again else tr("after a year")),
            ]
        )
        QTimer.singleShot(0, self, self.fit)


def question_hint(each: AskedKind) -> str:
    """The question, and the clause that asks it."""
    if not each.clause:
        return each.question
    return tr("{question} Your policy: {clause}.", question=each.question, clause=each.clause)


def _alike(each: AskedKind) -> str:
    """What everybody said alike."""
    if each.kind is DeclarationKind.PRIVACY_CHECK:
        return tr("{what}: looked at", what=each.words)
    return tr("{what}: nothing to declare", what=each.words)
