"""Two callers are never inside pdfium at once: the worker that looks at a scan waits for the window that draws a page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from schoolsm_desktop.exchange.pile import pile_pages
from schoolsm_desktop.exchange.scan import scan_kind
from schoolsm_desktop.pdf_turn import PDF_TURN
from tests.exchange.scans import scan_pdf


@pytest.mark.parametrize("look", [scan_kind, lambda pdf: list(pile_pages(pdf))], ids=["scan", "pile"])
def test_the_worker_waits_for_its_turn(look: Callable[[bytes], object]) -> None:
    seen: list[object] = []
    worker = threading.Thread(target=lambda: seen.append(look(scan_pdf("one"))))
    with PDF_TURN:
        worker.start()
        worker.join(0.3)
        assert worker.is_alive()
        assert seen == []
    worker.join(20)
    assert seen


def test_whoever_uses_pdfium_takes_the_turn(project_root: Path) -> None:
    """The tour reads its own papers with nothing else under way."""
    package = project_root / "schoolsm_desktop"
    using = [each for each in package.rglob("*.py") if "import pypdfium2" in each.read_text(encoding="utf-8")]
    without = [each.name for each in using if "with PDF_TURN" not in each.read_text(encoding="utf-8")]
    assert {"scan.py", "pile.py", "pdf_pages.py"} <= {each.name for each in using}
    assert without == ["forms_round.py"]
