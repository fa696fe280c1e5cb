"""Everything about one pupil, gathered; what only the safeguarding lead reads comes in where the lead gathers it."""

from __future__ import annotations

import json
from uuid import UUID

from schoolsm_desktop.domain.events import LIST_KIND_WORDS
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.person_file import Section
from schoolsm_desktop.domain.photo_answers import CAPACITY_WORDS, Adult, PhotoAnswer
from schoolsm_desktop.domain.posts import POST_KIND_WORDS, POST_STATE_WORDS
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.removals import RemovalCause
from schoolsm_desktop.domain.wording import day_text, tr

from .person_gathering import Gathering
from .pupil_keeping import open_about
from .pupil_views import SAID_WORDS
from .sealed_words import FORMER_NAMES, HOLD, open_words


def gather_pupil(of: Gathering, pupil: Pupil) -> None:
    """Every line about this pupil."""
    _facts(of, pupil)
    _answers(of, pupil)
    _published(of, pupil)
    _events(of, pupil)
    removals = _removals(of, pupil)
    if of.session.allows(of.uow, Action.DECIDE_HOLDS):
        _for_the_lead(of, pupil)
    of.cases(pupil.id)
    of.letters([("pupil", pupil.id), *(("removal", each) for each in removals)])
    of.log(pupil.id)


def _facts(of: Gathering, pupil: Pupil) -> None:
    roll = tr("The roll")
    said = (
        (tr("Name"), f"{pupil.given_name} {pupil.family_name}".strip()),
        (tr("Known as"), pupil.name if pupil.known_as or pupil.known_family_name else ""),
        (tr("Born"), day_text(pupil.birth_date) if pupil.birth_date else ""),
        (tr("Unique pupil number"), pupil.upn),
        (tr("Year and class"), " · ".join(filter(None, (pupil.year, *pupil.classes)))),
        (tr("On the roll from"), day_text(pupil.on_roll_from) if pupil.on_roll_from else ""),
        (tr("On the roll until"), day_text(pupil.on_roll_to) if pupil.on_roll_to else ""),
    )
    for place, (label, text) in enumerate(said):
        if text:
            of.add(Section.FACTS, f"{pupil.id}:{place}", tr("{label}: {text}", label=label, text=text), roll)
    for name, until in pupil.former_names:
        of.add(Section.FACTS, f"{pupil.id}:before", tr("Name before: {name}, until {day}", name=name, day=until), roll)
    kin = of.uow.pupils.of_family(pupil.family_id) if pupil.family_id is not None else ()
    for other in kin:
        if other.id != pupil.id:
            of.add(Section.FACTS, other.id, tr("Brother or sister: {name}", name=other.name), roll, None, other.name)


def _answers(of: Gathering, pupil: Pupil) -> None:
    adults = {adult.id: adult for adult in of.uow.adults.of([pupil.id])}
    for adult in adults.values():
        of.add(Section.ADULTS, adult.id, _adult(adult), tr("Photo answers"), None, adult.name)
    for answer in of.uow.photo_answers.of([pupil.id]):
        given_by = adults.get(answer.adult_id) if answer.adult_id is not None else None
        of.add(
            Section.ANSWERS,
            answer.id,
            _answer(of, answer, given_by),
            tr("Photo answers, entered by {name}", name=of.person(answer.recorded_by)),
            answer.on,
            given_by.name if given_by is not None else "",
        )
    for form in of.uow.photo_forms.of_pupil(pupil.id):
        days = (
            tr("sent on {day}", day=day_text(form.sent_on)) if form.sent_on else "",
            tr("reminded on {day}", day=day_text(form.chased_on)) if form.chased_on else "",
            tr("back on {day}", day=day_text(form.back_on)) if form.back_on else "",
            form.note,
        )
        said = tr("Photo form: {what}", what=", ".join(filter(None, days)) or tr("not sent yet"))
        of.add(Section.FORMS, form.id, said, tr("Photo forms"), form.back_on or form.sent_on)


def _adult(adult: Adult) -> str:
    capacity = tr(CAPACITY_WORDS[adult.capacity])
    return tr("{capacity}: {name}", capacity=capacity, name=adult.name) if adult.name else capacity


