"""The figures of the Friday sheet: Today's lines as the headteacher reads them with two minutes to spare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from schoolsm_desktop.domain.due_facts import Place, Urgency
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import day_text, list_text, ntr, tr
from schoolsm_desktop.reports import friday_sheet
from schoolsm_desktop.reports.friday_sheet import FridayFigures, FridayGroup, FridayLine

from .paper_maker import PaperMaker, Printed
from .register import read_register
from .today import TodayLine, TodayService
from .today_places import SEALED

_AREAS: Mapping[str, frozenset[Place]] = {
    "passwords": frozenset({Place.CHANGE_PASSWORD}),
    "access": frozenset({Place.ACCESS, Place.REQUEST, Place.COVER}),
    "lists": frozenset({Place.CHECKLIST}),
    "checks": frozenset({Place.REVIEW, Place.ACCOUNT_CHECK}),
    "accounts": frozenset({Place.ACCOUNT, Place.LOOK, Place.HOUSE}),
    "policy": frozenset({Place.POLICY, Place.POLICY_HEALTH}),
    "training": frozenset({Place.TRAINING, Place.DECLARATION}),
    "pictures": frozenset(
        {Place.PICTURES, Place.HOLD, Place.ROLL, Place.PHOTO_FORMS, Place.PHOTO_CHECK, Place.PICTURE_PLACE}
    ),
    "removals": frozenset({Place.REMOVAL, Place.POST}),
    "requests": frozenset({Place.SCHOOL_REQUEST}),
    "backup": frozenset({Place.BACKUP}),
    "contacts": frozenset({Place.CONTACT}),
}
"""Where no line of these places is late or due today, that is said to be fine. Nothing is said of what lies sealed."""
_FINE_WORDS: Mapping[str, str] = {
    "passwords": "Passwords are as they should be",
    "access": "Posting access is in order",
    "lists": "Nobody who left waits on a list",
    "checks": "Review and account check are on time",
    "accounts": "The accounts are looked after",
    "policy": "The policy and its papers are in order",
    "training": "Reading, signing and training are on time",
    "pictures": "Photo answers and forms are on time",
    "removals": "Nothing waits to be taken down",
    "requests": "Requests to the school are answered",
    "backup": "The last backup is recent",
    "contacts": "The numbers to ring are checked",
}


class FridayPapers(PaperMaker):
    """The sheet for the headteacher (PRACTICE: Friday sheet)."""

    _today: TodayService

    def friday_sheet(self) -> Printed:
        """One side: what waits for the headteacher, what is late, what comes within a week, what is fine.

        Titles are those of Today: they name no incident and no pupil (PRACTICE 14). Lines about what lies sealed stand on
        it only where the headteacher prints it.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts = read_register(self._session, uow)
            is_head = Duty.HEADTEACHER in self._session.duties(uow)
            title = tr("Friday sheet")
            page = self.page(
                uow, facts, title, tr("What is fine, and what waits"), tr("Confidential: for the headteacher")
            )
        lines = [x for x in self._today.view().lines if is_head or x.item.place not in SEALED]
        week = facts.today + timedelta(days=7)
        due = [x for x in lines if x.urgency in (Urgency.OVERDUE, Urgency.TODAY)]
        figures = FridayFigures(
            page=page,
            lead=tr("For the headteacher, {day}: two minutes, one signature.", day=day_text(facts.today)),
            to_sign=_group([x for x in due if x.item.duty is Duty.HEADTEACHER]),
            late=_group([x for x in due if x.item.duty is not Duty.HEADTEACHER]),
            coming=_group([x for x in lines if facts.today < x.item.due <= week]),
            fine=_fine(due),
            signers=self.signers(facts, Duty.HEADTEACHER),
        )
        return self.made("friday-sheet", title, friday_sheet.render(figures))


def _group(lines: list[TodayLine]) -> FridayGroup:
    """Lines that read alike stand once, with how many there are; the most urgent says when."""
    alike: dict[str, list[TodayLine]] = {}
    for line in lines:
        alike.setdefault(line.item.title, []).append(line)
    return FridayGroup(tuple(_line(same) for same in alike.values()))


def _line(alike: list[TodayLine]) -> FridayLine:
    first = alike[0]
    late = first.urgency is Urgency.OVERDUE
    if len(alike) == 1:
        return FridayLine(first.item.title, first.item.detail, first.when, first.who, late)
    who = list_text(tuple(dict.fromkeys(line.who for line in alike)))
    count = ntr("{count} such line", "{count} such lines", len(alike))
    return FridayLine(first.item.title, count, first.when, who, late, len(alike))


def _fine(due: Iterable[TodayLine]) -> tuple[str, ...]:
    waiting = {x.item.place for x in due}
    return tuple(tr(_FINE_WORDS[key]) for key, places in _AREAS.items() if not waiting & places)
