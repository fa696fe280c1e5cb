"""Everything about somebody outside the school, found by the name as it was typed."""

from __future__ import annotations

from schoolsm_desktop.domain.moderating_rules import MODERATED_WORDS
from schoolsm_desktop.domain.moderating_rules import OUTCOME_WORDS as TAKEDOWN_WORDS
from schoolsm_desktop.domain.person_file import Section
from schoolsm_desktop.domain.photo_answers import CAPACITY_WORDS
from schoolsm_desktop.domain.school_requests import KIND_WORDS as ASKED_WORDS
from schoolsm_desktop.domain.school_requests import STATE_WORDS as ASKED_STATE_WORDS
from schoolsm_desktop.domain.wording import day_text, tr

from .person_gathering import Gathering
from .pupil_views import SAID_WORDS
from .school_request_views import read_request, visible_requests


def gather_outside(of: Gathering) -> None:
    """Every line that names this person."""
    _adults(of)
    _online(of)
    _asked(of)
    _named(of)
    _in_pictures(of)
    of.cases()
    of.letters(())


def _adults(of: Gathering) -> None:
    for adult in of.uow.adults.all():
        if not of.says(adult.name):
            continue
        pupil = of.uow.pupils.find(adult.pupil_id)
        child = pupil.name if pupil is not None else "–"
        said = tr("{capacity} of {name}", capacity=tr(CAPACITY_WORDS[adult.capacity]), name=child)
        of.add(Section.ADULTS, adult.id, said, tr("Photo answers"), None, child)
        for answer in of.uow.photo_answers.of([adult.pupil_id]):
            if answer.adult_id == adult.id:
                place = of.places.get(answer.place, answer.place)
                words = tr("{place}: {said}, for {name}", place=place, said=tr(SAID_WORDS[answer.said]), name=child)
                source = tr("Photo answers, entered by {name}", name=of.person(answer.recorded_by))
                of.add(Section.ANSWERS, answer.id, words, source, answer.on, child)


def _online(of: Gathering) -> None:
    for act in of.uow.moderation_acts.all():
        if of.says(act.author):
            said = (act.author, tr(MODERATED_WORDS[act.did]), act.what, act.breach)
            source = tr("{account}, by {name}", account=of.accounts.get(act.account_id, "–"), name=of.person(act.by))
            of.add(Section.MODERATION, act.id, "; ".join(filter(None, said)), source, act.at)
    for block in of.uow.blocks.all():
        if of.says(block.name):
            parts = (
                tr("{name} was blocked", name=block.name),
                block.reason,
                block.breach,
                tr("warned on {day}", day=day_text(block.warned_on)) if block.warned_on else "",
                block.appeal,
                block.appeal_answer,
                tr("let back in on {day}", day=day_text(block.unblocked_on)) if block.unblocked_on else "",
                block.unblocked_why,
            )
            source = tr(
                "{account}, by {name}", account=of.accounts.get(block.account_id, "–"), name=of.person(block.by)
            )
            of.add(Section.MODERATION, block.id, "; ".join(filter(None, parts)), source, block.blocked_on)
    for asked in of.uow.takedowns.all():
        if of.says(asked.who) or of.says(asked.what):
            told = (asked.who, asked.what, asked.answer, tr(TAKEDOWN_WORDS[asked.outcome]))
            source = tr("Asked to remove, by {name}", name=of.person(asked.by))
            of.add(Section.MODERATION, asked.id, "; ".join(filter(None, told)), source, asked.asked_on)


def _asked(of: Gathering) -> None:
    for plain in visible_requests(of.session, of.uow):
        request = read_request(of.session, of.uow, plain)
        if request is not None and of.says(request.asker_name):
            parts = (
                tr(ASKED_WORDS[request.kind]),
                request.title,
                tr(ASKED_STATE_WORDS[request.state]),
                request.conditions,
                request.note,
            )
            source = tr("Asked of the school, entered by {name}", name=of.person(request.recorded_by))
            of.add(Section.REQUESTS, request.id, "; ".join(filter(None, parts)), source, request.asked_on)


def _named(of: Gathering) -> None:
    for contact in of.uow.contacts.all():
        if of.says(contact.name):
            parts = (
                contact.name,
                contact.organisation,
                contact.number,
                contact.out_of_hours,
                contact.email,
                contact.note,
            )
            of.add(Section.CONTACTS, contact.id, "; ".join(filter(None, parts)), tr("Whom to ring"))
    for event in of.uow.events.all():
        if of.says(event.holder_name):
            said = tr("Held the list at “{event}”", event=event.name)
            of.add(Section.EVENTS, event.id, said, tr("Events"), event.on)
    for copy in of.uow.list_copies.all():
        if of.says(copy.given_to):
            said = tr("Was given list {number}", number=copy.number)
            of.add(Section.EVENTS, copy.id, said, tr("Lists that were handed out"), copy.printed_at)


def _in_pictures(of: Gathering) -> None:
    for answer in of.uow.colleague_answers.all():
        if of.says(answer.visitor_name):
            said = tr("Own pictures: {said}", said=tr(SAID_WORDS[answer.said]))
            of.add(Section.ANSWERS, answer.id, said, tr("Visitors and colleagues in pictures"), answer.on)
    for check in of.uow.photo_checks.all():
        if of.says(check.asked_by) or of.says(check.second_name) or of.says(check.others_in_it):
            said = tr("Named in a photo check for {place}", place=check.place_name or check.place)
            of.add(Section.CHECKS, check.id, said, tr("Photo check {number}", number=check.number), check.at)