def _answer(of: Gathering, answer: PhotoAnswer, given_by: Adult | None) -> str:
    by = _adult(given_by) if given_by is not None else tr("the pupil")
    said = tr(
        "{place}: {said}, by {who}",
        place=of.places.get(answer.place, answer.place),
        said=tr(SAID_WORDS[answer.said]),
        who=by,
    )
    parts = (
        said,
        answer.condition,
        tr("until {day}", day=day_text(answer.until)) if answer.until else "",
        tr("entered by mistake") if answer.mistaken_at else "",
    )
    return "; ".join(filter(None, parts))


def _published(of: Gathering, pupil: Pupil) -> None:
    for check in of.uow.photo_checks.all():
        if any(key == pupil.id.hex for key, _verdict in check.verdicts):
            said = tr("In a photo check for {place}", place=check.place_name or check.place)
            words = ": ".join(filter(None, (said, check.caption)))
            source = tr("Photo check {number}, by {name}", number=check.number, name=of.person(check.by))
            of.add(Section.CHECKS, check.id, words, source, check.at)
    for post in of.uow.posts.all():
        if any(key == pupil.id.hex for key, _ in post.pupils):
            said = tr(
                "{kind} “{title}”, {place}: {state}",
                kind=tr(POST_KIND_WORDS[post.kind]),
                title=post.title,
                place=of.places.get(post.place, post.place),
                state=tr(POST_STATE_WORDS[post.state]),
            )
            source = tr("What is published, entered by {name}", name=of.person(post.recorded_by))
            words = "; ".join(filter(None, (said, post.address, post.note)))
            of.add(Section.POSTS, post.id, words, source, post.published_on or post.recorded_at)


def _events(of: Gathering, pupil: Pupil) -> None:
    events = {event.id: event for event in of.uow.events.all()}
    for copy in of.uow.list_copies.all():
        if any(key == pupil.id.hex for key, _ in copy.pupils):
            event = events.get(copy.event_id) if copy.event_id is not None else None
            said = tr("On the list “{list}”", list=tr(LIST_KIND_WORDS[copy.kind]))
            words = ", ".join(filter(None, (said, event.name if event else "", copy.given_to)))
            of.add(
                Section.EVENTS, copy.id, words, tr("List {number}", number=copy.number), copy.printed_at, copy.given_to
            )


def _removals(of: Gathering, pupil: Pupil) -> list[UUID]:
    """A search that a hold began would tell of the hold: it is the lead's to give (PRACTICE 4)."""
    lead = of.session.allows(of.uow, Action.DECIDE_HOLDS)
    found = []
    for removal in of.uow.removals.of_pupils([pupil.id]):
        if removal.cause is RemovalCause.HOLD and not lead:
            continue
        found.append(removal.id)
        places = [of.places.get(key, key) for key, _ in removal.places]
        said = tr("Pictures were looked for: {places}", places=", ".join(places) or tr("everywhere"))
        of.add(Section.REMOVALS, removal.id, said, tr("Pictures to take down"), removal.begun_at)
        for task in of.uow.removal_tasks.of([removal.id]):
            words = "; ".join(filter(None, (task.words, task.note)))
            of.add(Section.REMOVALS, task.id, words, tr("Pictures to take down"), task.done_on or removal.begun_at)
    return found


def _for_the_lead(of: Gathering, pupil: Pupil) -> None:
    for parts in open_about(of.session, of.uow, FORMER_NAMES, pupil.id):
        names = ", ".join(json.loads(parts.get("names", "[]")))
        said = tr("Names that were corrected: {names}. {reason}", names=names, reason=parts.get("reason", ""))
        of.add(Section.NAMES, parts.get("at", "") or "name", said, tr("Sealed to the safeguarding leads"))
    for hold in of.uow.holds.of(pupil.id, ended=True):
        words = open_words(of.session, of.uow, HOLD, hold.id) or {}
        said = tr("On hold from {day}: {reason}", day=day_text(hold.since), reason=words.get("reason", "") or "–")
        of.add(Section.HOLDS, hold.id, said, tr("Sealed to the safeguarding leads"), hold.since)
