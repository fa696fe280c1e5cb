"""The accounts of the invented school, each with something to show: a private recovery phone, no owner, not ours."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.accounts import (
    Account,
    AccountClass,
    AccountState,
    Known,
    Moderation,
    NotOurs,
    RecoveryFacts,
    SecondFactor,
)

from .plan import Calendar, PlannedAccount

_OPEN = UUID(int=0)
"""Stands where the builder puts the id of the school or a person."""
_OFFICE_MAIL = "office@fernhollow.example"
_HANDLE = "fernhollow_demo_school"
"""Long and odd on purpose: `open the site` must not land on a real school's page."""


def planned_accounts(calendar: Calendar) -> tuple[PlannedAccount, ...]:
    """Every account that is there when the school begins to use the program."""
    return (
        _facebook(calendar),
        _instagram(calendar),
        _x(calendar),
        _youtube(calendar),
        _website(calendar),
        _classdojo(calendar),
        _blog(calendar),
        _old_page(calendar),
        _trips(calendar),
        _friends(),
    )


def proposed_channel() -> PlannedAccount:
    """A channel somebody would like to open; it waits for the headteacher."""
    facts = Account(
        _OPEN,
        _OPEN,
        "whatsapp-channel",
        "News channel for parents",
        purpose="Short notices: snow days, clubs, forgotten PE kits",
        audience="Parents and carers",
        state=AccountState.PROPOSED,
        moderation=Moderation.COMMENTS_OFF,
        may_follow_individuals=Known.NO,
    )
    return PlannedAccount("channel", facts, owner="office")


def pretending_account(calendar: Calendar) -> PlannedAccount:
    """Somebody's account that pretends to be the school's; it was reported and is still there."""
    facts = Account(
        _OPEN,
        _OPEN,
        "instagram",
        "Memes under the school's name",
        address=f"https://www.instagram.com/{_HANDLE}_memes",
        account_class=AccountClass.PRETENDS,
        not_ours=NotOurs(
            run_by="Not known",
            uses_name_or_logo=Known.YES,
            reported_on=calendar.day(-15),
            report_reference="IG-4471-0092",
        ),
    )
    return PlannedAccount("memes", facts)


def _facebook(calendar: Calendar) -> PlannedAccount:
    facts = Account(
        _OPEN,
        _OPEN,
        "facebook",
        "Facebook page",
        handle=_HANDLE,
        address=f"https://www.facebook.com/{_HANDLE}",
        purpose="News, events and children's work for families",
        audience="Parents, carers and neighbours",
        moderation=Moderation.AFTER_POSTING,
        may_follow_individuals=Known.NO,
        authorised_on=calendar.day(-2200),
        opened_on=calendar.day(-2190),
        recovery=RecoveryFacts(
            mailbox=_OFFICE_MAIL,
            mailbox_is_schools=Known.YES,
            phone="School office",
            phone_is_schools=Known.YES,
            second_administrator="Miriam Castellan",
            second_factor=SecondFactor.APP,
            second_factor_where="Each administrator's own app",
            backup_codes_where="Office safe, envelope 1",
            last_tried=calendar.day(-44),
        ),
    )
    return PlannedAccount("facebook", facts, owner="coordinator", deputy="office")


def _instagram(calendar: Calendar) -> PlannedAccount:
    facts = Account(
        _OPEN,
        _OPEN,
        "instagram",
        "Instagram",
        handle=f"@{_HANDLE}",
        address=f"https://www.instagram.com/{_HANDLE}",
        user_name=_HANDLE,
        purpose="Pictures of work and trips",
        audience="Families",
        moderation=Moderation.AFTER_POSTING,
        may_follow_individuals=Known.NO,
        authorised_on=calendar.day(-900),
        opened_on=calendar.day(-890),
        recovery=RecoveryFacts(
            mailbox=_OFFICE_MAIL,
            mailbox_is_schools=Known.YES,
            phone="Mobile of a former colleague",
            phone_is_schools=Known.NO,
            second_administrator="Ravi Sondhi",
            second_factor=SecondFactor.CODES_HERE,
            backup_codes_where="Office safe, envelope 2",
            last_tried=calendar.day(-96),
        ),
    )
    return PlannedAccount("instagram", facts, owner="teacher", deputy="coordinator")


def _x(calendar: Calendar) -> PlannedAccount:
    facts = Account(
        _OPEN,
        _OPEN,
        "x",
        "X (Twitter)",
        handle=f"@{_HANDLE}",
        address=f"https://x.com/{_HANDLE}",
        user_name=_HANDLE,
        purpose="Short news and closures",
        audience="Families and local press",
        moderation=Moderation.AFTER_POSTING,
        may_follow_individuals=Known.NO,
        authorised_on=calendar.day(-2200),
        opened_on=calendar.day(-2150),
        recovery=RecoveryFacts(
            mailbox=_OFFICE_MAIL,
            mailbox_is_schools=Known.YES,
            phone_is_schools=Known.YES,
            second_administrator="Petra Lindholm",
            second_factor=SecondFactor.NONE,
            last_tried=calendar.day(-300),
        ),
    )
    return PlannedAccount("x", facts, owner="coordinator", deputy="office")


