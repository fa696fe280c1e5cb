"""The dialogs of requests: ask, authorise, refuse, enter a paper, and give what was authorised."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel
from schoolsm_desktop.domain.people import ENDS_ON_A_DAY
from schoolsm_desktop.domain.requests import AccessRequest
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.requests import Asking, OnPaper, RequestLine, RequestRights
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.common.scan_field import ScanField
from schoolsm_desktop.ui.pages import Page

from .dialogs import kind_choices, kind_hint, level_choices, likely_kind
from .request_words import asked_facts, missing_facts, pair_words


class AskDialog(FormDialog):
    """Ask for access for oneself, or for somebody else where that is one's duty."""

    def __init__(
        self, page: Page, rights: RequestRights, person_id: str, asked: Callable[[AccessRequest], object]
    ) -> None:
        super().__init__(page, tr("Ask for access"), tr("Ask"), self._ask, sentence=rights.rule)
        self._rights, self._asked = rights, asked
        form, today = self.form, page.desk.today()
        alone = len(rights.people) == 1
        chosen = person_id or (str(rights.people[0].id) if alone else "")
        people = [(str(p.id), p.name, p.job_title) for p in rights.people]
        form.add_search("person_id", tr("Who"), people, chosen, needed=True)
        accounts = [(str(a.id), a.name, p.name) for a, p in rights.accounts]
        form.add_search("account_id", tr("Which account"), accounts, needed=True)
        form.add_choice("kind", tr("How"), kind_choices(), AccessKind.OWN_LOGIN.value)
        form.add_choice("level", tr("May do what"), level_choices(), AccessLevel.POSTS.value)
        form.add_day("starts", tr("From"), today, needed=True)
        form.add_day("ends", tr("Until"), hint=tr("Empty: until its review, at the end of a term."))
        form.add_line("reason", tr("Why"), hint=tr("For example: Year 4 residential and class news."), needed=True)
        form.field("person_id").setVisible(not alone)
        form.edited.connect(self._edited)
        self._explain()
        form.saved()

    def _edited(self, name: str) -> None:
        if name == "account_id":
            chosen = self.form.value("account_id")
            platform = next((p for a, p in self._rights.accounts if str(a.id) == chosen), None)
            self.form.set_value("kind", likely_kind(platform).value)
        if name == "person_id":
            self._explain()

    def _explain(self) -> None:
        person = next((p for p in self._rights.people if str(p.id) == self.form.value("person_id")), None)
        if person is not None and person.contract in ENDS_ON_A_DAY:
            self.form.field("ends").set_hint(tr("Needed for this kind of contract: access always ends on a day."))
        else:
            self.form.field("ends").set_hint(tr("Empty: until its review, at the end of a term."))

    def _ask(self) -> None:
        form = self.form
        asking = Asking(
            person_id=UUID(form.value("person_id")),
            account_id=UUID(form.value("account_id")),
            kind=AccessKind(form.value("kind")),
            level=AccessLevel(form.value("level")),
            starts=form.day("starts") or self.page.desk.today(),
            ends=form.day("ends"),
            reason=form.value("reason"),
        )

        def done(request: AccessRequest) -> None:
            self._asked(request)
            self.accept()

        self.work(lambda: self.page.desk.office.requests.ask(asking), done)


class _RequestDialog(FormDialog):
    """A dialog about one request: what was asked for stands above the fields."""

    def __init__(
        self,
        page: Page,
        line: RequestLine,
        title: str,
        action: str,
        act: Callable[[], None],
        said: Callable[[], object],
    ) -> None:
        super().__init__(page, title, action, act, sentence=pair_words(line))
        self.line, self._said = line, said
        facts = FactList(self.form)
        facts.show_facts(asked_facts(line))
        self.form.add_widget(facts)

    def show_missing(self) -> None:
        """What the person has not done of what the policy asks first."""
        facts = FactList(self.form)
        facts.show_facts([missing_facts(self.line.readiness)])
        self.form.add_widget(facts)

    def add_override(self) -> None:
        """The field for the reason, where something is missing."""
        self.form.add_line(
            "override_reason",
            tr("Why it may be given all the same"),
            hint=tr("Leave it empty to wait until it is done. The register shows the reason."),
        )
        self.form.field("override_reason").setVisible(not self.line.readiness.ok)

    def saved(self, _kept: AccessRequest) -> None:
        """Close, and say so above the page."""
        self._said()
        self.accept()


