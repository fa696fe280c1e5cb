"""What was done about comments, who is blocked, and what others were asked to remove: the rules of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from schoolsm_desktop.domain.accounts import Account, AccountClass
from schoolsm_desktop.domain.cases import CaseSort, EntryKind
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, OfficeError, RuleError
from schoolsm_desktop.domain.letters import MOST_TITLE
from schoolsm_desktop.domain.moderating import (
    AskedOf,
    Block,
    Moderated,
    NextStep,
    Standard,
    Takedown,
    TakedownCause,
    TakedownOutcome,
)
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.rules import PlatformReporter
from schoolsm_desktop.services.blocks import BlockDraft
from schoolsm_desktop.services.case_files import add_to_case, new_entry, open_case
from schoolsm_desktop.services.moderation import ActDraft
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.takedowns import NewTakedown
from tests.services.cases import filed
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
PAGES: dict[str, Account] = {}


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """Two accounts of the school and one that is not; the headteacher is signed in."""
    made = InventedSchool(tmp_path)
    PAGES["page"] = made.add_account("Our Facebook page", platform_id="facebook")
    PAGES["other"] = made.add_account("Year 6 feed", None)
    PAGES["theirs"] = made.add_account("Parents’ group", None, account_class=AccountClass.NOT_OURS)
    made.sign_in(made.head)
    yield made
    made.sign_out()


def hidden(office: Office, **more: Any) -> UUID:
    fields: dict[str, Any] = {"author": "Robin Vale", "printed": True, "print_note": "sheet 3"} | more
    page = fields.pop("account_id", PAGES["page"].id)
    did, what = fields.pop("did", Moderated.HIDDEN), fields.pop("what", "Called a colleague names")
    return office.moderation.record(ActDraft(page, did, what, **fields)).id


def blocked(office: Office, **more: Any) -> Block:
    fields: dict[str, Any] = {"name": "@robin.vale", "reason": "Abuse after a warning", "warned_on": TODAY} | more
    return office.blocks.block(BlockDraft(PAGES["page"].id, **fields))


def asked(office: Office, **more: Any) -> Takedown:
    fields: dict[str, Any] = {
        "asked_of": AskedOf.PLATFORM,
        "cause": TakedownCause.ABUSE,
        "what": "A hurtful picture story",
        "platform": "Facebook",
    } | more
    return office.takedowns.ask(NewTakedown(**fields))


def rule(school: InventedSchool, **rules: Any) -> None:
    profile = shipped_profile("valence")
    school.office.policies.choose(replace(profile, rules=replace(profile.rules, **rules)))


def refusal(deed: Callable[[], object]) -> str:
    """The field that was refused, or "rule"."""
    with pytest.raises(OfficeError) as raised:
        deed()
    return raised.value.field if isinstance(raised.value, FieldError) else raised.value.key


@pytest.mark.clause("churchward:2-mk-concerns")
def test_nothing_is_hidden_or_deleted_without_a_screen_print_or_a_reason(school: InventedSchool) -> None:
    office = school.office
    for did in (Moderated.HIDDEN, Moderated.DELETED):
        assert refusal(partial(hidden, office, did=did, printed=False)) == "not_printed"
    hidden(office, printed=False, not_printed="It was gone within a minute")
    hidden(office, did=Moderated.LEFT, printed=False)
    line, other = office.moderation.view().lines
    assert {line.print_words, other.print_words} == {"No screen print", "No screen print: It was gone within a minute"}
    hidden(office)
    assert office.moderation.view().lines[0].print_words == "Screen print kept: sheet 3"


def test_bad_entries_are_refused_beside_their_field(school: InventedSchool) -> None:
    office, now = school.office, school.clock.now()
    assert refusal(lambda: hidden(office, at=now + timedelta(minutes=1))) == "at"
    assert refusal(lambda: hidden(office, what=" \u200e ")) == "what"
    assert refusal(lambda: hidden(office, what="a" * 100_000)) == "what"
    assert refusal(lambda: hidden(office, author="a" * 500)) == "author"
    assert refusal(lambda: hidden(office, breach="nothing like it")) == "breach"
    assert refusal(lambda: hidden(office, account_id=PAGES["theirs"].id)) == "account_id"
    assert office.moderation.view().lines == ()


def test_a_second_version_stands_in_place_and_the_first_is_kept(school: InventedSchool) -> None:
    office = school.office
    first = hidden(office, at=school.clock.now() - 3 * DAY)
    draft = ActDraft(PAGES["page"].id, Moderated.DELETED, "Called a colleague names", "Robin Vale", printed=True)
    assert refusal(lambda: office.moderation.correct(first, draft, "")) == "correction"
    second = office.moderation.correct(first, draft, "It was deleted, not hidden")
    assert refusal(lambda: office.moderation.correct(first, draft, "again")) == "rule"
    (line,) = office.moderation.view().lines
    assert (line.act.id, line.act.did, line.before[0].did) == (second.id, Moderated.DELETED, Moderated.HIDDEN)
    assert line.act.at == line.before[0].at, "when it was done stays, unless another moment is entered"


def test_who_posts_enters_and_sees_own_accounts_only(school: InventedSchool) -> None:
    office = school.office
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.office
    office.people.give_duty(jo.id, Duty.POSTING_STAFF, TODAY)
    school.give(jo, PAGES["other"])
    hidden(office)
    office = school.sign_in(jo)
    assert office.moderation.view().lines == ()
    assert [a.name for a in office.moderation.view().accounts] == ["Year 6 feed"]
    hidden(office, account_id=PAGES["other"].id)
    assert len(office.moderation.view().lines) == 1
    for deed in (
        lambda: hidden(office),
        office.blocks.view,
        lambda: office.blocks.seen_before("Robin Vale"),
        office.takedowns.view,
        lambda: asked(office),
    ):
        with pytest.raises(NotAllowedError):
            deed()


@pytest.mark.clause("valence:fb-3", "valence:tw-3")
def test_somebody_is_blocked_by_a_standard_after_a_warning_and_looked_at_again(school: InventedSchool) -> None:
    rule(school, warn_before_block=True)
    office = school.office
    assert office.blocks.view().warns
    assert refusal(lambda: blocked(office, warned_on=None)) == "not_warned"
    assert refusal(lambda: blocked(office, warned_on=TODAY + DAY)) == "warned_on"
    assert refusal(lambda: blocked(office, name=" ")) == "name"
    assert refusal(lambda: blocked(office, reason="")) == "reason"
    assert refusal(lambda: blocked(office, reason="a" * 100_000)) == "reason"
    assert refusal(lambda: blocked(office, blocked_on=TODAY + DAY)) == "blocked_on"
    assert refusal(lambda: blocked(office, review_on=TODAY - DAY)) == "review_on"
    assert refusal(lambda: blocked(office, review_on=date(2099, 1, 1))) == "review_on"
    kept = blocked(office, standard=Standard.BOTH, moderation_id=hidden(office, author="Robin Vale"))
    assert (kept.review_on, kept.warned_by) == (date(2027, 11, 20), school.head.id)
    assert office.moderation.view().lines[0].act.block_id == kept.id
    assert refusal(lambda: blocked(office, name="@Robin Vale")) == "rule", (
        "blocked there already, however it is written"
    )
    (line,) = office.blocks.view().lines
    assert line.standard == "The site’s rules and the school’s"
    assert line.seen_before == ("1 entry of the moderation log is about the same name.",)
    assert line.warned == "Warned on 20 Nov 2026 by A. Whitfield"


def test_without_the_rule_nobody_has_to_be_warned_first(school: InventedSchool) -> None:
    rule(school, warn_before_block=False, block_review_months=0)
    assert blocked(school.office, warned_on=None).review_on is None


def test_a_block_is_appealed_answered_looked_at_and_ended_in_that_order(school: InventedSchool) -> None:
    office = school.office
    kept = blocked(office, blocked_on=TODAY - 9 * DAY, warned_on=TODAY - 10 * DAY)
    blocks = office.blocks
    assert refusal(lambda: blocks.answered(kept.id, "No")) == "rule", "an appeal is answered once it is made"
    assert refusal(lambda: blocks.appealed(kept.id, "Sorry", TODAY - 20 * DAY)) == "appealed_on"
    assert refusal(lambda: blocks.appealed(kept.id, "Sorry", TODAY + DAY)) == "appealed_on"
    assert refusal(lambda: blocks.appealed(kept.id, "")) == "appeal"
    blocks.appealed(kept.id, "She is sorry and asks to come back", TODAY - 3 * DAY)
    assert refusal(lambda: blocks.appealed(kept.id, "Again")) == "rule"
    assert blocks.waiting() == 1
    (line,) = [x for x in office.today.view().lines if x.item.key == "block-appeals"]
    assert (line.item.due, "robin" in line.item.title.lower()) == (TODAY + 7 * DAY, False)
    assert refusal(lambda: blocks.answered(kept.id, "Not yet", TODAY - 5 * DAY)) == "appeal_answered_on"
    blocks.answered(kept.id, "Not before Easter")
    assert refusal(lambda: blocks.looked_again(kept.id, TODAY)) == "review_on"
    assert blocks.looked_again(kept.id, date(2027, 4, 1)).reviewed_on == TODAY
    assert refusal(lambda: blocks.unblock(kept.id, "")) == "unblocked_why"
    assert refusal(lambda: blocks.unblock(kept.id, "Sorry", TODAY - 10 * DAY)) == "unblocked_on"
    over = blocks.unblock(kept.id, "Nothing since, and an apology")
    assert (over.unblocked_on, over.unblocked_by) == (TODAY, school.head.id)
    assert refusal(lambda: blocks.unblock(kept.id, "Twice")) == "rule"
    assert blocked(office).id != kept.id, "who was let back in can be blocked anew"
    assert "was blocked on Our Facebook page on 11 Nov 2026" in blocks.seen_before("robinvale")[1]


def test_the_notice_says_why_until_when_and_how_to_appeal(school: InventedSchool) -> None:
    office = school.office
    letter = office.blocks.notice(blocked(office).id, "Robin Vale")
    assert letter.recipient == "Robin Vale"
    for said in ("Our Facebook page", "Abuse after a warning", "20 Nov 2027", "If you think it is wrong"):
        assert said in letter.text
    with pytest.raises(RuleError):
        office.letters.make("block-notice", "block", letter.about_id, "Robin Vale", {})
    assert len(letter.text.split("\n")[0]) <= MOST_TITLE


@pytest.mark.clause("valence:parents-abuse", "kew-woods:app1-refuse-decide")
def test_a_report_to_the_platform_has_its_day_answer_and_what_comes_next(school: InventedSchool) -> None:
    office, takedowns = school.office, school.office.takedowns
    kept = asked(office, asked_on=TODAY - 20 * DAY)
    assert kept.due_on == TODAY - 6 * DAY
    (line,) = [x for x in office.today.view().lines if x.item.key == "takedown-answers"]
    assert line.item.title == "No answer yet to 1 request to remove something"
    assert takedowns.remind(kept.id, TODAY + DAY, "FB-7731").reference == "FB-7731"
    assert takedowns.waiting() == 0
    assert refusal(lambda: takedowns.remind(kept.id, TODAY)) == "due_on"
    assert refusal(lambda: takedowns.decide(kept.id, NextStep.LAWYER, "early")) == "rule"
    assert refusal(lambda: takedowns.answered(kept.id, TakedownOutcome.OPEN)) == "outcome"
    for wrong in (TODAY - 21 * DAY, TODAY + DAY):
        assert refusal(partial(takedowns.answered, kept.id, TakedownOutcome.REFUSED, "No", wrong)) == "answered_on"
    takedowns.answered(kept.id, TakedownOutcome.REFUSED, "Within their rules")
    assert refusal(lambda: takedowns.answered(kept.id, TakedownOutcome.REMOVED)) == "rule"
    (decide,) = [x for x in office.today.view().lines if x.item.key == "takedown-decide"]
    assert decide.item.title == "Decide what follows: 1 removal was refused"
    assert refusal(lambda: takedowns.decide(kept.id, NextStep.LAWYER, " ")) == "next_why"
    done = takedowns.decide(kept.id, NextStep.LOCAL_AUTHORITY, "Their lawyers judge whether it merits more")
    assert (done.next_step, done.next_by) == (NextStep.LOCAL_AUTHORITY, school.head.id)
    assert takedowns.waiting() == 0


@pytest.mark.clause("bucklebury:staff-6b")
def test_an_under_age_account_is_reported_with_its_reference(school: InventedSchool) -> None:
    kept = asked(school.office, cause=TakedownCause.UNDER_AGE, what="A pupil’s page", reference="IG-12")
    line = school.office.takedowns.view().lines[0]
    assert (line.cause, line.reference, line.asked) == (
        "An account of somebody too young for the site",
        "IG-12",
        "Facebook",
    )
    over = school.office.takedowns.answered(kept.id, TakedownOutcome.REMOVED, "Closed by the site")
    assert over.outcome is TakedownOutcome.REMOVED


@pytest.mark.clause("kew-woods:app1-remove-request")
def test_whoever_put_it_there_is_asked_by_letter_with_a_day(school: InventedSchool) -> None:
    office = school.office
    fields = {"cause": TakedownCause.NAME_OR_LOGO, "what": "Our crest on a raffle", "platform": ""}
    kept = asked(office, asked_of=AskedOf.PERSON, who="Fernhollow Raffles", address="raffles.example/win", **fields)
    letter = office.takedowns.letter(kept.id)
    for said in ("Fernhollow Raffles", "Our crest on a raffle", "raffles.example/win", "4 Dec 2026"):
        assert said in letter.text
    (line,) = office.takedowns.view().lines
    assert (line.due_on, line.asked) == (TODAY + 14 * DAY, "Fernhollow Raffles")
    assert line.takedown is not None
    assert line.takedown.letter_id == letter.id
    assert refusal(lambda: office.takedowns.letter(asked(office).id)) == "rule"


def test_bad_requests_are_refused_beside_their_field(school: InventedSchool) -> None:
    office = school.office
    assert refusal(lambda: asked(office, what="")) == "what"
    assert refusal(lambda: asked(office, what="a" * 100_000)) == "what"
    assert refusal(lambda: asked(office, platform="")) == "platform"
    assert refusal(lambda: asked(office, asked_of=AskedOf.PERSON)) == "who"
    assert refusal(lambda: asked(office, asked_on=TODAY + DAY)) == "asked_on"
    assert refusal(lambda: asked(office, due_on=TODAY - DAY)) == "due_on"
    assert refusal(lambda: asked(office, address="a" * 5000)) == "address"
    assert office.takedowns.view().lines == ()


@pytest.mark.parametrize(
    ("policy", "colleague", "wrong"),
    [("school", True, "reporter_id"), ("colleague", False, "reporter_id"), ("lead-decides", True, "reporter_by")],
)
def test_who_reports_is_as_your_policy_has_it(school: InventedSchool, policy: str, colleague: bool, wrong: str) -> None:
    rule(school, platform_reporter=PlatformReporter(policy))
    clerk = school.add_person("Kit Holm", "Office")
    school.make_sign_in(clerk)
    school.office.people.give_duty(clerk.id, Duty.OFFICE_MANAGER, TODAY)
    office = school.sign_in(clerk)
    reporter = school.coordinator.id if colleague else None
    assert refusal(lambda: asked(office, reporter_id=reporter)) == wrong
    right = None if policy == "school" else school.coordinator.id
    kept = asked(office, reporter_id=right, reporter_by=school.head.id if policy == "lead-decides" else None)
    assert kept.reporter_id == right


def test_requests_in_a_sealed_incident_are_seen_by_its_readers_and_stand_in_no_plain_row(
    school: InventedSchool,
) -> None:
    office, session = school.office, school.office.session
    case_id = filed(session, [school.head.id])
    with session.work() as work:
        opened = open_case(session, work.uow, CaseSort.INCIDENT, case_id)
        report = new_entry(work, EntryKind.PLATFORM_REPORT, "sealed words", reference="X-9", who="Instagram")
        add_to_case(work, opened, report)
        work.done()
    asked(office)
    sealed = [x for x in office.takedowns.view().lines if x.case_id is not None]
    assert [(x.case_id, x.asked, x.reference, x.takedown) for x in sealed] == [(case_id, "Instagram", "X-9", None)]
    assert not sealed[0].waits(TODAY), "its clock is the incident’s own"
    with session.reading() as uow:
        assert "sealed words" not in repr(uow.takedowns.all()) + repr(uow.moderation_acts.all())
    office.finder.read()
    assert office.finder.find("sealed words") == ()
    assert [found.title for found in office.finder.find("hurtful picture")] == ["A hurtful picture story"]
    other = school.sign_in(school.coordinator)
    assert [x.case_id for x in other.takedowns.view().lines] == [None], "to anybody else it does not exist"


def test_blocks_are_found_by_name_by_those_who_may_block(school: InventedSchool) -> None:
    office = school.office
    blocked(office)
    office.finder.read()
    (found,) = office.finder.find("robin")
    assert (found.title, found.page, found.act) == ("Blocked: @robin.vale", "incidents", "blocks")
