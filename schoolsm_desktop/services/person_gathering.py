"""What every gathering about one person shares: the records it reads, names and days in words, and who else is named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from schoolsm_desktop.domain.audit import Did, did_words
from schoolsm_desktop.domain.caption_names import NameIndex, name_hits, name_index, tokens_of
from schoolsm_desktop.domain.cases import ENTRY_WORDS, CaseSort, Entry, EntryKind
from schoolsm_desktop.domain.everyday_names import EVERYDAY, Read
from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.incident_kinds import INCIDENT_WORDS
from schoolsm_desktop.domain.incident_record import entry_text
from schoolsm_desktop.domain.incidents import Incident
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.person_file import PersonFile, PersonLine, Section, ThirdParty, in_order
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened, open_cases, subjects_of
from .picture_books import read_places
from .sealed_words import LETTER, open_words, readable
from .session import Session

_ABOUT_THE_FILE = frozenset({EntryKind.SHARED, EntryKind.GIVEN_OUT})
_SEALED_DEEDS = frozenset({Did.SEALED_OPENED, Did.SEALED_SHARED, Did.SAY_ENDED, Did.SIGNED_IN})
"""Deeds that would tell that something sealed lies with a record; and each single sign-in, which is counted instead."""
_LOOKERS = (Duty.HEADTEACHER, Duty.DSL, Duty.DEPUTY_DSL, Duty.DPO)


class Gathering:
    """Lines about one person, as the person signed in may read them. `names` are whose file it is."""

    def __init__(self, session: Session, uow: UnitOfWork, name: str, names: Iterable[str]) -> None:
        self.session, self.uow = session, uow
        self.name = name
        self.names = tuple(dict.fromkeys(each for each in (name, *names) if each.strip()))
        self.people = {p.id: p for p in uow.people.all()}
        self.lines: list[PersonLine] = []
        self._third: dict[str, ThirdParty] = {}
        self._own = {part for each in self.names for part in folded(each).split()}

    # What the gatherers add

    def add(
        self,
        section: Section,
        record: UUID | str,
        words: str,
        source: str,
        day: date | datetime | None = None,
        *others: str,
    ) -> None:
        """One line; `others` are third parties by name, beside those of the staff list and the roll that it names."""
        if not words.strip():
            return
        on = day.astimezone().date() if isinstance(day, datetime) else day
        found = self._named_in(f"{words}\n{source}")
        for other in others:
            if other.strip() and folded(other) not in {folded(each) for each in self.names}:
                found.setdefault(other, ThirdParty(other))
        for party in found.values():
            self._third.setdefault(folded(party.name), party)
        self.lines.append(PersonLine(f"{section}:{record}", section, words, source, on, tuple(found)))

    def file(self) -> PersonFile:
        """Everything that was gathered; two lines of one record have keys of their own."""
        seen: dict[str, int] = {}
        lines = []
        for line in in_order(self.lines):
            count = seen[line.key] = seen.get(line.key, 0) + 1
            key = line.key if count == 1 else f"{line.key}:{count}"
            lines.append(PersonLine(key, line.section, line.words, line.source, line.day, line.third))
        third = sorted(self._third.values(), key=lambda x: (x.at_work, folded(x.name)))
        return PersonFile(self.name, self.names, tuple(lines), tuple(third))

    # Words

    def person(self, person_id: UUID | None) -> str:
        """A colleague by name."""
        found = self.people.get(person_id) if person_id is not None else None
        return found.name if found is not None else tr("somebody who is not in the records")

    @cached_property
    def accounts(self) -> dict[UUID, str]:
        """Accounts by name."""
        return {a.id: a.name for a in self.uow.accounts.all()}

    @cached_property
    def places(self) -> dict[str, str]:
        """Where pictures may go, by key."""
        return {p.key: p.name for p in read_places(self.session, self.uow)}

    def says(self, text: str) -> bool:
        """Whether a text names the person, as the name was typed or as it stands in the records."""
        said = f" {' '.join(token.word for token in tokens_of(text))} "
        wanted = (" ".join(token.word for token in tokens_of(name)) for name in self.names)
        return any(name and f" {name} " in said for name in wanted)

    # What lies in many places alike

    def letters(self, about: Iterable[tuple[str, UUID]]) -> None:
        """Letters about these records, and letters to the person by name; sealed ones where the maker can open them."""
        wanted, mine = set(about), readable(self.session, self.uow, LETTER)
        for letter in self.uow.letters.all():
            text, recipient = letter.text, letter.recipient
            if letter.sealed:
                if letter.id not in mine:
                    continue
                words = open_words(self.session, self.uow, LETTER, letter.id) or {}
                text, recipient = words.get("text", ""), words.get("recipient", "")
            if (letter.about_kind, letter.about_id) in wanted or self.says(recipient):
                said = tr("To {recipient}: {text}", recipient=recipient or "–", text=text)
                source = tr("Letters, made by {name}", name=self.person(letter.made_by))
                self.add(Section.LETTERS, letter.id, said, source, letter.on, recipient)

    def log(self, *subjects: UUID) -> None:
        """Who did what with the person's record; nothing that tells of something sealed."""
        for subject in subjects:
            for entry in self.uow.audit.of_subject(subject):
                if entry.did not in _SEALED_DEEDS:
                    said = tr("{name} {did}", name=self.person(entry.person_id), did=did_words(entry.did))
                    self.add(Section.LOG, f"{entry.number}", said, tr("Who did what"), entry.at)

    def cases(self, *ids: UUID) -> None:
        """Incidents and complaints that the maker can open and that name the person, without legal advice.

        One that is about somebody who will read what was gathered here is left out: it is not theirs to read.
        """
        for sort in CaseSort:
            for opened in open_cases(self.session, self.uow, sort):
                if self._concerns(opened, set(ids)) and not subjects_of(self.uow, opened.facts) & self._lookers:
                    self._case(opened)

    @cached_property
    def _lookers(self) -> frozenset[UUID]:
        duties, today = self.uow.duties.standing(self.session.today), self.session.today
        return frozenset(p for duty in _LOOKERS for p in holders_on(duties, duty, today))

    def _concerns(self, opened: Opened, ids: set[UUID]) -> bool:
        facts = opened.facts
        if isinstance(facts, Incident):
            named = {x for one in facts.people for x in (one.person_id, one.pupil_id) if x is not None}
            typed = [text for one in facts.people for text in (one.name, one.handle)]
        else:
            named, typed = set(facts.person_ids), [facts.name]
        return bool(named & ids) or any(self.says(text) for text in (*typed, facts.what))

    def _case(self, opened: Opened) -> None:
        facts = opened.facts
        if isinstance(facts, Incident):
            kind, others = tr(INCIDENT_WORDS[facts.kind]), [one.name for one in facts.people]
        else:
            kind, others = tr("Complaint"), [facts.name]
        source = tr("{kind} {reference}", kind=kind, reference=facts.reference)
        self.add(Section.CASES, opened.file.id, facts.what, source, facts.recorded_at, *others)
        for entry in opened.entries:
            if not entry.privileged and entry.kind not in _ABOUT_THE_FILE:
                self.add(
                    Section.CASES,
                    f"{opened.file.id}:{entry.number}",
                    self._entry(entry),
                    source,
                    entry.at,
                    *others,
                    entry.who,
                )

    def _entry(self, entry: Entry) -> str:
        return tr("{kind}: {words}", kind=tr(ENTRY_WORDS[entry.kind]), words=entry_text(entry, self.person))

    # Who else is named

    def _named_in(self, text: str) -> dict[str, ThirdParty]:
        tokens = tokens_of(text)
        said = {token.word for token in tokens}
        found: dict[str, ThirdParty] = {}
        for person in self.people.values():
            family = {token.word for token in tokens_of(person.family_name)}
            given = {folded(person.given_name), folded(person.known_as)} - {""}
            if family and family <= said and (not family & EVERYDAY or given & said) and not self._is_own(person.name):
                found[person.name] = ThirdParty(person.name, at_work=True)
        for hit in name_hits(text, tokens, self._index):
            known = any(folded(hit.shown) in folded(name) for name in found)
            if hit.read in (Read.NAME, Read.PERHAPS) and not known and not self._is_own(hit.shown):
                found.setdefault(hit.shown, ThirdParty(hit.shown))
        return found

    def _is_own(self, name: str) -> bool:
        return set(folded(name).split()) <= self._own

    @cached_property
    def _index(self) -> NameIndex:
        return name_index(self.uow.pupils.all(), self.session.today)
