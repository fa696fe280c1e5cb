"""The dialogs about one pupil: facts, names, brothers and sisters, leaving, who answers, holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.changed_names import Names
from schoolsm_desktop.domain.photo_answers import CAPACITY_WORDS, Adult, Capacity
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.wording import list_text, tr
from schoolsm_desktop.services.pupil_holds import HoldKept
from schoolsm_desktop.services.pupil_views import PupilView
from schoolsm_desktop.services.pupils import NewPupil
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

RESPONSIBILITY_WORDS = {
    Known.NOT_KNOWN: "Not known yet",
    Known.YES: "Yes",
    Known.NO: "No",
}
Saved = Callable[[Pupil], object]


class _PupilFields(FormDialog):
    """The facts of a pupil besides the name."""

    def add_facts(self, classes: Sequence[str], pupil: Pupil | None = None) -> None:
        """Put the fields; only what the school knows is filled in."""
        form = self.form
        hint = tr("For example {classes}.", classes=list_text(list(classes[:4]))) if classes else ""
        form.add_line("class_name", tr("Class"), pupil.class_name if pupil else "", hint=hint)
        form.add_line(
            "second_class",
            tr("Second class"),
            pupil.second_class if pupil else "",
            hint=tr("Only for who stands in two classes."),
        )
        form.add_line("year", tr("Year"), pupil.year if pupil else "", hint=tr("R, 1, 2 …"), longest=20)
        form.add_day("birth_date", tr("Birth date"), pupil.birth_date if pupil else None)
        form.add_line(
            "upn", tr("Unique pupil number"), pupil.upn if pupil else "", hint=tr("Empty where none is given yet.")
        )
        form.add_day("on_roll_from", tr("On the roll from"), pupil.on_roll_from if pupil else None)


class AddPupilDialog(_PupilFields):
    """Put one pupil on the roll by hand."""

    def __init__(self, page: Page, classes: Sequence[str], saved: Saved) -> None:
        super().__init__(
            page, tr("Add a pupil"), tr("Add"), self._save, sentence=tr("A name is enough; the rest can wait.")
        )
        self._saved = saved
        self.form.add_line("given_name", tr("Given name"))
        self.form.add_line("family_name", tr("Family name"), needed=True)
        self.form.add_line("known_as", tr("Known as"), hint=tr("Where it differs from the given name."))
        self.form.add_line("known_family_name", tr("Known by another family name"))
        self.add_facts(classes)

    def _save(self) -> None:
        form = self.form
        new = NewPupil(
            form.value("given_name"),
            form.value("family_name"),
            form.value("known_as"),
            form.value("known_family_name"),
            form.value("upn"),
            form.day("birth_date"),
            form.value("year"),
            form.value("class_name"),
            form.value("second_class"),
            form.day("on_roll_from"),
        )
        self.work(lambda: self.page.desk.office.pupils.add(new), self._done)

    def _done(self, pupil: Pupil) -> None:
        self.accept()
        self._saved(pupil)


class ChangePupilDialog(_PupilFields):
    """Change the facts of a pupil; names have a dialog of their own."""

    def __init__(self, page: Page, classes: Sequence[str], view: PupilView, saved: Saved) -> None:
        super().__init__(page, tr("Change {name}", name=view.pupil.name), tr("Save"), self._save)
        self._pupil, self._saved = view.pupil, saved
        self.add_facts(classes, view.pupil)
        self.form.saved()

    def _save(self) -> None:
        form = self.form
        changed = replace(
            self._pupil,
            class_name=form.value("class_name"),
            second_class=form.value("second_class"),
            year=form.value("year"),
            birth_date=form.day("birth_date"),
            upn=form.value("upn"),
            on_roll_from=form.day("on_roll_from"),
        )
        self.work(lambda: self.page.desk.office.pupils.change(changed), self._done)

    def _done(self, pupil: Pupil) -> None:
        self.accept()
        self._saved(pupil)


class NameDialog(FormDialog):
    """The name has changed: the old one stays findable. `throughout`: it is corrected, and the old one is gone."""

    def __init__(self, page: Page, view: PupilView, saved: Saved, *, throughout: bool = False) -> None:
        title = tr("Correct the name throughout") if throughout else tr("The name has changed")
        sentence = (
            tr(
                "The present name and every former one leave each list, the search, slips and prints. "
                "Only the DSL and deputy DSL can read them from then on. Photo checks that were saved stay as they are."
            )
            if throughout
            else tr("The old name stays with the pupil, so that whoever types it still finds them.")
        )
        action = tr("Correct throughout") if throughout else tr("Save")
        super().__init__(page, title, action, self._save, sentence=sentence)
        self._id, self._saved, self._throughout = view.pupil.id, saved, throughout
        form, pupil = self.form, view.pupil
        form.add_line("given_name", tr("Given name"), pupil.given_name)
        form.add_line("family_name", tr("Family name"), pupil.family_name, needed=True)
        form.add_line("known_as", tr("Known as"), pupil.known_as, hint=tr("Where it differs from the given name."))
        form.add_line("known_family_name", tr("Known by another family name"), pupil.known_family_name)
        if throughout:
            form.add_lines("reason", tr("Why (only the DSL can read it)"), needed=True)
        else:
            form.add_day("day", tr("Since"), page.desk.today(), needed=True)
        form.saved()

    def _save(self) -> None:
        form, pupils = self.form, self.page.desk.office.pupils
        names = Names(*(form.value(n) for n in ("given_name", "family_name", "known_as", "known_family_name")))
        if self._throughout:
            reason = form.value("reason")
            self.work(lambda: pupils.correct_name(self._id, names, reason), self._done)
        else:
            day = form.day("day")
            self.work(lambda: pupils.rename(self._id, names, day), self._done)

    def _done(self, pupil: Pupil) -> None:
        self.accept()
        self._saved(pupil)


class SiblingDialog(FormDialog):
    """Link a brother or sister by hand; nobody is offered because of a surname (PRACTICE 15)."""

    def __init__(
        self, page: Page, view: PupilView, choices: Sequence[tuple[str, str, str]], saved: Callable[[], object]
    ) -> None:
        super().__init__(
            page,
            tr("Brother or sister of {name}", name=view.pupil.name),
            tr("Link"),
            self._save,
            sentence=tr("Their forms then come together. Only the DSL can undo a link."),
        )
        self._id, self._saved = view.pupil.id, saved
        linked = {str(view.pupil.id), *(str(s.id) for s in view.siblings)}
        self.form.add_search("other", tr("Who"), [c for c in choices if c[0] not in linked], needed=True)

    def _save(self) -> None:
        other = UUID(self.form.value("other"))
        self.work(lambda: self.page.desk.office.pupils.link(self._id, other), self._done)

    def _done(self, _none: None) -> None:
        self.accept()
        self._saved()


class LeaveDialog(FormDialog):
    """The pupil leaves, or came `back`."""

    def __init__(self, page: Page, view: PupilView, saved: Saved, *, back: bool = False) -> None:
        name = view.pupil.name
        title = tr("{name} came back", name=name) if back else tr("{name} leaves", name=name)
        sentence = (
            tr("Answers that have not run out count again.")
            if back
            else tr("After the last day no new picture goes out. What was published is looked through in the summer.")
        )
        super().__init__(page, title, tr("Save"), self._save, sentence=sentence)
        self._id, self._saved, self._back = view.pupil.id, saved, back
        self.form.add_day("on_roll_to", tr("First day") if back else tr("Last day"), page.desk.today(), needed=True)
        self.form.saved()

    def _save(self) -> None:
        day, pupils = self.form.day("on_roll_to"), self.page.desk.office.pupils
        if day is not None:
            deed = pupils.come_back if self._back else pupils.leave
            self.work(lambda: deed(self._id, day), self._done)

    def _done(self, pupil: Pupil) -> None:
        self.accept()
        self._saved(pupil)


class AdultDialog(FormDialog):
    """Somebody who answers for a pupil: as what, by what name, with parental responsibility or not."""

    def __init__(self, page: Page, view: PupilView, adult: Adult | None, saved: Callable[[Adult], object]) -> None:
        title = tr("Who answers for {name}", name=view.pupil.name)
        super().__init__(page, title, tr("Save"), self._save)
        self._pupil_id, self._adult, self._saved = view.pupil.id, adult, saved
        form = self.form
        form.add_choice(
            "capacity",
            tr("As what"),
            [(c.value, tr(CAPACITY_WORDS[c])) for c in Capacity],
            adult.capacity.value if adult else "",
        )
        form.add_line("name", tr("Name"), adult.name if adult else "", hint=tr("Can stay empty."))
        form.add_choice(
            "responsibility",
            tr("Parental responsibility"),
            [(each.value, tr(RESPONSIBILITY_WORDS[each])) for each in RESPONSIBILITY_WORDS],
            adult.responsibility.value if adult else Known.NOT_KNOWN.value,
            hint=tr("A yes counts with it. A no counts from anyone."),
        )
        form.saved()

    def _save(self) -> None:
        form, pupils, adult = self.form, self.page.desk.office.pupils, self._adult
        capacity, name = Capacity(form.value("capacity")), form.value("name")
        known = Known(form.value("responsibility"))

        def call() -> Adult:
            if adult is None:
                return pupils.add_adult(self._pupil_id, capacity, name, known)
            return pupils.change_adult(replace(adult, capacity=capacity, name=name, responsibility=known))

        self.work(call, self._done)

    def _done(self, adult: Adult) -> None:
        self.accept()
        self._saved(adult)


class HoldDialog(FormDialog):
    """Put a pupil on hold. It says nothing of what may lie behind one."""

    def __init__(self, page: Page, view: PupilView, *, dsl_reads: bool, saved: Callable[[HoldKept], object]) -> None:
        super().__init__(
            page,
            tr("Put {name} on hold", name=view.pupil.name),
            tr("Put on hold"),
            self._save,
            sentence=tr(
                "No picture goes anywhere until the DSL has decided. Photo checks of today with this pupil end, and "
                "every picture that is out is looked for. Everybody reads it like any other “no”."
            ),
        )
        self._id, self._saved, self._sealed = view.pupil.id, saved, dsl_reads
        if dsl_reads:
            self.form.add_lines(
                "reason",
                tr("What the DSL should know"),
                needed=True,
                hint=tr("Sealed: only the DSL and deputy DSL can read it, not you either once it is saved."),
                lines=4,
            )
        else:
            self.form.add_widget(
                words(
                    tr("The DSL has no sign-in here, so no words are kept. Tell the DSL why, on paper."),
                    "strong",
                    self.form,
                    wrap=True,
                )
            )

    def _save(self) -> None:
        reason = self.form.value("reason") if self._sealed else ""
        self.work(lambda: self.page.desk.office.pupils.hold(self._id, reason), self._done)

    def _done(self, kept: HoldKept) -> None:
        self.accept()
        self._saved(kept)


class ReasonDialog(FormDialog):
    """A decision of the DSL with its reason: end a hold, end a say, give it back."""

    def __init__(
        self,
        page: Page,
        title: str,
        action: str,
        sentence: str,
        call: Callable[[str], object],
        saved: Callable[[], object],
    ) -> None:
        super().__init__(page, title, action, self._save, sentence=sentence)
        self._call, self._saved = call, saved
        self.form.add_lines(
            "reason", tr("Why"), needed=True, hint=tr("Sealed: only the DSL and deputy DSL can read it."), lines=4
        )

    def _save(self) -> None:
        reason = self.form.value("reason")
        self.work(lambda: self._call(reason), self._done)

    def _done(self, _kept: object) -> None:
        self.accept()
        self._saved()
