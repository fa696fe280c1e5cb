"""The dialogs of a round of photo forms: a new round, other days, which letters are printed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from schoolsm_desktop.domain.form_rounds import ASK_WHOM_WORDS, AskWhom, NewRound
from schoolsm_desktop.domain.photo_forms import FormRound
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.photo_forms import RoundChoices, RoundView
from schoolsm_desktop.services.printed_forms import LetterOrder
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.tick_boxes import TickBoxes
from schoolsm_desktop.ui.pages import Page

EVERY_CLASS = "every-class"


class NewRoundDialog(FormDialog):
    """A round begins: what is asked, whom, until when. Nothing is printed by it yet."""

    def __init__(self, page: Page, choices: RoundChoices, begun: Callable[[FormRound], object]) -> None:
        super().__init__(
            page,
            tr("New photo forms"),
            tr("Begin these forms"),
            self._save,
            sentence=tr("Each pupil who is asked gets a form with a number of its own. Nothing is printed yet."),
            wide=True,
        )
        self._choices, self._begun = choices, begun
        form = self.form
        form.add_line("name", tr("Name of these forms"), choices.name, needed=True, longest=80)
        form.add_editor(
            "places",
            tr("What parents are asked about"),
            TickBoxes(choices.places, [key for key, _ in choices.places], form),
            hint=tr("The wording of each place stands under “Places”."),
        )
        form.add_choice("whom", tr("Who gets a form"), [(key.value, tr(ASK_WHOM_WORDS[key])) for key in AskWhom])
        numbered = [(str(at), name) for at, name in enumerate(choices.classes)]
        form.add_editor(
            "classes", tr("Classes"), TickBoxes(numbered, (), form), hint=tr("None ticked: the whole school.")
        )
        form.add_day("due_on", tr("Back by"), hint=tr("Stands on the letter; Today reminds you when it has passed."))
        form.add_day(
            "until",
            tr("A yes lasts until"),
            hint=tr("Empty: as long as each place says. A no never runs out."),
        )
        form.saved()

    def _save(self) -> None:
        value, form = self.form.value, self.form
        try:
            asked = NewRound(
                value("name"),
                tuple(value("places").split()),
                tuple(self._choices.classes[int(at)] for at in value("classes").split()),
                AskWhom(value("whom")),
                form.day("due_on"),
                form.day("until"),
            )
        except ValueError as error:
            self.show_failure(error)
            return

        def done(begun: FormRound) -> None:
            self.accept()
            self._begun(begun)

        self.work(lambda: self.page.desk.office.photo_forms.start(asked), done)


class RoundDaysDialog(FormDialog):
    """Other days of a round."""

    def __init__(self, page: Page, view: RoundView) -> None:
        super().__init__(
            page,
            tr("Other days: {round}", round=view.line.round.name),
            tr("Save"),
            self._save,
            sentence=tr("Answers that were typed already keep their day."),
        )
        self._round = view.line.round
        self.form.add_day("due_on", tr("Back by"), self._round.due_on)
        self.form.add_day("until", tr("A yes lasts until"), self._round.until)
        self.form.saved()

    def _save(self) -> None:
        due_on, until = self.form.day("due_on"), self.form.day("until")
        forms, round_id = self.page.desk.office.photo_forms, self._round.id
        self.work(lambda: forms.change(round_id, due_on, until), lambda _kept: self.accept())


class LettersDialog(FormDialog):
    """Which letters are printed: a class or all, the first or the second letter, one form each or one for a family."""

    def __init__(
        self, page: Page, view: RoundView, class_name: str | None, ordered: Callable[[LetterOrder], object]
    ) -> None:
        super().__init__(
            page,
            tr("Print letters: {round}", round=view.line.round.name),
            tr("Print"),
            self._print,
            sentence=tr(
                "By class in the order of the bags, brothers and sisters in the bag of the youngest. "
                "The day of printing is kept as the day they went home."
            ),
        )
        self._view, self._ordered = view, ordered
        classes = [(EVERY_CLASS, tr("Every class"))]
        classes += [(str(at), each.name or tr("Without a class")) for at, each in enumerate(view.classes)]
        chosen = next((str(at) for at, each in enumerate(view.classes) if each.name == class_name), EVERY_CLASS)
        self.form.add_choice("class", tr("Class"), classes, chosen)
        self.form.add_choice(
            "letter",
            tr("Letter"),
            [
                ("first", tr("First letter, to whoever has none yet")),
                ("again", tr("First letter, to everybody whose form is not back")),
                ("second", tr("Second letter, to everybody whose form is not back")),
            ],
        )
        self.form.add_tick("together", tr("One form for brothers and sisters, instead of one for each child"))
        self.form.saved()

    def _print(self) -> None:
        wanted, letter = self.form.value("class"), self.form.value("letter")
        only = None if wanted == EVERY_CLASS else self._view.classes[int(wanted)].name
        lines = [x for x in self._view.forms if not x.is_back and only in (None, x.class_name)]
        if letter == "first":
            lines = [x for x in lines if x.form.sent_on is None]
        ids: tuple[UUID, ...] = tuple(x.form.id for x in lines)
        if not ids:
            self.messages.warn(
                tr("Everybody here has had the first letter. Choose another letter or class.")
                if letter == "first"
                else tr("Every form of this class is back. Choose another class.")
            )
            return
        self.accept()
        self._ordered(LetterOrder(ids, self.form.ticked("together"), letter == "second"))


def printed_words(forms: int) -> str:
    """What is said once letters were printed."""
    return ntr("{count} form is kept as gone home today.", "{count} forms are kept as gone home today.", forms)
