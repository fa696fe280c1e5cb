"""Figures of the papers of incidents, invented, for the tests of documents."""

from __future__ import annotations

from schoolsm_desktop.reports.chronology import ChronologyFigures, ToldLine
from schoolsm_desktop.reports.evidence_list import EvidenceFigures, ListedEvidence
from schoolsm_desktop.reports.first_hour_card import CardFigures, CardStep, SetFigures
from schoolsm_desktop.reports.incident_form import FormFigures

from .made_figures import page_facts

SEAL = ("9f2c 41d0 77ab 0c3e",) * 4
STEPS = (
    CardStep("Ask the person harmed how they are, and offer support today.", "Appendix 1"),
    CardStep("Write nothing back, and do not hit back.", "Appendix 1, first point"),
    CardStep("Take screen prints with the address, the day and the time.", "Appendix 1, third point"),
    CardStep("Tell the headteacher straight away.", "7.1"),
    CardStep("Decide on the police, yes or no, and write down why.", "Usual practice"),
)
RING = (("Police: Safer schools officer", "101"), ("Local authority’s officer", "01632 960101"))


def card(title: str = "A colleague is abused online") -> CardFigures:
    """A card with everything on it."""
    return CardFigures(
        title,
        "Somebody is in danger now: 999.",
        "If this is true, did an adult harm a child or put one at risk?",
        "Yes, or not sure: the safeguarding lead decides first.",
        STEPS,
        (("Headteacher", "Anna Whitfield, within 30 minutes"), ("Safeguarding lead", "Dora Lane")),
        RING,
        "About the headteacher: ring the chair of governors and the local authority’s officer today.",
        RING,
        "It may show somebody under 18 sexually: do not look at it.",
    )


def card_set(count: int = 3) -> SetFigures:
    """So many cards."""
    return SetFigures(page_facts(), tuple(card() for _ in range(count)))


def form() -> FormFigures:
    """The blank form."""
    one = card()
    return FormFigures(
        page_facts(),
        one.danger,
        one.question,
        one.decides,
        one.gate,
        one.about_head,
        one.about_head_ring,
        ("A colleague is abused online", "A parent’s comment", "A wrong post", "A device is lost"),
        ("a pupil", "a parent", "a colleague", "not known"),
        (("Headteacher", "Anna Whitfield"), ("Safeguarding lead", "Dora Lane")),
    )


def evidence(count: int = 3) -> tuple[ListedEvidence, ...]:
    """So many files; the second was sealed off."""
    return tuple(
        ListedEvidence(
            number,
            f"screen-print-{number}.png",
            "Picture, 0.4 MB",
            "Public: anybody can see it · https://site.example/post/1",
            "Seen 20 Nov 2026 08:10",
            "Captured 20 Nov 2026 08:12 R. Okafor",
            "Kept 20 Nov 2026 08:30 by R. Okafor",
            SEAL,
            "The whole thread",
            "Sealed off" if number == 2 else "",
        )
        for number in range(1, count + 1)
    )


def evidence_list() -> EvidenceFigures:
    """The list by itself."""
    return EvidenceFigures(page_facts(), "Every file that is kept with it.", evidence())


def chronology(count: int = 4) -> ChronologyFigures:
    """A record with a correction, a late entry and one that was left out."""
    lines = [
        ToldLine(
            number,
            "20 Nov 2026 09:00",
            "Note",
            "The mother rang.\nShe will come in.",
            "Entered by R. Okafor",
            "entered 3 days later",
            "done 22 Nov",
            ("Corrected 21 Nov by R. Okafor: it was the aunt.",),
        )
        for number in range(1, count + 1)
    ]
    return ChronologyFigures(
        page_facts(),
        "What is known, and what was done.",
        ("Legal advice is kept apart.",),
        (("Reference", "2026-27/014"), ("Said to be", "somebody outside school")),
        "Three comments about the playground.",
        (*lines, ToldLine(count + 1, removed=True)),
        evidence(),
    )
