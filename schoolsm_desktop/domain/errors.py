"""What can go wrong, one class a thing; each holds the sentence the user reads."""

from __future__ import annotations

from typing import ClassVar


class OfficeError(Exception):
    """Something the person at the screen can be told in a sentence.

    `sentence` says what happened, what it means for the records and what to do next. It never holds a secret,
    a pupil's name or a birth date. `key` is short and stable, for tests, logs and `--json`.
    """

    key: ClassVar[str] = "error"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class RuleError(OfficeError):
    """The school's own rules do not allow this; nothing was changed."""

    key = "rule"


class NotAllowedError(OfficeError):
    """The person signed in may not do this."""

    key = "not-allowed"


class ChangedMeanwhileError(OfficeError):
    """The record was changed by somebody else since it was read; nothing was saved."""

    key = "changed-meanwhile"


class FieldError(OfficeError):
    """One field of a form is wrong; `field` names it so that the form can say so beside it."""

    key = "field"

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
