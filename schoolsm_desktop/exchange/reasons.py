"""The short stable keys of faults and of rows that are left, in the words a person reads."""

from __future__ import annotations

from schoolsm_desktop.domain.wording import tr

LEFT = frozenset(
    [
        *("no-password", "no-name", "duplicate-row", "secure-note", "card", "identity", "ssh-key", "other-kind"),
        *("recycle-bin", "template", "browser-own", "missing-name", "vacant-post", "second-post"),
    ]
)
"""Why a row or entry is not taken."""

DOUBTFUL = frozenset(
    [
        *("bad-code-key", "other-kind-of-code", "split-cell", "same-as-above", "name-from-above"),
        *("other-password-column", "password-is-a-date", "looks-like-a-formula", "number-was-rounded"),
        *("more-cells-than-headings", "bad-date", "end-before-start", "bad-email", "unknown-contract"),
        *("one-name-only", "same-name"),
    ]
)
"""What to look at in a row that is taken."""


def reason_text(key: str) -> str:
    """The key of a fault or of a left row, in words; an unknown key is shown as it is."""
    return (_left_text(key) or _password_text(key) or _staff_text(key) or key).strip()


def _left_text(key: str) -> str:
    texts = {
        "no-password": tr("there is no password"),
        "no-name": tr("neither a name nor an address nor a user name"),
        "duplicate-row": tr("the same row again"),
        "secure-note": tr("a note, not a login"),
        "card": tr("a payment card"),
        "identity": tr("a person's details"),
        "ssh-key": tr("a key for a server"),
        "other-kind": tr("not a login"),
        "recycle-bin": tr("lies in the recycle bin"),
        "template": tr("a template"),
        "browser-own": tr("the browser's own account"),
        "missing-name": tr("there is no name"),
        "vacant-post": tr("a vacant post"),
        "second-post": tr("a second post of the same person, added to the first"),
    }
    return texts.get(key, "")


def _password_text(key: str) -> str:
    texts = {
        "bad-code-key": tr("the key for one-time codes cannot be used; it is kept as a note"),
        "other-kind-of-code": tr("a key for another kind of code; it is kept as a note"),
        "split-cell": tr("user name and password stood in one cell: check where one ends"),
        "same-as-above": tr("the list says “as above”: check the password"),
        "name-from-above": tr("the name was taken from the row above"),
        "other-password-column": tr("the password was taken from another column: check that it is the present one"),
        "password-is-a-date": tr("the spreadsheet made a date of this password: check what was typed"),
        "looks-like-a-formula": tr("the spreadsheet took this password for a formula: check what was typed"),
        "number-was-rounded": tr("the spreadsheet rounded this long number: type the password again"),
        "more-cells-than-headings": tr("more cells than headings: a separator may stand inside a cell"),
    }
    return texts.get(key, "")


def _staff_text(key: str) -> str:
    texts = {
        "bad-date": tr("not a date; the date is left empty"),
        "end-before-start": tr("the end lies before the start; the end is left empty"),
        "bad-email": tr("not an e-mail address; it is left empty"),
        "unknown-contract": tr("the kind of contract is not known; it is left empty"),
        "one-name-only": tr("only one name"),
        "same-name": tr("somebody of the same name is already in the list"),
    }
    return texts.get(key, "")
