"""Figures of a letter, of the page for the wall and of the holiday card, made up."""

from __future__ import annotations

from dataclasses import replace

from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.letter import LetterFigures
from schoolsm_desktop.reports.phone_page import AccountHelp, HolidayFigures, Number, PhoneFigures, Resetter

from .made_figures import directory_figures

PAGE = directory_figures(1).page
NUMBER = Number(
    "Gill Tranter, Schools HR", "HR advice", "01632 960130 ext 2", "01632 960131", "Ask for Jo.", "Checked today"
)


def letter_figures(paragraphs: int = 4, *, signed: bool = True) -> LetterFigures:
    """A letter to be signed by both."""
    return LetterFigures(
        page=replace(PAGE, title="When you leave", confidentiality=""),
        day="20 Nov 2026",
        reference="2026-0A1B2C3D",
        addressed_to="To the parent or carer of Ada Lark",
        title="When you leave",
        paragraphs=tuple(
            f"Paragraph {n} begins here.\nIts second line, and {'more words ' * 30}" for n in range(paragraphs)
        ),
        signer=Signer("Headteacher", "Anna Whitfield"),
        countersigner=Signer("whoever gets this letter", "Jo Marsh") if signed else None,
    )


def phone_figures(numbers: int = 3) -> PhoneFigures:
    """Numbers of which one is not checked, and a kind that is missing."""
    lines = tuple(replace(NUMBER, name=f"{n} {NUMBER.name}", is_checked=n > 0) for n in range(numbers))
    return PhoneFigures(PAGE, lines, ("Police",), "Your policy: 9, “Contacts”")


def holiday_figures(accounts: int = 3) -> HolidayFigures:
    """A card with one account that nobody looks after."""
    helped = tuple(AccountHelp(f"Account {n}", "Rosa Okafor" if n else "", "") for n in range(accounts))
    resetters = (Resetter("A password must be changed", "Anna Whitfield", "Any keyholder changes it."),)
    return HolidayFigures(PAGE, "School begins again on 5 Jan 2027.", resetters, helped, (NUMBER,))
