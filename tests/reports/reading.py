"""Reads a printed document back: its text with two readers, its pages, its outline."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pypdf import PdfReader
from pypdf.generic import Destination
from reportlab.pdfbase.ttfonts import TTFont


def reader(pdf: bytes) -> PdfReader:
    """The document, opened by an independent reader."""
    return PdfReader(io.BytesIO(pdf))


def text(pdf: bytes) -> str:
    """All its text in the order of the file, spaces and line ends made one space."""
    return squeezed(" ".join(page.extract_text() for page in reader(pdf).pages))


def page_text(pdf: bytes, page: int) -> str:
    """The text of one page, counted from 1."""
    return squeezed(reader(pdf).pages[page - 1].extract_text())


def pages(pdf: bytes) -> int:
    """How many pages it has."""
    return len(reader(pdf).pages)


def outline(pdf: bytes) -> list[tuple[str, int]]:
    """Every bookmark with the page it leads to, counted from 1, in order."""
    document = reader(pdf)

    def walk(items: object) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        assert isinstance(items, list)
        for item in items:
            if isinstance(item, Destination):
                number = document.get_destination_page_number(item)
                assert number is not None
                found.append((str(item.title), number + 1))
            else:
                found += walk(item)
        return found

    return walk(document.outline)


def squeezed(raw: str) -> str:
    """Any run of white space as one space."""
    return re.sub(r"\s+", " ", raw).strip()


def laid_out(pdf: bytes, program: Path, folder: Path) -> str:
    """The text as `pdftotext -layout` sees it: by its place on the page."""
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    done = subprocess.run([str(program), "-layout", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def outside_margins(pdf: bytes, program: Path, folder: Path) -> list[str]:
    """Every word that does not lie wholly inside the side and foot margins of its page, by `pdftotext -bbox`."""
    file, boxes = folder / "document.pdf", folder / "boxes.html"
    file.write_bytes(pdf)
    subprocess.run([str(program), "-bbox", str(file), str(boxes)], capture_output=True, check=True)
    found, wide, high = [], 0.0, 0.0
    for line in boxes.read_text(encoding="utf-8").splitlines():
        numbers = [float(number) for number in re.findall(r'="([-0-9.]+)"', line)]
        if "<page" in line:
            wide, high = numbers
        elif "<word" in line:
            left, top, right, bottom = numbers
            if left < 50 or right > wide - 50 or top < 20 or bottom > high - 14:
                found.append(line.strip())
    return found


def in_order(whole: str, *parts: str) -> bool:
    """Whether `parts` stand in `whole` one after the other."""
    at = 0
    for part in parts:
        found = whole.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


@contextmanager
def empty_boxes() -> Iterator[list[str]]:
    """Every letter that is written to a page, meanwhile, in a cut that has no shape for it: an empty box."""
    found: list[str] = []
    real = TTFont.splitString

    def watched(font: Any, letters: str, *rest: Any, **named: Any) -> Any:
        glyphs = font.face.charToGlyph
        found.extend(f"U+{ord(each):04X} in {font.fontName}" for each in letters if not glyphs.get(ord(each)))
        return real(font, letters, *rest, **named)

    with patch.object(TTFont, "splitString", watched):
        yield found
