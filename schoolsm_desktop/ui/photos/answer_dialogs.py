"""Answers of one pupil, by form, telephone or message; a condition turned into yes and no; what another system is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.photo_answers import AnswerBy, PhotoAnswer, Said
from schoolsm_desktop.domain.wording import list_text, tr
from schoolsm_desktop.services.answer_views import ConditionLine, PupilSaid, TellLine
from schoolsm_desktop.services.photo_answers import FormRow
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.tick_boxes import TickBoxes
from schoolsm_desktop.ui.common.tick_list import TickList

from .answers_editor import REFUSALS, AnswersEditor

if TYPE_CHECKING:
    from schoolsm_desktop.ui.common.search_combo import Choice
    from schoolsm_desktop.ui.pages import Page

HOW_WORDS = {
    AnswerBy.FORM: "On a form",
    AnswerBy.PHONE: "By telephone",
    AnswerBy.IN_PERSON: "In person",
    AnswerBy.MESSAGE: "By letter or message",
}
ANSWERS, PHONE, WITHDRAW = "pupil-answers", "pupil-telephone", "pupil-withdraw"
_TITLE_WORDS = {
    ANSWERS: "Photo answers",
    PHONE: "An answer by telephone",
    WITHDRAW: "Withdraw a yes",
}
_SENTENCE_WORDS = {
    ANSWERS: "What each person said last stands until that person changes it. A new yes never cancels another’s no.",
    PHONE: "Ask who is calling. A no counts from anyone; a yes from whoever has parental responsibility.",
    WITHDRAW: "It holds at once and never runs out. Pictures that are out are found and listed to be taken down.",
}
_HOW = {ANSWERS: AnswerBy.FORM, PHONE: AnswerBy.PHONE, WITHDRAW: AnswerBy.MESSAGE}


class PupilAnswersDialog(FormDialog):
    """The record is a pupil; without one the pupil is looked for first."""

    def __init__(
        self, page: Page, kind: str, record: str, names: Sequence[Choice], kept: Callable[[PupilSaid, FormRow], object]
    ) -> None:
        super().__init__(
            page, tr(_TITLE_WORDS[kind]), tr("Save"), self._save, sentence=tr(_SENTENCE_WORDS[kind]), wide=True
        )
        self._kind, self._record, self._kept = kind, record, kept
        self._asked = ""
        form = self.form
        if not record:
            form.add_search("pupil", tr("Pupil"), names, needed=True)
        self.answers = AnswersEditor(form, withdraw=kind == WITHDRAW)
        form.add_editor("answers", tr("Answers"), self.answers)
        form.add_line("words", tr("What the form says"), hint=tr("The words of a condition, as they stand there."))
        form.add_day("on", tr("Day"), page.desk.today())
        form.add_choice("how", tr("How it came"), [(how.value, tr(HOW_WORDS[how])) for how in HOW_WORDS], _HOW[kind])
        form.add_tick(
            "find", tr("Find every picture of this child there, and list what is to be taken down"), value=True
        )
        form.edited.connect(self._edited)
        form.saved()
        self._fit_fields()
        if record:
            self._read(record)

    def _edited(self, name: str) -> None:
        if name == "pupil" and self.form.value("pupil"):
            self._read(self.form.value("pupil"))
        self._fit_fields()

    def _read(self, pupil_id: str) -> None:
        """Read a pupil once: read again, the places would forget what was chosen for them."""
        if pupil_id == self._asked:
            return
        self._asked, office = pupil_id, self.page.desk.office
        self.answers.show_nobody()

        def came(said: PupilSaid) -> None:
            if pupil_id == self._asked:
                self._show(said)

        def failed(error: Exception) -> None:
            self._asked = ""
            self.show_failure(error)

        self.work(lambda: office.photo_answers.pupil(UUID(pupil_id)), came, failed)

    def _show(self, said: PupilSaid) -> None:
        who = tr("{name}, {classes}", name=said.name, classes=said.classes) if said.classes else said.name
        self.heading.setText(tr("{title}: {who}", title=tr(_TITLE_WORDS[self._kind]), who=who))
        self.answers.show_pupil(said)
        self._fit_fields()
        self._grow()

    def _fit_fields(self) -> None:
        said = set(self.answers.chosen().values())
        self.answers.setVisible(self.answers.said is not None)
        self.form.field("words").setVisible(Said.CONDITION in said)
        self.form.field("find").setVisible(bool(said & REFUSALS))

    def _save(self) -> None:
        form, shown = self.form, self.answers.said
        if shown is None:
            return
        chosen, (is_known, by) = self.answers.chosen(), self.answers.signer()
        if not is_known:
            form.show_error("answers", tr("Choose who answers. Nothing was saved yet."))
            return
        if not chosen:
            form.show_error("answers", tr("Choose an answer for a place. Nothing was saved yet."))
            return
        row = FormRow(
            shown.pupil_id, chosen, by, form.day("on"), AnswerBy(form.value("how")), condition=form.value("words")
        )
        find = bool(set(chosen.values()) & REFUSALS) and form.ticked("find")

        def done(_answers: tuple[PhotoAnswer, ...]) -> None:
            self._kept(shown, row)
            self.accept()

        self.work(lambda: self.page.desk.office.photo_answers.record_forms([row], find=find), done, self._failed)

    def _failed(self, error: Exception) -> None:
        field = getattr(error, "field", "")
        if field == "condition":
            self.form.show_error("words", getattr(error, "sentence", ""))
        else:
            self.show_failure(error)


class SettleDialog(FormDialog):
    """Turns a condition into yes or no for each place; the form's words stay beside the answers."""

    def __init__(self, page: Page, line: ConditionLine, kept: Callable[[ConditionLine], object]) -> None:
        super().__init__(
            page,
            tr("Condition of {name}", name=line.pupil),
            tr("Save"),
            self._save,
            sentence=tr("{who} wrote: “{words}”", who=line.who, words=line.answer.condition),
        )
        self._line, self._kept = line, kept
        choices = [("", tr("Choose")), (Said.NO.value, tr("No")), (Said.YES.value, tr("Yes"))]
        self._names = {f"place{at}": key for at, (key, _name) in enumerate(line.places)}
        for at, (_key, name) in enumerate(line.places):
            self.form.add_choice(f"place{at}", name, choices)
        self.form.saved()

    def _save(self) -> None:
        decided = {key: self.form.value(name) for name, key in self._names.items()}
        for name, key in self._names.items():
            if not decided[key]:
                self.form.show_error(name, tr("Choose yes or no. Where it cannot be kept to, it is a no."))
                return
        said = {key: Said(value) for key, value in decided.items()}

        def done(_answers: object) -> None:
            self._kept(self._line)
            self.accept()

        self.work(lambda: self.page.desk.office.photo_answers.settle(self._line.answer.id, said), done)


