"""A printed document in the window before it is paper: pages, zoom, Print, Save as PDF, Save as a spreadsheet.

    desk.preview(Printout(tr("Register of posting access"), "register-of-posting-access", render, sheet=rows_as_xlsx))

`render` gives the PDF's bytes and runs on the worker. Pages are drawn by pdfium (the same engine that browsers use).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printout:
    """A document to look at: its title, a file name without ending, how to make it, and what else it can be saved as.

    `printed` is told "printed", "pdf" or "sheet" after the person did it, so that a service can record it.
    """

    title: str
    file_name: str
    render: Callable[[], bytes]
    sheet: Callable[[], bytes] | None = None
    printed: Callable[[str], None] | None = None
