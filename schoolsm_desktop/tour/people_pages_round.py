"""Pages for people: the Friday sheet, the supply folder's page, goodbye, and the data protection pack."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from schoolsm_desktop.services.printing import Printed
from schoolsm_desktop.ui.common.print_preview import PrintPreview

from .paper_round import save_document
from .scene import Stage


def people_pages(stage: Stage) -> None:
    """Each in its preview, and as a file."""
    guide, printing = stage.guide, stage.office.printing
    page = stage.page("reports")
    goodbyes = guide.ask(printing.shelf).choices.get("goodbye-page", ())
    wanted = {"friday-sheet": "", "supply-page": "", "data-protection-pack": ""}
    if goodbyes:
        wanted["goodbye-page"] = goodbyes[0].id
    for key, record in wanted.items():
        with guide.step(f"reports-{key}-preview"):
            page.begin(key, record)
            guide.settle()
            guide.dialog(PrintPreview)
    makers: list[Callable[[], Printed]] = [
        printing.friday_sheet,
        printing.supply_page,
        printing.data_protection_pack,
        *(partial(printing.goodbye_page, UUID(one.id)) for one in goodbyes[:1]),
    ]
    for maker in makers:
        save_document(guide, stage, guide.ask(maker))
