"""The policy of the demonstration: adopted last year, amended this autumn, and the next one waiting to be signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.editions import LinkedPolicy, SignedLine
from schoolsm_desktop.services.editions import EditionService, NewEdition, PaperSignatures
from schoolsm_desktop.services.papers import Scan

from .cast import SCHOOL, WEBSITE

if TYPE_CHECKING:
    from .build import Performer

_OWN = ("ICT acceptable use", "Data protection", "Child protection and safeguarding")
_AFTER = {"child": "Pastoral lead", "data": "Office manager", "conduct": "Headteacher", "disciplin": "Headteacher"}
_LINES = (
    "This is the demonstration’s own text of the policy. Nothing in it is real.",
    "",
    "1.  Our accounts are the school’s. Whoever posts is named in the register.",
    "2.  Passwords are kept in the school’s records and nowhere else.",
    "3.  A picture of a pupil is posted after a photo check, and without a name.",
    "4.  We answer nothing hurtful before somebody has looked at it with us.",
    "5.  Private accounts stay private; pupils are no contacts there.",
    "6.  Something wrong is said at once to the computing coordinator.",
)


def versions(performer: Performer) -> None:
    """Last year's version was amended a month ago and has its review soon; next year's waits for both signatures."""
    coordinator, today = EditionService(performer.session("coordinator")), performer.today
    defaults = coordinator.view().defaults
    review = today + timedelta(days=15)
    for begins, note in (
        (today - timedelta(days=350), "First version with the list of our accounts"),
        (today - timedelta(days=29), "Between two reviews: who is told of a lost device"),
    ):
        label = f"{begins:%B %Y}"
        kept = coordinator.add(
            NewEdition(label, begins, review, note=note, parent_policy=defaults.parent_policy, text=_text(label))
        )
        head = SignedLine("Miriam Castellan", begins - timedelta(days=9))
        chair = SignedLine("Edith Wainford", begins - timedelta(days=4))
        coordinator.enter_signatures(kept.id, PaperSignatures(head, chair))
        coordinator.published(kept.id, f"{WEBSITE}/policies/social-media")
    coming = today + timedelta(days=20)
    coordinator.add(
        NewEdition(
            f"{coming:%B %Y}",
            coming,
            defaults.review_after(coming),
            note="Platforms brought up to date, and what is asked of volunteers",
            parent_policy=defaults.parent_policy,
            text=_text(f"{coming:%B %Y}"),
        )
    )
    _linked(coordinator, performer)


def _linked(service: EditionService, performer: Performer) -> None:
    """One is overdue, one has its review before long, the others are as the policy names them."""
    named = service.offered() or _OWN
    kept = service.add_linked(named)
    days = (-12, 140, 260)
    for linked, days_on in zip(kept, days, strict=False):
        who = next((who for word, who in _AFTER.items() if word in linked.title.lower()), "Computing coordinator")
        service.change_linked(_known(linked, performer, days_on, who))


def _known(linked: LinkedPolicy, performer: Performer, days_on: int, who: str) -> LinkedPolicy:
    review = performer.today + timedelta(days=days_on)
    return replace(linked, looked_after_by=who, where=f"{WEBSITE}/policies", review_on=review)


def _text(label: str) -> Scan:
    """A page as a word processor would have saved it."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(72, 760, f"{SCHOOL}: social media policy")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 738, f"Version of {label}")
    for at, line in enumerate(_LINES):
        canvas.drawString(72, 700 - 22 * at, line)
    canvas.showPage()
    canvas.save()
    return Scan(f"Social media policy {label}.pdf", "application/pdf", out.getvalue())
