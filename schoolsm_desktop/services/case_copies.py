"""Copies of a case: who and what stands in it, what a copy would no longer say, and the figures of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from schoolsm_desktop.domain.caption_names import name_hits, name_index, tokens_of
from schoolsm_desktop.domain.case_copies import (
    CopyChoices,
    CopyKind,
    CopyOrder,
    CopyPerson,
    CopyPreview,
    next_copy,
    person_key,
)
from schoolsm_desktop.domain.cases import CaseSort, EntryKind, Evidence, EvidenceState
from schoolsm_desktop.domain.everyday_names import EVERYDAY, Read
from schoolsm_desktop.domain.evidence import SOURCE_WORDS, STATE_WORDS, media_words, size_text
from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.incident_kinds import INCIDENT_WORDS
from schoolsm_desktop.domain.incident_record import chronology, entry_text, in_order
from schoolsm_desktop.domain.incident_words import WHO_WORDS
from schoolsm_desktop.domain.incidents import CasePerson
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.redaction import Hidden, Redactor, chosen_words, name_forms
from schoolsm_desktop.domain.wording import moment_text, tr
from schoolsm_desktop.reports.chronology import ToldLine
from schoolsm_desktop.reports.evidence_list import ListedEvidence
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened
from .complaint_views import complaint_view
from .incident_record_views import Reading, read_record
from .session import Session

_OFFICES = frozenset({EntryKind.AGENCY, EntryKind.PLATFORM_REPORT, EntryKind.GIVEN_OUT})
"""Entries whose `who` is an office more often than a person: their names are not offered."""
_ABOUT_THE_FILE = frozenset({EntryKind.GIVEN_OUT, EntryKind.SHARED})
"""Who else reads it and who was given a copy: on the whole record, and on no copy with things removed."""
_TITLE = re.compile(r"\s*\([^)]*\)")
"""The duty behind a name: “Ravi Sondhi (Computing coordinator)”."""
MOST_PASSAGES = 400


class CaseCopy:
    """One opened case, on its way to paper."""

    def __init__(self, session: Session, uow: UnitOfWork, opened: Opened) -> None:
        self._session, self._uow, self._opened = session, uow, opened
        self._people = {person.id: person for person in uow.people.all()}
        self._pupils = {pupil.id: pupil for pupil in uow.pupils.all()}
        self.is_incident = opened.file.sort is CaseSort.INCIDENT
        entries = Reading(session, uow, opened).entries() if self.is_incident else opened.entries
        self.plain = tuple(x for x in entries if not x.privileged)
        self.advice = tuple(x for x in entries if x.privileged)
        self.reference = opened.facts.reference
        self.what = opened.facts.what
        digest = opened.file.sealed_digest.hex()[:16]
        self.seal_number = " ".join(digest[at : at + 4] for at in range(0, 16, 4))

    # What there is to choose

    def choices(self) -> CopyChoices:
        """Everybody who stands in it, every entry, and what there is besides."""
        return CopyChoices(
            self.reference,
            next_copy(self._opened.entries),
            tuple(self._everybody()),
            tuple(
                (x.number, tr("{moment}: {words}", moment=moment_text(x.at), words=_short(entry_text(x, self.name))))
                for x in in_order(self.plain)
                if x.kind not in _ABOUT_THE_FILE
            ),
            len(self.advice),
            len(self._opened.evidence),
        )

    def name(self, person_id: UUID) -> str:
        """A colleague as a sentence names them."""
        found = self._people.get(person_id)
        return found.short_name if found is not None else tr("somebody who is not in the records")

    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is known, in words, without what happened."""
        if not self.is_incident:
            return complaint_view(self._session, self._uow, self._opened).facts
        incident = self._opened.incident.incident
        view = read_record(self._session, self._uow, self._opened)
        more = (
            (tr("What kind"), tr(INCIDENT_WORDS[incident.kind])),
            (tr("Reported"), moment_text(incident.recorded_at)),
            (tr("First seen"), moment_text(incident.seen_at) if incident.seen_at else ""),
            (tr("First known at school"), moment_text(incident.known_at) if incident.known_at else ""),
            (tr("Where"), incident.where),
            (tr("Outcome"), "; ".join(filter(None, (*incident.outcomes, incident.outcome_words)))),
            (tr("Closed"), moment_text(incident.closed_at) if incident.closed_at else ""),
        )
        return (*((label, said) for label, said in more if said), *view.facts)

    # What a copy says

    def redactor(self, order: CopyOrder) -> Redactor | None:
        """What takes the chosen things out; None for a copy that says everything."""
        if order.kind is not CopyKind.REDACTED:
            return None
        chosen = set(order.people)
        names = tuple(form for person in self._everybody() if person.key in chosen for form in person.forms)
        return Redactor(Hidden(names, chosen_words(order.words), order.ways))

    def lines(self, order: CopyOrder) -> tuple[ToldLine, ...]:
        """The entries in the order things happened, numbered anew so that no gap tells of what is not there."""
        entries = self.advice if order.kind is CopyKind.ADVICE else self.plain
        if order.kind is CopyKind.REDACTED:
            entries = tuple(x for x in entries if x.kind not in _ABOUT_THE_FILE)
        left_out = {x.number: x for x in entries if x.number in order.left_out}
        told = chronology((x for x in entries if x.number not in left_out), self.name, self._session.clock.now())
        placed: list[tuple[datetime, int, ToldLine]] = [
            (
                line.at,
                line.number,
                _told(line.title, line.text, line.by, line.late, line.done, line.corrections, line.at),
            )
            for line in told
        ]
        placed += [(x.at, number, ToldLine(0, removed=True)) for number, x in left_out.items()]
        ordered = sorted(placed, key=lambda each: each[:2])
        return tuple(replace(line, number=place) for place, (_at, _number, line) in enumerate(ordered, 1))

    def evidence(self) -> tuple[ListedEvidence, ...]:
        """Every file with its seal number, those that were sealed off or removed too."""
        states = {file.id: file.state for file in self._uow.evidence_files.of([self._opened.file.id])}
        return tuple(
            self._listed(number, one, states.get(one.id, EvidenceState.KEPT))
            for number, one in enumerate(self._opened.evidence, 1)
        )

    def preview(self, order: CopyOrder) -> CopyPreview:
        """What would be removed, without anything being printed or kept."""
        redactor = self.redactor(order)
        if redactor is None:
            return CopyPreview(0, 0, (), ())
        removed = 0
        passages: list[str] = []
        left: list[str] = []
        lines = self.lines(order)
        for text in self._texts(order, lines):
            found = redactor.redact(text)
            removed += found.removed
            left += found.left
            if found.removed:
                passages.append(found.text)
        gone = len([line for line in lines if line.removed])
        return CopyPreview(removed, gone, tuple(passages[:MOST_PASSAGES]), tuple(dict.fromkeys(left)))

    # Inside

    def _texts(self, order: CopyOrder, lines: Iterable[ToldLine]) -> Iterator[str]:
        yield self.what
        for _label, said in self.facts():
            yield said
        for line in lines:
            yield from (line.text, line.by, *line.corrections)
        if order.with_evidence:
            for one in self.evidence():
                yield from (one.name, one.source, one.seen, one.captured, one.kept, one.note)

    def _everybody(self) -> Iterator[CopyPerson]:
        """Who stands in it by name; then who is named in its words and stands on the staff list or on the roll."""
        seen: set[str] = set()
        for person in (*self._named(), *self._entered(), *self._written()):
            forms = {folded(form) for form in person.forms}
            if not forms <= seen:
                seen |= forms
                yield person

    def _named(self) -> Iterator[CopyPerson]:
        if not self.is_incident:
            complaint = self._opened.complaint.complaint
            if complaint.name:
                yield CopyPerson(
                    "named:complains", complaint.name, tr("who complains"), (complaint.name, complaint.contact)
                )
            yield from (_colleague(self._people[p]) for p in complaint.person_ids if p in self._people)
            return
        for at, one in enumerate(self._opened.incident.incident.people):
            yield self._of(one, at)

    def _of(self, one: CasePerson, at: int) -> CopyPerson:
        own = tuple(form for form in (one.name, one.handle) if form)
        detail = tr(WHO_WORDS[one.who])
        if one.person_id is not None and one.person_id in self._people:
            found = _colleague(self._people[one.person_id])
            return replace(found, forms=(*found.forms, *own))
        if one.pupil_id is not None and one.pupil_id in self._pupils:
            pupil = self._pupils[one.pupil_id]
            return CopyPerson(person_key("pupil", pupil.id), pupil.name, detail, (*_pupil_forms(pupil), *own))
        return CopyPerson(f"named:{at}", one.name or one.handle, detail, own)

    def _entered(self) -> Iterator[CopyPerson]:
        for entry in self.plain:
            for person_id in (entry.by, entry.person_id):
                if person_id is not None and person_id in self._people:
                    yield _colleague(self._people[person_id])
            name = _TITLE.sub("", entry.who).strip()
            if name and entry.kind not in _OFFICES:
                yield CopyPerson(f"who:{folded(name).replace(' ', '-')}", name, tr("in an entry"), (name,))

    def _written(self) -> Iterator[CopyPerson]:
        """Colleagues and pupils whose names stand in the words: found by the names of the records."""
        text = "\n".join(
            (self.what, *(said for _, said in self.facts()), *(entry_text(x, self.name) for x in self.plain))
        )
        tokens = tokens_of(text)
        said = {token.word for token in tokens}
        for person in self._people.values():
            family = folded(person.family_name)
            given = {folded(person.given_name), folded(person.known_as)} - {""}
            if family in said and (family not in EVERYDAY or given & said):
                yield _colleague(person)
        if self._session.allows(self._uow, Action.SEE_PUPILS):
            index = name_index(self._pupils.values(), self._session.today)
            for hit in [each for each in name_hits(text, tokens, index) if each.read in (Read.NAME, Read.PERHAPS)]:
                key = f"roll:{folded(hit.shown).replace(' ', '-')}"
                yield CopyPerson(key, hit.shown, tr("a name on the roll"), (hit.shown,))

    def _listed(self, number: int, one: Evidence, state: EvidenceState) -> ListedEvidence:
        seal = one.digest.hex()
        captured = " ".join(filter(None, (moment_text(one.captured_at) if one.captured_at else "", one.captured_by)))
        return ListedEvidence(
            number,
            one.name,
            f"{media_words(one.media)}, {size_text(one.size)}",
            " · ".join(filter(None, (tr(SOURCE_WORDS[one.source]), one.address))),
            tr("Seen {moment}", moment=moment_text(one.seen_at)) if one.seen_at else "",
            tr("Captured {what}", what=captured) if captured else "",
            tr("Kept {moment} by {name}", moment=moment_text(one.added_at), name=self.name(one.by)),
            tuple(" ".join(seal[at + k : at + k + 4] for k in range(0, 16, 4)) for at in range(0, 64, 16)),
            one.note,
            "" if state is EvidenceState.KEPT else tr(STATE_WORDS[state]),
        )


