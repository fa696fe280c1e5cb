"""The deeds of pictures that are to be posted, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from schoolsm_desktop.domain.permissions import Action

from .deed import EVERYBODY, Deed

DEEDS: Mapping[str, Deed] = {
    "SafeCopyService.make": Deed(Action.CHECK_PHOTOS, lambda s: s.office.safe_copies.make(Path("no-such-picture.jpg"))),
    "SafeCopyService.empty_old": Deed(EVERYBODY, lambda s: s.office.safe_copies.empty_old()),
    "OpenCheckService.frozen": Deed(EVERYBODY, lambda s: s.office.open_check.frozen()),
    "PictureBooks.today": Deed(EVERYBODY, lambda s: s.office.picture_books.today()),
    "SafeCopyService.not_opened": Deed(EVERYBODY, lambda s: s.office.safe_copies.not_opened()),
}
