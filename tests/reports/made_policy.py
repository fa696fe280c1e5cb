"""Invented figures for the papers of the policy."""

from __future__ import annotations

from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.policy_sign_off import OwnTitle, ReadWith, SignOffFigures
from schoolsm_desktop.reports.review_schedule import ReviewRow, ScheduleFigures, VersionRow

from .made_figures import page_facts


def sign_off_figures() -> SignOffFigures:
    """A trust's policy, signed by one of two."""
    return SignOffFigures(
        page=page_facts("Policy sign-off"),
        policy="Trust policy on social media",
        label="Autumn 2026",
        state="Not adopted",
        begins="1 Sep 2026",
        review="1 Sep 2027",
        read_by="everybody, anew",
        website="https://alder.example/policies",
        school="Alder Brook",
        parent_policy="Trust policy of March 2025",
        local_changes="Marketing is done by our own office.\nThe chair signs for the trust.",
        changed="The list of platforms was brought up to date.",
        titles=(OwnTitle("Headteacher", "Principal"), OwnTitle("Office manager", "Central Services")),
        read_with=(
            ReadWith("Acceptable use", "Computing coordinator", "Review was due on 1 Oct 2026", is_over=True),
            ReadWith("Data protection", "", "Next review 5 Jan 2027"),
        ),
        rests_on="Your policy: Adoption, “Signatures”",
        signed=("Principal: Anna Whitfield, 20 Nov 2026, with their own sign-in",),
        signers=(Signer("Chair of Governors", "Edith Wainford"),),
    )


def schedule_figures() -> ScheduleFigures:
    """One thing overdue, one to come, and two versions."""
    return ScheduleFigures(
        page=page_facts("Review schedule of the policy"),
        policy="Trust policy on social media",
        rows=(
            ReviewRow("Acceptable use", "Linked policy", "Coordinator", "Shelf 2", "1 Oct 2026", is_over=True),
            ReviewRow("Trust policy", "This policy", "Principal", "https://alder.example/policies", "1 Sep 2027"),
        ),
        versions=(
            VersionRow("Autumn 2026", "In force", "1 Sep 2026", "Anna Whitfield, 20 Nov 2026", "Platforms"),
            VersionRow("2025", "Replaced", "1 Sep 2025", "", ""),
        ),
        rests_on="Your policy: 2, “Central Services”",
    )
