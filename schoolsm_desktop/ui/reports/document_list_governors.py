"""What governors and inspectors ask for: the policy, numbers of who has read and signed, what is taught."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.term_reports import ReportPart
from schoolsm_desktop.domain.wording import tr

from .document import Document, Purpose


def governors_documents() -> tuple[Document, ...]:
    """In the order of the page."""
    return (
        Document(
            Purpose.GOVERNORS,
            "term-report-public",
            tr("Termly report: Part 1"),
            tr("What the board reads, and what may be published: one page for a minute, then the detail."),
            tr("Governors, the public"),
            Action.READ_REPORTS,
            which=tr("Which term"),
            none_yet=tr("No termly report was begun yet. The headteacher begins one under “Termly report”."),
            make=lambda printing, which: printing.term_report(UUID(which), ReportPart.PUBLIC),
        ),
        Document(
            Purpose.GOVERNORS,
            "term-report-confidential",
            tr("Termly report: Part 2"),
            tr("What the board alone reads. Copies are numbered as they are handed out."),
            tr("Governors"),
            Action.READ_REPORTS,
            which=tr("Which term"),
            none_yet=tr("No termly report was begun yet. The headteacher begins one under “Termly report”."),
            make=lambda printing, which: printing.term_report(UUID(which), ReportPart.CONFIDENTIAL),
        ),
        Document(
            Purpose.GOVERNORS,
            "policy-health",
            tr("Worth putting right in our policy"),
            tr("Laws, services, numbers, signatures and lists that do not hold, why, and what to do."),
            tr("Headteacher, governors"),
            Action.SEE_PEOPLE,
            make=lambda printing, _which: printing.policy_health(),
        ),
        Document(
            Purpose.GOVERNORS,
            "policy-sign-off",
            tr("Policy sign-off"),
            tr("A version of the policy with lines for headteacher and chair, or the proof that both signed."),
            tr("Headteacher, chair, the file"),
            Action.PRINT_REGISTERS,
            which=tr("Which version"),
            none_yet=tr("No version was added yet. Add one on the page “Policy and staff”, under “Versions”."),
            make=lambda printing, which: printing.policy_sign_off(UUID(which)),
        ),
        Document(
            Purpose.GOVERNORS,
            "review-schedule",
            tr("Review schedule of the policy"),
            tr("When the policy and those it is read with are looked at again, and what changed in each version."),
            tr("Headteacher, governors"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.review_schedule(),
        ),
        Document(
            Purpose.GOVERNORS,
            "training-coverage",
            tr("Read, signed and trained in numbers"),
            tr("How many of those who are asked, by kind of people, and what training was held."),
            tr("Headteacher, governors, inspectors"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.training_coverage(),
        ),
        Document(
            Purpose.GOVERNORS,
            "declaration-coverage",
            tr("Who has answered"),
            tr("How many have declared and checked, and who is still to be asked. Not what was declared."),
            tr("Headteacher, governors"),
            Action.RECORD_DECLARATIONS,
            make=lambda printing, _which: printing.declaration_coverage(),
        ),
        Document(
            Purpose.GOVERNORS,
            "taught",
            tr("What is taught about social media"),
            tr("Year groups by terms, and the accounts used in lessons with the teacher responsible."),
            tr("Governors, headteacher"),
            Action.TICK_LESSONS,
            make=lambda printing, _which: printing.taught(),
        ),
        Document(
            Purpose.GOVERNORS,
            "permission-register",
            tr("Register of permissions"),
            tr("Who may use the school’s name and logo, which closed areas stand, until when, by whose decision."),
            tr("Governors, headteacher"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.permission_register(),
        ),
    )
