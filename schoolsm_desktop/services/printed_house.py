"""The papers of the house: the sheet for the weekly look, and the house rules for the staff room."""

from __future__ import annotations

from datetime import timedelta

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.house import CHANNEL_FOR_WORDS, Channel, is_looked_at, last_looks, looker
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.wording import day_text, short_day_text, tr
from schoolsm_desktop.reports import house_rules as rules_paper
from schoolsm_desktop.reports import look_sheet as look_paper
from schoolsm_desktop.reports.house_rules import ChannelFigures, HouseFigures
from schoolsm_desktop.reports.look_sheet import LookedAt, LookFigures
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .house import house_rules
from .paper_maker import PaperMaker, Printed
from .printed_names import name_of
from .register import RegisterFacts, read_register

WEEKS = 6
"""How many weeks a sheet has room for: about half a term."""


class HousePapers(PaperMaker):
    """Documents about the house rules and the weekly look."""

    def look_sheet(self) -> Printed:
        """A sheet to tick each week for every account in use, by whoever looks at it (PRACTICE 21, 30)."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.LOOK_AT_ACCOUNTS)
            facts = read_register(self._session, uow)
            title = tr("Weekly look at our accounts")
            page = self.page(uow, facts, title, tr("Seen and initialled each week"))
            figures = LookFigures(page, _weeks(facts), _looked_at(uow, facts), self._look_clause(facts))
        return self.made("look-sheet", title, look_paper.render(figures))

    def house_rules(self) -> Printed:
        """Which channels are used with whom, what may be written on our pages, and what is said about monitoring."""
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            texts = house_rules(uow)
            title = tr("House rules for social media")
            page = self.page(uow, facts, title, tr("For the staff room"), tr("For everybody who works here"))
            channels = sorted(
                (c for c in uow.channels.all() if c.ended_at is None),
                key=lambda c: (not c.allowed, c.used_with, c.name.casefold()),
            )
        profile = facts.profile
        figures = HouseFigures(
            page=page,
            channels=tuple(_channel(c) for c in channels),
            channel_clause=clause_words(profile, Subject.CHANNELS),
            page_rules=texts.page_rules,
            page_clause=clause_words(profile, Subject.MODERATION),
            monitoring=texts.monitoring,
            monitoring_clause=clause_words(profile, Subject.MONITORING),
        )
        return self.made("house-rules", title, rules_paper.render(figures))

    def _look_clause(self, facts: RegisterFacts) -> str:
        return clause_words(facts.profile, Subject.WEEKLY_LOOK)


def _weeks(facts: RegisterFacts) -> tuple[str, ...]:
    monday = facts.today - timedelta(days=facts.today.weekday())
    return tuple(short_day_text(monday + timedelta(weeks=week)) for week in range(WEEKS))


def _looked_at(uow: UnitOfWork, facts: RegisterFacts) -> tuple[LookedAt, ...]:
    looks = last_looks(uow.looks.all())
    accounts = sorted((a for a in facts.accounts.values() if is_looked_at(a)), key=lambda a: a.name.casefold())
    found = []
    for account in accounts:
        who, last = looker(account), looks.get(account.id)
        platform = facts.platforms.get(account.platform_id)
        found.append(
            LookedAt(
                account.name,
                account.handle or account.address or (platform.name if platform else ""),
                name_of(facts, who) if who else tr("nobody yet"),
                day_text(last.on) if last else tr("never yet"),
            )
        )
    return tuple(found)


def _channel(channel: Channel) -> ChannelFigures:
    return ChannelFigures(channel.name, tr(CHANNEL_FOR_WORDS[channel.used_with]), channel.allowed, channel.note)
