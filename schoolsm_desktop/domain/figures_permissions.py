"""Photo permissions by year group: how many of a roll may, may not, and are not known; and the tables of it."""

from __future__ import annotations

from collections.abc import Sequence

from .answer_days import year_number
from .figures import PermissionFigures, PlaceAnswers, TermFigures, YearCoverage
from .figures_drafts import DraftRow, Drafts, DraftTable, total_title
from .held import FEW, Held
from .photo_answers import GOOD, Verdict
from .picture_book import PictureBook
from .pupils import Pupil
from .suppression_search import SMALL_OR_NONE
from .wording import list_text, tr

NOT_KNOWN = frozenset(
    {Verdict.CONDITION, Verdict.CHECK_SIGNER, Verdict.EXPIRED, Verdict.ASKED, Verdict.NOT_ASKED, Verdict.LEFT}
)
"""No answer that stands. A hold reads as any other no (PRACTICE 4)."""
ANSWER_WORDS = {"yes": "Yes", "no": "No", "none": "No answer"}
_ANSWERS = tuple(ANSWER_WORDS)
_TOTAL, _YEAR = "total", "year-"


def permission_figures(book: PictureBook, places: Sequence[str]) -> PermissionFigures:
    """How every year group on the roll has answered for these places."""
    years: dict[str, list[Pupil]] = {}
    for pupil in book.pupils.values():
        if pupil.on_roll(book.today):
            years.setdefault(pupil.year.strip(), []).append(pupil)
    return PermissionFigures(
        tuple((key, book.places[key].name) for key in places),
        tuple(
            YearCoverage(year, len(years[year]), tuple(_answers(book, key, years[year]) for key in places))
            for year in sorted(years, key=_in_order)
        ),
    )


def _in_order(year: str) -> tuple[bool, int, str]:
    number = year_number(year)
    return number is None, number or 0, year


def _answers(book: PictureBook, place: str, pupils: Sequence[Pupil]) -> PlaceAnswers:
    found = [book.standing(pupil.id, place).verdict for pupil in pupils]
    yes, none = len([v for v in found if v in GOOD]), len([v for v in found if v in NOT_KNOWN])
    return PlaceAnswers(place, yes, len(found) - yes - none, none)


def permission_tables(drafts: Drafts, figures: TermFigures) -> None:
    """A table for each place: year groups by what they answered. Only of this term: who is on the roll changes.

    Year groups below five stand together with the next ones, so that the roll itself points at nobody. A school of fewer
    than five pupils prints none of this.
    """
    found = figures.permissions
    if found is None or found.pupils < FEW:
        return
    years = _joined(found.years)
    for at, (place, name) in enumerate(found.places):
        rows = [_row(drafts, place, _YEAR + title, title, year.pupils, year.places[at]) for title, year in years]
        sums = [sum(getattr(year.places[at], key) for year in found.years) for key in _ANSWERS]
        rows.append(_row(drafts, place, _TOTAL, total_title(), found.pupils, PlaceAnswers(place, *sums)))
        for column in range(1, len(_ANSWERS) + 1):
            drafts.add_up(rows[-1].counts[column], [row.counts[column] for row in rows[:-1]])
        columns = (("pupils", tr("On the roll")), *((key, tr(ANSWER_WORDS[key])) for key in _ANSWERS))
        drafts.tables.append(DraftTable("permissions", name, columns, tuple(rows), about=place))


def _joined(years: Sequence[YearCoverage]) -> list[tuple[str, YearCoverage]]:
    """The year groups with their titles, each with at least five pupils."""
    found: list[list[YearCoverage]] = []
    for year in years:
        if found and sum(each.pupils for each in found[-1]) < FEW:
            found[-1].append(year)
        else:
            found.append([year])
    if len(found) > 1 and sum(each.pupils for each in found[-1]) < FEW:
        last = found.pop()
        found[-1] += last
    return [(list_text([each.year or tr("no year group") for each in some]), _one(some)) for some in found]


def _one(years: Sequence[YearCoverage]) -> YearCoverage:
    places = tuple(
        PlaceAnswers(some[0].place, *(sum(getattr(each, key) for each in some) for key in _ANSWERS))
        for some in zip(*(year.places for year in years), strict=True)
    )
    return YearCoverage(years[0].year, sum(year.pupils for year in years), places)


def _row(drafts: Drafts, place: str, key: str, title: str, pupils: int, said: PlaceAnswers) -> DraftRow:
    """A row, and what could be worked out from it: where nearly all said yes, the few who did not are a small count too."""
    at = f"permissions/{place}/{key}"
    roll = drafts.known(f"roll/{key}", pupils)
    yes, no = (_answer(drafts, f"{at}/{which}", count, pupils) for which, count in (("yes", said.yes), ("no", said.no)))
    none = drafts.count(f"{at}/none", said.none)
    drafts.add_up(roll, [yes, no, none])
    not_yes = drafts.count(f"{at}/not-yes", said.no + said.none, SMALL_OR_NONE, printed=False)
    not_no = drafts.count(f"{at}/not-no", said.yes + said.none, SMALL_OR_NONE, printed=False)
    drafts.add_up(not_yes, [no, none], is_makeup=False)
    drafts.add_up(not_no, [yes, none], is_makeup=False)
    is_total = key == _TOTAL
    return DraftRow(key, title, (roll, yes, no, none), is_total=is_total, in_public=is_total)


def _answer(drafts: Drafts, key: str, count: int, pupils: int) -> str:
    """Yes or no, held back where few said so and where nearly all did."""
    if count > FEW - 1 and pupils - count < FEW:
        return drafts.count(key, count, (pupils - FEW + 1, pupils), as_held=Held.NEARLY)
    return drafts.count(key, count, SMALL_OR_NONE)
