"""On what terms a place is asked about, the wording of before, and the school's rules for pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.picture_places import BASIS_WORDS, LASTING_WORDS, Basis, Lasting, Master, PictureRules
from schoolsm_desktop.domain.place_changes import BASIS_MEANS, LASTING_MEANS, MASTER_MEANS
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.picture_places import NewTerms, PlaceLine, PlacesView, WhatChanges
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.tick_boxes import TickBoxes

if TYPE_CHECKING:
    from schoolsm_desktop.ui.pages import Page

MONTH_WORDS = {
    1: "January",
    2: "February",
    3: "March",
    4: "April",
    5: "May",
    6: "June",
    7: "July",
    8: "August",
    9: "September",
    10: "October",
    11: "November",
    12: "December",
}


class TermsDialog(FormDialog):
    """The record is a place. What the change does is told before it is saved."""

    def __init__(self, page: Page, line: PlaceLine, places: Sequence[PlaceLine], kept: Callable[[str], object]) -> None:
        super().__init__(
            page, tr("Terms: {name}", name=line.name), tr("Save"), self._save, sentence=line.note, wide=True
        )
        self._line, self._kept = line, kept
        terms, form = line.terms, self.form
        others = [(str(at), each.name) for at, each in enumerate(places) if each.key != line.key]
        self._keys = {str(at): each.key for at, each in enumerate(places)}
        form.add_choice("basis", tr("Basis"), [(b.value, tr(BASIS_WORDS[b])) for b in Basis], terms.basis.value)
        form.add_lines(
            "wording",
            tr("What parents read about it"),
            terms.wording,
            hint=tr("Printed on the photo forms. Each version is kept with the answers that were given to it."),
        )
        form.add_choice(
            "lasting",
            tr("How long a yes lasts"),
            [(x.value, tr(LASTING_WORDS[x])) for x in Lasting],
            terms.lasting.value,
        )
        form.add_line("years", tr("How many years"), str(terms.years), longest=2)
        ticked = [at for at, key in self._keys.items() if key in terms.needs]
        form.add_editor(
            "needs",
            tr("A picture there also goes to"),
            TickBoxes(others, ticked, form),
            hint=tr("A newsletter that goes on the website needs a yes for both."),
        )
        form.add_tick("second", tr("A second person confirms each photo check"), terms.second_person)
        form.add_tick("in_use", tr("In use"), terms.in_use)
        self.follows = self.add_what_follows()
        form.edited.connect(self._edited)
        form.saved()
        self._explain()

    def _edited(self, _name: str) -> None:
        self._explain()
        try:
            new = self._new()
        except FieldError:
            self.follows.show_sentences(())
            return
        places = self.page.desk.office.picture_places
        self.follows.ask(lambda: places.what_changes(new).sentences)

    def _explain(self) -> None:
        form = self.form
        form.field("basis").set_hint(tr(BASIS_MEANS[Basis(form.value("basis"))]))
        lasting = Lasting(form.value("lasting"))
        form.field("lasting").set_hint(tr(LASTING_MEANS[lasting]))
        form.field("years").setVisible(lasting is Lasting.YEARS)

    def _new(self) -> NewTerms:
        form = self.form
        return NewTerms(
            self._line.key,
            Basis(form.value("basis")),
            form.value("wording"),
            Lasting(form.value("lasting")),
            number(self, "years"),
            tuple(self._keys[at] for at in form.value("needs").split()),
            form.ticked("second"),
            form.ticked("in_use"),
        )

    def _save(self) -> None:
        try:
            new = self._new()
        except FieldError as error:
            self.show_failure(error)
            return
        places = self.page.desk.office.picture_places
        if new == self._line.terms and self._line.version:
            self.form.saved()
            self.accept()
            return

        def asked(changes: WhatChanges) -> None:
            if not changes.moves:
                keep()
                return
            confirm.ask(
                self,
                title=tr("Change the terms of {name}?", name=self._line.name),
                consequence=changes.sentences[0],
                action=tr("Change them"),
                yes=keep,
            )

        def done(_terms: object) -> None:
            self._kept(self._line.name)
            self.accept()

        def keep() -> None:
            self.work(lambda: places.change(new), done)

        self.work(lambda: places.what_changes(new), asked)


class RulesDialog(FormDialog):
    """What the school sets once for its pictures."""

    def __init__(self, page: Page, rules: PictureRules, kept: Callable[[], object]) -> None:
        super().__init__(page, tr("Rules for pictures"), tr("Save"), self._save, wide=True)
        self._rules, self._kept = rules, kept
        self._about_answers(rules)
        self._about_pictures(rules)
        self.form.edited.connect(lambda _name: self._explain())
        self.form.saved()
        self._explain()

    def _about_answers(self, rules: PictureRules) -> None:
        form = self.form
        form.add_choice(
            "master",
            tr("Where answers are kept first"),
            [(Master.HERE.value, tr("In this program")), (Master.ELSEWHERE.value, tr("In another system"))],
            rules.master.value,
        )
        form.add_line("master_name", tr("Name of the other system"), rules.master_name, longest=80)
        form.add_choice(
            "month",
            tr("Answers of a school year end in"),
            [(str(at), tr(MONTH_WORDS[at])) for at in MONTH_WORDS],
            str(rules.answers_end_month),
            hint=tr("After the next photo forms, so that a yes does not run out while they are on their way."),
        )
        form.add_line("answers_end", tr("On which day of it"), str(rules.answers_end_day), longest=2)
        form.add_line(
            "own_answer_age",
            tr("From which age the pupil’s own yes counts"),
            str(rules.own_answer_age),
            hint=tr("0: never. A child’s no counts at any age."),
            longest=2,
        )

    def _about_pictures(self, rules: PictureRules) -> None:
        form = self.form
        for name, label, value, hint in (
            ("largest_side", tr("Largest side of a safe copy, in pixels"), rules.largest_side, ""),
            ("review_months", tr("Look at what was published again after how many months"), rules.review_months, ""),
            (
                "take_down_days",
                tr("Take down within how many school days"),
                rules.take_down_days,
                tr("After a yes was withdrawn."),
            ),
            ("shred_days", tr("Shred a printed list after how many days"), rules.shred_days, tr("0: on the same day.")),
            (
                "stay_open_minutes",
                tr("How many minutes the photo check alone may stay open"),
                rules.stay_open_minutes,
                tr("0 to 60. It holds photo answers only; everything else closes as before."),
            ),
        ):
            form.add_line(name, label, str(value), hint=hint, longest=4)

    def _explain(self) -> None:
        form = self.form
        master = Master(form.value("master"))
        form.field("master").set_hint(tr(MASTER_MEANS[master]))
        form.field("master_name").setVisible(master is Master.ELSEWHERE)

    def _new(self) -> PictureRules:
        form = self.form
        return replace(
            self._rules,
            master=Master(form.value("master")),
            master_name=form.value("master_name"),
            answers_end_month=int(form.value("month")),
            answers_end_day=number(self, "answers_end"),
            own_answer_age=number(self, "own_answer_age"),
            largest_side=number(self, "largest_side"),
            review_months=number(self, "review_months"),
            take_down_days=number(self, "take_down_days"),
            shred_days=number(self, "shred_days"),
            stay_open_minutes=number(self, "stay_open_minutes"),
        )

    def _save(self) -> None:
        try:
            new = self._new()
        except FieldError as error:
            self.show_failure(error)
            return
        places = self.page.desk.office.picture_places

        def done(_rules: object) -> None:
            self._kept()
            self.accept()

        def keep() -> None:
            self.work(lambda: places.set_rules(new), done)

        def asked(changes: WhatChanges) -> None:
            if not changes.moves:
                keep()
                return
            confirm.ask(
                self,
                title=tr("Change the rules for pictures?"),
                consequence=changes.sentences[0],
                action=tr("Change them"),
                yes=keep,
            )

        self.work(lambda: places.what_rules_change(new), asked)


class OwnPlaceDialog(FormDialog):
    """An account of the school's that parents are asked about by itself, apart from others of its platform."""

    def __init__(self, page: Page, view: PlacesView, kept: Callable[[str], object]) -> None:
        super().__init__(
            page,
            tr("Ask about an account by itself"),
            tr("Save"),
            self._save,
            sentence=tr(
                "Answers for its platform do not count for it: until parents answer for it, nobody may be shown there."
            ),
        )
        self._names, self._kept = dict(view.accounts), kept
        self.form.add_search("account", tr("Account"), [(key, name, "") for key, name in view.accounts], needed=True)
        self.form.saved()

    def _save(self) -> None:
        key = self.form.value("account")

        def done(_terms: object) -> None:
            self._kept(self._names.get(key, ""))
            self.accept()

        self.work(lambda: self.page.desk.office.picture_places.change(NewTerms(key)), done)


def number(dialog: FormDialog, name: str) -> int:
    """A whole number that was typed. Raises FieldError."""
    typed = dialog.form.value(name)
    if not (typed.isascii() and typed.isdigit()):
        raise FieldError(name, tr("This is not a number. Type it like 27."))
    return int(typed)