def redacted_lines(redactor: Redactor, lines: Iterable[ToldLine]) -> tuple[ToldLine, ...]:
    """Entries with everything chosen taken out of every word that somebody typed."""
    take = redactor.text
    return tuple(
        replace(
            line, text=take(line.text), by=take(line.by), corrections=tuple(take(each) for each in line.corrections)
        )
        for line in lines
    )


def redacted_evidence(redactor: Redactor, evidence: Iterable[ListedEvidence]) -> tuple[ListedEvidence, ...]:
    """The list with everything chosen taken out; the seal numbers stay."""
    take = redactor.text
    return tuple(
        replace(
            one,
            name=take(one.name),
            source=take(one.source),
            seen=take(one.seen),
            captured=take(one.captured),
            kept=take(one.kept),
            note=take(one.note),
        )
        for one in evidence
    )


def _told(title: str, text: str, by: str, late: str, done: str, corrections: tuple[str, ...], at: datetime) -> ToldLine:
    return ToldLine(
        0,
        moment_text(at),
        title,
        text,
        tr("Entered by {name}", name=by),
        late,
        done,
        corrections,
    )


def _colleague(person: Person) -> CopyPerson:
    forms = (
        name_forms(person.name, f"{person.given_name} {person.family_name}", person.known_as),
        (person.email,) if person.email else (),
    )
    return CopyPerson(
        person_key("person", person.id), person.name, person.job_title, tuple(x for f in forms for x in f)
    )


def _pupil_forms(pupil: Pupil) -> tuple[str, ...]:
    return name_forms(*pupil.all_names, pupil.known_as, pupil.known_family_name)


def _short(text: str, most: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
