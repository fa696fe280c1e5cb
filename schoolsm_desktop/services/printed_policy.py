"""The papers of the policy: the sheet under which it is adopted, and the schedule of its reviews."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.editions import EDITION_STATE_WORDS, Edition, EditionState, published_check_due
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import DUTY_WORDS, Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.exchange.spreadsheet_out import Cell, OutSheet, to_xlsx
from schoolsm_desktop.reports import policy_sign_off as sheet_paper
from schoolsm_desktop.reports import review_schedule as schedule_paper
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.page_frame import PageFacts
from schoolsm_desktop.reports.policy_sign_off import OwnTitle, ReadWith, SignOffFigures
from schoolsm_desktop.reports.review_schedule import ReviewRow, ScheduleFigures, VersionRow

from .edition_views import EditionLine, EditionsView, read_editions
from .paper_maker import PaperMaker, Printed
from .register import RegisterFacts, read_register


class PolicyPapers(PaperMaker):
    """Documents about the policy itself."""

    def policy_sign_off(self, edition_id: UUID) -> Printed:
        """The sheet that headteacher and chair sign; once both have, the proof that they did (churchward:adoption).

        Raises RuleError for a version that is not there, or that was altered by other means than this program.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts, view = read_register(self._session, uow), read_editions(self._session, uow)
            line = next((x for x in view.lines if x.edition.id == edition_id), None)
            if line is None:
                raise RuleError(tr("There is no such version. Nothing was printed."))
            if not line.is_as_signed:
                raise RuleError(
                    tr(
                        "This version is not as somebody entitled entered it, so no sheet is made of it. "
                        "Look at “Who did what” in Settings."
                    )
                )
            title = tr("Policy sign-off")
            page = self.page(uow, facts, title, tr("Who adopted which version of the policy"), tr("For the file"))
            missing = self._still_to_sign(facts, line)
        return self.made("policy-sign-off", title, sheet_paper.render(_sheet(facts, page, view, line, missing)))

    def review_schedule(self) -> Printed:
        """What is looked at again and when, and what changed from version to version (churchward:2-cs-documents)."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts, view = read_register(self._session, uow), read_editions(self._session, uow)
            title = tr("Review schedule of the policy")
            page = self.page(uow, facts, title, tr("When the policy and its linked policies are looked at again"))
        rows = _schedule(facts, view)
        figures = ScheduleFigures(
            page=page,
            policy=facts.profile.name,
            rows=rows,
            versions=tuple(_version(line) for line in view.lines),
            rests_on=view.clauses[Subject.REVIEW],
        )
        return self.made("review-schedule", title, schedule_paper.render(figures), _table(title, rows))

    def _still_to_sign(self, facts: RegisterFacts, line: EditionLine) -> tuple[Signer, ...]:
        wanted = (
            (line.edition.head_signed_on is None, Duty.HEADTEACHER),
            (line.edition.chair_signed_on is None, Duty.CHAIR),
        )
        return self.signers(facts, *(duty for is_missing, duty in wanted if is_missing))


def _sheet(
    facts: RegisterFacts, page: PageFacts, view: EditionsView, line: EditionLine, missing: tuple[Signer, ...]
) -> SignOffFigures:
    edition = line.edition
    head, chair = view.titles[Duty.HEADTEACHER], view.titles[Duty.CHAIR]
    signed = [tr("{duty}: {who}", duty=duty, who=who) for duty, who in ((head, line.head), (chair, line.chair)) if who]
    return SignOffFigures(
        page=page,
        policy=facts.profile.name,
        label=edition.label,
        state=tr(EDITION_STATE_WORDS[line.state]),
        begins=day_text(edition.in_force_from) if edition.in_force_from else tr("the day of the later signature"),
        review=day_text(edition.review_on) if edition.review_on else tr("no day set"),
        read_by=tr("everybody, anew") if edition.read_again else tr("what was signed before still counts"),
        website=_website(edition),
        school=line.school,
        parent_policy=edition.parent_policy,
        local_changes=edition.local_changes,
        changed=edition.note,
        titles=_own_titles(facts),
        read_with=tuple(ReadWith(x.linked.title, x.linked.looked_after_by, x.words, x.is_over) for x in view.linked),
        rests_on=view.clauses[Subject.ADOPTION],
        signed=tuple(signed),
        signers=missing,
        is_withdrawn=line.state is EditionState.WITHDRAWN,
    )


def _website(edition: Edition) -> str:
    if edition.published_checked_on is None:
        return edition.published_at
    day = day_text(edition.published_checked_on)
    return tr("{address}, looked at on {day}", address=edition.published_at, day=day)


def _own_titles(facts: RegisterFacts) -> tuple[OwnTitle, ...]:
    """The duties that this school calls by another name."""
    return tuple(
        OwnTitle(tr(DUTY_WORDS[duty]), duty_title(facts.profile, duty))
        for duty in Duty
        if duty_title(facts.profile, duty) != tr(DUTY_WORDS[duty])
    )


def _schedule(facts: RegisterFacts, view: EditionsView) -> tuple[ReviewRow, ...]:
    """The policy and its address first by their days, then what has no day."""
    dated = []
    for line in view.lines:
        if line.state is not EditionState.IN_FORCE:
            continue
        edition = line.edition
        owner = duty_title(facts.profile, Duty.HEADTEACHER)
        dated.append(
            (
                edition.review_on,
                ReviewRow(
                    tr("{policy}, version “{label}”", policy=facts.profile.name, label=edition.label),
                    line.school or tr("This policy"),
                    owner,
                    edition.published_at,
                    day_text(edition.review_on) if edition.review_on else tr("no day set"),
                    line.review_is_over,
                ),
            )
        )
        check = published_check_due(edition)
        if check is not None:
            office = duty_title(facts.profile, Duty.OFFICE_MANAGER)
            row = ReviewRow(
                tr("Its place on the website"),
                tr("Look"),
                office,
                edition.published_at,
                day_text(check),
                check < facts.today,
            )
            dated.append((check, row))
    for linked in view.linked:
        known = linked.linked
        due = day_text(known.review_on) if known.review_on else tr("not known yet")
        row = ReviewRow(known.title, tr("Linked policy"), known.looked_after_by, known.where, due, linked.is_over)
        dated.append((known.review_on, row))
    dated.sort(key=lambda pair: (pair[0] is None, pair[0] or facts.today))
    return tuple(row for _, row in dated)


def _version(line: EditionLine) -> VersionRow:
    edition = line.edition
    state = tr(EDITION_STATE_WORDS[line.state]) if line.is_as_signed else tr("Not as it was entered")
    signed = "; ".join(who for who in (line.head, line.chair) if who)
    return VersionRow(edition.label, state, day_text(edition.in_force_from), signed, edition.note)


def _table(title: str, rows: tuple[ReviewRow, ...]) -> bytes:
    headings = (
        tr("What"),
        tr("Kind"),
        tr("Looked after by"),
        tr("Where it lies"),
        tr("Looked at again"),
        tr("Overdue"),
    )
    cells: list[tuple[Cell, ...]] = [
        (row.what, row.kind, row.looked_after_by, row.where, row.due, tr("yes") if row.is_over else "") for row in rows
    ]
    return to_xlsx(OutSheet(title, headings, cells))
