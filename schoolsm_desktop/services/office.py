"""Everything a signed-in person can ask for, in one place: `bootstrap` builds it, the window is handed it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.people import Duty, Person, duties_on
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.policy import duty_title

from .access import AccessService
from .account_care import AccountCareService
from .account_checks import AccountCheckService
from .accounts import AccountService
from .backups import BackupService, make_backups
from .blocks import BlockService
from .cards import CardService
from .case_letters import CaseLetterService
from .case_removal import CaseRemovalService
from .case_sharing import CaseSharingService
from .changes import Changes
from .checklists import ChecklistService
from .clock import Clock
from .colleague_pictures import ColleaguePictureService
from .complaints import ComplaintService
from .conditions import ConditionService
from .contacts import ContactService
from .cover import CoverService
from .declarations import DeclarationService
from .destruction import DestructionService
from .drafts import DraftService
from .due_calendar import DueCalendarService
from .editions import EditionService
from .events import EventService
from .evidence import EvidenceService
from .finder import Finder
from .first_cards import FirstCardService
from .form_answers import FormAnswerService
from .giving_back import GivingBackService
from .handover import HandoverService
from .head_replacement import HeadReplacementService
from .house import HouseService
from .imports import ImportService
from .incident_records import IncidentRecordService
from .incident_steps import IncidentStepService
from .incidents import IncidentService
from .leaving import LeavingService
from .lessons import LessonService
from .letters import LetterService
from .list_copies import ListCopyService
from .lists import ListService
from .log import LogService
from .looks import LookService
from .mine import MineService
from .moderation import ModerationService
from .open_check import OpenCheckService
from .papers import PaperService
from .people import PeopleService
from .photo_answers import PhotoAnswerService
from .photo_checks import PhotoCheckService
from .photo_forms import PhotoFormService
from .picture_books import PictureBooks
from .picture_places import PicturePlaceService
from .policies import PolicyService
from .policy_health import PolicyHealthService
from .posts import PostService
from .preferences import PreferenceService
from .pupils import PupilService
from .records_check import RecordsCheckService
from .removals import RemovalService
from .request_accounts import RequestAccountService
from .request_letters import RequestLetterService
from .requests import RequestService
from .retention import RetentionService
from .reviews import ReviewService
from .roll import RollService
from .safe_copies import SafeCopyService
from .scanned_pile import ScannedPileService
from .school_days import SchoolDayService
from .school_requests import SchoolRequestService
from .schools import SchoolService
from .secrets import SecretService
from .session import Session
from .sign_ins import SignInService
from .snoozes import SnoozeService
from .subject_access import SubjectAccessService
from .takedowns import TakedownService
from .term_pack import TermPackService
from .term_reports import TermReportService
from .terms_file import TermsFileService
from .this_pc import ThisPc
from .today import TodayService
from .training import TrainingService
from .what_if import WhatIfService
from .year_turn import YearTurnService

if TYPE_CHECKING:
    from .printing import PrintingService


class Office:
    """The services of one session."""

    def __init__(self, session: Session, this_pc: ThisPc) -> None:
        self._session = session
        self._this_pc = this_pc
        self.access = AccessService(session)
        self.account_care = AccountCareService(session)
        self.account_checks = AccountCheckService(session)
        self.cards = CardService(session)
        self.case_removal = CaseRemovalService(session)
        self.case_sharing = CaseSharingService(session)
        self.checklists = ChecklistService(session)
        self.colleague_pictures = ColleaguePictureService(session)
        self.case_letters = CaseLetterService(session)
        self.complaints = ComplaintService(session)
        self.conditions = ConditionService(session)
        self.contacts = ContactService(session)
        self.cover = CoverService(session)
        self.declarations = DeclarationService(session)
        self.destruction = DestructionService(session)
        self.editions = EditionService(session)
        self.giving_back = GivingBackService(session)
        self.handover = HandoverService(session)
        self.leaving = LeavingService(session)
        self.letters = LetterService(session)
        self.lists = ListService(session)
        self.lessons = LessonService(session)
        self.mine = MineService(session)
        self.papers = PaperService(session)
        self.records_check = RecordsCheckService(session)
        self.removals = RemovalService(session)
        self.requests = RequestService(session)
        self.request_accounts = RequestAccountService(session)
        self.request_letters = RequestLetterService(session)
        self.school_requests = SchoolRequestService(session)
        self.retention = RetentionService(session)
        self.reviews = ReviewService(session)
        self.roll = RollService(session)
        self.subject_access = SubjectAccessService(session)
        self.training = TrainingService(session)
        self.what_if = WhatIfService(session)
        self.year_turn = YearTurnService(session)
        self.accounts = AccountService(session)
        self.backups = BackupService(session, this_pc)
        self.evidence = EvidenceService(session, this_pc)
        self.drafts = DraftService(session)
        self.finder = Finder(session)
        self.first_cards = FirstCardService(session)
        self.head_replacement = HeadReplacementService(session)
        self.house = HouseService(session)
        self.looks = LookService(session)
        self.imports = ImportService(session)
        self.incidents = IncidentService(session)
        self.incident_steps = IncidentStepService(session)
        self.moderation = ModerationService(session)
        self.blocks = BlockService(session)
        self.takedowns = TakedownService(session)
        self.incident_records = IncidentRecordService(session)
        self.log = LogService(session)
        self.people = PeopleService(session)
        self.policies = PolicyService(session)
        self.policy_health = PolicyHealthService(session)
        self.photo_forms = PhotoFormService(session)
        self.form_answers = FormAnswerService(session)
        self.scanned_pile = ScannedPileService(session)
        self.picture_books = PictureBooks(session)
        self.photo_checks = PhotoCheckService(session, self.picture_books)
        self.events = EventService(session, self.picture_books)
        self.list_copies = ListCopyService(session)
        self.photo_answers = PhotoAnswerService(session, self.picture_books)
        self.picture_places = PicturePlaceService(session, self.picture_books)
        self.open_check = OpenCheckService(session, self.picture_books)
        self.posts = PostService(session)
        self.preferences = PreferenceService(session)
        self.pupils = PupilService(session, self.picture_books)
        self.safe_copies = SafeCopyService(session, this_pc)
        self.schools = SchoolService(session)
        self.secrets = SecretService(session)
        self.sign_ins = SignInService(session)
        self.school_days = SchoolDayService(session)
        self.terms_file = TermsFileService(session)
        self.today = TodayService(session, this_pc)
        self.snoozes = SnoozeService(session, self.today)
        self.due_calendar = DueCalendarService(session, self.today)
        self.term_pack = TermPackService(session)
        self.term_reports = TermReportService(session, self.today)

    @cached_property
    def printing(self) -> PrintingService:
        """The documents. Late: what draws them weighs 15 MB, and most days nothing is printed."""
        from .printing import PrintingService

        return PrintingService(self._session, self.picture_books, self.today)

    @property
    def is_demo(self) -> bool:
        """Whether nothing here is real."""
        return self._session.is_demo

    def me(self) -> Person:
        """The person signed in."""
        with self._session.reading() as uow:
            return self._session.me(uow)

    def my_duties(self) -> frozenset[Duty]:
        """What the person signed in answers for today."""
        with self._session.reading() as uow:
            return duties_on(uow.duties.standing(self._session.today), self.person_id, self._session.today)

    def my_title(self) -> str:
        """The weightiest duty in the school's own words, or the job."""
        with self._session.reading() as uow:
            duties, profile = self._session.duties(uow), self._session.profile(uow)
            job = self._session.me(uow).job_title
        first = next((duty for duty in Duty if duty in duties), None)
        return duty_title(profile, first) if first else job

    def close(self, *, with_backup: bool = True) -> None:
        """Make a backup where a place for one was chosen, then close the records and let others in.

        Raises what a backup that failed says, after the records are closed all the same.
        """
        if self._session.is_closed:
            return
        try:
            self.safe_copies.empty_old()
            self.evidence.empty_old()
            self._session.remember_head()
            if with_backup:
                make_backups(self._session, self._this_pc)
        finally:
            self._session.close()

    @property
    def folder(self) -> Path:
        """The folder of the records."""
        return self._session.folder

    @property
    def changes(self) -> Changes:
        """Who listens to what changes."""
        return self._session.changes

    @property
    def clock(self) -> Clock:
        """The moment and the day."""
        return self._session.clock

    @property
    def person_id(self) -> UUID:
        """Who is signed in."""
        return self._session.person_id

    @property
    def session(self) -> Session:
        """What the services stand on: for the demonstration, whose people share open records. The window never asks."""
        return self._session

    def may(self, action: Action) -> bool:
        """Whether the duties that the person signed in holds today allow `action`, so that a page offers only what works."""
        with self._session.reading() as uow:
            return allows(self._session.duties(uow), action)
