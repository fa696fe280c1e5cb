"""Today: what needs whom, worked out from the records each time it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.accounts import SecondFactor
from schoolsm_desktop.domain.cover import Cover, standing
from schoolsm_desktop.domain.due import (
    DueFacts,
    DueItem,
    Place,
    SignInFacts,
    Urgency,
    everything_due,
    urgency,
    when_text,
)
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.permissions import UNDER_COVER, Acting, Action, Power, allows
from schoolsm_desktop.domain.policy import change_words, duty_title
from schoolsm_desktop.domain.snooze import HELD_WORDS, Snooze, held
from schoolsm_desktop.domain.snooze import standing as put_off_on
from schoolsm_desktop.domain.wording import moment_text, ntr, tr
from schoolsm_desktop.exchange.reference_file import shipped_references
from schoolsm_desktop.security.vault import SlotState
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .answer_keeping import to_tell_elsewhere
from .backups import backup_facts
from .checklist_views import hidden_lists
from .conditions import policy_begun, policy_since
from .due_complaints import with_complaints
from .due_incidents import with_incidents
from .due_published import with_published
from .ended_checks import waiting_checks
from .last_days import put_day_right
from .lessons import chosen_groups
from .list_copies import outdated
from .policy_health import standing_leaves
from .pupil_holds import pupils_to_decide
from .records_check import last_check
from .register import RegisterFacts, read_register
from .retention import count_to_destroy
from .secrets import RECOVERY_SHEETS
from .session import Session
from .signed import believed_editions, settings_are_signed
from .this_pc import ThisPc
from .today_places import NEEDS, NEEDS_BY_KEY, PAGE_OF, SEALED
from .year_turn import roll_facts


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One line as it is shown."""

    item: DueItem
    urgency: Urgency
    when: str
    who: str
    is_mine: bool
    may_begin: bool
    """Whether the person signed in may do it; else the line only leads to where it stands."""
    held: str = ""
    """Why the person signed in cannot put it off; empty where they can."""


@dataclass(frozen=True, slots=True)
class PutOffLine:
    """A line that was put off: until when, why and by whom, and whether the person signed in can call it back."""

    line: TodayLine
    until: date
    reason: str
    by: str
    may_call_back: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One of the facts beside the list: what it is about, the fact, and a quiet line."""

    about: str
    fact: str
    detail: str
    page: str
    good: bool = True


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything the first page shows, and the counts that the side bar carries."""

    lines: tuple[TodayLine, ...]
    cards: tuple[Card, ...]
    counts: Mapping[str, int]
    put_off: tuple[PutOffLine, ...] = ()

    @property
    def now_count(self) -> int:
        """How many lines need somebody by today."""
        return len([x for x in self.lines if x.urgency in (Urgency.OVERDUE, Urgency.TODAY)])


def _may_begin(item: DueItem, duties: frozenset[Power], me: UUID, facts: RegisterFacts) -> bool:
    if item.person_id is not None:
        return item.person_id == me
    if item.place is Place.CHANGE_PASSWORD:
        return item.subject_id is not None and me in facts.readers(item.subject_id)
    return allows(duties, NEEDS_BY_KEY.get(item.key.partition(":")[0], NEEDS[item.place]))


def _falls_to_cover(item: DueItem) -> bool:
    """Whether a line of the headteacher's is done by the deputy while cover stands."""
    needed = NEEDS_BY_KEY.get(item.key.partition(":")[0], NEEDS.get(item.place))
    return item.duty is Duty.HEADTEACHER and needed in UNDER_COVER


def _falls_to(facts: RegisterFacts, item: DueItem) -> tuple[UUID, ...]:
    """Who holds the duty of a line; where nobody does, the coordinator, then the headteacher."""
    for asked in (item.duty, Duty.COORDINATOR, Duty.HEADTEACHER):
        holders = tuple(p for p in holders_on(facts.duties, asked, facts.today) if p in facts.people)
        if holders:
            return holders
    return ()


def _held(item: DueItem, today: date, theirs: bool) -> str:
    why = held(item, today)
    if why is not None:
        return tr(HELD_WORDS[why])
    return "" if theirs else tr("Only whoever it falls to, or the headteacher, can put this off.")


def _put_off(line: TodayLine, snooze: Snooze, facts: RegisterFacts, me: UUID) -> PutOffLine:
    by = facts.people[snooze.by].short_name if snooze.by in facts.people else ""
    return PutOffLine(line, snooze.until, snooze.reason, by, not line.held or snooze.by == me)


