"""How long a class is kept, an order to keep something, and the steps of a destruction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from schoolsm_desktop.domain.retention import RecordClass
from schoolsm_desktop.domain.retention_review import Ended, ReviewLine
from schoolsm_desktop.domain.retention_rules import YEAR, class_words, period_words
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.destruction_views import DestructionLine
from schoolsm_desktop.services.retention import OrderLine, PeriodLine
from schoolsm_desktop.services.retention_facts import plain_words
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.scan_field import ScanField
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import set_look

from .retention_words import kept_words

ASK, KEEP, END_KEEP, PERIOD = "destroy-ask", "keep-records", "end-keep", "retention-period"
FOR_GOOD = "good"
_CHOICES = (6, YEAR, 2 * YEAR, 3 * YEAR, 4 * YEAR, 5 * YEAR, 6 * YEAR, 7 * YEAR, 10 * YEAR, 15 * YEAR, 25 * YEAR)
Said = Callable[[str], object]


class _RetentionDialog(FormDialog):
    """What these dialogs share: what was done is said once, and the dialog closes."""

    said_then = ""

    def __init__(self, page: Page, said: Said, title: str, action: str, sentence: str) -> None:
        super().__init__(page, title, action, self._act, sentence=sentence)
        self._said = said
        self.office = page.desk.office

    def _act(self) -> None:
        raise NotImplementedError

    def _done(self, _kept: object) -> None:
        self.form.saved()
        self.accept()
        self._said(self.said_then)


class PeriodDialog(_RetentionDialog):
    """The school’s own period for a class."""

    def __init__(self, page: Page, line: PeriodLine, said: Said) -> None:
        super().__init__(
            page,
            said,
            tr("How long: {what}", what=line.title),
            tr("Save"),
            tr("Counted from: {after}. Ask your data protection officer before you shorten it.", after=line.rule.after),
        )
        self.said_then = tr("The school keeps it so long from now on.")
        self._class, now = line.record_class, line.rule.months
        months = sorted({*_CHOICES, *([now] if now is not None else [])})
        choices = [*((str(each), period_words(each)) for each in months), (FOR_GOOD, period_words(None))]
        self.form.add_choice("months", tr("How long"), choices, FOR_GOOD if now is None else str(now))
        reason = line.rule.reason if line.is_own else ""
        self.form.add_lines("reason", tr("Why"), reason, needed=True, lines=3)
        self.form.saved()

    def _act(self) -> None:
        chosen, why, kind = self.form.value("months"), self.form.value("reason"), self._class
        months = None if chosen == FOR_GOOD else int(chosen)
        self.work(lambda: self.office.retention.set_period(kind, months, why), self._done)


class KeepDialog(_RetentionDialog):
    """Keep, do not destroy: one record, or a whole class."""

    def __init__(self, page: Page, kind: RecordClass, records: Sequence[Ended], said: Said) -> None:
        super().__init__(
            page,
            said,
            tr("Keep, do not destroy"),
            tr("Keep it"),
            tr("Nobody can destroy it until this order is ended. Its place in the list says so, with the reason."),
        )
        self.said_then = tr("It is kept, whatever its time.")
        self._class = kind
        whole = tr("Everything: {what}", what=class_words(kind))
        choices = [("", whole, ""), *((str(x.id), x.label, day_text(x.ended_on)) for x in records)]
        self.form.add_search("record", tr("What"), choices, hint=tr("Type a name to choose one record alone."))
        self.form.add_lines(
            "reason", tr("Why"), needed=True, lines=2, hint=tr("A claim, an inquiry, a request for copies.")
        )
        self.form.add_day("until", tr("Until"), hint=tr("Empty: until somebody ends it."))
        self.form.saved()

    def _act(self) -> None:
        form, kind = self.form, self._class
        record, reason, until = form.value("record"), form.value("reason"), form.day("until")
        key = UUID(record) if record else None
        self.work(lambda: self.office.retention.keep(kind, key, reason, until), self._done)


class EndKeepDialog(_RetentionDialog):
    """It need not be kept any longer."""

    def __init__(self, page: Page, orders: Sequence[OrderLine], said: Said) -> None:
        super().__init__(
            page,
            said,
            tr("End an order to keep"),
            tr("End the order"),
            tr("From then on the time of its class holds again. Nothing is destroyed by this."),
        )
        self.said_then = tr("The order is ended.")
        choices = [(str(one.order.id), kept_words(one)) for one in orders]
        self.form.add_choice("order", tr("Which"), choices)
        self.form.add_lines("reason", tr("Why it need not be kept any longer"), needed=True, lines=2)
        self.form.saved()

    def _act(self) -> None:
        order, why = self.form.value("order"), self.form.value("reason")
        self.work(lambda: self.office.retention.end_keep(UUID(order), why), self._done)


class AskDialog(_RetentionDialog):
    """Which records are to be destroyed; a second person decides."""

    def __init__(self, page: Page, lines: Sequence[ReviewLine], kind: RecordClass | None, said: Said) -> None:
        super().__init__(
            page,
            said,
            tr("Ask to destroy"),
            tr("Ask a second person"),
            tr("Nothing is destroyed yet. Another person looks at the same list and agrees or refuses."),
        )
        self.said_then = tr("It waits for a second person. Nothing was destroyed yet.")
        self._lines = {x.record.id.hex: x.record for x in lines}
        self.records = TickList(tr("What is over its time"), self.form)
        self.records.set_items([(key, x.label, _quiet(x)) for key, x in self._lines.items()])
        for key, record in self._lines.items():
            self.records.tick(key, kind is None or record.record_class is kind)
        self.form.add_editor("records", tr("What is over its time"), self.records)
        self.form.add_lines("reason", tr("Note for the second person"), lines=2)
        self.form.saved()

    def _act(self) -> None:
        chosen = [self._lines[key] for key in self.records.ticked() if key in self._lines]
        pairs, reason = [(x.record_class, x.id) for x in chosen], self.form.value("reason")
        self.work(lambda: self.office.destruction.ask(pairs, reason), self._done)


def _quiet(record: Ended) -> str:
    said = plain_words(record)
    return "" if said == record.label else said


class _OneDestruction(_RetentionDialog):
    """A step of a destruction that waits: it names everything that would go."""

    def __init__(self, page: Page, line: DestructionLine, said: Said, title: str, action: str, sentence: str) -> None:
        super().__init__(page, said, title, action, sentence)
        self.destruction_id = line.destruction.id

    def show_records(self, line: DestructionLine) -> None:
        """Everything that would go, to be read through."""
        said = "\n".join(tr("{what}: {name}", what=what, name=name) for what, name in line.records)
        shown = self.form.add_lines("records", tr("What would go"), said, lines=6)
        shown.setReadOnly(True)


class AgreeDialog(_OneDestruction):
    """The second person agrees, and it is destroyed."""

    def __init__(self, page: Page, line: DestructionLine, backups: str, said: Said) -> None:
        super().__init__(
            page,
            line,
            said,
            tr("Agree, and destroy for good"),
            tr("Destroy for good"),
            tr("Asked by {who}. Once it is done nobody can bring it back from these records.", who=line.asked),
        )
        self.said_then = tr("It is destroyed. Print the certificate for the file.")
        self.show_records(line)
        set_look(self.main, "danger")
        self.form.add_tick("looked", tr("I looked through the list, and nothing of it is wanted any more."))
        self.form.layout().addWidget(words(backups, "quiet", self.form, wrap=True))  # type: ignore[union-attr]
        self.form.saved()

    def _act(self) -> None:
        if not self.form.ticked("looked"):
            self.form.show_error("looked", tr("Tick that you looked through the list. Nothing was destroyed yet."))
            return
        key = self.destruction_id
        self.work(lambda: self.office.destruction.agree(key), self._done)


class OnPaperDialog(_OneDestruction):
    """A governor or the deputy signed the printed slip, as nobody else here could agree."""

    def __init__(self, page: Page, line: DestructionLine, said: Said) -> None:
        super().__init__(
            page,
            line,
            said,
            tr("The slip is signed"),
            tr("Destroy for good"),
            tr("Nobody else with a sign-in may agree here, so the signed slip is the second signature."),
        )
        self.said_then = tr("It is destroyed. Print the certificate for the file.")
        self.show_records(line)
        set_look(self.main, "danger")
        self.form.add_line("second_name", tr("Who signed the slip"), needed=True, longest=120)
        self.form.add_day("second_on", tr("Day on the slip"), page.desk.today(), needed=True)
        self.scan = ScanField(self)
        self.form.add_editor("scan", tr("Scan of the signed slip"), self.scan)
        self.form.saved()

    def _act(self) -> None:
        form, key, scan = self.form, self.destruction_id, self.scan.scan
        name, on = form.value("second_name"), form.day("second_on") or self.page.desk.today()
        self.work(lambda: self.office.destruction.agree_on_paper(key, name, on, scan), self._done)


class RefuseDialog(_OneDestruction):
    """The second person says no."""

    def __init__(self, page: Page, line: DestructionLine, said: Said) -> None:
        super().__init__(page, line, said, tr("Refuse"), tr("Refuse"), tr("Everything stays. Whoever asked reads why."))
        self.said_then = tr("It is refused; everything stays.")
        self.show_records(line)
        self.form.add_lines("why", tr("Why it stays"), needed=True, lines=2)
        self.form.saved()

    def _act(self) -> None:
        key, why = self.destruction_id, self.form.value("why")
        self.work(lambda: self.office.destruction.refuse(key, why), self._done)
