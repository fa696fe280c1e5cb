"""The columns of the staff list. Whoever is no longer here stands at its end, however it is sorted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.people import PersonLine
from schoolsm_desktop.ui.common.row_model import Column

from .words import access_words, contract_text, job_words, sign_in_meaning, sign_in_state, sign_in_words, span_words


def staff_columns(today: Callable[[], date]) -> tuple[Column[PersonLine], ...]:
    """Columns of rows of the staff list on the day that `today` gives."""

    def here_first(value: Callable[[PersonLine], Any]) -> Callable[[PersonLine], Any]:
        """A list puts rows without a value last, whichever way it is sorted."""
        return lambda line: None if line.person.left_by(today()) else value(line)

    return (
        Column(
            "name",
            tr("Person"),
            lambda line: line.person.name,
            sort=here_first(lambda line: folded(line.person.sort_name)),
            detail=lambda line: job_words(line, today()),
            bold=True,
            width=180,
        ),
        Column(
            "duties",
            tr("Duties"),
            lambda line: line.duties_text,
            sort=here_first(lambda line: folded(line.duties_text) or None),
            hint=lambda line: line.duties_text,
            grow=True,
            width=128,
        ),
        Column(
            "sign-in",
            tr("Sign-in"),
            sign_in_words,
            sort=here_first(sign_in_words),
            state=sign_in_state,
            hint=sign_in_meaning,
            width=200,
        ),
        Column(
            "keyholder",
            tr("Keyholder"),
            lambda line: tr("Yes") if line.is_keyholder else "",
            sort=here_first(lambda line: not line.is_keyholder),
            hint=lambda line: tr("Can open every password") if line.is_keyholder else "",
            width=84,
        ),
        Column(
            "accesses",
            tr("Access"),
            lambda line: str(line.accesses) if line.accesses else "–",
            sort=here_first(lambda line: -line.accesses),
            hint=lambda line: access_words(line.accesses),
            width=62,
        ),
        Column(
            "contract",
            tr("Contract"),
            lambda line: contract_text(line.person),
            sort=here_first(lambda line: folded(contract_text(line.person))),
            detail=lambda line: span_words(line.person),
            hint=lambda line: span_words(line.person),
            width=124,
        ),
    )
