"""Every sentence a person reads passes through here, so that a translator finds them all.

gettext comes with Python, knows the plural rules of every language and needs no window, so the same
functions serve domain errors, printed documents and the screen. Without a catalogue the English text is used.
"""

from __future__ import annotations

import gettext
from datetime import time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

DOMAIN = "schoolsm_desktop"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class _Catalogue:
    """The one language of this process; a test or the language setting puts another in its place."""

    current: gettext.NullTranslations = gettext.NullTranslations()


def use_catalogue(catalogue: gettext.NullTranslations) -> None:
    """From now on every sentence is looked up in `catalogue` first."""
    _Catalogue.current = catalogue


def tr(message: str, /, **values: object) -> str:
    """The sentence in the person's language, its `{names}` filled from `values`."""
    text = _Catalogue.current.gettext(message)
    return text.format(**values) if values else text


def ntr(one: str, many: str, count: int, /, **values: object) -> str:
    """The sentence in the form that `count` asks for; `{count}` is filled in."""
    return _Catalogue.current.ngettext(one, many, count).format(count=count, **values)


def day_text(day: date | None) -> str:
    """`5 Nov 2026`, or an en dash where no day is known."""
    if day is None:
        return "–"
    return f"{day.day} {tr(_MONTHS[day.month - 1])} {day.year}"


def short_day_text(day: date) -> str:
    """`5 Nov`, for lists in which the year is plain."""
    return f"{day.day} {tr(_MONTHS[day.month - 1])}"


def moment_text(moment: datetime | None) -> str:
    """`5 Nov 2026 08:41` in local time; moments are aware."""
    if moment is None:
        return "–"
    local = moment.astimezone()
    return f"{day_text(local.date())} {local:%H:%M}"


def by_text(moment: datetime | None) -> str:
    """A moment by which something is done: `5 Nov 2026 08:41`; for midnight `end of 4 Nov 2026`, as people say it."""
    if moment is None:
        return "–"
    local = moment.astimezone()
    if local.time() == time.min:
        return tr("end of {day}", day=day_text(local.date() - timedelta(days=1)))
    return moment_text(moment)


def list_text(parts: list[str] | tuple[str, ...]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(parts) <= 1:
        return "".join(parts)
    return tr("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])
