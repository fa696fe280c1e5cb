"""Everything about one colleague, gathered: the staff record, access, signatures, and what they did here, as counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from schoolsm_desktop.domain.access import KIND_WORDS as ACCESS_WORDS
from schoolsm_desktop.domain.access import Access
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.declarations import KIND_WORDS as DECLARED_WORDS
from schoolsm_desktop.domain.declarations import SEALED_KINDS
from schoolsm_desktop.domain.people import CONTRACT_WORDS, Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.person_file import Section
from schoolsm_desktop.domain.policy import CONDITION_WORDS, duty_title
from schoolsm_desktop.domain.requests import STATE_WORDS as REQUEST_WORDS
from schoolsm_desktop.domain.school_requests import KIND_WORDS as ASKED_WORDS
from schoolsm_desktop.domain.school_requests import STATE_WORDS as ASKED_STATE_WORDS
from schoolsm_desktop.domain.wording import day_text, ntr, tr

from .declarations import answer_words
from .person_gathering import Gathering
from .pupil_views import SAID_WORDS
from .school_request_views import read_request, visible_requests
from .sealed_words import DECLARATION, open_words


def gather_colleague(of: Gathering, person: Person) -> None:
    """Every line about this colleague."""
    _facts(of, person)
    _duties(of, person)
    _access(of, person)
    _signed(of, person)
    _declared(of, person)
    requests = _asked(of, person)
    _pictures(of, person)
    _work(of, person)
    of.cases(person.id)
    of.letters([("person", person.id), *(("school-request", each) for each in requests)])
    of.log(person.id)


def _facts(of: Gathering, person: Person) -> None:
    source = tr("The staff list")
    said = (
        (tr("Name"), f"{person.given_name} {person.family_name}".strip()),
        (tr("Known as"), person.known_as),
        (tr("Job"), person.job_title),
        (tr("Contract"), tr(CONTRACT_WORDS[person.contract])),
        (tr("E-mail at school"), person.email),
        (tr("First day"), day_text(person.starts) if person.starts else ""),
        (tr("Last day"), day_text(person.ends) if person.ends else ""),
        (tr("Line manager"), of.person(person.manager_id) if person.manager_id else ""),
        (tr("Agency"), person.agency),
        (tr("Note"), person.note),
    )
    for place, (label, text) in enumerate(said):
        if text:
            of.add(Section.FACTS, f"{person.id}:{place}", tr("{label}: {text}", label=label, text=text), source)
    for device in of.uow.devices.all():
        if device.person_id == person.id:
            of.add(Section.FACTS, device.id, tr("Device: {name}. {note}", name=device.name, note=device.note), source)


def _duties(of: Gathering, person: Person) -> None:
    profile = of.session.profile(of.uow)
    for held in of.uow.duties.of_person(person.id):
        said = _span(duty_title(profile, held.duty), held.starts, held.ends)
        of.add(Section.DUTIES, held.id, said, tr("The staff list"), held.starts)
    if person.id in of.session.with_sign_in():
        of.add(Section.DUTIES, f"{person.id}:sign-in", tr("Has a sign-in to this program"), tr("Sign-ins"))
    times = [e.at for e in of.uow.audit.of_subject(person.id) if e.did is Did.SIGNED_IN]
    _counted(of, Section.DUTIES, "signed-in", times, tr("Signed in"), tr("Who did what"))
    for cover in of.uow.covers.all():
        if person.id in (cover.absent_id, cover.deputy_id):
            who = tr(
                "{deputy} stood in for {absent}",
                deputy=of.person(cover.deputy_id),
                absent=of.person(cover.absent_id),
            )
            of.add(Section.DUTIES, cover.id, _span(who, cover.starts, cover.ends), tr("Cover"), cover.starts)


def _access(of: Gathering, person: Person) -> None:
    reasons = of.session.allows(of.uow, Action.SEE_END_REASONS)
    for access in of.uow.access.all():
        if access.person_id == person.id:
            source = tr("The register, given by {name}", name=of.person(access.given_by)) if access.given_by else ""
            words = _access_words(of, access, reasons=reasons)
            of.add(Section.ACCESS, access.id, words, source or tr("The register"), access.starts)
    knowings = [k for k in of.uow.knowings.all() if k.person_id == person.id]
    _counted(
        of, Section.ACCESS, "knowings", [k.at for k in knowings], tr("A password came to be known"), tr("The register")
    )
    for asked in of.uow.requests.all():
        if asked.person_id == person.id:
            said = tr(
                "Asked for {account}: {state}. {reason}",
                account=of.accounts.get(asked.account_id, "–"),
                state=tr(REQUEST_WORDS[asked.state]),
                reason=" ".join(filter(None, (asked.reason, asked.decision_note))),
            )
            of.add(Section.ACCESS, asked.id, said.strip(), tr("Access that was asked for"), asked.asked_at)


def _access_words(of: Gathering, access: Access, *, reasons: bool) -> str:
    said = tr(
        "{account}: {kind}",
        account=of.accounts.get(access.account_id, "–"),
        kind=tr(ACCESS_WORDS[access.kind]),
    )
    ended = access.ended_at.astimezone().date() if access.ended_at else access.ends
    told = access.end_reason if access.end_reason_shown or reasons else ""
    return "; ".join(filter(None, (_span(said, access.starts, ended), access.reason, told)))


def _signed(of: Gathering, person: Person) -> None:
    sessions = {s.id: s for s in of.uow.training.all()}
    for met in of.uow.conditions.of_person(person.id):
        held = sessions.get(met.session_id) if met.session_id is not None else None
        section = Section.TRAINING if held is not None else Section.SIGNED
        words = ", ".join(filter(None, (tr(CONDITION_WORDS[met.condition]), held.title if held else "")))
        if met.withdrawn_at is not None:
            words = tr("{what}; taken back", what=words)
        source = tr("Entered by {name}", name=of.person(met.recorded_by))
        of.add(section, met.id, words, source, met.on)


def _declared(of: Gathering, person: Person) -> None:
    """Of a sealed kind every answer or none: a gap where a yes stands would tell as much as the yes."""
    reads = of.session.allows(of.uow, Action.SEE_DECLARATIONS)
    for declared in of.uow.declarations.all():
        if declared.person_id != person.id or (declared.kind in SEALED_KINDS and not reads):
            continue
        words = open_words(of.session, of.uow, DECLARATION, declared.id) if declared.sealed else {}
        if words is None:
            continue
        said = [tr(DECLARED_WORDS[declared.kind]), answer_words(declared), *(x for x in words.values() if x.strip())]
        source = tr("Entered by {name}", name=of.person(declared.recorded_by))
        of.add(Section.DECLARATIONS, declared.id, ": ".join(said), source, declared.on)


def _asked(of: Gathering, person: Person) -> list[UUID]:
    found = []
    for plain in visible_requests(of.session, of.uow):
        request = read_request(of.session, of.uow, plain) if plain.asker_id == person.id else None
        if request is not None:
            found.append(request.id)
            said = [
                tr(ASKED_WORDS[request.kind]),
                request.title,
                *(text for _key, text in request.details),
                tr(ASKED_STATE_WORDS[request.state]),
                request.conditions,
                request.note,
            ]
            source = tr("Asked of the school, entered by {name}", name=of.person(request.recorded_by))
            words = "; ".join(dict.fromkeys(x for x in said if x.strip()))
            of.add(Section.REQUESTS, request.id, words, source, request.asked_on)
    return found


def _pictures(of: Gathering, person: Person) -> None:
    for answer in of.uow.colleague_answers.all():
        if answer.person_id == person.id:
            place = of.places.get(answer.place, answer.place) or tr("everywhere")
            said = tr("Own pictures, {place}: {said}", place=place, said=tr(SAID_WORDS[answer.said]))
            source = tr("Entered by {name}", name=of.person(answer.recorded_by))
            of.add(Section.ANSWERS, answer.id, "; ".join(filter(None, (said, answer.note))), source, answer.on)


def _work(of: Gathering, person: Person) -> None:
    """How often, from when until when: each single one stands with what it is about."""
    uow, me = of.uow, person.id
    done: tuple[tuple[str, str, Iterable[date | datetime]], ...] = (
        ("looks", tr("Looked at an account"), [x.on for x in uow.looks.all() if x.person_id == me]),
        ("checks", tr("Made a photo check"), [x.at for x in uow.photo_checks.all() if x.by == me]),
        ("posts", tr("Entered what was published"), [x.recorded_at for x in uow.posts.all() if x.recorded_by == me]),
        (
            "answers",
            tr("Entered a photo answer"),
            [x.recorded_at for x in uow.photo_answers.all() if x.recorded_by == me],
        ),
        ("moderated", tr("Dealt with a comment"), [x.at for x in uow.moderation_acts.all() if x.by == me]),
        ("blocked", tr("Blocked somebody"), [x.blocked_on for x in uow.blocks.all() if x.by == me]),
        ("asked", tr("Asked for something to be removed"), [x.asked_on for x in uow.takedowns.all() if x.by == me]),
    )
    for key, said, days in done:
        _counted(of, Section.WORK, key, days, said, tr("The records of this program"))


def _counted(
    of: Gathering, section: Section, key: str, when: Iterable[date | datetime], said: str, source: str
) -> None:
    days = sorted(each.astimezone().date() if isinstance(each, datetime) else each for each in when)
    if days:
        times = ntr("{count} time", "{count} times", len(days))
        words = tr(
            "{what}: {times}, from {first} to {last}",
            what=said,
            times=times,
            first=day_text(days[0]),
            last=day_text(days[-1]),
        )
        of.add(section, key, words, source, days[-1])


def _span(said: str, starts: date | None, ends: date | None) -> str:
    parts = (
        said,
        tr("from {day}", day=day_text(starts)) if starts else "",
        tr("until {day}", day=day_text(ends)) if ends else "",
    )
    return ", ".join(filter(None, parts))
