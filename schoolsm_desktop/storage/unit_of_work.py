"""One piece of work over the records: whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from .access import Accesses, Knowings
from .account_checks import AccountChecks
from .account_past import CodeUses, FormerLogins
from .accounts import Accounts, Platforms
from .approvals import Approvals
from .audit import AuditLog
from .cases import CaseFiles, EvidenceFiles
from .checklists import Checklists
from .colleague_pictures import ColleagueAnswers
from .conditions import ConditionsMet
from .contacts import Contacts
from .cover import Covers
from .declarations import Declarations
from .desk import Drafts, Preferences, RememberedColumns, Settings
from .destroying import Destroying
from .editions import Editions, LinkedPolicies
from .events import EventBreaches, Events, ListCopies
from .house import Channels, Devices, HouseTexts, Looks
from .lessons import ClassTicks, LessonUses
from .letters import Letters, LetterTemplates
from .lists import ListEntries
from .moderating import Blocks, ModerationActs, Takedowns
from .papers import Papers
from .people import Duties, People
from .photo_answers import Adults, Holds, PhotoAnswers
from .photo_checks import PhotoChecks
from .photo_forms import FormRounds, PaperCodes, PhotoForms
from .picture_places import PictureRulesKept, PlaceTermsKept
from .policies import Policies
from .posts import PostCorrections, PostReviews, Posts
from .pupils import Pupils, RollBatches, RollChanges
from .removals import Removals, RemovalTasks
from .requests import Requests
from .retention import Destructions, KeepOrders, RetentionPeriods
from .reviews import Reviews
from .school_requests import SchoolRequests
from .schools import Closures, Schools, Terms
from .sealed import SealedRecords
from .secrets import Secrets
from .snoozes import Snoozes
from .subject_access import SubjectRequests
from .term_reports import TermReports
from .training import TrainingSessions


class UnitOfWork:
    """A `with` block over the records, one repository a noun. Without `commit()` everything is rolled back.

    The view is consistent from its first read on. Records taken out stay valid afterwards; the unit does not.
    """

    schools: Schools
    terms: Terms
    people: People
    duties: Duties
    platforms: Platforms
    accounts: Accounts
    secrets: Secrets
    access: Accesses
    knowings: Knowings
    policies: Policies
    conditions: ConditionsMet
    requests: Requests
    covers: Covers
    checklists: Checklists
    reviews: Reviews
    account_checks: AccountChecks
    code_uses: CodeUses
    former_logins: FormerLogins
    approvals: Approvals
    papers: Papers
    editions: Editions
    linked_policies: LinkedPolicies
    training: TrainingSessions
    declarations: Declarations
    school_requests: SchoolRequests
    lesson_uses: LessonUses
    class_ticks: ClassTicks
    contacts: Contacts
    channels: Channels
    devices: Devices
    house_rules: HouseTexts
    looks: Looks
    letter_templates: LetterTemplates
    letters: Letters
    snoozes: Snoozes
    lists: ListEntries
    sealed: SealedRecords
    closures: Closures
    term_reports: TermReports
    retention_periods: RetentionPeriods
    keep_orders: KeepOrders
    destructions: Destructions
    destroying: Destroying
    subject_requests: SubjectRequests
    cases: CaseFiles
    evidence_files: EvidenceFiles
    moderation_acts: ModerationActs
    blocks: Blocks
    takedowns: Takedowns
    pupils: Pupils
    roll_batches: RollBatches
    roll_changes: RollChanges
    place_terms: PlaceTermsKept
    picture_rules: PictureRulesKept
    adults: Adults
    photo_answers: PhotoAnswers
    holds: Holds
    form_rounds: FormRounds
    photo_forms: PhotoForms
    paper_codes: PaperCodes
    photo_checks: PhotoChecks
    posts: Posts
    post_reviews: PostReviews
    post_corrections: PostCorrections
    removals: Removals
    removal_tasks: RemovalTasks
    events: Events
    event_breaches: EventBreaches
    list_copies: ListCopies
    colleague_answers: ColleagueAnswers
    audit: AuditLog
    drafts: Drafts
    preferences: Preferences
    imports: RememberedColumns
    settings: Settings

    def __init__(self, connect: Callable[[], Connection], ended: Callable[[], None] | None = None) -> None:
        self._connect = connect
        self._ended = ended
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        opened = self._connect()
        try:
            opened.begin()
        except BaseException:
            self._finish(opened)
            raise
        self._connection = opened
        self.schools = Schools(opened)
        self.terms = Terms(opened)
        self.people = People(opened)
        self.duties = Duties(opened)
        self.platforms = Platforms(opened)
        self.accounts = Accounts(opened)
        self.secrets = Secrets(opened)
        self.access = Accesses(opened)
        self.knowings = Knowings(opened)
        self.policies = Policies(opened)
        self.conditions = ConditionsMet(opened)
        self.requests = Requests(opened)
        self.covers = Covers(opened)
        self.checklists = Checklists(opened)
        self.reviews = Reviews(opened)
        self.account_checks = AccountChecks(opened)
        self.code_uses = CodeUses(opened)
        self.former_logins = FormerLogins(opened)
        self.approvals = Approvals(opened)
        self.papers = Papers(opened)
        self.editions = Editions(opened)
        self.linked_policies = LinkedPolicies(opened)
        self.training = TrainingSessions(opened)
        self.declarations = Declarations(opened)
        self.school_requests = SchoolRequests(opened)
        self.lesson_uses = LessonUses(opened)
        self.class_ticks = ClassTicks(opened)
        self.contacts = Contacts(opened)
        self.channels = Channels(opened)
        self.devices = Devices(opened)
        self.house_rules = HouseTexts(opened)
        self.looks = Looks(opened)
        self.letter_templates = LetterTemplates(opened)
        self.letters = Letters(opened)
        self.snoozes = Snoozes(opened)
        self.lists = ListEntries(opened)
        self.sealed = SealedRecords(opened)
        self.closures = Closures(opened)
        self.term_reports = TermReports(opened)
        self.retention_periods = RetentionPeriods(opened)
        self.keep_orders = KeepOrders(opened)
        self.destructions = Destructions(opened)
        self.destroying = Destroying(opened)
        self.subject_requests = SubjectRequests(opened)
        self.cases = CaseFiles(opened)
        self.evidence_files = EvidenceFiles(opened)
        self.moderation_acts = ModerationActs(opened)
        self.blocks = Blocks(opened)
        self.takedowns = Takedowns(opened)
        self.pupils = Pupils(opened)
        self.roll_batches = RollBatches(opened)
        self.roll_changes = RollChanges(opened)
        self.place_terms = PlaceTermsKept(opened)
        self.picture_rules = PictureRulesKept(opened)
        self.adults = Adults(opened)
        self.photo_answers = PhotoAnswers(opened)
        self.holds = Holds(opened)
        self.form_rounds = FormRounds(opened)
        self.photo_forms = PhotoForms(opened)
        self.paper_codes = PaperCodes(opened)
        self.photo_checks = PhotoChecks(opened)
        self.posts = Posts(opened)
        self.post_reviews = PostReviews(opened)
        self.post_corrections = PostCorrections(opened)
        self.removals = Removals(opened)
        self.removal_tasks = RemovalTasks(opened)
        self.events = Events(opened)
        self.event_breaches = EventBreaches(opened)
        self.list_copies = ListCopies(opened)
        self.colleague_answers = ColleagueAnswers(opened)
        self.audit = AuditLog(opened)
        self.drafts = Drafts(opened)
        self.preferences = Preferences(opened)
        self.imports = RememberedColumns(opened)
        self.settings = Settings(opened)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        opened, self._connection = self._connection, None
        if opened is not None:
            self._finish(opened)

    @property
    def connection(self) -> Connection:
        """The open connection, for this room only."""
        if self._connection is None:
            raise RuntimeError("a unit of work is used inside its with block")
        return self._connection

    def commit(self) -> None:
        """Save everything done so far, safe on the disk when this returns. Raises the typed errors of this room."""
        self.connection.commit()

    def _finish(self, opened: Connection) -> None:
        try:
            opened.close()  # rolls back what was not committed
        finally:
            if self._ended is not None:
                self._ended()