def _photo_card(pupils: int, forms_out: int) -> Card:
    if not pupils:
        said = tr("Bring the pupils in on the page “Photo permissions”")
        return Card(tr("Photo permissions"), tr("None yet"), said, "photos")
    fact = ntr("{count} pupil on the roll", "{count} pupils on the roll", pupils)
    said = (
        ntr("{count} photo form is not back", "{count} photo forms are not back", forms_out)
        if forms_out
        else tr("No photo form is out")
    )
    return Card(tr("Photo permissions"), fact, said, "photos")


class TodayService:
    """The first page, for the person signed in."""

    def __init__(self, session: Session, this_pc: ThisPc) -> None:
        self._session = session
        self._this_pc = this_pc

    def view(self) -> TodayView:
        """What is due and the cards. Who may not see the whole register sees what is theirs."""
        session = self._session
        put_day_right(session)
        with session.reading() as uow:
            facts = read_register(session, uow)
            duties = session.duties(uow)
            due = with_published(session, uow, self._due_facts(uow, facts))
            due = with_incidents(session, uow, with_complaints(session, uow, due))
            items = everything_due(due, session.today, session.clock.now())
            cover = standing(uow.covers.all(), session.today)
            roll = (uow.pupils.count_on_roll(session.today), len(uow.photo_forms.out()))
            snoozed = put_off_on(uow.snoozes.all(), items, session.today)
        sees_all = allows(duties, Action.SEE_REGISTER)
        mine = {a.account_id for a in facts.accesses if a.person_id == session.person_id and a.live_on(session.today)}
        own = {a.id for a in facts.accesses if a.person_id == session.person_id}
        seen = tuple(
            self._line(facts, item, duties, cover)
            for item in items
            if item.person_id in (None, session.person_id)
            and (
                sees_all
                or item.person_id is not None
                or item.place in SEALED
                or item.subject_id in own
                or (item.place is Place.CHANGE_PASSWORD and item.subject_id in mine)
            )
        )
        lines = tuple(line for line in seen if line.item.key not in snoozed)
        counts: dict[str, int] = {}
        for line in lines:
            if line.urgency in (Urgency.OVERDUE, Urgency.TODAY):
                page = PAGE_OF[line.item.place]
                counts[page] = counts.get(page, 0) + 1
        counts["today"] = sum(counts.values())
        put_off = tuple(
            _put_off(line, snoozed[line.item.key], facts, session.person_id)
            for line in seen
            if line.item.key in snoozed
        )
        return TodayView(lines, self._cards(facts, roll, sees_all), counts, put_off)

    def _line(self, facts: RegisterFacts, item: DueItem, duties: frozenset[Power], cover: Cover | None) -> TodayLine:
        me = self._session.person_id
        is_mine = (
            item.person_id is not None
            or me in _falls_to(facts, item)
            or (_falls_to_cover(item) and Acting.HEADTEACHER in duties)
        )
        return TodayLine(
            item,
            urgency(item, facts.today),
            when_text(item, facts.today),
            self._who(facts, item, cover),
            is_mine,
            _may_begin(item, duties, me, facts),
            _held(item, facts.today, is_mine or Duty.HEADTEACHER in duties),
        )

    def _due_facts(self, uow: UnitOfWork, facts: RegisterFacts) -> DueFacts:
        slots = self._session.keys.people()
        roll = roll_facts(uow)
        return DueFacts(
            people=tuple(facts.people.values()),
            duties=facts.duties,
            accounts=tuple(facts.accounts.values()),
            platforms=facts.platforms,
            versions=facts.versions,
            accesses=facts.accesses,
            password_due=tuple(facts.due.values()),
            sign_ins=tuple(
                SignInFacts(s.person_id, unconfirmed=s.state is SlotState.UNCONFIRMED, ended=s.state is SlotState.ENDED)
                for s in slots
            ),
            terms=uow.terms.all(),
            records_checked_on=last_check(uow),
            backup=backup_facts(self._session, self._this_pc),
            keyholders=facts.keyholders,
            profile=facts.profile,
            recovery_sheet_used=self._session.keys.recovery_was_used,
            records_went_back=self._session.went_back,
            settings_are_signed=settings_are_signed(self._session.keys, uow),
            recovery_sheet_kept=uow.settings.get(RECOVERY_SHEETS) is not None,
            requests=uow.requests.all(),
            covers=uow.covers.all(),
            conditions=uow.conditions.all(),
            policy_since=policy_since(uow),
            policy_begun=policy_begun(uow),
            checklists=uow.checklists.all(),
            checklist_lines=uow.checklists.lines.all(),
            hidden_lists=hidden_lists(self._session, uow),
            reviews=uow.reviews.all(),
            review_lines=uow.reviews.lines.all(),
            checks=uow.account_checks.all(),
            approvals=uow.approvals.all(),
            knowings=facts.knowings,
            code_uses=uow.code_uses.all(),
            editions=believed_editions(self._session.keys, uow),
            linked_policies=uow.linked_policies.all(),
            training=uow.training.all(),
            declarations=uow.declarations.all(),
            school_requests=uow.school_requests.all(),
            sealed_readable=frozenset(wrap.record_id for wrap in uow.sealed.wraps_to(self._session.person_id)),
            lesson_uses=uow.lesson_uses.all(),
            class_ticks=uow.class_ticks.all(),
            contacts=uow.contacts.all(),
            channels=uow.channels.all(),
            devices=uow.devices.all(),
            house_rules=uow.house_rules.all(),
            looks=uow.looks.all(),
            closures=uow.closures.all(),
            schools=uow.schools.all(),
            year_groups=chosen_groups(uow),
            references=shipped_references(),
            left_findings=frozenset(standing_leaves(uow, self._session.today)),
            form_rounds=uow.form_rounds.all(),
            forms_out=uow.photo_forms.waiting(facts.today),
            waiting_checks=waiting_checks(self._session, uow),
            to_tell_elsewhere=to_tell_elsewhere(uow),
            blocks=uow.blocks.all(),
            takedowns=uow.takedowns.all(),
            term_reports=uow.term_reports.all() if self._session.allows(uow, Action.READ_REPORTS) else (),
            keep_orders=uow.keep_orders.all(),
            destructions=uow.destructions.all(),
            to_destroy=count_to_destroy(self._session, uow),
            subject_requests=[x for x in uow.subject_requests.all() if x.subject_id != self._session.person_id],
            pupil_count=uow.pupils.count_on_roll(facts.today),
            open_batches=roll.under_way,
            roll_since=roll.since,
            year_turned_on=roll.turned_on,
            held=uow.holds.standing() if self._session.allows(uow, Action.DECIDE_HOLDS) else (),
            pupils_to_decide=pupils_to_decide(self._session, uow),
            without_class=uow.pupils.without_class(facts.today),
            to_check_signer=uow.adults.pupils_to_check(),
            events=uow.events.standing_on(facts.today),
            event_breaches=uow.event_breaches.untold(),
            list_copies=(copies := uow.list_copies.wanted_on(facts.today)),
            outdated_lists=outdated(self._session, uow, copies),
        )

    def _who(self, facts: RegisterFacts, item: DueItem, cover: Cover | None) -> str:
        """Who does it: the deputy who covers, whoever holds the duty, or else to whom it then falls."""
        if item.person_id is not None and item.person_id in facts.people:
            return facts.people[item.person_id].short_name
        if cover is not None and _falls_to_cover(item) and cover.deputy_id in facts.people:
            return facts.people[cover.deputy_id].short_name
        for person_id in _falls_to(facts, item):
            return facts.people[person_id].short_name
        return duty_title(facts.profile, item.duty)

    def _cards(self, facts: RegisterFacts, roll: tuple[int, int], sees_all: bool) -> tuple[Card, ...]:
        if not sees_all:
            return ()
        live = [a for a in facts.accounts.values() if a.is_live]
        needing = len([a for a in live if a.id in facts.due])
        second = len([a for a in live if a.recovery.second_factor not in (SecondFactor.NONE, SecondFactor.NOT_KNOWN)])
        count = ntr("{count} account", "{count} accounts", len(live))
        need = (
            ntr("{count} needs a new password", "{count} need a new password", needing)
            if needing
            else tr("no password is waiting")
        )
        holders = {
            a.person_id
            for a in facts.accesses
            if a.live_on(facts.today) and not facts.people[a.person_id].left_by(facts.today)
        }
        return (
            Card(
                tr("Accounts"),
                tr("{count} · {need}", count=count, need=need) if live else tr("None yet"),
                tr("A second factor on {some} of {all}", some=second, all=len(live))
                if live
                else tr("Bring them in on the page “Accounts”"),
                "accounts",
                needing == 0,
            ),
            Card(
                tr("Posting access"),
                ntr("{count} person on the register", "{count} people on the register", len(holders)),
                ntr("{count} keyholder", "{count} keyholders", len(facts.keyholders)),
                "access",
            ),
            _photo_card(*roll),
            Card(tr("Your policy"), facts.profile.name, change_words(facts.profile), "policy"),
            self._backup_card(),
        )

    def _backup_card(self) -> Card:
        last = backup_facts(self._session, self._this_pc).last_good
        if last is not None:
            return Card(tr("Backup"), moment_text(last), tr("Checked after it was made"), "settings", True)
        places = self._this_pc.backup_places(self._session.folder)
        said = tr("One is made when the program closes") if places else tr("Choose a place for it in Settings")
        return Card(tr("Backup"), tr("None yet"), said, "settings", False)
