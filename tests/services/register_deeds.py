"""The random deeds done with access: given, paused, ended, by those who leave and come back, by others in a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Duty, duties_on
from schoolsm_desktop.domain.reviews import Decision, Verdict
from schoolsm_desktop.services.giving import GiveRequest
from schoolsm_desktop.services.requests import Asking
from tests.services.register_model import KNOWS, Colleague, Held
from tests.services.register_walk import School


class Walk(School):
    """The deeds with access, and which deeds there are."""

    # --- access

    def _give(self) -> None:
        self._as_somebody(lambda: self._new_access(self.dice.choice(list(AccessKind)), already_had=False))

    def _give_password(self) -> None:
        self._as_somebody(lambda: self._new_access(KNOWS, already_had=False))

    def _already_had(self) -> None:
        self._as_somebody(lambda: self._new_access(KNOWS, already_had=True))

    def _new_access(self, kind: AccessKind, *, already_had: bool) -> None:
        today, who, account = self.today, self.dice.choice(self._here()), self._account()
        mine = [h for h in self.model.held if h.person == who.person.id and h.account == account and h.kind is kind]
        if any(not h.over(today) for h in mine) or who.person.id in (self.school.head.id, self.office.person_id):
            return
        there = [h for h in self.model.held if h.person == who.person.id and h.account == account and h.stands(today)]
        if kind is AccessKind.LESSON_USE and not there:
            return  # only holders use an account in lessons
        starts = today + timedelta(days=self.dice.choice((0, 0, 0, 1, 3)))
        ends = starts + timedelta(days=self.dice.randint(0, 9)) if self.dice.random() < 0.5 else None
        if who.person.ends is not None:
            starts = min(starts, who.person.ends)
            ends = None if ends is None else min(ends, who.person.ends)
        request = GiveRequest(
            who.person.id,
            account,
            kind,
            AccessLevel.POSTS,
            starts,
            ends=ends,
            authorised_by=None if already_had else self.school.head.id,
            authorised_on=None if already_had else today,
        )
        give = self.office.access
        access = give.already_had([request])[0] if already_had else give.give(request)
        self.model.held.append(Held(access, account, who.person.id, kind, starts, ends))
        if kind is KNOWS and (already_had or who.sign_in in ("none", "ended")):
            self.model.accounts[account].knows.add(who.person.id)

    def _end(self) -> None:
        self._as_somebody(self._end_one)

    def _end_one(self) -> None:
        held = self._pick(paused=self.dice.random() < 0.3)
        if held is not None:
            self.office.access.end(held.access.id)
            held.ended = True

    def _pause(self) -> None:
        self._as_somebody(lambda: self._set_paused(paused=True))

    def _resume(self) -> None:
        self._as_somebody(lambda: self._set_paused(paused=False))

    def _set_paused(self, *, paused: bool) -> None:
        held = self._pick(paused=not paused)
        if held is not None:
            (self.office.access.pause if paused else self.office.access.resume)(held.access.id)
            held.paused = paused

    def _change(self) -> None:
        self._as_somebody(self._change_one)

    def _change_one(self) -> None:
        held = self._pick(paused=self.dice.random() < 0.2)
        if held is None:
            return
        last = self.model.colleagues[held.person].person.ends
        held.ends = max(held.starts, self.today) + timedelta(days=self.dice.randint(0, 6))
        if last is not None:
            held.ends = max(held.starts, self.today, min(held.ends, last))
        elif self.dice.random() < 0.4:
            held.ends = None
        with self.office.session.reading() as uow:
            stands = uow.access.get(held.access.id)
        self.office.access.change(replace(stands, ends=held.ends, level=self.dice.choice(list(AccessLevel))))

    # --- leaving

    def _leave(self) -> None:
        who = self.dice.choice(self._here())
        if who.person.id != self.school.head.id:
            self._last_day(who, self._some_day(who))

    def _some_day(self, who: Colleague) -> date:
        """Yesterday, today or soon, but never before somebody who came back was here again."""
        last = self.today + timedelta(days=self.dice.randint(-1, 4))
        return last if who.person.starts is None else max(last, who.person.starts)

    def _come_back(self) -> None:
        gone = [c for c in self.model.colleagues.values() if c.left(self.today) and not c.merged]
        if gone:
            ends = self.today + timedelta(days=self.dice.randint(0, 20)) if self.dice.random() < 0.3 else None
            self._last_day(self.dice.choice(gone), ends)

    def _last_day(self, who: Colleague, last: date | None) -> None:
        with self.office.session.reading() as uow:
            stands = uow.people.get(who.person.id)
        who.person = self.office.people.change(replace(stands, ends=last))
        self.model.let_days_pass(self.today)

    def _days_go_by(self) -> None:
        """Days pass, and then somebody signs in: a keyholder or anybody else."""
        self.school.clock.set(self.school.clock.now() + timedelta(days=self.dice.randint(1, 5)))
        who = self._some("certified")
        here = who is not None and not who.left(self.today) and self.dice.random() < 0.5
        self.enter(who.person if who is not None and here else self.school.head)

    def _leave_by_list(self) -> None:
        who = self.dice.choice(self._here())
        with self.office.session.reading() as uow:
            listed = [c for c in uow.checklists.of_person(who.person.id) if c.is_open]
        if who.person.id != self.school.head.id and not listed:
            self.office.leaving.prepare(who.person.id, self._some_day(who))
            self._read_again(who)

    def _return(self) -> None:
        gone = [c for c in self.model.colleagues.values() if c.left(self.today) and not c.merged]
        if gone:
            who = self.dice.choice(gone)
            try:
                self.office.leaving.come_back(who.person.id, self.today)
            except RuleError:  # a duty that whoever is signed in cannot end would come back too
                assert self._holds_a_duty_still(who), "nothing else stands against a return"
                return
            self._read_again(who)

    def _holds_a_duty_still(self, who: Colleague) -> bool:
        with self.office.session.reading() as uow:
            mine = [d for d in uow.duties.all() if d.person_id == who.person.id]
        return any(d.ends is None or d.ends >= self.today for d in mine)

    def _read_again(self, who: Colleague) -> None:
        with self.office.session.reading() as uow:
            who.person = uow.people.get(who.person.id)
        self.model.let_days_pass(self.today)

    def _merge(self) -> None:
        """Two records were one person; the one that goes has no sign-in, and both hold nothing of the same kind."""
        today, here = self.today, [c for c in self._here() if c.person.id != self.school.head.id]
        if not here:
            return
        kept, gone = self.dice.choice(here), self.dice.choice(here)
        theirs = [h for h in self.model.held if h.person == gone.person.id and not h.over(today)]
        mine = {(h.account, h.kind) for h in self.model.held if h.person == kept.person.id and not h.over(today)}
        if kept is gone or gone.sign_in not in ("none", "ended") or mine & {(h.account, h.kind) for h in theirs}:
            return
        self.office.people.merge(kept.person.id, gone.person.id)
        gone.merged = True
        for held in self.model.held:
            held.person = kept.person.id if held.person == gone.person.id else held.person
        for account in self.model.accounts.values():
            if gone.person.id in account.knows:
                account.knows = (account.knows - {gone.person.id}) | {kept.person.id}

    # --- by others in the headteacher's place, and many at once

    def _request(self) -> None:
        """Asked for, authorised, and given by whoever gives access."""
        who, account = self.dice.choice(self._here()), self._account()
        mine = [h for h in self.model.held if h.person == who.person.id and h.account == account and h.kind is KNOWS]
        if any(not h.over(self.today) for h in mine) or who.person.id == self.school.head.id:
            return
        asked = self.office.requests.ask(Asking(who.person.id, account, KNOWS, AccessLevel.POSTS, self.today))
        self.office.requests.authorise(asked.id)
        giver = self._actor()
        if giver is who:
            giver = self.model.colleagues[self.school.head.id]
        access = self.enter(giver.person).requests.give(asked.id)
        self.model.held.append(Held(access, account, who.person.id, KNOWS, access.starts, access.ends))
        if who.sign_in in ("none", "ended"):
            self.model.accounts[account].knows.add(who.person.id)

    def _cover(self) -> None:
        """A deputy acts for the headteacher and pauses or ends somebody else's access."""
        who = self._some("certified")
        if who is None or who.left(self.today):
            return
        with self.office.session.reading() as uow:
            duties = duties_on(uow.duties.all(), who.person.id, self.today)
        if Duty.DEPUTY_HEADTEACHER not in duties:
            self.office.people.give_duty(who.person.id, Duty.DEPUTY_HEADTEACHER, self.today)
        cover = self.office.cover.begin(who.person.id, self.today, self.today)
        self.enter(who.person)
        held = self._pick(paused=False)
        if held is not None and held.person != who.person.id:
            if self.dice.random() < 0.5:
                self.office.access.pause(held.access.id)
                held.paused = True
            else:
                self.office.access.end(held.access.id)
                held.ended = True
        self.office.cover.end(cover.id)

    def _review(self) -> None:
        """Every access is kept or ended, and the headteacher signs for all of it."""
        standing = {h.access.id: h for h in self.model.held if not h.over(self.today)}
        if not standing:
            return
        review = self.office.reviews.start()
        with self.office.session.reading() as uow:
            lines = [line.access_id for line in uow.reviews.lines.of(review.id)]
        for access in lines:
            ends = self.dice.random() < 0.2
            self.office.reviews.decide(review.id, access, Decision(Verdict.END if ends else Verdict.KEEP))
            standing[access].ended = ends
        self.office.reviews.sign_off(review.id, self.office.reviews.signing_off(review.id).seen)


DEEDS = (
    *("somebody", "an_account", "make", "make", "make_by_coordinator", "confirm", "confirm", "visit", "reset"),
    *("end_sign_in", "keyholder", "duty", "give", "give_password", "give_password", "give_password", "already_had"),
    *("end", "pause", "resume", "change", "leave", "leave_by_list", "come_back", "return", "merge"),
    *("days_go_by", "days_go_by", "days_go_by", "request", "cover", "review"),
    *("open", "change_secret", "change_by_holder", "reset_recorded", "new_sheet"),
)
Walk.deeds_there_are = DEEDS
