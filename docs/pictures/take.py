"""Takes the README's pictures from a tour: `python docs/pictures/take.py FOLDER`, where FOLDER is what `tour` wrote."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

HERE = Path(__file__).parent
PAGES = {
    "today": "today-coordinator",
    "accounts": "accounts-must-change",
    "posting-access": "access-cell-own-login",
    "bring-in": "import-entries",
    "photo-check": "photos-check-stopped",
    "take-down": "photos-removals",
    "incident": "incident-steps-comments",
}
PAPERS = {"register": "Register of posting access*.pdf", "termly-report": "*Termly report*Part 2*.pdf"}
COLOURS = 192
PAPER_SCALE = 1.15  # times 72 dpi: as wide as the page is on the screen


def main(tour: Path) -> None:
    """Write the pictures beside this file, with few colours so that they stay small."""
    for name, step in PAGES.items():
        _save(Image.open(next((tour / "pages").glob(f"*-{step}.png"))), name)
    for name, paper in PAPERS.items():
        document = pypdfium2.PdfDocument(sorted((tour / "printed").glob(paper))[0])
        _save(document[0].render(scale=PAPER_SCALE).to_pil(), name)
        document.close()


def _save(picture: Image.Image, name: str) -> None:
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
