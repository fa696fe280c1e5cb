"""Letters: the school's own wording of each, version after version, and the letters made from them.

A letter about something sealed is sealed as well, to the headteacher and the DSL: who cannot read what it is about
neither makes it nor learns that it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import ChecklistKind
from schoolsm_desktop.domain.clauses import ClauseRef
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, RuleError
from schoolsm_desktop.domain.letters import (
    Letter,
    LetterTemplate,
    Merged,
    MergeField,
    ShippedLetter,
    WrongField,
    check_wording,
    current_template,
    merge,
    parted,
    shortened,
    whole_text,
    wrong_fields,
)
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause
from schoolsm_desktop.domain.rules import FormerPupils
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.exchange.letter_file import shipped_letters
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .checklist_views import read_list
from .schools import home_school
from .sealed_words import LETTER, READING, entitled_readers, open_words, readable, seal_words
from .session import Session, Work

MOST_RECIPIENT = 300
LEAVER_REMINDER = "leaver-reminder"
_MAKES: Mapping[str, Action] = {
    "school-request": Action.RECORD_SCHOOL_REQUESTS,
    "declaration": Action.SEE_DECLARATIONS,
    "person": Action.WORK_OFF_LISTS,
    "list": Action.WORK_OFF_LISTS,
    "removal": Action.SEE_PUPILS,
    "block": Action.BLOCK_USERS,
    "takedown": Action.ASK_TO_REMOVE,
}
"""What somebody needs who makes a letter about a kind of record or looks at one; for every other kind, changing letters."""
_KEPT_IN_THEIR_RECORD = frozenset({"incident", "complaint", "case"})
"""Kinds whose letters are entries of the sealed record itself (`case_letters`), and stand in no plain row."""
_MADE_WITH_THEIR_DEED = frozenset({"removal", "block", "takedown"})
"""Kinds whose letters are part of a deed with rules of its own, and are made by it alone (`make_letter`)."""


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """A letter as it would be. `missing` names in words what nobody gave: the paper has a line to write on there.

    `addressed_to` is the first line of the address; `wrong` are fields of an own wording that no such letter knows.
    """

    title: str
    text: str
    missing: tuple[str, ...] = ()
    addressed_to: str = ""
    wrong: tuple[WrongField, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter that was made, for the record it is about."""

    letter: Letter
    title: str
    recipient: str
    made_by: str


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """A letter with its words, for the paper and the screen."""

    letter: Letter
    title: str
    text: str
    addressed_to: str
    recipient: str
    signed_by_recipient: bool = False


