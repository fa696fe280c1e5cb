"""The Common Transfer File, in which schools hand pupils on: a few fields are read, everything else is only named.

The file is streamed past: nothing of it is kept but the fields of one pupil after the other, whatever its size or depth.
Document types, entities and references to other files are refused.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Collection
from datetime import date
from typing import Any
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler

from schoolsm_desktop.domain.wording import tr

from .errors import CellTooLongError, FileDamagedError, NoPupilsError, TooManyRowsError, UnsafeXmlError
from .pupil_rows import RawPupils, take_pupils
from .records import Guess, Kind, PupilField, ReadFile
from .text_table import ROWS

_FIELDS: dict[str, PupilField] = {
    "UPN": PupilField.UPN,
    "Surname": PupilField.FAMILY_NAME,
    "Forename": PupilField.GIVEN_NAME,
    "PreferredForename": PupilField.KNOWN_AS,
    "KnownAs": PupilField.KNOWN_AS,
    "PreferredSurname": PupilField.KNOWN_FAMILY_NAME,
    "DOB": PupilField.BIRTH_DATE,
    "NCyearActual": PupilField.YEAR,
    "Class": PupilField.CLASS_NAME,
    "ClassName": PupilField.CLASS_NAME,
    "RegGroup": PupilField.CLASS_NAME,
    "RegistrationGroup": PupilField.CLASS_NAME,
    "TutorGroup": PupilField.CLASS_NAME,
}
_COLUMNS = tuple(dict.fromkeys(_FIELDS.values()))
_GROUPS = frozenset({"BasicDetails", "CTFpupilData", "Pupil"})
# In words, by the element or any element above it; the first that fits counts.
_BESIDE_WORDS = {
    "Ethnicity EthnicitySource": "ethnicity",
    "Sex Gender Sex_Orientation GenderIdentity": "sex or gender",
    "SENhistory SEN SENprovision SENneeds SENneed Disabilities Disability": "special educational needs and disabilities",
    "LookedAfter InCare CareAuthority PLAA PostLookedAfterArrangements": "care status",
    "Address AddressesPrevious Addresses": "addresses",
    "Phones Phone Email Emails": "telephone numbers and e-mail addresses",
    "Contacts Contact": "parents and other contacts",
    "MedicalFlag Medical NHSno MedicalDetails": "medical details",
    "FSMhistory FSM FSMgrant UIFSM LearnerSupport": "free school meals",
    "PupilPremium PupilPremiumIndicator": "pupil premium",
    "Languages Language FirstLanguage EnglishProficiency EAL": "languages",
    "Religion ReligiousAffiliation": "religion",
    "Attendance AttendanceData": "attendance",
    "Exclusions Exclusion SuspensionExclusion Suspensions": "exclusions",
    "StageAssessments Stage Assessment Assessments Phonics": "assessments",
    "SchoolHistory School LeavingDate": "earlier schools",
    "SocialServices ChildProtection CPflag CIN": "social services",
    "ServiceChild": "service children",
    "FormerUPN PreviousUPN": "former UPNs",
    "FormerSurname": "former names",
    "MiddleNames MiddleName": "middle names",
    "ULN UCI UniqueLearnerNumber": "other numbers of the pupil",
    "TravelMode ModeOfTravel": "the way to school",
    "YSSA YSSAdeclaration": "youth support",
    "Nationality Nationalities CountryOfBirth Asylum": "nationality and country of birth",
    "Documents Document Photo Attachments": "documents",
    "": "other details",
}
_BESIDE = {element: elements for elements in _BESIDE_WORDS for element in elements.split()}
_OTHER = ""
_MOST_LETTERS = 1_000
_DEEPEST = 100  # genuine files are about ten elements deep, and each open one is kept by the parser
_PIECE = 1 << 16


def read_transfer_file(untrusted: bytes, today: date) -> ReadFile:
    """The pupils of a transfer file, and in words what it holds beside.

    Raises UnsafeXmlError, FileDamagedError (also for one that was cut off), NoPupilsError, CellTooLongError, TooManyRowsError.
    """
    taken = _stream(untrusted)
    if not taken.lines:
        raise NoPupilsError
    columns = {field: cells for field, cells in taken.columns.items() if any(cells)}
    headings = {field: taken.headings.get(field, field.value) for field in columns}
    raw = RawPupils(taken.lines, {**columns}, headings)
    pupils = take_pupils(raw, today)
    guesses = tuple(
        Guess(number, headings[field], field, 1.0, tuple(dict.fromkeys(cell[:80] for cell in cells[:20] if cell))[:3])
        for number, (field, cells) in enumerate(columns.items())
    )
    return ReadFile(
        Kind.PUPILS,
        "pupils-ctf",
        guesses,
        left_rows=tuple(pupils.left),
        faults=tuple(pupils.faults),
        pupils=pupils.pupils,
        left_behind=tuple(_in_words(taken.beside)),
    )


def _in_words(beside: Collection[str]) -> list[str]:
    """In the order of the table, the unnamed rest last."""
    return [tr(_BESIDE_WORDS[elements]) for elements in _BESIDE_WORDS if elements in beside]


def _stream(untrusted: bytes) -> _Pupils:
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.sax import make_parser  # type: ignore[import-untyped]

    taken = _Pupils()
    parser: Any = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(taken)
    stream = io.BytesIO(_readable(untrusted))
    try:
        while piece := stream.read(_PIECE):
            parser.feed(piece)
        parser.close()
    except DefusedXmlException:
        raise UnsafeXmlError from None
    except (SAXParseException, SAXException, ValueError, LookupError):
        raise FileDamagedError from None
    return taken


def _readable(untrusted: bytes) -> bytes:
    """A file that says UTF-8 and has Windows letters is read as what it is."""
    from .text_table import decode

    head = untrusted[:200].lower()
    if untrusted.startswith((b"\xff\xfe", b"\xfe\xff")) or (b"encoding" in head and b"utf-8" not in head):
        return untrusted
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(untrusted), _PIECE):
            decoder.decode(untrusted[start : start + _PIECE])
    except UnicodeDecodeError:
        return decode(untrusted)[0].encode("utf-8")
    return untrusted


class _Pupils(ContentHandler):
    """Gathers the wanted fields of each pupil, and the words for everything else that is filled."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []
        self.columns: dict[PupilField, list[str]] = {field: [] for field in _COLUMNS}
        self.headings: dict[PupilField, str] = {}
        self.beside: set[str] = set()
        self._depth = 0
        self._pupil_at = 0
        self._wanted_at = 0
        self._beside_at = 0
        self._beside_what = ""
        self._field: PupilField | None = None
        self._text: list[str] = []
        self._letters = 0

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 -- the name is xml.sax's
        """An element begins: a pupil, a field of one, or something that is only named."""
        del attrs
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FileDamagedError
        bare = name.rpartition(":")[2]
        if not self._pupil_at:
            if bare == "Pupil":
                self._begin_pupil()
        elif self._beside_at:
            if self._beside_what == _OTHER and bare in _BESIDE:
                self._beside_what = _BESIDE[bare]
        elif bare in _FIELDS and self._field is None:
            self._field, self._wanted_at, self._letters = _FIELDS[bare], self._depth, 0
            self._text.clear()
            self.headings.setdefault(self._field, bare)
        elif bare not in _GROUPS:
            self._beside_at, self._beside_what = self._depth, _BESIDE.get(bare, _OTHER)

    def characters(self, content: str) -> None:
        """Text of a field is gathered; of anything else only that there is some."""
        if self._field is not None:
            self._letters += len(content)
            if self._letters > _MOST_LETTERS:
                raise CellTooLongError(len(self.lines))
            self._text.append(content)
        elif self._beside_at and self._beside_what not in self.beside and not content.isspace():
            self.beside.add(self._beside_what)

    def endElement(self, name: str) -> None:  # noqa: N802 -- the name is xml.sax's
        """An element ends."""
        del name
        if self._field is not None and self._depth == self._wanted_at:
            column = self.columns[self._field]
            column[-1] = column[-1] or "".join(self._text).strip()
            self._field = None
        elif self._depth == self._beside_at:
            self._beside_at = 0
        elif self._depth == self._pupil_at:
            self._pupil_at = 0
        self._depth -= 1

    def _begin_pupil(self) -> None:
        if len(self.lines) >= ROWS:
            raise TooManyRowsError(ROWS)
        self._pupil_at = self._depth
        self.lines.append(len(self.lines) + 1)
        for column in self.columns.values():
            column.append("")