class AuthoriseDialog(_RequestDialog):
    """The headteacher, or the deputy under cover, authorises in their own sign-in."""

    def __init__(self, page: Page, line: RequestLine, *, under_cover: bool, said: Callable[[], object]) -> None:
        super().__init__(page, line, tr("Authorise access"), tr("Authorise"), self._authorise, said)
        self.show_missing()
        self.add_override()
        self.form.add_line("note", tr("Note"), hint=tr("Optional."))
        if under_cover:
            self.form.add_widget(
                words(tr("You act for the headteacher: the decision says so."), "quiet", self.form, wrap=True)
            )

    def _authorise(self) -> None:
        note, reason = self.form.value("note"), self.form.value("override_reason")
        self.work(lambda: self.page.desk.office.requests.authorise(self.line.request.id, note, reason), self.saved)


class RefuseDialog(_RequestDialog):
    """Refuse, with a note that whoever asked reads."""

    def __init__(self, page: Page, line: RequestLine, said: Callable[[], object]) -> None:
        super().__init__(page, line, tr("Refuse access"), tr("Refuse"), self._refuse, said)
        self.form.add_line("note", tr("Why"), needed=True, hint=tr("Whoever asked reads it."))

    def _refuse(self) -> None:
        note = self.form.value("note")
        self.work(lambda: self.page.desk.office.requests.refuse(self.line.request.id, note), self.saved)


class PaperDialog(_RequestDialog):
    """Enter what was decided on paper: who signed, on which day, and the scan if there is one."""

    def __init__(self, page: Page, line: RequestLine, rights: RequestRights, said: Callable[[], object]) -> None:
        super().__init__(page, line, tr("Enter the paper"), tr("Save the decision"), self._enter, said)
        own = line.request.person_id == rights.head_id
        signers = [(str(p.id), p.name, p.job_title) for p in rights.signers if p.id != line.request.person_id]
        form = self.form
        form.add_choice("allowed", tr("Decision"), [("1", tr("Authorised")), ("0", tr("Refused"))], "1")
        form.add_search("by", tr("Signed by"), signers, "" if own else str(rights.head_id or ""), needed=True)
        if own:
            form.field("by").set_hint(
                tr("Nobody decides on their own access: a deputy or governor signs for the headteacher’s.")
            )
        form.add_day("on", tr("Day on the paper"), page.desk.today(), needed=True)
        form.add_line("note", tr("Note"), hint=tr("Needed for a refusal: whoever asked reads it."))
        self.show_missing()
        self.add_override()
        self.scan = ScanField(self)
        form.add_editor(
            "scan", tr("Scan of the paper"), self.scan, hint=tr("Optional: the day and the name are enough.")
        )
        form.edited.connect(self._edited)
        form.saved()

    def _edited(self, name: str) -> None:
        if name == "allowed":
            shown = self.form.value("allowed") == "1" and not self.line.readiness.ok
            self.form.field("override_reason").setVisible(shown)

    def _enter(self) -> None:
        form = self.form
        paper = OnPaper(
            allowed=form.value("allowed") == "1",
            by=UUID(form.value("by")),
            on=form.day("on") or self.page.desk.today(),
            note=form.value("note"),
            override_reason=form.value("override_reason"),
            scan=self.scan.scan,
        )
        self.work(lambda: self.page.desk.office.requests.enter_paper(self.line.request.id, paper), self.saved)


class GiveAskedDialog(_RequestDialog):
    """Give what was authorised."""

    def __init__(self, page: Page, line: RequestLine, given: Callable[[Access], object]) -> None:
        super().__init__(page, line, tr("Give access"), tr("Give access"), self._give, lambda: None)
        self._given = given
        self.show_missing()
        self.form.add_widget(words(kind_hint(line.request.kind.value), "quiet", self.form, wrap=True))

    def _give(self) -> None:
        def done(access: Access) -> None:
            self._given(access)
            self.accept()

        self.work(lambda: self.page.desk.office.requests.give(self.line.request.id), done)
