"""Figures of the papers of pictures, invented, for the tests of documents."""

from __future__ import annotations

from schoolsm_desktop.reports.blocks import Count, Fact, Signer
from schoolsm_desktop.reports.chase_list import ChaseClass, ChasedPupil, ChaseFigures
from schoolsm_desktop.reports.other_system_list import Change, ClassChanges, OtherSystemFigures
from schoolsm_desktop.reports.permissions_by_class import (
    ClassPermissions,
    MayShow,
    PermissionsFigures,
    PupilPermissions,
)
from schoolsm_desktop.reports.photo_form import BagPile, EnvelopeFigures, FormChild, FormPlace, FormsFigures
from schoolsm_desktop.reports.photo_slip import SlipFigures, SlipPupil, SlipQuestion
from schoolsm_desktop.reports.published_list import CorrectedRow, PublishedFigures, PublishedRow
from schoolsm_desktop.reports.removal_sheet import RemovalFigures, RemovalRow

from .made_figures import HARD_NAMES, page_facts

SIGNER = Signer("Second person", "Rosa Okafor")
PLACES = ("School website", "Newsletter", "Facebook", "Local press", "On display in school", "Class photograph")


def removal_figures(count: int = 4) -> RemovalFigures:
    """A sheet with places done and to do."""
    rows = tuple(
        RemovalRow(
            f"Harvest festival {at}",
            "Post",
            "Bo Lens",
            f"example.org/{at}",
            "3 others can be seen",
            "" if at % 2 else "Taken down, 20 Nov 2026",
        )
        for at in range(count)
    )
    return RemovalFigures(
        page_facts(), (Fact("Pictures of", "Amara Bello"), Fact("By", "23 Nov 2026")), rows, (SIGNER,)
    )


def published_figures(count: int = 4) -> PublishedFigures:
    """What is out at two places, one thing gone, one corrected."""
    rows = tuple(
        PublishedRow(
            f"Sports day {at}",
            "Photograph",
            "3 Oct 2026",
            "2 pupils",
            "3 Oct 2027",
            f"example.org/{at}",
            "" if at % 3 else "Taken down is wanted",
        )
        for at in range(count)
    )
    return PublishedFigures(
        page_facts(),
        (("School website", rows), ("Newsletter", rows[:1])),
        (Count(str(2 * count), "things are out"), Count("1", "was taken down")),
        rows[:1],
        (CorrectedRow("Fair", "A wrong name", "Put right the same day", "The family was told"),),
        "Your policy: Pictures 4",
    )


def permissions_figures(pupils: int = 6, places: tuple[str, ...] = PLACES) -> PermissionsFigures:
    """One class, its cells in turn."""
    kinds = tuple(MayShow)
    listed = tuple(
        PupilPermissions(
            f"{HARD_NAMES[at % len(HARD_NAMES)]} {at}",
            tuple(kinds[(at + column) % 3] for column in range(len(places))),
        )
        for at in range(pupils)
    )
    return PermissionsFigures(
        page_facts(), "What each child may be in.", places, (ClassPermissions("4B", listed, "All are back"),), True
    )


def check_slip_figures() -> SlipFigures:
    """A slip with a caption, two pupils, a question and a second person."""
    return SlipFigures(
        page_facts(),
        "Photo check of 21 Nov 2026",
        "",
        "Not this picture: one child must not be shown there.",
        False,
        (("Where", "Newsletter"), ("What", "A picture")),
        (SlipPupil("Amara Bello", "may be shown", True), SlipPupil("Jon Ødegaard", "not this child here", False)),
        (SlipQuestion("May it be public yet?", "Usual practice", "Yes", True),),
        "Our harvest table.",
        SIGNER,
    )


def chase_figures() -> ChaseFigures:
    """Two classes with forms to chase."""
    pupils = (ChasedPupil("Amara Bello", "3 Nov 2026"), ChasedPupil("Jon Ødegaard", "3 Nov 2026", "17 Nov 2026"))
    return ChaseFigures(
        page_facts(),
        "Whose form is not back.",
        (ChaseClass("4B", "27 of 29 are back", pupils), ChaseClass("5A", "28 of 29 are back", pupils[:1])),
    )


def other_system_figures() -> OtherSystemFigures:
    """One class with two changes."""
    changes = (
        Change("Amara Bello", "Newsletter", "No", "20 Nov 2026"),
        Change("Jon Ødegaard", "School website", "Yes", "19 Nov 2026"),
    )
    return OtherSystemFigures(page_facts(), "To be changed there too.", (ClassChanges("4B", changes),))


def forms_figures() -> FormsFigures:
    """One pile of two envelopes, one of them for a brother and a sister."""
    amara = FormChild("Amara Bello", "4B", "", signs_too=True)
    envelopes = (
        EnvelopeFigures("The family of Amara Bello", "Photo forms", ("Please tick.",), ((amara,),)),
        EnvelopeFigures(
            "The family of Jon and Mia Ødegaard",
            "Photo forms",
            ("Please tick.",),
            ((FormChild("Jon Ødegaard", "4B", ""), FormChild("Mia Ødegaard", "2A", "")),),
        ),
    )
    return FormsFigures(
        page_facts(),
        "Autumn 2026",
        "21 Nov 2026",
        "F1",
        "1 Dec 2026",
        "Your answers last until 31 Aug 2027.",
        (FormPlace("School website", "Anybody can see it."), FormPlace("Display", "Inside school.", is_told=True)),
        ("mother", "father", "carer"),
        Signer("Headteacher", "Alice Whitfield"),
        (BagPile("4B", envelopes),),
    )
