"""Versions and signatures: the policy as the school adopted it, and the policies that it is read with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.editions import Edition, EditionState, LinkedPolicy
from schoolsm_desktop.domain.wording import list_text, ntr, tr
from schoolsm_desktop.services.edition_views import EditionLine, EditionsView, LinkedLine
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.deed_pane import DeedPane
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.scan_view import show_kept, show_scan
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage, the_one
from schoolsm_desktop.ui.theme import px, set_look

from .linked_dialogs import LinkedPolicyDialog, OfferedDialog, ReviewedDialog
from .version_dialogs import PublishedDialog, SignaturesDialog, SignVersionDialog, VersionDialog
from .version_words import linked_columns, linked_facts, version_columns, version_facts

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed

Act = tuple[str, Callable[[], object], bool]
"""What a button says, what it does, and whether it stands at hand or under “More”."""
Chosen = EditionLine | LinkedLine


class VersionsPart(Part):
    """A record of this part is the id of a version, or of a linked policy, which stands in the list below."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.pane = DeedPane()
        self._view: EditionsView | None = None
        self._chosen: Chosen | None = None
        self._wanted = ""
        self._said = words("", "", self, wrap=True)
        self.schedule = self.add_button(tr("Print the review schedule"), self._print_schedule)
        self.offered = self.add_button(tr("Policies it is read with…"), partial(self._open, "linked-offered"))
        self.add_linked = self.add_button(tr("Add a linked policy…"), partial(self._open, "linked-policy"))
        self.add_version = self.add_button(tr("Add a version…"), partial(self._open, "add-version"), main=True)
        self.column.addWidget(self._said)
        self.versions, self.linked = self._version_list(), self._linked_list()
        self.column.addWidget(Split(self._lists(), self.pane), 1)
        self._show_chosen(None)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page = self.page
        return {
            "add-version": lambda _record: VersionDialog(page, self.view, None, self._version_added),
            "change-version": lambda record: VersionDialog(page, self.view, self._version(record), self._changed),
            "sign-policy": lambda record: SignVersionDialog(page, self._version(record), self._signed),
            "enter-signatures": lambda record: SignaturesDialog(page, self._version(record), self.view, self._entered),
            "policy-published": lambda record: PublishedDialog(page, self._version(record), self._changed),
            "linked-offered": lambda _record: OfferedDialog(page, self.view, self._taken),
            "linked-policy": lambda record: LinkedPolicyDialog(page, self._linked_or_none(record), self._linked_saved),
            "linked-reviewed": lambda record: ReviewedDialog(
                page, self._linked_of(record), self.view, self._linked_saved
            ),
        }

    # Reading

    @property
    def view(self) -> EditionsView:
        """What was read last; dialogs are opened after the first reading only."""
        if self._view is None:
            raise RuntimeError("nothing was read yet")
        return self._view

    def reload(self) -> None:
        self.read(self.page.desk.office.editions.view, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return _waiting(office.editions.view())

    def show_record(self, record: str) -> None:
        self._wanted = record
        self.when_ready(self._go_to_wanted)

    def begin(self, act: str, record: str) -> None:
        """Only where it can still be done: a line of Today may be older than a colleague's deed."""
        if record:
            self.show_record(record)
        if self._view is not None and self._may_begin(act, record):
            self.page.open_dialog(act, record)

    def _may_begin(self, act: str, record: str) -> bool:
        rights = self.view.rights
        if act == "sign-policy":
            return rights.sign and any(
                str(x.edition.id) == record and x.edition.head_signed_on is None for x in self.view.lines
            )
        if act in ("change-version", "enter-signatures", "policy-published"):
            return rights.edit and any(str(x.edition.id) == record for x in self.view.lines)
        if act == "linked-reviewed":
            return rights.edit and any(str(x.linked.id) == record for x in self.view.linked)
        return rights.edit and (act != "linked-offered" or bool(self.view.offered))

    def _show(self, view: EditionsView) -> None:
        self._view = view
        self._said.setText(_top_words(view))
        self.versions.set_rows(view.lines)
        self.linked.set_rows(view.linked)
        for button in (self.add_linked, self.add_version):
            button.setVisible(view.rights.edit)
        self.offered.setVisible(view.rights.edit and bool(view.offered))
        self.schedule.setVisible(view.rights.print)
        self.page.set_count(self, _waiting(view))
        self._show_chosen(self._again(self._chosen) or (view.lines[0] if view.lines else None))
        self._go_to_wanted()

    def _again(self, chosen: Chosen | None) -> Chosen | None:
        if isinstance(chosen, EditionLine):
            return next((x for x in self.view.lines if x.edition.id == chosen.edition.id), None)
        if isinstance(chosen, LinkedLine):
            return next((x for x in self.view.linked if x.linked.id == chosen.linked.id), None)
        return None

    def _go_to_wanted(self) -> None:
        view, wanted = self._view, self._wanted
        if view is None or not wanted:
            return
        version = next((x for x in view.lines if str(x.edition.id) == wanted), None)
        linked = next((x for x in view.linked if str(x.linked.id) == wanted), None)
        if version is not None:
            self._wanted = ""
            self.versions.pick(version.edition.id)
            self._show_chosen(version)
        elif linked is not None:
            self._wanted = ""
            self.linked.pick(linked.linked.id)
            self._show_chosen(linked)

    def _version(self, record: str) -> EditionLine:
        return the_one(x for x in self.view.lines if str(x.edition.id) == record)

    def _linked_of(self, record: str) -> LinkedLine:
        return the_one(x for x in self.view.linked if str(x.linked.id) == record)

    def _linked_or_none(self, record: str) -> LinkedLine | None:
        return self._linked_of(record) if record else None

    # The lists and the pane

    def _version_list(self) -> ListPane[EditionLine]:
        pane: ListPane[EditionLine] = ListPane(
            "policy-versions",
            version_columns(),
            self.page.desk.views,
            Teaching(
                tr("No version of the policy yet"),
                tr(
                    "Add the policy as the school has it: its name, its day, its text. It counts once both have signed."
                ),
                tr("Add a version…"),
                partial(self._open, "add-version"),
            ),
            name=tr("Versions of the policy"),
            identity=lambda x: x.edition.id,
            two_line=True,
            filtered=False,
        )
        pane.picked.connect(lambda row, _key: self._show_chosen(row) if row is not None else None)
        return pane

    def _linked_list(self) -> ListPane[LinkedLine]:
        pane: ListPane[LinkedLine] = ListPane(
            "linked-policies",
            linked_columns(),
            self.page.desk.views,
            Teaching(
                tr("No linked policy yet"),
                tr("Policies that are read with this one, such as acceptable use, each with a review of its own."),
                tr("Add a linked policy…"),
                partial(self._open, "linked-policy"),
            ),
            name=tr("Policies it is read with"),
            identity=lambda x: x.linked.id,
            two_line=True,
            filtered=False,
        )
        pane.picked.connect(lambda row, _key: self._show_chosen(row) if row is not None else None)
        return pane

    def _lists(self) -> QWidget:
        place = QWidget(self)
        set_look(place, "body")
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.versions, 1)
        column.addWidget(words(tr("Policies it is read with"), "strong", place, wrap=True))
        column.addWidget(self.linked, 1)
        return place

    def _show_chosen(self, chosen: Chosen | None) -> None:
        self._chosen = chosen
        if chosen is not None:  # what is shown beside is marked in one list alone
            (self.linked if isinstance(chosen, EditionLine) else self.versions).table.clearSelection()
        while (item := self.pane.flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if chosen is None or self._view is None:
            self.pane.heading.setText(tr("Choose a version"))
            self.pane.facts.show_facts(())
            return
        if isinstance(chosen, EditionLine):
            self.pane.heading.setText(tr("Version “{label}”", label=chosen.edition.label))
            self.pane.facts.show_facts(version_facts(chosen, self._view))
            self._put_buttons(self._version_acts(chosen))
        else:
            self.pane.heading.setText(chosen.linked.title)
            self.pane.facts.show_facts(linked_facts(chosen, self._view))
            self._put_buttons(self._linked_acts(chosen))

    def _put_buttons(self, acts: list[Act]) -> None:
        for said, act, _ in [each for each in acts if each[2]]:
            button = QPushButton(said, self.pane.buttons)
            button.clicked.connect(lambda _on=False, act=act: act())
            self.pane.flow.addWidget(button)
        seldom = [each for each in acts if not each[2]]
        if seldom:
            more = QPushButton(tr("More"), self.pane.buttons)
            more.setAccessibleName(tr("More to do about this"))
            menu = QMenu(more)
            for said, act, _ in seldom:
                menu.addAction(said).triggered.connect(lambda _on=False, act=act: act())
            more.setMenu(menu)
            self.pane.flow.addWidget(more)
        self.pane.buttons.setVisible(bool(acts))

    def _version_acts(self, line: EditionLine) -> list[Act]:
        edition, rights = line.edition, self.view.rights
        record, standing = str(edition.id), line.state is not EditionState.WITHDRAWN
        unsigned = edition.head_signed_on is None
        offered: list[tuple[bool, Act]] = [
            (standing and rights.sign and unsigned, (tr("Sign…"), partial(self._open, "sign-policy", record), True)),
            (
                standing and rights.edit and bool(line.missing),
                (tr("Enter signatures…"), partial(self._open, "enter-signatures", record), True),
            ),
            (edition.text_id is not None, (tr("Look at the text"), partial(self._look, edition), True)),
            (rights.print, (tr("Print the sign-off sheet"), partial(self._print_sheet, edition), True)),
            (standing and rights.edit, (tr("Correct…"), partial(self._open, "change-version", record), False)),
            (
                standing and rights.edit and not line.missing and edition.head_id is None,
                (tr("Correct the signatures…"), partial(self._open, "enter-signatures", record), False),
            ),
            (standing and rights.edit, (tr("On the website…"), partial(self._open, "policy-published", record), False)),
            (bool(edition.published_at), (tr("Copy the address"), partial(self._copy, edition), False)),
            (
                standing and rights.edit and bool(edition.published_at),
                (tr("On the website: looked at today"), partial(self._checked, edition), False),
            ),
            (
                edition.adoption_paper_id is not None,
                (tr("Look at the signed sheet"), partial(self._sheet, edition), False),
            ),
            (standing and rights.edit, (tr("Take back…"), partial(self._ask_back, line), False)),
        ]
        return [act for may, act in offered if may]

    def _linked_acts(self, line: LinkedLine) -> list[Act]:
        if not self.view.rights.edit:
            return []
        record = str(line.linked.id)
        return [
            (tr("Reviewed today…"), partial(self._open, "linked-reviewed", record), True),
            (tr("Change…"), partial(self._open, "linked-policy", record), True),
            (tr("Take out of the list…"), partial(self._ask_end, line), True),
        ]

    # Deeds

    def _open(self, key: str, record: str = "") -> None:
        self.when_ready(lambda: self.page.open_dialog(key, record))

    def _look(self, edition: Edition) -> None:
        show_kept(self.page, partial(self.page.desk.office.editions.text, edition.id))

    def _sheet(self, edition: Edition) -> None:
        if edition.adoption_paper_id is not None:
            show_scan(self.page, edition.adoption_paper_id)

    def _copy(self, edition: Edition) -> None:
        QGuiApplication.clipboard().setText(edition.published_at)
        self.page.messages.good(tr("The address is copied."))

    def _checked(self, edition: Edition) -> None:
        editions = self.page.desk.office.editions
        self.page.work(
            lambda: editions.published(edition.id, edition.published_at),
            lambda _kept: self._say(tr("It is kept that the policy was looked at on the website today.")),
        )

    def _print_sheet(self, edition: Edition) -> None:
        def make() -> Printed:
            return self.page.desk.office.printing.policy_sign_off(edition.id)

        self.page.work(make, self.page.desk.preview)

    def _print_schedule(self) -> None:
        def make() -> Printed:
            return self.page.desk.office.printing.review_schedule()

        self.page.work(make, self.page.desk.preview)

    def _ask_back(self, line: EditionLine) -> None:
        label = line.edition.label
        signed = tr("Nobody has read and signed it yet.")
        if line.signed_by:
            signed = ntr(
                "{count} person has read and signed it.", "{count} people have read and signed it.", line.signed_by
            )
        confirm.ask(
            self.page,
            title=tr("Take the version “{label}” back?", label=label),
            consequence=tr(
                "It was entered by mistake. {signed} It stays in the list as taken back and counts no more; "
                "the version before it is in force again.",
                signed=signed,
            ),
            action=tr("Take back"),
            yes=lambda: self.page.work(
                lambda: self.page.desk.office.editions.take_back(line.edition.id),
                lambda _kept: self._say(tr("The version “{label}” is taken back.", label=label)),
            ),
        )

    def _ask_end(self, line: LinkedLine) -> None:
        confirm.ask(
            self.page,
            title=tr("Take “{title}” out of the list?", title=line.linked.title),
            consequence=tr("Its reviews are no longer asked for. What is known of it stays in the records."),
            action=tr("Take out"),
            yes=lambda: self.page.work(
                lambda: self.page.desk.office.editions.end_linked(line.linked.id),
                lambda _kept: self._say(tr("It is taken out of the list.")),
            ),
        )

    # What was done

    def _say(self, said: str) -> None:
        self.page.messages.good(said)

    def _version_added(self, kept: Edition) -> None:
        self._wanted = str(kept.id)
        self._say(tr("The version “{label}” is kept. It is adopted once both have signed.", label=kept.label))

    def _changed(self, _kept: Edition) -> None:
        self._say(tr("It is saved."))

    def _signed(self, kept: Edition) -> None:
        self._say(_adoption_words(kept))

    def _entered(self, kept: Edition) -> None:
        self._say(_adoption_words(kept))

    def _taken(self, count: int) -> None:
        self._say(ntr("{count} policy stands in the list.", "{count} policies stand in the list.", count))

    def _linked_saved(self, kept: LinkedPolicy) -> None:
        self._wanted = str(kept.id)
        self._say(tr("“{title}” is saved.", title=kept.title))


def _adoption_words(kept: Edition) -> str:
    if kept.is_adopted:
        return tr("The version “{label}” is adopted: both have signed.", label=kept.label)
    if kept.head_signed_on is None:
        return tr("The signature is kept. The headteacher’s is still missing, so the version is not adopted.")
    return tr("The signature is kept. The chair’s is still missing, so the version is not adopted.")


def _waiting(view: EditionsView) -> int:
    """Versions that wait for the headteacher's own signature, or for what the office enters."""
    unsigned = [x for x in view.lines if x.state is EditionState.TO_BE_SIGNED]
    return len([x for x in unsigned if view.rights.edit or (view.rights.sign and x.edition.head_signed_on is None)])


def _top_words(view: EditionsView) -> str:
    if not view.offered or not view.rights.edit:
        return view.sentence
    names = list_text([tr("“{title}”", title=title) for title in view.offered])
    return tr("{sentence} Your policy is read with {policies}.", sentence=view.sentence, policies=names)
