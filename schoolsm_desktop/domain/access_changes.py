"""What a change of an access changed, from what to what: the short facts that the log keeps, their words, and the way back.

Why somebody's access was changed is never among them (PRACTICE 14).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from .access import LEVEL_WORDS, Access, AccessLevel
from .wording import day_text, tr

AUTHORISED, MERGED = "authorised", "merged"
"""The details of a change that is the headteacher's decision, or that moved the access to the record that was kept."""
_WAS = "was_"


def changed_facts(before: Access, after: Access) -> dict[str, str]:
    """Level, last day and review day as they were and as they are, where they differ; for the entry in the log."""
    old, new = _facts(before), _facts(after)
    changed = [name for name in new if new[name] != old[name]]
    return {name: new[name] for name in changed} | {_WAS + name: old[name] for name in changed}


def change_words(details: Mapping[str, str]) -> str:
    """The same in words; empty for an entry that names nothing."""
    said = []
    if "level" in details:
        said.append(tr("from {old} to {new}", old=_level(details["was_level"]), new=_level(details["level"])))
    if "ends" in details:
        said.append(tr("last day from {old} to {new}", old=_day(details["was_ends"]), new=_day(details["ends"])))
    if "review_on" in details:
        said.append(
            tr("review from {old} to {new}", old=_day(details["was_review_on"]), new=_day(details["review_on"]))
        )
    if AUTHORISED in details:
        said.append(tr("authorised"))
    if MERGED in details:
        said.append(tr("the person stood twice in the records"))
    return "; ".join(said)


def before_change(access: Access, details: Mapping[str, str]) -> Access:
    """The access as it was before a change with these facts; raises ValueError for facts that are none."""
    was = {name[len(_WAS) :]: text for name, text in details.items() if name.startswith(_WAS)}
    back = replace(access, revision=access.revision - 1)
    if "level" in was:
        back = replace(back, level=AccessLevel(was["level"]))
    if "ends" in was:
        back = replace(back, ends=_read_day(was["ends"]))
    if "review_on" in was:
        back = replace(back, review_on=_read_day(was["review_on"]))
    if AUTHORISED in details:
        back = replace(back, authorised_by=None, authorised_on=None, authorised_how=None, under_cover=False)
    return back


def _facts(access: Access) -> dict[str, str]:
    return {"level": access.level.value, "ends": _plain(access.ends), "review_on": _plain(access.review_on)}


def _plain(day: date | None) -> str:
    return day.isoformat() if day else ""


def _read_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _level(value: str) -> str:
    return tr(LEVEL_WORDS[AccessLevel(value)]).lower()


def _day(text: str) -> str:
    day = _read_day(text)
    return day_text(day) if day else tr("none")
