"""A school with a class of four, for tests of the photo check: one agrees, one said no, one form is out, one is on hold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from schoolsm_desktop.domain.check_draft import IN_ORDER, CheckAnswer, CheckDraft
from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.domain.photo_checks import PhotoCheck
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.rules import Rules
from schoolsm_desktop.services.office import Office
from tests.services.roll import FACEBOOK, add_adult, add_pupil, answer, hold
from tests.services.school import InventedSchool


@dataclass
class CheckSchool:
    """The coordinator is signed in, who sees the pupils."""

    school: InventedSchool

    def __post_init__(self) -> None:
        office = self.school.sign_in(self.school.coordinator)
        self.amara = self._pupil(office, "Amara Bello", Said.YES)
        self.callum = self._pupil(office, "Callum Dent", Said.NO)
        self.freya = add_pupil(office, "Freya Holt")
        self.isla = self._pupil(office, "Isla Ferrier", Said.YES)
        hold(office, self.isla)

    @staticmethod
    def _pupil(office: Office, name: str, said: Said) -> Pupil:
        pupil = add_pupil(office, name)
        adult = add_adult(office, pupil)
        answer(office, pupil, said, FACEBOOK, by=adult)
        answer(office, pupil, Said.YES, "newsletter", "press", "website", by=adult)
        return pupil

    @property
    def office(self) -> Office:
        """Whoever is signed in."""
        return self.school.office

    def draft(self, *pupils: Pupil, place: str = FACEBOOK, **more: object) -> CheckDraft:
        """A check of these, every question answered."""
        draft = CheckDraft(place, pupils=tuple(p.id for p in pupils), **more)  # type: ignore[arg-type]
        return replace(draft, answered=tuple((q.key, IN_ORDER) for q in self.answer(draft).questions))

    def answer(self, draft: CheckDraft) -> CheckAnswer:
        """What is said of it."""
        return self.office.photo_checks.answer(draft)

    def save(self, *pupils: Pupil, place: str = FACEBOOK, **more: object) -> PhotoCheck:
        """A saved check of these."""
        return self.office.photo_checks.save(self.draft(*pupils, place=place, **more))

    def set_rules(self, **fields: object) -> None:
        """The policy with these rules; the headteacher signs them."""
        session = self.office.session
        with session.work() as work:
            profile = work.uow.policies.current()
            rules: Rules = replace(profile.rules, **fields)  # type: ignore[arg-type]
            work.uow.policies.add(replace(profile, rules=rules), session.clock.now(), session.person_id)
            work.done()