def _youtube(calendar: Calendar) -> PlannedAccount:
    facts = Account(
        _OPEN,
        _OPEN,
        "youtube",
        "YouTube channel",
        handle=f"@{_HANDLE}",
        address=f"https://www.youtube.com/@{_HANDLE}",
        user_name="concerts@fernhollow.example",
        purpose="Concerts and assemblies",
        audience="Families, by link",
        moderation=Moderation.COMMENTS_OFF,
        may_follow_individuals=Known.NO,
        authorised_on=calendar.day(-1500),
        opened_on=calendar.day(-1490),
        recovery=RecoveryFacts(
            mailbox="media@fernhollow.example",
            mailbox_is_schools=Known.YES,
            phone="School office",
            phone_is_schools=Known.YES,
            second_administrator="Miriam Castellan",
            second_factor=SecondFactor.TEXT_MESSAGE,
            second_factor_where="Office mobile",
            last_tried=calendar.day(-210),
        ),
    )
    return PlannedAccount("youtube", facts, owner="coordinator", deputy="deputy")


def _website(calendar: Calendar) -> PlannedAccount:
    facts = Account(
        _OPEN,
        _OPEN,
        "website",
        "School website",
        address="https://www.fernhollow.example",
        user_name="editor",
        purpose="Policies, newsletters, term dates",
        audience="Everybody",
        account_class=AccountClass.WEBSITE,
        moderation=Moderation.COMMENTS_OFF,
        may_follow_individuals=Known.NO,
        authorised_on=calendar.day(-2500),
        opened_on=calendar.day(-2500),
        recovery=RecoveryFacts(
            mailbox=_OFFICE_MAIL,
            mailbox_is_schools=Known.YES,
            phone="School office",
            phone_is_schools=Known.YES,
            second_administrator="Ravi Sondhi",
            second_factor=SecondFactor.CODES_HERE,
            backup_codes_where="Office safe, envelope 3",
            last_tried=calendar.day(-58),
        ),
    )
    return PlannedAccount("website", facts, owner="office", deputy="coordinator")


def _classdojo(calendar: Calendar) -> PlannedAccount:
    facts = Account(
        _OPEN,
        _OPEN,
        "classdojo",
        "ClassDojo",
        address="https://teach.classdojo.com",
        purpose="Class messages and homework",
        audience="Families of each class",
        account_class=AccountClass.LEARNER_PLATFORM,
        moderation=Moderation.BEFORE_POSTING,
        authorised_on=calendar.day(-760),
        opened_on=calendar.day(-755),
    )
    return PlannedAccount("classdojo", facts, owner="deputy")


def _blog(calendar: Calendar) -> PlannedAccount:
    facts = Account(
        _OPEN,
        _OPEN,
        "edublogs",
        "Year 6 blog",
        address="https://fernhollow-demo-school.edublogs.org",
        user_name="year6",
        purpose="Writing for a real reader",
        audience="Year 6 and their families",
        account_class=AccountClass.CLOSED_AREA,
        moderation=Moderation.BEFORE_POSTING,
        authorised_on=calendar.day(-700),
        opened_on=calendar.day(-690),
    )
    return PlannedAccount("blog", facts, owner="leaver")


def _old_page(calendar: Calendar) -> PlannedAccount:
    facts = Account(
        _OPEN,
        _OPEN,
        "facebook",
        "Old Year 4 class page",
        address=f"https://www.facebook.com/{_HANDLE}_year4",
        purpose="Left over from an earlier class",
        account_class=AccountClass.CURRICULUM,
        authorised_on=calendar.day(-1400),
        opened_on=calendar.day(-1390),
    )
    return PlannedAccount("old-page", facts, owner="coordinator")


def _trips(calendar: Calendar) -> PlannedAccount:
    facts = Account(
        _OPEN,
        _OPEN,
        "edublogs",
        "Year 6 trips blog",
        address="https://fernhollow-demo-trips.edublogs.org",
        purpose="Pictures from residential trips",
        account_class=AccountClass.CURRICULUM,
        authorised_on=calendar.day(-1100),
        opened_on=calendar.day(-1090),
    )
    return PlannedAccount("trips", facts, owner="coordinator")


def _friends() -> PlannedAccount:
    facts = Account(
        _OPEN,
        _OPEN,
        "facebook",
        "Friends of Fernhollow group",
        address="https://www.facebook.com/groups/friends_of_fernhollow_demo",
        account_class=AccountClass.NOT_OURS,
        not_ours=NotOurs(run_by="Parents' association", uses_name_or_logo=Known.YES),
        note="Uses our crest. Talk to the association about the policy on name and logo.",
    )
    return PlannedAccount("friends", facts)
