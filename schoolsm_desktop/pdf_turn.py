"""pdfium serves one caller at a time: who opens, draws, reads or closes a PDF holds this turn while doing so.

    with PDF_TURN:
        document = pypdfium2.PdfDocument(pdf)

The window draws pages on its own thread while the worker looks at a scan; both inside pdfium at once end the program
without a word. A turn is short, one page at most, so that neither keeps the other waiting for long.
"""

from __future__ import annotations

import threading
from typing import Final

PDF_TURN: Final = threading.RLock()
