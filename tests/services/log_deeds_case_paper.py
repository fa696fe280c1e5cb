"""What a copy of a case leaves in the log: that something sealed was printed, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.case_copies import CopyKind, CopyOrder
from tests.services.cases import filed
from tests.services.stage import Stage

COPY = CopyOrder(CopyKind.WHOLE, "Kent Police", "asked for by letter")


def _copy(s: Stage) -> object:
    return s.office.printing.chronology(filed(s.office.session, {s.office.person_id}), COPY)


CASE_PAPER_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "printing.chronology": (Did.CASE_PRINTED, _copy),
}
