"""The dialogs of requests: ask or change, allow, refuse, enter a paper, look again, end with a result, name the account."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from schoolsm_desktop.domain.accounts import Account, AccountClass
from schoolsm_desktop.domain.school_request_questions import CHOICE_WORDS, OUTCOMES, YES_NO
from schoolsm_desktop.domain.school_request_rules import policy_says
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.school_request_views import SchoolRequestLine, SchoolRequestRights, kind_words
from schoolsm_desktop.services.school_requests import Asked, DecisionPaper, SchoolAsking, Terms, default_terms
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.common.scan_field import ScanField
from schoolsm_desktop.ui.pages import Page

from .school_request_form import ANOTHER, QuestionFields, at_field, kind_choices, other_choices
from .school_request_words import asked_facts, verdict_facts, warning_facts

ASK = "ask-school"


class AskSchoolDialog(FormDialog):
    """Ask the school for something, for oneself or for somebody else; `line` changes one, or asks again for it."""

    def __init__(
        self,
        page: Page,
        rights: SchoolRequestRights,
        kept: Callable[[Asked], object],
        line: SchoolRequestLine | None = None,
        *,
        again: bool = False,
    ) -> None:
        change = line is not None and not again
        title = tr("Change the request") if change else tr("New request")
        super().__init__(page, title, tr("Save") if change else tr("Keep the request"), self._save)
        self._rights, self._kept, self._line, self._change = rights, kept, line, change
        used = rights.kinds
        if line is not None:
            used = (line.request.kind,)
        form = self.form
        choices = kind_choices(used) if line is None else [(used[0].value, kind_words(used[0]))]
        form.add_choice("kind", tr("What is asked for"), choices)
        form.add_choice("other", tr("Which kind"), other_choices(used))
        self._verdict = FactList(form)
        form.add_widget(self._verdict)
        sealed = tr(
            "What you write here is sealed: only the headteacher, the safeguarding lead and the colleague who asks "
            "can read it."
        )
        self._sealed = words(sealed, "quiet", form, wrap=True)
        form.add_widget(self._sealed)
        self._add_asker()
        self._questions = QuestionFields(form, tuple(RequestKind) if line is None else used)
        form.add_day("starts", tr("From"))
        form.add_day("ends", tr("Until"))
        form.field("kind").setVisible(line is None)
        if line is not None:
            self._questions.fill(line.request.kind, dict(line.request.details))
        form.edited.connect(lambda _name: self._explain())
        self._explain()
        form.saved()

    def kind(self) -> RequestKind:
        """The kind that is chosen."""
        chosen = self.form.value("kind")
        return RequestKind(self.form.value("other") if chosen == ANOTHER else chosen)

    def _add_asker(self) -> None:
        form, rights, line = self.form, self._rights, self._line
        request = line.request if line is not None else None
        me = str(self.page.desk.office.person_id)
        chosen = str(request.asker_id or "") if request is not None else "" if rights.records else me
        form.add_search(
            "asker_id",
            tr("A colleague asks"),
            [(str(p.id), p.name, p.job_title) for p in rights.people],
            chosen,
        )
        name = request.asker_name if request is not None else ""
        form.add_line(
            "asker_name", tr("Or somebody else asks"), name, hint=tr("For example: the parents’ association.")
        )
        form.field("asker_id").setVisible(rights.records)
        form.field("asker_name").setVisible(rights.records)
        if rights.records:
            asked_on = request.asked_on if request is not None and self._change else self.page.desk.today()
            form.add_day("asked_on", tr("Asked on"), asked_on, needed=True)

    def _explain(self) -> None:
        kind, form = self.kind(), self.form
        form.field("other").setVisible(form.value("kind") == ANOTHER and self._line is None)
        self._questions.show(kind)
        answers = {} if kind is RequestKind.RECRUITMENT_SEARCH else self._questions.answers(kind)
        self._verdict.show_facts(verdict_facts(policy_says(self._rights.profile, kind, answers), self._rights.lead))
        sealed = kind in (RequestKind.FRIEND_REQUEST, RequestKind.CONNECTION, RequestKind.RECRUITMENT_SEARCH)
        self._sealed.setVisible(sealed)

    def _save(self) -> None:
        form, kind = self.form, self.kind()
        try:
            asker = form.value("asker_id") if self._rights.records else str(self.page.desk.office.person_id)
            name = form.value("asker_name") if self._rights.records and not asker else ""
            asking = SchoolAsking(
                kind,
                self._questions.answers(kind),
                UUID(asker) if asker else None,
                name,
                form.day("asked_on") if self._rights.records else None,
                form.day("starts"),
                form.day("ends"),
            )
        except Exception as error:
            self.show_failure(error)
            return
        office, line = self.page.desk.office.school_requests, self._line

        def call() -> Asked:
            if line is not None and self._change:
                return office.change(line.request.id, asking, line.request.revision)
            return office.ask(asking)

        self.work(call, self._saved)

    def show_failure(self, error: Exception) -> None:
        super().show_failure(at_field(error, self.kind()))

    def _saved(self, asked: Asked) -> None:
        self.accept()
        self._kept(asked)


class _RequestDialog(FormDialog):
    """A dialog about one request: what was asked for, and what the policy says, stand above the fields."""

    def __init__(
        self,
        page: Page,
        line: SchoolRequestLine,
        title: str,
        action: str,
        act: Callable[[], None],
        said: Callable[[], object],
    ) -> None:
        super().__init__(page, title, action, act, sentence=line.title)
        self.line, self._said = line, said
        self.office = page.desk.office.school_requests

    def show_request(self) -> None:
        """What was asked for, what the policy says of it, and what is worth a look."""
        facts = FactList(self.form)
        facts.show_facts([*asked_facts(self.line), *verdict_facts(self.line.verdict), *warning_facts(self.line)])
        self.form.add_widget(facts)

    def add_terms(self, rights: SchoolRequestRights) -> None:
        """The fields of what is allowed."""
        form, rules = self.form, rights.profile.rules
        terms = default_terms(self.line, rules.name_and_logo_months, self.page.desk.today())
        form.add_lines("conditions", tr("Conditions"), hint=tr("Optional: they stand in the letter."), lines=2)
        form.add_day("starts", tr("From"), terms.starts)
        form.add_day("ends", tr("Until"), terms.ends, hint=tr("Empty: until it is ended."))
        form.add_day("review_on", tr("Look again on"), terms.review_on, hint=tr("Optional: Today reminds of it."))

    def terms(self, note: str) -> Terms:
        """What was typed. Raises FieldError."""
        form = self.form
        return Terms(form.value("conditions"), note, form.day("starts"), form.day("ends"), form.day("review_on"))

    def saved(self, _kept: object) -> None:
        """Close, and say so above the page."""
        self.accept()
        self._said()


class AllowSchoolDialog(_RequestDialog):
    """The headteacher, or the deputy under cover, allows it in their own sign-in; or takes note of it."""

    def __init__(
        self,
        page: Page,
        line: SchoolRequestLine,
        rights: SchoolRequestRights,
        *,
        under_cover: bool,
        said: Callable[[], object],
    ) -> None:
        noted = line.is_declared
        title, action = (tr("Take note"), tr("Take note")) if noted else (tr("Allow the request"), tr("Allow"))
        super().__init__(page, line, title, action, self._allow, said)
        self.show_request()
        self.add_terms(rights)
        self.form.add_line("note", tr("Note"), hint=tr("Optional."))
        if under_cover:
            self.form.add_widget(
                words(tr("You act for the headteacher: the decision says so."), "quiet", self.form, wrap=True)
            )
        self.form.saved()

    def _allow(self) -> None:
        request, terms = self.line.request, self.terms(self.form.value("note"))
        self.work(lambda: self.office.allow(request.id, terms, request.revision), self.saved)


class RefuseSchoolDialog(_RequestDialog):
    """Refuse, with a reason that whoever asked reads."""

    def __init__(self, page: Page, line: SchoolRequestLine, said: Callable[[], object]) -> None:
        super().__init__(page, line, tr("Refuse the request"), tr("Refuse"), self._refuse, said)
        self.show_request()
        self.form.add_lines("note", tr("Why"), needed=True, hint=tr("Whoever asked reads it."), lines=2)

    def _refuse(self) -> None:
        request, note = self.line.request, self.form.value("note")
        self.work(lambda: self.office.refuse(request.id, note, request.revision), self.saved)


class SchoolPaperDialog(_RequestDialog):
    """Enter what was decided on paper: who signed, on which day, and the scan if there is one."""

    def __init__(
        self, page: Page, line: SchoolRequestLine, rights: SchoolRequestRights, said: Callable[[], object]
    ) -> None:
        super().__init__(page, line, tr("Enter the paper"), tr("Save the decision"), self._enter, said)
        self.show_request()
        own = line.request.asker_id is not None and line.request.asker_id == rights.head_id
        signers = [(str(p.id), p.name, p.job_title) for p in rights.signers if p.id != line.request.asker_id]
        form = self.form
        form.add_choice("allowed", tr("Decision"), [("1", tr("Allowed")), ("0", tr("Refused"))], "1")
        form.add_search("by", tr("Signed by"), signers, "" if own else str(rights.head_id or ""), needed=True)
        if own:
            form.field("by").set_hint(
                tr("Nobody decides on their own: a deputy or governor signs for the headteacher.")
            )
        form.add_day("on", tr("Day on the paper"), page.desk.today(), needed=True)
        self.add_terms(rights)
        form.add_line("note", tr("Note"), hint=tr("Needed for a refusal: whoever asked reads it."))
        self.scan = ScanField(self)
        form.add_editor(
            "scan", tr("Scan of the paper"), self.scan, hint=tr("Optional: the day and the name are enough.")
        )
        form.edited.connect(self._edited)
        form.saved()

    def _edited(self, name: str) -> None:
        if name == "allowed":
            for field in ("conditions", "starts", "ends", "review_on"):
                self.form.field(field).setVisible(self.form.value("allowed") == "1")

    def _enter(self) -> None:
        form, request = self.form, self.line.request
        paper = DecisionPaper(
            allowed=form.value("allowed") == "1",
            by=UUID(form.value("by")),
            on=form.day("on") or self.page.desk.today(),
            terms=self.terms(form.value("note")),
            scan=self.scan.scan,
        )
        self.work(lambda: self.office.enter_paper(request.id, paper, request.revision), self.saved)


class LookAgainDialog(_RequestDialog):
    """The headteacher looks at what was allowed again, and lets it go on."""

    def __init__(self, page: Page, line: SchoolRequestLine, said: Callable[[], object]) -> None:
        super().__init__(page, line, tr("Look again"), tr("It goes on"), self._go_on, said)
        self.show_request()
        form, request = self.form, line.request
        form.add_day("ends", tr("Until"), request.ends, hint=tr("Empty: until it is ended."))
        form.add_day("review_on", tr("Look again on"), None, hint=tr("Optional: Today reminds of it."))
        form.saved()

    def _go_on(self) -> None:
        request, ends, review_on = self.line.request, self.form.day("ends"), self.form.day("review_on")
        self.work(lambda: self.office.review(request.id, ends, review_on, request.revision), self.saved)


class SearchResultDialog(_RequestDialog):
    """What a search came to; never what was found, and never about whom."""

    def __init__(self, page: Page, line: SchoolRequestLine, said: Callable[[], object]) -> None:
        super().__init__(page, line, tr("Enter the result"), tr("Save"), self._save, said)
        form = self.form
        form.add_choice(
            "relevant",
            tr("Something relevant was found"),
            [(key, tr(CHOICE_WORDS[key])) for key in YES_NO],
            hint=tr("Yes or no only: what was found is not kept here, nor about whom."),
        )
        form.add_choice("outcome", tr("What followed"), [(key, tr(CHOICE_WORDS[key])) for key in OUTCOMES])

    def _save(self) -> None:
        request, relevant, outcome = self.line.request, self.form.value("relevant"), self.form.value("outcome")
        self.work(lambda: self.office.enter_result(request.id, relevant=relevant, outcome=outcome), self.saved)


class RequestAccountDialog(_RequestDialog):
    """The account that was asked for: one that is in the records, or a new one, proposed."""

    def __init__(
        self, page: Page, line: SchoolRequestLine, rights: SchoolRequestRights, said: Callable[[], object]
    ) -> None:
        super().__init__(page, line, tr("Its account"), tr("Save"), self._save, said)
        closed = line.request.kind is RequestKind.CLOSED_AREA
        form = self.form
        form.add_choice(
            "how", tr("Which account"), [("new", tr("A new one, proposed")), ("old", tr("One that is in the records"))]
        )
        form.add_search("platform_id", tr("Platform"), [(key, name, "") for key, name in rights.platforms], needed=True)
        owners = [(str(p.id), p.name, p.job_title) for p in rights.people]
        form.add_search("owner_id", tr("Who looks after it"), owners, str(line.request.asker_id or ""))
        form.add_search("account_id", tr("Account"), _accounts(rights.accounts, closed=closed), needed=True)
        form.edited.connect(self._edited)
        self._edited("how")
        form.saved()

    def _edited(self, name: str) -> None:
        if name == "how":
            new = self.form.value("how") == "new"
            for field, shown in (("platform_id", new), ("owner_id", new), ("account_id", not new)):
                self.form.field(field).setVisible(shown)

    def _save(self) -> None:
        form, request, accounts = self.form, self.line.request, self.page.desk.office.request_accounts
        owner, platform = form.value("owner_id"), form.value("platform_id")

        def call() -> SchoolRequest | Account:
            if form.value("how") == "new":
                return accounts.make(request.id, platform, UUID(owner) if owner else None)
            return accounts.bind(request.id, UUID(form.value("account_id")))

        self.work(call, self.saved)


def _accounts(accounts: tuple[Account, ...], *, closed: bool) -> list[tuple[str, str, str]]:
    fitting = (AccountClass.CLOSED_AREA, AccountClass.LEARNER_PLATFORM)
    return [(str(a.id), a.name, a.handle) for a in accounts if not closed or a.account_class in fitting]
