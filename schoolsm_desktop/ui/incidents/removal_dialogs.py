"""Removing a whole record, malicious, false or over its time: one person asks, another confirms or lets it stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from schoolsm_desktop.domain.wording import list_text, ntr, tr
from schoolsm_desktop.services.case_removal import ASK, CONFIRM, KEEP, RemovalView
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine, FactList
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import State

REMOVAL_WORDS = {
    ASK: "Remove the whole record…",
    CONFIRM: "Confirm its removal…",
    KEEP: "Let it stay…",
}
"""The buttons and menu lines of a record."""


class _RemovalDialog(FormDialog):
    """Reads what would go when it opens; the main button rests until it stands there, and where it may not be pressed."""

    def __init__(self, page: Page, record: str, deed: str, title: str, action: str, sentence: str) -> None:
        super().__init__(page, title, action, self._save, sentence=sentence)
        self.case_id, self._wanted = UUID(record), deed
        self.removal = page.desk.office.case_removal
        self.facts = FactList(self.form)
        self.form.add_widget(self.facts)
        self.form.saved()
        self.work(lambda: self.removal.view(self.case_id), self._show)

    def _show(self, view: RemovalView) -> None:
        self.facts.show_facts(self.said(view))
        self.main.setEnabled(self._wanted in view.may)
        self.fit()

    def said(self, view: RemovalView) -> list[Fact]:
        """What to know before it is done."""
        raise NotImplementedError

    def keep(self, call: Callable[[], object], said: str) -> None:
        """Run the deed, then close and say so on the page."""

        def done(_nothing: object) -> None:
            self.form.saved()
            self.accept()
            self.page.messages.good(said)

        self.work(call, done)

    def _save(self) -> None:
        raise NotImplementedError


class AskRemovalDialog(_RemovalDialog):
    """The first of the two."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__(
            page,
            record,
            ASK,
            tr("Remove the whole record"),
            tr("Ask for its removal"),
            tr(
                "A record whose time is over goes; so does an allegation that was found malicious or false, unless the "
                "colleague wants it kept. Nothing goes yet: two people are needed."
            ),
        )

    def said(self, view: RemovalView) -> list[Fact]:
        return [*_what_goes(view), Fact(tr("Who confirms"), _second(view))]

    def _save(self) -> None:
        done = tr("Asked for. Nothing has gone yet: tell whoever confirms in person.")
        self.keep(lambda: self.removal.ask(self.case_id), done)


class ConfirmRemovalDialog(_RemovalDialog):
    """The second of the two: it goes for good."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__(
            page,
            record,
            CONFIRM,
            tr("Remove the whole record for good"),
            tr("Remove it for good"),
            tr("You are the second of two. Nobody can bring it back afterwards."),
        )

    def said(self, view: RemovalView) -> list[Fact]:
        return [Fact(tr("Asked for by"), view.asked or tr("nobody any more")), *_what_goes(view)]

    def _save(self) -> None:
        done = tr("The record is gone, with its evidence and everybody’s key to it.")
        self.keep(lambda: self.removal.confirm(self.case_id), done)


class KeepRecordDialog(_RemovalDialog):
    """Somebody thought better of it."""

    def __init__(self, page: Page, record: str) -> None:
        said = tr("Its removal was asked for. If it is to stay, say why; it can be asked for again.")
        super().__init__(page, record, KEEP, tr("Let the record stay"), tr("Let it stay"), said)
        self.form.add_lines("reason", tr("Why it stays"), lines=2, needed=True, hint=tr("It stands in the record."))
        self.form.saved()

    def said(self, view: RemovalView) -> list[Fact]:
        return [Fact(tr("Asked for by"), view.asked or tr("nobody any more"))]

    def _save(self) -> None:
        why = self.form.value("reason")
        self.keep(lambda: self.removal.keep(self.case_id, why), tr("The record stays, and says why."))


def removal_dialogs(page: Page) -> Mapping[str, Callable[[str], FormDialog]]:
    """Asking, confirming and letting it stay, by the id of the case."""
    return {
        ASK: lambda record: AskRemovalDialog(page, record),
        CONFIRM: lambda record: ConfirmRemovalDialog(page, record),
        KEEP: lambda record: KeepRecordDialog(page, record),
    }


def _what_goes(view: RemovalView) -> list[Fact]:
    entries = ntr("{count} entry", "{count} entries", view.entries)
    evidence = ntr("{count} piece of evidence", "{count} pieces of evidence", view.evidence)
    if view.is_incident:
        goes = tr("Incident {reference} whole: {entries}", reference=view.reference, entries=entries)
    else:
        goes = tr("Complaint {reference} whole: {entries}", reference=view.reference, entries=entries)
    if view.evidence:
        goes = tr("{whole}, {evidence}", whole=goes, evidence=evidence)
    return [
        Fact(tr("What goes"), [FactLine(goes), FactLine(tr("Everybody’s key to it"))]),
        Fact(
            tr("What stays"),
            [
                FactLine(tr("In “Who did what”: that a sealed record was removed, by whom and when. No word of it.")),
                FactLine(tr("Older backups hold a copy until they go themselves.")),
                FactLine(tr("What was printed or given out: ask for it back.")),
            ],
        ),
    ]


def _second(view: RemovalView) -> str | list[FactLine]:
    if view.second:
        return list_text(view.second)
    nobody = tr("Nobody else who leads incidents reads it. Share it with one of them first, else it stays as it is.")
    return [FactLine(nobody, State.WARN)]
