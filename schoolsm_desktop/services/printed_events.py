"""The papers of events: numbered do-not-photograph lists, the event pack, the notice, class photographs, blank slips."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.events import Event, ListCopyKind, notice_words, whom_words
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_forms import PaperCodeKind
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.picture_lists import PictureList, book_of, list_day
from schoolsm_desktop.domain.policy import Profile, duty_title
from schoolsm_desktop.domain.pupils import Pupil, sort_key
from schoolsm_desktop.domain.rule_lines import time_words
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.reports import blank_slips, class_photograph, do_not_photograph, event_notice, event_pack
from schoolsm_desktop.reports.blank_slips import SlipFigures
from schoolsm_desktop.reports.blocks import Fact, Signer
from schoolsm_desktop.reports.class_photograph import ChildInPicture, ClassClearance, ClearanceFigures
from schoolsm_desktop.reports.do_not_photograph import ListedClass, ListFigures
from schoolsm_desktop.reports.event_notice import NoticeFigures
from schoolsm_desktop.reports.event_pack import PackFigures
from schoolsm_desktop.reports.page_frame import PageFacts
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .event_views import days_words, holder_name, rule_sentences, rule_source
from .list_copies import HandedOut, NewList, hand_out
from .paper_codes import code_for
from .paper_maker import PaperMaker, Printed
from .picture_books import read_book, read_places
from .printed_names import name_of
from .register import RegisterFacts, read_register
from .session import Work

NOTICE, PACK = "event-notice", "event-pack"
TOGETHER, ALONE = "class-photograph", "outside-photographer"


class EventPapers(PaperMaker):
    """Documents about events. A list of children gets its number as it is made; printed anew it gets another one."""

    def do_not_photograph(self, new: NewList) -> Printed:
        """A numbered list of who must not be in a picture; nothing of the reason (valence:events-2). Raises FieldError."""
        title = tr("Do not photograph")
        with self._session.work() as work:
            out = hand_out(work, replace(new, kind=ListCopyKind.DO_NOT_PHOTOGRAPH))
            facts = read_register(self._session, work.uow)
            page = self._list_page(work.uow, facts, title, out)
            pdf = do_not_photograph.render(self._list(work, facts, page, out))
            work.done()
        return self.made("do-not-photograph", title, pdf)

    def event_list(self, event_id: UUID) -> Printed:
        """The list of an event as it stands: for whoever holds it. Raises FieldError where nobody does."""
        return self.do_not_photograph(self._new_of(event_id))

    def event_pack(self, new: NewList) -> Printed:
        """Rule, holder, seating, what to do, the numbered list and the notice in one document. Raises FieldError."""
        with self._session.work() as work:
            event = self._event(work.uow, new.event_id)
            title = tr("Event pack: {event}", event=event.name)
            out = hand_out(work, replace(new, kind=ListCopyKind.DO_NOT_PHOTOGRAPH))
            facts = read_register(self._session, work.uow)
            page = self._list_page(work.uow, facts, title, out)
            pdf = event_pack.render(self._pack(work, facts, page, event, out))
            work.done()
        return replace(self.made(PACK, title, pdf), of=event.id if event.wants_notice else None)

    def pack_of(self, event_id: UUID) -> Printed:
        """The pack of an event as it stands: for whoever holds the list. Raises FieldError where nobody does."""
        return self.event_pack(self._new_of(event_id))

    def event_notice(self, event_id: UUID) -> Printed:
        """What visitors may photograph, for the door, in the school's words (valence:events-1, bucklebury:parent-1b)."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RUN_EVENTS)
            event = self._event(uow, event_id)
            facts = read_register(self._session, uow)
            title = tr("Notice for the door")
            page = self.page(uow, facts, title, event.name, tr("For everybody to read"))
        pdf = event_notice.render(_notice(page, event, facts.profile))
        return replace(self.made(NOTICE, title, pdf), of=event.id)

    def class_photograph(self, new: NewList) -> Printed:
        """Who may be in the class photograph, in one alone, and who may not: numbered, a class to a page."""
        title = tr("Class photograph")
        with self._session.work() as work:
            order = replace(new, kind=ListCopyKind.CLASS_PHOTOGRAPH, places=new.places or (TOGETHER,))
            out = hand_out(work, order)
            facts = read_register(self._session, work.uow)
            page = self._list_page(work.uow, facts, title, out)
            book = read_book(self._session, work.uow, [p.id for p in _everybody(out.contents)])
            figures = ClearanceFigures(
                page=page,
                facts=self._facts(work.uow, facts, out),
                classes=_clearance(out, book_of(book, list_day(out.event, self._session.today))),
                shred=_shred(out),
                code=code_for(work, PaperCodeKind.LIST, out.copy.id),
                signers=_second(facts, out),
            )
            pdf = class_photograph.render(figures)
            work.done()
        return self.made("class-photograph", title, pdf)

    def blank_slips(self) -> Printed:
        """Four slips for colleagues without a sign-in; the office types them into the photo check."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.CHECK_PHOTOS)
            facts = read_register(self._session, uow)
            title = tr("Slips for a photo check")
            page = self.page(uow, facts, title, tr("Fill in, hand in at the office"), tr("Goes to the office"))
            places = [place.name for place in read_places(self._session, uow)]
        shown = places if len(places) <= 4 else [*places[:4], "…"]
        return self.made("blank-slips", title, blank_slips.render(SlipFigures(page, ", ".join(shown))))

    def _note_notice(self, work: Work, document: Printed) -> None:
        """A notice that went to a printer, alone or in its pack, is kept with its day."""
        if document.of is None or document.key not in (NOTICE, PACK):
            return
        event = work.uow.events.find(document.of)
        if event is None or not self._session.allows(work.uow, Action.RUN_EVENTS):
            return
        kept = work.uow.events.save(replace(event, notice_printed_on=self._session.today))
        work.did(Did.EVENT_CHANGED, Noun.EVENTS, subject_kind="event", subject_id=kept.id, record=kept)

    # Figures

    def _event(self, uow: UnitOfWork, event_id: UUID | None) -> Event:
        event = uow.events.find(event_id) if event_id else None
        if event is None:
            raise RuleError(tr("There is no such event. Nothing was printed."))
        if event.cancelled_at is not None:
            raise RuleError(tr("{event} was cancelled. Nothing was printed.", event=event.name))
        return event

    def _new_of(self, event_id: UUID) -> NewList:
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RUN_EVENTS)
            event = self._event(uow, event_id)
            people = {person.id: person for person in uow.people.all()}
        return NewList(holder_name(event, people), event.place_keys, event.class_names, event_id=event.id)

    def _list_page(self, uow: UnitOfWork, facts: RegisterFacts, title: str, out: HandedOut) -> PageFacts:
        page = self.page(
            uow, facts, title, tr("A numbered list of children"), tr("Confidential: back to the office, then shredded")
        )
        return replace(page, copy=str(out.copy.number))

    def _facts(self, uow: UnitOfWork, facts: RegisterFacts, out: HandedOut) -> tuple[Fact, ...]:
        copy, names = out.copy, {place.key: place.name for place in read_places(self._session, uow)}
        when = out.event.name if out.event else ""
        found = [
            Fact(tr("List"), tr("No. {number}", number=str(copy.number))),
            Fact(tr("For whom"), whom_words(copy.class_names)),
            Fact(tr("Pictures for"), list_text([names.get(key, key) for key in copy.place_keys])),
            Fact(tr("Given to"), copy.given_to),
        ]
        if out.event is not None:
            found.append(Fact(tr("Event"), tr("{name}, {day}", name=when, day=days_words(out.event))))
        found.append(Fact(tr("Shredded by"), day_text(copy.shred_by)))
        if copy.second_id is not None:
            found.append(Fact(tr("Second person"), name_of(facts, copy.second_id)))
        return tuple(found)

    def _list(self, work: Work, facts: RegisterFacts, page: PageFacts, out: HandedOut) -> ListFigures:
        listed = self._facts(work.uow, facts, out)
        places = next((fact.text for fact in listed if fact.label == tr("Pictures for")), "")
        return ListFigures(
            page=page,
            number=str(out.copy.number),
            facts=listed,
            classes=tuple(
                ListedClass(group.name, () if group.is_whole else tuple(p.name for p in group.stopped), group.is_whole)
                for group in out.contents.classes
                if group.stopped
            ),
            clear=_clear_words(out.contents, places),
            shred=_shred(out),
            code=code_for(work, PaperCodeKind.LIST, out.copy.id),
            signers=_second(facts, out),
        )

    def _pack(self, work: Work, facts: RegisterFacts, page: PageFacts, event: Event, out: HandedOut) -> PackFigures:
        profile = facts.profile
        lines = (
            Fact(tr("What"), event.name),
            Fact(tr("When"), days_words(event)),
            Fact(tr("Where"), event.where or tr("not known yet")),
            Fact(tr("Who takes part"), whom_words(event.class_names)),
            Fact(tr("Who holds the list"), out.copy.given_to),
            Fact(tr("List"), tr("No. {number}, on the next page", number=str(out.copy.number))),
        )
        return PackFigures(
            page=page,
            facts=lines,
            rule=rule_sentences(event),
            notice_words=notice_words(event, profile.rules.events),
            rule_source=rule_source(event, profile),
            seating=event.seating,
            note=event.note,
            steps=_steps(profile),
            tell=_tell(facts),
            list=self._list(work, facts, page, out),
            notice=_notice(page, event, profile) if event.wants_notice else None,
        )


def _everybody(contents: PictureList) -> list[Pupil]:
    return [pupil for group in contents.classes for pupil in (*group.stopped, *group.may)]


def _clear_words(contents: PictureList, places: str) -> str:
    """Which classes nobody is listed of: said on paper, so that an empty list is not taken for a lost page."""
    clear = [group.name for group in contents.classes if group.is_clear and group.may]
    if not clear:
        return ""
    if len(clear) == len([group for group in contents.classes if group.may or group.stopped]) and len(clear) > 3:
        return tr("Everybody in all classes may be photographed for {places}.", places=places)
    names = list_text([name or tr("no class") for name in clear])
    return tr("Everybody in {classes} may be photographed for {places}.", classes=names, places=places)


def _shred(out: HandedOut) -> str:
    return tr("Give it back to the office, or shred it, by {day}.", day=day_text(out.copy.shred_by))


def _second(facts: RegisterFacts, out: HandedOut) -> tuple[Signer, ...]:
    if out.copy.second_id is None:
        return ()
    return (Signer(tr("Second person"), name_of(facts, out.copy.second_id)),)


def _notice(page: PageFacts, event: Event, profile: Profile) -> NoticeFigures:
    where = tr("{day}, {where}", day=days_words(event), where=event.where) if event.where else days_words(event)
    return NoticeFigures(
        page, event.name, where, notice_words(event, profile.rules.events), tr("Please ask us if you are not sure.")
    )


def _clearance(out: HandedOut, book: PictureBook) -> tuple[ClassClearance, ...]:
    alone = ALONE in book.places
    return tuple(
        ClassClearance(
            group.name,
            tuple(
                ChildInPicture(
                    pupil.name,
                    pupil.id not in out.contents.stopped,
                    book.strictest(pupil.id, ALONE).may if alone else None,
                )
                for pupil in sorted((*group.stopped, *group.may), key=sort_key)
            ),
        )
        for group in out.contents.classes
    )


def _steps(profile: Profile) -> tuple[str, ...]:
    """What the policy says is done when a visitor takes pictures; else usual practice."""
    found = [step.words for step in profile.rules.first_steps if step.kind is IncidentKind.VISITOR_RECORDING]
    return tuple(found) or (
        tr("Ask the visitor, calmly, to stop, and to delete the picture while you look on."),
        tr("Take nobody’s telephone away, and look through none."),
        tr("Write down who it was, when, and which children can be seen."),
        tr("If a child on this list can be seen, tell the safeguarding lead now."),
    )


def _tell(facts: RegisterFacts) -> tuple[tuple[str, str, str], ...]:
    routes = [r for r in facts.profile.rules.routes if r.kind is IncidentKind.VISITOR_RECORDING]
    soon = {duty: route.within_minutes for route in routes for duty in route.tell}
    found = []
    for duty, minutes in (soon or {Duty.HEADTEACHER: 240}).items():
        names = [name_of(facts, p) for p in holders_on(facts.duties, duty, facts.today)]
        found.append((duty_title(facts.profile, duty), list_text([n for n in names if n]), time_words(minutes)))
    return tuple(found)