class OtherSystemDialog(FormDialog):
    """Ticks off what was changed in the other system."""

    def __init__(self, page: Page, name: str, lines: Sequence[TellLine], kept: Callable[[int], object]) -> None:
        super().__init__(
            page,
            tr("Change these in the other system"),
            tr("They are changed there"),
            self._save,
            sentence=tr("Answers entered here that {name} does not have yet. Tick what you changed there.", name=name),
        )
        self._kept = kept
        self.lines = TickList(tr("Answers"), self.form)
        # The keys of a list to tick hold no spaces: those of places may, so their places in the list stand for them.
        self._keys = [line.key for line in lines]
        self.lines.set_items(
            [
                (
                    str(at),
                    tr("{name}, {place}: {says}", name=line.pupil, place=line.place_name, says=line.says),
                    line.class_name,
                )
                for at, line in enumerate(lines)
            ]
        )
        self.form.add_editor("lines", tr("Answers"), self.lines)
        self.form.saved()

    def _save(self) -> None:
        keys = [self._keys[int(at)] for at in self.lines.ticked()]
        if not keys:
            self.messages.inform(tr("Tick what you changed there. Nothing was saved."))
            return

        def done(count: int) -> None:
            self._kept(count)
            self.accept()

        self.work(lambda: self.page.desk.office.photo_answers.told(keys), done)


class ByClassDialog(FormDialog):
    """Which classes go on paper, and for whom."""

    def __init__(self, page: Page, classes: Sequence[str], chosen: Sequence[str]) -> None:
        super().__init__(
            page,
            tr("Permissions by class"),
            tr("Show"),
            self._show,
            sentence=tr("One page a class: who may be shown where. Nothing on it says why."),
        )
        self._classes = list(classes)
        named = [(str(at), name or tr("Without a class")) for at, name in enumerate(self._classes)]
        ticked = [key for key, name in named if self._classes[int(key)] in chosen] or [key for key, _ in named]
        self.form.add_editor("classes", tr("Classes"), TickBoxes(named, ticked, self.form))
        self.form.add_choice(
            "reader",
            tr("For whom"),
            [
                ("teacher", tr("For the class teacher: yes or no")),
                ("office", tr("For the office: also who has not answered yet")),
            ],
        )
        self.form.saved()

    def _show(self) -> None:
        names = [self._classes[int(key)] for key in self.form.value("classes").split()]
        if not names:
            self.form.show_error("classes", tr("Tick a class."))
            return
        office, for_office = self.page.desk.office, self.form.value("reader") == "office"

        def came(document: object) -> None:
            self.form.saved()
            self.accept()
            self.page.desk.preview(document)  # type: ignore[arg-type]

        self.work(lambda: office.printing.permissions_by_class(names, for_office=for_office), came)


def names_of(siblings: Sequence[tuple[UUID, str]]) -> str:
    """Brothers and sisters in a sentence."""
    return list_text([said for _id, said in siblings])
