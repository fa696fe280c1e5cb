"""Piles as a school's copier gives them: printed pages drawn as pictures, worn, and bound in one PDF again."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageFilter

from schoolsm_desktop.domain.photo_forms import marked_code
from schoolsm_desktop.reports.paper import Paper
from schoolsm_desktop.reports.paper_code import draw_code
from tests.reports.made_letters import PAGE

Wear = Callable[[Image.Image], Image.Image]


def as_pictures(pdf: bytes, pdftoppm: Path, folder: Path, dots: int = 150) -> list[Image.Image]:
    """The pages of a PDF as another program draws them, `dots` to the inch."""
    source = folder / "printed.pdf"
    source.write_bytes(pdf)
    subprocess.run([pdftoppm, "-r", str(dots), "-png", source, folder / "page"], check=True)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("page-*.png"))]


def bound(pages: Sequence[Image.Image], dots: int = 150) -> bytes:
    """Pictures as one PDF, as a scanner saves it."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=dots, save_all=True, append_images=pages[1:], quality=60)
    return out.getvalue()


def skewed(page: Image.Image) -> Image.Image:
    """Fed in crooked by seven degrees, in grey."""
    return page.convert("L").rotate(7, fillcolor=235, expand=True).convert("RGB")


def upside_down(page: Image.Image) -> Image.Image:
    """Laid in the wrong way round."""
    return page.rotate(180)


def shrunk(page: Image.Image) -> Image.Image:
    """Copied to two thirds, and scanned coarsely."""
    small = page.resize((page.width * 2 // 3, page.height * 2 // 3))
    sheet = Image.new("RGB", page.size, (246, 244, 238))
    sheet.paste(small, (60, 90))
    return sheet


def faint(page: Image.Image) -> Image.Image:
    """A pale copy of a copy, out of focus."""
    return (
        page.convert("L")
        .point(lambda level: 110 + level * 120 // 255)
        .filter(ImageFilter.GaussianBlur(1))
        .convert("RGB")
    )


def stained(page: Image.Image) -> Image.Image:
    """Folded, with a stroke of a pen through the corner of the square."""
    worn = page.copy()
    worn.paste((90, 60, 40), (0, page.height // 9, page.width, page.height // 9 + 3))
    return worn


def coded_page(*codes: str) -> bytes:
    """A PDF of one page with these squares on it."""
    paper = Paper(PAGE)
    for number, code in enumerate(codes):
        draw_code(paper, code, paper.left + number * 70, paper.y)
    return paper.finish()


def foreign_square(text: str = "https://example.org/menu") -> Image.Image:
    """A sheet with somebody else's square."""
    import zxingcpp

    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=6)
    sheet = Image.new("RGB", (1240, 1754), "white")
    sheet.paste(Image.fromarray(drawn), (300, 900))
    return sheet


__all__ = [
    "as_pictures", "bound", "coded_page", "faint", "foreign_square", "marked_code", "shrunk", "skewed", "stained",
    "upside_down",
]  # fmt: skip
