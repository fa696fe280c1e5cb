"""From the sign-in to the main window: what is read once for its frame, its pages and its search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.auto_lock import IDLE_MINUTES
from schoolsm_desktop.ui.main_window import Frame
from schoolsm_desktop.ui.pages import Due, Found, PageSpec, Target, page_specs
from schoolsm_desktop.ui.places import KIND_ICONS, KIND_WORDS, USUAL_ICON, window_places

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
        crest=office.schools.crest(),
    )
    specs = tuple(spec for spec in page_specs() if spec.needs is None or office.may(spec.needs))
    _read_finder(office)
    return Arrival(office, frame, specs, office.preferences.all(), office.drafts.all())


def _read_finder(office: Office) -> None:
    """Also the window's places: which parts there are depends on the policy."""
    office.finder.add_places(window_places(office))
    office.finder.read()


def finder_of(office: Office) -> Callable[[str], list[Any]]:
    """The search over everything the person may see: records, pages, parts and acts."""

    def find(typed: str) -> list[Found]:
        return [
            Found(
                hit.title,
                hit.detail,
                Target(hit.page, str(hit.id) if hit.id else "", hit.act),
                tr(KIND_WORDS[hit.kind]),
                KIND_ICONS.get(hit.kind, USUAL_ICON),
            )
            for hit in office.finder.find(typed)
        ]

    return find


def counts_of(office: Office) -> Callable[[], Mapping[str, Any]]:
    """What is due, by page; also brings the search up to date, since it is asked after every change."""

    def counts() -> dict[str, Due]:
        _read_finder(office)
        return {page: Due(count, urgent=True) for page, count in office.today.view().counts.items()}

    return counts