@dataclass(frozen=True, slots=True)
class WordingVersion:
    """One version that was in use: its number, who made it and when; `is_shipped` for a way back to the program's."""

    template: LetterTemplate
    made_by: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A letter as the school writes it today. `number` is 0 while nobody changed it."""

    shipped: ShippedLetter
    title: str
    body: str
    number: int
    is_own: bool
    versions: tuple[WordingVersion, ...] = ()

    @property
    def fields(self) -> tuple[MergeField, ...]:
        """What this letter can fill in."""
        return self.shipped.fields


class LetterService:
    """Deeds and views of letters and their wording."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def wordings(self) -> tuple[Wording, ...]:
        """Every letter as the school writes it, in the order of what they are for. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.EDIT_LETTERS)
            return tuple(_wording(uow, shipped) for shipped in shipped_letters())

    def wording(self, key: str) -> Wording:
        """One letter as the school writes it. Raises NotAllowedError, RuleError for a letter that is not there."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.EDIT_LETTERS)
            return _wording(uow, shipped_letter(key))

    def change_wording(self, key: str, title: str, body: str, seen: int) -> Wording:
        """Keep the school's own wording as a new version; `seen` is the number the change began from.

        Raises FieldError beside a field that is not known, ChangedMeanwhileError where somebody was quicker.
        """
        shipped = shipped_letter(key)
        title, body = check_wording(title, body, shipped.fields)
        return self._keep(shipped, title, body, seen)

    def use_shipped(self, key: str, seen: int) -> Wording:
        """Go back to the wording that came with the program; the own ones stay as earlier versions."""
        return self._keep(shipped_letter(key), "", "", seen)

    def example(self, key: str, title: str, body: str) -> LetterPreview:
        """How a wording reads with example values, while it is being written; what is wrong in it is named."""
        shipped = shipped_letter(key)
        with self._session.reading() as uow:
            self._session.demand(uow, Action.EDIT_LETTERS)
            own = {key: value for key, value in self._own_values(uow, shipped).items() if value}
        values = {field.key: field.example for field in shipped.fields if field.key != "clause"} | own
        merged = merge(title, body, shipped.fields, values)
        wrong = tuple(dict.fromkeys((*wrong_fields(title, shipped.fields), *wrong_fields(body, shipped.fields))))
        return LetterPreview(merged.title, merged.text, (), shipped.addressed_to(values["recipient"]), wrong)

    def preview(self, key: str, fields: Mapping[str, str], recipient: str) -> LetterPreview:
        """The letter as it would be made now; nothing is kept.

        The program fills in the school, the day, the headteacher, the name of your policy and its clause; `fields`
        brings the rest by the keys of the letter's fields (`resources/letters.toml`) and may outdo them.
        """
        shipped = shipped_letter(key)
        with self._session.reading() as uow:
            merged, _ = self._merged(uow, shipped, fields, recipient)
        return LetterPreview(merged.title, merged.text, merged.missing, shipped.addressed_to(recipient))

    def make(
        self,
        key: str,
        about_kind: str,
        about_id: UUID,
        recipient: str,
        fields: Mapping[str, str],
        *,
        sealed: bool = False,
    ) -> Letter:
        """Keep the letter with its text. About something sealed it is sealed in any case.

        Raises NotAllowedError, FieldError for a recipient that is far too long, RuleError where it has to be sealed and
        the person signed in may not read what it is about.
        """
        if about_kind in _KEPT_IN_THEIR_RECORD:
            raise RuleError(tr("A letter about a sealed record is kept in that record alone. Nothing was made."))
        if about_kind in _MADE_WITH_THEIR_DEED:
            raise RuleError(tr("This letter is made with the deed that it belongs to. Nothing was made."))
        with self._session.work() as work:
            letter = self._make_in(work, key, about_kind, about_id, recipient, fields, sealed=sealed)
            work.done()
        return letter

    def _make_in(
        self,
        work: Work,
        key: str,
        about_kind: str,
        about_id: UUID,
        recipient: str,
        fields: Mapping[str, str],
        *,
        sealed: bool = False,
    ) -> Letter:
        uow, shipped, recipient = work.uow, shipped_letter(key), " ".join(shortened(recipient).split())
        if len(recipient) > MOST_RECIPIENT:
            raise FieldError("recipient", tr("This name is far too long for a letter. Nothing was made."))
        self._session.demand(uow, _MAKES.get(about_kind, Action.EDIT_LETTERS))
        sealed = sealed or self._is_sealed(uow, about_kind, about_id)
        merged, template = self._merged(uow, shipped, fields, recipient)
        letter = Letter(
            id=uuid4(),
            school_id=home_school(uow).id,
            template_id=template.id if template is not None else None,
            key=shipped.key,
            about_kind=about_kind,
            about_id=about_id,
            recipient="" if sealed else recipient,
            on=self._session.today,
            made_by=self._session.person_id,
            made_at=self._session.clock.now(),
            text="" if sealed else whole_text(merged),
            sealed=sealed,
        )
        if sealed:
            self._demand_reader(uow, letter)
        uow.letters.add(letter)
        if sealed:
            seal_words(work, LETTER, letter.id, {"recipient": recipient, "text": whole_text(merged)})
        work.did(Did.LETTER_MADE, Noun.LETTERS, subject_kind="letter", subject_id=letter.id, record=letter)
        return letter

    def reminds_leavers(self) -> bool:
        """Whether your policy speaks about pupils once somebody has left (mill-lane:6.1-xiv)."""
        with self._session.reading() as uow:
            return self._session.profile(uow).rules.pupils.former is not FormerPupils.NONE

    def remind_leaver(self, list_id: UUID) -> Letter:
        """The reminder for whoever a leaver's list is about; one that was made before and still holds is used again.

        Raises NotAllowedError, RuleError for a list that is about something else.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.WORK_OFF_LISTS)
            checklist = read_list(self._session, uow, list_id).head.checklist
            if checklist.kind is not ChecklistKind.LEAVES or checklist.person_id is None:
                raise RuleError(tr("This list is not about somebody who leaves. Nothing was made."))
            person = uow.people.get(checklist.person_id)
            fields = {"ends": day_text(checklist.day)}
            wanted, _ = self._merged(uow, shipped_letter(LEAVER_REMINDER), fields, person.name)
            mine = readable(self._session, uow, LETTER)
            made = [x for x in uow.letters.all() if (x.key, x.about_id) == (LEAVER_REMINDER, person.id)]
            read = [self._read(uow, x) for x in made if x.sealed is checklist.quiet and (not x.sealed or x.id in mine)]
        again = next((x.letter for x in read if (x.title, x.text) == (wanted.title, wanted.text)), None)
        # That somebody leaves quietly is not to be read off a letter either (PRACTICE 14).
        return again or self.make(LEAVER_REMINDER, "person", person.id, person.name, fields, sealed=checklist.quiet)

    def letters_about(self, about_kind: str, about_id: UUID) -> tuple[LetterLine, ...]:
        """The letters made about one record, the newest first; a sealed one exists for its readers only.

        Raises NotAllowedError.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, _MAKES.get(about_kind, Action.EDIT_LETTERS))
            mine = readable(self._session, uow, LETTER)
            found = [x for x in uow.letters.all() if (x.about_kind, x.about_id) == (about_kind, about_id)]
            names = {p.id: p.short_name for p in uow.people.all()}
            lines = [self._read(uow, x) for x in found if not x.sealed or x.id in mine]
        lines.sort(key=lambda made: (made.letter.made_at, str(made.letter.id)), reverse=True)
        return tuple(LetterLine(x.letter, x.title, x.recipient, names.get(x.letter.made_by, "–")) for x in lines)

    def letter(self, letter_id: UUID) -> MadeLetter:
        """One letter with its words. Raises NotAllowedError, RuleError where there is none to be read."""
        with self._session.reading() as uow:
            return read_letter(self._session, uow, letter_id)

    def _keep(self, shipped: ShippedLetter, title: str, body: str, seen: int) -> Wording:
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_LETTERS)
            before = _wording(work.uow, shipped)
            if before.number != seen:
                raise ChangedMeanwhileError(
                    tr(
                        "Somebody else changed this letter while you had it open. Nothing of yours was saved and it is "
                        "still here. Look at what stands there now, then make your change again."
                    )
                )
            if (title, body) == ((before.title, before.body) if before.is_own else ("", "")):
                return before
            kept = LetterTemplate(
                id=uuid4(),
                school_id=home_school(work.uow).id,
                key=shipped.key,
                number=seen + 1,
                title=title,
                body=body,
                made_by=self._session.person_id,
                made_at=self._session.clock.now(),
            )
            work.uow.letter_templates.add(kept)
            work.did(
                Did.LETTER_TEMPLATE_CHANGED,
                Noun.LETTERS,
                subject_kind="letter-template",
                subject_id=kept.id,
                record=kept,
                letter=shipped.key,
            )
            after = _wording(work.uow, shipped)
            work.done()
        return after

    def _merged(
        self, uow: UnitOfWork, shipped: ShippedLetter, fields: Mapping[str, str], recipient: str
    ) -> tuple[Merged, LetterTemplate | None]:
        wording = _wording(uow, shipped)
        given = {key: value for key, value in fields.items() if value.strip()}
        values = self._own_values(uow, shipped) | {"recipient": recipient} | given
        newest = wording.versions[0].template if wording.versions else None
        return merge(wording.title, wording.body, shipped.fields, values), newest

    def _own_values(self, uow: UnitOfWork, shipped: ShippedLetter) -> dict[str, str]:
        """What the program knows by itself. Where your policy is silent, no clause is made up."""
        today, profile = self._session.today, self._session.profile(uow)
        rests_on = clause(profile, shipped.rests_on) if shipped.rests_on is not None else None
        heads = holders_on(uow.duties.standing(today), Duty.HEADTEACHER, today)
        return {
            "school": home_school(uow).name,
            "date": day_text(today),
            "headteacher": uow.people.get(heads[0]).name if heads else "",
            "policy": profile.name,
            "clause": _clause_text(rests_on, profile.name) if rests_on is not None else "",
        }

    def _is_sealed(self, uow: UnitOfWork, about_kind: str, about_id: UUID) -> bool:
        return about_kind in READING and bool(uow.sealed.wraps(about_kind, about_id))

    def _demand_reader(self, uow: UnitOfWork, letter: Letter) -> None:
        about = (letter.about_kind, letter.about_id)
        reads = not self._is_sealed(uow, *about) or letter.about_id in readable(self._session, uow, letter.about_kind)
        if not reads or self._session.person_id not in entitled_readers(self._session, uow, LETTER, letter.id):
            raise RuleError(
                tr(
                    "This letter is about something that only the headteacher and the designated safeguarding lead "
                    "read, so one of them makes it. Nothing was made."
                )
            )

    def _read(self, uow: UnitOfWork, letter: Letter) -> MadeLetter:
        return _read(self._session, uow, letter)


