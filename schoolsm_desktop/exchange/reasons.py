"""The short stable keys of faults and of rows that are left, in the words a person reads."""

from __future__ import annotations

from schoolsm_desktop.domain.wording import tr

LEFT = frozenset(
    [
        *("no-password", "no-name", "duplicate-row", "secure-note", "card", "identity", "ssh-key", "other-kind"),
        *("recycle-bin", "template", "browser-own", "missing-name", "vacant-post", "second-post"),
        *("missing-surname", "not-a-pupil", "name-too-long", "future-birth-date", "duplicate-upn", "duplicate-pupil"),
    ]
)
"""Why a row or entry is not taken."""

DOUBTFUL = frozenset(
    [
        *("bad-code-key", "other-kind-of-code", "split-cell", "same-as-above", "name-from-above"),
        *("other-password-column", "password-is-a-date", "looks-like-a-formula", "number-was-rounded"),
        *("more-cells-than-headings", "bad-date", "end-before-start", "bad-email", "unknown-contract"),
        *("one-name-only", "same-name", "bad-upn", "unknown-authority", "lost-letter", "hidden-marks", "odd-name"),
        *("old-birth-date", "has-condition", "unknown-answer", "unclear-cross", "copy-says-other"),
    ]
)
"""What to look at in a row that is taken."""


def reason_text(key: str) -> str:
    """The key of a fault or of a left row, in words; an unknown key is shown as it is."""
    return (_left_text(key) or _password_text(key) or _staff_text(key) or _pupil_text(key) or key).strip()


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
        "missing-surname": tr("there is no surname"),
        "not-a-pupil": tr("a title, a total or a note, no pupil"),
        "name-too-long": tr("the name is too long to be one"),
        "future-birth-date": tr("born in the future: look at the year"),
        "duplicate-upn": tr("the same UPN again: the row above with it is taken"),
        "duplicate-pupil": tr("the same name and birth date again: the first row is taken"),
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


def _pupil_text(key: str) -> str:
    texts = {
        "bad-upn": tr("the letter of this UPN does not fit its digits; the pupil is taken without it"),
        "unknown-authority": tr("no local authority known here has the number in this UPN: check it"),
        "lost-letter": tr("a letter of the name was lost on the way: check the spelling"),
        "hidden-marks": tr("invisible marks were taken out of the name: check how it reads"),
        "odd-name": tr("does not look like a name: check it"),
        "old-birth-date": tr("born too long ago for a pupil; the birth date is left empty"),
        "has-condition": tr("the answer has a condition; its words are kept, and it stops until somebody reads them"),
        "unknown-answer": tr("neither yes nor no; its words are kept, and it stops until somebody reads them"),
        "unclear-cross": tr("a cross may mean yes or no; it stops until somebody says which"),
        "copy-says-other": tr("this second row of the same pupil has other answers: the stricter ones were taken"),
    }
    return texts.get(key, "")
