"""Settings: the school and its terms, backups, who may do what, who did what, and this program."""

from __future__ import annotations

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.pages import Desk
from schoolsm_desktop.ui.parts import PartedPage, PartSpec

from .about import AboutPart
from .appearance import AppearancePart
from .backups import BackupsPart
from .contacts_part import ContactsPart
from .letters_part import LettersPart
from .lists_part import EditedListsPart
from .log import LogPart
from .me import MePart
from .permissions import PermissionsPart
from .records_part import RecordsPart
from .school import SchoolPart
from .sign_ins import SignInsPart
from .terms import TermsPart

PARTS = (
    PartSpec("me", MePart),
    PartSpec("appearance", AppearancePart),
    PartSpec("school", SchoolPart),
    PartSpec("terms", TermsPart),
    PartSpec("contacts", ContactsPart),
    PartSpec("letters", LettersPart, Action.EDIT_LETTERS),
    PartSpec("sign-ins", SignInsPart, Action.MAKE_SIGN_INS),
    PartSpec("lists", EditedListsPart, Action.EDIT_LISTS),
    PartSpec("backup", BackupsPart, Action.MAKE_BACKUP),
    PartSpec("permissions", PermissionsPart),
    PartSpec("log", LogPart, Action.SEE_LOG),
    PartSpec("records", RecordsPart, Action.CHECK_RECORDS),
    PartSpec("about", AboutPart),
)

PART_WORDS = {
    "me": "You",
    "appearance": "Appearance",
    "school": "School",
    "terms": "Terms",
    "contacts": "Whom to ring",
    "letters": "Letters",
    "sign-ins": "Sign-ins",
    "lists": "Lists",
    "backup": "Backups",
    "permissions": "Who may do what",
    "log": "Who did what",
    "records": "Check",
    "about": "About",
}


class SettingsPage(PartedPage):
    """One part at a time, under tabs."""

    NOUNS = frozenset({"school", "backups", "log", "policy", "sign-ins", "people", "letters", "contacts", "lists"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            title=tr("Settings"),
            sentence=tr("The school, its terms, backups, and what may be done by whom."),
            tabs=tr("Parts of the settings"),
            parts=PARTS,
            words=PART_WORDS,
        )
