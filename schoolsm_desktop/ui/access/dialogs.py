"""The dialogs of posting access: give, change, end, and what was there before the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from schoolsm_desktop.domain.access import KIND_WORDS, LEVEL_WORDS, Access, AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import Account, Platform, SignInKind
from schoolsm_desktop.domain.conditions import Readiness
from schoolsm_desktop.domain.people import ENDS_ON_A_DAY, Person
from schoolsm_desktop.domain.wording import day_text, list_text, ntr, tr
from schoolsm_desktop.services.access import Rights
from schoolsm_desktop.services.giving import GiveRequest
from schoolsm_desktop.services.requests import RequestLine
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.scan_field import ScanField
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import State, set_look, set_state

from .request_words import decided_words, pair_words

NO_RIGHTS = Rights()
KIND_HINT_WORDS = {
    AccessKind.KNOWS_PASSWORD: "The password opens for this person here. If they lose access, it must be changed.",
    AccessKind.OWN_LOGIN: "Add them on the platform itself: the register only says that they are there.",
    AccessKind.TOOL_SEAT: "Give them their seat in the tool itself: the register says that they have it.",
    AccessKind.LESSON_USE: "They use it with pupils and do not learn the password. Only for somebody who has access already.",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the dialogs choose from, read together with the register."""

    rights: Rights = NO_RIGHTS
    people: tuple[Person, ...] = ()
    accounts: tuple[tuple[Account, Platform], ...] = ()
    authoriser: Person | None = None
    conditions: tuple[tuple[str, str], ...] = ()
    rule: str = ""
    waiting: tuple[tuple[Access, Person, Account], ...] = ()
    readiness: Mapping[UUID, Readiness] = field(default_factory=dict)
    authorised: tuple[RequestLine, ...] = ()
    """What was asked for, is authorised, and waits to be given."""

    def asked_choices(self) -> list[tuple[str, str]]:
        """The authorised requests for a choice; the first is none of them."""
        return [
            ("", tr("A paper: enter it below")),
            *((str(x.request.id), pair_words(x)) for x in self.authorised),
        ]

    def asked(self, request_id: str) -> RequestLine | None:
        """An authorised request that was chosen."""
        return next((x for x in self.authorised if str(x.request.id) == request_id), None)

    def asked_by(self, person_id: str, account_id: str) -> RequestLine | None:
        """What was authorised for this person and account."""
        pair = (person_id, account_id)
        return next((x for x in self.authorised if (str(x.person.id), str(x.account.id)) == pair), None)

    def people_choices(self) -> list[tuple[str, str, str]]:
        """People for a search field."""
        return [(str(p.id), p.name, p.job_title) for p in self.people]

    def account_choices(self) -> list[tuple[str, str, str]]:
        """Accounts for a search field."""
        return [(str(a.id), a.name, p.name) for a, p in self.accounts]

    def platform_of(self, account_id: str) -> Platform | None:
        """The platform of an account that was chosen."""
        return next((p for a, p in self.accounts if str(a.id) == account_id), None)

    def person(self, person_id: str) -> Person | None:
        """A person that was chosen."""
        return next((p for p in self.people if str(p.id) == person_id), None)


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of access for a choice."""
    return [(kind.value, tr(KIND_WORDS[kind])) for kind in AccessKind]


def level_choices() -> list[tuple[str, str]]:
    """The levels of access for a choice."""
    return [(level.value, tr(LEVEL_WORDS[level])) for level in AccessLevel]


def likely_kind(platform: Platform | None) -> AccessKind:
    """What the platform lets people have."""
    shared = platform is not None and platform.sign_in is SignInKind.SHARED_PASSWORD
    return AccessKind.KNOWS_PASSWORD if shared else AccessKind.OWN_LOGIN


def kind_hint(kind: str) -> str:
    """What a kind of access means for whoever gives it."""
    return tr(KIND_HINT_WORDS[AccessKind(kind)]) if kind else ""


FROM_PAPER = ("authorised_by", "authorised_on", "scan")
ASKED_FOR = ("person", "account", "kind", "level", "starts", "ends", "reason")


class GiveDialog(FormDialog):
    """Give one person access to one account: what the headteacher authorised here, or what stands on a paper."""

    def __init__(
        self, page: Page, choices: Choices, person_id: str, account_id: str, saved: Callable[[Access], object]
    ) -> None:
        super().__init__(page, tr("Give access"), tr("Give access"), self._give, sentence=choices.rule)
        self._choices = choices
        self._saved = saved
        platform = choices.platform_of(account_id)
        form, today = self.form, page.desk.today()
        form.add_choice("asked", tr("What was authorised"), choices.asked_choices())
        form.field("asked").setVisible(bool(choices.authorised))
        form.add_search("person", tr("Who"), choices.people_choices(), person_id, needed=True)
        self.readiness = words("", "", form, wrap=True)
        form.add_widget(self.readiness)
        form.add_search("account", tr("Which account"), choices.account_choices(), account_id, needed=True)
        form.add_choice("kind", tr("How"), kind_choices(), likely_kind(platform).value)
        form.add_choice("level", tr("May do what"), level_choices(), AccessLevel.POSTS.value)
        form.add_day("starts", tr("From"), today, needed=True)
        form.add_day("ends", tr("Until"), hint=tr("Empty: until its review, at the end of a term."))
        form.add_line("reason", tr("Why"), hint=tr("For example: Year 4 residential and class news."))
        head = choices.authoriser
        form.add_search(
            "authorised_by", tr("Authorised by"), choices.people_choices(), str(head.id) if head else "", needed=True
        )
        form.add_day("authorised_on", tr("Authorised on"), today, needed=True)
        self.scan = ScanField(self)
        form.add_editor(
            "scan", tr("Scan of the paper"), self.scan, hint=tr("Optional: the day and the name are enough.")
        )
        form.add_line(
            "override_reason",
            tr("Why it is given all the same"),
            hint=tr(
                "What the headteacher wrote. Empty: nothing is given until the rest is done. The register shows it."
            ),
        )
        if choices.conditions:
            form.add_widget(words(_asked_first(choices.conditions), "quiet", form, wrap=True))
        form.edited.connect(self._edited)
        self._take(choices.asked_by(person_id, account_id))
        self._explain()
        form.saved()

    def _edited(self, name: str) -> None:
        if name == "asked":
            self._take(self._choices.asked(self.form.value("asked")))
        elif name == "account" and not self.form.value("asked"):
            self.form.set_value("kind", likely_kind(self._choices.platform_of(self.form.value("account"))).value)
        if name in ("asked", "person", "kind", "account"):
            self._explain()

    def _take(self, line: RequestLine | None) -> None:
        """Fill in what was asked for and authorised; it is given as it was decided, so nothing of it is changed here."""
        form = self.form
        for name in ASKED_FOR:
            form.field(name).setEnabled(line is None)
        for name in FROM_PAPER:
            form.field(name).setVisible(line is None)
        form.field("asked").set_hint(decided_words(line) if line is not None else "")
        if line is None:
            return
        request = line.request
        values = {
            "asked": str(request.id),
            "person": str(request.person_id),
            "account": str(request.account_id),
            "kind": request.kind.value,
            "level": request.level.value,
            "starts": day_text(max(request.starts, self.page.desk.today())),
            "ends": day_text(request.ends) if request.ends else "",
            "reason": request.reason,
        }
        for name, value in values.items():
            if form.value(name) != value:
                form.set_value(name, value)

    def _explain(self) -> None:
        """Say what the choices mean, before anything is saved."""
        form = self.form
        person = self._choices.person(form.value("person"))
        if person is not None and person.contract in ENDS_ON_A_DAY:
            form.field("ends").set_hint(tr("Needed for this kind of contract: access always ends on a day."))
        else:
            form.field("ends").set_hint(tr("Empty: until its review, at the end of a term."))
        form.field("kind").set_hint(kind_hint(form.value("kind")))
        ready = self._choices.readiness.get(person.id) if person is not None else None
        self.readiness.setVisible(ready is not None)
        if ready is not None:
            state = State.GOOD if ready.ok else State.STOP
            said = ready.words if ready.ok else "; ".join(each.words for each in ready.missing)
            self.readiness.setText(tr("{sign} Policy and training: {said}", sign=state.sign, said=said))
            set_state(self.readiness, state)
        lacking = ready is not None and not ready.ok
        form.field("override_reason").setVisible(lacking and not form.value("asked"))

    def _give(self) -> None:
        form, office = self.form, self.page.desk.office
        asked = form.value("asked")

        def saved(access: Access) -> None:
            self._saved(access)
            self.accept()

        if asked:
            self.work(lambda: office.requests.give(UUID(asked)), saved)
            return
        request = GiveRequest(
            person_id=UUID(form.value("person")),
            account_id=UUID(form.value("account")),
            kind=AccessKind(form.value("kind")),
            level=AccessLevel(form.value("level")),
            starts=form.day("starts") or self.page.desk.today(),
            ends=form.day("ends"),
            reason=form.value("reason"),
            authorised_by=UUID(form.value("authorised_by")),
            authorised_on=form.day("authorised_on"),
            override_reason=form.value("override_reason"),
            scan=self.scan.scan,
        )
        self.work(lambda: office.access.give(request), saved)


def _asked_first(conditions: Sequence[tuple[str, str]]) -> str:
    said = [f"{what} ({label})" if label else what for what, label in conditions]
    return tr("Your policy asks first: {conditions}.", conditions=list_text(said))


class ChangeDialog(FormDialog):
    """Another level, reason, last day or review day for an access that stands."""

    def __init__(self, page: Page, access: Access, who: str, saved: Callable[[Access], object]) -> None:
        super().__init__(page, tr("Change access"), tr("Save"), self._save, sentence=who)
        self._access = access
        self._saved = saved
        self.form.add_choice("level", tr("May do what"), level_choices(), access.level.value)
        self.form.add_day("ends", tr("Until"), access.ends, hint=tr("Empty: until its review."))
        self.form.add_day("review_on", tr("Review"), access.review_on)
        self.form.add_line("reason", tr("Why"), access.reason)
        self.form.saved()

    def _save(self) -> None:
        changed = replace(
            self._access,
            level=AccessLevel(self.form.value("level")),
            ends=self.form.day("ends"),
            review_on=self.form.day("review_on"),
            reason=self.form.value("reason"),
        )

        def saved(access: Access) -> None:
            self._saved(access)
            self.accept()

        self.work(lambda: self.page.desk.office.access.change(changed), saved)


class EndDialog(FormDialog):
    """End an access: what follows is said in numbers first, and Cancel is the default."""

    def __init__(
        self, page: Page, access: Access, who: str, consequences: Sequence[str], ended: Callable[[], None]
    ) -> None:
        super().__init__(page, tr("End access"), tr("End access"), self._end, sentence=who)
        self._access = access
        self._ended = ended
        set_look(self.main, "danger")
        self.main.setAutoDefault(False)
        self.main.setDefault(False)
        for sentence in consequences:
            self.form.add_widget(words(sentence, "", self.form, wrap=True))
        self.form.add_line(
            "reason", tr("Why it ends"), hint=tr("Optional. Only the headteacher reads it, unless you tick the box.")
        )
        self.form.add_tick("shown", tr("Everybody who sees the register may read why"))

    def _end(self) -> None:
        reason, shown = self.form.value("reason"), self.form.ticked("shown")

        def done(_due: object) -> None:
            self._ended()
            self.accept()

        self.work(lambda: self.page.desk.office.access.end(self._access.id, reason, reason_shown=shown), done)


class AlreadyHadDialog(FormDialog):
    """Access that was there before the register: an account, how, and everybody who has it, in one go (PRACTICE 23)."""

    def __init__(self, page: Page, choices: Choices, account_id: str, saved: Callable[[int], None]) -> None:
        super().__init__(
            page,
            tr("Who already has access?"),
            tr("Record these people"),
            self._save,
            sentence=tr(
                "Nobody is in the wrong today: the headteacher has a term to look through what was there before."
            ),
            wide=True,
        )
        self._saved = saved
        self._choices = choices
        self.cancel.setText(tr("Close"))  # it stays open for the next account, and what was recorded stands
        platform = choices.platform_of(account_id)
        self.form.add_search("account", tr("Which account"), choices.account_choices(), account_id, needed=True)
        self.form.add_choice("kind", tr("How"), kind_choices(), likely_kind(platform).value)
        self.form.add_choice("level", tr("May do what"), level_choices(), AccessLevel.POSTS.value)
        self.people = TickList(tr("Who has it"), self.form)
        self.people.set_items([(str(p.id), p.name, p.job_title) for p in choices.people])
        self.form.add_widget(self.people)
        self.form.edited.connect(self._edited)

    def _edited(self, name: str) -> None:
        if name == "account":
            self.form.set_value("kind", likely_kind(self._choices.platform_of(self.form.value("account"))).value)

    def _save(self) -> None:
        ticked = self.people.ticked()
        if not ticked:
            self.messages.warn(tr("Tick at least one person. Nothing was saved yet."))
            return
        requests = [self._request(person) for person in ticked]

        def saved(kept: Sequence[Access]) -> None:
            self.people.untick_all()
            self.messages.clear()
            self.messages.good(
                ntr(
                    "{count} person is recorded. Choose the next account, or close.",
                    "{count} people are recorded. Choose the next account, or close.",
                    len(kept),
                )
            )
            self.form.saved()
            self._saved(len(kept))

        self.work(lambda: self.page.desk.office.access.already_had(requests), saved)

    def _request(self, person_id: str) -> GiveRequest:
        person = self._choices.person(person_id)
        today = self.page.desk.today()
        ends = person.ends if person is not None and person.contract in ENDS_ON_A_DAY else None
        if person is not None and person.contract in ENDS_ON_A_DAY and ends is None:
            ends = today.replace(month=12, day=31)
        return GiveRequest(
            person_id=UUID(person_id),
            account_id=UUID(self.form.value("account")),
            kind=AccessKind(self.form.value("kind")),
            level=AccessLevel(self.form.value("level")),
            starts=today,
            ends=ends,
        )


class LookThroughDialog(FormDialog):
    """The headteacher authorises, in one go, what was there before the register."""

    def __init__(self, page: Page, choices: Choices, done: Callable[[int], None]) -> None:
        super().__init__(
            page,
            tr("Access from before the register"),
            tr("Authorise what is ticked"),
            self._save,
            sentence=tr("Untick what should not go on, and end it in the register afterwards."),
            wide=True,
        )
        self._done = done
        self.lines = TickList(tr("To be authorised"), self.form)
        self.lines.set_items(
            [(str(a.id), f"{p.name} · {account.name}", tr(KIND_WORDS[a.kind])) for a, p, account in choices.waiting],
            ticked=True,
        )
        self.form.add_day("on", tr("Authorised on"), page.desk.today(), needed=True)
        self.form.add_widget(self.lines)

    def _save(self) -> None:
        ticked = [UUID(line) for line in self.lines.ticked()]
        if not ticked:
            self.messages.warn(tr("Nothing is ticked, so nothing was saved."))
            return
        on = self.form.day("on") or self.page.desk.today()

        def saved(_none: None) -> None:
            self._done(len(ticked))
            self.accept()

        self.work(lambda: self.page.desk.office.access.authorise(ticked, on), saved)
