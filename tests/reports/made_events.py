"""Figures of the papers of events, invented, for the tests of documents."""

from __future__ import annotations

from schoolsm_desktop.reports.blank_slips import SlipFigures
from schoolsm_desktop.reports.blocks import Fact, Signer
from schoolsm_desktop.reports.class_photograph import ChildInPicture, ClassClearance, ClearanceFigures
from schoolsm_desktop.reports.do_not_photograph import ListedClass, ListFigures
from schoolsm_desktop.reports.event_notice import NoticeFigures
from schoolsm_desktop.reports.event_pack import PackFigures

from .made_figures import page_facts

CODE = ""
FACTS = (Fact("List", "No. 12"), Fact("Given to", "Bo Lens"), Fact("Pictures for", "Newsletter"))


def names(count: int) -> tuple[str, ...]:
    """So many names of children."""
    return tuple(f"Amara{number:02d} Bello-Håkansson" for number in range(count))


def list_figures(count: int = 5, code: str = CODE) -> ListFigures:
    """A list of two classes, the second one whole."""
    return ListFigures(
        page_facts(),
        "12",
        FACTS,
        (ListedClass("4B", names(count)), ListedClass("5A", whole=True)),
        "Everybody in 6A may be photographed for Newsletter.",
        "Give it back to the office, or shred it, by 21 Nov 2026.",
        code,
        (Signer("Second person", "Rosa Okafor"),),
    )


def notice_figures() -> NoticeFigures:
    """A notice for the door."""
    return NoticeFigures(
        page_facts(), "Christmas fair", "5 Dec 2026, hall", "Please photograph your own child only.", "Ask us."
    )


def pack_figures(count: int = 5) -> PackFigures:
    """A pack with everything in it."""
    return PackFigures(
        page_facts(),
        FACTS,
        ("Visitors take pictures of their own child only.",),
        "Please photograph your own child only.",
        "Your policy: Events 1",
        "Families behind the rope.",
        "Ring for the microphone.",
        ("Ask, calmly.", "Tell the headteacher."),
        (("Headteacher", "Anna Whitfield", "within 4 hours"),),
        list_figures(count),
        notice_figures(),
    )


def clearance_figures(count: int = 5) -> ClearanceFigures:
    """A class in which every second child sits out."""
    children = tuple(
        ChildInPicture(name, bool(at % 2), None if at % 3 else True) for at, name in enumerate(names(count))
    )
    return ClearanceFigures(page_facts(), FACTS, (ClassClearance("4B", children),), "Shred it by 21 Nov 2026.")


def slip_figures() -> SlipFigures:
    """Blank slips."""
    return SlipFigures(page_facts(), "Website, Newsletter, Press", ("Facts checked",))
