"""Invented figures for the list of what is worth putting right in the policy."""

from __future__ import annotations

from schoolsm_desktop.reports.health_list import HealthFigures, HealthFinding

from .made_figures import page_facts

TITLES = (
    "There is no “Malicious Communication Act 1998”",
    "Skype has closed",
    "2 clauses have the number 7.1",
    "Nobody is recorded as Data protection officer",
)


def finding(index: int, *, left: bool = False) -> HealthFinding:
    """One of them, with its clause."""
    return HealthFinding(
        TITLES[index % len(TITLES)],
        f"4.{index + 1}, “Legal Framework”",
        "The Act is of 1988. The Online Safety Act 2023 belongs beside it.",
        "When the text is next changed, write “Malicious Communications Act 1988” instead.",
        "Left by R. Okafor on 3 Nov 2026: it is being written anew. Shown again from 3 Nov 2027." if left else "",
    )


def health_figures(waiting: int, left: int) -> HealthFigures:
    """A list of so many."""
    return HealthFigures(
        page_facts("Worth putting right in our policy"),
        "Our policy",
        tuple(finding(at) for at in range(waiting)),
        tuple(finding(at, left=True) for at in range(left)),
        "Last looked up on 21 Nov 2026. Check with your adviser.",
    )
