"""The tables of a termly report that could point at a child or at somebody outside: permissions, incidents, complaints.

Every count of a term is put in under a key that names its term, so that one number printed in two tables, or in the
column of a later report, is one number to whoever tries to work another out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from .complaint_stages import STAGE_WORDS
from .complaints import Stage
from .figures import (
    BlockFigures,
    ComplaintFigures,
    IncidentFigures,
    ModerationFigures,
    PhotoFigures,
    RemovalFigures,
    TakedownFigures,
    TermFigures,
    count_of,
)
from .figures_drafts import THREE_TERMS, DraftRow, Drafts, DraftTable, is_small, terms_of, total_title
from .figures_incidents import GROUP_WORDS, OUTCOME_WORDS, IncidentGroup, Outcome
from .figures_permissions import permission_tables
from .incident_kinds import INCIDENT_WORDS, IncidentKind
from .moderating import Moderated, TakedownOutcome
from .moderating_rules import MODERATED_WORDS
from .moderating_rules import OUTCOME_WORDS as TAKEDOWN_WORDS
from .suppression_search import SMALL
from .wording import tr

F = TypeVar("F")
TOTAL = "total"


class Is(StrEnum):
    """What a row is to its table: one of those that add up, their sum, a part of another row, or by itself."""

    ADDED = "added"
    TOTAL = "total"
    PART = "part"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class _Row(Generic[F]):
    key: str
    title: str
    value: Callable[[F], int]
    is_: Is = Is.ADDED
    of: str = ""
    """Of which row it is a part."""
    public: bool = False
    small: tuple[int, int] | None = SMALL
    shared: str = ""
    """The table in which the same number stands, so that it is one count."""

    def at(self, topic: str, starts: date) -> str:
        """The key of its count in a term."""
        return f"{self.shared or topic}/{starts}/{self.key}"


def sealed_tables(drafts: Drafts, figures: TermFigures) -> None:
    """Put in every table that may have to hold something back."""
    permission_tables(drafts, figures)
    _photos(drafts, figures)
    _removals(drafts, figures)
    _incidents(drafts, figures)
    _open_incidents(drafts, figures)
    _pages(drafts, figures)
    _complaints(drafts, figures)


def _trend(
    drafts: Drafts,
    figures: TermFigures,
    topic: str,
    title: str,
    part: Callable[[TermFigures], F | None],
    rows: Sequence[_Row[F]],
    public_title: str = "",
) -> None:
    """A table whose columns are terms; the sums of each term are put in with it."""
    columns, keys = [], []
    for column, name, each in terms_of(figures):
        record = part(each)
        if record is not None:
            columns.append((column, name))
            keys.append(_term(drafts, topic, each.period.starts, record, rows))
    if not columns:
        return
    drawn = tuple(
        DraftRow(
            row.key,
            row.title,
            tuple(each[row.key] for each in keys),
            is_total=row.is_ is Is.TOTAL,
            is_part=row.is_ is Is.PART,
            in_public=row.public,
        )
        for row in rows
    )
    drafts.tables.append(DraftTable(topic, title, tuple(columns), drawn, is_trend=True, public_title=public_title))


def _term(drafts: Drafts, topic: str, starts: date, record: F, rows: Sequence[_Row[F]]) -> dict[str, str]:
    keys = {row.key: drafts.count(row.at(topic, starts), row.value(record), row.small) for row in rows}
    totals = [row for row in rows if row.is_ is Is.TOTAL]
    if totals:
        drafts.add_up(keys[totals[0].key], [keys[row.key] for row in rows if row.is_ is Is.ADDED])
    for row in rows:
        if row.is_ is Is.PART:
            whole = next(each for each in rows if each.key == row.of)
            rest = whole.value(record) - row.value(record)
            without = drafts.count(f"{keys[row.of]}-without-{row.key}", rest, row.small, printed=False)
            drafts.add_up(keys[row.of], [keys[row.key], without], is_makeup=False)
    return keys


def _photos(drafts: Drafts, figures: TermFigures) -> None:
    rows: list[_Row[PhotoFigures]] = [
        _Row("passed", tr("In order"), lambda x: x.passed),
        _Row("stopped", tr("Stopped"), lambda x: x.stopped),
        _Row("waiting", tr("Wait for a second person"), lambda x: x.waiting),
        _Row(TOTAL, tr("Photo checks made"), lambda x: x.made, Is.TOTAL, public=True),
    ]
    _trend(drafts, figures, "photo-checks", tr("Photo checks"), lambda x: x.photos, rows)
    pictures: list[_Row[PhotoFigures]] = [
        _Row("posts", tr("Published"), lambda x: x.posts, Is.ALONE, public=True, small=None),
        _Row(
            "posts_with_picture", tr("Of these, with a picture"), lambda x: x.posts_with_picture, Is.ALONE, small=None
        ),
    ]
    _trend(drafts, figures, "pictures", tr("What was published"), lambda x: x.photos, pictures)


def _removals(drafts: Drafts, figures: TermFigures) -> None:
    rows: list[_Row[RemovalFigures]] = [
        _Row("begun", tr("Searches for a pupil’s pictures begun"), lambda x: x.begun, Is.TOTAL, public=True),
        _Row("finished", tr("Worked off"), lambda x: x.finished),
        _Row("still_open", tr("Under way"), lambda x: x.still_open),
        _Row("overdue", tr("Of these, overdue"), lambda x: x.overdue, Is.PART, of="still_open"),
    ]
    _trend(drafts, figures, "removals", tr("Pictures taken down after a withdrawal"), lambda x: x.removals, rows)


def _incidents(drafts: Drafts, figures: TermFigures) -> None:
    if is_small(figures):
        _three_terms(drafts, figures)
        return
    there = [each.incidents for _key, _title, each in terms_of(figures) if each.incidents is not None]
    kinds = [kind for kind in IncidentKind if any(count_of(each.kinds, kind.value) for each in there)]
    rows: list[_Row[IncidentFigures]] = [
        _Row(kind.value, tr(INCIDENT_WORDS[kind]), _of_kinds(kind.value)) for kind in kinds
    ]
    rows.append(_Row(TOTAL, total_title(), lambda x: x.total, Is.TOTAL, public=True))
    _trend(drafts, figures, "incidents", tr("Incidents by type"), lambda x: x.incidents, rows, tr("Incidents"))
    _trend(drafts, figures, "outcomes", tr("How they stand"), lambda x: x.incidents, _outcome_rows())


def _outcome_rows() -> list[_Row[IncidentFigures]]:
    rows: list[_Row[IncidentFigures]] = [
        _Row(each.value, tr(OUTCOME_WORDS[each]), _came_to(each.value)) for each in Outcome
    ]
    rows.append(_Row("overdue", tr("Of these, overdue"), lambda x: x.overdue, Is.PART, of=Outcome.OPEN.value))
    return [*rows, _Row(TOTAL, total_title(), lambda x: x.total, Is.TOTAL, shared="incidents")]


def _open_incidents(drafts: Drafts, figures: TermFigures) -> None:
    rows: list[_Row[IncidentFigures]] = [
        _Row("open", tr("Incidents open"), lambda x: count_of(x.outcomes, "open") + x.open_from_before, Is.ALONE),
        _Row("overdue", tr("Of those of the term, overdue"), lambda x: x.overdue, Is.ALONE, shared="outcomes"),
        _Row("actions_open", tr("Actions open"), lambda x: x.actions_open, Is.ALONE),
        _Row("actions_overdue", tr("Of these, overdue"), lambda x: x.actions_overdue, Is.PART, of="actions_open"),
    ]
    _trend(drafts, figures, "open-incidents", tr("Open when the term was counted"), lambda x: x.incidents, rows)
    for _column, _name, each in terms_of(figures):
        if each.incidents is not None:
            _open_of(drafts, each.period.starts, each.incidents)


def _open_of(drafts: Drafts, starts: date, incidents: IncidentFigures) -> None:
    """Those open are those of the term and older ones; nothing older is printed, and it could be worked out."""
    own = count_of(incidents.outcomes, "open")
    here = drafts.count(f"outcomes/{starts}/open", own, printed=False)
    older = drafts.count(f"open-incidents/{starts}/older", incidents.open_from_before, printed=False)
    rest = drafts.count(f"{here}-without-overdue", own - incidents.overdue, printed=False)
    drafts.add_up(f"open-incidents/{starts}/open", [here, older], is_makeup=False)
    drafts.add_up(here, [f"outcomes/{starts}/overdue", rest], is_makeup=False)


def _three_terms(drafts: Drafts, figures: TermFigures) -> None:
    """A small school: four groups, and only the sum over this term and the two before it.

    The report of the term before printed the same sum one term earlier, so both are reckoned with.
    """
    if figures.incidents is None:
        return
    now, then = _run(figures), _run(figures.before)
    title = tr("Since {term}", term=now[-1].period.name) if len(now) > 1 else figures.period.name
    whole: _Row[IncidentFigures] = _Row(
        TOTAL, total_title(), lambda x: x.total, Is.TOTAL, public=True, shared="incidents"
    )
    groups: list[_Row[IncidentFigures]] = [
        _Row(each.value, tr(GROUP_WORDS[each]), _of_groups(each.value)) for each in IncidentGroup
    ]
    _summed(drafts, "incidents", tr("Incidents in four groups"), title, (now, then), [*groups, whole])
    outcomes = [row for row in _outcome_rows() if row.is_ is Is.ADDED]
    again = replace(whole, public=False)
    _summed(drafts, "outcomes", tr("How they stand"), title, (now, then), [*outcomes, again])


def _summed(
    drafts: Drafts,
    topic: str,
    heading: str,
    title: str,
    runs: tuple[Sequence[TermFigures], ...],
    rows: Sequence[_Row[IncidentFigures]],
) -> None:
    now = runs[0]
    for run in filter(None, runs):
        for row in rows:
            _sum_of(drafts, topic, run, row, elsewhere=run is not now)
        drafts.add_up(_over(rows[-1], topic, run), [_over(row, topic, run) for row in rows[:-1]])
        for each in run:
            keys = [row.at(topic, each.period.starts) for row in rows]
            drafts.add_up(keys[-1], keys[:-1])
    drawn = tuple(
        DraftRow(row.key, row.title, (_over(row, topic, now),), is_total=row.is_ is Is.TOTAL, in_public=row.public)
        for row in rows
    )
    drafts.tables.append(DraftTable(topic, heading, ((THREE_TERMS, title),), drawn, public_title=tr("Incidents")))


def _sum_of(
    drafts: Drafts, topic: str, run: Sequence[TermFigures], row: _Row[IncidentFigures], *, elsewhere: bool
) -> None:
    counted = [(each.period.starts, each.incidents) for each in run if each.incidents is not None]
    parts = [drafts.count(row.at(topic, starts), row.value(each), printed=False) for starts, each in counted]
    summed, value = _over(row, topic, run), sum(row.value(each) for _starts, each in counted)
    if elsewhere:
        drafts.elsewhere(summed, value)
    else:
        drafts.count(summed, value)
    drafts.add_up(summed, parts, is_makeup=False)


def _over(row: _Row[IncidentFigures], topic: str, run: Sequence[TermFigures]) -> str:
    return f"{row.at(topic, run[-1].period.starts)}/{run[0].period.starts}"


def _run(figures: TermFigures | None) -> list[TermFigures]:
    """A term and up to two before it of which incidents were counted, the newest first."""
    found: list[TermFigures] = []
    while figures is not None and figures.incidents is not None and len(found) < 3:
        found.append(figures)
        figures = figures.before
    return found


def _pages(drafts: Drafts, figures: TermFigures) -> None:
    acts: list[_Row[ModerationFigures]] = [
        _Row(did.value, tr(MODERATED_WORDS[did]), _acts(did.value)) for did in Moderated
    ]
    acts.append(_Row(TOTAL, total_title(), lambda x: sum(t.count for t in x.acts), Is.TOTAL, public=True))
    _trend(drafts, figures, "moderation", tr("Comments moderated"), lambda x: x.moderation, acts)
    blocks: list[_Row[BlockFigures]] = [
        _Row("made", tr("Blocked in the term"), lambda x: x.made, Is.ALONE),
        _Row("lifted", tr("Let in again in the term"), lambda x: x.lifted, Is.ALONE),
        _Row("standing", tr("Blocked when the term was counted"), lambda x: x.standing, Is.ALONE),
        _Row(
            "review_overdue", tr("Of these, due to be looked at again"), lambda x: x.review_overdue, Is.PART, "standing"
        ),
        _Row("appeals", tr("Appeals in the term"), lambda x: x.appeals, Is.ALONE),
    ]
    _trend(drafts, figures, "blocks", tr("People kept out of our accounts"), lambda x: x.blocks, blocks)
    asked: list[_Row[TakedownFigures]] = [
        _Row(each.value, tr(TAKEDOWN_WORDS[each]), _came_to(each.value)) for each in TakedownOutcome
    ]
    asked.append(_Row("overdue", tr("Of those that wait, overdue"), lambda x: x.overdue, Is.PART, "open"))
    asked.append(_Row(TOTAL, total_title(), lambda x: sum(t.count for t in x.outcomes), Is.TOTAL, public=True))
    _trend(drafts, figures, "takedowns", tr("Others asked to take something down"), lambda x: x.takedowns, asked)


def _acts(key: str) -> Callable[[ModerationFigures], int]:
    return lambda figures: count_of(figures.acts, key)


def _complaints(drafts: Drafts, figures: TermFigures) -> None:
    stages: list[_Row[ComplaintFigures]] = [
        _Row(stage.value, tr(STAGE_WORDS[stage]), _at_stage(stage.value)) for stage in Stage
    ]
    stages.append(_Row("closed", tr("Of these, closed"), lambda x: x.closed, Is.PART, TOTAL))
    stages.append(_Row(TOTAL, tr("Complaints received"), _received, Is.TOTAL, public=True))
    title = tr("Complaints by the stage they reached")
    _trend(drafts, figures, "complaints", title, lambda x: x.complaints, stages, tr("Complaints"))
    answers: list[_Row[ComplaintFigures]] = [
        _Row("in_time", tr("Answered in time"), lambda x: x.in_time),
        _Row("late", tr("Answered late, or late now"), lambda x: x.late),
        _Row("running", tr("To be answered, in time"), lambda x: x.running),
        _Row(TOTAL, total_title(), _received, Is.TOTAL, shared="complaints"),
    ]
    title = tr("Were complaints answered in time?")
    _trend(drafts, figures, "complaint-answers", title, lambda x: x.complaints, answers)


def _received(figures: ComplaintFigures) -> int:
    return sum(tally.count for tally in figures.stages)


def _at_stage(key: str) -> Callable[[ComplaintFigures], int]:
    return lambda figures: count_of(figures.stages, key)


def _of_kinds(key: str) -> Callable[[IncidentFigures], int]:
    return lambda figures: count_of(figures.kinds, key)


def _of_groups(key: str) -> Callable[[IncidentFigures], int]:
    return lambda figures: count_of(figures.groups, key)


def _came_to(key: str) -> Callable[[IncidentFigures | TakedownFigures], int]:
    return lambda figures: count_of(figures.outcomes, key)