def make_letter(
    work: Work, key: str, about_kind: str, about_id: UUID, recipient: str, fields: Mapping[str, str]
) -> Letter:
    """Keep a letter inside the deed that it belongs to. Raises as `LetterService.make`."""
    return LetterService(work.session)._make_in(work, key, about_kind, about_id, recipient, fields)


def read_letter(session: Session, uow: UnitOfWork, letter_id: UUID) -> MadeLetter:
    """One letter with its words. Raises NotAllowedError, RuleError where there is none to be read."""
    letter = uow.letters.find(letter_id)
    if letter is None or (letter.sealed and letter.id not in readable(session, uow, LETTER)):
        session.demand(uow, Action.EDIT_LETTERS)
        raise RuleError(tr("There is no such letter. Nothing was printed."))
    session.demand(uow, _MAKES.get(letter.about_kind, Action.EDIT_LETTERS))
    return _read(session, uow, letter)


def _read(session: Session, uow: UnitOfWork, letter: Letter) -> MadeLetter:
    whole, recipient = letter.text, letter.recipient
    if letter.sealed:
        words = open_words(session, uow, LETTER, letter.id) or {}
        whole, recipient = words.get("text", ""), words.get("recipient", "")
    shipped = next((x for x in shipped_letters() if x.key == letter.key), None)
    title, text = parted(whole)
    to = shipped.addressed_to(recipient) if shipped is not None else recipient
    return MadeLetter(letter, title, text, to, recipient, shipped is not None and shipped.signed_by_recipient)


