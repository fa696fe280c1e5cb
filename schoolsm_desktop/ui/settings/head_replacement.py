"""If the headteacher is gone: the chair’s code, and the deputy with the chair putting somebody in their place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.head_replacement import ReplacementView
from schoolsm_desktop.services.printing import NewChairCode
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.code_sheet_dialog import CodeSheetDialog
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.pages import Page


class HeadReplacementCard(Card):
    """Shown to the headteacher, who prints the code, and to the deputy with whom it works."""

    def __init__(self, page: Page, parent: QWidget) -> None:
        super().__init__(tr("If the headteacher is gone"), parent)
        self._page = page
        self._view = ReplacementView()
        self._said = words("", "", self, wrap=True)
        self.add(self._said)
        flow = Flow()
        self.code = QPushButton(tr("Print a new code for the chair…"), self)
        self.code.clicked.connect(lambda _on=False: self._choose_deputy())
        self.put = QPushButton(tr("Put somebody in the headteacher’s place…"), self)
        self.put.clicked.connect(lambda _on=False: ReplaceHeadDialog(page, self._view, self._replaced).open())
        flow.addWidget(self.code)
        flow.addWidget(self.put)
        self.add(flow)
        self.fill()
        self.setVisible(False)

    def show_view(self, view: ReplacementView) -> None:
        """Say what stands, and offer what the person signed in may do."""
        self._view = view
        self.setVisible(view.concerns_me)
        self.code.setVisible(view.may_print)
        self.code.setEnabled(bool(view.deputies))
        self.put.setVisible(view.may_replace)
        self._said.setText(_said(view))

    def _choose_deputy(self) -> None:
        if len(self._view.deputies) == 1:
            self._make(self._view.deputies[0])
        else:
            WhichDeputyDialog(self._page, self._view.deputies, self._make).open()

    def _make(self, deputy: Person) -> None:
        self._page.work(lambda: self._page.desk.office.printing.chair_code(deputy.id), self._new_code)

    def _new_code(self, sheet: NewChairCode) -> None:
        CodeSheetDialog(
            self._page,
            sheet,
            title=tr("New code for the chair"),
            sentence=tr("The chair is best beside you: they take the only copy home. An older code is worthless then."),
            put_in_force=lambda: self._page.desk.office.printing.put_chair_code_in_force(sheet),
            done=self._in_force,
        ).open()

    def _in_force(self) -> None:
        self._page.refresh()
        self._page.messages.good(tr("The chair’s code is in force. Give the sheet to the chair; keep no copy."))

    def _replaced(self, new: Person) -> None:
        self._page.refresh()
        self._page.messages.good(
            tr(
                "{name} is headteacher from now on, and the former sign-in is ended. Next: go through “Somebody leaves” "
                "for the former headteacher, change the passwords they knew, and print a new code for the chair.",
                name=new.name,
            )
        )


class WhichDeputyDialog(FormDialog):
    """With which deputy the code is to work."""

    def __init__(self, page: Page, deputies: tuple[Person, ...], chosen: Callable[[Person], None]) -> None:
        super().__init__(page, tr("Code for the chair"), tr("Go on"), self._go_on)
        self._deputies, self._chosen = deputies, chosen
        self.form.add_choice("deputy", tr("It works together with"), [(str(p.id), p.name) for p in deputies])

    def _go_on(self) -> None:
        wanted = next(p for p in self._deputies if str(p.id) == self.form.value("deputy"))
        self.accept()
        self._chosen(wanted)


class ReplaceHeadDialog(FormDialog):
    """Nothing typed here outlives the dialog: the code is a secret."""

    def __init__(self, page: Page, view: ReplacementView, done: Callable[[Person], None]) -> None:
        super().__init__(
            page,
            tr("Put somebody in the headteacher’s place"),
            tr("End the former sign-in and put this person there"),
            self._replace,
            sentence=tr(
                "You and the chair do this together, without {head}. Their sign-in ends at once. What was sealed away "
                "from them stays sealed until somebody who can read it shares it.",
                head=view.head or tr("the headteacher"),
            ),
        )
        self._done = done
        self.form.add_choice("person", tr("Headteacher from now on"), [(str(p.id), p.name) for p in view.candidates])
        self.form.add_secret("code", tr("The chair’s code, typed by the chair"), needed=True)
        self._people = {str(p.id): p for p in view.candidates}

    def _replace(self) -> None:
        code, chosen = self.form.value("code"), self._people[self.form.value("person")]
        service = self.page.desk.office.head_replacement

        def done(new: Person) -> None:
            self.accept()
            self._done(new)

        self.work(lambda: service.replace(code, chosen.id), done)


def _said(view: ReplacementView) -> str:
    if view.may_replace:
        return tr(
            "If {head} is suspended or gone and cannot hand over, you and the chair can put somebody in their place. "
            "The chair brings the printed code.",
            head=view.head or tr("the headteacher"),
        )
    if view.code_with:
        return tr(
            "The chair holds a code that works together with {name}. Print a new one when either of them changes.",
            name=view.code_with,
        )
    if view.deputies:
        return tr(
            "If you were gone from one day to the next, only the recovery sheet could put somebody in your place. With a "
            "code for the chair, deputy and chair can do it together, and neither alone."
        )
    return tr("A deputy with a sign-in of their own is needed before the chair can have a code.")
