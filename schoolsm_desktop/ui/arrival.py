"""From the sign-in to the main window: what is read once for its frame, its pages and its search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.auto_lock import IDLE_MINUTES
from schoolsm_desktop.ui.main_window import Frame
from schoolsm_desktop.ui.pages import Due, Found, PageSpec, Target, page_specs

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is read once after the sign-in, on the worker."""

    office: Office
    frame: Frame
    specs: tuple[PageSpec, ...]
    kept: Mapping[str, Any]
    drafts: Mapping[str, Mapping[str, Any]]


def gather(office: Office, *, demo: bool) -> Arrival:
    """Read what the frame shows and what the person left; on the worker."""
    me = next((each for each in office.people.choices() if each.id == office.person_id), None)
    frame = Frame(
        school=office.schools.school().name,
        person=me.name if me is not None else "",
        duty=me.job_title if me is not None else "",
        locks=ntr("Locks after {count} min away", "Locks after {count} min away", IDLE_MINUTES),
        term=office.schools.term_text(),
        demo=demo,
    )
    specs = tuple(spec for spec in page_specs() if spec.needs is None or office.may(spec.needs))
    office.finder.read()
    return Arrival(office, frame, specs, office.preferences.all(), office.drafts.all())


def finder_of(office: Office) -> Callable[[str], list[Any]]:
    """The search over everything: people, accounts, and the pages themselves."""
    pages = {"account": "accounts", "person": "people"}

    def find(typed: str) -> list[Found]:
        found = [
            Found(hit.title, hit.detail, Target(pages[str(hit.kind)], str(hit.id))) for hit in office.finder.find(typed)
        ]
        named = [spec for spec in page_specs() if folded(typed) in folded(spec.title)]
        return found + [Found(spec.title, tr("page"), Target(spec.key)) for spec in named]

    return find


def counts_of(office: Office) -> Callable[[], Mapping[str, Any]]:
    """What is due, by page; also brings the search up to date, since it is asked after every change."""

    def counts() -> dict[str, Due]:
        office.finder.read()
        return {page: Due(count, urgent=True) for page, count in office.today.view().counts.items()}

    return counts