def _clause_text(rests_on: ClauseRef, policy: str) -> str:
    if rests_on.heading in ("", rests_on.label):
        return tr("{label} of our policy “{policy}”", label=rests_on.label, policy=policy)
    return tr(
        "{label}, “{heading}”, of our policy “{policy}”", label=rests_on.label, heading=rests_on.heading, policy=policy
    )


def merged_letters(session: Session, uow: UnitOfWork, key: str) -> Callable[[Mapping[str, str], str], LetterPreview]:
    """How one letter reads for many homes, by the fields and the child's name: the school's wording is read once."""
    shipped, letters = shipped_letter(key), LetterService(session)
    wording, own = _wording(uow, shipped), letters._own_values(uow, shipped)

    def merged(fields: Mapping[str, str], recipient: str) -> LetterPreview:
        values = own | {"recipient": recipient} | {key: value for key, value in fields.items() if value.strip()}
        one = merge(wording.title, wording.body, shipped.fields, values)
        return LetterPreview(one.title, one.text, one.missing, shipped.addressed_to(recipient))

    return merged


def shipped_letter(key: str) -> ShippedLetter:
    """The letter of that key as it came with the program. Raises RuleError."""
    found = next((letter for letter in shipped_letters() if letter.key == key), None)
    if found is None:
        raise RuleError(tr("There is no such letter. Nothing was changed."))
    return found


def _wording(uow: UnitOfWork, shipped: ShippedLetter) -> Wording:
    versions = sorted((v for v in uow.letter_templates.all() if v.key == shipped.key), key=lambda v: -v.number)
    names = {p.id: p.short_name for p in uow.people.all()} if versions else {}
    newest = current_template(versions, shipped.key)
    own = newest if newest is not None and not newest.is_shipped else None
    return Wording(
        shipped=shipped,
        title=own.title if own is not None else shipped.title,
        body=own.body if own is not None else shipped.body,
        number=newest.number if newest is not None else 0,
        is_own=own is not None,
        versions=tuple(WordingVersion(v, names.get(v.made_by, "–")) for v in versions),
    )
